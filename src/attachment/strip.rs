//! An office file written anew: what is reached from its main part by relationships that are followed, each part
//! without what programs noted about people and their computers. The same file always gives the same bytes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{Cursor, Write};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use zip::{CompressionMethod, ZipWriter};

use super::obstacle::{Obstacles, Remains};
use super::package::{self, Package, Relationship};
use super::relations::{self, RelationAction};
use super::xml::{self, Tag, XmlEvent, local};
use super::{Cleaner, Unreadable, publishable_inside};

/// Elements that tell about people, their computers, and how the text came to be.
const NOTES: [&str; 18] = [
    "rsid", "rsids", "docVars", "attachedTemplate", "commentRangeStart", "commentRangeEnd",
    "commentReference", "annotationRef", "dataBinding", "trackRevisions", "mailMerge", "docId",
    "fileSharing", "absPath", "revisionPtr", "presenceInfo", "custDataLst", "webPublishing",
];

/// Attributes that do; beside all that begin with `rsid`.
const NOTING: [&str; 5] = [
    "refreshedBy", "refreshedDate", "refreshedDateIso", "userName", "uid",
];

/// What is to be published of a file.
#[derive(Default)]
struct PublishedFile {
    /// The bytes of the parts.
    parts: BTreeMap<String, Vec<u8>>,
    /// What each part refers to no more, by the names that it uses.
    dropped: BTreeMap<String, BTreeSet<String>>,
}

/// Writes the file anew.
pub(super) fn strip(
    package: &mut Package<'_>,
    clean: Cleaner<'_>,
    depth: usize,
    obstacles: &mut Obstacles,
) -> Result<Vec<u8>, Unreadable> {
    let mut kept = PublishedFile::default();
    let mut waiting = VecDeque::from([String::new()]);
    let mut known = BTreeSet::new();
    while let Some(part) = waiting.pop_front() {
        if !known.insert(part.clone()) {
            continue;
        }
        let bytes = match part.is_empty() {
            true => Vec::new(),
            false => package.read(&part)?,
        };
        let references = match is_xml(&part) {
            true => references(&package::decoded(bytes.clone())?)?,
            false => References::default(),
        };
        let mut dropped = BTreeSet::new();
        for relation in package.relationships(&part)? {
            match fate(package, &part, &relation, &references) {
                RelationAction::Keep if !relation.is_external => waiting.push_back(relation.target),
                RelationAction::Keep => {}
                RelationAction::File => {
                    let file = embedded(package, &relation.target, clean, depth, obstacles)?;
                    known.insert(relation.target.clone());
                    kept.parts.insert(relation.target, file);
                }
                RelationAction::Drop => {
                    dropped.insert(relation.id);
                }
                RelationAction::Ask(what) => obstacles.add(what, described(&relation)),
            }
        }
        if !part.is_empty() {
            let cleaned = cleaned(&part, bytes, &dropped, clean, obstacles)?;
            kept.parts.insert(part.clone(), cleaned);
        }
        kept.dropped.insert(part, dropped);
    }
    write(package, &kept)
}

fn fate(
    package: &Package<'_>,
    part: &str,
    relation: &Relationship,
    references: &References,
) -> RelationAction {
    let kind = relation.kind.as_str();
    if relation.is_external {
        relations::outside(kind, &relation.target)
    } else if kind == "hyperlink" {
        RelationAction::Keep
    } else if !package.has(&relation.target) {
        RelationAction::Drop
    } else if part.is_empty() && kind != "officeDocument" {
        // Whatever tells about the file as a whole; an unknown kind cannot be part of what it shows.
        RelationAction::Drop
    } else if relations::PLACED.contains(&kind) && !references.used.contains(&relation.id) {
        RelationAction::Drop
    } else if matches!(kind, "oleObject" | "vmlDrawing") && references.needed.contains(&relation.id) {
        RelationAction::Keep
    } else {
        relations::inside(kind)
    }
}

/// What a relationship is called in a complaint.
fn described(relation: &Relationship) -> String {
    let name = relation.target.rsplit('/').next().unwrap_or(&relation.target);
    match relation.is_external {
        true => relation.target.clone(),
        false => name.to_owned(),
    }
}

/// What the XML of a part says of its relationships.
#[derive(Default)]
struct References {
    /// All that it names.
    used: BTreeSet<String>,
    /// Formulas of an old kind, which are embedded objects, and pictures in the margins of sheets.
    needed: BTreeSet<String>,
}

fn references(text: &str) -> Result<References, Unreadable> {
    let mut found = References::default();
    xml::walk(text, |node| {
        let XmlEvent::Open(tag) = node else { return };
        let is_formula = |program: String| program.starts_with("Equation.");
        let is_needed = match tag.name() {
            "OLEObject" => tag.attribute("ProgID").is_some_and(is_formula),
            name => name == "legacyDrawingHF",
        };
        for id in tag.prefixed() {
            if is_needed {
                found.needed.insert(id.clone());
            }
            found.used.insert(id);
        }
    })?;
    Ok(found)
}

fn embedded(
    package: &mut Package<'_>,
    name: &str,
    clean: Cleaner<'_>,
    depth: usize,
    obstacles: &mut Obstacles,
) -> Result<Vec<u8>, Unreadable> {
    let bytes = package.read(name)?;
    let file = name.rsplit('/').next().unwrap_or(name);
    let ending = file
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_lowercase();
    if !matches!(ending.as_str(), "docx" | "xlsx" | "pptx") {
        obstacles.add(Remains::Embedded, file);
        return Ok(Vec::new());
    }
    match publishable_inside(&ending, &bytes, clean, depth + 1) {
        Ok(bytes) => Ok(bytes.into_owned()),
        Err(inner) => {
            obstacles.add_inner(inner, file);
            Ok(Vec::new())
        }
    }
}

fn is_xml(part: &str) -> bool {
    part.ends_with(".xml") || part.ends_with(".vml")
}

/// A part without notes.
fn cleaned(
    name: &str,
    bytes: Vec<u8>,
    dropped: &BTreeSet<String>,
    clean: Cleaner<'_>,
    obstacles: &mut Obstacles,
) -> Result<Vec<u8>, Unreadable> {
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_lowercase();
    match ending.as_str() {
        _ if is_xml(name) => without_notes(&package::decoded(bytes)?, dropped),
        "jpg" | "jpeg" | "png" | "gif" | "svg" => Ok(clean(&ending, &bytes).unwrap_or_else(|| {
            obstacles.add(Remains::Picture, name.rsplit('/').next().unwrap_or(name));
            Vec::new()
        })),
        _ => Ok(bytes),
    }
}

/// XML without notes, and without what refers to parts that are dropped.
fn without_notes(text: &str, dropped: &BTreeSet<String>) -> Result<Vec<u8>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut inside_note = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        let event = match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::DocType(_) => return Err(Unreadable::Damaged),
            Event::Comment(_) | Event::PI(_) => continue,
            Event::Start(_) if inside_note > 0 => {
                inside_note += 1;
                continue;
            }
            Event::End(_) if inside_note > 0 => {
                inside_note -= 1;
                continue;
            }
            _ if inside_note > 0 => continue,
            Event::Start(tag) if is_note(&tag, dropped) => {
                inside_note = 1;
                continue;
            }
            Event::Empty(tag) if is_note(&tag, dropped) => continue,
            Event::Start(tag) => Event::Start(plain(&tag, dropped)),
            Event::Empty(tag) => Event::Empty(plain(&tag, dropped)),
            other => other,
        };
        writer.write_event(event).map_err(|_| Unreadable::Damaged)?;
    }
}

fn is_note(tag: &BytesStart<'_>, dropped: &BTreeSet<String>) -> bool {
    let named = Tag(tag);
    NOTES.contains(&named.name()) || (named.name() != "pageSetup" && refers_to(tag, dropped))
}

fn refers_to(tag: &BytesStart<'_>, dropped: &BTreeSet<String>) -> bool {
    !dropped.is_empty()
        && tag
            .attributes()
            .with_checks(false)
            .flatten()
            .any(|attribute| is_reference(attribute.key.into_inner()) && dropped.contains(&*attribute.value))
}

/// True for `r:id`, `r:embed` and the like.
fn is_reference(name: &str) -> bool {
    let (prefix, name) = name.split_once(':').unwrap_or(("", name));
    !prefix.is_empty()
        && matches!(
            name,
            "id" | "embed" | "link" | "pict" | "href" | "dm" | "lo" | "qs" | "cs"
        )
}

/// The element without attributes that note something.
fn plain<'t>(tag: &BytesStart<'t>, dropped: &BTreeSet<String>) -> BytesStart<'t> {
    let is_plain = |name: &str, value: &str| {
        let own = local(name);
        let is_note = NOTING.contains(&own) || own.starts_with("rsid");
        !is_note && (!is_reference(name) || !dropped.contains(value))
    };
    let mut attributes = tag.attributes();
    let all = || tag.attributes();
    if all()
        .flatten()
        .all(|one| is_plain(one.key.into_inner(), &one.value))
    {
        return tag.to_owned();
    }
    let mut plain = BytesStart::new(tag.name().into_inner().to_owned());
    for attribute in attributes.with_checks(false).flatten() {
        if is_plain(attribute.key.into_inner(), &attribute.value) {
            plain.push_attribute(attribute);
        }
    }
    plain
}

/// Puts the file together.
fn write(package: &mut Package<'_>, kept: &PublishedFile) -> Result<Vec<u8>, Unreadable> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| -> Result<(), Unreadable> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let method = match ending {
            "jpg" | "jpeg" | "png" | "gif" | "mp3" | "mp4" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        zip.start_file(name, package::file_options(method))
            .map_err(|_| Unreadable::Damaged)?;
        zip.write_all(bytes).map_err(|_| Unreadable::Damaged)
    };
    add("[Content_Types].xml", &types(package, kept)?)?;
    for (part, dropped) in &kept.dropped {
        let own = package::relationships_of(part);
        if package.has(&own) {
            add(&own, &relations(&package.text(&own)?, dropped)?)?;
        }
    }
    for (name, bytes) in &kept.parts {
        add(name, bytes)?;
    }
    let zip = zip.finish().map_err(|_| Unreadable::Damaged)?;
    Ok(zip.into_inner())
}

/// The list of what each part is, for those that are there.
fn types(package: &mut Package<'_>, kept: &PublishedFile) -> Result<Vec<u8>, Unreadable> {
    let text = package.text("[Content_Types].xml")?;
    only(&text, |tag| {
        let part = tag.attribute("PartName").unwrap_or_default();
        tag.name() != "Override" || kept.parts.contains_key(part.trim_start_matches('/'))
    })
}

fn relations(text: &str, dropped: &BTreeSet<String>) -> Result<Vec<u8>, Unreadable> {
    only(text, |tag| {
        tag.attribute("Id").is_none_or(|id| !dropped.contains(&id))
    })
}

/// A flat list without some of its elements.
fn only(text: &str, mut is_kept: impl FnMut(&Tag<'_>) -> bool) -> Result<Vec<u8>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut inside_dropped = false;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        match &event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Comment(_) | Event::PI(_) | Event::DocType(_) => continue,
            Event::Empty(tag) if !is_kept(&Tag(tag)) => continue,
            Event::Start(tag) if !is_kept(&Tag(tag)) => {
                inside_dropped = true;
                continue;
            }
            Event::End(_) if inside_dropped => {
                inside_dropped = false;
                continue;
            }
            _ if inside_dropped => continue,
            _ => {}
        }
        writer.write_event(event).map_err(|_| Unreadable::Damaged)?;
    }
}
