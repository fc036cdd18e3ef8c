//! The two texts that an entry becomes while its events pass: HTML with slots, and plain text. Knows
//! escaping, white space and where later insertions belong; knows nothing of Markdown.
//!
//! While an entry holds raw HTML, the attributes of all tags are kept aside and a token stands for them,
//! so that the sanitiser may judge every tag of the page without touching what this program wrote.

use super::byte_scan::Stops;
use super::cjk_shim::{LEAD, LETTER_SHIM, meant};
use super::{Hole, HoleTarget};
use crate::words::entity;

/// The attribute that stands for kept ones. The sanitiser lets it pass; raw HTML cannot bring it in.
pub(super) const TOKEN: &str = "data-kept";

/// Something to be put into the HTML later, or to be found there again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Stays open until the page is rendered.
    Hole(HoleTarget),
    /// The `id` that the fragment with this number means.
    Fragment(usize),
    /// The level of the heading with this number: one digit, already there as `2`.
    Level(usize),
}

/// HTML with its slots, by rising offset.
#[derive(Debug, Default)]
pub(super) struct SlottedHtml {
    pub(super) html: String,
    pub(super) slots: Vec<(usize, Slot)>,
}

impl SlottedHtml {
    /// Adds another piece at the end.
    pub(super) fn append(&mut self, other: &SlottedHtml) {
        let base = self.html.len();
        self.html.push_str(&other.html);
        self.slots
            .extend(other.slots.iter().map(|(at, slot)| (base + at, *slot)));
    }

    /// Takes away what stands from an offset on.
    pub(super) fn split_off(&mut self, at: usize) -> SlottedHtml {
        let first = self.slots.partition_point(|(slot, _)| *slot < at);
        SlottedHtml {
            html: self.html.split_off(at),
            slots: self
                .slots
                .drain(first..)
                .map(|(slot, kind)| (slot - at, kind))
                .collect(),
        }
    }

    /// Puts a text in; slots behind it move.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.html.insert_str(at, text);
        for (slot, _) in self.slots.iter_mut().rev().take_while(|(slot, _)| *slot >= at) {
            *slot += text.len();
        }
    }

    /// Fills in the fragments; slots behind them move.
    pub(super) fn fill(&mut self, fragments: &[String]) {
        if fragments.is_empty() {
            return;
        }
        let mut html = String::with_capacity(self.html.len() + 32 * fragments.len());
        let mut copied = 0;
        for (at, slot) in &mut self.slots {
            html.push_str(&self.html[copied..*at]);
            copied = *at;
            *at = html.len();
            if let Slot::Fragment(number) = slot {
                html.push_str(fragments.get(*number).map_or("", String::as_str));
            }
        }
        html.push_str(&self.html[copied..]);
        self.html = html;
    }

    /// The holes that stay.
    pub(super) fn holes(&self) -> impl Iterator<Item = Hole> {
        self.slots.iter().filter_map(|&(at, slot)| match slot {
            Slot::Hole(target) => Some(Hole { at, target }),
            _ => None,
        })
    }
}

/// What has been written so far.
#[derive(Debug, Default)]
pub(super) struct HtmlWriter {
    /// The HTML.
    pub(super) out: SlottedHtml,
    /// The plain text.
    pub(super) plain: String,
    /// A space belongs before the next word of the plain text.
    gap: bool,
    /// Where the attributes of the tag being written begin.
    attributes: usize,
    /// Kept attributes; `Some` while the entry may hold raw HTML.
    pub(super) kept: Option<Vec<SlottedHtml>>,
}

impl HtmlWriter {
    /// An empty page for a text of this many bytes; `raw` when it may hold raw HTML.
    pub(super) fn new(size: usize, raw: bool) -> Self {
        Self {
            out: SlottedHtml {
                html: String::with_capacity(size + size / 2 + 64),
                slots: Vec::new(),
            },
            plain: String::with_capacity(size),
            kept: raw.then(Vec::new),
            ..Self::default()
        }
    }

    /// Writes HTML as it is.
    pub(super) fn html(&mut self, html: &str) {
        self.out.html.push_str(html);
    }

    /// Begins a new line unless one has just begun.
    pub(super) fn fresh_line(&mut self) {
        if !self.out.html.is_empty() && !self.out.html.ends_with('\n') {
            self.out.html.push('\n');
        }
    }

    /// Begins a tag: `<name`, its attributes to follow.
    pub(super) fn tag(&mut self, name: &str) {
        self.out.html.push('<');
        self.out.html.push_str(name);
        self.attributes = self.out.html.len();
    }

    /// Writes an attribute of the tag begun.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.html.push(' ');
        self.out.html.push_str(name);
        self.out.html.push_str("=\"");
        escape_attribute(&mut self.out.html, value);
        self.out.html.push('"');
    }

    /// A slot at this place.
    pub(super) fn slot(&mut self, slot: Slot) {
        self.out.slots.push((self.out.html.len(), slot));
    }

    /// Ends the tag begun.
    pub(super) fn end_tag(&mut self) {
        if let Some(kept) = &mut self.kept
            && self.out.html.len() > self.attributes
        {
            let attributes = self.out.split_off(self.attributes);
            push_token(&mut self.out.html, kept.len());
            kept.push(attributes);
        }
        self.out.html.push('>');
    }

    /// Puts attributes (with a space before) into a tag already written.
    pub(super) fn insert_attributes(&mut self, at: usize, attributes: &str) {
        match &mut self.kept {
            None => self.out.insert(at, attributes),
            Some(kept) => {
                let mut token = String::new();
                push_token(&mut token, kept.len());
                kept.push(SlottedHtml {
                    html: attributes.to_owned(),
                    slots: Vec::new(),
                });
                self.out.insert(at, &token);
            }
        }
    }

    /// Writes text into both.
    pub(super) fn text(&mut self, text: &str) {
        // Letter shims say nothing, and stand where a text meets a mark: at its ends.
        let text = text.strip_prefix(LETTER_SHIM).unwrap_or(text);
        let text = text.strip_suffix(LETTER_SHIM).unwrap_or(text);
        let bytes = text.as_bytes();
        if BYTES_OF_BOTH.before(bytes) == bytes.len() && !may_hold_wide_space(bytes) {
            self.out.html.push_str(text);
            push_word(&mut self.plain, &mut self.gap, text);
            return;
        }
        escape_text(&mut self.out.html, text);
        self.plain_text(text);
    }

    /// Writes text into the plain text alone.
    pub(super) fn plain_text(&mut self, text: &str) {
        fold(&mut self.plain, &mut self.gap, text);
    }

    /// Words before and behind this point are parted in the plain text.
    pub(super) fn part(&mut self) {
        self.gap = true;
    }
}

fn push_token(html: &mut String, number: usize) {
    html.push_str(" data-kept=\"");
    html.push_str(&number.to_string());
    html.push('"');
}

/// Bytes that the HTML cannot take as they are: control characters other than tab and line feed (which
/// are looked at and kept), stand-ins, and what means something in HTML.
const HTML_BYTES: &Stops<6> = &Stops::new(b' ', [b'&', b'<', b'>', b'"', 0x7f, LEAD]);

/// All that either cannot take as it is, but an ideographic space.
const BYTES_OF_BOTH: &Stops<5> = &Stops::new(b'!', [b'&', b'<', b'>', 0x7f, LEAD]);

/// Bytes that may be white space in the plain text, or no text at all.
const PLAIN_BYTES: &Stops<3> = &Stops::new(b'!', [0x7f, LEAD, LEAD]);

/// The same, and where an ideographic space may begin; every 。 and 、 begins like it.
const PLAIN_BYTES_WIDE: &Stops<3> = &Stops::new(b'!', [0x7f, LEAD, 0xe3]);

/// Writes text into an element's content.
pub(super) fn escape_text(html: &mut String, text: &str) {
    escape(html, text, false);
}

/// Writes text between the quotes of an attribute.
pub(super) fn escape_attribute(html: &mut String, text: &str) {
    escape(html, text, true);
}

fn escape(html: &mut String, text: &str, quoted: bool) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    loop {
        at += HTML_BYTES.before(&bytes[at..]);
        if at == bytes.len() {
            break;
        }
        let (instead, width) = match bytes[at] {
            b'\t' | b'\n' => {
                at += 1;
                continue;
            }
            b'"' if !quoted => {
                at += 1;
                continue;
            }
            LEAD => match bytes.get(at + 1).and_then(|second| in_place_of(*second)) {
                Some(meaning) => (meaning, 2),
                None => {
                    at += 2;
                    continue;
                }
            },
            // A lone carriage return is a line's end; before a line feed it is none.
            b'\r' if bytes.get(at + 1) != Some(&b'\n') && at + 1 < bytes.len() => ("\n", 1),
            b'\0' => ("\u{fffd}", 1),
            // Other control characters are dropped.
            byte => (entity(byte).unwrap_or_default(), 1),
        };
        html.push_str(&text[copied..at]);
        html.push_str(instead);
        at += width;
        copied = at;
    }
    html.push_str(&text[copied..]);
}

/// What stands for the character `0xC2 second`: a stand-in's meaning, nothing for other control characters.
fn in_place_of(second: u8) -> Option<&'static str> {
    match second {
        0x80..=0x9f => Some(meant(second).unwrap_or("")),
        _ => meant(second),
    }
}

/// Adds text to a plain text: runs of white space become one space, between words only.
fn fold(plain: &mut String, gap: &mut bool, text: &str) {
    let bytes = text.as_bytes();
    let stops = if may_hold_wide_space(bytes) {
        PLAIN_BYTES_WIDE
    } else {
        PLAIN_BYTES
    };
    let mut copied = 0;
    let mut at = 0;
    loop {
        at += stops.before(&bytes[at..]);
        if at == bytes.len() {
            break;
        }
        let (width, keeps, space) = blank(&bytes[at..]);
        if !keeps {
            push_word(plain, gap, &text[copied..at]);
            *gap |= space;
            if bytes[at] == LEAD {
                push_word(plain, gap, meant(bytes[at + 1]).unwrap_or(""));
            }
            copied = at + width;
        }
        at += width;
    }
    push_word(plain, gap, &text[copied..]);
}

/// A quick look, without a branch per byte, at the first and the last byte of U+3000.
fn may_hold_wide_space(bytes: &[u8]) -> bool {
    let Some(lasts) = bytes.get(2..) else {
        return false;
    };
    let pairs = bytes.iter().zip(lasts);
    pairs.fold(false, |met, (first, last)| {
        met | ((*first == 0xe3) & (*last == 0x80))
    })
}

fn push_word(plain: &mut String, gap: &mut bool, word: &str) {
    if word.is_empty() {
        return;
    }
    if std::mem::take(gap) && !plain.is_empty() {
        plain.push(' ');
    }
    plain.push_str(word);
}

/// Of the character at the front: its width, whether it stays, and else whether it parts words.
fn blank(bytes: &[u8]) -> (usize, bool, bool) {
    match bytes {
        [0xe3, 0x80, 0x80, ..] => (3, false, true),
        [0xe3, ..] => (3, true, false),
        [0xc2, 0xa0, ..] => (2, false, true),
        [0xc2, 0x80..=0x9f | 0xb8, ..] => (2, false, false),
        [0xc2, ..] => (2, true, false),
        [b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c, ..] => (1, false, true),
        _ => (1, false, false),
    }
}
