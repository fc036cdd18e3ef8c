//! A number as Word writes it in a format of `w:numFmt`.

const DIGITS: &str = "〇一二三四五六七八九";
const LEGAL_SIMPLIFIED: &str = "零壹贰叁肆伍陆柒捌玖";
const LEGAL_TRADITIONAL: &str = "零壹貳參肆伍陸柒捌玖";
const LEGAL_JAPANESE: &str = "零壱弐参四伍六七八九";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The number in this format; in ordinary digits when the format is not known or has no such number.
pub(super) fn written(format: &str, number: u32) -> String {
    let made = match format {
        "none" | "bullet" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "ordinal" => Some(format!("{number}{}", ordinal_ending(number))),
        "hex" => Some(format!("{number:X}")),
        "numberInDash" => Some(format!("- {number} -")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedFullstop" => from_row('⒈', 20, number),
        "decimalEnclosedParen" => from_row('⑴', 20, number),
        "ideographEnclosedCircle" => from_row('㊀', 10, number),
        "ideographTraditional" => nth(STEMS, number),
        "ideographZodiac" => nth(BRANCHES, number),
        "ideographZodiacTraditional" => sixty(number),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
            Some(digit_by_digit(number))
        }
        "chineseCounting" | "taiwaneseCounting" if number >= 100 => {
            Some(digit_by_digit(number).replace('〇', "○"))
        }
        "chineseCounting" | "taiwaneseCounting" | "chineseCountingThousand" => CHINESE.write(number),
        "taiwaneseCountingThousand" => TAIWANESE.write(number),
        "japaneseCounting" | "koreanCounting" => JAPANESE.write(number),
        "chineseLegalSimplified" => LEGAL.write(number),
        "ideographLegalTraditional" => LEGAL_OF_TAIWAN.write(number),
        "japaneseLegal" => LEGAL_OF_JAPAN.write(number),
        _ => None,
    };
    made.unwrap_or_else(|| number.to_string())
}

/// A number in a circle, for those that are a character of their own.
pub(super) fn circled(number: u32) -> Option<String> {
    match number {
        0 => Some("⓪".to_owned()),
        21..=35 => from_row('㉑', 15, number - 20),
        36..=50 => from_row('㊱', 15, number - 35),
        _ => from_row('①', 20, number),
    }
}

fn from_row(first: char, count: u32, number: u32) -> Option<String> {
    let place = number.checked_sub(1).filter(|place| *place < count)?;
    char::from_u32(first as u32 + place).map(String::from)
}

fn nth(row: &str, number: u32) -> Option<String> {
    let place = usize::try_from(number.checked_sub(1)?).ok()?;
    row.chars().nth(place).map(String::from)
}

/// The cycle of sixty: 甲子, 乙丑.
fn sixty(number: u32) -> Option<String> {
    let place = number.checked_sub(1).filter(|place| *place < 60)?;
    Some(nth(STEMS, place % 10 + 1)? + &nth(BRANCHES, place % 12 + 1)?)
}

/// A, B … Z, AA, BB …
fn letters(number: u32, first: u8) -> Option<String> {
    let place = number.checked_sub(1).filter(|place| *place < 26 * 30)?;
    let letter = char::from(first + u8::try_from(place % 26).ok()?);
    Some(std::iter::repeat_n(letter, usize::try_from(place / 26).ok()? + 1).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut made = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            rest -= value;
            made.push_str(sign);
        }
    }
    Some(made)
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn full_width(number: u32) -> String {
    let digits = number.to_string();
    let wide = digits
        .chars()
        .filter_map(|digit| char::from_u32(digit as u32 + 0xFEE0));
    wide.collect()
}

fn digit_by_digit(number: u32) -> String {
    let digits = number.to_string();
    let written = digits
        .bytes()
        .filter_map(|digit| DIGITS.chars().nth(usize::from(digit - b'0')));
    written.collect()
}

/// A way of counting in characters.
struct Counting {
    digits: &'static str,
    zero: &'static str,
    /// Ten, hundred, thousand, ten thousand.
    units: [&'static str; 4],
    /// 10 is 十, not 一十.
    has_bare_ten: bool,
    /// 100 is 百, without 一, and nothing is said for a place that is empty.
    is_short: bool,
}

const CHINESE: Counting = Counting {
    digits: DIGITS,
    zero: "零",
    units: ["十", "百", "千", "万"],
    has_bare_ten: true,
    is_short: false,
};

const TAIWANESE: Counting = Counting {
    units: ["十", "百", "千", "萬"],
    ..CHINESE
};

const JAPANESE: Counting = Counting {
    is_short: true,
    ..CHINESE
};

const LEGAL: Counting = Counting {
    digits: LEGAL_SIMPLIFIED,
    zero: "零",
    units: ["拾", "佰", "仟", "万"],
    has_bare_ten: false,
    is_short: false,
};

const LEGAL_OF_TAIWAN: Counting = Counting {
    digits: LEGAL_TRADITIONAL,
    units: ["拾", "佰", "仟", "萬"],
    ..LEGAL
};

const LEGAL_OF_JAPAN: Counting = Counting {
    digits: LEGAL_JAPANESE,
    units: ["拾", "百", "阡", "萬"],
    ..LEGAL
};

impl Counting {
    fn write(&self, number: u32) -> Option<String> {
        if number >= 100_000 {
            return None;
        }
        if number == 0 {
            return Some(self.zero.to_owned());
        }
        let mut made = String::new();
        let mut has_gap = false;
        for place in (0..5_usize).rev() {
            let value = 10_u32.pow(u32::try_from(place).ok()?);
            let digit = number / value % 10;
            if digit == 0 {
                has_gap = !made.is_empty();
                continue;
            }
            if has_gap && !self.is_short {
                made.push_str(self.zero);
            }
            has_gap = false;
            let is_bare = digit == 1
                && match place {
                    1 => self.is_short || self.has_bare_ten && made.is_empty(),
                    2 | 3 => self.is_short,
                    _ => false,
                };
            if !is_bare {
                made.push(self.digits.chars().nth(usize::try_from(digit).ok()?)?);
            }
            if place > 0 {
                made.push_str(self.units[place - 1]);
            }
        }
        Some(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        let cases = [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 3, "c"),
            ("upperRoman", 1994, "MCMXCIV"),
            ("lowerRoman", 4, "iv"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 105, "一○五"),
            ("chineseCountingThousand", 105, "一百零五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1010, "一千零一十"),
            ("chineseCountingThousand", 20, "二十"),
            ("japaneseCounting", 111, "百十一"),
            ("japaneseDigitalTenThousand", 10, "一〇"),
            ("chineseLegalSimplified", 3, "叁"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("chineseLegalSimplified", 101, "壹佰零壹"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 12, "亥"),
            ("ideographZodiacTraditional", 61, "61"),
            ("ideographZodiacTraditional", 13, "丙子"),
            ("decimalEnclosedCircle", 20, "⑳"),
            ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedParen", 1, "⑴"),
            ("decimalEnclosedFullstop", 2, "⒉"),
            ("decimalFullWidth", 12, "１２"),
            ("taiwaneseCounting", 11, "十一"),
            ("taiwaneseCountingThousand", 10000, "一萬"),
            ("ideographDigital", 20, "二〇"),
            ("none", 3, ""),
            ("hebrew1", 3, "3"),
            ("upperRoman", 4_000_000_000, "4000000000"),
            ("upperLetter", 4_000_000_000, "4000000000"),
            ("decimalEnclosedCircle", 0, "⓪"),
        ];
        for (format, number, expected) in cases {
            assert_eq!(written(format, number), expected, "{format} {number}");
        }
    }
}
