//! 公开台账 and the ledgers → tables.

use super::table::{Column, Shape, Table, Value};
use crate::clearance::{Internal, Registered, Tally};
use crate::read::Library;
use crate::read::ledger::{Cell, ColumnKind, Computed, Ledger, Preset};
use crate::words::Day;

/// The heading of everything that leaves by here.
const INTERNAL: &str = "内部资料，含不向社会公开的内容，请勿上传到网站";

/// 公开台账: every disclosure but drafts.
#[must_use]
pub fn register_table(entries: &[Internal<Registered>], library: &Library, day: Day) -> Table {
    let shapes = [
        ("序号", Shape::Number),
        ("发文字号", Shape::Text),
        ("标题", Shape::Text),
        ("种类", Shape::Text),
        ("类型", Shape::Text),
        ("公开范围", Shape::Text),
        ("公开日期", Shape::Date),
        ("到期日", Shape::Date),
        ("状态", Shape::Text),
        ("公开目录", Shape::Text),
        ("支部", Shape::Text),
        ("责任人", Shape::Text),
        ("审批日期", Shape::Date),
        ("文件", Shape::Text),
    ];
    let column = |(name, shape): (&str, Shape)| Column {
        name: name.to_owned(),
        shape,
    };
    let rows = (1..)
        .zip(entries)
        .map(|(number, entry)| register_row(number, entry, library));
    Table {
        title: "党务公开台账".to_owned(),
        note: format!("{INTERNAL}。截至{}，共{}条。", day.chinese(), entries.len()),
        is_register: true,
        columns: shapes.map(column).into(),
        rows: rows.collect(),
        totals: Vec::new(),
    }
}

fn register_row(number: usize, entry: &Registered, library: &Library) -> Vec<Value> {
    let branch = entry.branch.as_ref().and_then(|id| {
        let branches = library.organization.branches.iter();
        branches.into_iter().find(|branch| branch.id == *id)
    });
    let items = entry.catalogue.iter().map(|id| {
        let item = library.catalogue.items.iter().find(|item| item.id == *id);
        item.map_or(id.clone(), |item| format!("{id} {}", item.name))
    });
    let items: Vec<String> = items.collect();
    vec![
        Value::Amount(crate::words::Amount::whole(number)),
        Value::text(entry.number.clone().unwrap_or_default()),
        Value::text(&*entry.title),
        Value::text(entry.kind.label()),
        Value::text(entry.of_type.unwrap_or_default()),
        Value::text(entry.scope.label()),
        Value::Date(entry.date),
        Value::day(entry.until),
        Value::text(entry.state.label()),
        Value::text(items.join("\n")),
        Value::text(branch.map_or("", |branch| &branch.name)),
        Value::text(entry.responsible.clone().unwrap_or_default()),
        Value::day(entry.approved_on),
        Value::text(entry.source.as_str()),
    ]
}

/// A ledger, whole; `None` for an entry that is none.
#[must_use]
pub fn ledger_table(entry: &Registered, day: Day) -> Option<Table> {
    let (ledger, tally) = entry.ledger.as_ref()?;
    let typed: Vec<usize> = (0..ledger.columns.len())
        .filter(|index| ledger.uses(*index))
        .collect();
    let computed: Vec<(usize, Computed)> = ledger
        .preset
        .map_or(&[][..], Preset::computed)
        .iter()
        .copied()
        .enumerate()
        .collect();
    let columns = typed.iter().map(|index| {
        let column = &ledger.columns[*index];
        (column.name.as_str(), column.kind)
    });
    let columns = columns.chain(
        computed
            .iter()
            .map(|(_, computed)| (computed.label(), computed.kind())),
    );
    let columns: Vec<Column> = columns.map(|(name, kind)| column(name, kind)).collect();
    let rows = ledger.rows.iter().enumerate().map(|(index, row)| {
        let cells = typed.iter().map(|column| value(row.cell(*column)));
        let worked_out = tally.rows.get(index);
        let more = computed
            .iter()
            .map(|(at, _)| value(worked_out.and_then(|cells| cells.get(*at)?.as_ref())));
        cells.chain(more).collect()
    });
    Some(Table {
        title: entry.title.clone(),
        note: format!(
            "{INTERNAL}。公开范围：{}；明细范围：{}。截至{}，共{}行。",
            entry.scope.label(),
            ledger.detail.label(),
            day.chinese(),
            ledger.rows.len()
        ),
        rows: rows.collect(),
        totals: totals(ledger, tally, &typed, &computed),
        is_register: false,
        columns,
    })
}

fn column(name: &str, kind: ColumnKind) -> Column {
    let (name, shape) = match kind {
        ColumnKind::Money if !name.contains('元') => (format!("{name}（元）"), Shape::Money),
        ColumnKind::Money => (name.to_owned(), Shape::Money),
        ColumnKind::Number => (name.to_owned(), Shape::Number),
        ColumnKind::Percent => (name.to_owned(), Shape::Percent),
        ColumnKind::Date => (name.to_owned(), Shape::Date),
        ColumnKind::Text
        | ColumnKind::Person
        | ColumnKind::Status
        | ColumnKind::Link
        | ColumnKind::Picture => (name.to_owned(), Shape::Text),
    };
    Column { name, shape }
}

fn value(cell: Option<&Cell>) -> Value {
    match cell {
        None => Value::Empty,
        Some(Cell::Text(text)) => Value::text(&**text),
        Some(Cell::Amount(amount)) => Value::Amount(*amount),
        Some(Cell::Date(day)) => Value::Date(*day),
        Some(Cell::Status(status)) => Value::text(status.label()),
        Some(Cell::Url { href, .. }) => Value::text(&**href),
        Some(Cell::File { target, .. }) => Value::text(target.as_str()),
        Some(Cell::Picture(file)) => Value::text(file.as_str()),
    }
}

fn totals(ledger: &Ledger, tally: &Tally, typed: &[usize], computed: &[(usize, Computed)]) -> Vec<Value> {
    let Some(sums) = tally.sums.as_ref().filter(|_| !ledger.rows.is_empty()) else {
        return Vec::new();
    };
    let of_column = |index: &usize| {
        let found = sums.columns.iter().find(|(of, _)| of == index);
        found.map_or(Value::Empty, |(_, sum)| Value::Amount(*sum))
    };
    let of_computed = |(_, computed): &(usize, Computed)| {
        let found = sums.computed.iter().find(|(of, _)| of == computed);
        found.map_or(Value::Empty, |(_, sum)| Value::Amount(*sum))
    };
    let mut totals: Vec<Value> = typed.iter().map(of_column).collect();
    totals.extend(computed.iter().map(of_computed));
    if totals.iter().all(|total| *total == Value::Empty) {
        return Vec::new();
    }
    if let Some(first) = totals.first_mut().filter(|first| **first == Value::Empty) {
        *first = Value::text("合计");
    }
    totals
}
