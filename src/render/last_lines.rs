//! The text of a page → the same, in which the last words of each paragraph and item stay together: none ends with a line of
//! one character.

use crate::words::is_han;

/// What keeps them together, as the style sheet says: an element that nobody types and that means nothing here. It has no
/// attribute, so that it ends nothing in raw HTML whose attribute says `</p>`.
const BEGIN: &str = "<bdi>";
const END: &str = "</bdi>";

/// A shorter piece of text, in bytes, is no line that is broken.
const SHORTEST: usize = 40;

/// Puts what keeps last words together into a text.
pub(super) fn kept_together(html: &str) -> String {
    let mut made = String::with_capacity(html.len() + html.len() / 16);
    let mut copied = 0;
    for tag in memchr::memchr_iter(b'<', html.as_bytes()) {
        let behind = &html[tag..];
        if !(behind.starts_with("</p>") || behind.starts_with("</li>")) {
            continue;
        }
        let begin = memchr::memrchr(b'>', &html.as_bytes()[copied..tag]).map_or(copied, |at| copied + at + 1);
        if let Some(start) = last_words(&html[begin..tag]) {
            made.push_str(&html[copied..begin + start]);
            made.push_str(BEGIN);
            made.push_str(&html[begin + start..tag]);
            made.push_str(END);
            copied = tag;
        }
    }
    made.push_str(&html[copied..]);
    made
}

/// Where the last two characters before the last marks begin, or the number or the date that they are the unit of: `公开。`,
/// `142人。`, `15分钟。`, `12月17日）`. `None` in what does not end so.
fn last_words(text: &str) -> Option<usize> {
    const MARKS: [char; 9] = ['。', '！', '？', '；', '：', '”', '’', '）', '》'];
    const MOST_MARKS: usize = 3;
    if text.len() < SHORTEST {
        return None;
    }
    let bare = text.trim_end_matches(MARKS);
    if text[bare.len()..].chars().count() > MOST_MARKS {
        return None;
    }
    let mut last = bare.char_indices().rev();
    let (unit, _) = last.next().filter(|(_, c)| is_han(*c))?;
    let two = last.next().filter(|(_, c)| is_han(*c)).map(|(at, _)| at);
    [Some(unit), two]
        .into_iter()
        .flatten()
        .find_map(|at| number_before(bare, at))
        .or(two)
}

/// Where the number right before a place begins, with the year and the month of a date.
fn number_before(text: &str, at: usize) -> Option<usize> {
    let number = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let larger = number
        .char_indices()
        .next_back()
        .filter(|(_, c)| matches!(c, '年' | '月'));
    let begun = larger.and_then(|(at, _)| number_before(text, at));
    (number.len() < at).then(|| begun.unwrap_or(number.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_of_a_paragraph_stay_together() {
        let long = "自公开之日起的五个工作日内，党员和教职工可以来电来信";
        for (last, expected) in [
            ("反映情况。", "反映<bdi>情况。</bdi>"),
            ("说一说”。", "说<bdi>一说”。</bdi>"),
            ("共142人。", "共<bdi>142人。</bdi>"),
            ("得4.5分", "得<bdi>4.5分</bdi>"),
            ("约15分钟。", "约<bdi>15分钟。</bdi>"),
            ("（2026年12月17日）", "（<bdi>2026年12月17日）</bdi>"),
            ("见附件3。", "见附件3。"),
            ("用 WPS。", "用 WPS。"),
            ("看<a href=\"x\">目录</a>。", "看<a href=\"x\">目录</a>。"),
        ] {
            for tag in ["p", "li"] {
                let made = kept_together(&format!("<{tag}>{long}{last}</{tag}>\n"));
                assert_eq!(made, format!("<{tag}>{long}{expected}</{tag}>\n"));
            }
        }
        let short = "<p>各位党员：</p><p>请反映情况。</p><pre>甲</pre>";
        assert_eq!(kept_together(short), short);
    }
}
