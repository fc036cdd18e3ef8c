//! What a target holds of ours, as a text that lies on the target itself. Whoever reads it there learns nothing that is not
//! online: addresses of files that are, hashes of their bytes, and of the addresses of files that are in between only
//! hashes. A text that is not exactly what was written is no state.
//!
//! ```text
//! gongkai-state 2
//! edition 32 hex                      hash of the edition's name
//! written 32 hex                      a number of its own for each time that it is written
//! day 2026-11-20                      of the build that was uploaded
//! 32 hex 8123 index.html              hash and length of a file that we put there
//! until 2026-12-04 notices/a.html     the 公示 in it may be seen until this day
//! between 32 hex                      hash of the address of a file that is being put or deleted
//! taken 32 hex                        hash of the address of a file that was there and was taken down
//! end 1 32 hex                        how many files, and a hash of everything above
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::words::{Address, ContentHash, Day};

/// The state's file in the target's folder.
pub const STATE_NAME: &str = "gongkai-state.txt";

/// What the name of a file ends with while it goes up.
pub const TEMPORARY: &str = ".gongkai-new";

const VERSION: &str = "gongkai-state 2";
/// The version before, which had no days and forgot what was taken down.
const BEFORE: &str = "gongkai-state 1";

impl ContentHash {
    /// Of an address, for lines that must not tell it.
    #[must_use]
    pub fn of_address(address: &Address) -> Self {
        Self::of(format!("address {address}").as_bytes())
    }

    /// Of an edition's name.
    #[must_use]
    pub fn of_edition(id: &str) -> Self {
        Self::of(format!("edition {id}").as_bytes())
    }

    /// One that nobody else has.
    #[must_use]
    pub fn unique() -> Self {
        let mut number = [0; 16];
        if getrandom::fill(&mut number).is_err() {
            // A system without random numbers has a clock.
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            return Self::of(format!("{now:?} {}", std::process::id()).as_bytes());
        }
        Self::of(&number)
    }
}

/// A file as it was put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredFile {
    /// Of its bytes.
    pub hash: ContentHash,
    /// Bytes.
    pub length: u64,
}

impl StoredFile {
    /// Of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            hash: ContentHash::of(bytes),
            length: bytes.len() as u64,
        }
    }
}

/// What a target holds of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerState {
    /// Of the edition's name.
    pub edition: ContentHash,
    /// Of the text that it was read from: what one computer remembers beside a text holds only until another one writes,
    /// be it a text that says the same.
    pub written: ContentHash,
    /// Of the build that was uploaded; `None` when an early version did.
    pub day: Option<Day>,
    /// The files that we put there, as they were before what is in between.
    pub files: BTreeMap<Address, StoredFile>,
    /// The last day of the 公示 that a file shows; what is left of one that was over when it was put shows none.
    pub until: BTreeMap<Address, Day>,
    /// The addresses that are in between: such a file may be old, new, or not there.
    pub between: BTreeSet<ContentHash>,
    /// The addresses that were taken down and have not come back.
    pub taken: BTreeSet<ContentHash>,
}

impl ServerState {
    /// Of a target that holds nothing of ours.
    #[must_use]
    pub fn empty(edition: &str) -> Self {
        Self {
            edition: ContentHash::of_edition(edition),
            written: ContentHash::of(b""),
            day: None,
            files: BTreeMap::new(),
            until: BTreeMap::new(),
            between: BTreeSet::new(),
            taken: BTreeSet::new(),
        }
    }

    /// A file is there; it shows a 公示 until a day, or none.
    pub fn put(&mut self, address: &Address, file: StoredFile, until: Option<Day>) {
        let hash = ContentHash::of_address(address);
        self.between.remove(&hash);
        self.taken.remove(&hash);
        self.files.insert(address.clone(), file);
        self.shows(address, until);
    }

    /// A file shows a 公示 until a day, or none.
    pub fn shows(&mut self, address: &Address, until: Option<Day>) {
        match until {
            Some(until) => drop(self.until.insert(address.clone(), until)),
            None => drop(self.until.remove(address)),
        }
    }

    /// A file is not there.
    pub fn gone(&mut self, address: &Address) {
        let hash = ContentHash::of_address(address);
        self.between.remove(&hash);
        self.taken.insert(hash);
        self.files.remove(address);
        self.until.remove(address);
    }

    /// True when a file was there and was taken down.
    #[must_use]
    pub fn is_taken(&self, address: &Address) -> bool {
        self.taken.contains(&ContentHash::of_address(address))
    }

    /// True when a file may be old, new, or not there.
    #[must_use]
    pub fn is_between(&self, address: &Address) -> bool {
        !self.between.is_empty() && self.between.contains(&ContentHash::of_address(address))
    }

    /// The text that [`ServerState::parse`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{VERSION}\nedition {}\nwritten {}\n", self.edition, self.written);
        // Writing to a String cannot fail.
        if let Some(day) = self.day {
            let _ = writeln!(text, "day {day}");
        }
        for (address, file) in &self.files {
            let _ = writeln!(text, "{} {} {address}", file.hash, file.length);
        }
        for (address, day) in &self.until {
            let _ = writeln!(text, "until {day} {address}");
        }
        for (word, hashes) in [("between", &self.between), ("taken", &self.taken)] {
            for hash in hashes {
                let _ = writeln!(text, "{word} {hash}");
            }
        }
        let whole = ContentHash::of(text.as_bytes());
        let _ = writeln!(text, "end {} {whole}", self.files.len());
        text
    }

    /// The state that a text is; `None` when a single byte of it is not as written.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let body = &text[..text.rfind("end ")?];
        let (count, whole) = text[body.len()..]
            .strip_prefix("end ")?
            .strip_suffix('\n')?
            .split_once(' ')?;
        if ContentHash::parse(whole) != Some(ContentHash::of(body.as_bytes())) {
            return None;
        }
        let mut lines = body.lines();
        if !lines.next().is_some_and(|line| [VERSION, BEFORE].contains(&line)) {
            return None;
        }
        let mut state = Self {
            edition: ContentHash::parse(lines.next()?.strip_prefix("edition ")?)?,
            written: ContentHash::parse(lines.next()?.strip_prefix("written ")?)?,
            ..Self::empty("")
        };
        for line in lines {
            let (word, rest) = line.split_once(' ')?;
            match word {
                "day" => state.day = Some(Day::parse(rest)?),
                "until" => {
                    let (address, until) = until_of(rest)?;
                    state.until.insert(address, until);
                }
                "between" => drop(state.between.insert(ContentHash::parse(rest)?)),
                "taken" => drop(state.taken.insert(ContentHash::parse(rest)?)),
                _ => {
                    let (address, file) = file_of_line(line)?;
                    state.files.insert(address, file);
                }
            }
        }
        (count.parse() == Ok(state.files.len())).then_some(state)
    }
}

/// Hash, length and address.
pub(super) fn file_of_line(line: &str) -> Option<(Address, StoredFile)> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, address) = rest.split_once(' ')?;
    let file = StoredFile {
        hash: ContentHash::parse(hash)?,
        length: length.parse().ok()?,
    };
    Some((Address::new(address).ok()?, file))
}

/// Last day and address.
pub(super) fn until_of(line: &str) -> Option<(Address, Day)> {
    let (day, address) = line.split_once(' ')?;
    Some((Address::new(address).ok()?, Day::parse(day)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_whole_or_not_at_all_and_tells_no_address_that_is_in_between() {
        let address = |text| Address::new(text).expect("valid");
        let mut state = ServerState::empty("web");
        state.day = Day::new(2026, 11, 20);
        state.put(&address("index.html"), StoredFile::of(b"home"), None);
        state.put(
            &address("notices/a.html"),
            StoredFile::of(b""),
            Day::new(2026, 12, 4),
        );
        state.gone(&address("notices/old.html"));
        state
            .between
            .insert(ContentHash::of_address(&address("notices/secret.html")));
        let text = state.text();
        assert!(!text.contains("secret") && !text.contains("old"), "{text}");
        assert_eq!(ServerState::parse(&text), Some(state.clone()));
        for at in 0..text.len() {
            assert_eq!(ServerState::parse(&text[..at]), None, "cut at {at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes)
                .ok()
                .and_then(|text| ServerState::parse(&text));
            assert_eq!(changed, None, "changed at {at}");
        }
        state.gone(&address("notices/secret.html"));
        assert!(state.between.is_empty());
    }
}
