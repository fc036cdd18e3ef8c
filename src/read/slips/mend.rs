//! A block → the block as it was meant: line by line, remembering what each line belongs to.

use super::Slip;
use super::above::{Deepest, OpenBrackets};
use super::below::{begins_field, content, is_unfinished, items_below, names_field};
use super::continued::{self, OpenValue};
use super::line::{self, Around};
use super::line::{Glyphs, MendedCharacter};
use super::rows::{ColumnNames, LevelNames, OpenItems};
use crate::read::keys;
use crate::read::node::LineSpan;
use crate::read::registry::{Shape, holds_field, is_beside, is_inside, shape_of};
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

/// What the lines above say about a line.
#[derive(Debug, Default)]
struct Context<'b> {
    /// The field at the top that the line belongs to.
    top: Option<Shape>,
    /// Its name.
    top_name: String,
    /// Where fields of the maps around the line begin.
    levels: Vec<usize>,
    /// Brackets and braces of lines above that are open, and where the first of those lines begins.
    brackets: OpenBrackets,
    /// Inside a text of several lines (`|`, `>`): the indentation of the field it belongs to.
    text_of: Option<usize>,
    /// Where a field below the line above begins, and where an item does.
    deepest: Deepest,
    /// So many lines below are items of a list, whatever they lack.
    items: usize,
    /// The line is one of them.
    is_item: bool,
    /// The block does not parse as it is.
    broken: bool,
    /// The value that the line above ends with.
    value: Option<OpenValue>,
    /// What may be a column of the ledger.
    columns: ColumnNames<'b>,
    /// The items around the line.
    open_items: OpenItems,
    /// The names above a pasted table.
    heads: Vec<String>,
}

/// Looks through a block whose first line is line `first`; `broken` says that it does not parse.
pub(super) fn mend(block: &str, first: u32, broken: bool) -> Mended {
    let mut mended = Mended {
        text: String::with_capacity(block.len() + 16),
        slips: Vec::new(),
        columns: Vec::new(),
        first,
    };
    let mut context = Context {
        broken,
        columns: ColumnNames::of(block),
        ..Context::default()
    };
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    for (number, (at, whole)) in (first..).zip(lines.iter().enumerate()) {
        let text = whole.trim_end_matches(['\n', '\r']);
        let glyphs = context.line(text, &lines[at + 1..]);
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
            fix: (!glyphs.has_two_readings).then(|| Fix {
                is_certain: !glyphs.is_unsure
                    && glyphs.found.iter().all(|found| line::has_one_reading(found.code)),
                ..Fix::certain(TextEdit::of_line(line, typed, right))
            }),
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

impl Context<'_> {
    /// The line as it was meant; `None` when it is not looked at.
    fn line(&mut self, text: &str, below: &[&str]) -> Option<Glyphs> {
        let broken = self.broken;
        self.is_item = self.items > 0;
        self.items = self.items.saturating_sub(1);
        let indent = text.chars().take_while(|c| *c == ' ').count();
        let trimmed = text.trim();
        if trimmed.starts_with('＃') || trimmed.starts_with("//") && broken {
            self.value = None;
            let mut glyphs = Glyphs::new(text);
            line::other_remark(&mut glyphs);
            return Some(glyphs);
        }
        if broken && !self.goes_on(indent) && !self.is_item && is_in_round_brackets(trimmed) {
            self.value = None;
            let mut glyphs = Glyphs::new(text);
            line::bracketed_remark(&mut glyphs);
            return Some(glyphs);
        }
        if !self.goes_on(indent) && self.is_heading_off(trimmed, indent, below.first().copied()) {
            let mut glyphs = Glyphs::new(text);
            line::heading_off(&mut glyphs);
            let right = glyphs.text(0, glyphs.len());
            return Some(self.field(glyphs, &right, below));
        }
        if trimmed.is_empty() || trimmed.starts_with("# ") || text.len() > LONGEST {
            self.value = None;
            return None;
        }
        if let Some(of) = self.text_of {
            if indent > of {
                self.deepest = Deepest::default();
                return None;
            }
            self.text_of = None;
        }
        let glyphs = Glyphs::new(text);
        Some(self.field(glyphs, text, below))
    }

    /// A line that is no remark and in no text of several lines.
    fn field(&mut self, mut glyphs: Glyphs, text: &str, below: &[&str]) -> Glyphs {
        let broken = self.broken;
        let typed;
        let is_mended = match self.open_items.lacking_dash(text, below) {
            Some(dash) => {
                line::without_dash(&mut glyphs, dash);
                true
            }
            None => broken && self.is_named(&mut glyphs, text, below),
        };
        let text = match is_mended {
            true => {
                typed = glyphs.text(0, glyphs.len());
                &typed
            }
            false => text,
        };
        let indent = text.len() - text.trim_start_matches(' ').len();
        let deepest = std::mem::take(&mut self.deepest);
        let next = below.first().copied();
        if broken && let Some(column) = self.brackets.column_for(text) {
            line::inside_brackets(&mut glyphs, column);
            self.brackets.pass(text);
            self.value = None;
            return glyphs;
        }
        let is_rows = keys::ROWS.is_named(&self.top_name) || broken && self.top == Some(Shape::Maps);
        if is_rows && line::is_table_row(text) {
            let names = LevelNames::of(&self.top_name, &self.columns);
            line::table_row(&mut glyphs, next, &mut self.heads, names);
            return glyphs;
        }
        if broken && self.has_value_above_fields(text, below) {
            line::without_value(&mut glyphs);
        }
        let column = self.column(text, deepest, below).filter(|_| broken);
        if let (Some((_, true)), true) = (column, broken) {
            glyphs.is_unsure = true;
        }
        if broken
            && column.is_none()
            && !self.is_column_line(text)
            && !self.is_numbered_item(text)
            && let Some(value) = &mut self.value
            && continued::mend(&mut glyphs, value)
        {
            return glyphs;
        }
        let around = Around {
            names: LevelNames::of(&self.top_name, &self.columns),
            column: column.map(|(column, _)| column),
            top: self.top,
            deepest: deepest.of(text, self.is_field_line(text)),
            dash: deepest.dash,
            is_beside: deepest.is_beside,
            is_item: self.is_item,
            goes_on: below
                .first()
                .is_some_and(|next| !begins_field(next) || is_unfinished(text, next)),
            has_more_below: content(below)
                .is_some_and(|next| next.len() - next.trim_start_matches(' ').len() > indent),
            broken,
        };
        let seen = line::mend(&mut glyphs, &around);
        let ends_item = |next: &str| line::depth(next) < 0 && field_name(next.trim_start()).is_some();
        if broken && around.goes_on && line::depth(text) > 0 && next.is_some_and(ends_item) {
            line::comma_at_end(&mut glyphs);
        }
        if let Some(name) = seen.top {
            self.top = shape_of(&name);
            self.top_name.clone_from(&name);
            self.heads.clear();
            if (matches!(self.top, Some(Shape::Words | Shape::Texts))
                || keys::ATTACHMENTS.is_named(&self.top_name))
                && glyphs.text(0, glyphs.len()).trim_end().ends_with(':')
            {
                self.items = items_below(below);
            }
        }
        if seen.begins_text {
            self.text_of = Some(indent);
        }
        self.value = OpenValue::of(&glyphs);
        let right = glyphs.text(0, glyphs.len());
        self.deepest = deepest.below(&right, self.is_field_line(right.trim_start_matches([' ', '-'])));
        self.take_level(&right);
        self.open_items.pass(&right);
        self.brackets.pass(&right);
        glyphs
    }

    /// True when a line with this indentation is a part of the value above.
    fn goes_on(&self, indent: usize) -> bool {
        self.brackets.are_open()
            || self.text_of.is_some_and(|of| indent > of)
            || self.value.as_ref().is_some_and(|value| indent > value.indent())
    }

    /// Mends the sign behind the name of a field that a line begins with; true when it did. What goes on with the value above
    /// or in brackets begins with none.
    fn is_named(&self, glyphs: &mut Glyphs, text: &str, below: &[&str]) -> bool {
        if self.goes_on(text.len() - text.trim_start_matches(' ').len()) {
            return false;
        }
        let names = LevelNames::of(&self.top_name, &self.columns);
        line::without_stars(glyphs) || line::without_colon(glyphs, names, content(below))
    }

    /// True for a line that begins with the name of a field, or of a column where those of a ledger stand.
    fn is_field_line(&self, text: &str) -> bool {
        names_field(text) || self.is_column_line(text)
    }

    /// True for a line that begins with the name of a column.
    fn is_column_line(&self, text: &str) -> bool {
        field_name(text.trim_start()).is_some_and(|name| self.is_column(name))
    }

    /// True for `2. 编号: 2026-02`, where items are maps.
    fn is_numbered_item(&self, text: &str) -> bool {
        let behind = line::behind_number(text.trim_start_matches(' '));
        self.top == Some(Shape::Maps) && behind.is_some_and(|item| self.is_field_line(item.trim_start()))
    }

    /// True for the name of a column, where the rows of a ledger stand.
    fn is_column(&self, name: &str) -> bool {
        keys::ROWS.is_named(&self.top_name) && self.columns.is_one(name)
    }

    /// Notes where the fields beside a line begin.
    fn take_level(&mut self, right: &str) {
        let begin = right.trim_start_matches([' ', '-']);
        let indent = right.len() - right.trim_start_matches(' ').len();
        if begin.contains(':') && !begin.starts_with(['{', '[', '#']) {
            let column = right.len() - begin.len();
            self.levels.retain(|level| *level < indent || *level == column);
            if !self.levels.contains(&column) {
                self.levels.push(column);
            }
        }
    }

    /// `# 委员:` above `- {姓名: 张三}` that stands to the right of all that is open.
    fn is_heading_off(&self, trimmed: &str, indent: usize, next: Option<&str>) -> bool {
        let name = trimmed.strip_prefix("# ").and_then(|rest| rest.strip_suffix(':'));
        let (Some(name), Some(next)) = (name.filter(|name| shape_of(name).is_some()), next) else {
            return false;
        };
        let item = next.trim_start_matches(' ');
        let column = next.len() - item.len();
        if column <= indent || !item.starts_with("- ") {
            return false;
        }
        // Beside the items of another list, which has no such fields.
        let is_of_it = |field: &str| holds_field(name, field);
        let is_other = |above: &str| !is_of_it(above);
        let is_beside_others = self.open_items.first_name().is_some_and(is_other)
            && OpenItems::first_of(item).is_some_and(is_of_it);
        match self.deepest.item == Some(column) {
            true => is_beside_others,
            false => self.broken && self.deepest.is_beside,
        }
    }

    /// A field with a value above others that belong inside it: `审批: 同意`.
    fn has_value_above_fields(&self, text: &str, below: &[&str]) -> bool {
        let Some((name, value)) = text.split_once([':', '：']) else {
            return false;
        };
        let first = content(below);
        let is_list = matches!(shape_of(name), Some(Shape::Maps)) && !name.starts_with(' ');
        let is_bare = |value: &str| {
            !value.is_empty() && !value.starts_with(['#', '|', '>', '{', '[', '"', '\'', '&', '*', '!'])
        };
        is_bare(value.trim())
            && first.is_some_and(|line| {
                let inside = line.trim_start_matches(' ');
                is_list && inside.starts_with("- ")
                    || inside.len() < line.len()
                        && field_name(inside).is_some_and(|inside| is_inside(name, inside))
            })
    }

    /// Where the next line begins, when it is a field inside the one at the top.
    fn column_inside(&self, below: &[&str]) -> Option<usize> {
        let next = content(below)?;
        let begin = next.trim_start_matches(' ');
        let is_inside = field_name(begin).is_some_and(|name| is_inside(&self.top_name, name));
        is_inside.then(|| next.len() - begin.len())
    }

    /// Where a line begins that was typed beside its place, and whether something else may be meant.
    fn column(&self, text: &str, deepest: Deepest, below: &[&str]) -> Option<(usize, bool)> {
        let bare = text.trim_start_matches(' ');
        let indent = text.len() - bare.len();
        if self.top == Some(Shape::Maps) {
            let first = || Some((self.open_items.column_of_first_item(text, below)?, false));
            if let Some(column) = self.open_items.column_of_item(text).or_else(first) {
                return Some(column);
            }
        }
        let name = field_name(bare)?;
        let next_field = || content(below).and_then(field_name);
        // Before the first field of all, and below a field at the margin that has a value, nothing stands inside.
        let is_first = self.levels.is_empty() && next_field().is_some();
        let is_below_value =
            deepest.is_beside && deepest.field == Some(0) && !is_inside(&self.top_name, name);
        if indent > 0 && shape_of(name).is_some() && (is_first || is_below_value) {
            return Some((0, false));
        }
        // A column of a ledger, below the first field of its row.
        if self.top == Some(Shape::Maps)
            && let Some(value) = &self.value
            && deepest.dash.is_some_and(|dash| dash < indent)
            && value.indent().abs_diff(indent) == 1
        {
            return Some((value.indent(), false));
        }
        if !is_inside(&self.top_name, name) && !self.is_column(name) {
            return None;
        }
        let next = content(below);
        let has_value = !bare.trim_end().ends_with(':');
        let column = match self.levels[..] {
            [0, column] => column,
            // The items stand at the margin.
            [column] if column > 0 && deepest.dash == Some(0) => column,
            // The first field of a map stands where the next one does.
            [0] if indent > 0 && has_value => {
                let column = self.column_inside(below)?;
                // One that stands elsewhere than those before and behind it is what was typed beside its place.
                let third = below.get(1..).and_then(|below| self.column_inside(below));
                if third == Some(indent) {
                    return None;
                }
                column
            }
            _ => return None,
        };
        if indent >= column {
            return None;
        }
        let is_other = is_beside(&self.top_name, name);
        // At the margin it is a field of its own, but for what stands below.
        let is_above_others = next.is_some_and(|next| {
            next.starts_with(' ') && (self.is_field_line(next) || next.trim_start().starts_with("- "))
        });
        let is_misplaced = match indent {
            0 => has_value && is_above_others && deepest.field.is_some(),
            _ => deepest.dash.is_none(),
        };
        is_misplaced.then_some((column, is_other && indent == 0))
    }
}

/// True for `（以下照实填写）`, which holds no field.
fn is_in_round_brackets(trimmed: &str) -> bool {
    trimmed.starts_with(['（', '(']) && trimmed.ends_with(['）', ')']) && !trimmed.contains([':', '：'])
}

/// The name before the first colon that ends one, as it stands.
pub(super) fn field_name(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once([':', '：'])?;
    let is_one = line::looks_like_name(name) && (rest.is_empty() || rest.starts_with([' ', '\n', '\r']));
    is_one.then_some(name)
}
