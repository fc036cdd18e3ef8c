//! A ledger: what it says in numbers, and its table, the sums set apart. Where it has more
//! columns than a sheet has room for, each row is set by itself.
//! A ledger of many columns becomes records: each row by itself, its facts beside their names.

use super::entry_text::office_type;
use super::pieces::{
    aligned, balanced, cell, entry_attachments, entry_body, entry_head, heads, is_whole, lay, paragraph,
    strong,
};
use crate::clearance::Tally;
use crate::paper::blocks::{Block, CellPart, Illustration, Table, TableCell, TableRow};
use crate::paper::cards::{heading, is_blank, is_short, paired, words};
use crate::paper::fitted::NARROWEST;
use crate::paper::{Align, BODY, Geometry, PictureSizes, Sheet, best, columns, turned};
use crate::read::ledger;
use crate::read::ledger::{ColumnKind, ColumnRole, Ledger};
use crate::site::ledgers::{ShownColumn, column_head, facts, named_sums, number, shown, totals};
use crate::site::{Entry, Site};

/// What heads the sums.
const SUM: &str = "合计";

/// The sheets of a ledger.
pub(super) fn sheets(
    site: &Site,
    entry: &Entry,
    ledger: &Ledger,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let mut blocks = entry_head(entry, geometry);
    blocks.extend(entry_body(entry));
    let Some(tally) = entry.tally.as_ref().filter(|_| !ledger.rows.is_empty()) else {
        let numbers = entry.tally.as_ref().and_then(|tally| in_numbers(ledger, tally));
        blocks.extend(numbers.map(paragraph));
        blocks.extend(entry_attachments(entry));
        return lay(&blocks, 0, geometry, pictures);
    };
    blocks.extend(in_numbers(ledger, tally).map(paragraph));
    let whole = table(site, entry, (ledger, tally));
    let with = |rows: Vec<Block>| {
        let mut blocks = blocks.clone();
        blocks.extend(rows);
        blocks.extend(entry_attachments(entry));
        blocks
    };
    let records_of = |size: i32, places| {
        let records = record_blocks(&whole, (ledger, tally), places).into_iter();
        with(records.map(|block| in_table_type(block, size)).collect())
    };
    let records = |size: i32| records_of(size, FactPlaces::OfAll);
    // No record is parted where that can be helped.
    let (mut ways, parted): (Vec<LedgerWay>, Vec<LedgerWay>) =
        ways(&whole, geometry).into_iter().partition(|way| match way {
            LedgerWay::Table(_) => true,
            LedgerWay::Records(size) => is_whole(&records(*size), geometry, pictures),
        });
    if ways.is_empty() {
        ways = parted;
    }
    let make = |way: &LedgerWay| match way {
        LedgerWay::Table(table) => lay(&with(vec![Block::Table(table.clone())]), 0, geometry, pictures),
        LedgerWay::Records(size) => best(&[FactPlaces::OfAll, FactPlaces::Own], |places| {
            balanced(&records_of(*size, *places), geometry, pictures)
        }),
    };
    let least = best(&ways, make);
    // As large as the text of its paper where that takes no more than half as many sheets again.
    let most = least.len() * 3 / 2;
    let as_text = geometry.laid_as_text().min(columns::LARGEST);
    let large = ways.iter().filter(|way| way.size() >= as_text).map(make);
    let large = large.filter(|sheets| sheets.len() <= most).min_by_key(Vec::len);
    large.unwrap_or(least)
}

/// Whether a fact has its place for all records, or the one that it needs in its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FactPlaces {
    OfAll,
    Own,
}

/// How a ledger may be set.
enum LedgerWay {
    /// As a table.
    Table(Table),
    /// Each row by itself, in type of a size.
    Records(i32),
}

impl LedgerWay {
    /// The size of its type.
    fn size(&self) -> i32 {
        match self {
            Self::Table(table) => table.size.unwrap_or(0),
            Self::Records(size) => *size,
        }
    }
}

/// How a ledger may be set, the best way first: as a table that is read from two steps, as one of which the rows are columns,
/// as records that are, as a table in smaller type. Where there is no room for any table, as records in the largest type.
fn ways(whole: &Table, geometry: &Geometry) -> Vec<LedgerWay> {
    let shown = columns::without_blanks(whole);
    let shown = shown.as_ref().unwrap_or(whole);
    let from_two_steps = geometry.laid(BODY);
    let of_records = columns::steps(geometry.least).filter(|size| *size >= RECORDS.min(from_two_steps));
    let records = turned(shown, geometry, RECORDS.min(from_two_steps))
        .into_iter()
        .map(LedgerWay::Table)
        .chain(of_records.map(LedgerWay::Records));
    let is_least = |size: i32| size <= geometry.least;
    let is_whole = |size| columns::fits_unbroken(shown, geometry.width(), size, NARROWEST);
    let fits = |size: &i32| is_read_as_table(shown, geometry, *size) && (is_least(*size) || is_whole(*size));
    let sizes: Vec<i32> = columns::steps(geometry.least).filter(fits).collect();
    if sizes.is_empty() {
        return records.collect();
    }
    let (large, small): (Vec<i32>, Vec<i32>) = columns::steps(geometry.least)
        .filter(|size| *size >= from_two_steps || sizes.contains(size))
        .partition(|size| *size >= from_two_steps);
    let few = shown.head.first().map_or(0, Vec::len) <= MOST_COLUMNS;
    let read = large.iter().filter(|_| few);
    let read = read.filter_map(|size| columns::read_in(shown, geometry.width(), *size));
    let near = small.into_iter().map(|size| Table {
        size: Some(size),
        ..shown.clone()
    });
    let read = read.map(LedgerWay::Table);
    read.chain(records).chain(near.map(LedgerWay::Table)).collect()
}

/// A ledger of few rows and many numbers with its rows as columns, in the sizes of type in which it has room.
fn turned(table: &Table, geometry: &Geometry, least: i32) -> Vec<Table> {
    let Some(turned) = turned::of(table) else {
        return Vec::new();
    };
    let fits = |size: &i32| columns::fits_unbroken(&turned, geometry.width(), *size, NARROWEST);
    let sizes = columns::steps(geometry.least).filter(|size| *size >= least);
    let sized = |size: i32| Table {
        size: Some(size),
        ..turned.clone()
    };
    sizes.filter(fits).map(sized).collect()
}

/// The least type of records: 小四 on A4.
const RECORDS: i32 = 4_233;

fn in_table_type(block: Block, size: i32) -> Block {
    match block {
        Block::Table(table) => Block::Table(Table {
            size: Some(size),
            ..table
        }),
        other => other,
    }
}

/// More columns than these are not followed across a sheet, however wide it is.
const MOST_COLUMNS: usize = 12;

/// True for a table whose columns have room in type of a size, and are few enough to be followed.
fn is_read_as_table(table: &Table, geometry: &Geometry, size: i32) -> bool {
    let columns = table.head.first().map_or(0, Vec::len);
    columns <= MOST_COLUMNS && columns::fits(table, geometry.width(), size, NARROWEST)
}

/// What stands between the title and the attachments. For paper a table is as large as it can be, or one for each row.
pub(super) fn content(site: &Site, entry: &Entry, ledger: &Ledger, paper: Option<&Geometry>) -> Vec<Block> {
    let mut blocks = entry_body(entry);
    let Some(tally) = &entry.tally else {
        return blocks;
    };
    blocks.extend(in_numbers(ledger, tally).map(paragraph));
    if ledger.rows.is_empty() {
        return blocks;
    }
    let whole = table(site, entry, (ledger, tally));
    let Some(geometry) = paper else {
        blocks.push(Block::Table(whole));
        return blocks;
    };
    let size = office_type(paper);
    let turned = || {
        turned(&whole, geometry, size)
            .into_iter()
            .min_by_key(|turned| turned.size)
    };
    let read = || {
        columns::read_in(&whole, geometry.width(), size).filter(|_| is_read_as_table(&whole, geometry, size))
    };
    match read().or_else(turned) {
        Some(table) => blocks.push(Block::Table(table)),
        None => {
            let records = record_blocks(&whole, (ledger, tally), FactPlaces::OfAll).into_iter();
            blocks.extend(records.map(|record| in_table_type(record, size)));
        }
    }
    blocks
}

/// What it says in numbers, in a sentence; what is hidden is said to be.
fn in_numbers(ledger: &Ledger, tally: &Tally) -> Option<String> {
    let mut said = Vec::new();
    if let Some(sums) = &tally.sums {
        said.extend(facts(ledger, sums));
        if tally.hidden.is_some() {
            said.extend(named_sums(ledger, sums));
        }
    }
    let said: Vec<String> = said
        .into_iter()
        .map(|fact| format!("{}{}{}", fact.label, fact.value, fact.unit))
        .collect();
    let mut words = said.join("，");
    if !words.is_empty() {
        words.push('。');
    }
    if let Some(scope) = tally.hidden {
        words.push_str(&format!("明细的公开范围：{}。", scope.label()));
    }
    (!words.is_empty()).then_some(words)
}

fn table(site: &Site, entry: &Entry, (ledger, tally): (&Ledger, &Tally)) -> Table {
    let columns = shown(ledger, tally);
    let kind = |column: &ShownColumn| match *column {
        ShownColumn::Typed(index) => ledger.columns[index].kind,
        ShownColumn::Computed(_, computed) => computed.kind(),
    };
    let head: TableRow = columns
        .iter()
        .map(|column| heads(column_head(ledger, column)))
        .collect();
    let row = |index: usize| -> TableRow {
        let cell = |column: &ShownColumn| match *column {
            ShownColumn::Typed(at) => value((site, entry), ledger.rows[index].cell(at), kind(column)),
            ShownColumn::Computed(at, _) => {
                let worked_out = tally.rows.get(index).and_then(|row| row.get(at)?.as_ref());
                value((site, entry), worked_out, kind(column))
            }
        };
        columns.iter().map(cell).collect()
    };
    let mut rows: Vec<TableRow> = (0..ledger.rows.len()).map(row).collect();
    let sums = totals(ledger, tally, &columns);
    if !sums.is_empty() {
        rows.push(sum_row(&sums));
    }
    Table {
        head: vec![head],
        rows,
        ..Table::default()
    }
}

/// The sums; 合计 stands in the columns before the first of them.
fn sum_row(sums: &[String]) -> TableRow {
    let before = sums.iter().take_while(|sum| sum.is_empty()).count();
    let name = (before > 0).then(|| TableCell {
        columns: before,
        ..heads(SUM)
    });
    let sums = sums[before..].iter().map(|sum| TableCell {
        align: Some(Align::Right),
        set_apart: true,
        ..strong(sum.as_str())
    });
    name.into_iter().chain(sums).collect()
}

/// A cell's words.
fn value((site, entry): (&Site, &Entry), of: Option<&ledger::Cell>, kind: ColumnKind) -> TableCell {
    let Some(of) = of else {
        return cell("");
    };
    match of {
        ledger::Cell::Text(text) => cell(text.as_str()),
        ledger::Cell::Amount(amount) => aligned(number(*amount, kind), Align::Right),
        ledger::Cell::Date(day) => aligned(day.to_string(), Align::Centre),
        ledger::Cell::Status(status) => aligned(status.label(), Align::Centre),
        ledger::Cell::Url { label, .. } => cell(label.as_str()),
        ledger::Cell::File {
            label: Some(label), ..
        } => cell(label.as_str()),
        ledger::Cell::File { label: None, target } => match site.by_source(target) {
            Some(id) => cell(site.entry(id).common.title.as_str()),
            None => cell("—"),
        },
        ledger::Cell::Picture(file) => TableCell {
            parts: vec![CellPart::Picture(Illustration {
                image: entry.body.images.iter().position(|image| image.file == *file),
                alternative: "照片".to_owned(),
                left: 0,
            })],
            ..TableCell::default()
        },
    }
}

/// A table for each row of the whole one, and one for the sums.
fn record_blocks(whole: &Table, (ledger, tally): (&Ledger, &Tally), places: FactPlaces) -> Vec<Block> {
    let columns = shown(ledger, tally);
    let names: Vec<&TableCell> = whole.head.iter().flatten().collect();
    let (rows, sums) = whole.rows.split_at(ledger.rows.len());
    let mut blocks: Vec<Block> = Vec::new();
    let short_in = |rows: &[TableRow]| -> Vec<bool> {
        let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at));
        (0..columns.len()).map(|at| cells(at).all(is_short)).collect()
    };
    let of_all = short_in(rows);
    for (number, row) in (1..).zip(rows) {
        let short = match places {
            FactPlaces::OfAll => of_all.clone(),
            FactPlaces::Own => short_in(std::slice::from_ref(row)),
        };
        let record = record(number, row, (&names, &short), (ledger, &columns));
        blocks.push(Block::Table(record));
    }
    if let Some(sums) = sums.first() {
        blocks.push(Block::Table(of_sums(sums, &names)));
    }
    blocks
}

fn record(
    number: usize,
    row: &TableRow,
    (names, short): (&[&TableCell], &[bool]),
    (ledger, columns): (&Ledger, &[ShownColumn]),
) -> Table {
    let of_role = |role: ColumnRole| {
        let is = |shown: &ShownColumn| matches!(shown, ShownColumn::Typed(index) if ledger.columns[*index].role == Some(role));
        columns.iter().position(is)
    };
    let (own, what) = (of_role(ColumnRole::Number), of_role(ColumnRole::What));
    // Without a column that says what a row is of, the first one does.
    let is_said = |at: &usize| Some(*at) != own && !is_blank(&row[*at]);
    let what = what.or_else(|| (0..row.len()).find(is_said));
    let called = own.map(|at| words(&row[at])).filter(|words| !words.is_empty());
    let about = what.map(|at| words(&row[at])).filter(|words| !words.is_empty());
    let heading_words = match (called, about) {
        (Some(called), Some(about)) => format!("{called}　{about}"),
        (called, about) => called.or(about).unwrap_or_else(|| number.to_string()),
    };
    let rest = (0..row.len()).filter(|at| Some(*at) != own && Some(*at) != what);
    let facts = rest.filter(|at| !is_blank(&row[*at])).collect();
    let facts = in_twos(facts, |at| short[at]).into_iter();
    let mut table = paired(facts.map(|at| (names[at].clone(), &row[at], short[at])));
    table.head = vec![vec![heading(cell(heading_words).parts)]];
    table
}

/// Facts in their order, but that a short one has the next short one beside it, also from behind long ones.
fn in_twos(mut facts: Vec<usize>, is_short: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut ordered = Vec::with_capacity(facts.len());
    while !facts.is_empty() {
        let first = facts.remove(0);
        ordered.push(first);
        if is_short(first) {
            let second = facts.iter().position(|at| is_short(*at));
            ordered.extend(second.map(|place| facts.remove(place)));
        }
    }
    ordered
}

/// The sums, beside the names of their columns.
fn of_sums(sums: &TableRow, names: &[&TableCell]) -> Table {
    let first = sums.first().filter(|cell| words(cell) == SUM);
    let behind = first.map_or(0, |cell| cell.columns);
    let named = sums.iter().skip(usize::from(first.is_some())).enumerate();
    let named = named.filter_map(|(at, sum)| Some((*names.get(behind + at)?, sum)));
    let named = named.filter(|(_, sum)| !is_blank(sum));
    let mut table = paired(named.map(|(name, sum)| (name.clone(), sum, is_short(sum))));
    table.head = vec![vec![heading(cell(SUM).parts)]];
    table
}

#[cfg(test)]
mod tests {
    use super::in_twos;

    #[test]
    fn short_facts_stand_in_twos_and_long_ones_keep_their_place() {
        // Odd ones are long.
        let ordered = in_twos(vec![0, 1, 2, 4, 3, 5, 6], |at| at % 2 == 0);
        assert_eq!(ordered, [0, 2, 1, 4, 6, 3, 5]);
    }
}
