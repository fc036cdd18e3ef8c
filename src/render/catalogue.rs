//! 公开目录: the catalogue, its coverage, and the line about it on the home page.

use super::items::{self, nav};
use super::page::{PageHead, RenderedPage};
use super::view::{
    CatalogueGroupView, CatalogueItemView, CatalogueListView, CoverageCountView, CoverageRowView,
    CoverageSummaryView, StateView, Word,
};
use super::{Renderer, detail};
use crate::plan;
use crate::read::CatalogueItem;
use crate::read::document::Duration;
use crate::site::coverage::{CoverageState, ItemCoverage, counts};
use crate::site::{EntryId, Site};
use crate::words::Address;

impl Renderer<'_> {
    /// The catalogue.
    pub(super) fn catalogue(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            family: "catalogue",
            title: "公开目录",
            description: "应当公开的党务事项：内容、范围、时限、频次和责任人。",
            section: Some("catalogue"),
            breadcrumb: Vec::new(),
        };
        self.catalogue_page(address, "catalogue.html", heading)
    }

    /// How the catalogue is kept.
    pub(super) fn coverage(&self, address: &Address) -> RenderedPage {
        let heading = PageHead {
            family: "coverage",
            title: "目录落实情况",
            description: "公开目录各项的最近一次公开、下一次的期限和落实情况。",
            section: Some("catalogue"),
            breadcrumb: vec![nav("catalogue", "公开目录", &plan::catalogue())],
        };
        self.catalogue_page(address, "coverage.html", heading)
    }

    fn catalogue_page(
        &self,
        address: &Address,
        template: &'static str,
        heading: PageHead<'_>,
    ) -> RenderedPage {
        let site = self.site;
        let view = CatalogueListView {
            groups: self.catalogue_groups(),
            summary: summary(site),
            path: plan::catalogue().to_string(),
        };
        let page = self.page(address, heading);
        self.fill_page(template, page, "catalogue", &view)
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
                .and_then(|index| items::branch(site, &site.branches()[index].id)),
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
            level: Word {
                id: item.level.id(),
                label: item.level.label(),
            },
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
        path: plan::coverage().to_string(),
    }
}

fn state(state: CoverageState) -> StateView {
    let id = match state {
        CoverageState::OnTime => "done",
        CoverageState::Late | CoverageState::Never => "late",
        CoverageState::Quiet | CoverageState::Elsewhere => "over",
    };
    StateView {
        id,
        label: state.label(),
    }
}
