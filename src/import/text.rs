//! What a file says, whatever format it came in: blocks in reading order, with the looks that tell a heading from a
//! sentence where no style says it. Deleted and hidden texts, comments, headers, footers and properties never get here.

use std::sync::Arc;

use crate::words::Day;

/// A file's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedText {
    /// In reading order.
    pub blocks: Vec<SourceBlock>,
    /// Footnotes and endnotes, which [`SourceInline::Note`] refers to.
    pub notes: Vec<Vec<SourceBlock>>,
    /// Pictures, which [`SourceInline::Picture`] refers to.
    pub pictures: Vec<SourcePicture>,
    /// What was left out or has to be looked at.
    pub omissions: Vec<Omission>,
    /// What to look at besides, in sentences for the user.
    pub unsure: Vec<String>,
    /// The title that the file says it has, where a format has a place for it that readers see: a web page's heading.
    pub title: Option<String>,
    /// The address that it was saved from.
    pub address: Option<String>,
    /// The day on which a web page says that it was published.
    pub published: Option<Day>,
    /// Whom a web page says that it has its text from.
    pub source: Option<String>,
}

/// A part of a text that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceBlock {
    /// Also a heading, an item of a list, a quotation.
    Paragraph(SourceParagraph),
    /// Rows of cells.
    Table(SourceTable),
    /// A line across the page.
    Rule,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceParagraph {
    /// What its format says it is.
    pub role: ParagraphRole,
    /// The automatic number or bullet before it, written out as readers see it: `一、`, `（二）`, `3.`, `•`.
    pub label: Option<NumberLabel>,
    /// How it looks.
    pub look: ParagraphLook,
    /// What it says.
    pub inlines: Vec<SourceInline>,
}

/// What a format says that a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ParagraphRole {
    /// Nothing special; [`ParagraphLook`] may say more.
    #[default]
    Text,
    /// A document's title.
    Title,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list whose number means nothing but its place; 0 is the outermost level.
    Item {
        /// How deep.
        level: u8,
        /// Numbered, not bulleted.
        is_ordered: bool,
    },
    /// A quotation.
    Quote,
    /// Its white space counts.
    Preformatted,
    /// What is said of a picture or a table beside it.
    Caption,
}

/// An automatic number or bullet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberLabel {
    /// As readers see it.
    pub text: String,
    /// How deep in its list; 0 is the outermost level.
    pub level: u8,
    /// A bullet, no number.
    pub is_bullet: bool,
}

/// How a paragraph looks, as far as an office means something by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ParagraphLook {
    /// Where its lines stand.
    pub side: Alignment,
    /// All of it is bold.
    pub is_bold: bool,
    /// The face of most of it.
    pub face: Typeface,
    /// The size of most of it, in half points; 0 when not known.
    pub half_points: u16,
}

/// Where a paragraph's lines stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Alignment {
    /// From the left, or on both sides.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right, or indented so far that it looks so.
    Right,
}

/// The faces that GB/T 9704 gives a meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Typeface {
    /// Any other, or not known: 仿宋, 宋体.
    #[default]
    Text,
    /// 小标宋: titles.
    Title,
    /// 黑体: headings of the first level.
    Hei,
    /// 楷体: headings of the second level.
    Kai,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceInline {
    /// Characters of one look. Without line breaks; a tab is a tab.
    Text {
        /// The characters.
        text: String,
        /// How they look.
        style: TextStyle,
    },
    /// A line break inside a paragraph.
    Break,
    /// A link.
    Link {
        /// Absolute: `https:`, `http:`, `mailto:`, `tel:`.
        address: String,
        /// What it says.
        inlines: Vec<SourceInline>,
    },
    /// A picture, by its place in [`ImportedText::pictures`].
    Picture(usize),
    /// A footnote's mark, by its place in [`ImportedText::notes`].
    Note(usize),
    /// Something that cannot be kept, by its name: `公式`, `图表`.
    Missing(String),
}

/// How characters look, as far as Markdown can say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextStyle {
    /// 加粗.
    pub is_bold: bool,
    /// 倾斜.
    pub is_italic: bool,
    /// 删除线.
    pub is_struck: bool,
    /// 上标.
    pub is_superscript: bool,
    /// 下标.
    pub is_subscript: bool,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceTable {
    /// From the top; a cell that spans rows stands in the first of them.
    pub rows: Vec<Vec<SourceCell>>,
    /// How many rows at the top the file marks as a heading.
    pub heading_rows: usize,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCell {
    /// How many columns it takes; at least 1.
    pub columns: usize,
    /// How many rows it takes; at least 1.
    pub rows: usize,
    /// What stands in it.
    pub blocks: Vec<SourceBlock>,
}

/// A picture inside a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePicture {
    /// In small letters, without a dot: `jpg`, `png`, `gif`; others cannot be shown on a web page.
    pub ending: String,
    /// As they are in the file; one picture that is shown twice has the same.
    pub bytes: Arc<[u8]>,
    /// What it says that it shows; empty when nothing.
    pub alt: String,
}

/// What was left out, or has to be looked at, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    /// In words for the user: `批注`, `页眉`, `修订中删去的文字`.
    pub what: String,
    /// How many.
    pub count: usize,
    /// It may be part of what readers should see, so that somebody has to look; else it was rightly left out.
    pub is_loss: bool,
}

/// The words of these inlines, links' and all, without marks; breaks are line feeds.
#[must_use]
pub(super) fn plain(inlines: &[SourceInline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            SourceInline::Text { text: more, .. } => text.push_str(more),
            SourceInline::Break => text.push('\n'),
            SourceInline::Link { inlines, .. } => text.push_str(&plain(inlines)),
            SourceInline::Picture(_) | SourceInline::Note(_) | SourceInline::Missing(_) => {}
        }
    }
    text
}

impl SourceInline {
    /// Characters that look like any other.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            style: TextStyle::default(),
        }
    }
}

impl SourceBlock {
    /// The paragraph, when it is one.
    pub(super) fn paragraph(&self) -> Option<&SourceParagraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Table(_) | Self::Rule => None,
        }
    }

    /// A paragraph of nothing but these words.
    pub(super) fn text(words: &str, side: Alignment) -> Self {
        Self::Paragraph(SourceParagraph {
            look: ParagraphLook {
                side,
                ..ParagraphLook::default()
            },
            inlines: vec![SourceInline::text(words)],
            ..SourceParagraph::default()
        })
    }
}

impl SourcePicture {
    /// True for one that a page can show.
    pub(super) fn is_shown(&self) -> bool {
        Self::can_show(&self.ending)
    }

    /// True for the ending of pictures that a page can show.
    pub(super) fn can_show(ending: &str) -> bool {
        ["jpg", "jpeg", "png", "gif", "bmp"].contains(&ending)
    }

    /// True for one that a ledger may have as somebody's photograph.
    pub(super) fn may_be_photo(&self) -> bool {
        self.is_shown() && self.ending != "bmp"
    }

    /// The ending of a picture of dots, by its first bytes, whatever it is called.
    pub(super) fn ending_of(bytes: &[u8]) -> Option<&'static str> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
            [0x89, b'P', b'N', b'G', ..] => Some("png"),
            [b'G', b'I', b'F', b'8', ..] => Some("gif"),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
            [b'B', b'M', ..] => Some("bmp"),
            _ => None,
        }
    }
}

impl NumberLabel {
    /// What stands between it and what it numbers: a digit does not run into the number, `3. 12月` is no 3.12.
    #[must_use]
    pub(super) fn gap(&self, numbered: &str) -> &'static str {
        let runs_on = self.text.ends_with(['.', '．']) || self.text.ends_with(char::is_numeric);
        match runs_on && numbered.starts_with(char::is_numeric) {
            true => " ",
            false => "",
        }
    }
}

impl SourceParagraph {
    /// What readers see of it as text: its automatic number and its words.
    #[must_use]
    pub fn plain(&self) -> String {
        let label = self.label.as_ref().filter(|label| !label.is_bullet);
        let said = plain(&self.inlines);
        match label {
            Some(label) => format!("{}{}{said}", label.text, label.gap(&said)),
            None => said,
        }
    }

    /// The pictures in it, those in links too.
    pub(super) fn pictures(&self) -> Vec<usize> {
        fn of(inlines: &[SourceInline]) -> Vec<usize> {
            let each = inlines.iter().flat_map(|inline| match inline {
                SourceInline::Picture(index) => vec![*index],
                SourceInline::Link { inlines, .. } => of(inlines),
                _ => Vec::new(),
            });
            each.collect()
        }
        of(&self.inlines)
    }
}

impl ImportedText {
    /// Notes that something was left out, once more if it was before.
    pub fn omit(&mut self, what: &str, is_loss: bool) {
        match self.omissions.iter_mut().find(|known| known.what == what) {
            Some(known) => known.count += 1,
            None => self.omissions.push(Omission {
                what: what.to_owned(),
                count: 1,
                is_loss,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_does_not_run_into_the_digits_behind_it() {
        for (number, said, gap) in [
            ("3.", "12月10日公布结果。", " "),
            ("3", "12月10日", " "),
            ("3.", "公布结果。", ""),
            ("（3）", "12月10日", ""),
            ("三、", "12月10日", ""),
        ] {
            let label = NumberLabel {
                text: number.to_owned(),
                level: 0,
                is_bullet: false,
            };
            assert_eq!(label.gap(said), gap, "{number}{said}");
        }
    }
}
