//! 光荣榜: a card for each honour, two beside each other, with the photo where there is one.

use super::pieces::{entry_attachments, entry_body, entry_head, largest};
use crate::paper::lettering::{LetterBox, Lettering};
use crate::paper::{
    Align, BoxContent, Flow, Geometry, Ink, Picture, PictureSizes, Placed, Sheet, Style, padded,
};
use crate::read::ledger::{Cell, Ledger, Row};
use crate::site::Entry;
use crate::site::ledgers::number;

/// Lengths in µm. A photo of two inches: 35 × 49 mm.
const PHOTO: (i32, i32) = (35_000, 49_000);
/// Between cards, and from a card's edge to what stands in it.
const GAP: i32 = 5_000;
const INSET: i32 = 3_000;
const RULE: i32 = 150;
/// A card is no narrower.
const NARROWEST: i32 = 70_000;

/// How large the type of cards may be, in 1/1000 of its least size: few honours are set in larger type.
const SCALES: [i32; 3] = [1_400, 1_200, 1_000];

/// The sheets of a 光荣榜.
pub(super) fn sheets(
    entry: &Entry,
    ledger: &Ledger,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    largest(&SCALES, |scale| {
        in_scale(entry, ledger, (geometry, pictures), scale)
    })
}

fn in_scale(
    entry: &Entry,
    ledger: &Ledger,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
    scale: i32,
) -> Vec<Sheet> {
    let mut flow = Flow::new(*geometry, pictures);
    let mut blocks = entry_head(entry, geometry);
    blocks.extend(entry_body(entry));
    flow.place(&blocks, 0);
    let width = geometry.width();
    let columns = usize::try_from((width + GAP) / (NARROWEST + GAP))
        .unwrap_or(1)
        .max(1);
    let across = i32::try_from(columns).unwrap_or(1);
    let card = (width + GAP) / across - GAP;
    let cards: Vec<Card> = ledger
        .rows
        .iter()
        .map(|row| Card::of(entry, (ledger, row), (card, scale), pictures))
        .collect();
    for row in cards.chunks(columns) {
        let height = row
            .iter()
            .map(|of| of.height)
            .max()
            .unwrap_or(0)
            .min(geometry.height());
        if flow.y > 0 && flow.y + height > geometry.height() {
            flow.turn();
        }
        let y = flow.y;
        for (at, of) in (0..).zip(row) {
            let spot = LetterBox {
                x: at * (card + GAP),
                y,
                width: card,
                height,
            };
            of.put(&mut flow, spot);
        }
        flow.y = (y + height + GAP).min(geometry.height());
    }
    flow.place(&entry_attachments(entry), 0);
    flow.finish()
}

/// A card.
struct Card {
    /// Its texts, one below the other.
    lines: Vec<(Lettering, String)>,
    /// The picture among the entry's, and its size.
    photo: Option<(usize, i32, i32)>,
    height: i32,
}

impl Card {
    fn of(
        entry: &Entry,
        (ledger, row): (&Ledger, &Row),
        (width, scale): (i32, i32),
        pictures: PictureSizes<'_>,
    ) -> Self {
        let photo = row.cells.iter().flatten().find_map(|cell| match cell {
            Cell::Picture(file) => entry.body.images.iter().position(|image| image.file == *file),
            _ => None,
        });
        let photo = photo.and_then(|index| scaled(index, pictures));
        let lines: Vec<(Lettering, String)> = ledger
            .columns
            .iter()
            .zip(&row.cells)
            .filter_map(|(column, cell)| line(column, cell.as_ref()?, scale))
            .collect();
        let mut card = Self {
            lines,
            photo,
            height: 0,
        };
        let text: i32 = {
            let column = card.text(LetterBox {
                x: 0,
                y: 0,
                width,
                height: 0,
            });
            let heights = card
                .lines
                .iter()
                .map(|(look, words)| look.height(words, column.width));
            heights.sum()
        };
        let photo = card.photo.map_or(0, |_| PHOTO.1);
        card.height = text.max(photo) + 2 * INSET;
        card
    }

    /// The column of its texts.
    fn text(&self, spot: LetterBox) -> LetterBox {
        let left = self.photo.map_or(0, |_| PHOTO.0 + INSET);
        LetterBox {
            x: spot.x + INSET + left,
            width: spot.width - 2 * INSET - left,
            ..spot
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Grey, RULE);
        if let Some((index, width, height)) = self.photo {
            let x = spot.x + INSET + (PHOTO.0 - width) / 2;
            let y = spot.y + INSET + (PHOTO.1 - height) / 2;
            let area = flow.geometry.area(x, y, width, height);
            flow.put(Placed {
                area,
                what: BoxContent::Picture(Picture::OfBody(index)),
            });
        }
        let mut column = self.text(spot);
        let heights = self
            .lines
            .iter()
            .map(|(look, words)| look.height(words, column.width));
        column.y = spot.y + (spot.height - heights.sum::<i32>()) / 2;
        column.height = 0;
        for (look, words) in &self.lines {
            column.y += look.put(flow, words, column);
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
    let look = |style, size: i32| Lettering {
        style,
        size: size * scale / 1_000,
        align: Align::Left,
    };
    Some(match column.name.as_str() {
        "姓名" => (look(Style::Heading1, 6_350), padded(&words)),
        "称号" => (look(Style::Heading1, 4_233), words),
        "支部" => (look(Style::Heading2, 4_233), words),
        "事迹" => (look(Style::Body, 4_233), words),
        name => (look(Style::Body, 4_233), format!("{name}：{words}")),
    })
}
