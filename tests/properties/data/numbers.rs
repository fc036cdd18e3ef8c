//! Generated numbers of persons, as people type them.

use crate::support::Random;

/// A valid number of somebody.
pub(crate) struct Number {
    /// The code of the complaint about it.
    pub(crate) code: &'static str,
    /// Its digits.
    pub(crate) plain: String,
}

impl Number {
    /// Any.
    pub(crate) fn any(random: &mut Random) -> Self {
        let (code, plain) = match random.below(3) {
            0 => ("data-identity", identity(random)),
            1 => ("data-bank-card", bank_card(random)),
            _ => ("data-mobile", mobile(random)),
        };
        Self { code, plain }
    }

    /// The number as people type it anywhere.
    pub(crate) fn typed(&self, random: &mut Random) -> String {
        let plain = &self.plain;
        let choices = if self.code == "data-mobile" { 8 } else { 6 };
        match random.below(choices) {
            0 => self.parted(" "),
            1 => self.parted("-"),
            2 => self.parted("\u{3000}"),
            3 => plain.chars().map(wide).collect(),
            4 => plain.to_ascii_lowercase(),
            6 => format!("（{}）{} {}", &plain[..3], &plain[3..7], &plain[7..]),
            7 => format!("({}){}", &plain[..3], &plain[3..]),
            _ => plain.clone(),
        }
    }

    /// The number as it may stand in Markdown, where a page shows other characters than were typed.
    pub(crate) fn typed_in_markdown(&self, random: &mut Random) -> String {
        let (head, tail) = self.plain.split_at(3 + random.below(6));
        match random.below(12) {
            0 => self.plain.chars().map(|c| format!("&#{};", c as u32)).collect(),
            1 => format!(
                "&#x{:X};{}",
                u32::from(self.plain.as_bytes()[0]),
                &self.plain[1..]
            ),
            2 => format!("<b>{head}</b>{tail}"),
            3 => format!("{head}<span lang=zh>{tail}</span>"),
            4 => self.parted("&nbsp;"),
            5 => format!("**{head}**{tail}"),
            _ => self.typed(random),
        }
    }

    /// Its digits in the groups that are usual, with something between.
    fn parted(&self, by: &str) -> String {
        let sizes: &[usize] = match self.plain.len() {
            11 => &[3, 4, 4],
            18 => &[6, 8, 4],
            _ => &[4, 4, 4, 4, 4],
        };
        let mut rest = self.plain.as_str();
        let mut parts = Vec::new();
        for size in sizes {
            let (part, behind) = rest.split_at((*size).min(rest.len()));
            parts.push(part);
            rest = behind;
        }
        parts.retain(|part| !part.is_empty());
        parts.join(by)
    }
}

/// A digit as Chinese input methods type it.
pub(crate) fn wide(c: char) -> char {
    match c.to_digit(10) {
        Some(value) => char::from_u32('０' as u32 + value).expect("a digit"),
        None => c,
    }
}

/// Digits at random.
pub(crate) fn digits(random: &mut Random, count: usize) -> String {
    let digit = |_| char::from(b'0' + random.below(10) as u8);
    (0..count).map(digit).collect()
}

/// 18 digits by GB 11643.
pub(crate) fn identity(random: &mut Random) -> String {
    let area = random.pick(&[
        "110105", "310104", "440524", "530102", "622201", "650102", "810000", "500112",
    ]);
    let (year, month, day) = (
        1940 + random.below(75),
        1 + random.below(12),
        1 + random.below(28),
    );
    let plain = format!("{area}{year}{month:02}{day:02}{}", digits(random, 3));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = plain
        .bytes()
        .zip(weights)
        .map(|(byte, weight)| usize::from(byte - b'0') * weight)
        .sum();
    format!("{plain}{}", char::from(b"10X98765432"[sum % 11]))
}

/// 16 or 19 digits of 银联 that Luhn's sum accepts.
pub(crate) fn bank_card(random: &mut Random) -> String {
    let length = random.pick(&[16_usize, 19]);
    let plain = format!("62{}", digits(random, length - 3));
    let sum: u32 = plain
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let value = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    format!("{plain}{}", (10 - sum % 10) % 10)
}

/// 11 digits of a network that is in use.
pub(crate) fn mobile(random: &mut Random) -> String {
    let network = random.pick(&["138", "139", "150", "166", "177", "189", "199"]);
    format!("{network}{}", digits(random, 8))
}
