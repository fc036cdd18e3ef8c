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
    visibility: Visibility,
    /// Why it is shown in this mode alone.
    ahead: Vec<Reason>,
    /// The pictures and attachments that go with it, and whatever else it links to that may be one.
    files: Vec<SourcePath>,
}

#[derive(Debug, Clone)]
enum Visibility {
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
    let visibility = match clearance::clear(document, rules) {
        Verdict::Open(entry) => Visibility::Shown(entry),
        Verdict::Expired(remnant) => Visibility::Left(Arc::new(remnant.shown())),
        Verdict::Withheld(reasons) => Visibility::Withheld(reasons),
    };
    let ahead = match (&visibility, rules.mode) {
        (Visibility::Withheld(_), _) | (_, Mode::Publish) => Vec::new(),
        (Visibility::Shown(_) | Visibility::Left(_), _) => clearance::obstacles(document, rules),
    };
    let files = match &visibility {
        Visibility::Shown(entry) => clearance::files_of(entry),
        Visibility::Left(_) | Visibility::Withheld(_) => Vec::new(),
    };
    Decision {
        visibility,
        ahead,
        files,
    }
}

impl<'a> Decided<'a> {
    /// Sorts what was decided about each of the documents.
    pub(super) fn new(documents: &'a [Arc<Document>], decisions: Vec<Arc<Decision>>) -> Self {
        let mut decided = Self::default();
        decided.cleared.reserve(documents.len());
        for (document, decision) in documents.iter().zip(decisions) {
            let Decision {
                visibility,
                ahead,
                files,
            } = Arc::unwrap_or_clone(decision);
            if !ahead.is_empty() {
                decided.ahead.insert(document.source.clone(), ahead);
            }
            decided.files.extend(files);
            match visibility {
                Visibility::Shown(entry) => decided.cleared.push(entry),
                Visibility::Left(entry) => {
                    decided.cleared.push(entry);
                    decided.expired.push(document);
                }
                Visibility::Withheld(reasons) => decided.withheld.push((document, reasons)),
            }
        }
        decided
    }
}
