//! Brackets that were meant as a link or a picture and were not read as one → a word to the author, with what to
//! type instead. It looks at the one line behind a closing bracket, and changes nothing on the page.

use std::borrow::Cow;

use super::render::BodyRenderer;
use super::seams::restore;
use crate::words::{Code, is_picture, may_be_linked};

/// A picture, or a link with its own brackets, of which the raw text would stand on the page.
const ADDRESS_UNREAD: Code = Code::error("address-unread");
/// Brackets that look like a link and may as well be text.
const LINK_UNREAD: Code = Code::warning("link-unread");

/// How much of a line is looked at, in characters.
const LONGEST: usize = 300;

/// How Markdown writes an address: in angle brackets when it holds a space or half a pair of brackets.
#[must_use]
pub fn destination(address: &str) -> Cow<'_, str> {
    let mut depth = 0_i32;
    let paired = address.bytes().all(|byte| {
        depth += i32::from(byte == b'(') - i32::from(byte == b')');
        depth >= 0
    });
    match paired && depth == 0 && !address.contains(char::is_whitespace) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(format!("<{address}>")),
    }
}

/// What stands between the round brackets.
struct BracketContent<'a> {
    address: &'a str,
    /// With its quotes; empty when there is none.
    title: &'a str,
    /// The address ends like a file of the site, or is one of the web.
    known: bool,
    /// Where the closing bracket ends.
    end: usize,
}

impl BodyRenderer<'_> {
    /// `![植树](植树 现场.jpg)`, `[附件](关于 公示.pdf)`, `[附件]（公示.pdf）`, `【附件】（公示.pdf）`: a closing bracket ends at this offset.
    pub(super) fn look_for_link(&mut self, at: usize) {
        let line = self.text[at..].split('\n').next().unwrap_or_default();
        if !line.starts_with(['(', '（']) {
            return;
        }
        let Some(label) = Label::before(&self.text[..at]) else {
            return;
        };
        let own = line.starts_with('(') && !label.wide;
        // Nobody writes `![…](…)` for anything else.
        let sure = own && label.picture;
        let Some(inside) = inside(line).or_else(|| sure.then(|| anything(line)).flatten()) else {
            return;
        };
        let code = if label.picture || (own && inside.known) {
            ADDRESS_UNREAD
        } else {
            LINK_UNREAD
        };
        let address = restore(inside.address);
        let (what, mark) = match label.picture {
            true => ("放图片", "!"),
            false => ("写链接", ""),
        };
        self.complaints.push(code, &(label.start..at + inside.end), || {
            let destination = destination(&address);
            let why = match destination.starts_with('<') {
                true => "地址里有空格或者括号，要用尖括号括起来",
                false => "方括号、圆括号和感叹号都用半角",
            };
            let (text, title) = (restore(label.text), restore(inside.title));
            let message = format!("这里像是想{what}，但会原样显示成文字");
            let hint = format!("{why}，请写成“{mark}[{text}]({destination}{title})”");
            (message, hint)
        });
    }
}

/// What stands in the brackets that a line begins with, if it is an address.
fn inside(line: &str) -> Option<BracketContent<'_>> {
    let open = line.chars().next()?;
    let ends = line
        .char_indices()
        .take(LONGEST)
        .filter(|(_, c)| matches!(c, ')' | '）'));
    ends.map(|(end, close)| (line[open.len_utf8()..end].trim(), end + close.len_utf8()))
        .find_map(|(inside, end)| {
            let quoted = inside.strip_suffix('"').and_then(|inside| inside.rfind(" \""));
            let (address, title) = inside.split_at(quoted.unwrap_or(inside.len()));
            let address = address.trim_end().trim_start_matches('<').trim_end_matches('>');
            let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
            let lower = ending.to_ascii_lowercase();
            let web = ["http://", "https://"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            let known = web || lower == "md" || may_be_linked(&lower) || is_picture(&lower);
            let like_one = (2..=4).contains(&ending.len())
                && ending.starts_with(|c: char| c.is_ascii_alphabetic())
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
            (known || like_one || address.starts_with("http")).then_some(BracketContent {
                address,
                title,
                known,
                end,
            })
        })
}

/// Whatever stands in half-width brackets.
fn anything(line: &str) -> Option<BracketContent<'_>> {
    let end = line.find(')')?;
    Some(BracketContent {
        address: line[1..end].trim(),
        title: "",
        known: false,
        end: end + 1,
    })
}

/// What stands before the round brackets.
struct Label<'a> {
    text: &'a str,
    /// Where it begins, with its exclamation mark.
    start: usize,
    picture: bool,
    /// In `【】`.
    wide: bool,
}

impl<'a> Label<'a> {
    fn before(text: &'a str) -> Option<Self> {
        let line = text.rfind('\n').map_or(0, |end| end + 1);
        let close = text.chars().next_back()?;
        let (open, wide) = if close == '】' {
            ('【', true)
        } else {
            ('[', false)
        };
        let begin = line + text[line..].rfind(open)?;
        let mark = text[..begin]
            .chars()
            .next_back()
            .filter(|c| matches!(c, '!' | '！'));
        Some(Self {
            text: &text[begin + open.len_utf8()..text.len() - close.len_utf8()],
            start: begin - mark.map_or(0, char::len_utf8),
            picture: mark.is_some(),
            wide,
        })
    }
}
