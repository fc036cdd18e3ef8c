//! Which entries of the last build are probably there still, at other addresses: the old address is gone, and exactly
//! one new entry of the kind has the same text, or else the same title. Of an expired 公示 nothing is said: its old
//! address is to lead nowhere.

use std::collections::BTreeSet;

use super::{BuildRecord, RecordedEntry, RecordedState};
use crate::read::{Document, Library};
use crate::site::Site;
use crate::words::{Address, SourcePath};

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
