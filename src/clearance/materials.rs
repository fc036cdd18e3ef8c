//! Pictures and attachments: published only with a cleared entry that uses them, and never shared
//! between a cleared and a withheld one. Files under `content/files/` are public by decision.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Cleared, Disclosed, SourceIndex};
use crate::read::Document;
use crate::words::{Code, Complaint, Place, Report, SourcePath, may_be_linked};

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
    /// Of the files that cleared entries use or link to, those that are no entries; and those that are public by
    /// decision.
    #[must_use]
    pub fn of(used: Vec<SourcePath>, index: &SourceIndex<'_>) -> Self {
        let mut files: BTreeSet<SourcePath> = index.files().filter(|file| is_public(file)).cloned().collect();
        files.extend(used.into_iter().filter(|file| !index.is_entry(file)));
        Self { files }
    }
}

/// The pictures and attachments that go with an entry, and what else it links to that may be one.
#[must_use]
pub fn files_of(entry: &Cleared<Disclosed>) -> Vec<SourcePath> {
    let images = entry.body.images.iter().map(|image| &image.file);
    let attached = entry.common.attachments.iter().map(|attachment| &attachment.file);
    let links = entry.body.links.iter().map(|link| &link.target);
    let linked = links.filter(|target| may_be_linked(&target.extension()));
    images.chain(attached).chain(linked).cloned().collect()
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
    if materials.files.iter().all(is_public) {
        return;
    }
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
