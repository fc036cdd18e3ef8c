//! Files that somebody asked for: spreadsheets and PDFs. One that is there already is put away only when it is, byte for
//! byte, what we wrote: people work on such files. What we wrote is remembered in `.gongkai/`; losing that loses nothing
//! but the permission.
//!
//! Files for inside use: where they may be kept. They hold what no site may hold, or what only one audience may see; so
//! they are never written where a site lies.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::build::real;
use crate::read::Config;
use crate::read::config::DeployTarget;
use crate::words::{MachineFault, fingerprint};
use crate::write;

/// Where it is remembered, in a site's folder: a line for each file, `8f3a…16 hex 8123 台账.xlsx`.
const FILE: &str = ".gongkai/saved-files";

/// A file that somebody asked for, at its place.
pub(super) struct OutputFile<'a> {
    /// The site's folder.
    root: &'a Path,
    /// The file, absolute.
    path: PathBuf,
    /// `--replace`: it takes the place of any file that is there, and not only of what we wrote.
    replaces: bool,
}

impl<'a> OutputFile<'a> {
    /// One for inside use: where `--out` says, else under a usual name in the site's folder.
    ///
    /// # Errors
    /// It is a folder, has another ending, or lies in an output, one of before too, where `deploy` uploads to, among the content, the
    /// themes or our own files.
    pub(super) fn new(
        root: &'a Path,
        (out, replaces): (Option<&Path>, bool),
        config: &Config,
        (kept, usual): (&InsideFile<'_>, String),
    ) -> Result<Self, MachineFault> {
        let path = match out {
            Some(out) => {
                std::path::absolute(out).map_err(|cause| MachineFault::io("查找文件夹", out, cause))?
            }
            None => root.join(usual),
        };
        let InsideFile {
            ending,
            what,
            why,
            other_ending,
        } = kept;
        if path.is_dir() {
            return Err(MachineFault::new("--out 要写文件名，这里是一个文件夹")
                .at(&path)
                .hint(format!("例如 --out {what}.{ending}")));
        }
        if path
            .extension()
            .is_none_or(|typed| !typed.eq_ignore_ascii_case(ending))
        {
            return Err(MachineFault::new(format!("--out 的文件名要以 .{ending} 结尾"))
                .at(&path)
                .hint(*other_ending));
        }
        let outputs = config.editions.iter().map(|edition| edition.output.clone());
        let own = ["content", "themes", ".gongkai"].map(str::to_owned);
        // Those of editions that were taken out of site.toml may still be uploaded.
        let written = write::written_folders(root)?;
        let folder = real(path.parent().unwrap_or(root));
        let targets = config.deploy.iter().filter_map(DeployTarget::folder);
        let targets = targets.map(str::to_owned);
        for inside in outputs.chain(own).chain(written).chain(targets) {
            if folder.starts_with(real(&root.join(&inside))) {
                return Err(MachineFault::new(format!("{why}，不能存在“{inside}”里"))
                    .at(&path)
                    .hint("请存在别的文件夹里"));
            }
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
            return Err(MachineFault::new("没有这个文件夹，先新建它，再存在里面").at(folder));
        }
        Ok(Self { root, path, replaces })
    }

    /// One in the same folder, whose name goes on after its own: `公开栏` and `-A4.pdf`.
    pub(super) fn beside(&self, end: &str) -> Self {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let path = self.path.with_file_name(format!("{stem}{end}"));
        Self { path, ..*self }
    }

    /// Nothing that is there would be lost.
    ///
    /// # Errors
    /// Something would, or the disk says no.
    pub(super) fn check(&self) -> Result<(), MachineFault> {
        self.check_for(None)
    }

    /// Writes the file; gives its path as its reader knows it.
    ///
    /// # Errors
    /// What is there would be lost, or the disk says no.
    pub(super) fn save(&self, bytes: &[u8]) -> Result<String, MachineFault> {
        self.check_for(Some(bytes))?;
        write::replace(&self.path, bytes)?;
        self.remember(bytes)?;
        let shown = self.path.strip_prefix(self.root).unwrap_or(&self.path);
        Ok(shown.display().to_string())
    }

    fn check_for(&self, new: Option<&[u8]>) -> Result<(), MachineFault> {
        if self.replaces {
            return Ok(());
        }
        let Some(there) = write::read_if_there("读取文件", &self.path)? else {
            return Ok(());
        };
        if new == Some(&*there) || saved(self.root).get(&self.key()) == Some(&fingerprint_and_length(&there))
        {
            return Ok(());
        }
        Err(
            MachineFault::new("已经有这个文件，不是本程序写的，或者写好以后改过；没有动它")
                .at(&self.path)
                .hint("请用 --out 另写一个文件名，或者先把它移走；确实要换成新的，加上 --replace"),
        )
    }

    /// The file as it is remembered: by its path in the site's folder, when it is there.
    fn key(&self) -> String {
        let folder = real(self.path.parent().unwrap_or(self.root));
        let path: PathBuf = folder.join(self.path.file_name().unwrap_or_default());
        let inside = path.strip_prefix(real(self.root)).unwrap_or(&path);
        inside.to_string_lossy().replace('\\', "/")
    }

    fn remember(&self, bytes: &[u8]) -> Result<(), MachineFault> {
        let memory = self.root.join(FILE);
        let mut all = saved(self.root);
        // Files that are gone need no permission.
        all.retain(|key, _| self.root.join(key).exists());
        all.insert(self.key(), fingerprint_and_length(bytes));
        let lines: String = all
            .iter()
            .map(|(key, print)| format!("{print} {key}\n"))
            .collect();
        if let Some(folder) = memory.parent() {
            fs::create_dir_all(folder).map_err(|cause| MachineFault::io("创建文件夹", folder, cause))?;
        }
        write::replace(&memory, lines.as_bytes())
    }
}

/// What was written, by key: fingerprint and length.
fn saved(root: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root.join(FILE)).unwrap_or_default();
    let row = |line: &str| {
        let (print, rest) = line.split_once(' ')?;
        let (length, key) = rest.split_once(' ')?;
        Some((key.to_owned(), format!("{print} {length}")))
    };
    text.lines().filter_map(row).collect()
}

fn fingerprint_and_length(bytes: &[u8]) -> String {
    format!("{:016x} {}", fingerprint(bytes), bytes.len())
}

/// What is to be kept.
pub(super) struct InsideFile<'a> {
    /// How the file's name ends, without the dot.
    pub(super) ending: &'a str,
    /// What it is, for people: 台账.
    pub(super) what: &'a str,
    /// Why not everybody may see it: 台账含有内部资料.
    pub(super) why: &'a str,
    /// What to do for a file of another ending.
    pub(super) other_ending: &'a str,
}

/// A title as a file's name.
pub(super) fn safe_name(title: &str) -> String {
    let safe = |c: char| {
        if c.is_control() || "<>:\"/\\|?*".contains(c) {
            '-'
        } else {
            c
        }
    };
    title.chars().map(safe).take(60).collect()
}
