//! A sheet → the ledger or the register that it holds, with its sums checked. How far its rows say that they are is for
//! `states`.

mod states;

use super::body::{self, SumRow, TableBody};
use super::cells::{self, CellPlace, CellReader};
use super::columns::{self, ColumnSource, PlannedColumn, TablePlan};
use super::grid::{GridRow, SheetGrid};
use super::header::{self, TableHeader};
use super::made_on::{day_of, named_day};
use super::{ImportedLedger, ImportedTable, omit, pledges, synonyms};
use crate::import::doubts::Doubts;
use crate::read::ledger::{Cell, ColumnKind, ColumnRole, DAY_TO_FILL_IN, NUMBER_TO_FILL_IN, Preset, Row};
use crate::words::{Amount, mask_numbers};

/// Reads a sheet; `None` where it holds no table.
pub(super) fn read(grid: &SheetGrid, file_name: &str) -> Option<ImportedTable> {
    let header = header::find(grid, file_name)?;
    let body = body::read(grid, &header);
    let mut doubts = Doubts::default();
    if let Some(found) = pledges::read(&header, &body, &mut doubts) {
        say_left_out(&header, &body, &found.used, &mut doubts);
        return Some(ImportedTable::Pledges(super::ImportedPledges {
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
    let lines = header.about.iter().chain(&body.notes);
    let used: Vec<String> = lines.filter(says_day).cloned().collect();
    say_left_out(&header, &body, &used, &mut doubts);
    if body.data.is_empty() {
        return None;
    }
    let plan = columns::plan(&header, &body, &mut doubts);
    if plan.columns.is_empty() {
        return None;
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
    made.check_states(&body);
    made.fill_in();
    let own = made.plan.columns.iter().filter(|column| column.is_own).count();
    let photos = photos(&made.plan, &body, made.rows.len());
    let mut ledger = ImportedLedger {
        title: header.title.clone(),
        day,
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
    Some(ImportedTable::Ledger(ledger))
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
        let cell = |column: &PlannedColumn| {
            let reader = CellReader {
                preset: plan.preset,
                column,
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

    /// Checks the rows of sums, each against the rows since the last and against all above it.
    fn sums(&mut self, body: &TableBody<'_>) {
        let mut totals = vec![(Amount::ZERO, Amount::ZERO); self.plan.columns.len()];
        let mut since = 0;
        for (place, sum) in body.sums.iter().enumerate() {
            for (index, (all, part)) in totals.iter_mut().enumerate() {
                let rows = self.rows[since..sum.behind].iter();
                *part = rows.filter_map(|row| row.cell(index)?.amount()).sum();
                *all = all.plus(*part);
            }
            since = sum.behind;
            let is_last = place + 1 == body.sums.len() && sum.behind == self.rows.len();
            for (index, cell) in self.quiet(sum.row).iter().enumerate() {
                let Some(Cell::Amount(amount)) = cell else {
                    continue;
                };
                if self.plan.columns[index].column.kind != ColumnKind::Percent {
                    self.sum((index, *amount), sum, totals[index], is_last);
                } else if is_last && !sum.is_partial {
                    self.rate(index, *amount);
                }
            }
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

    /// What a row of sums says; what is no number in it needs no words.
    fn quiet(&mut self, row: &GridRow) -> Vec<Option<Cell>> {
        let doubts = std::mem::take(&mut self.doubts);
        let cells = self.cells(row);
        self.doubts = doubts;
        cells
    }

    /// A rate of all lies between the lowest and the highest.
    fn rate(&mut self, index: usize, amount: Amount) {
        let of = || self.rows.iter().filter_map(|row| row.cell(index)?.amount());
        if of().min().is_some_and(|lowest| lowest <= amount)
            && of().max().is_some_and(|highest| amount <= highest)
        {
            self.stated.push((index, amount));
        }
    }

    fn sum(
        &mut self,
        (index, amount): (usize, Amount),
        sum: &SumRow<'_>,
        (all, part): (Amount, Amount),
        is_last: bool,
    ) {
        let column = &self.plan.columns[index];
        if column.is_own && synonyms::named(&column.shown, synonyms::NOT_SUMMED).is_some() {
            return;
        }
        let fits_all = all == amount && !sum.is_partial;
        if !fits_all && part != amount {
            let sentence = format!(
                "第{}行的{}里，“{}”写的是 {}，各行相加是 {}，请核对；这个数没有导入",
                sum.row.number,
                if sum.is_partial { "小计" } else { "合计" },
                column.shown,
                written(column.column.kind, amount),
                written(column.column.kind, if sum.is_partial { part } else { all })
            );
            self.doubts.say(sentence);
        } else if fits_all && is_last && self.may_state(index) {
            self.state(index, amount);
        }
    }

    /// False for 人数 where a row says none: the ledger then counts one person.
    fn may_state(&self, index: usize) -> bool {
        let is_heads = self.plan.columns[index].column.role == Some(ColumnRole::Heads);
        !is_heads || self.rows.iter().all(|row| row.cell(index).is_some())
    }

    fn state(&mut self, index: usize, amount: Amount) {
        self.stated.push((index, amount));
        let column = &mut self.plan.columns[index];
        column.column.summed |= column.is_own;
    }

    /// A last row that says nothing but the sums of the others is one of sums, whatever it is called.
    fn last_row(&mut self) {
        let Some((last, before)) = self.rows.split_last() else {
            return;
        };
        let told: Vec<(usize, &Cell)> = last
            .cells
            .iter()
            .enumerate()
            .filter_map(|(index, cell)| Some((index, cell.as_ref()?)))
            .collect();
        let sums = told.iter().map(|(index, cell)| {
            let amount = cell.amount()?;
            let sum: Amount = before.iter().filter_map(|row| row.cell(*index)?.amount()).sum();
            (sum == amount && self.plan.columns[*index].column.kind != ColumnKind::Percent)
                .then_some((*index, amount))
        });
        let sums: Option<Vec<(usize, Amount)>> = sums.collect();
        let Some(sums) =
            sums.filter(|sums| before.len() > 1 && sums.iter().any(|(_, sum)| *sum != Amount::ZERO))
        else {
            return;
        };
        let number = self.numbers.pop().unwrap_or_default();
        self.rows.pop();
        self.doubts
            .say(format!("第{number}行是各行的合计，不作为一行导入"));
        for (index, amount) in sums {
            if self.may_state(index) && !self.stated.iter().any(|(known, _)| *known == index) {
                self.state(index, amount);
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

fn written(kind: ColumnKind, amount: Amount) -> String {
    match kind {
        ColumnKind::Money => amount.money(),
        _ => amount.to_string(),
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
