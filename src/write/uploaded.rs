//! What is remembered of an output that gets uploaded, in the lines below a manifest's files: the day of the last
//! build, the last days of files that may not stay, and what has to be deleted on the server, until somebody says
//! that it was. Takes and gives text; an output for trying things has none of it.
//!
//! ```text
//! day 2026-11-20
//! until 2026-12-04 notices/a.html
//! delete 2026-11-13 notices/b.html      it was part of a 公示, with this last day
//! delete - files/c.pdf
//! ```

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::words::{Address, Day};

/// The words that these lines begin with.
const WORDS: [&str; 3] = ["day ", "until ", "delete "];

/// Stands where a file was no part of a 公示.
const NO_DAY: &str = "-";

/// What is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Uploaded {
    /// The last build's day.
    pub(super) day: Option<Day>,
    /// The files of 公示, each with its last day; a day that was over when they were written is that of what is left
    /// of the 公示.
    pub(super) until: Vec<(Address, Day)>,
    /// The files that were there once and may still be on the server; with a last day, those of a 公示.
    pub(super) deletions: BTreeMap<Address, Option<Day>>,
}

impl Uploaded {
    /// True for a line that is one of these, and no file's.
    pub(super) fn has(line: &str) -> bool {
        WORDS.iter().any(|word| line.starts_with(word))
    }

    /// Takes one line; `None` when it is damaged.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        if word == "day" {
            self.day = Some(Day::parse(rest)?);
            return Some(());
        }
        let (day, address) = rest.split_once(' ')?;
        let address = Address::new(address).ok()?;
        match (word, day) {
            ("until", day) => self.until.push((address, Day::parse(day)?)),
            ("delete", NO_DAY) => drop(self.deletions.insert(address, None)),
            ("delete", day) => drop(self.deletions.insert(address, Some(Day::parse(day)?))),
            _ => return None,
        }
        Some(())
    }

    /// The lines.
    pub(super) fn write(&self, text: &mut String) {
        // Writing to a String cannot fail.
        if let Some(day) = self.day {
            let _ = writeln!(text, "day {day}");
        }
        for (address, last) in &self.until {
            let _ = writeln!(text, "until {last} {address}");
        }
        for (address, last) in &self.deletions {
            let last = last.map_or_else(|| NO_DAY.to_owned(), |last| last.to_string());
            let _ = writeln!(text, "delete {last} {address}");
        }
    }

    /// What is to be deleted after a build that took away `gone` and left `kept`, which is sorted: what has come back
    /// is not, and what nobody has confirmed still is.
    pub(super) fn deletions_after<'a>(
        &self,
        gone: impl Iterator<Item = &'a Address>,
        kept: &[Address],
    ) -> BTreeMap<Address, Option<Day>> {
        let mut deletions = self.deletions.clone();
        for address in gone {
            let of = self.until.iter().find(|(other, _)| other == address);
            deletions.insert(address.clone(), of.map(|(_, last)| *last));
        }
        deletions.retain(|address, _| kept.binary_search(address).is_err());
        deletions
    }
}
