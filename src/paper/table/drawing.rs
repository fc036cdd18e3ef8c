//! A measured table → its lines, rules and boxes on the sheets, row by row; a row that is higher than a sheet in parts.

use super::{Filled, Grid, Headings, Item, MeasuredRow, height};
use crate::paper::breaks::Broken;
use crate::paper::flow::Flow;
use crate::paper::geometry::{row, rows_of};
use crate::paper::measure::in_ems;
use crate::paper::sheet::{Align, BoxContent, Ink, Picture, Placed, Style, TextLine};

/// The thickness of a table's rules in µm.
const RULE: i32 = 100;

/// Lines of cells narrower than this, in 1/1000 em, are not spread.
const SPREAD_FROM: i32 = 14_000;

/// What a sheet shows of a cell.
struct CellPortion<'f, 'b> {
    filled: &'f Filled<'b>,
    items: &'f [Item],
    /// From rule to rule, in µm.
    height: i32,
    /// No row of the table stands above it on its sheet.
    first: bool,
}

impl Grid<'_> {
    /// Puts it on the sheets; `tail` µm stay free below it.
    pub(in crate::paper) fn put(&self, flow: &mut Flow<'_>, tail: i32) {
        if !self.is_below_table {
            flow.y = row(rows_of(flow.y));
        }
        let heads = height(&self.head);
        let count = self.groups().count();
        // The head does not stand without the first rows.
        let below = if count == 1 { tail } else { 0 };
        if flow.y > 0 && self.beginning(flow.left()) + below > flow.free() {
            flow.turn();
        }
        if flow.y > 0 {
            flow.y += self.above;
        }
        // Where the table begins on the sheet.
        let mut top = flow.y;
        self.put_bands(flow, &self.head, top);
        let mut headings = Headings::default();
        for (number, group) in self.groups().enumerate() {
            let after = if number + 1 == count { tail + self.below } else { 0 };
            if group.len() == 1 && self.is_parted(number, group) {
                top = self.put_parted(flow, &group[0], top);
                continue;
            }
            if flow.y > heads && height(group) + after > flow.free() {
                flow.table_parted(self.is_short());
                flow.turn();
                top = 0;
                self.put_bands(flow, &self.head, top);
                for again in headings.over(&group[0]) {
                    if height(again) + height(group) + after <= flow.free() {
                        self.put_bands(flow, again, top);
                    }
                }
            }
            self.put_bands(flow, group, top);
            headings = headings.below(group);
        }
        flow.y += self.below.clamp(0, flow.free().max(0));
    }

    /// Puts rows one below the other; each cell is as high as those that it covers.
    fn put_bands(&self, flow: &mut Flow<'_>, bands: &[MeasuredRow<'_>], top: i32) {
        for band in bands {
            for filled in &band.cells {
                let shown = CellPortion {
                    filled,
                    items: &filled.items,
                    height: filled.height,
                    first: flow.y == top,
                };
                self.put_cell(flow, &shown);
            }
            flow.y += band.height;
        }
    }

    /// Puts a row that is taller than a sheet: each cell's lines go on on the next one. Takes and gives where the table
    /// begins on the sheet.
    fn put_parted(&self, flow: &mut Flow<'_>, band: &MeasuredRow<'_>, mut top: i32) -> i32 {
        let mut rest: Vec<&[Item]> = band.cells.iter().map(|filled| filled.items.as_slice()).collect();
        while rest.iter().any(|items| !items.is_empty()) {
            let free = flow.free() - 2 * self.columns().padding() - RULE;
            let mut counts: Vec<usize> = rest.iter().map(|items| self.fitting(items, free)).collect();
            if counts.iter().all(|count| *count == 0) {
                if flow.y > height(&self.head) {
                    flow.turn();
                    top = 0;
                    self.put_bands(flow, &self.head, top);
                    continue;
                }
                // Below its head something stands on every sheet, however low that is.
                counts = rest.iter().map(|items| items.len().min(1)).collect();
            }
            let parts = rest
                .iter()
                .zip(&counts)
                .map(|(items, count)| items.split_at(*count));
            let (here, later): (Vec<&[Item]>, Vec<&[Item]>) = parts.unzip();
            let tallest = here.iter().map(|items| self.content(items)).max().unwrap_or(0);
            let height = tallest + 2 * self.columns().padding();
            for (filled, items) in band.cells.iter().zip(here) {
                let shown = CellPortion {
                    filled,
                    items,
                    height,
                    first: flow.y == top,
                };
                self.put_cell(flow, &shown);
            }
            flow.y += height;
            rest = later;
        }
        top
    }

    /// How many of these fit into a height.
    fn fitting(&self, items: &[Item], free: i32) -> usize {
        let mut used = 0;
        items
            .iter()
            .take_while(|item| {
                used += self.item_height(item);
                used <= free
            })
            .count()
    }

    fn put_cell(&self, flow: &mut Flow<'_>, shown: &CellPortion<'_, '_>) {
        let filled = shown.filled;
        let (x, width) = self.columns().extent(&filled.spot);
        if filled.cell.set_apart || filled.cell.head {
            let area = flow.geometry.area(self.left + x, flow.y, width, shown.height);
            flow.put(Placed {
                area,
                what: BoxContent::Fill(Ink::Pale),
            });
        }
        self.put_frame(flow, shown);
        let mut y = flow.y + (shown.height - self.content(shown.items)) / 2;
        let (inner, room) = (
            self.left + x + self.columns().side(),
            self.columns().room(&filled.spot),
        );
        let inset = match filled.cell.align {
            Some(Align::Right) if filled.spot.columns == 1 && !filled.cell.head => {
                self.lines.insets.get(filled.spot.column).copied().unwrap_or(0)
            }
            _ => 0,
        };
        for item in shown.items {
            match item {
                Item::Line(broken) => {
                    let area = flow.geometry.area(inner, y, room - inset, self.columns().pitch());
                    let line = self.line(broken, filled);
                    if !line.runs.is_empty() {
                        flow.put(Placed {
                            area,
                            what: BoxContent::Line(line),
                        });
                    }
                }
                Item::Picture(image, wide, high) => {
                    let area = flow.geometry.area(inner + (room - wide) / 2, y, *wide, *high);
                    flow.put(Placed {
                        area,
                        what: BoxContent::Picture(Picture::OfBody(*image)),
                    });
                }
            }
            y += self.item_height(item);
        }
    }

    fn line(&self, broken: &Broken, filled: &Filled<'_>) -> TextLine {
        let cell = filled.cell;
        let align = match cell.align {
            _ if cell.head => Align::Centre,
            Some(align) => align,
            None if self.columns().is_short(&filled.spot) => Align::Centre,
            None => Align::Left,
        };
        let room = in_ems(self.columns().room(&filled.spot), self.columns().size);
        TextLine {
            style: if cell.head {
                Style::TableHead
            } else {
                Style::TableCell
            },
            size: self.columns().size,
            align,
            // Few characters would be torn apart.
            spread: align == Align::Left && room >= SPREAD_FROM && broken.spreads(room),
            runs: broken.runs.clone(),
        }
    }

    /// The rules around a cell: those below and at the right, the others where no neighbour has drawn them. The upright ones
    /// reach through those below: a browser moves each edge to a pixel of its own, and would leave gaps between them.
    fn put_frame(&self, flow: &mut Flow<'_>, shown: &CellPortion<'_, '_>) {
        let (spot, height) = (&shown.filled.spot, shown.height);
        let thick = RULE.min(self.columns().padding() / 2).max(10);
        let (x, width) = self.columns().extent(spot);
        let (left, top) = (self.left + x, flow.y);
        let bottom = (top + height).min(flow.geometry.height() - thick);
        let right = (left + width).min(flow.geometry.width() - thick);
        let sides = [
            Some((left, bottom, right + thick - left, thick)),
            Some((right, top, thick, bottom + thick - top)),
            shown.first.then_some((left, top, right + thick - left, thick)),
            (spot.column == 0).then_some((left, top, thick, bottom + thick - top)),
        ];
        for (x, y, width, height) in sides.into_iter().flatten() {
            let area = flow.geometry.area(x, y, width, height);
            flow.put(Placed {
                area,
                what: BoxContent::Rule(Ink::Black),
            });
        }
    }
}
