//! Transcripts of the command line: `tests/transcripts/<case>.md` holds console blocks, each a `$ gongkai …`
//! line and everything that it prints (standard output, standard error, and the status when it is not 0).
//! A block runs in a fresh folder that holds a copy of `tests/transcripts/<case>/`; one case's blocks share it.
//! Other lines beginning with `$` are `cat FILE`, `ls FOLDER`, `write FILE TEXT` and `remove PATH`, played
//! here so that transcripts are the same on every system. `GONGKAI_UPDATE=1` writes them anew.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::support::difference::difference;
use crate::support::folders::copy_tree;
use crate::support::program::program;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
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
    let mut gongkai = program(folder, arguments);
    let output = gongkai.env_remove("GONGKAI_TIMINGS").output();
    let output = output.expect("the program starts");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8");
    text += &String::from_utf8(output.stderr).expect("UTF-8");
    if let Some(code) = output.status.code().filter(|code| *code != 0) {
        let _ = writeln!(text, "[状态 {code}]");
    }
    let here = folder.to_string_lossy();
    let real = fs::canonicalize(folder).map_or(here.to_string(), |path| path.to_string_lossy().into_owned());
    let text = text.replace(&real, "…").replace(&*here, "…").replace('\\', "/");
    without_sizes(&text)
}

/// What an upload takes is not the same on every day: pages name the day, and lists count months.
fn without_sizes(text: &str) -> String {
    let mut pieces: Vec<&str> = text.split(" KB），").collect();
    let last = pieces.pop().unwrap_or_default();
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let before = pieces.iter().map(|piece| piece.trim_end_matches(is_number));
    before.map(|piece| format!("{piece}… KB），")).collect::<String>() + last
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

/// Plays a transcript in a folder of its own; gives how many commands it has, and how what is printed differs from it.
fn try_one(path: &Path) -> (usize, Option<String>) {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let read = || {
        fs::read_to_string(path)
            .expect("a transcript")
            .replace("\r\n", "\n")
    };
    let played = std::panic::catch_unwind(|| {
        let place = tempfile::tempdir().expect("a folder");
        let given = path.with_extension("");
        if given.is_dir() {
            copy_tree(&given, place.path());
        }
        replay(&read(), place.path())
    });
    let Ok(got) = played else {
        return (0, Some(format!("{name} cannot be played to its end\n")));
    };
    if std::env::var_os("GONGKAI_UPDATE").is_some() {
        fs::write(path, &got).expect("writable");
    }
    let fault = difference(read().as_bytes(), got.as_bytes());
    (
        got.matches("\n$ ").count(),
        (!fault.is_empty()).then(|| format!("{name}:\n{fault}")),
    )
}

#[test]
fn transcripts_are_what_the_program_prints() {
    let all = fs::read_dir(folder()).expect("transcripts");
    let mut all: Vec<PathBuf> = all.map(|item| item.expect("an item").path()).collect();
    all.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    all.sort();
    let (played, wrong): (Vec<usize>, Vec<Option<String>>) = all.par_iter().map(|path| try_one(path)).unzip();
    let wrong: Vec<String> = wrong.into_iter().flatten().collect();
    assert!(
        wrong.is_empty(),
        "{} transcripts differ:\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let played: usize = played.iter().sum();
    assert!(played >= 10, "only {played} commands were played");
}
