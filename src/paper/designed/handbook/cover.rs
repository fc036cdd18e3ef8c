//! The cover, and its back.

use super::{Side, bind, empty, organizer};
use crate::paper::blocks::Block;
use crate::paper::designed::pieces::{lay, paragraph};
use crate::paper::frame;
use crate::paper::sheet::{Area, Ink};
use crate::paper::{Align, BoxContent, Geometry, Placed, Sheet, Style, TITLE};
use crate::site::Site;
use crate::words::Labelled;

/// Where things stand on the cover, in 1/100 mm from its upper edge, and how large their type is, in µm.
const COVER_RULES: [(i32, i32); 2] = [(8_800, 120), (9_000, 35)];
const COVER_TITLE: (i32, i32) = (10_000, 18_000);
const COVER_YEAR: (i32, i32) = (13_000, 9_500);
const COVER_ORGANIZER: (i32, i32) = (22_600, TITLE);
const COVER_DAY: (i32, i32) = (23_900, 5_644);

pub(super) fn cover(site: &Site, year: i32, geometry: &Geometry) -> Sheet {
    let block = geometry.block();
    let line = |words: &str, (top, size): (i32, i32), style: Style| {
        let area = Area {
            y: top,
            height: size * 3 / 2 / 10,
            ..block
        };
        let size = frame::fitting(words, size, block.width);
        frame::line(area, words, size, Align::Centre, style)
    };
    let rules = COVER_RULES.map(|(y, height)| Placed {
        area: Area { y, height, ..block },
        what: BoxContent::Rule(Ink::Red),
    });
    let mut sheet = empty(geometry);
    sheet.boxes.extend(rules);
    sheet.boxes.extend([
        line("党建手册", COVER_TITLE, Style::Title),
        line(&format!("{year}年"), COVER_YEAR, Style::Title),
        line(organizer(site), COVER_ORGANIZER, Style::Title),
        line(&format!("截至{}", site.day.chinese()), COVER_DAY, Style::Subtitle),
    ]);
    sheet
}

/// The back of the cover: what the book holds, and how to reach whoever answers for it.
pub(super) fn imprint(site: &Site, year: i32, entries: usize, geometry: &Geometry) -> Sheet {
    let mut words = vec![
        format!(
            "本册收录“{}”{year}年的内容（{}），共{entries}条，截至{}。",
            site.edition.title,
            site.edition.audience.label(),
            site.day.chinese()
        ),
        "公示只列公示期和结果。内容有更正的，以网站上的为准。".to_owned(),
    ];
    let reached = [
        ("监督电话", site.supervision.telephone.as_deref()),
        ("意见箱", site.supervision.mailbox.as_deref()),
    ];
    let known = reached
        .iter()
        .filter_map(|(name, fact)| Some(format!("{name}：{}", (*fact)?)));
    words.extend(known);
    let blocks: Vec<Block> = words.into_iter().map(paragraph).collect();
    let mut sheet = lay(&blocks, 0, geometry, &|_| None)
        .into_iter()
        .next()
        .unwrap_or_else(|| empty(geometry));
    // It stands at the foot of a left page.
    let lowest = sheet
        .boxes
        .iter()
        .map(|placed| placed.area.bottom())
        .max()
        .unwrap_or(0);
    let down = geometry.block().bottom() - lowest;
    for placed in &mut sheet.boxes {
        placed.area.y += down;
    }
    bind(&mut sheet, Side::Left);
    sheet
}
