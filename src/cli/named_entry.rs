//! What was typed for an entry → the entry: its file, the end of it, its name, or its title.

use crate::read::{Document, Library};
use crate::words::{MachineFault, SourcePath};

/// True when an entry is what was typed.
pub(super) fn is_named(title: &str, source: &SourcePath, typed: &str) -> bool {
    title == typed.trim() || source.is_meant_by(typed)
}

/// The entries that were meant; several may have one title.
pub(super) fn named<'a>(library: &'a Library, typed: &str) -> Vec<&'a Document> {
    let documents = library.documents.iter().map(|document| &**document);
    documents
        .filter(|document| is_named(&document.common.title, &document.source, typed))
        .collect()
}

/// There is no such entry.
pub(super) fn unknown(typed: &str) -> MachineFault {
    MachineFault::new(format!("没有“{typed}”这个条目"))
        .hint("写条目的文件或标题，例如 content/notices/2026-03-12-zhuti-dangri.md")
}
