//! The staging area of one output: a folder beside it, in which changes wait for their commit.
//!
//! ```text
//! .public.gongkai-staging/
//!   gongkai        says that this folder is ours; made first, removed last
//!   new/           files to put in place, at their addresses
//!   old/           a second name of each file that will be replaced
//!   gone/          files taken out of the output
//! ```
//!
//! Never inside the output: whatever happens, nothing half-made is uploaded. What is in it belongs to us,
//! and is worth something only while a journal says so.

use std::path::{Path, PathBuf};

use super::disk;
use super::location::{Location, same_volume};
use crate::words::MachineFault;

/// The file that says whose the folder is.
const MARK: &str = "gongkai";

/// The parts of an area, in the order of their removal.
const PARTS: [&str; 3] = ["new", "old", "gone"];

/// A staging area's place.
#[derive(Debug, Clone)]
pub(super) struct StagingArea {
    root: PathBuf,
    /// Folders above the output that were made for it, the deepest first.
    made: Vec<PathBuf>,
}

impl StagingArea {
    /// The area at a folder, there or not.
    pub(super) fn at(root: PathBuf) -> Self {
        Self {
            root,
            made: Vec::new(),
        }
    }

    /// Clears away what an earlier run left and makes a new, empty area.
    ///
    /// # Errors
    /// No place for it on the output's volume, or the disk says no.
    pub(super) fn prepare(location: &Location) -> Result<Self, MachineFault> {
        let mut beside = Self::at(location.staging()?);
        let inner = Self::at(location.inner_staging());
        let parent = location.folder.parent().unwrap_or(&location.folder);
        beside.made = parent
            .ancestors()
            .take_while(|above| !above.exists())
            .map(Path::to_owned)
            .collect();
        disk::make_folders(parent).map_err(|cause| MachineFault::io("创建文件夹", parent, cause))?;
        inner.clear()?;
        let cause = match beside
            .clear()
            .and_then(|()| beside.make(parent, &location.folder))
        {
            Ok(()) => return Ok(beside),
            Err(cause) => cause,
        };
        match inner.make(&location.state, &location.folder) {
            Ok(()) => Ok(inner),
            Err(_) => Err(cause),
        }
    }

    /// Where the new bytes of an address wait.
    pub(super) fn incoming(&self, path: &str) -> PathBuf {
        self.part("new", path)
    }

    /// Where the old bytes of an address are kept.
    pub(super) fn old(&self, path: &str) -> PathBuf {
        self.part("old", path)
    }

    /// Where a file goes that leaves the output.
    pub(super) fn gone(&self, path: &str) -> PathBuf {
        self.part("gone", path)
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// True when there is such an area and it is ours.
    pub(super) fn is_ours(&self) -> bool {
        disk::exists(&self.root.join(MARK))
    }

    /// Removes the area, if there is one.
    ///
    /// # Errors
    /// It is not ours, or the disk says no.
    pub(super) fn clear(&self) -> Result<(), MachineFault> {
        let clearing = |cause| MachineFault::io("清理临时文件夹", &self.root, cause);
        if self.is_ours() {
            for part in PARTS {
                disk::clear_away(&self.root.join(part)).map_err(clearing)?;
            }
            disk::remove(&self.root.join(MARK)).map_err(clearing)?;
        }
        // Without the mark only an empty folder can be ours: we died between making it and marking it.
        disk::remove_if_empty(&self.root);
        if disk::exists(&self.root) {
            return Err(MachineFault::new("临时文件夹的位置被其他文件占用")
                .at(&self.root)
                .hint("请把它移走或改名后再试"));
        }
        Ok(())
    }

    /// Removes the area and the folders that were made for it: nothing came of the build. What cannot be
    /// removed now is removed by the next run.
    pub(super) fn abandon(&self) {
        if self.clear().is_ok() {
            self.made.iter().for_each(|above| disk::remove_if_empty(above));
        }
    }

    fn make(&self, parent: &Path, folder: &Path) -> Result<(), MachineFault> {
        if folder.exists() && !same_volume(parent, folder) {
            return Err(
                MachineFault::new("输出文件夹自成一个磁盘，旁边没有地方放临时文件")
                    .at(folder)
                    .hint("请输出到它里面的一个子文件夹"),
            );
        }
        disk::make_folders(&self.root)
            .and_then(|()| disk::write_new(&self.root.join(MARK), b""))
            .and_then(|()| disk::make_folders(&self.part("new", "")))
            .map_err(|cause| MachineFault::io("创建临时文件夹", &self.root, cause))
    }

    fn part(&self, name: &str, path: &str) -> PathBuf {
        let part = self.root.join(name);
        if path.is_empty() { part } else { part.join(path) }
    }
}
