//! One field of small texts, in tables.

use super::builder::text_of;
use super::whole::flat;
use crate::import::official::recognise;
use crate::words::Kind;

/// The value of one field of a text, `-` when it is not filled.
pub(super) fn field(text: &str, name: &str, asked: Option<Kind>) -> String {
    let found = recognise(text_of(text), asked, "文件.docx");
    flat(&found).remove(name).unwrap_or_else(|| "-".to_owned())
}

pub(super) fn check(cases: &[(&str, &str)], name: &str, made: impl Fn(&str) -> String, asked: Option<Kind>) {
    let mut differences = Vec::new();
    for (text, expected) in cases {
        let found = field(&made(text), name, asked);
        if found != *expected {
            differences.push(format!("{text}\n    {name} is {found}, not {expected}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
