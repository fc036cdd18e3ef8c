//! `pack`: what is in the inspector's zip file, what it is made of, and where it may not go. A script stands for the browser.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::PathBuf;

use crate::record::SETTINGS;
use crate::support::folders::{read_tree, write_script};
use crate::support::program::run;

/// A browser that makes a PDF of the page's name.
const STAND_IN: &str = r#"#!/bin/sh
for a in "$@"; do
    case $a in
        --print-to-pdf=*) out="${a#*=}" ;;
        file://*) page="${a#file://}" ;;
    esac
done
test -f "$page" || exit 1
printf '%%PDF-1.4\n%s\n%%%%EOF\n' "$page" > "$out"
"#;

struct PackDesk {
    folder: tempfile::TempDir,
}

impl PackDesk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(desk.root().join("content/notices")).expect("writable");
        fs::create_dir(desk.folder.path().join("online")).expect("writable");
        fs::write(desk.root().join("site.toml"), SETTINGS).expect("writable");
        desk.notice("2025-12-30-old", "社会公开", "去年的通知");
        desk.notice("2026-03-12-a", "社会公开", "关于值班的通知");
        desk.notice("2026-04-01-x", "党内公开", "党内的一件事");
        desk.notice("2026-07-01-new", "社会公开", "下半年的通知");
        write_script(&desk.browser(), STAND_IN);
        desk
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn browser(&self) -> PathBuf {
        self.folder.path().join("browser")
    }

    fn notice(&self, name: &str, scope: &str, title: &str) {
        let text = format!("---\n标题: {title}\n公开范围: {scope}\n类型: 通知\n---\n\n正文。\n");
        fs::write(self.root().join(format!("content/notices/{name}.md")), text).expect("writable");
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let output = run(&self.root(), words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }

    /// Packs half a year; gives what is in the zip file.
    fn pack(&self, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        self.pack_of(("2026-01-01..2026-06-30", "2026-01-01至2026-06-30"), more)
    }

    fn pack_of(&self, (period, shown): (&str, &str), more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let (code, said) = self.run(&[&["pack", period], more].concat());
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("内部资料"), "{said}");
        let bytes = fs::read(self.root().join(format!("检查包-{shown}.zip"))).expect("there");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file");
            let name = file.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("whole");
            files.insert(name, bytes);
        }
        files
    }
}

#[test]
fn all_that_an_inspector_asks_for_is_in_it() {
    let desk = PackDesk::new();
    let (code, said) = desk.run(&["deploy"]);
    assert_eq!(code, Some(0), "{said}");
    let browser = desk.browser();
    let files = desk.pack(&["--browser", browser.to_str().expect("text")]);
    for path in [
        "台账/党务公开台账和各本台账.xlsx",
        "公开记录/公开记录.xlsx",
        "公开记录/公开记录.jsonl",
        "公开记录/存档页-2026-Q1.pdf",
        "公开记录/存档页-2026-Q2.pdf",
        "审批登记表.pdf",
        "网页/web/index.html",
        "网页/web/notices/2026-03-12-a.html",
        "网页/party/notices/2026-04-01-x.html",
        "PDF/web/notices/2026-03-12-a.pdf",
        "PDF/party/notices/2026-04-01-x.pdf",
        "PDF/web/statistics/index.pdf",
    ] {
        assert!(files.contains_key(path), "{path}: {:?}", files.keys());
    }
    for path in [
        "PDF/web/notices/2025-12-30-old.pdf",
        "网页/web/notices/2026-07-01-new.html",
        "网页/web/notices/2026-04-01-x.html",
    ] {
        assert!(!files.contains_key(path), "{path}");
    }
    let contents = String::from_utf8(files["目录.html"].clone()).expect("text");
    for words in [
        "内部资料",
        "中共甲校总支部委员会党务公开检查包",
        "关于值班的通知",
        "党内的一件事",
        "公开于“school”",
        "公开记录里没有。",
        "每一行都对得上",
    ] {
        assert!(contents.contains(words), "{words}: {contents}");
    }
    assert!(!contents.contains("去年的通知") && !contents.contains("下半年的通知"));
    // What it leads to is there.
    for link in contents
        .split("href=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
    {
        let path = percent_decoded(link);
        assert!(files.contains_key(&path), "{path}");
    }
    // Nothing is left behind, and no output has changed.
    let left = fs::read_dir(desk.root().join(".gongkai")).expect("a folder");
    let mut left = left.filter_map(Result::ok).map(|item| item.file_name());
    assert!(left.all(|name| !name.to_string_lossy().starts_with("print-")));
    assert!(!desk.root().join("dangnei").exists());
    for folder in [desk.root().join("public"), desk.folder.path().join("online")] {
        for (path, bytes) in read_tree(&folder) {
            assert!(!String::from_utf8_lossy(&bytes).contains("检查包"), "{path}");
        }
    }
}

#[test]
fn an_entry_that_was_deleted_since_is_listed_with_what_the_record_says_of_it() {
    let desk = PackDesk::new();
    let (code, said) = desk.run(&["deploy"]);
    assert_eq!(code, Some(0), "{said}");
    fs::remove_file(desk.root().join("content/notices/2026-03-12-a.md")).expect("removed");
    let (code, said) = desk.run(&["deploy"]);
    assert_eq!(code, Some(0), "{said}");
    let files = desk.pack_of(
        ("2026-01-01..2099-12-31", "2026-01-01至2099-12-31"),
        &["--no-pdf"],
    );
    let contents = String::from_utf8_lossy(&files["目录.html"]);
    assert_eq!(contents.matches("关于值班的通知").count(), 1, "{contents}");
    assert!(contents.contains("原稿已经删去"), "{contents}");
    assert!(contents.contains("日期不在这个期间"), "{contents}");
    // A quarter is a time too.
    let files = desk.pack_of(("2026-Q2", "2026-04-01至2026-06-30"), &["--no-pdf"]);
    assert!(
        files.contains_key("公开记录/存档页-2026-Q2.html")
            && !files.contains_key("公开记录/存档页-2026-Q1.html")
    );
}

fn percent_decoded(link: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = link.as_bytes();
    while let [first, behind @ ..] = rest {
        match (first, behind) {
            (b'%', [high, low, behind @ ..]) => {
                let digits = String::from_utf8_lossy(&[*high, *low]).into_owned();
                bytes.push(u8::from_str_radix(&digits, 16).expect("a byte"));
                rest = behind;
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).expect("text")
}

#[test]
fn without_a_browser_sheets_and_pages_are_html_and_the_same_sources_make_the_same_bytes() {
    let desk = PackDesk::new();
    let files = desk.pack(&["--no-pdf"]);
    let form = String::from_utf8(files["审批登记表.html"].clone()).expect("text");
    assert!(form.contains("审批登记表"));
    assert!(
        files.keys().all(|path| !path.ends_with(".pdf")),
        "{:?}",
        files.keys()
    );
    assert!(
        !files.contains_key("公开记录/公开记录.jsonl"),
        "there is no record yet"
    );
    let contents = String::from_utf8_lossy(&files["目录.html"]).into_owned();
    assert!(contents.contains("还没有公开记录"), "{contents}");
    // Its own zip file is put away, and is the same.
    assert_eq!(desk.pack(&["--no-pdf"]), files);
}

#[test]
fn what_cannot_be_packed_is_said_and_nothing_of_others_is_put_away() {
    let desk = PackDesk::new();
    let zip = desk.root().join("检查包-2026-01-01至2026-06-30.zip");
    fs::write(&zip, "别人的").expect("writable");
    let pack = ["pack", "2026-01-01..2026-06-30", "--no-pdf"];
    let (code, said) = desk.run(&pack);
    assert!(code == Some(2) && said.contains("没有动它"), "{said}");
    assert_eq!(fs::read(&zip).expect("there"), "别人的".as_bytes());
    for (words, expected) in [
        (&["pack"][..], "期间"),
        (&["pack", "2026年度"], "2026-01-01..2026-06-30"),
        (&["pack", "2026-06-30..2026-01-01"], "后面"),
        (
            &["pack", "2026-01-01..2026-06-30", "--out", "public/a.zip"],
            "不能存在“public”里",
        ),
        (
            &["pack", "2026-01-01..2026-06-30", "--out", "a.rar"],
            "要以 .zip 结尾",
        ),
    ] {
        let (code, said) = desk.run(words);
        assert!(code == Some(2) && said.contains(expected), "{words:?}: {said}");
    }
    desk.notice("2026-03-13-wrong", "没有的范围", "写错了");
    let (code, said) = desk.run(&[&pack[..], &["--replace"]].concat());
    assert!(code == Some(1) && said.contains("没有做检查包"), "{said}");
    assert_eq!(fs::read(&zip).expect("there"), "别人的".as_bytes());
}
