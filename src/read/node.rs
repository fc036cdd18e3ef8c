//! The tree of a data text, before anything has a type: what stands where. Front matter, the YAML
//! files and `site.toml` all become this one tree, so that one set of field readers serves them all.
//! A plain scalar stays the text that was typed; whoever reads the field gives it a type, so that a
//! telephone keeps its leading zero and 否 is not somebody's `false`.

use std::borrow::Cow;

/// A stretch of one line of a file. Lines and columns count from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LineSpan {
    /// The line.
    pub(crate) line: u32,
    /// The first character.
    pub(crate) column: u32,
    /// How many characters; at least 1. Larger than the line when it goes on in the next one.
    pub(crate) width: u32,
}

impl LineSpan {
    /// The beginning of a file.
    pub(crate) const START: Self = Self {
        line: 1,
        column: 1,
        width: 1,
    };
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node<'t> {
    /// Where; for a list or map, where it begins.
    pub(crate) at: LineSpan,
    /// What.
    pub(crate) value: Value<'t>,
}

/// What stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'t> {
    /// Nothing was typed.
    Null,
    /// One text; quotes and escapes are already resolved.
    Scalar {
        /// The text.
        text: Cow<'t, str>,
        /// It stood in quotes (or in a block of its own), so that no slip of the pen is looked for in it.
        quoted: bool,
    },
    /// Items.
    List(Vec<Node<'t>>),
    /// Pairs, in the order in which they were typed; keys may be double.
    Map(Vec<(Node<'t>, Node<'t>)>),
}

impl Node<'_> {
    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// True when nothing that could be meant was typed.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar { text, .. } => text.trim().is_empty(),
            Value::List(items) => items.iter().all(Node::is_blank),
            Value::Map(_) => false,
        }
    }
}

impl<'t> Node<'t> {
    /// The same, holding its texts itself.
    pub(crate) fn into_owned(self) -> Node<'static> {
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Scalar { text, quoted } => Value::Scalar {
                text: Cow::Owned(text.into_owned()),
                quoted,
            },
            Value::List(items) => Value::List(items.into_iter().map(Node::into_owned).collect()),
            Value::Map(pairs) => {
                let pair = |(key, value): (Node<'t>, Node<'t>)| (key.into_owned(), value.into_owned());
                Value::Map(pairs.into_iter().map(pair).collect())
            }
        };
        Node { at: self.at, value }
    }

    /// Changes the place of this and of everything in it.
    pub(crate) fn each_place(&mut self, change: &mut dyn FnMut(&mut LineSpan)) {
        change(&mut self.at);
        match &mut self.value {
            Value::Null | Value::Scalar { .. } => {}
            Value::List(items) => items.iter_mut().for_each(|item| item.each_place(change)),
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    key.each_place(change);
                    value.each_place(change);
                }
            }
        }
    }
}
