//! What becomes of each tag of raw HTML: three tables and nothing else. `raw` reads them for the author's
//! tags, `sanitise` for the sanitiser's list.

/// Tags that may stay, and what they are.
pub(super) const ALLOWED: [(&str, Nature); 66] = {
    use Nature::{Block, Inline, Void};
    [
        ("a", Inline),
        ("abbr", Inline),
        ("b", Inline),
        ("bdi", Inline),
        ("bdo", Inline),
        ("br", Void),
        ("cite", Inline),
        ("code", Inline),
        ("data", Inline),
        ("del", Inline),
        ("dfn", Inline),
        ("em", Inline),
        ("hr", Void),
        ("i", Inline),
        ("img", Void),
        ("ins", Inline),
        ("kbd", Inline),
        ("mark", Inline),
        ("q", Inline),
        ("rp", Inline),
        ("rt", Inline),
        ("ruby", Inline),
        ("s", Inline),
        ("samp", Inline),
        ("small", Inline),
        ("span", Inline),
        ("strong", Inline),
        ("sub", Inline),
        ("sup", Inline),
        ("time", Inline),
        ("u", Inline),
        ("var", Inline),
        ("wbr", Void),
        ("p", Inline),
        ("h1", Inline),
        ("h2", Inline),
        ("h3", Inline),
        ("h4", Inline),
        ("h5", Inline),
        ("h6", Inline),
        ("article", Block),
        ("aside", Block),
        ("blockquote", Block),
        ("caption", Block),
        ("col", Void),
        ("colgroup", Block),
        ("dd", Block),
        ("details", Block),
        ("div", Block),
        ("dl", Block),
        ("dt", Block),
        ("figcaption", Block),
        ("figure", Block),
        ("li", Block),
        ("ol", Block),
        ("pre", Block),
        ("section", Block),
        ("summary", Block),
        ("table", Block),
        ("tbody", Block),
        ("td", Block),
        ("tfoot", Block),
        ("th", Block),
        ("thead", Block),
        ("tr", Block),
        ("ul", Block),
    ]
};

/// How an allowed tag behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// Ends at the latest where its block of HTML or paragraph does.
    Inline,
    /// May hold Markdown blocks.
    Block,
    /// Has no end tag.
    Void,
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
    ALLOWED.iter().map(|(name, _)| *name).chain(["input"])
}
