//! The table by which a PDF says which characters the codes of a font mean (`ToUnicode`).

use std::collections::HashMap;

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
            meanings.insert(number(&code), text_of(&text));
        }
    }
}

fn ranges(words: &mut CMapTokens<'_>, meanings: &mut Meanings) {
    while let Some(CMapToken::Hex(first)) = words.next() {
        let Some(CMapToken::Hex(last)) = words.next() else {
            return;
        };
        let (first, last) = (number(&first), number(&last));
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
    char::decode_utf16(units)
        .filter_map(Result::ok)
        .filter(|c| *c != '\0')
        .collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
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
            1 beginbfchar <41> <D83DDE00> endbfchar";
        let meanings = read(table);
        for (code, text) in [
            (1, "中"),
            (2, "文a"),
            (0x10, "0"),
            (0x12, "2"),
            (0x20, "公"),
            (0x21, "开"),
            (0x41, "😀"),
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
