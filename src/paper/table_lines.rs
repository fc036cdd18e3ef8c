//! A table → its columns and the lines of its cells, which are the same however high the sheets are. Who tries sheets of
//! many heights keeps them for so long.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::rc::Rc;

use super::blocks::{CellPart, Table, TableCell, TableRow};
use super::breaks::Broken;
use super::columns::{self, ColumnWidths};
use super::measure::in_ems;
use super::{breaks, cell_text};

/// What of a table does not depend on the height that it has.
pub(super) struct TableLines {
    pub(super) columns: ColumnWidths,
    /// How far the figures of each column stand from its right edge, in µm.
    pub(super) insets: Vec<i32>,
    pub(super) head: Vec<RowLines>,
    pub(super) rows: Vec<RowLines>,
}

/// The lines of each cell's parts, of which pictures have none.
pub(super) type RowLines = Vec<Vec<Vec<Rc<Broken>>>>;

impl TableLines {
    fn of(table: &Table, width: i32, least: i32) -> Self {
        let columns = columns::choose(table, width, least);
        let rows = |rows: &[TableRow]| -> Vec<RowLines> {
            let spots = columns::spots(rows);
            let row = |(cells, spots): (&TableRow, Vec<_>)| {
                let cells = cells.iter().zip(spots);
                cells
                    .map(|(cell, spot)| of_cell(cell, in_ems(columns.room(&spot), columns.size)))
                    .collect()
            };
            rows.iter().zip(spots).map(row).collect()
        };
        Self {
            insets: cell_text::insets(table, &columns),
            head: rows(&table.head),
            rows: rows(&table.rows),
            columns,
        }
    }
}

fn of_cell(cell: &TableCell, width: i32) -> Vec<Vec<Rc<Broken>>> {
    let part = |part: &CellPart| match part {
        CellPart::Text(spans) => of_text(spans, cell, width),
        CellPart::Picture(_) => Vec::new(),
    };
    cell.parts.iter().map(part).collect()
}

/// The lines of a cell's text in a column of so many 1/1000 em.
pub(super) fn of_text(spans: &[breaks::Span], cell: &TableCell, width: i32) -> Vec<Rc<Broken>> {
    let lines = cell_text::lines(spans, cell, width);
    lines.into_iter().map(Rc::new).collect()
}

/// The tables that were met.
#[derive(Default)]
pub(super) struct KnownTables {
    hashes: RandomState,
    tables: RefCell<HashMap<u64, Vec<KnownTable>>>,
}

struct KnownTable {
    table: Table,
    width: i32,
    least: i32,
    lines: Rc<TableLines>,
}

impl KnownTables {
    /// The lines of a table for a width in µm, with type of no less than a size.
    pub(super) fn lines(&self, table: &Table, width: i32, least: i32) -> Rc<TableLines> {
        let hash = self.hashes.hash_one((shown(table), width, least));
        let mut tables = self.tables.borrow_mut();
        let alike = tables.entry(hash).or_default();
        let is_it = |known: &&KnownTable| {
            (known.width, known.least) == (width, least) && shown(&known.table) == shown(table)
        };
        if let Some(known) = alike.iter().find(is_it) {
            return Rc::clone(&known.lines);
        }
        let lines = Rc::new(TableLines::of(table, width, least));
        alike.push(KnownTable {
            table: table.clone(),
            width,
            least,
            lines: Rc::clone(&lines),
        });
        lines
    }
}

/// What the lines follow from.
fn shown(table: &Table) -> impl std::hash::Hash + PartialEq {
    let type_of = (table.size, table.leading, table.side);
    (&table.head, &table.rows, &table.shares, type_of)
}
