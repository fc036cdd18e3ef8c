//! Sheets of paper: laws that hold for whatever is laid out, and (marked `#[ignore]`, run by `all.sh`) what a real
//! browser makes of it, measured in the PDF.

mod designed;
mod entries;
mod laws;
mod pdf;
mod school;
#[path = "../support/mod.rs"]
mod support;
