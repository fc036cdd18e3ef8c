//! What must never happen to a body: that its work grows with the square of its length. The bound is wide, and what others
//! do on the machine does not count; what is quick and what is not is measured in `bench/`.

#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::time::Duration;

use gongkai::markdown::ChineseRules;

use super::parsed;
use crate::support::work::work;

/// Shapes that have made Markdown programs slow, at a size.
fn shapes(size: usize) -> Vec<(&'static str, String)> {
    let times = |text: &str| text.repeat(size / text.len());
    vec![
        ("stars", times("*")),
        ("stars and letters", times("*a ")),
        ("stars and Han", times("**县")),
        ("mixed runs", times("*a_b~~中**")),
        ("opening brackets", times("[")),
        ("closing brackets", times("]")),
        ("images", times("![")),
        ("links", times("[a](b.md) ")),
        ("open links", times("[a](")),
        (
            "backticks",
            (1..)
                .map(|n| format!("{} ", "`".repeat(n)))
                .scan(0, |sum, run| {
                    *sum += run.len();
                    (*sum < size).then_some(run)
                })
                .collect(),
        ),
        ("quotes in a line", times(">")),
        ("quotes in lines", times(&format!("{} a\n", ">".repeat(90)))),
        ("bullets in a line", times("- ")),
        ("numbers", times("1. ")),
        ("less than", times("<")),
        ("open tags", times("<a ")),
        ("open comments", times("<!-- ")),
        ("tags", times("<b>")),
        ("tags in blocks", times("<div>\n\n")),
        ("tags and ends", times("<b>a</b>")),
        ("declarations", times("<!A ")),
        ("instructions", times("<?")),
        ("quoted attributes", times("<a b=\"")),
        ("ampersands", times("&")),
        ("backslashes", times("\\")),
        ("backslash links", times("](\\a")),
        ("footnotes", times("[^a] ")),
        ("definitions", times("[a]: b\n")),
        (
            "notes",
            (0..size / 30).fold(String::new(), |mut text, n| {
                let _ = write!(text, "[^{n}]\n\n[^{n}]: 注\n\n");
                text
            }),
        ),
        ("tables", format!("|a|\n|-|\n{}", times("|b|\n"))),
        (
            "wide tables",
            format!("{}\n{}\n", "|a".repeat(size / 8), "|-".repeat(size / 8)),
        ),
        (
            "ragged tables",
            format!("{}\n{}\n{}", "|a".repeat(90), "|-".repeat(90), times("|b\n")),
        ),
        ("headings", times("# 目标\n")),
        ("fragments", times("[a](#b) ")),
        ("breaks", times("中\n")),
        ("long line", times("中")),
        ("emphasis in emphasis", times("*中**国")),
        ("tildes", times("~~a ")),
        ("kept", times(" data-kept=\"")),
        ("nul", times("\0")),
        ("carriage returns", times("\r")),
    ]
}

#[test]
fn no_shape_takes_long() {
    let mut slow = Vec::new();
    for (name, text) in shapes(60_000) {
        let taken = work(|| drop(parsed(&text, &ChineseRules::default())));
        // Seconds for 60 KB would be hours for a text of 4 MB.
        if taken > Duration::from_secs(3) {
            slow.push(format!("{name}: {taken:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
