//! 公开台账 and the ledgers → tables.
//! A register is typed columns and cells before it is a file.

use crate::clearance::{Internal, Registered, Tally};
use crate::read::Library;
use crate::read::ledger::{Cell, ColumnKind, Computed, Ledger, Preset};
use crate::words::{Amount, Day, Labelled};

/// The heading of everything that leaves by here.
pub const INTERNAL: &str = "内部资料，含不向社会公开的内容，请勿上传到网站";

/// 公开台账: every disclosure but drafts.
#[must_use]
pub fn register_table(entries: &[Internal<Registered>], library: &Library, day: Day) -> RegisterTable {
    let shapes = [
        ("序号", ColumnType::Number),
        ("发文字号", ColumnType::Text),
        ("标题", ColumnType::Text),
        ("种类", ColumnType::Text),
        ("类型", ColumnType::Text),
        ("公开范围", ColumnType::Text),
        ("公开日期", ColumnType::Date),
        ("到期日", ColumnType::Date),
        ("状态", ColumnType::Text),
        ("公开目录", ColumnType::Text),
        ("支部", ColumnType::Text),
        ("责任人", ColumnType::Text),
        ("审批日期", ColumnType::Date),
        ("文件", ColumnType::Text),
    ];
    let rows = (1..)
        .zip(entries)
        .map(|(number, entry)| register_row(number, entry, library));
    let note = format!("{INTERNAL}。截至{}，共{}条。", day.chinese(), entries.len());
    RegisterTable {
        is_register: true,
        ..RegisterTable::new(("党务公开台账", note), &shapes, rows.collect())
    }
}

fn register_row(number: usize, entry: &Registered, library: &Library) -> Vec<RegisterCell> {
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
        RegisterCell::Amount(Amount::whole(number)),
        RegisterCell::text(entry.number.clone().unwrap_or_default()),
        RegisterCell::text(&*entry.title),
        RegisterCell::text(entry.kind.label()),
        RegisterCell::text(entry.of_type.unwrap_or_default()),
        RegisterCell::text(entry.scope.label()),
        RegisterCell::Date(entry.date),
        RegisterCell::day(entry.until),
        RegisterCell::text(entry.state.label()),
        RegisterCell::text(items.join("\n")),
        RegisterCell::text(branch.map_or("", |branch| &branch.name)),
        RegisterCell::text(entry.responsible.clone().unwrap_or_default()),
        RegisterCell::day(entry.approved_on),
        RegisterCell::text(entry.source.as_str()),
    ]
}

/// A ledger, whole; `None` for an entry that is none.
#[must_use]
pub fn ledger_table(entry: &Registered, day: Day) -> Option<RegisterTable> {
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
    let columns: Vec<RegisterColumn> = columns.map(|(name, kind)| column(name, kind)).collect();
    let rows = ledger.rows.iter().enumerate().map(|(index, row)| {
        let cells = typed.iter().map(|column| value(row.cell(*column)));
        let worked_out = tally.rows.get(index);
        let more = computed
            .iter()
            .map(|(at, _)| value(worked_out.and_then(|cells| cells.get(*at)?.as_ref())));
        cells.chain(more).collect()
    });
    Some(RegisterTable {
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

fn column(name: &str, kind: ColumnKind) -> RegisterColumn {
    let (name, shape) = match kind {
        ColumnKind::Money if !name.contains('元') => (format!("{name}（元）"), ColumnType::Money),
        ColumnKind::Money => (name.to_owned(), ColumnType::Money),
        ColumnKind::Number => (name.to_owned(), ColumnType::Number),
        ColumnKind::Percent => (name.to_owned(), ColumnType::Percent),
        ColumnKind::Date => (name.to_owned(), ColumnType::Date),
        ColumnKind::Text
        | ColumnKind::Person
        | ColumnKind::Status
        | ColumnKind::Link
        | ColumnKind::Picture => (name.to_owned(), ColumnType::Text),
    };
    RegisterColumn { name, shape }
}

fn value(cell: Option<&Cell>) -> RegisterCell {
    match cell {
        None => RegisterCell::Empty,
        Some(Cell::Text(text)) => RegisterCell::text(&**text),
        Some(Cell::Amount(amount)) => RegisterCell::Amount(*amount),
        Some(Cell::Date(day)) => RegisterCell::Date(*day),
        Some(Cell::Status(status)) => RegisterCell::text(status.label()),
        Some(Cell::Url { href, .. }) => RegisterCell::text(&**href),
        Some(Cell::File { target, .. }) => RegisterCell::text(target.as_str()),
        Some(Cell::Picture(file)) => RegisterCell::text(file.as_str()),
    }
}

fn totals(
    ledger: &Ledger,
    tally: &Tally,
    typed: &[usize],
    computed: &[(usize, Computed)],
) -> Vec<RegisterCell> {
    let Some(sums) = tally.sums.as_ref().filter(|_| !ledger.rows.is_empty()) else {
        return Vec::new();
    };
    let of_column = |index: &usize| {
        let found = sums.columns.iter().find(|(of, _)| of == index);
        found.map_or(RegisterCell::Empty, |(_, sum)| RegisterCell::Amount(*sum))
    };
    let of_computed = |(_, computed): &(usize, Computed)| {
        let found = sums.computed.iter().find(|(of, _)| of == computed);
        found.map_or(RegisterCell::Empty, |(_, sum)| RegisterCell::Amount(*sum))
    };
    let mut totals: Vec<RegisterCell> = typed.iter().map(of_column).collect();
    totals.extend(computed.iter().map(of_computed));
    if totals.iter().all(|total| *total == RegisterCell::Empty) {
        return Vec::new();
    }
    if let Some(first) = totals.first_mut().filter(|first| **first == RegisterCell::Empty) {
        *first = RegisterCell::text("合计");
    }
    totals
}

/// A register.
#[derive(Debug, Clone)]
pub struct RegisterTable {
    /// Its name: the first line, and the sheet's name.
    pub title: String,
    /// What has to be said about it: for whom it is, and of which day.
    pub note: String,
    /// True for 公开台账, which lists every disclosure.
    pub is_register: bool,
    /// From the left.
    pub columns: Vec<RegisterColumn>,
    /// Its rows; each has a value per column.
    pub rows: Vec<Vec<RegisterCell>>,
    /// 合计: a value per column; empty when nothing is added up.
    pub totals: Vec<RegisterCell>,
}

impl RegisterTable {
    /// One whose columns are always the same, and nothing is added up.
    pub(crate) fn new(
        (title, note): (&str, String),
        columns: &[(&str, ColumnType)],
        rows: Vec<Vec<RegisterCell>>,
    ) -> Self {
        let column = |(name, shape): &(&str, ColumnType)| RegisterColumn {
            name: (*name).to_owned(),
            shape: *shape,
        };
        Self {
            title: title.to_owned(),
            note,
            is_register: false,
            columns: columns.iter().map(column).collect(),
            rows,
            totals: Vec::new(),
        }
    }
}

/// A column.
#[derive(Debug, Clone)]
pub struct RegisterColumn {
    /// What the head row says.
    pub name: String,
    /// What its cells hold.
    pub shape: ColumnType,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnType {
    /// Texts.
    Text,
    /// Numbers.
    Number,
    /// Yuan.
    Money,
    /// Per cent.
    Percent,
    /// Days.
    Date,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number, yuan, or per cent, as the column says.
    Amount(Amount),
    /// A day.
    Date(Day),
}

impl RegisterCell {
    /// A text, or nothing for an empty one.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// A day, or nothing.
    #[must_use]
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}
