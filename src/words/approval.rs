//! 审批: the four steps of 《党务公开条例》第十五条, in their order.
//! And 指纹, the digest of what an approval was given to, in 128 bits: unlike [`super::fingerprint`] it withstands whoever
//! would like one text to pass for another.

use std::fmt;

/// A step of the approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// 提出: what to disclose, to whom, when and how is drafted.
    Proposal,
    /// 保密审查: nothing secret is in it.
    SecrecyReview,
    /// 审核: it is needed and accurate.
    Review,
    /// 审批: released by whoever may release it.
    Approval,
}

impl Step {
    /// All, in the order in which they are taken.
    pub const ALL: [Self; 4] = [Self::Proposal, Self::SecrecyReview, Self::Review, Self::Approval];

    /// The word users type and read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposal => "提出",
            Self::SecrecyReview => "保密审查",
            Self::Review => "审核",
            Self::Approval => "审批",
        }
    }

    /// The English alias.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::SecrecyReview => "secrecy_review",
            Self::Review => "review",
            Self::Approval => "approval",
        }
    }
}

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
