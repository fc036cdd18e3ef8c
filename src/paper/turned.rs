//! A table of few rows and many numbers → the same with its rows as columns: on an upright paper numbers that are compared
//! stand in columns, and none of them has to be followed across a sheet.

use super::blocks::{Table, TableCell, TableRow};
use super::cards::is_blank;
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
    Some(Table {
        head: vec![over.collect()],
        rows: (1..count).map(column).collect(),
        shares: Vec::new(),
        whole: true,
        ..table.clone()
    })
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
        let many = Table {
            rows: table.rows.iter().cycle().take(6).cloned().collect(),
            ..table.clone()
        };
        assert!(of(&many).is_none());
    }
}
