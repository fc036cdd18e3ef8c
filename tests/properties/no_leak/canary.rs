//! Words that stand nowhere else: one for each field of each entry of a site, in Han characters and in ASCII, and the
//! search for them in whatever form a page may hold them.

use std::collections::BTreeSet;

/// Every canary in Han characters begins like this …
const HAN: &str = "鲸鹤犀";
/// … which is this in pinyin, with anything or nothing between the syllables.
const PINYIN: [&str; 3] = ["jing", "he", "xi"];
/// Every canary in ASCII begins like this.
const ASCII: &str = "qzx";

/// A digit in Han characters, in pinyin and in ASCII.
const DIGITS: [(char, &str, char); 16] = [
    ('马', "ma", 'a'),
    ('牛', "niu", 'b'),
    ('猪', "zhu", 'c'),
    ('狗', "gou", 'd'),
    ('兔', "tu", 'e'),
    ('龙', "long", 'f'),
    ('蛇', "she", 'g'),
    ('猴', "hou", 'h'),
    ('鸡', "ji", 'i'),
    ('鼠', "shu", 'j'),
    ('虎', "hu", 'k'),
    ('猫', "mao", 'l'),
    ('鱼', "yu", 'm'),
    ('鸟', "niao", 'n'),
    ('蜂', "feng", 'o'),
    ('蝶', "die", 'p'),
];

/// How many digits a canary has.
const LENGTH: usize = 4;

fn digits(number: usize) -> impl Iterator<Item = usize> {
    (0..LENGTH).rev().map(move |place| (number >> (4 * place)) & 15)
}

/// The canary of a number in Han characters.
pub(crate) fn han(number: usize) -> String {
    let digits = digits(number).map(|digit| DIGITS[digit].0);
    HAN.chars().chain(digits).collect()
}

/// The canary of a number in ASCII.
pub(crate) fn ascii(number: usize) -> String {
    let digits = digits(number).map(|digit| DIGITS[digit].2);
    ASCII.chars().chain(digits).collect()
}

/// The numbers of all canaries in a file, however they are written.
pub(crate) fn find(bytes: &[u8]) -> BTreeSet<usize> {
    let text = decoded(bytes);
    let mut found = BTreeSet::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), HAN) {
        found.extend(number(text[at + HAN.len()..].chars(), |c| {
            DIGITS.iter().position(|(han, _, _)| *han == c)
        }));
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), ASCII) {
        found.extend(number(text[at + ASCII.len()..].chars(), |c| {
            DIGITS.iter().position(|(_, _, ascii)| *ascii == c)
        }));
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), PINYIN[0]) {
        found.extend(spelled(&text[at..]));
    }
    found
}

fn number(digits: impl Iterator<Item = char>, read: impl Fn(char) -> Option<usize>) -> Option<usize> {
    let digits: Option<Vec<usize>> = digits.take(LENGTH).map(read).collect();
    let digits = digits.filter(|digits| digits.len() == LENGTH)?;
    Some(digits.into_iter().fold(0, |number, digit| number << 4 | digit))
}

/// A canary in pinyin at the beginning of a text. A syllable may begin like another (ma, mao): the longest is meant.
fn spelled(text: &str) -> Option<usize> {
    let mut rest = text;
    for syllable in PINYIN {
        rest = after(rest, syllable)?;
    }
    let mut number = 0;
    for _ in 0..LENGTH {
        let fits = |digit: &usize| after(rest, DIGITS[*digit].1).is_some();
        let digit = (0..DIGITS.len())
            .filter(fits)
            .max_by_key(|digit| DIGITS[*digit].1.len())?;
        rest = after(rest, DIGITS[digit].1)?;
        number = number << 4 | digit;
    }
    Some(number)
}

fn after<'t>(text: &'t str, syllable: &str) -> Option<&'t str> {
    text.trim_start_matches(['-', '_', ' ', '\'', '+', '.'])
        .strip_prefix(syllable)
}

/// The text of a file in small letters, with numeric references, `\u` escapes and percent-encoding read.
fn decoded(bytes: &[u8]) -> String {
    // Twice: an escape may be escaped again.
    let text = once(&once(bytes));
    String::from_utf8_lossy(&text).to_lowercase()
}

fn once(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr3(b'&', b'\\', b'%', rest) {
        text.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (decoded, length) = escape(rest).unwrap_or_else(|| (rest[..1].to_vec(), 1));
        text.extend_from_slice(&decoded);
        rest = &rest[length..];
    }
    text.extend_from_slice(rest);
    text
}

/// What an escape at the beginning of a text stands for, and how long it is.
fn escape(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let hex = |digits: &[u8]| {
        let digits = std::str::from_utf8(digits).ok()?;
        u32::from_str_radix(digits, 16).ok()
    };
    let utf8 = |code: u32| char::from_u32(code).map(|c| c.to_string().into_bytes());
    match bytes {
        [b'%', high, low, ..] => Some((vec![u8::try_from(hex(&[*high, *low])?).ok()?], 3)),
        [b'\\', b'u', digits @ ..] => Some((utf8(hex(digits.get(..4)?)?)?, 6)),
        [b'&', b'#', rest @ ..] => {
            let end = rest.iter().take(9).position(|byte| *byte == b';')?;
            let code = match &rest[..end] {
                [b'x' | b'X', digits @ ..] => hex(digits)?,
                digits => std::str::from_utf8(digits).ok()?.parse().ok()?,
            };
            Some((utf8(code)?, end + 3))
        }
        _ => None,
    }
}

#[test]
fn a_canary_is_found_in_every_form() {
    let number = 0x1f0a;
    let han = han(number);
    let references: String = han.chars().map(|c| format!("&#x{:X};", c as u32)).collect();
    let decimal: String = han.chars().map(|c| format!("&#{};", c as u32)).collect();
    let escapes: String = han.chars().map(|c| format!("\\u{:04x}", c as u32)).collect();
    let percent: String = han.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for text in [
        han.clone(),
        ascii(number),
        ascii(number).to_uppercase(),
        references,
        decimal,
        escapes,
        percent.clone(),
        percent.replace('%', "%25"),
        gongkai::words::slug(&han),
        "Jing He Xi niu die ma hu".into(),
        "jinghexiniudiemahu".into(),
    ] {
        let found = find(format!("前{text}后").as_bytes());
        assert_eq!(found, BTreeSet::from([number]), "{text}");
    }
    assert!(find("鲸鹤犀马牛 jing-he-xi-ma qzxab".as_bytes()).is_empty());
}
