//! What templates see, and nothing else: the only types that are `Serialize` for them.
//! Every key is always there (null, never missing). Paths are addresses from the site's root, to be
//! written with the filter `link`; dates are `2026-03-12`, to be written with the filter `date`.
//! `docs/themes.md` describes each; a test holds the two together.

mod board;
mod catalogue;
mod duties;
mod entry;
pub mod figure;
mod known;
pub mod ledger;
mod meeting;
mod meetings;
mod notice;
mod organization;
mod pledge;
pub mod report;
mod study;

pub use board::{
    BoardSectionView, BoardView, ChangeDayView, ChangeView, ChangesView, HangingView, HungView, ScreenView,
    SheetView, SheetsView, SlotView, StrokeView, ThumbView, WaitingView, WallView,
};
pub use catalogue::{
    CatalogueGroupView, CatalogueItemView, CatalogueListView, CoverageCountView, CoverageRowView,
    CoverageSummaryView,
};
pub use duties::{HoursView, PledgedView, RotationView, SeriesHoursView, UnitPledgesView, YearHoursView};
pub use entry::{
    AttachmentView, CatalogueView, ContentsView, CorrectionView, EntryView, NeighbourView, PanelView,
    PeriodView,
};
pub use known::Known;
pub use meeting::{AbsenceView, AttendanceView, MeetingView, ResolutionView, VotesView};
pub use meetings::{
    AppraisalView, GradeView, HeldView, MatrixCellView, MatrixRowView, MatrixUnitView, MatrixView,
};
pub use notice::{ContactView, NoticeView, ResultView};
pub use organization::{
    BoxView, ChartView, ExtensionView, GlyphView, GroupView, LineView, OfficerView, OrganizationView,
    TermView, UnitView,
};
pub use pledge::{
    EvaluationView, PledgeItemView, PledgeView, PledgerView, RegisterRowView, RegisterView, ReviewView,
};
pub use study::StudyView;

use serde::Serialize;

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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
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
    /// `quarter-report`, `organization`, `catalogue`, `coverage`, `matrix`, `hours`, `tags`, `search`, `not_found`, `redirect`;
    /// of a board edition `home`, `sheets`, `all-sheets`, `plan`, `screen`, `changes`.
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

/// One entry in a list. A large site shows many thousands, each on several pages; what they have in common is
/// shared among them.
#[derive(Debug, Clone, Serialize)]
pub struct ItemView {
    /// 标题.
    pub title: String,
    /// Its page.
    pub path: String,
    /// 日期.
    pub date: String,
    /// The kind.
    pub kind: Known<Word>,
    /// 类型, or 类别 for a study item; null for a page.
    #[serde(rename = "type")]
    pub type_: Option<Known<Word>>,
    /// 支部, or null.
    pub branch: Option<Known<NavView>>,
    /// 发文字号.
    pub number: Option<String>,
    /// 置顶.
    pub pinned: bool,
    /// It is a sample of a new site, not the school's own.
    pub sample: bool,
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
    pub open: Vec<Known<ItemView>>,
    /// 置顶.
    pub pinned: Vec<Known<ItemView>>,
    /// 最新公开, a few of each kind that has any.
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
    /// The newest, at most six; what is left of 公示 that are over is not among them.
    pub items: Vec<Known<ItemView>>,
    /// How many 公示 that are over are newer than the last of them.
    pub expired: usize,
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
    pub years: Vec<Known<NavView>>,
    /// The entries, newest first.
    pub items: Vec<Known<ItemView>>,
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

/// `tags`: a page of links.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryView {
    /// 标签.
    pub name: &'static str,
    /// The links.
    pub links: Vec<Known<NavView>>,
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
