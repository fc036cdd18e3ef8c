//! The figures of a year, as bars and tables; among them how things stand: problems put right, 公开目录, members.

use serde::Serialize;

use super::Renderer;
use super::figure::{self, FactView, FigureView, Quantity, Scale, TableName, TableRowView, TableView, fact};
use super::page::{PageHead, RenderedPage};
use super::shared::{SUPERVISION, as_of, last_month, nav, year_nav};
use super::view::NavView;
use crate::plan;
use crate::read::Detail;
use crate::read::ledger::{Preset, Status};
use crate::read::pledge::Conclusion;
use crate::site::coverage::CoverageState;
use crate::site::statistics::{COUNTED, MeetingFigures, YearFigures};
use crate::site::{ListKey, coverage, meetings};
use crate::words::{Address, Kind, Labelled, PageFamily};

/// Whose it is what belongs to no branch, where nothing is said of the organization.
const WHOLE: &str = "学校";

impl Renderer<'_> {
    /// The figures of one year.
    pub(super) fn statistics(&self, address: &Address, year: i32) -> RenderedPage {
        let none = YearFigures::default();
        let figures = self.site.statistics.get(&year).unwrap_or(&none);
        let before = self.site.statistics.get(&(year - 1));
        let sections = [
            Some(self.by_month(year, figures, before)),
            self.owed_meetings(year),
            self.meetings(figures, before),
            Some(by_kind(figures, before)),
            pledges(figures),
            self.rectification(year),
            self.covered(year),
            self.members(year),
        ];
        let view = StatisticsView {
            year,
            as_of: as_of(self.site, year, |_| true, last_month(self.site)),
            years: self.statistics_years(year),
            facts: year_facts(figures, before),
            sections: sections.into_iter().flatten().collect(),
        };
        let first = plan::statistics(None);
        let (title, breadcrumb) = match *address == first {
            true => (format!("{year}年公开统计"), Vec::new()),
            false => (
                format!("{year}年公开统计"),
                vec![nav("statistics", "公开统计", &first)],
            ),
        };
        let heading = PageHead {
            section: Some(SUPERVISION),
            breadcrumb,
            ..PageHead::titled(&PageFamily::STATISTICS, &title)
        };
        self.whole_page(address, heading, "statistics", &view)
    }

    /// What was disclosed in each month that has come.
    fn by_month(
        &self,
        year: i32,
        figures: &YearFigures,
        before: Option<&YearFigures>,
    ) -> StatisticsSectionView {
        let come = match year == self.site.day.year() {
            true => self.site.day.month() as usize,
            false => 12,
        };
        // An entry that announces what is to come may bear a later day.
        let dated = (0..12).rev().find(|month| figures.of_month(*month) > 0);
        let after = come.max(dated.map_or(0, |last| last + 1));
        let months = || {
            (self.first_month(year, figures, before)..after).map(|month| (format!("{}月", month + 1), month))
        };
        let quantities: Vec<Quantity> = months()
            .map(|(label, month)| {
                Quantity::count(label, figures.of_month(month))
                    .and_before(before.map(|of| of.of_month(month)))
            })
            .collect();
        let row = |(label, month): (String, usize)| {
            let mut cells = figures.disclosed[month].to_vec();
            cells.push(figures.of_month(month));
            ((label, None), cells)
        };
        let rows = months().map(row).collect();
        let table = figure::counts("各月公开的条数", &kind_columns("月份"), rows);
        StatisticsSectionView {
            id: "months",
            title: "各月公开",
            note: "按条目的日期计算，单位是条。",
            figure: figure::bars("各月公开的条数", Scale::Longest, "", &quantities),
            table: (figures.total() > 0).then_some(table),
        }
    }

    /// The first month that is shown, from 0: of the year in which the site came into use, and has nothing to be compared
    /// with, that one, or an earlier one of which something is entered.
    fn first_month(&self, year: i32, figures: &YearFigures, before: Option<&YearFigures>) -> usize {
        let since = self
            .site
            .since
            .filter(|since| since.year() == year && before.is_none());
        let Some(since) = since else { return 0 };
        let begun = since.month() as usize - 1;
        (0..begun)
            .find(|month| figures.of_month(*month) > 0)
            .unwrap_or(begun)
    }

    fn statistics_years(&self, shown: i32) -> Vec<NavView> {
        let newest = self.site.newest_year();
        let years = self.site.statistics.keys().rev();
        let page = |year| plan::statistics((year != newest).then_some(year));
        let link = |year: &i32| year_nav(*year, Some(shown), &page(*year));
        match years.len() {
            0 | 1 => Vec::new(),
            _ => years.map(link).collect(),
        }
    }

    /// A branch's name with its page.
    pub(super) fn branch_name(&self, id: Option<&str>) -> TableName {
        match id.and_then(|id| self.site.branch(id)) {
            Some(branch) => (
                branch.name.clone(),
                Some(plan::branch_list(&branch.id).to_string()),
            ),
            None => {
                let whole = &self.site.organization;
                let level = whole.name.as_ref().map(|_| whole.unit.level.label());
                (level.unwrap_or(WHOLE).to_owned(), None)
            }
        }
    }

    /// The meetings of each branch that had any.
    fn meetings_of(&self, figures: &YearFigures) -> Vec<(TableName, MeetingFigures)> {
        let of_branch = |id: Option<&str>| {
            let of = figures.meetings.get(&id.map(str::to_owned))?;
            Some((self.branch_name(id), *of))
        };
        self.branches_and_whole()
            .into_iter()
            .filter_map(of_branch)
            .collect()
    }

    /// Meetings by branch; `None` without any.
    fn meetings(&self, figures: &YearFigures, before: Option<&YearFigures>) -> Option<StatisticsSectionView> {
        let shown = self.meetings_of(figures);
        if shown.is_empty() {
            return None;
        }
        let earlier = before.map_or(Vec::new(), |before| self.meetings_of(before));
        let rates = rates(&shown, &earlier, |of| figure::rate(of.present, of.expected));
        let row = |(name, of): (TableName, MeetingFigures)| {
            let cells = vec![
                of.held.to_string(),
                of.expected.to_string(),
                of.present.to_string(),
                figure::rate_text(of.present, of.expected),
                figure::decimal(of.hours),
            ];
            TableRowView::of(name, cells)
        };
        let sum = sum_of_meetings(shown.iter().map(|(_, of)| of));
        let total = (shown.len() > 1).then(|| row((("合计".to_owned(), None), sum)));
        let rows = shown.into_iter().map(row).collect();
        let columns = [
            "党组织", "会议（次）", "应到（人次）", "实到（人次）", "到会率", "学时",
        ];
        Some(StatisticsSectionView {
            id: "meetings",
            title: "会议与到会",
            note: "次数是公开了纪要的会议；人次只算写明了应到、实到的会议；学时是会议上学习的学时，不含学习资料的。图上是到会率。",
            figure: figure::bars("到会率", Scale::Percent, "%", &rates),
            table: Some(TableView::of("会议次数和到会人次", &columns, rows, total).evened()),
        })
    }

    /// What each unit owed of 三会一课 in a year's periods that are over, and held; only those that owed any.
    fn owed_in(&self, year: i32) -> Vec<(TableName, meetings::UnitSums)> {
        let units = self
            .site
            .matrix
            .get(&year)
            .map_or(&[][..], |matrix| &matrix.units);
        let sums = units
            .iter()
            .map(|unit| (self.unit_name(unit.branch), unit.sums()));
        sums.filter(|(_, sums)| sums.owed > 0).collect()
    }

    /// 三会一课 by unit; `None` where nothing was owed.
    fn owed_meetings(&self, year: i32) -> Option<StatisticsSectionView> {
        let sums = self.owed_in(year);
        let rates = rates(&sums, &self.owed_in(year - 1), |of| {
            figure::rate(u64::from(of.held), u64::from(of.owed))
        });
        let row = |(name, sums): (TableName, meetings::UnitSums)| {
            let cells = vec![
                sums.owed.to_string(),
                sums.held.to_string(),
                (sums.owed - sums.held).to_string(),
                figure::rate_text(u64::from(sums.held), u64::from(sums.owed)),
            ];
            TableRowView::of(name, cells)
        };
        let columns = ["党组织", "应开（次）", "已开（次）", "缺（次）", "完成率"];
        let rows: Vec<TableRowView> = sums.into_iter().map(row).collect();
        (!rows.is_empty()).then(|| StatisticsSectionView {
            id: "owed",
            title: "三会一课",
            note: "只算已经到期的，和没有到期但已经开够的。图上是完成率。",
            figure: figure::bars("三会一课完成率", Scale::Percent, "%", &rates),
            table: Some(TableView::of("三会一课应开和已开", &columns, rows, None).evened()),
        })
    }

    /// The school as a whole, then its branches.
    pub(super) fn branches_and_whole(&self) -> Vec<Option<&str>> {
        let branches = self.site.branches().iter().map(|branch| Some(branch.id.as_str()));
        std::iter::once(None).chain(branches).collect()
    }
}

/// The rates of units, each with that of the year before.
fn rates<T>(
    rows: &[(TableName, T)],
    earlier: &[(TableName, T)],
    rate: impl Fn(&T) -> Option<u64>,
) -> Vec<Quantity> {
    let of_row = |(name, of): &(TableName, T)| {
        let before = earlier.iter().find(|(of, _)| of == name);
        Some(Quantity {
            before: before.and_then(|(_, of)| rate(of)),
            ..Quantity::of(name.0.as_str(), rate(of)?)
        })
    };
    rows.iter().filter_map(of_row).collect()
}

/// The columns of a table of what was disclosed.
pub(super) fn kind_columns(first: &'static str) -> Vec<&'static str> {
    [&[first][..], &COUNTED.map(|kind| kind.label()), &["合计"]].concat()
}

fn sum_of_meetings<'a>(all: impl Iterator<Item = &'a MeetingFigures>) -> MeetingFigures {
    all.fold(MeetingFigures::default(), |sum, of| MeetingFigures {
        held: sum.held + of.held,
        expected: sum.expected + of.expected,
        present: sum.present + of.present,
        hours: sum.hours + of.hours,
    })
}

/// The year in a few numbers, each with that of the year before.
fn year_facts(figures: &YearFigures, before: Option<&YearFigures>) -> Vec<YearFactView> {
    let earlier = before.map_or(Vec::new(), facts);
    let with_before = |fact: FactView| YearFactView {
        before: earlier
            .iter()
            .find(|of| of.label == fact.label)
            .map(|of| of.value.clone()),
        label: fact.label,
        value: fact.value,
        unit: fact.unit,
    };
    facts(figures).into_iter().map(with_before).collect()
}

fn facts(figures: &YearFigures) -> Vec<FactView> {
    let meetings = sum_of_meetings(figures.meetings.values());
    let mut facts = vec![fact("公开", figures.total(), "条")];
    if let Some(rate) = figure::rate(meetings.present, meetings.expected) {
        facts.push(fact("到会率", figure::one_decimal(rate), "%"));
    }
    let hours = meetings.hours + figures.study.hours;
    if hours > 0 {
        facts.push(fact("会议和资料学习", figure::decimal(hours), "学时"));
    }
    let pledges = &figures.pledges;
    if let Some(rate) = figure::rate(pledges.done as u64, pledges.items as u64) {
        facts.push(fact("承诺事项完成", figure::one_decimal(rate), "%"));
    }
    facts
}

fn by_kind(figures: &YearFigures, before: Option<&YearFigures>) -> StatisticsSectionView {
    let quantities: Vec<Quantity> = COUNTED
        .iter()
        .enumerate()
        .map(|(index, kind)| {
            Quantity::count(kind.label(), figures.of_kind(index))
                .and_before(before.map(|of| of.of_kind(index)))
        })
        .collect();
    StatisticsSectionView {
        id: "kinds",
        title: "各类公开",
        note: "",
        figure: figure::bars("各类公开的条数", Scale::Longest, "", &quantities),
        table: None,
    }
}

/// 承诺 and 评诺; `None` without any.
fn pledges(figures: &YearFigures) -> Option<StatisticsSectionView> {
    let pledges = &figures.pledges;
    if pledges.pledgers == 0 {
        return None;
    }
    let concluded: usize = pledges.concluded.iter().sum();
    let mut quantities: Vec<Quantity> = Conclusion::ALL
        .iter()
        .zip(pledges.concluded)
        .map(|(conclusion, count)| Quantity::count(conclusion.label(), count))
        .collect();
    quantities.push(Quantity::count("尚未评诺", pledges.pledgers - concluded));
    Some(StatisticsSectionView {
        id: "pledges",
        title: "承诺与评诺",
        note: "图上是各种评诺结论的承诺人数（集体承诺算一个）。",
        figure: figure::bars("评诺结论", Scale::Longest, "", &quantities),
        table: Some(figure::single_row(
            "承诺事项完成情况",
            [
                ("承诺（份）", pledges.pledgers.to_string()),
                ("承诺事项（项）", pledges.items.to_string()),
                ("已完成（项）", pledges.done.to_string()),
                (
                    "完成率",
                    figure::rate_text(pledges.done as u64, pledges.items as u64),
                ),
            ],
        )),
    })
}

/// `statistics`: the figures of one year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StatisticsView {
    /// The year.
    pub(crate) year: i32,
    /// The last day of which it tells; null for a year that is over.
    pub(crate) as_of: Option<String>,
    /// The years there are, newest first; the year shown has a null path. Empty when there is one.
    pub(crate) years: Vec<NavView>,
    /// The year in a few numbers.
    pub(crate) facts: Vec<YearFactView>,
    /// The figures.
    pub(crate) sections: Vec<StatisticsSectionView>,
}

/// A number of a year, with its name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct YearFactView {
    /// For example 到会率.
    pub(crate) label: String,
    /// For example `94.5`.
    pub(crate) value: String,
    /// For example `%`.
    pub(crate) unit: &'static str,
    /// The same of the year before, or null.
    pub(crate) before: Option<String>,
}

/// One question that statistics answer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StatisticsSectionView {
    /// English, for anchors.
    pub(crate) id: &'static str,
    /// The heading.
    pub(crate) title: &'static str,
    /// What the numbers count; may be empty.
    pub(crate) note: &'static str,
    /// Bars, or null.
    pub(crate) figure: Option<FigureView>,
    /// The numbers as a table, or null.
    pub(crate) table: Option<TableView>,
}

impl Renderer<'_> {
    /// 整改销号 of the ledgers dated in the year; `None` without any.
    fn rectification(&self, year: i32) -> Option<StatisticsSectionView> {
        let mut counts: Vec<(Status, usize)> = Vec::new();
        for id in self.site.list(&ListKey::Section(Kind::Ledger)) {
            let entry = self.site.entry(*id);
            let Detail::Ledger(ledger) = &entry.detail else {
                continue;
            };
            let sums = entry.tally.as_ref().and_then(|tally| tally.sums.as_ref());
            let is_one = ledger.preset == Some(Preset::Rectification) && entry.common.date.year() == year;
            for (status, count) in sums.filter(|_| is_one).map_or(&[][..], |sums| &sums.states) {
                match counts.iter_mut().find(|(of, _)| of == status) {
                    Some((_, sum)) => *sum += count,
                    None => counts.push((*status, *count)),
                }
            }
        }
        counts.sort();
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let closed = counts.iter().find(|(status, _)| *status == Status::Closed);
        let rate = figure::rate_text(closed.map_or(0, |(_, count)| *count) as u64, all as u64);
        let quantities: Vec<Quantity> = counts
            .iter()
            .map(|(status, count)| Quantity {
                late: status.is_late(),
                ..Quantity::count(status.label(), *count)
            })
            .collect();
        (all > 0).then(|| StatisticsSectionView {
            id: "rectification",
            title: "整改销号",
            note: "整改销号台账中的问题，按状态。",
            figure: figure::bars("整改销号", Scale::Longest, "项", &quantities),
            table: Some(figure::single_row(
                "整改事项和销号率",
                [("共（项）", all.to_string()), ("销号率", rate)],
            )),
        })
    }

    /// How 公开目录 stands, on the newest year's page; earlier years do not change.
    fn covered(&self, year: i32) -> Option<StatisticsSectionView> {
        if year != self.site.newest_year() {
            return None;
        }
        let counts = coverage::counts(&self.site.coverage);
        let quantities: Vec<Quantity> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| Quantity {
                late: matches!(state, CoverageState::Late | CoverageState::Never),
                ..Quantity::count(state.label(), *count)
            })
            .collect();
        Some(StatisticsSectionView {
            id: "coverage",
            title: "公开目录",
            note: "目录中的事项，按现在的情况。",
            figure: Some(figure::bars("公开目录的事项", Scale::Longest, "项", &quantities)?),
            table: None,
        })
    }

    /// How many members there are, on the newest year's page.
    fn members(&self, year: i32) -> Option<StatisticsSectionView> {
        if year != self.site.newest_year() {
            return None;
        }
        let branches = self.site.organization.branches_on(self.site.day);
        let counted = branches.filter_map(|branch| Some((branch, branch.unit.member_count?)));
        let quantities: Vec<Quantity> = counted
            .map(|(branch, count)| Quantity::count(branch.name.as_str(), count as usize))
            .collect();
        Some(StatisticsSectionView {
            id: "members",
            title: "党员人数",
            note: "各支部现有党员。",
            figure: Some(figure::bars("各支部党员人数", Scale::Longest, "人", &quantities)?),
            table: None,
        })
    }
}
