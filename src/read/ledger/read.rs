//! The fields of a ledger → [`Ledger`].

use std::collections::HashMap;

use super::columns::{self, Columns};
use super::{Cell, ColumnRole, Computed, Ledger, Measure, Preset, Row};
use super::{beside, cells, checks};
use crate::markdown::{Image, Link};
use crate::read::common::{SCOPES, Surroundings};
use crate::read::faults::Faults;
use crate::read::fields::{DUPLICATE, Field, Fields, TypedValue};
use crate::read::keys;
use crate::read::node::{LineSpan, Node, Value};
use crate::read::suggest;
use crate::read::values;
use crate::words::{Amount, Calendar, Code, Day, Labelled, Scope, TextEdit};

const ROW: Code = Code::error("ledger-row");
pub(super) const CELLS: Code = Code::error("ledger-cells");
const COLUMN: Code = Code::error("ledger-column");
const COMPUTED: Code = Code::error("ledger-computed");
const BLANK: Code = Code::error("ledger-blank");
const DETAIL: Code = Code::error("ledger-detail-scope");
const YEAR: Code = Code::warning("ledger-year");
const CHART: Code = Code::error("ledger-chart");

/// What the rows of a ledger name beside their words.
#[derive(Debug, Default)]
pub(in crate::read) struct NamedInRows {
    /// The files that they link to.
    pub(in crate::read) links: Vec<Link>,
    /// Their pictures.
    pub(in crate::read) images: Vec<Image>,
}

/// A ledger, and what its rows name.
#[derive(Debug)]
pub(in crate::read) struct ReadLedger {
    /// The ledger.
    pub(in crate::read) ledger: Ledger,
    /// The files that its rows name.
    pub(in crate::read) aside: NamedInRows,
}

/// A row while it is read: each cell with its place.
#[derive(Debug)]
pub(super) struct TypedRow {
    /// Where the row begins.
    pub(super) at: LineSpan,
    /// The cells.
    pub(super) cells: Vec<Option<TypedValue<Cell>>>,
    /// How many cells were typed, in the columns' order; `None` for a row by the columns' names.
    pub(super) typed: Option<usize>,
    /// Everything that was typed could be read; else what is missing may be what could not.
    pub(super) whole: bool,
}

/// Reads the keys of a ledger; `scope` and `dated` are those of the entry. `None` when there are no columns.
pub(in crate::read) fn read(
    fields: &mut Fields<'_, '_, '_>,
    (scope, dated): (Scope, Day),
    around: Surroundings<'_>,
) -> Option<ReadLedger> {
    let faults = fields.faults;
    let columns = columns::read(fields);
    let typed = fields.take(keys::ROWS);
    let totals = fields.take(keys::TOTALS);
    let charts = fields.take(keys::CHARTS);
    let detail = fields.spot(keys::DETAIL_SCOPE, |faults, field| SCOPES.read(faults, field));
    let columns = columns?;
    let mut aside = NamedInRows::default();
    let (mut rows, whole) = match typed {
        Some(field) => rows(faults, &field, &columns, &mut aside),
        None => (Vec::new(), true),
    };
    checks::rows(faults, &columns, &rows);
    beside::check(faults, &columns, &rows, (dated, around.day));
    columns::name(faults, &columns, &mut rows, around.organization);
    if let Some(organization) = around.organization {
        beside::check_members(faults, &columns, &rows, (organization, dated, around.day));
    }
    let totals = totals.filter(|_| whole);
    let stated = totals.map_or(Vec::new(), |field| {
        checks::totals(faults, &field, &columns, &rows)
    });
    let detail = detail_scope(faults, detail, scope, (&columns, &rows));
    let charts = charts.map_or(Vec::new(), |field| measures(faults, &field, &columns));
    let reply_by = match columns.preset {
        Some(Preset::Opinions) => reply_by(faults, &columns, &rows, around),
        _ => Vec::new(),
    };
    let plain = |row: TypedRow| Row {
        cells: row
            .cells
            .into_iter()
            .map(|cell| cell.map(|cell| cell.value))
            .collect(),
    };
    let ledger = Ledger {
        preset: columns.preset,
        rows: rows.into_iter().map(plain).collect(),
        detail,
        stated,
        charts,
        reply_by,
        columns: columns.all,
    };
    Some(ReadLedger { ledger, aside })
}

/// 行: maps by the columns' names, or lists in the columns' order; and whether all that was typed could be read,
/// so that sums mean something.
fn rows(
    faults: &Faults<'_>,
    field: &Field<'_, '_>,
    columns: &Columns,
    aside: &mut NamedInRows,
) -> (Vec<TypedRow>, bool) {
    let names: HashMap<&str, usize> = columns.by_name().collect();
    let reader = RowReader {
        faults,
        columns,
        names,
    };
    let items = values::items(field);
    let read: Vec<Option<TypedRow>> = items.iter().map(|item| reader.row(item, aside)).collect();
    let whole = read.iter().all(|row| row.as_ref().is_some_and(|row| row.whole));
    (read.into_iter().flatten().collect(), whole)
}

/// What all rows are read by.
struct RowReader<'a, 's> {
    faults: &'a Faults<'s>,
    columns: &'a Columns,
    names: HashMap<&'a str, usize>,
}

impl RowReader<'_, '_> {
    fn row(&self, item: &Field<'_, '_>, aside: &mut NamedInRows) -> Option<TypedRow> {
        let mut row = TypedRow {
            at: item.at,
            cells: (0..self.columns.all.len()).map(|_| None).collect(),
            typed: None,
            whole: true,
        };
        match &item.node.value {
            Value::Map(pairs) => self.of_map(pairs, &mut row, aside),
            Value::List(cells) => self.of_list(cells, &mut row, aside),
            _ => {
                let bracketed = item.node.text().and_then(|text| self.bracketed(text));
                let hint = match &bracketed {
                    Some(row) => format!("写成“- {row}”"),
                    None => "每行写成“{列名: 内容, 列名: 内容}”，或者按列的次序写成“[内容, 内容]”".to_owned(),
                };
                self.faults.say(ROW, item.node.at, "这里应当是台账的一行", hint);
                return None;
            }
        }
        if row.whole {
            self.check_blanks(&mut row);
        }
        Some(row)
    }

    /// `第二季度,42,10222.00` as a row in brackets, when there are as many cells as columns.
    fn bracketed(&self, text: &str) -> Option<String> {
        let signs: [&[char]; 5] = [&['\t'], &['，'], &['；', ';'], &[','], &[' ']];
        let parts = |signs: &&[char]| text.split(*signs).map(str::trim).collect::<Vec<_>>();
        let cells = signs
            .iter()
            .map(parts)
            .find(|cells| cells.len() == self.columns.all.len())?;
        let is_bare = |cell: &str| !cell.contains([',', '[', ']', '{', '}', ':', '#', '"', '\'']);
        let cell = |cell: &&str| {
            if cell.is_empty() {
                "—".to_owned()
            } else {
                (*cell).to_owned()
            }
        };
        let is_row = cells.len() > 1 && cells.iter().all(|cell| is_bare(cell));
        is_row.then(|| format!("[{}]", cells.iter().map(cell).collect::<Vec<_>>().join(", ")))
    }

    fn of_map(&self, pairs: &[(Node<'_>, Node<'_>)], row: &mut TypedRow, aside: &mut NamedInRows) {
        let mut seen: Vec<Option<u32>> = vec![None; self.columns.all.len()];
        for (at, (name, node)) in pairs.iter().enumerate() {
            let typed = name.text().unwrap_or_default().trim();
            let Some(index) = self.names.get(typed).copied() else {
                let unmarked = self
                    .without_colon(typed)
                    .filter(|_| matches!(node.value, Value::Null));
                match (unmarked, self.behind_comma(&pairs[..=at])) {
                    (Some((column, value)), _) => {
                        let message = format!("“{column}”后面少了冒号");
                        let hint = format!("写成“{column}: {value}”");
                        self.faults.say(COLUMN, name.at, message, hint);
                    }
                    (None, Some((column, text))) => {
                        let message = format!(
                            "“{column}”的内容里有英文逗号，“{}”成了另一列",
                            values::shown(typed)
                        );
                        let hint = format!("用英文引号括起来，写成“{column}: \"{text}\"”；或者换成中文逗号");
                        self.faults.say(COLUMN, name.at, message, hint);
                    }
                    (None, None) => self.say_unknown(typed, name.at),
                }
                row.whole = false;
                continue;
            };
            if let Some(line) = seen[index].replace(name.at.line) {
                let column = &self.columns.all[index].name;
                let message = format!("这一行的“{column}”写了两次，第一次在第 {line} 行");
                self.faults.say(DUPLICATE, name.at, message, "只保留其中一个");
                continue;
            }
            self.put(index, node, row, aside);
        }
    }

    /// `预算 6000.00` in braces: the name of a column and a value, without the colon between them.
    fn without_colon<'t>(&self, typed: &'t str) -> Option<(&'t str, &'t str)> {
        let (name, value) = typed.split_once(' ')?;
        let value = value.trim();
        (self.names.contains_key(name) && !value.is_empty()).then_some((name, value))
    }

    /// `问题: 没有撤下, 没有登记` in braces: behind the comma stands a name without a value. The column, and all of its text.
    fn behind_comma<'n>(&self, pairs: &'n [(Node<'_>, Node<'_>)]) -> Option<(&'n str, String)> {
        let (last, _) = pairs.last()?;
        let is_bare = |(name, node): &&(Node<'_>, Node<'_>)| {
            let behind = LineSpan {
                column: name.at.column.saturating_add(name.at.width),
                width: 1,
                ..name.at
            };
            let colon = TextEdit::at(&self.faults.place(behind), "").is_some_and(|edit| edit.old == ":");
            matches!(node.value, Value::Null) && name.at.line == last.at.line && !colon
        };
        let parts = pairs.iter().rev().take_while(is_bare).count();
        let (column, value) = pairs.get(pairs.len().checked_sub(parts + 1)?)?;
        let begin = value
            .text()
            .filter(|_| parts > 0 && value.at.line == last.at.line)?;
        let parts = pairs[pairs.len() - parts..].iter();
        let mut all = vec![begin];
        all.extend(parts.filter_map(|(name, _)| name.text()));
        let is_quotable = !all.iter().any(|part| part.contains(['"', '\\']));
        Some((column.text()?, all.join(", "))).filter(|_| is_quotable)
    }

    fn of_list(&self, cells: &[Node<'_>], row: &mut TypedRow, aside: &mut NamedInRows) {
        let columns = self.columns.all.len();
        if let Some(extra) = cells.get(columns) {
            let message = format!("这一行有 {} 格，台账只有 {columns} 列", cells.len());
            let hint = format!(
                "列依次是：{}；内容里有英文逗号的（例如 15,876.00），用英文引号括起来或者去掉逗号",
                self.columns.names()
            );
            self.faults.say(CELLS, extra.at, message, hint);
            row.whole = false;
            return;
        }
        let few = if cells.len() < columns {
            self.glued(cells, '，')
        } else {
            None
        };
        if let Some(glued) = few {
            let message = "格与格之间用了中文逗号“，”";
            let hint = format!("换成英文逗号，列依次是：{}", self.columns.names());
            self.faults.say(CELLS, glued.at, message, hint);
            row.whole = false;
            return;
        }
        if let Some(glued) = self.glued(cells, '；') {
            let message = "格与格之间用了中文的“；”";
            let hint = format!("换成英文逗号，列依次是：{}", self.columns.names());
            self.faults.say(CELLS, glued.at, message, hint);
            row.whole = false;
            return;
        }
        row.typed = Some(cells.len());
        for (index, node) in cells.iter().enumerate() {
            self.put(index, node, row, aside);
        }
    }

    /// `第二季度；56；10222.00`: several cells in one, with numbers where the columns have numbers.
    fn glued<'n, 't>(&self, cells: &'n [Node<'t>], mark: char) -> Option<&'n Node<'t>> {
        let is_glued = |(index, node): &(usize, &'n Node<'t>)| {
            let parts = node.text().unwrap_or_default().split(mark).zip(*index..).skip(1);
            let mut parts = parts.filter_map(|(part, column)| Some((part, self.columns.all.get(column)?)));
            parts.any(|(part, column)| column.kind.is_numeric() && Amount::parse(part.trim()).is_ok())
        };
        let mut cells = cells.iter().enumerate();
        cells.find(is_glued).map(|(_, node)| node)
    }

    fn put(&self, index: usize, node: &Node<'_>, row: &mut TypedRow, aside: &mut NamedInRows) {
        let column = &self.columns.all[index];
        let field = Field {
            name: &column.name,
            at: node.at,
            node,
        };
        if cells::is_blank(&field, column.kind) {
            return;
        }
        let word = (column.role == Some(ColumnRole::Deadline)
            && self.columns.preset == Some(Preset::Rectification))
        .then(|| cells::without_day(&field))
        .flatten();
        match word.or_else(|| cells::read(self.faults, &field, column.kind, aside)) {
            Some(value) => row.cells[index] = Some(TypedValue { value, at: node.at }),
            None => row.whole = false,
        }
    }

    fn say_unknown(&self, typed: &str, at: LineSpan) {
        if self.faults.is_full() {
            return self.faults.say(COLUMN, at, "台账里没有这一列", "");
        }
        let computed = self.columns.preset.map_or(&[][..], Preset::computed);
        if let Some(computed) = computed.iter().find(|computed| computed.label() == typed) {
            let message = format!("“{}”不用填", computed.label());
            self.faults.say(COMPUTED, at, message, computed.advice());
            return;
        }
        // In the columns' order, so that of two that are equally near always the same one is named.
        let near = suggest::meant(typed, self.columns.by_name().map(|(name, _)| name));
        let near = near
            .and_then(|near| self.names.get(near))
            .map(|index| &self.columns.all[*index].name);
        let hint = match near {
            Some(near) => format!("是不是想写“{near}”？可以写：{}", self.columns.names()),
            None => format!("可以写：{}；另有的列先写在“列”里", self.columns.names()),
        };
        let message = format!("台账里没有“{}”这一列", values::shown(typed));
        self.faults.say(COLUMN, at, message, hint);
    }

    /// A row that ends before a column that is asked for rather lacks a cell before it: what it says is in no sum.
    fn check_blanks(&self, row: &mut TypedRow) {
        for (index, column) in self.columns.all.iter().enumerate() {
            if self.columns.required[index] && row.cells[index].is_none() && !self.faults.is_full() {
                let message = format!("这一行没有写“{}”", column.name);
                let hint = match row.typed.filter(|typed| *typed <= index) {
                    Some(typed) => {
                        row.whole = false;
                        let columns = self.columns.names();
                        format!("这一行只有 {typed} 格，是不是前面少写了一格？列依次是：{columns}")
                    }
                    None => "这一列每行都要写".to_owned(),
                };
                self.faults.say(BLANK, row.at, message, hint);
            }
        }
    }
}

/// Who may see the rows: as stated, else by what they are. Amounts and scores of single persons are never for
/// everybody (a due tells the salary it is worked out from).
fn detail_scope(
    faults: &Faults<'_>,
    typed: Option<TypedValue<Scope>>,
    scope: Scope,
    (columns, rows): (&Columns, &[TypedRow]),
) -> Scope {
    let person = columns.with_role(ColumnRole::Who);
    let personal = person.is_some_and(|index| rows.iter().any(|row| row.cells[index].is_some()));
    let (widest, default) = match columns.preset {
        Some(Preset::Dues | Preset::Development) if personal => (Scope::Unit, Scope::Party),
        Some(Preset::Points) if personal => (Scope::Unit, Scope::Unit),
        _ => (Scope::Public, Scope::Public),
    };
    let Some(typed) = typed else {
        return default.max(scope);
    };
    if typed.value < widest {
        let message = format!("逐人的明细不能{}", typed.value.label());
        let hint =
            "写“明细范围: 校内公开”或“明细范围: 党内公开”，范围更大的网页上只有合计；或者删去姓名，按支部写";
        faults.say(DETAIL, typed.at, message, hint);
    } else if typed.value < scope {
        let message = format!(
            "明细范围是{}，比公开范围{}还大",
            typed.value.label(),
            scope.label()
        );
        let hint = "明细范围不能比“公开范围”大；两者相同时可以不写";
        faults.say(DETAIL, typed.at, message, hint);
    }
    typed.value.max(widest).max(scope)
}

/// 答复期限 of each row, in working days from the day after the opinion came.
fn reply_by(
    faults: &Faults<'_>,
    columns: &Columns,
    rows: &[TypedRow],
    around: Surroundings<'_>,
) -> Vec<Option<Day>> {
    // Without a calendar, which has errors, nothing is published anyway.
    let (Some(calendar), Some(begun)) = (around.calendar, columns.with_role(ColumnRole::Begun)) else {
        return Vec::new();
    };
    let workdays = around.config.ledgers.reply_workdays;
    let mut said = false;
    let last = |row: &TypedRow| {
        let spot = row.cells[begun].as_ref()?;
        let first = spot.value.date()?.after(1);
        let last = calendar.last_of(first, workdays)?;
        let answered = columns
            .with_role(ColumnRole::Completed)
            .is_some_and(|index| row.cells[index].is_some());
        let unknown = (first.year()..=last.year()).find(|year| !calendar.knows(*year));
        if let Some(year) = unknown.filter(|_| !answered && !said) {
            let guess = Calendar::GUESS;
            let message = format!("程序里没有{year}年的放假安排，答复期限{guess}，到 {last} 为止");
            let hint = "国务院办公厅的通知公布后，把这一年的放假和调休填进 content/calendar.yaml";
            faults.say(YEAR, spot.at, message, hint);
            said = true;
        }
        Some(last)
    };
    rows.iter().map(last).collect()
}

/// 图: names of numeric columns.
fn measures(faults: &Faults<'_>, field: &Field<'_, '_>, columns: &Columns) -> Vec<Measure> {
    let computed = columns.preset.map_or(&[][..], Preset::computed);
    let computed = || computed.iter().filter(|computed| computed.kind().is_numeric());
    let mut measures = Vec::new();
    for name in values::lines(faults, field) {
        let column = columns
            .find(&name.value)
            .filter(|index| columns.all[*index].kind.is_numeric())
            .map(Measure::Column);
        let worked_out = computed()
            .find(|computed| computed.label() == name.value)
            .map(|computed| Measure::Computed(*computed));
        match column.or(worked_out) {
            Some(measure) if measures.contains(&measure) => {}
            Some(measure) => measures.push(measure),
            None => {
                let numeric = columns.all.iter().filter(|column| column.kind.is_numeric());
                let numeric = numeric.map(|column| column.name.as_str());
                let all: Vec<&str> = numeric.chain(computed().map(|c: &Computed| c.label())).collect();
                let message = format!("“{}”不能画成图", values::shown(&name.value));
                let hint = match all.is_empty() {
                    true => "这个台账没有数字、金额、百分比的列，请删去“图”".to_owned(),
                    false => format!("图要用数字、金额、百分比的列，可以写：{}", all.join("、")),
                };
                faults.say(CHART, name.at, message, hint);
            }
        }
    }
    measures
}

#[cfg(test)]
mod tests;
