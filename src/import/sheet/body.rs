//! The rows below a header: of data, of sums, headings between them, the header again, notes.

use super::grid::{CellOrigin, GridRow, SheetGrid};
use super::header::{self, TableHeader};
use crate::read::ledger::sum_word;
use crate::words::LazyRegex;

/// The rows of a table.
#[derive(Debug, Default)]
pub(super) struct TableBody<'g> {
    pub(super) data: Vec<&'g GridRow>,
    pub(super) sums: Vec<SumRow<'g>>,
    /// Lines below the table and between its rows.
    pub(super) notes: Vec<String>,
    /// Headings between the rows, each with the number of rows of data above it.
    pub(super) headings: Vec<(usize, String)>,
}

/// A row of sums.
#[derive(Debug)]
pub(super) struct SumRow<'g> {
    pub(super) row: &'g GridRow,
    /// 小计: of the rows since the last row of sums.
    pub(super) is_partial: bool,
    /// How many rows of data stand above it.
    pub(super) behind: usize,
}

impl TableBody<'_> {
    /// True where a heading stands above the first row.
    pub(super) fn headings_begin(&self) -> bool {
        self.headings.first().is_some_and(|(behind, _)| *behind == 0)
    }

    /// True where all headings name branches: the rows below are theirs.
    pub(super) fn are_of_branches(&self) -> bool {
        let mut names = self.headings.iter().map(|(_, text)| header::without_number(text));
        names.all(header::is_branch)
    }

    /// True for a column with pictures in it.
    pub(super) fn has_pictures(&self, place: usize) -> bool {
        let mut cells = self.data.iter().filter_map(|row| row.cells.get(place));
        cells.any(|cell| cell.picture.is_some())
    }
}

/// Tells the rows apart.
pub(super) fn read<'g>(grid: &'g SheetGrid, header: &TableHeader) -> TableBody<'g> {
    let mut body = TableBody::default();
    body.headings
        .extend(header.heading.iter().map(|heading| (0, heading.clone())));
    let mut is_below = false;
    for row in &grid.rows[header.body..] {
        let told: Vec<_> = row.cells.iter().filter(|cell| cell.is_told()).collect();
        let Some(first) = told.first() else { continue };
        let text = first.text();
        if is_repeated(row, grid, header) {
            continue;
        }
        if let Some(word) = told
            .iter()
            .take(3)
            .filter_map(|cell| cell.text())
            .find_map(sum_word)
        {
            body.sums.push(SumRow {
                row,
                is_partial: word == "小计",
                behind: body.data.len(),
            });
            continue;
        }
        let lines = || {
            let texts = told
                .iter()
                .filter_map(|cell| cell.text())
                .map(header::parted_line);
            texts.collect::<Vec<_>>().join(" ")
        };
        // 组织委员：…　经手人：…, below the sum.
        let is_below_sum = body
            .sums
            .last()
            .is_some_and(|sum| !sum.is_partial && sum.behind == body.data.len());
        let is_signature = |text: &str| is_below_sum && told.len() == 1 && text.contains(['：', ':']);
        // 填表人：…, 审核人：…, 联系电话：…, each in a cell of its own.
        let are_signatures =
            told.len() > 1 && told.iter().all(|cell| cell.text().is_some_and(header::is_about));
        let is_note = are_signatures
            || text.is_some_and(|text| is_note(text, told.len(), row.cells.len()) || is_signature(text));
        if is_note || is_below && told.len() == 1 && text.is_some() {
            is_below = true;
            body.notes.push(lines());
        } else if let Some(text) = text.filter(|text| told.len() == 1 && is_heading(text, row)) {
            body.headings.push((body.data.len(), header::one_line(text)));
        } else if let [number, heading] = told[..]
            && let (Some(number), Some(heading)) = (number.text(), heading.text())
            && row.cells.len() > 3
            && HAN_NUMBER.is_match(number)
            && is_counted_below(&grid.rows[header.body..], row.number)
        {
            body.headings.push((body.data.len(), header::one_line(heading)));
        } else {
            body.data.push(row);
        }
    }
    // What stands below the last row heads nothing.
    let count = body.data.len();
    let above = body.headings.partition_point(|(behind, _)| *behind < count);
    if count > 0 {
        let below = body.headings.split_off(above);
        body.notes.splice(0..0, below.into_iter().map(|(_, text)| text));
    }
    body
}

/// True for the header again at the top of a page, or the title.
fn is_repeated(row: &GridRow, grid: &SheetGrid, header: &TableHeader) -> bool {
    let told = || row.cells.iter().filter(|cell| cell.is_told());
    let same = |head: &GridRow| {
        let pairs = row.cells.iter().zip(&head.cells);
        let mut pairs = pairs.filter(|(cell, _)| cell.is_told());
        told().count() > 1 && pairs.all(|(cell, head)| cell.value == head.value && cell.text().is_some())
    };
    if grid.rows[..=header.last].iter().any(same) {
        return true;
    }
    let mut told = told();
    match (told.next(), told.next()) {
        (Some(only), None) => only.text().is_some_and(|text| {
            let text = header::one_line(text);
            text.chars().count() > 5 && header.title.contains(&text)
        }),
        _ => false,
    }
}

/// True for `备注：…` and for the line of those who made the table.
fn is_note(text: &str, told: usize, width: usize) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_signed = header::is_about(text) && told * 2 <= width.max(2);
    let is_only = told == 1 && width > 2;
    let begins = |word: &&str| {
        bare.strip_prefix(*word)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let says_count = COUNT.is_match(&bare);
    is_signed
        || is_only && (says_count || header::is_about(text) || ["注", "备注", "说明"].iter().any(begins))
}

// 共2项, 以上共12人.
static COUNT: LazyRegex = LazyRegex::new(
    "^(?:以上|总计|合计)?共?计?[0-9一二三四五六七八九十]{1,4}(?:项|条|人|名|个|户|件|次|本|笔)[。]?$",
);

// 一 | 思想建设 | | |, above rows that are 1, 2, 3.
static HAN_NUMBER: LazyRegex = LazyRegex::new("^[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?$");

/// True where the next row of a number is counted in digits.
fn is_counted_below(rows: &[GridRow], number: u32) -> bool {
    let below = rows.iter().find(|row| row.number > number);
    let first = below.and_then(|row| row.cells.iter().find(|cell| cell.is_told()));
    first.is_some_and(|cell| {
        let shown = cell.text().map(str::trim);
        shown.map_or(cell.value.is_some(), |text| {
            text.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// True for a heading between rows: it goes across the table, or is numbered.
fn is_heading(text: &str, row: &GridRow) -> bool {
    let is_wide = row
        .cells
        .iter()
        .filter(|cell| cell.from == CellOrigin::Left)
        .count()
        * 2
        > row.cells.len();
    row.cells.len() > 2 && (is_wide || header::is_numbered(text))
}
