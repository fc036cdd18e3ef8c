//! The plain text of a body, kept without its words: nearly all of them stand in the HTML, and bodies live
//! until the last page is written. What is kept is where they stand there, and the few words that do not
//! (behind an escaped character, in code, where white space was folded).
//!
//! And the summary: a paragraph's first sentences, for lists. It cuts, it never rewrites.

use super::characters::{closes_quotation, ends_sentence};

/// In place of an offset: these are the next of the text's own words.
const OWN: u32 = u32::MAX;
/// In a length: a space stands before.
const SPACED: u32 = 1 << 31;
/// Offsets and lengths are below this, or the whole text is its own; no text of 4 MB comes near.
const LIMIT: usize = SPACED as usize;

/// A plain text; means something beside its HTML only.
#[derive(Debug, Clone, Default)]
pub(super) struct Plain {
    stretches: Box<[Stretch]>,
    /// The words that the HTML does not hold, in their order; what no stretch takes is the text's end.
    own: Box<str>,
    /// The whole text's length in bytes.
    len: usize,
}

/// Some bytes of the HTML, or of the own words.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    at: u32,
    len: u32,
}

/// Words that were written into both texts: where they begin in the plain one, and how many bytes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SharedWords {
    pub(super) plain: usize,
    pub(super) len: usize,
}

impl Plain {
    /// Keeps a plain text beside its HTML; `words` says where in the HTML words of it probably stand. Those that
    /// stand there in another order (notes, when they are written amid the text) count as its own.
    pub(super) fn new(
        text: &str,
        html: &str,
        words: impl Iterator<Item = (usize, SharedWords)> + Clone,
    ) -> Self {
        let shareable = html.len().max(text.len()) < LIMIT;
        let words = words.filter(|_| shareable);
        let mut stretches = Vec::with_capacity(words.clone().count());
        let mut own = String::new();
        let mut told = 0;
        for (at, SharedWords { plain, len }) in words {
            let (Some(between), Some(said)) = (text.get(told..plain), text.get(plain..plain + len)) else {
                continue;
            };
            if html.as_bytes().get(at..at + len) != Some(said.as_bytes()) {
                continue;
            }
            let spaced = between == " ";
            if !spaced && !between.is_empty() {
                own.push_str(between);
                stretches.push(Stretch::own(between.len()));
            }
            stretches.push(Stretch::shared(at, len, spaced));
            told = plain + len;
        }
        own.push_str(&text[told..]);
        let kept = Self {
            stretches: stretches.into(),
            own: own.into(),
            len: text.len(),
        };
        debug_assert_eq!(kept.beside(html).to_text(), text);
        kept
    }

    /// The text, to be read.
    pub(super) fn beside<'a>(&'a self, html: &'a str) -> PlainText<'a> {
        PlainText { kept: self, html }
    }
}

impl Stretch {
    fn own(len: usize) -> Self {
        Self {
            at: OWN,
            len: len as u32,
        }
    }

    fn shared(at: usize, len: usize, spaced: bool) -> Self {
        let space = if spaced { SPACED } else { 0 };
        Self {
            at: at as u32,
            len: len as u32 | space,
        }
    }

    fn spaced(self) -> bool {
        self.len & SPACED != 0
    }

    /// The stretch's bytes, without the space before.
    fn len(self) -> usize {
        (self.len & !SPACED) as usize
    }
}

/// A body's plain text, to be read.
#[derive(Debug, Clone, Copy)]
pub struct PlainText<'a> {
    kept: &'a Plain,
    html: &'a str,
}

impl PlainText<'_> {
    /// Its length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.kept.len
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Adds it to a text.
    pub fn push_to(self, text: &mut String) {
        let mut own = &*self.kept.own;
        for stretch in &self.kept.stretches {
            if stretch.spaced() {
                text.push(' ');
            }
            if stretch.at == OWN {
                let (words, rest) = own.split_at(stretch.len());
                text.push_str(words);
                own = rest;
            } else {
                let at = stretch.at as usize;
                text.push_str(&self.html[at..at + stretch.len()]);
            }
        }
        text.push_str(own);
    }

    /// The text by itself.
    #[must_use]
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(self.len());
        self.push_to(&mut text);
        text
    }
}

/// The longest summary, in characters.
const LONGEST: usize = 120;

/// What shows that a sentence goes on; two characters.
const GOES_ON: &str = "……";

/// The summary of a paragraph: whole when short, else cut behind the last sentence that fits, else in the
/// middle of the first.
pub(super) fn summarise(paragraph: &str) -> String {
    let paragraph = paragraph.trim();
    let mut cut = None;
    let mut ended = false;
    let mut room = 0;
    for (count, (at, c)) in paragraph.char_indices().enumerate() {
        // A closing quotation mark belongs to the sentence before it.
        if ended && !closes_quotation(c) && !ends_sentence(c) {
            cut = Some(at);
            ended = false;
        }
        if count == LONGEST {
            return match cut.or(ended.then_some(at)) {
                Some(at) => paragraph[..at].trim_end().to_owned(),
                None => format!("{}{GOES_ON}", paragraph[..room].trim_end()),
            };
        }
        if count == LONGEST - GOES_ON.chars().count() {
            room = at;
        }
        // Between Latin letters and digits, `!` and `?` end nothing that reads as a Chinese sentence.
        ended |= ends_sentence(c) && !c.is_ascii();
    }
    paragraph.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Body, ChineseRules, parse};
    use super::*;
    use crate::words::{Report, SourcePath, SourceText};

    /// Keeps a text; `words` are places in the HTML, places in the text, lengths.
    fn kept(text: &str, html: &str, words: &[(usize, usize, usize)]) -> (String, usize, String) {
        let words = words.iter().map(|(at, plain, len)| {
            (
                *at,
                SharedWords {
                    plain: *plain,
                    len: *len,
                },
            )
        });
        let kept = Plain::new(text, html, words);
        let read = kept.beside(html);
        assert_eq!(read.len(), text.len());
        assert_eq!(read.is_empty(), text.is_empty());
        (read.to_text(), kept.stretches.len(), kept.own.into())
    }

    #[test]
    fn only_words_that_the_html_does_not_hold_are_kept() {
        let html = "<p>ab</p><p>cd</p>";
        for (text, words, stretches, own) in [
            ("", &[][..], 0, ""),
            ("ab cd", &[(3, 0, 2), (12, 3, 2)][..], 2, ""),
            ("abcd", &[(3, 0, 2), (12, 2, 2)][..], 2, ""),
            ("cd ab", &[(3, 3, 2), (12, 0, 2)][..], 2, "cd "),
            ("ab", &[][..], 0, "ab"),
            ("x ab & cd y", &[(3, 2, 2), (12, 7, 2)][..], 4, "x  &  y"),
            // What was thought to stand there does not, is cut, or is outside.
            ("ab ce", &[(3, 0, 2), (12, 3, 2)][..], 1, " ce"),
            ("ab cd", &[(3, 0, 2), (17, 3, 2)][..], 1, " cd"),
            ("ab cd", &[(3, 0, 2), (12, 3, 3)][..], 1, " cd"),
        ] {
            assert_eq!(
                kept(text, html, words),
                (text.to_owned(), stretches, own.to_owned()),
                "{text}"
            );
        }
    }

    fn body(text: &str) -> Body {
        let source = SourceText {
            path: SourcePath::new("content/notices/a.md").expect("valid"),
            text: text.into(),
        };
        parse(
            &source,
            0..text.len(),
            &ChineseRules::default(),
            &mut Report::new(),
        )
    }

    #[test]
    fn an_ordinary_body_keeps_no_word_twice() {
        let text = "针对报修慢，\n教研组**列出清单**，使用 **Word** 编辑。\n\n## 一、情况[^1]\n\n- 见[材料](b.md)；\n- 见[上文](#一情况)。\n\n\
                    > 会后负责\n\n| 项目 | 数额 |\n|--|--|\n| 党费 | `2600` 元 |\n\n尾声，\nin English\ntoo。\n\n[^1]: 注释一。\n";
        let body = body(text);
        assert_eq!(
            body.plain().to_text(),
            "针对报修慢，教研组列出清单，使用 Word 编辑。 一、情况 见材料； 见上文。 会后负责 项目 数额 党费 2600 元 尾声， \
             in English too。 注释一。"
        );
        assert_eq!(&*body.plain.own, "");
    }

    #[test]
    fn words_that_are_written_otherwise_in_html_are_kept() {
        let text = body("甲 & 乙，第三条　丙\n\n丁**戊　己**庚\n\n```\n一\n二\n```\n\n尾\n");
        assert_eq!(text.plain().to_text(), "甲 & 乙，第三条 丙 丁戊 己庚 一 二 尾");
    }

    #[test]
    fn short_paragraphs_stay_whole() {
        assert_eq!(
            summarise(" 定于三月十二日开展主题党日活动 "),
            "定于三月十二日开展主题党日活动"
        );
    }

    #[test]
    fn long_ones_are_cut_behind_a_sentence() {
        let text = format!("第一句。他说：“第二句！”{}。", "长".repeat(130));
        assert_eq!(summarise(&text), "第一句。他说：“第二句！”");
    }

    #[test]
    fn a_sentence_that_fits_exactly_is_kept() {
        let text = format!("{}。{}。", "长".repeat(119), "短".repeat(9));
        assert_eq!(summarise(&text).chars().count(), 120);
        assert!(summarise(&text).ends_with('。'));
    }

    #[test]
    fn a_sentence_without_an_end_shows_that_it_goes_on() {
        let cut = summarise(&"长".repeat(200));
        assert_eq!(cut.chars().count(), 120);
        assert!(cut.ends_with("……"));
    }
}
