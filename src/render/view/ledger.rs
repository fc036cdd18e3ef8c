//! What templates see of a ledger.

use serde::Serialize;

/// The keys of a ledger.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerView {
    /// What the ledger says in numbers, the most telling first; may be empty.
    pub facts: Vec<FactView>,
    /// Bars; may be empty.
    pub charts: Vec<ChartView>,
    /// The columns that hold anything.
    pub columns: Vec<LedgerColumnView>,
    /// The rows; each has a cell per column. Empty when the audience may not see them.
    pub rows: Vec<Vec<LedgerCellView>>,
    /// 合计: a text per column, empty where nothing is added up; no texts at all when nothing is.
    pub totals: Vec<String>,
    /// Sums with their names, where the rows are not shown; may be empty.
    pub sums: Vec<FactView>,
    /// Who may see the rows, for example 党内公开; null when they are shown.
    pub detail: Option<&'static str>,
}

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

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerColumnView {
    /// Its name, with the unit of money or percentages.
    pub name: String,
    /// `text`, `number`, `money`, `percent`, `date`, `person`, `status`, `link`.
    pub kind: &'static str,
    /// How long its texts are: `short` (kept on one line), `medium`, `long`.
    pub length: &'static str,
}

/// A cell.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LedgerCellView {
    /// What readers see; empty where there is nothing.
    pub text: String,
    /// Where it leads inside the site, or null.
    pub path: Option<String>,
    /// Where it leads outside, or null.
    pub href: Option<String>,
    /// The `id` of a [`super::StateView`], for a state; else null.
    pub state: Option<&'static str>,
}

/// A column drawn as bars.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// The column's name.
    pub name: String,
    /// The bars, in the rows' order.
    pub bars: Vec<BarView>,
    /// How many rows have no bar because there are too many.
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
}
