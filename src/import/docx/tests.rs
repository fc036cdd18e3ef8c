//! Documents put together from the XML of their parts, and what is read from them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::import::text::{Alignment, ParagraphRole, SourceParagraph, TextStyle, Typeface};
use crate::words::{cells, rows, rows_give};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document's parts below `word/`, and where its links lead.
#[derive(Default)]
struct Sample {
    parts: BTreeMap<String, Vec<u8>>,
    relations: String,
}

impl Sample {
    fn new(body: &str) -> Self {
        let spaces = "xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\" xmlns:v=\"v\" xmlns:o=\"o\" xmlns:m=\"m\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:c=\"c\" xmlns:dgm=\"d\"";
        let document = format!("<w:document {spaces}><w:body>{body}</w:body></w:document>");
        let mut sample = Self::default();
        sample
            .parts
            .insert("word/document.xml".to_owned(), document.into_bytes());
        sample
    }

    /// Adds a part that the document refers to by `r:id="NAME"`.
    fn part(mut self, name: &str, kind: &str, content: impl Into<Vec<u8>>) -> Self {
        self.relations +=
            &format!("<Relationship Id=\"{name}\" Type=\"{RELATIONS}/{kind}\" Target=\"{name}\"/>");
        self.parts.insert(format!("word/{name}"), content.into());
        self
    }

    fn styles(self, styles: &str) -> Self {
        self.part(
            "styles.xml",
            "styles",
            format!("<w:styles xmlns:w=\"w\">{styles}</w:styles>"),
        )
    }

    fn numbering(self, lists: &str) -> Self {
        self.part(
            "numbering.xml",
            "numbering",
            format!("<w:numbering xmlns:w=\"w\">{lists}</w:numbering>"),
        )
    }

    fn outside(mut self, id: &str, kind: &str, address: &str) -> Self {
        self.relations += &format!(
            "<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{address}\" TargetMode=\"External\"/>"
        );
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let main = format!(
            "<Relationships><Relationship Id=\"a\" Type=\"{RELATIONS}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
        );
        self.parts.insert("_rels/.rels".to_owned(), main.into_bytes());
        self.parts
            .insert("[Content_Types].xml".to_owned(), b"<Types/>".to_vec());
        let own = format!("<Relationships>{}</Relationships>", self.relations);
        self.parts
            .insert("word/_rels/document.xml.rels".to_owned(), own.into_bytes());
        zipped(&self.parts)
    }

    fn read(self) -> ImportedText {
        read(&self.bytes()).unwrap()
    }
}

fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What is seen, in lines: `[缺:…]`, `[图:…]`, `[注]` for what is no text; notes last.
fn seen(text: &ImportedText) -> String {
    let mut lines = Vec::new();
    add_lines(text, &text.blocks, &mut lines);
    text.notes
        .iter()
        .for_each(|note| add_lines(text, note, &mut lines));
    lines.join("\n")
}

fn add_lines(text: &ImportedText, blocks: &[SourceBlock], lines: &mut Vec<String>) {
    for block in blocks {
        match block {
            SourceBlock::Paragraph(paragraph) => {
                let label = paragraph.label.as_ref().map_or("", |label| &label.text);
                lines.push(label.to_owned() + &line(text, &paragraph.inlines));
            }
            SourceBlock::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.for_each(|cell| add_lines(text, &cell.blocks, lines));
            }
            SourceBlock::Rule => lines.push("----".to_owned()),
        }
    }
}

fn line(text: &ImportedText, inlines: &[SourceInline]) -> String {
    let shown = inlines.iter().map(|inline| match inline {
        SourceInline::Text { text, .. } => text.clone(),
        SourceInline::Break => "\n".to_owned(),
        SourceInline::Link { inlines, .. } => line(text, inlines),
        SourceInline::Picture(place) => format!("[图:{}]", text.pictures[*place].alt),
        SourceInline::Note(_) => "[注]".to_owned(),
        SourceInline::Missing(name) => format!("[缺:{name}]"),
    });
    shown.collect()
}

fn omitted(text: &ImportedText) -> String {
    let told = text
        .omissions
        .iter()
        .map(|one| format!("{}{}", one.what, one.count));
    told.collect::<Vec<_>>().join(" ")
}

fn first(text: &ImportedText) -> &SourceParagraph {
    let found = text.blocks.iter().find_map(|block| match block {
        SourceBlock::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    });
    found.unwrap()
}

/// In a paragraph of its own.
fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

#[test]
fn what_is_seen_is_read_and_what_is_left_out_is_counted() {
    let t = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText xml:space=\"preserve\">{code}</w:instrText></w:r>");
    let field = |code_text: &str, result: &str| {
        mark("begin") + &code(code_text) + &mark("separate") + &t(result) + &mark("end")
    };
    let table = r#"
        <w:p><w:r><w:t> 党 费 </w:t><w:t xml:space="preserve"> 甲 </w:t></w:r></w:p> => 党 费 甲 []
        <w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t></w:r></w:p> => 甲\t乙\n丙-丁[]
        <w:p><w:r><w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t></w:r></w:p> => 前\n后[]
        <w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>
        => 留增[修订中删去的文字1 修订中增加的文字（按接受修订保留）1]
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p> => 前后[]
        <w:p><w:fldSimple w:instr="SEQ 表"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p> => 1[]
        <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r></w:p> => 显[隐藏文字1]
        <w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>显</w:t></w:r></w:p> => 显[]
        <w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p> => [缺:公式][公式1]
        <w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p> => [缺:嵌入的电子表格][嵌入的电子表格1]
        <w:p><w:r><w:drawing><a:graphic><c:chart r:id="x"/></a:graphic></w:drawing></w:r></w:p> => [缺:图表][图表1]
        <w:p><w:r><w:drawing><a:graphic><dgm:relIds/></a:graphic></w:drawing></w:r></w:p> => [缺:智能图形][智能图形1]
        <w:p><w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r></w:p> => ----[]
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>锚</w:t></w:r></w:p> => 锚\n框[]
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处</w:t></w:r></w:p></w:sdtContent></w:sdt> => [没有填写的内容控件1]
        <w:p><w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>印</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p> => 印[拼音注音1]
        <w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r></w:p> => ☑[]
        <w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p> => [缺:符号][符号1]
        <w:altChunk r:id="x"/> => [插入的其他文件1]
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc></w:tr></w:tbl> => 留[修订中删去的文字1]
    "#;
    let told = |body: &str| {
        let text = Sample::new(body).read();
        format!("{}[{}]", seen(&text), omitted(&text))
    };
    rows_give(table, told);
    let asked = mark("begin") + &code("IF ") + &field("MERGEFIELD x", "内") + &code(" = 1");
    let inside_another = asked + &mark("separate") + &t("外") + &mark("end");
    let cases = [
        (p(&field(" PAGE ", "3")), "3[]"),
        (p(&field("TOC \\o", "目录项")) + &p(&t("文")), "文[目录1]"),
        (p(&inside_another), "外[]"),
        (
            p(&(mark("begin") + &code("PAGE ") + &t("没有结尾"))),
            "没有结尾[]",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(told(&body), expected, "{body}");
    }
}

#[test]
fn looks_come_from_styles_and_from_what_paragraphs_say() {
    let styles = concat!(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault></w:docDefaults>",
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"a\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:rPr><w:b/><w:rFonts w:eastAsia=\"楷体_GB2312\"/></w:rPr></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"x\"><w:name w:val=\"小节\"/><w:basedOn w:val=\"2\"/><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style>",
        "<w:style w:type=\"character\" w:styleId=\"c\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"l1\"><w:name w:val=\"一\"/><w:basedOn w:val=\"l2\"/></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"l2\"><w:name w:val=\"二\"/><w:basedOn w:val=\"l1\"/></w:style>",
    );
    let table = r#"
        <w:pStyle w:val="x"/> | => Heading(2) Left true Kai 32 true
        // Bold of a run's style on bold of a paragraph's style is not bold.
        <w:pStyle w:val="2"/> | <w:rStyle w:val="c"/> => Heading(2) Left false Kai 21 false
        <w:outlineLvl w:val="0"/> | => Heading(1) Left false Text 21 false
        <w:pStyle w:val="2"/><w:outlineLvl w:val="9"/> | <w:b w:val="0"/> => Text Left false Kai 21 false
        <w:jc w:val="end"/> | <w:rFonts w:eastAsia="黑体"/><w:sz w:val="36"/> => Text Right false Hei 36 false
        <w:ind w:left="5000"/> | <w:rFonts w:eastAsia="方正小标宋简体"/> => Text Right false Title 21 false
        <w:ind w:firstLineChars="200"/> | => Text Left false Text 21 false
        <w:pStyle w:val="l1"/> | => Text Left false Text 21 false
    "#;
    rows_give(table, |properties| {
        let [own, of_run] = cells(properties).try_into().unwrap();
        let inside = format!("<w:pPr>{own}</w:pPr><w:r><w:rPr>{of_run}</w:rPr><w:t>文字</w:t></w:r>");
        let text = Sample::new(&p(&inside)).styles(styles).read();
        let paragraph = first(&text);
        let look = paragraph.look;
        let SourceInline::Text { style, .. } = &paragraph.inlines[0] else {
            panic!("{inside}")
        };
        format!(
            "{:?} {:?} {} {:?} {} {}",
            paragraph.role, look.side, look.is_bold, look.face, look.half_points, style.is_bold
        )
    });
}

#[test]
fn neighbours_of_one_look_are_one_text() {
    let body = p(
        "<w:r><w:t>甲</w:t></w:r><w:proofErr/><w:r><w:rPr><w:color w:val=\"red\"/></w:rPr><w:t>乙</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>丙</w:t></w:r>",
    );
    let text = Sample::new(&body).read();
    let plain = TextStyle::default();
    let bold = TextStyle {
        is_bold: true,
        ..plain
    };
    let part = |text: &str, style| SourceInline::Text {
        text: text.to_owned(),
        style,
    };
    assert_eq!(first(&text).inlines, [part("甲乙", plain), part("丙", bold)]);
}

#[test]
fn lists_are_counted_as_word_counts_them() {
    let level = |place: usize, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{place}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let symbol = "<w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr>";
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum>{}{}{}{}{}",
        level(0, "chineseCountingThousand", "第%1章", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "bullet", "\u{F0B7}", symbol),
        "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"liebiao\"/></w:abstractNum>",
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num>",
        "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num>",
        "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>",
    );
    let styles = concat!(
        "<w:style w:type=\"numbering\" w:styleId=\"liebiao\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
        "<w:style w:type=\"paragraph\" w:styleId=\"n\"><w:name w:val=\"n\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
    );
    let item = |list: u8, level: u8| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>文</w:t></w:r></w:p>"
        )
    };
    let items = [
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (4, 0),
        (1, 1),
        (2, 0),
        (2, 0),
        (3, 0),
        (0, 0),
    ];
    let mut body = items.map(|(list, level)| item(list, level)).concat();
    body += "<w:p><w:pPr><w:pStyle w:val=\"n\"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>";
    let text = Sample::new(&body).styles(styles).numbering(&lists).read();
    let expected =
        "第一章 文\n1.1 文\n1.2 文\n•文\n第二章 文\n2.1 文\n第七章 文\n第八章 文\n第九章 文\n文\n第十章 文";
    assert_eq!(seen(&text), expected);
}

#[test]
fn tables_keep_their_merged_cells() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "支部"),
        cell("<w:gridSpan w:val=\"2\"/>", "人数"),
        cell("<w:vMerge/>", ""),
        cell("<w:hMerge w:val=\"restart\"/>", "应到"),
        cell("<w:hMerge/>", ""),
        cell("", "1"),
        cell("", "2"),
    );
    let text = Sample::new(&body).read();
    let SourceBlock::Table(table) = &text.blocks[0] else {
        panic!("no table")
    };
    let spans = |row: &Vec<crate::import::text::SourceCell>| {
        let spans = row.iter().map(|cell| format!("{}×{}", cell.columns, cell.rows));
        spans.collect::<Vec<_>>().join(" ")
    };
    let rows: Vec<_> = table.rows.iter().map(spans).collect();
    assert_eq!(rows, ["1×2 2×1", "2×1", "1×1 1×1 1×1"]);
    assert_eq!(table.heading_rows, 1);
}

#[test]
fn links_pictures_and_notes_are_kept() {
    let drawing = |id: &str, alt: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"图片 1\" descr=\"{alt}\"/><a:blip {id}/></wp:inline></w:drawing></w:r>"
        )
    };
    let body = p(
        &("<w:hyperlink r:id=\"web\"><w:r><w:t>网站</w:t></w:r></w:hyperlink><w:hyperlink r:id=\"file\"><w:r><w:t>文件</w:t></w:r></w:hyperlink>".to_owned()
            + &drawing("r:embed=\"a.png\"", "C:\\图\\1.png")
            + &drawing("r:embed=\"a.png\"", "会场")
            + &drawing("r:embed=\"b.emf\"", "")
            + &drawing("r:link=\"far\"", "")
            + "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"9\"/></w:r>"),
    );
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t xml:space=\"preserve\"> 注</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"3\"><w:p><w:r><w:t>没有引用</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let text = Sample::new(&body)
        .part("a.png", "image", &b"\xFF\xD8\xFF\xE0"[..])
        .part("b.emf", "image", &b"emf"[..])
        .part("footnotes.xml", "footnotes", notes)
        .outside("web", "hyperlink", "https://example.com/")
        .outside("file", "hyperlink", "file:///C:/a.doc")
        .outside("far", "image", "https://example.com/a.png")
        .read();
    assert_eq!(
        seen(&text),
        "网站文件[图:][图:会场][缺:矢量图][缺:未嵌入的图片][注]\n注"
    );
    assert_eq!(text.pictures.len(), 2);
    assert!(std::sync::Arc::ptr_eq(
        &text.pictures[0].bytes, &text.pictures[1].bytes
    ));
    assert_eq!(text.pictures[0].ending, "jpg");
    assert!(
        matches!(&first(&text).inlines[0], SourceInline::Link { address, .. } if address == "https://example.com/")
    );
}

#[test]
fn captions_are_known_by_their_style() {
    let caption = "<w:p><w:pPr><w:pStyle w:val=\"a5\"/></w:pPr><w:r><w:t>图 1 会场</w:t></w:r></w:p>";
    let text = Sample::new(caption)
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"a5\"><w:name w:val=\"caption\"/></w:style>")
        .read();
    assert_eq!(first(&text).role, ParagraphRole::Caption);
}

#[test]
fn headers_and_comments_are_counted_and_only_marks_of_secrecy_taken() {
    let margin = |root: &str, inside: &str| format!("<w:{root} xmlns:w=\"w\">{}</w:{root}>", p(inside));
    let text = Sample::new(&p("<w:r><w:t>文</w:t></w:r>"))
        .part("header1.xml", "header", margin("hdr", "<w:r><w:t>某小学文件</w:t></w:r>"))
        .part("header2.xml", "header", margin("hdr", "<w:r><w:t>机密★3年</w:t></w:r>"))
        .part("header3.xml", "header", margin("hdr", "<w:r><w:t>内部资料　注意保存</w:t></w:r>"))
        .part("footer1.xml", "footer", margin("ftr", "<w:r><w:t>— </w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r>"))
        .part("comments.xml", "comments", "<w:comments xmlns:w=\"w\"><w:comment/><w:comment/></w:comments>")
        .read();
    assert_eq!(seen(&text), "内部资料　注意保存\n机密★3年\n文");
    assert_eq!(omitted(&text), "批注2 页眉1");
}

#[test]
fn marks_of_secrecy_are_taken_from_beside_other_words() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(&format!("<w:r><w:t>{words}</w:t></w:r>")));
    let row = |cells: &str| {
        format!(
            "<w:tbl><w:tr>{}</w:tr></w:tbl>",
            cells.split('/').map(cell).collect::<String>()
        )
    };
    let table = r"
        记录人：江雨禾    内部资料 => 内部资料
        第一党支部会议记录　记录人：江雨禾　内部文件 => 内部文件
        内部资料，不得外传  第 1 页 共 3 页 => 内部资料，不得外传
        （内部资料）第1页 => （内部资料）
        江雨禾（内部资料） => 内部资料
        2026年3月/注意保存 => 注意保存
        机密★1年/份号：000012 => 机密★1年
        资料室内部使用的柜子在二楼 => 文
    ";
    for (words, expected) in rows(table) {
        let margin = format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", row(&words));
        let text = Sample::new(&p("<w:r><w:t>文</w:t></w:r>"))
            .part("header1.xml", "header", margin)
            .read();
        assert_eq!(seen(&text).lines().next(), Some(&*expected), "{words}");
        assert_eq!(omitted(&text), "页眉1", "{words}");
    }
    let head = Sample::new(&(row("某小学党支部/内部资料") + &p("<w:r><w:t>文</w:t></w:r>")));
    let text = crate::import::read("docx", &head.bytes(), &|_| None).unwrap();
    assert_eq!(seen(&text).lines().next(), Some("内部资料"));
}

#[test]
fn other_files_are_refused_by_what_they_are() {
    let deep = format!("{}{}", "<w:sdt>".repeat(300), "</w:sdt>".repeat(300));
    let with_macros = Sample::new(&p("<w:r><w:t>文</w:t></w:r>")).part("vbaProject.bin", "vbaProject", "x");
    let cases = [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), Unreadable::Mismatch),
        (b"text".to_vec(), Unreadable::Damaged),
        (Sample::new("<w:p>").bytes(), Unreadable::Damaged),
        (with_macros.bytes(), Unreadable::Macros),
        (Sample::new(&deep).bytes(), Unreadable::TooLarge),
        (Sample::new("&bomb;").bytes(), Unreadable::Damaged),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read(&bytes).unwrap_err(), expected);
    }
}

/// Elements that could take the square of the file's length, each many times.
#[test]
fn work_grows_with_the_file_and_no_faster() {
    let many = |text: &str| text.repeat(40_000);
    let bodies = [
        p(&many("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>")),
        p(&many(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        )),
        many("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>文</w:t></w:r></w:p>"),
        format!(
            "<w:tbl><w:tr>{}</w:tr></w:tbl>",
            many("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr></w:tc>")
        ),
        format!(
            "<w:tbl>{}</w:tbl>",
            many("<w:tr><w:trPr><w:gridBefore w:val=\"999999999\"/></w:trPr></w:tr>")
        ),
        p(&format!(
            "<w:r {}><w:t>文</w:t></w:r>",
            (0..40_000).map(|n| format!("a{n}=\"\" ")).collect::<String>()
        )),
        p(&format!(
            "{}{}",
            "<mc:AlternateContent><mc:Choice>".repeat(80),
            "</mc:Choice></mc:AlternateContent>".repeat(80)
        )),
        many("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    ];
    let nested = |open: &str, close: &str, times: usize| open.repeat(times) + &close.repeat(times);
    let deep = [
        nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 64),
        nested(
            "<w:p><w:r><w:pict><w:txbxContent>",
            "</w:txbxContent></w:pict></w:r></w:p>",
            48,
        ),
        p(&nested("<w:hyperlink>", "</w:hyperlink>", 190)),
        nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 96),
    ];
    for body in bodies.into_iter().chain(deep) {
        let bytes = Sample::new(&body).bytes();
        let begun = Instant::now();
        let _ = read(&bytes);
        assert!(
            begun.elapsed() < Duration::from_secs(8),
            "{}",
            body.chars().take(80).collect::<String>()
        );
    }
}

/// Numbers without rhyme or reason, always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    /// Flips, cuts, doubles or moves some bytes.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.roll(4) {
            let (at, length) = (self.roll(bytes.len()), self.roll(40));
            let end = (at + length).min(bytes.len());
            match self.roll(5) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.roll(8),
                1 => bytes.truncate(at),
                2 => drop(bytes.drain(at..end)),
                3 => {
                    let copy = bytes[at..end].to_vec();
                    let to = self.roll(bytes.len());
                    bytes.splice(to..to, copy);
                }
                _ if at < bytes.len() => bytes[at] = b"<>/\"=&;09"[self.roll(9)],
                _ => {}
            }
        }
    }
}

/// Damaged documents per kind of damage; `GONGKAI_FUZZ` asks for more.
fn rounds() -> usize {
    std::env::var("GONGKAI_FUZZ")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(300)
}

fn whole_sample() -> Sample {
    let lists = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:ins><w:r><w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr><w:t>标题</w:t></w:r></w:ins><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://example.com\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>链接</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    Sample::new(body)
        .styles("<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"0\"/></w:style>")
        .numbering(lists)
        .part("footnotes.xml", "footnotes", "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>")
}

#[test]
fn damaged_files_are_no_reason_to_stop() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let bytes = whole_sample().bytes();
    for _ in 0..rounds() {
        let mut damaged = bytes.clone();
        dice.damage(&mut damaged);
        let _ = read(&damaged);
    }
    for _ in 0..rounds() {
        let mut sample = whole_sample();
        let names: Vec<String> = sample.parts.keys().cloned().collect();
        let name = &names[dice.roll(names.len())];
        dice.damage(sample.parts.get_mut(name).unwrap());
        let _ = read(&sample.bytes());
    }
}

/// Every document of the corpus says what its script says that it does, and nothing of what must not come through.
#[test]
#[ignore = "needs python3"]
fn the_corpus_is_read_as_it_was_written() {
    let root = Path::new(file!()).ancestors().nth(4).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let script = root.join("tests/import/corpus.py");
    assert!(
        Command::new("python3")
            .arg(script)
            .arg(folder.path())
            .status()
            .unwrap()
            .success()
    );
    let mut count = 0;
    let mut faults = String::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "docx") {
            continue;
        }
        count += 1;
        let text = read(&std::fs::read(&path).unwrap()).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap();
        let (seen, expected) = (seen(&text), expected.trim_end());
        if seen != expected {
            let lines = expected
                .lines()
                .zip(seen.lines())
                .filter(|(one, other)| one != other);
            faults += &format!("{}\n{:#?}\n", path.display(), lines.take(4).collect::<Vec<_>>());
        }
        let everything = format!("{text:?}");
        let absent = std::fs::read_to_string(path.with_extension("absent.txt")).unwrap();
        for word in absent.lines().filter(|word| everything.contains(word)) {
            faults += &format!("{}: {word}\n", path.display());
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(count >= 60, "{count}");
}

#[test]
fn sides_follow_from_indents_only_outside_tables() {
    let right = "<w:p><w:pPr><w:ind w:left=\"5000\"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>";
    let text = Sample::new(&format!(
        "{right}<w:tbl><w:tr><w:tc>{right}</w:tc></w:tr></w:tbl>"
    ))
    .read();
    assert_eq!(first(&text).look.side, Alignment::Right);
    let SourceBlock::Table(table) = &text.blocks[1] else {
        panic!("no table")
    };
    let SourceBlock::Paragraph(inside) = &table.rows[0][0].blocks[0] else {
        panic!("no paragraph")
    };
    assert_eq!(inside.look.side, Alignment::Left);
    assert_eq!(
        (inside.role, inside.look.face),
        (ParagraphRole::Text, Typeface::Text)
    );
}

#[test]
fn what_nobody_sees_is_left_out_and_white_on_a_ground_is_seen() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let cell =
        |properties: &str, inside: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(inside));
    let table = |style: &str, cell: &str| {
        format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/></w:tblPr><w:tr>{cell}</w:tr></w:tbl>")
    };
    let seen_as = |look: &str, text: &str| p(&run(look, text));
    let on = |ground: &str| format!("{white}{ground}");
    let ground = "<w:shd w:val=\"clear\" w:fill=\"C00000\"/>";
    let blue = "<w:shd w:val=\"clear\" w:fill=\"1F497D\"/>";
    let themed = "<w:color w:val=\"000000\" w:themeColor=\"background1\"/>";
    let (title, name) = (run(white, "题"), run(white, "姓名"));
    let amidst = run("", "请") + &run(white, "底价") + &run("", "填写");
    let beside = run("", "甲") + &run(white, "乙");
    for (body, expected, left_out) in [
        (p(&amidst), "请填写", "白色的字1"),
        (seen_as(themed, "底价"), "", "白色的字1"),
        (seen_as("<w:sz w:val=\"2\"/>", "编号"), "", "极小的字1"),
        // White letters on a mark, a ground of the line, the paragraph, the cell or the table's style.
        (seen_as(&on("<w:highlight w:val=\"red\"/>"), "重点"), "重点", ""),
        (seen_as(&on(ground), "重点"), "重点", ""),
        (format!("<w:p><w:pPr>{ground}</w:pPr>{title}</w:p>"), "题", ""),
        (table("plain", &cell(blue, &name)), "姓名", ""),
        (table("coloured", &cell("", &name)), "姓名", ""),
        (table("plain", &cell("", &beside)), "甲", "白色的字1"),
        // White space that pushes words aside, and a colour that is not quite white.
        (p(&(run(white, "  ") + &run("", "落款"))), "落款", ""),
        (seen_as("<w:color w:val=\"F2F2F2\"/>", "浅色"), "浅色", ""),
        (seen_as("<w:sz w:val=\"10\"/>", "小字"), "小字", ""),
    ] {
        let text = Sample::new(&body)
            .styles(
                "<w:style w:type=\"table\" w:styleId=\"coloured\"><w:tblStylePr><w:tcPr><w:shd w:fill=\"1F497D\"/></w:tcPr></w:tblStylePr></w:style>\
                 <w:style w:type=\"table\" w:styleId=\"plain\"/>",
            )
            .read();
        assert_eq!((&*seen(&text), &*omitted(&text)), (expected, left_out), "{body}");
    }
}

#[test]
fn a_number_in_a_header_is_that_of_a_text_without_one() {
    let header = |number: &str| {
        let inside = p(&format!("<w:r><w:t>{number}</w:t></w:r>"));
        format!("<w:hdr xmlns:w=\"w\">{inside}</w:hdr>")
    };
    let body = p("<w:r><w:t>关于成立小组的通知</w:t></w:r>");
    let text = Sample::new(&body)
        .part("header1.xml", "header", header("青校党发〔2026〕3号"))
        .read();
    assert_eq!(seen(&text), "青校党发〔2026〕3号\n关于成立小组的通知");
    let own = p("<w:r><w:t>青校党发〔2026〕3号</w:t></w:r>") + &body;
    let text = Sample::new(&own)
        .part("header1.xml", "header", header("青校党发〔2026〕3号"))
        .read();
    assert_eq!(seen(&text), "青校党发〔2026〕3号\n关于成立小组的通知");
    assert_eq!(omitted(&text), "页眉1");
}

#[test]
fn links_to_files_are_told() {
    let link = |id: &str| {
        p(&format!(
            "<w:hyperlink r:id=\"{id}\"><w:r><w:t>附件表</w:t></w:r></w:hyperlink>"
        ))
    };
    let text = Sample::new(&(link("a") + &link("b")))
        .outside("a", "hyperlink", "file:///C:/附件.xlsx")
        .outside("b", "hyperlink", "https://example.com/")
        .read();
    assert_eq!(omitted(&text), "指向文件的链接地址1");
    assert!(text.omissions[0].is_loss);
}
