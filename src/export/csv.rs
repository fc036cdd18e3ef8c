//! A table → csv as Excel opens it by double click: UTF-8 with its mark, CRLF, commas. A text that Excel would run
//! as a formula gets an apostrophe before it; numbers stay numbers, negative ones too. A text that Excel would take
//! for a number or a day (`2026-01`, `01`, `3月`) gets a tab behind it, which nobody sees and which keeps it a text.

use super::register::{ColumnType, RegisterCell, RegisterTable};

/// What makes a formula of a text, also behind white space; in Chinese and Japanese Excel the wide signs do too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A longer row of digits is shown as 1.2E+11.
const DIGITS: usize = 11;

/// The bytes.
#[must_use]
pub fn csv(table: &RegisterTable) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    line(&mut text, [quoted(&harmless(&table.title))]);
    line(&mut text, [quoted(&harmless(&table.note))]);
    line(
        &mut text,
        table.columns.iter().map(|column| quoted(&harmless(&column.name))),
    );
    for row in table
        .rows
        .iter()
        .chain(Some(&table.totals).filter(|totals| !totals.is_empty()))
    {
        let cells = row.iter().zip(&table.columns);
        line(&mut text, cells.map(|(value, column)| cell(value, column.shape)));
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: impl IntoIterator<Item = String>) {
    let cells: Vec<String> = cells.into_iter().collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn cell(value: &RegisterCell, shape: ColumnType) -> String {
    match value {
        RegisterCell::Empty => String::new(),
        RegisterCell::Text(text) => quoted(&kept(&harmless(text))),
        RegisterCell::Amount(amount) => match shape {
            // Two decimals, and no commas between thousands.
            ColumnType::Money => amount.money().replace(',', ""),
            ColumnType::Percent => format!("{amount}%"),
            _ => amount.to_string(),
        },
        RegisterCell::Date(day) => day.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let risky = text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}')
            .starts_with(SIGNS);
    if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A text that stays the one that was typed.
fn kept(text: &str) -> String {
    let inside = |c: char| c.is_ascii_digit() || "-/.,: eE%¥￥$()年月日时分秒".contains(c);
    let is_like_number = text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(inside);
    let is_plain = text.len() <= DIGITS && text.chars().all(|c| c.is_ascii_digit());
    if is_like_number && !(is_plain && (text == "0" || !text.starts_with('0'))) {
        format!("{text}\t")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r', '\t', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Amount;

    fn one(value: RegisterCell, shape: ColumnType) -> String {
        cell(&value, shape)
    }

    #[test]
    fn formulas_are_made_harmless_and_numbers_stay_numbers() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+8613800000000", "'+8613800000000"),
            ("-3", "'-3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("\u{FEFF}=1", "'\u{FEFF}=1"),
            ("＝1", "'＝1"),
            ("=cmd|' /C calc'!A0,1", "\"'=cmd|' /C calc'!A0,1\""),
            ("2026-01", "\"2026-01\t\""),
            ("007", "\"007\t\""),
            ("1/2", "\"1/2\t\""),
            ("2026年3月", "\"2026年3月\t\""),
            ("1E5", "\"1E5\t\""),
            ("138001380001", "\"138001380001\t\""),
            ("12", "12"),
            ("0", "0"),
            ("A-1", "A-1"),
            ("、", "、"),
            ("第1党支部", "第1党支部"),
            ("说“好”", "说“好”"),
            ("a\"b", "\"a\"\"b\""),
            ("甲\n乙", "\"甲\n乙\""),
        ] {
            assert_eq!(
                one(RegisterCell::Text(text.into()), ColumnType::Text),
                cell,
                "{text:?}"
            );
        }
        let amount = |hundredths| RegisterCell::Amount(Amount::of_hundredths(hundredths));
        assert_eq!(one(amount(-123_456), ColumnType::Money), "-1234.56");
        assert_eq!(one(amount(-350), ColumnType::Number), "-3.5");
        assert_eq!(one(amount(3330), ColumnType::Percent), "33.3%");
    }

    #[test]
    fn excel_is_told_the_encoding() {
        let columns = [("项目", ColumnType::Text)];
        let rows = vec![vec![RegisterCell::Text("甲".into())]];
        let table = RegisterTable::new(("台账", "内部资料".into()), &columns, rows);
        let bytes = csv(&table);
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text, "\u{FEFF}台账\r\n内部资料\r\n项目\r\n甲\r\n");
    }
}
