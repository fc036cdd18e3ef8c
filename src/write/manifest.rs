//! What we own: the files of one edition's output, with the fingerprint and length of what we wrote and the
//! recipe it was made by; and the last days of those that may not stay.
//! Takes and gives text; a text that is not exactly what we saved is no manifest.
//!
//! ```text
//! gongkai-manifest 3
//! edition web
//! folder public
//! 8f3a…16 hex 8123 70c2…16 hex index.html
//! …
//! until 2026-12-04 notices/a.html
//! end 1 …16 hex of everything above
//! ```

use std::cmp::Ordering;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::PathBuf;

use super::ground::{Ground, within};
use crate::words::{Address, Day, MachineFault, Recipe, fingerprint};

/// The first line; another version is another line.
const VERSION: &str = "gongkai-manifest 3";
/// The version before, which had no last days.
const BEFORE: &str = "gongkai-manifest 2";

/// How many lines stand before the files.
const HEADING: usize = 3;

/// Length and fingerprint of a file's bytes as we wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) length: u64,
    pub(super) print: u64,
}

impl Content {
    /// Of what is no file: no bytes have this length.
    pub(super) const NONE: Self = Self {
        length: u64::MAX,
        print: 0,
    };

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            print: fingerprint(bytes),
        }
    }
}

/// The files of an output, sorted by address. Addresses stay in the text they came in: ten thousand of
/// them load in a few milliseconds.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    text: String,
    rows: Vec<Row>,
    until: Vec<(Address, Day)>,
}

#[derive(Debug)]
struct Row {
    address: Range<usize>,
    content: Content,
    recipe: Recipe,
}

/// What was found where a manifest should be.
#[derive(Debug)]
pub(super) enum Loaded {
    /// Nothing.
    Missing,
    /// Something else than we saved.
    Damaged,
    /// Ours.
    Whole(Manifest),
}

impl Manifest {
    /// Reads an output's manifest.
    ///
    /// # Errors
    /// The file is there and cannot be read.
    pub(super) fn load(ground: &Ground) -> Result<Loaded, MachineFault> {
        let path = ground.manifest();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Loaded::Missing),
            Err(cause) => return Err(MachineFault::io("读取输出清单", &path, cause)),
        };
        let manifest = String::from_utf8(bytes).ok().and_then(Self::parse);
        Ok(manifest
            .filter(|manifest| manifest.is_for(&ground.edition, &ground.folder_key))
            .map_or(Loaded::Damaged, Loaded::Whole))
    }

    /// The manifest that a text is; `None` when a single byte of it is not as saved.
    pub(super) fn parse(text: String) -> Option<Self> {
        let body_end = text.rfind("end ")?;
        let (count, print) = text[body_end..]
            .strip_prefix("end ")?
            .trim_end()
            .split_once(' ')?;
        if u64::from_str_radix(print, 16) != Ok(fingerprint(&text.as_bytes()[..body_end])) {
            return None;
        }
        Self::heading(&text)?;
        let mut at = 0;
        let (mut rows, mut until) = (Vec::new(), Vec::new());
        for (index, line) in text[..body_end].split_inclusive('\n').enumerate() {
            let bare = line.trim_end_matches('\n');
            match bare.strip_prefix("until ") {
                _ if index < HEADING => {}
                Some(last) => until.push(parse_until(last)?),
                None => rows.push(parse_row(at, bare)?),
            }
            at += line.len();
        }
        (count.parse() == Ok(rows.len())).then_some(Self { text, rows, until })
    }

    /// The text of a manifest; `rows` are sorted by address.
    pub(super) fn compose<'a>(
        ground: &Ground,
        rows: impl Iterator<Item = (&'a str, Content, Recipe)>,
        until: &[(Address, Day)],
    ) -> String {
        let mut text = format!(
            "{VERSION}\nedition {}\nfolder {}\n",
            ground.edition, ground.folder_key
        );
        let mut count = 0_usize;
        for (address, content, recipe) in rows {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "{:016x} {} {recipe} {address}",
                content.print, content.length
            );
            count += 1;
        }
        for (address, last) in until {
            let _ = writeln!(text, "until {last} {address}");
        }
        let print = fingerprint(text.as_bytes());
        let _ = writeln!(text, "end {count} {print:016x}");
        text
    }

    /// What we wrote at an address and by which recipe, if we did.
    pub(super) fn get(&self, address: &str) -> Option<(Content, Recipe)> {
        self.rows
            .binary_search_by(|row| self.text[row.address.clone()].cmp(address))
            .ok()
            .map(|index| (self.rows[index].content, self.rows[index].recipe))
    }

    /// All files, by address.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&str, Content, Recipe)> {
        self.rows
            .iter()
            .map(|row| (&self.text[row.address.clone()], row.content, row.recipe))
    }

    /// The files that are not among `kept`, which is sorted.
    pub(super) fn without(&self, kept: &[Address]) -> Vec<(Address, Content)> {
        let mut kept = kept.iter().map(Address::as_str).peekable();
        self.rows()
            .filter(|(address, ..)| {
                while kept.next_if(|other| (*other).cmp(address) == Ordering::Less).is_some() {}
                kept.peek() != Some(address)
            })
            // What is no address never came from us; it must not name a file to remove.
            .filter_map(|(address, content, _)| Some((Address::new(address).ok()?, content)))
            .collect()
    }

    /// The files that may not stay, each with its last day.
    pub(super) fn until(&self) -> &[(Address, Day)] {
        &self.until
    }

    /// The text it was read from; empty when it was not read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The edition and the folder that a manifest's first lines name.
    fn heading(text: &str) -> Option<(&str, &str)> {
        let mut lines = text.lines();
        let version = lines.next()?;
        let edition = lines.next()?.strip_prefix("edition ")?;
        let folder = lines.next()?.strip_prefix("folder ")?;
        [VERSION, BEFORE].contains(&version).then_some((edition, folder))
    }

    /// A manifest copied from elsewhere owns nothing here.
    fn is_for(&self, edition: &str, folder_key: &str) -> bool {
        Self::heading(&self.text) == Some((edition, folder_key))
    }
}

/// Another output of the site, written earlier and still there, that the folder lies inside or holds: its
/// edition and its folder. A draft written into what gets uploaded would be uploaded.
///
/// # Errors
/// The state folder cannot be read.
pub(super) fn neighbour(ground: &Ground) -> io::Result<Option<(String, PathBuf)>> {
    for entry in fs::read_dir(&ground.state)? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "manifest") {
            continue;
        }
        let mut first = Vec::new();
        File::open(&path)?.take(4096).read_to_end(&mut first)?;
        let first = String::from_utf8_lossy(&first);
        let Some((edition, folder)) = Manifest::heading(&first) else {
            continue;
        };
        let folder = ground.locate(folder);
        let nested = within(&folder, &ground.folder) != within(&ground.folder, &folder);
        if nested && folder.exists() {
            return Ok(Some((edition.to_owned(), folder)));
        }
    }
    Ok(None)
}

fn parse_until(line: &str) -> Option<(Address, Day)> {
    let (day, address) = line.split_once(' ')?;
    Some((Address::new(address).ok()?, Day::parse(day)?))
}

fn parse_row(at: usize, line: &str) -> Option<Row> {
    let (print, rest) = line.split_once(' ')?;
    let (length, rest) = rest.split_once(' ')?;
    let (recipe, address) = rest.split_once(' ')?;
    let content = Content {
        print: u64::from_str_radix(print, 16).ok()?,
        length: length.parse().ok()?,
    };
    let end = at + line.len();
    Some(Row {
        address: end - address.len()..end,
        content,
        recipe: Recipe::parse(recipe)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_before_is_read_and_others_are_not() {
        for (version, is_read) in [(VERSION, true), (BEFORE, true), ("gongkai-manifest 1", false)] {
            let body = format!(
                "{version}\nedition web\nfolder public\n00000000000000ff 12 0000000000000007 a.html\n"
            );
            let text = format!("{body}end 1 {:016x}\n", fingerprint(body.as_bytes()));
            let manifest = Manifest::parse(text);
            assert_eq!(manifest.is_some(), is_read, "{version}");
            assert!(
                manifest
                    .is_none_or(|manifest| manifest.get("a.html").is_some() && manifest.until().is_empty())
            );
        }
    }

    #[test]
    fn a_manifest_with_any_byte_changed_or_cut_is_none() {
        let body = format!(
            "{VERSION}\nedition web\nfolder public\n00000000000000ff 12 0000000000000007 a/b.html\nuntil 2026-12-04 a/b.html\n"
        );
        let text = format!("{body}end 1 {:016x}\n", fingerprint(body.as_bytes()));
        let manifest = Manifest::parse(text.clone()).expect("whole");
        assert_eq!(
            manifest.get("a/b.html"),
            Some((
                Content {
                    length: 12,
                    print: 255
                },
                Recipe::parse("0000000000000007").expect("a recipe")
            ))
        );
        assert_eq!(manifest.get("a"), None);
        let last = Day::new(2026, 12, 4).expect("a day");
        assert_eq!(
            manifest.until(),
            [(Address::new("a/b.html").expect("valid"), last)]
        );
        assert!(manifest.is_for("web", "public") && !manifest.is_for("web", "other"));
        for at in 0..text.len() - 1 {
            assert!(Manifest::parse(text[..at].to_owned()).is_none(), "cut at {at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8(bytes).ok().and_then(Manifest::parse);
            assert!(changed.is_none(), "changed at {at}");
        }
    }
}
