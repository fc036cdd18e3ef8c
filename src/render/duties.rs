//! Who has pledged, for the register of a year; and the page of the hours that were learnt.

use super::items;
use super::page::{PageHead, RenderedPage};
use super::view::{HoursView, PledgedView, RotationView, SeriesHoursView, UnitPledgesView, YearHoursView};
use super::{Renderer, figure, organization};
use crate::plan;
use crate::site::duties::{UnitPledges, pledges};
use crate::site::study::{StudySums, hundredths};
use crate::site::{EntryId, Site};
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
        name: organization::unit_name(site, branch),
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
    pub(super) fn hours(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            family: "hours",
            title: "学习统计",
            description: "党员学习的次数、人次和学时，按年度和系列统计。",
            section: Some(Kind::Study.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Study)],
        };
        let page = self.page(address, heading);
        let view = hours_view(self.site);
        self.fill_page("hours.html", page, "hours", &view)
    }
}

fn hours_view(site: &Site) -> HoursView {
    let rule = &site.study;
    let members = members(site);
    let years = site.training.years.iter().rev();
    let series = site.training.series.iter();
    HoursView {
        years: years
            .map(|(year, sums)| year_view(*year, sums, members, hundredths(rule.hours)))
            .collect(),
        required: figure::hours_text(rule.hours),
        members,
        series: series.map(|(name, sums)| series_view(name, sums)).collect(),
        rotation: rule.rotation_from.map(|from| RotationView {
            from,
            to: from + i32::try_from(rule.rotation_years).unwrap_or(1) - 1,
            trained: site.training.rotated,
            rate: members.map(|members| figure::per_cent(site.training.rotated.min(members), members)),
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

fn year_view(year: i32, sums: &StudySums, members: Option<u32>, required: u64) -> YearHoursView {
    // To one decimal.
    let average = |members: u64| figure::decimal((sums.person_hours + members * 5) / (members * 10) * 10);
    let width =
        |members: u64| figure::rate(sums.person_hours, members * required).map(|rate| rate.min(10_000));
    let members = members.map(u64::from);
    YearHoursView {
        year,
        sessions: sums.sessions,
        heads: sums.heads,
        hours: figure::decimal(sums.hours),
        person_hours: figure::decimal(sums.person_hours),
        average: members.map(average),
        width: figure::decimal(members.and_then(width).unwrap_or(0)),
    }
}

fn series_view(name: &str, sums: &StudySums) -> SeriesHoursView {
    SeriesHoursView {
        series: items::series(name),
        sessions: sums.sessions,
        heads: sums.heads,
        hours: figure::decimal(sums.hours),
        person_hours: figure::decimal(sums.person_hours),
    }
}
