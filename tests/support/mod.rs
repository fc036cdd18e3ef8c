//! What several tests need, first of all sites in memory: from files' texts to an edition's files, without a disk.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub(crate) mod difference;
pub(crate) mod entries;
pub(crate) mod folders;
pub(crate) mod office;
pub(crate) mod pdf;
pub(crate) mod program;
pub(crate) mod work;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use gongkai::clearance::Mode;
use gongkai::pipeline::{self, Artifact, Assembled, Request, Sink};
use gongkai::read::{FileBytes, Found, Tree};
use gongkai::render::ThemeFiles;
use gongkai::words::{Address, Day, Kind, MachineFault, Report, SourcePath};

/// Files of a site by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a build gave.
pub(crate) struct Built {
    /// Output files by `edition index/address`.
    pub(crate) output: BTreeMap<String, Vec<u8>>,
    /// Complaints.
    pub(crate) report: Report,
    /// What was planned; `None` when `site.toml` was unusable.
    pub(crate) assembled: Option<Assembled>,
}

impl Built {
    /// The text of one file of the first edition.
    pub(crate) fn text(&self, address: &str) -> &str {
        let bytes = self
            .output
            .get(&format!("0/{address}"))
            .unwrap_or_else(|| panic!("no {address}"));
        std::str::from_utf8(bytes).expect("text")
    }

    /// Panics with the whole report when there is an error.
    pub(crate) fn sound(self) -> Self {
        assert!(
            !self.report.has_errors(),
            "{}",
            gongkai::cli::render_plain(&self.report)
        );
        self
    }
}

/// A sink that keeps everything.
#[derive(Default)]
pub(crate) struct InMemory(Mutex<BTreeMap<String, Vec<u8>>>);

impl InMemory {
    /// What it holds, by `edition index/address`.
    pub(crate) fn into_files(self) -> Files {
        self.0.into_inner().expect("no panic")
    }
}

impl Sink for InMemory {
    fn put(&self, edition: usize, address: &Address, artifact: Artifact<'_>) -> Result<(), MachineFault> {
        self.0
            .lock()
            .expect("no panic")
            .insert(format!("{edition}/{address}"), artifact.bytes.to_vec());
        Ok(())
    }
}

/// Builds every edition as of a day.
pub(crate) fn build(files: &Files, day: &str) -> Built {
    build_as(files, day, Mode::Publish)
}

/// Builds every edition in a mode.
pub(crate) fn build_as(files: &Files, day: &str, mode: Mode) -> Built {
    let request = Request {
        day: Day::parse(day).expect("a day"),
        mode,
        editions: Vec::new(),
    };
    build_request(files, &request)
}

/// Builds what is asked for.
pub(crate) fn build_request(files: &Files, request: &Request) -> Built {
    let mut report = Report::new();
    let themes = |name: &str| Ok(ThemeFiles::embedded(name));
    let mut made = InMemory::default();
    let assembled = pipeline::build(tree(files), &themes, request, &mut made, &mut report)
        .expect("no fault of the machine");
    Built {
        output: made.into_files(),
        report,
        assembled,
    }
}

/// Files in memory as discovery would find them.
pub(crate) fn tree(files: &Files) -> Tree {
    let mut tree = Tree::default();
    for (path, bytes) in files {
        let source = SourcePath::new(path).expect("a path");
        let found = Found {
            path: source.clone(),
            content: FileBytes::Memory(bytes.as_slice().into()),
        };
        let kind = path
            .strip_prefix("content/")
            .and_then(|rest| Kind::of_folder(rest.split('/').next()?));
        let entry = matches!(source.extension().as_str(), "md" | "yaml" | "yml");
        match (path.as_str(), kind) {
            ("site.toml", _) => tree.config = Some(found),
            ("content/organization.yaml", _) => tree.organization = Some(found),
            ("content/catalogue.yaml", _) => tree.catalogue = Some(found),
            ("content/calendar.yaml", _) => tree.calendar = Some(found),
            (_, Some(kind)) if entry => tree.entries.push((kind, found)),
            _ => {
                Arc::make_mut(&mut tree.files).insert(source, found);
            }
        }
    }
    tree
}

/// A small random number generator (xorshift64*): the same numbers on every machine.
pub(crate) struct Random(u64);

impl Random {
    /// Begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("small")
    }

    /// True once in `odds` times.
    pub(crate) fn once_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
