//! Numbers that offices type before headings and items: `一、` `（二）` `3.` `（4）` `⑤` `第六章`.

use crate::words::{narrow_digit, number_in_han};

/// How a number is written; the order is that of their ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NumberStyle {
    /// `第一章`, `第三部分`.
    Chapter,
    /// `第二节`.
    Section,
    /// `一、`.
    Han,
    /// `（一）`.
    HanInBrackets,
    /// `1.`, `1、`.
    Decimal,
    /// `（1）`, `1）`.
    DecimalInBrackets,
    /// `①`.
    Circled,
    /// `第一条`: stands before the sentence of a rule.
    Article,
}

impl NumberStyle {
    /// All, by rank.
    pub(super) const ALL: [Self; 8] = [
        Self::Chapter,
        Self::Section,
        Self::Han,
        Self::HanInBrackets,
        Self::Decimal,
        Self::DecimalInBrackets,
        Self::Circled,
        Self::Article,
    ];
}

/// A number at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TypedNumber {
    /// How it is written.
    pub(super) style: NumberStyle,
    /// What it says.
    pub(super) value: u32,
    /// Bytes of it, with the marks and the white space behind.
    pub(super) length: usize,
}

/// The number that a text begins with.
pub(super) fn number_of(text: &str) -> Option<TypedNumber> {
    let first = text.chars().next()?;
    let (style, value, behind) = match first {
        '第' => ordinal(text)?,
        '（' | '(' => in_brackets(text)?,
        '①'..='⑳' => {
            let value = u32::from(first) - u32::from('①') + 1;
            (NumberStyle::Circled, value, &text[first.len_utf8()..])
        }
        c if is_han_digit(c) => {
            let (value, rest) = han(text)?;
            let rest = rest.trim_start_matches([' ', '\u{3000}']);
            (NumberStyle::Han, value, rest.strip_prefix(['、', '.', '．'])?)
        }
        c if is_digit(c) => decimal(text)?,
        _ => return None,
    };
    let behind = behind.trim_start();
    Some(TypedNumber {
        style,
        value,
        length: text.len() - behind.len(),
    })
}

/// `第一章`, `第2条`.
fn ordinal(text: &str) -> Option<(NumberStyle, u32, &str)> {
    let rest = text.strip_prefix('第')?;
    let (value, rest) = han(rest).or_else(|| digits(rest))?;
    let rest = rest.trim_start();
    if let Some(behind) = rest.strip_prefix('条') {
        return Some((NumberStyle::Article, value, behind));
    }
    // 第一节课, 第一章程: a mark or white space stands behind the number.
    let behind = ["部分", "章", "节"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))?;
    let parted = behind.is_empty() || behind.starts_with([' ', '\u{3000}', '\t', '：', '、']);
    let is_chapter = rest.starts_with('章') && !behind.starts_with('程');
    let style = if rest.starts_with('节') {
        NumberStyle::Section
    } else {
        NumberStyle::Chapter
    };
    (parted || is_chapter).then_some((style, value, behind))
}

/// `（一）`, `(1)`.
fn in_brackets(text: &str) -> Option<(NumberStyle, u32, &str)> {
    let inside = text[text.chars().next()?.len_utf8()..].trim_start();
    let (style, (value, rest)) = match han(inside) {
        Some(found) => (NumberStyle::HanInBrackets, found),
        None => (NumberStyle::DecimalInBrackets, digits(inside)?),
    };
    let behind = rest.trim_start().strip_prefix(['）', ')'])?;
    Some((
        style,
        value,
        behind.strip_prefix(['、', '.', '．']).unwrap_or(behind),
    ))
}

/// `1.`, `1、`, `1）`, `1.2026年6月`; neither 2026.3.12 nor 1.5.
fn decimal(text: &str) -> Option<(NumberStyle, u32, &str)> {
    let (value, rest) = digits(text)?;
    let mark = rest.chars().next()?;
    let behind = &rest[mark.len_utf8()..];
    let style = match mark {
        '.' | '．' if !behind.starts_with(is_digit) || is_dated(behind) => NumberStyle::Decimal,
        '、' => NumberStyle::Decimal,
        '）' | ')' => NumberStyle::DecimalInBrackets,
        _ => return None,
    };
    Some((style, value, behind))
}

/// True for what begins with a year, a school year or a month.
fn is_dated(text: &str) -> bool {
    let length = text.chars().take_while(|c| is_digit(*c)).count();
    let behind = text.trim_start_matches(is_digit);
    // 2026—2027学年, 2026学年, 2026届.
    let is_year = behind.starts_with(['年', '学', '届', '级', '—', '–', '-', '~', '～', '至']);
    length == 4 && is_year || length < 3 && behind.starts_with('月')
}

fn is_han_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// A number below 100 in Han characters.
pub(super) fn han(text: &str) -> Option<(u32, &str)> {
    let length: usize = text
        .chars()
        .take_while(|c| is_han_digit(*c))
        .take(4)
        .map(char::len_utf8)
        .sum();
    let (word, rest) = text.split_at(length);
    Some((number_in_han(word)?, rest))
}

/// `6`, `十六`: a whole word.
pub(super) fn numeral(word: &str) -> Option<u32> {
    word.parse().ok().or_else(|| number_in_han(word))
}

/// A number below 100 in digits.
fn digits(text: &str) -> Option<(u32, &str)> {
    let digits = text.chars().take_while(|c| is_digit(*c));
    let length = digits.clone().map(char::len_utf8).sum();
    let (_, rest) = text.split_at(length);
    let word: String = digits.map(narrow_digit).collect();
    let value = word.parse().ok().filter(|_| word.len() < 3)?;
    Some((value, rest))
}

/// An ASCII or a full-width digit.
fn is_digit(c: char) -> bool {
    narrow_digit(c).is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_days_and_amounts() {
        use NumberStyle::*;
        let cases = [
            ("一、总体要求", Some((Han, 1, "总体要求"))),
            ("十二、附则", Some((Han, 12, "附则"))),
            ("二十、附则", Some((Han, 20, "附则"))),
            ("一．总体要求", Some((Han, 1, "总体要求"))),
            ("（三）学习", Some((HanInBrackets, 3, "学习"))),
            ("(三)学习", Some((HanInBrackets, 3, "学习"))),
            ("（ 三 ）学习", Some((HanInBrackets, 3, "学习"))),
            ("（三）、学习", Some((HanInBrackets, 3, "学习"))),
            ("1.学习", Some((Decimal, 1, "学习"))),
            ("1. 学习", Some((Decimal, 1, "学习"))),
            ("12．学习", Some((Decimal, 12, "学习"))),
            ("3、学习", Some((Decimal, 3, "学习"))),
            ("（1）学习", Some((DecimalInBrackets, 1, "学习"))),
            ("(10)学习", Some((DecimalInBrackets, 10, "学习"))),
            ("2）学习", Some((DecimalInBrackets, 2, "学习"))),
            ("⑤学习", Some((Circled, 5, "学习"))),
            ("第一章 总则", Some((Chapter, 1, "总则"))),
            ("第二节　范围", Some((Section, 2, "范围"))),
            ("１２．学习", Some((Decimal, 12, "学习"))),
            ("1.2026年6月底前完成", Some((Decimal, 1, "2026年6月底前完成"))),
            ("2.12月15日前完成", Some((Decimal, 2, "12月15日前完成"))),
            (
                "2.2026—2027学年带徒2名",
                Some((Decimal, 2, "2026—2027学年带徒2名")),
            ),
            ("3.2026学年听课30节", Some((Decimal, 3, "2026学年听课30节"))),
            ("1.5万元", None),
            ("第一章总则", Some((Chapter, 1, "总则"))),
            ("第三条 党支部……", Some((Article, 3, "党支部……"))),
            ("第12条 党支部……", Some((Article, 12, "党支部……"))),
            ("2026.3.12", None),
            ("1.5万元", None),
            ("12.5", None),
            ("2026年3月", None),
            ("一年来，", None),
            ("一是加强", None),
            ("十分重要", None),
            ("第一党支部", None),
            ("第一章程", None),
            ("第一节课后", None),
            ("（试行）", None),
            ("（2026年3月12日）", None),
            ("100.", None),
            ("3月12日", None),
            ("（一", None),
            ("", None),
            ("第", None),
            ("十十、", None),
        ];
        for (text, expected) in cases {
            let found = number_of(text).map(|n| (n.style, n.value, &text[n.length..]));
            assert_eq!(found, expected, "{text}");
        }
    }
}
