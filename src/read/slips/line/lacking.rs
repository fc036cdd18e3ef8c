//! Signs that were forgotten: braces around fields in one line, the colon behind a field's name.

use super::flow::BRACES;
use super::value::end;
use super::{Around, COLON, Glyphs};
use crate::read::registry::{holds_more, is_at_top, shape_of};
use crate::read::slips::rows::LevelNames;

/// Signs that are typed for the colon behind a field's name.
const FOR_COLON: [char; 8] = ['；', ';', '。', '.', '∶', '﹕', '︰', '﹔'];

/// Puts braces around the fields that stand in one line without: `事项: 通过计划，赞成: 4`. `least` are how many there must be
/// behind the first. True when there were such.
pub(super) fn unbraced(line: &mut Glyphs, start: usize, least: usize, around: &Around<'_>) -> bool {
    let end = end(line, start);
    let Some(parts) = FieldsInLine::of(line, start, end, around.names) else {
        return false;
    };
    if parts.behind.len() < least {
        return false;
    }
    let is_number = |colon: &usize| {
        let value = line.text(colon + 1, end);
        value.trim_start().starts_with(|c: char| c.is_ascii_digit())
    };
    // 内容: 慰问教师，时限：春节前 may be all one sentence; 事项: 通过，赞成：2 is none.
    let is_wide = |colon: &usize| line.at(*colon) == Some('：');
    let others = &parts.colons[1..];
    let is_loose = !others.is_empty() && others.iter().all(is_wide);
    let is_clear = others.len() > 1 || others.iter().any(is_number);
    let is_wide_whole = is_wide(&parts.colons[0]);
    if is_loose && !is_clear && !is_wide_whole && !around.broken {
        return false;
    }
    let is_sentence = is_loose && !(is_clear && is_wide_whole);
    line.is_unsure |= is_sentence || parts.holds_more;
    line.note(
        BRACES,
        start,
        end - start,
        "几个字段写在一行里，要用英文花括号“{ }”括起来",
    );
    if line.at(end - 1) != Some('}') {
        line.insert(end, '}');
    }
    line.insert(start, '{');
    true
}

/// Fields in one line: `姓名: 周强, 职务: 书记`.
struct FieldsInLine {
    /// The marks before the names but the first.
    behind: Vec<usize>,
    /// The colons behind the names.
    colons: Vec<usize>,
    /// Between the marks stands something that is no field.
    holds_more: bool,
}

impl FieldsInLine {
    /// Those of a stretch; `None` where the first is none, or one stands there twice.
    fn of(line: &Glyphs, start: usize, end: usize, names: LevelNames<'_>) -> Option<Self> {
        let mut seen: Vec<String> = Vec::new();
        let mut found = Self {
            behind: Vec::new(),
            colons: Vec::new(),
            holds_more: false,
        };
        let field = |at: usize| {
            let colon = (at..end.min(at + 20)).find(|at| matches!(line.at(*at), Some(':' | '：')))?;
            let name = line.text(at, colon).trim().to_owned();
            names.is_field(&name).then_some((colon, name))
        };
        let (colon, name) = field(start)?;
        seen.push(name);
        found.colons.push(colon);
        let mut quote = None;
        let mut depth = 0;
        for at in colon..end {
            let c = line.at(at)?;
            match (c, quote) {
                (c, Some(open)) => quote = quote.filter(|_| c != open),
                ('"' | '\'', None) if matches!(line.at(at - 1), Some(' ' | ':' | '：')) => quote = Some(c),
                ('[' | '{', None) => depth += 1,
                (']' | '}', None) => depth -= 1,
                (',' | '，' | '、' | ';' | '；', None) if depth == 0 => match field(at + 1) {
                    Some((_, name)) if seen.contains(&name) => return None,
                    Some((colon, name)) => {
                        seen.push(name);
                        found.colons.push(colon);
                        found.behind.push(at);
                    }
                    None if c == ',' && line.at(at + 1) == Some(' ') => found.holds_more = true,
                    None => {}
                },
                _ => {}
            }
        }
        Some(found)
    }
}

/// Puts the colon behind the name of a field that a line begins with, where it lacks, or another mark stands for it:
/// `标签 [学习]`, `标题；关于甲`, `审批` above its steps. True when it did.
pub(in crate::read::slips) fn without_colon(
    line: &mut Glyphs,
    names: LevelNames<'_>,
    next: Option<&str>,
) -> bool {
    let indent = line.skip_spaces(0);
    let start = match (line.at(indent), line.at(indent + 1)) {
        (Some('-'), Some(' ')) => line.skip_spaces(indent + 1),
        _ => indent,
    };
    let ends_name =
        |c: char| c.is_whitespace() || FOR_COLON.contains(&c) || matches!(c, '[' | '{' | '【' | '｛');
    let behind = (start..line.len())
        .find(|at| line.at(*at).is_some_and(ends_name))
        .unwrap_or(line.len());
    let name = line.text(start, behind);
    let is_here = match start {
        0 => is_at_top(&name),
        _ => names.is_field(&name),
    };
    // The 2 of `2. 编号: 1` is no column.
    if !is_here || !name.starts_with(char::is_alphabetic) {
        return false;
    }
    let rest = line.text(behind, line.len());
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || FOR_COLON.contains(&c));
    let width = behind - start;
    let sign = line.at(behind).filter(|c| FOR_COLON.contains(c));
    let is_above = next.is_some_and(|next| {
        let deep = next.len() - next.trim_start_matches(' ').len();
        deep > indent || deep == indent && next[deep..].starts_with("- ")
    });
    match value.chars().next() {
        // What stands below belongs to it.
        None if is_above && holds_more(&name) => {}
        None | Some(':' | '：' | '=' | '＝') => return false,
        Some(_) => {}
    }
    let is_opened = value.starts_with(['[', '{', '【', '｛']) || value.is_empty();
    line.is_unsure |= !is_opened && !matches!(sign, Some('∶' | '﹕' | '︰'));
    match sign {
        Some(sign) => {
            line.note(
                COLON,
                behind,
                1,
                format!("“{name}”后面用了“{sign}”，应当是英文冒号"),
            );
            line.replace(behind, ':');
        }
        None => {
            line.note(COLON, start, width, format!("“{name}”后面少了英文冒号"));
            line.insert(behind, ':');
        }
    }
    if !value.is_empty() && line.at(behind + 1) != Some(' ') {
        line.insert(behind + 1, ' ');
    }
    true
}

/// Takes the `**` away around the name of a field: `**类型**: 通知`. True when it did.
pub(in crate::read::slips) fn without_stars(line: &mut Glyphs) -> bool {
    let start = line.skip_spaces(0);
    let text = line.text(start, line.len());
    let name = text.strip_prefix("**").and_then(|rest| {
        let (name, rest) = rest.split_once([':', '：', '*'])?;
        (shape_of(name).is_some() && rest.contains("**") | rest.starts_with('*')).then_some(name)
    });
    let Some(name) = name else {
        return false;
    };
    line.note(COLON, start, 2, format!("字段名“{name}”外面不用“**”"));
    let begin = start + 2 + name.chars().count();
    let stars: Vec<usize> = (begin..line.len().min(begin + 3))
        .filter(|at| line.at(*at) == Some('*'))
        .collect();
    for at in stars.into_iter().rev() {
        line.all.remove(at);
    }
    line.all.drain(start..start + 2);
    true
}

/// `（以下照实填写）` between fields: a remark, or a part of the value above.
pub(in crate::read::slips) fn bracketed_remark(line: &mut Glyphs) {
    let start = line.skip_spaces(0);
    let text = line.text(start, line.len()).trim_end().to_owned();
    line.note(
        super::CONTINUED,
        start,
        text.chars().count(),
        "这一行不是字段，像是一句说明",
    );
    line.hint = Some(format!(
        "是说明的，前面加“# ”，写成“# {text}”；是上一行内容的一部分，就接在上一行后面写"
    ));
    line.insert(start, ' ');
    line.insert(start, '#');
}
