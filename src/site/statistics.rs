//! Entries → figures of a year: what was disclosed in which month, who came to meetings, what was pledged and
//! kept. A year's figures are made of that year's entries alone, and its page shows them beside those of the year before:
//! no entry of a later year changes it.

use std::collections::BTreeMap;

use super::Entry;
use super::study::hundredths;
use crate::read::Detail;
use crate::read::meeting::{Attendance, Meeting};
use crate::read::pledge::{Conclusion, Pledge, PledgeProgress};
use crate::words::Kind;

/// The kinds that are counted: all but ordinary pages.
pub const COUNTED: [Kind; 5] = [
    Kind::Notice,
    Kind::Meeting,
    Kind::Pledge,
    Kind::Study,
    Kind::Ledger,
];

/// The figures of each year that has any.
pub type Statistics = BTreeMap<i32, YearFigures>;

/// The figures of one year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearFigures {
    /// How many entries of each of the kinds of [`COUNTED`] are dated in each month.
    pub disclosed: [[usize; COUNTED.len()]; 12],
    /// Meetings by the branch's id; `None` for those of the whole school.
    pub meetings: BTreeMap<Option<String>, MeetingFigures>,
    /// 学习资料.
    pub study: StudyFigures,
    /// 公开承诺 of this 年度.
    pub pledges: PledgeFigures,
}

/// Meetings of one branch in one year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingFigures {
    /// How many there were.
    pub held: usize,
    /// 应到 of those that state it, added up.
    pub expected: u64,
    /// 实到 of the same.
    pub present: u64,
    /// 学时, added up, in hundredths.
    pub hours: u64,
}

/// 学习资料 of one year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StudyFigures {
    /// How many there are.
    pub items: usize,
    /// How many of them are 必学.
    pub required: usize,
    /// 学时, added up, in hundredths.
    pub hours: u64,
}

/// 公开承诺 of one 年度.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PledgeFigures {
    /// Persons and bodies.
    pub pledgers: usize,
    /// Things promised.
    pub items: usize,
    /// Things done.
    pub done: usize,
    /// Pledgers by 评诺结论, in the order of [`Conclusion::ALL`].
    pub concluded: [usize; Conclusion::ALL.len()],
}

impl YearFigures {
    /// How many entries are dated in a month, counted from 0.
    #[must_use]
    pub fn of_month(&self, month: usize) -> usize {
        self.disclosed[month].iter().sum()
    }

    /// How many entries of one of the kinds of [`COUNTED`] there are.
    #[must_use]
    pub fn of_kind(&self, kind: usize) -> usize {
        self.disclosed.iter().map(|month| month[kind]).sum()
    }

    /// How many entries there are.
    #[must_use]
    pub fn total(&self) -> usize {
        (0..12).map(|month| self.of_month(month)).sum()
    }
}

/// Counts everything once.
pub(super) fn gather(entries: &[Entry]) -> Statistics {
    let mut years = Statistics::new();
    for entry in entries {
        let date = entry.common.date;
        let Some(kind) = COUNTED.iter().position(|kind| *kind == entry.kind()) else {
            continue;
        };
        let year = years.entry(date.year()).or_default();
        year.disclosed[date.month() as usize - 1][kind] += 1;
        match &entry.detail {
            Detail::Meeting(meeting) => {
                let of_branch = year.meetings.entry(entry.common.branch.clone()).or_default();
                add_meeting(of_branch, meeting);
            }
            Detail::Study(study) => {
                year.study.items += 1;
                year.study.required += usize::from(study.required);
                year.study.hours += study.hours.map_or(0, hundredths);
            }
            Detail::Pledge(pledge) => add_pledge(&mut years.entry(pledge.year).or_default().pledges, pledge),
            Detail::Notice(_) | Detail::Ledger(_) | Detail::Page(_) => {}
        }
    }
    // A pledge may be for a year in which nothing is dated yet.
    years.retain(|_, figures| figures.total() > 0);
    years
}

fn add_meeting(figures: &mut MeetingFigures, meeting: &Meeting) {
    figures.held += 1;
    figures.hours += meeting.hours.map_or(0, hundredths);
    if let Some(Attendance { expected, present }) = meeting.attendance {
        figures.expected += u64::from(expected);
        figures.present += u64::from(present);
    }
}

fn add_pledge(figures: &mut PledgeFigures, pledge: &Pledge) {
    figures.pledgers += pledge.pledgers.len();
    for item in pledge.all_items() {
        figures.items += 1;
        figures.done += usize::from(item.progress == PledgeProgress::Done);
    }
    for pledger in &pledge.pledgers {
        let conclusion = pledge
            .evaluation_of(pledger)
            .and_then(|evaluation| evaluation.conclusion);
        if let Some(index) = conclusion.and_then(|found| Conclusion::ALL.iter().position(|of| *of == found)) {
            figures.concluded[index] += 1;
        }
    }
}
