//! 会议纪要: the keys of a meeting's published summary.
//! Who was absent and why is for Party editions only; clearance takes it out of all others.

mod appraisal;
mod arithmetic;
mod around;
mod read;

pub(super) use appraisal::SUBJECTS;
pub use appraisal::{Appraisal, GRADES, Subject};
pub(super) use arithmetic::QUORUM;
pub use arithmetic::check_expected;
pub(super) use around::{check as check_around, check_absent};
pub(super) use read::{KINDS, check_branch, read};

use crate::words::{Day, Labelled, Moment};

/// The keys of a meeting.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// 类型.
    pub kind: MeetingKind,
    /// 年度: the year for which it was held, when it is not that of its day: the one before.
    pub year: Option<i32>,
    /// 时间: from when to when.
    pub time: Option<Time>,
    /// 地点.
    pub place: Option<String>,
    /// 主持人.
    pub chair: Option<String>,
    /// 记录人.
    pub recorder: Option<String>,
    /// 应到 and 实到; 实到 is at most 应到.
    pub attendance: Option<Attendance>,
    /// 缺席: as many as 应到 less 实到.
    pub absent: Vec<Absence>,
    /// 列席.
    pub observers: Vec<String>,
    /// 有表决权: those entitled to vote, 应到 and 实到.
    pub voters: Option<Attendance>,
    /// 议题.
    pub agenda: Vec<String>,
    /// 决议.
    pub resolutions: Vec<Resolution>,
    /// 学习内容.
    pub study_content: Vec<String>,
    /// 学时.
    pub hours: Option<f64>,
    /// 系列 of lectures or studies that it belongs to.
    pub series: Option<String>,
    /// 轮训: how many of those present took their turn in the training of all members with it; at most 实到.
    pub rotation: Option<u32>,
    /// 小组: the name of the branch's group that met.
    pub group: Option<String>,
    /// 例会: the id of a duty in `site.toml`.
    pub duty: Option<String>,
    /// 评议结果.
    pub appraisals: Vec<Appraisal>,
}

impl Meeting {
    /// The day it was held; the entry's own date when it does not say.
    #[must_use]
    pub fn day(&self, date: Day) -> Day {
        self.time.map_or(date, |time| time.start.day)
    }

    /// The year for which it was held.
    #[must_use]
    pub fn year(&self, date: Day) -> i32 {
        self.year.unwrap_or_else(|| self.day(date).year())
    }
}

/// 类型 of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingKind {
    /// 党员大会.
    GeneralAssembly,
    /// 支委会.
    Committee,
    /// 党小组会.
    Group,
    /// 党课.
    Lecture,
    /// 主题党日.
    ThemeDay,
    /// 组织生活会.
    LifeMeeting,
    /// 民主评议.
    Appraisal,
    /// 理论学习中心组.
    StudyGroup,
    /// 总支委会: of a 总支部委员会, between 支委会 and 党委会.
    GeneralBranchCommittee,
    /// 党委会.
    PartyCommittee,
    /// 其他.
    Other,
}

impl MeetingKind {
    /// All, in the order of the reference.
    pub const ALL: [Self; 11] = [
        Self::GeneralAssembly,
        Self::Committee,
        Self::Group,
        Self::Lecture,
        Self::ThemeDay,
        Self::LifeMeeting,
        Self::Appraisal,
        Self::StudyGroup,
        Self::GeneralBranchCommittee,
        Self::PartyCommittee,
        Self::Other,
    ];
}

impl Labelled for MeetingKind {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::GeneralAssembly => ("general_assembly", "党员大会"),
            Self::Committee => ("committee", "支委会"),
            Self::Group => ("group", "党小组会"),
            Self::Lecture => ("lecture", "党课"),
            Self::ThemeDay => ("theme_day", "主题党日"),
            Self::LifeMeeting => ("life_meeting", "组织生活会"),
            Self::Appraisal => ("appraisal", "民主评议"),
            Self::StudyGroup => ("study_group", "理论学习中心组"),
            Self::GeneralBranchCommittee => ("general_branch_committee", "总支委会"),
            Self::PartyCommittee => ("party_committee", "党委会"),
            Self::Other => ("other", "其他"),
        }
    }
}

/// 时间 of a meeting; the end never lies before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: Option<Moment>,
}

impl Time {
    /// `2026年3月5日15:30—17:00`; the second day is named when it is another.
    #[must_use]
    pub fn chinese(self) -> String {
        match self.end {
            Some(end) if end.day == self.start.day => {
                let clock = end
                    .minute
                    .map_or(String::new(), |m| format!("—{:02}:{:02}", m / 60, m % 60));
                format!("{}{clock}", self.start.chinese())
            }
            Some(end) => format!("{}—{}", self.start.chinese(), end.chinese()),
            None => self.start.chinese(),
        }
    }
}

/// Two numbers of persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// 应到.
    pub expected: u32,
    /// 实到, at most `expected`.
    pub present: u32,
}

/// 缺席: one person who was expected and did not come.
#[derive(Debug, Clone)]
pub struct Absence {
    /// 姓名.
    pub name: String,
    /// 原因.
    pub reason: String,
}

/// 决议: one matter that was decided.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// 事项.
    pub matter: String,
    /// The votes; `None` when it was agreed without counting.
    pub votes: Option<Votes>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 时限.
    pub deadline: Option<Day>,
}

/// The votes on one matter; together at most the voters present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    /// 赞成.
    pub in_favour: u32,
    /// 反对.
    pub against: u32,
    /// 弃权.
    pub abstained: u32,
}

impl Votes {
    /// All of them.
    #[must_use]
    pub fn sum(self) -> u64 {
        [self.in_favour, self.against, self.abstained]
            .map(u64::from)
            .iter()
            .sum()
    }
}
