//! What of a site's folder a build reads, by names alone.

use std::path::Path;

use crate::read::is_ignored_name;

/// The folders and files of a site that a build reads.
pub(super) const SOURCES: [&str; 3] = ["content", "themes", "site.toml"];

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
}
