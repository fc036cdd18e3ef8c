//! 季调度, a quarter in tables by branch and month, and the page of all reports.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::figure::{self, FactView, TableName, TableView};
use super::month_report::reports_nav;
use super::page::{PageHead, RenderedPage};
use super::shared::{SUPERVISION, nav};
use super::statistics::kind_columns;
use super::view::NavView;
use crate::plan;
use crate::site::EntryId;
use crate::site::coverage::CoverageTerms;
use crate::site::history::QuarterRecord;
use crate::site::reports::MonthReport;
use crate::site::statistics::COUNTED;
use crate::words::{Address, Month, PageFamily, Quarter};

impl Renderer<'_> {
    /// All reports: a line for each quarter, so that the page grows by four lines a year.
    pub(super) fn reports(&self, address: &Address) -> RenderedPage {
        let mut years: BTreeMap<i32, BTreeMap<Quarter, Vec<NavView>>> = BTreeMap::new();
        for month in self.site.reports.keys() {
            let quarters = years.entry(month.year()).or_default();
            quarters
                .entry(month.quarter())
                .or_default()
                .push(month_nav(*month));
        }
        let year = |(year, quarters): (i32, BTreeMap<Quarter, Vec<NavView>>)| ReportYearView {
            year,
            quarters: quarters
                .into_iter()
                .rev()
                .map(|(quarter, months)| ReportQuarterView {
                    quarter: nav("quarter", quarter.short_label(), &plan::quarter_report(quarter)),
                    months,
                })
                .collect(),
        };
        let view = ReportsView {
            years: years.into_iter().rev().map(year).collect(),
        };
        let heading = PageHead {
            description: "每月、每季度的党务公开情况。",
            section: Some(SUPERVISION),
            ..PageHead::titled(&PageFamily::REPORTS, "月通报和季调度")
        };
        self.whole_page(address, heading, "reports", &view)
    }

    /// 季调度.
    pub(super) fn quarter_report(&self, address: &Address, quarter: Quarter) -> RenderedPage {
        let reports: Vec<(Month, &MonthReport)> = quarter
            .months()
            .into_iter()
            .filter_map(|month| Some((month, self.site.reports.get(&month)?)))
            .collect();
        let ids: Vec<EntryId> = reports
            .iter()
            .flat_map(|(_, report)| report.disclosed.clone())
            .collect();
        let kept = self.kept(quarter);
        let is_finished = quarter < Month::of(self.site.day).quarter();
        let last_day = quarter.months()[2].last_day().filter(|_| is_finished);
        let view = QuarterReportView {
            label: quarter.label(),
            is_finished,
            signed_on: last_day.map(|day| day.to_string()),
            summary: quarter_summary(quarter, &reports),
            months: reports.iter().map(|(month, _)| month_nav(*month)).collect(),
            tables: self
                .quarter_meetings(quarter)
                .into_iter()
                .chain([self.by_branch(&ids), by_month(&reports)])
                .collect(),
            coverage: coverage_facts(&kept),
            late: kept.iter().filter_map(|of| self.late(of)).collect(),
        };
        let title = format!("{}党务公开调度", quarter.label());
        let heading = PageHead {
            family: &PageFamily::QUARTER_REPORT,
            title: &title,
            description: &view.summary,
            section: Some(SUPERVISION),
            breadcrumb: vec![reports_nav()],
        };
        self.whole_page(address, heading, "report", &view)
    }

    /// What was owed of 公开目录 in the quarter.
    fn kept(&self, quarter: Quarter) -> Vec<QuarterRecord> {
        let site = self.site;
        let terms = CoverageTerms {
            branches: site.branches(),
            audience: site.edition.audience,
            since: site.since,
            day: site.day,
        };
        let since = site.meetings.since;
        let kept = site.history.in_quarter(&site.catalogue, quarter, since, terms);
        // Where nobody says since when records are kept, a quarter without any tells that there were none.
        let is_told = since.is_some() || kept.iter().any(|of| of.kept > 0);
        if is_told { kept } else { Vec::new() }
    }

    fn late(&self, of: &QuarterRecord) -> Option<LateView> {
        let item = self.site.catalogue.items.get(of.item)?;
        (of.missing > 0).then(|| LateView {
            name: format!("{} {}", item.id, item.name),
            path: plan::catalogue_item(&item.id),
            unit: self.unit_name(of.branch).0,
            missing: format!("缺{}次", of.missing),
            responsible: item.responsible.clone(),
        })
    }

    fn by_branch(&self, ids: &[EntryId]) -> TableView {
        let rows = self.branches_and_whole().into_iter().map(|branch| {
            let of_branch = ids.iter().map(|id| self.site.entry(*id));
            let of_branch: Vec<_> = of_branch
                .filter(|entry| entry.common.branch.as_deref() == branch)
                .collect();
            let count = |kind| of_branch.iter().filter(|entry| entry.kind() == kind).count();
            let mut cells = COUNTED.map(count).to_vec();
            cells.push(of_branch.len());
            (self.branch_name(branch), cells)
        });
        figure::counts("各支部公开的条数", &kind_columns("党组织"), rows.collect())
    }
}

/// How much was owed, and how much of it was done.
fn coverage_facts(kept: &[QuarterRecord]) -> Vec<FactView> {
    let sum = |count: fn(&QuarterRecord) -> u32| -> u32 { kept.iter().map(count).sum() };
    let (owed, done, missing) = (sum(|of| of.owed), sum(|of| of.kept), sum(|of| of.missing));
    if owed == 0 {
        return Vec::new();
    }
    vec![
        figure::fact("应公开", owed, "次"),
        figure::fact("已公开", done, "次"),
        FactView {
            late: missing > 0,
            ..figure::fact("未公开", missing, "次")
        },
    ]
}

fn by_month(reports: &[(Month, &MonthReport)]) -> TableView {
    let rows = reports.iter().map(|(month, report)| {
        let name: TableName = (
            format!("{}月", month.number()),
            Some(plan::month_report(*month).to_string()),
        );
        let cells = vec![
            report.disclosed.len(),
            report.periods.len(),
            report.corrections.len(),
            report.finished.len(),
        ];
        (name, cells)
    });
    let columns = [
        "月份",
        "公开（条）",
        "公示和征求意见（项）",
        "更正（处）",
        "台账办结（项）",
    ];
    figure::counts("各月情况", &columns, rows.collect())
}

fn quarter_summary(quarter: Quarter, reports: &[(Month, &MonthReport)]) -> String {
    let sum =
        |count: fn(&MonthReport) -> usize| -> usize { reports.iter().map(|(_, report)| count(report)).sum() };
    let mut text = format!(
        "{}公开{}条",
        quarter.label(),
        sum(|report| report.disclosed.len())
    );
    for (count, unit, what) in [
        (sum(|report| report.corrections.len()), "处", "更正"),
        (sum(|report| report.finished.len()), "项", "台账事项办结"),
    ] {
        if count > 0 {
            text.push_str(&format!("，{what}{count}{unit}"));
        }
    }
    text.push('。');
    text
}

fn month_nav(month: Month) -> NavView {
    nav(
        "month",
        &format!("{}月", month.number()),
        &plan::month_report(month),
    )
}

/// `reports`: all reports there are.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportsView {
    /// The years, newest first.
    pub(crate) years: Vec<ReportYearView>,
}

/// The reports of one year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportYearView {
    /// The year.
    pub(crate) year: i32,
    /// Its quarters, newest first.
    pub(crate) quarters: Vec<ReportQuarterView>,
}

/// The reports of one quarter.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportQuarterView {
    /// 季调度.
    pub(crate) quarter: NavView,
    /// 月通报, in the months' order.
    pub(crate) months: Vec<NavView>,
}

/// `report` of a quarter: 季调度.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct QuarterReportView {
    /// For example 2026年第三季度.
    pub(crate) label: String,
    /// False while the quarter has not passed.
    pub(crate) is_finished: bool,
    /// 成文日期: the quarter's last day; null while it runs.
    pub(crate) signed_on: Option<String>,
    /// The quarter in one sentence.
    pub(crate) summary: String,
    /// 月通报 of its months.
    pub(crate) months: Vec<NavView>,
    /// Numbers by branch and by month.
    pub(crate) tables: Vec<TableView>,
    /// What was owed of 公开目录 in periods that end in the quarter, in numbers; may be empty.
    pub(crate) coverage: Vec<FactView>,
    /// What of it was not disclosed.
    pub(crate) late: Vec<LateView>,
}

/// An item of 公开目录 that was owed and not disclosed.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LateView {
    /// 编号 and 名称.
    pub(crate) name: String,
    /// Where the catalogue tells about it.
    pub(crate) path: String,
    /// Who owes it: a branch, or the school.
    pub(crate) unit: String,
    /// For example 缺2次.
    pub(crate) missing: String,
    /// 责任人, or null.
    pub(crate) responsible: Option<String>,
}
