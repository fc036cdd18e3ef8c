//! The blocks of a story: the body, a note, a text box, a cell. What stands around them, like a content control or a
//! tracked change, decides whether they are seen.

use std::collections::HashMap;
use std::rc::Rc;

use super::fields::OpenFields;
use super::numbering::ListCounts;
use super::paragraph::OpenLine;
use super::styles::{StyleSheet, paragraph_setting};
use super::tree::PartElement;
use crate::attachment::package::{Package, Relationship};
use crate::import::text::{ImportedText, ParagraphLook, SourceBlock, SourceInline, SourceParagraph, plain};

/// What a document's parts are read into.
pub(super) struct DocxReader<'p> {
    pub(super) package: Package<'p>,
    pub(super) styles: StyleSheet,
    pub(super) lists: ListCounts,
    /// Footnotes and endnotes that nothing has referred to yet.
    pub(super) waiting_notes: HashMap<NoteKey, PartElement>,
    pub(super) note_places: HashMap<NoteKey, usize>,
    pub(super) note_targets: [Targets; 2],
    /// By part; a name for those that no page can show.
    pub(super) picture_places: HashMap<String, Result<usize, &'static str>>,
    /// By the first place and what is said of it there.
    pub(super) pictures_again: HashMap<(usize, String), usize>,
    pub(super) story: StoryState,
    /// The width of lines, in twentieths of a point; `None` in cells, where nothing follows from an indent.
    pub(super) width: Option<i64>,
    /// What stands here may stand on a ground that is not white.
    pub(super) has_ground: bool,
    pub(super) text: ImportedText,
}

/// What a part refers to, by what it calls it.
pub(super) type Targets = Rc<HashMap<String, Relationship>>;

/// A footnote or an endnote: which of both, its id.
pub(super) type NoteKey = (NoteKind, String);

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// What is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum StoryKind {
    #[default]
    Body,
    Note,
    /// A header or footer, which is only looked through.
    Margin,
}

/// What is known at a place of a story.
#[derive(Debug, Clone, Default)]
pub(super) struct StoryState {
    pub(super) kind: StoryKind,
    pub(super) targets: Targets,
    pub(super) fields: OpenFields,
    /// How many elements are open whose contents are not seen.
    silent: usize,
    /// What was left out last, when nothing seen came after it.
    left_out: Option<&'static str>,
}

impl StoryState {
    /// At the beginning of a story.
    pub(super) fn new(kind: StoryKind, targets: Targets, story: &PartElement) -> Self {
        let mut fields = OpenFields::of(story);
        fields.drops_page_numbers = kind == StoryKind::Margin;
        Self {
            kind,
            targets,
            fields,
            ..Self::default()
        }
    }
}

/// What an element that only stands around others means for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapper {
    Plain,
    Inserted,
    Deleted,
    /// A content control that nobody has filled in.
    Placeholder,
    /// A table of contents.
    Contents,
}

impl Wrapper {
    /// For an element that only stands around others: what it means, and the others.
    pub(super) fn of(element: &PartElement) -> Option<(Self, &[PartElement])> {
        let wrapper = match element.name.as_str() {
            "ins" | "moveTo" => Self::Inserted,
            "del" | "moveFrom" => Self::Deleted,
            "smartTag" | "customXml" | "dir" | "bdo" | "rubyBase" => Self::Plain,
            "sdt" => {
                let inside = element
                    .child("sdtContent")
                    .map(|inside| inside.children.as_slice());
                return Some((Self::of_control(element), inside.unwrap_or_default()));
            }
            _ => return None,
        };
        Some((wrapper, &element.children))
    }

    fn of_control(control: &PartElement) -> Self {
        let Some(properties) = control.child("sdtPr") else {
            return Self::Plain;
        };
        let parts = properties
            .child("docPartObj")
            .and_then(|parts| parts.child_val("docPartGallery"));
        if parts == Some("Table of Contents") {
            Self::Contents
        } else if properties.switch("showingPlcHdr") == Some(true) {
            Self::Placeholder
        } else {
            Self::Plain
        }
    }
}

/// Blocks that are being read.
#[derive(Debug, Default)]
pub(super) struct OpenBlocks {
    pub(super) done: Vec<SourceBlock>,
    /// A paragraph whose end was deleted: what follows belongs to it.
    carried: Option<OpenLine>,
}

/// True when some text stands in an element.
pub(super) fn has_text(elements: &[PartElement]) -> bool {
    elements.iter().any(|element| {
        let is_text = matches!(element.name.as_str(), "t" | "delText");
        is_text && !element.text.trim().is_empty() || has_text(&element.children)
    })
}

impl DocxReader<'_> {
    /// Nothing that stands around hides what stands here.
    pub(super) fn is_shown(&self) -> bool {
        self.story.silent == 0 && self.story.fields.shows()
    }

    /// No wrapper hides what stands here; a field may.
    pub(super) fn is_within_sight(&self) -> bool {
        self.story.silent == 0
    }

    /// Reads a story of its own.
    pub(super) fn aside(
        &mut self,
        kind: StoryKind,
        targets: Targets,
        story: &PartElement,
    ) -> Vec<SourceBlock> {
        let around = std::mem::replace(&mut self.story, StoryState::new(kind, targets, story));
        let blocks = self.blocks(&story.children);
        self.story = around;
        blocks
    }

    /// Notes something that was rightly left out; a stretch of it counts once.
    pub(super) fn leave_out(&mut self, what: &'static str) {
        if self.story.left_out != Some(what) && self.is_shown() {
            self.text.omit(what, false);
            self.story.left_out = Some(what);
        }
    }

    /// Something that is seen comes between what is left out.
    pub(super) fn see(&mut self) {
        self.story.left_out = None;
    }

    /// Reads what stands in a wrapper.
    pub(super) fn within<R>(
        &mut self,
        wrapper: Wrapper,
        inside: &[PartElement],
        read: impl FnOnce(&mut Self) -> R,
    ) -> R {
        match wrapper {
            Wrapper::Plain => return read(self),
            Wrapper::Inserted => {
                if has_text(inside) {
                    self.leave_out(INSERTED);
                }
                return read(self);
            }
            Wrapper::Deleted if has_text(inside) => self.leave_out(DELETED),
            Wrapper::Placeholder if self.is_shown() => self.text.omit("没有填写的内容控件", true),
            Wrapper::Contents => self.leave_out("目录"),
            Wrapper::Deleted | Wrapper::Placeholder => {}
        }
        self.story.silent += 1;
        let read = read(self);
        self.story.silent -= 1;
        read
    }

    /// The blocks that these elements are.
    pub(super) fn blocks(&mut self, elements: &[PartElement]) -> Vec<SourceBlock> {
        let mut blocks = OpenBlocks::default();
        self.add_blocks(elements, &mut blocks);
        self.flush(&mut blocks);
        blocks.done
    }

    fn add_blocks(&mut self, elements: &[PartElement], blocks: &mut OpenBlocks) {
        for element in elements {
            if let Some((wrapper, inside)) = Wrapper::of(element) {
                self.within(wrapper, inside, |reader| reader.add_blocks(inside, blocks));
                continue;
            }
            match element.name.as_str() {
                "p" => self.paragraph(element, blocks),
                "tbl" => {
                    self.flush(blocks);
                    if let Some(table) = self.table(element) {
                        blocks.done.push(SourceBlock::Table(table));
                    }
                }
                "oMathPara" | "oMath" => {
                    let mut line = OpenLine::default();
                    self.missing("公式", &mut line);
                    blocks.carried = Some(line);
                    self.flush(blocks);
                }
                "altChunk" | "subDoc" if self.is_shown() => self.text.omit("插入的其他文件", true),
                _ => {}
            }
        }
    }

    /// A paragraph whose end was deleted and that nothing follows.
    fn flush(&mut self, blocks: &mut OpenBlocks) {
        if let Some(line) = blocks.carried.take() {
            self.finish(SourceParagraph::default(), line, blocks);
        }
    }

    fn paragraph(&mut self, element: &PartElement, blocks: &mut OpenBlocks) {
        let properties = element.child("pPr");
        let (style, runs) = self.styles.of_paragraph(properties);
        let own = properties.map(paragraph_setting).unwrap_or_default();
        let setting = own.over(style);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        let is_mark = |name: &str| mark.is_some_and(|mark| mark.child(name).is_some());
        let was_shown = self.is_shown();
        self.story.left_out = None;
        let mut line = blocks.carried.take().unwrap_or_default();
        let around = self.has_ground;
        self.has_ground |= setting.has_ground == Some(true);
        self.inlines(&element.children, runs, &mut line);
        let mark_look = self.styles.look(runs, mark);
        let is_hidden = mark_look.is_hidden || mark_look.unseen(self.has_ground).is_some();
        self.has_ground = around;
        if is_mark("del") || is_mark("moveFrom") {
            if line.is_empty() {
                blocks.done.append(&mut line.boxes);
            } else {
                blocks.carried = Some(line);
            }
            return;
        }
        let is_seen = was_shown || self.is_shown();
        let mut paragraph = SourceParagraph {
            role: setting.role(),
            ..SourceParagraph::default()
        };
        if is_seen && !(is_hidden && line.is_empty()) {
            let style = properties.and_then(|properties| properties.child_val("pStyle"));
            paragraph.label = self.lists.next(&setting, style, &self.styles);
        }
        let look = line.look();
        let by_indent = self.width.unwrap_or(i64::MAX / 100);
        paragraph.look = ParagraphLook {
            side: setting.side(by_indent, look.half_points),
            ..look
        };
        self.finish(paragraph, line, blocks);
    }

    /// Adds a paragraph, in two where a page ends inside it, and the text boxes that hang at it.
    fn finish(&mut self, mut paragraph: SourceParagraph, mut line: OpenLine, blocks: &mut OpenBlocks) {
        let boxes = std::mem::take(&mut line.boxes);
        for (inlines, look) in line.pieces() {
            if is_blank(&inlines) {
                continue;
            }
            let side = paragraph.look.side;
            blocks.done.push(SourceBlock::Paragraph(SourceParagraph {
                role: paragraph.role,
                label: paragraph.label.take(),
                look: ParagraphLook { side, ..look },
                inlines,
            }));
        }
        // A number is seen even where nothing follows it.
        if paragraph.label.as_ref().is_some_and(|label| !label.is_bullet) {
            blocks.done.push(SourceBlock::Paragraph(paragraph));
        }
        blocks.done.extend(boxes);
    }
}

/// Nobody sees anything of this.
fn is_blank(inlines: &[SourceInline]) -> bool {
    let has_more = |inline: &SourceInline| match inline {
        SourceInline::Text { .. } | SourceInline::Break => false,
        SourceInline::Link { inlines, .. } => !is_blank(inlines),
        SourceInline::Picture(_) | SourceInline::Note(_) | SourceInline::Missing(_) => true,
    };
    plain(inlines).trim().is_empty() && !inlines.iter().any(has_more)
}

/// What is said of text that a tracked change added.
pub(super) const INSERTED: &str = "修订中增加的文字（按接受修订保留）";

/// What is said of text that a tracked change deleted or moved away.
pub(super) const DELETED: &str = "修订中删去的文字";

/// What is said of hidden text.
pub(super) const HIDDEN: &str = "隐藏文字";
