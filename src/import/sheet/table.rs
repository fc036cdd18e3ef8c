//! A sheet → the ledger or the register that it holds, with its sums checked. How far its rows say that they are is for
//! `states`, its sums for `sums`.

mod states;
mod sums;

use super::body::{self, TableBody};
use super::cells::{self, CellPlace, CellReader};
use super::columns::{self, ColumnSource, PlannedColumn, TablePlan};
use super::days;
use super::grid::{GridRow, SheetGrid};
use super::header::{self, TableHeader};
use super::made_on::{day_of, named_day};
use super::{ImportedLedger, ImportedTable, SheetRefusal, omit, pledges, refusal};
use crate::import::doubts::Doubts;
use crate::import::official::{self, only_one};
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, DAY_TO_FILL_IN, NUMBER_TO_FILL_IN, Preset, Row};
use crate::words::{Amount, mask_numbers};

/// Reads a sheet.
///
/// # Errors
/// It holds no table that can be one.
pub(super) fn read(grid: &SheetGrid, file_name: &str) -> Result<ImportedTable, SheetRefusal> {
    if refusal::is_form(grid) {
        return Err(SheetRefusal::Form);
    }
    let header = header::find(grid, file_name).ok_or(SheetRefusal::NoTable)?;
    if refusal::is_side_by_side(grid, &header.columns) {
        return Err(SheetRefusal::SideBySide);
    }
    let body = body::read(grid, &header);
    if refusal::is_publicity(&header, &body.notes) {
        return Err(SheetRefusal::Publicity);
    }
    let mut doubts = Doubts::default();
    if header.is_called_by_file {
        doubts.say(format!(
            "没有找到标题，先写了文件名“{}”，请改成实际的",
            header.title
        ));
    }
    if let Some(found) = pledges::read(&header, &body, &mut doubts) {
        say_left_out(&header, &body, &found.used, &mut doubts);
        return Ok(ImportedTable::Pledges(super::ImportedPledges {
            title: header.title,
            fields: found.fields,
            branch: found.branch,
            omissions: grid.omissions.clone(),
            unsure: doubts.finish(),
        }));
    }
    let made_on = day_of(&header.about).or_else(|| day_of(&body.notes));
    let day = made_on
        .map(|made_on| made_on.day)
        .or_else(|| named_day(&header.title));
    let says_day = |line: &&String| {
        let own = day_of(std::slice::from_ref(*line)).filter(|own| own.is_all);
        own.is_some_and(|own| Some(own.day) == day)
    };
    // 支部：第一党支部.
    let branch_of = |line: &String| {
        let (label, branch) = line.split_once(['：', ':'])?;
        let is_one = official::names_branch(label) && header::is_branch(branch);
        is_one.then(|| branch.trim().to_owned())
    };
    let named = only_one(header.about.iter().filter_map(branch_of));
    let says_branch = |line: &&String| named.is_some() && branch_of(line).is_some();
    let lines = header.about.iter().chain(&body.notes);
    let used = lines.filter(|line| says_day(line) || says_branch(line));
    let used: Vec<String> = used.cloned().collect();
    say_left_out(&header, &body, &used, &mut doubts);
    if body.data.is_empty() {
        return Err(SheetRefusal::NoTable);
    }
    let plan = columns::plan(&header, &body, &mut doubts);
    if plan.columns.is_empty() {
        return Err(SheetRefusal::NoTable);
    }
    let mut omissions = grid.omissions.clone();
    let personal = plan.personal(&header, &body);
    let what = format!("个人信息的列（{}）", personal.join("、"));
    omit(&mut omissions, &what, personal.len(), false);
    if !personal.is_empty() && plan.columns.len() < 2 {
        doubts.say("除去个人信息只剩一列，这样的名单一般不公开，请先看清该不该公开");
    }
    let headings: Vec<String> = body.headings.iter().map(|(_, text)| text.clone()).collect();
    let are_used = plan
        .columns
        .iter()
        .any(|column| column.source == ColumnSource::Headings);
    if !headings.is_empty() && !are_used {
        doubts.say(format!("各行之间的小标题{}没有导入", listed(&headings)));
    }
    let mut made = TableMaker {
        header: &header,
        plan,
        rows: Vec::new(),
        numbers: Vec::new(),
        stated: Vec::new(),
        doubts,
    };
    made.rows(&body);
    made.sums(&body);
    made.drop_empty_end();
    made.last_row();
    made.compare_worked_out(&body);
    made.check_states(&body);
    made.fill_in();
    let own = made.plan.columns.iter().filter(|column| column.is_own).count();
    let photos = photos(&made.plan, &body, made.rows.len());
    let has_branches = made.place(ColumnRole::Branch).is_some();
    let mut ledger = ImportedLedger {
        title: header.title.clone(),
        day,
        branch: named.or(header.branch.clone()).filter(|_| !has_branches),
        preset: made.plan.preset,
        columns: made
            .plan
            .columns
            .into_iter()
            .map(|column| column.column)
            .collect(),
        own_columns: own,
        photos,
        rows: made.rows,
        numbers: made.numbers,
        stated: made.stated,
        omissions,
        unsure: made.doubts.finish(),
    };
    if ledger.counts_for_persons() {
        ledger.unsure.push(
            "逐人写着姓名和数目，“明细范围”先写了党内公开，范围更大的网页上只有合计；确实可以逐人公开的，再改"
                .to_owned(),
        );
    }
    Ok(ImportedTable::Ledger(ledger))
}

/// The pictures in the column of photographs, each with its row.
fn photos(plan: &TablePlan, body: &TableBody<'_>, rows: usize) -> Vec<(usize, usize)> {
    let mut columns = plan.columns.iter();
    let place = columns.find_map(|column| match column.source {
        ColumnSource::Cells(place) if column.column.kind == ColumnKind::Picture => Some(place),
        _ => None,
    });
    let Some(place) = place else { return Vec::new() };
    let rows = body.data.iter().take(rows).enumerate();
    rows.filter_map(|(index, row)| Some((index, row.cells.get(place)?.picture?)))
        .collect()
}

/// Says what stands around the rows and is neither part of them nor `used`.
fn say_left_out(header: &TableHeader, body: &TableBody<'_>, used: &[String], doubts: &mut Doubts) {
    let unit = header.unit.filter(|unit| unit.power > 0);
    let own = header
        .columns
        .iter()
        .filter_map(|column| column.unit)
        .find(|unit| unit.power > 0);
    if let Some(unit) = unit.or(own) {
        doubts.say(format!("表里的金额以{}为单位，已换算成元", unit.name));
    }
    let is_left = |text: &&String| !used.contains(text);
    let said = |text: &&String| !text.contains("单位：元") || text.chars().count() > 8;
    let about: Vec<String> = header
        .about
        .iter()
        .filter(said)
        .filter(is_left)
        .cloned()
        .collect();
    let notes: Vec<String> = body.notes.iter().filter(is_left).cloned().collect();
    for (lines, place) in [(&about, "表上面的"), (&notes, "表后面的")] {
        if !lines.is_empty() {
            doubts.say(format!("{place}{}没有导入", listed(lines)));
        }
    }
}

/// The lines, whole: they stand nowhere else in the draft. Numbers of persons are masked.
fn listed(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| line.replace('\n', " "));
    lines.map(|line| format!("“{}”", mask_numbers(&line))).collect()
}

/// A ledger on the way.
struct TableMaker<'t> {
    header: &'t TableHeader,
    plan: TablePlan,
    rows: Vec<Row>,
    /// The rows' numbers in the file.
    numbers: Vec<u32>,
    stated: Vec<(usize, Amount)>,
    doubts: Doubts,
}

impl TableMaker<'_> {
    fn cells(&mut self, row: &GridRow) -> Vec<Option<Cell>> {
        let Self {
            plan, header, doubts, ..
        } = self;
        let begun = plan.columns.iter().find_map(|column| match column.source {
            ColumnSource::Cells(index) if column.column.role == Some(ColumnRole::Begun) => {
                let value = row.cells.get(index)?.value.as_ref()?;
                days::typed(&cells::shown(value), column.year, false).map(|(day, _)| day)
            }
            _ => None,
        });
        let cell = |column: &PlannedColumn| {
            let reader = CellReader {
                preset: plan.preset,
                column,
                month: header.month,
                begun,
            };
            let mut place = CellPlace {
                row: row.number,
                doubts: &mut *doubts,
            };
            let cell = |index: usize| row.cells.get(index);
            let last = |stages: &[(usize, &'static str)]| {
                let value = |index: usize| cell(index).filter(|cell| cell.is_told())?.value.as_ref();
                let has_begun = |(index, _): &&(usize, &str)| value(*index).is_some_and(cells::is_time);
                stages.iter().rev().find(has_begun).copied()
            };
            match &column.source {
                ColumnSource::Cells(index) => reader.read(cell(*index)?, &mut place),
                ColumnSource::Constant(word) => Some(Cell::Text(word.clone())),
                ColumnSource::StageName(stages) => {
                    last(stages).map(|(_, stage)| Cell::Text(stage.to_owned()))
                }
                ColumnSource::StageDay(stages) => {
                    let last = last(stages).map(|(index, _)| index);
                    let others = stages.iter().map(|(index, _)| *index);
                    for index in others.filter(|index| Some(*index) != last) {
                        let head = &header.columns[index].name;
                        let told = cell(index).filter(|cell| cells::is_told(cell));
                        if let Some(value) = told.and_then(|cell| cell.value.as_ref()) {
                            let what = match cells::is_time(value) {
                                true => "没有导入：一人一行，只写最后一个阶段的日期",
                                false => "看不出是哪一天，没有导入",
                            };
                            place.doubts.cell(row.number, head, what, &cells::shown(value));
                        }
                    }
                    reader.read(cell(last?)?, &mut place)
                }
                ColumnSource::Headings | ColumnSource::Missing => None,
            }
        };
        plan.columns.iter().map(cell).collect()
    }

    fn rows(&mut self, body: &TableBody<'_>) {
        let mut known = std::collections::HashSet::new();
        let mut headings = body.headings.iter().peekable();
        let mut heading = None;
        for (index, row) in body.data.iter().enumerate() {
            while let Some((_, text)) = headings.next_if(|(behind, _)| *behind <= index) {
                heading = Some(header::without_number(text));
            }
            let mut cells = self.cells(row);
            for (cell, column) in cells.iter_mut().zip(&self.plan.columns) {
                if column.source == ColumnSource::Headings {
                    *cell = heading.map(|heading| Cell::Text(heading.to_owned()));
                }
                if column.column.role == Some(ColumnRole::Number)
                    && let Some(Cell::Text(number)) = cell
                    && !known.insert(number.clone())
                {
                    self.doubts
                        .cell(row.number, &column.shown, "和前面的重复，没有导入", number);
                    *cell = None;
                }
            }
            self.rows.push(Row { cells });
            self.numbers.push(row.number);
        }
    }

    /// Lines below the table that say nothing for any of its columns are no rows.
    fn drop_empty_end(&mut self) {
        while self
            .rows
            .last()
            .is_some_and(|row| row.cells.iter().all(Option::is_none))
            && self.rows.len() > 1
        {
            self.rows.pop();
            if let Some(number) = self.numbers.pop() {
                self.doubts.say(format!("第{number}行没有能导入的内容"));
            }
        }
    }

    /// Asks for a cell of a row where there is none; false where there is one.
    fn ask(&mut self, row: usize, role: ColumnRole) -> bool {
        let Some(place) = self.place(role).or_else(|| self.add(role)) else {
            return false;
        };
        let cell = &mut self.rows[row].cells[place];
        let is_empty = cell.is_none();
        if is_empty {
            *cell = Some(Cell::Text(
                to_fill_in(self.plan.columns[place].column.kind).to_owned(),
            ));
        }
        is_empty
    }

    /// Where a row must have something and has nothing, stands what forms hold there.
    fn fill_in(&mut self) {
        let is_opinion = self.plan.preset == Some(Preset::Opinions);
        if is_opinion
            && self.place(ColumnRole::Completed).is_none()
            && self.place(ColumnRole::Outcome).is_some()
        {
            self.doubts.say("写了答复的，要补上“答复日期”");
            self.add(ColumnRole::Completed);
        }
        let (replied, reply) = (self.place(ColumnRole::Completed), self.place(ColumnRole::Outcome));
        for (row, number) in self.rows.iter_mut().zip(&self.numbers) {
            for (index, column) in self.plan.columns.iter().enumerate() {
                let is_asked = is_opinion
                    && replied == Some(index)
                    && reply.is_some_and(|reply| row.cell(reply).is_some());
                if row.cells[index].is_none() && (column.is_required || is_asked) {
                    row.cells[index] = Some(Cell::Text(to_fill_in(column.column.kind).to_owned()));
                    if column.is_in_sheet() && !self.doubts.has(*number, &column.shown) {
                        self.doubts.cell(*number, &column.shown, "空着，请补上", "");
                    }
                }
            }
        }
    }

    /// The column with this meaning.
    fn place(&self, role: ColumnRole) -> Option<usize> {
        self.plan
            .columns
            .iter()
            .position(|column| column.column.role == Some(role))
    }

    /// Adds the preset's column with this meaning, empty, where its fields have it; gives its place.
    fn add(&mut self, role: ColumnRole) -> Option<usize> {
        let fields = self.plan.preset?.fields();
        let field = fields.iter().find(|field| field.role == Some(role))?;
        let of = |name: &str| fields.iter().position(|field| field.name == name);
        let own = of(field.name);
        let is_behind = |column: &PlannedColumn| column.is_own || of(&column.column.name) > own;
        let at = self.plan.columns.iter().position(is_behind);
        let at = at.unwrap_or(self.plan.columns.len());
        let column = PlannedColumn {
            column: crate::read::ledger::Column {
                name: field.name.to_owned(),
                kind: field.kind,
                role: field.role,
                summed: false,
            },
            source: ColumnSource::Missing,
            is_required: false,
            is_own: false,
            power: 0,
            year: self.header.year,
            shown: field.name.to_owned(),
        };
        self.plan.columns.insert(at, column);
        self.rows.iter_mut().for_each(|row| row.cells.insert(at, None));
        self.stated
            .iter_mut()
            .filter(|(index, _)| *index >= at)
            .for_each(|(index, _)| *index += 1);
        Some(at)
    }
}

/// What stands in the forms of `gongkai new` where something has to be written.
fn to_fill_in(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Date => DAY_TO_FILL_IN,
        ColumnKind::Person => "（填姓名）",
        kind if kind.is_numeric() => NUMBER_TO_FILL_IN,
        _ => "（填写）",
    }
}
