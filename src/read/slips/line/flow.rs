//! What stands in brackets or braces: the commas that part, the colons behind names, quotation marks
//! around items.

use super::Glyphs;
use super::value::{curly, end, linked, wrap};
use super::{Around, COLON, COLON_SPACE, UNPAIRED, after_colon, is_wide_space, looks_like_name};
use crate::read::registry::{Shape, shape_of};
use crate::words::{Code, is_han};

pub(super) const COMMA: Code = Code::error("front-list-comma");
pub(super) const BLANK: Code = Code::error("front-list-blank");
pub(super) const BRACES: Code = Code::error("front-braces");
pub(super) const BRACES_SAY: &str = "要用英文花括号“{ }”";

/// Mends a value in braces, perhaps without its end.
pub(super) fn map(line: &mut Glyphs, start: usize, around: &Around<'_>) {
    let mut end = end(line, start);
    if around.broken
        && !around.goes_on
        && let Some(quote) = open_quote(line, start, end)
    {
        let next =
            (quote + 1..end).find(|at| line.at(*at) == Some(',') && named(line, at + 1, false).is_some());
        let behind = (quote + 1..end).rfind(|at| line.at(*at) == Some('}'));
        line.note(UNPAIRED, quote, 1, "这里的英文引号没有配对");
        line.insert(next.or(behind).unwrap_or(end), '"');
        end += 1;
    }
    if around.broken && !around.goes_on && depth_of(line, start, end, false) > 0 {
        close(line, start, end, '}');
    }
    mend(line, start, Shape::Maps);
}

/// Ends what the bracket or brace at `start` opens and nothing ends; one of another kind at the end was typed for it.
pub(super) fn close(line: &mut Glyphs, start: usize, end: usize, closing: char) {
    let last = end - 1;
    let opening = match line.at(last) {
        Some(')' | '）') => ['(', '（'],
        Some(']' | '】' | '］') => ['[', '【'],
        Some('}' | '｝') => ['{', '｛'],
        _ => ['\0', '\0'],
    };
    let typed = line.at(last).filter(|_| opening != ['\0', '\0']);
    let is_own = line.text(start + 1, last).contains(opening);
    let begin = line.at(start).unwrap_or(closing);
    match typed.filter(|_| !is_own) {
        Some(typed) => {
            let message = format!("这里的“{begin}”要用“{closing}”结束，不能用“{typed}”");
            line.note(UNPAIRED, last, 1, message);
            line.replace(last, closing);
        }
        None => {
            let message = format!("这里的“{begin}”没有配对的“{closing}”");
            line.note(UNPAIRED, start, 1, message);
            line.insert(end, closing);
        }
    }
}

/// Braces for the round brackets of `（姓名: 张三, 职务: 书记）`; true when there were such.
pub(super) fn rounded(line: &mut Glyphs, start: usize) -> bool {
    let last = end(line, start).saturating_sub(1);
    let is_round = matches!(line.at(start), Some('（' | '(')) && matches!(line.at(last), Some('）' | ')'));
    let is_map = is_round && named(line, start + 1, true).is_some();
    if is_map {
        line.note(BRACES, start, 1, BRACES_SAY);
        line.replace(start, '{');
        line.replace(last, '}');
    }
    is_map
}

/// True for a bracket behind which stands the name of a field: `[开始: 2026-03-12, 工作日: 5]`.
pub(super) fn begins_with_name(line: &Glyphs, start: usize) -> bool {
    named(line, start + 1, false).is_some()
}

/// The only quotation mark, where it begins a value and nothing ends that.
fn open_quote(line: &Glyphs, start: usize, end: usize) -> Option<usize> {
    let mut marks = (start..end).filter(|at| line.at(*at) == Some('"'));
    let mark = marks.next().filter(|at| begins_value(line, *at))?;
    (marks.next().is_none() && line.at(mark + 1) != Some(',')).then_some(mark)
}

/// How many braces and brackets a line opens and does not close.
pub(in crate::read::slips) fn open_ones(text: &str) -> i32 {
    let line = Glyphs::new(text);
    let begin = (0..line.len()).find(|at| matches!(line.at(*at), Some('{' | '[' | '}' | ']')));
    let is_value = |at: usize| {
        let before = (0..at).rev().find(|before| line.at(*before) != Some(' '));
        before.is_none_or(|before| matches!(line.at(before), Some(':' | '-')))
    };
    match begin {
        Some(at) if matches!(line.at(at), Some('{' | '[')) && !is_value(at) => 0,
        Some(at) => depth_of(&line, at, end(&line, at), true),
        None => 0,
    }
}

/// How many braces are open at the end, perhaps of brackets, too.
fn depth_of(line: &Glyphs, start: usize, end: usize, with_brackets: bool) -> i32 {
    let mut quote = None;
    (start..end)
        .filter_map(|at| line.at(at))
        .fold(0, |depth, c| match (c, quote) {
            ('"' | '\'', None) => {
                quote = Some(c);
                depth
            }
            (c, Some(open)) => {
                quote = quote.filter(|_| c != open);
                depth
            }
            ('{' | '｛', None) => depth + 1,
            ('}' | '｝', None) => depth - 1,
            ('[', None) if with_brackets => depth + 1,
            (']', None) if with_brackets => depth - 1,
            _ => depth,
        })
}

/// Mends from the bracket or brace at `start` to the end of the line.
pub(super) fn mend(line: &mut Glyphs, start: usize, shape: Shape) {
    let commas = Commas::of(line, start, shape);
    let mut walk = FlowWalk {
        open: Vec::new(),
        fresh: true,
    };
    let mut at = start;
    while at < line.len() {
        at = walk.step(line, at, &commas);
    }
}

/// Which full-width marks part the items of a list in brackets.
struct Commas {
    comma: bool,
    pause: bool,
    /// It is a list of words, where a semicolon parts them too.
    of_words: bool,
    /// All is typed in full width, so that what stands behind such a comma and before such a colon is a name, known or not.
    wide: bool,
}

impl Commas {
    /// In a list of words both always do; in a list of sentences, and in a row of a table, whose cells may be sentences and
    /// lists of names, only when nothing else does.
    fn of(line: &Glyphs, start: usize, shape: Shape) -> Self {
        let text = line.text(start, line.len());
        let plain = text.contains(',');
        // 走访,慰问 and 5,000.00 are typed so within values, too.
        let parts =
            |at: &usize| line.at(*at) == Some(',') && !groups_digits(line, *at) && !is_in_text(line, *at);
        let is_row = shape == Shape::Maps && line.at(start) == Some('[') && !text.contains('{');
        let words = shape != Shape::Texts && !is_row;
        Self {
            comma: words || !plain,
            of_words: shape == Shape::Words,
            pause: words || !(plain || text.contains('，')),
            wide: !(start..line.len()).any(|at| parts(&at)) && !text.contains(": "),
        }
    }
}

/// The index behind the text that a quotation mark opens: a doubled mark in '…' and an escaped one in "…" belong to it.
fn behind_quoted(line: &Glyphs, at: usize, mark: char) -> usize {
    let mut index = at + 1;
    while let Some(c) = line.at(index) {
        let is_doubled = mark == '\'' && c == mark && line.at(index + 1) == Some(mark);
        if is_doubled || mark == '"' && c == '\\' {
            index += 2;
        } else if c == mark {
            return index + 1;
        } else {
            index += 1;
        }
    }
    line.len()
}

/// True behind a colon and a space, whatever the name before it: a column's own may be no word.
fn begins_value(line: &Glyphs, at: usize) -> bool {
    let before = (0..at).rev().find(|before| line.at(*before) != Some(' '));
    before.is_some_and(|before| before + 1 < at && line.at(before) == Some(':'))
}

/// Where in the value the walk is.
struct FlowWalk {
    /// The brackets and braces that are open.
    open: Vec<char>,
    /// The next character begins an item or a name.
    fresh: bool,
}

impl FlowWalk {
    /// Looks at one character; gives the index to go on at.
    fn step(&mut self, line: &mut Glyphs, at: usize, commas: &Commas) -> usize {
        let Some(c) = line.at(at) else {
            return at + 1;
        };
        match c {
            ' ' => return at + 1,
            '"' | '\'' if self.fresh || begins_value(line, at) => {
                self.fresh = false;
                return behind_quoted(line, at, c);
            }
            '“' | '‘' if self.fresh => {
                if let Some(end) = item_end(line, at) {
                    curly(line, at, end);
                }
            }
            '｛' | '｝' => {
                line.note(BRACES, at, 1, BRACES_SAY);
                line.replace(at, if c == '｛' { '{' } else { '}' });
                return at;
            }
            '[' | '{' => {
                self.open.push(c);
                self.fresh = true;
                return at + 1;
            }
            ']' | '}' => {
                self.open.pop();
            }
            '#' if !self.open.is_empty() && is_sharp(line, at) => {
                self.fresh = false;
                return sharp_cell(line, at);
            }
            // Among words nothing is meant between two commas; an empty cell of a row is.
            ',' | '，' | '、' if self.fresh && self.open.last() == Some(&'[') && commas.of_words => {
                line.note(COMMA, at, 1, "这里多了一个逗号");
                line.all.remove(at);
                return at;
            }
            ',' if self.fresh && self.open.last() == Some(&'[') => {
                line.note(BLANK, at, 1, "两个逗号之间是空的，空着的一格要写“—”");
                line.insert(at, '—');
                self.fresh = true;
                return at + 2;
            }
            ',' => {
                self.fresh = true;
                return at + 1;
            }
            '，' | '、' | '；' | ';' if self.parts(line, at, c, commas) => {
                line.note(COMMA, at, 1, format!("这里要用英文逗号，不能用“{c}”"));
                line.replace(at, ',');
                if line.at(at + 1).is_some_and(|next| next != ' ') {
                    line.insert(at + 1, ' ');
                }
                self.fresh = true;
                return at + 1;
            }
            _ if self.fresh && self.open.last() == Some(&'{') => {
                self.fresh = false;
                return name(line, at, commas.wide);
            }
            _ => {}
        }
        self.fresh = false;
        at + 1
    }

    /// Whether a full-width mark parts two items, or two fields.
    fn parts(&self, line: &Glyphs, at: usize, c: char, commas: &Commas) -> bool {
        match self.open.last() {
            Some('[') if c == '，' => commas.comma,
            Some('[') if c == '、' => commas.pause,
            Some('[') => commas.of_words,
            Some('{') => named(line, at + 1, commas.wide).is_some(),
            _ => false,
        }
    }
}

/// Behind the item that begins at `start`, when it ends with the same mark that parts items.
fn item_end(line: &Glyphs, start: usize) -> Option<usize> {
    let end = (start..line.len()).find(|at| matches!(line.at(*at), Some(',' | '，' | '、' | ']' | '}')))?;
    let mut end = end;
    while end > start && line.at(end - 1) == Some(' ') {
        end -= 1;
    }
    Some(end)
}

/// The index of the colon behind a name that begins at `start`: a known one, or another with a colon and a space, or with any
/// where all is typed in full width.
fn named(line: &Glyphs, start: usize, wide: bool) -> Option<usize> {
    let (colon, name) = before_colon(line, start)?;
    let spaced = line.at(colon) == Some(':') && matches!(line.at(colon + 1), None | Some(' '));
    (shape_of(&name).is_some() || ((spaced || wide) && looks_like_name(&name))).then_some(colon)
}

/// The next colon near, and what stands before it.
fn before_colon(line: &Glyphs, start: usize) -> Option<(usize, String)> {
    let colon = (start..line.len().min(start + 20)).find(|at| matches!(line.at(*at), Some(':' | '：')))?;
    Some((colon, line.text(start, colon).trim().to_owned()))
}

/// Mends the colon behind a name in braces, and the value behind it; gives where to go on.
fn name(line: &mut Glyphs, start: usize, wide: bool) -> usize {
    let is_name = |name: &str| shape_of(name).is_some() || looks_like_name(name);
    // Whatever begins an item in braces is its name; but `9:30` is none.
    let found = before_colon(line, start).filter(|(_, name)| is_name(name));
    let Some((colon, _)) = found.filter(|(_, name)| name.starts_with(char::is_alphabetic)) else {
        return start + 1;
    };
    // A space of another kind, or a tab, is made one below.
    let spaced = line
        .at(colon + 1)
        .is_none_or(|c| matches!(c, ' ' | '\t') || is_wide_space(c));
    if line.at(colon) == Some('：') {
        line.note(COLON, colon, 1, "字段名后面用了中文冒号“：”");
        line.replace(colon, ':');
        if !spaced {
            line.insert(colon + 1, ' ');
        }
    } else if !spaced {
        line.note(COLON_SPACE, colon, 1, "冒号后面少了一个空格");
        line.insert(colon + 1, ' ');
    }
    let value = after_colon(line, colon);
    if matches!(line.at(value), Some('“' | '‘'))
        && let Some(end) = item_end(line, value)
    {
        curly(line, value, end);
    }
    if let Some(end) = linked(line, value) {
        return end;
    }
    if let Some(end) = behind_bracketed_word(line, value) {
        let before = line.len();
        wrap(line, value, end, "以“[”开头的文字要用英文引号括起来");
        return end + line.len() - before;
    }
    match line.at(value) {
        Some(quote @ ('"' | '\'')) => behind_quoted(line, value, quote),
        Some('[' | '{' | '｛' | '}' | ',') | None => value,
        Some('#') if is_sharp(line, value) => sharp_cell(line, value),
        Some(_) => plain(line, value, wide),
    }
}

/// True for a `#` that begins a comment for YAML, though it does not look like one.
fn is_sharp(line: &Glyphs, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| line.at(before));
    before == Some(' ') && !matches!(line.at(at + 1), None | Some(' '))
}

/// Quotes around an item that begins with `#`, behind which all would be lost; gives where to go on. Most are what a
/// spreadsheet shows for a number that is wrong, or has no room.
fn sharp_cell(line: &mut Glyphs, start: usize) -> usize {
    let stop = (start..line.len()).find(|at| matches!(line.at(*at), Some(',' | '，' | ']' | '}')));
    let end = stop.unwrap_or(line.len());
    let text = line.text(start, end).trim().to_owned();
    let is_fault = text
        .chars()
        .all(|c| c == '#' || c.is_ascii_uppercase() || matches!(c, '/' | '0' | '!' | '?'));
    let before = line.len();
    if is_fault {
        let message = format!("“{text}”是电子表格里没有显示出来或者算错的数");
        wrap(line, start, end, &message);
        line.hint =
            Some("打开原来的表格，把列拉宽或者改正算式，再把这一格的数抄过来；没有的写“—”".to_owned());
        line.has_two_readings = true;
    } else {
        wrap(line, start, end, SHARP_IN_TEXT);
        line.is_unsure = true;
    }
    end + line.len() - before
}

/// Behind `[公示]关于……`: a text that begins with a word in brackets.
fn behind_bracketed_word(line: &Glyphs, start: usize) -> Option<usize> {
    line.at(start).filter(|c| *c == '[')?;
    let close = (start..line.len()).find(|at| line.at(*at) == Some(']'))?;
    let next = line.at(close + 1)?;
    let end = (close..line.len()).find(|at| matches!(line.at(*at), Some(',' | '}')))?;
    let is_word = !line.text(start, close).contains([',', '，']);
    (is_word && !matches!(next, ' ' | ',' | '，' | '、' | '}' | ']')).then_some(end)
}

/// Puts quotes around a value in braces that only they make one: `4,590元`, `通过: 计划`; a comma behind one where the next
/// name follows: `张三 日期: 2026-03-12`. Gives where to go on.
fn plain(line: &mut Glyphs, start: usize, wide: bool) -> usize {
    let UnquotedValue { end, fault } = UnquotedValue::of(line, start, wide);
    match fault {
        None => start,
        Some(ValueFault::NoComma) if matches!(line.at(end - 1), Some(';' | '；')) => {
            line.note(COMMA, end - 1, 1, "这里要用英文逗号，不能用分号");
            line.replace(end - 1, ',');
            end
        }
        Some(ValueFault::NoComma) => {
            line.note(COMMA, end, 1, "这里少了一个英文逗号");
            line.insert(end, ',');
            end
        }
        Some(ValueFault::NoQuotes(message)) => {
            let before = line.len();
            wrap(line, start, end, message);
            // 张三,书记 may be two values, the second without its name.
            line.is_unsure |= [COMMA_IN_TEXT, SHARP_IN_TEXT].contains(&message);
            end + line.len() - before
        }
    }
}

const SHARP_IN_TEXT: &str = "“#”前面有空格，从这里起的字会丢失，要用英文引号括起来，或者删去";
const COMMA_IN_TEXT: &str = "文字里有英文逗号，要用英文引号括起来";

/// What a value without quotes lacks.
#[derive(Debug, Clone, Copy)]
enum ValueFault {
    /// Behind it stands the next name.
    NoComma,
    /// Why.
    NoQuotes(&'static str),
}

/// A value without quotes, in braces.
struct UnquotedValue {
    /// Behind its last character.
    end: usize,
    fault: Option<ValueFault>,
}

impl UnquotedValue {
    fn of(line: &Glyphs, start: usize, wide: bool) -> Self {
        let quotes = |message| Some(ValueFault::NoQuotes(message));
        let mut fault = None;
        let mut end = start;
        for at in start..line.len() {
            match line.at(at) {
                Some('}' | '｝') => break,
                Some(',') if groups_digits(line, at) => {
                    fault = quotes("数字里有英文逗号，要用英文引号括起来")
                }
                Some(',') if is_in_text(line, at) => fault = quotes(COMMA_IN_TEXT),
                Some('#') if is_sharp(line, at) => fault = quotes(SHARP_IN_TEXT),
                Some(',') => break,
                Some('，' | '、' | '；' | ';') if named(line, at + 1, wide).is_some() => break,
                Some(':') if matches!(line.at(at + 1), None | Some(' ')) => {
                    if let Some(end) = before_name(line, start, at) {
                        let fault = Some(ValueFault::NoComma);
                        return Self { end, fault };
                    }
                    fault = quotes("文字里有英文冒号，要用英文引号括起来");
                }
                _ => {}
            }
            if line.at(at) != Some(' ') {
                end = at + 1;
            }
        }
        Self { end, fault }
    }
}

/// Where a value ends behind which a space and the name before a colon stand. What is no field anywhere may be a column.
fn before_name(line: &Glyphs, start: usize, colon: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let begin = (start..colon).rfind(|at| line.at(*at) == Some(' '))? + 1;
    let name = line.text(begin, colon);
    let is_column = name.chars().all(is_han) && (2..=LONGEST).contains(&name.chars().count());
    let end = (start..begin).rfind(|at| line.at(*at) != Some(' '))? + 1;
    (shape_of(&name).is_some() || is_column).then_some(end)
}

/// The name of a field that follows a mark inside of a text: `会议室，主持人: 周强`.
pub(super) fn field_in_text(line: &Glyphs, start: usize, end: usize) -> Option<String> {
    let is_mark = |at: &usize| matches!(line.at(*at), Some(',' | '，' | '、' | ';' | '；' | '。' | ' '));
    let name = |at: usize| before_colon(line, at + 1).map(|(_, name)| name);
    (start..end)
        .filter(is_mark)
        .filter_map(name)
        .find(|name| shape_of(name).is_some())
}

/// The comma of 走访,慰问: no space before or behind it, and up to the next no name of a field.
fn is_in_text(line: &Glyphs, at: usize) -> bool {
    let next = (at + 1..line.len()).find(|next| matches!(line.at(*next), Some(',' | '}' | '，' | '、')));
    let part = line.text(at + 1, next.unwrap_or(line.len()));
    next.is_some() && part.chars().next().is_some_and(is_han) && !part.contains([':', '：'])
}

/// The comma of `4,590`: a digit before it, three behind it.
fn groups_digits(line: &Glyphs, at: usize) -> bool {
    let digit = |at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    let before = at.checked_sub(1).is_some_and(digit);
    before && (1..=3).all(|next| digit(at + next)) && !digit(at + 4)
}
