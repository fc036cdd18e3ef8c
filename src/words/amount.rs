//! Exact numbers with two decimals: money in fen, points, per cent. Never a float: what a ledger adds up
//! must add up.

use std::fmt;

use super::narrow_digit;

/// A number in hundredths: 12.5 is 1250; money in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

/// The largest amount that is read, in hundredths: a million rows of it still add up.
const MOST: i64 = 10_000_000_000_000;

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountFault {
    /// It is no number at all.
    NoNumber,
    /// It has more than one decimal point: 12.3.4.
    Points,
    /// It has more than two decimals.
    Decimals,
    /// The commas do not stand before every third digit.
    Commas,
    /// It has more than eleven digits before the point.
    Large,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many hundredths.
    #[must_use]
    pub fn of_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: usize) -> Self {
        Self(i64::try_from(number).unwrap_or(MOST).saturating_mul(100))
    }

    /// In hundredths; money in fen.
    #[must_use]
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads `1234.5`, `1,234.50`, `-3`; full-width digits and signs are accepted, units are not.
    ///
    /// # Errors
    /// Says why the text is no amount.
    pub fn parse(text: &str) -> Result<Self, AmountFault> {
        let text: String = text.trim().chars().map(plain).collect();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let plain = digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        if !plain || !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(AmountFault::NoNumber);
        }
        let mut parts = digits.split('.');
        let whole = parts.next().unwrap_or_default();
        let decimals = parts.next();
        if parts.next().is_some() {
            return Err(AmountFault::Points);
        }
        let whole = without_commas(whole)?;
        let decimals = match decimals {
            None => 0,
            Some(text) => hundredths_of(text)?,
        };
        let whole: i64 = whole.parse().map_err(|_| AmountFault::Large)?;
        let all = whole
            .checked_mul(100)
            .and_then(|all| all.checked_add(decimals))
            .filter(|all| *all < MOST)
            .ok_or(AmountFault::Large)?;
        Ok(Self(if negative { -all } else { all }))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// How many per cent of `whole` this is, rounded to one decimal; `None` of nothing.
    #[must_use]
    pub fn per_cent_of(self, whole: Self) -> Option<Self> {
        if whole.0 == 0 {
            return None;
        }
        let thousandths = i128::from(self.0) * 1000;
        let whole = i128::from(whole.0);
        let half = if (thousandths < 0) == (whole < 0) {
            whole / 2
        } else {
            -whole / 2
        };
        i64::try_from((thousandths + half) / whole * 10).ok().map(Self)
    }

    /// As money: `12,345.60`.
    #[must_use]
    pub fn money(self) -> String {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", grouped(&(size / 100).to_string()), size % 100)
    }
}

/// Digits before a point with a comma before every third: `12,345`.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// As a number: `12`, `12.5`, `-3.25`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        match (size / 100, size % 100) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, rest) if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            (whole, rest) => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::plus)
    }
}

/// Full-width digits, points, commas and the many kinds of minus as ASCII.
fn plain(c: char) -> char {
    match narrow_digit(c) {
        '．' => '.',
        '，' => ',',
        '－' | '−' | '–' => '-',
        '＋' => '+',
        c => c,
    }
}

/// The digits before the point; commas may part them into threes, all of them or none.
fn without_commas(text: &str) -> Result<String, AmountFault> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let even = rest.iter().all(|group| group.len() == 3);
    if !rest.is_empty() && (!even || first.is_empty() || first.len() > 3) {
        return Err(AmountFault::Commas);
    }
    Ok(format!("{first}{}", rest.concat()))
}

/// The digits behind the point, as hundredths.
fn hundredths_of(text: &str) -> Result<i64, AmountFault> {
    let kept = text.trim_end_matches('0');
    match kept.as_bytes() {
        _ if text.is_empty() || text.contains(',') => Err(AmountFault::NoNumber),
        [] => Ok(0),
        [tens] => Ok(i64::from(tens - b'0') * 10),
        [tens, ones] => Ok(i64::from(tens - b'0') * 10 + i64::from(ones - b'0')),
        _ => Err(AmountFault::Decimals),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_exactly() {
        for (text, hundredths) in [
            ("0", 0),
            ("12", 1200),
            ("12.5", 1250),
            ("12.50", 1250),
            ("0.1", 10),
            ("0.07", 7),
            ("15,876.00", 1_587_600),
            ("1,000,000", 100_000_000),
            ("-3.25", -325),
            ("－３．２５", -325),
            ("15，876", 1_587_600),
            ("12.500", 1250),
        ] {
            assert_eq!(Amount::parse(text), Ok(Amount(hundredths)), "{text}");
        }
        for (text, fault) in [
            ("12.3.4", AmountFault::Points),
            ("12.345", AmountFault::Decimals),
            ("1,58", AmountFault::Commas),
            ("1234,567", AmountFault::Commas),
            ("12元", AmountFault::NoNumber),
            ("", AmountFault::NoNumber),
            (".5", AmountFault::NoNumber),
            ("5.", AmountFault::NoNumber),
            ("1e3", AmountFault::NoNumber),
            ("--1", AmountFault::NoNumber),
            ("999999999999", AmountFault::Large),
            ("99999999999999999999", AmountFault::Large),
        ] {
            assert_eq!(Amount::parse(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn amounts_are_written_as_money_and_as_numbers() {
        let both = |hundredths| (Amount(hundredths).money(), Amount(hundredths).to_string());
        assert_eq!(both(123_456_750), ("1,234,567.50".into(), "1234567.5".into()));
        assert_eq!(both(-325), ("-3.25".into(), "-3.25".into()));
        assert_eq!(both(-5), ("-0.05".into(), "-0.05".into()));
        assert_eq!(both(100_000), ("1,000.00".into(), "1000".into()));
    }

    #[test]
    fn shares_are_rounded_to_a_tenth() {
        let share = |part, whole| {
            Amount(part)
                .per_cent_of(Amount(whole))
                .map(|share| share.to_string())
        };
        assert_eq!(share(1, 3).as_deref(), Some("33.3"));
        assert_eq!(share(2, 3).as_deref(), Some("66.7"));
        assert_eq!(share(300, 300).as_deref(), Some("100"));
        assert_eq!(share(-1, 3).as_deref(), Some("-33.3"));
        assert_eq!(share(1, 0), None);
        let all: Amount = [10, 20].map(Amount).into_iter().sum();
        assert_eq!(all, Amount(30));
    }
}
