//! What a unit owes over a year and what it held → the periods, each with what is missing.
//! The meetings that were held are gathered from the entries once, by year, unit and what they count for.

use std::collections::HashMap;

use super::{CellState, Held, MatrixCell, MatrixRow, MatrixTerms, Owing};
use crate::read::Detail;
use crate::read::config::MeetingRules;
use crate::read::meeting::{Attendance, Meeting, MeetingKind};
use crate::read::organization::Branch;
use crate::site::{Entry, EntryId};
use crate::words::{Day, FixedDay};

/// The periods of a row. `held` is sorted, oldest first. Where the row is not judged nothing is owed.
pub(super) fn cells(
    year: i32,
    row: &MatrixRow,
    branch: Option<&Branch>,
    held: &[Sitting],
    terms: MatrixTerms<'_>,
) -> Vec<MatrixCell> {
    let frequency = row.owed.frequency;
    let founded = branch.and_then(|branch| branch.unit.founded);
    let from = founded.max(terms.rules.since);
    let is_there = |end| branch.is_none_or(|branch| branch.unit.exists_on(end));
    let theme_day = fixed_day(row.owing, branch, terms.rules);
    let cell = |index| {
        let (start, end) = frequency.period(year, index)?;
        let first = held.partition_point(|sitting| sitting.counted < start);
        let behind = held.partition_point(|sitting| sitting.counted <= end);
        let held = &held[first..behind];
        let asked = row.is_judged && from.is_none_or(|from| start >= from) && is_there(end);
        let owed = if asked { row.owed.times * row.groups } else { 0 };
        let state = match missing(held, row.owed.times, row.groups) {
            _ if owed == 0 => CellState::Free,
            0 => CellState::Held,
            missing if end < terms.day => CellState::Missing(missing),
            _ => CellState::Running,
        };
        Some(MatrixCell {
            months: frequency.months(),
            held: held.iter().map(|sitting| shown(sitting, theme_day)).collect(),
            owed,
            state,
        })
    };
    let count = frequency.in_a_year().unwrap_or(0);
    (0..count).filter_map(cell).collect()
}

fn shown(sitting: &Sitting, theme_day: Option<FixedDay>) -> Held {
    Held {
        day: sitting.day,
        id: sitting.id,
        off_day: theme_day.is_some_and(|fixed| !fixed.is(sitting.day)),
    }
}

/// How many are missing of what each of the groups owes. One group's meeting is not another's; one that does not say
/// whose it was is taken for one that is missing.
fn missing(held: &[Sitting], times: u32, groups: u32) -> u32 {
    let count = |group: Option<usize>| {
        let count = held.iter().filter(|sitting| sitting.group == group).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    if groups <= 1 {
        let all = u32::try_from(held.len()).unwrap_or(u32::MAX);
        return times.saturating_sub(all);
    }
    let lacking = (0..groups as usize).map(|group| times.saturating_sub(count(Some(group))));
    lacking.sum::<u32>().saturating_sub(count(None))
}

/// The fixed day of a branch's 主题党日.
fn fixed_day(owing: Owing, branch: Option<&Branch>, rules: &MeetingRules) -> Option<FixedDay> {
    (owing == Owing::Kind(MeetingKind::ThemeDay))
        .then(|| branch.and_then(|branch| branch.theme_day).or(rules.theme_day))
        .flatten()
}

/// The meetings that were held, by year, unit and what they are; newest first.
pub(super) type HeldBy = HashMap<(i32, Option<usize>, Owing), Vec<Sitting>>;

/// A meeting that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sitting {
    /// The day by which it falls into a period: its own, or the last of the year it was held for.
    pub(super) counted: Day,
    /// When.
    pub(super) day: Day,
    /// The entry that sums the meeting up.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::config::Owed;
    use crate::read::organization::Organization;
    use crate::site::EntryId;
    use crate::words::{Day, Frequency, Scope};

    fn row(frequency: Frequency, groups: u32) -> MatrixRow {
        MatrixRow {
            owing: Owing::Kind(MeetingKind::ThemeDay),
            owed: Owed {
                frequency,
                times: 1,
                scope: None,
            },
            is_judged: true,
            groups,
            cells: Vec::new(),
            attendance: None,
        }
    }

    fn sitting(text: &str, group: Option<usize>) -> Sitting {
        Sitting {
            counted: Day::of(text),
            day: Day::of(text),
            id: EntryId(0),
            group,
        }
    }

    fn states(row: &MatrixRow, branch: &Branch, held: &[&str], on: &str) -> Vec<CellState> {
        let rules = MeetingRules::default();
        let terms = MatrixTerms {
            rules: &rules,
            organization: &Organization::default(),
            audience: Scope::Public,
            usual_scope: Scope::Public,
            day: Day::of(on),
        };
        let held: Vec<Sitting> = held.iter().map(|text| sitting(text, None)).collect();
        let cells = cells(2026, row, Some(branch), &held, terms);
        cells.iter().map(|cell| cell.state).collect()
    }

    #[test]
    fn a_period_is_missing_only_when_it_is_over() {
        use CellState::{Held, Missing, Running};
        let branch = Branch::default();
        let quarterly = row(Frequency::QUARTERLY, 1);
        assert_eq!(
            states(&quarterly, &branch, &["2026-03-31"], "2026-06-30"),
            [Held, Running, Running, Running]
        );
        assert_eq!(
            states(&quarterly, &branch, &["2026-04-01"], "2026-07-01"),
            [Missing(1), Held, Running, Running]
        );
    }

    #[test]
    fn nothing_is_missing_of_what_is_for_a_narrower_audience() {
        let narrower = MatrixRow {
            is_judged: false,
            ..row(Frequency::QUARTERLY, 1)
        };
        let found = states(&narrower, &Branch::default(), &["2026-04-01"], "2026-12-31");
        assert_eq!(found, [CellState::Free; 4]);
    }

    #[test]
    fn a_branch_owes_only_whole_periods_since_it_was_founded_and_groups_owe_each() {
        use CellState::{Free, Held, Missing, Running};
        let mut branch = Branch::default();
        branch.unit.founded = Some(Day::of("2026-02-10"));
        assert_eq!(
            states(
                &row(Frequency::QUARTERLY, 1),
                &branch,
                &["2026-03-01"],
                "2026-07-01"
            ),
            [Free, Missing(1), Running, Running]
        );
        branch.unit.founded = None;
        branch.unit.dissolved = Some(Day::of("2026-07-10"));
        assert_eq!(
            states(
                &row(Frequency::QUARTERLY, 1),
                &branch,
                &["2026-03-01"],
                "2026-12-31"
            ),
            [Held, Missing(1), Free, Free]
        );
        branch.unit.dissolved = None;
        let found = states(
            &row(Frequency::QUARTERLY, 3),
            &branch,
            &["2026-03-01", "2026-03-02", "2026-03-03", "2026-04-01"],
            "2026-07-01",
        );
        assert_eq!(found, [Held, Missing(2), Running, Running]);
    }

    #[test]
    fn one_groups_meeting_is_not_anothers() {
        let of = |groups: &[Option<usize>]| -> Vec<Sitting> {
            groups.iter().map(|group| sitting("2026-03-01", *group)).collect()
        };
        for (held, times, groups, expected) in [
            (&[Some(0), Some(0)][..], 1, 3, 2),
            (&[Some(0), Some(1), Some(2)], 1, 3, 0),
            (&[Some(0), None], 1, 3, 1),
            (&[None, None, None, None], 1, 3, 0),
            (&[Some(0), Some(0), Some(1)], 2, 2, 1),
            (&[Some(0)], 1, 1, 0),
            (&[], 2, 3, 6),
        ] {
            assert_eq!(
                missing(&of(held), times, groups),
                expected,
                "{held:?} {times} {groups}"
            );
        }
    }

    #[test]
    fn a_theme_day_on_another_day_is_marked() {
        let branch = Branch {
            theme_day: FixedDay::parse("每月第三个星期五"),
            ..Branch::default()
        };
        let rules = MeetingRules::default();
        let fixed = fixed_day(Owing::Kind(MeetingKind::ThemeDay), Some(&branch), &rules).expect("there");
        assert!(fixed.is(Day::of("2026-03-20")) && !fixed.is(Day::of("2026-03-19")));
        let other = fixed_day(Owing::Kind(MeetingKind::Lecture), Some(&branch), &rules);
        assert_eq!(other, None);
    }
}
