//! 审批: the steps that were taken, by whom and when. Whether they suffice is clearance's question.
//! A step with a refusal in place of a name, or with one as its opinion, was not taken.

pub mod edit;
mod judge;

use super::document::{Approval, ApprovalSeal};
use super::faults::Faults;
use super::fields::{Field, Fields, Spot};
use super::keys::{self, Key};
use super::node::{At, Node, Value};
use super::values;
use crate::words::{Code, Day, Seal, Step};

const ORDER: Code = Code::error("approval-order");
const STEP: Code = Code::error("approval-step");
const NAME: Code = Code::error("approval-name");
const FORM: Code = Code::error("approval-form");
const REFUSED: Code = Code::warning("approval-refused");

const STEP_FORM: &str = "{姓名: 张三, 日期: 2026-03-12}";

/// The whole of it, as it is typed.
const WHOLE: &str = "四步各写一行，行首空两格，没有走完的留空：
审批:
  提出: 张三 2026-03-10
  保密审查: 李四 2026-03-10
  审核: 王五 2026-03-11
  审批: 赵六 2026-03-12";

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
    let Some(field) = fields.take(keys::APPROVAL) else {
        return Vec::new();
    };
    let faults = fields.faults;
    match &field.node.value {
        Value::Map(pairs) => of_steps(Fields::new(faults, field.at, pairs)),
        Value::List(items) if items.iter().all(|item| matches!(item.value, Value::Map(_))) => {
            let pairs = joined(items);
            of_steps(Fields::new(faults, field.at, &pairs))
        }
        _ => {
            faults.say(FORM, field.node.at, "“审批”要写明四步各是谁、哪一天", WHOLE);
            Vec::new()
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

fn of_steps(mut map: Fields<'_, '_, '_>) -> Vec<Approval> {
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
        if values::is_far_behind(after.date, before.date) {
            let name = format!("“{}”的日期", after.step.label());
            let early = format!("“{}”的日期", before.step.label());
            values::check_near(map.faults, spot, &name, (before.date, &early));
        }
    }
    map.finish();
    let mut taken: Vec<Approval> = steps.into_iter().map(|(approval, _)| approval).collect();
    // Collecting reuses the memory of the pairs, which is larger.
    taken.shrink_to_fit();
    taken
}

fn one(faults: &Faults<'_>, field: &Field<'_, '_>, step: Step) -> Option<(Approval, Spot<Day>)> {
    if let Value::Map(_) = field.node.value {
        return of_map(faults, field, step);
    }
    let typed = values::typed_line(faults, field)?;
    let parts = Parts::of(typed);
    let label = step.label();
    let right = |name: &str, day: &str| format!("写成“{label}: {name} {day}”");
    let Some(date) = Day::parse(parts.day) else {
        if parts.day.is_empty() {
            let message = format!("“{label}”要写姓名和日期");
            faults.say(STEP, field.node.at, message, right("张三", "2026-03-12"));
        } else {
            values::say_day(faults, field, part(field, typed, parts.day), parts.day);
        }
        return None;
    };
    if parts.name.is_empty() {
        let message = format!("“{label}”只写了日期，没有写姓名");
        faults.say(STEP, field.node.at, message, right("张三", parts.day));
        return None;
    }
    if !parts.behind.is_empty() {
        let message = format!("“{label}”的日期后面多了“{}”", parts.behind);
        let hint = format!(
            "{}；要记意见的写成“{label}: {{姓名: {}, 日期: {}, 意见: {}}}”",
            right(parts.name, parts.day),
            parts.name,
            parts.day,
            parts.behind
        );
        faults.say(STEP, part(field, typed, parts.behind), message, hint);
        return None;
    }
    let at = || part(field, typed, parts.name);
    if !is_named(faults, at, parts.name, (step, parts.day)) {
        return None;
    }
    let approval = Approval {
        step,
        name: parts.name.to_owned(),
        date,
        opinion: None,
        seal: None,
    };
    let at = part(field, typed, parts.day);
    Some((approval, Spot { value: date, at }))
}

/// Complains about a word that is nobody's name, such as 待定 or 不同意.
fn is_named(faults: &Faults<'_>, at: impl Fn() -> At, name: &str, (step, day): (Step, &str)) -> bool {
    let Some(word) = judge::no_name(name) else {
        return true;
    };
    let message = format!("“{}”要写姓名，不能写“{}”", step.label(), values::shown(word));
    let others = name.replacen(word, "", 1);
    let hint = match others.trim() {
        person if word.starts_with("同意") && judge::no_name(person).is_none() => {
            format!("写成“{}: {person} {day}”", step.label())
        }
        _ => format!(
            "走完了这一步，写成“{}: 张三 {day}”，张三换成真的姓名；没有走完，冒号后面留空",
            step.label()
        ),
    };
    faults.say(NAME, at(), message, hint);
    false
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

/// What stands in the text of a step.
#[derive(Debug, PartialEq, Eq)]
struct Parts<'s> {
    name: &'s str,
    /// The day as typed; perhaps none that exists.
    day: &'s str,
    /// What stands behind name and day.
    behind: &'s str,
}

impl<'s> Parts<'s> {
    /// A name and a day, or a day and a name: the day begins with the first digit.
    fn of(typed: &'s str) -> Self {
        let loose = |c: char| {
            c.is_whitespace() || matches!(c, ',' | '，' | '、' | '(' | '（' | ')' | '）' | '：' | ':')
        };
        let at = typed.find(|c: char| c.is_numeric()).unwrap_or(typed.len());
        let (name, rest) = typed.split_at(at);
        let rest = rest.trim_matches(loose);
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let end = ends.into_iter().find(|end| {
            !rest[*end..].starts_with(|c: char| c.is_numeric() || matches!(c, '日' | '号'))
                && Day::parse(&rest[..*end]).is_some()
        });
        let (day, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let (name, behind) = (name.trim_matches(loose), behind.trim_matches(loose));
        let (name, behind) = if name.is_empty() {
            (behind, "")
        } else {
            (name, behind)
        };
        Self {
            name,
            day: day.trim(),
            behind,
        }
    }
}

fn of_map(faults: &Faults<'_>, field: &Field<'_, '_>, step: Step) -> Option<(Approval, Spot<Day>)> {
    let mut map = Fields::of_field(faults, field, STEP_FORM)?;
    let name = map.required(keys::NAME, values::line, "姓名: 张三");
    let date = map.required(keys::DATE, values::day, "日期: 2026-03-12");
    let opinion = map.spot(keys::OPINION, values::text);
    let seal = map.spot(keys::SEAL, values::line);
    map.finish();
    let (name, date) = (name?, date?);
    if !is_named(faults, || name.at, &name.value, (step, "2026-03-12")) {
        return None;
    }
    if let Some(opinion) = &opinion
        && judge::refuses(&opinion.value)
    {
        let message = format!("“{}”的意见不是同意，这一步不算走完，不会公开", step.label());
        let hint = "同意后把意见改成“意见: 同意公开”，并改写日期；不公开的，可以不改";
        faults.say(REFUSED, opinion.at, message, hint);
        return None;
    }
    let approval = Approval {
        step,
        name: name.value,
        date: date.value,
        opinion: opinion.map(|opinion| opinion.value),
        seal: seal.map(|seal| {
            Box::new(ApprovalSeal {
                value: Seal::parse(&seal.value),
                place: faults.place(seal.at),
            })
        }),
    };
    Some((approval, date))
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn a_name_and_a_day_are_told_apart() {
        let parts = |typed| {
            let Parts { name, day, behind } = Parts::of(typed);
            (name, day, behind)
        };
        for typed in [
            "张三 2026-03-12",
            "张三　2026-03-12",
            "张三，2026-03-12",
            "张三（2026-03-12）",
            "张三2026-03-12",
            "2026-03-12 张三",
        ] {
            assert_eq!(parts(typed), ("张三", "2026-03-12", ""), "{typed}");
        }
        assert_eq!(parts("张三"), ("张三", "", ""));
        assert_eq!(parts("欧阳 娜 2026年3月12日"), ("欧阳 娜", "2026年3月12日", ""));
        assert_eq!(parts("张三 2026-03-12 同意"), ("张三", "2026-03-12", "同意"));
        assert_eq!(parts("张三 2026-02-30"), ("张三", "2026-02-30", ""));
    }
}
