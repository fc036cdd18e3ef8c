//! Days as registers write them: `2026.3.5`, `20260305`, `3月5日` in a register of 2026, `2026年6月底前`.

use crate::import::official::{term, whole_month};
use crate::words::{Day, Moment, narrow};

/// How sure a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayCertainty {
    /// It says so.
    Stated,
    /// The year is that of the register.
    YearOfRegister,
    /// It says a month; the day is the month's last.
    EndOfMonth,
}

/// What may stand behind the last day of a time.
const BEFORE: [&str; 6] = ["之前", "以前", "前", "止", "内", "完成"];

/// The day that a text says. `year` is that of the register; a time by which something is done may be a month.
pub(super) fn typed(text: &str, year: Option<i32>, is_deadline: bool) -> Option<(Day, DayCertainty)> {
    if text.len() > 100 {
        return None;
    }
    let narrowed: String = text.chars().filter(|c| *c != ' ').map(narrow).collect();
    let bare = narrowed.split(['(', '[']).next().unwrap_or_default();
    let mut bare = bare.trim_end_matches(['。', '；', ';', '.']).replace('号', "日");
    if is_deadline {
        let cut = BEFORE.iter().find_map(|word| bare.strip_suffix(word));
        bare = cut.unwrap_or(&bare).to_owned();
    }
    if let Some(day) = whole(&bare).or_else(|| whole(&text.replace('T', " "))) {
        return Some((day, DayCertainty::Stated));
    }
    if let Some((month, of_month)) = bare.strip_suffix('日').and_then(|bare| bare.split_once('月'))
        && let (Some(year), Ok(month), Ok(of_month)) = (year, month.parse(), of_month.parse())
    {
        return Some((Day::new(year, month, of_month)?, DayCertainty::YearOfRegister));
    }
    if is_deadline { end(&bare, year) } else { None }
}

fn whole(text: &str) -> Option<Day> {
    let digits = |range| text.get(range).and_then(|part: &str| part.parse::<u32>().ok());
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = i32::try_from(digits(0..4)?).ok()?;
        return Day::new(year, digits(4..6)?, digits(6..8)?);
    }
    let day = Day::parse(text).or_else(|| Day::parse(&format!("{text}日")));
    // 26.4.3: the year of this century.
    let in_short = || {
        let is_short = text.len() >= 6 && text.as_bytes()[2] == b'.' && text.starts_with(['2', '3']);
        Day::parse(&format!("20{text}")).filter(|_| is_short)
    };
    let day = day.or_else(in_short);
    // Excel writes midnight behind a day.
    let behind = || Moment::parse(text.get(..text.len().checked_sub(3)?)?).map(|moment| moment.day);
    day.or_else(|| Moment::parse(text).map(|moment| moment.day))
        .or_else(behind)
}

/// The last day of what is named: a month, or a year.
fn end(text: &str, year: Option<i32>) -> Option<(Day, DayCertainty)> {
    let text = text.replace('末', "底");
    let month = text.trim_end_matches('底');
    let is_end = month != text;
    let read = |year| {
        let of_year = term(&text, year).filter(|(_, range)| is_end && range.len() == text.len());
        whole_month(month, year).or(of_year.map(|(day, _)| day))
    };
    let certainty = match is_end {
        true => DayCertainty::Stated,
        false => DayCertainty::EndOfMonth,
    };
    let own = read(None).map(|day| (day, certainty));
    own.or_else(|| Some((read(year)?, DayCertainty::YearOfRegister)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_not_guessed() {
        use DayCertainty::{EndOfMonth, Stated, YearOfRegister};
        for (text, is_deadline, wanted) in [
            ("2026.3.5", false, Some(("2026-03-05", Stated))),
            ("2026年3月5日", false, Some(("2026-03-05", Stated))),
            ("2026 年 3 月 5 日", false, Some(("2026-03-05", Stated))),
            ("2026年3月5", false, Some(("2026-03-05", Stated))),
            ("2026年3月5号", false, Some(("2026-03-05", Stated))),
            ("２０２６／３／５", false, Some(("2026-03-05", Stated))),
            ("20260305", false, Some(("2026-03-05", Stated))),
            ("26.3.5", false, Some(("2026-03-05", Stated))),
            ("12.3.5", false, None),
            ("26.13.5", false, None),
            ("2026-03-05 00:00:00", false, Some(("2026-03-05", Stated))),
            ("2026-03-05T00:00:00", false, Some(("2026-03-05", Stated))),
            ("2026年3月5日（星期四）", false, Some(("2026-03-05", Stated))),
            ("3月5日", false, Some(("2026-03-05", YearOfRegister))),
            ("2026年6月30日前", true, Some(("2026-06-30", Stated))),
            ("2026年6月底前", true, Some(("2026-06-30", Stated))),
            ("2026年6月", true, Some(("2026-06-30", EndOfMonth))),
            ("2026.02", true, Some(("2026-02-28", EndOfMonth))),
            ("6月底", true, Some(("2026-06-30", YearOfRegister))),
            ("2026年底前", true, Some(("2026-12-31", Stated))),
            ("年底前", true, Some(("2026-12-31", YearOfRegister))),
            ("今年底", true, Some(("2026-12-31", YearOfRegister))),
            ("2025年末", true, Some(("2025-12-31", Stated))),
            ("6月份", true, Some(("2026-06-30", YearOfRegister))),
            ("2025年6月份底前", true, Some(("2025-06-30", Stated))),
            ("2025/6", true, Some(("2025-06-30", EndOfMonth))),
            ("2025.6底", true, Some(("2025-06-30", Stated))),
            ("2026年", true, None),
            ("2026年6月", false, None),
            ("6月底", false, None),
            ("2026年2月30日", false, None),
            ("2026.3.5-2026.3.10", false, None),
            ("待定", true, None),
            ("3.5", true, None),
            ("46086", false, None),
            ("", true, None),
        ] {
            let found = typed(text, Some(2026), is_deadline);
            let found = found.map(|(day, certainty)| (day.to_string(), certainty));
            let wanted = wanted.map(|(day, certainty)| (day.to_owned(), certainty));
            assert_eq!(found, wanted, "{text}");
        }
        assert_eq!(typed("3月5日", None, false), None);
    }
}
