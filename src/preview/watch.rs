//! Waiting until it is time to look again. Events of the system are a trigger and a hint where to look first, and
//! nothing more: they get lost, come twice, and tell lies about what happened. A slow look at everything backs them
//! up, and does the whole work on network shares, which send none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::read::is_ignored_name;

/// A save is over when nothing more happens for so long …
const QUIET: Duration = Duration::from_millis(4);
/// … but is not waited for longer than this: somebody may be copying all day.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the folder is looked at without an event.
const SLOW_LOOK: Duration = Duration::from_secs(2);
/// How often it is looked at when there are no events at all.
const POLL: Duration = Duration::from_millis(400);
/// More paths than this are not told one by one.
const MANY: usize = 500;

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the system's events, with a slow look behind them.
    Events,
    /// By looking again and again: for network shares.
    Looks,
}

/// Where something may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Anywhere.
    Anything,
    /// At these paths, as far as the system told.
    Only(Vec<PathBuf>),
}

/// Why the wait is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Something may have changed, or it is long ago that anybody looked.
    Changed(Touched),
    /// Another day has begun.
    NewDay,
}

/// Watches one site's folder.
#[derive(Debug)]
pub struct Watch {
    /// As it was given, and with its links resolved: events name it so.
    root: PathBuf,
    real: PathBuf,
    touched: Arc<Mutex<Paths>>,
    events: Receiver<()>,
    sender: SyncSender<()>,
    /// Gone when the system cannot tell events; then there are looks.
    watcher: Option<RecommendedWatcher>,
}

/// What events named since the last wait.
#[derive(Debug, Default)]
struct Paths {
    named: BTreeSet<PathBuf>,
    /// Something was lost, or too much was named.
    all: bool,
}

impl Watch {
    /// Begins to watch. `root` is absolute. What changes from now on is not missed, even while nobody waits.
    #[must_use]
    pub fn start(root: &Path, how: How) -> Self {
        let (sender, events) = sync_channel(1);
        // Links in the way to the folder would otherwise make its events look like another folder's.
        let real = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let touched = Arc::default();
        let watcher = match how {
            How::Events => watcher_of(&real, &touched, &sender),
            How::Looks => None,
        };
        Self {
            root: root.to_owned(),
            real,
            touched,
            events,
            sender,
            watcher,
        }
    }

    /// How changes are noticed; [`How::Looks`] also when the system refused to tell events.
    #[must_use]
    pub fn how(&self) -> How {
        match self.watcher {
            Some(_) => How::Events,
            None => How::Looks,
        }
    }

    /// Waits until something may have changed, or `is_new_day` says so: then anything may have.
    pub fn wait(&mut self, is_new_day: impl Fn() -> bool) -> Wake {
        let pause = match self.how() {
            How::Events => SLOW_LOOK,
            How::Looks => POLL,
        };
        let event = self.events.recv_timeout(pause);
        if is_new_day() {
            return Wake::NewDay;
        }
        Wake::Changed(match event {
            Ok(()) => {
                self.settle();
                self.touched()
            }
            // The sender lives as long as the watch, so that this is only ever a timeout.
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Touched::Anything,
        })
    }

    /// Waits for the end of a save: editors write in pieces, and rename.
    fn settle(&mut self) {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE && self.events.recv_timeout(QUIET).is_ok() {}
    }

    /// What the events named.
    fn touched(&mut self) -> Touched {
        let Paths { named, all } = {
            let mut paths = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *paths)
        };
        // A folder that was renamed away and made again is another, of which no events would come.
        let is_top = |path: &PathBuf| path.parent() == Some(&self.real) && !path.is_file();
        if all || named.iter().any(|path| path.is_dir() || is_top(path)) {
            self.watch_again();
        }
        let inside = |path: PathBuf| Some(self.root.join(path.strip_prefix(&self.real).ok()?));
        match all {
            true => Touched::Anything,
            false => Touched::Only(named.into_iter().filter_map(inside).collect()),
        }
    }

    /// Takes up folders that are new.
    fn watch_again(&mut self) {
        if let Some(watcher) = &mut self.watcher
            && watch_sources(watcher, &self.real).is_err()
        {
            self.watcher = watcher_of(&self.real, &self.touched, &self.sender);
        }
    }
}

/// A watcher that sends whenever something happens that may matter; `None` when the system has none to give.
fn watcher_of(
    root: &Path,
    touched: &Arc<Mutex<Paths>>,
    sender: &SyncSender<()>,
) -> Option<RecommendedWatcher> {
    let (watched, touched, sender) = (root.to_owned(), Arc::clone(touched), sender.clone());
    let tell = move |event: notify::Result<notify::Event>| {
        let mut paths = touched.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Ok(event) if event.need_rescan() => paths.all = true,
            Ok(event) if is_change(event.kind) => {
                let before = paths.named.len();
                let matters = |path: &PathBuf| matters(&watched, path);
                let mut named = event.paths.into_iter().filter(matters).peekable();
                if named.peek().is_none() {
                    return;
                }
                if before < MANY {
                    paths.named.extend(named);
                } else {
                    paths.all = true;
                }
            }
            Ok(_) => return,
            // Something was lost; looking again finds it.
            Err(_) => paths.all = true,
        }
        drop(paths);
        // A full channel already holds the word that something happened.
        let _ = sender.try_send(());
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    watch_sources(&mut watcher, root).ok()?;
    Some(watcher)
}

fn watch_sources(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for name in SOURCES {
        let folder = root.join(name);
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

/// False for reading, which builds do themselves.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// The folders and files of a site that a build reads.
const SOURCES: [&str; 3] = ["content", "themes", "site.toml"];

/// True when what happened at a path may matter to a build.
fn matters(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        return false;
    };
    let mut parts = inside.iter().map(|part| part.to_string_lossy());
    let is_source = parts
        .next()
        .is_some_and(|first| SOURCES.contains(&first.as_ref()));
    is_source && parts.all(|part| !is_ignored_name(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_matters() {
        let root = Path::new("/site");
        for path in [
            "content/notices/a.md", "content", "themes/x/style.css", "site.toml",
        ] {
            assert!(matters(root, &root.join(path)), "{path}");
        }
        for path in [
            "public/index.html", ".gongkai/web.manifest", "content/.git/index", "content/notices/~$a.docx",
            "content/notices/a.md~", "content/notices/.a.md.swp", "site.toml.bak",
        ] {
            assert!(!matters(root, &root.join(path)), "{path}");
        }
        assert!(!matters(root, Path::new("/elsewhere/content/a.md")));
    }
}
