//! The guidance that the forms of `new` hold in （…）: whoever forgets to replace it would publish it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::faults::Faults;
use super::ledger::{DAY_TO_FILL_IN, NUMBER_TO_FILL_IN, WORD_TO_FILL_IN};
use crate::words::{Code, lines_at};

const FORM_LEFT: Code = Code::error("form-left");

/// The forms themselves, so that none of their guidance is forgotten here.
const FORMS: [&str; 8] = [
    include_str!("../cli/forms/notice.md"),
    include_str!("../cli/forms/publicity.md"),
    include_str!("../cli/forms/consultation.md"),
    include_str!("../cli/forms/meeting.md"),
    include_str!("../cli/forms/pledge.md"),
    include_str!("../cli/forms/study.md"),
    include_str!("../cli/forms/ledger.yaml"),
    include_str!("../cli/forms/page.md"),
];

/// Each guidance, with its brackets.
static GUIDANCE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = FORMS.iter().flat_map(|form| form.lines());
    // Of what stands as a comment, `new` writes out the fields in braces.
    lines
        .filter(|line| !line.starts_with("# ") || line.contains(": {"))
        .flat_map(guidances)
        .chain([NUMBER_TO_FILL_IN, DAY_TO_FILL_IN, WORD_TO_FILL_IN])
        .collect()
});

/// The stretches of a line in （…）.
fn guidances(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive('）')
        .filter_map(|part| part.find('（').map(|at| &part[at..]))
        .filter(|part| part.ends_with('）'))
}

/// Complains about each guidance that still stands in an entry that is no draft.
pub(super) fn check(faults: &Faults<'_>) {
    let text = &faults.source().text;
    for range in left_in(text) {
        let part = &text[range.clone()];
        let message = format!("模板里的提示“{}”还没有换成内容", super::values::shown(part));
        let hint = "把括号和里面的字换成要写的内容，不需要的整行删去；还没写完的，加上一行“草稿: 是”";
        faults.say(FORM_LEFT, faults.at(range), message, hint);
    }
}

/// So many characters has the longest guidance.
const LONGEST: usize = 60;

/// Each guidance that still stands in a text.
pub(crate) fn left_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let places = memchr::memmem::find_iter(text.as_bytes(), "（");
    let lines = lines_at(text, places).into_iter();
    lines.flat_map(|(begin, line)| {
        line.match_indices('（').filter_map(move |(at, _)| {
            let mut near = line[at..].char_indices().take(LONGEST);
            let end = at + near.find(|(_, c)| *c == '）')?.0 + '）'.len_utf8();
            let part = &line[at..end];
            let is_left = GUIDANCE.contains(part) && stands_alone(line, part);
            is_left.then_some(begin + at..begin + end)
        })
    })
}

/// How an import marks what it could not bring along.
pub(crate) const LACKING: &str = "（此处补充";

/// What somebody still has to fill in: guidance, and what an import could not bring along.
pub(crate) fn unfilled_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let lacking = text.match_indices(LACKING).map(|(at, _)| {
        let line = text[at..].lines().next().unwrap_or_default();
        at..at + line.rfind('）').map_or(line.len(), |end| end + '）'.len_utf8())
    });
    let telephones = text.match_indices(TELEPHONE).filter(|(at, _)| {
        let line = text[..*at].rfind('\n').map_or(0, |end| end + 1);
        !text[line..].starts_with('#')
    });
    let telephones = telephones.map(|(at, found)| at..at + found.len());
    left_in(text).chain(lacking).chain(telephones)
}

/// The telephone of the forms.
const TELEPHONE: &str = "0000-0000000";

/// True for a whole line or value, apart from the marks of a heading, an item or a field.
fn stands_alone(line: &str, part: &str) -> bool {
    let Some((before, behind)) = line.split_once(part) else {
        return false;
    };
    let quotes = |c: char| matches!(c, '"' | '\'');
    let before = before.trim_end().trim_end_matches(quotes).trim_end();
    let behind = behind.trim_start_matches(quotes);
    let marks = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '#' | '-' | '*' | '.' | '>');
    let begins = before.ends_with(':') || before.trim_matches(marks).is_empty();
    let behind = behind.trim_start();
    !line.starts_with("# ") && begins && (behind.is_empty() || behind.starts_with([',', '}']))
}

#[cfg(test)]
mod tests {
    use super::{GUIDANCE, guidances, stands_alone};

    #[test]
    fn the_forms_hold_guidance() {
        assert!(GUIDANCE.len() > 15, "{GUIDANCE:?}");
        let longest = GUIDANCE.iter().map(|part| part.chars().count()).max();
        assert!(longest <= Some(super::LONGEST), "{longest:?}");
        for part in ["（小标题）", "（填姓名）", "（怎样做）"] {
            assert!(GUIDANCE.contains(part), "{part}");
        }
    }

    #[test]
    fn only_what_stands_alone_is_guidance() {
        let alone = |line: &str| guidances(line).any(|part| stands_alone(line, part));
        for line in [
            "（正文。）",
            "## （小标题）",
            "1. （第一点。）",
            "承诺人: {姓名: （填姓名）, 职务: （填职务）}",
            "  - {内容: '家访5户', 时限: '（填日期）'}",
        ] {
            assert!(alone(line), "{line}");
        }
        for line in ["见附件（正文。）", "（正文。）如下", "# （说明）"] {
            assert!(!alone(line), "{line}");
        }
    }
}
