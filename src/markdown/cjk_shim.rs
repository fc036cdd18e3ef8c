//! An entry's text → the text that the Markdown parser is given, with a way back to the author's byte
//! offsets. What Chinese needs is said to the parser by invisible stand-ins, which the writer takes out
//! again wherever they land (text, code, an address), so that this step need not know where that is:
//!
//! - a *letter shim* beside a run of `*` or `~` that touches CJK: to the parser a letter, so that the run may
//!   open and close there, as the markdown-cjk-friendly specification asks;
//! - a *punctuation shim*, to the parser a punctuation mark, where a run stands between a letter and another mark;
//! - a *star* or *blank* for a run that masks a name or marks a blank to fill in: no emphasis;
//! - a wide space for an indent that would make code of a paragraph;
//! - a blank line where a table or a list would go on with what stands below it;
//! - a *backslash* in a link's destination, which is a Windows path and no escape.
//!
//! It must not judge or complain: masks are found in [`super::name_masks`], and told where they stand as text.

use std::borrow::Cow;

use memchr::memchr;

use super::characters::is_cjk;
use super::emphasis_runs::{DelimiterRun, find_runs};
use super::{ChineseRules, block_repairs, name_masks};
use crate::words::is_ideograph;

/// Nothing on the page; a letter to the parser. Two bytes, `0xC2` first, like all stand-ins.
pub(super) const LETTER_SHIM: char = '\u{81}';
/// Nothing on the page; punctuation to the parser. An author's own cedilla becomes a [`CEDILLA`].
pub(super) const PUNCTUATION_SHIM: char = '¸';
/// A `¸` that is text.
pub(super) const CEDILLA: char = '\u{85}';
/// A `*` that is text.
pub(super) const STAR: char = '\u{82}';
/// A `_` that is text.
pub(super) const BLANK: char = '\u{83}';
/// A `\` that is text.
pub(super) const BACKSLASH: char = '\u{84}';

/// The first byte of every stand-in.
pub(super) const LEAD: u8 = 0xc2;

/// What stands on the page for the stand-in with this second byte; `None` for an ordinary character.
pub(super) fn meant(second: u8) -> Option<&'static str> {
    match second {
        0x81 => Some(""),
        0x82 => Some("*"),
        0x83 => Some("_"),
        0x84 => Some("\\"),
        0x85 => Some("¸"),
        0xb8 => Some(""),
        _ => None,
    }
}

/// A text without stand-ins, as the author typed it.
pub(super) fn restore(text: &str) -> Cow<'_, str> {
    if memchr(LEAD, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut restored = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            LETTER_SHIM | PUNCTUATION_SHIM => {}
            CEDILLA => restored.push(PUNCTUATION_SHIM),
            STAR => restored.push('*'),
            BLANK => restored.push('_'),
            BACKSLASH => restored.push('\\'),
            c => restored.push(c),
        }
    }
    Cow::Owned(restored)
}

/// The text for the parser and where its bytes came from.
pub(super) struct ShimmedText<'a> {
    /// The text for the parser; the author's own when nothing had to be said.
    pub(super) text: Cow<'a, str>,
    /// `(offset here, offset in the author's text)` behind each change, rising.
    shifts: Vec<(usize, usize)>,
    /// There is a [`STAR`] in it.
    pub(super) is_masked: bool,
}

impl ShimmedText<'_> {
    /// The author's offset of an offset in [`ShimmedText::text`].
    pub(super) fn origin(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|(here, _)| *here <= at);
        match next.checked_sub(1).map(|last| self.shifts[last]) {
            Some((here, there)) => there + (at - here),
            None => at,
        }
    }
}

/// One change: `remove` bytes at `at` give way to a text.
struct Edit {
    at: usize,
    remove: usize,
    insert: char,
    times: usize,
}

/// Prepares a text.
pub(super) fn prepare<'a>(text: &'a str, rules: &ChineseRules) -> ShimmedText<'a> {
    let mut edits = Vec::new();
    drop_impostors(text, &mut edits);
    drop_returns(text, &mut edits);
    if rules.sources {
        keep_backslashes(text, &mut edits);
    }
    if rules.paragraphs {
        edits.extend(
            block_repairs::chinese_indents(text)
                .into_iter()
                .map(|indent| Edit {
                    at: indent.start,
                    remove: indent.len(),
                    insert: '\u{3000}',
                    times: 1,
                }),
        );
    }
    if rules.paragraphs {
        edits.extend(block_repairs::missing_breaks(text).into_iter().map(|at| Edit {
            at,
            remove: 0,
            insert: '\n',
            times: 1,
        }));
    }
    if rules.cjk || rules.masks {
        edit_runs(text, rules, &mut edits);
    }
    edits.sort_by_key(|edit| edit.at);
    apply(text, &edits)
}

/// Stand-ins in the author's own text (control characters, left by a wrong decoding) mean nothing.
fn drop_impostors(text: &str, edits: &mut Vec<Edit>) {
    if memchr(LEAD, text.as_bytes()).is_none() {
        return;
    }
    for (at, found) in
        text.match_indices(|c: char| (LETTER_SHIM..=CEDILLA).contains(&c) || c == PUNCTUATION_SHIM)
    {
        edits.push(Edit {
            at,
            remove: LEAD_AND_SECOND,
            insert: CEDILLA,
            times: usize::from(found.starts_with(PUNCTUATION_SHIM)),
        });
    }
}

/// To the parser a line end of Windows inside a code span is two spaces, so there it is given the plain one.
fn drop_returns(text: &str, edits: &mut Vec<Edit>) {
    let holds = |byte: u8| memchr(byte, text.as_bytes()).is_some();
    if !holds(b'\r') || !holds(b'`') {
        return;
    }
    edits.extend(text.match_indices("\r\n").map(|(at, _)| Edit {
        at,
        remove: 1,
        insert: '\n',
        times: 0,
    }));
}

/// How many bytes a stand-in takes.
const LEAD_AND_SECOND: usize = 2;

/// `](..\meetings\a.md)`: a backslash before anything but a bracket is a Windows path's.
fn keep_backslashes(text: &str, edits: &mut Vec<Edit>) {
    if memchr(b'\\', text.as_bytes()).is_none() {
        return;
    }
    let bytes = text.as_bytes();
    let mut seen = 0;
    for (at, _) in text.match_indices("](") {
        // No byte is looked at twice, however many links begin before one ends.
        seen = seen.max(at + 2);
        while let Some(byte) = bytes.get(seen) {
            match byte {
                b')' | b' ' | b'\t' | b'\n' | b'"' | b'[' => break,
                b'\\' => match bytes.get(seen + 1) {
                    Some(b'(' | b')' | b'<' | b'>') => break,
                    _ => edits.push(replaced(seen, BACKSLASH)),
                },
                _ => {}
            }
            seen += 1;
        }
    }
}

fn replaced(at: usize, insert: char) -> Edit {
    Edit {
        at,
        remove: 1,
        insert,
        times: 1,
    }
}

fn edit_runs(text: &str, rules: &ChineseRules, edits: &mut Vec<Edit>) {
    let runs = find_runs(text);
    if runs.is_empty() {
        return;
    }
    let masked = if rules.masks {
        name_masks::find(&runs)
    } else {
        Vec::new()
    };
    for (index, run) in runs.iter().enumerate() {
        if masked.get(index) == Some(&true) {
            edits.push(Edit {
                at: run.at,
                remove: run.len,
                insert: if run.mark == b'_' { BLANK } else { STAR },
                times: run.len,
            });
        } else if rules.cjk {
            add_shims(run, edits);
        }
    }
}

/// The specification's rule: a run of `*` or `~~` with no white space beside it that touches a CJK
/// character may open and close. The parser thinks so when both its neighbours are letters, or neither is.
fn add_shims(run: &DelimiterRun, edits: &mut Vec<Edit>) {
    let (Some(before), Some(after)) = (run.before, run.after) else {
        return;
    };
    let spaced = before.is_whitespace() || after.is_whitespace();
    let single_tilde = run.mark == b'~' && run.len < 2;
    if spaced || single_tilde || run.mark == b'_' || !(touches(run, before) || is_cjk(after)) {
        return;
    }
    let mark = |c: char| matches!(c, '*' | '_' | '~');
    let sides = [(before, run.at, after), (after, run.at + run.len, before)];
    for (neighbour, at, opposite) in sides {
        // Of a Han character, as most are, the library's tables are long in saying so.
        let insert = match is_ideograph(neighbour) || neighbour.is_alphanumeric() {
            // Nothing may part two marks: the other one looks at this one too.
            true if mark(opposite) => PUNCTUATION_SHIM,
            false if !mark(neighbour) && !mark(opposite) => LETTER_SHIM,
            _ => continue,
        };
        edits.push(Edit {
            at,
            remove: 0,
            insert,
            times: 1,
        });
    }
}

/// CJK before a run; a variation selector passes the question on, and makes a quotation mark CJK.
fn touches(run: &DelimiterRun, before: char) -> bool {
    match (before, run.before_that) {
        ('\u{fe01}', Some('“' | '”' | '‘' | '’')) => true,
        ('\u{fe00}'..='\u{fe0e}', Some(that)) => is_cjk(that),
        _ => is_cjk(before),
    }
}

fn apply<'a>(text: &'a str, edits: &[Edit]) -> ShimmedText<'a> {
    if edits.is_empty() {
        return ShimmedText {
            text: Cow::Borrowed(text),
            shifts: Vec::new(),
            is_masked: false,
        };
    }
    let mut prepared = String::with_capacity(text.len() + 4 * edits.len());
    let mut shifts = Vec::with_capacity(edits.len());
    let mut copied = 0;
    let mut is_masked = false;
    for edit in edits {
        if edit.at < copied {
            // Two rules claim the same bytes: the first has spoken.
            continue;
        }
        prepared.push_str(&text[copied..edit.at]);
        for _ in 0..edit.times {
            prepared.push(edit.insert);
        }
        is_masked |= edit.insert == STAR;
        copied = edit.at + edit.remove;
        shifts.push((prepared.len(), copied));
    }
    prepared.push_str(&text[copied..]);
    ShimmedText {
        text: Cow::Owned(prepared),
        shifts,
        is_masked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(text: &str) -> String {
        prepare(text, &ChineseRules::default()).text.into_owned()
    }

    #[test]
    fn text_without_marks_is_not_copied() {
        let text = "今天下午召开支部党员大会。";
        assert!(matches!(
            prepare(text, &ChineseRules::default()).text,
            Cow::Borrowed(_)
        ));
        assert!(matches!(
            prepare("做好**重点**工作", &ChineseRules::default()).text,
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn offsets_lead_back_to_what_the_author_typed() {
        let text = "落实**“三会一课”**制度，见[纪要](..\\meetings\\a.md)";
        let ready = prepare(text, &ChineseRules::default());
        assert_ne!(ready.text, text);
        assert_eq!(restore(&ready.text), text);
        for word in ["三会", "制度", "纪要", "meetings", "md"] {
            let here = ready.text.find(word).expect("kept");
            assert_eq!(ready.origin(here), text.find(word).expect("there"), "{word}");
        }
    }

    #[test]
    fn control_characters_of_the_author_do_not_pass_for_stand_ins() {
        assert_eq!(prepared("甲\u{82}乙·"), "甲乙·");
        assert_eq!(restore(&prepared("甲¸乙")), "甲¸乙");
    }
}
