//! A ledger's table in words: its columns, its numbers, its sums; and what its rows say, for search. Only the rows that
//! are shown.

use super::Entry;
use crate::clearance::{LedgerSums, Tally};
use crate::read::Detail;
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, Computed, Ledger, Preset};
use crate::words::{Amount, Labelled};

/// A column of the table.
#[derive(Debug, Clone, Copy)]
pub enum ShownColumn {
    /// A column of the ledger.
    Typed(usize),
    /// What is worked out: its place in the tally's rows, and what it is.
    Computed(usize, Computed),
}

/// The columns that hold anything. The state is what readers look for: it stands first, but for the number; the
/// day by which there has to be an answer stands beside that of the answer, and what is reckoned behind the numbers
/// that it is reckoned from.
#[must_use]
pub fn shown(ledger: &Ledger, tally: &Tally) -> Vec<ShownColumn> {
    let typed = (0..ledger.columns.len()).filter(|index| ledger.uses(*index));
    let mut shown: Vec<ShownColumn> = typed.map(ShownColumn::Typed).collect();
    let computed = ledger.preset.map_or(&[][..], Preset::computed).iter().copied();
    let filled = |index: usize| {
        tally
            .rows
            .iter()
            .any(|row| row.get(index).is_some_and(Option::is_some))
    };
    for (index, computed) in computed.enumerate().filter(|(index, _)| filled(*index)) {
        let column = ShownColumn::Computed(index, computed);
        let of_role = |role: ColumnRole| {
            let is = |shown: &ShownColumn| matches!(shown, ShownColumn::Typed(index) if ledger.columns[*index].role == Some(role));
            shown.iter().position(is)
        };
        let place = match computed {
            Computed::State => Some(of_role(ColumnRole::Number).map_or(0, |number| number + 1)),
            Computed::ReplyBy => of_role(ColumnRole::Completed),
            _ => {
                let is_number = |shown: &ShownColumn| match *shown {
                    ShownColumn::Typed(index) => ledger.columns[index].kind.is_numeric(),
                    ShownColumn::Computed(_, computed) => computed.kind().is_numeric(),
                };
                shown.iter().rposition(is_number).map(|last| last + 1)
            }
        };
        shown.insert(place.unwrap_or(shown.len()), column);
    }
    shown
}

/// The sums below the columns that are shown; none when nothing is added up.
#[must_use]
pub fn totals(ledger: &Ledger, tally: &Tally, shown: &[ShownColumn]) -> Vec<String> {
    let Some(sums) = &tally.sums else {
        return Vec::new();
    };
    let total = |shown: &ShownColumn| match *shown {
        ShownColumn::Typed(index) => {
            let found = sums.columns.iter().find(|(of, _)| *of == index);
            found.map(|(_, sum)| number(*sum, ledger.columns[index].kind))
        }
        ShownColumn::Computed(_, computed) => {
            let found = sums.computed.iter().find(|(of, _)| *of == computed);
            found.map(|(_, sum)| number(*sum, computed.kind()))
        }
    };
    let totals: Vec<String> = shown
        .iter()
        .map(|shown| total(shown).unwrap_or_default())
        .collect();
    match totals.iter().any(|total| !total.is_empty()) {
        true => totals,
        false => Vec::new(),
    }
}

/// The number of a cell; its unit stands in the column's head. Rates are told by their decimals from those beside them.
#[must_use]
pub fn number(amount: Amount, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Money => amount.money(),
        ColumnKind::Percent => {
            let rate = amount.to_string();
            let decimal = if rate.contains('.') { "" } else { ".0" };
            format!("{rate}{decimal}%")
        }
        _ => amount.to_string(),
    }
}

/// The head of a column: what stands in it, with the unit. 党费 by quarters stand in 月份 too.
#[must_use]
pub fn column_head(ledger: &Ledger, shown: &ShownColumn) -> String {
    let with_unit = |name: &str, kind: ColumnKind| match kind {
        ColumnKind::Money if !name.contains('元') => format!("{name}（元）"),
        _ => name.to_owned(),
    };
    let column = match *shown {
        ShownColumn::Typed(column) => column,
        ShownColumn::Computed(_, computed) => return with_unit(computed.label(), computed.kind()),
    };
    let of = &ledger.columns[column];
    let is_quarter = |cell: &Cell| matches!(cell, Cell::Text(text) if text.ends_with("季度"));
    let mut cells = ledger.rows.iter().filter_map(|row| row.cell(column));
    match of.role {
        Some(ColumnRole::Month) if cells.all(is_quarter) => "季度".to_owned(),
        Some(ColumnRole::Members) => format!("{}（人）", of.name.trim_end_matches('数')),
        _ => with_unit(&of.name, of.kind),
    }
}

/// A number with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What the number is called.
    pub label: String,
    /// The number as it is shown.
    pub value: String,
    /// What is counted.
    pub unit: &'static str,
    /// It says that something is late, or too much.
    pub late: bool,
}

fn fact(label: impl Into<String>, value: impl ToString, unit: &'static str) -> Fact {
    Fact {
        label: label.into(),
        value: value.to_string(),
        unit,
        late: false,
    }
}

/// What a ledger says in numbers.
#[must_use]
pub fn facts(ledger: &Ledger, sums: &LedgerSums) -> Vec<Fact> {
    let mut facts = Vec::new();
    let (unit, rate) = match ledger.preset {
        Some(Preset::Rectification) => ("项", Some("销号率")),
        Some(Preset::Tasks) => ("项", Some("完成率")),
        Some(Preset::Opinions) => ("件", Some("答复率")),
        _ => ("", None),
    };
    if let Some(rate) = rate {
        facts.push(fact("总数", sums.rows, unit));
        for (status, count) in &sums.states {
            let late = status.is_late();
            facts.push(Fact {
                late,
                ..fact(status.label(), count, unit)
            });
        }
        let finished = Amount::whole(sums.finished()).per_cent_of(Amount::whole(sums.rows));
        facts.extend(finished.map(|share| fact(rate, share, "%")));
    }
    facts.extend(
        sums.stages
            .iter()
            .map(|(stage, count)| fact(stage.as_str(), count, "人")),
    );
    if sums.overspent > 0 {
        facts.push(Fact {
            late: true,
            ..fact("超支", sums.overspent, "项")
        });
    }
    facts
}

/// The sums with their names, for an audience that does not see the rows.
#[must_use]
pub fn named_sums(ledger: &Ledger, sums: &LedgerSums) -> Vec<Fact> {
    let typed = sums.columns.iter().map(|(index, sum)| {
        let column = &ledger.columns[*index];
        (column.name.as_str(), *sum, column.kind)
    });
    let computed = sums.computed.iter();
    let computed = computed.map(|(computed, sum)| (computed.label(), *sum, computed.kind()));
    let named = typed.chain(computed).map(|(name, sum, kind)| match kind {
        ColumnKind::Money => fact(name, sum.money(), "元"),
        ColumnKind::Percent => fact(name, sum, "%"),
        _ => fact(name, sum, ""),
    });
    named.collect()
}

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
            Cell::File { label: None, .. }
            | Cell::Amount(_)
            | Cell::Date(_)
            | Cell::Status(_)
            | Cell::Picture(_) => continue,
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
