//! 审批: the steps that were taken, by whom and when. Whether they suffice is clearance's question.
//! A step with anything but a name in place of a name, or with an opinion that does not consent, was not taken.

pub(crate) mod consent;
pub(crate) mod edit;
mod step;

use super::config::ApprovalRule;
use super::document::{Approval, Untaken};
use super::faults::Faults;
use super::fields::{Fields, TypedValue};
use super::keys::{self, FieldName};
use super::node::{Node, Value};
use super::organization::Organization;
use super::{person, values};
use crate::words::{Code, Labelled, Scope, Step};
use step::TypedStep;

const ORDER: Code = Code::error("approval-order");
const FORM: Code = Code::error("approval-form");
const DISTINCT: Code = Code::error("approval-distinct");
const SAME: Code = Code::warning("approval-same");

/// The whole of it, as it is typed.
const WHOLE: &str = "四步各写一行，行首空两格，没有走完的留空：
审批:
  提出: 张三 2026-03-10
  保密审查: 李四 2026-03-10
  审核: 王五 2026-03-11
  审批: 赵六 2026-03-12";

/// What the steps of an entry are judged by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ApprovalContext<'a> {
    /// 公开范围 of the entry.
    pub(crate) scope: Scope,
    /// `[approval]`.
    pub(crate) rule: &'a ApprovalRule,
    /// Whose names are known; `None` when `organization.yaml` could not be read.
    pub(crate) organization: Option<&'a Organization>,
}

/// The field of a step.
fn key(step: Step) -> FieldName {
    match step {
        Step::Proposal => keys::PROPOSAL,
        Step::SecrecyReview => keys::SECRECY_REVIEW,
        Step::Review => keys::REVIEW,
        Step::Approval => keys::APPROVAL,
    }
}

/// The steps of an entry.
#[derive(Debug, Default)]
pub(super) struct Steps {
    /// Those that were taken.
    pub(super) taken: Vec<Approval>,
    /// Those whose opinion stands in the way.
    pub(super) untaken: Vec<Untaken>,
}

/// Reads 审批. A step that is not clear is left out, and so not taken.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, setting: ApprovalContext<'_>) -> Steps {
    let Some(field) = fields.take(keys::APPROVAL) else {
        return Steps::default();
    };
    let faults = fields.faults;
    match &field.node.value {
        Value::Map(pairs) => of_steps(Fields::new(faults, field.at, pairs), setting),
        Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Map(_))) => {
            let pairs = joined(items);
            of_steps(Fields::new(faults, field.at, &pairs), setting)
        }
        _ => {
            faults.say(FORM, field.node.at, "“审批”要写明四步各是谁、哪一天", WHOLE);
            Steps::default()
        }
    }
}

/// The steps of `- 提出: …`, one map each, as one map.
fn joined<'t>(items: &[Node<'t>]) -> Vec<(Node<'t>, Node<'t>)> {
    let pairs = items.iter().filter_map(|item| match &item.value {
        Value::Map(pairs) => Some(pairs.clone()),
        _ => None,
    });
    pairs.flatten().collect()
}

fn of_steps(mut map: Fields<'_, '_, '_>, setting: ApprovalContext<'_>) -> Steps {
    let mut steps: Vec<TypedStep> = Vec::new();
    let mut untaken = Vec::new();
    for step in Step::ALL {
        let field = map.take(key(step));
        match field.and_then(|field| step::read(map.faults, &field, step, setting)) {
            Some(Ok(taken)) => steps.push(taken),
            Some(Err(why)) => untaken.push(Untaken { step, why }),
            None => {}
        }
    }
    check_days(map.faults, &steps);
    check_persons(map.faults, &steps, setting.rule);
    map.finish();
    let mut taken: Vec<Approval> = steps.into_iter().map(|step| step.approval).collect();
    // Collecting reuses the memory of the typed steps, which is larger.
    taken.shrink_to_fit();
    Steps { taken, untaken }
}

/// No step is dated before the one before it, or long after it.
fn check_days(faults: &Faults<'_>, steps: &[TypedStep]) {
    for pair in steps.windows(2) {
        let [before, after] = pair else {
            continue;
        };
        let (early, late) = (&before.approval, &after.approval);
        let (early_name, late_name) = (early.step.label(), late.step.label());
        if late.date < early.date {
            let message = format!(
                "“{late_name}”的日期 {} 早于“{early_name}”的日期 {}",
                late.date, early.date
            );
            let hint = "审批按提出、保密审查、审核、审批的顺序进行，请核对日期";
            faults.say(ORDER, after.day_at, message, hint);
        }
        if values::is_far_behind(late.date, early.date) {
            let spot = TypedValue {
                value: late.date,
                at: after.day_at,
            };
            let early_day = format!("“{early_name}”的日期");
            values::check_near(
                faults,
                &spot,
                &format!("“{late_name}”的日期"),
                (early.date, &early_day),
            );
        }
    }
}

/// Whoever releases an entry is not whoever wrote it: an error where the site says so, else a warning when one person
/// took all steps, or proposed the entry and reviewed it for secrets.
fn check_persons(faults: &Faults<'_>, steps: &[TypedStep], rule: &ApprovalRule) {
    let of = |step: Step| steps.iter().find(|typed| typed.approval.step == step);
    let is_same =
        |one: &TypedStep, other: &TypedStep| person::is_same(&one.approval.name, &other.approval.name);
    let mut is_told = false;
    for (at, late) in rule.distinct.iter().enumerate() {
        let late = of(*late);
        let early = rule.distinct[..at].iter().filter_map(|early| of(*early));
        let pair = late.and_then(|late| early.clone().find(|early| is_same(early, late)).zip(Some(late)));
        let Some((early, late)) = pair else {
            continue;
        };
        let (name, step) = (&late.approval.name, late.approval.step.label());
        let message = format!("“{}”和“{step}”都是{name}", early.approval.step.label());
        let hint = "site.toml 的 distinct 规定这几步由不同的人办理，请换人重新走这一步";
        faults.say(DISTINCT, late.name_at, message, hint);
        is_told = true;
    }
    let hint = "一般由不同的人办理；人手不够、确实如此的，可以不改";
    if let ([first, .., last], false) = (steps, is_told)
        && rule.steps.iter().all(|step| of(*step).is_some())
        && steps.iter().all(|step| is_same(first, step))
    {
        let message = format!("审批的各步都是{}一个人", last.approval.name);
        faults.say(SAME, last.name_at, message, hint);
    } else if let (Some(early), Some(late), false) = (of(Step::Proposal), of(Step::SecrecyReview), is_told)
        && is_same(early, late)
    {
        let message = format!("“提出”和“保密审查”都是{}", late.approval.name);
        faults.say(SAME, late.name_at, message, hint);
    }
}
