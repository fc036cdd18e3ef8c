//! A table of pledges: 序号, 姓名, 承诺事项, 完成时限 → a list of 承诺人 with what each promises.

use super::forms::cell_text;
use super::promises::{self, PromiseFound};
use super::working::WorkingText;
use super::{ImportedField, ImportedValue, persons};
use crate::import::text::{SourceBlock, SourceCell, SourceTable};

/// What a column of a register holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PledgeColumn {
    Number,
    Name,
    Duty,
    Promise,
    Measure,
    Deadline,
    Progress,
    /// Anything else; when somebody wrote there, the table stays.
    Beside,
}

/// Words for each; the first that a heading holds.
const COLUMNS: [(PledgeColumn, &str); 8] = [
    (PledgeColumn::Number, "序号 编号"),
    (PledgeColumn::Progress, "完成情况 进度 落实情况 践诺情况 兑现情况"),
    (PledgeColumn::Deadline, "时限 完成时间 兑现时间 践诺时间 完成日期"),
    (PledgeColumn::Measure, "措施"),
    (PledgeColumn::Promise, "承诺事项 承诺内容 公开承诺 践诺事项"),
    (PledgeColumn::Name, "姓名 承诺人 党员"),
    (PledgeColumn::Duty, "职务 岗位 任教"),
    (PledgeColumn::Promise, "事项"),
];

/// One who promises.
#[derive(Debug)]
struct PledgerFound {
    name: String,
    duty: Option<String>,
    promises: Vec<PromiseFound>,
    /// Beside names it is one, whatever its surname.
    is_of_rare_surname: bool,
}

/// Why a register stays in the text, by the numbers of its rows.
#[derive(Debug, Default)]
struct RegisterFaults {
    /// What stands for a name and is none.
    no_names: Vec<(usize, String)>,
    /// Nobody is named, above neither.
    nameless: Vec<usize>,
    /// 承诺事项 or 完成时限 is not clear.
    unclear: Vec<usize>,
}

impl RegisterFaults {
    fn is_empty(&self) -> bool {
        self.no_names.is_empty() && self.nameless.is_empty() && self.unclear.is_empty()
    }

    /// A clause for each cause.
    fn said(&self) -> Vec<String> {
        let listed = |rows: &mut dyn Iterator<Item = usize>| {
            let rows: Vec<String> = rows.map(|row| row.to_string()).collect();
            format!("第{}行", rows.join("、"))
        };
        let mut said = Vec::new();
        if !self.no_names.is_empty() {
            let rows = listed(&mut self.no_names.iter().map(|(row, _)| *row));
            let words = self.no_names.iter().map(|(_, word)| format!("“{word}”"));
            said.push(format!(
                "{rows}的姓名{}看不出是一个人的全名",
                words.collect::<String>()
            ));
        }
        if !self.nameless.is_empty() {
            said.push(format!(
                "{}没有写姓名",
                listed(&mut self.nameless.iter().copied())
            ));
        }
        if !self.unclear.is_empty() {
            said.push(format!(
                "{}的承诺事项或者完成时限不清楚",
                listed(&mut self.unclear.iter().copied())
            ));
        }
        said
    }
}

/// What a text's tables hold, read or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RegisterTaken {
    /// No pledges.
    Nothing,
    /// What one promises, who is named elsewhere.
    Promises,
    /// Who promises what.
    Pledgers,
}

/// Takes the register.
pub(super) fn take(work: &mut WorkingText, year: Option<i32>) -> RegisterTaken {
    let tables = work
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match &block.block {
            SourceBlock::Table(table) => Some((at, columns(table)?, table.clone())),
            SourceBlock::Paragraph(_) | SourceBlock::Rule => None,
        });
    let tables: Vec<_> = tables.collect();
    if tables.is_empty() {
        return RegisterTaken::Nothing;
    }
    let has_names = |columns: &Vec<PledgeColumn>| columns.contains(&PledgeColumn::Name);
    let taken = if tables.iter().any(|(_, columns, _)| has_names(columns)) {
        RegisterTaken::Pledgers
    } else {
        RegisterTaken::Promises
    };
    let mut all = Vec::new();
    for (_, columns, table) in &tables {
        match pledgers(table, columns, year) {
            Ok(mut found) => all.append(&mut found),
            Err(faults) => {
                work.say(format!(
                    "登记表{}，整个表留在正文里，请改好再填",
                    faults.said().join("；")
                ));
                return taken;
            }
        }
    }
    for pledger in all.iter().filter(|pledger| pledger.is_of_rare_surname) {
        work.say(format!("“{}”的姓少见，按姓名填了，请核对", pledger.name));
    }
    promises::say_words_for_days(work, all.iter().flat_map(|pledger| &pledger.promises));
    if taken == RegisterTaken::Pledgers {
        let values = all.iter().map(|pledger| ImportedValue::Map(fields(pledger)));
        work.fill("承诺人", ImportedValue::List(values.collect()));
    } else {
        let promises = all.iter().flat_map(|pledger| &pledger.promises);
        let values = promises.map(PromiseFound::fields).map(ImportedValue::Map);
        work.fill("承诺事项", ImportedValue::List(values.collect()));
    }
    for (at, columns, table) in &tables {
        let beside = |row: &Vec<SourceCell>| {
            let cells = row.iter().zip(columns);
            cells
                .into_iter()
                .any(|(cell, column)| *column == PledgeColumn::Beside && !cell_text(cell).is_empty())
        };
        if table.rows.iter().skip(1).any(beside) {
            work.say("登记表里还有别的列，整个表也留在正文里，请核对后删去");
        } else {
            work.blocks[*at].is_taken = true;
        }
    }
    taken
}

/// What each column of a register holds; `None` for another table.
fn columns(table: &SourceTable) -> Option<Vec<PledgeColumn>> {
    let heading = table.rows.first()?;
    if table.rows.iter().flatten().any(|cell| cell.columns > 1) {
        return None;
    }
    let mut columns: Vec<_> = heading
        .iter()
        .map(|cell| {
            let word: String = cell_text(cell).chars().filter(|c| !c.is_whitespace()).collect();
            let row = COLUMNS
                .iter()
                .find(|row| row.1.split(' ').any(|known| word.contains(known)));
            row.map_or(PledgeColumn::Beside, |row| row.0)
        })
        .collect();
    // A column of other words than those of 进度 stays.
    if let Some(place) = columns.iter().position(|known| *known == PledgeColumn::Progress) {
        let below = table.rows[1..]
            .iter()
            .filter_map(|row| row.get(place))
            .map(cell_text);
        let mut said = below.filter(|said| !said.is_empty());
        if !said.all(|said| promises::progress(&said).is_some()) {
            columns[place] = PledgeColumn::Beside;
        }
    }
    // 承诺事项 | 具体内容, and below the first 1, 2, 3.
    if let Some(place) = columns.iter().position(|known| *known == PledgeColumn::Promise) {
        let mut below = table.rows[1..].iter().filter_map(|row| row.get(place));
        let is_number = |cell: &SourceCell| !cell_text(cell).chars().any(crate::words::is_han);
        if below.all(is_number) {
            let names_it = |(at, cell): (usize, &SourceCell)| {
                columns[at] == PledgeColumn::Beside && cell_text(cell).contains("内容")
            };
            let content = heading.iter().enumerate().position(names_it)?;
            columns[place] = PledgeColumn::Number;
            columns[content] = PledgeColumn::Promise;
        }
    }
    let once = |column| columns.iter().filter(|known| **known == column).count() == 1;
    let is_whose =
        once(PledgeColumn::Name) || !columns.contains(&PledgeColumn::Name) && once(PledgeColumn::Deadline);
    (is_whose && once(PledgeColumn::Promise) && table.rows.len() > 1).then_some(columns)
}

/// The cells of each row by column; `None` where a cell from above goes on.
fn grid(table: &SourceTable, width: usize) -> Vec<Vec<Option<String>>> {
    let mut open = vec![0_usize; width];
    let rows = table.rows.iter().map(|row| {
        let mut cells = row.iter();
        let places = open.iter_mut().map(|open| {
            if *open > 0 {
                *open -= 1;
                return None;
            }
            let cell = cells.next()?;
            *open = cell.rows.saturating_sub(1);
            Some(cell_text(cell))
        });
        places.collect()
    });
    rows.collect()
}

/// Those who promise; else what is not clear.
fn pledgers(
    table: &SourceTable,
    columns: &[PledgeColumn],
    year: Option<i32>,
) -> Result<Vec<PledgerFound>, RegisterFaults> {
    let mut found: Vec<PledgerFound> = Vec::new();
    let mut faults = RegisterFaults::default();
    let mut deadline = String::new();
    let rows = grid(table, columns.len());
    let cell = |row: &[Option<String>], column| {
        let place = columns.iter().position(|known| *known == column)?;
        row[place].clone()
    };
    let full_name = |name: &str| persons::person(name).filter(|person| person.is_all);
    let mut names = rows
        .iter()
        .skip(1)
        .filter_map(|row| cell(row, PledgeColumn::Name));
    let has_names = names.any(|name| full_name(&name).is_some());
    for (number, row) in (1_usize..).zip(rows.iter().skip(1)) {
        let at = |column| cell(row, column);
        let text = |column| at(column).unwrap_or_default();
        if row.iter().flatten().all(String::is_empty) {
            continue;
        }
        if let Some(own) = at(PledgeColumn::Deadline) {
            deadline = own;
        }
        let name = text(PledgeColumn::Name);
        let (content, measure) = (text(PledgeColumn::Promise), text(PledgeColumn::Measure));
        let Some(mut promises) = promises::of_cells(&content, &measure, &deadline, year) else {
            faults.unclear.push(number);
            continue;
        };
        if let [one] = &mut promises[..] {
            one.progress = promises::progress(&text(PledgeColumn::Progress)).map(str::to_owned);
        }
        let is_nameless = !columns.contains(&PledgeColumn::Name);
        if is_nameless && found.is_empty() {
            found.push(PledgerFound {
                name,
                duty: None,
                promises,
                is_of_rare_surname: false,
            });
            continue;
        }
        if name.is_empty() {
            match found.last_mut() {
                Some(last) => last.promises.extend(promises),
                None => faults.nameless.push(number),
            }
            continue;
        }
        let rare = persons::of_rare_surname(&name).filter(|_| has_names);
        let is_of_rare_surname = rare.is_some();
        let Some(person) = full_name(&name).or(rare) else {
            faults.no_names.push((number, name.replace('\n', "")));
            continue;
        };
        let duty = Some(text(PledgeColumn::Duty)).filter(|duty| !duty.is_empty());
        match found.last_mut().filter(|last| last.name == person.name) {
            Some(last) => last.promises.extend(promises),
            None => found.push(PledgerFound {
                name: person.name,
                duty: duty.map(|duty| duty.replace('\n', "、")),
                promises,
                is_of_rare_surname,
            }),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn fields(pledger: &PledgerFound) -> Vec<ImportedField> {
    let mut fields = vec![ImportedField::text("姓名", pledger.name.clone())];
    fields.extend(
        pledger
            .duty
            .iter()
            .map(|duty| ImportedField::text("职务", duty.clone())),
    );
    let items = pledger
        .promises
        .iter()
        .map(PromiseFound::fields)
        .map(ImportedValue::Map);
    fields.push(ImportedField::new(
        "承诺事项",
        ImportedValue::List(items.collect()),
    ));
    fields
}
