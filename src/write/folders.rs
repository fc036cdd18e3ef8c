//! The folders of an output, each looked at once however many files lie in it.
//! Takes an address's folder, says what stands at its place; makes its twin in the staging area.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

use super::disk;
use super::staging_area::StagingArea;

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
