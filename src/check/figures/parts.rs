//! Of parts, and what they are together.

use std::ops::Range;

use super::{amounts, numbers};
use crate::check::Match;
use crate::check::patterns::shown;
use crate::check::quantities;
use crate::words::{Amount, contains_any, is_ideograph};

/// True where 其中 is not of the number before it: that is of each, of what came on top, or one of several that an earlier
/// sentence told; and where what is counted twice is said to be.
pub(super) fn is_of_other_whole(text: &str, one: &Match) -> bool {
    const NO_PARTS: [&str; 7] = ["最多", "最少", "最高", "最低", "最大", "最小", "人均"];
    const OF_EACH: [&str; 6] = ["每", "均", "比", "增加", "减少", "增长"];
    const TWICE: [&str; 3] = ["联合", "重复", "共同"];
    let sentence = text[..one.range.start]
        .rsplit(['。', '！', '？', '；', '\n'])
        .next();
    let sentence = sentence.unwrap_or_default();
    let clause = sentence.rsplit('，').next().unwrap_or_default();
    let bracket = text[one.range.end..]
        .strip_prefix('（')
        .and_then(|rest| rest.split_once('）'));
    let is_earlier = one.content.contains("。其中") && sentence.contains(|c: char| c.is_ascii_digit());
    // 收到20条：采纳12条，解释说明3条，其中5条由总务处办理.
    let larger = quantities::is_larger_part(&one.content)
        .then(|| numbers(&one.content).pop())
        .flatten();
    let is_first_of_all = larger
        .is_some_and(|part| sentence.contains('：') && numbers(sentence).iter().any(|all| *all >= part));
    is_earlier
        || is_first_of_all
        || contains_any(&one.content, &NO_PARTS)
        || contains_any(clause, &OF_EACH)
        || bracket.is_some_and(|(said, _)| contains_any(said, &TWICE))
}

/// True where one more part, which the pattern does not know, stands before a list: `教师24人（其中男1人）、`, `应急灯损坏4盏、`,
/// and one whose label is too long.
pub(super) fn begins_earlier(text: &str, list: &Range<usize>) -> bool {
    const LONGEST_UNIT: usize = 3;
    let before = text[..list.start].trim_end();
    let Some(part) = before.strip_suffix(['、', '，', '；', ',', ';', '和']) else {
        return false;
    };
    let mut unit: Vec<char> = part.chars().rev().take(LONGEST_UNIT + 1).collect();
    unit.reverse();
    let digit = unit.iter().rposition(char::is_ascii_digit);
    // A day before a list is none of its parts.
    let is_counted = digit.is_some_and(|at| {
        unit.get(at + 1)
            .is_some_and(|c| is_ideograph(*c) && !"年月日号时点".contains(*c))
    });
    is_counted || part.ends_with(['）', ')'])
}

/// True for 38名`教师参赛`: of more things than prizes were.
pub(super) fn takes_part(behind: &str) -> bool {
    const WORDS: [&str; 5] = ["参赛", "参加", "参与", "报名", "参评"];
    let end = behind.char_indices().nth(8).map_or(behind.len(), |(at, _)| at);
    contains_any(&behind[..end], &WORDS)
}

/// Takes what is told behind parts away from them: 已整改12个 is no part of 15个.
pub(super) fn without_outcome(parts: &mut Match) {
    let told = quantities::parts_alone(&parts.content).to_owned();
    if told.len() < parts.content.len() {
        parts.range.end = parts.range.start + told.len();
        parts.message = format!("“{}”，加起来不对", shown(&told));
        parts.content = told;
    }
}

/// Parts and what they are together, in one unit.
pub(super) fn is_other_total(list: &str) -> bool {
    let mut parts = amounts(list);
    let total = parts.pop();
    // 每人, 其中 and last year's are no parts, and 书记、副书记各1人 is two.
    let labels = list.rsplit_once('共').map_or(list, |(labels, _)| labels);
    let is_plain = ![
        "每", "各", "其中", "上年", "去年", "累计", "均", "共", "应到", "实到", "出席", "列席",
    ]
    .iter()
    .any(|word| labels.contains(word));
    // What is as large as all of them together is told first, and then its parts.
    let are_parts = |total: &Amount| parts.iter().all(|part| part < total);
    // Of what the school has in all, some may be told alone; one that differs by little was counted wrong.
    let of_all = list
        .rsplit_once('共')
        .is_some_and(|(labels, _)| labels.ends_with(['校', '支', '委']));
    let is_near = |sum: i64, total: i64| (sum - total).abs() * 10 <= total;
    is_plain
        && quantities::are_of_one_unit(list)
        && total.filter(are_parts).is_some_and(|total| {
            let sum: Amount = parts.iter().copied().sum();
            sum != total && (!of_all || is_near(sum.hundredths(), total.hundredths()))
        })
}

/// True for `原有党员42名，转入3名、转出1名，现有43名`.
pub(super) fn is_other_stock(told: &str) -> bool {
    const FEWER: [&str; 8] = ["转出", "转走", "调出", "调离", "减少", "去世", "出党", "除名"];
    // What each number is of stands before it.
    let mut rest = told;
    let mut counted = Vec::new();
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let (label, behind) = rest.split_at(begin);
        let end = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let Ok(count) = behind[..end].parse::<i64>() else {
            return false;
        };
        counted.push((label, count));
        rest = &behind[end..];
    }
    let Some(((_, before), others)) = counted.split_first() else {
        return false;
    };
    let is_last = |(label, _): &&(&str, i64)| contains_any(label, &["现有", "年末", "年底"]);
    let Some((last, after)) = others.iter().find(is_last) else {
        return false;
    };
    let changes = others.iter().filter(|one| !is_last(one));
    let change = |(label, count): &(&str, i64)| {
        if contains_any(label, &FEWER) {
            -count
        } else {
            *count
        }
    };
    // 现有预备党员2名 are some of them.
    !last.contains("预备") && before + changes.map(change).sum::<i64>() != *after
}

/// Two of these are all there is.
const BOTH: [[&str; 2]; 6] = [
    ["男", "女"],
    ["上半年", "下半年"],
    ["正式党员", "预备党员"],
    ["按期", "逾期"],
    ["在职", "退休"],
    ["合格", "不合格"],
];

/// More than the whole; or less, where both of two kinds are told, or where so little is left that nobody would leave it out.
/// Some parts alone may be told of anything else.
pub(super) fn are_other_parts(whole: &str, behind: &str) -> bool {
    let Some((all, parts)) = whole.split_once(['其', '男', '，', '（', '：', ':', '；']) else {
        return false;
    };
    if !quantities::are_of_one_unit(whole) || whole.contains('各') || behind.contains('各') {
        return false;
    }
    // 女党员 and 在职党员 are the same people; units part them.
    let mut labels = parts
        .split(|c: char| c.is_ascii_digit())
        .map(|label| label.trim_matches(|c| !is_ideograph(c)));
    let of_units = labels.all(|label| {
        label.chars().count() < 3
            || label.ends_with(['部', '组', '班', '级', '区'])
            || label.ends_with("人员")
    });
    let of_money = all.trim_end_matches(|c| !is_ideograph(c)).ends_with('元');
    let typed = amounts(parts);
    // One alone may be told of anything else.
    if typed.len() < 2 {
        return false;
    }
    let is_both = |both: &[&str; 2]| both.iter().all(|kind| whole.contains(kind));
    let are_all = typed.len() == 2 && BOTH.iter().any(is_both);
    let is_told_whole = are_all || of_money || of_units;
    // One person may be of two parts; of things, which are told by kinds, nobody does so.
    if !is_told_whole && !quantities::are_things(whole) {
        return false;
    }
    let sum: Amount = typed.iter().copied().sum();
    let share = if typed.len() > 2 { 15 } else { 10 };
    let goes_on = ["其余", "其他", "另", "剩余", "结余"]
        .iter()
        .any(|word| behind.contains(word));
    amounts(all).last().is_some_and(|all| {
        let left = all.hundredths() - sum.hundredths();
        let lacks = are_all || !goes_on && left * 100 <= all.hundredths() * share;
        left < 0 || is_told_whole && left > 0 && lacks
    })
}
