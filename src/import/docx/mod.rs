//! A Word document's bytes → what readers of it see: the text as if all tracked changes were accepted, with automatic
//! numbers written out. Comments, hidden and deleted text, headers and footers are counted and left out; properties
//! are not read at all. Nothing outside the file is ever fetched.
//!
//! ```text
//! tree        a part's XML as elements
//! styles      styles and direct formatting → how a run, a paragraph looks
//! numbering   lists → the number before a paragraph; `number_format` writes it
//! reader      blocks, and what stands around them; `paragraph`, `table`, `drawing` for each kind
//! fields      codes and results
//! symbols     characters of symbol fonts
//! ```

mod drawing;
mod fields;
mod number_format;
mod numbering;
mod paragraph;
mod reader;
mod styles;
mod symbols;
mod table;
mod tree;

#[cfg(test)]
mod documents;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::attachment::package::{Package, Relationship};
use crate::attachment::{self, Unreadable};
use crate::import::marks::marks;
use crate::import::official;
use crate::import::text::{ImportedText, SourceBlock, SourceInline, SourceTable};
use numbering::ListCounts;
use reader::{DocxReader, NoteKey, NoteKind, StoryKind, StoryState, Targets};
use styles::{StyleSheet, ThemeFaces, theme_faces};
use tree::{LONGEST_SHARED, PartElement};

/// The width of lines where a document does not say it: A4 as Word sets it up, in twentieths of a point.
const USUAL_WIDTH: i64 = 8_306;

/// Reads a docx.
///
/// # Errors
/// It is no Word document, has macros, needs a password, is damaged, or holds more than anybody would read.
pub(super) fn read(bytes: &[u8]) -> Result<ImportedText, Unreadable> {
    attachment::check_docx(bytes)?;
    let mut package = Package::open(bytes)?;
    if package.has_macros() {
        return Err(Unreadable::Macros);
    }
    let found = package.relationships("")?.into_iter();
    let main = found.filter(|one| one.kind == "officeDocument" && !one.is_external);
    let main = main.map(|one| one.target).find(|name| package.has(name));
    let main = main.ok_or(Unreadable::Damaged)?;
    let document = tree::read(&package.text(&main)?)?;
    let body = document.child("body").filter(|_| document.name == "document");
    let body = body.ok_or(Unreadable::Mismatch)?;
    let relationships = package.relationships(&main)?;
    let mut reader = opened(package, &relationships, body)?;
    // The paper's own colour.
    reader.has_ground = document.child("background").is_some();
    reader.text.blocks = reader.blocks(&body.children);
    reader.read_asides(&relationships)?;
    Ok(reader.text)
}

/// The first part of a kind that the document refers to.
fn part(
    package: &mut Package<'_>,
    relationships: &[Relationship],
    kind: &str,
) -> Result<Option<(String, PartElement)>, Unreadable> {
    let mut found = relationships
        .iter()
        .filter(|one| one.kind == kind && !one.is_external);
    match found.find(|one| package.has(&one.target)) {
        Some(one) => Ok(Some((
            one.target.clone(),
            tree::read(&package.text(&one.target)?)?,
        ))),
        None => Ok(None),
    }
}

fn targets(relationships: Vec<Relationship>) -> Targets {
    let usual = relationships
        .into_iter()
        .filter(|one| one.target.len() <= LONGEST_SHARED);
    Rc::new(usual.map(|one| (one.id.clone(), one)).collect())
}

/// Reads everything that the body needs to be understood.
fn opened<'p>(
    mut package: Package<'p>,
    relationships: &[Relationship],
    body: &PartElement,
) -> Result<DocxReader<'p>, Unreadable> {
    let theme = part(&mut package, relationships, "theme")?;
    let theme = theme.map_or_else(ThemeFaces::default, |(_, theme)| theme_faces(&theme));
    let styles = part(&mut package, relationships, "styles")?;
    let lists = part(&mut package, relationships, "numbering")?;
    let mut waiting_notes: HashMap<NoteKey, PartElement> = HashMap::new();
    let mut note_targets = [Targets::default(), Targets::default()];
    for (kind, name) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
        if let Some((name, notes)) = part(&mut package, relationships, name)? {
            note_targets[kind as usize] = targets(package.relationships(&name)?);
            for note in notes.children {
                let id = note.attribute("id").unwrap_or_default().to_owned();
                if note.attribute("type").is_none_or(|kind| kind == "normal") {
                    waiting_notes.insert((kind, id), note);
                }
            }
        }
    }
    let section = body.children.iter().rfind(|child| child.name == "sectPr");
    Ok(DocxReader {
        package,
        styles: StyleSheet::new(styles.as_ref().map(|(_, styles)| styles), theme),
        lists: ListCounts::new(lists.as_ref().map(|(_, lists)| lists)),
        waiting_notes,
        note_places: HashMap::new(),
        note_targets,
        picture_places: HashMap::new(),
        pictures_again: HashMap::new(),
        story: StoryState::new(StoryKind::Body, targets(relationships.to_vec()), body),
        width: Some(section.and_then(line_width).unwrap_or(USUAL_WIDTH)),
        has_ground: false,
        text: ImportedText::default(),
    })
}

/// The width of a section's lines.
fn line_width(section: &PartElement) -> Option<i64> {
    let paper = section.child("pgSz")?.number("w")?;
    let margins = section.child("pgMar");
    let margin = |name: &str| margins.and_then(|margins| margins.number(name)).unwrap_or(0);
    let width = paper - margin("left") - margin("right");
    (width > 1_000).then_some(width)
}

impl DocxReader<'_> {
    /// Counts what stands outside the text: comments, headers, footers. What a header says of secrecy is put on top of the
    /// text: it goes for all of it. So is the document's number, where the text has none.
    fn read_asides(&mut self, relationships: &[Relationship]) -> Result<(), Unreadable> {
        if let Some((_, comments)) = part(&mut self.package, relationships, "comments")? {
            let comments = comments.children.iter().filter(|child| child.name == "comment");
            comments.for_each(|_| self.text.omit("批注", false));
        }
        for (kind, what) in [("header", "页眉"), ("footer", "页脚")] {
            let mut known = BTreeSet::new();
            for one in relationships
                .iter()
                .filter(|one| one.kind == kind && !one.is_external)
            {
                if self.package.has(&one.target) && known.insert(one.target.clone()) {
                    let margin = tree::read(&self.package.text(&one.target)?)?;
                    let own = targets(self.package.relationships(&one.target)?);
                    let (blocks, says_something) = self.margin(&margin, own);
                    let has_number = self.text.blocks.iter().any(is_number);
                    let marks = blocks.iter().flat_map(|block| match is_number(block) {
                        true if !has_number => vec![block.clone()],
                        _ => marks(block),
                    });
                    let mut marks: Vec<SourceBlock> = marks.collect();
                    let mut said = blocks.iter().filter(|block| says_more_than_a_number(block));
                    if says_something && (marks.is_empty() || said.any(|block| !marks.contains(block))) {
                        self.text.omit(what, false);
                    }
                    marks.retain(|mark| !self.text.blocks.contains(mark));
                    self.text.blocks.splice(0..0, marks);
                }
            }
        }
        Ok(())
    }

    /// What a header or footer holds; true when that is more than a page number.
    fn margin(&mut self, margin: &PartElement, own: Targets) -> (Vec<SourceBlock>, bool) {
        let text = std::mem::take(&mut self.text);
        let blocks = self.aside(StoryKind::Margin, own, margin);
        let left_out = std::mem::replace(&mut self.text, text).omissions;
        let is_said = left_out.iter().any(|omission| omission.what != "没有文字的图形");
        let says_something = is_said || blocks.iter().any(says_more_than_a_number);
        (blocks, says_something)
    }
}

/// True for a paragraph that is the document's number: 发文字号.
fn is_number(block: &SourceBlock) -> bool {
    matches!(block, SourceBlock::Paragraph(paragraph) if official::is_number(paragraph.plain().trim()))
}

fn says_more_than_a_number(block: &SourceBlock) -> bool {
    match block {
        SourceBlock::Paragraph(paragraph) => {
            let words = paragraph
                .plain()
                .to_lowercase()
                .replace("page", "")
                .replace("of", "");
            let has_more = words
                .chars()
                .any(|c| c.is_alphabetic() && !"第页頁共张".contains(c));
            let is_missing = |inline: &SourceInline| matches!(inline, SourceInline::Missing(_));
            has_more || paragraph.inlines.iter().any(is_missing)
        }
        SourceBlock::Table(SourceTable { rows, .. }) => {
            let mut blocks = rows.iter().flatten().flat_map(|cell| &cell.blocks);
            blocks.any(says_more_than_a_number)
        }
        SourceBlock::Rule => false,
    }
}
