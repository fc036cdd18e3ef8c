//! `[approval]` of `site.toml`.

use super::read::key;
use super::{ApprovalRule, OnChange};
use crate::read::fields::Fields;
use crate::read::node::Value;
use crate::read::values::{self, TermTable};
use crate::words::{Code, Kind, Labelled, Step};

const LIST: Code = Code::error("site-approval");
const APPROVAL_OFF: Code = Code::warning("site-approval-off");
const DISTINCT: Code = Code::warning("site-distinct");

const STEPS: TermTable<Step> = TermTable::of(&Step::ALL);

const CHANGED: TermTable<OnChange> = TermTable::of(&OnChange::ALL);

const KINDS: TermTable<Kind> = TermTable::of(&Kind::ALL);

/// Lists as they are typed.
const ALL_STEPS: &str = "[\"提出\", \"保密审查\", \"审核\", \"审批\"]";
const TWO_STEPS: &str = "[\"提出\", \"审批\"]";
const ALL_KINDS: &str = "[\"notice\", \"meeting\", \"pledge\", \"study\", \"ledger\"]";

/// Reads it; what is not said is as usual.
pub(super) fn approval(fields: &mut Fields<'_, '_, '_>) -> ApprovalRule {
    let usual = ApprovalRule::default();
    let Some(mut table) = fields.map(key("approval"), "[approval]") else {
        return usual;
    };
    let rule = ApprovalRule {
        steps: words(&mut table, "steps", &STEPS, ALL_STEPS).unwrap_or_else(|| usual.steps.clone()),
        kinds: words(&mut table, "kinds", &KINDS, ALL_KINDS).unwrap_or_else(|| usual.kinds.clone()),
        changed: table.word(key("changed"), &CHANGED).unwrap_or(usual.changed),
        distinct: words(&mut table, "distinct", &STEPS, TWO_STEPS).unwrap_or_default(),
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
    let left_out = labels_without(&usual.steps, &rule.steps);
    if rule.steps.is_empty() {
        say("steps", "steps 是空的，所有条目不经审批就会公开".to_owned());
    } else if !left_out.is_empty() {
        say(
            "steps",
            format!(
                "steps 里没有{}，条目不经这{}步就会公开",
                left_out.join("、"),
                match left_out.len() {
                    1 => "一",
                    _ => "几",
                }
            ),
        );
    }
    let left_out = labels_without(&usual.kinds, &rule.kinds);
    if rule.kinds.is_empty() {
        say("kinds", "kinds 是空的，所有条目不经审批就会公开".to_owned());
    } else if !left_out.is_empty() {
        say(
            "kinds",
            format!("kinds 里没有{}，这些条目不经审批就会公开", left_out.join("、")),
        );
    }
}

/// What is asked for usually and is not here.
fn labels_without<T: Labelled + Copy + PartialEq>(usual: &[T], asked: &[T]) -> Vec<&'static str> {
    let left_out = usual.iter().filter(|one| !asked.contains(one));
    left_out.map(|one| one.label()).collect()
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

/// A list of words, in the vocabulary's order; `None` when it was not typed. An empty list is a decision: nothing is asked
/// for. One word alone, or one twice, was meant as something else: then what is asked for is not what was meant. Of words that
/// are not all known nobody knows what is left out.
fn words<T: Copy + PartialEq>(
    fields: &mut Fields<'_, '_, '_>,
    name: &'static str,
    words: &TermTable<T>,
    example: &str,
) -> Option<Vec<T>> {
    let faults = fields.faults;
    if !fields.has(key(name)) {
        return None;
    }
    let field = fields.take(key(name));
    if let Some(field) = field.filter(|field| !matches!(field.node.value, Value::List(_))) {
        let message = format!("{name} 要写成列表，这里只写了一段文字");
        faults.say(LIST, field.node.at, message, format!("写成 {name} = {example}"));
        return None;
    }
    let mut typed: Vec<T> = Vec::new();
    let mut are_known = true;
    for item in field.map_or(Vec::new(), |field| values::items(&field)) {
        let Some(word) = words.read(faults, &item) else {
            are_known = false;
            continue;
        };
        if typed.contains(&word) {
            let message = format!("{name} 里的“{}”写了两次", (words.label)(word));
            let hint = "只留一个；另一个是不是想写别的？";
            faults.say(LIST, item.at, message, hint);
        }
        typed.push(word);
    }
    let in_order = words.all.iter().copied().filter(|word| typed.contains(word));
    are_known.then(|| in_order.collect())
}
