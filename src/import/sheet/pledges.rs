//! A register of pledges → 承诺人: who promises what by when.

use std::sync::LazyLock;

use regex::Regex;

use super::body::TableBody;
use super::cells;
use super::days::{self, DayCertainty};
use super::doubts::Doubts;
use super::grid::{CellOrigin, GridCell, GridRow};
use super::header::{TableHeader, one_line};
use super::synonyms::{self, PledgeField};
use crate::attachment::VisibleValue;
use crate::import::official::{self, ImportedField, ImportedValue};
use crate::read::ledger::DAY_TO_FILL_IN;
use crate::words::Day;

/// Reads the register; `None` for another table.
pub(super) fn read(
    header: &TableHeader,
    body: &TableBody<'_>,
    doubts: &mut Doubts,
) -> Option<Vec<ImportedField>> {
    let columns = PledgeColumns::of(header)?;
    let mut register = PledgeRegister {
        columns,
        year: header.year,
        doubts,
        pledgers: Vec::new(),
    };
    for row in &body.data {
        register.row(row);
    }
    let pledgers = register.pledgers;
    if pledgers.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    match official::pledge_type(&header.title) {
        Some(kind) => fields.push(ImportedField::text("类型", kind)),
        None => doubts.say(official::NO_PLEDGE_TYPE),
    }
    match header.year.and_then(|year| u32::try_from(year).ok()) {
        Some(year) => fields.push(ImportedField::new("年度", ImportedValue::Number(year))),
        None => doubts.say("表里没有写年份，请补上“年度”"),
    }
    let left: Vec<String> = columns_left(header, &columns);
    if !left.is_empty() {
        doubts.say(format!("“{}”没有导入：公开承诺里没有这样的项目", left.join("”“")));
    }
    let pledgers = pledgers
        .into_iter()
        .map(|pledger| ImportedValue::Map(pledger.fields()));
    fields.push(ImportedField::new(
        "承诺人",
        ImportedValue::List(pledgers.collect()),
    ));
    Some(fields)
}

/// Where the columns of a register stand.
#[derive(Debug, Clone, Copy)]
struct PledgeColumns {
    places: [Option<usize>; 7],
}

impl PledgeColumns {
    /// `None` for a table that is no register of pledges.
    fn of(header: &TableHeader) -> Option<Self> {
        let mut places = [None; 7];
        for (slot, field) in places.iter_mut().zip(PledgeField::ALL) {
            let rows = synonyms::PLEDGES.iter().filter(|(known, _)| *known == field);
            let mut words = rows.flat_map(|(_, row)| synonyms::words(row));
            *slot = words.find_map(|word| header.columns.iter().position(|column| column.bare == word));
        }
        let columns = Self { places };
        let content = &header.columns[columns.place(PledgeField::Content)?];
        columns.place(PledgeField::Name)?;
        let is_pledge = |text: &str| text.contains("承诺") || text.contains("践诺");
        (is_pledge(&content.bare) || is_pledge(&header.title)).then_some(columns)
    }

    fn place(&self, field: PledgeField) -> Option<usize> {
        let index = PledgeField::ALL.iter().position(|known| *known == field)?;
        self.places[index]
    }
}

/// Names of columns with something in them that a pledge has no place for.
fn columns_left(header: &TableHeader, columns: &PledgeColumns) -> Vec<String> {
    let is_left = |(place, bare): (usize, &str)| {
        !bare.is_empty() && !synonyms::has(synonyms::SEQUENCE, bare) && !columns.places.contains(&Some(place))
    };
    let all = header.columns.iter().enumerate();
    let left = all.filter(|(place, column)| is_left((*place, &column.bare)));
    left.map(|(_, column)| column.name.clone()).collect()
}

/// One who promises.
#[derive(Debug)]
struct RegisteredPledger {
    name: String,
    duty: Option<String>,
    items: Vec<Vec<ImportedField>>,
}

impl RegisteredPledger {
    fn fields(self) -> Vec<ImportedField> {
        let mut fields = vec![ImportedField::text("姓名", self.name)];
        fields.extend(self.duty.map(|duty| ImportedField::text("职务", duty)));
        let items = self.items.into_iter().map(ImportedValue::Map);
        fields.push(ImportedField::new(
            "承诺事项",
            ImportedValue::List(items.collect()),
        ));
        fields
    }
}

struct PledgeRegister<'d> {
    columns: PledgeColumns,
    year: Option<i32>,
    doubts: &'d mut Doubts,
    pledgers: Vec<RegisteredPledger>,
}

impl PledgeRegister<'_> {
    fn cell<'g>(&self, row: &'g GridRow, field: PledgeField) -> Option<&'g GridCell> {
        let cell = row.cells.get(self.columns.place(field)?)?;
        (cell.value.is_some() && cell.from != CellOrigin::Left).then_some(cell)
    }

    fn text(&self, row: &GridRow, field: PledgeField) -> String {
        let value = self.cell(row, field).and_then(|cell| cell.value.as_ref());
        value.map_or(String::new(), cells::shown)
    }

    fn row(&mut self, row: &GridRow) {
        let name = cells::persons(&self.text(row, PledgeField::Name));
        let contents = items(&self.text(row, PledgeField::Content));
        if name.is_empty() && self.pledgers.is_empty() || contents.is_empty() {
            let what = if contents.is_empty() {
                "没有承诺事项，这一行没有导入"
            } else {
                "没有姓名，这一行没有导入"
            };
            self.doubts.cell(row.number, "承诺人", what, &name);
            return;
        }
        let measures = items(&self.text(row, PledgeField::Measure));
        let terms = self.terms(row, contents.len());
        let several = contents.len() > 1;
        let made: Vec<Vec<ImportedField>> = contents
            .iter()
            .enumerate()
            .map(|(index, content)| {
                let measure = match measures.as_slice() {
                    all if all.len() == contents.len() => all.get(index).cloned(),
                    [] => None,
                    all => Some(all.join("；")).filter(|_| index == 0),
                };
                let mut fields = vec![ImportedField::text("内容", content.clone())];
                fields.extend(measure.map(|measure| ImportedField::text("措施", measure)));
                fields.push(ImportedField::new(
                    "时限",
                    terms.get(index).cloned().unwrap_or_else(to_fill_in),
                ));
                fields.extend(self.progress(row, several));
                fields
            })
            .collect();
        let duty = Some(one_line(&self.text(row, PledgeField::Duty))).filter(|duty| !duty.is_empty());
        let known = self
            .pledgers
            .last_mut()
            .filter(|last| name.is_empty() || last.name == name);
        match known {
            Some(known) => known.items.extend(made),
            None => self.pledgers.push(RegisteredPledger {
                name,
                duty,
                items: made,
            }),
        }
    }

    /// 时限 of each thing promised: one for all, or one for each.
    fn terms(&mut self, row: &GridRow, count: usize) -> Vec<ImportedValue> {
        let column = "时限";
        let cell = self.cell(row, PledgeField::Term);
        let typed = match cell.and_then(|cell| cell.value.as_ref()) {
            Some(VisibleValue::Day(day)) => vec![day.clone()],
            Some(value) => items(&cells::shown(value)),
            None => Vec::new(),
        };
        let days: Vec<Option<(Day, DayCertainty)>> = typed
            .iter()
            .map(|text| days::typed(text, self.year, true))
            .collect();
        for (text, day) in typed.iter().zip(&days) {
            match day {
                None => self
                    .doubts
                    .cell(row.number, column, "看不出是哪一天，请补上", text),
                Some((_, DayCertainty::YearOfRegister)) => {
                    self.doubts
                        .cell(row.number, column, "没有写年份，按表里的年份导入", text)
                }
                Some((_, DayCertainty::EndOfMonth)) => {
                    self.doubts.cell(row.number, column, "只写到月，按月底导入", text)
                }
                Some((_, DayCertainty::Stated)) => {}
            }
        }
        let value = |day: &Option<(Day, DayCertainty)>| {
            day.map_or_else(to_fill_in, |(day, _)| ImportedValue::Day(day))
        };
        match days.as_slice() {
            [] => {
                self.doubts.cell(row.number, column, "空着，请补上", "");
                Vec::new()
            }
            [only] => vec![value(only); count],
            many if many.len() == count => many.iter().map(value).collect(),
            _ => {
                self.doubts
                    .cell(row.number, column, "和承诺事项对不上，请补上", "");
                Vec::new()
            }
        }
    }

    /// 进度 and 完成日期, where one thing is promised.
    fn progress(&mut self, row: &GridRow, several: bool) -> Vec<ImportedField> {
        let done = self
            .cell(row, PledgeField::CompletedOn)
            .and_then(|cell| cells::stated_day(cell.value.as_ref()?));
        let value = self
            .cell(row, PledgeField::Progress)
            .and_then(|cell| cell.value.as_ref());
        let Some(value) = value else {
            return done
                .map(|day| ImportedField::new("完成日期", ImportedValue::Day(day)))
                .into_iter()
                .collect();
        };
        let shown = cells::shown(value);
        let word = match shown.as_str() {
            "未启动" | "未开始" => Some("未启动".to_owned()),
            "进行中" | "正在进行" | "推进中" => Some("进行中".to_owned()),
            "已完成" | "完成" | "已兑现" => Some("已完成".to_owned()),
            _ => cells::percent(value, 0)
                .filter(|_| shown.ends_with(['%', '％']))
                .map(|found| format!("{}%", found.amount))
                .filter(|text| {
                    text.trim_end_matches('%')
                        .parse::<u8>()
                        .is_ok_and(|percent| percent <= 100)
                }),
        };
        if word.is_none() || several && word.as_deref() != Some("已完成") {
            self.doubts.cell(
                row.number,
                "进度",
                "没有导入，请填“未启动”“进行中”“已完成”或者百分数",
                &shown,
            );
            return Vec::new();
        }
        let is_done = word.as_deref() == Some("已完成") || word.as_deref() == Some("100%");
        let mut fields: Vec<_> = word
            .map(|word| ImportedField::text("进度", word))
            .into_iter()
            .collect();
        match done {
            Some(day) if is_done => fields.push(ImportedField::new("完成日期", ImportedValue::Day(day))),
            Some(_) => self
                .doubts
                .cell(row.number, "完成日期", "没有导入：进度不是“已完成”", &shown),
            None => {}
        }
        fields
    }
}

fn to_fill_in() -> ImportedValue {
    ImportedValue::Text(DAY_TO_FILL_IN.to_owned())
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:[（(]?[0-9]{1,2}[）)][、.．]?|[0-9]{1,2}[、.．]|[一二三四五六七八九十]{1,2}[、.．]|[①-⑳])\s*")
        .expect("a pattern that the tests compile")
});

/// What stands behind the number of a line.
fn numbered(line: &str) -> Option<&str> {
    let rest = &line[NUMBER.find(line)?.end()..];
    // 1.5 is no number of an item.
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// The things that a cell lists: numbered lines, or one.
fn items(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let is_listed = lines.len() > 1 && lines.first().is_some_and(|line| numbered(line).is_some());
    if !is_listed {
        let whole = one_line(text);
        return Some(whole)
            .filter(|whole| !whole.is_empty())
            .into_iter()
            .collect();
    }
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match (numbered(line), items.last_mut()) {
            (Some(rest), _) => items.push(rest.trim_end_matches(['；', '。', ';']).to_owned()),
            (None, Some(last)) => last.push_str(&one_line(line)),
            (None, None) => items.push(one_line(line)),
        }
    }
    items.retain(|item| !item.is_empty());
    items
}
