//! 承诺上墙: one sheet for each person, in large type: who promises, what, how and by when, how far it is, and a line to
//! sign on. What the entry says beside that follows on further sheets.

mod words;

use std::rc::Rc;

use super::pieces::{
    WALL, aligned, balanced, entry_body, head_over, head_row, heading, heads, hung, in_type, keep_together,
    label, labelled, lay, lay_to_foot, paragraph, strong,
};
use words::{facts, reviewed, said, signs};
pub(super) use words::{judged, progress};

use crate::paper::blocks::{Block, Paragraph, Table, TableCell, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::{
    Align, BODY, BoxContent, Flow, Geometry, LEVEL_FROM, PictureSizes, Placed, Sheet, Style, best, level,
    padded,
};
use crate::read::pledge::{Pledge, PledgeItem, PledgeKind, Pledger};
use crate::site::Entry;
use crate::words::{Day, Paper, PaperSize, Turn, han_number};

/// How a pledger's sheet may be set, the best way first: how much larger than the text of its paper in thousandths, and the
/// size of type. Whoever promises little promises it in large type: 14 characters fill a line.
const WAYS: [(i32, i32); 15] = [
    (SCALES[0], LARGE),
    (SCALES[1], LARGE),
    (SCALES[2], LARGE),
    (SCALES[3], LARGE),
    (1_000, WALL[0]),
    (1_000, WALL[1]),
    (1_000, WALL[2]),
    (1_000, LEAST),
    (CLOSER[0], 6_000),
    (CLOSER[1], 6_240),
    (CLOSER[2], 6_560),
    (CLOSER[3], 6_830),
    (CLOSER[4], 7_080),
    (SMALLER[0], WALL[2]),
    (SMALLER[1], WALL[2]),
];

/// How much larger than the text of its paper, in thousandths.
const SCALES: [i32; 4] = [1_360, 1_240, 1_120, 1_000];

/// The same for many promises on one sheet with how they were judged: 15 pt, 14 pt.
const SMALLER: [i32; 2] = [875, 810];

/// 22 pt and 16 pt.
const LARGE: i32 = 7_800;
const LEAST: i32 = 5_644;

/// How much larger than the text of its paper what explains a pledge may be, in thousandths: 20 pt to 11 pt on A4, but no
/// type is below the least of its paper.
const EXPLAINED_SCALES: [i32; 16] = [
    1_270, 1_210, 1_160, 1_110, 1_060, 1_030, 1_000, 975, 957, 940, 920, 875, 830, 800, 760, 717,
];

/// How large it is where it stands below the pledge, in hundredths of that.
const EXPLAINED_BELOW: [i32; 4] = [100, 95, 90, 85];

/// So many of the last lines that say how a pledge was kept stay together, with what was promised.
const LAST: usize = 4;

/// What stands over the text of an entry, behind what is promised.
const EXPLAINED: &str = "附：承诺说明";

/// How close the lines of what is promised are set to save a sheet; its type is of no less than 16 pt all the same.
const CLOSER: [i32; 5] = [957, 920, 875, 840, 810];

/// What is signed on is no shorter, in µm as it is printed.
const RULE: i32 = 60_000;

/// What the day of 评诺 is called.
const JUDGED_ON: &str = "评诺日期";

/// So many promises are worth a sheet.
const OF_A_SHEET: usize = 3;

/// True when each pledger has a sheet: one alone, and those who lead and promise enough. Of others there is a register.
pub(super) fn is_for_the_wall(pledge: &Pledge) -> bool {
    let leads = matches!(pledge.kind, PledgeKind::Secretary | PledgeKind::Committee);
    let mut pledgers = pledge.pledgers.iter();
    let promise_enough = pledgers.any(|pledger| pledge.items_of(pledger).len() >= OF_A_SHEET);
    pledge.pledgers.len() == 1 || leads && promise_enough
}

/// A sheet or more for each pledger.
pub(super) fn sheets(
    entry: &Entry,
    pledge: &Pledge,
    day: Day,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let on_wall = OnWall {
        entry,
        pledge,
        day,
        geometry,
    };
    let explained = explained(entry);
    if let ([pledger], Turn::Landscape, false) = (
        pledge.pledgers.as_slice(),
        geometry.paper.turn,
        explained.is_empty(),
    ) {
        let beside = |way: &(i32, i32)| on_wall.beside(pledger, *way, (&explained, pictures));
        if let Some(whole) = WAYS.iter().find_map(beside) {
            return whole;
        }
    }
    // Sheets that hang beside each other are set alike.
    let make = |way: &PledgeWay| -> Vec<Sheet> {
        let pledgers = pledge.pledgers.iter();
        pledgers
            .flat_map(|pledger| on_wall.alone(pledger, *way))
            .collect()
    };
    // No promise is parted from the others to a further sheet where that can be helped, nor by when from how far.
    let set = |of: &[(i32, i32)]| -> Vec<Sheet> {
        let all = on_wall.ways(of);
        let whole = all.iter().filter(|way| on_wall.is_promised_on_a_sheet(way));
        let whole: Vec<PledgeWay> = whole.copied().collect();
        let alike = whole.iter().filter(|way| on_wall.is_until_beside(way));
        let alike: Vec<PledgeWay> = alike.copied().collect();
        let mut fewest: Option<Vec<Sheet>> = None;
        for ways in [alike, whole, all] {
            if fewest
                .as_ref()
                .is_some_and(|sheets| sheets.len() <= pledge.pledgers.len())
            {
                break;
            }
            let sheets = best(&ways, make);
            let is_fewer = fewest.as_ref().is_none_or(|fewest| sheets.len() < fewest.len());
            if !sheets.is_empty() && is_fewer {
                fewest = Some(sheets);
            }
        }
        fewest.unwrap_or_default()
    };
    let mut sheets = set(&WAYS);
    if sheets.len() > pledge.pledgers.len() {
        // What needs a second sheet is set as others are.
        sheets = set(&WAYS[SCALES.len()..]);
    }
    if explained.is_empty() {
        return sheets;
    }
    let (least, promised) = (least_text(&sheets), sheets.len());
    sheets.extend(best(
        &explaining(geometry.paper, least),
        |geometry| match on_wall.is_wide() {
            false => lay(&explained, 0, geometry, pictures),
            true => balanced(&explained, geometry, pictures, &Rc::default()),
        },
    ));
    match pledge.pledgers.as_slice() {
        // On a wide sheet what explains it stands on a sheet of its own.
        [pledger] if !on_wall.is_wide() && promised > 1 => {
            let below =
                |way, explaining| on_wall.with_below(pledger, way, (&explained, explaining, pictures));
            on_wall.ended(below, sheets.len()).unwrap_or(sheets)
        }
        _ => sheets,
    }
}

/// How a pledger's sheets are set.
#[derive(Clone, Copy)]
struct PledgeWay {
    /// How much larger than the text of its paper, in thousandths.
    larger: i32,
    /// The type of what is promised.
    size: i32,
    /// In two columns.
    is_beside: bool,
}

/// A pledge that hangs.
struct OnWall<'a> {
    entry: &'a Entry,
    pledge: &'a Pledge,
    day: Day,
    geometry: &'a Geometry,
}

impl OnWall<'_> {
    /// True for a paper of which half a line is enough of one.
    fn is_wide(&self) -> bool {
        let paper = self.geometry.paper;
        (paper.size, paper.turn) == (PaperSize::A3, Turn::Landscape)
    }

    /// These ways, and on a paper that lies on its side the same in two columns behind them.
    fn ways(&self, of: &[(i32, i32)]) -> Vec<PledgeWay> {
        let lies = self.geometry.paper.turn == Turn::Landscape;
        let set = |is_beside: bool| {
            of.iter().map(move |(larger, size)| PledgeWay {
                larger: *larger,
                size: *size,
                is_beside,
            })
        };
        set(false).chain(set(true).filter(|_| lies)).collect()
    }

    /// What a pledger promises in type of a size, how it was judged, and what is signed.
    fn text(&self, pledger: &Pledger, size: i32, geometry: &Geometry) -> (Vec<Block>, Vec<Block>) {
        let mut all = self.promised(pledger, size, geometry);
        let (judged, signed) = self.closed(pledger, size, geometry);
        if !judged.is_empty() {
            all.push(Block::Space(1));
        }
        all.extend(judged);
        (all, signed)
    }

    /// The title, who promises, and what.
    fn promised(&self, pledger: &Pledger, size: i32, geometry: &Geometry) -> Vec<Block> {
        let mut all = head_over(self.entry, size, geometry);
        all.push(who(pledger, size.min(WALL[0])));
        let line = geometry.width() * EM / size;
        all.extend(in_type(self.promises(pledger, line), size));
        all
    }

    /// How it was judged, and what is signed.
    fn closed(&self, pledger: &Pledger, size: i32, geometry: &Geometry) -> (Vec<Block>, Vec<Block>) {
        let judged = self.judged(pledger, size, geometry.width() * EM / size);
        // What is signed on is as large as what is promised.
        let signed = signed(self.entry, pledger, geometry.laid(RULE) / size);
        (in_type(judged, size), in_type(signed, size))
    }

    /// What a pledger promises, in lines of a width.
    fn promises(&self, pledger: &Pledger, line: i32) -> Vec<Block> {
        let is_beside = is_until_on_line(self, line);
        let items = self.pledge.items_of(pledger);
        let number = |at: u32| (items.len() > 1).then_some(at);
        let numbered = (1..).zip(items);
        numbered
            .flat_map(|(at, item)| self.item(number(at), item, is_beside))
            .collect()
    }

    /// How a pledge was judged.
    fn judged(&self, pledger: &Pledger, size: i32, line: i32) -> Vec<Block> {
        let pledge = self.pledge;
        let reviewed = pledge.review.as_ref().map(reviewed);
        let judged: Vec<_> = pledge.evaluation_of(pledger).into_iter().flat_map(said).collect();
        let (dated, judges): (Vec<_>, Vec<_>) =
            judged.iter().cloned().partition(|(name, _)| *name == JUDGED_ON);
        let table = judged_beside(&judges, (size, line));
        let judged = if table.is_some() { dated } else { judged };
        let mut said = beside(&reviewed.into_iter().chain(judged).collect::<Vec<_>>(), line);
        // The table is not without who judged, and when.
        if table.is_some() {
            said.iter_mut().for_each(Block::keep);
        }
        said.extend(table);
        let reason = pledger.unkept_reason.as_ref().or(pledge.unkept_reason.as_ref());
        said.extend(reason.map(|reason| at_margin("未兑现说明", reason)));
        said
    }

    /// One thing promised as it is read from two steps: what hangs behind its number, by which the promises are told apart,
    /// and how it is kept behind its name.
    fn item(&self, number: Option<u32>, item: &PledgeItem, is_beside: bool) -> Vec<Block> {
        let number = number.map_or(String::new(), |number| format!("{}、", han_number(number)));
        let behind = if number.is_empty() { 0 } else { 2 * EM };
        let mut blocks = vec![marked(number, &item.content)];
        let (measure, until) = self.facts(item);
        let until = match is_beside {
            true => vec![until.join("　")],
            false => until,
        };
        blocks.extend(measure.into_iter().chain(until).map(|words| {
            let (name, words) = words.split_at(words.find('：').map_or(0, |at| at + '：'.len_utf8()));
            let hung = hung(name.to_owned(), Style::Body, words);
            Block::Text(Paragraph {
                left: behind + hung.left,
                ..hung
            })
        }));
        keep_together(&mut blocks);
        blocks
    }

    /// How, and by when and how far.
    fn facts(&self, item: &PledgeItem) -> (Option<String>, Vec<String>) {
        let year = self.pledge.year;
        let is_known = self.entry.common.title.contains(&format!("{year}年"));
        facts(item, self.day, is_known.then_some(year))
    }

    /// Where a pledger's sheets are set.
    fn room(&self, way: PledgeWay) -> Geometry {
        let geometry = with_foot(self.geometry.larger(way.larger));
        match way.is_beside {
            true => geometry.beside(),
            false => geometry,
        }
    }

    /// True where all that each pledger promises stands on one sheet, without how it was judged.
    fn is_promised_on_a_sheet(&self, way: &PledgeWay) -> bool {
        let geometry = self.room(*way);
        self.pledge.pledgers.iter().all(|pledger| {
            let mut flow = Flow::new(geometry, &|_| None);
            flow.place(&self.promised(pledger, way.size, &geometry), 0);
            flow.sheets().len() == 1
        })
    }

    /// True where by when and how far stand beside each other.
    fn is_until_beside(&self, way: &PledgeWay) -> bool {
        is_until_on_line(self, self.room(*way).width() * EM / way.size)
    }

    /// The sheets of what a pledger promises.
    fn alone(&self, pledger: &Pledger, way: PledgeWay) -> Vec<Sheet> {
        let geometry = self.room(way);
        let make = |geometry: &Geometry| {
            let (text, signed) = self.text(pledger, way.size, geometry);
            lay_to_foot(&text, &signed, geometry)
        };
        let sheets = level(&geometry, make(&geometry), make);
        if geometry.columns == 1 || sheets.len() == 1 {
            return sheets;
        }
        let across = self.closed_across(pledger, (way, way.larger), &|_| None);
        let across = across.finish();
        if across.len() <= sheets.len() {
            across
        } else {
            sheets
        }
    }

    /// What a pledger promises in columns. How it was judged is no text that goes on: it stands across a sheet of its own, in
    /// type of the same size in lines as close as they are in a scale.
    fn closed_across<'p>(
        &self,
        pledger: &Pledger,
        (way, closer): (PledgeWay, i32),
        pictures: PictureSizes<'p>,
    ) -> Flow<'p> {
        let geometry = self.room(way);
        let promised = self.promised(pledger, way.size, &geometry);
        let place = |geometry: Geometry| {
            let mut flow = Flow::new(geometry, pictures);
            flow.place(&promised, 0);
            flow
        };
        // Columns of one height, where one sheet holds them.
        let lower = (LEVEL_FROM..10).map(|tenths| geometry.with_lower(0, geometry.rows * tenths / 10));
        let mut levelled = lower.map(place).filter(|flow| flow.sheets().len() == 1);
        let mut flow = levelled.next().unwrap_or_else(|| place(geometry));
        let size = way.size * way.larger / closer;
        flow.turn_to(self.geometry.larger(closer));
        let (mut below, signed) = self.closed(pledger, size, &flow.geometry);
        let closing = signed.len();
        below.extend(signed);
        flow.place(&below, closing);
        flow
    }

    /// What a pledger promises in one column, and what explains it in the other; `None` where a column is too little for either.
    fn beside(
        &self,
        pledger: &Pledger,
        (larger, size): (i32, i32),
        (explained, pictures): (&[Block], PictureSizes<'_>),
    ) -> Option<Vec<Sheet>> {
        let geometry = self.room(PledgeWay {
            larger,
            size,
            is_beside: true,
        });
        let (mut text, signed) = self.text(pledger, size, &geometry);
        let closing = signed.len();
        text.extend(signed);
        let mut flow = Flow::new(geometry, pictures);
        flow.place(&text, closing);
        if flow.sheets().len() > 1 || flow.geometry.origin.0 > 0 {
            return None;
        }
        flow.turn();
        flow.place(&in_type(explained.to_vec(), size), 0);
        Some(flow.finish()).filter(|sheets| sheets.len() == 1)
    }

    /// The same with what explains it below, in type of a size of its own.
    fn with_below(
        &self,
        pledger: &Pledger,
        (way, closer): (PledgeWay, i32),
        (explained, explaining, pictures): (&[Block], i32, PictureSizes<'_>),
    ) -> Vec<Sheet> {
        let mut flow = if way.is_beside {
            self.closed_across(pledger, (way, closer), pictures)
        } else {
            let geometry = self.room(way);
            let (mut text, signed) = self.text(pledger, way.size, &geometry);
            let closing = signed.len();
            text.extend(signed);
            let mut flow = Flow::new(geometry, pictures);
            flow.place(&text, closing);
            flow
        };
        flow.place(&[Block::Space(1)], 0);
        // It is no larger than anything of the pledge.
        let explaining = explaining.min(way.size) * way.larger / closer;
        flow.place(&in_type(explained.to_vec(), explaining), 0);
        flow.finish()
    }

    /// A pledge of several sheets and what explains it in type as large as texts have, on fewer sheets than `all`.
    fn ended(&self, below: impl Fn((PledgeWay, i32), i32) -> Vec<Sheet>, all: usize) -> Option<Vec<Sheet>> {
        let geometry = self.geometry;
        let as_text = geometry.scaled(geometry.laid_as_text());
        let is_read = |way: &PledgeWay| geometry.larger(way.larger).scaled(way.size) >= as_text;
        let ways = self.ways(&WAYS).into_iter().filter(is_read);
        // A sheet across may have closer lines than that with the columns.
        let closer = |way: PledgeWay| {
            let further = CLOSER
                .into_iter()
                .filter(move |scale| way.is_beside && *scale < way.larger);
            std::iter::once(way.larger)
                .chain(further)
                .map(move |scale| (way, scale))
        };
        let parts = |way: (PledgeWay, i32)| EXPLAINED_BELOW.map(|part| (way, way.0.size * part / 100));
        let is_explained = |(way, size): &((PledgeWay, i32), i32)| {
            geometry.larger(way.0.larger).scaled(*size) >= as_text * 7 / 8
        };
        let ways = ways.flat_map(closer).flat_map(parts).filter(is_explained);
        let mut made = ways.map(|(way, explaining)| below(way, explaining));
        made.find(|sheets| sheets.len() < all)
    }
}

/// With a row free at its foot: nobody signs on what frames the sheet.
fn with_foot(geometry: Geometry) -> Geometry {
    geometry.with_rows(geometry.rows - 1)
}

/// The least type of what is promised on these sheets, as it is printed.
fn least_text(sheets: &[Sheet]) -> i32 {
    let size = |placed: &Placed| match &placed.what {
        BoxContent::Line(line) if line.style == Style::Body => Some(line.size),
        _ => None,
    };
    let boxes = sheets.iter().flat_map(|sheet| &sheet.boxes);
    boxes.filter_map(size).min().unwrap_or(i32::MAX)
}

/// How what explains a pledge may be set, the largest first: as large as its own sheets allow, but no larger than the pledge,
/// which has type of `most` µm.
fn explaining(paper: Paper, most: i32) -> Vec<Geometry> {
    let ways = Geometry::of_tables(paper).into_iter().take(1);
    let mut ways: Vec<Geometry> = ways
        .flat_map(|way| EXPLAINED_SCALES.map(|larger| way.larger(larger)))
        .collect();
    let larger = ways.iter().take_while(|way| way.scaled(BODY) > most).count();
    ways.drain(..larger.min(ways.len() - 1));
    ways
}

/// What the entry says of all who promise, without the sheets: its text, and what its fields say.
pub(super) fn content(entry: &Entry, pledge: &Pledge, day: Day) -> Vec<Block> {
    let mut blocks = of_fields(pledge, day);
    blocks.extend(explained(entry));
    blocks
}

/// The text of an entry, behind what is promised.
pub(super) fn explained(entry: &Entry) -> Vec<Block> {
    match entry_body(entry) {
        body if body.is_empty() => body,
        body => std::iter::once(heading(EXPLAINED)).chain(body).collect(),
    }
}

/// Who promises what, and how it was judged.
fn of_fields(pledge: &Pledge, day: Day) -> Vec<Block> {
    let mut blocks = Vec::new();
    let promised_by = |pledgers: &[Pledger], items: &[PledgeItem]| {
        let named = pledgers.iter().map(|pledger| match &pledger.duty {
            Some(duty) => format!("{}（{duty}）", pledger.name),
            None => pledger.name.clone(),
        });
        let mut blocks = vec![labelled("承诺人", named.collect::<Vec<String>>().join("、"))];
        blocks.extend(
            (1..)
                .zip(items)
                .flat_map(|(number, item)| promised((items.len() > 1).then_some(number), item, day)),
        );
        blocks
    };
    match pledge.pledgers.iter().all(|pledger| pledger.items.is_empty()) {
        true => blocks.extend(promised_by(&pledge.pledgers, &pledge.items)),
        false => pledge.pledgers.iter().for_each(|pledger| {
            if !blocks.is_empty() {
                blocks.push(Block::Space(1));
            }
            blocks.extend(promised_by(
                std::slice::from_ref(pledger),
                pledge.items_of(pledger),
            ));
        }),
    }
    blocks.extend(judged_below(pledge, 0));
    // How it was judged is not without what was promised.
    keep_last(&mut blocks);
    blocks
}

/// How a pledge was judged, as a table where a line of a width in 1/1000 em has room for that; else a line for each.
pub(super) fn judged_below(pledge: &Pledge, line: i32) -> Vec<Block> {
    let of_all = pledge.evaluation.iter().flat_map(said);
    let judges: Vec<_> = of_all.filter(|(name, _)| *name != JUDGED_ON).collect();
    let table = judged_beside(&judges, (BODY, line));
    let is_told = |name: &str| table.is_some() && judges.iter().any(|(own, _)| *own == name);
    let others = judged(pledge).into_iter().filter(|(name, _)| !is_told(name));
    let mut blocks: Vec<Block> = others.map(|(name, words)| labelled(&name, words)).collect();
    if table.is_some() {
        blocks.iter_mut().for_each(Block::keep);
    }
    blocks.extend(table);
    blocks
}

/// What is promised, without how and by when, to be read from afar; several who promise are named.
pub(super) fn promises(pledge: &Pledge) -> Vec<Block> {
    let of = |items: &[PledgeItem]| -> Vec<Block> {
        let numbered = (1..).zip(items);
        let numbered = numbered.map(|(number, item)| match items.len() {
            1 => marked(String::new(), &item.content),
            _ => marked(format!("{}、", han_number(number)), &item.content),
        });
        numbered.collect()
    };
    if pledge.pledgers.len() == 1 || pledge.pledgers.iter().all(|pledger| pledger.items.is_empty()) {
        return pledge
            .pledgers
            .first()
            .map_or(Vec::new(), |first| of(pledge.items_of(first)));
    }
    let named = |pledger: &Pledger| match pledge.items_of(pledger) {
        [only] => vec![marked(format!("{}：", pledger.name), &only.content)],
        items => std::iter::once(heading(&pledger.name)).chain(of(items)).collect(),
    };
    pledge.pledgers.iter().flat_map(named).collect()
}

/// Words in type of headings that hang behind a number or a name.
fn marked(marker: String, words: &str) -> Block {
    Block::Text(Paragraph {
        style: Style::Heading1,
        ..hung(marker, Style::Heading1, words)
    })
}

/// What is said of all that is promised, not of the last of it.
fn at_margin(label: &str, words: &str) -> Block {
    match labelled(label, words) {
        Block::Text(of) => Block::Text(Paragraph {
            left: of.left - 2 * EM,
            ..of
        }),
        other => other,
    }
}

/// How a pledge was judged as a table of one row, where several judged it in a few words and a line of a width in 1/1000 em
/// has room for them.
fn judged_beside(judged: &[(&str, String)], (size, line): (i32, i32)) -> Option<Block> {
    const SEVERAL: usize = 4;
    let wide = |(name, words): &(&str, String)| {
        let width = |words: &str| natural_width(&[Span::plain(words)], true);
        width(name).max(width(words)) + EM
    };
    let width: i32 = judged.iter().map(wide).sum();
    let names: Vec<&str> = judged.iter().map(|(name, _)| *name).collect();
    let row = judged
        .iter()
        .map(|(_, words)| aligned(words.as_str(), Align::Centre));
    (judged.len() >= SEVERAL && width <= line).then(|| {
        Block::Table(Table {
            head: vec![head_row(&names)],
            rows: vec![row.collect()],
            size: Some(size * 9 / 10),
            ..Table::default()
        })
    })
}

/// Facts beside each other where a line of a width in 1/1000 em has room for them.
fn beside(facts: &[(&str, String)], line: i32) -> Vec<Block> {
    let wide = |(name, words): &(&str, String)| {
        natural_width(&[Span::plain(format!("{name}："))], true) + natural_width(&[Span::plain(words)], false)
    };
    let mut blocks: Vec<Block> = Vec::new();
    let mut left = 0;
    for fact in facts {
        let (name, words) = fact;
        left -= EM + wide(fact);
        match blocks.last_mut() {
            Some(Block::Text(last)) if left >= 0 => last.spans.extend([
                Span::plain("　"),
                label(format!("{name}：")),
                Span::plain(words.as_str()),
            ]),
            _ => {
                blocks.push(at_margin(name, words));
                left = line - wide(fact);
            }
        }
    }
    blocks
}

/// Makes the last lines of a text stay with what stands above them, as far as those are few.
fn keep_last(blocks: &mut [Block]) {
    let few = blocks.len().saturating_sub(LAST);
    if let [last @ .., _] = &mut blocks[few..] {
        last.iter_mut().for_each(Block::keep);
    }
}

/// Who promises.
fn who(pledger: &Pledger, size: i32) -> Block {
    let own = TableCell {
        align: Some(Align::Centre),
        ..strong(padded(&pledger.name))
    };
    let name = TableRow::from([heads("承诺人"), own]);
    let (row, shares) = match &pledger.duty {
        None => (name, vec![8, 40]),
        Some(duty) => {
            let duty = [heads("职务"), aligned(duty.as_str(), Align::Centre)];
            (name.into_iter().chain(duty).collect(), vec![7, 11, 5, 25])
        }
    };
    Block::Table(Table {
        rows: vec![row],
        shares,
        size: Some(size),
        ..Table::default()
    })
}

/// By when and how far stand beside each other where a line of a width in 1/1000 em has room for both, for every item that an
/// entry promises.
fn is_until_on_line(of: &OnWall<'_>, line: i32) -> bool {
    let until = |item: &PledgeItem| of.facts(item).1.join("　");
    let width = |item: &PledgeItem| natural_width(&[Span::plain(until(item))], false);
    of.pledge.all_items().all(|item| width(item) <= line - 2 * EM)
}

/// One thing promised in a text that has no lines.
fn promised(number: Option<u32>, item: &PledgeItem, day: Day) -> Vec<Block> {
    let number = number.map_or(String::new(), |number| format!("{}、", han_number(number)));
    let mut blocks = vec![heading(&format!("{number}{}", item.content))];
    let (measure, until) = facts(item, day, None);
    blocks.extend(measure.into_iter().chain([until.join("　")]).map(paragraph));
    keep_together(&mut blocks);
    blocks
}

/// A line to sign on, so many characters long and a little, and the day.
fn signed(entry: &Entry, pledger: &Pledger, characters: i32) -> Vec<Block> {
    let line = |words: String| {
        Block::Text(Paragraph {
            style: Style::Closing,
            align: Align::Right,
            right: 2 * EM,
            ..Paragraph::of(words)
        })
    };
    let day = entry.common.signed_on.unwrap_or(entry.common.date);
    vec![
        Block::Space(1),
        line(signs(pledger).to_owned() + &"＿".repeat(usize::try_from(characters + 1).unwrap_or(1))),
        line(day.chinese()),
    ]
}
