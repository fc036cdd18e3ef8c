//! Colour profiles (ICC.1): of the profiles of screens and cameras, the numbers that colours need are written into a
//! new profile; names, texts, dates and makers stay behind. A photograph of a telephone keeps its wide colours.
//! Profiles that are tables (of printing presses, and all CMYK) are left out: a browser then takes the usual colours.
//!
//! Exif: of all that a camera notes, only how the picture is to be turned is read, and only that is kept.

/// The largest profile that is read, in bytes.
pub(super) const LARGEST: usize = 1 << 20;

/// The most points of a curve; programs write 1024 or 4096.
const MOST_POINTS: usize = 4096;

/// What is written for the name and the copyright, which a profile must have.
const NAME: &str = "RGB";

/// What describes colours, by the profile's kind.
const OF_RGB: [&[u8; 4]; 8] = [
    b"wtpt", b"chad", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC",
];
const OF_GREY: [&[u8; 4]; 3] = [b"wtpt", b"chad", b"kTRC"];

/// A profile of the same colours that says nothing else. `None` when it is no profile, or one of tables.
pub(super) fn only_colours(profile: &[u8]) -> Option<Vec<u8>> {
    let header = profile.get(..128)?;
    let (wanted, needed) = match &header[16..20] {
        b"RGB " => (&OF_RGB[..], &OF_RGB[2..]),
        b"GRAY" => (&OF_GREY[..], &OF_GREY[2..]),
        _ => return None,
    };
    if &header[36..40] != b"acsp" || &header[20..24] != b"XYZ " {
        return None;
    }
    let mut tags = texts(header[8]);
    for name in wanted {
        match element(profile, name) {
            Some(numbers) => tags.push((**name, numbers)),
            None if needed.contains(name) => return None,
            None => {}
        }
    }
    Some(assembled(header, &tags))
}

/// The element of a tag, when it holds numbers of a known form, up to its own end.
fn element<'a>(profile: &'a [u8], name: &[u8; 4]) -> Option<Vec<u8>> {
    let number = |bytes: &'a [u8], at: usize| {
        let four = bytes.get(at..)?.first_chunk()?;
        usize::try_from(u32::from_be_bytes(*four)).ok()
    };
    let count = number(profile, 128)?.min(100);
    let row = (0..count)
        .map(|index| 132 + index * 12)
        .find(|row| profile.get(*row..row + 4) == Some(name))?;
    let element = profile.get(number(profile, row + 4)?..)?;
    let length = match (element.get(..4)?, name) {
        (b"XYZ ", _) => 20,
        (b"sf32", b"chad") => 44,
        (b"curv", _) => 12 + 2 * Some(number(element, 8)?).filter(|points| *points <= MOST_POINTS)?,
        (b"para", _) => 12 + 4 * [1, 3, 4, 5, 7].get(usize::from(*element.get(9)?))?,
        _ => return None,
    };
    let mut numbers = element.get(..length)?.to_vec();
    numbers[4..8].fill(0);
    Some(numbers)
}

/// The name and the copyright in the form of a version of ICC.1: 9.2.41 and 9.2.22, since the fourth 10.15.
fn texts(version: u8) -> Vec<([u8; 4], Vec<u8>)> {
    let (name, copyright) = if version < 4 {
        let mut name = b"desc\0\0\0\0\0\0\0\x04".to_vec();
        name.extend(NAME.bytes());
        name.extend([0; 79]);
        (name, [b"text\0\0\0\0", NAME.as_bytes(), b"\0"].concat())
    } else {
        let mut name = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS\0\0\0\x06\0\0\0\x1c".to_vec();
        name.extend(NAME.encode_utf16().flat_map(u16::to_be_bytes));
        (name.clone(), name)
    };
    vec![(*b"desc", name), (*b"cprt", copyright)]
}

/// A profile of these tags, with what a header must have (7.2).
fn assembled(old: &[u8], tags: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut header = [0; 128];
    // Version, class, colours, connection; mark; intent and illuminant.
    for range in [8..9, 12..24, 36..40, 67..68, 68..80] {
        header[range.clone()].copy_from_slice(&old[range]);
    }
    let mut rows = Vec::new();
    let mut elements: Vec<u8> = Vec::new();
    let start = 128 + 4 + tags.len() * 12;
    let mut placed: Vec<(&[u8], usize)> = Vec::new();
    for (name, element) in tags {
        // The three curves are often one.
        let before = placed.iter().find(|(other, _)| other == element);
        let at = before.map_or(start + elements.len(), |(_, at)| *at);
        if before.is_none() {
            placed.push((element, at));
            elements.extend(element);
            elements.resize(elements.len().next_multiple_of(4), 0);
        }
        rows.extend(name);
        rows.extend(big_endian(at));
        rows.extend(big_endian(element.len()));
    }
    header[..4].copy_from_slice(&big_endian(start + elements.len()));
    [&header[..], &big_endian(tags.len()), &rows, &elements].concat()
}

fn big_endian(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

/// The tag of the orientation (Exif 2.3, 4.6.4 A).
const ORIENTATION: u16 = 0x0112;

/// The orientation that a TIFF block states, 1 to 8; 1, which is upright, when it states none or cannot be read.
pub(super) fn orientation(tiff: &[u8]) -> u8 {
    stated(tiff).filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

/// A TIFF block that states an orientation and nothing else.
pub(super) fn only_orientation(turn: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([turn, 0, 0, 0, 0, 0, 0]);
    tiff
}

/// Finds the tag in the first directory (Exif 2.3, 4.6.2).
fn stated(tiff: &[u8]) -> Option<u8> {
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let pair = *tiff.get(at..)?.first_chunk()?;
        Some(if big {
            u16::from_be_bytes(pair)
        } else {
            u16::from_le_bytes(pair)
        })
    };
    let long = |at: usize| {
        let (first, second) = (short(at)?, short(at + 2)?);
        let (high, low) = if big { (first, second) } else { (second, first) };
        Some((usize::from(high) << 16) | usize::from(low))
    };
    let directory = long(4)?;
    for index in 0..usize::from(short(directory)?) {
        let row = directory + 2 + index * 12;
        if short(row)? == ORIENTATION {
            return u8::try_from(short(row + 8)?).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_is_read_in_both_byte_orders() {
        let little = b"II\x2a\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x05\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), 6);
        for turn in 1..=8 {
            assert_eq!(orientation(&only_orientation(turn)), turn);
        }
        for bad in [&b""[..], b"MM", b"II\x2a\0\xff\xff\xff\xff", &only_orientation(9)] {
            assert_eq!(orientation(bad), 1);
        }
    }
}
