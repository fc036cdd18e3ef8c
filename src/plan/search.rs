//! The text that search looks through, cut into shards by year and size.
//!
//! A shard ends where an entry's own address says so (and never above the limit), not after a fixed
//! number of entries: adding an entry then changes the shard it falls into and leaves the others alone,
//! as an upload by FTP needs.

use rayon::prelude::*;

use super::addresses::fixed;
use crate::site::{EntryId, ListKey, Site, words};
use crate::words::{Address, Kind, short_hash};

/// A shard holds at most about so many bytes of text.
const LIMIT: usize = 1_000_000;
/// A shard may end once it holds so many.
const FLOOR: usize = 250_000;
/// One entry in so many ends a shard that may end.
const ODDS: u8 = 64;

/// Entries of one year whose text goes into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// Where the file lies.
    pub address: Address,
    /// The year of all its entries.
    pub year: i32,
    /// Its entries, newest first.
    pub ids: Vec<EntryId>,
}

/// The shards, newest first.
pub(super) fn shards(site: &Site) -> Vec<Shard> {
    let all = site.lists.get(&ListKey::Archive);
    let years = all.into_par_iter().flat_map(|all| {
        let years = all.years.par_iter();
        years.flat_map_iter(|year| shards_of(site, year.year, all.of(year)))
    });
    let mut shards: Vec<Shard> = years.collect();
    let pages = site.list(&ListKey::Section(Kind::Page));
    if !pages.is_empty() {
        shards.push(Shard {
            address: fixed("search-pages.js"),
            year: 0,
            ids: pages.to_vec(),
        });
    }
    shards
}

fn shards_of(site: &Site, year: i32, ids: &[EntryId]) -> Vec<Shard> {
    let mut shards = Vec::new();
    let mut open: Vec<EntryId> = Vec::new();
    let mut size = 0;
    // Oldest first: what is added at the year's end then leaves the earlier shards alone.
    for id in ids.iter().rev() {
        let entry = site.entry(*id);
        let length = entry.body.plain.len() + words(entry).len() + entry.common.title.len() + 160;
        if !open.is_empty() && size + length > LIMIT {
            shards.push(shard(site, year, std::mem::take(&mut open)));
            size = 0;
        }
        open.push(*id);
        size += length;
        if size >= FLOOR && ends_shard(entry.address.as_str()) {
            shards.push(shard(site, year, std::mem::take(&mut open)));
            size = 0;
        }
    }
    if !open.is_empty() {
        shards.push(shard(site, year, open));
    }
    if let [only] = shards.as_mut_slice() {
        only.address = fixed(&format!("search-{year}.js"));
    }
    shards.reverse();
    shards
}

/// A year's only shard is named by the year; several are named by their oldest entry, which stays when
/// newer ones are added.
fn shard(site: &Site, year: i32, mut ids: Vec<EntryId>) -> Shard {
    let oldest = ids
        .first()
        .map_or(String::new(), |id| short_hash(site.entry(*id).address.as_str()));
    ids.reverse();
    Shard {
        address: fixed(&format!("search-{year}-{oldest}.js")),
        year,
        ids,
    }
}

fn ends_shard(address: &str) -> bool {
    blake3::hash(address.as_bytes()).as_bytes()[0].is_multiple_of(ODDS)
}
