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
//!
//! [`OutputFolders`] looks at each folder of the output once, however many files lie in it, and makes its counterpart
//! under `new/`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use std::{fs, io};

use super::disk;
use super::location::{Location, same_volume};
use crate::words::MachineFault;

/// The file that says whose the folder is.
const MARK: &str = "gongkai";

/// The folders inside an area, in the order of their removal.
const PARTS: [&str; 3] = ["new", "old", "gone"];

/// The paths of a staging area; whether it exists is asked of the disk.
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

/// What stands at the place of an output's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FolderState {
    /// Nothing.
    Absent,
    /// A folder.
    There,
    /// A file, or a link to elsewhere: through it we would write, and one day remove, what is not ours.
    Blocked,
}

/// What is known of an output's folders so far; asked by several threads.
#[derive(Debug)]
pub(super) struct OutputFolders {
    output: PathBuf,
    area: StagingArea,
    known: RwLock<HashMap<Box<str>, KnownFolder>>,
}

#[derive(Debug, Clone, Copy)]
struct KnownFolder {
    stands: FolderState,
    staged: bool,
}

impl OutputFolders {
    pub(super) fn new(output: PathBuf, area: StagingArea) -> Self {
        Self {
            output,
            area,
            known: RwLock::default(),
        }
    }

    /// What stands at the place of a folder; `""` is the output itself.
    ///
    /// # Errors
    /// The disk says no.
    pub(super) fn stands(&self, folder: &str) -> io::Result<FolderState> {
        self.know(folder).map(|known| known.stands)
    }

    /// Makes a folder's twin among the new files.
    ///
    /// # Errors
    /// The disk says no.
    pub(super) fn stage(&self, folder: &str) -> io::Result<()> {
        if self.know(folder)?.staged {
            return Ok(());
        }
        disk::make_folders(&self.area.incoming(folder))?;
        let mut all = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get_mut(folder) {
            known.staged = true;
        }
        Ok(())
    }

    /// The topmost folder on the way to an address with this at its place: all in an absent one is new, and
    /// what blocks stands there itself.
    pub(super) fn topmost<'a>(&self, address: &'a str, with: FolderState) -> Option<&'a str> {
        let ends = address.match_indices('/').map(|(at, _)| at);
        std::iter::once(0)
            .chain(ends)
            .map(|end| &address[..end])
            .find(|folder| self.stands(folder).is_ok_and(|stands| stands == with))
    }

    fn know(&self, folder: &str) -> io::Result<KnownFolder> {
        let all = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(folder) {
            return Ok(*known);
        }
        drop(all);
        let known = KnownFolder {
            stands: self.look(folder)?,
            staged: false,
        };
        let mut all = self.known.write().unwrap_or_else(PoisonError::into_inner);
        Ok(*all.entry(folder.into()).or_insert(known))
    }

    fn look(&self, folder: &str) -> io::Result<FolderState> {
        let above = match folder.rsplit_once('/') {
            _ if folder.is_empty() => FolderState::There,
            Some((above, _)) => self.stands(above)?,
            None => self.stands("")?,
        };
        if above != FolderState::There {
            return Ok(above);
        }
        match fs::symlink_metadata(self.output.join(folder)) {
            Ok(about) if about.is_dir() => Ok(FolderState::There),
            Ok(_) => Ok(FolderState::Blocked),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(FolderState::Absent),
            Err(cause) => Err(cause),
        }
    }
}
