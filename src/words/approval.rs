//! 审批: the four steps of 《党务公开条例》第十五条, in their order.

use super::Labelled;

/// A step of the approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 提出: what to disclose, to whom, when and how is drafted.
    Proposal,
    /// 保密审查: nothing secret is in it.
    SecrecyReview,
    /// 审核: it is needed and accurate.
    Review,
    /// 审批: released by whoever may release it.
    Approval,
}

impl Step {
    /// All, in the order in which they are taken.
    pub const ALL: [Self; 4] = [Self::Proposal, Self::SecrecyReview, Self::Review, Self::Approval];
}

impl Labelled for Step {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Proposal => ("proposal", "提出"),
            Self::SecrecyReview => ("secrecy_review", "保密审查"),
            Self::Review => ("review", "审核"),
            Self::Approval => ("approval", "审批"),
        }
    }
}
