//! How a weekday is written behind a date: 2026年3月12日（星期四）.

/// The words before the day of the week.
pub const WEEKDAY_WORDS: [&str; 3] = ["星期", "礼拜", "周"];

/// What may stand between a date and its weekday.
pub const BEFORE_WEEKDAY: [char; 8] = ['（', '(', '〔', '[', '，', ',', ' ', '\u{3000}'];

/// Every beginning of a weekday that may stand behind a date.
pub fn weekdays_behind_dates() -> impl Iterator<Item = String> {
    let before = BEFORE_WEEKDAY.into_iter().chain("日0123456789".chars());
    before.flat_map(|before| WEEKDAY_WORDS.map(|word| format!("{before}{word}")))
}
