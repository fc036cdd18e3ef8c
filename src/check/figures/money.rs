//! Of amounts of money: what is written in capitals beside digits.

use crate::words::Amount;

/// True for `3,600元（叁仟伍佰元整）` and `叁仟伍佰元整（¥3,600）`.
pub(super) fn are_other_capitals(money: &str) -> bool {
    let digits: String = money
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let Some(first) = money.find(|c| CAPITAL_DIGITS.contains(c) || c == '拾') else {
        return false;
    };
    let capitals = money[first..].split(['（', '(']).next().unwrap_or_default();
    let (typed, said) = (Amount::parse(&digits), hundredths(capitals));
    typed.is_ok_and(|typed| said.is_some_and(|said| typed.hundredths() != said))
}

const CAPITAL_DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";

/// 叁仟贰佰元整 in hundredths; `None` for more than anybody pays.
fn hundredths(capitals: &str) -> Option<i64> {
    let (mut all, mut part, mut digit) = (0_i64, 0_i64, 0_i64);
    for c in capitals.chars() {
        if let Some((_, ones)) = CAPITAL_DIGITS.chars().zip(0..).find(|(known, _)| *known == c) {
            digit = ones;
            continue;
        }
        let whole = part + digit;
        match c {
            // 拾伍 begins without a digit.
            '拾' => part += 10 * if whole == 0 { 1 } else { digit },
            '佰' => part += 100 * digit,
            '仟' => part += 1000 * digit,
            '万' => (all, part) = (all.checked_add(whole * 10_000)?, 0),
            '亿' => (all, part) = (all.checked_add(whole)?.checked_mul(100_000_000)?, 0),
            '元' | '圆' => (all, part) = (all.checked_add(whole)?.checked_mul(100)?, 0),
            '角' => all = all.checked_add(digit * 10)?,
            '分' => all = all.checked_add(digit)?,
            _ => continue,
        }
        digit = 0;
    }
    Some(all)
}

/// True for `12万元（12000元）`: the same digits, with the point elsewhere. What differs otherwise is rounded.
pub(super) fn has_slipped_point(money: &str) -> bool {
    let digits = |text: &str| text.replace(',', "");
    let Some((short, whole)) = money.split_once("万元") else {
        return false;
    };
    let whole = digits(whole.trim_matches(|c: char| !c.is_ascii_digit()));
    let (Ok(short), Ok(whole)) = (Amount::parse(&digits(short)), Amount::parse(&whole)) else {
        return false;
    };
    let short = short.hundredths().saturating_mul(10_000);
    let significant = |amount: i64| amount.to_string().trim_end_matches('0').to_owned();
    short != whole.hundredths() && significant(short) == significant(whole.hundredths())
}
