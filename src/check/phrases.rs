//! Fixed phrases, looked for in one walk over a text. Chinese phrases differ in their first two characters, so the walk asks a
//! small table about each pair of neighbours whose first begins a phrase, and looks closer where a phrase may begin. An automaton over bytes (Aho-Corasick)
//! of these tables leaves the processor's cache, and takes more than twice as long for the same texts.

use std::collections::BTreeSet;

/// Phrases, ready to be looked for; small and capital ASCII letters are the same.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    /// The characters that begin a phrase of several.
    firsts: Characters,
    /// The characters that are a phrase.
    singles: Characters,
    /// The characters that are only looked out for.
    marks: Characters,
    /// For each bucket, its list; 0 for none.
    buckets: Box<[u16; BUCKETS]>,
    /// Phrases with their numbers, the longest first. The first list is for no phrases.
    lists: Vec<Vec<(String, usize)>>,
}

/// One place of a phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Which phrase, as they were given.
    pub(super) number: usize,
    /// In bytes.
    pub(super) start: usize,
    /// In bytes.
    pub(super) end: usize,
}

const BUCKETS: usize = 1 << 16;

/// Before the first character, and before a phrase of one.
const NONE: char = '\0';

impl Phrases {
    /// Makes phrases ready, and characters to look out for. An empty phrase is never found.
    pub(super) fn new<T: AsRef<str>>(phrases: impl IntoIterator<Item = T>, marks: &str) -> Self {
        let mut made = Self {
            firsts: Characters::default(),
            singles: Characters::default(),
            marks: Characters::default(),
            buckets: Box::new([0; BUCKETS]),
            lists: vec![Vec::new()],
        };
        for (number, phrase) in phrases.into_iter().enumerate() {
            for (first, second) in beginnings(phrase.as_ref()) {
                match first {
                    NONE => made.singles.add(second),
                    first => made.firsts.add(first),
                }
                made.add(bucket(first, second), phrase.as_ref(), number);
            }
        }
        marks.chars().for_each(|mark| made.marks.add(mark));
        made
    }

    fn add(&mut self, bucket: usize, phrase: &str, number: usize) {
        let list = &mut self.buckets[bucket];
        if *list == 0 {
            *list = u16::try_from(self.lists.len()).expect("no more lists than buckets");
            self.lists.push(Vec::new());
        }
        let list = &mut self.lists[usize::from(*list)];
        let at = list.partition_point(|(other, _)| other.len() >= phrase.len());
        list.insert(at, (phrase.to_ascii_lowercase(), number));
    }

    /// Tells every place of every phrase, those with one beginning the longest first; and where each mark stands.
    pub(super) fn find(&self, text: &str, mut tell: impl FnMut(Phrase), mut meet: impl FnMut(usize)) {
        let mut begun = None;
        for (at, c) in text.char_indices() {
            if let Some((first, start)) = begun.take() {
                self.look(text, self.buckets[bucket(first, c)], start, &mut tell);
            }
            if self.marks.have(c) {
                meet(at);
            }
            if self.singles.have(c) {
                self.look(text, self.buckets[bucket(NONE, c)], at, &mut tell);
            }
            if self.firsts.have(c) {
                begun = Some((c, at));
            }
        }
    }

    fn look(&self, text: &str, list: u16, start: usize, tell: &mut impl FnMut(Phrase)) {
        if list == 0 {
            return;
        }
        let rest = &text.as_bytes()[start..];
        for (phrase, number) in &self.lists[usize::from(list)] {
            let phrase = phrase.as_bytes();
            let Some(stands) = rest.get(..phrase.len()) else {
                continue;
            };
            // Most differ at the end: the first characters are the same.
            let ends_alike = stands.last().map(u8::to_ascii_lowercase) == phrase.last().copied();
            if ends_alike && stands.eq_ignore_ascii_case(phrase) {
                tell(Phrase {
                    number: *number,
                    start,
                    end: start + phrase.len(),
                });
            }
        }
    }
}

/// A set of characters; the rare ones behind the first 65,536 all at once.
#[derive(Debug, Clone)]
struct Characters {
    usual: Box<[u64; 1024]>,
    rare: bool,
}

impl Default for Characters {
    fn default() -> Self {
        Self {
            usual: Box::new([0; 1024]),
            rare: false,
        }
    }
}

impl Characters {
    fn add(&mut self, c: char) {
        match self.usual.get_mut(c as usize / 64) {
            Some(bits) => *bits |= 1 << (c as usize % 64),
            None => self.rare = true,
        }
    }

    fn have(&self, c: char) -> bool {
        let bits = self.usual.get(c as usize / 64);
        bits.map_or(self.rare, |bits| bits >> (c as usize % 64) & 1 == 1)
    }
}

/// The first two characters of a phrase, whatever its case, or nothing and its only one; none when it is empty.
fn beginnings(phrase: &str) -> BTreeSet<(char, char)> {
    let cases = |c: char| [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
    let mut characters = phrase.chars();
    let first = characters.next().map(cases).into_iter().flatten();
    match characters.next() {
        Some(second) => first
            .flat_map(|first| cases(second).map(|second| (first, second)))
            .collect(),
        None => first.map(|first| (NONE, first)).collect(),
    }
}

/// Where phrases with this beginning are. Others may be there too.
fn bucket(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) >> 16;
    (mixed ^ second as u32) as usize % BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_phrase_is_told() {
        let phrases = Phrases::new(["三会一课", "三会", "", "课", "QQ", "会一"], "#");
        let places = |text: &str| {
            let mut found = Vec::new();
            let mut marks = Vec::new();
            phrases.find(
                text,
                |one| found.push((one.number, one.start, one.end)),
                |at| marks.push(at),
            );
            assert_eq!(
                marks,
                text.match_indices('#').map(|(at, _)| at).collect::<Vec<_>>()
            );
            found.sort_unstable();
            found
        };
        for (text, expected) in [
            ("", vec![]),
            ("三", vec![]),
            ("三会", vec![(1, 0, 6)]),
            ("课", vec![(3, 0, 3)]),
            ("加qQ群", vec![(4, 3, 5)]),
            (
                "三会一课，三会",
                vec![(0, 0, 12), (1, 0, 6), (1, 15, 21), (3, 9, 12), (5, 3, 9)],
            ),
            ("课课", vec![(3, 0, 3), (3, 3, 6)]),
            ("三三会一", vec![(1, 3, 9), (5, 6, 12)]),
            ("#三#会#\0#", vec![]),
            ("\0课\0三会", vec![(1, 5, 11), (3, 1, 4)]),
        ] {
            assert_eq!(places(text), expected, "{text}");
        }
    }
}
