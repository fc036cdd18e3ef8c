//! What was read the last time, for whoever reads a site again and again: only files with other bytes are read
//! anew, and all entries when what they are read against has changed.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::discover::{FileBytes, Found};
use super::document::Document;
use super::findings::Finding;
use super::stamp::Stamp;
use super::unready::Unready;
use super::{Catalogue, Config, Organization};
use crate::check::Wordings;
use crate::words::{Calendar, Report, SourcePath};

/// What is remembered between two readings.
#[derive(Debug, Default)]
pub struct Recall {
    pub(super) settings: Option<Settings>,
    /// In the order of the tree's: sorted by path.
    pub(super) entries: Vec<Kept>,
    /// No two entries wanted one address.
    pub(super) is_clear: bool,
    /// The files whose bytes are not what they were at the reading before: changed, new and gone ones.
    pub(super) changed: Vec<SourcePath>,
}

/// Which files may have other bytes than at the reading before.
#[derive(Debug, Clone, Copy)]
pub enum Suspects<'a> {
    /// Whichever has another length or time.
    All,
    /// These, whatever their length and time.
    Only(&'a HashSet<SourcePath>),
}

/// What one file was, and what it gave.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) path: SourcePath,
    pub(super) seen: Seen,
    pub(super) document: Option<Arc<Document>>,
    pub(super) complaints: Report,
    /// What it was read against has changed: it has to be read anew whatever its bytes are.
    pub(super) doubted: bool,
}

impl Kept {
    pub(super) fn doubt(&mut self) {
        self.doubted = true;
    }

    /// True when what is now read claims the same addresses as what was read before.
    pub(super) fn claims_the_same(&self, now: &Self) -> bool {
        let (Some(before), Some(now)) = (&self.document, &now.document) else {
            return false;
        };
        let aliases = |of: &Document| {
            of.common
                .aliases
                .iter()
                .map(|(old, _)| old.clone())
                .collect::<Vec<_>>()
        };
        before.address == now.address && aliases(before) == aliases(now)
    }
}

/// How a file looked when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    stamp: Option<Stamp>,
    /// A fingerprint of its bytes; `None` when they could not be read.
    pub(super) print: Option<u64>,
}

/// What entries are read against. Each is `None` when it could not be read.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) config: Option<Arc<Config>>,
    pub(super) organization: Option<Arc<Organization>>,
    pub(super) catalogue: Option<Arc<Catalogue>>,
    pub(super) calendar: Option<Arc<Calendar>>,
    pub(super) wordings: Arc<Wordings>,
    pub(super) findings: Arc<[Finding]>,
    pub(super) files: Arc<BTreeMap<SourcePath, Found>>,
    /// What has to be changed in them before the site is uploaded.
    pub(super) unready: Vec<Unready>,
    pub(super) complaints: Report,
    /// The files that these were read from.
    pub(super) seen: BTreeMap<SourcePath, Seen>,
}

impl Recall {
    /// The files whose bytes were others at the last reading than at the one before; sorted.
    #[must_use]
    pub fn changed(&self) -> &[SourcePath] {
        &self.changed
    }
}

impl Suspects<'_> {
    /// True when a file certainly has the bytes that it had.
    pub(super) fn clear(self, found: &Found, seen: &Seen) -> bool {
        match self {
            Self::Only(suspects) => !suspects.contains(&found.path),
            Self::All => {
                let now = stamp(found);
                now.is_some_and(|now| now.is_settled() && seen.stamp == Some(now))
            }
        }
    }
}

impl Seen {
    /// A file before it is read: what happens to it meanwhile then shows the next time.
    pub(super) fn before_reading(found: &Found) -> Self {
        Self {
            stamp: stamp(found),
            print: None,
        }
    }

    /// The same with a fingerprint of its bytes.
    pub(super) fn with(self, print: Option<u64>) -> Self {
        Self { print, ..self }
    }
}

fn stamp(found: &Found) -> Option<Stamp> {
    match &found.content {
        FileBytes::Disk(path) => Stamp::of(path),
        FileBytes::Memory(_) => None,
    }
}
