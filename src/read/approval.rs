//! 审批: the steps that were taken, by whom and when. Whether they suffice is clearance's question.

use super::document::Approval;
use super::faults::Faults;
use super::fields::{Field, Fields, Spot};
use super::keys::{self, Key};
use super::node::{At, Value};
use super::values;
use crate::words::{Code, Day, Step};

const ORDER: Code = Code::error("approval-order");
const STEP: Code = Code::error("approval-step");

const FORM: &str = "{姓名: 张三, 日期: 2026-03-12}";

/// The field of a step.
fn key(step: Step) -> Key {
    match step {
        Step::Proposal => keys::PROPOSAL,
        Step::SecrecyReview => keys::SECRECY_REVIEW,
        Step::Review => keys::REVIEW,
        Step::Approval => keys::APPROVAL,
    }
}

/// Reads 审批. A step that is not clear is left out, and so not taken.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Vec<Approval> {
    let form = "提出: 张三 2026-03-10";
    let Some(mut map) = fields.map(keys::APPROVAL, form) else {
        return Vec::new();
    };
    let mut steps: Vec<(Approval, Spot<Day>)> = Vec::new();
    for step in Step::ALL {
        let Some(field) = map.take(key(step)) else {
            continue;
        };
        if let Some(taken) = one(map.faults, &field, step) {
            steps.push(taken);
        }
    }
    for pair in steps.windows(2) {
        let [(before, _), (after, spot)] = pair else {
            continue;
        };
        if after.date < before.date {
            let message = format!(
                "“{}”的日期 {} 早于“{}”的日期 {}",
                after.step.label(),
                after.date,
                before.step.label(),
                before.date
            );
            let hint = "审批按提出、保密审查、审核、审批的顺序进行，请核对日期";
            map.faults.say(ORDER, spot.at, message, hint);
        }
    }
    map.finish();
    steps.into_iter().map(|(approval, _)| approval).collect()
}

fn one(faults: &Faults<'_>, field: &Field<'_, '_>, step: Step) -> Option<(Approval, Spot<Day>)> {
    if let Value::Map(_) = field.node.value {
        return of_map(faults, field, step);
    }
    let typed = values::line(faults, field)?;
    let (name, date) = split(&typed);
    let spot = |value| Spot {
        value,
        at: part(field, &typed, date),
    };
    match (name, Day::parse(date)) {
        (name, Some(date)) if !name.is_empty() => {
            let approval = Approval {
                step,
                name: name.to_owned(),
                date,
                opinion: None,
            };
            Some((approval, spot(date)))
        }
        (_, None) if !date.is_empty() => {
            values::say_day(faults, field, part(field, &typed, date), date);
            None
        }
        _ => {
            let message = format!("“{}”要写姓名和日期", step.label());
            faults.say(STEP, field.node.at, message, "写成“张三 2026-03-12”的形式");
            None
        }
    }
}

/// Where a part of a typed text stands; the whole when quotes may have moved it.
fn part(field: &Field<'_, '_>, typed: &str, part: &str) -> At {
    let whole = field.node.at;
    match (&field.node.value, typed.find(part)) {
        (Value::Scalar { quoted: false, .. }, Some(at)) if whole.width != u32::MAX => {
            let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(0);
            At {
                column: whole.column + count(&typed[..at]),
                width: count(part).max(1),
                ..whole
            }
        }
        _ => whole,
    }
}

/// A name and the day behind it: the day begins with the first digit.
fn split(typed: &str) -> (&str, &str) {
    let at = typed.find(|c: char| c.is_numeric()).unwrap_or(typed.len());
    let (name, date) = typed.split_at(at);
    let name =
        name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '(' | '（'));
    (name.trim(), date.trim_end_matches([')', '）']).trim())
}

fn of_map(faults: &Faults<'_>, field: &Field<'_, '_>, step: Step) -> Option<(Approval, Spot<Day>)> {
    let mut map = Fields::of_field(faults, field, FORM)?;
    let name = map.required(keys::NAME, values::line, "姓名: 张三");
    let date = map.required(keys::DATE, values::day, "日期: 2026-03-12");
    let opinion = map.read(keys::OPINION, values::text);
    map.finish();
    let date = date?;
    let approval = Approval {
        step,
        name: name?.value,
        date: date.value,
        opinion,
    };
    Some((approval, date))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_name_and_a_day_are_told_apart() {
        for typed in [
            "张三 2026-03-12",
            "张三　2026-03-12",
            "张三，2026-03-12",
            "张三（2026-03-12）",
            "张三2026-03-12",
        ] {
            assert_eq!(split(typed), ("张三", "2026-03-12"), "{typed}");
        }
        assert_eq!(split("张三"), ("张三", ""));
        assert_eq!(split("欧阳 娜 2026年3月12日"), ("欧阳 娜", "2026年3月12日"));
    }
}
