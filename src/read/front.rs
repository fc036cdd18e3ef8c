//! A file's text → the tree of its fields, and where its Markdown begins. The `---` lines are found
//! here; typing slips inside the block are `slips`' work. What the fields mean is nobody's business here.

use std::ops::Range;

use super::faults::Faults;
use super::node::{LineSpan, Node};
use super::registry::{is_at_top, is_of_kind, shape_of};
use super::slips;
use super::yaml::{YamlReason, YamlRefusal};
use super::yaml_messages::explain;
use crate::words::{Code, Fix, Kind, Report, SourceText, TextEdit};

const MISSING: Code = Code::error("front-missing");
const DASHES: Code = Code::error("front-dashes");
const UNOPENED: Code = Code::error("front-unopened");
const UNCLOSED: Code = Code::error("front-unclosed");
const YAML: Code = Code::error("front-yaml");
const REFERENCE: Code = Code::error("front-reference");
const DEEP: Code = Code::error("front-deep");

/// What an unknown word must look like to be taken for a field's name.
const LONGEST_KEY: usize = 12;

/// A file's two parts.
#[derive(Debug)]
pub(crate) struct Front<'t> {
    /// The fields.
    pub(crate) root: Node<'t>,
    /// The bytes of the Markdown.
    pub(crate) body: Range<usize>,
}

/// Reads the fields of an `.md` file. `None` when there is no tree; the faults say why.
pub(crate) fn read<'s>(faults: &Faults<'s>) -> Option<Front<'s>> {
    let text: &'s str = &faults.source().text;
    let opened = open(faults)?;
    let closed = close(text, &opened);
    let kind = (faults.source().path.as_str().split('/').nth(1)).and_then(Kind::of_folder);
    let fields = FieldsEnd::of(text, opened.start, kind);
    let end = closed.as_ref().map_or(fields.at, |line| line.start);
    let block = &text[opened.start..end];
    let first = opened.line;
    let parsed = slips::parse(block, first);
    // A `---` far below may be a rule in the Markdown; then the block ends where the fields do.
    let clean = parsed.tree.is_ok() && parsed.slips.is_empty() && closed.is_some();
    let short = if clean { end } else { fields.at };
    let rest = &text[short.min(end)..end];
    // Without an empty line it rather is a value that goes on.
    let is_body = parsed.tree.is_err() || rest.lines().any(|line| line.trim().is_empty());
    if closed.is_none() || (is_body && holds_text(rest) && !has_known_key(rest)) {
        let again = slips::parse(&text[opened.start..short], first);
        if closed.is_none() || again.tree.is_ok() {
            say_unclosed(faults, &fields);
            return Some(Front {
                root: say(faults, again)?,
                body: short..text.len(),
            });
        }
    }
    let line = closed?;
    line.say_dashes(faults, "结束");
    let root = say(faults, parsed)?;
    Some(Front {
        root,
        body: line.end..text.len(),
    })
}

/// Reads a whole file that is all fields.
pub(crate) fn read_data<'s>(faults: &Faults<'s>) -> Option<Node<'s>> {
    let text: &'s str = &faults.source().text;
    let begin = FrontLine::first(text).and_then(|line| unfenced(faults, line));
    let (start, first) = match &begin {
        Some(line) if line.is_rule(text) => (line.end, line.number + 1),
        Some(line) if line.number > 1 => (line.start, line.number),
        _ => (0, 1),
    };
    let whole = text.trim_end();
    let whole = match FrontLine::first(text).is_some_and(|line| line.is_fence(text)) {
        true => whole.strip_suffix("\n```").map_or(whole, str::trim_end),
        false => whole,
    };
    let end = match whole.strip_suffix("\n---") {
        Some(before) => before.len(),
        None if whole.len() < text.trim_end().len() => whole.len(),
        None => text.len(),
    };
    let (start, first) = behind_heading(faults, start, first);
    let end = before_text(faults, (start, end.max(start)), first);
    say(faults, slips::parse(&text[start..end], first))
}

/// What `read` makes of the fields of such a file; `None` when it has errors, which the report names.
pub(in crate::read) fn read_file<T>(
    source: &SourceText,
    report: &mut Report,
    read: impl FnOnce(&Faults<'_>, &Node<'_>) -> Option<T>,
) -> Option<T> {
    let faults = Faults::new(source);
    let found = read_data(&faults).and_then(|root| read(&faults, &root));
    let clean = !faults.has_errors();
    report.absorb(faults.finish());
    found.filter(|_| clean)
}

const NO_TEXT: &str = "yaml 文件没有正文：删去这一行，或者在前面加“# ”，成为一句只给自己看的说明";

/// Behind a first line such as `2026年党费台账`, which is complained about: the fields begin below.
fn behind_heading(faults: &Faults<'_>, start: usize, first: u32) -> (usize, u32) {
    let text: &str = &faults.source().text;
    let mut lines = FrontLine::all(text, start, first).filter(|line| !line.of(text).trim().is_empty());
    match (lines.next(), lines.next()) {
        (Some(line), Some(next)) if is_sentence(line.of(text)) && known_key(next.of(text)) => {
            line.say_no_field(faults);
            (line.end, line.number + 1)
        }
        _ => (start, first),
    }
}

/// Before a last line that is a sentence apart from the fields, which is complained about.
fn before_text(faults: &Faults<'_>, (start, end): (usize, usize), first: u32) -> usize {
    let text: &str = &faults.source().text;
    let all = || FrontLine::all(&text[..end], start, first);
    let is_empty = |line: &FrontLine| line.of(text).trim().is_empty();
    let Some(gap) = all()
        .filter(|line| is_empty(line) && line.start < text[..end].trim_end().len())
        .last()
    else {
        return end;
    };
    let behind = || all().filter(|line| line.start > gap.start && !is_empty(line));
    let is_text = behind().all(|line| is_sentence(line.of(text)));
    match behind().next().filter(|_| is_text) {
        Some(line) => {
            line.say_no_field(faults);
            line.start
        }
        None => end,
    }
}

/// A line at the margin that is neither a field, an item nor a remark.
fn is_sentence(line: &str) -> bool {
    let is_sign =
        |c: char| c.is_ascii() || matches!(c, '【' | '】' | '［' | '］' | '｛' | '｝' | '＃' | '－' | '—');
    let begins = line
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || !is_sign(c));
    let word = line
        .split([' ', '；', '。', '\u{3000}'])
        .next()
        .unwrap_or_default();
    begins
        && !line.starts_with([' ', '\t', '\u{3000}'])
        && !line.contains([':', '：', '=', '＝', '|', '\t', '[', '{'])
        && shape_of(word).is_none()
}

/// Says what was found in a block, and gives its tree.
fn say<'t>(faults: &Faults<'_>, parsed: slips::Parsed<'t>) -> Option<Node<'t>> {
    // What stands behind a second `---` are no fields.
    let end = match &parsed.tree {
        Err(refusal) if matches!(refusal.reason, YamlReason::Second) => refusal.at.line,
        _ => u32::MAX,
    };
    for slip in parsed.slips.into_iter().filter(|slip| slip.at.line < end) {
        faults.say_with(slip.code, slip.at, (slip.message, slip.hint), slip.fix);
    }
    match parsed.tree {
        Ok(root) => Some(root),
        Err(refusal) => {
            refuse(faults, &refusal);
            None
        }
    }
}

fn refuse(faults: &Faults<'_>, refusal: &YamlRefusal) {
    match &refusal.reason {
        YamlReason::Grammar(words) => {
            let line = faults
                .source()
                .text
                .lines()
                .nth(refusal.at.line.saturating_sub(1) as usize);
            let (message, hint) = explain(words, line.unwrap_or_default());
            faults.say(YAML, refusal.at, message, hint);
        }
        YamlReason::Second => {
            let message = "这里多了一行“---”";
            let hint = match faults.source().path.extension().as_str() {
                "md" => "开头的字段只用前后两行“---”括起来",
                _ => {
                    "yaml 文件没有正文：有正文的，把文件名改成 .md 结尾，字段写在前后两行“---”之间，正文写在后面"
                }
            };
            faults.say(YAML, refusal.at, message, hint);
        }
        YamlReason::Reference => {
            let message = "字段里不能使用以“&”“*”“!”开头的写法和“<<”";
            faults.say(
                REFERENCE,
                refusal.at,
                message,
                "文字以这些符号开头时，用英文引号括起来",
            );
        }
        YamlReason::Deep => {
            faults.say(
                DEEP,
                refusal.at,
                "这里的层次太多",
                "请检查括号和缩进，字段最多只有三四层",
            );
        }
    }
}

/// Where the block of fields begins.
struct Opened {
    /// Byte offset of its first line.
    start: usize,
    /// That line's number.
    line: u32,
}

/// Finds the opening `---`, or what was meant as such.
fn open(faults: &Faults<'_>) -> Option<Opened> {
    let text: &str = &faults.source().text;
    let line = FrontLine::first(text)?;
    let line = unfenced(faults, line)?;
    if line.is_rule(text) || line.is_dashes(text) {
        line.say_dashes(faults, "开头");
        return Some(Opened {
            start: line.end,
            line: line.number + 1,
        });
    }
    let at = faults.at(line.start..line.start);
    if known_key(line.of(text)) {
        let message = "开头缺少一行“---”";
        let hint = "在第一个字段的上一行写三个英文减号“---”";
        faults.say_with(
            UNOPENED,
            at,
            (message, hint),
            Some(Fix::certain(TextEdit::inserted(line.number, 1, "---\n"))),
        );
        return Some(Opened {
            start: line.start,
            line: line.number,
        });
    }
    let hint = "文件要以一行“---”开始，接着写“标题: ……”“日期: ……”等字段，再写一行“---”，然后是正文";
    faults.say(MISSING, at, "文件开头没有字段", hint);
    None
}

/// The line behind one such as "```yaml", which a chat program puts around what it wrote; that one is complained about.
fn unfenced(faults: &Faults<'_>, line: FrontLine) -> Option<FrontLine> {
    let text: &str = &faults.source().text;
    if !line.is_fence(text) {
        return Some(line);
    }
    let all: Vec<FrontLine> = FrontLine::all(text, line.start, line.number).collect();
    let next = all
        .iter()
        .skip(1)
        .position(|line| !line.of(text).trim().is_empty())?
        + 1;
    let is_begin = |line: &FrontLine| line.is_rule(text) || line.is_dashes(text) || known_key(line.of(text));
    if !is_begin(&all[next]) {
        return Some(line);
    }
    let fences: Vec<&FrontLine> = all.iter().filter(|line| line.is_fence(text)).collect();
    let last = fences
        .last()
        .filter(|last| fences.len() > 1 && last.of(text).trim_end() == "```");
    let removed = |line: &FrontLine| TextEdit {
        line: line.number,
        column: 1,
        old: text[line.start..line.end].to_owned(),
        new: String::new(),
    };
    let fix = Fix {
        edits: std::iter::once(&line).chain(last.copied()).map(removed).collect(),
        is_certain: fences.len() < 3,
    };
    let typed = line.of(text).trim_end();
    let message = format!("多了一行“{typed}”，字段要从文件的开头写起");
    let hint = match last {
        Some(last) => format!("删去这一行和第 {} 行的“```”", last.number),
        None => "删去这一行".to_owned(),
    };
    let at = faults.at(line.start..line.start + typed.len());
    faults.say_with(MISSING, at, (message, hint), Some(fix));
    all.into_iter().nth(next)
}

/// Finds the closing `---`, or what was meant as such.
fn close(text: &str, opened: &Opened) -> Option<FrontLine> {
    FrontLine::all(text, opened.start, opened.line).find(|line| line.is_rule(text) || line.is_dashes(text))
}

fn say_unclosed(faults: &Faults<'_>, fields: &FieldsEnd) {
    let end = fields.at;
    let end_at = faults.at(end..end);
    let at = LineSpan { column: 1, ..end_at };
    let hint = "在最后一个字段的下一行写三个英文减号“---”，再写正文";
    let text = &faults.source().text;
    let is_apart = text[end..]
        .lines()
        .next()
        .is_none_or(|line| line.trim().is_empty());
    let rule = match text[..end].ends_with('\n') {
        true => "---\n",
        false => "\n---\n",
    };
    let fix = Fix {
        is_certain: is_apart && !fields.is_doubtful,
        ..Fix::certain(TextEdit::inserted(end_at.line, end_at.column, rule))
    };
    let message = "字段到这里结束，却没有结束的“---”";
    faults.say_with(UNCLOSED, at, (message, hint), Some(fix));
}

/// Where the fields end when no `---` says so.
struct FieldsEnd {
    /// Byte offset behind the last.
    at: usize,
    /// Below stands what may be a field, too: `时间：周五下午`.
    is_doubtful: bool,
}

impl FieldsEnd {
    /// Before the first line that is no field. Behind empty lines there may be more: those that the kind of entry has, which
    /// were not typed above, with the colon of fields.
    fn of(text: &str, start: usize, kind: Option<Kind>) -> Self {
        let mut end = Self {
            at: start,
            is_doubtful: false,
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut is_apart = false;
        for line in FrontLine::all(text, start, 1) {
            let typed = line.of(text);
            if typed.trim().is_empty() {
                is_apart = true;
                continue;
            }
            let name = top_name(typed);
            if is_apart {
                let name = name.filter(|name| match kind {
                    Some(kind) => is_of_kind(kind, name),
                    None => is_at_top(name),
                });
                let is_new = name.is_some_and(|name| !seen.contains(&name)) && likely_key(typed);
                if !is_new {
                    end.is_doubtful = name.is_some();
                    break;
                }
            } else if !continues_fields(typed) {
                break;
            }
            is_apart = false;
            seen.extend(name);
            end.at = line.end;
        }
        end
    }
}

/// The known name at the top that a line begins with.
fn top_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once([':', '：'])?;
    shape_of(name).map(|_| name)
}

fn continues_fields(line: &str) -> bool {
    let trimmed = line.trim();
    if trimmed.is_empty() {
        return false;
    }
    line.starts_with([' ', '\t', '\u{3000}'])
        || trimmed.starts_with("- ")
        || trimmed.starts_with([']', '}', '】'])
        || known_key(trimmed)
        || likely_key(trimmed)
}

/// True when a line begins with the name of a field and a colon of either width.
fn known_key(line: &str) -> bool {
    line.split_once([':', '：'])
        .is_some_and(|(name, _)| shape_of(name.trim()).is_some())
}

/// True when a line of the text is a known field that stands at the top.
fn has_known_key(text: &str) -> bool {
    text.lines().any(|line| !line.starts_with(' ') && known_key(line))
}

/// True when a text is more than empty lines and remarks.
fn holds_text(text: &str) -> bool {
    text.lines()
        .any(|line| !line.trim().is_empty() && !line.starts_with("# "))
}

/// True when a line could be a field that nothing knows.
fn likely_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, rest)| {
        (rest.is_empty() || rest.starts_with([' ', '\t']))
            && name.chars().count() <= LONGEST_KEY
            && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    })
}

/// One line of a text.
struct FrontLine {
    start: usize,
    /// Behind its line end.
    end: usize,
    number: u32,
}

impl FrontLine {
    /// The lines from a byte offset on.
    fn all(text: &str, start: usize, number: u32) -> impl Iterator<Item = Self> {
        let mut at = start;
        let mut number = number;
        std::iter::from_fn(move || {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |length| length + 1);
            let line = Self {
                start: at,
                end: at + length,
                number,
            };
            at += length;
            number += 1;
            Some(line)
        })
    }

    /// The first line that is not empty.
    fn first(text: &str) -> Option<Self> {
        Self::all(text, 0, 1).find(|line| !line.of(text).trim().is_empty())
    }

    fn of<'t>(&self, text: &'t str) -> &'t str {
        text[self.start..self.end].trim_end_matches(['\n', '\r'])
    }

    /// Exactly `---`, but for white space behind it.
    fn is_rule(&self, text: &str) -> bool {
        text[self.start..].starts_with("---") && self.of(text).trim_end() == "---"
    }

    /// Begins or ends a block of code.
    fn is_fence(&self, text: &str) -> bool {
        text[self.start..].starts_with("```")
    }

    /// Two or more strokes of any kind, and nothing else.
    fn is_dashes(&self, text: &str) -> bool {
        let line = self.of(text);
        if !line.starts_with(['-', '－', '—', '–', '―', '─', '━', '‐']) {
            return false;
        }
        let trimmed = line.trim();
        let strokes = |c: char| matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '━' | '‐');
        trimmed.chars().count() >= 2 && trimmed.chars().all(strokes)
    }

    /// Complains about a line that is no field, in a file that is all fields.
    fn say_no_field(&self, faults: &Faults<'_>) {
        let typed = self.of(&faults.source().text).trim_end();
        let at = faults.at(self.start..self.start + typed.len());
        faults.say(MISSING, at, "这一行不是字段", NO_TEXT);
    }

    /// Complains about strokes that are not `---`.
    fn say_dashes(&self, faults: &Faults<'_>, which: &str) {
        let text = &faults.source().text;
        if !self.is_rule(text) {
            let message = format!("{which}的分隔行应当是三个英文减号“---”");
            let at = faults.at(self.start..self.start + self.of(text).trim_end().len());
            let fix = faults.edit(at, "---").map(Fix::certain);
            faults.say_with(DASHES, at, (message, "切换到英文输入法，写“---”"), fix);
        }
    }
}

#[cfg(test)]
mod tests;
