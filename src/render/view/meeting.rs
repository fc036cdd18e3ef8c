//! What a meeting says beside its text.

use serde::Serialize;

use super::{AppraisalView, NavView};

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
    /// 系列, with its list.
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
