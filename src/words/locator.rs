//! Byte ranges of a file → [`Place`]s, remembering where the last one was: asked for rising offsets,
//! all places of a text together cost one walk over it, however many there are and however long its
//! lines.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

use super::{Place, SourceText, mask_numbers};

/// How many characters of a very long line an excerpt shows.
const EXCERPT: usize = 160;

/// No number of a person, however its digits are parted, has more characters.
const NUMBER: usize = 96;

/// Lines beside one are looked through for the rest of a number, when they are no longer than this together, in bytes.
const LINES_NEAR: usize = 8 * 1024;

/// Finds places in one file.
pub struct Locator<'a> {
    source: &'a SourceText,
    /// Where counting stands: a byte offset, the line it is in (from 1), where that line begins, and the
    /// characters between.
    at: usize,
    line: u32,
    line_start: usize,
    column: usize,
}

impl<'a> Locator<'a> {
    /// A locator at the file's beginning.
    #[must_use]
    pub fn new(source: &'a SourceText) -> Self {
        Self {
            source,
            at: 0,
            line: 1,
            line_start: 0,
            column: 0,
        }
    }

    /// The place of a byte range of the text; cut at the end of its first line.
    pub fn place(&mut self, range: Range<usize>) -> Place {
        let text: &str = &self.source.text;
        let mut start = boundary(text, range.start);
        if text[start..].starts_with('\n') && text[..start].ends_with('\r') {
            // Within a line end there is no place: what would be put there would part it.
            start -= 1;
        }
        let end = boundary(text, range.end.max(start));
        self.move_to(start);
        let ends_line = |c: char| c == '\n' || c == '\r';
        let width = text[start..end]
            .chars()
            .take_while(|c| !ends_line(*c))
            .take(EXCERPT)
            .count();
        self.here(width)
    }

    /// The place at a line and column (both from 1) that is so many characters wide. A column behind the end of its line
    /// means the end, as of a fault that a parser names behind what it could read.
    pub(super) fn place_at(source: &'a SourceText, line: u32, column: u32, width: u32) -> Place {
        let text: &str = &source.text;
        let Some(line_start) = start_of_line(text, line) else {
            return Place {
                line,
                ..Place::file(&source.path)
            };
        };
        let rest = &text[line_start..];
        let typed = &rest[..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        let typed = typed.strip_suffix('\r').unwrap_or(typed);
        let wanted = column.saturating_sub(1) as usize;
        let before = typed.char_indices().nth(wanted);
        let (at, column) = match before {
            Some((at, _)) => (at, wanted),
            None => (typed.len(), typed.chars().count()),
        };
        let locator = Self {
            source,
            at: line_start + at,
            line,
            line_start,
            column,
        };
        locator.here(width as usize)
    }

    /// The place where counting stands, so many characters wide.
    fn here(&self, width: usize) -> Place {
        let (skipped, excerpt) = match self.short_line() {
            Some(line) => (0, self.masked(line)),
            None => self.window(),
        };
        let room = excerpt
            .chars()
            .count()
            .saturating_sub(self.column - skipped)
            .max(1);
        Place {
            path: self.source.path.clone(),
            line: self.line,
            column: number(self.column + 1),
            width: number(width.clamp(1, room)),
            excerpt,
            skipped: number(skipped),
        }
    }

    /// The line that counting stands in, when an excerpt can show all of it.
    fn short_line(&self) -> Option<&'a str> {
        let rest = &self.source.text[self.line_start..];
        // The rest of a long line is never walked: a text may be one line with a place in every word.
        let near = &rest.as_bytes()[..rest.len().min(4 * EXCERPT + 1)];
        let end = memchr(b'\n', near).or((near.len() == rest.len()).then_some(rest.len()))?;
        let line = &rest[..end];
        (line.chars().count() <= EXCERPT).then(|| line.strip_suffix('\r').unwrap_or(line))
    }

    /// A line as it may be shown: a number may begin in the line before, or end in the next one.
    fn masked(&self, line: &str) -> String {
        let text: &str = &self.source.text;
        let before = text[..self.line_start.saturating_sub(1)]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let start = if self.line_start == 0 { 0 } else { before };
        let behind = &text[self.line_start + line.len()..];
        let ends = behind
            .match_indices('\n')
            .nth(1)
            .map_or(behind.len(), |(at, _)| at);
        let near = &text[start..self.line_start + line.len() + ends];
        if near.len() > LINES_NEAR {
            return mask_numbers(line).into_owned();
        }
        let lines_before = usize::from(start < self.line_start);
        let masked = mask_numbers(near);
        let masked = masked.split('\n').nth(lines_before).unwrap_or_default();
        masked.strip_suffix('\r').unwrap_or(masked).to_owned()
    }

    /// The stretch of a long line around the place where counting stands, and how many characters of the
    /// line stand before it.
    fn window(&self) -> (usize, String) {
        let text: &str = &self.source.text;
        let back = self.column.min(EXCERPT / 4);
        let further = self.column.min(back + NUMBER);
        let before = text[..self.at].char_indices().rev();
        let from = before.take(further).last().map_or(self.at, |(at, _)| at);
        let near = text[from..].chars().take(EXCERPT + 2 * NUMBER + 1);
        let near: String = near.take_while(|c| *c != '\n').collect();
        let near = mask_numbers(near.strip_suffix('\r').unwrap_or(&near)).into_owned();
        (
            self.column - back,
            near.chars().skip(further - back).take(EXCERPT).collect(),
        )
    }

    fn move_to(&mut self, to: usize) {
        if to < self.at {
            *self = Self::new(self.source);
        }
        let passed = &self.source.text[self.at..to];
        let lines = memchr_iter(b'\n', passed.as_bytes()).count();
        match memrchr(b'\n', passed.as_bytes()) {
            Some(last) => {
                self.line_start = self.at + last + 1;
                self.column = self.source.text[self.line_start..to].chars().count();
            }
            None => self.column += passed.chars().count(),
        }
        self.line += number(lines);
        self.at = to;
    }
}

/// Where a line (from 1) begins; `None` for one that the text does not have.
pub(super) fn start_of_line(text: &str, line: u32) -> Option<usize> {
    let above = (line as usize).saturating_sub(1);
    match above.checked_sub(1) {
        None => Some(0),
        Some(last) => memchr_iter(b'\n', text.as_bytes()).nth(last).map(|end| end + 1),
    }
}

fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Lines and columns fit 32 bits because texts are at most 4 MB.
fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_does_not_depend_on_those_before_it() {
        let long = "公开承诺".repeat(90);
        let source = SourceText::of(
            "content/a.md",
            &format!("标题\r\n\r\n一段{long}末\n短行\r\n{long}"),
        );
        let mut locator = Locator::new(&source);
        for start in 0..source.text.len() {
            for width in [0, 3, 9, 700] {
                let range = start..start + width;
                assert_eq!(
                    locator.place(range.clone()),
                    source.place(range),
                    "{start}+{width}"
                );
            }
        }
    }
}
