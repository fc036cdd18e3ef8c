//! Complaints as people and programs read them.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::Outcome;
use super::console::Console;
use crate::words::{
    Complaint, Fix, Place, Report, Severity, TextEdit, mask_address_passwords, mask_numbers, mask_secrets,
};

/// How many complaints of one code are shown for one file; a slip that a text repeats a thousand times is
/// understood after a few.
const SHOWN: usize = 20;

/// Prints the complaints; of one code in one file only the first ones, and how many more there are. Warnings that say the
/// same of several places are said once, with the other places below.
pub(super) fn print(complaints: &[&Complaint], console: &Console) {
    let renderer = if console.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let alike = alike(complaints);
    for complaint in complaints {
        let all = alike.get(&saying(complaint)).map_or(&[][..], Vec::as_slice);
        if let [first, others @ ..] = all
            && !others.is_empty()
        {
            if std::ptr::eq(*first, *complaint) {
                console.say(&layout(complaint, &renderer));
                elsewhere(others, console);
            }
            continue;
        }
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

/// What a complaint says, wherever it says so.
type Saying<'a> = (&'a str, &'a str, &'a [String]);

fn saying(complaint: &Complaint) -> Saying<'_> {
    (complaint.code.name, &complaint.message, &complaint.hints)
}

/// The warnings with a place, by what they say. An error is always shown where it is.
fn alike<'a>(complaints: &[&'a Complaint]) -> BTreeMap<Saying<'a>, Vec<&'a Complaint>> {
    let mut alike: BTreeMap<Saying<'a>, Vec<&Complaint>> = BTreeMap::new();
    let is_warning = |of: &&&'a Complaint| of.code.severity == Severity::Warning && of.place.is_some();
    for complaint in complaints.iter().filter(is_warning) {
        alike.entry(saying(complaint)).or_default().push(complaint);
    }
    alike
}

/// Where the same is to be said.
fn elsewhere(others: &[&Complaint], console: &Console) {
    console.say(&format!("   另有{}处同样的：", others.len()));
    let places = others.iter().filter_map(|other| other.place.as_ref());
    for place in places.take(SHOWN) {
        console.say(&format!("     {}:{}:{}", place.path, place.line, place.column));
    }
    if others.len() > SHOWN {
        console.say(&format!("     ……还有{}处", others.len() - SHOWN));
    }
    console.say("");
}

/// Tells why nothing was made: every complaint, then how many there are and what follows, a sentence.
pub(super) fn refuse(report: &Report, what_follows: &str, console: &Console) -> Outcome {
    let sorted = report.sorted();
    print(&sorted, console);
    let total = total(&sorted).unwrap_or_default();
    console.insist(&format!("{total}。{what_follows}"));
    Outcome::ContentFaults
}

/// The same where how many there are does not matter: only the sentence follows.
pub(super) fn mend_first(report: &Report, what_follows: &str, console: &Console) -> Outcome {
    print(&report.sorted(), console);
    console.insist(what_follows);
    Outcome::ContentFaults
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
    let message = mask_secrets(&complaint.message);
    let title = level.primary_title(message.as_str()).id(complaint.code.name);
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
    let hints: Vec<_> = complaint.hints.iter().map(|hint| mask_secrets(hint)).collect();
    for hint in &hints {
        group = group.element(Level::HELP.with_name("提示").message(hint.as_str()));
    }
    let text = renderer.render(&[group]);
    // Between a place and a cut line the renderer marks that it left out lines; it did not.
    let lines = text.lines().filter(|line| line.trim() != ":::");
    lines.map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// What stands for the part of a long line that is not shown.
const CUT: &str = "……";

/// The excerpt as it is shown, without passwords; control characters become spaces, so that nothing written in a file
/// moves the cursor.
fn shown(place: &Place) -> String {
    let cut = if place.skipped > 0 { CUT } else { "" };
    let excerpt = mask_address_passwords(&place.excerpt);
    let text = excerpt.chars().map(|c| if c.is_control() { ' ' } else { c });
    cut.chars().chain(text).collect()
}

fn bytes_before(text: &str, characters: u32) -> usize {
    text.char_indices()
        .nth(characters as usize)
        .map_or(text.len(), |(at, _)| at)
}

/// All complaints as one JSON array.
pub(super) fn json(complaints: &[&Complaint]) -> String {
    let record = |complaint: &&Complaint| {
        let place = complaint.place.as_ref();
        json!({
            "severity": match complaint.code.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "code": complaint.code.name,
            "file": place.map(|place| place.path.as_str()),
            "line": place.map(|place| place.line),
            "column": place.map(|place| place.column),
            "width": place.map(|place| place.width),
            "message": complaint.message,
            "hints": complaint.hints,
            "fix": complaint.fix.as_ref().and_then(fix),
        })
    };
    format!("{:#}", complaints.iter().map(record).collect::<Value>())
}

/// The change that mends it; `None` where it would spread somebody's number.
fn fix(fix: &Fix) -> Option<Value> {
    let shows_number = |edit: &TextEdit| mask_numbers(&edit.new) != edit.new;
    // Lines and columns count from 1, columns in characters.
    let edit = |edit: &TextEdit| {
        let (end_line, end_column) = edit.end();
        json!({
            "line": edit.line,
            "column": edit.column,
            "end_line": end_line,
            "end_column": end_column,
            "text": edit.new,
        })
    };
    // `certain`: `check --fix` makes it. No edits: the file is to be saved in UTF-8.
    let record =
        || json!({"certain": fix.is_certain, "edits": fix.edits.iter().map(edit).collect::<Value>()});
    (!fix.edits.iter().any(shows_number)).then(record)
}
