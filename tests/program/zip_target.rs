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
fn an_expired_notice_is_told_until_somebody_has_unpacked_what_takes_its_place() {
    for targets in [ZIP, BOTH] {
        let desk = ZipDesk::new(targets);
        desk.publicity("2199-12-31");
        let made = desk.done(&["deploy", "bao"]);
        assert!(made.contains("gongkai record bao"), "{made}");
        let waits = |status: &str| {
            status.contains("做成压缩包，还没有确认上传") && status.contains("gongkai record bao")
        };
        let status = desk.done(&["status"]);
        assert!(waits(&status), "{status}");
        desk.done(&["record", "bao"]);
        let status = desk.done(&["status"]);
        assert!(status.contains("上传，和生成的一样"), "{status}");
        desk.publicity("2026-03-12");
        desk.done(&["deploy", "bao"]);
        if targets == BOTH {
            desk.done(&["deploy", "school"]);
        }
        for _ in 0..2 {
            let status = desk.done(&["status"]);
            assert!(
                waits(&status) && status.contains("网上还有期满的公示1件") && status.contains("期满未撤"),
                "{status}"
            );
            let built = desk.done(&["build"]);
            assert!(
                built.contains("网上仍可看到") && built.contains("gongkai record bao"),
                "{built}"
            );
        }
        desk.done(&["record", "bao"]);
        let status = desk.done(&["status"]);
        assert!(!status.contains("期满未撤") && !waits(&status), "{status}");
        assert!(!desk.done(&["build"]).contains("网上仍可看到"));
    }
}

#[test]
fn an_expired_notice_that_was_uploaded_by_hand_is_told_until_the_first_zip_file_is_unpacked() {
    let desk = ZipDesk::new(ZIP);
    desk.publicity("2026-03-12");
    let day = |text| Day::parse(text).expect("a day");
    let page = Address::new("notices/2026-03-05-gongshi.html").expect("valid");
    let output = Output {
        site: desk.root(),
        folder: desk.root().join("public"),
        edition: "web".to_owned(),
    };
    let mut staging = Staging::open(&output, Foreign::Refuse).expect("open");
    let upload = Upload {
        day: day("2026-03-06"),
        clock: Clock::Checked,
        until: Some(vec![(page.clone(), day("2026-03-12"))]),
    };
    staging.upload(upload).expect("a day");
    staging.put(&page, "名单".as_bytes(), None).expect("put");
    commit(vec![staging]).expect("written");
    desk.done(&["deploy"]);
    let status = desk.done(&["status"]);
    assert!(status.contains("期满未撤"), "{status}");
    desk.done(&["record"]);
    let status = desk.done(&["status"]);
    assert!(!status.contains("期满未撤"), "{status}");
}

#[test]
fn what_was_not_unpacked_is_in_the_next_zip_file_too() {
    let desk = ZipDesk::new(ZIP);
    let zips = desk.root().join("上传包");
    let changed = || held(&zips.join("本次改动.zip"));
    desk.done(&["deploy"]);
    let all = changed();
    assert_eq!(all, held(&zips.join("全站.zip")));
    entry(&desk.root(), "2026-03-05-zhiban", "类型: 通知\n");
    desk.done(&["deploy"]);
    assert!(changed() > all);
    desk.done(&["record"]);
    assert!(desk.done(&["deploy"]).contains("没有要上传的"));
    entry(&desk.root(), "2026-03-05-kaoqin", "类型: 通知\n");
    desk.done(&["deploy"]);
    assert!((1..all).contains(&changed()));
    // Something else than what lies in it is not confirmed.
    entry(&desk.root(), "2026-03-06-kaoqin", "类型: 通知\n");
    desk.done(&["build"]);
    let told = desk.refused(&["record"]);
    assert!(told.contains("gongkai deploy bao"), "{told}");
    let status = desk.done(&["status"]);
    assert!(
        status.contains("还没有确认上传") && status.contains("请运行 gongkai deploy"),
        "{status}"
    );
}

#[test]
fn a_zip_file_that_was_taken_away_is_made_again() {
    let desk = ZipDesk::new(ZIP);
    let zips = desk.root().join("上传包");
    desk.done(&["deploy"]);
    desk.done(&["record"]);
    let all = held(&zips.join("全站.zip"));
    fs::remove_dir_all(&zips).expect("there");
    desk.done(&["deploy"]);
    assert_eq!(held(&zips.join("全站.zip")), all);
    assert_eq!(held(&zips.join("本次改动.zip")), all);
    desk.done(&["record"]);
    desk.settings(|text| text.replace("zip:上传包", "zip:新包"));
    desk.done(&["deploy"]);
    assert_eq!(held(&desk.root().join("新包/全站.zip")), all);
}

#[test]
fn no_zip_file_goes_among_the_sites_own_files() {
    for own in ["content", "记录", "content/notices/../notices", ".", ".gongkai"] {
        let desk = ZipDesk::new(&ZIP.replace("上传包", own));
        let told = desk.refused(&["deploy"]);
        assert!(told.contains("网站自己的文件夹"), "{own}: {told}");
        assert!(!desk.root().join(own).join("全站.zip").exists(), "{own}");
    }
}

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
