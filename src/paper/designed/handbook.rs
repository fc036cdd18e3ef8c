//! 党建手册: what an edition shows of one year as a book on A4, for printing on both sides: a cover, the contents with page
//! numbers, then the entries one below the other, as their texts are set by GB/T 9704—2012.
//!
//! Paper stays where it is put: of a 公示, running or over, it says no more than what is left of one that is over.

mod contents;
mod cover;

use contents::{CONTENTS, contents};
use cover::{cover, imprint};

use super::entry_text::EntryText;
use super::pieces::{aligned, cell, head_row, lay, paragraph, title};
use super::{matrix, organization, publicity};
use crate::paper::blocks::{Block, Table};
use crate::paper::frame;
use crate::paper::geometry::{row, rows_of};
use crate::paper::sheet::{Area, Ink};
use crate::paper::{Align, BoxContent, Flow, Geometry, Photographs, Placed, Sheet, Style};
use crate::read::Detail;
use crate::read::notice::Notice;
use crate::site::{Entry, EntryId, Site};
use crate::words::{Day, Kind, Labelled, Paper};

/// A book.
#[derive(Debug)]
pub struct Handbook {
    /// Its pages, in the order in which they are printed: odd ones are on the right.
    pub pages: Vec<HandbookPage>,
    /// How many entries stand in it whole.
    pub entries: usize,
    /// How many 公示 it only names.
    pub publicities: usize,
}

/// A page of it.
#[derive(Debug)]
pub struct HandbookPage {
    /// What stands on it.
    pub sheet: Sheet,
    /// The entry whose pictures it shows.
    pub entry: Option<EntryId>,
}

/// 四号, 14 pt: the page numbers (GB/T 9704—2012, 7.5).
const FOUR: i32 = 4_939;
/// 五号, 10.5 pt: what stands above every page.
const FIVE: i32 = 3_704;

/// The book of a year; `None` when nothing of it is shown.
#[must_use]
pub fn sheets(site: &Site, year: i32, photographs: &Photographs) -> Option<Handbook> {
    let geometry = Geometry::standard(Paper::default());
    let chapters = chapters(site, year, (&geometry, photographs));
    let publicities = publicities(site, year).count();
    let entries = site
        .entries()
        .iter()
        .filter(|entry| is_whole(entry, year))
        .count();
    if entries + publicities == 0 {
        return None;
    }
    let name = format!("{}党建手册（{year}年）", organizer(site));
    let mut pages = vec![
        cover(site, year, &geometry),
        imprint(site, year, entries, &geometry),
    ];
    for (index, mut page) in contents(&chapters, &geometry).into_iter().enumerate() {
        let number = index + 1;
        furnish(
            &mut page,
            (number, &format!("目录{number}"), (CONTENTS, &name)),
            &geometry,
        );
        pages.push(page);
    }
    if pages.len() % 2 == 1 {
        // The first entry is on the right.
        pages.push(empty(&geometry));
    }
    let mut pages: Vec<HandbookPage> = pages.into_iter().map(HandbookPage::plain).collect();
    let mut number = 0;
    for chapter in chapters {
        for mut page in chapter.pages {
            number += 1;
            let above = (chapter.name, name.as_str());
            furnish(&mut page.sheet, (number, &number.to_string(), above), &geometry);
            pages.push(page);
        }
    }
    Some(Handbook {
        pages,
        entries,
        publicities,
    })
}

impl HandbookPage {
    fn plain(sheet: Sheet) -> Self {
        Self { sheet, entry: None }
    }
}

/// A part of the book with a name of its own.
struct Chapter {
    name: &'static str,
    titles: Vec<ContentsTitle>,
    pages: Vec<HandbookPage>,
}

/// An article as the contents name it.
struct ContentsTitle {
    words: String,
    /// On which of the chapter's pages it begins, from 0.
    page: usize,
    /// Of an entry.
    day: Option<Day>,
}

impl Chapter {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            titles: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// What begins on a page of its own, and leaves what is left of its last one free.
    fn add(&mut self, title: &str, (entry, day): (Option<EntryId>, Option<Day>), sheets: Vec<Sheet>) {
        if !sheets.is_empty() {
            self.titles.push(ContentsTitle {
                words: title.to_owned(),
                page: self.pages.len(),
                day,
            });
            let pages = sheets.into_iter().map(|sheet| HandbookPage { sheet, entry });
            self.pages.extend(pages);
        }
    }

    /// Entries, one below the other. A page shows the pictures of one entry.
    fn add_entries(
        &mut self,
        site: &Site,
        ids: impl Iterator<Item = EntryId>,
        (geometry, photographs): (&Geometry, &Photographs),
    ) {
        let text = |id| (id, EntryText::of(site, site.entry(id), Some(geometry)));
        let texts: Vec<(EntryId, EntryText)> = ids.map(text).collect();
        let pictures = |(_, text): &'_ (EntryId, EntryText)| {
            let images = text.images.clone();
            move |index: usize| Some(photographs.get(images.get(index)?)?.size)
        };
        let pictures: Vec<_> = texts.iter().map(pictures).collect();
        let Some(first) = pictures.first() else {
            return;
        };
        let mut flow = Flow::new(*geometry, first);
        // Whose pictures each page shows.
        let mut shown: Vec<Option<EntryId>> = Vec::new();
        for ((id, text), pictures) in texts.iter().zip(&pictures) {
            flow.show(pictures);
            let used = rows_of(flow.y);
            let has_pictures = text.pictures().next().is_some();
            let is_free = !has_pictures || shown.len() < flow.sheets().len() || shown.last() == Some(&None);
            let placed_below = |rows: i32| {
                let mut page = Flow::new(*geometry, pictures);
                page.y = row(rows);
                text.place(&mut page, geometry);
                page
            };
            let alone = placed_below(0);
            let is_short = alone.sheets().len() == 1 && rows_of(alone.y) <= geometry.rows / 2;
            let begins = |above: i32| {
                let page = placed_below(above);
                let is_whole = page.sheets().len() == 1;
                let is_begun = above + BEGUN <= geometry.rows && !page.sheets()[0].boxes.is_empty();
                // No page for a few lines of it, where it begins on another one.
                let is_begun = is_begun && (rows_of(page.y) >= ENDED || rows_of(alone.y) < ENDED);
                above < geometry.rows && (is_whole || (is_begun && !is_short))
            };
            if used > 0 && is_free && begins(used + BETWEEN) {
                flow.place(&[Block::Space(BETWEEN)], 0);
            } else if used > 0 {
                flow.turn();
            }
            self.titles.push(ContentsTitle {
                words: text.title.clone(),
                page: self.pages.len() + flow.sheets().len() - 1,
                day: Some(day_of(site.entry(*id))),
            });
            let begun = flow.sheets().len() - 1;
            text.place(&mut flow, geometry);
            shown.resize(flow.sheets().len(), None);
            for (sheet, shown) in flow.sheets().iter().zip(&mut shown).skip(begun) {
                if has_pictures && shown.is_none() && shows_pictures(sheet) {
                    *shown = Some(*id);
                }
            }
        }
        let pages = flow.finish().into_iter().zip(shown);
        self.pages
            .extend(pages.map(|(sheet, entry)| HandbookPage { sheet, entry }));
    }
}

fn shows_pictures(sheet: &Sheet) -> bool {
    let mut boxes = sheet.boxes.iter();
    boxes.any(|placed| matches!(placed.what, BoxContent::Picture(_)))
}

/// How large the text is beside that of a 公文, in thousandths: 小四, 12 pt, which a book is read in.
const OF_TEXT: i32 = 760;

/// The same where its lines are set closer, as those of a board may be, so that more of its texts share a page.
const CLOSER: [i32; 2] = [727, 700];

/// How much of its pages a chapter saves at least that is set so, in hundredths.
const SAVED: usize = 20;

/// What does not end on the page has so many rows on it, with its title; what takes half a page is not parted.
const BEGUN: i32 = 10;

/// What ends on a further page has so many rows on it.
const ENDED: i32 = 5;

/// Free rows between two entries on one page.
const BETWEEN: i32 = 1;

fn chapters(site: &Site, year: i32, of: (&Geometry, &Photographs)) -> Vec<Chapter> {
    let (geometry, photographs) = of;
    let text = geometry.larger(OF_TEXT);
    let mut organization = Chapter::new("党组织");
    organization.add(
        "组织机构图",
        (None, None),
        organization::sheets(site, None, geometry),
    );
    let newest = site.matrix.last_key_value().map(|(year, _)| *year);
    if newest == Some(year) {
        let meetings = matrix::sheets(site, None, geometry);
        organization.add("“三会一课”开展情况", (None, None), meetings);
    }
    let mut chapters = vec![organization];
    for kind in Kind::ALL {
        let name = match kind {
            Kind::Page => "其他",
            _ => kind.label(),
        };
        // Newest first is for readers of a site; a book tells a year from its beginning.
        let ids = site.ids().collect::<Vec<_>>().into_iter().rev();
        let shown = ids.filter(|id| site.entry(*id).kind() == kind && is_whole(site.entry(*id), year));
        let mut shown: Vec<EntryId> = shown.collect();
        shown.sort_by_key(|id| day_of(site.entry(*id)));
        let set = |geometry: &Geometry| {
            let mut chapter = Chapter::new(name);
            chapter.add_entries(site, shown.iter().copied(), (geometry, photographs));
            chapter
        };
        chapters.push(fewer_pages(set(&text), |scale| set(&geometry.larger(scale))));
    }
    let mut named = Chapter::new("公示");
    named.add("公示情况", (None, None), publicity_list(site, year, &text));
    chapters.push(named);
    chapters.retain(|chapter| !chapter.pages.is_empty());
    chapters
}

/// A chapter as it is, or set closer where that saves enough of its pages.
fn fewer_pages(usual: Chapter, closer: impl Fn(i32) -> Chapter) -> Chapter {
    let most = usual.pages.len() * (100 - SAVED) / 100;
    let is_enough = |chapter: &Chapter| chapter.pages.len() <= most;
    // One page is none too many.
    let mut ways = CLOSER.into_iter().filter(|_| usual.pages.len() > 1).map(closer);
    ways.find(is_enough).unwrap_or(usual)
}

/// By which an entry has its place in its chapter: a meeting by the day on which it was held, where that is of the year.
fn day_of(entry: &Entry) -> Day {
    let date = entry.common.date;
    let held = match &entry.detail {
        Detail::Meeting(meeting) => meeting.day(date),
        _ => date,
    };
    if held.year() == date.year() { held } else { date }
}

/// True for an entry of the year that stands in the book with its text.
fn is_whole(entry: &Entry, year: i32) -> bool {
    is_own(entry, year) && !entry.is_remnant && !entry.is_passing()
}

/// True for what was published in the year; a sample was not.
fn is_own(entry: &Entry, year: i32) -> bool {
    entry.common.date.year() == year && !entry.common.sample
}

/// The 公示 of the year of which names must not stay on paper, the earliest first.
fn publicities(site: &Site, year: i32) -> impl Iterator<Item = (&Entry, &Notice)> {
    let entries = site.entries().iter().rev();
    let passing =
        entries.filter(move |entry| is_own(entry, year) && (entry.is_remnant || entry.is_passing()));
    passing.filter_map(|entry| Some((entry, entry.detail.notice()?)))
}

/// When each hung, whose it was, and how it ended.
fn publicity_list(site: &Site, year: i32, geometry: &Geometry) -> Vec<Sheet> {
    let rows: Vec<_> = publicities(site, year)
        .enumerate()
        .map(|(index, (entry, notice))| {
            let period = notice
                .period
                .map(|period| publicity::in_words(period, &site.calendar));
            let branch = entry.common.branch.as_deref().and_then(|id| site.branch(id));
            let unit = branch.map_or_else(|| organizer(site), |branch| branch.name.as_str());
            let result = match &notice.result {
                _ if entry.is_passing() => "正在公示",
                Some(result) if result.objections => "有异议",
                Some(_) => "无异议",
                None => "已期满",
            };
            vec![
                aligned((index + 1).to_string(), Align::Centre),
                cell(period.unwrap_or_default()),
                cell(unit),
                aligned(result, Align::Centre),
            ]
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = title(&format!("{year}年公示情况"), geometry);
    blocks.push(Block::Space(1));
    blocks.push(paragraph(
        "公示期满，内容已经撤下；正在公示的，以公开栏和网站为准。这里不列姓名。",
    ));
    blocks.push(Block::Table(Table {
        head: vec![head_row(&["序号", "公示期", "党组织", "结果"])],
        rows,
        shares: vec![10, 46, 28, 16],
        ..Table::default()
    }));
    lay(&blocks, 0, geometry, &|_| None)
}

fn organizer(site: &Site) -> &str {
    let own = site.organization.name.as_deref();
    own.or(site.publisher.organizer.as_deref())
        .unwrap_or(&site.edition.title)
}

fn empty(geometry: &Geometry) -> Sheet {
    Sheet {
        paper: geometry.paper,
        boxes: Vec::new(),
        parted: 0,
    }
}

/// Which side of an opened book a page is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    /// Of a page by its number, counted from 1.
    fn of(number: usize) -> Self {
        match number % 2 {
            0 => Self::Left,
            _ => Self::Right,
        }
    }
}

/// The margins at the binding and at the other edge are 28 and 26 mm wide: on the left side of the book the text stands
/// by so much further left, in 1/100 mm.
const TURNED: i32 = -200;

/// Moves what stands on a page to where its side of the book has it.
fn bind(sheet: &mut Sheet, side: Side) {
    if side == Side::Left {
        for placed in &mut sheet.boxes {
            placed.area.x += TURNED;
        }
    }
}

/// From the foot of the text to the number's line (GB/T 9704—2012, 7.5), and where what stands above a page is, in
/// 1/100 mm.
const NUMBER_BELOW: i32 = 700;
const ABOVE_TOP: i32 = 2_350;
const ABOVE_RULE: i32 = 2_980;

/// Adds what stands around the text of a page: below it its number in words, above it the chapter on the right side, and
/// the book's name on the left.
fn furnish(sheet: &mut Sheet, (number, said, above): (usize, &str, (&str, &str)), geometry: &Geometry) {
    let block = geometry.block();
    let side = Side::of(number);
    let (align, above) = match side {
        Side::Left => (Align::Left, above.1),
        Side::Right => (Align::Right, above.0),
    };
    // One character from the edge.
    let inner = Area {
        x: block.x + FOUR / 10,
        y: block.bottom() + NUMBER_BELOW - FOUR / 20,
        width: block.width - FOUR / 5,
        height: FOUR / 10,
    };
    let top = Area {
        y: ABOVE_TOP,
        height: FIVE * 3 / 2 / 10,
        ..block
    };
    let rule = Area {
        y: ABOVE_RULE,
        height: 15,
        ..block
    };
    let above_size = frame::fitting(above, FIVE, block.width);
    sheet.boxes.extend([
        frame::line(top, above, above_size, align, Style::Frame),
        Placed {
            area: rule,
            what: BoxContent::Rule(Ink::Grey),
        },
        frame::line(inner, &format!("— {said} —"), FOUR, align, Style::Frame),
    ]);
    bind(sheet, side);
}
