//! What a build remembers of itself, as JSON: version, day, parts, entries.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::words::Day;

const VERSION: &str = "gongkai-record 2";

/// What a build was made of. Borrows its words from the build; one that was read from a file owns them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildRecord<'a> {
    /// Its day.
    pub day: Day,
    /// What every page depends on: the words for a change of it, and its fingerprint.
    pub parts: Vec<(String, u64)>,
    /// The entries, by address.
    pub entries: BTreeMap<Cow<'a, str>, RecordedEntry<'a>>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedEntry<'a> {
    /// The fingerprint of its file.
    pub fingerprint: u64,
    /// Whether it is shown.
    pub state: RecordedState,
    /// Its title.
    pub title: Cow<'a, str>,
}

/// Whether an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordedState {
    /// It is.
    Open,
    /// Its remnant is.
    Over,
    /// It is not.
    Held,
}

impl BuildRecord<'_> {
    /// The text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let parts = (VERSION, self.day.to_string(), &self.parts, &self.entries);
        // Numbers and words can always be written.
        serde_json::to_string(&parts).unwrap_or_default()
    }

    /// Reads a text; `None` when it is not whole.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (version, day, parts, entries): (String, String, _, _) = serde_json::from_str(text).ok()?;
        let day = Day::parse(&day).filter(|_| version == VERSION)?;
        Some(Self { day, parts, entries })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_or_not_at_all() {
        let line = |title: &'static str, state| RecordedEntry {
            fingerprint: 7,
            state,
            title: title.into(),
        };
        let record = BuildRecord {
            day: Day::of("2026-11-20"),
            parts: vec![("主题改了".to_owned(), 255)],
            entries: BTreeMap::from([
                (
                    "notices/a.html".into(),
                    line("关于 甲 的通知", RecordedState::Open),
                ),
                (
                    "notices/b.html".into(),
                    line("公示（已期满）", RecordedState::Over),
                ),
            ]),
        };
        let text = record.to_text();
        assert_eq!(BuildRecord::parse(&text), Some(record));
        for (at, _) in text.char_indices().take_while(|(at, _)| at + 1 < text.len()) {
            assert_eq!(BuildRecord::parse(&text[..at]), None, "cut at {at}");
        }
        assert_eq!(BuildRecord::parse(&text.replace("record 2", "record 1")), None);
    }
}
