//! A blank form of an entry, filled in: recognised fields in their lines, notes for whoever reads it, the body.

use super::official::{ImportedField, ImportedValue};
use crate::new_site::yaml_text;
use crate::read::ledger::{DAY_TO_FILL_IN, WORD_TO_FILL_IN};

/// The longest list or map on one line, in characters.
const LONGEST_LINE: usize = 60;

/// Fills a form. `notes` become comments at its top, each on a line. A field that the form does not have stands before the
/// approval; one that stands there as a comment is filled in there.
pub(super) fn fill(form: &str, fields: &[ImportedField], notes: &[String], body: &str) -> String {
    let front = form.split_once("\n---\n").map_or(form, |(front, _)| front);
    format!(
        "{}\n---\n\n{}",
        with_notes(&with_fields(front, fields), notes),
        body.trim_start()
    )
}

/// The front of a form with these fields.
pub(super) fn with_fields<'f>(front: &str, fields: impl IntoIterator<Item = &'f ImportedField>) -> String {
    let mut lines: Vec<String> = front.lines().map(str::to_owned).collect();
    for field in fields {
        let written = written(field);
        match found(&lines, field.name) {
            Some(range) => drop(lines.splice(range, written)),
            None => {
                let at = before_approval(&lines);
                lines.splice(at..at, written);
            }
        }
    }
    lines.join("\n")
}

/// A form with notes as comments at its top.
pub(super) fn with_notes(form: &str, notes: &[String]) -> String {
    let notes: String = notes
        .iter()
        .map(|note| format!("# {}\n", on_one_line(note)))
        .collect();
    match form.split_once("\n\n") {
        Some((top, rest)) => format!("{top}\n{notes}\n{rest}"),
        None => format!("{notes}{form}"),
    }
}

/// Takes a field's line and what belongs to it out of a form.
pub(super) fn without(form: &str, name: &str) -> String {
    let mut lines: Vec<String> = form.lines().map(str::to_owned).collect();
    if let Some(range) = found(&lines, name).filter(|range| !lines[range.start].starts_with('#')) {
        lines.drain(range);
    }
    lines.join("\n") + "\n"
}

/// A form that leaves a field to whoever reads the draft.
pub(super) fn to_choose(form: &str, name: &str) -> String {
    let mut lines: Vec<String> = form.lines().map(str::to_owned).collect();
    let begin = format!("{name}: ");
    if let Some(line) = lines.iter_mut().find(|line| line.starts_with(&begin)) {
        *line = begin + WORD_TO_FILL_IN;
    }
    lines.join("\n") + "\n"
}

/// A form whose lines with this beginning ask for a day, with `end` behind it.
pub(super) fn with_unknown_days(form: &str, begin: &str, end: &str) -> String {
    let line = |line: &str| match line.strip_prefix(begin) {
        Some(_) => format!("{begin}{DAY_TO_FILL_IN}{end}\n"),
        None => format!("{line}\n"),
    };
    form.lines().map(line).collect()
}

/// Where a field stands in a form, with the lines that belong to it; also as a comment.
fn found(lines: &[String], name: &str) -> Option<std::ops::Range<usize>> {
    let place = |mark: &str, below: &str| {
        let begin = format!("{mark}{name}:");
        let at = lines.iter().position(|line| line.starts_with(&begin))?;
        let more = lines[at + 1..]
            .iter()
            .take_while(|line| line.starts_with(below))
            .count();
        Some(at..at + 1 + more)
    };
    place("", "  ").or_else(|| place("# ", "#   "))
}

/// Before the comments above 审批, or above what is optional.
fn before_approval(lines: &[String]) -> usize {
    let is_end = |line: &String| line.starts_with("审批:") || line.starts_with("# ──");
    let at = lines.iter().position(is_end).unwrap_or(lines.len());
    let above = lines[..at]
        .iter()
        .rev()
        .take_while(|line| line.starts_with('#') || line.is_empty());
    at - above.count()
}

/// The lines of a field.
fn written(field: &ImportedField) -> Vec<String> {
    let mut lines = Vec::new();
    write(field.name, &field.value, 0, &mut lines);
    lines
}

fn write(name: &str, value: &ImportedValue, indent: usize, lines: &mut Vec<String>) {
    let space = " ".repeat(indent);
    if let Some(line) = in_one_line(value) {
        lines.push(format!("{space}{name}: {line}"));
        return;
    }
    lines.push(format!("{space}{name}:"));
    match value {
        ImportedValue::List(items) => items.iter().for_each(|item| write_item(item, indent + 2, lines)),
        ImportedValue::Map(fields) => {
            for field in fields {
                write(field.name, &field.value, indent + 2, lines);
            }
        }
        ImportedValue::Text(_) | ImportedValue::Number(_) | ImportedValue::Day(_) => {}
    }
}

fn write_item(item: &ImportedValue, indent: usize, lines: &mut Vec<String>) {
    let space = " ".repeat(indent);
    match (item, in_one_line(item)) {
        (_, Some(line)) => lines.push(format!("{space}- {line}")),
        (ImportedValue::Map(fields), None) => {
            let start = lines.len();
            for field in fields {
                write(field.name, &field.value, indent + 2, lines);
            }
            if let Some(first) = lines.get_mut(start) {
                *first = format!("{space}- {}", first.trim_start());
            }
        }
        // No field has lists in lists.
        (_, None) => {}
    }
}

/// A value that fits on its field's line.
fn in_one_line(value: &ImportedValue) -> Option<String> {
    let line = match value {
        ImportedValue::Text(text) => return Some(text_value(text)),
        ImportedValue::Number(number) => return Some(number.to_string()),
        ImportedValue::Day(day) => return Some(day.to_string()),
        ImportedValue::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(in_brackets).collect();
            format!("[{}]", items?.join(", "))
        }
        ImportedValue::Map(fields) => {
            let pair =
                |field: &ImportedField| Some(format!("{}: {}", field.name, in_one_line(&field.value)?));
            let pairs: Option<Vec<String>> = fields.iter().map(pair).collect();
            format!("{{{}}}", pairs?.join(", "))
        }
    };
    (line.chars().count() <= LONGEST_LINE).then_some(line)
}

/// An item of a list between brackets; with a mark that also parts items it would be asked about.
fn in_brackets(item: &ImportedValue) -> Option<String> {
    match item {
        ImportedValue::List(_) | ImportedValue::Map(_) => None,
        ImportedValue::Text(text) if text.contains(['、', '，', '；', ',']) => None,
        scalar => in_one_line(scalar),
    }
}

/// A text that reads back as it was, on one line.
fn text_value(text: &str) -> String {
    let text = on_one_line(text);
    // `2026-03-05 15:30 至 17:00`: nothing in it means something to YAML.
    let is_time = text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(['-', ':'])
        && !text.contains(": ")
        && !text.ends_with(':')
        && text.chars().all(|c| c.is_ascii_digit() || " -:至".contains(c));
    // Between braces “甲，责任人：乙” looks like a field that was typed with Chinese marks.
    let looks_like_fields = text.contains('，') && text.contains('：');
    match is_time || text.is_empty() {
        true => text,
        false if looks_like_fields => format!("'{}'", text.replace('\'', "''")),
        false => yaml_text(&text),
    }
}

fn on_one_line(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Day;

    const FORM: &str = "---\n# 说明\n\n标题: 甲\n时间: 2026-01-01 15:30 至 17:00\n\n# 草稿不会公开\n草稿: 是\n\n\
        # 议题:\n#   - 一\n#   - 二\n\n# 审批：说明\n审批:\n  提出: \n\n# 落款: 单位\n---\n\n（正文。）\n";

    fn field(name: &'static str, value: ImportedValue) -> ImportedField {
        ImportedField { name, value }
    }

    fn text(text: &str) -> ImportedValue {
        ImportedValue::Text(text.to_owned())
    }

    #[test]
    fn fields_stand_where_the_form_has_them() {
        let fields = [
            field("标题", text("关于“甲”的通知")),
            field(
                "议题",
                ImportedValue::List(vec![text(&"长".repeat(40)), text(&"句".repeat(40))]),
            ),
            field("落款", text("中共某校总支部委员会")),
            field(
                "决议",
                ImportedValue::List(vec![ImportedValue::Map(vec![
                    field("事项", text("通过: 计划，责任人：甲")),
                    field("赞成", ImportedValue::Number(18)),
                    field(
                        "时限",
                        ImportedValue::Day(Day::parse("2026-12-31").expect("a day")),
                    ),
                ])]),
            ),
        ];
        let filled = fill(FORM, &fields, &["导入自“甲.docx”".to_owned()], "正文。\n");
        let expected = format!(
            "---\n# 说明\n# 导入自“甲.docx”\n\n标题: 关于“甲”的通知\n时间: 2026-01-01 15:30 至 17:00\n\n# 草稿不会公开\n草稿: 是\n\n\
            议题:\n  - {}\n  - {}\n决议:\n  - {{事项: '通过: 计划，责任人：甲', 赞成: 18, 时限: 2026-12-31}}\n\n# 审批：说明\n审批:\n  提出: \n\n\
            落款: 中共某校总支部委员会\n---\n\n正文。\n",
            "长".repeat(40),
            "句".repeat(40)
        );
        assert_eq!(filled, expected);
        assert!(!without(FORM, "审批").contains("提出"));
        assert_eq!(without(FORM, "落款"), FORM);
    }

    #[test]
    fn maps_that_are_long_have_lines_of_their_own() {
        let item = ImportedValue::Map(vec![
            field("姓名", text("甲")),
            field(
                "承诺事项",
                ImportedValue::List(vec![ImportedValue::Map(vec![
                    field("内容", text(&"事".repeat(60))),
                    field("时限", text("2026-12-31")),
                ])]),
            ),
        ]);
        let lines = written(&field("承诺人", ImportedValue::List(vec![item])));
        let expected = [
            "承诺人:".to_owned(),
            "  - 姓名: 甲".to_owned(),
            "    承诺事项:".to_owned(),
            format!("      - 内容: {}", "事".repeat(60)),
            "        时限: 2026-12-31".to_owned(),
        ];
        assert_eq!(lines, expected);
    }
}
