//! Tests: tables of small cases and whole texts. Lines with marks for looks stand for files.

pub(crate) mod builder;
mod small;
mod whole;
