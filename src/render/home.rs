//! The home page.

use crate::render::catalogue::CoverageSummaryView;
use crate::render::view::Known;
use serde::Serialize;

use super::material::Size;
use super::page::{PageHead, RenderedPage};
use super::shared::{self, nav};
use super::view::{ItemView, NavView};
use super::{Renderer, catalogue};
use crate::plan;
use crate::read::Organization;
use crate::read::config::HomePicture;
use crate::site::coverage::{self, CoverageState, ItemCoverage};
use crate::site::{EntryId, ListKey};
use crate::words::{Address, Day, Kind, Labelled, PageFamily};

/// `home`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomeView {
    /// The photograph; null for none.
    pub(crate) picture: Option<PictureView>,
    /// 正在公示, and 征求意见 that still run; soonest end first.
    pub(crate) open: Vec<Known<ItemView>>,
    /// 置顶.
    pub(crate) pinned: Vec<Known<ItemView>>,
    /// What is counted of the whole: 条目, 按期公开, 党员, 支部; what is not known is not among them.
    pub(crate) figures: Vec<HomeFigureView>,
    /// 最新公开 across all kinds, at most twelve; what is left of 公示 that are over is not among them.
    pub(crate) newest: Vec<Known<ItemView>>,
    /// How many 公示 that are over are newer than the last of them.
    pub(crate) expired: usize,
    /// The lists of the kinds that have any entry.
    pub(crate) sections: Vec<NavView>,
    /// The newest 季调度 and 月通报.
    pub(crate) reports: Vec<NavView>,
    /// 公开目录 in one line; null without a catalogue.
    pub(crate) coverage: Option<CoverageSummaryView>,
    /// The branches.
    pub(crate) branches: Vec<NavView>,
}

/// A picture with its measures.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PictureView {
    /// Its path.
    pub(crate) path: String,
    /// What it shows.
    pub(crate) alt: String,
    /// Across, in pixels.
    pub(crate) width: usize,
    /// Down, in pixels.
    pub(crate) height: usize,
}

/// One number on the home page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct HomeFigureView {
    /// What is counted.
    pub(crate) label: &'static str,
    /// How many, in digits.
    pub(crate) number: String,
    /// 条, %, 名 or 个.
    pub(crate) unit: &'static str,
    /// The page that says more.
    pub(crate) path: String,
}

/// How many entries the home page shows.
const NEWEST: usize = 12;

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
        let sections = plan::SECTIONS
            .into_iter()
            .filter(|kind| !site.list(&ListKey::Section(*kind)).is_empty())
            .map(|kind| nav(kind.id(), kind.label(), &plan::section_list(kind)));
        let (newest, expired) = self.newest();
        let view = HomeView {
            picture: self.home_picture(),
            open: self.shared.items(site, &open),
            pinned: self.shared.items(site, &pinned),
            figures: self.figures(),
            newest: self.shared.items(site, &newest),
            expired,
            sections: sections.collect(),
            reports: self.newest_reports(),
            coverage: (!site.coverage.is_empty()).then(|| catalogue::summary(site)),
            branches: site
                .organization
                .branches_on(site.day)
                .filter_map(|branch| shared::branch(site, &branch.id))
                .collect(),
        };
        let description = match &site.publisher.organizer {
            Some(organizer) => format!("{organizer}党务公开：通知公告、会议纪要、公开承诺和学习资料。"),
            None => String::new(),
        };
        let heading = PageHead {
            description: &description,
            section: Some("home"),
            ..PageHead::titled(&PageFamily::HOME, "首页")
        };
        self.whole_page(address, heading, "home", &view)
    }

    /// The site's photograph, or the theme's.
    fn home_picture(&self) -> Option<PictureView> {
        let view = |path: String, size: Size, alt: &str| PictureView {
            path,
            alt: alt.to_owned(),
            width: size.width,
            height: size.height,
        };
        match &self.site.home_picture {
            Some(HomePicture { file, alt }) => Some(view(
                plan::material(file).to_string(),
                self.pictures.size(file)?,
                alt,
            )),
            None => {
                let HomePicture { file, alt } = self.theme.home_picture.as_ref()?;
                Some(view(file.0.clone(), file.1, alt))
            }
        }
    }

    /// The newest entries that say something and stand nowhere above, and how many 公示 that are over stand among them:
    /// their lines would say nothing.
    fn newest(&self) -> (Vec<EntryId>, usize) {
        let mut newest = Vec::new();
        let mut expired = 0;
        for id in self.site.list(&ListKey::Archive) {
            let entry = self.site.entry(*id);
            if newest.len() == NEWEST {
                break;
            }
            match entry.is_remnant {
                true => expired += 1,
                false if entry.common.pinned || self.site.is_open(entry).is_some() => {}
                false => newest.push(*id),
            }
        }
        (newest, expired)
    }

    fn figures(&self) -> Vec<HomeFigureView> {
        let site = self.site;
        let figure = |label, number: usize, unit, address: &Address| HomeFigureView {
            label,
            number: number.to_string(),
            unit,
            path: address.to_string(),
        };
        let organization = plan::page(&PageFamily::ORGANIZATION);
        let entries = site.list(&ListKey::Archive).len();
        let archive = plan::list_page(&ListKey::Archive, None);
        let members = members(&site.organization, site.day);
        let branches = site.organization.branches_on(site.day).count();
        [
            (entries > 0).then(|| figure("公开条目", entries, "条", &archive)),
            kept_in_time(&site.coverage)
                .map(|rate| figure("按期公开", rate, "%", &plan::page(&PageFamily::COVERAGE))),
            members.map(|members| figure("党员", members, "名", &organization)),
            (branches > 0).then(|| figure("党支部", branches, "个", &organization)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn newest_reports(&self) -> Vec<NavView> {
        let newest = self.site.reports.keys().next_back();
        newest.map_or_else(Vec::new, |month| {
            let quarter = month.quarter();
            vec![
                nav(
                    "month",
                    &format!("{}通报", month.label()),
                    &plan::month_report(*month),
                ),
                nav(
                    "quarter",
                    &format!("{}调度", quarter.label()),
                    &plan::quarter_report(quarter),
                ),
            ]
        })
    }
}

/// Of the items that were due, those that are in order, in whole per cent, never rounded up; `None` when none was due.
fn kept_in_time(items: &[ItemCoverage]) -> Option<usize> {
    let counts = coverage::counts(items);
    let of = |wanted: CoverageState| -> usize {
        let own = counts.iter().filter(|(state, _)| *state == wanted);
        own.map(|(_, count)| count).sum()
    };
    let kept = of(CoverageState::OnTime);
    let due = kept + of(CoverageState::Late) + of(CoverageState::Never);
    (due > 0).then(|| 100 * kept / due)
}

/// 党员数 of the whole, else of all branches together when each says it.
fn members(organization: &Organization, day: Day) -> Option<usize> {
    let branches = organization.branches_on(day);
    let sum: Option<u32> = branches.map(|branch| branch.unit.member_count).sum();
    let count = organization.unit.member_count.or(sum)?;
    usize::try_from(count).ok().filter(|count| *count > 0)
}
