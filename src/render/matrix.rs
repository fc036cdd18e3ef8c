//! 三会一课, what was owed and held, by unit: the page of a year, and the tables in reports and statistics.

use serde::Serialize;

use super::detail::{AppraisalView, GradeView};
use super::figure::{self, TableName, TableRowView, TableView};
use super::page::{PageHead, RenderedPage};
use super::view::NavView;
use super::{Renderer, organization, shared};
use crate::plan;
use crate::read::meeting::{Appraisal, GRADES};
use crate::site::Site;
use crate::site::meetings::{CellState, Held, MatrixCell, MatrixRow, Owing, UnitYear};
use crate::words::{Address, Kind, Labelled, Month, PageFamily, Quarter};

impl Renderer<'_> {
    /// What was owed and held in a year.
    pub(super) fn matrix(&self, address: &Address, year: i32) -> RenderedPage {
        let site = self.site;
        let units = site.matrix.get(&year).map_or(&[][..], |year| &year.units);
        let view = MatrixView {
            year,
            as_of: shared::as_of(
                site,
                year,
                |entry| entry.kind() == Kind::Meeting,
                shared::last_month(site),
            ),
            years: years(site, Some(year)),
            units: units.iter().map(|unit| unit_view(site, unit, year)).collect(),
        };
        let title = format!("三会一课（{year}年）");
        let description = format!("{year}年各支部“三会一课”应开、已开和缺开的情况，附会议纪要。");
        let heading = PageHead {
            family: &PageFamily::MATRIX,
            title: &title,
            description: &description,
            section: Some(Kind::Meeting.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Meeting)],
        };
        self.whole_page(address, heading, "matrix", &view)
    }
}

/// The years of the matrix, newest first.
pub(super) fn years(site: &Site, shown: Option<i32>) -> Vec<NavView> {
    let link = |year: &i32| shared::year_nav(*year, shown, &plan::matrix(*year));
    site.matrix.keys().rev().map(link).collect()
}

/// Where a branch stands in each year's matrix, newest year first.
pub(super) fn of_branch(site: &Site, id: &str) -> Vec<NavView> {
    let mut links = years(site, None);
    for link in &mut links {
        if let Some(path) = &mut link.path {
            path.push_str(&format!("#{}", plan::matrix_anchor(Some(id))));
        }
    }
    links
}

fn unit_view(site: &Site, unit: &UnitYear, year: i32) -> MatrixUnitView {
    let branch = unit.branch.map(|index| &site.branches()[index]);
    let sums = unit.sums();
    let theme_day = branch.and_then(|branch| branch.theme_day.or(site.meetings.theme_day));
    MatrixUnitView {
        name: organization::unit_name(site, branch),
        anchor: plan::matrix_anchor(branch.map(|branch| branch.id.as_str())),
        path: branch.map(|branch| plan::branch_list(&branch.id).to_string()),
        theme_day: theme_day.map(crate::words::FixedDay::label),
        owed: sums.owed,
        held: sums.held,
        missing: sums.owed - sums.held,
        rows: unit.rows.iter().map(|row| row_view(site, row, year)).collect(),
    }
}

fn row_view(site: &Site, row: &MatrixRow, year: i32) -> MatrixRowView {
    MatrixRowView {
        name: site.owing_name(row.owing),
        rule: row.rule(),
        elsewhere: row.cells.is_empty(),
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(index, cell)| cell_view(site, (year, index), cell))
            .collect(),
        rate: row
            .attendance
            .map(|attendance| figure::per_cent(attendance.present, attendance.expected)),
    }
}

fn cell_view(site: &Site, (year, index): (i32, usize), cell: &MatrixCell) -> MatrixCellView {
    let first = u32::try_from(index).unwrap_or(0) * cell.months + 1;
    let last = first + cell.months - 1;
    let held = |held: &Held| {
        let entry = site.entry(held.id);
        let is_of_year = held.day.year() == year;
        HeldView {
            date: held.day.to_string(),
            label: match is_of_year {
                true => format!("{}日", held.day.day()),
                false => held.day.chinese(),
            },
            month: match is_of_year && (first..=last).contains(&held.day.month()) {
                true => held.day.month(),
                false => last,
            },
            title: shared::marked_title(entry).into_owned(),
            path: entry.address.to_string(),
            off_day: held.off_day,
        }
    };
    MatrixCellView {
        label: period_label(first, cell.months),
        first,
        months: cell.months,
        held: cell.held.iter().map(held).collect(),
        missing: cell.missing(),
        free: cell.state == CellState::Free,
    }
}

fn period_label(first: u32, months: u32) -> String {
    let index = (first / months) as usize;
    match months {
        1 => format!("{first}月"),
        3 => Quarter::LABELS.get(index).copied().unwrap_or_default().into(),
        6 => ["上半年", "下半年"]
            .get(index)
            .copied()
            .unwrap_or_default()
            .into(),
        12 => "全年".into(),
        months => format!("{first}—{}月", first + months - 1),
    }
}

/// 评议结果.
pub(super) fn appraisal_view(appraisal: &Appraisal) -> AppraisalView {
    let grades = GRADES.into_iter().zip(appraisal.grades);
    AppraisalView {
        subject: appraisal.subject.label(),
        participants: appraisal.participants,
        grades: grades
            .map(|(label, count)| GradeView {
                label,
                count,
                rate: figure::per_cent(count, appraisal.participants),
            })
            .collect(),
    }
}

/// `matrix`: what was owed and held in one year, unit by unit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MatrixView {
    /// The year.
    pub(crate) year: i32,
    /// The last day of which it tells; null for a year that is over.
    pub(crate) as_of: Option<String>,
    /// The years there are, newest first; the year shown has a null path.
    pub(crate) years: Vec<NavView>,
    /// The units.
    pub(crate) units: Vec<MatrixUnitView>,
}

/// One unit in one year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MatrixUnitView {
    /// 名称.
    pub(crate) name: String,
    /// The `id` of its element, for links to it.
    pub(crate) anchor: String,
    /// Its page; null for the organization as a whole.
    pub(crate) path: Option<String>,
    /// 主题党日: the fixed day, for example 每月20日.
    pub(crate) theme_day: Option<String>,
    /// How many meetings were owed in the periods that are over.
    pub(crate) owed: u32,
    /// How many of these were held.
    pub(crate) held: u32,
    /// How many of these are missing.
    pub(crate) missing: u32,
    /// What it owes.
    pub(crate) rows: Vec<MatrixRowView>,
}

/// One thing that a unit owes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MatrixRowView {
    /// For example 支委会.
    pub(crate) name: String,
    /// For example 每月1次.
    pub(crate) rule: String,
    /// True for what is for a narrower audience than the edition's, and of which nothing is shown here: 不在本网公开.
    pub(crate) elsewhere: bool,
    /// The periods of the year; empty for `elsewhere`.
    pub(crate) cells: Vec<MatrixCellView>,
    /// 到会率 in per cent over the unit's own meetings, or null.
    pub(crate) rate: Option<String>,
}

/// One period.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MatrixCellView {
    /// For example 3月, 第一季度, 上半年, 全年.
    pub(crate) label: String,
    /// Its first month, from 1.
    pub(crate) first: u32,
    /// How many months it has.
    pub(crate) months: u32,
    /// What was held, oldest first.
    pub(crate) held: Vec<HeldView>,
    /// How many are missing of a period that is over.
    pub(crate) missing: u32,
    /// True before the unit was founded: nothing is owed.
    pub(crate) free: bool,
}

/// A meeting that was held.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HeldView {
    /// When.
    pub(crate) date: String,
    /// For example 6日; the whole day in another year.
    pub(crate) label: String,
    /// The month of the period that it stands under: its own, or the last for what was held outside of it.
    pub(crate) month: u32,
    /// The title of its summary.
    pub(crate) title: String,
    /// Its summary.
    pub(crate) path: String,
    /// A 主题党日 on another day than the fixed one.
    pub(crate) off_day: bool,
}

impl Renderer<'_> {
    /// What each unit held in a month of what it owes every month; `None` when nothing is owed every month.
    pub(super) fn month_meetings(&self, month: Month) -> Option<TableView> {
        let at = month.number() as usize - 1;
        let text = |row: &MatrixRow| {
            let cell = row.cells.get(at).filter(|cell| cell.months == 1)?;
            Some(cell_text(cell))
        };
        self.meeting_table("本月应开的会议", month.year(), text)
    }

    /// What each unit held in a quarter, and what is missing of all that was owed in periods that end in it.
    pub(super) fn quarter_meetings(&self, quarter: Quarter) -> Option<TableView> {
        let last = quarter.number() * 3;
        let text = |row: &MatrixRow| {
            let ends = |index: usize, cell: &MatrixCell| (index as u32 + 1) * cell.months;
            let cells = row.cells.iter().enumerate();
            let ending = cells.filter(|(index, cell)| (last - 2..=last).contains(&ends(*index, cell)));
            let ending: Vec<&MatrixCell> = ending.map(|(_, cell)| cell).collect();
            let in_quarter = |held: &&Held| Month::of(held.day).quarter() == quarter;
            let all = row.cells.iter().flat_map(|cell| &cell.held);
            let held = all.filter(in_quarter).count();
            let missing: u32 = ending.iter().map(|cell| cell.missing()).sum();
            // What is owed by the half-year or the year may have been held in an earlier quarter.
            let before = ending.iter().any(|cell| cell.months > 3 && !cell.held.is_empty());
            match (held, missing) {
                (0, 0) if ending.is_empty() => None,
                (0, 0) if before => Some("前几季已开".to_owned()),
                (_, 0) => Some(format!("{held}次")),
                (_, _) => Some(format!("{held}次，缺{missing}次")),
            }
        };
        self.meeting_table("三会一课", quarter.year(), text)
    }

    /// A row per unit, a column per thing that any of them owes and `text` has a word for.
    fn meeting_table(
        &self,
        title: &str,
        year: i32,
        text: impl Fn(&MatrixRow) -> Option<String>,
    ) -> Option<TableView> {
        let units = &self.site.matrix.get(&year)?.units;
        let mut columns: Vec<Owing> = Vec::new();
        let text = |row: &MatrixRow| text(row).filter(|_| row.is_judged);
        for row in units.iter().flat_map(|unit| &unit.rows) {
            if text(row).is_some() && !columns.contains(&row.owing) {
                columns.push(row.owing);
            }
        }
        let cell = |unit: &UnitYear, owing: &Owing| {
            let row = unit.rows.iter().find(|row| row.owing == *owing);
            row.and_then(text).unwrap_or_else(|| "—".to_owned())
        };
        let row = |unit: &UnitYear| {
            let cells = columns.iter().map(|owing| cell(unit, owing)).collect();
            TableRowView::of(self.unit_name(unit.branch), cells)
        };
        let mut names = vec!["党组织".to_owned()];
        names.extend(columns.iter().map(|owing| self.site.owing_name(*owing)));
        let owes = |unit: &&UnitYear| unit.rows.iter().any(|row| text(row).is_some());
        let rows: Vec<TableRowView> = units.iter().filter(owes).map(row).collect();
        (!columns.is_empty()).then(|| TableView {
            title: title.to_owned(),
            columns: names,
            rows,
            total: None,
        })
    }

    /// A branch by its place, or the whole.
    pub(super) fn unit_name(&self, branch: Option<usize>) -> TableName {
        match branch.and_then(|index| self.site.branches().get(index)) {
            Some(branch) => (
                branch.name.clone(),
                Some(plan::branch_list(&branch.id).to_string()),
            ),
            None => self.branch_name(None),
        }
    }
}

fn cell_text(cell: &MatrixCell) -> String {
    match (cell.state, cell.held.len()) {
        (CellState::Missing(missing), 0) => format!("缺{missing}次"),
        (CellState::Missing(missing), held) => format!("已开{held}次，缺{missing}次"),
        (CellState::Running, 0) => "待开".to_owned(),
        (CellState::Free, 0) => "—".to_owned(),
        (_, held) => format!("已开{held}次"),
    }
}
