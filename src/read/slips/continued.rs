//! A line that is no field → whether it goes on with the value of the line above, as when a long text was broken by
//! hand. YAML allows that for indented lines without a colon only; the others are told, and read as the value's end.

use super::line::Glyphs;
use super::line::{self, Around, looks_like_name};
use super::rows::LevelNames;
use crate::read::registry::{Shape, shape_of};
use crate::words::{Code, Day};

pub(super) const CONTINUED: Code = Code::error("front-continued");

/// A value without quotes that could go on below.
#[derive(Debug)]
pub(super) struct OpenValue {
    /// How deep its line is indented.
    indent: usize,
    /// Its line, and what already went on in it.
    line: String,
}

impl OpenValue {
    /// The value that a line ends with, when it is a text without quotes.
    pub(super) fn of(line: &Glyphs) -> Option<Self> {
        let text = line.text(0, line.len());
        let indent = text.chars().take_while(|c| matches!(c, ' ' | '-')).count();
        // What was meant to stand behind the colon stands below it.
        if let Some(name) = text.trim_end().strip_suffix(':')
            && shape_of(name.trim_start_matches([' ', '-'])) == Some(Shape::One)
        {
            let line = format!("{name}: ");
            return Some(Self { indent, line });
        }
        let (name, value) = text.split_once(": ")?;
        // What stands in brackets does not go on behind them.
        if name.contains(['{', '[']) {
            return None;
        }
        let first = value.trim().chars().next()?;
        let plain = !matches!(first, '"' | '\'' | '[' | '{' | '|' | '>' | '#' | '&' | '*' | '!');
        let line = text.trim_end().to_owned();
        plain.then_some(Self { indent, line })
    }

    /// How deep its line is indented, the `- ` before it included.
    pub(super) fn indent(&self) -> usize {
        self.indent
    }

    /// True for a day and for a number, which go on nowhere.
    fn is_whole(&self) -> bool {
        let value = self.line.split_once(": ").map_or("", |(_, value)| value.trim());
        Day::parse(value).is_some() || !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The line with this text behind it, as it should be typed.
    fn and(&self, text: &str) -> String {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let space = latin(self.line.chars().next_back()) && latin(text.chars().next());
        [self.line.as_str(), if space { " " } else { "" }, text].concat()
    }
}

/// Mends a line that goes on with a value but cannot be read so; true when it was one.
pub(super) fn mend(line: &mut Glyphs, value: &mut OpenValue) -> bool {
    let text = line.text(0, line.len());
    let trimmed = text.trim();
    let indent = line.skip_spaces(0);
    let inside = indent > value.indent;
    if is_other(trimmed, inside) {
        return false;
    }
    let colon = (indent..line.len())
        .find(|at| line.at(*at) == Some(':') && matches!(line.at(*at + 1), None | Some(' ')));
    if inside && colon.is_none() {
        // YAML reads it so already.
        value.line = value.and(trimmed);
        return false;
    }
    if let Some(fields) = fields_in(trimmed) {
        let message = "这一行像是几个字段，没有写成“字段: 内容”";
        line.note(CONTINUED, indent, trimmed.chars().count(), message);
        line.hint = Some(format!("一项一行，和上一行的字段对齐：{fields}"));
        while line.skip_spaces(0) <= value.indent {
            line.insert(0, ' ');
        }
        return true;
    }
    if colon.is_none() && is_mistyped_field(line, indent) {
        return false;
    }
    if colon.is_none() && value.is_whole() {
        line.note(CONTINUED, indent, trimmed.chars().count(), "这一行不是字段");
        line.hint = Some(format!(
            "是说明的，行首加上“# ”，写成“# {trimmed}”；是字段的，写成“字段: 内容”"
        ));
        line.insert(indent, '#');
        return true;
    }
    let message = match colon {
        Some(_) => "这一行接着上一行的内容，里面的英文冒号让人分不清哪里是字段名",
        None => "这一行不是字段，像是上一行的内容没有写完",
    };
    line.note(CONTINUED, indent, trimmed.chars().count(), message);
    value.line = value.and(trimmed);
    line.hint = Some(format!("并到上一行，写成“{}”", quoted(&value.line)));
    if let Some(colon) = colon {
        line.replace(colon, '：');
    }
    while line.skip_spaces(0) <= value.indent {
        line.insert(0, ' ');
    }
    true
}

/// Mends `类型, 通知`: a field's name with another mark in the place of its colon.
fn is_mistyped_field(line: &mut Glyphs, indent: usize) -> bool {
    let text = line.text(indent, line.len());
    let Some((name, rest)) = text.split_once([',', '，', '.', '。', ';', '；', '、']) else {
        return false;
    };
    if shape_of(name).is_none() || rest.trim().is_empty() {
        return false;
    }
    let at = indent + name.chars().count();
    line.note(
        CONTINUED,
        indent,
        at - indent + 1,
        "字段名后面的冒号打成了别的标点",
    );
    line.hint = Some(format!("写成“{name}: {}”", rest.trim()));
    line.replace(at, ':');
    if line.at(at + 1) != Some(' ') {
        line.insert(at + 1, ' ');
    }
    true
}

/// A field, an item, a remark, or the end of brackets.
fn is_other(text: &str, inside: bool) -> bool {
    let name = text.split_once([':', '：']).map(|(name, _)| name.trim());
    let named = name.is_some_and(|name| shape_of(name).is_some() || (!inside && looks_like_name(name)));
    let equals = text.split_once(['=', '＝']);
    let named = named || equals.is_some_and(|(name, _)| shape_of(name.trim()).is_some());
    named
        || text.starts_with(['-', '#', '[', ']', '{', '}', '【', '］', '】'])
        || text.starts_with(line::BULLETS)
}

/// `赞成20票，反对0票` → `“赞成: 20”“反对: 0”`.
fn fields_in(text: &str) -> Option<String> {
    let field = |part: &str| {
        let at = part.find(|c: char| c.is_ascii_digit())?;
        let (name, number) = part.split_at(at);
        let digits = number.trim_end_matches(['票', '人', '名']);
        let is_one =
            shape_of(name.trim()) == Some(Shape::One) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| format!("“{}: {digits}”", name.trim()))
    };
    let parts = text.trim_end_matches('。').split(['，', ',', '、', '；', ';']);
    parts.map(str::trim).map(field).collect()
}

/// A field's line with quotes where its value needs them.
fn quoted(text: &str) -> String {
    let mut line = Glyphs::new(text);
    let around = Around {
        names: LevelNames::default(),
        top: None,
        deepest: None,
        dash: None,
        is_beside: false,
        column: None,
        is_item: false,
        goes_on: false,
        has_more_below: false,
        broken: true,
    };
    line::mend(&mut line, &around);
    line.text(0, line.len()).trim().to_owned()
}
