//! What is wrong with the content, collected. Laying it out for a person is the command line's work.
//!
//! A code is declared beside the rule that raises it, once, as `const X: Code = Code::error("front-unknown-key");` so that
//! a test can find them all and ask for a fixture of each.

use super::{Acknowledgement, ComplaintSubject, Fix, Place};

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
    /// What it is about, where 已核对 may name it.
    pub about: Option<ComplaintSubject>,
    /// The change that mends it, where a program can say it.
    pub fix: Option<Fix>,
}

impl Complaint {
    /// A complaint at a place.
    pub fn new(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Self {
            code,
            place: place.into(),
            message: message.into(),
            hints: Vec::new(),
            about: None,
            fix: None,
        }
    }

    /// The same with the change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into();
        self
    }

    /// The same about something that 已核对 may name.
    #[must_use]
    pub fn about(mut self, word: &'static str, content: impl Into<String>) -> Self {
        self.about = Some(ComplaintSubject {
            word,
            content: content.into(),
        });
        self
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// All complaints of a run. Stages push; only the command line prints. What 已核对 answers is kept and not told.
#[derive(Debug, Clone, Default)]
pub struct Report {
    complaints: Vec<Complaint>,
    acknowledged: Vec<Acknowledgement>,
    /// Checked on a day that is still to come: it answers nothing.
    acknowledged_ahead: Vec<Acknowledgement>,
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

    /// Adds several.
    pub fn extend(&mut self, complaints: impl IntoIterator<Item = Complaint>) {
        self.complaints.extend(complaints);
    }

    /// Takes away those for which something else is said.
    pub fn remove(&mut self, is_one: impl Fn(&Complaint) -> bool) {
        self.complaints.retain(|complaint| !is_one(complaint));
    }

    /// Adds what was acknowledged.
    pub fn acknowledge(&mut self, acknowledged: impl IntoIterator<Item = Acknowledgement>) {
        self.acknowledged.extend(acknowledged);
    }

    /// Adds what will be acknowledged on a later day.
    pub fn acknowledge_later(&mut self, acknowledged: impl IntoIterator<Item = Acknowledgement>) {
        self.acknowledged_ahead.extend(acknowledged);
    }

    /// Adds all of another report.
    pub fn absorb(&mut self, other: Report) {
        self.complaints.extend(other.complaints);
        self.acknowledged.extend(other.acknowledged);
        self.acknowledged_ahead.extend(other.acknowledged_ahead);
    }

    /// True when nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// True when there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.told().next().is_none()
    }

    /// How many complaints have this weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.told()
            .filter(|complaint| complaint.code.severity == severity)
            .count()
    }

    /// The complaints, sorted by file, line, column and code; equal ones once.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Complaint> {
        settled(self.told().collect())
    }

    /// How many complaints 已核对 answers.
    #[must_use]
    pub fn answered(&self) -> usize {
        let all = self.complaints.iter();
        settled(all.filter(|complaint| self.is_answered(complaint)).collect()).len()
    }

    /// What was acknowledged and answers none of the complaints.
    pub fn unused(&self) -> impl Iterator<Item = &Acknowledgement> {
        let all = || self.complaints.iter();
        let is_used = move |own: &Acknowledgement| all().any(|complaint| own.answers(complaint));
        self.acknowledged.iter().filter(move |own| !is_used(own))
    }

    /// What was acknowledged with another content than that of a complaint which still stands in its file.
    pub fn missed(&self) -> impl Iterator<Item = &Acknowledgement> {
        let is_missed = |own: &&Acknowledgement| self.told().any(|complaint| own.misses(complaint));
        self.unused().filter(is_missed)
    }

    /// What would answer a complaint but for its day.
    pub fn ahead(&self) -> impl Iterator<Item = &Acknowledgement> {
        let would = |own: &&Acknowledgement| self.told().any(|complaint| own.answers(complaint));
        self.acknowledged_ahead.iter().filter(would)
    }

    /// Those that 已核对 does not answer.
    pub fn told(&self) -> impl Iterator<Item = &Complaint> {
        let all = self.complaints.iter();
        all.filter(|complaint| !self.is_answered(complaint))
    }

    fn is_answered(&self, complaint: &Complaint) -> bool {
        self.acknowledged.iter().any(|own| own.answers(complaint))
    }
}

/// Sorted; equal ones once.
fn settled(mut complaints: Vec<&Complaint>) -> Vec<&Complaint> {
    complaints.sort_by(|a, b| (&a.place, a.code.name, &a.message).cmp(&(&b.place, b.code.name, &b.message)));
    complaints.dedup();
    complaints
}

/// How much a complaint weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published while one stands.
    Error,
    /// Published all the same, unless `--strict`.
    Warning,
}

/// A complaint's stable ASCII name and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code {
    /// For example `front-unknown-key`.
    pub name: &'static str,
    /// Error or warning: a property of the code, never of the occasion.
    pub severity: Severity,
}

impl Code {
    /// Declares the code of an error.
    #[must_use]
    pub const fn error(name: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Error,
        }
    }

    /// Declares the code of a warning.
    #[must_use]
    pub const fn warning(name: &'static str) -> Self {
        Self {
            name,
            severity: Severity::Warning,
        }
    }
}
