//! An entry's text → a Word document in the form of GB/T 9704—2012: what stands on a sheet of paper, as text that can be
//! worked on. It names no author, no program and no time, so that the same text gives the same bytes.
//!
//! The parts are written here and not by a library: few elements are needed, and every one of them is one that Word itself
//! writes. `parts` holds what is the same in every document, `body` the paragraphs, `table` the tables, `picture` the
//! pictures, `archive` puts all into the file.

mod archive;
mod body;
mod parts;
mod picture;
mod table;

use std::collections::BTreeMap;

use body::DocumentBody;
use zip::result::ZipResult;

use crate::paper::Geometry;
use crate::paper::designed::EntryText;
use crate::words::{Paper, SourcePath};

/// The pictures of a text as they are published: cleaned, and no larger than pages show them.
pub type PublishedPictures = BTreeMap<SourcePath, PublishedPicture>;

/// A picture as it is published.
#[derive(Debug, Clone)]
pub struct PublishedPicture {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The Exif orientation that it carries, 1 to 8: Word does not turn pictures by it.
    pub turn: u8,
}

/// The document. Its text should have been read for [`paper`].
///
/// # Errors
/// The archive holds no more.
pub fn docx(text: &EntryText, pictures: &PublishedPictures) -> ZipResult<Vec<u8>> {
    let geometry = paper();
    let mut body = DocumentBody::new(text, pictures);
    body.blocks(&text.on_paper(&geometry));
    let (document, images) = body.finish();
    archive::packed(&document, &images)
}

/// The paper of documents: A4, upright.
#[must_use]
pub fn paper() -> Geometry {
    Geometry::standard(Paper::default())
}

/// Writes text so that it reads as text in XML; what XML cannot hold is left out.
fn push_xml(xml: &mut String, text: &str) {
    let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let kept: String = text.chars().filter(allowed).collect();
    crate::words::push_text(xml, &kept);
}

/// 1/20 pt of a length in 1/1000 em of the text: 28 characters fill 156 mm.
fn twips(ems: i32) -> i32 {
    i32::try_from(i64::from(ems) * 316 / 1000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::blocks::{Block, CellPart, Illustration, Paragraph, Table, TableCell};
    use crate::paper::breaks::Span;
    use crate::words::Day;

    fn document(blocks: Vec<Block>, turn: u8) -> String {
        let picture = SourcePath::new("content/a.png").expect("a path");
        let bytes = include_bytes!("../../content/meetings/huiyishi.png").to_vec();
        let text = EntryText {
            title: "关于\u{1}召开党员大会的通知".into(),
            number: Some("甲党发〔2026〕1号".into()),
            byline: None,
            facts: Vec::new(),
            blocks,
            attachments: vec!["名单".into()],
            closing: Day::new(2026, 3, 12).map(|day| ("甲校支部委员会".into(), day)),
            images: vec![picture.clone()],
        };
        let pictures = PublishedPictures::from([(picture, PublishedPicture { bytes, turn })]);
        let mut body = DocumentBody::new(&text, &pictures);
        body.blocks(&text.on_paper(&paper()));
        body.finish().0
    }

    fn cell(words: &str, columns: usize, rows: usize) -> TableCell {
        TableCell {
            parts: vec![CellPart::Text(vec![Span::plain(words)])],
            columns,
            rows,
            ..TableCell::default()
        }
    }

    #[test]
    fn it_stands_on_the_page_as_gb_t_9704_says() {
        let paragraph = Paragraph {
            spans: vec![Span::plain("一\t二\n三 & <四>")],
            indent: 2000,
            ..Paragraph::default()
        };
        let xml = document(vec![Block::Text(paragraph)], 1);
        for wanted in [
            "<w:t xml:space=\"preserve\">关于召开党员大会的通知</w:t>",
            "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>",
            "一</w:t><w:tab/><w:t xml:space=\"preserve\">二</w:t><w:br/><w:t xml:space=\"preserve\">三 &amp; &lt;四&gt;</w:t>",
            "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"",
            // 成文日期右空四字.
            "<w:ind w:right=\"1264\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:t xml:space=\"preserve\">2026年3月12日</w:t>",
        ] {
            assert!(xml.contains(wanted), "{wanted} in {xml}");
        }
        let styles = parts::styles();
        assert!(
            styles.contains("<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>")
                && styles.contains("w:eastAsia=\"仿宋\"")
        );
    }

    #[test]
    fn every_row_has_all_places() {
        let rows = vec![vec![cell("甲", 1, 2), cell("乙", 2, 1)], vec![cell("丙", 1, 1)]];
        let xml = document(
            vec![Block::Table(Table {
                rows,
                ..Table::default()
            })],
            1,
        );
        let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
        assert_eq!(rows.len(), 2);
        assert!(
            rows[0].contains("<w:vMerge w:val=\"restart\"/>")
                && rows[0].contains("<w:gridSpan w:val=\"2\"/>")
        );
        assert!(rows[1].contains("<w:vMerge/>"), "{}", rows[1]);
        assert_eq!(rows[1].matches("<w:tc>").count(), 3, "{}", rows[1]);
        assert!(
            xml.contains("</w:tbl><w:p>"),
            "Word would join it to the next table"
        );
    }

    #[test]
    fn a_picture_is_turned_as_its_camera_was_held() {
        let picture = |image| {
            Block::Picture(Illustration {
                image,
                alternative: "\"会场\"".into(),
                left: 0,
                most: None,
            })
        };
        let upright = document(vec![picture(Some(0)), picture(Some(0)), picture(None)], 1);
        assert_eq!(
            upright.matches("descr=\"&quot;会场&quot;\"").count(),
            2,
            "{upright}"
        );
        assert!(
            upright.contains("<a:xfrm><a:off") && upright.contains("（图片：&quot;会场&quot;）"),
            "{upright}"
        );
        assert!(document(vec![picture(Some(0))], 6).contains("<a:xfrm rot=\"5400000\">"));
    }
}
