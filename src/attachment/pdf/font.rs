//! Fonts of a PDF: from the bytes of a text to its characters and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::unicode::{self, Meanings};

/// The largest table that is unpacked, in bytes.
const LARGEST_TABLE: usize = 8 << 20;

/// More widths than any font has characters.
const MOST_WIDTHS: usize = 70_000;

/// A font as a page names it.
pub(super) struct Font<'d> {
    codes: CodeSpace<'d>,
    meanings: Meanings,
    widths: HashMap<u32, f32>,
    usual_width: f32,
}

/// How bytes part into codes.
enum CodeSpace<'d> {
    /// One byte each, which mean this where the font has no table.
    Single(Option<Encoding<'d>>),
    /// Two bytes each.
    Double,
    /// UTF-16.
    Utf16,
    /// GBK or GB18030.
    Gbk,
}

/// A character, or several that are drawn as one.
pub(super) struct Glyph {
    /// Empty when nobody can know what it means.
    pub(super) text: String,
    /// In thousandths of the font's size.
    pub(super) width: f32,
    pub(super) is_space: bool,
}

impl<'d> Font<'d> {
    pub(super) fn new(document: &'d Document, font: &'d Dictionary) -> Self {
        let table = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .ok();
        let table = table.and_then(|table| table.get_plain_content_with_limit(LARGEST_TABLE).ok());
        let meanings = table.map(|table| unicode::read(&table)).unwrap_or_default();
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        if !is_composite {
            let encoding = font.get_font_encoding_with_limit(document, LARGEST_TABLE).ok();
            let (widths, usual_width) = simple_widths(document, font);
            return Self {
                codes: CodeSpace::Single(encoding),
                meanings,
                widths,
                usual_width,
            };
        }
        let (widths, usual_width) = composite_widths(document, font);
        Self {
            codes: codes(document, font),
            meanings,
            widths,
            usual_width,
        }
    }

    /// The characters of a text.
    pub(super) fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        match &self.codes {
            CodeSpace::Single(encoding) => bytes
                .iter()
                .map(|byte| {
                    self.glyph(
                        u32::from(*byte),
                        || single(encoding.as_ref(), *byte),
                        *byte == b' ',
                    )
                })
                .collect(),
            CodeSpace::Double => bytes
                .chunks(2)
                .map(|pair| {
                    let code = pair.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
                    self.glyph(code, String::new, false)
                })
                .collect(),
            CodeSpace::Utf16 => self.decoded(&encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0),
            CodeSpace::Gbk => self.decoded(&encoding_rs::GB18030.decode_without_bom_handling(bytes).0),
        }
    }

    fn glyph(&self, code: u32, otherwise: impl FnOnce() -> String, is_space: bool) -> Glyph {
        Glyph {
            text: self.meanings.get(&code).cloned().unwrap_or_else(otherwise),
            width: self.widths.get(&code).copied().unwrap_or(self.usual_width),
            is_space,
        }
    }

    /// Characters of a font whose widths go by numbers that only its maker knows: the wide ones are square.
    fn decoded(&self, text: &str) -> Vec<Glyph> {
        let glyph = |c: char| Glyph {
            text: c.to_string(),
            width: if c.is_ascii() {
                self.usual_width / 2.0
            } else {
                self.usual_width
            },
            is_space: false,
        };
        text.chars().map(glyph).collect()
    }
}

fn single(encoding: Option<&Encoding<'_>>, byte: u8) -> String {
    let text = encoding.and_then(|encoding| encoding.bytes_to_string(&[byte]).ok());
    text.unwrap_or_default()
}

fn codes(document: &Document, font: &Dictionary) -> CodeSpace<'static> {
    let name = font
        .get_deref(b"Encoding", document)
        .and_then(Object::as_name)
        .unwrap_or_default();
    if name.starts_with(b"UniGB") || name.starts_with(b"UniCNS") || name.starts_with(b"UniJIS") {
        CodeSpace::Utf16
    } else if name.starts_with(b"GB") {
        CodeSpace::Gbk
    } else {
        CodeSpace::Double
    }
}

/// A number, or none for what is no number.
pub(super) fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

/// Widths of codes from `FirstChar` on. A font of drawings measures in units of its own.
fn simple_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f32>, f32) {
    let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64);
    let first = u32::try_from(first.unwrap_or(0).clamp(0, 255)).unwrap_or(0);
    let matrix = font
        .get_deref(b"FontMatrix", document)
        .and_then(Object::as_array)
        .ok();
    let unit = matrix
        .and_then(|matrix| number(matrix.first()?))
        .map_or(1.0, |unit| unit * 1000.0);
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths = widths.map_or(&[][..], Vec::as_slice).iter().take(256);
    let widths = widths.enumerate().filter_map(|(index, width)| {
        let width = number(document.dereference(width).ok()?.1)?;
        Some((first + index as u32, width * unit))
    });
    (widths.collect(), 500.0)
}

/// Widths are written as `code [width width …]` or `first last width`.
fn composite_widths(document: &Document, font: &Dictionary) -> (HashMap<u32, f32>, f32) {
    let mut widths = HashMap::new();
    let inner = font
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|fonts| document.dereference(fonts.first()?).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let Some(inner) = inner else {
        return (widths, 1000.0);
    };
    let usual = inner
        .get_deref(b"DW", document)
        .ok()
        .and_then(number)
        .unwrap_or(1000.0);
    let list = inner.get_deref(b"W", document).and_then(Object::as_array);
    let mut list = list.map_or(&[][..], Vec::as_slice).iter();
    let mut code_of = |object: &Object| object.as_i64().ok().and_then(|code| u32::try_from(code).ok());
    while let (Some(first), Some(second)) = (list.next().and_then(&mut code_of), list.next()) {
        match document.dereference(second) {
            Ok((_, Object::Array(each))) => {
                let each = each.iter().filter_map(number).enumerate();
                widths.extend(each.map(|(index, width)| (first.saturating_add(index as u32), width)));
            }
            Ok((_, last)) => {
                let (Some(last), Some(width)) = (code_of(last), list.next().and_then(number)) else {
                    break;
                };
                let room = MOST_WIDTHS.saturating_sub(widths.len());
                widths.extend((first..=last).take(room).map(|code| (code, width)));
            }
            Err(_) => break,
        }
    }
    (widths, usual)
}
