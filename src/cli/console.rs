//! Where words for people go: results to standard output, everything else to standard error. Nobody's number is spread by
//! them: 身份证号, 银行卡号 and 手机号 are masked in whatever is said.
//!
//! A progress bar, on a terminal and for work that takes longer than half a second.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::Color;
use crate::words::{MachineFault, mask_secrets};

/// How many names a list shows before it only counts.
const NAMES: usize = 20;

/// How many columns a text takes; Han characters take two.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A text with spaces behind it, so that it takes so many columns.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}

/// The two streams, and how to write to them.
#[derive(Debug, Clone)]
pub(super) struct Console {
    /// Colours may be used on standard error.
    pub(super) color: bool,
    /// Progress bars may be drawn.
    pub(super) interactive: bool,
    quiet: bool,
    /// What was said, by one that keeps it instead of writing it anywhere.
    heard: Option<Arc<Mutex<String>>>,
}

impl Console {
    /// Looks at the terminal once. `NO_COLOR` is honoured.
    pub(super) fn new(color: Color, quiet: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        Self {
            color,
            interactive: terminal && !quiet,
            quiet,
            heard: None,
        }
    }

    /// The same, but what is said to it is only remembered.
    pub(super) fn remembering(&self) -> Self {
        Self {
            heard: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// What was said since it remembers.
    pub(super) fn heard(&self) -> String {
        let heard = self
            .heard
            .as_ref()
            .map(|heard| heard.lock().unwrap_or_else(PoisonError::into_inner));
        heard.map_or(String::new(), |heard| heard.clone())
    }

    /// A result that another program may read.
    pub(super) fn result(&self, text: &str) {
        // A closed pipe or a full disk behind a redirection is not this program's failure.
        let _ = writeln!(io::stdout().lock(), "{}", mask_secrets(text));
    }

    /// A text as it is published, to be read by people or another program. Nothing in it is masked: what stands in it has
    /// passed what a build asks of a page.
    pub(super) fn published(&self, text: &str) {
        let _ = write!(io::stdout().lock(), "{text}");
    }

    /// A word to the user; not with `--quiet`.
    pub(super) fn say(&self, text: &str) {
        if !self.quiet {
            self.insist(text);
        }
    }

    /// A word to the user even with `--quiet`.
    pub(super) fn insist(&self, text: &str) {
        let text = mask_secrets(text);
        if let Some(heard) = &self.heard {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.push_str(&text);
            heard.push('\n');
            return;
        }
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Names, each on a line of its own; not with `--quiet`. False when there are more than are shown.
    pub(super) fn list(&self, names: &[impl Display]) -> bool {
        lines(names).for_each(|line| self.say(&line));
        names.len() <= NAMES
    }

    /// A fault of the machine.
    pub(super) fn fault(&self, fault: &MachineFault) {
        let (red, plain) = if self.color {
            ("\x1b[1;31m", "\x1b[0m")
        } else {
            ("", "")
        };
        self.insist(&format!("{red}错误{plain}: {fault}"));
        for (heading, names) in fault.lists() {
            self.insist(&format!("{heading}："));
            lines(names).for_each(|line| self.insist(&line));
        }
        if let Some(advice) = fault.advice() {
            self.insist(&format!("提示: {advice}"));
        }
    }
}

/// The first names, and a count when there are more.
fn lines(names: &[impl Display]) -> impl Iterator<Item = String> {
    let more = (names.len() > NAMES).then(|| format!("  ……等共 {} 个", names.len()));
    names
        .iter()
        .take(NAMES)
        .map(|name| format!("  {name}"))
        .chain(more)
}

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
