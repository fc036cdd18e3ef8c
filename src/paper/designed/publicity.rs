//! 公示, and every other notice on which readers may act: its text in large type, its period and where objections are
//! received set out so that they are found from two steps, 落款 and date with room for the seal.

use super::pieces::{
    WALL, entry_attachments, entry_body, in_type, large_head, largest, lay, panel, signature, signer,
    tables_read_in,
};
use crate::paper::blocks::Block;
use crate::paper::{
    BoxContent, Closing, Flow, Geometry, PictureSizes, Sheet, Style, cards, columns, ends_in_half,
};
use crate::read::notice::{Notice, NoticeKind, Period};
use crate::site::{Entry, Site};
use crate::words::{Calendar, Day, Turn};

/// 16 pt: the least type of those who are named in a table.
pub(super) const NAMED: i32 = 5_644;

/// 16 pt: a 公示期 stands in one line.
const PANEL: i32 = 5_700;

/// True where a table of the text names persons.
pub(super) fn names(entry: &Entry) -> bool {
    let is_of_names =
        |block: &Block| matches!(block, Block::Table(table) if !columns::of_names(table).is_empty());
    entry_body(entry).iter().any(is_of_names)
}

/// True for a notice on which readers may act, or might.
pub(super) fn asks(notice: &Notice) -> bool {
    let kinds = [NoticeKind::Publicity, NoticeKind::Consultation];
    kinds.contains(&notice.kind) || notice.period.is_some() || notice.deadline.is_some()
}

/// The sheets of a 公示.
pub(super) fn sheets(
    site: &Site,
    entry: &Entry,
    notice: &Notice,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let facts = facts(notice, &site.calendar);
    let signed_by = signer(site, entry);
    let closing = Closing {
        signed_by: &signed_by,
        signed_on: entry.common.signed_on.unwrap_or(entry.common.date),
        sealed: true,
    };
    let make_in = |size: i32, of_tables: &[i32]| {
        let mut blocks = large_head(entry, geometry);
        let body = in_type(entry_body(entry), size);
        blocks.extend(tables_read_in(body, of_tables, geometry));
        blocks.extend(in_type(entry_attachments(entry), size));
        let end = |geometry: &Geometry| {
            let mut end = Vec::new();
            if !facts.is_empty() {
                let paired = geometry.paper.turn == Turn::Landscape;
                end.extend([
                    Block::Space(1),
                    panel(&facts, (size.min(PANEL), paired), geometry),
                ]);
            }
            let closing = signature(entry, closing, geometry, size);
            let count = closing.len();
            end.extend(closing);
            (end, count)
        };
        let (below, count) = end(geometry);
        let sheets = lay(&[blocks.as_slice(), &below].concat(), count, geometry, pictures);
        if geometry.columns == 1 || !ends_in_half(&sheets) {
            return sheets;
        }
        // What fills half of its last sheet ends with what goes across the whole of it.
        let mut flow = Flow::new(*geometry, pictures);
        flow.place(&blocks, 0);
        flow.turn_across();
        let (across, count) = end(&flow.geometry);
        flow.place(&across, count);
        Some(flow.finish())
            .filter(|across| across.len() <= sheets.len())
            .unwrap_or(sheets)
    };
    let heads = first_heads(&entry_body(entry));
    let least = (!names(entry)).then_some(geometry.least);
    // A list of names goes on the sheet whole, where smaller type does that.
    let make = |size: i32| {
        let smaller = [4_939, 4_586]
            .into_iter()
            .filter(|of| least.is_some_and(|least| *of > least));
        let sizes = WALL.into_iter().chain([NAMED]).chain(smaller).chain(least);
        let sizes: Vec<i32> = sizes.filter(|of| *of <= size).collect();
        let largest = make_in(size, &sizes);
        if !is_parted(&largest, &heads) {
            return largest;
        }
        let mut smaller = (1..sizes.len()).map(|at| make_in(size, &sizes[at..]));
        let whole = smaller.find(|sheets| !is_parted(sheets, &heads) && sheets.len() <= largest.len());
        whole.unwrap_or(largest)
    };
    let [first, others @ ..] = &WALL;
    let sheets = make(*first);
    // What fills more than a sheet is read close to it: 18 pt.
    if sheets.len() <= 1 {
        return sheets;
    }
    let mut sizes = others.to_vec();
    if geometry.columns > 1 {
        // Tables have half a sheet: what stands beside them is no larger than other texts where that parts nothing.
        sizes.reverse();
    }
    largest(&sizes, make)
}

/// What the first column of each table is called.
fn first_heads(blocks: &[Block]) -> Vec<String> {
    let of = |block: &Block| match block {
        Block::Table(table) => table.head.first()?.first().map(cards::words),
        _ => None,
    };
    blocks.iter().filter_map(of).collect()
}

/// True where the head of a table stands on more than one sheet.
fn is_parted(sheets: &[Sheet], heads: &[String]) -> bool {
    let says = |sheet: &Sheet, head: &str| {
        sheet.boxes.iter().any(|placed| {
            matches!(&placed.what, BoxContent::Line(line) if line.style == Style::TableHead && line.text() == head)
        })
    };
    let count = |head: &String| sheets.iter().filter(|sheet| says(sheet, head)).count();
    heads.iter().any(|head| count(head) > 1)
}

/// What stands in the frame.
pub(super) fn facts(notice: &Notice, calendar: &Calendar) -> Vec<(&'static str, String)> {
    let contact = notice.contact.clone().unwrap_or_default();
    let result = notice.result.as_ref().map(|result| {
        let conclusion = if result.objections {
            "有异议"
        } else {
            "无异议"
        };
        match &result.explanation {
            Some(words) => format!("{conclusion}。{words}"),
            None => conclusion.to_owned(),
        }
    });
    let facts = [
        ("公示期", notice.period.map(|period| in_words(period, calendar))),
        ("截止日期", notice.deadline.map(Day::chinese)),
        ("反映方式", notice.channel.clone()),
        ("受理单位", contact.unit),
        ("电话", contact.telephone),
        ("邮箱", contact.email),
        ("地点", contact.place),
        ("公示结果", result),
    ];
    facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}

/// `2026年11月16日至12月4日，共15个工作日`; the days are counted only in years whose holidays are known.
pub(super) fn in_words(period: Period, calendar: &Calendar) -> String {
    let Period { start, end } = period;
    let last = match end.year() == start.year() {
        true => format!("{}月{}日", end.month(), end.day()),
        false => end.chinese(),
    };
    let days = match (start.year()..=end.year()).all(|year| calendar.knows(year)) {
        true => format!("，共{}个工作日", calendar.count(start, end)),
        false => String::new(),
    };
    format!("{}至{last}{days}", start.chinese())
}
