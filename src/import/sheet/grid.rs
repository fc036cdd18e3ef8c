//! The cells of a sheet or of a csv file as rows of the same length: no empty rows and columns, merged cells filled.

use std::collections::{BTreeMap, BTreeSet};

use super::{Omission, omit};
use crate::attachment::{self, CellRange, Unreadable, VisibleSheet, VisibleValue};
use crate::import::official::cell_text;
use crate::import::plain;
use crate::import::text::{ImportedText, SourceBlock, SourceCell, SourcePicture, SourceTable};

/// More rows than any register has.
const MOST_ROWS: usize = 20_000;
/// More columns than any register has.
const MOST_COLUMNS: usize = 200;
/// More cells than any register has, the empty ones counted.
const MOST_CELLS: usize = 1_000_000;

/// A sheet.
#[derive(Debug)]
pub(super) struct SheetGrid {
    /// What its tab says; empty for csv.
    pub(super) name: String,
    pub(super) rows: Vec<GridRow>,
    /// The numbers of the columns that its cells stand in.
    columns: Vec<u32>,
    /// What was left out of the sheet.
    pub(super) omissions: Vec<Omission>,
}

/// A row in which something stands.
#[derive(Debug)]
pub(super) struct GridRow {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    pub(super) cells: Vec<GridCell>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct GridCell {
    /// Texts are clean and not empty.
    pub(super) value: Option<VisibleValue>,
    pub(super) from: CellOrigin,
    /// The only thing in it, by its place in [`ImportedText::pictures`].
    pub(super) picture: Option<usize>,
}

/// Where a cell's value stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum CellOrigin {
    /// In it.
    #[default]
    Own,
    /// In the cell above, with which it is merged.
    Above,
    /// In a cell to its left, with which it is merged.
    Left,
}

impl SheetGrid {
    /// The sheet as one for each of its tables: what stands below a row that names columns once more is another one.
    pub(super) fn parted(mut self, is_header: impl Fn(&Self, usize) -> bool) -> Vec<Self> {
        let mut parts = Vec::new();
        for at in (1..self.rows.len()).rev() {
            if at < self.rows.len() && is_header(&self, at) {
                // Its title stands above it.
                let titles = self.rows[..at].iter().rev();
                let above = titles.take_while(|row| row.tells_one()).count().min(at - 1);
                parts.push(Self {
                    name: self.name.clone(),
                    rows: self.rows.split_off(at - above),
                    columns: self.columns.clone(),
                    omissions: Vec::new(),
                });
            }
        }
        parts.push(self);
        parts.reverse();
        parts
    }

    /// True where an empty column stands before this one.
    pub(super) fn has_gap_before(&self, place: usize) -> bool {
        let before = place.checked_sub(1).and_then(|before| self.columns.get(before));
        before
            .zip(self.columns.get(place))
            .is_some_and(|(before, own)| before + 1 < *own)
    }
}

impl GridRow {
    /// True where it says one thing, however many columns that goes over.
    pub(super) fn tells_one(&self) -> bool {
        self.cells.iter().filter(|cell| cell.is_told()).count() == 1
    }
}

impl GridCell {
    /// The words in it.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Some(VisibleValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// True where something stands in it that does not stand to its left too.
    pub(super) fn is_told(&self) -> bool {
        self.value.is_some() && self.from != CellOrigin::Left
    }
}

/// Says which cells hold a formula and no result.
fn omit_formulas(omissions: &mut Vec<Omission>, cells: &[String]) {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = cells.iter().take(SHOWN).map(String::as_str).collect();
    let more = if cells.len() > SHOWN { "等" } else { "" };
    let what = format!(
        "只有公式、没有存下结果的格（{}{more}；用 Excel 或 WPS 打开，保存一次，再导入就有了）",
        shown.join("、")
    );
    omit(omissions, &what, cells.len(), true);
}

impl SheetGrid {
    /// The cells that are shown.
    pub(super) fn of_sheet(sheet: VisibleSheet) -> Result<Self, Unreadable> {
        let mut omissions = Vec::new();
        for (what, count, is_loss) in [
            ("隐藏的行", sheet.hidden_rows, false),
            ("隐藏的列", sheet.hidden_columns, false),
            ("不显示内容的单元格", sheet.hidden_cells, false),
            ("白色的字", sheet.white_cells, false),
            ("画了删除线的字", sheet.struck_cells, false),
            ("批注", sheet.comments, false),
            ("图片", sheet.pictures, true),
            ("图表", sheet.charts, true),
            ("文本框和图形", sheet.shapes, true),
            ("单元格的链接地址", sheet.links, true),
        ] {
            omit(&mut omissions, what, count, is_loss);
        }
        omit_formulas(&mut omissions, &sheet.without_result);
        let cells = sheet.cells.into_iter();
        let cells = cells.map(|cell| (cell.row, cell.column, cell.value));
        let mut grid = Self::of_cells(cells, &sheet.merged)?;
        grid.name = sheet.name.trim().to_owned();
        grid.omissions = omissions;
        Ok(grid)
    }

    /// The fields of a csv file, whichever of comma, semicolon and tab parts them.
    pub(super) fn of_csv(bytes: &[u8]) -> Result<Self, Unreadable> {
        attachment::check_plain(bytes)?;
        let text = plain::decoded_text(bytes)?;
        // Where a line ends in two characters, records would be counted to the line before.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let asked = first
            .trim_end()
            .strip_prefix("sep=")
            .and_then(|sign| sign.bytes().next());
        let text = if asked.is_some() { rest } else { &text };
        let parting = asked.unwrap_or_else(|| parting(text));
        // A quotation that nothing closes goes on to the end of the file, and this line with it.
        let text = &format!("{text}\n{END}");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(parting)
            .from_reader(text.as_bytes());
        let mut is_closed = false;
        let mut cells = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|_| Unreadable::Damaged)?;
            is_closed = record.len() == 1 && &record[0] == END;
            if is_closed {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line);
            // A first line that names the sign is a line too.
            let line = u32::try_from(line)
                .unwrap_or(u32::MAX)
                .saturating_add(u32::from(asked.is_some()));
            for (column, field) in (1..).zip(&record) {
                // Excel is told to keep zeros by writing a formula.
                let bare = field
                    .strip_prefix("=\"")
                    .and_then(|field| field.strip_suffix('"'));
                cells.push((line, column, VisibleValue::Text(bare.unwrap_or(field).to_owned())));
            }
            if cells.len() > MOST_CELLS * 2 {
                return Err(Unreadable::TooLarge);
            }
        }
        if !is_closed {
            return Err(Unreadable::Damaged);
        }
        let mut grid = Self::of_cells(cells.into_iter(), &[])?;
        let (what, count) = plain::damage(text);
        omit(&mut grid.omissions, what, count, true);
        Ok(grid)
    }

    /// The only table of a text, the lines around it as rows; `None` where more is said around it than a sheet holds.
    pub(super) fn of_text(text: &ImportedText) -> Option<Self> {
        const MOST_LINES: usize = 7;
        const LONGEST_LINE: usize = 80;
        let are_photos = text.pictures.iter().all(SourcePicture::may_be_photo);
        if !are_photos || !text.notes.is_empty() {
            return None;
        }
        let mut photos = Vec::new();
        let (mut cells, mut merged, mut row) = (Vec::new(), Vec::new(), 1);
        let (mut lines, mut right) = (0, None);
        for block in &text.blocks {
            match block {
                SourceBlock::Paragraph(paragraph) if !paragraph.pictures().is_empty() => return None,
                SourceBlock::Paragraph(paragraph) if !paragraph.plain().trim().is_empty() => {
                    let said = paragraph.plain();
                    lines += 1;
                    // A sentence above leads to what is no ledger alone.
                    let leads = right.is_none() && said.trim_end().ends_with(['。', '：']);
                    if leads || lines > MOST_LINES || said.chars().count() > LONGEST_LINE {
                        return None;
                    }
                    cells.push((row, 1, VisibleValue::Text(said)));
                    merged.extend(right.map(|right| CellRange {
                        rows: (row, row),
                        columns: (1, right),
                    }));
                    row += 1;
                }
                SourceBlock::Table(table) if right.is_none() => {
                    let mut placed = PlacedCells {
                        cells: &mut cells,
                        merged: &mut merged,
                        photos: &mut photos,
                    };
                    right = Some(place(table, row, &mut placed)?);
                    row += u32::try_from(table.rows.len()).ok()?;
                }
                SourceBlock::Table(_) => return None,
                SourceBlock::Paragraph(_) | SourceBlock::Rule => {}
            }
        }
        right?;
        let mut grid = Self::of_cells(cells.into_iter(), &merged).ok()?;
        for (number, column, picture) in photos {
            let place = grid.columns.binary_search(&column).ok()?;
            let row = grid.rows.iter_mut().find(|row| row.number == number)?;
            row.cells[place].picture = Some(picture);
        }
        Some(grid)
    }

    /// How many of its cells are pictures.
    pub(super) fn pictures(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.picture.is_some()).count()
    }

    fn of_cells(
        cells: impl Iterator<Item = (u32, u32, VisibleValue)>,
        merged: &[CellRange],
    ) -> Result<Self, Unreadable> {
        let mut rows: BTreeMap<u32, Vec<(u32, VisibleValue)>> = BTreeMap::new();
        let mut columns = BTreeSet::new();
        for (row, column, value) in cells {
            let value = match value {
                VisibleValue::Text(text) => VisibleValue::Text(clean(&text)),
                value => value,
            };
            if !matches!(&value, VisibleValue::Text(text) if text.is_empty()) {
                rows.entry(row).or_default().push((column, value));
                columns.insert(column);
            }
        }
        let columns: Vec<u32> = columns.into_iter().collect();
        if rows.len() > MOST_ROWS || columns.len() > MOST_COLUMNS || rows.len() * columns.len() > MOST_CELLS {
            return Err(Unreadable::TooLarge);
        }
        let mut grid = Self {
            name: String::new(),
            rows: Vec::with_capacity(rows.len()),
            columns: Vec::new(),
            omissions: Vec::new(),
        };
        for (number, row) in rows {
            let mut cells = vec![GridCell::default(); columns.len()];
            for (column, value) in row {
                if let Ok(place) = columns.binary_search(&column) {
                    cells[place].value = Some(value);
                }
            }
            grid.rows.push(GridRow { number, cells });
        }
        grid.fill(merged, &columns)?;
        grid.columns = columns;
        Ok(grid)
    }

    /// Fills merged cells with what stands in the first of them.
    fn fill(&mut self, merged: &[CellRange], columns: &[u32]) -> Result<(), Unreadable> {
        let mut room = MOST_CELLS;
        // Long texts are not written a million times.
        let mut length: usize = 64 << 20;
        for range in merged {
            let first = self.rows.partition_point(|row| row.number < range.rows.0);
            let end = self.rows.partition_point(|row| row.number <= range.rows.1);
            let left = columns.partition_point(|column| *column < range.columns.0);
            let right = columns.partition_point(|column| *column <= range.columns.1);
            let is_there = self.rows.get(first).is_some_and(|row| row.number == range.rows.0)
                && columns.get(left) == Some(&range.columns.0);
            if !is_there || first >= end || left >= right {
                continue;
            }
            let Some(value) = self.rows[first].cells[left].value.clone() else {
                continue;
            };
            let size = (end - first) * (right - left);
            let bytes = if let VisibleValue::Text(text) = &value {
                text.len()
            } else {
                16
            };
            room = room.checked_sub(size).ok_or(Unreadable::TooLarge)?;
            length = length
                .checked_sub(size.saturating_mul(bytes))
                .ok_or(Unreadable::TooLarge)?;
            for (down, row) in self.rows[first..end].iter_mut().enumerate() {
                for (across, cell) in row.cells[left..right].iter_mut().enumerate() {
                    if cell.value.is_some() {
                        continue;
                    }
                    cell.value = Some(value.clone());
                    cell.from = match (down, across) {
                        (_, 0) => CellOrigin::Above,
                        _ => CellOrigin::Left,
                    };
                }
            }
        }
        Ok(())
    }
}

/// The cells of a table, each with its row and its column.
struct PlacedCells<'c> {
    cells: &'c mut Vec<(u32, u32, VisibleValue)>,
    merged: &'c mut Vec<CellRange>,
    photos: &'c mut Vec<(u32, u32, usize)>,
}

/// Puts the cells of a table where they stand from this row on; gives its last column. `None` where a picture stands among
/// words or beside another.
fn place(table: &SourceTable, first: u32, placed: &mut PlacedCells<'_>) -> Option<u32> {
    let PlacedCells {
        cells,
        merged,
        photos,
    } = placed;
    // Columns that cells from above go on in, and their last rows.
    let mut open: BTreeMap<u32, u32> = BTreeMap::new();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut width = 1;
    for (row, of_row) in (first..).zip(&table.rows) {
        let mut column = 1;
        for cell in of_row {
            while open.get(&column).is_some_and(|last| *last >= row) {
                column += 1;
            }
            let right = column.saturating_add(count(cell.columns)).saturating_sub(1);
            let last = row.saturating_add(count(cell.rows)).saturating_sub(1);
            let text = cell_text(cell);
            match pictures(cell)[..] {
                [] => {}
                [picture] if text.is_empty() => photos.push((row, column, picture)),
                _ => return None,
            }
            cells.push((row, column, VisibleValue::Text(text)));
            if right > column || last > row {
                merged.push(CellRange {
                    rows: (row, last),
                    columns: (column, right),
                });
            }
            open.extend((column..=right).map(|column| (column, last)));
            width = width.max(right);
            column = right.saturating_add(1);
        }
    }
    Some(width)
}

/// The pictures in a cell.
fn pictures(cell: &SourceCell) -> Vec<usize> {
    let of_block = |block: &SourceBlock| match block {
        SourceBlock::Paragraph(paragraph) => paragraph.pictures(),
        SourceBlock::Table(table) => table.rows.iter().flatten().flat_map(pictures).collect(),
        SourceBlock::Rule => Vec::new(),
    };
    cell.blocks.iter().flat_map(of_block).collect()
}

/// A text without characters that nobody sees, and without white space around its lines.
fn clean(text: &str) -> String {
    let seen = |c: char| match c {
        '\n' => Some('\n'),
        '\t' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => Some(' '),
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    let text: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter_map(seen)
        .collect();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A line that no file has.
const END: &str = "\u{1}";

/// The sign that parts the fields: the one by which most of the first lines have most fields.
fn parting(text: &str) -> u8 {
    let head: String = text.lines().take(30).flat_map(|line| [line, "\n"]).collect();
    let count = |sign: u8| {
        let mut is_quoted = false;
        let signs = head.bytes().filter(|byte| {
            is_quoted ^= *byte == b'"';
            *byte == sign && !is_quoted
        });
        signs.count()
    };
    let signs = [b'\t', b';', b','];
    signs.into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}
