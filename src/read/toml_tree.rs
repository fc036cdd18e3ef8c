//! TOML text → [`Node`], by the spans of the `toml` crate. Tables keep the order in which they were
//! typed. A text with grammar faults gives no tree, and all its faults in Chinese.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::node::{At, Node, Value};
use crate::words::Code;

const TOML: Code = Code::error("site-toml");

/// Parses `site.toml`; `None` when it is no TOML, and then the faults say where.
pub(super) fn parse<'s>(faults: &Faults<'s>) -> Option<Node<'s>> {
    let text: &'s str = &faults.source().text;
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = place(faults, error.span().unwrap_or(0..0));
        let (message, hint) = explain(error.message());
        faults.say(TOML, at, message, hint);
    }
    errors
        .is_empty()
        .then(|| node_of_table(faults, table.span(), table.into_inner()))
}

fn node_of_table<'s>(faults: &Faults<'_>, span: Range<usize>, table: DeTable<'s>) -> Node<'s> {
    let mut pairs: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let start = key.span().start;
            let name = Node {
                at: place(faults, key.span()),
                value: scalar(key.into_inner(), true),
            };
            (start, (name, node(faults, value)))
        })
        .collect();
    // The map sorts by name.
    pairs.sort_by_key(|(start, _)| *start);
    Node {
        at: place(faults, span),
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
        at: place(faults, span),
        value,
    }
}

fn scalar(text: Cow<'_, str>, quoted: bool) -> Value<'_> {
    Value::Scalar { text, quoted }
}

fn place(faults: &Faults<'_>, span: Range<usize>) -> At {
    let place = faults.source().place(span);
    At {
        line: place.line,
        column: place.column,
        width: place.width,
    }
}

/// What is wrong and what to do, for the parser's English words.
fn explain(words: &str) -> (&'static str, &'static str) {
    const TABLE: [(&str, &str, &str); 9] = [
        ("duplicate key", "这一项写了两次", "只保留其中一个"),
        (
            "unclosed table",
            "方括号里的节名没有写完",
            "写成 [editions.web] 的形式",
        ),
        ("unclosed array", "列表没有写完", "列表写成 [\"甲\", \"乙\"]"),
        (
            "array",
            "列表的写法不对",
            "列表写成 [\"甲\", \"乙\"]，用英文方括号、引号和逗号",
        ),
        (
            "string",
            "引号没有写对",
            "文字用一对英文引号括起来，例如 title = \"青禾实验学校\"",
        ),
        (
            "quoted",
            "引号没有写对",
            "文字用一对英文引号括起来，例如 title = \"青禾实验学校\"",
        ),
        (
            "key",
            "名称的写法不对",
            "每行写成 名称 = \"内容\" 的形式，名称只用英文字母和“_”",
        ),
        (
            "value",
            "等号后面的写法不对",
            "文字用一对英文引号括起来，例如 title = \"青禾实验学校\"",
        ),
        ("newline", "这一行后面多了内容", "每行只写一项；说明文字前面加“#”"),
    ];
    TABLE.iter().find(|(part, _, _)| words.contains(part)).map_or(
        (
            "这里的写法不对",
            "每行写成 名称 = \"内容\" 的形式，等号和引号都用英文的，例如 title = \"青禾实验学校\"",
        ),
        |(_, message, hint)| (*message, *hint),
    )
}
