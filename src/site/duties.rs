//! Pledges against the organization: who of a committee and how many of the members have pledged in a year.
//! Computed from cleared entries only. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::{EntryId, Site};
use crate::read::Detail;
use crate::read::organization::Unit;
use crate::read::pledge::PledgeKind;
use crate::words::{Day, contains_any};

/// Who of a unit has pledged.
#[derive(Debug, Clone)]
pub struct UnitPledges {
    /// The branch, by its place in the organization; `None` for the whole.
    pub branch: Option<usize>,
    /// The committee in its order: 姓名, 职务, and the pledge.
    pub officers: Vec<(String, String, Option<EntryId>)>,
    /// The members whose names the audience may see, and their pledges.
    pub members: Vec<(String, Option<EntryId>)>,
    /// How many persons of a branch have pledged; `None` for the whole.
    pub pledged: Option<usize>,
}

/// What was pledged in a year, by name and by branch.
struct Pledged<'a> {
    by_name: BTreeMap<&'a str, EntryId>,
    by_branch: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

/// True for a year in which, or behind which, the site's first day lies: nobody is judged by pledges of before.
fn began_within(since: Option<Day>, year: i32) -> bool {
    since.is_some_and(|since| Day::new(year, 1, 1).is_none_or(|first| first < since))
}

/// Who has pledged in a year, unit by unit, the whole first. A unit whose committee was elected later is left out:
/// its members did not owe a pledge then. Nobody is judged where pledges are for a narrower audience: whoever made
/// one there would be said to have made none.
#[must_use]
pub fn pledges(site: &Site, year: i32) -> Vec<UnitPledges> {
    if !site.judges_pledges || began_within(site.since, year) {
        return Vec::new();
    }
    let pledged = pledged(site, year);
    let whole = (None, None, &site.organization.unit);
    let branches = site.branches().iter().enumerate();
    let branches = branches.map(|(index, branch)| (Some(index), Some(branch.id.as_str()), &branch.unit));
    let units = std::iter::once(whole).chain(branches);
    units
        .filter(|(_, _, unit)| was_elected(unit, year))
        .map(|(index, id, unit)| unit_pledges(index, id, unit, &pledged))
        .filter(|unit| !unit.officers.is_empty() || unit.pledged.is_some_and(|count| count > 0))
        .collect()
}

fn was_elected(unit: &Unit, year: i32) -> bool {
    unit.term.as_ref().is_none_or(|term| term.elected.year() <= year)
}

fn pledged(site: &Site, year: i32) -> Pledged<'_> {
    let mut pledged = Pledged {
        by_name: BTreeMap::new(),
        by_branch: BTreeMap::new(),
    };
    let ids = site.pledges_by_year().remove(&std::cmp::Reverse(year));
    for id in ids.unwrap_or_default() {
        let entry = site.entry(id);
        let Detail::Pledge(pledge) = &entry.detail else {
            continue;
        };
        // What teachers promise as teachers is no pledge of a member.
        if pledge.kind == PledgeKind::Ethics {
            continue;
        }
        for pledger in pledge.pledgers.iter().filter(|pledger| !is_body(&pledger.name)) {
            pledged.by_name.insert(&pledger.name, id);
            if let Some(branch) = entry.common.branch.as_deref() {
                let names = pledged.by_branch.entry(branch).or_default();
                names.insert(&pledger.name);
            }
        }
    }
    pledged
}

/// True for what is no person: 第一党支部, 总支部委员会, 小学部全体教师.
fn is_body(name: &str) -> bool {
    contains_any(name, &["支部", "委员会", "全体", "小组"])
}

fn unit_pledges(index: Option<usize>, id: Option<&str>, unit: &Unit, pledged: &Pledged<'_>) -> UnitPledges {
    let of = |name: &str| pledged.by_name.get(name).copied();
    let count = id.map(|id| {
        let mut names: BTreeSet<&str> = pledged.by_branch.get(id).cloned().unwrap_or_default();
        let committee = unit.committee.iter().map(|officer| officer.name.as_str());
        let members = unit.members.iter().map(String::as_str);
        names.extend(committee.chain(members).filter(|name| of(name).is_some()));
        names.len()
    });
    let officers = unit.committee.iter();
    UnitPledges {
        branch: index,
        officers: officers
            .map(|officer| (officer.name.clone(), officer.duty.clone(), of(&officer.name)))
            .collect(),
        members: unit.members.iter().map(|name| (name.clone(), of(name))).collect(),
        pledged: count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::organization::Officer;

    #[test]
    fn only_whole_years_of_the_site_are_judged() {
        let began = |since: &str, year| began_within(Day::parse(since), year);
        assert!(began("2026-09-01", 2025) && began("2026-09-01", 2026));
        assert!(!began("2026-09-01", 2027) && !began("2026-01-01", 2026) && !began_within(None, 2000));
    }

    #[test]
    fn a_body_is_nobody() {
        for name in ["第一党支部", "中共青禾实验学校总支部委员会", "小学部全体教师"]
        {
            assert!(is_body(name), "{name}");
        }
        for name in ["周敬安", "欧阳春", "买买提·吐尔逊"] {
            assert!(!is_body(name), "{name}");
        }
    }

    #[test]
    fn officers_and_members_of_a_branch_are_counted_once() {
        let officer = |name: &str| Officer {
            name: name.into(),
            duty: "委员".into(),
            work: None,
        };
        let unit = Unit {
            committee: vec![officer("甲"), officer("乙")],
            ..Unit::default()
        };
        let pledged = Pledged {
            by_name: BTreeMap::from([("甲", EntryId(1)), ("丙", EntryId(2))]),
            by_branch: BTreeMap::from([("yi", BTreeSet::from(["甲", "丙"]))]),
        };
        let found = unit_pledges(Some(0), Some("yi"), &unit, &pledged);
        assert_eq!(found.pledged, Some(2));
        let who: Vec<bool> = found.officers.iter().map(|officer| officer.2.is_some()).collect();
        assert_eq!(who, [true, false]);
        assert_eq!(unit_pledges(None, None, &unit, &pledged).pledged, None);
    }
}
