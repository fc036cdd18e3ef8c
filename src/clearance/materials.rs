//! Pictures and attachments: published only with a cleared entry that uses them, and never shared
//! between a cleared and a withheld one. Files under `content/files/` are public by decision.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Cleared, Disclosed, SourceIndex};
use crate::read::Document;
use crate::words::{Code, Complaint, Place, Report, SourcePath};

const SHARED: Code = Code::error("file-shared");

/// Where files lie that are public by decision.
const PUBLIC_FOLDER: &str = "content/files/";

/// Which files an edition publishes.
#[derive(Debug, Clone, Default)]
pub struct Materials {
    /// Pictures and attachments of cleared entries, and `content/files/`; sorted.
    pub files: BTreeSet<SourcePath>,
}

impl Materials {
    /// The files that cleared entries use, and those that are public by decision.
    #[must_use]
    pub fn of(entries: &[Box<Cleared<Disclosed>>], index: &SourceIndex<'_>) -> Self {
        let mut files: BTreeSet<SourcePath> = index.files().filter(|file| is_public(file)).cloned().collect();
        for entry in entries {
            files.extend(entry.body.images.iter().map(|image| image.file.clone()));
            files.extend(
                entry
                    .common
                    .attachments
                    .iter()
                    .map(|attachment| attachment.file.clone()),
            );
            let links = entry.body.links.iter().map(|link| &link.target);
            files.extend(links.filter(|target| !index.is_entry(target)).cloned());
        }
        Self { files }
    }
}

/// True for a file that is public by decision.
pub(super) fn is_public(file: &SourcePath) -> bool {
    file.as_str().starts_with(PUBLIC_FOLDER)
}

/// Complains about each file that a withheld entry shares with a cleared one: at the withheld entry's
/// use, because it was not approved that this file be shown.
pub fn check_materials(
    materials: &Materials,
    withheld: &[&Document],
    cleared: &[Box<Cleared<Disclosed>>],
    report: &mut Report,
) {
    // Only made when something is shared, which is seldom.
    let users = LazyCell::new(|| {
        let mut users: BTreeMap<&SourcePath, &SourcePath> = BTreeMap::new();
        for entry in cleared {
            for (file, _) in uses(&entry.body, &entry.common.attachments) {
                users.entry(file).or_insert(&entry.source);
            }
        }
        users
    });
    for document in withheld {
        for (file, place) in uses(&document.body, &document.common.attachments) {
            if materials.files.contains(file) && !is_public(file) {
                let user = users.get(file).map_or(String::new(), |user| format!("“{user}”"));
                let message = format!("本条目不公开，它用的文件“{}”却随公开条目{user}发布", file.name());
                report.push(
                    Complaint::new(SHARED, place.clone(), message)
                        .hint("请为两个条目各放一份文件，或者把确定可以公开的文件移到 content/files/"),
                );
            }
        }
    }
}

fn uses<'a>(
    body: &'a crate::markdown::Body,
    attachments: &'a [crate::read::document::Attachment],
) -> impl Iterator<Item = (&'a SourcePath, &'a Place)> {
    let images = body.images.iter().map(|image| (&image.file, &image.place));
    let links = body.links.iter().map(|link| (&link.target, &link.place));
    images.chain(links).chain(
        attachments
            .iter()
            .map(|attachment| (&attachment.file, &attachment.place)),
    )
}
