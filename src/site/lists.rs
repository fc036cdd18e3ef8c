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
    /// Newest first.
    pub ids: Vec<EntryId>,
    /// The years, newest first, each with its part of `ids`.
    pub years: Vec<YearOf>,
}

/// The part of a list that lies in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOf {
    /// Four digits: 2026.
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
    let mut lists: HashMap<NamedKey<'_>, Vec<EntryId>> = HashMap::new();
    // The years stand beside each other here; in the entries they are far apart in memory.
    let mut years = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        years.push(entry.common.date.year());
        keys(entry, |key| lists.entry(key).or_default().push(EntryId(index)));
    }
    let list = |(key, ids): (NamedKey<'_>, Vec<EntryId>)| {
        let years = years_of(&ids, &years);
        (key.into_owned(), List { ids, years })
    };
    lists.into_iter().map(list).collect()
}

/// A [`ListKey`] whose names are the entries' own.
#[derive(PartialEq, Eq, Hash)]
enum NamedKey<'a> {
    Section(Kind),
    Branch(&'a str),
    Tag(&'a str),
    Category(Category),
    Series(&'a str),
    Archive,
}

impl NamedKey<'_> {
    fn into_owned(self) -> ListKey {
        match self {
            Self::Section(kind) => ListKey::Section(kind),
            Self::Branch(id) => ListKey::Branch(id.to_owned()),
            Self::Tag(tag) => ListKey::Tag(tag.to_owned()),
            Self::Category(category) => ListKey::Category(category),
            Self::Series(name) => ListKey::Series(name.to_owned()),
            Self::Archive => ListKey::Archive,
        }
    }
}

fn keys<'a>(entry: &'a Entry, mut put: impl FnMut(NamedKey<'a>)) {
    put(NamedKey::Section(entry.kind()));
    if entry.kind() == Kind::Page {
        return;
    }
    put(NamedKey::Archive);
    if let Some(branch) = &entry.common.branch {
        put(NamedKey::Branch(branch));
    }
    entry.common.tags.iter().for_each(|tag| put(NamedKey::Tag(tag)));
    let series = match &entry.detail {
        Detail::Study(study) => {
            put(NamedKey::Category(study.category));
            &study.series
        }
        Detail::Meeting(meeting) => &meeting.series,
        _ => return,
    };
    if let Some(series) = series {
        put(NamedKey::Series(series));
    }
}

/// The years of a list. `years` are those of all entries.
fn years_of(ids: &[EntryId], years: &[i32]) -> Vec<YearOf> {
    let mut found: Vec<YearOf> = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let year = years[id.0];
        match found.last_mut() {
            Some(last) if last.year == year => last.range.end = index + 1,
            _ => found.push(YearOf {
                year,
                range: index..index + 1,
            }),
        }
    }
    found
}
