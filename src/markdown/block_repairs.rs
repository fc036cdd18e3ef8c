//! An entry's text → where Markdown would take a block for another than an author of Chinese meant:
//!
//! - indents typed before a paragraph, with spaces or a tab, which would begin code;
//! - missing blank lines below a table or a list, whose last row or item would go on with the text below.
//!
//! Only the parser knows where those are, so it is asked; but only when the text holds a line that may be one.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::characters::is_cjk;
use super::lines::begins_part;
use super::options;

/// The indents, by rising offset: one for each line of every indented block whose first line is Chinese.
pub(super) fn chinese_indents(text: &str) -> Vec<Range<usize>> {
    let mut indents = Vec::new();
    if !may_hold_indents(text) {
        return indents;
    }
    // Inside an indented block: whether it is Chinese, once that is known.
    let mut block: Option<Option<bool>> = None;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => block = Some(None),
            Event::End(TagEnd::CodeBlock) => block = None,
            Event::Text(line) if !line.trim().is_empty() => {
                let Some(chinese) = &mut block else { continue };
                if *chinese.get_or_insert_with(|| begins_chinese(line.trim_start())) {
                    indents.push(indent(text, &range));
                }
            }
            _ => {}
        }
    }
    indents
}

/// A look at the first byte of each line: white space before Chinese, and nothing that it could go on with.
fn may_hold_indents(text: &str) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\t', bytes).is_none() && memchr::memmem::find(bytes, b"    ").is_none() {
        return false;
    }
    let mut free = true;
    text.split('\n').any(|line| {
        let after = match line.as_bytes().first() {
            Some(b' ' | b'\t') => line.trim_start_matches([' ', '\t']),
            _ => line,
        };
        let indent = &line[..line.len() - after.len()];
        let deep = indent.len() >= 4 || indent.contains('\t');
        let found = free && deep && begins_chinese(after);
        free = after.trim_end().is_empty() || after.starts_with('#') || found;
        found
    })
}

fn begins_chinese(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| is_cjk(c) || matches!(c, '“' | '‘'))
}

/// The four columns before a line of code, and the white space behind them. A tab may belong to a list in
/// part, so no more than one is taken.
fn indent(text: &str, line: &Range<usize>) -> Range<usize> {
    let before = &text.as_bytes()[..line.start];
    let taken = if before.last() == Some(&b'\t') {
        1
    } else {
        let spaces = before.iter().rev().take(4).take_while(|byte| **byte == b' ');
        spaces.count()
    };
    let code = &text[line.clone()];
    let blank = code.len() - code.trim_start_matches([' ', '\t']).len();
    line.start - taken..line.start + blank
}

/// Where blank lines belong, as offsets of the lines behind them, rising.
pub(super) fn missing_breaks(text: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    if !may_miss_breaks(text) {
        return gaps;
    }
    let (mut items, mut in_table) = (0_usize, false);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Item) => items += 1,
            Event::End(TagEnd::Item) => items -= 1,
            Event::Start(Tag::Table(_)) => in_table = true,
            // One blank line ends the table, and what follows is no longer a part of it.
            Event::Start(Tag::TableRow) if in_table && is_below(text, range.start) => {
                gaps.push(range.start);
                in_table = false;
            }
            Event::SoftBreak | Event::HardBreak if items > 0 => {
                let rest = &text[range.end..];
                if text[..range.end].ends_with('\n') && begins_part(first_line(rest)) {
                    gaps.push(range.end);
                }
            }
            _ => {}
        }
    }
    gaps
}

/// A line right below a table's row, or below a list's line however far that goes on.
fn may_miss_breaks(text: &str) -> bool {
    let (mut listed, mut row, mut blank) = (false, false, true);
    let mut from = 0;
    memchr_iter(b'\n', text.as_bytes())
        .chain([text.len()])
        .any(|end| {
            let line = text[from..end].trim_ascii();
            from = end + 1;
            let below = row && !line.is_empty() && !line.contains('|');
            let found = below || (listed && !blank && begins_part(line));
            row = line.starts_with('|');
            blank = line.is_empty();
            listed |= line.starts_with(['-', '+', '*']) || line.starts_with(|c: char| c.is_ascii_digit());
            found
        })
}

/// A row that begins its line, with Chinese, and has no bar.
fn is_below(text: &str, at: usize) -> bool {
    let line = first_line(&text[at..]);
    let begins = text[..at].ends_with('\n');
    begins && !line.contains('|') && line.starts_with(|c| is_cjk(c) || matches!(c, '“' | '‘'))
}

fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_chinese_is_no_code() {
        let found = |text: &str| chinese_indents(text).len();
        assert_eq!(found("甲\n\n    会议强调\n    会议要求\n"), 2);
        assert_eq!(found("甲\r\n\r\n\t“三会一课”\r\n\r\n\t会议\r\n"), 2);
        assert_eq!(found("# 甲\n    乙\n"), 1);
        assert_eq!(found("    let a = 1;\n    // 说明\n"), 0);
        assert_eq!(found("甲\n    乙\n"), 0);
        assert_eq!(found("1.  甲\n\n    乙\n"), 0);
        assert_eq!(found("- 甲\n\n      乙\n"), 1);
        assert_eq!(found("```\n\n    乙\n```\n"), 0);
    }

    #[test]
    fn text_below_a_table_or_a_list_is_none_of_it() {
        let found = |text: &str| {
            missing_breaks(text)
                .into_iter()
                .map(|at| first_line(&text[at..]).trim().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found("| 甲 |\n|---|\n| 乙 |\n以上。\n一、丙\n"), ["以上。"]);
        assert_eq!(found("| 甲 |\r\n|---|\r\n| 乙 |\r\n“以上”\r\n"), ["“以上”"]);
        assert_eq!(
            found("1. 甲\n乙。\n（二）丙\n2. 丁\n一、戊\n"),
            ["（二）丙", "一、戊"]
        );
        assert!(found("| 甲 | 乙 |\n|---|---|\n丙 | 丁\n").is_empty());
        assert!(found("| a |\n|---|\n| b |\nc\n").is_empty());
        assert!(found("- 甲\n  （二）丙\n- 乙\n（1）丁\n").is_empty());
        assert!(found("```\n| 甲 |\n|---|\n乙\n- 丙\n一、丁\n```\n").is_empty());
        assert!(found("- 甲\n\n一、丁\n").is_empty());
    }
}
