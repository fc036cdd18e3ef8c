//! What the columns of a register of pledges hold, by their headings.

use super::evaluation;
use super::labels::{self, FormLabel};
use crate::words::{ends_with_any, is_han_digit};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum PledgeColumn {
    Number,
    Name,
    Duty,
    Promise,
    Measure,
    Deadline,
    Progress,
    CompletedOn,
    Reviewer,
    /// A field of 评诺, or 未兑现说明.
    Evaluated(&'static str),
    /// Anything else.
    Beside,
}

/// Words for each: the first that a heading holds.
const COLUMNS: [(PledgeColumn, &str); 10] = [
    (PledgeColumn::Number, "序号 编号"),
    (PledgeColumn::Deadline, "计划完成 要求完成"),
    (PledgeColumn::CompletedOn, "实际完成 完成日期 兑现日期"),
    (
        PledgeColumn::Deadline,
        "时限 期限 完成时间 兑现时间 践诺时间 时间节点 完成节点 时间要求 时间安排",
    ),
    (
        PledgeColumn::Progress,
        "完成情况 进度 落实情况 践诺情况 兑现情况 进展",
    ),
    (PledgeColumn::Measure, "措施 举措"),
    (
        PledgeColumn::Promise,
        "承诺事项 承诺内容 公开承诺 践诺事项 践诺内容 具体承诺 服务承诺 岗位承诺 承诺项目",
    ),
    (PledgeColumn::Name, "姓名 承诺人 承诺党员"),
    (PledgeColumn::Duty, "职务 岗位 任教"),
    (PledgeColumn::Promise, "事项"),
];

/// How headings end that name something about a promise, not the promise.
const ABOUT: [&str; 12] = [
    "签名", "签字", "类别", "类型", "身份", "年龄", "承诺时间", "承诺日期", "审核人", "责任人", "电话",
    "人数",
];

/// What one of several columns of a kind is called that says it.
const FIRST: [&str; 12] = [
    "姓名", "承诺人", "党员姓名", "承诺人姓名", "职务", "承诺事项", "承诺内容", "公开承诺事项", "完成时限",
    "具体措施", "措施", "完成情况",
];

/// What a heading says of its column.
fn one(heading: &str) -> PledgeColumn {
    let bare: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.split(['（', '(']).next().unwrap_or_default();
    if labels::label_of(bare) == Some(FormLabel::Reviewer) {
        return PledgeColumn::Reviewer;
    }
    if ends_with_any(bare, &ABOUT) {
        return PledgeColumn::Beside;
    }
    if matches!(bare, "党员" | "党员教师" | "党员同志") {
        return PledgeColumn::Name;
    }
    if let Some(field) = evaluation::field_of(bare) {
        return PledgeColumn::Evaluated(field);
    }
    // 承诺一; 岗位承诺 beside 服务承诺.
    if without_number(bare).ends_with("承诺") {
        return PledgeColumn::Promise;
    }
    let row = COLUMNS
        .iter()
        .find(|row| row.1.split(' ').any(|known| bare.contains(known)));
    row.map_or(PledgeColumn::Beside, |row| row.0)
}

/// `承诺一` → `承诺`.
fn without_number(heading: &str) -> &str {
    heading.trim_end_matches(|c: char| c.is_ascii_digit() || is_han_digit(c))
}

/// What each column holds; `None` where nobody promises by when.
pub(in crate::import) fn of(headings: &[String]) -> Option<Vec<PledgeColumn>> {
    use PledgeColumn as C;
    let bare: Vec<String> = headings
        .iter()
        .map(|heading| heading.chars().filter(|c| !c.is_whitespace()).collect())
        .collect();
    let mut columns: Vec<C> = bare.iter().map(|heading| one(heading)).collect();
    if !columns.contains(&C::Deadline) {
        // 完成日期 beside no other is by when, and so is 时间.
        let done = columns.iter().position(|known| *known == C::CompletedOn);
        let time = || bare.iter().position(|heading| heading == "时间");
        if let Some(at) = done.or_else(time) {
            columns[at] = C::Deadline;
        }
    }
    // 承诺时限 | 完成时间: by when, and when it was.
    let dated: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at] == C::Deadline)
        .collect();
    if let [_, last] = dated[..]
        && !columns.contains(&C::CompletedOn)
        && bare[last] == "完成时间"
        && columns[..last].contains(&C::Progress)
    {
        columns[last] = C::CompletedOn;
    }
    for kind in [
        C::Name,
        C::Duty,
        C::Promise,
        C::Measure,
        C::Deadline,
        C::Progress,
        C::CompletedOn,
        C::Reviewer,
    ] {
        let places: Vec<usize> = (0..columns.len()).filter(|at| columns[*at] == kind).collect();
        let Some(first) = places.first() else { continue };
        // 承诺一 | 承诺二.
        let are_one = places.iter().all(|at| {
            let word = without_number(&bare[*at]);
            word.len() < bare[*at].len() && word == without_number(&bare[*first]) || word.ends_with("承诺")
        });
        if kind == C::Promise && are_one {
            continue;
        }
        let called = |at: &&usize| FIRST.contains(&bare[**at].as_str());
        let kept = *places.iter().find(called).unwrap_or(first);
        for at in places.into_iter().filter(|at| *at != kept) {
            columns[at] = C::Beside;
        }
    }
    let has = |kind| columns.contains(&kind);
    (has(C::Promise) && (has(C::Name) || has(C::Deadline))).then_some(columns)
}
