//! Meetings that cannot both have been as they are told: two of one kind, branch and time, which statistics count twice; and
//! two that one person chaired at one time in different places. Drafts do not count.

use std::collections::HashMap;
use std::sync::Arc;

use super::leftovers::{TWICE, say_the_same};
use super::repeats::repeated;
use crate::read::contradictions::is_same_place;
use crate::read::document::{Detail, Document};
use crate::read::meeting::{Meeting, MeetingKind, Time};
use crate::words::{Code, Complaint, Moment, Report};

const AT_ONCE: Code = Code::warning("meeting-at-once");

/// A meeting whose hour is told.
struct Held<'a> {
    document: &'a Document,
    meeting: &'a Meeting,
    time: Time,
}

/// Complains about the second of two.
pub(super) fn check(documents: &[Arc<Document>], report: &mut Report) {
    let held = documents.iter().filter_map(|document| {
        let Detail::Meeting(meeting) = &document.detail else {
            return None;
        };
        let time = meeting.time.filter(|time| time.start.minute.is_some())?;
        (!document.common.draft).then_some(Held {
            document,
            meeting,
            time,
        })
    });
    let held: Vec<Held<'_>> = held.collect();
    twice(&held, report);
    in_two_places(&held, report);
}

fn twice(held: &[Held<'_>], report: &mut Report) {
    let mut seen: HashMap<_, Vec<&Held<'_>>> = HashMap::new();
    for at in repeated(held, heading) {
        let one = &held[at];
        let others = seen.entry(heading(one)).or_default();
        let same = others.iter().find(|other| is_same(other, one)).copied();
        others.push(one);
        let Some(other) = same else { continue };
        let common = &one.document.common;
        let message = format!("与 {} 的类型、支部和会议时间都相同", other.document.source);
        let hint = "是同一次会议的，只留一个文件，两个都在的，统计里算开了两次；是两次会议的，请核对“时间”";
        report.push(Complaint::new(TWICE, common.title_place.clone(), message).hint(hint));
    }
}

/// What a meeting is known by.
fn heading<'a>(held: &Held<'a>) -> (MeetingKind, Option<&'a str>, Moment) {
    (
        held.meeting.kind,
        held.document.common.branch.as_deref(),
        held.time.start,
    )
}

/// True for one meeting that is told twice, and not as a copy: that is told of all kinds. Two groups may meet at once, and so
/// may who has another chair and another title.
fn is_same(one: &Held<'_>, other: &Held<'_>) -> bool {
    let is_copy =
        one.document.common.date == other.document.common.date && say_the_same(one.document, other.document);
    let is_known = one.document.common.title == other.document.common.title
        || one.meeting.chair.is_some() && one.meeting.chair == other.meeting.chair;
    is_known && one.meeting.group == other.meeting.group && !is_copy && !are_apart(one, other)
}

fn in_two_places(held: &[Held<'_>], report: &mut Report) {
    let chaired = held.iter().filter(|one| one.meeting.chair.is_some());
    let chaired: Vec<&Held<'_>> = chaired.collect();
    let key = |one: &Held<'_>| (one.meeting.chair.clone(), one.time.start.day);
    let mut seen: HashMap<_, Vec<&Held<'_>>> = HashMap::new();
    for at in repeated(&chaired, |one| key(one)) {
        let one = chaired[at];
        let others = seen.entry(key(one)).or_default();
        let other = others
            .iter()
            .find(|other| overlap(other.time, one.time) && are_apart(other, one) && !are_parts(other, one));
        if let Some(other) = other {
            let common = &one.document.common;
            let chair = one.meeting.chair.as_deref().unwrap_or_default();
            let message = format!(
                "{chair}在同一时间还主持了另一个地方的会议：{}",
                other.document.source
            );
            let hint = "请核对两个文件里的时间、地点和主持人";
            report.push(Complaint::new(AT_ONCE, common.title_place.clone(), message).hint(hint));
        }
        others.push(one);
    }
}

/// True for two that go on at the same time; one without an end, for as long as it begins.
fn overlap(one: Time, other: Time) -> bool {
    let span = |time: Time| {
        let start = time.start.minute?;
        let end = time.end.filter(|end| end.day == time.start.day);
        Some((start, end.and_then(|end| end.minute).unwrap_or(start)))
    };
    let spans = span(one).zip(span(other));
    spans.is_some_and(|(one, other)| one.0 == other.0 || one.0 < other.1 && other.0 < one.1)
}

fn are_apart(one: &Held<'_>, other: &Held<'_>) -> bool {
    let places = one.meeting.place.as_deref().zip(other.meeting.place.as_deref());
    places.is_some_and(|(one, other)| !is_same_place(one, other) && !is_same_place(other, one))
}

/// A 主题党日 goes on in several places, and a 党课 may be a part of it.
fn are_parts(one: &Held<'_>, other: &Held<'_>) -> bool {
    let is_event = |held: &Held<'_>| {
        matches!(
            held.meeting.kind,
            MeetingKind::ThemeDay | MeetingKind::Lecture | MeetingKind::Other
        )
    };
    one.document.common.branch == other.document.common.branch && (is_event(one) || is_event(other))
}
