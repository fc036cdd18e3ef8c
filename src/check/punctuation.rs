//! Marks as a keyboard gives them where Chinese has its own: half-width ones between Han, straight quotation marks, the same
//! mark twice. Source: GB/T 15834—2011《标点符号用法》.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};

use super::patterns::around;
use super::phrases::Phrase;
use super::{Correction, Match, Rule, Weight};
use crate::words::{Code, is_han, lines_at};

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
    let marks = places
        .filter(|at| is_of_han(text, *at))
        .map(|at| (at, full(bytes[at])));
    let lines = lines_at(text, memchr_iter(b'"', bytes));
    let quotations = lines
        .into_iter()
        .flat_map(|(begin, line)| quotations(line).map(move |(at, right)| (begin + at, right)));
    for (at, right) in marks.chain(quotations) {
        let message = format!("“{}”是半角的，中文里要用“{right}”", char::from(bytes[at]));
        found.push(of(text, at..at + 1, message, right));
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
fn is_of_han(text: &str, at: usize) -> bool {
    let (before, behind) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    if !before.is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）' | '"')) {
        return false;
    }
    let goes_on = |c: char| is_han(c) || matches!(c, '“' | '《' | '（' | '\n');
    match (text.as_bytes()[at], behind) {
        // 一. begins a section, and 1. an item.
        (b'.', _) => {
            let line = around(text, &(at..at), &['\n']);
            let is_number = |c: char| "一二三四五六七八九十#*- \n".contains(c);
            behind.is_none_or(goes_on)
                && !line
                    .split('.')
                    .next()
                    .is_some_and(|line| line.chars().all(is_number))
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

/// The straight quotation marks of a line that stand beside Han, and what they should be; none in code, in tags and in titles
/// of links.
fn quotations(line: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let is_other = line.contains(['`', '<', '=']) || line.contains("](");
    let places: Vec<usize> = memchr_iter(b'"', line.as_bytes()).collect();
    let may_be = !is_other && places.len().is_multiple_of(2);
    let marks = places.into_iter().zip(["“", "”"].into_iter().cycle());
    marks.filter(move |(at, _)| {
        let beside = [line[..*at].chars().next_back(), line[at + 1..].chars().next()];
        may_be && beside.into_iter().flatten().any(is_han)
    })
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
