//! A meeting as 纪要 (GB/T 9704—2012, 10.3): when and where, who was there, what it was about, what was said, what was
//! decided with the votes. No seal stands below it.

use super::pieces::{
    aligned, entry_attachments, entry_body, entry_head, head_row, heading, item, labelled, lay, paragraph,
};
use crate::paper::blocks::{Block, Table};
use crate::paper::{Align, Geometry, PictureSizes, Sheet, padded};
use crate::read::meeting::{Attendance, GRADES, Meeting, Resolution};
use crate::site::Entry;
use crate::words::{Amount, Day, han_number};

/// The sheets of a meeting's summary.
pub(super) fn sheets(
    entry: &Entry,
    meeting: &Meeting,
    geometry: &Geometry,
    pictures: PictureSizes<'_>,
) -> Vec<Sheet> {
    let mut blocks = entry_head(entry, geometry);
    blocks.extend(content(entry, meeting));
    blocks.extend(entry_attachments(entry));
    lay(&blocks, 0, geometry, pictures)
}

/// What stands between the title and the attachments.
pub(super) fn content(entry: &Entry, meeting: &Meeting) -> Vec<Block> {
    let mut blocks = Vec::new();
    let facts = facts(meeting);
    if !facts.is_empty() {
        blocks.extend(facts.into_iter().map(|(label, words)| labelled(label, words)));
        blocks.push(Block::Space(1));
    }
    blocks.extend(numbered("议题", &meeting.agenda));
    blocks.extend(numbered("学习内容", &meeting.study_content));
    blocks.extend(entry_body(entry));
    if !meeting.resolutions.is_empty() {
        blocks.push(heading("决议"));
        let alone = meeting.resolutions.len() == 1;
        let resolutions = (1..).zip(&meeting.resolutions);
        blocks.extend(resolutions.map(|(number, of)| resolution((!alone).then_some(number), of)));
    }
    blocks.extend(appraisals(meeting));
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
            std::iter::once(heading(name)).chain(lines).collect()
        }
    }
}

fn resolution(number: Option<u32>, of: &Resolution) -> Block {
    let number = number.map_or(String::new(), |number| format!("（{}）", han_number(number)));
    let matter = of.matter.trim_end_matches(['。', '；']);
    let mut facts = Vec::new();
    if let Some(votes) = of.votes {
        facts.push(format!(
            "表决：赞成{}票，反对{}票，弃权{}票。",
            votes.in_favour, votes.against, votes.abstained
        ));
    }
    let who = of.responsible.as_ref().map(|name| format!("责任人：{name}"));
    let by = of.deadline.map(|day| format!("时限：{}", Day::chinese(day)));
    let duties: Vec<String> = who.into_iter().chain(by).collect();
    if !duties.is_empty() {
        facts.push(format!("{}。", duties.join("，")));
    }
    paragraph(format!("{number}{matter}。{}", facts.concat()))
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
