//! For tests: tables of cases as text, a case a line. In each `\n` stands for the end of a line and `\t` for a tab; empty lines,
//! and those that begin with `//`, are no cases.

use std::fmt::Debug;

/// The lines of a table.
pub(crate) fn lines(table: &str) -> Vec<String> {
    let lines = table.lines().map(|line| line.trim_matches(' '));
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines
        .map(|line| line.replace("\\n", "\n").replace("\\t", "\t"))
        .collect()
}

/// The rows of a table: in each a text, and behind ` => ` what is expected of it, which may begin the next line.
pub(crate) fn rows(table: &str) -> Vec<(String, String)> {
    let mut rows: Vec<String> = Vec::new();
    for line in lines(table) {
        match rows.last_mut() {
            Some(row) if line.starts_with("=> ") => *row = format!("{row} {line}"),
            _ => rows.push(line),
        }
    }
    let parts = rows
        .iter()
        .map(|row| row.split_once(" => ").expect("what is expected"));
    parts
        .map(|(text, expected)| (text.to_owned(), expected.to_owned()))
        .collect()
}

/// The cells of a line, between which `|` stands.
pub(crate) fn cells(line: &str) -> Vec<String> {
    line.split('|')
        .map(|cell| cell.trim_matches(' ').to_owned())
        .collect()
}

/// Cases of several lines, between which an empty one stands.
pub(crate) fn blocks(table: &str) -> Vec<Vec<String>> {
    table.split("\n\n").map(lines).collect()
}

/// Fails with all rows of a table whose expectation does not fit what is found for their text.
#[track_caller]
pub(crate) fn rows_hold<T: Debug>(table: &str, found: impl Fn(&str) -> T, fits: impl Fn(&T, &str) -> bool) {
    let mut wrong = Vec::new();
    for (text, expected) in rows(table) {
        let found = found(&text);
        if !fits(&found, &expected) {
            wrong.push(format!("{} => {expected}: {found:?}", text.replace('\n', "\\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fails with all rows of a table for whose text something else is found than they expect.
#[track_caller]
pub(crate) fn rows_give(table: &str, found: impl Fn(&str) -> String) {
    rows_hold(table, found, |found, expected| found == expected);
}

/// Fails with all lines of a table that do not stand in a text.
#[track_caller]
pub(crate) fn stand_in(text: &str, table: &str) {
    let lines = lines(table);
    let lacking: Vec<_> = lines.iter().filter(|line| !text.contains(*line)).collect();
    assert!(lacking.is_empty(), "{lacking:#?} not in {text}");
}
