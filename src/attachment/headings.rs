//! Tables of persons: what a reader sees beside each other is one text, as in a table of an entry: the headings whose columns
//! hold something, and each row that names somebody. The name stands first, so that a rule sees whose a cell is.

use std::collections::{BTreeMap, BTreeSet};

use super::AttachmentText;
use crate::check::{may_be_a_name, names_persons};

/// A table on the way through it, row by row.
#[derive(Debug, Default)]
pub(super) struct PersonTable {
    /// The heading row, once it was met.
    headings: Option<HeadingRow>,
    /// The columns that hold something beside a name.
    filled: BTreeSet<u32>,
    /// The rows that name somebody.
    rows: Vec<AttachmentText>,
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
            .iter()
            .map(|(column, text)| (*column, text.split_whitespace().collect::<String>()));
        let bare: BTreeMap<u32, String> = bare.filter(|(_, text)| !text.is_empty()).collect();
        let names = self.headings.as_ref().map(|row| row.names);
        let is_of_name = |column: &u32| names.is_none_or(|names| names == *column);
        let mut named = bare.iter().filter(|(column, _)| is_of_name(column));
        if let Some((column, name)) = named.find(|(_, text)| may_be_a_name(text)) {
            let others = cells.iter().filter(|(other, _)| *other != column);
            self.rows.extend(row(place.clone(), name, others));
        }
        match names {
            Some(names) if bare.contains_key(&names) => {
                let is_said = |text: &str| !matches!(text, "无" | "/" | "—" | "——" | "-");
                let said = bare.into_iter().filter(|(_, text)| is_said(text));
                self.filled.extend(said.map(|(column, _)| column));
            }
            Some(_) => {}
            None => {
                let names = bare.iter().find(|(_, text)| names_persons(text));
                let names = names.map(|(column, _)| *column);
                self.headings = names.map(|names| HeadingRow {
                    place,
                    names,
                    headings: bare,
                });
            }
        }
    }

    /// The headings, unless the table is none of persons or has no rows, and the rows.
    pub(super) fn texts(self) -> impl Iterator<Item = AttachmentText> {
        let headings = self.headings.and_then(|heading| {
            let others = heading.headings.iter();
            let others =
                others.filter(|(column, _)| **column != heading.names && self.filled.contains(column));
            let own = heading
                .headings
                .get(&heading.names)
                .filter(|_| !self.filled.is_empty())?;
            row(heading.place.clone(), own, others)
                .or_else(|| Some(AttachmentText::new(heading.place.clone(), format!("| {own} |"))))
        });
        headings.into_iter().chain(self.rows)
    }
}

/// A row as a table of an entry has it, the name first; `None` where nothing stands beside it.
fn row<'t>(
    place: String,
    name: &str,
    others: impl Iterator<Item = (&'t u32, &'t String)>,
) -> Option<AttachmentText> {
    let said = others.map(|(_, text)| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let said: String = said
        .filter(|text| !text.is_empty())
        .map(|text| format!(" {text} |"))
        .collect();
    (!said.is_empty()).then(|| AttachmentText::new(place, format!("| {name} |{said}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(rows: &[&[&str]]) -> Vec<String> {
        let mut table = PersonTable::default();
        for row in rows {
            let cells = row.iter().map(|cell| (*cell).to_owned());
            table.row("第1行".to_owned(), (1..).zip(cells).collect());
        }
        table.texts().map(|said| said.text).collect()
    }

    #[test]
    fn headings_are_said_where_their_columns_hold_something_and_rows_where_they_name_somebody() {
        for (rows, expected) in [
            (
                &[
                    &["名单"][..],
                    &["序号", "姓 名", "住址", "备注"],
                    &["1", "李 建国", "双堰村", ""],
                    &["合计", "1人", "", ""],
                ][..],
                &["| 姓名 | 序号 | 住址 |", "| 李建国 | 1 | 双堰村 |"][..],
            ),
            (&[&["姓名", "住址"][..], &["", ""]], &[]),
            (&[&["姓名", "住址"][..], &["李建国", ""]], &["| 姓名 |"]),
            (&[&["支部", "人数"][..], &["一", "9"]], &[]),
            (
                &[&["举报人", "问题"][..], &["李建国", "食堂"]],
                &["| 举报人 | 问题 |", "| 李建国 | 食堂 |"],
            ),
            (
                &[&["班级", "姓名"][..], &["一班", "李建国（组长）"]],
                &["| 姓名 | 班级 |", "| 李建国（组长） | 一班 |"],
            ),
            // Without headings, and in a form.
            (
                &[&["1", "孙丽娟", "胃癌\n晚期"][..]],
                &["| 孙丽娟 | 1 | 胃癌 晚期 |"],
            ),
            (
                &[&["姓名", "孙丽娟", "病史", "胃癌"][..]],
                &["| 孙丽娟 | 姓名 | 病史 | 胃癌 |"],
            ),
        ] {
            assert_eq!(texts(rows), expected, "{rows:?}");
        }
    }
}
