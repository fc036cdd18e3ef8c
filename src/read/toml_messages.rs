//! The grammar faults that the TOML parser names in English, in words that a teacher understands. The line
//! says more than the parser does: most faults are a Chinese sign, a missing quotation mark or a backslash.

use super::meeting::MeetingKind;
use crate::words::Labelled;

/// What is wrong and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Advice {
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) hint: String,
}

impl Advice {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// Signs of a Chinese keyboard, and those that are meant.
const WIDE: [(char, char); 9] = [
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('，', ','),
    ('、', ','),
    ('＝', '='),
    ('［', '['),
    ('］', ']'),
    ('＃', '#'),
];

/// Headings that stand above each board and each of its sections, as they are mistyped.
pub(super) const LISTED: [(&str, &str); 5] = [
    ("[boards]", "[[boards]]"),
    ("[[board]]", "[[boards]]"),
    ("[boards.sections]", "[[boards.sections]]"),
    ("[[sections]]", "[[boards.sections]]"),
    ("[sections]", "[[boards.sections]]"),
];

/// What is wrong in a line, by the parser's words and by the line itself.
pub(super) fn explain(words: &str, line: &str) -> Advice {
    let line = line.trim();
    if words.contains("duplicate key") {
        return Advice::new("这一项写了两次", "只保留其中一个");
    }
    by_line(line)
        .or_else(|| of_backslash(line))
        .unwrap_or_else(|| by_words(words))
}

fn by_line(line: &str) -> Option<Advice> {
    if let Some(wide) = outside_quotes(line).find(|c| WIDE.iter().any(|(wide, _)| wide == c)) {
        let unquoted = line.split_once('=').filter(|(_, value)| {
            !value.trim().is_empty() && !value.contains(['"', '\'', '[', '{', '“', '”'])
        });
        let right: String = match unquoted {
            Some((name, value)) => format!("{} = \"{}\"", name.trim(), value.trim()),
            None => line.chars().map(half).collect(),
        };
        let message = match wide {
            '“' | '”' => "这里用了中文引号".to_owned(),
            _ => format!("这里用了中文的“{wide}”"),
        };
        return Some(Advice::new(message, format!("切换到英文输入法，写成“{right}”")));
    }
    if let Some(right) = heading_meant(line).filter(|right| right != line) {
        return Some(Advice::new("方括号没有写对", format!("写成 {right}")));
    }
    if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return (!name.is_ascii()).then(|| {
            let form = match name.split_once('.') {
                Some(("meetings", kind)) => {
                    match MeetingKind::ALL.into_iter().find(|own| own.label() == kind) {
                        Some(own) => format!("[meetings.{}]", own.id()),
                        None => "[meetings.general_assembly]".to_owned(),
                    }
                }
                Some((table, _)) if table.is_ascii() => format!("[{table}.web]"),
                _ => "[editions.web]".to_owned(),
            };
            let hint = format!("方括号里只用英文字母、数字、“-”和“.”，例如 {form}");
            Advice::new(format!("方括号里的“{name}”有汉字"), hint)
        });
    }
    let Some((name, value)) = line.split_once('=') else {
        let (name, value) = line.split_once([':', '：'])?;
        let (name, value) = (name.trim(), value.trim().trim_matches('"'));
        return is_name(name)
            .then(|| Advice::new("这里要用等号“=”，不用冒号", format!("写成“{name} = \"{value}\"”")));
    };
    let (name, value) = (name.trim(), value.trim());
    if !name.is_ascii() {
        let hint = "名称用英文，例如 title、organizer、address、telephone；全部名称见说明书的“site.toml”一节";
        return Some(Advice::new(format!("名称“{name}”有汉字"), hint));
    }
    of_value(name, value)
}

/// `approval]`, `【sections.notice】`: the heading of a table as it should be.
fn heading_meant(line: &str) -> Option<String> {
    let bare = line.trim_matches(['[', ']', '【', '】', '［', '］', ' ']);
    let is_bracketed = bare.len() < line.len();
    (is_bracketed && is_name(bare)).then(|| match line.starts_with("[[") || line.ends_with("]]") {
        true => format!("[[{bare}]]"),
        false => format!("[{bare}]"),
    })
}

/// True for what may name a value or a table.
pub(super) fn is_name(name: &str) -> bool {
    let is_of_names = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    !name.is_empty() && name.chars().all(is_of_names)
}

/// What is wrong behind the sign of equality.
fn of_value(name: &str, value: &str) -> Option<Advice> {
    if value.is_empty() {
        let hint = format!("写上内容，例如 {name} = \"……\"；不需要这一项时，整行删去");
        return Some(Advice::new(format!("“{name}”后面没有内容"), hint));
    }
    if value.starts_with(['"', '\'', '[', '{']) {
        return None;
    }
    let truth = match value.to_lowercase().as_str() {
        "是" | "true" | "yes" => Some("true"),
        "否" | "false" | "no" => Some("false"),
        _ => None,
    };
    Some(match truth {
        Some(truth) => Advice::new(format!("这里不能写“{value}”"), format!("写成“{name} = {truth}”")),
        None => Advice::new(
            "文字没有用英文引号括起来",
            format!("写成“{name} = \"{}\"”", value.trim_matches('"')),
        ),
    })
}

/// What a backslash in double quotes should be.
fn of_backslash(line: &str) -> Option<Advice> {
    let mut pieces = line.split('"');
    let mut before = pieces.next()?;
    while let Some(quoted) = pieces.next() {
        if quoted.contains('\\') {
            let name = before.trim_end().strip_suffix('=').unwrap_or(before).trim_end();
            let name = name.rsplit([' ', ',', '{']).next().unwrap_or_default();
            return Some(Advice::new(
                "双引号里不能直接写反斜杠“\\”",
                backslash_hint(name, quoted),
            ));
        }
        before = pieces.next()?;
    }
    None
}

/// How a path with backslashes is written.
pub(super) fn backslash_hint(name: &str, path: &str) -> String {
    let example = match name {
        "" => format!("'{path}'"),
        name => format!("{name} = '{path}'"),
    };
    format!("有反斜杠的路径请用单引号，例如 {example}，或者把“\\”换成“/”")
}

/// The characters of a line that stand in no quotation marks, up to a remark.
fn outside_quotes(line: &str) -> impl Iterator<Item = char> {
    let mut inside = false;
    line.chars()
        .filter(move |c| {
            if *c == '"' {
                inside = !inside;
            }
            !inside
        })
        .take_while(|c| *c != '#')
}

fn half(c: char) -> char {
    WIDE.iter()
        .find(|(wide, _)| *wide == c)
        .map_or(c, |(_, half)| *half)
}

fn by_words(words: &str) -> Advice {
    const TABLE: [(&str, &str, &str); 6] = [
        (
            "unclosed table",
            "方括号里的节名没有写完",
            "写成 [editions.web] 的形式",
        ),
        ("unclosed array", "列表没有写完", "列表写成 [\"甲\", \"乙\"]"),
        (
            "array",
            "列表的写法不对",
            "列表写成 [\"甲\", \"乙\"]，用英文方括号、引号和逗号",
        ),
        (
            "string",
            "引号没有写对",
            "文字用一对英文引号括起来，例如 title = \"青禾实验学校\"",
        ),
        (
            "quoted",
            "引号没有写对",
            "文字用一对英文引号括起来，例如 title = \"青禾实验学校\"",
        ),
        ("newline", "这一行后面多了内容", "每行只写一项；说明文字前面加“#”"),
    ];
    TABLE
        .iter()
        .find(|(part, _, _)| words.contains(part))
        .map_or_else(
            || {
                Advice::new(
                    "这一行的写法不对",
                    "每行写成 名称 = \"内容\" 的形式，等号和引号都用英文的，例如 title = \"青禾实验学校\"",
                )
            },
            |(_, message, hint)| Advice::new(*message, *hint),
        )
}

#[cfg(test)]
mod tests {
    use super::explain;

    #[test]
    fn hints_are_lines_that_can_be_typed() {
        for (line, hint) in [
            (
                "telephone: \"0799-6660000\"",
                "写成“telephone = \"0799-6660000\"”",
            ),
            ("approval]", "写成 [approval]"),
            ("【sections.notice】", "写成 [sections.notice]"),
            ("[[boards]", "写成 [[boards]]"),
            ("ascii_safe = 是", "写成“ascii_safe = true”"),
            ("ascii_safe = True", "写成“ascii_safe = true”"),
            ("telephone = 0799-6600123", "写成“telephone = \"0799-6600123\"”"),
            (
                "output = \"D:\\网站\"",
                "有反斜杠的路径请用单引号，例如 output = 'D:\\网站'，或者把“\\”换成“/”",
            ),
            (
                "school = {edition = \"web\", to = \"E:\\上传\"}",
                "有反斜杠的路径请用单引号，例如 to = 'E:\\上传'，或者把“\\”换成“/”",
            ),
            (
                "steps = [\"提出\"，\"审批\"]",
                "切换到英文输入法，写成“steps = [\"提出\",\"审批\"]”",
            ),
            (
                "mailbox = 启明楼、致远楼",
                "切换到英文输入法，写成“mailbox = \"启明楼、致远楼\"”",
            ),
            (
                "[meetings.党课]",
                "方括号里只用英文字母、数字、“-”和“.”，例如 [meetings.lecture]",
            ),
            ("title = “甲”", "切换到英文输入法，写成“title = \"甲\"”"),
            (
                "[editions.网站]",
                "方括号里只用英文字母、数字、“-”和“.”，例如 [editions.web]",
            ),
        ] {
            assert_eq!(explain("", line).hint, hint, "{line}");
        }
    }
}
