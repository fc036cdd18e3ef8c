//! The grammar faults that the TOML parser names in English, in words that a teacher understands. The line
//! says more than the parser does: most faults are a Chinese sign, a missing quotation mark or a backslash.

use super::meeting::MeetingKind;
use super::slips::{is_invisible, is_odd_space, is_wide_space, space_name};
use super::suggest;
use super::toml_marks::{self, MarkedLine, is_quotation_mark};
use super::values;
use crate::words::{Day, Labelled, translated};

/// What is wrong and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Advice {
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) hint: String,
    /// Where in the line, when that is not where the parser stopped: the first character, from 1, and how many.
    pub(super) at: Option<(u32, u32)>,
    /// The whole line as it should be, when it can mean nothing else.
    pub(super) right: Option<String>,
}

impl Advice {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: hint.into(),
            at: None,
            right: None,
        }
    }

    /// The same with the place of a part of the line.
    fn at(self, line: &str, part: &str) -> Self {
        let begin = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let at = line
            .get(..begin)
            .map(|before| (count(before) + 1, count(part).max(1)));
        Self { at, ..self }
    }

    /// The same with the line as it should be.
    fn mended(self, right: String) -> Self {
        let right = Some(right);
        Self { right, ..self }
    }
}

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
    if words.contains("duplicate key") {
        return of_duplicate(line);
    }
    by_line(line)
        .or_else(|| of_backslash(line.trim()))
        .or_else(|| of_quotation(line))
        .unwrap_or_else(|| by_words(words))
}

/// A setting that its section has twice: mostly the heading between the two was deleted.
fn of_duplicate(line: &str) -> Advice {
    if line.trim_start().starts_with('[') {
        return Advice::new("这一节写了两次", "把两处的内容并到一节里，节名只留一个");
    }
    let name = line.split(['=', ' ']).next().unwrap_or_default();
    let heading = match name {
        "audience" | "output" | "theme" | "title" => Some("editions.board"),
        "scope" => Some("sections.notice"),
        name => suggest::section_of(name),
    };
    let hint = match heading {
        Some(heading) => format!(
            "上面是不是少了一行方括号里的节名，例如 [{heading}]？少了的补上；没有少的，只保留其中一个"
        ),
        None => "只保留其中一个".to_owned(),
    };
    Advice::new("这一项在同一节里写了两次", hint)
}

fn by_line(line: &str) -> Option<Advice> {
    let bare = line.trim();
    let is_right = |right: &String| right == bare && !line.contains(is_odd_space);
    if let Some(right) = heading_meant(bare).filter(|right| !is_right(right)) {
        let advice = Advice::new("方括号没有写对", format!("写成 {right}"));
        return Some(advice.at(line, bare).mended(right));
    }
    if let Some(name) = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
        && !name.chars().any(is_odd_space)
    {
        return (!name.is_ascii()).then(|| of_heading(name));
    }
    let Some(at) = sign_of(line, ['=', '＝']) else {
        if let Some(at) = sign_of(line, [':', '：'])
            && let (name, value) = split_at(line, at)
            && is_name(name)
        {
            let right = format!("{name} = {}", meant(value));
            let advice = Advice::new("这里要用等号“=”，不用冒号", format!("写成“{right}”"));
            let sign = line[at..].chars().next().map_or(1, char::len_utf8);
            return Some(advice.at(line, &line[at..at + sign]).mended(right));
        }
        return of_marks(line);
    };
    let (name, value) = split_at(line, at);
    if !name.is_ascii() {
        let hint = "名称用英文，例如 title、organizer、address、telephone；全部名称见说明书的“site.toml”一节";
        return Some(Advice::new(format!("名称“{name}”有汉字"), hint));
    }
    if value.is_empty() {
        let hint = format!("写上内容，例如 {name} = \"……\"；不需要这一项时，整行删去");
        return Some(Advice::new(format!("“{name}”后面没有内容"), hint));
    }
    match is_marked(value) {
        true => of_marks(line),
        false => of_bare(line, name, value),
    }
}

/// Where a setting's name ends, if it is one of these signs that ends it.
fn sign_of(line: &str, signs: [char; 2]) -> Option<usize> {
    let at = line.find(signs)?;
    let is_quoted = |c: char| matches!(c, '"' | '\'' | '#' | '[' | '{') || is_quotation_mark(c);
    (!line[..at].contains(is_quoted)).then_some(at)
}

/// The name before a sign and the value behind it, without white space that one sees or not.
fn split_at(line: &str, at: usize) -> (&str, &str) {
    let is_blank = |c: char| c.is_whitespace() || is_odd_space(c);
    let behind = line[at..].chars().next().map_or(1, char::len_utf8);
    (
        line[..at].trim_matches(is_blank),
        line[at + behind..].trim_matches(is_blank),
    )
}

/// True for a value in quotation marks, brackets or braces of any kind; 【公示】 before other words are none.
fn is_marked(value: &str) -> bool {
    let first = value.chars().next().unwrap_or_default();
    let last = value.chars().next_back().unwrap_or_default();
    match first {
        '"' | '\'' | '[' | '{' | '｛' => true,
        '【' | '［' => matches!(last, '】' | '］' | ']' | ',' | '，'),
        // 关于“三会一课” begins with words; “三会一课”的通知 ends with them.
        _ => {
            is_quotation_mark(first)
                && (is_quotation_mark(last) || matches!(last, '"' | '\'') || value.contains(" #"))
        }
    }
}

/// A heading with words in it.
fn of_heading(name: &str) -> Advice {
    let form = match name.split_once('.') {
        Some(("meetings", kind)) => match MeetingKind::ALL.into_iter().find(|own| own.label() == kind) {
            Some(own) => format!("[meetings.{}]", own.id()),
            None => "[meetings.general_assembly]".to_owned(),
        },
        Some((table, _)) if table.is_ascii() => format!("[{table}.web]"),
        _ => "[editions.web]".to_owned(),
    };
    let hint = format!("方括号里只用英文字母、数字、“-”和“.”，例如 {form}");
    Advice::new(format!("方括号里的“{name}”有汉字"), hint)
}

/// Signs of a Chinese keyboard, spaces that TOML does not know, and quotation marks that lack.
fn of_marks(line: &str) -> Option<Advice> {
    let Some(MarkedLine {
        right,
        first,
        column,
        width,
    }) = toml_marks::narrowed(line)
    else {
        let (right, column) = toml_marks::paired(line)?;
        let advice = Advice::new("这里的英文引号没有配对", format!("写成“{}”", right.trim()));
        let at = Some((column, 1));
        return Some(Advice { at, ..advice }.mended(right));
    };
    let right = toml_marks::paired(&right).map_or(right, |(right, _)| right);
    let message = match first {
        c if is_quotation_mark(c) => "这里用了中文引号".to_owned(),
        c if is_invisible(c) => "这里有一个看不见的字符".to_owned(),
        c if is_wide_space(c) => format!("这里有{}", space_name(c)),
        c => format!("这里用了中文的“{c}”"),
    };
    let hint = match is_odd_space(first) {
        true => format!("删去它，写成“{}”", right.trim()),
        false => format!("切换到英文输入法，写成“{}”", right.trim()),
    };
    let at = Some((column, width));
    Some(
        Advice {
            at,
            ..Advice::new(message, hint)
        }
        .mended(right),
    )
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

/// What is wrong with a value that stands in no quotation marks.
fn of_bare(line: &str, name: &str, value: &str) -> Option<Advice> {
    let (typed, remark) = without_remark(value);
    let right = format!("{name} = {}", meant(typed));
    let hint = format!("写成“{right}”");
    let right = format!("{right}{remark}");
    let advice = if values::looks_like_day(typed) && Day::parse(typed).is_none() {
        Advice::new(format!("“{name}”里的“{typed}”不存在"), values::month_hint(typed))
    } else if truth(typed).is_some() {
        Advice::new(format!("这里不能写“{typed}”"), hint).mended(right)
    } else if Day::parse(typed).is_some() {
        Advice::new("日期的写法不对", hint).mended(right)
    } else if numeral(typed).is_some() {
        Advice::new("这里要写数字", hint).mended(right)
    } else {
        Advice::new("文字没有用英文引号括起来", hint).mended(right)
    };
    Some(advice.at(line, typed))
}

/// A value and the remark behind it, with the space before it.
fn without_remark(value: &str) -> (&str, &str) {
    let end = value
        .find(" #")
        .map_or(value.len(), |at| value[..at].trim_end().len());
    value.split_at(end)
}

fn truth(typed: &str) -> Option<&'static str> {
    match typed.to_lowercase().as_str() {
        "是" | "true" | "yes" => Some("true"),
        "否" | "false" | "no" => Some("false"),
        _ => None,
    }
}

/// Small numbers as they are said.
const NUMERALS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn numeral(typed: &str) -> Option<usize> {
    let of = |word| NUMERALS.iter().position(|numeral| *numeral == word);
    of(typed).or_else(|| Some(10 + of(typed.strip_prefix('十')?)?))
}

/// How a value is typed: what stands in marks with those of TOML, words in quotation marks, numbers, days and truths bare.
fn meant(value: &str) -> String {
    if is_marked(value) {
        return toml_marks::narrowed(value).map_or_else(|| value.to_owned(), |marked| marked.right);
    }
    if let Some(truth) = truth(value) {
        return truth.to_owned();
    }
    if let Some(number) = numeral(value) {
        return number.to_string();
    }
    if let Some(day) = Day::parse(value) {
        return day.to_string();
    }
    let text = value.trim_matches('"');
    let text = match text.strip_suffix(['”', '＂']) {
        Some(text) if !text.contains('“') => text,
        _ => text,
    };
    match text.contains(['"', '\\']) {
        true => format!("'{text}'"),
        false => format!("\"{text}\""),
    }
}

/// What a backslash in double quotes should be.
fn of_backslash(line: &str) -> Option<Advice> {
    let mut pieces = line.split('"');
    let mut before = pieces.next()?;
    while let Some(quoted) = pieces.next() {
        if quoted.contains('\\') {
            let name = before.trim_end().strip_suffix('=').unwrap_or(before).trim_end();
            let name = name.rsplit([' ', ',', '{']).next().unwrap_or_default();
            let right = line.replacen(&format!("\"{quoted}\""), &format!("'{quoted}'"), 1);
            let advice = Advice::new("双引号里不能直接写反斜杠“\\”", backslash_hint(name, quoted));
            return Some(advice.mended(right));
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

/// `title = "青禾学校"党务公开""` ends at its second quotation mark; `output = "public",` has a comma too many.
fn of_quotation(line: &str) -> Option<Advice> {
    let (name, value) = line.trim().split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let bare = value.trim_end_matches([',', '，', ';', '；', '。', '、']);
    let inner = bare.strip_prefix('"')?.strip_suffix('"')?;
    if !inner.contains('"') {
        let right = format!("{name} = {bare}");
        let advice = Advice::new("这一行的末尾多了一个标点", format!("写成“{right}”"));
        return (bare.len() < value.len()).then(|| advice.mended(right));
    }
    let parts: Vec<&str> = inner.split('"').collect();
    // What stands between two texts is no text of its own.
    let is_list = parts.iter().skip(1).step_by(2).any(|part| {
        let is_sign = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
        part.chars().all(is_sign)
    });
    if parts.len().is_multiple_of(2) || is_list {
        return None;
    }
    let marks = ["“", "”"].into_iter().cycle();
    let text: String = parts
        .iter()
        .zip(std::iter::once("").chain(marks))
        .flat_map(|(part, mark)| [mark, part])
        .collect();
    let hint = format!("里面的引号改用中文引号，写成“{name} = \"{text}\"”");
    Some(Advice::new("引号里面又用了英文引号", hint))
}

fn by_words(words: &str) -> Advice {
    const TABLE: &str = r#"
        {}unclosed table{} => 方括号里的节名没有写完 => 写成 [editions.web] 的形式
        {}unclosed array{} => 列表没有写完 => 列表写成 ["甲", "乙"]
        {}array{} => 列表的写法不对 => 列表写成 ["甲", "乙"]，用英文方括号、引号和逗号
        {}string{} => 引号没有写对 => 文字用一对英文引号括起来，例如 title = "青禾实验学校"
        {}quoted{} => 引号没有写对 => 文字用一对英文引号括起来，例如 title = "青禾实验学校"
        {}newline{} => 这一行后面多了内容 => 每行只写一项；说明文字前面加“#”
    "#;
    let found = translated(TABLE, words);
    found.map_or_else(
        || {
            Advice::new(
                "这一行的写法不对",
                "每行写成 名称 = \"内容\" 的形式，等号和引号都用英文的，例如 title = \"青禾实验学校\"",
            )
        },
        |found| Advice::new(found.message, found.hint),
    )
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::words::rows_give;

    #[test]
    fn hints_are_lines_that_can_be_typed() {
        let table = r#"
            telephone: "0799-6660000" => 写成“telephone = "0799-6660000"”
            approval] => 写成 [approval]
            【sections.notice】 => 写成 [sections.notice]
            [[boards] => 写成 [[boards]]
            ascii_safe = 是 => 写成“ascii_safe = true”
            ascii_safe = True => 写成“ascii_safe = true”
            telephone = 0799-6600123 => 写成“telephone = "0799-6600123"”
            output = "D:\网站" => 有反斜杠的路径请用单引号，例如 output = 'D:\网站'，或者把“\”换成“/”
            school = {edition = "web", to = "E:\上传"} => 有反斜杠的路径请用单引号，例如 to = 'E:\上传'，或者把“\”换成“/”
            steps = ["提出"，"审批"] => 切换到英文输入法，写成“steps = ["提出","审批"]”
            mailbox = 启明楼、致远楼 => 写成“mailbox = "启明楼、致远楼"”
            [meetings.党课] => 方括号里只用英文字母、数字、“-”和“.”，例如 [meetings.lecture]
            title = "青禾学校"党务公开"" => 里面的引号改用中文引号，写成“title = "青禾学校“党务公开”"”
            organizer = "中共"青禾"学校" => 里面的引号改用中文引号，写成“organizer = "中共“青禾”学校"”
            output = "public", => 写成“output = "public"”
            title = ‘甲’ => 切换到英文输入法，写成“title = "甲"”
            title = 【公示】甲 => 写成“title = "【公示】甲"”
            title = “甲”的公示 => 写成“title = "“甲”的公示"”
            title = 甲” => 写成“title = "甲"”
            telephone：“0799” => 写成“telephone = "0799"”
            steps = 【"提出"】 => 切换到英文输入法，写成“steps = ["提出"]”
            workdays = 五 # 天数 => 写成“workdays = 5”
            workdays = 十五 => 写成“workdays = 15”
            since = 2026-09-31 => 2026年9月只有30天，请核对
            since = 2026年9月1日 => 写成“since = 2026-09-01”
            　title = "甲" => 删去它，写成“title = "甲"”
            title　=　"甲" => 删去它，写成“title = "甲"”
            [approval]　 => 写成 [approval]
            title = “甲” => 切换到英文输入法，写成“title = "甲"”
            [editions.网站] => 方括号里只用英文字母、数字、“-”和“.”，例如 [editions.web]
        "#;
        rows_give(table, |line| explain("", line).hint);
        assert_eq!(
            explain("", "\u{200B}title = \"甲\"").hint,
            "删去它，写成“title = \"甲\"”"
        );
    }
}
