//! 学习统计: the page of the hours that were learnt.

use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::view::NavView;
use super::{Renderer, figure, shared};
use crate::site::Site;
use crate::site::study::{StudySums, hundredths};
use crate::words::{Address, Kind, Labelled, PageFamily};

impl Renderer<'_> {
    /// How much was learnt.
    pub(super) fn hours(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            family: &PageFamily::HOURS,
            title: "学习统计",
            description: "党员学习的次数、人次和学时，按年度和系列统计。",
            section: Some(Kind::Study.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Study)],
        };
        self.whole_page(address, heading, "hours", &hours_view(self.site))
    }
}

fn hours_view(site: &Site) -> HoursView {
    let rule = &site.study;
    let members = members(site);
    let years = site.training.years.iter().rev();
    let years = years.map(|(year, sums)| year_view(*year, sums, members, hundredths(rule.hours)));
    let mut years: Vec<YearHoursView> = years.collect();
    figure::even(years.iter_mut().map(|year| &mut year.hours));
    figure::even(years.iter_mut().map(|year| &mut year.person_hours));
    figure::even(years.iter_mut().filter_map(|year| year.average.as_mut()));
    let series = site.training.series.iter();
    let mut series: Vec<SeriesHoursView> = series.map(|(name, sums)| series_view(name, sums)).collect();
    figure::even(series.iter_mut().map(|series| &mut series.hours));
    figure::even(series.iter_mut().map(|series| &mut series.person_hours));
    HoursView {
        years,
        required: figure::hours_text(rule.hours),
        members,
        series,
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
        width: figure::one_decimal(members.and_then(width).unwrap_or(0)),
    }
}

fn series_view(name: &str, sums: &StudySums) -> SeriesHoursView {
    SeriesHoursView {
        series: shared::series(name),
        sessions: sums.sessions,
        heads: sums.heads,
        hours: figure::decimal(sums.hours),
        person_hours: figure::decimal(sums.person_hours),
    }
}

/// `hours`: how much was learnt.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HoursView {
    /// Year by year, newest first.
    pub(crate) years: Vec<YearHoursView>,
    /// The hours asked of each member in a year, for example `32`.
    pub(crate) required: String,
    /// 党员数, by which averages are made; null when it is not given.
    pub(crate) members: Option<u32>,
    /// Series by series.
    pub(crate) series: Vec<SeriesHoursView>,
    /// The round in which every member takes a turn, or null.
    pub(crate) rotation: Option<RotationView>,
}

/// The training of one year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearHoursView {
    /// The year.
    pub(crate) year: i32,
    /// How many meetings and study items.
    pub(crate) sessions: u32,
    /// How many persons, counted each time.
    pub(crate) heads: u64,
    /// Their hours, for example `12.5`.
    pub(crate) hours: String,
    /// The hours of all persons together.
    pub(crate) person_hours: String,
    /// Of each member on average, or null.
    pub(crate) average: Option<String>,
    /// The average in per cent of what is asked for, at most 100, for a bar.
    pub(crate) width: String,
}

/// The training of one series.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SeriesHoursView {
    /// The series; a null path where it has no list of study items.
    pub(crate) series: NavView,
    /// How many meetings and study items.
    pub(crate) sessions: u32,
    /// How many persons, counted each time.
    pub(crate) heads: u64,
    /// Their hours.
    pub(crate) hours: String,
    /// The hours of all persons together.
    pub(crate) person_hours: String,
}

/// The round in which every member takes a turn.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RotationView {
    /// Its first year.
    pub(crate) from: i32,
    /// Its last year.
    pub(crate) to: i32,
    /// How many members took their turn.
    pub(crate) trained: u32,
    /// The same in per cent of 党员数, at most 100; null when that is not given.
    pub(crate) rate: Option<String>,
}
