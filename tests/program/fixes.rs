//! The changes that complaints carry: what `check --fix` makes of each fixture under `tests/complaints/` is in its
//! `fixed.txt`, as lines that change, and below them the changes that somebody has to choose. `GONGKAI_UPDATE=1` writes
//! it anew.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::fixes;
use gongkai::read::{Tree, discover};
use gongkai::words::{Complaint, Report, SourcePath};
use rayon::prelude::*;

use crate::complaints::{assert_none, build, fixtures, folder, site_of};
use crate::support::difference::difference;

fn is_certain(complaint: &Complaint) -> bool {
    complaint.fix.as_ref().is_some_and(|fix| fix.is_certain)
}

/// What is mended in a fixture's site, and what could be.
fn fixed(name: &str) -> String {
    let (_site, root, later) = site_of(&folder().join(name));
    if !later.vanishing.is_empty() {
        return String::new();
    }
    let mut names = Report::new();
    let tree = discover::discover(&root, &mut names).unwrap();
    let check = |tree: Tree| {
        let mut report = names.clone();
        build(&root, tree, later.editions.clone(), &mut report);
        Ok(report)
    };
    let first = check(tree.clone()).unwrap();
    let fixed = fixes::fix(tree.clone(), &check, &is_certain).unwrap();
    let mut told = String::new();
    let mut mended = tree;
    for file in &fixed.files {
        let change = difference(&file.before, &file.after);
        write!(told, "{}\n{change}", file.path).unwrap();
        mended.text_file_mut(&file.path).unwrap().content = file.after.clone().into();
    }
    // What is certain and left stays because the file was approved, or the change does not fit.
    for complaint in first
        .sorted()
        .into_iter()
        .filter(|complaint| is_certain(complaint))
    {
        let is_left = fixed.report.sorted().contains(&complaint);
        if is_left {
            writeln!(told, "left: [{}] {}", complaint.code.name, complaint.message).unwrap();
        }
    }
    for complaint in fixed.report.sorted() {
        for edit in complaint
            .fix
            .iter()
            .filter(|fix| !fix.is_certain)
            .flat_map(|fix| &fix.edits)
        {
            let (line, column) = (edit.line, edit.column);
            writeln!(
                told,
                "to choose: {line}:{column} {:?} -> {:?}",
                edit.old, edit.new
            )
            .unwrap();
        }
    }
    let again = fixes::fix(mended, &check, &is_certain).unwrap();
    for file in again.files {
        writeln!(told, "A SECOND TIME CHANGES {}", file.path).unwrap();
    }
    told
}

#[test]
fn what_is_mended_in_each_fixture_is_as_expected() {
    let faults = fixtures().into_par_iter().map(|name| {
        let Ok(came) = std::panic::catch_unwind(|| fixed(&name)) else {
            return format!("{name}: mending panics\n");
        };
        let expected = folder().join(&name).join("fixed.txt");
        if std::env::var_os("GONGKAI_UPDATE").is_some() {
            match came.is_empty() {
                true => drop(fs::remove_file(&expected)),
                false => fs::write(&expected, &came).unwrap(),
            }
        }
        let wanted = fs::read(&expected).unwrap_or_default();
        match wanted == came.as_bytes() {
            true => String::new(),
            false => format!("{name}/fixed.txt:\n{}", difference(&wanted, came.as_bytes())),
        }
    });
    let wrong: Vec<String> = faults.filter(|fault| !fault.is_empty()).collect();
    assert_none(&wrong);
}

/// A fixture's site on the disk, with files damaged in several ways.
fn site() -> (tempfile::TempDir, PathBuf) {
    let (site, root, _later) = site_of(&folder().join("front-tab"));
    let gbk = encoding_rs::GBK
        .encode("---\n标题：甲\n日期: 2026-03-30\n---\n")
        .0;
    fs::write(root.join("content/notices/2026-03-30-gbk.md"), gbk).unwrap();
    let windows = "\u{FEFF}---\r\n标题：乙 # 说明\r\n# 留着\r\n日期: 2026-03-30\r\n———\r\n\r\n正文  \r\n";
    fs::write(root.join("content/notices/2026-03-30-yi.md"), windows).unwrap();
    (site, root)
}

fn fix_all(root: &Path) -> (Tree, fixes::Fixed) {
    let mut names = Report::new();
    let tree = discover::discover(root, &mut names).unwrap();
    let check = |tree: Tree| {
        let mut report = names.clone();
        build(root, tree, Vec::new(), &mut report);
        Ok(report)
    };
    let fixed = fixes::fix(tree.clone(), &check, &is_certain).unwrap();
    (tree, fixed)
}

#[test]
fn what_was_mended_is_taken_back_byte_for_byte() {
    let (_site, root) = site();
    let before = snapshot(&root);
    let (_, fixed) = fix_all(&root);
    assert_eq!(fixed.files.len(), 3, "{:?}", fixed.files);
    let saved = fixes::save(&root, &fixed.files).unwrap();
    assert!(saved.busy.is_empty() && saved.history.is_some(), "{saved:?}");
    let windows = fs::read_to_string(root.join("content/notices/2026-03-30-yi.md")).unwrap();
    let expected = "\u{FEFF}---\r\n标题: 乙 # 说明\r\n# 留着\r\n日期: 2026-03-30\r\n---\r\n\r\n正文  \r\n";
    assert_eq!(windows, expected, "all else stays, byte for byte");
    assert!(fix_all(&root).1.files.is_empty(), "a second time changes nothing");
    let undone = fixes::undo(&root, &|_| true).unwrap().unwrap();
    assert_eq!((undone.restored.len(), undone.changed.len()), (3, 0));
    assert_eq!(snapshot(&root), before);
    assert!(fixes::undo(&root, &|_| true).unwrap().is_none());
}

#[test]
fn who_works_on_a_file_meanwhile_loses_nothing() {
    let (_site, root) = site();
    let (_, fixed) = fix_all(&root);
    let path = root.join("content/notices/2026-03-30-yi.md");
    fs::write(&path, "另写的").unwrap();
    let saved = fixes::save(&root, &fixed.files).unwrap();
    assert_eq!(saved.busy.len(), 1);
    assert_eq!(fs::read_to_string(&path).unwrap(), "另写的");
    // One of the others is worked on after it was mended.
    let other = root.join("content/notices/2026-03-30-gbk.md");
    fs::write(&other, "又写的").unwrap();
    let undone = fixes::undo(&root, &|_| true).unwrap().unwrap();
    assert_eq!(
        (undone.restored.len(), undone.changed.len()),
        (1, 1),
        "{undone:?}"
    );
    assert_eq!(fs::read_to_string(&other).unwrap(), "又写的");
    // Its earlier state is still there.
    let only = |path: &SourcePath| path.name() == "2026-03-30-gbk.md";
    assert_eq!(fixes::undo(&root, &only).unwrap().unwrap().changed.len(), 1);
}

/// An approval holds for the words that were approved.
#[test]
fn what_was_approved_with_a_fingerprint_is_not_changed() {
    let (_site, root, _later) = site_of(&folder().join("_base"));
    let file = "content/notices/2026-03-20-nianfen.md";
    let text = "---\n标题: 关于学习的通知\n日期: 2026-03-20\n类型: 通知\n公开范围: 社会公开\n审批:\n---\n\n二零二六年的安排不变。\n";
    fs::write(root.join(file), text).unwrap();
    for step in ["提出", "保密审查", "审核", "审批"] {
        let mut approve = Command::new(env!("CARGO_BIN_EXE_gongkai"));
        approve
            .arg("--root")
            .arg(&root)
            .arg("approve")
            .arg(root.join(file));
        let done = approve
            .args(["--step", step, "--name", "周强", "--date", "2026-03-21"])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{step}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    let before = fs::read(root.join(file)).unwrap();
    let (_, fixed) = fix_all(&root);
    assert!(fixed.files.is_empty(), "{:?}", fixed.files);
    assert_eq!(
        fixed.approved.iter().map(SourcePath::as_str).collect::<Vec<_>>(),
        [file]
    );
    assert_eq!(fs::read(root.join(file)).unwrap(), before);
}

/// Every file below a folder, but for our own.
fn snapshot(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".gongkai")
    {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            files.insert(entry.path().to_owned(), fs::read(entry.path()).unwrap());
        }
    }
    files
}
