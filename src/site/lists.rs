//! Entries → lists: by section, branch, tag, category and series; each knows its years.

use std::collections::{BTreeMap, HashMap};

use super::{Entry, EntryId};
use crate::read::Detail;
use crate::read::study::Category;
use crate::words::Kind;

/// What a list is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKey {
    /// All entries of a kind.
    Section(Kind),
    /// All entries of a branch, by its id.
    Branch(String),
    /// All entries with a tag.
    Tag(String),
    /// Study items of a category.
    Category(Category),
    /// Study items and meetings of a series.
    Series(String),
    /// Everything but ordinary pages.
    Archive,
}

/// The entries of one list, newest first.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The entries.
    pub ids: Vec<EntryId>,
    /// The years, newest first, each with its part of `ids`.
    pub years: Vec<YearOf>,
}

/// The part of a list that lies in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOf {
    /// The year.
    pub year: i32,
    /// Indices into [`List::ids`].
    pub range: std::ops::Range<usize>,
}

impl List {
    /// The entries of one year.
    #[must_use]
    pub fn of(&self, year: &YearOf) -> &[EntryId] {
        &self.ids[year.range.clone()]
    }
}

/// Puts every entry into the lists it belongs to. `entries` is sorted newest first, and so are they.
pub(super) fn gather(entries: &[Entry]) -> BTreeMap<ListKey, List> {
    let mut lists: HashMap<ListKey, List> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        for key in keys(entry) {
            lists.entry(key).or_default().ids.push(EntryId(index));
        }
    }
    for list in lists.values_mut() {
        list.years = years(&list.ids, entries);
    }
    lists.into_iter().collect()
}

fn keys(entry: &Entry) -> Vec<ListKey> {
    let mut keys = vec![ListKey::Section(entry.kind())];
    if entry.kind() == Kind::Page {
        return keys;
    }
    keys.push(ListKey::Archive);
    keys.extend(entry.common.branch.clone().map(ListKey::Branch));
    keys.extend(entry.common.tags.iter().cloned().map(ListKey::Tag));
    match &entry.detail {
        Detail::Study(study) => {
            keys.push(ListKey::Category(study.category));
            keys.extend(study.series.clone().map(ListKey::Series));
        }
        Detail::Meeting(meeting) => keys.extend(meeting.series.clone().map(ListKey::Series)),
        _ => {}
    }
    keys
}

fn years(ids: &[EntryId], entries: &[Entry]) -> Vec<YearOf> {
    let mut years: Vec<YearOf> = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let year = entries[id.0].common.date.year();
        match years.last_mut() {
            Some(last) if last.year == year => last.range.end = index + 1,
            _ => years.push(YearOf {
                year,
                range: index..index + 1,
            }),
        }
    }
    years
}
