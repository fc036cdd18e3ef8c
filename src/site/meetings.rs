//! 三会一课: per year and unit, what is owed in each period, what was held and what is missing. Computed from
//! cleared entries only; of a kind of meeting that is for a narrower audience what is shown here stands in it, and
//! nothing is missing. Pure.

mod cells;

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, EntryId, Site};
use crate::read::config::{MeetingRules, Owed};
use crate::read::meeting::{Attendance, MeetingKind};
use crate::read::organization::{Branch, Level, Organization};
use crate::words::{Day, Labelled, Scope};
use cells::{HeldBy, Sitting};

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
pub struct MatrixYear {
    /// The units that owe something.
    pub units: Vec<UnitYear>,
}

/// One unit in one year.
#[derive(Debug, Clone)]
pub struct UnitYear {
    /// The branch, by its place in the organization; `None` for the whole.
    pub branch: Option<usize>,
    /// What it owes.
    pub rows: Vec<MatrixRow>,
}

/// One thing that a unit owes, over a year.
#[derive(Debug, Clone)]
pub struct MatrixRow {
    /// What.
    pub owing: Owing,
    /// How often.
    pub owed: Owed,
    /// It is for this audience, so that what is missing can be told; else only what is shown here stands in it.
    pub is_judged: bool,
    /// How many groups owe it each; 1 for everything but 党小组会.
    pub groups: u32,
    /// The periods; none when it is for a narrower audience and none of it is shown here.
    pub cells: Vec<MatrixCell>,
    /// Who was expected and who came, over all of the unit's own meetings that say so.
    pub attendance: Option<Attendance>,
}

/// One period.
#[derive(Debug, Clone)]
pub struct MatrixCell {
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
    /// The entry that sums the meeting up.
    pub id: EntryId,
    /// A 主题党日 on another day than the fixed one.
    pub off_day: bool,
}

/// The sums of a unit over the periods that are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitSums {
    /// How many were owed.
    pub owed: u32,
    /// How many of these were held.
    pub held: u32,
}

impl MatrixCell {
    /// How many are missing, when the period is over.
    #[must_use]
    pub fn missing(&self) -> u32 {
        match self.state {
            CellState::Missing(missing) => missing,
            CellState::Free | CellState::Held | CellState::Running => 0,
        }
    }
}

impl MatrixRow {
    /// How often it is owed: `每月1次`, `每组每月1次`.
    #[must_use]
    pub fn rule(&self) -> String {
        let each = if self.owing == Owing::Kind(MeetingKind::Group) && self.groups > 1 {
            "每组"
        } else {
            ""
        };
        format!("{each}{}{}次", self.owed.frequency.label(), self.owed.times)
    }
}

impl Site {
    /// What is owed, in words.
    #[must_use]
    pub fn owing_name(&self, owing: Owing) -> String {
        match owing {
            Owing::Kind(kind) => kind.label().to_owned(),
            Owing::Duty(index) => self.meetings.duties[index].name.clone(),
        }
    }
}

impl UnitYear {
    /// What was owed in the periods that are over, and what was held of it.
    #[must_use]
    pub fn sums(&self) -> UnitSums {
        let mut sums = UnitSums::default();
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
pub struct MatrixTerms<'a> {
    /// `[meetings]` and `[duties]`.
    pub rules: &'a MeetingRules,
    /// The organization with the edition's branches.
    pub organization: &'a Organization,
    /// For whom.
    pub audience: Scope,
    /// For whom meetings are that say nothing.
    pub usual_scope: Scope,
    /// The build's day.
    pub day: Day,
}

/// The matrix of every year in which something was held, of this one when `since` is set, and of each from then on in which
/// something was owed: a year in which nothing was held lacks the most.
#[must_use]
pub fn matrix(entries: &[Entry], terms: MatrixTerms<'_>) -> BTreeMap<i32, MatrixYear> {
    let held = cells::gather(entries, terms);
    let of_entries: BTreeSet<i32> = held.keys().map(|key| key.0).collect();
    let mut years = of_entries.clone();
    if let Some(since) = terms.rules.since {
        years.extend(since.year()..=terms.day.year());
        years.retain(|year| *year >= since.year());
    }
    years.retain(|year| *year <= terms.day.year());
    let year = |year: i32| {
        let all = std::iter::once(None).chain((0..terms.organization.branches.len()).map(Some));
        let units = all.filter_map(|branch| unit_year(year, branch, &held, entries, terms));
        MatrixYear {
            units: units.collect(),
        }
    };
    let tells = |(of, year): &(i32, MatrixYear)| {
        of_entries.contains(of)
            || *of == terms.day.year()
            || year.units.iter().any(|unit| unit.sums().owed > 0)
    };
    years.into_iter().map(|of| (of, year(of))).filter(tells).collect()
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
    terms: MatrixTerms<'_>,
) -> Option<UnitYear> {
    let of = branch.map(|index| &terms.organization.branches[index]);
    let rows: Vec<MatrixRow> = what_is_owed(of, terms)
        .into_iter()
        .map(|(owing, owed)| {
            let own = held.get(&(year, branch, owing));
            let joint = held
                .get(&(year, None, owing))
                .filter(|_| branch.is_some() && may_be_joint(owing));
            let mut all: Vec<Sitting> = own.into_iter().chain(joint).flatten().copied().collect();
            all.sort();
            let groups = match (owing, of) {
                (Owing::Kind(MeetingKind::Group), Some(branch)) => branch.groups.len().max(1),
                _ => 1,
            };
            let mut row = MatrixRow {
                owing,
                owed,
                is_judged: owed.scope.unwrap_or(terms.usual_scope).reaches(terms.audience),
                groups: u32::try_from(groups).unwrap_or(1),
                cells: Vec::new(),
                attendance: None,
            };
            if row.is_judged || !all.is_empty() {
                row.attendance = own.and_then(|own| cells::attendance(own, entries));
                row.cells = cells::cells(year, &row, of, &all, terms);
            }
            row
        })
        .collect();
    (!rows.is_empty()).then_some(UnitYear { branch, rows })
}

/// What a branch, or the whole, owes: kinds first, duties behind them.
fn what_is_owed(branch: Option<&Branch>, terms: MatrixTerms<'_>) -> Vec<(Owing, Owed)> {
    let rules = terms.rules;
    let is_alone = branch.is_none() && is_one_branch(terms.organization);
    let of_whole = |kind| {
        matches!(
            kind,
            MeetingKind::PartyCommittee | MeetingKind::GeneralBranchCommittee | MeetingKind::StudyGroup
        )
    };
    let kinds = rules.kinds.iter().filter_map(|rule| {
        let excepted = branch.is_some_and(|branch| rule.except.contains(&branch.id));
        // Who has no groups has none that could meet.
        let groupless =
            rule.kind == MeetingKind::Group && branch.is_none_or(|branch| branch.groups.is_empty());
        let mine = (is_alone || of_whole(rule.kind) == branch.is_none()) && !excepted && !groupless;
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

/// True for a school whose only unit is a 支部: it owes itself what branches owe.
fn is_one_branch(organization: &Organization) -> bool {
    organization.branches.is_empty()
        && organization.name.is_some()
        && organization.unit.level == Level::Branch
}
