//! Entries → 更正: every correction of every entry, newest first.

use super::{Entry, EntryId};
use crate::words::Day;

/// One correction of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corrected {
    /// When it was made.
    pub date: Day,
    /// The entry that was corrected.
    pub entry: EntryId,
    /// Its place among the entry's corrections.
    pub index: usize,
}

/// All corrections, newest first; those of one day in the order of the entries.
pub(super) fn gather(entries: &[Entry]) -> Vec<Corrected> {
    let mut all: Vec<Corrected> = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        for (index, correction) in entry.common.corrections.iter().enumerate() {
            all.push(Corrected {
                date: correction.date,
                entry: EntryId(number),
                index,
            });
        }
    }
    all.sort_by_key(|corrected| std::cmp::Reverse(corrected.date));
    all
}
