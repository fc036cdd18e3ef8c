//! What an upload brings into the record of publication: each page of an entry when the target has acknowledged it; and
//! before and behind that, whatever the target holds that the record does not know of yet. A fault of the record stops no
//! upload, which may have to take something down; it is told at the end.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use super::DeployRun;
use crate::cli::console::Console;
use crate::cli::record::{self, stamp};
use crate::deploy::{LocalFile, LocalSite, ServerState, TargetSurvey, TransferEvent, UploadStep, UploadTurn};
use crate::record::{
    Occurrence, PublicationRecord, RecordPlace, RecordedPage, differences, happened, pages, removed,
};
use crate::words::{Address, ContentHash, MachineFault};

/// The command's name in the record.
const COMMAND: &str = "deploy";

/// The record, while an upload runs.
pub(super) struct DeployRecord<'a> {
    console: &'a Console,
    site: &'a LocalSite,
    place: RecordPlace,
    /// The pages of entries as they are to be online, by address.
    pages: HashMap<String, RecordedPage>,
    record: Mutex<Result<PublicationRecord, MachineFault>>,
    /// Where nothing is certain.
    unsure: BTreeSet<Address>,
}

impl<'a> DeployRecord<'a> {
    /// Records what was found on the target and is not in the record yet.
    pub(super) fn new(run: &DeployRun<'a>, survey: &TargetSurvey) -> Self {
        let hash_of = |address: &Address| run.site.files.get(address).map(|local| local.file.hash);
        let pages = pages(run.root, run.planned, &hash_of);
        let recorded = Self {
            console: run.console,
            site: run.site,
            place: RecordPlace {
                edition: run.target.edition.clone(),
                name: run.target.name.clone(),
            },
            pages: pages
                .into_iter()
                .map(|page| (page.address.clone(), page))
                .collect(),
            record: Mutex::new(PublicationRecord::load(run.root)),
            unsure: survey.unsure.clone(),
        };
        recorded.catch_up(&survey.state, true);
        recorded
    }

    /// Something happened to the upload.
    pub(super) fn hear(&self, event: &TransferEvent<'_>) {
        match event {
            TransferEvent::Done(UploadStep::Put(address, _)) => {
                if let Some(page) = self.pages.get(address.as_str()) {
                    self.add(&|record| happened(record, &self.place, page).into_iter().collect());
                }
            }
            // What is emptied says nothing any more.
            TransferEvent::Done(UploadStep::Delete(address))
            | TransferEvent::Emptied(UploadStep::Delete(address)) => {
                let gone = |record: &PublicationRecord| {
                    let standing = record.standing_at(&self.place, address.as_str());
                    standing
                        .map(|before| removed(before, false))
                        .into_iter()
                        .collect()
                };
                self.add(&gone);
            }
            _ => {}
        }
    }

    /// Records what the target holds after all, and the steps did not tell: attachments, and what could not be written
    /// down before.
    pub(super) fn compare(&self, state: &ServerState) {
        self.catch_up(state, false);
    }

    fn catch_up(&self, state: &ServerState, is_late: bool) {
        // Which attachments a page has is known where all are as they are here.
        let is_there = |(address, local): (&Address, &LocalFile)| {
            local.turn != UploadTurn::File || state.files.get(address) == Some(&local.file)
        };
        let has_files = self.site.files.iter().all(is_there);
        self.add(&|record| {
            let there = |address: &str| {
                let address = Address::new(address).ok()?;
                state.files.get(&address).map(|file| (address, *file))
            };
            let mut now: Vec<RecordedPage> = Vec::new();
            for page in self.pages.values() {
                let Some((address, file)) = there(&page.address) else {
                    continue;
                };
                now.push(self.as_there(page, (&address, file.hash), (has_files, is_late)));
            }
            // Pages that the edition has no more, and that are still up.
            for before in record.standing(&self.place) {
                let known = self.pages.contains_key(&before.address);
                if there(&before.address).is_some() && !known {
                    now.push(RecordedPage::standing(before));
                }
            }
            now.retain(|page| !self.is_unsure(&page.address, state));
            let unsure = |what: &Occurrence| self.is_unsure(&what.address, state);
            now.sort_by(|a, b| a.address.cmp(&b.address));
            let mut all = differences(record, &self.place, &now, is_late);
            all.retain(|what| !unsure(what));
            all
        });
    }

    /// A page as the target holds it, which may be one of before.
    fn as_there(
        &self,
        page: &RecordedPage,
        (address, hash): (&Address, ContentHash),
        (has_files, is_late): (bool, bool),
    ) -> RecordedPage {
        let is_ours = self
            .site
            .files
            .get(address)
            .is_some_and(|local| local.file.hash == hash);
        RecordedPage {
            hash: hash.to_string(),
            source: page.source.clone().filter(|_| is_ours),
            materials: page.materials.clone().filter(|_| is_ours && has_files),
            is_remnant: page.is_remnant && is_ours,
            is_late,
            ..page.clone()
        }
    }

    fn is_unsure(&self, address: &str, state: &ServerState) -> bool {
        Address::new(address).is_ok_and(|address| {
            let is_told = state.files.contains_key(&address);
            state.is_between(&address) || self.unsure.contains(&address) && !is_told
        })
    }

    fn add(&self, happened: &dyn Fn(&PublicationRecord) -> Vec<Occurrence>) {
        let mut record = self.record.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(open) = &mut *record
            && let Err(fault) = open.add(stamp(COMMAND), happened)
        {
            *record = Err(fault);
        }
    }

    /// What was recorded is on the disk; says how much it was.
    ///
    /// # Errors
    /// The record could not be written.
    pub(super) fn end(self) -> Result<(), MachineFault> {
        let record = self.record.into_inner().unwrap_or_else(PoisonError::into_inner);
        let settled = record.and_then(|mut record| record.settle().map(|()| record));
        match settled {
            Ok(record) => {
                record::tell(&record, self.console);
                Ok(())
            }
            Err(fault) => Err(
                MachineFault::new(format!("网页已经传上去，但是没有记进公开记录：{fault}"))
                    .hint("看看“记录”文件夹里的文件是不是正开着；关闭以后再运行一次 gongkai deploy，会补记"),
            ),
        }
    }
}
