//! An entry's text → a page whose text is pasted into the editor of a WeChat 公众号. That editor keeps elements and their
//! `style` and drops all else; so there is no class, no id, no script, and no picture either, because it takes none from a
//! computer by pasting: each is named at its place.

use super::picture_and_file;
use crate::paper::blocks::{Block, CellPart, Illustration, Paragraph, Table, TableCell, TableRow};
use crate::paper::breaks::Span;
use crate::paper::designed::EntryText;
use crate::paper::{Align, Shift, Style};
use crate::words::push_text;

/// The colours are those of the site; every pair of text and ground has a contrast of at least 4.5.
const PAGE: &str = "margin:0;padding:16px;background-color:#fbf9f5;";
const BAR: &str = "max-width:677px;margin:0 auto 16px;padding:10px 16px;background-color:#ffffff;\
    border:1px solid #e4ded5;color:#5a5550;font-size:14px;line-height:1.8;\
    -webkit-user-select:none;user-select:none;";
const FIELD: &str = "width:100%;box-sizing:border-box;padding:4px 8px;border:1px solid #e4ded5;\
    color:#1f1f1f;font-size:16px;";
const TEXT: &str = "max-width:677px;margin:0 auto;padding:16px;background-color:#ffffff;color:#1f1f1f;\
    font-size:16px;line-height:1.8;letter-spacing:0.5px;";
const SCROLLS: &str = "margin:0 0 20px;overflow-x:auto;";
const TABLE: &str = "width:100%;border-collapse:collapse;font-size:14px;line-height:1.6;";
const RULE: &str = "margin:24px 0;border-top:1px solid #e4ded5;";
/// Where a picture has to be put in.
const PICTURE: &str = "margin:0 0 16px;padding:8px 12px;background-color:#fff3d6;color:#6a4700;\
    font-size:14px;text-align:center;";
const LABEL: &str = "color:#8a0d16;";

/// The page.
#[must_use]
pub fn wechat(text: &EntryText) -> String {
    let mut page = WechatPage {
        text,
        html: String::new(),
    };
    page.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.text(&text.title);
    page.raw(&format!("</title>\n</head>\n<body style=\"{PAGE}\">\n"));
    page.bar();
    page.raw(&format!("<section style=\"{TEXT}\">\n"));
    page.below_title();
    text.blocks.iter().for_each(|block| page.block(block));
    page.attachments();
    page.closing();
    page.raw("</section>\n</body>\n</html>\n");
    page.html
}

struct WechatPage<'a> {
    text: &'a EntryText,
    html: String,
}

impl WechatPage<'_> {
    fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.html, text);
    }

    /// What to do, which is not copied; and the title, which has a field of its own in the editor.
    fn bar(&mut self) {
        self.raw(&format!(
            "<section style=\"{BAR}\">按 Ctrl+A 全选、Ctrl+C 复制，到公众号的编辑器里按 Ctrl+V 粘贴（这一框不会复制进去）。\
             标题另外复制到标题栏里：<br><input type=\"text\" readonly aria-label=\"标题\" style=\"{FIELD}\" value=\""
        ));
        let title = self.text.title.clone();
        self.text(&title);
        self.raw("\"></section>\n");
    }

    /// 发文字号, and who says it and when.
    fn below_title(&mut self) {
        let text = self.text;
        for line in [&text.number, &text.byline].into_iter().flatten() {
            self.line(
                line,
                "margin:0 0 16px;color:#5a5550;font-size:14px;text-align:center;",
            );
        }
    }

    fn line(&mut self, words: &str, style: &str) {
        self.raw(&format!("<p style=\"{style}\">"));
        self.text(words);
        self.raw("</p>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Text(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::Rule => self.raw(&format!("<section style=\"{RULE}\"></section>\n")),
            Block::Space(_) => {}
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (tag, style) = look(paragraph);
        self.raw(&format!("<{tag} style=\"{style}\">"));
        if let Some(marker) = &paragraph.marker {
            let is_label = is_label(paragraph);
            if is_label {
                self.raw(&format!("<strong style=\"{LABEL}\">"));
            }
            self.text(&marker.text);
            self.raw(if is_label { "</strong>" } else { " " });
        }
        self.spans(&paragraph.spans);
        self.raw(&format!("</{tag}>\n"));
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            let shift = match span.marks.shift {
                Shift::None => "",
                Shift::Raised => "font-size:0.75em;vertical-align:super;",
                Shift::Lowered => "font-size:0.75em;vertical-align:sub;",
            };
            let struck = if span.marks.struck {
                "text-decoration:line-through;"
            } else {
                ""
            };
            let style = format!("{shift}{struck}");
            if span.marks.bold {
                self.raw("<strong>");
            }
            if !style.is_empty() {
                self.raw(&format!("<span style=\"{style}\">"));
            }
            for (number, line) in span.text.split('\n').enumerate() {
                if number > 0 {
                    self.raw("<br>");
                }
                self.text(line);
            }
            if !style.is_empty() {
                self.raw("</span>");
            }
            if span.marks.bold {
                self.raw("</strong>");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.raw(&format!(
            "<section style=\"{SCROLLS}\"><table style=\"{TABLE}\">\n<tbody>\n"
        ));
        for row in table.head.iter().chain(&table.rows) {
            self.row(row);
        }
        self.raw("</tbody>\n</table></section>\n");
    }

    fn row(&mut self, row: &TableRow) {
        self.raw("<tr>");
        for cell in row {
            let tag = if cell.head { "th" } else { "td" };
            self.raw(&format!("<{tag}"));
            for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if count > 1 {
                    self.raw(&format!(" {name}=\"{count}\""));
                }
            }
            self.raw(&format!(" style=\"{}\">", cell_look(cell)));
            self.cell(cell);
            self.raw(&format!("</{tag}>"));
        }
        self.raw("</tr>\n");
    }

    fn cell(&mut self, cell: &TableCell) {
        for (number, part) in cell.parts.iter().enumerate() {
            if number > 0 {
                self.raw("<br>");
            }
            match part {
                CellPart::Text(spans) => self.spans(spans),
                CellPart::Picture(picture) => {
                    self.text(&picture_and_file(self.text, picture));
                }
            }
        }
    }

    fn picture(&mut self, picture: &Illustration) {
        self.line(&picture_and_file(self.text, picture), PICTURE);
    }

    fn attachments(&mut self) {
        let names = &self.text.attachments;
        for (number, name) in (1..).zip(names) {
            let before = if number == 1 { "附件：" } else { "　　　" };
            let counted = if names.len() > 1 {
                format!("{number}. ")
            } else {
                String::new()
            };
            self.line(&format!("{before}{counted}{name}"), "margin:0 0 4px;");
        }
    }

    fn closing(&mut self) {
        if let Some((signed_by, signed_on)) = &self.text.closing {
            let date = signed_on.chinese();
            if !signed_by.is_empty() {
                self.line(signed_by, "margin:24px 0 0;text-align:right;");
            }
            self.line(&date, "margin:0;text-align:right;");
        }
    }
}

/// True for a line that begins with what it is about: `公示期：`.
fn is_label(paragraph: &Paragraph) -> bool {
    let marker = paragraph.marker.as_ref();
    marker.is_some_and(|marker| marker.style == Style::Heading1)
}

/// The element of a paragraph, and how it looks.
fn look(paragraph: &Paragraph) -> (&'static str, String) {
    let (tag, style) = match paragraph.style {
        Style::Heading1 => (
            "h2",
            "margin:28px 0 12px;padding-left:10px;border-left:4px solid #b3121d;font-size:18px;font-weight:bold;line-height:1.5;",
        ),
        Style::Heading2 => ("h3", "margin:20px 0 8px;font-size:16px;font-weight:bold;"),
        Style::Heading3 => ("h4", "margin:16px 0 8px;font-size:16px;font-weight:bold;"),
        Style::Quote => (
            "p",
            "margin:0 0 16px;padding:4px 12px;border-left:3px solid #e4ded5;color:#5a5550;",
        ),
        Style::Small => ("p", "margin:0 0 8px;color:#5a5550;font-size:14px;"),
        Style::Code => (
            "p",
            "margin:0 0 16px;padding:8px 12px;background-color:#fbf9f5;font-size:14px;white-space:pre-wrap;",
        ),
        _ if is_label(paragraph) => ("p", "margin:0 0 6px;"),
        _ if paragraph.marker.is_some() => ("p", "margin:0 0 8px;"),
        _ => ("p", "margin:0 0 16px;"),
    };
    let align = match paragraph.align {
        Align::Left => "",
        Align::Centre => "text-align:center;",
        Align::Right => "text-align:right;",
    };
    // A list in a list stands further in.
    let depth = if paragraph.marker.is_some() && !is_label(paragraph) && paragraph.style != Style::Small {
        (paragraph.left / 1000 - 3).clamp(0, 6)
    } else {
        0
    };
    let left = if depth > 0 {
        format!("margin-left:{depth}em;")
    } else {
        String::new()
    };
    (tag, format!("{style}{left}{align}"))
}

/// The most characters that a cell keeps on one line.
const SHORT: usize = 4;

fn is_short(cell: &TableCell) -> bool {
    let length = |part: &CellPart| match part {
        CellPart::Text(spans) => spans.iter().map(|span| span.text.chars().count()).sum(),
        CellPart::Picture(_) => usize::MAX,
    };
    cell.parts.iter().all(|part| length(part) <= SHORT)
}

fn cell_look(cell: &TableCell) -> String {
    let align = match cell.align {
        Some(Align::Centre) => "text-align:center;",
        Some(Align::Right) => "text-align:right;",
        None if cell.head => "text-align:center;",
        Some(Align::Left) | None => "text-align:left;",
    };
    let ground = match (cell.head, cell.set_apart) {
        (true, _) => "background-color:#fbf9f5;font-weight:bold;",
        (false, true) => "background-color:#fbf9f5;",
        (false, false) => "",
    };
    // A phone would part names; a table that is then too wide can be pushed aside.
    let whole = if is_short(cell) { "white-space:nowrap;" } else { "" };
    format!("padding:6px 8px;border:1px solid #c9c1b6;vertical-align:top;{ground}{align}{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Day, SourcePath};

    fn page(blocks: Vec<Block>) -> String {
        wechat(&EntryText {
            title: "\"甲\" & <乙>".into(),
            number: None,
            byline: Some("党支部　2026年3月12日".into()),
            facts: Vec::new(),
            blocks,
            attachments: vec!["一<b>".into(), "二".into()],
            closing: Day::new(2026, 3, 12).map(|day| ("党支部".into(), day)),
            images: SourcePath::new("content/notices/a&b.jpg").into_iter().collect(),
        })
    }

    #[test]
    fn what_was_typed_is_text_and_nothing_else() {
        let spans = vec![Span::plain("<script>alert(\"1\")</script>\n&amp;")];
        let cell = TableCell {
            parts: vec![CellPart::Text(spans.clone())],
            ..TableCell::default()
        };
        let picture = Illustration {
            image: Some(0),
            alternative: "<甲>".into(),
            left: 0,
            most: None,
        };
        let html = page(vec![
            Block::Text(Paragraph {
                spans,
                ..Paragraph::default()
            }),
            Block::Table(Table {
                rows: vec![vec![cell]],
                ..Table::default()
            }),
            Block::Picture(picture),
        ]);
        assert_eq!(
            html.matches("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;<br>&amp;amp;")
                .count(),
            2,
            "{html}"
        );
        assert!(
            html.contains("<title>&quot;甲&quot; &amp; &lt;乙&gt;</title>"),
            "{html}"
        );
        assert!(html.contains("（图片：&lt;甲&gt;，文件 a&amp;b.jpg）"), "{html}");
        assert!(html.contains("附件：1. 一&lt;b&gt;"), "{html}");
        for never in ["<script", "class=", " id=", "<img", "<style", "href="] {
            assert!(!html.contains(never), "{never} in {html}");
        }
    }
}
