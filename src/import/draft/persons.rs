//! What a draft tells of persons, for whoever has to see to it.

use super::ImportedEntry;
use crate::check::{self, Weight};
use crate::clearance;
use crate::import::doubts::rows_named;
use crate::read::config::Edition;
use crate::read::{Document, EntryPart, Finding};

impl ImportedEntry {
    /// Asks about what the draft tells of persons, and what nobody may publish, as far as `check` does: a draft stays on this
    /// computer, and a build stops at some of it all the same. `document` is what was read from its file.
    pub fn look_through(&mut self, file: &str, document: &Document, editions: &[Edition]) {
        let rows = self.ledger.as_ref().map(|ledger| ledger.rows_in(file));
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', file.as_bytes()).collect();
        let row_of = |finding: &Finding| {
            let before = usize::try_from(finding.place.line).ok()?.checked_sub(2)?;
            rows.as_ref()?.at(ends.get(before)? + 1)
        };
        let mut told: Vec<(&str, usize, Vec<u32>)> = Vec::new();
        // What only some see is told by no check where nobody sees it.
        let mut is_in_rows = true;
        for finding in &document.findings {
            let is_checked = clearance::is_told_of_draft(document, finding, editions);
            let is_told = check::tells_of_persons(finding.rule)
                || check::is_kept_inside(finding.rule)
                || matches!(finding.rule.weight, Weight::NeverPublic(_) | Weight::Forbidden(_));
            if !is_told || !is_checked && finding.part != EntryPart::Rows {
                continue;
            }
            let row = row_of(finding);
            is_in_rows &= row.is_some() || !is_checked;
            match told.iter_mut().find(|(word, ..)| *word == finding.rule.word) {
                Some((_, count, of)) => {
                    *count += 1;
                    of.extend(row.filter(|row| of.last() != Some(row)));
                }
                None => told.push((finding.rule.word, 1, row.into_iter().collect())),
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
        self.to_look_at.push(match is_in_rows {
            true => format!("表里有{counted}，先弄清能不能公开"),
            false => {
                format!("文中有{counted}，先弄清能不能公开；是哪几处，运行 gongkai check 就看到")
            }
        });
    }
}
