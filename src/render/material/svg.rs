//! SVG: read as XML and written anew, with drawing elements and their attributes only. A drawing that does
//! anything (scripts, handlers, links out, embedded pages) is refused; notes that programs leave are dropped.

use super::Size;
use quick_xml::Reader;
use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

/// Why a drawing is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no UTF-8, or no XML.
    Unreadable,
    /// It holds this.
    Active(String),
}

/// Elements that draw, and those that say what is drawn.
const DRAWING: [&str; 58] = [
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "clipPath",
    "mask",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "switch",
    "view",
    "animate",
    "animateTransform",
    "animateMotion",
    "mpath",
    "set",
    "style",
    "image",
];

/// Elements that only describe, and are dropped with all that is in them.
const TALK: [&str; 2] = ["metadata", "namedview"];

/// A drawing without notes; refused when it does anything.
pub(super) fn passive(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Unreadable)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut writer = Writer::new(Vec::with_capacity(bytes.len()));
    let mut dropped = 0_usize;
    let mut elements = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Unreadable)?;
        match &event {
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => continue,
            Event::DocType(kind) if kind.contains('[') => return Err(Refusal::Active("实体定义".into())),
            Event::DocType(_) => continue,
            Event::Start(element) if dropped > 0 || is_talk(element) => dropped += 1,
            Event::End(_) if dropped > 0 => {
                dropped -= 1;
                continue;
            }
            Event::Empty(element) if is_talk(element) => continue,
            _ => {}
        }
        if dropped > 0 {
            continue;
        }
        let event = match event {
            Event::Start(element) => Event::Start(checked(&element)?),
            Event::Empty(element) => Event::Empty(checked(&element)?),
            other => other,
        };
        if matches!(event, Event::Start(_) | Event::Empty(_)) {
            elements += 1;
        }
        check_text(&event)?;
        writer.write_event(event).map_err(|_| Refusal::Unreadable)?;
    }
    if elements == 0 {
        Err(Refusal::Unreadable)
    } else {
        Ok(writer.into_inner())
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Notes: described above, or an element of a drawing program's own.
fn is_talk(element: &BytesStart<'_>) -> bool {
    let name = element.name();
    let name: &str = name.as_ref();
    let foreign = name.split_once(':').is_some_and(|(prefix, _)| prefix != "svg");
    foreign || TALK.contains(&local(name))
}

/// The element with the attributes that draw.
fn checked(element: &BytesStart<'_>) -> Result<BytesStart<'static>, Refusal> {
    let name = local(element.name().as_ref()).to_owned();
    if !DRAWING.contains(&name.as_str()) {
        return Err(Refusal::Active(format!("<{name}>")));
    }
    let mut kept = BytesStart::new(name);
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Unreadable)?;
        let key: &str = attribute.key.as_ref();
        let key = key.to_owned();
        let value = value_of(&attribute)?;
        let prefix = key.split_once(':').map_or("", |(prefix, _)| prefix);
        if key != "xmlns" && key != "xmlns:xlink" && !matches!(prefix, "" | "xlink" | "xml") {
            continue;
        }
        check_attribute(&key, &value)?;
        kept.push_attribute((key.as_str(), value.as_str()));
    }
    Ok(kept)
}

/// The value with its references resolved: a word spelled with them is still that word.
fn value_of(attribute: &Attribute<'_>) -> Result<String, Refusal> {
    let value = quick_xml::escape::unescape(&attribute.value).map_err(|_| Refusal::Unreadable)?;
    Ok(value.into_owned())
}

fn check_attribute(key: &str, value: &str) -> Result<(), Refusal> {
    let small = key.to_ascii_lowercase();
    let name = small.rsplit_once(':').map_or(small.as_str(), |(_, name)| name);
    if name.starts_with("on") {
        return Err(Refusal::Active(key.to_owned()));
    }
    let inside = value.trim().starts_with('#')
        || value.trim().starts_with("data:image/png;")
        || value.trim().starts_with("data:image/jpeg;");
    let target = matches!(name, "href" | "src" | "action" | "from" | "to" | "values" | "by");
    let leads = matches!(name, "href" | "src" | "action") || value.contains(':');
    if target && leads && !inside {
        return Err(Refusal::Active(format!(
            "{key}=\"{}\"",
            value.chars().take(40).collect::<String>()
        )));
    }
    check_style(value)
}

/// Styles may point into the drawing itself, nowhere else.
fn check_style(style: &str) -> Result<(), Refusal> {
    let dense: String = style
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\''))
        .collect();
    let dense = dense.to_ascii_lowercase();
    let calls = dense.contains("@import")
        || dense.contains("javascript:")
        || dense.contains("expression(")
        || dense.contains('\\');
    let fetches = dense
        .match_indices("url(")
        .any(|(at, call)| !dense[at + call.len()..].starts_with('#'));
    if calls || fetches {
        Err(Refusal::Active(style.chars().take(40).collect()))
    } else {
        Ok(())
    }
}

/// Text is harmless but in a style element; it is checked everywhere.
fn check_text(event: &Event<'_>) -> Result<(), Refusal> {
    match event {
        Event::Text(text) => {
            let text: &str = text;
            if text.contains("url") || text.contains("@import") {
                check_style(text)
            } else {
                Ok(())
            }
        }
        Event::CData(text) => check_style(text),
        _ => Ok(()),
    }
}

/// How large a drawing is: its own `width` and `height`, else those of its `viewBox`; `None` when it says neither.
#[must_use]
pub(super) fn size(bytes: &[u8]) -> Option<Size> {
    let mut reader = Reader::from_reader(bytes);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => break root,
            Event::Eof => return None,
            _ => {}
        }
    };
    let attribute = |name: &str| {
        let found = root.try_get_attribute(name).ok().flatten()?;
        Some(found.value.into_owned())
    };
    let side = |name: &str| pixels(&attribute(name)?);
    let drawn = || {
        let words = attribute("viewBox")?;
        let words = words
            .split([' ', ',', '\n', '\t'])
            .filter(|word| !word.is_empty());
        let numbers: Vec<f64> = words.filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [_, _, width, height] => Some((*width, *height)),
            _ => None,
        }
    };
    let (width, height) = match (side("width"), side("height")) {
        (Some(width), Some(height)) => (width, height),
        // One side follows from the other, and from how the drawing is.
        (Some(width), None) => drawn().map(|(across, down)| (width, width * down / across))?,
        (None, Some(height)) => drawn().map(|(across, down)| (height * across / down, height))?,
        (None, None) => drawn()?,
    };
    Some(Size {
        width: whole(width)?,
        height: whole(height)?,
    })
}

/// A length as pixels; `None` for one that depends on where the drawing stands.
fn pixels(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 6] = [
        ("px", 1.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
    ];
    let length = length.trim();
    let unit = UNITS
        .iter()
        .find_map(|(unit, pixels)| Some((length.strip_suffix(unit)?, pixels)));
    let (number, pixels) = unit.unwrap_or((length, &1.0));
    number.trim().parse::<f64>().ok().map(|number| number * pixels)
}

/// A length in whole pixels; `None` for none that a drawing can have.
fn whole(length: f64) -> Option<usize> {
    const LARGEST: f64 = 100_000.0;
    let fits = length.is_finite() && length > 0.0 && length <= LARGEST;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 1 and the largest"
    )]
    fits.then(|| length.round().max(1.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Result<String, Refusal> {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">{inside}</svg>"
        );
        passive(text.as_bytes()).map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn drawings_stay_and_notes_go() {
        let clean = svg("<!-- C:\\Users\\somebody --><metadata><a>author</a></metadata><sodipodi:namedview x=\"1\"/><path d=\"M0 0\" inkscape:label=\"note\" fill=\"url(#g)\"/><text>once upon a time</text>").expect("a drawing");
        assert!(
            clean.contains("<path d=\"M0 0\" fill=\"url(#g)\"/><text>once upon a time</text>"),
            "{clean}"
        );
        for gone in ["somebody", "author", "namedview", "note"] {
            assert!(!clean.contains(gone), "{clean}");
        }
    }

    #[test]
    fn drawings_do_nothing() {
        for bad in [
            "<script>1</script>",
            "<path onclick=\"x()\"/>",
            "<path onload ='x'/>",
            "<image href=\"https://a/b.png\"/>",
            "<use xlink:href=\"&#106;avascript:x\"/>",
            "<use href=\"&#104;ttp://evil/x\"/>",
            "<rect fill=\"url( http://evil/x)\"/>",
            "<style>@import 'http://evil/x';</style>",
            "<style><![CDATA[a{b:url(//evil)}]]></style>",
            "<foreignObject><p>x</p></foreignObject>",
            "<a href=\"#x\">x</a>",
            "<set attributeName=\"href\" to=\"javascript:x\"/>",
        ] {
            assert!(
                matches!(svg(bad), Err(Refusal::Active(_))),
                "{bad}: {:?}",
                svg(bad)
            );
        }
        let utf16: Vec<u8> = "<svg><script/></svg>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(passive(&utf16).is_err());
        assert_eq!(passive(b"hello"), Err(Refusal::Unreadable));
        assert!(passive(b"<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>").is_err());
    }

    #[test]
    fn a_drawing_is_as_large_as_it_says() {
        let table = [
            ("width=\"40\" height=\"30\"", Some((40, 30))),
            ("width='1in' height='25.4mm'", Some((96, 96))),
            ("viewBox=\"0 0 120 60\"", Some((120, 60))),
            ("viewBox=\"0,0,120,60\" width=\"60\"", Some((60, 30))),
            (
                "viewBox=\"0 0 120 60\" width=\"100%\" height=\"100%\"",
                Some((120, 60)),
            ),
            ("height=\"12pt\" viewBox=\"0 0 2 1\"", Some((32, 16))),
            ("width=\"40\"", None),
            ("width=\"-4\" height=\"3\"", None),
            ("width=\"1e300\" height=\"3\"", None),
            ("viewBox=\"0 0 0 0\" width=\"5\"", None),
            ("viewBox=\"0 0 nan inf\"", None),
        ];
        for (attributes, expected) in table {
            let drawing = format!("<?xml version=\"1.0\"?><!-- a --><svg {attributes}><g/></svg>");
            let found = size(drawing.as_bytes()).map(|size| (size.width, size.height));
            assert_eq!(found, expected, "{attributes}");
        }
        assert_eq!(size(b"no drawing"), None);
    }
}
