//! An entry's body → [`Block`]s. The body's HTML is clean, but where `raw_html = true` it is what its author wrote:
//! whatever is left open is closed, and no text is lost.
//! A table says what each element means on paper: its face, its size, its first line.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::blocks::{Block, Paragraph, Table, TableRow};
use super::builder::{BlockBuilder, ElementAttributes};
use super::cards;
use super::measure::EM;
use super::sheet::{Align, Style};
use crate::markdown::{Body, HoleTarget};
use crate::words::ends_with_any;

/// The attribute that carries a picture's index through the HTML.
const IMAGE: &str = "data-image";

/// Reads a body.
#[must_use]
pub fn blocks(body: &Body) -> Vec<Block> {
    let tokenizer = Tokenizer::new(BlockTokens::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(numbered(body)));
    // No script is ever handed back, so that one call takes all of it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut blocks = tokenizer.sink.builder.into_inner().finish();
    for block in &mut blocks {
        if let Block::Table(table) = block {
            set_sums_apart(table);
        }
    }
    blocks
}

/// 合计 stands apart from what it is the sum of.
fn set_sums_apart(table: &mut Table) {
    let is_sum = |row: &&mut TableRow| {
        let first = row.first().map(cards::words).unwrap_or_default();
        ends_with_any(first.trim(), &["合计", "总计"])
    };
    let sums = table.rows.iter_mut().filter(is_sum);
    sums.flatten().for_each(|cell| cell.set_apart = true);
}

/// The HTML with each picture's index in its tag.
fn numbered(body: &Body) -> String {
    let mut html = String::with_capacity(body.html.len() + 20 * body.holes.len());
    let mut copied = 0;
    for hole in &body.holes {
        html.push_str(&body.html[copied..hole.at]);
        copied = hole.at;
        if let HoleTarget::Image(number) = hole.target {
            html.push_str(&format!(" {IMAGE}=\"{number}\""));
        }
    }
    html.push_str(&body.html[copied..]);
    html
}

/// Hands tokens on.
#[derive(Default)]
struct BlockTokens {
    builder: RefCell<BlockBuilder>,
}

impl TokenSink for BlockTokens {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name: &str = &tag.name;
                builder.start(name, &|attribute| value(&tag, attribute));
                // What these hold is no text, and is not read as tags.
                match name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" | "noscript" | "noembed" | "noframes" | "xmp" => {
                        return TokenSinkResult::RawData(RawKind::Rawtext);
                    }
                    "textarea" | "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => builder.end(&tag.name),
            Token::CharacterTokens(text) => builder.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn value(tag: &Tag, name: &str) -> Option<String> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.to_string())
}

/// Type of notes, captions and code, in µm: 小四, 12 pt.
const SMALL: i32 = 4_233;

/// What an element means for what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementRole {
    /// Nothing but its marks.
    Inline,
    /// A block of its own.
    Block,
    Heading(u8),
    /// With the number of the next item.
    Ordered(u64),
    Unordered,
    /// With the room its marker takes.
    Item(i32),
    Quote,
    /// 注意, 提示: in the face of quotations, but where the text stands.
    Alert,
    AlertTitle,
    Notes,
    Preformatted,
    Caption,
    Table,
    Hidden,
}

impl ElementRole {
    /// Of a tag.
    pub(super) fn of(name: &str, attributes: ElementAttributes<'_>) -> Self {
        let class = attributes("class").unwrap_or_default();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name.as_bytes()[1] - b'0'),
            "ol" => Self::Ordered(
                attributes("start")
                    .and_then(|start| start.parse().ok())
                    .unwrap_or(1),
            ),
            "ul" => Self::Unordered,
            "li" => Self::Item(0),
            "blockquote" => Self::Quote,
            "div" if class.starts_with("alert") => Self::Alert,
            "p" if class == "alert-title" => Self::AlertTitle,
            "section" if class == "footnotes" => Self::Notes,
            "pre" => Self::Preformatted,
            "caption" | "figcaption" => Self::Caption,
            // The way back to a note's reference leads nowhere on paper.
            "a" if class == "footnote-back" => Self::Hidden,
            "script" | "style" | "template" | "noscript" | "iframe" | "title" => Self::Hidden,
            "table" | "p" | "div" | "section" | "article" | "aside" | "header" | "footer" | "main"
            | "nav" | "figure" | "details" | "summary" | "dl" | "dt" | "dd" | "address" | "center"
            | "form" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// The face and the first line, by the innermost element that says something of them.
    pub(super) fn dress(roles: impl DoubleEndedIterator<Item = Self> + Clone, paragraph: &mut Paragraph) {
        let in_notes = roles.clone().any(|role| role == Self::Notes);
        let role = roles
            .rev()
            .find(|role| !matches!(role, Self::Inline | Self::Block));
        paragraph.indent = 2 * EM;
        match role {
            Some(Self::Heading(level)) => {
                paragraph.style = match level {
                    0..=2 => Style::Heading1,
                    3 => Style::Heading2,
                    _ => Style::Heading3,
                };
                paragraph.keep = true;
            }
            Some(Self::Item(_) | Self::Ordered(_) | Self::Unordered) => {
                paragraph.indent = 0;
                if in_notes {
                    (paragraph.style, paragraph.size) = (Style::Small, SMALL);
                }
            }
            Some(Self::Quote | Self::Alert) => paragraph.style = Style::Quote,
            Some(Self::AlertTitle) => {
                (paragraph.style, paragraph.keep) = (Style::Heading1, true);
            }
            Some(Self::Preformatted) => {
                (paragraph.style, paragraph.size, paragraph.indent) = (Style::Code, SMALL, 0);
            }
            Some(Self::Caption) => {
                (paragraph.style, paragraph.size, paragraph.indent) = (Style::Small, SMALL, 0);
                paragraph.align = Align::Centre;
            }
            _ => {}
        }
    }
}
