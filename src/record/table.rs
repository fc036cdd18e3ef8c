//! The record as a spreadsheet, for inside use.

use super::line::RecordLine;
use crate::export::{ColumnType, INTERNAL, RegisterCell, RegisterTable};
use crate::words::{Amount, Day};

/// A row for each line.
#[must_use]
pub fn record_table(lines: &[RecordLine], day: Day) -> RegisterTable {
    let shapes = [
        ("序号", ColumnType::Number),
        ("时间", ColumnType::Text),
        ("事项", ColumnType::Text),
        ("标题", ColumnType::Text),
        ("地方", ColumnType::Text),
        ("版", ColumnType::Text),
        ("地址", ColumnType::Text),
        ("条目", ColumnType::Text),
        ("张贴日", ColumnType::Date),
        ("补记", ColumnType::Text),
        ("命令", ColumnType::Text),
        ("网页的哈希值", ColumnType::Text),
        ("上一行的哈希值", ColumnType::Text),
        ("说明", ColumnType::Text),
    ];
    let note = format!("{INTERNAL}。截至{}，共{}行。", day.chinese(), lines.len());
    RegisterTable::new(("公开记录", note), &shapes, lines.iter().map(row).collect())
}

fn row(line: &RecordLine) -> Vec<RegisterCell> {
    let of = &line.what;
    let number = usize::try_from(line.number).unwrap_or(usize::MAX);
    vec![
        RegisterCell::Amount(Amount::whole(number)),
        RegisterCell::text(&*line.time),
        RegisterCell::text(of.event.label()),
        RegisterCell::text(&*of.title),
        RegisterCell::text(&*of.place),
        RegisterCell::text(&*of.edition),
        RegisterCell::text(&*of.address),
        RegisterCell::text(&*of.entry),
        RegisterCell::day(of.posted_for.as_deref().and_then(Day::parse)),
        RegisterCell::text(if of.is_late { "是" } else { "" }),
        RegisterCell::text(&*line.command),
        RegisterCell::text(of.page.clone().unwrap_or_default()),
        RegisterCell::text(&*line.before),
        RegisterCell::text(&*of.explanation),
    ]
}
