//! TOML text → [`Node`], by the spans of the `toml` crate. Tables keep the order in which they were
//! typed. A text with grammar faults gives no tree; what is wrong with it is said by `toml_faults`.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::Faults;
use super::node::{Node, Value};
use super::toml_faults;

/// Parses `site.toml`; `None` when it is no TOML, and then the faults say where.
pub(super) fn parse<'s>(faults: &Faults<'s>) -> Option<Node<'s>> {
    let text: &'s str = &faults.source().text;
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        toml_faults::say(faults);
        return None;
    }
    Some(node_of_table(faults, table.span(), table.into_inner()))
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
