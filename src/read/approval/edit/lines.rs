//! A text by its lines, and where in it the values of fields begin and end.

use super::is;
use crate::read::approval::key;
use crate::read::node::{LineSpan, Node, Value};
use crate::words::Step;

/// A text by its lines.
pub(super) struct FileLines<'t> {
    pub(super) text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How lines end.
    pub(super) end: &'static str,
}

impl<'t> FileLines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    /// A line, without its end; lines count from 1.
    pub(super) fn of(&self, line: u32) -> Option<&'t str> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\r', '\n']))
    }

    /// The byte offset behind a line, its end included.
    pub(super) fn behind(&self, line: u32) -> usize {
        let index = usize::try_from(line).unwrap_or(usize::MAX);
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    pub(super) fn offset(&self, at: LineSpan) -> Option<usize> {
        let start = *self.starts.get(usize::try_from(at.line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(at.column).ok()?.checked_sub(1)?;
        let line = self.of(at.line)?;
        let inside = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        Some(start + inside)
    }

    /// The white space before a place, when there is nothing else.
    pub(super) fn indent(&self, at: LineSpan) -> Option<&'t str> {
        let offset = self.offset(at)?;
        let start = self.starts[usize::try_from(at.line).ok()?.checked_sub(1)?];
        let indent = &self.text[start..offset];
        indent.trim().is_empty().then_some(indent)
    }

    /// The text with more at an offset; on a line of its own even where the last line has no end.
    pub(super) fn inserted(&self, at: usize, more: &str) -> String {
        let (before, behind) = self.text.split_at(at);
        let own_line = more.ends_with('\n') && !before.is_empty() && !before.ends_with('\n');
        let end = if own_line { self.end } else { "" };
        format!("{before}{end}{more}{behind}")
    }

    /// Where a new step belongs: behind the last of the steps before it, else before the first of those after it.
    pub(super) fn place_of(&self, names: &[(&Node<'_>, &Node<'_>)], step: Step) -> Option<usize> {
        let order = |name: &Node<'_>| {
            let text = name.text()?;
            Step::ALL.into_iter().find(|step| is(key(*step), text))
        };
        let earlier = names
            .iter()
            .rfind(|(name, _)| order(name).is_some_and(|of| of < step));
        match earlier {
            Some((name, of)) => {
                let (_, end) = self.extent(name, of, false)?;
                let rest = &self.text[end..];
                Some(end + rest.find('\n').map_or(rest.len(), |at| at + 1))
            }
            None => Some(self.starts[usize::try_from(names.first()?.0.at.line).ok()?.checked_sub(1)?]),
        }
    }

    /// Where the value of a name begins and ends; an empty stretch behind the colon where there is none.
    fn extent(&self, name: &Node<'_>, of: &Node<'_>, braces: bool) -> Option<(usize, usize)> {
        let from = self.offset(name.at)?;
        let colon = from + self.text[from..].find(':')? + 1;
        let line_end = colon + self.text[colon..].find('\n').unwrap_or(self.text.len() - colon);
        let rest = &self.text[colon..line_end];
        let start = colon + rest.len() - rest.trim_start().len();
        let first = self.text[start..].chars().next();
        if matches!(of.value, Value::Null) {
            let end = if rest.trim().is_empty() {
                colon + rest.trim_end_matches('\r').len()
            } else {
                colon
            };
            return Some((colon, end));
        }
        if start >= line_end || first == Some('#') {
            // The value stands on the lines below, further in than its name.
            let depth = name.at.column;
            let mut end = line_end;
            for line in name.at.line + 1.. {
                let Some(text) = self.of(line) else { break };
                let inside = text.len() - text.trim_start().len();
                if text.trim().is_empty() || u32::try_from(inside).ok()? < depth {
                    break;
                }
                end = self.behind(line) - (self.behind(line) - self.starts[line as usize - 1] - text.len());
            }
            return (end > line_end).then_some((colon, end));
        }
        Some((start, end_of_value(self.text, start, braces)?))
    }

    pub(super) fn replaced(
        &self,
        name: &Node<'_>,
        of: &Node<'_>,
        value: &str,
        braces: bool,
    ) -> Option<String> {
        let (start, end) = self.extent(name, of, braces)?;
        if value.is_empty() {
            return Some(format!(
                "{}{}",
                self.text[..start].trim_end_matches(' '),
                &self.text[end..]
            ));
        }
        let space = if self.text[..start].ends_with(':') {
            " "
        } else {
            ""
        };
        Some(format!(
            "{}{space}{value}{}",
            &self.text[..start],
            &self.text[end..]
        ))
    }
}

/// Where a value ends that begins at an offset: behind its closing quote or bracket, at the end of its line, before a
/// comment, or, in braces, before the comma or brace.
pub(super) fn end_of_value(text: &str, start: usize, braces: bool) -> Option<usize> {
    let rest = &text[start..];
    match rest.chars().next()? {
        quote @ ('"' | '\'') => end_of_quotes(rest, quote).map(|end| start + end),
        '{' | '[' => {
            let mut depth = 0_usize;
            let mut at = 0;
            while let Some(c) = rest[at..].chars().next() {
                match c {
                    '{' | '[' => depth += 1,
                    '}' | ']' => depth -= 1,
                    '"' | '\'' if rest[..at].ends_with([' ', '{', '[', ',', ':']) => {
                        at += end_of_quotes(&rest[at..], c)?;
                        continue;
                    }
                    _ => {}
                }
                at += c.len_utf8();
                if depth == 0 {
                    return Some(start + at);
                }
            }
            None
        }
        _ => {
            let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
            let comment = rest[..line].find(" #").unwrap_or(line);
            let end = match braces {
                true => rest[..comment].find([',', '}']).unwrap_or(comment),
                false => comment,
            };
            Some(start + rest[..end].trim_end().len())
        }
    }
}

/// Behind the closing quote of a text that begins with one.
fn end_of_quotes(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\\' if quote == '"' => at += 1 + text[at + 1..].chars().next()?.len_utf8(),
            c if c == quote && text[at + 1..].starts_with(quote) && quote == '\'' => at += 2,
            c if c == quote => return Some(at + 1),
            c => at += c.len_utf8(),
        }
    }
    None
}
