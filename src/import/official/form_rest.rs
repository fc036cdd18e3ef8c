//! What is left of a form when fields were taken from it.

use super::forms::{cell_text, has_more};
use crate::import::text::{SourceBlock, SourceCell, SourceInline, SourceParagraph, SourceTable};

/// Empties a label's cell and that of its value; the number of cells stays until all is taken.
pub(super) fn blank(table: &mut SourceTable, row: usize, cell: usize) {
    if let Some(cells) = table.rows.get_mut(row) {
        let end = cells.len().min(cell + 2);
        for cell in &mut cells[cell..end] {
            cell.blocks.clear();
        }
    }
}

/// A block without rows that say nothing any more; no block when there are none left.
pub(super) fn without_blanks(block: SourceBlock) -> Option<SourceBlock> {
    let SourceBlock::Table(mut table) = block else {
        return Some(block);
    };
    let spans = table.rows.iter().flatten().any(|cell| cell.rows > 1);
    if table.rows.iter().flatten().all(|cell| cell.blocks.is_empty()) {
        return None;
    }
    if !spans {
        table
            .rows
            .retain(|row| !row.iter().all(|cell| cell.blocks.is_empty()));
        for row in &mut table.rows {
            close_gaps(row);
        }
        table.heading_rows = table.heading_rows.min(table.rows.len());
    }
    Some(SourceBlock::Table(table))
}

/// Not more than so many rows of a label and a value → lines: what is left of a form looks like no table. `活动主题：缅怀先烈`;
/// pictures and longer texts stand below their label.
pub(super) fn as_lines(block: SourceBlock, most: usize) -> Vec<SourceBlock> {
    const LONGEST_LABEL: usize = 12;
    let SourceBlock::Table(mut table) = block else {
        return vec![block];
    };
    let is_label = |cell: &SourceCell| {
        let words = cell_text(cell);
        let is_short = (1..=LONGEST_LABEL).contains(&words.chars().count());
        is_short && !words.contains('\n') && !has_more(cell) && cell.rows == 1
    };
    let are_paragraphs = |cell: &SourceCell| {
        let mut blocks = cell.blocks.iter();
        cell.rows == 1 && blocks.all(|block| matches!(block, SourceBlock::Paragraph(_)))
    };
    let says = |cell: &SourceCell| !cell_text(cell).is_empty() || has_more(cell);
    let is_pair = |row: &Vec<SourceCell>| matches!(&row[..], [label, value] if is_label(label) && are_paragraphs(value) && says(value));
    if table.rows.len() > most || !table.rows.iter().all(is_pair) {
        return vec![SourceBlock::Table(table)];
    }
    let mut lines = Vec::new();
    for row in &mut table.rows {
        let label = cell_text(&row[0]);
        let mut label = vec![SourceInline::text(format!(
            "{}：",
            label.trim_end_matches(['：', ':'])
        ))];
        let mut value = std::mem::take(&mut row[1].blocks);
        if let [SourceBlock::Paragraph(only)] = &mut value[..]
            && only.label.is_none()
            && only.pictures().is_empty()
        {
            label.append(&mut only.inlines);
            value.clear();
        }
        lines.push(SourceBlock::Paragraph(SourceParagraph {
            inlines: label,
            ..SourceParagraph::default()
        }));
        lines.append(&mut value);
    }
    lines
}

/// What remains of a row moves to the left, its last cell over what was emptied.
fn close_gaps(row: &mut Vec<SourceCell>) {
    let is_gap = |pair: &[SourceCell]| pair.iter().all(|cell| cell.blocks.is_empty());
    if row.len() % 2 == 1 || !row.chunks(2).any(is_gap) {
        return;
    }
    let mut columns = 0;
    let mut left: Vec<SourceCell> = Vec::new();
    for pair in std::mem::take(row).chunks(2) {
        if is_gap(pair) {
            columns += pair.iter().map(|cell| cell.columns).sum::<usize>();
        } else {
            left.extend_from_slice(pair);
        }
    }
    if let Some(last) = left.last_mut() {
        last.columns += columns;
    }
    *row = left;
}
