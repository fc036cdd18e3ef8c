//! A page as its readers find it now, beside what the record last said of it → what has to be recorded. Pure.

use std::collections::HashSet;

use super::file::PublicationRecord;
use super::line::{Occurrence, RecordEvent};
use super::pages::RecordedPage;

/// Where readers find pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPlace {
    /// The edition's id.
    pub edition: String,
    /// The target's name, or the board's.
    pub name: String,
}

/// What has to be recorded of a page that is there now; `None` when the record says just that.
#[must_use]
pub fn happened(record: &PublicationRecord, place: &RecordPlace, page: &RecordedPage) -> Option<Occurrence> {
    let before = record.standing_at(place, &page.address);
    Some(Occurrence {
        event: event(before, record.is_over(place, &page.address), page)?,
        entry: page.entry.clone(),
        edition: place.edition.clone(),
        place: place.name.clone(),
        title: page.title.clone(),
        address: page.address.clone(),
        page: Some(page.hash.clone()),
        source: page.source.clone(),
        materials: page.materials.clone(),
        corrections: page.corrections,
        posted_for: page.posted_for.clone(),
        is_late: page.is_late,
        explanation: String::new(),
    })
}

fn event(before: Option<&Occurrence>, was_over: bool, page: &RecordedPage) -> Option<RecordEvent> {
    let Some(before) = before else {
        return Some(match page.is_remnant {
            true => RecordEvent::Expired,
            false => RecordEvent::Published,
        });
    };
    // What is not known on either side is no difference.
    let differs =
        |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    let materials = differs(&before.materials, &page.materials);
    if before.page.as_deref() == Some(&*page.hash) && !materials {
        return None;
    }
    Some(match (was_over, page.is_remnant) {
        (false, true) => RecordEvent::Expired,
        (true, false) => RecordEvent::Published,
        (false, false) if page.corrections > before.corrections => RecordEvent::Corrected,
        (false, false) if materials || differs(&before.source, &page.source) => RecordEvent::Changed,
        _ => RecordEvent::Renewed,
    })
}

/// What has to be recorded when just these pages are there: first what is not there any more.
#[must_use]
pub fn differences(
    record: &PublicationRecord,
    place: &RecordPlace,
    pages: &[RecordedPage],
    is_late: bool,
) -> Vec<Occurrence> {
    let now: HashSet<&str> = pages.iter().map(|page| page.address.as_str()).collect();
    let standing = record.standing(place).into_iter();
    let gone = standing.filter(|before| !now.contains(before.address.as_str()));
    let gone = gone.map(|before| removed(before, is_late));
    let there = pages.iter().filter_map(|page| happened(record, place, page));
    gone.chain(there).collect()
}

/// A page came down, of which the record last said this.
#[must_use]
pub fn removed(before: &Occurrence, is_late: bool) -> Occurrence {
    Occurrence {
        event: RecordEvent::Removed,
        page: None,
        source: None,
        materials: None,
        corrections: 0,
        posted_for: None,
        is_late,
        ..before.clone()
    }
}
