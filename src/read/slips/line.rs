//! One line of a block → the line as it was meant: indentation, field name and colon, then the value.
//!
//! A line as characters that remember where they were typed, so that a line can be mended and the
//! places in it still be those of the file.

mod flow;
mod lacking;
mod value;
mod whole;

pub(super) use flow::open_ones as depth;
pub(super) use lacking::{bracketed_remark, without_colon, without_stars};
pub(super) use whole::{
    comma_at_end, heading_off, inside_brackets, is_table_row, other_remark, table_row, without_dash,
    without_value,
};

use super::super::registry::{Shape, is_exact, shape_of};
use super::continued::CONTINUED;
use super::rows::LevelNames;
use crate::words::Code;

const COLON: Code = Code::error("front-colon");
const COLON_SPACE: Code = Code::error("front-colon-space");
const TAB: Code = Code::error("front-tab");
const WIDE_SPACE: Code = Code::error("front-wide-space");
const INVISIBLE: Code = Code::error("front-invisible");
const ITEM_SPACE: Code = Code::error("front-item-space");
const ITEM_MARK_SAYS: &str = "列表的每一项要以“- ”开头";
const UNPAIRED: Code = Code::error("front-unpaired");
const ITEM_FIELD: Code = Code::error("front-item-field");
const BEHIND: &str = "这一项前面多了空格，没有和其他各项对齐";
const ITEM_MARK: Code = Code::error("front-item-mark");

/// True for a slip of which nobody could mean anything else than what it is mended to.
pub(super) fn has_one_reading(code: Code) -> bool {
    code != CONTINUED && code != flow::BLANK
}

/// What is known about a line from its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'c> {
    /// The names that may stand below the field at the top.
    pub(super) names: LevelNames<'c>,
    /// The field at the top that it belongs to, when it is indented or an item.
    pub(super) top: Option<Shape>,
    /// Where the line would begin by those above it, if it was typed no further to the left.
    pub(super) deepest: Option<usize>,
    /// Where the `-` of the item stands that the line is in.
    pub(super) dash: Option<usize>,
    /// A field stands beside the one above, which has a value.
    pub(super) is_beside: bool,
    /// Where the line begins for certain, though it was typed to the left or right of it.
    pub(super) column: Option<usize>,
    /// It is an item of a list, though YAML would not see it.
    pub(super) is_item: bool,
    /// The next line may be a part of this one's value.
    pub(super) goes_on: bool,
    /// The next line stands to the right of where this one begins.
    pub(super) has_more_below: bool,
    /// The block does not parse as it is, so that a bolder guess is better than none.
    pub(super) broken: bool,
}

/// What a line says about the lines below.
#[derive(Debug, Default)]
pub(super) struct LineEffect {
    /// It begins this field at the top.
    pub(super) top: Option<String>,
    /// It begins a text of several lines.
    pub(super) begins_text: bool,
}

/// Mends a line that is neither empty nor a comment.
pub(super) fn mend(line: &mut Glyphs, around: &Around<'_>) -> LineEffect {
    invisible(line);
    let mut indent = indentation(line, around.deepest);
    // A field below an item stands below its first field, not below the dash.
    if let (Some(field), Some(dash)) = (around.deepest, around.dash)
        && around.broken
        && dash > 0
        && (dash..field).contains(&indent)
        && line.at(indent) != Some('-')
    {
        line.note(ITEM_FIELD, indent, 1, "这一项没有和同一个“-”里的其他各项对齐");
        (indent..field).for_each(|_| line.insert(0, ' '));
        indent = field;
    }
    if let Some(column) = around.column.filter(|column| *column != indent) {
        indent = moved(line, indent, column);
    }
    // Deeper than a field with a value there is nothing.
    if let Some(field) = around
        .deepest
        .filter(|field| around.is_beside && (1..indent).contains(field))
        && (around.broken || line.at(indent) == Some('-'))
    {
        line.note(ITEM_FIELD, indent, 1, BEHIND);
        line.all.drain(field..indent);
        indent = field;
    }
    let (start, is_item) = items(line, indent, around);
    let inside = indent > 0 || is_item;
    let top_shape = around.top.filter(|_| inside);
    let mut seen = LineEffect::default();
    let is_rounded = is_item && top_shape == Some(Shape::Maps) && flow::rounded(line, start);
    if is_rounded || matches!(line.at(start), Some('{' | '｛')) && inside {
        flow::map(line, start, around);
        return seen;
    }
    // 事项: 通过计划，赞成: 4
    let is_map = is_item && !matches!(top_shape, Some(Shape::Words | Shape::Texts));
    if is_map && !around.has_more_below && lacking::unbraced(line, start, 1, around) {
        flow::map(line, start, around);
        return seen;
    }
    match colon(line, start, inside, top_shape, around.broken) {
        Some((name, at)) => {
            if !inside {
                seen.top = Some(name.clone());
            }
            let begin = after_colon(line, at);
            let known = shape_of(&name);
            if is_exact(&name) {
                value::without_brackets(line, begin);
            }
            let below = Around {
                names: if inside {
                    around.names
                } else {
                    around.names.below(&name)
                },
                ..*around
            };
            let is_of_fields = matches!(known, Some(Shape::Map | Shape::Maps));
            let least = usize::from(!around.broken);
            if is_of_fields && !around.has_more_below && lacking::unbraced(line, begin, least, &below) {
                flow::map(line, begin, &below);
                return seen;
            }
            seen.begins_text = value::mend(line, begin, known, around);
        }
        None if is_item => seen.begins_text = value::mend(line, start, top_shape.map(of_item), around),
        None => {}
    }
    seen
}

/// Moves a line to the column where it begins; gives that.
fn moved(line: &mut Glyphs, indent: usize, column: usize) -> usize {
    if indent > column {
        line.note(ITEM_FIELD, indent, 1, BEHIND);
        line.all.drain(column..indent);
    } else {
        line.note(ITEM_FIELD, indent, 1, "这一项前面少了空格，没有和其他各项对齐");
        (indent..column).for_each(|_| line.insert(0, ' '));
    }
    column
}

/// What an item of a list looks like.
fn of_item(list: Shape) -> Shape {
    match list {
        Shape::Words => Shape::One,
        // A sentence may be all in quotation marks.
        Shape::Texts => Shape::Texts,
        shape => shape,
    }
}

/// Takes characters away that nobody sees.
fn invisible(line: &mut Glyphs) {
    if let Some(index) = line.all.iter().position(|glyph| is_invisible(glyph.c)) {
        line.note(INVISIBLE, index, 1, "这里有一个看不见的字符");
        line.all.retain(|glyph| !is_invisible(glyph.c));
    }
}

/// Mends the indentation; gives its width. Before a field or an item a wide character is as wide as two, as whoever typed it
/// sees, and no wider than the lines above allow.
fn indentation(line: &mut Glyphs, deepest: Option<usize>) -> usize {
    let width = even_indentation(line, deepest.is_some());
    let is_mended = line
        .found
        .iter()
        .any(|slip| [TAB, WIDE_SPACE].contains(&slip.code));
    match deepest.filter(|deepest| is_mended && *deepest < width) {
        Some(deepest) => {
            line.all.drain(deepest..width);
            deepest
        }
        None => width,
    }
}

fn even_indentation(line: &mut Glyphs, is_field: bool) -> usize {
    let mut at = 0;
    loop {
        match line.at(at) {
            Some(' ') => at += 1,
            Some('\t') => {
                line.note(TAB, at, 1, "缩进用了制表符（Tab）");
                line.replace(at, ' ');
                line.insert(at, ' ');
                at += 2;
            }
            Some(c) if is_wide_space(c) => {
                line.note(WIDE_SPACE, at, 1, format!("缩进用了{}", space_name(c)));
                line.replace(at, ' ');
                if is_field && c == '\u{3000}' {
                    line.insert(at, ' ');
                    at += 1;
                }
                at += 1;
            }
            _ => return at,
        }
    }
}

/// Passes over `- `; gives where the item begins, and whether there is one.
fn items(line: &mut Glyphs, indent: usize, around: &Around<'_>) -> (usize, bool) {
    let mut at = indent;
    let in_list = around
        .top
        .is_some_and(|shape| matches!(shape, Shape::Words | Shape::Texts | Shape::Maps));
    // An item stands where the one before it does, whatever the list.
    let is_among_items = in_list || around.dash == Some(at);
    if (around.broken || around.is_item) && is_among_items {
        marked(line, at);
    }
    if around.is_item && line.at(at) != Some('-') {
        line.note(ITEM_MARK, at, 1, ITEM_MARK_SAYS);
        line.insert(at, ' ');
        line.insert(at, '-');
    }
    while line.at(at) == Some('-') {
        match line.at(at + 1) {
            Some(' ') => at = line.skip_spaces(at + 1),
            Some(c) if is_wide_space(c) || c == '\t' => {
                line.note(WIDE_SPACE, at + 1, 1, "“-”后面要用一个英文空格");
                line.replace(at + 1, ' ');
                at = line.skip_spaces(at + 1);
            }
            Some(c) if c != '-' && (around.broken || around.is_item) && in_list => {
                line.note(ITEM_SPACE, at, 1, "“-”后面少了一个空格");
                line.insert(at + 1, ' ');
                at += 2;
            }
            _ => break,
        }
    }
    (at, at > indent)
}

/// What is typed for the `-` before an item.
pub(super) const BULLETS: [char; 7] = ['•', '·', '●', '－', '—', '*', '＊'];

/// Turns `1. `, `（1）` and bullets before an item into the `- ` that was meant.
fn marked(line: &mut Glyphs, start: usize) {
    let bullet = line.at(start).is_some_and(|c| BULLETS.contains(&c));
    let text = line.text(start, line.len());
    let end = match (bullet, behind_number(&text)) {
        (true, _) => start + 1,
        (false, Some(behind)) => line.len() - behind.chars().count(),
        (false, None) => return,
    };
    line.note(ITEM_MARK, start, end - start, ITEM_MARK_SAYS);
    line.replace(start, '-');
    line.all.drain(start + 1..end);
    if line.at(start + 1).is_some_and(is_wide_space) {
        line.replace(start + 1, ' ');
    }
    if line.at(start + 1) != Some(' ') {
        line.insert(start + 1, ' ');
    }
}

/// What stands behind `1.` or `（1）`.
pub(in crate::read) fn behind_number(text: &str) -> Option<&str> {
    let begin = text.strip_prefix(['(', '（']).unwrap_or(text);
    let behind = begin.trim_start_matches(char::is_numeric);
    let digits = begin.chars().count() - behind.chars().count();
    let behind = behind.strip_prefix(['.', '、', '．', ')', '）']);
    behind.filter(|_| (1..=2).contains(&digits))
}

/// Finds the name of a field and mends the colon behind it; gives the name and the colon's index.
fn colon(
    line: &mut Glyphs,
    start: usize,
    inside: bool,
    top: Option<Shape>,
    broken: bool,
) -> Option<(String, usize)> {
    if matches!(line.at(start), Some('"' | '\'' | '[' | '#')) {
        return None;
    }
    let sign = |c: char| matches!(c, ':' | '：') || broken && matches!(c, '=' | '＝');
    let at = (start..line.len()).find(|at| line.at(*at).is_some_and(sign))?;
    let name = line.text(start, at);
    let name = name.trim_matches(|c: char| c.is_whitespace());
    let texts = inside && matches!(top, Some(Shape::Texts | Shape::Words));
    let known = !texts && shape_of(name).is_some();
    let likely = known || (broken && !inside && looks_like_name(name));
    let spaced = matches!(line.at(at + 1), None | Some(' '));
    match line.at(at) {
        Some(':') if spaced => (!texts).then(|| (name.to_owned(), at)),
        Some(':') if likely => {
            if !line.at(at + 1).is_some_and(|c| is_wide_space(c) || c == '\t') {
                line.note(COLON_SPACE, at, 1, "冒号后面少了一个空格");
                line.insert(at + 1, ' ');
            }
            Some((name.to_owned(), at))
        }
        Some(sign @ ('：' | '=' | '＝')) if known || sign == '：' && likely => {
            let what = match sign {
                '：' => "字段名后面用了中文冒号“：”",
                _ => "字段名后面用了等号，应当是英文冒号",
            };
            line.note(COLON, at, 1, what);
            line.replace(at, ':');
            let next = line.at(at + 1);
            if !spaced && !next.is_some_and(|c| is_wide_space(c) || c == '\t') {
                line.insert(at + 1, ' ');
            }
            Some((name.to_owned(), at))
        }
        _ => None,
    }
}

/// Short, and made of letters.
pub(super) fn looks_like_name(name: &str) -> bool {
    let length = name.chars().count();
    (1..=12).contains(&length) && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Mends the white space behind a colon; gives where the value begins.
fn after_colon(line: &mut Glyphs, colon: usize) -> usize {
    let mut at = colon + 1;
    loop {
        match line.at(at) {
            Some(' ') => {}
            Some('\t') => {
                line.note(TAB, at, 1, "冒号后面用了制表符（Tab）");
                line.replace(at, ' ');
            }
            Some(c) if is_wide_space(c) => {
                line.note(WIDE_SPACE, at, 1, format!("冒号后面用了{}", space_name(c)));
                line.replace(at, ' ');
            }
            _ => return at,
        }
        at += 1;
    }
}

/// A character of a mended line.
#[derive(Debug, Clone, Copy)]
pub(super) struct MendedCharacter {
    /// What it is now.
    pub(super) c: char,
    /// The column, from 1, of the character that it was, or that it was put before.
    pub(super) column: u32,
}

/// A slip in a line; its hint is the whole line, once that is mended.
#[derive(Debug)]
pub(super) struct FoundSlip {
    /// Its code.
    pub(super) code: Code,
    /// Where it begins.
    pub(super) column: u32,
    /// How many characters.
    pub(super) width: u32,
    /// What is wrong.
    pub(super) message: String,
}

/// A line on the mending table.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// Its characters, without the line end.
    pub(super) all: Vec<MendedCharacter>,
    /// The slips found, the first of each code only: the hint shows the whole line anyway.
    pub(super) found: Vec<FoundSlip>,
    /// What to do, when it is not to write this line as it is now.
    pub(super) hint: Option<String>,
    /// Something else may have been meant.
    pub(super) is_unsure: bool,
    /// Something else may have been meant just as well, so that no change is proposed.
    pub(super) has_two_readings: bool,
}

impl Glyphs {
    /// A line as it was typed.
    pub(super) fn new(line: &str) -> Self {
        let all = (1..)
            .zip(line.chars())
            .map(|(column, c)| MendedCharacter { c, column });
        Self {
            all: all.collect(),
            found: Vec::new(),
            hint: None,
            is_unsure: false,
            has_two_readings: false,
        }
    }

    /// The character at an index.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.all.get(index).map(|glyph| glyph.c)
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The text of a stretch.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let to = to.min(self.len());
        self.all[from.min(to)..to].iter().map(|glyph| glyph.c).collect()
    }

    /// The first index from `from` on that holds no space.
    pub(super) fn skip_spaces(&self, from: usize) -> usize {
        let spaces = self.all.iter().skip(from).take_while(|glyph| glyph.c == ' ');
        from + spaces.count()
    }

    /// Changes a character in its place.
    pub(super) fn replace(&mut self, index: usize, c: char) {
        if let Some(glyph) = self.all.get_mut(index) {
            glyph.c = c;
        }
    }

    /// Puts a character before the one at `index`.
    pub(super) fn insert(&mut self, index: usize, c: char) {
        let index = index.min(self.len());
        let column = self.column(index);
        self.all.insert(index, MendedCharacter { c, column });
    }

    /// The column where the character at an index was typed.
    pub(super) fn column(&self, index: usize) -> u32 {
        match (self.all.get(index), self.all.last()) {
            (Some(glyph), _) => glyph.column,
            (None, Some(last)) => last.column + 1,
            (None, None) => 1,
        }
    }

    /// Notes a slip that begins at `index`.
    pub(super) fn note(&mut self, code: Code, index: usize, width: usize, message: impl Into<String>) {
        if self.found.iter().all(|found| found.code != code) {
            self.found.push(FoundSlip {
                code,
                column: self.column(index),
                width: u32::try_from(width).unwrap_or(u32::MAX).max(1),
                message: message.into(),
            });
        }
    }
}

/// Spaces that YAML does not know: the full-width one and the one that does not break.
pub(in crate::read) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}')
}

/// What a space that YAML does not know is called.
pub(in crate::read) fn space_name(c: char) -> &'static str {
    match c {
        '\u{3000}' => "全角空格",
        '\u{A0}' => "不换行空格（从网页或 Word 粘贴来的）",
        _ => "特殊的空格",
    }
}

/// Characters that nobody sees, and that turn round how what follows is read.
pub(crate) fn is_turning(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that nobody sees.
pub(in crate::read) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}') || is_turning(c)
}

/// Any of the two.
pub(in crate::read) fn is_odd_space(c: char) -> bool {
    is_wide_space(c) || is_invisible(c)
}
