//! The registry of fields: for every file that people write, which fields it may have, inside which others, what each takes
//! and what it is for. Plain data, one row per field and place. The table in `docs/content.md`, the JSON Schema and whoever
//! lays out a form are made from it; the readers take the same fields by their `keys` and say what is wrong with them.
//!
//! `tests` below hold the readers to it: a field without a row, or a row that no reader takes, is noticed.

mod common;
mod ledger;
mod meeting;
mod notice;
mod organization;
mod pledge;
mod registers;
mod study;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::LazyLock;

use super::keys::FieldName;
use super::values::TermTable;
use crate::words::{Kind, Labelled};

pub use common::COMMON;
pub(crate) use ledger::LINK;

/// A field in one place.
#[derive(Debug)]
pub struct FieldRow {
    /// Its names.
    pub(crate) key: FieldName,
    /// What stands behind the colon.
    pub takes: Takes,
    /// It must be there.
    pub required: bool,
    /// What it is for, in Chinese, for whoever fills it in: without its name, without the words it takes, without a full stop
    /// at the end. Names of files and of fields may stand in backticks.
    pub says: &'static str,
    /// A value as it would be typed, or nothing.
    pub example: &'static str,
}

impl FieldRow {
    /// The Chinese name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.key.name
    }

    /// The English alias.
    #[must_use]
    pub fn alias(&self) -> &'static str {
        self.key.alias
    }

    const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

/// A field that need not be there.
const fn row(key: FieldName, takes: Takes, says: &'static str) -> FieldRow {
    FieldRow {
        key,
        takes,
        required: false,
        says,
        example: "",
    }
}

/// Fields that stand together.
#[derive(Debug)]
pub struct FieldTable {
    /// Its name in the documents and in the schema.
    pub id: &'static str,
    /// The fields, in the order of the documents.
    pub rows: &'static [FieldRow],
}

/// The fields that may stand in one place: those of all these tables.
pub type FieldTables = &'static [&'static FieldTable];

/// What a field takes. A list may always be a single item of it.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// One value.
    One(Scalar),
    /// A list of short words, in which `，` and `、` cannot be meant.
    Words,
    /// A list of sentences, in which they can.
    Texts,
    /// A map with these fields; or, where it is named, one value instead.
    Map(Option<Scalar>, FieldTables),
    /// A list of such maps or values.
    Maps(Option<Scalar>, FieldTables),
    /// The rows of a ledger: maps by its columns' names, or lists in its columns' order.
    Rows,
    /// One value per column of a ledger, by the columns' names.
    ByColumn,
}

impl Takes {
    /// The fields inside.
    #[must_use]
    pub fn inside(self) -> FieldTables {
        match self {
            Self::Map(_, tables) | Self::Maps(_, tables) => tables,
            Self::One(_) | Self::Words | Self::Texts | Self::Rows | Self::ByColumn => &[],
        }
    }

    /// What it looks like.
    fn shape(self) -> Shape {
        match self {
            Self::One(_) => Shape::One,
            Self::Words => Shape::Words,
            Self::Texts => Shape::Texts,
            Self::Map(..) | Self::ByColumn => Shape::Map,
            Self::Maps(..) | Self::Rows => Shape::Maps,
        }
    }
}

/// One value.
#[derive(Debug, Clone, Copy)]
pub enum Scalar {
    /// A text of one line.
    Line,
    /// A text, perhaps of several lines.
    Text,
    /// A day.
    Day,
    /// A day with a time.
    Time,
    /// A whole number, perhaps with a unit such as 人; also a year.
    Count,
    /// A number, perhaps with decimals and a unit such as 学时.
    Decimal,
    /// 是 or 否.
    YesNo,
    /// One of these words.
    Word(&'static dyn Vocabulary),
    /// One of these words, or another text.
    WordOr(&'static dyn Vocabulary),
}

/// What a field's value looks like, as far as its name alone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One value.
    One,
    /// A list of short words.
    Words,
    /// A list of sentences.
    Texts,
    /// A map.
    Map,
    /// A list of maps.
    Maps,
}

/// A closed list of words.
pub trait Vocabulary: Debug + Sync {
    /// All that may be said, in the order of the reference.
    fn choices(&self) -> Vec<Choice>;
}

/// Something that may be said.
#[derive(Debug)]
pub struct Choice {
    /// The Chinese word.
    pub label: &'static str,
    /// The English alias.
    pub id: &'static str,
    /// Other words for it.
    pub also: Vec<&'static str>,
}

impl<T: Copy + Debug + Sync> Vocabulary for TermTable<T> {
    fn choices(&self) -> Vec<Choice> {
        let choice = |value: &T| {
            let label = (self.label)(*value);
            let also = self
                .also
                .iter()
                .filter(|(_, meant)| (self.label)(*meant) == label);
            Choice {
                label,
                id: (self.id)(*value),
                also: also.map(|(word, _)| *word).collect(),
            }
        };
        self.all.iter().map(choice).collect()
    }
}

/// A kind of file that people write.
#[derive(Debug)]
pub struct ContentFile {
    /// What the file is.
    pub role: FileRole,
    /// Its fields.
    pub tables: FieldTables,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRole {
    /// An entry.
    Entry(Kind),
    /// A file of `content/` that is there once: its name without `.yaml`.
    Register(&'static str),
}

impl ContentFile {
    /// An ASCII name.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self.role {
            FileRole::Entry(kind) => kind.id(),
            FileRole::Register(stem) => stem,
        }
    }

    /// What people call it: `通知公告`, `organization.yaml`.
    #[must_use]
    pub fn name(&self) -> String {
        match self.role {
            FileRole::Entry(kind) => kind.label().to_owned(),
            FileRole::Register(stem) => format!("{stem}.yaml"),
        }
    }

    /// The file that is called so: a kind by any of its names, a register with or without its ending and folder.
    #[must_use]
    pub fn called(name: &str) -> Option<&'static Self> {
        let name = name.strip_prefix("content/").unwrap_or(name);
        let role = Kind::parse(name).map(FileRole::Entry);
        FILES
            .iter()
            .find(|file| Some(file.role) == role || file.name() == name || file.id() == name)
    }
}

/// Every file that people write, but `site.toml`.
pub static FILES: [ContentFile; 10] = [
    entry(Kind::Notice, &[&COMMON, &notice::NOTICE]),
    entry(Kind::Meeting, &[&COMMON, &meeting::MEETING]),
    entry(Kind::Pledge, &[&COMMON, &pledge::PLEDGE]),
    entry(Kind::Study, &[&COMMON, &study::STUDY]),
    entry(Kind::Ledger, &[&COMMON, &ledger::LEDGER]),
    entry(Kind::Page, &[&COMMON, &study::PAGE]),
    register(
        "organization",
        &[&organization::ORGANIZATION, &organization::UNIT],
    ),
    register("catalogue", &[&registers::CATALOGUE]),
    register("calendar", &[&registers::CALENDAR]),
    register("words", &[&registers::WORDS]),
];

const fn entry(kind: Kind, tables: FieldTables) -> ContentFile {
    ContentFile {
        role: FileRole::Entry(kind),
        tables,
    }
}

const fn register(stem: &'static str, tables: FieldTables) -> ContentFile {
    ContentFile {
        role: FileRole::Register(stem),
        tables,
    }
}

/// What the value of a field of this name should look like; `None` for a word that names no field. Of two fields with one
/// name the first counts, of those that all entries share, then of the registers from the outside in, then of the kinds.
pub(crate) fn shape_of(name: &str) -> Option<Shape> {
    takes_of(name).map(Takes::shape)
}

/// True for a field that takes a day, a number or a word of a list: no text, which may begin with a bracket.
pub(crate) fn is_exact(name: &str) -> bool {
    matches!(takes_of(name), Some(Takes::One(scalar)) if !matches!(scalar, Scalar::Line | Scalar::Text))
}

fn takes_of(name: &str) -> Option<Takes> {
    static ALL: LazyLock<HashMap<&str, Takes>> = LazyLock::new(|| {
        let mut all = HashMap::new();
        add(&mut all, &[&COMMON]);
        let is_register = |file: &&ContentFile| matches!(file.role, FileRole::Register(_));
        let (registers, entries): (Vec<_>, Vec<_>) = FILES.iter().partition(is_register);
        for file in registers.into_iter().chain(entries) {
            add(&mut all, file.tables);
        }
        add(&mut all, LINK);
        all
    });
    ALL.get(name).copied()
}

/// True when some file has the field at its top.
pub(crate) fn is_at_top(name: &str) -> bool {
    rows_of_top(name).next().is_some()
}

/// True when the field at the top of some file holds a list or other fields.
pub(crate) fn holds_more(name: &str) -> bool {
    rows_of_top(name).any(|(_, row)| !matches!(row.takes, Takes::One(_)))
}

/// True when files of this kind have the field at their top.
pub(crate) fn is_of_kind(kind: Kind, name: &str) -> bool {
    rows_of_top(name).any(|(file, _)| file.role == FileRole::Entry(kind))
}

/// True when a field of the one name, wherever it stands, has one of the other right inside it.
pub(crate) fn holds_field(name: &str, inside: &str) -> bool {
    fn is_so(tables: FieldTables, name: &str, inside: &str) -> bool {
        let mut rows = tables.iter().flat_map(|table| table.rows);
        rows.any(|row| {
            let tables = row.takes.inside();
            row.key.is_named(name) && is_in(tables, inside) || is_so(tables, name, inside)
        })
    }
    FILES.iter().any(|file| is_so(file.tables, name, inside))
}

/// True when the field at the top of some file has a field of this name in it, however deep.
pub(crate) fn is_below(top: &str, name: &str) -> bool {
    fn is_deep_in(tables: FieldTables, name: &str) -> bool {
        let mut rows = tables.iter().flat_map(|table| table.rows);
        rows.any(|row| row.key.is_named(name) || is_deep_in(row.takes.inside(), name))
    }
    rows_of_top(top).any(|(_, row)| is_deep_in(row.takes.inside(), name))
}

/// True when the field at the top of some file has a field of this name right inside it.
pub(crate) fn is_inside(top: &str, name: &str) -> bool {
    rows_of_top(top).any(|(_, row)| is_in(row.takes.inside(), name))
}

/// True when a file that has the one field at its top has the other there, too.
pub(crate) fn is_beside(top: &str, name: &str) -> bool {
    rows_of_top(top).any(|(file, _)| is_in(file.tables, name))
}

/// True when a ledger has the field at its top, and no other file.
pub(crate) fn is_of_ledgers_alone(name: &str) -> bool {
    let mut files = rows_of_top(name).map(|(file, _)| file.role).peekable();
    files.peek().is_some() && files.all(|role| role == FileRole::Entry(Kind::Ledger))
}

/// The fields of this name at the tops of files.
fn rows_of_top(name: &str) -> impl Iterator<Item = (&'static ContentFile, &'static FieldRow)> {
    FILES.iter().flat_map(move |file| {
        let rows = file.tables.iter().flat_map(|table| table.rows);
        rows.filter(move |row| row.key.is_named(name))
            .map(move |row| (file, row))
    })
}

fn is_in(tables: FieldTables, name: &str) -> bool {
    let mut rows = tables.iter().flat_map(|table| table.rows);
    rows.any(|row| row.key.is_named(name))
}

fn add(all: &mut HashMap<&'static str, Takes>, tables: &[&'static FieldTable]) {
    let rows = || tables.iter().flat_map(|table| table.rows);
    for row in rows() {
        for name in [row.key.name, row.key.alias] {
            all.entry(name).or_insert(row.takes);
        }
    }
    for row in rows() {
        add(all, row.takes.inside());
    }
}
