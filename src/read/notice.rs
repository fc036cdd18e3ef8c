//! 通知公告: the keys of a notice. Reading them is in `read`.

mod contact;
mod period;
mod persons;
mod read;

pub(crate) use period::{DRAFT as DRAFT_SHORT, LATE as PERIOD_LATE};
pub use persons::persons;
pub(super) use persons::{in_title, named, proposed};
pub(super) use read::{
    CONCLUSIONS, KINDS, NoticeContext, RESULT, RESULT_HINT, RESULT_NAME, WITHIN, check_title,
    check_title_elsewhere, read,
};

use crate::words::{Day, Labelled, SourcePath};

/// The keys of a notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// 类型.
    pub kind: NoticeKind,
    /// 公示期; always there for a 公示 (its absence is an error).
    pub period: Option<Period>,
    /// 受理: where objections are received.
    pub contact: Option<Contact>,
    /// 公示结果.
    pub result: Option<PublicityResult>,
    /// 截止: the last day of a 征求意见 or a 预公开.
    pub deadline: Option<Day>,
    /// 方式: how views are given.
    pub channel: Option<String>,
    /// 采纳情况: the file of the entry that says what became of the views.
    pub response: Option<SourcePath>,
    /// 年度计划: the year that it plans.
    pub plan: Option<i32>,
    /// 会议: the file of the meeting that adopted it.
    pub adopted_by: Option<SourcePath>,
}

/// 类型 of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// 通知.
    Notice,
    /// 公告.
    Announcement,
    /// 公示.
    Publicity,
    /// 通报.
    Circular,
    /// 决定.
    Decision,
    /// 征求意见.
    Consultation,
}

impl NoticeKind {
    /// All, in the order of the reference.
    pub const ALL: [Self; 6] = [
        Self::Notice,
        Self::Announcement,
        Self::Publicity,
        Self::Circular,
        Self::Decision,
        Self::Consultation,
    ];
}

impl Labelled for NoticeKind {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Notice => ("notice", "通知"),
            Self::Announcement => ("announcement", "公告"),
            Self::Publicity => ("publicity", "公示"),
            Self::Circular => ("circular", "通报"),
            Self::Decision => ("decision", "决定"),
            Self::Consultation => ("consultation", "征求意见"),
        }
    }
}

/// 公示期. The end never lies before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// 开始: the first day.
    pub start: Day,
    /// The last day, included: as stated, or counted from the working days.
    pub end: Day,
}

impl Period {
    /// Where a day lies.
    #[must_use]
    pub fn state(&self, day: Day) -> PeriodState {
        match day {
            day if day < self.start => PeriodState::NotBegun,
            day if day <= self.end => PeriodState::Running,
            _ => PeriodState::Over,
        }
    }
}

/// Where a day lies in regard to a 公示期.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodState {
    /// 未开始.
    NotBegun,
    /// 公示中; the first and the last day too.
    Running,
    /// 已期满.
    Over,
}

impl PeriodState {
    /// The word users read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotBegun => "未开始",
            Self::Running => "公示中",
            Self::Over => "已期满",
        }
    }
}

/// 受理: where objections are received.
#[derive(Debug, Clone, Default)]
pub struct Contact {
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
#[derive(Debug, Clone)]
pub struct PublicityResult {
    /// 结论: true for 有异议, false for 无异议.
    pub objections: bool,
    /// 说明.
    pub explanation: Option<String>,
}
