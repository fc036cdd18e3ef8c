//! A block → the block as it was meant: line by line, remembering what each line belongs to.

use super::Slip;
use super::continued::{self, OpenValue};
use super::line::{self, Around};
use super::line::{Glyphs, MendedCharacter};
use crate::read::node::LineSpan;
use crate::read::registry::{Shape, shape_of};
use crate::words::{Fix, TextEdit};

/// Nobody typed a line longer than this, in bytes.
const LONGEST: usize = 3000;
/// So many characters of it are shown mended; what fits is there to be copied.
const SHOWN: usize = 400;

/// A block that was looked through.
#[derive(Debug)]
pub(super) struct Mended {
    /// The block as it was meant.
    pub(super) text: String,
    /// What was mended.
    pub(super) slips: Vec<Slip>,
    /// For each mended line: its characters' columns in the file.
    columns: Vec<Option<Vec<MendedCharacter>>>,
    first: u32,
}

impl Mended {
    /// Turns a place in the mended text into the place in the file.
    pub(super) fn move_back(&self, at: &mut LineSpan) {
        let line = at.line.saturating_sub(self.first) as usize;
        let Some(Some(glyphs)) = self.columns.get(line) else {
            return;
        };
        let column = |index: usize| match (glyphs.get(index), glyphs.last()) {
            (Some(glyph), _) => glyph.column,
            (None, Some(last)) => last.column + 1,
            (None, None) => 1,
        };
        let start = at.column.saturating_sub(1) as usize;
        let from = column(start);
        if at.width != u32::MAX {
            let last = column(start + at.width.saturating_sub(1) as usize);
            at.width = last.saturating_sub(from) + 1;
        }
        at.column = from;
    }
}

/// How far to the right a field or an item can stand below a line: beside it, or two columns behind one that has no value
/// of its own.
#[derive(Debug, Default, Clone, Copy)]
struct Deepest {
    field: Option<usize>,
    item: Option<usize>,
    /// The `-` of the item that the line belongs to.
    dash: Option<usize>,
    /// A field stands beside the one above, which has a value, or not at all.
    is_beside: bool,
}

impl Deepest {
    /// Below a line that stands below others.
    fn below(self, line: &str) -> Self {
        let begin = line.trim_start_matches([' ', '-']);
        let column = line.len() - begin.len();
        let dash = line.find('-').filter(|dash| *dash < column);
        let beside = dash.or(self.item);
        let (field, item) = match (names_field(begin), begin.trim_end().ends_with(':')) {
            (true, true) => (Some(column + 2), Some(column + 2)),
            (true, false) => (Some(column), beside.filter(|_| column > 0)),
            (false, _) => (None, beside),
        };
        Self {
            field,
            item,
            dash: dash.or(self.dash).filter(|dash| *dash < column),
            is_beside: !begin.trim_end().ends_with(':'),
        }
    }

    /// For a line.
    fn of(self, line: &str) -> Option<usize> {
        match line.trim_start().starts_with('-') {
            true => self.item,
            false => self.field.filter(|_| names_field(line)),
        }
    }
}

/// What the lines above say about a line.
#[derive(Debug, Default)]
struct Context {
    /// The field at the top that the line belongs to.
    top: Option<Shape>,
    /// Inside a text of several lines (`|`, `>`): the indentation of the field it belongs to.
    text_of: Option<usize>,
    /// Where a field below the line above begins, and where an item does.
    deepest: Deepest,
    /// So many lines below are items of a list, whatever they lack.
    items: usize,
    /// The value that the line above ends with.
    value: Option<OpenValue>,
}

/// Looks through a block whose first line is line `first`; `broken` says that it does not parse.
pub(super) fn mend(block: &str, first: u32, broken: bool) -> Mended {
    let mut mended = Mended {
        text: String::with_capacity(block.len() + 16),
        slips: Vec::new(),
        columns: Vec::new(),
        first,
    };
    let mut context = Context::default();
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    for (number, (at, whole)) in (first..).zip(lines.iter().enumerate()) {
        let text = whole.trim_end_matches(['\n', '\r']);
        let glyphs = context.line(text, &lines[at + 1..], broken);
        match glyphs {
            Some(glyphs) if !glyphs.found.is_empty() => {
                let right = glyphs.text(0, glyphs.len());
                mended.take_slips(&glyphs, number, (text, &right));
                mended.text.push_str(&right);
                mended.text.push_str(&whole[text.len()..]);
                mended.columns.push(Some(glyphs.all));
            }
            _ => {
                mended.text.push_str(whole);
                mended.columns.push(None);
            }
        }
    }
    mended
}

impl Mended {
    /// Notes what is wrong in a line, as it was typed and as it should be.
    fn take_slips(&mut self, glyphs: &Glyphs, line: u32, (typed, right): (&str, &str)) {
        let Some(first) = glyphs.found.first() else {
            return;
        };
        let (message, hint) = match glyphs.hint.clone() {
            Some(hint) => (first.message.clone(), hint),
            None => {
                // One complaint for a line: the hint mends all that is wrong in it.
                let messages: Vec<&str> = glyphs.found.iter().map(|found| found.message.as_str()).collect();
                (messages.join("；"), rewritten(right))
            }
        };
        self.slips.push(Slip {
            code: first.code,
            at: LineSpan {
                line,
                column: first.column,
                width: first.width,
            },
            message,
            hint,
            fix: Fix {
                is_certain: glyphs.found.iter().all(|found| line::has_one_reading(found.code)),
                ..Fix::certain(TextEdit::of_line(line, typed, right))
            },
        });
    }
}

/// A hint that says how a line should read.
fn rewritten(right: &str) -> String {
    let right = right.trim_end();
    let shown: String = right.chars().take(SHOWN).collect();
    // Whoever copies a part for the whole loses the rest.
    let rest = match shown.len() < right.len() {
        true => "……”，后面照旧",
        false => "”",
    };
    let indent = right.chars().take_while(|c| *c == ' ').count();
    let spaces = match indent {
        0 => String::new(),
        2 => "，行首空两格".to_owned(),
        4 => "，行首空四格".to_owned(),
        indent => format!("，行首空 {indent} 格"),
    };
    format!("写成“{shown}{rest}{spaces}")
}

impl Context {
    /// The line as it was meant; `None` when it is not looked at.
    fn line(&mut self, text: &str, below: &[&str], broken: bool) -> Option<Glyphs> {
        let is_item = self.items > 0;
        self.items = self.items.saturating_sub(1);
        let indent = text.chars().take_while(|c| *c == ' ').count();
        let trimmed = text.trim();
        if trimmed.starts_with('＃') || trimmed.starts_with("//") && broken {
            self.value = None;
            let mut glyphs = Glyphs::new(text);
            line::other_remark(&mut glyphs);
            return Some(glyphs);
        }
        if trimmed.is_empty() || trimmed.starts_with("# ") || text.len() > LONGEST {
            self.value = None;
            return None;
        }
        let deepest = std::mem::take(&mut self.deepest);
        if let Some(of) = self.text_of {
            if indent > of {
                return None;
            }
            self.text_of = None;
        }
        let mut glyphs = Glyphs::new(text);
        if broken
            && let Some(value) = &mut self.value
            && continued::mend(&mut glyphs, value)
        {
            return Some(glyphs);
        }
        let around = Around {
            top: self.top,
            deepest: deepest.of(text),
            dash: deepest.dash,
            is_beside: deepest.is_beside,
            is_item,
            goes_on: below
                .first()
                .is_some_and(|next| !begins_field(next) || is_unfinished(text, next)),
            broken,
        };
        let seen = line::mend(&mut glyphs, &around);
        if let Some(name) = seen.top {
            self.top = shape_of(&name);
            if matches!(self.top, Some(Shape::Words | Shape::Texts))
                && glyphs.text(0, glyphs.len()).trim_end().ends_with(':')
            {
                self.items = items_below(below);
            }
        }
        if seen.begins_text {
            self.text_of = Some(indent);
        }
        self.value = OpenValue::of(&glyphs);
        self.deepest = deepest.below(&glyphs.text(0, glyphs.len()));
        Some(glyphs)
    }
}

/// How many lines below the name of a list are items that lack the space behind their `-`, or the `- ` itself: YAML takes
/// them for one text. Lines that end inside a sentence are one.
fn items_below(below: &[&str]) -> usize {
    let begin = |line: &str| line.trim_start().chars().next();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let first = below.first().map_or(0, indent);
    let lines = below.iter().map(|line| line.trim_end());
    let lines: Vec<&str> = lines
        .take_while(|line| !line.is_empty() && indent(line) == first && first > 0)
        .collect();
    let is_dashed = |line: &&str| {
        let behind = line.trim_start().strip_prefix('-');
        behind.is_some_and(|behind| !behind.starts_with([' ', '-', '\u{3000}']))
    };
    let is_bare = |line: &&str| {
        let is_other = |c| {
            matches!(
                c,
                '-' | '[' | '{' | '"' | '\'' | '#' | '|' | '>' | '&' | '*' | '!'
            )
        };
        !begin(line).is_some_and(is_other) && !names_field(line)
    };
    let (last, others) = match lines.split_last() {
        Some((last, others)) if !others.is_empty() => (last, others),
        Some((last, _)) if is_dashed(last) => return 1,
        _ => return 0,
    };
    let is_whole = |line: &&str| !line.ends_with(['，', '、', ',', '：', ':', '（', '(', '和', '及', '的']);
    let ends_there = below
        .get(lines.len())
        .is_none_or(|line| !line.starts_with(' ') || line.trim().is_empty());
    let is_right = |line: &&str| line.trim_start().starts_with("- ");
    let is_list = lines.iter().any(is_dashed) && lines.iter().all(|line| is_dashed(line) || is_right(line))
        || ends_there && others.iter().all(|line| is_bare(line) && is_whole(line)) && is_bare(last);
    if is_list { lines.len() } else { 0 }
}

/// True when a line in brackets goes on in the next by its own look: behind a comma, or before the closing bracket.
fn is_unfinished(line: &str, next: &str) -> bool {
    let behind = next.trim_start();
    let parted = line.trim_end().ends_with([',', '，', '[', '{'])
        && next.starts_with(' ')
        && !behind.starts_with("- ");
    parted || behind.starts_with(['}', ']'])
}

/// True for a line that begins a field or an item, so that the line above cannot go on in it.
fn begins_field(line: &str) -> bool {
    !line.starts_with(' ') || names_field(line) || line.trim_start().starts_with("- ")
}

/// True for a line that has the name of a field before its first colon.
fn names_field(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, _)| shape_of(name.trim().trim_start_matches(['{', ' '])).is_some())
}
