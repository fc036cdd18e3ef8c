//! Where text may stand on a paper. The page is that of GB/T 9704—2012: A4, margins of 37, 26, 35 and 28 mm (top, right,
//! bottom, left), a text block of 156 × 225 mm with 22 lines of 28 characters.
//!
//! Everything is laid out in the measures of that page, and set larger or smaller as a whole ([`Geometry::scaled`]): an
//! upright A3 is an A4 enlarged by √2, and a text that runs over by a little is set a little closer.

use super::sheet::Area;
use crate::words::{Paper, PaperSize, Turn};

/// The block of an A4 sheet, in µm, and what it holds.
const BLOCK: (i32, i32) = (156_000, 225_000);
const CHARACTERS: i32 = 28;
const ROWS: i32 = 22;

/// The margins of an A4 sheet in µm: above, at the right, below, at the left.
const MARGINS: [i32; 4] = [37_000, 26_000, 35_000, 28_000];

/// The size of the text in µm: 28 characters fill 156 mm. A hair less than GB/T 9704's 3 号 (16 pt).
pub const BODY: i32 = BLOCK.0 / CHARACTERS;

/// The size of a title in µm: 2 号, 22 pt.
pub const TITLE: i32 = 7_761;

/// The least type on a wall, in µm as it is printed: 小四, 12 pt.
pub const LEAST_ON_WALL: i32 = 4_233;

/// The same of tables on A3 and larger, which is read from further away: as much larger as the paper is, nearly 17 pt.
const LEAST_ON_LARGE: i32 = 5_986;

/// How large a title is at least beside what its paper is made for, in hundredths, however close its text is set.
const LEAST_TITLE: i32 = 87;

/// What is set as large as it is laid out; scales are thousandths.
pub(super) const ONE: i32 = 1_000;

/// From A4 to A3: √2.
pub(super) const ENLARGED: i32 = 1_414;

/// How close a text is set to save a sheet: 23 lines, 24 lines. GB/T 9704, 5.2.3: 特定情况可以作适当调整; never by more
/// than 8 %.
const CLOSER: [i32; 2] = [957, 920];

/// How large the text of minutes is where they are short and stand upright, in thousandths: 20 pt on A4, one size, so that
/// sheets beside each other are set alike.
const LARGER: i32 = 1_250;

/// The same where they lie on their side, in two columns: nearly 17 pt, in which a line of votes has room.
const LARGER_ACROSS: i32 = 1_060;

/// What makes the text of an A4 that lies on its side 14 pt: it holds 13 lines of the usual size, and is read as easily in this
/// as on two sheets.
const SMALLER_ACROSS: i32 = 887;

/// What makes the text 18 pt, the least on A3 that lies on its side: it is read from as far away as an upright one.
const READ_ON_LARGE: i32 = 1_143;

/// What makes it 20 pt and 19 pt.
const LARGER_ON_LARGE: [i32; 2] = [1_270, 1_206];

/// How much of a landscape A3 a text takes at most that stands in one column, in thousandths: a few lines are no reason to
/// part what belongs together, and many long lines are not read easily.
const ALONE: i32 = 800;

/// How large the text of a poster may be beside what hangs on its paper, in hundredths.
const POSTER: std::ops::RangeInclusive<i32> = 70..=250;

/// What makes the text 16 pt.
pub(super) const READ: i32 = 1_040;

/// Between columns, in µm as it is printed.
const GAP: i32 = 14_000;

/// Where text may stand on a paper, and the grid it stands in. Lengths are µm as they are laid out but where the name
/// says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    /// Size and orientation.
    pub paper: Paper,
    /// How many characters of the text fill a line of a column.
    pub characters: i32,
    /// How many lines fill a column.
    pub rows: i32,
    /// How many columns of text stand beside each other.
    pub columns: i32,
    /// How much larger everything is set than it is laid out, in thousandths.
    pub scale: i32,
    /// The least type, as it is laid out; 0 on paper that does not hang.
    pub least: i32,
    /// How much larger the margins are than those of A4, in thousandths.
    margins: i32,
    /// Of a column.
    width: i32,
    /// From the block's corner to that of the column that is being filled.
    pub(super) origin: (i32, i32),
    /// A sheet by its number from 0, and the rows of its columns where they are lower than those of others.
    pub(super) lower: Option<(usize, i32)>,
}

impl Geometry {
    /// The grid of GB/T 9704 on a paper that somebody holds in his hands.
    #[must_use]
    pub fn standard(paper: Paper) -> Self {
        let mut geometry = Self::set(paper, (ONE, ONE), 1);
        geometry.least = 0;
        geometry
    }

    /// How the running text of something that hangs may be set, the best way first: as large as the paper is made for;
    /// a little closer. A landscape A3 has two columns; some of its ways have one: the first of them for short texts, the
    /// others for texts with tables, which are as wide as the sheet then.
    #[must_use]
    pub fn of_texts(paper: Paper) -> Vec<Self> {
        if (paper.size, paper.turn) != (PaperSize::A3, Turn::Landscape) {
            let a4 = Paper {
                size: PaperSize::A4,
                ..paper
            };
            let closer = CLOSER.map(|scale| Self::set(a4, (ONE, scale), 1));
            let smaller = (paper.turn == Turn::Landscape).then(|| Self::set(a4, (ONE, SMALLER_ACROSS), 1));
            let ways = std::iter::once(Self::set(a4, (ONE, ONE), 1))
                .chain(closer)
                .chain(smaller);
            return ways.map(|way| way.enlarged(paper)).collect();
        }
        let set = |scale: i32, columns: i32| Self {
            least: laid_up(LEAST_ON_LARGE, scale),
            ..Self::set(paper, (ONE, scale), columns)
        };
        let [whole, smaller] = [ENLARGED, LARGER_ON_LARGE[0]].map(|scale| set(scale, 1));
        let alone = whole.with_rows(whole.rows * ALONE / ONE);
        let closer = LARGER_ON_LARGE.into_iter().chain([READ_ON_LARGE]);
        let beside = closer.map(|scale| set(scale, 2));
        [set(ENLARGED, 2), alone, whole, smaller]
            .into_iter()
            .chain(beside)
            .collect()
    }

    /// How a text is set that is no 公文 where it has room on one sheet so, so that it fills it.
    #[must_use]
    pub(super) fn of_short_texts(paper: Paper) -> Option<Self> {
        let first = Self::of_texts(paper).into_iter().next()?;
        Some(match paper.turn {
            Turn::Portrait => first.larger(LARGER),
            Turn::Landscape if first.columns == 1 => first.beside().larger(LARGER_ACROSS),
            Turn::Landscape => first.larger(LARGER_ACROSS),
        })
    }

    /// The same ways for a text that is no 公文: in two columns below what heads it where the paper lies on its side, so that
    /// short lines leave no half of it empty.
    #[must_use]
    pub(super) fn filling(ways: &[Self]) -> Vec<Self> {
        let is_alone = |way: &Self| way.columns == 1 && way.paper.turn == Turn::Landscape;
        // Columns are as high as the sheet is.
        let rows = |way: &Self| {
            let alike = ways.iter().filter(|other| other.scale == way.scale);
            alike.map(|other| other.rows).max().unwrap_or(way.rows)
        };
        let beside = |way: &Self| is_alone(way).then(|| way.beside().with_rows(rows(way)));
        let mut filling = Vec::new();
        for way in ways.iter().flat_map(|way| beside(way).into_iter().chain([*way])) {
            if !filling.contains(&way) {
                filling.push(way);
            }
        }
        filling
    }

    /// The same on a larger paper: what fits on one fits on the other.
    fn enlarged(self, paper: Paper) -> Self {
        let by = enlargement(paper);
        Self {
            paper,
            scale: self.scale * by / ONE,
            margins: self.margins * by / ONE,
            ..self
        }
    }

    /// How a sheet may be set that is made of tables, cards or boxes: as wide as the paper.
    #[must_use]
    pub fn of_tables(paper: Paper) -> Vec<Self> {
        let margins = match paper.turn {
            Turn::Portrait => enlargement(paper),
            Turn::Landscape => ONE,
        };
        let scales: &[i32] = match paper.size {
            PaperSize::A4 => &[ONE],
            // What is 12 pt on A4 is a little more on a larger paper.
            PaperSize::A3 | PaperSize::A2 => &[ENLARGED, 1_280, 1_200, 1_030],
        };
        let least = match paper.size {
            PaperSize::A4 => LEAST_ON_WALL,
            PaperSize::A3 | PaperSize::A2 => LEAST_ON_LARGE,
        };
        let set = |scale: &i32| Self {
            least: laid_up(least, *scale),
            ..Self::set(paper, (margins, *scale), 1)
        };
        scales.iter().map(set).collect()
    }

    /// The same for what is narrow: two columns where the paper lies on its side.
    #[must_use]
    pub fn beside(&self) -> Self {
        let width = (self.width - self.gap()) / 2;
        match self.paper.turn {
            Turn::Portrait => *self,
            Turn::Landscape => Self {
                columns: 2,
                characters: width / BODY,
                width,
                ..*self
            },
        }
    }

    /// The same block with everything in it set larger, in thousandths.
    pub(super) fn larger(&self, by: i32) -> Self {
        Self {
            width: ratio(self.width, ONE, by),
            rows: rows_within(ratio(self.height(), ONE, by) + 2),
            least: laid_up(self.least, by),
            ..Self::set(self.paper, (self.margins, self.scale * by / ONE), self.columns)
        }
    }

    /// The same with no more rows in a column than these.
    #[must_use]
    pub fn with_rows(self, rows: i32) -> Self {
        Self { rows, ..self }
    }

    /// The same with lower columns on one of its sheets, which is counted from 0.
    #[must_use]
    pub fn with_lower(self, sheet: usize, rows: i32) -> Self {
        Self {
            lower: Some((sheet, rows)),
            ..self
        }
    }

    /// How the text of a poster may be set, the largest first.
    #[must_use]
    pub fn of_posters(paper: Paper) -> Vec<Self> {
        let usual = enlargement(paper);
        // A whole text in type of 16 pt, as on a board, says more than a large title over none.
        let least = (usual * CLOSER[1] / ONE).min(READ);
        let scales = POSTER.rev().step_by(2).map(|hundredths| usual * hundredths / 100);
        scales
            .filter(|scale| *scale >= least)
            .map(|scale| Self::set(paper, (usual, scale), 1))
            .collect()
    }

    /// A block between such margins, in type of such a scale.
    fn set(paper: Paper, (margins, scale): (i32, i32), columns: i32) -> Self {
        let mut geometry = Self {
            paper,
            characters: 0,
            rows: 0,
            columns,
            scale,
            least: laid_up(LEAST_ON_WALL, scale),
            margins,
            width: 0,
            origin: (0, 0),
            lower: None,
        };
        geometry.characters = geometry.room() / BODY;
        geometry.width = geometry.room();
        // A hair more than a whole row is one: √2 is rounded.
        geometry.rows = rows_within(geometry.laid(geometry.outer().height * 10) + BLOCK.1 / 250);
        geometry
    }

    /// The room for a column, as it is laid out.
    fn room(&self) -> i32 {
        let all = self.outer().width * 10 - (self.columns - 1) * GAP;
        self.laid(all / self.columns) + self.columns
    }

    /// The block and what it holds, where all columns are one.
    pub(super) fn across(&self) -> Self {
        Self {
            columns: 1,
            width: self.columns * self.width + (self.columns - 1) * self.gap(),
            ..*self
        }
    }

    /// Between two columns.
    pub(super) fn gap(&self) -> i32 {
        self.laid(GAP)
    }

    /// A column's width.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.width
    }

    /// A column's height.
    #[must_use]
    pub fn height(&self) -> i32 {
        row(self.rows)
    }

    /// The text block, in 1/100 mm: all of its columns, whichever is being filled.
    #[must_use]
    pub fn block(&self) -> Area {
        let across = self.across();
        let whole = Self {
            origin: (0, 0),
            ..across
        };
        whole.area(0, 0, across.width, self.height())
    }

    /// What the margins leave of the paper, in 1/100 mm.
    pub(super) fn outer(&self) -> Area {
        let [above, right, below, left] = MARGINS.map(|margin| margin / 10 * self.margins / ONE);
        Area {
            x: left,
            y: above,
            width: self.paper.width() - left - right,
            height: self.paper.height() - above - below,
        }
    }

    /// How much larger than on A4 what stands in the margins is, in thousandths.
    pub(super) fn margins(&self) -> i32 {
        self.margins
    }

    /// How much larger type is in them than they are for it, in thousandths: a paper that lies on its side has the margins of
    /// A4, whatever its size.
    pub(super) fn letters(&self) -> i32 {
        enlargement(self.paper) * ONE / self.margins
    }

    /// The least size of a title, as it is laid out: no sheet has a smaller one than those beside it.
    pub(super) fn least_title(&self) -> i32 {
        self.laid(ratio(TITLE * LEAST_TITLE / 100, enlargement(self.paper), ONE))
    }

    /// The size of a text that is as large as the paper is made for, as it is laid out.
    pub(super) fn laid_as_text(&self) -> i32 {
        self.laid(ratio(BODY, enlargement(self.paper), ONE))
    }

    /// A part of the column, given in µm from its corner, as an area of the paper in 1/100 mm. Edges are rounded,
    /// not lengths, so that areas that touch still touch.
    pub(super) fn area(&self, x: i32, y: i32, width: i32, height: i32) -> Area {
        let outer = self.outer();
        let across = |x: i32| outer.x + hundredths(self.scaled(self.origin.0 + x));
        let down = |y: i32| outer.y + hundredths(self.scaled(self.origin.1 + y));
        Area {
            x: across(x),
            y: down(y),
            width: across(x + width) - across(x),
            height: down(y + height) - down(y),
        }
    }

    /// What is laid out, as it is printed.
    pub(super) fn scaled(&self, length: i32) -> i32 {
        ratio(length, self.scale, ONE)
    }

    /// What is printed, as it is laid out.
    pub(super) fn laid(&self, length: i32) -> i32 {
        ratio(length, ONE, self.scale)
    }
}

/// How much larger than an A4 a paper is.
fn enlargement(paper: Paper) -> i32 {
    match paper.size {
        PaperSize::A4 => ONE,
        PaperSize::A3 => ENLARGED,
        PaperSize::A2 => 2 * ONE,
    }
}

/// A printed length as it is laid out in a scale; rounded up, so that what is printed is no smaller.
fn laid_up(length: i32, scale: i32) -> i32 {
    (length * ONE + scale - 1) / scale
}

pub(super) fn ratio(length: i32, by: i32, of: i32) -> i32 {
    let whole = i64::from(length) * i64::from(by) / i64::from(of.max(1));
    i32::try_from(whole).unwrap_or(i32::MAX)
}

fn hundredths(length: i32) -> i32 {
    (length + 5) / 10
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

/// How many whole rows have room in a height.
fn rows_within(height: i32) -> i32 {
    height.max(0) * ROWS / BLOCK.1
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPERS: [(PaperSize, Turn); 4] = [
        (PaperSize::A4, Turn::Portrait),
        (PaperSize::A4, Turn::Landscape),
        (PaperSize::A3, Turn::Portrait),
        (PaperSize::A3, Turn::Landscape),
    ];

    /// Columns, characters, rows, and the size of the text in µm.
    fn grid(of: &Geometry) -> (i32, i32, i32, i32) {
        (of.columns, of.characters, of.rows, of.scaled(BODY))
    }

    #[test]
    fn papers_hold_what_the_standard_says() {
        let first = PAPERS.map(|(size, turn)| grid(&Geometry::of_texts(Paper { size, turn })[0]));
        assert_eq!(
            first,
            [
                (1, 28, 22, 5_571),
                (1, 43, 13, 5_571),
                (1, 28, 22, 7_877),
                (2, 22, 15, 7_877)
            ]
        );
        let upright = Paper {
            size: PaperSize::A3,
            turn: Turn::Portrait,
        };
        for paper in [Paper::default(), upright] {
            let rows: Vec<i32> = Geometry::of_texts(paper).iter().map(|of| of.rows).collect();
            assert_eq!(rows, [22, 23, 24]);
        }
        let block = Geometry::standard(Paper::default()).block();
        assert_eq!(
            (block.x, block.y, block.width, block.height),
            (2_800, 3_700, 15_600, 22_500)
        );
    }

    #[test]
    fn every_block_lies_within_the_margins() {
        for (size, turn) in PAPERS {
            let paper = Paper { size, turn };
            for of in Geometry::of_texts(paper)
                .into_iter()
                .chain(Geometry::of_tables(paper))
            {
                let (block, outer) = (of.block(), of.outer());
                assert!(block.right() <= outer.right() + 1, "{of:?}");
                // √2 and 24 rows of nine tenths are rounded.
                assert!(block.bottom() <= outer.bottom() + 90, "{of:?}");
                assert!(of.scaled(of.least) >= LEAST_ON_WALL, "{of:?}");
                // No text is set closer by more than 8 %, but for 14 pt on an A4 that lies on its side.
                let least = match (size, turn) {
                    (PaperSize::A4, Turn::Landscape) => 4_939,
                    _ => BODY * 92 / 100,
                };
                assert!(of.scaled(BODY) >= least, "{of:?}");
            }
        }
    }

    #[test]
    fn a_height_needs_the_rows_that_cover_it() {
        for number in 0..40 {
            assert_eq!(rows_of(row(number)), number);
            assert_eq!(rows_of(row(number) + 2), number + 1);
            assert_eq!(rows_within(row(number) + 2), number);
        }
        assert_eq!(rows_of(1), 1);
    }
}
