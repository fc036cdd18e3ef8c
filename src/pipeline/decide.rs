//! Who may see what of one edition: every entry is decided about, on all processors. Whoever assembles again and
//! again keeps the [`Decisions`]: about an entry that is the same, by rules that are the same, nothing else is decided,
//! and what it links to is there as long as no file came or went.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Request;
use crate::clearance::{self, Mode, Reason, Rules, Verdict};
use crate::read::{Document, Library};
use crate::site::Entry;
use crate::words::{Day, SourcePath};

/// What was found out the last time, for whoever assembles again and again.
#[derive(Debug, Default)]
pub struct Decisions {
    last: Option<Last>,
    /// By the edition's id, in the order of the documents.
    editions: HashMap<String, Vec<Decision>>,
    /// The same of this time. An edition that cannot be made this time is not in it: what was decided about other
    /// documents would otherwise be taken for a decision about these.
    now: HashMap<String, Vec<Decision>>,
}

/// What it was found out about.
#[derive(Debug)]
struct Last {
    library: Arc<Library>,
    day: Day,
    mode: Mode,
    /// By document: all that it links to is there.
    sound: Vec<bool>,
}

/// What can be recalled for other content.
#[derive(Debug)]
pub(super) struct Recalled {
    /// By document: its place among the documents of the last time.
    places: Vec<Option<usize>>,
    /// The rules are the same.
    same_rules: bool,
    /// By document: all that it links to is there, for sure.
    pub(super) sound: Vec<bool>,
}

/// What was decided about one entry.
#[derive(Debug, Clone)]
struct Decision {
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

/// Decides about every entry.
pub(super) fn decide<'a>(documents: &'a [Arc<Document>], rules: &Rules<'_>) -> Decided<'a> {
    let all = documents.par_iter().map(|document| about(document, rules));
    gather(documents, all.collect::<Vec<_>>().into_iter())
}

impl Decisions {
    /// Finds out what can be recalled for this content.
    pub(super) fn recall(&mut self, library: &Library, request: &Request) -> Recalled {
        self.now.clear();
        let documents = &library.documents;
        let Some(last) = &self.last else {
            return Recalled {
                places: vec![None; documents.len()],
                same_rules: false,
                sound: vec![false; documents.len()],
            };
        };
        let before = &last.library.documents;
        let mut at = 0;
        let mut places = Vec::with_capacity(documents.len());
        let mut same_paths = before.len() == documents.len()
            && Arc::ptr_eq(&last.library.files, &library.files)
            && last.library.unreadable == library.unreadable;
        for document in documents {
            while before
                .get(at)
                .is_some_and(|other| !Arc::ptr_eq(other, document) && other.source < document.source)
            {
                at += 1;
            }
            let other = before.get(at);
            let place = other.filter(|other| Arc::ptr_eq(other, document)).map(|_| at);
            same_paths &= place.is_some() || other.is_some_and(|other| other.source == document.source);
            at += usize::from(place.is_some());
            places.push(place);
        }
        let sound = |place: &Option<usize>| same_paths && place.is_some_and(|at| last.sound[at]);
        Recalled {
            same_rules: Arc::ptr_eq(&last.library.config, &library.config)
                && last.day == request.day
                && last.mode == request.mode,
            sound: places.iter().map(sound).collect(),
            places,
        }
    }

    /// Decides about every entry of an edition, or recalls it.
    pub(super) fn decide<'a>(
        &mut self,
        documents: &'a [Arc<Document>],
        rules: &Rules<'_>,
        recalled: &Recalled,
    ) -> Decided<'a> {
        let known = self
            .editions
            .remove(&rules.edition.id)
            .filter(|_| recalled.same_rules);
        let mut known: Vec<Option<Decision>> = known.unwrap_or_default().into_iter().map(Some).collect();
        let mut recall = |place: &Option<usize>| known.get_mut((*place)?)?.take();
        let known: Vec<Option<Decision>> = recalled.places.iter().map(&mut recall).collect();
        let decisions: Vec<Decision> = known
            .into_par_iter()
            .zip(documents)
            .map(|(known, document)| known.unwrap_or_else(|| about(document, rules)))
            .collect();
        let decided = gather(documents, decisions.iter().cloned());
        self.now.insert(rules.edition.id.clone(), decisions);
        decided
    }

    /// Keeps what was found out.
    pub(super) fn keep(&mut self, library: &Arc<Library>, request: &Request, sound: Vec<bool>) {
        self.editions = std::mem::take(&mut self.now);
        self.last = Some(Last {
            library: Arc::clone(library),
            day: request.day,
            mode: request.mode,
            sound,
        });
    }
}

fn about(document: &Document, rules: &Rules<'_>) -> Decision {
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

fn gather(documents: &[Arc<Document>], decisions: impl Iterator<Item = Decision>) -> Decided<'_> {
    let mut decided = Decided::default();
    decided.cleared.reserve(documents.len());
    for (document, decision) in documents.iter().zip(decisions) {
        if !decision.ahead.is_empty() {
            decided.ahead.insert(document.source.clone(), decision.ahead);
        }
        decided.files.extend(decision.files);
        match decision.fate {
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
