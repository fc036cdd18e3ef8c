//! Text with the marks of Markdown, as note books keep it and programs that answer questions write it → its text: the marks
//! mean what they mean in an entry's body, not what they are in a plain text.

use super::html::{self, PictureSource};
use super::text::{ImportedText, ParagraphRole, SourceBlock};
use crate::markdown::{self, ChineseRules};
use crate::words::{Report, SourcePath, SourceText};

/// True for a text that somebody marked: a heading behind `#`, the dashes below a table's head, words between `**` at the
/// beginnings of two lines. Masked names (王**) and drawn lines are no marks.
pub(super) fn is_marked(text: &str) -> bool {
    let mut bold = 0;
    text.lines().any(|line| {
        bold += usize::from(begins_bold(line));
        is_heading(line) || is_below_head(line) || bold > 1
    })
}

/// `## 一、走访对象`.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ') && !words.trim().is_empty()
}

/// `| --- | :---: |`.
fn is_below_head(line: &str) -> bool {
    let bare = line.trim();
    bare.contains('|') && bare.contains("---") && bare.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// `**一、走访对象**`, `- **时间**：……`, `1. **……**`.
fn begins_bold(line: &str) -> bool {
    let before = |c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-' | '>');
    let bare = line.trim_start_matches(before).trim_start_matches("* ");
    let words = bare.strip_prefix("**").and_then(|bare| bare.split_once("**"));
    words.is_some_and(|(words, _)| words.starts_with(|c: char| c.is_alphanumeric() || "“《（".contains(c)))
}

/// Reads such a text. `pictures` gives the bytes of one by its path from there.
pub(super) fn read(text: &str, pictures: PictureSource<'_>) -> ImportedText {
    let (text, has_fields) = without_fields(text);
    let source = SourceText {
        path: SourcePath::new("a.md").expect("a file's name"),
        text: text.into(),
    };
    // Tags and addresses are judged by whoever reads the page that this becomes.
    let rules = ChineseRules {
        dress: false,
        sanitise: false,
        sources: false,
        ..ChineseRules::default()
    };
    // What is wrong with a link or a picture is told when the entry is built.
    let body = markdown::parse(&source, 0..text.len(), &rules, &mut Report::new());
    let mut read = html::read(&body.html, None, pictures);
    let comments = body.html.matches("<!--").count();
    (0..comments).for_each(|_| read.omit("注释（<!-- -->）", false));
    take_title(&mut read);
    if has_fields {
        read.unsure
            .push("开头两行“---”之间的内容没有带进来，请看要不要填在相应的字段里".to_owned());
    }
    read
}

/// The only heading of the first level is the title, where the text begins with it.
fn take_title(read: &mut ImportedText) {
    let is_first_level = |block: &SourceBlock| matches!(block, SourceBlock::Paragraph(paragraph) if paragraph.role == ParagraphRole::Heading(1));
    if read.blocks.iter().filter(|block| is_first_level(block)).count() != 1 {
        return;
    }
    if let Some(SourceBlock::Paragraph(first)) = read.blocks.first_mut()
        && first.role == ParagraphRole::Heading(1)
    {
        first.role = ParagraphRole::Title;
        read.title = Some(first.plain());
    }
}

/// A text without the fields that note books keep between `---` at its beginning.
fn without_fields(text: &str) -> (&str, bool) {
    let body = text
        .strip_prefix("---\n")
        .and_then(|rest| Some(rest.split_once("\n---\n")?.1));
    (body.unwrap_or(text), body.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::shown::shown;

    #[test]
    fn marks_are_told_from_what_only_looks_like_them() {
        for (text, expected) in [
            ("# 关于开展走访慰问的通知\n\n正文。", true),
            ("甲\n\n| 序号 | 支部 |\n| --- | --- |\n| 1 | 第一党支部 |", true),
            ("**一、时间**\n6月25日\n**二、地点**\n会议室", true),
            ("1. **时间**：6月25日\n2. **地点**：会议室", true),
            ("* **时间**：6月25日\n* **地点**：会议室", true),
            ("王**\n李**\n张**、赵**", false),
            ("****年**月**日\n****年**月**日", false),
            ("#1 楼道\n#2 楼道", false),
            ("-----------\n甲\n-----------", false),
            ("**只有一处**，不算", false),
            ("- 甲\n- 乙\n1. 丙", false),
        ] {
            assert_eq!(is_marked(text), expected, "{text}");
        }
    }

    #[test]
    fn pictures_notes_and_what_is_hidden_are_read_as_markdown_means_them() {
        let text = "# 党史学习\n\n党员植树。\n\n![植树现场](zhishu.png)\n\n![外网图](https://e.cn/1.jpg)\n\n<img src=\"x.jpg\" alt=\"合影\">\n\n\
            <!-- 先不要发 -->\n\n<div hidden>藏起来的话</div>\n\n结束。[^1]\n\n[^1]: 脚注。\n";
        let png = crate::import::tests::grey_picture();
        let read = read(text, &|path| (path == "zhishu.png").then(|| png.clone()));
        assert_eq!(
            shown(&read),
            "# 党史学习\n党员植树。\n![0]\n〔图片（网上：https://e.cn/1.jpg）〕\n〔图片〕\n结束。[^0]\n[^0]: 脚注。\n标题：党史学习\n\
             略去：网上的图片（没有下载）×1（请核对）\n略去：没有一起保存的图片×1（请核对）\n略去：不显示的文字×1\n略去：注释（<!-- -->）×1\n"
        );
        assert_eq!(read.pictures[0].alt, "植树现场");
    }
}
