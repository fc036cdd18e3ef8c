//! Who may see what of one edition: every entry is decided about by itself, on all processors.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::clearance::{self, Mode, Reason, Rules, Verdict};
use crate::read::Document;
use crate::site::Entry;
use crate::words::SourcePath;

/// What was decided about one entry.
#[derive(Debug, Clone)]
pub struct Decision {
    fate: Fate,
    /// Why it is shown in this mode alone.
    ahead: Vec<Reason>,
    /// The pictures and attachments that go with it, and whatever else it links to that may be one.
    files: Vec<SourcePath>,
}

#[derive(Debug, Clone)]
enum Fate {
    Shown(Entry),
    /// What is left of it is shown.
    Left(Entry),
    Withheld(Vec<Reason>),
}

/// Who may see what of one edition.
#[derive(Default)]
pub(super) struct Decided<'a> {
    /// What is shown: whole entries, and what is left of others.
    pub(super) cleared: Vec<Entry>,
    /// The entries of which only something is left.
    pub(super) expired: Vec<&'a Document>,
    /// The entries that are not shown, and why.
    pub(super) withheld: Vec<(&'a Document, Vec<Reason>)>,
    /// The entries that are shown although they would not be published, and why.
    pub(super) ahead: HashMap<SourcePath, Vec<Reason>>,
    /// The pictures and attachments of what is shown, and whatever else it links to that may be one.
    pub(super) files: Vec<SourcePath>,
}

/// Decides about every entry; the decisions are in the order of the documents.
#[must_use]
pub fn decide_all(documents: &[Arc<Document>], rules: &Rules<'_>) -> Vec<Arc<Decision>> {
    let decisions = documents
        .par_iter()
        .map(|document| Arc::new(decide(document, rules)));
    decisions.collect()
}

/// Decides about one entry. What comes of it is a function of the two.
#[must_use]
pub fn decide(document: &Document, rules: &Rules<'_>) -> Decision {
    let fate = match clearance::clear(document, rules) {
        Verdict::Open(entry) => Fate::Shown(entry),
        Verdict::Expired(remnant) => Fate::Left(Arc::new(remnant.shown())),
        Verdict::Withheld(reasons) => Fate::Withheld(reasons),
    };
    let ahead = match (&fate, rules.mode) {
        (Fate::Withheld(_), _) | (_, Mode::Publish) => Vec::new(),
        (Fate::Shown(_) | Fate::Left(_), _) => clearance::obstacles(document, rules),
    };
    let files = match &fate {
        Fate::Shown(entry) => clearance::files_of(entry),
        Fate::Left(_) | Fate::Withheld(_) => Vec::new(),
    };
    Decision { fate, ahead, files }
}

impl<'a> Decided<'a> {
    /// Sorts what was decided about each of the documents.
    pub(super) fn new(documents: &'a [Arc<Document>], decisions: Vec<Arc<Decision>>) -> Self {
        let mut decided = Self::default();
        decided.cleared.reserve(documents.len());
        for (document, decision) in documents.iter().zip(decisions) {
            let Decision { fate, ahead, files } = Arc::unwrap_or_clone(decision);
            if !ahead.is_empty() {
                decided.ahead.insert(document.source.clone(), ahead);
            }
            decided.files.extend(files);
            match fate {
                Fate::Shown(entry) => decided.cleared.push(entry),
                Fate::Left(entry) => {
                    decided.cleared.push(entry);
                    decided.expired.push(document);
                }
                Fate::Withheld(reasons) => decided.withheld.push((document, reasons)),
            }
        }
        decided
    }
}
