//! What is published of an attachment holds nothing about its authors, and what a person has to remove is told.

use gongkai::attachment::{Obstacle, Remains, Unreadable, publishable, texts};

use super::reading::assert_says;
use crate::support::office::{Office, SHEETS, SPACES, unpacked};
use crate::support::pdf::Pdf;

/// Stands for whatever must not get out.
const MARK: &str = "jiyuanhang";

/// Pictures are cleaned by cutting off what stands behind this.
fn clean(_ending: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.windows(4).position(|window| window == b"EXIF")?;
    Some(bytes[..end].to_vec())
}

fn published(ending: &str, bytes: &[u8]) -> Vec<u8> {
    let made = publishable(ending, bytes, &clean)
        .expect("nothing in the way")
        .into_owned();
    let again = publishable(ending, bytes, &clean).expect("nothing in the way");
    assert_eq!(made, *again, "the same bytes give the same file");
    assert!(texts(ending, &made).is_ok(), "what is published can be read");
    made
}

/// Asserts that the mark is in no byte of an office file, packed or unpacked, and that it was in each planted part.
fn assert_unmarked(bytes: &[u8]) {
    let has_mark = |bytes: &[u8]| bytes.windows(MARK.len()).any(|window| window == MARK.as_bytes());
    assert!(!has_mark(bytes));
    for (name, part) in unpacked(bytes) {
        assert!(
            !has_mark(&part) && !name.contains(MARK),
            "{name}: {}",
            String::from_utf8_lossy(&part)
        );
    }
}

#[track_caller]
fn assert_told(ending: &str, bytes: &[u8], what: Remains, places: &[&str]) {
    let told = publishable(ending, bytes, &clean).expect_err("something is in the way");
    let places = places.iter().map(|place| (*place).to_owned()).collect();
    assert_eq!(told, [Obstacle { what, places }]);
}

/// Adds what every kind of office file has beside its contents.
fn with_properties(office: Office) -> Office {
    let core = format!(
        "<coreProperties><creator>{MARK}</creator><lastModifiedBy>{MARK}</lastModifiedBy></coreProperties>"
    );
    let app = format!("<Properties><Company>{MARK}</Company><Manager>{MARK}</Manager></Properties>");
    office
        .part("docProps/core.xml", "core", &core)
        .part("docProps/app.xml", "app", &app)
        .part(
            "docProps/custom.xml",
            "custom",
            &format!("<Properties>{MARK}</Properties>"),
        )
        .bytes("docProps/thumbnail.jpeg", "image/jpeg", MARK.as_bytes())
        .part("customXml/item1.xml", "xml", &format!("<any>{MARK}</any>"))
        .relation("", "core-properties", "docProps/core.xml")
        .relation("", "extended-properties", "docProps/app.xml")
        .relation("", "custom-properties", "docProps/custom.xml")
        .relation("", "thumbnail", "docProps/thumbnail.jpeg")
}

#[test]
fn a_document_is_published_without_what_it_notes_about_people() {
    let body = format!(
        "<w:p w:rsidR=\"00{MARK}\"><w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\"> 通知 &lt;一&gt; </w:t></w:r>\
         <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>\
         <w:r><w:drawing><a:blip r:embed=\"rId3\"/></w:drawing></w:r></w:p><!-- {MARK} -->\
         <w:sectPr><w:headerReference r:id=\"rId6\"/></w:sectPr>"
    );
    let header = format!("<w:hdr {SPACES}><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>");
    let settings = format!(
        "<w:settings {SPACES}><w:zoom w:percent=\"100\"/><w:rsids><w:rsid w:val=\"{MARK}\"/></w:rsids>\
         <w:attachedTemplate r:id=\"rId1\"/><w:docVars><w:docVar w:name=\"a\" w:val=\"{MARK}\"/></w:docVars></w:settings>"
    );
    let inner = with_properties(Office::xlsx(&[("数据", "", "<sheetData/>")])).build();
    let file = with_properties(Office::docx(&body))
        .part("word/settings.xml", "settings", &settings)
        .part(
            "word/comments.xml",
            "comments",
            &format!("<w:comments {SPACES}>{MARK}</w:comments>"),
        )
        .bytes(
            "word/media/image1.jpg",
            "image/jpeg",
            format!("PICTUREEXIF{MARK}").as_bytes(),
        )
        .bytes(
            "word/media/image2.jpg",
            "image/jpeg",
            format!("no longer used {MARK}").as_bytes(),
        )
        .part("word/people.xml", "people", &format!("<people>{MARK}</people>"))
        .part("word/header1.xml", "header", &header)
        .part(
            "word/charts/chart1.xml",
            "chart",
            &format!("<c:chartSpace {SPACES}><c:externalData r:id=\"rId1\"/></c:chartSpace>"),
        )
        .bytes("word/embeddings/book.xlsx", "xlsx", &inner)
        .relation("word/document.xml", "settings", "word/settings.xml")
        .relation("word/document.xml", "comments", "word/comments.xml")
        .relation("word/document.xml", "image", "word/media/image1.jpg")
        .relation("word/document.xml", "image", "word/media/image2.jpg")
        .relation("word/document.xml", "people", "word/people.xml")
        .relation("word/document.xml", "header", "word/header1.xml")
        .relation("word/document.xml", "chart", "word/charts/chart1.xml")
        .relation("word/charts/chart1.xml", "package", "word/embeddings/book.xlsx")
        .external(
            "word/settings.xml",
            "attachedTemplate",
            &format!("file:///C:/Users/{MARK}/a.dotm"),
        )
        .external("word/document.xml", "hyperlink", "https://example.org/lian")
        .build();
    let made = published("docx", &file);
    assert_unmarked(&made);
    let found = texts("docx", &made).expect("a document");
    assert_says(&found, "第1段", " 通知 <一> ");
    assert_says(&found, "页眉第1段", "页眉");
    assert_says(&found, "超链接", "https://example.org/lian");
    let parts = unpacked(&made);
    let part = |name: &str| {
        parts
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, bytes)| bytes.as_slice())
    };
    assert_eq!(part("word/media/image1.jpg"), Some(&b"PICTURE"[..]));
    assert_unmarked(part("word/embeddings/book.xlsx").expect("the chart's data"));
    let settings = String::from_utf8_lossy(part("word/settings.xml").expect("settings")).into_owned();
    assert!(settings.contains("w:zoom"), "{settings}");
}

#[test]
fn a_workbook_is_published_without_what_it_notes_about_people() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>甲</v></c></row></sheetData>\
        <pageSetup orientation=\"landscape\" r:id=\"rId1\"/><legacyDrawing r:id=\"rId2\"/>";
    let file = with_properties(Office::xlsx(&[("表", "", sheet)]))
        .bytes("xl/printerSettings/printerSettings1.bin", "bin", MARK.as_bytes())
        .part(
            "xl/drawings/vmlDrawing1.vml",
            "vml",
            &format!("<xml>{MARK}</xml>"),
        )
        .part(
            "xl/comments1.xml",
            "comments",
            &format!("<comments {SHEETS}>{MARK}</comments>"),
        )
        .part(
            "xl/persons/person.xml",
            "persons",
            &format!("<personList>{MARK}</personList>"),
        )
        .relation(
            "xl/worksheets/sheet1.xml",
            "printerSettings",
            "xl/printerSettings/printerSettings1.bin",
        )
        .relation(
            "xl/worksheets/sheet1.xml", "vmlDrawing", "xl/drawings/vmlDrawing1.vml",
        )
        .relation("xl/worksheets/sheet1.xml", "comments", "xl/comments1.xml")
        .relation("xl/workbook.xml", "person", "xl/persons/person.xml")
        .build();
    let made = published("xlsx", &file);
    assert_unmarked(&made);
    let sheet = unpacked(&made)
        .into_iter()
        .find(|(name, _)| name.ends_with("sheet1.xml"));
    let sheet = String::from_utf8(sheet.expect("the sheet").1).expect("text");
    assert!(
        sheet.contains("<pageSetup orientation=\"landscape\"/>"),
        "{sheet}"
    );
    assert!(!sheet.contains("legacyDrawing"), "{sheet}");
}

#[test]
fn a_presentation_is_published_without_what_it_notes_about_people() {
    let slide = "<p:cSld><a:p><a:r><a:t>封面</a:t></a:r></a:p></p:cSld>";
    let notes = "<a:p><a:fld type=\"slidenum\"><a:t>1</a:t></a:fld></a:p>";
    let file = with_properties(Office::pptx(&[("", slide)]))
        .part(
            "ppt/commentAuthors.xml",
            "authors",
            &format!("<p:cmAuthorLst {SPACES}>{MARK}</p:cmAuthorLst>"),
        )
        .part(
            "ppt/comments/comment1.xml",
            "comments",
            &format!("<p:cmLst {SPACES}>{MARK}</p:cmLst>"),
        )
        .part(
            "ppt/notesSlides/notesSlide1.xml",
            "notes",
            &format!("<p:notes {SPACES}>{notes}</p:notes>"),
        )
        .part(
            "ppt/slides/slide2.xml",
            "slide",
            &format!("<p:sld {SPACES}>taken out: {MARK}</p:sld>"),
        )
        .relation("ppt/presentation.xml", "commentAuthors", "ppt/commentAuthors.xml")
        .relation("ppt/presentation.xml", "slide", "ppt/slides/slide2.xml")
        .relation("ppt/slides/slide1.xml", "comments", "ppt/comments/comment1.xml")
        .relation(
            "ppt/slides/slide1.xml",
            "notesSlide",
            "ppt/notesSlides/notesSlide1.xml",
        )
        .build();
    let made = published("pptx", &file);
    assert_unmarked(&made);
    assert_says(
        &texts("pptx", &made).expect("a presentation"),
        "第1张幻灯片第1段",
        "封面",
    );
}

#[test]
fn changes_that_nobody_accepted_are_told_with_their_places() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:ins w:author=\"乙\"><w:r><w:t>新</w:t></w:r></w:ins></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:del w:author=\"乙\"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>";
    assert_told(
        "docx",
        &Office::docx(body).build(),
        Remains::Tracked,
        &["第2段", "表1第1行第1格"],
    );
    let format = "<w:p><w:pPr><w:pPrChange w:author=\"乙\"/></w:pPr></w:p>";
    assert_told(
        "docx",
        &Office::docx(format).build(),
        Remains::Tracked,
        &["第1段"],
    );
}

#[test]
fn what_is_hidden_is_told_with_its_places() {
    let body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>";
    assert_told(
        "docx",
        &Office::docx(body).build(),
        Remains::HiddenText,
        &["第1段"],
    );
    let row = "<sheetData><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row><row r=\"3\" hidden=\"1\"/></sheetData>";
    let column = "<cols><col min=\"2\" max=\"3\" hidden=\"true\"/></cols><sheetData><row r=\"1\"><c r=\"C1\"><v>1</v></c></row></sheetData>";
    let flat = "<sheetData><row r=\"5\" ht=\"0\"><c r=\"A5\"><v>1</v></c></row></sheetData>";
    let book = Office::xlsx(&[("甲", "", row), ("乙", "", column), ("丙", "", flat)]).build();
    assert_told(
        "xlsx",
        &book,
        Remains::HiddenCells,
        &["工作表“甲”第2行", "工作表“乙”C列", "工作表“丙”第5行"],
    );
    for state in ["hidden", "veryHidden"] {
        let state = format!("state=\"{state}\"");
        let book = Office::xlsx(&[("甲", "", "<sheetData/>"), ("乙", &state, "<sheetData/>")]).build();
        assert_told("xlsx", &book, Remains::HiddenSheet, &["工作表“乙”"]);
    }
    let slides = Office::pptx(&[("", "<p:cSld/>"), ("show=\"0\"", "<p:cSld/>")]).build();
    assert_told("pptx", &slides, Remains::HiddenSlide, &["第2张幻灯片"]);
    let shape = Office::pptx(&[("", "<p:cSld><p:cNvPr hidden=\"1\"/></p:cSld>")]).build();
    assert_told(
        "pptx",
        &shape,
        Remains::HiddenText,
        &["第1张幻灯片（隐藏的图形）"],
    );
}

#[test]
fn notes_links_and_files_in_files_are_told() {
    let notes = format!("<p:notes {SPACES}><a:p><a:r><a:t>讲到这里停一下</a:t></a:r></a:p></p:notes>");
    let slides = Office::pptx(&[("", "<p:cSld/>")])
        .part("ppt/notesSlides/notesSlide1.xml", "notes", &notes)
        .relation(
            "ppt/slides/slide1.xml",
            "notesSlide",
            "ppt/notesSlides/notesSlide1.xml",
        );
    assert_told("pptx", &slides.build(), Remains::Notes, &["第1张幻灯片"]);
    let target = "file:///D:/共享/预算.xlsx";
    let linked =
        Office::xlsx(&[("甲", "", "<sheetData/>")]).external("xl/worksheets/sheet1.xml", "hyperlink", target);
    assert_told("xlsx", &linked.build(), Remains::Linked, &[target]);
    let book = Office::xlsx(&[("甲", "", "<sheetData/>")])
        .part("xl/connections.xml", "connections", "<connections/>")
        .relation("xl/workbook.xml", "connections", "xl/connections.xml");
    assert_told("xlsx", &book.build(), Remains::Linked, &["connections.xml"]);
    let fetched = "<w:p><w:r><w:instrText> INCLUDEPICTURE \"C:\\\\a.png\"</w:instrText></w:r></w:p>";
    assert_told(
        "docx",
        &Office::docx(fetched).build(),
        Remains::Linked,
        &["第1段（域）"],
    );
    let inside =
        Office::docx("<w:p><w:r><o:OLEObject xmlns:o=\"o\" ProgID=\"Package\" r:id=\"rId1\"/></w:r></w:p>")
            .bytes("word/embeddings/oleObject1.bin", "bin", b"anything")
            .relation("word/document.xml", "oleObject", "word/embeddings/oleObject1.bin");
    assert_told("docx", &inside.build(), Remains::Embedded, &["oleObject1.bin"]);
    let formula = Office::docx(
        "<w:p><w:r><o:OLEObject xmlns:o=\"o\" ProgID=\"Equation.3\" r:id=\"rId1\"/></w:r></w:p>",
    )
    .bytes("word/embeddings/oleObject1.bin", "bin", b"a formula")
    .relation("word/document.xml", "oleObject", "word/embeddings/oleObject1.bin");
    published("docx", &formula.build());
    let unknown = Office::docx("")
        .part("word/any.xml", "any", "<any/>")
        .relation("word/document.xml", "whatever", "word/any.xml");
    assert_told("docx", &unknown.build(), Remains::Embedded, &["any.xml"]);
}

#[test]
fn what_cannot_be_opened_is_not_published() {
    let book = Office::xlsx(&[]).build();
    for (ending, bytes, why) in [
        ("docx", &book[..], Unreadable::Mismatch),
        ("docx", &book[..book.len() / 2], Unreadable::Damaged),
        ("pdf", b"%PDF-1.7 and no more", Unreadable::Damaged),
        ("doc", &book, Unreadable::Mismatch),
    ] {
        assert_eq!(
            publishable(ending, bytes, &clean),
            Err(vec![why.into()]),
            "{ending}"
        );
    }
    for (ending, bytes) in [
        ("txt", &b"text"[..]),
        ("doc", b"old"),
        ("zip", &book),
        ("mp4", b"film"),
    ] {
        assert_eq!(
            publishable(ending, bytes, &clean).as_deref(),
            Ok(bytes),
            "{ending} stays as it is"
        );
    }
}

#[test]
fn a_pdf_is_published_without_what_it_notes_about_people() {
    let made = published("pdf", &Pdf::with_everything(MARK));
    let text = String::from_utf8_lossy(&made);
    assert!(!text.contains(MARK));
    let opened = lopdf::Document::load_mem(&made).expect("a file");
    assert!(opened.trailer.get(b"Info").is_err());
    for object in opened.objects.values() {
        let content = object
            .as_stream()
            .ok()
            .and_then(|stream| stream.get_plain_content().ok());
        assert!(!String::from_utf8_lossy(&content.unwrap_or_default()).contains(MARK));
        assert!(!format!("{object:?}").contains(MARK));
    }
    assert_says(&texts("pdf", &made).expect("a file"), "第1页", "中文ab");
}

#[test]
fn what_lies_on_a_pdf_is_told() {
    for (annotation, what, place) in [
        (
            "<</Type/Annot/Subtype/Text/Contents(see)>>",
            Remains::Annotated,
            "第1页",
        ),
        ("<</Type/Annot/Subtype/Highlight>>", Remains::Annotated, "第1页"),
        (
            "<</Type/Annot/Subtype/FileAttachment>>",
            Remains::Embedded,
            "第1页",
        ),
        (
            "<</Type/Annot/Subtype/Link/A<</S/JavaScript/JS(go)>>>>",
            Remains::Embedded,
            "脚本",
        ),
        (
            "<</Type/Annot/Subtype/Link/A<</S/Launch/F(a)>>>>",
            Remains::Linked,
            "Launch",
        ),
        (
            "<</Type/Annot/Subtype/Widget/FT/Sig/V<</Type/Sig>>>>",
            Remains::Signed,
            "签名",
        ),
    ] {
        assert_told("pdf", &Pdf::with_annotation(annotation), what, &[place]);
    }
    published(
        "pdf",
        &Pdf::with_annotation("<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>"),
    );
    assert_told(
        "pdf",
        &Pdf::with_catalog("/Names<</EmbeddedFiles<<>>>>"),
        Remains::Embedded,
        &["附件列表"],
    );
    assert_told(
        "pdf",
        &Pdf::with_catalog("/OCProperties<</D<</OFF[1 0 R]>>>>"),
        Remains::HiddenText,
        &["隐藏的图层"],
    );
}
