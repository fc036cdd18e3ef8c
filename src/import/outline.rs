//! Paragraphs that are headings or items only by what an office does → their [`ParagraphRole`].
//!
//! ```text
//! signs     number, looks and words of each paragraph
//! headings  which are headings; a heading's level is how many of higher rank stand open above it
//! items     bullets, and decimal numbers that count up from paragraph to paragraph
//! ```
//!
//! Takes a text without its title (`official` takes that): the page's title is level 1, so that headings begin at level 2.
//! Typed numbers of headings stay words; those of items become [`NumberLabel`]s, whose number the list shows.

use super::numbering::{self, NumberStyle};
use super::official::is_salutation;
use super::text::{
    Alignment, ImportedText, NumberLabel, ParagraphRole, SourceBlock, SourceInline, SourceParagraph,
    Typeface, plain,
};
use crate::words::{is_han_digit, starts_with_any};

/// Headings below this are none on a page.
const LOWEST: u8 = 6;

/// What tells whether a paragraph is a heading.
#[derive(Debug, Clone)]
struct HeadingSigns {
    block: usize,
    number: Option<NumberStyle>,
    /// The words behind the number.
    words: String,
    /// Bold, 黑体 or 楷体 all over.
    is_marked: bool,
    is_centred: bool,
    role: ParagraphRole,
    /// The next block is more than another of the same number.
    has_text_below: bool,
    /// A picture stands above it, and nothing between, or in it; its face is not that of titles.
    is_below_picture: bool,
}

/// Gives headings and items their roles.
pub(crate) fn outline(text: &mut ImportedText) {
    let signs = signs(&text.blocks);
    let ranks = ranks(&signs);
    let mut open: Vec<u32> = Vec::new();
    for (sign, rank) in signs.iter().zip(&ranks) {
        let Some(rank) = rank else { continue };
        while open.last().is_some_and(|last| last >= rank) {
            open.pop();
        }
        let level = u8::try_from(open.len() + 2).unwrap_or(u8::MAX);
        open.push(*rank);
        if let SourceBlock::Paragraph(paragraph) = &mut text.blocks[sign.block] {
            paragraph.role = if level <= LOWEST {
                remove_colon(&mut paragraph.inlines);
                ParagraphRole::Heading(level)
            } else {
                ParagraphRole::Text
            };
        }
    }
    items(&mut text.blocks);
}

fn signs(blocks: &[SourceBlock]) -> Vec<HeadingSigns> {
    let mut signs: Vec<HeadingSigns> = Vec::new();
    let mut last: Option<usize> = None;
    let mut is_below_picture = false;
    for (block, content) in blocks.iter().enumerate() {
        let SourceBlock::Paragraph(paragraph) = content else {
            is_below_picture = false;
            if let Some(last) = last.take() {
                signs[last].has_text_below = true;
            }
            continue;
        };
        let said = paragraph.plain();
        let said = said.trim();
        if said.is_empty() {
            // A picture is text too.
            if !paragraph.inlines.is_empty() && paragraph.inlines.iter().any(|inline| !is_words(inline)) {
                last.take()
                    .into_iter()
                    .for_each(|last| signs[last].has_text_below = true);
                is_below_picture |= has_picture(&paragraph.inlines);
            }
            continue;
        }
        let number = numbering::number_of(said);
        let style = number.map(|number| number.style);
        if let Some(last) = last {
            signs[last].has_text_below = style.is_none() || signs[last].number != style;
        }
        last = Some(signs.len());
        signs.push(HeadingSigns {
            block,
            number: style,
            words: said[number.map_or(0, |number| number.length)..].trim().to_owned(),
            is_marked: paragraph.look.is_bold || paragraph.look.face != Typeface::Text,
            is_centred: paragraph.look.side == Alignment::Centre,
            role: match paragraph.look.side {
                Alignment::Right if paragraph.role == ParagraphRole::Text => ParagraphRole::Preformatted,
                _ => paragraph.role,
            },
            has_text_below: false,
            is_below_picture: (std::mem::take(&mut is_below_picture) || has_picture(&paragraph.inlines))
                && paragraph.look.face != Typeface::Title,
        });
        is_below_picture = has_picture(&paragraph.inlines);
    }
    signs
}

/// True for a picture, in a link too, and for one that was not saved with its page.
fn has_picture(inlines: &[SourceInline]) -> bool {
    inlines.iter().any(|inline| match inline {
        SourceInline::Picture(_) => true,
        SourceInline::Missing(what) => what.starts_with("图片"),
        SourceInline::Link { inlines, .. } => has_picture(inlines),
        _ => false,
    })
}

fn is_words(inline: &SourceInline) -> bool {
    matches!(inline, SourceInline::Text { .. } | SourceInline::Break)
}

/// The rank of each heading, the highest first; `None` for what is none.
fn ranks(signs: &[HeadingSigns]) -> Vec<Option<u32>> {
    let styled = styled_ranks(signs);
    let habits = Habits::of(signs);
    let rank = |sign: &HeadingSigns| match sign.role {
        ParagraphRole::Title => Some(0),
        ParagraphRole::Heading(level) => styled.get(usize::from(level.min(9))).copied(),
        ParagraphRole::Text => habits.rank(sign),
        _ => None,
    };
    let mut ranks: Vec<Option<u32>> = signs.iter().map(rank).collect();
    for style in NumberStyle::ALL {
        level_siblings(signs, style, &mut ranks);
    }
    ranks
}

/// A short paragraph among those with numbers of the same style that go on with a sentence is one of them and no heading.
fn level_siblings(signs: &[HeadingSigns], style: NumberStyle, ranks: &mut [Option<u32>]) {
    let is_of_style = |sign: &HeadingSigns| sign.number == Some(style) && sign.role == ParagraphRole::Text;
    let mut siblings: Vec<usize> = Vec::new();
    for at in 0..=signs.len() {
        let is_above = |rank: &Option<u32>| rank.is_some_and(|rank| rank < rank_of_number(style));
        if ranks.get(at).is_none_or(is_above) {
            let headings = siblings.iter().filter(|at| ranks[**at].is_some()).count();
            let sentences = siblings.iter().filter(|at| !is_short(&signs[**at])).count();
            if headings <= sentences {
                siblings.iter().for_each(|at| ranks[*at] = None);
            }
            siblings.clear();
        } else if is_of_style(&signs[at]) {
            siblings.push(at);
        }
    }
}

/// Ranks of the levels that styles give: that of the number which headings of a level have, and never above a higher level.
fn styled_ranks(signs: &[HeadingSigns]) -> [u32; 10] {
    let mut ranks = [0; 10];
    for level in 1..ranks.len() {
        let of_level = |sign: &&HeadingSigns| matches!(sign.role, ParagraphRole::Heading(own) if usize::from(own) == level);
        let number = signs.iter().filter(of_level).find_map(|sign| sign.number);
        ranks[level] = number.map_or(0, rank_of_number).max(ranks[level - 1] + 1);
    }
    ranks
}

fn rank_of_number(style: NumberStyle) -> u32 {
    (style as u32 + 2) * 10
}

/// Below all numbers.
const UNNUMBERED: u32 = 900;
/// Above all numbers: a second document's title, an annex's.
const CENTRED: u32 = 15;

/// How a text marks its headings.
#[derive(Debug)]
struct Habits {
    /// Styles of numbers of which some are marked: then only those are headings.
    marked: Vec<NumberStyle>,
    /// Styles of numbers under which text stands, mostly.
    with_text: Vec<NumberStyle>,
    /// Most of the text is bold: that says nothing.
    all_marked: bool,
}

impl Habits {
    fn of(signs: &[HeadingSigns]) -> Self {
        let styles = NumberStyle::ALL;
        let texts: Vec<_> = signs
            .iter()
            .filter(|sign| sign.role == ParagraphRole::Text)
            .collect();
        let of = |style: NumberStyle| {
            texts
                .iter()
                .filter(move |sign| sign.number == Some(style) && is_short(sign))
        };
        let marked = texts.iter().filter(|sign| sign.is_marked).count();
        let all_marked = marked * 2 > texts.len()
            && texts.len() > 4
            && texts
                .iter()
                .filter(|sign| !is_short(sign))
                .all(|sign| sign.is_marked);
        Self {
            marked: styles
                .into_iter()
                .filter(|style| !all_marked && of(*style).any(|sign| sign.is_marked))
                .collect(),
            with_text: styles
                .into_iter()
                .filter(|style| {
                    let all = of(*style).count();
                    let with_text = of(*style).filter(|sign| sign.has_text_below).count();
                    // The last line of a text has nothing below, heading or not.
                    let is_last =
                        of(*style).any(|sign| signs.last().is_some_and(|last| last.block == sign.block));
                    with_text * 2 > all || with_text > 0 && is_last && with_text + 1 == all
                })
                .collect(),
            all_marked,
        }
    }

    fn rank(&self, sign: &HeadingSigns) -> Option<u32> {
        let is_marked = sign.is_marked && !self.all_marked;
        if !is_short(sign) {
            return None;
        }
        let Some(style) = sign.number else {
            return self.unnumbered(sign, is_marked);
        };
        let is_heading = if self.marked.contains(&style) {
            is_marked
        } else {
            let by_number = matches!(
                style,
                NumberStyle::Chapter | NumberStyle::Section | NumberStyle::Han | NumberStyle::HanInBrackets
            );
            by_number && self.with_text.contains(&style)
        };
        is_heading.then(|| rank_of_number(style))
    }

    fn unnumbered(&self, sign: &HeadingSigns, is_marked: bool) -> Option<u32> {
        let length = sign.words.chars().count();
        if length < 2
            || sign
                .words
                .starts_with(['（', '(', '—', '【', '●', '•', '·', '-', '*'])
        {
            return None;
        }
        // 文/何俊杰.
        let addressed = sign.words.strip_suffix(['：', ':']);
        if !sign.is_centred && addressed.is_some_and(is_salutation) {
            return None;
        }
        let is_caption = is_caption(&sign.words) || starts_with_any(&sign.words, &["文/", "文／"]);
        if sign.is_centred {
            let is_heading =
                (is_marked || length > 4) && !is_caption && !sign.is_below_picture && !is_day(&sign.words);
            return is_heading.then_some(CENTRED);
        }
        (is_marked && sign.has_text_below && !is_caption).then_some(UNNUMBERED)
    }
}

/// True for what may be a heading by its length and marks: no sentence, no label with its value.
fn is_short(sign: &HeadingSigns) -> bool {
    let words = sign.words.as_str();
    let most = if sign.number.is_some() { 40 } else { 30 };
    let bare = match words.strip_suffix('。') {
        // 楷体 headings of the second level are often typed with a full stop.
        Some(bare) if sign.is_marked && sign.number.is_some() => bare,
        _ => words,
    };
    let bare = match bare.strip_suffix(['：', ':']) {
        Some(bare) if sign.number.is_some() || sign.is_marked => bare,
        _ => bare,
    };
    let length = bare.chars().count();
    (1..=most).contains(&length)
        && !bare.contains(['。', '；', '！', '？', '\n', '|'])
        && !bare.contains(['：', ':'])
        && !bare.ends_with(['，', '、', ','])
}

/// `图1 …`, `表二：…`, `图为…`, `▲…`: what is said of a picture or a table.
pub(super) fn is_caption(words: &str) -> bool {
    let mut chars = words.chars().filter(|c| !c.is_whitespace());
    let (first, second) = (chars.next(), chars.next());
    let is_number = |c: char| c.is_ascii_digit() || is_han_digit(c) || matches!(c, '：' | ':');
    match first {
        Some('▲' | '△' | '▼' | '▽') => true,
        Some('图') if second == Some('为') => true,
        Some('图' | '表') => second.is_some_and(is_number),
        _ => false,
    }
}

/// A centred day is that of a text.
fn is_day(words: &str) -> bool {
    words
        .chars()
        .all(|c| c.is_ascii_digit() || "年月日〇一二三四五六七八九十零○.-/ ".contains(c))
}

/// Bullets, and decimal numbers that count up.
fn items(blocks: &mut [SourceBlock]) {
    let mut at = 0;
    while at < blocks.len() {
        let run = decimal_run(&blocks[at..]);
        if run > 1 {
            for block in &mut blocks[at..at + run] {
                number_item(block);
            }
            at += run;
            continue;
        }
        if let SourceBlock::Paragraph(paragraph) = &mut blocks[at]
            && paragraph.role == ParagraphRole::Text
        {
            bullet_item(paragraph);
        }
        at += 1;
    }
}

/// A number that a list can show: `3.`, automatic or typed.
fn decimal(block: &SourceBlock) -> Option<u32> {
    let SourceBlock::Paragraph(paragraph) = block else {
        return None;
    };
    if paragraph.role != ParagraphRole::Text || paragraph.label.as_ref().is_some_and(|label| label.is_bullet)
    {
        return None;
    }
    let said = paragraph.plain();
    let said = said.trim_start();
    let is_dot = said
        .trim_start_matches(|c| crate::words::narrow_digit(c).is_ascii_digit())
        .starts_with(['.', '．']);
    let number = numbering::number_of(said)?;
    // Nothing behind the number is nothing to list.
    (number.style == NumberStyle::Decimal && is_dot && number.length < said.len()).then_some(number.value)
}

/// How many blocks count up from the first.
fn decimal_run(blocks: &[SourceBlock]) -> usize {
    let Some(first) = blocks.first().and_then(decimal) else {
        return 0;
    };
    let numbers = blocks.iter().map(decimal);
    numbers
        .zip(first..)
        .take_while(|(number, expected)| *number == Some(*expected))
        .count()
}

/// A typed number becomes a label.
fn number_item(block: &mut SourceBlock) {
    let SourceBlock::Paragraph(paragraph) = block else {
        return;
    };
    if paragraph.label.is_none() {
        let Some(number) = numbering::number_of(plain(&paragraph.inlines).trim_start()) else {
            return;
        };
        remove_number(paragraph);
        paragraph.label = Some(NumberLabel {
            text: format!("{}.", number.value),
            level: 0,
            is_bullet: false,
        });
    }
    paragraph.role = ParagraphRole::Item {
        level: 0,
        is_ordered: true,
    };
}

/// Removes the number before a paragraph, automatic or typed.
pub(super) fn remove_number(paragraph: &mut SourceParagraph) {
    if paragraph.label.take().is_none() {
        let said = plain(&paragraph.inlines);
        let open = said.len() - said.trim_start().len();
        if let Some(number) = numbering::number_of(&said[open..]) {
            remove_start(&mut paragraph.inlines, open + number.length);
        }
    }
}

/// Marks that are typed as bullets.
const BULLETS: [char; 9] = ['●', '•', '◆', '■', '➢', '▪', '◇', '★', '※'];

fn bullet_item(paragraph: &mut SourceParagraph) {
    if let Some(label) = paragraph.label.as_ref().filter(|label| label.is_bullet) {
        paragraph.role = ParagraphRole::Item {
            level: label.level,
            is_ordered: false,
        };
        return;
    }
    let said = plain(&paragraph.inlines);
    let bare = said.trim_start();
    let Some(behind) = bare.strip_prefix(BULLETS) else {
        return;
    };
    let behind = behind.trim_start();
    if paragraph.label.is_some() || behind.is_empty() || behind.starts_with(BULLETS) {
        return;
    }
    let length = said.len() - behind.len();
    remove_start(&mut paragraph.inlines, length);
    paragraph.role = ParagraphRole::Item {
        level: 0,
        is_ordered: false,
    };
}

/// Removes the colon with which a heading leads to its text.
fn remove_colon(inlines: &mut [SourceInline]) {
    if let Some(SourceInline::Text { text, .. }) = inlines.last_mut() {
        text.truncate(text.trim_end_matches(['：', ':', ' ', '\u{3000}']).len());
    }
}

/// Removes so many bytes of words from the beginning.
fn remove_start(inlines: &mut Vec<SourceInline>, mut bytes: usize) {
    for inline in inlines.iter_mut() {
        let SourceInline::Text { text, .. } = inline else {
            break;
        };
        let here = bytes.min(text.len());
        if !text.is_char_boundary(here) {
            break;
        }
        text.drain(..here);
        bytes -= here;
        if bytes == 0 {
            break;
        }
    }
    inlines.retain(|inline| !matches!(inline, SourceInline::Text { text, .. } if text.is_empty()));
}

#[cfg(test)]
mod tests;
