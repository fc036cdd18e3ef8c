//! The parts of a document → its bytes. No part says who made it or when: there are no properties, and every file in the archive
//! has the date that stands for none.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::{CompressionMethod, ZipWriter};

use super::parts;
use super::picture::DocumentImage;
use crate::attachment::package::file_options;

/// Packs a document.
pub(super) fn packed(document: &str, images: &[DocumentImage<'_>]) -> ZipResult<Vec<u8>> {
    let names: Vec<String> = (1..)
        .zip(images)
        .map(|(number, image): (u32, _)| format!("image{number}.{}", image.ending))
        .collect();
    let mut files: Vec<(String, Vec<u8>)> = vec![
        (
            "[Content_Types].xml".to_owned(),
            parts::content_types().into_bytes(),
        ),
        ("_rels/.rels".to_owned(), parts::package_relations().into_bytes()),
        ("word/document.xml".to_owned(), document.as_bytes().to_vec()),
        (
            "word/_rels/document.xml.rels".to_owned(),
            parts::document_relations(&names).into_bytes(),
        ),
        ("word/styles.xml".to_owned(), parts::styles().into_bytes()),
        ("word/settings.xml".to_owned(), parts::settings().into_bytes()),
        ("word/fontTable.xml".to_owned(), parts::faces().into_bytes()),
        ("word/footer1.xml".to_owned(), parts::footer("right").into_bytes()),
        ("word/footer2.xml".to_owned(), parts::footer("left").into_bytes()),
    ];
    let media = names.iter().zip(images);
    files.extend(media.map(|(name, image)| (format!("word/media/{name}"), image.bytes.to_vec())));
    write(&files)
}

fn write(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), file_options(CompressionMethod::Deflated))?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
