//! What becomes of each tag of raw HTML that may not stay as it is. `raw` reads these tables for the author's tags,
//! `sanitise` for the sanitiser's list.

use crate::words::ALLOWED_TAGS;

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
