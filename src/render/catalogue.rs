//! 公开目录: its page, the page of how it is kept, and the line about it on the home page.

use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::shared::{self, nav};
use super::view::{ItemView, Known, NavView, StateView, Word};
use super::{Renderer, detail};
use crate::plan;
use crate::read::CatalogueItem;
use crate::read::document::Duration;
use crate::site::coverage::{CoverageState, ItemCoverage, counts};
use crate::site::{EntryId, Site};
use crate::words::{Address, Labelled, PageFamily};

impl Renderer<'_> {
    /// The catalogue.
    pub(super) fn catalogue(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            description: "应当公开的党务事项：内容、范围、时限、频次和责任人。",
            section: Some("catalogue"),
            ..PageHead::titled(&PageFamily::CATALOGUE, "公开目录")
        };
        self.catalogue_page(address, heading)
    }

    /// How the catalogue is kept.
    pub(super) fn coverage(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            family: &PageFamily::COVERAGE,
            title: "目录落实情况",
            description: "公开目录各项的最近一次公开、下一次的期限和落实情况。",
            section: Some("catalogue"),
            breadcrumb: vec![nav("catalogue", "公开目录", &plan::page(&PageFamily::CATALOGUE))],
        };
        self.catalogue_page(address, heading)
    }

    fn catalogue_page(&self, address: &Address, heading: PageHead<'_>) -> RenderedPage {
        let site = self.site;
        let view = CatalogueListView {
            groups: self.catalogue_groups(),
            summary: summary(site),
            path: plan::page(&PageFamily::CATALOGUE).to_string(),
            as_of: shared::as_of(
                site,
                site.day.year(),
                |entry| !entry.common.catalogue.is_empty(),
                shared::last_month(site),
            ),
        };
        self.whole_page(address, heading, "catalogue", &view)
    }

    /// The items under the headings of their 类别, in the catalogue's order.
    fn catalogue_groups(&self) -> Vec<CatalogueGroupView> {
        let mut groups: Vec<CatalogueGroupView> = Vec::new();
        for (item, covered) in self.site.catalogue.items.iter().zip(&self.site.coverage) {
            let view = self.catalogue_item(item, covered);
            match groups.iter_mut().find(|group| group.name == item.category) {
                Some(group) => group.items.push(view),
                None => groups.push(CatalogueGroupView {
                    name: item.category.clone(),
                    items: vec![view],
                }),
            }
        }
        groups
    }

    fn catalogue_item(&self, item: &CatalogueItem, covered: &ItemCoverage) -> CatalogueItemView {
        let site = self.site;
        let latest = |id: Option<EntryId>| id.map(|id| self.shared.item(site, id));
        let rows = covered.rows.iter().map(|row| CoverageRowView {
            branch: row
                .branch
                .and_then(|index| shared::branch(site, &site.branches()[index].id)),
            latest: latest(row.latest),
            due: detail::text(row.due),
            state: state(row.state),
        });
        CatalogueItemView {
            id: item.id.clone(),
            anchor: plan::catalogue_anchor(&item.id),
            name: item.name.clone(),
            content: item.content.clone(),
            scope: item.scope.label(),
            duration: item.duration.map(Duration::label),
            frequency: item.frequency.map(crate::words::Frequency::label),
            level: Word::of(item.level),
            responsible: item.responsible.clone(),
            latest: latest(covered.latest),
            state: state(covered.state),
            rows: rows.collect(),
        }
    }
}

/// How many items stand how.
pub(super) fn summary(site: &Site) -> CoverageSummaryView {
    let counts = counts(&site.coverage)
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(of, count)| CoverageCountView {
            state: state(of),
            count,
        });
    CoverageSummaryView {
        total: site.coverage.len(),
        counts: counts.collect(),
        path: plan::page(&PageFamily::COVERAGE).to_string(),
    }
}

/// How an item stands, as pages show it.
pub(crate) fn state(state: CoverageState) -> StateView {
    let id = match state {
        CoverageState::OnTime => "done",
        CoverageState::Late | CoverageState::Never => "late",
        CoverageState::Quiet | CoverageState::Elsewhere => "over",
    };
    StateView::new(id, state.label())
}

/// `catalogue`: 公开目录, on its own page and on that of its coverage.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CatalogueListView {
    /// The items under their headings.
    pub(crate) groups: Vec<CatalogueGroupView>,
    /// How many items stand how.
    pub(crate) summary: CoverageSummaryView,
    /// The catalogue's page.
    pub(crate) path: String,
    /// The last day of which it tells.
    pub(crate) as_of: Option<String>,
}

/// The items of one 类别.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CatalogueGroupView {
    /// 类别; null for items without one.
    pub(crate) name: Option<String>,
    /// The items.
    pub(crate) items: Vec<CatalogueItemView>,
}

/// One item of 公开目录.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CatalogueItemView {
    /// 编号.
    pub(crate) id: String,
    /// The `id` of its element, for links to it.
    pub(crate) anchor: String,
    /// 名称.
    pub(crate) name: String,
    /// 内容; null in editions for a wider audience than the item's.
    pub(crate) content: Option<String>,
    /// 公开范围.
    pub(crate) scope: &'static str,
    /// 公开时限.
    pub(crate) duration: Option<&'static str>,
    /// 频次.
    pub(crate) frequency: Option<String>,
    /// 层级.
    pub(crate) level: Word,
    /// 责任人; null in editions for a wider audience than the item's.
    pub(crate) responsible: Option<String>,
    /// The newest entry of the item, or null.
    pub(crate) latest: Option<Known<ItemView>>,
    /// 按期, 逾期, 未公开, 暂无 or 不在本网公开: the worst of its rows.
    pub(crate) state: StateView,
    /// Who owes it: one row for the whole, or one for each branch; empty for 不在本网公开.
    pub(crate) rows: Vec<CoverageRowView>,
}

/// One who owes an item.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CoverageRowView {
    /// 支部; null for the whole.
    pub(crate) branch: Option<NavView>,
    /// The newest entry, or null.
    pub(crate) latest: Option<Known<ItemView>>,
    /// The last day for the next one; null where none is due.
    pub(crate) due: Option<String>,
    /// How it stands.
    pub(crate) state: StateView,
}

/// How many items stand how.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CoverageSummaryView {
    /// How many items there are.
    pub(crate) total: usize,
    /// The states that there are, with their numbers.
    pub(crate) counts: Vec<CoverageCountView>,
    /// The page of the coverage.
    pub(crate) path: String,
}

/// How many items stand in one way.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CoverageCountView {
    /// How they stand.
    pub(crate) state: StateView,
    /// How many.
    pub(crate) count: usize,
}
