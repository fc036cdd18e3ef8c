//! The same reading, when much was read before: a file with the bytes that it had gives what it gave.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use super::{Library, settings, shelve, surroundings};
use crate::read::common::Surroundings;
use crate::read::config::Config;
use crate::read::discover::{Found, Tree};
use crate::read::recall::{Kept, Recall, Seen, Settings, Suspects};
use crate::read::{decode, entry};
use crate::words::{Kind, Report, SourcePath, fingerprint};

/// Reads everything anew that is not as it was; the rest is recalled. `None` as for [`super::read`].
pub fn read_again(
    tree: &Tree,
    recall: &mut Recall,
    suspects: Suspects<'_>,
    report: &mut Report,
) -> Option<Library> {
    recall.changed.clear();
    let settings = settings_again(tree, recall, suspects);
    let there = recall.entries.len();
    entries_again(tree, recall, suspects, &settings);
    recall.changed.sort_unstable();
    // Where nothing came or went and nobody claims another address, there is nothing to settle.
    recall.is_clear &= there == tree.entries.len();
    let entries = recall.entries.iter();
    let entries = entries.map(|kept| (kept.document.clone(), kept.complaints.clone()));
    let (library, is_clear) = shelve(tree, settings, entries, (recall.is_clear, report));
    recall.is_clear = is_clear;
    library
}

/// The settings as they were, or read anew when one of their files, or any file that may be attached, is another.
fn settings_again(tree: &Tree, recall: &mut Recall, suspects: Suspects<'_>) -> Settings {
    let read_from = [
        &tree.config,
        &tree.organization,
        &tree.catalogue,
        &tree.calendar,
        &tree.wordings,
    ];
    let read_from = || read_from.into_iter().flatten();
    if let Some(before) = &mut recall.settings {
        let same_files = Arc::ptr_eq(&before.files, &tree.files) && before.seen.len() == read_from().count();
        let mut is_same = |found: &Found| {
            let Some(seen) = before.seen.get_mut(&found.path) else {
                return false;
            };
            if suspects.clear(found, seen) {
                return true;
            }
            let now = Seen::before_reading(found);
            let bytes = decode::read(found, &mut Vec::new(), &mut Report::new()).map(fingerprint);
            let is_same = bytes.is_some() && bytes == seen.print;
            *seen = now.with(seen.print);
            is_same
        };
        // Every file is looked at, so that every stamp is new.
        let different = read_from().filter(|found| !is_same(found)).count();
        if same_files && different == 0 {
            return before.clone();
        }
    }
    let mut seen = BTreeMap::new();
    let settings = settings(tree, Some(&mut seen));
    let before = recall
        .settings
        .take()
        .map(|before| before.seen)
        .unwrap_or_default();
    let print = |of: &BTreeMap<SourcePath, Seen>, path: &SourcePath| of.get(path).map(|seen| seen.print);
    let paths: BTreeSet<&SourcePath> = seen.keys().chain(before.keys()).collect();
    let differs = paths
        .into_iter()
        .filter(|path| print(&seen, path) != print(&before, path));
    recall.changed.extend(differs.cloned());
    let settings = Settings { seen, ..settings };
    // All entries are read against other things now.
    recall.entries.iter_mut().for_each(Kept::doubt);
    recall.settings = Some(settings.clone());
    settings
}

/// Reads the entries with other bytes on all processors.
fn entries_again(tree: &Tree, recall: &mut Recall, suspects: Suspects<'_>, settings: &Settings) {
    let stand_in = Config::stand_in();
    let around = surroundings(settings, &stand_in);
    let before = std::mem::take(&mut recall.entries);
    let known = aligned(tree, before, &mut recall.changed);
    let is_open = |(at, kept): &(usize, &Option<Kept>)| {
        let found = &tree.entries[*at].1;
        kept.as_ref()
            .is_none_or(|kept| kept.doubted || !suspects.clear(found, &kept.seen))
    };
    let open: Vec<usize> = match suspects {
        Suspects::Only(paths) if paths.len() < known.len() => {
            let at = |path: &SourcePath| tree.entries.binary_search_by(|(_, found)| found.path.cmp(path));
            let named: HashSet<usize> = paths.iter().filter_map(|path| at(path).ok()).collect();
            let is_open = |(at, kept): &(usize, &Option<Kept>)| {
                named.contains(at) || kept.as_ref().is_none_or(|kept| kept.doubted)
            };
            known
                .iter()
                .enumerate()
                .filter(is_open)
                .map(|(at, _)| at)
                .collect()
        }
        _ => known
            .par_iter()
            .enumerate()
            .filter(is_open)
            .map(|(at, _)| at)
            .collect(),
    };
    let read: Vec<(usize, Kept)> = open
        .into_par_iter()
        .map_init(Vec::new, |buffer, at| {
            let (kind, found) = &tree.entries[at];
            (
                at,
                entry_again(*kind, found, known[at].as_ref(), (around, buffer)),
            )
        })
        .collect();
    let mut known = known;
    for (at, kept) in read {
        let print = kept.seen.print;
        let before = known[at].as_ref();
        if before.is_none_or(|before| before.seen.print != print) {
            recall.changed.push(kept.path.clone());
        }
        recall.is_clear &= before.is_some_and(|before| before.claims_the_same(&kept));
        known[at] = Some(kept);
    }
    recall.entries = known.into_iter().flatten().collect();
}

/// What is known of each entry of the tree; what is known of entries that are gone is told as changed.
fn aligned(tree: &Tree, before: Vec<Kept>, changed: &mut Vec<SourcePath>) -> Vec<Option<Kept>> {
    let mut before = before.into_iter().peekable();
    let known = tree.entries.iter().map(|(_, found)| {
        while let Some(gone) = before.next_if(|kept| kept.path < found.path) {
            changed.push(gone.path);
        }
        before.next_if(|kept| kept.path == found.path)
    });
    let known = known.collect();
    changed.extend(before.map(|gone| gone.path));
    known
}

/// Looks at one entry again; what it was is kept when it has the bytes that it had.
fn entry_again(
    kind: Kind,
    found: &Found,
    kept: Option<&Kept>,
    (around, buffer): (Surroundings<'_>, &mut Vec<u8>),
) -> Kept {
    let seen = Seen::before_reading(found);
    let mut complaints = Report::new();
    let bytes = decode::read(found, buffer, &mut complaints);
    let print = bytes.map(fingerprint);
    let seen = seen.with(print);
    let path = found.path.clone();
    if let Some(kept) = kept.filter(|kept| !kept.doubted && print.is_some() && kept.seen.print == print) {
        return Kept {
            path,
            seen,
            document: kept.document.clone(),
            complaints: kept.complaints.clone(),
            doubted: false,
        };
    }
    let source = bytes.and_then(|bytes| decode::text(&path, bytes, &mut complaints));
    let document = source.and_then(|source| entry::read(kind, &source, around, &mut complaints));
    Kept {
        path,
        seen,
        document: document.map(Arc::new),
        complaints,
        doubted: false,
    }
}
