//! The parts of a document that are the same in all of them: page, styles, faces, page numbers.
//!
//! GB/T 9704—2012: A4, margins of 37, 26, 35 and 28 mm; 28 characters to a line of 156 mm; title in 小标宋 2 号, text in 仿宋 3 号,
//! headings in 黑体, 楷体 and 仿宋 bold; page numbers in 宋体 4 号 between dashes, outside, 7 mm below the text.

use crate::paper::Style;

/// The text block's width, in µm and in 1/20 pt.
pub(super) const BLOCK_WIDTH: i32 = 156_000;
pub(super) const BLOCK_TWIPS: i32 = 8_844;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What stands before the text in `document.xml`.
pub(super) const DOCUMENT_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>";

/// What stands behind it: the page. The grid makes 28 characters of 16 pt fill a line that is a hair narrower.
pub(super) const DOCUMENT_FOOT: &str = "<w:sectPr>\
<w:footerReference w:type=\"default\" r:id=\"footer1\"/><w:footerReference w:type=\"even\" r:id=\"footer2\"/>\
<w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1304\" w:gutter=\"0\"/>\
<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-841\"/>\
</w:sectPr></w:body></w:document>";

/// The style of a paragraph; `None` for the text's own.
pub(super) fn style_id(style: Style) -> Option<&'static str> {
    Some(match style {
        Style::Title | Style::HonourTitle => "Title",
        Style::Subtitle => "Subtitle",
        Style::Heading1 | Style::Honour => "Heading1",
        Style::Heading2 => "Heading2",
        Style::Heading3 => "Heading3",
        Style::Quote => "Quote",
        Style::Small => "Note",
        Style::Code => "Code",
        Style::TableHead => "TableHead",
        Style::TableCell => "TableText",
        Style::Body | Style::Marker | Style::Closing | Style::Section | Style::Frame | Style::AsOf => {
            return None;
        }
    })
}

/// A paragraph style as Word writes it.
struct StyleRow {
    id: &'static str,
    name: &'static str,
    /// Properties of its paragraphs.
    paragraph: &'static str,
    /// Properties of its runs.
    run: &'static str,
}

/// Lines as far apart as their type needs.
const SINGLE: &str = "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>";

const STYLES: [StyleRow; 10] = [
    StyleRow {
        id: "Title",
        name: "Title",
        paragraph: "<w:keepNext/><w:spacing w:line=\"700\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>",
        run: "<w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/><w:szCs w:val=\"44\"/>",
    },
    StyleRow {
        id: "Subtitle",
        name: "Subtitle",
        paragraph: "<w:jc w:val=\"center\"/>",
        run: "<w:rFonts w:eastAsia=\"楷体\"/>",
    },
    StyleRow {
        id: "Heading1",
        name: "heading 1",
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"0\"/>",
        run: "<w:rFonts w:eastAsia=\"黑体\"/>",
    },
    StyleRow {
        id: "Heading2",
        name: "heading 2",
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"1\"/>",
        run: "<w:rFonts w:eastAsia=\"楷体\"/>",
    },
    StyleRow {
        id: "Heading3",
        name: "heading 3",
        paragraph: "<w:keepNext/><w:outlineLvl w:val=\"2\"/>",
        run: "<w:b/><w:bCs/>",
    },
    StyleRow {
        id: "Quote",
        name: "Quote",
        paragraph: "",
        run: "<w:rFonts w:eastAsia=\"楷体\"/>",
    },
    StyleRow {
        id: "Note",
        name: "footnote text",
        paragraph: "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/>",
        run: "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    },
    StyleRow {
        id: "Code",
        name: "HTML Preformatted",
        paragraph: "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>",
        run: "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    },
    StyleRow {
        id: "TableHead",
        name: "Table Heading",
        paragraph: SINGLE,
        run: "<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    },
    StyleRow {
        id: "TableText",
        name: "Table Contents",
        paragraph: SINGLE,
        run: "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>",
    },
];

/// `styles.xml`.
pub(super) fn styles() -> String {
    let mut xml = format!(
        "{DECLARATION}<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr></w:style>"
    );
    for StyleRow {
        id,
        name,
        paragraph,
        run,
    } in STYLES
    {
        xml.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        ));
    }
    xml.push_str("</w:styles>");
    xml
}

/// `fontTable.xml`: what a face is called where it has another name, or what stands in for it.
pub(super) fn faces() -> String {
    let faces = [
        ("仿宋", "仿宋_GB2312"),
        ("楷体", "楷体_GB2312"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
        ("方正小标宋简体", "方正小标宋_GBK"),
    ];
    let faces = faces.map(|(name, other)| {
        format!("<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/></w:font>")
    });
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}</w:fonts>",
        faces.concat()
    )
}

/// `settings.xml`.
pub(super) fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

/// `footer1.xml` for odd pages, at the right, and `footer2.xml` for even ones, at the left; one character from the edge.
pub(super) fn footer(side: &str) -> String {
    let run = |content: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>{content}</w:r>"
        )
    };
    let text = |text: &str| run(&format!("<w:t xml:space=\"preserve\">{text}</w:t>"));
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr>\
         <w:ind w:{side}=\"280\"/><w:jc w:val=\"{side}\"/></w:pPr>{}{}{}{}{}{}{}</w:p></w:ftr>",
        text("— "),
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        text("1"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
        text(" —"),
    )
}

/// `[Content_Types].xml`.
pub(super) fn content_types() -> String {
    let kinds = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    let overrides = kinds.map(|(part, kind)| {
        format!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        )
    });
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\
         <Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"gif\" ContentType=\"image/gif\"/>{}</Types>",
        overrides.concat()
    )
}

/// `_rels/.rels`.
pub(super) fn package_relations() -> String {
    relations(&[(
        "document".to_owned(),
        "officeDocument",
        "word/document.xml".to_owned(),
    )])
}

/// `word/_rels/document.xml.rels`; `images` are the pictures' names below `word/media/`.
pub(super) fn document_relations(images: &[String]) -> String {
    let fixed = [
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    let mut all: Vec<(String, &str, String)> = fixed
        .iter()
        .map(|(part, kind)| ((*part).to_owned(), *kind, format!("{part}.xml")))
        .collect();
    let images = (1..).zip(images);
    all.extend(
        images.map(|(number, name): (u32, _)| (format!("image{number}"), "image", format!("media/{name}"))),
    );
    relations(&all)
}

fn relations(all: &[(String, &str, String)]) -> String {
    let all = all.iter().map(|(id, kind, target)| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    });
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        all.collect::<String>()
    )
}
