//! What is wrong with the content, collected. Laying it out for a person is the command line's work.

use super::{Code, Place, Severity};

/// One fault of the content: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Stable name and weight.
    pub code: Code,
    /// Where; `None` only when no file can be named.
    pub place: Option<Place>,
    /// What is wrong, one Chinese sentence without a full stop.
    pub message: String,
    /// What to type instead, each one Chinese sentence without a full stop.
    pub hints: Vec<String>,
}

impl Complaint {
    /// A complaint at a place.
    pub fn new(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self {
            code,
            place: place.into(),
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// All complaints of a run. Stages push; only the command line prints.
#[derive(Debug, Clone, Default)]
pub struct Report {
    complaints: Vec<Complaint>,
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one complaint.
    pub fn push(&mut self, complaint: Complaint) {
        self.complaints.push(complaint);
    }

    /// Adds all complaints of another report.
    pub fn absorb(&mut self, other: Report) {
        self.complaints.extend(other.complaints);
    }

    /// True when nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.complaints
            .iter()
            .any(|complaint| complaint.code.severity == Severity::Error)
    }

    /// True when there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.complaints.is_empty()
    }

    /// How many complaints have this weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.complaints
            .iter()
            .filter(|complaint| complaint.code.severity == severity)
            .count()
    }

    /// The complaints, sorted by file, line, column and code; equal ones once.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Complaint> {
        let mut sorted: Vec<&Complaint> = self.complaints.iter().collect();
        sorted.sort_by(|a, b| (&a.place, a.code.name, &a.message).cmp(&(&b.place, b.code.name, &b.message)));
        sorted.dedup();
        sorted
    }
}
