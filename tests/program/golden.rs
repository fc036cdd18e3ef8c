//! Golden sites: `tests/golden/<case>/site` is built as of `tests/golden/<case>/date`, and the output of its
//! editions must be `tests/golden/<case>/expected`, file for file and byte for byte; what is expected and
//! not built fails too. `GONGKAI_UPDATE=1 cargo test golden` writes the expectations anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::difference::difference;
use crate::support::folders::{read_tree, write_tree};
use crate::support::{Files, InMemory};
use gongkai::clearance::Mode;
use gongkai::pipeline::{self, Request};
use gongkai::read::discover;
use gongkai::render::ThemeFiles;
use gongkai::words::{Day, Report};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("cases")
        .map(|item| item.expect("case").path())
        .collect();
    cases.sort();
    cases
}

/// Builds a site that lies on disk; output by `edition id/address`, or what is wrong with the site.
fn build(case: &Path) -> Result<Files, String> {
    let site = case.join("site");
    let day = fs::read_to_string(case.join("date")).expect("a date");
    let mut report = Report::new();
    let tree = discover::discover(&site, &mut report).expect("a folder");
    let request = Request {
        day: Day::parse(day.trim()).expect("a day"),
        mode: Mode::Publish,
        editions: Vec::new(),
    };
    let themes = |name: &str| ThemeFiles::load(&site, name);
    let mut files = InMemory::default();
    let assembled = pipeline::build(tree, &themes, &request, &mut files, &mut report)
        .expect("no fault of the machine")
        .ok_or_else(|| gongkai::cli::render_plain(&report))?;
    if report.has_errors() {
        return Err(gongkai::cli::render_plain(&report));
    }
    let ids: Vec<&str> = assembled
        .editions
        .iter()
        .map(|edition| edition.site.edition.id.as_str())
        .collect();
    let named = files.into_files().into_iter().map(|(path, bytes)| {
        let (index, address) = path.split_once('/').expect("edition/address");
        (
            format!("{}/{address}", ids[index.parse::<usize>().expect("an index")]),
            bytes,
        )
    });
    Ok(named.collect())
}

/// Replaces what is expected by what was built.
fn update(expected: &Path, built: &Files) {
    if expected.exists() {
        fs::remove_dir_all(expected).expect("removable");
    }
    write_tree(built, expected);
}

/// How what was built differs from what is expected, file by file.
fn differences(wanted: &Files, built: &Files) -> Vec<String> {
    let paths: BTreeSet<&String> = wanted.keys().chain(built.keys()).collect();
    let differ = paths
        .into_iter()
        .filter_map(|path| match (wanted.get(path), built.get(path)) {
            (Some(wanted), Some(built)) if wanted == built => None,
            (Some(wanted), Some(built)) => Some(format!("{path}:\n{}", difference(wanted, built))),
            (Some(_), None) => Some(format!("{path} was not built\n")),
            _ => Some(format!("{path} was built and is not expected\n")),
        });
    differ.collect()
}

#[test]
fn golden_sites_are_built_byte_for_byte() {
    assert!(cases().len() >= 2, "there are cases");
    let mut wrong = Vec::new();
    for case in cases() {
        let name = case.file_name().expect("a name").to_string_lossy();
        match build(&case) {
            Ok(built) => {
                let expected = case.join("expected");
                if std::env::var_os("GONGKAI_UPDATE").is_some() {
                    update(&expected, &built);
                }
                let all = differences(&read_tree(&expected), &built);
                wrong.extend(all.into_iter().map(|fault| format!("{name}/expected/{fault}")));
            }
            Err(said) => wrong.push(format!("{name} was not built:\n{said}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} files differ:\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
