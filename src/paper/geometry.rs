//! The page of GB/T 9704—2012 and its grid: A4, margins of 37, 26, 35 and 28 mm (top, right, bottom, left), a text
//! block of 156 × 225 mm with 22 lines of 28 characters. Other papers keep the margins and the grid, and hold more
//! or fewer lines and characters.

use super::sheet::Area;
use crate::words::Paper;

/// The block of an A4 sheet, in µm, and what it holds.
const BLOCK: (i32, i32) = (156_000, 225_000);
const CHARACTERS: i32 = 28;
const ROWS: i32 = 22;

/// The margins in µm: above, at the right, below, at the left.
const MARGINS: [i32; 4] = [37_000, 26_000, 35_000, 28_000];

/// The size of the text in µm: 28 characters fill 156 mm. A hair less than GB/T 9704's 3 号 (16 pt).
pub const BODY: i32 = BLOCK.0 / CHARACTERS;

/// The size of a title in µm: 2 号, 22 pt.
pub const TITLE: i32 = 7_761;

/// Where text may stand on a paper, and the grid it stands in. Lengths are µm but where the name says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// The paper.
    pub paper: Paper,
    /// How many characters of the text fill a line.
    pub characters: i32,
    /// How many lines fill the block.
    pub rows: i32,
}

impl Geometry {
    /// The grid of GB/T 9704 on a paper.
    #[must_use]
    pub fn standard(paper: Paper) -> Self {
        let [above, right, below, left] = MARGINS;
        let width = 10 * paper.width() - left - right;
        let height = 10 * paper.height() - above - below;
        Self {
            paper,
            characters: width * CHARACTERS / BLOCK.0,
            rows: height * ROWS / BLOCK.1,
        }
    }

    /// The block's left edge.
    pub(super) fn left(&self) -> i32 {
        MARGINS[3]
    }

    /// The block's upper edge.
    pub(super) fn top(&self) -> i32 {
        MARGINS[0]
    }

    /// The block's width.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.characters * BLOCK.0 / CHARACTERS
    }

    /// The block's height.
    #[must_use]
    pub fn height(&self) -> i32 {
        row(self.rows)
    }

    /// The text block, in 1/100 mm.
    #[must_use]
    pub fn block(&self) -> Area {
        self.area(0, 0, self.width(), self.height())
    }

    /// A part of the block, given in µm from its corner, as an area of the paper in 1/100 mm. Edges are rounded,
    /// not lengths, so that areas that touch still touch.
    pub(super) fn area(&self, x: i32, y: i32, width: i32, height: i32) -> Area {
        let hundredths = |length: i32| (length + 5) / 10;
        let (left, top) = (hundredths(self.left() + x), hundredths(self.top() + y));
        Area {
            x: left,
            y: top,
            width: hundredths(self.left() + x + width) - left,
            height: hundredths(self.top() + y + height) - top,
        }
    }
}

/// Where the row with this number begins, in µm below the block's upper edge.
pub(super) fn row(number: i32) -> i32 {
    number * BLOCK.1 / ROWS
}

/// How many rows a height needs.
pub(super) fn rows_of(height: i32) -> i32 {
    // A row's beginning is rounded down, so that half a micrometre more is no further row.
    (height.max(0) * ROWS + BLOCK.1 - ROWS) / BLOCK.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{PaperSize, Turn};

    #[test]
    fn papers_hold_what_the_standard_says() {
        let table = [
            (PaperSize::A4, Turn::Portrait, 28, 22),
            (PaperSize::A4, Turn::Landscape, 43, 13),
            (PaperSize::A3, Turn::Portrait, 43, 34),
            (PaperSize::A3, Turn::Landscape, 65, 22),
        ];
        for (size, turn, characters, rows) in table {
            let geometry = Geometry::standard(Paper { size, turn });
            assert_eq!((geometry.characters, geometry.rows), (characters, rows));
            let block = geometry.block();
            assert!(block.right() <= geometry.paper.width() - 2_600);
            assert!(block.bottom() <= geometry.paper.height() - 3_500);
        }
        let block = Geometry::standard(Paper::default()).block();
        assert_eq!(
            (block.x, block.y, block.width, block.height),
            (2_800, 3_700, 15_600, 22_500)
        );
    }

    #[test]
    fn a_height_needs_the_rows_that_cover_it() {
        for number in 0..40 {
            assert_eq!(rows_of(row(number)), number);
            assert_eq!(rows_of(row(number) + 2), number + 1);
        }
        assert_eq!(rows_of(1), 1);
    }
}
