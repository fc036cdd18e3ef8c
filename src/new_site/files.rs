//! The files of a new site → a folder that is new or empty.

use std::path::Path;

use include_dir::{Dir, File, include_dir};

use super::fill::fill;
use super::questions::Answers;
use super::vscode;
use crate::words::MachineFault;

/// The files of a new site, with marks where the answers go.
static SKELETON: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/new_site/skeleton");

/// Where the catalogue lies in it.
const CATALOGUE: &str = "content/catalogue.yaml";

/// The catalogue by the other taxonomy.
const OPINION: &str = include_str!("opinion.yaml");

/// By which document the catalogue of a new site is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxonomy {
    /// 《中国共产党党务公开条例（试行）》: seven groups.
    Regulation,
    /// 《关于党的基层组织实行党务公开的意见》: eight groups.
    Opinion,
}

/// What the samples write about the catalogue, by either taxonomy. (Their files, 条例, 意见.)
const SAMPLES: [(&str, &str, &str); 5] = [
    ("content/ledgers/", "公开目录: B-2", "公开目录: A-2"),
    (
        "content/meetings/", "公开目录: [C-1, B-1]", "公开目录: [C-2, A-1]",
    ),
    ("content/pledges/", "公开目录: E-1", "公开目录: D-2"),
    ("content/pages/", "公开目录: F-1", "公开目录: H-1"),
    ("content/study/", "公开目录: C-2", "公开目录: B-2"),
];

/// Writes the files of a new site.
///
/// # Errors
/// There is something in the folder already, and nothing was written; or the disk says no.
pub fn create(folder: &Path, answers: &Answers, taxonomy: Taxonomy) -> Result<(), MachineFault> {
    refuse_used(folder)?;
    std::fs::create_dir_all(folder).map_err(|cause| MachineFault::io("新建文件夹", folder, cause))?;
    write_all(&SKELETON, folder, &|file| contents(file, answers, taxonomy))?;
    vscode::set_up(folder).map(drop)
}

/// Refuses a folder with something in it: nothing that is there is written over.
///
/// # Errors
/// There is something in the folder, or it cannot be looked at.
pub fn refuse_used(folder: &Path) -> Result<(), MachineFault> {
    match std::fs::read_dir(folder).map(|mut items| items.next().is_some()) {
        Ok(true) => Err(MachineFault::new("这个文件夹里已经有文件，没有改动它")
            .at(folder)
            .hint("请换一个新文件夹的名字")),
        Ok(false) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(MachineFault::io("查看文件夹", folder, cause)),
    }
}

fn write_all(
    dir: &Dir<'_>,
    folder: &Path,
    contents: &dyn Fn(&File<'_>) -> Vec<u8>,
) -> Result<(), MachineFault> {
    for file in dir.files() {
        let path = folder.join(file.path());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|cause| MachineFault::io("新建文件夹", parent, cause))?;
        }
        std::fs::write(&path, contents(file)).map_err(|cause| MachineFault::io("写入文件", &path, cause))?;
    }
    dir.dirs().try_for_each(|sub| write_all(sub, folder, contents))
}

/// A file of the skeleton, by the answers and a taxonomy.
fn contents(file: &File<'_>, answers: &Answers, taxonomy: Taxonomy) -> Vec<u8> {
    let path = file.path().to_string_lossy().replace('\\', "/");
    let Some(text) = file.contents_utf8() else {
        return file.contents().to_vec();
    };
    let text = match taxonomy {
        Taxonomy::Regulation => text.to_owned(),
        Taxonomy::Opinion if path == CATALOGUE => OPINION.to_owned(),
        Taxonomy::Opinion => {
            let sample = SAMPLES.iter().find(|(folder, _, _)| path.starts_with(folder));
            sample.map_or_else(
                || text.to_owned(),
                |(_, ours, theirs)| text.replacen(ours, theirs, 1),
            )
        }
    };
    fill(&path, &text, answers).into_bytes()
}
