//! Which columns and rows each cell of a table covers.

use super::blocks::TableRow;

/// The most columns that one cell covers: what is wider than any sheet can show is a slip.
const WIDEST: usize = 60;

/// What a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellSpan {
    /// Its first column.
    pub(super) column: usize,
    /// How many columns.
    pub(super) columns: usize,
    /// How many rows; at least 1, and never more than there are.
    pub(super) rows: usize,
}

/// The cells' places, row by row.
pub(super) fn spots(rows: &[TableRow]) -> Vec<Vec<CellSpan>> {
    place(rows, |cell_rows, left| cell_rows.min(left))
}

/// The same when no cell covers more than one row; what it covered below stays empty.
pub(super) fn apart(rows: &[TableRow]) -> Vec<Vec<CellSpan>> {
    let mut spots = spots(rows);
    spots.iter_mut().flatten().for_each(|spot| spot.rows = 1);
    spots
}

fn place(rows: &[TableRow], limit: impl Fn(usize, usize) -> usize) -> Vec<Vec<CellSpan>> {
    // For each column, how many further rows a cell above covers.
    let mut covered: Vec<usize> = Vec::new();
    let mut placed = Vec::with_capacity(rows.len());
    for (number, row) in rows.iter().enumerate() {
        let mut column = 0;
        let mut spots = Vec::with_capacity(row.len());
        let mut begun: Vec<CellSpan> = Vec::new();
        for cell in row {
            while covered.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let wanted = cell.columns.min(WIDEST);
            let free = (0..wanted)
                .take_while(|ahead| covered.get(column + ahead).is_none_or(|rows| *rows == 0))
                .count();
            let spot = CellSpan {
                column,
                columns: free.max(1),
                rows: limit(cell.rows, rows.len() - number).max(1),
            };
            column += spot.columns;
            begun.push(spot);
            spots.push(spot);
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for spot in begun {
            let end = spot.column + spot.columns;
            if covered.len() < end {
                covered.resize(end, 0);
            }
            covered[spot.column..end].fill(spot.rows - 1);
        }
        placed.push(spots);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::super::blocks::TableCell;
    use super::*;

    fn cell(columns: usize, rows: usize) -> TableCell {
        TableCell {
            columns,
            rows,
            ..TableCell::default()
        }
    }

    #[test]
    fn cells_stand_beside_those_that_reach_down_to_them() {
        let rows = [
            vec![cell(1, 2), cell(2, 1), cell(1, 9)],
            vec![cell(1, 1), cell(1, 1)],
            vec![cell(3, 1)],
        ];
        let found: Vec<Vec<(usize, usize, usize)>> = spots(&rows)
            .iter()
            .map(|row| {
                row.iter()
                    .map(|spot| (spot.column, spot.columns, spot.rows))
                    .collect()
            })
            .collect();
        assert_eq!(
            found,
            [
                vec![(0, 1, 2), (1, 2, 1), (3, 1, 3)],
                vec![(1, 1, 1), (2, 1, 1)],
                vec![(0, 3, 1)],
            ]
        );
    }
}
