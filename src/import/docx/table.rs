//! Tables, with the cells that are one to a reader as one.

use std::collections::BTreeMap;

use super::reader::{DELETED, DocxReader, HIDDEN, INSERTED, Wrapper, has_text};
use super::styles::has_ground;
use super::tree::PartElement;
use crate::import::text::{SourceCell, SourceTable};

/// Tables have no more columns; Word knows 63.
const MOST_COLUMNS: usize = 256;

/// A table that is being read.
#[derive(Default)]
struct OpenTable {
    table: SourceTable,
    /// The cells that go on below, by their first column: row, place in it, columns.
    open: BTreeMap<usize, (usize, usize, usize)>,
    /// No row came yet that is not part of the heading.
    is_heading: bool,
}

/// How a cell goes with the one above it or before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    Continues,
}

impl Merge {
    fn of(properties: Option<&PartElement>, name: &str) -> Self {
        match properties.and_then(|properties| properties.child(name)) {
            None => Self::None,
            Some(merge) if merge.val() == Some("restart") => Self::Begins,
            Some(_) => Self::Continues,
        }
    }
}

impl DocxReader<'_> {
    /// A table; `None` when nobody sees any row of it.
    pub(super) fn table(&mut self, element: &PartElement) -> Option<SourceTable> {
        let mut open = OpenTable {
            is_heading: true,
            ..OpenTable::default()
        };
        let width = self.width.take();
        let around = self.has_ground;
        let properties = element.child("tblPr");
        let style = properties.and_then(|properties| properties.child_val("tblStyle"));
        let own = properties.and_then(|properties| properties.child("shd"));
        self.has_ground |=
            style.is_some_and(|style| self.styles.gives_ground(style)) || own.is_some_and(has_ground);
        self.rows(&element.children, &mut open);
        self.has_ground = around;
        self.width = width;
        let has_rows = open.table.rows.iter().any(|row| !row.is_empty());
        has_rows.then_some(open.table)
    }

    fn rows(&mut self, elements: &[PartElement], open: &mut OpenTable) {
        for element in elements {
            if let Some((wrapper, inside)) = Wrapper::of(element) {
                self.within(wrapper, inside, |reader| reader.rows(inside, open));
            } else if element.name == "tr" {
                self.row(element, open);
            }
        }
    }

    fn row(&mut self, element: &PartElement, open: &mut OpenTable) {
        let properties = element.child("trPr");
        let says = |name: &str| properties.and_then(|properties| properties.switch(name)) == Some(true);
        let left_out = match (says("del"), says("hidden")) {
            (true, _) => Some(DELETED),
            (_, true) => Some(HIDDEN),
            _ => None,
        };
        if let Some(what) = left_out {
            if has_text(&element.children) {
                self.see();
                self.leave_out(what);
            }
            return;
        }
        if !self.is_shown() {
            // Fields may end in it.
            self.blocks_of_hidden_row(element);
            return;
        }
        if says("ins") && has_text(&element.children) {
            self.leave_out(INSERTED);
        }
        open.is_heading &= says("tblHeader");
        open.table.heading_rows += usize::from(open.is_heading);
        open.table.rows.push(Vec::new());
        let mut column = 0;
        let gap = |name: &str| {
            let gap = properties.and_then(|properties| properties.child(name)?.number("val"));
            gap.and_then(|gap| usize::try_from(gap).ok())
                .unwrap_or(0)
                .min(MOST_COLUMNS)
        };
        open.leave_gap(gap("gridBefore"), &mut column);
        self.cells(&element.children, open, &mut column);
        open.leave_gap(gap("gridAfter"), &mut column);
    }

    fn blocks_of_hidden_row(&mut self, row: &PartElement) {
        for cell in row.children.iter().filter(|child| child.name == "tc") {
            self.blocks(&cell.children);
        }
    }

    fn cells(&mut self, elements: &[PartElement], open: &mut OpenTable, column: &mut usize) {
        for element in elements {
            if let Some((wrapper, inside)) = Wrapper::of(element) {
                // A control that nobody has filled in leaves its cell.
                self.within(wrapper, inside, |reader| reader.cells(inside, open, column));
            } else if element.name == "tc" {
                self.cell(element, open, column);
            }
        }
    }

    fn cell(&mut self, element: &PartElement, open: &mut OpenTable, column: &mut usize) {
        let properties = element.child("tcPr");
        if properties.is_some_and(|properties| properties.child("cellDel").is_some()) {
            if has_text(&element.children) {
                self.leave_out(DELETED);
            }
            return;
        }
        let span = properties.and_then(|properties| properties.child("gridSpan")?.number("val"));
        let span = span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1);
        let columns = span.clamp(1, MOST_COLUMNS);
        let first = *column;
        *column = column.saturating_add(columns);
        let around = self.has_ground;
        let own = properties.and_then(|properties| properties.child("shd"));
        self.has_ground |= own.is_some_and(has_ground);
        let blocks = self.blocks(&element.children);
        self.has_ground = around;
        let hides_text = !blocks.is_empty();
        let is_merged = open.merge(properties, first, columns);
        if is_merged {
            if hides_text {
                self.leave_out(HIDDEN);
            }
            return;
        }
        let cell = SourceCell {
            columns,
            rows: 1,
            blocks,
        };
        open.push(cell);
    }
}

impl OpenTable {
    fn push(&mut self, cell: SourceCell) {
        if let Some(row) = self.table.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Columns of a row that have no cell.
    fn leave_gap(&mut self, columns: usize, column: &mut usize) {
        if columns > 0 {
            *column += columns;
            self.push(SourceCell {
                columns,
                rows: 1,
                blocks: Vec::new(),
            });
        }
    }

    /// True when a cell is part of the one above it or before it, which grows then.
    fn merge(&mut self, properties: Option<&PartElement>, first: usize, columns: usize) -> bool {
        let row = self.table.rows.len().saturating_sub(1);
        let place = self.table.rows.last().map_or(0, Vec::len);
        if Merge::of(properties, "hMerge") == Merge::Continues
            && let Some(before) = self.table.rows.last_mut().and_then(|row| row.last_mut())
        {
            before.columns = (before.columns + columns).min(MOST_COLUMNS);
            return true;
        }
        let merge = Merge::of(properties, "vMerge");
        if merge == Merge::Continues
            && let Some((above, at, known)) = self.open.get(&first).copied()
            && known == columns
            && let Some(cell) = self.table.rows.get_mut(above).and_then(|row| row.get_mut(at))
            && above + cell.rows == row
        {
            cell.rows += 1;
            return true;
        }
        let covered: Vec<usize> = self
            .open
            .range(first..first + columns)
            .map(|(key, _)| *key)
            .collect();
        for key in covered {
            self.open.remove(&key);
        }
        if merge != Merge::None {
            self.open.insert(first, (row, place, columns));
        }
        false
    }
}
