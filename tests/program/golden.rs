//! Golden sites: `tests/golden/<case>/site` is built as of `tests/golden/<case>/date`, and the output of its
//! editions must be `tests/golden/<case>/expected`, file for file and byte for byte; what is expected and
//! not built fails too. `GONGKAI_UPDATE=1 cargo test golden` writes the expectations anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Files, Shelf};
use gongkai::clearance::Mode;
use gongkai::pipeline::{self, Request};
use gongkai::read::discover;
use gongkai::render::ThemeFiles;
use gongkai::words::{Day, Recipe, Report};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("cases")
        .map(|item| item.expect("case").path())
        .collect();
    cases.sort();
    cases
}

/// Builds a site that lies on disk; output by `edition id/address`.
fn build(case: &Path) -> Files {
    let site = case.join("site");
    let day = fs::read_to_string(case.join("date")).expect("a date");
    let mut report = Report::new();
    let tree = discover::discover(&site, &mut report).expect("a folder");
    let request = Request {
        day: Day::parse(day.trim()).expect("a day"),
        mode: Mode::Publish,
        editions: Vec::new(),
        program: Recipe::NONE,
    };
    let themes = |name: &str| ThemeFiles::load(&site, name);
    let assembled =
        pipeline::assemble(tree, &themes, &request, &mut report).expect("no fault of the machine");
    let assembled = assembled.unwrap_or_else(|| panic!("{}", gongkai::cli::render_plain(&report)));
    let shelf = Shelf::default();
    pipeline::render(&assembled, &shelf, &mut report).expect("no fault of the machine");
    assert!(!report.has_errors(), "{}", gongkai::cli::render_plain(&report));
    let ids: Vec<&str> = assembled
        .editions
        .iter()
        .map(|edition| edition.site.edition.id.as_str())
        .collect();
    let named = shelf.into_files().into_iter().map(|(path, bytes)| {
        let (index, address) = path.split_once('/').expect("edition/address");
        (
            format!("{}/{address}", ids[index.parse::<usize>().expect("an index")]),
            bytes,
        )
    });
    named.collect()
}

fn read_tree(folder: &Path) -> Files {
    let mut files = BTreeMap::new();
    for item in walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|item| item.file_type().is_file())
    {
        let path = item
            .path()
            .strip_prefix(folder)
            .expect("inside")
            .to_string_lossy()
            .replace('\\', "/");
        files.insert(path, fs::read(item.path()).expect("readable"));
    }
    files
}

#[test]
fn golden_sites_are_built_byte_for_byte() {
    let update = std::env::var_os("GONGKAI_UPDATE").is_some();
    assert!(cases().len() >= 2, "there are cases");
    for case in cases() {
        let expected = case.join("expected");
        let built = build(&case);
        if update {
            if expected.exists() {
                fs::remove_dir_all(&expected).expect("removable");
            }
            for (path, bytes) in &built {
                let path = expected.join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, bytes).expect("writable");
            }
        }
        let wanted = read_tree(&expected);
        for (path, bytes) in &wanted {
            let got = built
                .get(path)
                .unwrap_or_else(|| panic!("{}: {path} was not built", case.display()));
            assert_eq!(
                String::from_utf8_lossy(got),
                String::from_utf8_lossy(bytes),
                "{}: {path}",
                case.display()
            );
        }
        let extra: Vec<&String> = built.keys().filter(|path| !wanted.contains_key(*path)).collect();
        assert!(extra.is_empty(), "{}: not expected: {extra:?}", case.display());
    }
}
