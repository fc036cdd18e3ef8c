//! HTML that the author wrote or pasted → only what a page may hold, each tag closed where it was opened.
//! A table (`words/html.rs`) says which tags stay. What runs code goes, with a warning; what only decorates goes
//! silently; text always stays. The result of a whole entry goes through the sanitiser once more
//! (`sanitise`), which sees to the order of elements.

use std::ops::Range;

use super::cjk_shim::restore;
use super::page::Slot;
use super::render::{BodyRenderer, DEEPEST};
use super::sanitise::{DISARMED, DROPPED};
use super::tags::{Token, Tokens, decode};
use super::target::is_rooted;
use crate::words::{ALLOWED_TAGS, Code, TagNature, starts_with_any};

/// Something that runs or disguises was taken out.
const HTML_REMOVED: Code = Code::warning("html-removed");
/// A comment or script without an end hides everything behind it.
const HTML_UNCLOSED: Code = Code::error("html-unclosed");

/// What raw HTML has left open.
#[derive(Default)]
pub(super) struct Raw {
    open: Vec<OpenTag>,
    /// How many Markdown elements are open.
    scope: usize,
    /// The tag whose content is being dropped.
    dropped: Option<Dropped>,
    /// The block of HTML being gathered: its text, and where in the source each line of it stands.
    block: Option<RawBlock>,
    /// Some raw HTML was met.
    pub(super) met: bool,
}

/// A block of HTML while it is gathered.
#[derive(Default)]
struct RawBlock {
    text: String,
    /// Where each line begins in the text, and where it stands in the source.
    lines: Vec<(usize, Range<usize>)>,
}

/// A tag that goes with its content.
struct Dropped {
    name: &'static str,
    /// The scope it was opened in.
    scope: usize,
    range: Range<usize>,
}

struct OpenTag {
    name: &'static str,
    nature: TagNature,
    scope: usize,
    /// The heading's number, when it is one.
    heading: Option<usize>,
}

impl Raw {
    /// A Markdown element begins.
    pub(super) fn enter(&mut self) {
        self.scope += 1;
    }

    /// A block of HTML begins.
    pub(super) fn begin_block(&mut self) {
        self.block = Some(RawBlock::default());
    }

    /// True inside something that goes with its content.
    pub(super) fn dropping(&self) -> bool {
        self.dropped.is_some()
    }
}

impl BodyRenderer<'_> {
    /// A line of a block of HTML.
    pub(super) fn html_line(&mut self, html: &str, range: Range<usize>) {
        if let Some(RawBlock { text, lines }) = &mut self.raw.block {
            lines.push((text.len(), range));
            text.push_str(&restore(html));
        }
    }

    /// The block of HTML is complete.
    pub(super) fn end_html_block(&mut self) {
        let Some(RawBlock { text: html, lines }) = self.raw.block.take() else {
            return;
        };
        self.page.part();
        self.page.fresh_line();
        let before = self.raw.open.len();
        self.raw_html(&html, &lines);
        self.end_dropping();
        let loose = self.raw.open[before.min(self.raw.open.len())..]
            .iter()
            .position(|open| open.nature != TagNature::Block);
        if let Some(loose) = loose {
            self.close_raw_from(before + loose);
        }
        self.page.part();
    }

    /// A tag inside a paragraph.
    pub(super) fn inline_html(&mut self, html: &str, range: &Range<usize>) {
        if self.picture.is_none() {
            self.raw_html(&restore(html), &[(0, range.clone())]);
        }
    }

    /// A Markdown element ends: raw tags opened inside it end with it.
    pub(super) fn leave_raw(&mut self) {
        let scope = self.raw.scope;
        if self
            .raw
            .dropped
            .as_ref()
            .is_some_and(|dropped| dropped.scope >= scope)
        {
            self.end_dropping();
        }
        let inside = self.raw.open.partition_point(|open| open.scope < scope);
        self.close_raw_from(inside);
        self.raw.scope = scope.saturating_sub(1);
    }

    /// Its end did not come where it had to.
    fn end_dropping(&mut self) {
        if let Some(dropped) = self.raw.dropped.take() {
            self.complain_unclosed(&format!("<{}>", dropped.name), dropped.range);
        }
    }

    /// True when a raw tag of the element being read is open, or its content goes.
    pub(super) fn raw_is_open(&self) -> bool {
        let open = self.raw.open.last();
        self.raw.dropping() || open.is_some_and(|open| open.scope >= self.raw.scope)
    }

    /// Closes the raw tags of the element being read.
    pub(super) fn close_raw_inside(&mut self) {
        let inside = self.raw.open.partition_point(|open| open.scope < self.raw.scope);
        self.close_raw_from(inside);
    }

    /// Closes what raw HTML has left open at the page's end.
    pub(super) fn close_raw(&mut self) {
        self.close_raw_from(0);
    }

    fn close_raw_from(&mut self, first: usize) {
        while self.raw.open.len() > first {
            let Some(open) = self.raw.open.pop() else {
                return;
            };
            self.page.html("</");
            match open.heading {
                Some(number) => {
                    self.page.html("h");
                    self.page.slot(Slot::Level(number));
                    self.page.html("2");
                }
                None => self.page.html(open.name),
            }
            self.page.html(">");
            if open.nature.parts() {
                self.page.part();
            }
        }
    }

    fn raw_html(&mut self, html: &str, lines: &[(usize, Range<usize>)]) {
        self.raw.met = true;
        if !self.rules.sanitise {
            return self.raw_as_it_is(html, lines);
        }
        let mut tokens = Tokens::new(html);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(_) if self.raw.dropping() => {}
                Token::Text(text) => self.raw_text(text),
                Token::Open { name, attributes, at } => {
                    let range = range_at(lines, at);
                    self.raw_open(&name, &attributes, &range);
                    if let Some(dropped) = &self.raw.dropped {
                        // Found or not: what an inline tag holds follows as events.
                        tokens.pass_to_close(dropped.name);
                    }
                }
                Token::Close { name } => self.raw_close(&name),
                Token::Comment { ended: true, .. } => {}
                Token::Comment { ended: false, at } => {
                    self.complain_unclosed("<!--", range_at(lines, at));
                }
            }
        }
    }

    /// Raw HTML that its author answers for; but no link of it may leave the site's folder.
    fn raw_as_it_is(&mut self, html: &str, lines: &[(usize, Range<usize>)]) {
        self.page.html(&html.replace("\r\n", "\n"));
        let mut tokens = Tokens::new(html);
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(text) => self.page.plain_text(&decode(text)),
                Token::Open { name, attributes, at } => {
                    let rooted = attributes
                        .iter()
                        .find(|(attribute, value)| is_rooted(&name, attribute, value));
                    if let Some((_, address)) = rooted.filter(|_| self.rules.sources) {
                        self.complain_rooted(address, &range_at(lines, at));
                    }
                    if matches!(&*name, "script" | "style") {
                        tokens.pass_to_close(&name);
                    }
                }
                Token::Close { .. } | Token::Comment { .. } => {}
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        for (index, part) in text.split('&').enumerate() {
            if index > 0 {
                // A character reference stays one; the sanitiser writes it in its plain form.
                self.page.html("&");
            }
            super::page::escape_text(&mut self.page.out.html, part);
        }
        self.page.plain_text(&decode(text));
    }

    fn raw_open(
        &mut self,
        name: &str,
        attributes: &[(String, std::borrow::Cow<'_, str>)],
        range: &Range<usize>,
    ) {
        if self.raw.dropping() {
            return;
        }
        if let Some((dropped, warn)) = DROPPED.iter().find(|(known, _)| *known == name) {
            self.raw.dropped = Some(Dropped {
                name: dropped,
                scope: self.raw.scope,
                range: range.clone(),
            });
            if *warn {
                self.complain_removed(&format!("<{name}>"), range);
            }
            return;
        }
        if DISARMED.contains(&name) {
            self.complain_removed(&format!("<{name}>"), range);
        }
        if let Some((handler, _)) = attributes.iter().find(|(name, _)| name.starts_with("on")) {
            self.complain_removed(handler, range);
        }
        let Some((name, nature)) = ALLOWED_TAGS.iter().find(|(known, _)| *known == name) else {
            return;
        };
        if self.raw.open.len() >= DEEPEST {
            self.too_deep = Some(range.clone());
            return;
        }
        let heading = self.write_raw_open(name, attributes, range);
        if nature.parts() || matches!(*name, "br" | "hr") {
            self.page.part();
        }
        let skipped = *name == "a" && self.open_links.pop() == Some(false);
        if *nature != TagNature::Void && !skipped {
            self.raw.open.push(OpenTag {
                name,
                nature: *nature,
                scope: self.raw.scope,
                heading,
            });
        }
    }

    /// Writes an allowed tag; gives the heading's number when it is one.
    fn write_raw_open(
        &mut self,
        name: &'static str,
        attributes: &[(String, std::borrow::Cow<'_, str>)],
        range: &Range<usize>,
    ) -> Option<usize> {
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name == wanted);
            found.map_or("", |(_, value)| value.as_ref())
        };
        match name {
            "a" => self.raw_link(value("href"), value("title"), range),
            "img" => self.write_picture(value("src"), value("alt"), value("title"), range),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.rules.dress => {
                let number = self.headings.begin(name.as_bytes()[1] - b'0');
                self.page.html("<h");
                self.page.slot(Slot::Level(number));
                self.page.html("2>");
                return Some(number);
            }
            _ => {
                self.page.tag(name);
                for (attribute, value) in attributes {
                    self.raw_attribute(name, attribute, value);
                }
                self.page.end_tag();
            }
        }
        None
    }

    /// An attribute that means something without a style sheet or a script.
    fn raw_attribute(&mut self, tag: &str, name: &str, value: &str) {
        let number = value.len() < 5 && value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty();
        match (tag, name) {
            ("td" | "th", "colspan" | "rowspan") | ("ol", "start") | ("li", "value") if number => {
                self.page.attribute(name, value);
            }
            ("td" | "th" | "tr" | "p" | "div", "align") => {
                let class = match value {
                    "right" => "align-right",
                    "center" | "middle" => "align-center",
                    "left" => "align-left",
                    _ => return,
                };
                self.page.attribute("class", class);
            }
            ("th", "scope") if matches!(value, "col" | "row" | "colgroup" | "rowgroup") => {
                self.page.attribute(name, value);
            }
            ("details", "open") => self.page.attribute(name, ""),
            ("abbr" | "dfn", "title") | ("time", "datetime") => self.page.attribute(name, value),
            _ => {}
        }
    }

    /// A raw link; pushes whether it has a tag, which the caller takes.
    fn raw_link(&mut self, address: &str, title: &str, range: &Range<usize>) {
        let scheme: String = address.chars().filter(|c| *c > ' ').take(11).collect();
        let runs = starts_with_any(&scheme.to_ascii_lowercase(), &["javascript:", "vbscript:"]);
        let mut open = false;
        if runs {
            self.complain_removed(&scheme, range);
        } else if !address.trim().is_empty() {
            open = self.begin_link(address, range);
        }
        if open {
            if !title.is_empty() {
                self.page.attribute("title", title);
            }
            self.page.end_tag();
        }
        self.open_links.push(open);
    }

    fn raw_close(&mut self, name: &str) {
        if let Some(dropped) = &self.raw.dropped {
            if dropped.name == name {
                self.raw.dropped = None;
            }
            return;
        }
        let scope = self.raw.scope;
        let mine = |open: &OpenTag| open.name == name && open.scope == scope;
        if let Some(index) = self.raw.open.iter().rposition(mine) {
            self.close_raw_from(index);
        }
    }

    fn complain_removed(&mut self, what: &str, range: &Range<usize>) {
        self.complaints.push(HTML_REMOVED, range, || {
            (
                format!("已去掉网页代码中的“{what}”，它可能在读者的电脑上执行程序"),
                "从网页粘贴时请只粘贴文字（右键“粘贴为纯文本”）",
            )
        });
    }

    fn complain_unclosed(&mut self, what: &str, range: Range<usize>) {
        self.complaints.push(HTML_UNCLOSED, &range, || {
            (
                format!("“{what}”没有结束，后面的文字可能不会显示"),
                "请补上结束标记，或者把它连同后面的代码一起删去",
            )
        });
    }
}

/// Where in the source a byte of a gathered stretch stands: its line, from that byte on.
fn range_at(lines: &[(usize, Range<usize>)], at: usize) -> Range<usize> {
    let next = lines.partition_point(|(start, _)| *start <= at);
    match next.checked_sub(1).and_then(|index| lines.get(index)) {
        Some((start, range)) => (range.start + at - start).min(range.end)..range.end,
        None => 0..0,
    }
}
