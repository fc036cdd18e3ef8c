//! Text into markup, HTML or XML. Bodies have a way of their own, which also turns stand-ins into what they mean
//! (`markdown/page.rs`), and XML drops what XML forbids (`render/feed.rs`); what is written instead of a byte is said here.

/// What markup writes instead of a byte that means something in it.
#[must_use]
pub fn entity(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    }
}

/// Writes text so that it reads as text, in an element or between an attribute's double quotes.
pub fn push_text(markup: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| entity(byte).is_some()) {
        markup.push_str(&rest[..at]);
        markup.push_str(entity(rest.as_bytes()[at]).unwrap_or_default());
        rest = &rest[at + 1..];
    }
    markup.push_str(rest);
}
