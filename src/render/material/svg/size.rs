//! How large a drawing says it is.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::render::Size;

/// How large a drawing is: its own `width` and `height`, else those of its `viewBox`; `None` when it says neither.
pub(in super::super) fn size(bytes: &[u8]) -> Option<Size> {
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
