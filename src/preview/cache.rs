//! A site's folder, again and again → what is assembled of it now. This is the only memory between two looks, and has
//! one rule: what is kept stands beside what it was made from, and is given again for just that. A document is made
//! from the bytes of its file and the [`Settings`]; a decision from a document, an edition, a day and a mode; a theme
//! from its files. Whatever is not kept is made by the same steps that a build takes; none of them knows of this file.

mod listing;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::Touched;
use crate::clearance::{Mode, Rules};
use crate::pipeline::{self, Assembled, AssemblyInput, Decision, Request};
use crate::read::config::{Edition, SiteAppearance};
use crate::read::{Document, Found, Library, ReadEntry, Settings, decode};
use crate::render::{Theme, ThemeFiles, ThemeKey};
use crate::words::{Day, Kind, MachineFault, Report, SourcePath, fingerprint};
use listing::{FileStamp, FileState, Listing};

/// A site's folder and everything that is known about it.
#[derive(Debug)]
pub struct Cache {
    listing: Listing,
    settings: Option<Arc<Settings>>,
    /// One for each entry of the listing, in its order; `None` until it is read.
    entries: Vec<Option<CachedEntry>>,
    themes: CachedThemes,
    /// The files that are not what they were when it was last assembled.
    changed: BTreeSet<SourcePath>,
    /// What it was last assembled for.
    answered: Option<Request>,
}

/// What was assembled of what one look found.
#[derive(Debug)]
pub struct Assembly {
    /// Everything that is known before anything is rendered; `None` when `site.toml` is unusable.
    pub assembled: Option<Assembled>,
    /// What is wrong with it.
    pub report: Report,
    /// The files that are not what they were the last time, sorted: changed, new and gone ones.
    pub changed: Vec<SourcePath>,
}

/// One entry's file, and what was made of it.
#[derive(Debug)]
struct CachedEntry {
    path: SourcePath,
    file: FileState,
    /// What it was read against.
    settings: Arc<Settings>,
    read: ReadEntry,
    /// About its document: the last decision for each edition.
    decisions: Vec<CachedDecision>,
}

/// A decision with what it was made from, beside the entry and its settings.
#[derive(Debug)]
struct CachedDecision {
    edition: String,
    day: Day,
    mode: Mode,
    decision: Arc<Decision>,
}

impl Cache {
    /// For the site in this folder. Reads nothing yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            listing: Listing::new(root),
            settings: None,
            entries: Vec::new(),
            themes: CachedThemes::new(root),
            changed: BTreeSet::new(),
            answered: None,
        }
    }

    /// Looks where something may have changed; `None` when nothing has since the last time.
    ///
    /// # Errors
    /// The folder, or a theme, cannot be read, or the content was there and is gone: a folder that is being
    /// exchanged is no empty site.
    pub fn assemble(
        &mut self,
        touched: &Touched,
        request: &Request,
    ) -> Result<Option<Assembly>, MachineFault> {
        let touched = self.listing.entries_alone(touched);
        if touched.is_none() {
            self.listing.list(&mut self.changed)?;
            self.align();
            self.themes.look(&mut self.changed)?;
        }
        let settings = self.read_settings(request.day);
        self.read_entries(&settings, touched.as_ref());
        if self.changed.is_empty() && self.answered.as_ref() == Some(request) {
            return Ok(None);
        }
        let (tree, complaints) = self.listing.tree();
        let mut report = complaints.clone();
        let entries = self.entries.iter().flatten().map(|entry| entry.read.clone());
        let assembled = match Library::new(tree, &settings, entries, &mut report) {
            Some(library) => Some(self.assemble_library(library, request, &mut report)?),
            None => None,
        };
        self.answered = Some(request.clone());
        Ok(Some(Assembly {
            assembled,
            report,
            changed: std::mem::take(&mut self.changed).into_iter().collect(),
        }))
    }

    /// What came of the last assembly was lost: the next one is made even if nothing changes.
    pub fn forget_answer(&mut self) {
        self.answered = None;
    }

    /// The settings as they were, or read anew when what they are read from is other.
    fn read_settings(&mut self, day: Day) -> Arc<Settings> {
        let (tree, _) = self.listing.tree();
        if let Some(known) = self.settings.as_ref().filter(|known| known.are_of(tree, day)) {
            return Arc::clone(known);
        }
        let settings = Arc::new(Settings::read(tree, day));
        self.changed
            .extend(settings.differences(self.settings.as_deref()));
        self.settings = Some(Arc::clone(&settings));
        settings
    }

    /// Brings the entries in the order of a new listing.
    fn align(&mut self) {
        let (tree, _) = self.listing.tree();
        let mut known = std::mem::take(&mut self.entries).into_iter().flatten().peekable();
        let aligned = tree.entries.iter().map(|(_, found)| {
            while let Some(gone) = known.next_if(|entry| entry.path < found.path) {
                self.changed.insert(gone.path);
            }
            known.next_if(|entry| entry.path == found.path)
        });
        self.entries = aligned.collect();
        self.changed.extend(known.map(|gone| gone.path));
    }

    /// Reads the entries that are not as they were, on all processors. Where `touched` names some, only these may have
    /// other bytes, whatever their files look like from outside.
    fn read_entries(&mut self, settings: &Arc<Settings>, touched: Option<&HashSet<SourcePath>>) {
        let (tree, _) = self.listing.tree();
        let entries = self.entries.par_iter_mut().zip(&tree.entries);
        let looked = entries.map_init(Vec::new, |buffer, (known, (kind, found))| {
            let is_touched = touched.map(|touched| touched.contains(&found.path));
            let is_same = |known: &CachedEntry| known.is_surely_of(found, settings, is_touched);
            if known.as_ref().is_some_and(is_same) {
                return None;
            }
            let (now, is_other) = CachedEntry::read(known.take(), (*kind, found), settings, buffer);
            *known = Some(now);
            is_other.then(|| found.path.clone())
        });
        let changed: Vec<SourcePath> = looked.flatten_iter().collect();
        self.changed.extend(changed);
    }

    fn assemble_library(
        &mut self,
        library: Library,
        request: &Request,
        report: &mut Report,
    ) -> Result<Assembled, MachineFault> {
        let (themes, entries) = (&mut self.themes, &mut self.entries);
        let given = AssemblyInput {
            library: Arc::new(library),
            theme: &mut |edition: &Edition, report: &mut Report| themes.get(edition, report),
            decide: &mut |documents: &[Arc<Document>], rules: &Rules<'_>| decide(entries, documents, rules),
        };
        pipeline::assemble_library(given, request, report)
    }
}

/// What [`pipeline::decide_all`] gives.
fn decide(
    entries: &mut [Option<CachedEntry>],
    documents: &[Arc<Document>],
    rules: &Rules<'_>,
) -> Vec<Arc<Decision>> {
    // Both are sorted by path, and each document is that of an entry.
    let mut entries = entries.iter_mut().flatten();
    let entry_of = |document: &Arc<Document>| entries.find(|entry| entry.path == document.source);
    let entries: Vec<Option<&mut CachedEntry>> = documents.iter().map(entry_of).collect();
    let decisions = entries.into_par_iter().zip(documents);
    let decisions = decisions.map(|(entry, document)| match entry {
        Some(entry) if entry.is_of_document(document) => entry.decide(document, rules),
        // Its claim to an address was another's.
        _ => Arc::new(pipeline::decide(document, rules)),
    });
    decisions.collect()
}

impl CachedEntry {
    /// Reads an entry's file; true when it has other bytes than before, or could not be read before. What is known of
    /// it stays when it has the same, and is read against the same settings.
    fn read(
        known: Option<Self>,
        (kind, found): (Kind, &Found),
        settings: &Arc<Settings>,
        buffer: &mut Vec<u8>,
    ) -> (Self, bool) {
        // Looked at before it is read: what happens to it meanwhile shows the next time.
        let stamp = FileStamp::of(found);
        let mut complaints = Report::new();
        let bytes = decode::read(found, buffer, &mut complaints);
        let print = bytes.map(fingerprint);
        let file = FileState { stamp, print };
        let is_other = known.as_ref().is_none_or(|known| known.file.print != print);
        match known {
            Some(known) if !is_other && print.is_some() && Arc::ptr_eq(&known.settings, settings) => {
                (Self { file, ..known }, false)
            }
            _ => {
                let entry = Self {
                    path: found.path.clone(),
                    file,
                    settings: Arc::clone(settings),
                    read: settings.entry(kind, &found.path, bytes, complaints),
                    decisions: Vec::new(),
                };
                (entry, is_other)
            }
        }
    }

    /// True when reading it again would surely give the same.
    fn is_surely_of(&self, found: &Found, settings: &Arc<Settings>, is_touched: Option<bool>) -> bool {
        Arc::ptr_eq(&self.settings, settings)
            && match is_touched {
                Some(is_touched) => !is_touched,
                None => self.file.is_surely(FileStamp::of(found)),
            }
    }

    fn is_of_document(&self, document: &Arc<Document>) -> bool {
        let own = self.read.document.as_ref();
        own.is_some_and(|own| Arc::ptr_eq(own, document))
    }

    /// What is decided about its document.
    fn decide(&mut self, document: &Document, rules: &Rules<'_>) -> Arc<Decision> {
        let of_edition = |known: &&mut CachedDecision| known.edition == rules.edition.id;
        let known = self.decisions.iter_mut().find(of_edition);
        if let Some(known) = &known
            && (known.day, known.mode) == (rules.day, rules.mode)
        {
            return Arc::clone(&known.decision);
        }
        let decision = Arc::new(pipeline::decide(document, rules));
        let now = CachedDecision {
            edition: rules.edition.id.clone(),
            day: rules.day,
            mode: rules.mode,
            decision: Arc::clone(&decision),
        };
        match known {
            Some(known) => *known = now,
            None => self.decisions.push(now),
        }
        decision
    }
}

/// Every theme that was asked for, compiled and with its files.
#[derive(Debug)]
struct CachedThemes {
    root: PathBuf,
    by_name: HashMap<ThemeKey, CachedTheme>,
}

#[derive(Debug)]
struct CachedTheme {
    files: ThemeFiles,
    /// Compiled, with what was complained about; `None` while it cannot be used.
    theme: Option<(Arc<Theme>, Report)>,
    /// What the site said of its looks when it was.
    appearance: SiteAppearance,
}

impl CachedTheme {
    /// Of these files, not compiled yet.
    fn new(files: ThemeFiles) -> Self {
        Self {
            files,
            theme: None,
            appearance: SiteAppearance::default(),
        }
    }
}

impl CachedThemes {
    /// For the site in this folder. Reads nothing yet.
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            by_name: HashMap::new(),
        }
    }

    /// Reads the files of every theme that is in use, and forgets what was compiled from others.
    ///
    /// # Errors
    /// A theme's files cannot be read.
    fn look(&mut self, changed: &mut BTreeSet<SourcePath>) -> Result<(), MachineFault> {
        for ((name, ..), known) in &mut self.by_name {
            let files = ThemeFiles::load(&self.root, name)?;
            let differs = files.differences(&known.files);
            if !differs.is_empty() {
                changed.extend(differs);
                *known = CachedTheme::new(files);
            }
        }
        Ok(())
    }

    /// An edition's theme; `None` when it cannot be used, and the report says why.
    ///
    /// # Errors
    /// Its files cannot be read.
    fn get(&mut self, edition: &Edition, report: &mut Report) -> Result<Option<Arc<Theme>>, MachineFault> {
        let known = match self.by_name.entry(Theme::key(edition)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(vacant) => {
                let files = ThemeFiles::load(&self.root, &edition.theme)?;
                vacant.insert(CachedTheme::new(files))
            }
        };
        if known.appearance != edition.appearance {
            known.theme = None;
            known.appearance = edition.appearance.clone();
        }
        if known.theme.is_none() {
            let mut complaints = Report::new();
            match Theme::compile(&known.files, edition, &mut complaints) {
                Some(theme) => known.theme = Some((Arc::new(theme), complaints)),
                None => report.absorb(complaints),
            }
        }
        Ok(known.theme.as_ref().map(|(theme, complaints)| {
            report.absorb(complaints.clone());
            Arc::clone(theme)
        }))
    }
}
