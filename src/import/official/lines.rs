//! A text's blocks as fields are looked for in them: lines of their own, with colons behind labels, single spaces and
//! half-width digits.

use super::working::WorkingBlock;
use super::{days, labels};
use crate::import::numbering;
use crate::import::text::{Alignment, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, plain};
use crate::words::narrow_digit;

/// True for a mark that is none of a number or of Latin words: `推荐常青,报支部`.
fn is_between_words(before: Option<char>, behind: Option<char>) -> bool {
    let is_other = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
    is_other(before) || is_other(behind)
}

/// Half-width digits, single spaces, full-width colons but for those of times and commas; no marks that nobody sees.
pub(super) fn settled(text: &str) -> String {
    let mut settled = String::with_capacity(text.len());
    let mut chars = text.trim().chars().peekable();
    while let Some(c) = chars.next() {
        let c =
            match c {
                '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => continue,
                '\n' => '\n',
                c if c.is_whitespace() => ' ',
                ':' | '：' | '∶' => {
                    let is_number = |c: Option<char>| c.is_some_and(|c| narrow_digit(c).is_ascii_digit());
                    let clock = is_number(settled.chars().next_back()) && is_number(chars.peek().copied());
                    if clock || chars.peek() == Some(&'/') {
                        ':'
                    } else {
                        '：'
                    }
                }
                '．' => '.',
                ',' | ';' if is_between_words(settled.chars().next_back(), chars.peek().copied()) => {
                    if c == ',' { '，' } else { '；' }
                }
                c => narrow_digit(c),
            };
        if c == ' ' && settled.ends_with([' ', '\n']) {
            continue;
        }
        settled.push(c);
    }
    settled
}

/// The words of a paragraph, settled.
pub(super) fn said_in(block: &SourceBlock) -> Option<String> {
    Some(settled(&block.paragraph()?.plain()))
}

/// No labelled line is longer, in characters.
const LABELLED: usize = 80;

/// What stands between a label and its value where no colon does: `时　间　2026年3月5日`, `受理部门｜党政办公室`.
fn without_colon(plain: &str) -> Option<String> {
    let plain = plain.trim();
    if plain.chars().count() > LABELLED || plain.contains('\n') {
        return None;
    }
    let gaps = plain
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || matches!(c, '｜' | '|' | '丨'));
    for (at, gap) in gaps {
        let (label, value) = plain.split_at(at);
        let behind = value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '｜' | '|' | '丨'));
        let is_wide = value[..value.len() - behind.len()].chars().count() > 1 || gap != ' ';
        if labels::label_of(label).is_none() || label.contains(['：', ':']) || !is_wide {
            continue;
        }
        // 时间　地点　人员 heads columns.
        let next = behind.split_whitespace().next().unwrap_or_default();
        let is_value = !behind.is_empty() && labels::label_of(next).is_none();
        return is_value.then(|| settled(&format!("{label}：{behind}")));
    }
    None
}

/// Reads lines that have labels without colons as others have them, where several have.
pub(super) fn set_colons(blocks: &mut [WorkingBlock]) {
    let read = |block: &WorkingBlock| without_colon(&block.paragraph()?.plain());
    let found: Vec<(usize, String)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| Some((at, read(block)?)))
        .collect();
    if found.len() > 1 {
        for (at, said) in found {
            blocks[at].said = said;
        }
    }
}

/// `━━━━★━━━━`: a line that is drawn, and says nothing; nor does what a signature's own page says of itself.
pub(super) fn is_drawn(said: &str) -> bool {
    if said.trim_matches(['（', '）', '(', ')']) == "此页无正文" {
        return true;
    }
    said.chars().count() > 4 && said.chars().all(|c| "─━═—–-_＿*＊★☆● ".contains(c))
}

/// `01` in a line of its own and below it a heading, as articles of 公众号 have them → `1. 建强支部阵地`.
pub(super) fn join_numbers(blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    const LONGEST: usize = 30;
    let said = |block: &SourceBlock| said_in(block).unwrap_or_default();
    let number = |block: &SourceBlock| -> Option<u32> {
        let said = said(block);
        let is_bare = (1..=2).contains(&said.len()) && said.chars().all(|c| c.is_ascii_digit());
        said.parse().ok().filter(|_| is_bare)
    };
    let is_heading = |block: Option<&SourceBlock>| {
        let said = block.map(said).unwrap_or_default();
        (2..=LONGEST).contains(&said.chars().count()) && !said.ends_with(['。', '；'])
    };
    let numbered: Vec<usize> = (0..blocks.len())
        .filter(|at| number(&blocks[*at]).is_some())
        .collect();
    let in_order = (1..)
        .zip(&numbered)
        .all(|(expected, at)| number(&blocks[*at]) == Some(expected) && is_heading(blocks.get(at + 1)));
    if numbered.len() < 2 || !in_order {
        return blocks;
    }
    let mut joined = Vec::with_capacity(blocks.len());
    let mut waiting = None;
    for block in blocks {
        match (waiting.take(), number(&block), block) {
            (None, Some(number), _) => waiting = Some(number),
            (Some(number), _, SourceBlock::Paragraph(mut heading)) => {
                let number = SourceInline::text(format!("{number}. "));
                heading.inlines.insert(0, number);
                joined.push(SourceBlock::Paragraph(heading));
            }
            (_, _, block) => joined.push(block),
        }
    }
    joined
}

/// A paragraph whose lines are parts of a title, a signature, values with labels or paragraphs themselves, as texts out of chats
/// have them → a paragraph for each.
pub(super) fn split_lines(block: SourceBlock) -> Vec<SourceBlock> {
    let SourceBlock::Paragraph(paragraph) = block else {
        return vec![block];
    };
    let is_set_off = paragraph.look.side != Alignment::Left || paragraph.role == ParagraphRole::Title;
    let is_labelled = || {
        let said = settled(&plain(&paragraph.inlines));
        said.contains('\n')
            && said.lines().any(|line| {
                labels::labels_in(line.trim())
                    .first()
                    .is_some_and(|label| !label.is_inside)
            })
    };
    if !paragraph.inlines.contains(&SourceInline::Break)
        || !(is_set_off
            || is_labelled()
            || paragraph.label.is_none() && are_paragraphs(&plain(&paragraph.inlines)))
    {
        return vec![SourceBlock::Paragraph(paragraph)];
    }
    let mut label = paragraph.label;
    let lines = paragraph.inlines.split(|inline| *inline == SourceInline::Break);
    lines
        .map(|inlines| {
            SourceBlock::Paragraph(SourceParagraph {
                role: paragraph.role,
                label: label.take(),
                look: paragraph.look,
                inlines: inlines.to_vec(),
            })
        })
        .collect()
}

/// True for lines of which the last is a day, or each ends as paragraphs do or begins with a number. Lines of a poem do not.
fn are_paragraphs(text: &str) -> bool {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.collect();
    let is_whole = |line: &&str| line.ends_with(['。', '；', '：']) || numbering::number_of(line).is_some();
    let ends_with_day = lines.last().is_some_and(|last| days::only_day(last).is_some());
    let above_last = &lines[..lines.len().saturating_sub(1)];
    lines.len() > 1 && ends_with_day || lines.len() > 2 && above_last.iter().all(is_whole)
}
