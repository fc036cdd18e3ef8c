//! A ledger → the form that `gongkai new` writes, filled in. Whose approval it has and who may see it, the form says.

use super::ImportedLedger;
use crate::new_site::yaml_text;
use crate::read::ledger::{Cell, Column, ColumnKind, Row};
use crate::words::Labelled;

/// A row longer than this is written over several lines, in characters.
const LINE: usize = 90;

/// Where the rows of a ledger stand in its file.
#[derive(Debug)]
pub(in crate::import) struct RowsInFile<'l> {
    /// Where each begins, in bytes.
    starts: Vec<usize>,
    /// Their numbers in the file that they come from.
    numbers: &'l [u32],
}

impl RowsInFile<'_> {
    /// The number of the row that stands at this byte, in the file that it comes from.
    pub(in crate::import) fn at(&self, byte: usize) -> Option<u32> {
        let index = self
            .starts
            .partition_point(|start| *start <= byte)
            .checked_sub(1)?;
        self.numbers.get(index).copied()
    }
}

impl ImportedLedger {
    /// Where its rows stand in its file, as `fill` writes it.
    pub(in crate::import) fn rows_in(&self, file: &str) -> RowsInFile<'_> {
        const BEFORE_ROWS: &str = "\n行:\n";
        let rows = file
            .find(BEFORE_ROWS)
            .map_or(file.len(), |at| at + BEFORE_ROWS.len() - 1);
        let starts = file[rows..].match_indices("\n  - ").map(|(at, _)| rows + at);
        RowsInFile {
            starts: starts.collect(),
            numbers: &self.numbers,
        }
    }

    /// The form with this ledger in it: `台账`, `列`, `行` and `合计` are replaced, everything else stays.
    #[must_use]
    pub(crate) fn fill(&self, form: &str) -> String {
        let mut text = String::with_capacity(form.len());
        let mut is_inside = false;
        let mut has_rows = false;
        let mut has_sums = false;
        for line in form.lines() {
            is_inside = line == "行:" || (is_inside && line.starts_with("  "));
            match line {
                "行:" => {
                    text.push_str(&self.rows_yaml());
                    has_rows = true;
                }
                _ if is_inside => {}
                line if line.starts_with("台账:") => text.push_str(&self.columns_yaml()),
                line if line.starts_with("# 明细范围:") && self.counts_for_persons() => {
                    text.push_str(line.trim_start_matches("# "));
                    text.push('\n');
                }
                line if line.starts_with("# 合计:") && !self.stated.is_empty() => {
                    text.push_str(&self.sums_yaml());
                    has_sums = true;
                }
                line => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        if !has_rows {
            text.push_str(&self.rows_yaml());
        }
        if !has_sums {
            text.push_str(&self.sums_yaml());
        }
        text
    }

    /// 台账 and 列.
    fn columns_yaml(&self) -> String {
        let mut text = match self.preset {
            Some(preset) => format!("台账: {}\n", preset.label()),
            None => String::new(),
        };
        if self.preset.is_some() && self.own_columns == 0 {
            return text;
        }
        text.push_str("列:\n");
        let first_own = self.columns.len() - self.own_columns.min(self.columns.len());
        for (index, column) in self.columns.iter().enumerate() {
            text.push_str("  - ");
            text.push_str(&column_yaml(column, index >= first_own));
            text.push('\n');
        }
        text
    }

    fn rows_yaml(&self) -> String {
        if self.rows.is_empty() {
            return "行: []\n".to_owned();
        }
        let rows = self.rows.iter().map(|row| self.row_yaml(row));
        "行:\n".to_owned() + &rows.collect::<String>()
    }

    fn row_yaml(&self, row: &Row) -> String {
        let told = self.columns.iter().zip(&row.cells);
        let told = told.filter_map(|(column, cell)| Some((column, cell.as_ref()?)));
        let pairs: Vec<(String, String)> = told
            .map(|(column, cell)| (yaml_text(&column.name), cell_yaml(column.kind, cell)))
            .collect();
        let flow: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        let flow = format!("  - {{{}}}\n", flow.join(", "));
        let is_block = |value: &String| value.contains('\n');
        if pairs.is_empty() || flow.chars().count() <= LINE && !pairs.iter().any(|(_, value)| is_block(value))
        {
            return flow;
        }
        let mut mark = "  - ";
        let mut text = String::new();
        for (name, value) in pairs {
            let value = match is_block(&value) {
                true => value
                    .lines()
                    .fold("|-".to_owned(), |text, line| text + "\n      " + line),
                false => value,
            };
            text.push_str(&format!("{mark}{name}: {value}\n"));
            mark = "    ";
        }
        text
    }

    fn sums_yaml(&self) -> String {
        let sums = self.stated.iter().filter_map(|(index, amount)| {
            let column = self.columns.get(*index)?;
            Some(format!(
                "{}: {}",
                yaml_text(&column.name),
                cell_yaml(column.kind, &Cell::Amount(*amount))
            ))
        });
        let sums: Vec<String> = sums.collect();
        match sums.is_empty() {
            true => String::new(),
            false => format!("合计: {{{}}}\n", sums.join(", ")),
        }
    }
}

/// An item of 列.
fn column_yaml(column: &Column, is_own: bool) -> String {
    let name = yaml_text(&column.name);
    if !is_own || column.kind == ColumnKind::Text {
        return name;
    }
    let summed = match column.kind {
        ColumnKind::Number if column.summed => ", 合计: 是",
        ColumnKind::Money if !column.summed => ", 合计: 否",
        _ => "",
    };
    format!("{{名称: {name}, 类型: {}{summed}}}", column.kind.label())
}

/// A cell as YAML; several lines stay as they are.
fn cell_yaml(kind: ColumnKind, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.contains('\n') => text.clone(),
        Cell::Text(text) => yaml_text(text),
        Cell::Amount(amount) => match kind {
            ColumnKind::Money => amount.money().replace(',', ""),
            ColumnKind::Percent => format!("{amount}%"),
            _ => amount.to_string(),
        },
        Cell::Date(day) => day.to_string(),
        Cell::Status(status) => status.label().to_owned(),
        Cell::Url { href, .. } => yaml_text(href),
        Cell::File { .. } | Cell::Picture(_) => yaml_text(""),
    }
}
