//! Whole registers: small workbooks that are made here, and what becomes of them. Everything that comes out is read by the
//! program's own reader.

mod books;
mod cells;
mod pledges;
mod refused;
mod registers;

use rust_xlsxwriter::{ExcelDateTime, Format, Image, Note, Workbook, Worksheet};

use super::{ImportedLedger, ImportedPledges, ImportedTable, ImportedWorkbook, read};
use crate::attachment::Unreadable;
use crate::import::official::{ImportedField, ImportedValue};
use crate::import::tests::settings;
use crate::read::{Detail, Document};
use crate::words::{Kind, Report, Severity, SourcePath, blocks, cells, lines, stand_in};

/// A table's rows of cells. `=12.5` is a number, `=85%` one that is shown as per cent, `=2026-03-05` a day, `=2026-03` a month.
type Rows = Vec<Vec<String>>;

/// The sheet that a text stands for: a row a line, with `|` between its cells.
fn rows_of(table: &str) -> Rows {
    lines(table).iter().map(|line| cells(line)).collect()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let Some(typed) = cell.strip_prefix('=') else {
        if !cell.is_empty() {
            sheet.write_string(row, column, cell).unwrap();
        }
        return;
    };
    if let Some(percent) = typed.strip_suffix('%') {
        let number: f64 = percent.parse().unwrap();
        let format = Format::new().set_num_format("0.0%");
        sheet
            .write_number_with_format(row, column, number / 100.0, &format)
            .unwrap();
    } else if typed.len() == 10 && typed.matches('-').count() == 2 {
        let day = ExcelDateTime::parse_from_str(typed).unwrap();
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        sheet
            .write_datetime_with_format(row, column, &day, &format)
            .unwrap();
    } else if typed.len() == 7 && typed.matches('-').count() == 1 {
        let day = ExcelDateTime::parse_from_str(&format!("{typed}-01")).unwrap();
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"");
        sheet
            .write_datetime_with_format(row, column, &day, &format)
            .unwrap();
    } else {
        sheet
            .write_number(row, column, typed.parse::<f64>().unwrap())
            .unwrap();
    }
}

fn fill(sheet: &mut Worksheet, rows: &[Vec<String>]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            put(sheet, row, column, cell);
        }
    }
}

fn workbook(rows: &[Vec<String>], more: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, rows);
    more(sheet);
    book.save_to_buffer().unwrap()
}

fn merge(sheet: &mut Worksheet, range: (u32, u16, u32, u16), text: &str) {
    let (top, left, bottom, right) = range;
    sheet
        .merge_range(top, left, bottom, right, text, &Format::new())
        .unwrap();
}

/// The form as `gongkai new 台账` writes it.
fn form(title: &str) -> String {
    include_str!("../../cli/forms/ledger.yaml")
        .replace("{标题}", &format!("'{}'", title.replace('\'', "''")))
        .replace("{日期}", "2026-11-20")
        .replace("{年度}", "2026")
        .replace("{公开范围}", "公开范围: 校内公开")
}

/// Reads an entry with the program's own reader: what it is, and every complaint.
fn entry(kind: Kind, name: &str, text: &str) -> (Option<std::sync::Arc<Document>>, Vec<String>) {
    let path = SourcePath::new(name).unwrap();
    let read = settings().entry(kind, &path, Some(text.as_bytes()), Report::new());
    let errors = read
        .complaints
        .sorted()
        .into_iter()
        .filter(|one| one.code.severity == Severity::Error);
    let errors = errors
        .map(|one| format!("{:?} {}", one.place, one.message))
        .collect();
    (read.document, errors)
}

/// Fills the form and has it read: as many rows and columns, and no error.
fn accepted(ledger: &ImportedLedger) -> String {
    let yaml = ledger.fill(&form(&ledger.title));
    let (document, errors) = entry(Kind::Ledger, "content/ledgers/2026-11-20-daoru.yaml", &yaml);
    assert!(errors.is_empty(), "{errors:#?}\n{yaml}");
    let document = document.unwrap();
    assert!(document.common.draft, "{yaml}");
    let Detail::Ledger(found) = &document.detail else {
        panic!("no ledger: {yaml}")
    };
    assert_eq!(found.preset, ledger.preset, "{yaml}");
    assert_eq!(found.rows.len(), ledger.rows.len(), "{yaml}");
    for (row, wanted) in found.rows.iter().zip(&ledger.rows) {
        for (index, column) in ledger.columns.iter().enumerate() {
            let place = found.columns.iter().position(|known| known.name == column.name);
            let place = place.unwrap_or_else(|| panic!("no {}: {yaml}", column.name));
            assert_eq!(found.columns[place].kind, column.kind, "{}: {yaml}", column.name);
            let said = row.cell(place).map(|cell| format!("{cell:?}"));
            let wanted = wanted.cell(index).map(|cell| format!("{cell:?}"));
            let is_number_to_fill_in = wanted.as_ref().is_some_and(|text| text.contains("（填数）"));
            let is_link = wanted.as_ref().is_some_and(|text| text.starts_with("Url"));
            if !is_number_to_fill_in && !is_link {
                assert_eq!(said, wanted, "{}: {yaml}", column.name);
            }
        }
    }
    assert_eq!(found.stated.len(), ledger.stated.len(), "{yaml}");
    yaml
}

fn only(found: ImportedWorkbook) -> ImportedLedger {
    let mut tables = found.tables.into_iter();
    match (tables.next(), tables.next()) {
        (Some(ImportedTable::Ledger(ledger)), None) => ledger,
        other => panic!("{other:?}"),
    }
}

fn ledger(bytes: &[u8]) -> ImportedLedger {
    only(read("xlsx", bytes, "导入的表.xlsx").unwrap())
}

/// The ledger of a sheet.
fn ledger_of(table: &str) -> ImportedLedger {
    ledger_with(table, |_| {})
}

/// The ledger of a sheet in which more is done.
fn ledger_with(table: &str, more: impl FnOnce(&mut Worksheet)) -> ImportedLedger {
    ledger(&workbook(&rows_of(table), more))
}

/// Fails with all sheets of a text for which something else is found than their last line expects, behind `=> `.
#[track_caller]
fn sheets_give(sheets: &str, found: impl Fn(&[Vec<String>]) -> String) {
    let mut wrong = Vec::new();
    for sheet in blocks(sheets) {
        let (last, rows) = sheet.split_last().expect("rows");
        let expected = last.strip_prefix("=> ").expect("what is expected");
        let rows: Rows = rows.iter().map(|row| cells(row)).collect();
        let found = found(&rows);
        if found != expected {
            wrong.push(format!("{rows:?} => {expected}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The day that a ledger is of.
fn day(found: &ImportedLedger) -> String {
    found.day.map_or("-".to_owned(), |day| day.to_string())
}

fn csv(text: &str) -> ImportedLedger {
    only(read("csv", text.as_bytes(), "2026年台账.csv").unwrap())
}
