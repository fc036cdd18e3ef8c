//! What templates see, and nothing else: the only types that are `Serialize` for them.
//! Every key is always there (null, never missing). Paths are addresses from the site's root, to be
//! written with the filter `link`; dates are `2026-03-12`, to be written with the filter `date`.
//! `docs/themes.md` describes each; a test holds the two together.

mod catalogue;
mod duties;
pub mod figure;
pub mod ledger;
mod meetings;
mod organization;
pub mod report;

pub use catalogue::{
    CatalogueGroupView, CatalogueItemView, CatalogueListView, CoverageCountView, CoverageRowView,
    CoverageSummaryView,
};
pub use duties::{HoursView, PledgedView, RotationView, SeriesHoursView, UnitPledgesView, YearHoursView};
pub use meetings::{
    AppraisalView, GradeView, HeldView, MatrixCellView, MatrixRowView, MatrixUnitView, MatrixView,
};
pub use organization::{
    BoxView, ChartView, ExtensionView, GlyphView, GroupView, LineView, OfficerView, OrganizationView,
    TermView, UnitView,
};

use serde::Serialize;
use tera::Value;

use ledger::LedgerView;

/// `site`: the same on every page of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The edition's name.
    pub title: String,
    /// 主办单位.
    pub organizer: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 监督电话.
    pub telephone: Option<String>,
    /// 监督邮箱.
    pub email: Option<String>,
    /// ICP 备案号 with its link.
    pub icp: Option<Anchor>,
    /// 公安备案号 with its link.
    pub police: Option<Anchor>,
    /// The image that the school provides, a path.
    pub emblem: Option<String>,
    /// Where the edition will be reached, or null.
    pub base_url: Option<String>,
    /// The name of the audience, for example 社会公开.
    pub audience: &'static str,
    /// Home, the sections, branches, archive: the band at the top.
    pub nav: Vec<NavView>,
    /// Ordinary pages, for the footer.
    pub pages: Vec<NavView>,
    /// How disclosure is done: supervision, corrections, statistics, reports.
    pub oversight: Vec<NavView>,
    /// The Atom feed of everything; null without `base_url`.
    pub feed: Option<String>,
    /// The search page.
    pub search: String,
}

/// A link out of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Anchor {
    /// What readers see.
    pub label: String,
    /// A whole URL.
    pub href: String,
}

/// A link inside the site.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    /// `home`, `notice`, `meeting`, `pledge`, `study`, `ledger`, `catalogue`, `branches`, `tags`, `archive`, `search`, `page`, or a year.
    pub id: String,
    /// What readers see.
    pub label: String,
    /// A path, or null for the page itself.
    pub path: Option<String>,
}

/// `page`: the page that is being written.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// `home`, `list`, `entry`, `register`, `corrections`, `supervision`, `statistics`, `reports`, `month-report`,
    /// `quarter-report`, `organization`, `catalogue`, `coverage`, `matrix`, `hours`, `tags`, `search`, `not_found`, `redirect`.
    pub family: &'static str,
    /// The title, without the site's name.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// Its own path.
    pub path: String,
    /// `""`, `../`, `../../`: from this page to the site's root.
    pub root: String,
    /// The `id` of the entry of `site.nav` that this page belongs to, or null.
    pub section: Option<&'static str>,
    /// From home to the page's parent; the page itself is not in it.
    pub breadcrumb: Vec<NavView>,
    /// The Atom feed of the page's section; null without `base_url`.
    pub feed: Option<String>,
    /// The page's whole URL; null without `base_url`.
    pub canonical: Option<String>,
}

/// One entry in a list. Converted by hand in `items`: it is the one view of which a large site makes many
/// thousands, and what entries have in common is shared among them.
#[derive(Debug, Clone)]
pub struct ItemView {
    /// 标题.
    pub title: String,
    /// Its page.
    pub path: String,
    /// 日期.
    pub date: String,
    /// The kind, a [`Word`].
    pub kind: Value,
    /// 类型, or 类别 for a study item, a [`Word`]; null for a page.
    pub type_: Value,
    /// 支部, a [`NavView`], or null.
    pub branch: Value,
    /// 发文字号.
    pub number: Option<String>,
    /// 置顶.
    pub pinned: bool,
    /// 摘要; for home and section lists only, so that a change of it changes few pages.
    pub summary: String,
    /// What a reader must know before anything else: 公示中, 征求意见中, 预公开中, 已期满, 必学; or null.
    pub state: Option<StateView>,
    /// The last day of a running 公示期, 征求意见 or 预公开; or null.
    pub last_day: Option<String>,
    /// The working days of a running 公示期, for the script that counts those left; or null.
    pub workdays: Option<String>,
    /// Past `last_day` the title is no longer shown: a 公示 whose 期满处理 is not 保留.
    pub hides: bool,
}

/// A word of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Word {
    /// English, for classes and addresses.
    pub id: &'static str,
    /// Chinese, for readers.
    pub label: &'static str,
}

/// A state, always with a word and never by colour alone.
#[derive(Debug, Clone, Serialize)]
pub struct StateView {
    /// `open` (amber), `over` (grey), `late` (red outline), `done` (green), `required` (red outline).
    pub id: &'static str,
    /// For example 公示中.
    pub label: &'static str,
}

/// `home`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// 正在公示, and 征求意见 that still run; soonest end first.
    #[serde(skip)]
    pub open: Vec<Value>,
    /// 置顶.
    #[serde(skip)]
    pub pinned: Vec<Value>,
    /// 最新公开, a few of each kind that has any.
    #[serde(skip)]
    pub sections: Vec<HomeSectionView>,
    /// 公开目录 in one line; null without a catalogue.
    pub coverage: Option<CoverageSummaryView>,
    /// The branches.
    pub branches: Vec<NavView>,
}

/// One kind on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeSectionView {
    /// The kind.
    pub kind: Word,
    /// Its section's list.
    pub path: String,
    /// The newest, at most six.
    #[serde(skip)]
    pub items: Vec<Value>,
}

/// `list`: a section, branch, tag, category, series or the archive, one year of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// `section`, `branch`, `tag`, `category`, `series`, `archive`.
    pub family: &'static str,
    /// What is listed: the name of the section, branch, tag, category or series.
    pub name: String,
    /// The year shown; null where a list is not by year or is empty.
    pub year: Option<i32>,
    /// The years there are, newest first; the year shown has a null path.
    pub years: Vec<NavView>,
    /// The entries, newest first; each an [`ItemView`], converted once and shared by all lists.
    #[serde(skip)]
    pub items: Vec<Value>,
    /// Ways into parts of this list: categories and series of 学习资料, registers of 公开承诺. May be empty.
    pub related: Vec<RelatedView>,
    /// Summaries are shown (sections only).
    pub with_summary: bool,
    /// The branch itself, on the first page of its list; else null.
    pub unit: Option<UnitView>,
}

/// A named row of links.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// For example 类别, 系列, 承诺登记.
    pub name: String,
    /// The links.
    pub links: Vec<NavView>,
}

/// `entry`: an entry's page. The keys of its [`ItemView`] stand beside these.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    /// The rendered Markdown, safe to write as it is; goes into one element with class `prose`.
    #[serde(skip)]
    pub body: String,
    /// True for what is left of a 公示 whose period is over: no text, no attachments, a title for all of them.
    pub is_remnant: bool,
    /// True when the body shows highlighted code, which needs `code.css`.
    pub has_code: bool,
    /// Headings of the body of level 2 and 3; empty when there are fewer than three.
    pub contents: Vec<ContentsView>,
    /// 附件.
    pub attachments: Vec<AttachmentView>,
    /// 标签.
    pub tags: Vec<NavView>,
    /// 更正, newest first.
    pub corrections: Vec<CorrectionView>,
    /// 落款.
    pub signed_by: Option<String>,
    /// 成文日期.
    pub signed_on: Option<String>,
    /// The disclosure panel.
    pub panel: PanelView,
    /// The next older entry of its section.
    pub previous: Option<NeighbourView>,
    /// The next newer entry of its section.
    pub next: Option<NeighbourView>,
    /// The keys of a notice; null for other kinds.
    pub notice: Option<NoticeView>,
    /// The keys of a meeting; null for other kinds.
    pub meeting: Option<MeetingView>,
    /// The keys of a pledge; null for other kinds.
    pub pledge: Option<PledgeView>,
    /// The keys of a study item; null for other kinds.
    pub study: Option<StudyView>,
    /// The keys of a ledger; null for other kinds.
    pub ledger: Option<LedgerView>,
}

/// The entry before or after this one.
#[derive(Debug, Clone, Serialize)]
pub struct NeighbourView {
    /// 标题.
    pub title: String,
    /// Its page.
    pub path: String,
    /// Past this day the title is no longer shown: the last day of a running 公示; or null.
    pub hidden_after: Option<String>,
}

/// A heading of the body.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsView {
    /// 2 or 3.
    pub level: u8,
    /// The heading's `id`.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// 附件.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    /// 名称.
    pub name: String,
    /// A path.
    pub path: String,
    /// For example `PDF`.
    #[serde(rename = "type")]
    pub type_: String,
    /// For example `128 KB`.
    pub size: String,
}

/// 更正.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// When.
    pub date: String,
    /// What.
    pub content: String,
}

/// The disclosure panel; rows that have no value are null and not shown.
#[derive(Debug, Clone, Serialize)]
pub struct PanelView {
    /// 公开目录: numbers and names.
    pub catalogue: Vec<CatalogueView>,
    /// 公开范围.
    pub scope: &'static str,
    /// 公开时限.
    pub duration: Option<&'static str>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 审批日期: the day of the last step.
    pub approved_on: Option<String>,
    /// 公示期, or null.
    pub period: Option<PeriodView>,
    /// 监督电话 of the site.
    pub telephone: Option<String>,
    /// 监督邮箱 of the site.
    pub email: Option<String>,
}

/// One item of the catalogue.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueView {
    /// 编号.
    pub id: String,
    /// 名称.
    pub name: String,
    /// Where the item stands on the catalogue's page.
    pub path: String,
}

/// 公示期, with what a page may say on days it was not built.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// The first day.
    pub start: String,
    /// The last day, included.
    pub end: String,
    /// 公示中 or 已期满.
    pub state: StateView,
    /// How many working days it has.
    pub workdays: u32,
    /// Its days, for the script that counts the working days left.
    pub calendar: String,
    /// Past the last day the page hides what it says until the site is built again; not where 期满处理 is 保留.
    pub hides: bool,
}

/// The keys of a notice.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeView {
    /// 受理.
    pub contact: Option<ContactView>,
    /// 公示结果: 无异议 or 有异议, then 说明; or null.
    pub result: Option<ResultView>,
    /// 截止 of a 征求意见.
    pub deadline: Option<String>,
    /// 方式.
    pub channel: Option<String>,
    /// 年度计划: the year that it plans.
    pub plan: Option<i32>,
    /// 会议: the meeting that adopted it.
    pub adopted_by: Option<NavView>,
}

/// 受理.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// 单位.
    pub unit: Option<String>,
    /// 电话.
    pub telephone: Option<String>,
    /// 邮箱.
    pub email: Option<String>,
    /// 地点.
    pub place: Option<String>,
}

/// 公示结果.
#[derive(Debug, Clone, Serialize)]
pub struct ResultView {
    /// 无异议 or 有异议.
    pub conclusion: &'static str,
    /// 说明.
    pub explanation: Option<String>,
}

/// The keys of a meeting.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// `2026年3月5日15:30—17:00`.
    pub time: Option<String>,
    /// 地点.
    pub place: Option<String>,
    /// 主持人.
    pub chair: Option<String>,
    /// 记录人.
    pub recorder: Option<String>,
    /// 应到, 实到, 缺席 in numbers and the rate.
    pub attendance: Option<AttendanceView>,
    /// Names and reasons; always empty in editions for a wider audience than 党内公开.
    pub absent: Vec<AbsenceView>,
    /// 列席.
    pub observers: Vec<String>,
    /// 有表决权.
    pub voters: Option<AttendanceView>,
    /// 议题.
    pub agenda: Vec<String>,
    /// 决议.
    pub resolutions: Vec<ResolutionView>,
    /// 学习内容.
    pub study_content: Vec<String>,
    /// 学时, for example `1.5`.
    pub hours: Option<String>,
    /// 系列, with its list where it has one.
    pub series: Option<NavView>,
    /// 小组: the name of the branch's group.
    pub group: Option<String>,
    /// 例会: the name of the duty.
    pub duty: Option<String>,
    /// 评议结果.
    pub appraisals: Vec<AppraisalView>,
}

/// Numbers of persons.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceView {
    /// 应到.
    pub expected: u32,
    /// 实到.
    pub present: u32,
    /// 缺席.
    pub absent: u32,
    /// 到会率 in per cent, one decimal at most, for example `92.3`.
    pub rate: String,
}

/// 缺席.
#[derive(Debug, Clone, Serialize)]
pub struct AbsenceView {
    /// 姓名.
    pub name: String,
    /// 原因.
    pub reason: String,
}

/// 决议.
#[derive(Debug, Clone, Serialize)]
pub struct ResolutionView {
    /// 事项.
    pub matter: String,
    /// The votes, or null when none were counted.
    pub votes: Option<VotesView>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 时限.
    pub deadline: Option<String>,
}

/// Votes; the widths are for bars, in per cent of all votes, and add up to 100.
#[derive(Debug, Clone, Serialize)]
pub struct VotesView {
    /// 赞成.
    pub in_favour: u32,
    /// 反对.
    pub against: u32,
    /// 弃权.
    pub abstained: u32,
    /// Bar of 赞成.
    pub in_favour_width: String,
    /// Bar of 反对.
    pub against_width: String,
    /// Bar of 弃权.
    pub abstained_width: String,
}

/// The keys of a pledge.
#[derive(Debug, Clone, Serialize)]
pub struct PledgeView {
    /// 年度.
    pub year: i32,
    /// 承诺人.
    pub pledgers: Vec<PledgerView>,
    /// 承诺事项 of a single pledger.
    pub items: Vec<PledgeItemView>,
    /// How many things are promised, in a register by all together.
    pub items_total: usize,
    /// How many of them are done.
    pub items_done: usize,
    /// 审诺.
    pub review: Option<ReviewView>,
    /// 评诺.
    pub evaluation: Option<EvaluationView>,
    /// 未兑现说明.
    pub unkept_reason: Option<String>,
    /// The register of its year.
    pub register: String,
}

/// 承诺人.
#[derive(Debug, Clone, Serialize)]
pub struct PledgerView {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: Option<String>,
    /// 承诺事项 in a register.
    pub items: Vec<PledgeItemView>,
}

/// 承诺事项.
#[derive(Debug, Clone, Serialize)]
pub struct PledgeItemView {
    /// 内容.
    pub content: String,
    /// 措施.
    pub measure: Option<String>,
    /// 时限.
    pub deadline: Option<String>,
    /// 0 to 100; null when only 进行中 is stated.
    pub progress: Option<u8>,
    /// 未启动, 进行中 or 已完成.
    pub state: StateView,
    /// 完成日期.
    pub completed_on: Option<String>,
}

/// 审诺.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    /// 姓名.
    pub name: String,
    /// 日期.
    pub date: Option<String>,
}

/// 评诺.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationView {
    /// 自评.
    pub own: Option<String>,
    /// 互评.
    pub peers: Option<String>,
    /// 组织评.
    pub organization: Option<String>,
    /// 群众评.
    pub masses: Option<String>,
    /// 结论.
    pub conclusion: Option<StateView>,
    /// 日期.
    pub date: Option<String>,
}

/// The keys of a study item.
#[derive(Debug, Clone, Serialize)]
pub struct StudyView {
    /// 来源.
    pub source: Option<String>,
    /// 作者.
    pub author: Option<String>,
    /// 必学.
    pub required: bool,
    /// 学时, for example `1.5`.
    pub hours: Option<String>,
    /// 系列, with its list.
    pub series: Option<NavView>,
    /// The list of its 类别.
    pub category: NavView,
    /// 截止.
    pub deadline: Option<String>,
    /// 学习人数.
    pub learners: Option<u32>,
}

/// `register`: all pledges of one year in one table.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterView {
    /// 年度.
    pub year: i32,
    /// The years there are, newest first; the year shown has a null path.
    pub years: Vec<NavView>,
    /// A row per pledger, by 类型 and then in the entries' order.
    pub rows: Vec<RegisterRowView>,
    /// Who of each unit has pledged, and who has not.
    pub units: Vec<UnitPledgesView>,
}

/// One pledger in a register.
#[derive(Debug, Clone, Serialize)]
pub struct RegisterRowView {
    /// 承诺人.
    pub name: String,
    /// 职务.
    pub duty: Option<String>,
    /// 类型.
    #[serde(rename = "type")]
    pub type_: Word,
    /// 支部.
    pub branch: Option<NavView>,
    /// How many things are promised.
    pub items: usize,
    /// How many are done.
    pub items_done: usize,
    /// 评诺结论, or null while none is there.
    pub conclusion: Option<StateView>,
    /// The entry's page.
    pub path: String,
}

/// `tags`: a page of links.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryView {
    /// 标签.
    pub name: &'static str,
    /// The links.
    pub links: Vec<NavView>,
}

/// `search`: what the search page needs to begin.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// The list of shards, a script's path.
    pub index: String,
    /// The kinds to filter by.
    pub kinds: Vec<Word>,
    /// The branches to filter by.
    pub branches: Vec<NavView>,
}

/// `target`: where a redirect page leads.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// The entry's title.
    pub title: String,
    /// Its page.
    pub path: String,
}
