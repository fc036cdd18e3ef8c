//! The organization → the order of its units and where each stands in its term. Pure.

use crate::read::config::TermRule;
use crate::read::organization::{Organization, Term};
use crate::words::Day;

/// Where a unit stands in its term on the build's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How it is called.
    pub state: TermState,
    /// The last day, that of an extension where there is one.
    pub last_day: Day,
    /// From this day on the end is announced.
    pub notice_from: Day,
}

/// What is to be said of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermState {
    /// 任期内.
    Running,
    /// 临近换届: from the day of notice on.
    Ending,
    /// 延期中: past its years, within an extension.
    Extended,
    /// 逾期: past its last day.
    Over,
}

impl TermState {
    /// The word readers see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Running => "任期内",
            Self::Ending => "临近换届",
            Self::Extended => "延期换届",
            Self::Over => "逾期未换届",
        }
    }
}

/// Where a term stands on a day.
#[must_use]
pub fn standing(term: &Term, rule: &TermRule, day: Day) -> Standing {
    let ends = term.ends();
    let last_day = term.extension.as_ref().map_or(ends, |extension| extension.until);
    let notice_from = last_day.days_before(u64::from(rule.notice_days));
    let state = if day > last_day {
        TermState::Over
    } else if day > ends {
        TermState::Extended
    } else if day >= notice_from {
        TermState::Ending
    } else {
        TermState::Running
    };
    Standing {
        state,
        last_day,
        notice_from,
    }
}

/// The branches in the order of a tree: each behind the one above it, with its depth from 1.
#[must_use]
pub fn tree(organization: &Organization) -> Vec<(usize, usize)> {
    let mut order = Vec::new();
    below(organization, None, 1, &mut order);
    order
}

fn below(organization: &Organization, above: Option<&str>, depth: usize, order: &mut Vec<(usize, usize)>) {
    for (index, branch) in organization.branches.iter().enumerate() {
        if branch.superior.as_deref() == above {
            order.push((index, depth));
            below(organization, Some(&branch.id), depth + 1, order);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::organization::{Branch, Extension};

    #[test]
    fn a_term_is_announced_half_a_year_before_and_may_be_put_off() {
        let mut term = Term {
            session: None,
            elected: Day::of("2024-04-11"),
            elected_at: None,
            years: 3,
            extension: None,
        };
        let rule = TermRule::default();
        let state = |term: &Term, on: &str| standing(term, &rule, Day::of(on)).state;
        assert_eq!(term.ends(), Day::of("2027-04-11"));
        assert_eq!(
            standing(&term, &rule, term.elected).notice_from,
            Day::of("2026-10-13")
        );
        for (on, expected) in [
            ("2026-10-12", TermState::Running),
            ("2026-10-13", TermState::Ending),
            ("2027-04-11", TermState::Ending),
            ("2027-04-12", TermState::Over),
        ] {
            assert_eq!(state(&term, on), expected, "{on}");
        }
        term.extension = Some(Extension {
            until: Day::of("2027-10-11"),
            approved_by: None,
            reason: None,
        });
        for (on, expected) in [
            ("2026-10-13", TermState::Running),
            ("2027-04-11", TermState::Running),
            ("2027-04-12", TermState::Extended),
            ("2027-10-11", TermState::Extended),
            ("2027-10-12", TermState::Over),
        ] {
            assert_eq!(state(&term, on), expected, "{on}");
        }
    }

    #[test]
    fn units_stand_behind_the_one_above_them() {
        let branch = |id: &str, superior: Option<&str>| Branch {
            id: id.into(),
            superior: superior.map(Into::into),
            ..Branch::default()
        };
        let organization = Organization {
            branches: vec![
                branch("a1", Some("a")),
                branch("a", None),
                branch("b", None),
                branch("a2", Some("a")),
            ],
            ..Organization::default()
        };
        assert_eq!(tree(&organization), [(1, 1), (0, 2), (3, 2), (2, 1)]);
    }
}
