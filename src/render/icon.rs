//! The small picture in a browser's tab, in another colour.

use std::io::Cursor;

use crate::words::Colour;

/// The bytes of an entry in an icon's list of pictures, and of what stands before the list.
const ENTRY: usize = 16;
const HEAD: usize = 6;

/// An icon of PNG pictures that are drawn in one colour and white, in another colour; `None` for any other icon.
pub(super) fn recoloured(icon: &[u8], from: Colour, to: Colour) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_le_bytes(icon.get(4..HEAD)?.try_into().ok()?));
    let mut list = icon.get(..HEAD + count * ENTRY)?.to_vec();
    let mut pictures = Vec::new();
    for entry in list.get_mut(HEAD..)?.chunks_exact_mut(ENTRY) {
        let number = |at: usize| {
            let bytes = entry.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(bytes)).ok()
        };
        let (length, start) = (number(8)?, number(12)?);
        let picture = redrawn(icon.get(start..start.checked_add(length)?)?, from, to)?;
        let start = u32::try_from(HEAD + count * ENTRY + pictures.len()).ok()?;
        entry[8..12].copy_from_slice(&u32::try_from(picture.len()).ok()?.to_le_bytes());
        entry[12..].copy_from_slice(&start.to_le_bytes());
        pictures.extend(picture);
    }
    list.extend(pictures);
    Some(list)
}

/// A PNG with alpha, in another colour.
fn redrawn(bytes: &[u8], from: Colour, to: Colour) -> Option<Vec<u8>> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let (width, height) = reader.info().size();
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    if (frame.color_type, frame.bit_depth) != (png::ColorType::Rgba, png::BitDepth::Eight) {
        return None;
    }
    samples.truncate(frame.buffer_size());
    for pixel in samples.chunks_exact_mut(4) {
        // How far the pixel is from the colour to white, told where the two differ most.
        let white = u32::from(pixel[1].saturating_sub(from.0[1]));
        let most = u32::from(u8::MAX - from.0[1]).max(1);
        for (part, to) in pixel.iter_mut().zip(to.0) {
            *part = u8::try_from(u32::from(to) + u32::from(u8::MAX - to) * white / most).unwrap_or(u8::MAX);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&samples).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Colour = Colour([0xb3, 0x12, 0x1d]);
    const BLUE: Colour = Colour([0x2b, 0x51, 0x72]);
    static ICON: &[u8] = include_bytes!("../../themes/disclosure/static/favicon.ico");

    /// The colours of the second picture, without what is not seen.
    fn colours(icon: &[u8]) -> std::collections::BTreeSet<[u8; 3]> {
        let start = u32::from_le_bytes(icon[34..38].try_into().expect("four bytes")) as usize;
        let mut reader = png::Decoder::new(Cursor::new(&icon[start..]))
            .read_info()
            .expect("a picture");
        let mut samples = vec![0; reader.output_buffer_size().expect("small")];
        reader.next_frame(&mut samples).expect("pixels");
        let seen = samples.chunks_exact(4).filter(|pixel| pixel[3] > 0);
        seen.map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }

    #[test]
    fn the_icon_has_the_other_colour_and_white() {
        let blue = recoloured(ICON, RED, BLUE).expect("an icon");
        let colours = colours(&blue);
        assert!(
            colours.contains(&BLUE.0) && colours.contains(&[255; 3]),
            "{colours:?}"
        );
        assert!(colours.iter().all(|[r, g, b]| r <= g && g <= b), "{colours:?}");
    }

    #[test]
    fn what_is_no_such_icon_stays() {
        for wrong in [
            &b""[..],
            b"\0\0\x01\0\x01\0",
            &ICON[..40],
            b"\0\0\x01\0\xff\xff0123456789",
        ] {
            assert_eq!(recoloured(wrong, RED, BLUE), None);
        }
    }
}
