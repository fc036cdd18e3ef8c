//! A pattern of this program, compiled when it is first asked.

use std::ops::Deref;
use std::sync::OnceLock;

use regex::Regex;

/// A `static` that holds a pattern and is used as a [`Regex`].
pub(crate) struct LazyRegex {
    pattern: &'static str,
    regex: OnceLock<Regex>,
}

impl LazyRegex {
    pub(crate) const fn new(pattern: &'static str) -> Self {
        let regex = OnceLock::new();
        LazyRegex { pattern, regex }
    }
}

impl Deref for LazyRegex {
    type Target = Regex;

    fn deref(&self) -> &Regex {
        let compiled = || Regex::new(self.pattern).expect("a pattern that the tests compile");
        self.regex.get_or_init(compiled)
    }
}
