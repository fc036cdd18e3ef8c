//! What a page that somebody has open is told when something changed: whether it is still what it would be now, what
//! is wrong, and what was saved.

use serde::Serialize;

use super::additions;
use super::pages::{self, Answer, View};
use super::route::{Seat, Spot};

/// What a page is told about itself and the rest.
#[derive(Serialize)]
struct State<'a> {
    run: &'a str,
    print: String,
    faults: String,
    errors: usize,
    count: Option<String>,
    list: String,
    saved: Option<Saved>,
}

/// What was saved just now.
#[derive(Serialize)]
struct Saved {
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
    pub(super) fn state(&self, spot: &Spot) -> Answer {
        let leaf = self.leaf(spot);
        let faults = leaf.instead.as_deref().unwrap_or(&self.scene.faults);
        let state = State {
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
    fn saved(&self, seat: &Seat) -> Option<Saved> {
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
                    edition: (edition.id != seat.edition).then(|| pages::name(&snapshot, edition)),
                })
            })
        });
        let entries: Vec<SavedEntry> = entries.collect();
        let id = format!("{} {number}", self.stage.run);
        (!entries.is_empty()).then_some(Saved { id, entries })
    }
}
