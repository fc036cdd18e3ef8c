//! 入党誓词 as it is quoted, clause by clause. Source: 《中国共产党章程》第六条. What is told of it is a finding of `wording`.

use super::patterns::Pattern;
use super::wording::{CODE, said};
use super::{Correction, Match, Rule, Weight};

static OATH: Rule = Rule {
    word: "入党誓词",
    weight: Weight::Doubtful(CODE),
    hint: SOURCE,
    once: false,
};

const SOURCE: &str = "见《中国共产党章程》第六条";

const CLAUSES: [&str; 12] = [
    "我志愿加入中国共产党",
    "拥护党的纲领",
    "遵守党的章程",
    "履行党员义务",
    "执行党的决定",
    "严守党的纪律",
    "保守党的秘密",
    "对党忠诚",
    "积极工作",
    "为共产主义奋斗终身",
    "随时准备为党和人民牺牲一切",
    "永不叛党",
];

pub(super) static RULES: &[&Rule] = &[&OATH];

pub(super) static TABLE: &[Pattern] = &[Pattern::new(
    &OATH,
    &[
        "党的纲领", "守党的章程", "守党的纪律", "守党的秘密", "牺牲一切", "永不叛党",
    ],
    r"(?<what>(?:\p{Han}{4,17}[，,、；;]\s?){2,20}\p{Han}{4,17})",
    "",
)];

/// So many right clauses are the oath, whatever it begins with.
const MANY: usize = 6;
/// So many behind 加入中国共产党.
const SOME: usize = 3;

/// In place of each stretch that may be the oath, its clauses that are mistyped.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let may_be: Vec<Match> = found.extract_if(.., |one| one.rule == &OATH).collect();
    for one in may_be {
        wrong(text, &one, found);
    }
}

fn wrong(text: &str, one: &Match, found: &mut Vec<Match>) {
    let typed: Vec<&str> = one
        .content
        .split(['，', ',', '、', '；', ';'])
        .map(str::trim)
        .collect();
    // 要严守党的纪律 begins with a word of its own.
    let place = |at: usize| {
        let clause: &str = typed.get(at)?;
        CLAUSES
            .iter()
            .position(|right| clause == *right || at == 0 && clause.ends_with(right))
    };
    let right = (0..typed.len()).filter(|at| place(*at).is_some()).count();
    let is_begun = typed.iter().any(|clause| clause.ends_with("加入中国共产党"));
    // 我志愿加入中国共产党 and what is right behind it is enough to tell what stands between both.
    let is_short = right + 1 == SOME && place(0) == Some(0);
    if right < SOME && !is_short {
        return;
    }
    let is_whole = right >= MANY || is_begun && !is_short;
    let mut last = None;
    for (at, clause) in typed.iter().enumerate() {
        if let Some(own) = place(at) {
            last = Some(own);
            continue;
        }
        let behind = place(at + 1).and_then(|next| next.checked_sub(1));
        let before = last.map(|last| last + 1);
        // Of what may be somebody's own words only what stands between two right clauses counts.
        if !is_whole && (before.is_none() || before != behind) {
            last = None;
            continue;
        }
        let expected = [before, behind];
        let meant = expected
            .into_iter()
            .flatten()
            .find(|meant| CLAUSES.get(*meant).is_some_and(|meant| is_nearly(clause, meant)));
        let Some(meant) = meant else { continue };
        last = Some(meant);
        let begin = one.range.start + (clause.as_ptr() as usize - one.content.as_ptr() as usize);
        found.push(Match {
            hint: Some(SOURCE.to_owned()),
            correction: Some(Correction {
                text: CLAUSES[meant].to_owned(),
                is_certain: false,
            }),
            ..said(text, begin..begin + clause.len(), CLAUSES[meant])
        });
    }
}

/// Of nearly the same length, and half of its characters.
fn is_nearly(typed: &str, right: &str) -> bool {
    let [length, other] = [typed, right].map(|text| text.chars().count());
    let common = right.chars().filter(|c| typed.contains(*c)).count();
    length.abs_diff(other) <= 1 && common * 2 >= other
}

#[cfg(test)]
mod tests {
    use crate::check::tests::names;
    use crate::check::{Syntax, Wordings, find};

    const RIGHT: &str = "我志愿加入中国共产党，拥护党的纲领，遵守党的章程，履行党员义务，执行党的决定，严守党的纪律，保守党的秘密，对党忠诚，积极工作，为共产主义奋斗终身，随时准备为党和人民牺牲一切，永不叛党。";

    fn corrections(text: &str) -> Vec<String> {
        let found = find(text, Syntax::Plain, &Wordings::default());
        let right = found.into_iter().filter_map(|one| one.correction);
        right.map(|one| one.text).collect()
    }

    #[test]
    fn a_clause_that_is_not_that_of_the_oath_is_told() {
        for (right, typed) in [
            ("保守党的秘密", "保守党的机密"),
            ("为共产主义奋斗终身", "为共产主义奋斗终生"),
            ("我志愿加入中国共产党", "我自愿加入中国共产党"),
            ("随时准备为党和人民牺牲一切", "随时准备为党和国家牺牲一切"),
            ("执行党的决定", "执行党的决议"),
        ] {
            let text = format!("全体党员重温誓词：{}", RIGHT.replace(right, typed));
            assert_eq!(corrections(&text), [right], "{text}");
        }
        let table = r"
            我自愿加入中国共产党，拥护党的纲领，遵守党的章程，履行党员义务。 => =我志愿加入中国共产党
            做到严守党的纪律、保守党的机密、对党忠诚、积极工作。 => =保守党的秘密
            我志愿加入中国共产党，维护党的纲领，遵守党的章程。 => =拥护党的纲领
            我志愿加入中国共产党，遵守党的章程，努力做好本职工作，请党组织考验。 => -
            我志愿加入中国共产党，愿意接受考验，遵守党的章程。 => -
            我自愿加入中国共产党，愿为共产主义奋斗终生。 => -
            做到严守党的纪律、保守党的秘密、对党忠诚、努力工作、永不叛党。 => -
            遵守党的章程，严守党的纪律，执行党的决议，服从组织分配，保守党和国家的秘密。 => -
        ";
        names(table, corrections);
        assert_eq!(corrections(RIGHT), Vec::<String>::new());
    }
}
