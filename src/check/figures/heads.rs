//! Of heads and votes: more than there should be, or not as many as others leave; and what share they are.

use std::ops::Range;

use super::{amounts, numbers};
use crate::check::Match;
use crate::check::patterns::around;
use crate::check::quantities;
use crate::words::{Amount, contains_any, ends_with_any, starts_with_any};

/// More than there are; or fewer, unless further parts of them stand behind.
pub(super) fn are_too_many(heads: &str, behind: &str) -> bool {
    let goes_on = behind.starts_with(['，', '、']) && behind.contains(|c: char| c.is_ascii_digit());
    match numbers(heads)[..] {
        [all, some] => some > all,
        [all, some, others] => some + others > all || some + others < all && !goes_on,
        _ => false,
    }
}

/// True for 22人`（含列席2人）`: among those who came are some that were not expected.
pub(super) fn counts_others(behind: &str) -> bool {
    let bracket = behind.strip_prefix(['（', '(']);
    let said = bracket.and_then(|rest| rest.split(['）', ')']).next());
    said.is_some_and(|said| contains_any(said, &["列席", "旁听", "特邀"]))
}

/// Of those who should have come, more came, or others are absent than did not come. Where more persons are told of behind
/// them, some may be absent too.
pub(super) fn are_other_heads(heads: &str, has_more: bool) -> bool {
    let (before, behind) = heads.split_at(heads.find('实').unwrap_or(heads.len()));
    let [before, behind] = [numbers(before), numbers(behind)];
    let (Some((all, absent)), Some((present, others))) = (before.split_first(), behind.split_first()) else {
        return false;
    };
    let Some(lacking) = all.checked_sub(*present) else {
        return true;
    };
    // 请假3人，病假1人，事假2人 tells of the same again.
    let sums = absent.iter().chain(others).scan(0, |sum, one| {
        *sum += one;
        Some(*sum)
    });
    let sums: Vec<u32> = sums.collect();
    let is_more = |sum: &u32| *sum > lacking || !has_more;
    sums.last().is_some_and(is_more) && !sums.contains(&lacking)
}

/// Votes that are as many as no number before them, nor as what is left of it without another: 实到20人，其中预备党员2人.
pub(super) fn are_other_votes(text: &str, votes: &Match) -> bool {
    const NOT_COUNTED: [&str; 8] = [
        "无效", "废票", "未投", "未表决", "未参加", "回避", "另选", "没有投",
    ];
    // Who does not vote may be counted before.
    let line = around(text, &votes.range, &['\n']);
    let from = votes.range.start - (line.as_ptr() as usize - text.as_ptr() as usize);
    let (earlier, _) = line.split_at(from);
    let earlier = if contains_any(earlier, &["预备", "表决权"]) {
        earlier
    } else {
        ""
    };
    let numbers = numbers(&format!("{earlier}，{}", votes.content));
    let Some((before, told)) = numbers.split_last_chunk::<3>() else {
        return false;
    };
    let sum: u32 = told.iter().sum();
    let is_rest = |all: &u32| before.iter().any(|some| all.checked_sub(*some) == Some(sum));
    let is_right = before.contains(&sum) || before.iter().any(is_rest);
    !is_right && !contains_any(quantities::sentence_behind(text, votes.range.end), &NOT_COUNTED)
}

/// More than a rounding away.
pub(super) fn is_other_rate(rate: &str) -> bool {
    let Some((before, behind)) = rate.split_once(['%', '％']) else {
        return false;
    };
    let (heads, told) = before.split_at(
        before
            .rfind(|c: char| !c.is_ascii_digit() && c != '.')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8)),
    );
    let heads = numbers(if heads.is_empty() { behind } else { heads });
    let told = told.parse::<f64>();
    match (heads.as_slice(), told) {
        ([all, some, ..], Ok(told)) if all >= some && *all > 0 => {
            (f64::from(*some) / f64::from(*all) * 100.0 - told).abs() > 0.6
        }
        _ => false,
    }
}

/// True for `同意20票，不同意1票，弃权1票，实到21人`.
pub(super) fn are_more_votes(votes: &str) -> bool {
    let numbers = numbers(votes);
    numbers
        .split_last()
        .is_some_and(|(present, votes)| votes.iter().sum::<u32>() > *present)
}

/// True for what tells of a vote of all, and then of another: 全票通过，1票弃权.
pub(super) fn is_unanimous(votes: &str) -> bool {
    starts_with_any(votes, &["全票", "一致"]) || ends_with_any(votes, &["通过", "同意", "赞成"])
}

/// True for `得43票` behind 有效票41张.
pub(super) fn is_more_than_ballots(text: &str, votes: &Range<usize>) -> bool {
    let line = text[..votes.start].rsplit('\n').next().unwrap_or_default();
    let sentence = line.rsplit(['。', '；']).next().unwrap_or_default();
    let Some((_, behind)) = line
        .rsplit_once("有效")
        .filter(|_| !contains_any(sentence, &["推荐", "上次", "上届", "上一轮"]))
    else {
        return false;
    };
    let digits = behind.trim_start_matches(|c: char| "选票数为共：: ".contains(c));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (count, unit) = digits.split_at(end);
    let told = numbers(&text[votes.clone()]);
    let is_more = |valid: u32| told.first().is_some_and(|told| *told > valid);
    unit.trim_start().starts_with(['张', '份', '票']) && count.parse().is_ok_and(is_more)
}

const ALL: i64 = 10_000;

/// True for `满意率109%`. What is done may be more than what was to be done, so others are left alone.
pub(super) fn is_more_than_all(rate: &str) -> bool {
    const NEVER_MORE: [&str; 16] = [
        "满意", "到会", "出勤", "参会", "出席", "参学", "合格", "及格", "优秀", "回收", "知晓", "覆盖",
        "通过", "办结", "答复", "按期",
    ];
    let of_parts = rate
        .split_once('率')
        .is_some_and(|(name, _)| NEVER_MORE.contains(&name));
    of_parts && amounts(rate).first().is_some_and(|told| told.hundredths() > ALL)
}

/// True for `优秀62%、合格30%、不合格12%`; of 优秀62%、合格98%、不合格2% the first is a part of the second.
pub(super) fn are_more_than_all(rates: &str) -> bool {
    const ROUNDED: i64 = 50;
    let told: Vec<i64> = amounts(rates).into_iter().map(Amount::hundredths).collect();
    let Some((last, others)) = told.split_last() else {
        return false;
    };
    let is_rest = |one: &i64| (one + last - ALL).abs() <= ROUNDED;
    told.iter().sum::<i64>() > ALL + ROUNDED && !(others.len() > 1 && others.iter().any(is_rest))
}
