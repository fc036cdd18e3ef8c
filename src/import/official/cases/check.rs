//! One field of small texts, in tables.

use super::builder::text_of;
use super::whole::flat;
use crate::import::official::recognise;
use crate::import::shown::rows;
use crate::words::Kind;

/// The value of one field of a text, `-` when it is not filled.
pub(super) fn field(text: &str, name: &str, asked: Option<Kind>) -> String {
    let found = recognise(text_of(text), asked, "文件.docx");
    flat(&found).remove(name).unwrap_or_else(|| "-".to_owned())
}

/// Looks at one field of the texts of a table.
pub(super) fn check_table(table: &str, name: &str, made: impl Fn(&str) -> String, asked: Option<Kind>) {
    let rows = rows(table);
    let cases: Vec<(&str, &str)> = rows.iter().map(|(text, said)| (&**text, &**said)).collect();
    check(&cases, name, made, asked);
}

/// Looks at one field of many texts; all that differ are told at once.
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
