//! What stands in brackets or braces: the commas that part, the colons behind names, quotation marks
//! around items.

use super::value::curly;
use super::{COLON, COLON_SPACE};
use crate::read::keys::{self, Shape};
use crate::read::slips::glyphs::Glyphs;
use crate::words::Code;

const COMMA: Code = Code::error("front-list-comma");
const BLANK: Code = Code::error("front-list-blank");
const BRACES: Code = Code::error("front-braces");

/// Mends from the bracket or brace at `start` to the end of the line.
pub(super) fn mend(line: &mut Glyphs, start: usize, shape: Shape) {
    let commas = Commas::of(line, start, shape);
    let mut walk = Walk {
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
}

impl Commas {
    /// In a list of words both always do; in a list of sentences only when nothing else does.
    fn of(line: &Glyphs, start: usize, shape: Shape) -> Self {
        let text = line.text(start, line.len());
        let plain = text.contains(',');
        let words = shape != Shape::Texts;
        Self {
            comma: words || !plain,
            pause: words || !(plain || text.contains('，')),
        }
    }
}

/// Where in the value the walk is.
struct Walk {
    /// The brackets and braces that are open.
    open: Vec<char>,
    /// The next character begins an item or a name.
    fresh: bool,
}

impl Walk {
    /// Looks at one character; gives the index to go on at.
    fn step(&mut self, line: &mut Glyphs, at: usize, commas: &Commas) -> usize {
        let Some(c) = line.at(at) else {
            return at + 1;
        };
        match c {
            ' ' => return at + 1,
            '"' | '\'' if self.fresh => {
                self.fresh = false;
                let closing = (at + 1..line.len()).find(|index| line.at(*index) == Some(c));
                return closing.map_or(line.len(), |closing| closing + 1);
            }
            '“' | '‘' if self.fresh => {
                if let Some(end) = item_end(line, at) {
                    curly(line, at, end);
                }
            }
            '｛' | '｝' => {
                line.note(BRACES, at, 1, "要用英文花括号“{ }”");
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
            '，' | '、' if self.parts(line, at, c, commas) => {
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
                return name(line, at);
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
            Some('[') => commas.pause,
            Some('{') => named(line, at + 1).is_some(),
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

/// The index of the colon behind a known name that begins at `start`.
fn named(line: &Glyphs, start: usize) -> Option<usize> {
    let colon = (start..line.len().min(start + 20)).find(|at| matches!(line.at(*at), Some(':' | '：')))?;
    keys::find(line.text(start, colon).trim()).map(|_| colon)
}

/// Mends the colon behind a name in braces; gives where its value begins.
fn name(line: &mut Glyphs, start: usize) -> usize {
    let Some(colon) = named(line, start) else {
        return start + 1;
    };
    let spaced = matches!(line.at(colon + 1), None | Some(' '));
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
    let value = line.skip_spaces(colon + 1);
    if matches!(line.at(value), Some('“' | '‘'))
        && let Some(end) = item_end(line, value)
    {
        curly(line, value, end);
    }
    if matches!(line.at(value), Some('"' | '\'')) {
        let quote = line.at(value);
        let closing = (value + 1..line.len()).find(|at| line.at(*at) == quote);
        return closing.map_or(line.len(), |closing| closing + 1);
    }
    value
}
