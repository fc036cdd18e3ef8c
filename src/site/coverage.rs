//! 公开目录 against the entries: per item the latest disclosure, when the next one is due and how that stands.
//! Computed from cleared entries only; an item for a narrower audience is not judged at all. Pure.

use std::collections::HashMap;

use super::{Entry, EntryId};
use crate::read::catalogue::{Catalogue, CatalogueItem, ItemLevel};
use crate::read::document::Duration;
use crate::read::organization::Branch;
use crate::words::{Day, Kind, Scope};

/// How an item stands, or one branch's part of it; from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageState {
    /// 不在本网公开: the item is for a narrower audience.
    Elsewhere,
    /// 按期.
    OnTime,
    /// 暂无: owed only when something happens, and nothing did; or not due for the first time yet.
    Quiet,
    /// 未公开: owed, and never disclosed.
    Never,
    /// 逾期.
    Late,
}

impl CoverageState {
    /// The word readers see.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Elsewhere => "不在本网公开",
            Self::OnTime => "按期",
            Self::Quiet => "暂无",
            Self::Never => "未公开",
            Self::Late => "逾期",
        }
    }
}

/// How one item stands.
#[derive(Debug, Clone)]
pub struct ItemCoverage {
    /// The newest entry of the item, whoever published it.
    pub latest: Option<EntryId>,
    /// One row for the whole, or one for each branch.
    pub rows: Vec<CoverageRow>,
    /// The worst of the rows.
    pub state: CoverageState,
}

/// One who owes an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageRow {
    /// The branch, by its place in the organization; `None` for the whole.
    pub branch: Option<usize>,
    /// The newest entry.
    pub latest: Option<EntryId>,
    /// The last day for the next one.
    pub due: Option<Day>,
    /// How it stands.
    pub state: CoverageState,
}

/// What coverage is judged by.
#[derive(Debug, Clone, Copy)]
pub struct CoverageTerms<'a> {
    /// The edition's branches.
    pub branches: &'a [Branch],
    /// For whom.
    pub audience: Scope,
    /// The site's first day of use: only what falls due from then on is owed.
    pub since: Option<Day>,
    /// The build's day.
    pub day: Day,
}

/// Judges every item, in the catalogue's order. `entries` is sorted newest first.
#[must_use]
pub fn coverage(entries: &[Entry], catalogue: &Catalogue, terms: CoverageTerms<'_>) -> Vec<ItemCoverage> {
    let newest = Newest::of(entries, catalogue, terms.branches);
    let items = catalogue.items.iter().enumerate();
    items
        .map(|(index, item)| item_coverage(index, item, &newest, entries, terms))
        .collect()
}

/// How many items stand how: what is in order first, what is not asked for here last.
#[must_use]
pub fn counts(items: &[ItemCoverage]) -> [(CoverageState, usize); 5] {
    let count = |state| items.iter().filter(|item| item.state == state).count();
    [
        CoverageState::OnTime,
        CoverageState::Late,
        CoverageState::Never,
        CoverageState::Quiet,
        CoverageState::Elsewhere,
    ]
    .map(|state| (state, count(state)))
}

/// An item that an entry discloses.
pub(super) struct Disclosure {
    pub(super) id: EntryId,
    /// The item, by its place.
    pub(super) item: usize,
    /// Whose it is, by the branch's place.
    pub(super) branch: Option<usize>,
    /// Of a meeting that the branches held together.
    pub(super) is_joint: bool,
}

/// Every disclosure, oldest first; `entries` is sorted newest first. A sample discloses nothing.
pub(super) fn disclosures(
    entries: &[Entry],
    catalogue: &Catalogue,
    branches: &[Branch],
) -> impl Iterator<Item = Disclosure> {
    let items = catalogue.items.iter().enumerate();
    let items: HashMap<&str, usize> = items.map(|(index, item)| (item.id.as_str(), index)).collect();
    let ids = branches.iter().enumerate();
    let ids: HashMap<&str, usize> = ids.map(|(index, branch)| (branch.id.as_str(), index)).collect();
    let own = entries.iter().enumerate().rev();
    let own = own.filter(|(_, entry)| !entry.common.sample);
    own.flat_map(move |(index, entry)| {
        let common = &entry.common;
        let branch = common.branch.as_deref().and_then(|id| ids.get(id)).copied();
        let is_joint = common.branch.is_none() && entry.kind() == Kind::Meeting;
        let items = common.catalogue.iter().filter_map(|id| items.get(id.as_str()));
        let disclosure = |item: &usize| Disclosure {
            id: EntryId(index),
            item: *item,
            branch,
            is_joint,
        };
        items.map(disclosure).collect::<Vec<_>>()
    })
}

/// The newest entry of every item: of anybody's, of the meetings that the branches held together, and of each
/// branch's.
struct Newest {
    all: Vec<Option<EntryId>>,
    joint: Vec<Option<EntryId>>,
    by_branch: HashMap<(usize, usize), EntryId>,
}

impl Newest {
    fn of(entries: &[Entry], catalogue: &Catalogue, branches: &[Branch]) -> Self {
        let mut newest = Self {
            all: vec![None; catalogue.items.len()],
            joint: vec![None; catalogue.items.len()],
            by_branch: HashMap::new(),
        };
        for of in disclosures(entries, catalogue, branches) {
            newest.all[of.item] = Some(of.id);
            if of.is_joint {
                newest.joint[of.item] = Some(of.id);
            }
            if let Some(branch) = of.branch {
                newest.by_branch.insert((of.item, branch), of.id);
            }
        }
        newest
    }

    /// The newest entry of an item that a branch published, alone or together with the others.
    fn of_branch(&self, item: usize, branch: usize) -> Option<EntryId> {
        let own = self.by_branch.get(&(item, branch)).copied();
        // Entries are numbered from the newest on.
        own.into_iter().chain(self.joint[item]).min()
    }
}

fn item_coverage(
    index: usize,
    item: &CatalogueItem,
    newest: &Newest,
    entries: &[Entry],
    terms: CoverageTerms<'_>,
) -> ItemCoverage {
    if !item.scope.reaches(terms.audience) {
        return ItemCoverage {
            latest: None,
            rows: Vec::new(),
            state: CoverageState::Elsewhere,
        };
    }
    let row = |branch: Option<usize>, latest: Option<EntryId>| {
        let day = latest.map(|id| entries[id.0].common.date);
        let (due, state) = standing(item, day, terms);
        CoverageRow {
            branch,
            latest,
            due,
            state,
        }
    };
    let latest = newest.all[index];
    let rows: Vec<CoverageRow> = if item.level == ItemLevel::Branch && !terms.branches.is_empty() {
        let is_there = |branch: &usize| terms.branches[*branch].unit.exists_on(terms.day);
        (0..terms.branches.len())
            .filter(is_there)
            .map(|branch| row(Some(branch), newest.of_branch(index, branch)))
            .collect()
    } else {
        vec![row(None, latest)]
    };
    let state = rows.iter().map(|row| row.state).max();
    ItemCoverage {
        latest,
        state: state.unwrap_or(CoverageState::Quiet),
        rows,
    }
}

/// When the next disclosure is due, and how that stands. Periods that began before the site's first day ask for nothing.
fn standing(
    item: &CatalogueItem,
    latest: Option<Day>,
    terms: CoverageTerms<'_>,
) -> (Option<Day>, CoverageState) {
    let on_occasion = matches!(
        item.duration,
        Some(Duration::Staged | Duration::AdHoc | Duration::Advance)
    );
    let before = terms.since.map(Day::before);
    let due = latest
        .max(before)
        .and_then(|last| Some(item.frequency?.due_after(last)));
    let is_over = due.is_some_and(|due| terms.day > due);
    let state = match (latest, due) {
        (Some(_), _) if is_over => CoverageState::Late,
        (Some(_), _) => CoverageState::OnTime,
        (None, _) if on_occasion => return (None, CoverageState::Quiet),
        (None, Some(_)) if !is_over => CoverageState::Quiet,
        (None, _) => CoverageState::Never,
    };
    (due, state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Frequency;

    fn item(duration: Option<Duration>, frequency: Option<&str>) -> CatalogueItem {
        CatalogueItem {
            id: "A-1".into(),
            name: "党费".into(),
            category: None,
            content: None,
            scope: Scope::Public,
            duration,
            frequency: frequency.and_then(Frequency::parse),
            responsible: None,
            level: ItemLevel::Whole,
        }
    }

    fn on_day(on: &str, since: Option<&str>) -> CoverageTerms<'static> {
        CoverageTerms {
            branches: &[],
            audience: Scope::Public,
            since: since.map(Day::of),
            day: Day::of(on),
        }
    }

    #[test]
    fn nothing_is_owed_for_periods_that_began_before_the_sites_first_day() {
        let quarterly = item(Some(Duration::Regular), Some("每季度"));
        let standing = |latest: Option<&str>, on: &str| {
            standing(&quarterly, latest.map(Day::of), on_day(on, Some("2026-09-01")))
        };
        let due = Some(Day::of("2026-12-31"));
        for (latest, on, state) in [
            (None, "2026-09-01", CoverageState::Quiet),
            (None, "2026-12-31", CoverageState::Quiet),
            (None, "2027-01-01", CoverageState::Never),
            (Some("2025-03-01"), "2026-12-31", CoverageState::OnTime),
            (Some("2025-03-01"), "2027-01-01", CoverageState::Late),
        ] {
            assert_eq!(standing(latest, on), (due, state), "{latest:?} {on}");
        }
    }

    #[test]
    fn a_regular_item_is_late_from_the_day_after_it_was_due() {
        let quarterly = item(Some(Duration::Regular), Some("每季度"));
        let standing =
            |latest: Option<&str>, on: &str| standing(&quarterly, latest.map(Day::of), on_day(on, None));
        let due = Some(Day::of("2026-06-30"));
        assert_eq!(
            standing(Some("2026-01-15"), "2026-06-30"),
            (due, CoverageState::OnTime)
        );
        assert_eq!(
            standing(Some("2026-01-15"), "2026-07-01"),
            (due, CoverageState::Late)
        );
        assert_eq!(standing(None, "2026-07-01"), (None, CoverageState::Never));
    }

    #[test]
    fn what_is_owed_once_or_on_occasion_is_never_late() {
        let on = on_day("2036-01-01", None);
        let once = item(Some(Duration::LongTerm), None);
        assert_eq!(
            standing(&once, Some(Day::of("2020-01-01")), on),
            (None, CoverageState::OnTime)
        );
        assert_eq!(standing(&once, None, on), (None, CoverageState::Never));
        for duration in [Duration::Staged, Duration::AdHoc, Duration::Advance] {
            let item = item(Some(duration), None);
            assert_eq!(standing(&item, None, on), (None, CoverageState::Quiet));
            assert_eq!(
                standing(&item, Some(Day::of("2020-01-01")), on),
                (None, CoverageState::OnTime)
            );
        }
    }

    #[test]
    fn an_item_for_others_is_not_judged() {
        let mut secret = item(Some(Duration::Regular), Some("每月"));
        secret.scope = Scope::Party;
        let catalogue = Catalogue { items: vec![secret] };
        let found = coverage(&[], &catalogue, on_day("2026-01-01", None));
        assert_eq!(found[0].state, CoverageState::Elsewhere);
        assert!(found[0].rows.is_empty());
    }
}
