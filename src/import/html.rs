//! HTML → its text: a saved page, a WeChat article, what an office program wrote as HTML, or a piece from the clipboard. Of a
//! page only the article is taken. Nothing is fetched; what scripts, styles, comments and hidden elements hold is no text.

mod address;
mod article;
mod boilerplate;
mod charset;
mod fate;
mod lists;
mod look;
mod page;
mod page_line;
mod paragraph;
mod pictures;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod walk;

pub(super) use boilerplate::is_boilerplate;
pub(super) use charset::decode;
pub(super) use look::typeface;
pub(super) use pictures::PictureSource;

use boilerplate::{is_before_answer, is_behind_answer, is_byline};
use fate::{ElementFate, TextMeasures};
use page::HtmlOrigin;
use page_line::{PageLine, page_line};
use pictures::PictureReader;
use tree::{HtmlElement, HtmlTree};
use walk::{FURNITURE, PageWalk};

use super::official;
use super::text::{
    Alignment, ImportedText, NumberLabel, ParagraphRole, SourceBlock, SourceInline, SourceParagraph,
};
use crate::words::contains_any;

/// Reads a page. `base` is its address where the page does not say it; `pictures` gives the bytes of a picture that was saved
/// with it, by its address as the page writes it, or by its whole address.
pub(super) fn read(html: &str, base: Option<&str>, pictures: PictureSource<'_>) -> ImportedText {
    let (html, copied_from) = without_clipboard_head(html);
    let tree = HtmlTree::read(html);
    let told = base.or(copied_from);
    let origin = page::origin(&tree, base);
    let measures = TextMeasures::of(&tree, origin);
    let roots = match origin {
        HtmlOrigin::Site => article::article(&tree, &measures),
        HtmlOrigin::Document => vec![0],
    };
    let base = page::base(&tree, told);
    let first = roots.first().copied().unwrap_or_default();
    let mut walk = PageWalk::new(
        &tree,
        &measures,
        origin,
        PictureReader::new(base.as_ref(), pictures),
    );
    walk.read_notes();
    let mut blocks = Vec::new();
    for root in &roots {
        blocks.extend(walk.read(*root));
    }
    // 索引号 | … | 文号 | …, above the article.
    let head = tree.elements().find(|(index, element)| {
        element.name == "table"
            && tree.nodes[*index].end <= first
            && measures.fates[*index] == ElementFate::Kept
            && measures.chars[*index] <= LONGEST_HEAD
            && tree.nodes[*index].end - *index <= LONGEST_HEAD
            && contains_any(&tree.text(*index), &["索引号", "文号"])
    });
    let head = head.and_then(|(index, _)| walk.read(index).into_iter().find(official::is_page_head));
    let mut text = walk.text;
    text.blocks = blocks;
    text.address = page::page_address(&tree, told);
    if origin == HtmlOrigin::Site {
        take_page_lines(&mut text, FURNITURE, |_| true);
        let written_by = page::add_origin(&tree, &measures, &mut text);
        text.title = page::title(&tree, &measures, &roots);
        drop_end_of_page(&mut text);
        mark_title(&mut text);
        let author = page::author(&tree).map(|author| format!("作者：{author}"));
        let is_told = |words: &String| {
            let mut told = text.blocks.iter().filter_map(SourceBlock::paragraph);
            told.any(|paragraph| paragraph.plain() == *words)
        };
        let words = author.or(written_by.filter(|words| !is_told(words)));
        text.blocks.splice(
            0..0,
            words.map(|words| SourceBlock::text(&words, Alignment::Left)),
        );
        text.blocks.splice(0..0, head);
    }
    // Comments whose marks in the text are gone.
    if !text.omissions.iter().any(|omission| omission.what == "批注") {
        let is_comment = |element: &HtmlElement| {
            look::declarations(element).any(|(name, value)| name == "mso-element" && value == "comment")
        };
        let comments = tree.elements().filter(|(_, element)| is_comment(element));
        (0..comments.count()).for_each(|_| text.omit("批注", false));
    }
    drop_talk(&mut text);
    number_items(&mut text.blocks);
    if tree.is_cut {
        text.unsure
            .push("网页太长，后面的内容没有带进来，请对照原文补上".to_owned());
    }
    text
}

/// What an office writes above a text says no more, in characters, and in elements and texts.
const LONGEST_HEAD: usize = 400;

/// Windows writes before what is copied where it begins, and from which page it is.
fn without_clipboard_head(html: &str) -> (&str, Option<&str>) {
    if !html.starts_with("Version:") {
        return (html, None);
    }
    let start = html.find('<').unwrap_or(html.len());
    let (head, html) = html.split_at(start);
    let from = head.lines().find_map(|line| line.strip_prefix("SourceURL:"));
    (html, from.map(str::trim))
}

/// What was copied with a text: `发布时间：2026-03-02`.
const COPIED: &str = "发布时间、浏览次数一类的字样";

/// Takes out what somebody copied with a text from a page: the lines that no document has, and where there are such, the
/// buttons below.
pub(super) fn take_copied_lines(text: &mut ImportedText) {
    if take_page_lines(text, COPIED, |line| line.has_furniture) {
        drop_end_of_page(text);
    }
}

/// Takes out the lines in which a page speaks of itself; who wrote it stays. True when there were some.
fn take_page_lines(text: &mut ImportedText, what: &str, is_meant: fn(&PageLine) -> bool) -> bool {
    let mut has_some = false;
    let mut blocks = std::mem::take(&mut text.blocks);
    blocks.retain_mut(|block| {
        let SourceBlock::Paragraph(paragraph) = block else {
            return true;
        };
        let line = page_line(&paragraph.plain());
        let Some(line) = line.filter(is_meant) else {
            return true;
        };
        has_some = true;
        text.omit(what, false);
        text.published = text.published.or(line.day);
        text.source = text.source.take().or(line.source);
        let author = line.author.map(SourceInline::text);
        paragraph.inlines = author.into_iter().collect();
        !paragraph.inlines.is_empty()
    });
    text.blocks = blocks;
    has_some
}

/// What stands over the titles of other pages.
const RELATED: [&str; 10] = [
    "相关阅读", "相关文章", "相关新闻", "相关链接", "推荐阅读", "延伸阅读", "往期推荐", "往期回顾",
    "往期精彩", "精彩回顾",
];

/// Takes the names of those who made the page, and the titles of others, off its end.
fn drop_end_of_page(text: &mut ImportedText) {
    // 相关阅读, and below it nothing but titles.
    let is_title = |block: &SourceBlock| {
        let Some(said) = block.paragraph().map(SourceParagraph::plain) else {
            return false;
        };
        said.chars().count() <= 50 && !said.trim_end().ends_with(['。', '；', '：'])
    };
    let heads = |block: &SourceBlock| {
        let said = block.paragraph().map(SourceParagraph::plain);
        said.is_some_and(|said| RELATED.contains(&said.trim_matches(['：', ' '])))
    };
    if let Some(start) = text.blocks.iter().rposition(heads)
        && start > 0
        && text.blocks[start + 1..].iter().all(is_title)
    {
        text.blocks.truncate(start);
        text.omit(FURNITURE, false);
    }
    for _ in 0..6 {
        let Some(SourceBlock::Paragraph(last)) = text.blocks.last() else {
            return;
        };
        let line = last.plain();
        let what = if is_byline(&line) {
            "责任编辑等署名"
        } else if is_boilerplate(&line) {
            FURNITURE
        } else {
            return;
        };
        text.blocks.pop();
        text.omit(what, false);
    }
}

/// Leaves out what a program that answers questions says around its answer.
fn drop_talk(text: &mut ImportedText) {
    const WHAT: &str = "聊天程序自己说的话";
    let says = |block: Option<&SourceBlock>, is_talk: fn(&str) -> bool| matches!(block, Some(SourceBlock::Paragraph(paragraph)) if is_talk(&paragraph.plain()));
    if !says(text.blocks.first(), is_before_answer) {
        return;
    }
    text.blocks.remove(0);
    text.omit(WHAT, false);
    if says(text.blocks.last(), is_behind_answer) {
        text.blocks.pop();
        text.omit(WHAT, false);
    }
}

/// Writes the numbers of lists of one level out: a list of matters, decisions or promises is told by them.
fn number_items(blocks: &mut [SourceBlock]) {
    let level = |block: &SourceBlock| match block {
        SourceBlock::Paragraph(paragraph) => match paragraph.role {
            ParagraphRole::Item { level, is_ordered } => Some((level, is_ordered)),
            _ => None,
        },
        SourceBlock::Table(_) | SourceBlock::Rule => None,
    };
    for list in blocks.chunk_by_mut(|one, next| level(one).is_some() && level(next).is_some()) {
        if !list.iter().all(|item| level(item) == Some((0, true))) {
            continue;
        }
        for (number, item) in (1..).zip(list) {
            if let SourceBlock::Paragraph(item) = item {
                item.role = ParagraphRole::Text;
                item.label = Some(NumberLabel {
                    text: format!("{number}."),
                    level: 0,
                    is_bullet: false,
                });
            }
        }
    }
}

/// The paragraph at the top that says the title is the title.
fn mark_title(text: &mut ImportedText) {
    let Some(title) = text.title.clone() else { return };
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for block in text.blocks.iter_mut().take(3) {
        if let SourceBlock::Paragraph(paragraph) = block
            && bare(&paragraph.plain()) == bare(&title)
        {
            paragraph.role = ParagraphRole::Title;
            return;
        }
    }
}
