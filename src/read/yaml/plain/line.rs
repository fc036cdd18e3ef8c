//! One line of plain fields: names, texts, quotes and brackets → [`Node`]. Like the lines around it, it
//! gives up with `None` at whatever it does not know for certain.

use std::borrow::Cow;

use saphyr_parser::ScalarStyle;

use super::DEEPEST;
use crate::read::node::{LineSpan, Node, Value};
use crate::read::yaml::{number, scalar};

/// The longest name of a field, in bytes; the parser refuses names beyond 1024 characters.
const LONGEST_NAME: usize = 512;

/// What is left of a line.
#[derive(Clone, Copy)]
pub(super) struct Rest<'t> {
    pub(super) line: u32,
    /// Of the first character that is left; from 1.
    pub(super) column: u32,
    pub(super) text: &'t str,
}

/// Whether a text stands between brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Line,
    Brackets,
}

impl<'t> Rest<'t> {
    pub(super) fn at(&self, width: u32) -> LineSpan {
        LineSpan {
            line: self.line,
            column: self.column,
            width,
        }
    }

    /// Nothing is left but spaces and a comment.
    pub(super) fn is_over(&self) -> bool {
        let text = self.text.trim_start_matches(' ');
        text.is_empty() || text.starts_with('#') && text.len() < self.text.len()
    }

    pub(super) fn is_item(&self) -> bool {
        self.text.starts_with("- ")
    }

    pub(super) fn behind_dash(mut self) -> Self {
        self.take(1, 1);
        self.skip_spaces();
        self
    }

    fn take(&mut self, bytes: usize, characters: u32) -> &'t str {
        let (taken, left) = self.text.split_at(bytes);
        self.text = left;
        self.column += characters;
        taken
    }

    pub(super) fn skip_spaces(&mut self) -> u32 {
        let spaces = self.text.len() - self.text.trim_start_matches(' ').len();
        self.take(spaces, number(spaces));
        number(spaces)
    }

    fn eat(&mut self, mark: char) -> bool {
        let found = self.text.starts_with(mark);
        if found {
            self.take(1, 1);
        }
        found
    }

    /// A name and the colon behind it. `<<` and what may be the end of a document are no names.
    pub(super) fn key(&mut self, within: Within) -> Option<Node<'t>> {
        let key = self.plain(within)?;
        let is_name = |name: &str| name.len() <= LONGEST_NAME && name != "<<" && !name.starts_with("...");
        let colon = self.eat(':') && (self.text.is_empty() || self.text.starts_with(' '));
        (colon && key.text().is_none_or(is_name)).then_some(key)
    }

    pub(super) fn value(&mut self, within: Within, depth: usize) -> Option<Node<'t>> {
        if depth > DEEPEST {
            return None;
        }
        match self.text.as_bytes().first()? {
            b'[' => self.items(depth),
            b'{' => self.pairs(depth),
            b'"' => self.quoted('"', ScalarStyle::DoubleQuoted),
            b'\'' => self.quoted('\'', ScalarStyle::SingleQuoted),
            _ => self.plain(within),
        }
    }

    /// `[a, b]`.
    fn items(&mut self, depth: usize) -> Option<Node<'t>> {
        let at = self.open();
        let mut items = Vec::new();
        let mut closed = self.eat(']');
        while !closed {
            items.push(self.value(Within::Brackets, depth + 1)?);
            closed = self.closes(']')?;
        }
        let value = Value::List(items);
        Some(Node { at, value })
    }

    /// `{a: b, c: d}`.
    fn pairs(&mut self, depth: usize) -> Option<Node<'t>> {
        let at = self.open();
        let mut pairs = Vec::with_capacity(3);
        let mut closed = self.eat('}');
        while !closed {
            let key = self.key(Within::Brackets)?;
            self.skip_spaces();
            pairs.push((key, self.value(Within::Brackets, depth + 1)?));
            closed = self.closes('}')?;
        }
        let value = Value::Map(pairs);
        Some(Node { at, value })
    }

    /// Where a bracket opens; the parser counts the spaces behind it.
    fn open(&mut self) -> LineSpan {
        let mut at = self.at(1);
        self.take(1, 1);
        at.width += self.skip_spaces();
        at
    }

    /// True behind the closing bracket, false behind a comma.
    fn closes(&mut self, bracket: char) -> Option<bool> {
        self.skip_spaces();
        if self.eat(bracket) {
            return Some(true);
        }
        let more = self.eat(',');
        self.skip_spaces();
        more.then_some(false)
    }

    /// A text in quotes that holds neither the quote nor an escape.
    fn quoted(&mut self, quote: char, style: ScalarStyle) -> Option<Node<'t>> {
        let inner = self.text[1..].split_once(quote)?.0;
        let mut at = self.at(characters(inner) + 2);
        self.take(inner.len() + 2, at.width);
        // The parser counts spaces and comments behind it.
        at.width += self.skip_spaces();
        let odd = inner.contains('\\') || self.text.starts_with([quote, '#']);
        let value = scalar(Cow::Borrowed(inner), style);
        (!odd).then_some(Node { at, value })
    }

    /// A text without quotes, up to what ends it in any case.
    fn plain(&mut self, within: Within) -> Option<Node<'t>> {
        if self
            .text
            .as_bytes()
            .first()
            .is_none_or(|first| is_special(*first))
        {
            return None;
        }
        let text = self.text[..end(self.text.as_bytes(), within)?].trim_end_matches(' ');
        let width = characters(text);
        let at = self.at(width);
        self.take(text.len(), width);
        let value = scalar(Cow::Borrowed(text), ScalarStyle::Plain);
        Some(Node { at, value })
    }
}

/// With which no text without quotes begins.
fn is_special(first: u8) -> bool {
    first.is_ascii_punctuation() && b"-?:,[]{}#&*!|>'\"%@`".contains(&first)
}

/// Where a text without quotes ends; `None` for a dash that the parser does not like in brackets.
fn end(bytes: &[u8], within: Within) -> Option<usize> {
    match within {
        Within::Line => Some(end_of_line(bytes)),
        Within::Brackets => end_in_brackets(bytes),
    }
}

fn end_of_line(bytes: &[u8]) -> usize {
    let ends = |at: &usize| match bytes[*at] {
        b':' => matches!(bytes.get(at + 1), None | Some(b' ')),
        _ => at.checked_sub(1).is_some_and(|before| bytes[before] == b' '),
    };
    memchr::memchr2_iter(b':', b'#', bytes)
        .find(ends)
        .unwrap_or(bytes.len())
}

fn end_in_brackets(bytes: &[u8]) -> Option<usize> {
    let mut before = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b':' if matches!(
                bytes.get(at + 1),
                None | Some(b' ' | b',' | b'[' | b']' | b'{' | b'}')
            ) =>
            {
                return Some(at);
            }
            b',' | b'[' | b']' | b'{' | b'}' => return Some(at),
            b'-' if before == b' ' => return None,
            b'#' if before == b' ' => return Some(at),
            _ => {}
        }
        before = *byte;
    }
    Some(bytes.len())
}

fn characters(text: &str) -> u32 {
    number(text.chars().count())
}
