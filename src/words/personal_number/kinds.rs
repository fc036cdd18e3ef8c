//! Digits → which number of a person they are, by their checksums, and how people group them.

use std::ops::Range;

use super::NumberKind;
use crate::words::{ends_with_any, starts_with_any};

/// 身份证号 of 18 or 15 digits; behind words that say so, parted in any way.
pub(super) fn identity(digits: &str, sizes: &[usize], is_told: bool) -> Option<NumberKind> {
    let (birth, plain) = match digits.len() {
        18 => (digits.get(6..14)?.to_owned(), &digits[..17]),
        15 if sizes.len() == 1 || is_told || sizes == [6, 6, 3] => (format!("19{}", &digits[6..12]), digits),
        _ => return None,
    };
    let is_real = plain.bytes().all(|byte| byte.is_ascii_digit()) && is_area(digits) && is_birth(&birth);
    match (is_real, digits.len()) {
        (false, _) => None,
        (true, 18) if checksum(digits) => Some(NumberKind::Identity),
        // Digits in groups that fit no checksum are some other number.
        (true, 18) => (sizes.len() == 1 || is_told).then_some(NumberKind::DoubtfulIdentity),
        (true, _) => Some(NumberKind::Identity),
    }
}

/// The first two digits of the area code (GB/T 2260): a province, or 81 to 83 of 港澳台居民居住证, 91 of 外国人永久居留身份证.
/// Areas below it have changed too often for a closed list of all that ever were.
fn is_area(digits: &str) -> bool {
    let province = matches!(
        digits.get(..2).and_then(|code| code.parse::<u8>().ok()),
        Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
    );
    let below = digits
        .get(2..6)
        .is_some_and(|code| code != "0000" || digits.starts_with('8'));
    province && below && digits.get(2..4) != Some("99")
}

/// A day that exists, of somebody who may be alive.
fn is_birth(digits: &str) -> bool {
    let part = |range: Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(4..6), part(6..8)) else {
        return false;
    };
    let year = i32::try_from(year).unwrap_or_default();
    (1890..=2060).contains(&year) && crate::words::Day::new(year, month, day).is_some()
}

/// ISO 7064 MOD 11-2 over 17 digits, as GB 11643 has it.
pub(super) fn checksum(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const LAST: &[u8; 11] = b"10X98765432";
    let bytes = digits.as_bytes();
    let sum: u32 = bytes
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    bytes.get(17) == LAST.get(sum as usize % 11)
}

/// What a bank's card begins with: 银联 62, the old domestic cards of 60, 9558 and 9559, and the international brands.
const ISSUERS: [&str; 13] = [
    "62", "60", "4", "51", "52", "53", "54", "55", "56", "58", "35", "9558", "9559",
];

/// 银行卡号: in one piece or in groups of four.
pub(super) fn is_bank_card(digits: &str, sizes: &[usize]) -> bool {
    // Nearly no bank gives a card 18 digits, and many other numbers have as many.
    let issued = matches!(digits.len(), 16 | 17 | 19) && starts_with_any(digits, &ISSUERS);
    let (last, before) = sizes.split_last().unwrap_or((&0, &[]));
    let in_fours = *last <= 4 && before.iter().all(|size| *size == 4);
    let grouped = in_fours || digits.starts_with("62") && before.iter().all(|size| *size >= 3);
    let is_spelt = sizes.iter().all(|size| *size == 1);
    issued && (sizes.len() == 1 || grouped || is_spelt) && luhn(digits)
}

/// Behind one of these stands the number of a card, also with a digit that was mistyped.
const CARDS: [&str; 6] = ["银行卡", "卡号", "建行卡", "农行卡", "工行卡", "工资卡"];

/// The number of a thing that has a card.
const OF_THINGS: [&str; 3] = ["项目卡号", "设备卡号", "资产卡号"];

/// A number that its checksum does not know, and the words before it do.
pub(super) fn is_card_of_its_words(before: &str, digits: &str, sizes: &[usize]) -> bool {
    let is_long = matches!(digits.len(), 16 | 17 | 19) && sizes.iter().all(|size| *size >= 3);
    let is_told = ends_with_any(before, &CARDS) && !ends_with_any(before, &OF_THINGS);
    is_long && !digits.contains('X') && is_told
}

fn luhn(digits: &str) -> bool {
    let values = digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')));
    let mut sum = 0;
    for (at, value) in values.enumerate() {
        if value > 9 {
            return false;
        }
        let weighed = if at % 2 == 1 { value * 2 } else { value };
        sum += weighed / 10 + weighed % 10;
    }
    sum % 10 == 0
}

/// How people part a mobile number; in any other grouping the digits are several numbers.
const MOBILE_GROUPS: [&[usize]; 8] = [
    &[11],
    &[3, 4, 4],
    &[3, 8],
    &[7, 4],
    &[3, 3, 5],
    &[5, 6],
    &[4, 3, 4],
    &[4, 4, 3],
];

/// What may stand before a mobile number.
pub(in crate::words) const BEFORE: [&str; 4] = ["", "86", "0086", "0"];

/// 手机号, perhaps behind the country's number or a 0; in any two groups where words say that it is one.
pub(super) fn is_mobile(digits: &str, sizes: &[usize], is_told: bool) -> bool {
    let own = BEFORE.into_iter().find_map(|before| {
        let own = digits.strip_prefix(before).filter(|own| own.len() == 11)?;
        // What stands before may be a group of its own.
        let (first, rest) = sizes.split_first()?;
        let first = first.checked_sub(before.len())?;
        let sizes: Vec<usize> = [first]
            .iter()
            .filter(|size| **size > 0)
            .chain(rest)
            .copied()
            .collect();
        Some((own, sizes))
    });
    own.is_some_and(|(own, sizes)| {
        let is_grouped = MOBILE_GROUPS.contains(&sizes.as_slice())
            || is_told && sizes.len() <= 3
            || sizes.len() == own.len();
        !own.contains('X') && is_grouped && is_assigned(own)
    })
}

/// The first three digits of networks that are in use.
fn is_assigned(digits: &str) -> bool {
    matches!(
        digits.get(..3).and_then(|net| net.parse::<u16>().ok()),
        Some(130..=139 | 145..=153 | 155..=159 | 162 | 165..=167 | 170..=178 | 180..=193 | 195..=199)
    )
}
