//! Staged → in place: takes the stagings of all editions, makes their folders the new site, or leaves them
//! as they were. One procedure:
//!
//! 1. Plan: what is new, changed and gone. When something of others is in the way, no file is touched: half
//!    a new site beside half an old one would be uploaded.
//! 2. Give each file that will be replaced a second name in the staging area, so that it can come back.
//!    A file that is locked is noticed here or at 4.
//! 3. Write the manifests to be and the journal. From here on the next run can undo everything.
//! 4. Move: new files and whole new folders, then replacements, then what is gone. Each move is one
//!    rename: a reader sees the old file or the new one. If one fails, undo all.
//! 5. Mark the journal as done. From here on the new site is the site.
//! 6. Put the manifests in place, remove folders that became empty, clear away.
//!
//! What is in the way and not ours becomes a fault that lists it, with the least work that removes it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::journal::{Arrival, Journal, JournalEntry};
use super::location::within;
use super::manifest::{FileDigest, Manifest, ManifestRow, fingerprint_of_files};
use super::online::{Deletion, Uploaded};
use super::staging::{FileChange, LITTER, Put, Staging};
use super::staging_area::FolderState;
use super::{Foreign, Summary, disk, recover};
use crate::words::{Address, MachineFault};

/// Moves everything staged into its folder, under one journal for all editions.
///
/// # Errors
/// Files that are not ours are in the way, a file is locked, or the disk says no; the folders are then as
/// they were, or the next run makes them so.
pub fn commit(stagings: Vec<Staging>) -> Result<Vec<Summary>, MachineFault> {
    refuse_nested(&stagings)?;
    let mut parts = Vec::with_capacity(stagings.len());
    for staging in stagings {
        parts.push(FolderUpdate::plan(staging)?);
    }
    if parts.iter().any(|part| !part.blocked.is_empty()) {
        return Err(adopt_only(&parts)?.fault());
    }
    if parts.iter().any(FolderUpdate::moves_files) {
        apply(&mut parts)?;
    } else {
        for part in parts
            .iter()
            .filter(|part| part.manifest != part.staging.owned.text())
        {
            part.write_manifest()?;
            part.publish()?;
        }
    }
    Ok(parts.into_iter().map(|part| part.summary).collect())
}

/// What is to be done in one folder.
struct FolderUpdate {
    staging: Staging,
    summary: Summary,
    arrivals: Vec<Arrival>,
    /// Those of the summary's `gone` that are still there.
    removals: Vec<Address>,
    /// In the way and not ours: files, or what stands where a folder should be; relative to the folder.
    blocked: Vec<String>,
    /// How many files are as they should be and were not ours.
    adopted: usize,
    manifest: String,
}

impl FolderUpdate {
    fn plan(mut staging: Staging) -> Result<Self, MachineFault> {
        let puts = std::mem::take(staging.puts.get_mut().unwrap_or_else(PoisonError::into_inner));
        let mut puts: Vec<_> = puts.into_iter().collect();
        puts.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut part = Self {
            summary: Summary::default(),
            arrivals: Vec::new(),
            removals: Vec::new(),
            blocked: Vec::new(),
            adopted: 0,
            manifest: String::new(),
            staging,
        };
        puts.iter().for_each(|(address, put)| part.sort_in(address, *put));
        part.blocked.dedup();
        part.plan_arrivals();
        let kept: Vec<Address> = puts.iter().map(|(address, _)| address.clone()).collect();
        part.plan_removals(&kept)?;
        part.manifest = match part.blocked.is_empty() {
            true => part.manifest_after(&puts, &kept),
            false => manifest_of_same(&part.staging, &puts),
        };
        part.summary.manifest = fingerprint_of_files(&part.manifest);
        part.summary.notes = std::mem::take(&mut part.staging.notes);
        if part.staging.foreign == Foreign::Adopt {
            part.list_foreign(&kept)?;
        }
        Ok(part)
    }

    /// Puts a file where it belongs in the summary.
    fn sort_in(&mut self, address: &Address, put: Put) {
        let known = self.staging.owned.get(address.as_str());
        let moves = matches!(put.fate, FileChange::New | FileChange::Changed);
        if moves && known.is_some_and(|(content, _)| content == put.content) {
            self.summary.restored.push(address.clone());
        }
        match put.fate {
            FileChange::Same => {
                self.summary.same += 1;
                self.adopted += usize::from(known.is_none());
            }
            FileChange::New => self.summary.new.push(address.clone()),
            FileChange::Changed => self.summary.changed.push(address.clone()),
            FileChange::Blocked => self.blocked.push(self.obstacle(address)),
        }
    }

    /// The manifest of the new site. In an output that gets uploaded what is gone has to be deleted on the server too.
    fn manifest_after(&mut self, puts: &[(Address, Put)], kept: &[Address]) -> String {
        let uploaded = self.staging.upload.take().map(|upload| {
            let gone = self.summary.gone.iter().chain(&self.summary.altered);
            let before = self.staging.owned.uploaded();
            let deletions = match upload.until {
                Some(_) => before.deletions_after(gone, kept),
                None => BTreeMap::new(),
            };
            let until = upload.until.unwrap_or_default();
            Uploaded {
                day: Some(upload.day),
                replaced: before.replaced_after((kept, &until), upload.day),
                until,
                deletions,
            }
        });
        let uploaded = uploaded.unwrap_or_default();
        let location = &self.staging.location;
        self.summary.deletions = Deletion::all_of(&location.folder_key, &uploaded);
        Manifest::compose(location.place(), puts.iter().map(row), &uploaded)
    }

    /// A folder that is not there comes as a whole: one rename instead of one for each of its files.
    fn plan_arrivals(&mut self) {
        for address in &self.summary.new {
            let path = address.as_str();
            let arrival = match self.staging.folders.topmost(path, FolderState::Absent) {
                Some(folder) => Arrival::Tree(folder.to_owned()),
                None => Arrival::File(path.to_owned()),
            };
            if self.arrivals.last() != Some(&arrival) {
                self.arrivals.push(arrival);
            }
        }
    }

    /// Of the files that no longer belong there we remove those whose bytes are still what we wrote.
    fn plan_removals(&mut self, kept: &[Address]) -> Result<(), MachineFault> {
        for (address, content) in self.staging.owned.without(kept) {
            match self.standing_of(&address, content) {
                Ok(Removal::Ours) => {
                    self.removals.push(address.clone());
                    self.summary.gone.push(address);
                }
                Ok(Removal::Absent) => self.summary.gone.push(address),
                Ok(Removal::Altered) => self.summary.altered.push(address),
                Err(cause) => {
                    let place = self.staging.location.folder.join(address.as_str());
                    return Err(MachineFault::io("查看输出文件", &place, cause));
                }
            }
        }
        Ok(())
    }

    fn standing_of(&self, address: &Address, content: FileDigest) -> io::Result<Removal> {
        let path = address.as_str();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        match self.staging.folders.stands(folder)? {
            FolderState::Absent => return Ok(Removal::Absent),
            FolderState::Blocked => return Ok(Removal::Altered),
            FolderState::There => {}
        }
        disk::content(&self.staging.location.folder.join(path)).map(|found| match found {
            None => Removal::Absent,
            Some(found) if found == content => Removal::Ours,
            Some(_) => Removal::Altered,
        })
    }

    fn list_foreign(&mut self, kept: &[Address]) -> Result<(), MachineFault> {
        let folder = &self.staging.location.folder;
        if !folder.exists() {
            return Ok(());
        }
        let walk = WalkDir::new(folder).sort_by_file_name();
        for entry in walk {
            let entry = entry.map_err(|cause| MachineFault::io("查看输出文件夹", folder, cause.into()))?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if entry.file_type().is_dir() || LITTER.contains(&name.as_str()) {
                continue;
            }
            let text = path.to_string_lossy().replace('\\', "/");
            let by_text = |address: &Address| address.as_str().cmp(&text);
            let ours =
                kept.binary_search_by(by_text).is_ok() || self.removals.binary_search_by(by_text).is_ok();
            if !ours {
                self.summary.foreign.push(text);
            }
        }
        self.summary.foreign.sort_unstable();
        Ok(())
    }

    /// What stands in the way of an address.
    fn obstacle(&self, address: &Address) -> String {
        let path = address.as_str();
        let folder = self.staging.folders.topmost(path, FolderState::Blocked);
        folder.unwrap_or(path).to_owned()
    }

    fn moves_files(&self) -> bool {
        !(self.arrivals.is_empty() && self.summary.changed.is_empty() && self.removals.is_empty())
    }

    fn back_up(&self) -> Result<(), MachineFault> {
        let area = &self.staging.area;
        let mut last = None;
        for address in &self.summary.changed {
            let path = address.as_str();
            let place = self.staging.location.folder.join(path);
            make_folder_above(&area.old(path), &mut last)
                .and_then(|()| disk::back_up(&place, &area.old(path)))
                .map_err(|cause| disk::fault("备份输出文件", &place, cause))?;
        }
        Ok(())
    }

    fn write_manifest(&self) -> Result<(), MachineFault> {
        let draft = recover::draft(&self.staging.location.state, &self.staging.location.stem);
        disk::write_durably(&draft, self.manifest.as_bytes())
            .map_err(|cause| MachineFault::io("保存输出清单", &draft, cause))
    }

    fn publish(&self) -> Result<(), MachineFault> {
        recover::publish(&self.staging.location.state, &self.staging.location.stem)
    }

    /// Paths in the folder as the user knows them.
    fn named<'a>(&'a self, paths: impl IntoIterator<Item = &'a String>) -> impl Iterator<Item = String> {
        let folder = &self.staging.location.folder_key;
        paths.into_iter().map(move |path| format!("{folder}/{path}"))
    }

    /// True for what is in the way, and what is in it.
    fn is_blocked(&self, path: &str) -> bool {
        let inside = |rest: &str| rest.is_empty() || rest.starts_with('/');
        self.blocked
            .iter()
            .any(|blocked| path.strip_prefix(blocked.as_str()).is_some_and(inside))
    }

    fn entry(&self) -> Result<JournalEntry, MachineFault> {
        let location = &self.staging.location;
        Ok(JournalEntry {
            stem: location.stem.clone(),
            folder: location.folder_key.clone(),
            staging: location.key_of(self.staging.area.root())?,
            arrivals: self.arrivals.clone(),
        })
    }

    fn move_files(&self) -> Result<(), MachineFault> {
        let (folder, area) = (&self.staging.location.folder, &self.staging.area);
        for arrival in &self.arrivals {
            let (Arrival::File(path) | Arrival::Tree(path)) = arrival;
            let place = if path.is_empty() {
                folder.clone()
            } else {
                folder.join(path)
            };
            disk::rename_new(&area.incoming(path), &place)
                .map_err(|cause| disk::fault("写入", &place, cause))?;
        }
        for address in &self.summary.changed {
            let place = folder.join(address.as_str());
            disk::rename(&area.incoming(address.as_str()), &place)
                .map_err(|cause| disk::fault("替换文件", &place, cause))?;
        }
        let mut last = None;
        for address in &self.removals {
            let (place, gone) = (folder.join(address.as_str()), area.gone(address.as_str()));
            make_folder_above(&gone, &mut last)
                .and_then(|()| disk::rename(&place, &gone))
                .map_err(|cause| disk::fault("删除文件", &place, cause))?;
        }
        Ok(())
    }
}

/// What stands where a file of an earlier build was.
enum Removal {
    /// What we wrote.
    Ours,
    /// Nothing.
    Absent,
    /// Something else: somebody has worked on it, and it is theirs now.
    Altered,
}

/// Steps 2 to 6.
fn apply(parts: &mut [FolderUpdate]) -> Result<(), MachineFault> {
    let Some(state) = parts.first().map(|part| part.staging.location.state.clone()) else {
        return Ok(());
    };
    let _lock = disk::take(&recover::journal_lock(&state))?;
    let entries = parts
        .iter()
        .map(FolderUpdate::entry)
        .collect::<Result<Vec<_>, _>>()?;
    let journal = Journal::at(&state);
    let begun = parts
        .iter()
        .try_for_each(|part| part.back_up().and_then(|()| part.write_manifest()))
        .and_then(|()| {
            journal
                .begin(&entries)
                .map_err(|cause| MachineFault::io("写入更新日志", &state, cause))
        });
    if let Err(fault) = begun {
        entries
            .iter()
            .for_each(|entry| recover::discard(&state, &entry.stem));
        return Err(fault);
    }
    keep_areas(parts, true);
    let moved = parts
        .iter()
        .try_for_each(FolderUpdate::move_files)
        .and_then(|()| {
            journal
                .done()
                .map_err(|cause| MachineFault::io("写入更新日志", &state, cause))
        });
    if let Err(fault) = moved {
        let undone = recover::undo(&state, &entries).is_ok() && journal.forget().is_ok();
        keep_areas(parts, !undone);
        return Err(match undone {
            true => fault,
            false => fault.hint("旧网站还没有完全恢复：请关闭正在使用输出文件夹的程序，再运行一次"),
        });
    }
    recover::finish(&state, &entries)
}

fn keep_areas(parts: &mut [FolderUpdate], keep: bool) {
    parts.iter_mut().for_each(|part| part.staging.keep_area = keep);
}

/// Makes the folder above a path, unless it is the one that was made last.
fn make_folder_above(path: &Path, last: &mut Option<PathBuf>) -> io::Result<()> {
    match path.parent() {
        Some(above) if last.as_deref() != Some(above) => {
            *last = Some(above.to_owned());
            disk::make_folders(above)
        }
        _ => Ok(()),
    }
}

/// Two editions in one folder would take turns in removing each other's files.
fn refuse_nested(stagings: &[Staging]) -> Result<(), MachineFault> {
    for (index, one) in stagings.iter().enumerate() {
        for other in &stagings[index + 1..] {
            let (a, b) = (&one.location, &other.location);
            if within(&a.folder, &b.folder) || within(&b.folder, &a.folder) {
                let message = format!("“{}”和“{}”两个版的输出文件夹重叠", a.edition, b.edition);
                return Err(MachineFault::new(message)
                    .at(&b.folder)
                    .hint("请在 site.toml 里给每个版单独的 output"));
            }
        }
    }
    Ok(())
}

/// A row of the manifest.
fn row((address, put): &(Address, Put)) -> ManifestRow<'_> {
    (address.as_str(), put.content, put.source)
}

/// The manifest of a folder in which nothing is moved: what was ours is, and so are the files that are as
/// they should be.
fn manifest_of_same(staging: &Staging, puts: &[(Address, Put)]) -> String {
    let same = puts
        .iter()
        .filter(|(_, put)| put.fate == FileChange::Same)
        .map(row);
    let rows = staging.owned.rows().chain(same).map(|row| (row.0, row));
    let rows: BTreeMap<&str, ManifestRow<'_>> = rows.collect();
    Manifest::compose(
        staging.location.place(),
        rows.into_values(),
        staging.owned.uploaded(),
    )
}

/// With `--adopt` the files that are as they should be become ours although others are in the way, so that
/// the next run asks only about those; else nothing is done. Gives what to tell.
fn adopt_only(parts: &[FolderUpdate]) -> Result<Blockers, MachineFault> {
    let mut obstacles = Blockers::default();
    for part in parts {
        obstacles.blocked.extend(part.named(&part.blocked));
        let others = part.summary.foreign.iter().filter(|path| !part.is_blocked(path));
        obstacles.others.extend(part.named(others));
        if part.staging.foreign == Foreign::Adopt && part.adopted > 0 {
            part.write_manifest()?;
            part.publish()?;
            obstacles.adopted += part.adopted;
        }
    }
    Ok(obstacles)
}

/// More than these nobody wants to remove one by one.
const MANY: usize = 20;

/// What was found when a build could not be put in place; the paths are those that the user knows.
#[derive(Debug, Default)]
pub(super) struct Blockers {
    /// What stands where files have to go.
    pub(super) blocked: Vec<String>,
    /// With `--adopt`: files that no page of the site is at.
    pub(super) others: Vec<String>,
    /// How many files were taken over nevertheless.
    pub(super) adopted: usize,
}

impl Blockers {
    pub(super) fn fault(self) -> MachineFault {
        let taken = match self.adopted {
            0 => String::new(),
            count => format!("（内容相同的 {count} 个文件已经接管）"),
        };
        let message = format!(
            "输出文件夹里有 {} 处与要写入的内容不同，又没有记录表明是本程序写的；\
             没有生成，原有的文件都没有改动{taken}",
            self.blocked.len()
        );
        let hint = match self.blocked.len() {
            ..=MANY => "挡住的如果都是以前生成的网页，请删去，再运行一次；有自己放进去的，请先移到别处",
            _ => {
                "挡住的很多，不必逐个删：请把整个输出文件夹改名留底，再运行一次 gongkai build；\
                 自己另外放在里面的文件，再从留底的文件夹拷回来"
            }
        };
        MachineFault::new(message)
            .list("挡住的", self.blocked)
            .list(
                "不属于网站、没有动的（是旧网页的，也请删去，服务器上也删）",
                self.others,
            )
            .hint(hint)
    }
}
