//! The stable name of a complaint. A code is declared beside the rule that raises it, once, as
//! `const X: Code = Code::error("front-unknown-key");` so that a test can find them all and ask for
//! a fixture of each.

/// How much a complaint weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while one stands.
    Error,
    /// Published all the same, unless `--strict`.
    Warning,
}

/// A complaint's stable ASCII name and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// For example `front-unknown-key`.
    pub name: &'static str,
    /// Error or warning: a property of the code, never of the occasion.
    pub severity: Severity,
}

impl Code {
    /// Declares the code of an error.
    #[must_use]
    pub const fn error(name: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Error,
        }
    }

    /// Declares the code of a warning.
    #[must_use]
    pub const fn warning(name: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Warning,
        }
    }
}
