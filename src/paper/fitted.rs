//! Blocks → blocks that fit a paper: no type is less than what is read from two steps, and a table that is too wide for
//! that becomes a card for each of its rows. The tables of a text that hangs are of one size.

use std::borrow::Cow;

use super::blocks::{Block, Paragraph, Table};
use super::geometry::Geometry;
use super::measure::EM;
use super::measure::em;
use super::{cards, columns, turned};
use crate::words::Turn;

/// What every column of a table gets, in 1/1000 em, or all that it asks for; where there is less, its rows are cards.
pub(super) const NARROWEST: i32 = 5 * EM;

/// The blocks as they can be laid out; what closes the text, the last `closing`, holds no table.
pub(super) fn blocks<'b>(blocks: &'b [Block], closing: usize, geometry: &Geometry) -> Cow<'b, [Block]> {
    let is_fit = |block: &Block| match block {
        Block::Text(paragraph) => paragraph.size >= geometry.least,
        Block::Table(table) => fits(table, geometry) && in_a_row(table, geometry).is_none(),
        Block::Picture(_) | Block::Rule | Block::Space(_) => true,
    };
    if blocks.iter().all(is_fit) {
        return of_one_size(Cow::Borrowed(blocks), geometry);
    }
    let text = blocks.len().saturating_sub(closing);
    let mut fitted = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(paragraph) => fitted.push(Block::Text(Paragraph {
                size: paragraph.size.max(geometry.least),
                ..paragraph.clone()
            })),
            Block::Table(table) if at < text => match in_a_row(table, geometry) {
                Some(row) => fitted.push(Block::Table(row)),
                None if fits(table, geometry) => fitted.push(block.clone()),
                None => fitted.extend(cards::of(table).into_iter().map(Block::Table)),
            },
            other => fitted.push(other.clone()),
        }
    }
    of_one_size(Cow::Owned(fitted), geometry)
}

/// The same with type of one size in all tables that ask for none: the smallest that one of them needs.
fn of_one_size<'b>(mut blocks: Cow<'b, [Block]>, geometry: &Geometry) -> Cow<'b, [Block]> {
    let size = |block: &Block| match block {
        Block::Table(table) if table.size.is_none() && geometry.least > 0 => {
            let width = geometry.width() - em(table.left);
            Some(columns::choose(table, width, geometry.least).size)
        }
        _ => None,
    };
    let sizes: Vec<Option<i32>> = blocks.iter().map(size).collect();
    let known = sizes.iter().flatten();
    if let (Some(least), Some(most)) = (known.clone().min(), known.max())
        && least < most
    {
        for (block, _) in blocks
            .to_mut()
            .iter_mut()
            .zip(&sizes)
            .filter(|(_, size)| size.is_some())
        {
            if let Block::Table(table) = block {
                table.size = Some(*least);
            }
        }
    }
    blocks
}

/// Numbers below each other as one row of them, on a paper that is wider than high and hangs.
fn in_a_row(table: &Table, geometry: &Geometry) -> Option<Table> {
    let is_wide = geometry.columns == 1 && geometry.paper.turn == Turn::Landscape;
    let width = geometry.width() - em(table.left);
    let row = (is_wide && geometry.least > 0 && table.size.is_none()).then(|| turned::of_pairs(table));
    row.flatten()
        .filter(|row| columns::is_on_lines(row, width, geometry.least))
}

/// True when a table can be read from where it is read.
fn fits(table: &Table, geometry: &Geometry) -> bool {
    let width = geometry.width() - em(table.left);
    // Whoever shares the width out knows what stands in the columns.
    geometry.least == 0 || !table.shares.is_empty() || columns::fits(table, width, geometry.least, NARROWEST)
}
