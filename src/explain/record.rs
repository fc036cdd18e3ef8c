//! What a build remembers of itself, as text.
//!
//! ```text
//! gongkai-record 1
//! day 2026-11-20
//! part 8f3a…16 hex 主题改了
//! entry 70c2…16 hex open notices/a.html 关于……的通知
//! end 2
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::words::{Day, push_digits};

const VERSION: &str = "gongkai-record 1";

/// About how long a line is, in bytes.
const LINE: usize = 128;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEntry<'a> {
    /// The fingerprint of its file.
    pub fingerprint: u64,
    /// Whether it is shown.
    pub state: RecordedState,
    /// Its title.
    pub title: Cow<'a, str>,
}

/// Whether an entry is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordedState {
    /// It is.
    Open,
    /// Its remnant is.
    Over,
    /// It is not.
    Held,
}

impl RecordedState {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over => "over",
            Self::Held => "held",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Over, Self::Held]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

impl BuildRecord<'_> {
    /// The text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::with_capacity(LINE * (self.entries.len() + self.parts.len() + 3));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{VERSION}\nday {}", self.day);
        for (name, fingerprint) in &self.parts {
            let _ = writeln!(text, "part {fingerprint:016x} {name}");
        }
        for (address, line) in &self.entries {
            text.push_str("entry ");
            push_digits(&mut text, line.fingerprint);
            for word in [line.state.word(), address, &line.title] {
                text.push(' ');
                text.push_str(word);
            }
            text.push('\n');
        }
        let _ = writeln!(text, "end {}", self.parts.len() + self.entries.len());
        text
    }

    /// Reads a text; `None` when it is not whole.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next()? != VERSION {
            return None;
        }
        let day = Day::parse(lines.next()?.strip_prefix("day ")?)?;
        let mut record = Self {
            day,
            parts: Vec::new(),
            entries: BTreeMap::new(),
        };
        for line in lines {
            let (what, rest) = line.split_once(' ')?;
            match what {
                "part" => {
                    let (fingerprint, name) = rest.split_once(' ')?;
                    record.parts.push((name.to_owned(), hex(fingerprint)?));
                }
                "entry" => {
                    let mut words = rest.splitn(4, ' ');
                    let (fingerprint, state, address) = (words.next()?, words.next()?, words.next()?);
                    let line = RecordedEntry {
                        fingerprint: hex(fingerprint)?,
                        state: RecordedState::parse(state)?,
                        title: words.next()?.to_owned().into(),
                    };
                    record.entries.insert(address.to_owned().into(), line);
                }
                "end" => {
                    let whole = rest.parse() == Ok(record.parts.len() + record.entries.len());
                    return whole.then_some(record);
                }
                _ => return None,
            }
        }
        None
    }
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
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
            day: Day::parse("2026-11-20").expect("a day"),
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
        assert_eq!(BuildRecord::parse(&text.replace("record 1", "record 2")), None);
    }
}
