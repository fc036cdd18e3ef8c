//! What somebody filled in on a page of a PDF: the fields of a form, as text where they stand; comments are counted.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::number;
use super::page::PlacedText;
use super::text_string;

/// A page has no more.
const MOST: usize = 2_000;

/// The usual size of what is filled in, in points.
const SIZE: f32 = 12.0;

/// Their `F` hides them on the screen: hidden, no view.
const UNSEEN: i64 = 0b10_0010;

/// How much was filled in on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FilledIn {
    /// Fields with words in them, which are among the page's pieces.
    pub fields: usize,
    /// Boxes that are ticked.
    pub boxes: usize,
    /// Comments.
    pub comments: usize,
    /// Texts that somebody typed onto the page.
    pub texts: usize,
}

/// The fields of a page as text where they stand, and how much there is.
pub(super) fn of_page(document: &Document, page: ObjectId) -> (Vec<PlacedText>, FilledIn) {
    let (mut pieces, mut filled) = (Vec::new(), FilledIn::default());
    let marks = document.get_dictionary(page).ok();
    let marks = marks.and_then(|page| {
        page.get_deref(b"Annots", document)
            .and_then(Object::as_array)
            .ok()
    });
    let marks = marks.into_iter().flatten().take(MOST);
    for mark in marks.filter_map(|mark| dictionary(document, mark)) {
        let flags = mark.get(b"F").and_then(Object::as_i64).unwrap_or(0);
        let says = |key: &[u8]| said(document, mark, key).is_some_and(|said| !said.trim().is_empty());
        match mark.get(b"Subtype").and_then(Object::as_name).unwrap_or_default() {
            _ if flags & UNSEEN != 0 => {}
            b"Widget" => match inherited(document, mark, b"FT").and_then(|kind| kind.as_name().ok()) {
                Some(b"Tx" | b"Ch") => {
                    let lines = field(document, mark);
                    filled.fields += usize::from(!lines.is_empty());
                    pieces.extend(lines);
                }
                Some(b"Btn") => {
                    let state = mark.get(b"AS").and_then(Object::as_name).unwrap_or(b"Off");
                    filled.boxes += usize::from(state != b"Off");
                }
                _ => {}
            },
            b"FreeText" => filled.texts += usize::from(says(b"Contents")),
            b"Popup" | b"Link" => {}
            _ => filled.comments += usize::from(says(b"Contents")),
        }
    }
    (pieces, filled)
}

/// The lines of a field, from its upper edge.
fn field(document: &Document, mark: &Dictionary) -> Vec<PlacedText> {
    let Some(value) = inherited(document, mark, b"V").and_then(|value| value.as_str().ok()) else {
        return Vec::new();
    };
    let corners = mark.get_deref(b"Rect", document).and_then(Object::as_array);
    let corners: Vec<f32> =
        corners.map_or_else(|_| Vec::new(), |all| all.iter().filter_map(number).collect());
    let [left, one, right, other] = corners[..] else {
        return Vec::new();
    };
    let (bottom, top) = (one.min(other), one.max(other));
    let value = text_string(value).replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = value.lines().collect();
    let height = (top - bottom) / lines.len().max(1) as f32;
    let size = SIZE.min(height.max(1.0));
    let placed = lines
        .iter()
        .zip(1_u16..)
        .filter(|(line, _)| !line.trim().is_empty());
    placed
        .map(|(line, number)| PlacedText {
            text: (*line).to_owned(),
            from: left.min(right),
            to: left
                .max(right)
                .min(left.min(right) + size * line.chars().count() as f32),
            base: top - height * f32::from(number) + (height - size) / 2.0 + 0.2 * size,
            size,
            font: Rc::default(),
            is_white: false,
            is_field: true,
        })
        .collect()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// A value of a field, which it may have from the one that it is a part of.
fn inherited<'d>(document: &'d Document, mark: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut own = mark;
    for _ in 0..16 {
        if let Ok(found) = own.get_deref(key, document) {
            return Some(found);
        }
        own = own
            .get_deref(b"Parent", document)
            .and_then(Object::as_dict)
            .ok()?;
    }
    None
}

fn said(document: &Document, mark: &Dictionary, key: &[u8]) -> Option<String> {
    let text = mark.get_deref(key, document).and_then(Object::as_str).ok()?;
    Some(text_string(text))
}
