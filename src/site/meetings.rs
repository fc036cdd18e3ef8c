//! 三会一课: per year and unit, what is owed in each period, what was held and what is missing. Computed from
//! cleared entries only; a kind of meeting that is for a narrower audience is not judged at all. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Entry, EntryId};
use crate::read::Detail;
use crate::read::config::{MeetingRules, Owed};
use crate::read::meeting::{Attendance, Meeting, MeetingKind};
use crate::read::organization::Branch;
use crate::words::{Day, FixedDay, Scope};

/// What is owed: a kind of meeting, or a duty of one's own by its place in the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owing {
    /// A kind.
    Kind(MeetingKind),
    /// A duty of `[duties]`.
    Duty(usize),
}

/// One year of the matrix.
#[derive(Debug, Clone)]
pub struct Year {
    /// The units that owe something.
    pub units: Vec<UnitYear>,
}

/// One unit in one year.
#[derive(Debug, Clone)]
pub struct UnitYear {
    /// The branch, by its place in the organization; `None` for the whole.
    pub branch: Option<usize>,
    /// What it owes.
    pub rows: Vec<Row>,
}

/// One thing that a unit owes, over a year.
#[derive(Debug, Clone)]
pub struct Row {
    /// What.
    pub owing: Owing,
    /// How often.
    pub owed: Owed,
    /// How many groups owe it each; 1 for everything but 党小组会.
    pub groups: u32,
    /// The periods; none when it is for a narrower audience.
    pub cells: Vec<Cell>,
    /// Who was expected and who came, over all of the unit's own meetings that say so.
    pub attendance: Option<Attendance>,
}

/// One period.
#[derive(Debug, Clone)]
pub struct Cell {
    /// How many months it has.
    pub months: u32,
    /// What was held, oldest first.
    pub held: Vec<Held>,
    /// How many were owed; 0 before the unit was founded.
    pub owed: u32,
    /// How it stands.
    pub state: CellState,
}

/// How a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// Nothing was owed.
    Free,
    /// All that was owed was held.
    Held,
    /// The period is not over yet.
    Running,
    /// The period is over, and so many are missing.
    Missing(u32),
}

/// A meeting that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// When.
    pub day: Day,
    /// Its summary.
    pub id: EntryId,
    /// A 主题党日 on another day than the fixed one.
    pub off_day: bool,
}

/// The sums of a unit over the periods that are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many were owed.
    pub owed: u32,
    /// How many of these were held.
    pub held: u32,
}

impl UnitYear {
    /// What was owed in the periods that are over, and what was held of it.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for cell in self.rows.iter().flat_map(|row| &row.cells) {
            match cell.state {
                CellState::Held => {
                    sums.owed += cell.owed;
                    sums.held += cell.owed;
                }
                CellState::Missing(missing) => {
                    sums.owed += cell.owed;
                    sums.held += cell.owed - missing;
                }
                CellState::Free | CellState::Running => {}
            }
        }
        sums
    }
}

/// What the matrix is made by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// `[meetings]` and `[duties]`.
    pub rules: &'a MeetingRules,
    /// The edition's branches.
    pub branches: &'a [Branch],
    /// For whom.
    pub audience: Scope,
    /// For whom meetings are that say nothing.
    pub usual_scope: Scope,
    /// The build's day.
    pub day: Day,
}

/// The matrix of every year in which something was held, and of this one when `since` is set.
#[must_use]
pub fn matrix(entries: &[Entry], terms: Terms<'_>) -> BTreeMap<i32, Year> {
    let held = gather(entries, terms);
    let mut years: BTreeSet<i32> = held.keys().map(|key| key.0).collect();
    if let Some(since) = terms.rules.since {
        years.insert(terms.day.year());
        years.retain(|year| *year >= since.year());
    }
    years.retain(|year| *year <= terms.day.year());
    let year = |year: i32| {
        let all = (0..terms.branches.len()).map(Some).chain([None]);
        let units = all.filter_map(|branch| unit_year(year, branch, &held, entries, terms));
        Year {
            units: units.collect(),
        }
    };
    years.into_iter().map(|of| (of, year(of))).collect()
}

/// The meetings that were held, by year, unit and what they are; newest first.
type HeldBy = HashMap<(i32, Option<usize>, Owing), Vec<(Day, EntryId)>>;

fn gather(entries: &[Entry], terms: Terms<'_>) -> HeldBy {
    let ids = terms.branches.iter().enumerate();
    let ids: HashMap<&str, usize> = ids.map(|(index, branch)| (branch.id.as_str(), index)).collect();
    let mut held = HeldBy::new();
    for (index, entry) in entries.iter().enumerate() {
        let Detail::Meeting(meeting) = &entry.detail else {
            continue;
        };
        let branch = match &entry.common.branch {
            None => None,
            Some(id) => match ids.get(id.as_str()) {
                Some(index) => Some(*index),
                None => continue,
            },
        };
        let day = meeting.day(entry.common.date);
        for owing in owings(meeting, terms.rules) {
            let list = held.entry((day.year(), branch, owing)).or_default();
            list.push((day, EntryId(index)));
        }
    }
    held
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

/// True for what the branches may hold together: a 党课 or a 主题党日 of the whole school is one of each branch.
fn may_be_joint(owing: Owing) -> bool {
    matches!(owing, Owing::Kind(MeetingKind::Lecture | MeetingKind::ThemeDay))
}

fn unit_year(
    year: i32,
    branch: Option<usize>,
    held: &HeldBy,
    entries: &[Entry],
    terms: Terms<'_>,
) -> Option<UnitYear> {
    let of = branch.map(|index| &terms.branches[index]);
    let rows: Vec<Row> = what_is_owed(of, terms.rules)
        .into_iter()
        .map(|(owing, owed)| {
            let own = held.get(&(year, branch, owing));
            let joint = held
                .get(&(year, None, owing))
                .filter(|_| branch.is_some() && may_be_joint(owing));
            let mut all: Vec<(Day, EntryId)> = own.into_iter().chain(joint).flatten().copied().collect();
            all.sort();
            let groups = match (owing, of) {
                (Owing::Kind(MeetingKind::Group), Some(branch)) => branch.groups.len().max(1),
                _ => 1,
            };
            let mut row = Row {
                owing,
                owed,
                groups: u32::try_from(groups).unwrap_or(1),
                cells: Vec::new(),
                attendance: None,
            };
            if owed.scope.unwrap_or(terms.usual_scope).reaches(terms.audience) {
                row.attendance = attendance(own, entries);
                row.cells = cells(year, &row, of, &all, terms);
            }
            row
        })
        .collect();
    (!rows.is_empty()).then_some(UnitYear { branch, rows })
}

/// What a branch, or the whole, owes: kinds first, duties behind them.
fn what_is_owed(branch: Option<&Branch>, rules: &MeetingRules) -> Vec<(Owing, Owed)> {
    let of_whole = |kind| {
        matches!(
            kind,
            MeetingKind::PartyCommittee | MeetingKind::GeneralBranchCommittee | MeetingKind::StudyGroup
        )
    };
    let kinds = rules.kinds.iter().filter_map(|rule| {
        let excepted = branch.is_some_and(|branch| rule.except.contains(&branch.id));
        let mine = of_whole(rule.kind) == branch.is_none() && !excepted;
        rule.owed
            .filter(|_| mine)
            .map(|owed| (Owing::Kind(rule.kind), owed))
    });
    let duties = rules.duties.iter().enumerate().filter_map(|(index, duty)| {
        let mine = match branch {
            None => duty.branches.is_empty(),
            Some(branch) => duty.branches.contains(&branch.id),
        };
        mine.then_some((Owing::Duty(index), duty.owed))
    });
    kinds.chain(duties).collect()
}

fn cells(
    year: i32,
    row: &Row,
    branch: Option<&Branch>,
    held: &[(Day, EntryId)],
    terms: Terms<'_>,
) -> Vec<Cell> {
    let frequency = row.owed.frequency;
    let founded = branch.and_then(|branch| branch.unit.founded);
    let from = founded.max(terms.rules.since);
    let theme_day = fixed_day(row.owing, branch, terms.rules);
    let cell = |index| {
        let (start, end) = frequency.period(year, index)?;
        let held: Vec<Held> = held
            .iter()
            .filter(|(day, _)| (start..=end).contains(day))
            .map(|(day, id)| Held {
                day: *day,
                id: *id,
                off_day: theme_day.is_some_and(|fixed| !fixed.is(*day)),
            })
            .collect();
        let asked = from.is_none_or(|from| start >= from);
        let owed = if asked { row.owed.times * row.groups } else { 0 };
        let count = u32::try_from(held.len()).unwrap_or(u32::MAX);
        let state = match owed.saturating_sub(count) {
            _ if owed == 0 => CellState::Free,
            0 => CellState::Held,
            missing if end < terms.day => CellState::Missing(missing),
            _ => CellState::Running,
        };
        Some(Cell {
            months: frequency.months(),
            held,
            owed,
            state,
        })
    };
    let count = frequency.in_a_year().unwrap_or(0);
    (0..count).filter_map(cell).collect()
}

/// The fixed day of a branch's 主题党日.
fn fixed_day(owing: Owing, branch: Option<&Branch>, rules: &MeetingRules) -> Option<FixedDay> {
    (owing == Owing::Kind(MeetingKind::ThemeDay))
        .then(|| branch.and_then(|branch| branch.theme_day).or(rules.theme_day))
        .flatten()
}

fn attendance(held: Option<&Vec<(Day, EntryId)>>, entries: &[Entry]) -> Option<Attendance> {
    let said = held?.iter().filter_map(|(_, id)| match &entries[id.0].detail {
        Detail::Meeting(meeting) => meeting.attendance,
        _ => None,
    });
    said.reduce(|sum, next| Attendance {
        expected: sum.expected + next.expected,
        present: sum.present + next.present,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Frequency;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn row(frequency: Frequency, groups: u32) -> Row {
        Row {
            owing: Owing::Kind(MeetingKind::ThemeDay),
            owed: Owed {
                frequency,
                times: 1,
                scope: None,
            },
            groups,
            cells: Vec::new(),
            attendance: None,
        }
    }

    fn states(row: &Row, branch: &Branch, held: &[&str], on: &str) -> Vec<CellState> {
        let rules = MeetingRules::default();
        let terms = Terms {
            rules: &rules,
            branches: &[],
            audience: Scope::Public,
            usual_scope: Scope::Public,
            day: day(on),
        };
        let held: Vec<(Day, EntryId)> = held.iter().map(|text| (day(text), EntryId(0))).collect();
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
    fn a_branch_owes_only_whole_periods_since_it_was_founded_and_groups_owe_each() {
        use CellState::{Free, Held, Missing, Running};
        let mut branch = Branch::default();
        branch.unit.founded = Some(day("2026-02-10"));
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
        let found = states(
            &row(Frequency::QUARTERLY, 3),
            &branch,
            &["2026-03-01", "2026-03-02", "2026-03-03", "2026-04-01"],
            "2026-07-01",
        );
        assert_eq!(found, [Held, Missing(2), Running, Running]);
    }

    #[test]
    fn a_theme_day_on_another_day_is_marked() {
        let branch = Branch {
            theme_day: FixedDay::parse("每月第三个星期五"),
            ..Branch::default()
        };
        let rules = MeetingRules::default();
        let fixed = fixed_day(Owing::Kind(MeetingKind::ThemeDay), Some(&branch), &rules).expect("there");
        assert!(fixed.is(day("2026-03-20")) && !fixed.is(day("2026-03-19")));
        let other = fixed_day(Owing::Kind(MeetingKind::Lecture), Some(&branch), &rules);
        assert_eq!(other, None);
    }
}
