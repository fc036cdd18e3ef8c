//! A pattern of this program, compiled when it is first asked.

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;

/// A `static` that holds a pattern and is used as a [`Regex`].
pub(crate) struct LazyRegex {
    pattern: &'static str,
    /// Words in the pattern, and the expressions that they stand for.
    short: &'static [(&'static str, &'static str)],
    regex: OnceLock<Regex>,
}

impl LazyRegex {
    pub(crate) const fn new(pattern: &'static str) -> Self {
        Self::with(&[], pattern)
    }

    pub(crate) const fn with(short: &'static [(&'static str, &'static str)], pattern: &'static str) -> Self {
        let regex = OnceLock::new();
        LazyRegex {
            pattern,
            short,
            regex,
        }
    }
}

impl Deref for LazyRegex {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        self.regex.get_or_init(|| {
            let of_short =
                |pattern: String, (word, stands_for): &(&str, &str)| pattern.replace(word, stands_for);
            let pattern = self.short.iter().fold(self.pattern.to_owned(), of_short);
            compiled_pattern(&pattern)
        })
    }
}

/// A pattern of this program, ready.
///
/// # Panics
///
/// On a pattern that is none: all of them are constants, and tests compile each.
pub(crate) fn compiled_pattern(pattern: &str) -> Regex {
    Regex::new(&pattern_of_han(pattern)).expect("a constant, which a test compiles")
}

/// A pattern in which `\p{Han}` is what [`is_han`](super::is_han) is: Unicode has sixteen stretches more, which no text of today
/// holds and which make an automaton several times as large.
pub(crate) fn pattern_of_han(pattern: &str) -> String {
    const HAN: &str = r"[\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{20000}-\u{3fffd}々〇]";
    pattern.replace(r"\p{Han}", HAN)
}
