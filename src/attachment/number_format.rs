//! How a number in a cell is shown, as far as it matters for finding it: as a day, not at all, or as its digits.

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormattedNumber {
    Digits,
    Day,
    /// `;;;`: nothing is shown.
    Nothing,
}

impl FormattedNumber {
    /// By the number of a format that every program knows.
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            14..=17 | 22 | 27..=31 | 36 | 50..=58 => Self::Day,
            _ => Self::Digits,
        }
    }

    /// By a format's code: `yyyy"年"m"月"d"日"`, `0.00`.
    pub(super) fn of_code(code: &str) -> Self {
        if code.trim() == ";;;" {
            return Self::Nothing;
        }
        let mut quoted = false;
        let mut bracketed = false;
        let mut bare = code.chars().filter(|c| {
            match c {
                '"' => quoted = !quoted,
                '[' if !quoted => bracketed = true,
                ']' if !quoted => bracketed = false,
                _ => return !quoted && !bracketed,
            }
            false
        });
        match bare.any(|c| matches!(c, 'y' | 'Y' | 'd' | 'D')) {
            true => Self::Day,
            false => Self::Digits,
        }
    }
}

/// The day that a number of days is counted to: from 1900 (with a 29 February that year never had), or from 1904.
pub(super) fn day(number: f64, from_1904: bool) -> Option<String> {
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    // Within the range above, so that nothing is lost.
    let whole = number.floor() as i64;
    let days = match (from_1904, whole) {
        (true, days) => days + 1_462,
        (false, 1..60) => whole + 1,
        (false, days) => days,
    };
    let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = first.checked_add_signed(chrono::Duration::try_days(days)?)?;
    Some(day.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for code in ["yyyy\"年\"m\"月\"d\"日\"", "m/d/yyyy", "[$-804]yyyy-mm-dd;@"] {
            assert_eq!(FormattedNumber::of_code(code), FormattedNumber::Day, "{code}");
        }
        for code in ["General", "0", "[Red]0.00", "\"day\"0", "#,##0.00"] {
            assert_eq!(FormattedNumber::of_code(code), FormattedNumber::Digits, "{code}");
        }
        assert_eq!(FormattedNumber::of_code(";;;"), FormattedNumber::Nothing);
    }

    #[test]
    fn days_are_counted_as_excel_does() {
        assert_eq!(day(32_939.0, false).as_deref(), Some("1990-03-07"));
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(61.5, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(31_477.0, true).as_deref(), Some("1990-03-07"));
        for none in [f64::NAN, -1.0, 1e300, f64::INFINITY] {
            assert_eq!(day(none, false), None);
        }
    }
}
