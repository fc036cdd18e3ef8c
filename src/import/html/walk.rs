//! A page's elements → blocks, in one loop over them.

use std::collections::HashMap;

use super::address;
use super::boilerplate::is_boilerplate;
use super::fate::{ElementFate, TextMeasures};
use super::lists::{HtmlList, label_of_word, level_of_word};
use super::look::{TextLook, declarations};
use super::page::HtmlOrigin;
use super::paragraph::{ParagraphPlace, ParagraphSoFar};
use super::pictures::PictureReader;
use super::table::{HtmlTable, is_layout};
use super::tree::{HtmlContent, HtmlElement, HtmlTree, is_block};
use crate::import::text::{
    Alignment, ImportedText, NumberLabel, ParagraphRole, SourceBlock, SourceInline, SourceParagraph,
};

/// What is told of what surrounds a page's text.
pub(super) const FURNITURE: &str = "网页上的导航、按钮等";

/// Reads the elements of a page.
pub(super) struct PageWalk<'t> {
    pub(super) tree: &'t HtmlTree,
    pub(super) measures: &'t TextMeasures,
    pub(super) origin: HtmlOrigin,
    pub(super) pictures: PictureReader<'t>,
    pub(super) text: ImportedText,
    /// Word's footnotes by their identity.
    notes: HashMap<String, usize>,
    /// The blocks of the page, and of each cell that is open.
    containers: Vec<Vec<SourceBlock>>,
    /// The tables that are open; `None` for one that lays out the page.
    tables: Vec<Option<HtmlTable>>,
    lists: Vec<HtmlList>,
    paragraph: ParagraphSoFar,
    open: Vec<EnteredElement>,
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct EnteredElement {
    index: usize,
    look: TextLook,
    role: ParagraphRole,
    is_in_item: bool,
    /// How deep in its list Word says that the paragraph is.
    word_level: u8,
    leaving: OnLeaving,
}

/// What is done where an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OnLeaving {
    Nothing,
    Block,
    /// A block inside an item of a list.
    Line,
    Link,
    List,
    Cell,
    Table,
    Head,
}

impl<'t> PageWalk<'t> {
    pub(super) fn new(
        tree: &'t HtmlTree,
        measures: &'t TextMeasures,
        origin: HtmlOrigin,
        pictures: PictureReader<'t>,
    ) -> Self {
        Self {
            tree,
            measures,
            origin,
            pictures,
            text: ImportedText::default(),
            notes: HashMap::new(),
            containers: vec![Vec::new()],
            tables: Vec::new(),
            lists: Vec::new(),
            paragraph: ParagraphSoFar::default(),
            open: Vec::new(),
        }
    }

    /// Reads footnotes, Word's and this program's own, which what refers to them needs to know.
    pub(super) fn read_notes(&mut self) {
        for (index, element) in self.tree.elements() {
            let is_note = declarations(element)
                .any(|(name, value)| name == "mso-element" && matches!(value, "footnote" | "endnote"));
            let is_own = element.name == "li" && element.id().starts_with("fn-");
            if (is_note || is_own) && !element.id().is_empty() && self.notes.len() < 10_000 {
                let mut blocks = self.read(index);
                for block in &mut blocks {
                    if let SourceBlock::Paragraph(paragraph) = block {
                        paragraph.role = ParagraphRole::Text;
                    }
                }
                self.notes.insert(element.id().to_owned(), self.text.notes.len());
                self.text.notes.push(blocks);
            }
        }
    }

    /// The blocks of an element.
    pub(super) fn read(&mut self, root: usize) -> Vec<SourceBlock> {
        let end = self.tree.nodes[root].end;
        let mut at = root;
        while at < end {
            self.leave_before(at);
            let node = &self.tree.nodes[at];
            at = match &node.content {
                HtmlContent::Element(element) if !self.enter(at, element) => node.end,
                HtmlContent::Text(text) => {
                    self.take_text(text);
                    at + 1
                }
                _ => at + 1,
            };
        }
        self.leave_before(end);
        self.flush();
        self.containers
            .first_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    fn here(&self) -> EnteredElement {
        self.open.last().copied().unwrap_or(EnteredElement {
            index: 0,
            look: TextLook::default(),
            role: ParagraphRole::Text,
            is_in_item: false,
            word_level: 0,
            leaving: OnLeaving::Nothing,
        })
    }

    fn take_text(&mut self, text: &str) {
        // Between the rows and cells of a table there is nothing to read.
        let is_in_table = self.tables.last().is_some_and(Option::is_some)
            && self.tree.element(self.here().index).is_some_and(|element| {
                matches!(&*element.name, "table" | "tbody" | "thead" | "tfoot" | "tr")
            });
        if !is_in_table || !text.trim().is_empty() {
            self.paragraph.text(text, &self.here().look);
        }
    }

    fn leave_before(&mut self, at: usize) {
        while let Some(open) = self.open.last().copied() {
            if self.tree.nodes[open.index].end > at {
                return;
            }
            self.leave(open);
            self.open.pop();
        }
    }

    /// Begins an element; false when nothing in it is read.
    fn enter(&mut self, index: usize, element: &'t HtmlElement) -> bool {
        if !self.take_fate(index, element) {
            return false;
        }
        let here = self.here();
        let mut inside = EnteredElement {
            index,
            look: here.look.inside(element),
            leaving: OnLeaving::Nothing,
            ..here
        };
        match &*element.name {
            "br" => self.paragraph.line_break(),
            "wbr" => {}
            "hr" => {
                self.flush();
                self.push_block(SourceBlock::Rule);
            }
            "img" => {
                if let Some(inline) = self.pictures.read(element, &mut self.text) {
                    self.paragraph.add_inline(inline);
                }
            }
            "a" => return self.enter_link(element, inside),
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                self.lists.push(HtmlList::of(element));
                inside.leaving = OnLeaving::List;
                inside.is_in_item = false;
            }
            "table" => self.enter_table(index, &mut inside),
            "thead" if self.is_in_table() => {
                self.with_table(|table| table.head(true));
                inside.leaving = OnLeaving::Head;
            }
            "tbody" | "tfoot" if self.is_in_table() => {}
            "tr" if self.is_in_table() => self.with_table(HtmlTable::row),
            "td" | "th" if self.is_in_table() => {
                self.flush();
                self.containers.push(Vec::new());
                inside.leaving = OnLeaving::Cell;
                inside.role = ParagraphRole::Text;
                inside.is_in_item = false;
            }
            name if is_block(name) => self.enter_block(element, &mut inside),
            _ => return self.enter_inline(index, element, inside),
        }
        if matches!(&*element.name, "br" | "wbr" | "hr" | "img") {
            return true;
        }
        self.open.push(inside);
        true
    }

    /// Does with an element what becomes of it; false when nothing in it is read.
    fn take_fate(&mut self, index: usize, element: &HtmlElement) -> bool {
        let has_text = self.measures.chars[index] > 0;
        match self.measures.fates[index] {
            ElementFate::Kept => return true,
            // Notes are read by themselves; where one is read, its list is not met.
            ElementFate::Notes | ElementFate::Wordless => {}
            ElementFate::Furniture if self.origin == HtmlOrigin::Document && has_text => {
                self.text.omit("按钮、表单等", false);
            }
            ElementFate::Furniture if has_text || element.name.starts_with("mp") => {
                self.text.omit(FURNITURE, false)
            }
            ElementFate::Furniture => {}
            ElementFate::Hidden if has_text => self.text.omit("不显示的文字", false),
            ElementFate::Hidden => {}
            ElementFate::Aside(what) => self.text.omit(what, false),
            ElementFate::Named(what) => {
                self.text.omit(what, true);
                self.paragraph.add_inline(SourceInline::Missing(what.to_owned()));
            }
        }
        false
    }

    fn enter_link(&mut self, element: &HtmlElement, mut inside: EnteredElement) -> bool {
        let target = element.attribute("href").unwrap_or_default();
        if ["#_ftnref", "#_ednref", "#fnref-"]
            .iter()
            .any(|back| target.starts_with(back))
        {
            return false;
        }
        let note = target.strip_prefix("#_").or_else(|| target.strip_prefix('#'));
        let note = note.and_then(|name| self.notes.get(name));
        if let Some(note) = note {
            self.paragraph.add_inline(SourceInline::Note(*note));
            return false;
        }
        match address::whole(target, self.pictures.base) {
            Some(address) => {
                self.paragraph.open_link(address);
                inside.leaving = OnLeaving::Link;
            }
            None if is_relative(target) && self.pictures.base.is_none() => {
                self.text.omit("没有完整地址的链接", true);
            }
            None => {}
        }
        self.open.push(inside);
        true
    }

    fn enter_table(&mut self, index: usize, inside: &mut EnteredElement) {
        self.flush();
        let is_layout = is_layout(self.tree, self.measures, index);
        self.tables.push((!is_layout).then(HtmlTable::default));
        inside.leaving = OnLeaving::Table;
    }

    fn enter_block(&mut self, element: &HtmlElement, inside: &mut EnteredElement) {
        inside.leaving = OnLeaving::Block;
        inside.word_level = level_of_word(element).unwrap_or(inside.word_level);
        let role = role(element);
        if element.name == "li" {
            self.flush();
            let level = self.lists.len().saturating_sub(1).min(8) as u8;
            let (is_ordered, label) = match self.lists.last_mut() {
                Some(list) => list.item(element),
                None => (false, None),
            };
            inside.is_in_item = true;
            inside.role = ParagraphRole::Item { level, is_ordered };
            match label {
                Some(text) if text.is_empty() => inside.role = ParagraphRole::Text,
                Some(text) => {
                    inside.role = ParagraphRole::Text;
                    let is_bullet = false;
                    self.paragraph.label = Some(NumberLabel {
                        text,
                        level,
                        is_bullet,
                    });
                }
                None => {}
            }
        } else if inside.is_in_item && role.is_none() {
            self.paragraph.soft_break();
            inside.leaving = OnLeaving::Line;
        } else {
            self.flush();
            inside.role = role.unwrap_or(inside.role);
        }
    }

    /// An element of a line.
    fn enter_inline(&mut self, index: usize, element: &HtmlElement, inside: EnteredElement) -> bool {
        if declarations(element)
            .any(|(name, value)| name == "mso-list" && value.eq_ignore_ascii_case("ignore"))
        {
            let label = label_of_word(&self.tree.text(index), inside.word_level);
            if self.paragraph.is_empty() && label.is_some() {
                self.paragraph.label = label;
            }
            return false;
        }
        if declarations(element).any(|(name, value)| name == "background-image" && value.contains("http")) {
            self.text.omit("背景图片", false);
        }
        self.open.push(inside);
        true
    }

    fn leave(&mut self, open: EnteredElement) {
        match open.leaving {
            OnLeaving::Nothing => {}
            OnLeaving::Block => self.flush(),
            OnLeaving::Line => self.paragraph.soft_break(),
            OnLeaving::Link => {
                self.paragraph.close_link();
            }
            OnLeaving::List => {
                self.flush();
                self.lists.pop();
            }
            OnLeaving::Cell => {
                self.flush();
                let blocks = self.containers.pop().unwrap_or_default();
                if let Some(element) = self.tree.element(open.index) {
                    self.with_table(|table| table.cell(element, blocks));
                }
            }
            OnLeaving::Table => {
                self.flush();
                let table = self.tables.pop().flatten().and_then(HtmlTable::finish);
                if let Some(table) = table {
                    self.push_block(SourceBlock::Table(table));
                }
            }
            OnLeaving::Head => self.with_table(|table| table.head(false)),
        }
    }

    fn is_in_table(&self) -> bool {
        self.tables.last().is_some_and(Option::is_some)
    }

    fn with_table(&mut self, change: impl FnOnce(&mut HtmlTable)) {
        if let Some(Some(table)) = self.tables.last_mut() {
            change(table);
        }
    }

    fn push_block(&mut self, block: SourceBlock) {
        if let Some(blocks) = self.containers.last_mut() {
            blocks.push(block);
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let here = self.here();
        let is_in_cell = self.containers.len() > 1;
        let before = self.containers.last().map_or(0, Vec::len);
        let place = ParagraphPlace {
            role: here.role,
            side: here.look.paragraph.side,
            before: if is_in_cell { 0 } else { before },
        };
        let paragraphs = self.paragraph.take(place);
        for mut paragraph in paragraphs {
            if is_in_cell && place.side == Alignment::Left {
                paragraph.look.side = Alignment::Left;
            }
            if self.origin == HtmlOrigin::Site && self.is_of_page(&paragraph) {
                self.text.omit(FURNITURE, false);
            } else {
                self.push_block(SourceBlock::Paragraph(paragraph));
            }
        }
    }

    fn is_of_page(&self, paragraph: &SourceParagraph) -> bool {
        let is_thing =
            |inline: &SourceInline| matches!(inline, SourceInline::Picture(_) | SourceInline::Missing(_));
        !paragraph.inlines.iter().any(is_thing) && is_boilerplate(&paragraph.plain())
    }
}

/// A page beside this one, whose address nobody knows.
fn is_relative(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    !target.trim().is_empty() && !target.starts_with('#') && !scheme.contains(':')
}

/// What an element says that its paragraph is.
fn role(element: &HtmlElement) -> Option<ParagraphRole> {
    if element.classes().any(|class| class == "MsoTitle") {
        return Some(ParagraphRole::Title);
    }
    match &*element.name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            Some(ParagraphRole::Heading(element.name.as_bytes()[1] - b'0'))
        }
        "blockquote" => Some(ParagraphRole::Quote),
        "pre" | "xmp" | "listing" | "plaintext" => Some(ParagraphRole::Preformatted),
        _ => None,
    }
}
