//! 已核对: somebody looked at what a complaint is about, and it is meant so.

use unicode_normalization::UnicodeNormalization;

use super::{Complaint, Day, Place, Severity, SourcePath, personal_numbers};

/// What a complaint is about, as 已核对 may name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintSubject {
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

    /// True when all but its content is of a complaint.
    pub(super) fn misses(&self, complaint: &Complaint) -> bool {
        let is_named = self.word.is_some() && self.content.is_some() && complaint.about.is_some();
        is_named && self.is_there(complaint) && self.is_called(complaint) && !self.is_about(complaint)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Code;

    fn file(name: &str) -> SourcePath {
        SourcePath::new(&format!("content/notices/{name}.md")).expect("a path")
    }

    fn told(severity: Severity, about: bool) -> Complaint {
        let name = match severity {
            Severity::Error => "data-mobile",
            Severity::Warning => "data-mobile-inside",
        };
        let code = Code { name, severity };
        let complaint = Complaint::new(code, Place::file(&file("a")), "这里有一个手机号：139****5678");
        match about {
            true => complaint.about("手机号", "13912345678"),
            false => complaint,
        }
    }

    fn whole() -> Acknowledgement {
        Acknowledgement {
            file: Some(file("a")),
            word: Some("手机号".to_owned()),
            content: Some("139 1234-5678".to_owned()),
            reason: Some("公开的值班电话".to_owned()),
            checked: Some(("周立诚".to_owned(), Day::of("2026-03-01"))),
            place: Place::file(&file("a")),
        }
    }

    #[test]
    fn an_error_is_answered_by_all_four_and_only_where_its_rule_allows_it() {
        assert!(whole().answers(&told(Severity::Error, true)));
        assert!(!whole().answers(&told(Severity::Error, false)));
        for part in [
            Acknowledgement {
                content: None,
                ..whole()
            },
            Acknowledgement {
                reason: None,
                ..whole()
            },
            Acknowledgement {
                checked: None,
                ..whole()
            },
        ] {
            assert!(!part.answers(&told(Severity::Error, true)), "{part:?}");
            assert!(part.answers(&told(Severity::Warning, true)), "{part:?}");
        }
    }

    #[test]
    fn it_answers_in_its_own_file_for_its_own_word_and_content() {
        for other in [
            Acknowledgement {
                file: Some(file("b")),
                ..whole()
            },
            Acknowledgement {
                word: Some("身份证号".to_owned()),
                ..whole()
            },
            Acknowledgement {
                content: Some("13912345679".to_owned()),
                ..whole()
            },
        ] {
            assert!(!other.answers(&told(Severity::Error, true)), "{other:?}");
            assert!(!other.answers(&told(Severity::Warning, true)), "{other:?}");
        }
        let of_site = Acknowledgement {
            file: None,
            word: Some("data-mobile".to_owned()),
            ..whole()
        };
        assert!(of_site.answers(&told(Severity::Error, true)));
    }
}
