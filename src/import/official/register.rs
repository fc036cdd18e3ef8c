//! A register of pledges: rows of 姓名, 承诺事项, 完成时限 → 承诺人 with what each promises. One road for the tables of texts and
//! the sheets of workbooks.

use std::collections::BTreeSet;

use super::evaluation::EvaluationFound;
use super::promises::PromiseFound;
use super::register_columns::PledgeColumn;
use super::{ImportedField, ImportedValue, closing, persons, pledger, promises};
use crate::import::doubts::Doubts;
use crate::words::Day;

/// A row: what each column says; `None` where a cell from above goes on.
#[derive(Debug)]
pub(in crate::import) struct RegisterRow {
    /// As the user counts them.
    pub number: u32,
    pub cells: Vec<Option<String>>,
}

/// One who promises.
#[derive(Debug)]
struct PledgerFound {
    /// `None` where the row does not say it clearly.
    name: Option<String>,
    duty: Option<String>,
    promises: Vec<PromiseFound>,
    evaluation: EvaluationFound,
}

/// What the rows say.
#[derive(Debug, Default)]
pub(in crate::import) struct RegisterFound {
    pledgers: Vec<PledgerFound>,
    /// Who reviewed all of them.
    reviewer: Option<String>,
    /// Something in a row could not be read.
    pub has_gaps: bool,
}

/// What stands for a name that nobody knows.
const NAME_TO_FILL_IN: &str = "（填姓名）";

impl RegisterFound {
    /// True where a row is clear.
    pub(in crate::import) fn is_clear(&self) -> bool {
        self.pledgers
            .iter()
            .any(|one| one.name.is_some() && !one.promises.is_empty())
    }

    /// 承诺人. Who is not clear is left out, or has to be filled in where nothing else keeps the row.
    pub(in crate::import) fn pledgers(&self, are_kept_elsewhere: bool) -> ImportedValue {
        let pledgers = self.pledgers.iter();
        let kept = pledgers.filter(|one| !(are_kept_elsewhere && one.name.is_none()));
        ImportedValue::list(kept.map(fields))
    }

    /// 审核.
    pub(in crate::import) fn review(&self) -> Option<ImportedField> {
        let name = ImportedField::new("姓名", self.reviewer.clone()?);
        Some(ImportedField::new("审核", vec![name]))
    }

    /// Gives a day to the 评诺 that have none of their own.
    pub(in crate::import) fn evaluated_on(&mut self, day: Option<Day>) {
        for one in &mut self.pledgers {
            day.into_iter().for_each(|day| one.evaluation.fill_day(day));
        }
    }

    /// 承诺事项 of one who is named elsewhere.
    pub(in crate::import) fn promises(&self) -> ImportedValue {
        promises::listed(self.pledgers.iter().flat_map(|one| &one.promises)).value
    }
}

fn fields(pledger: &PledgerFound) -> Vec<ImportedField> {
    let name = pledger.name.as_deref().unwrap_or(NAME_TO_FILL_IN);
    let mut fields = pledger::person(name, pledger.duty.clone());
    fields.push(promises::listed(&pledger.promises));
    fields.extend(pledger.evaluation.fields());
    fields
}

/// Reads the rows below the headings.
pub(in crate::import) fn read(
    columns: &[PledgeColumn],
    rows: &[RegisterRow],
    year: Option<i32>,
    doubts: &mut Doubts,
) -> RegisterFound {
    let mut reader = RegisterReader {
        columns,
        year,
        doubts,
        has_names: false,
        deadline: String::new(),
        found: RegisterFound::default(),
    };
    let mut names = rows.iter().filter_map(|row| reader.at(row, PledgeColumn::Name));
    reader.has_names = names.any(|name| persons::name_alone(name).is_some());
    rows.iter().for_each(|row| reader.row(row));
    reader.reviewer(rows);
    let lack = reader
        .found
        .pledgers
        .iter()
        .filter(|one| one.evaluation.lacks_reason());
    let lack: Vec<&str> = lack.filter_map(|one| one.name.as_deref()).collect();
    if !lack.is_empty() {
        let names = lack.join("、");
        reader.doubts.say(format!(
            "{names}的评诺结论是“未兑现”，没有写原因，没有填“评诺”；请写明“未兑现说明”"
        ));
    }
    reader.found
}

struct RegisterReader<'r> {
    columns: &'r [PledgeColumn],
    year: Option<i32>,
    doubts: &'r mut Doubts,
    /// Beside names a name is one, whatever its surname.
    has_names: bool,
    /// Goes on where cells are merged.
    deadline: String,
    found: RegisterFound,
}

impl RegisterReader<'_> {
    fn at<'t>(&self, row: &'t RegisterRow, column: PledgeColumn) -> Option<&'t str> {
        let place = self.columns.iter().position(|known| *known == column)?;
        row.cells.get(place)?.as_deref()
    }

    fn text<'t>(&self, row: &'t RegisterRow, column: PledgeColumn) -> &'t str {
        self.at(row, column).unwrap_or_default()
    }

    /// A register has one 审核.
    fn reviewer(&mut self, rows: &[RegisterRow]) {
        let cells = rows.iter().filter_map(|row| self.at(row, PledgeColumn::Reviewer));
        let said: BTreeSet<&str> = cells.filter(|said| !said.is_empty()).collect();
        let all: Vec<&str> = said.into_iter().collect();
        self.found.reviewer = match all[..] {
            [one] => persons::name_alone(one),
            _ => None,
        };
        if self.found.reviewer.is_none() && !all.is_empty() {
            self.found.has_gaps = true;
            let names = all.join("、");
            self.doubts.say(format!(
                "“审核人”一列写的是{names}，没有填“审核”，请补上是谁审核的"
            ));
        }
    }

    fn row(&mut self, row: &RegisterRow) {
        if row.cells.iter().flatten().all(|cell| cell.is_empty()) {
            return;
        }
        if let Some(own) = self.at(row, PledgeColumn::Deadline) {
            self.deadline = own.to_owned();
        }
        let promises = self.promises(row);
        if promises.is_empty() {
            self.doubts.cell(
                row.number,
                "承诺事项",
                "空着，这一行没有填",
                self.text(row, PledgeColumn::Name),
            );
            self.found.has_gaps = true;
            return;
        }
        let name = self.text(row, PledgeColumn::Name).trim();
        let last = self.found.pledgers.last_mut();
        if !self.columns.contains(&PledgeColumn::Name) || name.is_empty() {
            match last {
                Some(last) => last.promises.extend(promises),
                None => {
                    if self.columns.contains(&PledgeColumn::Name) {
                        self.doubts.cell(row.number, "姓名", "空着，请补上", "");
                        self.found.has_gaps = true;
                    }
                    self.found.pledgers.push(PledgerFound {
                        name: None,
                        duty: None,
                        promises,
                        evaluation: EvaluationFound::default(),
                    });
                }
            }
            self.evaluation(row, 1);
            return;
        }
        let names = self.names(row.number, name);
        let duty = Some(self.text(row, PledgeColumn::Duty)).filter(|duty| !duty.is_empty());
        let duty = duty.map(|duty| duty.replace('\n', "、"));
        let count = names.len();
        for name in names {
            let last = self.found.pledgers.last_mut();
            match last.filter(|last| last.name.is_some() && last.name == name) {
                Some(last) => last.promises.extend(promises.clone()),
                None => self.found.pledgers.push(PledgerFound {
                    name,
                    duty: duty.clone(),
                    promises: promises.clone(),
                    evaluation: EvaluationFound::default(),
                }),
            }
        }
        self.evaluation(row, count);
    }

    /// What a row says of how the promises were kept, for the last `count` who promise.
    fn evaluation(&mut self, row: &RegisterRow, count: usize) {
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let PledgeColumn::Evaluated(name) = *column else {
                continue;
            };
            let said = cell.as_deref().unwrap_or_default().trim();
            if matches!(said, "" | "/" | "—" | "无") {
                continue;
            }
            let last = self.found.pledgers.iter_mut().rev().take(count);
            let are_read = last.map(|one| one.evaluation.add(name, said));
            if are_read.filter(|is_read| !is_read).count() > 0 {
                self.doubts.cell(row.number, name, "看不出怎样填，没有导入", said);
                self.found.has_gaps = true;
            }
        }
    }

    /// Who is named: one, several who promise the same, or those who promise together.
    fn names(&mut self, row: u32, said: &str) -> Vec<Option<String>> {
        let bare = said.replace('\n', " ");
        if let Some(name) = persons::name_alone(&bare) {
            return vec![Some(name)];
        }
        if let Some(person) = persons::of_rare_surname(&bare).filter(|_| self.has_names) {
            self.doubts
                .say(format!("“{}”的姓少见，按姓名填了，请核对", person.name));
            return vec![Some(person.name)];
        }
        if pledger::is_together(&bare) || closing::is_unit(&bare) && !bare.ends_with("支委会") {
            return vec![Some(bare)];
        }
        if let Some((names, true)) = persons::people(&said.replace('\n', "、")) {
            return names.into_iter().map(Some).collect();
        }
        self.doubts
            .cell(row, "姓名", "看不出是一个人的全名，请补上", said);
        self.found.has_gaps = true;
        vec![None]
    }

    /// What the cells of a row promise.
    fn promises(&mut self, row: &RegisterRow) -> Vec<PromiseFound> {
        let measure = self.text(row, PledgeColumn::Measure);
        let pairs = self.columns.iter().zip(&row.cells);
        let contents = pairs.filter(|(column, _)| **column == PledgeColumn::Promise);
        let contents: Vec<&str> = contents.filter_map(|(_, cell)| cell.as_deref()).collect();
        let mut all = Vec::new();
        for content in contents.into_iter().filter(|content| !content.trim().is_empty()) {
            let cells = promises::of_cells(content, measure, &self.deadline, self.year);
            if cells.are_unmatched {
                self.doubts.cell(
                    row.number,
                    "时限",
                    "或者措施和承诺事项对不上，请核对",
                    &self.deadline,
                );
                self.found.has_gaps = true;
            }
            all.extend(cells.promises);
        }
        let is_open = all.iter().any(|one| one.deadline.is_none());
        match is_open.then_some(self.deadline.as_str()) {
            None => {}
            Some("") => self.doubts.cell(row.number, "时限", "空着，请补上", ""),
            Some(words) => self
                .doubts
                .cell(row.number, "时限", "看不出是哪一天，请补上", words),
        }
        self.progress(row, &mut all);
        all
    }

    /// 进度 and 完成日期, where one thing is promised.
    fn progress(&mut self, row: &RegisterRow, all: &mut [PromiseFound]) {
        let said = self.text(row, PledgeColumn::Progress);
        let found = promises::progress(said);
        let is_done = found.is_some_and(|found| matches!(found.word, "已完成" | "100%"));
        let is_for_all = all.len() == 1 || is_done;
        if !said.is_empty() && (found.is_none() || !is_for_all) {
            let what = "没有导入，请填“未启动”“进行中”“已完成”或者百分数";
            self.doubts.cell(row.number, "进度", what, said);
            self.found.has_gaps = true;
            return;
        }
        if found.is_some_and(|found| !found.is_all) {
            self.doubts
                .cell(row.number, "进度", "只填了做到哪里，别的话没有导入", said);
            self.found.has_gaps = true;
        }
        let done = super::days::only_day(self.text(row, PledgeColumn::CompletedOn));
        if done.is_some() && !said.is_empty() && !is_done {
            let what = "没有导入：进度不是“已完成”";
            self.doubts.cell(row.number, "完成日期", what, said);
        }
        let done = done.or_else(|| found?.completed_on);
        for one in all.iter_mut().filter(|_| is_for_all) {
            one.progress = found.map(|found| found.word.to_owned());
            one.completed_on = done.filter(|_| said.is_empty() || is_done);
        }
    }
}
