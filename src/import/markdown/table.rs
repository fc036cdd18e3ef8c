//! Tables: rows with `|` where that says everything, else HTML.

use super::super::text::{SourceBlock, SourceCell, SourceInline, SourceTable, TextStyle, plain};
use super::MarkdownWriter;
use super::escape::{html_text, in_one_line, link_address};

/// A cell with more paragraphs is no cell of a line.
const MOST_PARAGRAPHS: usize = 4;

/// Tables in tables are written so deep; what lies deeper is told as text.
const DEEPEST: usize = 4;

impl MarkdownWriter<'_> {
    pub(super) fn table(&mut self, table: &SourceTable) {
        let cells = || table.rows.iter().flatten();
        if let (Some(only), true) = (cells().next(), cells().count() == 1) {
            // A frame around a text.
            return self.blocks(&only.blocks);
        }
        if cells().all(|cell| cell.blocks.iter().all(is_empty)) {
            return;
        }
        match is_plain(table) {
            true => self.rows(table),
            false => {
                let mut html = String::new();
                self.html_table(table, 0, &mut html);
                self.block(html.trim_end());
            }
        }
    }

    fn rows(&mut self, table: &SourceTable) {
        self.end_lists();
        for (index, row) in table.rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.line_of(cell)).collect();
            self.written.push_str(&format!("| {} |\n", cells.join(" | ")));
            if index == 0 {
                let columns = (0..row.len()).map(|column| match is_numeric(table, column) {
                    true => "---:",
                    false => "---",
                });
                let columns: Vec<&str> = columns.collect();
                self.written.push_str(&format!("| {} |\n", columns.join(" | ")));
            }
        }
    }

    /// A cell's text for between two bars.
    fn line_of(&mut self, cell: &SourceCell) -> String {
        let mut said: Vec<String> = Vec::new();
        for block in &cell.blocks {
            if let SourceBlock::Paragraph(paragraph) = block {
                let words = self.inlines(&paragraph.inlines, false, None);
                let label = paragraph.label.as_ref();
                let number = label.map(|label| super::escape::escaped(&label.text) + label.gap(words.trim()));
                let words = number.unwrap_or_default() + words.trim();
                said.push(words.replace('\n', "<br>").replace('|', "\\|"));
            }
        }
        said.retain(|line| !line.is_empty());
        said.join("<br>")
    }

    fn html_table(&mut self, table: &SourceTable, depth: usize, html: &mut String) {
        html.push_str("<table>\n");
        for (index, row) in table.rows.iter().enumerate() {
            let tag = match index < table.heading_rows {
                true => "th",
                false => "td",
            };
            html.push_str("<tr>\n");
            for cell in row {
                let span = |name: &str, count: usize| match count {
                    0 | 1 => String::new(),
                    count => format!(" {name}=\"{count}\""),
                };
                let (columns, rows) = (span("colspan", cell.columns), span("rowspan", cell.rows));
                let mut inside = String::new();
                self.html_blocks(&cell.blocks, depth, &mut inside);
                html.push_str(&format!("<{tag}{columns}{rows}>{inside}</{tag}>\n"));
            }
            html.push_str("</tr>\n");
        }
        html.push_str("</table>\n");
    }

    fn html_blocks(&mut self, blocks: &[SourceBlock], depth: usize, html: &mut String) {
        for block in blocks.iter().filter(|block| !is_empty(block)) {
            match block {
                SourceBlock::Paragraph(paragraph) => {
                    if !html.is_empty() && !html.ends_with("</table>\n") {
                        html.push_str("<br>");
                    }
                    if let Some(label) = &paragraph.label {
                        html.push_str(&html_text(&label.text));
                        html.push_str(label.gap(&plain(&paragraph.inlines)));
                    }
                    self.html_inlines(&paragraph.inlines, html);
                }
                SourceBlock::Table(table) if depth < DEEPEST => {
                    html.push('\n');
                    self.html_table(table, depth + 1, html);
                }
                SourceBlock::Table(table) => {
                    let texts = table.rows.iter().flatten().map(text_of);
                    html.push_str(&html_text(&texts.collect::<Vec<_>>().join("　")));
                }
                SourceBlock::Rule => {}
            }
        }
    }

    fn html_inlines(&mut self, inlines: &[SourceInline], html: &mut String) {
        for inline in inlines {
            match inline {
                SourceInline::Text { text, style } => html.push_str(&html_styled(text, *style)),
                SourceInline::Break => html.push_str("<br>"),
                SourceInline::Link { address, inlines } => {
                    let words = html_text(&in_one_line(&plain(inlines)));
                    html.push_str(&format!(
                        "<a href=\"{}\">{words}</a>",
                        html_text(&link_address(address))
                    ));
                }
                SourceInline::Picture(index) => match self.pictures.get(*index) {
                    Some(name) => {
                        let alt = self.text.pictures.get(*index).map_or("", |picture| &picture.alt);
                        let name = link_address(name);
                        html.push_str(&format!(
                            "<img src=\"{}\" alt=\"{}\">",
                            html_text(&name),
                            html_text(alt)
                        ));
                    }
                    None => html.push_str(&super::missing("图片")),
                },
                // A note's mark is not read inside HTML: its words stand where the mark was.
                SourceInline::Note(note) => {
                    let blocks = self.text.notes.get(*note).map_or(&[][..], Vec::as_slice);
                    let words: String = blocks.iter().map(block_text).collect();
                    html.push_str(&html_text(&format!("（注：{}）", words.trim())));
                }
                SourceInline::Missing(what) => html.push_str(&html_text(&super::missing(what))),
            }
        }
    }
}

fn html_styled(text: &str, style: TextStyle) -> String {
    let tags = [
        (style.is_bold, "strong"),
        (style.is_italic, "em"),
        (style.is_struck, "del"),
        (style.is_superscript, "sup"),
        (style.is_subscript, "sub"),
    ];
    let wrap = |said: String, (_, tag): &(bool, &str)| format!("<{tag}>{said}</{tag}>");
    tags.iter()
        .rev()
        .filter(|(is_on, _)| *is_on)
        .fold(html_text(text), wrap)
}

/// True when rows of bars say all of it.
fn is_plain(table: &SourceTable) -> bool {
    let width = table.rows.first().map_or(0, Vec::len);
    let is_plain = |cell: &SourceCell| {
        let is_line = |block: &SourceBlock| matches!(block, SourceBlock::Paragraph(_));
        cell.columns <= 1
            && cell.rows <= 1
            && cell.blocks.len() <= MOST_PARAGRAPHS
            && cell.blocks.iter().all(is_line)
    };
    let is_full = |row: &Vec<SourceCell>| row.len() == width && row.iter().all(is_plain);
    table.heading_rows <= 1 && table.rows.iter().all(is_full)
}

/// True for a column of numbers below its heading.
fn is_numeric(table: &SourceTable, column: usize) -> bool {
    let mut texts = table
        .rows
        .iter()
        .skip(1)
        .filter_map(|row| row.get(column))
        .map(text_of);
    let is_number = |text: &str| {
        text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || " ,.%+-－".contains(c))
    };
    let mut numbers = 0;
    let all = texts.all(|text| {
        let text = text.trim();
        numbers += usize::from(is_number(text));
        text.is_empty() || is_number(text)
    });
    all && numbers > 0
}

fn text_of(cell: &SourceCell) -> String {
    cell.blocks.iter().map(block_text).collect()
}

fn block_text(block: &SourceBlock) -> String {
    match block {
        SourceBlock::Paragraph(paragraph) => paragraph.plain(),
        SourceBlock::Table(table) => table.rows.iter().flatten().map(text_of).collect(),
        SourceBlock::Rule => String::new(),
    }
}

fn is_empty(block: &SourceBlock) -> bool {
    match block {
        SourceBlock::Paragraph(paragraph) => {
            let is_blank = |inline: &SourceInline| match inline {
                SourceInline::Text { text, .. } => text.trim().is_empty(),
                SourceInline::Break => true,
                _ => false,
            };
            paragraph.inlines.iter().all(is_blank)
        }
        SourceBlock::Table(table) => table
            .rows
            .iter()
            .flatten()
            .all(|cell| cell.blocks.iter().all(is_empty)),
        SourceBlock::Rule => false,
    }
}
