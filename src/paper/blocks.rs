//! What a text is made of, before it has a page: paragraphs with their indents, tables, pictures. `markup` makes
//! them of an entry's body, and designed sheets make their own.

use super::breaks::{Span, natural_width};
use super::geometry::BODY;
use super::measure::EM;
use super::sheet::{Align, Style};

/// One block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, a heading, an item of a list.
    Text(Paragraph),
    /// A table.
    Table(Table),
    /// A picture on its own.
    Picture(Illustration),
    /// A rule between two parts.
    Rule,
    /// So many empty rows, but not at the head of a sheet.
    Space(i32),
}

impl Block {
    /// Makes a paragraph stay with what follows.
    pub(super) fn keep(&mut self) {
        if let Self::Text(paragraph) = self {
            paragraph.keep = true;
        }
    }
}

/// A paragraph. Its indents are 1/1000 em of the body's type, whatever its own size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The text, by stretches of one look.
    pub spans: Vec<Span>,
    /// The typeface's role; a theme says which font that is.
    pub style: Style,
    /// The size of its type in µm.
    pub size: i32,
    /// How far it stands from the column's left edge.
    pub left: i32,
    /// How far from the right edge.
    pub right: i32,
    /// How far its first line is indented further.
    pub indent: i32,
    /// Where its lines stand.
    pub align: Align,
    /// What hangs before its first line.
    pub marker: Option<Marker>,
    /// What stands further right on its only line, and where that begins, from the column's left edge.
    pub beside: Option<(i32, Vec<Span>)>,
    /// It stays with what follows: a heading, the line above a picture.
    pub keep: bool,
    /// In columns it is one line where there is a way: votes are read at a glance.
    pub is_line: bool,
}

/// What hangs before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// A number or a dot.
    pub text: String,
    /// How far left of the text it begins, in 1/1000 em of the body's type.
    pub width: i32,
    /// The typeface's role; a theme says which font that is.
    pub style: Style,
}

impl Marker {
    /// A number or a dot before an item, with the room that it takes: whole characters, so that the text keeps to the
    /// grid.
    pub(super) fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        let width = match text.as_str() {
            "•" => EM,
            text => (natural_width(&[Span::plain(text)], false) + 250 + EM - 1) / EM * EM,
        };
        Self {
            text,
            width,
            style: Style::Marker,
        }
    }
}

impl Paragraph {
    /// Words that look like any text.
    pub(super) fn of(words: impl Into<String>) -> Self {
        Self {
            spans: vec![Span::plain(words)],
            ..Self::default()
        }
    }
}

impl Default for Paragraph {
    fn default() -> Self {
        Self {
            spans: Vec::new(),
            style: Style::Body,
            size: BODY,
            left: 0,
            right: 0,
            indent: 0,
            align: Align::Left,
            marker: None,
            beside: None,
            keep: false,
            is_line: false,
        }
    }
}

/// A picture that stands on its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Illustration {
    /// Its index in the body's pictures; `None` when it is no file of the site.
    pub image: Option<usize>,
    /// What it shows, for a sheet that cannot show it.
    pub alternative: String,
    /// How far it stands from the column's left edge, in 1/1000 em of the body's type.
    pub left: i32,
    /// The width and height that it has at most, in µm as it is printed; `None` where it may be as large as it has room.
    pub most: Option<(i32, i32)>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows that head it; repeated on each sheet.
    pub head: Vec<TableRow>,
    /// The rows below the head, from above.
    pub rows: Vec<TableRow>,
    /// How far it stands from the column's left edge, in 1/1000 em of the body's type.
    pub left: i32,
    /// How its width is shared out among its columns; none leaves that to what stands in them.
    pub shares: Vec<i32>,
    /// The size of its type in µm; `None` leaves it to what stands in it.
    pub size: Option<i32>,
    /// It is not parted where a sheet holds all of it.
    pub whole: bool,
    /// The distance of its lines in hundredths of its type; `None` for what tables usually have.
    pub leading: Option<i32>,
    /// What stays free at either side of its cells in µm; `None` for what tables usually have.
    pub side: Option<i32>,
    /// What stays free above it in µm where another table is, beside what always does.
    pub apart: i32,
    /// Its rows share what they leave of their sheet. Only below nothing but what is kept with it.
    pub fills: bool,
}

/// A row of a table.
pub type TableRow = Vec<TableCell>;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableCell {
    /// What stands in it, one below the other.
    pub parts: Vec<CellPart>,
    /// It heads a row or a column.
    pub head: bool,
    /// Its row stands on the same sheet as the next one. A row of one such cell heads those below it, and stands again over
    /// those of them that begin a further sheet.
    pub keep: bool,
    /// It stands on a ground of its own, to be found at once: sums, what heads a group of rows.
    pub set_apart: bool,
    /// Where its lines stand; `None` leaves it to the table: short cells are centred. Heads always are.
    pub align: Option<Align>,
    /// How many columns it covers; at least 1.
    pub columns: usize,
    /// How many rows it covers; at least 1.
    pub rows: usize,
}

impl Default for TableCell {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            head: false,
            keep: false,
            set_apart: false,
            align: None,
            columns: 1,
            rows: 1,
        }
    }
}

/// What can stand in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CellPart {
    /// Text; a line feed ends a line.
    Text(Vec<Span>),
    /// A picture.
    Picture(Illustration),
}
