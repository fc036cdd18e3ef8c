//! PNG: the chunks that are the picture are kept; whatever else a program put in is not.

/// The chunks that a picture, its colours and its animation consist of (PNG, third edition, 11 and 12).
const KEPT: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG without texts, times, Exif and what no standard knows, up to its end. `None` when it is no whole PNG.
pub(super) fn without_talk(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut kept = SIGNATURE.to_vec();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
        let (chunk, behind) = rest.split_at_checked(length.checked_add(12)?)?;
        let kind = &chunk[4..8];
        if KEPT.iter().any(|name| &name[..] == kind) {
            kept.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let mut chunk = u32::try_from(data.len()).expect("short").to_be_bytes().to_vec();
        chunk.extend(kind);
        chunk.extend(data);
        chunk.extend([0; 4]);
        chunk
    }

    #[test]
    fn only_the_picture_stays() {
        let mut png = SIGNATURE.to_vec();
        for (kind, data) in [
            (b"IHDR", b"head"),
            (b"tEXt", b"name"),
            (b"eXIf", b"gps1"),
            (b"caBX", b"c2pa"),
            (b"prVt", b"priv"),
            (b"IDAT", b"data"),
        ] {
            png.extend(chunk(kind, data));
        }
        png.extend(chunk(b"IEND", b""));
        png.extend(b"tail");
        let cleaned = without_talk(&png).expect("a picture");
        let text = String::from_utf8_lossy(&cleaned).into_owned();
        assert!(text.contains("head") && text.contains("data"));
        for gone in ["name", "gps1", "c2pa", "priv", "tail"] {
            assert!(!text.contains(gone), "{gone} is left");
        }
        assert!(without_talk(&png[..30]).is_none());
        assert!(without_talk(b"hello").is_none());
    }
}
