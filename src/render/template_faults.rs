//! What the template engine says in English → where, what and what to do, in Chinese. What it says of its own
//! making (our filters speak Chinese) and what is not in the table stays as it is.

#[cfg(test)]
mod tests;

use tera::ErrorKind;

use crate::words::translated;

/// One fault of a theme's templates.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: FaultPosition,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// Where a fault lies.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FaultPosition {
    /// In a template, by line and column from 1 and a width in characters.
    Span {
        template: String,
        line: usize,
        column: usize,
        width: usize,
    },
    /// In a template, where this is written first.
    Word { template: String, word: String },
    /// The engine does not say.
    Nowhere,
}

/// The faults that an error of compiling tells of; at least one.
pub(super) fn faults(error: &tera::Error) -> Vec<Fault> {
    match error.kind() {
        ErrorKind::Msg(text) if text.starts_with(REPORT) => text
            .split("\n\n")
            .filter_map(|report| report.strip_prefix(REPORT))
            .map(of_report)
            .collect(),
        _ => vec![fault(error)],
    }
}

/// The fault that an error of filling in tells of.
pub(super) fn fault(error: &tera::Error) -> Fault {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let width = if span.end_line == span.start_line {
                span.end_col.saturating_sub(span.start_col)
            } else {
                1
            };
            let at = FaultPosition::Span {
                template: report.filename().to_owned(),
                line: span.start_line,
                column: span.start_col + 1,
                width: width.max(1),
            };
            explained(at, report.message())
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("没有模板“{parent}”");
            at_word(current, parent, message, "请核对 extends 后面的文件名")
        }
        ErrorKind::CircularExtend { tpl, .. } => {
            let message = "几个模板的 extends 绕成了一圈".to_owned();
            at_word(tpl, "extends", message, "去掉其中一个 extends")
        }
        ErrorKind::CircularInclude { tpl, .. } => {
            let message = "几个模板的 include 绕成了一圈".to_owned();
            at_word(tpl, "include", message, "去掉其中一个 include")
        }
        _ => {
            let said = match std::error::Error::source(error) {
                Some(cause) => format!("{error}（{cause}）"),
                None => error.to_string(),
            };
            explained(FaultPosition::Nowhere, &said)
        }
    }
}

fn at_word(template: &str, word: &str, message: String, hint: &str) -> Fault {
    let (template, word) = (template.to_owned(), word.to_owned());
    Fault {
        at: FaultPosition::Word { template, word },
        message,
        hint: Some(hint.to_owned()),
    }
}

fn explained(at: FaultPosition, said: &str) -> Fault {
    let (message, hint) = explain(said);
    Fault { at, message, hint }
}

/// How a report begins that is laid out as text, as those of unknown names are.
const REPORT: &str = "error: ";

/// `Unknown filter …`, then `  --> entry.html:2:20`, and below the line a row of `^`.
fn of_report(report: &str) -> Fault {
    let mut lines = report.lines();
    let said = lines.next().unwrap_or_default();
    let place = lines.next().and_then(|line| {
        let (path, column) = line.trim().strip_prefix("--> ")?.rsplit_once(':')?;
        let (template, line) = path.rsplit_once(':')?;
        Some((template.to_owned(), line.parse().ok()?, column.parse().ok()?))
    });
    let width = lines.last().map_or(1, |marks| marks.matches('^').count());
    let at = match place {
        Some((template, line, column)) => FaultPosition::Span {
            template,
            line,
            column,
            width: width.max(1),
        },
        None => FaultPosition::Nowhere,
    };
    explained(at, said)
}

/// What is wrong and what to do, for the words of the engine.
fn explain(said: &str) -> (String, Option<String>) {
    let Some(found) = translated(TABLE, said) else {
        return (said.to_owned(), None);
    };
    let hint = (!found.hint.is_empty()).then(|| filled(found.hint, &found.parts));
    (filled(found.message, &found.parts), hint)
}

/// A sentence with its holes filled: `{0}` as it was, `{0:word}` in Chinese.
fn filled(sentence: &str, parts: &[&str]) -> String {
    let mut text = sentence.to_owned();
    for (index, part) in parts.iter().enumerate() {
        text = text.replace(&format!("{{{index}:word}}"), &word(part));
        text = text.replace(&format!("{{{index}}}"), part);
    }
    text
}

/// The engine's names of types and tokens.
fn word(name: &str) -> String {
    let word = match name.trim_matches('`') {
        "undefined" => "没有定义的值",
        "none" => "空值",
        "bool" => "是非值",
        "u64" | "i64" | "u128" | "i128" | "integer" => "整数",
        "f64" | "float" => "小数",
        "Number" | "number" => "数字",
        "array" => "列表",
        "string" | "str" | "&str" | "String" => "文字",
        "map/struct" => "一组键值",
        "bytes" => "字节",
        "identifier" => "名称",
        "content" | "raw content" => "标签外的文字",
        "comment" => "注释",
        "for loop" => " for 循环",
        "component definition" => "组件",
        other => return format!("“{other}”"),
    };
    word.to_owned()
}

/// What the engine says, what is wrong, what to do.
const TABLE: &str = r#"
    Variable `{}` is not defined. Available variables: {} => 没有名为“{0}”的值 => 这里可以用的有：{1}
    Variable `{}` is not defined. => 没有名为“{0}”的值
    Variable `{}` exists but its value is undefined => “{0}”没有值
    Field `{}` is not defined. Available fields: {} => 没有名为“{0}”的键 => 这里可以用的有：{1}
    Field `{}` is not defined. => 没有名为“{0}”的键
    Field `{}` is not defined => “.{0}”前面的值没有定义
    Tried to render a variable that is undefined => 这里的值没有定义
    Tried to escape an undefined value => 这里的值没有定义
    Cannot index into an undefined value => 方括号前面的值没有定义
    Index expression is undefined => 方括号里的值没有定义
    Unknown filter `{}` => 没有名为“{0}”的过滤器 => 请核对“|”后面的名称；本程序的过滤器是 date、link、asset、plain、money，其余是 Tera 自带的
    Unknown test `{}` => 没有名为“{0}”的判断 => 请核对 is 后面的名称
    Unknown function `{}` => 没有名为“{0}”的函数
    Unknown component `{}` => 没有名为“{0}”的组件
    Unknown template `{}` => 没有模板“{0}” => 请核对 include 后面的文件名
    Block `{}` is not defined in any parent template => 上级模板里没有名为“{0}”的 block => 请核对名称；要新加的，先写进上级模板
    Found {} but expected one of: {} => 这里应当写一个值，写的却是{0:word}
    Found {} but was expecting `elif`, `else` or `endif`. => 这里应当是“elif”“else”或“endif”，写的却是{0:word}
    Found {} but expected string. => 这里应当是英文引号里的文字，写的却是{0:word}
    Found {} but expected {}. => 这里应当是{1:word}，写的却是{0:word}
    Found {} but expected {} => 这里应当是{1:word}，写的却是{0:word}
    Unexpected end of input => 模板没有写完 => 请检查是否缺少“{% endif %}”“{% endfor %}”“{% endblock %}”，或者结尾的“}}”“%}”
    Unexpected character => 这里有不能使用的符号 => “{{ }}”和“{% %}”里面的标点用英文的，名称用英文字母
    Unknown tag => 这里不能写这个标签 => “{%”后面写 if、for、block、extends、include、set 这样的词；结尾的 endif、endfor、endblock 要与开头的一致
    String opened with `{}` is missing its closing `{}` => 引号没有写完 => 引号要成对，用英文引号
    unexpected end of string => 引号没有写完 => 引号要成对，用英文引号
    unexpected escape character => 反斜杠后面的符号不对 => 要写反斜杠本身，写两个
    Closing comment tag `{}` not found => 注释没有写完 => 缺少“{0}”
    unexpected end of raw block => raw 没有写完 => 缺少“{% endraw %}”
    Invalid float => 数字写得不对
    Invalid Integer => 数字写得不对
    `extends` needs to be the first tag of the template => extends 要写在模板的最前面
    `extends` cannot be nested in other tags. => extends 不能写在别的标签里面
    Template is already extending `{}` => extends 写了两次
    Template already contains a block named `{}` => 名为“{0}”的 block 写了两次 => 给其中一个换个名称
    Blocks cannot be written inside a {}. => block 不能写在{0:word}里面
    {} was named `{}` in the opening tag, found `{}` as name in the end tag => 开头的名称是“{1}”，结尾的却是“{2}”
    This content would be ignored: {} => 这里的内容不会显示 => 用了 extends 的模板，内容都要写在 block 里面
    Iteration not possible on type `{}` => for 只能用于列表，这里是{0:word}
    Key/value iteration is not possible on type `{}`, only on maps. => “for 键, 值”只能用于一组键值，这里是{0:word}
    Math operations can only be done on numbers, found `{}` => 只有数字才能计算，这里是{0:word}
    Only numbers can be used in arithmetic. This is a `{}` => 只有数字才能计算，这里是{0:word}
    `+` requires both operands to be numbers, found `{}` and `{}` => “+”两边都要是数字，这里是{0:word}和{1:word} => 连接文字用“~”
    Cannot compare `{}` with `{}` => {0:word}和{1:word}不能比较大小
    Cannot divide by 0 => 除数是 0
    `in` cannot be used on a container of type `{}`. {} => in 后面要是列表、文字或者一组键值，这里是{0:word}
    {} index must be an integer, got `{}`. => 方括号里要写整数，这里是{1:word}
    Slicing can only be used on arrays or strings, not on `{}`. => 只有列表和文字可以截取，这里是{0:word}
    Slice {} is undefined => 方括号里截取的起止是没有定义的值
    Slice {} must be an integer, got `{}` => 方括号里截取的起止要写整数，这里是{1:word}
    Invalid type for the value, expected `{}` but got `{}` => 类型不对：应当是{0:word}，这里是{1:word}
    Missing keyword argument `{}` => 缺少参数“{0}”
    Function calls are only allowed at the first element of a chain => “.”后面的不能当函数用 => 过滤器写成“值 | 名称”
    {} is a reserved keyword of Tera, {} => “{0}”不能当名称用 => 换一个名称
    Invalid syntax for `set`: {} => set 写得不对 => 写成“{% set name = 值 %}”
    {} can only be used in a for loop => {0} 只能写在 for 里面
    The template nesting is too deep => 模板的标签套得太深
"#;
