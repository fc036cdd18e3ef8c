//! [`Tree`] → [`Library`]: every file read, in parallel, with all complaints.

mod again;
mod clashes;
mod leftovers;
mod repeats;

pub use again::read_again;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::catalogue::{self, Catalogue};
use super::common::Surroundings;
use super::config::{self, Config, TermRule};
use super::discover::{Found, Tree};
use super::document::Document;
use super::faults::Faults;
use super::findings::{self, Finding};
use super::organization::{self, Organization};
use super::recall::{Seen, Settings};
use super::unready::{self, Unready};
use super::{calendar, decode, entry, front, toml_tree, wordings};
use crate::check::Wordings;
use crate::words::{
    Acknowledgement, Calendar, Code, Complaint, Place, Report, SourcePath, SourceText, fingerprint,
};

const MISSING: Code = Code::error("site-missing");

/// Everything that was read.
#[derive(Debug, Clone)]
pub struct Library {
    /// `site.toml`.
    pub config: Arc<Config>,
    /// The entries that could be made, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// Entries that are there and could not be made; each has an error in the report.
    pub unreadable: BTreeSet<SourcePath>,
    /// `organization.yaml`.
    pub organization: Arc<Organization>,
    /// `catalogue.yaml`.
    pub catalogue: Arc<Catalogue>,
    /// The working days, with `calendar.yaml`.
    pub calendar: Arc<Calendar>,
    /// `words.yaml`.
    pub wordings: Arc<Wordings>,
    /// What the rules on texts found in `site.toml`, `organization.yaml` and `catalogue.yaml`.
    pub findings: Arc<[Finding]>,
    /// Everything else under `content/`.
    pub files: Arc<BTreeMap<SourcePath, Found>>,
    /// What has to be changed in the settings before the site is uploaded.
    unready: Vec<Unready>,
}

impl Library {
    /// Everything that has to be changed before the site is uploaded, sorted by place: samples, and what stands in for
    /// something of the school's own. No upload takes a site where there is any.
    pub fn before_upload(&self) -> Vec<&Unready> {
        let entries = self.documents.iter().flat_map(|document| &document.unready);
        let mut all: Vec<&Unready> = self.unready.iter().chain(entries).collect();
        all.sort_by(|one, other| one.place.cmp(&other.place));
        all
    }
}

/// Reads everything. `None` when `site.toml` itself is missing or unusable; the report says why.
pub fn read(tree: &Tree, report: &mut Report) -> Option<Library> {
    let settings = settings(tree, None);
    let entries = |around: Surroundings<'_>| {
        let read = tree.entries.par_iter().map_init(Vec::new, |buffer, entry| {
            let mut complaints = Report::new();
            let source = decode::decode(&entry.1, buffer, &mut complaints);
            let document = source.and_then(|source| entry::read(entry.0, &source, around, &mut complaints));
            (document.map(Arc::new), complaints)
        });
        read.collect::<Vec<_>>()
    };
    let entries = entries(surroundings(&settings, &Config::stand_in()));
    shelve(tree, settings, entries.into_iter(), (false, report)).0
}

/// What was read as one whole, with the complaints that need more than one file; and whether no two entries wanted one
/// address. Where that `is_clear` beforehand it is not looked for.
fn shelve(
    tree: &Tree,
    settings: Settings,
    entries: impl Iterator<Item = (Option<Arc<Document>>, Report)>,
    (is_clear, report): (bool, &mut Report),
) -> (Option<Library>, bool) {
    report.absorb(settings.complaints);
    let mut unreadable = BTreeSet::new();
    // An iterator, not a loop: so the documents stay where they are in memory, with nothing copied.
    let mut documents: Vec<Arc<Document>> = entries
        .zip(&tree.entries)
        .filter_map(|((document, complaints), (_, found))| {
            report.absorb(complaints);
            if document.is_none() {
                unreadable.insert(found.path.clone());
            }
            document
        })
        .collect();
    let is_clear = is_clear || clashes::settle(&mut documents, &mut unreadable, report);
    leftovers::twice(&documents, report);
    leftovers::numbered_twice(&documents, report);
    if unreadable.is_empty() && !report.has_errors() {
        leftovers::unused(&tree.files, &documents, report);
    }
    let library = settings.config.map(|config| Library {
        config,
        documents,
        unreadable,
        organization: settings.organization.unwrap_or_default(),
        catalogue: settings.catalogue.unwrap_or_default(),
        calendar: settings.calendar.unwrap_or_default(),
        wordings: settings.wordings,
        findings: settings.findings,
        files: Arc::clone(&tree.files),
        unready: settings.unready,
    });
    (library, is_clear)
}

/// What the entries refer to. They are read even without a usable `site.toml`, so that all faults come out at once.
fn surroundings<'a>(settings: &'a Settings, stand_in: &'a Config) -> Surroundings<'a> {
    Surroundings {
        config: settings.config.as_deref().unwrap_or(stand_in),
        organization: settings.organization.as_deref(),
        catalogue: settings.catalogue.as_deref(),
        calendar: settings.calendar.as_deref(),
        wordings: &settings.wordings,
        files: &settings.files,
    }
}

/// Reads what the entries are read against.
fn settings(tree: &Tree, seen: Option<&mut BTreeMap<SourcePath, Seen>>) -> Settings {
    let mut complaints = Report::new();
    let report = &mut complaints;
    let mut files = SettingsFiles { seen };
    // The branches that site.toml names are those of organization.yaml, which is checked by its `[terms]`.
    let config = match &tree.config {
        Some(found) => files.text(found, report),
        None => {
            report.push(missing());
            None
        }
    };
    let terms = config.as_ref().map_or_else(TermRule::default, config::term_rule);
    let wordings = files.register(tree.wordings.as_ref(), report);
    let wordings = wordings.read(|source| wordings::read(source, report));
    let wordings = wordings.unwrap_or_default();
    let (mut findings, mut unready) = (Vec::new(), Vec::new());
    let mut look = |source: &SourceText, report: &mut Report| {
        findings.extend(findings::told_once(findings_in(source, &wordings), report));
        unready.extend(unready::in_register(source, report));
    };
    let organization = files.register(tree.organization.as_ref(), report);
    let organization = organization.read(|source| {
        look(source, report);
        organization::read(source, &terms, report)
    });
    let config = config.and_then(|text| {
        look(&text, report);
        let around = config::ConfigContext {
            files: &tree.files,
            organization: organization.as_deref(),
        };
        config::read(&text, around, report)
    });
    let catalogue = files.register(tree.catalogue.as_ref(), report);
    let catalogue = catalogue.read(|source| {
        look(source, report);
        catalogue::read(source, report)
    });
    let calendar = files.register(tree.calendar.as_ref(), report);
    let calendar = calendar.read(|source| calendar::read(source, report));
    Settings {
        config: config.map(Arc::new),
        organization,
        catalogue,
        calendar,
        wordings,
        findings: findings.into(),
        files: Arc::clone(&tree.files),
        unready,
        seen: BTreeMap::new(),
        complaints,
    }
}

impl Library {
    /// Everything that was acknowledged.
    pub fn acknowledged(&self) -> impl Iterator<Item = &Acknowledgement> {
        let entries = self.documents.iter().flat_map(|document| &document.acknowledged);
        let site = self.config.acknowledged.iter();
        site.chain(&self.organization.acknowledged).chain(entries)
    }
}

/// What the rules on texts find in a file that is no entry.
fn findings_in(source: &SourceText, wordings: &Wordings) -> Vec<Finding> {
    let faults = Faults::new(source);
    let root = match source.path.extension().as_str() {
        "toml" => toml_tree::parse(&faults),
        _ => front::read_data(&faults),
    };
    root.map_or_else(Vec::new, |root| findings::find(source, &root, None, wordings).0)
}

fn missing() -> Complaint {
    let place = SourcePath::new("site.toml").map(|path| Place::file(&path));
    Complaint::new(MISSING, place, "这个文件夹里没有 site.toml，不是一个网站")
        .hint("用 gongkai init 建立一个新网站，或者用 --root 指明网站所在的文件夹")
        .hint("原来有的，看看 site.toml 是不是改了名、移走了，或者还在回收站里")
}

/// The files of the settings while they are read.
struct SettingsFiles<'s> {
    /// What they were when they were read, for whoever reads them again.
    seen: Option<&'s mut BTreeMap<SourcePath, Seen>>,
}

impl SettingsFiles<'_> {
    fn text(&mut self, found: &Found, report: &mut Report) -> Option<SourceText> {
        let mut buffer = Vec::new();
        let before = self.seen.as_ref().map(|_| Seen::before_reading(found));
        let bytes = decode::read(found, &mut buffer, report);
        if let (Some(seen), Some(before)) = (&mut self.seen, before) {
            seen.insert(found.path.clone(), before.with(bytes.map(fingerprint)));
        }
        decode::text(&found.path, bytes?, report)
    }

    fn register(&mut self, found: Option<&Found>, report: &mut Report) -> Register {
        match found {
            None => Register::Absent,
            Some(found) => self
                .text(found, report)
                .map_or(Register::Unreadable, Register::Text),
        }
    }
}

/// A file with ids and names.
enum Register {
    /// Not there: it is empty.
    Absent,
    /// There, and no text.
    Unreadable,
    Text(SourceText),
}

impl Register {
    /// `None` for one with errors.
    fn read<T: Default>(self, read: impl FnOnce(&SourceText) -> Option<T>) -> Option<Arc<T>> {
        match self {
            Self::Absent => Some(Arc::default()),
            Self::Unreadable => None,
            Self::Text(source) => read(&source).map(Arc::new),
        }
    }
}
