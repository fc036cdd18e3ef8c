//! Fixed phrases, looked for in one walk over a text. Chinese phrases differ in their first two characters, so the walk asks
//! for each pair of characters whether a phrase may begin with it, and looks closer where one may. What it asks is a table of
//! bits, small enough to stay near the processor: an automaton over bytes (Aho-Corasick) leaves its cache, and takes more than
//! twice as long for the same texts.

/// Phrases, ready to be looked for; small and capital ASCII letters are the same.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    /// A bit for each bucket that is not empty.
    used: Box<[u64; BUCKETS / 64]>,
    /// For each bucket, its list; 0 for none, or [`MARK`].
    buckets: Vec<u32>,
    /// The longest first. The first list is empty.
    lists: Vec<Vec<Listed>>,
}

#[derive(Debug, Clone)]
struct Listed {
    /// In small letters.
    phrase: String,
    number: usize,
    beginning: Beginning,
}

/// The first eight bytes of a phrase, as they are compared with those of a text at once.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    bytes: u64,
    /// The bits that count: not those beyond the phrase's end, nor the one that tells small letters from capital ones.
    mask: u64,
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

/// Where a walk over a text is, in bytes: at a character, with the one before it, and the next.
struct Walk {
    last: Character,
    before: usize,
    at: usize,
    next: usize,
}

const BUCKETS: usize = 1 << 18;

/// Instead of a list: a character that is only looked out for.
const MARK: u32 = u32::MAX;

/// Before the first character, and before a phrase of one.
const NONE: Character = Character(0);

/// A character as its bytes of UTF-8, the first of them the lowest: what a text holds need not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Character(u32);

impl Phrases {
    /// Makes phrases ready, and characters to look out for, which begin no phrase of one character. An empty phrase is never
    /// found.
    pub(super) fn new<T: AsRef<str>>(phrases: impl IntoIterator<Item = T>, marks: &str) -> Self {
        let mut made = Self {
            used: Box::new([0; BUCKETS / 64]),
            buckets: vec![0; BUCKETS],
            lists: vec![Vec::new()],
        };
        for (number, phrase) in phrases.into_iter().enumerate() {
            let phrase = phrase.as_ref().to_ascii_lowercase();
            for (first, second) in beginnings(&phrase) {
                made.add(first, second, (&phrase, number));
            }
        }
        for mark in marks.chars().map(Character::of) {
            let place = made.list_of(bucket(NONE, mark));
            debug_assert_eq!(
                *place, 0,
                "{mark:?} takes the place of phrases: another number in `bucket` keeps them apart"
            );
            *place = MARK;
        }
        made
    }

    fn add(&mut self, first: Character, second: Character, (phrase, number): (&str, usize)) {
        let lists = u32::try_from(self.lists.len()).expect("no more lists than buckets");
        let list = self.list_of(bucket(first, second));
        let place = match *list {
            0 => {
                *list = lists;
                self.lists.push(Vec::new());
                lists
            }
            place => place,
        };
        let list = &mut self.lists[place as usize];
        let at = list.partition_point(|other| other.phrase.len() >= phrase.len());
        list.insert(
            at,
            Listed {
                phrase: phrase.to_owned(),
                number,
                beginning: Beginning::of(phrase),
            },
        );
    }

    /// The list of a bucket that is to be used.
    fn list_of(&mut self, bucket: usize) -> &mut u32 {
        self.used[bucket / 64] |= 1 << (bucket % 64);
        &mut self.buckets[bucket]
    }

    fn uses(&self, bucket: usize) -> bool {
        self.used[bucket / 64] >> (bucket % 64) & 1 == 1
    }

    /// Tells every place of every phrase, those with one beginning the longest first; and where each mark stands.
    pub(super) fn find(&self, text: &str, mut tell: impl FnMut(Phrase), mut meet: impl FnMut(usize)) {
        let text = text.as_bytes();
        let mut walk = Walk {
            last: NONE,
            before: 0,
            at: 0,
            next: 0,
        };
        while let Some((pair, lone)) = self.next_used(text, &mut walk) {
            // A pair with nothing before it falls where its second character does.
            if self.uses(pair) && walk.at > walk.before && self.buckets[pair] != MARK {
                self.look(text, self.buckets[pair], walk.before, &mut tell);
            }
            if self.uses(lone) {
                match self.buckets[lone] {
                    MARK => meet(walk.at),
                    list => self.look(text, list, walk.at, &mut tell),
                }
            }
        }
    }

    /// Walks on to the next character that has a bucket, with the one before it or alone, and gives both. Nothing else is in
    /// this loop, which every character of every text goes through.
    fn next_used(&self, text: &[u8], walk: &mut Walk) -> Option<(usize, usize)> {
        while walk.next < text.len() {
            let (c, length) = Character::at(text, walk.next);
            let (pair, lone) = (bucket(walk.last, c), bucket(NONE, c));
            (walk.last, walk.before, walk.at) = (c, walk.at, walk.next);
            walk.next += length;
            if self.uses(pair) || self.uses(lone) {
                return Some((pair, lone));
            }
        }
        None
    }

    /// What most looks do is told to nobody: how it is told stays out of here.
    fn look(&self, text: &[u8], list: u32, start: usize, tell: &mut dyn FnMut(Phrase)) {
        let rest = &text[start..];
        let begins = u64::from_le_bytes(first_bytes(rest));
        for listed in &self.lists[list as usize] {
            let phrase = listed.phrase.as_bytes();
            let is_here = listed.beginning.is(begins)
                && rest
                    .get(..phrase.len())
                    .is_some_and(|stands| stands.eq_ignore_ascii_case(phrase));
            if is_here {
                tell(Phrase {
                    number: listed.number,
                    start,
                    end: start + phrase.len(),
                });
            }
        }
    }
}

impl Beginning {
    fn of(phrase: &str) -> Self {
        let case = |byte: u8| if byte.is_ascii_alphabetic() { !0x20 } else { !0 };
        let mask: Vec<u8> = phrase.bytes().map(case).collect();
        let mask = u64::from_le_bytes(first_bytes(&mask));
        Self {
            bytes: u64::from_le_bytes(first_bytes(phrase.as_bytes())) & mask,
            mask,
        }
    }

    fn is(self, begins: u64) -> bool {
        begins & self.mask == self.bytes
    }
}

impl Character {
    fn of(c: char) -> Self {
        let mut bytes = [0; 4];
        c.encode_utf8(&mut bytes);
        Self(u32::from_le_bytes(bytes))
    }

    /// The one that begins there in a text, and how many bytes it has.
    fn at(text: &[u8], at: usize) -> (Self, usize) {
        let bytes = u32::from_le_bytes(first_bytes(&text[at..]));
        // Most of a Chinese text has three.
        if bytes & 0xF0 == 0xE0 {
            return (Self(bytes & 0xFF_FFFF), 3);
        }
        match bytes & 0xFF {
            0..0x80 => (Self(bytes & 0xFF), 1),
            0xF0.. => (Self(bytes), 4),
            _ => (Self(bytes & 0xFFFF), 2),
        }
    }
}

/// So many bytes of a text; zeros behind its end.
fn first_bytes<const N: usize>(text: &[u8]) -> [u8; N] {
    match text.first_chunk() {
        Some(bytes) => *bytes,
        None => {
            let mut bytes = [0; N];
            bytes[..text.len()].copy_from_slice(text);
            bytes
        }
    }
}

/// The first two characters of a phrase in small letters, whatever their case in a text; none when it is empty.
fn beginnings(phrase: &str) -> Vec<(Character, Character)> {
    let cases = |c: char| {
        let other = c.is_ascii_lowercase().then(|| c.to_ascii_uppercase());
        std::iter::once(c).chain(other).map(Character::of)
    };
    let mut characters = phrase.chars();
    let first = characters.next().map(cases).into_iter().flatten();
    match characters.next() {
        Some(second) => first
            .flat_map(|first| cases(second).map(move |second| (first, second)))
            .collect(),
        None => first.map(|first| (NONE, first)).collect(),
    }
}

/// Where phrases with this beginning are. Others may be there too.
fn bucket(first: Character, second: Character) -> usize {
    const FIRST: u32 = SECOND.wrapping_mul(0x9E37_79B1);
    const SECOND: u32 = 0x85EB_CA6B;
    let mixed = first
        .0
        .wrapping_mul(FIRST)
        .wrapping_add(second.0.wrapping_mul(SECOND));
    (mixed >> 14) as usize % BUCKETS
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
