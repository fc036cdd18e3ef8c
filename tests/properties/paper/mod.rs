//! Sheets of paper: laws that hold for whatever is laid out. What a real browser makes of it is tried in `tests/browser/`.

mod designed;
mod hanging;
mod laws;
mod school;
