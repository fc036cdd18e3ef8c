//! Zip files as a target: made, unpacked by somebody, and online only when somebody says so.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use gongkai::words::{Address, Day};
use gongkai::write::{Clock, Foreign, Output, Staging, Upload, commit};

use crate::deploy::{base, entry, gongkai};
use crate::support::program::{run, said};

/// A site that goes to a folder and into zip files.
struct ZipDesk {
    folder: tempfile::TempDir,
}

impl ZipDesk {
    /// `targets`: the sections of `[deploy]`.
    fn new(targets: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        base(&desk.root());
        fs::create_dir(desk.folder.path().join("online")).expect("a folder");
        desk.settings(|text| format!("{text}\n[deploy]\n{targets}\n"));
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn settings(&self, change: impl Fn(String) -> String) {
        let path = self.root().join("site.toml");
        let text = fs::read_to_string(&path).expect("settings");
        fs::write(&path, change(text)).expect("written");
    }

    fn done(&self, words: &[&str]) -> String {
        gongkai(&self.root(), words)
    }

    fn refused(&self, words: &[&str]) -> String {
        let output = run(&self.root(), words);
        assert_eq!(output.status.code(), Some(2), "{words:?}: {}", said(&output));
        said(&output)
    }

    fn publicity(&self, last: &str) {
        let more = format!(
            "类型: 公示\n公示期: {{开始: 2026-03-05, 截止: {last}}}\n受理: {{单位: 党支部, 电话: 0799-6600100}}\n"
        );
        entry(&self.root(), "2026-03-05-gongshi", &more);
    }
}

/// How many files a zip file holds.
fn held(path: &Path) -> usize {
    let bytes = fs::read(path).expect("a zip file");
    zip::ZipArchive::new(Cursor::new(bytes))
        .expect("a zip file")
        .len()
}

const ZIP: &str = "bao = {edition = \"web\", to = \"zip:上传包\"}";
const BOTH: &str =
    "school = {edition = \"web\", to = \"../online\"}\nbao = {edition = \"web\", to = \"zip:上传包\"}";

#[test]
fn what_is_to_be_deleted_is_told_for_each_place_that_may_hold_it() {
    const PAGE: &str = "public/notices/2026-03-05-zhiban.html";
    let desk = ZipDesk::new(BOTH);
    entry(&desk.root(), "2026-03-05-zhiban", "类型: 通知\n");
    desk.done(&["deploy", "school"]);
    desk.done(&["deploy", "bao"]);
    fs::remove_file(desk.root().join("content/notices/2026-03-05-zhiban.md")).expect("there");
    let built = desk.done(&["build"]);
    assert!(
        built.contains("gongkai deploy school 会从服务器上删去"),
        "{built}"
    );
    desk.done(&["deploy", "school"]);
    desk.done(&["deploy", "bao"]);
    let status = desk.done(&["status"]);
    assert!(
        status.contains("请在服务器上删去：1个文件") && status.contains(PAGE),
        "{status}"
    );
    let built = desk.done(&["build"]);
    assert!(
        built.contains(PAGE)
            && built.contains("gongkai status --deleted")
            && !built.contains("gongkai deploy school"),
        "{built}"
    );
    desk.done(&["status", "--deleted"]);
    assert!(!desk.done(&["status"]).contains(PAGE));
}

#[test]
fn what_is_for_inside_use_goes_into_no_folder_that_is_uploaded_to() {
    let desk = ZipDesk::new(BOTH);
    for folder in ["../online", "上传包", "../online/下面"] {
        fs::create_dir_all(desk.root().join(folder)).expect("a folder");
        let file = |name: &str| format!("{folder}/{name}");
        for words in [
            &["export", "公开台账", "--out", &file("a.xlsx")][..],
            &["pack", "2026-Q1", "--no-pdf", "--out", &file("a.zip")],
        ] {
            let told = desk.refused(words);
            assert!(
                told.contains("不能存在") && told.contains("请存在别的文件夹里"),
                "{words:?}: {told}"
            );
        }
        let told = desk.refused(&["build", "--drafts", "--out", folder]);
        assert!(told.contains("--out 不能指向"), "{told}");
        assert_eq!(
            fs::read_dir(desk.root().join(folder))
                .expect("a folder")
                .filter(|item| { item.as_ref().expect("a file").path().is_file() })
                .count(),
            0
        );
    }
}
