//! Document, edition, day → [`Verdict`]: who may see what. Pure.
//!
//! This is the only place that makes a [`Cleared`], and the site model takes nothing else. Whatever is
//! unclear is withheld. Rules: 《党务公开条例》第八条 (scope), 第十五条 (approval); design “Editions, scope
//! and clearance”.

mod disclosed;
mod findings;
mod internal;
mod ledger;
mod materials;
mod organization;
mod pledge;
mod reason;
mod references;
mod remnant;
#[cfg(test)]
mod tests;

pub use disclosed::{Disclosed, DisclosedCommon};
pub use findings::{
    about_attachment, check_entry, check_findings, check_never_public, check_unfinished, is_told_of_draft,
};
pub use internal::{ApprovalForm, FormStep, Internal, RegisterState, Registered, approval_form, register};
pub use ledger::{LedgerSums, Tally, rate_or_difference};
pub use materials::{Materials, check_materials, files_of};
pub use organization::{catalogue, organization};
pub use reason::Reason;
pub use references::{QrAddresses, SourceIndex};
pub use remnant::{Remnant, check_passing};

use std::sync::Arc;

use crate::read::config::{ApprovalRule, Edition, OnChange};
use crate::read::notice::NoticeKind;
use crate::read::{Detail, Document};
use crate::words::{Day, Scope, Step};

/// Something that the audience of one edition may see. Only this module can make one, and there is no
/// way back from it to the [`Document`].
#[derive(Debug, Clone)]
pub struct Cleared<T>(T);

impl<T> std::ops::Deref for Cleared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// What is decided about one document for one edition.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// It is published.
    Open(Arc<Cleared<Disclosed>>),
    /// Its 公示期 is over: nothing but this is left of it.
    Expired(Box<Cleared<Remnant>>),
    /// It is not; at least one reason.
    Withheld(Vec<Reason>),
}

/// What the build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For its audience.
    Publish,
    /// A rehearsal in a folder of its own (`--drafts`): drafts, unapproved and future entries too, but
    /// never one whose scope or period forbids it.
    Rehearse,
    /// For the eyes of whoever is writing: also a 公示 that has not begun, or has no period yet. Still never one
    /// whose scope or branch forbids it, and of an expired one no more than its remnant.
    Preview,
}

impl Mode {
    /// True when an entry is shown in spite of this reason.
    fn tolerates(self, reason: &Reason) -> bool {
        match reason {
            Reason::Scope(_) | Reason::Branch => false,
            Reason::NoPeriod | Reason::NotBegun(_) => self == Self::Preview,
            Reason::Draft
            | Reason::Unapproved(_)
            | Reason::NotConsented(_)
            | Reason::ChangedSinceApproval(_)
            | Reason::ApprovedLater(..)
            | Reason::ConditionMetLater(..)
            | Reason::Future(_) => self != Self::Publish,
        }
    }
}

/// The rules that a clearance goes by.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// For whom.
    pub edition: &'a Edition,
    /// Which entries need which steps.
    pub approval: &'a ApprovalRule,
    /// The build's day.
    pub day: Day,
    /// Publication or rehearsal.
    pub mode: Mode,
}

/// Decides about one document.
#[must_use]
pub fn clear(document: &Document, rules: &Rules<'_>) -> Verdict {
    let reasons = reasons_against(document, rules);
    if !reasons.is_empty() {
        return Verdict::Withheld(reasons);
    }
    match Remnant::of(document, rules) {
        Some(remnant) => Verdict::Expired(Box::new(Cleared(remnant))),
        None => Verdict::Open(Arc::new(Cleared(Disclosed::of(document, rules)))),
    }
}

/// True when an edition shows a document whole.
fn is_open(document: &Document, rules: &Rules<'_>) -> bool {
    reasons_against(document, rules).is_empty() && Remnant::of(document, rules).is_none()
}

/// What keeps a document out of an edition in this mode.
fn reasons_against(document: &Document, rules: &Rules<'_>) -> Vec<Reason> {
    let mut reasons = obstacles(document, rules);
    reasons.retain(|reason| !rules.mode.tolerates(reason));
    reasons
}

/// Everything that keeps a document from being published, whatever the mode.
#[must_use]
pub fn obstacles(document: &Document, rules: &Rules<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !document.common.scope.reaches(rules.edition.audience) || document.common.scope == Scope::Restricted {
        reasons.push(Reason::Scope(document.common.scope));
    }
    if !rules.edition.takes(document.common.branch.as_deref()) {
        reasons.push(Reason::Branch);
    }
    period_reasons(document, rules.day, &mut reasons);
    if document.common.draft {
        reasons.push(Reason::Draft);
    }
    if document.common.date > rules.day {
        reasons.push(Reason::Future(document.common.date));
    }
    approval_reasons(document, rules.approval, rules.day, &mut reasons);
    reasons
}

/// Every step asked for is there and counts no later than from the build's day. Of an entry whose kind needs no approval the
/// same is asked once its 审批 is begun: whoever wrote it down waits for the rest of it.
fn approval_reasons(document: &Document, rule: &ApprovalRule, day: Day, reasons: &mut Vec<Reason>) {
    let is_begun = document.common.approval_begun && !rule.kinds.is_empty();
    if !rule.kinds.contains(&document.kind()) && !is_begun {
        return;
    }
    let taken = |step| {
        document
            .common
            .approval
            .iter()
            .find(|approval| approval.step == step)
    };
    let untaken = |step| {
        let mut untaken = document.common.untaken.iter();
        untaken.find(|untaken| untaken.step == step)
    };
    let missing = rule.steps.iter().copied().filter(|step| taken(*step).is_none());
    let (judged, missing): (Vec<Step>, Vec<Step>) = missing.partition(|step| untaken(*step).is_some());
    let judged = judged.into_iter().filter_map(untaken);
    reasons.extend(judged.cloned().map(Reason::NotConsented));
    if !missing.is_empty() {
        reasons.push(Reason::Unapproved(missing));
    }
    if !document.changed_since.is_empty() && rule.changed == OnChange::Withhold {
        reasons.push(Reason::ChangedSinceApproval(document.changed_since.clone()));
    }
    let late = rule.steps.iter().filter_map(|step| taken(*step));
    let late = late.filter(|approval| approval.counts_from() > day);
    if let Some(late) = late.max_by_key(|approval| approval.counts_from()) {
        reasons.push(if late.date > day {
            Reason::ApprovedLater(late.step, late.date)
        } else {
            Reason::ConditionMetLater(late.step, late.counts_from())
        });
    }
}

/// A 公示 is shown from the first day of its period on, and never without one. (What is left of it behind the last
/// day is the [`Remnant`]'s to say.)
fn period_reasons(document: &Document, day: Day, reasons: &mut Vec<Reason>) {
    let Detail::Notice(notice) = &document.detail else {
        return;
    };
    match notice.period {
        None if notice.kind == NoticeKind::Publicity => reasons.push(Reason::NoPeriod),
        Some(period) if day < period.start => reasons.push(Reason::NotBegun(period.start)),
        None | Some(_) => {}
    }
}
