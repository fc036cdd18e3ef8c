//! A small site in a temporary folder, and how its output is built and looked at.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gongkai::words::{Address, MachineFault};
use gongkai::write::{Foreign, Output, Staging, Summary, commit};
use tempfile::TempDir;

/// A site in a temporary folder.
pub(crate) struct Site {
    folder: TempDir,
}

pub(crate) type Pages<'a> = &'a [(&'a str, &'a str)];

impl Site {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["content/notices", "themes"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("content/notices/a.md"), "原文").unwrap();
        Self { folder }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn output(&self, folder: &str) -> Output {
        Output {
            site: self.folder.path().to_owned(),
            folder: self.path(folder),
            edition: "web".to_owned(),
        }
    }

    pub(crate) fn build(&self, pages: Pages<'_>) -> Result<Summary, MachineFault> {
        build(&self.output("public"), Foreign::Refuse, pages)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Everything in the site's folder but `.gongkai`.
    pub(crate) fn listing(&self) -> Vec<String> {
        let mut all: Vec<String> = files(self.folder.path()).into_keys().collect();
        all.retain(|path| !path.starts_with(".gongkai/"));
        all
    }
}

pub(crate) fn build(output: &Output, foreign: Foreign, pages: Pages<'_>) -> Result<Summary, MachineFault> {
    let staging = Staging::open(output, foreign)?;
    for (address, text) in pages {
        staging.put(&address_of(address), text.as_bytes(), None)?;
    }
    commit(vec![staging]).map(|mut summaries| summaries.remove(0))
}

pub(crate) fn address_of(text: &str) -> Address {
    Address::new(text).unwrap()
}

pub(crate) fn names(addresses: &[Address]) -> Vec<&str> {
    addresses.iter().map(Address::as_str).collect()
}

/// Path → bytes of all below a folder; folders end in `/`.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut todo = vec![folder.to_owned()];
    while let Some(next) = todo.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !path.is_symlink() {
                found.insert(format!("{name}/"), Vec::new());
                todo.push(path);
            } else {
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

/// The message, the names that it lists, and what to do about it.
pub(crate) fn said<T: std::fmt::Debug>(result: Result<T, MachineFault>) -> String {
    let fault = result.unwrap_err();
    let lists: String = fault
        .lists()
        .iter()
        .map(|(heading, names)| format!(" / {heading}：{}", names.join("、")))
        .collect();
    format!("{fault}{lists} / {}", fault.advice().unwrap_or("-"))
}
