//! [`Tree`] → [`Library`]: every file read, in parallel, with all complaints. Three steps, for whoever has some of it
//! already: the [`Settings`], each entry against them, and the whole.

mod at_once;
mod clashes;
mod leftovers;
mod misspelled_names;
mod repeats;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use super::catalogue::{self, Catalogue};
use super::common::Surroundings;
use super::config::{self, Config, TermRule};
use super::discover::{Found, Tree};
use super::document::Document;
use super::faults::Faults;
use super::findings::{self, Finding};
use super::names_alike::KnownNames;
use super::organization::{self, Organization};
use super::unready::{self, Unready};
use super::{calendar, decode, entry, front, person, toml_tree, wordings};
use crate::check::Wordings;
use crate::words::{
    Acknowledgement, Calendar, Code, Complaint, Day, Kind, Place, Report, SourcePath, SourceText, fingerprint,
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

/// What the entries are read against. Each is `None` when it could not be read.
#[derive(Debug)]
pub struct Settings {
    config: Option<Arc<Config>>,
    organization: Option<Arc<Organization>>,
    names: Arc<KnownNames>,
    catalogue: Option<Arc<Catalogue>>,
    calendar: Option<Arc<Calendar>>,
    wordings: Arc<Wordings>,
    findings: Arc<[Finding]>,
    /// The day as of which everything is read; only what is proposed depends on it.
    day: Day,
    files: Arc<BTreeMap<SourcePath, Found>>,
    /// What has to be changed in them before the site is uploaded.
    unready: Vec<Unready>,
    complaints: Report,
    /// The files that they were read from, with fingerprints of their bytes; `None` for one that could not be read.
    read_from: BTreeMap<SourcePath, Option<u64>>,
    /// Stands in for an unusable `site.toml`: entries are read all the same, so that all faults come out at once.
    stand_in: Config,
}

/// What one entry's file gave.
#[derive(Debug, Clone)]
pub struct ReadEntry {
    /// `None` when it could not be made; then there is an error among the complaints.
    pub document: Option<Arc<Document>>,
    /// What is wrong with it.
    pub complaints: Report,
}

/// Reads everything, as of a day. `None` when `site.toml` itself is missing or unusable; the report says why.
pub fn read(tree: &Tree, day: Day, report: &mut Report) -> Option<Library> {
    let settings = Settings::read(tree, day);
    // In small parts: else the last quarter of the entries is one processor's, while the others wait.
    let entries = tree.entries.par_iter().with_max_len(64);
    let entries = entries.map_init(Vec::new, |buffer, (kind, found)| {
        let mut complaints = Report::new();
        let bytes = decode::read(found, buffer, &mut complaints);
        settings.entry(*kind, &found.path, bytes, complaints)
    });
    let entries: Vec<ReadEntry> = entries.collect();
    Library::new(tree, &settings, entries.into_iter(), report)
}

impl Library {
    /// What was read as one whole, with the complaints that need more than one file. `entries` are those of the tree,
    /// in its order. `None` as for [`read`].
    pub fn new(
        tree: &Tree,
        settings: &Settings,
        entries: impl Iterator<Item = ReadEntry>,
        report: &mut Report,
    ) -> Option<Self> {
        report.absorb(settings.complaints.clone());
        let mut unreadable = BTreeSet::new();
        // An iterator, not a loop: so the documents stay where they are in memory, with nothing copied.
        let mut documents: Vec<Arc<Document>> = entries
            .zip(&tree.entries)
            .filter_map(|(entry, (_, found))| {
                report.absorb(entry.complaints);
                if entry.document.is_none() {
                    unreadable.insert(found.path.clone());
                }
                entry.document
            })
            .collect();
        clashes::settle(&mut documents, &mut unreadable, report);
        misspelled_names::settle(tree.organization.as_ref(), report);
        leftovers::twice(&documents, report);
        at_once::check(&documents, report);
        leftovers::numbered_twice(&documents, report);
        if unreadable.is_empty() && !report.has_errors() {
            leftovers::unused(&tree.files, &documents, report);
        }
        Some(Self {
            config: Arc::clone(settings.config.as_ref()?),
            documents,
            unreadable,
            organization: settings.organization.clone().unwrap_or_default(),
            catalogue: settings.catalogue.clone().unwrap_or_default(),
            calendar: settings.calendar.clone().unwrap_or_default(),
            wordings: Arc::clone(&settings.wordings),
            findings: Arc::clone(&settings.findings),
            files: Arc::clone(&tree.files),
            unready: settings.unready.clone(),
        })
    }
}

impl Settings {
    /// What `site.toml` says; `None` when it is missing or has errors.
    #[must_use]
    pub fn config(&self) -> Option<&Config> {
        self.config.as_deref()
    }

    /// Reads what the entries are read against, as of a day.
    #[must_use]
    pub fn read(tree: &Tree, day: Day) -> Self {
        let mut complaints = Report::new();
        let report = &mut complaints;
        let mut files = SettingsFiles::default();
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
        let persons = organization
            .iter()
            .flat_map(|organization| person::names_in(organization));
        let wordings = Wordings::clone(&wordings).with_names(persons);
        Self {
            config: config.map(Arc::new),
            names: Arc::new(organization.as_deref().map(KnownNames::of).unwrap_or_default()),
            organization,
            catalogue,
            calendar,
            wordings: Arc::new(wordings),
            findings: findings.into(),
            day,
            files: Arc::clone(&tree.files),
            unready,
            complaints,
            read_from: files.read_from,
            stand_in: Config::stand_in(),
        }
    }

    /// Reads one entry from its bytes. `complaints` are those that reading them gave; no bytes, no document.
    #[must_use]
    pub fn entry(
        &self,
        kind: Kind,
        path: &SourcePath,
        bytes: Option<&[u8]>,
        mut complaints: Report,
    ) -> ReadEntry {
        let around = Surroundings {
            config: self.config.as_deref().unwrap_or(&self.stand_in),
            duties: self.config.as_deref().map(|config| &*config.meetings.duties),
            organization: self.organization.as_deref(),
            names: &self.names,
            catalogue: self.catalogue.as_deref(),
            calendar: self.calendar.as_deref(),
            wordings: &self.wordings,
            day: self.day,
            files: &self.files,
        };
        let source = bytes.and_then(|bytes| decode::text(path, bytes, &mut complaints));
        let document = source.and_then(|source| entry::read(kind, &source, around, &mut complaints));
        ReadEntry {
            document: document.map(Arc::new),
            complaints,
        }
    }

    /// True when reading them again would give the same: no file that may be attached, and none of their own, is
    /// another, nor the day.
    #[must_use]
    pub fn are_of(&self, tree: &Tree, day: Day) -> bool {
        let own = [
            &tree.config, &tree.organization, &tree.catalogue, &tree.calendar, &tree.wordings,
        ];
        let mut own = own.into_iter().flatten();
        let is_same = |found: &Found| {
            let bytes = decode::read(found, &mut Vec::new(), &mut Report::new()).map(fingerprint);
            bytes.is_some() && self.read_from.get(&found.path) == Some(&bytes)
        };
        self.day == day
            && Arc::ptr_eq(&self.files, &tree.files)
            && own.clone().count() == self.read_from.len()
            && own.all(is_same)
    }

    /// The files of these settings, and of those `before`, that are not the same in both.
    #[must_use]
    pub fn differences(&self, before: Option<&Self>) -> Vec<SourcePath> {
        let none = BTreeMap::new();
        let before = before.map_or(&none, |before| &before.read_from);
        let paths: BTreeSet<&SourcePath> = self.read_from.keys().chain(before.keys()).collect();
        let differs = |path: &&SourcePath| self.read_from.get(*path) != before.get(*path);
        paths.into_iter().filter(differs).cloned().collect()
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
#[derive(Default)]
struct SettingsFiles {
    read_from: BTreeMap<SourcePath, Option<u64>>,
}

impl SettingsFiles {
    fn text(&mut self, found: &Found, report: &mut Report) -> Option<SourceText> {
        let mut buffer = Vec::new();
        let bytes = decode::read(found, &mut buffer, report);
        self.read_from.insert(found.path.clone(), bytes.map(fingerprint));
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
