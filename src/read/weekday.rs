//! A weekday that stands behind a date, in fields or in the text: 2026年3月12日（星期四）. One that the date does not
//! have sends people to a meeting on the wrong day.

use super::values::meant_day;
use crate::words::{
    BEFORE_WEEKDAY, Code, Complaint, Day, Report, SourceText, WEEKDAY_WORDS, contains_any, ends_with_any,
    number_in_han, starts_with_any,
};

const WEEKDAY: Code = Code::warning("weekday");

/// So many wrong weekdays of one file are told.
const MOST: usize = 20;
/// So many days around the entry's own date, a date without a year can mean no other year: it is what the text is about.
const NEAR: u64 = 60;
/// Words before a date without a year that name another one.
const OTHER_YEARS: [&str; 6] = ["去年", "上年", "前年", "明年", "次年", "来年"];
/// The last characters of weekdays, from Monday on; 日 is written 天 too.
const DAYS: [&[char]; 7] = [
    &['一'],
    &['二'],
    &['三'],
    &['四'],
    &['五'],
    &['六'],
    &['日', '天'],
];
/// Complains about every weekday that its date does not have; a date without a year is the one near the entry's own, or
/// of the entry's year or one beside it.
pub(super) fn check(source: &SourceText, dated: Day, report: &mut Report) {
    let text = &*source.text;
    let mut found: Vec<(usize, &str)> = WEEKDAY_WORDS
        .iter()
        .flat_map(|word| memchr::memmem::find_iter(text.as_bytes(), word.as_bytes()).map(|at| (at, *word)))
        .collect();
    found.sort_unstable();
    let wrong = found.into_iter().filter_map(|(at, word)| {
        let last = text[at + word.len()..].chars().next()?;
        let typed = DAYS.iter().position(|names| names.contains(&last))?;
        let end = at + word.len() + last.len_utf8();
        if is_of_another_cell(&text[..at], &text[end..]) {
            return None;
        }
        let day = day_before(&text[..at], dated, typed).or_else(|| day_behind(&text[end..], dated, typed))?;
        (!is_on(day, typed)).then_some((day, at..end))
    });
    for (day, range) in wrong.take(MOST) {
        let typed = &text[range.clone()];
        let message = format!("{}是{}，不是{typed}", day.chinese(), day.weekday());
        let hint = format!("改成“{}”，或者核对日期", day.weekday());
        report.push(Complaint::new(WEEKDAY, source.place(range), message).hint(hint));
    }
}

/// The date in brackets behind a weekday: 本周五（11月28日）.
fn day_behind(text: &str, dated: Day, typed: usize) -> Option<Day> {
    let (date, _) = text.strip_prefix('（')?.split_once('）')?;
    day_before(date, dated, typed).filter(|_| date.ends_with('日') && !date.contains(['至', '—', '-']))
}

/// The date that ends before a weekday. Of a date without a year, the one near the entry's own, or that of the years around
/// in which the weekday is right.
fn day_before(text: &str, dated: Day, typed: usize) -> Option<Day> {
    let text = text.trim_end_matches(BEFORE_WEEKDAY);
    let is_of_date = |c: &char| c.is_ascii_digit() || "年月日号-/.〇一二三四五六七八九十".contains(*c);
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_of_date(c))
        .last()?
        .0;
    let date = text[start..].trim_start_matches(['日', '号', '月', '年', '-', '/', '.']);
    if let Some(day) = Day::parse(date).or_else(|| Day::parse(&meant_day(date)?)) {
        return Some(day);
    }
    let (month, rest) = date.split_once('月')?;
    let number = |typed: &str| typed.parse::<u32>().ok().or_else(|| number_in_han(typed));
    let (month, day) = (number(month)?, number(rest.strip_suffix(['日', '号'])?)?);
    let of = |year| Day::new(year, month, day);
    let years = [dated.year(), dated.year() + 1, dated.year() - 1];
    let mut days = years.into_iter().filter_map(of);
    let is_near = |day: &Day| day.days_until(dated).unsigned_abs() < NEAR;
    let before = &text[..text.len() - date.len()];
    let names_a_year = ends_with_any(before, &OTHER_YEARS);
    let near = days.clone().find(is_near).filter(|_| !names_a_year);
    near.or_else(|| days.find(|day| is_on(*day, typed)))
        .or_else(|| of(dated.year()))
}

/// True for a weekday at the beginning of a cell that is not alone in it, 周一至周五, or is not the first of its row: in
/// `| 周一 | 9月8日 | 周二 | 9月9日 |` each stands before its date.
fn is_of_another_cell(before: &str, behind: &str) -> bool {
    let row = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.trim_start_matches([' ', '\u{3000}']);
    let is_alone = starts_with_any(behind, &["|", "上午", "下午", "晚"]);
    row.trim_end().ends_with('|') && (!is_alone || contains_any(row, &WEEKDAY_WORDS))
}

/// True when a day has the weekday, counted from Monday.
fn is_on(day: Day, weekday: usize) -> bool {
    day.weekday().ends_with(DAYS[weekday])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a text in an entry of 2026-03-02, a Monday.
    fn said(text: &str) -> Vec<String> {
        let source = SourceText::of("content/notices/a.md", text);
        let mut report = Report::new();
        check(&source, Day::of("2026-03-02"), &mut report);
        report.sorted().iter().map(|told| told.message.clone()).collect()
    }

    #[test]
    fn a_weekday_that_the_date_does_not_have_is_told() {
        for text in [
            "2026年3月12日（星期一）",
            "2026-03-12 周一",
            "2026/3/12(星期一)",
            "于3月12日（星期一）下午",
            "3月12日，星期日",
            "3月12号（周一）",
            "2026年3月12号周一",
            "三月十二日（星期一）",
            "二〇二六年三月十二日（星期一）",
            "3月12日（周天）",
            "本周五（3月12日）",
            "下星期一（2026年3月12日）",
            "| 日期 | 星期 |\n|---|---|\n| 3月12日 | 星期三 |",
            "|2026年3月12日|周五|",
        ] {
            let said = said(text);
            assert!(
                said.len() == 1 && said[0].starts_with("2026年3月12日是星期四"),
                "{text}: {said:?}"
            );
        }
    }

    #[test]
    fn a_date_near_that_of_the_entry_is_of_no_other_year() {
        // In 2027 the 12th is a Friday, in 2025 a Wednesday.
        for text in ["于3月12日（星期五）下午", "3月12日（周三）"] {
            assert!(said(text).concat().starts_with("2026年3月12日是星期四"), "{text}");
        }
        assert!(said("去年3月12日（星期三）、明年3月12日（周五）").is_empty());
    }

    #[test]
    fn other_weekdays_are_left_alone() {
        for text in [
            "2026年3月12日（星期四）",
            "3月12日（周四）15时",
            "三月十二日（星期四）、3月12号周四，第三周（星期一）",
            "2026年3月15日（星期天）、3月15日星期日",
            // Of the year before, of the next one.
            "12月31日（星期三）",
            "1月1日（星期五）",
            "每周一下午，每月第三个星期五，3月12日周年纪念，周三，星期三",
            "3月12日至14日（星期一）",
            "每周四（3月12日起）、本周四（3月12日）、周一（3月9日至13日）",
            "| 3月12日 | 星期四 |\n| 周三 | 3月11日 | 周四 | 3月12日 |\n| 3月12日 | 第三周 |",
            "| 3月12日 | 周一至周五 |\n| 3月12日 | 周一、周三 |",
            "",
        ] {
            assert_eq!(said(text), Vec::<String>::new(), "{text}");
        }
    }
}
