//! PNG: the chunks that are the picture are kept, none longer than it has to be; whatever else a program put in is
//! not. How the picture is to be turned stays, and so do its colours.
//!
//! GIF: blocks of the picture and of its animation are kept, comments and application notes are not.
//!
//! BMP and ICO: header, palette and rows of a picture are kept; gaps between them, profiles, and what lies behind
//! the last row are not.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::profile;

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
pub(super) fn stripped_png(bytes: &[u8]) -> Option<Vec<u8>> {
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
                let turn = profile::orientation(chunk.data);
                if turn > 1 {
                    kept.extend(written(b"eXIf", &profile::only_orientation(turn)));
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
    exif.map_or(1, |chunk| profile::orientation(chunk.data))
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
    let most = profile::LARGEST as u64;
    compressed.take(most).read_to_end(&mut profile).ok()?;
    profile::only_colours(&profile)
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

/// What makes an animation repeat: an application block with the number of times (Netscape Navigator 2.0).
const REPEAT: &[u8] = b"\x21\xff\x0bNETSCAPE2.0\x03\x01";

/// A GIF without its comments and application notes; the one that makes it repeat stays.
/// Blocks: GIF89a specification, sections 20 to 26. `None` when the file is no whole GIF.
pub(super) fn stripped_gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    if !kept.starts_with(b"GIF87a") && !kept.starts_with(b"GIF89a") {
        return None;
    }
    loop {
        let start = at;
        match *bytes.get(at)? {
            0x3b => {
                kept.push(0x3b);
                return Some(kept);
            }
            0x21 => {
                at = after_blocks(bytes, at + 2)?;
                // How a picture is shown is four bytes long; what is behind them is none of it.
                let length = match bytes.get(start..)? {
                    [0x21, 0xf9, 4, ..] => 7,
                    block if block.starts_with(REPEAT) => REPEAT.len() + 2,
                    _ => continue,
                };
                kept.extend(bytes.get(start..start + length)?);
                kept.push(0);
            }
            0x2c => {
                at = after_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?))?;
                kept.extend(bytes.get(start..at)?);
            }
            _ => return None,
        }
    }
}

/// The offset behind a chain of sub-blocks.
fn after_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// The offset of what a BMP of the fourth and fifth kind says of its colours, or of a file on somebody's disk that does.
const PROFILE: usize = 56;

/// A BMP of its header, palette and rows. `None` when it is no whole BMP that browsers show.
pub(super) fn stripped_bmp(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = bytes.strip_prefix(b"BM")?.get(12..)?;
    let rows_at = long(bytes, 10)?.checked_sub(14)?;
    let (head, rows) = taken(header, Some(rows_at), BmpRows::OfPicture)?;
    let start = 14 + head.len();
    let mut kept = b"BM".to_vec();
    kept.extend(little_endian(start + rows.len()));
    kept.extend([0; 4]);
    kept.extend(little_endian(start));
    kept.extend([head, rows].concat());
    Some(kept)
}

/// An icon whose pictures, BMP or PNG, are cleaned and stand close behind each other.
pub(super) fn strip_icon_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let count = bytes.strip_prefix(&[0, 0, 1, 0])?.first_chunk()?;
    let count = usize::from(u16::from_le_bytes(*count));
    let mut directory = bytes.get(..6)?.to_vec();
    let mut pictures = Vec::new();
    for index in 0..count {
        let row = bytes.get(6 + index * 16..22 + index * 16)?;
        let (length, at) = (long(row, 8)?, long(row, 12)?);
        let picture = bytes.get(at..at.checked_add(length)?)?;
        let cleaned = match stripped_png(picture) {
            Some(cleaned) => cleaned,
            None => {
                let (head, rows) = taken(picture, None, BmpRows::OfIcon)?;
                [head, rows].concat()
            }
        };
        directory.extend([row[0], row[1], row[2], 0]);
        directory.extend(&row[4..8]);
        directory.extend(little_endian(cleaned.len()));
        directory.extend(little_endian(6 + count * 16 + pictures.len()));
        pictures.extend(cleaned);
        // Pictures may lie over each other, so that a small file could become a large one.
        if pictures.len() > bytes.len() {
            return None;
        }
    }
    directory.extend(pictures);
    Some(directory)
}

/// What rows there are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BmpRows {
    /// Those of the picture.
    OfPicture,
    /// Those of the picture and, counted in its height, of the mask behind it.
    OfIcon,
}

/// The header with masks and palette, and the rows, of a picture whose header begins here. Its rows begin at
/// `rows_at`, or behind the palette.
fn taken(bytes: &[u8], rows_at: Option<usize>, rows: BmpRows) -> Option<(Vec<u8>, Vec<u8>)> {
    let length = long(bytes, 0).filter(|length| matches!(length, 40 | 52 | 56 | 108 | 124))?;
    let (width, height) = (signed(bytes, 4)?, signed(bytes, 8)?);
    let (bits, compression) = (usize::from(short(bytes, 14)?), long(bytes, 16)?);
    // Red, green and blue stand behind the smallest header only.
    let masks = if length == 40 && compression == 3 { 12 } else { 0 };
    // In bytes; one that is only suggested is left out.
    let (palette, suggested) = match (bits, long(bytes, 32)?) {
        (1 | 4 | 8, 0) => (4 << bits, 0),
        (1 | 4 | 8, colours) if colours <= 1 << bits => (colours * 4, 0),
        (16 | 24 | 32, colours) => (0, colours.checked_mul(4)?),
        _ => return None,
    };
    let mut head = bytes.get(..length + masks + palette)?.to_vec();
    if bits > 8 {
        head[32..40].fill(0);
    }
    if length > PROFILE {
        head[PROFILE..length].fill(0);
        head[PROFILE..PROFILE + 4].copy_from_slice(b"BGRs");
    }
    let stride = |bits: usize| Some(usize::try_from(width).ok()?.checked_mul(bits)?.div_ceil(32) * 4);
    let height = usize::try_from(height.unsigned_abs()).ok()?;
    let size = match (compression, rows) {
        (0 | 3, BmpRows::OfPicture) => stride(bits)?.checked_mul(height)?,
        (0 | 3, BmpRows::OfIcon) => (stride(bits)? + stride(1)?).checked_mul(height / 2)?,
        // Rows in runs of one colour are as long as the header says.
        (1 | 2, BmpRows::OfPicture) => long(bytes, 20)?,
        _ => return None,
    };
    let at = rows_at.unwrap_or(head.len().checked_add(suggested)?);
    let rows = bytes.get(at..at.checked_add(size)?)?;
    Some((head, rows.to_vec()))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}

fn signed(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn little_endian(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_picture_stays() {
        let turned = [&profile::only_orientation(3)[..], b"gps1"].concat();
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
        let cleaned = stripped_png(&png).expect("a picture");
        let mut expected = SIGNATURE.to_vec();
        expected.extend(written(b"IHDR", b"head"));
        expected.extend(written(b"eXIf", &profile::only_orientation(3)));
        expected.extend(written(b"IDAT", b"data"));
        expected.extend(written(b"IEND", b""));
        assert_eq!(cleaned, expected);
        assert_eq!(orientation(&cleaned), 3);
        assert!(stripped_png(&png[..30]).is_none());
        // One bit of the picture is another.
        let damaged = expected
            .windows(4)
            .position(|word| word == b"data")
            .expect("data");
        expected[damaged] ^= 1;
        assert!(stripped_png(&expected).is_none());
        assert!(stripped_png(b"hello").is_none());
    }

    #[test]
    fn comments_go_and_repeating_stays() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let picture = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
        let repeat = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0";
        let control = b"\x21\xf9\x04\0\x05\0\0";
        let mut gif = head.to_vec();
        gif.extend(repeat);
        gif.extend(b"\x04more\0\x21\xfe\x06secret\0\x21\xff\x0bXMP DataXMP\x04meta\0\x21\x01\x04text\0\x21\x77\x04what\0");
        gif.extend(control);
        gif.extend(b"\x05extra\0");
        gif.extend(picture);
        gif.extend(b"tail");
        let expected = [&head[..], repeat, b"\0", control, b"\0", picture].concat();
        assert_eq!(stripped_gif(&gif), Some(expected));
        assert!(stripped_gif(b"GIF89a").is_none());
    }
}
