//! Attachments: bytes in, values out, no disk. [`texts`] gives every text that a reader of a file could see or dig
//! out, and where it stands; [`publishable`] gives the file without what programs wrote into it about its author,
//! or says what has to be removed by hand.
//!
//! A file that was made to do harm (a small one that unpacks to gigabytes, elements nested a million deep) is
//! [`Unreadable`], like one that is merely damaged.

mod cells;
mod docx;
mod formats;
mod grid;
mod headings;
mod looks;
mod obstacle;
mod office;
pub(crate) mod package;
mod pdf;
mod pptx;
mod prose;
mod relations;
mod strip;
mod xlsx;
pub(crate) mod xml;

pub(crate) use grid::{CellRange, VisibleBook, VisibleSheet, VisibleValue};
pub use obstacle::{Obstacle, Remains};
pub(crate) use pdf::placed_pages;
pub use pdf::{PlacedPage, PlacedText};

use std::borrow::Cow;

use obstacle::Obstacles;
use office::Office;

/// A text in an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentText {
    /// Where it stands, in words that somebody understands who has the file open: `第3段`, `工作表“名单”B4`.
    pub place: String,
    /// The text; parts that programs keep apart but readers see as one are one text.
    pub text: String,
}

impl AttachmentText {
    fn new(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            text: text.into(),
        }
    }

    /// True for a row of a table, put together of cells that are texts of their own too.
    #[must_use]
    pub fn is_row(&self) -> bool {
        self.first_cell().is_some()
    }

    /// The first cell of a row: a name, or the heading of the names.
    #[must_use]
    pub fn first_cell(&self) -> Option<&str> {
        let (first, _) = self.text.strip_prefix("| ")?.split_once(" |")?;
        Some(first)
    }
}

/// Why nobody can look into an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    /// doc, xls, ppt, wps, et, dps, rtf: formats of old programs.
    OldFormat,
    /// zip, rar and other files that hold files.
    Archive,
    /// It asks for a password.
    Protected,
    /// It is no longer what it was, or never was.
    Damaged,
    /// It is another kind of file than its ending says.
    Mismatch,
    /// It holds more than anybody would read.
    TooLarge,
    /// Pages that are pictures.
    Scanned,
    /// It brings a program with it.
    Macros,
    /// A format that the program does not know.
    Unknown,
}

/// What an ending says about a file.
#[derive(Debug, Clone, Copy)]
enum AttachmentFormat {
    /// Docx, xlsx, pptx: a package of parts.
    Office(&'static Office),
    Pdf,
    Plain,
    Old,
    Archive,
    /// Pictures and sound: no text to look for.
    Media,
    Unknown,
}

impl AttachmentFormat {
    fn of(ending: &str) -> Self {
        match ending {
            "docx" => Self::Office(&docx::OFFICE),
            "xlsx" => Self::Office(&xlsx::OFFICE),
            "pptx" => Self::Office(&pptx::OFFICE),
            "pdf" => Self::Pdf,
            "txt" | "csv" => Self::Plain,
            "doc" | "xls" | "ppt" | "wps" | "et" | "dps" | "rtf" => Self::Old,
            "zip" | "rar" | "7z" => Self::Archive,
            "jpg" | "jpeg" | "png" | "gif" | "bmp" | "ico" | "svg" | "mp3" | "mp4" => Self::Media,
            _ => Self::Unknown,
        }
    }
}

/// Every text of a file that a reader could see or dig out: also what is deleted but tracked, hidden, in comments,
/// behind links, in files inside the file. `ending` is in small letters, without a dot.
///
/// # Errors
/// It cannot be looked into.
pub fn texts(ending: &str, bytes: &[u8]) -> Result<Vec<AttachmentText>, Unreadable> {
    texts_inside(ending, bytes, 0)
}

/// So deep may files lie in files.
const DEEPEST: usize = 2;

fn texts_inside(ending: &str, bytes: &[u8], depth: usize) -> Result<Vec<AttachmentText>, Unreadable> {
    if depth > DEEPEST {
        return Err(Unreadable::TooLarge);
    }
    let format = AttachmentFormat::of(ending);
    check_beginning(format, bytes)?;
    match format {
        AttachmentFormat::Office(office) => office.texts_of(bytes, depth),
        AttachmentFormat::Pdf => pdf::texts(bytes),
        AttachmentFormat::Plain => prose::text_lines(bytes),
        AttachmentFormat::Media => Ok(Vec::new()),
        AttachmentFormat::Old => Err(Unreadable::OldFormat),
        AttachmentFormat::Archive => Err(Unreadable::Archive),
        AttachmentFormat::Unknown => Err(Unreadable::Unknown),
    }
}

/// A workbook's cells as whoever opens it sees them; what is hidden is left out and counted.
///
/// # Errors
/// It cannot be looked into.
pub(crate) fn visible_book(bytes: &[u8]) -> Result<VisibleBook, Unreadable> {
    check_beginning(AttachmentFormat::Office(&xlsx::OFFICE), bytes)?;
    let (mut package, main) = xlsx::OFFICE.open(bytes)?;
    match package.has_macros() {
        true => Err(Unreadable::Macros),
        false => grid::read(&mut package, &main),
    }
}

/// Refuses a file that begins as one with a format of its own and is called txt or csv.
///
/// # Errors
/// It is no plain text.
pub(crate) fn check_plain(bytes: &[u8]) -> Result<(), Unreadable> {
    check_beginning(AttachmentFormat::Plain, bytes)
}

/// Takes a picture's ending and bytes, and gives the picture without what cameras wrote into it; `None` for one that
/// is damaged.
pub type Cleaner<'c> = &'c dyn Fn(&str, &[u8]) -> Option<Vec<u8>>;

/// The file as it may be published: without the names of its authors and their companies, comments, earlier
/// versions, and whatever else programs note beside what a document says. Files of other kinds than docx, xlsx,
/// pptx and pdf stay as they are. The same bytes always give the same.
///
/// # Errors
/// What has to be removed by hand, because it may be part of what the document says.
pub fn publishable<'b>(
    ending: &str,
    bytes: &'b [u8],
    clean: Cleaner<'_>,
) -> Result<Cow<'b, [u8]>, Vec<Obstacle>> {
    publishable_inside(ending, bytes, clean, 0)
}

fn publishable_inside<'b>(
    ending: &str,
    bytes: &'b [u8],
    clean: Cleaner<'_>,
    depth: usize,
) -> Result<Cow<'b, [u8]>, Vec<Obstacle>> {
    if depth > DEEPEST {
        return Err(vec![Unreadable::TooLarge.into()]);
    }
    let format = AttachmentFormat::of(ending);
    let unreadable = |why: Unreadable| vec![Obstacle::from(why)];
    check_beginning(format, bytes).map_err(unreadable)?;
    let mut obstacles = Obstacles::default();
    let made = match format {
        AttachmentFormat::Office(office) => office.publishable(bytes, clean, depth, &mut obstacles),
        AttachmentFormat::Pdf => pdf::publishable(bytes, clean, &mut obstacles),
        _ => return Ok(Cow::Borrowed(bytes)),
    };
    obstacles.into_result(Cow::Owned(made.map_err(unreadable)?))
}

/// Compares a Word document's first bytes with what they should be.
pub(crate) fn check_docx(bytes: &[u8]) -> Result<(), Unreadable> {
    check_beginning(AttachmentFormat::of("docx"), bytes)
}

/// True for an office program's file that asks for a password.
pub(crate) fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    memchr::memmem::find(bytes, &name).is_some()
}

/// Compares a file's first bytes with its ending: a program goes by the bytes, so that a file under a wrong name
/// would pass by the rules for its kind.
fn check_beginning(format: AttachmentFormat, bytes: &[u8]) -> Result<(), Unreadable> {
    const ZIP: &[u8] = b"PK\x03\x04";
    const PDF: &[u8] = b"%PDF-";
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let head = &bytes[..bytes.len().min(1024)];
    let is_zip = bytes.starts_with(ZIP);
    let is_pdf = memchr::memmem::find(head, PDF).is_some();
    match format {
        AttachmentFormat::Office(_) if is_zip => Ok(()),
        AttachmentFormat::Office(_) if bytes.starts_with(OLE) && is_locked(bytes) => {
            Err(Unreadable::Protected)
        }
        AttachmentFormat::Office(_) if bytes.starts_with(OLE) => Err(Unreadable::Mismatch),
        AttachmentFormat::Office(_) if is_pdf => Err(Unreadable::Mismatch),
        AttachmentFormat::Office(_) => Err(Unreadable::Damaged),
        AttachmentFormat::Pdf if is_pdf => Ok(()),
        AttachmentFormat::Pdf if is_zip || bytes.starts_with(OLE) => Err(Unreadable::Mismatch),
        AttachmentFormat::Pdf => Err(Unreadable::Damaged),
        AttachmentFormat::Plain | AttachmentFormat::Old if is_zip || bytes.starts_with(PDF) => {
            Err(Unreadable::Mismatch)
        }
        AttachmentFormat::Plain if bytes.starts_with(OLE) => Err(Unreadable::Mismatch),
        _ => Ok(()),
    }
}
