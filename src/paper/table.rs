//! A table → its lines, and boxes on sheets. Its type is as large as its columns allow; cells wrap, rows are not
//! parted between sheets unless a row is taller than a sheet, and the head is repeated on each.
//! Then its boxes are put on sheets: rows one below the other, the head again on each sheet, every rule drawn once.

mod drawing;

use std::rc::Rc;

use super::blocks::{CellPart, Table, TableCell, TableRow};
use super::breaks::Broken;
use super::columns;
use super::columns::{CellSpan, ColumnWidths};
use super::flow::{Flow, stand_in};
use super::geometry::{row, rows_of};
use super::measure::{em, in_ems};
use super::table_lines::{self, RowLines, TableLines};

/// The room below a table in µm, before what follows it is put on the grid.
const BELOW: i32 = 1_500;

/// The room between a line of text and a table in µm: half a row.
const ABOVE: i32 = 5_100;

/// The room between two tables in µm, beside what is below each: cards stand close.
const BETWEEN: i32 = 2_500;

/// What stands above a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    Nothing,
    /// Text, and no table is below: it stands in the middle of its rows of the grid.
    Text,
    /// Text, and tables are below it or beside it.
    Lead,
    /// A table, apart from it by so much in µm beside what is always between tables; or a picture.
    Table(i32),
}

impl Above {
    /// What stays free, in µm.
    fn room(self) -> i32 {
        match self {
            Self::Nothing => 0,
            Self::Text | Self::Lead => ABOVE,
            Self::Table(apart) => BETWEEN + apart,
        }
    }
}

/// A table of no more rows, with those that belong to them, and no higher than half a sheet, is not parted.
const SHORT: usize = 8;

/// No more of a sheet stays empty for such a table, in hundredths.
const EMPTY: i32 = 35;

/// A table whose lines are known.
pub(super) struct Grid<'b> {
    left: i32,
    /// It begins where the table above it ends, and not on a row of the grid.
    is_below_table: bool,
    /// What stays free above it in µm, where it does not begin a sheet, and below it.
    above: i32,
    below: i32,
    lines: Rc<TableLines>,
    /// It is not parted unless much of a sheet would stay empty for it.
    is_kept: bool,
    /// The height of a sheet, less what stands around the table, in µm; and less than that for its first rows, which stand
    /// below their headings.
    sheet: i32,
    room: i32,
    head: Vec<MeasuredRow<'b>>,
    rows: Vec<MeasuredRow<'b>>,
}

/// A row with its height in µm.
struct MeasuredRow<'b> {
    cells: Vec<Filled<'b>>,
    height: i32,
    /// It stands on one sheet with the row below it, because a cell covers both, or because they belong together.
    tied: bool,
}

/// A cell with its lines.
struct Filled<'b> {
    cell: &'b TableCell,
    spot: CellSpan,
    items: Vec<Item>,
    /// All rows that it covers, in µm.
    height: i32,
}

/// What stands in a cell.
enum Item {
    Line(Rc<Broken>),
    Picture(usize, i32, i32),
}

impl<'b> Grid<'b> {
    /// Lays a table out for the sheets of a flow, below what stands above it; its first row is parted where it is higher than
    /// `room` µm, another where it is higher than `sheet` µm, and a table of few rows is not that takes one `part`-th of it.
    pub(super) fn new(
        table: &'b Table,
        flow: &Flow<'_>,
        (is_above, room, sheet): (Above, i32, i32),
        part: i32,
    ) -> Self {
        let left = em(table.left);
        let above = is_above.room();
        let (width, least) = (flow.geometry.width() - left, flow.geometry.least);
        let lines = flow.tables.lines(table, width, least);
        let mut grid = Self {
            left,
            is_below_table: matches!(is_above, Above::Table(_)),
            above,
            below: BELOW,
            lines: Rc::clone(&lines),
            is_kept: false,
            sheet: sheet - BELOW,
            room: room - above - BELOW,
            head: Vec::new(),
            rows: Vec::new(),
        };
        let most = grid.room / 2;
        grid.head = grid.bands((&table.head, &lines.head), flow, grid.room);
        grid.rows = grid.bands(
            (&table.rows, &lines.rows),
            flow,
            grid.room - height(&grid.head).min(most),
        );
        if height(&grid.head) > most {
            // A head that takes half a sheet is not repeated.
            let rows = std::mem::take(&mut grid.rows);
            grid.rows = std::mem::take(&mut grid.head);
            grid.rows.extend(rows);
        }
        let whole = height(&grid.head) + height(&grid.rows);
        let is_kept = grid.is_short() && whole <= grid.room / part;
        // A column has others beside it, where what it leaves is filled.
        grid.is_kept = is_kept && !table.whole && flow.geometry.columns == 1;
        if (table.whole || (is_kept && !grid.is_kept)) && whole <= grid.room {
            let last = grid.rows.len().saturating_sub(1);
            grid.rows[..last].iter_mut().for_each(|band| band.tied = true);
        }
        grid.tie_ends();
        if table.fills {
            grid.fill_up();
        }
        // Air is for where there is room: no row is parted for it, and no table that is to be whole.
        let is_cut = table.whole && (grid.room + 1..=grid.room + above).contains(&whole);
        if above > 0
            && (is_cut
                || grid
                    .groups()
                    .enumerate()
                    .any(|(at, group)| grid.is_parted(at, group)))
        {
            return Self::new(table, flow, (Above::Nothing, room, sheet), part);
        }
        if is_above == Above::Text && whole <= grid.room && !table.fills {
            // It stands in the middle of its rows of the grid.
            let spare = row(rows_of(whole + above + BELOW)) - whole;
            (grid.above, grid.below) = (spare / 2, spare - spare / 2);
        }
        grid
    }

    fn columns(&self) -> &ColumnWidths {
        &self.lines.columns
    }

    /// True for a table that is read at a glance where it is not parted.
    fn is_short(&self) -> bool {
        self.groups().count() <= SHORT
    }

    /// No row stands alone on a sheet: the first two stand together, and the last two; three of a short table.
    fn tie_ends(&mut self) {
        let count = self.rows.len();
        let ends: &[usize] = match self.is_kept {
            true => &[0, 1, count.saturating_sub(3), count.saturating_sub(2)],
            false => &[0, count.saturating_sub(2)],
        };
        for &at in ends {
            if at + 1 < self.rows.len() && !std::mem::replace(&mut self.rows[at].tied, true) {
                // Rows that no sheet holds together are not tied.
                let is_too_high = self
                    .groups()
                    .enumerate()
                    .any(|(at, group)| group.len() > 1 && self.is_parted(at, group));
                self.rows[at].tied = !is_too_high;
            }
        }
    }

    fn bands(
        &self,
        rows: (&'b [TableRow], &[RowLines]),
        flow: &Flow<'_>,
        sheet: i32,
    ) -> Vec<MeasuredRow<'b>> {
        let mut spots = columns::spots(rows.0);
        let bands = self.tied(rows, spots.clone(), flow, sheet);
        let mut parted = false;
        let mut rest = spots.as_mut_slice();
        for group in bands.chunk_by(|band, _| band.tied) {
            let (of_group, later) = rest.split_at_mut(group.len());
            // Rows that no sheet holds together are parted: each cell stands in its first row alone.
            if group.len() > 1 && height(group) > sheet {
                of_group.iter_mut().flatten().for_each(|spot| spot.rows = 0);
                parted = true;
            }
            rest = later;
        }
        if parted {
            self.tied(rows, spots, flow, sheet)
        } else {
            bands
        }
    }

    /// Rows as high as their cells, tied to those that they stand with; not those that are parted, where spots cover no row.
    fn tied(
        &self,
        rows: (&'b [TableRow], &[RowLines]),
        mut spots: Vec<Vec<CellSpan>>,
        flow: &Flow<'_>,
        sheet: i32,
    ) -> Vec<MeasuredRow<'b>> {
        let mut kept: Vec<bool> = Vec::with_capacity(rows.0.len());
        for (row, spots) in rows.0.iter().zip(&mut spots) {
            let is_parted = spots.iter().any(|spot| spot.rows == 0);
            spots.iter_mut().for_each(|spot| spot.rows = spot.rows.max(1));
            kept.push(!is_parted && row.iter().any(|cell| cell.keep));
        }
        let mut bands = self.measured(rows, spots, flow, sheet);
        for (band, is_kept) in bands.iter_mut().zip(kept) {
            band.tied |= is_kept;
        }
        bands
    }

    fn measured(
        &self,
        (rows, lines): (&'b [TableRow], &[RowLines]),
        spots: Vec<Vec<CellSpan>>,
        flow: &Flow<'_>,
        sheet: i32,
    ) -> Vec<MeasuredRow<'b>> {
        let mut bands: Vec<MeasuredRow<'b>> = Vec::new();
        for ((cells, lines), spots) in rows.iter().zip(lines).zip(spots) {
            let filled = cells
                .iter()
                .zip(lines)
                .zip(spots)
                .map(|((cell, lines), spot)| self.fill((cell, lines), spot, flow, sheet));
            bands.push(MeasuredRow {
                cells: filled.collect(),
                height: self.columns().pitch() + 2 * self.columns().padding(),
                tied: false,
            });
        }
        self.set_heights(&mut bands);
        bands
    }

    fn fill(
        &self,
        (cell, lines): (&'b TableCell, &[Vec<Rc<Broken>>]),
        spot: CellSpan,
        flow: &Flow<'_>,
        sheet: i32,
    ) -> Filled<'b> {
        let room = self.columns().room(&spot);
        let mut items = Vec::new();
        for (part, lines) in cell.parts.iter().zip(lines) {
            let shown = match part {
                CellPart::Picture(picture) => flow.scaled(picture, room + em(picture.left), sheet / 2),
                CellPart::Text(_) => None,
            };
            let lines = match (part, shown) {
                (CellPart::Picture(picture), Some((width, height))) => {
                    items.extend(picture.image.map(|image| Item::Picture(image, width, height)));
                    Vec::new()
                }
                (CellPart::Picture(picture), None) => {
                    table_lines::of_text(&stand_in(picture), cell, in_ems(room, self.columns().size))
                }
                (CellPart::Text(_), _) => lines.clone(),
            };
            items.extend(lines.into_iter().map(Item::Line));
        }
        Filled {
            cell,
            spot,
            items,
            height: 0,
        }
    }

    /// Rows are as high as their cells; those that a cell covers share what is missing for it.
    fn set_heights(&self, bands: &mut [MeasuredRow<'_>]) {
        for band in bands.iter_mut() {
            for filled in &mut band.cells {
                filled.height = self.content(&filled.items) + 2 * self.columns().padding();
                if filled.spot.rows == 1 {
                    band.height = band.height.max(filled.height);
                }
            }
        }
        for at in 0..bands.len() {
            for number in 0..bands[at].cells.len() {
                let last = at + bands[at].cells[number].spot.rows - 1;
                let needed = bands[at].cells[number].height;
                if last > at && height(&bands[at..=last]) < needed {
                    raise(&mut bands[at..=last], needed);
                }
                bands[at..last].iter_mut().for_each(|band| band.tied = true);
            }
        }
        to_their_rows(bands);
    }

    /// The rows share what is left of the sheet, up to four fifths of what they have.
    fn fill_up(&mut self) {
        let left = self.room - height(&self.head) - height(&self.rows);
        let count = i32::try_from(self.rows.len()).unwrap_or(i32::MAX).max(1);
        if left > 0 {
            self.rows
                .iter_mut()
                .for_each(|band| band.height += (left / count).min(band.height * 4 / 5));
            to_their_rows(&mut self.rows);
        }
    }

    fn content(&self, items: &[Item]) -> i32 {
        items.iter().map(|item| self.item_height(item)).sum()
    }

    fn item_height(&self, item: &Item) -> i32 {
        match item {
            Item::Line(_) => self.columns().pitch(),
            Item::Picture(_, _, height) => *height,
        }
    }

    /// Its height in µm, when it is not parted.
    pub(super) fn height(&self) -> i32 {
        height(&self.head)
            .saturating_add(height(&self.rows))
            .saturating_add(self.above + self.below)
    }

    /// What its beginning needs where so many rows of a sheet are free, in µm: its head and its first rows, or all of it.
    pub(super) fn beginning(&self, left: i32) -> i32 {
        if self.is_kept && left * 100 <= rows_of(self.sheet) * EMPTY {
            return self.height();
        }
        let first = self.groups().next().unwrap_or_default();
        let below = if self.groups().nth(1).is_none() {
            self.below
        } else {
            0
        };
        let rows = match self.is_parted(0, first) {
            true => self.room / 4,
            false => height(first) + below,
        };
        height(&self.head).saturating_add(self.above + rows)
    }

    /// True for rows that no sheet holds: these are the first of the table, or further ones.
    fn is_parted(&self, number: usize, rows: &[MeasuredRow<'_>]) -> bool {
        let room = if number == 0 { self.room } else { self.sheet };
        height(rows) > room - height(&self.head)
    }

    fn groups(&self) -> impl Iterator<Item = &[MeasuredRow<'b>]> {
        self.rows.chunk_by(|band, _| band.tied)
    }
}

impl MeasuredRow<'_> {
    /// True for a row that heads those below it.
    fn is_heading(&self) -> bool {
        matches!(self.cells.as_slice(), [only] if only.cell.keep)
    }

    /// True for one that heads further headings.
    fn is_upper(&self) -> bool {
        self.is_heading() && self.cells.iter().all(|filled| filled.cell.head)
    }
}

/// The rows that head what comes next: one over all, and one below it.
#[derive(Default)]
struct Headings<'r, 'b> {
    upper: &'r [MeasuredRow<'b>],
    lower: &'r [MeasuredRow<'b>],
}

impl<'r, 'b> Headings<'r, 'b> {
    /// Below these rows.
    fn below(self, rows: &'r [MeasuredRow<'b>]) -> Self {
        rows.chunks(1).fold(self, |above, row| match &row[0] {
            band if band.is_upper() => Self {
                upper: row,
                lower: &[],
            },
            band if band.is_heading() => Self { lower: row, ..above },
            _ => above,
        })
    }

    /// Those that stand again where this row begins a sheet.
    fn over(&self, row: &MeasuredRow<'_>) -> [&'r [MeasuredRow<'b>]; 2] {
        match (row.is_upper(), row.is_heading()) {
            (true, _) => [&[], &[]],
            (false, true) => [self.upper, &[]],
            (false, false) => [self.upper, self.lower],
        }
    }
}

/// Makes rows so high together, the lowest of them first: they become as even as they can.
fn raise(bands: &mut [MeasuredRow<'_>], needed: i32) {
    let mut heights: Vec<i32> = bands.iter().map(|band| band.height).collect();
    heights.sort_unstable();
    let (mut rest, mut count) = (needed, i32::try_from(heights.len()).unwrap_or(i32::MAX));
    while let Some(highest) = heights.pop()
        && count > 1
        && highest > rest / count
    {
        (rest, count) = (rest - highest, count - 1);
    }
    let level = rest / count + 1;
    bands
        .iter_mut()
        .for_each(|band| band.height = band.height.max(level));
}

/// Cells are as high as the rows that they cover.
fn to_their_rows(bands: &mut [MeasuredRow<'_>]) {
    for at in 0..bands.len() {
        for number in 0..bands[at].cells.len() {
            let last = at + bands[at].cells[number].spot.rows - 1;
            bands[at].cells[number].height = height(&bands[at..=last]);
        }
    }
}

fn height(bands: &[MeasuredRow<'_>]) -> i32 {
    bands
        .iter()
        .fold(0, |sum: i32, band| sum.saturating_add(band.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_a_cell_is_too_high_for_become_as_even_as_they_can() {
        for (before, needed, after) in [
            (vec![10, 10], 40, vec![21, 21]),
            (vec![10, 30, 10], 60, vec![16, 30, 16]),
            (vec![10, 20, 30], 63, vec![14, 20, 30]),
        ] {
            let row = |height| MeasuredRow {
                cells: Vec::new(),
                height,
                tied: false,
            };
            let mut rows: Vec<_> = before.into_iter().map(row).collect();
            raise(&mut rows, needed);
            let heights: Vec<i32> = rows.iter().map(|row| row.height).collect();
            assert_eq!(heights, after);
        }
    }
}
