//! How a workbook shows a number, as far as it matters for finding and reading it: as a day, a month, a percentage, with zeros
//! before it, not at all, or as its digits.

/// What a format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormattedNumber {
    Digits,
    Day,
    /// A day and a time of it.
    Moment,
    /// A day of which only year and month are shown.
    Month,
    /// A time of a day.
    Time,
    /// A hundredth is shown as 1%.
    Percent,
    /// With zeros before it, so that it has this many digits.
    Padded(u8),
    /// `;;;`: nothing is shown.
    Nothing,
}

impl FormattedNumber {
    /// By the number of a format that every program knows.
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            17 | 27 | 36 | 50 | 52 | 57 => Self::Month,
            14..=16 | 28..=31 | 51 | 53 | 54 | 58 => Self::Day,
            22 => Self::Moment,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Time,
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
        let bare = code.chars().filter(|c| {
            match c {
                '"' => quoted = !quoted,
                '[' if !quoted => bracketed = true,
                ']' if !quoted => bracketed = false,
                _ => return !quoted && !bracketed,
            }
            false
        });
        let bare: String = bare.map(|c| c.to_ascii_lowercase()).collect();
        let zeros = bare.bytes().take_while(|byte| *byte == b'0').count();
        if bare.contains('d') && bare.contains("h:") {
            Self::Moment
        } else if bare.contains('d') {
            Self::Day
        } else if bare.contains('y') {
            if bare.contains('m') {
                Self::Month
            } else {
                Self::Day
            }
        } else if bare.contains("h:") || bare.contains(":mm") || bare.contains("mm:") {
            Self::Time
        } else if bare.contains('%') {
            Self::Percent
        } else if zeros > 1 && zeros == bare.len() {
            Self::Padded(u8::try_from(zeros).unwrap_or(u8::MAX))
        } else {
            Self::Digits
        }
    }
}

/// The time of a day that a fraction of it is: `14:30`.
pub(super) fn time(number: f64) -> String {
    let minutes = (number.fract().abs() * 1440.0).round();
    // Below 1,441, so that nothing is lost.
    let minutes = minutes as u32;
    format!("{}:{:02}", minutes / 60, minutes % 60)
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
        for (code, what) in [
            (";;;", FormattedNumber::Nothing),
            ("yyyy\"年\"m\"月\"", FormattedNumber::Month),
            ("m\"月\"d\"日\"", FormattedNumber::Day),
            ("0.0%", FormattedNumber::Percent),
            ("00000", FormattedNumber::Padded(5)),
            ("[h]:mm:ss", FormattedNumber::Time),
            ("yyyy-mm-dd h:mm", FormattedNumber::Moment),
        ] {
            assert_eq!(FormattedNumber::of_code(code), what, "{code}");
        }
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
