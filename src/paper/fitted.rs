//! Blocks → blocks that fit a paper: no type is less than what is read from two steps, and a table that is too wide for
//! that becomes a card for each of its rows. The tables of a text that hangs are of one size.

use std::borrow::Cow;

use super::blocks::{Block, Paragraph, Table};
use super::geometry::Geometry;
use super::measure::EM;
use super::measure::em;
use super::{cards, columns};

/// What every column of a table gets, in 1/1000 em, or all that it asks for; where there is less, its rows are cards.
pub(super) const NARROWEST: i32 = 5 * EM;

/// The blocks as they can be laid out; what closes the text, the last `closing`, holds no table.
pub(super) fn blocks<'b>(blocks: &'b [Block], closing: usize, geometry: &Geometry) -> Cow<'b, [Block]> {
    let is_fit = |block: &Block| match block {
        Block::Text(paragraph) => paragraph.size >= geometry.least,
        Block::Table(table) => fits(table, geometry),
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
            Block::Table(table) if at < text && !fits(table, geometry) => {
                fitted.extend(cards::of(table).into_iter().map(Block::Table));
            }
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

/// True when a table can be read from where it is read.
fn fits(table: &Table, geometry: &Geometry) -> bool {
    let width = geometry.width() - em(table.left);
    // Whoever shares the width out knows what stands in the columns.
    geometry.least == 0 || !table.shares.is_empty() || columns::fits(table, width, geometry.least, NARROWEST)
}
