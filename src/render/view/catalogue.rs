//! 公开目录 and how it is kept.

use serde::Serialize;

use super::{ItemView, Known, NavView, StateView, Word};

/// `catalogue`: 公开目录, on its own page and on that of its coverage.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueListView {
    /// The items under their headings.
    pub groups: Vec<CatalogueGroupView>,
    /// How many items stand how.
    pub summary: CoverageSummaryView,
    /// The catalogue's page.
    pub path: String,
}

/// The items of one 类别.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueGroupView {
    /// 类别; null for items without one.
    pub name: Option<String>,
    /// The items.
    pub items: Vec<CatalogueItemView>,
}

/// One item of 公开目录.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueItemView {
    /// 编号.
    pub id: String,
    /// The `id` of its element, for links to it.
    pub anchor: String,
    /// 名称.
    pub name: String,
    /// 内容; null in editions for a wider audience than the item's.
    pub content: Option<String>,
    /// 公开范围.
    pub scope: &'static str,
    /// 公开时限.
    pub duration: Option<&'static str>,
    /// 频次.
    pub frequency: Option<String>,
    /// 层级.
    pub level: Word,
    /// 责任人; null in editions for a wider audience than the item's.
    pub responsible: Option<String>,
    /// The newest entry of the item, or null.
    pub latest: Option<Known<ItemView>>,
    /// 按期, 逾期, 未公开, 暂无 or 不在本网公开: the worst of its rows.
    pub state: StateView,
    /// Who owes it: one row for the whole, or one for each branch; empty for 不在本网公开.
    pub rows: Vec<CoverageRowView>,
}

/// One who owes an item.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRowView {
    /// 支部; null for the whole.
    pub branch: Option<NavView>,
    /// The newest entry, or null.
    pub latest: Option<Known<ItemView>>,
    /// The last day for the next one; null where none is due.
    pub due: Option<String>,
    /// How it stands.
    pub state: StateView,
}

/// How many items stand how.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageSummaryView {
    /// How many items there are.
    pub total: usize,
    /// The states that there are, with their numbers.
    pub counts: Vec<CoverageCountView>,
    /// The page of the coverage.
    pub path: String,
}

/// How many items stand in one way.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageCountView {
    /// How they stand.
    pub state: StateView,
    /// How many.
    pub count: usize,
}
