//! Numbers as sheets hold them → exact amounts: `1.2E3` as it is stored, `￥12,345.60` and `1.2万元` as it is typed.

use crate::words::{Amount, narrow};

/// A number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SheetNumber {
    /// Its value, rounded to two decimals.
    pub(super) amount: Amount,
    /// It had more decimals.
    pub(super) is_rounded: bool,
}

/// The largest amount that a ledger takes, in hundredths.
const MOST: i128 = 10_000_000_000_000;

/// Digits that Excel keeps of a number.
const KEPT_DIGITS: usize = 15;

/// What may stand behind a number, and how often it is taken times ten.
const UNITS: [(&str, i32); 26] = [
    ("亿元", 8),
    ("万元", 4),
    ("千元", 3),
    ("元整", 0),
    ("元", 0),
    ("圆", 0),
    ("万", 4),
    ("亿", 8),
    ("个学时", 0),
    ("学时", 0),
    ("个小时", 0),
    ("小时", 0),
    ("人次", 0),
    ("人", 0),
    ("名", 0),
    ("分", 0),
    ("项", 0),
    ("次", 0),
    ("件", 0),
    ("个", 0),
    ("天", 0),
    ("票", 0),
    ("户", 0),
    ("条", 0),
    ("场", 0),
    ("篇", 0),
];

/// A number that a sheet stores, taken `power` times ten.
pub(super) fn stored(text: &str, power: i32) -> Option<SheetNumber> {
    scaled(text.trim(), power, KEPT_DIGITS)
}

/// A number that somebody typed as text. A unit behind it counts; without one, `power` does.
pub(super) fn typed(text: &str, power: i32) -> Option<SheetNumber> {
    if text.len() > 100 {
        return None;
    }
    let plain = |c: char| match c {
        '−' | '–' => Some('-'),
        '。' => Some('。'),
        c if c.is_whitespace() => None,
        c => Some(narrow(c)),
    };
    let text: String = text.chars().filter_map(plain).collect();
    let text = ["人民币", "RMB", "￥", "¥"]
        .iter()
        .fold(text.as_str(), |text, sign| {
            text.strip_prefix(sign).unwrap_or(text)
        });
    let unit = UNITS
        .iter()
        .find_map(|(unit, power)| Some((text.strip_suffix(unit)?, *power)));
    let is_money = |unit: &str| unit.ends_with(['元', '圆', '整', '万', '亿']);
    let (digits, power) = match unit {
        Some((digits, own)) if is_money(&text[digits.len()..]) => (digits, own),
        Some((digits, _)) => (digits, power),
        None => (text, power),
    };
    let bare = digits.trim_start_matches('-');
    let begins = bare.starts_with(|c: char| c.is_ascii_digit()) && digits.len() - bare.len() < 2;
    let is_plain = bare
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if !begins || !is_plain || bare.ends_with('.') || !commas_fit(bare) {
        return None;
    }
    scaled(&digits.replace(',', ""), power, 30)
}

/// True where commas part the digits into threes.
fn commas_fit(digits: &str) -> bool {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let is_parted = rest.peek().is_some();
    !decimals.contains(',')
        && rest.all(|group| group.len() == 3)
        && (!is_parted || (1..=3).contains(&first.len()))
}

/// `-12.5`, `1.2E-3`, rounded to so many digits that mean something, then taken `power` times ten.
fn scaled(text: &str, power: i32, most_digits: usize) -> Option<SheetNumber> {
    if text.len() > 60 {
        return None;
    }
    let (is_negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok().filter(|e| e.abs() < 400)?),
        None => (text, 0),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = [whole, decimals].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    let exponent = exponent - i32::try_from(decimals.len()).ok()?;
    let (mut number, mut exponent) = match digits.len().checked_sub(most_digits) {
        Some(extra) if extra > 0 => {
            let kept: i128 = digits.get(..most_digits)?.parse().ok()?;
            let next = digits
                .as_bytes()
                .get(most_digits)
                .is_some_and(|digit| *digit >= b'5');
            (kept + i128::from(next), exponent + i32::try_from(extra).ok()?)
        }
        _ if digits.is_empty() => (0, 0),
        _ => (digits.parse().ok()?, exponent),
    };
    exponent += power + 2;
    while number != 0 && number % 10 == 0 && exponent < 0 {
        number /= 10;
        exponent += 1;
    }
    let mut is_rounded = false;
    if exponent < 0 {
        is_rounded = number != 0;
        let half = 10_i128
            .checked_pow(exponent.unsigned_abs())
            .map(|whole| (number + whole / 2) / whole);
        number = half.unwrap_or(0);
    } else if number != 0 {
        number = number.checked_mul(10_i128.checked_pow(exponent.unsigned_abs())?)?;
    }
    let number = if is_negative { -number } else { number };
    let hundredths = i64::try_from(number).ok().filter(|_| number.abs() < MOST)?;
    Some(SheetNumber {
        amount: Amount::of_hundredths(hundredths),
        is_rounded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_numbers_are_exact() {
        for (text, power, hundredths, is_rounded) in [
            ("10215", 0, 1_021_500, false),
            ("10215.000000000002", 0, 1_021_500, false),
            ("0.30000000000000004", 0, 30, false),
            ("1.2E3", 0, 120_000, false),
            ("1.23456", 4, 1_234_560, false),
            ("3.5000000000000003E-2", 2, 350, false),
            ("0.85", 2, 8_500, false),
            ("33.333333333333336", 0, 3_333, true),
            ("-2.5", 0, -250, false),
            ("0", 4, 0, false),
            ("1E-300", 0, 0, true),
            ("0.005", 0, 1, true),
        ] {
            let found = stored(text, power);
            let wanted = SheetNumber {
                amount: Amount::of_hundredths(hundredths),
                is_rounded,
            };
            assert_eq!(found, Some(wanted), "{text}");
        }
        for text in [
            "", "1e400", "NaN", "1E300", "999999999999", "--1", "1.2.3", "0x10",
        ] {
            assert_eq!(stored(text, 0), None, "{text}");
        }
    }

    #[test]
    fn typed_numbers_have_units() {
        for (text, power, hundredths) in [
            ("12,345.60", 0, 1_234_560),
            ("￥12,345.60元", 0, 1_234_560),
            ("1.2万元", 0, 1_200_000),
            ("1.2万", 0, 1_200_000),
            ("1200元", 4, 120_000),
            ("0.12", 4, 120_000),
            ("５６人", 0, 5_600),
            ("1 200", 0, 120_000),
            ("-3.5", 0, -350),
            ("100元整", 0, 10_000),
        ] {
            let found = typed(text, power).map(|found| found.amount);
            assert_eq!(found, Some(Amount::of_hundredths(hundredths)), "{text}");
        }
        for text in [
            "若干", "1,58", "12-15", "3/5", "200元/月", "约100", "1.", ".5", "85%", "1e3", "",
        ] {
            assert_eq!(typed(text, 0), None, "{text}");
        }
    }
}
