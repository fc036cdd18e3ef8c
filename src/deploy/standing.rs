//! How a target stands by what this computer knows, without asking it: what is not up yet, what must come down.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::local::LocalSite;
use super::memory::{FOLDER, TargetMemory};
use super::state::StoredFile;
use crate::read::config::DeployTarget;
use crate::words::{Address, Day, MachineFault};
use crate::write::{self, Output};

/// How a target stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetStanding {
    /// The day of the last upload that came to its end; `None` when there was none.
    pub last: Option<Day>,
    /// How many files are not up, or not as they are here.
    pub to_put: usize,
    /// How many files are up and should not be.
    pub to_delete: usize,
    /// As [`expired_online`] gives it.
    pub expired: Vec<(Address, Day)>,
    /// An upload was cut off.
    pub is_open: bool,
    /// Zip files were made, and nobody has said that they were unpacked.
    pub waits: bool,
    /// How many files were not right when they were looked at online last.
    pub wrong_online: usize,
}

impl TargetStanding {
    /// True when nothing has to be done.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.last.is_some()
            && self.to_put == 0
            && self.to_delete == 0
            && !self.is_open
            && !self.waits
            && self.wrong_online == 0
    }
}

/// Compares what was built with what was uploaded from here; `None` when it was never built.
///
/// # Errors
/// The disk's, or a built file was changed since.
pub fn standing(
    root: &Path,
    target: &DeployTarget,
    (output, day): (&Output, Day),
) -> Result<Option<TargetStanding>, MachineFault> {
    if !output.folder.is_dir() {
        return Ok(None);
    }
    let site = LocalSite::of_output(output, None, day)?;
    let memory = TargetMemory::load(root, &target.name)?;
    let Some(known) = memory.last_known() else {
        return Ok(Some(TargetStanding {
            last: None,
            to_put: site.files.len(),
            to_delete: 0,
            expired: Vec::new(),
            is_open: false,
            waits: false,
            wrong_online: 0,
        }));
    };
    let (is_zip, is_open) = (target.is_zip(), !known.between.is_empty());
    // What lies in a zip file need not be put into it again.
    let is_there = |address: &Address| {
        known.files.get(address) == site.files.get(address).map(|local| &local.file)
            && (is_zip || !known.is_between(address))
    };
    Ok(Some(TargetStanding {
        last: memory.done(),
        to_put: site.files.keys().filter(|address| !is_there(address)).count(),
        to_delete: known
            .files
            .keys()
            .filter(|address| !site.files.contains_key(*address))
            .count(),
        expired: expired_online(root, target, (output, day))?,
        is_open: is_open && !is_zip,
        waits: is_open && is_zip,
        wrong_online: memory.wrong_online().len(),
    }))
}

/// The targets of an edition to which something was uploaded from here. What cannot be read is said by `deploy`.
pub fn used<'a>(root: &Path, targets: &'a [DeployTarget], edition: &str) -> Vec<&'a DeployTarget> {
    let is_used = |target: &&DeployTarget| {
        let memory = TargetMemory::load(root, &target.name);
        target.edition == edition && memory.is_ok_and(|memory| memory.last_known().is_some())
    };
    targets.iter().filter(is_used).collect()
}

/// The files that show a 公示 which is over, by what was uploaded, with its last day: everybody can still see them there.
/// Empty while nothing was built or uploaded.
///
/// # Errors
/// The disk's.
pub fn expired_online(
    root: &Path,
    target: &DeployTarget,
    (output, day): (&Output, Day),
) -> Result<Vec<(Address, Day)>, MachineFault> {
    let memory = TargetMemory::load(root, &target.name)?;
    let (Some(known), Some(written)) = (memory.last_known(), write::written(output)?) else {
        return Ok(Vec::new());
    };
    // The period may have been shortened since, and what was cut off may show anything.
    let of_build: BTreeMap<Address, Day> = written
        .files
        .into_iter()
        .filter_map(|file| Some((file.address, file.last?)))
        .collect();
    // An early version did not write down what a file shows: what is up and is not as here may show it still.
    let is_as_here = |address: &Address, up: &StoredFile| {
        let bytes = fs::read(output.folder.join(address.as_str()));
        bytes.is_ok_and(|bytes| StoredFile::of(&bytes) == *up)
    };
    let may_show = |address: &Address| {
        let up = known.files.get(address).filter(|_| known.day.is_none());
        // Of zip files it is known what they showed before.
        known.is_between(address) && !target.is_zip() || up.is_some_and(|up| !is_as_here(address, up))
    };
    let open = of_build
        .iter()
        .filter(|(address, last)| **last < day && may_show(address));
    let shown = known.until.iter().chain(open).map(|(address, last)| {
        let last = of_build.get(address).map_or(*last, |own| *own.min(last));
        (address.clone(), last)
    });
    let mut over: Vec<(Address, Day)> = shown.filter(|(_, last)| *last < day).collect();
    over.sort();
    over.dedup_by(|a, b| a.0 == b.0);
    Ok(over)
}

/// Whether one of these targets may still hold a file that another one has just lost: by what it was sent, or because
/// nobody can look into what was unpacked from zip files.
///
/// # Errors
/// The disk's.
pub fn may_hold<'a>(
    root: &Path,
    targets: impl Iterator<Item = &'a DeployTarget>,
) -> Result<impl Fn(&Address) -> bool, MachineFault> {
    let mut known = Vec::new();
    for target in targets {
        let memory = TargetMemory::load(root, &target.name)?;
        let state = memory.last_known().cloned();
        known.extend(state.map(|state| (target.is_zip(), state)));
    }
    Ok(move |address: &Address| {
        known
            .iter()
            .any(|(is_zip, state)| *is_zip || state.files.contains_key(address) || state.is_between(address))
    })
}

/// An upload to a place that `site.toml` does not name any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbandonedTarget {
    /// The target's name.
    pub name: String,
    /// Where it was.
    pub place: String,
    /// How many files lie there.
    pub files: usize,
}

/// What was uploaded by targets that are not in `site.toml` any more, sorted by name: nothing of it comes down by itself.
///
/// # Errors
/// The disk's.
pub fn abandoned(root: &Path, targets: &[DeployTarget]) -> Result<Vec<AbandonedTarget>, MachineFault> {
    let Ok(items) = fs::read_dir(root.join(FOLDER)) else {
        return Ok(Vec::new());
    };
    let names = items.filter_map(|item| {
        let name = item.ok()?.file_name();
        let name = name.to_str()?.strip_prefix("deploy-")?.strip_suffix(".txt")?;
        Some(name.to_owned())
    });
    let mut all = Vec::new();
    for name in names.filter(|name| targets.iter().all(|target| target.name != *name)) {
        let memory = TargetMemory::load(root, &name)?;
        let files = memory.last_known().map_or(0, |known| known.files.len());
        if let Some(place) = memory.place().filter(|_| files > 0) {
            let place = place.to_owned();
            all.push(AbandonedTarget { name, place, files });
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}
