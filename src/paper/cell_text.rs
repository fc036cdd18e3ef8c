//! A cell's text → its lines: sentences as in any text, posts and names of a list each whole, labels between their words; and how
//! far the figures of a column stand from its edge. What a cell is as wide as, `columns` decides.

use super::blocks::{CellPart, Table, TableCell};
use super::breaks::{self, Broken, Span, TextColumn};
use super::columns::{self, CellSpan, ColumnWidths};
use super::geometry::ratio;
use super::measure::EM;
use super::measure::in_ems;
use super::sheet::Align;
use super::title_words;

/// In cells narrower than this, in 1/1000 em, stand words rather than sentences.
const OF_SENTENCES: i32 = 11_000;

/// A longer word of a sentence is broken, in 1/1000 em: no line is left short by more than two characters for it.
const LONGEST_KEPT: i32 = 3 * EM;

/// What fills more lines is a sentence.
const LABEL: usize = 2;

/// The lines of a cell's text in a column of so many 1/1000 em.
pub(super) fn lines(spans: &[Span], cell: &TableCell, width: i32) -> Vec<Broken> {
    let measure = TextColumn {
        width,
        indent: 0,
        bold: cell.head,
    };
    let lines = breaks::lines(spans, measure);
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let listed = listed(&text);
    let is_label = !listed.is_empty() || cell.align == Some(Align::Centre);
    if lines.len() <= 1 || (measure.width >= OF_SENTENCES && !is_label) {
        return lines;
    }
    let begins = match listed.is_empty() {
        true => title_words::beginnings(&text),
        false => begins(&listed),
    };
    let longest = if is_label { measure.width } else { LONGEST_KEPT };
    let whole = breaks::lines_of_words(spans, measure, (&begins, longest));
    // A sentence is not made longer for its words.
    let is_longer = lines.len() > LABEL && whole.len() > lines.len();
    if is_longer && !is_label { lines } else { whole }
}

/// Where the parts of a text begin, as rising byte offsets.
fn begins(parts: &[&str]) -> Vec<usize> {
    let ends = parts.iter().scan(0, |end, part| {
        *end += part.len();
        Some(*end)
    });
    ends.collect()
}

/// The posts, names and the like that a cell lists, each with its mark, or what stands apart in it; none of a sentence.
pub(super) fn listed(words: &str) -> Vec<&str> {
    const LONGEST: usize = 9;
    if words.contains('\u{3000}') {
        return words.split_inclusive('\u{3000}').collect();
    }
    let parts: Vec<&str> = words.split_inclusive(['、', '\n']).collect();
    let is_list = parts.len() > 1
        && !words.contains(['，', '。', '；', '：'])
        && parts.iter().all(|part| part.chars().count() <= LONGEST);
    if is_list { parts } else { Vec::new() }
}

/// A column of figures that is wider by so much than the widest of them, in 1/1000 em, has them below the middle of its head.
const LOOSE: i32 = 500;

/// How far the figures of each column stand from its right edge, in µm: the widest is in the middle of a wide column.
pub(super) fn insets(table: &Table, columns: &ColumnWidths) -> Vec<i32> {
    let mut widest: Vec<i32> = Vec::new();
    for (cells, spots) in table.rows.iter().zip(columns::spots(&table.rows)) {
        for (cell, spot) in cells.iter().zip(spots).filter(|(_, spot)| spot.columns == 1) {
            widest.resize(widest.len().max(spot.column + 1), 0);
            let is_of_figures = cell.align == Some(Align::Right) || cell.parts.is_empty();
            let parts = cell.parts.iter().map(|part| match part {
                CellPart::Text(spans) => breaks::natural_width(spans, false),
                CellPart::Picture(_) => i32::MAX / 2,
            });
            let own = if is_of_figures {
                parts.max().unwrap_or(0)
            } else {
                i32::MAX / 2
            };
            widest[spot.column] = widest[spot.column].max(own);
        }
    }
    let mut insets: Vec<i32> = Vec::new();
    for (column, widest) in widest.into_iter().enumerate() {
        let room = columns.room(&CellSpan {
            column,
            columns: 1,
            rows: 1,
        });
        let free = in_ems(room, columns.size) - widest;
        insets.push(if free > LOOSE {
            ratio(free / 2, columns.size, EM)
        } else {
            0
        });
    }
    insets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_listed_and_sentences_are_not() {
        assert_eq!(listed("支部书记、教务副主任"), ["支部书记、", "教务副主任"]);
        assert_eq!(listed("自评：好　互评：好"), ["自评：好　", "互评：好"]);
        for words in [
            "联系教师、学生，每月一次",
            "支部书记",
            "把党员活动室的桌椅、书柜修好",
        ] {
            assert!(listed(words).is_empty(), "{words}");
        }
    }
}
