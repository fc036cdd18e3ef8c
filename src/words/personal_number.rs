//! Numbers that belong to one person: 身份证号, 银行卡号, 手机号. They are found in any text, also with spaces, hyphens,
//! full-width digits, Han or circled ones or the letters that are typed for 0 and 1, and masked wherever a text is shown to
//! somebody who only has to find the place.
//!
//! Sources: GB 11643-1999 (身份证号: area, date of birth, sequence, checksum by ISO 7064 MOD 11-2; 15 digits before 1999),
//! ISO/IEC 7812-1 (银行卡号: issuer's first digits, Luhn), the Ministry of Industry's numbering plan (手机号: 网号).

mod kinds;

use std::borrow::Cow;
use std::ops::Range;

use super::{ends_with_any, is_ideograph, narrow_digit};
pub(super) use kinds::BEFORE;
use kinds::{identity, is_bank_card, is_card_of_its_words, is_mobile};

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// 身份证号: area and date are real, and the checksum where there is one.
    Identity,
    /// 18 digits like those of a 身份证号 but for the checksum.
    DoubtfulIdentity,
    /// 银行卡号.
    BankCard,
    /// Digits behind the word 银行卡号, as many as one has, with another checksum.
    DoubtfulBankCard,
    /// 手机号.
    Mobile,
}

/// One such number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalNumber {
    /// What it is.
    pub kind: NumberKind,
    /// Where it stands, in bytes, with whatever separates its digits.
    pub range: Range<usize>,
    /// Its digits alone, in ASCII; a 身份证号 may end with `X`.
    pub digits: String,
}

/// How many digits a mobile number has, without 86.
const MOBILE: usize = 11;

impl PersonalNumber {
    /// The number as it may be shown: `5301**********0016`, `139****5678`, without 86 before a mobile one.
    #[must_use]
    pub fn masked(&self) -> String {
        let (head, tail) = self.shown();
        let length = self.digits.len();
        let hidden = length.saturating_sub(head + tail);
        let begin = match self.kind {
            NumberKind::Mobile => length - MOBILE,
            _ => 0,
        };
        format!(
            "{}{}{}",
            &self.digits[begin..head],
            "*".repeat(hidden),
            &self.digits[length - tail..]
        )
    }

    /// How many digits are shown at the beginning and at the end.
    fn shown(&self) -> (usize, usize) {
        match self.kind {
            NumberKind::Mobile => (self.digits.len() - MOBILE + 3, 4),
            _ => (4, 4),
        }
    }
}

/// A text with every such number masked, one `*` for a digit, so that columns stay what they were.
pub(super) fn mask_numbers(text: &str) -> Cow<'_, str> {
    let numbers = personal_numbers(text);
    if numbers.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for number in &numbers {
        masked.push_str(&text[from..number.range.start]);
        let (head, tail) = number.shown();
        let length = number.digits.len();
        let mut at = 0;
        for c in text[number.range.clone()].chars() {
            let hides = digit(c).is_some() && at >= head && at < length - tail;
            masked.push(if hides { '*' } else { c });
            at += usize::from(digit(c).is_some());
        }
        from = number.range.end;
    }
    masked.push_str(&text[from..]);
    Cow::Owned(masked)
}

/// Every number of a person in a text, by rising place; none overlaps another.
pub(super) fn personal_numbers(text: &str) -> Vec<PersonalNumber> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(text, at) {
        let (end, are_many) = group_of_digits(text, start);
        if !are_many {
            at = end;
            continue;
        }
        let chain = Chain::at(text, start);
        at = chain.end();
        if chain.length() >= SHORTEST {
            chain.find(text, &mut found);
        }
    }
    found
}

/// Where digits end that begin at `start`, with whatever may stand between those of one number, and whether they are
/// enough for one: then no further than that. Most are those of years, days and times.
#[must_use]
pub fn group_of_digits(text: &str, start: usize) -> (usize, bool) {
    let mut count = usize::from(letter_before(text, start).is_some());
    for (at, c) in text[start..].char_indices() {
        // A bracket goes on behind the three digits of a network, not behind （1） or 三（2）班.
        let is_short = || count < 3 && matches!(c, '(' | '（' | ')' | '）');
        if c.is_ascii_digit() || digit(c).is_some() {
            count += 1;
            if count == SHORTEST {
                return (start + at, true);
            }
        } else if is_ideograph(c) || is_short() || !separates(c) && !joins(c) && !lists(c) {
            return (start + at, false);
        }
    }
    (text.len(), false)
}

/// Digits of the shortest number.
const SHORTEST: usize = 11;

/// Digits of the longest.
const LONGEST: usize = 19;

/// Where the next digit stands.
fn next_digit(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_first = |c: char| {
        arabic(c)
            .or_else(|| written(c))
            .is_some_and(|value| value != b'X')
    };
    let start = from + rest.find(is_first)?;
    Some(
        letter_before(text, start)
            .filter(|before| *before >= from)
            .unwrap_or(start),
    )
}

/// Where the letter stands that is typed for the first digit of a number: l3912345678.
fn letter_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].trim_end_matches(|c| letter(c).is_some());
    let is_own = before.len() + 1 == start && !before.ends_with(|c: char| c.is_ascii_alphanumeric());
    is_own.then_some(before.len())
}

/// What stands for a digit within a number, or for the `X` that a 身份证号 may end with, as ASCII.
pub(super) fn digit(c: char) -> Option<u8> {
    arabic(c).or_else(|| written(c)).or_else(|| letter(c))
}

/// A digit of 0 to 9, or the `X`.
fn arabic(c: char) -> Option<u8> {
    match narrow_digit(c) {
        digit @ '0'..='9' => u8::try_from(digit).ok(),
        'x' | 'X' | 'ｘ' | 'Ｘ' | '×' => Some(b'X'),
        _ => None,
    }
}

/// Characters that are written for 0 to 9, by rising character: Han ones, also those of cheques and 幺 as it is said, and
/// circled ones.
#[rustfmt::skip]
pub const WRITTEN_DIGITS: [(char, u8); 32] = [
    ('①', b'1'),
    ('②', b'2'),
    ('③', b'3'),
    ('④', b'4'),
    ('⑤', b'5'),
    ('⑥', b'6'),
    ('⑦', b'7'),
    ('⑧', b'8'),
    ('⑨', b'9'),
    ('⓪', b'0'),
    ('○', b'0'),
    ('〇', b'0'),
    ('一', b'1'),
    ('七', b'7'),
    ('三', b'3'),
    ('九', b'9'),
    ('二', b'2'),
    ('五', b'5'),
    ('伍', b'5'),
    ('八', b'8'),
    ('六', b'6'),
    ('叁', b'3'),
    ('四', b'4'),
    ('壹', b'1'),
    ('幺', b'1'),
    ('捌', b'8'),
    ('柒', b'7'),
    ('玖', b'9'),
    ('肆', b'4'),
    ('贰', b'2'),
    ('陆', b'6'),
    ('零', b'0'),
];

/// The last bytes of those characters: nearly all others, and each of a text is asked, have another.
const ENDS_OF_WRITTEN: [bool; 256] = {
    let mut ends = [false; 256];
    let mut at = 0;
    while at < WRITTEN_DIGITS.len() {
        ends[WRITTEN_DIGITS[at].0 as usize % 256] = true;
        at += 1;
    }
    ends
};

/// A digit that is a character of its own.
fn written(c: char) -> Option<u8> {
    if !ENDS_OF_WRITTEN[c as usize % 256] {
        return None;
    }
    let found = WRITTEN_DIGITS.binary_search_by_key(&c, |(c, _)| *c).ok()?;
    Some(WRITTEN_DIGITS[found].1)
}

/// A letter that is typed for a digit.
fn letter(c: char) -> Option<u8> {
    match c {
        'O' | 'o' | 'Ｏ' | 'ｏ' => Some(b'0'),
        'l' | 'I' => Some(b'1'),
        _ => None,
    }
}

/// True for what may stand between the digits of one number: spaces, hyphens, dots, the end of a line, the bracket behind （139）.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '－' | '\u{2212}' | '～')
        || matches!(
            c,
            '.' | '．' | '·' | '・' | '/' | '／' | '\\' | '(' | '（' | ')' | '）'
        )
}

/// True for a mark that parts the digits of one number, and seldom two numbers.
fn is_within(c: char) -> bool {
    matches!(
        c,
        '-' | '‐' | '‑' | '–' | '—' | '－' | '\u{2212}' | '.' | '．' | '·' | '・'
    )
}

/// True for what stands between the places of a form, a digit in each: commas, the borders of a table's cells.
fn lists(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '|')
}

/// True for what parts no digits for whoever reads the page: what nobody sees, and marks of Markdown.
fn joins(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '*' | '_' | '`' | '~'
    )
}

/// Digits without anything between.
#[derive(Debug, Clone)]
struct DigitRun {
    range: Range<usize>,
    digits: String,
    /// Some are letters.
    has_letters: bool,
    /// They stand in another line than the group before.
    on_next_line: bool,
    /// A hyphen or a dot joins them to the group before.
    is_joined: bool,
    /// They stand in another place of a form than the group before.
    is_listed: bool,
}

/// Groups of digits with nothing but separators between.
#[derive(Debug)]
struct Chain {
    groups: Vec<DigitRun>,
}

/// As many characters may separate two groups.
const APART: usize = 4;

impl Chain {
    /// The chain that begins with the digit at `start`.
    fn at(text: &str, start: usize) -> Self {
        let mut groups: Vec<DigitRun> = Vec::new();
        let (mut at, mut gap, mut digits) = (start, "", String::new());
        loop {
            let next = group(text, at, &digits);
            at = next.range.end;
            digits.push_str(&next.digits);
            match groups.last_mut() {
                Some(last) if !gap.is_empty() && gap.chars().all(joins) => {
                    last.digits.push_str(&next.digits);
                    last.has_letters |= next.has_letters;
                    last.range.end = at;
                }
                _ => groups.push(DigitRun {
                    on_next_line: gap.contains('\n'),
                    is_joined: gap.contains(is_within) && !gap.contains(char::is_whitespace),
                    is_listed: gap.contains(lists),
                    ..next
                }),
            }
            let rest = &text[at..];
            gap = between(rest);
            let next = rest[gap.len()..].chars().next();
            match next.and_then(|c| arabic(c).or_else(|| written(c))) {
                // The last character of a 身份证号 may be typed apart.
                Some(b'X') if takes_an_x(&digits, "") => {}
                Some(b'X') | None => return Self { groups },
                Some(_) if gap.is_empty() => return Self { groups },
                Some(_) => {}
            }
            at += gap.len();
        }
    }

    fn end(&self) -> usize {
        self.groups.last().map_or(0, |group| group.range.end)
    }

    fn length(&self) -> usize {
        self.groups.iter().map(|group| group.digits.len()).sum()
    }

    /// Adds the numbers that stand in the chain, at each place a 身份证号 or else the longest: one that begins with 62,
    /// and the number of the next line behind it, may fit a card's checksum together.
    fn find(&self, text: &str, found: &mut Vec<PersonalNumber>) {
        let mut first = 0;
        while first < self.groups.len() {
            let most = self.groups.len().min(first + LONGEST);
            let told = found.last().map_or(0, |before| before.range.end);
            let mut best = None;
            for last in (first..most).rev() {
                let Some(number) = number(text, &self.groups[first..=last]) else {
                    continue;
                };
                let is_identity = number.kind == NumberKind::Identity;
                let is_own = is_apart(text, &number, told) && !self.goes_on(&number, first, last);
                if is_own && (is_identity || best.is_none()) {
                    best = Some((number, last));
                }
                if is_own && is_identity {
                    break;
                }
            }
            match best {
                Some((number, last)) => {
                    found.push(number);
                    first = last + 1;
                }
                None => {
                    inside(text, &self.groups[first], found);
                    first += 1;
                }
            }
        }
    }
}

impl Chain {
    /// True for the last groups of a longer number, which could be a mobile one: 430724-1988-0315-021.
    fn goes_on(&self, number: &PersonalNumber, first: usize, last: usize) -> bool {
        let before = first.checked_sub(1).and_then(|before| self.groups.get(before));
        let is_long = before.is_some_and(|before| before.digits.len() > 4);
        number.kind == NumberKind::Mobile && last > first && is_long && self.groups[first].is_joined
    }
}

/// Adds the 身份证号 that other digits touch: two in a row, or one behind the number of its line.
fn inside(text: &str, group: &DigitRun, found: &mut Vec<PersonalNumber>) {
    const IN_A_ROW: usize = 40;
    let digits = &group.digits;
    if !(19..=IN_A_ROW).contains(&digits.len()) {
        return;
    }
    let typed = text[group.range.clone()].char_indices();
    let begins: Vec<usize> = typed.map(|(at, _)| group.range.start + at).collect();
    if begins.len() != digits.len() {
        return;
    }
    let mut at = 0;
    while at + 18 <= digits.len() {
        let part = &digits[at..at + 18];
        if identity(part, &[18], false) == Some(NumberKind::Identity) {
            let end = begins.get(at + 18).copied().unwrap_or(group.range.end);
            found.push(PersonalNumber {
                kind: NumberKind::Identity,
                range: begins[at]..end,
                digits: part.to_owned(),
            });
            at += 18;
        } else {
            at += 1;
        }
    }
}

/// What a text begins with and may stand between two groups: white space that begins a line counts for nothing.
fn between(text: &str) -> &str {
    let (mut end, mut marks, mut begins_line) = (0, 0, false);
    for c in text
        .chars()
        .take_while(|c| separates(*c) || joins(*c) || lists(*c))
    {
        begins_line = c == '\n' || begins_line && c.is_whitespace();
        marks += usize::from(!begins_line);
        if marks > APART {
            break;
        }
        end += c.len_utf8();
    }
    &text[..end]
}

/// True when the digits of a chain and those of its last group end as a 身份证号 does before its X, whatever stands before it:
/// the number of a line, a telephone, another one.
fn takes_an_x(before: &str, digits: &str) -> bool {
    const WITHOUT_X: usize = 17;
    let backwards = digits.chars().rev().chain(before.chars().rev());
    let mut ends: Vec<char> = backwards.take(WITHOUT_X).collect();
    ends.reverse();
    ends.push('X');
    let all = before.len() + digits.len();
    match identity(&ends.into_iter().collect::<String>(), &[WITHOUT_X + 1], false) {
        Some(NumberKind::Identity) => true,
        // With another checksum nothing but what stands around it says where it begins.
        Some(_) => digits.len() == WITHOUT_X || all == WITHOUT_X,
        None => false,
    }
}

/// The digits from `start` on, behind these of the same chain: characters of their own, or others, of which some may be letters.
fn group(text: &str, start: usize, before: &str) -> DigitRun {
    let rest = &text[start..];
    let is_written = rest.starts_with(|c| written(c).is_some());
    let mut digits = String::new();
    let (mut end, mut has_letters) = (start, false);
    for (at, c) in rest.char_indices() {
        let behind = || {
            rest[at..]
                .trim_start_matches(|c| letter(c).is_some())
                .chars()
                .next()
        };
        let value = if is_written {
            written(c).or_else(|| arabic(c).filter(|value| *value == b'X'))
        } else {
            // A letter stands for a digit beside others.
            let is_digit = || behind().is_none_or(|c| arabic(c).is_some() || !c.is_alphanumeric());
            arabic(c).or_else(|| letter(c).filter(|_| is_digit()))
        };
        // Only a 身份证号 has an X, and only at its end.
        let is_number = |value: &u8| *value != b'X' || takes_an_x(before, &digits);
        let Some(value) = value.filter(is_number) else {
            break;
        };
        has_letters |= letter(c).is_some();
        end = start + at + c.len_utf8();
        digits.push(char::from(value));
        if value == b'X' {
            break;
        }
    }
    DigitRun {
        range: start..end,
        digits,
        has_letters,
        on_next_line: false,
        is_joined: false,
        is_listed: false,
    }
}

/// True when the digits are no part of something longer: no digit follows a point behind them, and of letters beside them none
/// stands beside another digit, as in codes that programs make. Up to `told` the text is another number, which may end with X.
fn is_apart(text: &str, number: &PersonalNumber, told: usize) -> bool {
    let before = &text[told.min(number.range.start)..number.range.start];
    let letters = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let before = &text[..number.range.start - letters];
    let behind = &text[number.range.end..];
    let after = behind.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_digit = |c: char| arabic(c).is_some_and(|value| value != b'X');
    let has_letters_before = before.len() < number.range.start;
    let has_letters_behind = after.len() < behind.len();
    let is_code =
        has_letters_before && before.ends_with(is_digit) || has_letters_behind && after.starts_with(is_digit);
    let is_decimal = behind
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(is_digit));
    let is_amount = is_decimal && number.kind == NumberKind::Mobile;
    let goes_on = text[number.range.clone()].ends_with(is_digit) && behind.starts_with(is_digit);
    !(is_code || is_amount || goes_on)
}

/// Behind one of these a mobile number may go on in the next line.
const TELEPHONES: [&str; 5] = ["电话", "手机", "手机号", "号码", "联系方式"];

/// Behind one of these stands a 身份证号, however its digits are parted.
const IDENTITIES: [&str; 3] = ["身份证", "身份证号", "身份证号码"];

/// The number that these groups of a text are together.
fn number(text: &str, groups: &[DigitRun]) -> Option<PersonalNumber> {
    let length: usize = groups.iter().map(|group| group.digits.len()).sum();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return None;
    }
    let digits: String = groups.iter().map(|group| group.digits.as_str()).collect();
    let sizes: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let range = groups.first()?.range.start..groups.last()?.range.end;
    let before = text[..range.start].trim_end_matches(|c: char| "：:为是 *".contains(c));
    let is_told = ends_with_any(before, &TELEPHONES);
    let in_one_line = !groups.iter().skip(1).any(|group| group.on_next_line);
    let has_letters = groups.iter().any(|group| group.has_letters);
    if groups.iter().skip(1).any(|group| group.is_listed) {
        // Lists of other numbers are many; a checksum over the day of a birth is none of theirs.
        let is_one = length == 18 && identity(&digits, &sizes, false) == Some(NumberKind::Identity);
        let kind = NumberKind::Identity;
        return is_one.then_some(PersonalNumber { kind, range, digits });
    }
    let is_identity_told = ends_with_any(before, &IDENTITIES);
    let (kind, digits) = if let Some(kind) = identity(&digits, &sizes, is_identity_told) {
        (kind, digits)
    } else if is_bank_card(&digits, &sizes) {
        (NumberKind::BankCard, digits)
    } else if is_card_of_its_words(before, &digits, &sizes) {
        (NumberKind::DoubtfulBankCard, digits)
    } else if is_mobile(&digits, &sizes, is_told) && (in_one_line || is_told || sizes == [7, 4]) {
        (NumberKind::Mobile, digits)
    } else {
        return None;
    };
    // With letters in it, what fits no checksum is a code.
    let is_code = has_letters && kind == NumberKind::DoubtfulIdentity;
    (!is_code).then_some(PersonalNumber { kind, range, digits })
}

#[cfg(test)]
mod tests;
