//! `calendar.yaml` → [`Calendar`]: days off and make-up working days that differ from the built-in notices, or
//! belong to a year that is not built in yet.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::fields::{Field, Fields, TypedValue};
use super::front;
use super::keys::{self, FieldName};
use super::node::{LineSpan, Value};
use super::values;
use crate::words::{Calendar, Code, Day, DayOff, Report, Ruling, SourceText, contains_any};

const RANGE: Code = Code::error("calendar-range");
const CLASH: Code = Code::error("calendar-clash");
const VACATION: Code = Code::error("calendar-vacation");

/// A school's own, in which periods of 公示 run on.
const VACATIONS: [&str; 2] = ["寒假", "暑假"];

/// No notice gives so many days on end; school holidays are no days off of the State Council.
const LONGEST: i64 = 31;

/// What may stand between the first and the last day.
const BETWEEN: [&str; 6] = ["至", "到", "——", "—", "～", "~"];

const FORM: &str = "{日期: 2027-01-01 至 2027-01-03, 名称: 元旦}";

/// The days read so far, each with the line where it was typed.
type Days = BTreeMap<Day, (DayOff, u32)>;

/// Reads `calendar.yaml`; `None` when it has errors, which the report names.
pub(super) fn read(source: &SourceText, report: &mut Report) -> Option<Calendar> {
    let days = front::read_file(source, report, |faults, root| {
        let mut fields = Fields::of_root(faults, root)?;
        let mut days = Days::new();
        rows(&mut fields, keys::DAYS_OFF, Ruling::Off, &mut days);
        rows(&mut fields, keys::MAKEUP_DAYS, Ruling::Work, &mut days);
        fields.finish();
        Some(days)
    });
    let own = days?.into_iter();
    Some(Calendar::new(own.map(|(day, (off, _))| (day, off)).collect()))
}

fn rows(fields: &mut Fields<'_, '_, '_>, key: FieldName, ruling: Ruling, days: &mut Days) {
    let faults = fields.faults;
    for item in fields.list(key) {
        let (range, name) = match &item.node.value {
            Value::Scalar { .. } => {
                let range = range(faults, &item);
                let at = item.node.at;
                (range.map(|value| TypedValue { value, at }), None)
            }
            _ => {
                let Some(mut map) = Fields::of_field(faults, &item, FORM) else {
                    continue;
                };
                let range = map.required(keys::DATE, range, "日期: 2027-01-01 至 2027-01-03");
                let name = map.spot(keys::CALLED, values::line);
                map.finish();
                if let Some(name) = name.as_ref().filter(|name| contains_any(&name.value, &VACATIONS)) {
                    let message = format!("“{}”不写在这里", values::shown(&name.value));
                    let hint = "寒暑假里的星期一到星期五仍算工作日；这里只写国务院办公厅通知的放假和调休，请删去这一行";
                    faults.say(VACATION, name.at, message, hint);
                }
                (range, name.map(|name| name.value))
            }
        };
        let Some(TypedValue {
            value: (first, last),
            at,
        }) = range
        else {
            continue;
        };
        let off = DayOff { ruling, name };
        for day in first.through(last) {
            add(faults, day, &off, at, days);
        }
    }
}

/// Adds a day; one that is typed twice with the same ruling is only typed twice.
fn add(faults: &Faults<'_>, day: Day, off: &DayOff, at: LineSpan, days: &mut Days) {
    match days.get(&day) {
        Some((before, line)) if before.ruling != off.ruling => {
            let name = before.name.as_deref().unwrap_or_default();
            let message = format!("{day} 在第 {line} 行已经写成{name}放假，这里又写成调休上班");
            faults.say(CLASH, at, message, "请核对国务院办公厅的放假通知，一天只能写一处");
        }
        Some(_) => {}
        None => {
            days.insert(day, (off.clone(), at.line));
        }
    }
}

/// `2027-01-01`, or `2027-01-01 至 2027-01-03`.
fn range(faults: &Faults<'_>, field: &Field<'_, '_>) -> Option<(Day, Day)> {
    let typed = values::line(faults, field)?;
    let at = field.node.at;
    let Some((first, last)) = BETWEEN.iter().find_map(|between| typed.split_once(between)) else {
        let day = values::day(faults, field)?;
        return Some((day, day));
    };
    let read = |text: &str| {
        let day = Day::parse(text);
        if day.is_none() {
            values::say_day(faults, field, at, text.trim());
        }
        day
    };
    let first = read(first)?;
    let last = read(last)?;
    let days = first.days_until(last) + 1;
    if !(1..=LONGEST).contains(&days) {
        let message = match days {
            ..1 => format!("最后一天 {last} 早于第一天 {first}"),
            _ => format!("从 {first} 到 {last} 有 {days} 天，放假没有这么长的"),
        };
        let hint = "请核对两个日期；这里写国务院办公厅通知的放假和调休，寒暑假不写";
        faults.say(RANGE, at, message, hint);
        return None;
    }
    Some((first, last))
}
