//! What a site's folder holds, for telling that something changed: names, lengths and times, no contents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::read::is_ignored_name;
use crate::words::SourcePath;

/// The folders and files of a site that a build reads.
pub(super) const SOURCES: [&str; 3] = ["content", "themes", "site.toml"];

/// Every file of the sources with its length and time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Look(BTreeMap<PathBuf, (u64, Option<SystemTime>)>);

impl Look {
    /// Looks now. What cannot be looked at is not there.
    pub(super) fn at(root: &Path) -> Self {
        let files = SOURCES.iter().flat_map(|name| {
            let walk = WalkDir::new(root.join(name)).follow_links(true).into_iter();
            walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry.path()))
                .filter_map(Result::ok)
        });
        let files = files.filter_map(|entry| {
            let about = entry.metadata().ok()?;
            // A folder's own time changes with names that nobody reads.
            about.is_file().then(|| {
                let stamp = (about.len(), about.modified().ok());
                (entry.into_path(), stamp)
            })
        });
        Self(files.collect())
    }

    /// The files that one look has and the other has not, or has otherwise.
    pub(super) fn differences(&self, before: &Self, root: &Path) -> Vec<SourcePath> {
        let other = |a: &Self, b: &Self| {
            let other = a.0.iter().filter(|(path, stamp)| b.0.get(*path) != Some(*stamp));
            other.map(|(path, _)| path.clone()).collect::<BTreeSet<_>>()
        };
        let paths = other(self, before).into_iter().chain(other(before, self));
        let paths: BTreeSet<PathBuf> = paths.collect();
        let inside = paths.iter().filter_map(|path| path.strip_prefix(root).ok());
        inside
            .filter_map(|path| SourcePath::new(&path.to_string_lossy().replace('\\', "/")))
            .collect()
    }
}

/// True for names that are nobody's content: temporary files of editors, hidden folders.
fn is_passed_over(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| is_ignored_name(&name.to_string_lossy()))
}

/// True when what happened at a path may matter to a build.
pub(super) fn matters(root: &Path, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(root) else {
        return false;
    };
    let mut parts = inside.iter().map(|part| part.to_string_lossy());
    let is_source = parts
        .next()
        .is_some_and(|first| SOURCES.contains(&first.as_ref()));
    is_source && parts.all(|part| !is_ignored_name(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_matters() {
        let root = Path::new("/site");
        for path in [
            "content/notices/a.md",
            "content",
            "themes/x/style.css",
            "site.toml",
        ] {
            assert!(matters(root, &root.join(path)), "{path}");
        }
        for path in [
            "public/index.html",
            ".gongkai/web.manifest",
            "content/.git/index",
            "content/notices/~$a.docx",
            "content/notices/a.md~",
            "content/notices/.a.md.swp",
            "site.toml.bak",
        ] {
            assert!(!matters(root, &root.join(path)), "{path}");
        }
        assert!(!matters(root, Path::new("/elsewhere/content/a.md")));
    }

    #[test]
    fn a_look_sees_files_and_not_what_editors_leave() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir_all(root.join("content/notices")).expect("writable");
        let before = Look::at(root);
        for name in ["~$a.docx", ".a.md.swp", "a.md~", "a.tmp"] {
            std::fs::write(root.join("content/notices").join(name), "x").expect("writable");
        }
        assert_eq!(Look::at(root), before);
        std::fs::write(root.join("content/notices/a.md"), "x").expect("writable");
        let with = Look::at(root);
        assert_ne!(with, before);
        std::fs::rename(
            root.join("content/notices/a.md"),
            root.join("content/notices/b.md"),
        )
        .expect("renamed");
        assert_ne!(Look::at(root), with);
    }
}
