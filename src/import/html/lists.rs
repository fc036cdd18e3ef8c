//! Lists: what stands before their items, where it says more than that they are items.

use super::look::declarations;
use super::tree::HtmlElement;
use crate::import::spacing::is_space;
use crate::import::text::NumberLabel;
use crate::words::{han_number, is_han};

/// A list that is open.
#[derive(Debug)]
pub(super) struct HtmlList {
    is_ordered: bool,
    style: ListStyle,
    next: u32,
    /// It begins at 1, and counts on by itself.
    is_plain: bool,
}

/// What stands before items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListStyle {
    /// What the element has by itself.
    Usual,
    Nothing,
    Han,
    LowerLetters,
    UpperLetters,
}

impl HtmlList {
    pub(super) fn of(element: &HtmlElement) -> Self {
        let start = element
            .attribute("start")
            .and_then(|start| start.trim().parse().ok());
        Self {
            is_ordered: element.name == "ol",
            style: style(element),
            next: start.unwrap_or(1),
            is_plain: start.unwrap_or(1) == 1,
        }
    }

    /// Counts an item: whether it is numbered, and what stands before it where that is not its place alone; empty for nothing.
    pub(super) fn item(&mut self, element: &HtmlElement) -> (bool, Option<String>) {
        if let Some(value) = element
            .attribute("value")
            .and_then(|value| value.trim().parse().ok())
            && self.is_ordered
        {
            self.is_plain &= value == self.next;
            self.next = value;
        }
        let number = self.next;
        self.next = self.next.saturating_add(1);
        let style = match style(element) {
            ListStyle::Usual => self.style,
            own => own,
        };
        let label = match style {
            ListStyle::Nothing => Some(String::new()),
            ListStyle::Han => han(number).map(|han| format!("{han}、")),
            ListStyle::LowerLetters => letter(number, 'a'),
            ListStyle::UpperLetters => letter(number, 'A'),
            ListStyle::Usual if self.is_ordered && !self.is_plain => Some(format!("{number}.")),
            ListStyle::Usual => None,
        };
        (self.is_ordered, label)
    }
}

fn style(element: &HtmlElement) -> ListStyle {
    let said = declarations(element).filter(|(name, _)| name == "list-style" || name == "list-style-type");
    let said = said.last().map(|(_, value)| value.to_ascii_lowercase());
    let said = said
        .or_else(|| element.attribute("type").map(str::to_owned))
        .unwrap_or_default();
    match said.split_whitespace().next().unwrap_or_default() {
        "none" => ListStyle::Nothing,
        "cjk-ideographic" | "simp-chinese-informal" | "simp-chinese-formal" | "trad-chinese-informal" => {
            ListStyle::Han
        }
        "lower-alpha" | "lower-latin" | "a" => ListStyle::LowerLetters,
        "upper-alpha" | "upper-latin" | "A" => ListStyle::UpperLetters,
        _ => ListStyle::Usual,
    }
}

fn letter(number: u32, first: char) -> Option<String> {
    let letter = char::from_u32(u32::from(first) + number.checked_sub(1)?)?;
    (number <= 26).then(|| format!("{letter}."))
}

/// 1 to 99 in Chinese numerals.
fn han(number: u32) -> Option<String> {
    (1..100).contains(&number).then(|| han_number(number))
}

/// How deep in its list Word's paragraph stands: `mso-list:l0 level2 lfo1`.
pub(super) fn level_of_word(element: &HtmlElement) -> Option<u8> {
    let (_, value) =
        declarations(element).find(|(name, value)| name == "mso-list" && value.contains("level"))?;
    let digits = value.split_once("level")?.1;
    let number: u8 = digits.get(..1)?.parse().ok()?;
    Some(number.saturating_sub(1))
}

/// What Word wrote before an item.
pub(super) fn label_of_word(written: &str, level: u8) -> Option<NumberLabel> {
    let text = written.trim_matches(|c: char| is_space(c));
    if text.is_empty() || text.chars().count() > 20 {
        return None;
    }
    let is_number = text.chars().any(|c| {
        c.is_ascii_digit() || is_han(c) || matches!(c, '①'..='⒛' | '㈠'..='㈩' | '❶'..='❿' | '０'..='９')
    });
    let is_letters = text.chars().count() > 1 && text.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_bullet = !is_number && !is_letters;
    Some(NumberLabel {
        text: if is_bullet { "•" } else { text }.to_owned(),
        level,
        is_bullet,
    })
}
