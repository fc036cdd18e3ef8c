//! An XML part as a tree, without what never counts: earlier properties of tracked changes, the second of two
//! versions of a drawing, the marks of editing sessions.

use crate::attachment::Unreadable;
use crate::attachment::xml::{self, Tag, XmlEvent};

/// More elements than a part of any document has.
const MOST_ELEMENTS: usize = 3_000_000;

/// Elements lie so deep in each other in no document that somebody wrote.
const DEEPEST: usize = 200;

/// Text and attributes longer than this are cut where they would be copied for each place that uses them.
pub(super) const LONGEST_SHARED: usize = 2_048;

/// An element.
#[derive(Debug, Default)]
pub(super) struct PartElement {
    /// Without its prefix.
    pub(super) name: String,
    /// Names without their prefixes, values.
    attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(super) children: Vec<PartElement>,
    /// Its own text, as Word shows it: white space at the ends counts only where the file says so.
    pub(super) text: String,
}

impl PartElement {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(&found.1)
    }

    /// What its `val` says.
    pub(super) fn val(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// The number that an attribute holds.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        let value = self.attribute(name)?.trim();
        // Strict files write measures with their unit.
        let value = value.strip_suffix("pt").map_or_else(
            || value.parse().ok(),
            |points| points.parse::<f64>().ok().map(|points| points * 20.0),
        );
        value.filter(|value| value.abs() < 1e9).map(whole)
    }

    /// True unless its `val` says no.
    pub(super) fn is_on(&self) -> bool {
        self.val().is_none_or(xml::is_true)
    }

    /// The first element of this name in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The `val` of the first element of this name in it.
    pub(super) fn child_val(&self, name: &str) -> Option<&str> {
        self.child(name)?.val()
    }

    /// What the first element of this name says, when there is one: yes or no.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(Self::is_on)
    }

    /// The first element with this name, however deep.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| {
            if child.name == name {
                Some(child)
            } else {
                child.find(name)
            }
        })
    }

    fn holds_any(&self, names: &[&str]) -> bool {
        let mut children = self.children.iter();
        children.any(|child| names.contains(&child.name.as_str()) || child.holds_any(names))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "bounded by the caller")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// The root element of a part.
///
/// # Errors
/// It is no XML, or no document has so much.
pub(super) fn read(text: &str) -> Result<PartElement, Unreadable> {
    let mut open: Vec<(PartElement, bool)> = vec![(PartElement::default(), false)];
    let mut count = 0_usize;
    let mut is_excessive = false;
    xml::walk(text, |event| match event {
        XmlEvent::Open(tag) => {
            count += 1;
            is_excessive |= count > MOST_ELEMENTS || open.len() > DEEPEST;
            let preserves = open.last().is_some_and(|(_, preserves)| *preserves);
            open.push(match is_excessive {
                true => (PartElement::default(), false),
                false => element(tag, preserves),
            });
        }
        XmlEvent::Text(text) => {
            if let Some((element, _)) = open.last_mut() {
                element.text.push_str(text);
            }
        }
        XmlEvent::Close(_) => {
            if open.len() > 1
                && let Some((element, preserves)) = open.pop()
                && let Some((parent, _)) = open.last_mut()
                && !is_excessive
            {
                close(element, preserves, parent);
            }
        }
    })?;
    if is_excessive {
        return Err(Unreadable::TooLarge);
    }
    let root = open
        .into_iter()
        .next()
        .and_then(|(root, _)| root.children.into_iter().next());
    root.ok_or(Unreadable::Damaged)
}

fn element(tag: &Tag<'_>, mut preserves: bool) -> (PartElement, bool) {
    let mut attributes = Vec::new();
    for (name, value) in tag.attributes() {
        match name {
            "space" => preserves = value == "preserve",
            name if name.starts_with("rsid") => {}
            name => attributes.push((name.to_owned(), value)),
        }
    }
    let element = PartElement {
        name: tag.name().to_owned(),
        attributes,
        ..PartElement::default()
    };
    (element, preserves)
}

fn close(mut element: PartElement, preserves: bool, parent: &mut PartElement) {
    match element.name.as_str() {
        "proofErr" | "lastRenderedPageBreak" | "bookmarkStart" | "bookmarkEnd" => {}
        name if name.ends_with("Change") => {}
        "AlternateContent" => parent.children.extend(alternative(element)),
        _ => {
            if !preserves {
                let trimmed = element.text.trim_matches([' ', '\t', '\r', '\n']);
                if trimmed.len() < element.text.len() {
                    element.text = trimmed.to_owned();
                }
            }
            element.children.shrink_to_fit();
            parent.children.push(element);
        }
    }
}

/// What is understood of content in versions for newer and older programs: the first that holds something known.
fn alternative(element: PartElement) -> Vec<PartElement> {
    const KNOWN: [&str; 12] = [
        "txbxContent", "blip", "imagedata", "chart", "relIds", "oMath", "t", "p", "sym", "fldChar",
        "OLEObject", "numFmt",
    ];
    let mut branches = element.children;
    let known = branches.iter().position(|branch| branch.holds_any(&KNOWN));
    let chosen = known.unwrap_or_default();
    match chosen < branches.len() {
        true => branches.swap_remove(chosen).children,
        false => Vec::new(),
    }
}
