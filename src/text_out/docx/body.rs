//! Blocks → the paragraphs of `document.xml`.

use super::picture::DocumentImage;
use super::{PublishedPictures, parts, push_xml, twips};
use crate::paper::blocks::{Block, Illustration, Paragraph};
use crate::paper::breaks::{Span, natural_width};
use crate::paper::designed::EntryText;
use crate::paper::measure::EM;
use crate::paper::{Align, BODY, Marks, Shift, Style, TITLE};

/// What a line of the text holds, in 1/1000 em.
const LINE: i32 = 28 * EM;
/// A mark before an item has a tab behind it where there is room for one.
const TAB: i32 = 100;

/// The document while it is written.
pub(super) struct DocumentBody<'a> {
    pub(super) text: &'a EntryText,
    pub(super) pictures: &'a PublishedPictures,
    pub(super) xml: String,
    pub(super) images: Vec<DocumentImage<'a>>,
    /// How many pictures stand in the text; one may stand in it twice.
    pub(super) shown: usize,
}

impl<'a> DocumentBody<'a> {
    /// An empty one.
    pub(super) fn new(text: &'a EntryText, pictures: &'a PublishedPictures) -> Self {
        Self {
            text,
            pictures,
            xml: parts::DOCUMENT_HEAD.to_owned(),
            images: Vec::new(),
            shown: 0,
        }
    }

    /// The part and its pictures.
    pub(super) fn finish(mut self) -> (String, Vec<DocumentImage<'a>>) {
        self.xml.push_str(parts::DOCUMENT_FOOT);
        (self.xml, self.images)
    }

    /// Adds blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Text(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Picture(picture) => self.standing_picture(picture),
                Block::Rule => self.xml.push_str(
                    "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr></w:pPr></w:p>",
                ),
                Block::Space(rows) => (0..(*rows).clamp(0, 4)).for_each(|_| self.xml.push_str("<w:p/>")),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.xml.push_str("<w:p><w:pPr>");
        if let Some(style) = parts::style_id(paragraph.style) {
            self.xml.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
        }
        if paragraph.keep {
            self.xml.push_str("<w:keepNext/>");
        }
        self.xml.push_str(&placed(paragraph));
        self.xml.push_str("</w:pPr>");
        let size = (paragraph.size != BODY && paragraph.size != TITLE).then_some(paragraph.size);
        if let Some(marker) = &paragraph.marker {
            let span = Span::plain(marker.text.as_str());
            let room = marker.width - natural_width(std::slice::from_ref(&span), false);
            self.run(&span, size, (marker.style == Style::Heading1).then_some("黑体"));
            if room > TAB {
                self.xml.push_str("<w:r><w:tab/></w:r>");
            }
        }
        self.runs(&paragraph.spans, size);
        if let Some((_, beside)) = &paragraph.beside {
            self.xml.push_str("<w:r><w:tab/></w:r>");
            self.runs(beside, size);
        }
        self.xml.push_str("</w:p>");
    }

    /// Runs in type of a size in µm, where it is not the style's.
    pub(super) fn runs(&mut self, spans: &[Span], size: Option<i32>) {
        spans.iter().for_each(|span| self.run(span, size, None));
    }

    fn run(&mut self, span: &Span, size: Option<i32>, face: Option<&str>) {
        let Marks {
            bold, struck, shift, ..
        } = span.marks;
        let mut look = String::new();
        if let Some(face) = face {
            look.push_str(&format!("<w:rFonts w:eastAsia=\"{face}\"/>"));
        }
        if bold {
            look.push_str("<w:b/><w:bCs/>");
        }
        if struck {
            look.push_str("<w:strike/>");
        }
        if let Some(size) = size {
            let halves = half_points(size);
            look.push_str(&format!("<w:sz w:val=\"{halves}\"/><w:szCs w:val=\"{halves}\"/>"));
        }
        match shift {
            Shift::None => {}
            Shift::Raised => look.push_str("<w:vertAlign w:val=\"superscript\"/>"),
            Shift::Lowered => look.push_str("<w:vertAlign w:val=\"subscript\"/>"),
        }
        self.xml.push_str("<w:r>");
        if !look.is_empty() {
            self.xml.push_str(&format!("<w:rPr>{look}</w:rPr>"));
        }
        for (number, line) in span.text.split('\n').enumerate() {
            if number > 0 {
                self.xml.push_str("<w:br/>");
            }
            for (number, part) in line.split('\t').enumerate() {
                if number > 0 {
                    self.xml.push_str("<w:tab/>");
                }
                if !part.is_empty() {
                    self.xml.push_str("<w:t xml:space=\"preserve\">");
                    push_xml(&mut self.xml, part);
                    self.xml.push_str("</w:t>");
                }
            }
        }
        self.xml.push_str("</w:r>");
    }

    /// A picture in a paragraph of its own; one that Word does not show is named.
    fn standing_picture(&mut self, picture: &Illustration) {
        self.xml.push_str(
            "<w:p><w:pPr><w:spacing w:before=\"120\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/></w:pPr>",
        );
        self.picture(picture, parts::BLOCK_WIDTH);
        self.xml.push_str("</w:p>");
    }
}

/// Half points of a size in µm.
pub(super) fn half_points(size: i32) -> i32 {
    // A point is 352.78 µm.
    let halves = (i64::from(size) * 200 + 17_639) / 35_278;
    i32::try_from(halves).unwrap_or(32).clamp(2, 200)
}

/// Where a paragraph's lines stand: its indents, then its alignment.
fn placed(paragraph: &Paragraph) -> String {
    if paragraph.style == Style::Closing {
        return closing(paragraph);
    }
    let mut placed = String::new();
    if let Some((edge, _)) = paragraph.beside {
        let edge = twips(edge);
        placed.push_str(&format!(
            "<w:tabs><w:tab w:val=\"left\" w:pos=\"{edge}\"/></w:tabs>"
        ));
    }
    let (left, right) = (twips(paragraph.left), twips(paragraph.right));
    let mut indent = String::new();
    if left > 0 {
        indent.push_str(&format!(" w:left=\"{left}\""));
    }
    if right > 0 {
        indent.push_str(&format!(" w:right=\"{right}\""));
    }
    match &paragraph.marker {
        Some(marker) => {
            let hanging = twips(marker.width).min(left);
            indent.push_str(&format!(" w:hanging=\"{hanging}\""));
        }
        None if paragraph.indent > 0 => {
            let (characters, first) = (paragraph.indent / 10, twips(paragraph.indent));
            indent.push_str(&format!(
                " w:firstLineChars=\"{characters}\" w:firstLine=\"{first}\""
            ));
        }
        None => {}
    }
    if !indent.is_empty() {
        placed.push_str(&format!("<w:ind{indent}/>"));
    }
    match paragraph.align {
        Align::Left => {}
        Align::Centre => placed.push_str("<w:jc w:val=\"center\"/>"),
        Align::Right => placed.push_str("<w:jc w:val=\"right\"/>"),
    }
    placed
}

/// 落款 and date: from the right edge, so that they stay where they belong when somebody changes them.
fn closing(paragraph: &Paragraph) -> String {
    if paragraph.align == Align::Centre {
        return "<w:jc w:val=\"center\"/>".to_owned();
    }
    let right = (LINE - paragraph.left - natural_width(&paragraph.spans, false)).max(0);
    let twips = twips(right);
    format!("<w:ind w:right=\"{twips}\"/><w:jc w:val=\"right\"/>")
}
