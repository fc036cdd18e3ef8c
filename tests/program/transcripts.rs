//! Transcripts of the command line: `tests/transcripts/<case>.md` holds console blocks, each a `$ gongkai …`
//! line and everything that it prints (standard output, standard error, and the status when it is not 0).
//! A block runs in a fresh folder that holds a copy of `tests/transcripts/<case>/`; one case's blocks share it.
//! Other lines beginning with `$` are `cat FILE`, `ls FOLDER`, `write FILE TEXT` and `remove PATH`, played
//! here so that transcripts are the same on every system. `GONGKAI_UPDATE=1` writes them anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
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

/// Plays one line; gives what it prints.
fn play(line: &str, folder: &Path) -> String {
    let words = split(line);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["gongkai", arguments @ ..] => gongkai(arguments, folder),
        ["cat", file] => fs::read_to_string(folder.join(file)).expect("a file"),
        ["ls", path] => {
            let mut names: Vec<String> = fs::read_dir(folder.join(path))
                .expect("a folder")
                .map(|item| item.expect("an item").file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names.join("\n")
        }
        ["write", file, text] => {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text.replace("\\n", "\n")).expect("writable");
            String::new()
        }
        ["remove", path] => {
            let path = folder.join(path);
            let removed = match path.is_dir() {
                true => fs::remove_dir_all(path),
                false => fs::remove_file(path),
            };
            removed.expect("removable");
            String::new()
        }
        other => panic!("a transcript cannot play {other:?}"),
    }
}

fn gongkai(arguments: &[&str], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("GONGKAI_TIMINGS")
        .output()
        .expect("the program starts");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8");
    text += &String::from_utf8(output.stderr).expect("UTF-8");
    if let Some(code) = output.status.code().filter(|code| *code != 0) {
        let _ = writeln!(text, "[状态 {code}]");
    }
    let here = folder.to_string_lossy();
    let real = fs::canonicalize(folder).map_or(here.to_string(), |path| path.to_string_lossy().into_owned());
    text.replace(&real, "…").replace(&*here, "…").replace('\\', "/")
}

/// Words of a line; single quotes hold a word together.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Plays every block of a transcript and writes what came of it.
fn replay(script: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in script.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
            let _ = writeln!(out, "{line}");
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let printed = play(command, folder);
            let _ = writeln!(out, "{line}");
            for line in printed.trim_end().lines() {
                let _ = writeln!(out, "{}", line.trim_end());
            }
        } else if !inside {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

#[test]
fn transcripts_are_what_the_program_prints() {
    let mut played = 0;
    for item in fs::read_dir(folder()).expect("transcripts") {
        let path = item.expect("an item").path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let place = tempfile::tempdir().expect("a folder");
        let given = path.with_extension("");
        if given.is_dir() {
            copy_tree(&given, place.path());
        }
        let script = fs::read_to_string(&path)
            .expect("a transcript")
            .replace("\r\n", "\n");
        let got = replay(&script, place.path());
        if std::env::var_os("GONGKAI_UPDATE").is_some() {
            fs::write(&path, &got).expect("writable");
        }
        let wanted = fs::read_to_string(&path)
            .expect("a transcript")
            .replace("\r\n", "\n");
        assert_eq!(got, wanted, "{}", path.display());
        played += got.matches("\n$ ").count();
    }
    assert!(played >= 10, "only {played} commands were played");
}
