//! A workbook, a csv file or the only table of a text → ledgers, and registers of pledges: what a treasurer or a secretary keeps in Excel or WPS.
//!
//! ```text
//! grid       cells that are shown, merged ones filled; csv is a grid too
//! header     title, unit, year, and where the table begins
//! names      what its columns are called, below the names of their groups
//! made_on    the day that it was made on
//! body       rows: of data, of sums, of notes
//! synonyms   what offices call the columns of the bundled ledgers
//! fit        header → how well each of the bundled ledgers fits
//! guess      values → the type of a column that none of them knows
//! columns    header and values → the ledger and its columns
//! cells      a cell → its value, by the type of its column; numbers and days have files of their own
//! refusal    what stands there instead of a table
//! table      all of it → a ledger, with its sums checked
//! pledges    a register of pledges → the fields of a pledge
//! yaml       a ledger → the form that `gongkai new` writes, filled in
//! ```
//!
//! What is hidden in the file goes no further. What is not clear is left empty, with a sentence for whoever reads the draft.

mod body;
mod cells;
mod columns;
mod days;
mod fit;
mod grid;
mod guess;
mod header;
mod made_on;
mod names;
mod numbers;
mod pledges;
mod refusal;
mod synonyms;
mod table;
mod yaml;

#[cfg(test)]
mod cases;

use super::official::ImportedField;
use super::text::{ImportedText, Omission};
use crate::attachment::{self, Unreadable};
use crate::check::names_persons;
use crate::read::ledger::{Cell, Column, ColumnKind, Preset, Row};
use crate::words::{Amount, Day};
use grid::SheetGrid;
pub use refusal::SheetRefusal;

/// What a workbook holds.
#[derive(Debug, Clone, Default)]
pub(super) struct ImportedWorkbook {
    /// The tables of its sheets, in their order.
    pub tables: Vec<ImportedTable>,
    /// Why the first sheet that is none became no table.
    pub refused: Option<SheetRefusal>,
    /// What was left out of the whole: hidden sheets, sheets without a table.
    pub omissions: Vec<Omission>,
}

/// The table of a sheet.
#[derive(Debug, Clone)]
pub(super) enum ImportedTable {
    /// 台账.
    Ledger(ImportedLedger),
    /// 公开承诺.
    Pledges(ImportedPledges),
}

/// A ledger.
#[derive(Debug, Clone)]
pub(super) struct ImportedLedger {
    /// From the rows above the table, else the sheet's name, else the file's.
    pub title: String,
    /// The day that the lines around the table say it was made on.
    pub day: Option<Day>,
    /// Whose it is, where a line above it or the sheet's name says so and no column does.
    pub branch: Option<String>,
    /// The bundled ledger that it is; `None` for one with columns of its own.
    pub preset: Option<Preset>,
    /// Its columns: those of the preset first.
    pub columns: Vec<Column>,
    /// How many of the columns, at the end, the preset does not have.
    pub own_columns: usize,
    /// Its rows; each has as many cells as there are columns. Where a row must have something and has nothing, stands what
    /// the forms of `gongkai new` hold there.
    pub rows: Vec<Row>,
    /// The rows' numbers in the file.
    pub numbers: Vec<u32>,
    /// The photographs of rows: the row, and the picture's place in [`ImportedText::pictures`].
    pub photos: Vec<(usize, usize)>,
    /// The sums that the sheet states and that fit, by column.
    pub stated: Vec<(usize, Amount)>,
    /// What was left out.
    pub omissions: Vec<Omission>,
    /// What to look at, in sentences for the user.
    pub unsure: Vec<String>,
}

impl ImportedLedger {
    /// The ledger with the files' names of its photographs in their rows; `names` are those of all pictures.
    pub(super) fn with_photos(&self, names: &[String]) -> Self {
        let mut ledger = self.clone();
        let mut columns = ledger.columns.iter();
        if let Some(place) = columns.position(|column| column.kind == ColumnKind::Picture) {
            for (row, picture) in &self.photos {
                let name = names.get(*picture).cloned();
                ledger.rows[*row].cells[place] = name.map(Cell::Text);
            }
        }
        ledger
    }

    /// True for columns of the sheet's own with names and amounts beside them: what one is due or pays. The bundled
    /// ledgers say themselves who may see such rows.
    fn counts_for_persons(&self) -> bool {
        // 伍佰元 among numbers makes a column one of words.
        let says_amounts = |place: usize| {
            let mut cells = self.rows.iter().filter_map(|row| row.cell(place));
            cells.any(|cell| matches!(cell, Cell::Text(text) if guess::says_amount(text)))
        };
        let is_amount = |(place, column): (usize, &Column)| match column.kind {
            ColumnKind::Money | ColumnKind::Number => true,
            ColumnKind::Text => guess::names_pay(&column.name) && says_amounts(place),
            _ => false,
        };
        self.preset.is_none()
            && self.columns.iter().any(|column| names_persons(&column.name))
            && self.columns.iter().enumerate().any(is_amount)
    }
}

/// A register of pledges.
#[derive(Debug, Clone)]
pub(super) struct ImportedPledges {
    /// From the rows above the table, else the sheet's name, else the file's.
    pub title: String,
    /// 类型 and 年度 where they are clear, 承诺人.
    pub fields: Vec<ImportedField>,
    /// Whose pledges they are, as it is written there.
    pub branch: Option<String>,
    /// What was left out.
    pub omissions: Vec<Omission>,
    /// What to look at, in sentences for the user.
    pub unsure: Vec<String>,
}

/// Reads a workbook (xlsx, xlsm) or a csv file. `ending` is in small letters, without a dot; `file_name` is looked at only
/// where the file does not say what it is.
///
/// # Errors
/// It cannot be looked into.
pub(super) fn read(ending: &str, bytes: &[u8], file_name: &str) -> Result<ImportedWorkbook, Unreadable> {
    let mut found = ImportedWorkbook::default();
    let stem = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let grids = match ending {
        "xlsx" | "xlsm" => {
            let book = attachment::visible_book(bytes)?;
            omit(&mut found.omissions, "隐藏的工作表", book.hidden_sheets, false);
            let grids = book.sheets.into_iter().map(SheetGrid::of_sheet);
            grids.collect::<Result<Vec<_>, _>>()?
        }
        "csv" => vec![SheetGrid::of_csv(bytes)?],
        "xls" | "et" | "xlt" | "ett" => return Err(Unreadable::OldFormat),
        _ => return Err(Unreadable::Unknown),
    };
    let mut names = Vec::new();
    for grid in grids
        .into_iter()
        .flat_map(|grid| grid.parted(header::begins_another))
    {
        if grid.rows.is_empty() {
            found.omissions.extend(grid.omissions);
            continue;
        }
        match table::read(&grid, stem) {
            Ok(table) => {
                found.tables.push(table);
                names.push(grid.name);
            }
            Err(why) => {
                found.refused = found.refused.or(Some(why));
                omit(
                    &mut found.omissions,
                    &format!("{}工作表“{}”", why.word(), grid.name),
                    1,
                    true,
                );
                found.omissions.extend(grid.omissions);
            }
        }
    }
    tell_apart(&mut found.tables, &names);
    Ok(found)
}

/// Puts the names of sheets into titles that several of them have.
fn tell_apart(tables: &mut [ImportedTable], sheets: &[String]) {
    let titles: Vec<String> = tables.iter().map(|table| table.title().clone()).collect();
    for (place, table) in tables.iter_mut().enumerate() {
        let (title, sheet) = (&titles[place], header::one_line(&sheets[place]));
        let is_shared =
            (0..titles.len()).any(|other| titles[other] == *title && sheets[other] != sheets[place]);
        if !is_shared || header::is_usual(&sheet) || title.contains(&sheet) {
            continue;
        }
        *table.title_mut() = match header::is_branch(&sheet) {
            true => format!("{sheet}{title}"),
            false => format!("{title}（{sheet}）"),
        };
    }
}

impl ImportedTable {
    fn title(&self) -> &String {
        match self {
            Self::Ledger(ledger) => &ledger.title,
            Self::Pledges(pledges) => &pledges.title,
        }
    }

    fn title_mut(&mut self) -> &mut String {
        match self {
            Self::Ledger(ledger) => &mut ledger.title,
            Self::Pledges(pledges) => &mut pledges.title,
        }
    }
}

/// The bundled ledger that a text is: one table, and no more than its title and a few lines around it.
pub(super) fn ledger_of_text(text: &ImportedText, file_name: &str) -> Option<ImportedLedger> {
    let grid = SheetGrid::of_text(text)?;
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    match table::read(&grid, stem).ok()? {
        // A picture anywhere else stays in the text.
        ImportedTable::Ledger(ledger)
            if ledger.preset.is_some() && ledger.photos.len() == grid.pictures() =>
        {
            Some(ledger)
        }
        _ => None,
    }
}

/// Notes that so many of something were left out.
fn omit(omissions: &mut Vec<Omission>, what: &str, count: usize, is_loss: bool) {
    if count > 0 {
        omissions.push(Omission {
            what: what.to_owned(),
            count,
            is_loss,
        });
    }
}
