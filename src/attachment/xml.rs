//! The XML of office files: elements, their attributes and their texts, one after the other. No entities but those
//! that XML knows, and a bound on how deep elements lie in each other.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Unreadable;

/// Elements lie so deep in each other in no document.
const DEEPEST: usize = 400;

/// What comes next in a part. An element without content is opened and closed.
pub(crate) enum XmlEvent<'n> {
    Open(&'n Tag<'n>),
    /// The element with this name, without its prefix, ends.
    Close(&'n str),
    Text(&'n str),
}

/// An element's beginning.
pub(crate) struct Tag<'n>(pub(super) &'n BytesStart<'n>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(crate) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let found = attributes.find(|attribute| local(attribute.key.into_inner()) == name)?;
        value(&found)
    }

    /// The value of the attribute with exactly this name, prefix and all.
    pub(crate) fn qualified(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        value(&attributes.find(|attribute| attribute.key.into_inner() == name)?)
    }

    /// The values of attributes that have a prefix, as names of relationships have.
    pub(crate) fn prefixed(&self) -> Vec<String> {
        let mut attributes = self.0.attributes();
        let prefixed = attributes.with_checks(false).flatten().filter(|attribute| {
            let name = attribute.key.into_inner();
            name.contains(':') && !name.starts_with("xmlns:")
        });
        prefixed.filter_map(|attribute| value(&attribute)).collect()
    }

    /// The number that an attribute holds.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// All attributes: name without the prefix, value.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, String)> {
        // Looking for names that occur twice would take the square of their number.
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        attributes
            .flatten()
            .filter_map(|attribute| Some((local(attribute.key.into_inner()), value(&attribute)?)))
    }

    /// True unless its `val` says no: `<w:vanish/>`, `<w:vanish w:val="1"/>`.
    pub(crate) fn is_on(&self) -> bool {
        self.attribute("val").is_none_or(|value| is_true(&value))
    }
}

/// True for the ways in which these files write “yes”.
pub(crate) fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

fn value(attribute: &quick_xml::events::attributes::Attribute<'_>) -> Option<String> {
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .ok()
        .map(Cow::into_owned)
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Walks through a part. Text that entities and CDATA interrupt is told as one.
pub(crate) fn walk(text: &str, mut see: impl FnMut(XmlEvent<'_>)) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut told = String::new();
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        if matches!(event, Event::Start(_) | Event::Empty(_) | Event::End(_)) && !told.is_empty() {
            see(XmlEvent::Text(&told));
            told.clear();
        }
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Unreadable::TooLarge);
                }
                see(XmlEvent::Open(&Tag(&tag)));
            }
            Event::Empty(tag) => {
                see(XmlEvent::Open(&Tag(&tag)));
                see(XmlEvent::Close(local(tag.name().into_inner())));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(XmlEvent::Close(local(tag.name().into_inner())));
            }
            Event::Text(text) => told.push_str(&text.xml10_content()),
            Event::CData(text) => told.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => told.push_str(&reference(&name)?),
            Event::DocType(_) => return Err(Unreadable::Damaged),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(Unreadable::Damaged),
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
}

/// What `&amp;` or `&#20013;` stands for.
fn reference(name: &quick_xml::events::BytesRef<'_>) -> Result<String, Unreadable> {
    if let Some(c) = name.resolve_char_ref().map_err(|_| Unreadable::Damaged)? {
        return Ok(c.to_string());
    }
    let name = name.xml10_content();
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map(str::to_owned).ok_or(Unreadable::Damaged)
}
