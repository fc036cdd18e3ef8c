//! An entry's text → plain text: to be read aloud, or pasted where nothing but characters goes. Lists count in words, tables
//! are read row by row, notes stand where they belong, and no mark is left.

use super::notes::SpokenNotes;
use super::rows;
use crate::paper::blocks::{Block, CellPart, Illustration, Paragraph, TableCell};
use crate::paper::breaks::Span;
use crate::paper::designed::EntryText;
use crate::paper::{Shift, Style};
use crate::words::han_number;

/// What a first line begins with, as in every plain text in Chinese.
const INDENT: &str = "\u{3000}\u{3000}";

/// The text; its lines end with line feeds.
#[must_use]
pub fn plain(text: &EntryText) -> String {
    let mut reader = TextReader {
        notes: SpokenNotes::of(&text.blocks, |spans| spans.iter().map(plain_span).collect()),
        in_read_note: false,
        lines: vec![one_line(&text.title)],
    };
    reader.lines.extend(text.number.clone());
    reader.lines.extend(text.byline.clone());
    reader.lines.push(String::new());
    text.blocks.iter().for_each(|block| reader.block(block));
    reader.attachments(&text.attachments);
    if let Some((signed_by, signed_on)) = &text.closing {
        reader.lines.push(String::new());
        reader
            .lines
            .extend((!signed_by.is_empty()).then(|| signed_by.clone()));
        reader.lines.push(signed_on.chinese());
    }
    reader.finish()
}

/// What has been read.
struct TextReader {
    notes: SpokenNotes,
    /// The paragraph before was part of a note that has been read where it belongs.
    in_read_note: bool,
    lines: Vec<String>,
}

impl TextReader {
    fn block(&mut self, block: &Block) {
        match block {
            // Notes stand behind all that refers to them.
            Block::Text(paragraph) if self.notes.is_read(paragraph, &mut self.in_read_note) => {}
            Block::Text(paragraph) => self.paragraph(paragraph),
            Block::Table(table) => {
                let notes = &mut self.notes;
                let said = rows::sentences(table, &mut |cell| cell_words(cell, notes));
                self.lines
                    .extend(said.into_iter().map(|sentence| format!("{INDENT}{sentence}")));
            }
            Block::Picture(picture) => self.lines.push(format!("{INDENT}{}", picture_words(picture))),
            Block::Space(_) => self.lines.push(String::new()),
            Block::Rule => {}
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let words = words(&paragraph.spans, &mut self.notes);
        let words = words.trim_matches(['\n', ' ']);
        let marker = paragraph
            .marker
            .as_ref()
            .map_or(String::new(), |marker| counted(&marker.text));
        if paragraph.style == Style::Heading1 {
            self.lines.push(String::new());
        }
        let is_flush = paragraph.indent == 0 && paragraph.marker.is_none();
        let indent = if is_flush { "" } else { INDENT };
        let words = format!("{marker}{words}");
        for (number, line) in words.lines().enumerate() {
            // Lines below the first one are indented as they were typed.
            self.lines.push(match number {
                0 => format!("{indent}{line}"),
                _ => line.to_owned(),
            });
        }
    }

    fn attachments(&mut self, names: &[String]) {
        let line = match names {
            [] => return,
            [only] => format!("{INDENT}附件：{only}"),
            several => {
                let named = (1..)
                    .zip(several)
                    .map(|(number, name): (u32, _)| format!("{number}.{name}"));
                format!("{INDENT}附件：{}", named.collect::<Vec<String>>().join("；"))
            }
        };
        self.lines.push(line);
    }

    fn finish(self) -> String {
        let mut text = String::new();
        for line in self.lines {
            let line = line.trim_end();
            // No more than one empty line.
            if !(line.is_empty() && text.ends_with("\n\n")) {
                text.push_str(line);
                text.push('\n');
            }
        }
        text
    }
}

/// The number before an item as it is said: `第一，`; a dot says nothing.
fn counted(marker: &str) -> String {
    match marker {
        "•" => String::new(),
        "☑" => "（已完成）".to_owned(),
        "☐" => "（未完成）".to_owned(),
        _ if marker.ends_with('：') => marker.to_owned(),
        _ if marker.starts_with('〔') => "注：".to_owned(),
        _ => match marker.strip_suffix('.').and_then(|number| number.parse().ok()) {
            Some(number @ 1..=99) => format!("第{}，", han_number(number)),
            Some(number) => format!("第{number}，"),
            None => marker.to_owned(),
        },
    }
}

/// The words of a paragraph.
fn words(spans: &[Span], notes: &mut SpokenNotes) -> String {
    let said: String = spans
        .iter()
        .map(|span| notes.in_place(span).unwrap_or_else(|| plain_span(span)))
        .collect();
    let said = match said.strip_prefix("☑ ") {
        Some(rest) => format!("（已完成）{}", rest.trim_start()),
        None => said,
    };
    match said.strip_prefix("☐ ") {
        Some(rest) => format!("（未完成）{}", rest.trim_start()),
        None => unpadded(said),
    }
}

/// What was struck through must not be read as if it stood; powers and indices keep their height.
fn plain_span(span: &Span) -> String {
    let shifted = match span.marks.shift {
        Shift::None => None,
        Shift::Raised => shifted(&span.text, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
        Shift::Lowered => shifted(&span.text, "₀₁₂₃₄₅₆₇₈₉"),
    };
    let text = shifted.unwrap_or_else(|| span.text.clone());
    match span.marks.struck {
        true => format!("（已删去：{text}）"),
        false => text,
    }
}

fn shifted(text: &str, digits: &str) -> Option<String> {
    let digit = |c: char| digits.chars().nth(usize::try_from(c.to_digit(10)?).ok()?);
    text.chars().map(digit).collect()
}

fn cell_words(cell: &TableCell, notes: &mut SpokenNotes) -> String {
    let parts = cell.parts.iter().map(|part| match part {
        CellPart::Text(spans) => one_line(&words(spans, notes)),
        // It would be said for each row, and tell nobody anything.
        CellPart::Picture(_) => String::new(),
    });
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<String>>()
        .join("，")
}

fn picture_words(picture: &Illustration) -> String {
    match picture.alternative.trim() {
        "" => "（此处有图片）".to_owned(),
        words => format!("（图片：{}）", one_line(words)),
    }
}

/// Lines become parts of a sentence.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut one = String::new();
    for line in lines {
        let parted =
            one.is_empty() || one.ends_with(['，', '。', '；', '：', '、']) || line.starts_with('（');
        if !parted {
            one.push('，');
        }
        one.push_str(line);
    }
    one
}

/// Names that are set wide in lists: `郑　健`.
fn unpadded(text: String) -> String {
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        [first, '\u{3000}', last] => [*first, *last].iter().collect(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{self, ChineseRules};
    use crate::paper::blocks_of;
    use crate::words::{Day, Report, SourceText};

    fn read(text: &str) -> String {
        let source = SourceText::of("content/a.md", text);
        let range = 0..source.text.len();
        let body = markdown::parse(&source, range, &ChineseRules::default(), &mut Report::new());
        let text = EntryText {
            title: "标题".into(),
            number: None,
            byline: None,
            facts: Vec::new(),
            blocks: blocks_of(&body),
            attachments: vec!["甲表".into(), "乙表".into()],
            closing: Day::new(2026, 3, 12).map(|day| ("党支部".into(), day)),
            images: Vec::new(),
        };
        let plain = plain(&text);
        let inside = plain.strip_prefix("标题\n\n").expect("the title");
        let inside = inside.strip_suffix("　　附件：1.甲表；2.乙表\n\n党支部\n2026年3月12日\n");
        inside.expect("what closes it").to_owned()
    }

    #[test]
    fn no_mark_is_left() {
        for (text, expected) in [
            (
                "各支部：\n\n**请**看[通知](https://a.example/)。",
                "各支部：\n　　请看通知。\n",
            ),
            (
                "前面。\n\n## 安排\n\n### 一\n\n后面。",
                "　　前面。\n\n　　安排\n　　一\n　　后面。\n",
            ),
            ("1. 甲\n2. 乙\n   - 丙", "　　第一，甲\n　　第二，乙\n　　丙\n"),
            ("- [x] 甲\n- [ ] 乙", "　　（已完成）甲\n　　（未完成）乙\n"),
            ("~~5人~~6人，10<sup>2</sup>", "　　（已删去：5人）6人，10²\n"),
            (
                "甲[^a]乙[^b]。\n\n[^a]: 一。\n[^b]: 二\n",
                "　　甲（注：一）乙（注：二）。\n",
            ),
            (
                "| 支部 | 人数 |\n| --- | --- |\n| 一支部[^a] | 3 |\n\n[^a]: 含预备党员。",
                "　　一支部（注：含预备党员）：人数3。\n",
            ),
            ("> 引\n\n---\n\n后", "　　引\n　　后\n"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
