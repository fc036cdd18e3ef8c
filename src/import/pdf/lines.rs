//! Pieces of text on a page → its lines, from the top.

use std::rc::Rc;

use crate::attachment::{PlacedPage, PlacedText};
use crate::import::spacing::{is_invisible, is_wide};

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct PrintedLine {
    /// What it says; a wide gap is a tab.
    pub(super) text: String,
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) base: f32,
    /// The size of most of it.
    pub(super) size: f32,
    pub(super) font: Rc<str>,
    /// The number of its page.
    pub(super) page: usize,
    /// Somebody filled in some of it: where it ends says nothing of where lines end.
    pub(super) has_field: bool,
}

/// The lines of a page, and how many pieces are drawn where there is no paper.
pub(super) fn page_lines(page: &PlacedPage, number: usize) -> (Vec<PrintedLine>, usize) {
    let is_measured = |piece: &&PlacedText| {
        piece.from.is_finite() && piece.to.is_finite() && piece.base.is_finite() && piece.size.is_finite()
    };
    let said = page
        .pieces
        .iter()
        .filter(|piece| !piece.text.trim().is_empty())
        .filter(is_measured);
    let is_on_paper = |piece: &&PlacedText| {
        page.width <= 0.0
            || page.height <= 0.0
            || (-1.0..page.width).contains(&piece.from) && (-1.0..page.height).contains(&piece.base)
    };
    let (mut pieces, outside): (Vec<&PlacedText>, Vec<&PlacedText>) = said.partition(is_on_paper);
    pieces.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut lines = Vec::new();
    let mut row: Vec<&PlacedText> = Vec::new();
    for piece in pieces {
        let is_same = row
            .first()
            .is_some_and(|first| first.base - piece.base < 0.5 * first.size.max(piece.size).max(1.0));
        if !is_same {
            lines.extend(line(number, &mut row));
        }
        row.push(piece);
    }
    lines.extend(line(number, &mut row));
    (lines, outside.len())
}

/// Puts the pieces of a line together.
fn line(page: usize, row: &mut Vec<&PlacedText>) -> Option<PrintedLine> {
    row.sort_by(|one, other| one.from.total_cmp(&other.from));
    // What is to look bold is drawn twice.
    row.dedup_by(|one, other| one.text == other.text && (one.from - other.from).abs() < 0.15 * one.size);
    let longest = row.iter().max_by_key(|piece| piece.text.chars().count())?;
    let mut made = PrintedLine {
        text: String::new(),
        from: row.first()?.from,
        to: row.first()?.from,
        base: longest.base,
        size: longest.size,
        font: Rc::clone(&longest.font),
        page,
        has_field: row.iter().any(|piece| piece.is_field),
    };
    for piece in row.drain(..) {
        let text: String = piece.text.chars().filter(|c| !is_invisible(*c)).collect();
        // Two dashes that a face draws as one.
        let text = text.replace('\u{2E3A}', "——");
        if !made.text.is_empty() {
            made.text.push_str(between(&made, piece, text.chars().next()));
        }
        made.text.push_str(&text);
        made.to = made.to.max(piece.to);
    }
    // White space at the ends is drawn too, and says nothing of where the words stand.
    let em = made.size / if made.text.ends_with('\u{3000}') { 1.0 } else { 2.0 };
    let behind = made.text.len() - made.text.trim_end().len();
    made.to -= em * made.text[made.text.len() - behind..].chars().count() as f32;
    let before: f32 = made
        .text
        .chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\u{3000}' { 1.0 } else { 0.5 })
        .sum();
    made.from += before * made.size;
    made.text = made.text.trim().to_owned();
    Some(made)
}

/// What stands between what is there and a piece behind it.
fn between(made: &PrintedLine, piece: &PlacedText, first: Option<char>) -> &'static str {
    let size = made.size.max(1.0);
    let gap = (piece.from - made.to) / size;
    let last = made.text.chars().next_back();
    let is_spaced = last.is_some_and(char::is_whitespace) || first.is_some_and(char::is_whitespace);
    let are_wide = last.is_some_and(is_wide) && first.is_some_and(is_wide);
    if gap > 1.5 {
        "\t"
    } else if is_spaced {
        ""
    } else if are_wide {
        if gap > 0.8 { "\u{3000}" } else { "" }
    } else if gap > 0.2 {
        " "
    } else {
        ""
    }
}
