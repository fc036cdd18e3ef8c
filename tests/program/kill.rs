//! A whole build is killed at random moments over an old output: at each moment every file is whole, old or new;
//! the next build makes the folder what a clean build gives; files of others are untouched.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::folders::{copy_tree, read_tree};
use crate::support::work::tries;
use crate::support::{Files, Random};

/// How many builds are killed; in a long run.
const KILLS: u64 = 20;
const MANY_KILLS: u64 = 60;

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

/// The sample school; every page of the second version differs, and one entry is only in the first.
fn school(root: &Path, second: bool) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_tree(&repository.join("content"), &root.join("content"));
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
    fs::write(out.join("web/letter.txt"), "别人的文件").expect("writable");
    let mut random = Random::new(4_711);
    let kills = tries(KILLS, MANY_KILLS);
    // Longer after a kill, shorter when one came too late: so the kills find the whole of a build on any machine.
    let mut longest: usize = 50_000;
    let (mut killed, mut round) = (0, 0);
    while killed < kills && round < kills * 4 {
        let second = round % 2 == 0;
        let _ = fs::remove_file(root.join("content/pages/first.md"));
        school(&root, second);
        let mut child = program(&root, &out).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_micros(random.below(longest) as u64));
        if child.try_wait().expect("a child").is_none() {
            killed += 1;
            longest += longest / 8;
        } else {
            longest -= longest / 4;
        }
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
        round += 1;
    }
    assert!(killed >= kills, "only {killed} of {round} builds were killed");
}
