//! How a workbook's cells look, as far as it decides what a reader takes from them: struck out, or white on no ground.

use std::rc::Rc;

use super::Unreadable;
use super::xml::{self, Tag, XmlEvent};

/// How a cell looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CellLook {
    /// A line goes through it.
    pub(super) is_struck: bool,
    /// Its letters are white.
    pub(super) is_white: bool,
    /// It has a ground that is not white.
    pub(super) has_ground: bool,
}

/// A part of a cell's text that looks alike.
#[derive(Debug, Clone, Default)]
pub(super) struct TextRun {
    pub(super) text: String,
    /// It says itself how it looks; else it looks as its cell does.
    has_own_look: bool,
    is_struck: bool,
    is_white: bool,
}

impl TextRun {
    /// How it looks in a cell that looks so.
    pub(super) fn look(&self, cell: CellLook) -> CellLook {
        match self.has_own_look {
            true => CellLook {
                is_struck: self.is_struck,
                is_white: self.is_white,
                ..cell
            },
            false => cell,
        }
    }
}

/// The parts of a text that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenRuns {
    runs: Vec<TextRun>,
    is_in_look: bool,
}

impl OpenRuns {
    /// An element of the text begins.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        let is_in_look = self.is_in_look;
        match tag.name() {
            "r" => self.runs.push(TextRun::default()),
            "rPr" => {
                self.is_in_look = true;
                self.with_last(|run| run.has_own_look = true);
            }
            "strike" if is_in_look => self.with_last(|run| run.is_struck = tag.is_on()),
            "color" if is_in_look => self.with_last(|run| run.is_white = is_white(tag)),
            _ => {}
        }
    }

    /// An element of the text ends.
    pub(super) fn leave(&mut self, name: &str) {
        self.is_in_look &= name != "rPr";
    }

    /// More of the text.
    pub(super) fn text(&mut self, text: &str) {
        self.with_last(|run| run.text.push_str(text));
    }

    fn with_last(&mut self, change: impl FnOnce(&mut TextRun)) {
        if let Some(last) = self.runs.last_mut() {
            change(last);
        }
    }

    /// The text is over; its parts, where some say themselves how they look.
    pub(super) fn finish(&mut self) -> Option<Rc<[TextRun]>> {
        self.is_in_look = false;
        let runs = std::mem::take(&mut self.runs);
        runs.iter().any(|run| run.has_own_look).then(|| runs.into())
    }
}

/// The list of `styles.xml` that is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StyleList {
    Fonts,
    Fills,
    Cells,
    Other,
}

/// How each cell style looks, from `styles.xml`.
pub(super) fn of_styles(part: &str) -> Result<Vec<CellLook>, Unreadable> {
    let mut list = StyleList::Other;
    let mut fonts: Vec<CellLook> = Vec::new();
    let mut grounds: Vec<bool> = Vec::new();
    let mut cells = Vec::new();
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => match (list, tag.name()) {
            (_, "fonts") => list = StyleList::Fonts,
            (_, "fills") => list = StyleList::Fills,
            (_, "cellXfs") => list = StyleList::Cells,
            (StyleList::Fonts, "font") => fonts.push(CellLook::default()),
            (StyleList::Fonts, "strike") => {
                fonts
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|font| font.is_struck = tag.is_on());
            }
            (StyleList::Fonts, "color") => {
                fonts
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|font| font.is_white = is_white(tag));
            }
            (StyleList::Fills, "fill") => grounds.push(false),
            (StyleList::Fills, "patternFill") => {
                let is_drawn = tag.attribute("patternType").is_some_and(|kind| kind != "none");
                grounds
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|ground| *ground = is_drawn);
            }
            (StyleList::Fills, "gradientFill") => {
                grounds
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|ground| *ground = true);
            }
            (StyleList::Fills, "fgColor") if is_white(tag) => {
                grounds
                    .iter_mut()
                    .next_back()
                    .into_iter()
                    .for_each(|ground| *ground = false);
            }
            (StyleList::Cells, "xf") => {
                let index = |name| tag.number(name).unwrap_or(0) as usize;
                let font = fonts.get(index("fontId")).copied().unwrap_or_default();
                cells.push(CellLook {
                    has_ground: grounds.get(index("fillId")).copied().unwrap_or(false),
                    ..font
                });
            }
            _ => {}
        },
        XmlEvent::Close("fonts" | "fills" | "cellXfs") => list = StyleList::Other,
        _ => {}
    })?;
    Ok(cells)
}

/// True for a colour that says white: as its parts, as the first of the theme, or as that of the old list.
fn is_white(tag: &Tag<'_>) -> bool {
    let is_plain = tag.attribute("tint").is_none_or(|tint| tint.parse() == Ok(0.0));
    let parts = tag.attribute("rgb").map(|parts| parts.to_ascii_uppercase());
    parts.is_some_and(|parts| parts.len() >= 6 && parts.ends_with("FFFFFF"))
        || tag.number("theme") == Some(0) && is_plain
        || matches!(tag.number("indexed"), Some(1 | 9))
}
