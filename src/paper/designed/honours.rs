//! 光荣榜, in red and gold: a card for each person in an equal grid, those of one 称号 below its name, in the order of the
//! ledger's rows; a photo stands beside the text.

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
pub(super) const PHOTO: (i32, i32) = (25_000, 35_000);
/// A little less of that where it saves a sheet.
const PHOTOS: [(i32, i32); 3] = [PHOTO, (22_500, 31_500), (20_000, 28_000)];
/// Between cards beside each other, and below each other: less of that where it saves a sheet.
const GAP: i32 = 5_000;
const BELOW: [i32; 2] = [GAP, 3_000];
/// From a card's edge to what stands in it.
const INSET: i32 = 2_700;
const RULE: i32 = 350;
/// A card is no narrower, without a photo.
const NARROWEST: i32 = 34_000;
/// Beside a photo a name of three characters has room at least; what is longer than a line stands there only with room for so
/// many of its characters, and else below it.
const NAMED: i32 = 20_000;
const BESIDE: i32 = 9;
/// A longer name may be broken, in characters.
const LONGEST_NAME: i32 = 8;
/// The least type of what is said of a person.
const TEXT: i32 = 4_233;
/// The name of a 称号 above its cards, between two rules.
const HEADING: i32 = 6_800;

/// How large the type of cards may be, in 1/1000 of its least size: few honours are set in larger type.
const SCALES: [i32; 5] = [1_400, 1_300, 1_200, 1_100, 1_000];

/// How cards may be set.
#[derive(Clone, Copy)]
struct CardWay {
    /// The room for a photo.
    photo: (i32, i32),
    /// What stays free below each row, in µm.
    below: i32,
    /// How many stand beside each other at most.
    columns: i32,
    /// How large the type is, in 1/1000 of its least size.
    scale: i32,
}

/// The sheets of a 光荣榜.
pub(super) fn sheets(
    entry: &Entry,
    ledger: &Ledger,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    let mut rows = ledger.rows.iter();
    let has_photos = rows.any(|row| photo_of(entry, row, (PHOTOS[0], pictures)).is_some());
    // Beside photos type is as large as it may be; where nobody has one, three beside each other stay the best.
    let type_of = |scale: i32| if has_photos { scale } else { 0 };
    let mut best: Option<((usize, usize, i32), Vec<Sheet>)> = None;
    for way in ways(ledger, has_photos, geometry) {
        let grid = HonourGrid::of(entry, ledger, (geometry, pictures), way);
        // What is too high for a sheet is cut only where nothing else is left.
        let is_last = way.columns == 1 && way.scale == 1_000 && best.is_none();
        if is_last || grid.fits(geometry) {
            let (made, torn) = grid.sheets(entry, (geometry, pictures));
            let cost = (made.len(), torn, -type_of(way.scale));
            best = best.filter(|best| best.0 <= cost).or(Some((cost, made)));
        }
        // Ways that follow differ in nothing that counts any more.
        if best
            .as_ref()
            .is_some_and(|best| best.0 <= (1, 0, -type_of(SCALES[0])))
        {
            break;
        }
    }
    best.map(|best| best.1).unwrap_or_default()
}

/// How the cards may be set, the best way first.
fn ways(ledger: &Ledger, has_photos: bool, geometry: &Geometry) -> Vec<CardWay> {
    let photos = if has_photos { &PHOTOS } else { &PHOTOS[..1] };
    let persons = i32::try_from(ledger.rows.len()).unwrap_or(i32::MAX).max(1);
    let grids = |photo: (i32, i32)| {
        let narrowest = match has_photos {
            true => photo.0 + 3 * INSET + NAMED,
            false => NARROWEST,
        };
        let most = ((geometry.width() + GAP) / (narrowest + GAP)).max(1);
        // Three beside each other look best; other grids where they save a sheet.
        let mut grids = [3, 2, 4, most, 1]
            .map(|columns| columns.min(most).min(persons))
            .to_vec();
        grids.dedup();
        grids
    };
    let mut ways = Vec::new();
    for photo in photos.iter().copied() {
        for below in BELOW {
            for columns in grids(photo) {
                ways.extend(SCALES.map(|scale| CardWay {
                    photo,
                    below,
                    columns,
                    scale,
                }));
            }
        }
    }
    ways
}

/// The cards, beside and below each other: the rows of each 称号.
struct HonourGrid {
    /// What stays free below each row, in µm.
    below: i32,
    /// Of a card.
    width: i32,
    groups: Vec<(Option<String>, Vec<CardRow>)>,
}

/// Cards beside each other.
struct CardRow(Vec<Card>);

impl CardRow {
    fn height(&self) -> i32 {
        self.0.iter().map(|card| card.height).max().unwrap_or(0)
    }
}

impl HonourGrid {
    fn of(
        entry: &Entry,
        ledger: &Ledger,
        (geometry, pictures): (&Geometry, PictureSizes<'_>),
        way: CardWay,
    ) -> Self {
        let width = (geometry.width() + GAP) / way.columns - GAP;
        let card = |row: &&Row| Card::of(entry, (ledger, row), (width, way), pictures);
        let of_title = |rows: Vec<&Row>| {
            let rows = in_even_rows(&rows, usize::try_from(way.columns).unwrap_or(1));
            rows.into_iter()
                .map(|row| CardRow(row.iter().map(card).collect()))
                .collect()
        };
        let groups = by_title(ledger).into_iter();
        Self {
            below: way.below,
            width,
            groups: groups.map(|(title, rows)| (title, of_title(rows))).collect(),
        }
    }

    fn fits(&self, geometry: &Geometry) -> bool {
        self.groups.iter().all(|(title, rows)| {
            let above = heading(title.as_deref(), (geometry.width(), self.below));
            let fits = |row: &CardRow| above + row.height() <= geometry.height();
            rows.iter()
                .all(|row| fits(row) && row.0.iter().all(|card| card.is_whole))
        })
    }

    /// The cards on sheets, and how often a 称号 goes on on a further one.
    fn sheets(
        &self,
        entry: &Entry,
        (geometry, pictures): (&Geometry, PictureSizes<'_>),
    ) -> (Vec<Sheet>, usize) {
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
                let count = i32::try_from(row.0.len()).unwrap_or(1);
                let left = (geometry.width() + GAP - count * (self.width + GAP)).max(0) / 2;
                for (at, card) in (0..).zip(&row.0) {
                    let spot = LetterBox {
                        x: left + at * (self.width + GAP),
                        y,
                        width: self.width,
                        height,
                    };
                    card.put(&mut flow, spot);
                }
                flow.y = (y + height + self.below).min(geometry.height());
            }
        }
        flow.place(&entry_attachments(entry), 0);
        (flow.finish(), torn)
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

/// The picture of a row among the entry's, and its size in the room for it.
fn photo_of(
    entry: &Entry,
    row: &Row,
    (room, pictures): ((i32, i32), PictureSizes<'_>),
) -> Option<(usize, i32, i32)> {
    let index = row.cells.iter().flatten().find_map(|cell| match cell {
        Cell::Picture(file) => entry.body.images.iter().position(|image| image.file == *file),
        _ => None,
    });
    scaled(index?, room, pictures)
}

/// The column by which the cards are grouped.
const TITLE: &str = "称号";

/// A card.
struct Card {
    /// The picture among the entry's, and its size.
    photo: Option<(usize, i32, i32)>,
    /// The room for that; 0 where there is none.
    room: (i32, i32),
    /// Its texts, one below the other: beside the photo, or where there is none.
    lines: Vec<(Lettering, String)>,
    /// What has no room beside the photo stands below it, from here.
    below: (i32, Vec<(Lettering, String)>),
    height: i32,
    /// No name of a person or a branch is broken that is not long.
    is_whole: bool,
}

impl Card {
    fn of(
        entry: &Entry,
        (ledger, row): (&Ledger, &Row),
        (width, way): (i32, CardWay),
        pictures: PictureSizes<'_>,
    ) -> Self {
        let cells = || ledger.columns.iter().zip(&row.cells);
        let photo = photo_of(entry, row, (way.photo, pictures));
        let place = photo.map_or((0, 0), |_| way.photo);
        let beside = photo.map_or(0, |_| place.0 + INSET);
        let mut lines: Vec<(Lettering, String)> = cells()
            .filter(|(column, _)| column.name != TITLE)
            .filter_map(|(column, cell)| line(column, cell.as_ref()?, way.scale))
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
        let is_name = |look: &Lettering| matches!(look.style, Style::Heading1 | Style::Heading2);
        let is_long = |words: &str| natural_width(&[Span::plain(words)], true) > LONGEST_NAME * EM;
        let is_whole = lines
            .iter()
            .all(|(look, words)| !is_name(look) || is_long(words) || look.is_line(words, room));
        let text = high(&lines, room).max(place.1);
        let rest = high(&below, width - 2 * INSET);
        let gap = if below.is_empty() { 0 } else { INSET / 2 };
        Self {
            photo,
            room: place,
            lines,
            below: (text + gap, below),
            height: text + gap + rest + 2 * INSET,
            is_whole,
        }
    }

    fn put(&self, flow: &mut Flow<'_>, spot: LetterBox) {
        spot.frame(flow, Ink::Gold, RULE);
        let mut line = LetterBox {
            height: 0,
            ..spot.inside(INSET)
        };
        line.y += INSET;
        if let Some((index, width, height)) = self.photo {
            let x = line.x + (self.room.0 - width) / 2;
            let y = line.y + (self.room.1 - height) / 2;
            let area = flow.geometry.area(x, y, width, height);
            flow.put(Placed {
                area,
                what: BoxContent::Picture(Picture::OfBody(index)),
            });
            line.x += self.room.0 + INSET;
            line.width -= self.room.0 + INSET;
        }
        if self.photo.is_none() {
            // Beside higher cards it stands in the middle of its own.
            line.y += (spot.height - self.height).max(0) / 2;
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

/// How high texts are below each other in a width.
fn high(lines: &[(Lettering, String)], width: i32) -> i32 {
    lines.iter().map(|(look, words)| look.height(words, width)).sum()
}

/// A picture's size in the room for a photo; whole, never torn out of shape.
fn scaled(index: usize, room: (i32, i32), pictures: PictureSizes<'_>) -> Option<(usize, i32, i32)> {
    let (width, height) = pictures(index)?;
    let (width, height) = (i64::from(width.max(1)), i64::from(height.max(1)));
    let (most_wide, most_high) = (i64::from(room.0), i64::from(room.1));
    let (wide, high) = if width * most_high > height * most_wide {
        (most_wide, height * most_wide / width)
    } else {
        (width * most_high / height, most_high)
    };
    let micrometres = |length: i64| i32::try_from(length).unwrap_or(room.0).max(100);
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
        "支部" => (look(Style::Heading2, TEXT), words),
        "事迹" => (text(TEXT), words),
        name => (text(TEXT), format!("{name}：{words}")),
    })
}
