//! 公开目录 quarter by quarter: what was owed in the periods that end in a quarter, and what of it was disclosed in
//! them. Coverage says how things stand now; what a quarter's report says must depend on that quarter alone, or each
//! late disclosure would change all reports behind it. The days of all disclosures are gathered once. Pure.

use std::collections::{BTreeMap, HashMap};

use super::Entry;
use super::coverage::{CoverageTerms, disclosures};
use crate::read::catalogue::{Catalogue, CatalogueItem, ItemLevel};
use crate::words::{Day, Month, Quarter};

/// The days on which each item was disclosed, oldest first.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// By item: of anybody's.
    all: Vec<Vec<Day>>,
    /// By item: of the meetings that the branches held together.
    joint: Vec<Vec<Day>>,
    /// By item and branch.
    by_branch: HashMap<(usize, usize), Vec<Day>>,
}

/// What one who owes an item did in the periods that end in a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuarterRecord {
    /// The item, by its place.
    pub item: usize,
    /// The branch, by its place in the organization; `None` for the whole.
    pub branch: Option<usize>,
    /// How many periods end in the quarter.
    pub owed: u32,
    /// In how many of them it was disclosed.
    pub kept: u32,
    /// How many are over without it.
    pub missing: u32,
}

impl History {
    /// Gathers the days. `entries` is sorted newest first.
    pub(super) fn of(entries: &[Entry], catalogue: &Catalogue, terms: CoverageTerms<'_>) -> Self {
        let mut history = Self {
            all: vec![Vec::new(); catalogue.items.len()],
            joint: vec![Vec::new(); catalogue.items.len()],
            by_branch: HashMap::new(),
        };
        for of in disclosures(entries, catalogue, terms.branches) {
            let day = entries[of.id.0].common.date;
            history.all[of.item].push(day);
            if of.is_joint {
                history.joint[of.item].push(day);
            }
            if let Some(branch) = of.branch {
                history.by_branch.entry((of.item, branch)).or_default().push(day);
            }
        }
        history
    }

    /// How often an item was disclosed, by anybody, in each quarter in which it was.
    #[must_use]
    pub fn counts(&self, item: usize) -> BTreeMap<Quarter, u32> {
        let mut counts = BTreeMap::new();
        for day in self.all.get(item).into_iter().flatten() {
            *counts.entry(Month::of(*day).quarter()).or_default() += 1;
        }
        counts
    }

    /// What was owed in the periods that end in a quarter and begin no earlier than `since`, by everyone who owes
    /// something that comes back within a year and that the audience may see.
    #[must_use]
    pub fn in_quarter(
        &self,
        catalogue: &Catalogue,
        quarter: Quarter,
        since: Option<Day>,
        terms: CoverageTerms<'_>,
    ) -> Vec<QuarterRecord> {
        let mut all = Vec::new();
        for (index, item) in catalogue.items.iter().enumerate() {
            let mut periods = periods(item, quarter);
            periods.retain(|(start, _)| since.is_none_or(|since| *start >= since));
            if periods.is_empty() || !item.scope.reaches(terms.audience) {
                continue;
            }
            let owners: Vec<Option<usize>> = match item.level {
                ItemLevel::Branch if !terms.branches.is_empty() => {
                    (0..terms.branches.len()).map(Some).collect()
                }
                _ => vec![None],
            };
            for branch in owners {
                let is_there =
                    |end: Day| branch.is_none_or(|index| terms.branches[index].unit.exists_on(end));
                let periods: Vec<_> = periods.iter().filter(|period| is_there(period.1)).collect();
                if periods.is_empty() {
                    continue;
                }
                let done = |period: &&&(Day, Day)| self.disclosed(index, branch, ***period);
                let is_over = |period: &&&(Day, Day)| period.1 < terms.day;
                let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                all.push(QuarterRecord {
                    item: index,
                    branch,
                    owed: count(periods.len()),
                    kept: count(periods.iter().filter(done).count()),
                    missing: count(periods.iter().filter(is_over).filter(|of| !done(of)).count()),
                });
            }
        }
        all
    }

    fn disclosed(&self, item: usize, branch: Option<usize>, (first, last): (Day, Day)) -> bool {
        let within = |days: &[Day]| {
            let from = days.partition_point(|day| *day < first);
            days.get(from).is_some_and(|day| *day <= last)
        };
        match branch {
            None => within(&self.all[item]),
            Some(branch) => {
                let own = self.by_branch.get(&(item, branch));
                own.is_some_and(|days| within(days)) || within(&self.joint[item])
            }
        }
    }
}

/// The periods of an item that end in a quarter.
fn periods(item: &CatalogueItem, quarter: Quarter) -> Vec<(Day, Day)> {
    let Some((frequency, count)) = item.frequency.and_then(|of| Some((of, of.in_a_year()?))) else {
        return Vec::new();
    };
    let all = (0..count).filter_map(|index| frequency.period(quarter.year(), index));
    let ends_here = |(_, end): &(Day, Day)| Month::of(*end).quarter() == quarter;
    all.filter(ends_here).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Frequency, Scope};

    #[test]
    fn a_quarter_judges_what_ends_in_it() {
        let item = |often: &str| CatalogueItem {
            id: "A-1".into(),
            name: "党费".into(),
            category: None,
            content: None,
            scope: Scope::Public,
            duration: None,
            frequency: Frequency::parse(often),
            responsible: None,
            level: ItemLevel::Whole,
        };
        let history = History {
            all: vec![["2026-01-31", "2026-03-01", "2026-06-30"].map(Day::of).to_vec()],
            joint: vec![Vec::new()],
            by_branch: HashMap::new(),
        };
        // (frequency, a day of the quarter, the build's day) → owed, kept, missing.
        for (often, of, on, expected) in [
            ("每月", "2026-02-01", "2026-12-31", Some((3, 2, 1))),
            ("每月", "2026-02-01", "2026-02-15", Some((3, 2, 0))),
            ("每季度", "2026-05-01", "2026-12-31", Some((1, 1, 0))),
            ("每季度", "2026-08-01", "2026-09-30", Some((1, 0, 0))),
            ("每季度", "2026-08-01", "2026-10-01", Some((1, 0, 1))),
            ("每半年", "2026-02-01", "2026-12-31", None),
            ("每半年", "2026-05-01", "2026-12-31", Some((1, 1, 0))),
            ("每年", "2026-11-01", "2027-01-01", Some((1, 1, 0))),
            ("每两年", "2026-11-01", "2027-01-01", None),
        ] {
            let catalogue = Catalogue {
                items: vec![item(often)],
            };
            let terms = CoverageTerms {
                branches: &[],
                audience: Scope::Public,
                since: None,
                day: Day::of(on),
            };
            let quarter = Month::of(Day::of(of)).quarter();
            let kept = history.in_quarter(&catalogue, quarter, None, terms);
            let got = kept.first().map(|kept| (kept.owed, kept.kept, kept.missing));
            assert_eq!(got, expected, "{often} {of} {on}");
            let since = Some(Day::of("2027-01-01"));
            assert!(history.in_quarter(&catalogue, quarter, since, terms).is_empty());
        }
    }
}
