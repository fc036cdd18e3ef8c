//! The complaints of one file while it is read. All its readers share it, hence the cell; it lives
//! on one thread. It does not print.

use std::cell::RefCell;
use std::ops::Range;

use super::node::LineSpan;
use crate::words::{Code, Complaint, Fix, Place, Report, SourceText, TextEdit};

const MANY: Code = Code::warning("file-many-faults");

/// More complaints than this about one file help nobody.
const MOST: usize = 100;

/// Collects what is wrong with one file.
#[derive(Debug)]
pub(crate) struct Faults<'s> {
    source: &'s SourceText,
    said: RefCell<Collected>,
}

#[derive(Debug, Default)]
struct Collected {
    report: Report,
    count: usize,
    errors: bool,
}

impl<'s> Faults<'s> {
    /// No complaints yet about this file.
    pub(crate) fn new(source: &'s SourceText) -> Self {
        Self {
            source,
            said: RefCell::default(),
        }
    }

    /// The file.
    pub(crate) fn source(&self) -> &'s SourceText {
        self.source
    }

    /// The place of a stretch of the file.
    pub(crate) fn place(&self, at: LineSpan) -> Place {
        self.source.place_at(at.line, at.column, at.width)
    }

    /// The stretch of the file that a byte range of it is; cut at the end of its first line.
    pub(crate) fn at(&self, range: Range<usize>) -> LineSpan {
        let place = self.source.place(range);
        LineSpan {
            line: place.line,
            column: place.column,
            width: place.width,
        }
    }

    /// Of a value without quotes that goes on below: the line that does, which hardly anybody means.
    fn below(&self, at: LineSpan) -> Option<Place> {
        if at.width != u32::MAX {
            return None;
        }
        let mut lines = (at.line..).zip(self.source.text.lines().skip(at.line.checked_sub(1)? as usize));
        let (_, first) = lines.next()?;
        let mut value = first.chars();
        let before: String = value.by_ref().take(at.column.checked_sub(1)? as usize).collect();
        if !before.trim_end().ends_with([':', '-']) || value.next().is_none_or(|c| "\"'&*!|>[{".contains(c)) {
            return None;
        }
        let (number, line) = lines.find(|(_, line)| !line.trim().is_empty())?;
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let indent = line.len() - line.trim_start().len();
        Some(
            self.source
                .place_at(number, count(&line[..indent]) + 1, count(line.trim())),
        )
    }

    /// Complains about a stretch of the file; the hint says what to type instead.
    pub(crate) fn say(&self, code: Code, at: LineSpan, message: impl Into<String>, hint: impl Into<String>) {
        self.say_with(code, at, (message, hint), None);
    }

    /// The same, with what should stand there instead and means nothing else: that is the hint, too.
    pub(crate) fn rewrite(&self, code: Code, at: LineSpan, message: impl Into<String>, right: &str) {
        let fix = self.edit(at, right).map(Fix::certain);
        self.say_with(code, at, (message, format!("写成“{right}”")), fix);
    }

    /// What a stretch of the file should be; in quotes where it stands in quotes.
    pub(crate) fn edit(&self, at: LineSpan, new: &str) -> Option<TextEdit> {
        let edit = TextEdit::at(&self.place(at), new)?;
        let quote = ['"', '\'']
            .into_iter()
            .find(|quote| edit.old.len() > 1 && edit.old.starts_with(*quote) && edit.old.ends_with(*quote));
        let edit = match quote {
            Some(quote) => TextEdit {
                new: format!("{quote}{new}{quote}"),
                ..edit
            },
            None => edit,
        };
        (edit.end() == (at.line, at.column.saturating_add(at.width))).then_some(edit)
    }

    /// Complains with the change that mends it.
    pub(crate) fn say_with(
        &self,
        code: Code,
        at: LineSpan,
        (message, hint): (impl Into<String>, impl Into<String>),
        fix: Option<Fix>,
    ) {
        let mut said = self.said.borrow_mut();
        said.errors |= code.severity == crate::words::Severity::Error;
        said.count += 1;
        if said.count <= MOST {
            let place = self.below(at).unwrap_or_else(|| self.place(at));
            let complaint = Complaint::new(code, place, message).hint(hint).fix(fix);
            said.report.push(complaint);
        }
    }

    /// True when nothing more will be listed, so that no hint need be thought of.
    pub(crate) fn is_full(&self) -> bool {
        self.said.borrow().count >= MOST
    }

    /// True when an error was said.
    pub(crate) fn has_errors(&self) -> bool {
        self.said.borrow().errors
    }

    /// Gives up the complaints.
    pub(crate) fn finish(self) -> Report {
        let mut said = self.said.into_inner();
        if said.count > MOST {
            let message = format!("这个文件还有 {} 处问题没有列出", said.count - MOST);
            let complaint = Complaint::new(MANY, Place::file(&self.source.path), message);
            said.report.push(complaint.hint("先改正已经列出的，再运行一次"));
        }
        said.report
    }
}
