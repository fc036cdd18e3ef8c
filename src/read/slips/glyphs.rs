//! A line as characters that remember where they were typed, so that a line can be mended and the
//! places in it still be those of the file.

use crate::words::Code;

/// A character of a mended line.
#[derive(Debug, Clone, Copy)]
pub(super) struct MendedCharacter {
    /// What it is now.
    pub(super) c: char,
    /// The column, from 1, of the character that it was, or that it was put before.
    pub(super) column: u32,
}

/// A slip in a line; its hint is the whole line, once that is mended.
#[derive(Debug)]
pub(super) struct FoundSlip {
    /// Its code.
    pub(super) code: Code,
    /// Where it begins.
    pub(super) column: u32,
    /// How many characters.
    pub(super) width: u32,
    /// What is wrong.
    pub(super) message: String,
}

/// A line on the mending table.
#[derive(Debug)]
pub(super) struct Glyphs {
    /// Its characters, without the line end.
    pub(super) all: Vec<MendedCharacter>,
    /// The slips found, the first of each code only: the hint shows the whole line anyway.
    pub(super) found: Vec<FoundSlip>,
    /// What to do, when it is not to write this line as it is now.
    pub(super) hint: Option<String>,
}

impl Glyphs {
    /// A line as it was typed.
    pub(super) fn new(line: &str) -> Self {
        let all = (1..)
            .zip(line.chars())
            .map(|(column, c)| MendedCharacter { c, column });
        Self {
            all: all.collect(),
            found: Vec::new(),
            hint: None,
        }
    }

    /// The character at an index.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.all.get(index).map(|glyph| glyph.c)
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The text of a stretch.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let to = to.min(self.len());
        self.all[from.min(to)..to].iter().map(|glyph| glyph.c).collect()
    }

    /// The first index from `from` on that holds no space.
    pub(super) fn skip_spaces(&self, from: usize) -> usize {
        let spaces = self.all.iter().skip(from).take_while(|glyph| glyph.c == ' ');
        from + spaces.count()
    }

    /// Changes a character in its place.
    pub(super) fn replace(&mut self, index: usize, c: char) {
        if let Some(glyph) = self.all.get_mut(index) {
            glyph.c = c;
        }
    }

    /// Puts a character before the one at `index`.
    pub(super) fn insert(&mut self, index: usize, c: char) {
        let index = index.min(self.len());
        let column = self.column(index);
        self.all.insert(index, MendedCharacter { c, column });
    }

    /// The column where the character at an index was typed.
    pub(super) fn column(&self, index: usize) -> u32 {
        match (self.all.get(index), self.all.last()) {
            (Some(glyph), _) => glyph.column,
            (None, Some(last)) => last.column + 1,
            (None, None) => 1,
        }
    }

    /// Notes a slip that begins at `index`.
    pub(super) fn note(&mut self, code: Code, index: usize, width: usize, message: impl Into<String>) {
        if self.found.iter().all(|found| found.code != code) {
            self.found.push(FoundSlip {
                code,
                column: self.column(index),
                width: u32::try_from(width).unwrap_or(u32::MAX).max(1),
                message: message.into(),
            });
        }
    }
}

/// Spaces that YAML does not know: the full-width one and the one that does not break.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{A0}' | '\u{2002}' | '\u{2003}')
}

/// What a space that YAML does not know is called.
pub(super) fn space_name(c: char) -> &'static str {
    match c {
        '\u{3000}' => "全角空格",
        '\u{A0}' => "不换行空格（从网页或 Word 粘贴来的）",
        _ => "特殊的空格",
    }
}

/// Characters that nobody sees.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{AD}')
}

/// Any of the two.
pub(super) fn is_odd_space(c: char) -> bool {
    is_wide_space(c) || is_invisible(c)
}
