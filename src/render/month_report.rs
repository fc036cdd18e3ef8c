//! 月通报: what a month was, generated from what is published.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::corrections::CorrectedView;
use super::figure::TableView;
use super::page::{PageHead, RenderedPage};
use super::shared::{SUPERVISION, nav};
use super::view::{ItemView, Known, NavView, StateView, Word};
use crate::plan;
use crate::read::Detail;
use crate::read::ledger::{ColumnRole, Ledger, Preset};
use crate::site::reports::{Due, DueWhat, Finished, MonthReport};
use crate::site::statistics::COUNTED;
use crate::site::{Entry, EntryId};
use crate::words::{Address, Day, Labelled, Month, PageFamily};

impl Renderer<'_> {
    /// 月通报.
    pub(super) fn month_report(&self, address: &Address, month: Month) -> RenderedPage {
        let none = MonthReport::default();
        let report = self.site.reports.get(&month).unwrap_or(&none);
        let quarter = month.quarter();
        let as_of = self.as_of(month, report).map(|day| day.to_string());
        let is_finished = month < Month::of(self.site.day);
        let last_day = month.last_day().filter(|_| is_finished);
        let view = MonthReportView {
            label: month.label(),
            is_finished,
            signed_on: last_day.map(|day| day.to_string()).or_else(|| as_of.clone()),
            as_of,
            summary: self.month_summary(month, report),
            quarter: nav("quarter", &quarter.label(), &plan::quarter_report(quarter)),
            groups: self.groups(&report.disclosed),
            periods: report
                .periods
                .iter()
                .filter_map(|id| self.report_period(*id))
                .collect(),
            corrections: report.corrections.iter().map(|of| self.corrected(of)).collect(),
            finished: report.finished.iter().map(|of| self.finished_row(of)).collect(),
            due: self.due_rows(&report.due),
            tables: self.month_meetings(month).into_iter().collect(),
        };
        let title = format!("{}党务公开情况通报", month.label());
        let heading = PageHead {
            family: &PageFamily::MONTH_REPORT,
            title: &title,
            description: &view.summary,
            section: Some(SUPERVISION),
            breadcrumb: vec![reports_nav()],
        };
        self.whole_page(address, heading, "report", &view)
    }

    /// The last day of which a running month's report tells. Not the build's: a day on which nothing happens changes
    /// no report.
    fn as_of(&self, month: Month, report: &MonthReport) -> Option<Day> {
        let disclosed = report.disclosed.iter().map(|id| self.site.entry(*id).common.date);
        let finished = report.finished.iter().map(|of| of.date);
        let corrected = report.corrections.iter().map(|of| of.date);
        let notices = report
            .periods
            .iter()
            .filter_map(|id| self.site.entry(*id).detail.notice());
        let periods = notices
            .flat_map(|notice| {
                let period = notice.period;
                [
                    period.map(|of| of.start),
                    period.map(|of| of.end),
                    notice.deadline,
                ]
            })
            .flatten()
            .filter(|day| Month::of(*day) == month && *day <= self.site.day);
        let last = disclosed.chain(finished).chain(corrected).chain(periods).max();
        last.filter(|_| month >= Month::of(self.site.day))
    }

    /// What falls due, the promises of one entry in one row: at its first day, with the others named.
    fn due_rows(&self, dues: &[Due]) -> Vec<ReportRowView> {
        let mut promises: BTreeMap<EntryId, Vec<(Day, usize)>> = BTreeMap::new();
        for due in dues {
            if let DueWhat::Promises(count) = due.what {
                promises.entry(due.entry).or_default().push((due.date, count));
            }
        }
        let row = |due: &Due| {
            let mut row = self.due_row(due);
            if matches!(due.what, DueWhat::Promises(_)) {
                let all = promises.remove(&due.entry)?;
                if all.len() > 1 {
                    let part = |(day, count): &(Day, usize)| format!("{}日{count}项", day.day());
                    row.text = Some(all.iter().map(part).collect::<Vec<String>>().join("，") + "承诺");
                }
            }
            Some(row)
        };
        dues.iter().filter_map(row).collect()
    }

    /// The month in one sentence.
    fn month_summary(&self, month: Month, report: &MonthReport) -> String {
        let kind = |id: &EntryId| self.site.entry(*id).kind();
        let mut parts: Vec<String> = COUNTED
            .iter()
            .filter_map(|of| {
                let count = report.disclosed.iter().filter(|id| kind(id) == *of).count();
                (count > 0).then(|| format!("{}{count}条", of.label()))
            })
            .collect();
        let mut text = match report.disclosed.len() {
            0 => format!("{}没有新公开的条目", month.label()),
            count => format!("{}公开{count}条，其中{}", month.label(), parts.join("、")),
        };
        parts.clear();
        for (count, unit, what) in [
            (report.periods.len(), "项", "开始或结束公示、征求意见"),
            (report.corrections.len(), "处", "更正"),
            (report.finished.len(), "项", "台账事项办结"),
        ] {
            if count > 0 {
                text.push_str(&format!("；{what}{count}{unit}"));
            }
        }
        text.push('。');
        text
    }

    fn groups(&self, ids: &[EntryId]) -> Vec<ReportGroupView> {
        let group = |kind: &crate::words::Kind| {
            let of_kind = ids
                .iter()
                .copied()
                .filter(|id| self.site.entry(*id).kind() == *kind);
            let ids: Vec<EntryId> = of_kind.collect();
            ReportGroupView {
                kind: Word::of(*kind),
                items: self.shared.items(self.site, &ids),
            }
        };
        let groups = COUNTED.iter().map(group);
        groups.filter(|group| !group.items.is_empty()).collect()
    }

    fn report_period(&self, id: EntryId) -> Option<ReportPeriodView> {
        let entry = self.site.entry(id);
        let notice = entry.detail.notice()?;
        let end = notice.period.map(|period| period.end).or(notice.deadline)?;
        let state = match self.site.is_open(entry) {
            Some(open) => StateView::new("open", open.asks.label()),
            None if notice.period.is_some() => StateView::new("over", "已期满"),
            None => StateView::new("over", "已截止"),
        };
        Some(ReportPeriodView {
            item: self.shared.item(self.site, id),
            start: notice.period.map(|period| period.start.to_string()),
            end: end.to_string(),
            state,
            result: notice.result.as_ref().map(|result| match result.objections {
                true => "有异议",
                false => "无异议",
            }),
        })
    }

    fn finished_row(&self, of: &Finished) -> ReportRowView {
        let entry = self.site.entry(of.entry);
        let (what, text, responsible) = match &entry.detail {
            Detail::Ledger(ledger) => {
                let what = match ledger.preset {
                    Some(Preset::Rectification) => "销号",
                    Some(Preset::Opinions) => "答复",
                    _ => "完成",
                };
                (
                    what,
                    row_text(ledger, of.row, ColumnRole::What),
                    row_text(ledger, of.row, ColumnRole::Responsible),
                )
            }
            _ => ("完成", None, None),
        };
        ReportRowView {
            item: self.shared.item(self.site, of.entry),
            date: of.date.to_string(),
            what,
            text,
            responsible,
        }
    }

    /// Something that falls due, with who is to see to it.
    pub(super) fn due_row(&self, due: &Due) -> ReportRowView {
        let entry = self.site.entry(due.entry);
        let (what, text, responsible) = due_words(entry, &due.what);
        ReportRowView {
            item: self.shared.item(self.site, due.entry),
            date: due.date.to_string(),
            what,
            text,
            responsible,
        }
    }
}

/// The way up from a report.
pub(super) fn reports_nav() -> NavView {
    nav("reports", "月通报和季调度", &plan::page(&PageFamily::REPORTS))
}

/// What is due, which part of the entry it is, and who is responsible.
fn due_words(entry: &Entry, what: &DueWhat) -> (&'static str, Option<String>, Option<String>) {
    let responsible = || entry.common.responsible.clone();
    match (what, &entry.detail) {
        (DueWhat::Period, _) => ("公示期满", None, responsible()),
        (DueWhat::Consultation, _) => ("征求意见截止", None, responsible()),
        (DueWhat::Study, _) => ("学习截止", None, responsible()),
        (DueWhat::Promises(count), _) => ("承诺到期", Some(format!("{count}项承诺")), responsible()),
        (DueWhat::Resolution(index), Detail::Meeting(meeting)) => {
            let resolution = meeting.resolutions.get(*index);
            let matter = resolution.map(|resolution| resolution.matter.clone());
            let own = resolution.and_then(|resolution| resolution.responsible.clone());
            ("决议时限", matter, own.or_else(responsible))
        }
        (DueWhat::Row(row), Detail::Ledger(ledger)) => {
            let own = row_text(ledger, *row, ColumnRole::Responsible);
            (
                "办结时限",
                row_text(ledger, *row, ColumnRole::What),
                own.or_else(responsible),
            )
        }
        (DueWhat::Resolution(_) | DueWhat::Row(_), _) => ("时限", None, responsible()),
    }
}

fn row_text(ledger: &Ledger, row: usize, role: ColumnRole) -> Option<String> {
    ledger.text(row, role).map(str::to_owned)
}

/// `report` of a month: 月通报.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MonthReportView {
    /// For example 2026年10月.
    pub(crate) label: String,
    /// False while the month has not passed.
    pub(crate) is_finished: bool,
    /// The last day of what a running month tells, or null.
    pub(crate) as_of: Option<String>,
    /// 成文日期: the month's last day, in a running month that of `as_of`.
    pub(crate) signed_on: Option<String>,
    /// The month in one sentence.
    pub(crate) summary: String,
    /// 季调度 of its quarter.
    pub(crate) quarter: NavView,
    /// What was disclosed, by kind.
    pub(crate) groups: Vec<ReportGroupView>,
    /// 公示 and 征求意见 that began or ended.
    pub(crate) periods: Vec<ReportPeriodView>,
    /// 更正.
    pub(crate) corrections: Vec<CorrectedView>,
    /// Rows of ledgers that were finished: 销号, 完成, 答复.
    pub(crate) finished: Vec<ReportRowView>,
    /// What falls due in the month after.
    pub(crate) due: Vec<ReportRowView>,
    /// Numbers by branch; may be empty.
    pub(crate) tables: Vec<TableView>,
}

/// The entries of one kind.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportGroupView {
    /// The kind.
    pub(crate) kind: Word,
    /// The entries, oldest first.
    pub(crate) items: Vec<Known<ItemView>>,
}

/// A 公示 or 征求意见 of a month.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportPeriodView {
    /// The entry.
    pub(crate) item: Known<ItemView>,
    /// The first day of a 公示期, or null.
    pub(crate) start: Option<String>,
    /// The last day.
    pub(crate) end: String,
    /// 公示中, 已期满, 征求意见中 or 已截止.
    pub(crate) state: StateView,
    /// 公示结果: 无异议 or 有异议, or null.
    pub(crate) result: Option<&'static str>,
}

/// Something of an entry that has a day: a row of a ledger, a promise, a resolution, a period that ends.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReportRowView {
    /// The entry.
    pub(crate) item: Known<ItemView>,
    /// The day.
    pub(crate) date: String,
    /// What happens on it, for example 销号 or 公示期满.
    pub(crate) what: &'static str,
    /// Which part of the entry, or null.
    pub(crate) text: Option<String>,
    /// 责任人, or null.
    pub(crate) responsible: Option<String>,
}
