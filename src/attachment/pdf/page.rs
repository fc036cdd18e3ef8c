//! The text of a page, put together from where its pieces are drawn: pieces on one height are a line, a gap in it is
//! a space, a wide gap a tabulator.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::filled::{self, FilledIn};
use super::font::{Font, number};
use super::text_string;
use crate::attachment::Unreadable;

/// Drawings that are drawn in drawings, so deep.
const DEEPEST: usize = 6;

/// So many drawings are drawn on one page.
const MOST_DRAWINGS: usize = 2_000;

/// From a point to a point: `x·a + y·c + e`, `x·b + y·d + f`.
type Matrix = [f32; 6];

const UNCHANGED: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A page's text, by where it is drawn.
#[derive(Debug, Default)]
pub struct PlacedPage {
    /// In the order in which they are drawn.
    pub pieces: Vec<PlacedText>,
    /// Of the paper, in points; 0 when not known.
    pub width: f32,
    /// Of the paper, in points; 0 when not known.
    pub height: f32,
    /// How many pictures are drawn on it.
    pub pictures: usize,
    /// What was filled in on it.
    pub filled: FilledIn,
}

/// Characters that are drawn side by side in one font.
#[derive(Debug, Clone)]
pub struct PlacedText {
    /// The characters.
    pub text: String,
    /// Where it begins, in points from the paper's left edge.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// How high its line stands, in points from the paper's lower edge.
    pub base: f32,
    /// The size of its type, in points.
    pub size: f32,
    /// What the font is called.
    pub font: Rc<str>,
    /// It is drawn in white: nobody sees it but on a ground of another colour.
    pub is_white: bool,
    /// Somebody filled it in.
    pub is_field: bool,
}

/// Reads pages; knows the fonts of those that it has read.
pub(super) struct PageReader<'d> {
    document: &'d Document,
    fonts: HashMap<*const Dictionary, Rc<Font<'d>>>,
}

impl<'d> PageReader<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            fonts: HashMap::new(),
        }
    }

    /// A page's text. `room` is what may still be unpacked.
    pub(super) fn text(&mut self, page: ObjectId, room: &mut usize) -> Result<String, Unreadable> {
        Ok(self.walk(page, room)?.text)
    }

    /// The same, by where it is drawn.
    pub(super) fn placed(&mut self, page: ObjectId, room: &mut usize) -> Result<PlacedPage, Unreadable> {
        let walked = self.walk(page, room)?;
        let [left, bottom, right, top] = paper(self.document, page).unwrap_or_default();
        let mut pieces = walked.pieces;
        let (fields, filled) = filled::of_page(self.document, page);
        pieces.extend(fields);
        for piece in &mut pieces {
            piece.from -= left;
            piece.to -= left;
            piece.base -= bottom;
        }
        Ok(PlacedPage {
            pieces,
            width: right - left,
            height: top - bottom,
            pictures: walked.pictures,
            filled,
        })
    }

    fn walk(&mut self, page: ObjectId, room: &mut usize) -> Result<PageText, Unreadable> {
        let document = self.document;
        let content = document
            .get_page_content_with_limit(page, *room)
            .map_err(|_| Unreadable::TooLarge)?;
        *room = room.saturating_sub(content.len());
        let mut resources = Vec::new();
        if let Ok((own, others)) = document.get_page_resources(page) {
            resources.extend(own);
            resources.extend(others.iter().filter_map(|id| document.get_dictionary(*id).ok()));
        }
        let mut walk = ContentWalk {
            reader: self,
            room,
            drawings: 0,
            line: PageText::default(),
        };
        walk.draw(&content, &resources, UNCHANGED, 0)?;
        Ok(walk.line)
    }

    fn font(&mut self, resources: &[&'d Dictionary], name: &[u8]) -> Option<Rc<Font<'d>>> {
        let font = named(self.document, resources, b"Font", name)?.as_dict().ok()?;
        let document = self.document;
        let known = self.fonts.entry(std::ptr::from_ref(font));
        Some(Rc::clone(
            known.or_insert_with(|| Rc::new(Font::new(document, font))),
        ))
    }
}

/// The corners of a page's paper, which it may have from the pages that it belongs to.
fn paper(document: &Document, page: ObjectId) -> Option<[f32; 4]> {
    let mut dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..32 {
        let corners = dictionary
            .get_deref(b"MediaBox", document)
            .and_then(Object::as_array);
        if let Ok(corners) = corners {
            let corners: Vec<f32> = corners.iter().filter_map(number).collect();
            let [x, y, across, up] = corners.try_into().ok()?;
            return Some([x.min(across), y.min(up), x.max(across), y.max(up)]);
        }
        dictionary = dictionary
            .get_deref(b"Parent", document)
            .and_then(Object::as_dict)
            .ok()?;
    }
    None
}

/// What the resources of a page call by a name.
fn named<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &[u8],
) -> Option<&'d Object> {
    resources.iter().find_map(|resources| {
        let all = resources.get_deref(kind, document).ok()?.as_dict().ok()?;
        all.get_deref(name, document).ok()
    })
}

/// What is known at a point of a drawing.
#[derive(Clone)]
struct GraphicsState<'d> {
    matrix: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    stretch: f32,
    leading: f32,
    text: Matrix,
    line: Matrix,
    is_white: bool,
}

struct ContentWalk<'r, 'd> {
    reader: &'r mut PageReader<'d>,
    room: &'r mut usize,
    drawings: usize,
    line: PageText,
}

/// The text so far, and where its last piece ended.
#[derive(Default)]
struct PageText {
    text: String,
    end: Option<(f32, f32)>,
    pieces: Vec<PlacedText>,
    pictures: usize,
    font: Rc<str>,
    is_white: bool,
}

impl<'d> ContentWalk<'_, 'd> {
    fn draw(
        &mut self,
        content: &[u8],
        resources: &[&'d Dictionary],
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Unreadable> {
        let mut state = GraphicsState {
            matrix,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            text: UNCHANGED,
            line: UNCHANGED,
            is_white: false,
        };
        let mut kept = Vec::new();
        for operation in Content::decode_iter(content) {
            let operation = operation.map_err(|_| Unreadable::Damaged)?;
            match operation.operator.as_str() {
                "q" if kept.len() < 1000 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "Do" => self.drawing(&operation, resources, state.matrix, depth)?,
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.reader.font(resources, name));
                    state.size = operation.operands.get(1).and_then(number).unwrap_or(1.0);
                }
                "BDC" | "DP" => self.said_otherwise(&operation),
                _ => self.write(&mut state, &operation),
            }
        }
        Ok(())
    }

    /// A text that stands in a drawing's place for those who cannot see it.
    fn said_otherwise(&mut self, operation: &Operation) {
        let about = operation.operands.get(1).and_then(|about| about.as_dict().ok());
        for key in [&b"ActualText"[..], b"Alt"] {
            let text = about.and_then(|about| about.get(key).and_then(Object::as_str).ok());
            if let Some(text) = text.map(text_string).filter(|text| text.chars().count() > 2) {
                self.line.text.push('\n');
                self.line.text.push_str(&text);
                self.line.end = None;
            }
        }
    }

    /// Draws a drawing of its own inside this one.
    fn drawing(
        &mut self,
        operation: &Operation,
        resources: &[&'d Dictionary],
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Unreadable> {
        let document = self.reader.document;
        let name = operation.operands.first().and_then(|name| name.as_name().ok());
        let object = name.and_then(|name| named(document, resources, b"XObject", name));
        let Some(Object::Stream(form)) = object else {
            return Ok(());
        };
        let is_form = form.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
        self.drawings += 1;
        self.line.pictures += usize::from(!is_form);
        if !is_form || depth >= DEEPEST {
            return Ok(());
        }
        if self.drawings > MOST_DRAWINGS {
            return Err(Unreadable::TooLarge);
        }
        let Ok(content) = form.get_plain_content_with_limit(*self.room) else {
            return Err(Unreadable::TooLarge);
        };
        *self.room = self.room.saturating_sub(content.len());
        let own = form
            .dict
            .get_deref(b"Resources", document)
            .and_then(Object::as_dict)
            .ok();
        let mut inner: Vec<&Dictionary> = own.into_iter().collect();
        inner.extend(resources);
        let form_matrix = form
            .dict
            .get_deref(b"Matrix", document)
            .and_then(Object::as_array)
            .ok();
        let form_matrix = form_matrix
            .and_then(|numbers| matrix_of(numbers))
            .unwrap_or(UNCHANGED);
        self.draw(&content, &inner, times(form_matrix, matrix), depth + 1)
    }

    /// Operators of text, and of the paper under it.
    fn write(&mut self, state: &mut GraphicsState<'d>, operation: &Operation) {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(number).collect();
        let first = numbers.first().copied().unwrap_or(0.0);
        let last = operation.operands.last();
        match operation.operator.as_str() {
            "cm" => {
                if let Some(matrix) = matrix_of(&operation.operands) {
                    state.matrix = times(matrix, state.matrix);
                }
            }
            "BT" => (state.text, state.line) = (UNCHANGED, UNCHANGED),
            "g" | "rg" | "sc" | "scn" | "k" => state.is_white = is_white(&numbers),
            "cs" => state.is_white = false,
            "Tc" => state.spacing = first,
            "Tw" => state.word_spacing = first,
            "Tz" => state.stretch = first / 100.0,
            "TL" => state.leading = first,
            "Tm" => {
                if let Some(matrix) = matrix_of(&operation.operands) {
                    (state.text, state.line) = (matrix, matrix);
                }
            }
            "Td" | "TD" => {
                let down = numbers.get(1).copied().unwrap_or(0.0);
                if operation.operator == "TD" {
                    state.leading = -down;
                }
                state.next_line(first, down);
            }
            "T*" => state.next_line(0.0, -state.leading),
            "Tj" => self.show(state, last),
            "'" | "\"" => {
                if operation.operator == "\"" {
                    state.word_spacing = first;
                    state.spacing = numbers.get(1).copied().unwrap_or(0.0);
                }
                state.next_line(0.0, -state.leading);
                self.show(state, last);
            }
            "TJ" => {
                for piece in last
                    .and_then(|pieces| pieces.as_array().ok())
                    .into_iter()
                    .flatten()
                {
                    match number(piece) {
                        Some(back) => state.advance(-back / 1000.0 * state.size),
                        None => self.show(state, Some(piece)),
                    }
                }
            }
            _ => {}
        }
    }

    fn show(&mut self, state: &mut GraphicsState<'d>, text: Option<&Object>) {
        let Some(bytes) = text.and_then(|text| text.as_str().ok()) else {
            return;
        };
        let Some(font) = state.font.clone() else { return };
        self.line.font = Rc::clone(&font.name);
        self.line.is_white = state.is_white;
        for glyph in font.glyphs(bytes) {
            let place = times(state.text, state.matrix);
            let height = state.size.abs() * place[2].hypot(place[3]);
            let here = (place[4], place[5]);
            let extra = if glyph.is_space { state.word_spacing } else { 0.0 };
            state.advance(glyph.width / 1000.0 * state.size + state.spacing + extra);
            let behind = times(state.text, state.matrix);
            self.line.put(&glyph.text, here, (behind[4], behind[5]), height);
        }
    }
}

impl GraphicsState<'_> {
    fn next_line(&mut self, across: f32, down: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, across, down], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, width: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, width * self.stretch, 0.0], self.text);
    }
}

impl PageText {
    /// Adds a piece that is drawn from here to there.
    fn put(&mut self, text: &str, here: (f32, f32), there: (f32, f32), height: f32) {
        if let Some(end) = self.end {
            let (gap, fall) = (here.0 - end.0, (here.1 - end.1).abs());
            let is_along = !self.text.ends_with(['\n', '\t', ' ']) && !text.starts_with(' ');
            if fall > 0.5 * height {
                self.text.push('\n');
            } else if is_along && gap.abs() > height {
                self.text.push('\t');
            } else if is_along && gap > 0.25 * height {
                self.text.push(' ');
            }
        }
        self.text.push_str(text);
        self.end = Some(there);
        self.place(text, here, there, height);
    }

    /// Notes where a piece is drawn; what goes on where the last one ended is one with it.
    fn place(&mut self, text: &str, here: (f32, f32), there: (f32, f32), height: f32) {
        if let Some(last) = self.pieces.last_mut() {
            let is_along =
                (here.0 - last.to).abs() < 0.2 * height && (here.1 - last.base).abs() < 0.05 * height;
            let is_alike = last.font == self.font && last.is_white == self.is_white;
            if is_along && is_alike && (last.size - height).abs() < 0.1 {
                last.text.push_str(text);
                last.to = there.0;
                return;
            }
        }
        self.pieces.push(PlacedText {
            text: text.to_owned(),
            from: here.0,
            to: there.0,
            base: here.1,
            size: height,
            font: Rc::clone(&self.font),
            is_white: self.is_white,
            is_field: false,
        });
    }
}

/// True for the parts of white: as one grey, as three lights, or as four inks.
fn is_white(parts: &[f32]) -> bool {
    match parts {
        [_] | [_, _, _] => parts.iter().all(|part| *part >= 1.0),
        [_, _, _, _] => parts.iter().all(|part| *part <= 0.0),
        _ => false,
    }
}

fn matrix_of(numbers: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f32> = numbers.iter().filter_map(number).collect();
    numbers.try_into().ok()
}

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}
