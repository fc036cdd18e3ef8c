//! Columns of a ledger beside that of the names, which say of persons what need not be published: each is told once, at its
//! heading, and not for every cell. And the rows and other maps that name somebody as a table has them, in which a rule sees
//! whose a cell is.

use super::{EntryPart, Finding, Flat};
use crate::check::{self, Rule, Syntax, Wordings};
use crate::read::keys::{self, FieldName};
use crate::read::node::{LineSpan, Node, Value};
use crate::words::SourceText;

/// A column that is told.
pub(super) struct ToldColumn {
    pub(super) finding: Finding,
    /// Its cells that hold something, by rising place.
    cells: Vec<LineSpan>,
}

impl ToldColumn {
    /// True when it tells what a rule finds in the value that begins here.
    pub(super) fn tells(&self, rule: &Rule, at: Option<LineSpan>) -> bool {
        self.finding.rule == rule && at.is_some_and(|at| self.cells.binary_search(&at).is_ok())
    }
}

/// A column as it is typed.
struct TypedColumn<'t> {
    name: &'t str,
    kind: Option<&'t str>,
    at: LineSpan,
}

/// The columns of 列 that a rule asks about, where 行 has something in them and names persons.
pub(super) fn find(source: &SourceText, root: &Node<'_>) -> Vec<ToldColumn> {
    let Some(columns) = list(root, &keys::COLUMNS) else {
        return Vec::new();
    };
    let Some(rows) = list(root, &keys::ROWS) else {
        return Vec::new();
    };
    let headings: Vec<Option<TypedColumn<'_>>> = columns.iter().map(heading).collect();
    if !headings.iter().flatten().any(is_of_names) {
        return Vec::new();
    }
    let mut names = headings.iter().flatten().map(|heading| heading.name);
    let names = names.find(|name| DECIDING.contains(name)).unwrap_or("姓名");
    let told = (0..).zip(&headings).filter_map(|(index, heading)| {
        let heading = heading.as_ref()?;
        let cells: Vec<&Node<'_>> = rows
            .iter()
            .filter_map(|row| cell(row, index, heading.name))
            .collect();
        let asked = asked((names, heading.name), &cells)?;
        let place = source.place_at(heading.at.line, heading.at.column, heading.at.width);
        Some(ToldColumn {
            finding: Finding::new(asked, place, EntryPart::Rows),
            cells: cells.iter().map(|cell| cell.at).collect(),
        })
    });
    told.collect()
}

/// Headings of names by which a rule asks about the columns behind them.
const DECIDING: [&str; 5] = ["谈话对象", "谈心谈话对象", "被谈话人", "家长姓名", "监护人姓名"];

/// What the rules say of a column as the heading of a table, or of the first of its days that is a whole one.
fn asked((names, name): (&str, &str), cells: &[&Node<'_>]) -> Option<check::Match> {
    let before = format!("| {names} |");
    if cells.is_empty() || name.contains(['|', '\n']) {
        return None;
    }
    let first = |text: &str, heading: usize| {
        let found = check::find(text, Syntax::Plain, &Wordings::default());
        found
            .into_iter()
            .find(|one| (before.len()..heading).contains(&one.range.start) && !one.rule.once)
    };
    // What stands below may make the heading one that nobody minds.
    let heading = format!("{before} {name} |");
    let rows = cells.iter().filter_map(|cell| cell.text());
    let rows = rows.map(|cell| format!("\n| — | {} |", cell.replace(['|', '\n'], " ")));
    let told = first(&format!("{heading}{}", rows.collect::<String>()), heading.len());
    let values = cells
        .iter()
        .filter(|_| name.contains("出生"))
        .filter_map(|cell| cell.text());
    told.or_else(|| {
        let mut days = values.filter_map(|value| {
            let day = format!("{before}{name}：{value}");
            first(&day, day.len())
        });
        days.next()
    })
}

impl Flat {
    /// The rows that name somebody, as a table has them: the name first. Other maps that do are rows too: {姓名, 职务, 分工}.
    pub(super) fn of_rows(root: &Node<'_>) -> Self {
        let mut flat = Self::default();
        let columns = list(root, &keys::COLUMNS).unwrap_or_default();
        let is_of_names = |column: &Node<'_>| heading(column).is_some_and(|heading| says_names(heading.name));
        let names = columns.iter().position(is_of_names);
        for row in list(root, &keys::ROWS).unwrap_or_default() {
            let (cells, name): (Vec<&Node<'_>>, _) = match &row.value {
                Value::List(cells) => (cells.iter().collect(), names),
                Value::Map(pairs) => {
                    let is_name = |(key, _): &(Node<'_>, Node<'_>)| key.text().is_some_and(says_names);
                    (
                        pairs.iter().map(|(_, cell)| cell).collect(),
                        pairs.iter().position(is_name),
                    )
                }
                _ => continue,
            };
            flat.add_row((cells, name), EntryPart::Rows);
        }
        if let Value::Map(pairs) = &root.value {
            let others = pairs.iter().filter_map(|(key, value)| {
                let part = EntryPart::of_field(key.text()?)?;
                (part != EntryPart::Rows).then_some((value, part))
            });
            others.for_each(|(value, part)| flat.add_maps(value, part));
        }
        flat
    }

    /// Adds the cells of a row, the one first that may be a name; none where none is.
    fn add_row(&mut self, (mut cells, name): (Vec<&Node<'_>>, Option<usize>), part: EntryPart) {
        let name = name.filter(|name| cells.get(*name).is_some_and(|cell| may_be_a_name(cell)));
        let Some(name) = name.map(|name| cells.remove(name)) else {
            return;
        };
        self.text.push_str("| ");
        for cell in [name].into_iter().chain(cells) {
            self.add(cell, part);
            self.text.push_str(" | ");
        }
        self.text.push('\n');
    }

    /// Adds the maps within a value that name somebody, each with the texts beside the name.
    fn add_maps(&mut self, node: &Node<'_>, part: EntryPart) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| self.add_maps(item, part)),
            Value::Map(pairs) => {
                let texts = pairs.iter().filter(|(_, value)| value.text().is_some());
                let texts: Vec<_> = texts.collect();
                let name = texts
                    .iter()
                    .position(|(key, _)| key.text().is_some_and(says_names));
                self.add_row((texts.iter().map(|(_, value)| value).collect(), name), part);
                pairs.iter().for_each(|(_, value)| self.add_maps(value, part));
            }
            _ => {}
        }
    }
}

fn may_be_a_name(cell: &Node<'_>) -> bool {
    cell.text().is_some_and(|text| check::may_be_a_name(text.trim()))
}

fn list<'a, 't>(root: &'a Node<'t>, wanted: &FieldName) -> Option<&'a [Node<'t>]> {
    match &under(root, |key| wanted.is_named(key))?.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

/// What stands in a map under a key.
fn under<'a, 't>(map: &'a Node<'t>, is_it: impl Fn(&str) -> bool) -> Option<&'a Node<'t>> {
    let Value::Map(pairs) = &map.value else {
        return None;
    };
    let mut pairs = pairs.iter();
    let (_, value) = pairs.find(|(key, _)| key.text().is_some_and(|key| is_it(key.trim())))?;
    Some(value)
}

fn heading<'a>(item: &'a Node<'_>) -> Option<TypedColumn<'a>> {
    let named = match &item.value {
        Value::Map(_) => under(item, |key| keys::CALLED.is_named(key))?,
        _ => item,
    };
    Some(TypedColumn {
        name: named.text()?.trim(),
        kind: under(item, |key| keys::KIND.is_named(key)).and_then(Node::text),
        at: named.at,
    })
}

fn is_of_names(heading: &TypedColumn<'_>) -> bool {
    says_names(heading.name) || matches!(heading.kind, Some("人员" | "姓名" | "person"))
}

fn says_names(heading: &str) -> bool {
    check::names_persons(heading) || heading.contains("姓名")
}

/// What a row has in a column, unless that is nothing.
fn cell<'a, 't>(row: &'a Node<'t>, index: usize, name: &str) -> Option<&'a Node<'t>> {
    let cell = match &row.value {
        Value::Map(_) => under(row, |key| key == name)?,
        Value::List(cells) => cells.get(index)?,
        _ => return None,
    };
    let text = cell.text()?.trim();
    (!matches!(text, "" | "无" | "/" | "—" | "——" | "-")).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::yaml;
    use crate::words::rows_give;

    #[test]
    fn rows_that_name_somebody_are_said_as_a_table_has_them() {
        let table = r"
            行:\n- {称号: 优秀党员, 姓名: 王晓燕, 事迹: 带病坚持上课}\n- {姓名: 合计} => | 王晓燕 | 优秀党员 | 带病坚持上课 | \n
            列: [班级, 姓名, 备注]\n行:\n- [三1班, 王小明, 孤儿] => | 王小明 | 三1班 | 孤儿 | \n
            列: [支部, 备注]\n行:\n- [第一党支部, 王小明] => -
            行:\n- {责任人: 王海燕, 问题: 留守儿童关爱不够} => -
            支部:\n- 名称: 语文支部\n  委员:\n  - {姓名: 王海燕, 职务: 书记, 分工: 主持工作}\n  - 周航 => | 王海燕 | 书记 | 主持工作 | \n
            审批:\n  提出: {姓名: 王海燕, 日期: 2026-11-03} => -
        ";
        rows_give(table, |text| {
            let root = yaml::parse(text, 1).expect("YAML");
            match Flat::of_rows(&root).text {
                said if said.is_empty() => "-".to_owned(),
                said => said.to_string(),
            }
        });
    }
}
