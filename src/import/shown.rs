//! For tests: what a reader gave, as text that people can compare.

use super::text::{
    Alignment, ImportedText, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, TextStyle,
};

/// All of a text, one block a line, and below it what was left out.
pub(super) fn shown(text: &ImportedText) -> String {
    let mut shown = blocks(&text.blocks, "\n");
    for (number, note) in text.notes.iter().enumerate() {
        shown.push_str(&format!("[^{number}]: {}\n", blocks(note, " ").trim_end()));
    }
    for (key, value) in [("标题", &text.title), ("来源", &text.address)] {
        if let Some(value) = value {
            shown.push_str(&format!("{key}：{value}\n"));
        }
    }
    for (key, value) in [
        ("发布", text.published.map(|day| day.to_string())),
        ("出处", text.source.clone()),
    ] {
        if let Some(value) = value {
            shown.push_str(&format!("{key}：{value}\n"));
        }
    }
    for sentence in &text.unsure {
        shown.push_str(&format!("请看：{sentence}\n"));
    }
    for omission in &text.omissions {
        let loss = if omission.is_loss { "（请核对）" } else { "" };
        shown.push_str(&format!("略去：{}×{}{loss}\n", omission.what, omission.count));
    }
    shown
}

/// Blocks alone.
pub(super) fn blocks(blocks: &[SourceBlock], between: &str) -> String {
    let mut shown = String::new();
    for block in blocks {
        match block {
            SourceBlock::Rule => shown.push_str("----"),
            SourceBlock::Paragraph(paragraph) => shown.push_str(&one_paragraph(paragraph)),
            SourceBlock::Table(table) => {
                let rows = table.rows.iter().enumerate().map(|(number, row)| {
                    let cells = row.iter().map(|cell| {
                        let span = match (cell.columns, cell.rows) {
                            (1, 1) => String::new(),
                            (columns, rows) => format!("({columns}×{rows})"),
                        };
                        span + self::blocks(&cell.blocks, "/").trim_end_matches('/')
                    });
                    let mark = if number < table.heading_rows { "|=" } else { "|" };
                    format!("{mark}{}|", cells.collect::<Vec<_>>().join("|"))
                });
                shown.push_str(&rows.collect::<Vec<_>>().join("\n"));
            }
        }
        shown.push_str(between);
    }
    shown
}

fn one_paragraph(paragraph: &SourceParagraph) -> String {
    let mut shown = match paragraph.role {
        ParagraphRole::Text => String::new(),
        ParagraphRole::Title => "# ".to_owned(),
        ParagraphRole::Heading(level) => format!("h{level} "),
        ParagraphRole::Quote => "> ".to_owned(),
        ParagraphRole::Preformatted => "``` ".to_owned(),
        ParagraphRole::Caption => "题注 ".to_owned(),
        ParagraphRole::Item { level, is_ordered } => {
            let mark = if is_ordered { "1. " } else { "- " };
            "  ".repeat(usize::from(level)) + mark
        }
    };
    match paragraph.look.side {
        Alignment::Left => {}
        Alignment::Centre => shown.push_str("<中>"),
        Alignment::Right => shown.push_str("<右>"),
    }
    if let Some(label) = &paragraph.label {
        shown.push_str(&format!(
            "{{{}{}}}",
            ">".repeat(usize::from(label.level)),
            label.text
        ));
    }
    shown + &inlines(&paragraph.inlines)
}

fn inlines(all: &[SourceInline]) -> String {
    let one = |inline: &SourceInline| match inline {
        SourceInline::Text { text, style } => styled(text, *style),
        SourceInline::Break => "⏎".to_owned(),
        SourceInline::Link {
            address,
            inlines: inside,
        } => format!("[{}]({address})", inlines(inside)),
        SourceInline::Picture(number) => format!("![{number}]"),
        SourceInline::Note(number) => format!("[^{number}]"),
        SourceInline::Missing(what) => format!("〔{what}〕"),
    };
    all.iter().map(one).collect()
}

fn styled(text: &str, style: TextStyle) -> String {
    let marks = [
        (style.is_bold, "**"),
        (style.is_italic, "_"),
        (style.is_struck, "~~"),
        (style.is_superscript, "^"),
        (style.is_subscript, "~"),
    ];
    let marks: String = marks
        .iter()
        .filter(|(is_on, _)| *is_on)
        .map(|(_, mark)| *mark)
        .collect();
    let closing: String = marks.chars().rev().collect();
    format!("{marks}{text}{closing}")
}
