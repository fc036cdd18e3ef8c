//! The fields of a pledge, or of a register of many → [`Pledge`].

use super::{
    Conclusion, Evaluation, Pledge, PledgeDeadline, PledgeItem, PledgeKind, PledgeProgress, PledgeReview,
    Pledger,
};
use crate::read::document::Common;
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::keys;
use crate::read::ledger::{LASTING, without_day};
use crate::read::node::Value;
use crate::read::person;
use crate::read::values::{self, TermTable};
use crate::words::{Code, Day, is_han};

const DEADLINE: Code = Code::error("pledge-deadline");
const NO_ITEMS: Code = Code::error("pledge-no-items");
const ORDER: Code = Code::error("pledge-evaluation-order");
const UNKEPT: Code = Code::warning("pledge-unkept");
const YEAR: Code = Code::error("pledge-year");
const PERSONS: Code = Code::warning("pledge-persons");
const EARLY: Code = Code::warning("pledge-term-early");
const PROGRESS: Code = Code::error("pledge-progress");
const REVIEW: Code = Code::warning("pledge-review");
const KEPT: Code = Code::warning("pledge-kept");

pub(in crate::read) const KINDS: TermTable<PledgeKind> = TermTable::of(&PledgeKind::ALL);

pub(in crate::read) const CONCLUSIONS: TermTable<Conclusion> = TermTable::of(&Conclusion::ALL);

/// 进度 in a word.
pub(in crate::read) const STAGES: TermTable<PledgeProgress> = TermTable {
    all: &[
        PledgeProgress::NotStarted,
        PledgeProgress::Underway(None),
        PledgeProgress::Done,
    ],
    label: |progress| match progress {
        PledgeProgress::NotStarted => "未启动",
        PledgeProgress::Underway(_) => "进行中",
        PledgeProgress::Done => "已完成",
    },
    id: |progress| match progress {
        PledgeProgress::NotStarted => "not_started",
        PledgeProgress::Underway(_) => "in_progress",
        PledgeProgress::Done => "done",
    },
    also: &[],
};

/// 时限 that is no day; read as [`without_day`] has it.
pub(in crate::read) const TERMS: TermTable<PledgeDeadline> = TermTable {
    all: &[PledgeDeadline::Lasting],
    label: |_| LASTING,
    id: |_| "lasting",
    also: &[],
};

const ITEM_FORM: &str = "{内容: ……, 时限: 2026-06-30}";

/// Reads the keys of a pledge; `None` when its type, year or pledger is not clear.
pub(in crate::read) fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Pledge> {
    let kind = fields.required_word(keys::KIND, &KINDS, "类型: 党员");
    let year = fields.required(keys::YEAR, year, "年度: 2026");
    let (review, reviewed_on) = review(fields).map_or((None, None), |(review, on)| (Some(review), on));
    let of_year = year.as_ref().map(|year| year.value);
    let mut pledgers = pledgers(fields, (reviewed_on, of_year));
    let typed_items = fields.list(keys::ITEMS);
    let mut items: Vec<_> = typed_items
        .iter()
        .filter_map(|field| item(fields.faults, field, of_year))
        .collect();
    let without = pledgers.iter().filter(|pledger| pledger.items.is_empty());
    let without: Vec<&str> = without.map(|pledger| pledger.name.as_str()).collect();
    if typed_items.is_empty() && !without.is_empty() {
        let at = fields.key_at(keys::PLEDGER);
        let message = match without.len() == pledgers.len() {
            true => "没有写承诺事项".to_owned(),
            false => format!("{}没有写承诺事项", values::shown(&without.join("、"))),
        };
        let hint = format!("加上“承诺事项”，每项写成“- {ITEM_FORM}”");
        fields.faults.say(NO_ITEMS, at, message, hint);
    }
    let (mut evaluation, mut unkept_reason) = judged(fields, reviewed_on);
    if let [alone] = pledgers.as_mut_slice() {
        // What is written beside the name of one pledger is said of the whole pledge.
        items.append(&mut alone.items);
        evaluation = alone.evaluation.take().or(evaluation);
        unkept_reason = alone.unkept_reason.take().or(unkept_reason);
    }
    if pledgers.is_empty() {
        return None;
    }
    Some(Pledge {
        kind: kind?,
        year: year?.value,
        pledgers,
        items,
        review,
        evaluation,
        unkept_reason,
    })
}

/// What a pledge's persons, days and conclusions say of each other.
pub(in crate::read) fn check(fields: &Fields<'_, '_, '_>, pledge: &Pledge, common: &Common, day: Day) {
    let names: Vec<&str> = pledge.pledgers.iter().map(|of| of.name.as_str()).collect();
    let twice = names
        .iter()
        .enumerate()
        .find(|(at, name)| names[..*at].contains(name));
    if let Some((_, name)) = twice {
        let message = format!("“承诺人”里“{name}”写了两次");
        let hint = "请核对是不是把别人写成了这个人；同一个人的几项，写在一个“承诺事项”里";
        fields
            .faults
            .say(PERSONS, fields.key_at(keys::PLEDGER), message, hint);
    }
    let told = of_summary(&common.summary).filter(|told| names.len() > 1 && *told as usize != names.len());
    if let (Some(told), None) = (told, twice) {
        let message = format!("摘要写的是{told}名党员，“承诺人”有 {} 人", names.len());
        let hint = "请核对哪一处写错了，两处要一致";
        fields
            .faults
            .say(PERSONS, fields.key_at(keys::SUMMARY), message, hint);
    }
    if let Some(review) = &pledge.review {
        let message = match review.date.filter(|date| *date > common.date) {
            _ if names == [review.name.as_str()] => Some("审核人就是承诺人自己".to_owned()),
            Some(date) => Some(format!("审核在 {date}，承诺在 {} 就公开了", common.date)),
            None => None,
        };
        if let Some(message) = message {
            let hint = "承诺先由党组织审核，再公开；请核对“审核”的姓名和日期";
            fields
                .faults
                .say(REVIEW, fields.key_at(keys::REVIEW), message, hint);
        }
    }
    check_kept(fields, pledge, day);
}

/// The only number of 党员 that a summary tells.
fn of_summary(summary: &str) -> Option<u32> {
    let (before, behind) = summary.split_once("名党员")?;
    let digits = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    (!behind.contains("名党员")).then(|| digits.parse().ok())?
}

/// What is said to be kept is done: nothing is open whose day is still to come, and none was done on one.
fn check_kept(fields: &Fields<'_, '_, '_>, pledge: &Pledge, day: Day) {
    // One that is in time may be told by whoever looks at an earlier day.
    let is_late = |item: &&PledgeItem, done: Day| item.last_day().is_none_or(|last| done > last);
    let done = pledge.all_items().filter_map(|item| {
        item.completed_on
            .filter(|done| *done > day && is_late(&item, *done))
    });
    if let Some(ahead) = done.min() {
        let key = if pledge.items.is_empty() {
            keys::PLEDGER
        } else {
            keys::ITEMS
        };
        let message = format!("完成日期 {ahead} 还没有到，网页上算没有完成");
        let hint = "请核对年份和月份；还没有完成的，先不写“完成日期”";
        fields.faults.say(KEPT, fields.key_at(key), message, hint);
    }
    // Without 进度 nobody said that a thing is not done.
    let is_open = |item: &&PledgeItem| {
        let is_lasting = item.deadline == Some(PledgeDeadline::Lasting);
        matches!(item.progress, PledgeProgress::Underway(_)) && !is_lasting
    };
    let kept = pledge.pledgers.iter().filter(|pledger| {
        let evaluation = pledge.evaluation_of(pledger);
        evaluation.is_some_and(|of| of.conclusion == Some(Conclusion::Kept))
    });
    let open = kept.map(|pledger| {
        (
            &pledger.name,
            pledge.items_of(pledger).iter().filter(is_open).count(),
        )
    });
    if let Some((name, open)) = open.into_iter().find(|(_, open)| *open > 0) {
        let key = if fields.has(keys::EVALUATION) {
            keys::EVALUATION
        } else {
            keys::PLEDGER
        };
        let message = format!("{name}的评诺结论是“已兑现”，还有 {open} 项的进度没有完成");
        let hint = "做完了的，进度改为“已完成”；没有做完的，结论写“基本兑现”或“未兑现”";
        fields.faults.say(KEPT, fields.key_at(key), message, hint);
    }
}

fn year(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<i32> {
    let year = values::count(faults, field)?;
    if !(1921..2200).contains(&year) {
        let message = format!("“年度”不能是 {year}");
        faults.say(YEAR, field.node.at, message, "写四位数的年份，例如 2026");
        return None;
    }
    i32::try_from(year).ok()
}

/// 承诺人: one, as a name or a map, or a list of them.
fn pledgers(
    fields: &mut Fields<'_, '_, '_>,
    (reviewed_on, year): (Option<Day>, Option<i32>),
) -> Vec<Pledger> {
    let Some(field) = fields.take(keys::PLEDGER) else {
        fields.missing(keys::PLEDGER, "承诺人: {姓名: 张三, 职务: 支部书记}");
        return Vec::new();
    };
    let faults = fields.faults;
    values::items(&field)
        .iter()
        .filter_map(|field| pledger(faults, field, (reviewed_on, year)))
        .collect()
}

fn pledger(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    (reviewed_on, year): (Option<Day>, Option<i32>),
) -> Option<Pledger> {
    let say_several = |name: &str, at, right: fn(&[&str]) -> String| {
        let parts: Vec<&str> = name.split(['、', '，', ',', ' ']).collect();
        if parts.len() > 1 && parts.iter().all(|part| person::is_name(part, None)) {
            faults.say(
                PERSONS,
                at,
                "“承诺人”里写了几个人，网页上会当作一个人",
                right(&parts),
            );
        }
    };
    if let Value::Scalar { .. } = field.node.value {
        let name = values::line(faults, field)?;
        say_several(&name, field.node.at, |names| {
            format!("写成“承诺人: [{}]”", names.join(", "))
        });
        return Some(Pledger {
            name,
            duty: None,
            items: Vec::new(),
            evaluation: None,
            unkept_reason: None,
        });
    }
    let mut map = Fields::of_field(faults, field, "{姓名: 张三, 职务: 支部书记}")?;
    let name = map.required(keys::NAME, values::line, "姓名: 张三");
    if let Some(name) = &name {
        let own = |names: &[&str]| format!("每个人写一条，以“- ”开头：“- {{姓名: {}}}”", names[0]);
        say_several(&name.value, name.at, own);
    }
    let duty = map.line(keys::DUTY);
    let items = map.list(keys::ITEMS);
    let (evaluation, unkept_reason) = judged(&mut map, reviewed_on);
    map.finish();
    Some(Pledger {
        name: name?.value,
        duty,
        items: items
            .iter()
            .filter_map(|field| item(faults, field, year))
            .collect(),
        evaluation,
        unkept_reason,
    })
}

/// 承诺事项: a thing promised, by a day. A promise without a day cannot be checked.
fn item(faults: &Faults<'_>, field: &Field<'_, '_>, year: Option<i32>) -> Option<PledgeItem> {
    if let Value::Scalar { .. } = field.node.value {
        let content = values::text(faults, field)?;
        let hint = format!("写成“- {ITEM_FORM}”，没有时限的承诺无法监督");
        faults.say(DEADLINE, field.at, "承诺事项没有写时限", hint);
        return Some(PledgeItem {
            content,
            measure: None,
            deadline: None,
            progress: PledgeProgress::NotStarted,
            completed_on: None,
        });
    }
    let mut map = Fields::of_field(faults, field, ITEM_FORM)?;
    let content = map.required(keys::CONTENT, values::text, "内容: ……");
    let measure = map.read(keys::MEASURE, values::text);
    let deadline = map.take(keys::TERM);
    if deadline.is_none() {
        let at = if map.has(keys::TERM) {
            map.key_at(keys::TERM)
        } else {
            field.at
        };
        let hint = "加上“时限: 2026-06-30”，没有时限的承诺无法监督；没有终点、一直要做的，写“时限: 长期坚持”";
        faults.say(DEADLINE, at, "承诺事项没有写时限", hint);
    }
    let deadline = deadline.and_then(|field| {
        let deadline = term(faults, &field)?;
        if let (PledgeDeadline::By(day), Some(year)) = (deadline, year)
            && day.year() < year
        {
            let right = day
                .to_string()
                .replacen(&day.year().to_string(), &year.to_string(), 1);
            let message = format!("时限 {day} 早于承诺的年度 {year}");
            faults.say(
                EARLY,
                field.node.at,
                message,
                format!("请核对年份，是不是“{right}”？"),
            );
        }
        Some(deadline)
    });
    let completed_on = map.spot(keys::COMPLETED_ON, values::day);
    let done = match completed_on {
        Some(_) => PledgeProgress::Done,
        None => PledgeProgress::NotStarted,
    };
    let progress = map.spot(keys::PROGRESS, progress);
    if let (Some(spot), Some(_)) = (&progress, &completed_on)
        && spot.value != PledgeProgress::Done
    {
        let message = "写了“完成日期”，进度却不是“已完成”";
        faults.say(PROGRESS, spot.at, message, "进度改为“已完成”，或者删去“完成日期”");
    }
    map.finish();
    Some(PledgeItem {
        content: content?.value,
        measure,
        deadline,
        progress: progress.map_or(done, |progress| progress.value),
        completed_on: completed_on.map(|spot| spot.value),
    })
}

/// 时限: a day, or 长期坚持 as it is variously written.
fn term(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<PledgeDeadline> {
    let typed = field.node.text().unwrap_or_default();
    if TERMS.find(typed).is_some() || without_day(typed) == Some(LASTING) {
        return Some(PledgeDeadline::Lasting);
    }
    if !typed.is_empty() && typed.chars().all(is_han) {
        let message = format!("“{}”应当是日期，这里是“{}”", field.name, values::shown(typed));
        let hint = "写最后一天，例如 2026-12-31；没有终点、一直要做的，写“长期坚持”";
        faults.say(values::DAY, field.node.at, message, hint);
        return None;
    }
    values::filled_in_day(faults, field).map(PledgeDeadline::By)
}

/// 进度: a word or a percentage.
fn progress(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<PledgeProgress> {
    let typed = values::half_width(values::typed_line(faults, field)?);
    let digits = typed.trim_end_matches(['%', '％']).trim_end();
    let percent = || digits.parse().ok().and_then(PledgeProgress::of_percent);
    let progress = STAGES.find(&typed).or_else(percent);
    if progress.is_none() {
        let message = format!("“进度”不能填“{}”", values::shown(&typed));
        faults.say(
            PROGRESS,
            field.node.at,
            message,
            "可以填：未启动、进行中、已完成，或者 60% 这样的百分数",
        );
    }
    progress
}

/// 审核: the 审诺.
fn review(fields: &mut Fields<'_, '_, '_>) -> Option<(PledgeReview, Option<Day>)> {
    let mut map = fields.map(keys::REVIEW, "审核: {姓名: 张三, 日期: 2026-01-10}")?;
    let name = map.required(keys::NAME, values::line, "姓名: 张三");
    let date = map.read(keys::DATE, values::day);
    map.finish();
    let name = name?.value;
    Some((PledgeReview { name, date }, date))
}

/// 评诺 and 未兑现说明, of one pledger or of all.
fn judged(fields: &mut Fields<'_, '_, '_>, reviewed_on: Option<Day>) -> (Option<Evaluation>, Option<String>) {
    let evaluation = evaluation(fields, reviewed_on);
    let unkept_reason = fields.read(keys::UNKEPT_REASON, values::text);
    let not_kept = evaluation
        .as_ref()
        .is_some_and(|evaluation| evaluation.conclusion == Some(Conclusion::NotKept));
    if not_kept && unkept_reason.is_none() {
        let at = fields.key_at(keys::EVALUATION);
        let hint = "加上一行“未兑现说明: ……”，向群众说明原因";
        fields.faults.say(UNKEPT, at, "结论是“未兑现”，没有写原因", hint);
    }
    (evaluation, unkept_reason)
}

/// 评诺; nothing is judged before it was promised.
fn evaluation(fields: &mut Fields<'_, '_, '_>, reviewed_on: Option<Day>) -> Option<Evaluation> {
    let mut map = fields.map(
        keys::EVALUATION,
        "评诺: {自评: 满意, 结论: 已兑现, 日期: 2026-12-20}",
    )?;
    let date: Option<TypedValue<Day>> = map.spot(keys::DATE, values::day);
    if let (Some(date), Some(reviewed)) = (&date, reviewed_on)
        && date.value < reviewed
    {
        let message = format!("评诺日期 {} 早于审核日期 {reviewed}", date.value);
        map.faults
            .say(ORDER, date.at, message, "先审核、后评诺，请核对日期");
    }
    let evaluation = Evaluation {
        own: map.line(keys::SELF),
        peers: map.line(keys::PEER),
        organization: map.line(keys::ORGANIZATION),
        masses: map.line(keys::MASSES),
        conclusion: map.word(keys::CONCLUSION, &CONCLUSIONS),
        date: date.map(|date| date.value),
    };
    map.finish();
    Some(evaluation)
}
