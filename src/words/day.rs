//! Days and moments, as school offices write them. No clock: today is always an argument.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::narrow_digit;

/// A day of the calendar between the years 1900 and 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The day with these numbers, when it exists.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..2200).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `2026-03-12`, `2026/3/12`, `2026.3.12` or `2026年3月12日`; full-width digits are accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text);
        let (day, rest) = Self::parse_prefix(&text)?;
        rest.trim().is_empty().then_some(day)
    }

    /// Reads a day at the beginning of `text` (already half-width) and gives what stands behind it.
    fn parse_prefix(text: &str) -> Option<(Self, &str)> {
        let text = text.trim_start();
        let (year, rest) = number(text, 4)?;
        let separator = rest.chars().next()?;
        let closing = match separator {
            '-' | '/' | '.' => separator,
            '年' => '月',
            _ => return None,
        };
        let (month, rest) = number(rest[separator.len_utf8()..].trim_start(), 2)?;
        let rest = rest.trim_start().strip_prefix(closing)?;
        let (day, rest) = number(rest.trim_start(), 2)?;
        let rest = if separator == '年' {
            rest.trim_start().strip_prefix('日')?
        } else {
            rest
        };
        let year = i32::try_from(year).ok()?;
        Self::new(year, month, day).map(|day| (day, rest))
    }

    /// A day that a test writes.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        Self::parse(text).expect("a day")
    }

    /// The year, for example 2026.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day so many days later, or itself at the calendar's end.
    #[must_use]
    pub fn after(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(self.0))
    }

    /// The day before, or itself at the calendar's beginning.
    #[must_use]
    pub fn before(self) -> Self {
        self.days_before(1)
    }

    /// How many days later the other is; negative when it is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The days from this one to another, both included; none when the other is earlier.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        let count = u64::try_from(self.days_until(last) + 1).unwrap_or(0);
        (0..count).map(move |days| self.after(days))
    }

    /// True on Saturdays and Sundays.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// `星期一` to `星期日`.
    #[must_use]
    pub fn weekday(self) -> &'static str {
        const NAMES: [&str; 7] = [
            "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日",
        ];
        NAMES[self.0.weekday().num_days_from_monday() as usize]
    }

    /// The day so many days earlier, or itself at the calendar's beginning.
    #[must_use]
    pub fn days_before(self, days: u64) -> Self {
        Self(self.0.checked_sub_days(Days::new(days)).unwrap_or(self.0))
    }

    /// The day of the week.
    #[must_use]
    pub fn day_of_week(self) -> Weekday {
        self.0.weekday()
    }

    /// The same day so many months later; the month's last day where there is no such day.
    #[must_use]
    pub fn months_later(self, months: u32) -> Self {
        Self(
            self.0
                .checked_add_months(chrono::Months::new(months))
                .unwrap_or(self.0),
        )
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// The last day of its month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        self.first_of_month().months_later(1).before()
    }

    /// 31 December of its year.
    #[must_use]
    pub fn end_of_year(self) -> Self {
        Self::new(self.year(), 12, 31).unwrap_or(self)
    }

    /// `2026年3月12日`, the form of 公文 (GB/T 9704: no leading zeros).
    #[must_use]
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }

    /// `03-12`, the end of an ISO date.
    #[must_use]
    pub fn month_day(self) -> String {
        format!("{:02}-{:02}", self.month(), self.day())
    }

    /// `二〇二六年三月十二日`.
    #[must_use]
    pub fn han(self) -> String {
        let year: String = self
            .year()
            .to_string()
            .bytes()
            .map(|digit| han_digit(digit - b'0'))
            .collect();
        format!(
            "{year}年{}月{}日",
            han_number(self.month()),
            han_number(self.day())
        )
    }
}

/// `2026-03-12`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A day, perhaps with a time of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The calendar day, as typed.
    pub day: Day,
    /// Minutes since midnight, below 1,440.
    pub minute: Option<u16>,
}

impl Moment {
    /// Reads a day, or a day and a time: `2026-03-12 14:30`, `2026年3月12日14时30分`, `… 14时`, `… 14点30分`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = half_width(text);
        let (day, rest) = Day::parse_prefix(&text)?;
        let rest = rest.trim();
        if rest.is_empty() {
            return Some(Self { day, minute: None });
        }
        parse_time(rest).map(|minute| Self {
            day,
            minute: Some(minute),
        })
    }

    /// `2026年3月12日14:30`, or the day alone.
    #[must_use]
    pub fn chinese(self) -> String {
        match self.minute {
            Some(minute) => format!("{}{:02}:{:02}", self.day.chinese(), minute / 60, minute % 60),
            None => self.day.chinese(),
        }
    }
}

/// Reads a time of day, `14:30`, `14时30分`, `14时`, in minutes since midnight.
#[must_use]
pub fn parse_time(text: &str) -> Option<u16> {
    let text = half_width(text);
    let text = text.trim().strip_prefix('T').unwrap_or(text.trim());
    let (hour, rest) = number(text, 2)?;
    let mark = rest.chars().next()?;
    if !matches!(mark, ':' | '时' | '点') {
        return None;
    }
    let rest = rest[mark.len_utf8()..].trim();
    let minute = if rest.is_empty() && mark != ':' {
        0
    } else {
        let (minute, tail) = number(rest, 2)?;
        let tail = tail.trim();
        let seconds = tail
            .strip_prefix(':')
            .and_then(|tail| number(tail, 2))
            .is_some_and(|(s, t)| s < 60 && t.is_empty());
        if !(tail.is_empty() || tail == "分" || seconds) {
            return None;
        }
        minute
    };
    (hour < 24 && minute < 60).then(|| u16::try_from(hour * 60 + minute).ok())?
}

/// Reads up to `most` decimal digits.
fn number(text: &str, most: usize) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > most {
        return None;
    }
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

/// Full-width digits, colons, slashes and hyphens become the ASCII ones.
fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match narrow_digit(c) {
            '：' => ':',
            '／' => '/',
            '－' => '-',
            '\u{3000}' => ' ',
            c => c,
        })
        .collect()
}

fn han_digit(digit: u8) -> char {
    ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'][usize::from(digit % 10)]
}

/// `十二`, for numbers below 100.
#[must_use]
pub fn han_number(number: u32) -> String {
    let digit = |n: u32| han_digit(u8::try_from(n % 10).unwrap_or(0));
    match (number / 10, number % 10) {
        (0, n) => digit(n).to_string(),
        (tens, ones) => {
            let mut text = String::new();
            if tens > 1 {
                text.push(digit(tens));
            }
            text.push('十');
            if ones > 0 {
                text.push(digit(ones));
            }
            text
        }
    }
}

/// True of 一 to 十, which the numbers of sections, months and units are written with.
#[must_use]
pub fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// The number up to 99 that is written so in Han characters.
#[must_use]
pub fn number_in_han(text: &str) -> Option<u32> {
    (1..100).find(|number| han_number(*number) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        Day::parse(text).map_or("-".into(), |day| day.to_string())
    }

    #[test]
    fn every_day_is_written_with_ten_characters() {
        let mut day = Day::new(1998, 12, 30).expect("exists");
        for _ in 0..1000 {
            let (year, month, of_month) = (day.year(), day.month(), day.day());
            assert_eq!(day.to_string(), format!("{year:04}-{month:02}-{of_month:02}"));
            day = day.after(1);
        }
    }

    #[test]
    fn days_are_read_in_the_forms_that_offices_write() {
        for text in [
            "2026-03-12",
            "2026-3-12",
            "2026/3/12",
            "2026.3.12",
            "2026年3月12日",
            "２０２６年３月１２日",
        ] {
            assert_eq!(day(text), "2026-03-12", "{text}");
        }
        for text in [
            "", "2026", "2026-02-30", "26-3-1", "2026-03-12x", "2026年3月12", "2026-13-01", "9999-01-01",
        ] {
            assert_eq!(day(text), "-", "{text}");
        }
    }

    #[test]
    fn moments_are_read_with_and_without_a_time() {
        let minute = |text| Moment::parse(text).and_then(|moment| moment.minute);
        for text in [
            "2026-03-12 14:30", "2026年3月12日14时30分", "2026-03-12 14：30", "2026-03-12T14:30:00",
        ] {
            assert_eq!(minute(text), Some(870), "{text}");
        }
        assert_eq!(minute("2026年3月12日14时"), Some(840));
        assert!(Moment::parse("2026-03-12 25:00").is_none());
        assert!(Moment::parse("2026-03-12 14:").is_none());
    }

    #[test]
    fn days_are_written_as_documents_write_them() {
        let day = Day::new(2026, 10, 20).expect("exists");
        assert_eq!(day.chinese(), "2026年10月20日");
        assert_eq!(day.han(), "二〇二六年十月二十日");
        assert_eq!(
            Day::new(2026, 3, 12).expect("exists").han(),
            "二〇二六年三月十二日"
        );
    }
}
