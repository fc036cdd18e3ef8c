//! `build --watch` under everything that editors and systems do: after each step the folder becomes what a clean
//! build of the same content gives, or stays what it was while the content has faults.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::folders::read_tree;
use crate::support::work::tries;
use crate::support::{Files, Random};

/// Longest wait for a folder to become what it should be; a slow machine is no failure.
const PATIENCE: Duration = Duration::from_secs(40);
/// How many steps are taken; in a long run.
const STEPS: u64 = 30;
const LONG: u64 = 500;

fn program(root: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command
        .arg("--root")
        .arg(root)
        .args(["build", "--date", "2026-11-20", "--out"])
        .arg(out)
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

struct Watching(Child);

impl Watching {
    fn start(root: &Path, out: &Path, more: &[&str]) -> Self {
        let log = fs::File::create(out.with_extension("log")).expect("writable");
        let mut program = program(root, out, more);
        Self(program.stderr(log).spawn().expect("the program starts"))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn notice(title: &str, text: &str) -> String {
    format!("---\n标题: {title}\n日期: 2026-03-12\n公开范围: 社会公开\n类型: 通知\n---\n\n{text}\n")
}

fn site(root: &Path) {
    fs::create_dir_all(root.join("content/notices/旧")).expect("writable");
    let settings = "title = \"甲校\"\n\n[editions.web]\ntitle = \"甲校\"\naudience = \"社会公开\"\ntheme = \"disclosure\"\noutput = \"public\"\n\n[approval]\nkinds = []\n";
    fs::write(root.join("site.toml"), settings).expect("writable");
    for number in 1..=6 {
        let folder = if number % 2 == 0 { "notices/旧" } else { "notices" };
        let path = root.join(format!("content/{folder}/2026-03-1{number}-a{number}.md"));
        fs::write(path, notice(&format!("通知{number}"), "正文。")).expect("writable");
    }
}

/// What stands in the folder when all is quiet: a clean build, or what was there when the content has faults.
struct Expected {
    root: PathBuf,
    clean: PathBuf,
    last: Files,
}

impl Expected {
    fn look(&mut self, step: u64) -> &Files {
        let out = self.clean.join(step.to_string());
        let built = program(&self.root, &out, &["--quiet"])
            .status()
            .expect("the program starts");
        if built.success() {
            self.last = read_tree(&out.join("web"));
            let _ = fs::remove_dir_all(&out);
        }
        &self.last
    }
}

fn wait_for(folder: &Path, expected: &Files, what: &str) {
    let begin = Instant::now();
    loop {
        if read_tree(folder) == *expected {
            return;
        }
        if begin.elapsed() > PATIENCE {
            let now = read_tree(folder);
            let differ: Vec<&String> = expected
                .iter()
                .filter(|(path, bytes)| now.get(*path) != Some(bytes))
                .map(|(path, _)| path)
                .chain(now.keys().filter(|path| !expected.contains_key(*path)))
                .collect();
            let said = fs::read_to_string(folder.with_file_name("").with_extension("log"));
            panic!("after “{what}” these differ from a clean build: {differ:?}\n{said:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// One thing that somebody does; its name. A fault is mended in the next step: what is between two faults would
/// depend on which moments the program saw.
fn act(root: &Path, random: &mut Random, step: u64, broken: &mut Option<PathBuf>) -> &'static str {
    if let Some(broken) = broken.take() {
        fs::write(broken, notice("改好了", "正文。")).expect("writable");
        return "a fault mended";
    }
    let notices = root.join("content/notices");
    let files: Vec<PathBuf> = walkdir::WalkDir::new(&notices)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|item| item.path().extension().is_some_and(|ending| ending == "md"))
        .map(walkdir::DirEntry::into_path)
        .collect();
    let new = notices.join(format!("2026-04-01-b{step}.md"));
    let Some(file) = files.get(random.below(files.len().max(1))) else {
        fs::write(new, notice("新的通知", "正文。")).expect("writable");
        return "a first file";
    };
    let text = notice(&format!("通知改{step}"), &format!("正文{step}。"));
    match random.below(14) {
        0 => {
            fs::write(file, &text).expect("writable");
            "a save in place"
        }
        1 => {
            let (first, second) = text.split_at(text.find("类型").expect("a key"));
            fs::write(file, first).expect("writable");
            std::thread::sleep(Duration::from_millis(60));
            fs::write(file, format!("{first}{second}")).expect("writable");
            "a save in pieces"
        }
        2 => {
            let beside = notices.join(".b.md.swp");
            fs::write(&beside, &text).expect("writable");
            fs::rename(&beside, file).expect("renamed");
            "a save by a temporary file"
        }
        3 => {
            fs::remove_file(file).expect("removed");
            fs::write(file, &text).expect("writable");
            "a save by deleting"
        }
        4 => {
            let same = fs::read(file).expect("readable");
            fs::write(file, same).expect("writable");
            "a save without a change"
        }
        5 => {
            fs::write(file, notice("一", "一。")).expect("writable");
            std::thread::sleep(Duration::from_millis(50));
            fs::write(file, &text).expect("writable");
            "two saves within 50 ms"
        }
        6 => {
            let other = notices.join(if notices.join("旧").is_dir() {
                "新"
            } else {
                "旧"
            });
            let folder = notices.join(if notices.join("旧").is_dir() {
                "旧"
            } else {
                "新"
            });
            if folder.is_dir() && !other.exists() {
                fs::rename(folder, other).expect("renamed");
            }
            "a folder renamed"
        }
        7 => {
            for number in 0..20 {
                let path = notices.join(format!("2026-05-01-c{step}-{number}.md"));
                fs::write(path, notice("很多", "一次复制来的。")).expect("writable");
            }
            "many files at once"
        }
        8 => {
            fs::remove_file(file).expect("removed");
            "a file deleted"
        }
        9 => {
            fs::write(notices.join("~$a.docx"), "x").expect("writable");
            fs::write(notices.join("a.md~"), "x").expect("writable");
            "what editors leave"
        }
        10 => {
            fs::write(file, "---\n题目: 错的\n").expect("writable");
            *broken = Some(file.clone());
            "a fault"
        }
        11 => {
            let name = file.file_name().expect("a name").to_string_lossy().to_uppercase();
            let shouted = file.with_file_name(name.replace(".MD", ".md"));
            if !shouted.exists() {
                fs::rename(file, shouted).expect("renamed");
            }
            "the case of a name"
        }
        12 => {
            let away = root.join("content-away");
            fs::rename(root.join("content"), &away).expect("renamed");
            std::thread::sleep(Duration::from_millis(40));
            fs::rename(&away, root.join("content")).expect("renamed");
            fs::write(file, &text).expect("writable");
            "the content folder taken away and put back"
        }
        _ => {
            let settings = fs::read_to_string(root.join("site.toml")).expect("readable");
            let title = format!("title = \"甲校{step}\"\n");
            let rest = settings.split_once('\n').expect("lines").1.to_owned();
            fs::write(root.join("site.toml"), format!("{title}{rest}")).expect("writable");
            "the settings"
        }
    }
}

fn follow(more: &[&str], steps: u64, seed: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    site(&root);
    let out = folder.path().join("out");
    let mut arguments = vec!["--watch", "--quiet"];
    arguments.extend(more);
    let _watching = Watching::start(&root, &out, &arguments);
    let mut expected = Expected {
        root: root.clone(),
        clean: folder.path().join("clean"),
        last: Files::new(),
    };
    wait_for(&out.join("web"), expected.look(0), "the start");
    let mut random = Random::new(seed);
    let mut broken = None;
    for step in 1..=steps {
        let what = act(&root, &mut random, step, &mut broken);
        wait_for(&out.join("web"), expected.look(step), what);
    }
}

#[test]
fn the_folder_follows_whatever_is_done_to_the_content() {
    follow(&[], tries(STEPS, LONG), 7);
}

#[test]
fn it_follows_without_events_too() {
    follow(&["--poll"], 12, 11);
}

/// Waits until it has said something, and gives everything that it has said since the last time.
fn said_since(log: &Path, from: &mut usize, wanted: &str) -> String {
    let begin = Instant::now();
    loop {
        let said = fs::read_to_string(log).expect("a log");
        if said[*from..].contains(wanted) {
            // Whatever else it has to say of this.
            std::thread::sleep(Duration::from_millis(300));
            let said = fs::read_to_string(log).expect("a log");
            return said[std::mem::replace(from, said.len())..].to_owned();
        }
        assert!(begin.elapsed() < PATIENCE, "no “{wanted}” in\n{said}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn most_of_a_site_is_not_taken_away_while_it_is_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    site(&root);
    for number in 1..=9 {
        let path = root.join(format!("content/notices/b{number}.md"));
        fs::write(path, notice("又一则", "正文。")).expect("writable");
    }
    fs::create_dir(root.join("content/pages")).expect("writable");
    fs::write(
        root.join("content/pages/c.md"),
        notice("一页", "正文。").replace("类型: 通知\n", ""),
    )
    .expect("writable");
    let log = folder.path().join("log");
    let mut program = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    program.arg("--root").arg(&root).args(["build", "--watch"]);
    program.stdin(Stdio::null()).stdout(Stdio::null());
    program.stderr(fs::File::create(&log).expect("writable"));
    let _watching = Watching(program.spawn().expect("the program starts"));
    let mut from = 0;
    said_since(&log, &mut from, "正在看着");
    let before = read_tree(&root.join("public"));
    fs::rename(root.join("content/notices"), root.join("away")).expect("renamed");
    let said = said_since(&log, &mut from, "--shrink");
    assert!(
        said.contains("16 个条目的网页") && said.contains("撤下其中 15 个"),
        "{said}"
    );
    assert!(read_tree(&root.join("public")) == before, "nothing has changed");
    fs::rename(root.join("away"), root.join("content/notices")).expect("renamed");
    let path = root.join("content/notices/b1.md");
    fs::write(&path, notice("改过的", "正文。")).expect("writable");
    let begin = Instant::now();
    let page = root.join("public/notices/b1.html");
    while !fs::read_to_string(&page).is_ok_and(|text| text.contains("改过的")) {
        assert!(
            begin.elapsed() < PATIENCE,
            "{}",
            fs::read_to_string(&log).expect("a log")
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    fs::remove_file(path).expect("removed");
    let said = said_since(&log, &mut from, "status --deleted");
    assert!(said.contains("  public/notices/b1.html"), "{said}");
}

#[test]
fn what_is_wrong_is_said_once_and_that_it_is_mended_as_far_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    site(&root);
    let out = folder.path().join("out");
    let log = out.with_extension("log");
    let _watching = Watching::start(&root, &out, &["--watch"]);
    let mut from = 0;
    said_since(&log, &mut from, "正在看着");
    let file = root.join("content/notices/旧/2026-03-12-a2.md");
    let save = |title: &str, text: &str| {
        fs::write(&file, notice(title, text).replace("标题: 错", "题目: 错")).expect("writable");
    };
    fs::write(root.join("content/notices/表.docx"), "x").expect("writable");
    let said = said_since(&log, &mut from, "警告[file-unused]");
    assert!(!said.contains("site-approval-off"), "said before: {said}");
    save("错", "一句。");
    let said = said_since(&log, &mut from, "没有生成");
    assert!(
        said.contains("错误[front-unknown-key]") && !said.contains("警告["),
        "{said}"
    );
    save("改好", "一句。");
    let said = said_since(&log, &mut from, "现在");
    // Neither the warning of before, nor those that every file has.
    assert_eq!(said, "现在没有错误了，共 7 个警告。\n");
    // While nothing can be read, nothing is known to be mended.
    fs::rename(root.join("content"), root.join("away")).expect("renamed");
    said_since(&log, &mut from, "content 文件夹不在了");
    fs::rename(root.join("away"), root.join("content")).expect("renamed");
    let said = said_since(&log, &mut from, "现在");
    assert_eq!(said, "现在没有错误了，共 7 个警告。\n");
}
