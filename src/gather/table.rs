//! Schools → the tables of a workbook: each school, each item of each school, each item. Pure.

use super::pages::ItemTally;
use super::school::{GatheredSchool, ReadSchool};
use crate::export::{ColumnType, RegisterCell, RegisterTable};
use crate::site::coverage::CoverageState;
use crate::words::{Amount, Day};

/// All tables. `schools` stand in the order in which readers see them.
#[must_use]
pub fn tables(schools: &[&GatheredSchool], day: Day) -> Vec<RegisterTable> {
    vec![
        of_schools(schools, day),
        of_both(schools, day),
        of_items(schools, day),
    ]
}

fn of_schools(schools: &[&GatheredSchool], day: Day) -> RegisterTable {
    let row = |school: &&GatheredSchool| {
        let mut cells = vec![
            number(school.listed.line as usize),
            RegisterCell::text(school.name()),
        ];
        match &school.read {
            Err(fault) => {
                cells.push(RegisterCell::text(format!("没有读到：{fault}")));
                cells.resize(11, RegisterCell::Empty);
            }
            Ok(ReadSchool { summary, .. }) => cells.extend([
                RegisterCell::text("已读到"),
                RegisterCell::Date(summary.day),
                number(summary.items.len()),
                number(summary.count(CoverageState::Late)),
                number(summary.count(CoverageState::Never)),
                number(summary.count(CoverageState::OnTime)),
                number(summary.count(CoverageState::Quiet)),
                number(summary.count(CoverageState::Elsewhere)),
                RegisterCell::day(summary.latest()),
            ]),
        }
        cells.push(RegisterCell::text(&*school.listed.typed));
        cells
    };
    RegisterTable::new(
        ("各校", note(schools, day)),
        &[
            ("名单行号", ColumnType::Number),
            ("学校", ColumnType::Text),
            ("读取", ColumnType::Text),
            ("截至", ColumnType::Date),
            ("目录事项", ColumnType::Number),
            ("逾期", ColumnType::Number),
            ("未公开", ColumnType::Number),
            ("按期", ColumnType::Number),
            ("暂无", ColumnType::Number),
            ("不在本网公开", ColumnType::Number),
            ("最近一次公开", ColumnType::Date),
            ("地址", ColumnType::Text),
        ],
        schools.iter().map(row).collect(),
    )
}

fn of_both(schools: &[&GatheredSchool], day: Day) -> RegisterTable {
    let read = schools
        .iter()
        .filter_map(|school| Some((school, school.read.as_ref().ok()?)));
    let rows = read.flat_map(|(school, ReadSchool { summary, .. })| {
        summary.items.iter().map(|item| {
            vec![
                RegisterCell::text(school.name()),
                RegisterCell::text(&*item.id),
                RegisterCell::text(&*item.name),
                RegisterCell::text(item.state.label()),
                RegisterCell::day(item.latest),
                RegisterCell::day(item.due),
                number(item.behind as usize),
                number(item.owed as usize),
                number(item.in_year(day.year()) as usize),
                number(item.in_year(day.year() - 1) as usize),
            ]
        })
    });
    RegisterTable::new(
        ("各校各事项", note(schools, day)),
        &[
            ("学校", ColumnType::Text),
            ("编号", ColumnType::Text),
            ("事项", ColumnType::Text),
            ("情况", ColumnType::Text),
            ("最近一次公开", ColumnType::Date),
            ("下次期限", ColumnType::Date),
            ("未按期的党组织", ColumnType::Number),
            ("应公开的党组织", ColumnType::Number),
            (&format!("{}年公开次数", day.year()), ColumnType::Number),
            (&format!("{}年公开次数", day.year() - 1), ColumnType::Number),
        ],
        rows.collect(),
    )
}

fn of_items(schools: &[&GatheredSchool], day: Day) -> RegisterTable {
    let rows = ItemTally::all(schools).into_iter().map(|tally| {
        let count = |state| number(tally.count(state));
        vec![
            RegisterCell::text(tally.id),
            RegisterCell::text(tally.name),
            number(tally.schools.len()),
            count(CoverageState::Late),
            count(CoverageState::Never),
            count(CoverageState::OnTime),
            count(CoverageState::Quiet),
            count(CoverageState::Elsewhere),
        ]
    });
    RegisterTable::new(
        ("各事项", note(schools, day)),
        &[
            ("编号", ColumnType::Text),
            ("事项", ColumnType::Text),
            ("学校数", ColumnType::Number),
            ("逾期", ColumnType::Number),
            ("未公开", ColumnType::Number),
            ("按期", ColumnType::Number),
            ("暂无", ColumnType::Number),
            ("不在本网公开", ColumnType::Number),
        ],
        rows.collect(),
    )
}

/// What stands under every title, so that nobody takes those that were read for all.
pub(super) fn note(schools: &[&GatheredSchool], day: Day) -> String {
    let read = schools.iter().filter(|school| school.read.is_ok()).count();
    let (all, day) = (schools.len(), day.chinese());
    match all - read {
        0 => format!("{day}汇总。名单里{all}所学校，都读到了。"),
        unread => format!("{day}汇总。名单里{all}所学校，读到{read}所；没有读到的{unread}所不在统计里。"),
    }
}

fn number(number: usize) -> RegisterCell {
    RegisterCell::Amount(Amount::whole(number))
}
