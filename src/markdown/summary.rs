//! A paragraph's plain text → the sentence or two that stand for the entry in lists. It cuts, it never
//! rewrites.

use super::characters::{closes_quotation, ends_sentence};

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
    let shortened = LONGEST - GOES_ON.chars().count();
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
        if count == shortened {
            room = at;
        }
        // Between Latin letters and digits, `!` and `?` end nothing that reads as a Chinese sentence.
        ended |= ends_sentence(c) && !c.is_ascii();
    }
    paragraph.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

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
