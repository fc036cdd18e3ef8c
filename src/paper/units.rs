//! Numbers stay with what they count: `128名`, `300平方米`, `第3章`, `〔2026〕12号`; dates, days of the week and names stay
//! whole: `2026年11月16日`, `星期三`, `周敬安、何立群`. Decides where no line should begin; how wide anything is, it does not know.

use super::breaks::Bound;
use crate::words::{COMPOUND_SURNAMES, FREQUENT_SURNAMES, is_han, is_han_digit, narrow_digit};

/// What follows a number and belongs to it; longer ones first.
const UNITS: &[&str] = &[
    "党总支", "党支部", "党小组", "个百分点", "个工作日", "个自然日", "平方公里", "立方米", "平方米",
    "工作日", "百分点", "课时", "学时", "学分", "小时", "分钟", "公里", "公斤", "千克", "毫米", "厘米",
    "千米", "万元", "亿元", "万人", "人次", "个小时", "个星期", "个学时", "个学期", "个学年", "接待室",
    "会议室", "办公室", "活动室", "个月", "周年", "周岁", "星期", "季度", "学年", "支部", "年", "月", "日",
    "号楼", "号", "时", "点", "分", "秒", "元", "角", "人", "名", "位", "个", "项", "次", "条", "篇", "册",
    "本", "页", "张", "份", "件", "期", "届", "级", "班", "组", "章", "节", "款", "岁", "周", "天", "倍",
    "米", "克", "吨", "亩", "度", "万", "亿", "千", "百", "步", "轮", "批", "场", "户", "所", "家", "票",
    "间", "室", "层", "楼", "台", "套", "笔", "棵", "株", "字",
];

/// What a number of votes stands behind, and is read with.
const VOTED: &[&str] = &["赞成", "反对", "弃权", "同意"];

/// Binds what belongs together.
pub(super) fn bind(text: &mut Bound<'_, '_>) {
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text.at(at)) {
            at += 1;
            continue;
        }
        if at > 0 && matches!(text.at(at - 1), "第" | "〕" | "共") {
            text.bind(at);
        }
        // 2025—2026学年, 14:30至17:00.
        if at > 1 && matches!(text.at(at - 1), "—" | "至") && is_digit(text.at(at - 2)) {
            text.bind(at - 1);
            match text.at(at - 1) {
                "—" => text.bind(at),
                _ => text.join(at),
            }
        }
        if at > 1 && matches!(text.at(at - 1), "年" | "月") && is_digit(text.at(at - 2)) {
            text.join(at);
        }
        bind_vote(text, at);
        bind_room(text, at);
        while is_digit(text.at(at)) || (text.at(at) == "." && is_digit(text.at(at + 1))) {
            at += 1;
        }
        bind_unit(text, at);
    }
    bind_ordinals(text);
    bind_hours(text);
    bind_weekdays(text);
    bind_names(text);
    bind_brackets(text);
}

/// What stands in brackets behind a title and has no more characters is no line by itself: （试行）, （草案）.
const IN_BRACKETS: usize = 3;

fn bind_brackets(text: &mut Bound<'_, '_>) {
    for open in (0..text.len())
        .filter(|at| text.at(*at) == "（")
        .collect::<Vec<_>>()
    {
        let close = (open + 1..=open + 1 + IN_BRACKETS).find(|at| text.at(*at) == "）");
        (open + 2..close.unwrap_or(open)).for_each(|at| text.bind(at));
    }
}

/// Binds 第一党支部, 第十二条.
fn bind_ordinals(text: &mut Bound<'_, '_>) {
    let is_number = |text: &str| text.starts_with(is_han_digit);
    for at in 1..text.len() {
        if text.at(at - 1) == "第" && is_number(text.at(at)) {
            let end = (at..text.len()).find(|place| !is_number(text.at(*place)));
            let end = end.unwrap_or(text.len());
            (at..end).for_each(|place| text.bind(place));
            bind_unit(text, end);
        }
    }
}

/// Binds 两小时, 三个月, 七个工作日.
fn bind_hours(text: &mut Bound<'_, '_>) {
    let is_number = |text: &str| text.starts_with(|c| "一二两三四五六七八九十半".contains(c));
    for at in 1..text.len() {
        let of_time = [
            ("小", "时"),
            ("学", "时"),
            ("课", "时"),
            ("分", "钟"),
            ("个", "月"),
        ];
        if is_number(text.at(at - 1)) && (text.at(at), text.at(at + 1)) == ("个", "工") {
            bind_unit(text, at);
        }
        if is_number(text.at(at - 1)) && of_time.contains(&(text.at(at), text.at(at + 1))) {
            text.bind(at);
            text.bind(at + 1);
        }
    }
}

/// Binds the number of a room to that of the building before it: `3号楼201室`.
fn bind_room(text: &mut Bound<'_, '_>, at: usize) {
    if at > 1 && text.at(at - 2) == "号" && text.at(at - 1) == "楼" {
        text.join(at);
    }
}

/// Binds a number to 赞成 and the like before it.
fn bind_vote(text: &mut Bound<'_, '_>, at: usize) {
    if at > 1 && VOTED.contains(&[text.at(at - 2), text.at(at - 1)].concat().as_str()) {
        text.bind(at - 1);
        text.bind(at);
    }
}

/// Binds 星期三 and 周三.
fn bind_weekdays(text: &mut Bound<'_, '_>) {
    for at in 1..text.len() {
        let is_day = || "一二三四五六日天".contains(text.at(at));
        match text.at(at - 1) {
            "期" if at > 1 && text.at(at - 2) == "星" && is_day() => {
                text.bind(at - 1);
                text.bind(at);
            }
            "周" if is_day() => text.bind(at),
            _ => {}
        }
    }
}

/// A name has no more characters; those of so many have a surname of two.
const LONGEST_NAME: usize = 4;

/// Binds what may be a name: a few characters between marks of a list, and those before 同志 from a surname on.
fn bind_names(text: &mut Bound<'_, '_>) {
    let is_letter =
        |text: &Bound<'_, '_>, at: usize| text.at(at).chars().all(is_han) && !text.at(at).is_empty();
    let mut start = 0;
    for at in 0..=text.len() {
        if at < text.len() && is_letter(text, at) {
            if text.at(at) == "同" && text.at(at + 1) == "志" {
                bind_before(text, start, at);
            }
            continue;
        }
        let listed = text.at(at) == "、" || (start > 0 && matches!(text.at(start - 1), "、" | "："));
        let is_name = match at - start {
            LONGEST_NAME => {
                COMPOUND_SURNAMES.contains(&[text.at(start), text.at(start + 1)].concat().as_str())
            }
            length => (2..LONGEST_NAME).contains(&length),
        };
        if listed && is_name {
            (start + 1..at).for_each(|place| text.bind(place));
        }
        start = at + 1;
    }
}

/// Binds the name that ends before a place, if one does.
fn bind_before(text: &mut Bound<'_, '_>, start: usize, end: usize) {
    let lengths = (2..LONGEST_NAME).rev().filter(|length| start + length <= end);
    let mut names = lengths.filter(|length| FREQUENT_SURNAMES.contains(text.at(end - length)));
    if let Some(length) = names.next() {
        (end - length + 1..end).for_each(|place| text.bind(place));
    }
}

/// Binds the unit that stands behind a number, if one does.
fn bind_unit(text: &mut Bound<'_, '_>, end: usize) {
    let Some(first) = text.at(end).chars().next() else {
        return;
    };
    let mut buffer = [0; 4];
    let mut units = UNITS
        .iter()
        .filter(|unit| unit.chars().next().is_some_and(|c| c == first));
    let unit = units.find(|unit| {
        let mut letters = unit.chars().enumerate();
        letters.all(|(place, c)| text.at(end + place) == c.encode_utf8(&mut buffer))
    });
    let length = unit.map_or(0, |unit| unit.chars().count());
    (end..end + length).for_each(|place| text.bind(place));
}

fn is_digit(text: &str) -> bool {
    text.starts_with(|c: char| narrow_digit(c).is_ascii_digit())
}
