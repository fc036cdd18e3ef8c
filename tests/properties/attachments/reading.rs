//! Every text of an attachment is found, and at its place.

use gongkai::attachment::{AttachmentText, Remains, Unreadable, publishable, texts};

use crate::support::office::{Office, SHEETS, SPACES};
use crate::support::pdf::Pdf;

/// Asserts that a file says this there.
#[track_caller]
pub(crate) fn assert_says(found: &[AttachmentText], place: &str, text: &str) {
    let is_it = |one: &AttachmentText| one.place == place && one.text == text;
    assert!(found.iter().any(is_it), "no “{text}” at {place} in {found:#?}");
}

#[test]
fn text_files_say_each_line_in_every_usual_encoding() {
    let text = "姓名,电话\r\n周立诚,0871-6412\r\n\r\n备注：各支部的名单已经核对过了";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let utf16: Vec<u8> = format!("\u{FEFF}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [text.as_bytes(), &gbk, &utf16] {
        let found = texts("csv", bytes).expect("text");
        // The headings of a table of persons once more, and its row, each as one text.
        assert_eq!(found.len(), 5);
        assert_says(&found, "第1行", "| 姓名 | 电话 |");
        assert_says(&found, "第2行", "| 周立诚 | 0871-6412 |");
        assert_says(&found, "第2行", "周立诚,0871-6412");
        assert_says(&found, "第4行", "备注：各支部的名单已经核对过了");
    }
    assert_eq!(texts("txt", b"a\0\xff"), Err(Unreadable::Damaged));
}

/// A document with something in every place.
fn document() -> Office {
    let styles = "<w:style w:styleId=\"Child\"><w:basedOn w:val=\"Secret\"/></w:style>\
        <w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let body = "<w:p><w:r><w:t>关于开</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>展学习</w:t></w:r>\
          <w:r><w:tab/><w:t>的 通知 &amp; 表&#65;</w:t></w:r></w:p>\
        <w:p><w:r><w:t>见</w:t></w:r><w:del w:author=\"周立诚\"><w:r><w:delText>删去的话</w:delText></w:r></w:del>\
          <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起的话</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>下</w:t></w:r>\
          <w:r><w:rPr><w:rStyle w:val=\"Child\"/></w:rPr><w:t>样式藏起</w:t></w:r>\
          <w:r><w:instrText>HYPERLINK \"http://example.org/yu\"</w:instrText></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>姓名</w:t></w:r></w:p></w:tc></w:tr>\
          <w:tr><w:tc><w:p/></w:tc><w:tc/><w:tc><w:p><w:r><w:t>何</w:t></w:r><w:r><w:t>立群</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"合影\" title=\"题目\"/><wp:posOffset>123456</wp:posOffset>\
          <w:txbxContent><w:p><w:r><w:t>框中字</w:t></w:r></w:p></w:txbxContent></wp:inline></w:drawing></w:r></w:p>\
        <w:moveFrom><w:p><w:r><w:t>移走的话</w:t></w:r></w:p></w:moveFrom>";
    let around = |element: &str, text: &str| {
        format!("<w:{element} {SPACES}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{element}>")
    };
    Office::docx(body)
        .part(
            "word/styles.xml",
            "s",
            &format!("<w:styles {SPACES}>{styles}</w:styles>"),
        )
        .part("word/header1.xml", "h", &around("hdr", "页眉的话"))
        .part("word/footer2.xml", "f", &around("ftr", "页脚的话"))
        .part("word/footnotes.xml", "n", &around("footnotes", "脚注的话"))
        .part("word/comments.xml", "c", &around("comments", "批注的话"))
        .part(
            "word/charts/chart1.xml",
            "ch",
            &format!("<c:chartSpace {SPACES}><c:v>图中数</c:v></c:chartSpace>"),
        )
        .bytes(
            "word/embeddings/名单.docx",
            "e",
            &Office::docx("<w:p><w:r><w:t>里面的话</w:t></w:r></w:p>").build(),
        )
        .external("word/document.xml", "hyperlink", "http://example.org/lian")
}

#[test]
fn a_document_says_what_stands_in_each_of_its_places() {
    let found = texts("docx", &document().build()).expect("a document");
    for (place, text) in [
        ("第1段", "关于开展学习\t的 通知 & 表A"),
        ("第2段", "见下"),
        ("第2段（已删除的文字）", "删去的话"),
        ("第2段（隐藏文字）", "藏起的话样式藏起"),
        ("第2段（域代码）", "HYPERLINK \"http://example.org/yu\""),
        ("表1第1行第1格", "姓名"),
        ("表1第2行第3格", "何立群"),
        ("第3段（替代文字或提示）", "合影"),
        ("第3段（替代文字或提示）", "题目"),
        ("第3段的文本框", "框中字"),
        ("第4段（已移走的文字）", "移走的话"),
        ("页眉第1段", "页眉的话"),
        ("页脚第1段", "页脚的话"),
        ("脚注第1段", "脚注的话"),
        ("批注第1段", "批注的话"),
        ("图表", "图中数"),
        ("超链接", "http://example.org/lian"),
        ("嵌入的文件“名单.docx”", "名单.docx"),
        ("嵌入的文件“名单.docx”第1段", "里面的话"),
    ] {
        assert_says(&found, place, text);
    }
    assert!(
        found.iter().all(|one| one.text != "123456"),
        "a measure is no text"
    );
}

#[test]
fn a_file_under_a_wrong_name_is_not_looked_into() {
    let docx = Office::docx("").build();
    for (ending, bytes, why) in [
        ("pdf", &docx[..], Unreadable::Mismatch),
        ("doc", &docx, Unreadable::Mismatch),
        ("txt", &docx, Unreadable::Mismatch),
        ("docx", b"%PDF-1.7", Unreadable::Mismatch),
        ("docx", b"", Unreadable::Damaged),
        ("doc", b"anything", Unreadable::OldFormat),
        ("zip", &docx, Unreadable::Archive),
        ("ofd", &docx, Unreadable::Unknown),
    ] {
        assert_eq!(texts(ending, bytes), Err(why), "{ending}");
    }
}

/// A workbook with something in every place.
fn workbook() -> Office {
    let cells = "<cols><col min=\"3\" max=\"3\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><r><t>行内</t></r><r><t>文字</t></r></is></c></row>\
        <row r=\"4\"><c r=\"B4\"><v>1.10101199003071E+17</v></c><c r=\"C4\"><v>13800000000</v></c><c r=\"D4\" s=\"1\"><v>32939</v></c>\
        <c><f>A1&amp;\"尾\"</f><v>7</v></c></row></sheetData>\
        <dataValidations><dataValidation prompt=\"填写提示\"><formula1>\"甲,乙\"</formula1></dataValidation></dataValidations>\
        <headerFooter><oddHeader>&amp;C内部资料</oddHeader></headerFooter>";
    let strings =
        format!("<sst {SHEETS}><si><r><t>共享</t></r><rPh><t>gong</t></rPh><r><t>文字</t></r></si></sst>");
    let styles = format!(
        "<styleSheet {SHEETS}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let comment = format!(
        "<comments {SHEETS}><commentList><comment ref=\"B4\"><text><r><t>批注</t></r><r><t>的话</t></r></text></comment></commentList></comments>"
    );
    let cache = format!("<pivotCacheRecords {SHEETS}><r><s v=\"缓存的话\"/></r></pivotCacheRecords>");
    Office::xlsx(&[
        ("名单", "", cells),
        (
            "藏起的表",
            "state=\"veryHidden\"",
            "<sheetData><row><c t=\"str\"><v>表中字</v></c></row></sheetData>",
        ),
    ])
    .part("xl/sharedStrings.xml", "s", &strings)
    .part("xl/styles.xml", "y", &styles)
    .part("xl/comments1.xml", "c", &comment)
    .part("xl/pivotCache/pivotCacheRecords1.xml", "p", &cache)
    .relation("xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml")
    .relation("xl/workbook.xml", "styles", "xl/styles.xml")
    .relation("xl/worksheets/sheet1.xml", "comments", "xl/comments1.xml")
    .external(
        "xl/worksheets/sheet1.xml", "hyperlink", "mailto:dangwu@example.org",
    )
}

#[test]
fn a_workbook_says_what_stands_in_each_of_its_places() {
    let found = texts("xlsx", &workbook().build()).expect("a workbook");
    for (place, text) in [
        ("工作表的名称", "藏起的表"),
        ("工作表“名单”A1", "共享文字"),
        ("工作表“名单”B1", "行内文字"),
        ("工作表“名单”B4", "110101199003071000"),
        ("工作表“名单”B4", "1.10101199003071E+17"),
        ("工作表“名单”C4", "13800000000"),
        ("工作表“名单”D4", "1990-03-07"),
        ("工作表“名单”E4", "7"),
        ("工作表“名单”E4（公式）", "A1&\"尾\""),
        ("工作表“名单”B4的批注", "批注的话"),
        ("工作表“名单”（提示、筛选或链接）", "填写提示"),
        ("工作表“名单”（设置）", "\"甲,乙\""),
        ("工作表“名单”（页眉页脚）", "&C内部资料"),
        ("工作表“名单”（超链接）", "mailto:dangwu@example.org"),
        ("工作表“藏起的表”A1", "表中字"),
        ("数据透视表的缓存", "缓存的话"),
    ] {
        assert_says(&found, place, text);
    }
}

/// Text as slides hold it.
fn drawn(text: &str) -> String {
    format!("<p:cSld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:cSld>")
}

#[test]
fn a_presentation_says_what_stands_in_each_of_its_places() {
    let slide = "<p:cSld><a:p><a:r><a:t>主题</a:t></a:r><a:r><a:t>党日</a:t></a:r></a:p>\
        <a:tbl><a:tr><a:tc><a:p><a:r><a:t>格中字</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:cSld>";
    let file = Office::pptx(&[("", &drawn("封面")), ("show=\"0\"", slide)])
        .part(
            "ppt/notesSlides/notesSlide1.xml",
            "n",
            &format!("<p:notes {SPACES}>{}</p:notes>", drawn("讲稿的话")),
        )
        .part(
            "ppt/comments/comment1.xml",
            "c",
            &format!("<p:cmLst {SPACES}><p:cm><p:text>批注的话</p:text></p:cm></p:cmLst>"),
        )
        .part(
            "ppt/slideMasters/slideMaster1.xml",
            "m",
            &format!("<p:sldMaster {SPACES}>{}</p:sldMaster>", drawn("母版的话")),
        )
        .relation(
            "ppt/slides/slide2.xml",
            "notesSlide",
            "ppt/notesSlides/notesSlide1.xml",
        )
        .relation("ppt/slides/slide2.xml", "comments", "ppt/comments/comment1.xml");
    let found = texts("pptx", &file.build()).expect("a presentation");
    for (place, text) in [
        ("第1张幻灯片第1段", "封面"),
        ("第2张幻灯片第1段", "主题党日"),
        ("第2张幻灯片表1第1行第1格", "格中字"),
        ("第2张幻灯片的备注第1段", "讲稿的话"),
        ("第2张幻灯片的批注", "批注的话"),
        ("幻灯片母版第1段", "母版的话"),
    ] {
        assert_says(&found, place, text);
    }
}

#[test]
fn the_lines_of_a_page_are_put_together_from_their_pieces() {
    for (content, text) in [
        ("BT /F 10 Tf 50 700 Td <00010002> Tj <0003> Tj ET", "中文a"),
        (
            "BT /F 10 Tf 50 700 Td [<0001> -50 <0002>] TJ 0 -14 Td <0003> Tj ET",
            "中文\na",
        ),
        (
            "BT /F 10 Tf 50 700 Td <0003> Tj 8 0 Td <0004> Tj 40 0 Td <0004> Tj ET",
            "a b\tb",
        ),
        (
            "BT /F 10 Tf 12 TL 50 700 Td <0001> Tj T* <0002> Tj (\\000\\003) ' ET",
            "中\n文\na",
        ),
        (
            "q 2 0 0 2 0 0 cm BT /F 10 Tf 1 0 0 1 50 300 Tm <0001> Tj ET Q BT /F 10 Tf 120 600 Td <0002> Tj ET",
            "中文",
        ),
    ] {
        let found = texts("pdf", &Pdf::page(content)).expect(content);
        assert_eq!(
            found.first().map(|one| one.text.as_str()),
            Some(text),
            "{content}"
        );
    }
    assert_eq!(
        texts("pdf", &Pdf::page("0 0 m 10 10 l S")),
        Err(Unreadable::Scanned)
    );
}

#[test]
fn a_part_with_a_name_of_its_own_is_looked_into_too() {
    let header =
        format!("<w:hdr {SPACES}><w:p><w:del w:author=\"甲\"/><w:r><w:t>页眉的话</w:t></w:r></w:p></w:hdr>");
    let file = Office::docx("<w:sectPr><w:headerReference r:id=\"rId1\"/></w:sectPr>")
        .part("any/thing.xml", "header", &header)
        .relation("word/document.xml", "header", "any/thing.xml")
        .build();
    assert_says(
        &texts("docx", &file).expect("a document"),
        "其他部分第1段",
        "页眉的话",
    );
    let told = publishable("docx", &file, &|_, bytes| Some(bytes.to_vec())).expect_err("a change");
    assert_eq!(told.first().map(|one| one.what), Some(Remains::Tracked));
}
