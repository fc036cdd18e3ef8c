//! 三会一课 of a year: per unit the months against what it owes, with what was held and what is owing.

use super::pieces::{aligned, cell, heads, lay, notes, title};
use crate::paper::blocks::{Block, Table, TableCell, TableRow};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::measure::EM;
use crate::paper::{Align, Geometry, Sheet, best};
use crate::site::Site;
use crate::site::meetings::{self, CellState, UnitYear};

/// Twelve months beside two columns of words: 16 pt to 12 pt.
const SIZES: [i32; 4] = [5_644, 4_939, 4_600, 4_233];
/// What stays free at either side of a month: √ needs little, and the months have to be beside each other.
const SIDE: i32 = 800;
/// What stays free at either side of words.
const SIDE_OF_WORDS: i32 = 2_500;
/// The distance of lines in rows that are close, in hundredths of the type: where that saves a sheet.
const CLOSE: i32 = 118;

/// The matrix of the newest year; none where nothing is owed. A branch's board has its own.
#[must_use]
pub fn sheets(site: &Site, branch: Option<&str>, geometry: &Geometry) -> Vec<Sheet> {
    let Some((year, of)) = site.matrix.last_key_value() else {
        return Vec::new();
    };
    let is_theirs = |unit: &&UnitYear| {
        let id = unit.branch.map(|index| site.branches()[index].id.as_str());
        branch.is_none() || id == branch
    };
    let units: Vec<&UnitYear> = of.units.iter().filter(is_theirs).collect();
    if units.is_empty() {
        return Vec::new();
    }
    let title = title(&format!("{year}年“三会一课”开展情况"), geometry);
    let larger = SIZES.into_iter().filter(|size| *size > geometry.least);
    let larger = larger.filter(|size| has_even_months(site, &units, (*size, geometry.width())));
    let sizes: Vec<i32> = larger.chain([geometry.least.max(SIZES[3])]).collect();
    let ways = sizes.iter().map(|size| (*size, None));
    let close = sizes.iter().map(|size| (*size, Some(CLOSE)));
    let ways: Vec<(i32, Option<i32>)> = ways.chain(close).collect();
    let legend = legend(&units);
    let make = |blocks: Vec<Block>, legend: Option<&str>| {
        best(&ways, |(size, leading)| {
            let mut blocks = blocks.clone();
            blocks.push(Block::Table(Table {
                leading: *leading,
                ..table(site, &units, (*size, geometry.width()), legend)
            }));
            lay(&blocks, 0, geometry, &|_| None)
        })
    };
    // What the marks mean stands below the title, and over each part of a matrix of several sheets.
    let noted = title
        .iter()
        .cloned()
        .chain([notes(std::slice::from_ref(&legend), geometry)]);
    let on_one = make(noted.collect(), None);
    match on_one.len() {
        0 | 1 => on_one,
        _ => make(title, Some(&legend)),
    }
}

/// What the marks mean that stand in the matrix.
fn legend(units: &[&UnitYear]) -> String {
    let marks = [
        (true, "√ 或日期 已开"),
        (cells(units).any(|of| of.held.len() > 1), "√2 已开两次"),
        (cells(units).any(|of| of.missing() > 0), "缺1 应开未开一次"),
        (true, "空格为未到期或不作要求"),
    ];
    let shown = marks
        .into_iter()
        .filter(|(shown, _)| *shown)
        .map(|(_, words)| words);
    shown.collect::<Vec<_>>().join("\u{3000}")
}

/// Every period of every meeting that is owed.
fn cells<'a>(units: &'a [&UnitYear]) -> impl Iterator<Item = &'a meetings::MatrixCell> {
    let rows = units.iter().flat_map(|unit| &unit.rows);
    rows.flat_map(|row| &row.cells)
}

/// True where what is said of a month has room in a twelfth of what the words leave.
fn has_even_months(site: &Site, units: &[&UnitYear], (size, width): (i32, i32)) -> bool {
    let [.., of_month] = widths(site, units, (size, width));
    let mut of_one = cells(units).filter(|of| of.months == 1);
    of_one.all(|of| natural_width(&[Span::plain(words_of(of))], true) * size / EM + 2 * SIDE <= of_month)
}

/// How wide the two columns of words are in type of a size, and each month, in a table of a width.
fn widths(site: &Site, units: &[&UnitYear], (size, width): (i32, i32)) -> [i32; 3] {
    // Words have a line; the months share what is left.
    let words = |of: &dyn Fn(&meetings::MatrixRow) -> String| {
        let rows = units.iter().flat_map(|unit| &unit.rows);
        let widest = rows
            .map(|row| natural_width(&[Span::plain(of(row))], false))
            .max();
        widest.unwrap_or(0) * size / EM + 2 * SIDE_OF_WORDS
    };
    let words = [
        words(&|row| site.owing_name(row.owing)),
        words(&meetings::MatrixRow::rule),
    ];
    let of_month = (width - words.iter().sum::<i32>()).max(width / 3) / 12;
    [words[0], words[1], of_month]
}

fn table(site: &Site, units: &[&UnitYear], of: (i32, i32), legend: Option<&str>) -> Table {
    let (size, _) = of;
    let [meeting, rule, of_month] = widths(site, units, of);
    let legend = legend.map(|legend| TableCell {
        columns: 14,
        ..aligned(legend, Align::Centre)
    });
    let head = legend
        .map(|cell| vec![cell])
        .into_iter()
        .chain(head((size, of_month)));
    Table {
        head: head.collect(),
        rows: units.iter().flat_map(|unit| rows(site, unit)).collect(),
        shares: [vec![meeting, rule], vec![of_month; 12]].concat(),
        size: Some(size),
        side: Some(SIDE),
        fills: true,
        whole: true,
        ..Table::default()
    }
}

/// The names of the columns in type of a size: in one row where a month so wide has room for `12月`.
fn head((size, of_month): (i32, i32)) -> Vec<TableRow> {
    let month = |words: String| TableCell {
        align: Some(Align::Centre),
        ..heads(words)
    };
    let widest = natural_width(&[Span::plain("12月")], true) * size / EM + 2 * SIDE;
    if widest <= of_month {
        let months = (1..=12).map(|number| month(format!("{number}月")));
        return vec![["会议", "要求"].map(heads).into_iter().chain(months).collect()];
    }
    let columns = ["会议", "要求"]
        .map(heads)
        .map(|cell| TableCell { rows: 2, ..cell });
    let over = TableCell {
        columns: 12,
        ..heads("月份")
    };
    let months = (1..=12).map(|number: i32| month(number.to_string()));
    vec![columns.into_iter().chain([over]).collect(), months.collect()]
}

/// The unit, then a row for each thing that it owes.
fn rows(site: &Site, unit: &UnitYear) -> Vec<TableRow> {
    let row = |row: &meetings::MatrixRow| -> TableRow {
        let mut cells = vec![
            aligned(site.owing_name(row.owing), Align::Centre),
            aligned(row.rule(), Align::Centre),
        ];
        if row.cells.is_empty() {
            cells.push(TableCell {
                columns: 12,
                ..aligned("不在本栏公开", Align::Centre)
            });
        }
        cells.extend(row.cells.iter().map(period));
        cells
    };
    let mut rows: Vec<TableRow> = std::iter::once(vec![called(site, unit)])
        .chain(unit.rows.iter().map(row))
        .collect();
    // A unit stands on one sheet: further ones do not say whose rows they are.
    let [others @ .., _] = rows.as_mut_slice() else {
        return rows;
    };
    others.iter_mut().flatten().for_each(|cell| cell.keep = true);
    rows
}

/// Whose it is, and the sums.
fn called(site: &Site, unit: &UnitYear) -> TableCell {
    let name = match unit.branch {
        Some(index) => site.branches()[index].name.as_str(),
        None => site.organization.name.as_deref().unwrap_or("党组织"),
    };
    let sums = unit.sums();
    let (owed, held) = (sums.owed, sums.held);
    let said = match owed - held {
        _ if owed == 0 => format!("{name}　应开的都还没有到期"),
        0 => format!("{name}　应开{owed}次，已开{held}次"),
        missing => format!("{name}　应开{owed}次，已开{held}次，缺{missing}次"),
    };
    TableCell {
        columns: 14,
        ..heads(said)
    }
}

/// What is said of a period.
fn words_of(of: &meetings::MatrixCell) -> String {
    let held = match of.held.as_slice() {
        [] => String::new(),
        // Below which of its months a mark stands says nothing.
        [held] if of.months > 1 => format!("{}月{}日", held.day.month(), held.day.day()),
        [_] => "√".to_owned(),
        several => format!("√{}", several.len()),
    };
    let missing = match of.state {
        CellState::Missing(missing) => format!("缺{missing}"),
        CellState::Free | CellState::Held | CellState::Running => String::new(),
    };
    if held.is_empty() || missing.is_empty() {
        held + &missing
    } else {
        format!("{held} {missing}")
    }
}

/// A period, as wide as its months.
fn period(of: &meetings::MatrixCell) -> TableCell {
    TableCell {
        columns: usize::try_from(of.months).unwrap_or(1),
        align: Some(Align::Centre),
        head: of.missing() > 0,
        ..cell(words_of(of))
    }
}
