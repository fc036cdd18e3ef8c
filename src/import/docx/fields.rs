//! Fields: a code, which nobody sees, and what it resulted in, which is kept. What is said here is which is which.

use std::rc::Rc;

use super::number_format::circled;
use super::symbols::{self, SymbolFont};
use super::tree::{LONGEST_SHARED, PartElement};
use crate::import::text::SourceInline;
use crate::words::starts_with_any;

/// Fields lie so deep in each other in no document.
const DEEPEST: usize = 60;

/// A link that runs of a paragraph belong to; each has a number of its own.
#[derive(Debug, Clone)]
pub(super) struct FieldTarget {
    pub(super) number: usize,
    pub(super) address: Rc<str>,
}

/// What happens to a field's result.
#[derive(Debug, Clone)]
enum FieldResult {
    Kept,
    Dropped,
    Linked(FieldTarget),
}

/// A field that has begun.
#[derive(Debug, Clone)]
struct OpenField {
    code: String,
    /// Its code is over.
    has_result: bool,
    result: FieldResult,
    /// What a form's field shows: a box, a choice.
    form: Option<String>,
}

/// The fields that are open at a place of a story.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenFields {
    open: Vec<OpenField>,
    /// Some field of the story has no end: none counts then, so that nothing but codes is hidden.
    is_broken: bool,
    /// In headers and footers: page numbers are no content.
    pub(super) drops_page_numbers: bool,
    links: usize,
}

/// What a field leaves in the text besides its result.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FieldTrace {
    Nothing,
    /// Characters that no result holds.
    Text(String),
    /// Something that cannot be kept.
    Missing(&'static str),
    /// Something that was rightly left out.
    Omitted(&'static str),
}

impl OpenFields {
    /// For a story, whose fields are looked through first.
    pub(super) fn of(story: &PartElement) -> Self {
        let mut depth = 0_usize;
        let is_sound = balance(story, &mut depth) && depth == 0;
        Self {
            is_broken: !is_sound,
            ..Self::default()
        }
    }

    /// What stands here is seen.
    pub(super) fn shows(&self) -> bool {
        let is_seen = |field: &OpenField| field.has_result && !matches!(field.result, FieldResult::Dropped);
        self.open.iter().all(is_seen)
    }

    /// The link that a field makes of what stands here.
    pub(super) fn link(&self) -> Option<&FieldTarget> {
        self.open.iter().rev().find_map(|field| match &field.result {
            FieldResult::Linked(link) => Some(link),
            _ => None,
        })
    }

    /// A number for a link.
    pub(super) fn new_link(&mut self, address: &str) -> Option<FieldTarget> {
        let address = web_address(address)?;
        self.links += 1;
        Some(FieldTarget {
            number: self.links,
            address: address.into(),
        })
    }

    /// A field begins, with what a form says of it.
    pub(super) fn begin(&mut self, form: Option<&PartElement>) {
        if self.is_broken {
            return;
        }
        self.open.push(OpenField {
            code: String::new(),
            has_result: false,
            result: FieldResult::Kept,
            form: form.and_then(shown_by_form),
        });
    }

    /// More of a field's code.
    pub(super) fn code(&mut self, more: &str) {
        if let Some(field) = self.open.last_mut()
            && !field.has_result
            && field.code.len() < 2 * LONGEST_SHARED
        {
            field.code.push_str(more);
        }
    }

    /// The code is over, what it resulted in begins.
    pub(super) fn separate(&mut self) -> FieldTrace {
        let Some(mut field) = self.open.pop() else {
            return FieldTrace::Nothing;
        };
        field.has_result = true;
        let words = words(&field.code);
        let mut trace = FieldTrace::Nothing;
        match words.first().map(|word| word.to_uppercase()).as_deref() {
            Some("TOC") => {
                field.result = FieldResult::Dropped;
                trace = FieldTrace::Omitted("目录");
            }
            Some("FORMDROPDOWN" | "FORMCHECKBOX") if field.form.is_some() => {
                field.result = FieldResult::Dropped
            }
            Some("PAGE" | "NUMPAGES" | "SECTIONPAGES") if self.drops_page_numbers => {
                field.result = FieldResult::Dropped;
            }
            Some("HYPERLINK") => {
                let address = words.get(1).filter(|word| !word.starts_with('\\'));
                let address = address.map(|address| address.replace("\\\\", "\\"));
                let link = address.map(|address| self.new_link(&address));
                if let Some(None) = link {
                    trace = FieldTrace::Omitted(FILE_LINK);
                }
                if let Some(link) = link.flatten() {
                    field.result = FieldResult::Linked(link);
                }
            }
            _ => {}
        }
        self.open.push(field);
        match self.shows() || matches!(trace, FieldTrace::Omitted(_)) {
            true => trace,
            false => FieldTrace::Nothing,
        }
    }

    /// A field is over.
    pub(super) fn end(&mut self) -> FieldTrace {
        let Some(field) = self.open.pop() else {
            return FieldTrace::Nothing;
        };
        if !self.shows() {
            return FieldTrace::Nothing;
        }
        if let Some(form) = field.form {
            return FieldTrace::Text(form);
        }
        match field.has_result {
            true => FieldTrace::Nothing,
            false => without_result(&field.code),
        }
    }
}

/// Follows beginnings and ends; false when something ends that has not begun.
fn balance(element: &PartElement, depth: &mut usize) -> bool {
    element.children.iter().all(|child| {
        match (child.name.as_str(), child.attribute("fldCharType")) {
            ("fldChar", Some("begin")) => *depth += 1,
            ("fldChar", Some("end")) => match depth.checked_sub(1) {
                Some(less) => *depth = less,
                None => return false,
            },
            _ => {}
        }
        *depth <= DEEPEST && balance(child, depth)
    })
}

/// The words of a code; quotes keep words together.
fn words(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
        let (word, after) = match quoted {
            Some(found) => found,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.trim_matches('"').to_owned());
        rest = after.trim_start();
    }
    words
}

/// What stands for fields that have no result but show something.
fn without_result(code: &str) -> FieldTrace {
    let words = words(code);
    match words.first().map(|word| word.to_uppercase()).as_deref() {
        Some("EQ") => enclosed(code).map_or(FieldTrace::Missing("公式"), FieldTrace::Text),
        Some("SYMBOL") => {
            let code = words.get(1).and_then(|code| match code.strip_prefix("0x") {
                Some(code) => u32::from_str_radix(code, 16).ok(),
                None => code.parse().ok(),
            });
            let font = words.iter().position(|word| word == "\\f");
            let font = font.and_then(|place| SymbolFont::of(words.get(place + 1)?));
            let shown = code.and_then(|code| symbols::shown(font, code));
            shown.map_or(FieldTrace::Missing("符号"), |c| FieldTrace::Text(c.to_string()))
        }
        Some("MACROBUTTON") => FieldTrace::Omitted("没有填写的提示文字"),
        Some("AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "LISTNUM") => FieldTrace::Missing("自动编号"),
        _ => FieldTrace::Nothing,
    }
}

/// The character that an overstrike shows: `eq \o\ac(○,印)` is 印 in a circle, `\o\ad(\s\up 9(yìn),印)` 印 with its sound.
fn enclosed(code: &str) -> Option<String> {
    let (_, inside) = code.split_once("\\o")?;
    let inside = inside.trim_end().strip_suffix(')')?;
    let (before, last) = inside.rsplit_once([',', ';', '，'])?;
    let last = last.trim();
    if last.is_empty() || last.contains(['\\', '(', ')']) || last.chars().count() > 8 {
        return None;
    }
    let number = last.parse::<u32>().ok().filter(|_| before.contains(['○', '〇']));
    Some(number.and_then(circled).unwrap_or_else(|| last.to_owned()))
}

/// What a form's field shows, from its `w:ffData`.
fn shown_by_form(form: &PartElement) -> Option<String> {
    if let Some(check) = form.child("checkBox") {
        let is_checked = check.switch("checked").or_else(|| check.switch("default"));
        return Some(box_shown(is_checked.unwrap_or(false)).to_owned());
    }
    let list = form.child("ddList")?;
    let place = list.child("result").or_else(|| list.child("default"));
    let place = place.and_then(|place| place.number("val")).unwrap_or(0);
    let mut entries = list.children.iter().filter(|child| child.name == "listEntry");
    let entry = entries.nth(usize::try_from(place).ok()?)?;
    entry.val().map(str::to_owned)
}

/// A box with a check mark or without.
fn box_shown(is_checked: bool) -> &'static str {
    match is_checked {
        true => "☑",
        false => "□",
    }
}

/// What is said of a link that leads to a file of whoever wrote it, or elsewhere where no page may lead.
pub(super) const FILE_LINK: &str = "指向文件的链接地址";

/// The address when it is one that a page may link to.
pub(super) fn web_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let lower: String = address.chars().take(8).collect::<String>().to_ascii_lowercase();
    let is_web = starts_with_any(&lower, &["http://", "https://", "mailto:", "tel:"]);
    let is_clean = !address.contains(|c: char| c.is_control());
    (is_web && is_clean && address.len() <= LONGEST_SHARED).then_some(address)
}

/// Parts of a line, in which equal neighbours are one.
#[derive(Debug, Default)]
pub(super) struct LineParts {
    done: Vec<SourceInline>,
    link: Option<(FieldTarget, Vec<SourceInline>)>,
}

impl LineParts {
    /// Adds a part, which belongs to this link.
    pub(super) fn put(&mut self, inline: SourceInline, link: Option<&FieldTarget>) {
        let is_same = match (&self.link, link) {
            (Some((open, _)), Some(link)) => open.number == link.number,
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            self.close_link();
            self.link = link.map(|link| (link.clone(), Vec::new()));
        }
        let parts = self.link.as_mut().map_or(&mut self.done, |(_, parts)| parts);
        if let (
            Some(SourceInline::Text { text, style }),
            SourceInline::Text {
                text: more,
                style: other,
            },
        ) = (parts.last_mut(), &inline)
            && style == other
        {
            text.push_str(more);
        } else {
            parts.push(inline);
        }
    }

    fn close_link(&mut self) {
        if let Some((link, inlines)) = self.link.take() {
            self.done.push(SourceInline::Link {
                address: link.address.to_string(),
                inlines,
            });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.link.is_none()
    }

    /// All parts.
    pub(super) fn take(&mut self) -> Vec<SourceInline> {
        self.close_link();
        std::mem::take(&mut self.done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_what_they_show() {
        let cases = [
            ("eq \\o\\ac(○,3)", FieldTrace::Text("③".to_owned())),
            ("EQ \\o\\ac(□,印)", FieldTrace::Text("印".to_owned())),
            (
                "EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(yìn),印)",
                FieldTrace::Text("印".to_owned()),
            ),
            ("EQ \\f(1,2)", FieldTrace::Missing("公式")),
            (
                "SYMBOL 254 \\f \"Wingdings\" \\s 12",
                FieldTrace::Text("☑".to_owned()),
            ),
            (
                "MACROBUTTON NoMacro [此处填写]",
                FieldTrace::Omitted("没有填写的提示文字"),
            ),
            ("XE \"党费\"", FieldTrace::Nothing),
        ];
        for (code, expected) in cases {
            let mut fields = OpenFields::default();
            fields.begin(None);
            fields.code(code);
            assert_eq!(fields.end(), expected, "{code}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_become_links() {
        let cases = [
            (
                "HYPERLINK \"https://example.com/a b\" \\o \"提示\"",
                Some("https://example.com/a b"),
            ),
            ("HYPERLINK \\l \"_Toc1\"", None),
            ("HYPERLINK \"file:///C:/a.doc\"", None),
            ("HYPERLINK mailto:a@example.com", Some("mailto:a@example.com")),
            ("HYPERLINK \"javascript:alert(1)\"", None),
        ];
        for (code, expected) in cases {
            let mut fields = OpenFields::default();
            fields.begin(None);
            fields.code(code);
            fields.separate();
            assert!(fields.shows());
            assert_eq!(fields.link().map(|link| &*link.address), expected, "{code}");
        }
    }
}
