//! Fields of small texts, in tables.

use std::collections::BTreeMap;

use super::builder::text_of;
use super::whole::flat;
use crate::import::official::recognise;
use crate::words::{Kind, cells, lines, rows, rows_give};

/// The value of one field of a text, `-` when it is not filled.
pub(super) fn field(text: &str, name: &str, asked: Option<Kind>) -> String {
    let found = recognise(text_of(text), asked, "文件.docx");
    flat(&found).remove(name).unwrap_or_else(|| "-".to_owned())
}

/// Looks at one field of the texts of a table.
#[track_caller]
pub(super) fn check_table(table: &str, name: &str, made: impl Fn(&str) -> String, asked: Option<Kind>) {
    rows_give(table, |text| field(&made(text), name, asked));
}

/// Looks at one field of many texts; all that differ are told at once.
#[track_caller]
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

/// Looks at several fields of a text: `主持人: 宋知远`, between which stands `|` or the end of a line; `-` is one that is not filled.
#[track_caller]
pub(super) fn fields(text: &str, asked: Option<Kind>, expected: &str) {
    fields_are(&flat(&recognise(text_of(text), asked, "文件.docx")), expected);
}

/// Looks at several fields of what was recognised.
#[track_caller]
pub(super) fn fields_are(found: &BTreeMap<String, String>, expected: &str) {
    let differences = differences(found, expected);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Looks at several fields of all texts of a table.
#[track_caller]
pub(super) fn fields_of(table: &str) {
    let mut all = Vec::new();
    for (text, expected) in rows(table) {
        let found = flat(&recognise(text_of(&text), None, "文件.docx"));
        let differences = differences(&found, &expected).into_iter();
        all.extend(differences.map(|difference| format!("{difference}, of\n{text}")));
    }
    assert!(all.is_empty(), "{}", all.join("\n\n"));
}

fn differences(found: &BTreeMap<String, String>, expected: &str) -> Vec<String> {
    let expected = lines(expected).into_iter().flat_map(|line| cells(&line));
    let differences = expected.filter_map(|field| {
        let (name, value) = field.split_once(": ").expect("a name and a value");
        let own = found.get(name).map_or("-", String::as_str);
        (own != value).then(|| format!("{name} is {own}, not {value}"))
    });
    differences.collect()
}
