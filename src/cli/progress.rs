//! A progress bar, on a terminal and for work that takes longer than half a second.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;

const PATIENCE: Duration = Duration::from_millis(500);

/// Counts files; draws when it is worth it. Shared by threads.
#[derive(Debug)]
pub(super) struct FileCounter {
    total: u64,
    done: AtomicU64,
    began: Instant,
    wanted: bool,
    bar: OnceLock<ProgressBar>,
}

impl FileCounter {
    /// A bar of so many files.
    pub(super) fn new(total: usize, console: &Console) -> Self {
        Self {
            total: total as u64,
            done: AtomicU64::new(0),
            began: Instant::now(),
            wanted: console.interactive,
            bar: OnceLock::new(),
        }
    }

    /// One file more.
    pub(super) fn step(&self) {
        if !self.wanted {
            return;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Looking at the clock for each of many thousand files would cost more than it tells.
        if done.is_multiple_of(64) && (self.bar.get().is_some() || self.began.elapsed() > PATIENCE) {
            self.bar.get_or_init(|| bar(self.total)).set_position(done);
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("正在生成 {bar:30} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}
