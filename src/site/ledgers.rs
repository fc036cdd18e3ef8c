//! What the rows of a ledger say, for search: only the rows that are shown.

use super::Entry;
use crate::read::Detail;
use crate::read::ledger::Cell;

/// The words in an entry's rows, parted by spaces; empty for what is no ledger.
#[must_use]
pub fn words(entry: &Entry) -> String {
    let Detail::Ledger(ledger) = &entry.detail else {
        return String::new();
    };
    let cells = ledger.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let mut words = String::new();
    for cell in cells {
        let word = match cell {
            Cell::Text(text) => text,
            Cell::Url { label, .. }
            | Cell::File {
                label: Some(label), ..
            } => label,
            Cell::File { label: None, .. } | Cell::Amount(_) | Cell::Date(_) | Cell::Status(_) => continue,
        };
        for part in word.split_whitespace() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(part);
        }
    }
    words
}
