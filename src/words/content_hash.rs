//! 128 bits of BLAKE3 that stand for bytes: unlike [`super::fingerprint`] they withstand whoever would like one content to
//! pass for another.

use std::fmt;

/// The hash of a content: a file's bytes, or what was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 16]);

impl ContentHash {
    /// Of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(half)
    }

    /// Reads the 32 digits that `Display` wrote; capital letters are accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u128::from_str_radix(text, 16).ok()?;
        Some(Self(number.to_be_bytes()))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::ContentHash;

    #[test]
    fn hashes_are_read_as_they_are_written() {
        // In people's files: if this changes, every approval has to be given anew.
        let hash = ContentHash::of("党务公开".as_bytes());
        assert_eq!(hash.to_string(), "d934901f6aabaabfbb2ae352c386e7ac");
        assert_eq!(ContentHash::parse(&hash.to_string().to_uppercase()), Some(hash));
        for text in [
            "",
            "12",
            "+0000000000000000000000000000000",
            "g0000000000000000000000000000000",
        ] {
            assert_eq!(ContentHash::parse(text), None, "{text}");
        }
    }
}
