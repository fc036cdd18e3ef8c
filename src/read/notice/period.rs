//! 公示期 and the time for views: days typed → days that hold. What is too short, and what says two things at once,
//! is complained about where it was typed.

use super::read::NoticeContext;
use super::{NoticeKind, Period};
use crate::read::config::PublicityRule;
use crate::read::document::{Common, Correction, Duration};
use crate::read::faults::Faults;
use crate::read::fields::{Fields, TypedValue};
use crate::read::keys;
use crate::read::node::LineSpan;
use crate::read::values;
use crate::words::{Calendar, Code, Day, Fix, Kind, Labelled, Scope, TextEdit};

const END: Code = Code::error("notice-period-end");
const ORDER: Code = Code::error("notice-period-order");
const WORKDAYS: Code = Code::error("notice-workdays");
const COUNT: Code = Code::error("notice-period-count");
/// It was approved or dated after its first day.
pub(crate) const LATE: Code = Code::error("notice-period-late");
const SHORT: Code = Code::error("notice-period-short");
const REST: Code = Code::warning("notice-period-rest");
const YEAR: Code = Code::warning("calendar-year");
const WINDOW: Code = Code::error("notice-window-short");
/// Of a draft, which may be of the last year, or imported: nothing of it is public. No step of its approval is taken so.
pub(crate) const DRAFT: Code = Code::warning("notice-draft-short");
const ALONE: Code = Code::warning("notice-deadline-alone");
const ADVANCE: Code = Code::warning("notice-advance-end");

/// Nobody puts something up for more than a year.
const MOST_WORKDAYS: u32 = 250;

/// 公示期 as it should be typed, by what is there as one text: `2026年11月26日至12月2日`, `7个工作日`.
fn form_of(text: &str, setting: NoticeContext<'_>) -> String {
    let mut parts = text.split(['至', '到', '—', '～', '~']).map(str::trim);
    let mut parts = parts.by_ref().filter(|part| !part.is_empty());
    let first = parts.next().and_then(Day::parse);
    let last = parts.next().zip(first).and_then(|(part, first)| {
        let part = part.trim_end_matches('止').trim_end();
        Day::parse(part).or_else(|| Day::parse(&format!("{}年{part}", first.year())))
    });
    let start = first.unwrap_or(setting.first_day());
    let before = text.split_once("工作日").map_or("", |(before, _)| before);
    let before = before.trim_end_matches([' ', '个']);
    let digits = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    let workdays = digits
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    match (last.filter(|last| *last >= start), workdays.parse::<u32>()) {
        (Some(last), _) => format!("公示期: {{开始: {start}, 截止: {last}}}"),
        (None, Ok(workdays)) => format!("公示期: {{开始: {start}, 工作日: {workdays}}}"),
        (None, Err(_)) => setting.period_from(start),
    }
}

/// 公示期: a first day, and a number of working days, a last day, or both when they agree.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, setting: NoticeContext<'_>) -> Option<Period> {
    let typed = fields.take(keys::PERIOD)?;
    let form = form_of(typed.node.text().unwrap_or_default(), setting);
    let mut map = Fields::of_field(fields.faults, &typed, &form)?;
    let start = map.required(keys::START, values::filled_in_day, "开始: 2026-03-12");
    let workdays = map.spot(keys::WORKDAYS, values::count);
    let last = map.spot(keys::LAST_DAY, values::filled_in_day);
    let said = (map.has(keys::WORKDAYS), map.has(keys::LAST_DAY));
    let (faults, at) = (map.faults, map.at);
    map.finish();
    if said == (false, false) {
        let message = "公示期没有写到哪一天为止";
        let first = start.map_or(setting.first_day(), |typed| typed.value);
        faults.say(END, at, message, format!("写成“{}”", setting.period_from(first)));
        return None;
    }
    if let Some(days) = &workdays
        && !(1..=MOST_WORKDAYS).contains(&days.value)
    {
        let message = format!("公示期不能是 {} 个工作日", days.value);
        faults.say(WORKDAYS, days.at, message, "发展党员等公示一般不少于 5 个工作日");
        return None;
    }
    if said != (workdays.is_some(), last.is_some()) {
        return None;
    }
    let begins = start?;
    let start = begins.value;
    let mut is_near = true;
    if let Some(last) = &last {
        if last.value < start {
            let message = format!("公示期的截止 {} 早于开始 {start}", last.value);
            faults.say(ORDER, last.at, message, "请核对两个日期");
            return None;
        }
        is_near = values::check_near(faults, last, "公示期的截止", (start, "开始"));
    }
    let stand_in = Calendar::default();
    let calendar = setting.calendar.unwrap_or(&stand_in);
    let counted = || calendar.last_of(start, workdays?.value);
    let end = last.map(|last| last.value).or_else(counted)?;
    let typed = Typed {
        begins,
        end,
        workdays,
        last,
    };
    // One slip is one complaint.
    if setting.calendar.is_some() && is_near {
        check(faults, &typed, calendar, setting);
    }
    if is_near {
        check_shown(faults, &typed, calendar, setting);
    }
    Some(Period { start, end })
}

/// Nothing was shown from its first day on that was dated or approved later. The way out is a first day that is still to
/// come; what carries a fingerprint was given to the period as it was typed, and is approved anew.
fn check_shown(faults: &Faults<'_>, typed: &Typed, calendar: &Calendar, setting: NoticeContext<'_>) {
    let Some(common) = setting.common.filter(|common| !common.draft) else {
        return;
    };
    let start = typed.begins.value;
    let asked = setting.approval.kinds.contains(&Kind::Notice);
    let steps = common.approval.iter().filter(|_| asked);
    let approved = steps
        .map(|approval| (approval.counts_from(), approval.step.label()))
        .max_by_key(|step| step.0);
    let (day, what) = match approved {
        Some((day, step)) if day > common.date => (day, format!("“{step}”在 {day}")),
        _ => (common.date, format!("日期是 {}", common.date)),
    };
    let period = Period {
        start,
        end: typed.end,
    };
    // So many days ahead the month or the year is another one, mostly.
    const AHEAD: i64 = 30;
    let ahead = common.date.days_until(start);
    if ahead > AHEAD {
        let message = format!("公示期从 {start} 开始，比日期 {} 晚了{ahead}天", common.date);
        faults.say(
            values::FAR,
            typed.begins.at,
            message,
            "请核对年份和月份；没有写错的可以不改",
        );
    }
    let right = Day::new(common.date.year(), start.month(), start.day());
    let mistyped = right.filter(|right| {
        right.year() != start.year() && *right >= common.date && common.date.days_until(*right) <= AHEAD
    });
    if !period.is_late_on(day) || common.date <= start && period.is_corrected_by(&common.corrections, day) {
        return;
    }
    let message = format!("公示期从 {start} 开始，{what}，前面几天不可能公示过");
    if let Some(right) = mistyped {
        let fix = faults.edit(typed.begins.at, &right.to_string()).map(Fix::likely);
        return faults.say_with(
            LATE,
            typed.begins.at,
            (message, format!("年份是不是写错了？改成“开始: {right}”")),
            fix,
        );
    }
    let mut hint = format!("开始不能早于 {day}；公示要从头公示满，请改“开始”，或者核对日期和审批");
    let mut fix = None;
    let least = setting.rule.workdays;
    if let Some(moved) = period.moved_behind(setting.day.max(day.before()), (calendar, least)) {
        let workdays = typed.workdays.filter(|days| days.value < least);
        let edits = [
            Some((typed.begins.at, moved.start.to_string())),
            workdays.map(|days| (days.at, least.to_string())),
            typed.last.map(|last| (last.at, moved.end.to_string())),
        ];
        let edits = edits.into_iter().flatten();
        let edits: Option<Vec<TextEdit>> = edits.map(|(at, new)| faults.edit(at, &new)).collect();
        fix = edits.map(|mut edits| {
            edits.sort_by_key(|edit| (edit.line, edit.column));
            Fix {
                edits,
                is_certain: false,
            }
        });
        let advice = match workdays {
            Some(_) if typed.last.is_none() => moved.advice_of_workdays(least),
            _ => moved.advice(typed.last.is_some()),
        };
        hint = format!("{hint}；{advice}");
        if asked && common.approval.iter().any(|step| step.digest.is_some()) {
            hint += "。改后从“提出”起重新审批，每一步加上 --again";
        }
    }
    faults.say_with(LATE, typed.begins.at, (message, hint), fix);
}

impl Period {
    /// True when nobody can have begun to show it on its first day: it was approved or dated on this later one. What lies
    /// long ago is entered for the record.
    pub(crate) fn is_late_on(&self, day: Day) -> bool {
        day > self.start && !values::is_far_behind(day, self.start)
    }

    /// True when a correction was made while it ran, by this day of its: what was corrected had been shown, and is approved
    /// anew. What is approved when it is over did not hang meanwhile.
    pub(crate) fn is_corrected_by(&self, corrections: &[Correction], day: Day) -> bool {
        let mut made = corrections.iter().map(|correction| correction.date);
        day <= self.end && made.any(|made| (self.start..=day).contains(&made))
    }

    /// As many working days from the first working day behind this day on, and no fewer than a site asks for.
    pub(crate) fn moved_behind(&self, day: Day, (calendar, least): (&Calendar, u32)) -> Option<Self> {
        let start = calendar.last_of(day.after(1), 1)?;
        let workdays = calendar.count(self.start, self.end).max(least);
        let end = calendar.last_of(start, workdays)?;
        Some(Self { start, end })
    }

    /// What to type for it.
    pub(crate) fn advice(&self, has_last_day: bool) -> String {
        let Self { start, end } = self;
        match has_last_day {
            true => format!("可以改成“开始: {start}”“截止: {end}”，正文里写了公示期的一起改"),
            false => format!("可以改成“开始: {start}”（到 {end} 满），正文里写了公示期的一起改"),
        }
    }

    /// The same where fewer working days were typed than a site asks for.
    fn advice_of_workdays(&self, least: u32) -> String {
        let Self { start, end } = self;
        format!("可以改成“开始: {start}”“工作日: {least}”（到 {end} 满），正文里写了公示期的一起改")
    }
}

/// A period as it was typed, with the end that follows.
struct Typed {
    begins: TypedValue<Day>,
    end: Day,
    workdays: Option<TypedValue<u32>>,
    last: Option<TypedValue<Day>>,
}

impl Typed {
    /// Where its length was typed.
    fn at(&self) -> LineSpan {
        let last = self.last.map(|last| last.at);
        last.or(self.workdays.map(|days| days.at))
            .unwrap_or(LineSpan::START)
    }
}

/// What the working days say about a period.
fn check(faults: &Faults<'_>, typed: &Typed, calendar: &Calendar, setting: NoticeContext<'_>) {
    let rule = setting.rule;
    let (start, end) = (typed.begins.value, typed.end);
    let count = calendar.count(start, end);
    let unknown = (start.year()..=end.year()).find(|year| !calendar.knows(*year));
    if let Some(year) = unknown {
        say_year(faults, typed, calendar, year);
    } else if let (Some(last), Some(days)) = (&typed.last, &typed.workdays)
        && count != days.value
    {
        let message = format!(
            "公示期从 {start} 到 {end} 有 {count} 个工作日，“工作日”写的却是 {}",
            days.value
        );
        let hint = match calendar.last_of(start, days.value) {
            Some(right) => format!(
                "{} 个工作日到 {right} 为止，两处写一处就行；放假和调休以国务院办公厅的通知为准",
                days.value
            ),
            None => "两处写一处就行".to_owned(),
        };
        faults.say(COUNT, last.at, message, hint);
        return;
    }
    // What is over hung as long as was asked for then: a site may ask for more since.
    let least = match end < setting.day {
        true => rule.workdays.min(PublicityRule::default().workdays),
        false => rule.workdays,
    };
    if count < least {
        let message = format!("公示期从 {start} 到 {end} 只有 {count} 个工作日，少于 {least} 个");
        let hint = match calendar.last_of(start, least) {
            Some(right) => {
                format!("截止不能早于 {right}；至少几个工作日，在 site.toml 的 [publicity] 里定")
            }
            None => "至少几个工作日，在 site.toml 的 [publicity] 里定".to_owned(),
        };
        say_short(faults, (SHORT, setting.common), typed.at(), (message, hint));
    } else if let Some(last) = &typed.last
        && !calendar.is_workday(end)
        && unknown.is_none()
    {
        let message = format!(
            "公示期的最后一天 {end}（{}）不是工作日，没有人受理",
            end.weekday()
        );
        let hint = match calendar.last_of(end, 1) {
            Some(next) => format!("改到工作日，例如 {next}"),
            None => "改到工作日".to_owned(),
        };
        faults.say(REST, last.at, message, hint);
    }
}

/// Says that something does not hang long enough.
fn say_short(
    faults: &Faults<'_>,
    (code, common): (Code, Option<&Common>),
    at: LineSpan,
    (message, hint): (String, String),
) {
    match common.is_none_or(|common| common.draft) {
        true => faults.say(
            DRAFT,
            at,
            message,
            format!("{hint}；现在是草稿，不影响别的条目，审批以前要改好"),
        ),
        false => faults.say(code, at, message, hint),
    }
}

/// A period that needs a year of which nobody has said when it has holidays.
fn say_year(faults: &Faults<'_>, typed: &Typed, calendar: &Calendar, year: i32) {
    let lacks = calendar.lacks(year);
    let what = if lacks.len() == 3 {
        format!("程序里没有{year}年的放假安排")
    } else {
        let days: Vec<String> = lacks.iter().map(|day| day.to_string()).collect();
        format!(
            "content/calendar.yaml 里{year}年的放假安排没有填全（缺 {}）",
            days.join("、")
        )
    };
    let message = format!("{what}，公示期的工作日{}，到 {} 为止", Calendar::GUESS, typed.end);
    let hint = "国务院办公厅的通知公布后，把这一年的放假和调休填进 content/calendar.yaml";
    faults.say(YEAR, typed.at(), message, hint);
}

/// 征求意见 and 预公开 leave readers so many days (domain rules: 向社会不少于半个月，本单位内部不少于一周).
pub(super) fn check_window(
    fields: &Fields<'_, '_, '_>,
    (kind, common): (NoticeKind, &Common),
    (period, deadline): (Option<Period>, Option<TypedValue<Day>>),
    setting: NoticeContext<'_>,
) {
    let advance = common.duration == Some(Duration::Advance);
    let what = match kind {
        NoticeKind::Consultation => "征求意见",
        _ if advance => "预公开",
        _ => {
            if let Some(deadline) = deadline {
                let message = "“截止”是征求意见、预公开用的，网页会把这一条写成预公开";
                let hint =
                    "报名、上交材料的截止写在正文里，这一行删去；确实是预公开的，加上“公开时限: 预公开”";
                fields.faults.say(ALONE, deadline.at, message, hint);
            }
            return;
        }
    };
    let window = match (deadline, period) {
        (Some(deadline), _) => (common.date, deadline.value, deadline.at),
        (None, Some(period)) => (period.start, period.end, fields.key_at(keys::PERIOD)),
        (None, None) => {
            let typed = fields.has(keys::DEADLINE) || fields.has(keys::PERIOD);
            if advance && kind != NoticeKind::Consultation && !typed {
                let message = "预公开没有写到哪一天为止";
                let hint = setting.deadline_hint();
                fields
                    .faults
                    .say(ADVANCE, fields.key_at(keys::DURATION), message, hint);
            }
            return;
        }
    };
    let (first, last, at) = window;
    let days = first.days_until(last) + 1;
    let least = setting.rule.window(common.scope);
    if days >= i64::from(least) {
        return;
    }
    let message = match days {
        ..1 => format!("{what}的截止 {last} 早于日期 {first}"),
        _ => format!("{what}从 {first} 到 {last} 只有 {days} 天，少于 {least} 天"),
    };
    let audience = match common.scope {
        Scope::Public => "面向社会的",
        Scope::Unit | Scope::Party | Scope::Restricted => "在校内的",
    };
    let hint = format!(
        "{audience}不少于 {least} 天，截止不能早于 {}；天数在 site.toml 的 [publicity] 里定",
        first.after(u64::from(least) - 1)
    );
    say_short(fields.faults, (WINDOW, Some(common)), at, (message, hint));
}
