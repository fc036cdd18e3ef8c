//! 大字版: one entry on one large sheet, to be read from afar: its title, its text where that stands larger than on a board,
//! else what it begins with and the names or promises that it is about, where and until when readers may act, 落款 and
//! date.

use super::pieces::{
    LARGE_TITLE, entry_body, has_title_in, lay_to_foot, panel, paragraph, signature, signer, titled,
};
use super::{pledge, publicity, study};
use crate::paper::blocks::{Block, CellPart, Paragraph, Table, TableRow};
use crate::paper::fitted::NARROWEST;
use crate::paper::geometry::{READ, row};
use crate::paper::measure::EM;
use crate::paper::{Align, Closing, Geometry, Sheet, Shift, Style, TITLE, cards, columns};
use crate::read::Detail;
use crate::site::{Entry, Site};

/// The type in the frame, the largest first: where objections are received gives way to whom they may be about. At 5.7 mm
/// a 公示期 stands in one line of 28 characters.
const PANELS: [i32; 9] = [7_800, 7_000, 6_600, 6_300, 6_000, 5_700, 5_200, 4_700, 4_233];

/// The type of the title, the largest first.
const TITLES: [i32; 4] = [LARGE_TITLE, 8_700, 8_200, TITLE];

/// The type of names in a table, the largest first.
const TABLES: [i32; 8] = [7_700, 7_200, 6_800, 6_400, 6_000, 5_700, 5_300, 5_000];

/// What stays free between two tables besides what always does, in µm: they are not read as one.
const APART: i32 = 5_000;

/// 16 pt: the least of it, and of the type in the frame, as it is printed.
const LEAST_OF_NAMES: i32 = 5_644;

/// What stays free at either side of its cells, as it is printed on A4.
const SIDE: i32 = 2_000;

/// The free rows that may stand below the title, so that what is short does not leave the sheet empty below it.
const BELOW_TITLE: std::ops::RangeInclusive<i32> = 0..=3;

/// How large a poster's text is beside a board's, in thousandths: what is to be read from afar, what may be read from
/// near, the least for what essentials begin with, and for essentials that have room at all.
const FAR: i32 = 1_200;
const NEAR: i32 = 1_000;
const OPENED: i32 = 920;
const LEAST: i32 = 860;

/// What the two lines of a signature and a row above them have to take for a seal, in µm; the text above ends a row higher.
const SEAL: i32 = 40_000;

/// What stands in the place of a text that is too long.
const ELSEWHERE: &str = "（全文见公开栏）";

/// What stands in the place of how and by when a promise is kept.
const KEPT_ELSEWHERE: &str = "（措施、时限和进度见公开栏）";

/// A poster.
#[derive(Debug, Clone)]
pub struct Poster {
    /// One sheet, but for a title that fills more.
    pub sheets: Vec<Sheet>,
    /// The whole text stands on it.
    pub is_whole: bool,
}

/// What stands on a poster set so; `None` where that does not fit it.
type PosterText<'t> = &'t dyn Fn(&PosterSet<'_>) -> Option<Vec<Block>>;

/// Sets an entry in the largest of these ways in which it is one sheet: whole where it is large; its essentials, with what
/// they begin with or alone; its title.
pub(in crate::paper) fn poster(site: &Site, entry: &Entry, ways: &[Geometry]) -> Poster {
    let is_text = |block: &Block| !matches!(block, Block::Picture(_));
    let text: Vec<Block> = body(site, entry).into_iter().filter(is_text).collect();
    let instead = said_elsewhere(ELSEWHERE);
    let part = |opening: &[Block], essence: Option<Vec<Block>>| {
        let said: Vec<Block> = opening.iter().cloned().chain(essence?).collect();
        let is_said = !said.is_empty();
        is_said.then(|| said.into_iter().chain([instead.clone()]).collect())
    };
    let promised: PosterText<'_> = &|_| {
        let mut said = pledge::promises(entry.detail.pledge()?);
        said.extend([Block::Space(1), said_elsewhere(KEPT_ELSEWHERE)]);
        Some(said)
    };
    let whole: PosterText<'_> = &|_| Some(text.clone());
    let opening = opening(&text);
    let outlined: PosterText<'_> = &|set| {
        let essence = essence(&text[opening.len()..], entry, Essence::Outline, &|table| {
            large(table, set)
        });
        part(opening, some(essence))
    };
    // Several tables say little without what each is of.
    let has_several = text
        .iter()
        .filter(|block| matches!(block, Block::Table(_)))
        .count()
        > 1;
    let all_of = |how: Essence, set: &PosterSet<'_>| {
        has_several.then(|| essence(&text, entry, how, &|table| large(table, set)))?
    };
    let small_outline: PosterText<'_> = &|set| has_several.then(|| outlined(set))?;
    let outline_alone: PosterText<'_> = &|set| part(&[], some(all_of(Essence::Outline, set)));
    let marked_alone: PosterText<'_> = &|set| part(&[], some(all_of(Essence::Marked, set)));
    let tables =
        |set: &PosterSet<'_>| some(essence(&text, entry, Essence::Tables, &|table| large(table, set)));
    let headed: PosterText<'_> = &|set| part(&[], some(all_of(Essence::Headed, set)));
    let opened: PosterText<'_> = &|set| part(opening, tables(set));
    let alone: PosterText<'_> = &|set| part(&[], tables(set));
    let small: PosterText<'_> = &|_| part(&[], some(essence(&text, entry, Essence::Tables, &Some)));
    let named: PosterText<'_> = &|_| part(&[], names(entry));
    let begun: PosterText<'_> = &|_| part(opening, Some(Vec::new()));
    let title: PosterText<'_> = &|_| Some(vec![instead.clone()]);
    let attempts = [
        (0, promised, false),
        (FAR, whole, true),
        (FAR, outlined, false),
        (NEAR, whole, true),
        (OPENED, outlined, false),
        (LEAST, small_outline, false),
        (LEAST, outline_alone, false),
        (LEAST, marked_alone, false),
        (LEAST, headed, false),
        (OPENED, opened, false),
        (0, headed, false),
        (0, alone, false),
        (0, small, false),
        (0, named, false),
        (0, whole, true),
        (0, begun, false),
        (0, title, false),
    ];
    first_that_fits((site, entry), ways, &attempts).unwrap_or_else(|| Poster {
        sheets: ways
            .last()
            .map(|way| laid(site, entry, &[instead], &PosterSet::closest(way)))
            .unwrap_or_default(),
        is_whole: false,
    })
}

/// The first of these texts that is one sheet in one of these ways, with the least that each is set larger than a board's, and
/// whether it is the whole.
fn first_that_fits(
    (site, entry): (&Site, &Entry),
    ways: &[Geometry],
    attempts: &[(i32, PosterText<'_>, bool)],
) -> Option<Poster> {
    // A row stays free at the foot where that can be: nobody signs on what frames the sheet.
    let lower: Vec<Geometry> = ways.iter().map(|way| way.with_rows(way.rows - 1)).collect();
    attempts.iter().find_map(|(least, text, is_whole)| {
        // What is no essence is read as on a board, in 16 pt.
        let floor = |way: &Geometry| match least {
            0 => way.margins().min(READ),
            least => way.margins() * least / 1_000,
        };
        let is_large = |way: &&Geometry| way.scale >= floor(way);
        let mut sheets = [lower.as_slice(), ways].into_iter().filter_map(|ways| {
            let ways: Vec<&Geometry> = ways.iter().filter(is_large).collect();
            one_sheet(site, entry, &ways, *text)
        });
        let sheets = sheets.next()?;
        Some(Poster {
            sheets,
            is_whole: *is_whole,
        })
    })
}

/// What says where the rest is.
fn said_elsewhere(words: &str) -> Block {
    Block::Text(Paragraph {
        style: Style::Quote,
        align: Align::Centre,
        ..Paragraph::of(words)
    })
}

/// An entry with some text in the largest of these ways in which it is one sheet, as large in its frame as that leaves
/// room for.
fn one_sheet(site: &Site, entry: &Entry, ways: &[&Geometry], text: PosterText<'_>) -> Option<Vec<Sheet>> {
    let lay = |set: &PosterSet<'_>| {
        let sheets = laid(site, entry, &text(set)?, set);
        (sheets.len() == 1).then_some(sheets)
    };
    let closest = closest(ways, text);
    // What has no room in the smallest type in which it may be set has none in any.
    let can_be = closest.iter().filter(|set| text(set).is_some());
    lay(can_be.min_by_key(|set| (set.geometry.scale, set.table))?)?;
    let mut best = closest.into_iter().find(|set| lay(set).is_some())?;
    let titles = TITLES.into_iter();
    let titles = titles.filter(|size| has_title_in(entry, *size, best.geometry));
    let mut titles = titles.map(|title| PosterSet { title, ..best });
    best = titles.find(|set| lay(set).is_some()).unwrap_or(best);
    let panels = PANELS
        .iter()
        .flat_map(|size| [false, true].map(|paired| (*size, paired)));
    let panels = panels.map(|panel| PosterSet { panel, ..best });
    let is_below_names = |set: &PosterSet<'_>| set.table.is_none_or(|table| set.panel.0 <= table);
    let mut panels = panels.filter(is_below_names);
    best = panels.find(|set| lay(set).is_some()).unwrap_or(best);
    let mut sets = BELOW_TITLE
        .rev()
        .map(|below_title| PosterSet { below_title, ..best });
    sets.find_map(|set| lay(&set))
}

/// The ways to set a text with the least room for everything else: where names stand in a table, those first in which
/// they are largest as they are printed; else the largest first.
fn closest<'g>(ways: &[&'g Geometry], text: PosterText<'_>) -> Vec<PosterSet<'g>> {
    let mut sets: Vec<PosterSet<'g>> = Vec::new();
    for way in ways {
        let closest = PosterSet::closest(way);
        let of_table = |size: &i32| PosterSet {
            table: Some(*size),
            ..closest
        };
        let said = text(&closest);
        let has_table = said.is_none_or(|said| said.iter().any(|block| matches!(block, Block::Table(_))));
        match has_table {
            true => sets.extend(TABLES.iter().map(of_table)),
            false => sets.push(closest),
        }
    }
    let printed = |set: &PosterSet<'_>| set.geometry.scaled(set.table.unwrap_or(0));
    sets.sort_by_key(|set| std::cmp::Reverse((printed(set), set.geometry.scale)));
    sets
}

/// Something, where it says something.
fn some(essence: Option<Vec<Block>>) -> Option<Vec<Block>> {
    essence.filter(|essence| !essence.is_empty())
}

/// Those whom the tables of a notice name, in a sentence: for tables that have no room. `None` where they name nobody.
fn names(entry: &Entry) -> Option<Vec<Block>> {
    let Detail::Notice(_) = &entry.detail else {
        return None;
    };
    let mut blocks = Vec::new();
    for block in entry_body(entry) {
        let Block::Table(table) = block else { continue };
        for column in columns::of_names(&table) {
            let said = |row: &TableRow| row.get(column).map(cards::words);
            let head = table.head.first().and_then(said).filter(|head| !head.is_empty());
            let names: Vec<String> = table
                .rows
                .iter()
                .filter_map(said)
                .filter(|name| !name.is_empty())
                .collect();
            let head = head.map_or(String::new(), |head| format!("{head}："));
            blocks.push(paragraph(format!("{head}{}。", names.join("、"))));
        }
    }
    Some(blocks).filter(|blocks| !blocks.is_empty())
}

/// What stands between the title and the frame.
fn body(site: &Site, entry: &Entry) -> Vec<Block> {
    match &entry.detail {
        Detail::Pledge(of) => pledge::content(entry, of, site.day),
        _ => entry_body(entry),
    }
}

/// What a text that is too long begins with, before the first heading and the first table.
fn opening(text: &[Block]) -> &[Block] {
    let is_body = |block: &&Block| matches!(block, Block::Text(of) if of.style == Style::Body);
    &text[..text.iter().take_while(is_body).count()]
}

/// How much of what a notice is about stands on a poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Essence {
    /// Its tables.
    Tables,
    /// Its tables, each below its heading.
    Headed,
    /// Its tables and what it sets off in bold type.
    Marked,
    /// Its tables and what it sets off in bold type, each below its heading.
    Outline,
}

/// What the text of a notice that is too long is about: its tables, as a 公示 names people in, where they can be set so.
fn essence(
    text: &[Block],
    entry: &Entry,
    how: Essence,
    set: &dyn Fn(Table) -> Option<Table>,
) -> Option<Vec<Block>> {
    let Detail::Notice(_) = &entry.detail else {
        return None;
    };
    let is_headed = matches!(how, Essence::Headed | Essence::Outline);
    let is_marked = matches!(how, Essence::Marked | Essence::Outline);
    let mut essence = Vec::new();
    let mut heading: Option<&Block> = None;
    for block in text {
        let said = match block {
            Block::Table(table) => Block::Table(set(table.clone())?),
            Block::Text(of) if of.keep => {
                heading = Some(block);
                continue;
            }
            Block::Text(of) if is_marked && is_set_off(of) => Block::Text(alone(of)),
            _ => continue,
        };
        essence.extend(heading.take().filter(|_| is_headed).cloned());
        essence.push(said);
    }
    Some(essence)
}

/// True for a paragraph of which its author wants something to be seen.
fn is_set_off(of: &Paragraph) -> bool {
    of.style == Style::Body && of.spans.iter().any(|span| span.marks.bold)
}

/// A paragraph by itself: without the marks of notes that are not there, and without its number in a list.
fn alone(of: &Paragraph) -> Paragraph {
    let spans = of.spans.iter().filter(|span| span.marks.shift == Shift::None);
    Paragraph {
        spans: spans.cloned().collect(),
        marker: None,
        left: 0,
        indent: 2 * EM,
        ..of.clone()
    }
}

/// A table in type of the size that is asked for, where its columns have room for that and it is read from two steps: those
/// that say who and what, and not the sentences beside them. Days of the week stand below their days where that makes room.
/// Names are bold.
fn large(table: Table, set: &PosterSet<'_>) -> Option<Table> {
    let [.., least] = TABLES;
    let size = set.table.unwrap_or(least);
    if set.geometry.scaled(size) < LEAST_OF_NAMES {
        return None;
    }
    let table = Table {
        side: Some(set.geometry.laid(SIDE * set.geometry.margins() / 1_000)),
        ..columns::without_sentences(&table).unwrap_or(table)
    };
    let fits = |table: &Table| columns::fits_unbroken(table, set.geometry.width(), size, NARROWEST);
    let ways = [table.clone(), weekdays_below(&table)];
    let mut table = ways.into_iter().find(fits)?;
    for column in columns::of_names(&table) {
        let cells = table.rows.iter_mut().filter_map(|row| row.get_mut(column));
        for part in cells.flat_map(|cell| &mut cell.parts) {
            if let CellPart::Text(spans) = part {
                spans.iter_mut().for_each(|span| span.marks.bold = true);
            }
        }
    }
    let size = Some(size);
    Some(Table {
        size,
        apart: APART,
        ..table
    })
}

/// A table in which days of the week stand below their days.
fn weekdays_below(table: &Table) -> Table {
    let mut table = table.clone();
    let cells = table.rows.iter_mut().flatten();
    for part in cells
        .filter(|cell| columns::is_day(cell))
        .flat_map(|cell| &mut cell.parts)
    {
        if let CellPart::Text(spans) = part {
            let spans = spans.iter_mut();
            spans.for_each(|span| span.text = span.text.replace("日（", "日\n（"));
        }
    }
    table
}

/// How a poster is set.
#[derive(Debug, Clone, Copy)]
struct PosterSet<'g> {
    geometry: &'g Geometry,
    /// The size of type of the title.
    title: i32,
    /// The size of type in the frame, and whether two facts stand beside each other in it.
    panel: (i32, bool),
    /// The size of type of names in a table; none where there is no table.
    table: Option<i32>,
    /// Free rows.
    below_title: i32,
}

impl<'g> PosterSet<'g> {
    /// With the least room for everything.
    fn closest(geometry: &'g Geometry) -> Self {
        let [.., panel] = PANELS;
        let panel = geometry.laid(LEAST_OF_NAMES).max(panel);
        Self {
            geometry,
            title: TITLE,
            panel: (panel, true),
            table: None,
            below_title: *BELOW_TITLE.start(),
        }
    }
}

fn laid(site: &Site, entry: &Entry, text: &[Block], set: &PosterSet<'_>) -> Vec<Sheet> {
    let geometry = set.geometry;
    let mut blocks = titled(entry, set.title, geometry);
    blocks.push(Block::Space(set.below_title));
    blocks.extend_from_slice(text);
    let facts = match &entry.detail {
        Detail::Notice(notice) => publicity::facts(notice, &site.calendar),
        Detail::Study(study) => study::facts(study),
        Detail::Meeting(_) | Detail::Pledge(_) | Detail::Ledger(_) | Detail::Page(_) => Vec::new(),
    };
    if !facts.is_empty() {
        blocks.push(Block::Space(1));
        blocks.push(panel(&facts, set.panel, geometry));
    }
    // Whoever promises signs; a seal is that of a unit.
    let alone = entry.detail.pledge().and_then(|of| match of.pledgers.as_slice() {
        [alone] => Some(format!("承诺人：{}", alone.name)),
        _ => None,
    });
    let sealed = alone.is_none();
    let signed_by = alone.unwrap_or_else(|| signer(site, entry));
    let closing = Closing {
        signed_by: &signed_by,
        signed_on: entry.common.signed_on.unwrap_or(entry.common.date),
        sealed,
    };
    let mut closing = signature(entry, closing, geometry, crate::paper::BODY);
    if let Some(Block::Space(above)) = closing.first_mut()
        && 3 * geometry.scaled(row(1)) >= SEAL
    {
        // A seal is as large as ever, and two lines of this size are nearly as high as it is.
        *above = 1;
    }
    lay_to_foot(&blocks, &closing, geometry)
}
