//! BMP and ICO: header, palette and rows of a picture are kept; gaps between them, profiles, and what lies behind
//! the last row are not.

use super::png;

/// The offset of what a BMP of the fourth and fifth kind says of its colours, or of a file on somebody's disk that does.
const PROFILE: usize = 56;

/// A BMP of its header, palette and rows. `None` when it is no whole BMP that browsers show.
pub(super) fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
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
        let cleaned = match png::strip_metadata(picture) {
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
