//! Plain fields → [`Node`], many times faster than the YAML parser. Nearly every file keeps to a small part
//! of YAML: `key: text` lines, blocks and lists that are indented under a key, `[a, b]` and `{a: b}` on one
//! line, simple quotes, comments. Of ten thousand entries that adds up to a tenth of a whole build.
//!
//! It must not be a second opinion about YAML: the tree it gives is the parser's own, to the column, and at
//! anything else — texts over several lines, escapes, anchors, tabs, odd indentation, a colon or `#` where
//! it matters — it gives up without a word, and the parser looks. It never complains.
//!
//! One line of plain fields: names, texts, quotes and brackets → [`Node`]. Like the lines around it, it
//! gives up with `None` at whatever it does not know for certain.

use std::borrow::Cow;

use saphyr_parser::ScalarStyle;

use super::super::node::{LineSpan, Node, Value};
use super::{number, scalar};

/// Deeper nesting than this is left to the parser, which has a word to say about it.
const DEEPEST: usize = 8;

/// The tree of a text whose first line is line `first` of its file; `None` when it is not plain.
pub(super) fn parse(text: &str, first: u32) -> Option<Node<'_>> {
    if !is_clean(text) {
        return None;
    }
    let mut block = ContentLines {
        below: text,
        next: first,
        line: None,
    };
    block.advance();
    let root = block.line.filter(|line| line.column == 1)?;
    let tree = block.map(root, 0)?;
    // A line that fits into no block around it ends them all.
    block.line.is_none().then_some(tree)
}

/// No control characters but line ends of today, and no byte order mark.
fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Not `any`: looking at every byte, many at once, is faster than stopping at the first.
    let control = bytes.iter().fold(0, |met, byte| {
        met | (u8::from(*byte < b' ') & u8::from(*byte != b'\n') & u8::from(*byte != b'\r'))
    });
    let lone = |at: usize| bytes.get(at + 1).is_some_and(|next| *next != b'\n');
    control == 0
        && !memchr::memchr_iter(b'\r', bytes).any(lone)
        && memchr::memmem::find(bytes, "\u{feff}".as_bytes()).is_none()
}

/// The lines that have something to say, one at a time.
struct ContentLines<'t> {
    below: &'t str,
    /// The number of the first line below.
    next: u32,
    line: Option<Rest<'t>>,
}

impl<'t> ContentLines<'t> {
    /// Goes to the next line that is neither empty nor a comment.
    fn advance(&mut self) {
        while !self.below.is_empty() {
            let end = memchr::memchr(b'\n', self.below.as_bytes());
            let (line, below) = match end {
                Some(end) => (&self.below[..end], &self.below[end + 1..]),
                None => (self.below, ""),
            };
            let line = line.strip_suffix('\r').unwrap_or(line);
            self.below = below;
            self.next += 1;
            let text = line.trim_start_matches(' ');
            let indent = line.len() - text.len();
            if !text.is_empty() && !text.starts_with('#') {
                self.line = Some(Rest {
                    line: self.next - 1,
                    column: number(indent) + 1,
                    text,
                });
                return;
            }
        }
        self.line = None;
    }

    /// The pairs from this line on, as long as they stand in its column.
    fn map(&mut self, first: Rest<'t>, depth: usize) -> Option<Node<'t>> {
        let mut pairs = Vec::with_capacity(if depth == 0 { 20 } else { 3 });
        let mut line = Some(first);
        while let Some(mut rest) = line.filter(|line| line.column == first.column) {
            let key = rest.key(Within::Line)?;
            let value = self.value(rest, first.column, depth)?;
            pairs.push((key, value));
            line = self.line;
        }
        let at = first.at(1);
        let value = Value::Map(pairs);
        Some(Node { at, value })
    }

    /// What stands behind a colon, or in the lines under it.
    fn value(&mut self, mut rest: Rest<'t>, column: u32, depth: usize) -> Option<Node<'t>> {
        if depth > DEEPEST {
            return None;
        }
        if !rest.is_over() {
            rest.skip_spaces();
            return self.last(rest, depth);
        }
        self.advance();
        match self.line {
            Some(line) if line.column > column && line.is_item() => self.list(line, line.at(1), depth + 1),
            Some(line) if line.column > column => self.map(line, depth + 1),
            // A list may stand right under its key; the parser then names its first item's place.
            Some(line) if line.column == column && line.is_item() => {
                self.list(line, line.behind_dash().at(1), depth + 1)
            }
            _ => Some(Node {
                at: LineSpan {
                    line: rest.line,
                    column: rest.column - 1,
                    width: 1,
                },
                value: Value::Null,
            }),
        }
    }

    /// The items from this line on, as long as their dashes stand in its column.
    fn list(&mut self, first: Rest<'t>, at: LineSpan, depth: usize) -> Option<Node<'t>> {
        let mut items = Vec::new();
        let mut line = Some(first);
        while let Some(dash) = line.filter(|line| line.column == first.column && line.is_item()) {
            let item = dash.behind_dash();
            items.push(match item.clone().key(Within::Line) {
                Some(_) => self.map(item, depth + 1)?,
                None => self.last(item, depth)?,
            });
            line = self.line;
        }
        let value = Value::List(items);
        Some(Node { at, value })
    }

    /// A value that ends its line.
    fn last(&mut self, mut rest: Rest<'t>, depth: usize) -> Option<Node<'t>> {
        let node = rest.value(Within::Line, depth)?;
        self.advance();
        rest.is_over().then_some(node)
    }
}

/// The longest name of a field, in bytes; the parser refuses names beyond 1024 characters.
const LONGEST_NAME: usize = 512;

/// What is left of a line.
#[derive(Clone, Copy)]
struct Rest<'t> {
    line: u32,
    /// Of the first character that is left; from 1.
    column: u32,
    text: &'t str,
}

/// Whether a text stands between brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Line,
    Brackets,
}

impl<'t> Rest<'t> {
    fn at(&self, width: u32) -> LineSpan {
        LineSpan {
            line: self.line,
            column: self.column,
            width,
        }
    }

    /// Nothing is left but spaces and a comment.
    fn is_over(&self) -> bool {
        let text = self.text.trim_start_matches(' ');
        text.is_empty() || text.starts_with('#') && text.len() < self.text.len()
    }

    fn is_item(&self) -> bool {
        self.text.starts_with("- ")
    }

    fn behind_dash(mut self) -> Self {
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

    fn skip_spaces(&mut self) -> u32 {
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
    fn key(&mut self, within: Within) -> Option<Node<'t>> {
        let key = self.plain(within)?;
        let is_name = |name: &str| name.len() <= LONGEST_NAME && name != "<<" && !name.starts_with("...");
        let colon = self.eat(':') && (self.text.is_empty() || self.text.starts_with(' '));
        (colon && key.text().is_none_or(is_name)).then_some(key)
    }

    fn value(&mut self, within: Within, depth: usize) -> Option<Node<'t>> {
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

#[cfg(test)]
mod tests;
