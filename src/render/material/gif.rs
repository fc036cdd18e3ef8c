//! GIF: blocks of the picture and of its animation are kept, comments and application notes are not.

/// What makes an animation repeat: an application block with the number of times (Netscape Navigator 2.0).
const REPEAT: &[u8] = b"\x21\xff\x0bNETSCAPE2.0\x03\x01";

/// A GIF without its comments and application notes; the one that makes it repeat stays.
/// Blocks: GIF89a specification, sections 20 to 26. `None` when the file is no whole GIF.
pub(super) fn strip_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(strip_metadata(&gif), Some(expected));
        assert!(strip_metadata(b"GIF89a").is_none());
    }
}
