//! 三会一课: the page of a year's matrix.

use super::page::{PageHead, RenderedPage};
use super::view::{
    AppraisalView, GradeView, HeldView, MatrixCellView, MatrixRowView, MatrixUnitView, MatrixView, NavView,
};
use super::{Renderer, figure, items, organization};
use crate::plan;
use crate::read::meeting::{Appraisal, GRADES};
use crate::site::Site;
use crate::site::meetings::{CellState, Held, MatrixCell, MatrixRow, UnitYear};
use crate::words::{Address, Kind, Quarter};

impl Renderer<'_> {
    /// What was owed and held in a year.
    pub(super) fn matrix(&self, address: &Address, year: i32) -> RenderedPage {
        let site = self.site;
        let units = site.matrix.get(&year).map_or(&[][..], |year| &year.units);
        let view = MatrixView {
            year,
            years: years(site, Some(year)),
            units: units.iter().map(|unit| unit_view(site, unit, year)).collect(),
        };
        let title = format!("三会一课（{year}年）");
        let description = format!("{year}年各支部“三会一课”应开、已开和缺开的情况，附会议纪要。");
        let heading = PageHead {
            family: "matrix",
            title: &title,
            description: &description,
            section: Some(Kind::Meeting.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Meeting)],
        };
        let page = self.page(address, heading);
        self.fill_page("matrix.html", page, "matrix", &view)
    }
}

/// The years of the matrix, newest first.
pub(super) fn years(site: &Site, shown: Option<i32>) -> Vec<NavView> {
    let link = |year: &i32| NavView {
        id: year.to_string(),
        label: format!("{year}年"),
        path: (shown != Some(*year)).then(|| plan::matrix(*year).to_string()),
    };
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
    let held = |held: &Held| {
        let entry = site.entry(held.id);
        HeldView {
            date: held.day.to_string(),
            label: if held.day.year() != year {
                held.day.chinese()
            } else if cell.months == 1 {
                format!("{}日", held.day.day())
            } else {
                format!("{}月{}日", held.day.month(), held.day.day())
            },
            title: items::marked_title(entry).into_owned(),
            path: entry.address.to_string(),
            off_day: held.off_day,
        }
    };
    MatrixCellView {
        label: period_label(index, cell.months),
        months: cell.months,
        held: cell.held.iter().map(held).collect(),
        missing: cell.missing(),
        free: cell.state == CellState::Free,
    }
}

fn period_label(index: usize, months: u32) -> String {
    let first = u32::try_from(index).unwrap_or(0) * months + 1;
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
