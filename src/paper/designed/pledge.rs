//! 承诺上墙: one sheet for each person, in large type: who promises, what, how and by when, how far it is, and a line to
//! sign on. What the entry says beside that follows on further sheets.

use super::pieces::{
    WALL, aligned, balanced, entry_body, entry_head, heading, heads, in_type, labelled, lay, lay_to_foot,
    paragraph, short, strong,
};
use crate::paper::blocks::{Block, Paragraph, Table, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::{Align, Geometry, PictureSizes, Sheet, Style, best, padded};
use crate::read::ledger::LASTING;
use crate::read::pledge::{
    Evaluation, Pledge, PledgeDeadline, PledgeItem, PledgeKind, PledgeProgress, PledgeReview, Pledger,
};
use crate::site::Entry;
use crate::words::{Day, Turn, han_number};

/// How a pledger's sheet may be set, the best way first: how much larger than the text of its paper in thousandths, and the
/// size of type. Whoever promises little promises it in large type: 14 characters fill a line.
const WAYS: [(i32, i32); 8] = [
    (1_360, LARGE),
    (1_240, LARGE),
    (1_120, LARGE),
    (1_000, LARGE),
    (1_000, WALL[0]),
    (1_000, WALL[1]),
    (1_000, WALL[2]),
    (1_000, LEAST),
];

/// 22 pt and 16 pt.
const LARGE: i32 = 7_800;
const LEAST: i32 = 5_644;

/// What is signed on is no shorter, in µm as it is printed.
const RULE: i32 = 60_000;

/// True when each pledger has a sheet: one alone, and those who lead. Of many members there is a register.
pub(super) fn is_for_the_wall(pledge: &Pledge) -> bool {
    let leads = matches!(pledge.kind, PledgeKind::Secretary | PledgeKind::Committee);
    pledge.pledgers.len() == 1 || leads
}

/// A sheet or more for each pledger.
pub(super) fn sheets(
    entry: &Entry,
    pledge: &Pledge,
    day: Day,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = pledge
        .pledgers
        .iter()
        .flat_map(|pledger| {
            best(&WAYS, |(larger, size)| {
                let geometry = geometry.larger(*larger);
                let line = geometry.width() * EM / size;
                let mut all = entry_head(entry, &geometry);
                all.push(who(pledger, *size.min(&WALL[0])));
                all.extend(in_type(of_pledger(pledge, pledger, (day, line)), *size));
                // What is signed is no larger than what is written on it.
                let size = size * 1_000 / larger;
                let signed = signed(entry, geometry.laid(RULE) / size);
                lay_to_foot(&all, &in_type(signed, size), &geometry)
            })
        })
        .collect();
    let body = entry_body(entry);
    if !body.is_empty() {
        let mut blocks = vec![heading("附：承诺说明")];
        blocks.extend(body);
        sheets.extend(match geometry.paper.turn {
            Turn::Portrait => lay(&blocks, 0, geometry, pictures),
            Turn::Landscape => balanced(&blocks, geometry, pictures),
        });
    }
    sheets
}

/// What the entry says of all who promise, without the sheets: its text, and what its fields say.
pub(super) fn content(entry: &Entry, pledge: &Pledge, day: Day) -> Vec<Block> {
    let mut blocks = entry_body(entry);
    blocks.extend(of_fields(pledge, day));
    blocks
}

/// Who promises what, and how it was judged.
pub(super) fn of_fields(pledge: &Pledge, day: Day) -> Vec<Block> {
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
                .flat_map(|(number, item)| promised(number, item, (day, i32::MAX))),
        );
        blocks
    };
    match pledge.pledgers.iter().all(|pledger| pledger.items.is_empty()) {
        true => blocks.extend(promised_by(&pledge.pledgers, &pledge.items)),
        false => pledge.pledgers.iter().for_each(|pledger| {
            blocks.extend(promised_by(
                std::slice::from_ref(pledger),
                pledge.items_of(pledger),
            ));
        }),
    }
    let judged = judged(pledge).into_iter();
    blocks.extend(judged.map(|(name, words)| labelled(&name, words)));
    blocks
}

/// What a pledger promises, and how it was judged.
fn of_pledger(pledge: &Pledge, pledger: &Pledger, of: (Day, i32)) -> Vec<Block> {
    let mut text = Vec::new();
    for (number, item) in (1..).zip(pledge.items_of(pledger)) {
        text.extend(promised(number, item, of));
    }
    let judged = pledge.review.as_ref().map(reviewed);
    let judged = judged
        .into_iter()
        .chain(pledge.evaluation_of(pledger).into_iter().flat_map(said));
    text.extend(judged.map(|(name, words)| labelled(name, words)));
    let reason = pledger.unkept_reason.as_ref().or(pledge.unkept_reason.as_ref());
    text.extend(reason.map(|reason| labelled("未兑现说明", reason)));
    text
}

/// Who promises.
fn who(pledger: &Pledger, size: i32) -> Block {
    let name = TableRow::from([heads("承诺人"), strong(padded(&pledger.name))]);
    let (row, shares) = match &pledger.duty {
        None => (name, vec![8, 40]),
        Some(duty) => {
            let duty = [heads("职务"), aligned(duty.as_str(), Align::Centre)];
            (name.into_iter().chain(duty).collect(), vec![8, 12, 6, 22])
        }
    };
    Block::Table(Table {
        rows: vec![row],
        shares,
        size: Some(size),
        ..Table::default()
    })
}

/// One thing promised: what, how, by when, how far; the last two on one line of a width in 1/1000 em, or below each other.
fn promised(number: u32, item: &PledgeItem, (day, line): (Day, i32)) -> Vec<Block> {
    let mut blocks = vec![heading(&format!("{}、{}", han_number(number), item.content))];
    blocks.extend(
        item.measure
            .as_ref()
            .map(|measure| paragraph(format!("措施：{measure}"))),
    );
    let mut facts = Vec::new();
    facts.extend(item.deadline.map(|deadline| match deadline {
        PledgeDeadline::By(day) => format!("时限：{}", day.chinese()),
        PledgeDeadline::Lasting => format!("时限：{LASTING}"),
    }));
    let year = item.last_day().map_or(0, Day::year);
    facts.push(format!("进度：{}", progress(item, day, year)));
    let joined = facts.join("　");
    match natural_width(&[Span::plain(joined.as_str())], false) + 2 * EM <= line {
        true => blocks.push(paragraph(joined)),
        false => blocks.extend(facts.into_iter().map(paragraph)),
    }
    // What is promised stays with how and by when.
    for block in blocks.iter_mut().rev().skip(1) {
        if let Block::Text(paragraph) = block {
            paragraph.keep = true;
        }
    }
    blocks
}

/// How far it is, in words; a day of this year without the year.
pub(super) fn progress(item: &PledgeItem, day: Day, year: i32) -> String {
    match (item.progress, item.completed_on) {
        (PledgeProgress::Underway(Some(percent)), _) if item.is_overdue(day) => format!("逾期（{percent}%）"),
        _ if item.is_overdue(day) => "逾期".to_owned(),
        (PledgeProgress::NotStarted, _) => "未启动".to_owned(),
        (PledgeProgress::Underway(Some(percent)), _) => format!("{percent}%"),
        (PledgeProgress::Underway(None), _) => "进行中".to_owned(),
        (PledgeProgress::Done, Some(day)) => format!("已完成（{}）", short(day, year)),
        (PledgeProgress::Done, None) => "已完成".to_owned(),
    }
}

/// 审诺 and 评诺 of all who promise, then of each who is judged alone; each with its name.
pub(super) fn judged(pledge: &Pledge) -> Vec<(String, String)> {
    let named = |(name, words): (&str, String)| (name.to_owned(), words);
    let of_all = pledge.evaluation.iter().flat_map(said);
    let all = pledge.review.iter().map(reviewed).chain(of_all);
    let mut judged: Vec<(String, String)> = all.map(named).collect();
    let unkept = |reason: &String| ("未兑现说明".to_owned(), reason.clone());
    judged.extend(pledge.unkept_reason.as_ref().map(unkept));
    for pledger in &pledge.pledgers {
        if let Some(of) = &pledger.evaluation {
            let mut said: Vec<String> = said(of).map(|(name, words)| format!("{name}{words}")).collect();
            said.extend(
                pledger
                    .unkept_reason
                    .iter()
                    .map(|reason| format!("未兑现说明：{reason}")),
            );
            judged.push((format!("{}评诺", pledger.name), said.join("；")));
        }
    }
    judged
}

/// 审诺.
fn reviewed(review: &PledgeReview) -> (&'static str, String) {
    let day = review
        .date
        .map_or(String::new(), |day| format!("（{}）", day.chinese()));
    ("审诺", format!("{}{day}", review.name))
}

/// Each thing that was said, with its name.
fn said(of: &Evaluation) -> impl Iterator<Item = (&'static str, String)> {
    let said = [
        ("自评", &of.own),
        ("互评", &of.peers),
        ("组织评", &of.organization),
        ("群众评", &of.masses),
    ];
    let said = said
        .into_iter()
        .filter_map(|(name, words)| Some((name, words.clone()?)));
    let conclusion = of
        .conclusion
        .map(|conclusion| ("评诺结论", conclusion.label().to_owned()));
    let day = of.date.map(|day| ("评诺日期", day.chinese()));
    said.chain(conclusion).chain(day)
}

/// A line to sign on, so many characters long and a little, and the day.
fn signed(entry: &Entry, characters: i32) -> Vec<Block> {
    let line = |words: String| {
        Block::Text(Paragraph {
            spans: vec![Span::plain(words)],
            style: Style::Closing,
            align: Align::Right,
            right: 2 * EM,
            ..Paragraph::default()
        })
    };
    let day = entry.common.signed_on.unwrap_or(entry.common.date);
    vec![
        line("承诺人（签名）：".to_owned() + &"＿".repeat(usize::try_from(characters + 1).unwrap_or(1))),
        line(day.chinese()),
    ]
}
