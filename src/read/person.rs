//! Whether a text is somebody's name. A closed list of what is one: a person whom `organization.yaml` names, or two to
//! four Han characters that begin with a surname of a table and hold no word of an opinion, an office or a blank. Who
//! bears another name (with “·”, in Latin letters, with a rare surname) is entered in `organization.yaml` first.

mod tables;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::organization::{Organization, Unit};
use super::values;
use crate::words::{COMMON_SURNAMES, COMPOUND_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, is_ideograph};
use tables::{ALONE, EXAMPLES, NEVER, ORDINARY, SHORT_TITLES, TITLES, WORDS};

// Names are many and the tables long: what is asked is whether two characters are in one.
static COMPOUNDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMPOUND_SURNAMES.iter().copied().collect());
static SINGLES: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let names = [FREQUENT_SURNAMES, COMMON_SURNAMES, RARE_SURNAMES];
    names.into_iter().flat_map(str::chars).collect()
});
static UNUSED: LazyLock<HashSet<char>> = LazyLock::new(|| NEVER.chars().collect());
static EVERYWHERE: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.iter().copied().collect());
static IN_FRONT: LazyLock<HashSet<&str>> = LazyLock::new(|| ORDINARY.iter().copied().collect());
static WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| ALONE.iter().copied().collect());
static BEHIND: LazyLock<HashSet<&str>> = LazyLock::new(|| TITLES.iter().copied().collect());

/// What a text is where a name should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Person {
    /// A name.
    Named,
    /// A person by a title (周校长, 周敬安书记): the name without it, when that is one.
    Titled(Option<String>),
    /// A name with characters that only look like the usual ones; as it should be typed.
    LookAlike(String),
    /// It may be a name that `organization.yaml` does not know.
    Unknown,
    /// Whom examples name, and `organization.yaml` does not.
    Example,
    /// No name: an opinion, a blank, several people.
    Nobody,
}

/// What is wrong with a text that is no name.
#[derive(Debug)]
pub(crate) struct NameFault {
    /// What is wrong.
    pub(crate) message: String,
    /// What to type instead; `None` when only whoever asks for the name can say.
    pub(crate) hint: Option<String>,
}

impl Person {
    /// What is wrong with a text where `what` asks for a name; `right` says how a name is typed there.
    pub(crate) fn fault(&self, what: &str, typed: &str, right: impl Fn(&str) -> String) -> Option<NameFault> {
        let typed = values::shown(typed);
        let message = match self {
            Self::Named => return None,
            Self::LookAlike(_) => format!("“{typed}”里有形状相近、编码不同的字"),
            Self::Unknown => format!("{what}写的“{typed}”，organization.yaml 里没有这个人"),
            Self::Example => format!("{what}写的“{typed}”是举例用的名字"),
            Self::Titled(_) | Self::Nobody => format!("{what}要写姓名，不能写“{typed}”"),
        };
        let hint = match self {
            Self::LookAlike(name) | Self::Titled(Some(name)) => Some(format!("写成{}", right(name))),
            Self::Titled(None) => Some(format!("写全名，不写职务，例如{}", right("张三"))),
            Self::Unknown => Some(
                "写中文全名；名字里有“·”、外文或者少见的姓，先写进 content/organization.yaml 的“党员”或者“委员”"
                    .to_owned(),
            ),
            Self::Example => Some(format!(
                "换成真的姓名；确实有人叫{typed}的，先写进 content/organization.yaml 的“党员”或者“委员”"
            )),
            Self::Named | Self::Nobody => None,
        };
        Some(NameFault { message, hint })
    }
}

/// True for a person's name. `known` is `None` when `organization.yaml` could not be read.
pub(crate) fn is_name(text: &str, known: Option<&Organization>) -> bool {
    of(text, known) == Person::Named
}

/// What a text is.
pub(crate) fn of(text: &str, known: Option<&Organization>) -> Person {
    let text = text.trim();
    let bare = without_space(text);
    // Most names are of the characters that are what they look like.
    let is_usual = bare.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    if !is_usual && is_nfkc_quick(bare.chars()) != IsNormalized::Yes {
        let usual: String = bare.nfkc().collect();
        if usual != bare {
            return match of(&usual, known) {
                Person::Named => Person::LookAlike(usual),
                other => other,
            };
        }
    }
    let is_example = EXAMPLES.contains(&bare.as_str());
    let is_by_surname = !is_example && is_by_surname(text, &bare);
    if is_by_surname || known.is_some_and(|known| is_known(text, &bare, known)) {
        return Person::Named;
    }
    if is_example {
        return Person::Example;
    }
    if let Some(rest) = without_title(&bare) {
        return Person::Titled(is_name(rest, known).then(|| rest.to_owned()));
    }
    if may_be_known(&bare) {
        Person::Unknown
    } else {
        Person::Nobody
    }
}

/// True when two names are the same but for the white space in them.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let letters = |name| str::chars(name).filter(|c| !c.is_whitespace());
    letters(one).eq(letters(other))
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// True for two to four Han characters that begin with a surname. White space may stand behind the surname and between
/// the characters behind it, as names are padded in lists; 李明 王芳 are two people.
fn is_by_surname(text: &str, bare: &str) -> bool {
    let Some(surname) = surname(bare) else {
        return false;
    };
    let given = &bare[surname.len()..];
    let (whole, behind) = (bare.chars().count(), given.chars().count());
    let usual = behind > 0 && (behind < 3 || is_of_two_surnames(bare)) && whole < 5;
    let first = text.split_whitespace().next().unwrap_or_default();
    usual
        && (first == surname || first == bare)
        && bare.chars().all(is_ideograph)
        && !holds_a_word(bare, given)
}

/// The surname that a name begins with.
fn surname(bare: &str) -> Option<&str> {
    let compound = pairs(bare).next().filter(|pair| COMPOUNDS.contains(pair));
    if compound.is_some() {
        return compound;
    }
    let first = bare.chars().next().filter(|first| SINGLES.contains(first))?;
    Some(&bare[..first.len_utf8()])
}

/// True for both parents' surnames and two characters more: 陈方安生.
fn is_of_two_surnames(bare: &str) -> bool {
    bare.chars()
        .nth(1)
        .is_some_and(|second| FREQUENT_SURNAMES.contains(second))
}

/// True for a word that is no name although it begins like one.
fn holds_a_word(bare: &str, given: &str) -> bool {
    given.contains(|c| UNUSED.contains(&c))
        || is_of_words(bare)
        || given.chars().count() == 1 && SHORT_TITLES.contains(given)
        || without_title(bare).is_some()
}

/// True for a text with a word in it that no name holds, or with one in front, or that is one.
fn is_of_words(bare: &str) -> bool {
    pairs(bare).any(|pair| EVERYWHERE.contains(pair))
        || pairs(bare).next().is_some_and(|pair| IN_FRONT.contains(pair))
        || WHOLE.contains(bare)
}

/// Every two characters that stand side by side.
fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    starts.zip(ends).map(|(start, end)| &text[start..end])
}

/// What stands before a title.
fn without_title(bare: &str) -> Option<&str> {
    let short = |bare: &str| {
        let last = bare.chars().last().filter(|last| SHORT_TITLES.contains(*last))?;
        (bare.chars().count() == 2).then(|| bare.len() - last.len_utf8())
    };
    let start_of_last = |count: usize| bare.char_indices().rev().nth(count - 1).map(|(start, _)| start);
    // Titles have two or three characters; 副书记 goes before 书记.
    let mut starts = [3, 2].into_iter().filter_map(start_of_last);
    let long = starts.find(|start| BEHIND.contains(&bare[*start..]));
    let rest = match long {
        Some(start) => &bare[..start],
        None => &bare[..short(bare)?],
    };
    (surname(rest).is_some() && rest.chars().count() < 5).then_some(rest)
}

/// True when `organization.yaml` names this person, and what it names is no word either: nobody is called 待定.
fn is_known(text: &str, bare: &str, known: &Organization) -> bool {
    let branches = known.branches.iter();
    let mut units = branches
        .clone()
        .map(|branch| &branch.unit)
        .chain([&known.unit])
        .map(names_of);
    let mut leaders = branches
        .flat_map(|branch| &branch.groups)
        .filter_map(|group| group.leader.as_deref());
    may_be_known(bare)
        && (units.any(|mut names| names.any(|name| is_same(name, text)))
            || leaders.any(|name| is_same(name, text)))
}

fn names_of(unit: &Unit) -> impl Iterator<Item = &str> {
    let officers = unit.committee.iter().map(|officer| officer.name.as_str());
    officers.chain(unit.members.iter().map(String::as_str))
}

/// True for letters alone that hold no word of an opinion: what may be a name that the table does not have.
fn may_be_known(bare: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '·' | '•' | '・' | '-' | '\'' | '’' | '.');
    let is_masked = bare.contains('某') || bare.chars().all(|c| matches!(c, 'X' | 'x'));
    let is_mixed = bare.chars().any(is_ideograph) && bare.contains(|c: char| c.is_ascii_alphabetic());
    let is_word = is_of_words(bare) || surname(bare).is_none() && bare.contains(|c| UNUSED.contains(&c));
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && bare.chars().all(is_letter) && !is_masked && !is_mixed && !is_word
}
