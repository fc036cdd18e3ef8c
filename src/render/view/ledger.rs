//! What templates see of a ledger.

use serde::Serialize;

use super::figure::{FactView, FigureView};

/// The keys of a ledger.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerView {
    /// What the ledger says in numbers, the most telling first; may be empty.
    pub facts: Vec<FactView>,
    /// Bars; may be empty.
    pub charts: Vec<FigureView>,
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

/// A column.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerColumnView {
    /// Its name, with the unit of money or percentages.
    pub name: String,
    /// `text`, `number`, `money`, `percent`, `date`, `person`, `status`, `link`.
    pub kind: &'static str,
    /// How long its texts are: `short` (kept on one line), `medium`, `long`.
    pub length: &'static str,
    /// The rows are called by it: the heading of a row where rows are laid out as cards.
    pub is_lead: bool,
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
    /// The picture, a path, for a photo; else null.
    pub picture: Option<String>,
}
