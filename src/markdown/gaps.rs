//! An entry's text → where an author of Chinese left no blank line below a table or a list, so that Markdown would
//! take the text below for a row or for the end of the last item. Only the parser knows where that is, so it is asked;
//! but only when the text holds a line that may be one.

use memchr::memchr_iter;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::characters::is_cjk;
use super::lines::begins_part;
use super::options;

/// Where blank lines belong, as offsets of the lines behind them, rising.
pub(super) fn find(text: &str) -> Vec<usize> {
    let mut gaps = Vec::new();
    if !may_hold_any(text) {
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
fn may_hold_any(text: &str) -> bool {
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
    fn text_below_a_table_or_a_list_is_none_of_it() {
        let found = |text: &str| {
            find(text)
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
