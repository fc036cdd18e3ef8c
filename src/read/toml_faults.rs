//! A text that is no TOML → its faults in Chinese, each with the line as it should be where that is certain. One line is
//! mended after the other before the parser looks again, so that a fault is not told together with what follows from it.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::faults::Faults;
use super::node::LineSpan;
use super::toml_messages::{Advice, LISTED, explain, is_name};
use crate::words::{Code, Fix, Locator, SourceText, TextEdit};

const TOML: Code = Code::error("site-toml");

/// So many lines are mended one after the other; as many faults of one file are shown.
const MENDED: usize = 20;

/// Says what is wrong with a text that does not parse.
pub(super) fn say(faults: &Faults<'_>) {
    let mut text = UnreadText {
        faults,
        lines: faults.source().text.lines().map(str::to_owned).collect(),
        told: BTreeSet::new(),
    };
    text.say_broken_texts();
    // Each looks at the whole text again: a document that somebody pasted here has a fault in each of its lines.
    for _ in 0..MENDED {
        if !text.say_line_that_can_be_mended() {
            break;
        }
    }
    text.say_others();
}

/// The lines of a text, those that could be mended as they should be.
struct UnreadText<'f, 's> {
    faults: &'f Faults<'s>,
    lines: Vec<String>,
    /// The lines that something was said of.
    told: BTreeSet<u32>,
}

impl UnreadText<'_, '_> {
    /// The text as it is now, with the same number of lines.
    fn now(&self) -> SourceText {
        let path = self.faults.source().path.clone();
        let text = self.lines.join("\n").into();
        SourceText { path, text }
    }

    fn line(&self, number: u32) -> &str {
        let at = number.saturating_sub(1) as usize;
        self.lines.get(at).map_or("", String::as_str)
    }

    /// A text in quotation marks that goes on in the next line.
    fn say_broken_texts(&mut self) {
        for at in 1..self.lines.len() {
            let (above, line) = (&self.lines[at - 1], &self.lines[at]);
            if !is_broken_off(above) || begins(line) || line.matches('"').count() != 1 {
                continue;
            }
            let right = format!("{}{}", above.trim_end(), line.trim_start());
            let begin = above.find('"').unwrap_or(0);
            let number = u32::try_from(at).unwrap_or(u32::MAX);
            let at_text = LineSpan {
                line: number,
                column: count(&above[..begin]) + 1,
                width: count(&above[begin..]),
            };
            let cut = &above[above.trim_end().len()..];
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = if self.faults.source().text.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            };
            let joined = TextEdit {
                line: number,
                column: count(above.trim_end()) + 1,
                old: format!("{cut}{end}{indent}"),
                new: String::new(),
            };
            let hint = format!("并成一行，写成“{}”", right.trim());
            let message = "引号里的文字换了行，一项只能写在一行里";
            let fix = reads(&right).then(|| Fix::certain(joined));
            self.faults.say_with(TOML, at_text, (message, hint), fix);
            self.lines[at - 1] = right;
            self.lines[at].clear();
            self.told.extend([number, number + 1]);
        }
    }

    /// Says what is wrong with the first line that can be mended, and mends it; false when there is none.
    fn say_line_that_can_be_mended(&mut self) -> bool {
        let now = self.now();
        let (_, errors) = DeTable::parse_recoverable(&now.text);
        let mut locator = Locator::new(&now);
        let found = errors.iter().find_map(|error| {
            let at = place(&mut locator, error);
            let line = self.line(at.line);
            // What is wrong with a line that can be read follows from one above.
            if self.told.contains(&at.line) || is_toml(line) {
                return None;
            }
            let advice = explain(error.message(), line);
            let right = advice.right.clone().filter(|right| reads(right))?;
            let edit = TextEdit::of_line(at.line, line, &right);
            Some((at, advice, edit, right))
        });
        let Some((at, advice, edit, right)) = found else {
            return false;
        };
        // A change is listed as it is: a password must not be.
        let fix = (!right.contains("://")).then(|| Fix::certain(edit));
        self.say(at, advice, fix);
        self.lines[at.line.saturating_sub(1) as usize] = right;
        true
    }

    fn say(&mut self, at: LineSpan, advice: Advice, fix: Option<Fix>) {
        let (column, width) = advice.at.unwrap_or((at.column, at.width));
        let at = LineSpan { column, width, ..at };
        self.told.insert(at.line);
        self.faults.say_with(TOML, at, (advice.message, advice.hint), fix);
    }

    /// Says what is wrong with the lines that nobody can mend.
    fn say_others(&mut self) {
        let now = self.now();
        let (_, errors) = DeTable::parse_recoverable(&now.text);
        if errors.is_empty() {
            return;
        }
        let mut locator = Locator::new(&now);
        // What the parser finds behind an open bracket follows from it.
        let open = open_bracket(&now.text);
        if let Some((bracket, at)) = open {
            let (begin, end) = if bracket == '[' { ("[", "]") } else { ("{", "}") };
            let message = format!("这里的“{begin}”没有配对的“{end}”");
            let hint = format!("在这一项的末尾补上“{end}”");
            self.faults
                .say(TOML, span(&mut locator, at..at + 1), message, hint);
        }
        let listed = mistyped_heading(&now.text);
        if let Some((at, right)) = listed.clone() {
            let message = format!(
                "“{}”每一块公开栏、每一个栏目各写一节，少了括号或者名称",
                &now.text[at.clone()]
            );
            self.faults
                .say(TOML, span(&mut locator, at), message, format!("写成 {right}"));
        }
        let before_open =
            |error: &&Error| open.is_none_or(|(_, at)| error.span().is_some_and(|span| span.end <= at));
        let is_double = |error: &&Error| listed.is_some() && error.message().contains("duplicate key");
        let errors = errors.iter().filter(before_open);
        for error in errors.filter(|error| !is_double(error)) {
            let at = place(&mut locator, error);
            // What the parser finds behind the first fault of a line follows from it.
            if self.told.contains(&at.line) {
                continue;
            }
            let advice = explain(error.message(), self.line(at.line));
            self.say(at, advice, None);
        }
    }
}

/// True for a text that can be read.
fn is_toml(text: &str) -> bool {
    DeTable::parse_recoverable(text).1.is_empty()
}

/// True for a line that can be read by itself, or as a part of a list.
fn reads(line: &str) -> bool {
    let item = line.trim();
    is_toml(line)
        || line.contains('[') && is_toml(&format!("{line}]"))
        || item.starts_with('"') && (is_toml(&format!("x = [{item}]")) || is_toml(&format!("x = [{item}")))
}

fn place(locator: &mut Locator<'_>, error: &Error) -> LineSpan {
    span(locator, error.span().unwrap_or(0..0))
}

fn span(locator: &mut Locator<'_>, range: Range<usize>) -> LineSpan {
    let place = locator.place(range);
    LineSpan {
        line: place.line,
        column: place.column,
        width: place.width,
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// True for `name = "text` without the end of the text.
fn is_broken_off(line: &str) -> bool {
    let named = line.split_once('=').filter(|(name, _)| is_name(name.trim()));
    named.is_some_and(|(_, value)| value.trim_start().starts_with('"') && value.matches('"').count() == 1)
}

/// True for a line that begins a setting, a table or a remark, and for an empty one.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    let name = line.split_once('=').map(|(name, _)| name.trim());
    name.is_some_and(is_name) || line.starts_with(['[', '#']) || line.is_empty()
}

/// A bracket or brace behind `=` that is open where the next line begins a name or a table, and where it stands.
fn open_bracket(text: &str) -> Option<(char, usize)> {
    let begins = |line: &str| {
        let line = line.trim_start();
        let name = line.split_once('=').map(|(name, _)| name.trim());
        name.is_some_and(is_name) || line.starts_with('[') && line.trim_end().ends_with(']')
    };
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        if !open.is_empty() && begins(bare) {
            return open.first().copied();
        }
        // `[editions.web]` is no list.
        let is_value = !open.is_empty() || line.contains('=');
        let mut quote = None;
        for (place, c) in line.char_indices().filter(|_| is_value && !bare.starts_with('#')) {
            match (quote, c) {
                (Some(mark), c) if c == mark => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '#') => break,
                (None, '[' | '{') => open.push((c, at + place)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
        }
        at += line.len();
    }
    open.first().copied()
}

/// The heading of a board or a section that is mistyped, where it stands, and what it should be.
fn mistyped_heading(text: &str) -> Option<(Range<usize>, &'static str)> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let begin = at + line.len() - line.trim_start().len();
        at += line.len();
        let typed = line.trim();
        let (_, right) = LISTED.iter().find(|(wrong, _)| *wrong == typed)?;
        Some((begin..begin + typed.len(), *right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::toml_tree::parse;

    /// The line and the hint of each complaint.
    fn complaints(text: &str) -> Vec<(u32, String)> {
        let source = SourceText::of("site.toml", text);
        let faults = Faults::new(&source);
        assert!(parse(&faults).is_none(), "{text}");
        let report = faults.finish();
        let told = report.sorted().into_iter();
        told.map(|one| {
            (
                one.place.as_ref().map_or(0, |place| place.line),
                one.hints.join("；"),
            )
        })
        .collect()
    }

    #[test]
    fn an_open_bracket_is_told_and_not_what_follows_from_it() {
        let rest = "slots = 2\n\n[[boards.sections]]\nname = \"承诺\"\ntakes = [\"承诺\"]\n";
        for open in ["takes = [\"会议纪要\"", "takes = [\n  \"会议纪要\","] {
            let text = format!("[[boards]]\n[[boards.sections]]\n{open}\n{rest}");
            assert_eq!(complaints(&text), [(3, "在这一项的末尾补上“]”".to_owned())]);
        }
        let text = "[editions]\nparty = {audience = \"党内公开\", output = \"dangnei\"\n\n[editions.web]\naudience = \"社会公开\"\n";
        assert_eq!(complaints(text), [(2, "在这一项的末尾补上“}”".to_owned())]);
    }

    #[test]
    fn a_heading_of_boards_without_its_brackets_is_told_where_it_stands() {
        let text =
            "[[boards]]\nid = \"a\"\n[boards.sections]\nname = \"甲\"\n[[boards.sections]]\nname = \"乙\"\n";
        assert_eq!(complaints(text), [(3, "写成 [[boards.sections]]".to_owned())]);
    }

    #[test]
    fn a_text_over_two_lines_is_one_fault() {
        let text = "[supervision]\nhours = \"8:30至11:30、\n  14:30至17:00\"\nperson = \"甲\"\n";
        let hint = "并成一行，写成“hours = \"8:30至11:30、14:30至17:00\"”";
        assert_eq!(complaints(text), [(2, hint.to_owned())]);
    }

    #[test]
    fn one_quotation_mark_that_lacks_is_one_fault() {
        let rest = "# 哪几类\nkinds = [\"notice\"]\n";
        let text = format!("[approval]\nsteps = [\"提出\", \"保密审查, \"审批\"]\n{rest}");
        let hint = "写成“steps = [\"提出\", \"保密审查\", \"审批\"]”";
        assert_eq!(complaints(&text), [(2, hint.to_owned())]);
        let text = format!("title = \"甲\n{rest}");
        assert_eq!(complaints(&text), [(1, "写成“title = \"甲\"”".to_owned())]);
        let text = format!("steps = [\n  “提出”，\n  \"审批\"]\n{rest}");
        let hint = "切换到英文输入法，写成“\"提出\",”";
        assert_eq!(complaints(&text), [(2, hint.to_owned())]);
    }

    #[test]
    fn a_heading_that_is_gone_is_looked_for_before_a_setting_is_deleted() {
        let text = "[editions.web]\naudience = \"社会公开\"\noutput = \"public\"\n\noutput = \"board\"\n";
        let hint =
            "上面是不是少了一行方括号里的节名，例如 [editions.board]？少了的补上；没有少的，只保留其中一个";
        assert_eq!(complaints(text), [(5, hint.to_owned())]);
    }
}
