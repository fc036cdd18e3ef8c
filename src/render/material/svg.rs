//! SVG: read as XML and written anew, with listed elements and attributes whose values are of a listed form. A
//! reference leads to a place in the drawing itself; an embedded picture goes through the cleaners of pictures. What
//! would change the drawing when left out (scripts, style sheets, animations, links, other pictures) is refused;
//! notes that programs leave are dropped.
//!
//! Libraries were looked at: `usvg` lays out text with the fonts of the computer, so that the same file would differ
//! from one to another, drops text it has no font for, and passes on embedded pictures as they are; `svg-hush` keeps
//! style sheets and lets no one look into embedded pictures.

mod size;

pub(super) use size::size;

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, Writer};

use super::{Size, bitmaps, jpeg};
use crate::words::base64_bytes;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements that draw.
const ELEMENTS: &str = "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath \
    linearGradient radialGradient stop pattern clipPath mask marker image filter feBlend feColorMatrix \
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow \
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight \
    feSpecularLighting feSpotLight feTile feTurbulence";

/// Elements whose characters are drawn.
const TEXTS: [&str; 3] = ["text", "tspan", "textPath"];

/// Elements that only describe, and are dropped with all that is in them, as are those of drawing programs.
const NOTES: [&str; 3] = ["metadata", "title", "desc"];

/// Attributes that say how something is drawn, many of which may stand in `style` too; all others are dropped.
const ATTRIBUTES: &str = "id version xml:space x y x1 y1 x2 y2 cx cy r rx ry dx dy fx fy fr width height d points \
    pathLength rotate textLength lengthAdjust startOffset method spacing side viewBox preserveAspectRatio transform \
    transform-origin gradientTransform patternTransform gradientUnits spreadMethod offset patternUnits \
    patternContentUnits clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient \
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters \
    direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family \
    font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-vertical \
    image-rendering letter-spacing lighting-color marker-end marker-mid marker-start mask mask-type opacity overflow paint-order \
    shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin \
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering unicode-bidi \
    vector-effect visibility word-spacing writing-mode filterUnits primitiveUnits in in2 result mode type values \
    tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order kernelMatrix divisor bias targetX \
    targetY edgeMode preserveAlpha surfaceScale specularConstant specularExponent diffuseConstant limitingConeAngle \
    pointsAtX pointsAtY pointsAtZ z azimuth elevation scale xChannelSelector yChannelSelector stdDeviation radius \
    baseFrequency numOctaves seed stitchTiles kernelUnitLength";

/// What a value may compute.
const FUNCTIONS: &str = "rgb rgba hsl hsla color matrix translate scale rotate skewx skewy";

/// Why a drawing is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DrawingRefusal {
    /// It is no UTF-8, or no XML.
    Unreadable,
    /// It holds this.
    Active(String),
}

/// A drawing without notes; refused when it does anything, or shows what is not in it.
pub(super) fn passive(bytes: &[u8]) -> Result<Vec<u8>, DrawingRefusal> {
    read(bytes).map(|drawing| drawing.writer.into_inner())
}

/// What a drawing that can be published says, each of its texts in a line; nothing of one that is refused.
pub(super) fn text(bytes: &[u8]) -> String {
    read(bytes).map(|drawing| drawing.said).unwrap_or_default()
}

fn read(bytes: &[u8]) -> Result<Drawing, DrawingRefusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| DrawingRefusal::Unreadable)?;
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut drawing = Drawing::default();
    loop {
        let event = reader.read_event().map_err(|_| DrawingRefusal::Unreadable)?;
        match event {
            Event::Eof => return drawing.finished(),
            Event::Start(element) => drawing.start(&reader, &element, false)?,
            Event::Empty(element) => drawing.start(&reader, &element, true)?,
            Event::End(_) => drawing.end()?,
            Event::Text(text) => drawing.text(&text)?,
            Event::CData(text) => drawing.text(&text)?,
            Event::GeneralRef(name) => {
                let name: &str = &name;
                let text = unescape(&format!("&{name};"))
                    .map_err(|_| DrawingRefusal::Unreadable)?
                    .into_owned();
                drawing.text(&text)?;
            }
            Event::DocType(kind) if kind.contains('[') => {
                return Err(DrawingRefusal::Active("实体定义".into()));
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {}
        }
    }
}

/// What is written of a drawing, and where in it we are.
struct Drawing {
    writer: Writer<Vec<u8>>,
    /// The characters that are drawn.
    said: String,
    /// The elements around, from the root.
    open: Vec<String>,
    /// How many elements around are dropped, from the outermost note.
    dropped: usize,
    began: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self {
            writer: Writer::new(Vec::new()),
            said: String::new(),
            open: Vec::new(),
            dropped: 0,
            began: false,
        }
    }
}

impl Drawing {
    fn start(
        &mut self,
        reader: &NsReader<&[u8]>,
        element: &BytesStart<'_>,
        empty: bool,
    ) -> Result<(), DrawingRefusal> {
        let (space, name) = reader.resolver().resolve_element(element.name());
        let name = name.into_inner();
        let is_foreign = !matches!(
            space,
            ResolveResult::Unbound | ResolveResult::Bound(Namespace(SVG))
        );
        if self.dropped > 0 || is_foreign || NOTES.contains(&name) {
            self.dropped += usize::from(!empty);
            return Ok(());
        }
        // One root, which is a drawing.
        if self.open.is_empty() && (self.began || name != "svg") {
            return Err(DrawingRefusal::Unreadable);
        }
        if !is_listed(ELEMENTS, name) {
            return Err(DrawingRefusal::Active(format!("<{name}>")));
        }
        let mut attributes = attributes(reader, element, name)?;
        if !self.began {
            attributes.insert("xmlns".into(), SVG.into());
            attributes.insert("xmlns:xlink".into(), XLINK.into());
        }
        self.began = true;
        let mut kept = BytesStart::new(name);
        for (name, value) in &attributes {
            kept.push_attribute((name.as_str(), value.as_str()));
        }
        if empty {
            self.write(Event::Empty(kept))
        } else {
            self.open.push(name.to_owned());
            self.write(Event::Start(kept))
        }
    }

    fn end(&mut self) -> Result<(), DrawingRefusal> {
        if self.dropped > 0 {
            self.dropped -= 1;
            return Ok(());
        }
        let name = self.open.pop().ok_or(DrawingRefusal::Unreadable)?;
        if name == "text" {
            self.said.push('\n');
        }
        self.write(Event::End(BytesEnd::new(name)))
    }

    /// Characters, where they are drawn.
    fn text(&mut self, text: &str) -> Result<(), DrawingRefusal> {
        let is_drawn = self
            .open
            .last()
            .is_some_and(|name| TEXTS.contains(&name.as_str()));
        if self.dropped > 0 || !is_drawn {
            return Ok(());
        }
        let is_character =
            |c: &char| c.is_ascii_whitespace() || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
        let text: String = text.chars().filter(is_character).collect();
        self.said.push_str(&text);
        self.write(Event::Text(BytesText::new(&text)))
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), DrawingRefusal> {
        self.writer
            .write_event(event)
            .map_err(|_| DrawingRefusal::Unreadable)
    }

    fn finished(self) -> Result<Self, DrawingRefusal> {
        if self.began && self.open.is_empty() && self.dropped == 0 {
            Ok(self)
        } else {
            Err(DrawingRefusal::Unreadable)
        }
    }
}

fn is_listed(list: &str, name: &str) -> bool {
    list.split(' ').any(|listed| listed == name)
}

/// The attributes of an element that draw, those of its `style` among them.
fn attributes(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    name: &str,
) -> Result<BTreeMap<String, String>, DrawingRefusal> {
    let mut kept = BTreeMap::new();
    let mut styled = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| DrawingRefusal::Unreadable)?;
        // A word that is spelled with references is still that word.
        let value = unescape(&attribute.value).map_err(|_| DrawingRefusal::Unreadable)?;
        let (space, local) = reader.resolver().resolve_attribute(attribute.key);
        match (space, local.into_inner()) {
            (ResolveResult::Unbound, key) if key.to_ascii_lowercase().starts_with("on") => {
                return Err(DrawingRefusal::Active(key.to_owned()));
            }
            (ResolveResult::Unbound, "style") => styled = declarations(&value),
            (ResolveResult::Unbound | ResolveResult::Bound(Namespace(XLINK)), "href") => {
                let href = reference(name, value.trim()).ok_or_else(|| refusal("href", &value))?;
                // The old spelling, which every browser knows.
                kept.insert("xlink:href".to_owned(), href);
            }
            (ResolveResult::Unbound, key) => keep(&mut kept, key, &value)?,
            (_, "space") => keep(&mut kept, "xml:space", &value)?,
            _ => {}
        }
    }
    for (key, value) in styled {
        keep(&mut kept, &key, &value)?;
    }
    Ok(kept)
}

fn keep(kept: &mut BTreeMap<String, String>, key: &str, value: &str) -> Result<(), DrawingRefusal> {
    // Nothing leads to a name that could not be referred to.
    let is_nameless = key == "id" && !is_local(&format!("#{value}"));
    if is_listed(ATTRIBUTES, key) && !is_nameless {
        if !is_passive(value) {
            return Err(refusal(key, value));
        }
        kept.insert(key.to_owned(), value.to_owned());
    }
    Ok(())
}

fn refusal(key: &str, value: &str) -> DrawingRefusal {
    let start: String = value.chars().take(40).collect();
    DrawingRefusal::Active(format!("{key}=\"{start}\""))
}

/// The declarations of a `style` attribute.
fn declarations(style: &str) -> Vec<(String, String)> {
    let pairs = style
        .split(';')
        .filter_map(|declaration| declaration.split_once(':'));
    pairs
        .map(|(key, value)| {
            let value = value.trim();
            let value = value.strip_suffix("!important").unwrap_or(value);
            (key.trim().to_ascii_lowercase(), value.trim_end().to_owned())
        })
        .collect()
}

/// True for a value of plain words and numbers, and of functions that compute or lead into the drawing.
fn is_passive(value: &str) -> bool {
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('(') {
        let Some((inside, after)) = behind.split_once(')') else {
            return false;
        };
        let words = before
            .trim_end()
            .rsplit(|c: char| !c.is_alphanumeric() && c != '-');
        let function = words.map(str::to_ascii_lowercase).next().unwrap_or_default();
        let is_known = match function.as_str() {
            "url" => is_local(inside.trim_matches([' ', '"', '\''])),
            name => is_listed(FUNCTIONS, name) && is_plain(inside),
        };
        if !is_known || !is_plain(before) {
            return false;
        }
        rest = after;
    }
    is_plain(rest)
}

fn is_plain(value: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || c.is_ascii_whitespace() || "#.,-+%'\"_".contains(c);
    value.chars().all(is_plain)
}

/// True for what leads to a place in the drawing.
fn is_local(reference: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || "_-.:".contains(c);
    reference
        .strip_prefix('#')
        .is_some_and(|name| !name.is_empty() && name.chars().all(is_of_name))
}

/// Where an element leads: into the drawing, or to a picture that is in it.
fn reference(element: &str, href: &str) -> Option<String> {
    if element == "image" {
        embedded(href)
    } else {
        is_local(href).then(|| href.to_owned())
    }
}

/// An embedded picture without metadata (RFC 2397).
fn embedded(href: &str) -> Option<String> {
    let (scheme, rest) = href.split_once(':')?;
    let (about, data) = rest
        .split_once(',')
        .filter(|_| scheme.eq_ignore_ascii_case("data"))?;
    let mut words = about.split(';').map(|word| word.trim().to_ascii_lowercase());
    let media_type = words.next()?;
    let mut bytes: Vec<u8> = percent_encoding::percent_decode_str(data).collect();
    if words.any(|word| word == "base64") {
        bytes = base64_bytes(&bytes)?;
    }
    let (ending, cleaned) = match media_type.as_str() {
        "image/png" => ("png", bitmaps::stripped_png(&bytes)),
        "image/jpeg" | "image/jpg" => ("jpeg", jpeg::strip_metadata(&bytes)),
        "image/gif" => ("gif", bitmaps::stripped_gif(&bytes)),
        _ => return None,
    };
    let cleaned = cleaned?;
    let size = imagesize::blob_size(&cleaned).ok()?;
    let (width, height) = (size.width, size.height);
    let is_decodable = Size { width, height }.is_decodable();
    is_decodable.then(|| format!("data:image/{ending};base64,{}", BASE64.encode(cleaned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Result<String, DrawingRefusal> {
        let root = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">";
        let cleaned = passive(format!("{root}{inside}</svg>").as_bytes())?;
        let cleaned = String::from_utf8(cleaned).expect("text");
        let root = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";
        let inside = cleaned
            .strip_prefix(root)
            .and_then(|rest| rest.strip_suffix("</svg>"));
        Ok(inside.expect("the same root").to_owned())
    }

    #[test]
    fn drawings_stay_and_notes_go() {
        let table = [
            (
                "<!-- C:\\Users\\somebody --><metadata><a>author</a></metadata>",
                "",
            ),
            (
                "<sodipodi:namedview x=\"1\"/><title>note</title><desc>note</desc>stray",
                "",
            ),
            ("<g xmlns=\"http://elsewhere\"><script/></g>", ""),
            (
                "<path d=\"M0 0\" inkscape:label=\"note\" class=\"note\" fill=\"url(#g)\"/>",
                "<path d=\"M0 0\" fill=\"url(#g)\"/>",
            ),
            (
                "<text x=\"1\">三会&amp;一课<tspan><![CDATA[ <b> ]]></tspan>&#x41;&#1;</text>",
                "<text x=\"1\">三会&amp;一课<tspan> &lt;b&gt; </tspan>A</text>",
            ),
            (
                "<rect style=\"FILL: rgb(1,2,3) !important; -note:1; stroke:#fff\" fill=\"red\"/>",
                "<rect fill=\"rgb(1,2,3)\" stroke=\"#fff\"/>",
            ),
            ("<use href=\"#a\" x:href=\"#b\"/>", "<use xlink:href=\"#b\"/>"),
            (
                "<g transform=\"translate (1 2) skewX(3)\" mask='URL( \"#m:1\" )'/>",
                "<g mask=\"URL( &quot;#m:1&quot; )\" transform=\"translate (1 2) skewX(3)\"/>",
            ),
        ];
        for (given, expected) in table {
            assert_eq!(svg(given).as_deref(), Ok(expected), "{given}");
        }
    }

    #[test]
    fn what_is_drawn_is_read() {
        let drawing =
            b"<svg><title>\xe9\xa2\x98</title><text>A<tspan> 13</tspan>9</text><text>B</text></svg>";
        assert_eq!(text(drawing), "A 139\nB\n");
        assert_eq!(text(b"<svg><script/><text>A</text></svg>"), "");
    }

    #[test]
    fn what_is_no_drawing_is_refused() {
        let utf16: Vec<u8> = "\u{feff}<svg/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bad in [
            &utf16[..],
            b"",
            b"hello",
            b"<svg>",
            b"<svg/><svg/>",
            b"<g/>",
            b"<svg><g></svg>",
            b"<svg a='1' a='2'/>",
            b"<svg><text>&name;</text></svg>",
            b"<svg xmlns='elsewhere'/>",
        ] {
            let text = String::from_utf8_lossy(bad);
            assert_eq!(passive(bad), Err(DrawingRefusal::Unreadable), "{text}");
        }
        let defined = passive(b"<!DOCTYPE svg [<!ENTITY x \"y\">]><svg/>");
        assert_eq!(defined, Err(DrawingRefusal::Active("实体定义".into())));
    }
}
