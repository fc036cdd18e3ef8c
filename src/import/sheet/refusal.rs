//! Why a sheet becomes no ledger though something stands in it.

use super::grid::{GridCell, GridRow, SheetGrid};
use super::header::{HeaderColumn, TableHeader};
use crate::import::official;
use crate::words::contains_any;

/// Why a sheet becomes no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRefusal {
    /// No row of it names columns.
    NoTable,
    /// Two tables side by side: a row of both says what nobody meant.
    SideBySide,
    /// Labels, each with what was filled in beside it.
    Form,
    /// 公示, which is public for some days only; a ledger stays.
    Publicity,
}

impl SheetRefusal {
    /// What the sheet holds instead, in the words of an omission.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::NoTable => "没有表格的",
            Self::SideBySide => "并排放着几张表的（一张表放一个工作表，再导入）",
            Self::Form => "登记表、记录表那样的（复制到 Word 里再导入）",
            Self::Publicity => "公示的（复制到 Word 里再导入）",
        }
    }
}

/// True where the names of columns begin again: behind an empty column, or all along.
pub(super) fn is_side_by_side(grid: &SheetGrid, columns: &[HeaderColumn]) -> bool {
    let is_same = |one: &HeaderColumn, other: &HeaderColumn| {
        !one.bare.is_empty() && one.bare == other.bare && one.group == other.group
    };
    let begins = |place: usize| {
        let own = &columns[place];
        grid.has_gap_before(place) && columns[..place].iter().any(|before| is_same(before, own))
    };
    let repeats = |width: usize| {
        columns.len().is_multiple_of(width)
            && columns[width..]
                .iter()
                .zip(columns)
                .all(|(one, other)| is_same(one, other))
    };
    (1..columns.len()).any(begins) || (2..=columns.len() / 2).any(repeats)
}

/// True for a form that somebody filled in: most of its rows, and the first of them, begin with a label that forms have, and
/// what stands beside it is none.
pub(super) fn is_form(grid: &SheetGrid) -> bool {
    const FEWEST: usize = 3;
    let is_pair = |row: &&GridRow| {
        let mut told = row.cells.iter().filter(|cell| cell.is_told());
        let is_label = |cell: &GridCell| cell.text().is_some_and(official::is_label);
        told.next().is_some_and(is_label) && told.next().is_some_and(|beside| !is_label(beside))
    };
    let rows = || grid.rows.iter().filter(|row| !row.tells_one());
    let pairs = rows().filter(is_pair).count();
    rows().next().is_some_and(|first| is_pair(&first)) && pairs >= FEWEST && pairs * 3 >= rows().count() * 2
}

/// True for a title of what is public for some days only: `关于…的公示`, or one whose days stand beside it. Tables of money that
/// hang are called 公示 too.
pub(super) fn is_publicity(header: &TableHeader, notes: &[String]) -> bool {
    const DAYS: [&str; 4] = ["公示期", "公示时间", "公示日期", "公示起止"];
    // A line below the title may be part of it.
    let title = header.title.as_str();
    let own = DAYS.iter().find_map(|word| title.split_once(word));
    let mut lines = header.about.iter().chain(notes);
    let says_days = own.is_some() || lines.any(|line| contains_any(line, &DAYS));
    let title = own.map_or(title, |(title, _)| title);
    title.ends_with("公示") && (title.contains("关于") || says_days)
}
