//! A table of few rows and many numbers → the same with its rows as columns: on an upright paper numbers that are compared
//! stand in columns, and none of them has to be followed across a sheet. And one of names with a number each → one row of
//! them, which a paper that lies on its side has room for.

use super::blocks::{Table, TableCell, TableRow};
use super::cards::{is_blank, words};
use super::columns::spots;
use super::sheet::Align;

/// More rows than these have no room beside each other: four quarters and their sum.
const MOST: usize = 5;

/// The table with its rows as columns: its first column heads them, its heads stand beside them. `None` for one that has
/// more rows, no more columns than rows, or few numbers, and where cells cover several rows.
pub(super) fn of(table: &Table) -> Option<Table> {
    let [head] = table.head.as_slice() else {
        return None;
    };
    let count = head.len();
    let is_plain = head.iter().all(|cell| cell.columns == 1)
        && table.rows.iter().flatten().all(|cell| cell.rows == 1)
        && spots(&table.rows)
            .iter()
            .flatten()
            .all(|spot| spot.column + spot.columns <= count);
    if !is_plain || !(2..=MOST).contains(&table.rows.len()) || count < table.rows.len() + 2 {
        return None;
    }
    let rows: Vec<TableRow> = table.rows.iter().map(|row| apart(row, count)).collect();
    let is_number = |at: &usize| {
        let mut said = rows
            .iter()
            .map(|row| &row[*at])
            .filter(|cell| !is_blank(cell))
            .peekable();
        said.peek().is_some() && said.all(|cell| cell.align == Some(Align::Right))
    };
    if (1..count).filter(is_number).count() * 2 < count {
        return None;
    }
    Some(with_rows_as_columns(table, head, &rows))
}

/// More names than these are not compared in a row.
const MOST_PAIRS: usize = 8;

/// A table of two columns, the second of numbers, as one row of numbers below their names; `None` for any other, and for one of
/// two rows or less.
pub(super) fn of_pairs(table: &Table) -> Option<Table> {
    let [head] = table.head.as_slice() else {
        return None;
    };
    let is_plain = |cell: &TableCell| cell.columns == 1 && cell.rows == 1;
    let is_number = |cell: &TableCell| {
        let words = words(cell);
        words.starts_with(|c: char| c.is_ascii_digit())
            && words
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'))
    };
    let is_pair = |row: &TableRow| matches!(row.as_slice(), [name, number] if is_plain(name) && is_plain(number) && is_number(number));
    let is_of_pairs = head.len() == 2 && head.iter().all(is_plain) && table.rows.iter().all(is_pair);
    let is_short = (3..=MOST_PAIRS).contains(&table.rows.len());
    (is_of_pairs && is_short).then(|| with_rows_as_columns(table, head, &table.rows))
}

/// The first of each row, which has a cell in each column, heads a column; what headed the others stands beside them.
fn with_rows_as_columns(table: &Table, head: &TableRow, rows: &[TableRow]) -> Table {
    let heading = |cell: &TableCell| TableCell {
        head: true,
        set_apart: true,
        align: None,
        columns: 1,
        ..cell.clone()
    };
    let column = |at: usize| -> TableRow {
        std::iter::once(heading(&head[at]))
            .chain(rows.iter().map(|row| TableCell {
                // Days and numbers stand in one column: on one axis.
                align: Some(Align::Centre),
                ..row[at].clone()
            }))
            .collect()
    };
    let over = std::iter::once(heading(&head[0])).chain(rows.iter().map(|row| heading(&row[0])));
    Table {
        head: vec![over.collect()],
        rows: (1..head.len()).map(column).collect(),
        shares: Vec::new(),
        whole: true,
        ..table.clone()
    }
}

/// A row with a cell in each column; what covers several stands in the first of them.
fn apart(row: &TableRow, count: usize) -> TableRow {
    let mut cells: TableRow = Vec::with_capacity(count);
    for cell in row {
        let covers = cell.columns;
        cells.push(TableCell {
            columns: 1,
            ..cell.clone()
        });
        let blank = TableCell {
            parts: Vec::new(),
            columns: 1,
            ..cell.clone()
        };
        cells.extend(std::iter::repeat_n(blank, covers.saturating_sub(1)));
    }
    cells.resize(count, TableCell::default());
    cells
}

#[cfg(test)]
mod tests {
    use super::super::blocks::CellPart;
    use super::super::breaks::Span;
    use super::super::cards::words;
    use super::*;

    fn cell(text: &str, align: Option<Align>, columns: usize) -> TableCell {
        TableCell {
            parts: vec![CellPart::Text(vec![Span::plain(text)])],
            align,
            columns,
            ..TableCell::default()
        }
    }

    #[test]
    fn quarters_become_columns_and_all_they_say_stands_on_one_axis() {
        let plain = |text: &&str| cell(text, None, 1);
        let right = |text: &str| cell(text, Some(Align::Right), 1);
        let table = Table {
            head: vec![
                ["季度", "登记日", "应缴", "实缴", "缴纳率"]
                    .iter()
                    .map(plain)
                    .collect(),
            ],
            rows: vec![
                vec![
                    plain(&"一"),
                    plain(&"3月2日"),
                    right("10"),
                    right("9"),
                    right("90%"),
                ],
                vec![
                    plain(&"二"),
                    plain(&"6月2日"),
                    right("20"),
                    right("20"),
                    right("100%"),
                ],
                vec![cell("合计", None, 2), right("30"), right("29")],
            ],
            ..Table::default()
        };
        let turned = of(&table).expect("it is turned");
        let said = |row: &TableRow| row.iter().map(words).collect::<Vec<String>>().join("|");
        assert_eq!(said(&turned.head[0]), "季度|一|二|合计");
        let rows: Vec<String> = turned.rows.iter().map(said).collect();
        assert_eq!(
            rows,
            [
                "登记日|3月2日|6月2日|", "应缴|10|20|30", "实缴|9|20|29", "缴纳率|90%|100%|"
            ]
        );
        let is_centred = |cell: &TableCell| cell.align == Some(Align::Centre);
        assert!(turned.rows.iter().all(|row| row.iter().skip(1).all(is_centred)));
        let pairs = Table {
            head: vec![["内容", "件数"].iter().map(plain).collect()],
            rows: [("食堂", "15"), ("教学", "1,200.5"), ("合计", "46")]
                .map(|(name, number)| vec![plain(&name), plain(&number)])
                .to_vec(),
            ..Table::default()
        };
        let row = of_pairs(&pairs).expect("it is one row");
        assert_eq!(
            said(&row.head[0]) + &said(&row.rows[0]),
            "内容|食堂|教学|合计件数|15|1,200.5|46"
        );
        let mut told = pairs.clone();
        told.rows[1][1] = plain(&"一千二百");
        assert!(of_pairs(&told).is_none() && of_pairs(&table).is_none());
        let many = Table {
            rows: table.rows.iter().cycle().take(6).cloned().collect(),
            ..table.clone()
        };
        assert!(of(&many).is_none());
    }
}
