//! A table → a card for each of its rows: what heads the row over its facts, each beside its name. For tables of more
//! columns than a paper has room for.

use super::blocks::{CellPart, Table, TableCell, TableRow};
use super::breaks::{Span, natural_width};
use super::columns::{CellSpan, SIDE, apart};
use super::geometry::ratio;
use super::measure::EM;
use super::measure::in_ems;
use super::sheet::Align;

/// Two facts stand beside each other when they need no more than this, in 1/1000 em: two lines at most.
pub(super) const SHORT: i32 = 10 * EM;

/// What a fact has beside another one in a card of a width, in 1/1000 em of type of a size, where the names of columns
/// are these.
pub(super) fn room_of_fact(names: &[&TableCell], (size, width): (i32, i32)) -> i32 {
    let all: i32 = SHARES.iter().sum();
    let around = 2 * SIDE + size / 100;
    let widest = names.iter().map(|name| width_in(name, true)).max().unwrap_or(0);
    let name = (width / all * SHARES[0]).max(ratio(widest, size, EM) + around);
    in_ems((width / 2 - name - around).max(0), size)
}

/// The columns of a card: a name, a fact, and again.
const SHARES: [i32; 4] = [10, 18, 10, 18];

/// The cards of a table: its first column heads each.
pub(super) fn of(table: &Table) -> Vec<Table> {
    let (head, rows) = match table.rows.is_empty() {
        true => (&[][..], table.head.as_slice()),
        false => (table.head.as_slice(), table.rows.as_slice()),
    };
    let names = ColumnNames::of(head);
    let places = places(rows);
    let card = |(cells, spots): (&TableRow, Vec<CellSpan>)| {
        let mut facts = cells
            .iter()
            .zip(spots)
            .map(|(cell, spot)| (names.at(spot.column), cell));
        let head = facts.next().map(|(name, cell)| over(name, cell));
        let facts: Vec<(TableCell, &TableCell)> = facts.collect();
        let facts = places.iter().flat_map(|place| {
            let said = place.iter().filter_map(|at| facts.get(at - 1));
            let said: Vec<_> = said.filter(|(_, cell)| !is_blank(cell)).cloned().collect();
            let is_pair = said.len() > 1;
            said.into_iter().map(move |(name, cell)| (name, cell, is_pair))
        });
        let mut card = paired(facts);
        card.left = table.left;
        card.head = head.map(|head| vec![head]).into_iter().collect();
        card
    };
    rows.iter().zip(apart(rows)).map(card).collect()
}

/// Which cells behind the first stand beside each other: the same in all cards of a table, where a fact is looked for in
/// the place that it has in the others.
fn places(rows: &[TableRow]) -> Vec<Vec<usize>> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let is_short = |at: usize| cells(at).all(|cell| is_within(cell, SHORT));
    let mut places: Vec<Vec<usize>> = Vec::new();
    for at in (1..count).filter(|at| cells(*at).any(|cell| !is_blank(cell))) {
        match places.last_mut() {
            Some(place) if place.len() == 1 && is_short(place[0]) && is_short(at) => place.push(at),
            _ => places.push(vec![at]),
        }
    }
    places
}

/// What heads each column.
struct ColumnNames<'t>(Vec<(&'t TableCell, CellSpan)>);

impl<'t> ColumnNames<'t> {
    fn of(head: &'t [TableRow]) -> Self {
        let rows = head.iter().zip(apart(head));
        Self(rows.flat_map(|(cells, spots)| cells.iter().zip(spots)).collect())
    }

    /// All that stands above a column.
    fn at(&self, column: usize) -> TableCell {
        let above = self.0.iter();
        let above = above.filter(|(_, spot)| (spot.column..spot.column + spot.columns).contains(&column));
        TableCell {
            parts: above.flat_map(|(cell, _)| cell.parts.clone()).collect(),
            ..TableCell::default()
        }
    }
}

/// What stands over a card: the first cell of its row, behind its name.
fn over(name: TableCell, cell: &TableCell) -> TableCell {
    let mut parts = cell.parts.clone();
    let called = words(&name);
    if let (Some(CellPart::Text(spans)), false) = (parts.first_mut(), called.is_empty()) {
        spans.insert(0, Span::plain(format!("{called}：")));
    }
    heading(parts)
}

/// A cell over a card.
pub(super) fn heading(parts: Vec<CellPart>) -> TableCell {
    TableCell {
        parts,
        columns: SHARES.len(),
        align: Some(Align::Left),
        head: true,
        set_apart: true,
        ..TableCell::default()
    }
}

/// Names and facts, beside each other those that are short.
pub(super) fn paired<'a>(facts: impl Iterator<Item = (TableCell, &'a TableCell, bool)>) -> Table {
    let mut rows: Vec<TableRow> = Vec::new();
    let mut waiting: Option<TableRow> = None;
    for (name, fact, is_short) in facts {
        let pair = vec![
            TableCell {
                head: true,
                set_apart: true,
                columns: 1,
                rows: 1,
                ..name
            },
            TableCell {
                align: Some(Align::Left),
                set_apart: false,
                head: false,
                columns: 1,
                rows: 1,
                ..fact.clone()
            },
        ];
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
        shares: SHARES.to_vec(),
        whole: true,
        ..Table::default()
    }
}

/// True for a fact that needs no more than a width in 1/1000 em.
pub(super) fn is_within(fact: &TableCell, room: i32) -> bool {
    width_in(fact, false) <= room
}

/// A fact that has a row for itself.
fn across(mut pair: TableRow) -> TableRow {
    if let Some(fact) = pair.last_mut() {
        fact.columns = SHARES.len() - 1;
    }
    pair
}

/// How wide a cell's text is on one line.
fn width_in(cell: &TableCell, bold: bool) -> i32 {
    let parts = cell.parts.iter().map(|part| match part {
        CellPart::Text(spans) => natural_width(spans, bold),
        CellPart::Picture(_) => 0,
    });
    parts.max().unwrap_or(0)
}

/// True for a cell that says and shows nothing.
pub(super) fn is_blank(cell: &TableCell) -> bool {
    words(cell).is_empty() && !cell.parts.iter().any(|part| matches!(part, CellPart::Picture(_)))
}

/// What a cell says.
pub(super) fn words(cell: &TableCell) -> String {
    let text = |part: &CellPart| match part {
        CellPart::Text(spans) => spans.iter().map(|span| span.text.as_str()).collect(),
        CellPart::Picture(_) => String::new(),
    };
    cell.parts.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_has_one_place_in_all_cards_of_a_table() {
        let row = |cells: &[&str]| -> TableRow {
            let cell = |words: &&str| TableCell {
                parts: vec![CellPart::Text(vec![Span::plain(*words)])],
                ..TableCell::default()
            };
            cells.iter().map(cell).collect()
        };
        // What is long in one row has a line for itself in all; of what no row says there is nothing.
        let long = "起草总结初稿，并在支委会上讨论以后修改";
        let table = Table {
            head: vec![row(&["序号", "事项", "支部", "姓名", "备注", "开始", "完成"])],
            rows: vec![
                row(&["1", long, "第一党支部", "何立群", "", "12月1日", "12月6日"]),
                row(&["2", "修改完善", "第二党支部", "", "", "12月2日", "12月7日"]),
            ],
            ..Table::default()
        };
        let said = |card: &Table| -> Vec<String> {
            let line = |row: &TableRow| row.iter().map(words).collect::<Vec<_>>().join(" ");
            card.rows.iter().map(line).collect()
        };
        let cards = of(&table);
        let long = format!("事项 {long}");
        assert_eq!(
            said(&cards[0]),
            [
                long.as_str(),
                "支部 第一党支部 姓名 何立群",
                "开始 12月1日 完成 12月6日"
            ]
        );
        assert_eq!(
            said(&cards[1]),
            ["事项 修改完善", "支部 第二党支部", "开始 12月2日 完成 12月7日"]
        );
    }
}
