//! What the school owes apart from single entries: the items of 公开目录, and elections.

use super::{DueKind, Task};
use crate::pipeline::Survey;
use crate::read::organization::Unit;
use crate::site::coverage::CoverageState;
use crate::site::meetings::{CellState, MatrixCell, MatrixRow, Owing};
use crate::site::organization::{TermState, standing};
use crate::words::{Day, SourcePath};

/// Items that are late, were never disclosed, or fall due.
pub(super) fn catalogue(survey: &Survey, tasks: &mut Vec<Task>) {
    let file = SourcePath::new("content/catalogue.yaml");
    let items = &survey.library.catalogue.items;
    for (item, coverage) in items.iter().zip(survey.coverage()) {
        for row in &coverage.rows {
            let branch = row
                .branch
                .and_then(|index| survey.library.organization.branches.get(index));
            let of = branch.map_or(String::new(), |branch| format!("，{}", branch.name));
            let name = format!("{} {}{of}", item.id, item.name);
            let what = match row.state {
                CoverageState::Never => format!("{name}：还没有公开过"),
                CoverageState::Late | CoverageState::OnTime => format!(
                    "{name}：应再次公开（{}）",
                    item.frequency.map_or(String::new(), |often| often.label())
                ),
                CoverageState::Quiet if row.due.is_some() => format!("{name}：应第一次公开"),
                CoverageState::Quiet | CoverageState::Elsewhere => continue,
            };
            let date = match row.state {
                // Nothing says since when; it is to be seen to today.
                CoverageState::Never => row.due.unwrap_or(survey.day),
                _ => match row.due {
                    Some(due) => due,
                    None => continue,
                },
            };
            tasks.push(Task {
                matter: DueKind::Catalogue,
                date,
                what,
                file: file.clone(),
                who: item.responsible.clone(),
            });
        }
    }
}

/// Meetings that are missing this year, or still to be held in a period that runs.
pub(super) fn meetings(survey: &Survey, tasks: &mut Vec<Task>) {
    let organization = &survey.library.organization;
    let units = survey.matrix().get(&survey.day.year());
    for unit in units.map_or(&[][..], |year| &year.units) {
        let branch = unit.branch.and_then(|index| organization.branches.get(index));
        let name = branch.map_or("学校", |branch| branch.name.as_str());
        for row in &unit.rows {
            let meeting = match row.owing {
                Owing::Kind(kind) => kind.label(),
                Owing::Duty(index) => survey.library.config.meetings.duties[index].name.as_str(),
            };
            let told = [missing(row, survey.day), running(row, survey.day)];
            tasks.extend(told.into_iter().flatten().map(|(date, words)| Task {
                matter: DueKind::Meeting,
                date,
                what: format!("{name}：{meeting}{words}"),
                file: SourcePath::new("content/meetings"),
                who: None,
            }));
        }
    }
}

/// The last day of a period of a year.
fn period_end(year: i32, index: usize, cell: &MatrixCell) -> Option<Day> {
    let month = u32::try_from(index + 1).ok()? * cell.months;
    Day::new(year, month, 1).map(Day::end_of_month)
}

/// What is missing of all periods that are over, with the end of the last of them.
fn missing(row: &MatrixRow, day: Day) -> Option<(Day, String)> {
    let mut sum = 0;
    let mut last = None;
    for (index, cell) in row.cells.iter().enumerate() {
        if let CellState::Missing(missing) = cell.state {
            sum += missing;
            last = period_end(day.year(), index, cell);
        }
    }
    last.map(|last| (last, format!("今年缺{sum}次，最近一次缺在{}月", last.month())))
}

/// What the running period still asks for.
fn running(row: &MatrixRow, day: Day) -> Option<(Day, String)> {
    let mut cells = row.cells.iter().enumerate();
    let (index, cell) = cells.find(|(_, cell)| cell.state == CellState::Running)?;
    let held = cell.held.len();
    let is_short = held < cell.owed as usize;
    let last = period_end(day.year(), index, cell).filter(|_| is_short)?;
    Some((last, format!("应开{}次，已开{held}次", cell.owed)))
}

/// Terms that end, from the day of notice on.
pub(super) fn terms(survey: &Survey, tasks: &mut Vec<Task>) {
    let organization = &survey.library.organization;
    let whole = organization.name.as_deref().unwrap_or("党组织");
    let branches = organization.branches.iter();
    let units = branches.map(|branch| (branch.name.as_str(), &branch.unit));
    for (name, unit) in std::iter::once((whole, &organization.unit)).chain(units) {
        tasks.extend(term(name, unit, survey));
    }
}

fn term(name: &str, unit: &Unit, survey: &Survey) -> Option<Task> {
    let standing = standing(unit.term.as_ref()?, &survey.library.config.terms, survey.day);
    let what = match standing.state {
        TermState::Running => return None,
        TermState::Ending => format!("{name}任期届满，应提前请示"),
        TermState::Extended => format!("{name}延期换届到期"),
        TermState::Over => format!("{name}任期已满，没有换届"),
    };
    Some(Task {
        matter: DueKind::Term,
        date: standing.last_day,
        what,
        file: SourcePath::new("content/organization.yaml"),
        who: None,
    })
}
