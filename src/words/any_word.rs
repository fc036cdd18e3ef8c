//! Whether a text has one of several words: in it, at its beginning, at its end.

/// True when the text holds one of the words.
#[must_use]
pub fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// True when the text begins with one of the words.
#[must_use]
pub fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// True when the text ends with one of the words.
#[must_use]
pub fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}
