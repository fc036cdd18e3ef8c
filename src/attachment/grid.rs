//! A workbook as whoever opens it sees it: the cells that are shown, each with its value; what is hidden is counted
//! and goes no further.

use std::collections::HashSet;

use super::Unreadable;
use super::cells::{self, Book, CellNature, Hidden, SheetCell, SheetPart, WorkbookSheet};
use super::formats::{FormattedNumber, time};
use super::looks::CellLook;
use super::package::Package;
use super::xml::{self, XmlEvent};

/// So long is what all cells say, in bytes: they share texts, so that a small file can say a long one a million times.
const LONGEST: usize = 64 << 20;

/// More cells than any register has.
const MOST_CELLS: usize = 1_000_000;

/// More merged cells than any register has.
const MOST_MERGED: usize = 100_000;

/// A workbook.
#[derive(Debug)]
pub(crate) struct VisibleBook {
    /// In their order.
    pub(crate) sheets: Vec<VisibleSheet>,
    /// How many sheets were left out.
    pub(crate) hidden_sheets: usize,
}

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct VisibleSheet {
    /// What its tab says.
    pub(crate) name: String,
    /// The cells that hold something, row by row as they are stored.
    pub(crate) cells: Vec<VisibleCell>,
    /// Cells that look like one.
    pub(crate) merged: Vec<CellRange>,
    /// How many rows that hold something are hidden.
    pub(crate) hidden_rows: usize,
    /// How many columns that hold something are hidden.
    pub(crate) hidden_columns: usize,
    /// How many other cells show nothing of what they hold.
    pub(crate) hidden_cells: usize,
    /// How many cells are struck out, or hold words that are.
    pub(crate) struck_cells: usize,
    /// How many cells hold letters that are white on no ground.
    pub(crate) white_cells: usize,
    /// 批注.
    pub(crate) comments: usize,
    /// Pictures.
    pub(crate) pictures: usize,
    /// Charts and other frames.
    pub(crate) charts: usize,
    /// Text boxes and drawn shapes.
    pub(crate) shapes: usize,
    /// Cells that are links out of the file.
    pub(crate) links: usize,
    /// Cells that are shown and hold a formula without its result: `F4`. Programs that only write files leave them so.
    pub(crate) without_result: Vec<String>,
}

/// A cell.
#[derive(Debug)]
pub(crate) struct VisibleCell {
    /// From 1.
    pub(crate) row: u32,
    /// From 1.
    pub(crate) column: u32,
    /// What it shows.
    pub(crate) value: VisibleValue,
}

/// What a cell shows. The result of a formula is a value like any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum VisibleValue {
    /// Words.
    Text(String),
    /// A number as it is stored: `0.1`, `1.2E3`.
    Number(String),
    /// A number that is shown as per cent: `0.85` is 85%.
    Percent(String),
    /// A day: `2026-03-05`.
    Day(String),
    /// A month, as a day in it.
    Month(String),
    /// The code of an error: `#REF!`.
    Error(String),
}

/// Cells that look like one, as rows and columns from 1, the last ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CellRange {
    /// The first and the last row.
    pub(crate) rows: (u32, u32),
    /// The first and the last column.
    pub(crate) columns: (u32, u32),
}

pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<VisibleBook, Unreadable> {
    let book = Book::read(package, main)?;
    let mut found = VisibleBook {
        sheets: Vec::new(),
        hidden_sheets: 0,
    };
    let mut room = LONGEST;
    for sheet in &book.sheets {
        if sheet.is_hidden {
            found.hidden_sheets += 1;
        } else {
            found.sheets.push(read_sheet(package, &book, sheet, &mut room)?);
        }
    }
    Ok(found)
}

fn read_sheet(
    package: &mut Package<'_>,
    book: &Book,
    sheet: &WorkbookSheet,
    room: &mut usize,
) -> Result<VisibleSheet, Unreadable> {
    let mut found = VisibleSheet {
        name: sheet.name.clone(),
        ..VisibleSheet::default()
    };
    let (mut hidden_rows, mut hidden_columns) = (HashSet::new(), HashSet::new());
    let mut is_over = false;
    let text = package.text(&sheet.part)?;
    // A table's style and a condition give cells a ground that the cells do not know of.
    let may_have_ground = ["<tableParts", "conditionalFormatting"]
        .iter()
        .any(|name| text.contains(name));
    cells::read(book, &text, &mut |part| match part {
        SheetPart::Cell(cell) => match &cell.hidden {
            Some(Hidden::Row(row)) => _ = hidden_rows.insert(*row),
            Some(Hidden::Column(letters)) => _ = hidden_columns.insert(letters.clone()),
            Some(Hidden::Format(_)) => found.hidden_cells += 1,
            None => {
                let Some(value) = value(&cell) else {
                    // A formula whose result is an empty text says so.
                    if !cell.formula.is_empty() && cell.nature != CellNature::Text {
                        found.without_result.push(cell.at);
                    }
                    return;
                };
                let Some(value) = seen(&cell, value, may_have_ground, &mut found) else {
                    return;
                };
                let length = cell.says.iter().map(String::len).sum();
                match room.checked_sub(length) {
                    Some(left) if found.cells.len() < MOST_CELLS => {
                        *room = left;
                        found.cells.push(VisibleCell {
                            row: cell.row,
                            column: cell.column,
                            value,
                        });
                    }
                    _ => is_over = true,
                }
            }
        },
        SheetPart::Merged(_) if found.merged.len() >= MOST_MERGED => is_over = true,
        SheetPart::Merged(range) => found.merged.extend(self::range(range)),
        SheetPart::Beside(..) => {}
    })?;
    if is_over {
        return Err(Unreadable::TooLarge);
    }
    found.hidden_rows = hidden_rows.len();
    found.hidden_columns = hidden_columns.len();
    count_beside(package, sheet, &mut found)?;
    Ok(found)
}

/// Counts what stands beside the cells of a sheet.
fn count_beside(
    package: &mut Package<'_>,
    sheet: &WorkbookSheet,
    found: &mut VisibleSheet,
) -> Result<(), Unreadable> {
    for part in package.relationships(&sheet.part)? {
        let kind = part.kind.to_lowercase();
        if part.is_external {
            found.links += 1;
        } else if !package.has(&part.target) {
        } else if kind.contains("comment") {
            // New comments are stored twice, for old programs too.
            let here = count(&package.text(&part.target)?, &["comment", "threadedComment"])?;
            found.comments = found.comments.max(here);
        } else if kind == "drawing" {
            let drawing = package.text(&part.target)?;
            found.pictures += count(&drawing, &["pic"])?;
            found.charts += count(&drawing, &["graphicFrame"])?;
            found.shapes += count(&drawing, &["sp"])?;
        }
    }
    Ok(())
}

/// How many elements of these names a part has.
fn count(part: &str, names: &[&str]) -> Result<usize, Unreadable> {
    let mut count = 0;
    xml::walk(part, |node| {
        if let XmlEvent::Open(tag) = node
            && names.contains(&tag.name())
        {
            count += 1;
        }
    })?;
    Ok(count)
}

/// What a cell shows; `None` for nothing.
fn value(cell: &SheetCell) -> Option<VisibleValue> {
    let (shown, stored) = (cell.says.first()?, cell.says.last()?);
    Some(match cell.nature {
        CellNature::Text => VisibleValue::Text(without_escapes(shown)),
        CellNature::Error => VisibleValue::Error(shown.clone()),
        CellNature::Truth => VisibleValue::Text(if shown == "1" { "是" } else { "否" }.to_owned()),
        CellNature::Number(FormattedNumber::Day | FormattedNumber::Moment)
            if shown.contains('-') && shown.len() == 10 =>
        {
            VisibleValue::Day(shown.clone())
        }
        CellNature::Number(FormattedNumber::Month) if shown.contains('-') && shown.len() == 10 => {
            VisibleValue::Month(shown.clone())
        }
        CellNature::Number(FormattedNumber::Percent) => VisibleValue::Percent(stored.clone()),
        CellNature::Number(FormattedNumber::Time) => VisibleValue::Text(time(stored.parse().ok()?)),
        CellNature::Number(FormattedNumber::Padded(digits))
            if stored.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            VisibleValue::Text(format!("{stored:0>width$}", width = usize::from(digits)))
        }
        // A day, and behind it an hour.
        CellNature::Number(FormattedNumber::Moment) => VisibleValue::Text(shown.clone()),
        CellNature::Number(_) => VisibleValue::Number(stored.clone()),
    })
}

/// What is left of a value without what is struck out or cannot be seen, which is counted.
fn seen(
    cell: &SheetCell,
    value: VisibleValue,
    may_have_ground: bool,
    found: &mut VisibleSheet,
) -> Option<VisibleValue> {
    let is_unseen = |look: CellLook| look.is_white && !look.has_ground && !may_have_ground;
    let mut is_kept = |look: CellLook, says: &str| {
        let says_something = !says.trim().is_empty();
        found.struck_cells += usize::from(look.is_struck && says_something);
        found.white_cells += usize::from(!look.is_struck && is_unseen(look) && says_something);
        !look.is_struck && !is_unseen(look)
    };
    if !matches!(value, VisibleValue::Text(_)) || cell.runs.is_empty() {
        return is_kept(cell.look, cell.says.first()?).then_some(value);
    }
    let kept = cell
        .runs
        .iter()
        .filter(|run| is_kept(run.look(cell.look), &run.text));
    let kept: String = kept.map(|run| run.text.as_str()).collect();
    (!kept.trim().is_empty()).then(|| VisibleValue::Text(without_escapes(&kept)))
}

/// A text in which characters that XML cannot hold are written as their numbers: `_x000D_`.
fn without_escapes(text: &str) -> String {
    let mut rest = text;
    let mut told = String::with_capacity(text.len());
    while let Some(at) = rest.find("_x") {
        let escaped = rest
            .get(at + 2..at + 6)
            .filter(|_| rest[at + 2..].chars().nth(4) == Some('_'));
        let character = escaped
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        match character {
            Some(character) => {
                told.push_str(&rest[..at]);
                told.push(character);
                rest = &rest[at + 7..];
            }
            None => {
                told.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    told + rest
}

/// The cells that `B2:D3` names.
fn range(text: &str) -> Option<CellRange> {
    let (first, last) = text.split_once(':')?;
    let row = |cell: &str| {
        let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.parse::<u32>().ok().filter(|row| *row > 0)
    };
    let range = CellRange {
        rows: (row(first)?, row(last)?),
        columns: (cells::column(first)?, cells::column(last)?),
    };
    let is_right = range.rows.0 <= range.rows.1 && range.columns.0 <= range.columns.1;
    is_right.then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_escapes_are_read() {
        let of = |rows, columns| Some(CellRange { rows, columns });
        assert_eq!(range("A1:C1"), of((1, 1), (1, 3)));
        assert_eq!(range("B2:AA30"), of((2, 30), (2, 27)));
        for none in ["A1", "C1:A1", "A0:B1", ":", "A1:B", "1:2"] {
            assert_eq!(range(none), None, "{none}");
        }
        assert_eq!(
            without_escapes("一_x000D_\n二_x_x00zz_ _x5f"),
            "一\r\n二_x_x00zz_ _x5f"
        );
        assert_eq!(without_escapes("_x党员_"), "_x党员_");
        assert_eq!(time(0.604_166_666_666_667), "14:30");
    }
}
