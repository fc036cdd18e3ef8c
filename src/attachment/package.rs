//! docx, xlsx and pptx from outside: a zip of parts, most of them XML, bound together by relationships. What is
//! unpacked is bounded, whatever the zip says of itself.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive};

use super::Unreadable;
use super::xml::{self, XmlEvent};

/// More parts than any document has.
const MOST_PARTS: usize = 8_000;

/// The largest part that is unpacked, in bytes.
const LARGEST_PART: u64 = 64 << 20;

/// So much is unpacked of one file, in bytes.
const LARGEST_WHOLE: u64 = 256 << 20;

/// An opened file.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeSet<String>,
    room: u64,
}

/// A line of a `.rels` part: what a part refers to.
#[derive(Debug, Clone)]
pub(crate) struct Relationship {
    /// What the part calls it.
    pub(crate) id: String,
    /// The last word of its type: `hyperlink`, `image`, `comments`.
    pub(crate) kind: String,
    /// The part's name in the package, or an address outside.
    pub(crate) target: String,
    /// It leads out of the file.
    pub(crate) is_external: bool,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
        if archive.len() > MOST_PARTS {
            return Err(Unreadable::TooLarge);
        }
        let mut names = BTreeSet::new();
        for name in archive.file_names() {
            let name = name.map_err(|_| Unreadable::Damaged)?;
            if !name.ends_with('/') {
                names.insert(name.into_owned());
            }
        }
        let package = Self {
            archive,
            names,
            room: LARGEST_WHOLE,
        };
        match package.has("[Content_Types].xml") {
            true => Ok(package),
            false => Err(Unreadable::Mismatch),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// True where a program of its author's would run when it is opened.
    pub(crate) fn has_macros(&self) -> bool {
        let is_program = |name: &String| name.to_ascii_lowercase().ends_with("vbaproject.bin");
        self.names.iter().any(is_program)
    }

    /// The names of all parts, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        self.names.iter().cloned().collect()
    }

    pub(crate) fn read(&mut self, name: &str) -> Result<Vec<u8>, Unreadable> {
        let file = self.archive.by_name(name).map_err(fault)?;
        let most = self.room.min(LARGEST_PART);
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::Damaged)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(Unreadable::TooLarge);
        }
        self.room -= length;
        Ok(bytes)
    }

    /// The text of an XML part.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Unreadable> {
        decoded(self.read(name)?)
    }

    /// What a part refers to; the package itself is the part with the empty name.
    pub(crate) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, Unreadable> {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = relationships_of(part);
        if !self.has(&own) {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        xml::walk(&self.text(&own)?, |node| {
            if let XmlEvent::Open(tag) = node
                && tag.name() == "Relationship"
            {
                let target = tag.attribute("Target").unwrap_or_default();
                let kind = tag.attribute("Type").unwrap_or_default();
                let is_external = tag.attribute("TargetMode").as_deref() == Some("External");
                found.push(Relationship {
                    id: tag.attribute("Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                    target: if is_external {
                        target
                    } else {
                        inside(folder, &target)
                    },
                    is_external,
                });
            }
        })?;
        Ok(found)
    }
}

/// How a file goes into a package that we write: it has the date that stands for none, and does not say on which system it was
/// written, so that the same files are the same bytes on every computer.
pub(crate) fn file_options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
}

/// The text of an XML part's bytes.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            return String::from_utf8(rest.to_vec()).map_err(|_| Unreadable::Damaged);
        }
        _ => return String::from_utf8(bytes).map_err(|_| Unreadable::Damaged),
    };
    let (text, _, damaged) = encoding.decode(&bytes);
    match damaged {
        true => Err(Unreadable::Damaged),
        // What the first line says of the encoding is no longer so.
        false => Ok(text.replace("encoding=\"UTF-16\"", "encoding=\"UTF-8\"")),
    }
}

/// The name of the part that lists what a part refers to.
pub(crate) fn relationships_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The name of the part that `target`, written in a part of this folder, leads to.
fn inside(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn fault(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}
