//! Blocks → Markdown, as this program's own reader of it takes them: what is text stays text whatever it looks like, and
//! what Markdown has no way to say (cells that span others, cells with lists) is HTML.

mod escape;
mod table;

use escape::{escaped, heading, in_one_line, lines, link_address, styled};

use super::outline;
use super::text::{
    ImportedText, ParagraphRole, SourceBlock, SourceInline, SourceParagraph, TextStyle, plain,
};

/// The longest line below a picture that is taken for its caption, in characters.
const LONGEST_CAPTION: usize = 40;

/// What stands for something that could not be kept; the rule for places that were not filled in finds it.
fn missing(what: &str) -> String {
    format!("（此处补充{what}）")
}

/// The Markdown of a text; `pictures` are the names of the files of its pictures.
pub(super) fn markdown(text: &ImportedText, pictures: &[String]) -> String {
    let mut writer = MarkdownWriter {
        text,
        pictures,
        notes: Vec::new(),
        lists: Vec::new(),
        written: String::new(),
    };
    writer.blocks(&text.blocks);
    let mut next = 0;
    // A note may refer to another.
    while let Some(note) = writer.notes.get(next).copied() {
        next += 1;
        let blocks = text.notes.get(note).map_or(&[][..], Vec::as_slice);
        let said = writer.aside(blocks).trim_end().replace("\n\n", "\n\n    ");
        writer.block(&format!("[^{next}]: {said}"));
    }
    writer.written
}

/// A line across.
const RULE: &str = "---";

/// A text on its way.
struct MarkdownWriter<'a> {
    text: &'a ImportedText,
    pictures: &'a [String],
    /// The notes that were referred to, in that order.
    notes: Vec<usize>,
    /// The open lists, the outermost first.
    lists: Vec<OpenList>,
    written: String,
}

/// A list whose items are being written.
struct OpenList {
    /// How wide the last item's marker is, in bytes.
    width: usize,
    /// The last item's number.
    number: usize,
    is_ordered: bool,
    /// Behind a number: another one begins another list.
    delimiter: char,
}

impl MarkdownWriter<'_> {
    fn blocks(&mut self, blocks: &[SourceBlock]) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                SourceBlock::Paragraph(paragraph) => self.paragraph(paragraph, blocks.get(index + 1)),
                SourceBlock::Table(table) => self.table(table),
                SourceBlock::Rule if self.parts(&blocks[index + 1..]) => self.block(RULE),
                SourceBlock::Rule => {}
            }
        }
    }

    /// True where a line parts what stands before it from what follows: not at the beginning, not at the end, and not twice.
    fn parts(&self, behind: &[SourceBlock]) -> bool {
        let is_first = self.written.is_empty() || self.written.trim_end().ends_with(&format!("\n{RULE}"));
        !is_first && behind.iter().any(|block| !matches!(block, SourceBlock::Rule))
    }

    /// The Markdown of blocks that stand somewhere else.
    fn aside(&mut self, blocks: &[SourceBlock]) -> String {
        let before = std::mem::take(&mut self.written);
        self.lists.clear();
        self.blocks(blocks);
        self.lists.clear();
        std::mem::replace(&mut self.written, before)
    }

    /// A block, with a blank line before it.
    fn block(&mut self, text: &str) {
        self.end_lists();
        self.written.push_str(text);
        self.written.push('\n');
    }

    fn end_lists(&mut self) {
        self.lists.clear();
        if !self.written.is_empty() {
            self.written.push('\n');
        }
    }

    fn paragraph(&mut self, paragraph: &SourceParagraph, next: Option<&SourceBlock>) {
        if paragraph.role == ParagraphRole::Preformatted {
            return self.preformatted(&plain(&paragraph.inlines));
        }
        let is_heading = matches!(paragraph.role, ParagraphRole::Heading(_) | ParagraphRole::Title);
        let said = self.inlines(&paragraph.inlines, is_heading, next.and_then(caption));
        let said = said.trim();
        if said.is_empty() {
            return;
        }
        let label = paragraph.label.as_ref();
        let is_bulleted = label.is_some_and(|label| label.is_bullet);
        let numbered = label.filter(|label| !label.is_bullet);
        let number = numbered.map(|label| escaped(&label.text) + label.gap(said));
        let whole = number.unwrap_or_default() + said;
        match paragraph.role {
            ParagraphRole::Title => self.block(&format!("## {}", heading(&whole))),
            ParagraphRole::Heading(level) => {
                let marks = "#".repeat(usize::from(level.clamp(2, 6)));
                self.block(&format!("{marks} {}", heading(&whole)));
            }
            ParagraphRole::Item { level, is_ordered } => {
                let number = label.and_then(|label| number_in(&label.text));
                self.item(level, is_ordered.then_some(number), said);
            }
            ParagraphRole::Quote => self.block(&format!("> {}", lines(&whole).join("\n> "))),
            _ if is_bulleted => self.item(label.map_or(0, |label| label.level), None, said),
            _ => self.block(&lines(&whole).join("\n")),
        }
    }

    /// An item of a list; `number` of a numbered one, with the number that it has been given.
    fn item(&mut self, level: u8, number: Option<Option<usize>>, said: &str) {
        let depth = usize::from(level).min(self.lists.len());
        self.lists.truncate(depth + 1);
        let is_ordered = number.is_some();
        let mut delimiter = '.';
        if let Some(list) = self.lists.get(depth) {
            let goes_on = number.flatten().is_none_or(|number| number == list.number + 1);
            if is_ordered && !goes_on && list.delimiter == '.' {
                delimiter = ')';
            }
            if list.is_ordered != is_ordered || !goes_on {
                self.lists.truncate(depth);
            }
        }
        if self.lists.len() == depth {
            if depth == 0 {
                self.end_lists();
            }
            self.lists.push(OpenList {
                width: 0,
                number: 0,
                is_ordered,
                delimiter,
            });
        }
        let indent: usize = self.lists[..depth].iter().map(|list| list.width).sum();
        let list = &mut self.lists[depth];
        list.number = number.flatten().unwrap_or(list.number + 1);
        let marker = match is_ordered {
            true => format!("{}{} ", list.number, list.delimiter),
            false => "- ".to_owned(),
        };
        list.width = marker.len();
        let rest = format!("\n{}", " ".repeat(indent + marker.len()));
        let said = lines(said).join(&rest);
        self.written
            .push_str(&format!("{}{marker}{said}\n", " ".repeat(indent)));
    }

    fn preformatted(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.block(&format!("{fence}\n{}\n{fence}", text.trim_end()));
    }

    /// What inlines say, line breaks as line feeds; `caption` stands below their pictures.
    fn inlines(&mut self, inlines: &[SourceInline], is_plain: bool, caption: Option<String>) -> String {
        let mut said = String::new();
        for inline in inlines {
            match inline {
                SourceInline::Text { text, style } => {
                    // A heading is bold anyway, and a link has a look of its own.
                    let style = TextStyle {
                        is_bold: style.is_bold && !is_plain,
                        is_italic: style.is_italic && !is_plain,
                        ..*style
                    };
                    styled(&mut said, text, style);
                }
                SourceInline::Break => said.push('\n'),
                SourceInline::Link { address, inlines } => {
                    let words = self.inlines(inlines, true, None);
                    let words = in_one_line(words.trim());
                    if !words.is_empty() {
                        said.push_str(&format!("[{words}]({})", link_address(address)));
                    }
                }
                SourceInline::Picture(index) => {
                    said.push_str(&self.picture(*index, caption.as_deref()));
                }
                SourceInline::Note(note) => {
                    let number = self.note(*note);
                    said.push_str(&format!("[^{number}]"));
                }
                SourceInline::Missing(what) => said.push_str(&escaped(&missing(what))),
            }
        }
        said
    }

    fn picture(&self, index: usize, caption: Option<&str>) -> String {
        let Some(name) = self.pictures.get(index).filter(|name| !name.is_empty()) else {
            return escaped(&missing("图片"));
        };
        let said = self
            .text
            .pictures
            .get(index)
            .map_or("", |picture| picture.alt.trim());
        let alt = match said.is_empty() {
            true => caption.unwrap_or_default(),
            false => said,
        };
        format!("![{}]({})", in_one_line(&escaped(alt)), link_address(name))
    }

    /// The number of a note in the order in which they are referred to.
    fn note(&mut self, note: usize) -> usize {
        let known = self.notes.iter().position(|known| *known == note);
        let index = known.unwrap_or_else(|| {
            self.notes.push(note);
            self.notes.len() - 1
        });
        index + 1
    }
}

/// The words of a short paragraph below a picture: one whose style says so, or that looks so.
fn caption(next: &SourceBlock) -> Option<String> {
    let SourceBlock::Paragraph(paragraph) = next else {
        return None;
    };
    let text = paragraph.plain();
    let text = text.trim();
    let looks_so = || {
        !text.ends_with(['。', '！', '？', '：'])
            && (text.starts_with('图') || paragraph.look.side == super::text::Alignment::Centre)
    };
    let is_so = match paragraph.role {
        ParagraphRole::Caption => true,
        ParagraphRole::Text => looks_so(),
        _ => false,
    };
    // 表1 below a picture is said of the table that follows.
    let is_of_table = text.starts_with('表') && outline::is_caption(text);
    let is_caption = is_so && !is_of_table && !text.is_empty() && text.chars().count() <= LONGEST_CAPTION;
    is_caption.then(|| text.to_owned())
}

/// The number that a label like `3.` or `（3）` counts.
fn number_in(label: &str) -> Option<usize> {
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|number| *number < 1_000_000_000)
}

#[cfg(test)]
mod tests;
