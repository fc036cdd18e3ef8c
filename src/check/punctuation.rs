//! Marks as a keyboard gives them where Chinese has its own: half-width ones between Han, straight quotation marks, the same
//! mark twice. Source: GB/T 15834—2011《标点符号用法》.

use memchr::memchr_iter;

use super::{Correction, Match, Rule, Weight};
use crate::words::{Code, is_han};

static MARKS: Rule = Rule {
    word: "标点",
    weight: Weight::Doubtful(Code::warning("text-punctuation")),
    hint: "运行 gongkai check --fix 可以一次改好",
    once: true,
};

pub(super) static RULES: &[&Rule] = &[&MARKS];

/// Half-width marks, and what they are in Chinese.
const FULL: [(u8, &str); 7] = [
    (b',', "，"),
    (b';', "；"),
    (b':', "："),
    (b'?', "？"),
    (b'!', "！"),
    (b'.', "。"),
    (b'"', "“”"),
];

/// Marks that nobody types twice on purpose.
const ONCE: [char; 5] = ['。', '，', '、', '；', '：'];

/// Adds what is found in a text.
pub(super) fn find(text: &str, found: &mut Vec<Match>) {
    for (mark, full) in FULL {
        for at in memchr_iter(mark, text.as_bytes()) {
            let (before, behind) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
            let right = match mark {
                b'"' => quotation(text, at, before, behind),
                _ => is_of_han(mark, text, (at, before, behind)).then(|| full.to_owned()),
            };
            if let Some(right) = right {
                let typed = char::from(mark);
                let message = format!("“{typed}”是半角的，中文里要用“{right}”");
                found.push(of(text, at..at + 1, message, right));
            }
        }
    }
    // All of them begin with one of these bytes; few characters of a text are doubled.
    for mark in ONCE {
        let twice: String = [mark, mark].iter().collect();
        for at in memchr::memmem::find_iter(text.as_bytes(), &twice) {
            if !text[..at].ends_with(mark) {
                let rest = &text[at..];
                let length = rest.len() - rest.trim_start_matches(mark).len();
                let message = format!("“{}”重复了", &rest[..length]);
                let right = if mark == '。' && length > twice.len() {
                    "……"
                } else {
                    &rest[..mark.len_utf8()]
                };
                found.push(of(text, at..at + length, message, right.to_owned()));
            }
        }
    }
}

fn of(text: &str, range: std::ops::Range<usize>, message: String, right: String) -> Match {
    Match {
        correction: Some(Correction {
            text: right,
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
fn quotation(text: &str, at: usize, before: Option<char>, behind: Option<char>) -> Option<String> {
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
    (all % 2 == 0).then(|| if earlier % 2 == 0 { "“" } else { "”" }.to_owned())
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
