//! Text into HTML that the program writes itself. Bodies have a way of their own, which is as quick as it is long
//! (`markdown/page.rs`), and XML drops what XML forbids (`render/feed.rs`).

/// Writes text so that it reads as text, in an element or between an attribute's double quotes.
pub fn push_text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}
