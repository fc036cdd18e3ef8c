//! Tags and text, one after the other → [`Block`]s. Knows what each element means on paper; knows no page.

use super::blocks::{Block, Illustration, Marker, Paragraph};
use super::breaks::Span;
use super::markup::ElementRole;
use super::measure::EM;
use super::sheet::{Marks, Shift};
use super::tabulate::Tabulated;

/// The farthest that nested lists and quotes move a text, in 1/1000 em: half a line of an A4 sheet.
const FARTHEST: i32 = 14 * EM;

/// Attributes of a tag, by name.
pub(super) type ElementAttributes<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is being read.
#[derive(Default)]
pub(super) struct BlockBuilder {
    blocks: Vec<Block>,
    open: Vec<OpenElement>,
    /// The text of the paragraph being read.
    pub(super) spans: Vec<Span>,
    marks: Marks,
    /// A space belongs before the next character.
    gap: bool,
    /// The paragraph goes on behind a picture.
    goes_on: bool,
    /// The paragraph addresses somebody: 主送机关.
    salutes: bool,
    /// What hangs before the next paragraph.
    marker: Option<Marker>,
    /// Elements open whose text is not shown.
    hidden: usize,
    /// The table being read.
    table: Option<Tabulated>,
}

/// An element that is open.
struct OpenElement {
    name: String,
    /// What it was before it.
    marks: Marks,
    role: ElementRole,
}

impl BlockBuilder {
    /// A tag begins.
    pub(super) fn start(&mut self, name: &str, attributes: ElementAttributes<'_>) {
        if self.start_table_part(name, attributes) {
            return;
        }
        match name {
            "br" => return self.feed(),
            "hr" => {
                self.flush();
                if self.table.is_none() {
                    self.blocks.push(Block::Rule);
                }
                return;
            }
            "img" => return self.picture(attributes),
            "input" => {
                let sign = if attributes("checked").is_some() {
                    "☑"
                } else {
                    "☐"
                };
                // What is to be done has a box in the place of its dot.
                match &mut self.marker {
                    Some(marker) if self.spans.is_empty() => sign.clone_into(&mut marker.text),
                    _ => {
                        self.push(sign);
                        self.gap = true;
                    }
                }
                return;
            }
            "wbr" | "col" | "source" | "track" | "area" | "link" | "meta" | "base" | "embed" | "param" => {
                return;
            }
            _ => {}
        }
        let role = ElementRole::of(name, attributes);
        if role != ElementRole::Inline && role != ElementRole::Hidden {
            self.flush();
            self.salutes = name == "p" && attributes("class").as_deref() == Some("salutation");
        }
        self.enter(name, role, attributes);
    }

    fn enter(&mut self, name: &str, mut role: ElementRole, attributes: ElementAttributes<'_>) {
        let marks = self.marks;
        match role {
            ElementRole::Inline | ElementRole::Block => self.mark(name),
            ElementRole::Hidden => self.hidden += 1,
            ElementRole::Item(_) => role = self.item(attributes),
            _ => {}
        }
        self.open.push(OpenElement {
            name: name.to_owned(),
            marks,
            role,
        });
    }

    fn mark(&mut self, name: &str) {
        match name {
            "strong" | "b" | "summary" | "dt" => self.marks.bold = true,
            "del" | "s" | "strike" => self.marks.struck = true,
            "sup" | "rt" => self.marks.shift = Shift::Raised,
            "sub" => self.marks.shift = Shift::Lowered,
            _ => {}
        }
    }

    /// A tag ends: whatever was opened in it and not closed ends too.
    pub(super) fn end(&mut self, name: &str) {
        let Some(place) = self.open.iter().rposition(|open| open.name == name) else {
            // `</p>` and `</br>` without a beginning: a browser breaks the line.
            if matches!(name, "p" | "br") {
                self.flush();
            }
            return;
        };
        while self.open.len() > place {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(role) = self.open.last().map(|open| open.role) else {
            return;
        };
        if role != ElementRole::Inline && role != ElementRole::Hidden {
            self.flush();
        }
        if role == ElementRole::Table {
            self.end_table();
        }
        if let Some(closed) = self.open.pop() {
            self.marks = closed.marks;
        }
        match role {
            ElementRole::Hidden => self.hidden -= 1,
            ElementRole::Item(_) => {
                self.marker = None;
            }
            _ => {}
        }
        self.goes_on = false;
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.is(|role| *role == ElementRole::Preformatted) {
            return self.push(&text.replace('\t', "    ").replace('\r', ""));
        }
        let mut words = text.split(|c: char| c.is_ascii_whitespace());
        if let Some(first) = words.next() {
            self.push(first);
        }
        for word in words {
            self.gap = true;
            self.push(word);
        }
    }

    /// Everything has been read.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.open.is_empty() {
            self.close();
        }
        self.flush();
        self.blocks
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() || self.hidden > 0 {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let begun = self.spans.last().is_some_and(|span| !span.text.ends_with('\n'));
        let marks = self.marks;
        if self.spans.last().is_none_or(|span| span.marks != marks) {
            self.spans.push(Span {
                text: String::new(),
                marks,
            });
        }
        if let Some(span) = self.spans.last_mut() {
            if gap && begun {
                span.text.push(' ');
            }
            span.text.push_str(text);
        }
    }

    fn feed(&mut self) {
        self.gap = false;
        self.push("\n");
    }

    /// Ends the paragraph, if one has begun.
    fn flush(&mut self) {
        self.gap = false;
        if self.spans.iter().all(|span| span.text.is_empty()) {
            self.spans.clear();
            return;
        }
        if let Some(table) = &mut self.table
            && table.in_cell()
        {
            table.text(std::mem::take(&mut self.spans));
            return;
        }
        let paragraph = self.paragraph();
        self.blocks.push(Block::Text(paragraph));
        self.goes_on = false;
    }

    fn paragraph(&mut self) -> Paragraph {
        let mut spans = std::mem::take(&mut self.spans);
        if self.is(|role| *role == ElementRole::Preformatted)
            && let Some(last) = spans.last_mut()
        {
            last.text.truncate(last.text.trim_end_matches('\n').len());
        }
        let (left, right) = self.indents();
        let mut paragraph = Paragraph {
            spans,
            left,
            right,
            marker: self.marker.take(),
            ..Paragraph::default()
        };
        ElementRole::dress(self.open.iter().map(|open| open.role), &mut paragraph);
        if self.goes_on || std::mem::take(&mut self.salutes) {
            paragraph.indent = 0;
        }
        paragraph
    }

    /// How far lists and quotes move the text from either edge.
    fn indents(&self) -> (i32, i32) {
        let (mut left, mut right) = (0, 0);
        for open in &self.open {
            match open.role {
                // Where a list begins, it stands under a paragraph's first line.
                ElementRole::Item(room) => left += if left == 0 { 2 * EM + room } else { room },
                ElementRole::Quote => {
                    left += 2 * EM;
                    right += 2 * EM;
                }
                _ => {}
            }
        }
        (left.min(FARTHEST), right.min(2 * EM))
    }

    fn is(&self, wanted: impl Fn(&ElementRole) -> bool) -> bool {
        self.open.iter().any(|open| wanted(&open.role))
    }

    /// An item begins: it takes its list's next number.
    fn item(&mut self, attributes: ElementAttributes<'_>) -> ElementRole {
        let depth = self
            .open
            .iter()
            .filter(|open| matches!(open.role, ElementRole::Ordered(_)))
            .count();
        let in_notes = self.is(|role| *role == ElementRole::Notes);
        let list = self.open.iter_mut().rev().map(|open| &mut open.role);
        let mut lists = list.filter(|role| matches!(role, ElementRole::Ordered(_) | ElementRole::Unordered));
        let text = match lists.next() {
            Some(ElementRole::Ordered(next)) => {
                let number = attributes("value")
                    .and_then(|value| value.parse().ok())
                    .unwrap_or(*next);
                *next = number.saturating_add(1);
                match depth {
                    _ if in_notes => format!("〔{number}〕"),
                    1 => format!("{number}."),
                    _ => format!("（{number}）"),
                }
            }
            _ => "•".to_owned(),
        };
        let marker = Marker::of(text);
        let room = marker.width;
        self.marker = Some(marker);
        if self.table.as_ref().is_some_and(Tabulated::in_cell) {
            let text = self.marker.take().map(|marker| marker.text).unwrap_or_default();
            self.push(&text);
            self.gap = true;
        }
        ElementRole::Item(room)
    }

    fn picture(&mut self, attributes: ElementAttributes<'_>) {
        if self.hidden > 0 {
            return;
        }
        self.flush();
        let illustration = Illustration {
            image: attributes("data-image").and_then(|number| number.parse().ok()),
            alternative: attributes("alt").unwrap_or_default(),
            left: self.indents().0,
            most: None,
        };
        match &mut self.table {
            Some(table) if table.in_cell() => table.picture(illustration),
            _ => {
                self.blocks.push(Block::Picture(illustration));
                self.goes_on = true;
            }
        }
    }

    /// Tags of tables; false for all others.
    fn start_table_part(&mut self, name: &str, attributes: ElementAttributes<'_>) -> bool {
        match name {
            // A table within a cell: its cells' texts stand in that cell, one below the other.
            "table" if self.table.is_none() => {
                self.flush();
                self.table = Some(Tabulated::new(self.indents().0));
                self.enter(name, ElementRole::Table, attributes);
            }
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => {
                self.flush();
                let inner = self.open.iter().filter(|open| open.name == "table").count() > 1;
                if let Some(table) = &mut self.table
                    && !inner
                {
                    table.start(name, attributes);
                }
            }
            _ => return false,
        }
        true
    }

    fn end_table(&mut self) {
        if let Some(table) = self.table.take().and_then(Tabulated::finish) {
            self.blocks.push(Block::Table(table));
        }
    }
}
