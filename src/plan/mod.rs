//! Site → [`Plan`]: every output file of an edition, by address. Pure; nothing is rendered here.
//!
//! Adding one entry changes a bounded number of these files, however many entries there are: every
//! list that grows goes by year, an older year's page never changes when a newer entry is added, and
//! what all pages share (navigation, footer) depends on no entry.

pub(crate) mod addresses;
mod board;
mod files;
mod search;

pub use addresses::{
    ListPages, branch_list, catalogue_anchor, catalogue_item, category_list, corrections, list_page,
    material, matrix, matrix_anchor, month_report, page, quarter_report, register, search_index,
    section_list, series_list, statistics, tag_list,
};
pub use board::{Hanging, Hung, HungBoard, HungSection, LISTED, Waiting, board_plan, board_screen};
pub use search::Shard;

use std::collections::{BTreeMap, BTreeSet};

use crate::clearance::Materials;
use crate::paper::Photographs;
use crate::site::disclosure::DISCLOSURE_FILE;
use crate::site::{EntryId, ListKey, Site};
use crate::words::{Address, Kind, Month, PageFamily, Quarter, Report, SourcePath};
use files::Files;

/// Every output file of one edition.
#[derive(Debug)]
pub struct Plan {
    /// By address, so that the order never depends on anything else.
    pub files: BTreeMap<Address, Planned>,
    /// What hangs on the boards; nothing in a web edition.
    pub hanging: Hanging,
}

/// What one output file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// The home page.
    Home,
    /// An entry's page.
    Entry(EntryId),
    /// One page of a list: a year of it, or the whole where it has no years.
    List {
        /// Which list.
        key: ListKey,
        /// Which of its years, by index; `None` for an empty list and for one that is not by year.
        year: Option<usize>,
    },
    /// All pledges of a year in one table.
    Register(i32),
    /// 三会一课 of a year.
    Matrix(i32),
    /// How much was learnt.
    Hours,
    /// 公开目录.
    Catalogue,
    /// How 公开目录 is kept.
    Coverage,
    /// The organization: its tree, committee and terms.
    Organization,
    /// 更正 of a year; `None` when there are none.
    Corrections(Option<i32>),
    /// How readers reach those who supervise.
    Supervision,
    /// The figures of a year.
    Statistics(i32),
    /// All reports.
    Reports,
    /// 月通报.
    MonthReport(Month),
    /// 季调度.
    QuarterReport(Quarter),
    /// `disclosure.txt`: how 公开目录 is kept, for the bureau above.
    Disclosure,
    /// The tags.
    Tags,
    /// The search page.
    Search,
    /// The list of search shards.
    SearchIndex,
    /// A part of the text that search looks through.
    SearchShard(Shard),
    /// The page a server shows for a wrong address.
    NotFound,
    /// A page at an old address.
    Redirect(EntryId),
    /// The Atom feed of a section, or of everything.
    Feed(Option<Kind>),
    /// The list of sitemaps.
    SitemapIndex,
    /// The addresses of one year's entries; `None`: of everything else.
    Sitemap(Option<i32>),
    /// `robots.txt`.
    Robots,
    /// What hangs, for the person who prints.
    BoardIndex,
    /// Everything to print.
    AllSheets,
    /// What has to go up and to come down.
    Changes,
    /// A board to scale, by its index in [`Hanging::boards`].
    BoardPlan(usize),
    /// A board on a hall's screen.
    BoardScreen(usize),
    /// The sheets of something that hangs, by its indices.
    Sheets {
        /// In [`Hanging::boards`].
        board: usize,
        /// In [`HungBoard::sections`].
        section: usize,
        /// In [`HungSection::hung`].
        item: usize,
    },
    /// A picture or an attachment.
    Material(SourcePath),
    /// A file of the theme's `static/`, by its name there.
    Static(String),
}

/// The kinds that have a section in the navigation, in its order.
pub const SECTIONS: [Kind; 5] = [
    Kind::Notice,
    Kind::Meeting,
    Kind::Pledge,
    Kind::Study,
    Kind::Ledger,
];

/// What a plan is made of beside the edition's model.
#[derive(Debug, Clone)]
pub struct PlanInput<'a> {
    /// The files that the edition publishes.
    pub materials: &'a Materials,
    /// The pictures that may stand on paper.
    pub photographs: &'a Photographs,
    /// The names of the theme's static files.
    pub statics: Vec<&'a str>,
}

/// Plans an edition.
#[must_use]
pub fn plan(site: &Site, given: &PlanInput<'_>, report: &mut Report) -> Plan {
    if site.edition.is_board {
        return board::plan(site, given, report);
    }
    // In the order of the files the addresses are nearly sorted.
    let entry = |id: &EntryId| (site.entry(*id).address.clone(), Planned::Entry(*id));
    let (entries, shards) = rayon::join(
        || site.ids_by_file().iter().map(entry).collect(),
        || search::shards(site),
    );
    let hanging = Hanging::default();
    let mut files = Files::of(entries, site, &hanging);
    for shard in shards {
        files.add(shard.address.clone(), Planned::SearchShard(shard));
    }
    lists(site, &mut files);
    fixed(site, &mut files);
    oversight(site, &mut files);
    feeds(site, &mut files);
    for file in given.materials.files.iter() {
        files.add(material(file), Planned::Material(file.clone()));
    }
    for picture in site.own_pictures() {
        files.add(material(picture), Planned::Material(picture.clone()));
    }
    for name in &given.statics {
        files.add(
            addresses::fixed(&format!("assets/{name}")),
            Planned::Static((*name).to_owned()),
        );
    }
    files.redirects(report);
    let files = files.done(report);
    Plan { files, hanging }
}

fn lists(site: &Site, files: &mut Files<'_>) {
    for kind in SECTIONS.into_iter().chain([Kind::Page]) {
        files.list(&ListKey::Section(kind));
    }
    files.list(&ListKey::Archive);
    for branch in site.branches() {
        files.list(&ListKey::Branch(branch.id.clone()));
    }
    for key in site.lists.keys() {
        if matches!(key, ListKey::Tag(_) | ListKey::Category(_) | ListKey::Series(_)) {
            files.list(key);
        }
    }
    for year in site.pledges_by_year().keys() {
        files.add(register(year.0), Planned::Register(year.0));
    }
    if has_hours(site) {
        files.add(page(&PageFamily::HOURS), Planned::Hours);
    }
    for year in site.matrix.keys() {
        files.add(matrix(*year), Planned::Matrix(*year));
    }
}

fn fixed(site: &Site, files: &mut Files<'_>) {
    files.add(page(&PageFamily::HOME), Planned::Home);
    if !site.catalogue.items.is_empty() {
        files.add(page(&PageFamily::CATALOGUE), Planned::Catalogue);
        files.add(page(&PageFamily::COVERAGE), Planned::Coverage);
    }
    files.add(page(&PageFamily::ORGANIZATION), Planned::Organization);
    files.add(page(&PageFamily::TAGS), Planned::Tags);
    files.add(page(&PageFamily::SEARCH), Planned::Search);
    files.add(page(&PageFamily::NOT_FOUND), Planned::NotFound);
    files.add(addresses::fixed("robots.txt"), Planned::Robots);
    files.add(search_index(), Planned::SearchIndex);
}

/// What tells how disclosure is done: corrections, supervision, figures and reports.
fn oversight(site: &Site, files: &mut Files<'_>) {
    files.add(page(&PageFamily::SUPERVISION), Planned::Supervision);
    let years = site.correction_years();
    files.add(corrections(None), Planned::Corrections(years.first().copied()));
    for year in years.iter().skip(1) {
        files.add(corrections(Some(*year)), Planned::Corrections(Some(*year)));
    }
    let newest = site.newest_year();
    files.add(statistics(None), Planned::Statistics(newest));
    for year in site.statistics.keys().filter(|year| **year != newest) {
        files.add(statistics(Some(*year)), Planned::Statistics(*year));
    }
    files.add(page(&PageFamily::REPORTS), Planned::Reports);
    let quarters: BTreeSet<Quarter> = site.reports.keys().map(|month| month.quarter()).collect();
    for month in site.reports.keys() {
        files.add(month_report(*month), Planned::MonthReport(*month));
    }
    for quarter in quarters {
        files.add(quarter_report(quarter), Planned::QuarterReport(quarter));
    }
    if site.has_summary {
        files.add(addresses::fixed(DISCLOSURE_FILE), Planned::Disclosure);
    }
}

/// True when there is something to say about what was learnt.
#[must_use]
pub fn has_hours(site: &Site) -> bool {
    !site.training.years.is_empty() || !site.training.series.is_empty()
}

/// Feeds and sitemaps name whole URLs and need to know where the site will be.
fn feeds(site: &Site, files: &mut Files<'_>) {
    if site.edition.base_url.is_none() {
        return;
    }
    files.add(addresses::feed(None), Planned::Feed(None));
    for kind in SECTIONS {
        files.add(addresses::feed(Some(kind)), Planned::Feed(Some(kind)));
    }
    files.add(addresses::fixed("sitemap.xml"), Planned::SitemapIndex);
    files.add(addresses::sitemap(None), Planned::Sitemap(None));
    if let Some(all) = site.lists.get(&ListKey::Archive) {
        for year in &all.years {
            files.add(
                addresses::sitemap(Some(year.year)),
                Planned::Sitemap(Some(year.year)),
            );
        }
    }
}

/// The address of a section's Atom feed, or of the whole site's.
#[must_use]
pub fn feed(kind: Option<Kind>) -> Address {
    addresses::feed(kind)
}

/// The parts of the text that search looks through, newest first.
#[must_use]
pub fn shards(site: &Site) -> Vec<Shard> {
    search::shards(site)
}
