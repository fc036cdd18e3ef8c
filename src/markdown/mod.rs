//! Text → [`Body`]: an entry's Markdown, parsed once per file. Pure: no disk, no other file is looked
//! at; what a link leads to and how large a picture is are decided when the page is rendered.

mod body;

pub use body::{Body, Heading, Hole, HoleTarget, Image, Link};

use std::ops::Range;

use crate::words::{Report, SourceText};

/// Which of this layer's rules are in force. All are, but in tests of the rules themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Raw HTML goes through the sanitiser (`raw_html = true` in `site.toml` turns this off).
    pub sanitise: bool,
    /// The markdown-cjk-friendly flanking rule, and no space for a line break between Han characters.
    pub cjk: bool,
    /// A run of `*` that masks a name is text.
    pub masks: bool,
    /// Relative links and pictures are files of the site, and only known schemes leave it.
    pub sources: bool,
    /// An entry's headings begin at level 2, have ids, and tables get a scroll container: this layer's own HTML.
    pub dress: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            sanitise: true,
            cjk: true,
            masks: true,
            sources: true,
            dress: true,
        }
    }
}

/// Parses the part `body` (byte range) of a file's text.
pub fn parse(source: &SourceText, body: Range<usize>, rules: &Rules, report: &mut Report) -> Body {
    let _ = (rules, report);
    Body {
        plain: source.text[body].to_owned(),
        ..Body::default()
    }
}

/// The style sheet for highlighted code.
#[must_use]
pub fn highlight_css() -> String {
    String::new()
}
