//! What the audience of one edition may see of one entry: a projection of the document, made once,
//! with what is for narrower audiences taken out.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::ledger::{self, Tally};
use super::{Mode, Reason, Rules, approval_reasons, obstacles, pledge};
use crate::markdown::Body;
use crate::read::document::{Approval, Correction, OpenKeys};
use crate::read::{Detail, Document};
use crate::words::{Address, Day, Kind, Scope, SourcePath};

/// An entry as its audience sees it.
#[derive(Debug, Clone)]
pub struct Disclosed {
    /// The file it was written in: for resolving links and for complaints, never for pages.
    pub source: SourcePath,
    /// Where its page lies.
    pub address: Address,
    /// The keys that all kinds share.
    pub common: DisclosedCommon,
    /// The keys of its kind; in a meeting, absentees only where the audience may know them.
    pub detail: Detail,
    /// Its text.
    pub body: Arc<Body>,
    /// True for what is left of a 公示 whose period is over.
    pub is_remnant: bool,
    /// What the day makes of a ledger; `None` for other kinds.
    pub tally: Option<Box<Tally>>,
    /// Why it would not be published, in a word; only where drafts and the like are shown.
    pub mark: Option<&'static str>,
}

/// The shared keys without what is internal: who approved with which opinion, draft marks.
#[derive(Debug, Clone)]
pub struct DisclosedCommon {
    /// Those that are the same for all who see the entry.
    pub open: Arc<OpenKeys>,
    /// The day of the last step of the approval.
    pub approved_on: Option<Day>,
    /// 更正.
    pub corrections: Vec<Correction>,
}

impl Deref for DisclosedCommon {
    type Target = OpenKeys;

    fn deref(&self) -> &OpenKeys {
        &self.open
    }
}

impl Disclosed {
    /// Takes from a document what this edition's audience may see. Only for clearance.
    pub(super) fn of(document: &Document, rules: &Rules<'_>) -> Self {
        let common = &document.common;
        let day = rules.day;
        let (detail, tally, body) = match &document.detail {
            Detail::Ledger(whole) => {
                let (shown, tally) = ledger::project(whole, Some(rules.edition.audience), day);
                let body = ledger::body(&document.body, whole, &shown);
                (Detail::Ledger(shown), Some(Box::new(tally)), body)
            }
            detail => {
                let detail = for_audience(detail, rules.edition.audience, day);
                (detail, None, Arc::clone(&document.body))
            }
        };
        // A draft that is shown ahead was proposed, perhaps reviewed, but not approved.
        let mut unapproved = Vec::new();
        approval_reasons(document, rules.approval, day, &mut unapproved);
        Self {
            source: document.source.clone(),
            address: document.address.clone(),
            common: DisclosedCommon {
                open: Arc::clone(&common.open),
                approved_on: common
                    .approval
                    .iter()
                    .map(Approval::counts_from)
                    .filter(|date| *date <= day && unapproved.is_empty())
                    .max(),
                corrections: common
                    .corrections
                    .iter()
                    .filter(|c| c.date <= day)
                    .cloned()
                    .collect(),
            },
            detail,
            body,
            tally,
            is_remnant: false,
            mark: mark(document, rules),
        }
    }

    /// Its title as lists, search and feeds show it: with its mark, when it has one.
    #[must_use]
    pub fn marked_title(&self) -> Cow<'_, str> {
        match self.mark {
            None => Cow::Borrowed(&self.common.title),
            Some(mark) => Cow::Owned(format!("【{mark}】{}", self.common.title)),
        }
    }

    /// True for a 公示 of which nothing but its remnant will be left when its period is over.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        let has_period = matches!(&self.detail, Detail::Notice(notice) if notice.period.is_some());
        has_period && !self.is_remnant && !self.common.keep_after_expiry
    }

    /// What kind of entry it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.detail.kind()
    }
}

/// The mark of an entry that is shown although it would not be published: that it is a draft says more than all else.
fn mark(document: &Document, rules: &Rules<'_>) -> Option<&'static str> {
    if rules.mode == Mode::Publish {
        return None;
    }
    let reasons = obstacles(document, rules);
    let draft = reasons.iter().find(|reason| **reason == Reason::Draft);
    draft.or(reasons.first()).map(Reason::mark)
}

/// Takes out what is for narrower audiences and what is dated later than the build's day.
fn for_audience(detail: &Detail, audience: Scope, day: Day) -> Detail {
    let mut detail = detail.clone();
    match &mut detail {
        // Names and reasons of absentees are for Party editions only; others see numbers.
        Detail::Meeting(meeting) if audience < Scope::Party && !meeting.absent.is_empty() => {
            Arc::make_mut(meeting).absent = Vec::new();
        }
        Detail::Pledge(pledge) => pledge::on_day(pledge, day),
        // How a 公示 ended is not known before it has ended.
        Detail::Notice(notice)
            if notice.result.is_some() && notice.period.is_some_and(|period| day <= period.end) =>
        {
            Arc::make_mut(notice).result = None;
        }
        // A ledger is projected as a whole, not here.
        Detail::Meeting(_) | Detail::Notice(_) | Detail::Study(_) | Detail::Ledger(_) | Detail::Page(_) => {}
    }
    detail
}
