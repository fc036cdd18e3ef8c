//! What the lines above leave open: how far to the right the next may begin, and which brackets are not closed.

use super::line;

/// How far to the right a field or an item can stand below a line: beside it, or two columns behind one that has no value
/// of its own.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Deepest {
    pub(super) field: Option<usize>,
    pub(super) item: Option<usize>,
    /// The `-` of the item that the line belongs to.
    pub(super) dash: Option<usize>,
    /// A field stands beside the one above, which has a value, or not at all.
    pub(super) is_beside: bool,
}

impl Deepest {
    /// Below a line that stands below others.
    pub(super) fn below(self, line: &str, is_field: bool) -> Self {
        let begin = line.trim_start_matches([' ', '-']);
        let column = line.len() - begin.len();
        let dash = line.find('-').filter(|dash| *dash < column);
        let beside = dash.or(self.item);
        let (field, item) = match (is_field, begin.trim_end().ends_with(':')) {
            (true, true) => (Some(column + 2), Some(column + 2)),
            (true, false) => (Some(column), beside.filter(|_| column > 0)),
            (false, _) => (None, beside),
        };
        Self {
            field,
            item,
            dash: dash.or(self.dash).filter(|dash| *dash < column),
            is_beside: !begin.trim_end().ends_with(':'),
        }
    }

    /// For a line.
    pub(super) fn of(self, line: &str, is_field: bool) -> Option<usize> {
        match line.trim_start().starts_with('-') {
            true => self.item,
            false => self.field.filter(|_| is_field),
        }
    }
}

/// Brackets and braces that are open, and where the line begins that opened the first.
#[derive(Debug, Default)]
pub(super) struct OpenBrackets {
    depth: i32,
    indent: usize,
}

impl OpenBrackets {
    /// Where a line should begin that stands too far to the left to be inside.
    pub(super) fn column_for(&self, text: &str) -> Option<usize> {
        let indent = text.len() - text.trim_start_matches(' ').len();
        let is_inside = self.depth > 0 && !text.trim_start().starts_with("- ");
        (is_inside && indent <= self.indent).then_some(self.indent + 2)
    }

    /// True when a line stands inside of some.
    pub(super) fn are_open(&self) -> bool {
        self.depth > 0
    }

    /// Goes past a line.
    pub(super) fn pass(&mut self, line: &str) {
        if self.depth == 0 {
            self.indent = line.len() - line.trim_start_matches(' ').len();
        }
        self.depth = (self.depth + line::depth(line)).max(0);
    }
}
