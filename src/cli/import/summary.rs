//! What became of each of several files, as a table: the end of an import that nobody reads from its beginning.

use std::path::{Path, PathBuf};

use super::{ImportedFile, NotImported};
use crate::cli::console::{Console, columns, padded};
use crate::words::Labelled;

/// The names of the columns.
const HEAD: [&str; 5] = ["文件", "种类", "标题", "没有带进来", "请看一看"];

/// No cell is wider, in columns of a terminal.
const WIDEST: usize = 36;

/// A file and what became of it.
#[derive(Debug)]
pub(super) struct SummaryRow([String; 5]);

impl SummaryRow {
    /// For a file, called by its path in the folder that was named.
    pub(super) fn of(
        path: &Path,
        named: &[PathBuf],
        imported: &Result<Vec<ImportedFile>, NotImported>,
    ) -> Self {
        let inside = named.iter().find_map(|folder| path.strip_prefix(folder).ok());
        let inside = inside.filter(|inside| !inside.as_os_str().is_empty());
        let name = inside.or(path.file_name().map(Path::new)).unwrap_or(path);
        let name = name.display().to_string();
        let [kind, title, left_out, to_look_at] = match imported {
            Ok(imported) => told(imported),
            Err(NotImported::Known(_)) => ["以前导入过".into(), String::new(), String::new(), String::new()],
            Err(NotImported::Unreadable(why)) => {
                let why = why
                    .split(['；', '，', '（'])
                    .next()
                    .unwrap_or_default()
                    .to_owned();
                ["没有导入".into(), String::new(), String::new(), why]
            }
            Err(NotImported::Fault(_)) => Default::default(),
        };
        Self([name, kind, title, left_out, to_look_at].map(|cell| shortened(&cell)))
    }
}

/// Kind, title, how much was left out, the first thing to look at; of a workbook with several tables those of all.
fn told(imported: &[ImportedFile]) -> [String; 4] {
    let entries = || imported.iter().map(|imported| &imported.entry);
    let more = match imported.len() {
        0 | 1 => String::new(),
        count => format!("等{count}个"),
    };
    let kind = entries().next().map_or(String::new(), |entry| {
        let of_type = entry
            .of_type()
            .map_or(String::new(), |of_type| format!("（{of_type}）"));
        format!("{}{of_type}", entry.kind.label())
    });
    let title = entries()
        .next()
        .map_or(String::new(), |entry| entry.title.clone());
    let left_out: usize = entries().map(|entry| entry.left_out_count()).sum();
    let mut to_look_at = entries().flat_map(|entry| entry.to_look_at());
    let first = to_look_at.next();
    let others = to_look_at.count();
    [
        kind,
        shortened(&title) + &more,
        if left_out > 0 {
            format!("{left_out}处")
        } else {
            "无".to_owned()
        },
        match first {
            Some(first) if others > 0 => format!("{}处：{first}", others + 1),
            Some(first) => first,
            None => String::new(),
        },
    ]
}

fn shortened(text: &str) -> String {
    if columns(text) <= WIDEST {
        return text.to_owned();
    }
    let mut room = WIDEST - columns("……");
    let fits = |c: &char| {
        let width = columns(c.encode_utf8(&mut [0; 4]));
        let is_room = width <= room;
        room = room.saturating_sub(width);
        is_room
    };
    text.chars().take_while(fits).chain("……".chars()).collect()
}

/// Shows the table.
pub(super) fn tell(rows: &[SummaryRow], console: &Console) {
    let head = SummaryRow(HEAD.map(str::to_owned));
    let all = || std::iter::once(&head).chain(rows);
    let widths = [0, 1, 2, 3].map(|column| all().map(|row| columns(&row.0[column])).max().unwrap_or(0));
    console.say("");
    for SummaryRow(cells) in all() {
        let [.., last] = cells;
        let before = cells.iter().zip(widths);
        let line: String = before.map(|(cell, width)| padded(cell, width) + "  ").collect();
        console.say((line + last).trim_end());
    }
}
