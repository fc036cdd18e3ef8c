//! Lines that go on in the next, as whoever types or prints to a width leaves them. A page fills its lines anew and a reader
//! of a PDF reads on, so that what is parted here is one sentence there.

use std::ops::Range;

use crate::words::is_han;

/// A line of fewer characters is ended by its author: a heading, a name, a cell.
const SHORTEST: usize = 8;

/// A text with such lines joined.
pub(super) struct Joined {
    pub(super) text: String,
    /// Where lines were joined: a byte of `text`, and how many bytes are left out up to there. By rising place.
    joints: Vec<(usize, usize)>,
}

impl Joined {
    /// `None` for a text in which each line ends where its sentence or its paragraph does.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (mut joined, mut joints) = (String::new(), Vec::new());
        let (mut copied, mut begin) = (0, 0);
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let (line, below) = (&text[begin..end], &text[end + 1..]);
            begin = end + 1;
            let bare = line.trim_end();
            let rest = below.trim_start_matches(' ');
            if goes_on(bare) && rest.starts_with(is_han) && !begins_part(rest) {
                joined.push_str(&text[copied..end - (line.len() - bare.len())]);
                copied = end + 1 + (below.len() - rest.len());
                joints.push((joined.len(), copied - joined.len()));
            }
        }
        joined.push_str(&text[copied..]);
        (!joints.is_empty()).then_some(Self { text: joined, joints })
    }

    /// Where a stretch of the joined text begins in the other, and where it ends in the same line.
    pub(super) fn typed(&self, range: &Range<usize>, text: &str) -> Range<usize> {
        let before = |at: usize| self.joints.partition_point(|(joint, _)| *joint <= at);
        let left_out = |joints: usize| joints.checked_sub(1).map_or(0, |last| self.joints[last].1);
        let start = range.start + left_out(before(range.start));
        let rest = &text[start..];
        let line = rest.split('\n').next().unwrap_or(rest).trim_end();
        let end = range.end + left_out(before(range.end.saturating_sub(1)));
        start..end.min(start + line.len())
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
    use super::Joined;

    #[test]
    fn lines_that_end_within_a_sentence_are_joined() {
        let text =
            "　　会议听取了支部关于王小红去\n年冬天住院的说明，同意先由\n   两位老师代课。\n\n一、其他";
        let joined = Joined::of(text).expect("lines that go on");
        assert_eq!(
            joined.text,
            "　　会议听取了支部关于王小红去年冬天住院的说明，同意先由两位老师代课。\n\n一、其他"
        );
        for (words, typed) in [
            ("王小红去年", "王小红去"),
            ("年冬天", "年冬天"),
            ("两位老师", "两位老师"),
            ("一、", "一、"),
        ] {
            let start = joined.text.find(words).expect("these words");
            let range = joined.typed(&(start..start + words.len()), text);
            assert_eq!(&text[range], typed);
        }
        for text in [
            "支部党员名单\n王小红",
            "会议听取了支部关于学习的说明。\n王小红代课。",
            "# 会议听取了支部关于学习的说明\n王小红代课。",
            "| 会议听取了支部关于学习的说明\n王小红代课。",
            "会议听取了支部关于学习的说明\n二、代课",
            "会议听取了支部关于学习的说明\n\n王小红代课",
            "会议听取了支部关于学习的说明\n　　王小红代课",
        ] {
            assert!(Joined::of(text).is_none(), "{text}");
        }
    }
}
