//! JPEG: what decoding needs is listed, and written up to its own end; what describes the picture, and whatever
//! lies behind its end (previews, depth maps, films of moving photographs), is not. How the picture is to be turned
//! stays, and so do its colours.

use super::{Size, profile};

/// What stands between two markers.
enum JpegPart<'a> {
    /// A marker and the contents of its segment.
    Segment(u8, &'a [u8]),
    /// The picture's data behind a start of scan.
    Data(&'a [u8]),
    /// The end.
    End,
}

/// What is said of a picture before it begins, and has to be known later.
#[derive(Debug, Default)]
pub(super) struct JpegNotes {
    /// The Exif orientation, 1 to 8.
    pub(super) turn: u8,
    /// The colour profile, without its texts.
    pub(super) profile: Option<Vec<u8>>,
    /// Its measures before it is turned.
    pub(super) size: Option<Size>,
}

/// A JPEG without metadata. `None` when it is no whole JPEG that browsers show.
pub(super) fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = vec![0xff, 0xd8];
    let mut before = notes(bytes).segments();
    let mut parts = JpegParts::of(bytes)?;
    loop {
        match parts.next()? {
            JpegPart::Segment(marker, contents) => {
                let needed = needed(marker, contents)?;
                // JFIF comes first.
                if marker != 0xe0 {
                    kept.append(&mut before);
                }
                if !needed.is_empty() {
                    kept.extend(segment(marker, &needed));
                }
            }
            JpegPart::Data(data) => kept.extend_from_slice(data),
            JpegPart::End => {
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
        }
    }
}

/// How a picture is to be turned, and its colours. Nothing of a file that cannot be read.
pub(super) fn notes(bytes: &[u8]) -> JpegNotes {
    let (mut turn, mut profile, mut size) = (None, Vec::new(), None);
    let mut parts = JpegParts::of(bytes);
    while let Some(JpegPart::Segment(marker, contents)) = parts.as_mut().and_then(JpegParts::next) {
        match marker {
            0xe1 if turn.is_none() => turn = contents.strip_prefix(b"Exif\0\0").map(profile::orientation),
            // A number and a count stand before each part of a profile.
            0xe2 if profile.len() <= profile::LARGEST => {
                let part = contents
                    .strip_prefix(b"ICC_PROFILE\0")
                    .and_then(|part| part.get(2..));
                profile.extend_from_slice(part.unwrap_or_default());
            }
            0xc0..=0xc2 => size = frame_size(contents),
            _ => {}
        }
    }
    JpegNotes {
        turn: turn.unwrap_or(1),
        profile: profile::only_colours(&profile),
        size,
    }
}

/// The measures that a start of frame states (B.2.2).
fn frame_size(contents: &[u8]) -> Option<Size> {
    let side = |at: usize| {
        Some(usize::from(u16::from_be_bytes(
            *contents.get(at..)?.first_chunk()?,
        )))
    };
    Some(Size {
        width: side(3)?,
        height: side(1)?,
    })
}

impl JpegNotes {
    fn segments(&self) -> Vec<u8> {
        let mut segments = Vec::new();
        if self.turn > 1 {
            let contents = [&b"Exif\0\0"[..], &profile::only_orientation(self.turn)].concat();
            segments.extend(segment(0xe1, &contents));
        }
        if let Some(profile) = &self.profile {
            segments.extend(segment(0xe2, &[&b"ICC_PROFILE\0\x01\x01"[..], profile].concat()));
        }
        segments
    }
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).unwrap_or(u16::MAX);
    [&[0xff, marker], &length.to_be_bytes()[..], contents].concat()
}

/// What decoding needs of a segment; empty when that is nothing. `None` for what no browser decodes.
fn needed(marker: u8, contents: &[u8]) -> Option<Vec<u8>> {
    let count = |at: usize| contents.get(at).map(|count| usize::from(*count));
    let length = match marker {
        // JFIF up to its preview, whose two sides become nothing.
        0xe0 if contents.starts_with(b"JFIF\0") => return Some([contents.get(..12)?, &[0, 0]].concat()),
        0xee if contents.starts_with(b"Adobe") => 12,
        0xc0..=0xc2 => 6 + 3 * count(5)?,
        // Pictures without loss, in steps of resolution, or in arithmetic coding.
        0xc3 | 0xc5..=0xcf if marker != 0xc8 && marker != 0xcc => return None,
        0xc4 => tables(contents, |table| {
            let counts = table.get(1..17)?;
            let is_table = table[0] & 0xec == 0;
            is_table.then(|| 17 + counts.iter().map(|count| usize::from(*count)).sum::<usize>())
        }),
        0xdb => tables(contents, |table| match table.first()? {
            0..=3 => Some(65),
            0x10..=0x13 => Some(129),
            _ => None,
        }),
        0xda => 4 + 2 * count(0)?,
        0xdd => 2,
        _ => 0,
    };
    contents.get(..length).map(<[u8]>::to_vec)
}

/// How long the tables are that a segment begins with.
fn tables(contents: &[u8], length: impl Fn(&[u8]) -> Option<usize>) -> usize {
    let mut at = 0;
    while let Some(end) = length(&contents[at..]).map(|length| at + length)
        && end <= contents.len()
    {
        at = end;
    }
    at
}

/// The parts of a JPEG in their order (ITU-T T.81, annex B).
struct JpegParts<'a> {
    rest: &'a [u8],
    in_scan: bool,
}

impl<'a> JpegParts<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self {
            rest: bytes.strip_prefix(&[0xff, 0xd8])?,
            in_scan: false,
        })
    }

    /// The next part; `None` where the file breaks off or is no JPEG.
    fn next(&mut self) -> Option<JpegPart<'a>> {
        if std::mem::take(&mut self.in_scan) {
            let length = scan_length(self.rest)?;
            let (data, rest) = self.rest.split_at(length);
            self.rest = rest;
            return Some(JpegPart::Data(data));
        }
        // Any number of 0xff may stand before a marker; two kinds of marker have no segment.
        while let [0xff, 0xff, ..] | [0xff, 0x01 | 0xd0..=0xd7, ..] = self.rest {
            self.rest = &self.rest[if self.rest[1] == 0xff { 1 } else { 2 }..];
        }
        let [0xff, marker, behind @ ..] = self.rest else {
            return None;
        };
        if *marker == 0xd9 {
            return Some(JpegPart::End);
        }
        let length = usize::from(u16::from_be_bytes(*behind.first_chunk()?));
        let contents = behind.get(2..length)?;
        self.rest = &behind[length..];
        self.in_scan = *marker == 0xda;
        Some(JpegPart::Segment(*marker, contents))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A photograph as telephones write it: turned, with a place, notes of all kinds, two scans, and a second
    /// picture and a film behind its end.
    fn photograph() -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8];
        bytes.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01thumb"));
        let exif = [
            &b"Exif\0\0"[..],
            &profile::only_orientation(6),
            b"GPS 28.1N 113.0E",
        ]
        .concat();
        bytes.extend(segment(0xe1, &exif));
        bytes.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>author</x>"));
        bytes.extend(segment(0xe2, b"MPF\0second"));
        bytes.extend(segment(0xe2, b"ICC_PROFILE\0\x01\x01profile's name"));
        bytes.extend(segment(0xe0, b"JFXX\0preview"));
        bytes.extend(segment(0xee, b"Nobody"));
        bytes.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\x01words"));
        bytes.extend(segment(0xfe, b"secret comment"));
        bytes.extend(segment(0x02, b"reserved"));
        bytes.extend([0xff, 0x01]);
        bytes.extend(segment(0xdb, &[&[0; 65][..], b"quantisation"].concat()));
        bytes.extend(segment(0xc4, &[&[0; 17][..], b"huffman"].concat()));
        bytes.extend(segment(0xdd, b"\0\x04interval"));
        bytes.extend(segment(0xc2, b"\x08\0\x01\0\x02\x01\x01\x11\0frame"));
        bytes.extend(segment(0xda, b"\x01\x01\0\0\x3f\0scan"));
        bytes.extend([0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]);
        bytes.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([0x56, 0xff, 0xd9]);
        bytes.extend(photograph_tail());
        bytes
    }

    fn photograph_tail() -> Vec<u8> {
        let mut second = vec![0xff, 0xd8];
        second.extend(segment(0xe1, b"Exif\0\0Thumbnail place"));
        second.extend(b"\xff\xd9 moving picture");
        second
    }

    #[test]
    fn photographs_lose_their_metadata_and_keep_their_turn() {
        let cleaned = strip_metadata(&photograph()).expect("a photograph");
        let mut expected = vec![0xff, 0xd8];
        expected.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
        let turned = [&b"Exif\0\0"[..], &profile::only_orientation(6)].concat();
        expected.extend(segment(0xe1, &turned));
        expected.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"));
        expected.extend(segment(0xdb, &[0; 65]));
        expected.extend(segment(0xc4, &[0; 17]));
        expected.extend(segment(0xdd, b"\0\x04"));
        expected.extend(segment(0xc2, b"\x08\0\x01\0\x02\x01\x01\x11\0"));
        expected.extend(segment(0xda, b"\x01\x01\0\0\x3f\0"));
        expected.extend([0x12, 0xff, 0x00, 0xff, 0xd0, 0x34]);
        expected.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        expected.extend([0x56, 0xff, 0xd9]);
        assert_eq!(cleaned, expected);
        assert_eq!(notes(&cleaned).turn, 6);
        assert_eq!(
            strip_metadata(&cleaned),
            Some(cleaned.clone()),
            "what is clean stays as it is"
        );
    }

    #[test]
    fn what_breaks_off_is_no_photograph() {
        let whole = photograph();
        let end = whole.len() - photograph_tail().len();
        for cut in [0, 1, 2, 5, 40, end - 1] {
            assert!(strip_metadata(&whole[..cut]).is_none(), "{cut}");
        }
        assert!(strip_metadata(b"hello").is_none());
    }
}
