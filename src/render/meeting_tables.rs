//! 三会一课 in reports and statistics: what was owed and held, by unit.

use super::Renderer;
use super::figure::TableName;
use super::view::figure::{TableRowView, TableView};
use crate::plan;
use crate::site::meetings::{CellState, Held, MatrixCell, MatrixRow, Owing, UnitYear};
use crate::words::{Month, Quarter};

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
            let (name, path) = self.unit_name(unit.branch);
            TableRowView {
                name,
                path,
                cells: columns.iter().map(|owing| cell(unit, owing)).collect(),
            }
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
        (CellState::Missing(missing), held) => format!("{held}次，缺{missing}次"),
        (CellState::Running, 0) => "待开".to_owned(),
        (CellState::Free, 0) => "—".to_owned(),
        (_, held) => format!("{held}次"),
    }
}
