//! Characters that mean something in Markdown or HTML, as the characters that they are.

use super::super::text::TextStyle;
use crate::words::push_text;

/// Text as Markdown shows it: every mark that could mean something behind a backslash, no line breaks, tabs and the like
/// as spaces. What means something at the beginning of a line only is left to [`lines`].
pub(super) fn escaped(text: &str) -> String {
    let mut said = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '\t' => said.push('\u{3000}'),
            // Separators, and what no text should hold.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => said.push(' '),
            '\\' | '`' | '*' | '[' | ']' | '~' => said.extend(['\\', c]),
            // What follows `](` is read as an address, whatever stands before.
            '(' if before == ']' => said.push_str("\\("),
            '_' if !(before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric()) => said.push_str("\\_"),
            '<' if next.is_ascii_alphabetic() || "/!?".contains(next) => said.push_str("\\<"),
            '&' if next == '#' || next.is_ascii_alphanumeric() => said.push_str("\\&"),
            c => said.push(c),
        }
        before = c;
    }
    said
}

/// Adds escaped text with its marks, and the white space around it outside of them.
pub(super) fn styled(said: &mut String, text: &str, style: TextStyle) {
    let bare = text.trim();
    if bare.is_empty() {
        said.push_str(&escaped(text));
        return;
    }
    let start = text.len() - text.trim_start().len();
    let (front, back) = (&text[..start], &text[start + bare.len()..]);
    let marks = [
        (style.is_bold, "**", "**"),
        (style.is_italic && !style.is_bold, "*", "*"),
        (style.is_struck, "~~", "~~"),
        (style.is_superscript, "<sup>", "</sup>"),
        (style.is_subscript && !style.is_superscript, "<sub>", "</sub>"),
    ];
    let marks = || marks.iter().filter(|(is_on, ..)| *is_on);
    said.push_str(&escaped(front));
    marks().for_each(|(_, open, _)| said.push_str(open));
    said.push_str(&escaped(bare));
    marks().rev().for_each(|(_, _, close)| said.push_str(close));
    said.push_str(&escaped(back));
}

/// The lines of a paragraph, with what breaks them, and with what would mean something at their beginning behind a
/// backslash. Blank lines go: they would end the paragraph.
pub(super) fn lines(said: &str) -> Vec<String> {
    let bare = said.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let mut all: Vec<String> = bare.map(at_line_start).collect();
    let last = all.len().saturating_sub(1);
    all[..last].iter_mut().for_each(|line| line.push('\\'));
    all
}

/// A paragraph's lines as one, for links and cells.
pub(super) fn in_one_line(said: &str) -> String {
    let lines: Vec<&str> = said.split('\n').map(str::trim).collect();
    lines.join("")
}

/// A heading's line: `#` at its end would be taken for its own mark.
pub(super) fn heading(said: &str) -> String {
    let line = in_one_line(said);
    let bare = line.trim_end_matches('#');
    format!("{bare}{}", "\\#".repeat(line.len() - bare.len()))
}

fn at_line_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line[digits..].strip_prefix(['.', ')']);
    let is_number = behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(char::is_whitespace));
    if (1..=9).contains(&digits) && is_number {
        let (number, rest) = line.split_at(digits);
        return format!("{number}\\{rest}");
    }
    match line.starts_with(['#', '>', '-', '+', '=', '|', ':']) {
        true => format!("\\{line}"),
        false => line.to_owned(),
    }
}

/// An address for a link: nothing in it ends the link or means something else.
pub(super) fn link_address(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            '\\' => written.push_str("%5C"),
            ' ' => written.push_str("%20"),
            c if c.is_control() => {}
            c => written.push(c),
        }
    }
    written
}

/// Text inside HTML.
pub(super) fn html_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    push_text(&mut written, &text.replace(char::is_control, " "));
    written
}
