//! What the list around a line says of it: which words are columns of a ledger, and which fields its item has already.

use std::collections::HashMap;

use super::line::looks_like_name;
use super::mend::field_name;
use crate::read::keys;
use crate::read::ledger::Preset;
use crate::read::registry::is_below;

/// How many lines below an item are looked at for the next one.
const LONGEST_ITEM: usize = 100;

/// The words of a block, by how often each stands in it alone: a column's name does in 列, or in another row.
#[derive(Debug, Default)]
pub(super) struct ColumnNames<'b> {
    counts: HashMap<&'b str, u32>,
}

impl<'b> ColumnNames<'b> {
    /// Those of a block; none of one without rows.
    pub(super) fn of(block: &'b str) -> Self {
        let mut counts = HashMap::new();
        if block.lines().any(begins_rows) {
            for word in block.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
                *counts.entry(word).or_default() += 1;
            }
        }
        Self { counts }
    }

    /// True for a word before a colon that may be a column.
    pub(super) fn is_one(&self, name: &str) -> bool {
        let is_of_preset = || {
            let fields = Preset::ALL.iter().flat_map(|preset| preset.fields());
            fields
                .into_iter()
                .any(|field| field.name == name || field.alias == name)
        };
        !self.counts.is_empty()
            && looks_like_name(name)
            && (self.counts.get(name).is_some_and(|count| *count > 1) || is_of_preset())
    }
}

/// The names that may stand below a field at the top.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LevelNames<'c> {
    top: &'c str,
    columns: Option<&'c ColumnNames<'c>>,
}

impl<'c> LevelNames<'c> {
    /// Those below a field, in a block with these columns.
    pub(super) fn of(top: &'c str, columns: &'c ColumnNames<'c>) -> Self {
        Self {
            top,
            columns: Some(columns),
        }
    }

    /// Those below another field of the block.
    pub(super) fn below(self, top: &'c str) -> Self {
        Self { top, ..self }
    }

    /// True for a field, or for a column where those of a ledger stand.
    pub(super) fn is_field(self, name: &str) -> bool {
        let has_columns = [keys::ROWS, keys::TOTALS]
            .iter()
            .any(|key| key.is_named(self.top));
        is_below(self.top, name) || has_columns && self.columns.is_some_and(|columns| columns.is_one(name))
    }
}

/// True for the line `行:`, whatever stands behind it.
fn begins_rows(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, _)| keys::ROWS.is_named(name))
}

/// The items around a line that are written field by field, from the outside in.
#[derive(Debug, Default)]
pub(super) struct OpenItems {
    all: Vec<OpenItem>,
    /// The first name in the last item.
    first: Option<String>,
}

#[derive(Debug)]
struct OpenItem {
    /// Where its `-` stands.
    dash: usize,
    /// Where its fields begin.
    column: usize,
    /// The fields that it has.
    names: Vec<String>,
}

impl OpenItems {
    /// The first name in the last item.
    pub(super) fn first_name(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// The first name in an item: of `- 姓名: 甲` and of `- {姓名: 甲}`.
    pub(super) fn first_of(item: &str) -> Option<&str> {
        field_name(item.strip_prefix("- ")?.trim_start_matches([' ', '{']))
    }

    /// Goes past a line as it should be.
    pub(super) fn pass(&mut self, right: &str) {
        let bare = right.trim_start_matches(' ');
        let indent = right.len() - bare.len();
        let begin = bare.trim_start_matches([' ', '-']);
        let column = right.len() - begin.len();
        if bare.starts_with("- ") {
            self.first = Self::first_of(bare).map(str::to_owned);
            self.all.retain(|item| item.dash < indent);
            self.all.push(OpenItem {
                dash: indent,
                column,
                names: Vec::new(),
            });
        } else {
            self.all.retain(|item| item.dash < indent);
        }
        if let (Some(item), Some(name)) = (self.all.last_mut(), field_name(begin))
            && item.column == column
        {
            item.names.push(name.to_owned());
        }
    }

    /// Where the `-` is missing before a field that begins the item anew: the first name again, and another below it.
    pub(super) fn lacking_dash(&self, text: &str, below: &[&str]) -> Option<usize> {
        let bare = text.trim_start_matches(' ');
        let indent = text.len() - bare.len();
        let item = self.all.iter().rfind(|item| item.column == indent)?;
        let (first, others) = item.names.split_first()?;
        let name = field_name(bare).filter(|name| name == first)?;
        let of_item = |line: &&&str| line.len() - line.trim_start_matches(' ').len() >= indent;
        let beside = below
            .iter()
            .take_while(of_item)
            .filter_map(|line| line.get(indent..));
        let mut names = beside.filter_map(field_name).take_while(|below| *below != name);
        names
            .any(|below| others.iter().any(|other| other == below))
            .then_some(item.dash)
    }

    /// Where the first item of a list begins that was typed to the left of those below it: `- 编号: 1`, `    问题: 甲`,
    /// `  - 编号: 2`.
    pub(super) fn column_of_first_item(&self, text: &str, below: &[&str]) -> Option<usize> {
        let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let is_item = |line: &str| line.trim_start_matches(' ').starts_with("- ");
        let indent = indent_of(text);
        if !is_item(text) || self.all.iter().any(|item| item.dash >= indent) {
            return None;
        }
        let is_content = |line: &&&str| !matches!(line.trim_start().chars().next(), None | Some('#'));
        let is_deeper = |line: &&&str| indent_of(line) > indent;
        let near = || below.iter().take(LONGEST_ITEM).filter(is_content);
        let inside: Vec<&&str> = near().take_while(is_deeper).collect();
        let behind = near().nth(inside.len());
        let first = inside.first()?;
        let column = match is_item(first) {
            true => indent_of(first),
            false => indent_of(first).checked_sub(2)?,
        };
        // An item below a name without a value is one of an inner list.
        let mut above = std::iter::once(text).chain(inside.iter().map(|line| **line));
        let mut is_followed = inside.iter().map(|line| {
            let opens = above.next().is_some_and(|above| above.trim_end().ends_with(':'));
            !opens && is_item(line) && indent_of(line) == column
        });
        let is_alone = behind.is_none_or(|line| indent_of(line) < indent || !is_item(line));
        (column > indent && is_alone && is_followed.any(|is| is)).then_some(column)
    }

    /// Where an item begins that was typed to the left of the one above it, and whether it may be one of another list.
    pub(super) fn column_of_item(&self, text: &str) -> Option<(usize, bool)> {
        let bare = text.trim_start_matches(' ');
        let indent = text.len() - bare.len();
        let outer = self.all.first().filter(|item| indent < item.dash)?;
        let is_field = bare
            .strip_prefix("- ")
            .is_some_and(|item| field_name(item).is_some());
        is_field.then_some((outer.dash, self.all.len() > 1))
    }
}
