//! An entry's text → its runs of `*`, `_` and `~`, with what stands around each: the neighbours, and
//! counters that say whether a paragraph, a sentence or a clause ends between two runs. Escaped marks
//! and code spans are passed over. It decides nothing.

use memchr::{memchr, memchr_iter, memchr3, memrchr};

use super::byte_scan::Stops;

/// A run of one mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct DelimiterRun {
    /// Byte offset.
    pub(super) at: usize,
    /// How many marks.
    pub(super) len: usize,
    /// `*`, `_` or `~`.
    pub(super) mark: u8,
    /// The character before; `None` where a line's text begins.
    pub(super) before: Option<char>,
    /// The character before that.
    pub(super) before_that: Option<char>,
    /// The character behind; `None` where the line ends.
    pub(super) after: Option<char>,
    /// The words behind, for looking them up: up to 12 bytes of them.
    pub(super) follows: [u8; FOLLOWS],
    /// How many paragraphs (list items, table cells …) ended before.
    pub(super) paragraph: usize,
    /// How many sentences ended before; to be compared within one paragraph only.
    pub(super) sentence: usize,
    /// How many clauses ended before (commas, colons, semicolons); within one paragraph only.
    pub(super) clause: usize,
}

/// As long as the longest word that is looked up behind a run.
pub(super) const FOLLOWS: usize = 12;

/// Room for the runs of an ordinary text.
const FIRST_RUNS: usize = 16;

/// Bytes at which something may begin that this walk sees.
const NOTEWORTHY: &Stops<7> = &Stops::new(0, *b"*_~`\n|\\");

/// Finds the runs. A text without any mark costs a few searches for bytes.
pub(super) fn find_runs(text: &str) -> Vec<DelimiterRun> {
    let bytes = text.as_bytes();
    if memchr3(b'*', b'_', b'~', bytes).is_none() {
        return Vec::new();
    }
    let mut finder = Finder::new(text);
    while finder.at < bytes.len() {
        finder.step();
    }
    finder.runs
}

struct Finder<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the text of the current line begins, behind its `>`, bullets and bars.
    line_text: usize,
    /// The line begins with `|`: its bars part cells.
    in_table: bool,
    tables: bool,
    /// All runs of backticks as `(length, offset)`, sorted; gathered when the first is met.
    backticks: Vec<(usize, usize)>,
    /// Where the first blank line behind the last backticks begins.
    blank_line: usize,
    /// Up to where sentences and clauses have been counted.
    counted: usize,
    paragraph: usize,
    sentence: usize,
    clause: usize,
    runs: Vec<DelimiterRun>,
}

impl<'a> Finder<'a> {
    fn new(text: &'a str) -> Self {
        let mut finder = Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            line_text: 0,
            in_table: false,
            tables: has_table(text),
            backticks: Vec::new(),
            blank_line: 0,
            counted: 0,
            paragraph: 0,
            sentence: 0,
            clause: 0,
            runs: Vec::with_capacity(FIRST_RUNS),
        };
        finder.begin_line();
        finder
    }

    fn step(&mut self) {
        self.at += NOTEWORTHY.before(&self.bytes[self.at..]);
        let Some(byte) = self.bytes.get(self.at).copied() else {
            return;
        };
        match byte {
            b'*' | b'_' | b'~' => self.take_run(byte),
            b'`' => self.pass_code(),
            b'\n' => {
                self.at += 1;
                self.begin_line();
            }
            b'|' => {
                self.at += 1;
                if self.in_table {
                    self.line_text = self.at;
                    self.paragraph += 1;
                }
            }
            _ => {
                // An escape hides the mark behind it, never a line's end.
                let next = self.bytes.get(self.at + 1);
                let width = 1 + usize::from(next.is_some_and(u8::is_ascii_punctuation));
                self.count_to(self.at);
                self.at += width;
                self.counted = self.at;
            }
        }
    }

    /// Counts what ended between a paragraph's runs; where no run stands before, nobody asks.
    fn count_to(&mut self, end: usize) {
        let from = std::mem::replace(&mut self.counted, end);
        if self.runs.last().is_none_or(|run| run.paragraph != self.paragraph) {
            return;
        }
        let passed = &self.bytes[from..end];
        for (at, byte) in passed.iter().enumerate() {
            match byte {
                b'!' | b'?' => self.sentence += 1,
                b',' | b';' | b':' => self.clause += 1,
                0xe3 | 0xef => match &passed[at..] {
                    // 。 ！ ？
                    [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x9f, ..] => self.sentence += 1,
                    // 、 ， ： ；
                    [0xe3, 0x80, 0x81, ..] | [0xef, 0xbc, 0x8c | 0x9a | 0x9b, ..] => self.clause += 1,
                    _ => {}
                },
                _ => {}
            }
        }
    }

    /// Passes the marks that begin a line, and counts what they end.
    fn begin_line(&mut self) {
        let line = self.at;
        let mut at = line;
        while matches!(self.bytes.get(at), Some(b' ' | b'\t' | b'>')) {
            at += 1;
        }
        let rest = &self.bytes[at..];
        let bullet = bullet_width(rest);
        self.in_table = self.tables && rest.first() == Some(&b'|');
        // A wide space begins a paragraph as Word pastes it.
        let wide_space = rest.starts_with(&[0xe3, 0x80, 0x80]);
        if bullet > 0 || wide_space || matches!(rest.first(), None | Some(b'\n' | b'\r' | b'#' | b'|')) {
            self.paragraph += 1;
        }
        self.at = at + bullet;
        self.line_text = self.at;
    }

    fn take_run(&mut self, mark: u8) {
        let at = self.at;
        self.count_to(at);
        let len = self.bytes[at..].iter().take_while(|byte| **byte == mark).count();
        let end = at + len;
        let mut back = self.text[self.line_text.min(at)..at].chars().rev();
        let after = self.text[end..].chars().next();
        let ends_cell = self.tables && after == Some('|');
        let mut follows = [0; FOLLOWS];
        let known = FOLLOWS.min(self.bytes.len() - end);
        follows[..known].copy_from_slice(&self.bytes[end..end + known]);
        self.runs.push(DelimiterRun {
            at,
            len,
            mark,
            before: back.next(),
            before_that: back.next(),
            after: after.filter(|c| !matches!(c, '\n' | '\r') && !ends_cell),
            follows,
            paragraph: self.paragraph,
            sentence: self.sentence,
            clause: self.clause,
        });
        self.at = end;
        self.counted = end;
    }

    /// Passes a code span, or a run of backticks that opens none.
    fn pass_code(&mut self) {
        let len = backticks(&self.bytes[self.at..]);
        if self.backticks.is_empty() {
            self.backticks = backtick_runs(self.bytes, self.at);
        }
        let body = self.at + len;
        let begin = std::mem::replace(&mut self.at, body);
        let next = self.backticks.partition_point(|run| *run < (len, body));
        let Some((_, partner)) = self.backticks.get(next).filter(|run| run.0 == len) else {
            return;
        };
        if self.blank_line < body {
            self.blank_line = body + blank_line(&self.bytes[body..]);
        }
        // A span does not cross a blank line; then these backticks are text.
        if self.blank_line >= *partner {
            self.at = partner + len;
            self.count_to(begin);
            self.counted = self.at;
        }
    }
}

/// The runs of backticks from an offset on, by length and place: with them at hand, backticks that open
/// nothing cost no search, however many lengths an odd text holds.
fn backtick_runs(bytes: &[u8], from: usize) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = from;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == b'`') {
        let start = at + next;
        let len = backticks(&bytes[start..]);
        runs.push((len, start));
        at = start + len;
    }
    runs.sort_unstable();
    runs
}

/// Where the first blank line begins, its line end behind the text before it included; the text's length
/// when there is none. A line of white space is blank, and so is one that ends as on Windows.
fn blank_line(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == b'\n') {
        let end = at + next;
        at = end + 1;
        let rest = &bytes[at..];
        let text = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        if text.is_none_or(|text| rest[text] == b'\n') {
            return end;
        }
    }
    bytes.len()
}

fn backticks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b'`').count()
}

/// How wide a bullet or number with the space behind it is; 0 when there is none.
fn bullet_width(rest: &[u8]) -> usize {
    let digits = rest
        .iter()
        .take(9)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let mark = rest.get(digits).copied();
    let marked = match digits {
        0 => matches!(mark, Some(b'-' | b'+' | b'*')),
        _ => matches!(mark, Some(b'.' | b')')),
    };
    match (marked, rest.get(digits + 1)) {
        (true, Some(b' ' | b'\t')) => digits + 2,
        _ => 0,
    }
}

/// True when some line could be the one under a table's head; a bar then parts cells.
fn has_table(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut seen = 0;
    memchr_iter(b'|', bytes).any(|bar| {
        // One look per line: at the first of its bars.
        if bar < seen {
            return false;
        }
        let start = memrchr(b'\n', &bytes[seen..bar]).map_or(seen, |end| seen + end + 1);
        seen = memchr(b'\n', &bytes[bar..]).map_or(bytes.len(), |end| bar + end);
        let line = &bytes[start..seen];
        // A carriage return is part of the line's end, but for one at the end of the text.
        let line = match line {
            [line @ .., b'\r'] if seen < bytes.len() => line,
            line => line,
        };
        let rules = |byte: &u8| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'>');
        line.iter().all(rules) && line.contains(&b'-')
    })
}
