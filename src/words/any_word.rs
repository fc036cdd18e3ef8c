//! Whether a text has one of several words: in it, at its beginning, at its end; the lines in which such words stand; and where
//! a part of a text stands in it.

use std::ops::Range;

/// True when the text holds one of the words.
#[must_use]
pub fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// True when the text begins with one of the words.
#[must_use]
pub fn starts_with_any(text: &str, words: &[&str]) -> bool {
    // The last byte of a first character differs in nearly all words: compared here, it spares the comparison of the rest.
    let third = text.as_bytes().get(2);
    let may_be = |word: &str| word.len() <= 2 || word.as_bytes().get(2) == third;
    words.iter().any(|word| may_be(word) && text.starts_with(word))
}

/// True when the text ends with one of the words.
#[must_use]
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    let last = text.as_bytes().last();
    let may_be = |word: &str| word.is_empty() || word.as_bytes().last() == last;
    words.iter().any(|word| may_be(word) && text.ends_with(word))
}

/// The lines of a text that hold these places, each with where it begins. Places rise.
#[must_use]
pub fn lines_at(text: &str, places: impl Iterator<Item = usize>) -> Vec<(usize, &str)> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut read_to = 0;
    for at in places {
        if at >= read_to {
            let begin = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            lines.push((begin, &text[begin..end]));
            read_to = end;
        }
    }
    lines
}

/// Where a part of a text stands in it. The part must be a slice of the text, not only equal to one.
#[must_use]
pub fn place_of(part: &str, whole: &str) -> Range<usize> {
    let before = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize);
    let begin = before.expect("the part is a slice of the whole");
    begin..begin + part.len()
}
