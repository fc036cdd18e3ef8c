//! The complaints of one file while it is read. All its readers share it, hence the cell; it lives
//! on one thread. It does not print.

use std::cell::RefCell;

use super::node::At;
use crate::words::{Code, Complaint, Place, Report, SourceText};

const MANY: Code = Code::warning("file-many-faults");

/// More complaints than this about one file help nobody.
const MOST: usize = 100;

/// Collects what is wrong with one file.
#[derive(Debug)]
pub(crate) struct Faults<'s> {
    source: &'s SourceText,
    said: RefCell<Said>,
}

#[derive(Debug, Default)]
struct Said {
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

    /// The place of a stretch of the file. The YAML parser may name a column behind the end of a line that
    /// it could not read; the end is meant.
    pub(crate) fn place(&self, at: At) -> Place {
        let place = self.source.place_at(at.line, at.column, at.width);
        let end = place.skipped as usize + place.excerpt.chars().count() + 1;
        match u32::try_from(end) {
            Ok(end) if place.column > end => self.source.place_at(at.line, end, 1),
            _ => place,
        }
    }

    /// Complains about a stretch of the file; the hint says what to type instead.
    pub(crate) fn say(&self, code: Code, at: At, message: impl Into<String>, hint: impl Into<String>) {
        let mut said = self.said.borrow_mut();
        said.errors |= code.severity == crate::words::Severity::Error;
        said.count += 1;
        if said.count <= MOST {
            let complaint = Complaint::new(code, self.place(at), message).hint(hint);
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
