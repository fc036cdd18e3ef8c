//! [`Survey`] → what is to be done: today, in the next days, and what is late. Pure: what is online, built and recorded is an argument.
//! Every task names the file to open.
//!
//! What the school owes apart from single entries: the items of 公开目录, and elections.

mod entries;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::pipeline::Survey;
use crate::read::Document;
use crate::read::config::Edition;
use crate::read::organization::Unit;
use crate::site::coverage::CoverageState;
use crate::site::meetings::{CellState, MatrixCell, MatrixRow, Owing};
use crate::site::organization::{TermState, standing};
use crate::words::{Address, Calendar, Day, Labelled, SourcePath};

/// Something that somebody has to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What kind of thing it is.
    pub matter: DueKind,
    /// The day it is due, or was.
    pub date: Day,
    /// What is to be done, in a few words.
    pub what: String,
    /// The file to open.
    pub file: Option<SourcePath>,
    /// Who is responsible, where it is written down.
    pub who: Option<String>,
}

/// What kinds of things fall due; more pressing ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// 期满未撤: a 公示 is over and, by the manifest, still online.
    Online,
    /// 公示.
    Publicity,
    /// 公示结果 is missing.
    Result,
    /// 征求意见 and 预公开.
    Consultation,
    /// 待审批.
    Approval,
    /// 意见答复.
    Reply,
    /// A row of a ledger.
    Ledger,
    /// 承诺 and 评诺.
    Pledge,
    /// 学习截止.
    Study,
    /// 决议.
    Resolution,
    /// 三会一课.
    Meeting,
    /// 公开目录.
    Catalogue,
    /// 换届.
    Term,
    /// 放假安排 of the next year.
    Holidays,
}

impl Labelled for DueKind {
    // The word has at most four characters, so that they stand in a column.
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Online => ("online", "期满未撤"),
            Self::Publicity => ("publicity", "公示"),
            Self::Result => ("result", "公示结果"),
            Self::Consultation => ("consultation", "征求意见"),
            Self::Approval => ("approval", "待审批"),
            Self::Reply => ("reply", "意见答复"),
            Self::Ledger => ("ledger", "台账时限"),
            Self::Pledge => ("pledge", "承诺"),
            Self::Study => ("study", "学习截止"),
            Self::Resolution => ("resolution", "决议时限"),
            Self::Meeting => ("meeting", "三会一课"),
            Self::Catalogue => ("catalogue", "公开目录"),
            Self::Term => ("term", "换届"),
            Self::Holidays => ("holidays", "放假安排"),
        }
    }
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Its last day is over.
    Overdue,
    /// Today.
    Today,
    /// In the next seven days.
    Week,
    /// In the days asked about.
    Soon,
    /// Later, and to be prepared now.
    Later,
}

/// A week.
const WEEK: i64 = 7;

/// How soon a day is.
#[must_use]
pub fn when(day: Day, date: Day, days: u32) -> When {
    match day.days_until(date) {
        ..0 => When::Overdue,
        0 => When::Today,
        1..=WEEK => When::Week,
        left if left <= i64::from(days) => When::Soon,
        _ => When::Later,
    }
}

/// A page that is expired and still online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// Where it lies, as users know it.
    pub page: String,
    /// Its last day.
    pub last: Day,
    /// Its entry's file, when there still is one.
    pub file: Option<SourcePath>,
}

/// What the last build of an edition wrote.
#[derive(Debug)]
pub struct Built<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its files.
    pub pages: HashSet<Address>,
}

/// What is known of the site as its readers find it.
#[derive(Debug, Default)]
pub struct Known<'a> {
    /// Pages that are expired and still online.
    pub online: Vec<Online>,
    /// The editions that were built.
    pub built: Vec<Built<'a>>,
    /// The first day of the record of publication; `None` when there is none.
    pub recorded_since: Option<Day>,
    /// By the entry's file, when the record first tells of it as public; no day where that is not known.
    pub public_since: HashMap<String, Option<Day>>,
    /// By the entry's file, from when to when it was not public any more and not yet again.
    pub interruptions: HashMap<String, Vec<(Day, Day)>>,
}

/// Everything that is late, due within so many days, or to be prepared now; what is expired and still online first, then soonest first.
#[must_use]
pub fn tasks(survey: &Survey, known: &Known<'_>, days: u32) -> Vec<Task> {
    let mut tasks: Vec<Task> = known.online.iter().map(still_online).collect();
    // A sample asks for nothing but to be replaced.
    let own = |document: &&Arc<Document>| !document.common.sample;
    for document in survey.library.documents.iter().filter(own) {
        entries::of(document, survey, known, &mut tasks);
    }
    catalogue(survey, &mut tasks);
    meetings(survey, &mut tasks);
    terms(survey, &mut tasks);
    tasks.extend(holidays(&survey.library.calendar, survey.day));
    let is_prepared = |task: &Task| matches!(task.matter, DueKind::Term | DueKind::Holidays);
    tasks.retain(|task| is_prepared(task) || when(survey.day, task.date, days) != When::Later);
    // What should be gone comes before all else; tasks of one file stay in its order.
    let key = |task: &Task| {
        (
            task.matter != DueKind::Online,
            task.date,
            task.matter,
            task.file.clone(),
        )
    };
    tasks.sort_by_cached_key(key);
    tasks
}

fn still_online(online: &Online) -> Task {
    Task {
        matter: DueKind::Online,
        date: online.last,
        what: format!("{} 已期满，重新生成并上传", online.page),
        file: online.file.clone(),
        who: None,
    }
}

/// Items that are late, were never disclosed, or fall due.
fn catalogue(survey: &Survey, tasks: &mut Vec<Task>) {
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

/// Until the end of this month it is told what the last year lacked when it ended.
const LAST_YEAR_TOLD: u32 = 1;

/// Meetings that are missing this year, or still to be held in a period that runs; in January those of the last year too.
fn meetings(survey: &Survey, tasks: &mut Vec<Task>) {
    let this = survey.day.year();
    if survey.day.month() <= LAST_YEAR_TOLD {
        meetings_of(this - 1, survey, tasks);
    }
    meetings_of(this, survey, tasks);
}

/// Those of one year.
fn meetings_of(year: i32, survey: &Survey, tasks: &mut Vec<Task>) {
    let organization = &survey.library.organization;
    let units = survey.matrix().get(&year);
    for unit in units.map_or(&[][..], |year| &year.units) {
        let branch = unit.branch.and_then(|index| organization.branches.get(index));
        // What one that is dissolved did not hold it cannot hold any more.
        if branch.is_some_and(|branch| !branch.unit.exists_on(survey.day)) {
            continue;
        }
        let name = branch.map_or("学校", |branch| branch.name.as_str());
        for row in &unit.rows {
            let meeting = match row.owing {
                Owing::Kind(kind) => kind.label(),
                Owing::Duty(index) => survey.library.config.meetings.duties[index].name.as_str(),
            };
            let of = if year == survey.day.year() {
                "今年"
            } else {
                "去年"
            };
            let told = [missing(row, (year, of)), running(row, year)];
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
fn missing(row: &MatrixRow, (year, of): (i32, &str)) -> Option<(Day, String)> {
    let mut sum = 0;
    let mut last = None;
    for (index, cell) in row.cells.iter().enumerate() {
        if let CellState::Missing(missing) = cell.state {
            sum += missing;
            last = period_end(year, index, cell);
        }
    }
    last.map(|last| (last, format!("{of}缺{sum}次，最近一次缺在{}月", last.month())))
}

/// What the running period still asks for.
fn running(row: &MatrixRow, year: i32) -> Option<(Day, String)> {
    let mut cells = row.cells.iter().enumerate();
    let (index, cell) = cells.find(|(_, cell)| cell.state == CellState::Running)?;
    let held = cell.held.len();
    let is_short = held < cell.owed as usize;
    let last = period_end(year, index, cell).filter(|_| is_short)?;
    Some((last, format!("应开{}次，已开{held}次", cell.owed)))
}

/// Terms that end, from the day of notice on.
fn terms(survey: &Survey, tasks: &mut Vec<Task>) {
    let organization = &survey.library.organization;
    let whole = organization.name.as_deref().unwrap_or("党组织");
    let branches = organization.branches.iter();
    let units = branches.map(|branch| (branch.name.as_str(), &branch.unit));
    for (name, unit) in std::iter::once((whole, &organization.unit)).chain(units) {
        tasks.extend(term(name, unit, survey));
    }
}

fn term(name: &str, unit: &Unit, survey: &Survey) -> Option<Task> {
    if !unit.exists_on(survey.day) {
        return None;
    }
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

/// From when on the next year’s holidays are asked for: the State Council tells them between the end of October and the
/// beginning of December.
const TOLD: u32 = 11;

/// The holidays of the next year, once they are told and neither the program nor the site knows them.
fn holidays(calendar: &Calendar, day: Day) -> Option<Task> {
    let next = day.year() + 1;
    let is_lacking = day.month() >= TOLD && !calendar.knows(next);
    Some(Task {
        matter: DueKind::Holidays,
        date: Day::new(day.year(), 12, 31).filter(|_| is_lacking)?,
        what: format!(
            "程序里没有{next}年的放假安排：国务院办公厅的通知公布以后，换用新版程序，或者照通知写进 calendar.yaml"
        ),
        file: SourcePath::new("content/calendar.yaml"),
        who: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_years_holidays_are_asked_for_when_they_are_told() {
        let asked = |text: &str| holidays(&Calendar::default(), Day::of(text));
        assert!(asked("2026-10-31").is_none());
        let task = asked("2026-11-01").expect("nobody knows 2027");
        assert!(task.what.contains("2027年"), "{}", task.what);
        assert_eq!(Some(task.date), Day::parse("2026-12-31"));
        // The notice for 2026 is built in.
        assert!(asked("2025-11-20").is_none());
    }

    #[test]
    fn days_are_late_today_soon_or_later() {
        for (date, expected) in [
            ("2026-11-19", When::Overdue),
            ("2026-11-20", When::Today),
            ("2026-11-21", When::Week),
            ("2026-11-27", When::Week),
            ("2026-11-28", When::Soon),
            ("2026-12-20", When::Soon),
            ("2026-12-21", When::Later),
        ] {
            assert_eq!(when(Day::of("2026-11-20"), Day::of(date), 30), expected, "{date}");
        }
    }

    #[test]
    fn labels_fit_their_column() {
        use DueKind::*;
        for matter in [
            Online, Publicity, Result, Consultation, Approval, Reply, Ledger, Pledge, Study, Resolution,
            Meeting, Catalogue, Term, Holidays,
        ] {
            assert!(matter.label().chars().count() <= 4, "{matter:?}");
        }
    }
}
