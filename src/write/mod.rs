//! Artifact → folder: staged, journalled, owned by a manifest. Never deletes what it did not write.

use std::path::{Path, PathBuf};

use crate::words::{Address, MachineFault};

/// The folder of one edition, and what it must not touch.
#[derive(Debug, Clone)]
pub struct Output {
    /// The site's folder; the manifest and the journal are kept in its `.gongkai/`.
    pub site: PathBuf,
    /// The folder to write to, absolute.
    pub folder: PathBuf,
    /// The edition's id; names its manifest. A build with `--out` has a manifest of its own per folder.
    pub edition: String,
}

/// What becomes of a folder that is not empty and has no manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// It is refused.
    Refuse,
    /// `--adopt`: files equal to what would be written are taken over, the rest is listed and left alone.
    Adopt,
}

/// Changes on their way into a folder. Nothing in the folder changes before [`commit`].
#[derive(Debug)]
pub struct Staging {}

/// What a commit did to one folder; each list is sorted.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files that were not there.
    pub new: Vec<Address>,
    /// Files whose bytes changed.
    pub changed: Vec<Address>,
    /// Files of an earlier build that no longer belong there; removed. An FTP upload does not remove them.
    pub gone: Vec<Address>,
    /// How many files were already as they should be.
    pub same: usize,
    /// With `--adopt`: files that are not ours, left alone (paths relative to the folder).
    pub foreign: Vec<String>,
}

impl Staging {
    /// Finishes or rolls back what an earlier run left, then looks at the folder.
    ///
    /// # Errors
    /// The folder is, holds or lies inside the sources, or is somebody else's; or the disk says no.
    pub fn open(output: &Output, foreign: Foreign) -> Result<Self, MachineFault> {
        let _ = (output, foreign);
        Ok(Self {})
    }

    /// Puts a file's bytes in place of what is there; equal bytes are not written. May be called from
    /// several threads; each address once.
    ///
    /// # Errors
    /// The disk says no.
    pub fn put(&self, address: &Address, bytes: &[u8]) -> Result<(), MachineFault> {
        let _ = (address, bytes);
        Ok(())
    }
}

/// Moves everything staged into its folder, under one journal for all editions.
///
/// # Errors
/// The disk says no; the folders are then as they were, or the next run makes them so.
pub fn commit(stagings: Vec<Staging>) -> Result<Vec<Summary>, MachineFault> {
    Ok(stagings.iter().map(|_| Summary::default()).collect())
}

/// True when `folder` is, holds or lies inside one of the site's own folders.
#[must_use]
pub fn overlaps_sources(site: &Path, folder: &Path) -> bool {
    let _ = (site, folder);
    false
}
