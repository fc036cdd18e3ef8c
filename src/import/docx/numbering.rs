//! Automatic numbers: what `numbering.xml` says of lists, and how far each has been counted.

use std::collections::{HashMap, HashSet};

use super::number_format::written;
use super::styles::{ParagraphSetting, StyleSheet};
use super::symbols::{self, SymbolFont};
use super::tree::PartElement;
use crate::import::text::NumberLabel;

/// Levels of a list.
const LEVELS: usize = 9;

/// A number's text has no more characters than this in Word either.
const LONGEST: usize = 255;

/// A level of a list.
#[derive(Debug, Clone)]
struct ListLevel {
    start: u32,
    format: String,
    /// `第%1条`.
    text: String,
    /// All numbers in it are ordinary digits.
    is_legal: bool,
    /// After which level it begins again: 0 for never, `None` for any before it.
    restart: Option<i64>,
    /// Nothing stands between number and words.
    is_close: bool,
    symbols: Option<SymbolFont>,
}

impl Default for ListLevel {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            is_legal: false,
            restart: None,
            is_close: false,
            symbols: None,
        }
    }
}

/// A `w:abstractNum`.
#[derive(Debug, Default)]
struct ListDefinition {
    levels: [Option<ListLevel>; LEVELS],
    /// The style whose list this is.
    link: Option<String>,
    /// Levels by the paragraph styles that they belong to.
    styles: HashMap<String, usize>,
}

/// A `w:num`.
#[derive(Debug, Default)]
struct ListUse {
    definition: i64,
    levels: HashMap<usize, ListLevel>,
    starts: HashMap<usize, u32>,
}

/// The lists of a document, and how far they have been counted.
#[derive(Debug, Default)]
pub(super) struct ListCounts {
    definitions: HashMap<i64, ListDefinition>,
    uses: HashMap<i64, ListUse>,
    counts: HashMap<i64, [Option<u32>; LEVELS]>,
    /// The lists and levels that have begun where they say that they begin.
    begun: HashSet<(i64, usize)>,
}

impl ListCounts {
    /// From `numbering.xml`.
    pub(super) fn new(part: Option<&PartElement>) -> Self {
        let mut lists = Self::default();
        for element in part.map(|part| part.children.as_slice()).unwrap_or_default() {
            match element.name.as_str() {
                "abstractNum" => {
                    let id = element.number("abstractNumId").unwrap_or_default();
                    lists.definitions.insert(id, definition(element));
                }
                "num" => {
                    let id = element.number("numId").unwrap_or_default();
                    lists.uses.insert(id, list_use(element));
                }
                _ => {}
            }
        }
        lists
    }

    /// Counts on, for a paragraph that says this, and gives its number.
    pub(super) fn next(
        &mut self,
        setting: &ParagraphSetting,
        style: Option<&str>,
        sheet: &StyleSheet,
    ) -> Option<NumberLabel> {
        let list = setting.list.filter(|list| *list != 0)?;
        let used = self.uses.get(&list)?;
        let mut definition = used.definition;
        // One step is enough: a linked list is one that is not linked.
        if let Some(link) = self
            .definitions
            .get(&definition)
            .and_then(|known| known.link.as_deref())
            && let Some(linked) = sheet.list(link).and_then(|list| self.uses.get(&list))
        {
            definition = linked.definition;
        }
        let known = self.definitions.get(&definition)?;
        let by_style = style.and_then(|style| known.styles.get(style)).copied();
        let said = setting.level.and_then(|level| usize::try_from(level).ok());
        let level = said.or(by_style).unwrap_or(0);
        let level = level.min(LEVELS - 1);
        let described = |level: usize| {
            let own = used.levels.get(&level);
            own.or_else(|| known.levels.get(level)?.as_ref())
        };
        let own = described(level)?;
        let counts = self.counts.entry(definition).or_default();
        let begins = used
            .starts
            .get(&level)
            .filter(|_| self.begun.insert((list, level)));
        let count = match (begins, counts[level]) {
            (Some(start), _) => *start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => used.starts.get(&level).copied().unwrap_or(own.start),
        };
        counts[level] = Some(count);
        for (deeper, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restarts = match described(deeper).and_then(|level| level.restart) {
                Some(after) => usize::try_from(after).is_ok_and(|after| level < after),
                None => true,
            };
            if restarts {
                *count = None;
            }
        }
        let number = |asked: usize| {
            let described = described(asked)?;
            let format = match own.is_legal {
                true => "decimal",
                false => described.format.as_str(),
            };
            Some(written(format, counts[asked].unwrap_or(described.start)))
        };
        label(own, level, number)
    }
}

/// The text of a number: `%1` is the number of the outermost level.
fn label(own: &ListLevel, level: usize, number: impl Fn(usize) -> Option<String>) -> Option<NumberLabel> {
    let is_bullet = own.format == "bullet";
    let mut text = String::new();
    let mut characters = own.text.chars().take(LONGEST).peekable();
    while let Some(c) = characters.next() {
        let place = (c == '%')
            .then(|| characters.peek().and_then(|digit| digit.to_digit(10)))
            .flatten()
            .and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match place {
            Some(place) => {
                characters.next();
                text.push_str(&number(place).unwrap_or_default());
            }
            None if is_bullet => text.push(symbols::shown(own.symbols, u32::from(c)).unwrap_or('•')),
            None => text.push(symbols::shown(own.symbols, u32::from(c)).unwrap_or(c)),
        }
    }
    let mut text = text.trim().to_owned();
    if text.is_empty() {
        return None;
    }
    // `第一条` and `1.1` stand apart from what follows, `一、` and `（一）` do so by themselves.
    if !own.is_close && !is_bullet && text.ends_with(char::is_alphanumeric) {
        text.push(' ');
    }
    Some(NumberLabel {
        text,
        level: u8::try_from(level).unwrap_or_default(),
        is_bullet,
    })
}

fn definition(element: &PartElement) -> ListDefinition {
    let mut made = ListDefinition {
        link: element.child_val("numStyleLink").map(str::to_owned),
        ..ListDefinition::default()
    };
    for level in element.children.iter().filter(|child| child.name == "lvl") {
        let place = level.number("ilvl").and_then(|place| usize::try_from(place).ok());
        let Some(place) = place.filter(|place| *place < LEVELS) else {
            continue;
        };
        if let Some(style) = level.child_val("pStyle") {
            made.styles.insert(style.to_owned(), place);
        }
        made.levels[place] = Some(list_level(level));
    }
    made
}

fn list_use(element: &PartElement) -> ListUse {
    let definition = element.child("abstractNumId").and_then(|id| id.number("val"));
    let mut made = ListUse {
        definition: definition.unwrap_or(-1),
        ..ListUse::default()
    };
    for change in element
        .children
        .iter()
        .filter(|child| child.name == "lvlOverride")
    {
        let Some(place) = change
            .number("ilvl")
            .and_then(|place| usize::try_from(place).ok())
        else {
            continue;
        };
        let start = change
            .child("startOverride")
            .and_then(|start| start.number("val"));
        if let Some(start) = start.and_then(|start| u32::try_from(start).ok()) {
            made.starts.insert(place, start);
        }
        if let Some(level) = change.child("lvl") {
            made.levels.insert(place, list_level(level));
        }
    }
    made
}

fn list_level(element: &PartElement) -> ListLevel {
    let start = element.child("start").and_then(|start| start.number("val"));
    let fonts = element.child("rPr").and_then(|run| run.child("rFonts"));
    let font = fonts.and_then(|fonts| fonts.attribute("ascii").or_else(|| fonts.attribute("hAnsi")));
    let format = element.child("numFmt");
    let custom = format
        .and_then(|format| format.attribute("format"))
        .unwrap_or_default();
    let format = match custom.starts_with("01") {
        true => "decimalZero",
        false => format.and_then(PartElement::val).unwrap_or("decimal"),
    };
    ListLevel {
        // Word begins at 0 where nothing is said.
        start: start.and_then(|start| u32::try_from(start).ok()).unwrap_or(0),
        format: format.chars().take(64).collect(),
        text: element
            .child_val("lvlText")
            .unwrap_or_default()
            .chars()
            .take(LONGEST)
            .collect(),
        is_legal: element.switch("isLgl").unwrap_or(false),
        restart: element.child("lvlRestart").and_then(|level| level.number("val")),
        is_close: element.child_val("suff") == Some("nothing"),
        symbols: font.and_then(SymbolFont::of),
    }
}
