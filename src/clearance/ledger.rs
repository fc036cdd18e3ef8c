//! What one audience may see of a ledger, and what the day makes of it. States, rates and sums are worked out
//! here from all rows, because an audience that may not see the rows sees these.
//!
//! Sums of very few rows tell the rows: of one row they are the row, and whoever knows one of two rows knows the
//! other. An audience that may not see the rows sees sums of at least [`FEWEST`] rows that say something, or none.

mod tally;
#[cfg(test)]
mod tests;

pub use tally::LedgerSums;
use tally::{OfRow, sums};

use std::sync::Arc;

use crate::markdown::Body;
use crate::read::ledger::{Cell, ColumnRole, Ledger, Preset, Row};
use crate::words::{Day, Scope, SourcePath};

/// Sums of fewer rows are shown only with the rows.
const FEWEST: usize = 3;

/// What the day makes of a ledger, for one audience.
#[derive(Debug, Clone)]
pub struct Tally {
    /// What is worked out for each row shown, in the order of the preset's list.
    pub rows: Vec<Vec<Option<Cell>>>,
    /// Who may see the rows, when this audience may not.
    pub hidden: Option<Scope>,
    /// The sums; `None` when they would tell the hidden rows.
    pub sums: Option<LedgerSums>,
}

/// The ledger as an audience sees it, and what the day makes of it; without an audience, for inside use, whole.
pub(super) fn project(whole: &Arc<Ledger>, audience: Option<Scope>, day: Day) -> (Arc<Ledger>, Tally) {
    let ledger = &begun(whole, day);
    let hidden = audience.and_then(|audience| hidden_from(ledger, audience));
    let worked_out: Vec<Vec<Option<Cell>>> = ledger
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let reply_by = ledger.reply_by.get(index).copied().flatten();
            let of = OfRow {
                ledger,
                row,
                reply_by,
                day,
            };
            let computed = ledger.preset.map_or(&[][..], Preset::computed);
            computed.iter().map(|computed| of.work_out(*computed)).collect()
        })
        .collect();
    let fewest = hidden.map_or(0, |_| FEWEST);
    let sums = (ledger.rows.len() >= fewest).then(|| sums(ledger, &worked_out, fewest));
    let tally = Tally {
        rows: if hidden.is_some() { Vec::new() } else { worked_out },
        hidden,
        sums,
    };
    (shown(ledger, hidden.is_some(), day), tally)
}

/// The ledger without the rows of what begins after the day: they were written ahead. What was stated of all rows
/// says nothing of those that are left.
fn begun(ledger: &Arc<Ledger>, day: Day) -> Arc<Ledger> {
    let Some(column) = ledger.column(ColumnRole::Begun) else {
        return Arc::clone(ledger);
    };
    let is_there = |row: &Row| {
        row.cell(column)
            .and_then(Cell::date)
            .is_none_or(|date| date <= day)
    };
    if ledger.rows.iter().all(is_there) {
        return Arc::clone(ledger);
    }
    let there = || ledger.rows.iter().map(is_there);
    let rows = ledger.rows.iter().zip(there());
    let reply_by = ledger.reply_by.iter().zip(there());
    Arc::new(Ledger {
        rows: rows
            .filter(|(_, there)| *there)
            .map(|(row, _)| row.clone())
            .collect(),
        reply_by: reply_by.filter(|(_, there)| *there).map(|(by, _)| *by).collect(),
        stated: Vec::new(),
        ..Ledger::clone_without_rows(ledger)
    })
}

/// Who may see the rows, when the audience may not.
fn hidden_from(ledger: &Ledger, audience: Scope) -> Option<Scope> {
    let open = ledger.detail.reaches(audience) && ledger.detail != Scope::Restricted;
    (!open).then_some(ledger.detail)
}

/// The ledger without the rows that the audience may not see, and without what lies after the day. The ledger
/// itself, not copied, where there is nothing to leave out.
fn shown(ledger: &Arc<Ledger>, hide: bool, day: Day) -> Arc<Ledger> {
    if hide {
        // Stated sums and columns are in the tally, where they may be.
        return Arc::new(Ledger {
            rows: Vec::new(),
            stated: Vec::new(),
            ..Ledger::clone_without_rows(ledger)
        });
    }
    let later = |row: &Row| (0..ledger.columns.len()).any(|column| is_later(ledger, row, column, day));
    if !ledger.rows.iter().any(later) {
        return Arc::clone(ledger);
    }
    let row = |row: &Row| Row {
        cells: (0..ledger.columns.len())
            .map(|column| {
                row.cell(column)
                    .filter(|_| !is_later(ledger, row, column, day))
                    .cloned()
            })
            .collect(),
    };
    Arc::new(Ledger {
        rows: ledger.rows.iter().map(row).collect(),
        reply_by: ledger.reply_by.clone(),
        ..Ledger::clone_without_rows(ledger)
    })
}

/// True for what has not happened by the day: it was written ahead.
fn is_later(ledger: &Ledger, row: &Row, column: usize, day: Day) -> bool {
    let later = |column: usize| {
        row.cell(column)
            .and_then(Cell::date)
            .is_some_and(|date| date > day)
    };
    match ledger.columns[column].role {
        Some(ColumnRole::Started | ColumnRole::Completed | ColumnRole::Closed) => later(column),
        Some(ColumnRole::Outcome) => ledger.column(ColumnRole::Completed).is_some_and(later),
        Some(ColumnRole::Verifier) => ledger.column(ColumnRole::Closed).is_some_and(later),
        _ => false,
    }
}

/// A body without the links and pictures of rows that the audience does not see.
pub(super) fn body(body: &Arc<Body>, whole: &Ledger, shown: &Ledger) -> Arc<Body> {
    let (all, kept) = (Named::of(whole), Named::of(shown));
    if all.count() == kept.count() {
        return Arc::clone(body);
    }
    // Reading put what the rows name behind what the text does.
    let text = |number: usize, rows: usize| number.saturating_sub(rows);
    let (links, images) = (
        text(body.links.len(), all.links.len()),
        text(body.images.len(), all.pictures.len()),
    );
    let mut body = Body::clone(body);
    let mut index = 0;
    body.links.retain(|link| {
        index += 1;
        index <= links || kept.links.contains(&&link.target)
    });
    let mut index = 0;
    body.images.retain(|image| {
        index += 1;
        index <= images || kept.pictures.contains(&&image.file)
    });
    Arc::new(body)
}

/// The files that rows name.
struct Named<'a> {
    links: Vec<&'a SourcePath>,
    pictures: Vec<&'a SourcePath>,
}

impl<'a> Named<'a> {
    fn of(ledger: &'a Ledger) -> Self {
        let cells = || ledger.rows.iter().flat_map(|row| row.cells.iter().flatten());
        Self {
            links: cells()
                .filter_map(|cell| match cell {
                    Cell::File { target, .. } => Some(target),
                    _ => None,
                })
                .collect(),
            pictures: cells()
                .filter_map(|cell| match cell {
                    Cell::Picture(file) => Some(file),
                    _ => None,
                })
                .collect(),
        }
    }

    fn count(&self) -> usize {
        self.links.len() + self.pictures.len()
    }
}
