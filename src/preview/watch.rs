//! Waiting until a build would find something else. Events of the system are a trigger to look again and
//! nothing more: they get lost, come twice, and tell lies about what happened. A slow look at names, lengths
//! and times backs them up, and does the whole work on network shares, which send none.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::folder::{self, Look, SOURCES};

/// A save is over when nothing more happens for so long …
const QUIET: Duration = Duration::from_millis(30);
/// … but is not waited for longer than this: somebody may be copying all day.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the folder is looked at without an event.
const SLOW_LOOK: Duration = Duration::from_secs(2);
/// How often it is looked at when there are no events at all.
const POLL: Duration = Duration::from_millis(400);

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
    /// Something may have changed.
    Changed(Touched),
    /// Another day has begun.
    NewDay,
}

/// Watches one site's folder.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    seen: Look,
    events: Receiver<()>,
    sender: SyncSender<()>,
    /// Gone when the system cannot tell events; then there are looks.
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Begins to watch. `root` is absolute. What changes from now on is not missed, even while nobody waits.
    #[must_use]
    pub fn start(root: &Path, how: How) -> Self {
        let (sender, events) = sync_channel(1);
        // Links in the way to the folder would otherwise make its events look like another folder's.
        let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let watcher = match how {
            How::Events => watcher_of(&root, &sender),
            How::Looks => None,
        };
        Self {
            seen: Look::at(&root),
            root,
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

    /// Waits until something may have changed, or `is_new_day` says so.
    pub fn wait(&mut self, is_new_day: impl Fn() -> bool) -> Wake {
        let pause = match self.how() {
            How::Events => SLOW_LOOK,
            How::Looks => POLL,
        };
        loop {
            let event = self.events.recv_timeout(pause);
            if is_new_day() {
                return Wake::NewDay;
            }
            match event {
                Ok(()) => {
                    self.settle();
                    self.seen = Look::at(&self.root);
                    return Wake::Changed(Touched::Anything);
                }
                // The sender lives as long as the watch, so that this is only ever a timeout.
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    if self.differs() {
                        self.settle_by_looks();
                        return Wake::Changed(Touched::Anything);
                    }
                }
            }
        }
    }

    fn differs(&mut self) -> bool {
        let now = Look::at(&self.root);
        let differs = now != self.seen;
        self.seen = now;
        differs
    }

    /// Waits for the end of a save: editors write in pieces, and rename.
    fn settle(&mut self) {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE && self.events.recv_timeout(QUIET).is_ok() {}
        self.watch_again();
    }

    /// The same without events.
    fn settle_by_looks(&mut self) {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            std::thread::sleep(QUIET);
            if !self.differs() {
                return;
            }
        }
    }

    /// Takes up folders that are new: one that was renamed away and made again is another, of which no events
    /// would come.
    fn watch_again(&mut self) {
        if let Some(watcher) = &mut self.watcher
            && watch_sources(watcher, &self.root).is_err()
        {
            self.watcher = watcher_of(&self.root, &self.sender);
        }
    }
}

/// A watcher that sends whenever something happens that may matter; `None` when the system has none to give.
fn watcher_of(root: &Path, sender: &SyncSender<()>) -> Option<RecommendedWatcher> {
    let (watched, sender) = (root.to_owned(), sender.clone());
    let tell = move |event: notify::Result<notify::Event>| {
        let matters = match event {
            Ok(event) => {
                event.need_rescan()
                    || (is_change(event.kind)
                        && event.paths.iter().any(|path| folder::matters(&watched, path)))
            }
            // Something was lost; looking again finds it.
            Err(_) => true,
        };
        if matters {
            // A full channel already holds the word that something happened.
            let _ = sender.try_send(());
        }
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
