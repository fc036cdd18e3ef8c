//! Home, lists and registers.

use super::items::{self, nav};
use super::page::{PageHead, RenderedPage};
use super::view::{
    HomeSectionView, HomeView, ListView, NavView, RegisterRowView, RegisterView, RelatedView, Word,
};
use super::{Renderer, catalogue, detail, duties, meetings, organization};
use crate::plan;
use crate::read::Detail;
use crate::read::pledge::{Pledge, PledgeKind};
use crate::site::{Entry, EntryId, ListKey};
use crate::words::{Address, Kind};

/// How many of each kind the home page shows.
const NEWEST: usize = 6;

impl Renderer<'_> {
    /// The home page.
    pub(super) fn home(&self, address: &Address) -> RenderedPage {
        let site = self.site;
        let last = |id: &EntryId| site.is_open(site.entry(*id)).map(|open| open.last);
        let mut open: Vec<EntryId> = site.list(&ListKey::Section(Kind::Notice)).to_vec();
        open.retain(|id| last(id).is_some());
        open.sort_by_key(last);
        let pinned: Vec<EntryId> = site
            .ids()
            .filter(|id| {
                let entry = site.entry(*id);
                entry.common.pinned && entry.kind() != Kind::Page
            })
            .collect();
        let sections = plan::SECTIONS.into_iter().map(|kind| {
            let (ids, expired) = self.newest(kind);
            HomeSectionView {
                kind: items::kind_word(kind),
                path: plan::section_list(kind).to_string(),
                items: self.shared.items(site, &ids),
                expired,
            }
        });
        let view = HomeView {
            open: self.shared.items(site, &open),
            pinned: self.shared.items(site, &pinned),
            sections: sections
                .filter(|section| !section.items.is_empty() || section.expired > 0)
                .collect(),
            coverage: (!site.coverage.is_empty()).then(|| catalogue::summary(site)),
            branches: site
                .branches()
                .iter()
                .filter_map(|branch| items::branch(site, &branch.id))
                .collect(),
        };
        let description = match &site.publisher.organizer {
            Some(organizer) => format!("{organizer}党务公开：通知公告、会议纪要、公开承诺和学习资料。"),
            None => String::new(),
        };
        let heading = PageHead {
            family: "home",
            title: "首页",
            description: &description,
            section: Some("home"),
            breadcrumb: Vec::new(),
        };
        let page = self.page(address, heading);
        self.fill_page("home.html", page, "home", &view)
    }

    /// The newest entries of a kind that say something, and how many 公示 that are over stand among them: their lines
    /// would say nothing.
    fn newest(&self, kind: Kind) -> (Vec<EntryId>, usize) {
        let mut newest = Vec::new();
        let mut expired = 0;
        for id in self.site.list(&ListKey::Section(kind)) {
            if newest.len() == NEWEST {
                break;
            }
            match self.site.entry(*id).is_remnant {
                true => expired += 1,
                false => newest.push(*id),
            }
        }
        (newest, expired)
    }

    /// One page of a list.
    pub(super) fn list(&self, address: &Address, key: &ListKey, year: Option<usize>) -> RenderedPage {
        let site = self.site;
        let (family, name, section) = self.list_name(key);
        let list = site.lists.get(key);
        let shown = year.and_then(|index| list.and_then(|list| list.years.get(index)));
        let ids = match (list, shown) {
            (Some(list), Some(year)) => list.of(year),
            _ => site.list(key),
        };
        let first_page = plan::list_page(key, None);
        let view = ListView {
            family,
            name: name.clone(),
            year: shown.map(|year| year.year),
            years: year.map_or_else(Vec::new, |shown| self.shared.ways.years(key, shown)),
            items: self.shared.items(site, ids),
            related: self.related(key),
            with_summary: family == "section",
            unit: match key {
                ListKey::Branch(id) if first_page == *address => organization::branch_view(site, id),
                _ => None,
            },
        };
        let mut breadcrumb = self.list_parents(key);
        let title = match shown {
            Some(year) if first_page != *address => {
                breadcrumb.push(nav("list", &name, &first_page));
                format!("{name}（{}年）", year.year)
            }
            _ => name.clone(),
        };
        let heading = PageHead {
            family: "list",
            title: &title,
            description: "",
            section,
            breadcrumb,
        };
        let page = self.page(address, heading);
        self.fill_page("list.html", page, "list", &view)
    }

    fn list_name(&self, key: &ListKey) -> (&'static str, String, Option<&'static str>) {
        match key {
            ListKey::Section(Kind::Page) => ("section", "网站信息".to_owned(), None),
            ListKey::Section(kind) => ("section", kind.label().to_owned(), Some(kind.id())),
            ListKey::Branch(id) => {
                let name = self
                    .site
                    .branch(id)
                    .map_or(id.clone(), |branch| branch.name.clone());
                ("branch", name, Some("branches"))
            }
            ListKey::Tag(tag) => ("tag", tag.clone(), None),
            ListKey::Category(category) => ("category", category.label().to_owned(), Some(Kind::Study.id())),
            ListKey::Series(series) => ("series", series.clone(), Some(Kind::Study.id())),
            ListKey::Archive => ("archive", "归档".to_owned(), Some("archive")),
        }
    }

    fn list_parents(&self, key: &ListKey) -> Vec<NavView> {
        match key {
            ListKey::Branch(_) => vec![nav("branches", "党组织", &plan::organization())],
            ListKey::Tag(_) => {
                let tags = plan::fixed_page("tags/index.html");
                vec![nav("tags", "标签", &tags)]
            }
            ListKey::Category(_) | ListKey::Series(_) => vec![self.shared.ways.section(Kind::Study)],
            ListKey::Section(_) | ListKey::Archive => Vec::new(),
        }
    }

    fn related(&self, key: &ListKey) -> Vec<RelatedView> {
        let mut rows = Vec::new();
        if *key == ListKey::Section(Kind::Study) {
            let keys = self.site.lists.keys();
            let categories = keys.clone().filter_map(|key| match key {
                ListKey::Category(category) => {
                    Some(nav("category", category.label(), &plan::category_list(*category)))
                }
                _ => None,
            });
            let series = keys.filter_map(|key| match key {
                ListKey::Series(series) => Some(items::series(series)),
                _ => None,
            });
            rows.push(RelatedView {
                name: "类别".into(),
                links: categories.collect(),
            });
            if plan::has_hours(self.site) {
                rows.push(RelatedView {
                    name: "学习统计".into(),
                    links: vec![nav("hours", "学时和人次", &plan::hours())],
                });
            }
            rows.push(RelatedView {
                name: "系列".into(),
                links: series.collect(),
            });
        }
        let years = match key {
            ListKey::Section(Kind::Meeting) => meetings::years(self.site, None),
            ListKey::Branch(id) => meetings::of_branch(self.site, id),
            _ => Vec::new(),
        };
        rows.push(RelatedView {
            name: "三会一课".into(),
            links: years,
        });
        if *key == ListKey::Section(Kind::Pledge) {
            rows.push(RelatedView {
                name: "承诺登记".into(),
                links: self.registers(None),
            });
        }
        if *key == ListKey::Archive {
            let all = vec![nav("tags", "全部标签", &plan::fixed_page("tags/index.html"))];
            rows.push(RelatedView {
                name: "标签".into(),
                links: all,
            });
        }
        rows.retain(|row| !row.links.is_empty());
        rows
    }

    fn registers(&self, shown: Option<i32>) -> Vec<NavView> {
        let link = |year: i32| NavView {
            id: year.to_string(),
            label: format!("{year}年"),
            path: (shown != Some(year)).then(|| plan::register(year).to_string()),
        };
        self.site
            .pledges_by_year()
            .keys()
            .map(|year| link(year.0))
            .collect()
    }

    /// All pledges of a year.
    pub(super) fn register(&self, address: &Address, year: i32) -> RenderedPage {
        let ids: Vec<EntryId> = self
            .site
            .pledges_by_year()
            .remove(&std::cmp::Reverse(year))
            .unwrap_or_default();
        let mut rows: Vec<(PledgeKind, Vec<RegisterRowView>)> = Vec::new();
        for id in ids.iter().rev() {
            let entry = self.site.entry(*id);
            if let Detail::Pledge(pledge) = &entry.detail {
                rows.push((pledge.kind, self.register_rows(entry, pledge)));
            }
        }
        rows.sort_by_key(|(kind, _)| PledgeKind::ALL.iter().position(|other| other == kind));
        let view = RegisterView {
            year,
            years: self.registers(Some(year)),
            rows: rows.into_iter().flat_map(|(_, rows)| rows).collect(),
            units: duties::pledges_view(self.site, year),
        };
        let title = format!("{year}年公开承诺登记册");
        let heading = PageHead {
            family: "register",
            title: &title,
            description: "",
            section: Some(Kind::Pledge.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Pledge)],
        };
        let page = self.page(address, heading);
        self.fill_page("register.html", page, "register", &view)
    }

    fn register_rows(&self, entry: &Entry, pledge: &Pledge) -> Vec<RegisterRowView> {
        let row = |pledger: &crate::read::pledge::Pledger| RegisterRowView {
            name: pledger.name.clone(),
            duty: pledger.duty.clone(),
            type_: Word {
                id: pledge.kind.id(),
                label: pledge.kind.label(),
            },
            branch: entry
                .common
                .branch
                .as_deref()
                .and_then(|id| items::branch(self.site, id)),
            items: pledge.items_of(pledger).len(),
            items_done: detail::items_done(pledge.items_of(pledger)),
            conclusion: pledge
                .evaluation_of(pledger)
                .and_then(|evaluation| evaluation.conclusion)
                .map(detail::conclusion_state),
            path: entry.address.to_string(),
        };
        pledge.pledgers.iter().map(row).collect()
    }
}
