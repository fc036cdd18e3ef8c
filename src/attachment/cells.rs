//! A workbook's sheets and their cells, with what hides a cell from whoever opens the file.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::formats::{FormattedNumber, day, time};
use super::headings::PersonTable;
use super::looks::{self, CellLook, OpenRuns, TextRun};
use super::package::Package;
use super::xml::{Tag, XmlEvent, is_true};
use super::{AttachmentText, Unreadable, xml};

/// So long is what a sheet says, in bytes: cells share texts, so that a small file can say a long one a million times.
const LONGEST: usize = 64 << 20;

/// A sheet has no more columns.
const COLUMNS: u32 = 16_384;

/// What all sheets share.
pub(super) struct Book {
    pub(super) sheets: Vec<WorkbookSheet>,
    /// The names that the workbook gives to cells and formulas.
    pub(super) names: Vec<AttachmentText>,
    strings: Vec<String>,
    /// Of the shared texts whose parts look differently, the parts.
    runs: RunsOfStrings,
    /// What each style makes of a number.
    styles: Vec<FormattedNumber>,
    /// How each style looks.
    looks: Vec<CellLook>,
    from_1904: bool,
}

/// A sheet of the workbook.
pub(super) struct WorkbookSheet {
    pub(super) name: String,
    pub(super) part: String,
    pub(super) is_hidden: bool,
}

/// What hides a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hidden {
    Row(u32),
    Column(String),
    /// A number format that shows nothing.
    Format(String),
}

/// A cell that holds something.
pub(super) struct SheetCell {
    /// `B4`.
    pub(super) at: String,
    /// From 1.
    pub(super) row: u32,
    /// From 1.
    pub(super) column: u32,
    /// What kind of value it says.
    pub(super) nature: CellNature,
    /// What it says: more than one text for a number that is written in several ways.
    pub(super) says: Vec<String>,
    pub(super) formula: String,
    pub(super) hidden: Option<Hidden>,
    /// How it looks where its parts do not say it themselves.
    pub(super) look: CellLook,
    /// Its parts, where they look differently.
    pub(super) runs: Rc<[TextRun]>,
}

/// What kind of value a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellNature {
    Text,
    /// Its last text is how it is stored.
    Number(FormattedNumber),
    /// `1` or `0`.
    Truth,
    /// `#REF!`.
    Error,
}

/// What stands in a sheet.
pub(super) enum SheetPart<'p> {
    Cell(SheetCell),
    /// Cells that look like one: `A1:C1`.
    Merged(&'p str),
    /// A text beside the cells, and what it is.
    Beside(&'static str, &'p str),
}

impl Book {
    pub(super) fn read(package: &mut Package<'_>, main: &str) -> Result<Self, Unreadable> {
        let parts = package.relationships(main)?;
        let of_kind = |kind: &str| {
            let part = parts.iter().find(|part| part.kind == kind && !part.is_external);
            part.map(|part| part.target.clone())
        };
        let mut book = Self {
            sheets: Vec::new(),
            names: Vec::new(),
            strings: Vec::new(),
            runs: HashMap::new(),
            styles: Vec::new(),
            looks: Vec::new(),
            from_1904: false,
        };
        let mut name = String::new();
        let mut is_name = false;
        xml::walk(&package.text(main)?, |node| match node {
            XmlEvent::Open(tag) => match tag.name() {
                "workbookPr" => {
                    book.from_1904 = tag.attribute("date1904").is_some_and(|value| is_true(&value))
                }
                "sheet" => book.sheets.extend(sheet(tag, &parts)),
                "definedName" => {
                    is_name = true;
                    name = tag.attribute("name").unwrap_or_default();
                    book.names.push(AttachmentText::new("定义的名称", name.as_str()));
                }
                _ => {}
            },
            XmlEvent::Text(text) if is_name => book
                .names
                .push(AttachmentText::new(format!("定义的名称“{name}”"), text)),
            XmlEvent::Close("definedName") => is_name = false,
            _ => {}
        })?;
        book.sheets.retain(|sheet| package.has(&sheet.part));
        if let Some(part) = of_kind("sharedStrings").filter(|part| package.has(part)) {
            (book.strings, book.runs) = strings(&package.text(&part)?)?;
        }
        if let Some(part) = of_kind("styles").filter(|part| package.has(part)) {
            let part = package.text(&part)?;
            book.styles = styles(&part)?;
            book.looks = looks::of_styles(&part)?;
        }
        Ok(book)
    }

    /// What kind of value a cell holds, by its type and its style.
    fn nature(&self, kind: &str, style: usize) -> CellNature {
        match kind {
            "s" | "str" | "inlineStr" | "d" => CellNature::Text,
            "e" => CellNature::Error,
            "b" => CellNature::Truth,
            _ => CellNature::Number(self.styles.get(style).copied().unwrap_or(FormattedNumber::Digits)),
        }
    }

    /// What a cell says, by the type of its value.
    fn says(&self, kind: &str, style: usize, value: &str) -> Vec<String> {
        match kind {
            "s" => {
                let index: Option<usize> = value.trim().parse().ok();
                index
                    .and_then(|index| self.strings.get(index))
                    .cloned()
                    .into_iter()
                    .collect()
            }
            "str" | "inlineStr" | "e" | "d" | "b" => vec![value.to_owned()],
            _ => self.number(style, value.trim()),
        }
    }

    /// A number as its digits, and as it is stored where that differs; a day as one.
    fn number(&self, style: usize, value: &str) -> Vec<String> {
        let Ok(number) = value.parse::<f64>() else {
            return vec![value.to_owned()];
        };
        let format = self.styles.get(style);
        let has_day = matches!(
            format,
            Some(FormattedNumber::Day | FormattedNumber::Moment | FormattedNumber::Month)
        );
        if has_day && let Some(day) = day(number, self.from_1904) {
            let has_hour = format == Some(&FormattedNumber::Moment) && number.fract() != 0.0;
            return vec![if has_hour {
                format!("{day} {}", time(number))
            } else {
                day
            }];
        }
        let mut says = vec![value.to_owned()];
        if number.fract() == 0.0 && number.abs() < 1e21 {
            // The fewest digits that mean this number, as programs show it: not its exact value in binary.
            let digits = format!("{number}");
            if digits != value {
                says.insert(0, digits);
            }
        }
        says
    }
}

fn sheet(tag: &Tag<'_>, parts: &[super::package::Relationship]) -> Option<WorkbookSheet> {
    let id = tag.qualified("r:id")?;
    let part = parts.iter().find(|part| part.id == id && !part.is_external)?;
    Some(WorkbookSheet {
        name: tag.attribute("name").unwrap_or_default(),
        part: part.target.clone(),
        is_hidden: tag.attribute("state").is_some_and(|state| state != "visible"),
    })
}

/// The runs of shared texts, by the number of the text.
type RunsOfStrings = HashMap<usize, Rc<[TextRun]>>;

/// The texts that cells share, each put together from its runs, and the runs of those that look differently.
fn strings(part: &str) -> Result<(Vec<String>, RunsOfStrings), Unreadable> {
    let mut strings: Vec<String> = Vec::new();
    let mut runs = HashMap::new();
    let mut open = OpenRuns::default();
    let mut is_text = false;
    let mut is_reading = false;
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => {
            open.enter(tag);
            match tag.name() {
                "si" => strings.push(String::new()),
                "rPh" => is_reading = true,
                "t" => is_text = true,
                _ => {}
            }
        }
        XmlEvent::Close("si") => {
            if let Some(found) = open.finish() {
                runs.insert(strings.len().saturating_sub(1), found);
            }
        }
        XmlEvent::Close("t") => is_text = false,
        XmlEvent::Close("rPh") => is_reading = false,
        XmlEvent::Close(name) => open.leave(name),
        XmlEvent::Text(text) if is_text && !is_reading => {
            open.text(text);
            if let Some(string) = strings.last_mut() {
                string.push_str(text);
            }
        }
        XmlEvent::Text(_) => {}
    })?;
    Ok((strings, runs))
}

/// What each cell style makes of a number.
fn styles(part: &str) -> Result<Vec<FormattedNumber>, Unreadable> {
    let mut own = HashMap::new();
    let mut styles = Vec::new();
    let mut is_cell = false;
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => match tag.name() {
            "numFmt" => {
                let code = tag.attribute("formatCode").unwrap_or_default();
                own.insert(tag.number("numFmtId"), FormattedNumber::of_code(&code));
            }
            "cellXfs" => is_cell = true,
            "xf" if is_cell => {
                let id = tag.number("numFmtId");
                let known = own.get(&id).copied();
                styles.push(known.unwrap_or_else(|| FormattedNumber::built_in(id.unwrap_or(0))));
            }
            _ => {}
        },
        XmlEvent::Close("cellXfs") => is_cell = false,
        _ => {}
    })?;
    Ok(styles)
}

/// All texts of a sheet.
pub(super) fn texts(book: &Book, part: &str, label: &str) -> Result<Vec<AttachmentText>, Unreadable> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    let mut length = 0;
    let mut persons = PersonTable::default();
    let (mut row, mut cells) = (0, BTreeMap::new());
    read(book, part, &mut |part| match part {
        SheetPart::Cell(cell) => {
            length += cell.says.iter().map(String::len).sum::<usize>();
            if length > LONGEST {
                return;
            }
            if cell.row != row {
                persons.row(format!("{label}第{row}行"), std::mem::take(&mut cells));
                row = cell.row;
            }
            cells.extend(cell.says.first().map(|text| (cell.column, text.clone())));
            found.extend(
                cell.says
                    .iter()
                    .map(|text| AttachmentText::new(format!("{label}{}", cell.at), text)),
            );
            if !cell.formula.is_empty() {
                found.push(AttachmentText::new(
                    format!("{label}{}（公式）", cell.at),
                    cell.formula.as_str(),
                ));
            }
        }
        SheetPart::Beside(what, text) => others.push(AttachmentText::new(format!("{label}（{what}）"), text)),
        SheetPart::Merged(_) => {}
    })?;
    persons.row(format!("{label}第{row}行"), cells);
    found.extend(persons.texts());
    found.extend(others);
    match length > LONGEST {
        true => Err(Unreadable::TooLarge),
        false => Ok(found),
    }
}

/// What hides cells of a sheet that hold something; each row, column and cell once.
pub(super) fn hidden(book: &Book, part: &str) -> Result<Vec<Hidden>, Unreadable> {
    let mut found = BTreeSet::new();
    read(book, part, &mut |part| {
        if let SheetPart::Cell(cell) = part {
            found.extend(cell.hidden);
        }
    })?;
    Ok(found.into_iter().collect())
}

/// A sheet on the way through it.
#[derive(Default)]
struct SheetWalk {
    rows: u32,
    columns: u32,
    is_row_hidden: bool,
    hidden_columns: HashSet<u32>,
    /// How many `col` elements there were.
    column_settings: u32,
    in_cell: bool,
    at: String,
    kind: String,
    style: usize,
    value: String,
    formula: String,
    element: String,
    reading: usize,
    runs: OpenRuns,
}

/// Reads a sheet from its beginning to its end.
pub(super) fn read(book: &Book, part: &str, see: &mut dyn FnMut(SheetPart<'_>)) -> Result<(), Unreadable> {
    let mut walk = SheetWalk::default();
    xml::walk(part, |node| match node {
        XmlEvent::Open(tag) => {
            walk.open(tag);
            for (name, value) in tag.attributes() {
                let told = [
                    "prompt", "promptTitle", "error", "errorTitle", "tooltip", "display", "location",
                ];
                if told.contains(&name) || (name == "val" && matches!(tag.name(), "filter" | "customFilter"))
                {
                    see(SheetPart::Beside("提示、筛选或链接", &value));
                }
            }
            if tag.name() == "mergeCell" {
                see(SheetPart::Merged(&tag.attribute("ref").unwrap_or_default()));
            }
        }
        XmlEvent::Text(text) if walk.in_cell => walk.text(text),
        XmlEvent::Text(text) if !text.trim().is_empty() => {
            let is_margin = walk.element.ends_with("Header") || walk.element.ends_with("Footer");
            see(SheetPart::Beside(
                if is_margin { "页眉页脚" } else { "设置" },
                text,
            ));
        }
        XmlEvent::Text(_) => {}
        XmlEvent::Close("rPh") => walk.reading = walk.reading.saturating_sub(1),
        XmlEvent::Close("c") => {
            if let Some(found) = walk.close(book) {
                see(SheetPart::Cell(found));
            }
        }
        XmlEvent::Close(name) => walk.runs.leave(name),
    })
}

impl SheetWalk {
    fn open(&mut self, tag: &Tag<'_>) {
        tag.name().clone_into(&mut self.element);
        if self.in_cell {
            self.runs.enter(tag);
        }
        match tag.name() {
            "col" if self.column_settings < COLUMNS => {
                self.column_settings += 1;
                if is_away(tag, "width") {
                    let first = tag.number("min").unwrap_or(1);
                    let last = tag.number("max").unwrap_or(first).min(COLUMNS);
                    self.hidden_columns.extend(first..=last);
                }
            }
            "row" => {
                self.rows = tag.number("r").unwrap_or(self.rows.saturating_add(1));
                self.columns = 0;
                self.is_row_hidden = is_away(tag, "ht");
            }
            "c" => {
                let at = tag.attribute("r");
                self.columns = at
                    .as_deref()
                    .and_then(column)
                    .unwrap_or(self.columns.saturating_add(1));
                self.at = at.unwrap_or_else(|| format!("{}{}", letters(self.columns), self.rows));
                self.kind = tag.attribute("t").unwrap_or_default();
                self.style = tag.number("s").unwrap_or(0) as usize;
                self.value.clear();
                self.formula.clear();
                self.in_cell = true;
            }
            "rPh" => self.reading += 1,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.element.as_str() {
            "v" | "t" if self.reading == 0 => {
                self.runs.text(text);
                self.value.push_str(text);
            }
            "f" => self.formula.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self, book: &Book) -> Option<SheetCell> {
        self.in_cell = false;
        let own_runs = self.runs.finish();
        if self.value.is_empty() && self.formula.is_empty() {
            return None;
        }
        let hidden = if self.is_row_hidden {
            Some(Hidden::Row(self.rows))
        } else if self.hidden_columns.contains(&self.columns) {
            Some(Hidden::Column(letters(self.columns)))
        } else if book.styles.get(self.style) == Some(&FormattedNumber::Nothing) {
            Some(Hidden::Format(self.at.clone()))
        } else {
            None
        };
        let says = book.says(&self.kind, self.style, &self.value);
        let shared_runs = || {
            let index: usize = self.value.trim().parse().ok()?;
            book.runs.get(&index).filter(|_| self.kind == "s").cloned()
        };
        let runs = own_runs.or_else(shared_runs).unwrap_or_default();
        Some(SheetCell {
            look: book.looks.get(self.style).copied().unwrap_or_default(),
            runs,
            at: self.at.clone(),
            row: self.rows,
            column: self.columns,
            nature: book.nature(&self.kind, self.style),
            says: says.into_iter().filter(|text| !text.trim().is_empty()).collect(),
            formula: std::mem::take(&mut self.formula),
            hidden,
        })
    }
}

/// True for a row or a column that is hidden, or that has no height or width.
fn is_away(tag: &Tag<'_>, measure: &str) -> bool {
    let is_nothing = |value: String| value.parse::<f64>().is_ok_and(|value| value <= 0.0);
    tag.attribute("hidden").is_some_and(|value| is_true(&value))
        || tag.attribute(measure).is_some_and(is_nothing)
}

/// The number of the column that a cell's name begins with.
pub(super) fn column(cell: &str) -> Option<u32> {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters
        .take(4)
        .fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
    (number > 0).then_some(number)
}

/// A column's letters.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + (column % 26) as u8));
        column /= 26;
    }
    letters.iter().rev().collect()
}
