//! A name that several entries write in one way and `organization.yaml` in another: the single place is as likely wrong.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::decode;
use crate::read::discover::Found;
use crate::read::names_alike::ALIKE;
use crate::words::{Code, Complaint, Fix, Report, SourcePath, TextEdit};

const NAME: Code = Code::warning("organization-name");

/// In so many entries nobody makes the same slip.
const MANY: usize = 3;

/// Says once, where `organization.yaml` has the name, what is said in each of the entries.
pub(super) fn settle(organization: Option<&Found>, report: &mut Report) {
    for ((typed, known), entries) in alike(report) {
        if entries.len() < MANY {
            continue;
        }
        let mut unsaid = Report::new();
        let mut buffer = Vec::new();
        let source = organization.and_then(|found| {
            let bytes = decode::read(found, &mut buffer, &mut unsaid)?;
            decode::text(&found.path, bytes, &mut unsaid)
        });
        let Some((source, at)) = source.and_then(|source| {
            let at = source.text.find(&known)?;
            Some((source, at))
        }) else {
            continue;
        };
        let place = source.place(at..at + known.len());
        let fix = TextEdit::at(&place, typed.as_str()).map(Fix::likely);
        let message = format!("“{known}”在 {} 个条目里都写成“{typed}”", entries.len());
        let first = entries.first().map_or("", SourcePath::as_str);
        let hint = format!("这里写错了的，改成“{typed}”；条目写错的，逐个改过来，例如 {first}");
        let is_said = |one: &Complaint| pair(one).is_some_and(|own| own == (typed.as_str(), known.as_str()));
        report.remove(|one| is_said(one));
        report.push(Complaint::new(NAME, place, message).hint(hint).fix(fix));
    }
}

/// What is typed, what is known, and the entries in which it is.
fn alike(report: &Report) -> BTreeMap<(String, String), BTreeSet<SourcePath>> {
    let mut all: BTreeMap<_, BTreeSet<SourcePath>> = BTreeMap::new();
    for complaint in report.told() {
        if let (Some((typed, known)), Some(place)) = (pair(complaint), &complaint.place) {
            let names = (typed.to_owned(), known.to_owned());
            all.entry(names).or_default().insert(place.path.clone());
        }
    }
    all
}

/// What a complaint of names of one sound would put in the place of what.
fn pair(complaint: &Complaint) -> Option<(&str, &str)> {
    let fix = complaint.fix.as_ref().filter(|_| complaint.code == ALIKE)?;
    let [edit] = &fix.edits[..] else { return None };
    Some((&edit.old, &edit.new))
}
