//! Days that were typed in another form → the day that was meant.

use super::half_width;
use crate::words::{BEFORE_WEEKDAY, Day, WEEKDAY_WORDS};

/// The day that was meant by one of mixed forms: `2026年11月18` or `2026-11-18日`; by `20261118` and `26.11.18`; by
/// `二〇二六年十一月十八日`.
pub(in crate::read) fn meant_day(typed: &str) -> Option<String> {
    if let Some(day) = without_weekday(typed) {
        return Day::parse(day).map(|_| day.to_owned()).or_else(|| meant_day(day));
    }
    let typed = in_digits(&half_width(typed));
    // 2O26 with a letter, 26年 without its century.
    let typed: String = match typed.chars().any(|c| c.is_ascii_digit()) {
        true => typed.replace(['O', 'o'], "0").replace(['l', 'I'], "1"),
        false => typed,
    };
    let is_short = typed.split_once('年').is_some_and(|(year, _)| {
        year.len() == 2 && year.starts_with('2') && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    let typed = if is_short { format!("20{typed}") } else { typed };
    let is_bare = typed.len() == 8 && typed.bytes().all(|byte| byte.is_ascii_digit());
    let typed = match typed.split(['.', '-', '/']).collect::<Vec<_>>()[..] {
        [_] if is_bare => format!("{}-{}-{}", &typed[..4], &typed[4..6], &typed[6..]),
        // Two digits of a year: those of these decades.
        [
            year @ ("20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29"),
            month,
            day,
        ] => {
            format!("20{year}-{month}-{day}")
        }
        _ => typed,
    };
    let numbers: Vec<_> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = numbers[..] else {
        return None;
    };
    let plain = typed
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号' | ' '));
    let right = Day::parse(&format!("{year}-{month}-{day}")).filter(|_| plain)?;
    Some(if typed.contains('年') {
        right.chinese()
    } else {
        right.to_string()
    })
}

/// The day of `2026-11-20（星期五）`, where that is its weekday: of another one nobody knows which is right.
fn without_weekday(typed: &str) -> Option<&str> {
    let bare = typed.trim_end_matches(['）', ')']);
    let (day, weekday) = WEEKDAY_WORDS.iter().find_map(|word| bare.rsplit_once(word))?;
    let day = day.trim_end_matches(BEFORE_WEEKDAY);
    let told = Day::parse(day).or_else(|| Day::parse(&meant_day(day)?))?;
    let weekday = weekday.replace('天', "日");
    let is_right = weekday.chars().count() == 1 && told.weekday().ends_with(&weekday);
    is_right.then_some(day)
}

/// `二〇二六年十一月十八日` in digits; anything else as it is.
fn in_digits(typed: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| {
        let c = if c == '零' || c == '○' { '〇' } else { c };
        DIGITS.chars().position(|other| other == c)
    };
    let number = |part: &str| -> Option<usize> {
        match part.split_once('十') {
            Some((tens, ones)) => {
                let tens = if tens.is_empty() {
                    Some(1)
                } else {
                    digit(tens.chars().next()?)
                };
                let ones = if ones.is_empty() {
                    Some(0)
                } else {
                    digit(ones.chars().next()?)
                };
                (part.chars().count() <= 3).then_some(())?;
                Some(tens? * 10 + ones?)
            }
            None => part.chars().try_fold(0, |sum, c| Some(sum * 10 + digit(c)?)),
        }
    };
    let read = || {
        let (year, rest) = typed.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix(['日', '号'])?;
        (year.chars().count() == 4).then_some(())?;
        Some(format!(
            "{}年{}月{}日",
            number(year)?,
            number(month)?,
            number(day)?
        ))
    };
    read().unwrap_or_else(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::meant_day;

    #[test]
    fn a_letter_for_a_digit_and_a_year_without_its_century_are_read() {
        for (typed, right) in [
            ("2O26-11-20", "2026-11-20"),
            ("2026-11-2O", "2026-11-20"),
            ("26年11月20日", "2026年11月20日"),
            ("2026年11月20", "2026年11月20日"),
            ("二〇二六年十一月二十日", "2026年11月20日"),
            ("2026-11-20（星期五）", "2026-11-20"),
            ("2026年11月20日 周五", "2026年11月20日"),
        ] {
            assert_eq!(meant_day(typed).as_deref(), Some(right), "{typed}");
        }
        for typed in [
            "今天", "Oct 2026", "16年11月20日", "11月20日", "2026-11-20（星期四）", "每周五", "周五",
        ] {
            assert_eq!(meant_day(typed), None, "{typed}");
        }
    }
}
