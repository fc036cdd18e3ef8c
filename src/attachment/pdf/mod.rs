//! PDF: the text of its pages, and what is written beside them.

mod filled;
mod font;
mod page;
mod publish;

pub use page::{PlacedPage, PlacedText};
pub(super) use publish::publishable;

use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, Error, LoadOptions, Object};

use super::{AttachmentText, Unreadable};

/// So much is unpacked of one file, in bytes.
const LARGEST_WHOLE: usize = 256 << 20;

/// Keys under which a file keeps what readers see on pointing at something, in lists of contents and comments, hear
/// read out, or are led to.
const TOLD: [&[u8]; 13] = [
    b"Contents", b"RC", b"V", b"DV", b"TU", b"Alt", b"ActualText", b"E", b"Title", b"URI", b"UF", b"F",
    b"Desc",
];

pub(super) fn open(bytes: &[u8]) -> Result<Document, Unreadable> {
    // Each stream of objects may unpack to as much as is allowed, so that many share what one may.
    let streams = memchr::memmem::find_iter(bytes, b"/ObjStm").count();
    let options = LoadOptions {
        max_decompressed_size: Some(LARGEST_WHOLE / streams.max(4)),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            Unreadable::Protected
        }
        Error::Decompress(_) => Unreadable::TooLarge,
        _ => Unreadable::Damaged,
    })?;
    // Some programs write how it is locked into the trailer itself, where the reader does not look for it.
    if document.is_encrypted() || document.trailer.has(b"Encrypt") {
        return Err(Unreadable::Protected);
    }
    match document.xref_recovery {
        // Put together from what was left: some of it may be missing, or be from an earlier version.
        Some(XrefRecovery::Reconstructed) => Err(Unreadable::Damaged),
        _ => Ok(document),
    }
}

pub(super) fn texts(bytes: &[u8]) -> Result<Vec<AttachmentText>, Unreadable> {
    let document = open(bytes)?;
    let mut found = Vec::new();
    let mut room = LARGEST_WHOLE / 4;
    let pages: Vec<_> = document.page_iter().collect();
    if pages.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let mut reader = page::PageReader::new(&document);
    for (index, page) in pages.into_iter().enumerate() {
        let text = reader.text(page, &mut room)?;
        if !text.trim().is_empty() {
            let place = format!("第{}页", index + 1);
            found.push(AttachmentText::new(place, text));
        }
    }
    if found.is_empty() {
        return Err(Unreadable::Scanned);
    }
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).ok();
    for (id, object) in &document.objects {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        if Some(*id) != info {
            beside(dictionary, &mut found, 0);
        }
    }
    Ok(found)
}

/// The text of every page of a PDF, by where it is drawn; nothing that is written beside the pages.
///
/// # Errors
/// It cannot be looked into, or its pages are pictures.
pub(crate) fn placed_pages(bytes: &[u8]) -> Result<Vec<PlacedPage>, Unreadable> {
    let document = open(bytes)?;
    let mut room = LARGEST_WHOLE / 4;
    let ids: Vec<_> = document.page_iter().collect();
    if ids.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let mut reader = page::PageReader::new(&document);
    let mut pages = Vec::new();
    for id in ids {
        pages.push(reader.placed(id, &mut room)?);
    }
    let is_said = |page: &PlacedPage| page.pieces.iter().any(|piece| !piece.text.trim().is_empty());
    match pages.iter().any(is_said) {
        true => Ok(pages),
        false => Err(Unreadable::Scanned),
    }
}

/// What dictionaries say, also those inside others.
fn beside(dictionary: &Dictionary, found: &mut Vec<AttachmentText>, depth: usize) {
    for (key, value) in dictionary {
        match value {
            Object::String(bytes, _) if TOLD.contains(&key.as_slice()) => {
                let text = text_string(bytes);
                let place = "书签、链接、批注或表单".to_owned();
                if !text.trim().is_empty() {
                    found.push(AttachmentText::new(place, text));
                }
            }
            Object::Dictionary(inner) if depth < 20 => beside(inner, found, depth + 1),
            Object::Array(items) => {
                let inner = items.iter().filter_map(|item| item.as_dict().ok());
                inner
                    .filter(|_| depth < 20)
                    .for_each(|inner| beside(inner, found, depth + 1));
            }
            _ => {}
        }
    }
}

/// A text outside pages: UTF-16 or UTF-8 by its mark, else one byte for a character.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match crate::words::decoded(bytes) {
            Ok(decoded) => decoded.text.into_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        },
    }
}
