//! What one audience may see of a ledger, and what the day makes of it. States, rates and sums are worked out
//! here from all rows, because an audience that may not see the rows sees these.
//!
//! Sums of very few rows tell the rows: of one row they are the row, and whoever knows one of two rows knows the
//! other. An audience that may not see the rows sees sums of at least [`FEWEST`] rows that say something, or none.
//!
//! What is worked out of the rows of a ledger: states, differences, rates and sums.

use std::sync::Arc;

use crate::markdown::Body;
use crate::read::ledger::{Cell, ColumnRole, Computed, Ledger, Preset, Row, Status};
use crate::words::{Amount, Day, Scope, SourcePath};

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

/// What all rows of a ledger come to.
#[derive(Debug, Clone, Default)]
pub struct LedgerSums {
    /// How many rows there are.
    pub rows: usize,
    /// By column: its sum, or the rate that was stated.
    pub columns: Vec<(usize, Amount)>,
    /// What is worked out from the columns' sums.
    pub computed: Vec<(Computed, Amount)>,
    /// How many rows are in which state; states without rows are left out.
    pub states: Vec<(Status, usize)>,
    /// How many persons are in which 阶段, in the rows' order.
    pub stages: Vec<(String, Amount)>,
    /// How many rows spent more than their budget.
    pub overspent: usize,
}

impl LedgerSums {
    /// How many rows are in this state.
    #[must_use]
    pub fn in_state(&self, status: Status) -> usize {
        let found = self.states.iter().find(|(of, _)| *of == status);
        found.map_or(0, |(_, count)| *count)
    }

    /// How many rows are in a state in which nothing more has to happen.
    #[must_use]
    pub fn finished(&self) -> usize {
        let final_ones = self.states.iter().filter(|(status, _)| status.is_final());
        final_ones.map(|(_, count)| count).sum()
    }
}

/// One row, and the day.
struct OfRow<'a> {
    /// Its ledger.
    ledger: &'a Ledger,
    /// Its cells.
    row: &'a Row,
    /// 答复期限.
    reply_by: Option<Day>,
    /// The build's day.
    day: Day,
}

impl OfRow<'_> {
    fn work_out(&self, computed: Computed) -> Option<Cell> {
        let amount = |role| self.amount(role);
        match computed {
            Computed::State => self.state().map(Cell::Status),
            Computed::ReplyBy => self.reply_by.map(Cell::Date),
            computed => rate_or_difference(computed, &amount).map(Cell::Amount),
        }
    }

    fn amount(&self, role: ColumnRole) -> Option<Amount> {
        self.row.cell(self.ledger.column(role)?)?.amount()
    }

    /// Its day, when that has come.
    fn day_of(&self, role: ColumnRole) -> Option<Day> {
        let cell = self.ledger.column(role).and_then(|column| self.row.cell(column));
        cell.and_then(Cell::date).filter(|date| *date <= self.day)
    }

    fn happened(&self, role: ColumnRole) -> bool {
        self.day_of(role).is_some()
    }

    fn state(&self) -> Option<Status> {
        let deadline = self.ledger.deadline(self.row).or(self.reply_by);
        let is_past = |day: Day| deadline.is_some_and(|last| last < day);
        let replied = self.day_of(ColumnRole::Completed);
        Some(match self.ledger.preset? {
            Preset::Rectification if self.happened(ColumnRole::Closed) => Status::Closed,
            Preset::Rectification if self.ledger.is_done_in_time(self.row, self.day) => Status::ToVerify,
            Preset::Tasks if self.happened(ColumnRole::Completed) => Status::Done,
            Preset::Opinions if replied.is_some_and(is_past) => Status::RepliedLate,
            Preset::Opinions if replied.is_some() => Status::Replied,
            _ if is_past(self.day) => Status::Overdue,
            Preset::Opinions => Status::Handling,
            Preset::Rectification if self.happened(ColumnRole::Started) => Status::Rectifying,
            _ if self.happened(ColumnRole::Started) => Status::Underway,
            _ => Status::NotStarted,
        })
    }
}

/// What is worked out from amounts: of one row, or of the sums of all.
#[must_use]
pub fn rate_or_difference(
    computed: Computed,
    amount: &dyn Fn(ColumnRole) -> Option<Amount>,
) -> Option<Amount> {
    let or_none = |role| amount(role).unwrap_or_default();
    match computed {
        Computed::Unpaid => Some(
            amount(ColumnRole::Due)?
                .minus(or_none(ColumnRole::Paid))
                .max(Amount::ZERO),
        ),
        Computed::PaidRate => {
            let due = amount(ColumnRole::Due)?;
            or_none(ColumnRole::Paid).min(due).per_cent_of(due)
        }
        Computed::Balance => Some(amount(ColumnRole::Budget)?.minus(or_none(ColumnRole::Spent))),
        Computed::SpentRate => or_none(ColumnRole::Spent).per_cent_of(amount(ColumnRole::Budget)?),
        Computed::Score => {
            let earned = amount(ColumnRole::Base)?.plus(or_none(ColumnRole::Bonus));
            Some(earned.minus(or_none(ColumnRole::Deduction)))
        }
        Computed::Satisfaction => {
            let well = amount(ColumnRole::Good)?.plus(or_none(ColumnRole::Fair));
            let all = well
                .plus(or_none(ColumnRole::Average))
                .plus(or_none(ColumnRole::Poor));
            well.per_cent_of(all)
        }
        Computed::State | Computed::ReplyBy => None,
    }
}

/// What all rows come to. A column in which fewer than `fewest` cells are filled is not added up, nor is anything
/// worked out from it: its sum would tell the cells.
fn sums(ledger: &Ledger, worked_out: &[Vec<Option<Cell>>], fewest: usize) -> LedgerSums {
    let tells = |index: usize| {
        let filled = ledger.rows.iter().filter(|row| row.cell(index).is_some()).count();
        // A row without a number of persons is one person.
        let counts = ledger.columns[index].role == Some(ColumnRole::Heads);
        filled > 0 && filled < fewest && !counts
    };
    let sum_of = |index: usize| -> Amount {
        let cells = ledger.rows.iter().filter_map(|row| row.cell(index)?.amount());
        cells.sum()
    };
    let summed = ledger.columns.iter().enumerate();
    let mut columns: Vec<(usize, Amount)> = summed
        .filter(|(index, column)| column.summed && ledger.uses(*index) && !tells(*index))
        .map(|(index, _)| (index, sum_of(index)))
        .collect();
    for stated in ledger.stated.iter().filter(|(index, _)| !tells(*index)) {
        if columns.iter().all(|(index, _)| *index != stated.0) {
            columns.push(*stated);
        }
    }
    columns.sort_by_key(|(index, _)| *index);
    let computed = ledger.preset.map_or(&[][..], Preset::computed);
    let total = |role| {
        let index = ledger.column(role).filter(|index| ledger.uses(*index))?;
        Some(match role {
            ColumnRole::Paid => paid_of_due(ledger),
            _ => sum_of(index),
        })
    };
    // The points of several persons, and what was said of them, add up to nothing that means something.
    let of_persons = |computed: &&Computed| matches!(computed, Computed::Score | Computed::Satisfaction);
    // No rate and no difference without both of its columns: the other sum is shown beside it.
    let is_told = |computed: Computed| {
        let mut columns = computed.sources().iter().filter_map(|role| ledger.column(*role));
        columns.any(tells)
    };
    let computed = computed.iter().filter(|of| !of_persons(of) && !is_told(**of));
    let computed = computed.filter_map(|computed| Some((*computed, rate_or_difference(*computed, &total)?)));
    LedgerSums {
        rows: ledger.rows.len(),
        columns,
        computed: computed.collect(),
        states: states(worked_out),
        stages: stages(ledger),
        overspent: match is_told(Computed::Balance) {
            true => 0,
            false => worked_out.iter().filter(|row| is_overspent(ledger, row)).count(),
        },
    }
}

/// What was paid of what was due: who paid more pays for nobody else.
fn paid_of_due(ledger: &Ledger) -> Amount {
    let amount = |row: &Row, role| row.cell(ledger.column(role)?)?.amount();
    let rows = ledger.rows.iter();
    rows.filter_map(|row| Some(amount(row, ColumnRole::Paid)?.min(amount(row, ColumnRole::Due)?)))
        .sum()
}

/// True for a row that spent more than its budget.
fn is_overspent(ledger: &Ledger, worked_out: &[Option<Cell>]) -> bool {
    let computed = ledger.preset.map_or(&[][..], Preset::computed);
    let cells = computed.iter().zip(worked_out);
    let balances = cells.filter(|(computed, _)| **computed == Computed::Balance);
    let mut amounts = balances.filter_map(|(_, cell)| cell.as_ref()?.amount());
    amounts.any(|balance| balance < Amount::ZERO)
}

fn states(worked_out: &[Vec<Option<Cell>>]) -> Vec<(Status, usize)> {
    let of_rows = || {
        worked_out.iter().flatten().filter_map(|cell| match cell {
            Some(Cell::Status(status)) => Some(*status),
            _ => None,
        })
    };
    let count = |status: Status| of_rows().filter(|of| *of == status).count();
    let all = Status::ALL.map(|status| (status, count(status)));
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Persons by 阶段: a row without a number of persons is one person.
fn stages(ledger: &Ledger) -> Vec<(String, Amount)> {
    let Some(stage) = ledger.column(ColumnRole::Stage) else {
        return Vec::new();
    };
    let heads = ledger.column(ColumnRole::Heads);
    let mut stages: Vec<(String, Amount)> = Vec::new();
    for row in &ledger.rows {
        let Some(Cell::Text(name)) = row.cell(stage) else {
            continue;
        };
        let persons = heads
            .and_then(|heads| row.cell(heads)?.amount())
            .unwrap_or(Amount::whole(1));
        match stages.iter_mut().find(|(of, _)| of == name) {
            Some((_, count)) => *count = count.plus(persons),
            None => stages.push((name.clone(), persons)),
        }
    }
    stages
}

#[cfg(test)]
mod tests;
