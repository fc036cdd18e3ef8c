//! Marks as a keyboard gives them where Chinese has its own: half-width ones between Han, straight quotation marks, the same
//! mark twice. Source: GB/T 15834—2011《标点符号用法》.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use super::phrases::Phrase;
use super::{Correction, Match, Rule, Weight};
use crate::words::{Code, is_han};

static MARKS: Rule = Rule {
    word: "标点",
    weight: Weight::Doubtful(Code::warning("text-punctuation")),
    hint: "运行 gongkai check --fix 可以一次改好",
    once: true,
};

pub(super) static RULES: &[&Rule] = &[&MARKS];

/// Marks that nobody types twice on purpose, twice.
pub(super) const TWICE: [&str; 5] = ["。。", "，，", "、、", "；；", "：："];

/// Adds what is found in a text, but for marks that stand there twice.
pub(super) fn find(text: &str, found: &mut Vec<Match>) {
    let bytes = text.as_bytes();
    let places = memchr3_iter(b',', b';', b':', bytes).chain(memchr3_iter(b'?', b'!', b'.', bytes));
    for at in places.chain(memchr_iter(b'"', bytes)) {
        let (before, behind) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let right = match bytes[at] {
            b'"' => quotation(text, at, before, behind),
            mark => is_of_han(mark, text, (at, before, behind)).then(|| full(mark)),
        };
        if let Some(right) = right {
            let message = format!("“{}”是半角的，中文里要用“{right}”", char::from(bytes[at]));
            found.push(of(text, at..at + 1, message, right));
        }
    }
}

/// What a half-width mark is in Chinese.
fn full(mark: u8) -> &'static str {
    match mark {
        b',' => "，",
        b';' => "；",
        b':' => "：",
        b'?' => "？",
        b'!' => "！",
        _ => "。",
    }
}

/// What is said of a place where a mark stands twice; nothing where it does for the second time.
pub(super) fn doubled(text: &str, place: Phrase) -> Option<Match> {
    let rest = &text[place.start..];
    let mark = rest
        .chars()
        .next()
        .filter(|mark| !text[..place.start].ends_with(*mark))?;
    let length = rest.len() - rest.trim_start_matches(mark).len();
    let right = match mark {
        '。' if place.start + length > place.end => "……",
        _ => &rest[..mark.len_utf8()],
    };
    let message = format!("“{}”重复了", &rest[..length]);
    Some(of(text, place.start..place.start + length, message, right))
}

fn of(text: &str, range: Range<usize>, message: String, right: &str) -> Match {
    Match {
        correction: Some(Correction {
            text: right.to_owned(),
            is_certain: true,
        }),
        ..Match::new(&MARKS, text, range, message)
    }
}

/// True for a mark behind Han that ends a part of a sentence: numbers, addresses and words of other alphabets have their own.
fn is_of_han(mark: u8, text: &str, (at, before, behind): (usize, Option<char>, Option<char>)) -> bool {
    if !before.is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）' | '"')) {
        return false;
    }
    let goes_on = |c: char| is_han(c) || matches!(c, '“' | '《' | '（' | '\n');
    match (mark, behind) {
        // 一. begins a section, and 1. an item.
        (b'.', _) => {
            let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
            let is_number = |c: char| "一二三四五六七八九十#*- ".contains(c);
            behind.is_none_or(goes_on) && !line.chars().all(is_number)
        }
        // 公开范围: 党内公开 is a field that got below its block.
        (b':', Some(' ')) => false,
        (b',' | b';' | b':', _) => {
            let behind = text[at + 1..].trim_start_matches(' ').chars().next();
            behind.is_none_or(|c| goes_on(c) || c.is_ascii_digit())
        }
        (_, behind) => behind.is_none_or(goes_on),
    }
}

/// What a straight quotation mark beside Han should be; none in code, in tags and in titles of links.
fn quotation(text: &str, at: usize, before: Option<char>, behind: Option<char>) -> Option<&'static str> {
    let is_beside = |c: Option<char>| c.is_some_and(is_han);
    if !is_beside(before) && !is_beside(behind) {
        return None;
    }
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = &text[start..end];
    if line.contains(['`', '<', '=']) || line.contains("](") {
        return None;
    }
    let earlier = text[start..at].matches('"').count();
    let all = line.matches('"').count();
    (all % 2 == 0).then_some(if earlier % 2 == 0 { "“" } else { "”" })
}

#[cfg(test)]
mod tests {
    use crate::check::{Syntax, Wordings, find};

    fn mended(text: &str) -> String {
        let found = find(text, Syntax::Markdown, &Wordings::default());
        let mut mended = text.to_owned();
        for one in found.iter().rev().filter(|one| one.rule == &super::MARKS) {
            let right = one.correction.as_ref().expect("each has one");
            mended.replace_range(one.range.clone(), &right.text);
        }
        mended
    }

    #[test]
    fn marks_become_chinese_ones() {
        for (typed, right) in [
            (
                "高度重视,认真学习;做好记录.请按时交",
                "高度重视，认真学习；做好记录。请按时交",
            ),
            ("主题是\"争做先锋\",请参加!", "主题是“争做先锋”，请参加！"),
            ("时间:15:30", "时间：15:30"),
            ("执行。。\n参加，，不得迟到", "执行。\n参加，不得迟到"),
            ("还有。。。", "还有……"),
        ] {
            assert_eq!(mended(typed), right);
        }
    }

    #[test]
    fn other_marks_are_left_alone() {
        for text in [
            "共1,260元，比分78:65，见a.md、报名表.docx",
            "一.总体要求\n1.学习",
            "![活动](a.png \"照片\")",
            "<td title=\"支部\">",
            "`a:\"中\"`",
            "请问？！……",
            "English, 中文: see https://a.cn/?a=中",
            "**注**：12\"屏",
        ] {
            assert_eq!(mended(text), text);
        }
    }
}
