//! Footnotes: references where they are written, the notes together at the end, in the order of their
//! first reference. A note without a reference is not lost: it stands behind the others, with a warning.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::page::{HtmlWriter, SlottedHtml};
use super::render::BodyRenderer;
use crate::words::Code;

/// A note that nothing in the text refers to.
const NOTE_UNUSED: Code = Code::warning("note-unused");

/// The notes of an entry.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    list: Vec<Note>,
    names: HashMap<CowStr<'a>, usize>,
    /// How many have been referred to; the next one's number is one more.
    numbered: usize,
    /// The notes being written: their index and where they begin in the HTML.
    writing: Vec<(usize, usize)>,
}

/// One note.
#[derive(Default)]
struct Note {
    /// From 1; 0 while nothing refers to it.
    number: usize,
    references: usize,
    text: Option<(SlottedHtml, Range<usize>)>,
}

impl<'a> Footnotes<'a> {
    fn named(&mut self, name: CowStr<'a>) -> usize {
        let next = self.list.len();
        let index = *self.names.entry(name).or_insert(next);
        if index == next {
            self.list.push(Note::default());
        }
        index
    }
}

impl<'a> BodyRenderer<'a> {
    /// A reference to a note.
    pub(super) fn note_reference(&mut self, name: CowStr<'a>) {
        if self.picture.is_some() || self.raw.dropping() {
            return;
        }
        let index = self.notes.named(name);
        let note = &mut self.notes.list[index];
        if note.number == 0 {
            self.notes.numbered += 1;
            note.number = self.notes.numbered;
        }
        note.references += 1;
        let (number, reference) = (note.number, note.references);
        self.page.tag("sup");
        self.page.attribute("class", "footnote-ref");
        self.page.end_tag();
        self.page.tag("a");
        self.page.attribute("id", &reference_id(number, reference));
        self.page.attribute("href", &format!("#fn-{number}"));
        self.page.attribute("aria-label", &format!("注释{number}"));
        self.page.end_tag();
        self.page.html(&format!("〔{number}〕</a></sup>"));
    }

    /// Begins a note.
    pub(super) fn start_note(&mut self, name: CowStr<'a>, range: Range<usize>) {
        self.page.part();
        self.page.fresh_line();
        let mut index = self.notes.named(name);
        if self.notes.list[index].text.is_some() {
            // A second note of the same name is one that nothing refers to.
            index = self.notes.list.len();
            self.notes.list.push(Note::default());
        }
        self.notes.list[index].text = Some((SlottedHtml::default(), range));
        self.notes.writing.push((index, self.page.out.html.len()));
    }

    /// Ends it: what was written since is taken off the page and kept.
    pub(super) fn end_note(&mut self) {
        let Some((index, start)) = self.notes.writing.pop() else {
            return;
        };
        let written = self.page.out.split_off(start);
        if let Some((piece, _)) = &mut self.notes.list[index].text {
            *piece = written;
        }
        self.page.part();
    }

    /// Writes all notes at the page's end.
    pub(super) fn write_notes(&mut self) {
        let mut notes = std::mem::take(&mut self.notes.list);
        notes.retain(|note| note.text.is_some());
        if notes.is_empty() {
            return;
        }
        let mut next = self.notes.numbered;
        for note in notes.iter_mut().filter(|note| note.number == 0) {
            next += 1;
            note.number = next;
            if let Some((_, range)) = &note.text {
                self.complaints.push(NOTE_UNUSED, range, || {
                    (
                        "正文没有引用这条注释".to_owned(),
                        "请在正文需要注释的地方写上同名的“[^1]”，不需要的注释请删去",
                    )
                });
            }
        }
        notes.sort_by_key(|note| note.number);
        let page = &mut self.page;
        page.fresh_line();
        page.tag("section");
        page.html(" class=\"footnotes\" aria-label=\"注释\"");
        page.end_tag();
        page.html("\n<ol>\n");
        for note in notes {
            write_note(page, &note);
        }
        page.html("</ol>\n</section>\n");
    }
}

fn write_note(page: &mut HtmlWriter, note: &Note) {
    let Some((piece, _)) = &note.text else {
        return;
    };
    page.tag("li");
    page.attribute("id", &format!("fn-{}", note.number));
    page.end_tag();
    page.html("\n");
    let whole = piece.html.trim_end();
    let inside = whole.strip_suffix("</p>").unwrap_or(whole).len();
    let mut text = SlottedHtml {
        html: piece.html.clone(),
        slots: piece.slots.clone(),
    };
    let ending = text.split_off(inside);
    page.out.append(&text);
    for reference in 1..=note.references {
        page.html(" ");
        page.tag("a");
        page.attribute("class", "footnote-back");
        page.attribute("href", &format!("#{}", reference_id(note.number, reference)));
        let which = if note.references > 1 {
            format!("第{reference}处")
        } else {
            String::new()
        };
        page.attribute("aria-label", &format!("返回注释{}的正文{which}", note.number));
        page.end_tag();
        page.html("↩</a>");
    }
    page.out.append(&ending);
    page.html("</li>\n");
}

fn reference_id(number: usize, reference: usize) -> String {
    match reference {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{reference}"),
    }
}
