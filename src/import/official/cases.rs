//! Tests: tables of small cases and whole texts. Lines with marks for looks stand for files.

mod builder;
mod small;
mod whole;
