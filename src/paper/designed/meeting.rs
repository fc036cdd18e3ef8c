//! A meeting as 纪要 (GB/T 9704—2012, 10.3): when and where, who was there, what it was about, what was said, what was
//! decided with the votes. No seal stands below it.

use super::pieces::{
    aligned, entry_attachments, entry_body, entry_head, head_row, heading, item, keep_together, label,
    labelled, lay, paragraph,
};
use crate::paper::blocks::{Block, Table};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::measure::in_ems;
use crate::paper::{Align, BODY, Geometry, PictureSizes, Sheet, Style, padded};
use crate::read::meeting::{Attendance, GRADES, Meeting, Resolution};
use crate::site::Entry;
use crate::words::{Amount, Day, Labelled, han_number};

/// The sheets of a meeting's summary.
pub(super) fn sheets(
    entry: &Entry,
    meeting: &Meeting,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    let mut blocks = entry_head(entry, geometry);
    blocks.extend(content(entry, meeting, Lines::on(geometry)));
    blocks.extend(entry_attachments(entry));
    lay(&blocks, 0, geometry, pictures)
}

/// How the lines of a summary stand; lengths in 1/1000 em.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines {
    /// 0 for what has no lines.
    width: i32,
    /// How far behind the first facts of lines the second ones begin.
    second: i32,
    /// What runs over of a resolution stands below its beginning: columns are narrow, and most of them are one line.
    is_hanging: bool,
}

impl Lines {
    /// Those of a text.
    pub(super) fn of_width(width: i32) -> Self {
        Self {
            width,
            // The middle, behind what labelled lines are indented by.
            second: (width - 2 * EM) / 2,
            is_hanging: false,
        }
    }

    /// Those of a sheet: where it has columns, second facts stand above what the second one holds.
    fn on(geometry: &Geometry) -> Self {
        let lines = Self::of_width(in_ems(geometry.across().width(), BODY));
        let second = match geometry.columns {
            1 => lines.second,
            _ => in_ems(geometry.width() + geometry.gap(), BODY),
        };
        Self {
            second,
            is_hanging: true,
            ..lines
        }
    }
}

/// What stands between the title and the attachments.
pub(super) fn content(entry: &Entry, meeting: &Meeting, lines: Lines) -> Vec<Block> {
    let mut blocks = Vec::new();
    let facts = facts(meeting);
    if !facts.is_empty() {
        // When and where stands over all columns, and stays with what is below it.
        blocks.extend(in_pairs(&facts, lines));
        blocks.iter_mut().for_each(Block::keep);
        blocks.push(Block::Space(1));
    }
    blocks.extend(numbered("议题", &meeting.agenda));
    blocks.extend(numbered("学习内容", &meeting.study_content));
    let body = entry_body(entry);
    if !meeting.agenda.is_empty() || !meeting.study_content.is_empty() {
        blocks.extend(body_name(&body).map(heading));
    }
    blocks.extend(body);
    if !meeting.resolutions.is_empty() {
        blocks.push(heading("决议"));
        let alone = meeting.resolutions.len() == 1;
        let resolutions = (1..).zip(&meeting.resolutions);
        blocks.extend(
            resolutions.flat_map(|(number, of)| resolution((!alone).then_some(number), of, lines.is_hanging)),
        );
    }
    blocks.extend(appraisals(meeting));
    blocks
}

/// What heads the text of a meeting below what it was about, as its page says; `None` where there is no text, and where a
/// heading of its own begins it.
fn body_name(body: &[Block]) -> Option<&'static str> {
    let heads = |block: &Block| matches!(block, Block::Text(of) if of.style == Style::Heading1);
    match body.first() {
        None => None,
        Some(first) if heads(first) => None,
        Some(_) if body.iter().any(heads) => Some("会议概况"),
        Some(_) => Some("会议内容"),
    }
}

/// A list of no more is not parted.
const TOGETHER: usize = 5;

/// What belongs together, and stands on one line where it has room there.
const PAIRS: [(&str, &str); 4] = [
    ("时间", "地点"),
    ("主持", "记录"),
    ("出席", "请假"),
    ("小组", "学时"),
];

/// Facts in their order, a line for each, or for a pair. The second ones begin below each other, on one sheet as on another.
fn in_pairs(
    facts: &[(&'static str, String)],
    Lines {
        width, second: edge, ..
    }: Lines,
) -> Vec<Block> {
    // As far as a labelled line is indented.
    let whole = width - 2 * EM;
    let room = |(label, words): &(&str, String)| {
        natural_width(&[Span::plain(format!("{label}："))], true)
            + natural_width(&[Span::plain(words)], false)
    };
    let is_pair = |first: &(&str, String), second: &(&str, String)| {
        PAIRS.contains(&(first.0, second.0)) && room(first) + EM <= edge && edge + room(second) <= whole
    };
    let mut blocks = Vec::new();
    let mut rest = facts;
    while let [first, others @ ..] = rest {
        rest = others;
        let mut line = labelled(first.0, first.1.as_str());
        if let ([second, others @ ..], Block::Text(paragraph)) = (others, &mut line)
            && is_pair(first, second)
        {
            rest = others;
            let label = label(format!("{}：", second.0));
            paragraph.beside = Some((2 * EM + edge, vec![label, Span::plain(second.1.as_str())]));
        }
        blocks.push(line);
    }
    blocks
}

/// The lines above the text, in their order.
fn facts(meeting: &Meeting) -> Vec<(&'static str, String)> {
    let names = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let facts = [
        ("时间", meeting.time.map(crate::read::meeting::Time::chinese)),
        ("地点", meeting.place.clone()),
        ("主持", meeting.chair.as_deref().map(padded)),
        ("记录", meeting.recorder.as_deref().map(padded)),
        (
            "出席",
            meeting
                .attendance
                .map(|attendance| present(attendance, meeting.voters)),
        ),
        ("请假", absent(meeting)),
        ("列席", names(&meeting.observers)),
        ("小组", meeting.group.clone()),
        ("学时", meeting.hours.map(hours)),
    ];
    facts
        .into_iter()
        .filter_map(|(label, words)| Some((label, words?)))
        .collect()
}

fn present(attendance: Attendance, voters: Option<Attendance>) -> String {
    let Attendance { expected, present } = attendance;
    let voters = voters.filter(|voters| *voters != attendance).map(|voters| {
        let Attendance { expected, present } = voters;
        format!("；有表决权的应到{expected}人，实到{present}人")
    });
    format!("应到{expected}人，实到{present}人{}", voters.unwrap_or_default())
}

/// Who was absent: names and reasons where this audience sees them, else how many.
fn absent(meeting: &Meeting) -> Option<String> {
    if !meeting.absent.is_empty() {
        let named = meeting
            .absent
            .iter()
            .map(|of| format!("{}（{}）", of.name, of.reason));
        return Some(named.collect::<Vec<String>>().join("、"));
    }
    let of = meeting.attendance?;
    let missing = of.expected.saturating_sub(of.present);
    (missing > 0).then(|| format!("{missing}人"))
}

/// `1.5学时`.
pub(super) fn hours(hours: f64) -> String {
    let hundredths = crate::site::study::hundredths(hours);
    let amount = Amount::of_hundredths(i64::try_from(hundredths).unwrap_or(0));
    format!("{amount}学时")
}

fn numbered(name: &str, lines: &[String]) -> Vec<Block> {
    match lines {
        [] => Vec::new(),
        [one] => vec![heading(name), paragraph(one.as_str())],
        many => {
            let lines = (1..).zip(many).map(|(number, line): (u32, _)| item(number, line));
            let mut lines: Vec<Block> = lines.collect();
            if lines.len() <= TOGETHER {
                keep_together(&mut lines);
            }
            std::iter::once(heading(name)).chain(lines).collect()
        }
    }
}

/// What was decided; the votes and who sees to it by when stand in lines of their own, where they are looked for.
fn resolution(number: Option<u32>, of: &Resolution, is_hanging: bool) -> Vec<Block> {
    let number = number.map_or(String::new(), |number| format!("（{}）", han_number(number)));
    let matter = of.matter.trim_end_matches(['。', '；']);
    let mut lines = vec![format!("{number}{matter}。")];
    lines.extend(of.votes.map(|votes| {
        format!(
            "表决：赞成{}票，反对{}票，弃权{}票。",
            votes.in_favour, votes.against, votes.abstained
        )
    }));
    let who = of.responsible.as_ref().map(|name| format!("责任人：{name}"));
    let by = of.deadline.map(|day| format!("时限：{}", Day::chinese(day)));
    let duties: Vec<String> = who.into_iter().chain(by).collect();
    if !duties.is_empty() {
        lines.push(format!("{}。", duties.join("，")));
    }
    let mut blocks: Vec<Block> = lines.into_iter().map(paragraph).collect();
    for (at, block) in blocks.iter_mut().enumerate() {
        if let Block::Text(line) = block
            && is_hanging
        {
            (line.left, line.indent) = (line.indent, 0);
            line.is_line = at > 0;
        }
    }
    keep_together(&mut blocks);
    blocks
}

/// 评议结果 as a table of numbers.
fn appraisals(meeting: &Meeting) -> Vec<Block> {
    if meeting.appraisals.is_empty() {
        return Vec::new();
    }
    let mut names = vec!["对象", "参加"];
    names.extend(GRADES);
    let rows = meeting.appraisals.iter().map(|of| {
        let numbers = std::iter::once(of.participants).chain(of.grades);
        let numbers = numbers.map(|number| aligned(number.to_string(), Align::Centre));
        std::iter::once(aligned(of.subject.label(), Align::Centre))
            .chain(numbers)
            .collect()
    });
    let table = Table {
        head: vec![head_row(&names)],
        rows: rows.collect(),
        ..Table::default()
    };
    vec![heading("评议结果"), Block::Table(table)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::blocks::Paragraph;

    #[test]
    fn what_was_said_has_a_name_below_the_agenda_unless_it_begins_with_one_of_its_own() {
        let (text, own) = (paragraph("会议讨论了安排。"), heading("一、学习"));
        let name = |body: &[&Block]| body_name(&body.iter().copied().cloned().collect::<Vec<_>>());
        assert_eq!(name(&[&text]), Some("会议内容"));
        assert_eq!(name(&[&text, &own, &text]), Some("会议概况"));
        assert_eq!([name(&[&own, &text]), name(&[])], [None, None]);
    }

    #[test]
    fn facts_that_belong_together_share_a_line_where_they_have_room() {
        let facts = [
            ("时间", "2026年3月6日15:40—17:10".to_owned()),
            ("地点", "行政楼三楼第一多功能报告厅".to_owned()),
            ("主持", "张　甲".to_owned()),
            ("记录", "李　乙".to_owned()),
            ("学时", "1.5学时".to_owned()),
        ];
        // The words of each line, and where its second part begins.
        let set = |width: i32| -> Vec<(String, Option<i32>)> {
            let words = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
            let blocks = in_pairs(&facts, Lines::of_width(width));
            let lines = blocks.iter().filter_map(|block| match block {
                Block::Text(of) => Some(of),
                _ => None,
            });
            let line = |of: &Paragraph| match &of.beside {
                Some((edge, beside)) => (words(&of.spans) + &words(beside), Some(*edge)),
                None => (words(&of.spans), None),
            };
            lines.map(line).collect()
        };
        let [time, place, hours] = [0, 1, 4].map(|at: usize| facts[at].1.clone());
        let names = ("张　甲记录：李　乙".to_owned(), Some(15 * EM));
        assert_eq!(set(28 * EM), [(time, None), (place, None), names, (hours, None)]);
        let edges = set(40 * EM).into_iter().map(|(_, edge)| edge);
        assert_eq!(edges.collect::<Vec<_>>(), [Some(21 * EM), Some(21 * EM), None]);
        assert_eq!(set(0).len(), facts.len());
    }
}
