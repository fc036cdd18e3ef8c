//! An edition's plan → the pages of its entries, with what the record says of each.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::{Occurrence, RecordEvent};
use crate::pipeline::AssembledEdition;
use crate::plan::Planned;
use crate::site::EntryId;
use crate::words::{Address, ContentHash};

/// An entry's page as its readers find it. Hashes are 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedPage {
    /// Where it is in the edition.
    pub address: String,
    /// Of its bytes.
    pub hash: String,
    /// The entry's file.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// Of the entry's file, when the page was made from it.
    pub source: Option<String>,
    /// Of its pictures and attachments.
    pub materials: Option<String>,
    /// How many corrections it tells of.
    pub corrections: usize,
    /// It says that the entry's time is over.
    pub is_remnant: bool,
    /// The day that a board's sheets were made for.
    pub posted_for: Option<String>,
    /// It was there before.
    pub is_late: bool,
}

impl RecordedPage {
    /// A page of which only the record knows, as it was recorded last.
    #[must_use]
    pub fn standing(before: &Occurrence) -> Self {
        Self {
            address: before.address.clone(),
            hash: before.page.clone().unwrap_or_default(),
            entry: before.entry.clone(),
            title: before.title.clone(),
            source: before.source.clone(),
            materials: before.materials.clone(),
            corrections: before.corrections,
            is_remnant: before.event == RecordEvent::Expired,
            posted_for: None,
            is_late: false,
        }
    }
}

/// The pages of an edition's entries, sorted by address, whose bytes and whose files' bytes have the hashes that `hash_of`
/// gives; a page without one is left out.
#[must_use]
pub fn pages(
    root: &Path,
    edition: &AssembledEdition,
    hash_of: &(dyn Fn(&Address) -> Option<ContentHash> + Sync),
) -> Vec<RecordedPage> {
    let entries = edition
        .plan
        .files
        .iter()
        .filter_map(|(address, planned)| Some((address, entry_of(edition, planned)?)))
        // A sample that is printed to be looked at is no publication.
        .filter(|(_, id)| !edition.site.entry(*id).common.sample);
    let entries: Vec<(&Address, EntryId)> = entries.collect();
    let sources = sources(root, edition, &entries);
    let page = |(address, id): &(&Address, EntryId)| {
        let entry = edition.site.entry(*id);
        let files = edition.plan.files_of(entry);
        let files: Option<Vec<String>> = files
            .map(|file| hash_of(&file).map(|hash| format!("{file} {hash}\n")))
            .collect();
        let materials = files.filter(|files| !files.is_empty());
        Some(RecordedPage {
            address: address.to_string(),
            hash: hash_of(address)?.to_string(),
            entry: entry.source.to_string(),
            title: entry.common.title.clone(),
            source: sources.get(id).cloned(),
            materials: materials.map(|mut files| {
                files.sort();
                files.dedup();
                ContentHash::of(files.concat().as_bytes()).to_string()
            }),
            corrections: entry.common.corrections.len(),
            is_remnant: entry.is_remnant,
            posted_for: None,
            is_late: false,
        })
    };
    entries.iter().filter_map(page).collect()
}

/// The entry that a page is of.
fn entry_of(edition: &AssembledEdition, planned: &Planned) -> Option<EntryId> {
    match planned {
        Planned::Redirect(_) => None,
        planned => edition.plan.hanging.entry_on(planned),
    }
}

/// The hashes of the entries' files, as far as they can be read.
fn sources(
    root: &Path,
    edition: &AssembledEdition,
    entries: &[(&Address, EntryId)],
) -> HashMap<EntryId, String> {
    let hash = |(_, id): &(&Address, EntryId)| {
        let path = root.join(edition.site.entry(*id).source.as_str());
        let bytes = fs::read(path).ok()?;
        Some((*id, ContentHash::of(&bytes).to_string()))
    };
    entries.par_iter().filter_map(hash).collect()
}
