//! `takes`: what a section of a board is for. A kind of entry, a type, or a sheet that is made of the whole site.

use super::super::read::key;
use crate::read::fields::Fields;
use crate::read::ledger::Preset;
use crate::read::meeting::MeetingKind;
use crate::read::notice::NoticeKind;
use crate::read::pledge::PledgeKind;
use crate::read::study::Category;
use crate::read::suggest;
use crate::read::values;
use crate::words::{Code, Kind, Labelled};

const TAKES: Code = Code::error("board-takes");
const TAKES_TWICE: Code = Code::error("board-takes-twice");

/// The word for what has no type of its own: several kinds have it, so that it says nothing.
const OTHER: &str = "其他";

/// Something that a section takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Take {
    /// Entries of a type or 类别, by its word: 公示, 党员大会, 光荣榜.
    Type(&'static str),
    /// Entries of a kind.
    Kind(Kind),
    /// A sheet that is made of the whole site.
    Designed(Designed),
}

impl Take {
    /// The word users type.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Type(label) => label,
            Self::Kind(kind) => kind.label(),
            Self::Designed(sheet) => sheet.label(),
        }
    }
}

/// A sheet that is made of the whole site, not of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Designed {
    /// 组织机构: the tree of branches.
    Organization,
    /// 委员分工: who does what.
    Committee,
    /// 三会一课: which meetings were held.
    Matrix,
    /// 学习清单: what is to be studied.
    StudyList,
    /// 承诺登记册: all pledges of a year.
    PledgeRegister,
}

impl Designed {
    /// All, in the order of the reference.
    pub const ALL: [Self; 5] = [
        Self::Organization,
        Self::Committee,
        Self::Matrix,
        Self::StudyList,
        Self::PledgeRegister,
    ];
}

impl Labelled for Designed {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Organization => ("organization", "组织机构"),
            Self::Committee => ("committee", "委员分工"),
            Self::Matrix => ("matrix", "三会一课"),
            Self::StudyList => ("study-list", "学习清单"),
            Self::PledgeRegister => ("pledge-register", "承诺登记册"),
        }
    }
}

/// Everything that may be typed, kinds first.
fn all() -> impl Iterator<Item = Take> {
    let kinds = Kind::ALL.into_iter().map(Take::Kind);
    let types = NoticeKind::ALL.map(NoticeKind::label).into_iter();
    let types = types
        .chain(MeetingKind::ALL.map(MeetingKind::label))
        .chain(PledgeKind::ALL.map(PledgeKind::label))
        .chain(Category::ALL.map(Category::label))
        .chain(Preset::ALL.map(Preset::label));
    kinds
        .chain(types.filter(|label| *label != OTHER).map(Take::Type))
        .chain(Designed::ALL.into_iter().map(Take::Designed))
}

/// What the sections of a board read so far take, each with the section's name.
#[derive(Debug, Default)]
pub(super) struct TakenSections(Vec<Take>);

/// `takes` of one section.
pub(super) fn read(map: &mut Fields<'_, '_, '_>, taken: &mut TakenSections) -> Vec<Take> {
    let faults = map.faults;
    let mut takes = Vec::new();
    for typed in map.lines(key("takes")) {
        let word = typed.value.as_str();
        let known = all().find(|take| take.label() == word);
        let Some(take) = known.or_else(|| Kind::parse(word).map(Take::Kind)) else {
            let message = format!("takes 里的“{}”不是一类条目，也不是一种版面", values::shown(word));
            let words = || all().map(|take| (take.label(), take.label()));
            // Several in one pair of quotes: to propose one of them would lose the others.
            let is_one = |part: &str| all().any(|take| take.label() == part) || Kind::parse(part).is_some();
            let parts: Vec<&str> = word
                .split(['、', '，', ',', '；', ';', ' '])
                .map(str::trim)
                .collect();
            let hint = match suggest::nearest(word, words()) {
                _ if parts.len() > 1 && parts.iter().all(|part| is_one(part)) => {
                    let all: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
                    format!("每一类各用一对引号，写成“takes = [{}]”", all.join(", "))
                }
                Some(near) => format!("是不是想写“{near}”？"),
                None => {
                    let kinds: Vec<_> = Kind::ALL.map(Kind::label).to_vec();
                    let sheets: Vec<_> = Designed::ALL.map(Designed::label).to_vec();
                    let (kinds, sheets) = (kinds.join("、"), sheets.join("、"));
                    format!("可以写种类（{kinds}）、类型（例如公示、党员大会、光荣榜）和版面（{sheets}）")
                }
            };
            faults.say(TAKES, typed.at, message, hint);
            continue;
        };
        if taken.0.contains(&take) {
            let message = format!("“{}”在这块公开栏里写了两次", take.label());
            faults.say(
                TAKES_TWICE,
                typed.at,
                message,
                "一类条目只归一个栏目；另一个栏目可以靠条目里的“上墙”指定",
            );
            continue;
        }
        taken.0.push(take);
        takes.push(take);
    }
    takes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_means_one_thing() {
        let words: Vec<&str> = all().map(Take::label).collect();
        for (index, word) in words.iter().enumerate() {
            assert!(!words[..index].contains(word), "{word}");
        }
    }
}
