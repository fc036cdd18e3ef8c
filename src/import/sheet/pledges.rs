//! A register of pledges in a sheet → 承诺人: who promises what by when. The rows are read as those of a table in a text are.

use std::collections::BTreeSet;

use super::body::TableBody;
use super::cells;
use super::days;
use super::grid::{CellOrigin, GridCell, GridRow};
use super::header::TableHeader;
use super::synonyms;
use crate::attachment::VisibleValue;
use crate::import::doubts::Doubts;
use crate::import::official::{self, ImportedField, ImportedValue, PledgeColumn, RegisterRow};

/// What a sheet's register says.
#[derive(Debug)]
pub(super) struct PledgesOfSheet {
    pub(super) fields: Vec<ImportedField>,
    /// Whose pledges they are, as it is written there.
    pub(super) branch: Option<String>,
    /// The lines around it that fields say.
    pub(super) used: Vec<String>,
}

/// Reads the register; `None` for another table.
pub(super) fn read(
    header: &TableHeader,
    body: &TableBody<'_>,
    doubts: &mut Doubts,
) -> Option<PledgesOfSheet> {
    let headings: Vec<String> = header.columns.iter().map(|column| column.bare.clone()).collect();
    let columns = official::register_columns(&headings)?;
    let place = |wanted| columns.iter().position(|column| *column == wanted);
    let is_pledge = |text: &str| text.contains("承诺") || text.contains("践诺");
    let is_of_pledges =
        is_pledge(&header.title) || place(PledgeColumn::Promise).is_some_and(|at| is_pledge(&headings[at]));
    let has_names = place(PledgeColumn::Name).is_some();
    if !is_of_pledges || !has_names && !is_pledge(&header.title) {
        return None;
    }
    let rows: Vec<RegisterRow> = body.data.iter().map(|row| register_row(row, &columns)).collect();
    let lines: Vec<String> = header.about.iter().chain(&body.notes).cloned().collect();
    let mut notes = official::register_notes(&lines);
    let mut found = official::read_register(&columns, &rows, header.year, doubts);
    found.evaluated_on(notes.evaluated);
    let (name, value) = match has_names {
        true => ("承诺人", found.pledgers(false)),
        false => ("承诺事项", found.promises()),
    };
    if matches!(&value, ImportedValue::List(all) if all.is_empty()) {
        return None;
    }
    let mut fields = Vec::new();
    let of_members = || {
        headings
            .iter()
            .any(|heading| heading.starts_with("党员"))
            .then_some("党员")
    };
    match official::pledge_type(&header.title).or_else(of_members) {
        Some(kind) => fields.push(ImportedField::new("类型", kind)),
        None => doubts.say(official::NO_PLEDGE_TYPE),
    }
    // 2025—2026学年 is two years.
    let year = header.year.filter(|_| !header.title.contains("学年"));
    match year.and_then(|year| u32::try_from(year).ok()) {
        Some(year) => fields.push(ImportedField::new("年度", year)),
        None => doubts.say("表里没有写年份，请补上“年度”"),
    }
    let left: Vec<String> = columns_left(header, &columns);
    if !left.is_empty() {
        doubts.say(format!("“{}”没有导入：公开承诺里没有这样的项目", left.join("”“")));
    }
    fields.push(ImportedField::new(name, value));
    let is_reviewed = notes.fields.iter().any(|field| field.name == "审核");
    fields.extend(found.review().filter(|_| !is_reviewed));
    fields.append(&mut notes.fields);
    let of_each = body.data.iter().filter_map(|row| {
        let at = header
            .columns
            .iter()
            .position(|column| official::names_branch(&column.bare))?;
        row.cells.get(at)?.text()
    });
    let of_each: BTreeSet<&str> = of_each.collect();
    let of_all = of_each.first().filter(|_| of_each.len() == 1);
    let branch = notes.branch.or_else(|| of_all.map(|branch| (*branch).to_owned()));
    Some(PledgesOfSheet {
        fields,
        branch,
        used: notes.used,
    })
}

/// A row as a register has it; a merged cell says what it says once.
fn register_row(row: &GridRow, columns: &[PledgeColumn]) -> RegisterRow {
    let cells = row
        .cells
        .iter()
        .zip(columns)
        .map(|(cell, column)| match cell.from {
            CellOrigin::Own => Some(said(cell, *column)),
            CellOrigin::Above => None,
            CellOrigin::Left => Some(String::new()),
        });
    RegisterRow {
        number: row.number,
        cells: cells.collect(),
    }
}

fn said(cell: &GridCell, column: PledgeColumn) -> String {
    let Some(value) = &cell.value else {
        return String::new();
    };
    let text = cells::shown(value);
    match column {
        PledgeColumn::Name => cells::persons(&text),
        PledgeColumn::Deadline | PledgeColumn::CompletedOn => day(value).unwrap_or(text),
        _ => text,
    }
}

/// A day as sheets write it: `20260630`, `26.4.3`, or one that Excel knows.
fn day(value: &VisibleValue) -> Option<String> {
    let text = cells::shown(value);
    let is_plain = !text.chars().any(crate::words::is_han);
    let (day, _) = days::typed(&text, None, true).filter(|_| is_plain)?;
    Some(day.to_string())
}

/// Names of columns with something in them that a pledge has no place for.
fn columns_left(header: &TableHeader, columns: &[PledgeColumn]) -> Vec<String> {
    let all = header.columns.iter().zip(columns);
    let left = all.filter(|(column, known)| {
        **known == PledgeColumn::Beside
            && !column.bare.is_empty()
            && !synonyms::has(synonyms::SEQUENCE, &column.bare)
    });
    left.map(|(column, _)| column.name.clone()).collect()
}
