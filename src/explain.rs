//! Why an edition's files changed: what a build remembers of itself, and what the next one makes of it. Pure.
//!
//! A build leaves a record beside its manifest: fingerprints of what all pages depend on, and one line for each
//! entry. The next build compares: what differs is a cause, and a changed file is told with the causes that it can
//! have. No file's bytes are looked at, and nothing is decided by a record: without one a build is the same.
//!
//! Which entries of the last build are probably there still, at other addresses: the old address is gone, and exactly
//! one new entry of the kind has the same text, or else the same title. Of an expired 公示 nothing is said: its old
//! address is to lead nowhere.

mod record;

pub use record::{BuildRecord, RecordedEntry, RecordedState};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::plan::{Plan, Planned};
use crate::read::{Document, Library};
use crate::site::{EntryId, ListKey, Site};
use crate::words::{Address, Day, Fingerprint, Kind, SourcePath, fingerprint, quoted_title};

/// What an edition is made of, for its record.
#[derive(Debug, Clone, Copy)]
pub struct EditionInput<'a> {
    /// What was read.
    pub library: &'a Library,
    /// The edition.
    pub site: &'a Site,
    /// Its theme's fingerprint.
    pub theme: Fingerprint,
    /// Stands for this very program.
    pub program: Fingerprint,
}

/// The record of what is being made.
#[must_use]
pub fn record<'a>(made: EditionInput<'a>) -> BuildRecord<'a> {
    let site = made.site;
    let text = |thing: &dyn std::fmt::Debug| fingerprint(format!("{thing:?}").as_bytes());
    let line = |document: &'a Arc<Document>| {
        let shown = site.by_source(&document.source).map(|id| site.entry(id));
        let line = RecordedEntry {
            fingerprint: document.fingerprint,
            state: match shown {
                Some(entry) if entry.is_remnant => RecordedState::Over,
                Some(_) => RecordedState::Open,
                None => RecordedState::Held,
            },
            title: document.common.title.as_str().into(),
        };
        (document.address.as_str().into(), line)
    };
    let mut entries: Vec<(Cow<'_, str>, RecordedEntry<'_>)> =
        made.library.documents.par_iter().map(line).collect();
    // A map is made much faster of what is sorted.
    entries.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
    BuildRecord {
        day: site.day,
        parts: [
            ("程序更新", fingerprint(&made.program.to_bytes())),
            ("主题改了", fingerprint(&made.theme.to_bytes())),
            ("网站设置改了（site.toml）", text(&made.library.config)),
            ("党组织改了（organization.yaml）", text(&*site.organization)),
            ("公开目录改了（catalogue.yaml）", text(&*site.catalogue)),
            ("放假与调休改了（calendar.yaml）", text(&site.calendar)),
        ]
        .map(|(name, fingerprint)| (name.to_owned(), fingerprint))
        .to_vec(),
        entries: entries.into_iter().collect(),
    }
}

/// What became of an entry since the last build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntryChange {
    Added,
    /// It was there, and its day has come.
    Begun,
    /// It was there, and what stood in its way is gone.
    Released,
    Changed,
    Expired,
    Gone,
}

/// One entry that is not what it was.
#[derive(Debug)]
struct Event {
    what: EntryChange,
    title: String,
    address: String,
    /// Where it is now.
    id: Option<EntryId>,
}

/// The causes of a build's changes.
#[derive(Debug)]
pub struct Causes<'a> {
    site: &'a Site,
    plan: &'a Plan,
    /// What concerns every page.
    whole: Vec<String>,
    events: Vec<Event>,
    /// The day of the last build, when it was another.
    last_day: Option<Day>,
}

/// How many entries one reason names.
const NAMED: usize = 3;

impl<'a> Causes<'a> {
    /// Compares what was with what is.
    #[must_use]
    pub fn between(before: &BuildRecord, now: &BuildRecord, site: &'a Site, plan: &'a Plan) -> Self {
        let old: BTreeMap<&str, u64> = before
            .parts
            .iter()
            .map(|(name, fingerprint)| (name.as_str(), *fingerprint))
            .collect();
        let differs = |(name, fingerprint): &&(String, u64)| old.get(name.as_str()) != Some(fingerprint);
        Self {
            site,
            plan,
            whole: now
                .parts
                .iter()
                .filter(differs)
                .map(|(name, _)| name.clone())
                .collect(),
            events: events(before, now, site),
            last_day: (before.day != now.day).then_some(before.day),
        }
    }

    /// Why a file of the edition is new or changed.
    #[must_use]
    pub fn of(&self, address: &Address) -> String {
        let planned = self.plan.files.get(address);
        match planned {
            Some(Planned::Static(_)) => {
                return self.whole.first().cloned().unwrap_or_else(|| "主题改了".into());
            }
            Some(Planned::Material(_)) => {
                let brings = self.events.iter().filter(|event| event.what != EntryChange::Gone);
                return match self.named(brings, planned).first() {
                    Some(named) => format!("图片或附件：{named}"),
                    None => "图片或附件换了".to_owned(),
                };
            }
            _ => {}
        }
        let concerned: Vec<&Event> = self
            .events
            .iter()
            .filter(|event| self.concerns(planned, event))
            .collect();
        let events = match (concerned.is_empty() && self.whole.is_empty(), self.last_day) {
            (false, _) => concerned,
            // States on such pages flip with the day alone.
            (true, Some(_)) if is_judged(planned) => Vec::new(),
            // A list may have shown what is no longer in it.
            (true, _) => self
                .events
                .iter()
                .filter(|event| may_have_listed(planned, event))
                .collect(),
        };
        let mut reasons = self.whole.clone();
        reasons.extend(self.named(events.into_iter(), planned));
        match (reasons.is_empty(), self.last_day) {
            (false, _) => reasons.join("；"),
            (true, Some(last)) => format!("日期到了（上次生成按{}）", last.chinese()),
            (true, None) => "内容有变化".to_owned(),
        }
    }

    /// Why a file is no longer there.
    #[must_use]
    pub fn of_gone(&self, address: &Address) -> String {
        let own = self.events.iter().find(|event| event.address == address.as_str());
        let mut reasons = self.whole.clone();
        match own {
            Some(event) => reasons.push(event.words(true)),
            None => reasons.extend(self.named(self.events.iter(), None)),
        }
        match reasons.is_empty() {
            true => "不再属于网站".to_owned(),
            false => reasons.join("；"),
        }
    }

    /// The events in words, the first few by name.
    fn named<'e>(&self, events: impl Iterator<Item = &'e Event>, planned: Option<&Planned>) -> Vec<String> {
        let own = match planned {
            Some(Planned::Entry(id) | Planned::Redirect(id)) => Some(*id),
            _ => None,
        };
        let all: Vec<String> = events
            .map(|event| {
                let is_own = own.is_some() && own == event.id;
                event.words(is_own)
            })
            .collect();
        let mut named: Vec<String> = all.iter().take(NAMED).cloned().collect();
        if all.len() > NAMED {
            named.push(format!("等共{}条", all.len()));
        }
        named
    }

    /// True when a file may show an entry, or did. A file of which nothing narrower is said here may show any.
    fn concerns(&self, planned: Option<&Planned>, event: &Event) -> bool {
        let kind = kind_of(event);
        let Some(id) = event.id else {
            // Of what is gone only the kind is known.
            return match planned {
                Some(Planned::Entry(id)) => Some(self.site.entry(*id).kind()) == kind,
                Some(Planned::Feed(Some(of))) => Some(*of) == kind,
                _ => true,
            };
        };
        let entry = self.site.entry(id);
        let year = entry.common.date.year();
        match planned {
            Some(Planned::Entry(of)) => *of == id || self.are_neighbours(*of, id) || self.links(*of, id),
            Some(Planned::Redirect(of)) => *of == id,
            Some(Planned::List { key, year }) => {
                let list = self.site.lists.get(key);
                let part = list.map(|list| match year.and_then(|index| list.years.get(index)) {
                    Some(year) => list.of(year),
                    None => &list.ids[..],
                });
                part.is_some_and(|ids| ids.contains(&id))
            }
            Some(Planned::Feed(Some(of))) => Some(*of) == kind,
            Some(Planned::Sitemap(of)) => of.is_none_or(|of| of == year),
            Some(Planned::Statistics(of)) => *of == year,
            Some(Planned::MonthReport(of)) => of.year() == year,
            Some(Planned::QuarterReport(of)) => of.year() == year,
            Some(Planned::Catalogue | Planned::Coverage) => !entry.common.catalogue.is_empty(),
            Some(Planned::Matrix(_)) => entry.kind() == Kind::Meeting,
            Some(Planned::Register(_)) => entry.kind() == Kind::Pledge,
            Some(
                Planned::Home
                | Planned::Hours
                | Planned::Organization
                | Planned::Corrections(_)
                | Planned::Supervision
                | Planned::Reports
                | Planned::Disclosure
                | Planned::Tags
                | Planned::Search
                | Planned::SearchIndex
                | Planned::SearchShard(_)
                | Planned::NotFound
                | Planned::Feed(None)
                | Planned::SitemapIndex
                | Planned::Robots
                | Planned::BoardIndex
                | Planned::AllSheets
                | Planned::Changes
                | Planned::BoardPlan(_)
                | Planned::BoardScreen(_)
                | Planned::Sheets { .. }
                | Planned::Material(_)
                | Planned::Static(_),
            )
            | None => true,
        }
    }

    /// True for entries that stand beside each other in their section.
    fn are_neighbours(&self, one: EntryId, other: EntryId) -> bool {
        let kind = self.site.entry(one).kind();
        let ids = self.site.list(&ListKey::Section(kind));
        let place = |id: EntryId| ids.binary_search(&id).ok();
        match (place(one), place(other)) {
            (Some(a), Some(b)) => a.abs_diff(b) == 1,
            _ => false,
        }
    }

    fn links(&self, from: EntryId, to: EntryId) -> bool {
        let target = &self.site.entry(to).source;
        let links = &self.site.entry(from).body.links;
        links.iter().any(|link| link.target == *target)
    }
}

/// False for what was never in a list: that of another kind, which an entry cannot leave.
fn may_have_listed(planned: Option<&Planned>, event: &Event) -> bool {
    match planned {
        Some(Planned::List {
            key: ListKey::Section(kind),
            ..
        }) => kind_of(event) == Some(*kind),
        _ => true,
    }
}

/// The kind of an entry, by its address.
fn kind_of(event: &Event) -> Option<Kind> {
    let folder = |kind: &Kind| event.address.starts_with(&format!("{}/", kind.folder()));
    Kind::ALL.into_iter().find(folder)
}

/// True for pages that say how something stands on the day: late, missing, ending.
fn is_judged(planned: Option<&Planned>) -> bool {
    matches!(
        planned,
        Some(
            Planned::Entry(_)
                | Planned::Organization
                | Planned::Matrix(_)
                | Planned::Coverage
                | Planned::Disclosure
        )
    )
}

impl Event {
    fn words(&self, is_own: bool) -> String {
        let title = quoted_title(&self.title);
        match (self.what, is_own) {
            (EntryChange::Added, true) => format!("新增条目{title}"),
            (EntryChange::Added, false) => format!("多了{title}"),
            (EntryChange::Released, _) => format!("{title}开始公开"),
            (EntryChange::Begun, _) => format!("日期到了：{title}开始公开"),
            (EntryChange::Changed, _) => format!("{title}改了"),
            (EntryChange::Expired, _) => format!("日期到了：{title}期满"),
            (EntryChange::Gone, _) => format!("少了{title}"),
        }
    }
}

fn events(before: &BuildRecord, now: &BuildRecord, site: &Site) -> Vec<Event> {
    let mut events = Vec::new();
    for id in site.ids() {
        let address = site.entry(id).address.as_str();
        let Some(line) = now.entries.get(address) else {
            continue;
        };
        let what = match before.entries.get(address) {
            None => EntryChange::Added,
            Some(old) if old.state == RecordedState::Held && has_begun(site, id, before.day) => {
                EntryChange::Begun
            }
            Some(old) if old.state == RecordedState::Held => EntryChange::Released,
            Some(old) if line.state == RecordedState::Over && old.state == RecordedState::Open => {
                EntryChange::Expired
            }
            Some(old) if old.fingerprint != line.fingerprint => EntryChange::Changed,
            Some(_) => continue,
        };
        events.push(Event {
            what,
            title: line.title.to_string(),
            address: address.to_owned(),
            id: Some(id),
        });
    }
    let is_shown = |line: &RecordedEntry| line.state != RecordedState::Held;
    let left = |address: &str| !now.entries.get(address).is_some_and(is_shown);
    let gone = before.entries.iter();
    let gone = gone.filter(|(address, line)| is_shown(line) && left(address));
    events.extend(gone.map(|(address, line)| Event {
        what: EntryChange::Gone,
        title: line.title.to_string(),
        address: address.to_string(),
        id: None,
    }));
    events
}

/// True when an entry could not have been shown on the day of the last build, whoever had approved it.
fn has_begun(site: &Site, id: EntryId, last: Day) -> bool {
    let entry = site.entry(id);
    let start = match &entry.detail {
        crate::read::Detail::Notice(notice) => notice.period.map(|period| period.start),
        _ => None,
    };
    entry.common.date.max(start.unwrap_or(entry.common.date)) > last
}

/// An entry whose page has another address than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// Its file.
    pub source: SourcePath,
    /// The addresses that 旧地址 has to name: those it names already, and the one that is gone.
    pub aliases: Vec<String>,
}

impl Renamed {
    /// The line to type.
    #[must_use]
    pub fn line(&self) -> String {
        format!("旧地址: [{}]", self.aliases.join(", "))
    }
}

/// The entries that have another address than in the last build, of the files that are `gone`.
#[must_use]
pub fn renamed(before: &BuildRecord<'_>, gone: &[Address], library: &Library, site: &Site) -> Vec<Renamed> {
    let gone: BTreeSet<&str> = gone.iter().map(Address::as_str).collect();
    let lost = before.entries.iter();
    let lost: Vec<(&str, &RecordedEntry<'_>)> = lost
        .filter(|(address, line)| line.state == RecordedState::Open && gone.contains(&***address))
        .map(|(address, line)| (&**address, line))
        .collect();
    if lost.is_empty() {
        return Vec::new();
    }
    let is_shown = |document: &&Document| {
        let entry = site.by_source(&document.source).map(|id| site.entry(id));
        entry.is_some_and(|entry| !entry.is_remnant)
    };
    let documents = library.documents.iter().map(|document| &**document);
    let fresh: Vec<&Document> = documents
        .filter(|document| !before.entries.contains_key(document.address.as_str()))
        .filter(is_shown)
        .collect();
    let mut found = Vec::new();
    for (address, line) in &lost {
        let same_text =
            |document: &Document, line: &RecordedEntry<'_>| document.fingerprint == line.fingerprint;
        let same_title = |document: &Document, line: &RecordedEntry<'_>| document.common.title == line.title;
        let document = only((address, line), &lost, &fresh, &same_text)
            .or_else(|| only((address, line), &lost, &fresh, &same_title));
        if let Some(document) = document {
            let typed = document.common.aliases.iter().map(|(alias, _)| alias.to_string());
            found.push(Renamed {
                source: document.source.clone(),
                aliases: typed.chain([(*address).to_owned()]).collect(),
            });
        }
    }
    found
}

/// The one new entry that is like a lost one, when no other lost one is like it.
fn only<'a>(
    (address, line): (&str, &RecordedEntry<'_>),
    lost: &[(&str, &RecordedEntry<'_>)],
    fresh: &[&'a Document],
    is_like: &dyn Fn(&Document, &RecordedEntry<'_>) -> bool,
) -> Option<&'a Document> {
    let folder = |address: &str| address.split('/').next().map(str::to_owned);
    let matches = |document: &Document, address: &str, line: &RecordedEntry<'_>| {
        folder(document.address.as_str()) == folder(address) && is_like(document, line)
    };
    let mut alike = fresh.iter().filter(|document| matches(document, address, line));
    let document = alike.next().filter(|_| alike.next().is_none())?;
    let rivals = lost.iter().filter(|(other, of)| matches(document, other, of));
    (rivals.count() == 1).then_some(*document)
}
