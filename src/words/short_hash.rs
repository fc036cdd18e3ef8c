//! The cheapest hash for a table whose entries nobody chooses, so that nobody can choose them alike: characters, and words
//! of a few of them.

use std::hash::{BuildHasherDefault, Hasher};

/// Of such a table.
pub(crate) type ShortHash = BuildHasherDefault<ShortHasher>;

/// Hashes a character or a few of them (FNV-1a).
pub(crate) struct ShortHasher(u64);

impl Default for ShortHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
