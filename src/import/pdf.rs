//! A PDF with text → its paragraphs. A PDF knows characters and where they stand; what is a line, a paragraph, a page's number is
//! put together from that, so that somebody has to compare it with what it was.

mod lines;

use std::collections::HashSet;

use lines::{PrintedLine, page_lines};

use super::doubts::short;
use super::html::typeface;
use super::plain;
use super::spacing::{evened, joint};
use super::text::{Alignment, ImportedText, ParagraphLook, SourceBlock, SourceInline, SourceParagraph};
use crate::attachment::{PlacedPage, PlacedText, Unreadable, placed_pages};
use crate::check;
use crate::words::contains_any;

/// What is always told.
const COMPARE: &str = "段落是按版面推算的，请与原件逐段核对";

/// Reads a PDF.
///
/// # Errors
/// It cannot be looked into, or its pages are pictures.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedText, Unreadable> {
    let pages = placed_pages(bytes)?;
    let mut text = ImportedText::default();
    text.unsure.push(COMPARE.to_owned());
    let mut lines: Vec<Vec<PrintedLine>> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        let (found, outside) = page_lines(page, number);
        (0..outside).for_each(|_| text.omit("页面以外的文字", false));
        (0..page.pictures).for_each(|_| text.omit("图片", true));
        if found.is_empty() {
            text.omit("没有文字的页（可能是扫描件）", true);
        }
        lines.push(found);
        say_filled(page, &mut text);
    }
    let kept = without_page_furniture(&pages, lines, &mut text);
    text.blocks = blocks(&kept);
    let columns = |block: &SourceBlock| match block {
        SourceBlock::Table(_) => true,
        SourceBlock::Paragraph(paragraph) => paragraph.plain().contains('\t'),
        SourceBlock::Rule => false,
    };
    let count = text.blocks.iter().filter(|block| columns(block)).count();
    if count > 0 {
        text.unsure
            .push(format!("有{count}处表格或者分栏是按空白推算的，请与原件核对"));
    }
    Ok(text)
}

/// Says what somebody filled in on a page, and what nobody sees on it.
fn say_filled(page: &PlacedPage, text: &mut ImportedText) {
    let filled = page.filled;
    for (what, count, is_loss) in [
        ("批注", filled.comments, false),
        ("加在页面上的文字（文本框批注）", filled.texts, true),
        ("表单里的勾选", filled.boxes, true),
    ] {
        (0..count).for_each(|_| text.omit(what, is_loss));
    }
    let mut say = |sentence: &str| {
        if !text.unsure.iter().any(|said| said == sentence) {
            text.unsure.push(sentence.to_owned());
        }
    };
    if filled.fields > 0 {
        say("表单里填的内容是按位置放进正文的，请与原件逐项核对");
    }
    let is_white = |piece: &&PlacedText| piece.is_white && !piece.text.trim().is_empty();
    if let Some(first) = page.pieces.iter().find(is_white) {
        let begin = short(first.text.trim());
        say(&format!(
            "原件上有白色的字（“{begin}”），看的人可能看不见，也带进来了；不该有的，请删去"
        ));
    }
}

/// A part of the paper's height at its top and at its foot, where numbers and headers stand.
const MARGIN: f32 = 0.14;

/// The lines of all pages without the pages' numbers and what stands at the same place of many.
fn without_page_furniture(
    pages: &[PlacedPage],
    lines: Vec<Vec<PrintedLine>>,
    text: &mut ImportedText,
) -> Vec<PrintedLine> {
    let mut seen: std::collections::HashMap<(String, i32), usize> = std::collections::HashMap::new();
    let key = |line: &PrintedLine| {
        let digits: String = line
            .text
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        (digits, (line.base / 3.0) as i32)
    };
    let is_margin = |page: &PlacedPage, line: &PrintedLine| {
        page.height > 0.0 && (line.base < MARGIN * page.height || line.base > (1.0 - MARGIN) * page.height)
    };
    for (page, lines) in pages.iter().zip(&lines) {
        for line in lines.iter().filter(|line| is_margin(page, line)) {
            *seen.entry(key(line)).or_default() += 1;
        }
    }
    let mut kept = Vec::new();
    // On every page of the file, and once in the text: it goes for all of it.
    let mut marks = HashSet::new();
    let mut is_first_mark = |line: &str| check::keeps_inside(line) && marks.insert(line.to_owned());
    for (page, lines) in pages.iter().zip(lines) {
        for line in lines {
            let count = seen.get(&key(&line)).copied().unwrap_or(0);
            let is_printed = is_print_time(&line.text) || is_print_address(&line.text);
            if is_margin(page, &line) && is_printed {
                text.omit("页眉、页脚", false);
            } else if is_margin(page, &line) && is_page_number(&line.text) {
                text.omit("页码", false);
            } else if is_margin(page, &line)
                && count > 1
                && 2 * count >= pages.len()
                && !is_first_mark(&line.text)
            {
                text.omit("页眉、页脚", false);
            } else {
                kept.push(line);
            }
        }
    }
    kept
}

/// `— 3 —`, `3`, `第3页 共5页`, `3/5`.
fn is_page_number(line: &str) -> bool {
    let marks = ['—', '-', '－', '–', '·', '/', '第', '页', '共', '，', ',', '.'];
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || marks.contains(&c);
    let digits = line.chars().filter(char::is_ascii_digit).count();
    (1..=8).contains(&digits) && line.chars().all(is_part) && !line.contains('.')
}

/// `2026/3/2 16:27`, and the page's title behind it: what browsers print above a page.
fn is_print_time(line: &str) -> bool {
    let time = line.split('\t').next().unwrap_or_default();
    let is_part = |c: char| c.is_ascii_digit() || " /-.,:APM年月日上下午".contains(c);
    time.contains(':') && time.contains(['/', '-', '年']) && time.chars().all(is_part)
}

/// `https://…\t1/3`: what browsers print below a page.
fn is_print_address(line: &str) -> bool {
    let number = line.rsplit(['\t', ' ']).next().unwrap_or_default();
    line.contains("://") && number.contains('/') && number.chars().all(|c| c.is_ascii_digit() || c == '/')
}

/// The edges between which the text stands, in points, and its usual size and distance of lines.
#[derive(Debug, Clone, Copy)]
struct TypeArea {
    left: f32,
    right: f32,
    size: f32,
    pitch: f32,
}

/// From so many lines on an edge is one that two lines share.
const MANY_LINES: usize = 12;

impl TypeArea {
    fn of(lines: &[PrintedLine]) -> Self {
        let size = most_frequent(lines.iter().map(|line| (line.size, line.text.chars().count())));
        // Rows of a table stand closer, or further apart, than lines do.
        let is_row = |line: &PrintedLine| line.text.contains('\t');
        let pitches = lines.windows(2).filter(|pair| pair[0].page == pair[1].page);
        let pitches = pitches.filter(|pair| !pair.iter().any(is_row));
        let pitches = pitches
            .map(|pair| (pair[0].base - pair[1].base, 1))
            .filter(|(pitch, _)| *pitch > 0.0);
        let is_body = |line: &&PrintedLine| (line.size - size).abs() < 0.1 * size;
        // Of many lines one may hang over; of few each may be the only full one.
        let edge = |edges: Vec<f32>| {
            let near = |edge: f32| {
                edges
                    .iter()
                    .filter(move |other| (**other - edge).abs() < 0.6 * size)
            };
            let is_shared = |edge: &&f32| edges.len() < MANY_LINES || near(**edge).count() > 1;
            edges
                .iter()
                .take(50)
                .find(is_shared)
                .or(edges.first())
                .copied()
                .unwrap_or(0.0)
        };
        let mut left: Vec<f32> = lines.iter().filter(is_body).map(|line| line.from).collect();
        let mut right: Vec<f32> = lines.iter().filter(is_body).map(|line| line.to).collect();
        left.sort_by(f32::total_cmp);
        right.sort_by(|one, other| other.total_cmp(one));
        Self {
            left: edge(left),
            right: edge(right),
            size,
            pitch: most_frequent(pitches),
        }
    }

    /// Where a line stands.
    fn side(&self, line: &PrintedLine) -> Alignment {
        let (before, behind) = (line.from - self.left, self.right - line.to);
        let em = line.size.max(self.size);
        let is_even = before > 0.5 * em && (before - behind).abs() < 0.5 * em;
        if before > 3.0 * em && (before - behind).abs() < 1.5 * em || self.is_large(line) && is_even {
            Alignment::Centre
        } else if before > 0.35 * (self.right - self.left) && behind < 6.0 * em && before > 2.0 * behind {
            Alignment::Right
        } else {
            Alignment::Left
        }
    }

    /// True for a line in the size of titles.
    fn is_large(&self, line: &PrintedLine) -> bool {
        line.size > 1.15 * self.size
    }

    /// Where each line stands: a large one that is full stands as that of its size beside it does, of which it is a part.
    fn sides(&self, lines: &[PrintedLine]) -> Vec<Alignment> {
        let mut sides: Vec<Alignment> = lines.iter().map(|line| self.side(line)).collect();
        let is_full = |line: &PrintedLine| {
            let em = line.size;
            self.is_large(line) && line.from - self.left < em && self.right - line.to < em
        };
        for at in 1..lines.len() {
            let (above, line) = (&lines[at - 1], &lines[at]);
            let is_one = above.page == line.page
                && (above.size - line.size).abs() < 0.1 * line.size
                && above.base - line.base < 2.0 * line.size;
            if is_one && sides[at] == Alignment::Centre && is_full(above) {
                sides[at - 1] = Alignment::Centre;
            } else if is_one && sides[at - 1] == Alignment::Centre && is_full(line) {
                sides[at] = Alignment::Centre;
            }
        }
        sides
    }

    /// True when a line goes on with the paragraph that the one before belongs to.
    fn goes_on(&self, [before, line]: [&PrintedLine; 2], sides: [Alignment; 2]) -> bool {
        let em = self.size.max(1.0);
        let is_same_size = (before.size - line.size).abs() < 0.1 * em;
        let is_near = before.page != line.page || before.base - line.base < 1.6 * self.pitch.max(line.size);
        if before.has_field || !is_same_size || !is_near || sides != [Alignment::Left; 2] {
            return false;
        }
        // A word of other letters that did not fit leaves a gap.
        let word = line.text.split_whitespace().next().unwrap_or_default();
        let word = word.chars().take_while(|c| !super::spacing::is_wide(*c)).count();
        let gap = (1.6 * em).max(0.6 * em * (word + 1) as f32);
        let is_full = self.right - before.to < gap;
        let indent = line.from - self.left;
        let ends = before.text.ends_with(['。', '！', '？', '；', '：']);
        let is_block = (before.from - line.from).abs() < 0.5 * em && !ends;
        is_full && (indent < 1.2 * em || is_block)
    }
}

/// The measure that most have, to half a point.
fn most_frequent(measures: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut counts: std::collections::HashMap<i32, usize> = std::collections::HashMap::new();
    for (measure, weight) in measures {
        *counts.entry((measure * 2.0).round() as i32).or_default() += weight;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(measure, weight)| (*weight, -*measure));
    most.map_or(0.0, |(measure, _)| measure as f32 / 2.0)
}

fn blocks(lines: &[PrintedLine]) -> Vec<SourceBlock> {
    let area = TypeArea::of(lines);
    let sides = area.sides(lines);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let tabs = |line: &PrintedLine| line.text.matches('\t').count();
        let same = lines[at..].iter().take_while(|line| tabs(line) == tabs(first));
        let rows: Vec<&str> = match tabs(first) {
            0 => Vec::new(),
            _ => same.map(|line| line.text.as_str()).collect(),
        };
        let rows = plain::table_rows(&rows);
        if !rows.is_empty() {
            found.push(SourceBlock::Table(plain::table(&rows)));
            at += rows.len();
            continue;
        }
        let mut count = 1;
        while let Some(line) = lines.get(at + count) {
            let last = at + count - 1;
            if !area.goes_on([&lines[last], line], [sides[last], sides[last + 1]]) {
                break;
            }
            count += 1;
        }
        found.push(paragraph(&lines[at..at + count], sides[at]));
        at += count;
    }
    found
}

fn paragraph(lines: &[PrintedLine], side: Alignment) -> SourceBlock {
    let mut text = String::new();
    for line in lines {
        let words = line.text.trim();
        text.push_str(joint(text.chars().next_back(), words.chars().next()));
        text.push_str(words);
    }
    let first = lines.first();
    let font = first.map(|line| without_subset(&line.font)).unwrap_or_default();
    let is_bold = |line: &PrintedLine| contains_any(&line.font, &["Bold", "Heavy", "Black"]);
    SourceBlock::Paragraph(SourceParagraph {
        look: ParagraphLook {
            side,
            is_bold: lines.iter().all(is_bold),
            face: typeface(font).unwrap_or_default(),
            half_points: first.map_or(0, |line| (line.size * 2.0).round() as u16),
        },
        inlines: vec![SourceInline::text(evened(&text))],
        ..SourceParagraph::default()
    })
}

/// `ABCDEF+SimHei` without what says that only some characters of it are there.
fn without_subset(name: &str) -> &str {
    name.split_once('+').map_or(name, |(_, name)| name)
}

#[cfg(test)]
mod tests;
