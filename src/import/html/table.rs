//! Tables: which say something and which only lay out a page; the rows and cells of the former.

use super::fate::{ElementFate, TextMeasures};
use super::tree::{HtmlElement, HtmlTree};
use crate::import::text::{SourceBlock, SourceCell, SourceTable};

/// A cell of so much text, in characters, is no cell of a table that says something,
const LONG_CELL: usize = 600;
/// where it holds most of the table, in parts of 100.
const MOST_OF_TABLE: usize = 70;

/// A cell spans so many columns or rows at most.
const WIDEST_SPAN: usize = 200;

/// True for a table that only puts things in their places.
pub(super) fn is_layout(tree: &HtmlTree, measures: &TextMeasures, table: usize) -> bool {
    if tree.element(table).and_then(|element| element.attribute("role")) == Some("presentation") {
        return true;
    }
    let (mut cells, mut longest, mut inner, mut full_rows, mut in_row) = (0, 0, 0, 0, 0);
    let mut at = table + 1;
    while at < tree.nodes[table].end {
        let name = tree.element(at).map_or("", |element| element.name.as_str());
        match name {
            _ if measures.fates[at] != ElementFate::Kept => {
                at = tree.nodes[at].end;
                continue;
            }
            "tr" => in_row = 0,
            "td" | "th" if measures.chars[at] > 0 => {
                cells += 1;
                in_row += 1;
                full_rows += usize::from(in_row == 2);
                longest = longest.max(measures.chars[at]);
            }
            "table" => {
                inner += measures.chars[at];
                at = tree.nodes[at].end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    let all = measures.chars[table];
    let is_one_text = longest >= LONG_CELL && 100 * longest >= MOST_OF_TABLE * all;
    cells <= 1 || full_rows == 0 || 2 * inner > all || is_one_text
}

/// A table that is being read.
#[derive(Debug, Default)]
pub(super) struct HtmlTable {
    table: SourceTable,
    is_in_head: bool,
    /// For each row: all its cells are headings.
    headings: Vec<bool>,
}

impl HtmlTable {
    pub(super) fn head(&mut self, begins: bool) {
        self.is_in_head = begins;
    }

    pub(super) fn row(&mut self) {
        self.table.rows.push(Vec::new());
        self.headings.push(true);
    }

    pub(super) fn cell(&mut self, element: &HtmlElement, blocks: Vec<SourceBlock>) {
        if self.table.rows.is_empty() {
            self.row();
        }
        let span = |name: &str| {
            let span = element.attribute(name).and_then(|span| span.trim().parse().ok());
            span.unwrap_or(1).clamp(1, WIDEST_SPAN)
        };
        if let (Some(row), Some(is_heading)) = (self.table.rows.last_mut(), self.headings.last_mut()) {
            *is_heading &= self.is_in_head || element.name == "th";
            row.push(SourceCell {
                columns: span("colspan"),
                rows: span("rowspan"),
                blocks,
            });
        }
    }

    /// The table without what is empty at its end; `None` when nothing is left.
    pub(super) fn finish(mut self) -> Option<SourceTable> {
        let rows = &mut self.table.rows;
        let reach: Vec<usize> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| at + row.iter().map(|cell| cell.rows).max().unwrap_or(1))
            .collect();
        let is_said = |row: &Vec<SourceCell>| row.iter().any(|cell| !cell.blocks.is_empty());
        let said = rows.iter().rposition(is_said)?;
        let length = reach[..=said]
            .iter()
            .copied()
            .max()
            .unwrap_or(said + 1)
            .min(rows.len())
            .max(said + 1);
        rows.truncate(length);
        let count = rows.len();
        for (at, row) in rows.iter_mut().enumerate() {
            for cell in row {
                cell.rows = cell.rows.min(count - at);
            }
        }
        let is_heading = |at: &usize| self.headings[*at] && !self.table.rows[*at].is_empty();
        self.table.heading_rows = (0..count).take_while(is_heading).count();
        if self.table.heading_rows == count {
            self.table.heading_rows = 1.min(count - 1);
        }
        Some(self.table)
    }
}
