//! TOML text → [`Node`], by the spans of the `toml` crate. Tables keep the order in which they were
//! typed. A text with grammar faults gives no tree, and all its faults in Chinese.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::node::{Node, Value};
use super::toml_messages::{LISTED, explain, is_name};
use crate::words::Code;

const TOML: Code = Code::error("site-toml");

/// Parses `site.toml`; `None` when it is no TOML, and then the faults say where.
pub(super) fn parse<'s>(faults: &Faults<'s>) -> Option<Node<'s>> {
    let text: &'s str = &faults.source().text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut last = 0;
    // What the parser finds behind an open bracket follows from it.
    let open = open_bracket(text).filter(|_| !errors.is_empty());
    if let Some((bracket, at)) = open {
        let (begin, end) = if bracket == '[' { ("[", "]") } else { ("{", "}") };
        let message = format!("这里的“{begin}”没有配对的“{end}”");
        faults.say(
            TOML,
            faults.at(at..at + 1),
            message,
            format!("在这一项的末尾补上“{end}”"),
        );
    }
    let listed = mistyped_heading(text).filter(|_| !errors.is_empty());
    if let Some((at, right)) = listed.clone() {
        let message = format!(
            "“{}”每一块公开栏、每一个栏目各写一节，少了括号或者名称",
            &text[at.clone()]
        );
        faults.say(TOML, faults.at(at), message, format!("写成 {right}"));
    }
    let before_open =
        |error: &&toml::de::Error| open.is_none_or(|(_, at)| error.span().is_some_and(|span| span.end <= at));
    let is_double = |error: &&toml::de::Error| listed.is_some() && error.message().contains("duplicate key");
    for error in errors
        .iter()
        .filter(before_open)
        .filter(|error| !is_double(error))
    {
        let at = faults.at(error.span().unwrap_or(0..0));
        // What the parser finds behind the first fault of a line follows from it.
        if at.line == last {
            continue;
        }
        last = at.line;
        let line = text.lines().nth(at.line.saturating_sub(1) as usize);
        let advice = explain(error.message(), line.unwrap_or_default());
        faults.say(TOML, at, advice.message, advice.hint);
    }
    errors
        .is_empty()
        .then(|| node_of_table(faults, table.span(), table.into_inner()))
}

/// A bracket or brace behind `=` that is open where the next line begins a name or a table, and where it stands.
fn open_bracket(text: &str) -> Option<(char, usize)> {
    let begins = |line: &str| {
        let line = line.trim_start();
        let name = line.split_once('=').map(|(name, _)| name.trim());
        name.is_some_and(is_name) || line.starts_with('[') && line.trim_end().ends_with(']')
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        if !open.is_empty() && begins(bare) {
            return open.first().copied();
        }
        // `[editions.web]` is no list.
        let is_value = !open.is_empty() || line.contains('=');
        let mut quote = None;
        for (place, c) in line.char_indices().filter(|_| is_value && !bare.starts_with('#')) {
            match (quote, c) {
                (Some(mark), c) if c == mark => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '#') => break,
                (None, '[' | '{') => open.push((c, at + place)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
        }
        at += line.len();
    }
    open.first().copied()
}

/// The heading of a board or a section that is mistyped, where it stands, and what it should be.
fn mistyped_heading(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let begin = at + line.len() - line.trim_start().len();
        at += line.len();
        let typed = line.trim();
        let (_, right) = LISTED.iter().find(|(wrong, _)| *wrong == typed)?;
        Some((begin..begin + typed.len(), *right))
    })
}

fn node_of_table<'s>(faults: &Faults<'_>, span: Range<usize>, table: DeTable<'s>) -> Node<'s> {
    let mut pairs: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let name = Node {
                at: faults.at(key.span()),
                value: scalar(key.into_inner(), true),
            };
            (start, (name, node(faults, value)))
        })
        .collect();
    // The map sorts by name.
    pairs.sort_by_key(|(start, _)| *start);
    Node {
        at: faults.at(span),
        value: Value::Map(pairs.into_iter().map(|(_, pair)| pair).collect()),
    }
}

fn node<'s>(faults: &Faults<'_>, value: Spanned<DeValue<'s>>) -> Node<'s> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::Table(table) => return node_of_table(faults, span, table),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(faults, item)).collect()),
        DeValue::String(text) => scalar(text, true),
        DeValue::Boolean(truth) => scalar(Cow::Borrowed(if truth { "true" } else { "false" }), false),
        DeValue::Integer(number) => scalar(Cow::Owned(number.to_string()), false),
        DeValue::Float(number) => scalar(Cow::Owned(number.to_string()), false),
        DeValue::Datetime(time) => scalar(Cow::Owned(time.to_string()), false),
    };
    Node {
        at: faults.at(span),
        value,
    }
}

fn scalar(text: Cow<'_, str>, quoted: bool) -> Value<'_> {
    Value::Scalar { text, quoted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{SourcePath, SourceText};

    /// The line and the hint of each complaint.
    fn complaints(text: &str) -> Vec<(u32, String)> {
        let source = SourceText {
            path: SourcePath::new("site.toml").expect("a path"),
            text: text.into(),
        };
        let faults = Faults::new(&source);
        assert!(parse(&faults).is_none(), "{text}");
        let report = faults.finish();
        let told = report.sorted().into_iter();
        told.map(|one| {
            (
                one.place.as_ref().map_or(0, |place| place.line),
                one.hints.join("；"),
            )
        })
        .collect()
    }

    #[test]
    fn an_open_bracket_is_told_and_not_what_follows_from_it() {
        let rest = "slots = 2\n\n[[boards.sections]]\nname = \"承诺\"\ntakes = [\"承诺\"]\n";
        for open in ["takes = [\"会议纪要\"", "takes = [\n  \"会议纪要\","] {
            let text = format!("[[boards]]\n[[boards.sections]]\n{open}\n{rest}");
            assert_eq!(complaints(&text), [(3, "在这一项的末尾补上“]”".to_owned())]);
        }
        let text = "[editions]\nparty = {audience = \"党内公开\", output = \"dangnei\"\n\n[editions.web]\naudience = \"社会公开\"\n";
        assert_eq!(complaints(text), [(2, "在这一项的末尾补上“}”".to_owned())]);
    }

    #[test]
    fn a_heading_of_boards_without_its_brackets_is_told_where_it_stands() {
        let text =
            "[[boards]]\nid = \"a\"\n[boards.sections]\nname = \"甲\"\n[[boards.sections]]\nname = \"乙\"\n";
        assert_eq!(complaints(text), [(3, "写成 [[boards.sections]]".to_owned())]);
    }
}
