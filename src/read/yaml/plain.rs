//! Plain fields → [`Node`], many times faster than the YAML parser. Nearly every file keeps to a small part
//! of YAML: `key: text` lines, blocks and lists that are indented under a key, `[a, b]` and `{a: b}` on one
//! line, simple quotes, comments. Of ten thousand entries that adds up to a tenth of a whole build.
//!
//! It must not be a second opinion about YAML: the tree it gives is the parser's own, to the column, and at
//! anything else — texts over several lines, escapes, anchors, tabs, odd indentation, a colon or `#` where
//! it matters — it gives up without a word, and the parser looks. It never complains.

mod line;

use crate::read::node::{LineSpan, Node, Value};
use crate::read::yaml::number;
use line::{Rest, Within};

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

#[cfg(test)]
mod tests;
