//! What a draft tells of persons, for whoever has to see to it.

use super::ImportedEntry;
use crate::check::{self, Syntax, Weight, Wordings};
use crate::import::doubts::rows_named;

impl ImportedEntry {
    /// Asks about what the file tells of persons, and what nobody may publish: a draft stays on this computer, and a build
    /// stops at some of it all the same.
    pub fn look_through(&mut self, file: &str) {
        let rows = self.ledger.as_ref().map(|ledger| ledger.rows_in(file));
        let mut told: Vec<(&str, usize, Vec<u32>)> = Vec::new();
        for found in check::find(file, Syntax::Markdown, &Wordings::default()) {
            let is_told = check::tells_of_persons(found.rule)
                || check::is_kept_inside(found.rule)
                || matches!(found.rule.weight, Weight::NeverPublic(_) | Weight::Forbidden(_));
            if !is_told {
                continue;
            }
            let row = rows.as_ref().and_then(|rows| rows.at(found.range.start));
            match told.iter_mut().find(|(word, ..)| *word == found.rule.word) {
                Some((_, count, of)) => {
                    *count += 1;
                    of.extend(row.filter(|row| of.last() != Some(row)));
                }
                None => told.push((found.rule.word, 1, row.into_iter().collect())),
            }
        }
        if told.is_empty() {
            return;
        }
        let counted = told.iter().map(|(word, count, rows)| match rows[..] {
            [] => format!("{word}{count}处"),
            _ => format!("{word}{count}处（原表{}）", rows_named(rows)),
        });
        let counted = counted.collect::<Vec<_>>().join("、");
        // What only some see is told by no check where nobody sees it.
        let is_in_rows = told.iter().all(|(_, _, rows)| !rows.is_empty());
        self.to_look_at.push(match is_in_rows {
            true => format!("表里有{counted}，先弄清能不能公开"),
            false => {
                format!("文中有{counted}，先弄清能不能公开；是哪几处，运行 gongkai check 就看到")
            }
        });
    }
}
