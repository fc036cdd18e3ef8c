//! The ledgers that schools keep, as tables: which columns each has, what they mean, and what is worked out
//! from them. Sources: domain rules on 整改销号 (五个明确), 党费, 意见建议, 积分 and the rest.

use super::ColumnKind;
use super::ColumnKind::{Date, Link, Money, Number, Person, Picture, Text};
use crate::words::Labelled;

/// A ledger that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// 整改销号.
    Rectification,
    /// 任务清单.
    Tasks,
    /// 党费.
    Dues,
    /// 经费.
    Budget,
    /// 发展党员.
    Development,
    /// 积分.
    Points,
    /// 光荣榜.
    Honours,
    /// 述职评议.
    Appraisal,
    /// 意见建议.
    Opinions,
}

impl Preset {
    /// All, in the order of the reference.
    pub const ALL: [Self; 9] = [
        Self::Rectification,
        Self::Tasks,
        Self::Dues,
        Self::Budget,
        Self::Development,
        Self::Points,
        Self::Honours,
        Self::Appraisal,
        Self::Opinions,
    ];

    /// Its columns, in their order.
    pub(crate) fn fields(self) -> &'static [PresetField] {
        match self {
            Self::Rectification => &RECTIFICATION,
            Self::Tasks => &TASKS,
            Self::Dues => &DUES,
            Self::Budget => &BUDGET,
            Self::Development => &DEVELOPMENT,
            Self::Points => &POINTS,
            Self::Honours => &HONOURS,
            Self::Appraisal => &APPRAISAL,
            Self::Opinions => &OPINIONS,
        }
    }

    /// What is worked out for each row, and never typed.
    #[must_use]
    pub fn computed(self) -> &'static [Computed] {
        match self {
            Self::Rectification | Self::Tasks => &[Computed::State],
            Self::Dues => &[Computed::Unpaid, Computed::PaidRate],
            Self::Budget => &[Computed::Balance, Computed::SpentRate],
            Self::Points => &[Computed::Score],
            Self::Appraisal => &[Computed::Satisfaction],
            Self::Opinions => &[Computed::ReplyBy, Computed::State],
            Self::Development | Self::Honours => &[],
        }
    }
}

impl Labelled for Preset {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Rectification => ("rectification", "整改销号"),
            Self::Tasks => ("tasks", "任务清单"),
            Self::Dues => ("dues", "党费"),
            Self::Budget => ("budget", "经费"),
            Self::Development => ("development", "发展党员"),
            Self::Points => ("points", "积分"),
            Self::Honours => ("honours", "光荣榜"),
            Self::Appraisal => ("appraisal", "述职评议"),
            Self::Opinions => ("opinions", "意见建议"),
        }
    }
}

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    /// 编号 of the row.
    Number,
    /// 问题, 任务 or 内容: what the row is about.
    What,
    /// 责任人 or 承办.
    Responsible,
    /// 姓名: the row is about one person.
    Who,
    /// 支部.
    Branch,
    /// 月份.
    Month,
    /// 发现日期, 收到日期, or the 日期 of what the row tells: the row is not there before it.
    Begun,
    /// 启动日期.
    Started,
    /// 时限.
    Deadline,
    /// 完成日期 or 答复日期.
    Completed,
    /// 完成情况 or 答复: what came of it; shown once it is completed.
    Outcome,
    /// 核验人.
    Verifier,
    /// 销号日期.
    Closed,
    /// 党员数.
    Members,
    /// 应缴.
    Due,
    /// 实缴.
    Paid,
    /// 上缴: of what was paid, what went to the superior organization.
    Remitted,
    /// 预算.
    Budget,
    /// 支出 against a budget.
    Spent,
    /// 基础分.
    Base,
    /// 加分.
    Bonus,
    /// 扣分.
    Deduction,
    /// 参评人数.
    Voters,
    /// 好.
    Good,
    /// 较好.
    Fair,
    /// 一般.
    Average,
    /// 差.
    Poor,
    /// 阶段.
    Stage,
    /// 人数.
    Heads,
}

impl ColumnRole {
    /// True for numbers of persons and of votes.
    pub(crate) fn is_of_heads(self) -> bool {
        matches!(
            self,
            Self::Members | Self::Voters | Self::Good | Self::Fair | Self::Average | Self::Poor | Self::Heads
        )
    }
}

/// What is worked out for each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Computed {
    /// 状态, from the dates.
    State,
    /// 未缴: 应缴 less 实缴.
    Unpaid,
    /// 缴纳率.
    PaidRate,
    /// 结余: 预算 less 支出.
    Balance,
    /// 执行率.
    SpentRate,
    /// 得分: 基础分 and 加分 less 扣分.
    Score,
    /// 满意率: 好 and 较好 of all votes.
    Satisfaction,
    /// 答复期限: so many working days after 收到日期.
    ReplyBy,
}

impl Computed {
    /// The column's name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::State => "状态",
            Self::Unpaid => "未缴",
            Self::PaidRate => "缴纳率",
            Self::Balance => "结余",
            Self::SpentRate => "执行率",
            Self::Score => "得分",
            Self::Satisfaction => "满意率",
            Self::ReplyBy => "答复期限",
        }
    }

    /// The columns of amounts that it is worked out from.
    #[must_use]
    pub fn sources(self) -> &'static [ColumnRole] {
        match self {
            Self::Unpaid | Self::PaidRate => &[ColumnRole::Due, ColumnRole::Paid],
            Self::Balance | Self::SpentRate => &[ColumnRole::Budget, ColumnRole::Spent],
            Self::Score => &[ColumnRole::Base, ColumnRole::Bonus, ColumnRole::Deduction],
            Self::Satisfaction => &[
                ColumnRole::Good,
                ColumnRole::Fair,
                ColumnRole::Average,
                ColumnRole::Poor,
            ],
            Self::State | Self::ReplyBy => &[],
        }
    }

    /// What its cells hold.
    #[must_use]
    pub fn kind(self) -> ColumnKind {
        match self {
            Self::State => ColumnKind::Status,
            Self::Unpaid | Self::Balance => Money,
            Self::PaidRate | Self::SpentRate | Self::Satisfaction => ColumnKind::Percent,
            Self::Score => Number,
            Self::ReplyBy => Date,
        }
    }
}

/// A column of a preset.
#[derive(Debug)]
pub(crate) struct PresetField {
    /// The Chinese name.
    pub(crate) name: &'static str,
    /// The English alias.
    pub(crate) alias: &'static str,
    /// What its cells hold.
    pub(crate) kind: ColumnKind,
    /// What it means.
    pub(crate) role: Option<ColumnRole>,
    /// Each row must have it.
    pub(crate) required: bool,
    /// Its cells are added up.
    pub(crate) summed: bool,
}

impl PresetField {
    const fn new(name: &'static str, alias: &'static str, kind: ColumnKind) -> Self {
        Self {
            name,
            alias,
            kind,
            role: None,
            required: false,
            summed: false,
        }
    }

    const fn is(self, role: ColumnRole) -> Self {
        Self {
            role: Some(role),
            ..self
        }
    }

    const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    const fn summed(self) -> Self {
        Self { summed: true, ..self }
    }
}

/// A column.
const fn of(name: &'static str, alias: &'static str, kind: ColumnKind) -> PresetField {
    PresetField::new(name, alias, kind)
}

/// 五个明确: 问题内容、责任主体、整改标准、整改措施、办结时限; one number per problem.
static RECTIFICATION: [PresetField; 15] = [
    of("编号", "id", Text).is(ColumnRole::Number),
    of("来源", "source", Text),
    of("发现日期", "found_on", Date).is(ColumnRole::Begun).required(),
    of("问题", "problem", Text).is(ColumnRole::What).required(),
    of("责任领导", "leader", Person),
    of("责任人", "responsible", Person)
        .is(ColumnRole::Responsible)
        .required(),
    of("标准", "standard", Text),
    of("措施", "measure", Text),
    of("时限", "deadline", Date).is(ColumnRole::Deadline).required(),
    of("启动日期", "started_on", Date).is(ColumnRole::Started),
    of("完成日期", "completed_on", Date).is(ColumnRole::Completed),
    of("完成情况", "outcome", Text).is(ColumnRole::Outcome),
    of("佐证", "evidence", Link).is(ColumnRole::Outcome),
    of("核验人", "verifier", Person).is(ColumnRole::Verifier),
    of("销号日期", "closed_on", Date).is(ColumnRole::Closed),
];

static TASKS: [PresetField; 10] = [
    of("编号", "id", Text).is(ColumnRole::Number),
    of("任务", "task", Text).is(ColumnRole::What).required(),
    of("措施", "measure", Text),
    of("责任领导", "leader", Person),
    of("责任人", "responsible", Person)
        .is(ColumnRole::Responsible)
        .required(),
    of("时限", "deadline", Date).is(ColumnRole::Deadline).required(),
    of("启动日期", "started_on", Date).is(ColumnRole::Started),
    of("完成日期", "completed_on", Date).is(ColumnRole::Completed),
    of("完成情况", "outcome", Text).is(ColumnRole::Outcome),
    of("佐证", "evidence", Link).is(ColumnRole::Outcome),
];

static DUES: [PresetField; 10] = [
    of("支部", "branch", Text).is(ColumnRole::Branch),
    of("月份", "month", Text).is(ColumnRole::Month),
    of("姓名", "name", Person).is(ColumnRole::Who),
    of("党员数", "members", Number).is(ColumnRole::Members),
    of("应缴", "due", Money).is(ColumnRole::Due).required().summed(),
    of("实缴", "paid", Money).is(ColumnRole::Paid).required().summed(),
    of("上缴", "remitted", Money).is(ColumnRole::Remitted).summed(),
    of("留存", "retained", Money).summed(),
    of("支出", "spent", Money).summed(),
    of("说明", "remark", Text),
];

static BUDGET: [PresetField; 5] = [
    of("项目", "item", Text).required(),
    of("依据", "basis", Text),
    of("预算", "budget", Money)
        .is(ColumnRole::Budget)
        .required()
        .summed(),
    of("支出", "spent", Money).is(ColumnRole::Spent).summed(),
    of("说明", "remark", Text),
];

/// One person may count in several 阶段 (who became a member this year was an applicant once), so that nothing is
/// added up.
static DEVELOPMENT: [PresetField; 7] = [
    of("阶段", "stage", Text).is(ColumnRole::Stage).required(),
    of("支部", "branch", Text).is(ColumnRole::Branch),
    of("姓名", "name", Person).is(ColumnRole::Who),
    of("人数", "heads", Number).is(ColumnRole::Heads),
    of("日期", "date", Date).is(ColumnRole::Begun),
    of("培养联系人", "mentor", Person),
    of("说明", "remark", Text),
];

static POINTS: [PresetField; 7] = [
    of("姓名", "name", Person).is(ColumnRole::Who).required(),
    of("支部", "branch", Text).is(ColumnRole::Branch),
    of("基础分", "base", Number).is(ColumnRole::Base).required(),
    of("加分", "bonus", Number).is(ColumnRole::Bonus),
    of("扣分", "deduction", Number).is(ColumnRole::Deduction),
    of("事由", "reason", Text),
    of("审核", "reviewer", Person),
];

static HONOURS: [PresetField; 7] = [
    of("姓名", "name", Person).required(),
    of("支部", "branch", Text).is(ColumnRole::Branch),
    of("称号", "honour", Text).required(),
    of("事迹", "deed", Text),
    of("日期", "date", Date).is(ColumnRole::Begun),
    of("授予单位", "awarded_by", Text),
    of("照片", "photo", Picture),
];

static APPRAISAL: [PresetField; 9] = [
    of("姓名", "name", Person).required(),
    of("职务", "duty", Text),
    of("述职日期", "date", Date).is(ColumnRole::Begun),
    of("参评人数", "voters", Number).is(ColumnRole::Voters).required(),
    of("好", "good", Number).is(ColumnRole::Good).required(),
    of("较好", "fair", Number).is(ColumnRole::Fair),
    of("一般", "average", Number).is(ColumnRole::Average),
    of("差", "poor", Number).is(ColumnRole::Poor),
    of("综合评价", "conclusion", Text),
];

/// Who gave the opinion is never a column.
static OPINIONS: [PresetField; 7] = [
    of("编号", "id", Text).is(ColumnRole::Number),
    of("收到日期", "received_on", Date)
        .is(ColumnRole::Begun)
        .required(),
    of("来源", "source", Text),
    of("内容", "content", Text).is(ColumnRole::What).required(),
    of("承办", "handler", Person).is(ColumnRole::Responsible),
    of("答复日期", "replied_on", Date).is(ColumnRole::Completed),
    of("答复", "reply", Text).is(ColumnRole::Outcome),
];

impl Computed {
    /// Where it comes from, for whoever typed it.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::State => "状态由日期自动得出，请删去；写启动日期、完成日期等就行",
            Self::Unpaid | Self::PaidRate => "由“应缴”和“实缴”自动算出，请删去",
            Self::Balance | Self::SpentRate => "由“预算”和“支出”自动算出，请删去",
            Self::Score => "由“基础分”“加分”“扣分”自动算出，请删去",
            Self::Satisfaction => "由各档票数自动算出，请删去",
            Self::ReplyBy => "由“收到日期”自动算出，请删去",
        }
    }
}
