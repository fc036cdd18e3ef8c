//! What a pledge says beside its text, and the register of a year.

use serde::Serialize;

use super::{NavView, StateView, UnitPledgesView, Word};

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
    /// 评诺 in a register.
    pub evaluation: Option<EvaluationView>,
    /// 未兑现说明 in a register.
    pub unkept_reason: Option<String>,
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
    /// 未启动, 进行中, 逾期 or 已完成.
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
