//! A text as it is shown: a line goes on in the next where whoever typed it, or printed it to a width, left it within a
//! sentence, since a page fills its lines anew and a reader of a PDF reads on; `\_` is `_`, and what nobody sees is nothing. So
//! what is parted in the file is found as readers see it.

use std::ops::Range;

use memchr::memchr3_iter;

use super::Syntax;
use super::odd_characters::is_hidden;
use crate::words::is_han;

/// A line of fewer characters is ended by its author: a heading, a name, a cell.
const SHORTEST: usize = 8;

/// A text without what is not shown.
pub(super) struct AsShown {
    pub(super) text: String,
    /// Where something is left out: a byte of `text`, and how many bytes are left out up to there. By rising place.
    joints: Vec<(usize, usize)>,
}

impl AsShown {
    /// `None` for a text that is shown as it stands.
    pub(super) fn of(text: &str, syntax: Syntax) -> Option<Self> {
        let (mut shown, mut joints) = (String::new(), Vec::new());
        let (mut copied, mut begin) = (0, 0);
        // Most of what nobody sees begins with this byte, and in a Chinese text quotation marks do.
        for at in memchr3_iter(b'\n', b'\\', 0xE2, text.as_bytes()) {
            let c = text[at..].chars().next().unwrap_or_default();
            let behind = &text[at + c.len_utf8()..];
            let left_out = if c != '\n' && c != '\\' {
                is_hidden(c).then_some(at..at + c.len_utf8())
            } else if c == '\\' {
                // Of `\\` the second is shown.
                let is_shown = copied == at && text[..at].ends_with('\\');
                let is_escape = behind.starts_with(|c: char| c.is_ascii_punctuation());
                (syntax == Syntax::Markdown && is_escape && !is_shown).then_some(at..at + 1)
            } else {
                let line = &text[begin..at];
                begin = at + 1;
                let rest = behind.trim_start_matches(' ');
                let goes_on = goes_on(line.trim_end()) && rest.starts_with(is_han) && !begins_part(rest);
                goes_on.then(|| at - (line.len() - line.trim_end().len())..text.len() - rest.len())
            };
            if let Some(left_out) = left_out {
                shown.push_str(&text[copied..left_out.start]);
                copied = left_out.end;
                joints.push((shown.len(), copied - shown.len()));
            }
        }
        shown.push_str(&text[copied..]);
        (!joints.is_empty()).then_some(Self { text: shown, joints })
    }

    /// Where a stretch of what is shown begins in the text, and where it ends in the same line.
    pub(super) fn typed(&self, range: &Range<usize>, text: &str) -> Range<usize> {
        let before = |at: usize| self.joints.partition_point(|(joint, _)| *joint <= at);
        let left_out = |joints: usize| joints.checked_sub(1).map_or(0, |last| self.joints[last].1);
        let start = range.start + left_out(before(range.start));
        let rest = &text[start..];
        let line = rest.split('\n').next().unwrap_or(rest).trim_end();
        let end = range.end + left_out(before(range.end.saturating_sub(1)));
        start..end.clamp(start, start + line.len())
    }
}

/// True for a line that ends within a sentence; rows and headings do not.
fn goes_on(line: &str) -> bool {
    let ends_within = |c: char| is_han(c) || matches!(c, '，' | '、' | '“' | '《' | '（');
    line.ends_with(ends_within)
        && !line.starts_with(['|', '#', '<'])
        && line.chars().nth(SHORTEST - 1).is_some()
}

/// True for `一、目标` and `第三条`, which are no words of the line above.
fn begins_part(line: &str) -> bool {
    let behind = line.trim_start_matches('第').trim_start_matches(is_numeral);
    behind.len() < line.len() && behind.starts_with(['、', '章', '条', '节', '.', '．'])
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{AsShown, Syntax};

    #[test]
    fn lines_that_end_within_a_sentence_go_on() {
        let text =
            "　　会议听取了支部关于王小红去\n年冬天住院的说明，同意先由\n   两位老师代课。\n\n一、其他";
        let shown = AsShown::of(text, Syntax::Document).expect("lines that go on");
        assert_eq!(
            shown.text,
            "　　会议听取了支部关于王小红去年冬天住院的说明，同意先由两位老师代课。\n\n一、其他"
        );
        for (words, typed) in [
            ("王小红去年", "王小红去"),
            ("年冬天", "年冬天"),
            ("两位老师", "两位老师"),
            ("一、", "一、"),
        ] {
            let start = shown.text.find(words).expect("these words");
            let range = shown.typed(&(start..start + words.len()), text);
            assert_eq!(&text[range], typed);
        }
        let escaped = "经费\\_\\_万元，\\\\[甲";
        let shown = AsShown::of(escaped, Syntax::Markdown).expect("escapes");
        assert_eq!(shown.text, "经费__万元，\\[甲");
        assert_eq!(&escaped[shown.typed(&(6..8), escaped)], "_\\_");
        for text in [
            escaped,
            "支部党员名单\n王小红",
            "会议听取了支部关于学习的说明。\n王小红代课。",
            "# 会议听取了支部关于学习的说明\n王小红代课。",
            "| 会议听取了支部关于学习的说明\n王小红代课。",
            "会议听取了支部关于学习的说明\n二、代课",
            "会议听取了支部关于学习的说明\n\n王小红代课",
            "会议听取了支部关于学习的说明\n　　王小红代课",
        ] {
            assert!(AsShown::of(text, Syntax::Document).is_none(), "{text}");
        }
    }
}
