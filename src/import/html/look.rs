//! An element's tag, attributes and inline style → how what is in it looks, as far as an office means something by it.

use super::tree::HtmlElement;
use crate::import::text::{Alignment, ParagraphLook, TextStyle, Typeface};

/// What holds for the text at a point of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TextLook {
    pub(super) style: TextStyle,
    pub(super) paragraph: ParagraphLook,
    /// White space counts.
    pub(super) is_verbatim: bool,
}

/// The declarations of a `style` attribute, names in small letters.
pub(super) fn declarations(element: &HtmlElement) -> impl Iterator<Item = (String, &str)> {
    let style = element.attribute("style").unwrap_or_default();
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim()))
    })
}

/// Where the rest of a stylesheet's value is not looked at.
const LONGEST_VALUE: usize = 200;

impl TextLook {
    /// How what is in this element looks, when around it things look so.
    pub(super) fn inside(self, element: &HtmlElement) -> Self {
        let mut look = self;
        look.take_tag(element);
        for (name, value) in declarations(element) {
            if value.len() <= LONGEST_VALUE {
                look.take_style(&name, &value.to_ascii_lowercase());
            }
        }
        look
    }

    fn take_tag(&mut self, element: &HtmlElement) {
        let style = &mut self.style;
        match &*element.name {
            "b" | "strong" => style.is_bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => style.is_italic = true,
            "s" | "strike" | "del" => style.is_struck = true,
            "sup" => style.is_superscript = true,
            "sub" => style.is_subscript = true,
            "pre" | "xmp" | "listing" | "plaintext" => self.is_verbatim = true,
            // What is said of a picture stands in the middle below it, whatever the page's styles do.
            "center" | "figcaption" => self.paragraph.side = Alignment::Centre,
            "font" => {
                if let Some(face) = element.attribute("face").and_then(typeface) {
                    self.paragraph.face = face;
                }
            }
            // A table stands where it is put; its text begins anew.
            "table" => self.paragraph.side = Alignment::Left,
            _ => {}
        }
        if element.name != "img"
            && element.name != "table"
            && let Some(side) = element.attribute("align").and_then(side_of)
        {
            self.paragraph.side = side;
        }
    }

    fn take_style(&mut self, name: &str, value: &str) {
        match name {
            "font-weight" => self.style.is_bold = is_heavy(value).unwrap_or(self.style.is_bold),
            "font-style" => self.style.is_italic = matches!(value, "italic" | "oblique"),
            "text-decoration" | "text-decoration-line" if value.contains("line-through") => {
                self.style.is_struck = true;
            }
            "vertical-align" => match value {
                "super" => self.style.is_superscript = true,
                "sub" => self.style.is_subscript = true,
                _ => {}
            },
            "text-align" => self.paragraph.side = side_of(value).unwrap_or(self.paragraph.side),
            "font-size" => {
                self.paragraph.half_points = half_points(value).unwrap_or(self.paragraph.half_points)
            }
            "font-family" | "mso-fareast-font-family" => {
                self.paragraph.face = typeface(value).unwrap_or(self.paragraph.face);
            }
            "white-space" => self.is_verbatim = matches!(value, "pre" | "pre-wrap" | "break-spaces"),
            _ => {}
        }
    }
}

fn is_heavy(weight: &str) -> Option<bool> {
    match weight {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|number| number >= 600),
    }
}

fn side_of(value: &str) -> Option<Alignment> {
    match value.trim().to_ascii_lowercase().as_str() {
        "left" | "start" | "justify" => Some(Alignment::Left),
        "center" | "-webkit-center" | "middle" => Some(Alignment::Centre),
        "right" | "end" | "-webkit-right" => Some(Alignment::Right),
        _ => None,
    }
}

/// A size in half points; CSS pixels are three quarters of a point.
fn half_points(value: &str) -> Option<u16> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f32 = digits.trim().parse().ok()?;
    let points = match &value[digits.len()..] {
        "pt" => number,
        "px" => number * 0.75,
        _ => return None,
    };
    (1.0..=500.0)
        .contains(&points)
        .then_some((points * 2.0).round() as u16)
}

/// The faces that mean something, by what their names contain in any of their spellings.
const FACES: [(&str, Typeface); 10] = [
    ("小标宋", Typeface::Title),
    ("xiaobiaosong", Typeface::Title),
    ("fzxbs", Typeface::Title),
    ("黑体", Typeface::Hei),
    ("simhei", Typeface::Hei),
    ("stheiti", Typeface::Hei),
    ("楷", Typeface::Kai),
    ("kaiti", Typeface::Kai),
    ("simkai", Typeface::Kai),
    ("stkai", Typeface::Kai),
];

/// The face of the first font of a list; `None` when it says none.
pub(in crate::import) fn typeface(names: &str) -> Option<Typeface> {
    let first = names
        .split(',')
        .next()?
        .trim_matches(['"', '\'', ' '])
        .to_lowercase();
    if first.is_empty() || first == "inherit" || first.contains("雅黑") {
        return None;
    }
    let known = FACES.iter().find(|(name, _)| first.contains(name));
    Some(known.map_or(Typeface::Text, |(_, face)| *face))
}

/// How an element stands to what readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementVisibility {
    Shown,
    /// Its text is there and not shown.
    Hidden,
    /// A drawing for eyes only.
    Icon,
}

/// Whether readers see an element. WeChat hides its text until a script shows it.
pub(super) fn visibility(element: &HtmlElement) -> ElementVisibility {
    let is_shown_by_script =
        element.id() == "js_content" || element.classes().any(|class| class == "rich_media_content");
    if element.attribute("hidden").is_some() {
        return ElementVisibility::Hidden;
    }
    for (name, value) in declarations(element) {
        let value = value.trim_end_matches("!important").trim();
        let is_hidden = match &*name {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => {
                !is_shown_by_script
                    && (value.eq_ignore_ascii_case("hidden") || value.eq_ignore_ascii_case("collapse"))
            }
            "opacity" => !is_shown_by_script && value.parse() == Ok(0.0),
            "font-size" => is_nothing(value),
            "mso-hide" => value.eq_ignore_ascii_case("all"),
            _ => false,
        };
        if is_hidden {
            return ElementVisibility::Hidden;
        }
    }
    let is_for_eyes = element.attribute("aria-hidden") == Some("true");
    match &*element.name {
        "i" | "svg" | "span" | "em" if is_for_eyes => ElementVisibility::Icon,
        _ => ElementVisibility::Shown,
    }
}

fn is_nothing(size: &str) -> bool {
    let number = size.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.trim().parse() == Ok(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::html::tree::HtmlTree;

    fn element(html: &str) -> HtmlTree {
        HtmlTree::read(html)
    }

    #[test]
    fn what_an_office_means_by_a_look_is_kept() {
        for (html, says) in [
            ("<p align=center>", "Centre"),
            ("<p style='TEXT-ALIGN: Right'>", "Right"),
            ("<p style='text-align:justify'>", "Left"),
            ("<span style='font-weight: 700'>", "bold"),
            ("<span style='font-weight:400'>", ""),
            ("<font face=黑体>", "Hei"),
            ("<p style='font-family: \"方正小标宋简体\", serif'>", "Title"),
            ("<p style='font-family: Microsoft YaHei, 楷体'>", "Text"),
            ("<p style='font-size:22.0pt'>", "44"),
            ("<p style='font-size:16px'>", "24"),
        ] {
            let tree = element(html);
            let look = TextLook::default().inside(tree.element(1).unwrap());
            let mut said = format!(
                "{:?} {:?} {}",
                look.paragraph.side, look.paragraph.face, look.paragraph.half_points
            );
            if look.style.is_bold {
                said.push_str(" bold");
            }
            assert!(said.contains(says), "{html}: {said}");
        }
    }

    #[test]
    fn what_is_not_shown_is_hidden() {
        for (html, expected) in [
            ("<p style='display: none'>", ElementVisibility::Hidden),
            ("<p style='display:none !important'>", ElementVisibility::Hidden),
            ("<p style='VISIBILITY:hidden'>", ElementVisibility::Hidden),
            ("<p hidden>", ElementVisibility::Hidden),
            ("<p style='font-size:0px'>", ElementVisibility::Hidden),
            ("<p style='opacity:0'>", ElementVisibility::Hidden),
            ("<span style='mso-hide:all'>", ElementVisibility::Hidden),
            ("<i aria-hidden=true>", ElementVisibility::Icon),
            (
                "<div id=js_content style='visibility:hidden;opacity:0'>",
                ElementVisibility::Shown,
            ),
            ("<p style='opacity:0.5'>", ElementVisibility::Shown),
            ("<p style='font-size:0.9em'>", ElementVisibility::Shown),
        ] {
            assert_eq!(visibility(element(html).element(1).unwrap()), expected, "{html}");
        }
    }
}
