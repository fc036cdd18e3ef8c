//! Fingerprints: 64 bits that stand for bytes, the same on every machine and in every run.

use std::fmt;

/// A fingerprint that stands for whatever something was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        // 0 stands for none where fingerprints are written down.
        Self(fingerprint(bytes).max(1))
    }

    /// As a number, never 0.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    /// As bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    /// Reads the sixteen digits of a number: `None` inside for 0, and outside for no number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Option<Self>> {
        let number = u64::from_str_radix(text, 16).ok()?;
        Some((number > 0).then_some(Self(number)))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Odd constants with well-mixed bits (from the digits of π), one per lane.
const SEEDS: [u64; 4] = [
    0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7345, 0xa409_3822_299f_31d1, 0x082e_fa98_ec4e_6c89,
];

/// A 64-bit fingerprint of bytes, the same on every machine. It tells a file that somebody changed from
/// one that nobody did; it is no protection against a forger, who has no part in a folder of one's own.
/// A cryptographic hash of 85 MiB would take as long as writing them.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mut lanes = SEEDS;
    let (chunks, rest) = bytes.as_chunks::<32>();
    for chunk in chunks {
        absorb(&mut lanes, chunk);
    }
    let mut last = [0_u8; 32];
    last[..rest.len()].copy_from_slice(rest);
    absorb(&mut lanes, &last);
    // The length tells apart texts that differ in zeros at their end.
    let length = bytes.len() as u64;
    let left = fold(lanes[0] ^ length, lanes[1] ^ SEEDS[2]);
    let right = fold(lanes[2] ^ SEEDS[0], lanes[3] ^ SEEDS[1]);
    fold(left ^ SEEDS[3], right ^ length)
}

fn absorb(lanes: &mut [u64; 4], chunk: &[u8; 32]) {
    let (words, _) = chunk.as_chunks::<8>();
    for (lane, (bytes, seed)) in lanes.iter_mut().zip(words.iter().zip(SEEDS)) {
        let word = u64::from_le_bytes(*bytes);
        *lane = fold(*lane ^ word, seed) ^ word.rotate_left(32);
    }
}

/// The two halves of the product, folded: each bit of the result depends on all bits of both.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the halves of the product are what is wanted"
    )]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_stay_what_they_are_and_differ_for_each_byte() {
        // In manifests on people's disks: if this changes, so must the version.
        assert_eq!(format!("{:016x}", fingerprint(b"")), "cb94469fc9dede93");
        assert_eq!(
            format!("{:016x}", fingerprint("党务公开".as_bytes())),
            "e3d61cfc8a4ed2f8"
        );
        let bytes: Vec<u8> = (1..=100_u8).collect();
        let mut seen = std::collections::HashSet::new();
        for length in 0..=bytes.len() {
            assert!(seen.insert(fingerprint(&bytes[..length])), "{length}");
            assert!(seen.insert(fingerprint(&vec![0; length + 1])), "{length} zeros");
        }
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[at] ^= 1 << bit;
                assert!(seen.insert(fingerprint(&other)), "{at} {bit}");
            }
        }
    }
}
