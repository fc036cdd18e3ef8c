//! A text while fields are taken from it.

use std::collections::BTreeSet;

use super::form_rest::{as_lines, blank, without_blanks};
use super::forms;
use super::labels::{self, FormLabel};
use super::lines::{is_drawn, join_numbers, said_in, set_colons, split_lines};
use super::{ImportedField, ImportedValue, persons};
use crate::import::numbering::{self, NumberStyle};
use crate::import::outline;
use crate::import::text::{Alignment, ImportedText, ParagraphRole, SourceBlock, SourceParagraph, Typeface};
use crate::words::{Day, contains_any};

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
    pub(super) fn new(label: FormLabel, value: impl Into<String>, at: LabelPlace) -> Self {
        Self {
            label,
            value: value.into(),
            at,
            is_taken: false,
        }
    }

    /// What was read in a cell without being looked for by its label.
    pub(super) fn read(at: LabelPlace) -> Self {
        Self {
            is_taken: true,
            ..Self::new(FormLabel::Evaluated, "", at)
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

    pub(super) fn fill(&mut self, name: &'static str, value: impl Into<ImportedValue>) {
        self.fields.push(ImportedField::new(name, value));
    }

    pub(super) fn fill_list(
        &mut self,
        name: &'static str,
        values: impl IntoIterator<Item: Into<ImportedValue>>,
    ) {
        self.fill(name, ImportedValue::list(values));
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
            LabelPlace::Cell { .. } => Some(cell_saying(value)),
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
            let name = persons::name_alone(value(at))?;
            Some((*at, name))
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
        let is_of_form = !touched.is_empty();
        let left = left.flat_map(|(at, block)| {
            let is_touched = touched.binary_search(&at).is_ok();
            match is_touched {
                true => without_blanks(block.block).map_or_else(Vec::new, |left| as_lines(left, 3)),
                false if is_of_form => as_lines(block.block, 1),
                false => vec![block.block],
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

/// What a cell of a form says, behind the word that numbers are looked for behind.
fn cell_saying(value: &LabelledValue) -> String {
    let said = value.value.as_str();
    let number = |said: &str| said.trim_end_matches(['人', '名', '位', ' ']).parse::<u32>().ok();
    let word = match value.label {
        FormLabel::Expected => "应到",
        FormLabel::Present => "实到",
        FormLabel::FullExpected => "应到有表决权的党员",
        FormLabel::FullPresent => "实到有表决权的党员",
        // 到会人数 | 17.
        FormLabel::Attending if number(said).is_some() => "实到",
        _ => "",
    };
    // 出席人数 | 17/19: nobody came who was not expected.
    if let Some((one, other)) = said
        .split_once('/')
        .filter(|_| value.label == FormLabel::Attending)
        && let (Some(one), Some(other)) = (number(one), number(other))
    {
        return format!("应到{}人，实到{}人", one.max(other), one.min(other));
    }
    format!("{word}：{said}")
}

impl WorkingBlock {
    fn new(block: SourceBlock) -> Self {
        let said = said_in(&block).unwrap_or_default();
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
        self.block.paragraph()
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
            let bare = behind_number(said);
            let label = labels::label_of(bare).filter(|_| bare.chars().count() <= 12);
            let value = label.map(|label| LabelledValue::new(label, "", place(false, false)));
            return value.into_iter().collect();
        }
        let values = found.into_iter().map(|found| {
            let at = place(found.is_inside, found.is_beside);
            LabelledValue::new(found.label, &said[found.value], at)
        });
        values.collect()
    }
}

/// No heading that is left over is longer, in characters.
const EMPTY: usize = 12;

/// What headings are about whose text is taken.
const TAKEN: [&str; 13] = [
    "公示", "受理", "反映", "联系", "方式", "电话", "时间", "期限", "地点", "监督", "意见", "人员", "情况",
];

/// False where another label begins inside brackets: `校纪委（电话：…`.
fn has_closed_brackets(value: &str) -> bool {
    let count = |marks: [char; 2]| value.matches(marks).count();
    count(['（', '(']) == count(['）', ')'])
}

/// The words of a line behind its number.
pub(super) fn behind_number(said: &str) -> &str {
    &said[numbering::number_of(said).map_or(0, |number| number.length)..]
}
