//! Saves one after another under a watch: each is seen, and nothing is made anew without another byte in a file.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use gongkai::preview::{How, PreviewSession, Touched, Wake, Watch};

use super::{acts, address, day};

/// A slow machine is no failure.
const PATIENCE: Duration = Duration::from_secs(40);

/// The rounds that made something anew.
struct Rounds {
    /// What each showed of the page, and how many files had changed.
    shown: Receiver<(String, usize)>,
    page: String,
}

impl Rounds {
    /// Waits for the page to hold a text.
    fn wait_for(&mut self, text: &str, done: &str) {
        let mut idle = 0;
        while !self.page.contains(text) {
            let next = self.shown.recv_timeout(PATIENCE);
            let (page, changed) = next.unwrap_or_else(|_| panic!("“{text}” was never shown: {done}"));
            assert!(changed > 0, "made anew though no file had changed: {done}");
            idle += usize::from(page == self.page);
            self.page = page;
        }
        assert!(idle <= 1, "made anew {idle} times with nothing new: {done}");
    }
}

fn save(file: &Path, number: u64, kind: u64) -> &'static str {
    let text = acts::notice("通知", &format!("第{number}次。"));
    match kind {
        0 => {
            fs::write(file, text).expect("writable");
            "in place"
        }
        1 => {
            let beside = file.with_file_name(format!("a{number}.tmp"));
            fs::write(&beside, text).expect("writable");
            fs::rename(beside, file).expect("renamed");
            "by a rename"
        }
        2 => {
            fs::write(file, acts::notice("通知", "先。")).expect("writable");
            thread::sleep(Duration::from_millis(50));
            fs::write(file, text).expect("writable");
            "twice"
        }
        _ => {
            fs::remove_file(file).expect("removed");
            fs::write(file, text).expect("writable");
            "deleted and made again"
        }
    }
}

/// Saves so many times.
pub(crate) fn follow(saves: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    acts::site(&root);
    let file = root.join("content/notices/2026-03-12-a1.md");
    let page = address("notices/2026-03-12-a1.html");
    let (sender, shown) = channel();
    let mut rounds = Rounds {
        shown,
        page: String::new(),
    };
    let is_over = AtomicBool::new(false);
    let mut watch = Watch::start(&root, How::Events);
    let mut session = PreviewSession::new(&root);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut touched = Touched::Anything;
            while !is_over.load(Ordering::Relaxed) {
                let round = session.look(day("2026-11-20"), &touched).expect("readable");
                if let Some(fresh) = round.fresh {
                    let bytes = fresh.answer("web", &page).map(|made| made.expect("no fault"));
                    let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
                    sender.send((text, round.changed.len())).expect("somebody waits");
                }
                touched = match watch.wait(|| false) {
                    Wake::Changed(touched) => touched,
                    Wake::NewDay => Touched::Anything,
                };
            }
        });
        let over = Over(&is_over, &file);
        rounds.wait_for("另一篇", "the start");
        for number in 1..=saves {
            let kind = save(&file, number, number % 4);
            rounds.wait_for(&format!("第{number}次。"), kind);
            if number % 5 == 0 {
                let same = fs::read(&file).expect("readable");
                fs::write(&file, same).expect("writable");
            }
        }
        drop(over);
    });
}

/// Ends the watch, whatever comes of the test.
struct Over<'a>(&'a AtomicBool, &'a Path);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
        let _ = fs::write(self.1, acts::notice("通知", "完。"));
    }
}
