//! Whole texts of `tests/import/official/`: `.txt` in, `.fields` beside it out. What stands behind `- ` there is in the
//! text and left to the user.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::builder::text_of;
use crate::import::official::{ImportedField, ImportedValue, Recognised, recognise};
use crate::words::Labelled;

/// `公示期.开始: 2026-03-02`, a line for each value.
pub(crate) fn flat(found: &Recognised) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    lines.insert("种类".to_owned(), found.kind.label().to_owned());
    for field in &found.fields {
        flatten(field.name, &field.value, &mut lines);
    }
    lines
}

fn flatten(name: &str, value: &ImportedValue, lines: &mut BTreeMap<String, String>) {
    let own = match value {
        ImportedValue::Text(text) => text.clone(),
        ImportedValue::Number(number) => number.to_string(),
        ImportedValue::Day(day) => day.to_string(),
        ImportedValue::List(values) => {
            for (number, value) in (1..).zip(values) {
                flatten(&format!("{name}.{number}"), value, lines);
            }
            return;
        }
        ImportedValue::Map(fields) => {
            for ImportedField { name: inner, value } in fields {
                flatten(&format!("{name}.{inner}"), value, lines);
            }
            return;
        }
    };
    assert_eq!(lines.insert(name.to_owned(), own), None, "{name} is filled twice");
}

fn expected(fields: &str) -> BTreeMap<String, String> {
    let lines = fields.lines().filter(|line| !line.starts_with("- "));
    let pairs = lines.filter_map(|line| line.split_once(": "));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn whole_texts_give_their_fields_and_no_others() {
    let root = Path::new(file!())
        .ancestors()
        .nth(5)
        .expect("the project's folder");
    let folder = root.join("tests/import/official");
    let mut names: Vec<_> = std::fs::read_dir(&folder)
        .expect("the folder of texts")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    names.sort();
    let (mut right, mut wrong, mut missing, mut left) = (0, 0, 0, 0);
    let mut differences = String::new();
    for path in &names {
        let text = std::fs::read_to_string(path).expect("a text");
        let fields = std::fs::read_to_string(path.with_extension("fields")).expect("its fields");
        left += fields.lines().filter(|line| line.starts_with("- ")).count();
        let found = recognise(text_of(&text), None, "无标题.docx");
        let (found, expected) = (flat(&found), expected(&fields));
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for (field, value) in &expected {
            match found.get(field) {
                Some(own) if own == value => right += 1,
                Some(own) => {
                    wrong += 1;
                    writeln!(differences, "{name}: {field} is {own}, not {value}").expect("a string");
                }
                None => {
                    missing += 1;
                    writeln!(differences, "{name}: {field} is missing: {value}").expect("a string");
                }
            }
        }
        for (field, own) in found.iter().filter(|(field, _)| !expected.contains_key(*field)) {
            wrong += 1;
            writeln!(differences, "{name}: {field} should not be filled: {own}").expect("a string");
        }
    }
    let all = right + missing + wrong;
    assert!(
        differences.is_empty(),
        "{} texts: {right} of {all} right, {wrong} wrong, {missing} missing\n{differences}",
        names.len()
    );
    assert!(
        left * 10 < right,
        "{left} fields are left to the user, {right} filled"
    );
}
