//! A ledger: what it says in numbers, and its table, the sums set apart. Where it has more
//! columns than a sheet has room for, each row is set by itself.
//! A ledger of many columns becomes records: each row by itself, its facts beside their names.

use std::cell::OnceCell;
use std::rc::Rc;

use super::entry_text::office_type;
use super::honours::PHOTO;
use super::pieces::{
    aligned, balanced, cell, entry_attachments, entry_body, entry_head, heads, in_type, is_whole, lay,
    paragraph, strong,
};
use crate::clearance::Tally;
use crate::paper::blocks::{Block, CellPart, Illustration, Table, TableCell, TableRow};
use crate::paper::cards::{self, heading, is_blank, paired, words};
use crate::paper::fitted::NARROWEST;
use crate::paper::{Align, BODY, Geometry, PictureSizes, Sheet, best, columns, parted, turned};
use crate::read::ledger;
use crate::read::ledger::{ColumnKind, ColumnRole, Ledger};
use crate::site::ledgers::{ShownColumn, column_head, facts, named_sums, number, shown, totals};
use crate::site::{Entry, Site};
use crate::words::Labelled;

/// What heads the sums.
const SUM: &str = "合计";

/// The sheets of a ledger.
pub(super) fn sheets(
    site: &Site,
    entry: &Entry,
    ledger: &Ledger,
    (geometry, pictures): (&Geometry, PictureSizes<'_>),
) -> Vec<Sheet> {
    let head = entry_head(entry, geometry);
    let mut lead = entry_body(entry);
    let Some(tally) = entry.tally.as_ref().filter(|_| !ledger.rows.is_empty()) else {
        let numbers = entry.tally.as_ref().and_then(|tally| in_numbers(ledger, tally));
        let all = head.into_iter().chain(lead).chain(numbers.map(paragraph));
        let all: Vec<Block> = all.chain(entry_attachments(entry)).collect();
        return lay(&all, 0, geometry, pictures);
    };
    lead.extend(in_numbers(ledger, tally).map(paragraph));
    let whole = table(site, entry, (ledger, tally));
    let with = |rows: Vec<Block>, size: i32| {
        // What is said above a table is not much smaller than it.
        let lead = in_type(lead.clone(), size.clamp(BODY, BODY * 115 / 100));
        let mut blocks: Vec<Block> = head.iter().cloned().chain(lead).collect();
        blocks.extend(rows);
        blocks.extend(entry_attachments(entry));
        blocks
    };
    let records = |size: i32, half: HalfFacts, apart: i32| {
        let of_type = (size, geometry.beside().width());
        with(
            record_blocks(&whole, (ledger, tally), (of_type, half), apart),
            size,
        )
    };
    let tables = Rc::default();
    // No record is parted where that can be helped.
    let (mut ways, parted): (Vec<LedgerWay>, Vec<LedgerWay>) =
        ways(&whole, geometry).into_iter().partition(|way| match way {
            LedgerWay::Table(_) => true,
            LedgerWay::Records(size) => {
                is_whole(&records(*size, HalfFacts::Line, 0), geometry, pictures, &tables)
            }
        });
    if ways.is_empty() {
        ways = parted;
    }
    let ways: Vec<(LedgerWay, OnceCell<Vec<Sheet>>)> =
        ways.into_iter().map(|way| (way, OnceCell::new())).collect();
    let made = |way: &LedgerWay| match way {
        LedgerWay::Table(table) => {
            let rows = vec![Block::Table(table.clone())];
            lay(&with(rows, way.size()), 0, geometry, pictures)
        }
        LedgerWay::Records(size) => {
            spread(|half, apart| balanced(&records(*size, half, apart), geometry, pictures, &tables))
        }
    };
    let make = |(way, sheets): &(LedgerWay, OnceCell<Vec<Sheet>>)| sheets.get_or_init(|| made(way)).clone();
    let least = best(&ways, make);
    // As large as the text of its paper where that takes no more than half as many sheets again; records nearly so.
    let most = least.len() * 3 / 2;
    let as_text = geometry.laid_as_text().min(columns::LARGEST);
    let fewest = |size: i32| {
        let large = ways.iter().filter(|(way, _)| way.size() >= size);
        let large = large.map(|way| (&way.0, make(way)));
        let large = large.filter(|(_, sheets)| sheets.len() <= most);
        large.min_by_key(|(_, sheets)| sheets.len())
    };
    let large = match fewest(as_text) {
        Some((LedgerWay::Records(_), _)) => fewest(as_text * NEARLY / 100),
        large => large,
    };
    large.map_or(least, |(_, sheets)| sheets)
}

/// What makes records a little smaller than the text, where that saves a sheet, in hundredths.
const NEARLY: i32 = 85;

/// What may stay free between records in µm, beside what always does.
const APART: [i32; 3] = [14_000, 9_000, 4_000];

/// Which facts stand beside others, in all records: those that are one line there, or also those that are two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HalfFacts {
    Line,
    Lines,
}

/// Makes the sheets of records with as much between them as takes no further sheet and fills the emptiest one most.
fn spread(make: impl Fn(HalfFacts, i32) -> Vec<Sheet>) -> Vec<Sheet> {
    let (lines, closer) = (make(HalfFacts::Line, 0), make(HalfFacts::Lines, 0));
    let (half, close) = match closer.len() < lines.len() && parted(&closer) <= parted(&lines) {
        true => (HalfFacts::Lines, closer),
        false => (HalfFacts::Line, lines),
    };
    let bottom = |sheet: &Sheet| sheet.boxes.iter().map(|placed| placed.area.bottom()).max();
    let emptiest = |sheets: &Vec<Sheet>| sheets.iter().map(bottom).min();
    let (count, parts) = (close.len(), parted(&close));
    let apart = APART.iter().rev().map(|apart| make(half, *apart));
    let apart = apart.filter(|sheets| sheets.len() <= count && parted(sheets) <= parts);
    let all = std::iter::once(close).chain(apart);
    all.max_by_key(emptiest).unwrap_or_default()
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
    let mut turned = turned(shown, geometry, RECORDS.min(from_two_steps));
    let is_least = |size: i32| size <= geometry.least;
    let is_whole = |size| columns::fits_unbroken(shown, geometry.width(), size, NARROWEST);
    let fits = |size: &i32| is_read_as_table(shown, geometry, *size) && (is_least(*size) || is_whole(*size));
    let sizes: Vec<i32> = columns::steps(geometry.least).filter(fits).collect();
    if sizes.is_empty() {
        let turned = turned.into_iter().map(LedgerWay::Table);
        return turned.chain(of_records.map(LedgerWay::Records)).collect();
    }
    let (large, small): (Vec<i32>, Vec<i32>) = columns::steps(geometry.least)
        .filter(|size| *size >= from_two_steps || sizes.contains(size))
        .partition(|size| *size >= from_two_steps);
    let few = shown.head.first().map_or(0, Vec::len) <= MOST_COLUMNS;
    // Large type is no reason to break what is short.
    let is_comfortable = |size: &i32| columns::is_comfortable(shown, geometry.width(), *size);
    let (roomy, close): (Vec<i32>, Vec<i32>) = large.into_iter().partition(is_comfortable);
    // Half as many columns fill a sheet better, in no smaller type.
    let is_half =
        |table: &Table| 2 * table.head.first().map_or(0, Vec::len) <= shown.head.first().map_or(0, Vec::len);
    let is_as_large = |table: &&Table| is_half(table) && table.size >= roomy.first().copied();
    let smaller = turned.split_off(turned.iter().take_while(is_as_large).count());
    let read = roomy.iter().chain(&close).filter(|_| few);
    let read = read.filter_map(|size| columns::read_in(shown, geometry.width(), *size));
    let near = small.into_iter().map(|size| Table {
        size: Some(size),
        ..shown.clone()
    });
    let read = turned
        .into_iter()
        .chain(read)
        .chain(smaller)
        .map(LedgerWay::Table);
    let records = of_records.map(LedgerWay::Records);
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
            blocks.extend(record_blocks(
                &whole,
                (ledger, tally),
                ((size, geometry.width()), HalfFacts::Line),
                0,
            ));
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
                most: Some(PHOTO),
            })],
            ..TableCell::default()
        },
    }
}

/// A table for each row of the whole one, and one for the sums, in type of a size for a width; so much in µm stays free
/// between them.
fn record_blocks(
    whole: &Table,
    (ledger, tally): (&Ledger, &Tally),
    ((size, width), half): ((i32, i32), HalfFacts),
    apart: i32,
) -> Vec<Block> {
    let columns = shown(ledger, tally);
    let names: Vec<&TableCell> = whole.head.iter().flatten().collect();
    let (rows, sums) = whole.rows.split_at(ledger.rows.len());
    let line = cards::room_of_fact(&names, (size, width));
    let room = match half {
        HalfFacts::Line => line,
        HalfFacts::Lines => line.max(cards::SHORT),
    };
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let is_short = |at: usize| cells(at).all(|cell| cards::is_within(cell, room));
    let is_said = |at: &usize| cells(*at).any(|cell| !is_blank(cell));
    let heading = [ColumnRole::Number, ColumnRole::What].map(|role| of_role(role, (ledger, &columns)));
    let facts = (0..columns.len()).filter(|at| is_said(at) && !heading.contains(&Some(*at)));
    let places = in_twos(facts.collect(), is_short);
    let records = (1..)
        .zip(rows)
        .map(|(number, row)| record(number, row, (&names, &places), heading));
    let sums = sums.first().map(|sums| of_sums(sums, &names, room));
    let tables = records.chain(sums).map(|table| Table {
        size: Some(size),
        apart,
        ..table
    });
    tables.map(Block::Table).collect()
}

/// The column of a role.
fn of_role(role: ColumnRole, (ledger, columns): (&Ledger, &[ShownColumn])) -> Option<usize> {
    let is = |shown: &ShownColumn| matches!(shown, ShownColumn::Typed(index) if ledger.columns[*index].role == Some(role));
    columns.iter().position(is)
}

/// A row by itself, its facts in the places that they have in all records.
fn record(
    number: usize,
    row: &TableRow,
    (names, places): (&[&TableCell], &[Vec<usize>]),
    [own, what]: [Option<usize>; 2],
) -> Table {
    // Without a column that says what a row is of, the first one does.
    let is_said = |at: &usize| Some(*at) != own && !is_blank(&row[*at]);
    let what = what.or_else(|| (0..row.len()).find(is_said));
    let called = own.map(|at| words(&row[at])).filter(|words| !words.is_empty());
    let about = what.map(|at| words(&row[at])).filter(|words| !words.is_empty());
    let heading_words = match (called, about) {
        (Some(called), Some(about)) => format!("{called}　{about}"),
        (called, about) => called.or(about).unwrap_or_else(|| number.to_string()),
    };
    let facts = places.iter().flat_map(|place| {
        let said: Vec<usize> = place
            .iter()
            .copied()
            .filter(|at| Some(*at) != what && !is_blank(&row[*at]))
            .collect();
        let is_pair = said.len() > 1;
        said.into_iter()
            .map(move |at| (names[at].clone(), &row[at], is_pair))
    });
    let mut table = paired(facts);
    table.head = vec![vec![heading(cell(heading_words).parts)]];
    table
}

/// Facts in their order, but that a short one has the next short one beside it, also from behind long ones.
fn in_twos(mut facts: Vec<usize>, is_short: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut places = Vec::with_capacity(facts.len());
    while !facts.is_empty() {
        let mut place = vec![facts.remove(0)];
        if is_short(place[0]) {
            let second = facts.iter().position(|at| is_short(*at));
            place.extend(second.map(|at| facts.remove(at)));
        }
        places.push(place);
    }
    places
}

/// The sums, beside the names of their columns.
fn of_sums(sums: &TableRow, names: &[&TableCell], room: i32) -> Table {
    let first = sums.first().filter(|cell| words(cell) == SUM);
    let behind = first.map_or(0, |cell| cell.columns);
    let named = sums.iter().skip(usize::from(first.is_some())).enumerate();
    let named = named.filter_map(|(at, sum)| Some((*names.get(behind + at)?, sum)));
    let named = named.filter(|(_, sum)| !is_blank(sum));
    let mut table = paired(named.map(|(name, sum)| (name.clone(), sum, cards::is_within(sum, room))));
    table.head = vec![vec![heading(cell(SUM).parts)]];
    table
}

#[cfg(test)]
mod tests {
    use super::in_twos;

    #[test]
    fn short_facts_stand_in_twos_and_long_ones_keep_their_place() {
        // Odd ones are long.
        let places = in_twos(vec![0, 1, 2, 4, 3, 5, 6], |at| at % 2 == 0);
        assert_eq!(places, [vec![0, 2], vec![1], vec![4, 6], vec![3], vec![5]]);
    }
}
