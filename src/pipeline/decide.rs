//! Who may see what of one edition: every entry is decided about, on all processors. Whoever assembles again and
//! again keeps the [`Decisions`]: about an entry that is the same, by rules that are the same, nothing else is decided.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::clearance::{self, Mode, Reason, Rules, Verdict};
use crate::read::{Config, Document};
use crate::site::Entry;
use crate::words::{Day, SourcePath};

/// What was decided the last time, by the edition's id.
#[derive(Debug, Default)]
pub struct Decisions(HashMap<String, Edition>);

/// What was decided for one edition.
#[derive(Debug)]
struct Edition {
    config: Arc<Config>,
    day: Day,
    mode: Mode,
    /// In the order of the documents: sorted by path.
    about: Vec<(Arc<Document>, Decision)>,
}

/// What was decided about one entry.
#[derive(Debug, Clone)]
struct Decision {
    fate: Fate,
    /// Why it is shown in this mode alone.
    ahead: Vec<Reason>,
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
}

/// Decides about every entry.
pub(super) fn decide<'a>(documents: &'a [Arc<Document>], rules: &Rules<'_>) -> Decided<'a> {
    let all = documents.par_iter().map(|document| about(document, rules));
    gather(documents, all.collect())
}

/// The same, when much of it was decided before. `config` is where the rules come from.
pub(super) fn decide_again<'a>(
    documents: &'a [Arc<Document>],
    rules: &Rules<'_>,
    config: &Arc<Config>,
    before: &mut Decisions,
) -> Decided<'a> {
    let id = &rules.edition.id;
    let same_rules =
        |of: &Edition| Arc::ptr_eq(&of.config, config) && of.day == rules.day && of.mode == rules.mode;
    let known = before.0.remove(id).filter(same_rules);
    let mut known = known
        .map(|of| of.about)
        .unwrap_or_default()
        .into_iter()
        .peekable();
    let recalled: Vec<Option<Decision>> = documents
        .iter()
        .map(|document| {
            while known
                .next_if(|(other, _)| other.source < document.source)
                .is_some()
            {}
            let (_, decision) = known.next_if(|(other, _)| Arc::ptr_eq(other, document))?;
            Some(decision)
        })
        .collect();
    let decisions: Vec<Decision> = recalled
        .into_par_iter()
        .zip(documents)
        .map(|(recalled, document)| recalled.unwrap_or_else(|| about(document, rules)))
        .collect();
    let edition = Edition {
        config: Arc::clone(config),
        day: rules.day,
        mode: rules.mode,
        about: documents.iter().cloned().zip(decisions.iter().cloned()).collect(),
    };
    before.0.insert(id.clone(), edition);
    gather(documents, decisions)
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
    Decision { fate, ahead }
}

fn gather(documents: &[Arc<Document>], decisions: Vec<Decision>) -> Decided<'_> {
    let mut decided = Decided::default();
    decided.cleared.reserve(decisions.len());
    for (document, decision) in documents.iter().zip(decisions) {
        if !decision.ahead.is_empty() {
            decided.ahead.insert(document.source.clone(), decision.ahead);
        }
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
