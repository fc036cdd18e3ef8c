//! A line of TOML as a Chinese keyboard or a web page left it → the line as it was meant: quotation marks, commas, brackets
//! and spaces outside of texts, and the quotation mark that an item of a list lacks. What stands in a text stays as it is.

use super::slips::{is_invisible, is_wide_space};

/// Signs of a Chinese keyboard, and those that are meant. Quotation marks have ends of their own: see [`ENDS`].
const WIDE: [(char, char); 10] = [
    ('，', ','),
    ('、', ','),
    ('＝', '='),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('＃', '#'),
];

/// Quotation marks that TOML does not know, and what may end a text that they begin.
const ENDS: [(char, &[char]); 5] = [
    ('“', &['”', '“', '＂', '"']),
    ('”', &['”', '＂', '"']),
    ('＂', &['＂', '”', '"']),
    ('‘', &['’', '‘', '\'']),
    ('’', &['’', '\'']),
];

/// A line whose marks are those of TOML.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkedLine {
    /// The line as it was meant.
    pub(super) right: String,
    /// The first mark that was not right.
    pub(super) first: char,
    /// Its column, from 1.
    pub(super) column: u32,
    /// How many characters; of a text in quotation marks all.
    pub(super) width: u32,
}

/// True for a quotation mark that TOML does not know.
pub(super) fn is_quotation_mark(c: char) -> bool {
    ENDS.iter().any(|(mark, _)| *mark == c)
}

/// The line with the marks of TOML; `None` when it has no others.
pub(super) fn narrowed(line: &str) -> Option<MarkedLine> {
    let all: Vec<char> = line.chars().collect();
    let mut right = String::with_capacity(line.len());
    let mut first = None;
    let mut at = 0;
    while let Some(c) = all.get(at).copied() {
        let mut width = 1;
        let mut is_odd = true;
        if c == '#' {
            right.extend(&all[at..]);
            break;
        } else if c == '"' || c == '\'' {
            let (end, last) = end_of_quoted(&all, at, c);
            width = end - at;
            right.extend(&all[at..end]);
            is_odd = last.is_some_and(is_quotation_mark);
            if is_odd {
                right.pop();
                right.push(c);
            }
        } else if let Some((_, ends)) = ENDS.iter().find(|(mark, _)| *mark == c) {
            let end = (at + 1..all.len()).find(|end| ends.contains(&all[*end]));
            width = end.map_or(1, |end| end + 1 - at);
            let text: String = all[at + 1..end.unwrap_or(at + 1)].iter().collect();
            let quote = if text.contains('\\') { '\'' } else { '"' };
            right.push(quote);
            if end.is_some() {
                right.push_str(&text);
                right.push(quote);
            }
        } else if is_invisible(c) || is_wide_space(c) {
            if is_wide_space(c) && !right.trim().is_empty() {
                right.push(' ');
            }
        } else if let Some((_, half)) = WIDE.iter().find(|(wide, _)| *wide == c) {
            right.push(*half);
        } else {
            right.push(c);
            is_odd = false;
        }
        if is_odd && first.is_none() {
            first = Some((c, at, width));
        }
        at += width;
    }
    let (first, column, width) = first?;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    // Of a text that only ends wrong the end is shown.
    let (first, column, width) = match first {
        '"' | '\'' => ('”', column + width - 1, 1),
        _ => (first, column, width),
    };
    Some(MarkedLine {
        right,
        first,
        column: number(column) + 1,
        width: number(width),
    })
}

/// Behind the text that a quotation mark of TOML begins, and its last mark. `”` ends it, too, where none opened inside and an
/// item or the line ends there.
fn end_of_quoted(all: &[char], start: usize, mark: char) -> (usize, Option<char>) {
    let mut depth = 0;
    let mut at = start + 1;
    while let Some(c) = all.get(at).copied() {
        let is_end = || {
            let next = all[at + 1..].iter().find(|c| **c != ' ');
            next.is_none_or(|next| ",，、]】］}｝#".contains(*next))
        };
        match c {
            '\\' if mark == '"' => at += 1,
            c if c == mark => return (at + 1, Some(c)),
            '“' => depth += 1,
            '”' if depth > 0 => depth -= 1,
            '”' | '＂' if mark == '"' && is_end() => return (at + 1, Some(c)),
            _ => {}
        }
        at += 1;
    }
    (all.len(), None)
}

/// A list with the quotation marks that its items lack, and the column of the first such item; a text with its last one.
pub(super) fn paired(line: &str) -> Option<(String, u32)> {
    let (name, value) = line.split_once('=')?;
    if line.contains(['\'', '\\']) || line.matches('"').count().is_multiple_of(2) {
        return None;
    }
    let column = |at: usize| u32::try_from(line[..at].chars().count() + 1).unwrap_or(u32::MAX);
    let begin = line.len() - value.trim_start().len();
    let value = value.trim();
    if value.starts_with('"') && value.len() > 1 && !value.contains(" #") {
        return Some((format!("{}\"", line.trim_end()), column(begin)));
    }
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    let mut first = None;
    let mut at = begin + 1;
    let items: Vec<String> = inner
        .split(',')
        .map(|item| {
            let here = at + item.len() - item.trim_start().len();
            at += item.len() + 1;
            let bare = item.trim();
            if bare.matches('"').count() != 1 {
                return item.trim().to_owned();
            }
            first.get_or_insert(here);
            format!("\"{}\"", bare.trim_matches('"'))
        })
        .collect();
    Some((format!("{}= [{}]", name, items.join(", ")), column(first?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_texts_stay_and_others_are_narrowed() {
        let right = |line: &str| narrowed(line).map(|marked| marked.right);
        for (line, meant) in [
            ("title = “青山”", "title = \"青山\""),
            ("title = ‘青山’", "title = \"青山\""),
            ("title = \"青山”", "title = \"青山\""),
            ("　title　=　\"青山\"", "title = \"青山\""),
            ("\u{200B}title\u{A0}= \"青山\" ", "title = \"青山\" "),
            ("steps = 【“提出”，\"审批\"】", "steps = [\"提出\",\"审批\"]"),
            ("steps = [\"提出”, \"审批\"]", "steps = [\"提出\", \"审批\"]"),
            ("hours = “8:30，9:00”", "hours = \"8:30，9:00\""),
            ("to = “E:\\上传”", "to = 'E:\\上传'"),
            ("steps = [\"甲，乙\"，\"丙\"]", "steps = [\"甲，乙\",\"丙\"]"),
        ] {
            assert_eq!(right(line).as_deref(), Some(meant), "{line}");
        }
        for line in [
            "title = \"“三会一课”、‘青山’\"",
            "mailbox = \"一楼，二楼\" # 说明，“甲”",
            "person = '“甲”，乙'",
            "steps = [\"提出\", \"“甲”\", \"审批\"]",
        ] {
            assert_eq!(right(line), None, "{line}");
        }
    }

    #[test]
    fn the_quotation_mark_that_lacks_is_put_where_its_item_ends() {
        let right = |line: &str| paired(line).map(|(right, _)| right);
        for (line, meant) in [
            (
                "steps = [\"提出\", \"保密审查, \"审批\"]",
                "steps = [\"提出\", \"保密审查\", \"审批\"]",
            ),
            ("steps = [\"提出\", 审批\"]", "steps = [\"提出\", \"审批\"]"),
            ("title = \"青山", "title = \"青山\""),
        ] {
            assert_eq!(right(line).as_deref(), Some(meant), "{line}");
        }
        assert_eq!(right("title = \"青山 # 网站名称"), None);
        assert_eq!(right("steps = [\"提出\"]"), None);
    }
}
