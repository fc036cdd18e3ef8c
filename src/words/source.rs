//! Where a thing was written: a file of the site, and a line and column in it.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::locator::{Locator, start_of_line};

/// The folder in a site's folder that holds the record of what was public when.
pub const RECORD_FOLDER: &str = "记录";

/// The folders of a site that are its own: no output and no upload may meet them.
pub const OWN_FOLDERS: [&str; 4] = ["content", "themes", ".gongkai", RECORD_FOLDER];

/// A file's path inside the site's folder: relative, `/` between parts, no `.` or `..` part.
/// For example `content/notices/2026-03-12-zhuti-dangri.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Makes a path; backslashes become slashes, `.` parts are dropped, `..` goes up.
    /// `None` when the path is empty, absolute or leaves the site's folder.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        if is_settled(path) {
            return Some(Self(path.into()));
        }
        let path = path.replace('\\', "/");
        if path.starts_with('/') {
            return None;
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let drive = parts.first().is_some_and(|first| first.ends_with(':'));
        (!parts.is_empty() && !drive).then(|| Self(parts.join("/").into()))
    }

    /// The path that `link`, written in this file, names: beside this file, or from the content
    /// folder when it begins with `/`. `None` when it leaves the site.
    #[must_use]
    pub fn resolve(&self, link: &str) -> Option<Self> {
        let link = link.replace('\\', "/");
        match link.strip_prefix('/') {
            Some(rest) => Self::new(&format!("content/{rest}")),
            None => Self::new(&format!("{}/{link}", self.folder())),
        }
    }

    /// The path as it is typed in a command: in quotation marks where it holds a space.
    #[must_use]
    pub fn as_argument(&self) -> Cow<'_, str> {
        match self.0.contains(char::is_whitespace) {
            true => format!("\"{}\"", self.0).into(),
            false => Cow::Borrowed(&self.0),
        }
    }

    /// True when somebody who types this means the file: its path or the end of it, with slashes either way, or its
    /// name without the ending.
    #[must_use]
    pub fn is_meant_by(&self, typed: &str) -> bool {
        let typed = typed.trim().replace('\\', "/");
        let typed = typed.trim_start_matches("./");
        let before = self.0.strip_suffix(typed);
        !typed.is_empty()
            && (self.stem() == typed
                || before.is_some_and(|before| before.is_empty() || before.ends_with('/')))
    }

    /// The folder's path, without a slash at its end; empty at the top.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's name with its ending.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file's name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.name().rsplit_once('.').map_or(self.name(), |(stem, _)| stem)
    }

    /// The ending in lower case, without the dot; empty when there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name()
            .rsplit_once('.')
            .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
    }

    /// From the site's folder, with `/`: `content/notices/a.md`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A path that says it as simply as can be, as nearly all do. A colon may be a drive's.
fn is_settled(path: &str) -> bool {
    let mut parts = path.as_bytes().split(|byte| *byte == b'/');
    parts.all(|part| !matches!(part, b"" | b"." | b".."))
        && memchr::memchr2(b'\\', b':', path.as_bytes()).is_none()
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A stretch of one line of one file, with that line's text, so that it can be shown without the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
    /// In characters, at least 1.
    pub width: u32,
    /// The line's text, or a window around the column when the line is very long; numbers of persons are masked in it, so
    /// that no list of complaints spreads them.
    pub excerpt: String,
    /// How many characters of the line stand before the excerpt.
    pub skipped: u32,
}

impl Place {
    /// Masks Latin letters and digits of a stretch of the line, given as [`Self::column`] and [`Self::width`] are; the first
    /// and the last character stay, so that it can be told from others.
    pub fn mask(&mut self, column: u32, width: u32) {
        let inner = column + 1..(column + width).saturating_sub(1);
        let columns = self.skipped + 1..;
        let masked = columns
            .zip(self.excerpt.chars())
            .map(|(at, c)| match inner.contains(&at) {
                true if c.is_ascii_alphanumeric() || matches!(c, '０'..='ｚ') => '*',
                _ => c,
            });
        self.excerpt = masked.collect();
    }

    /// The column of the last character that is shown.
    #[must_use]
    pub fn shown_to(&self) -> u32 {
        let shown = u32::try_from(self.excerpt.chars().count()).unwrap_or(u32::MAX);
        self.skipped.saturating_add(shown)
    }

    /// A place that means the file as a whole (line 1, column 1, nothing to show).
    #[must_use]
    pub fn file(path: &SourcePath) -> Self {
        Self {
            path: path.clone(),
            line: 1,
            column: 1,
            width: 1,
            excerpt: String::new(),
            skipped: 0,
        }
    }
}

/// A decoded file: its path and its text. Line ends may be `\n` or `\r\n`.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The file.
    pub path: SourcePath,
    /// The whole text, without a byte order mark.
    pub text: Arc<str>,
}

impl SourceText {
    /// A file of a test.
    #[cfg(test)]
    pub(crate) fn of(path: &str, text: &str) -> Self {
        let path = SourcePath::new(path).expect("a path");
        let text = text.into();
        Self { path, text }
    }

    /// The place of a byte range of the text; cut at the end of its first line.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Place {
        Locator::new(self).place(range)
    }

    /// The place at a line and column (both from 1) that is `width` characters wide; a column behind the end of its line
    /// means the end.
    #[must_use]
    pub fn place_at(&self, line: u32, column: u32, width: u32) -> Place {
        Locator::place_at(self, line, column, width)
    }

    /// The byte offset of a line and column (both from 1); the text's end for one behind it.
    #[must_use]
    pub fn offset_of(&self, line: u32, column: u32) -> usize {
        let start = start_of_line(&self.text, line).unwrap_or(self.text.len());
        let before = self.text[start..].char_indices();
        before
            .map(|(at, _)| start + at)
            .nth(column.saturating_sub(1) as usize)
            .unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_an_excerpt_masks_nothing_in_it_but_its_own_end() {
        let path = SourcePath::new("content/a.md").expect("valid");
        for (column, width, expected) in [
            (1, 6, "abcdef"),
            (8, 6, "**cdef"),
            (12, 4, "ab**ef"),
            (17, 3, "abcdef"),
        ] {
            let mut place = Place {
                excerpt: "abcdef".to_owned(),
                skipped: 10,
                ..Place::file(&path)
            };
            assert_eq!(place.shown_to(), 16);
            place.mask(column, width);
            assert_eq!(place.excerpt, expected, "{column}+{width}");
        }
    }

    #[test]
    fn paths_stay_inside_the_site() {
        let path = |text| SourcePath::new(text).map(|path| path.to_string());
        assert_eq!(
            path("content\\notices\\.\\a.md").as_deref(),
            Some("content/notices/a.md")
        );
        assert_eq!(path("content/notices/../b.md").as_deref(), Some("content/b.md"));
        for outside in ["", "/etc/passwd", "../a", "a/../../b", "C:\\a"] {
            assert_eq!(path(outside), None, "{outside}");
        }
    }

    #[test]
    fn links_resolve_beside_the_file_or_from_the_content_folder() {
        let file = SourcePath::new("content/notices/a.md").expect("valid");
        let to = |link| file.resolve(link).map(|path| path.to_string());
        assert_eq!(to("b.md").as_deref(), Some("content/notices/b.md"));
        assert_eq!(to("..\\meetings\\c.md").as_deref(), Some("content/meetings/c.md"));
        assert_eq!(to("/study/d.md").as_deref(), Some("content/study/d.md"));
        assert_eq!(to("../../../d.md"), None);
    }

    #[test]
    fn places_count_characters_from_one() {
        let source = SourceText::of("content/a.md", "标题: 甲\r\n题目: 乙\n");
        let at = source.text.find("题目").expect("there");
        let place = source.place(at..at + "题目".len());
        assert_eq!((place.line, place.column, place.width), (2, 1, 2));
        assert_eq!(place.excerpt, "题目: 乙");
        assert_eq!(source.place_at(2, 1, 2), place);
        let end = source.place_at(2, 90, 2);
        assert_eq!((end.line, end.column, end.width), (2, 6, 1));
        let below = source.place_at(9, 2, 2);
        assert_eq!((below.line, below.column, below.width), (9, 1, 1));
        assert_eq!(source.place(4..400).excerpt, "标题: 甲");
    }

    #[test]
    fn a_file_is_meant_by_its_path_the_end_of_it_or_its_name() {
        let path = SourcePath::new("content/ledgers/2026-yijian.yaml").expect("a path");
        for typed in [
            "content/ledgers/2026-yijian.yaml",
            "content\\ledgers\\2026-yijian.yaml",
            "./content/ledgers/2026-yijian.yaml",
            "ledgers/2026-yijian.yaml",
            "2026-yijian.yaml",
            " 2026-yijian ",
        ] {
            assert!(path.is_meant_by(typed), "{typed}");
        }
        for typed in [
            "", "yijian.yaml", "yijian", "x/2026-yijian.yaml", "content/ledgers",
        ] {
            assert!(!path.is_meant_by(typed), "{typed}");
        }
    }
}
