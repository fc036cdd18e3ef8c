//! Complaints as people and programs read them.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::console::Console;
use crate::words::{Complaint, Place, Report, Severity, mask_numbers};

/// How many complaints of one code are shown for one file; a slip that a text repeats a thousand times is
/// understood after a few.
const SHOWN: usize = 20;

/// Prints the complaints; of one code in one file only the first ones, and how many more there are.
pub(super) fn print(complaints: &[&Complaint], console: &Console) {
    let renderer = if console.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for complaint in complaints {
        let file = complaint.place.as_ref().map_or("", |place| place.path.as_str());
        let count = counts.entry((file, complaint.code.name)).or_default();
        *count += 1;
        if *count > SHOWN {
            continue;
        }
        let text = format!("{}\n", layout(complaint, &renderer));
        if complaint.code.severity == Severity::Error {
            console.insist(&text);
        } else {
            console.say(&text);
        }
    }
    for ((file, code), count) in counts.iter().filter(|(_, count)| **count > SHOWN) {
        console.say(&format!(
            "{file} 还有 {} 处同样的问题没有列出[{code}]\n",
            count - SHOWN
        ));
    }
}

/// `共 2 个错误、1 个警告`; `None` when there are none.
pub(super) fn total(complaints: &[&Complaint]) -> Option<String> {
    let count = |severity| {
        complaints
            .iter()
            .filter(|complaint| complaint.code.severity == severity)
            .count()
    };
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => None,
        (errors, 0) => Some(format!("共 {errors} 个错误")),
        (0, warnings) => Some(format!("共 {warnings} 个警告")),
        (errors, warnings) => Some(format!("共 {errors} 个错误、{warnings} 个警告")),
    }
}

/// Says how many 已核对 answers, when there are any.
pub(super) fn answered(report: &Report, console: &Console) {
    if let Some(count) = Some(report.answered()).filter(|count| *count > 0) {
        console.say(&format!(
            "另有 {count} 处提示已核对，没有列出；gongkai status 列出是谁在哪一天核对的"
        ));
    }
}

/// All complaints of a report, laid out without colours; what a plain terminal shows.
#[must_use]
pub fn render_plain(report: &Report) -> String {
    let renderer = Renderer::plain();
    report
        .sorted()
        .iter()
        .map(|complaint| layout(complaint, &renderer) + "\n\n")
        .collect()
}

fn layout(complaint: &Complaint, renderer: &Renderer) -> String {
    let level = match complaint.code.severity {
        Severity::Error => Level::ERROR.with_name("错误"),
        Severity::Warning => Level::WARNING.with_name("警告"),
    };
    let message = mask_numbers(&complaint.message);
    let title = level.primary_title(message.as_ref()).id(complaint.code.name);
    let mut group = title.elements(None::<annotate_snippets::Message<'_>>);
    let (excerpt, path);
    if let Some(place) = &complaint.place {
        path = mask_numbers(place.path.as_str());
        let at = Origin::path(path.as_ref())
            .line(place.line as usize)
            .char_column(place.column as usize);
        if place.excerpt.is_empty() {
            group = group.element(at);
        } else {
            excerpt = shown(place);
            let before = place.column - 1 - place.skipped
                + if place.skipped > 0 {
                    CUT.chars().count() as u32
                } else {
                    0
                };
            let start = bytes_before(&excerpt, before);
            let end = start + bytes_before(&excerpt[start..], place.width).max(1);
            let snippet = Snippet::source(excerpt.as_str())
                .line_start(place.line as usize)
                .annotation(AnnotationKind::Primary.span(start..end.min(excerpt.len())));
            group = if place.skipped > 0 {
                // The snippet does not know how much of the line stands before it.
                group.element(at).element(snippet)
            } else {
                group.element(snippet.path(path.as_ref()))
            };
        }
    }
    let hints: Vec<_> = complaint.hints.iter().map(|hint| mask_numbers(hint)).collect();
    for hint in &hints {
        group = group.element(Level::HELP.with_name("提示").message(hint.as_ref()));
    }
    let text = renderer.render(&[group]);
    // Between a place and a cut line the renderer marks that it left out lines; it did not.
    let lines = text.lines().filter(|line| line.trim() != ":::");
    lines.map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// What stands for the part of a long line that is not shown.
const CUT: &str = "……";

/// The excerpt as it is shown; control characters become spaces, so that nothing written in a file moves the
/// cursor.
fn shown(place: &Place) -> String {
    let cut = if place.skipped > 0 { CUT } else { "" };
    let text = place
        .excerpt
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c });
    cut.chars().chain(text).collect()
}

fn bytes_before(text: &str, characters: u32) -> usize {
    text.char_indices()
        .nth(characters as usize)
        .map_or(text.len(), |(at, _)| at)
}

/// One complaint for programs.
#[derive(Debug, Serialize)]
struct Record<'a> {
    severity: &'static str,
    code: &'static str,
    file: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    width: Option<u32>,
    message: &'a str,
    hints: &'a [String],
}

/// All complaints as one JSON array.
pub(super) fn json(complaints: &[&Complaint]) -> String {
    let record = |complaint: &&'_ Complaint| -> serde_json::Value {
        let place = complaint.place.as_ref();
        let record = Record {
            severity: if complaint.code.severity == Severity::Error {
                "error"
            } else {
                "warning"
            },
            code: complaint.code.name,
            file: place.map(|place| place.path.as_str()),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            width: place.map(|place| place.width),
            message: &complaint.message,
            hints: &complaint.hints,
        };
        serde_json::json!(record)
    };
    let records: Vec<serde_json::Value> = complaints.iter().map(record).collect();
    format!("{:#}", serde_json::Value::Array(records))
}
