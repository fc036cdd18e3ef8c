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
            Regex::new(&pattern).expect("a pattern that the tests compile")
        })
    }
}
