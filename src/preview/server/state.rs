//! What is on show: the newest snapshot, what is wrong, and what was saved last. Set by whoever looks at the folder,
//! read by every request; nothing in it is ever changed in place.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use super::access::PreviewKey;
use super::faults::FaultList;
use crate::preview::{Snapshot, Update};
use crate::words::{Complaint, Day, Fingerprint, MachineFault, Report, SourcePath};

/// How many other days are kept ready. Each is as large as the site.
const OTHER_DAYS: usize = 2;
/// How long somebody may want to see what was saved.
const JUST: Duration = Duration::from_secs(120);
/// When more is saved at once it was not written by hand.
const BY_HAND: usize = 3;

/// The preview, as the browser sees it.
#[derive(Debug)]
pub struct PreviewState {
    /// Stands for this run of the server, so that pages of an earlier one know.
    pub(super) run: String,
    /// The site's folder.
    pub(super) root: PathBuf,
    /// What stands in every address.
    pub(super) key: PreviewKey,
    /// The edition that `/` leads to.
    pub(super) chosen: Option<String>,
    /// The day was asked for; it is not today.
    pub(super) is_dated: bool,
    version: RwLock<Arc<Version>>,
    news: watch::Sender<u64>,
}

/// What is shown at one moment; never changed in place.
#[derive(Debug, Default)]
pub(super) struct Version {
    number: u64,
    /// The last good state of the content, when there was one.
    pub(super) snapshots: Option<Arc<Snapshots>>,
    /// What is wrong with the content as it is now.
    pub(super) faults: Arc<FaultList>,
    saved: Option<LastSave>,
    /// Grows when something changed that pages show without their own bytes being different: a style, a picture.
    pub(super) materials: u64,
}

/// What was saved last.
#[derive(Debug, Clone)]
struct LastSave {
    number: u64,
    at: Instant,
    files: Vec<SourcePath>,
}

/// The content without errors, on the preview's day and on others.
#[derive(Debug)]
pub(super) struct Snapshots {
    /// On the preview's own day.
    pub(super) own: Arc<Snapshot>,
    others: Mutex<VecDeque<(Day, Arc<OnceLock<OnDay>>)>>,
}

/// The content on another day, or what is wrong with it then.
pub(super) type OnDay = Result<Arc<Snapshot>, Arc<FaultList>>;

impl Snapshots {
    /// The content on a day. Takes as long as assembling the whole site when it is asked for first.
    pub(super) fn on(&self, day: Option<Day>) -> OnDay {
        let Some(day) = day.filter(|day| *day != self.own.day()) else {
            return Ok(Arc::clone(&self.own));
        };
        let place = {
            let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
            let known = others.iter().find(|(of, _)| *of == day);
            known.map(|(_, place)| Arc::clone(place)).unwrap_or_else(|| {
                let place = Arc::default();
                others.push_front((day, Arc::clone(&place)));
                others.truncate(OTHER_DAYS);
                place
            })
        };
        let assemble = || match self.own.at(day) {
            Ok(snapshot) => Ok(Arc::new(snapshot)),
            Err(report) => Err(Arc::new(FaultList::of(&report))),
        };
        place.get_or_init(assemble).clone()
    }
}

impl FaultList {
    /// Those of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let complaints: Vec<Complaint> = report.sorted().into_iter().cloned().collect();
        Self {
            complaints,
            machine: None,
        }
    }

    /// One of the machine.
    #[must_use]
    pub fn of_machine(fault: &MachineFault) -> Self {
        let advice = fault.advice().map(|advice| format!("。{advice}"));
        Self {
            complaints: Vec::new(),
            machine: Some(format!("{fault}{}", advice.unwrap_or_default())),
        }
    }
}

impl PreviewState {
    /// For the site in this folder; nothing is on show yet. `chosen` is the edition that one begins with, and `is_dated` says that the day was
    /// asked for.
    #[must_use]
    pub fn new(root: &Path, key: PreviewKey, chosen: Option<String>, is_dated: bool) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("{} {}", now.as_nanos(), std::process::id());
        Self {
            run: Fingerprint::of(run.as_bytes()).to_string(),
            root: root.to_owned(),
            key,
            chosen,
            is_dated,
            version: RwLock::default(),
            news: watch::Sender::new(0),
        }
    }

    /// Shows what a look at the folder came to, and tells everybody.
    pub fn show(&self, looked: Result<&Update, &MachineFault>) {
        let before = self.version();
        let faults = match looked {
            Ok(update) => FaultList::of(&update.report),
            Err(fault) => FaultList::of_machine(fault),
        };
        let fresh = looked.ok().and_then(|update| update.fresh.clone());
        let changed = looked.map_or(&[][..], |update| &update.changed);
        if fresh.is_none() && changed.is_empty() && faults == *before.faults {
            return;
        }
        let number = before.number + 1;
        let snapshots = fresh.map(|own| {
            let others = Mutex::default();
            Arc::new(Snapshots { own, others })
        });
        let is_material = |path: &SourcePath| {
            path.as_str().starts_with("themes/")
                || !matches!(path.extension().as_str(), "md" | "yaml" | "yml" | "toml")
        };
        let version = Version {
            number,
            snapshots: snapshots.or_else(|| before.snapshots.clone()),
            faults: Arc::new(faults),
            saved: saved(number, changed).or_else(|| before.saved.clone()),
            materials: before.materials + u64::from(changed.iter().any(is_material)),
        };
        let old = {
            let mut shown = self.version.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *shown, Arc::new(version))
        };
        self.news.send_replace(number);
        // Taking a large site apart takes a while: by now whoever asks has a fresher one.
        drop((before, old));
    }

    /// What is on show now.
    pub(super) fn version(&self) -> Arc<Version> {
        Arc::clone(&self.version.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Word of every change from now on.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }
}

/// The entries among what changed, when somebody wrote them just now; the first look finds everything changed.
fn saved(number: u64, changed: &[SourcePath]) -> Option<LastSave> {
    let is_entry = |path: &&SourcePath| matches!(path.extension().as_str(), "md" | "yaml" | "yml");
    let files: Vec<SourcePath> = changed.iter().filter(is_entry).cloned().collect();
    let by_hand = number > 1 && (1..=BY_HAND).contains(&files.len());
    by_hand.then(|| LastSave {
        number,
        at: Instant::now(),
        files,
    })
}

impl Version {
    /// What was saved just now, and under which number.
    pub(super) fn saved(&self) -> Option<(u64, &[SourcePath])> {
        let saved = self.saved.as_ref().filter(|saved| saved.at.elapsed() < JUST)?;
        Some((saved.number, &saved.files))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Code, Severity};

    fn preview() -> PreviewState {
        let site = tempfile::tempdir().expect("a folder");
        PreviewState::new(
            site.path(),
            PreviewKey::of_site(site.path()).expect("a key"),
            None,
            false,
        )
    }

    const WARNING: Code = Code {
        name: "file-unused",
        severity: Severity::Warning,
    };

    fn update(warnings: usize, changed: &[&str]) -> Update {
        let mut report = Report::new();
        (0..warnings).for_each(|number| report.push(Complaint::new(WARNING, None, number.to_string())));
        let changed = changed.iter().filter_map(|path| SourcePath::new(path));
        Update {
            report,
            fresh: None,
            changed: changed.collect(),
        }
    }

    #[test]
    fn there_is_news_only_when_something_is_new() {
        let preview = preview();
        let news = preview.news();
        let told = |update: &Update| {
            preview.show(Ok(update));
            *news.borrow()
        };
        assert_eq!(told(&update(0, &[])), 0);
        assert_eq!(told(&update(1, &[])), 1);
        assert_eq!(told(&update(1, &[])), 1);
        assert_eq!(told(&update(1, &["content/a.md"])), 2);
        assert_eq!(told(&update(0, &[])), 3);
        let gone = MachineFault::new("不在了");
        preview.show(Err(&gone));
        preview.show(Err(&gone));
        assert_eq!(*news.borrow(), 4);
    }

    #[test]
    fn what_was_written_by_hand_just_now_was_saved() {
        let files = |preview: &PreviewState| preview.version().saved().map_or(0, |(_, files)| files.len());
        let preview = preview();
        // The first look finds everything new.
        preview.show(Ok(&update(0, &["content/a.md"])));
        assert_eq!(files(&preview), 0);
        preview.show(Ok(&update(0, &["content/a.md", "content/a.png"])));
        assert_eq!(files(&preview), 1);
        // Another branch was checked out.
        let many = ["content/a.md", "content/b.md", "content/c.md", "content/d.yaml"];
        preview.show(Ok(&update(0, &many)));
        assert_eq!(files(&preview), 1);
        let long_ago = Version {
            saved: Instant::now().checked_sub(JUST).map(|at| LastSave {
                number: 2,
                at,
                files: Vec::new(),
            }),
            ..Version::default()
        };
        assert_eq!(long_ago.saved(), None);
    }
}
