//! What is asked for → what is answered. Everything comes out of the snapshot; no path is ever one of the disk.

use std::sync::Arc;

use serde::Serialize;

use super::additions::{self, Aside, Other};
use super::faults::{Faults, escaped};
use super::route::{Asked, Seat, Spot, Wanted};
use super::stage::{Scene, Stage};
use crate::clearance::Reason;
use crate::preview::Snapshot;
use crate::read::config::Edition;
use crate::words::{Address, Complaint, Fingerprint};

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
pub(super) fn answer(stage: &Stage, asked: Asked) -> Answer {
    let scene = stage.scene();
    let view = View { stage, scene: &scene };
    let answer = match asked {
        Asked::Start => view.start(),
        Asked::Script => Answer::file("js", additions::SCRIPT),
        Asked::Style => Answer::file("css", additions::STYLE),
        Asked::Clock => Answer::file("js", additions::CLOCK),
        Asked::State(Some(spot)) => view.page_state(&spot),
        Asked::Go(spot) => view.go(spot),
        Asked::Page(spot) => view.page(&spot),
        // The page of faults that `/` is while there is no site.
        Asked::State(None) => view.page_state(&front()),
        Asked::Nothing | Asked::Events => Answer::Words(404, NOTHING),
    };
    match answer {
        Answer::Elsewhere(path) => Answer::Elsewhere(stage.key.base() + &path),
        answer => answer,
    }
}

/// One moment of the preview, for one request.
pub(super) struct View<'a> {
    pub(super) stage: &'a Stage,
    pub(super) scene: &'a Scene,
}

/// What is at a place.
pub(super) struct Leaf {
    status: u16,
    ending: String,
    bytes: Vec<u8>,
    /// Why it is not published; where there is no page, why not.
    reasons: Vec<Reason>,
    /// Faults that are there instead of a page.
    pub(super) instead: Option<Arc<Faults>>,
}

impl View<'_> {
    /// The site at a seat, or what is wrong there.
    pub(super) fn snapshot(&self, seat: &Seat) -> Result<Arc<Snapshot>, Arc<Faults>> {
        match &self.scene.content {
            Some(content) => content.on(seat.day),
            None => Err(Arc::clone(&self.scene.faults)),
        }
    }

    /// The edition that one begins with.
    fn start(&self) -> Answer {
        let Some(content) = &self.scene.content else {
            let bytes = self.with_additions(&front(), broken(503, Arc::clone(&self.scene.faults)));
            return Answer::File {
                status: 503,
                ending: "html".into(),
                bytes,
            };
        };
        let chosen = self.stage.chosen.as_deref();
        let editions = || content.own.editions();
        let found = editions().find(|edition| Some(edition.id.as_str()) == chosen);
        match found.or_else(|| editions().next()) {
            Some(edition) => Answer::Elsewhere(format!("/{}/index.html", edition.id)),
            None => Answer::Words(404, NOTHING),
        }
    }

    fn go(&self, mut spot: Spot) -> Answer {
        let own = self.scene.content.as_ref().map(|content| content.own.day());
        spot.seat.day = spot.seat.day.filter(|day| Some(*day) != own);
        Answer::Elsewhere(path(&spot))
    }

    fn page(&self, spot: &Spot) -> Answer {
        if let Wanted::Folder(address) = &spot.wanted
            && let Ok(snapshot) = self.snapshot(&spot.seat)
            && snapshot.has(&spot.seat.edition, address)
        {
            return Answer::Elsewhere(spot.seat.path(address));
        }
        let leaf = self.leaf(spot);
        let (status, ending) = (leaf.status, leaf.ending.clone());
        let bytes = match ending.as_str() {
            "html" => self.with_additions(spot, leaf),
            _ => leaf.bytes,
        };
        Answer::File {
            status,
            ending,
            bytes,
        }
    }

    /// Looks a place up.
    pub(super) fn leaf(&self, spot: &Spot) -> Leaf {
        let snapshot = match self.snapshot(&spot.seat) {
            Ok(snapshot) => snapshot,
            Err(faults) => return broken(503, faults),
        };
        let edition = spot.seat.edition.as_str();
        let (status, address) = match &spot.wanted {
            Wanted::File(address) if snapshot.has(edition, address) => (200, Some(address.clone())),
            _ => (404, Address::new("404.html").ok()),
        };
        let found = address.and_then(|address| Some((snapshot.answer(edition, &address)?, address)));
        match found {
            Some((Ok(bytes), address)) => {
                let reasons = match &spot.wanted {
                    Wanted::File(wanted) | Wanted::Folder(wanted) if status == 404 => {
                        snapshot.absence(edition, wanted)
                    }
                    _ => snapshot.ribbon(edition, &address),
                };
                Leaf {
                    status,
                    ending: ending(&address),
                    bytes,
                    reasons: reasons.to_vec(),
                    instead: None,
                }
            }
            Some((Err(complaint), _)) => broken(500, Arc::new(only(complaint))),
            None => Leaf {
                status: 404,
                ending: "html".into(),
                bytes: nowhere(&snapshot, &spot.seat, &self.stage.key.base()),
                reasons: Vec::new(),
                instead: None,
            },
        }
    }

    fn with_additions(&self, spot: &Spot, leaf: Leaf) -> Vec<u8> {
        let print = self.print(&leaf);
        let snapshot = self.snapshot(&spot.seat).ok();
        let own = self.scene.content.as_ref().map(|content| content.own.day());
        let day = snapshot.as_ref().map(|snapshot| snapshot.day());
        let back = match own {
            Some(day) if self.stage.is_dated => day.chinese(),
            _ => "今天".to_owned(),
        };
        let editions = snapshot.as_deref().map(|snapshot| others(snapshot, spot));
        let aside = Aside {
            seat: &spot.seat,
            base: self.stage.key.base(),
            path: path(spot),
            run: &self.stage.run,
            print,
            editions: editions.unwrap_or_default(),
            day: spot.seat.day.or(day),
            back,
            reasons: &leaf.reasons,
            absent: leaf.status == 404,
            faults: leaf.instead.as_deref().unwrap_or(&self.scene.faults),
            whole: leaf.instead.is_some(),
        };
        let page = match day.filter(|_| self.stage.is_dated || spot.seat.day.is_some()) {
            Some(day) => additions::begin_with_day(leaf.bytes, &aside.base, day),
            None => leaf.bytes,
        };
        additions::insert(page, &aside.html())
    }

    /// Stands for everything about a page that only loading it again brings up to date.
    pub(super) fn print(&self, leaf: &Leaf) -> String {
        let reasons = format!("{:?}", leaf.reasons);
        let about = (
            leaf.status,
            self.scene.materials,
            Fingerprint::of(&leaf.bytes),
            reasons,
        );
        Fingerprint::of(format!("{about:?}").as_bytes()).to_string()
    }
}

/// Where a page stands while there is no edition to stand in.
fn front() -> Spot {
    let seat = Seat {
        edition: String::new(),
        day: None,
    };
    Spot {
        seat,
        wanted: Wanted::Nothing,
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
fn others(snapshot: &Snapshot, spot: &Spot) -> Vec<Other> {
    let here = spot.seat.edition.as_str();
    let one = |edition: &Edition| {
        let seat = Seat {
            edition: edition.id.clone(),
            day: spot.seat.day,
        };
        let address = match &spot.wanted {
            Wanted::File(address) if snapshot.has(&edition.id, address) => Some(address.clone()),
            Wanted::File(address) => snapshot.same_entry(here, address, &edition.id),
            _ => None,
        };
        Other {
            name: name(snapshot, edition),
            title: edition.title.clone(),
            path: address.map_or_else(|| format!("/{seat}/index.html"), |address| seat.path(&address)),
            current: edition.id == here,
        }
    };
    snapshot.editions().map(one).collect()
}

/// The path of a place.
fn path(spot: &Spot) -> String {
    match &spot.wanted {
        Wanted::File(address) | Wanted::Folder(address) => spot.seat.path(address),
        Wanted::Nothing if spot.seat.edition.is_empty() => "/".to_owned(),
        // Leads to nothing again, as it has to when the page asks about itself.
        Wanted::Nothing => format!("/{}/404", spot.seat),
    }
}

fn ending(address: &Address) -> String {
    address.as_str().rsplit('.').next().unwrap_or_default().to_owned()
}

fn only(complaint: Complaint) -> Faults {
    Faults {
        complaints: vec![complaint],
        machine: None,
    }
}

/// A page that is nothing but what is wrong.
fn broken(status: u16, faults: Arc<Faults>) -> Leaf {
    Leaf {
        status,
        ending: "html".into(),
        bytes: additions::bare("内容有问题 – 预览", ""),
        reasons: Vec::new(),
        instead: Some(faults),
    }
}

/// A page for an edition that is not there.
fn nowhere(snapshot: &Snapshot, seat: &Seat, base: &str) -> Vec<u8> {
    let mut text = format!("<h1>没有名为“{}”的版</h1>", escaped(&seat.edition));
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
    pub(super) fn page_state(&self, spot: &Spot) -> Answer {
        let leaf = self.leaf(spot);
        let faults = leaf.instead.as_deref().unwrap_or(&self.scene.faults);
        let state = PageState {
            run: &self.stage.run,
            print: self.print(&leaf),
            faults: faults.print().to_string(),
            errors: faults.errors(),
            count: faults.count(),
            list: additions::list(faults, leaf.instead.is_some()),
            saved: self.saved(&spot.seat),
        };
        match serde_json::to_vec(&state) {
            Ok(json) => Answer::file("json", json),
            Err(_) => Answer::Words(500, ""),
        }
    }

    /// What was saved just now and can be seen: in the edition where one is, else in another.
    fn saved(&self, seat: &Seat) -> Option<SavedNotice> {
        let (number, files) = self.scene.saved()?;
        let snapshot = self.snapshot(seat).ok()?;
        let here = snapshot.editions().filter(|edition| edition.id == seat.edition);
        let elsewhere = snapshot.editions().filter(|edition| edition.id != seat.edition);
        let editions: Vec<_> = here.chain(elsewhere).collect();
        let entries = files.iter().filter_map(|file| {
            editions.iter().find_map(|edition| {
                let (address, title) = snapshot.page_of(&edition.id, file)?;
                let place = Seat {
                    edition: edition.id.clone(),
                    day: seat.day,
                };
                Some(SavedEntry {
                    title,
                    path: place.path(&address),
                    edition: (edition.id != seat.edition).then(|| name(&snapshot, edition)),
                })
            })
        });
        let entries: Vec<SavedEntry> = entries.collect();
        let id = format!("{} {number}", self.stage.run);
        (!entries.is_empty()).then_some(SavedNotice { id, entries })
    }
}
