//! The change of a file that mends what a complaint is about: data, so that a command, the preview and an editor can
//! make it.

use std::ops::Range;

use super::{Place, SourceText};

/// What to change in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The stretches, by rising place, none over another. None at all: the file is to be written in UTF-8.
    pub edits: Vec<TextEdit>,
    /// It has one reading and changes nothing of what the file says, so that nobody need be asked.
    pub is_certain: bool,
}

/// One stretch of a file's text, and what should stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// Where it begins: counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// What stands there, perhaps nothing.
    pub old: String,
    /// What should stand there, perhaps nothing; its line ends are `\n`.
    pub new: String,
}

impl Fix {
    /// A change that nobody need be asked about.
    #[must_use]
    pub fn certain(edit: TextEdit) -> Self {
        Self {
            edits: vec![edit],
            is_certain: true,
        }
    }

    /// A change that is probably meant.
    #[must_use]
    pub fn likely(edit: TextEdit) -> Self {
        Self {
            is_certain: false,
            ..Self::certain(edit)
        }
    }

    /// The file's text as it is, in UTF-8.
    #[must_use]
    pub fn as_utf8() -> Self {
        Self {
            edits: Vec::new(),
            is_certain: true,
        }
    }
}

impl TextEdit {
    /// What stands at a place, and what should. `None` where the place does not show all of what it means.
    #[must_use]
    pub fn at(place: &Place, new: impl Into<String>) -> Option<Self> {
        let before = place.column.checked_sub(place.skipped + 1)?;
        let old: String = (place.excerpt.chars())
            .skip(before as usize)
            .take(place.width as usize)
            .collect();
        (old.chars().count() == place.width as usize).then(|| Self {
            line: place.line,
            column: place.column,
            old,
            new: new.into(),
        })
    }

    /// Something that is missing at a line and column.
    #[must_use]
    pub fn inserted(line: u32, column: u32, new: &str) -> Self {
        Self {
            line,
            column,
            old: String::new(),
            new: new.to_owned(),
        }
    }

    /// One line and what it should be; what both begin and end with stays untouched.
    #[must_use]
    pub fn of_line(line: u32, old: &str, new: &str) -> Self {
        let same = |(a, b): &(char, char)| a == b;
        let head: usize = (old.chars().zip(new.chars()).take_while(same))
            .map(|(c, _)| c.len_utf8())
            .sum();
        let tail: usize = (old[head..].chars().rev())
            .zip(new[head..].chars().rev())
            .take_while(same)
            .map(|(c, _)| c.len_utf8())
            .sum();
        let column = old[..head].chars().count() + 1;
        Self {
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            old: old[head..old.len() - tail].to_owned(),
            new: new[head..new.len() - tail].to_owned(),
        }
    }

    /// Behind its last character: line and column, from 1.
    #[must_use]
    pub fn end(&self) -> (u32, u32) {
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        match self.old.rsplit_once('\n') {
            Some((above, last)) => {
                let lines = above.matches('\n').count() + 1;
                (
                    self.line + u32::try_from(lines).unwrap_or(u32::MAX),
                    count(last) + 1,
                )
            }
            None => (self.line, self.column + count(&self.old)),
        }
    }

    /// The bytes of a text that it is about. `None` when something else stands there.
    fn range_in(&self, source: &SourceText) -> Option<Range<usize>> {
        let start = source.offset_of(self.line, self.column);
        let range = start..start + self.old.len();
        (source.text.get(range.clone())? == self.old).then_some(range)
    }
}

/// A text with some changes made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedText {
    /// The text.
    pub text: String,
    /// Which of the changes were made, by their index.
    pub applied: Vec<usize>,
}

/// A file's text with these changes; those that do not fit it, or lie over one before them, are left out.
#[must_use]
pub fn fixed_text(source: &SourceText, fixes: &[&Fix]) -> FixedText {
    let mut taken: Vec<(Range<usize>, &str)> = Vec::new();
    let mut applied = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        let ranges: Option<Vec<_>> = (fix.edits.iter())
            .map(|edit| Some((edit.range_in(source)?, &*edit.new)))
            .collect();
        let Some(ranges) = ranges else { continue };
        let is_free =
            |(range, _): &(Range<usize>, &str)| taken.iter().all(|(other, _)| are_apart(range, other));
        if ranges.iter().all(is_free) {
            taken.extend(ranges);
            applied.push(index);
        }
    }
    taken.sort_by_key(|(range, _)| range.start);
    let text: &str = &source.text;
    let ends_windows = text.contains("\r\n");
    let (mut fixed, mut at) = (String::with_capacity(text.len() + 16), 0);
    for (range, new) in taken {
        fixed.push_str(&text[at..range.start]);
        match ends_windows {
            true => fixed.push_str(&new.replace('\n', "\r\n")),
            false => fixed.push_str(new),
        }
        at = range.end;
    }
    fixed.push_str(&text[at..]);
    FixedText { text: fixed, applied }
}

/// Neither lies over the other, nor do both put something into one place.
fn are_apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start && a.start < b.start || b.end <= a.start && b.start < a.start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText::of("content/a.md", text)
    }

    fn edit(line: u32, column: u32, old: &str, new: &str) -> Fix {
        Fix::certain(TextEdit {
            line,
            column,
            old: old.into(),
            new: new.into(),
        })
    }

    #[test]
    fn only_what_stands_there_is_changed() {
        let source = source("标题：甲\r\n日期: 乙\r\n");
        let fixes = [
            edit(1, 3, "：", ": "),
            edit(2, 5, "乙", "丙\n丁"),
            // Another text stands there; it lies over the first.
            edit(2, 1, "月期", "日期"),
            edit(1, 1, "标题：", "标题: "),
        ];
        let fixes: Vec<&Fix> = fixes.iter().collect();
        let fixed = fixed_text(&source, &fixes);
        assert_eq!(fixed.text, "标题: 甲\r\n日期: 丙\r\n丁\r\n");
        assert_eq!(fixed.applied, [0, 1]);
        assert_eq!(fixed_text(&source, &fixes[2..3]).text, *source.text);
    }

    #[test]
    fn of_a_line_only_what_differs_is_an_edit() {
        let of = |old, new| {
            let edit = TextEdit::of_line(7, old, new);
            (edit.column, edit.old.clone(), edit.new.clone(), edit.end())
        };
        assert_eq!(of("标题：甲", "标题: 甲"), (3, "：".into(), ": ".into(), (7, 4)));
        assert_eq!(of("甲甲", "甲"), (2, "甲".into(), String::new(), (7, 3)));
        assert_eq!(of("甲", "“甲”"), (1, "甲".into(), "“甲”".into(), (7, 2)));
        assert_eq!(edit(3, 2, "一\n二三", "").edits[0].end(), (4, 3));
    }

    #[test]
    fn a_place_that_is_not_shown_whole_has_no_edit() {
        let source = source("标题: 甲乙丙");
        let place = source.place_at(1, 5, 2);
        assert_eq!(
            TextEdit::at(&place, "丁").map(|edit| edit.old),
            Some("甲乙".to_owned())
        );
        let masked = Place { width: 9, ..place };
        assert_eq!(TextEdit::at(&masked, "丁"), None);
    }
}
