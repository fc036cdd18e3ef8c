//! An entry's body → [`Block`]s. The body's HTML is clean, but where `raw_html = true` it is what its author wrote:
//! whatever is left open is closed, and no text is lost.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::blocks::Block;
use super::builder::BlockBuilder;
use crate::markdown::{Body, HoleTarget};

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
    tokenizer.sink.builder.into_inner().finish()
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
