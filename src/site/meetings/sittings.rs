//! Entries → the meetings that were held, by year, unit and what they count for. Gathered once.

use std::collections::HashMap;

use super::{MatrixTerms, Owing};
use crate::read::Detail;
use crate::read::config::MeetingRules;
use crate::read::meeting::{Attendance, Meeting, MeetingKind};
use crate::site::{Entry, EntryId};
use crate::words::Day;

/// The meetings that were held, by year, unit and what they are; newest first.
pub(super) type HeldBy = HashMap<(i32, Option<usize>, Owing), Vec<Sitting>>;

/// A meeting that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sitting {
    /// The day by which it falls into a period: its own, or the last of the year it was held for.
    pub(super) counted: Day,
    /// When.
    pub(super) day: Day,
    /// Its summary.
    pub(super) id: EntryId,
    /// The group that held it, by its place in the branch; `None` when it does not say.
    pub(super) group: Option<usize>,
}

/// Gathers the meetings that were held by the build's day.
pub(super) fn gather(entries: &[Entry], terms: MatrixTerms<'_>) -> HeldBy {
    let branches = &terms.organization.branches;
    let ids = branches.iter().enumerate();
    let ids: HashMap<&str, usize> = ids.map(|(index, branch)| (branch.id.as_str(), index)).collect();
    let mut held = HeldBy::new();
    for (index, entry) in entries.iter().enumerate() {
        let Detail::Meeting(meeting) = &entry.detail else {
            continue;
        };
        // A sample was never held.
        if entry.common.sample {
            continue;
        }
        let branch = match &entry.common.branch {
            None => None,
            Some(id) => match ids.get(id.as_str()) {
                Some(index) => Some(*index),
                None => continue,
            },
        };
        let day = meeting.day(entry.common.date);
        if day > terms.day {
            continue;
        }
        let group = meeting.group.as_deref().zip(branch).and_then(|(name, branch)| {
            let groups = &branches[branch].groups;
            groups.iter().position(|group| group.name == name)
        });
        let id = EntryId(index);
        let year = meeting.year(entry.common.date);
        let counted = within(day, year);
        for owing in owings(meeting, terms.rules) {
            let list = held.entry((year, branch, owing)).or_default();
            list.push(Sitting {
                counted,
                day,
                id,
                group,
            });
        }
    }
    held
}

/// The day of a year nearest to a day: what was held for the year before counts at its end.
fn within(day: Day, year: i32) -> Day {
    let ends = (Day::new(year, 1, 1), Day::new(year, 12, 31));
    let (Some(first), Some(last)) = ends else {
        return day;
    };
    day.clamp(first, last)
}

/// What a meeting counts for.
fn owings(meeting: &Meeting, rules: &MeetingRules) -> impl Iterator<Item = Owing> {
    let kind = (meeting.kind != MeetingKind::Other).then_some(Owing::Kind(meeting.kind));
    let duty = meeting
        .duty
        .as_ref()
        .and_then(|id| rules.duties.iter().position(|duty| duty.id == *id));
    kind.into_iter().chain(duty.map(Owing::Duty))
}

/// Who was expected and who came, over all that say so.
pub(super) fn attendance(held: &[Sitting], entries: &[Entry]) -> Option<Attendance> {
    let said = held
        .iter()
        .filter_map(|sitting| match &entries[sitting.id.0].detail {
            Detail::Meeting(meeting) => meeting.attendance,
            _ => None,
        });
    said.reduce(|sum, next| Attendance {
        expected: sum.expected.saturating_add(next.expected),
        present: sum.present.saturating_add(next.present),
    })
}
