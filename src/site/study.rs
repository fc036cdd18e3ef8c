//! 学时: how many hours were taught to how many, by year and by series, and how many members took their turn in
//! the training of all. Only numbers, of cleared entries. Pure.

use std::collections::BTreeMap;

use super::Entry;
use crate::read::Detail;
use crate::read::config::StudyRule;
use crate::words::Day;

/// Hours in hundredths, so that no sum depends on its order; what is typed has two decimals at most.
#[must_use]
pub fn hundredths(hours: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "hours are read as small numbers that are not negative"
    )]
    let hundredths = (hours * 100.0).round() as u64;
    hundredths
}

/// The sums.
#[derive(Debug, Clone, Default)]
pub struct Training {
    /// By year.
    pub years: BTreeMap<i32, StudySums>,
    /// By series.
    pub series: BTreeMap<String, StudySums>,
    /// The members who took their turn in the round that `[study]` names.
    pub rotated: u32,
}

/// The sums of some meetings and study items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StudySums {
    /// How many meetings and study items.
    pub sessions: u32,
    /// How many persons, counted each time.
    pub heads: u64,
    /// Their hours, in hundredths.
    pub hours: u64,
    /// The hours of all persons together, in hundredths.
    pub person_hours: u64,
}

impl StudySums {
    fn add(&mut self, hours: u64, heads: u32) {
        self.sessions += 1;
        self.heads += u64::from(heads);
        self.hours += hours;
        self.person_hours += hours * u64::from(heads);
    }
}

/// What an entry adds.
struct Session<'a> {
    day: Day,
    hours: u64,
    heads: u32,
    series: Option<&'a String>,
    rotation: u32,
}

/// The sums over all entries.
#[must_use]
pub fn training(entries: &[Entry], rule: &StudyRule) -> Training {
    let mut training = Training::default();
    for session in entries.iter().filter_map(session) {
        if session.hours > 0 {
            if session.heads > 0 {
                let year = training.years.entry(session.day.year()).or_default();
                year.add(session.hours, session.heads);
            }
            if let Some(series) = session.series {
                let sums = training.series.entry(series.clone()).or_default();
                sums.add(session.hours, session.heads);
            }
        }
        if in_round(session.day.year(), rule) {
            training.rotated += session.rotation;
        }
    }
    training
}

fn session(entry: &Entry) -> Option<Session<'_>> {
    let hundredths = |hours: Option<f64>| hours.map_or(0, hundredths);
    match &entry.detail {
        Detail::Meeting(meeting) => Some(Session {
            day: meeting.day(entry.common.date),
            hours: hundredths(meeting.hours),
            heads: meeting.attendance.map_or(0, |attendance| attendance.present),
            series: meeting.series.as_ref(),
            rotation: meeting.rotation.unwrap_or(0),
        }),
        Detail::Study(study) => Some(Session {
            day: entry.common.date,
            hours: hundredths(study.hours),
            heads: study.learners.unwrap_or(0),
            series: study.series.as_ref(),
            rotation: study.rotation.unwrap_or(0),
        }),
        _ => None,
    }
}

/// True in the years of the round.
fn in_round(year: i32, rule: &StudyRule) -> bool {
    rule.rotation_from.is_some_and(|from| {
        let years = i32::try_from(rule.rotation_years).unwrap_or(i32::MAX);
        (from..from.saturating_add(years)).contains(&year)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_counted_for_everybody_who_was_there() {
        let mut sums = StudySums::default();
        sums.add(150, 20);
        sums.add(50, 3);
        assert_eq!((sums.sessions, sums.heads), (2, 23));
        assert_eq!((sums.hours, sums.person_hours), (200, 3150));
    }

    #[test]
    fn a_round_has_its_years() {
        let rule = StudyRule {
            rotation_from: Some(2024),
            ..StudyRule::default()
        };
        let years: Vec<i32> = (2022..2032).filter(|year| in_round(*year, &rule)).collect();
        assert_eq!(years, [2024, 2025, 2026, 2027, 2028]);
        assert!(!in_round(2026, &StudyRule::default()));
    }
}
