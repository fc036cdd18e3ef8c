//! Links that many pages have in common, each converted once: home, the sections, tags, the catalogue's items,
//! the years of lists.

use std::collections::BTreeMap;

use super::items::{home, nav};
use super::view::{CatalogueView, Known, NavView};
use crate::plan;
use crate::site::{List, ListKey, Site, YearOf};
use crate::words::Kind;

/// The links of an edition.
#[derive(Debug)]
pub(super) struct Ways {
    /// To the first page.
    pub(super) home: NavView,
    sections: BTreeMap<Kind, NavView>,
    tags: BTreeMap<String, Known<NavView>>,
    catalogue: BTreeMap<String, Known<CatalogueView>>,
    years: BTreeMap<ListKey, Vec<YearLink>>,
}

/// A year in the bar of a list.
#[derive(Debug)]
struct YearLink {
    /// On the pages of other years.
    link: Known<NavView>,
    /// On its own page.
    shown: Known<NavView>,
}

impl Ways {
    /// Converts all.
    pub(super) fn new(site: &Site) -> Self {
        let section = |kind: Kind| {
            let (id, label) = match kind {
                Kind::Page => ("pages", "网站信息"),
                kind => (kind.id(), kind.label()),
            };
            (kind, nav(id, label, &plan::section_list(kind)))
        };
        let tags = site.lists.keys().filter_map(|key| match key {
            ListKey::Tag(tag) => Some((tag.clone(), Known::new(&nav("tags", tag, &plan::tag_list(tag))))),
            _ => None,
        });
        let catalogue = site.catalogue.items.iter().map(|item| {
            let view = CatalogueView {
                id: item.id.clone(),
                name: item.name.clone(),
                path: plan::catalogue_item(&item.id),
            };
            (item.id.clone(), Known::new(&view))
        });
        let years = site
            .lists
            .iter()
            .map(|(key, list)| (key.clone(), years(key, list)));
        Self {
            home: home(),
            sections: Kind::ALL.into_iter().map(section).collect(),
            tags: tags.collect(),
            catalogue: catalogue.collect(),
            years: years.collect(),
        }
    }

    /// To a section.
    pub(super) fn section(&self, kind: Kind) -> NavView {
        self.sections[&kind].clone()
    }

    /// To all tags, in the order of their text.
    pub(super) fn all_tags(&self) -> Vec<Known<NavView>> {
        self.tags.values().cloned().collect()
    }

    /// To an entry's tags.
    pub(super) fn tags(&self, tags: &[String]) -> Vec<Known<NavView>> {
        tags.iter()
            .filter_map(|tag| self.tags.get(tag).cloned())
            .collect()
    }

    /// To items of the catalogue.
    pub(super) fn catalogue(&self, ids: &[String]) -> Vec<Known<CatalogueView>> {
        ids.iter()
            .filter_map(|id| self.catalogue.get(id).cloned())
            .collect()
    }

    /// To the years of a list, of which the page of the one at `shown` is being written. A list of one year has
    /// no such links.
    pub(super) fn years(&self, key: &ListKey, shown: usize) -> Vec<Known<NavView>> {
        let years = self.years.get(key).map_or(&[][..], Vec::as_slice);
        let way = |(index, year): (usize, &YearLink)| match index == shown {
            true => year.shown.clone(),
            false => year.link.clone(),
        };
        years.iter().enumerate().map(way).collect()
    }
}

fn years(key: &ListKey, list: &List) -> Vec<YearLink> {
    if list.years.len() < 2 {
        return Vec::new();
    }
    let pages = plan::ListPages::of(key);
    let way = |(index, of): (usize, &YearOf)| {
        let path = pages.page((index > 0).then_some(of.year));
        let link = nav(&of.year.to_string(), &format!("{}年", of.year), &path);
        YearLink {
            link: Known::new(&link),
            shown: Known::new(&NavView { path: None, ..link }),
        }
    };
    list.years.iter().enumerate().map(way).collect()
}
