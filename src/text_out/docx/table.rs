//! Tables → `w:tbl`: borders all around, heads that repeat, merged cells as Word writes them.

use super::body::DocumentBody;
use super::parts;
use crate::paper::Align;
use crate::paper::blocks::{CellPart, Table, TableCell, TableRow};
use crate::paper::columns::{CellSpan, ColumnWidths, choose, spots};

const BORDERS: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];

/// What stands in a place of a row.
#[derive(Clone, Copy)]
enum WordCell<'t> {
    Begins(&'t TableCell, CellSpan),
    /// Covered by a cell of a row above.
    Continues(CellSpan),
    /// The row has fewer cells than the table has columns.
    Missing(CellSpan),
}

impl WordCell<'_> {
    fn span(&self) -> CellSpan {
        match *self {
            Self::Begins(_, span) | Self::Continues(span) | Self::Missing(span) => span,
        }
    }
}

/// A table with its columns.
struct DocumentTable {
    widths: ColumnWidths,
    columns: usize,
}

impl DocumentBody<'_> {
    /// Adds a table, and the paragraph that parts it from what follows: Word joins tables that touch.
    pub(super) fn table(&mut self, table: &Table) {
        let all = [&table.head, &table.rows];
        let ends = all.iter().flat_map(|rows| spots(rows)).flatten();
        let columns = ends.map(|spot| spot.column + spot.columns).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let of = DocumentTable {
            widths: choose(table, parts::BLOCK_WIDTH, 0),
            columns,
        };
        self.xml.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
            parts::BLOCK_TWIPS
        ));
        for border in BORDERS {
            self.xml.push_str(&format!(
                "<w:{border} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
            ));
        }
        self.xml.push_str(
            "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"57\" w:type=\"dxa\"/><w:right w:w=\"57\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
        );
        for column in 0..columns {
            let width = of.width(CellSpan {
                column,
                columns: 1,
                rows: 1,
            });
            self.xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.xml.push_str("</w:tblGrid>");
        for row in grid(&table.head, columns) {
            self.row(&of, &row, "<w:cantSplit/><w:tblHeader/>");
        }
        for row in grid(&table.rows, columns) {
            self.row(&of, &row, "<w:cantSplit/>");
        }
        self.xml
            .push_str("</w:tbl><w:p><w:pPr><w:spacing w:line=\"240\" w:lineRule=\"exact\"/></w:pPr></w:p>");
    }

    fn row(&mut self, table: &DocumentTable, cells: &[WordCell<'_>], properties: &str) {
        self.xml.push_str(&format!("<w:tr><w:trPr>{properties}</w:trPr>"));
        for cell in cells {
            let span = cell.span();
            self.xml.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>",
                table.width(span)
            ));
            if span.columns > 1 {
                self.xml
                    .push_str(&format!("<w:gridSpan w:val=\"{}\"/>", span.columns));
            }
            match cell {
                WordCell::Begins(_, span) if span.rows > 1 => {
                    self.xml.push_str("<w:vMerge w:val=\"restart\"/>")
                }
                WordCell::Continues(_) => self.xml.push_str("<w:vMerge/>"),
                _ => {}
            }
            self.xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
            match cell {
                WordCell::Begins(cell, span) => self.cell(table, cell, span),
                _ => self
                    .xml
                    .push_str("<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>"),
            }
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }

    /// Each part is a paragraph; a cell has at least one.
    fn cell(&mut self, table: &DocumentTable, cell: &TableCell, span: &CellSpan) {
        let style = if cell.head { "TableHead" } else { "TableText" };
        let align = match cell.align {
            _ if cell.head && cell.align.is_none() => "center",
            None if table.widths.is_short(span) => "center",
            None | Some(Align::Left) => "left",
            Some(Align::Centre) => "center",
            Some(Align::Right) => "right",
        };
        let begin = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/><w:jc w:val=\"{align}\"/></w:pPr>");
        if cell.parts.is_empty() {
            self.xml.push_str(&format!("{begin}</w:p>"));
        }
        for part in &cell.parts {
            self.xml.push_str(&begin);
            match part {
                CellPart::Text(spans) => self.runs(spans, Some(table.widths.size)),
                CellPart::Picture(picture) => self.picture(picture, table.widths.room(span)),
            }
            self.xml.push_str("</w:p>");
        }
    }
}

impl DocumentTable {
    /// How wide a cell is, in 1/20 pt.
    fn width(&self, span: CellSpan) -> i32 {
        debug_assert!(span.column < self.columns, "a column of this table");
        let (_, width) = self.widths.extent(&span);
        // A point is 352.78 µm.
        let twips = i64::from(width) * 2_000 / 35_278;
        i32::try_from(twips).unwrap_or(0).max(20)
    }
}

/// Whole rows: every place of each is taken.
fn grid(rows: &[TableRow], columns: usize) -> Vec<Vec<WordCell<'_>>> {
    let mut above: Vec<CellSpan> = Vec::new();
    let mut grid = Vec::with_capacity(rows.len());
    for (row, spots) in rows.iter().zip(spots(rows)) {
        let mut cells: Vec<WordCell<'_>> = above.iter().map(|span| WordCell::Continues(*span)).collect();
        above.retain_mut(|span| {
            span.rows -= 1;
            span.rows > 0
        });
        for (cell, span) in row.iter().zip(spots) {
            if span.rows > 1 {
                above.push(CellSpan {
                    rows: span.rows - 1,
                    ..span
                });
            }
            cells.push(WordCell::Begins(cell, span));
        }
        cells.sort_by_key(|cell| cell.span().column);
        let mut whole = Vec::with_capacity(cells.len());
        let mut next = 0;
        for cell in cells {
            let span = cell.span();
            whole.extend(missing(next, span.column));
            next = span.column + span.columns;
            whole.push(cell);
        }
        whole.extend(missing(next, columns));
        grid.push(whole);
    }
    grid
}

fn missing<'t>(from: usize, to: usize) -> Option<WordCell<'t>> {
    let columns = to.checked_sub(from).filter(|columns| *columns > 0)?;
    Some(WordCell::Missing(CellSpan {
        column: from,
        columns,
        rows: 1,
    }))
}
