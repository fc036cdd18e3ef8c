//! Tests: tables of small cases and whole texts. Lines with marks for looks stand for files.

pub(crate) mod builder;
mod check;
mod closing;
mod decisions;
mod heading;
mod kinds;
mod meeting;
mod notice;
mod pledge;
mod study;
mod text;
mod whole;
