//! 已核对: what was looked at and is meant so, by whom and when, at the end of what `status` says.

use std::fmt::Write;

use serde_json::{Value, json};

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

/// All of them for programs; numbers of persons are masked.
pub(super) fn records(library: &Library) -> Value {
    let record = |one: &Acknowledgement| {
        json!({
            "file": one.place.path.as_str(),
            "line": one.place.line,
            "complaint": one.word,
            "content": one.content.as_deref().map(mask_numbers),
            "reason": one.reason,
            "checked_by": one.checked.as_ref().map(|(name, _)| name),
            "checked_on": one.checked.as_ref().map(|(_, day)| day.to_string()),
        })
    };
    library.acknowledged().map(record).collect()
}
