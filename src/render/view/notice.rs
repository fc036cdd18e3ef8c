//! What a notice says beside its text.

use serde::Serialize;

use super::NavView;

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
