//! What the template engine says in English → where, what and what to do, in Chinese. What it says of its own
//! making (our filters speak Chinese) and what is not in the table stays as it is.

use tera::ErrorKind;

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
    let found = TABLE
        .iter()
        .find_map(|(pattern, message, hint)| Some((parts(pattern, said)?, message, hint)));
    let Some((parts, message, hint)) = found else {
        return (said.to_owned(), None);
    };
    let hint = (!hint.is_empty()).then(|| filled(hint, &parts));
    (filled(message, &parts), hint)
}

/// What stands in the holes `{}` of a pattern; `None` when the text is another.
fn parts<'a>(pattern: &str, said: &'a str) -> Option<Vec<&'a str>> {
    let (first, literals) = pattern.split_once("{}").unwrap_or((pattern, ""));
    let mut rest = said.strip_prefix(first)?;
    if first.len() == pattern.len() {
        return rest.is_empty().then(Vec::new);
    }
    let mut parts = Vec::new();
    let literals: Vec<&str> = literals.split("{}").collect();
    for (index, literal) in literals.iter().enumerate() {
        let end = if index + 1 == literals.len() {
            rest.strip_suffix(literal)?.len()
        } else {
            rest.find(literal)?
        };
        parts.push(&rest[..end]);
        rest = &rest[end + literal.len()..];
    }
    Some(parts)
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

const QUOTES: &str = "引号要成对，用英文引号";

/// What the engine says, what is wrong, what to do. The first that fits counts.
const TABLE: [(&str, &str, &str); 55] = [
    (
        "Variable `{}` is not defined. Available variables: {}",
        "没有名为“{0}”的值",
        "这里可以用的有：{1}",
    ),
    ("Variable `{}` is not defined.", "没有名为“{0}”的值", ""),
    (
        "Variable `{}` exists but its value is undefined",
        "“{0}”没有值",
        "",
    ),
    (
        "Field `{}` is not defined. Available fields: {}",
        "没有名为“{0}”的键",
        "这里可以用的有：{1}",
    ),
    ("Field `{}` is not defined.", "没有名为“{0}”的键", ""),
    ("Field `{}` is not defined", "“.{0}”前面的值没有定义", ""),
    (
        "Tried to render a variable that is undefined",
        "这里的值没有定义",
        "",
    ),
    ("Tried to escape an undefined value", "这里的值没有定义", ""),
    (
        "Cannot index into an undefined value",
        "方括号前面的值没有定义",
        "",
    ),
    ("Index expression is undefined", "方括号里的值没有定义", ""),
    (
        "Unknown filter `{}`",
        "没有名为“{0}”的过滤器",
        "请核对“|”后面的名称；本程序的过滤器是 date、link、asset、plain、money，其余是 Tera 自带的",
    ),
    ("Unknown test `{}`", "没有名为“{0}”的判断", "请核对 is 后面的名称"),
    ("Unknown function `{}`", "没有名为“{0}”的函数", ""),
    ("Unknown component `{}`", "没有名为“{0}”的组件", ""),
    (
        "Unknown template `{}`",
        "没有模板“{0}”",
        "请核对 include 后面的文件名",
    ),
    (
        "Block `{}` is not defined in any parent template",
        "上级模板里没有名为“{0}”的 block",
        "请核对名称；要新加的，先写进上级模板",
    ),
    (
        "Found {} but expected one of: {}",
        "这里应当写一个值，写的却是{0:word}",
        "",
    ),
    (
        "Found {} but was expecting `elif`, `else` or `endif`.",
        "这里应当是“elif”“else”或“endif”，写的却是{0:word}",
        "",
    ),
    (
        "Found {} but expected string.",
        "这里应当是英文引号里的文字，写的却是{0:word}",
        "",
    ),
    (
        "Found {} but expected {}.",
        "这里应当是{1:word}，写的却是{0:word}",
        "",
    ),
    (
        "Found {} but expected {}",
        "这里应当是{1:word}，写的却是{0:word}",
        "",
    ),
    (
        "Unexpected end of input",
        "模板没有写完",
        "请检查是否缺少“{% endif %}”“{% endfor %}”“{% endblock %}”，或者结尾的“}}”“%}”",
    ),
    (
        "Unexpected character",
        "这里有不能使用的符号",
        "“{{ }}”和“{% %}”里面的标点用英文的，名称用英文字母",
    ),
    (
        "Unknown tag",
        "这里不能写这个标签",
        "“{%”后面写 if、for、block、extends、include、set 这样的词；结尾的 endif、endfor、endblock 要与开头的一致",
    ),
    (
        "String opened with `{}` is missing its closing `{}`",
        "引号没有写完",
        QUOTES,
    ),
    ("unexpected end of string", "引号没有写完", QUOTES),
    (
        "unexpected escape character",
        "反斜杠后面的符号不对",
        "要写反斜杠本身，写两个",
    ),
    ("Closing comment tag `{}` not found", "注释没有写完", "缺少“{0}”"),
    (
        "unexpected end of raw block",
        "raw 没有写完",
        "缺少“{% endraw %}”",
    ),
    ("Invalid float", "数字写得不对", ""),
    ("Invalid Integer", "数字写得不对", ""),
    (
        "`extends` needs to be the first tag of the template",
        "extends 要写在模板的最前面",
        "",
    ),
    (
        "`extends` cannot be nested in other tags.",
        "extends 不能写在别的标签里面",
        "",
    ),
    ("Template is already extending `{}`", "extends 写了两次", ""),
    (
        "Template already contains a block named `{}`",
        "名为“{0}”的 block 写了两次",
        "给其中一个换个名称",
    ),
    (
        "Blocks cannot be written inside a {}.",
        "block 不能写在{0:word}里面",
        "",
    ),
    (
        "{} was named `{}` in the opening tag, found `{}` as name in the end tag",
        "开头的名称是“{1}”，结尾的却是“{2}”",
        "",
    ),
    (
        "This content would be ignored: {}",
        "这里的内容不会显示",
        "用了 extends 的模板，内容都要写在 block 里面",
    ),
    (
        "Iteration not possible on type `{}`",
        "for 只能用于列表，这里是{0:word}",
        "",
    ),
    (
        "Key/value iteration is not possible on type `{}`, only on maps.",
        "“for 键, 值”只能用于一组键值，这里是{0:word}",
        "",
    ),
    (
        "Math operations can only be done on numbers, found `{}`",
        "只有数字才能计算，这里是{0:word}",
        "",
    ),
    (
        "Only numbers can be used in arithmetic. This is a `{}`",
        "只有数字才能计算，这里是{0:word}",
        "",
    ),
    (
        "`+` requires both operands to be numbers, found `{}` and `{}`",
        "“+”两边都要是数字，这里是{0:word}和{1:word}",
        "连接文字用“~”",
    ),
    (
        "Cannot compare `{}` with `{}`",
        "{0:word}和{1:word}不能比较大小",
        "",
    ),
    ("Cannot divide by 0", "除数是 0", ""),
    (
        "`in` cannot be used on a container of type `{}`. {}",
        "in 后面要是列表、文字或者一组键值，这里是{0:word}",
        "",
    ),
    (
        "{} index must be an integer, got `{}`.",
        "方括号里要写整数，这里是{1:word}",
        "",
    ),
    (
        "Slicing can only be used on arrays or strings, not on `{}`.",
        "只有列表和文字可以截取，这里是{0:word}",
        "",
    ),
    (
        "Invalid type for the value, expected `{}` but got `{}`",
        "类型不对：应当是{0:word}，这里是{1:word}",
        "",
    ),
    ("Missing keyword argument `{}`", "缺少参数“{0}”", ""),
    (
        "Function calls are only allowed at the first element of a chain",
        "“.”后面的不能当函数用",
        "过滤器写成“值 | 名称”",
    ),
    (
        "{} is a reserved keyword of Tera, {}",
        "“{0}”不能当名称用",
        "换一个名称",
    ),
    (
        "Invalid syntax for `set`: {}",
        "set 写得不对",
        "写成“{% set name = 值 %}”",
    ),
    ("{} can only be used in a for loop", "{0} 只能写在 for 里面", ""),
    ("The template nesting is too deep", "模板的标签套得太深", ""),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a template named `a.html` beside `base.html`, which has a block `main`: the place as
    /// `line:column+width`, and the message.
    fn said(template: &str) -> String {
        let mut tera = tera::Tera::default();
        let base = "{% block main %}{% endblock %}";
        let compiled = tera.add_raw_templates([("base.html", base), ("a.html", template)]);
        let mut context = tera::Context::new();
        context.insert("page", &std::collections::BTreeMap::from([("title", "标题")]));
        let error = match compiled {
            Err(error) => error,
            Ok(()) => tera.render("a.html", &context).expect_err(template),
        };
        let lines: Vec<String> = faults(&error)
            .into_iter()
            .map(|fault| {
                let at = match fault.at {
                    FaultPosition::Span {
                        template,
                        line,
                        column,
                        width,
                    } => {
                        assert_eq!(template, "a.html");
                        format!("{line}:{column}+{width}")
                    }
                    FaultPosition::Word { template, word } => format!("{template} {word}"),
                    FaultPosition::Nowhere => "-".to_owned(),
                };
                format!("{at} {}", fault.message)
            })
            .collect();
        lines.join("\n")
    }

    #[test]
    fn what_the_engine_says_is_told_in_chinese() {
        for (template, expected) in [
            ("党务 {{ pagee.title }}", "1:7+5 没有名为“pagee”的值"),
            ("{{ page.titel }}", "1:9+5 没有名为“titel”的键"),
            ("{{ page.author.name }}", "1:9+6 没有名为“author”的键"),
            ("{{ page.title | upcase }}", "1:17+6 没有名为“upcase”的过滤器"),
            (
                "{% if page is shiny %}{% endif %}",
                "1:15+5 没有名为“shiny”的判断",
            ),
            ("{{ now() }}", "1:4+5 没有名为“now”的函数"),
            ("{{ <card /> }}", "1:4+8 没有名为“card”的组件"),
            ("{% include \"foot.html\" %}", "1:12+11 没有模板“foot.html”"),
            ("{% extends \"bas.html\" %}", "a.html bas.html 没有模板“bas.html”"),
            (
                "{% extends \"a.html\" %}",
                "a.html extends 几个模板的 extends 绕成了一圈",
            ),
            (
                "{% include \"a.html\" %}",
                "a.html include 几个模板的 include 绕成了一圈",
            ),
            (
                "{% extends \"base.html\" %}{% block mian %}{% endblock %}",
                "1:35+4 上级模板里没有名为“mian”的 block",
            ),
            (
                "{% extends \"base.html\" %}<p>甲</p>",
                "1:26+8 这里的内容不会显示",
            ),
            (
                "<p>{% extends \"base.html\" %}",
                "1:15+11 extends 要写在模板的最前面",
            ),
            (
                "{% block a %}{% endblock %}{% block a %}{% endblock %}",
                "1:37+1 名为“a”的 block 写了两次",
            ),
            (
                "{% block a %}{% endblock b %}",
                "1:26+1 开头的名称是“a”，结尾的却是“b”",
            ),
            (
                "{% for x in page %}{% block a %}{% endblock %}{% endfor %}",
                "1:23+5 block 不能写在 for 循环里面",
            ),
            ("{% if page %}甲", "1:15+1 模板没有写完"),
            ("{% if page %}甲{% endfor %}", "1:18+6 这里不能写这个标签"),
            ("{{ page.title }", "1:15+1 这里应当是“}}”，写的却是“}”"),
            ("{{ }}", "1:4+2 这里应当写一个值，写的却是“}}”"),
            ("{% iff page %}{% endif %}", "1:4+3 这里不能写这个标签"),
            ("{{ page，title }}", "1:8+1 这里有不能使用的符号"),
            ("{{ \"甲 }}", "1:4+1 引号没有写完"),
            ("{# 甲", "1:1+2 注释没有写完"),
            ("{% for in page %}{% endfor %}", "1:8+2 “in”不能当名称用"),
            (
                "{% for x of page %}{% endfor %}",
                "1:10+2 这里应当是“in”，写的却是名称",
            ),
            (
                "{% include page %}",
                "1:12+4 这里应当是英文引号里的文字，写的却是名称",
            ),
            ("{% set page %}", "1:15+1 模板没有写完"),
            ("{% set x 1 %}", "1:8+1 set 写得不对"),
            ("{% set true = 1 %}", "1:8+4 这里应当是名称，写的却是是非值"),
            ("{% break %}", "1:4+5 break 只能写在 for 里面"),
            ("{{ page.title() }}", "1:9+5 “.”后面的不能当函数用"),
            (
                "{% for x in page.title.x %}{% endfor %}",
                "1:13+4 for 只能用于列表，这里是没有定义的值",
            ),
            (
                "{% for x in 3 %}{% endfor %}",
                "1:13+1 for 只能用于列表，这里是整数",
            ),
            (
                "{% for k, v in [1] %}{% endfor %}",
                "1:16+3 “for 键, 值”只能用于一组键值，这里是列表",
            ),
            ("{{ page.title * 2 }}", "1:4+4 只有数字才能计算，这里是文字"),
            (
                "{{ page.title + 1 }}",
                "1:4+14 “+”两边都要是数字，这里是文字和整数",
            ),
            (
                "{% if page.title < 3 %}{% endif %}",
                "1:7+14 文字和整数不能比较大小",
            ),
            ("{{ 1 / 0 }}", "1:8+1 除数是 0"),
            (
                "{% if 1 in 3 %}{% endif %}",
                "1:12+1 in 后面要是列表、文字或者一组键值，这里是整数",
            ),
            ("{{ [1][\"a\"] }}", "1:8+3 方括号里要写整数，这里是文字"),
            ("{{ 3 | upper }}", "1:4+1 类型不对：应当是文字，这里是整数"),
            ("{{ page.title | replace }}", "1:17+7 缺少参数“from”"),
        ] {
            assert_eq!(said(template), expected, "{template}");
        }
    }

    #[test]
    fn each_unknown_name_is_a_fault_of_its_own() {
        let said = said("{{ page | one }}\n党务 {{ page | two }}");
        assert_eq!(said, "1:11+3 没有名为“one”的过滤器\n2:14+3 没有名为“two”的过滤器");
    }

    #[test]
    fn what_is_not_in_the_table_stays() {
        assert_eq!(explain("Something new"), ("Something new".to_owned(), None));
        let (message, hint) = explain("Variable `a` is not defined. Available variables: b, c");
        assert_eq!(message, "没有名为“a”的值");
        assert_eq!(hint.as_deref(), Some("这里可以用的有：b, c"));
        assert_eq!(parts("a {} b {}", "a 1 b 2"), Some(vec!["1", "2"]));
        assert_eq!(parts("a {} b", "a 1 c"), None);
        assert_eq!(parts("a", "ab"), None);
    }
}
