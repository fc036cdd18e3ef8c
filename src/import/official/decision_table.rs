//! A table of what was decided: `议定事项 | 责任人 | 完成时间`.

use super::decided::{self, DecidingMeeting, ResolutionFound};
use super::forms::{self, cell_text};
use super::labels::{self, FormLabel};
use super::votes;
use super::working::{WorkingText, behind_number};
use crate::import::text::{SourceCell, SourceTable};
use crate::words::{contains_any, ends_with_any};

/// Where such a table says what.
#[derive(Debug, Clone, Copy)]
struct DecisionColumns {
    matter: usize,
    who: Option<usize>,
    when: Option<usize>,
    /// What was on the agenda.
    topic: Option<usize>,
    votes: Option<usize>,
}

/// What such a table says.
#[derive(Debug, Clone, Default)]
struct DecisionsFound {
    all: Vec<ResolutionFound>,
    /// In their order, each once, without their numbers.
    topics: Vec<String>,
    /// Nothing else stands in it.
    is_whole: bool,
}

/// True for a heading over those who see to something.
pub(super) fn names_who(heading: &str) -> bool {
    contains_any(heading, &["责任", "牵头", "承办", "负责", "落实人", "落实部门"])
}

/// True for a heading over the days by which it is done.
pub(super) fn names_when(heading: &str) -> bool {
    labels::label_of(heading) == Some(FormLabel::PromisedTerm)
        || contains_any(heading, &["时限", "期限", "完成时间"])
}

impl DecisionColumns {
    fn of(heading: &[SourceCell]) -> Option<Self> {
        let words: Vec<String> = heading.iter().map(cell_text).collect();
        let place = |is: &dyn Fn(&str) -> bool| words.iter().position(|word| is(word));
        let decided = |word: &str| labels::label_of(word) == Some(FormLabel::Resolutions);
        let called = |word: &str| ends_with_any(word, &["事项", "决定内容", "决议内容", "工作任务"]);
        let (who, when) = (place(&names_who), place(&names_when));
        let matter = place(&decided).or_else(|| place(&called))?;
        let topic =
            place(&|word| labels::label_of(word) == Some(FormLabel::Agenda)).filter(|at| *at != matter);
        let votes = place(&|word| labels::label_of(word) == Some(FormLabel::VoteResult));
        (who.is_some() || when.is_some()).then_some(Self {
            matter,
            who,
            when,
            topic,
            votes: votes.filter(|at| *at != matter),
        })
    }
}

/// Takes the only such table; one with a row that is not clear stays, and is said.
pub(super) fn take(work: &mut WorkingText, meeting: DecidingMeeting) -> Vec<ResolutionFound> {
    let tables = forms::tables_at(work).filter_map(|(at, table)| Some((at, read(table, meeting)?)));
    let tables: Vec<_> = tables.collect();
    let [(at, found)] = &tables[..] else {
        return Vec::new();
    };
    let (at, found) = (*at, found.clone());
    if found.is_whole {
        work.blocks[at].is_taken = true;
    } else {
        work.say("决议的表里有没有填进去的，整个表也留在正文里，请核对后删去");
    }
    if !found.topics.is_empty() && !work.fields.iter().any(|field| field.name == "议题") {
        work.fill_list("议题", found.topics);
    }
    found.all
}

/// What the cells of rows say, in each row that a cell goes down to; `None` where one goes over several columns.
fn filled_down(rows: &[Vec<SourceCell>], width: usize) -> Option<Vec<Vec<String>>> {
    let mut open: Vec<(usize, String)> = vec![(0, String::new()); width];
    let row = |cells: &Vec<SourceCell>| {
        let mut cells = cells.iter();
        let said = open.iter_mut().map(|(left, said)| {
            if *left > 0 {
                *left -= 1;
                return Some(said.clone());
            }
            let cell = cells.next().filter(|cell| cell.columns == 1)?;
            (*left, *said) = (cell.rows.saturating_sub(1), cell_text(cell));
            Some(said.clone())
        });
        let said: Option<Vec<String>> = said.collect();
        said.filter(|_| cells.next().is_none())
    };
    rows.iter().map(row).collect()
}

/// What a row decides, of its matter, its topic and its votes; false where something in it is not understood. 同意 alone, or
/// votes, decide on the topic.
fn decision(matter: &str, topic: Option<String>, votes: Option<String>) -> (ResolutionFound, bool) {
    const AGREED: [&str; 6] = ["同意", "通过", "一致同意", "一致通过", "表决通过", "全票通过"];
    let matter = matter.trim_end_matches(['。', '；']);
    let counts = |text: &str| votes::counted(text).filter(|(_, rest)| rest.is_empty());
    let own = counts(matter);
    let mut one = match topic {
        Some(topic) if own.is_some() || AGREED.contains(&matter) => {
            let topic = behind_number(&topic).trim().trim_end_matches(['。', '；']);
            ResolutionFound::agreed(topic, votes::is_unanimous(matter))
        }
        _ => ResolutionFound::bare(matter),
    };
    let beside = votes.as_deref().and_then(counts).or(own);
    one.votes = beside.map(|(count, _)| count);
    one.is_unanimous |= votes.as_deref().is_some_and(votes::is_unanimous);
    let is_clear = votes.is_none() || one.votes.is_some() || one.is_unanimous;
    (one, is_clear)
}

/// The decisions of a table.
fn read(table: &SourceTable, meeting: DecidingMeeting) -> Option<DecisionsFound> {
    let (heading, rows) = table.rows.split_first()?;
    let columns = DecisionColumns::of(heading).filter(|_| !rows.is_empty() && heading.len() > 1)?;
    if heading.iter().any(|cell| cell.columns > 1 || cell.rows > 1) {
        return None;
    }
    let rows = filled_down(rows, heading.len())?;
    let mut is_whole = true;
    let mut all = Vec::new();
    let mut topics: Vec<String> = Vec::new();
    for row in rows {
        let said = |place: Option<usize>| {
            let said = place.and_then(|place| row.get(place));
            said.filter(|said| !said.is_empty()).cloned()
        };
        let Some(matter) = said(Some(columns.matter)) else {
            is_whole &= row.iter().all(String::is_empty);
            continue;
        };
        if let Some(topic) = said(columns.topic) {
            let topic = behind_number(&topic).trim().to_owned();
            if topics.last() != Some(&topic) {
                topics.push(topic);
            }
        }
        let (mut one, is_counted) = decision(&matter, said(columns.topic), said(columns.votes));
        is_whole &= is_counted;
        let (who, when) = (said(columns.who), said(columns.when));
        one.responsible = who
            .as_deref()
            .and_then(|who| decided::responsible(&who.replace('\n', "、")));
        one.deadline = when.as_deref().and_then(|when| Some(meeting.term(when)?.0));
        is_whole &= one.responsible.is_some() == who.is_some() && one.deadline.is_some() == when.is_some();
        all.push(one);
        let known = [
            Some(columns.matter),
            columns.who,
            columns.when,
            columns.topic,
            columns.votes,
        ];
        let others = row
            .iter()
            .zip(heading)
            .enumerate()
            .filter(|(at, _)| !known.contains(&Some(*at)));
        is_whole &= others
            .into_iter()
            .all(|(_, (said, heading))| said.is_empty() || cell_text(heading) == "序号");
    }
    (!all.is_empty()).then_some(DecisionsFound {
        all,
        topics,
        is_whole,
    })
}
