//! Undoing and finishing commits: takes the journal's entries, makes the folders what they were, or clears
//! up after a commit that came to its end. Every step may be repeated: a kill during recovery is only one
//! more thing to recover from.
//!
//! A commit that was cut short is undone, not redone. The old files have long been on the disk, while the
//! new ones may be empty after a power cut; and the run that finds the journal is about to write the new
//! site anyway.

use std::path::{Path, PathBuf};
use std::{fs, io};

use walkdir::WalkDir;

use super::disk;
use super::journal::{Arrival, Journal, JournalEntry, Left};
use super::location::locate;
use super::manifest::Manifest;
use super::staging_area::StagingArea;
use crate::words::MachineFault;

/// The lock of the journal.
pub(super) fn journal_lock(state: &Path) -> PathBuf {
    state.join("lock")
}

/// Deals with what an earlier run left, for all editions of its journal. Gives what to tell the user.
///
/// # Errors
/// The disk says no; the journal stays, and the next run tries again.
pub(super) fn recover(state: &Path) -> Result<Vec<String>, MachineFault> {
    let _lock = disk::take(&journal_lock(state))?;
    let journal = Journal::at(state);
    let forget = || {
        journal
            .forget()
            .map_err(|cause| MachineFault::io("删除更新日志", state, cause))
    };
    match journal.left()? {
        Left::Nothing => forget().map(|()| Vec::new()),
        Left::Underway(entries) => {
            undo(state, &entries)?;
            forget()?;
            entries
                .iter()
                .for_each(|entry| EntryPaths::of(state, entry).area.abandon());
            Ok(vec!["上次更新中途停止，已恢复为更新前的样子".to_owned()])
        }
        Left::Done(entries) => {
            finish(state, &entries)?;
            Ok(Vec::new())
        }
        Left::Damaged => {
            forget()?;
            Ok(vec![
                "上次更新中途停止，更新日志已损坏；本次会补全输出文件夹".to_owned(),
            ])
        }
    }
}

/// Makes the folders of all entries what they were before the commit.
///
/// # Errors
/// The disk says no, for example because a file is locked.
pub(super) fn undo(state: &Path, entries: &[JournalEntry]) -> Result<(), MachineFault> {
    for entry in entries {
        let place = EntryPaths::of(state, entry);
        if place.area.is_ours() {
            place
                .undo(&entry.arrivals)
                .map_err(|cause| MachineFault::io("恢复输出文件夹", &place.folder, cause))?;
        }
        discard(state, &entry.stem);
    }
    Ok(())
}

/// After the end of a commit: the new manifests become the manifests, folders that became empty go, and so
/// do the journal and the staging areas.
///
/// # Errors
/// A manifest cannot be put in place. What cannot be cleared away is left to the next run.
pub(super) fn finish(state: &Path, entries: &[JournalEntry]) -> Result<(), MachineFault> {
    for entry in entries {
        publish(state, &entry.stem)
            .map_err(|fault| fault.hint("网站文件已经更新；请再运行一次，把清单补上"))?;
    }
    disk::sync_names(state);
    let places: Vec<EntryPaths> = entries.iter().map(|entry| EntryPaths::of(state, entry)).collect();
    places.iter().for_each(EntryPaths::remove_emptied);
    // The journal goes first: once it is gone the next build of an edition clears its area away itself,
    // while a journal that stayed could make it clear the area of a build that is running.
    if Journal::at(state).forget().is_ok() {
        places.iter().for_each(|place| place.area.abandon());
    }
    Ok(())
}

/// The paths of an entry.
struct EntryPaths {
    folder: PathBuf,
    area: StagingArea,
    /// The manifest to be.
    draft: PathBuf,
}

impl EntryPaths {
    fn of(state: &Path, entry: &JournalEntry) -> Self {
        Self {
            folder: locate(state, &entry.folder),
            area: StagingArea::at(locate(state, &entry.staging)),
            draft: draft(state, &entry.stem),
        }
    }

    fn undo(&self, arrivals: &[Arrival]) -> io::Result<()> {
        for arrival in arrivals {
            match arrival {
                // What still waits in the staging area never came; what is at its place is not ours.
                Arrival::File(path) if disk::exists(&self.area.incoming(path)) => {}
                Arrival::Tree(path) if disk::exists(&self.area.incoming(path)) => {}
                Arrival::File(path) => remove_file(&self.folder.join(path))?,
                Arrival::Tree(path) => self.undo_tree(path)?,
            }
        }
        for path in files_in(&self.area.old(""))? {
            // Somebody may have deleted the folder meanwhile, to begin anew.
            let back = self.folder.join(&path);
            disk::make_folders(back.parent().unwrap_or(&self.folder))?;
            disk::rename(&self.area.old("").join(&path), &back)?;
        }
        for path in files_in(&self.area.gone(""))? {
            let back = self.folder.join(&path);
            if !disk::exists(&back) {
                disk::make_folders(back.parent().unwrap_or(&self.folder))?;
                disk::rename(&self.area.gone("").join(&path), &back)?;
            }
        }
        Ok(())
    }

    /// Removes the files of a tree one by one: somebody may have put one of theirs beside them.
    fn undo_tree(&self, tree: &str) -> io::Result<()> {
        let text = match fs::read_to_string(&self.draft) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(cause),
        };
        let Some(manifest) = Manifest::parse(text) else {
            return Ok(());
        };
        let inside = |address: &&str| match address.strip_prefix(tree) {
            Some(rest) => tree.is_empty() || rest.starts_with('/'),
            None => false,
        };
        let files: Vec<&str> = manifest
            .rows()
            .map(|(address, ..)| address)
            .filter(inside)
            .collect();
        for file in &files {
            remove_file(&self.folder.join(file))?;
        }
        for file in files.iter().rev() {
            remove_empty_above(&self.folder, Path::new(file));
        }
        Ok(())
    }

    fn remove_emptied(&self) {
        for path in files_in(&self.area.gone("")).unwrap_or_default().iter().rev() {
            remove_empty_above(&self.folder, path);
        }
    }
}

/// Where a manifest waits for the end of its commit.
pub(super) fn draft(state: &Path, stem: &str) -> PathBuf {
    state.join(format!("{stem}.manifest.new"))
}

/// Makes the manifest to be the manifest; nothing to do when that was done.
///
/// # Errors
/// The disk says no; the old manifest is still whole.
pub(super) fn publish(state: &Path, stem: &str) -> Result<(), MachineFault> {
    let (draft, manifest) = (draft(state, stem), state.join(format!("{stem}.manifest")));
    if !disk::exists(&draft) {
        return Ok(());
    }
    disk::rename(&draft, &manifest).map_err(|cause| MachineFault::io("保存输出清单", &manifest, cause))
}

/// Drops a manifest that is not to be.
pub(super) fn discard(state: &Path, stem: &str) {
    let draft = draft(state, stem);
    if disk::exists(&draft) {
        let _ = disk::remove(&draft);
    }
}

/// Removes the folders above a file that are empty now, up to the output, which stays unless it is itself
/// what came as a tree and is removed by nobody.
fn remove_empty_above(output: &Path, file: &Path) {
    for above in file.ancestors().skip(1).filter(|above| *above != Path::new("")) {
        disk::remove_if_empty(&output.join(above));
    }
}

fn remove_file(path: &Path) -> io::Result<()> {
    match disk::remove(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// The files below a folder, relative to it, sorted; none when there is no folder.
fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !disk::exists(folder) {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(io::Error::from)?;
        if !entry.file_type().is_dir() {
            files.extend(entry.path().strip_prefix(folder).map(Path::to_owned));
        }
    }
    Ok(files)
}
