//! HTML: what is written instead of `&`, `<`, `>` and `"`, and what stands there instead of characters; the tags that a text
//! may hold, and which of them part what stands before from what stands behind. Bodies escape in `markdown/page.rs`, which
//! also turns stand-ins into what they mean, and XML drops what XML forbids (`render/feed.rs`).

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

/// The character that a text begins with by its name or its number, as far as such are known here, and how long that is.
/// Browsers ask for no `;` behind a number.
#[must_use]
pub fn reference(text: &str) -> Option<(usize, char)> {
    const LONGEST: usize = 12;
    let Some(number) = text.strip_prefix("&#") else {
        let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
        let c = match &text[..end] {
            "&amp" => '&',
            "&lt" => '<',
            "&gt" => '>',
            "&quot" => '"',
            "&apos" => '\'',
            "&nbsp" => '\u{a0}',
            "&ensp" | "&emsp" | "&thinsp" => ' ',
            "&hyphen" | "&dash" => '-',
            "&ndash" => '–',
            "&mdash" => '—',
            "&middot" => '·',
            "&period" => '.',
            "&colon" => ':',
            "&lpar" => '(',
            "&rpar" => ')',
            "&ldquo" => '“',
            "&rdquo" => '”',
            "&lsquo" => '‘',
            "&rsquo" => '’',
            "&hellip" => '…',
            "&shy" => '\u{ad}',
            "&zwnj" => '\u{200c}',
            "&zwj" => '\u{200d}',
            _ => return None,
        };
        return Some((end + 1, c));
    };
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let is_digit = |byte: &u8| char::from(*byte).is_digit(radix);
    let count = digits.bytes().take_while(is_digit).count();
    let c = char::from_u32(u32::from_str_radix(&digits[..count], radix).ok()?)?;
    let end = text.len() - digits.len() + count;
    Some((end + usize::from(digits[count..].starts_with(';')), c))
}

/// The characters of a text that stand in no tag.
pub fn outside_tags(html: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    html.chars().filter(move |c| match c {
        '<' => {
            inside = true;
            false
        }
        '>' if inside => {
            inside = false;
            false
        }
        _ => !inside,
    })
}

/// Tags of raw HTML that may stay, and what they are.
pub const ALLOWED_TAGS: [(&str, TagNature); 66] = {
    use TagNature::{Block, Inline, Paragraph, Void};
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
        ("p", Paragraph),
        ("h1", Paragraph),
        ("h2", Paragraph),
        ("h3", Paragraph),
        ("h4", Paragraph),
        ("h5", Paragraph),
        ("h6", Paragraph),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagNature {
    /// Ends at the latest where its block of HTML or paragraph does.
    Inline,
    /// The same, and what stands in it is apart from what stands around it.
    Paragraph,
    /// May hold Markdown blocks.
    Block,
    /// Has no end tag.
    Void,
}

impl TagNature {
    /// True when what stands in the tag is apart from what stands around it.
    #[must_use]
    pub fn parts(self) -> bool {
        matches!(self, Self::Paragraph | Self::Block)
    }
}

/// True for a tag, in small letters, behind which something else begins. The content of a tag that may not stay is one
/// with what stands around it.
#[must_use]
pub fn is_parting(name: &str) -> bool {
    let known = ALLOWED_TAGS.iter().find(|(known, _)| *known == name);
    name == "hr" || known.is_some_and(|(_, nature)| nature.parts())
}

#[cfg(test)]
mod tests {
    use super::is_parting;

    #[test]
    fn what_stands_in_rows_and_paragraphs_is_apart() {
        for name in ["p", "h2", "td", "tr", "thead", "li", "div", "hr"] {
            assert!(is_parting(name), "{name}");
        }
        for name in ["b", "span", "img", "br", "address", "x", ""] {
            assert!(!is_parting(name), "{name}");
        }
    }
}
