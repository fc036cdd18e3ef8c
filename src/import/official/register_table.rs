//! The tables of a text that are registers of pledges.

use super::forms::{self, cell_text};
use super::register::{self, RegisterRow};
use super::register_columns::{self, PledgeColumn};
use super::working::WorkingText;
use super::{evaluation, promises};
use crate::import::doubts::Doubts;
use crate::import::text::{SourceCell, SourceTable};
use crate::words::starts_with_any;

/// What a text's tables hold, read or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegisterTaken {
    /// No pledges.
    Nothing,
    /// What one promises, who is named elsewhere.
    Promises,
    /// Who promises what.
    Pledgers,
}

/// A register in a text.
#[derive(Debug)]
struct RegisterTable {
    block: usize,
    columns: Vec<PledgeColumn>,
    rows: Vec<RegisterRow>,
    /// A column stands in it that no field takes.
    has_columns: bool,
    /// Something else stands below its rows.
    has_notes: bool,
}

impl RegisterTable {
    fn has_more(&self) -> bool {
        self.has_columns || self.has_notes
    }
}

/// Takes the registers.
pub(super) fn take(work: &mut WorkingText, year: Option<i32>) -> RegisterTaken {
    let tables = forms::tables_at(work).filter_map(|(at, table)| read(at, table));
    let tables: Vec<RegisterTable> = tables.collect();
    if tables.is_empty() {
        return RegisterTaken::Nothing;
    }
    let has_names = tables
        .iter()
        .any(|table| table.columns.contains(&PledgeColumn::Name));
    let taken = if has_names {
        RegisterTaken::Pledgers
    } else {
        RegisterTaken::Promises
    };
    let columns = &tables[0].columns;
    // Several tables are read as one where they are alike.
    let (alike, others): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.columns == *columns);
    let mut doubts = Doubts::default();
    let rows: Vec<RegisterRow> = alike
        .iter()
        .flat_map(|table| &table.rows)
        .map(|row| RegisterRow {
            number: row.number,
            cells: row.cells.clone(),
        })
        .collect();
    let mut found = register::read(columns, &rows, year, &mut doubts);
    found.evaluated_on(work.lines().find_map(|(_, said)| evaluation::day_in(said)));
    for doubt in doubts.finish() {
        work.say(if doubt.starts_with('第') {
            format!("登记表{doubt}")
        } else {
            doubt
        });
    }
    let is_clear = !has_names || found.is_clear();
    if !is_clear || !others.is_empty() {
        work.say("登记表没有填，整个表留在正文里，请改好再填");
        return taken;
    }
    if has_names {
        work.fill("承诺人", found.pledgers(true));
    } else {
        work.fill("承诺事项", found.promises());
    }
    work.fields.extend(found.review());
    let has_gaps = found.has_gaps;
    let has_columns = alike.iter().any(|table| table.has_columns);
    let has_notes = alike.iter().any(|table| table.has_notes);
    if has_gaps {
        work.say("登记表里有没有填进去的，整个表也留在正文里，请补上以后删去");
    } else if has_columns {
        work.say("登记表里还有别的列，整个表也留在正文里，请核对后删去");
    } else if has_notes {
        work.say("登记表下面还写了别的，整个表也留在正文里，请核对后删去");
    }
    let kept: Vec<(usize, bool)> = alike
        .iter()
        .map(|table| (table.block, table.has_more()))
        .collect();
    for (at, has_more) in kept {
        work.blocks[at].is_taken = !has_gaps && !has_more;
    }
    taken
}

/// The register that a table is.
fn read(block: usize, table: &SourceTable) -> Option<RegisterTable> {
    // A title over the whole table, and remarks below it.
    let is_wide = |row: &Vec<SourceCell>| row.len() == 1 && row[0].columns > 1;
    let above = table.rows.iter().take_while(|row| is_wide(row)).count();
    let heading = table.rows.get(above).filter(|heading| heading.len() > 1)?;
    let is_note = |row: &&Vec<SourceCell>| {
        let first = row.first().map(cell_text).unwrap_or_default();
        row.iter().any(|cell| cell.columns > 1)
            || evaluation::field_of(&first).is_some()
            || starts_with_any(&first, &["备注", "注：", "说明"])
    };
    let below = table.rows[above + 1..].iter().rev().take_while(is_note).count();
    let body = &table.rows[above + 1..table.rows.len() - below];
    if body.is_empty()
        || heading
            .iter()
            .chain(body.iter().flatten())
            .any(|cell| cell.columns > 1)
    {
        return None;
    }
    let headings: Vec<String> = heading.iter().map(cell_text).collect();
    let mut columns = register_columns::of(&headings)?;
    let rows = grid(body, columns.len());
    if !settle(&mut columns, &headings, &rows) {
        return None;
    }
    let says = |row: &RegisterRow| {
        let cells = row.cells.iter().zip(&columns);
        cells.into_iter().any(|(cell, column)| {
            *column == PledgeColumn::Beside && cell.as_ref().is_some_and(|cell| !cell.is_empty())
        })
    };
    let has_columns = rows.iter().any(says);
    Some(RegisterTable {
        block,
        columns,
        rows,
        has_columns,
        has_notes: below > 0,
    })
}

/// What the cells below say of their columns; false where nothing is promised.
fn settle(columns: &mut [PledgeColumn], headings: &[String], rows: &[RegisterRow]) -> bool {
    let below = |place: usize| {
        let cells = rows
            .iter()
            .filter_map(move |row| row.cells.get(place)?.as_deref());
        cells.filter(|said| !said.is_empty())
    };
    // A column of other words than those of 进度 stays.
    if let Some(place) = columns.iter().position(|known| *known == PledgeColumn::Progress)
        && !below(place).any(|said| promises::progress(said).is_some())
    {
        columns[place] = PledgeColumn::Beside;
    }
    // 承诺事项 | 具体内容, and below the first 1, 2, 3.
    if let Some(place) = columns.iter().position(|known| *known == PledgeColumn::Promise)
        && below(place).all(|said| !said.chars().any(crate::words::is_han))
    {
        let names_it = |at: &usize| columns[*at] == PledgeColumn::Beside && headings[*at].contains("内容");
        let Some(content) = (0..columns.len()).find(names_it) else {
            return false;
        };
        columns[place] = PledgeColumn::Number;
        columns[content] = PledgeColumn::Promise;
    }
    true
}

/// The cells of each row by column; `None` where a cell from above goes on.
fn grid(rows: &[Vec<SourceCell>], width: usize) -> Vec<RegisterRow> {
    let mut open = vec![0_usize; width];
    let rows = (1_u32..).zip(rows).map(|(number, row)| {
        let mut cells = row.iter();
        let places = open.iter_mut().map(|open| {
            if *open > 0 {
                *open -= 1;
                return None;
            }
            let cell = cells.next()?;
            *open = cell.rows.saturating_sub(1);
            Some(cell_text(cell))
        });
        RegisterRow {
            number,
            cells: places.collect(),
        }
    });
    rows.collect()
}
