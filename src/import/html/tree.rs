//! HTML → its elements in the order in which they open, each with where it closes: one list, so that a walk is a loop and
//! nothing nested deep can overflow a stack. Tags that are left open or closed twice are read as browsers do, as far as
//! text is concerned.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements lie so deep in each other at most; browsers stop at 512. What is deeper is flat.
const DEEPEST: usize = 256;

/// So many elements and texts are read at most.
const MOST_NODES: usize = 2_000_000;

/// So much of a page is read at most, in bytes.
const LONGEST: usize = 64 << 20;

/// A page.
#[derive(Debug)]
pub(super) struct HtmlTree {
    /// By their beginning; the first one holds all.
    pub(super) nodes: Vec<HtmlNode>,
    /// It was longer than is read.
    pub(super) is_cut: bool,
}

/// An element, a text or a comment.
#[derive(Debug)]
pub(super) struct HtmlNode {
    /// The index of the element that it stands in.
    pub(super) parent: usize,
    /// The index behind all that stands in it.
    pub(super) end: usize,
    pub(super) content: HtmlContent,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum HtmlContent {
    Element(HtmlElement),
    Text(String),
    Comment(String),
}

/// A tag.
#[derive(Debug, Default)]
pub(super) struct HtmlElement {
    /// In small letters.
    pub(super) name: String,
    /// In small letters, and what they say.
    pub(super) attributes: Vec<(String, String)>,
}

impl HtmlElement {
    /// What an attribute says.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The element's identity.
    pub(super) fn id(&self) -> &str {
        self.attribute("id").unwrap_or_default()
    }

    /// Its classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }
}

impl HtmlTree {
    /// Reads a page or a piece of one.
    pub(super) fn read(html: &str) -> Self {
        let mut longest = html.len().min(LONGEST).min(before_crowded_tag(html));
        while !html.is_char_boundary(longest) {
            longest -= 1;
        }
        let tokenizer = Tokenizer::new(TreeTokens::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(&html[..longest]));
        // No script is ever handed back, so that one call takes all of it.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let builder = tokenizer.sink.builder.into_inner();
        let is_cut = builder.is_full || longest < html.len();
        let nodes = builder.finish();
        Self { nodes, is_cut }
    }

    /// The element at an index.
    pub(super) fn element(&self, index: usize) -> Option<&HtmlElement> {
        match &self.nodes.get(index)?.content {
            HtmlContent::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Every element, by its beginning.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &HtmlElement)> {
        (0..self.nodes.len()).filter_map(|index| Some((index, self.element(index)?)))
    }

    /// The characters that stand in an element.
    pub(super) fn text(&self, index: usize) -> String {
        let mut text = String::new();
        for node in &self.nodes[index..self.nodes[index].end] {
            if let HtmlContent::Text(more) = &node.content {
                text.push_str(more);
            }
        }
        text
    }
}

/// A tag has so many attributes at most: the tokenizer compares each with all before it.
const MOST_ATTRIBUTES: usize = 5_000;

/// Where the first tag begins that has more attributes than any page's; the text's length when there is none.
fn before_crowded_tag(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'<', &bytes[from..]).map(|at| from + at) {
        let rest = &bytes[at + 1..];
        let length = if rest.starts_with(b"!--") {
            memchr::memmem::find(rest, b"-->")
        } else if let Some(name) = RAW.iter().find(|name| has_prefix(rest, name)) {
            raw_length(rest, name)
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            match tag_length(rest) {
                Ok(length) => length,
                Err(TooManyAttributes) => return at,
            }
        } else {
            Some(0)
        };
        match length {
            Some(length) => from = at + 1 + length,
            None => break,
        }
    }
    html.len()
}

/// Elements whose content is no tags, where much looks like some.
const RAW: [&[u8]; 2] = [b"script", b"style"];

fn has_prefix(bytes: &[u8], name: &[u8]) -> bool {
    bytes
        .get(..name.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(name))
}

/// How far it is to the end tag of such an element.
fn raw_length(bytes: &[u8], name: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"</").find(|at| has_prefix(&bytes[at + 2..], name))
}

struct TooManyAttributes;

/// How long a tag is; `None` when it does not end.
fn tag_length(bytes: &[u8]) -> Result<Option<usize>, TooManyAttributes> {
    let (mut quote, mut before, mut attributes) = (None, 0, 0);
    for (at, byte) in bytes.iter().copied().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => continue,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Ok(Some(at)),
            (None, byte) if byte.is_ascii_whitespace() || byte == b'/' => attributes += 1,
            (None, _) => {}
        }
        if attributes > MOST_ATTRIBUTES {
            return Err(TooManyAttributes);
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    Ok(None)
}

/// Elements that have no end tag.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that a `p` ends before; none of them is part of a line.
const BLOCKS: [&str; 37] = [
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "td", "ul",
];

/// True for an element that stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || matches!(name, "th" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html")
}

/// Elements that a new one of a kind ends, and those that keep it from doing so.
const ENDED_BY: [(&[&str], &[&str], &[&str]); 7] = [
    (&["li"], &["li"], &["ul", "ol", "menu", "table"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl", "table"]),
    (&["td", "th"], &["td", "th"], &["tr", "table"]),
    (&["tr"], &["tr"], &["table"]),
    (
        &["thead", "tbody", "tfoot"],
        &["thead", "tbody", "tfoot"],
        &["table"],
    ),
    (&["option", "optgroup"], &["option"], &["select"]),
    (&["a"], &["a"], &["td", "th", "table"]),
];

/// Elements that stand before a page's body.
const HEAD: [&str; 8] = [
    "title", "meta", "link", "style", "script", "base", "noscript", "template",
];

#[derive(Default)]
struct TreeTokens {
    builder: RefCell<TreeBuilding>,
}

struct OpenNode {
    index: usize,
    name: String,
    /// Its end was met inside a block that is still open.
    is_ended: bool,
}

/// A tree that is being put together.
struct TreeBuilding {
    nodes: Vec<HtmlNode>,
    open: Vec<OpenNode>,
    /// Elements that were not opened because they lie too deep.
    flat: HashMap<String, usize>,
    is_full: bool,
}

impl Default for TreeBuilding {
    fn default() -> Self {
        let root = HtmlNode {
            parent: 0,
            end: 0,
            content: HtmlContent::Element(HtmlElement::default()),
        };
        let open = OpenNode {
            index: 0,
            name: String::new(),
            is_ended: false,
        };
        Self {
            nodes: vec![root],
            open: vec![open],
            flat: HashMap::new(),
            is_full: false,
        }
    }
}

impl TokenSink for TreeTokens {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                builder.start(&tag);
                // What these hold is no tags.
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "plaintext" => TokenSinkResult::Plaintext,
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => builder.end(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            Token::CommentToken(text) => {
                builder.push(HtmlContent::Comment(text.to_string()));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl TreeBuilding {
    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if matches!(name, "html" | "body" | "head") && self.open.iter().any(|open| open.name == name) {
            return;
        }
        if self.open.last().is_some_and(|open| open.name == "head") && !HEAD.contains(&name) {
            self.close_to(self.open.len() - 1);
        }
        let is_void = VOID.contains(&name);
        if !is_void && self.open.len() >= DEEPEST {
            *self.flat.entry(name.to_owned()).or_default() += 1;
            if is_block(name) {
                self.push(HtmlContent::Element(HtmlElement {
                    name: "br".to_owned(),
                    attributes: Vec::new(),
                }));
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.close_within(&["p"], &["td", "th", "table", "button", "object"]);
        }
        for (starting, ended, keeping) in ENDED_BY {
            if starting.contains(&name) {
                self.close_within(ended, keeping);
            }
        }
        let attribute = |attribute: &html5ever::Attribute| {
            (attribute.name.local.to_string(), attribute.value.to_string())
        };
        let element = HtmlElement {
            name: if name == "image" { "img" } else { name }.to_owned(),
            attributes: tag.attrs.iter().map(attribute).collect(),
        };
        let Some(index) = self.push(HtmlContent::Element(element)) else {
            return;
        };
        // `<o:p/>` is closed by its own tag, as Word means it; browsers do not close `<div/>`.
        let is_closed = tag.self_closing && name.contains(':');
        if !is_void && !is_closed {
            self.open.push(OpenNode {
                index,
                name: name.to_owned(),
                is_ended: false,
            });
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(count) = self.flat.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        let is_of_table = matches!(name, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption");
        let mut is_behind_block = false;
        for at in (1..self.open.len()).rev() {
            let open = &self.open[at];
            if open.name == name {
                // `<b><p>…</b>…</p>`: the paragraph goes on.
                if is_behind_block && !is_block(name) {
                    self.open[at].is_ended = true;
                } else {
                    self.close_to(at);
                }
                return;
            }
            let keeps = match &*open.name {
                "table" => name != "body" && name != "html",
                "td" | "th" => !is_of_table && name != "table",
                _ => false,
            };
            if keeps {
                return;
            }
            is_behind_block |= is_block(&open.name);
        }
    }

    fn text(&mut self, text: &str) {
        let parent = self.open.last().map_or(0, |open| open.index);
        if let Some(HtmlNode {
            parent: known,
            content: HtmlContent::Text(before),
            ..
        }) = self.nodes.last_mut()
            && *known == parent
        {
            before.push_str(text);
            return;
        }
        self.push(HtmlContent::Text(text.to_owned()));
    }

    /// Closes the innermost of these elements, and all in it, where none of those lies between.
    fn close_within(&mut self, ended: &[&str], keeping: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name: &str = &self.open[at].name;
            if ended.contains(&name) {
                self.close_to(at);
                return;
            }
            if keeping.contains(&name) {
                return;
            }
        }
    }

    /// Closes the elements from this one on inwards.
    fn close_to(&mut self, at: usize) {
        let end = self.nodes.len();
        for open in self.open.drain(at.max(1)..) {
            self.nodes[open.index].end = end;
        }
        while let Some(open) = self.open.pop_if(|open| open.is_ended) {
            self.nodes[open.index].end = end;
        }
    }

    fn push(&mut self, content: HtmlContent) -> Option<usize> {
        let index = self.nodes.len();
        if index >= MOST_NODES {
            self.is_full = true;
            return None;
        }
        self.nodes.push(HtmlNode {
            parent: self.open.last().map_or(0, |open| open.index),
            end: index + 1,
            content,
        });
        Some(index)
    }

    fn finish(mut self) -> Vec<HtmlNode> {
        let end = self.nodes.len();
        for open in &self.open {
            self.nodes[open.index].end = end;
        }
        self.nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets.
    fn shape(html: &str) -> String {
        let tree = HtmlTree::read(html);
        let mut shape = String::new();
        let mut open: Vec<usize> = Vec::new();
        for (index, node) in tree.nodes.iter().enumerate().skip(1) {
            while open.pop_if(|end| *end <= index).is_some() {
                shape.push(')');
            }
            match &node.content {
                HtmlContent::Text(text) => shape.push_str(text),
                HtmlContent::Comment(_) => shape.push('!'),
                HtmlContent::Element(element) => {
                    shape.push_str(&element.name);
                    shape.push('(');
                    open.push(node.end);
                }
            }
        }
        shape.extend(open.iter().map(|_| ')'));
        shape
    }

    #[test]
    fn tags_that_are_left_open_end_where_browsers_end_them() {
        for (html, expected) in [
            ("<p>甲<p>乙", "p(甲)p(乙)"),
            ("<p>甲<div>乙</div>丙", "p(甲)div(乙)丙"),
            (
                "<ul><li>甲<li>乙<ul><li>丙</ul><li>丁</ul>",
                "ul(li(甲)li(乙ul(li(丙)))li(丁))",
            ),
            (
                "<table><tr><td>甲<td>乙<tr><td>丙</table>丁",
                "table(tr(td(甲)td(乙))tr(td(丙)))丁",
            ),
            ("<table><tr><td><b>甲<td>乙</table>", "table(tr(td(b(甲))td(乙)))"),
            ("<td></div>甲</td>", "td(甲)"),
            ("<b><p>甲</b>乙</p>丙", "b(p(甲乙))丙"),
            ("<a>甲<a>乙</a>", "a(甲)a(乙)"),
            ("甲</p></b>乙<br>丙", "甲乙br()丙"),
            ("<head><title>甲</title><p>乙", "head(title(甲))p(乙)"),
            ("<p>甲<o:p/>乙</p>", "p(甲o:p()乙)"),
            ("<p>甲<![if !x]>乙<![endif]><!-- 丙 --></p>", "p(甲!乙!!)"),
            ("<script>if (a<b) '<p>'</script>甲", "script(if (a<b) '<p>')甲"),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_flat() {
        for name in ["div", "b", "table", "ul", "a", "font", "x"] {
            let html =
                format!("<{name}>").repeat(200_000) + "甲" + &format!("</{name}>").repeat(200_000) + "乙";
            let tree = HtmlTree::read(&html);
            assert!(tree.text(0).ends_with("甲乙"), "{name}");
        }
    }
}
