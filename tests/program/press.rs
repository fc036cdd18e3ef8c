//! The browser as a printer: what it makes, and what is said when it makes nothing.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gongkai::press::{Browser, Job, print};

/// One test at a time: a program that another thread starts meanwhile would hold a script open for writing, and what
/// is open for writing cannot be started.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A program that stands for a browser.
fn stand_in(folder: &Path, script: &str) -> Browser {
    let program = folder.join("browser");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("writable");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("ours");
    Browser { program }
}

struct Desk {
    folder: tempfile::TempDir,
    page: PathBuf,
    room: PathBuf,
}

impl Desk {
    fn new(html: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // What an office names its folders.
        let site = folder.path().join("公开栏 100% #1");
        let room = folder.path().join("room");
        fs::create_dir_all(&site).expect("writable");
        fs::create_dir_all(&room).expect("writable");
        let page = site.join("页.html");
        fs::write(&page, html).expect("writable");
        Self { folder, page, room }
    }

    fn job(&self, limit: Duration) -> Job<'_> {
        Job {
            page: &self.page,
            room: &self.room,
            limit,
        }
    }
}

#[test]
fn one_that_never_ends_is_stopped() {
    let _alone = alone();
    let desk = Desk::new("");
    let alive = desk.folder.path().join("alive");
    let script = format!("while true; do echo x >> '{}'; sleep 0.1; done", alive.display());
    let browser = stand_in(desk.folder.path(), &script);
    let begin = Instant::now();
    let fault = print(&browser, &desk.job(Duration::from_secs(1))).expect_err("too long");
    assert!(fault.to_string().contains("1 秒还没有做好"), "{fault}");
    assert!(begin.elapsed() >= Duration::from_secs(1));
    let beats = || fs::metadata(&alive).expect("it ran").len();
    let last = beats();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(beats(), last, "it still runs");
}

#[test]
fn one_that_fails_is_quoted() {
    let _alone = alone();
    let desk = Desk::new("");
    let browser = stand_in(desk.folder.path(), "echo 'no display' >&2; exit 3");
    let fault = print(&browser, &desk.job(Duration::from_secs(20))).expect_err("failed");
    assert!(fault.to_string().contains("没有做出 PDF"), "{fault}");
    let quoted = ("浏览器说".to_owned(), vec!["no display".to_owned()]);
    assert_eq!(fault.lists(), [quoted]);
}

#[test]
fn half_a_file_is_none() {
    let _alone = alone();
    let desk = Desk::new("");
    let half = "for a in \"$@\"; do case $a in --print-to-pdf=*) printf '%%PDF-1.4 half' > \"${a#*=}\";; esac; done; exit 1";
    let browser = stand_in(desk.folder.path(), half);
    assert!(print(&browser, &desk.job(Duration::from_secs(20))).is_err());
}

#[test]
#[ignore = "needs Chromium and poppler's tools"]
fn the_page_says_how_large_the_paper_is() {
    let _alone = alone();
    for (size, expected) in [("A4", (595, 842)), ("A3 landscape", (1191, 842))] {
        let desk = Desk::new(&format!(
            "<!doctype html><meta charset=utf-8><style>@page{{size:{size};margin:0}}</style><p>公开</p>"
        ));
        let browser = Browser::find(None).expect("installed by tests/all.sh");
        let bytes = print(&browser, &desk.job(Duration::from_secs(120))).expect("prints");
        let pdf = desk.folder.path().join("a.pdf");
        fs::write(&pdf, bytes).expect("writable");
        let told = Command::new("pdfinfo").arg(&pdf).output().expect("poppler");
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        let line = told
            .lines()
            .find(|line| line.starts_with("Page size:"))
            .expect("a size");
        let numbers: Vec<f64> = line
            .split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        let near = |told: f64, wanted: i32| (told - f64::from(wanted)).abs() < 1.5;
        assert!(
            near(numbers[0], expected.0) && near(numbers[1], expected.1),
            "{line}"
        );
        assert!(told.contains("Pages:           1"), "{told}");
    }
}
