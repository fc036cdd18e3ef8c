//! Complaints about a body, at their places. At most [`MOST`] of one kind are listed: who pasted a text
//! with a thousand masks needs the first few and the number. It decides nothing; rules call it.

use std::ops::Range;

use super::cjk_shim::ShimmedText;
use crate::words::{Code, Complaint, Fix, Locator, Place, Report, SourceText, TextEdit};

/// How many complaints of one code about one body are listed.
const MOST: usize = 20;

/// Where complaints about one body go.
pub(super) struct Complaints<'a> {
    locator: Locator<'a>,
    report: &'a mut Report,
    prepared: &'a ShimmedText<'a>,
    /// Where the body begins in its file.
    base: usize,
    /// How many of each code, and where the first that was not listed stands.
    counts: Vec<(Code, usize, Option<Place>)>,
}

impl<'a> Complaints<'a> {
    /// For a body that begins at byte `base` of its file.
    pub(super) fn new(
        source: &'a SourceText,
        base: usize,
        prepared: &'a ShimmedText<'a>,
        report: &'a mut Report,
    ) -> Self {
        Self {
            locator: Locator::new(source),
            report,
            prepared,
            base,
            counts: Vec::new(),
        }
    }

    /// The place of a byte range of the prepared text.
    pub(super) fn place(&mut self, range: &Range<usize>) -> Place {
        let start = self.base + self.prepared.origin(range.start);
        let end = self.base + self.prepared.origin(range.end);
        self.locator.place(start..end)
    }

    /// What a byte range of the prepared text, within one line, should be.
    pub(super) fn edit(&mut self, range: &Range<usize>, new: &str) -> Option<TextEdit> {
        let place = self.place(range);
        match range.is_empty() {
            true => Some(TextEdit::inserted(place.line, place.column, new)),
            false => TextEdit::at(&place, new),
        }
    }

    /// Complains about a byte range of the prepared text; the words are made only when they are listed.
    pub(super) fn push<H: Into<String>>(
        &mut self,
        code: Code,
        range: &Range<usize>,
        words: impl FnOnce() -> (String, H),
    ) {
        self.push_with(code, range, words, |_| None);
    }

    /// The same with the change that mends it.
    pub(super) fn push_with<H: Into<String>>(
        &mut self,
        code: Code,
        range: &Range<usize>,
        words: impl FnOnce() -> (String, H),
        fix: impl FnOnce(&mut Self) -> Option<Fix>,
    ) {
        let known = self.counts.iter().position(|(known, ..)| *known == code);
        let index = known.unwrap_or_else(|| {
            self.counts.push((code, 0, None));
            self.counts.len() - 1
        });
        self.counts[index].1 += 1;
        if self.counts[index].1 <= MOST {
            let place = self.place(range);
            let (message, hint) = words();
            let fix = fix(self);
            self.report
                .push(Complaint::new(code, place, message).hint(hint).fix(fix));
        } else if self.counts[index].2.is_none() {
            self.counts[index].2 = Some(self.place(range));
        }
    }

    /// Says how many complaints were not listed.
    pub(super) fn finish(self) {
        for (code, count, place) in self.counts {
            if let Some(place) = place {
                let message = format!("从这里起还有 {} 处同样的问题，未逐一列出", count - MOST);
                self.report.push(Complaint::new(code, place, message));
            }
        }
    }
}
