//! What a title says otherwise than the fields below it: the year of a pledge, the branch, the year, the month and the quarter
//! of a meeting, the quarter of a ledger. A copied entry is mostly given new fields and keeps its old title, or the other way round.

use super::document::{Common, Detail};
use super::ledger::{Cell, Ledger};
use super::meeting::{Meeting, MeetingKind};
use super::organization::{Level, Organization};
use crate::words::{
    Code, Complaint, Day, Labelled, Quarter, Report, contains_any, ends_with_any, is_han_digit,
    number_in_han, starts_with_any,
};

pub(super) const DIFFERS: Code = Code::warning("title-differs");
const NO_BRANCH: Code = Code::warning("meeting-no-branch");

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
            let held = if meeting.time.is_some() {
                "时间"
            } else {
                "日期"
            };
            let [quarter, month] = [("季度", 4), ("月", 12)].map(|(unit, most)| counted(title, unit, most));
            branch
                .or_else(|| {
                    let typed = quarter.filter(|typed| *typed != (day.month() - 1) / 3 + 1)?;
                    Some((format!("第{typed}季度"), held, day.to_string()))
                })
                .or_else(|| {
                    let typed = month.filter(|typed| *typed != day.month())?;
                    Some((format!("{typed}月"), held, day.to_string()))
                })
                .or_else(|| {
                    let typed = year_held(title, day)?;
                    Some((format!("{typed}年"), held, day.to_string()))
                })
                .or_else(|| {
                    let typed = called_otherwise(title, meeting.kind)?;
                    Some((typed.to_owned(), "类型", meeting.kind.label().to_owned()))
                })
        }
        // Another branch's notice may be spoken of; it begins no title of one's own.
        Detail::Notice(notice) => of_plan(title, notice.plan).or_else(|| {
            let own = common.branch.as_deref();
            let (id, organization) = own.zip(organization)?;
            let own = organization.branches.iter().find(|branch| branch.id == id)?;
            let others = organization.branches.iter().filter(|branch| branch.id != id);
            let other = others
                .into_iter()
                .find(|branch| title.starts_with(&branch.name))?;
            let is_own = title.contains(&own.name) || contains_any(title, &TOGETHER);
            (!is_own).then(|| (other.name.clone(), "支部", own.name.clone()))
        }),
        Detail::Ledger(ledger) => {
            other_quarter(title, ledger).map(|[typed, value]| (typed.to_owned(), "各行", value.to_owned()))
        }
        _ => None,
    };
    let is_told = found.is_some();
    if let Some((typed, field, value)) = found {
        let message = format!("标题写的是“{typed}”，“{field}”写的是“{value}”");
        let hint = "请核对哪一处写错了，两处要一致";
        report.push(Complaint::new(DIFFERS, common.title_place.clone(), message).hint(hint));
    }
    // A branch that nobody knows is told already.
    if let (Detail::Meeting(meeting), Some(organization), false) = (detail, organization, report.has_errors())
        && !check_branch(common, meeting, organization, report)
        && !is_told
    {
        check_no_branch(common, meeting, organization, report);
    }
}

/// What branches alone hold counts for none of several where nobody says whose it was.
fn check_no_branch(common: &Common, meeting: &Meeting, organization: &Organization, report: &mut Report) {
    let is_of_branch = matches!(meeting.kind, MeetingKind::Committee | MeetingKind::Group);
    let [first, _, ..] = organization.branches.as_slice() else {
        return;
    };
    if common.draft || common.branch.is_some() || !is_of_branch || contains_any(&common.title, &TOGETHER) {
        return;
    }
    let label = meeting.kind.label();
    let message = format!("{label}没有写“支部”，统计里不算任何一个支部开过");
    let own = match (meeting.kind, organization.unit.level) {
        (MeetingKind::Committee, Level::GeneralBranch) => "；总支开的，写“类型: 总支委会”",
        (MeetingKind::Committee, Level::Committee) => "；党委开的，写“类型: 党委会”",
        _ => "",
    };
    let hint = format!("加上一行“支部: {}”，写开会的那个支部{own}", first.id);
    report.push(Complaint::new(NO_BRANCH, common.title_place.clone(), message).hint(hint));
}

/// `2026年度党建工作计划` that is entered as the plan of another year.
fn of_plan(title: &str, plan: Option<i32>) -> Option<(String, &'static str, String)> {
    let plan = plan.filter(|_| title.ends_with("计划") && !title.contains("学年"))?;
    let typed = year(title).filter(|typed| *typed != plan)?;
    Some((format!("{typed}年"), "年度计划", plan.to_string()))
}

/// A meeting whose title begins with its branch counts for that only where 支部 says so; true when it does not.
fn check_branch(
    common: &Common,
    meeting: &Meeting,
    organization: &Organization,
    report: &mut Report,
) -> bool {
    use MeetingKind::{Appraisal, Committee, GeneralAssembly, Group, LifeMeeting, ThemeDay};
    let is_of_branches = [
        GeneralAssembly, Committee, Group, ThemeDay, LifeMeeting, Appraisal,
    ];
    let title = common.title.trim_start();
    let mut branches = organization.branches.iter();
    let named = branches.find(|branch| title.starts_with(&branch.name));
    let is_open = common.branch.is_none() && is_of_branches.contains(&meeting.kind);
    let Some(branch) = named.filter(|_| is_open && !contains_any(title, &TOGETHER)) else {
        return false;
    };
    let message = format!("标题写的是“{}”，没有写“支部”", branch.name);
    let hint = format!("加上一行“支部: {}”；不写的，统计里不算这个支部开过", branch.id);
    report.push(Complaint::new(DIFFERS, common.title_place.clone(), message).hint(hint));
    true
}

/// The meetings that regulations ask for, as titles call them.
pub(super) const CALLED: [(&str, MeetingKind); 8] = [
    ("总支部委员会会议", MeetingKind::GeneralBranchCommittee),
    ("总支委会", MeetingKind::GeneralBranchCommittee),
    ("支部委员会会议", MeetingKind::Committee),
    ("支委会", MeetingKind::Committee),
    ("党员大会", MeetingKind::GeneralAssembly),
    ("党小组会", MeetingKind::Group),
    ("党委会", MeetingKind::PartyCommittee),
    ("主题党日", MeetingKind::ThemeDay),
];

/// What a title calls a meeting of one of these kinds, where it is another and the title has no word of its own.
fn called_otherwise(title: &str, kind: MeetingKind) -> Option<&'static str> {
    let is_known = CALLED.iter().any(|(_, known)| *known == kind);
    // 筹备党员大会的支委会 tells what was spoken of.
    let is_held = |word: &str| {
        let (before, behind) = title.split_once(word)?;
        let is_part = before.ends_with('总') && !word.starts_with('总');
        // 补选支委会委员 is done by others.
        let is_matter = contains_any(before, &["筹备", "研究", "讨论", "关于", "部署", "《"])
            || ends_with_any(before, &["选举", "补选", "增补", "改选"])
            || starts_with_any(behind, &["委员", "成员"])
            || behind.starts_with(['的', '议', '筹', '方', '制']);
        (!is_part && !is_matter).then_some(())
    };
    let told = CALLED.iter().filter(|(word, _)| is_held(word).is_some());
    let told: Vec<_> = told.collect();
    let is_own = told.iter().any(|(_, of)| *of == kind);
    // On a 主题党日 members may hold their meeting; no committee does.
    let may_be = [
        MeetingKind::GeneralAssembly,
        MeetingKind::Group,
        MeetingKind::ThemeDay,
    ]
    .contains(&kind);
    let is_other = |(_, of): &&&(&str, MeetingKind)| *of != MeetingKind::ThemeDay || !may_be;
    let first = told.iter().find(is_other).filter(|_| is_known && !is_own)?;
    Some(first.0)
}

/// The first year of a title, outside of other titles.
fn year(title: &str) -> Option<i32> {
    let (before, _) = title.split_once('年')?;
    let digits = before.get(before.len().checked_sub(4)?..)?;
    let is_own = !before.contains('《') && digits.starts_with("20");
    digits.parse().ok().filter(|_| is_own)
}

/// The quarter of a ledger's title and that of its rows, where none is of the title's.
fn other_quarter(title: &str, ledger: &Ledger) -> Option<[&'static str; 2]> {
    let mut of_title = Quarter::LABELS.into_iter().filter(|label| title.contains(label));
    let (Some(own), None) = (of_title.next(), of_title.next()) else {
        return None;
    };
    let cells = ledger.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let told = cells.filter_map(|cell| match cell {
        Cell::Text(text) => Quarter::LABELS
            .into_iter()
            .find(|label| text.trim().strip_suffix(label).is_some_and(is_year)),
        _ => None,
    });
    let told: Vec<&'static str> = told.collect();
    let first = told.first().filter(|_| !told.contains(&own))?;
    Some([own, first])
}

/// True for what may stand before a quarter in its own cell: 2026年, or nothing.
fn is_year(before: &str) -> bool {
    before.trim_end_matches('年').chars().all(|c| c.is_ascii_digit())
}

/// What is held by the month, as titles call it.
const HELD: [&str; 7] = [
    "主题党日", "支委会", "支部委员会", "党员大会", "党小组会", "党课", "支部党员大会",
];

/// The year before a month or what was held, `2024年9月支委会`, where it was held in another one. What a year is all that is
/// told of may be held when the next one has begun.
fn year_held(title: &str, held: Day) -> Option<i32> {
    const MATTERS: [&str; 9] = [
        "筹备", "研究", "讨论", "关于", "部署", "总结", "通报", "学习", "《",
    ];
    const BEGUN: u32 = 3;
    let (before, behind) = title.split_once('年')?;
    let typed = year(title).filter(|typed| *typed != held.year())?;
    let of_month = behind.split_once('月').filter(|(month, _)| {
        let month = month.parse().ok().or_else(|| number_in_han(month));
        month.is_some_and(|month| (1..=12).contains(&month))
    });
    let what = of_month.map_or(behind, |(_, what)| what);
    let what = what.strip_prefix('份').unwrap_or(what);
    let rest = HELD.iter().filter_map(|held| what.strip_prefix(held));
    let is_held = rest.into_iter().any(|rest| {
        rest.is_empty()
            || starts_with_any(
                rest,
                &["会议", "活动", "纪要", "记录", "暨", "（", "：", "(", ":"],
            )
    });
    let is_over = of_month.is_some() || typed > held.year() || held.month() > BEGUN;
    (is_held && is_over && !contains_any(before, &MATTERS)).then_some(typed)
}

/// The month or the quarter right before what was held: `11月主题党日`, `第三季度党员大会`.
fn counted(title: &str, unit: &str, most: u32) -> Option<u32> {
    // What is made good is held later.
    if contains_any(title, &["补课", "补开", "补学", "补上", "补办"]) {
        return None;
    }
    // 部署12月主题党日的支委会 is held when it likes.
    let is_held = |behind: &str| {
        let mut behind = HELD.iter().filter_map(|held| behind.strip_prefix(held));
        behind.any(|behind| !behind.starts_with(['的', '议', '筹', '方']))
    };
    let (at, _) = title
        .match_indices(unit)
        .find(|(at, _)| is_held(&title[at + unit.len()..]))?;
    let before = &title[..at];
    let is_number = |c: char| c.is_ascii_digit() || is_han_digit(c);
    let number = &before[before.trim_end_matches(is_number).len()..];
    let number = number.parse().ok().or_else(|| number_in_han(number))?;
    (1..=most).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ledger::Row;
    use crate::words::Scope;

    #[test]
    fn a_title_that_calls_a_meeting_otherwise_is_told() {
        use MeetingKind::{Committee, GeneralAssembly, GeneralBranchCommittee, ThemeDay};
        for (title, kind, told) in [
            (
                "第一党支部4月支部委员会会议",
                GeneralAssembly,
                Some("支部委员会会议"),
            ),
            (
                "第二党支部党员大会讨论接收1名预备党员",
                Committee,
                Some("党员大会"),
            ),
            ("总支部委员会会议", Committee, Some("总支部委员会会议")),
            ("总支部委员会会议", GeneralBranchCommittee, None),
            ("第一党支部支委会研究召开党员大会", Committee, None),
            ("高中党支部补选支委会委员大会纪要", GeneralAssembly, None),
            ("高中党支部选举支部委员会会议", GeneralAssembly, None),
            ("关于筹备党员大会的会议", Committee, None),
            ("学习《党员大会制度》", Committee, None),
            ("党员大会筹备会", Committee, None),
            ("第一党支部党员大会暨主题党日", ThemeDay, None),
            ("第一党支部3月主题党日", Committee, Some("主题党日")),
            ("第一党支部3月主题党日", GeneralAssembly, None),
        ] {
            assert_eq!(called_otherwise(title, kind), told, "{title}");
        }
    }

    #[test]
    fn a_ledger_has_the_quarter_of_its_title() {
        let ledger = |quarters: &[&str]| Ledger {
            preset: None,
            columns: Vec::new(),
            rows: quarters
                .iter()
                .map(|quarter| Row {
                    cells: vec![Some(Cell::Text((*quarter).to_owned()))],
                })
                .collect(),
            detail: Scope::Public,
            stated: Vec::new(),
            charts: Vec::new(),
            reply_by: Vec::new(),
        };
        let title = "2025年第一季度党费收缴情况";
        let told = Some(["第一季度", "第二季度"]);
        assert_eq!(other_quarter(title, &ledger(&["2025年第二季度"])), told);
        assert_eq!(other_quarter(title, &ledger(&["第一季度", "第二季度"])), None);
        assert_eq!(other_quarter(title, &ledger(&["第二季度党课"])), None);
        let title = "第一季度至第三季度党费收缴情况";
        assert_eq!(other_quarter(title, &ledger(&["第二季度"])), None);
    }

    #[test]
    fn the_year_before_what_was_held_is_that_of_its_day() {
        for (title, held, told) in [
            ("2024年9月支委会纪要", "2025-09-12", Some(2024)),
            ("第一党支部2024年9月主题党日活动", "2025-09-12", Some(2024)),
            ("2024年支委会会议纪要", "2025-09-12", Some(2024)),
            ("2026年九月党员大会", "2025-09-12", Some(2026)),
            ("2025年9月支委会纪要", "2025-09-12", None),
            ("2024年党员大会", "2025-01-10", None),
            ("2024年度组织生活会", "2025-02-10", None),
            ("2024年度党员大会工作报告", "2025-09-12", None),
            ("2026年主题党日计划研讨", "2025-12-20", None),
            ("研究2026年1月主题党日的支委会", "2025-12-20", None),
            ("2024年工作总结党员大会", "2025-09-12", None),
        ] {
            let held = Day::of(held);
            assert_eq!(year_held(title, held), told, "{title}");
        }
    }

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
            ("高中党支部第三季度党课补课纪要", [None, None]),
            ("补开9月党员大会纪要", [None, None]),
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
