//! Files for inside use: where they may be kept. They hold what no site may hold, or what only one audience may see; so
//! they are never written where a site lies.

use std::path::Path;

use crate::read::Config;
use crate::words::MachineFault;
use crate::write;

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

/// A file may be kept at this absolute path.
///
/// # Errors
/// It is a folder, has another ending, or lies in an output, one of before too, among the content, the themes or our own files.
pub(super) fn keep_inside(
    root: &Path,
    path: &Path,
    config: &Config,
    kept: &InsideFile<'_>,
) -> Result<(), MachineFault> {
    let InsideFile {
        ending,
        what,
        why,
        other_ending,
    } = kept;
    if path.is_dir() {
        return Err(MachineFault::new("--out 要写文件名，这里是一个文件夹")
            .at(path)
            .hint(format!("例如 --out {what}.{ending}")));
    }
    if path
        .extension()
        .is_none_or(|typed| !typed.eq_ignore_ascii_case(ending))
    {
        return Err(MachineFault::new(format!("--out 的文件名要以 .{ending} 结尾"))
            .at(path)
            .hint(*other_ending));
    }
    let outputs = config.editions.iter().map(|edition| edition.output.clone());
    let own = ["content", "themes", ".gongkai"].map(str::to_owned);
    // Those of editions that were taken out of site.toml may still be uploaded.
    let written = write::written_folders(root)?;
    let folder = super::build::real(path.parent().unwrap_or(root));
    for inside in outputs.chain(own).chain(written) {
        if folder.starts_with(super::build::real(&root.join(&inside))) {
            return Err(MachineFault::new(format!("{why}，不能存在“{inside}”里"))
                .at(path)
                .hint("请存在别的文件夹里"));
        }
    }
    Ok(())
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
