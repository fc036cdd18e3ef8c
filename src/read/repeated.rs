//! What stands in an entry twice: its title above its text, a paragraph, a sentence, a form of address, a matter. Whoever copies
//! piece by piece copies one of them again.

use std::collections::HashSet;
use std::ops::Range;

use super::document::{Common, Detail};
use crate::words::{Code, Complaint, Report, SourceText, contains_any, is_han, place_of};

const REPEATED: Code = Code::warning("text-repeated");

/// From so many characters of Han on, nobody writes a paragraph twice; below each other, a sentence.
const PARAGRAPH: usize = 24;
/// Of what is voted, more: each matter of a meeting may end with the same words.
const OF_VOTES: usize = 40;
const SENTENCE: usize = 10;
/// So many bytes a character of Han has at least.
const HAN: usize = 3;
/// 各党支部：
const ADDRESS: usize = 3;

/// Complains about an entry whose text begins at a byte of the file.
pub(super) fn check(
    source: &SourceText,
    start: usize,
    (detail, common): (&Detail, &Common),
    report: &mut Report,
) {
    let title = common.title.trim();
    if is_doubled(title) {
        let message = "标题末尾的“通知”写了两遍";
        let hint = "删去一个；转发、印发别的通知的，标题里写明“转发《……》”";
        report.push(Complaint::new(REPEATED, common.title_place.clone(), message).hint(hint));
    }
    let body = &source.text[start..];
    if let Some(range) = above(body, title) {
        let place = source.place(start + range.start..start + range.end);
        let hint = "删去正文里的这一行，网页和公开栏会写出标题";
        report.push(Complaint::new(REPEATED, place, "正文开头又写了一遍标题").hint(hint));
    }
    if let Some(range) = twice(body) {
        let place = source.place(start + range.start..start + range.end);
        report.push(Complaint::new(REPEATED, place, "这一段话前面已经写过").hint("多余的请删去"));
    }
    // The same thing may be promised by another day.
    let matters: Vec<(&str, String)> = match detail {
        Detail::Meeting(meeting) => meeting
            .agenda
            .iter()
            .map(|of| (of.as_str(), String::new()))
            .collect(),
        Detail::Pledge(pledge) => {
            let of_item = pledge.items.iter();
            of_item
                .map(|item| {
                    (
                        item.content.as_str(),
                        format!("{:?}{:?}", item.deadline, item.measure),
                    )
                })
                .collect()
        }
        _ => return,
    };
    let mut known = HashSet::new();
    let again = matters.iter().find(|matter| !known.insert(*matter));
    if let Some((matter, _)) = again.filter(|(matter, _)| han(matter) > ADDRESS) {
        let front = &source.text[..start];
        let mut places = front.match_indices(*matter);
        let at = places.nth(1).or_else(|| front.match_indices(*matter).next());
        let place = at.map_or_else(
            || common.title_place.clone(),
            |(at, typed)| source.place(at..at + typed.len()),
        );
        let message = format!("“{matter}”写了两遍");
        report.push(Complaint::new(REPEATED, place, message).hint("多余的请删去；写错了的，改成另一项"));
    }
}

fn han(text: &str) -> usize {
    text.chars().filter(|c| is_han(*c)).count()
}

/// True for 关于……的通知的通知 that passes on no other notice.
fn is_doubled(title: &str) -> bool {
    const PASSES_ON: [&str; 6] = ["转发", "印发", "批转", "学习贯彻", "贯彻", "落实"];
    title.contains("》的通知的通知")
        || title.contains("的通知的通知") && !contains_any(title, &PASSES_ON)
        || title.ends_with("通知通知")
}

/// The first line, where it is the title and nothing else. A title of one word may be a heading.
fn above(body: &str, title: &str) -> Option<Range<usize>> {
    const SHORTEST: usize = 6;
    let line = body.lines().find(|line| !line.trim().is_empty())?;
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*'));
    (bare == title && han(title) >= SHORTEST).then(|| place_of(line.trim_end(), body))
}

/// The first line or sentence of prose that has been there: anywhere, when it is long; right above, when it is none. Points of lists,
/// rows and code may say what others say.
fn twice(body: &str) -> Option<Range<usize>> {
    let mut known = HashSet::new();
    let mut last = "";
    for typed in body.lines() {
        let line = typed.trim();
        let is_other = line.starts_with(['-', '*', '+', '|', '>', '#', '`', '<', '!'])
            || line.starts_with(|c: char| c.is_ascii_digit());
        if line.is_empty() {
            continue;
        }
        if is_other {
            last = "";
            continue;
        }
        let is_address = line.ends_with('：') && line == last && han(line) > ADDRESS;
        // What has been there is counted, not each line.
        let is_long = |line: &str| {
            let tells_of_votes = contains_any(line, &["表决", "票", "同意", "通过"]);
            han(line) >= if tells_of_votes { OF_VOTES } else { PARAGRAPH }
        };
        if is_address || line.len() >= PARAGRAPH * HAN && !known.insert(line) && is_long(line) {
            return Some(place_of(line, body));
        }
        last = line;
        let mut before = "";
        for sentence in line.split_inclusive('。') {
            if sentence == before && sentence.ends_with('。') && han(sentence) >= SENTENCE {
                return Some(place_of(sentence, body));
            }
            before = sentence;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{above, is_doubled, twice};

    const LONG: &str = "各支部要结合实际制定学习计划，明确学习内容、时间和责任人，确保学习教育不走过场，并于每月底报送学习情况。";

    const SHORT: &str = "请各党支部高度重视，认真组织党员参加学习，并做好考勤和学习记录。";
    const VOTED: &str = "表决结果：应到会有表决权的正式党员12名，实到12名，同意12票，反对0票，弃权0票。";

    #[test]
    fn what_stands_twice_is_found() {
        for (text, part) in [
            (format!("{LONG}\n\n各支部要加强考勤。\n\n{LONG}\n"), LONG),
            (
                "请全体党员准时参加活动并做好签到。请全体党员准时参加活动并做好签到。".to_owned(),
                "请全体党员准时参加活动并做好签到。",
            ),
            ("各党支部：\n\n各党支部：\n\n请参加。".to_owned(), "各党支部："),
            (format!("{SHORT}\n\n各支部要加强考勤。\n\n{SHORT}\n"), SHORT),
        ] {
            assert_eq!(twice(&text).map(|range| &text[range]), Some(part), "{text}");
        }
        for text in [
            format!("1. {LONG}\n\n二、中学部\n\n1. {LONG}\n"),
            format!("- {LONG}\n- {LONG}\n"),
            "没有共产党就没有新中国，没有共产党就没有新中国，".to_owned(),
            "冒着敌人的炮火前进！冒着敌人的炮火前进！前进！".to_owned(),
            "同意。同意。\n\n通过。\n\n通过。".to_owned(),
            format!("{VOTED}\n\n第二项。\n\n{VOTED}\n"),
            "各党支部：\n\n请参加。\n\n各党支部：\n\n请报送。".to_owned(),
        ] {
            assert_eq!(twice(&text), None, "{text}");
        }
    }

    #[test]
    fn the_title_stands_above_its_text_once() {
        let title = "关于加强党员学习的通知";
        for text in [
            "关于加强党员学习的通知\n\n各党支部：",
            "\n# **关于加强党员学习的通知**\n\n各党支部：",
        ] {
            assert!(above(text, title).is_some(), "{text}");
        }
        for text in [
            "各党支部：\n\n关于加强党员学习的通知",
            "《关于加强党员学习的通知》已经印发。",
            "",
        ] {
            assert_eq!(above(text, title), None, "{text}");
        }
        assert_eq!(above("学校简介\n\n学校创办于1956年。", "学校简介"), None);
    }

    #[test]
    fn a_notice_that_passes_on_another_may_say_so() {
        for title in [
            "关于转发《关于加强党员学习的通知》的通知的通知",
            "关于加强党员学习的通知的通知",
            "关于加强党员学习通知通知",
        ] {
            assert!(is_doubled(title), "{title}");
        }
        for title in [
            "关于转发《关于加强党员学习的通知》的通知",
            "转发市教育局关于加强党员学习的通知的通知",
            "关于停课通知的通知",
        ] {
            assert!(!is_doubled(title), "{title}");
        }
    }
}
