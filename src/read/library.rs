//! [`Tree`] → [`Library`]: every file read, in parallel, with all complaints.

use std::collections::{BTreeMap, BTreeSet};

use super::config::Config;
use super::discover::{Found, Tree};
use super::document::Document;
use crate::words::{Report, SourcePath};

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Library {
    /// `site.toml`.
    pub config: Config,
    /// The entries that could be made, sorted by path.
    pub documents: Vec<Document>,
    /// Entries that are there and could not be made; each has an error in the report.
    pub unreadable: BTreeSet<SourcePath>,
    /// `organization.yaml`.
    pub organization: Organization,
    /// `catalogue.yaml`.
    pub catalogue: Catalogue,
    /// Everything else under `content/`.
    pub files: BTreeMap<SourcePath, Found>,
}

/// 组织: for now the branches' ids and names.
#[derive(Debug, Clone, Default)]
pub struct Organization {
    /// The name of the whole.
    pub name: Option<String>,
    /// The branches, in the file's order.
    pub branches: Vec<Branch>,
}

/// 支部.
#[derive(Debug, Clone)]
pub struct Branch {
    /// 编号: ASCII, lower case in addresses.
    pub id: String,
    /// 名称.
    pub name: String,
}

/// 公开目录: for now the items' ids and names.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The items, in the file's order.
    pub items: Vec<CatalogueItem>,
}

/// One item of the catalogue.
#[derive(Debug, Clone)]
pub struct CatalogueItem {
    /// 编号.
    pub id: String,
    /// 名称.
    pub name: String,
}

/// Reads everything. `None` when `site.toml` itself is missing or unusable; the report says why.
pub fn read(tree: Tree, report: &mut Report) -> Option<Library> {
    let _ = (tree, report);
    None
}
