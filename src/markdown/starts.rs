//! The beginning of a line → whether a Chinese typist begins a paragraph there, whatever stands before: two
//! wide spaces, the number or the mark of an item, a date alone. It reads one line, and knows no Markdown.

use crate::words::is_han;

/// The space that indents a paragraph in Chinese.
const WIDE_SPACE: char = '\u{3000}';

/// Chinese numerals.
const NUMERALS: &str = "〇○零一二三四五六七八九十百";

/// Words that go on with a sentence behind what only looks like an item's number: `（一）的要求`.
const GOES_ON: &str = "的和及与或至到、，。；）规款项";

/// Marks that Word and typists put before the items of a list.
const BULLETS: &str = "★☆●○◎◆◇■□▲△▼▽▶►◀•‣▪▫◦∙·※❖➢➤✦✧✓✔√☑\u{f06c}\u{f0d8}\u{f0fc}";

/// The longest label, in characters: `联系电话`.
const LONGEST_LABEL: usize = 8;

/// True when a line begins a paragraph by its own text. `ended` when the line before ends a sentence.
pub(super) fn begins_paragraph(text: &str, ended: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    first == WIDE_SPACE || is_bullet(text, first) || is_item(text, ended) || is_date(text)
}

/// `一、目标`, `（二）时间` and nothing before it: a part of a document, which no item of a list holds.
pub(super) fn begins_part(text: &str) -> bool {
    let parts = text.starts_with(|c| NUMERALS.contains(c) || matches!(c, '（' | '('));
    let numeral = text
        .trim_start_matches(['（', '('])
        .starts_with(|c| NUMERALS.contains(c));
    parts && numeral && is_item(text, false)
}

/// `● 加强学习`, `◆做好记录`; not `○` as the zero of a year.
fn is_bullet(text: &str, first: char) -> bool {
    let words = text[first.len_utf8()..].trim_start();
    BULLETS.contains(first) && words.starts_with(|c: char| first != '○' || !NUMERALS.contains(c))
}

/// `时间：3月12日`, `参加 人员: 全体党员`: one phrase, a colon and what it tells.
pub(super) fn has_label(text: &str) -> bool {
    let phrase = text
        .chars()
        .take_while(|c| is_han(*c) || matches!(*c, ' ' | WIDE_SPACE));
    let (count, width) = phrase.fold((0, 0), |(count, width), c: char| {
        (count + 1, width + c.len_utf8())
    });
    let told = text[width..].strip_prefix(['：', ':']).unwrap_or("");
    (1..=LONGEST_LABEL).contains(&count) && !told.trim().is_empty()
}

/// `一、目标`, `（二）时间`, `第三条　任务`, `④方式`, `5.要求`. Behind a sentence that has not ended it may as well be a part of
/// it (`…年级\n一、二班`), so then what follows must not go on with one.
fn is_item(text: &str, ended: bool) -> bool {
    let Some(after) = behind_number(text, ended) else {
        return false;
    };
    let Some(next) = after.trim_start().chars().next() else {
        return false;
    };
    let opens = matches!(next, '“' | '‘' | '《' | '「' | '『' | '【' | '〔' | '（');
    let goes_on = NUMERALS.contains(next) || GOES_ON.contains(next);
    let begins = is_han(next) || opens || next.is_ascii_alphanumeric();
    begins && (ended || !goes_on)
}

/// What stands behind an item's number.
fn behind_number(text: &str, ended: bool) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    match first {
        '①'..='⒛' | '㈠'..='㈩' | '❶'..='❿' => Some(rest),
        '（' | '(' => {
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let after = if digits.len() < rest.len() {
                digits
            } else {
                behind_numerals(rest)?
            };
            let short = rest.len() - after.len() <= 12;
            after.strip_prefix(['）', ')']).filter(|_| short)
        }
        '第' => {
            let after = behind_numerals(rest)?;
            if let Some(after) = after.strip_prefix(['、', '，', ',']) {
                return Some(after);
            }
            let after = after.strip_prefix(['条', '章', '节'])?;
            let parted = after.starts_with([' ', '\t', WIDE_SPACE]);
            (parted || ended && !after.starts_with(|c| GOES_ON.contains(c))).then_some(after)
        }
        '0'..='9' => {
            let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let short = text.len() - after.len() <= 2;
            let after = after.strip_prefix(['.', '．', '、', '）', ')'])?;
            let words = after.trim_start();
            // `1.5万元`, and numbers in other languages' texts.
            (short && !words.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(after)
        }
        _ => behind_numerals(text)?.strip_prefix(['、', '．', '.']),
    }
}

/// What stands behind one to four Chinese numerals.
fn behind_numerals(text: &str) -> Option<&str> {
    let after = text.trim_start_matches(|c| NUMERALS.contains(c));
    let count = text[..text.len() - after.len()].chars().count();
    (1..=4).contains(&count).then_some(after)
}

/// `2026年3月12日`, `二〇二六年三月十二日`, and nothing else in the line.
fn is_date(line: &str) -> bool {
    let line = line.trim();
    let parts = |c: char| c.is_ascii_digit() || c == ' ' || NUMERALS.contains(c) || matches!(c, '年' | '月');
    line.strip_suffix('日')
        .is_some_and(|date| date.contains('年') && date.contains('月') && date.chars().all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_word_begin_with_spaces_a_number_or_a_mark() {
        for line in [
            "　　会议强调",
            "一、目标要求",
            "十二、其他",
            "（三）压实责任",
            "(3)压实责任",
            "第四条　党员应当",
            "第二、压实责任",
            "第二，压实责任",
            "⑤做好记录",
            "6.认真学习",
            "7、“三会一课”",
            "★ 先锋岗",
            "●责任区",
            "2026年3月12日",
            "二〇二六年三月十二日",
        ] {
            assert!(begins_paragraph(line, false), "{line}");
        }
        assert!(begins_paragraph("一、三会一课", true));
    }

    #[test]
    fn a_sentence_goes_on_with_what_looks_like_a_number() {
        for line in [
            "会议强调",
            "一、二年级",
            "（一）的要求",
            "（共3页）",
            "第三条规定",
            "第二学期",
            "1.5万元",
            "12、13日",
            "2026.3版",
            "3. The end",
            "○二六年",
            "2026年3月12日召开",
            "一",
            "1.",
            "●",
            "",
        ] {
            assert!(!begins_paragraph(line, false), "{line}");
        }
    }

    #[test]
    fn a_label_is_one_phrase_that_tells_something() {
        for label in ["时间：3月12日", "组  长：周立诚", "联系电话: 0931-1234567"] {
            assert!(has_label(label), "{label}");
        }
        for other in ["知如下：", "会议指出，要做到：一是", "：无", "http://a.cn"] {
            assert!(!has_label(other), "{other}");
        }
    }
}
