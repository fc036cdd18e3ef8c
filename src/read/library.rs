//! [`Tree`] → [`Library`]: every file read, in parallel, with all complaints.

mod clashes;
mod leftovers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::catalogue::{self, Catalogue};
use super::common::Surroundings;
use super::config::{self, Config, TermRule};
use super::discover::{Found, Tree};
use super::document::Document;
use super::organization::{self, Organization};
use super::{calendar, decode, entry};
use crate::words::{Calendar, Code, Complaint, Kind, Place, Report, SourcePath, SourceText};

const MISSING: Code = Code::error("site-missing");

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Library {
    /// `site.toml`.
    pub config: Config,
    /// The entries that could be made, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// Entries that are there and could not be made; each has an error in the report.
    pub unreadable: BTreeSet<SourcePath>,
    /// `organization.yaml`.
    pub organization: Organization,
    /// `catalogue.yaml`.
    pub catalogue: Catalogue,
    /// The working days, with `calendar.yaml`.
    pub calendar: Calendar,
    /// Everything else under `content/`.
    pub files: Arc<BTreeMap<SourcePath, Found>>,
}

/// Reads everything. `None` when `site.toml` itself is missing or unusable; the report says why.
pub fn read(tree: Tree, report: &mut Report) -> Option<Library> {
    // The branches that site.toml names are those of organization.yaml, which is checked by its `[terms]`.
    let settings = settings(&tree, report);
    let terms = settings
        .as_ref()
        .map_or_else(TermRule::default, config::term_rule);
    let organization = |source: &SourceText, report: &mut Report| organization::read(source, &terms, report);
    let organization = register(tree.organization.as_ref(), organization, report);
    let config = settings.and_then(|settings| {
        let around = config::Surroundings {
            files: &tree.files,
            organization: organization.as_ref(),
        };
        config::read(&settings, around, report)
    });
    let catalogue = register(tree.catalogue.as_ref(), catalogue::read, report);
    let calendar = register(tree.calendar.as_ref(), calendar::read, report);
    // Entries are read even without a usable `site.toml`, so that all faults come out at once.
    let stand_in = Config::stand_in();
    let around = Surroundings {
        config: config.as_ref().unwrap_or(&stand_in),
        organization: organization.as_ref(),
        catalogue: catalogue.as_ref(),
        calendar: calendar.as_ref(),
        files: &tree.files,
    };
    let (mut documents, mut unreadable) = entries(&tree.entries, around, report);
    clashes::settle(&mut documents, &mut unreadable, report);
    leftovers::twice(&documents, report);
    if unreadable.is_empty() && !report.has_errors() {
        leftovers::unused(&tree.files, &documents, report);
    }
    Some(Library {
        config: config?,
        documents,
        unreadable,
        organization: organization.unwrap_or_default(),
        catalogue: catalogue.unwrap_or_default(),
        calendar: calendar.unwrap_or_default(),
        files: Arc::new(tree.files),
    })
}

/// The text of `site.toml`.
fn settings(tree: &Tree, report: &mut Report) -> Option<SourceText> {
    let Some(found) = &tree.config else {
        let place = SourcePath::new("site.toml").map(|path| Place::file(&path));
        let complaint = Complaint::new(MISSING, place, "这个文件夹里没有 site.toml，不是一个网站");
        report.push(complaint.hint("用 gongkai init 建立一个新网站，或者用 --root 指明网站所在的文件夹"));
        return None;
    };
    decode::decode(found, &mut Vec::new(), report)
}

/// A file with ids and names. One that is not there is empty; `None` for one with errors.
fn register<T: Default>(
    found: Option<&Found>,
    read: impl Fn(&SourceText, &mut Report) -> Option<T>,
    report: &mut Report,
) -> Option<T> {
    match found {
        None => Some(T::default()),
        Some(found) => read(&decode::decode(found, &mut Vec::new(), report)?, report),
    }
}

/// Reads the entries on all processors; complaints come in the order of the paths.
fn entries(
    entries: &[(Kind, Found)],
    around: Surroundings<'_>,
    report: &mut Report,
) -> (Vec<Arc<Document>>, BTreeSet<SourcePath>) {
    let read: Vec<_> = entries
        .par_iter()
        .map_init(Vec::new, |buffer, (kind, found)| {
            let (document, complaints) = entry::read(*kind, found, around, buffer);
            (document.map(Arc::new), complaints)
        })
        .collect();
    let mut unreadable = BTreeSet::new();
    // An iterator, not a loop: so the documents stay where they are in memory, with nothing copied.
    let documents = read
        .into_iter()
        .zip(entries)
        .filter_map(|((document, complaints), (_, found))| {
            report.absorb(complaints);
            if document.is_none() {
                unreadable.insert(found.path.clone());
            }
            document
        })
        .collect();
    (documents, unreadable)
}
