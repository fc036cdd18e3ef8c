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
    pub content: FileBytes,
}

/// Where a file's bytes are: on disk, or given (tests, examples that `init` brings).
#[derive(Debug, Clone)]
pub enum FileBytes {
    /// A file on disk.
    Disk(PathBuf),
    /// Bytes.
    Memory(Arc<[u8]>),
}

impl FileBytes {
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
/// The folder itself cannot be listed, or there is no content in it: a folder that was renamed or a network share that
/// is not connected is no empty site. A single file that cannot be read is a complaint.
pub fn discover(root: &Path, report: &mut Report) -> Result<Tree, MachineFault> {
    std::fs::read_dir(root).map_err(|error| MachineFault::io("打开网站文件夹", root, error))?;
    let mut tree = Tree::default();
    let config = root.join("site.toml");
    if let (true, Some(path)) = (config.is_file(), SourcePath::new("site.toml")) {
        tree.config = Some(Found {
            path,
            content: FileBytes::Disk(config),
        });
    }
    if tree.config.is_some() {
        check_content(&root.join("content"))?;
    }
    let mut found = walk::walk(root, "content", report);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    sort::sort(found, &mut tree, report);
    Ok(tree)
}

/// There is a folder with content.
fn check_content(folder: &Path) -> Result<(), MachineFault> {
    let message = match std::fs::metadata(folder) {
        Ok(about) if about.is_dir() => return check_not_empty(folder),
        Ok(_) => "content 应当是文件夹，这里却是一个文件",
        Err(error) if error.kind() == io::ErrorKind::NotFound => "content 文件夹不在了",
        Err(error) => return Err(MachineFault::io("打开内容文件夹", folder, error)),
    };
    Err(MachineFault::new(message).at(folder).hint(MISSING))
}

/// A share that is not connected may leave an empty folder behind. One that cannot be listed is complained about later.
fn check_not_empty(folder: &Path) -> Result<(), MachineFault> {
    let is_empty = std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none());
    match is_empty {
        true => Err(MachineFault::new("content 文件夹是空的").at(folder).hint(MISSING)),
        false => Ok(()),
    }
}

/// Why content is usually not there.
const MISSING: &str = "是不是改了名、移走了，或者放内容的网络共享没有连上？放回原处再生成；网站保持不变";
