//! 台账 and 列 → the columns. A preset brings its own; 列 chooses among them, puts them in another order, or
//! adds others.
//!
//! The branches that rows name → their names, as `organization.yaml` has them.

use super::super::common::branch_or_say;
use super::super::faults::Faults;
use super::super::fields::{Field, Fields, TypedValue};
use super::super::keys;
use super::super::node::Value;
use super::super::organization::Organization;
use super::super::values::{self, TermTable};
use super::checks::sum_word;
use super::read::TypedRow;
use super::{Cell, Column, ColumnKind, ColumnRole, Preset};
use crate::words::{Code, Labelled};

const NO_COLUMNS: Code = Code::error("ledger-no-columns");
const TWICE: Code = Code::error("ledger-column-twice");
const LACKING: Code = Code::error("ledger-column-lacking");

pub(in crate::read) const KINDS: TermTable<ColumnKind> = TermTable {
    also: &[
        ("文字", ColumnKind::Text),
        ("数", ColumnKind::Number),
        ("姓名", ColumnKind::Person),
    ],
    ..TermTable::of(&ColumnKind::ALL)
};

pub(in crate::read) const PRESETS: TermTable<Preset> = TermTable {
    also: &[
        ("整改", Preset::Rectification),
        ("销号", Preset::Rectification),
        ("任务", Preset::Tasks),
        ("党建经费", Preset::Budget),
    ],
    ..TermTable::of(&Preset::ALL)
};

/// The columns of a ledger, by either name.
#[derive(Debug)]
pub(super) struct Columns {
    /// What the ledger is of.
    pub(super) preset: Option<Preset>,
    /// The columns.
    pub(super) all: Vec<Column>,
    /// For each column its alias, where it has one.
    aliases: Vec<Option<&'static str>>,
    /// For each column whether every row must have it.
    pub(super) required: Vec<bool>,
}

impl Columns {
    fn new(preset: Option<Preset>) -> Self {
        Self {
            preset,
            all: Vec::new(),
            aliases: Vec::new(),
            required: Vec::new(),
        }
    }

    /// The column of this name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        (0..self.all.len()).find(|index| self.all[*index].name == name || self.aliases[*index] == Some(name))
    }

    /// The column with this meaning.
    pub(super) fn with_role(&self, role: ColumnRole) -> Option<usize> {
        self.all.iter().position(|column| column.role == Some(role))
    }

    /// Every column by each of its names.
    pub(super) fn by_name(&self) -> impl Iterator<Item = (&str, usize)> + Clone {
        let names = self
            .all
            .iter()
            .enumerate()
            .map(|(index, column)| (column.name.as_str(), index));
        let aliases = self.aliases.iter().enumerate();
        names.chain(aliases.filter_map(|(index, alias)| alias.map(|alias| (alias, index))))
    }

    /// True for a column that its preset brought.
    pub(super) fn is_of_preset(&self, index: usize) -> bool {
        self.aliases[index].is_some()
    }

    /// A column of the ledger's own that was probably meant to be this one: 应交 for 应缴.
    fn nearly(&self, name: &str) -> Option<&str> {
        let own = (0..self.all.len()).filter(|index| !self.is_of_preset(*index));
        let mut own = own.map(|index| self.all[index].name.as_str());
        own.find(|typed| {
            let is_begun = typed.chars().next() == name.chars().next();
            is_begun && strsim::normalized_levenshtein(typed, name) >= 0.5
        })
    }

    /// All names, for hints.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.all.iter().map(|column| column.name.as_str()).collect();
        names.join("、")
    }

    fn add_preset(&mut self, index: usize) {
        let fields = self.preset.map_or(&[][..], Preset::fields);
        let Some(field) = fields.get(index) else { return };
        self.all.push(Column {
            name: field.name.to_owned(),
            kind: field.kind,
            role: field.role,
            summed: field.summed,
        });
        self.aliases.push(Some(field.alias));
        self.required.push(field.required);
    }

    fn add_own(&mut self, column: Column) {
        self.all.push(column);
        self.aliases.push(None);
        self.required.push(false);
    }
}

/// Reads 台账 and 列; `None` when there are no columns.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Columns> {
    let named = fields.has(keys::LEDGER);
    let preset = fields.word(keys::LEDGER, &PRESETS);
    let faults = fields.faults;
    let mut columns = Columns::new(preset);
    let Some(typed) = fields.take(keys::COLUMNS) else {
        match preset {
            Some(preset) => (0..preset.fields().len()).for_each(|index| columns.add_preset(index)),
            // A word that is no preset was complained about.
            None if named => return None,
            None => {
                let all = Preset::ALL.map(Preset::label).join("、");
                let hint = format!(
                    "写“台账: 整改销号”这样一行，可以填：{all}；都不合适时用“列”写明自己的列，例如“列: [{{名称: 项目}}, {{名称: 金额, 类型: 金额}}]”"
                );
                faults.say(NO_COLUMNS, fields.at, "没有写是什么台账", hint);
                return None;
            }
        }
        return Some(columns);
    };
    for item in values::items(&typed) {
        add(faults, &item, &mut columns);
    }
    for field in preset.map_or(&[][..], Preset::fields) {
        if field.required && columns.find(field.name).is_none() {
            let message = format!("“列”里缺少“{}”", field.name);
            let hint = match columns.nearly(field.name) {
                Some(own) => format!("是不是把“{}”写成了“{own}”？", field.name),
                None => "这一列是这种台账必须有的，请补上；不写“列”时自动有全部的列".to_owned(),
            };
            faults.say(LACKING, typed.at, message, hint);
        }
    }
    (!columns.all.is_empty()).then_some(columns)
}

/// One item of 列: a name, or a name with its type.
fn add(faults: &Faults<'_>, item: &Field<'_, '_>, columns: &mut Columns) {
    let (name, column) = if let Value::Map(_) = item.node.value {
        let Some(mut map) = Fields::of_field(faults, item, "{名称: 金额, 类型: 金额}") else {
            return;
        };
        let name = map.required(keys::CALLED, values::line, "名称: 金额");
        let kind = map.word(keys::KIND, &KINDS).unwrap_or(ColumnKind::Text);
        let summed = map.read(keys::SUMMED, values::boolean);
        map.finish();
        let Some(name) = name else { return };
        let column = Column {
            name: name.value,
            kind,
            role: None,
            summed: kind.is_numeric()
                && kind != ColumnKind::Percent
                && summed.unwrap_or(kind == ColumnKind::Money),
        };
        (column.name.clone(), Some(column))
    } else {
        let Some(name) = values::line(faults, item) else {
            return;
        };
        (name, None)
    };
    if columns.find(&name).is_some() {
        let message = format!("列“{}”写了两次", values::shown(&name));
        faults.say(
            TWICE,
            item.node.at,
            message,
            "每一列的名称各不相同，请删去一个或者改名",
        );
        return;
    }
    let fields = columns.preset.map_or(&[][..], Preset::fields);
    let of_preset = fields
        .iter()
        .position(|field| field.name == name || field.alias == name);
    match (of_preset, column) {
        (Some(index), None) => columns.add_preset(index),
        (Some(_), Some(_)) => {
            let message = format!("“{}”是这种台账自带的列", values::shown(&name));
            faults.say(
                TWICE,
                item.node.at,
                message,
                format!("只写名称：“{name}”，类型不用写"),
            );
        }
        (None, Some(column)) => columns.add_own(column),
        (None, None) => columns.add_own(Column {
            name,
            kind: ColumnKind::Text,
            role: None,
            summed: false,
        }),
    }
}

/// A warning: rows of earlier years name branches that are gone or are called otherwise now.
const BRANCH: Code = Code::warning("ledger-branch");

/// 支部, typed by id or name → the branch's name. The organization itself may have rows of its own; a site that
/// lists no branches calls them as it likes.
pub(super) fn name(
    faults: &Faults<'_>,
    columns: &Columns,
    rows: &mut [TypedRow],
    organization: Option<&Organization>,
) {
    let organization = organization.filter(|organization| !organization.branches.is_empty());
    let (Some(organization), Some(index)) = (organization, columns.with_role(ColumnRole::Branch)) else {
        return;
    };
    for cell in rows.iter_mut().filter_map(|row| row.cells[index].as_mut()) {
        let Cell::Text(typed) = &mut cell.value else {
            continue;
        };
        if organization.name.as_ref() == Some(typed) || sum_word(typed).is_some() {
            continue;
        }
        let spot = TypedValue {
            value: std::mem::take(typed),
            at: cell.at,
        };
        let known = branch_or_say(faults, &spot, organization, BRANCH);
        let branch = organization
            .branches
            .iter()
            .find(|branch| Some(&branch.id) == known.as_ref());
        *typed = branch.map_or(spot.value, |branch| branch.name.clone());
    }
}
