//! A file's text with one step of its approval written into it, and every other byte as it was. Nothing is
//! written here; what was made is read again and compared before anybody gets it.
//!
//! A text by its lines, and where in it the values of fields begin and end.

use super::super::approval_digest::{self, ApprovedParts};
use super::super::faults::Faults;
use super::super::fields::Fields;
use super::super::keys;
use super::super::node::{LineSpan, Node, Value};
use super::{ApprovalContext, key};
use crate::words::{ContentHash, Day, Labelled, SourceText, Step};

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
    pub(crate) digest: ContentHash,
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

/// A text by its lines.
struct FileLines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// How lines end.
    end: &'static str,
}

impl<'t> FileLines<'t> {
    fn new(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    /// A line, without its end; lines count from 1.
    fn of(&self, line: u32) -> Option<&'t str> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        let start = *self.starts.get(index)?;
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        Some(self.text[start..end].trim_end_matches(['\r', '\n']))
    }

    /// The byte offset behind a line, its end included.
    fn behind(&self, line: u32) -> usize {
        let index = usize::try_from(line).unwrap_or(usize::MAX);
        self.starts.get(index).copied().unwrap_or(self.text.len())
    }

    fn offset(&self, at: LineSpan) -> Option<usize> {
        let start = *self.starts.get(usize::try_from(at.line).ok()?.checked_sub(1)?)?;
        let column = usize::try_from(at.column).ok()?.checked_sub(1)?;
        let line = self.of(at.line)?;
        let inside = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        Some(start + inside)
    }

    /// The white space before a place, when there is nothing else.
    fn indent(&self, at: LineSpan) -> Option<&'t str> {
        let offset = self.offset(at)?;
        let start = self.starts[usize::try_from(at.line).ok()?.checked_sub(1)?];
        let indent = &self.text[start..offset];
        indent.trim().is_empty().then_some(indent)
    }

    /// The text with more at an offset; on a line of its own even where the last line has no end.
    fn inserted(&self, at: usize, more: &str) -> String {
        let (before, behind) = self.text.split_at(at);
        let own_line = more.ends_with('\n') && !before.is_empty() && !before.ends_with('\n');
        let end = if own_line { self.end } else { "" };
        format!("{before}{end}{more}{behind}")
    }

    /// Where a new step belongs: behind the last of the steps before it, else before the first of those after it.
    fn place_of(&self, names: &[(&Node<'_>, &Node<'_>)], step: Step) -> Option<usize> {
        let order = |name: &Node<'_>| {
            let text = name.text()?;
            Step::ALL.into_iter().find(|step| is(key(*step), text))
        };
        let earlier = names
            .iter()
            .rfind(|(name, _)| order(name).is_some_and(|of| of < step));
        match earlier {
            Some((name, of)) => {
                let (_, end) = self.extent(name, of, false)?;
                let rest = &self.text[end..];
                Some(end + rest.find('\n').map_or(rest.len(), |at| at + 1))
            }
            None => Some(self.starts[usize::try_from(names.first()?.0.at.line).ok()?.checked_sub(1)?]),
        }
    }

    /// Where the value of a name begins and ends; an empty stretch behind the colon where there is none.
    fn extent(&self, name: &Node<'_>, of: &Node<'_>, braces: bool) -> Option<(usize, usize)> {
        let from = self.offset(name.at)?;
        let colon = from + self.text[from..].find(':')? + 1;
        let line_end = colon + self.text[colon..].find('\n').unwrap_or(self.text.len() - colon);
        let rest = &self.text[colon..line_end];
        let start = colon + rest.len() - rest.trim_start().len();
        let first = self.text[start..].chars().next();
        if matches!(of.value, Value::Null) {
            let end = if rest.trim().is_empty() {
                colon + rest.trim_end_matches('\r').len()
            } else {
                colon
            };
            return Some((colon, end));
        }
        if start >= line_end || first == Some('#') {
            // The value stands on the lines below, further in than its name.
            let depth = name.at.column;
            let mut end = line_end;
            for line in name.at.line + 1.. {
                let Some(text) = self.of(line) else { break };
                let inside = text.len() - text.trim_start().len();
                if text.trim().is_empty() || u32::try_from(inside).ok()? < depth {
                    break;
                }
                end = self.behind(line) - (self.behind(line) - self.starts[line as usize - 1] - text.len());
            }
            return (end > line_end).then_some((colon, end));
        }
        Some((start, end_of_value(self.text, start, braces)?))
    }

    fn replaced(&self, name: &Node<'_>, of: &Node<'_>, value: &str, braces: bool) -> Option<String> {
        let (start, end) = self.extent(name, of, braces)?;
        if value.is_empty() {
            return Some(format!(
                "{}{}",
                self.text[..start].trim_end_matches(' '),
                &self.text[end..]
            ));
        }
        let space = if self.text[..start].ends_with(':') {
            " "
        } else {
            ""
        };
        Some(format!(
            "{}{space}{value}{}",
            &self.text[..start],
            &self.text[end..]
        ))
    }
}

/// Where a value ends that begins at an offset: behind its closing quote or bracket, at the end of its line, before a
/// comment, or, in braces, before the comma or brace.
fn end_of_value(text: &str, start: usize, braces: bool) -> Option<usize> {
    let rest = &text[start..];
    match rest.chars().next()? {
        quote @ ('"' | '\'') => end_of_quotes(rest, quote).map(|end| start + end),
        '{' | '[' => {
            let mut depth = 0_usize;
            let mut at = 0;
            while let Some(c) = rest[at..].chars().next() {
                match c {
                    '{' | '[' => depth += 1,
                    '}' | ']' => depth -= 1,
                    '"' | '\'' if rest[..at].ends_with([' ', '{', '[', ',', ':']) => {
                        at += end_of_quotes(&rest[at..], c)?;
                        continue;
                    }
                    _ => {}
                }
                at += c.len_utf8();
                if depth == 0 {
                    return Some(start + at);
                }
            }
            None
        }
        _ => {
            let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
            let comment = rest[..line].find(" #").unwrap_or(line);
            let end = match braces {
                true => rest[..comment].find([',', '}']).unwrap_or(comment),
                false => comment,
            };
            Some(start + rest[..end].trim_end().len())
        }
    }
}

/// Behind the closing quote of a text that begins with one.
fn end_of_quotes(text: &str, quote: char) -> Option<usize> {
    let mut at = 1;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '\\' if quote == '"' => at += 1 + text[at + 1..].chars().next()?.len_utf8(),
            c if c == quote && text[at + 1..].starts_with(quote) && quote == '\'' => at += 2,
            c if c == quote => return Some(at + 1),
            c => at += c.len_utf8(),
        }
    }
    None
}

#[cfg(test)]
mod tests;
