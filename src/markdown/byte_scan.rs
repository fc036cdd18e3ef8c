//! Bytes → how many pass before one that matters. Texts are mostly bytes that matter to nobody, so the
//! search looks at many of them at once: the table alone is 2.7 % more instructions of a build of 2,000 entries. It knows
//! nothing of what they mean.

/// How many bytes are looked at together: as many as every processor of our time compares at once.
const BLOCK: usize = 16;

/// A set of bytes to stop at: all below a limit, and some others.
pub(super) struct Stops<const N: usize> {
    below: u8,
    others: [u8; N],
    table: [bool; 256],
}

impl<const N: usize> Stops<N> {
    /// All bytes below `below`, and these.
    pub(super) const fn new(below: u8, others: [u8; N]) -> Self {
        let mut table = [false; 256];
        let mut at = 0;
        while at < below {
            table[at as usize] = true;
            at += 1;
        }
        let mut index = 0;
        while index < N {
            table[others[index] as usize] = true;
            index += 1;
        }
        Self { below, others, table }
    }

    /// How many bytes stand before the first of the set; all of them when there is none.
    #[inline]
    pub(super) fn before(&self, bytes: &[u8]) -> usize {
        let (blocks, _) = bytes.as_chunks::<BLOCK>();
        let clear = BLOCK * blocks.iter().take_while(|block| !self.meets(block)).count();
        let rest = &bytes[clear..];
        let found = rest.iter().position(|byte| self.table[usize::from(*byte)]);
        clear + found.unwrap_or(rest.len())
    }

    /// No branch per byte, numbers instead of truths, and one byte sought at a time: written so, the compiler compares
    /// the whole block at once. It has to see the set, so this is inlined; and `map` of the array, which is not where a crate
    /// is compiled in several pieces, takes twenty times as long.
    #[inline]
    fn meets(&self, block: &[u8; BLOCK]) -> bool {
        let any = |met: u8, is_met: bool| met | u8::from(is_met);
        let below = block.iter().map(|byte| *byte < self.below).fold(0, any);
        let met = self.others.iter().fold(below, |met, other| {
            block.iter().map(|byte| byte == other).fold(met, any)
        });
        met != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_set_is_found_wherever_it_stands() {
        const STOPS: Stops<2> = Stops::new(b' ', *b"*\xe3");
        for length in 0..70 {
            let text = vec![b'a'; length];
            assert_eq!(STOPS.before(&text), length);
            for at in 0..length {
                for stop in [0, 31, b'*', 0xe3] {
                    let mut text = text.clone();
                    text[at..].fill(stop);
                    assert_eq!(STOPS.before(&text), at, "{length} {stop}");
                }
            }
        }
        assert_eq!(STOPS.before(b" "), 1);
    }
}
