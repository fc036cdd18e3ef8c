//! Fixed phrases, looked for in one walk over a text. Chinese phrases differ in their first two characters, so the walk asks a
//! small table about each pair of neighbours and looks closer where a phrase may begin. An automaton over bytes (Aho-Corasick)
//! of these tables leaves the processor's cache, and takes more than twice as long for the same texts.

use std::collections::BTreeSet;

/// Phrases, ready to be looked for; small and capital ASCII letters are the same.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    /// For each bucket, its list; 0 for none, or [`MARK`].
    buckets: Box<[u16; BUCKETS]>,
    /// Phrases with their numbers, the longest first. The first list is empty.
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

/// Instead of a list: a character that is only looked out for.
const MARK: u16 = u16::MAX;

/// Before the first character, and before a phrase of one.
const NONE: char = '\0';

impl Phrases {
    /// Makes phrases ready, and characters to look out for, which begin no phrase of one character. An empty phrase is never
    /// found.
    pub(super) fn new<T: AsRef<str>>(phrases: impl IntoIterator<Item = T>, marks: &str) -> Self {
        let mut made = Self {
            buckets: Box::new([0; BUCKETS]),
            lists: vec![Vec::new()],
        };
        for (number, phrase) in phrases.into_iter().enumerate() {
            for bucket in buckets_of(phrase.as_ref()) {
                made.add(bucket, phrase.as_ref(), number);
            }
        }
        for mark in marks.chars() {
            made.buckets[bucket(NONE, mark)] = MARK;
        }
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
        let (mut before, mut start) = (NONE, 0);
        for (at, c) in text.char_indices() {
            let (pair, single) = (self.buckets[bucket(before, c)], self.buckets[bucket(NONE, c)]);
            if pair | single != 0 {
                // A pair with nothing before it falls where its second character does.
                if at > start && pair != MARK && pair != 0 {
                    self.look(text, pair, start, &mut tell);
                }
                match single {
                    0 => {}
                    MARK => meet(at),
                    list => self.look(text, list, at, &mut tell),
                }
            }
            (before, start) = (c, at);
        }
    }

    fn look(&self, text: &str, list: u16, start: usize, tell: &mut impl FnMut(Phrase)) {
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

/// Where a phrase is looked for, whatever its case; nowhere when it is empty.
fn buckets_of(phrase: &str) -> BTreeSet<usize> {
    let cases = |c: char| [c.to_ascii_lowercase(), c.to_ascii_uppercase()];
    let mut characters = phrase.chars();
    let first = characters.next().map(cases).into_iter().flatten();
    match characters.next() {
        Some(second) => first
            .flat_map(|first| cases(second).map(|second| bucket(first, second)))
            .collect(),
        None => first.map(|first| bucket(NONE, first)).collect(),
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
