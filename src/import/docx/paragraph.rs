//! What stands in a paragraph: runs, links, fields, notes.

use std::collections::BTreeMap;

use super::fields::{FILE_LINK, FieldTarget, FieldTrace, LineParts};
use super::reader::{DELETED, DocxReader, HIDDEN, NoteKey, NoteKind, StoryKind, Wrapper};
use super::styles::{RunLook, RunSetting};
use super::symbols;
use super::tree::PartElement;
use crate::import::text::{ParagraphLook, SourceBlock, SourceInline, Typeface};

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct OpenLine {
    /// What comes before the ends of pages in it.
    before: Vec<(Vec<SourceInline>, ParagraphLook)>,
    parts: LineParts,
    looks: LookCounts,
    /// Text boxes that hang at it.
    pub(super) boxes: Vec<SourceBlock>,
}

/// How many characters have which look.
#[derive(Debug, Default)]
struct LookCounts {
    all: usize,
    bold: usize,
    faces: [usize; 4],
    sizes: BTreeMap<u16, usize>,
}

/// What stands around the runs of a paragraph.
struct RunContext {
    /// What the paragraph's style says of runs.
    setting: RunSetting,
    link: Option<FieldTarget>,
}

impl LookCounts {
    fn add(&mut self, text: &str, look: &RunLook) {
        let count = text.chars().filter(|c| !c.is_whitespace()).count();
        self.all += count;
        if look.style.is_bold {
            self.bold += count;
        }
        self.faces[look.face as usize] += count;
        *self.sizes.entry(look.half_points).or_default() += count;
    }

    fn look(&self) -> ParagraphLook {
        if self.all == 0 {
            return ParagraphLook::default();
        }
        let faces = [Typeface::Text, Typeface::Title, Typeface::Hei, Typeface::Kai];
        let face = faces
            .into_iter()
            .max_by_key(|face| (self.faces[*face as usize], *face == Typeface::Text));
        let size = self.sizes.iter().max_by_key(|(_, count)| **count);
        ParagraphLook {
            is_bold: self.bold == self.all,
            face: face.unwrap_or_default(),
            half_points: size.map_or(0, |(size, _)| *size),
            ..ParagraphLook::default()
        }
    }
}

impl OpenLine {
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.before.is_empty()
    }

    /// How all of it looks.
    pub(super) fn look(&self) -> ParagraphLook {
        match self.before.first() {
            Some((_, look)) => *look,
            None => self.looks.look(),
        }
    }

    /// A page or a column ends here.
    fn end_page(&mut self) {
        if !self.parts.is_empty() {
            let looks = std::mem::take(&mut self.looks);
            self.before.push((self.parts.take(), looks.look()));
        }
    }

    /// What stands on each page.
    pub(super) fn pieces(mut self) -> Vec<(Vec<SourceInline>, ParagraphLook)> {
        self.end_page();
        self.before
    }

    pub(super) fn put(&mut self, inline: SourceInline, link: Option<&FieldTarget>) {
        self.parts.put(inline, link);
    }
}

impl DocxReader<'_> {
    /// Adds what these elements say to a line.
    pub(super) fn inlines(&mut self, elements: &[PartElement], setting: RunSetting, line: &mut OpenLine) {
        let around = RunContext { setting, link: None };
        self.add_inlines(elements, &around, line);
    }

    fn add_inlines(&mut self, elements: &[PartElement], around: &RunContext, line: &mut OpenLine) {
        for element in elements {
            if let Some((wrapper, inside)) = Wrapper::of(element) {
                self.within(wrapper, inside, |reader| reader.add_inlines(inside, around, line));
                continue;
            }
            match element.name.as_str() {
                "r" => self.run(element, around, line),
                "hyperlink" => {
                    let link = self.hyperlink(element).or_else(|| around.link.clone());
                    let setting = around.setting;
                    self.add_inlines(&element.children, &RunContext { setting, link }, line);
                }
                "fldSimple" => {
                    self.story.fields.begin(element.child("ffData"));
                    self.story
                        .fields
                        .code(element.attribute("instr").unwrap_or_default());
                    self.separate(line);
                    self.add_inlines(&element.children, around, line);
                    self.end_field(line);
                }
                "oMath" => self.missing("公式", line),
                "oMathPara" => {
                    let formulas = element
                        .children
                        .iter()
                        .filter(|child| child.name == "oMath")
                        .count();
                    (0..formulas.max(1)).for_each(|_| self.missing("公式", line));
                }
                "contentPart" => self.missing("墨迹", line),
                "subDoc" if self.is_shown() => self.text.omit("插入的其他文件", true),
                _ => {}
            }
        }
    }

    /// Where a hyperlink leads, when that is somewhere on the web.
    fn hyperlink(&mut self, element: &PartElement) -> Option<FieldTarget> {
        let target = self.story.targets.get(element.attribute("id")?)?;
        if !target.is_external {
            return None;
        }
        let mut address = target.target.chars().take(4_096).collect::<String>();
        if let Some(anchor) = element.attribute("anchor").filter(|_| !address.contains('#')) {
            address = format!("{address}#{anchor}");
        }
        let link = self.story.fields.new_link(&address);
        if link.is_none() && self.is_shown() {
            self.text.omit(FILE_LINK, true);
        }
        link
    }

    fn run(&mut self, run: &PartElement, around: &RunContext, line: &mut OpenLine) {
        let look = self.styles.look(around.setting, run.child("rPr"));
        self.run_parts(&run.children, &look, around, line);
    }

    fn run_parts(&mut self, parts: &[PartElement], look: &RunLook, around: &RunContext, line: &mut OpenLine) {
        for part in parts {
            let name = part.name.as_str();
            // Fields begin and end wherever they do so.
            match name {
                "fldChar" => {
                    self.field_mark(part, line);
                    continue;
                }
                "instrText" => {
                    self.story.fields.code(&part.text);
                    continue;
                }
                _ if !self.is_shown() => continue,
                "delText" => {
                    self.leave_out(DELETED);
                    continue;
                }
                _ => {}
            }
            if look.is_hidden {
                let is_text = name == "t" && !part.text.trim().is_empty();
                if is_text || matches!(name, "drawing" | "pict" | "object" | "sym") {
                    self.leave_out(HIDDEN);
                }
                continue;
            }
            if let Some(what) = look.unseen(self.has_ground)
                && matches!(name, "t" | "tab" | "ptab" | "noBreakHyphen" | "sym")
            {
                if name == "sym" || name == "t" && !part.text.trim().is_empty() {
                    self.leave_out(what);
                }
                continue;
            }
            let link = around.link.clone().or_else(|| self.story.fields.link().cloned());
            match name {
                "t" => self.characters(&part.text, look, link.as_ref(), line),
                "tab" | "ptab" => self.characters("\t", look, link.as_ref(), line),
                "noBreakHyphen" => self.characters("-", look, link.as_ref(), line),
                "cr" => line.put(SourceInline::Break, link.as_ref()),
                "br" => match part.attribute("type") {
                    Some("page" | "column") => line.end_page(),
                    _ => line.put(SourceInline::Break, link.as_ref()),
                },
                "sym" => self.symbol(part, look, link.as_ref(), line),
                "footnoteReference" => self.note(NoteKind::Foot, part, line),
                "endnoteReference" => self.note(NoteKind::End, part, line),
                "drawing" | "pict" | "object" => self.drawing(part, link.as_ref(), line),
                "ruby" => {
                    let base = part.child("rubyBase").map(|base| base.children.as_slice());
                    self.add_inlines(base.unwrap_or_default(), around, line);
                    self.leave_out("拼音注音");
                }
                "contentPart" => self.missing("墨迹", line),
                _ => {}
            }
        }
    }

    fn field_mark(&mut self, mark: &PartElement, line: &mut OpenLine) {
        match mark.attribute("fldCharType") {
            Some("begin") => self.story.fields.begin(mark.child("ffData")),
            Some("separate") => self.separate(line),
            Some("end") => self.end_field(line),
            _ => {}
        }
    }

    fn separate(&mut self, line: &mut OpenLine) {
        let was_shown = self.is_within_sight();
        let trace = self.story.fields.separate();
        if was_shown {
            self.trace(trace, line);
        }
    }

    fn end_field(&mut self, line: &mut OpenLine) {
        let trace = self.story.fields.end();
        if self.is_shown() {
            self.trace(trace, line);
        }
    }

    fn trace(&mut self, trace: FieldTrace, line: &mut OpenLine) {
        match trace {
            FieldTrace::Nothing => {}
            FieldTrace::Text(text) => line.put(SourceInline::text(text), None),
            FieldTrace::Missing(name) => self.missing(name, line),
            FieldTrace::Omitted(what) => self.text.omit(what, what == FILE_LINK),
        }
    }

    /// Adds characters, as the font shows them.
    fn characters(&mut self, text: &str, look: &RunLook, link: Option<&FieldTarget>, line: &mut OpenLine) {
        self.see();
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            let is_private = ('\u{E000}'..='\u{F8FF}').contains(&c);
            let is_symbol = is_private || look.symbols.is_some() && !c.is_whitespace();
            match c {
                '\n' | '\r' => shown.push(' '),
                // How old fonts wrote an ideographic space.
                '\u{E5E5}' => shown.push('\u{3000}'),
                c if !is_symbol => shown.push(c),
                c => match symbols::shown(look.symbols, u32::from(c)) {
                    Some(c) => shown.push(c),
                    None => {
                        put_text(line, std::mem::take(&mut shown), look, link);
                        self.missing("符号", line);
                    }
                },
            }
        }
        put_text(line, shown, look, link);
    }

    fn symbol(
        &mut self,
        part: &PartElement,
        look: &RunLook,
        link: Option<&FieldTarget>,
        line: &mut OpenLine,
    ) {
        let code = part
            .attribute("char")
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let font = part.attribute("font").and_then(symbols::SymbolFont::of);
        match code.and_then(|code| symbols::shown(font, code)) {
            Some(c) => put_text(line, c.to_string(), look, link),
            None => self.missing("符号", line),
        }
    }

    /// Something that cannot be kept, named at its place.
    pub(super) fn missing(&mut self, name: &str, line: &mut OpenLine) {
        if self.is_shown() {
            self.see();
            line.put(SourceInline::Missing(name.to_owned()), None);
            self.text.omit(name, true);
        }
    }

    /// A note's mark; the note is read when something refers to it, so that those of deleted text are not.
    fn note(&mut self, kind: NoteKind, mark: &PartElement, line: &mut OpenLine) {
        if self.story.kind != StoryKind::Body {
            return;
        }
        let key: NoteKey = (kind, mark.attribute("id").unwrap_or_default().to_owned());
        if let Some(note) = self.waiting_notes.remove(&key) {
            let place = self.read_note(kind, &note);
            self.note_places.insert(key.clone(), place);
        }
        if let Some(place) = self.note_places.get(&key) {
            line.put(SourceInline::Note(*place), None);
        }
    }

    fn read_note(&mut self, kind: NoteKind, note: &PartElement) -> usize {
        let targets = self.note_targets[kind as usize].clone();
        let blocks = self.aside(StoryKind::Note, targets, note);
        self.text.notes.push(without_first_space(blocks));
        self.text.notes.len() - 1
    }
}

fn put_text(line: &mut OpenLine, text: String, look: &RunLook, link: Option<&FieldTarget>) {
    if !text.is_empty() {
        line.looks.add(&text, look);
        let style = look.style;
        line.put(SourceInline::Text { text, style }, link);
    }
}

/// Notes begin with a space after their mark.
fn without_first_space(mut blocks: Vec<SourceBlock>) -> Vec<SourceBlock> {
    if let Some(SourceBlock::Paragraph(first)) = blocks.first_mut()
        && let Some(SourceInline::Text { text, .. }) = first.inlines.first_mut()
    {
        *text = text.trim_start().to_owned();
        if text.is_empty() {
            first.inlines.remove(0);
        }
    }
    blocks
}
