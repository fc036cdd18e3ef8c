//! Damaged files, and files that were made to do harm: each is told of, none stops the program.

use std::io::{Cursor, Write};

use gongkai::attachment::{Unreadable, publishable, texts};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::Random;
use crate::support::office::{Office, SPACES};
use crate::support::pdf::Pdf;

/// A file of each kind, with its ending.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let cells = "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"7\"><c r=\"A7\" s=\"1\"><v>5</v></c></row></sheetData>";
    vec![
        ("docx", Office::docx("<w:p><w:ins/><w:r><w:t>文字</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>").build()),
        ("xlsx", Office::xlsx(&[("名单", "", cells)]).build()),
        ("pptx", Office::pptx(&[("show=\"0\"", "<p:cSld><a:p/></p:cSld>")]).build()),
        ("pdf", Pdf::with_everything("mark")),
        ("pdf", Pdf::with_annotation("<</Type/Annot/Subtype/Text>>")),
        ("csv", "姓名,电话\n甲,1".into()),
    ]
}

fn open(ending: &str, bytes: &[u8]) {
    // Only that they come back is asked.
    let _ = texts(ending, bytes);
    let _ = publishable(ending, bytes, &|_, bytes| Some(bytes.to_vec()));
}

#[test]
fn files_that_were_cut_off_or_changed_come_back() {
    let mut random = Random::new(12);
    for (ending, bytes) in files() {
        for _ in 0..150 {
            let mut damaged = bytes.clone();
            damaged.truncate(random.below(bytes.len() + 1).max(bytes.len() / 3));
            open(ending, &damaged);
            let mut damaged = bytes.clone();
            for _ in 0..=random.below(8) {
                let at = random.below(damaged.len());
                damaged[at] = random.below(256) as u8;
            }
            open(ending, &damaged);
        }
    }
}

#[test]
fn bytes_at_random_come_back() {
    let mut random = Random::new(13);
    for ending in ["docx", "xlsx", "pptx", "pdf", "txt", "doc", "zip", "jpg", "any"] {
        for beginning in [&b""[..], b"PK\x03\x04", b"%PDF-1.7\n1 0 obj<<"] {
            let length = random.below(600);
            let mut bytes = beginning.to_vec();
            bytes.extend((0..length).map(|_| random.below(256) as u8));
            open(ending, &bytes);
        }
    }
}

/// The XML of parts, changed before it is packed, so that the package itself is sound.
#[test]
fn parts_that_were_changed_come_back() {
    let mut random = Random::new(14);
    let sound = "<w:p w:a=\"1\"><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>文 &amp; 字</w:t></w:r></w:p>";
    for _ in 0..400 {
        let mut bytes = sound.as_bytes().to_vec();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            bytes[at] = *random.pick(b"<>/&\"'=;:w 1\xff");
        }
        let whole = [
            format!("<w:document {SPACES}>").as_bytes(),
            &bytes,
            b"</w:document>",
        ]
        .concat();
        let file = Office::docx("")
            .bytes("word/footnotes.xml", "any", &whole)
            .relation("word/document.xml", "footnotes", "word/footnotes.xml");
        open("docx", &file.build());
    }
}

#[test]
fn elements_and_files_nested_without_end_are_refused() {
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(
        texts("docx", &Office::docx(&deep).build()),
        Err(Unreadable::TooLarge)
    );
    let mut file = Office::docx("<w:p/>").build();
    for _ in 0..6 {
        file = Office::docx("<w:object r:id=\"rId1\"/>")
            .bytes("word/embeddings/inner.docx", "docx", &file)
            .relation("word/document.xml", "package", "word/embeddings/inner.docx")
            .build();
    }
    let clean = |_: &str, bytes: &[u8]| Some(bytes.to_vec());
    let told = publishable("docx", &file, &clean).expect_err("too deep");
    assert!(format!("{told:?}").contains("TooLarge"), "{told:?}");
    let entities = "<!DOCTYPE a [<!ENTITY b \"文\"><!ENTITY c \"&b;&b;&b;\">]><w:document>&c;</w:document>";
    let file = Office::docx("").part("word/footnotes.xml", "any", entities);
    assert_eq!(texts("docx", &file.build()), Err(Unreadable::Damaged));
}

#[test]
fn files_that_unpack_to_more_than_anybody_reads_are_refused() {
    let blank = " ".repeat(1 << 20);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .expect("a part");
    for _ in 0..65 {
        zip.write_all(blank.as_bytes()).expect("room");
    }
    let large = zip.finish().expect("a zip").into_inner();
    // The relationships of a sound document lead to the large part.
    let mut sound = zip::ZipArchive::new(Cursor::new(Office::docx("").build())).expect("a zip");
    let mut zip = ZipWriter::new_append(Cursor::new(large)).expect("a zip");
    for name in ["[Content_Types].xml", "_rels/.rels"] {
        let file = sound.by_name(name).expect("a part");
        zip.raw_copy_file(file).expect("a part");
    }
    let bomb = zip.finish().expect("a zip").into_inner();
    assert!(bomb.len() < 1 << 20, "it is small itself: {}", bomb.len());
    assert_eq!(texts("docx", &bomb), Err(Unreadable::TooLarge));
    let said = "字".repeat(30_000);
    let strings = format!("<sst><si><t>{said}</t></si></sst>");
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(3_000);
    let book = Office::xlsx(&[("甲", "", &format!("<sheetData><row>{cells}</row></sheetData>"))])
        .part("xl/sharedStrings.xml", "strings", &strings)
        .relation("xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml");
    assert_eq!(texts("xlsx", &book.build()), Err(Unreadable::TooLarge));
}
