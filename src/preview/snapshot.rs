//! Every edition as it stands for one day, in memory: any of its files is rendered when it is asked for. It owns
//! what it is made of, so that it can be read by many while the next one is being made.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::clearance::{Mode, Reason};
use crate::pipeline::{self, Assembled, AssembledEdition, AssemblyInput, Request};
use crate::plan::Planned;
use crate::read::config::Edition;
use crate::render::{Known, PreparedEdition, Rendered, Renderer, Unmade};
use crate::site::{Candidate, Entry};
use crate::words::{Address, Complaint, Day, Fingerprint, MachineFault, Report, SourcePath};

/// At so many changed entries' pages is looked before they are shown.
const LOOKED_AT: usize = 20;

/// The site at one moment, as of one day.
#[derive(Debug)]
pub struct Snapshot {
    day: Day,
    assembled: Assembled,
    /// One for each edition of `assembled`.
    prepared: Vec<PreparedEdition>,
    /// The photographs and attachments of all snapshots since the preview began.
    made: Arc<MadeFiles>,
}

impl Snapshot {
    /// From what was assembled without a fault; the report gets what pictures are found to have.
    /// What was prepared for the snapshot `before` it saves some of the work.
    pub(super) fn new(assembled: Assembled, day: Day, before: Option<&Self>, report: &mut Report) -> Self {
        let editions = assembled.editions.iter();
        let prepared = editions
            .map(|edition| {
                let id = &edition.site.edition.id;
                let before = before.and_then(|before| before.edition(id));
                let before = before.map(|(_, prepared)| prepared);
                let known = Known {
                    prepared: before,
                    length: None,
                };
                PreparedEdition::new(&assembled.parts(edition), known, report)
            })
            .collect();
        Self {
            day,
            assembled,
            prepared,
            made: before.map(|before| Arc::clone(&before.made)).unwrap_or_default(),
        }
    }

    /// The day that it is of.
    #[must_use]
    pub fn day(&self) -> Day {
        self.day
    }

    /// The editions, in the order of `site.toml`.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.assembled
            .editions
            .iter()
            .map(|edition| &edition.site.edition)
    }

    /// The addresses of an edition's files, sorted; none for an edition that is not there.
    pub fn addresses(&self, edition: &str) -> impl Iterator<Item = &Address> {
        let edition = self.edition(edition).map(|(edition, _)| edition);
        edition.into_iter().flat_map(|edition| edition.plan.files.keys())
    }

    /// True when the edition has a file at this address.
    #[must_use]
    pub fn has(&self, edition: &str, address: &Address) -> bool {
        let edition = self.edition(edition).map(|(edition, _)| edition);
        edition.is_some_and(|edition| edition.plan.files.contains_key(address))
    }

    /// The bytes of one file of the edition with this id: what a build in the same mode would write there. `None`
    /// when there is no such edition or file.
    ///
    /// # Errors
    /// A template has a fault, or a picture cannot be read.
    #[must_use]
    pub fn answer(&self, edition: &str, address: &Address) -> Option<Result<Vec<u8>, Complaint>> {
        let (edition, prepared) = self.edition(edition)?;
        let planned = edition.plan.files.get(address)?;
        let renderer = Renderer::new(&self.assembled.parts(edition), prepared);
        Some(match renderer.render(planned, address) {
            Ok(Rendered::File(bytes)) => Ok(bytes),
            Ok(Rendered::Unmade(unmade)) => self.made.get(*unmade),
            Err(complaint) => Err(complaint),
        })
    }

    /// Why the entry at this address would not be published as of this day; empty for one that would, and for
    /// pages that are no entry's.
    #[must_use]
    pub fn ribbon(&self, edition: &str, address: &Address) -> &[Reason] {
        let Some((edition, _)) = self.edition(edition) else {
            return &[];
        };
        let reasons = entry_at(edition, address).and_then(|entry| edition.ahead.get(&entry.source));
        reasons.map_or(&[], Vec::as_slice)
    }

    /// Why the edition does not even preview the entry whose page would be at this address; empty when it does, and
    /// when there is no such entry.
    #[must_use]
    pub fn absence(&self, edition: &str, address: &Address) -> &[Reason] {
        let documents = &self.assembled.library.documents;
        let document = documents.iter().find(|document| document.address == *address);
        let reasons = document.and_then(|document| {
            let withheld = &self.edition(edition)?.0.withheld;
            withheld.iter().find(|entry| entry.source == document.source)
        });
        reasons.map_or(&[], |entry| &entry.reasons)
    }

    /// Where another edition shows the entry that is at this address; `None` when it does not, and for pages that are
    /// no entry's.
    #[must_use]
    pub fn same_entry(&self, edition: &str, address: &Address, other: &str) -> Option<Address> {
        let entry = entry_at(self.edition(edition)?.0, address)?;
        self.page_of(other, &entry.source).map(|(address, _)| address)
    }

    /// The page of the entry in this file, and its title; `None` when the edition does not show it.
    #[must_use]
    pub fn page_of(&self, edition: &str, source: &SourcePath) -> Option<(Address, String)> {
        let (edition, _) = self.edition(edition)?;
        let id = edition.site.by_source(source)?;
        let entry = edition.site.entry(id);
        let address = match edition.site.edition.is_board {
            true => edition.plan.hanging.page_of(Candidate::Entry(id))?,
            false => &entry.address,
        };
        Some((address.clone(), entry.common.title.clone()))
    }

    /// The same content as of another day. Some content has faults on one day and not on another.
    ///
    /// # Errors
    /// The complaints, when there are errors.
    pub fn at(&self, day: Day) -> Result<Self, Report> {
        let mut report = Report::new();
        let mut theme = |edition: &Edition, _: &mut Report| -> Result<_, MachineFault> {
            let same = self.edition(&edition.id);
            Ok(same.map(|(edition, _)| Arc::clone(&edition.theme)))
        };
        let request = request(day);
        let given = AssemblyInput {
            library: Arc::clone(&self.assembled.library),
            theme: &mut theme,
            decide: &mut pipeline::decide_all,
        };
        let Ok(assembled) = pipeline::assemble_library(given, &request, &mut report) else {
            return Err(report);
        };
        let snapshot = Self::new(assembled, day, Some(self), &mut report);
        match report.has_errors() {
            true => Err(report),
            false => Ok(snapshot),
        }
    }

    /// What is found when files are rendered that may have a fault: all where the site brings templates of its own or
    /// writes raw HTML; else the pictures and attachments that are not those of `before`, and the pages of entries
    /// that were changed. What the program's own templates make of clean content is known to be right.
    pub(super) fn faults(&self, before: Option<&Self>, changed: &[SourcePath]) -> Report {
        let mut wanted = Vec::new();
        let files = &self.assembled.library.files;
        let before = before.filter(|before| Arc::ptr_eq(&before.assembled.library.files, files));
        for (edition, prepared) in self.assembled.editions.iter().zip(&self.prepared) {
            let renderer = Renderer::new(&self.assembled.parts(edition), prepared);
            let is_suspect = edition.theme.own_templates || self.assembled.library.config.raw_html;
            let known = before.and_then(|before| before.edition(&edition.site.edition.id));
            let is_known =
                |address: &Address| known.is_some_and(|(known, _)| known.plan.files.contains_key(address));
            let is_wanted = |(address, planned): &(&Address, &Planned)| {
                is_suspect || (matches!(planned, Planned::Material(_)) && !is_known(address))
            };
            let of_plan = edition.plan.files.iter().filter(is_wanted);
            let entries = changed.iter().take(LOOKED_AT).filter_map(|source| {
                let id = edition.site.by_source(source)?;
                edition.plan.files.get_key_value(&edition.site.entry(id).address)
            });
            wanted.extend(of_plan.chain(entries).map(|file| (renderer, file)));
        }
        let found = wanted.par_iter().filter_map(|(renderer, (address, planned))| {
            // Whether a photograph's pixels can be read is seen when a page shows it, or by a build: it takes long.
            renderer.render(planned, address).err()
        });
        let mut report = Report::new();
        found
            .collect::<Vec<_>>()
            .into_iter()
            .for_each(|fault| report.push(fault));
        report
    }

    fn edition(&self, id: &str) -> Option<(&AssembledEdition, &PreparedEdition)> {
        let mut editions = self.assembled.editions.iter().zip(&self.prepared);
        editions.find(|(edition, _)| edition.site.edition.id == id)
    }
}

/// The entry that is shown at an address, on its page or on the sheets that hang.
fn entry_at<'a>(edition: &'a AssembledEdition, address: &Address) -> Option<&'a Entry> {
    let planned = edition.plan.files.get(address)?;
    Some(edition.site.entry(edition.plan.hanging.entry_on(planned)?))
}

/// All editions, as those who write see them.
pub(super) fn request(day: Day) -> Request {
    Request {
        day,
        mode: Mode::Preview,
        editions: Vec::new(),
    }
}

/// So many bytes are kept; when there are more, it begins anew.
const KEPT: usize = 64 << 20;

/// What was made, by what it was made of.
#[derive(Debug, Default)]
pub(super) struct MadeFiles(Mutex<HashMap<Fingerprint, Vec<u8>>>);

impl MadeFiles {
    /// A photograph or an attachment, made before or now.
    ///
    /// # Errors
    /// A photograph's pixels cannot be read.
    pub(super) fn get(&self, unmade: Unmade) -> Result<Vec<u8>, Complaint> {
        self.get_or_make(unmade.source, || unmade.make())
    }

    fn get_or_make(
        &self,
        source: Fingerprint,
        make: impl FnOnce() -> Result<Vec<u8>, Complaint>,
    ) -> Result<Vec<u8>, Complaint> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().get(&source).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = make()?;
        let mut kept = kept();
        if kept.values().map(Vec::len).sum::<usize>() + made.len() > KEPT {
            kept.clear();
        }
        kept.insert(source, made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_while_there_is_room() {
        let kept = MadeFiles::default();
        let source = |of: u8| Fingerprint::of(&[of]);
        let never = || panic!("made again");
        assert_eq!(kept.get_or_make(source(1), || Ok(vec![1])), Ok(vec![1]));
        assert_eq!(kept.get_or_make(source(1), never), Ok(vec![1]));
        assert!(kept.get_or_make(source(2), || Ok(vec![0; KEPT])).is_ok());
        assert_eq!(kept.get_or_make(source(1), || Ok(vec![3])), Ok(vec![3]));
    }
}
