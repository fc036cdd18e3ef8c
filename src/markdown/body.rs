//! What one parse of an entry's Markdown gives: HTML with holes where addresses will stand, and
//! everything that later stages ask of the text.

use super::headings::Index;
use crate::words::{Place, SourcePath};

/// The parsed text of one entry. The HTML is final but for its holes.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// HTML; at each hole's byte offset an address is written when the page is rendered.
    pub html: String,
    /// The holes, by rising offset.
    pub holes: Vec<Hole>,
    /// Links to files of the site, in the text's order.
    pub links: Vec<Link>,
    /// Pictures, in the text's order.
    pub images: Vec<Image>,
    /// Headings, in the text's order.
    pub headings: Vec<Heading>,
    /// The text without marks, white space folded to single spaces; what search looks through.
    pub plain: Box<str>,
    /// The first paragraph, cut at a sentence; plain text of at most 120 characters; may be empty.
    pub summary: String,
}

impl Body {
    /// The `id` that a fragment written by an author means: an id, or a heading's text with or without
    /// its punctuation. `None` when there is no such heading.
    #[must_use]
    pub fn anchor(&self, fragment: &str) -> Option<&str> {
        Index::new(&self.headings).find(fragment)
    }
}

/// A place in the HTML that is filled at render time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in [`Body::html`].
    pub at: usize,
    /// What belongs there.
    pub target: HoleTarget,
}

/// What belongs in a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoleTarget {
    /// The address of `links[n]`, to be written inside the quotes of an `href`; the writer escapes it.
    Link(usize),
    /// The attributes of `images[n]`: ` src="…" width="…" height="…"`, with a space before.
    Image(usize),
}

/// A link to a file of the site.
#[derive(Debug, Clone)]
pub struct Link {
    /// The file.
    pub target: SourcePath,
    /// The part behind `#`, when there is one.
    pub fragment: Option<String>,
    /// Where it is written.
    pub place: Place,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct Image {
    /// The file.
    pub file: SourcePath,
    /// Where it is written.
    pub place: Place,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: an entry's own headings begin under the page's title.
    pub level: u8,
    /// The `id` in the HTML: ASCII, once per body.
    pub id: String,
    /// Its plain text.
    pub text: String,
}
