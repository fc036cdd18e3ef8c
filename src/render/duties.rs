//! Who has pledged, for the register of a year; and the page of the hours that were learnt.

use super::draft::{Draft, Subject};
use super::items::nav;
use super::page::Heading;
use super::view::{
    HoursView, NavView, PledgedView, RotationView, SeriesHoursView, UnitPledgesView, YearHoursView,
};
use super::{Renderer, detail};
use crate::plan;
use crate::site::duties::{UnitPledges, pledges};
use crate::site::study::Sums;
use crate::site::{EntryId, ListKey, Site};
use crate::words::{Address, Kind};

/// Who has pledged in a year, unit by unit.
pub(super) fn pledges_view(site: &Site, year: i32) -> Vec<UnitPledgesView> {
    pledges(site, year)
        .iter()
        .map(|unit| unit_view(site, unit))
        .collect()
}

fn unit_view(site: &Site, of: &UnitPledges) -> UnitPledgesView {
    let branch = of.branch.map(|index| &site.branches()[index]);
    let path = |id: Option<EntryId>| id.map(|id| site.entry(id).address.to_string());
    let officers = of.officers.iter().map(|(name, duty, pledge)| PledgedView {
        name: name.clone(),
        duty: Some(duty.clone()),
        path: path(*pledge),
    });
    let members = of.members.iter().map(|(name, pledge)| PledgedView {
        name: name.clone(),
        duty: None,
        path: path(*pledge),
    });
    UnitPledgesView {
        name: match branch {
            Some(branch) => branch.name.clone(),
            None => site.organization.name.clone().unwrap_or_else(|| "党组织".into()),
        },
        path: branch.map(|branch| plan::branch_list(&branch.id).to_string()),
        officers: officers.collect(),
        officers_pledged: of.officers.iter().filter(|officer| officer.2.is_some()).count(),
        members: members.collect(),
        pledged: of.pledged,
        member_count: branch.and_then(|branch| branch.unit.member_count),
    }
}

impl Renderer<'_> {
    /// How much was learnt.
    pub(super) fn hours(&self, address: &Address) -> Draft<'_> {
        let heading = Heading {
            family: "hours",
            title: "学习统计",
            description: "党员学习的次数、人次和学时，按年度和系列统计。",
            section: Some(Kind::Study.id()),
            breadcrumb: vec![nav(
                Kind::Study.id(),
                Kind::Study.label(),
                &plan::section_list(Kind::Study),
            )],
        };
        let page = self.page(address, heading);
        let view = hours_view(self.site);
        self.draft_page("hours.html", page, Some(Subject::new("hours", view)))
    }
}

fn hours_view(site: &Site) -> HoursView {
    let rule = &site.study;
    let members = members(site);
    let years = site.training.years.iter().rev();
    let series = site.training.series.iter();
    HoursView {
        years: years
            .map(|(year, sums)| year_view(*year, sums, members, rule.hours))
            .collect(),
        required: detail::short_number(rule.hours),
        members,
        series: series.map(|(name, sums)| series_view(site, name, sums)).collect(),
        rotation: rule.rotation_from.map(|from| RotationView {
            from,
            to: from + i32::try_from(rule.rotation_years).unwrap_or(1) - 1,
            trained: site.training.rotated,
            rate: members.map(|members| detail::per_cent(site.training.rotated.min(members), members)),
        }),
    }
}

/// How many members there are: as stated for the whole, else of all branches together. An edition of some branches
/// counts what these learnt, and has their members.
fn members(site: &Site) -> Option<u32> {
    let branches = site.branches().iter();
    let sum = || {
        branches
            .map(|branch| branch.unit.member_count)
            .sum::<Option<u32>>()
    };
    let stated = site.organization.unit.member_count;
    stated
        .filter(|_| site.edition.branches.is_none())
        .or_else(sum)
        .filter(|members| *members > 0)
}

fn year_view(year: i32, sums: &Sums, members: Option<u32>, required: f64) -> YearHoursView {
    let average = members.map(|members| sums.person_hours() / f64::from(members));
    YearHoursView {
        year,
        sessions: sums.sessions,
        heads: sums.heads,
        hours: detail::short_number(sums.hours()),
        person_hours: detail::short_number(sums.person_hours()),
        average: average.map(|average| detail::short_number((average * 10.0).round() / 10.0)),
        width: detail::short_number((average.unwrap_or(0.0) * 1000.0 / required).round().min(1000.0) / 10.0),
    }
}

fn series_view(site: &Site, name: &str, sums: &Sums) -> SeriesHoursView {
    let has_list = site.lists.contains_key(&ListKey::Series(name.to_owned()));
    SeriesHoursView {
        series: NavView {
            id: "series".into(),
            label: name.to_owned(),
            path: has_list.then(|| plan::series_list(name).to_string()),
        },
        sessions: sums.sessions,
        heads: sums.heads,
        hours: detail::short_number(sums.hours()),
        person_hours: detail::short_number(sums.person_hours()),
    }
}
