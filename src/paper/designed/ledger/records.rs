//! A ledger of many columns: each row by itself, its facts beside their names.

use super::SUM;
use crate::clearance::Tally;
use crate::paper::Align;
use crate::paper::blocks::{Block, CellPart, Table, TableCell, TableRow};
use crate::paper::breaks::natural_width;
use crate::paper::designed::pieces::heads;
use crate::paper::measure::EM;
use crate::read::ledger::{ColumnRole, Ledger};
use crate::site::ledgers::{ShownColumn, shown};

/// 小四.
const SIZE: i32 = 4_233;
/// Two facts stand beside each other when they need no more than this, in 1/1000 em.
const SHORT: i32 = 11 * EM;

/// A table for each row of the whole one, and one for the sums.
pub(super) fn blocks(whole: &Table, ledger: &Ledger, tally: &Tally) -> Vec<Block> {
    let columns = shown(ledger, tally);
    let names: Vec<&TableCell> = whole.head.iter().flatten().collect();
    let (rows, sums) = whole.rows.split_at(ledger.rows.len());
    let mut blocks: Vec<Block> = Vec::new();
    for (number, row) in (1..).zip(rows) {
        blocks.push(Block::Table(record(number, row, &names, (ledger, &columns))));
    }
    if let Some(sums) = sums.first() {
        blocks.push(Block::Table(of_sums(sums, &names)));
    }
    blocks
}

fn record(
    number: usize,
    row: &TableRow,
    names: &[&TableCell],
    (ledger, columns): (&Ledger, &[ShownColumn]),
) -> Table {
    let of_role = |role: ColumnRole| {
        let is = |shown: &ShownColumn| matches!(shown, ShownColumn::Typed(index) if ledger.columns[*index].role == Some(role));
        columns.iter().position(is)
    };
    let (own, what) = (of_role(ColumnRole::Number), of_role(ColumnRole::What));
    let called = own.map(|at| words(&row[at])).filter(|words| !words.is_empty());
    let called = called.unwrap_or_else(|| number.to_string());
    let about = what.map_or(String::new(), |at| format!("　{}", words(&row[at])));
    let head = TableCell {
        columns: 4,
        align: Some(Align::Left),
        ..heads(format!("{called}{about}"))
    };
    let rest = (0..row.len()).filter(|at| Some(*at) != own && Some(*at) != what);
    let facts = rest.filter(|at| !is_blank(&row[*at]));
    let mut table = paired(facts.map(|at| (names[at], &row[at])));
    table.head = vec![vec![head]];
    table
}

/// The sums, beside the names of their columns.
fn of_sums(sums: &TableRow, names: &[&TableCell]) -> Table {
    let first = sums.first().filter(|cell| words(cell) == SUM);
    let behind = first.map_or(0, |cell| cell.columns);
    let named = sums.iter().skip(usize::from(first.is_some())).enumerate();
    let named = named.filter_map(|(at, sum)| Some((*names.get(behind + at)?, sum)));
    let mut table = paired(named.filter(|(_, sum)| !is_blank(sum)));
    let head = TableCell {
        columns: 4,
        ..heads(SUM)
    };
    table.head = vec![vec![head]];
    table
}

/// Names and facts, two short ones beside each other.
fn paired<'a>(facts: impl Iterator<Item = (&'a TableCell, &'a TableCell)>) -> Table {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut waiting: Option<TableRow> = None;
    for (name, fact) in facts {
        let pair = vec![
            name.clone(),
            TableCell {
                align: Some(Align::Left),
                set_apart: false,
                head: false,
                ..fact.clone()
            },
        ];
        let is_short = width(fact) <= SHORT;
        match (waiting.take(), is_short) {
            (Some(mut first), true) => {
                first.extend(pair);
                rows.push(first);
            }
            (None, true) => waiting = Some(pair),
            (first, false) => {
                rows.extend(first.map(across));
                rows.push(across(pair));
            }
        }
    }
    rows.extend(waiting.map(across));
    Table {
        rows,
        shares: vec![10, 18, 10, 18],
        size: Some(SIZE),
        whole: true,
        ..Table::default()
    }
}

/// A fact that has a row for itself.
fn across(mut pair: TableRow) -> TableRow {
    if let Some(fact) = pair.last_mut() {
        fact.columns = 3;
    }
    pair
}

fn width(cell: &TableCell) -> i32 {
    let parts = cell.parts.iter().map(|part| match part {
        CellPart::Text(spans) => natural_width(spans, false),
        CellPart::Picture(_) => 0,
    });
    parts.max().unwrap_or(0)
}

fn is_blank(cell: &TableCell) -> bool {
    words(cell).is_empty() && !cell.parts.iter().any(|part| matches!(part, CellPart::Picture(_)))
}

fn words(cell: &TableCell) -> String {
    let text = |part: &CellPart| match part {
        CellPart::Text(spans) => spans.iter().map(|span| span.text.as_str()).collect(),
        CellPart::Picture(_) => String::new(),
    };
    cell.parts.iter().map(text).collect()
}
