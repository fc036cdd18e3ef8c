//! The line behind a line break → whether a new paragraph begins there. Texts pasted from Word have no
//! blank lines between paragraphs: each begins with two wide spaces, or with the number of an item. Where
//! a text is merely wrapped, a line begins with none of these. It reads lines, and knows no Markdown but the
//! marks that may stand before a line's text.

use super::characters::{closes_quotation, ends_sentence, is_cjk, is_han};

/// The space that indents a paragraph in Chinese.
const WIDE_SPACE: char = '\u{3000}';

/// The longest line that may be the name of who signs, in characters.
const LONGEST_NAME: usize = 40;

/// Chinese numerals.
const NUMERALS: &str = "〇○零一二三四五六七八九十百";

/// Words that go on with a sentence behind what only looks like an item's number: `（一）的要求`.
const GOES_ON: &str = "的和及与或至到、，。；）规款项";

/// True when the text from here on (behind a line break) begins a new paragraph. `last` is the last
/// character before the break; `loose` when no list or quote is open, whose own indent it could be.
pub(super) fn begins_paragraph(rest: &str, last: char, loose: bool) -> bool {
    let mut lines = rest.trim_start_matches(['\r', '\n']).lines();
    let line = lines.next().unwrap_or("");
    let text = line.trim_start_matches([' ', '\t', '>']);
    let Some(first) = text.chars().next() else {
        return false;
    };
    if first == WIDE_SPACE {
        return true;
    }
    let ended = ends_sentence(last) || closes_quotation(last) || matches!(last, '：' | ':' | '…');
    if ended && loose && is_cjk(first) && is_deep(&line[..line.len() - text.len()]) {
        return true;
    }
    let text = text.trim_end();
    let signs = ended && lines.next().is_some_and(is_date) && is_name(text);
    signs || is_item(text, ended) || (ended && is_annex(text)) || is_date(text)
}

/// White space as wide as Word's indent: four columns.
fn is_deep(indent: &str) -> bool {
    indent.len() >= 4 || indent.contains('\t')
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
            let after = behind_numerals(rest)?.strip_prefix(['条', '章', '节'])?;
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

/// `附件：`, `附件2：`
fn is_annex(text: &str) -> bool {
    let after = text.strip_prefix("附件");
    after.is_some_and(|after| {
        after
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['：', ':'])
    })
}

/// The name of an organization above the date: one phrase.
fn is_name(line: &str) -> bool {
    let stops = |c: char| ends_sentence(c) || matches!(c, '，' | '：' | '、');
    line.chars().count() <= LONGEST_NAME && !line.contains(stops)
}

/// `2026年3月12日`, `二〇二六年三月十二日`, and nothing else in the line.
fn is_date(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || c == '>');
    let parts = |c: char| c.is_ascii_digit() || c == ' ' || NUMERALS.contains(c) || matches!(c, '年' | '月');
    line.strip_suffix('日')
        .is_some_and(|date| date.contains('年') && date.contains('月') && date.chars().all(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_word_begin_with_spaces_or_a_number() {
        for line in [
            "　　会议强调",
            "> 　　会议强调",
            "一、目标要求",
            "十二、其他",
            "（三）压实责任",
            "(3)压实责任",
            "第四条　党员应当",
            "⑤做好记录",
            "6.认真学习",
            "7、“三会一课”",
            "2026年3月12日",
            "二〇二六年三月十二日",
        ] {
            assert!(begins_paragraph(line, '求', true), "{line}");
        }
        assert!(begins_paragraph("一、三会一课", '。', true));
        assert!(begins_paragraph("附件：报名表", '。', true));
        assert!(begins_paragraph("    会议强调", '。', true));
        assert!(begins_paragraph("某某支部委员会\n2026年3月12日", '。', true));
    }

    #[test]
    fn wrapped_lines_go_on() {
        for line in [
            "会议强调",
            "一、二年级",
            "（一）的要求",
            "（共3页）",
            "第三条规定",
            "1.5万元",
            "12、13日",
            "2026.3版",
            "3. The end",
            "    会议强调",
            "某某支部委员会\n2026年3月12日",
            "2026年3月12日召开",
            "一",
            "1.",
            "",
        ] {
            assert!(!begins_paragraph(line, '求', true), "{line}");
        }
        assert!(!begins_paragraph("    会议强调", '。', false));
        assert!(!begins_paragraph("会议强调", '。', true));
    }
}
