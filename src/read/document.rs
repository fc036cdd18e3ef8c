//! A typed entry: everything that its author wrote, checked, for no audience in particular.
//! What an audience may see of it is decided in `clearance`; nothing else may show a [`Document`].

use std::ops::Deref;
use std::sync::Arc;

use crate::markdown::Body;
use crate::read::findings::Finding;
use crate::read::ledger::Ledger;
use crate::read::meeting::Meeting;
use crate::read::notice::Notice;
use crate::read::page::Page;
use crate::read::pledge::Pledge;
use crate::read::study::Study;
use crate::read::unready::Unready;
use crate::words::{
    Acknowledgement, Address, ContentHash, Day, Kind, Labelled, Place, Scope, SourcePath, Step,
};

/// One content file, read and checked.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it was read from.
    pub source: SourcePath,
    /// Where its page lies, in every edition; a function of `source` and 链接名 alone.
    pub address: Address,
    /// The keys that all kinds share.
    pub common: Common,
    /// The keys of its kind.
    pub detail: Detail,
    /// Its Markdown; empty for a `.yaml` file.
    pub body: Arc<Body>,
    /// The fingerprint of the file's text.
    pub fingerprint: u64,
    /// The steps of the approval that were given to something else than the entry is now.
    pub changed_since: Vec<Step>,
    /// What the rules on texts found in the file.
    pub findings: Box<[Finding]>,
    /// 已核对.
    pub acknowledged: Box<[Acknowledgement]>,
    /// What has to be changed before it is uploaded.
    pub unready: Vec<Unready>,
}

impl Document {
    /// What kind of entry it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.detail.kind()
    }
}

/// The keys of one kind. All but a page's are shared with the editions: one that leaves something out does so in a copy.
#[derive(Debug, Clone)]
pub enum Detail {
    /// 通知公告.
    Notice(Arc<Notice>),
    /// 会议纪要.
    Meeting(Arc<Meeting>),
    /// 公开承诺.
    Pledge(Arc<Pledge>),
    /// 学习资料.
    Study(Arc<Study>),
    /// 台账.
    Ledger(Arc<Ledger>),
    /// An ordinary page.
    Page(Page),
}

impl Detail {
    /// Whose keys these are.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Notice(_) => Kind::Notice,
            Self::Meeting(_) => Kind::Meeting,
            Self::Pledge(_) => Kind::Pledge,
            Self::Study(_) => Kind::Study,
            Self::Ledger(_) => Kind::Ledger,
            Self::Page(_) => Kind::Page,
        }
    }

    /// The keys of a notice.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        match self {
            Self::Notice(notice) => Some(notice),
            _ => None,
        }
    }

    /// The keys of a pledge.
    #[must_use]
    pub fn pledge(&self) -> Option<&Pledge> {
        match self {
            Self::Pledge(pledge) => Some(pledge),
            _ => None,
        }
    }

    /// 类型, or 类别 of a study item, or what a ledger is of: its English alias and its word; `None` for what has none.
    #[must_use]
    pub fn of_type(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Notice(notice) => notice.kind.id_and_label(),
            Self::Meeting(meeting) => meeting.kind.id_and_label(),
            Self::Pledge(pledge) => pledge.kind.id_and_label(),
            Self::Study(study) => study.category.id_and_label(),
            Self::Ledger(ledger) => ledger.preset?.id_and_label(),
            Self::Page(_) => return None,
        })
    }
}

/// The keys that all kinds share (design: front matter, “all kinds”).
#[derive(Debug, Clone)]
pub struct Common {
    /// Those that whoever sees the entry sees.
    pub open: Arc<OpenKeys>,
    /// 审批, in the order of the steps; at most one of each.
    pub approval: Vec<Approval>,
    /// The steps whose 意见 stands in the way, in their order; each is missing among those of `approval`.
    pub untaken: Vec<Untaken>,
    /// 审批 is there, with or without a step that was taken.
    pub approval_begun: bool,
    /// 草稿.
    pub draft: bool,
    /// 更正, oldest first.
    pub corrections: Vec<Correction>,
    /// Where the title is written, for complaints about the entry as a whole.
    pub title_place: Place,
    /// Where 发文字号 is written.
    pub number_place: Option<Place>,
    /// Where 应到 or 学习人数 is written.
    pub expected_place: Option<Place>,
}

impl Deref for Common {
    type Target = OpenKeys;

    fn deref(&self) -> &OpenKeys {
        &self.open
    }
}

/// A step of 审批 that was typed and not taken: what its 意见 says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untaken {
    /// Which step.
    pub step: Step,
    /// What stands in the way.
    pub why: Unconsenting,
}

/// What an 意见 says instead of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unconsenting {
    /// No consent: the opinion.
    Refusal(String),
    /// A consent to this audience alone.
    Narrower(Scope),
    /// A consent under a condition that is not met.
    Condition,
}

/// The shared keys that every edition shows in which the entry stands at all, on every day: shared with them, not copied.
/// What only some may see, or from some day on, stands in [`Common`] itself.
#[derive(Debug, Clone)]
pub struct OpenKeys {
    /// 标题.
    pub title: String,
    /// 日期, or the date in the file's name.
    pub date: Day,
    /// 公开范围; [`Scope::Restricted`] when neither the entry nor `site.toml` says.
    pub scope: Scope,
    /// 支部: the id of a branch that exists.
    pub branch: Option<String>,
    /// 公开目录: ids of items that exist.
    pub catalogue: Vec<String>,
    /// 公开时限.
    pub duration: Option<Duration>,
    /// 摘要: as given, else the body's first paragraph cut at a sentence; may be empty.
    pub summary: String,
    /// 标签, each once, in the author's order.
    pub tags: Vec<String>,
    /// 附件.
    pub attachments: Vec<Attachment>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 发文字号.
    pub number: Option<String>,
    /// 落款.
    pub signed_by: Option<String>,
    /// 成文日期.
    pub signed_on: Option<Day>,
    /// 置顶.
    pub pinned: bool,
    /// 旧地址: pages that redirect here; each ends with `.html`.
    pub aliases: Vec<(Address, Place)>,
    /// 上墙.
    pub posted: Posted,
    /// 样例: what `init` wrote to show how it is done.
    pub sample: bool,
    /// 期满处理: true for 保留, false for 撤下.
    pub keep_after_expiry: bool,
}

/// 公开时限.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duration {
    /// 长期.
    LongTerm,
    /// 定期.
    Regular,
    /// 逐段.
    Staged,
    /// 临时.
    AdHoc,
    /// 预公开.
    Advance,
}

impl Duration {
    /// All, in the order of the field's rules.
    pub const ALL: [Self; 5] = [
        Self::LongTerm,
        Self::Regular,
        Self::Staged,
        Self::AdHoc,
        Self::Advance,
    ];
}

impl Labelled for Duration {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::LongTerm => ("long_term", "长期"),
            Self::Regular => ("regular", "定期"),
            Self::Staged => ("staged", "逐段"),
            Self::AdHoc => ("ad_hoc", "临时"),
            Self::Advance => ("advance", "预公开"),
        }
    }
}

/// One step of the approval that was taken.
#[derive(Debug, Clone)]
pub struct Approval {
    /// Which step.
    pub step: Step,
    /// Who took it.
    pub name: String,
    /// When.
    pub date: Day,
    /// 意见; internal, never published.
    pub opinion: Option<String>,
    /// 条件已落实: since when the condition of 意见 is met; `None` when it has none.
    pub condition_met: Option<Day>,
    /// 指纹, when the step carries one, which few do; internal, never published.
    pub digest: Option<Box<WrittenDigest>>,
}

impl Approval {
    /// The first day on which the step counts.
    #[must_use]
    pub fn counts_from(&self) -> Day {
        self.condition_met.map_or(self.date, |met| met.max(self.date))
    }
}

/// 指纹 of a step: what it was given to.
#[derive(Debug, Clone)]
pub struct WrittenDigest {
    /// The fingerprint; `None` for a text that is none, which fits nothing.
    pub value: Option<ContentHash>,
    /// Where it is written.
    pub place: Place,
}

/// A file that an entry brings.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// 名称: what readers see; the file's own name when none is given.
    pub name: String,
    /// The file; it exists (a missing one is a complaint and is left out here).
    pub file: SourcePath,
    /// Where it is named.
    pub place: Place,
}

/// 更正.
#[derive(Debug, Clone)]
pub struct Correction {
    /// When it was made.
    pub date: Day,
    /// What was wrong and what is right, plain text.
    pub content: String,
}

/// 上墙: whether the entry hangs on the printed board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// Not said: the board's own rules decide.
    Unsaid,
    /// 否.
    No,
    /// 是.
    Yes,
    /// The board's section of this name.
    Section(String),
}
