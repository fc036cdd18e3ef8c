//! The value behind a field's name, or behind the `-` of an item: quotation marks, brackets, and texts
//! that begin with, or hold, what only quotes make a text.

use super::flow::BRACES;
use super::whole::REMARK;
use super::{Around, Glyphs, MendedCharacter, UNPAIRED, flow};
use crate::read::registry::Shape;
use crate::words::{Code, Day, is_han};

const QUOTES: Code = Code::error("front-quotes");
const NEEDS_QUOTES: Code = Code::error("front-needs-quotes");
const BRACKETS: Code = Code::error("front-brackets");

/// Mends the value that begins at `start`; true when it begins a text of several lines.
/// `shape` is what it should look like, when its field is known.
pub(super) fn mend(line: &mut Glyphs, start: usize, shape: Option<Shape>, around: &Around<'_>) -> bool {
    let end = end(line, start);
    let (Some(first), Some(last)) = (line.at(start), end.checked_sub(1).and_then(|at| line.at(at))) else {
        return false;
    };
    if end <= start {
        return false;
    }
    let is_list = matches!(shape, Some(Shape::Words | Shape::Texts | Shape::Maps));
    let is_text = matches!(shape, None | Some(Shape::One));
    match first {
        '“' | '‘' | '＂' if !matches!(shape, Some(Shape::Texts)) => curly(line, start, end),
        '"' if matches!(last, '”' | '“') => curly(line, start, end),
        '【' | '［' if is_list => bracketed(line, start, end, shape),
        '[' if is_list && matches!(last, '】' | '］') => bracketed(line, start, end, shape),
        '[' if shape == Some(Shape::Map) && last == ']' && flow::begins_with_name(line, start) => {
            line.note(BRACES, start, 1, flow::BRACES_SAY);
            line.replace(start, '{');
            line.replace(end - 1, '}');
            flow::map(line, start, around);
        }
        '[' if is_list => list(line, start, end, shape, around),
        '{' | '｛' if !is_text => flow::map(line, start, around),
        '（' | '(' if !is_text && flow::rounded(line, start) => flow::map(line, start, around),
        '[' | '{'
            if shape.is_none() && !(around.broken && is_text_behind(line, start, end))
                || is_composed(line, start, end) => {}
        '|' | '>' if is_header(&line.text(start, end)) => return true,
        '"' | '\'' => quoted(line, start, end, around),
        '#' if matches!(line.at(start + 1), None | Some(' ')) => {}
        _ if is_text || shape == Some(Shape::Texts) => plain(line, start, first),
        _ => {}
    }
    false
}

/// Behind the value's last character: white space and a comment do not belong to it.
pub(super) fn end(line: &Glyphs, start: usize) -> usize {
    let comment = (start + 1..line.len())
        .find(|at| line.at(at - 1) == Some(' ') && line.at(*at) == Some('#') && line.at(at + 1) == Some(' '));
    let mut end = comment.unwrap_or(line.len());
    while end > start && line.at(end - 1).is_some_and(char::is_whitespace) {
        end -= 1;
    }
    end
}

/// A list of several, or a map: not a text that happens to begin with a bracket.
fn is_composed(line: &Glyphs, start: usize, end: usize) -> bool {
    let inner = line.text(start + 1, end - 1);
    match (line.at(start), line.at(end - 1)) {
        (Some('['), Some(']')) => inner.contains([',', '，']) && !inner.contains(']'),
        (Some('{'), Some('}')) => inner.contains([':', '：']) && !inner.contains('}'),
        _ => false,
    }
}

/// `[公示]没有撤下`: the bracket that closes is not the last of the text.
fn is_text_behind(line: &Glyphs, start: usize, end: usize) -> bool {
    let closes = (start..end).find(|at| matches!(line.at(*at), Some(']' | '}')));
    closes.is_some_and(|at| at + 1 < end && flow::open_ones(&line.text(start, at + 1)) == 0)
}

/// `|` or `>` and nothing but what may stand behind them.
fn is_header(text: &str) -> bool {
    text.chars().skip(1).all(|c| matches!(c, '+' | '-' | '1'..='9')) && text.chars().count() <= 3
}

/// A value all in Chinese quotation marks, which were meant as quotes.
pub(super) fn curly(line: &mut Glyphs, start: usize, end: usize) {
    let marks = |c: Option<char>| matches!(c, Some('“' | '”' | '‘' | '’' | '＂' | '"'));
    let inner = line.text(start + 1, end - 1);
    if end - start < 2 || !marks(line.at(end - 1)) || inner.contains(['“', '”', '＂', '"', '\\']) {
        return;
    }
    line.note(QUOTES, start, end - start, "内容外面用了中文引号");
    line.replace(start, '"');
    line.replace(end - 1, '"');
}

/// A list in full-width brackets.
fn bracketed(line: &mut Glyphs, start: usize, end: usize, shape: Option<Shape>) {
    if !matches!(line.at(end - 1), Some('】' | '］' | ']')) {
        return;
    }
    let message = "列表要用英文方括号“[ ]”";
    if line.at(start) == Some('[') {
        line.note(BRACKETS, end - 1, 1, message);
    } else {
        line.note(BRACKETS, start, 1, message);
    }
    line.replace(start, '[');
    line.replace(end - 1, ']');
    flow::mend(line, start, shape.unwrap_or(Shape::Words));
}

/// A list in brackets, perhaps without its end.
fn list(line: &mut Glyphs, start: usize, end: usize, shape: Option<Shape>, around: &Around<'_>) {
    let closed = line.text(start, end).contains(']');
    if around.broken && !closed && !around.goes_on {
        flow::close(line, start, end, ']');
    }
    flow::mend(line, start, shape.unwrap_or(Shape::Words));
}

/// A value that begins with a quote: it must end with it, too.
fn quoted(line: &mut Glyphs, start: usize, end: usize, around: &Around<'_>) {
    let Some(quote) = line.at(start) else {
        return;
    };
    let closing = (start + 1..end).find(|at| line.at(*at) == Some(quote) && line.at(at - 1) != Some('\\'));
    match closing {
        // '' inside '…' is a quote that is meant.
        Some(at) if at + 1 < end && !(quote == '\'' && line.at(at + 1) == Some('\'')) => {
            const MESSAGE: &str = "以引号开头的文字，引号后面还有别的字";
            let [inner, behind] = [line.text(start + 1, at), line.text(at + 1, end)];
            let is_chinese = quote == '"' && inner.contains(is_han);
            // Quotes of the text itself, as Chinese writes them, need none around them.
            if is_chinese && !inner.contains(['“', '\\']) && !behind.contains(['"', ':', '#', '\\']) {
                line.note(NEEDS_QUOTES, start, end - start, MESSAGE);
                line.replace(start, '“');
                line.replace(at, '”');
            } else {
                wrap(line, start, end, MESSAGE);
            }
        }
        None if around.broken && !around.goes_on => {
            line.note(UNPAIRED, start, 1, "这里的英文引号没有配对");
            line.insert(end, quote);
        }
        _ => {}
    }
}

/// A text without quotes: what it begins with and what it holds may need them.
fn plain(line: &mut Glyphs, start: usize, first: char) {
    // Here a `#` begins no comment unless it looks like one.
    let end = end(line, start);
    let special = matches!(
        first,
        '[' | ']' | '{' | '}' | '*' | '&' | '@' | '#' | '%' | '`' | '|' | '>' | '!'
    );
    let pointed = matches!(first, '-' | '?' | ':') && line.at(start + 1) == Some(' ');
    // A list of maps, as organization.yaml has its 支部.
    if first == '[' && line.at(line.skip_spaces(start + 1)) == Some('{') {
        return;
    }
    if first == '[' && linked(line, start).is_some() {
        return;
    }
    if special || pointed {
        let message = format!("以“{first}”开头的文字要用英文引号括起来");
        return wrap(line, start, end, &message);
    }
    let colon =
        (start..end).any(|at| line.at(at) == Some(':') && (at + 1 == end || line.at(at + 1) == Some(' ')));
    if colon {
        let field = flow::field_in_text(line, start, end);
        wrap(line, start, end, "文字里有英文冒号，要用英文引号括起来");
        if let Some(name) = field {
            line.is_unsure = true;
            let right = line.text(0, line.len());
            line.hint = Some(format!(
                "“{name}”是另一个字段的，另起一行写；是这段文字里的，写成“{}”",
                right.trim()
            ));
        }
        return;
    }
    let sharp = (start + 1..end).find(|at| line.at(at - 1) == Some(' ') && line.at(*at) == Some('#'));
    if let Some(sharp) = sharp {
        sharp_in_text(line, start, sharp, end);
    }
}

/// `何立群 #周五问校长`: YAML takes it for a remark. What stands behind a date is one, `#1` is a number, and of others it is not known.
fn sharp_in_text(line: &mut Glyphs, start: usize, sharp: usize, end: usize) {
    const LOST: &str = "文字里有“#”，要用英文引号括起来，否则后面的字会丢失";
    let before = line.text(start, sharp);
    let is_number = line.at(sharp + 1).is_some_and(|c| c.is_ascii_digit());
    if is_number {
        return wrap(line, start, end, LOST);
    }
    if Day::parse(before.split_whitespace().next_back().unwrap_or_default()).is_some() {
        line.note(REMARK, sharp, 1, "说明前面的“#”后面少了一个空格");
        line.insert(sharp + 1, ' ');
        return;
    }
    let mut spaced = Glyphs::new(&line.text(0, line.len()));
    spaced.insert(sharp + 1, ' ');
    let remark = spaced.text(0, spaced.len());
    wrap(line, start, end, "“#”前面有空格，从这里起的字会丢失");
    let quoted = line.text(0, line.len());
    line.has_two_readings = true;
    line.hint = Some(format!(
        "是说明的，“#”后面空一格，写成“{}”；是内容的一部分，写成“{}”",
        remark.trim(),
        quoted.trim()
    ));
}

/// `[2026-11-20]` where only one value can stand: the brackets go.
pub(super) fn without_brackets(line: &mut Glyphs, start: usize) {
    let end = end(line, start);
    let Some(last) = end.checked_sub(1).filter(|last| *last > start) else {
        return;
    };
    let is_bracketed =
        matches!(line.at(start), Some('[' | '【' | '［')) && matches!(line.at(last), Some(']' | '】' | '］'));
    let inner = line.text(start + 1, last);
    if is_bracketed
        && !inner.trim().is_empty()
        && !inner.contains([',', '，', '、', '[', ']', '{', '}', '"', '\''])
    {
        line.note(BRACKETS, start, 1, "这里只写一个内容，外面不用方括号");
        line.all.remove(last);
        line.all.remove(start);
    }
}

/// `[支委会纪要](../meetings/a.md)`, as in a text, becomes the name and the file of a link; gives where that ends.
pub(super) fn linked(line: &mut Glyphs, start: usize) -> Option<usize> {
    line.at(start).filter(|c| *c == '[')?;
    let find = |from: usize, signs: [char; 2]| {
        (from..line.len()).find(|at| line.at(*at).is_some_and(|c| signs.contains(&c)))
    };
    let close = find(start, [']', ']'])?;
    line.at(close + 1).filter(|c| matches!(c, '(' | '（'))?;
    let end = find(close, [')', '）'])?;
    let [label, target] = [line.text(start + 1, close), line.text(close + 2, end)];
    let is_bare = |text: &str| {
        let special = [',', '[', ']', '{', '}', '#', '"', '\'', '&', '*', '!', ' '];
        !text.is_empty() && !text.contains(special)
    };
    let is_last = matches!(line.at(end + 1), None | Some(' ' | ',' | '}' | '，'));
    if !is_last || !is_bare(&label) || !is_bare(&target) || label.contains(':') {
        return None;
    }
    line.note(
        BRACES,
        start,
        end + 1 - start,
        "字段里的链接不能写成“[文字](文件)”",
    );
    let right = format!("{{名称: {label}, 链接: {target}}}");
    let column = line.column(start);
    let right: Vec<MendedCharacter> = right.chars().map(|c| MendedCharacter { c, column }).collect();
    let length = right.len();
    line.all.splice(start..=end, right);
    Some(start + length)
}

/// Puts quotes around a text.
pub(super) fn wrap(line: &mut Glyphs, start: usize, end: usize, message: &str) {
    line.note(NEEDS_QUOTES, start, end - start, message);
    let text = line.text(start, end);
    let quote = if text.contains(['"', '\\']) { '\'' } else { '"' };
    line.insert(end, quote);
    if quote == '\'' {
        // In such quotes a quote is written twice.
        for at in (start..end).rev() {
            if line.at(at) == Some('\'') {
                line.insert(at, '\'');
            }
        }
    }
    line.insert(start, quote);
}
