//! White space as Chinese typists use it: an indent says that a paragraph begins, a wide one that a line stands in the
//! middle or at the right, and characters that nobody sees say nothing.

use super::text::Alignment;

/// Wide spaces.
const WIDE_SPACES: [char; 3] = ['\u{3000}', '\u{2003}', '\u{2001}'];

/// True for a character of white space that stands for itself: all but what joins words.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// True for what nobody sees: control characters, marks of direction, spaces without width.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{180e}' | '\u{61c}' => true,
        c => c.is_control(),
    }
}

/// True for a character between which and another such no space stands where a line was broken.
pub(super) fn is_wide(c: char) -> bool {
    crate::words::is_han(c)
        || matches!(u32::from(c), 0x3001..=0x30ff | 0xff00..=0xff60 | 0x2018..=0x201d)
        || matches!(c, '…' | '—')
}

/// In columns; a Han character takes two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(column_count).sum()
}

fn column_count(c: char) -> usize {
    match c {
        '\t' => 4,
        c if is_wide(c) || WIDE_SPACES.contains(&c) => 2,
        _ => 1,
    }
}

/// The width of the space before a text, in columns, and the text without the space around it.
pub(super) fn indented(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches(is_space);
    let indent = columns(&line[..line.len() - text.len()]);
    (indent, text.trim_end_matches(is_space))
}

/// From here on an indent is more than that of a paragraph, in columns.
pub(super) const DEEP: usize = 8;
/// From here on a line below a document's title stands at the right.
const FAR: usize = 16;
/// A line that is put in the middle or at the right is not wider.
const WIDEST: usize = 60;
/// A title has so many lines at most.
const TITLE_LINES: usize = 3;

/// Where a line stands that is so far indented; `before` is how many lines stand above it.
pub(super) fn side_of(indent: usize, text: &str, before: usize) -> Alignment {
    let width = columns(text);
    if indent < DEEP || width > WIDEST {
        Alignment::Left
    } else if before < TITLE_LINES || indent < FAR && !text.ends_with('日') {
        Alignment::Centre
    } else {
        Alignment::Right
    }
}

/// A text with its inner space made even: one space where there was one, a wide one between Han characters where there
/// were more; tabs stay.
pub(super) fn evened(text: &str) -> String {
    let mut even = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_space) {
        even.push_str(&rest[..at]);
        let behind = rest[at..].trim_start_matches(is_space);
        let space = &rest[at..rest.len() - behind.len()];
        even.push_str(one_space(space, even.chars().next_back(), behind.chars().next()));
        rest = behind;
    }
    even.push_str(rest);
    even
}

/// What stands for a stretch of space between two characters.
fn one_space(space: &str, before: Option<char>, behind: Option<char>) -> &'static str {
    let is_between_wide = before.is_some_and(is_wide) || behind.is_some_and(is_wide);
    if space.contains('\t') {
        "\t"
    } else if is_between_wide && (columns(space) > 1) {
        "\u{3000}"
    } else {
        " "
    }
}

/// What stands between a line's end and the next line's beginning where both are one paragraph.
pub(super) fn joint(before: Option<char>, behind: Option<char>) -> &'static str {
    let (Some(before), Some(behind)) = (before, behind) else {
        return "";
    };
    let is_apart = !is_space(before) && !is_space(behind) && !is_wide(before) && !is_wide(behind);
    if is_apart { " " } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_is_read_as_it_is_meant() {
        for (text, expected) in [
            ("主持人：王某\u{a0}\u{a0}\u{a0}记录人", "主持人：王某　记录人"),
            ("a \u{a0}b", "a b"),
            ("甲 b", "甲 b"),
            ("甲　乙", "甲　乙"),
            ("甲 \t 乙", "甲\t乙"),
        ] {
            assert_eq!(evened(text), expected);
        }
        for (indent, text, before, expected) in [
            (4, "会议强调", 5, Alignment::Left),
            (10, "通知", 0, Alignment::Centre),
            (30, "中共某小学支部委员会", 9, Alignment::Right),
            (12, "2026年3月2日", 9, Alignment::Right),
            (12, "第一章", 9, Alignment::Centre),
        ] {
            assert_eq!(side_of(indent, text, before), expected, "{text}");
        }
        assert_eq!(joint(Some('党'), Some('员')), "");
        assert_eq!(joint(Some('a'), Some('b')), " ");
    }
}
