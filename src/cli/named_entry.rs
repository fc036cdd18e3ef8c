//! What was typed for an entry → the entry: its file, the end of it, its name, or its title.

use std::path::Path;

use crate::read::{Document, Library};
use crate::words::{MachineFault, SourcePath, quoted_title};

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

/// What was typed when it names an entry, else the file of the only one whose file or title holds it. Where none does it
/// stays, to be named as unknown.
///
/// # Errors
/// Several do.
pub(super) fn meant(library: &Library, typed: &str) -> Result<String, MachineFault> {
    let is_whole = !named(library, typed).is_empty();
    let found = if is_whole {
        None
    } else {
        only_with(library, typed)?
    };
    Ok(found.map_or_else(
        || typed.to_owned(),
        |document| document.source.as_str().to_owned(),
    ))
}

/// The only entry whose file or title holds what was typed; `None` when none does.
///
/// # Errors
/// Several do; all of them are named.
pub(super) fn only_with<'a>(library: &'a Library, typed: &str) -> Result<Option<&'a Document>, MachineFault> {
    let typed = typed.trim();
    if typed.chars().count() < 2 {
        return Ok(None);
    }
    let holds = |document: &&Document| {
        document.common.title.contains(typed) || document.source.as_str().contains(typed)
    };
    let documents = library.documents.iter().map(|document| &**document);
    let found: Vec<&Document> = documents.filter(holds).collect();
    let ([] | [_]) = found[..] else {
        let names = found
            .iter()
            .map(|one| format!("{}{}", one.source, quoted_title(&one.common.title)));
        return Err(several(typed, &names.collect::<Vec<_>>()));
    };
    Ok(found.first().copied())
}

/// Several entries, which have these names, may be meant.
pub(super) fn several(typed: &str, names: &[String]) -> MachineFault {
    const SHOWN: usize = 8;
    let more = if names.len() > SHOWN { "等" } else { "" };
    let shown = names[..names.len().min(SHOWN)].join("、");
    MachineFault::new(format!("“{typed}”可能是 {} 个条目里的一个", names.len()))
        .hint(format!("多写几个字：{shown}{more}"))
}

/// There is no such file, nor an entry with that in its title.
pub(super) fn no_file(typed: &Path) -> MachineFault {
    MachineFault::new("没有这个文件")
        .at(typed)
        .hint("请检查路径是否写对；也可以只写标题里的几个字")
}

/// There is no such entry.
pub(super) fn unknown(typed: &str) -> MachineFault {
    MachineFault::new(format!("没有“{typed}”这个条目"))
        .hint("写条目的文件或标题，例如 content/notices/2026-03-12-zhuti-dangri.md")
}
