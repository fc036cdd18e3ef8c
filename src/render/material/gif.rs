//! GIF: blocks of the picture and of its animation are kept, comments and application notes are not.

/// A GIF without its comments and application notes; the one that makes it repeat stays.
/// Blocks: GIF89a specification, sections 20 to 26. `None` when the file is no whole GIF.
pub(super) fn without_talk(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            3 << ((flags & 7) + 1)
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let (start, talk) = (at, bytes.get(at).zip(bytes.get(at + 1)));
        let silent = match talk {
            Some((0x21, 0xfe | 0x01)) => false,
            Some((0x21, 0xff)) => bytes.get(at + 3..at + 14)? == b"NETSCAPE2.0",
            _ => true,
        };
        at = match *bytes.get(at)? {
            0x3b => {
                kept.push(0x3b);
                return Some(kept);
            }
            0x21 => after_blocks(bytes, at + 2)?,
            0x2c => after_blocks(bytes, at + 11 + table(*bytes.get(at + 9)?))?,
            _ => return None,
        };
        if silent {
            kept.extend(bytes.get(start..at)?);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_repeating_stays() {
        let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
        gif.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
        gif.extend(b"\x21\xfe\x06secret\0\x21\xff\x0bXMP DataXMP\x04meta\0");
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3btail");
        let cleaned = without_talk(&gif).expect("a picture");
        let text = String::from_utf8_lossy(&cleaned).into_owned();
        assert!(text.contains("NETSCAPE2.0"), "{text}");
        for gone in ["secret", "meta", "tail"] {
            assert!(!text.contains(gone), "{text}");
        }
        assert!(without_talk(b"GIF89a").is_none());
    }
}
