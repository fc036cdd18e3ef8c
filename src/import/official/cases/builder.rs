//! Lines → a text. `^` centred, `>` right, `*` bold, `#黑` `#楷` `#标题` faces, `| a | b |` a row of a table; else plain.

use crate::import::text::{
    Alignment, ImportedText, SourceBlock, SourceCell, SourceInline, SourceParagraph, SourceTable, TextStyle,
    Typeface,
};

/// The text that lines stand for.
pub(crate) fn text_of(lines: &str) -> ImportedText {
    let mut blocks: Vec<SourceBlock> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(row) = line.strip_prefix('|') {
            let cells = row
                .trim_end()
                .trim_end_matches('|')
                .split('|')
                .map(cell)
                .collect();
            match blocks.last_mut() {
                Some(SourceBlock::Table(table)) => table.rows.push(cells),
                _ => blocks.push(SourceBlock::Table(SourceTable {
                    rows: vec![cells],
                    heading_rows: 0,
                })),
            }
        } else {
            blocks.push(SourceBlock::Paragraph(paragraph(line)));
        }
    }
    ImportedText {
        blocks,
        ..ImportedText::default()
    }
}

fn cell(text: &str) -> SourceCell {
    let lines = text.trim().split('/').filter(|line| !line.is_empty());
    SourceCell {
        columns: 1,
        rows: 1,
        blocks: lines
            .map(|line| SourceBlock::Paragraph(paragraph(line)))
            .collect(),
    }
}

/// One paragraph.
pub(crate) fn paragraph(line: &str) -> SourceParagraph {
    let mut paragraph = SourceParagraph::default();
    let mut rest = line;
    loop {
        rest = if let Some(rest) = rest.strip_prefix('^') {
            paragraph.look.side = Alignment::Centre;
            rest
        } else if let Some(rest) = rest.strip_prefix('>') {
            paragraph.look.side = Alignment::Right;
            rest
        } else if let Some(rest) = rest.strip_prefix('*') {
            paragraph.look.is_bold = true;
            rest
        } else if let Some(rest) = rest.strip_prefix("#黑") {
            paragraph.look.face = Typeface::Hei;
            rest
        } else if let Some(rest) = rest.strip_prefix("#楷") {
            paragraph.look.face = Typeface::Kai;
            rest
        } else if let Some(rest) = rest.strip_prefix("#标题") {
            paragraph.look.face = Typeface::Title;
            rest
        } else {
            break;
        }
    }
    for (number, part) in rest.split('⏎').enumerate() {
        if number > 0 {
            paragraph.inlines.push(SourceInline::Break);
        }
        paragraph.inlines.push(SourceInline::Text {
            text: part.to_owned(),
            style: TextStyle {
                is_bold: paragraph.look.is_bold,
                ..TextStyle::default()
            },
        });
    }
    paragraph
}
