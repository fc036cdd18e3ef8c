//! Paper: how large a sheet is, and which way it hangs.

use super::Labelled;

/// A sheet's paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Paper {
    /// A4, A3 or A2.
    pub size: PaperSize,
    /// Which way it hangs.
    pub turn: Turn,
}

/// The sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm: for posters, not for boards.
    A2,
}

/// Which way a paper hangs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Turn {
    /// 纵向.
    #[default]
    Portrait,
    /// 横向.
    Landscape,
}

impl Paper {
    /// Its width in 1/100 mm.
    #[must_use]
    pub fn width(self) -> i32 {
        self.sides().0
    }

    /// Its height in 1/100 mm.
    #[must_use]
    pub fn height(self) -> i32 {
        self.sides().1
    }

    fn sides(self) -> (i32, i32) {
        let (short, long) = match self.size {
            PaperSize::A4 => (21_000, 29_700),
            PaperSize::A3 => (29_700, 42_000),
            PaperSize::A2 => (42_000, 59_400),
        };
        match self.turn {
            Turn::Portrait => (short, long),
            Turn::Landscape => (long, short),
        }
    }

    /// The words that users read: A4 纵向.
    #[must_use]
    pub fn label(self) -> String {
        format!("{} {}", self.size.label(), self.turn.label())
    }

    /// The name in pages: `a4-portrait`.
    #[must_use]
    pub fn id(self) -> String {
        format!("{}-{}", self.size.label().to_ascii_lowercase(), self.turn.id())
    }
}

impl PaperSize {
    /// The word users type and read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::A2 => "A2",
        }
    }
}

impl Labelled for Turn {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Portrait => ("portrait", "纵向"),
            Self::Landscape => ("landscape", "横向"),
        }
    }
}
