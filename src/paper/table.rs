//! A table → its lines, and boxes on sheets (`put`). Its type is as large as its columns allow; cells wrap, rows are not
//! parted between sheets unless a row is taller than a sheet, and the head is repeated on each.

mod put;

use super::blocks::{CellPart, Table, TableCell, TableRow};
use super::breaks::{self, Broken, TextColumn};
use super::columns::{self, ColumnWidths};
use super::flow::{Flow, em, stand_in};
use super::spans::{self, CellSpan};

/// The room below a table in µm, before what follows it is put on the grid.
const BELOW: i32 = 1_500;

/// The room between a line of text and a table in µm: half a row.
pub(super) const ABOVE: i32 = 5_100;

/// A table whose lines are known.
pub(super) struct Grid<'b> {
    left: i32,
    /// What stays free above it in µm, where it does not begin a sheet.
    above: i32,
    columns: ColumnWidths,
    /// The height of a sheet, less what stands around the table, in µm.
    room: i32,
    head: Vec<MeasuredRow<'b>>,
    rows: Vec<MeasuredRow<'b>>,
}

/// A row with its height in µm.
struct MeasuredRow<'b> {
    cells: Vec<Filled<'b>>,
    height: i32,
    /// It stands on one sheet with the row below it, because a cell covers both.
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
    Line(Broken),
    Picture(usize, i32, i32),
}

impl<'b> Grid<'b> {
    /// Lays a table out for the sheets of a flow, so far below what stands above it; a row higher than `room` µm is
    /// parted.
    pub(super) fn new(table: &'b Table, flow: &Flow<'_>, (above, room): (i32, i32)) -> Self {
        let left = em(table.left);
        let columns = columns::choose(table, flow.geometry.width() - left);
        let mut grid = Self {
            left,
            above,
            columns,
            room: room - above - BELOW,
            head: Vec::new(),
            rows: Vec::new(),
        };
        let most = grid.room / 2;
        grid.head = grid.bands(&table.head, flow, grid.room);
        grid.rows = grid.bands(&table.rows, flow, grid.room - height(&grid.head).min(most));
        if height(&grid.head) > most {
            // A head that takes half a sheet is not repeated.
            let rows = std::mem::take(&mut grid.rows);
            grid.rows = std::mem::take(&mut grid.head);
            grid.rows.extend(rows);
        }
        if table.whole && height(&grid.head) + height(&grid.rows) <= grid.room {
            let last = grid.rows.len().saturating_sub(1);
            grid.rows[..last].iter_mut().for_each(|band| band.tied = true);
        }
        // Air is for where there is room: no row is parted for it.
        if above > 0 && grid.groups().any(|group| grid.is_parted(height(group))) {
            return Self::new(table, flow, (0, room));
        }
        grid
    }

    fn bands(&self, rows: &'b [TableRow], flow: &Flow<'_>, sheet: i32) -> Vec<MeasuredRow<'b>> {
        let mut bands = self.measured(rows, spans::spots(rows), flow, sheet);
        for (band, row) in bands.iter_mut().zip(rows) {
            band.tied |= row.iter().any(|cell| cell.keep);
        }
        let tall = bands
            .chunk_by(|band, _| band.tied)
            .any(|group| height(group) > sheet);
        if !tall {
            return bands;
        }
        // Rows that no sheet holds together are parted: each cell then stands in its first row alone.
        self.measured(rows, spans::apart(rows), flow, sheet)
    }

    fn measured(
        &self,
        rows: &'b [TableRow],
        spots: Vec<Vec<CellSpan>>,
        flow: &Flow<'_>,
        sheet: i32,
    ) -> Vec<MeasuredRow<'b>> {
        let mut bands: Vec<MeasuredRow<'b>> = Vec::new();
        for (cells, spots) in rows.iter().zip(spots) {
            let filled = cells
                .iter()
                .zip(spots)
                .map(|(cell, spot)| self.fill(cell, spot, flow, sheet));
            bands.push(MeasuredRow {
                cells: filled.collect(),
                height: self.columns.pitch() + 2 * self.columns.padding(),
                tied: false,
            });
        }
        self.set_heights(&mut bands);
        bands
    }

    fn fill(&self, cell: &'b TableCell, spot: CellSpan, flow: &Flow<'_>, sheet: i32) -> Filled<'b> {
        let room = self.columns.room(&spot);
        let mut items = Vec::new();
        for part in &cell.parts {
            let shown = match part {
                CellPart::Picture(picture) => flow.scaled(picture, room + em(picture.left), sheet / 2),
                CellPart::Text(_) => None,
            };
            let lines = match (part, shown) {
                (CellPart::Picture(picture), Some((width, height))) => {
                    items.extend(picture.image.map(|image| Item::Picture(image, width, height)));
                    Vec::new()
                }
                (CellPart::Picture(picture), None) => self.lines(&stand_in(picture), cell, room),
                (CellPart::Text(spans), _) => self.lines(spans, cell, room),
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

    fn lines(&self, spans: &[breaks::Span], cell: &TableCell, room: i32) -> Vec<Broken> {
        let measure = TextColumn {
            width: super::flow::in_ems(room, self.columns.size),
            indent: 0,
            bold: cell.head,
        };
        breaks::lines(spans, measure)
    }

    /// Rows are as high as their cells; the last row of a cell that covers several takes what is missing.
    fn set_heights(&self, bands: &mut [MeasuredRow<'_>]) {
        for band in bands.iter_mut() {
            for filled in &mut band.cells {
                filled.height = self.content(&filled.items) + 2 * self.columns.padding();
                if filled.spot.rows == 1 {
                    band.height = band.height.max(filled.height);
                }
            }
        }
        for at in 0..bands.len() {
            for number in 0..bands[at].cells.len() {
                let last = at + bands[at].cells[number].spot.rows - 1;
                let needed = bands[at].cells[number].height;
                let there = height(&bands[at..=last]);
                if last > at && there < needed {
                    bands[last].height += needed - there;
                }
                bands[at..last].iter_mut().for_each(|band| band.tied = true);
            }
        }
        for at in 0..bands.len() {
            for number in 0..bands[at].cells.len() {
                let last = at + bands[at].cells[number].spot.rows - 1;
                bands[at].cells[number].height = height(&bands[at..=last]);
            }
        }
    }

    fn content(&self, items: &[Item]) -> i32 {
        items.iter().map(|item| self.item_height(item)).sum()
    }

    fn item_height(&self, item: &Item) -> i32 {
        match item {
            Item::Line(_) => self.columns.pitch(),
            Item::Picture(_, _, height) => *height,
        }
    }

    /// Its height in µm, when it is not parted.
    pub(super) fn height(&self) -> i32 {
        height(&self.head)
            .saturating_add(height(&self.rows))
            .saturating_add(self.above + BELOW)
    }

    /// What its beginning needs, in µm: its head and its first rows.
    pub(super) fn beginning(&self) -> i32 {
        let first = self.groups().next().map_or(0, height);
        let parted = self.is_parted(first);
        let rows = if parted { self.room / 4 } else { first };
        height(&self.head).saturating_add(self.above + rows)
    }

    /// True for rows of a height that no sheet holds.
    fn is_parted(&self, rows: i32) -> bool {
        rows > self.room - height(&self.head)
    }

    fn groups(&self) -> impl Iterator<Item = &[MeasuredRow<'b>]> {
        self.rows.chunk_by(|band, _| band.tied)
    }
}

fn height(bands: &[MeasuredRow<'_>]) -> i32 {
    bands
        .iter()
        .fold(0, |sum: i32, band| sum.saturating_add(band.height))
}
