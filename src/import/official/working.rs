//! A text while fields are taken from it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::days;
use super::forms::{self, blank, without_blanks};
use super::labels::{self, FormLabel};
use super::{ImportedField, ImportedValue, persons};
use crate::import::numbering::{self, NumberStyle};
use crate::import::outline;
use crate::import::text::{
    Alignment, ImportedText, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, Typeface, plain,
};
use crate::words::{Day, contains_any, narrow_digit};

/// A text while fields are taken from it.
#[derive(Debug)]
pub(super) struct WorkingText {
    rest: ImportedText,
    pub(super) blocks: Vec<WorkingBlock>,
    pub(super) labelled: Vec<LabelledValue>,
    pub(super) fields: Vec<ImportedField>,
    unsure: Vec<String>,
}

/// A block, with what a paragraph says.
#[derive(Debug)]
pub(super) struct WorkingBlock {
    pub(super) block: SourceBlock,
    /// Its words with half-width digits, single spaces and full-width colons; empty for what is no paragraph.
    pub(super) said: String,
    pub(super) is_taken: bool,
}

/// A value with a label before it.
#[derive(Debug)]
pub(super) struct LabelledValue {
    pub(super) label: FormLabel,
    /// A cell may have several lines.
    pub(super) value: String,
    pub(super) at: LabelPlace,
    pub(super) is_taken: bool,
}

impl LabelledValue {
    /// What was read in a cell without being looked for by its label.
    pub(super) fn read(at: LabelPlace) -> Self {
        Self {
            label: FormLabel::Evaluated,
            value: String::new(),
            at,
            is_taken: true,
        }
    }
}

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelPlace {
    /// In a paragraph; `is_inside` when the line begins with other words, `is_beside` when it says something else too.
    Line {
        block: usize,
        is_inside: bool,
        is_beside: bool,
    },
    /// In a cell of a form, whose value is the next cell.
    Cell { block: usize, row: usize, cell: usize },
}

impl WorkingText {
    pub(super) fn new(mut text: ImportedText) -> Self {
        let blocks = join_numbers(std::mem::take(&mut text.blocks));
        let blocks = forms::title_row(blocks)
            .into_iter()
            .flat_map(forms::unfold)
            .flat_map(split_lines);
        let mut blocks: Vec<_> = blocks.map(WorkingBlock::new).collect();
        set_colons(&mut blocks);
        let labelled = blocks
            .iter()
            .enumerate()
            .flat_map(|(at, block)| block.labelled(at))
            .collect();
        Self {
            rest: text,
            blocks,
            labelled,
            fields: Vec::new(),
            unsure: Vec::new(),
        }
    }

    /// The day on which it was published, where it says so.
    pub(super) fn published(&self) -> Option<Day> {
        self.rest.published
    }

    /// A line around it says that it was published on a day; what a page says itself counts.
    pub(super) fn put_up_on(&mut self, day: Day) {
        self.rest.published.get_or_insert(day);
    }

    /// The title that the file says it has.
    pub(super) fn given_title(&self) -> Option<&str> {
        self.rest.title.as_deref()
    }

    /// Tells the user something to look at, once.
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.unsure.contains(&sentence) {
            self.unsure.push(sentence);
        }
    }

    /// Tells something else, where it told this.
    pub(super) fn say_instead(&mut self, said: &str, sentence: String) {
        if let Some(told) = self.unsure.iter_mut().find(|told| *told == said) {
            *told = sentence;
        }
    }

    /// True when it was told.
    pub(super) fn has_said(&self, sentence: &str) -> bool {
        self.unsure.iter().any(|said| said == sentence)
    }

    pub(super) fn fill(&mut self, name: &'static str, value: ImportedValue) {
        self.fields.push(ImportedField::new(name, value));
    }

    pub(super) fn fill_text(&mut self, name: &'static str, text: impl Into<String>) {
        self.fields.push(ImportedField::text(name, text));
    }

    pub(super) fn fill_texts(&mut self, name: &'static str, texts: Vec<String>) {
        let texts = texts.into_iter().map(ImportedValue::Text).collect();
        self.fill(name, ImportedValue::List(texts));
    }

    /// Paragraphs that are not taken and say something.
    pub(super) fn lines(&self) -> impl DoubleEndedIterator<Item = (usize, &str)> {
        let blocks = self.blocks.iter().enumerate();
        blocks
            .filter(|(_, block)| !block.is_taken && !block.said.is_empty())
            .map(|(at, block)| (at, block.said.as_str()))
    }

    /// The first of them below the line that a label stands in.
    pub(super) fn line_below(&self, labelled: usize) -> Option<(usize, &str)> {
        let LabelPlace::Line { block, .. } = self.labelled[labelled].at else {
            return None;
        };
        self.lines().find(|(line, _)| *line > block)
    }

    /// What paragraphs and forms say, a label before its value.
    pub(super) fn sayings(&self) -> Vec<String> {
        let of_voters = |at: usize| {
            let is_there =
                |value: &LabelledValue| matches!(value.at, LabelPlace::Line { block, .. } if block == at);
            let mut labels = self.labelled.iter().filter(|value| is_there(value));
            labels.any(|value| value.label == FormLabel::Voters)
        };
        let lines = self.lines().filter(|(at, _)| !of_voters(*at));
        let lines = lines.map(|(_, said)| said.to_owned());
        let cells = self.labelled.iter().filter_map(|value| match value.at {
            LabelPlace::Cell { .. } if value.label == FormLabel::Voters => None,
            LabelPlace::Cell { .. } => Some(format!("{}：{}", cell_word(value.label), value.value)),
            LabelPlace::Line { .. } => None,
        });
        lines.chain(cells).collect()
    }

    /// All values with this label, wherever they stand, the taken ones too.
    pub(super) fn labelled_with(&self, label: FormLabel) -> impl Iterator<Item = &LabelledValue> {
        self.labelled.iter().filter(move |value| value.label == label)
    }

    /// The untaken values with this label at the beginning of a line or in a form.
    pub(super) fn values(&self, label: FormLabel) -> Vec<usize> {
        let all = self.labelled.iter().enumerate();
        all.filter(|(_, value)| value.label == label && !value.is_taken)
            .filter(|(_, value)| !matches!(value.at, LabelPlace::Line { is_inside: true, .. }))
            .filter(|(_, value)| match value.at {
                LabelPlace::Line { block, .. } | LabelPlace::Cell { block, .. } => {
                    !self.blocks[block].is_taken
                }
            })
            .map(|(at, _)| at)
            .collect()
    }

    /// The only value with this label; two that differ are doubtful, and said.
    pub(super) fn only(&mut self, label: FormLabel, name: &str) -> Option<usize> {
        self.clear(label, name).unwrap_or_else(|said| {
            self.say(said);
            None
        })
    }

    /// The same, where there may be another way to know it.
    ///
    /// # Errors
    /// What to say of a value that is not clear.
    pub(super) fn clear(&self, label: FormLabel, name: &str) -> Result<Option<usize>, String> {
        let mut all = self.values(label);
        all.retain(|at| !self.labelled[*at].value.is_empty());
        let Some(first) = all.first() else {
            return Ok(None);
        };
        let value = &self.labelled[*first].value;
        if all.iter().any(|other| self.labelled[*other].value != *value) {
            return Err(format!("“{name}”有几处，写得不一样，没有填，请核对"));
        }
        if !has_closed_brackets(value) {
            return Err(format!("“{name}”写的是“{value}”，看不清到哪里为止，没有填"));
        }
        Ok(Some(*first))
    }

    /// Of several values the one that is a person, where no other one names somebody else: `主持人：同志们，现在开会` is what
    /// somebody said.
    pub(super) fn only_person(&self, label: FormLabel) -> Option<usize> {
        let values = self.values(label);
        let value = |at: &usize| self.labelled[*at].value.as_str();
        let (first, name) = values.iter().find_map(|at| {
            let person = persons::person(value(at)).filter(|person| person.is_all)?;
            Some((*at, person.name))
        })?;
        let names_another =
            |at: &usize| persons::people(value(at)).is_some_and(|(names, _)| names != [name.as_str()]);
        (!values.iter().any(names_another)).then_some(first)
    }

    /// All that says the same as this value is used up.
    pub(super) fn take_value(&mut self, at: usize) {
        let (label, value) = (self.labelled[at].label, self.labelled[at].value.clone());
        for other in &mut self.labelled {
            if other.label == label && other.value == value {
                other.is_taken = true;
            }
        }
    }

    /// Takes the only value with this label, where it is what it should be.
    pub(super) fn take_where(
        &mut self,
        label: FormLabel,
        name: &str,
        fits: impl FnOnce(&str) -> bool,
    ) -> Option<String> {
        let at = self.only(label, name)?;
        let value = Some(self.labelled[at].value.clone()).filter(|value| fits(value))?;
        self.take_value(at);
        Some(value)
    }

    /// The fields, the body that remains, what to look at.
    pub(super) fn finish(mut self) -> (Vec<ImportedField>, ImportedText, Vec<String>) {
        self.take_whole_lines();
        let mut touched: Vec<usize> = Vec::new();
        for value in &self.labelled {
            if let (LabelPlace::Cell { block, row, cell }, true) = (value.at, value.is_taken)
                && let SourceBlock::Table(table) = &mut self.blocks[block].block
            {
                blank(table, row, cell);
                touched.push(block);
            }
        }
        touched.sort_unstable();
        let mut text = self.rest;
        let left = self
            .blocks
            .into_iter()
            .enumerate()
            .filter(|(_, block)| !block.is_taken);
        let left = left.filter_map(|(at, block)| {
            let is_touched = touched.binary_search(&at).is_ok();
            if is_touched {
                without_blanks(block.block)
            } else {
                Some(block.block)
            }
        });
        text.blocks = left.collect();
        (self.fields, text, self.unsure)
    }

    /// A line goes when everything in it was taken.
    fn take_whole_lines(&mut self) {
        self.take_taken();
        // 三、受理方式, and everything below it is in fields: it heads nothing.
        let mut lines = self.lines().rev();
        let last = lines.next().map(|(at, said)| (at, said.to_owned()));
        let above = lines.next().map(|(_, said)| said.to_owned());
        drop(lines);
        if let Some((at, said)) = last {
            let behind = &self.blocks[at + 1..];
            let number = |said: &str| numbering::number_of(said).map(|number| (number.style, number.value));
            let own = number(&said);
            // 3、傅红霞 below 2、梁以诚 is one of a list, and so is what says nothing of what was taken.
            let is_listed = above
                .as_deref()
                .and_then(number)
                .is_some_and(|(style, value)| own.is_some_and(|own| own.0 == style && own.1 == value + 1));
            let heads = own.is_some()
                && !is_listed
                && said.chars().count() <= EMPTY
                && !said.ends_with(['。', '；'])
                && (contains_any(&said, &TAKEN) || labels::label_of(behind_number(&said)).is_some());
            let is_below = |value: &LabelledValue| {
                let place = value.at;
                matches!(place, LabelPlace::Line { block, .. } if block > at && value.is_taken)
            };
            let is_empty = self.labelled.iter().any(is_below)
                && behind.iter().all(|block| block.is_taken || block.says_nothing());
            self.blocks[at].is_taken |= heads && is_empty;
        }
    }

    /// The lines of which every label was taken.
    fn take_taken(&mut self) {
        let mut lines: Vec<(usize, bool)> = Vec::new();
        for value in &self.labelled {
            let LabelPlace::Line {
                block,
                is_inside,
                is_beside,
            } = value.at
            else {
                continue;
            };
            let is_used = value.is_taken && !is_inside && !is_beside;
            match lines.last_mut() {
                Some((last, all)) if *last == block => *all &= is_used,
                _ => lines.push((block, is_used)),
            }
        }
        let taken: BTreeSet<usize> = lines
            .iter()
            .filter(|(_, all)| *all)
            .map(|(block, _)| *block)
            .collect();
        let mut left = BTreeSet::new();
        for (style, items) in self.lists() {
            let first_kept = items.iter().position(|at| !taken.contains(at));
            let (gone, kept): (Vec<usize>, Vec<usize>) = items.iter().partition(|at| taken.contains(at));
            let is_torn = first_kept.is_some_and(|first| items[first..].iter().any(|at| taken.contains(at)));
            // 8.评议结果：… needs no number to be found.
            let is_named =
                style == NumberStyle::Decimal && kept.iter().all(|at| is_named(&self.blocks[*at].said));
            if is_named && !gone.is_empty() {
                kept.iter().for_each(|at| self.blocks[*at].remove_number());
            } else if is_torn {
                // What stays would count 一、三.
                left.extend(gone);
            }
        }
        for block in taken.difference(&left) {
            self.blocks[*block].is_taken = true;
        }
    }

    /// The lines of each numbered list.
    fn lists(&self) -> Vec<(NumberStyle, Vec<usize>)> {
        let mut lists: Vec<(NumberStyle, u32, Vec<usize>)> = Vec::new();
        for (at, said) in self.lines() {
            let Some(number) = numbering::number_of(said) else {
                continue;
            };
            // Lists inside others, not every list of a long text.
            let mut open = lists.iter_mut().rev().take(8);
            match open.find(|(style, last, _)| *style == number.style && last + 1 == number.value) {
                Some((_, last, items)) => {
                    *last = number.value;
                    items.push(at);
                }
                None => lists.push((number.style, number.value, vec![at])),
            }
        }
        lists
            .into_iter()
            .map(|(style, _, items)| (style, items))
            .collect()
    }
}

/// True for an item that says by itself what it is about: `7.会议内容：`, `5.应到22人，实到20人`.
fn is_named(said: &str) -> bool {
    const LONGEST: usize = 10;
    let name = behind_number(said).split_once('：').map(|(name, _)| name);
    name.is_some_and(|name| name.chars().count() <= LONGEST) || contains_any(said, &["应到", "实到"])
}

/// The word for a label that numbers are looked for behind.
fn cell_word(label: FormLabel) -> &'static str {
    match label {
        FormLabel::Expected => "应到",
        FormLabel::Present => "实到",
        _ => "",
    }
}

impl WorkingBlock {
    fn new(block: SourceBlock) -> Self {
        let said = match &block {
            SourceBlock::Paragraph(paragraph) => settled(&paragraph.plain()),
            SourceBlock::Table(_) | SourceBlock::Rule => String::new(),
        };
        Self {
            is_taken: is_drawn(&said),
            block,
            said,
        }
    }

    /// An empty paragraph.
    fn says_nothing(&self) -> bool {
        self.said.is_empty() && self.paragraph().is_some_and(|own| own.plain().trim().is_empty())
    }

    /// The paragraph, when it is one.
    pub(super) fn paragraph(&self) -> Option<&SourceParagraph> {
        match &self.block {
            SourceBlock::Paragraph(paragraph) => Some(paragraph),
            SourceBlock::Table(_) | SourceBlock::Rule => None,
        }
    }

    fn remove_number(&mut self) {
        if let SourceBlock::Paragraph(paragraph) = &mut self.block {
            outline::remove_number(paragraph);
        }
    }

    /// Set off from the text as titles are.
    pub(super) fn is_set_off(&self) -> bool {
        self.paragraph().is_some_and(|paragraph| {
            paragraph.look.side == Alignment::Centre
                || paragraph.look.face == Typeface::Title
                || matches!(paragraph.role, ParagraphRole::Title | ParagraphRole::Heading(1))
        })
    }

    pub(super) fn is_right(&self) -> bool {
        self.paragraph()
            .is_some_and(|paragraph| paragraph.look.side == Alignment::Right)
    }

    fn labelled(&self, at: usize) -> Vec<LabelledValue> {
        match &self.block {
            SourceBlock::Paragraph(_) => self.labelled_in_line(at),
            SourceBlock::Table(table) if forms::is_form(table) => forms::labelled_in_cells(table, at),
            SourceBlock::Table(_) | SourceBlock::Rule => Vec::new(),
        }
    }

    fn labelled_in_line(&self, at: usize) -> Vec<LabelledValue> {
        let said = &self.said;
        let found = labels::labels_in(said);
        let place = |is_inside, is_beside| LabelPlace::Line {
            block: at,
            is_inside,
            is_beside,
        };
        if found.is_empty() {
            // A heading above a list.
            let bare = &said[numbering::number_of(said).map_or(0, |number| number.length)..];
            let label = labels::label_of(bare).filter(|_| bare.chars().count() <= 12);
            return label
                .map(|label| LabelledValue {
                    label,
                    value: String::new(),
                    at: place(false, false),
                    is_taken: false,
                })
                .into_iter()
                .collect();
        }
        found
            .into_iter()
            .map(|label| LabelledValue {
                label: label.label,
                value: said[label.value.clone()].to_owned(),
                at: place(label.is_inside, label.is_beside),
                is_taken: false,
            })
            .collect()
    }
}

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

/// No heading that is left over is longer, in characters.
const EMPTY: usize = 12;

/// What headings are about whose text is taken.
const TAKEN: [&str; 13] = [
    "公示", "受理", "反映", "联系", "方式", "电话", "时间", "期限", "地点", "监督", "意见", "人员", "情况",
];

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
fn set_colons(blocks: &mut [WorkingBlock]) {
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
fn is_drawn(said: &str) -> bool {
    if said.trim_matches(['（', '）', '(', ')']) == "此页无正文" {
        return true;
    }
    said.chars().count() > 4 && said.chars().all(|c| "─━═—–-_＿*＊★☆● ".contains(c))
}

/// `01` in a line of its own and below it a heading, as articles of 公众号 have them → `1. 建强支部阵地`.
fn join_numbers(blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    const LONGEST: usize = 30;
    let said = |block: &SourceBlock| match block {
        SourceBlock::Paragraph(paragraph) => settled(&paragraph.plain()),
        SourceBlock::Table(_) | SourceBlock::Rule => String::new(),
    };
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
fn split_lines(block: SourceBlock) -> Vec<SourceBlock> {
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

/// False where another label begins inside brackets: `校纪委（电话：…`.
fn has_closed_brackets(value: &str) -> bool {
    let count = |marks: [char; 2]| value.matches(marks).count();
    count(['（', '(']) == count(['）', ')'])
}

/// The words of a line behind its number.
pub(super) fn behind_number(said: &str) -> &str {
    let range: Range<usize> = numbering::number_of(said).map_or(0, |number| number.length)..said.len();
    &said[range]
}
