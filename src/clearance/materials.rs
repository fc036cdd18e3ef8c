//! Pictures and attachments: published only with a cleared entry that uses them, and never shared
//! between a cleared and a withheld one. Files under `content/files/` are public by decision.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    pub fn of(entries: &[Arc<Cleared<Disclosed>>], index: &SourceIndex<'_>) -> Self {
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
            files.extend(links.filter(|target| index.is_file(target)).cloned());
        }
        Self { files }
    }
}

/// True for a file that is public by decision.
pub(super) fn is_public(file: &SourcePath) -> bool {
    file.as_str().starts_with(PUBLIC_FOLDER)
}

/// Complains about each file that a withheld entry shares with a cleared one: at the withheld entry's use,
/// because it was not approved that this file be shown. A running 公示 takes its files with it when it is over; that
/// it shares one is said while it runs, so that nothing keeps the site from being built on the day behind.
pub fn check_materials(
    materials: &Materials,
    withheld: &[&Document],
    cleared: &[Arc<Cleared<Disclosed>>],
    report: &mut Report,
) {
    let is_bound = |file: &SourcePath| materials.files.contains(file) && !is_public(file);
    // Only made when something may be shared, which is seldom.
    let users = LazyCell::new(|| {
        let mut users: BTreeMap<&SourcePath, BTreeSet<&SourcePath>> = BTreeMap::new();
        for entry in cleared {
            for (file, _) in uses(&entry.body, &entry.common.attachments) {
                users.entry(file).or_default().insert(&entry.source);
            }
        }
        users
    });
    let user_beside = |file: &SourcePath, source: &SourcePath| {
        let users = is_bound(file).then(|| users.get(file)).flatten();
        users.into_iter().flatten().copied().find(|user| *user != source)
    };
    let mut say = |place: &Place, message: String| {
        let hint = "请为两个条目各放一份文件，或者把确定可以公开的文件移到 content/files/";
        report.push(Complaint::new(SHARED, place.clone(), message).hint(hint));
    };
    for document in withheld {
        for (file, place) in uses(&document.body, &document.common.attachments) {
            if let Some(user) = user_beside(file, &document.source) {
                let name = file.name();
                say(
                    place,
                    format!("本条目不公开，它用的文件“{name}”却随公开条目“{user}”发布"),
                );
            }
        }
    }
    for entry in cleared.iter().filter(|entry| entry.is_passing()) {
        for (file, place) in uses(&entry.body, &entry.common.attachments) {
            if let Some(user) = user_beside(file, &entry.source) {
                let name = file.name();
                say(
                    place,
                    format!("公示期满后，文件“{name}”要一起撤下，条目“{user}”却也在用它"),
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
