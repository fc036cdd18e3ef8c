//! An entry's text → the indents that an author of Chinese typed before a paragraph, with spaces or a
//! tab, and that Markdown would read as the beginning of code. Only the parser knows which those are, so
//! it is asked; but only when the text holds a line that looks like one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::characters::is_cjk;
use super::options;

/// The indents, by rising offset: one for each line of every indented block whose first line is Chinese.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut indents = Vec::new();
    if !may_hold_any(text) {
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
fn may_hold_any(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_chinese_is_no_code() {
        let found = |text: &str| find(text).len();
        assert_eq!(found("甲\n\n    会议强调\n    会议要求\n"), 2);
        assert_eq!(found("甲\r\n\r\n\t“三会一课”\r\n\r\n\t会议\r\n"), 2);
        assert_eq!(found("# 甲\n    乙\n"), 1);
        assert_eq!(found("    let a = 1;\n    // 说明\n"), 0);
        assert_eq!(found("甲\n    乙\n"), 0);
        assert_eq!(found("1.  甲\n\n    乙\n"), 0);
        assert_eq!(found("- 甲\n\n      乙\n"), 1);
        assert_eq!(found("```\n\n    乙\n```\n"), 0);
    }
}
