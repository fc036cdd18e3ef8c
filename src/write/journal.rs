//! The journal of a commit: what is under way, so that the next run can undo it. Takes and gives text.
//!
//! It lies at `.gongkai/journal` from before the first move to after the last, for all editions together.
//! Then it is renamed to `.gongkai/journal.done`: that rename is the moment at which the new site is the
//! site. What is left to do after it (manifests, clearing away) is finished by the next run if need be.
//!
//! ```text
//! gongkai-journal 1
//! edition web-…
//! folder public
//! staging .public.gongkai-staging
//! file notices/2026-03-12-a.html      was not there before; moved from the staging area
//! tree tags/x                         a whole folder that was not there before
//! end …16 hex of everything above
//! ```
//!
//! Files that are replaced or removed need no line: their old bytes stand in the staging area.

use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use crate::words::{MachineFault, fingerprint};

const VERSION: &str = "gongkai-journal 1";

/// Something new that is moved into an output, by its path in it; the output itself is the tree `""`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Arrival {
    File(String),
    Tree(String),
}

/// One edition's part of a commit. The folder and the staging area are named as in [`super::location::Location`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JournalEntry {
    pub(super) stem: String,
    pub(super) folder: String,
    pub(super) staging: String,
    pub(super) arrivals: Vec<Arrival>,
}

/// The journal's place, and how far a commit has come.
#[derive(Debug)]
pub(super) struct Journal {
    state: PathBuf,
}

/// What a killed run left.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing.
    Nothing,
    /// A commit that did not come to its end: to be undone.
    Underway(Vec<JournalEntry>),
    /// A commit after its end: to be cleared up.
    Done(Vec<JournalEntry>),
    /// A journal that cannot be read; nothing can be undone by it.
    Damaged,
}

impl Journal {
    pub(super) fn at(state: &Path) -> Self {
        Self {
            state: state.to_owned(),
        }
    }

    /// Writes the journal; returns when it is on the disk.
    ///
    /// # Errors
    /// The disk says no; there is then no journal.
    pub(super) fn begin(&self, entries: &[JournalEntry]) -> io::Result<()> {
        disk::write_durably(&self.draft(), compose(entries).as_bytes())?;
        disk::rename(&self.draft(), &self.underway())?;
        disk::sync_names(&self.state);
        Ok(())
    }

    /// The commit has come to its end.
    ///
    /// # Errors
    /// The disk says no; the commit is then still under way.
    pub(super) fn done(&self) -> io::Result<()> {
        disk::rename(&self.underway(), &self.finished())?;
        disk::sync_names(&self.state);
        Ok(())
    }

    /// Nothing is left to do or undo.
    ///
    /// # Errors
    /// The disk says no.
    pub(super) fn forget(&self) -> io::Result<()> {
        for path in [self.draft(), self.underway(), self.finished()] {
            if disk::exists(&path) {
                disk::remove(&path)?;
            }
        }
        Ok(())
    }

    /// What an earlier run left.
    ///
    /// # Errors
    /// A journal is there and cannot be read.
    pub(super) fn left(&self) -> Result<Left, MachineFault> {
        if let Some(text) = read(&self.underway())? {
            return Ok(parse(&text).map_or(Left::Damaged, Left::Underway));
        }
        match read(&self.finished())? {
            Some(text) => Ok(parse(&text).map_or(Left::Damaged, Left::Done)),
            None => Ok(Left::Nothing),
        }
    }

    /// A journal that is being written; worth nothing.
    fn draft(&self) -> PathBuf {
        self.state.join("journal.new")
    }

    fn underway(&self) -> PathBuf {
        self.state.join("journal")
    }

    fn finished(&self) -> PathBuf {
        self.state.join("journal.done")
    }
}

fn read(path: &Path) -> Result<Option<String>, MachineFault> {
    let bytes = disk::read_if_there("读取更新日志", path)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn compose(entries: &[JournalEntry]) -> String {
    let mut text = format!("{VERSION}\n");
    // Writing to a String cannot fail.
    for entry in entries {
        let JournalEntry {
            stem,
            folder,
            staging,
            arrivals,
        } = entry;
        let _ = writeln!(text, "edition {stem}\nfolder {folder}\nstaging {staging}");
        for arrival in arrivals {
            let _ = match arrival {
                Arrival::File(path) => writeln!(text, "file {path}"),
                Arrival::Tree(path) => writeln!(text, "tree {path}"),
            };
        }
    }
    let fingerprint = fingerprint(text.as_bytes());
    let _ = writeln!(text, "end {fingerprint:016x}");
    text
}

fn parse(text: &str) -> Option<Vec<JournalEntry>> {
    let body_end = text.rfind("end ")?;
    let saved = text[body_end..].strip_prefix("end ")?.trim_end();
    if u64::from_str_radix(saved, 16) != Ok(fingerprint(&text.as_bytes()[..body_end])) {
        return None;
    }
    let mut lines = text[..body_end].lines();
    if lines.next() != Some(VERSION) {
        return None;
    }
    let mut entries: Vec<JournalEntry> = Vec::new();
    while let Some(line) = lines.next() {
        match line.split_once(' ')? {
            ("edition", stem) => entries.push(JournalEntry {
                stem: stem.to_owned(),
                folder: lines.next()?.strip_prefix("folder ")?.to_owned(),
                staging: lines.next()?.strip_prefix("staging ")?.to_owned(),
                arrivals: Vec::new(),
            }),
            ("file", path) => entries.last_mut()?.arrivals.push(Arrival::File(path.to_owned())),
            ("tree", path) => entries.last_mut()?.arrivals.push(Arrival::Tree(path.to_owned())),
            _ => return None,
        }
    }
    Some(entries)
}
