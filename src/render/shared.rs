//! What pages share, converted once: the site's value, each entry as lists show it, and the links to home, the sections,
//! tags, the catalogue's items and the years of lists.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{OnceLock, RwLock};

use tera::Value;

use super::detail::conclusion;
use super::entry::CatalogueView;
use super::feed::last_change;
use super::row::Rows;
use super::view::{Anchor, ItemView, Known, NavView, SiteView, StateView, Word};
use super::{Theme, ledger, value};
use crate::paper::{BreakPlace, break_places};
use crate::plan;
use crate::read::Detail;
use crate::read::notice::PeriodState;
use crate::site::{Entry, EntryId, List, ListKey, OpenUntil, Site, YearOf, workdays};
use crate::words::{Address, Day, Kind, Labelled, PageFamily, SourcePath, may_be_linked};

/// Where an ICP number is looked up (《非经营性互联网信息服务备案管理办法》第十三条).
const ICP_LINK: &str = "https://beian.miit.gov.cn/";
/// Where a 公安备案 number is looked up.
const POLICE_LINK: &str = "https://beian.mps.gov.cn/";

/// How many ordinary pages the footer has room for.
const FOOTER_PAGES: usize = 8;

/// The last day of which a page tells that shows these entries; none on the page of a year that is over. Not the build's: a
/// day on which nothing happens changes no page. `judged` is the last day on which something came to be owed.
pub(super) fn as_of(
    site: &Site,
    year: i32,
    shows: impl Fn(&Entry) -> bool,
    judged: Option<Day>,
) -> Option<String> {
    let shown = site.entries().iter().filter(|entry| shows(entry));
    let last = shown.map(last_change).chain(judged).max();
    last.filter(|_| year >= site.day.year())
        .map(|day| day.to_string())
}

/// The last day of the month before: what was owed in it and in all months before is judged.
pub(super) fn last_month(site: &Site) -> Option<Day> {
    let day = site.day.first_of_month().before();
    Some(day).filter(|day| day.year() == site.day.year())
}

/// Values that many pages show.
#[derive(Debug)]
pub(super) struct Shared {
    /// `site`.
    pub(super) site: Value,
    /// Each made when it is first asked for.
    items: Vec<OnceLock<Known<ItemView>>>,
    /// Where the titles may break.
    breaks: Vec<OnceLock<Vec<BreakPlace>>>,
    common: SharedItemValues,
    pub(super) rows: Rows,
    /// The links.
    pub(super) ways: Ways,
}

impl Shared {
    /// Converts what every page has.
    pub(super) fn new(site: &Site, theme: &Theme) -> Self {
        Self {
            site: value(&site_view(site, theme)),
            items: site.ids().map(|_| OnceLock::new()).collect(),
            breaks: site.ids().map(|_| OnceLock::new()).collect(),
            common: SharedItemValues::new(site),
            rows: Rows::new(site),
            ways: Ways::new(site),
        }
    }

    /// An entry as lists show it.
    pub(super) fn item(&self, site: &Site, id: EntryId) -> Known<ItemView> {
        let make = || Known::new(&item(site, site.entry(id), self.breaks(site, id), &self.common));
        self.items[site.index(id)].get_or_init(make).clone()
    }

    /// Where the title of an entry may break.
    pub(super) fn breaks(&self, site: &Site, id: EntryId) -> &[BreakPlace] {
        self.breaks[site.index(id)].get_or_init(|| break_places(&title(site, site.entry(id))))
    }

    /// Entries as lists show them.
    pub(super) fn items(&self, site: &Site, ids: &[EntryId]) -> Vec<Known<ItemView>> {
        ids.iter().map(|id| self.item(site, *id)).collect()
    }
}

/// Values that the items have in common.
#[derive(Debug)]
struct SharedItemValues {
    /// Each made when it is first asked for.
    words: RwLock<BTreeMap<Word, Known<Word>>>,
    branches: BTreeMap<String, Known<NavView>>,
}

impl SharedItemValues {
    fn new(site: &Site) -> Self {
        let branches = site
            .branches()
            .iter()
            .filter_map(|of| Some((of.id.clone(), Known::new(&branch(site, &of.id)?))));
        Self {
            words: RwLock::default(),
            branches: branches.collect(),
        }
    }

    fn word(&self, word: Word) -> Known<Word> {
        let known = |words: &BTreeMap<Word, Known<Word>>| words.get(&word).cloned();
        if let Some(known) = self.words.read().ok().and_then(|words| known(&words)) {
            return known;
        }
        let made = Known::new(&word);
        if let Ok(mut words) = self.words.write() {
            return words.entry(word).or_insert(made).clone();
        }
        made
    }

    fn branch(&self, id: &str) -> Option<Known<NavView>> {
        self.branches.get(id).cloned()
    }
}

fn item(site: &Site, entry: &Entry, breaks: &[BreakPlace], shared: &SharedItemValues) -> ItemView {
    let common = &entry.common;
    let open = site.is_open(entry);
    let title = title(site, entry);
    ItemView {
        title_html: Known::broken(&title, breaks),
        title: title.into_owned(),
        path: entry.address.to_string(),
        date: common.date.to_string(),
        kind: shared.word(Word::of(entry.kind())),
        type_: type_word(&entry.detail).map(|word| shared.word(word)),
        sort: sort(&entry.detail),
        branch: common.branch.as_deref().and_then(|id| shared.branch(id)),
        sample: common.sample,
        summary: summary(entry),
        state: state(site, entry, open),
        last_day: open.map(|open| open.last.to_string()),
        workdays: open
            .and_then(|open| open.period)
            .map(|period| workdays(period, &site.calendar)),
        hides: open.is_some_and(|open| open.is_withdrawn),
    }
}

/// The day after which an entry's title is no longer shown: the last of a running 公示 that is then withdrawn.
pub(super) fn hidden_after(site: &Site, entry: &Entry) -> Option<Day> {
    let open = site.is_open(entry)?;
    open.is_withdrawn.then_some(open.last)
}

/// The title; that of what is left of a 公示 says what the 公示 was about, in the words of 公开目录.
pub(super) fn title<'e>(site: &Site, entry: &'e Entry) -> Cow<'e, str> {
    let item = entry.common.catalogue.first().filter(|_| entry.is_remnant);
    match item.and_then(|id| site.catalogue.items.iter().find(|item| item.id == *id)) {
        Some(item) => format!("{}{}", item.name.trim_end_matches("公示"), entry.common.title).into(),
        None => entry.marked_title(),
    }
}

/// The title where nothing but text can say that an entry is a sample.
pub(super) fn marked_title(entry: &Entry) -> Cow<'_, str> {
    match entry.common.sample {
        true => format!("样例：{}", entry.marked_title()).into(),
        false => entry.marked_title(),
    }
}

/// 摘要; a ledger without one says what it holds, and what is left of a 公示 when it was and how it ended.
pub(super) fn summary(entry: &Entry) -> String {
    if let Detail::Notice(notice) = &entry.detail
        && let Some(period) = notice.period.filter(|_| entry.is_remnant)
    {
        let result = notice
            .result
            .as_ref()
            .map(|result| format!("，{}", conclusion(result)));
        let (start, end) = (period.start.chinese(), period.end.chinese());
        return format!("公示期{start}至{end}{}。", result.unwrap_or_default());
    }
    match entry.common.summary.as_str() {
        "" => ledger::summary(entry).unwrap_or_default(),
        written => written.to_owned(),
    }
}

fn state(site: &Site, entry: &Entry, open: Option<OpenUntil>) -> Option<StateView> {
    if entry.is_remnant {
        return Some(period_state(PeriodState::Over));
    }
    match &entry.detail {
        Detail::Notice(notice) => match open {
            Some(open) => Some(StateView::new("open", open.asks.label())),
            None => match notice.period.map(|period| period.state(site.day)) {
                // One whose text is kept.
                Some(PeriodState::Over) => Some(period_state(PeriodState::Over)),
                _ => site.has_closed(notice).map(|_| StateView::new("over", "已截止")),
            },
        },
        Detail::Study(study) if study.required => Some(StateView::new("required", "必学")),
        Detail::Ledger(_) => ledger::overdue(entry).then_some(OVERDUE),
        Detail::Pledge(pledge) => {
            let mut items = pledge.all_items();
            items.any(|item| item.is_overdue(site.day)).then_some(OVERDUE)
        }
        _ => None,
    }
}

/// Something in an entry is past its day.
const OVERDUE: StateView = StateView::new("late", "有逾期");

/// Where a day lies in a 公示期, as a state.
pub(super) fn period_state(state: PeriodState) -> StateView {
    let id = match state {
        PeriodState::NotBegun | PeriodState::Running => "open",
        PeriodState::Over => "over",
    };
    StateView::new(id, state.label())
}

/// The type of an entry as a word, 类别 of a study item; a page has none.
pub(super) fn type_word(detail: &Detail) -> Option<Word> {
    let (id, label) = detail.of_type()?;
    Some(Word { id, label })
}

/// What an entry is, in a list of several kinds: the type of a notice, a meeting or a ledger says more than the kind.
pub(super) fn sort(detail: &Detail) -> &'static str {
    match (detail.kind(), detail.of_type()) {
        (Kind::Notice | Kind::Meeting | Kind::Ledger, Some((id, label))) if id != "other" => label,
        (kind, _) => kind.label(),
    }
}

/// A branch as a link.
pub(super) fn branch(site: &Site, id: &str) -> Option<NavView> {
    site.branch(id)
        .map(|branch| nav(&branch.id, &branch.name, &plan::branch_list(&branch.id)))
}

/// A series, with its list.
pub(super) fn series(name: &str) -> NavView {
    nav("series", name, &plan::series_list(name))
}

/// Where a link to a file of the site leads.
pub(super) enum Leads {
    /// To an entry's page.
    Entry(EntryId),
    /// To a picture or an attachment.
    File(Address),
    /// Nowhere: an entry of a branch that the edition does not show. Not even its name may be told.
    Nowhere,
}

/// Where a link to this file leads. What is no entry has the ending of something that may be published.
pub(super) fn leads(site: &Site, target: &SourcePath) -> Leads {
    match site.by_source(target) {
        Some(id) => Leads::Entry(id),
        None if may_be_linked(&target.extension()) => Leads::File(plan::material(target)),
        None => Leads::Nowhere,
    }
}

/// A link inside the site.
pub(super) fn nav(id: &str, label: &str, path: &Address) -> NavView {
    NavView {
        id: id.to_owned(),
        label: label.to_owned(),
        path: Some(path.to_string()),
    }
}

/// To the page of a year; on the page of the year shown, none.
pub(super) fn year_nav(year: i32, shown: Option<i32>, page: &Address) -> NavView {
    NavView {
        id: year.to_string(),
        label: format!("{year}年"),
        path: (shown != Some(year)).then(|| page.to_string()),
    }
}

/// `site`.
pub(super) fn site_view(site: &Site, theme: &Theme) -> SiteView {
    let publisher = &site.publisher;
    let anchor = |label: &Option<String>, href: &str| {
        label.as_ref().map(|label| Anchor {
            label: label.clone(),
            href: href.to_owned(),
        })
    };
    SiteView {
        title: site.edition.title.clone(),
        organizer: publisher.organizer.clone(),
        address: publisher.address.clone(),
        telephone: publisher.telephone.clone(),
        email: publisher.email.clone(),
        icp: anchor(&publisher.icp, ICP_LINK),
        police: anchor(&publisher.police, POLICE_LINK),
        emblem: publisher
            .emblem
            .as_ref()
            .map(|file| plan::material(file).to_string())
            .or_else(|| theme.emblem.clone()),
        custom_css: theme.custom_css.clone(),
        base_url: site.edition.base_url.clone(),
        audience: site.edition.audience.label(),
        nav: navigation(site),
        pages: pages(site),
        oversight: oversight(),
        feed: site
            .edition
            .base_url
            .is_some()
            .then(|| plan::feed(None).to_string()),
        search: plan::page(&PageFamily::SEARCH).to_string(),
    }
}

fn navigation(site: &Site) -> Vec<NavView> {
    let mut links = vec![home()];
    links.extend(plan::SECTIONS.map(|kind| nav(kind.id(), kind.label(), &plan::section_list(kind))));
    if !site.catalogue.items.is_empty() {
        links.push(nav("catalogue", "公开目录", &plan::page(&PageFamily::CATALOGUE)));
    }
    links.push(nav("branches", "党组织", &plan::page(&PageFamily::ORGANIZATION)));
    links.push(supervision_nav());
    links.push(nav(
        "archive",
        "历年公开",
        &plan::list_page(&ListKey::Archive, None),
    ));
    links
}

/// The way home.
pub(super) fn home() -> NavView {
    nav("home", "首页", &plan::page(&PageFamily::HOME))
}

/// The `id` of 监督 in the navigation.
pub(super) const SUPERVISION: &str = "supervision";

/// The way to 监督.
pub(super) fn supervision_nav() -> NavView {
    nav(SUPERVISION, "监督", &plan::page(&PageFamily::SUPERVISION))
}

fn oversight() -> Vec<NavView> {
    vec![
        supervision_nav(),
        nav("corrections", "更正", &plan::corrections(None)),
        nav("statistics", "公开统计", &plan::statistics(None)),
        nav("reports", "月通报和季调度", &plan::page(&PageFamily::REPORTS)),
    ]
}

/// The ordinary pages that have a 排序, by it; they stand in the footer of every page, so that a page
/// without one can be added without touching the rest. The list of all pages comes last.
fn pages(site: &Site) -> Vec<NavView> {
    let all = site.list(&ListKey::Section(Kind::Page));
    let mut pages: Vec<(i32, &Entry)> = all
        .iter()
        .map(|id| site.entry(*id))
        .filter_map(|entry| match &entry.detail {
            Detail::Page(page) => page.order.map(|order| (order, entry)),
            _ => None,
        })
        .collect();
    pages.sort_by(|a, b| (a.0, &a.1.address).cmp(&(b.0, &b.1.address)));
    let shown = pages.into_iter().take(FOOTER_PAGES);
    shown
        .map(|(_, entry)| nav("page", &entry.common.title, &entry.address))
        .collect()
}

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
