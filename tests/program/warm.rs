//! A build over an older output gives the bytes of a clean build, whatever was edited in between, although it
//! makes only the pages whose recipe is new.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Random;

/// How many rounds of edits a run makes.
const ROUNDS: usize = 40;

fn build(root: &Path, out: &Path) -> BTreeMap<String, Vec<u8>> {
    build_on(root, out, 2)
}

fn build_on(root: &Path, out: &Path, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args([
            "--root".as_ref(),
            root.as_os_str(),
            "build".as_ref(),
            "--date".as_ref(),
            "2026-11-20".as_ref(),
        ])
        .args(["--out".as_ref(), out.as_os_str()])
        .env("NO_COLOR", "1")
        .env("RAYON_NUM_THREADS", threads.to_string())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let files = walkdir::WalkDir::new(out).into_iter().filter_map(Result::ok);
    files
        .filter(|item| item.file_type().is_file())
        .map(|item| {
            let path = item
                .path()
                .strip_prefix(out)
                .expect("inside")
                .display()
                .to_string();
            (path, fs::read(item.path()).expect("readable"))
        })
        .collect()
}

fn copy_tree(from: &Path, to: &Path) {
    for item in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target = to.join(item.path().strip_prefix(from).expect("inside"));
        if item.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(item.path(), target).expect("a copy");
        }
    }
}

/// Entries without source links to them, so that any of them may be edited or withheld freely.
fn entry(root: &Path, number: usize) -> std::path::PathBuf {
    root.join(format!(
        "content/notices/2026-0{}-1{}-shiyan-{number}.md",
        1 + number % 9,
        number % 9
    ))
}

fn write_entry(root: &Path, random: &mut Random, number: usize) {
    let mut text = format!(
        "---\n标题: 实验条目{number}之{}\n公开范围: 社会公开\n",
        random.below(3)
    );
    let _ = writeln!(
        text,
        "标签: [实验{}]\n支部: {}",
        random.below(3),
        random.pick(&["yi", "er", "san"])
    );
    if random.once_in(4) {
        text += "草稿: 是\n";
    }
    if random.once_in(5) {
        text += "置顶: 是\n";
    }
    text += "审批:\n  提出: 张甲 2025-12-02\n  保密审查: 李乙 2025-12-03\n  审核: 王丙 2025-12-04\n  审批: 赵丁 2025-12-05\n";
    let _ = write!(
        text,
        "---\n\n正文第{}稿。\n\n## 小标题\n\n内容。\n",
        random.below(4)
    );
    fs::write(entry(root, number), text).expect("writable");
}

fn edit(root: &Path, random: &mut Random) {
    match random.below(8) {
        0 => {
            let path = root.join("site.toml");
            let text = fs::read_to_string(&path).expect("settings");
            let line = text
                .lines()
                .find(|line| line.starts_with("telephone"))
                .expect("a telephone")
                .to_owned();
            let number = format!("telephone = \"0799-66001{:02}\"", random.below(100));
            fs::write(path, text.replace(&line, &number)).expect("writable");
        }
        1 => {
            let path = root.join("themes/disclosure/templates/fixed-footer.html");
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, format!("<footer>第{}版</footer>\n", random.below(3))).expect("writable");
        }
        2 => {
            let path = root.join("content/organization.yaml");
            let text = fs::read_to_string(&path).expect("organization");
            let (old, new) = if text.contains("第三党支部") {
                ("第三党支部", "后勤党支部")
            } else {
                ("后勤党支部", "第三党支部")
            };
            fs::write(path, text.replacen(old, new, 1)).expect("writable");
        }
        3 => {
            let _ = fs::remove_file(entry(root, random.below(12)));
        }
        _ => {
            let number = random.below(12);
            write_entry(root, random, number);
        }
    }
}

#[test]
fn a_warm_build_equals_a_clean_one() {
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("site");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_tree(&repository.join("content"), &root.join("content"));
    fs::copy(repository.join("site.toml"), root.join("site.toml")).expect("a copy");
    let mut random = Random::new(20261120);
    let warm = place.path().join("warm");
    for round in 0..ROUNDS {
        for _ in 0..1 + random.below(3) {
            edit(&root, &mut random);
        }
        let clean = place.path().join(format!("clean-{round}"));
        let (warm, clean) = (build(&root, &warm), build(&root, &clean));
        assert_eq!(
            warm.keys().collect::<Vec<_>>(),
            clean.keys().collect::<Vec<_>>(),
            "round {round}"
        );
        for (path, bytes) in &clean {
            assert!(warm[path] == *bytes, "round {round}: {path}");
        }
    }
}

/// Neither the folder nor the number of threads is in any byte.
#[test]
fn two_folders_and_two_numbers_of_threads_give_the_same_bytes() {
    let place = tempfile::tempdir().expect("a folder");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = [("one", 1), ("another/deeper 文件夹", 8)].map(|(name, threads)| {
        let root = place.path().join(name).join("site");
        copy_tree(&repository.join("content"), &root.join("content"));
        fs::copy(repository.join("site.toml"), root.join("site.toml")).expect("a copy");
        build_on(&root, &place.path().join(name).join("out"), threads)
    });
    assert!(built[0].len() > 150);
    assert!(built[0] == built[1]);
}
