//! `[approval]` of `site.toml`.

use super::read::{key, words};
use super::{ApprovalRule, OnChange};
use crate::read::fields::Fields;
use crate::read::values::TermTable;
use crate::words::{Code, Kind, Labelled, Step};

const APPROVAL_OFF: Code = Code::warning("site-approval-off");
const DISTINCT: Code = Code::warning("site-distinct");

const STEPS: TermTable<Step> = TermTable::of(&Step::ALL);

const CHANGED: TermTable<OnChange> = TermTable::of(&OnChange::ALL);

const KINDS: TermTable<Kind> = TermTable::of(&Kind::ALL);

/// Reads it; what is not said is as usual.
pub(super) fn approval(fields: &mut Fields<'_, '_, '_>) -> ApprovalRule {
    let usual = ApprovalRule::default();
    let Some(mut table) = fields.map(key("approval"), "[approval]") else {
        return usual;
    };
    let rule = ApprovalRule {
        steps: words(&mut table, "steps", &STEPS).unwrap_or_else(|| usual.steps.clone()),
        kinds: words(&mut table, "kinds", &KINDS).unwrap_or_else(|| usual.kinds.clone()),
        changed: table.word(key("changed"), &CHANGED).unwrap_or(usual.changed),
        distinct: words(&mut table, "distinct", &STEPS).unwrap_or_default(),
    };
    say_what_is_off(&table, &rule, &usual);
    check_distinct(&table, &rule);
    table.finish();
    rule
}

/// What is published without approval is told at each build.
fn say_what_is_off(table: &Fields<'_, '_, '_>, rule: &ApprovalRule, usual: &ApprovalRule) {
    let say = |name, message: String| {
        let hint = "删去这一行，就按默认的要求：四步都要，页面以外的各类都要";
        table
            .faults
            .say(APPROVAL_OFF, table.key_at(key(name)), message, hint);
    };
    if rule.steps.is_empty() {
        say("steps", "steps 是空的，所有条目不经审批就会公开".to_owned());
    }
    let left_out = usual.kinds.iter().filter(|kind| !rule.kinds.contains(kind));
    let left_out: Vec<&str> = left_out.map(|kind| kind.label()).collect();
    if rule.kinds.is_empty() {
        say("kinds", "kinds 是空的，所有条目不经审批就会公开".to_owned());
    } else if !left_out.is_empty() {
        say(
            "kinds",
            format!("kinds 里没有{}，这些条目不经审批就会公开", left_out.join("、")),
        );
    }
}

/// Steps that are compared are several, and all are asked for.
fn check_distinct(table: &Fields<'_, '_, '_>, rule: &ApprovalRule) {
    let say = |message: String, hint: &str| {
        table
            .faults
            .say(DISTINCT, table.key_at(key("distinct")), message, hint);
    };
    let idle = rule.distinct.iter().find(|step| !rule.steps.contains(step));
    if let Some(idle) = idle {
        let message = format!("distinct 里有“{}”，steps 里却没有这一步", idle.label());
        say(message, "在 steps 里补上这一步，或者从 distinct 里删去");
    } else if let [only] = rule.distinct[..] {
        let message = format!("distinct 只写了“{}”一步，没有别的步骤可比", only.label());
        say(
            message,
            "写上不能由一个人办理的几步，例如 distinct = [\"提出\", \"审批\"]；不限的，删去这一行",
        );
    }
}
