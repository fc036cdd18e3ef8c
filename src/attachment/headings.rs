//! Tables of persons: the headings whose columns hold something, in one text as a table of an entry has them, so that a rule
//! sees a heading beside that of the names.

use std::collections::{BTreeMap, BTreeSet};

use super::AttachmentText;
use crate::check::names_persons;

/// A table on the way through it, row by row.
#[derive(Debug, Default)]
pub(super) struct PersonTable {
    /// The heading row, once it was met.
    headings: Option<HeadingRow>,
    /// The columns that hold something beside a name.
    filled: BTreeSet<u32>,
}

#[derive(Debug)]
struct HeadingRow {
    place: String,
    names: u32,
    headings: BTreeMap<u32, String>,
}

impl PersonTable {
    /// Takes the next row: its place, and its cells by column.
    pub(super) fn row(&mut self, place: String, cells: BTreeMap<u32, String>) {
        let bare = cells
            .into_iter()
            .map(|(column, text)| (column, text.split_whitespace().collect::<String>()));
        let cells: BTreeMap<u32, String> = bare.filter(|(_, text)| !text.is_empty()).collect();
        match &self.headings {
            Some(headings) if cells.contains_key(&headings.names) => {
                let is_said = |text: &str| !matches!(text, "无" | "/" | "—" | "——" | "-");
                let said = cells.into_iter().filter(|(_, text)| is_said(text));
                self.filled.extend(said.map(|(column, _)| column));
            }
            Some(_) => {}
            None => {
                let names = cells.iter().find(|(_, text)| names_persons(text));
                let names = names.map(|(column, _)| *column);
                self.headings = names.map(|names| HeadingRow {
                    place,
                    names,
                    headings: cells,
                });
            }
        }
    }

    /// The headings, that of the names first; `None` for a table that is none of persons, or has no rows.
    pub(super) fn text(self) -> Option<AttachmentText> {
        let row = self.headings?;
        let others = row.headings.iter().filter(|(column, _)| **column != row.names);
        let filled = others.filter(|(column, _)| self.filled.contains(column));
        let headings: String = filled.map(|(_, heading)| format!(" {heading} |")).collect();
        let own = row.headings.get(&row.names).filter(|_| !self.filled.is_empty())?;
        Some(AttachmentText {
            place: row.place,
            text: format!("| 姓名 | {own} |{headings}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rows: &[&[&str]]) -> Option<String> {
        let mut table = PersonTable::default();
        for row in rows {
            let cells = row.iter().map(|cell| (*cell).to_owned());
            table.row("第1行".to_owned(), (1..).zip(cells).collect());
        }
        table.text().map(|said| said.text)
    }

    #[test]
    fn headings_are_said_where_their_columns_hold_something() {
        for (rows, expected) in [
            (
                &[
                    &["名单"][..],
                    &["序号", "姓 名", "住址", "备注"],
                    &["1", "李建国", "双堰村", ""],
                ][..],
                Some("| 姓名 | 姓名 | 序号 | 住址 |"),
            ),
            (&[&["姓名", "住址"][..], &["", ""]], None),
            (&[&["支部", "人数"][..], &["一", "9"]], None),
            (
                &[&["举报人", "问题"][..], &["李建国", "食堂"]],
                Some("| 姓名 | 举报人 | 问题 |"),
            ),
        ] {
            assert_eq!(text(rows).as_deref(), expected, "{rows:?}");
        }
    }
}
