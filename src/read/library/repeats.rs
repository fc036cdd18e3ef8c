//! What stands twice among many: looked for on all processors by hashes of keys, so that only the few that may stand
//! twice are looked at closely.

use std::hash::{BuildHasher, Hash, RandomState};

use rayon::prelude::*;

/// The indices, rising, of all whose key another has too. Keys are compared by hash, so very seldom one is among them
/// whose key nobody else has: callers compare the keys.
pub(super) fn repeated<'a, T: Sync, K: Hash>(all: &'a [T], key: impl Fn(&'a T) -> K + Sync) -> Vec<usize> {
    let hasher = RandomState::new();
    let hashed = all.par_iter().enumerate();
    let mut hashed: Vec<(u64, usize)> = hashed.map(|(at, one)| (hasher.hash_one(key(one)), at)).collect();
    hashed.par_sort_unstable();
    let groups = hashed.chunk_by(|one, next| one.0 == next.0);
    let repeated = groups.filter(|group| group.len() > 1).flatten();
    let mut places: Vec<usize> = repeated.map(|(_, at)| *at).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn finds_every_one_that_has_a_fellow() {
        assert_eq!(
            repeated(&["甲", "乙", "丙", "乙", "丁", "甲", "乙"], |word| *word),
            [0, 1, 3, 5, 6]
        );
        assert!(repeated(&["甲", "乙", "丙"], |word| *word).is_empty());
        assert!(repeated(&[""; 0], |word| *word).is_empty());
    }
}
