//! The guidance that the forms of `new` hold in （…）: whoever forgets to replace it would publish it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::faults::Faults;
use super::ledger::NUMBER_TO_FILL_IN;
use super::node::At;
use crate::words::Code;

const FORM_LEFT: Code = Code::error("form-left");

/// The forms themselves, so that none of their guidance is forgotten here.
const FORMS: [&str; 7] = [
    include_str!("../cli/forms/notice.md"),
    include_str!("../cli/forms/publicity.md"),
    include_str!("../cli/forms/meeting.md"),
    include_str!("../cli/forms/pledge.md"),
    include_str!("../cli/forms/study.md"),
    include_str!("../cli/forms/ledger.yaml"),
    include_str!("../cli/forms/page.md"),
];

/// Each guidance, with its brackets.
static GUIDANCE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = FORMS.iter().flat_map(|form| form.lines());
    lines
        .filter(|line| !line.starts_with("# "))
        .flat_map(guidances)
        .chain([NUMBER_TO_FILL_IN])
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
    for (number, line, part) in left_in(&faults.source().text) {
        let message = format!("模板里的提示“{}”还没有换成内容", super::values::shown(part));
        let at = At {
            line: number,
            column: column(line, part),
            width: u32::try_from(part.chars().count()).unwrap_or(1),
        };
        let hint = "把括号和里面的字换成要写的内容，不需要的整行删去；还没写完的，加上一行“草稿: 是”";
        faults.say(FORM_LEFT, at, message, hint);
    }
}

/// Each guidance that still stands in a text, with the line and its number.
pub(crate) fn left_in(text: &str) -> impl Iterator<Item = (u32, &str, &str)> {
    memchr::memmem::find_iter(text.as_bytes(), "（").filter_map(|at| {
        let begin = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
        let line = text[begin..].lines().next()?;
        let part = &line[at - begin..];
        let part = &part[..part.find("）")? + "）".len()];
        let is_left = GUIDANCE.contains(part) && stands_alone(line, part);
        let number = || 1 + u32::try_from(text[..begin].matches('\n').count()).unwrap_or(0);
        is_left.then(|| (number(), line, part))
    })
}

/// True for a whole line or value, apart from the marks of a heading, an item or a field.
fn stands_alone(line: &str, part: &str) -> bool {
    let Some((before, behind)) = line.split_once(part) else {
        return false;
    };
    let before = before.trim_end();
    let marks = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '#' | '-' | '*' | '.' | '>');
    let begins = before.ends_with(':') || before.trim_matches(marks).is_empty();
    let behind = behind.trim_start();
    !line.starts_with("# ") && begins && (behind.is_empty() || behind.starts_with([',', '}']))
}

fn column(line: &str, part: &str) -> u32 {
    let before = line.find(part).map_or(0, |at| line[..at].chars().count());
    u32::try_from(before + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{GUIDANCE, guidances, stands_alone};

    #[test]
    fn the_forms_hold_guidance() {
        assert!(GUIDANCE.len() > 15, "{GUIDANCE:?}");
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
        ] {
            assert!(alone(line), "{line}");
        }
        for line in ["见附件（正文。）", "（正文。）如下", "# （说明）"] {
            assert!(!alone(line), "{line}");
        }
    }
}
