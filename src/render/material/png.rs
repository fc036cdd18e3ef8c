//! PNG: the chunks that are the picture are kept, none longer than it has to be; whatever else a program put in is
//! not. How the picture is to be turned stays, and so do its colours.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{exif, icc};

/// The chunks that a picture, its colours and its animation consist of, with the largest length of each (PNG, third
/// edition, 11 and 12). Palettes that are only suggested have names, and no browser needs them.
const KEPT: [(&[u8; 4], usize); 17] = [
    (b"IHDR", 13),
    (b"PLTE", 768),
    (b"IDAT", usize::MAX),
    (b"IEND", 0),
    (b"tRNS", 256),
    (b"cHRM", 32),
    (b"gAMA", 4),
    (b"sBIT", 4),
    (b"sRGB", 1),
    (b"cICP", 4),
    (b"mDCV", 24),
    (b"cLLI", 8),
    (b"bKGD", 6),
    (b"pHYs", 9),
    (b"acTL", 8),
    (b"fcTL", 26),
    (b"fdAT", usize::MAX),
];

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG without texts, times, Exif and what no standard knows, up to its end. `None` when it is no whole PNG.
pub(super) fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = SIGNATURE.to_vec();
    for part in Chunks::of(bytes)? {
        let chunk = part?;
        match chunk.name {
            b"iCCP" => {
                if let Some(profile) = profile(chunk.data) {
                    kept.extend(written(b"iCCP", &named(&profile)?));
                }
            }
            b"eXIf" => {
                let turn = exif::orientation(chunk.data);
                if turn > 1 {
                    kept.extend(written(b"eXIf", &exif::only_orientation(turn)));
                }
            }
            name => {
                let fits =
                    |(kept, longest): &(&[u8; 4], usize)| &kept[..] == name && chunk.data.len() <= *longest;
                if KEPT.iter().any(fits) {
                    let is_sound = checksum(chunk.name, chunk.data) == chunk.whole[chunk.whole.len() - 4..];
                    kept.extend_from_slice(is_sound.then_some(chunk.whole)?);
                }
            }
        }
        if chunk.name == b"IEND" {
            return Some(kept);
        }
    }
    None
}

/// The Exif orientation, 1 to 8.
pub(super) fn orientation(bytes: &[u8]) -> u8 {
    let exif = chunks(bytes).find(|chunk| chunk.name == b"eXIf");
    exif.map_or(1, |chunk| exif::orientation(chunk.data))
}

/// The colour profile of a picture, without its texts.
pub(super) fn profile_of(bytes: &[u8]) -> Option<Vec<u8>> {
    profile(chunks(bytes).find(|chunk| chunk.name == b"iCCP")?.data)
}

/// True for a picture that moves.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|chunk| chunk.name == b"acTL")
}

/// The chunks before the picture's data.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let all = Chunks::of(bytes).into_iter().flatten();
    all.map_while(|chunk| chunk.filter(|chunk| chunk.name != b"IDAT"))
}

/// The profile in a chunk: a name, the way of compression, and what is compressed (11.3.2.3).
fn profile(data: &[u8]) -> Option<Vec<u8>> {
    let end = memchr::memchr(0, data)?;
    let mut profile = Vec::new();
    let compressed = ZlibDecoder::new(data.get(end + 2..)?);
    let most = icc::LARGEST as u64;
    compressed.take(most).read_to_end(&mut profile).ok()?;
    icc::only_colours(&profile)
}

/// A profile as a chunk holds it, under a name that says nothing.
pub(super) fn named(profile: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(b"icc\0\0".to_vec(), Compression::default());
    encoder.write_all(profile).ok()?;
    encoder.finish().ok()
}

fn written(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], name, data, &checksum(name, data)].concat()
}

/// What stands behind a chunk (5.3).
fn checksum(name: &[u8], data: &[u8]) -> [u8; 4] {
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(data);
    sum.sum().to_be_bytes()
}

/// One chunk: its length, its name, its data, its check.
struct Chunk<'a> {
    whole: &'a [u8],
    name: &'a [u8],
    data: &'a [u8],
}

/// The chunks of a PNG in their order; `None` where the file breaks off.
struct Chunks<'a>(&'a [u8]);

impl<'a> Chunks<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        bytes.strip_prefix(SIGNATURE).map(Self)
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Option<Chunk<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let length = self
            .0
            .first_chunk()
            .map(|length| u32::from_be_bytes(*length) as usize);
        let split = length.and_then(|length| self.0.split_at_checked(length.checked_add(12)?));
        Some(split.map(|(whole, behind)| {
            self.0 = behind;
            Chunk {
                whole,
                name: &whole[4..8],
                data: &whole[8..whole.len() - 4],
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_picture_stays() {
        let turned = [&exif::only_orientation(3)[..], b"gps1"].concat();
        let mut png = SIGNATURE.to_vec();
        for (name, data) in [
            (b"IHDR", &b"head"[..]),
            (b"tEXt", b"name"),
            (b"eXIf", &turned),
            (b"caBX", b"c2pa"),
            (b"prVt", b"priv"),
            (b"sPLT", b"palette"),
            (b"iCCP", b"profile\0\0"),
            (b"gAMA", b"too long"),
            (b"IDAT", b"data"),
        ] {
            png.extend(written(name, data));
        }
        png.extend(written(b"IEND", b""));
        png.extend(b"tail");
        let cleaned = strip_metadata(&png).expect("a picture");
        let mut expected = SIGNATURE.to_vec();
        expected.extend(written(b"IHDR", b"head"));
        expected.extend(written(b"eXIf", &exif::only_orientation(3)));
        expected.extend(written(b"IDAT", b"data"));
        expected.extend(written(b"IEND", b""));
        assert_eq!(cleaned, expected);
        assert_eq!(orientation(&cleaned), 3);
        assert!(strip_metadata(&png[..30]).is_none());
        // One bit of the picture is another.
        let damaged = expected
            .windows(4)
            .position(|word| word == b"data")
            .expect("data");
        expected[damaged] ^= 1;
        assert!(strip_metadata(&expected).is_none());
        assert!(strip_metadata(b"hello").is_none());
    }
}
