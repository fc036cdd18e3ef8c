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
use gongkai::pipeline::{self, Nowhere, Request};
use gongkai::read::discover;
use gongkai::render::ThemeFiles;
use gongkai::words::{Day, Recipe, Report};
use rayon::prelude::*;

/// Codes that no site in a folder can raise, and why.
const BEYOND_FIXTURES: [(&str, &str); 1] = [("text-long", "the whole file is refused first (file-large)")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/complaints")
}

/// Every fixture's name, sorted.
fn fixtures() -> BTreeSet<String> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('_'))
        .collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else if !["expected.txt", "setup.txt"].contains(&&*entry.file_name().to_string_lossy()) {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What `setup.txt` asks for later.
#[derive(Default)]
struct Later {
    /// Files that vanish once they were found.
    vanishing: Vec<PathBuf>,
    /// Editions that the command line names.
    editions: Vec<String>,
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
fn site_of(fixture: &Path) -> (tempfile::TempDir, PathBuf, Later) {
    let site = tempfile::tempdir().unwrap();
    let root = site.path().join("site");
    copy(&folder().join("_base"), &root);
    copy(fixture, &root);
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
    let request = Request {
        day: Day::parse("2026-03-31").unwrap(),
        mode: Mode::Publish,
        editions: later.editions,
        program: Recipe::NONE,
    };
    let themes = |name: &str| ThemeFiles::load(&root, name);
    let assembled = pipeline::assemble(tree, &themes, &request, &mut report).unwrap();
    if let Some(assembled) = assembled {
        pipeline::render(&assembled, &Nowhere, &mut report).unwrap();
    }
    gongkai::cli::render_plain(&report)
}

#[test]
fn every_fixture_says_what_is_expected() {
    let update = std::env::var_os("GONGKAI_UPDATE").is_some();
    let mut wrong = Vec::new();
    for name in fixtures() {
        let fixture = folder().join(&name);
        let said = said(&fixture);
        let expected = fixture.join("expected.txt");
        if update {
            fs::write(&expected, &said).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != said {
            wrong.push(format!("{name}:\n{said}"));
        }
        let code = format!("[{name}]");
        if !said.contains(&code) {
            wrong.push(format!("{name}: the fixture does not raise its code:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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

#[test]
fn check_and_build_say_the_same() {
    let both = |name: String| {
        let (site, root, later) = site_of(&folder().join(&name));
        if !later.vanishing.is_empty() || !later.editions.is_empty() {
            return;
        }
        let out = site.path().join("out");
        let out = out.to_str().unwrap();
        for strict in [&[][..], &["--strict"]] {
            let check = told(&root, &[&["check"], strict].concat());
            let build = told(&root, &[&["build", "--out", out], strict].concat());
            assert!(check.contains(&format!("[{name}]")), "{name} {strict:?}: {check}");
            assert_eq!(check, build, "{name} {strict:?}: check, build");
        }
    };
    fixtures().into_par_iter().for_each(both);
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
