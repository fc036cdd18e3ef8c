//! What those who keep the site may see of an entry, for registers on their own table. It is no [`super::Cleared`]:
//! no site can be made of it, and the writer of sites never gets it.
//!
//! 审批登记表: what the form on paper says of an entry before anybody has signed it, and what of it is signed already.
//! Source: 《中国共产党党务公开条例（试行）》第十五条 (提出、审核、审批、实施, with the 保密审查); schools keep a
//! 上网信息审核登记表 beside it.

use std::sync::Arc;

use super::ledger::{self, Tally};
use super::{Reason, approval_reasons};
use crate::read::config::{ApprovalRule, Edition};
use crate::read::document::{Approval, Duration};
use crate::read::ledger::Ledger;
use crate::read::{Detail, Document, Library};
use crate::words::{ContentHash, Day, Kind, Labelled, Scope, SourcePath, Step};

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
    /// 样例: nothing that was disclosed.
    pub sample: bool,
    /// 类型 or 类别.
    pub of_type: Option<&'static str>,
    /// 标题.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// The first day on which it may have been public.
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
    let until = Until::of(document);
    let begins = until.and_then(|until| until.first);
    let approved_on = common.approval.iter().map(Approval::counts_from).max();
    Some(Internal(Registered {
        source: document.source.clone(),
        kind: document.kind(),
        sample: common.sample,
        of_type: document.detail.of_type().map(|(_, label)| label),
        title: common.title.clone(),
        number: common.number.clone(),
        // Nothing was public before it was approved, and a 公示 begins with its period.
        date: begins.unwrap_or_else(|| approved_on.map_or(common.date, |approved| approved.max(common.date))),
        scope: common.scope,
        branch: common.branch.clone(),
        catalogue: common.catalogue.clone(),
        responsible: common.responsible.clone(),
        approved_on,
        until: until.map(|until| until.last),
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
        let notice = document.detail.notice()?;
        let period = notice.period.map(|period| Self {
            first: Some(period.start),
            last: period.end,
        });
        period.or(notice.deadline.map(|last| Self { first: None, last }))
    }
}

/// What the form says.
#[derive(Debug, Clone)]
pub struct ApprovalForm {
    /// Who publishes: the organizer, or the site's title.
    pub organizer: String,
    /// The kind and type of the entry in words: 通知公告（公示）.
    pub kind: String,
    /// 标题.
    pub title: String,
    /// 发文字号.
    pub number: Option<String>,
    /// Whose it is: the branch's name; without one the school's.
    pub unit: Option<String>,
    /// 责任人.
    pub responsible: Option<String>,
    /// 日期: when it is to be published.
    pub date: Day,
    /// The first and the last day of a 公示期.
    pub period: Option<(Day, Day)>,
    /// 公开范围.
    pub scope: Scope,
    /// Where it will appear: the titles of the editions that take its scope and its branch; what they are, where they have
    /// none of their own.
    pub places: Vec<String>,
    /// 公开目录: id and name of each item.
    pub catalogue: Vec<String>,
    /// 公开时限.
    pub duration: Option<Duration>,
    /// 附件: their names.
    pub attachments: Vec<String>,
    /// 摘要.
    pub summary: String,
    /// How long the text is, in characters, white space aside.
    pub characters: usize,
    /// The steps that the site asks for, in their order, with who took them.
    pub steps: Vec<FormStep>,
    /// The fingerprint of what is approved: the same one that `approve` writes.
    pub digest: Option<ContentHash>,
}

/// One step on the form.
#[derive(Debug, Clone)]
pub struct FormStep {
    /// Which.
    pub step: Step,
    /// Who took it, when, and with which opinion; `None` for one that is still to be taken.
    pub taken: Option<(String, Day, Option<String>)>,
}

/// The form of an entry. `digest` is the fingerprint of the entry as it is now.
#[must_use]
pub fn approval_form(
    document: &Document,
    library: &Library,
    digest: Option<ContentHash>,
) -> Internal<ApprovalForm> {
    let common = &document.common;
    let config = &library.config;
    let branch = common.branch.as_deref();
    let unit = branch.and_then(|id| library.organization.branches.iter().find(|of| of.id == id));
    let takes = |audience: Scope| common.scope != Scope::Restricted && common.scope.reaches(audience);
    let places = config.editions.iter();
    let said = &document.body.plain;
    let item = |id: &String| {
        let item = library.catalogue.items.iter().find(|item| item.id == *id);
        item.map_or_else(|| id.clone(), |item| format!("{id} {}", item.name))
    };
    let step = |step: &Step| {
        // One that was given to something else than the entry is now has to be taken anew.
        let stands = !document.changed_since.contains(step);
        let taken = common.approval.iter().find(|of| of.step == *step && stands);
        FormStep {
            step: *step,
            taken: taken.map(|of| (of.name.clone(), of.date, opinion(of))),
        }
    };
    Internal(ApprovalForm {
        organizer: config
            .publisher
            .organizer
            .clone()
            .unwrap_or_else(|| config.title.clone()),
        kind: kind(document),
        title: common.title.clone(),
        number: common.number.clone(),
        unit: unit.map(|branch| branch.name.clone()),
        responsible: common.responsible.clone(),
        date: common.date,
        period: period(&document.detail),
        scope: common.scope,
        places: places
            .filter(|edition| takes(edition.audience) && edition.takes(branch))
            .map(|edition| called(edition, &config.title))
            .collect(),
        catalogue: common.catalogue.iter().map(item).collect(),
        duration: common.duration,
        attachments: common.attachments.iter().map(|file| file.name.clone()).collect(),
        summary: common.summary.clone(),
        characters: said.chars().filter(|c| !c.is_whitespace()).count(),
        steps: config.approval.steps.iter().map(step).collect(),
        digest,
    })
}

/// What an edition is called on the form of a site of a title, which the web edition usually has too.
fn called(edition: &Edition, site: &str) -> String {
    match edition.is_board && edition.title == site {
        true => BOARD.to_owned(),
        false => edition.title.clone(),
    }
}

/// What a board edition is called that has no title of its own.
const BOARD: &str = "公开栏";

/// The opinion as it was given, and since when its condition is met.
fn opinion(of: &Approval) -> Option<String> {
    let opinion = of.opinion.as_ref()?;
    Some(match of.condition_met {
        Some(met) => format!("{opinion}（{}条件已落实）", met.chinese()),
        None => opinion.clone(),
    })
}

fn kind(document: &Document) -> String {
    let kind: Kind = document.kind();
    match document.detail.of_type() {
        Some((_, label)) => format!("{}（{label}）", kind.label()),
        None => kind.label().to_owned(),
    }
}

fn period(detail: &Detail) -> Option<(Day, Day)> {
    detail.notice()?.period.map(|period| (period.start, period.end))
}
