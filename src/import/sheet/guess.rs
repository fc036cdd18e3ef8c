//! The type of a column that no ledger knows, by its values and its name.

use super::body::TableBody;
use super::cells;
use super::grid::{CellOrigin, GridCell};
use super::header::{HeaderColumn, TableHeader};
use super::synonyms;
use crate::attachment::VisibleValue;
use crate::read::ledger::ColumnKind;
use crate::words::{Amount, ends_with_any};

/// Names of amounts of money.
const MONEY: &str = "金额 费 元 预算 支出 收入 款 价 结余 余额";
/// Titles of tables of money.
const OF_MONEY: &str = "党费 经费 费用 资金";
/// Names of numbers that are no money, in a table of it.
const NO_MONEY: &str = "人 数 次 分 量 户 件 项 率 龄";
/// Names of days and months, and of what is numbered as they are.
const TIMES: [&str; 5] = ["时间", "日期", "年月", "月份", "版本"];
/// Names of persons.
const PERSONS: [&str; 8] = [
    "姓名", "责任人", "负责人", "联系人", "承办人", "主持人", "经办人", "领导",
];

/// Names of what persons are paid or given.
const PAY: &str = "金额 费 款 补贴 补助 津贴 奖金 奖励 酬 慰问金 工资";
/// Digits of amounts that nobody can change.
const FORMAL_DIGITS: [char; 12] = [
    '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟',
];

/// True for a column of what persons are paid or given.
pub(super) fn names_pay(name: &str) -> bool {
    synonyms::named(name, PAY).is_some()
}

/// True for a text with an amount in it, in digits or as on a receipt: 伍佰元.
pub(super) fn says_amount(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || FORMAL_DIGITS.contains(&c))
}

/// The type that all values of a column have, and whether a percentage is written as a fraction of 1.
pub(super) fn guess(
    head: &HeaderColumn,
    values: &[&VisibleValue],
    header: &TableHeader,
) -> (ColumnKind, bool) {
    let all = |fits: &dyn Fn(&VisibleValue) -> bool| values.iter().all(|value| fits(value));
    let is_short = |value: &VisibleValue| value_text(value).is_some_and(|text| text.chars().count() <= 20);
    // 3月6日 alone, in a table of no year, says more as it is.
    let has_year = || header.year.is_some() || values.iter().any(|value| cells::stated_day(value).is_some());
    // 2026-11-20 15:58 says more as it is.
    let has_hour = || {
        values
            .iter()
            .any(|value| cells::shown(value).contains([':', '：', '时']))
    };
    if all(&cells::is_day_of_some_year) && has_year() && !has_hour() {
        return (ColumnKind::Date, false);
    }
    if all(&|value| cells::status(value).is_some()) {
        return (ColumnKind::Status, false);
    }
    if let Some(is_fraction) = percentages(head, values) {
        return (ColumnKind::Percent, is_fraction);
    }
    // 2010.10 is a month, and no 2010.1.
    let is_number = all(&is_amount)
        && synonyms::named(&head.bare, synonyms::IDENTIFIERS).is_none()
        && !ends_with_any(&head.bare, &TIMES);
    let kind = if is_number {
        if is_money(head, values, header) {
            ColumnKind::Money
        } else {
            ColumnKind::Number
        }
    } else if ends_with_any(&head.bare, &PERSONS) && all(&is_short) {
        ColumnKind::Person
    } else if all(&|value| cells::is_link(&cells::shown(value))) {
        ColumnKind::Link
    } else {
        ColumnKind::Text
    };
    (kind, false)
}

/// The first value of a column of months that may be a tenth one: 2010.1, as a sheet stores 2010.10, too.
pub(super) fn unclear_month(head: &HeaderColumn, values: &[&VisibleValue]) -> Option<String> {
    let found = values.iter().find(|value| cells::is_first_or_tenth(value))?;
    ends_with_any(&head.bare, &TIMES).then(|| cells::shown(found))
}

fn value_text(value: &VisibleValue) -> Option<&str> {
    if let VisibleValue::Text(text) = value {
        Some(text)
    } else {
        None
    }
}

/// Whether all are percentages, and then whether they are written as fractions of 1.
fn percentages(head: &HeaderColumn, values: &[&VisibleValue]) -> Option<bool> {
    let is_sign = |value: &&VisibleValue| match value {
        VisibleValue::Percent(_) => true,
        value => value_text(value).is_some_and(|text| text.ends_with(['%', '％'])),
    };
    let in_range = |value: &VisibleValue, power| {
        let found = cells::percent(value, power).map(|found| found.amount);
        found.is_some_and(|amount| amount >= Amount::ZERO && amount <= Amount::whole(100))
    };
    let all_signed = values.iter().all(is_sign);
    let is_rate = head.is_percent || head.bare.ends_with('率') || head.bare.ends_with("占比");
    if !(is_rate || all_signed) || !values.iter().all(|value| in_range(value, 0)) {
        return None;
    }
    let are_fractions = values.iter().all(|value| is_sign(value) || in_range(value, 2));
    Some(are_fractions && !all_signed && !head.is_percent)
}

/// True for a number that is none of an identity: 0012 is one.
fn is_amount(value: &VisibleValue) -> bool {
    let has_zeros = |text: &str| text.starts_with('0') && text.len() > 1 && !text.starts_with("0.");
    let is_stored = matches!(value, VisibleValue::Number(_));
    !value_text(value).is_some_and(has_zeros)
        && cells::number(value, 0).is_some_and(|number| is_stored || !number.is_rounded)
}

fn is_money(head: &HeaderColumn, values: &[&VisibleValue], header: &TableHeader) -> bool {
    let is_counted =
        |value: &&VisibleValue| value_text(value).is_some_and(|text| text.contains(['元', '￥', '¥']));
    let is_of_money = header.unit.is_some() || synonyms::named(&header.title, OF_MONEY).is_some();
    head.unit.is_some()
        || synonyms::named(&head.bare, MONEY).is_some()
        || values.iter().all(is_counted)
        || is_of_money && synonyms::named(&head.bare, NO_MONEY).is_none()
}

/// What stands in the rows of data, strokes left out.
pub(super) fn values<'b>(body: &'b TableBody<'_>, place: usize) -> impl Iterator<Item = &'b VisibleValue> {
    let told = |cell: &&GridCell| cell.from != CellOrigin::Left;
    let cells = body
        .data
        .iter()
        .filter_map(move |row| row.cells.get(place))
        .filter(told);
    let values = cells.filter_map(|cell| cell.value.as_ref());
    values.filter(|value| !matches!(value, VisibleValue::Text(text) if ["—", "——", "-", "/", "／", "无"].contains(&text.as_str())))
        .filter(|value| !matches!(value, VisibleValue::Error(_)))
}

pub(super) fn has_values(body: &TableBody<'_>, place: usize) -> bool {
    values(body, place).next().is_some()
}
