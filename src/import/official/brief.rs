//! A brief report, 党建工作简报: its number, and its one heading.

use super::working::WorkingText;
use super::{closing, days, title};
use crate::words::LazyRegex;

// （第5期）, 第5期（总第35期）.
static BRIEF_ISSUE: LazyRegex = LazyRegex::new(
    r"^[（(]?(?:20[0-9]{2}\s*年)?\s*(?P<issue>第\s*[0-9一二三四五六七八九十]{1,4}\s*期)\s*(?:[（(]总第?\s*[0-9]{1,4}\s*期[）)])?[）)]?$",
);

/// `党建工作简报` and below it `（第5期）` → both in one.
pub(super) fn with_issue(work: &mut WorkingText, title: String) -> String {
    let first = work.lines().next().filter(|_| title.ends_with("简报"));
    let Some((at, said)) = first else { return title };
    let Some(found) = BRIEF_ISSUE.captures(said) else {
        return title;
    };
    let issue: String = found["issue"].split_whitespace().collect();
    work.blocks[at].is_taken = true;
    format!("{title}（{issue}）")
}

/// The one heading of a brief report (党建工作简报), below who made it and when; takes both.
pub(super) fn only_heading(work: &mut WorkingText, title: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let bare = title.split('（').next().unwrap_or_default();
    if !bare.ends_with("简报") {
        return None;
    }
    let lines: Vec<(usize, &str)> = work.lines().collect();
    let is_maker = |said: &str| {
        let unit = said.split([' ', '2']).next().unwrap_or_default();
        closing::is_unit(unit) && !days::days(said).is_empty() && !said.contains('，')
    };
    let maker = lines
        .first()
        .filter(|(_, said)| is_maker(said))
        .map(|(at, _)| *at);
    let mut below = lines.iter().skip(usize::from(maker.is_some()));
    let is_heading =
        |said: &str| said.chars().count() <= LONGEST && !said.ends_with(['。', '：', '；', '，']);
    let (own, heading) = below.next().filter(|(_, said)| is_heading(said))?;
    let is_sentence = |said: &str| said.ends_with('。');
    let has_other = below
        .clone()
        .skip_while(|(_, said)| is_sentence(said))
        .any(|(_, said)| is_sentence(said));
    if has_other || !below.next().is_some_and(|(_, said)| is_sentence(said)) {
        return None;
    }
    let (own, heading) = (*own, title::joined_words(heading));
    work.blocks[own].is_taken = true;
    if let Some(at) = maker {
        let said = work.blocks[at].said.clone();
        if let [day] = &days::days(&said)[..] {
            work.put_up_on(day.day);
        }
        work.blocks[at].is_taken = true;
        work.say(format!("文件头“{said}”没有写进正文"));
    }
    Some(heading)
}
