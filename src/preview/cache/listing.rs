//! Which files a site's folder has, and what they look like from outside: whether one may have other bytes than before
//! is seen by that. What changed is found by comparing, never by what somebody says happened.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::preview::Touched;
use crate::read::{FileBytes, Found, Tree, discover};
use crate::words::{Complaint, MachineFault, Report, SourcePath, fingerprint};

/// So many bytes of pictures and attachments are kept in memory, so that the last good site can still be shown when
/// one of them is gone or broken. What is beyond is read when it is asked for.
const HELD: u64 = 64 << 20;

/// A file that was written less than this ago may be written again without looking different: disks count time in
/// steps, network shares and sticks in steps of two seconds.
const STEP: Duration = Duration::from_secs(3);

/// The files of a site's folder.
#[derive(Debug)]
pub(super) struct Listing {
    root: PathBuf,
    is_listed: bool,
    tree: Tree,
    /// About files that cannot be taken, by their names.
    complaints: Report,
    /// How everything that is no entry looked.
    files: BTreeMap<SourcePath, FileState>,
}

impl Listing {
    /// For the site in this folder. Lists nothing yet.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            is_listed: false,
            tree: Tree::default(),
            complaints: Report::new(),
            files: BTreeMap::new(),
        }
    }

    /// What the last look found, with its complaints.
    pub(super) fn tree(&self) -> (&Tree, &Report) {
        (&self.tree, &self.complaints)
    }

    /// The entries at these paths, when nothing else may have changed; `None` when all has to be looked at.
    pub(super) fn entries_alone(&self, touched: &Touched) -> Option<HashSet<SourcePath>> {
        let Touched::Only(paths) = touched else {
            return None;
        };
        // A file that was left out because of its name is not among those that are known.
        if !self.is_listed || !self.complaints.is_empty() {
            return None;
        }
        let mut entries = HashSet::new();
        for path in paths {
            let inside = path.strip_prefix(&self.root).ok()?;
            let shown = inside.to_string_lossy().replace('\\', "/");
            // By its path on the disk too: names that differ in case or form may lead to one entry.
            let known = self
                .entry(&shown)
                .filter(|found| matches!(&found.content, FileBytes::Disk(disk) if disk == path));
            match (known, path.symlink_metadata()) {
                (Some(found), Ok(about)) if about.is_file() => {
                    entries.insert(found.path.clone());
                }
                // A temporary file that came and went.
                (None, Err(_)) if !self.may_hold(&shown) => {}
                _ => return None,
            }
        }
        Some(entries)
    }

    /// The entry at a path as the disk shows it.
    fn entry(&self, shown: &str) -> Option<&Found> {
        let source = SourcePath::new(shown)?;
        let entries = &self.tree.entries;
        let at = entries.binary_search_by(|(_, found)| found.path.cmp(&source));
        entries.get(at.ok()?).map(|(_, found)| found)
    }

    /// True for what may be a file of the site, or a folder with some.
    fn may_hold(&self, shown: &str) -> bool {
        let is_it = |path: &SourcePath| {
            let rest = path.as_str().strip_prefix(shown);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        !shown.starts_with("content/")
            || !shown.is_ascii()
            || self.tree.entries.iter().any(|(_, found)| is_it(&found.path))
            || self.tree.files.keys().any(is_it)
            || shown.matches('/').count() < 2
    }

    /// Lists the folder, and tells what `changed` but entries.
    ///
    /// # Errors
    /// The folder cannot be read, or the content was there and is gone.
    pub(super) fn list(&mut self, changed: &mut BTreeSet<SourcePath>) -> Result<(), MachineFault> {
        let mut complaints = Report::new();
        let mut tree = discover::discover(&self.root, &mut complaints)?;
        self.look_at_files(&mut tree, changed);
        // A file whose name stands in the way is none of the site's, and comes and goes all the same.
        let (before, now) = (self.complaints.sorted(), complaints.sorted());
        let only_once = |complaint: &&&Complaint| !before.contains(complaint) || !now.contains(complaint);
        let news = before.iter().chain(&now).filter(only_once);
        changed.extend(news.filter_map(|complaint| Some(complaint.place.as_ref()?.path.clone())));
        self.tree = tree;
        self.complaints = complaints;
        self.is_listed = true;
        Ok(())
    }

    /// Looks at everything that is no entry. Where none has changed, their list stays the same thing.
    fn look_at_files(&mut self, tree: &mut Tree, changed: &mut BTreeSet<SourcePath>) {
        let (mut files, mut states) = (BTreeMap::new(), BTreeMap::new());
        let mut room = HELD;
        let mut differ = Vec::new();
        for (path, found) in tree.files.iter() {
            let (state, is_other) = state_of(found, self.files.get(path));
            let known = self.tree.files.get(path).filter(|_| !is_other);
            if known.is_none() {
                differ.push(path.clone());
            }
            let found = known.cloned().unwrap_or_else(|| held(found, room));
            if let FileBytes::Memory(bytes) = &found.content {
                room = room.saturating_sub(bytes.len() as u64);
            }
            files.insert(path.clone(), found);
            states.insert(path.clone(), state);
        }
        let gone = self.files.keys().filter(|path| !states.contains_key(*path));
        differ.extend(gone.cloned());
        tree.files = match self.is_listed && differ.is_empty() {
            true => Arc::clone(&self.tree.files),
            false => Arc::new(files),
        };
        self.files = states;
        changed.extend(differ);
    }
}

/// How a file looks now, and whether it is another than before. Its bytes are read only when its stamp does not say all:
/// there are many pictures, and large ones.
fn state_of(found: &Found, before: Option<&FileState>) -> (FileState, bool) {
    let stamp = FileStamp::of(found);
    if let Some(before) = before.filter(|before| before.is_surely(stamp)) {
        return (before.clone(), false);
    }
    let is_enough = before.is_none() && stamp.is_some_and(|stamp| stamp.is_settled());
    let read = || found.content.read().ok().map(|bytes| fingerprint(&bytes));
    let print = if is_enough { None } else { read() };
    let is_other = before.is_none_or(|before| match print {
        Some(_) => before.print != print,
        // Nobody can read it.
        None => before.stamp != stamp,
    });
    (FileState { stamp, print }, is_other)
}

/// A file with its bytes, when there is room for them.
fn held(found: &Found, room: u64) -> Found {
    let fits = |path: &PathBuf| path.metadata().is_ok_and(|about| about.len() <= room);
    let content = match &found.content {
        FileBytes::Disk(path) if fits(path) => std::fs::read(path)
            .ok()
            .map(|bytes| FileBytes::Memory(bytes.into())),
        _ => None,
    };
    Found {
        path: found.path.clone(),
        content: content.unwrap_or_else(|| found.content.clone()),
    }
}

/// How a file looked when it was read last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileState {
    /// Taken before it was read.
    pub(super) stamp: Option<FileStamp>,
    /// A fingerprint of its bytes; `None` when they were not or could not be read.
    pub(super) print: Option<u64>,
}

/// A file's length and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileStamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Where the system tells them: when anything about the file changed, and which file it is.
    also: (i64, i64, u64),
    /// False for a file that was just written, or by a clock that is ahead.
    settled: bool,
}

impl FileState {
    /// True when a file with this stamp has the bytes that it had, without a look at them.
    pub(super) fn is_surely(&self, now: Option<FileStamp>) -> bool {
        now.is_some_and(|now| now.settled && self.stamp == Some(now))
    }
}

impl FileStamp {
    /// Looks at a file now; `None` when it is not there.
    pub(super) fn of(found: &Found) -> Option<Self> {
        let FileBytes::Disk(path) = &found.content else {
            return None;
        };
        let about = std::fs::metadata(path).ok()?;
        let also = also(&about);
        let modified = about.modified().ok();
        let age = |time: SystemTime| SystemTime::now().duration_since(time).ok();
        let is_old = |time: Option<SystemTime>| time.and_then(age).is_some_and(|age| age > STEP);
        let changed =
            u64::try_from(also.0).map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        Some(Self {
            length: about.len(),
            modified,
            also,
            settled: is_old(modified) && changed.map_or(true, |changed| is_old(Some(changed))),
        })
    }

    /// True when a file that looks like this has the bytes that it had.
    pub(super) fn is_settled(&self) -> bool {
        self.settled
    }
}

#[cfg(unix)]
fn also(about: &Metadata) -> (i64, i64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.ctime(), about.ctime_nsec(), about.ino())
}

#[cfg(not(unix))]
fn also(_: &Metadata) -> (i64, i64, u64) {
    (0, 0, 0)
}
