//! A whole build is killed at random moments over an old output: at each moment every file is whole, old or new;
//! the next build makes the folder what a clean build gives; files of others are untouched.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Files, Random};

/// How many builds are killed.
const KILLS: usize = 200;

fn program(root: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command
        .arg("--root")
        .arg(root)
        .args(["build", "--quiet", "--date", "2026-11-20", "--out"])
        .arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn build(root: &Path, out: &Path) {
    assert!(program(root, out).status().expect("the program starts").success());
}

fn read_tree(folder: &Path) -> Files {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files
        .filter(|item| item.file_type().is_file())
        .map(|item| {
            let path = item
                .path()
                .strip_prefix(folder)
                .expect("inside")
                .display()
                .to_string();
            (path, fs::read(item.path()).expect("readable"))
        })
        .collect()
}

/// The sample school; every page of the second version differs, and one entry is only in the first.
fn school(root: &Path, second: bool) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for item in walkdir::WalkDir::new(repository.join("content"))
        .into_iter()
        .filter_map(Result::ok)
    {
        let target = root.join("content").join(
            item.path()
                .strip_prefix(repository.join("content"))
                .expect("inside"),
        );
        if item.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(item.path(), target).expect("a copy");
        }
    }
    let settings = fs::read_to_string(repository.join("site.toml")).expect("settings");
    let title = if second {
        "第二版党务公开网"
    } else {
        "第一版党务公开网"
    };
    fs::write(
        root.join("site.toml"),
        settings.replace("青禾实验学校党务公开网", title),
    )
    .expect("writable");
    if !second {
        let text = "---\n标题: 只在第一版\n日期: 2026-01-05\n公开范围: 社会公开\n---\n\n文字。\n";
        fs::write(root.join("content/pages/first.md"), text).expect("writable");
    }
}

#[test]
fn a_build_may_be_killed_at_any_moment() {
    let place = tempfile::tempdir().expect("a folder");
    let roots = ["one", "two"].map(|name| place.path().join(name));
    let mut clean: Vec<Files> = Vec::new();
    for (index, root) in roots.iter().enumerate() {
        school(root, index == 1);
        build(root, &place.path().join("clean").join(index.to_string()));
        clean.push(read_tree(
            &place.path().join("clean").join(index.to_string()).join("web"),
        ));
    }
    assert!(clean[0].len() > 150 && clean[0] != clean[1]);
    // One site whose content changes, so that both versions have one output and one manifest.
    let (root, out) = (place.path().join("site"), place.path().join("out"));
    school(&root, false);
    build(&root, &out);
    let began = Instant::now();
    build(&root, &out);
    let whole = began.elapsed();
    fs::write(out.join("web/letter.txt"), "别人的文件").expect("writable");
    let mut random = Random::new(4_711);
    let mut ended = BTreeMap::new();
    for round in 0..KILLS {
        let second = round % 2 == 0;
        let _ = fs::remove_file(root.join("content/pages/first.md"));
        school(&root, second);
        let mut child = program(&root, &out).spawn().expect("the program starts");
        let most = usize::try_from(whole.as_micros()).expect("short") * 3 / 2;
        std::thread::sleep(Duration::from_micros(random.below(most.max(1)) as u64));
        let alive = child.try_wait().expect("a child").is_none();
        *ended.entry(alive).or_insert(0) += 1;
        let _ = child.kill();
        let _ = child.wait();
        for (path, bytes) in read_tree(&out.join("web")) {
            let known = clean.iter().any(|files| files.get(&path) == Some(&bytes));
            assert!(
                known || path == "letter.txt",
                "round {round}: {path} is neither old nor new"
            );
        }
        if round % 10 == 9 {
            build(&root, &out);
            let mut now = read_tree(&out.join("web"));
            assert_eq!(now.remove("letter.txt").as_deref(), Some("别人的文件".as_bytes()));
            assert!(
                now == clean[usize::from(second)],
                "round {round}: not what a clean build gives"
            );
        }
    }
    assert!(
        ended.get(&true).is_some_and(|count| *count > KILLS / 4),
        "builds were killed: {ended:?}"
    );
}
