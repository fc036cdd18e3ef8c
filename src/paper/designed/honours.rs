//! 光荣榜: a card for each person in an equal grid, those of one 称号 behind each other. Where some have photos, each card has
//! one above its text, or the surname in its place.

use super::pieces::{entry_attachments, entry_body, entry_head};
use crate::paper::lettering::{LetterBox, Lettering};
use crate::paper::{
    Align, BoxContent, Flow, Geometry, Ink, Picture, PictureSizes, Placed, Sheet, Style, padded,
};
use crate::read::ledger::{Cell, Ledger, Row};
use crate::site::Entry;
use crate::site::ledgers::number;

/// Lengths in µm. A photo: 28 × 39 mm.
const PHOTO: (i32, i32) = (28_000, 39_000);
/// Between cards, and from a card's edge to what stands in it.
const GAP: i32 = 5_000;
const INSET: i32 = 3_000;
const RULE: i32 = 150;
/// A card is no narrower.
const NARROWEST: i32 = 34_000;
/// A surname where a photo would be.
const SURNAME: i32 = 17_000;

/// How large the type of cards may be, in 1/1000 of its least size: few honours are set in larger type.
const SCALES: [i32; 3] = [1_400, 1_200, 1_000];

/// The sheets of a 光荣榜.
pub(super) fn sheets(
    entry: &Entry,
    ledger: &Ledger,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    // Three beside each other look best; other grids where they save a sheet.
    let most = ((geometry.width() + GAP) / (NARROWEST + GAP)).max(1);
    let persons = i32::try_from(ledger.rows.len()).unwrap_or(most).max(1);
    let mut grids = [3, 2, 4, most, 1]
        .map(|columns| columns.min(most).min(persons))
        .to_vec();
    grids.dedup();
    let mut best: Option<Vec<Sheet>> = None;
    for (columns, scale) in grids
        .iter()
        .flat_map(|columns| SCALES.map(|scale| (*columns, scale)))
    {
        let grid = HonourGrid::of(entry, ledger, (geometry, pictures), (columns, scale));
        // What is too high for a sheet is cut only where nothing else is left.
        let is_last = columns == 1 && scale == 1_000 && best.is_none();
        if is_last || grid.fits(geometry) {
            let made = grid.sheets(entry, (geometry, pictures));
            best = best.filter(|best| best.len() <= made.len()).or(Some(made));
        }
    }
    best.unwrap_or_default()
}

/// The cards, beside and below each other.
struct HonourGrid {
    columns: usize,
    /// The width of a card.
    width: i32,
    cards: Vec<Card>,
}

impl HonourGrid {
    fn of(
        entry: &Entry,
        ledger: &Ledger,
        (geometry, pictures): (&Geometry, PictureSizes<'_>),
        (columns, scale): (i32, i32),
    ) -> Self {
        let width = (geometry.width() + GAP) / columns - GAP;
        let rows = by_title(ledger);
        let has_photos = rows.iter().any(|row| photo_of(entry, row, pictures).is_some());
        let card = |row: &&Row| Card::of(entry, (ledger, row), (width, scale, has_photos), pictures);
        Self {
            columns: usize::try_from(columns).unwrap_or(1),
            width,
            cards: rows.iter().map(card).collect(),
        }
    }

    fn fits(&self, geometry: &Geometry) -> bool {
        self.cards.iter().all(|card| card.height <= geometry.height())
    }

    fn sheets(&self, entry: &Entry, (geometry, pictures): (&Geometry, PictureSizes<'_>)) -> Vec<Sheet> {
        let mut flow = Flow::new(*geometry, pictures);
        let mut blocks = entry_head(entry, geometry);
        blocks.extend(entry_body(entry));
        flow.place(&blocks, 0);
        for row in self.cards.chunks(self.columns) {
            let heights = row.iter().map(|of| of.height);
            let height = heights.max().unwrap_or(0).min(geometry.height());
            if flow.y > 0 && flow.y + height > geometry.height() {
                flow.turn();
            }
            let y = flow.y;
            for (at, card) in (0..).zip(row) {
                let spot = LetterBox {
                    x: at * (self.width + GAP),
                    y,
                    width: self.width,
                    height,
                };
                card.put(&mut flow, spot);
            }
            flow.y = (y + height + GAP).min(geometry.height());
        }
        flow.place(&entry_attachments(entry), 0);
        flow.finish()
    }
}

/// The rows, those of one 称号 behind each other, in the order in which the ledger has the first of each.
fn by_title(ledger: &Ledger) -> Vec<&Row> {
    let column = ledger.columns.iter().position(|column| column.name == "称号");
    let title = |row: &&Row| column.and_then(|at| row.cells.get(at).cloned().flatten());
    let mut known = Vec::new();
    for row in &ledger.rows {
        let title = title(&row);
        if !known.contains(&title) {
            known.push(title);
        }
    }
    let mut rows: Vec<&Row> = ledger.rows.iter().collect();
    rows.sort_by_key(|row| known.iter().position(|of| *of == title(row)));
    rows
}

/// The picture of a row among the entry's, and its size.
fn photo_of(entry: &Entry, row: &Row, pictures: PictureSizes<'_>) -> Option<(usize, i32, i32)> {
    let index = row.cells.iter().flatten().find_map(|cell| match cell {
        Cell::Picture(file) => entry.body.images.iter().position(|image| image.file == *file),
        _ => None,
    });
    scaled(index?, pictures)
}

/// What stands above a card's text.
enum Portrait {
    /// The picture among the entry's, and its size.
    Photo(usize, i32, i32),
    /// The first character of the name.
    Surname(String),
}

/// A card.
struct Card {
    portrait: Option<Portrait>,
    /// Its texts, one below the other.
    lines: Vec<(Lettering, String)>,
    height: i32,
}

impl Card {
    fn of(
        entry: &Entry,
        (ledger, row): (&Ledger, &Row),
        (width, scale, has_photos): (i32, i32, bool),
        pictures: PictureSizes<'_>,
    ) -> Self {
        let cells = || ledger.columns.iter().zip(&row.cells);
        let surname = || {
            let name = cells().find(|(column, _)| column.name == "姓名")?.1.as_ref()?;
            let Cell::Text(name) = name else { return None };
            name.trim()
                .chars()
                .next()
                .map(|c| Portrait::Surname(c.to_string()))
        };
        let photo = photo_of(entry, row, pictures);
        let photo = photo.map(|(index, width, height)| Portrait::Photo(index, width, height));
        let portrait = photo.or_else(surname).filter(|_| has_photos);
        let lines: Vec<(Lettering, String)> = cells()
            .filter_map(|(column, cell)| line(column, cell.as_ref()?, scale))
            .collect();
        let heights = lines
            .iter()
            .map(|(look, words)| look.height(words, width - 2 * INSET));
        let text: i32 = heights.sum();
        let above = if has_photos { PHOTO.1 + INSET } else { 0 };
        Self {
            portrait,
            lines,
            height: above + text + 2 * INSET,
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Grey, RULE);
        let mut line = LetterBox {
            x: spot.x + INSET,
            y: spot.y + INSET,
            width: spot.width - 2 * INSET,
            height: 0,
        };
        if let Some(portrait) = &self.portrait {
            let frame = LetterBox {
                x: spot.x + (spot.width - PHOTO.0) / 2,
                y: line.y,
                width: PHOTO.0,
                height: PHOTO.1,
            };
            portrait.put(flow, frame);
            line.y += PHOTO.1 + INSET;
        }
        for (look, words) in &self.lines {
            line.y += look.put(flow, words, line);
        }
    }
}

impl Portrait {
    fn put(&self, flow: &mut Flow<'_>, frame: LetterBox) {
        match self {
            Self::Photo(index, width, height) => {
                let x = frame.x + (frame.width - width) / 2;
                let y = frame.y + (frame.height - height) / 2;
                let area = flow.geometry.area(x, y, *width, *height);
                flow.put(Placed {
                    area,
                    what: BoxContent::Picture(Picture::OfBody(*index)),
                });
            }
            Self::Surname(surname) => {
                frame.frame(flow, Ink::Grey, RULE);
                Lettering::centred(Style::Title, SURNAME).put(flow, surname, frame);
            }
        }
    }
}

/// A picture's size where a photo stands; whole, never torn out of shape.
fn scaled(index: usize, pictures: PictureSizes<'_>) -> Option<(usize, i32, i32)> {
    let (width, height) = pictures(index)?;
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let (most_wide, most_high) = (i64::from(PHOTO.0), i64::from(PHOTO.1));
    let (wide, high) = if width * most_high > height * most_wide {
        (most_wide, height * most_wide / width)
    } else {
        (width * most_high / height, most_high)
    };
    let micrometres = |length: i64| i32::try_from(length).unwrap_or(PHOTO.0).max(100);
    Some((index, micrometres(wide), micrometres(high)))
}

/// How a column's text stands on a card.
fn line(column: &crate::read::ledger::Column, cell: &Cell, scale: i32) -> Option<(Lettering, String)> {
    let words = match cell {
        Cell::Text(text) => text.clone(),
        Cell::Amount(amount) => number(*amount, column.kind),
        Cell::Date(day) => day.chinese(),
        Cell::Status(status) => status.label().to_owned(),
        Cell::Url { label, .. } => label.clone(),
        Cell::File { label, .. } => label.clone()?,
        Cell::Picture(_) => return None,
    };
    let look = |style, size: i32| Lettering::centred(style, size * scale / 1_000);
    let text = |size: i32| Lettering {
        align: Align::Left,
        ..look(Style::Body, size)
    };
    Some(match column.name.as_str() {
        "姓名" => (look(Style::Heading1, 6_350), padded(&words)),
        "称号" => (look(Style::Heading1, 4_233), words),
        "支部" => (look(Style::Heading2, 4_233), words),
        "事迹" => (text(4_233), words),
        name => (text(4_233), format!("{name}：{words}")),
    })
}
