//! A name in an entry's fields that sounds like one of `organization.yaml` and is written otherwise: 龚明元 for 龚明远. Whoever
//! types by sound picks the wrong character, and a page shows a person who is not there.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use super::organization::Organization;
use super::person;
use crate::words::{Code, Complaint, Fix, Report, SourceText, TextEdit, is_ideograph, sound};

const ALIKE: Code = Code::warning("person-same-sound");

/// How long names of two to four characters are, in bytes, with a mark behind them.
const LENGTHS: RangeInclusive<usize> = 6..=20;

/// How a name sounds to whoever does not tell `n` from `ng`.
type Sound = Vec<&'static str>;

/// The names of `organization.yaml`, by how they sound.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownNames {
    names: HashSet<String>,
    by_sound: HashMap<Sound, String>,
    surnames: HashSet<char>,
}

impl KnownNames {
    pub(super) fn of(organization: &Organization) -> Self {
        let mut known = Self::default();
        for name in person::names_in(organization) {
            let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            if let Some(heard) = heard(&bare) {
                known.by_sound.insert(heard, bare.clone());
                known.surnames.extend(bare.chars().next());
                known.names.insert(bare);
            }
        }
        known
    }

    /// Complains about the names in a file's fields, which end at a byte. Names stand there alone, or among others with marks
    /// between them.
    pub(super) fn check(&self, source: &SourceText, end: usize, report: &mut Report) {
        let text = &source.text[..end];
        let mut at = 0;
        for part in text.split_inclusive(|c| !is_ideograph(c)) {
            let start = at;
            at += part.len();
            // Most parts are of one character, and of those left most are longer than a name.
            if !LENGTHS.contains(&part.len()) {
                continue;
            }
            let word = part.trim_end_matches(|c| !is_ideograph(c));
            let Some(right) = self.meant(word) else { continue };
            let message = format!("“{word}”和 organization.yaml 里的“{right}”同音不同字");
            let hint = format!(
                "写错了的，改成“{right}”；确实是另一个人的，写进 content/organization.yaml 的“党员”，或者在“已核对”里写明"
            );
            let place = source.place(start..start + word.len());
            let fix = TextEdit::at(&place, right).map(Fix::likely);
            report.push(Complaint::new(ALIKE, place, message).hint(hint).fix(fix));
        }
    }

    /// Who may be meant by a word that is nobody's name.
    fn meant(&self, word: &str) -> Option<&str> {
        let first = word.chars().next()?;
        if !self.surnames.contains(&first)
            || !(2..=4).contains(&word.chars().count())
            || self.names.contains(word)
        {
            return None;
        }
        self.by_sound.get(&heard(word)?).map(String::as_str)
    }
}

fn heard(name: &str) -> Option<Sound> {
    let syllables = sound(name)?.into_iter();
    Some(syllables.map(|syllable| syllable.trim_end_matches('g')).collect())
}
