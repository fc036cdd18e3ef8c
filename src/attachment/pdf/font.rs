//! Fonts of a PDF: from the bytes of a text to its characters and how wide they are.
//! `ToUnicode` is the table by which a PDF says which characters the codes of a font mean.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Encoding, Object};
use unicode_normalization::UnicodeNormalization;

use crate::words::unified;

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
    /// What its maker calls it.
    pub(super) name: Rc<str>,
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
        let meanings = table.map(|table| read(&table)).unwrap_or_default();
        let name = font.get_deref(b"BaseFont", document).and_then(Object::as_name);
        let name: Rc<str> = String::from_utf8_lossy(name.unwrap_or_default()).into();
        let is_composite = font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        if !is_composite {
            let encoding = font.get_font_encoding_with_limit(document, LARGEST_TABLE).ok();
            let (widths, usual_width) = simple_widths(document, font);
            return Self {
                codes: CodeSpace::Single(encoding),
                meanings,
                widths,
                usual_width,
                name,
            };
        }
        let (widths, usual_width) = composite_widths(document, font);
        Self {
            codes: codes(document, font),
            meanings,
            widths,
            usual_width,
            name,
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

/// More characters than any font has.
const MOST: usize = 200_000;

/// What each code means.
pub(super) type Meanings = HashMap<u32, String>;

/// Reads a table; what is damaged in it is left out.
pub(super) fn read(table: &[u8]) -> Meanings {
    let mut meanings = Meanings::new();
    let mut words = CMapTokens { rest: table };
    while let Some(word) = words.next() {
        match word {
            CMapToken::Other(b"beginbfchar") => characters(&mut words, &mut meanings),
            CMapToken::Other(b"beginbfrange") => ranges(&mut words, &mut meanings),
            _ => {}
        }
    }
    meanings
}

fn characters(words: &mut CMapTokens<'_>, meanings: &mut Meanings) {
    while let Some(CMapToken::Hex(code)) = words.next() {
        let Some(CMapToken::Hex(text)) = words.next() else {
            return;
        };
        if meanings.len() < MOST {
            meanings.insert(code_number(&code), text_of(&text));
        }
    }
}

fn ranges(words: &mut CMapTokens<'_>, meanings: &mut Meanings) {
    while let Some(CMapToken::Hex(first)) = words.next() {
        let Some(CMapToken::Hex(last)) = words.next() else {
            return;
        };
        let (first, last) = (code_number(&first), code_number(&last));
        match words.next() {
            Some(CMapToken::Hex(text)) => {
                for code in (first..=last).take(MOST.saturating_sub(meanings.len())) {
                    meanings.insert(code, following(&text, code - first));
                }
            }
            Some(CMapToken::Other(b"[")) => {
                let mut code = first;
                while let Some(CMapToken::Hex(text)) = words.next() {
                    if meanings.len() < MOST {
                        meanings.insert(code, text_of(&text));
                    }
                    code = code.saturating_add(1);
                }
            }
            _ => return,
        }
    }
}

/// The text whose last unit lies so many behind that of `text`.
fn following(text: &[u8], offset: u32) -> String {
    let mut text = text.to_vec();
    if let [.., high, low] = text.as_mut_slice() {
        let unit = u32::from(u16::from_be_bytes([*high, *low])) + offset;
        [*high, *low] = (unit as u16).to_be_bytes();
    }
    text_of(&text)
}

fn text_of(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    let text = char::decode_utf16(units)
        .filter_map(Result::ok)
        .filter(|c| *c != '\0');
    let text: String = text.map(unified).collect();
    match text.chars().any(|c| matches!(c, '\u{fb00}'..='\u{fb06}')) {
        // Letters that are drawn as one.
        true => text.nfkc().collect(),
        false => text,
    }
}

fn code_number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |code_number, byte| code_number << 8 | u32::from(*byte))
}

enum CMapToken<'t> {
    /// `<4E2D>`.
    Hex(Vec<u8>),
    Other(&'t [u8]),
}

struct CMapTokens<'t> {
    rest: &'t [u8],
}

impl<'t> Iterator for CMapTokens<'t> {
    type Item = CMapToken<'t>;

    fn next(&mut self) -> Option<CMapToken<'t>> {
        self.rest = self.rest.trim_ascii_start();
        let (first, behind) = self.rest.split_first()?;
        match first {
            b'<' if behind.first() != Some(&b'<') => {
                let end = memchr::memchr(b'>', behind).unwrap_or(behind.len());
                let digits = behind[..end].iter().filter_map(|c| char::from(*c).to_digit(16));
                let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
                self.rest = behind.get(end + 1..).unwrap_or_default();
                Some(CMapToken::Hex(
                    digits
                        .chunks(2)
                        .map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0))
                        .collect(),
                ))
            }
            b'[' | b']' | b'<' | b'>' => {
                let (word, rest) = self.rest.split_at(1);
                self.rest = rest;
                Some(CMapToken::Other(word))
            }
            _ => {
                let is_end = |c: &u8| c.is_ascii_whitespace() || matches!(c, b'<' | b'>' | b'[' | b']');
                let end = self.rest.iter().position(is_end).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at(end.max(1));
                self.rest = rest;
                Some(CMapToken::Other(word))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_in_all_their_forms() {
        let table = b"1 begincodespacerange <0000><FFFF> endcodespacerange
            2 beginbfchar <0001> <4E2D> <0002><65870061> endbfchar
            2 beginbfrange <0010> <0012> <0030> <0020><0021>[<516C> <5F00>] endbfrange
            3 beginbfchar <41> <D83DDE00> <42> <2F00> <43> <FB01> endbfchar";
        let meanings = read(table);
        for (code, text) in [
            (1, "中"),
            (2, "文a"),
            (0x10, "0"),
            (0x12, "2"),
            (0x20, "公"),
            (0x21, "开"),
            (0x41, "😀"),
            (0x42, "一"),
            (0x43, "fi"),
        ] {
            assert_eq!(meanings.get(&code).map(String::as_str), Some(text), "{code}");
        }
    }

    #[test]
    fn a_range_of_everything_ends() {
        let meanings = read(b"1 beginbfrange <00000000> <FFFFFFFF> <0030> endbfrange");
        assert_eq!(meanings.len(), MOST);
    }
}
