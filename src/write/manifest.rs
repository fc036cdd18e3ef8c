//! What we own: the files of one edition's output, with the fingerprint and length of what we wrote and, of a photograph
//! or an attachment, what it was made of (else zeros); and what is remembered of an output that gets uploaded.
//! Takes and gives text; a text that is not exactly what we saved is no manifest.
//!
//! ```text
//! gongkai-manifest 4
//! edition web
//! folder public
//! 8f3a…16 hex 8123 70c2…16 hex index.html
//! …
//! day 2026-11-20                            and other lines of `online`
//! end 1 …16 hex of everything above
//! ```
//!
//! Beside it lies a record of the build, so that the next can say why files changed. A record that is missing, damaged
//! or of another build counts as none; nothing depends on it.

use std::cmp::Ordering;
use std::fmt::Write;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::disk::read_if_there;
use super::location::{Location, within};
use super::online::Uploaded;
use super::{Output, Summary};
use crate::words::{Address, Fingerprint, MachineFault, fingerprint};

/// The first line; another version is another line.
const VERSION: &str = "gongkai-manifest 4";
/// The version before, which had no days of builds and no deletions.
const BEFORE: &str = "gongkai-manifest 3";

/// How many lines stand before the files.
const HEADING: usize = 3;

/// Length and fingerprint of a file's bytes as we wrote them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileDigest {
    pub(super) length: u64,
    pub(super) fingerprint: u64,
}

impl FileDigest {
    /// Of what is no file: no bytes have this length.
    pub(super) const NONE: Self = Self {
        length: u64::MAX,
        fingerprint: 0,
    };

    pub(super) fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            fingerprint: fingerprint(bytes),
        }
    }
}

/// The files of an output, sorted by address. Addresses stay in the text they came in: ten thousand of
/// them load in a few milliseconds.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    text: String,
    rows: Vec<ParsedRow>,
    uploaded: Uploaded,
}

/// One file: its address, what we wrote, and what it was made of.
pub(super) type ManifestRow<'a> = (&'a str, FileDigest, Option<Fingerprint>);

#[derive(Debug)]
struct ParsedRow {
    address: Range<usize>,
    content: FileDigest,
    source: Option<Fingerprint>,
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
    pub(super) fn load(location: &Location) -> Result<Loaded, MachineFault> {
        let path = location.manifest();
        let Some(bytes) = read_if_there("读取输出清单", &path)? else {
            return Ok(Loaded::Missing);
        };
        let manifest = String::from_utf8(bytes).ok().and_then(Self::parse);
        Ok(manifest
            .filter(|manifest| manifest.is_for(&location.edition, &location.folder_key))
            .map_or(Loaded::Damaged, Loaded::Whole))
    }

    /// The manifest that a text is; `None` when a single byte of it is not as saved.
    pub(super) fn parse(text: String) -> Option<Self> {
        let body_end = text.rfind("end ")?;
        let (count, saved) = text[body_end..]
            .strip_prefix("end ")?
            .trim_end()
            .split_once(' ')?;
        if u64::from_str_radix(saved, 16) != Ok(fingerprint(&text.as_bytes()[..body_end])) {
            return None;
        }
        Self::heading(&text)?;
        let count: usize = count.parse().ok()?;
        let mut at = 0;
        let (mut rows, mut uploaded) = (Vec::new(), Uploaded::default());
        for (index, line) in text[..body_end].split_inclusive('\n').enumerate() {
            let bare = line.trim_end_matches('\n');
            match Uploaded::has(bare) {
                _ if index < HEADING => {}
                true => uploaded.read(bare)?,
                false => rows.push(parse_row(at, bare)?),
            }
            at += line.len();
        }
        let manifest = Self { text, rows, uploaded };
        (count == manifest.rows.len()).then_some(manifest)
    }

    /// The text of the manifest of an edition in a folder; `rows` are sorted by address.
    pub(super) fn compose<'a>(
        (edition, folder_key): (&str, &str),
        rows: impl Iterator<Item = ManifestRow<'a>>,
        uploaded: &Uploaded,
    ) -> String {
        let mut text = format!("{VERSION}\nedition {edition}\nfolder {folder_key}\n");
        let mut count = 0_usize;
        for (address, content, source) in rows {
            let FileDigest { fingerprint, length } = content;
            let source = source.map_or(0, Fingerprint::number);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{fingerprint:016x} {length} {source:016x} {address}");
            count += 1;
        }
        uploaded.write(&mut text);
        let fingerprint = fingerprint(text.as_bytes());
        let _ = writeln!(text, "end {count} {fingerprint:016x}");
        text
    }

    /// What we wrote at an address and what it was made of, if we did.
    pub(super) fn get(&self, address: &str) -> Option<(FileDigest, Option<Fingerprint>)> {
        self.rows
            .binary_search_by(|row| self.text[row.address.clone()].cmp(address))
            .ok()
            .map(|index| (self.rows[index].content, self.rows[index].source))
    }

    /// All files, by address.
    pub(super) fn rows(&self) -> impl Iterator<Item = ManifestRow<'_>> {
        self.rows
            .iter()
            .map(|row| (&self.text[row.address.clone()], row.content, row.source))
    }

    /// The files that are not among `kept`, which is sorted.
    pub(super) fn without(&self, kept: &[Address]) -> Vec<(Address, FileDigest)> {
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

    /// What is remembered of an output that gets uploaded.
    pub(super) fn uploaded(&self) -> &Uploaded {
        &self.uploaded
    }

    /// The text it was read from; empty when it was not read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The edition and the folder that the first lines name.
    pub(super) fn place(&self) -> (&str, &str) {
        Self::heading(&self.text).unwrap_or_default()
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
pub(super) fn neighbour(location: &Location) -> io::Result<Option<(String, PathBuf)>> {
    for path in all(&location.state)? {
        let Some((edition, folder)) = named_place(&path)? else {
            continue;
        };
        let folder = location.locate(&folder);
        let nested = within(&folder, &location.folder) != within(&location.folder, &folder);
        if nested && folder.exists() {
            return Ok(Some((edition, folder)));
        }
    }
    Ok(None)
}

/// The edition and the folder that the first lines of a manifest's file name; `None` for what is no manifest. The rest,
/// which may be long, is not read, and may be damaged.
///
/// # Errors
/// The file cannot be read.
pub(super) fn named_place(path: &Path) -> io::Result<Option<(String, String)>> {
    let mut first = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut first)?;
    let first = String::from_utf8_lossy(&first);
    let place = Manifest::heading(&first);
    Ok(place.map(|(edition, folder)| (edition.to_owned(), folder.to_owned())))
}

/// The files of all manifests in a state folder, sorted; none when there is no such folder.
///
/// # Errors
/// The folder cannot be read.
pub(super) fn all(state: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(state) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "manifest") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Stands for the files that a manifest's text lists, and for nothing else that it remembers.
pub(super) fn fingerprint_of_files(text: &str) -> u64 {
    let files = text
        .split_inclusive('\n')
        .skip(HEADING)
        .take_while(|line| !Uploaded::has(line) && !line.starts_with("end "))
        .map(str::len);
    let start: usize = text.split_inclusive('\n').take(HEADING).map(str::len).sum();
    fingerprint(&text.as_bytes()[start..start + files.sum::<usize>()])
}

fn parse_row(at: usize, line: &str) -> Option<ParsedRow> {
    let (fingerprint, rest) = line.split_once(' ')?;
    let (length, rest) = rest.split_once(' ')?;
    let (source, address) = rest.split_once(' ')?;
    let content = FileDigest {
        fingerprint: u64::from_str_radix(fingerprint, 16).ok()?,
        length: length.parse().ok()?,
    };
    let end = at + line.len();
    Some(ParsedRow {
        address: end - address.len()..end,
        content,
        source: Fingerprint::parse(source)?,
    })
}

/// The record that the last build left, if it is of the manifest that is there.
///
/// # Errors
/// The output's place is refused, or its manifest cannot be read.
pub fn load_record(output: &Output) -> Result<Option<String>, MachineFault> {
    let location = Location::survey(output)?;
    let Loaded::Whole(manifest) = Manifest::load(&location)? else {
        return Ok(None);
    };
    let Ok(text) = fs::read_to_string(location.record()) else {
        return Ok(None);
    };
    let of = manifest_line(fingerprint_of_files(manifest.text()));
    Ok(text.strip_prefix(&of).map(str::to_owned))
}

/// Leaves a record for the manifest that a commit left.
///
/// # Errors
/// The disk says no.
pub fn save_record(output: &Output, done: &Summary, record: &str) -> Result<(), MachineFault> {
    let text = manifest_line(done.manifest) + record;
    let path = Location::survey(output)?.record();
    if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|cause| MachineFault::io("保存生成记录", &path, cause))
}

fn manifest_line(manifest: u64) -> String {
    format!("manifest {manifest:016x}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Day;

    #[test]
    fn the_version_before_is_read_and_others_are_not() {
        for (version, is_read) in [(VERSION, true), (BEFORE, true), ("gongkai-manifest 2", false)] {
            let body = format!(
                "{version}\nedition web\nfolder public\n00000000000000ff 12 0000000000000007 a.html\n"
            );
            let text = format!("{body}end 1 {:016x}\n", fingerprint(body.as_bytes()));
            let manifest = Manifest::parse(text);
            assert_eq!(manifest.is_some(), is_read, "{version}");
            assert!(
                manifest.is_none_or(|manifest| manifest.get("a.html").is_some()
                    && *manifest.uploaded() == Uploaded::default())
            );
        }
    }

    #[test]
    fn a_manifest_with_any_byte_changed_or_cut_is_none() {
        let body = format!(
            "{VERSION}\nedition web\nfolder public\n00000000000000ff 12 0000000000000007 a/b.html\n\
             day 2026-11-20\nuntil 2026-12-04 a/b.html\ndelete 2026-11-13 c.html\ndelete - d.pdf\n\
             replace 2026-11-13 e.html\n"
        );
        let text = format!("{body}end 1 {:016x}\n", fingerprint(body.as_bytes()));
        let manifest = Manifest::parse(text.clone()).expect("whole");
        assert_eq!(
            manifest.get("a/b.html"),
            Some((
                FileDigest {
                    length: 12,
                    fingerprint: 255
                },
                Fingerprint::parse("0000000000000007").expect("a number")
            ))
        );
        assert_eq!(manifest.get("a"), None);
        let (address, day) = (
            |text| Address::new(text).expect("valid"),
            |day| Day::new(2026, 11, day),
        );
        let remembered = Uploaded {
            day: day(20),
            until: vec![(address("a/b.html"), Day::new(2026, 12, 4).expect("a day"))],
            deletions: [(address("c.html"), day(13)), (address("d.pdf"), None)].into(),
            replaced: [(address("e.html"), day(13).expect("a day"))].into(),
        };
        assert_eq!(*manifest.uploaded(), remembered);
        let composed = Manifest::compose(manifest.place(), manifest.rows(), manifest.uploaded());
        assert_eq!(composed, text);
        let other = Manifest::compose(manifest.place(), manifest.rows(), &Uploaded::default());
        assert_eq!(fingerprint_of_files(&other), fingerprint_of_files(&text));
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
