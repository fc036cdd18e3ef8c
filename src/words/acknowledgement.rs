//! 已核对: somebody looked at what a complaint is about, and it is meant so.

use unicode_normalization::UnicodeNormalization;

use super::{Complaint, Day, Place, Severity, SourcePath, personal_numbers};

/// What a complaint is about, as 已核对 may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The rule's word, for example 手机号.
    pub word: &'static str,
    /// What was found.
    pub content: String,
}

/// One item of 已核对.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// The file that it is about; `None` for the whole site.
    pub file: Option<SourcePath>,
    /// 提示: a rule's word, or a complaint's code.
    pub word: Option<String>,
    /// 内容: what was found.
    pub content: Option<String>,
    /// 理由.
    pub reason: Option<String>,
    /// 核对: by whom and when.
    pub checked: Option<(String, Day)>,
    /// Where it is written.
    pub place: Place,
}

impl Acknowledgement {
    /// True when it answers a complaint. An error is answered by nothing but its content with a reason, a person and a
    /// day, and only where its rule allows it at all.
    pub(super) fn answers(&self, complaint: &Complaint) -> bool {
        let is_whole = self.content.is_some() && self.reason.is_some() && self.checked.is_some();
        let may = match complaint.code.severity {
            Severity::Error => complaint.about.is_some() && is_whole,
            Severity::Warning => true,
        };
        may && self.is_there(complaint) && self.is_called(complaint) && self.is_about(complaint)
    }

    fn is_there(&self, complaint: &Complaint) -> bool {
        let file = complaint.place.as_ref().map(|place| &place.path);
        self.file.as_ref().is_none_or(|own| file == Some(own))
    }

    fn is_called(&self, complaint: &Complaint) -> bool {
        let about = complaint.about.as_ref();
        self.word
            .as_deref()
            .is_none_or(|word| word == complaint.code.name || about.is_some_and(|about| about.word == word))
    }

    fn is_about(&self, complaint: &Complaint) -> bool {
        let Some(content) = &self.content else {
            return true;
        };
        let typed = content;
        let content = bare_text(typed);
        match &complaint.about {
            Some(about) => bare_text(&about.content) == content || is_number(typed, &about.content),
            None => bare_text(&complaint.message).contains(&content),
        }
    }
}

/// True for a text that is one person's number, however it is typed; `digits` are those that a rule found.
fn is_number(text: &str, digits: &str) -> bool {
    matches!(personal_numbers(text).as_slice(), [one] if one.has_digits(digits))
}

/// A text without what does not matter between two ways to type it: spaces, hyphens, full width, capitals.
#[must_use]
pub fn bare_text(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–'))
        .flat_map(char::to_lowercase)
        .collect()
}
