//! Tables → a workbook, a sheet each: real dates and numbers, a head that stays in view, columns as wide as what
//! they hold, and a set-up that prints well. The same tables and day give the same bytes.

use std::fmt;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::register::{ColumnType, RegisterCell, RegisterColumn, RegisterTable};
use crate::words::{Amount, Day};

/// The lines above the rows: title, note, head.
const HEAD: u32 = 2;
/// No column is wider, in characters; longer texts are wrapped.
const WIDEST: usize = 40;
/// Nor narrower.
const NARROWEST: usize = 6;
/// A4.
const PAPER: u8 = 9;
/// The longest name of a sheet.
const NAME: usize = 31;

/// Why tables do not fit a workbook.
#[derive(Debug)]
pub enum Unfit {
    /// A text is too long for a cell.
    Text,
    /// There are more rows or columns than a sheet may have.
    Size,
    /// What else the maker of workbooks says.
    Other(XlsxError),
}

impl From<XlsxError> for Unfit {
    fn from(fault: XlsxError) -> Self {
        match fault {
            XlsxError::MaxStringLengthExceeded => Self::Text,
            XlsxError::RowColumnLimitError => Self::Size,
            other => Self::Other(other),
        }
    }
}

/// The sentence users read.
impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => write!(f, "有一格的文字超过 32767 个字，Excel 放不下"),
            Self::Size => write!(f, "行或者列太多，Excel 放不下"),
            Self::Other(fault) => write!(f, "{fault}"),
        }
    }
}

/// The bytes of a workbook.
///
/// # Errors
/// The tables do not fit.
pub fn xlsx(tables: &[RegisterTable], day: Day) -> Result<Vec<u8>, Unfit> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        month(day),
        of_month(day),
    )?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name = sheet_name(&table.title, &names);
        let sheet = workbook.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        fill(sheet, table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn month(day: Day) -> u8 {
    u8::try_from(day.month()).unwrap_or(1)
}

fn of_month(day: Day) -> u8 {
    u8::try_from(day.day()).unwrap_or(1)
}

/// A name that Excel takes and that no other sheet has.
fn sheet_name(title: &str, taken: &[String]) -> String {
    let safe = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !c.is_control();
    let plain: String = title.chars().filter(safe).take(NAME).collect();
    // Excel keeps one name for itself.
    let plain = if plain.trim().is_empty() || plain.eq_ignore_ascii_case("history") {
        "台账".to_owned()
    } else {
        plain
    };
    let mut name = plain.clone();
    let mut number = 2;
    while taken
        .iter()
        .any(|other| other.to_lowercase() == name.to_lowercase())
    {
        let end = format!("（{number}）");
        let room = NAME - end.chars().count();
        name = plain.chars().take(room).collect::<String>() + &end;
        number += 1;
    }
    name
}

fn fill(sheet: &mut Worksheet, table: &RegisterTable) -> Result<(), XlsxError> {
    let last = u16::try_from(table.columns.len().max(1) - 1).unwrap_or(u16::MAX);
    let title = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_align(FormatAlign::Left);
    sheet.write_string_with_format(0, 0, &table.title, &title)?;
    sheet.write_string(1, 0, &table.note)?;
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    for (index, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(HEAD, index, &column.name, &head)?;
        sheet.set_column_width(index, width(table, usize::from(index)))?;
    }
    let formats: Vec<Format> = table
        .columns
        .iter()
        .map(|column| format_of(column.shape))
        .collect();
    let sums: Vec<Format> = formats.iter().map(|format| format.clone().set_bold()).collect();
    let mut line = HEAD;
    for row in &table.rows {
        line += 1;
        write_row(sheet, line, row, (&table.columns, &formats))?;
    }
    if !table.totals.is_empty() {
        line += 1;
        write_row(sheet, line, &table.totals, (&table.columns, &sums))?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    if !table.rows.is_empty() {
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(HEAD, 0, HEAD.saturating_add(rows), last)?;
    }
    sheet
        .set_paper_size(PAPER)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}

fn format_of(shape: ColumnType) -> Format {
    let format = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    match shape {
        ColumnType::Text => format.set_text_wrap(),
        ColumnType::Number => format.set_num_format("General").set_align(FormatAlign::Right),
        ColumnType::Money => format.set_num_format("#,##0.00").set_align(FormatAlign::Right),
        ColumnType::Percent => format.set_num_format("0.0%").set_align(FormatAlign::Right),
        ColumnType::Date => format.set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
    }
}

fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &[RegisterCell],
    (columns, formats): (&[RegisterColumn], &[Format]),
) -> Result<(), XlsxError> {
    for (index, ((value, column), format)) in (0..).zip(row.iter().zip(columns).zip(formats)) {
        match value {
            RegisterCell::Empty => sheet.write_blank(line, index, format)?,
            // Written as a string, so that a text beginning with “=” is no formula.
            RegisterCell::Text(text) => sheet.write_string_with_format(line, index, text, format)?,
            RegisterCell::Amount(amount) => {
                sheet.write_number_with_format(line, index, number(*amount, column.shape), format)?
            }
            RegisterCell::Date(day) => {
                let year = u16::try_from(day.year()).unwrap_or(2000);
                let date = ExcelDateTime::from_ymd(year, month(*day), of_month(*day))?;
                sheet.write_datetime_with_format(line, index, &date, format)?
            }
        };
    }
    Ok(())
}

/// Excel's own kind of number. Up to eleven digits and two decimals, it is the one that was typed.
fn number(amount: Amount, shape: ColumnType) -> f64 {
    let hundredths = amount.hundredths() as f64;
    match shape {
        ColumnType::Percent => hundredths / 10_000.0,
        _ => hundredths / 100.0,
    }
}

/// As wide as the widest cell; a Han character is as wide as two digits.
fn width(table: &RegisterTable, column: usize) -> f64 {
    let of_text = |text: &str| {
        let widest = text.lines().map(|line| line.chars().map(wide).sum()).max();
        widest.unwrap_or(0)
    };
    let shape = table.columns[column].shape;
    let of_value = |value: &RegisterCell| match value {
        RegisterCell::Empty => 0,
        RegisterCell::Text(text) => of_text(text),
        RegisterCell::Amount(amount) if shape == ColumnType::Money => amount.money().len(),
        RegisterCell::Amount(amount) => amount.to_string().len() + 2,
        RegisterCell::Date(_) => 10,
    };
    let rows = table.rows.iter().chain(Some(&table.totals));
    let cells = rows.filter_map(|row| row.get(column)).map(of_value);
    let widest = cells
        .max()
        .unwrap_or(0)
        .max(of_text(&table.columns[column].name) + 3);
    (widest.clamp(NARROWEST, WIDEST) + 2) as f64
}

fn wide(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn day() -> Day {
        Day::new(2026, 11, 20).expect("a day")
    }

    fn table(title: &str) -> RegisterTable {
        let columns = [
            ("项目", ColumnType::Text),
            ("数", ColumnType::Number),
            ("金额（元）", ColumnType::Money),
            ("率", ColumnType::Percent),
            ("日期", ColumnType::Date),
        ];
        let amount = |hundredths| RegisterCell::Amount(Amount::of_hundredths(hundredths));
        let rows = vec![
            vec![
                RegisterCell::Text("=1+1".into()),
                amount(-350),
                amount(123_456_789),
                amount(3330),
                RegisterCell::Date(day()),
            ],
            vec![
                RegisterCell::Text("学习资料和宣传用品".into()),
                RegisterCell::Empty,
                amount(1),
                RegisterCell::Empty,
                RegisterCell::Empty,
            ],
        ];
        RegisterTable {
            totals: vec![
                RegisterCell::Text("合计".into()),
                RegisterCell::Empty,
                amount(123_456_790),
                RegisterCell::Empty,
                RegisterCell::Empty,
            ],
            ..RegisterTable::new((title, "内部资料".into()), &columns, rows)
        }
    }

    /// One file of the workbook, as text.
    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
        let mut text = String::new();
        let mut file = archive.by_name(name).expect(name);
        file.read_to_string(&mut text).expect("text");
        text
    }

    #[test]
    fn another_reader_finds_numbers_and_days() {
        let bytes = xlsx(&[table("甲"), table("乙/[1]:*?")], day()).expect("a workbook");
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).expect("a workbook");
        assert_eq!(workbook.sheet_names(), ["甲", "乙1"]);
        let sheet = workbook.worksheet_range("甲").expect("a sheet");
        let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(at(0, 0), Data::String("甲".into()));
        assert_eq!(at(1, 0), Data::String("内部资料".into()));
        assert_eq!(at(2, 2), Data::String("金额（元）".into()));
        assert_eq!(at(3, 0), Data::String("=1+1".into()));
        assert_eq!(at(3, 1), Data::Float(-3.5));
        assert_eq!(at(3, 2), Data::Float(1_234_567.89));
        assert_eq!(at(3, 3), Data::Float(0.333));
        let Data::DateTime(date) = at(3, 4) else {
            panic!("{:?} is no day", at(3, 4));
        };
        assert_eq!(date.to_ymd_hms_milli(), (2026, 11, 20, 0, 0, 0, 0));
        assert_eq!(at(4, 1), Data::Empty);
        assert_eq!(at(5, 2), Data::Float(1_234_567.90));
        let formulas = workbook.worksheet_formula("甲").expect("a sheet");
        assert!(formulas.used_cells().next().is_none(), "a text became a formula");
    }

    #[test]
    fn it_prints_well_and_the_head_stays_in_view() {
        let bytes = xlsx(&[table("甲")], day()).expect("a workbook");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        for wanted in [
            "<pane ySplit=\"3\" topLeftCell=\"A4\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToHeight=\"0\"",
            "<pageSetUpPr fitToPage=\"1\"/>",
            "<autoFilter ref=\"A3:E5\"/>",
        ] {
            assert!(sheet.contains(wanted), "{wanted} in {sheet}");
        }
        // Excel shows a whole number of the format 0.## as “1.”.
        assert!(!part(&bytes, "xl/styles.xml").contains("0.##\""));
        assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
        assert_eq!(
            bytes,
            xlsx(&[table("甲")], day()).expect("a workbook"),
            "the same bytes"
        );
    }

    #[test]
    fn sheets_have_names_that_excel_takes() {
        let long = "2026年党建工作督导反馈问题整改销号台账（第一次征求意见稿）和附表";
        let first = sheet_name(long, &[]);
        assert_eq!(first.chars().count(), NAME);
        let second = sheet_name(long, std::slice::from_ref(&first));
        assert_ne!(first, second);
        assert!(second.chars().count() <= NAME && second.ends_with("（2）"));
        assert_eq!(sheet_name("[]:*", &[]), "台账");
        assert_eq!(sheet_name("History", &[]), "台账");
    }

    #[test]
    fn what_does_not_fit_is_told_in_chinese() {
        let mut long = table("甲");
        long.rows[0][0] = RegisterCell::Text("长".repeat(40_000));
        let fault = xlsx(&[long], day()).expect_err("too long").to_string();
        assert_eq!(fault, "有一格的文字超过 32767 个字，Excel 放不下");
    }
}
