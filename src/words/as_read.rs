//! Numbers of persons in a text as whoever sees the page reads it: tags of HTML part no digits, `&#49;` is one. What was typed
//! is looked through as well, for a tag may hold a number.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr2_iter, memmem};

use super::personal_number::{self, PersonalNumber, digit};
use super::{is_parting, reference};

/// Every number of a person in a text, by rising place; none overlaps another.
#[must_use]
pub fn personal_numbers(text: &str) -> Vec<PersonalNumber> {
    let typed = personal_number::personal_numbers(text);
    let Some(read) = AsRead::of(text) else {
        return typed;
    };
    let mut found = read.numbers();
    let is_apart = |one: &PersonalNumber, other: &PersonalNumber| {
        one.range.end <= other.range.start || other.range.end <= one.range.start
    };
    let others = typed
        .into_iter()
        .filter(|one| found.iter().all(|other| is_apart(one, other)));
    let others: Vec<_> = others.collect();
    found.extend(others);
    found.sort_by_key(|number| number.range.start);
    found
}

/// A text with every such number masked: a `*` for each character that was typed for a digit, so that columns stay what they
/// were.
#[must_use]
pub fn mask_numbers(text: &str) -> Cow<'_, str> {
    let Some(read) = AsRead::of(text) else {
        return personal_number::mask_numbers(text);
    };
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for hidden in read.hidden() {
        masked.push_str(&text[from..hidden.start]);
        masked.extend(text[hidden.clone()].chars().map(|_| '*'));
        from = hidden.end;
    }
    masked.push_str(&text[from..]);
    Cow::Owned(personal_number::mask_numbers(&masked).into_owned())
}

impl PersonalNumber {
    /// True when these are its digits, with the country's number before them or without.
    #[must_use]
    pub fn has_digits(&self, digits: &str) -> bool {
        let before = self.digits.strip_suffix(digits);
        before.is_some_and(|before| personal_number::BEFORE.contains(&before))
    }
}

/// A text as it is read.
struct AsRead {
    text: String,
    /// By rising place.
    pieces: Vec<TextPiece>,
}

/// A stretch of the text.
struct TextPiece {
    /// Where it begins as it is read.
    start: usize,
    /// Where it was typed.
    typed: Range<usize>,
    /// It was typed as it is read; else one character stands for all of it.
    is_plain: bool,
}

impl AsRead {
    /// `None` when it is read as it was typed.
    fn of(text: &str) -> Option<Self> {
        let mut read = Self {
            text: String::new(),
            pieces: Vec::new(),
        };
        let mut from = 0;
        let last_end = memmem::rfind(text.as_bytes(), COMMENT_END.as_bytes());
        for at in memchr2_iter(b'<', b'&', text.as_bytes()) {
            if at < from {
                continue;
            }
            let rest = &text[at..];
            // Where none ends any more, each would be looked for to the end of the text.
            let is_open = rest.starts_with(COMMENT) && last_end.is_none_or(|end| end < at + COMMENT.len());
            if is_open {
                continue;
            }
            let character = || reference(rest).map(|(length, c)| (length, Some(c)));
            let Some((length, shown)) = tag(rest).or_else(character) else {
                continue;
            };
            let is_broken = shown == Some('\n') && breaks_a_cell(&text[..at]);
            let shown = if is_broken { Some(' ') } else { shown };
            read.add(text, from..at);
            if let Some(shown) = shown {
                read.pieces.push(TextPiece {
                    start: read.text.len(),
                    typed: at..at + length,
                    is_plain: false,
                });
                read.text.push(shown);
            }
            from = at + length;
        }
        if from == 0 {
            return None;
        }
        read.add(text, from..text.len());
        Some(read)
    }

    fn add(&mut self, text: &str, typed: Range<usize>) {
        self.pieces.push(TextPiece {
            start: self.text.len(),
            typed: typed.clone(),
            is_plain: true,
        });
        self.text.push_str(&text[typed]);
    }

    /// The numbers, where they were typed.
    fn numbers(&self) -> Vec<PersonalNumber> {
        let mut found = personal_number::personal_numbers(&self.text);
        for number in &mut found {
            let (first, last) = (number.range.start, number.range.end - 1);
            number.range = self.typed(first..first + 1).start..self.typed(last..last + 1).end;
        }
        found
    }

    /// Where digits were typed that nobody is to see.
    fn hidden(&self) -> Vec<Range<usize>> {
        let mut hidden = Vec::new();
        for number in personal_number::personal_numbers(&self.text) {
            let shown = number.masked();
            let start = number.range.start;
            let digits = self.text[number.range].char_indices();
            let digits = digits.filter(|(_, c)| digit(*c).is_some());
            for ((at, c), shown) in digits.zip(shown.chars()) {
                if shown == '*' {
                    hidden.push(self.typed(start + at..start + at + c.len_utf8()));
                }
            }
        }
        hidden
    }

    /// Where a stretch of one piece was typed.
    fn typed(&self, read: Range<usize>) -> Range<usize> {
        let behind = self.pieces.partition_point(|piece| piece.start <= read.start);
        match behind.checked_sub(1).and_then(|at| self.pieces.get(at)) {
            Some(piece) if piece.is_plain => {
                let begin = piece.typed.start;
                begin + read.start - piece.start..begin + read.end - piece.start
            }
            Some(piece) => piece.typed.clone(),
            None => read,
        }
    }
}

/// True for the first break in a cell of a table, before it: there a number has no other way to go on below. Behind another
/// break they are numbers of their own, one below the other.
fn breaks_a_cell(before: &str) -> bool {
    const FAR: usize = 64;
    let from = (before.len().saturating_sub(FAR)..).find(|at| before.is_char_boundary(*at));
    let near = &before[from.unwrap_or(0)..];
    let cell = near.rfind(['|', '\n']).map_or("", |at| &near[at..]);
    cell.starts_with('|') && !cell.contains('<')
}

/// The longest tag that is looked at, in bytes.
const LONGEST: usize = 400;

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// A tag or a comment that a text begins with: its length, and what is read there.
fn tag(text: &str) -> Option<(usize, Option<char>)> {
    let bytes = text.as_bytes();
    let near = &bytes[..bytes.len().min(LONGEST)];
    if let Some(inside) = text.strip_prefix(COMMENT) {
        let end = memmem::find(inside.as_bytes(), COMMENT_END.as_bytes())?;
        return Some((COMMENT.len() + end + COMMENT_END.len(), None));
    }
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name[..length].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = memchr::memchr(b'>', near)?;
    let shown = match name.as_str() {
        "br" => Some('\n'),
        name => is_parting(name).then_some('|'),
    };
    Some((end + 1, shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_as_it_is_read() {
        for (text, masked) in [
            ("<b>139</b>12345678。", "<b>139</b>****5678。"),
            (
                "电话1391234<span lang=\"zh\">5678</span>",
                "电话139****<span lang=\"zh\">5678</span>",
            ),
            ("&#49;3912345678", "&#49;39****5678"),
            ("139&#x31;2345678", "139*********5678"),
            ("139&nbsp;1234&nbsp;5678", "139&nbsp;****&nbsp;5678"),
            (
                "<!-- 甲 -->139<!-- 乙 -->12345678",
                "<!-- 甲 -->139<!-- 乙 -->****5678",
            ),
            (
                "<a href=\"tel:13912345678\">值班</a>",
                "<a href=\"tel:139****5678\">值班</a>",
            ),
            ("530102<br>199003070016", "5301**<br>********0016"),
            ("| 值班 | 139 0799<br>1234 |", "| 值班 | 139 ****<br>1234 |"),
            ("| 139<br>07991234 |", "| 139<br>****1234 |"),
            ("6222<i>0210</i>01116245702", "6222<i>****</i>*******5702"),
        ] {
            assert_eq!(personal_numbers(text).len(), 1, "{text}");
            assert_eq!(mask_numbers(text), masked, "{text}");
        }
    }

    #[test]
    fn what_stands_apart_stays_apart() {
        for text in [
            "<td>139</td><td>12345678</td>",
            "139<br>12345678",
            "| 130<br>1500<br>1200 |",
            "139 < 12345678 > 1",
            "139&lt;12345678",
            "<139>12345678",
            "139<b 12345678",
            "139&#60;12345678",
        ] {
            assert_eq!(personal_numbers(text), [], "{text}");
            assert_eq!(mask_numbers(text), text);
        }
    }

    #[test]
    fn a_place_is_where_it_was_typed() {
        let text = "号码&#x31;39<b>1234</b>567&#56;，见下";
        let numbers = personal_numbers(text);
        let [number] = numbers.as_slice() else {
            panic!("one number: {numbers:?}");
        };
        assert_eq!(&text[number.range.clone()], "&#x31;39<b>1234</b>567&#56;");
        assert_eq!(number.digits, "13912345678");
    }
}
