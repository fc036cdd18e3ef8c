//! 审批登记表: what the form on paper says of an entry before anybody has signed it, and what of it is signed already.
//! Source: 《中国共产党党务公开条例（试行）》第十五条 (提出、审核、审批、实施, with the 保密审查); schools keep a
//! 上网信息审核登记表 beside it.

use super::Internal;
use crate::read::document::{Approval, Duration};
use crate::read::{Detail, Document, Library};
use crate::words::{Day, Kind, Scope, Seal, Step};

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
    /// Where it will appear: the titles of the editions that take its scope and its branch.
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
    pub seal: Option<Seal>,
}

/// One step on the form.
#[derive(Debug, Clone)]
pub struct FormStep {
    /// Which.
    pub step: Step,
    /// Who took it, when, and with which opinion; `None` for one that is still to be taken.
    pub taken: Option<(String, Day, Option<String>)>,
}

/// The form of an entry. `seal` is the fingerprint of the entry as it is now.
#[must_use]
pub fn approval_form(document: &Document, library: &Library, seal: Option<Seal>) -> Internal<ApprovalForm> {
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
            .map(|edition| edition.title.clone())
            .collect(),
        catalogue: common.catalogue.iter().map(item).collect(),
        duration: common.duration,
        attachments: common.attachments.iter().map(|file| file.name.clone()).collect(),
        summary: common.summary.clone(),
        characters: said.chars().filter(|c| !c.is_whitespace()).count(),
        steps: config.approval.steps.iter().map(step).collect(),
        seal,
    })
}

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
    let Detail::Notice(notice) = detail else {
        return None;
    };
    notice.period.map(|period| (period.start, period.end))
}
