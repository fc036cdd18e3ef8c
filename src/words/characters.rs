//! Characters of Chinese text: which are Han and how those are pronounced, in ASCII; full-width letters, digits and marks
//! → the ASCII ones; the marks around a title, as GB/T 15834 has them.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

/// A text without the white space in it.
#[must_use]
pub fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A Han character of a text, `〇` and `々` included; no punctuation.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇') || is_ideograph(c)
}

/// A Han character that a name may be written with: `〇` is a blank in it, and `々` says nothing by itself.
#[must_use]
pub fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_fffd)
}

/// How a Han character is pronounced, in `a`–`z`; `None` for any other character.
#[must_use]
pub fn syllable(c: char) -> Option<impl Iterator<Item = char>> {
    let sound = c.to_pinyin()?;
    Some(sound.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }))
}

/// How a word of Han characters is pronounced; `None` for any other.
#[must_use]
pub fn sound(word: &str) -> Option<Vec<&'static str>> {
    word.to_pinyin()
        .map(|syllable| syllable.map(|syllable| syllable.plain()))
        .collect()
}

/// A full-width letter, digit or mark as the ASCII one; any other character as it is.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A full-width digit as the ASCII one; any other character as it is. What its marks mean, each reader of numbers says.
#[must_use]
pub fn narrow_digit(c: char) -> char {
    match c {
        '０'..='９' => narrow(c),
        c => c,
    }
}

/// Radicals of U+2E80–2EF3 and the characters that they are drawn like (Unicode's `EquivalentUnifiedIdeograph`).
const RADICALS: [(char, char); 90] = [
    ('⺁', '厂'),
    ('⺂', '乛'),
    ('⺃', '乚'),
    ('⺄', '乙'),
    ('⺅', '亻'),
    ('⺆', '冂'),
    ('⺉', '刂'),
    ('⺊', '卜'),
    ('⺌', '小'),
    ('⺍', '小'),
    ('⺎', '兀'),
    ('⺏', '尣'),
    ('⺐', '尢'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺔', '彑'),
    ('⺖', '忄'),
    ('⺘', '扌'),
    ('⺙', '攵'),
    ('⺛', '旡'),
    ('⺜', '日'),
    ('⺝', '月'),
    ('⺞', '歺'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺡', '氵'),
    ('⺢', '氺'),
    ('⺣', '灬'),
    ('⺤', '爫'),
    ('⺥', '爫'),
    ('⺦', '丬'),
    ('⺧', '牛'),
    ('⺨', '犭'),
    ('⺩', '王'),
    ('⺫', '罒'),
    ('⺬', '示'),
    ('⺭', '礻'),
    ('⺯', '糹'),
    ('⺰', '纟'),
    ('⺶', '羊'),
    ('⺹', '耂'),
    ('⺺', '肀'),
    ('⺼', '肉'),
    ('⺾', '艹'),
    ('⺿', '艹'),
    ('⻀', '艹'),
    ('⻁', '虎'),
    ('⻂', '衤'),
    ('⻃', '覀'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻈', '讠'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻌', '辶'),
    ('⻍', '辶'),
    ('⻎', '辶'),
    ('⻏', '阝'),
    ('⻐', '钅'),
    ('⻑', '長'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻖', '阝'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻟', '飠'),
    ('⻠', '饣'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻬', '齐'),
    ('⻭', '歯'),
    ('⻮', '齿'),
    ('⻯', '竜'),
    ('⻰', '龙'),
    ('⻱', '龜'),
    ('⻲', '亀'),
    ('⻳', '龟'),
];

/// The character that readers take a radical for: what programs write into a PDF for `一` and `民` often is `⼀` and `⺠`, which
/// look the same and are found by no search.
#[must_use]
pub fn unified(c: char) -> char {
    match u32::from(c) {
        0x2f00..=0x2fd5 | 0xf900..=0xfaff => c.nfkc().next().unwrap_or(c),
        0x2e80..=0x2ef3 => RADICALS
            .iter()
            .find(|(radical, _)| *radical == c)
            .map_or(c, |(_, character)| *character),
        _ => c,
    }
}

/// A title in 《》; marks inside it become 〈〉, as GB/T 15834 has them.
#[must_use]
pub fn quoted_title(title: &str) -> String {
    let inner = |c| match c {
        '《' => '〈',
        '》' => '〉',
        c => c,
    };
    format!("《{}》", title.chars().map(inner).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::quoted_title;
    use super::*;

    #[test]
    fn what_texts_hold_is_more_than_what_names_are_written_with() {
        for c in ['一', '鿿', '㐀', '䶿', '𠀀', '\u{323af}', '﨑', '金'] {
            assert!(is_han(c) && is_ideograph(c), "{c}");
        }
        for c in ['〇', '々'] {
            assert!(is_han(c) && !is_ideograph(c), "{c}");
        }
        for c in ['䷀', '。', '　', '○', 'Ａ', 'か', '가', '⺀', 'a', '0'] {
            assert!(!is_han(c) && !is_ideograph(c), "{c}");
        }
    }

    #[test]
    fn every_syllable_is_of_small_letters() {
        for c in '\0'..=char::MAX {
            let Some(text) = syllable(c).map(String::from_iter) else {
                continue;
            };
            assert!(
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{c}: {text}"
            );
        }
    }

    #[test]
    fn full_width_characters_become_those_of_ascii() {
        let narrowed: String = "！０９ＡＺａｚ～　党a".chars().map(narrow).collect();
        assert_eq!(narrowed, "!09AZaz~　党a");
        let digits: String = "！０９ＡＺａｚ～　党a".chars().map(narrow_digit).collect();
        assert_eq!(digits, "！09ＡＺａｚ～　党a");
    }

    #[test]
    fn radicals_become_the_characters_that_they_look_like() {
        let read: String = "⼆〇⼆六年⺠主⽣活会⻓⻅金党a".chars().map(unified).collect();
        assert_eq!(read, "二〇二六年民主生活会长见金党a");
    }

    #[test]
    fn marks_inside_a_title_are_single() {
        assert_eq!(quoted_title("关于开会的通知"), "《关于开会的通知》");
        assert_eq!(quoted_title("《条例》学习提要"), "《〈条例〉学习提要》");
    }
}
