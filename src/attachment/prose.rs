//! Paragraphs and tables, as documents and slides both have them (`w:p` and `a:p` differ in their prefix only), and
//! whatever else holds text in a part.

use std::collections::{BTreeMap, HashSet};

use super::headings::PersonTable;
use super::obstacle::{Obstacles, Remains};
use super::xml::{Tag, XmlEvent, is_true};
use super::{AttachmentText, Unreadable, xml};
use crate::words::decoded;

/// Attributes that hold what a reader sees, hears read out, or finds by pointing at something.
const TOLD: [&str; 15] = [
    "descr", "title", "alt", "tooltip", "string", "displayText", "prompt", "promptTitle", "error",
    "errorTitle", "caption", "placeholder", "docPart", "helpText", "statusText",
];

/// Elements whose text is a measure or a switch, no writing.
const MEASURES: [&str; 12] = [
    "posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "formatCode", "idx",
    "order", "ptCount", "Anchor", "attrName",
];

/// Elements around or beside what was changed and not yet accepted.
const TRACKED: [&str; 7] = [
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge",
];

/// Fields that fetch what they show from elsewhere.
const FETCHING: [&str; 7] = [
    "LINK", "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "DATABASE", "RD",
];

const HIDDEN: &str = "隐藏文字";

/// What text is called that stands in an element which is not known to hold any.
const EXTRA: &str = "附加文字";

/// Elements with writing that no reader sees at once, and what the place is called then.
fn aside(element: &str) -> Option<&'static str> {
    match element {
        "delText" => Some("已删除的文字"),
        "instrText" | "delInstrText" => Some("域代码"),
        _ => None,
    }
}

/// Gathers the texts of one part.
pub(super) struct Prose<'a> {
    /// Before each place: `页眉`, `第2张幻灯片`; empty for a document's body.
    label: &'a str,
    /// Styles whose text is hidden.
    hidden_styles: &'a HashSet<String>,
    paragraphs: usize,
    tables: usize,
    open_tables: Vec<OpenTable>,
    open: Vec<OpenParagraph>,
    /// The names of the elements that are open.
    elements: Vec<String>,
    run: OpenRun,
    /// How many open elements hold text that was moved elsewhere.
    moved: usize,
    found: Vec<AttachmentText>,
    obstacles: &'a mut Obstacles,
}

/// A table that is open.
#[derive(Default)]
struct OpenTable {
    name: String,
    row: usize,
    cell: usize,
    /// The columns of the open cell: a wide one stands in several.
    column: u32,
    width: u32,
    /// What the cells of the open row say, by column.
    cells: BTreeMap<u32, String>,
    persons: PersonTable,
}

/// What is known of the open run.
#[derive(Default)]
struct OpenRun {
    is_open: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct OpenParagraph {
    place: String,
    is_hidden: bool,
    shown: String,
    /// Texts that are not seen at once, each with what it is.
    asides: Vec<(&'static str, String)>,
}

/// All texts of a part.
pub(super) fn texts(
    part: &str,
    label: &str,
    hidden_styles: &HashSet<String>,
) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut obstacles = Obstacles::default();
    Ok(read(part, label, hidden_styles, &mut obstacles)?.found)
}

/// Looks for what a person has to remove from a part.
pub(super) fn check(
    part: &str,
    label: &str,
    hidden_styles: &HashSet<String>,
    obstacles: &mut Obstacles,
) -> Result<(), Unreadable> {
    read(part, label, hidden_styles, obstacles).map(drop)
}

fn read<'a>(
    part: &str,
    label: &'a str,
    hidden_styles: &'a HashSet<String>,
    obstacles: &'a mut Obstacles,
) -> Result<Prose<'a>, Unreadable> {
    let mut prose = Prose {
        label,
        hidden_styles,
        paragraphs: 0,
        tables: 0,
        open_tables: Vec::new(),
        open: Vec::new(),
        elements: Vec::new(),
        run: OpenRun::default(),
        moved: 0,
        found: Vec::new(),
        obstacles,
    };
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => {
            prose.open(tag);
            prose.mind(tag);
            prose.elements.push(tag.name().to_owned());
        }
        XmlEvent::Close(name) => {
            prose.elements.pop();
            prose.close(name);
        }
        XmlEvent::Text(text) => prose.text(text),
    })?;
    Ok(prose)
}

impl Prose<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => self.open_paragraph(),
            "tbl" => {
                let name = match self.open_tables.last() {
                    Some(around) if around.name.ends_with("中的表") => around.name.clone(),
                    Some(_) => format!("{}中的表", self.cell()),
                    None => {
                        self.tables += 1;
                        format!("表{}", self.tables)
                    }
                };
                self.open_tables.push(OpenTable {
                    name,
                    ..OpenTable::default()
                });
            }
            "tr" => {
                if let Some(table) = self.open_tables.last_mut() {
                    table.row += 1;
                    (table.cell, table.column, table.width) = (0, 0, 1);
                }
            }
            "tc" => {
                if let Some(table) = self.open_tables.last_mut() {
                    table.cell += 1;
                    table.column = table.column.saturating_add(table.width);
                    table.width = tag.number("gridSpan").unwrap_or(1);
                }
            }
            "gridSpan" => {
                if let Some(table) = self.open_tables.last_mut() {
                    table.width = tag.number("val").unwrap_or(1);
                }
            }
            "moveFrom" => self.moved += 1,
            "tab" if self.run.is_open => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => self.open_run(tag),
        }
        for (name, value) in tag.attributes() {
            if TOLD.contains(&name) && !value.trim().is_empty() {
                self.say(self.place(Some("替代文字或提示")), &value);
            }
        }
    }

    /// Notes what a person has to remove.
    fn mind(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        let is_hidden = match name {
            "docPr" | "cNvPr" => tag.attribute("hidden").is_some_and(|value| is_true(&value)),
            "shape" | "rect" | "group" => tag
                .attribute("style")
                .is_some_and(|style| style.replace(' ', "").contains("visibility:hidden")),
            _ => false,
        };
        if is_hidden {
            self.obstacles
                .add(Remains::HiddenText, self.place(Some("隐藏的图形")));
        }
        if TRACKED.contains(&name) || (name.ends_with("Change") && tag.attribute("author").is_some()) {
            self.obstacles.add(Remains::Tracked, self.place(None));
        }
    }

    fn open_run(&mut self, tag: &Tag<'_>) {
        let within = |name: &str| self.elements.iter().rev().take(3).any(|open| open == name);
        match tag.name() {
            "r" => {
                let is_hidden = self.open.last().is_some_and(|paragraph| paragraph.is_hidden);
                self.run = OpenRun {
                    is_open: true,
                    is_hidden,
                };
            }
            "vanish" if within("rPr") && !within("pPr") => self.run.is_hidden = tag.is_on(),
            "rStyle" | "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                let is_hidden = self.hidden_styles.contains(&style);
                match self.open.last_mut() {
                    Some(paragraph) if is_hidden && tag.name() == "pStyle" => paragraph.is_hidden = true,
                    _ => self.run.is_hidden |= is_hidden,
                }
            }
            _ => {}
        }
    }

    fn open_paragraph(&mut self) {
        let place = if let Some(around) = self.open.last() {
            match around.place.ends_with("的文本框") {
                true => around.place.clone(),
                false => format!("{}的文本框", around.place),
            }
        } else if self.open_tables.is_empty() {
            self.paragraphs += 1;
            format!("{}第{}段", self.label, self.paragraphs)
        } else {
            format!("{}{}", self.label, self.cell())
        };
        self.open.push(OpenParagraph {
            place,
            ..OpenParagraph::default()
        });
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    if let (Some(table), true) = (self.open_tables.last_mut(), self.open.is_empty()) {
                        let cell = table.cells.entry(table.column).or_default();
                        cell.push_str(&paragraph.shown);
                        cell.push('\n');
                    }
                    let place = paragraph.place;
                    self.say(place.clone(), &paragraph.shown);
                    for (what, text) in paragraph.asides {
                        self.say(format!("{place}（{what}）"), &text);
                    }
                }
            }
            "tr" => {
                let label = self.label;
                if let Some(table) = self.open_tables.last_mut() {
                    let place = format!("{label}{}第{}行", table.name, table.row);
                    table.persons.row(place, std::mem::take(&mut table.cells));
                }
            }
            "tbl" => {
                let table = self.open_tables.pop();
                let rows = table.map(|table| table.persons.texts());
                self.found.extend(rows.into_iter().flatten());
            }
            "r" => self.run = OpenRun::default(),
            "moveFrom" => self.moved = self.moved.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let element = self.elements.last().map_or("", String::as_str).to_owned();
        if MEASURES.contains(&element.as_str()) {
            return;
        }
        let aside = match element.as_str() {
            element if aside(element).is_some() => aside(element),
            "t" if self.moved > 0 => Some("已移走的文字"),
            "t" if self.run.is_hidden => Some(HIDDEN),
            "t" => None,
            _ if text.trim().is_empty() => return,
            _ => Some(EXTRA),
        };
        if aside == Some(HIDDEN) && !text.trim().is_empty() {
            self.obstacles.add(Remains::HiddenText, self.place(None));
        }
        let first = text.split_whitespace().next().unwrap_or("");
        if element == "instrText" && FETCHING.contains(&first.to_uppercase().as_str()) {
            self.obstacles.add(Remains::Linked, self.place(Some("域")));
        }
        match (aside, self.open.last_mut()) {
            (None, Some(paragraph)) => paragraph.shown.push_str(text),
            (Some(what), Some(paragraph)) => {
                match paragraph.asides.iter_mut().find(|(known, _)| *known == what) {
                    Some((_, known)) => {
                        if what == EXTRA {
                            known.push('\n');
                        }
                        known.push_str(text);
                    }
                    None => paragraph.asides.push((what, text.to_owned())),
                }
            }
            (_, None) => self.say(self.place(None), text),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.shown.push_str(text);
        }
    }

    /// Where the open cell is.
    fn cell(&self) -> String {
        self.open_tables
            .last()
            .map_or_else(String::new, |OpenTable { name, row, cell, .. }| {
                format!("{name}第{row}行第{cell}格")
            })
    }

    fn place(&self, what: Option<&str>) -> String {
        let place = match self.open.last() {
            Some(paragraph) => paragraph.place.clone(),
            None if self.open_tables.is_empty() => self.label.to_owned(),
            None => format!("{}{}", self.label, self.cell()),
        };
        match (place.is_empty(), what) {
            (false, Some(what)) => format!("{place}（{what}）"),
            (false, None) => place,
            (true, what) => what.unwrap_or("正文").to_owned(),
        }
    }

    fn say(&mut self, place: String, text: &str) {
        let text = AttachmentText::new(place, text);
        // Drawings are stored twice, for new programs and for old ones.
        let is_new = !self.found.iter().rev().take(40).any(|known| *known == text);
        if is_new && !text.text.trim().is_empty() {
            self.found.push(text);
        }
    }
}

pub(super) fn text_lines(bytes: &[u8]) -> Result<Vec<AttachmentText>, Unreadable> {
    let decoded = decoded(bytes).map_err(|_| Unreadable::Damaged)?;
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.split('\n').enumerate();
    let told = lines.filter(|(_, line)| !line.trim().is_empty());
    let mut persons = PersonTable::default();
    let mut found: Vec<AttachmentText> = told
        .map(|(index, line)| {
            let place = format!("第{}行", index + 1);
            let cells = line
                .split([',', '\t'])
                .map(|cell| cell.trim_matches('"').to_owned());
            persons.row(place.clone(), (1..).zip(cells).collect());
            AttachmentText::new(place, line)
        })
        .collect();
    found.extend(persons.texts());
    Ok(found)
}
