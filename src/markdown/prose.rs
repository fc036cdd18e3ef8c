//! Paragraphs, headings and the text in them → the page. What Chinese asks of running text is here: no
//! space for a line break between Han characters, a paragraph where one begins as in Word, no indent typed as spaces, and a word to the author
//! where a mask stands on the page.

use std::ops::Range;

use super::characters::joins;
use super::cjk_shim::{LETTER_SHIM, PUNCTUATION_SHIM, STAR};
use super::lines::LineBreak;
use super::page::Slot;
use super::render::BodyRenderer;
use crate::check::LEADER;
use crate::words::{Code, Fix, ends_with_any};

/// A run of `*` that masks a name stands on the page as typed.
const MASK_LEFT: Code = Code::warning("mask-left");
const MASK_LEADER: Code = Code::error("mask-leader");

/// Offices that one person holds: a mask before one of them is no anonymity, but a name that got lost.
const OFFICES: [&str; 3] = ["总书记", "主席", "总理"];

/// A heading whose text is being read.
pub(super) struct BegunHeading {
    /// The author's level.
    raw: u8,
    /// Its number among the headings.
    number: usize,
    /// Where its attributes go in the HTML.
    attributes: usize,
    /// Where its text begins in the plain text.
    plain: usize,
}

/// What marks 主送机关.
const SALUTATION: &str = r#" class="salutation""#;

/// True of `各党支部：`, which says who is written to, and not of what leads to a list: `名单如下：`.
fn is_salutation(text: &str) -> bool {
    const LEADING: [&str; 9] = [
        "如下", "名单", "情况", "内容", "事项", "通知", "公告", "公示", "为",
    ];
    let addressed = text.strip_suffix(['：', ':']);
    addressed.is_some_and(|who| !who.contains('。') && !ends_with_any(who, &LEADING))
}

impl BodyRenderer<'_> {
    /// Begins a paragraph.
    pub(super) fn start_paragraph(&mut self) {
        self.page.part();
        self.page.fresh_line();
        self.page.html("<p>");
        self.paragraph = self.page.plain.len();
        self.in_paragraph = true;
        self.last = '\n';
    }

    /// Ends it, and remembers where its plain text stands.
    pub(super) fn end_paragraph(&mut self) {
        self.in_paragraph = false;
        if self.rules.paragraphs && self.page.out.html.ends_with("<p>") {
            // A line of nothing but wide spaces.
            let text = self.page.out.html.len() - "<p>".len();
            self.page.out.html.truncate(text);
            return;
        }
        self.page.html("</p>\n");
        self.page.part();
        let written = self.paragraph..self.page.plain.len();
        if written.is_empty() {
            return;
        }
        if self.containers == 0 {
            self.mark_salutation(written.clone());
            // `各党支部：` says nothing about the entry; the paragraph right behind it does.
            let salutation = |first: &Range<usize>| {
                first.end == written.start && is_salutation(&self.page.plain[first.clone()])
            };
            if self.first.as_ref().is_none_or(salutation) {
                self.first = Some(written);
            }
        } else {
            self.first_inside.get_or_insert(written);
        }
    }

    /// Marks 主送机关, a first paragraph that addresses somebody: it begins at the edge.
    fn mark_salutation(&mut self, written: Range<usize>) {
        let text = &self.page.plain[written];
        let out = &mut self.page.out;
        let is_first = self.first.is_none() && out.slots.is_empty() && out.html.starts_with("<p>");
        if self.rules.dress
            && is_first
            && text.ends_with('：')
            && is_salutation(text)
            && !out.html.contains("<br")
        {
            out.html.insert_str("<p".len(), SALUTATION);
        }
    }

    /// Begins a heading; its level is written when all are known.
    pub(super) fn start_heading(&mut self, raw: u8) {
        self.page.part();
        self.page.fresh_line();
        self.last = '\n';
        let plain = self.page.plain.len();
        let mut begun = BegunHeading {
            raw,
            number: 0,
            attributes: 0,
            plain,
        };
        if self.rules.dress {
            begun.number = self.headings.begin(raw);
            self.page.html("<h");
            self.page.slot(Slot::Level(begun.number));
            self.page.html("2");
            begun.attributes = self.page.out.html.len();
            self.page.html(">");
        } else {
            self.page.tag(level_name(raw));
            self.page.end_tag();
        }
        self.heading = Some(begun);
    }

    /// Ends it; now its text is known, its id goes into the tag.
    pub(super) fn end_heading(&mut self) {
        let Some(begun) = self.heading.take() else {
            return;
        };
        self.page.part();
        self.page.html("</");
        if self.rules.dress {
            let text = self.page.plain[begun.plain..].trim();
            let id = self.headings.end(begun.number, text);
            self.page
                .insert_attributes(begun.attributes, &[" id=\"", id, "\""].concat());
            self.page.html("h");
            self.page.slot(Slot::Level(begun.number));
            self.page.html("2>\n");
        } else {
            self.page.html(level_name(begun.raw));
            self.page.html(">\n");
        }
    }

    /// Text, wherever it stands: on the page, in a code block, or in a picture's alternative text.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
            return;
        }
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
            return;
        }
        if self.raw.dropping() {
            return;
        }
        let written = if self.rules.dress && matches!(self.last, '\n') {
            // The spaces that indent a paragraph in Word: the style sheet indents here.
            text.trim_start_matches('\u{3000}')
        } else {
            text
        };
        if self.masked && text.contains(STAR) {
            self.complain_of_mask(text, range);
        }
        let bare = text.trim_start_matches(' ');
        if bare.starts_with(['(', '（']) && self.text[..range.start].ends_with(']') {
            self.look_for_link(range.start);
        }
        if self.slips.wide_brackets {
            for (at, bracket) in text.match_indices('】') {
                self.look_for_link(range.start + at + bracket.len());
            }
        }
        self.page.text(written);
        if let Some(last) = text
            .chars()
            .rev()
            .find(|c| !matches!(*c, LETTER_SHIM | PUNCTUATION_SHIM))
        {
            self.last = last;
        }
    }

    fn complain_of_mask(&mut self, text: &str, range: &Range<usize>) {
        let mut at = 0;
        while let Some(next) = text[at..].find(STAR) {
            let start = at + next;
            let rest = &text[start..];
            let end = start + rest.find(|c: char| c != STAR).unwrap_or(rest.len());
            let count = (end - start) / STAR.len_utf8();
            // `3*4` is arithmetic, and `138****1234` has been masked on purpose.
            let sign = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric())
                && text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
            if !sign {
                let place = range.start + start..range.start + end;
                let office = OFFICES.iter().find(|office| text[end..].starts_with(**office));
                let code = if office.is_some() { MASK_LEADER } else { MASK_LEFT };
                let words = || {
                    if let Some(office) = office {
                        return (
                            format!("“{}{office}”把领导人的姓名遮住了", "*".repeat(count)),
                            "请照原文写出姓名；只写职务的，把前面的星号删去",
                        );
                    }
                    (
                        format!(
                            "“{}”像是遮住了名称的占位符，会原样出现在网页上",
                            "*".repeat(count)
                        ),
                        "请换成真实的名称；如果是想加粗，请写成“**文字**”，前后星号成对",
                    )
                };
                self.complaints.push_with(code, &place, words, |complaints| {
                    let name = office.filter(|office| **office == "总书记").map(|_| LEADER)?;
                    complaints.edit(&place, name).map(Fix::likely)
                });
            }
            at = end;
        }
    }

    /// Code inside a line.
    pub(super) fn inline_code(&mut self, text: &str) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push_str(text);
            return;
        }
        if self.raw.dropping() {
            return;
        }
        self.page.html("<code>");
        self.page.text(text);
        self.page.html("</code>");
        self.last = text.chars().next_back().unwrap_or(self.last);
    }

    /// A line break of the author's: between Han characters it means nothing.
    pub(super) fn soft_break(&mut self, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push(' ');
            return;
        }
        if self.begin_next_line(range, false) {
            return;
        }
        if self.rules.cjk
            && next_character(&self.text[range.end..]).is_some_and(|next| joins(self.last, next))
        {
            return;
        }
        self.page.html("\n");
        self.page.part();
    }

    /// A line break that stays.
    pub(super) fn hard_break(&mut self, range: &Range<usize>) {
        if let Some(picture) = &mut self.picture {
            picture.alt.push(' ');
            return;
        }
        if self.begin_next_line(range, true) {
            return;
        }
        self.page.html("<br>\n");
        self.page.part();
        self.last = '\n';
    }
}

impl BodyRenderer<'_> {
    /// Looks at the line behind a line break, and begins a new paragraph when it begins one; true when it
    /// did. Inside marks that are still open, or a heading, the text goes on.
    fn begin_next_line(&mut self, range: &Range<usize>, hard: bool) -> bool {
        self.look_at_line(range.end);
        let flows = self.heading.is_none() && self.depth == self.containers && !self.raw_is_open();
        if !self.rules.paragraphs || !flows {
            return false;
        }
        self.lines.look_at(self.text, range.start);
        let line_break = LineBreak {
            at: range.start,
            loose: self.containers == 0,
            hard,
        };
        if !self.lines.end_paragraph(line_break) {
            return false;
        }
        if self.in_paragraph {
            self.end_paragraph();
            self.start_paragraph();
        } else {
            // The text of an item that has no paragraphs of its own.
            self.close_item_paragraph();
            self.page.fresh_line();
            self.page.html("<p>");
            self.page.part();
            self.item_paragraph = true;
            self.last = '\n';
        }
        true
    }

    /// Ends a paragraph that began within an item's text.
    pub(super) fn close_item_paragraph(&mut self) {
        if std::mem::take(&mut self.item_paragraph) {
            self.close_raw_inside();
            self.page.html("</p>\n");
            self.page.part();
        }
    }
}

/// The tag of a heading that stays as it is.
fn level_name(raw: u8) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5"]
        .get(usize::from(raw).wrapping_sub(1))
        .copied()
        .unwrap_or("h6")
}

/// The first character of the next line's text: behind the marks that may stand before it.
fn next_character(rest: &str) -> Option<char> {
    let marks = |c: char| {
        matches!(
            c,
            ' ' | '\t' | '>' | '*' | '_' | '~' | '[' | LETTER_SHIM | PUNCTUATION_SHIM | '\u{3000}'
        )
    };
    // Never further than this line: a text may be a mark in each of its lines.
    rest.trim_start_matches(['\r', '\n'])
        .trim_start_matches(marks)
        .chars()
        .next()
}
