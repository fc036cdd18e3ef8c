//! A file's text with one step of its approval written into it, and every other byte as it was. Nothing is
//! written here; what was made is read again and compared before anybody gets it.

mod lines;
#[cfg(test)]
mod tests;

use lines::{FileLines, end_of_value};

use super::{ApprovalContext, key};
use crate::read::approval_digest::{self, ApprovedParts};
use crate::read::faults::Faults;
use crate::read::fields::Fields;
use crate::read::keys;
use crate::read::node::{Node, Value};
use crate::words::{ApprovalDigest, Day, SourceText, Step};

/// A step that is taken now.
#[derive(Debug, Clone)]
pub(crate) struct TakenStep {
    /// Which.
    pub(crate) step: Step,
    /// By whom.
    pub(crate) name: String,
    /// When.
    pub(crate) date: Day,
    /// 意见.
    pub(crate) opinion: Option<String>,
    /// What it is given to.
    pub(crate) digest: ApprovalDigest,
}

impl TakenStep {
    /// The whole line, for whoever has to type it.
    #[must_use]
    pub(crate) fn line(&self) -> String {
        format!("{}: {}", self.step.label(), self.typed())
    }

    /// As it is typed.
    fn typed(&self) -> String {
        let opinion = match &self.opinion {
            Some(opinion) => format!(", 意见: {}", quoted(opinion)),
            None => String::new(),
        };
        format!(
            "{{姓名: {}, 日期: {}{opinion}, 指纹: {}}}",
            quoted(&self.name),
            self.date,
            self.digest
        )
    }
}

/// A text as it stands in braces: in quotes where it would mean something else without.
fn quoted(text: &str) -> String {
    let special = |c: char| ",[]{}:#&*!|>'\"%@`，：".contains(c) || c.is_control();
    if text.contains(special) || text.starts_with(['-', '?', ' ']) || text.ends_with(' ') {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

/// The text with the step in it and the steps of `undone` emptied; `None` when the file is written in a way that
/// cannot be changed safely.
#[must_use]
pub(crate) fn with_step(
    source: &SourceText,
    taken: &TakenStep,
    undone: &[Step],
    setting: ApprovalContext<'_>,
) -> Option<String> {
    let mut text = source.text.to_string();
    for step in undone {
        text = changed(&source_of(source, &text), *step, "")?;
    }
    let text = changed(&source_of(source, &text), taken.step, &taken.typed())?;
    is_right(source, &text, taken, setting).then_some(text)
}

fn source_of(source: &SourceText, text: &str) -> SourceText {
    SourceText {
        path: source.path.clone(),
        text: text.into(),
    }
}

/// True when the new text says what the old one said, and the step.
fn is_right(source: &SourceText, text: &str, taken: &TakenStep, setting: ApprovalContext<'_>) -> bool {
    let changed = source_of(source, text);
    let (before, after) = (Faults::new(source), Faults::new(&changed));
    let (Some(old), Some(new)) = (approval_digest::parts(&before), approval_digest::parts(&after)) else {
        return false;
    };
    if approval_digest::content(&old) != approval_digest::content(&new) || old.text != new.text {
        return false;
    }
    let Some(mut fields) = Fields::of_root(&after, &new.root) else {
        return false;
    };
    let steps = super::read(&mut fields, setting);
    let found = steps.taken.iter().find(|approval| approval.step == taken.step);
    found.is_some_and(|found| {
        found.name == taken.name
            && found.date == taken.date
            && found.opinion == taken.opinion
            && found
                .digest
                .as_ref()
                .is_some_and(|digest| digest.value == Some(taken.digest))
    })
}

/// The text with one step's value replaced, or added.
fn changed(source: &SourceText, step: Step, value: &str) -> Option<String> {
    let faults = Faults::new(source);
    let parts = approval_digest::parts(&faults)?;
    let lines = FileLines::new(&source.text);
    let Value::Map(pairs) = &parts.root.value else {
        return None;
    };
    let whole = pairs
        .iter()
        .find(|(name, _)| name.text().is_some_and(|name| is(keys::APPROVAL, name)));
    let Some((name, node)) = whole else {
        let line = format!("审批:{0}  {1}: {value}{0}", lines.end, step.label());
        return Some(lines.inserted(end_of_fields(&lines, &parts)?, &line));
    };
    match &node.value {
        Value::Null => {
            let line = format!("  {}: {value}{}", step.label(), lines.end);
            Some(lines.inserted(lines.behind(name.at.line), &line))
        }
        Value::Map(steps) => in_map(&lines, (node, steps), step, value),
        Value::List(items) => in_list(&lines, items, step, value),
        Value::Scalar { .. } => None,
    }
}

/// True for either name of a field.
fn is(key: keys::FieldName, name: &str) -> bool {
    key.name == name.trim() || key.alias == name.trim()
}

/// Where the fields end: before the closing `---`, or at the end of a file that is all fields.
fn end_of_fields(lines: &FileLines<'_>, parts: &ApprovedParts<'_>) -> Option<usize> {
    let text = lines.text;
    if parts.text.is_empty() && !text.trim_end().ends_with("---") {
        return Some(text.len());
    }
    let fields = text.len() - parts.text.len();
    let closing = text[..fields].trim_end();
    closing
        .ends_with("---")
        .then(|| closing.rfind('\n').map_or(0, |at| at + 1))
}

/// Steps as pairs of a map, on lines of their own or in braces.
fn in_map(
    lines: &FileLines<'_>,
    (node, steps): (&Node<'_>, &[(Node<'_>, Node<'_>)]),
    step: Step,
    value: &str,
) -> Option<String> {
    let typed = steps
        .iter()
        .find(|(name, _)| name.text().is_some_and(|name| is(key(step), name)));
    let start = lines.offset(node.at)?;
    let braces = lines.text[start..].starts_with('{');
    match typed {
        Some((name, of)) => lines.replaced(name, of, value, braces),
        None if braces => {
            let end = end_of_value(lines.text, start, false)? - 1;
            let inside = lines.text[start + 1..end].trim();
            let comma = if inside.is_empty() || inside.ends_with(',') {
                ""
            } else {
                ", "
            };
            let at = start + 1 + lines.text[start + 1..end].trim_end().len();
            Some(lines.inserted(at, &format!("{comma}{}: {value}", step.label())))
        }
        None => {
            let names: Vec<(&Node<'_>, &Node<'_>)> = steps.iter().map(|(name, of)| (name, of)).collect();
            let indent = lines.indent(names.first()?.0.at)?;
            let line = format!("{indent}{}: {value}{}", step.label(), lines.end);
            Some(lines.inserted(lines.place_of(&names, step)?, &line))
        }
    }
}

/// Steps as items of a list, `- 提出: …`.
fn in_list(lines: &FileLines<'_>, items: &[Node<'_>], step: Step, value: &str) -> Option<String> {
    let mut names = Vec::new();
    for item in items {
        let Value::Map(pairs) = &item.value else {
            return None;
        };
        names.extend(pairs.iter().map(|(name, of)| (name, of)));
    }
    let typed = names
        .iter()
        .find(|(name, _)| name.text().is_some_and(|name| is(key(step), name)));
    if let Some((name, of)) = typed {
        return lines.replaced(name, of, value, false);
    }
    let first = names.first()?.0.at;
    let before = lines.of(first.line)?.trim_start();
    if !before.starts_with("- ") {
        return None;
    }
    let indent = &lines.of(first.line)?[..lines.of(first.line)?.len() - before.len()];
    let line = format!("{indent}- {}: {value}{}", step.label(), lines.end);
    Some(lines.inserted(lines.place_of(&names, step)?, &line))
}
