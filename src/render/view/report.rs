//! Statistics, reports, corrections and the ways to those who supervise.

use serde::Serialize;

use super::figure::{FactView, FigureView, TableView};
use super::{ItemView, Known, NavView, StateView, Word};

/// `statistics`: the figures of one year.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticsView {
    /// The year.
    pub year: i32,
    /// The years there are, newest first; the year shown has a null path. Empty when there is one.
    pub years: Vec<NavView>,
    /// The year in a few numbers.
    pub facts: Vec<FactView>,
    /// The figures.
    pub sections: Vec<StatisticsSectionView>,
}

/// One question that statistics answer.
#[derive(Debug, Clone, Serialize)]
pub struct StatisticsSectionView {
    /// English, for anchors.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What the numbers count; may be empty.
    pub note: &'static str,
    /// Bars, or null.
    pub figure: Option<FigureView>,
    /// The numbers as a table, or null.
    pub table: Option<TableView>,
}

/// `reports`: all reports there are.
#[derive(Debug, Clone, Serialize)]
pub struct ReportsView {
    /// The years, newest first.
    pub years: Vec<ReportYearView>,
}

/// The reports of one year.
#[derive(Debug, Clone, Serialize)]
pub struct ReportYearView {
    /// The year.
    pub year: i32,
    /// Its quarters, newest first.
    pub quarters: Vec<ReportQuarterView>,
}

/// The reports of one quarter.
#[derive(Debug, Clone, Serialize)]
pub struct ReportQuarterView {
    /// 季调度.
    pub quarter: NavView,
    /// 月通报, in the months' order.
    pub months: Vec<NavView>,
}

/// `report` of a month: 月通报.
#[derive(Debug, Clone, Serialize)]
pub struct MonthReportView {
    /// For example 2026年10月.
    pub label: String,
    /// False while the month has not passed.
    pub is_finished: bool,
    /// The last day of what a running month tells, or null.
    pub as_of: Option<String>,
    /// The month in one sentence.
    pub summary: String,
    /// 季调度 of its quarter.
    pub quarter: NavView,
    /// What was disclosed, by kind.
    pub groups: Vec<ReportGroupView>,
    /// 公示 and 征求意见 that began or ended.
    pub periods: Vec<ReportPeriodView>,
    /// 更正.
    pub corrections: Vec<CorrectedView>,
    /// Rows of ledgers that were finished: 销号, 完成, 答复.
    pub finished: Vec<ReportRowView>,
    /// What falls due in the month after.
    pub due: Vec<ReportRowView>,
    /// Numbers by branch; may be empty.
    pub tables: Vec<TableView>,
}

/// The entries of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ReportGroupView {
    /// The kind.
    pub kind: Word,
    /// The entries, oldest first.
    pub items: Vec<Known<ItemView>>,
}

/// A 公示 or 征求意见 of a month.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPeriodView {
    /// The entry.
    pub item: Known<ItemView>,
    /// The first day of a 公示期, or null.
    pub start: Option<String>,
    /// The last day.
    pub end: String,
    /// 公示中, 已期满, 征求意见中 or 已截止.
    pub state: StateView,
    /// 公示结果: 无异议 or 有异议, or null.
    pub result: Option<&'static str>,
}

/// Something of an entry that has a day: a row of a ledger, a promise, a resolution, a period that ends.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRowView {
    /// The entry.
    pub item: Known<ItemView>,
    /// The day.
    pub date: String,
    /// What happens on it, for example 销号 or 公示期满.
    pub what: &'static str,
    /// Which part of the entry, or null.
    pub text: Option<String>,
    /// 责任人, or null.
    pub responsible: Option<String>,
}

/// One correction of an entry.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectedView {
    /// The entry.
    pub item: Known<ItemView>,
    /// When it was made.
    pub date: String,
    /// What was wrong and what is right.
    pub content: String,
}

/// `report` of a quarter: 季调度.
#[derive(Debug, Clone, Serialize)]
pub struct QuarterReportView {
    /// For example 2026年第三季度.
    pub label: String,
    /// False while the quarter has not passed.
    pub is_finished: bool,
    /// The quarter in one sentence.
    pub summary: String,
    /// 月通报 of its months.
    pub months: Vec<NavView>,
    /// Numbers by branch and by month.
    pub tables: Vec<TableView>,
    /// What was owed of 公开目录 in periods that end in the quarter, in numbers; may be empty.
    pub coverage: Vec<FactView>,
    /// What of it was not disclosed.
    pub late: Vec<LateView>,
}

/// An item of 公开目录 that was owed and not disclosed.
#[derive(Debug, Clone, Serialize)]
pub struct LateView {
    /// 编号 and 名称.
    pub name: String,
    /// Where the catalogue tells about it.
    pub path: String,
    /// Who owes it: a branch, or the school.
    pub unit: String,
    /// For example 缺2次.
    pub missing: String,
    /// 责任人, or null.
    pub responsible: Option<String>,
}

/// `corrections`: the corrections of one year.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionsView {
    /// The year shown; null when there are no corrections at all.
    pub year: Option<i32>,
    /// The years there are, newest first; the year shown has a null path. Empty when there is one.
    pub years: Vec<NavView>,
    /// The corrections, newest first.
    pub rows: Vec<CorrectedView>,
}

/// `supervision`: how readers reach those who receive what they say.
#[derive(Debug, Clone, Serialize)]
pub struct SupervisionView {
    /// 监督电话.
    pub telephone: Option<String>,
    /// 监督邮箱.
    pub email: Option<String>,
    /// 信箱地点.
    pub mailbox: Option<String>,
    /// 受理时间.
    pub hours: Option<String>,
    /// 受理人.
    pub person: Option<String>,
    /// 来信来访 address.
    pub address: Option<String>,
    /// Within how many working days an opinion is answered.
    pub reply_workdays: u32,
    /// The newest ledger of opinions whose rows are shown; null without one.
    pub opinions: Option<OpinionsView>,
}

/// A ledger of opinions, in short.
#[derive(Debug, Clone, Serialize)]
pub struct OpinionsView {
    /// The ledger's title.
    pub title: String,
    /// Its page.
    pub path: String,
    /// How many opinions there are, how many were answered and how many of those in time.
    pub facts: Vec<FactView>,
    /// The answers that were given last, newest first.
    pub latest: Vec<OpinionView>,
}

/// An opinion and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct OpinionView {
    /// When it was answered.
    pub date: String,
    /// The opinion.
    pub content: String,
    /// The answer, or null.
    pub reply: Option<String>,
}
