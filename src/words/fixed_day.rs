//! The fixed day of a month on which something is held: 《支部工作条例》第十六条 asks for one for the 主题党日.
//! Also how a weekday is written behind a date: 2026年3月12日（星期四）.

use chrono::Weekday;

use super::{Day, without_space};

/// One day of every month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FixedDay {
    /// `每月20日`; in a shorter month its last day.
    Date(u32),
    /// `每月第三个星期五`, counted from 1.
    Nth(u32, Weekday),
    /// `每月最后一个星期五`.
    Last(Weekday),
}

const WEEKDAYS: [(&str, Weekday); 8] = [
    ("一", Weekday::Mon),
    ("二", Weekday::Tue),
    ("三", Weekday::Wed),
    ("四", Weekday::Thu),
    ("五", Weekday::Fri),
    ("六", Weekday::Sat),
    ("日", Weekday::Sun),
    ("天", Weekday::Sun),
];

const NUMBERS: [&str; 4] = ["一", "二", "三", "四"];

impl FixedDay {
    /// Reads `20`, `20日`, `每月20日`, `第三个星期五`, `每月第3个周五`, `最后一个星期五`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = without_space(text);
        let text = text.strip_prefix("每月").unwrap_or(&text);
        if let Some(rest) = text
            .strip_prefix("最后一个")
            .or_else(|| text.strip_prefix("最后1个"))
        {
            return Some(Self::Last(weekday(rest)?));
        }
        if let Some(rest) = text.strip_prefix('第') {
            let (number, rest) = rest.split_once('个')?;
            let number = NUMBERS
                .iter()
                .position(|han| *han == number)
                .map_or_else(|| number.parse().ok(), |at| u32::try_from(at + 1).ok())?;
            return (1..=4)
                .contains(&number)
                .then(|| weekday(rest).map(|day| Self::Nth(number, day)))?;
        }
        let digits = text.trim_end_matches(['日', '号']);
        let number: u32 = digits.parse().ok()?;
        (1..=31).contains(&number).then_some(Self::Date(number))
    }

    /// `每月20日`, `每月第三个星期五`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Self::Date(day) => format!("每月{day}日"),
            Self::Nth(number, day) => {
                let han = NUMBERS.get(number as usize - 1).copied().unwrap_or_default();
                format!("每月第{han}个星期{}", name(day))
            }
            Self::Last(day) => format!("每月最后一个星期{}", name(day)),
        }
    }

    /// True when this day is the fixed one of its month.
    #[must_use]
    pub fn is(self, day: Day) -> bool {
        match self {
            Self::Date(date) => day.day() == date.min(day.end_of_month().day()),
            Self::Nth(number, weekday) => day.day_of_week() == weekday && (day.day() - 1) / 7 + 1 == number,
            Self::Last(weekday) => day.day_of_week() == weekday && day.day() + 7 > day.end_of_month().day(),
        }
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    let text = ["星期", "礼拜", "周"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    WEEKDAYS.iter().find(|(han, _)| *han == text).map(|(_, day)| *day)
}

fn name(day: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(_, known)| *known == day)
        .map_or("", |(han, _)| han)
}

/// The words before the day of the week.
pub const WEEKDAY_WORDS: [&str; 3] = ["星期", "礼拜", "周"];

/// What may stand between a date and its weekday; in a table, the border of their cells.
pub const BEFORE_WEEKDAY: [char; 9] = ['（', '(', '〔', '[', '，', ',', ' ', '\u{3000}', '|'];

/// Every beginning of a weekday that may stand behind a date, or before one in brackets.
pub fn weekdays_beside_dates() -> impl Iterator<Item = String> {
    let before = BEFORE_WEEKDAY.into_iter().chain("日号0123456789".chars());
    let behind = before.flat_map(|before| WEEKDAY_WORDS.map(|word| format!("{before}{word}")));
    let days = "一二三四五六日天".chars();
    let ahead = days.flat_map(|day| ["周", "星期"].map(|word| format!("{word}{day}（")));
    behind.chain(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_day_is_read_and_found_in_months() {
        for (text, label, yes, no) in [
            ("20日", "每月20日", "2026-03-20", "2026-03-19"),
            ("每月 31 日", "每月31日", "2026-02-28", "2026-03-28"),
            ("第三个星期五", "每月第三个星期五", "2026-03-20", "2026-03-13"),
            ("每月第1个周一", "每月第一个星期一", "2026-06-01", "2026-06-08"),
            ("最后一个星期日", "每月最后一个星期日", "2026-11-29", "2026-11-22"),
        ] {
            let fixed = FixedDay::parse(text).expect(text);
            assert_eq!(fixed.label(), label);
            assert!(fixed.is(Day::of(yes)), "{text} {yes}");
            assert!(!fixed.is(Day::of(no)), "{text} {no}");
        }
        for text in ["", "0日", "32", "第五个星期五", "第三个星期八", "月底"] {
            assert_eq!(FixedDay::parse(text), None, "{text}");
        }
    }
}
