//! The home page.

use crate::render::catalogue::CoverageSummaryView;
use crate::render::view::Known;
use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::shared::{self};
use super::view::{ItemView, NavView, Word};
use super::{Renderer, catalogue};
use crate::plan;
use crate::site::{EntryId, ListKey};
use crate::words::{Address, Kind, PageFamily};

/// `home`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomeView {
    /// 正在公示, and 征求意见 that still run; soonest end first.
    pub(crate) open: Vec<Known<ItemView>>,
    /// 置顶.
    pub(crate) pinned: Vec<Known<ItemView>>,
    /// 最新公开, a few of each kind that has any.
    pub(crate) sections: Vec<HomeSectionView>,
    /// 公开目录 in one line; null without a catalogue.
    pub(crate) coverage: Option<CoverageSummaryView>,
    /// The branches.
    pub(crate) branches: Vec<NavView>,
}

/// One kind on the home page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomeSectionView {
    /// The kind.
    pub(crate) kind: Word,
    /// Its section's list.
    pub(crate) path: String,
    /// The newest, at most six; what is left of 公示 that are over is not among them.
    pub(crate) items: Vec<Known<ItemView>>,
    /// How many 公示 that are over are newer than the last of them.
    pub(crate) expired: usize,
}

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
                kind: shared::kind_word(kind),
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
                .filter_map(|branch| shared::branch(site, &branch.id))
                .collect(),
        };
        let description = match &site.publisher.organizer {
            Some(organizer) => format!("{organizer}党务公开：通知公告、会议纪要、公开承诺和学习资料。"),
            None => String::new(),
        };
        let heading = PageHead {
            family: &PageFamily::HOME,
            title: "首页",
            description: &description,
            section: Some("home"),
            breadcrumb: Vec::new(),
        };
        let page = self.page(address, heading);
        self.fill_page(page, "home", &view)
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
}
