//! What those who keep the site may see of an entry, for registers on their own table. It is no [`super::Cleared`]:
//! no site can be made of it, and the writer of sites never gets it.

mod approval_form;

pub use approval_form::{ApprovalForm, FormStep, approval_form};

use std::sync::Arc;

use super::ledger::{self, Tally};
use super::{Reason, approval_reasons};
use crate::read::config::ApprovalRule;
use crate::read::document::Approval;
use crate::read::ledger::Ledger;
use crate::read::{Detail, Document};
use crate::words::{Day, Kind, Scope, SourcePath};

/// Something that is for inside use only.
#[derive(Debug, Clone)]
pub struct Internal<T>(T);

impl<T> std::ops::Deref for Internal<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// An entry in a register.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Its file.
    pub source: SourcePath,
    /// What it is.
    pub kind: Kind,
    /// 类型 or 类别.
    pub of_type: Option<&'static str>,
    /// 标题.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 日期.
    pub date: Day,
    /// 公开范围.
    pub scope: Scope,
    /// 支部, an id.
    pub branch: Option<String>,
    /// 公开目录, ids.
    pub catalogue: Vec<String>,
    /// 责任人.
    pub responsible: Option<String>,
    /// The day of the last step of the approval.
    pub approved_on: Option<Day>,
    /// The last day of its 公示期, or of the time for views.
    pub until: Option<Day>,
    /// How it stands on the day.
    pub state: RegisterState,
    /// A ledger, whole.
    pub ledger: Option<(Arc<Ledger>, Tally)>,
}

/// How an entry stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterState {
    /// Steps of the approval are missing.
    Unapproved,
    /// It was changed since it was approved.
    Changed,
    /// Its day, or that of its approval or its 公示期, has not come.
    Ahead,
    /// Its 公示期 runs.
    Running,
    /// Its 公示期 is over.
    Over,
    /// Views are asked for.
    Asking,
    /// The time for views is over.
    Asked,
    /// It is published, where its scope reaches.
    Published,
}

impl RegisterState {
    /// The word users read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unapproved => "待审批",
            Self::Changed => "审批后有改动",
            Self::Ahead => "未到日期",
            Self::Running => "公示中",
            Self::Over => "已期满",
            Self::Asking => "征求意见中",
            Self::Asked => "已截止",
            Self::Published => "公开中",
        }
    }
}

/// What a register says of a document; `None` for a draft.
#[must_use]
pub fn register(document: &Document, approval: &ApprovalRule, day: Day) -> Option<Internal<Registered>> {
    let common = &document.common;
    if common.draft {
        return None;
    }
    let until = Until::of(document).map(|until| until.last);
    let approved_on = common.approval.iter().map(Approval::counts_from).max();
    Some(Internal(Registered {
        source: document.source.clone(),
        kind: document.kind(),
        of_type: document.detail.of_type().map(|(_, label)| label),
        title: common.title.clone(),
        number: common.number.clone(),
        // Nothing was public before it was approved.
        date: approved_on.map_or(common.date, |approved| approved.max(common.date)),
        scope: common.scope,
        branch: common.branch.clone(),
        catalogue: common.catalogue.clone(),
        responsible: common.responsible.clone(),
        approved_on,
        until,
        state: state(document, approval, day),
        ledger: match &document.detail {
            Detail::Ledger(whole) => Some(ledger::project(whole, None, day)),
            _ => None,
        },
    }))
}

fn state(document: &Document, approval: &ApprovalRule, day: Day) -> RegisterState {
    let mut reasons = Vec::new();
    approval_reasons(document, approval, day, &mut reasons);
    if reasons
        .iter()
        .any(|reason| matches!(reason, Reason::Unapproved(_) | Reason::NotConsented(_)))
    {
        return RegisterState::Unapproved;
    }
    if !document.changed_since.is_empty() {
        return RegisterState::Changed;
    }
    let until = Until::of(document);
    let begins = until.and_then(|until| until.first);
    if !reasons.is_empty() || document.common.date > day || begins.is_some_and(|first| day < first) {
        return RegisterState::Ahead;
    }
    match until {
        None => RegisterState::Published,
        Some(Until { first: Some(_), last }) if day <= last => RegisterState::Running,
        Some(Until { first: Some(_), .. }) => RegisterState::Over,
        Some(Until { last, .. }) if day <= last => RegisterState::Asking,
        Some(_) => RegisterState::Asked,
    }
}

/// A 公示期, or the time for views, which has no first day of its own.
#[derive(Debug, Clone, Copy)]
struct Until {
    first: Option<Day>,
    last: Day,
}

impl Until {
    fn of(document: &Document) -> Option<Self> {
        let Detail::Notice(notice) = &document.detail else {
            return None;
        };
        let period = notice.period.map(|period| Self {
            first: Some(period.start),
            last: period.end,
        });
        period.or(notice.deadline.map(|last| Self { first: None, last }))
    }
}
