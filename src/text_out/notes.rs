//! Footnotes where they are read out: whoever listens cannot look below the text.

use std::collections::BTreeMap;

use crate::paper::blocks::{Block, Paragraph};
use crate::paper::breaks::Span;
use crate::paper::{Align, Shift, Style};

/// The notes of a text, by the number that stands in it: `〔1〕`.
#[derive(Debug, Default)]
pub(super) struct SpokenNotes {
    notes: BTreeMap<String, String>,
    /// The numbers that stand in the text.
    referred: Vec<String>,
}

impl SpokenNotes {
    /// Looks for them among the blocks; `words` is how a paragraph is read.
    pub(super) fn of(blocks: &[Block], words: impl Fn(&[Span]) -> String) -> Self {
        let mut found = Self::default();
        let mut number: Option<String> = None;
        for block in blocks {
            let Block::Text(paragraph) = block else {
                number = None;
                continue;
            };
            number = number_of(paragraph).or(number.filter(|_| is_in_note(paragraph)));
            if let Some(number) = &number {
                let note = found.notes.entry(number.clone()).or_default();
                note.push_str(&words(&paragraph.spans));
            }
        }
        found
    }

    /// True for a paragraph that is part of a note which was read where it belongs.
    pub(super) fn is_read(&self, paragraph: &Paragraph, within: &mut bool) -> bool {
        *within = match number_of(paragraph) {
            Some(number) => self.referred.contains(&number),
            None => *within && is_in_note(paragraph),
        };
        *within
    }

    /// The words of a raised text: each number of a note becomes the note. `None` when it is no such number.
    pub(super) fn in_place(&mut self, span: &Span) -> Option<String> {
        if span.marks.shift != Shift::Raised {
            return None;
        }
        let mut words = String::new();
        for number in span.text.trim().split_inclusive('〕') {
            let note = self.notes.get(number)?;
            words.push_str(&format!("（注：{}）", note.trim().trim_end_matches('。')));
            if !self.referred.iter().any(|one| one == number) {
                self.referred.push(number.to_owned());
            }
        }
        (!words.is_empty()).then_some(words)
    }
}

fn number_of(paragraph: &Paragraph) -> Option<String> {
    let marker = paragraph.marker.as_ref()?;
    (paragraph.style == Style::Small && marker.text.starts_with('〔')).then(|| marker.text.clone())
}

fn is_in_note(paragraph: &Paragraph) -> bool {
    paragraph.style == Style::Small && paragraph.align == Align::Left
}
