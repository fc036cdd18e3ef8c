//! A cell → its value, by the type of its column. What cannot be one is left out, and said.

use super::columns::PlannedColumn;
use super::days::{self, DayCertainty};
use super::grid::{CellOrigin, GridCell};
use super::header::one_line;
use super::numbers::{self, SheetNumber};
use crate::attachment::VisibleValue;
use crate::import::doubts::Doubts;
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, LASTING, Preset, Status, without_day};
use crate::words::{Amount, Day, Labelled};

/// What people write where nothing is to be written.
const BLANKS: [&str; 11] = ["—", "——", "-", "--", "/", "／", "\\", "~", "－", "…", "……"];

/// Digits that Excel keeps.
const KEPT: f64 = 1e15;

/// Has every day that a year can have.
const LEAP_YEAR: i32 = 2024;

/// What cells are read by.
#[derive(Debug)]
pub(super) struct CellReader<'a> {
    pub(super) preset: Option<Preset>,
    pub(super) column: &'a PlannedColumn,
    /// The month of the register, where its title names one.
    pub(super) month: Option<u32>,
    /// The day on which its row began.
    pub(super) begun: Option<Day>,
}

/// Nothing is due so many months before the month of its register.
const LONG_BEFORE: u32 = 6;

/// Where a cell stands and what is said of it.
pub(super) struct CellPlace<'d> {
    pub(super) row: u32,
    pub(super) doubts: &'d mut Doubts,
}

impl CellReader<'_> {
    /// Reads a cell.
    pub(super) fn read(&self, cell: &GridCell, place: &mut CellPlace<'_>) -> Option<Cell> {
        if cell.from == CellOrigin::Left {
            return None;
        }
        let value = cell.value.as_ref()?;
        let is_blank = |text: &str| BLANKS.contains(&text) || text == "无" && !self.takes_words();
        if matches!(value, VisibleValue::Text(text) if is_blank(text)) {
            return None;
        }
        if let VisibleValue::Error(code) = value {
            self.say(place, "是错误值，没有导入", code);
            return None;
        }
        let kind = self.column.column.kind;
        if cell.from == CellOrigin::Above {
            if kind.is_numeric() {
                self.say(place, "与上面的格合并，数只记在第一行", "");
                return None;
            }
            if self.column.column.role == Some(ColumnRole::Number) {
                return None;
            }
        }
        match kind {
            ColumnKind::Number | ColumnKind::Money => self.amount(value, place).map(Cell::Amount),
            ColumnKind::Percent => self.percent(value, place).map(Cell::Amount),
            ColumnKind::Date => self.day(value, place),
            ColumnKind::Status => status(value).map(Cell::Status),
            ColumnKind::Person => Some(Cell::Text(persons(&self.words(value, place)))),
            ColumnKind::Link => self.link(value, place),
            ColumnKind::Picture => None,
            ColumnKind::Text => Some(Cell::Text(self.words(value, place))),
        }
    }

    fn takes_words(&self) -> bool {
        matches!(self.column.column.kind, ColumnKind::Text | ColumnKind::Person)
    }

    fn say(&self, place: &mut CellPlace<'_>, what: &'static str, example: &str) {
        place.doubts.cell(place.row, &self.column.shown, what, example);
    }

    fn words(&self, value: &VisibleValue, place: &mut CellPlace<'_>) -> String {
        let words = shown(value);
        if matches!(value, VisibleValue::Number(_))
            && words.len() > 15
            && words.parse::<f64>().is_ok_and(|n| n.abs() >= KEPT)
        {
            self.say(place, "超过15位，Excel 可能已经改了末几位，请与原件核对", "");
        }
        let is_month = self.column.column.role == Some(ColumnRole::Month);
        let number = words
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=12).contains(number));
        match number.filter(|_| is_month) {
            Some(month) => format!("{month}月"),
            None => words,
        }
    }

    /// An amount that its column takes.
    fn amount(&self, value: &VisibleValue, place: &mut CellPlace<'_>) -> Option<Amount> {
        let Some(found) = number(value, self.column.power) else {
            self.say(place, "不是数，没有导入", &shown(value));
            return None;
        };
        let is_of_preset = self.preset.is_some() && !self.column.is_own;
        let role = self.column.column.role;
        if is_of_preset && found.amount < Amount::ZERO {
            if role == Some(ColumnRole::Deduction) {
                self.say(place, "是负数，按扣掉的分数导入", &shown(value));
                return Some(Amount::ZERO.minus(found.amount));
            }
            self.say(place, "是负数，没有导入", &shown(value));
            return None;
        }
        let is_of_heads = role.is_some_and(ColumnRole::is_of_heads);
        if is_of_preset && is_of_heads && (found.amount.hundredths() % 100 != 0 || found.is_rounded) {
            self.say(place, "应当是整数，没有导入", &shown(value));
            return None;
        }
        if found.is_rounded {
            self.say(place, "小数超过两位，四舍五入了", &shown(value));
        }
        Some(found.amount)
    }

    fn percent(&self, value: &VisibleValue, place: &mut CellPlace<'_>) -> Option<Amount> {
        let found = percent(value, self.column.power);
        match found.filter(|found| found.amount >= Amount::ZERO && found.amount <= Amount::whole(100)) {
            Some(found) => {
                if found.is_rounded {
                    self.say(place, "小数超过两位，四舍五入了", &shown(value));
                }
                Some(found.amount)
            }
            None => {
                self.say(place, "不是0到100的百分数，没有导入", &shown(value));
                None
            }
        }
    }

    fn day(&self, value: &VisibleValue, place: &mut CellPlace<'_>) -> Option<Cell> {
        let is_deadline = self.column.column.role == Some(ColumnRole::Deadline);
        let text = shown(value);
        if matches!(value, VisibleValue::Month(_)) && !is_deadline {
            self.say(place, "只写到月，没有导入", &text);
            return None;
        }
        if is_deadline
            && self.preset == Some(Preset::Rectification)
            && let Some(word) = without_day(&text).or_else(|| lasting_after_all(&text))
        {
            if without_day(&text).is_none() {
                self.say(place, "按“长期坚持”导入", &text);
            }
            return Some(Cell::Text(word.to_owned()));
        }
        if is_deadline && is_first_or_tenth(value) {
            self.say(place, "看不出是1月还是10月，没有导入", &text);
            return None;
        }
        let Some((day, certainty)) = days::typed(&text, self.column.year, is_deadline) else {
            let what = match days::typed(&text, Some(LEAP_YEAR), is_deadline) {
                Some(_) => "没有写年份，看不出是哪一年，没有导入",
                None => "看不出是哪一天，没有导入",
            };
            self.say(place, what, &text);
            return None;
        };
        // 1月10日 in a register of 2025年12月 is to come.
        let is_over = self.month.is_some_and(|month| day.month() + LONG_BEFORE < month);
        if is_deadline
            && is_over
            && certainty == DayCertainty::YearOfRegister
            && let Some((next, _)) = days::typed(&text, Some(day.year() + 1), is_deadline)
        {
            self.say(
                place,
                "没有写年份，比表里的月份早得多，按下一年导入，请核对",
                &text,
            );
            return Some(Cell::Date(next));
        }
        let is_of_row = self.column.column.role.is_some();
        if certainty == DayCertainty::YearOfRegister
            && is_of_row
            && self.begun.is_some_and(|begun| day < begun)
        {
            self.say(place, "没有写年份，早于这一行的发现（收到）日期，没有导入", &text);
            return None;
        }
        match certainty {
            DayCertainty::Stated => {}
            DayCertainty::YearOfRegister => self.say(place, "没有写年份，按表里的年份导入", &text),
            DayCertainty::EndOfMonth => self.say(place, "只写到月，按月底导入", &text),
        }
        Some(Cell::Date(day))
    }

    fn link(&self, value: &VisibleValue, place: &mut CellPlace<'_>) -> Option<Cell> {
        let text = shown(value);
        if !is_link(&text) {
            self.say(place, "不是网址，没有导入", &text);
            return None;
        }
        Some(Cell::Url {
            label: text.clone(),
            href: text,
        })
    }
}

/// True where something is written, and no stroke.
pub(super) fn is_told(cell: &GridCell) -> bool {
    let is_stroke = |value: &VisibleValue| matches!(value, VisibleValue::Text(text) if BLANKS.contains(&text.as_str()) || text == "无");
    cell.from != CellOrigin::Left && cell.value.as_ref().is_some_and(|value| !is_stroke(value))
}

/// A number, taken `power` times ten.
pub(super) fn number(value: &VisibleValue, power: i32) -> Option<SheetNumber> {
    match value {
        VisibleValue::Number(stored) => numbers::stored(stored, power),
        VisibleValue::Text(text) => numbers::typed(text, power),
        _ => None,
    }
}

/// A percentage; a bare number is taken `power` times ten.
pub(super) fn percent(value: &VisibleValue, power: i32) -> Option<SheetNumber> {
    match value {
        VisibleValue::Percent(stored) => numbers::stored(stored, 2),
        VisibleValue::Text(text) => match text.strip_suffix(['%', '％']) {
            Some(digits) => numbers::typed(digits, 0),
            None => numbers::typed(text, power),
        },
        value => number(value, power),
    }
}

/// The day that a value surely is.
pub(super) fn stated_day(value: &VisibleValue) -> Option<Day> {
    match value {
        VisibleValue::Day(day) => Day::parse(day),
        VisibleValue::Text(text) => days::typed(text, None, false).map(|(day, _)| day),
        _ => None,
    }
}

/// True for a day, and for one without its year.
pub(super) fn is_day_of_some_year(value: &VisibleValue) -> bool {
    let is_typed = |text: &str| days::typed(text, Some(LEAP_YEAR), false).is_some();
    stated_day(value).is_some() || matches!(value, VisibleValue::Text(text) if is_typed(text))
}

/// True for a day, one without its year, or a month.
pub(super) fn is_time(value: &VisibleValue) -> bool {
    matches!(value, VisibleValue::Day(_) | VisibleValue::Month(_))
        || days::typed(&shown(value), Some(LEAP_YEAR), true).is_some()
}

/// A state in a word.
pub(super) fn status(value: &VisibleValue) -> Option<Status> {
    let VisibleValue::Text(text) = value else {
        return None;
    };
    Status::ALL.into_iter().find(|status| status.label() == text)
}

/// True for 2026.1 as a number, which a sheet stores for 2026.10 too.
pub(super) fn is_first_or_tenth(value: &VisibleValue) -> bool {
    matches!(value, VisibleValue::Number(stored) if stored.ends_with(".1"))
}

/// True for an address that readers may be led to.
pub(super) fn is_link(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\');
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(odd))
}

/// A value as it is shown.
pub(super) fn shown(value: &VisibleValue) -> String {
    match value {
        VisibleValue::Text(text) | VisibleValue::Error(text) | VisibleValue::Day(text) => text.clone(),
        VisibleValue::Month(day) => match Day::parse(day) {
            Some(day) => format!("{}年{}月", day.year(), day.month()),
            None => day.clone(),
        },
        VisibleValue::Percent(stored) => match numbers::stored(stored, 2) {
            Some(found) => format!("{}%", found.amount),
            None => stored.clone(),
        },
        VisibleValue::Number(stored) => match stored.parse::<f64>() {
            // The fewest digits that mean this number, of those that Excel keeps.
            Ok(number) if number.is_finite() && number.abs() < 1e21 && number.abs() >= 1e-7 => {
                let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
                if number.fract() == 0.0 {
                    format!("{number}")
                } else {
                    format!("{rounded}")
                }
            }
            _ => stored.clone(),
        },
    }
}

/// Names on one line: two of them in a cell of two columns, several on lines of their own, `李 明` as it was meant.
pub(super) fn persons(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let of = |lengths: std::ops::RangeInclusive<usize>| {
            parts
                .iter()
                .all(|part| lengths.contains(&part.chars().count()) && part.chars().all(crate::words::is_han))
        };
        match parts.len() {
            0 | 1 => one_line(line),
            // Padded to the width of three characters.
            2..=4 if of(1..=1) => parts.concat(),
            _ if of(2..=4) => parts.join("、"),
            _ => one_line(line),
        }
    });
    lines.collect::<Vec<_>>().join("、").replace("、、", "、")
}

/// 时限 that is no day. What is put right at once and then goes on is never late: 立行立改，长期坚持.
fn lasting_after_all(text: &str) -> Option<&'static str> {
    let parts = text.split(['，', '、', '；', ',', ';', '/', ' ', '\n', '并']);
    let words = parts.filter(|part| !part.is_empty()).map(without_day);
    let words: Option<Vec<&str>> = words.collect();
    words.filter(|words| words.contains(&LASTING)).map(|_| LASTING)
}
