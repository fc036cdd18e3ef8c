//! What is left of a 公示 when its period is over: that there was one, of which type and branch, when, and how it
//! ended. Nothing here can name a person but the address, which its author chose, and what the author writes
//! into 公示结果 for everybody to read.

use std::sync::Arc;

use super::disclosed::{Disclosed, DisclosedCommon};
use super::{Cleared, Rules};
use crate::markdown::Body;
use crate::read::document::{OpenKeys, Posted};
use crate::read::notice::{Notice, NoticeKind, Period, PublicityResult};
use crate::read::{Detail, Document};
use crate::words::{Address, Place, Scope, SourcePath};

/// What stands where the title was.
const TITLE: &str = "公示（已期满）";

/// An expired 公示. Made of these keys of a document and no other.
#[derive(Debug, Clone)]
pub struct Remnant {
    /// The file it was written in: for resolving links and for complaints, never for pages.
    pub source: SourcePath,
    /// Where its page lies.
    pub address: Address,
    /// 旧地址; the places are for complaints.
    pub aliases: Vec<(Address, Place)>,
    /// 类型.
    pub kind: NoticeKind,
    /// 公示期.
    pub period: Period,
    /// 公开范围.
    pub scope: Scope,
    /// 支部.
    pub branch: Option<String>,
    /// 公开目录.
    pub catalogue: Vec<String>,
    /// 公示结果.
    pub result: Option<PublicityResult>,
}

impl Remnant {
    /// What is left of a document on this day; `None` while it is all there. Only for clearance.
    pub(super) fn of(document: &Document, rules: &Rules<'_>) -> Option<Self> {
        let Detail::Notice(notice) = &document.detail else {
            return None;
        };
        let period = notice.period?;
        let common = &document.common;
        if rules.day <= period.end || common.keep_after_expiry {
            return None;
        }
        Some(Self {
            source: document.source.clone(),
            address: document.address.clone(),
            aliases: common.aliases.clone(),
            kind: notice.kind,
            period,
            scope: common.scope,
            branch: common.branch.clone(),
            catalogue: common.catalogue.clone(),
            result: notice.result.clone(),
        })
    }
}

impl Cleared<Remnant> {
    /// The remnant as pages and lists take it: an entry without a text, dated by the first day of its period.
    #[must_use]
    pub fn shown(self) -> Cleared<Disclosed> {
        let Remnant {
            source,
            address,
            aliases,
            kind,
            period,
            scope,
            branch,
            catalogue,
            result,
        } = self.0;
        let notice = Notice {
            kind,
            period: Some(period),
            contact: None,
            result,
            deadline: None,
            channel: None,
            plan: None,
            adopted_by: None,
        };
        let open = OpenKeys {
            title: TITLE.to_owned(),
            date: period.start,
            scope,
            branch,
            catalogue,
            duration: None,
            summary: String::new(),
            tags: Vec::new(),
            attachments: Vec::new(),
            responsible: None,
            number: None,
            signed_by: None,
            signed_on: None,
            pinned: false,
            aliases,
            posted: Posted::Unsaid,
            sample: false,
            keep_after_expiry: false,
        };
        Cleared(Disclosed {
            source,
            address,
            common: DisclosedCommon {
                open: Arc::new(open),
                approved_on: None,
                corrections: Vec::new(),
            },
            detail: Detail::Notice(notice.into()),
            body: Arc::new(Body::default()),
            is_remnant: true,
            tally: None,
            mark: None,
        })
    }
}
