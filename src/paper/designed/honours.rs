//! 光荣榜, in red and gold: a card for each person in an equal grid, those of one 称号 below its name: first those with a
//! photo, which stands beside the text, then the others, smaller and more of them in a row.

use super::pieces::{entry_attachments, entry_body, large_head};
use crate::paper::blocks::Block;
use crate::paper::breaks::{Span, natural_width};
use crate::paper::geometry::ratio;
use crate::paper::lettering::{LetterBox, Lettering};
use crate::paper::measure::EM;
use crate::paper::{
    Align, BoxContent, Flow, Geometry, Ink, Picture, PictureSizes, Placed, Sheet, Style, padded,
};
use crate::read::ledger::{Cell, Ledger, Row};
use crate::site::Entry;
use crate::site::ledgers::number;
use crate::words::Labelled;

/// Lengths in µm. A photo: 25 × 35 mm, as passes have it.
const PHOTO: (i32, i32) = (25_000, 35_000);
/// Between cards beside each other, and below each other: less of that where it saves a sheet.
const GAP: i32 = 5_000;
const BELOW: [i32; 2] = [GAP, 3_000];
/// From a card's edge to what stands in it.
const INSET: i32 = 2_700;
const RULE: i32 = 350;
/// A card is no narrower; one with a photo has room for nine characters beside it.
const NARROWEST: i32 = 34_000;
const NARROWEST_WITH_PHOTO: i32 = PHOTO.0 + 3 * INSET + 9 * 4_233;
/// The name of a 称号 above its cards, between two rules.
const HEADING: i32 = 6_800;

/// How large the type of cards may be, in 1/1000 of its least size: few honours are set in larger type.
const SCALES: [i32; 5] = [1_400, 1_300, 1_200, 1_100, 1_000];

/// The sheets of a 光荣榜.
pub(super) fn sheets(
    entry: &Entry,
    ledger: &Ledger,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    // Three beside each other look best; other grids where they save a sheet.
    let most = |narrowest: i32| ((geometry.width() + GAP) / (narrowest + GAP)).max(1);
    let mut rows = ledger.rows.iter();
    let narrowest = match rows.any(|row| photo_of(entry, row, pictures).is_some()) {
        true => NARROWEST_WITH_PHOTO,
        false => NARROWEST,
    };
    let (most, most_with_photo) = (most(NARROWEST), most(narrowest));
    let persons = i32::try_from(ledger.rows.len()).unwrap_or(most).max(1);
    let mut grids = [3, 2, 4, most, 1]
        .map(|columns| columns.min(most).min(persons))
        .to_vec();
    grids.dedup();
    let mut best: Option<HonourSheets> = None;
    let ways = BELOW
        .iter()
        .flat_map(|below| grids.iter().map(move |columns| (*below, *columns)));
    // Cards of one width look best too.
    let ways = ways.flat_map(|(below, columns)| {
        let with_photo = columns.min(most_with_photo);
        let fewer = (1..with_photo).rev().map(|with_photo| [with_photo, columns]);
        let mut parts = vec![[with_photo, with_photo], [with_photo, columns]];
        parts.dedup();
        parts.extend(fewer);
        parts.into_iter().map(move |parts| (below, parts))
    });
    for (below, parts, scale) in ways.flat_map(|(below, parts)| SCALES.map(|scale| (below, parts, scale))) {
        let [_, columns] = parts;
        let grid = HonourGrid {
            below,
            ..HonourGrid::of(entry, ledger, (geometry, pictures), (parts, scale))
        };
        // What is too high for a sheet is cut only where nothing else is left.
        let is_last = columns == 1 && scale == 1_000 && best.is_none();
        if is_last || grid.fits(geometry) {
            let made = grid.sheets(entry, (geometry, pictures));
            let order = |made: &HonourSheets| (made.sheets.len(), made.torn, -made.beside_photos);
            best = best.filter(|best| order(best) <= order(&made)).or(Some(made));
        }
    }
    best.map(|best| best.sheets).unwrap_or_default()
}

/// Cards on sheets.
struct HonourSheets {
    sheets: Vec<Sheet>,
    /// How often a 称号 goes on on a further sheet.
    torn: usize,
    /// How large the type beside photos is, in 1/1000 of its least size.
    beside_photos: i32,
}

/// The cards, beside and below each other: the rows of each 称号.
struct HonourGrid {
    /// What stays free below each row, in µm.
    below: i32,
    groups: Vec<(Option<String>, Vec<CardRow>)>,
    beside_photos: i32,
}

/// Cards of one width beside each other.
struct CardRow {
    width: i32,
    cards: Vec<Card>,
}

impl CardRow {
    fn height(&self) -> i32 {
        self.cards.iter().map(|card| card.height).max().unwrap_or(0)
    }
}

impl HonourGrid {
    fn of(
        entry: &Entry,
        ledger: &Ledger,
        (geometry, pictures): (&Geometry, PictureSizes<'_>),
        (columns, scale): ([i32; 2], i32),
    ) -> Self {
        let width_of = |columns: i32| (geometry.width() + GAP) / columns - GAP;
        // Beside photos type is as large as it may be where no card gets higher for it.
        let with_photo = || {
            let rows = ledger.rows.iter();
            rows.filter(|row| photo_of(entry, row, pictures).is_some())
        };
        let highest = |scale: i32| {
            let card = |row| Card::of(entry, (ledger, row), (width_of(columns[0]), scale), pictures);
            with_photo().map(|row| card(row).height).max()
        };
        let mut larger = SCALES.into_iter().filter(|larger| *larger >= scale);
        let least = highest(scale);
        // Where nobody has one, three beside each other stay the best.
        let beside_photos = least.map_or(0, |least| {
            larger
                .find(|larger| highest(*larger) <= Some(least))
                .unwrap_or(scale)
        });
        let of_title = |rows: Vec<&Row>| {
            let parts: (Vec<&Row>, Vec<&Row>) = rows
                .into_iter()
                .partition(|row| photo_of(entry, row, pictures).is_some());
            let parts = [(parts.0, beside_photos), (parts.1, scale)]
                .into_iter()
                .zip(columns);
            let rows = parts.flat_map(|((rows, scale), columns)| {
                let width = width_of(columns);
                let card = |row: &&Row| Card::of(entry, (ledger, row), (width, scale), pictures);
                let rows = in_even_rows(&rows, usize::try_from(columns).unwrap_or(1));
                let rows = rows.into_iter().map(|row| CardRow {
                    width,
                    cards: row.iter().map(card).collect(),
                });
                rows.collect::<Vec<CardRow>>()
            });
            rows.collect()
        };
        let groups = by_title(ledger).into_iter();
        Self {
            below: GAP,
            groups: groups.map(|(title, rows)| (title, of_title(rows))).collect(),
            beside_photos,
        }
    }

    fn fits(&self, geometry: &Geometry) -> bool {
        self.groups.iter().all(|(title, rows)| {
            let above = heading(title.as_deref(), (geometry.width(), self.below));
            rows.iter().all(|row| above + row.height() <= geometry.height())
        })
    }

    fn sheets(&self, entry: &Entry, (geometry, pictures): (&Geometry, PictureSizes<'_>)) -> HonourSheets {
        let mut torn = 0;
        let mut flow = Flow::new(*geometry, pictures);
        let mut blocks = large_head(entry, geometry);
        for block in &mut blocks {
            if let Block::Text(of) = block
                && of.style == Style::Title
            {
                of.style = Style::HonourTitle;
            }
        }
        blocks.extend(entry_body(entry));
        flow.place(&blocks, 0);
        for (title, rows) in &self.groups {
            let mut shown = title.clone();
            for row in rows {
                // The name of a 称号 stays with its first row, and stands again over those on a further sheet.
                let mut above = heading(shown.as_deref(), (geometry.width(), self.below));
                let mut height = row.height().min((geometry.height() - above).max(0));
                if flow.y > 0 && flow.y + above + height > geometry.height() {
                    flow.turn();
                    if shown.is_none() {
                        torn += 1;
                        shown = title.as_ref().map(|title| format!("{title}（续）"));
                        above = heading(shown.as_deref(), (geometry.width(), self.below));
                        height = row.height().min((geometry.height() - above).max(0));
                    }
                }
                if let Some(title) = shown.take() {
                    let spot = LetterBox {
                        x: 0,
                        y: flow.y,
                        width: geometry.width(),
                        height: above,
                    };
                    put_heading(&mut flow, &title, spot);
                }
                let y = flow.y + above;
                let count = i32::try_from(row.cards.len()).unwrap_or(1);
                let left = (geometry.width() + GAP - count * (row.width + GAP)).max(0) / 2;
                for (at, card) in (0..).zip(&row.cards) {
                    let spot = LetterBox {
                        x: left + at * (row.width + GAP),
                        y,
                        width: row.width,
                        height,
                    };
                    card.put(&mut flow, spot);
                }
                flow.y = (y + height + self.below).min(geometry.height());
            }
        }
        flow.place(&entry_attachments(entry), 0);
        HonourSheets {
            sheets: flow.finish(),
            torn,
            beside_photos: self.beside_photos,
        }
    }
}

/// How high the name of a 称号 is with the room around it.
fn heading(title: Option<&str>, (width, below): (i32, i32)) -> i32 {
    title.map_or(0, |title| {
        Lettering::centred(Style::Honour, HEADING).height(title, width) + below
    })
}

/// Sets the name of a 称号; where it has one line, with a rule at either side.
fn put_heading(flow: &mut Flow<'_>, title: &str, spot: LetterBox) {
    Lettering::centred(Style::Honour, HEADING).put(flow, title, spot);
    let text = ratio(natural_width(&[Span::plain(title)], true), HEADING, EM);
    let width = (spot.width - text) / 2 - GAP;
    if width <= 0 {
        return;
    }
    for x in [spot.x, spot.x + spot.width - width] {
        let beside = LetterBox {
            x,
            y: spot.y + (spot.height - RULE) / 2,
            width,
            height: RULE,
        };
        beside.rule(flow, Ink::Gold);
    }
}

/// Rows of no more than so many, with about as many in each: four in rows of three are two and two.
fn in_even_rows<'r, 'a>(all: &'r [&'a Row], most: usize) -> Vec<&'r [&'a Row]> {
    let count = all.len().div_ceil(most.max(1));
    let mut rows = Vec::with_capacity(count);
    let mut rest = all;
    for left in (1..=count).rev() {
        let (row, below) = rest.split_at(rest.len().div_ceil(left));
        rows.push(row);
        rest = below;
    }
    rows
}

/// The rows of each 称号, in the order in which the ledger has the first of each.
fn by_title(ledger: &Ledger) -> Vec<(Option<String>, Vec<&Row>)> {
    let column = ledger.columns.iter().position(|column| column.name == TITLE);
    let mut groups: Vec<(Option<String>, Vec<&Row>)> = Vec::new();
    for row in &ledger.rows {
        let cell = column.and_then(|at| row.cells.get(at)?.as_ref());
        let title = cell.and_then(|cell| match cell {
            Cell::Text(text) => Some(text.clone()),
            _ => None,
        });
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((title, vec![row])),
        }
    }
    groups
}

/// The picture of a row among the entry's, and its size.
fn photo_of(entry: &Entry, row: &Row, pictures: PictureSizes<'_>) -> Option<(usize, i32, i32)> {
    let index = row.cells.iter().flatten().find_map(|cell| match cell {
        Cell::Picture(file) => entry.body.images.iter().position(|image| image.file == *file),
        _ => None,
    });
    scaled(index?, pictures)
}

/// The column by which the cards are grouped.
const TITLE: &str = "称号";

/// A card.
struct Card {
    /// The picture among the entry's, and its size.
    photo: Option<(usize, i32, i32)>,
    /// Its texts, one below the other: beside the photo, or where there is none.
    lines: Vec<(Lettering, String)>,
    /// What has no room beside the photo stands below it, from here.
    below: (i32, Vec<(Lettering, String)>),
    height: i32,
}

/// Beside a photo a text has room for so many of its characters at least.
const BESIDE: i32 = 9;

impl Card {
    fn of(
        entry: &Entry,
        (ledger, row): (&Ledger, &Row),
        (width, scale): (i32, i32),
        pictures: PictureSizes<'_>,
    ) -> Self {
        let cells = || ledger.columns.iter().zip(&row.cells);
        let photo = photo_of(entry, row, pictures);
        let (beside, least) = photo.map_or((0, 0), |_| (PHOTO.0 + INSET, PHOTO.1));
        let mut lines: Vec<(Lettering, String)> = cells()
            .filter(|(column, _)| column.name != TITLE)
            .filter_map(|(column, cell)| line(column, cell.as_ref()?, scale))
            .collect();
        if photo.is_some() {
            lines.iter_mut().for_each(|(look, _)| look.align = Align::Left);
        }
        let room = width - beside - 2 * INSET;
        let has_room = |look: &Lettering, words: &str| {
            photo.is_none() || look.size * BESIDE <= room || look.is_line(words, room)
        };
        let split = lines
            .iter()
            .position(|(look, words)| look.style == Style::Body && !has_room(look, words));
        let below = lines.split_off(split.unwrap_or(lines.len()));
        let high = |lines: &[(Lettering, String)], width: i32| -> i32 {
            lines.iter().map(|(look, words)| look.height(words, width)).sum()
        };
        let text = high(&lines, room).max(least);
        let rest = high(&below, width - 2 * INSET);
        let gap = if below.is_empty() { 0 } else { INSET / 2 };
        Self {
            photo,
            lines,
            below: (text + gap, below),
            height: text + gap + rest + 2 * INSET,
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Gold, RULE);
        let mut line = LetterBox {
            x: spot.x + INSET,
            y: spot.y + INSET,
            width: spot.width - 2 * INSET,
            height: 0,
        };
        if let Some((index, width, height)) = self.photo {
            let x = line.x + (PHOTO.0 - width) / 2;
            let y = line.y + (PHOTO.1 - height) / 2;
            let area = flow.geometry.area(x, y, width, height);
            flow.put(Placed {
                area,
                what: BoxContent::Picture(Picture::OfBody(index)),
            });
            line.x += PHOTO.0 + INSET;
            line.width -= PHOTO.0 + INSET;
        }
        for (look, words) in &self.lines {
            line.y += look.put(flow, words, line);
        }
        let (from, lines) = &self.below;
        let mut line = LetterBox {
            y: spot.y + INSET + from,
            height: 0,
            ..spot.inside(INSET)
        };
        for (look, words) in lines {
            line.y += look.put(flow, words, line);
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
        "支部" => (look(Style::Heading2, 4_233), words),
        "事迹" => (text(4_233), words),
        name => (text(4_233), format!("{name}：{words}")),
    })
}
