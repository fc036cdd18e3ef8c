//! YAML text → [`Node`]: the data part of the language, with exact positions. Anchors, aliases, tags
//! and merge keys are refused: no teacher types them on purpose, and they can make a small file
//! enormous. A fault gives no tree; what it means in Chinese is in `yaml_messages`.

mod plain;

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::node::{LineSpan, Node, Value};

/// Deeper nesting than this is a mistake, or an attack.
const DEEPEST: usize = 24;

/// Why a text has no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YamlRefusal {
    /// Where the reader stopped.
    pub(crate) at: LineSpan,
    /// Why.
    pub(crate) reason: YamlReason,
}

/// Why a text has no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum YamlReason {
    /// The grammar; the parser's English words.
    Grammar(String),
    /// `&name`, `*name`, `!tag` or `<<`.
    Reference,
    /// Nested too deep.
    Deep,
    /// A second document behind `---`.
    Second,
}

/// Parses a text whose first line is line `first` of its file.
///
/// # Errors
/// The text is not YAML, or uses parts of it that are refused.
pub(crate) fn parse(text: &str, first: u32) -> Result<Node<'_>, YamlRefusal> {
    match plain::parse(text, first) {
        Some(root) => Ok(root),
        None => parse_any(text, first),
    }
}

/// The same for whatever YAML there is.
fn parse_any(text: &str, first: u32) -> Result<Node<'_>, YamlRefusal> {
    let mut builder = TreeBuilder {
        parser: Parser::new_from_str(text),
        first,
        last: Span::default(),
    };
    builder.document()
}

struct TreeBuilder<'t> {
    parser: Parser<'t, StrInput<'t>>,
    first: u32,
    last: Span,
}

impl<'t> TreeBuilder<'t> {
    /// The whole text: at most one document.
    fn document(&mut self) -> Result<Node<'t>, YamlRefusal> {
        let mut root = Node {
            at: self.at(&Span::default()),
            value: Value::Null,
        };
        let mut documents = 0;
        loop {
            let event = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::StreamStart | Event::DocumentEnd | Event::Nothing => {}
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(self.refuse(YamlReason::Second));
                    }
                }
                event => root = self.node(event, 0)?,
            }
        }
    }

    /// The node that an event begins.
    fn node(&mut self, event: Event<'t>, depth: usize) -> Result<Node<'t>, YamlRefusal> {
        if depth > DEEPEST {
            return Err(self.refuse(YamlReason::Deep));
        }
        let at = self.at(&self.last);
        let value = match event {
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => {
                return Err(self.refuse(YamlReason::Reference));
            }
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                return Err(self.refuse(YamlReason::Reference));
            }
            Event::Scalar(text, style, _, _) => scalar(text, style),
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            _ => return Err(self.refuse(YamlReason::Reference)),
        };
        Ok(Node { at, value })
    }

    fn list(&mut self, depth: usize) -> Result<Value<'t>, YamlRefusal> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Event::SequenceEnd => return Ok(Value::List(items)),
                event => items.push(self.node(event, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value<'t>, YamlRefusal> {
        let mut pairs = Vec::with_capacity(if depth == 0 { 20 } else { 3 });
        loop {
            let key = match self.next()? {
                Event::MappingEnd => return Ok(Value::Map(pairs)),
                event => self.node(event, depth + 1)?,
            };
            if key.text() == Some("<<") {
                return Err(self.refuse(YamlReason::Reference));
            }
            let event = self.next()?;
            let value = self.node(event, depth + 1)?;
            pairs.push((key, value));
        }
    }

    fn next(&mut self) -> Result<Event<'t>, YamlRefusal> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                self.last = span;
                Ok(event)
            }
            Some(Err(error)) => Err(self.grammar(&error)),
            None => Ok(Event::StreamEnd),
        }
    }

    fn grammar(&self, error: &ScanError) -> YamlRefusal {
        let reason = if error.info().contains("unknown anchor") {
            YamlReason::Reference
        } else if error.info().contains("recursion limit") {
            YamlReason::Deep
        } else {
            YamlReason::Grammar(error.info().to_owned())
        };
        let at = self.at(&Span::empty(*error.marker()));
        YamlRefusal { at, reason }
    }

    fn refuse(&self, reason: YamlReason) -> YamlRefusal {
        YamlRefusal {
            at: self.at(&self.last),
            reason,
        }
    }

    /// The parser counts lines from 1 and columns from 0; nothing at all is line 0 to it.
    fn at(&self, span: &Span) -> LineSpan {
        let width = if span.end.line() > span.start.line() {
            usize::MAX
        } else {
            span.end.col().saturating_sub(span.start.col()).max(1)
        };
        LineSpan {
            line: self.first + number(span.start.line().saturating_sub(1)),
            column: number(span.start.col()).saturating_add(1),
            width: number(width),
        }
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value<'_> {
    let quoted = style != ScalarStyle::Plain;
    if !quoted && matches!(&*text, "" | "~" | "null") {
        return Value::Null;
    }
    Value::Scalar { text, quoted }
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node<'_> {
        parse(text, 1).expect("is YAML")
    }

    fn reason(text: &str) -> YamlReason {
        parse(text, 1).expect_err("is refused").reason
    }

    #[test]
    fn positions_are_exact() {
        let root = tree("标题: 关于 \n标签: [甲, \"乙\"]\n摘要: |\n  一\n  二\n");
        let Value::Map(pairs) = root.value else {
            panic!("a map");
        };
        let places: Vec<_> = pairs
            .iter()
            .map(|(key, value)| {
                (
                    key.at.line, key.at.column, key.at.width, value.at.line, value.at.column,
                )
            })
            .collect();
        assert_eq!(places, [(1, 1, 2, 1, 5), (2, 1, 2, 2, 5), (3, 1, 2, 4, 3)]);
        let Value::List(items) = &pairs[1].1.value else {
            panic!("a list");
        };
        assert_eq!((items[1].at.column, items[1].at.width), (9, 3));
    }

    #[test]
    fn plain_scalars_stay_as_typed() {
        let Value::Map(pairs) = tree("a: 0799\nb: no\nc: ~\nd: ''\n").value else {
            panic!("a map");
        };
        let texts: Vec<_> = pairs.iter().map(|(_, value)| value.text()).collect();
        assert_eq!(texts, [Some("0799"), Some("no"), None, Some("")]);
    }

    #[test]
    fn what_can_grow_is_refused() {
        for text in ["a: &x 1\nb: *x\n", "a: *x\n", "a: !!str 1\n", "<<: {a: 1}\n"] {
            assert_eq!(reason(text), YamlReason::Reference, "{text}");
        }
        assert_eq!(reason(&"[".repeat(5000)), YamlReason::Deep);
        assert_eq!(reason(&"- ".repeat(5000)), YamlReason::Deep);
        assert_eq!(reason("a: 1\n---\nb: 2\n"), YamlReason::Second);
    }
}
