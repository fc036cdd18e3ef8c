//! 公示, and every other notice on which readers may act: its text in large type, its period and where objections are
//! received set out so that they are found from two steps, 落款 and date with room for the seal.

use super::pieces::{
    WALL, entry_attachments, entry_body, entry_head, in_type, largest, lay, panel, signature, signer,
};
use crate::paper::blocks::Block;
use crate::paper::{Closing, Geometry, PictureSizes, Sheet};
use crate::read::notice::{Notice, NoticeKind, Period};
use crate::site::{Entry, Site};
use crate::words::{Calendar, Day};

/// 16 pt: a 公示期 stands in one line.
const PANEL: i32 = 5_700;

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
    largest(&WALL, |size| {
        let mut blocks = entry_head(entry, geometry);
        blocks.extend(in_type(entry_body(entry), size));
        blocks.extend(in_type(entry_attachments(entry), size));
        if !facts.is_empty() {
            blocks.push(Block::Space(1));
            blocks.push(panel(&facts, size.min(PANEL)));
        }
        let closing = signature(entry, closing, geometry, size);
        let count = closing.len();
        blocks.extend(closing);
        lay(&blocks, count, geometry, pictures)
    })
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
