//! A block of fields → its tree, with the usual typing slips found and read as if typed right, so that
//! one slip does not hide the faults behind it. A clean block is parsed once and hardly looked at besides;
//! only a block that does not parse, or that shows the marks of a slip, is mended line by line.

mod above;
mod below;
mod continued;
mod line;
mod mend;
mod rows;
#[cfg(test)]
mod tests;

pub(crate) use line::is_turning;
pub(super) use line::{behind_number, is_invisible, is_odd_space, is_wide_space, space_name};

use super::keys;
use super::node::{LineSpan, Node, Value};
use super::registry::{Shape, shape_of};
use super::yaml::{self, YamlRefusal};
use crate::words::{Code, Fix};

/// A slip: what was typed wrong, and how it was read.
#[derive(Debug)]
pub(crate) struct Slip {
    /// Its code.
    pub(crate) code: Code,
    /// Where, in the file as it is.
    pub(crate) at: LineSpan,
    /// What is wrong.
    pub(crate) message: String,
    /// The line as it should be.
    pub(crate) hint: String,
    /// The change that makes it so; none where two are as likely.
    pub(crate) fix: Option<Fix>,
}

/// What a block gives.
#[derive(Debug)]
pub(crate) struct Parsed<'t> {
    /// The fields, with positions in the file as it is.
    pub(crate) tree: Result<Node<'t>, YamlRefusal>,
    /// The slips that were read over.
    pub(crate) slips: Vec<Slip>,
}

/// Parses a block whose first line is line `first` of its file.
pub(crate) fn parse(block: &str, first: u32) -> Parsed<'_> {
    let tree = yaml::parse(block, first);
    let broken = tree.is_err();
    if !broken && !tree.as_ref().is_ok_and(|root| is_suspicious(root, block)) {
        return Parsed {
            tree,
            slips: Vec::new(),
        };
    }
    let mended = mend::mend(block, first, broken);
    if mended.slips.is_empty() {
        return Parsed {
            tree,
            slips: Vec::new(),
        };
    }
    let mut again = yaml::parse(&mended.text, first).map(Node::into_owned);
    match &mut again {
        Ok(root) => root.each_place(&mut |at| mended.move_back(at)),
        // It parsed as it was, so what looked like slips were none.
        Err(_) if !broken => {
            return Parsed {
                tree,
                slips: Vec::new(),
            };
        }
        Err(refusal) => mended.move_back(&mut refusal.at),
    }
    Parsed {
        tree: again,
        slips: mended.slips,
    }
}

/// True when a block that parses shows the marks of a slip. It may be wrong; `mend` looks closely.
fn is_suspicious(root: &Node<'_>, block: &str) -> bool {
    if matches!(root.value, Value::Scalar { .. } | Value::List(_)) {
        return true;
    }
    has_odd_item(block)
        || has_odd_list(block)
        || has_odd_braces(block)
        || has_odd_comment(block)
        || has_pasted_row(block)
        || has_heading_off(block)
        || is_odd(root)
}

/// An item of words with a space more than the one above: YAML takes it for the end of that one.
fn has_odd_item(block: &str) -> bool {
    let mut above = None;
    block.lines().any(|line| {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let is_item = words.starts_with("- ");
        let is_odd = is_item && above.is_some_and(|above| indent > above);
        above = (is_item && !words.contains([':', '[', '{', '|', '>'])).then_some(indent);
        is_odd
    })
}

/// A list in brackets with a comma that does not part.
fn has_odd_list(block: &str) -> bool {
    let mut rest = block;
    while let Some(at) = memchr::memchr(b'[', rest.as_bytes()) {
        let (line, behind) = rest[at..].split_once('\n').unwrap_or((&rest[at..], ""));
        if line.contains(['，', '、', '；', ';', '“']) {
            return true;
        }
        rest = behind;
    }
    false
}

/// `{事项: 通过计划，赞成：4}`: what stands behind the comma is a field, and read as a part of the value before.
fn has_odd_braces(block: &str) -> bool {
    let begins_field = |part: &str| {
        let name = part.split_once([':', '：']).map(|(name, _)| name.trim());
        name.is_some_and(|name| shape_of(name).is_some())
    };
    let is_odd = |at: usize| {
        let line = block[at..].lines().next().unwrap_or_default();
        line.split(['，', '、', '；', ';']).skip(1).any(begins_field)
    };
    memchr::memchr_iter(b'{', block.as_bytes()).any(is_odd)
        || memchr::memmem::find_iter(block.as_bytes(), "- ").any(is_odd)
}

/// `# 委员:`, behind which items stand.
fn has_heading_off(block: &str) -> bool {
    let mut lines = block.lines().map(str::trim).peekable();
    std::iter::from_fn(|| lines.next().map(|line| (line, lines.peek().copied()))).any(|(line, next)| {
        line.starts_with("# ") && line.ends_with(':') && next.is_some_and(|next| next.starts_with("- "))
    })
}

/// A row out of a spreadsheet.
fn has_pasted_row(block: &str) -> bool {
    memchr::memchr(b'\t', block.as_bytes()).is_some() && block.lines().any(line::is_table_row)
}

/// `#1` after a space: the rest of the line is taken for a comment.
fn has_odd_comment(block: &str) -> bool {
    let bytes = block.as_bytes();
    memchr::memchr_iter(b'#', bytes).any(|at| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let after = bytes.get(at + 1);
        before == Some(&b' ') && !matches!(after, None | Some(b' ' | b'#' | b'\n' | b'\r'))
    })
}

fn is_odd(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Scalar { text, quoted } => !quoted && text.starts_with(['“', '‘', '＂', '【', '［', '｛']),
        Value::List(items) => items
            .iter()
            .any(|item| is_odd(item) || is_glued(item) || is_doubled(item)),
        Value::Map(pairs) => pairs.iter().any(|(key, value)| {
            let name = key.text().unwrap_or_default();
            let composed = matches!(value.value, Value::List(_) | Value::Map(_));
            // `4,590元` in braces: what stands behind the comma is taken for a name.
            let digits = name.bytes().take_while(u8::is_ascii_digit).count();
            let grouped = digits == 3 && matches!(value.value, Value::Null);
            let odd = |c| matches!(c, ':' | '：' | '\t') || is_odd_space(c);
            // 走访,慰问 in braces: so is what stands behind this one.
            let is_part = matches!(value.value, Value::Null)
                && shape_of(name).is_none()
                && pairs
                    .iter()
                    .any(|(other, _)| other.at.line == key.at.line && other.at.column < key.at.column);
            grouped || is_part || name.chars().any(odd)
                // A text on the lines below the name of a list.
                || matches!(value.value, Value::Scalar { quoted: false, .. })
                    && value.at.line > key.at.line
                    && (matches!(shape_of(name), Some(Shape::Words | Shape::Texts))
                        || keys::ATTACHMENTS.is_named(name))
                // A text that begins with a bracket.
                || composed && shape_of(name) == Some(Shape::One)
                // Fields in one line, in brackets or in none.
                || shape_of(name) == Some(Shape::Map) && (matches!(value.value, Value::List(_)) || is_glued(value))
                || is_odd(value)
        }),
    }
}

/// An item whose first field stands in it twice: the `-` before the second may be missing.
fn is_doubled(item: &Node<'_>) -> bool {
    let Value::Map(pairs) = &item.value else {
        return false;
    };
    pairs.split_first().is_some_and(|((first, _), others)| {
        let mut others = others.iter().map(|(name, _)| name);
        others.any(|name| name.at.line > first.at.line && name.text() == first.text())
    })
}

/// `姓名：张三` as one text.
fn is_glued(item: &Node<'_>) -> bool {
    item.text()
        .and_then(|text| text.split_once([':', '：']))
        .is_some_and(|(name, _)| shape_of(name.trim()).is_some())
}
