//! What a title says otherwise than the fields below it: the year of a pledge, the branch, the month and the quarter of a
//! meeting. A copied entry is mostly given new fields and keeps its old title, or the other way round.

use super::document::{Common, Detail};
use super::organization::Organization;
use crate::words::{Code, Complaint, Report, contains_any, number_in_han};

pub(super) const DIFFERS: Code = Code::warning("title-differs");

/// In titles with these several branches met.
const TOGETHER: [&str; 4] = ["联合", "、", "与", "和"];

pub(super) fn check(
    common: &Common,
    detail: &Detail,
    organization: Option<&Organization>,
    report: &mut Report,
) {
    let title = common.title.as_str();
    let found = match detail {
        Detail::Pledge(pledge) => year(title)
            .filter(|typed| *typed != pledge.year && !title.contains("学年"))
            .map(|typed| (format!("{typed}年"), "年度", pledge.year.to_string())),
        Detail::Meeting(meeting) => {
            let own = common.branch.as_deref();
            let branch = own.zip(organization).and_then(|(id, organization)| {
                let own = organization.branches.iter().find(|branch| branch.id == id)?;
                if title.contains(&own.name) {
                    return None;
                }
                let mut others = organization.branches.iter().filter(|branch| branch.id != id);
                let other = others.find(|branch| title.contains(&branch.name))?;
                (!contains_any(title, &TOGETHER)).then(|| (other.name.clone(), "支部", own.name.clone()))
            });
            let day = meeting.day(common.date);
            let [quarter, month] = [("季度", 4), ("月", 12)].map(|(unit, most)| counted(title, unit, most));
            branch
                .or_else(|| {
                    let typed = quarter.filter(|typed| *typed != (day.month() - 1) / 3 + 1)?;
                    Some((format!("第{typed}季度"), "时间", day.to_string()))
                })
                .or_else(|| {
                    let typed = month.filter(|typed| *typed != day.month())?;
                    Some((format!("{typed}月"), "时间", day.to_string()))
                })
        }
        _ => None,
    };
    if let Some((typed, field, value)) = found {
        let message = format!("标题写的是“{typed}”，“{field}”写的是“{value}”");
        let hint = "请核对哪一处写错了，两处要一致";
        report.push(Complaint::new(DIFFERS, common.title_place.clone(), message).hint(hint));
    }
}

/// The first year of a title, outside of other titles.
fn year(title: &str) -> Option<i32> {
    let (before, _) = title.split_once('年')?;
    let digits = before.get(before.len().checked_sub(4)?..)?;
    let is_own = !before.contains('《') && digits.starts_with("20");
    digits.parse().ok().filter(|_| is_own)
}

/// The month or the quarter right before what was held: `11月主题党日`, `第三季度党员大会`.
fn counted(title: &str, unit: &str, most: u32) -> Option<u32> {
    const HELD: [&str; 7] = [
        "主题党日", "支委会", "支部委员会", "党员大会", "党小组会", "党课", "支部党员大会",
    ];
    // 部署12月主题党日的支委会 is held when it likes.
    let is_held = |behind: &str| {
        let mut behind = HELD.iter().filter_map(|held| behind.strip_prefix(held));
        behind.any(|behind| !behind.starts_with(['的', '议', '筹', '方']))
    };
    let (at, _) = title
        .match_indices(unit)
        .find(|(at, _)| is_held(&title[at + unit.len()..]))?;
    let before = &title[..at];
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let number = &before[before.trim_end_matches(is_number).len()..];
    let number = number.parse().ok().or_else(|| number_in_han(number))?;
    (1..=most).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_tells_its_year_and_what_was_held_when() {
        for (title, expected) in [
            ("初中党支部书记2025年岗位承诺", Some(2025)),
            ("关于落实《2025年要点》的承诺", None),
            ("岗位承诺", None),
            ("三年级教师承诺", None),
        ] {
            assert_eq!(year(title), expected, "{title}");
        }
        for (title, expected) in [
            ("初中党支部第三季度党员大会纪要", [Some(3), None]),
            ("11月主题党日", [None, Some(11)]),
            ("二月支委会", [None, Some(2)]),
            ("讨论三季度工作的支委会", [None, None]),
            ("月度例会", [None, None]),
            ("部署12月主题党日的支委会", [None, None]),
        ] {
            assert_eq!(
                [counted(title, "季度", 4), counted(title, "月", 12)],
                expected,
                "{title}"
            );
        }
    }
}
