//! Exif: of all that a camera notes, only how the picture is to be turned is read, and only that is kept.

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
