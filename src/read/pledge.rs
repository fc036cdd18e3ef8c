//! 公开承诺: the keys of a pledge, from 提诺 to 评诺.

mod read;

pub(super) use read::{CONCLUSIONS, KINDS, STAGES, TERMS, check, read};

use crate::words::{Day, Labelled};

/// The keys of a pledge, or of a register of many.
#[derive(Debug, Clone)]
pub struct Pledge {
    /// 类型.
    pub kind: PledgeKind,
    /// 年度.
    pub year: i32,
    /// 承诺人: at least one; more than one in a register.
    pub pledgers: Vec<Pledger>,
    /// 承诺事项 of a single pledger.
    pub items: Vec<PledgeItem>,
    /// 审核: the 审诺.
    pub review: Option<PledgeReview>,
    /// 评诺; never dated before `review`.
    pub evaluation: Option<Evaluation>,
    /// 未兑现说明.
    pub unkept_reason: Option<String>,
}

impl Pledge {
    /// What a pledger promises: their own things in a register, else those of all.
    #[must_use]
    pub fn items_of<'a>(&'a self, pledger: &'a Pledger) -> &'a [PledgeItem] {
        match pledger.items.as_slice() {
            [] => &self.items,
            own => own,
        }
    }

    /// How a pledger's promises were judged: their own 评诺 in a register, else that of all.
    #[must_use]
    pub fn evaluation_of<'a>(&'a self, pledger: &'a Pledger) -> Option<&'a Evaluation> {
        pledger.evaluation.as_ref().or(self.evaluation.as_ref())
    }

    /// Everybody's promises were judged.
    #[must_use]
    pub fn is_evaluated(&self) -> bool {
        self.pledgers
            .iter()
            .all(|pledger| self.evaluation_of(pledger).is_some())
    }

    /// All things promised, of whomever.
    pub fn all_items(&self) -> impl Iterator<Item = &PledgeItem> {
        let own = self.pledgers.iter().flat_map(|pledger| &pledger.items);
        self.items.iter().chain(own)
    }
}

/// 类型 of a pledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PledgeKind {
    /// 书记岗位.
    Secretary,
    /// 班子.
    Committee,
    /// 党员.
    Member,
    /// 师德.
    Ethics,
}

impl PledgeKind {
    /// All, in the order of the reference.
    pub const ALL: [Self; 4] = [Self::Secretary, Self::Committee, Self::Member, Self::Ethics];
}

impl Labelled for PledgeKind {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Secretary => ("secretary", "书记岗位"),
            Self::Committee => ("committee", "班子"),
            Self::Member => ("member", "党员"),
            Self::Ethics => ("ethics", "师德"),
        }
    }
}

/// 承诺人: a person or a body.
#[derive(Debug, Clone)]
pub struct Pledger {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: Option<String>,
    /// 承诺事项 in a register.
    pub items: Vec<PledgeItem>,
    /// 评诺 in a register.
    pub evaluation: Option<Evaluation>,
    /// 未兑现说明 in a register.
    pub unkept_reason: Option<String>,
}

/// 承诺事项: one thing promised.
#[derive(Debug, Clone)]
pub struct PledgeItem {
    /// 内容.
    pub content: String,
    /// 措施.
    pub measure: Option<String>,
    /// 时限; its absence is an error.
    pub deadline: Option<PledgeDeadline>,
    /// 进度.
    pub progress: PledgeProgress,
    /// 完成日期.
    pub completed_on: Option<Day>,
}

impl PledgeItem {
    /// Done by the day: nothing is done before its 完成日期.
    #[must_use]
    pub fn is_done(&self, day: Day) -> bool {
        self.progress == PledgeProgress::Done && self.completed_on.is_none_or(|done| done <= day)
    }

    /// The day of its 时限; none for 长期坚持.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.deadline.and_then(PledgeDeadline::day)
    }

    /// Past its 时限 and not done, as a row of a ledger is 逾期.
    #[must_use]
    pub fn is_overdue(&self, day: Day) -> bool {
        !self.is_done(day) && self.last_day().is_some_and(|last| last < day)
    }
}

/// 时限 of one thing promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PledgeDeadline {
    /// Its last day.
    By(Day),
    /// 长期坚持: it is never late.
    Lasting,
}

impl PledgeDeadline {
    /// The last day, where there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::By(day) => Some(day),
            Self::Lasting => None,
        }
    }
}

/// 进度 of one thing promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PledgeProgress {
    /// 未启动, or 0%.
    NotStarted,
    /// 进行中; the percentage where one is stated, 1 to 99.
    Underway(Option<u8>),
    /// 已完成, or 100%.
    Done,
}

impl PledgeProgress {
    /// Of a percentage; `None` above 100.
    #[must_use]
    pub fn of_percent(percent: u8) -> Option<Self> {
        match percent {
            0 => Some(Self::NotStarted),
            1..=99 => Some(Self::Underway(Some(percent))),
            100 => Some(Self::Done),
            _ => None,
        }
    }

    /// The percentage, where one is known.
    #[must_use]
    pub fn percent(self) -> Option<u8> {
        match self {
            Self::NotStarted => Some(0),
            Self::Underway(percent) => percent,
            Self::Done => Some(100),
        }
    }
}

/// 审诺.
#[derive(Debug, Clone)]
pub struct PledgeReview {
    /// 姓名.
    pub name: String,
    /// 日期.
    pub date: Option<Day>,
}

/// 评诺.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// 自评.
    pub own: Option<String>,
    /// 互评.
    pub peers: Option<String>,
    /// 组织评.
    pub organization: Option<String>,
    /// 群众评.
    pub masses: Option<String>,
    /// 结论.
    pub conclusion: Option<Conclusion>,
    /// 日期.
    pub date: Option<Day>,
}

/// 结论 of an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conclusion {
    /// 已兑现.
    Kept,
    /// 基本兑现.
    MostlyKept,
    /// 未兑现.
    NotKept,
}

impl Conclusion {
    /// All, from the best.
    pub const ALL: [Self; 3] = [Self::Kept, Self::MostlyKept, Self::NotKept];
}

impl Labelled for Conclusion {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Kept => ("kept", "已兑现"),
            Self::MostlyKept => ("mostly_kept", "基本兑现"),
            Self::NotKept => ("not_kept", "未兑现"),
        }
    }
}
