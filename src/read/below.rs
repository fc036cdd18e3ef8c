//! Fields below the second “---”. There they are text: what they were to hold back would be published, with them.

use super::faults::Faults;
use super::keys::{self, FieldName};
use super::node::{Node, Value};
use crate::words::Code;

const BELOW: Code = Code::error("front-below");

/// So many lines of a body may go on with the fields.
const LINES: usize = 40;
/// No field's name is longer, in characters.
const LONGEST: usize = 8;

/// The fields that hold an entry back or take it down, each with what its value then begins with. 公开范围：社会公开
/// may well be a sentence, and holds nothing back.
const HOLDING: [(FieldName, &[&str]); 5] = [
    (keys::SCOPE, &["校内公开", "党内公开", "特定对象"]),
    (keys::DRAFT, &["是", "true", "yes"]),
    (keys::APPROVAL, &["", "{"]),
    (keys::PERIOD, &["", "{"]),
    (keys::AFTER_EXPIRY, &["撤下"]),
];

/// Complains about each such field among the lines of a body that begins at a byte of its file: those that go on with fields,
/// and below them lines that say nothing else. What the fields above say as well is only told to the reader.
pub(super) fn check(faults: &Faults<'_>, start: usize, above: &Node<'_>) {
    let text = &faults.source().text;
    let mut end = start;
    let mut goes_on = true;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let begin = end;
        end += line.len();
        if !goes_on && !begins_with_name(line.trim_start()) {
            continue;
        }
        let Some((name, value)) = line.split_once([':', '：']) else {
            goes_on &= line.trim().chars().all(|c| c == '-');
            continue;
        };
        let (name, value) = (name.trim(), value.trim());
        goes_on &= number < LINES && (name.chars().count() <= LONGEST || name.is_ascii());
        if holds(name, value) && (goes_on || is_whole(value)) && !is_said(above, name, value) {
            let message = format!("“{name}”写在了“---”下面，不起作用，会当作正文公开");
            let hint = "把这一项移到上面的两行“---”之间；上面多出了一行“---”的，删去那一行";
            let begin = begin + line.find(name).unwrap_or(0);
            faults.say(BELOW, faults.at(begin..begin + name.len()), message, hint);
        }
    }
}

/// Whether one of the names may stand before the colon of a line: nearly all lines are done with here.
fn begins_with_name(line: &str) -> bool {
    HOLDING.iter().any(|(key, _)| {
        let is_alias = |begin: &str| begin.eq_ignore_ascii_case(key.alias);
        line.starts_with(key.name) || line.get(..key.alias.len()).is_some_and(is_alias)
    })
}

/// True for one of the values, without more words behind it, as a sentence would have.
fn is_whole(value: &str) -> bool {
    !value.is_empty() && HOLDING.iter().any(|(_, values)| values.contains(&value))
}

fn is_said(fields: &Node<'_>, name: &str, value: &str) -> bool {
    let Value::Map(pairs) = &fields.value else {
        return false;
    };
    let mut pairs = pairs.iter();
    pairs.any(|(key, said)| key.text() == Some(name) && said.text() == Some(value))
}

fn holds(name: &str, value: &str) -> bool {
    HOLDING.iter().any(|(key, values)| {
        let is_it = key.name == name || key.alias.eq_ignore_ascii_case(name);
        let begins = |begin: &&str| match begin.is_empty() {
            true => value.is_empty(),
            false => value.starts_with(begin),
        };
        // 党内公开□ 校内公开□ is a form.
        is_it && values.iter().any(begins) && !value.contains(['□', '☐'])
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn only_what_holds_back_is_minded() {
        for (name, value) in [
            ("公开范围", "党内公开"),
            ("草稿", "是"),
            ("Draft", "true"),
            ("审批", ""),
            ("公示期", "{开始: 2026-03-12}"),
        ] {
            assert!(holds(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("公开范围", "社会公开"),
            ("公开范围", "本校全体党员"),
            ("草稿", "由办公室起草"),
            ("审批", "校党总支"),
            ("时间", "三月十二日"),
        ] {
            assert!(!holds(name, value), "{name}: {value}");
        }
    }
}
