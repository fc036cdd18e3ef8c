//! Characters that came along from a PDF, a web page or Word and are not those that readers take them for: some that nobody
//! sees, radicals (`⼈`) in the place of characters, and those of a font alone. A search does not find the word, and no rule
//! finds what is mistyped in it.

use std::ops::Range;

use memchr::memchr2_iter;

use super::placeholders::DAMAGE;
use super::{Correction, Match, Rule, Weight};
use crate::words::{Code, is_han, is_private_use, unified};

static ODD: Rule = Rule {
    word: "混进来的字符",
    weight: Weight::Doubtful(Code::warning("text-character")),
    hint: "用 gongkai check --fix 可以改好；自己改的，把这几个字重新打一遍",
    once: false,
};

pub(super) static RULES: &[&Rule] = &[&ODD];

/// Of one finding so many characters lie between two at most, and so many are shown of it.
const BETWEEN: usize = 8;
const MOST: usize = 60;

/// Adds them, those near one another at once.
pub(super) fn find(text: &str, found: &mut Vec<Match>) {
    let mut run: Option<Range<usize>> = None;
    for (at, c) in odd(text) {
        if is_private_use(c) {
            let message = format!(
                "这里有一个只在原来的软件里看得见的符号（{}），网页上是空白或者方框",
                number(c)
            );
            found.push(Match::new(&DAMAGE, text, at..at + c.len_utf8(), message));
            continue;
        }
        let end = at + c.len_utf8();
        match &mut run {
            Some(run) if goes_on(text, run, at) => run.end = end,
            run => found.extend(run.replace(at..end).map(|run| told(text, run))),
        }
    }
    found.extend(run.map(|run| told(text, run)));
}

/// True where the next one stands near in the same line.
fn goes_on(text: &str, run: &Range<usize>, at: usize) -> bool {
    let between = &text[run.end..at];
    !between.contains('\n')
        && between.chars().nth(BETWEEN).is_none()
        && text[run.start..at].chars().nth(MOST).is_none()
}

fn told(text: &str, run: Range<usize>) -> Match {
    let typed = &text[run.clone()];
    let right: String = typed.chars().filter(|c| !is_hidden(*c)).map(unified).collect();
    let radical = typed.chars().find(|c| unified(*c) != *c);
    let message = match (radical, typed.chars().next()) {
        (Some(c), _) => format!(
            "“{c}”是从PDF里带来的部首字（{}），不是“{}”，查找不到",
            number(c),
            unified(c)
        ),
        (None, first) => format!(
            "这里有看不见的字符（{}），隔开了前后的字，查找不到",
            first.map(number).unwrap_or_default()
        ),
    };
    Match {
        correction: Some(Correction {
            text: right,
            is_certain: true,
        }),
        ..Match::new(&ODD, text, run, message)
    }
}

fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Those of a text, by rising place.
fn odd(text: &str) -> Vec<(usize, char)> {
    // They begin with these bytes, and few of the others do.
    let bytes = text.as_bytes();
    let places = memchr2_iter(0xC2, 0xEE, bytes).chain(memchr2_iter(0xE2, 0xEF, bytes));
    let characters = places.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)));
    let is_odd = |(at, c): &(usize, char)| match is_hidden(*c) {
        // A joiner holds the parts of a face together, and letters of other scripts.
        true => !matches!(c, '\u{200C}'..='\u{200F}') || is_beside_words(text, *at, *c),
        false => is_private_use(*c) || unified(*c) != *c,
    };
    let mut odd: Vec<_> = characters.filter(is_odd).collect();
    odd.sort_unstable();
    odd
}

fn is_beside_words(text: &str, at: usize, c: char) -> bool {
    let is_of_words =
        |c: char| is_han(c) || c.is_ascii_alphanumeric() || "，。、；：！？“”（）《》".contains(c);
    let (before, behind) = (
        text[..at].chars().next_back(),
        text[at + c.len_utf8()..].chars().next(),
    );
    before.is_some_and(is_of_words) || behind.is_some_and(is_of_words)
}

/// True for a character that nobody sees and that parts nothing.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use crate::check::{Match, Syntax, Wordings, find};

    fn told(text: &str, syntax: Syntax) -> Vec<Match> {
        let words = ["混进来的字符", "乱码"];
        let found = find(text, syntax, &Wordings::default());
        found
            .into_iter()
            .filter(|one| words.contains(&one.rule.word))
            .collect()
    }

    #[test]
    fn characters_that_are_not_those_that_they_look_like_are_told_and_mended() {
        for (text, right) in [
            ("开展主题党\u{200B}日活动", "开展主题党日活动"),
            ("组织生\u{AD}活会", "组织生活会"),
            ("坚持⼈民⽴场，⺠主⽣活会", "坚持人民立场，民主生活会"),
            ("\u{200E}2026年11月20日\u{FEFF}", "2026年11月20日"),
            ("支部\u{200D}书记", "支部书记"),
            (
                "⼀是学习。\n二是\u{2060}纪律，三是改进各方面的工作和作⻛。",
                "一是学习。\n二是纪律，三是改进各方面的工作和作风。",
            ),
        ] {
            for syntax in [Syntax::Markdown, Syntax::Plain] {
                let found = told(text, syntax);
                assert!(!found.is_empty(), "{text}");
                let mut mended = text.to_owned();
                for one in found.iter().rev() {
                    let right = one.correction.as_ref().expect("a correction");
                    assert!(right.is_certain, "{text}");
                    mended.replace_range(one.range.clone(), &right.text);
                }
                assert_eq!(mended, right);
            }
        }
        let found = told("\u{F06C} 按时参加\u{E000}", Syntax::Markdown);
        let words: Vec<_> = found.iter().map(|one| (one.rule.word, &one.correction)).collect();
        assert_eq!(words, [("乱码", &None), ("乱码", &None)]);
    }

    #[test]
    fn characters_of_other_texts_are_left_alone() {
        for text in [
            "“请各支部”——按时参加……（第一党支部·宣传委员）①②③、№3、5℃、￥3，２０２６年　㎡ ○ □ ■ ▲ ★ → ✓",
            "赞👍🏻，全家👨‍👩‍👧，彩旗🏳️‍🌈",
            "西藏ཀ་ཁ 新疆ئۇيغۇر 内蒙古ᠮᠣᠩᠭᠣᠯ Pythagoras café naïve",
            "塚本﨑先生，𠮷野家，〇〇二号，々",
            "〔2026〕12号　〈〉《》「」【】",
        ] {
            assert_eq!(told(text, Syntax::Markdown), Vec::<Match>::new(), "{text}");
        }
        // Nobody corrects a PDF by hand.
        assert_eq!(told("⼈民⽴场", Syntax::Document), Vec::<Match>::new());
    }

    #[test]
    fn a_name_with_one_inside_is_still_found() {
        let found = find(
            "王小\u{200B}红患癌\u{200B}症，由另一位老师代课。",
            Syntax::Markdown,
            &Wordings::default(),
        );
        assert!(found.iter().any(|one| one.rule.word == "病情"), "{found:?}");
    }
}
