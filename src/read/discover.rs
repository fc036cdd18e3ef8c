//! The site's folder → [`Tree`]: which files there are, and what each is. Reads names, not contents.

mod sort;
mod walk;

pub(super) use sort::is_nearly;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::words::{Kind, MachineFault, Report, SourcePath};

/// Every file of a site that matters, by what it is.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `site.toml`.
    pub config: Option<Found>,
    /// `content/organization.yaml`.
    pub organization: Option<Found>,
    /// `content/catalogue.yaml`.
    pub catalogue: Option<Found>,
    /// `content/calendar.yaml`.
    pub calendar: Option<Found>,
    /// `content/words.yaml`.
    pub wordings: Option<Found>,
    /// The entries, sorted by path.
    pub entries: Vec<(Kind, Found)>,
    /// Everything else under `content/`: images, attachments, `files/`.
    pub files: Arc<BTreeMap<SourcePath, Found>>,
}

/// A file that was found, not yet read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path inside the site.
    pub path: SourcePath,
    /// Where its bytes are.
    pub content: Content,
}

/// Where a file's bytes are: on disk, or given (tests, examples that `init` brings).
#[derive(Debug, Clone)]
pub enum Content {
    /// A file on disk.
    Disk(PathBuf),
    /// Bytes.
    Memory(Arc<[u8]>),
}

impl Content {
    /// The bytes, read now.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        match self {
            Self::Disk(path) => std::fs::read(path),
            Self::Memory(bytes) => Ok(bytes.to_vec()),
        }
    }
}

/// Looks through a site's folder.
///
/// # Errors
/// The folder itself cannot be listed. A single file that cannot be is a complaint.
pub fn discover(root: &Path, report: &mut Report) -> Result<Tree, MachineFault> {
    std::fs::read_dir(root).map_err(|error| MachineFault::io("打开网站文件夹", root, error))?;
    let mut tree = Tree::default();
    let config = root.join("site.toml");
    if let (true, Some(path)) = (config.is_file(), SourcePath::new("site.toml")) {
        tree.config = Some(Found {
            path,
            content: Content::Disk(config),
        });
    }
    let mut found = walk::walk(root, "content", report);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    sort::sort(found, &mut tree, report);
    Ok(tree)
}
