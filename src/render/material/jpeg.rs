//! JPEG: what decoding needs is kept; what describes the picture, and whatever lies behind its end (previews,
//! depth maps, films of moving photographs), is not. How the picture is to be turned stays.

/// What stands between two markers.
enum Part<'a> {
    /// A marker, its segment (with marker and length), and its contents.
    Segment(u8, &'a [u8], &'a [u8]),
    /// The picture's data behind a start of scan.
    Data(&'a [u8]),
    /// The end.
    End,
}

/// A JPEG without metadata. `None` when it is no whole JPEG.
pub(super) fn without_talk(bytes: &[u8]) -> Option<Vec<u8>> {
    let turn = orientation(bytes);
    let mut kept = vec![0xff, 0xd8];
    if turn > 1 {
        kept.extend(orientation_only(turn));
    }
    let mut parts = Parts::of(bytes)?;
    loop {
        match parts.next()? {
            Part::Segment(marker, whole, contents) if is_picture(marker, contents) => {
                kept.extend_from_slice(whole)
            }
            Part::Segment(..) => {}
            Part::Data(data) => kept.extend_from_slice(data),
            Part::End => {
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
        }
    }
}

/// The Exif orientation, 1 to 8; 1 when none is stated or the file cannot be read.
pub(super) fn orientation(bytes: &[u8]) -> u8 {
    let mut parts = Parts::of(bytes);
    while let Some(Part::Segment(marker, _, contents)) = parts.as_mut().and_then(Parts::next) {
        if let Some(tiff) = contents.strip_prefix(b"Exif\0\0").filter(|_| marker == 0xe1) {
            return stated_orientation(tiff).unwrap_or(1);
        }
    }
    1
}

/// Of the application segments only those that decoding needs: JFIF, the colour profile, Adobe's transform.
fn is_picture(marker: u8, contents: &[u8]) -> bool {
    match marker {
        0xe0 => contents.starts_with(b"JFIF\0"),
        0xe2 => contents.starts_with(b"ICC_PROFILE\0"),
        0xee => contents.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        // JPG0 to JPG13 are extensions that no browser reads.
        0xf0..=0xfd => false,
        _ => true,
    }
}

/// The parts of a JPEG in their order (ITU-T T.81, annex B).
struct Parts<'a> {
    rest: &'a [u8],
    in_scan: bool,
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self {
            rest: bytes.strip_prefix(&[0xff, 0xd8])?,
            in_scan: false,
        })
    }

    /// The next part; `None` where the file breaks off or is no JPEG.
    fn next(&mut self) -> Option<Part<'a>> {
        if std::mem::take(&mut self.in_scan) {
            let length = scan_length(self.rest)?;
            let (data, rest) = self.rest.split_at(length);
            self.rest = rest;
            return Some(Part::Data(data));
        }
        // Any number of 0xff may stand before a marker.
        while self.rest.starts_with(&[0xff, 0xff]) {
            self.rest = &self.rest[1..];
        }
        let [0xff, marker, behind @ ..] = self.rest else {
            return None;
        };
        if *marker == 0xd9 {
            return Some(Part::End);
        }
        let length = usize::from(u16::from_be_bytes(*behind.first_chunk()?));
        let contents = behind.get(2..length)?;
        let (whole, rest) = self.rest.split_at(length + 2);
        self.rest = rest;
        self.in_scan = *marker == 0xda;
        Some(Part::Segment(*marker, whole, contents))
    }
}

/// How long the data of a scan is: up to a marker that is neither stuffing nor a restart.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr(0xff, bytes.get(from..)?)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => from = at + 2,
            0xff => from = at + 1,
            _ => return Some(at),
        }
    }
}

/// Finds tag 0x0112 in the first directory of a TIFF block (Exif 2.3, 4.6.2).
fn stated_orientation(tiff: &[u8]) -> Option<u8> {
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
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
        if short(row)? == 0x0112 {
            return u8::try_from(short(row + 8)?)
                .ok()
                .filter(|turn| (1..=8).contains(turn));
        }
    }
    None
}

/// A segment of Exif that says how the picture is to be turned, and nothing else.
fn orientation_only(turn: u8) -> Vec<u8> {
    let mut exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0]);
    exif
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0xff, marker];
        bytes.extend(u16::try_from(contents.len() + 2).expect("short").to_be_bytes());
        bytes.extend(contents);
        bytes
    }

    /// A photograph as telephones write it: turned, with a place, notes of all kinds, two scans, and a second
    /// picture and a film behind its end.
    fn photograph() -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        bytes.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
        let mut exif = orientation_only(6)[4..].to_vec();
        exif.extend(b"GPS 28.1N 113.0E");
        bytes.extend(segment(0xe1, &exif));
        bytes.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>author</x>"));
        bytes.extend(segment(0xe2, b"MPF\0second"));
        bytes.extend(segment(0xe2, b"ICC_PROFILE\0colours"));
        bytes.extend(segment(0xe0, b"JFXX\0preview"));
        bytes.extend(segment(0xee, b"Nobody"));
        bytes.extend(segment(0xfe, b"secret comment"));
        bytes.extend(segment(0xc2, &[8, 0, 1, 0, 2, 1, 1, 0x11, 0]));
        bytes.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]);
        bytes.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x56, 0xff, 0xd9]);
        bytes.extend(photograph_tail());
        bytes
    }

    fn photograph_tail() -> Vec<u8> {
        let mut second = vec![0xff, 0xd8];
        second.extend(segment(0xe1, b"Exif\0\0thumbnail place"));
        second.extend(b"\xff\xd9 moving picture");
        second
    }

    #[test]
    fn photographs_lose_their_metadata_and_keep_their_turn() {
        let cleaned = without_talk(&photograph()).expect("a photograph");
        let text = String::from_utf8_lossy(&cleaned).into_owned();
        for gone in [
            "GPS",
            "author",
            "second",
            "preview",
            "Nobody",
            "secret",
            "thumbnail",
            "moving",
        ] {
            assert!(!text.contains(gone), "{gone} is left");
        }
        assert!(text.contains("colours") && text.contains("JFIF"));
        assert!(cleaned.ends_with(&[0x56, 0xff, 0xd9]));
        assert_eq!(orientation(&cleaned), 6);
        assert_eq!(
            without_talk(&cleaned),
            Some(cleaned.clone()),
            "what is clean stays as it is"
        );
    }

    #[test]
    fn what_breaks_off_is_no_photograph() {
        let whole = photograph();
        let end = whole.len() - photograph_tail().len();
        for cut in [0, 1, 2, 5, 40, end - 1] {
            assert!(without_talk(&whole[..cut]).is_none(), "{cut}");
        }
        assert!(without_talk(b"hello").is_none());
    }
}
