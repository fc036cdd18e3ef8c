//! The browser as a printer: what it makes, and what is said when it makes nothing.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gongkai::press::{Browser, Job, print};

use crate::support::folders::write_script;

/// A program that stands for a browser.
fn stand_in(folder: &Path, script: &str) -> Browser {
    let program = folder.join("browser");
    write_script(&program, &format!("#!/bin/sh\n{script}\n"));
    Browser { program }
}

struct Desk {
    folder: tempfile::TempDir,
    page: PathBuf,
    workspace: PathBuf,
}

impl Desk {
    fn new(html: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // What an office names its folders.
        let site = folder.path().join("公开栏 100% #1");
        let workspace = folder.path().join("workspace");
        fs::create_dir_all(&site).expect("writable");
        fs::create_dir_all(&workspace).expect("writable");
        let page = site.join("页.html");
        fs::write(&page, html).expect("writable");
        Self {
            folder,
            page,
            workspace,
        }
    }

    fn job(&self, limit: Duration) -> Job<'_> {
        Job {
            page: &self.page,
            workspace: &self.workspace,
            limit,
        }
    }
}

#[test]
fn one_that_never_ends_is_stopped() {
    let desk = Desk::new("");
    let alive = desk.folder.path().join("alive");
    let script = format!("while true; do echo x >> '{}'; sleep 0.1; done", alive.display());
    let browser = stand_in(desk.folder.path(), &script);
    let begin = Instant::now();
    let fault = print(&browser, &desk.job(Duration::from_secs(3))).expect_err("too long");
    assert!(fault.to_string().contains("3 秒还没有做好"), "{fault}");
    assert!(begin.elapsed() >= Duration::from_secs(3));
    let beats = || fs::metadata(&alive).expect("it ran").len();
    let last = beats();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(beats(), last, "it still runs");
}

#[test]
fn one_that_fails_is_quoted() {
    let desk = Desk::new("");
    let browser = stand_in(desk.folder.path(), "echo 'no display' >&2; exit 3");
    let fault = print(&browser, &desk.job(Duration::from_secs(20))).expect_err("failed");
    assert!(fault.to_string().contains("没有做出 PDF"), "{fault}");
    let quoted = ("浏览器说".to_owned(), vec!["no display".to_owned()]);
    assert_eq!(fault.lists(), [quoted]);
}

#[test]
fn half_a_file_is_none() {
    let desk = Desk::new("");
    let half = "for a in \"$@\"; do case $a in --print-to-pdf=*) printf '%%PDF-1.4 half' > \"${a#*=}\";; esac; done; exit 1";
    let browser = stand_in(desk.folder.path(), half);
    assert!(print(&browser, &desk.job(Duration::from_secs(20))).is_err());
}
