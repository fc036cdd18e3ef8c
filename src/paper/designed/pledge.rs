//! 承诺上墙: one sheet for each person, in large type: who promises, what, how and by when, how far it is, and a line to
//! sign on. What the entry says beside that follows on further sheets.

use super::pieces::{
    WALL, aligned, balanced, entry_body, head_over, head_row, heading, heads, in_type, label, labelled, lay,
    lay_to_foot, paragraph, short, strong,
};
use crate::paper::blocks::{Block, Marker, Paragraph, Table, TableCell, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::{Align, BODY, BoxContent, Geometry, PictureSizes, Placed, Sheet, Style, best, padded};
use crate::read::ledger::LASTING;
use crate::read::pledge::{
    Evaluation, Pledge, PledgeDeadline, PledgeItem, PledgeKind, PledgeProgress, PledgeReview, Pledger,
};
use crate::site::Entry;
use crate::words::{Day, Turn, han_number};

/// How a pledger's sheet may be set, the best way first: how much larger than the text of its paper in thousandths, and the
/// size of type. Whoever promises little promises it in large type: 14 characters fill a line.
const WAYS: [(i32, i32); 12] = [
    (SCALES[0], LARGE),
    (SCALES[1], LARGE),
    (SCALES[2], LARGE),
    (SCALES[3], LARGE),
    (1_000, WALL[0]),
    (1_000, WALL[1]),
    (1_000, WALL[2]),
    (1_000, LEAST),
    (CLOSER[0], WALL[2]),
    (CLOSER[1], WALL[2] + 200),
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

/// So many of the last lines that say how a pledge was kept stay together, with what was promised.
const LAST: usize = 4;

/// What stands over the text of an entry, behind what is promised.
const EXPLAINED: &str = "附：承诺说明";

/// How close what is promised is set to save a sheet, as texts are; its type is of no less than 16 pt all the same.
const CLOSER: [i32; 2] = [957, 920];

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
    let of_one = |pledger: &Pledger, (larger, size): (i32, i32)| {
        let geometry = geometry.larger(larger);
        // Nobody signs on what frames the sheet.
        let geometry = geometry.with_rows(geometry.rows - 1);
        let line = geometry.width() * EM / size;
        let mut all = head_over(entry, size, &geometry);
        all.push(who(pledger, size.min(WALL[0])));
        all.extend(in_type(of_pledger(pledge, pledger, (day, line)), size));
        // What is signed is no larger than what is written on it.
        let size = size * 1_000 / larger;
        let signed = signed(entry, pledger, geometry.laid(RULE) / size);
        lay_to_foot(&all, &in_type(signed, size), &geometry)
    };
    // Sheets that hang beside each other are set alike.
    let make = |way: &(i32, i32)| -> Vec<Sheet> {
        let pledgers = pledge.pledgers.iter();
        pledgers.flat_map(|pledger| of_one(pledger, *way)).collect()
    };
    let mut sheets = best(&WAYS, make);
    if sheets.len() > pledge.pledgers.len() {
        // What needs a second sheet is set as others are.
        sheets = best(&WAYS[SCALES.len()..], make);
    }
    let body = entry_body(entry);
    if !body.is_empty() {
        let mut blocks = vec![heading(EXPLAINED)];
        blocks.extend(body);
        // As large as its own sheets allow, but no larger than what it explains.
        let most = least_text(&sheets);
        let scaled = |way: &Geometry| {
            let scales = SCALES.iter().chain(&SMALLER);
            scales.map(|larger| way.larger(*larger)).collect::<Vec<_>>()
        };
        let mut ways: Vec<Geometry> = Geometry::of_tables(geometry.paper)
            .iter()
            .flat_map(scaled)
            .filter(|way| way.scaled(BODY) <= most)
            .collect();
        ways.sort_by_key(|way| std::cmp::Reverse(way.scale));
        if ways.is_empty() {
            ways.push(*geometry);
        }
        sheets.extend(best(&ways, |geometry| match geometry.paper.turn {
            Turn::Portrait => lay(&blocks, 0, geometry, pictures),
            Turn::Landscape => balanced(&blocks, geometry, pictures),
        }));
    }
    sheets
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

/// What the entry says of all who promise, without the sheets: its text, and what its fields say.
pub(super) fn content(entry: &Entry, pledge: &Pledge, day: Day) -> Vec<Block> {
    let mut blocks = of_fields(pledge, day);
    let body = entry_body(entry);
    if !body.is_empty() {
        blocks.push(heading(EXPLAINED));
        blocks.extend(body);
    }
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
                .flat_map(|(number, item)| promised((items.len() > 1).then_some(number), item, (day, None))),
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
    let judged = judged(pledge).into_iter();
    blocks.extend(judged.map(|(name, words)| labelled(&name, words)));
    // How it was judged is not without what was promised.
    keep_last(&mut blocks);
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
    let width = natural_width(&[Span::plain(marker.as_str())], true);
    Block::Text(Paragraph {
        spans: vec![Span::plain(words)],
        style: Style::Heading1,
        left: width,
        marker: Some(Marker {
            text: marker,
            width,
            style: Style::Heading1,
        }),
        ..Paragraph::default()
    })
}

/// What a pledger promises, and how it was judged.
fn of_pledger(pledge: &Pledge, pledger: &Pledger, (day, line): (Day, i32)) -> Vec<Block> {
    let mut text = Vec::new();
    let items = pledge.items_of(pledger);
    for (number, item) in (1..).zip(items) {
        text.extend(promised(
            (items.len() > 1).then_some(number),
            item,
            (day, Some(line)),
        ));
    }
    let reviewed = pledge.review.as_ref().map(reviewed);
    let judged: Vec<_> = pledge.evaluation_of(pledger).into_iter().flat_map(said).collect();
    let (dated, judges): (Vec<_>, Vec<_>) = judged.iter().cloned().partition(|(name, _)| *name == JUDGED_ON);
    let table = judged_beside(&judges, line);
    let judged = if table.is_some() { dated } else { judged };
    let mut said = beside(&reviewed.into_iter().chain(judged).collect::<Vec<_>>(), line);
    said.extend(table);
    let reason = pledger.unkept_reason.as_ref().or(pledge.unkept_reason.as_ref());
    said.extend(reason.map(|reason| at_margin("未兑现说明", reason)));
    if !said.is_empty() {
        text.push(Block::Space(1));
    }
    text.extend(said);
    text
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
fn judged_beside(judged: &[(&str, String)], line: i32) -> Option<Block> {
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

/// One thing promised: what, how, by when, how far; the last three beside each other where a line of a width in 1/1000 em
/// has room for them, in a text that has no lines the last two.
fn promised(number: Option<u32>, item: &PledgeItem, (day, line): (Day, Option<i32>)) -> Vec<Block> {
    let number = number.map_or(String::new(), |number| format!("{}、", han_number(number)));
    // What is read from two steps hangs behind its number, by which the promises are told apart.
    let hangs = line.is_some();
    let behind = if number.is_empty() { 0 } else { 2 * EM };
    let mut blocks = vec![match hangs {
        true => marked(number, &item.content),
        false => heading(&format!("{number}{}", item.content)),
    }];
    let deadline = item.deadline.map(|deadline| match deadline {
        PledgeDeadline::By(day) => format!("时限：{}", day.chinese()),
        PledgeDeadline::Lasting => format!("时限：{LASTING}"),
    });
    let year = item.last_day().map_or(0, Day::year);
    let progress = format!("进度：{}", progress(item, day, year));
    let measure = item.measure.as_ref().map(|measure| format!("措施：{measure}"));
    let until: Vec<String> = deadline.into_iter().chain([progress]).collect();
    let all: Vec<String> = measure.iter().chain(&until).cloned().collect();
    let has_room = |facts: &[String]| {
        let width = natural_width(&[Span::plain(facts.join("　"))], false) + 2 * EM;
        line.is_none_or(|line| width <= line)
    };
    let lines = match line.is_some() && has_room(&all) {
        true => vec![all.join("　")],
        false if has_room(&until) => measure.into_iter().chain([until.join("　")]).collect(),
        false => all,
    };
    let below = |words: String| match (hangs, paragraph(words)) {
        (true, Block::Text(own)) => Block::Text(Paragraph {
            indent: 0,
            left: behind,
            ..own
        }),
        (_, block) => block,
    };
    blocks.extend(lines.into_iter().map(below));
    // What is promised stays with how and by when.
    if let [others @ .., _] = blocks.as_mut_slice() {
        others.iter_mut().for_each(Block::keep);
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
    let day = of.date.map(|day| (JUDGED_ON, day.chinese()));
    said.chain(conclusion).chain(day)
}

/// How whoever promises signs: a unit with its seal, several by one of them.
fn signs(pledger: &Pledger) -> &'static str {
    const UNITS: [&str; 12] = [
        "委员会",
        "支部",
        "总支",
        "党委",
        "党组",
        "学校",
        "中学",
        "小学",
        "幼儿园",
        "办公室",
        "工会",
        "处室",
    ];
    const SEVERAL: [&str; 5] = ["全体", "班子", "小组", "教研组", "年级组"];
    let name = pledger.name.as_str();
    if UNITS.iter().any(|unit| name.ends_with(unit)) {
        "承诺人（盖章）："
    } else if SEVERAL.iter().any(|several| name.contains(several)) {
        "承诺人代表（签名）："
    } else {
        "承诺人（签名）："
    }
}

/// A line to sign on, so many characters long and a little, and the day.
fn signed(entry: &Entry, pledger: &Pledger, characters: i32) -> Vec<Block> {
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
        Block::Space(1),
        line(signs(pledger).to_owned() + &"＿".repeat(usize::try_from(characters + 1).unwrap_or(1))),
        line(day.chinese()),
    ]
}
