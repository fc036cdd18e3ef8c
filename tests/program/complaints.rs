//! One fixture per complaint: `tests/complaints/<code>/` holds the files that differ from the base site
//! `_base`, and `expected.txt`, the whole text of what is said. `GONGKAI_UPDATE=1` writes it anew.
//!
//! What a folder of files cannot hold is made by the lines of `setup.txt`, their words parted by tabs:
//! `link PATH TARGET`, `copy PATH FROM`, `remove PATH`, `large PATH MEGABYTES`, `pipe PATH`, `badname FOLDER`
//! (a name that is no UTF-8), `edition NAME` (named on the command line), `vanish PATH` (after
//! it was found, before it is read).

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::clearance::Mode;
use gongkai::pipeline::{self, Request};
use gongkai::read::{Tree, discover};
use gongkai::render::ThemeFiles;
use gongkai::words::{Day, Report};
use rayon::prelude::*;

use crate::support::InMemory;
use crate::support::difference::difference;
use crate::support::folders::copy_tree;
use crate::support::work::tries;

/// Codes that no site in a folder can raise, and why.
const BEYOND_FIXTURES: [(&str, &str); 2] = [
    ("text-long", "the whole file is refused first (file-large)"),
    ("gather-list", "a bureau's list of schools belongs to no site"),
];

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/complaints")
}

/// Every fixture's name, sorted.
pub(crate) fn fixtures() -> BTreeSet<String> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('_'))
        .collect()
}

/// What `setup.txt` asks for later.
#[derive(Default)]
pub(crate) struct Later {
    /// Files that vanish once they were found.
    pub(crate) vanishing: Vec<PathBuf>,
    /// Editions that the command line names.
    pub(crate) editions: Vec<String>,
}

/// Does what `setup.txt` asks for.
fn set_up(script: &str, root: &Path) -> Later {
    let mut later = Later::default();
    for line in script.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split('\t').collect();
        let path = root.join(words[1]);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).unwrap();
        }
        match words[0] {
            "link" => link(words[2], &path),
            "large" => fs::write(&path, vec![b'a'; words[2].parse::<usize>().unwrap() << 20]).unwrap(),
            "remove" => fs::remove_file(&path).unwrap(),
            "vanish" => later.vanishing.push(path),
            "copy" => {
                fs::copy(root.join(words[2]), &path).unwrap();
            }
            "pipe" => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            "edition" => later.editions.push(words[1].to_owned()),
            "badname" => bad_name(&path),
            other => panic!("{other}: not a word of setup.txt"),
        }
    }
    later
}

fn link(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

fn bad_name(folder: &Path) {
    let name = OsStr::from_bytes(b"\xd6\xaa\xff.md");
    fs::write(folder.join(name), "").unwrap();
}

/// A fixture's site, and what has to be done to it later.
pub(crate) fn site_of(fixture: &Path) -> (tempfile::TempDir, PathBuf, Later) {
    let site = tempfile::tempdir().unwrap();
    let root = site.path().join("site");
    for from in [&folder().join("_base"), fixture] {
        copy_tree(from, &root);
    }
    for ours in ["expected.txt", "fixed.txt", "setup.txt"] {
        let _ = fs::remove_file(root.join(ours));
    }
    let script = fs::read_to_string(fixture.join("setup.txt")).unwrap_or_default();
    let later = set_up(&script, &root);
    (site, root, later)
}

/// What is said about a fixture's site.
fn said(fixture: &Path) -> String {
    let (_site, root, later) = site_of(fixture);
    let mut report = Report::new();
    let tree = discover::discover(&root, &mut report).unwrap();
    for path in later.vanishing {
        fs::remove_file(path).unwrap();
    }
    build(&root, tree, later.editions, &mut report);
    gongkai::cli::render_plain(&report)
}

/// Everything that a build complains about.
pub(crate) fn build(root: &Path, tree: Tree, editions: Vec<String>, report: &mut Report) {
    let request = Request {
        day: Day::parse("2026-03-31").unwrap(),
        mode: Mode::Publish,
        editions,
    };
    let themes = |name: &str| ThemeFiles::load(root, name);
    pipeline::build(tree, &themes, &request, &mut InMemory::default(), report).unwrap();
}

/// Fails with all that is wrong.
pub(crate) fn assert_none(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} are wrong:\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is wrong with what is said about a fixture; empty when nothing is.
fn faults(name: &str) -> String {
    let fixture = folder().join(name);
    let Ok(said) = std::panic::catch_unwind(|| said(&fixture)) else {
        return format!("{name}: the fixture makes the program panic\n");
    };
    let expected = fixture.join("expected.txt");
    if std::env::var_os("GONGKAI_UPDATE").is_some() {
        fs::write(&expected, &said).unwrap();
    }
    let wanted = fs::read(&expected).unwrap_or_default();
    if wanted != said.as_bytes() {
        return format!("{name}/expected.txt:\n{}", difference(&wanted, said.as_bytes()));
    }
    match said.contains(&format!("[{name}]")) {
        true => String::new(),
        false => format!("{name}: the fixture does not raise its code:\n{said}"),
    }
}

#[test]
fn every_fixture_says_what_is_expected() {
    let faults = fixtures().into_par_iter().map(|name| faults(&name));
    let wrong: Vec<String> = faults.filter(|fault| !fault.is_empty()).collect();
    assert_none(&wrong);
}

/// What a command says of a site's content.
fn told(root: &Path, command: &[&str]) -> String {
    let mut gongkai = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    let output = gongkai
        .args(["--root", root.to_str().unwrap()])
        .args(command)
        .args(["--date", "2026-03-31"])
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    // Each complaint begins with its weight and its code; what a command says beside that is its own matter.
    let mut complaints: Vec<&str> = Vec::new();
    for part in said.split("\n\n") {
        complaints.extend(
            part.find("错误[")
                .into_iter()
                .chain(part.find("警告["))
                .min()
                .map(|at| &part[at..]),
        );
    }
    complaints.join("\n\n")
}

/// How `check` and `build` differ on a fixture, each with these options; empty when they do not.
fn told_apart(name: &str, options: &[&[&str]]) -> String {
    let (site, root, later) = site_of(&folder().join(name));
    let mut faults = String::new();
    if !later.vanishing.is_empty() || !later.editions.is_empty() {
        return faults;
    }
    let out = site.path().join("out");
    let out = out.to_str().unwrap();
    for strict in options.iter().copied() {
        let check = told(&root, &[&["check"], strict].concat());
        let build = told(&root, &[&["build", "--out", out], strict].concat());
        if !check.contains(&format!("[{name}]")) {
            faults += &format!("{name} {strict:?}: check does not raise its code:\n{check}\n");
        }
        if check != build {
            let fault = difference(check.as_bytes(), build.as_bytes());
            faults += &format!("{name} {strict:?}: build (+) does not say what check (-) says:\n{fault}");
        }
    }
    faults
}

#[test]
fn check_and_build_say_the_same() {
    let both: [&[&str]; 2] = [&[], &["--strict"]];
    // A third of the fixtures with one of them, in a long run all with both.
    let is_long = tries(1, 2) > 1;
    let fixtures: Vec<String> = fixtures().into_iter().collect();
    let faults = fixtures
        .par_iter()
        .enumerate()
        .map(|(index, name)| match index % 3 {
            _ if is_long => told_apart(name, &both),
            0 => told_apart(name, &both[index % 2..][..1]),
            _ => String::new(),
        });
    let wrong: Vec<String> = faults.filter(|fault| !fault.is_empty()).collect();
    assert_none(&wrong);
}

#[test]
fn a_warning_hides_nothing_that_rendering_finds() {
    let (site, root, _later) = site_of(&folder().join("image-broken"));
    let warned = folder().join("note-unused/content/notices/qingming.md");
    fs::copy(warned, root.join("content/notices/biezhu.md")).unwrap();
    let out = site.path().join("out");
    let build = told(&root, &["build", "--strict", "--out", out.to_str().unwrap()]);
    assert!(
        build.contains("[image-broken]") && build.contains("[note-unused]"),
        "{build}"
    );
    assert_eq!(told(&root, &["check", "--strict"]), build);
}

#[test]
fn the_base_site_is_clean() {
    assert_eq!(said(&folder().join("_base")), "");
}

/// The codes that the sources declare.
fn declared(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared(&path, codes);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for marker in ["Code::error(\"", "Code::warning(\""] {
                    if let Some((_, rest)) = line.split_once(marker) {
                        codes.insert(rest.split('"').next().unwrap().to_owned());
                    }
                }
            }
        }
    }
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let mut codes = BTreeSet::new();
    declared(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    for (code, _why) in BEYOND_FIXTURES {
        assert!(codes.remove(code), "{code} is no code");
    }
    let fixtures = fixtures();
    let missing: Vec<_> = codes.difference(&fixtures).collect();
    let left_over: Vec<_> = fixtures.difference(&codes).collect();
    assert!(missing.is_empty(), "codes without a fixture: {missing:?}");
    assert!(left_over.is_empty(), "fixtures without a code: {left_over:?}");
}
