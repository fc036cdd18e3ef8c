//! Of lists of names, and how many they are said to be.

use std::ops::Range;

use super::numbers;
use crate::check::Match;
use crate::words::number_in_han;

/// True where a list of names begins earlier, with names that have an office before them: 校长苏婉清、高志远、沈佳宁3位同志.
pub(super) fn goes_on(text: &str, range: &Range<usize>) -> bool {
    let clause = text[..range.start]
        .rsplit(['，', '。', '；', '：', '！', '？', '（', '\n'])
        .next();
    clause.is_some_and(|clause| clause.contains('、'))
}

pub(super) fn are_miscounted(list: &str) -> bool {
    let list = without_notes(list);
    let is_open = list.contains('等');
    let (count, names) = match list.split_once(['：', ':', '（', '(']) {
        Some(parts) => parts,
        None => (list.rsplit('、').next().unwrap_or_default(), list.as_str()),
    };
    // 唐慧敏3名同志 ends such a list.
    let name = |part: &'_ str| {
        part.split(|c: char| c.is_ascii_digit())
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let names: Vec<String> = names.split('、').map(name).collect();
    let mut others = names.clone();
    others.sort_unstable();
    others.dedup();
    let (names, is_twice) = (names.len(), others.len() < names.len());
    let digits = count.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    let han: String = count
        .chars()
        .filter(|c| "一二两三四五六七八九十".contains(*c))
        .map(|c| if c == '两' { '二' } else { c })
        .collect();
    let count = digits.or_else(|| number_in_han(&han));
    count.is_some_and(|count| match is_open {
        // Of 刘思源等5名同志 not all are named.
        true => (count as usize) < names,
        false => count as usize != names || is_twice,
    })
}

/// 李明（一支部）、周芳 without what stands behind the names; a bracket around the whole list stays.
fn without_notes(list: &str) -> String {
    let Some((count, names)) = list.split_once(['：', ':']) else {
        return list.to_owned();
    };
    let parts = names.split(['（', '(']).enumerate();
    let names = parts.map(|(at, part)| match part.split_once(['）', ')']) {
        Some((_, behind)) if at > 0 => behind,
        _ => part,
    });
    format!("{count}：{}", names.collect::<String>())
}

/// What is said of a number of persons whose list, in the lines below, has others; `None` for one that is right, or no list
/// of one person a line.
pub(super) fn other_list_below(text: &str, count: Match) -> Option<Match> {
    let below = text[count.range.end..].lines().skip(1);
    let items = below
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take_while(|line| is_item(line));
    let items: Vec<&str> = items.collect();
    let is_plain = items.len() > 1 && !items.iter().any(|item| item.contains(['、', '：']));
    let told = *numbers(&count.content).first()?;
    let message = format!("这里写“{}”，下面列了{}项", count.content, items.len());
    (is_plain && told as usize != items.len()).then_some(Match { message, ..count })
}

/// `1. ` or `- ` before something.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < line.len() && rest.starts_with(['.', '、', '．']);
    is_numbered || line.starts_with("- ") || line.starts_with("* ")
}
