//! A stretch of raw HTML → its tags and the text between. Only whole tags count as tags; what is cut off
//! is text, so that no open quote or comment can swallow what stands behind it on the page. It knows no
//! meaning; which tags may stay is decided in `raw`.

use std::borrow::Cow;

use crate::words::reference;

/// A piece of raw HTML. Offsets are bytes of the stretch.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text, its character references untouched.
    Text(&'a str),
    /// `<name …>`.
    Open {
        name: String,
        attributes: Vec<(String, Cow<'a, str>)>,
        at: usize,
    },
    /// `</name>`.
    Close { name: String },
    /// A comment, declaration or instruction; `ended` is false when it has no end.
    Comment { ended: bool, at: usize },
}

/// Goes through a stretch of raw HTML.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// A broken tag was met: the rest is text. Keeps the walk linear.
    broken: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self {
            html,
            at: 0,
            broken: false,
        }
    }

    /// Passes everything up to the end tag of this name, which comes next; without one nothing is left.
    pub(super) fn pass_to_close(&mut self, name: &str) {
        let rest = &self.html.as_bytes()[self.at..];
        let found = rest.windows(2 + name.len()).position(|window| {
            window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes())
        });
        self.at = found.map_or(self.html.len(), |offset| self.at + offset);
    }

    fn comment(&mut self, start: &str, end: &str) -> Token<'a> {
        let at = self.at;
        let body = at + start.len();
        match self.html.get(body..).and_then(|rest| rest.find(end)) {
            Some(offset) => {
                self.at = body + offset + end.len();
                Token::Comment { ended: true, at }
            }
            None => {
                self.at = self.html.len();
                Token::Comment { ended: false, at }
            }
        }
    }

    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
            return Some(self.comment("<!--", ">"));
        }
        if rest.starts_with("<!--") {
            return Some(self.comment("<!--", "-->"));
        }
        if rest.starts_with("<![CDATA[") {
            return Some(self.comment("<![CDATA[", "]]>"));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return Some(self.comment("<!", ">"));
        }
        let close = rest.starts_with("</");
        let start = self.at + 1 + usize::from(close);
        let bytes = self.html.as_bytes();
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let width = bytes[start..]
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/' | b'<'))
            .count();
        let name = self.html[start..start + width].to_ascii_lowercase();
        let mut reader = AttributeReader {
            html: self.html,
            at: start + width,
        };
        let Some(attributes) = reader.read() else {
            self.broken = true;
            return None;
        };
        let at = self.at;
        self.at = reader.at;
        Some(if close {
            Token::Close { name }
        } else {
            Token::Open { name, attributes, at }
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.html[self.at..];
        if rest.is_empty() {
            return None;
        }
        if !self.broken
            && rest.starts_with('<')
            && let Some(token) = self.markup()
        {
            return Some(token);
        }
        // A `<` in front that begins no tag is text too.
        let next = rest
            .bytes()
            .skip(1)
            .position(|byte| byte == b'<')
            .filter(|_| !self.broken);
        let end = next.map_or(rest.len(), |at| at + 1);
        self.at += end;
        Some(Token::Text(&rest[..end]))
    }
}

/// Reads the attributes of a tag, up to its `>`.
struct AttributeReader<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> AttributeReader<'a> {
    /// `None` when the tag has no end.
    fn read(&mut self) -> Option<Vec<(String, Cow<'a, str>)>> {
        let mut list = Vec::new();
        loop {
            self.pass(|byte| byte.is_ascii_whitespace() || byte == b'/');
            if self.peek()? == b'>' {
                self.at += 1;
                return Some(list);
            }
            let name = self.pass(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
            let name = name.to_ascii_lowercase();
            self.pass(|byte| byte.is_ascii_whitespace());
            let mut value = "";
            if self.peek()? == b'=' {
                self.at += 1;
                self.pass(|byte| byte.is_ascii_whitespace());
                value = self.value()?;
            }
            list.push((name, decode(value)));
        }
    }

    fn value(&mut self) -> Option<&'a str> {
        let quote = self.peek()?;
        if quote != b'"' && quote != b'\'' {
            return Some(self.pass(|byte| !byte.is_ascii_whitespace() && byte != b'>'));
        }
        self.at += 1;
        let value = self.pass(|byte| byte != quote);
        self.peek()?;
        self.at += 1;
        Some(value)
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// Passes the bytes that fit; ASCII bytes decide, so the end is a character's border.
    fn pass(&mut self, fits: impl Fn(u8) -> bool) -> &'a str {
        let bytes = &self.html.as_bytes()[self.at..];
        let width = bytes
            .iter()
            .position(|byte| byte.is_ascii() && !fits(*byte))
            .unwrap_or(bytes.len());
        let passed = &self.html[self.at..self.at + width];
        self.at += width;
        passed
    }
}

/// The usual character references undone; the others stay as text, which is safe because everything is
/// escaped when written.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest).filter(|(length, c)| rest[..*length].ends_with(';') && *c != '\0') {
            Some((length, c)) => {
                decoded.push(c);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        Tokens::new(html)
            .map(|token| match token {
                Token::Text(text) => text.to_owned(),
                Token::Open { name, attributes, .. } => format!("<{name} {attributes:?}>"),
                Token::Close { name } => format!("</{name}>"),
                Token::Comment { ended, .. } => format!("<!{ended}>"),
            })
            .collect()
    }

    #[test]
    fn whole_tags_are_found() {
        assert_eq!(
            texts("甲<A HREF='x&amp;y' b>乙</a ><br/><!-- < -->丙"),
            [
                "甲",
                "<a [(\"href\", \"x&y\"), (\"b\", \"\")]>",
                "乙",
                "</a>",
                "<br []>",
                "<!true>",
                "丙"
            ]
        );
    }

    #[test]
    fn what_is_cut_off_is_text() {
        assert_eq!(texts("甲<div title=\"乙>丙"), ["甲", "<div title=\"乙>丙"]);
        assert_eq!(texts("1 < 2 <3"), ["1 ", "< 2 ", "<3"]);
        assert_eq!(texts("<!-- 甲"), ["<!false>"]);
        assert_eq!(texts("<"), ["<"]);
    }
}
