//! The same reading, when much was read before: a file with the bytes that it had gives what it gave.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::{Library, settings, shelve, surroundings};
use crate::read::common::Surroundings;
use crate::read::config::Config;
use crate::read::discover::{Found, Tree};
use crate::read::document::Document;
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
    let entries = entries_again(tree, recall, suspects, &settings);
    recall.changed.sort_unstable();
    shelve(tree, settings, entries, report)
}

/// The settings as they were, or read anew when one of their files, or any file that may be attached, is another.
fn settings_again(tree: &Tree, recall: &mut Recall, suspects: Suspects<'_>) -> Settings {
    let read_from = [&tree.config, &tree.organization, &tree.catalogue, &tree.calendar];
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
    recall.entries.values_mut().for_each(Kept::doubt);
    recall.settings = Some(settings.clone());
    settings
}

/// Reads the entries with other bytes on all processors.
fn entries_again(
    tree: &Tree,
    recall: &mut Recall,
    suspects: Suspects<'_>,
    settings: &Settings,
) -> Vec<(Option<Arc<Document>>, Report)> {
    let stand_in = Config::stand_in();
    let around = surroundings(settings, &stand_in);
    let before = &recall.entries;
    let looked: Vec<Option<Kept>> = tree
        .entries
        .par_iter()
        .map_init(Vec::new, |buffer, (kind, found)| {
            let kept = before.get(&found.path);
            if kept.is_some_and(|kept| !kept.doubted && suspects.clear(found, &kept.seen)) {
                return None;
            }
            Some(entry_again(*kind, found, kept, (around, buffer)))
        })
        .collect();
    for ((_, found), kept) in tree.entries.iter().zip(looked) {
        let Some(kept) = kept else { continue };
        let print = kept.seen.print;
        let before = recall.entries.insert(found.path.clone(), kept);
        if before.is_none_or(|before| before.seen.print != print) {
            recall.changed.push(found.path.clone());
        }
    }
    if recall.entries.len() > tree.entries.len() {
        let there: HashSet<&SourcePath> = tree.entries.iter().map(|(_, found)| &found.path).collect();
        let gone = recall.entries.extract_if(|path, _| !there.contains(path));
        recall.changed.extend(gone.map(|(path, _)| path));
    }
    let entries = tree
        .entries
        .iter()
        .filter_map(|(_, found)| recall.entries.get(&found.path));
    entries
        .map(|kept| (kept.document.clone(), kept.complaints.clone()))
        .collect()
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
    if let Some(kept) = kept.filter(|kept| !kept.doubted && print.is_some() && kept.seen.print == print) {
        return Kept {
            seen,
            document: kept.document.clone(),
            complaints: kept.complaints.clone(),
            doubted: false,
        };
    }
    let source = bytes.and_then(|bytes| decode::text(&found.path, bytes, &mut complaints));
    let document = source.and_then(|source| entry::read(kind, &source, around, &mut complaints));
    Kept {
        seen,
        document: document.map(Arc::new),
        complaints,
        doubted: false,
    }
}
