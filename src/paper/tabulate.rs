//! The tags of a table → [`Table`].

use super::blocks::{CellPart, Illustration, Table, TableCell};
use super::breaks::Span;
use super::builder::ElementAttributes;
use super::sheet::Align;

/// The most columns or rows that one cell covers, as in HTML.
const WIDEST: usize = 1_000;

/// A table that is being read.
pub(super) struct Tabulated {
    table: Table,
    /// Rows go to the head.
    heads: bool,
    in_row: bool,
}

impl Tabulated {
    /// A table so far from the left edge.
    pub(super) fn new(left: i32) -> Self {
        Self {
            table: Table {
                left,
                ..Table::default()
            },
            heads: false,
            in_row: false,
        }
    }

    /// One of its tags begins.
    pub(super) fn start(&mut self, name: &str, attributes: ElementAttributes<'_>) {
        match name {
            "thead" => self.heads = self.table.rows.is_empty(),
            "tbody" | "tfoot" => self.heads = false,
            "tr" => {
                self.rows().push(Vec::new());
                self.in_row = true;
            }
            _ => {
                if !std::mem::replace(&mut self.in_row, true) {
                    self.rows().push(Vec::new());
                }
                let cell = cell(name, attributes);
                if let Some(row) = self.rows().last_mut() {
                    row.push(cell);
                }
            }
        }
        if matches!(name, "thead" | "tbody" | "tfoot") {
            self.in_row = false;
        }
    }

    fn rows(&mut self) -> &mut Vec<Vec<TableCell>> {
        if self.heads {
            &mut self.table.head
        } else {
            &mut self.table.rows
        }
    }

    fn cell(&mut self) -> Option<&mut TableCell> {
        let in_row = self.in_row;
        self.rows().last_mut().filter(|_| in_row)?.last_mut()
    }

    /// True when text belongs into a cell.
    pub(super) fn in_cell(&self) -> bool {
        let rows = if self.heads {
            &self.table.head
        } else {
            &self.table.rows
        };
        self.in_row && rows.last().is_some_and(|row| !row.is_empty())
    }

    /// A paragraph of the cell.
    pub(super) fn text(&mut self, spans: Vec<Span>) {
        if let Some(cell) = self.cell() {
            cell.parts.push(CellPart::Text(spans));
        }
    }

    /// A picture of the cell.
    pub(super) fn picture(&mut self, illustration: Illustration) {
        if let Some(cell) = self.cell() {
            cell.parts.push(CellPart::Picture(illustration));
        }
    }

    /// The table, when it holds anything.
    pub(super) fn finish(mut self) -> Option<Table> {
        for rows in [&mut self.table.head, &mut self.table.rows] {
            rows.retain(|row| !row.is_empty());
        }
        (!self.table.head.is_empty() || !self.table.rows.is_empty()).then_some(self.table)
    }
}

fn cell(name: &str, attributes: ElementAttributes<'_>) -> TableCell {
    let count = |name| {
        let count: Option<usize> = attributes(name).and_then(|count| count.parse().ok());
        count.unwrap_or(1).clamp(1, WIDEST)
    };
    let class = attributes("class").unwrap_or_default();
    let head = name == "th";
    TableCell {
        keep: false,
        set_apart: false,
        parts: Vec::new(),
        head,
        align: match class.as_str() {
            "align-left" => Some(Align::Left),
            "align-right" => Some(Align::Right),
            "align-center" => Some(Align::Centre),
            _ => None,
        },
        columns: count("colspan"),
        rows: count("rowspan"),
    }
}
