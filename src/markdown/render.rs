//! Markdown events → [`HtmlWriter`]: one pass, one `match`. What takes more than a line is in the file named
//! after it: `prose` (paragraphs, headings, text), `references` (links and pictures), `blocks` (tables, code, alerts), `notes` (footnotes),
//! `raw` (HTML that the author wrote). It must not look at other files or at the clock.

use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::blocks::{CodeBlock, Tables};
use super::cjk_shim::ShimmedText;
use super::complain::Complaints;
use super::headings::Headings;
use super::lines::LineBlock;
use super::notes::Footnotes;
use super::page::HtmlWriter;
use super::prose::BegunHeading;
use super::raw::Raw;
use super::references::{Fragment, OpenPicture};
use super::slips::Slips;
use super::{ChineseRules, Image, Link};
use crate::words::SourcePath;

/// How deep quotes, list items and inline marks may be nested.
pub(super) const DEEPEST: usize = 100;

/// Everything that one pass over the events needs and gathers.
pub(super) struct BodyRenderer<'a> {
    /// The text the events come from.
    pub(super) text: &'a str,
    /// It holds runs that mask a name.
    pub(super) masked: bool,
    pub(super) rules: &'a ChineseRules,
    pub(super) path: &'a SourcePath,
    pub(super) complaints: Complaints<'a>,
    pub(super) page: HtmlWriter,
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<Image>,
    pub(super) fragments: Vec<Fragment>,
    pub(super) headings: Headings,
    pub(super) notes: Footnotes<'a>,
    pub(super) raw: Raw,
    /// For each link begun: whether it has a tag to close.
    pub(super) open_links: Vec<bool>,
    /// The picture whose alternative text is being read.
    pub(super) picture: Option<OpenPicture>,
    pub(super) code: Option<CodeBlock>,
    pub(super) tables: Tables,
    pub(super) slips: Slips,
    /// The lines of the text that is being read.
    pub(super) lines: LineBlock<'a>,
    pub(super) heading: Option<BegunHeading>,
    /// Quotes, items and notes that are open.
    pub(super) containers: usize,
    /// Containers and inline marks that are open.
    pub(super) depth: usize,
    /// A paragraph is open, and its text is being read.
    pub(super) in_paragraph: bool,
    /// A paragraph that began within the text of a list's item is open.
    pub(super) item_paragraph: bool,
    /// The last character of the text.
    pub(super) last: char,
    /// Where the first paragraph stands in the plain text: outside any container, and anywhere.
    pub(super) first: Option<Range<usize>>,
    pub(super) first_inside: Option<Range<usize>>,
    pub(super) paragraph: usize,
    /// Set when something is nested deeper than allowed.
    pub(super) too_deep: Option<Range<usize>>,
}

impl<'a> BodyRenderer<'a> {
    /// A renderer for a text.
    pub(super) fn new(
        prepared: &'a ShimmedText<'a>,
        rules: &'a ChineseRules,
        path: &'a SourcePath,
        complaints: Complaints<'a>,
    ) -> Self {
        let text: &str = &prepared.text;
        Self {
            text,
            masked: prepared.is_masked,
            rules,
            path,
            complaints,
            page: HtmlWriter::new(text.len(), rules.sanitise && may_hold_html(text)),
            links: Vec::new(),
            images: Vec::new(),
            fragments: Vec::new(),
            headings: Headings::default(),
            notes: Footnotes::default(),
            raw: Raw::default(),
            open_links: Vec::new(),
            picture: None,
            code: None,
            tables: Tables::default(),
            slips: Slips::new(text),
            lines: LineBlock::default(),
            heading: None,
            containers: 0,
            depth: 0,
            in_paragraph: false,
            item_paragraph: false,
            last: ' ',
            first: None,
            first_inside: None,
            paragraph: 0,
            too_deep: None,
        }
    }

    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(text) => self.inline_code(&text),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.hard_break(&range),
            Event::Html(html) => self.html_line(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, &range),
            Event::Rule => {
                self.close_item_paragraph();
                self.page.fresh_line();
                self.page.html("<hr>\n");
            }
            Event::FootnoteReference(name) => self.note_reference(name),
            Event::TaskListMarker(done) => self.task(done),
            // Mathematics is not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if nests(&tag) {
            self.depth += 1;
            if self.depth > DEEPEST {
                self.too_deep = Some(range);
                return;
            }
        }
        if self.picture.is_some() {
            return self.start_in_picture();
        }
        if self.item_paragraph && is_block(&tag) {
            self.close_item_paragraph();
        }
        match tag {
            Tag::HtmlBlock => self.raw.begin_block(),
            Tag::Image { dest_url, title, .. } => self.start_picture(&dest_url, &title, range),
            tag => {
                self.open(tag, range);
                self.raw.enter();
            }
        }
    }

    /// Begins what other things may stand in.
    fn open(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.start_paragraph();
                self.look_at_first_line(range.start);
            }
            Tag::Heading { level, .. } => {
                self.look_at_heading(&range);
                self.start_heading(level as u8);
            }
            Tag::BlockQuote(kind) => {
                self.containers += 1;
                self.start_quote(kind);
            }
            Tag::CodeBlock(kind) => self.start_code(kind, &range),
            Tag::List(first) => {
                self.slips.lists.push(first.is_some());
                self.start_list(first);
            }
            Tag::Item => {
                self.containers += 1;
                self.page.part();
                self.page.fresh_line();
                self.page.html("<li>");
                self.last = '\n';
            }
            Tag::FootnoteDefinition(name) => {
                self.containers += 1;
                self.start_note(name, range);
            }
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => {
                self.look_at_row(&range);
                self.start_row(false);
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.page.html("<em>"),
            Tag::Strong => self.page.html("<strong>"),
            Tag::Strikethrough => self.page.html("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            // Nothing stands in the first two; none of the others is switched on.
            Tag::HtmlBlock
            | Tag::Image { .. }
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if ends_nesting(tag) {
            self.depth -= 1;
        }
        if self.picture.is_some() {
            return self.end_in_picture();
        }
        if tag == TagEnd::HtmlBlock {
            return self.end_html_block();
        }
        self.leave_raw();
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.containers -= 1;
                self.end_quote(kind);
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(ordered) => {
                self.slips.lists.pop();
                self.page.fresh_line();
                self.page.html(if ordered { "</ol>\n" } else { "</ul>\n" });
                self.page.part();
            }
            TagEnd::Item => {
                self.close_item_paragraph();
                self.containers -= 1;
                self.page.html("</li>\n");
                self.page.part();
            }
            TagEnd::FootnoteDefinition => {
                self.containers -= 1;
                self.end_note();
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_row(true),
            TagEnd::TableRow => self.end_row(false),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.page.html("</em>"),
            TagEnd::Strong => self.page.html("</strong>"),
            TagEnd::Strikethrough => self.page.html("</del>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The plain text of the first paragraph; of everything when there is none.
    pub(super) fn first_paragraph(&self) -> &str {
        match self.first.clone().or_else(|| self.first_inside.clone()) {
            Some(range) => &self.page.plain[range],
            None => &self.page.plain,
        }
    }
}

/// A quick look: `<` before something that may be a tag. Wrong only to the safe side.
fn may_hold_html(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b'<', bytes).any(|at| {
        bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    })
}

/// What cannot stand inside a paragraph.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
    )
}

fn nests(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::Item
            | Tag::FootnoteDefinition(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn ends_nesting(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
    )
}
