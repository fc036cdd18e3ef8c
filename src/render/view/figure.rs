//! Numbers, bars and tables, wherever they stand.

use serde::Serialize;

/// A number with its name.
#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    /// For example 销号率.
    pub label: String,
    /// For example `75`.
    pub value: String,
    /// For example `%`; may be empty.
    pub unit: &'static str,
    /// True for what needs attention: 逾期.
    pub late: bool,
}

/// Numbers drawn as bars.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// What the bars show.
    pub title: String,
    /// The bars, in their order.
    pub bars: Vec<BarView>,
    /// How many more there are that have no bar because there are too many.
    pub more: usize,
}

/// A bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarView {
    /// What it is of.
    pub label: String,
    /// The number at the bar, with its unit.
    pub value: String,
    /// 0 to 100, in per cent of the longest bar (of 100 for percentages).
    pub width: String,
    /// True for what needs attention: 超支.
    pub late: bool,
}

/// A table of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct TableView {
    /// What it shows, for those who hear it read.
    pub title: String,
    /// The heads of the columns; the first is that of the rows' names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRowView>,
    /// 合计: a row of sums, or null.
    pub total: Option<TableRowView>,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
pub struct TableRowView {
    /// Its name.
    pub name: String,
    /// Where its name leads, or null.
    pub path: Option<String>,
    /// A text for each column but the first.
    pub cells: Vec<String>,
}
