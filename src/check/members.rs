//! Lists whose members are fixed, with one that is another: 政治意识、大局意识、核心意识、看起意识. What is told of it is a
//! finding of `wording`. Source: 《中国共产党章程》总纲.

use super::patterns::Pattern;
use super::wording::{CODE, PARTY_CONSTITUTION, said};
use super::{Correction, Match, Rule, Weight};

static MEMBERS: Rule = Rule {
    word: "固定的几项",
    weight: Weight::Doubtful(CODE),
    hint: "见《中国共产党章程》总纲",
    once: false,
};

const SETS: [[&str; 4]; 2] = [
    ["政治意识", "大局意识", "核心意识", "看齐意识"],
    ["道路自信", "理论自信", "制度自信", "文化自信"],
];

pub(super) static RULES: &[&Rule] = &[&MEMBERS];

pub(super) static TABLE: &[Pattern] = &[
    Pattern::new(
        &MEMBERS,
        &["大局意识", "核心意识", "理论自信", "制度自信"],
        r"(?<what>\p{Han}{4}(?:[、，和]\p{Han}{4}){3,9})",
        "",
    ),
    Pattern::new(
        &MEMBERS,
        &["四个意识", "四个自信"],
        r"(?<what>{事}”?(?:[：:（(]|[，,]?即|是指)(?:\p{Han}{4}[、，和]){1,2}\p{Han}{4})(?:[。；！）)]|$)",
        "",
    ),
];

/// In place of each list, its member that is another: of as many as there are, all others are right. Lists of one's own have
/// more members, or fewer of these.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let may_be: Vec<Match> = found.extract_if(.., |one| one.rule == &MEMBERS).collect();
    for one in may_be {
        if one.content.starts_with("四个") {
            found.extend(incomplete(one));
            continue;
        }
        let typed: Vec<&str> = one.content.split(['、', '，', '和']).collect();
        let lacking = SETS.iter().find_map(|set| {
            let mut lacking = set.iter().filter(|member| !typed.contains(member));
            let first = lacking.next().filter(|_| lacking.next().is_none())?;
            (typed.len() == set.len()).then_some((*set, *first))
        });
        let Some((set, right)) = lacking else { continue };
        let half = right.chars().count() / 2;
        let other = typed.iter().find(|member| {
            let common = right.chars().filter(|c| member.contains(*c)).count();
            !set.contains(member) && common >= half
        });
        let Some(other) = other else { continue };
        let begin = one.range.start + (other.as_ptr() as usize - one.content.as_ptr() as usize);
        found.push(Match {
            hint: Some(format!("见{PARTY_CONSTITUTION}")),
            correction: Some(Correction {
                text: right.to_owned(),
                is_certain: false,
            }),
            ..said(text, begin..begin + other.len(), right)
        });
    }
}

/// `四个自信：道路自信、理论自信、制度自信` tells fewer than it says.
fn incomplete(one: Match) -> Option<Match> {
    let set = SETS
        .iter()
        .find(|set| one.content.contains(set[1]) || one.content.contains(set[2]))?;
    let lacking: Vec<&str> = set
        .iter()
        .copied()
        .filter(|member| !one.content.contains(member))
        .collect();
    let (_, list) = one.content.rsplit_once(['：', ':', '（', '(', '即', '指'])?;
    let told = list.matches(['、', '，', '和']).count() + 1;
    let message = format!("这里列的四项少了“{}”", lacking.join("”“"));
    (!lacking.is_empty() && told + lacking.len() == set.len()).then_some(Match { message, ..one })
}

#[cfg(test)]
mod tests {
    use crate::check::Syntax;
    use crate::check::tests::tells;

    #[test]
    fn a_list_that_lacks_some_is_told() {
        let table = r"
            四个自信：道路自信、理论自信、制度自信 => =固定的几项
            坚定“四个自信”（道路自信、理论自信、文化自信）。 => =固定的几项
            增强“四个意识”，即政治意识、大局意识和看齐意识。 => =固定的几项
            四个自信：道路自信、理论自信、制度自信、文化自信 => -
            增强“四个意识”，政治意识、大局意识要牢。 => -
            “四个自信”（道路自信、理论自信等） => -
            做到“四个意识”：政治意识、服务意识、责任意识。 => -
        ";
        tells(Some(super::RULES), Syntax::Plain, table);
    }
}
