//! Artifact → folder: staged, journalled, owned by a manifest. Never deletes what it did not write.
//!
//! Takes addresses and bytes, gives a folder that holds them and nothing else of ours. In this order:
//!
//! ```text
//! location   which folder, and may it be written to
//! disk       a lock: one build at a time
//! recover    what a killed run left is undone or finished
//! manifest   what is ours
//! staging    bytes that differ are collected beside the folder (staging_area)
//! commit     and moved into it under a journal
//! ```
//!
//! What holds whenever the program is killed, the power fails or the disk is full: each file of the folder
//! is whole, old or new; the next run makes the folder the old or the new site; a file that the program
//! did not write is as it was. What changes the disk stands in `disk`, where tests let each step fail.

mod commit;
#[cfg(test)]
mod crash_tests;
mod disk;
mod journal;
mod location;
mod made;
mod manifest;
mod online;
mod recover;
mod replace;
mod staging;
mod staging_area;
mod stamp;
mod written;

use std::path::{Path, PathBuf};

use crate::words::Address;

pub use commit::commit;
pub use disk::{lock_file, move_over, read_if_there};
pub use location::overlaps_sources;
pub use made::MadeLengths;
pub use manifest::{load_record, save_record};
pub use online::{
    Deletion, FormerOutput, check_clock, confirm_deleted, confirm_replaced, deletions, former_outputs,
    overlaps_outputs, still_online, written_folders,
};
pub use replace::replace;
pub use staging::{Clock, Staging, Upload};
pub use stamp::{Asked, SiteStamp, Unchanged, stamped_at};
pub use written::{WrittenFile, WrittenOutput, written};

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

impl Output {
    /// That of an edition in a folder of its site.
    #[must_use]
    pub fn in_site(site: &Path, folder: &str, edition: &str) -> Self {
        Self {
            site: site.to_owned(),
            folder: site.join(folder),
            edition: edition.to_owned(),
        }
    }
}

/// What becomes of a folder that is not empty and has no manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// It is refused.
    Refuse,
    /// `--adopt`: files equal to what would be written are taken over, even when others are in the way; the
    /// rest is listed and left alone.
    Adopt,
}

impl Foreign {
    /// By whether `--adopt` was typed.
    #[must_use]
    pub fn of(adopt: bool) -> Self {
        match adopt {
            true => Self::Adopt,
            false => Self::Refuse,
        }
    }
}

/// What a commit did to one folder; each list is sorted.
#[derive(Debug, Clone, Default)]
pub struct Summary {
    /// Files that were not there.
    pub new: Vec<Address>,
    /// Files whose bytes changed.
    pub changed: Vec<Address>,
    /// Files of an earlier build that no longer belong there; removed. An FTP upload does not remove them.
    pub gone: Vec<Address>,
    /// Files of an earlier build that no longer belong there, but that somebody has changed since: left
    /// alone, and no longer ours. They must be looked at: they may say what should no longer be public.
    pub altered: Vec<Address>,
    /// Of the new and the changed: files that somebody has changed or removed since, and that are again what they were.
    pub restored: Vec<Address>,
    /// How many files were already as they should be.
    pub same: usize,
    /// With `--adopt`: files that are not ours, left alone (paths relative to the folder).
    pub foreign: Vec<String>,
    /// Stands for the files that the manifest lists which the commit left.
    pub manifest: u64,
    /// What has to be deleted on the server, of this build and of those before it: those of 公示 first. Nothing for an
    /// output that is not for uploading.
    pub deletions: Vec<Deletion>,
    /// What else the user should know, one Chinese sentence each without a full stop: an earlier run that
    /// was undone, a manifest that was damaged.
    pub notes: Vec<String>,
}

impl Summary {
    /// What the same commit would come to, done once more.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            same: self.new.len() + self.changed.len() + self.same,
            manifest: self.manifest,
            deletions: self.deletions.clone(),
            ..Self::default()
        }
    }
}
