//! Word, Excel and PowerPoint files for tests, put together from the XML of their parts.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Namespaces that the parts of tests use.
pub(crate) const SPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" "#,
    r#"xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml""#,
);

/// The namespaces of a workbook.
pub(crate) const SHEETS: &str = concat!(
    r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
);

/// A file: its parts with the content type of each, and the relationships of each part.
pub(crate) struct Office {
    parts: Vec<(String, Vec<u8>)>,
    types: Vec<(String, String)>,
    relationships: Vec<(String, String)>,
}

impl Office {
    fn new() -> Self {
        Self {
            parts: Vec::new(),
            types: Vec::new(),
            relationships: Vec::new(),
        }
    }

    /// A document with this in its `w:body`.
    pub(crate) fn docx(body: &str) -> Self {
        let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
        Self::new()
            .part(
                "word/document.xml",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                &document,
            )
            .relation("", "officeDocument", "word/document.xml")
    }

    /// A workbook: for each sheet its name, the attributes of its `sheet` element, and what is in its `worksheet`.
    pub(crate) fn xlsx(sheets: &[(&str, &str, &str)]) -> Self {
        let main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let mut list = String::new();
        for (index, (name, more, _)) in sheets.iter().enumerate() {
            let number = index + 1;
            list += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\" {more}/>");
        }
        let book = format!("<workbook {SHEETS}><sheets>{list}</sheets></workbook>");
        let mut office = Self::new()
            .part("xl/workbook.xml", &format!("{main}.sheet.main+xml"), &book)
            .relation("", "officeDocument", "xl/workbook.xml");
        for (index, (_, _, inside)) in sheets.iter().enumerate() {
            let name = format!("xl/worksheets/sheet{}.xml", index + 1);
            let sheet = format!("<worksheet {SHEETS}>{inside}</worksheet>");
            office = office
                .part(&name, &format!("{main}.worksheet+xml"), &sheet)
                .relation("xl/workbook.xml", "worksheet", &name);
        }
        office
    }

    /// A presentation: for each slide the attributes of its `p:sld` element and what is in it.
    pub(crate) fn pptx(slides: &[(&str, &str)]) -> Self {
        let main = "application/vnd.openxmlformats-officedocument.presentationml";
        let list: String = (1..=slides.len())
            .map(|number| format!("<p:sldId id=\"{}\" r:id=\"rId{number}\"/>", 255 + number))
            .collect();
        let show = format!("<p:presentation {SPACES}><p:sldIdLst>{list}</p:sldIdLst></p:presentation>");
        let mut office = Self::new()
            .part(
                "ppt/presentation.xml",
                &format!("{main}.presentation.main+xml"),
                &show,
            )
            .relation("", "officeDocument", "ppt/presentation.xml");
        for (index, (more, inside)) in slides.iter().enumerate() {
            let name = format!("ppt/slides/slide{}.xml", index + 1);
            let slide = format!("<p:sld {SPACES} {more}>{inside}</p:sld>");
            office = office
                .part(&name, &format!("{main}.slide+xml"), &slide)
                .relation("ppt/presentation.xml", "slide", &name);
        }
        office
    }

    /// Adds a part with its content type.
    pub(crate) fn part(self, name: &str, content_type: &str, text: &str) -> Self {
        let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}");
        self.bytes(name, content_type, text.as_bytes())
    }

    /// Adds a part that is no XML.
    pub(crate) fn bytes(mut self, name: &str, content_type: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self.types.push((name.to_owned(), content_type.to_owned()));
        self
    }

    /// Says that a part refers to another; the ids are `rId1`, `rId2` … in the part's order.
    pub(crate) fn relation(self, part: &str, kind: &str, target: &str) -> Self {
        self.relate(part, &format!("Type=\"{}\" Target=\"/{target}\"", kind_of(kind)))
    }

    /// Says that a part leads out of the file.
    pub(crate) fn external(self, part: &str, kind: &str, target: &str) -> Self {
        let line = format!(
            "Type=\"{}\" Target=\"{target}\" TargetMode=\"External\"",
            kind_of(kind)
        );
        self.relate(part, &line)
    }

    fn relate(mut self, part: &str, line: &str) -> Self {
        let before = self
            .relationships
            .iter()
            .filter(|(known, _)| known == part)
            .count();
        let line = format!("<Relationship Id=\"rId{}\" {line}/>", before + 1);
        self.relationships.push((part.to_owned(), line));
        self
    }

    /// The file's bytes.
    pub(crate) fn build(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| {
            zip.start_file(name, SimpleFileOptions::default())
                .expect("a part");
            zip.write_all(bytes).expect("room");
        };
        let mut types = String::from(
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        );
        for (name, content_type) in &self.types {
            types += &format!("<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
        }
        let types = format!("<Types xmlns=\"{PACKAGE}/content-types\">{types}</Types>");
        add("[Content_Types].xml", types.as_bytes());
        let mut parts: Vec<&String> = self.relationships.iter().map(|(part, _)| part).collect();
        parts.sort();
        parts.dedup();
        for part in parts {
            let (folder, name) = part
                .rsplit_once('/')
                .map_or(("", part.as_str()), |(folder, name)| (folder, name));
            let own = format!(
                "{folder}{}_rels/{name}.rels",
                if folder.is_empty() { "" } else { "/" }
            );
            let lines = self.relationships.iter().filter(|(known, _)| known == part);
            let lines: String = lines.map(|(_, line)| line.as_str()).collect();
            let text = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{lines}</Relationships>");
            add(&own, text.as_bytes());
        }
        for (name, bytes) in &self.parts {
            add(name, bytes);
        }
        zip.finish().expect("a zip").into_inner()
    }
}

fn kind_of(kind: &str) -> String {
    match kind {
        "core-properties" => format!("{PACKAGE}/relationships/metadata/core-properties"),
        kind => format!("{OFFICE}/{kind}"),
    }
}

/// The parts of a file, unpacked.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).expect("a part");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a part's bytes");
            (file.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}
