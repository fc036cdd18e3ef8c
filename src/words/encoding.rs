//! Bytes → text, for the encodings in which Chinese offices save: UTF-8, UTF-16 (“Unicode” in Notepad), GBK and
//! GB18030, with or without a byte order mark. And bytes that a text stands for: Base64.

use std::borrow::Cow;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

/// Text, and what it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// Without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding's name as editors call it.
    pub encoding: &'static str,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecoded {
    /// They were never text.
    Binary,
    /// They were, and some are not any more.
    Damaged,
}

/// Base64 as pages have it: with padding or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a text in Base64, white space in it or not.
#[must_use]
pub fn base64_bytes(text: &[u8]) -> Option<Vec<u8>> {
    let bare: Vec<u8> = text
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    LENIENT.decode(bare).ok()
}

/// The text that the bytes hold.
///
/// # Errors
/// They hold none in any of these encodings.
pub fn decoded(bytes: &[u8]) -> Result<Decoded<'_>, Undecoded> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes)
        && memchr::memchr(0, bytes).is_none()
    {
        let text = Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text));
        return Ok(Decoded {
            text,
            encoding: "UTF-8",
        });
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, _, damaged) = encoding.decode(bytes);
        if damaged || text.contains('\0') {
            return Err(Undecoded::Binary);
        }
        return Ok(Decoded {
            text,
            encoding: "UTF-16",
        });
    }
    if bytes.contains(&0) {
        return Err(Undecoded::Binary);
    }
    let text = chinese(bytes).ok_or(Undecoded::Damaged)?;
    Ok(Decoded {
        text,
        encoding: "GBK",
    })
}

/// The text of bytes some few of which are damaged, with U+FFFD where those stand; `None` where nothing says what it was.
#[must_use]
pub fn decoded_in_part(bytes: &[u8]) -> Option<Decoded<'_>> {
    let (good, bad) = utf8_share(bytes);
    if good > 4 * bad {
        let text = String::from_utf8_lossy(bytes);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned();
        return Some(Decoded {
            text: text.into(),
            encoding: "UTF-8",
        });
    }
    let text = realigned(bytes);
    let damaged = text.matches(char::REPLACEMENT_CHARACTER).count();
    // Of another encoding every tenth character would be none of this one.
    let is_little = damaged * SOUND <= text.chars().filter(|c| !c.is_ascii()).count();
    let (sound, ..) = GB18030.encode(&text);
    (is_little && !text.contains(is_private_use) && is_chinese(&sound)).then_some(Decoded {
        text: text.into(),
        encoding: "GBK",
    })
}

/// The bytes as GB18030, where a damaged byte, or one that is gone, costs its own character and not the rest of its line: in
/// a row of characters of two bytes each stands `�` where most others are then common ones.
fn realigned(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut sound: Vec<u8> = Vec::new();
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let is_wide = !first.is_ascii();
        let length = rest.iter().take_while(|byte| byte.is_ascii() != is_wide).count();
        let (run, behind) = rest.split_at(length);
        rest = behind;
        match damaged_at(run, behind).filter(|_| is_wide) {
            Some((at, count)) => {
                sound.extend(&run[..at]);
                text.push_str(&GB18030.decode_without_bom_handling(&sound).0);
                text.push(char::REPLACEMENT_CHARACTER);
                sound.clear();
                sound.extend(&run[at + count..]);
            }
            None => sound.extend(run),
        }
    }
    text.push_str(&GB18030.decode_without_bom_handling(&sound).0);
    text
}

/// Where in a row of bytes beyond ASCII the damaged character stands, and how many bytes are left of it: of one that lost a
/// byte one, of one that got another three.
fn damaged_at(run: &[u8], behind: &[u8]) -> Option<(usize, usize)> {
    let sound = |pair: &[u8]| match pair {
        [0xA1 | 0xA3 | 0xB0..=0xD7, 0xA1..=0xFE] => 1,
        [0x80 | 0xFF, _] | [_, 0xFF] => -1,
        _ => 0,
    };
    let sum = |run: &[u8]| run.chunks_exact(2).map(sound).sum::<i64>();
    let own = [run, &behind[..behind.len().min(1)]].concat();
    let is_read = |bytes: &[u8]| {
        GB18030
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    let is_odd = run.len() % 2 == 1;
    // The second byte of some characters is one of ASCII.
    let is_whole = is_read(run) || is_odd && is_read(&own);
    let widths: &[usize] = if is_odd { &[1, 3] } else { &[2] };
    let mut best: Option<(i64, usize, usize)> = None;
    for width in widths.iter().copied().filter(|width| *width <= run.len()) {
        let mut all = sum(&run[width..]);
        for at in (0..=run.len() - width).step_by(2) {
            if at > 0 {
                // One more pair stands before the damage, one fewer behind it.
                all += sound(&run[at - 2..at]) - sound(&run[at + width - 2..at + width]);
            }
            if best.is_none_or(|(known, ..)| all > known) {
                best = Some((all, at, width));
            }
        }
    }
    let (all, at, width) = best?;
    (!is_whole || all > sum(run)).then_some((at, width))
}

/// True for a character that GBK leaves to private use: a text that has some is mostly Big5.
#[must_use]
pub fn is_private_use(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// So many characters are sound for each that is not.
const SOUND: usize = 20;

/// The kind of UTF-16 that the bytes are: by their mark, or because half of the first bytes are zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    // Han characters have zeros too, in the other half, but few.
    match (zeros(0), zeros(1)) {
        (even, odd) if odd > 2 && odd > 3 * even => Some(UTF_16LE),
        (even, odd) if even > 2 && even > 3 * odd => Some(UTF_16BE),
        _ => None,
    }
}

/// The bytes as GBK or GB18030, when they are that and not UTF-8 with a damaged spot.
fn chinese(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (good, bad) = utf8_share(bytes);
    if good > 4 * bad {
        return None;
    }
    if !is_chinese(bytes) {
        return None;
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes)
}

fn is_chinese(bytes: &[u8]) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    guess == GBK || guess == GB18030
}

/// How many characters beyond ASCII are good UTF-8, and how many stretches are not.
fn utf8_share(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, bad), chunk| {
        let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (good + beyond, bad + usize::from(!chunk.invalid().is_empty()))
    })
}
