//! The pages of what a bureau gathered from its schools. They belong to no edition and know no [`crate::site::Site`]: who
//! gathered gives their views, filled; here a page gets its frame and its bytes.

use serde::Serialize;
use tera::{Context, Value};

use super::figure::FactView;
use super::page::RenderedPage;
use super::view::{Anchor, NavView, PageView, StateView};
use super::{Theme, value};
use crate::words::{Address, PageFamily};

/// What page it is.
pub(crate) struct GatheredHead<'a> {
    /// Its family.
    pub(crate) family: &'static PageFamily,
    /// Where it lies.
    pub(crate) address: &'a Address,
    /// Its title.
    pub(crate) title: &'a str,
    /// The `id` of the navigation's entry.
    pub(crate) section: &'static str,
    /// Between home and the page.
    pub(crate) breadcrumb: Vec<NavView>,
}

/// Fills a page.
///
/// # Errors
/// The template has a fault.
pub(crate) fn gathered_page(theme: &Theme, head: GatheredHead<'_>, view: &GatheredView) -> RenderedPage {
    debug_assert!(head.family.may_lie_at(head.address.as_str()), "{}", head.address);
    let page = PageView {
        family: head.family,
        title: head.title.to_owned(),
        description: String::new(),
        path: head.address.to_string(),
        root: head.address.root(),
        section: Some(head.section),
        breadcrumb: head.breadcrumb,
        feed: None,
        canonical: None,
    };
    let mut context = Context::new();
    context.insert_value("root", Value::safe_string(&page.root));
    context.insert_value("page", value(&page));
    context.insert_value("gathered", value(view));
    let mut bytes = Vec::new();
    theme.fill(head.family.template, &context, &mut bytes)?;
    Ok(bytes)
}

/// `gathered`: a page of what a bureau gathered.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GatheredView {
    /// The site's name.
    pub(crate) title: String,
    /// What stands at the top of every page: the day, how many schools were read and how many were not.
    pub(crate) note: String,
    /// The spreadsheet, a path.
    pub(crate) workbook: String,
    /// The theme's `custom.css`, a path; null without one.
    pub(crate) custom_css: Option<String>,
    /// The band at the top.
    pub(crate) nav: Vec<NavView>,
    /// The school's own site, on its page; or null.
    pub(crate) source: Option<Anchor>,
    /// Numbers; may be empty.
    pub(crate) facts: Vec<FactView>,
    /// Tables, in their order.
    pub(crate) tables: Vec<GatheredTableView>,
}

/// A table of the page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GatheredTableView {
    /// Its heading; may be the page's own.
    pub(crate) title: String,
    /// A sentence under it; may be empty.
    pub(crate) note: String,
    /// The heads of the columns.
    pub(crate) columns: Vec<&'static str>,
    /// The rows: a cell for each column.
    pub(crate) rows: Vec<Vec<GatheredCellView>>,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct GatheredCellView {
    /// What it says; empty for nothing.
    pub(crate) text: String,
    /// Where it leads on this site, or null.
    pub(crate) path: Option<String>,
    /// Where it leads on a school's site: a whole URL of the web; or null.
    pub(crate) href: Option<String>,
    /// It says how something stands; or null.
    pub(crate) state: Option<StateView>,
}
