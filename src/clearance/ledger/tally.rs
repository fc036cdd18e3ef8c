//! What is worked out of the rows of a ledger: states, differences, rates and sums.

use crate::read::ledger::{Cell, ColumnRole, Computed, Ledger, Preset, Row, Status};
use crate::words::{Amount, Day};

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
pub(super) struct OfRow<'a> {
    /// Its ledger.
    pub(super) ledger: &'a Ledger,
    /// Its cells.
    pub(super) row: &'a Row,
    /// 答复期限.
    pub(super) reply_by: Option<Day>,
    /// The build's day.
    pub(super) day: Day,
}

impl OfRow<'_> {
    pub(super) fn work_out(&self, computed: Computed) -> Option<Cell> {
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

    /// A day that has come.
    fn happened(&self, role: ColumnRole) -> bool {
        let cell = self.ledger.column(role).and_then(|column| self.row.cell(column));
        cell.and_then(Cell::date).is_some_and(|date| date <= self.day)
    }

    fn state(&self) -> Option<Status> {
        let deadline = self.ledger.deadline(self.row).or(self.reply_by);
        let overdue = deadline.is_some_and(|last| last < self.day);
        Some(match self.ledger.preset? {
            Preset::Rectification if self.happened(ColumnRole::Closed) => Status::Closed,
            Preset::Rectification if self.ledger.is_done_in_time(self.row, self.day) => Status::ToVerify,
            Preset::Tasks if self.happened(ColumnRole::Completed) => Status::Done,
            Preset::Opinions if self.happened(ColumnRole::Completed) => Status::Replied,
            _ if overdue => Status::Overdue,
            Preset::Opinions => Status::Handling,
            Preset::Rectification if self.happened(ColumnRole::Started) => Status::Rectifying,
            _ if self.happened(ColumnRole::Started) => Status::Underway,
            _ => Status::NotStarted,
        })
    }
}

/// What is worked out from amounts: of one row, or of the sums of all.
fn rate_or_difference(computed: Computed, amount: &dyn Fn(ColumnRole) -> Option<Amount>) -> Option<Amount> {
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
pub(super) fn sums(ledger: &Ledger, worked_out: &[Vec<Option<Cell>>], fewest: usize) -> LedgerSums {
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
