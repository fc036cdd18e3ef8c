//! What the school owes apart from single entries: the items of 公开目录, and elections.

use super::{Matter, Task};
use crate::pipeline::Survey;
use crate::read::organization::Unit;
use crate::site::coverage::CoverageState;
use crate::site::organization::{TermState, standing};
use crate::words::SourcePath;

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
                matter: Matter::Catalogue,
                date,
                what,
                file: file.clone(),
                who: item.responsible.clone(),
            });
        }
    }
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
        matter: Matter::Term,
        date: standing.last_day,
        what,
        file: SourcePath::new("content/organization.yaml"),
        who: None,
    })
}
