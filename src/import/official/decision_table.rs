//! A table of what was decided: `议定事项 | 责任人 | 完成时间`.

use super::decided::{self, DecidingMeeting, ResolutionFound};
use super::forms::cell_text;
use super::labels::{self, FormLabel};
use super::working::WorkingText;
use crate::import::text::{SourceBlock, SourceCell, SourceTable};

/// Where such a table says what.
#[derive(Debug, Clone, Copy)]
struct DecisionColumns {
    matter: usize,
    who: Option<usize>,
    when: Option<usize>,
}

/// True for a heading over those who see to something.
pub(super) fn names_who(heading: &str) -> bool {
    ["责任", "牵头", "承办", "负责", "落实人", "落实部门"]
        .iter()
        .any(|word| heading.contains(word))
}

/// True for a heading over the days by which it is done.
pub(super) fn names_when(heading: &str) -> bool {
    labels::label_of(heading) == Some(FormLabel::PromisedTerm)
        || ["时限", "期限", "完成时间"]
            .iter()
            .any(|word| heading.contains(word))
}

impl DecisionColumns {
    fn of(heading: &[SourceCell]) -> Option<Self> {
        let words: Vec<String> = heading.iter().map(cell_text).collect();
        let place = |is: &dyn Fn(&str) -> bool| words.iter().position(|word| is(word));
        let decided = |word: &str| labels::label_of(word) == Some(FormLabel::Resolutions);
        let called = |word: &str| {
            ["事项", "决定内容", "决议内容", "工作任务"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        let (who, when) = (place(&names_who), place(&names_when));
        let matter = place(&decided).or_else(|| place(&called))?;
        (who.is_some() || when.is_some()).then_some(Self { matter, who, when })
    }
}

/// Takes the only such table; one with a row that is not clear stays, and is said.
pub(super) fn take(work: &mut WorkingText, meeting: DecidingMeeting) -> Vec<ResolutionFound> {
    let blocks = work.blocks.iter().enumerate();
    let tables: Vec<_> = blocks
        .filter_map(|(at, block)| match &block.block {
            SourceBlock::Table(table) if !block.is_taken => Some((at, read(table, meeting)?)),
            _ => None,
        })
        .collect();
    let [(at, (all, is_whole))] = &tables[..] else {
        return Vec::new();
    };
    let (at, all, is_whole) = (*at, all.clone(), *is_whole);
    if is_whole {
        work.blocks[at].is_taken = true;
    } else {
        work.say("决议的表里有没有填进去的，整个表也留在正文里，请核对后删去");
    }
    all
}

/// The decisions of a table, and whether they are all that it says.
fn read(table: &SourceTable, meeting: DecidingMeeting) -> Option<(Vec<ResolutionFound>, bool)> {
    let (heading, rows) = table.rows.split_first()?;
    let columns = DecisionColumns::of(heading).filter(|_| !rows.is_empty() && heading.len() > 1)?;
    let spans = |cell: &SourceCell| cell.columns > 1 || cell.rows > 1;
    if table.rows.iter().flatten().any(spans) || rows.iter().any(|row| row.len() != heading.len()) {
        return None;
    }
    let mut is_whole = true;
    let mut all = Vec::new();
    for row in rows {
        let text = |place: Option<usize>| place.and_then(|place| row.get(place)).map(cell_text);
        let said = |place: Option<usize>| text(place).filter(|said| !said.is_empty());
        let Some(matter) = said(Some(columns.matter)) else {
            is_whole &= row.iter().all(|cell| cell_text(cell).is_empty());
            continue;
        };
        let mut one = ResolutionFound::bare(matter.trim_end_matches(['。', '；']));
        let (who, when) = (said(columns.who), said(columns.when));
        one.responsible = who
            .as_deref()
            .and_then(|who| decided::responsible(&who.replace('\n', "、")));
        one.deadline = when.as_deref().and_then(|when| Some(meeting.term(when)?.0));
        is_whole &= one.responsible.is_some() == who.is_some() && one.deadline.is_some() == when.is_some();
        all.push(one);
        let known = [Some(columns.matter), columns.who, columns.when];
        let others = row
            .iter()
            .zip(heading)
            .enumerate()
            .filter(|(at, _)| !known.contains(&Some(*at)));
        is_whole &= others
            .into_iter()
            .all(|(_, (cell, heading))| cell_text(cell).is_empty() || cell_text(heading) == "序号");
    }
    (!all.is_empty()).then_some((all, is_whole))
}
