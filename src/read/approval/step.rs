//! One step of 审批: `姓名 日期`, or a map with what else is kept of it.

use super::consent::{self, Opinion};
use super::{ApprovalContext, ORDER};
use crate::read::document::{Approval, Unconsenting, WrittenDigest};
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::keys;
use crate::read::node::{LineSpan, Value};
use crate::read::person::{self, Person};
use crate::read::values;
use crate::words::{Code, ContentHash, Day, Labelled, Step};

const STEP: Code = Code::error("approval-step");
const NAME: Code = Code::error("approval-name");
const DIGEST_MALFORMED: Code = Code::error("approval-seal");
const REFUSED: Code = Code::warning("approval-refused");
const CONDITION: Code = Code::warning("approval-condition");

const STEP_FORM: &str = "{姓名: 张三, 日期: 2026-03-12}";

/// A step that was taken, and where its parts are typed.
pub(super) struct TypedStep {
    /// The step.
    pub(super) approval: Approval,
    /// Where its name stands.
    pub(super) name_at: LineSpan,
    /// Where its day stands.
    pub(super) day_at: LineSpan,
}

/// Reads a step; `None` when it is not clear, and what its opinion says when that does not consent: it is not taken then.
pub(super) fn read(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    step: Step,
    setting: ApprovalContext<'_>,
) -> Option<Result<TypedStep, Unconsenting>> {
    if let Value::Map(_) = field.node.value {
        return of_map(faults, field, step, setting);
    }
    let (name, day) = signed(faults, field, setting)?;
    Some(Ok(TypedStep {
        approval: Approval {
            step,
            name: name.value,
            date: day.value,
            opinion: None,
            condition_met: None,
            digest: None,
        },
        name_at: name.at,
        day_at: day.at,
    }))
}

/// A person and a day in one line.
fn signed(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    setting: ApprovalContext<'_>,
) -> Option<(TypedValue<String>, TypedValue<Day>)> {
    let typed = values::typed_line(faults, field)?;
    let parts = StepParts::of(typed);
    let label = field.name;
    let right = |name: &str, day: &str| format!("写成“{label}: {name} {day}”");
    let Some(date) = parts.date else {
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
    let name = TypedValue {
        value: parts.name.to_owned(),
        at: part(field, typed, parts.name),
    };
    let at = part(field, typed, parts.day);
    is_named(faults, &name, (label, parts.day), setting).then_some((name, TypedValue { value: date, at }))
}

/// Complains about a text that is nobody's name, such as 待定 or 不同意.
fn is_named(
    faults: &Faults<'_>,
    name: &TypedValue<String>,
    (label, day): (&str, &str),
    setting: ApprovalContext<'_>,
) -> bool {
    let person = person::of(&name.value, setting.organization);
    if person == Person::Named {
        return true;
    }
    // Whom an organization.yaml that could not be read may know is not talked about.
    if matches!(person, Person::Unknown | Person::Example) && setting.organization.is_none() {
        return false;
    }
    let right = |name: &str| format!("“{label}: {name} {day}”");
    let Some(fault) = person.fault(&format!("“{label}”"), &name.value, right) else {
        return true;
    };
    let mut parts = name.value.split(|c: char| !c.is_alphanumeric());
    let hint =
        fault.hint.unwrap_or_else(
            || match parts.find(|part| person::is_name(part, setting.organization)) {
                Some(name) => format!("同意的，写成{}；没有同意、没有走完的，冒号后面留空", right(name)),
                None => format!(
                    "走完了这一步，写成{}，张三换成真的姓名；没有走完，冒号后面留空",
                    right("张三")
                ),
            },
        );
    faults.say(NAME, name.at, fault.message, hint);
    false
}

/// Where a part of a typed text stands, which it is a slice of; the whole when quotes may have moved it.
fn part(field: &Field<'_, '_>, typed: &str, part: &str) -> LineSpan {
    let whole = field.node.at;
    let before = (part.as_ptr() as usize).checked_sub(typed.as_ptr() as usize);
    match (&field.node.value, before.and_then(|before| typed.get(..before))) {
        (Value::Scalar { quoted: false, .. }, Some(before)) if whole.width != u32::MAX => {
            let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(0);
            LineSpan {
                column: whole.column + count(before),
                width: count(part).max(1),
                ..whole
            }
        }
        _ => whole,
    }
}

/// What stands in the text of a step.
#[derive(Debug, PartialEq, Eq)]
struct StepParts<'s> {
    name: &'s str,
    /// The day as typed; perhaps none that exists.
    day: &'s str,
    /// The day that it is.
    date: Option<Day>,
    /// What stands behind name and day.
    behind: &'s str,
}

impl<'s> StepParts<'s> {
    /// A name and a day, or a day and a name: the day begins with the first digit.
    fn of(typed: &'s str) -> Self {
        let loose = |c: char| {
            c.is_whitespace() || matches!(c, ',' | '，' | '、' | '(' | '（' | ')' | '）' | '：' | ':')
        };
        let at = typed.find(|c: char| c.is_numeric()).unwrap_or(typed.len());
        // 二〇二六年: of these 〇 alone is a number to Unicode.
        let at = match typed[at..].starts_with('〇') {
            true => typed[..at]
                .trim_end_matches(|c| "一二三四五六七八九".contains(c))
                .len(),
            false => at,
        };
        let (name, rest) = typed.split_at(at);
        let rest = rest.trim_matches(loose);
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let dated = ends.into_iter().find_map(|end| {
            let ends = !rest[end..].starts_with(|c: char| c.is_numeric() || matches!(c, '日' | '号'));
            ends.then(|| Day::parse(&rest[..end]))
                .flatten()
                .map(|date| (end, date))
        });
        let (day, behind) = rest.split_at(dated.map_or(rest.len(), |(end, _)| end));
        // Of 周敬安（待签） the brackets are told too.
        let name = match name.trim_matches(loose) {
            bare if bare.contains(['(', '（']) => name.trim(),
            bare => bare,
        };
        let behind = behind.trim_matches(loose);
        let (name, behind) = if name.is_empty() {
            (behind, "")
        } else {
            (name, behind)
        };
        Self {
            name,
            day: day.trim(),
            date: dated.map(|(_, date)| date),
            behind,
        }
    }
}

fn of_map(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    step: Step,
    setting: ApprovalContext<'_>,
) -> Option<Result<TypedStep, Unconsenting>> {
    let mut map = Fields::of_field(faults, field, STEP_FORM)?;
    let name = map.required(keys::NAME, values::line, "姓名: 张三");
    let date = map.required(keys::DATE, values::day, "日期: 2026-03-12");
    let opinion = map.spot(keys::OPINION, values::text);
    let met = map.take(keys::CONDITION_MET);
    let digest = map.spot(keys::DIGEST, values::line);
    if digest.is_none() && map.has(keys::DIGEST) {
        let message = format!("“{}”的指纹是空的", step.label());
        let hint = "指纹由 gongkai approve 写，不手工填；手工填的步骤，把“指纹”删去";
        faults.say(DIGEST_MALFORMED, map.key_at(keys::DIGEST), message, hint);
    }
    map.finish();
    let (name, date) = (name?, date?);
    let day = date.value.to_string();
    if !is_named(faults, &name, (step.label(), &day), setting) {
        return None;
    }
    let met = match met {
        Some(field) => Some(signed(faults, &field, setting)?.1),
        None => None,
    };
    if let Some(met) = met.filter(|met| met.value < date.value) {
        let message = format!(
            "“条件已落实”的日期 {} 早于“{}”的日期 {}",
            met.value,
            step.label(),
            date.value
        );
        faults.say(ORDER, met.at, message, "先有意见，后落实，请核对日期");
    }
    let by = (name.value.as_str(), date.value);
    let condition_met = match consent(faults, opinion.as_ref(), (step, by, met), setting) {
        Ok(met) => met,
        Err(why) => return Some(Err(why)),
    };
    let approval = Approval {
        step,
        name: name.value,
        date: date.value,
        opinion: opinion.map(|opinion| opinion.value),
        condition_met,
        digest: digest.map(|digest| {
            Box::new(WrittenDigest {
                value: ContentHash::parse(digest.value.trim()),
                place: faults.place(digest.at),
            })
        }),
    };
    Some(Ok(TypedStep {
        approval,
        name_at: name.at,
        day_at: date.at,
    }))
}

/// Since when the condition of an opinion is met, if it has one; what it says, with a complaint, when it does not consent,
/// or not yet.
fn consent(
    faults: &Faults<'_>,
    opinion: Option<&TypedValue<String>>,
    (step, by, met): (Step, (&str, Day), Option<TypedValue<Day>>),
    setting: ApprovalContext<'_>,
) -> Result<Option<Day>, Unconsenting> {
    let Some(opinion) = opinion else {
        return Ok(None);
    };
    let label = step.label();
    let said = consent::unsigned(&opinion.value, by);
    let (code, why, message, hint) = match (consent::judge(said, step, setting.scope), met) {
        (Opinion::Consent, _) => return Ok(None),
        (Opinion::Condition, Some(met)) => return Ok(Some(met.value)),
        (Opinion::Condition, None) => (
            CONDITION,
            Unconsenting::Condition,
            format!("“{label}”的意见是有条件的同意，落实以前不会公开"),
            "照意见改好以后，在这一步的花括号里加上“条件已落实: 张三 2026-03-12”，写落实的人和日期".to_owned(),
        ),
        (Opinion::Narrower(audience), _) => (
            REFUSED,
            Unconsenting::Narrower(audience),
            format!("“{label}”只同意{}，条目是{}，不会公开", audience.label(), setting.scope.label()),
            format!("把“公开范围”改成{}；要{}的，重新征得同意", audience.label(), setting.scope.label()),
        ),
        (Opinion::NoConsent, _) => (
            REFUSED,
            Unconsenting::Refusal(opinion.value.clone()),
            format!("“{label}”的意见不是明确的同意，这一步不算走完，不会公开"),
            match consent::names_a_place(said) {
                true => format!(
                    "意见里不写公开的地方：给谁看由“公开范围”定，现在是{}。同意的，把意见改成“意见: 同意公开”；只同意给校内看的，改成“意见: 同意校内公开”，“公开范围”也改成校内公开",
                    setting.scope.label()
                ),
                false => "同意后把意见改成“意见: 同意公开”或者“意见: 不涉密，可以公开”这样的话，并改写日期；不公开的，可以不改".to_owned(),
            },
        ),
    };
    faults.say(code, opinion.at, message, hint);
    Err(why)
}

#[cfg(test)]
mod tests {
    use super::StepParts;

    #[test]
    fn a_name_and_a_day_are_told_apart() {
        let parts = |typed| {
            let StepParts {
                name, day, behind, ..
            } = StepParts::of(typed);
            (name, day, behind)
        };
        for typed in [
            "张三 2026-03-12", "张三　2026-03-12", "张三，2026-03-12", "张三（2026-03-12）",
            "张三2026-03-12", "2026-03-12 张三",
        ] {
            assert_eq!(parts(typed), ("张三", "2026-03-12", ""), "{typed}");
        }
        assert_eq!(parts("张三"), ("张三", "", ""));
        for typed in ["周敬安 二〇二六年十一月十三日", "周敬安二〇二六年十一月十三日"]
        {
            assert_eq!(parts(typed), ("周敬安", "二〇二六年十一月十三日", ""), "{typed}");
        }
        assert_eq!(parts("（待审） 2026-03-12"), ("待审", "2026-03-12", ""));
        assert_eq!(
            parts("张三（代签） 2026-03-12"),
            ("张三（代签）", "2026-03-12", "")
        );
        assert_eq!(parts("欧阳 娜 2026年3月12日"), ("欧阳 娜", "2026年3月12日", ""));
        assert_eq!(parts("张三 2026-03-12 同意"), ("张三", "2026-03-12", "同意"));
        assert_eq!(parts("张三 2026-02-30"), ("张三", "2026-02-30", ""));
    }
}
