//! Why an entry is withheld, and what to do about it, in the words of the list at a build's end.

use crate::read::document::{Unconsenting, Untaken};
use crate::words::{Day, Labelled, Scope, Step};

/// One reason why an entry is not in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// 草稿: 是.
    Draft,
    /// Its scope is narrower than the edition's audience, or 特定对象.
    Scope(Scope),
    /// Of a branch whose entries the edition does not show.
    Branch,
    /// These steps of the approval are missing.
    Unapproved(Vec<Step>),
    /// The opinion of a step does not consent, or not yet.
    NotConsented(Untaken),
    /// It was changed after these steps of the approval.
    ChangedSinceApproval(Vec<Step>),
    /// A step is dated after the build's day.
    ApprovedLater(Step, Day),
    /// The condition under which a step consents is met after the build's day.
    ConditionMetLater(Step, Day),
    /// Its own date is after the build's day.
    Future(Day),
    /// A 公示 without 公示期.
    NoPeriod,
    /// Its 公示期 begins on this day.
    NotBegun(Day),
}

impl Reason {
    /// What stands in the way, in a few words.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Draft => "标为草稿".into(),
            Self::Scope(scope) => format!("公开范围为{}", scope.label()),
            Self::Branch => "是别的支部的条目".into(),
            Self::Unapproved(steps) => format!("缺少{}", named(steps)),
            Self::NotConsented(untaken) => not_consented(untaken),
            Self::ChangedSinceApproval(steps) => format!("{}之后内容有改动", named(steps)),
            Self::ApprovedLater(step, day) => {
                format!("“{}”的日期是{}，还没有到", step.label(), day.chinese())
            }
            Self::ConditionMetLater(step, day) => {
                format!("“{}”的条件{}才落实", step.label(), day.chinese())
            }
            Self::Future(day) => format!("日期是{}，还没有到", day.chinese()),
            Self::NoPeriod => "没有写公示期".into(),
            Self::NotBegun(day) => format!("{}起公示", day.chinese()),
        }
    }

    /// True when the entry is for others than the edition's readers, which is as it should be.
    #[must_use]
    pub fn is_of_audience(&self) -> bool {
        matches!(self, Self::Scope(_) | Self::Branch)
    }

    /// The mark that an entry carries in lists where it is shown in spite of this.
    pub(super) fn mark(&self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Future(_) | Self::NotBegun(_) | Self::ApprovedLater(..) => "日期未到",
            Self::NoPeriod => "缺公示期",
            _ => "未审批",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Draft => "定稿后删去“草稿”一行",
            Self::Scope(_) => "如应在这里公开，请按程序修改“公开范围”",
            Self::Branch => "这一版公开哪些支部的条目，在 site.toml 的 branches 里定",
            Self::Unapproved(_) => "审批完成后在“审批”中补写姓名和日期",
            Self::NotConsented(untaken) => match untaken.why {
                Unconsenting::Refusal(_) => "同意后改写意见和日期",
                Unconsenting::Narrower(_) => "请按程序修改“公开范围”，或者重新征得同意",
                Unconsenting::Condition => "照意见改好以后，在这一步补写“条件已落实”",
            },
            Self::ChangedSinceApproval(_) => "改回原样，或者用 gongkai approve 加 --again 重新审批",
            Self::ConditionMetLater(..) => "请核对“条件已落实”的日期，到期后重新生成即可",
            Self::ApprovedLater(..) => "请核对审批日期和这台电脑的日期，到期后重新生成即可",
            Self::Future(_) | Self::NotBegun(_) => "到期后重新生成即可",
            Self::NoPeriod => "请写“公示期”的开始和工作日数，或者截止日期",
        }
    }
}

/// What an opinion says; a long one, and one with a number in it, is not repeated.
fn not_consented(untaken: &Untaken) -> String {
    const MOST: usize = 12;
    let step = untaken.step.label();
    match &untaken.why {
        Unconsenting::Refusal(opinion)
            if opinion.chars().count() <= MOST
                && !opinion.contains(|c: char| c.is_numeric() || c.is_control()) =>
        {
            format!("“{step}”的意见“{opinion}”不是明确的同意")
        }
        Unconsenting::Refusal(_) => format!("“{step}”的意见不是明确的同意"),
        Unconsenting::Narrower(audience) => format!("“{step}”的意见只同意{}", audience.label()),
        Unconsenting::Condition => format!("“{step}”的条件还没有落实"),
    }
}

/// Steps in quotation marks.
fn named(steps: &[Step]) -> String {
    let steps: Vec<String> = steps.iter().map(|step| format!("“{}”", step.label())).collect();
    steps.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_opinion_says_is_told() {
        for (why, what) in [
            (
                Unconsenting::Refusal("再议".to_owned()),
                "“审批”的意见“再议”不是明确的同意",
            ),
            (
                Unconsenting::Refusal("请联系13912345678".to_owned()),
                "“审批”的意见不是明确的同意",
            ),
            (
                Unconsenting::Refusal("等上级党组织的批复下来以后再说".to_owned()),
                "“审批”的意见不是明确的同意",
            ),
            (Unconsenting::Narrower(Scope::Party), "“审批”的意见只同意党内公开"),
            (Unconsenting::Condition, "“审批”的条件还没有落实"),
        ] {
            let step = Step::Approval;
            assert_eq!(Reason::NotConsented(Untaken { step, why }).what(), what);
        }
    }
}
