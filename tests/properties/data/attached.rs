//! Attachments with a text in one of their places.

use crate::support::Random;
use crate::support::office::{Office, SHEETS, SPACES};
use crate::support::pdf::Pdf;

/// A file that says something, and where.
pub(crate) struct Attached {
    pub(crate) ending: &'static str,
    pub(crate) bytes: Vec<u8>,
    /// The place as the program calls it.
    pub(crate) inside: &'static str,
}

/// What makes a file that says this.
type Maker = fn(&str) -> Vec<u8>;

/// The ending, the place, how such a file is made.
const PLACES: [(&str, &str, Maker); 22] = [
    ("docx", "第2段", |said| {
        word(&format!("<w:p/>{}", paragraph(said)))
    }),
    ("docx", "第1段", |said| word(&in_runs(said))),
    ("docx", "表1第2行第2格", |said| {
        let row = |left: &str, right: &str| {
            let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
            format!("<w:tr>{}{}</w:tr>", cell(left), cell(right))
        };
        word(&format!(
            "<w:tbl>{}{}</w:tbl>",
            row("姓名", "号码"),
            row("刘青", said)
        ))
    }),
    ("docx", "页眉第1段", |said| {
        around("header1.xml", "header", "hdr", said)
    }),
    ("docx", "页脚第1段", |said| {
        around("footer1.xml", "footer", "ftr", said)
    }),
    ("docx", "脚注第1段", |said| {
        around("footnotes.xml", "footnotes", "footnotes", said)
    }),
    ("docx", "第1段的文本框", |said| {
        let text = paragraph(said);
        word(&format!(
            "<w:p><w:r><w:drawing><wp:inline><w:txbxContent>{text}</w:txbxContent></wp:inline></w:drawing></w:r></w:p>"
        ))
    }),
    ("docx", "第1段（替代文字或提示）", |said| {
        word(&format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图\" descr=\"{said}\"/></wp:inline></w:drawing></w:r></w:p>"
        ))
    }),
    ("xlsx", "工作表“名单”B2", |said| shared(said)),
    ("xlsx", "工作表“名单”C3", |said| {
        sheet(&format!(
            "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>{said}</t></is></c></row>"
        ))
    }),
    ("xlsx", "工作表“名单”A1", |said| {
        sheet(&format!(
            "<row r=\"1\"><c r=\"A1\" t=\"str\"><f>A2</f><v>{said}</v></c></row>"
        ))
    }),
    ("xlsx", "工作表“名单”（页眉页脚）", |said| {
        Office::xlsx(&[(
            "名单",
            "",
            &format!("<sheetData/><headerFooter><oddHeader>&amp;C{said}</oddHeader></headerFooter>"),
        )])
        .build()
    }),
    ("xlsx", "工作表的名称", |said| {
        Office::xlsx(&[(said, "", "<sheetData/>")]).build()
    }),
    ("xlsx", NUMBER_CELL, |said| {
        sheet(&format!("<row r=\"4\"><c r=\"B4\"><v>{said}</v></c></row>"))
    }),
    ("pptx", "第2张幻灯片第1段", |said| {
        let slide = |text: &str| format!("<p:cSld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:cSld>");
        Office::pptx(&[("", &slide("封面")), ("", &slide(said))]).build()
    }),
    ("pptx", "第1张幻灯片表1第1行第2格", |said| {
        let cell = |text: &str| format!("<a:tc><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:tc>");
        let table = format!("<a:tbl><a:tr>{}{}</a:tr></a:tbl>", cell("刘青"), cell(said));
        Office::pptx(&[("", &format!("<p:cSld>{table}</p:cSld>"))]).build()
    }),
    ("pdf", "第1页", Pdf::saying),
    ("pdf", "第1页", |said| {
        Pdf::saying(&format!("请核对号码{said}，谢谢"))
    }),
    ("txt", "第1行", |said| said.as_bytes().to_vec()),
    ("txt", "第3行", |said| {
        let text = format!("各支部：\r\n\r\n号码{said}\r\n");
        encoding_rs::GB18030.encode(&text).0.into_owned()
    }),
    ("csv", "第2行", |said| {
        format!("姓名,号码\n刘青,{said}\n").into_bytes()
    }),
    ("csv", "第2行", |said| {
        format!("姓名,号码\n刘青,\"{said}\"\n").into_bytes()
    }),
];

/// A cell that holds a number, as spreadsheets have it: digits alone.
const NUMBER_CELL: &str = "工作表“名单”B4";

/// A place that digits in this form may have; `is_exact` is true of digits alone that a spreadsheet keeps all of.
pub(crate) fn any(said: &str, is_exact: bool, random: &mut Random) -> Attached {
    let (ending, inside, make) = loop {
        let place = random.pick(&PLACES);
        if place.1 != NUMBER_CELL || is_exact {
            break *place;
        }
    };
    Attached {
        ending,
        bytes: make(said),
        inside,
    }
}

fn paragraph(said: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{said}</w:t></w:r></w:p>")
}

fn word(body: &str) -> Vec<u8> {
    Office::docx(body).build()
}

/// A paragraph that Word keeps in three pieces.
fn in_runs(said: &str) -> String {
    let characters: Vec<char> = said.chars().collect();
    let pieces = characters.chunks(characters.len().div_ceil(3));
    let run = |piece: &[char]| {
        let piece: String = piece.iter().collect();
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{piece}</w:t></w:r>")
    };
    format!("<w:p>{}</w:p>", pieces.map(run).collect::<String>())
}

/// A document with this in a part beside its body.
fn around(part: &str, kind: &str, element: &str, said: &str) -> Vec<u8> {
    let text = format!("<w:{element} {SPACES}>{}</w:{element}>", paragraph(said));
    let name = format!("word/{part}");
    Office::docx(&paragraph("正文"))
        .part(
            &name,
            &format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"),
            &text,
        )
        .relation("word/document.xml", kind, &name)
        .build()
}

fn sheet(rows: &str) -> Vec<u8> {
    Office::xlsx(&[("名单", "", &format!("<sheetData>{rows}</sheetData>"))]).build()
}

fn shared(said: &str) -> Vec<u8> {
    let strings = format!("<sst {SHEETS}><si><t>姓名</t></si><si><t>{said}</t></si></sst>");
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>";
    Office::xlsx(&[("名单", "", &format!("<sheetData>{rows}</sheetData>"))])
        .part(
            "xl/sharedStrings.xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml",
            &strings,
        )
        .relation("xl/workbook.xml", "sharedStrings", "xl/sharedStrings.xml")
        .build()
}
