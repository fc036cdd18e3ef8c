//! 指纹: what an approval was given to, in 128 bits. Unlike [`super::fingerprint`] it withstands whoever would
//! like one text to pass for another.

use std::fmt;

/// The fingerprint of what was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ApprovalDigest([u8; 16]);

impl ApprovalDigest {
    /// Of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut digest = [0; 16];
        digest.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
        Self(digest)
    }

    /// Reads what `Display` wrote; capital letters are accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u128::from_str_radix(text, 16).ok()?;
        Some(Self(number.to_be_bytes()))
    }
}

impl fmt::Display for ApprovalDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::ApprovalDigest;

    #[test]
    fn digests_are_read_as_they_are_written() {
        // In people's files: if this changes, every approval has to be given anew.
        let digest = ApprovalDigest::of("党务公开".as_bytes());
        assert_eq!(digest.to_string(), "d934901f6aabaabfbb2ae352c386e7ac");
        assert_eq!(
            ApprovalDigest::parse(&digest.to_string().to_uppercase()),
            Some(digest)
        );
        for text in [
            "",
            "12",
            "+0000000000000000000000000000000",
            "g0000000000000000000000000000000",
        ] {
            assert_eq!(ApprovalDigest::parse(text), None, "{text}");
        }
    }
}
