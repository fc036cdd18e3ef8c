//! The fields of a notice → [`Notice`].

use super::{Contact, Notice, NoticeKind, Period, PeriodEnd, PublicityResult};
use crate::read::fields::Fields;
use crate::read::keys;
use crate::read::node::{At, Value};
use crate::read::values::{self, Words};
use crate::words::Code;

const PERIOD_MISSING: Code = Code::error("notice-period-missing");
const TITLE: Code = Code::error("notice-title-publicity");
const PERIOD_END: Code = Code::error("notice-period-end");
const PERIOD_ORDER: Code = Code::error("notice-period-order");
const WORKDAYS: Code = Code::error("notice-workdays");
const WORKDAYS_ONLY: Code = Code::warning("notice-workdays-only");
const NO_DEADLINE: Code = Code::warning("notice-no-deadline");

const KINDS: Words<NoticeKind> = Words {
    all: &NoticeKind::ALL,
    label: NoticeKind::label,
    id: NoticeKind::id,
    also: &[],
};

/// 结论 of a 公示: true for 有异议.
const CONCLUSIONS: Words<bool> = Words {
    all: &[false, true],
    label: |raised| if raised { "有异议" } else { "无异议" },
    id: |raised| if raised { "raised" } else { "none" },
    also: &[],
};

const PERIOD_FORM: &str = "公示期: {开始: 2026-03-02, 截止: 2026-03-06}";

/// Nobody puts something up for more than a year.
const MOST_WORKDAYS: u32 = 250;

/// Reads the keys of a notice; `None` when its type is not clear, for a 公示 is not to be taken for
/// something that stays on the web.
pub(in crate::read) fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Notice> {
    let typed = fields.take(keys::KIND);
    let kind = match &typed {
        None => Some(NoticeKind::Notice),
        Some(field) => KINDS.read(fields.faults, field),
    };
    let has_period = fields.take(keys::PERIOD).is_some();
    if let (Some(NoticeKind::Publicity), false, Some(field)) = (kind, has_period, &typed) {
        let message = "公示没有写公示期";
        fields.faults.say(
            PERIOD_MISSING,
            field.node.at,
            message,
            format!("加上“{PERIOD_FORM}”"),
        );
    }
    if let (Some(NoticeKind::Consultation), false, Some(field)) = (kind, fields.has(keys::DEADLINE), &typed) {
        let message = "征求意见没有写截止日期";
        let hint = "加上一行“截止: 2026-03-31”，写能提意见的最后一天";
        fields.faults.say(NO_DEADLINE, field.node.at, message, hint);
    }
    let notice = Notice {
        period: if has_period { period(fields) } else { None },
        contact: contact(fields),
        result: result(fields),
        deadline: fields.read(keys::DEADLINE, values::day),
        channel: fields.read(keys::CHANNEL, values::text),
        kind: kind?,
    };
    Some(notice)
}

/// What says 公示 stays no longer than one: a title that ends so belongs to a 公示, or is another.
pub(in crate::read) fn check_title(fields: &Fields<'_, '_, '_>, title: &str, title_at: At, kind: NoticeKind) {
    if kind == NoticeKind::Publicity || !says_publicity(title) {
        return;
    }
    let has_kind = fields.has(keys::KIND);
    let at = if has_kind {
        fields.key_at(keys::KIND)
    } else {
        title_at
    };
    let message = if has_kind {
        format!("标题是公示，类型却是“{}”，会一直留在网上", kind.label())
    } else {
        "标题是公示，却没有写类型，会按通知一直留在网上".to_owned()
    };
    let period = if fields.has(keys::PERIOD) {
        String::new()
    } else {
        format!("，并加上“{PERIOD_FORM}”")
    };
    let hint = format!("写成“类型: 公示”{period}；不是公示的，标题不要以“公示”结尾");
    fields.faults.say(TITLE, at, message, hint);
}

/// True for a title that ends in 公示, whatever stands behind it in brackets.
fn says_publicity(title: &str) -> bool {
    let title = title.trim_end();
    let bare = match title.rfind(['（', '(', '【', '〔', '[']) {
        Some(at) if title.ends_with(['）', ')', '】', '〕', ']']) => &title[..at],
        _ => title,
    };
    bare.trim_end_matches(|c: char| !c.is_alphanumeric())
        .ends_with("公示")
}

/// 公示期: a first day, and either a number of working days or a last day.
fn period(fields: &mut Fields<'_, '_, '_>) -> Option<Period> {
    let mut map = fields.map(keys::PERIOD, PERIOD_FORM)?;
    let start = map.required(keys::START, values::day, "开始: 2026-03-12");
    let workdays = map.spot(keys::WORKDAYS, values::count);
    let last = map.spot(keys::LAST_DAY, values::day);
    let said = (map.has(keys::WORKDAYS), map.has(keys::LAST_DAY));
    let (faults, at) = (map.faults, map.at);
    map.finish();
    match said {
        (true, true) => {
            let message = "公示期的“工作日”和“截止”只能写一个";
            faults.say(PERIOD_END, at, message, "删去“工作日”，只留“截止”");
            return None;
        }
        (false, false) => {
            faults.say(
                PERIOD_END,
                at,
                "公示期没有写到哪一天为止",
                format!("写成“{PERIOD_FORM}”"),
            );
            return None;
        }
        _ => {}
    }
    if let Some(days) = &workdays
        && !(1..=MOST_WORKDAYS).contains(&days.value)
    {
        let message = format!("公示期不能是 {} 个工作日", days.value);
        faults.say(WORKDAYS, days.at, message, "发展党员等公示一般不少于 5 个工作日");
        return None;
    }
    let start = start?.value;
    let end = match (workdays, last) {
        (Some(days), _) => {
            let message = "公示期只写了“工作日”，没有写截止日期，不会公开";
            let hint =
                format!("把“工作日”改成“截止”，写公示的最后一天，例如“{PERIOD_FORM}”；节假日不算工作日");
            faults.say(WORKDAYS_ONLY, days.at, message, hint);
            PeriodEnd::Workdays(days.value)
        }
        (None, Some(last)) if last.value < start => {
            let message = format!("公示期的截止 {} 早于开始 {start}", last.value);
            faults.say(PERIOD_ORDER, last.at, message, "请核对两个日期");
            return None;
        }
        (None, Some(last)) => {
            values::check_near(faults, &last, "公示期的截止", (start, "开始"));
            PeriodEnd::On(last.value)
        }
        (None, None) => return None,
    };
    Some(Period { start, end })
}

fn contact(fields: &mut Fields<'_, '_, '_>) -> Option<Contact> {
    let mut map = fields.map(keys::CONTACT, "受理: {单位: 党建办公室, 电话: 0799-1234567}")?;
    let contact = Contact {
        unit: map.line(keys::UNIT),
        telephone: map.line(keys::TELEPHONE),
        email: map.line(keys::EMAIL),
        place: map.line(keys::PLACE),
    };
    map.finish();
    Some(contact)
}

/// 公示结果: a map, or the conclusion alone.
fn result(fields: &mut Fields<'_, '_, '_>) -> Option<PublicityResult> {
    let field = fields.take(keys::RESULT)?;
    if let Value::Scalar { .. } = field.node.value {
        let objections = CONCLUSIONS.read(fields.faults, &field)?;
        return Some(PublicityResult {
            objections,
            explanation: None,
        });
    }
    let mut map = Fields::of_field(fields.faults, &field, "公示结果: {结论: 无异议}")?;
    let conclusion = map.required_word(keys::CONCLUSION, &CONCLUSIONS, "结论: 无异议");
    let explanation = map.read(keys::EXPLANATION, values::text);
    map.finish();
    Some(PublicityResult {
        objections: conclusion?,
        explanation,
    })
}
