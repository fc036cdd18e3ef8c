//! Everything that was read of a site's folder, kept up to date: each look reads only what is not as it was. What
//! changed is found by comparing, never by what somebody says happened.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Touched;
use crate::read::config::Edition;
use crate::read::{FileBytes, Found, Library, Recall, Stamp, Suspects, Tree, discover, library};
use crate::render::{Medium, Theme, ThemeFiles};
use crate::words::{Complaint, MachineFault, Report, SourcePath, fingerprint};

/// So many bytes of pictures and attachments are kept in memory, so that the last good site can still be shown when
/// one of them is gone or broken. What is beyond is read when it is asked for.
const HELD: u64 = 64 << 20;

/// A site's folder and what was read of it.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    root: PathBuf,
    /// What the last discovery found, with its complaints.
    found: Option<(Tree, Report)>,
    /// How everything that is no entry looked.
    files: BTreeMap<SourcePath, FileSeen>,
    recall: Recall,
    themes: HashMap<(String, Medium), Kept>,
}

/// What one look found.
#[derive(Debug)]
pub(crate) struct Looked {
    /// What was read; `None` when `site.toml` is unusable.
    pub(crate) library: Option<Arc<Library>>,
    /// What is wrong with it.
    pub(crate) report: Report,
    /// The files that are not what they were, sorted.
    pub(crate) changed: Vec<SourcePath>,
}

/// How a picture or an attachment looked.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileSeen {
    stamp: Option<Stamp>,
    /// A fingerprint of its bytes, while its stamp does not say all.
    print: Option<u64>,
}

/// A theme as it was.
#[derive(Debug)]
struct Kept {
    files: ThemeFiles,
    /// Compiled, with what was complained about; `None` while it cannot be used.
    theme: Option<(Arc<Theme>, Report)>,
}

impl Shelf {
    /// For the site in this folder. Reads nothing yet.
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            ..Self::default()
        }
    }

    /// Looks again.
    ///
    /// # Errors
    /// The folder, or a theme, cannot be read, or the content was there and is gone: a folder that is being
    /// exchanged is no empty site.
    pub(crate) fn look(&mut self, touched: &Touched) -> Result<Looked, MachineFault> {
        let mut changed = BTreeSet::new();
        let suspects = self.suspects(touched);
        if suspects.is_none() {
            self.discover(&mut changed)?;
            self.look_at_themes(&mut changed)?;
        }
        let (tree, complaints) = self.found.get_or_insert_default();
        let mut report = complaints.clone();
        let suspects = suspects.as_ref().map_or(Suspects::All, Suspects::Only);
        let library = library::read_again(tree, &mut self.recall, suspects, &mut report);
        changed.extend(self.recall.changed().iter().cloned());
        Ok(Looked {
            library: library.map(Arc::new),
            report,
            changed: changed.into_iter().collect(),
        })
    }

    /// The entries that may have changed, when nothing else may have; `None` when all has to be looked at.
    fn suspects(&self, touched: &Touched) -> Option<HashSet<SourcePath>> {
        let (Touched::Only(paths), Some((tree, complaints))) = (touched, &self.found) else {
            return None;
        };
        // A file that was left out because of its name is not among those that are known.
        if !complaints.is_empty() {
            return None;
        }
        let mut suspects = HashSet::new();
        for path in paths {
            let inside = path.strip_prefix(&self.root).ok()?;
            let shown = inside.to_string_lossy().replace('\\', "/");
            let known = SourcePath::new(&shown).and_then(|source| {
                let at = tree
                    .entries
                    .binary_search_by(|(_, found)| found.path.cmp(&source));
                tree.entries.get(at.ok()?).map(|(_, found)| found)
            });
            // By its path on the disk: names that differ in case or form may lead to one entry.
            let known = known.filter(|found| matches!(&found.content, FileBytes::Disk(disk) if disk == path));
            let is_there = path.symlink_metadata();
            match (known, is_there) {
                (Some(found), Ok(about)) if about.is_file() => {
                    suspects.insert(found.path.clone());
                }
                // A temporary file that came and went.
                (None, Err(_)) if !self.knows(&shown) => {}
                _ => return None,
            }
        }
        Some(suspects)
    }

    /// True for what may be a file of the site, or a folder with some.
    fn knows(&self, shown: &str) -> bool {
        let Some((tree, _)) = &self.found else { return true };
        let is_it = |path: &SourcePath| {
            let rest = path.as_str().strip_prefix(shown);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        !shown.starts_with("content/")
            || !shown.is_ascii()
            || tree.entries.iter().any(|(_, found)| is_it(&found.path))
            || tree.files.keys().any(is_it)
            || shown.matches('/').count() < 2
    }

    /// Lists the folder. Where no picture or attachment has changed, their list stays the same thing.
    fn discover(&mut self, changed: &mut BTreeSet<SourcePath>) -> Result<(), MachineFault> {
        let mut report = Report::new();
        let mut tree = discover::discover(&self.root, &mut report)?;
        let mut seen = BTreeMap::new();
        let mut files = BTreeMap::new();
        let before = self.found.as_ref().map(|(tree, _)| Arc::clone(&tree.files));
        let before = before.unwrap_or_default();
        let mut room = HELD;
        for (path, found) in tree.files.iter() {
            let known = self.files.get(path);
            let now = FileSeen::now(found, known);
            let is_same = known.is_some_and(|known| known.is_same(&now));
            if !is_same {
                changed.insert(path.clone());
            }
            let known = before.get(path).filter(|_| is_same);
            let found = known.cloned().unwrap_or_else(|| held(found, room));
            if let FileBytes::Memory(bytes) = &found.content {
                room = room.saturating_sub(bytes.len() as u64);
            }
            files.insert(path.clone(), found);
            seen.insert(path.clone(), now);
        }
        changed.extend(
            self.files
                .keys()
                .filter(|path| !seen.contains_key(*path))
                .cloned(),
        );
        self.files = seen;
        let same = self.found.is_some() && changed.is_empty();
        tree.files = if same { before } else { Arc::new(files) };
        // A file whose name stands in the way is none of the site's, and comes and goes all the same.
        let told = self
            .found
            .as_ref()
            .map(|(_, told)| told.sorted())
            .unwrap_or_default();
        let told_now = report.sorted();
        let only_once = |complaint: &&&Complaint| !told.contains(complaint) || !told_now.contains(complaint);
        let news = told.iter().chain(&told_now).filter(only_once);
        changed.extend(news.filter_map(|complaint| Some(complaint.place.as_ref()?.path.clone())));
        self.found = Some((tree, report));
        Ok(())
    }

    /// Reads the files of every theme that is in use, and forgets those that have others.
    fn look_at_themes(&mut self, changed: &mut BTreeSet<SourcePath>) -> Result<(), MachineFault> {
        for ((name, _), kept) in &mut self.themes {
            let now = ThemeFiles::load(&self.root, name)?;
            let differs: Vec<SourcePath> = now.differences(&kept.files);
            if !differs.is_empty() {
                changed.extend(differs);
                *kept = Kept {
                    files: now,
                    theme: None,
                };
            }
        }
        Ok(())
    }

    /// An edition's theme.
    ///
    /// # Errors
    /// Its files cannot be read.
    pub(crate) fn theme(
        &mut self,
        edition: &Edition,
        report: &mut Report,
    ) -> Result<Option<Arc<Theme>>, MachineFault> {
        let kept = match self.themes.entry((edition.theme.clone(), Medium::of(edition))) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(place) => {
                let files = ThemeFiles::load(&self.root, &edition.theme)?;
                place.insert(Kept { files, theme: None })
            }
        };
        if kept.theme.is_none() {
            let mut complaints = Report::new();
            match Theme::compile(&kept.files, edition, &mut complaints) {
                Some(theme) => kept.theme = Some((Arc::new(theme), complaints)),
                None => report.absorb(complaints),
            }
        }
        Ok(kept.theme.as_ref().map(|(theme, complaints)| {
            report.absorb(complaints.clone());
            Arc::clone(theme)
        }))
    }
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

impl FileSeen {
    fn now(found: &Found, before: Option<&Self>) -> Self {
        let FileBytes::Disk(path) = &found.content else {
            return Self {
                stamp: None,
                print: None,
            };
        };
        let stamp = Stamp::of(path);
        let says_all = stamp.is_some_and(|stamp| stamp.is_settled())
            && before.is_none_or(|before| before.stamp == stamp || before.print.is_none());
        let print = || std::fs::read(path).ok().map(|bytes| fingerprint(&bytes));
        Self {
            stamp,
            print: if says_all { None } else { print() },
        }
    }

    fn is_same(&self, now: &Self) -> bool {
        match now.print {
            None => self.stamp == now.stamp,
            Some(print) => self.print == Some(print),
        }
    }
}
