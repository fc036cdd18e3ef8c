//! What is asked for → what is answered. Everything comes out of the snapshot; no path is ever one of the disk.

use std::sync::Arc;

use serde::Serialize;

use super::additions::{self, Additions, EditionLink};
use super::faults::{self, FaultList, escaped};
use super::route::{Asked, EditionDay, PageFile, PageRef};
use super::state::{PreviewState, Version};
use crate::clearance::Reason;
use crate::fixes;
use crate::preview::Snapshot;
use crate::read::config::Edition;
use crate::words::{Address, Complaint, Fingerprint, Labelled};

/// An answer, before it is one of HTTP.
#[derive(Debug)]
pub(super) enum Answer {
    /// Bytes of some type, under a status.
    File {
        status: u16,
        ending: String,
        bytes: Vec<u8>,
    },
    /// Look there instead.
    Elsewhere(String),
    /// In words.
    Words(u16, &'static str),
}

impl Answer {
    pub(super) fn file(ending: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::File {
            status: 200,
            ending: ending.to_owned(),
            bytes: bytes.into(),
        }
    }
}

const NOTHING: &str = "没有这个网页。";

/// Answers. May take as long as rendering a page, or, for another day, as assembling a site.
pub(super) fn answer(preview: &PreviewState, asked: Asked) -> Answer {
    let version = preview.version();
    let view = View {
        preview,
        version: &version,
    };
    let answer = match asked {
        Asked::Start => view.start(),
        Asked::Script => Answer::file("js", additions::SCRIPT),
        Asked::Style => Answer::file("css", additions::STYLE),
        Asked::Clock => Answer::file("js", additions::CLOCK),
        Asked::State(Some(page)) => view.page_state(&page),
        Asked::Fix(fault) => view.fix(&fault),
        Asked::Go(page) => view.go(page),
        Asked::Page(page) => view.page(&page),
        // The page of faults that `/` is while there is no site.
        Asked::State(None) => view.page_state(&front()),
        Asked::Nothing | Asked::Events => Answer::Words(404, NOTHING),
    };
    match answer {
        Answer::Elsewhere(path) => Answer::Elsewhere(preview.key.base() + &path),
        answer => answer,
    }
}

/// What is shown now, for one request.
pub(super) struct View<'a> {
    pub(super) preview: &'a PreviewState,
    pub(super) version: &'a Version,
}

/// What is found at a [`PageRef`].
pub(super) struct FoundPage {
    status: u16,
    ending: String,
    bytes: Vec<u8>,
    /// Why it is not published; where there is no page, why not.
    reasons: Vec<Reason>,
    /// Faults that are there instead of a page.
    pub(super) instead: Option<Arc<FaultList>>,
}

impl View<'_> {
    /// The site of an edition as of a day, or what is wrong there.
    pub(super) fn snapshot(&self, edition_day: &EditionDay) -> Result<Arc<Snapshot>, Arc<FaultList>> {
        match &self.version.snapshots {
            Some(snapshots) => snapshots.on(edition_day.day),
            None => Err(Arc::clone(&self.version.faults)),
        }
    }

    /// The edition that one begins with.
    fn start(&self) -> Answer {
        let Some(snapshots) = &self.version.snapshots else {
            let bytes = self.with_additions(&front(), broken(503, Arc::clone(&self.version.faults)));
            return Answer::File {
                status: 503,
                ending: "html".into(),
                bytes,
            };
        };
        let chosen = self.preview.chosen.as_deref();
        let editions = || snapshots.own.editions();
        let found = editions().find(|edition| Some(edition.id.as_str()) == chosen);
        match found.or_else(|| editions().next()) {
            Some(edition) => Answer::Elsewhere(format!("/{}/index.html", edition.id)),
            None => Answer::Words(404, NOTHING),
        }
    }

    /// Makes the change of one complaint in its file; what comes of it is seen by whoever looks at the folder.
    fn fix(&self, fault: &str) -> Answer {
        let mut complaints = self.version.faults.complaints.iter();
        let complaint = complaints.find(|complaint| faults::fix_id(complaint).as_deref() == Some(fault));
        match complaint.map(|complaint| fixes::fix_one(&self.preview.root, complaint)) {
            Some(Ok(true)) => Answer::Words(200, "改好了"),
            Some(Ok(false)) | None => Answer::Words(409, "没有改：文件刚才改过，请看新的提示"),
            Some(Err(_)) => Answer::Words(500, "没有改成：文件可能被别的程序占用，关掉以后再点一次"),
        }
    }

    fn go(&self, mut page: PageRef) -> Answer {
        let own = self
            .version
            .snapshots
            .as_ref()
            .map(|snapshots| snapshots.own.day());
        page.edition_day.day = page.edition_day.day.filter(|day| Some(*day) != own);
        Answer::Elsewhere(path(&page))
    }

    fn page(&self, page: &PageRef) -> Answer {
        if let PageFile::Folder(address) = &page.wanted
            && let Ok(snapshot) = self.snapshot(&page.edition_day)
            && snapshot.has(&page.edition_day.edition, address)
        {
            return Answer::Elsewhere(page.edition_day.path(address));
        }
        let found_page = self.find(page);
        let (status, ending) = (found_page.status, found_page.ending.clone());
        let bytes = match ending.as_str() {
            "html" => self.with_additions(page, found_page),
            _ => found_page.bytes,
        };
        Answer::File {
            status,
            ending,
            bytes,
        }
    }

    /// Looks a place up.
    pub(super) fn find(&self, page: &PageRef) -> FoundPage {
        let snapshot = match self.snapshot(&page.edition_day) {
            Ok(snapshot) => snapshot,
            Err(faults) => return broken(503, faults),
        };
        let edition = page.edition_day.edition.as_str();
        let (status, address) = match &page.wanted {
            PageFile::File(address) if snapshot.has(edition, address) => (200, Some(address.clone())),
            _ => (404, Address::new("404.html").ok()),
        };
        let found = address.and_then(|address| Some((snapshot.answer(edition, &address)?, address)));
        match found {
            Some((Ok(bytes), address)) => {
                let reasons = match &page.wanted {
                    PageFile::File(wanted) | PageFile::Folder(wanted) if status == 404 => {
                        snapshot.absence(edition, wanted)
                    }
                    _ => snapshot.ribbon(edition, &address),
                };
                FoundPage {
                    status,
                    ending: ending(&address),
                    bytes,
                    reasons: reasons.to_vec(),
                    instead: None,
                }
            }
            Some((Err(complaint), _)) => broken(500, Arc::new(only(complaint))),
            None => FoundPage {
                status: 404,
                ending: "html".into(),
                bytes: nowhere(&snapshot, &page.edition_day, &self.preview.key.base()),
                reasons: Vec::new(),
                instead: None,
            },
        }
    }

    fn with_additions(&self, page: &PageRef, found_page: FoundPage) -> Vec<u8> {
        let print = self.print(&found_page);
        let snapshot = self.snapshot(&page.edition_day).ok();
        let own = self
            .version
            .snapshots
            .as_ref()
            .map(|snapshots| snapshots.own.day());
        let day = snapshot.as_ref().map(|snapshot| snapshot.day());
        let back = match own {
            Some(day) if self.preview.is_dated => day.chinese(),
            _ => "今天".to_owned(),
        };
        let editions = snapshot.as_deref().map(|snapshot| others(snapshot, page));
        let added = Additions {
            edition_day: &page.edition_day,
            base: self.preview.key.base(),
            path: path(page),
            run: &self.preview.run,
            print,
            editions: editions.unwrap_or_default(),
            day: page.edition_day.day.or(day),
            back,
            reasons: &found_page.reasons,
            absent: found_page.status == 404,
            faults: found_page.instead.as_deref().unwrap_or(&self.version.faults),
            whole: found_page.instead.is_some(),
        };
        let page = match day.filter(|_| self.preview.is_dated || page.edition_day.day.is_some()) {
            Some(day) => additions::begin_with_day(found_page.bytes, &added.base, day),
            None => found_page.bytes,
        };
        additions::insert(page, &added.html())
    }

    /// Stands for everything about a page that only loading it again brings up to date.
    pub(super) fn print(&self, found_page: &FoundPage) -> String {
        let reasons = format!("{:?}", found_page.reasons);
        let about = (
            found_page.status,
            self.version.materials,
            Fingerprint::of(&found_page.bytes),
            reasons,
        );
        Fingerprint::of(format!("{about:?}").as_bytes()).to_string()
    }
}

/// What is asked for while there is no edition.
fn front() -> PageRef {
    let edition_day = EditionDay {
        edition: String::new(),
        day: None,
    };
    PageRef {
        edition_day,
        wanted: PageFile::Nothing,
    }
}

/// What an edition is called in the bar. Titles mostly begin with the school's name; what editions are tells them
/// apart.
pub(super) fn name(snapshot: &Snapshot, edition: &Edition) -> String {
    let short = |edition: &Edition| match edition.is_board {
        true => "公开栏",
        false => edition.audience.label(),
    };
    let name = short(edition);
    let mut same = snapshot.editions().filter(|other| short(other) == name);
    let is_alone = same.nth(1).is_none();
    if is_alone {
        name.to_owned()
    } else {
        edition.title.clone()
    }
}

/// The same page in each edition, or the same entry's, or its home page where there is neither.
fn others(snapshot: &Snapshot, page: &PageRef) -> Vec<EditionLink> {
    let here = page.edition_day.edition.as_str();
    let one = |edition: &Edition| {
        let edition_day = EditionDay {
            edition: edition.id.clone(),
            day: page.edition_day.day,
        };
        let address = match &page.wanted {
            PageFile::File(address) if snapshot.has(&edition.id, address) => Some(address.clone()),
            PageFile::File(address) => snapshot.same_entry(here, address, &edition.id),
            _ => None,
        };
        EditionLink {
            name: name(snapshot, edition),
            title: edition.title.clone(),
            path: address.map_or_else(
                || format!("/{edition_day}/index.html"),
                |address| edition_day.path(&address),
            ),
            current: edition.id == here,
        }
    };
    snapshot.editions().map(one).collect()
}

/// The path of a place.
fn path(page: &PageRef) -> String {
    match &page.wanted {
        PageFile::File(address) | PageFile::Folder(address) => page.edition_day.path(address),
        PageFile::Nothing if page.edition_day.edition.is_empty() => "/".to_owned(),
        // Leads to nothing again, as it has to when the page asks about itself.
        PageFile::Nothing => format!("/{}/404", page.edition_day),
    }
}

fn ending(address: &Address) -> String {
    address.as_str().rsplit('.').next().unwrap_or_default().to_owned()
}

fn only(complaint: Complaint) -> FaultList {
    FaultList {
        complaints: vec![complaint],
        machine: None,
    }
}

/// A page that is nothing but what is wrong.
fn broken(status: u16, faults: Arc<FaultList>) -> FoundPage {
    FoundPage {
        status,
        ending: "html".into(),
        bytes: additions::bare("内容有问题 – 预览", ""),
        reasons: Vec::new(),
        instead: Some(faults),
    }
}

/// A page for an edition that is not there.
fn nowhere(snapshot: &Snapshot, edition_day: &EditionDay, base: &str) -> Vec<u8> {
    let mut text = format!("<h1>没有名为“{}”的版</h1>", escaped(&edition_day.edition));
    for edition in snapshot.editions() {
        let (id, title) = (&edition.id, escaped(&edition.title));
        text += &format!("<p><a style=\"color:#b3121d\" href=\"{base}/{id}/index.html\">{title}</a></p>");
    }
    additions::bare("没有这个网页 – 预览", &text)
}

/// What a page is told about itself and the rest.
#[derive(Serialize)]
struct PageState<'a> {
    run: &'a str,
    print: String,
    faults: String,
    errors: usize,
    count: Option<String>,
    list: String,
    saved: Option<SavedNotice>,
}

/// What was saved just now, for a page to say.
#[derive(Serialize)]
struct SavedNotice {
    id: String,
    entries: Vec<SavedEntry>,
}

/// Where to see it.
#[derive(Serialize)]
struct SavedEntry {
    title: String,
    path: String,
    /// The edition's name, when it is another one.
    edition: Option<String>,
}

impl View<'_> {
    /// As JSON.
    pub(super) fn page_state(&self, page: &PageRef) -> Answer {
        let found_page = self.find(page);
        let faults = found_page.instead.as_deref().unwrap_or(&self.version.faults);
        let state = PageState {
            run: &self.preview.run,
            print: self.print(&found_page),
            faults: faults.print().to_string(),
            errors: faults.errors(),
            count: faults.count(),
            list: additions::list(faults, found_page.instead.is_some()),
            saved: self.saved(&page.edition_day),
        };
        match serde_json::to_vec(&state) {
            Ok(json) => Answer::file("json", json),
            Err(_) => Answer::Words(500, ""),
        }
    }

    /// What was saved just now and can be seen: in the edition where one is, else in another.
    fn saved(&self, edition_day: &EditionDay) -> Option<SavedNotice> {
        let (number, files) = self.version.saved()?;
        let snapshot = self.snapshot(edition_day).ok()?;
        let here = snapshot
            .editions()
            .filter(|edition| edition.id == edition_day.edition);
        let elsewhere = snapshot
            .editions()
            .filter(|edition| edition.id != edition_day.edition);
        let editions: Vec<_> = here.chain(elsewhere).collect();
        let entries = files.iter().filter_map(|file| {
            editions.iter().find_map(|edition| {
                let (address, title) = snapshot.page_of(&edition.id, file)?;
                let place = EditionDay {
                    edition: edition.id.clone(),
                    day: edition_day.day,
                };
                Some(SavedEntry {
                    title,
                    path: place.path(&address),
                    edition: (edition.id != edition_day.edition).then(|| name(&snapshot, edition)),
                })
            })
        });
        let entries: Vec<SavedEntry> = entries.collect();
        let id = format!("{} {number}", self.preview.run);
        (!entries.is_empty()).then_some(SavedNotice { id, entries })
    }
}
