//! What is wrong with the content, as HTML: what the terminal says, where the person is looking.

use std::fmt::Write;

use crate::words::{
    Complaint, Fingerprint, Fix, Place, Severity, TextEdit, mask_address_passwords, mask_numbers,
    mask_secrets, push_text,
};

/// How many are shown; who has more begins with these.
const SHOWN: usize = 40;

/// Everything that is wrong at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FaultList {
    /// In the content, sorted.
    pub complaints: Vec<Complaint>,
    /// With the machine: nothing could be read.
    pub machine: Option<String>,
}

impl FaultList {
    /// True when nothing may be published.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many stand in the way of publishing.
    pub(super) fn errors(&self) -> usize {
        let errors = self.complaints.iter().filter(|complaint| is_error(complaint));
        errors.count() + usize::from(self.machine.is_some())
    }

    /// `2 个错误`, `1 个警告`; `None` when nothing is wrong.
    pub(super) fn count(&self) -> Option<String> {
        let errors = self.errors();
        let warnings = self
            .complaints
            .iter()
            .filter(|complaint| !is_error(complaint))
            .count();
        match (errors, warnings) {
            (0, 0) => None,
            (0, warnings) => Some(format!("{warnings} 个警告")),
            (errors, 0) => Some(format!("{errors} 个错误")),
            (errors, warnings) => Some(format!("{errors} 个错误、{warnings} 个警告")),
        }
    }

    /// Stands for just these faults.
    pub(super) fn print(&self) -> Fingerprint {
        Fingerprint::of(self.list().as_bytes())
    }

    /// The list, errors first; empty when nothing is wrong.
    pub(super) fn list(&self) -> String {
        if self.count().is_none() {
            return String::new();
        }
        let mut html = String::from("<ol class=\"gkpv-list\">");
        if let Some(machine) = &self.machine {
            let _ = write!(
                html,
                "<li class=\"gkpv-fault gkpv-error\"><p class=\"gkpv-what\"><b>错误</b>{}</p></li>",
                escaped(machine)
            );
        }
        let (errors, warnings): (Vec<&Complaint>, _) =
            self.complaints.iter().partition(|complaint| is_error(complaint));
        let all = errors.into_iter().chain(warnings);
        all.take(SHOWN).for_each(|complaint| one(&mut html, complaint));
        html.push_str("</ol>");
        if let Some(more) = self.complaints.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = write!(html, "<p class=\"gkpv-more\">还有 {more} 处没有列出</p>");
        }
        html
    }
}

fn is_error(complaint: &Complaint) -> bool {
    complaint.code.severity == Severity::Error
}

fn one(html: &mut String, complaint: &Complaint) {
    let (class, weight) = match complaint.code.severity {
        Severity::Error => ("gkpv-error", "错误"),
        Severity::Warning => ("gkpv-warning", "警告"),
    };
    let _ = write!(
        html,
        "<li class=\"gkpv-fault {class}\"><p class=\"gkpv-what\"><b>{weight}</b>{}<code>{}</code></p>",
        escaped(&mask_secrets(&complaint.message)),
        complaint.code.name
    );
    if let Some(place) = &complaint.place {
        where_it_is(html, place);
    }
    for hint in &complaint.hints {
        let _ = write!(
            html,
            "<p class=\"gkpv-hint\">提示：{}</p>",
            escaped(&mask_secrets(hint))
        );
    }
    if let (Some(id), Some(fix)) = (fix_id(complaint), &complaint.fix) {
        // Where there is one right way, the hint has said it.
        let what = match fix.is_certain {
            true => String::new(),
            false => escaped(&what_changes(fix)),
        };
        let _ = write!(
            html,
            "<p class=\"gkpv-fix\"><button type=\"button\" class=\"gkpv-button\" data-fix=\"{id}\">替我改</button> {what}</p>"
        );
    }
    html.push_str("</li>");
}

/// Stands for the change that a complaint carries; `None` when it carries none.
pub(super) fn fix_id(complaint: &Complaint) -> Option<String> {
    let fix = complaint.fix.as_ref()?;
    let text = format!("{:?} {fix:?}", complaint.place);
    Some(Fingerprint::of(text.as_bytes()).to_string())
}

/// So many characters of a change are shown.
const SHOWN_OF_CHANGE: usize = 60;

/// A change in words.
fn what_changes(fix: &Fix) -> String {
    let shown = |text: &str| {
        let text = mask_numbers(text).replace('\n', "⏎");
        match text.chars().count() > SHOWN_OF_CHANGE {
            true => text.chars().take(SHOWN_OF_CHANGE).collect::<String>() + "……",
            false => text,
        }
    };
    let one = |edit: &TextEdit| match (shown(&edit.old), shown(&edit.new)) {
        (old, new) if old.is_empty() && new == " " => format!("第{}行加上一个空格", edit.line),
        (old, new) if old.is_empty() && new == "⏎" => format!("第{}行前面加上一个空行", edit.line),
        (old, new) if old.is_empty() => format!("第{}行加上“{new}”", edit.line),
        (old, new) if new.is_empty() => format!("第{}行删去“{old}”", edit.line),
        (old, new) => format!("第{}行的“{old}”改成“{new}”", edit.line),
    };
    fix.edits.iter().map(one).collect::<Vec<_>>().join("，")
}

/// The file and the line, with what is meant marked.
fn where_it_is(html: &mut String, place: &Place) {
    let Place {
        path, line, column, ..
    } = place;
    let path = escaped(&mask_numbers(path.as_str()));
    let _ = write!(html, "<p class=\"gkpv-where\">{path}:{line}:{column}</p>");
    if place.excerpt.is_empty() {
        return;
    }
    let shown: Vec<char> = mask_address_passwords(&place.excerpt)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let start = (column.saturating_sub(1).saturating_sub(place.skipped) as usize).min(shown.len());
    let end = (start + place.width as usize).min(shown.len());
    let text = |part: &[char]| escaped(&part.iter().collect::<String>());
    let cut = if place.skipped > 0 { "……" } else { "" };
    // Behind the line's end there is still something to point at: the place where something is missing.
    let marked = match text(&shown[start..end]) {
        marked if marked.is_empty() => " ".to_owned(),
        marked => marked,
    };
    let _ = write!(
        html,
        "<pre class=\"gkpv-source\"><span class=\"gkpv-line\">{line}</span>{cut}{}<mark class=\"gkpv-mark\">{marked}</mark>{}</pre>",
        text(&shown[..start]),
        text(&shown[end..])
    );
}

/// Text as HTML, also inside an attribute's double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Code, SourceText};

    const KEY: Code = code("front-unknown-key", Severity::Error);
    const LONG: Code = code("body-long", Severity::Warning);

    /// A code that is not declared: the tests look for declarations.
    const fn code(name: &'static str, severity: Severity) -> Code {
        Code { name, severity }
    }

    fn source(text: &str) -> SourceText {
        SourceText::of("content/a.md", text)
    }

    #[test]
    fn a_fault_shows_its_place_and_what_to_do_and_is_no_html() {
        let source = source("---\n题目: <b>&\n");
        let complaint =
            Complaint::new(KEY, source.place_at(2, 1, 2), "不认识的字段“<i>”").hint("是不是想写“标题”？");
        let faults = FaultList {
            complaints: vec![complaint],
            machine: None,
        };
        let html = faults.list();
        for part in [
            "<b>错误</b>不认识的字段“&lt;i&gt;”<code>front-unknown-key</code>",
            "content/a.md:2:1",
            "<span class=\"gkpv-line\">2</span><mark class=\"gkpv-mark\">题目</mark>: &lt;b&gt;&amp;</pre>",
            "提示：是不是想写“标题”？",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert_eq!(faults.count().as_deref(), Some("1 个错误"));
    }

    #[test]
    fn errors_stand_before_warnings_and_many_are_counted() {
        let source = source("标题\n");
        let warning = Complaint::new(LONG, source.place_at(1, 3, 1), "太长");
        let error = Complaint::new(KEY, None, "没有文件");
        let mut faults = FaultList {
            complaints: vec![warning.clone(), error],
            machine: None,
        };
        let html = faults.list();
        assert!(html.find("没有文件") < html.find("太长"), "{html}");
        assert!(html.contains("标题<mark class=\"gkpv-mark\"> </mark>"), "{html}");
        faults.complaints = vec![warning; 50];
        assert!(faults.list().contains("还有 10 处没有列出"));
        assert_eq!(faults.count().as_deref(), Some("50 个警告"));
        assert_eq!(faults.errors(), 0);
        assert_eq!(FaultList::default().list(), "");
    }
}
