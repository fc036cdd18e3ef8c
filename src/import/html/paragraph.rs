//! A paragraph that is being put together from texts, pictures and links, as they come.

use crate::import::spacing::{evened, is_invisible, is_space, is_wide, side_of};
use crate::import::text::{
    Alignment, NumberLabel, ParagraphLook, ParagraphRole, SourceInline, SourceParagraph, Typeface, plain,
};

use super::look::TextLook;

/// What has come of a paragraph so far.
#[derive(Default)]
pub(super) struct ParagraphSoFar {
    inlines: Vec<SourceInline>,
    /// The number or bullet that Word wrote before it.
    pub(super) label: Option<NumberLabel>,
    /// A link that is open, and where it began.
    link: Option<(usize, String)>,
    /// A stretch of white space that was met and not yet written; true when it had a line break.
    space: Option<bool>,
    last: Option<char>,
    faces: Vec<FaceCount>,
}

/// How many characters are in one face and size.
struct FaceCount {
    face: Typeface,
    half_points: u16,
    is_bold: bool,
    chars: usize,
}

/// What is known of a paragraph by where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct ParagraphPlace {
    pub(super) role: ParagraphRole,
    pub(super) side: Alignment,
    /// How many paragraphs stand before it.
    pub(super) before: usize,
}

impl ParagraphSoFar {
    /// True when nothing has come.
    pub(super) fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }

    /// Adds characters.
    pub(super) fn text(&mut self, text: &str, look: &TextLook) {
        if look.is_verbatim {
            for (number, line) in text.replace("\r\n", "\n").split('\n').enumerate() {
                if number > 0 {
                    self.line_break();
                }
                let line: String = line.chars().filter(|c| !is_invisible(*c)).collect();
                self.add(&line, look);
            }
            return;
        }
        let mut written = String::new();
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                self.space = Some(self.space.unwrap_or(false) || c == '\n' || c == '\r');
            } else if !is_invisible(c) {
                if let (Some(had_break), Some(last)) = (self.space.take(), self.last)
                    && !(had_break && is_wide(last) && is_wide(c))
                {
                    written.push(' ');
                }
                written.push(c);
                self.last = Some(c);
            }
        }
        self.add(&written, look);
    }

    fn add(&mut self, text: &str, look: &TextLook) {
        if text.is_empty() {
            return;
        }
        self.count(text, look);
        let begins_link = self
            .link
            .as_ref()
            .is_some_and(|(start, _)| *start >= self.inlines.len());
        if let Some(SourceInline::Text { text: before, style }) = self.inlines.last_mut()
            && *style == look.style
            && !begins_link
        {
            before.push_str(text);
            return;
        }
        self.inlines.push(SourceInline::Text {
            text: text.to_owned(),
            style: look.style,
        });
    }

    fn count(&mut self, text: &str, look: &TextLook) {
        let chars = text.chars().filter(|c| !is_space(*c)).count();
        let (face, half_points) = (look.paragraph.face, look.paragraph.half_points);
        let is_bold = look.style.is_bold;
        let same = |known: &FaceCount| {
            known.face == face && known.half_points == half_points && known.is_bold == is_bold
        };
        match self.faces.iter().position(same) {
            Some(at) => self.faces[at].chars += chars,
            // More looks than any paragraph has.
            None if self.faces.len() >= 50 => {}
            None => self.faces.push(FaceCount {
                face,
                half_points,
                is_bold,
                chars,
            }),
        }
    }

    /// Ends a line.
    pub(super) fn line_break(&mut self) {
        let link = self.close_link();
        self.inlines.push(SourceInline::Break);
        (self.space, self.last) = (None, None);
        if let Some(address) = link {
            self.open_link(address);
        }
    }

    /// Ends a line unless one has just ended.
    pub(super) fn soft_break(&mut self) {
        if !matches!(self.inlines.last(), None | Some(SourceInline::Break)) {
            self.line_break();
        }
    }

    /// Adds what is no text.
    pub(super) fn add_inline(&mut self, inline: SourceInline) {
        if self.space.take().is_some() && self.last.is_some() {
            self.add(" ", &TextLook::default());
        }
        self.inlines.push(inline);
        self.last = Some('\u{fffc}');
    }

    /// Begins a link; one inside another is none.
    pub(super) fn open_link(&mut self, address: String) {
        if self.space.take().is_some() && self.last.is_some() {
            self.add(" ", &TextLook::default());
            self.last = Some(' ');
        }
        if self.link.is_none() {
            self.link = Some((self.inlines.len(), address));
        }
    }

    /// Ends the link, and gives its address.
    pub(super) fn close_link(&mut self) -> Option<String> {
        let (start, address) = self.link.take()?;
        let mut inlines: Vec<_> = self.inlines.drain(start.min(self.inlines.len())..).collect();
        if trim_start(&mut inlines) > 0 && !self.inlines.is_empty() {
            self.add(" ", &TextLook::default());
        }
        if trim_end(&mut inlines) {
            self.space = Some(false);
        }
        if plain(&inlines).trim_matches(is_space).is_empty() {
            // A picture that leads to a larger one.
            self.inlines.extend(inlines);
        } else {
            self.inlines.push(SourceInline::Link {
                address: address.clone(),
                inlines,
            });
        }
        Some(address)
    }

    /// The paragraphs that it is: a line that is indented anew, and what stands behind an empty line, is one more.
    pub(super) fn take(&mut self, place: ParagraphPlace) -> Vec<SourceParagraph> {
        let link = self.close_link();
        let taken = std::mem::take(self);
        if let Some(address) = link {
            self.open_link(address);
        }
        let look = taken.look(place.side);
        let mut found: Vec<SourceParagraph> = Vec::new();
        for inlines in taken.lines(place.role) {
            let mut paragraph = SourceParagraph {
                role: place.role,
                label: None,
                look,
                inlines,
            };
            if place.role == ParagraphRole::Preformatted {
                if !plain(&paragraph.inlines).trim().is_empty() {
                    found.push(paragraph);
                }
                continue;
            }
            let indent = trim_start(&mut paragraph.inlines);
            trim_end(&mut paragraph.inlines);
            even(&mut paragraph.inlines);
            if paragraph.inlines.is_empty() {
                continue;
            }
            if place.role == ParagraphRole::Text && place.side == Alignment::Left {
                paragraph.look.side = side_of(indent, &plain(&paragraph.inlines), place.before + found.len());
            }
            found.push(paragraph);
        }
        if let Some(first) = found.first_mut() {
            first.label = taken.label;
        }
        found
    }

    fn look(&self, side: Alignment) -> ParagraphLook {
        let counted = self.faces.iter().filter(|count| count.chars > 0);
        let most = counted.clone().max_by_key(|count| count.chars);
        ParagraphLook {
            side,
            is_bold: most.is_some() && counted.clone().all(|count| count.is_bold),
            face: most.map(|count| count.face).unwrap_or_default(),
            half_points: most.map(|count| count.half_points).unwrap_or_default(),
        }
    }

    /// The inlines, parted where a line break ends a paragraph.
    fn lines(&self, role: ParagraphRole) -> Vec<Vec<SourceInline>> {
        let mut parts = vec![Vec::new()];
        if role == ParagraphRole::Preformatted {
            return vec![self.inlines.clone()];
        }
        let mut line: Vec<SourceInline> = Vec::new();
        let lines = self.inlines.split(|inline| *inline == SourceInline::Break);
        let mut was_blank = false;
        for (number, inlines) in lines.enumerate() {
            let before = plain(&line);
            let text = plain(inlines);
            let is_blank = text.trim_matches(is_space).is_empty() && !inlines.iter().any(is_thing);
            let is_indented = text.starts_with(['\u{3000}', '\u{2003}', '\u{a0}']);
            let has_ended = before
                .trim_end_matches(is_space)
                .ends_with(['。', '！', '？', '；', '：']);
            let ends = role == ParagraphRole::Text && (was_blank || is_indented || has_ended);
            was_blank = is_blank;
            line = inlines.to_vec();
            if is_blank {
                continue;
            }
            match parts.last_mut() {
                Some(part) if !ends && number > 0 && !part.is_empty() => {
                    part.push(SourceInline::Break);
                    part.extend(trimmed(inlines));
                }
                Some(part) if part.is_empty() => part.extend_from_slice(inlines),
                _ => parts.push(inlines.to_vec()),
            }
        }
        parts
    }
}

fn trimmed(inlines: &[SourceInline]) -> Vec<SourceInline> {
    let mut inlines = inlines.to_vec();
    trim_start(&mut inlines);
    inlines
}

fn is_thing(inline: &SourceInline) -> bool {
    matches!(
        inline,
        SourceInline::Picture(_) | SourceInline::Note(_) | SourceInline::Missing(_)
    )
}

/// Takes white space off the beginning, and says how wide it was.
fn trim_start(inlines: &mut Vec<SourceInline>) -> usize {
    let mut width = 0;
    while let Some(first) = inlines.first_mut() {
        let text = match first {
            SourceInline::Text { text, .. } => text,
            SourceInline::Link { inlines, .. } => {
                width += trim_start(inlines);
                return width;
            }
            _ => return width,
        };
        let kept = text.trim_start_matches(is_space).len();
        width += crate::import::spacing::columns(&text[..text.len() - kept]);
        text.drain(..text.len() - kept);
        if kept > 0 {
            return width;
        }
        inlines.remove(0);
    }
    width
}

/// Takes white space off the end, and says whether there was any.
fn trim_end(inlines: &mut Vec<SourceInline>) -> bool {
    let mut had_space = false;
    while let Some(last) = inlines.last_mut() {
        let text = match last {
            SourceInline::Text { text, .. } => text,
            SourceInline::Link { inlines, .. } => return trim_end(inlines) || had_space,
            SourceInline::Break => {
                inlines.pop();
                continue;
            }
            _ => return had_space,
        };
        let kept = text.trim_end_matches(is_space).len();
        had_space |= kept < text.len();
        text.truncate(kept);
        if kept > 0 {
            return had_space;
        }
        inlines.pop();
    }
    had_space
}

/// Makes the space inside even.
fn even(inlines: &mut [SourceInline]) {
    for inline in inlines {
        match inline {
            SourceInline::Text { text, .. } => *text = evened(text),
            SourceInline::Link { inlines, .. } => even(inlines),
            _ => {}
        }
    }
}
