//! The HTML of an entry that holds raw HTML → the same with its elements in order and nothing in it that
//! is not known, by the sanitiser `ammonia`; then the attributes that were kept aside are put back. It runs
//! over the whole entry, so that the result is well-formed whatever the author left open.
//!
//! The tables of tags that may not stay as they are serve `raw` for the author's tags and the sanitiser's list alike.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::page::{SlottedHtml, TOKEN};
use crate::words::ALLOWED_TAGS;

/// Set up once: it knows tags and no attribute but the token.
static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(known_tags().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from([TOKEN]))
        .link_rel(None)
        .strip_comments(true);
    cleaner
});

/// Cleans the HTML; tokens stay.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Puts the kept attributes back in the place of their tokens.
pub(super) fn put_back(html: &str, kept: &[SlottedHtml]) -> SlottedHtml {
    let mut page = SlottedHtml::default();
    page.html.reserve(html.len() * 2);
    let mark = format!(" {TOKEN}=\"");
    let mut copied = 0;
    for (at, _) in html.match_indices(&mark) {
        // Text cannot hold `<` as it is, so a token directly behind `<name` is a tag's.
        let before = html[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        let digits = &html[at + mark.len()..];
        let (Some(end), true) = (digits.find('"'), before.ends_with('<')) else {
            continue;
        };
        page.html.push_str(&html[copied..at]);
        if let Some(attributes) = digits[..end]
            .parse()
            .ok()
            .and_then(|number: usize| kept.get(number))
        {
            page.append(attributes);
        }
        copied = at + mark.len() + end + 1;
    }
    page.html.push_str(&html[copied..]);
    page
}

/// Tags that go together with everything in them; `true` when that is worth a warning.
pub(super) const DROPPED: [(&str, bool); 15] = [
    ("script", true),
    ("style", false),
    ("iframe", true),
    ("noembed", true),
    ("noframes", true),
    ("frameset", true),
    ("object", true),
    ("applet", true),
    ("template", true),
    ("svg", true),
    ("math", true),
    ("title", false),
    ("head", false),
    ("xml", false),
    ("select", false),
];

/// Tags that go, their content stays, and that is worth a warning.
pub(super) const DISARMED: [&str; 7] = ["form", "embed", "button", "input", "textarea", "base", "meta"];

/// The tags that the sanitiser lets pass: those above and what this program writes itself.
pub(super) fn known_tags() -> impl Iterator<Item = &'static str> {
    ALLOWED_TAGS.iter().map(|(name, _)| *name).chain(["input"])
}
