//! A file from Word, WPS or the web → a draft of an entry. Bytes in, values out, no disk.
//!
//! ```text
//! docx, html, mht, txt, pdf   a reader per format: bytes → `ImportedText`; `marked`: text with marks of Markdown
//! sheet                       xlsx, csv → ledgers, and registers of pledges
//! official                    what a 公文 says of itself: title, number, dates, people → fields; the rest stays body
//! outline                     looks and numbers → headings and lists, as an office writes them
//! markdown                    blocks → Markdown as `markdown` reads it
//! branch                      title and 落款 → which of the site's own branches they name
//! entry                       a blank form, fields and body → the text of the entry's file
//! draft                       all of that for one file
//! ```
//!
//! What a reader could not keep is never dropped in silence: it is an [`Omission`], with its place where it has one.

mod branch;
mod docx;
mod doubts;
mod draft;
mod entry;
mod html;
mod markdown;
mod marked;
mod marks;
mod mht;
mod numbering;
#[cfg(test)]
mod office_files;
mod official;
mod outline;
mod pdf;
mod plain;
mod sheet;
#[cfg(test)]
mod shown;
mod spacing;
mod text;

pub use draft::{ImportRequest, ImportedEntry, NoEntry, PictureFile};
pub use sheet::SheetRefusal;
pub use text::{
    ImportedText, Omission, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, SourcePicture,
    SourceTable,
};

use crate::attachment::{Unreadable, is_locked};

/// The endings of files that somebody means who names a folder: what can be imported, and what has to be saved anew first.
pub const ENDINGS: [&str; 18] = [
    "docx", "docm", "html", "htm", "mht", "mhtml", "txt", "md", "pdf", "xlsx", "xlsm", "csv", "doc", "wps",
    "rtf", "dot", "xls", "et",
];

/// The text of a file, by its ending (in small letters, without a dot) and its first bytes. `beside` gives the bytes of a
/// file by its path from the folder that this one lies in: a saved page's pictures.
///
/// # Errors
/// It cannot be read, or is not what its ending says.
pub fn read(
    ending: &str,
    bytes: &[u8],
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<ImportedText, Unreadable> {
    let mut text = read_by_ending(ending, bytes, beside)?;
    html::take_copied_lines(&mut text);
    // 某小学党支部 | 内部资料, above the title.
    if let Some(head @ SourceBlock::Table(SourceTable { rows, .. })) = text.blocks.first()
        && rows.len() < 4
    {
        let marks = marks::marks(head);
        text.blocks.splice(0..0, marks);
    }
    Ok(text)
}

fn read_by_ending(
    ending: &str,
    bytes: &[u8],
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<ImportedText, Unreadable> {
    let content = FileContent::of(bytes);
    match (ending, content) {
        ("docx", FileContent::Package) => docx::read(bytes),
        ("docm", FileContent::Package) => Err(Unreadable::Macros),
        // A new file under an old ending, Word opens it too, or under one that somebody typed.
        ("doc" | "wps" | "txt", FileContent::Package) => docx::read(bytes).map_err(|why| match why {
            Unreadable::Macros => why,
            _ => Unreadable::Mismatch,
        }),
        ("docx" | "docm", FileContent::Pdf | FileContent::Page | FileContent::Mail) => {
            Err(Unreadable::Mismatch)
        }
        ("docx" | "docm", FileContent::Ole) if is_locked(bytes) => Err(Unreadable::Protected),
        ("docx" | "docm", FileContent::Ole) => Err(Unreadable::Mismatch),
        ("docx" | "docm", _) => Err(Unreadable::Damaged),
        ("pdf", FileContent::Pdf) => pdf::read(bytes),
        ("pdf", FileContent::Other | FileContent::OldFormat) => Err(Unreadable::Damaged),
        (
            "html" | "htm" | "xhtml" | "shtml" | "mht" | "mhtml" | "txt" | "md" | "doc" | "wps" | "xls"
            | "et",
            _,
        ) => read_by_content(ending, content, bytes, beside),
        (
            "ppt" | "dps" | "rtf" | "dot" | "wpt",
            FileContent::Other | FileContent::OldFormat | FileContent::Ole,
        ) => Err(Unreadable::OldFormat),
        ("zip" | "rar" | "7z", _) => Err(Unreadable::Archive),
        ("pdf" | "ppt" | "dps" | "rtf" | "dot" | "wpt", _) => Err(Unreadable::Mismatch),
        _ => Err(Unreadable::Unknown),
    }
}

/// Files whose programs save pages under these endings too.
fn read_by_content(
    ending: &str,
    content: FileContent,
    bytes: &[u8],
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<ImportedText, Unreadable> {
    let may_be = |path: &str| is_beside(path) || path.starts_with("file://");
    let beside = |path: &str| may_be(path).then(|| beside(path)).flatten();
    let is_old = matches!(ending, "doc" | "wps" | "xls" | "et");
    let is_page = matches!(ending, "html" | "htm" | "xhtml" | "shtml");
    match content {
        FileContent::Package | FileContent::Pdf => Err(Unreadable::Mismatch),
        FileContent::Ole | FileContent::OldFormat if is_old => Err(Unreadable::OldFormat),
        FileContent::Ole => Err(Unreadable::Mismatch),
        FileContent::OldFormat => Err(Unreadable::OldFormat),
        FileContent::Mail if ending != "txt" => mht::read(bytes, &beside),
        FileContent::Page => Ok(html::read(&html::decode(bytes, None), None, &beside)),
        _ if is_page => Ok(html::read(&html::decode(bytes, None), None, &beside)),
        _ if matches!(ending, "txt" | "md") => plain::read(bytes, &beside),
        _ if is_old => Err(Unreadable::OldFormat),
        _ => Err(Unreadable::Damaged),
    }
}

/// A path that stays in the folder that a page lies in.
fn is_beside(path: &str) -> bool {
    let is_inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    is_inside && !path.contains([':', '\\', '\0']) && path.len() <= 1000
}

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileContent {
    /// Docx, xlsx, or any other zip.
    Package,
    Pdf,
    /// Doc, wps, xls, et.
    Ole,
    /// RTF, or a document in one XML file.
    OldFormat,
    /// HTML.
    Page,
    /// Parts, as mails have them.
    Mail,
    Other,
}

impl FileContent {
    fn of(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(4096)];
        if head.starts_with(b"PK\x03\x04") {
            return Self::Package;
        }
        if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Self::Ole;
        }
        if memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
            return Self::Pdf;
        }
        // UTF-16 has zeros between the letters of a tag.
        let lower = head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase);
        let lower: Vec<u8> = lower.collect();
        let has = |word: &str| memchr::memmem::find(&lower, word.as_bytes()).is_some();
        let start = lower.iter().position(|byte| {
            !matches!(byte, 0xEF | 0xBB | 0xBF | 0xFE | 0xFF) && !byte.is_ascii_whitespace()
        });
        let start = &lower[start.unwrap_or(lower.len())..];
        // What Word saves as a page holds its own settings too.
        let begins = start.starts_with(b"<") || start.starts_with(b"version:");
        let is_page = begins
            && ["<html", "<!doctype html", "<body", "<head"]
                .iter()
                .any(|tag| has(tag));
        if is_page {
            return Self::Page;
        }
        let is_xml = ["<w:worddocument", "<pkg:package", "progid=\"word.document\""]
            .iter()
            .any(|word| has(word));
        if start.starts_with(b"{\\rtf") || is_xml {
            return Self::OldFormat;
        }
        if mht::is_mail(bytes) {
            Self::Mail
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests;
