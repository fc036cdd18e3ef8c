//! 已核对: what was looked at and is meant so, by whom and when, at the end of what `status` says.

use std::fmt::Write;

use serde::Serialize;

use crate::read::Library;
use crate::words::{Acknowledgement, mask_numbers};

/// Each with its file and line; empty when nothing was acknowledged.
pub(super) fn text(library: &Library) -> String {
    let all: Vec<&Acknowledgement> = library.acknowledged().collect();
    if all.is_empty() {
        return String::new();
    }
    let mut text = format!("\n已核对的提示：{}处\n", all.len());
    for one in all {
        let checked = one.checked.as_ref().map(|(name, day)| format!("{name} {day}"));
        let parts = [one.word.clone(), one.content.clone(), one.reason.clone(), checked];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {}:{}  {}",
            one.place.path,
            one.place.line,
            said.join("  ")
        );
    }
    text
}

/// One of them for programs.
#[derive(Serialize)]
pub(super) struct AcknowledgedJson {
    file: String,
    line: u32,
    complaint: Option<String>,
    content: Option<String>,
    reason: Option<String>,
    checked_by: Option<String>,
    checked_on: Option<String>,
}

/// All of them; numbers of persons are masked.
pub(super) fn records(library: &Library) -> Vec<AcknowledgedJson> {
    let record = |one: &Acknowledgement| AcknowledgedJson {
        file: one.place.path.to_string(),
        line: one.place.line,
        complaint: one.word.clone(),
        content: one
            .content
            .as_deref()
            .map(|content| mask_numbers(content).into_owned()),
        reason: one.reason.clone(),
        checked_by: one.checked.as_ref().map(|(name, _)| name.clone()),
        checked_on: one.checked.as_ref().map(|(_, day)| day.to_string()),
    };
    library.acknowledged().map(record).collect()
}
