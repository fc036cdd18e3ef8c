//! The grammar faults that the YAML parser names in English, in words that a teacher understands.

use crate::words::translated;

/// What the parser says, in part; what is wrong; what to do.
const TABLE: &str = r#"
    {}mapping values are not allowed{} => 这里的冒号让人分不清哪里是字段名 => 检查这一行的缩进是否与上面的字段对齐；文字里有“: ”时，用英文引号把整段文字括起来
    {}simple key expect{} => 这一行没有“字段: 内容”的形式 => 字段名后面写英文冒号和一个空格；如果是上一行的继续，请并到上一行
    {}tab{} => 这里有制表符（Tab） => 缩进只用空格
    {}flow sequence{} => 方括号里的列表没有写完 => 列表写成“[甲, 乙]”，用英文方括号和英文逗号
    {}flow mapping{} => 花括号里的内容没有写完 => 写成“{姓名: 张三, 日期: 2026-03-12}”，用英文花括号、冒号和逗号
    {}illegal placement of ':'{} => 括号没有写完 => 检查上面一行是否缺少“]”或“}”
    {}flow construct{} => 括号没有写完 => 检查上面一行是否缺少“]”或“}”
    {}misplaced bracket{} => 多了一个括号 => 删去多余的“]”或“}”
    {}trailing content{} => 引号后面还有文字 => 用英文引号把整段文字括起来，里面的引号用“ ”
    {}quoted scalar{} => 英文引号没有写完 => 引号要成对，并且写在同一行
    {}expected key{} => 这一行与上面的字段没有对齐 => 同一层的字段前面的空格要一样多
    {}expected '-'{} => 这一项与上面的各项没有对齐 => 同一个列表里的“-”前面的空格要一样多
    {}indent{} => 这一行的缩进不对 => 同一层的内容前面的空格要一样多
    {}block sequence{} => 列表不能从这里开始 => 列表从字段的下一行开始，每项一行，行首写“- ”
    {}unexpected character{} => 文字不能以这个符号开头 => 用英文引号把整段文字括起来
    {}byte order mark{} => 这里有一个看不见的字符 => 删除这一行重新输入
    {}unprintable{} => 这里有一个看不见的字符 => 删除这一行重新输入
"#;

/// What is wrong and what to do, for the words of the parser and the line that it stopped at.
pub(crate) fn explain(words: &str, line: &str) -> (&'static str, &'static str) {
    if words.contains("mapping values are not allowed") && line.trim_start().starts_with("- ") {
        return (
            "这里开始了一个列表，上面却没有写它的字段名",
            "在上一行顶格写字段名和冒号，例如“行:”；别的字段写在列表上面",
        );
    }
    translated(TABLE, words).map_or(
        (
            "这里的写法看不懂",
            "请对照其他文件的开头部分，检查冒号、引号、括号和缩进",
        ),
        |found| (found.message, found.hint),
    )
}
