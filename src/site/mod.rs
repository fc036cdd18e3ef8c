//! Cleared → [`Site`]: one edition's model, made of nothing but what its audience may see. Pure.

mod corrections;
pub mod coverage;
pub mod disclosure;
pub mod duties;
pub mod history;
pub mod ledgers;
mod lists;
pub mod meetings;
pub mod organization;
mod posted;
mod publicity;
pub mod reports;
pub mod statistics;
pub mod study;

pub use corrections::Corrected;
pub use ledgers::words;
pub use lists::{List, ListKey, YearOf};
pub use posted::{Candidate, Posting, TakeDown};
pub use publicity::{Asks, OpenUntil, workdays};

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use coverage::ItemCoverage;

use self::history::History;
use self::reports::Reports;
use self::statistics::Statistics;
use crate::clearance::{Cleared, Disclosed, QrAddresses};
use crate::read::config::{
    Board, Edition, HomePicture, MeetingRules, Publisher, StudyRule, Supervision, TermRule,
};
use crate::read::{Branch, Catalogue, Config, Detail, Organization};
use crate::words::{Calendar, Day, Kind, Scope, SourcePath};

/// An entry that is published. Shared: one that stays as it was is the same in the next model.
pub type Entry = Arc<Cleared<Disclosed>>;

/// The place of an entry in [`Site::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(usize);

/// One edition, complete: whatever a page can show is in it.
#[derive(Debug)]
pub struct Site {
    /// The edition's settings in `site.toml`.
    pub edition: Edition,
    /// Who publishes it.
    pub publisher: Publisher,
    /// The photograph on the home page.
    pub home_picture: Option<HomePicture<SourcePath>>,
    /// How readers reach those who receive what they say.
    pub supervision: Supervision,
    /// `[ledgers]`: within how many working days an opinion is answered.
    pub reply_workdays: u32,
    /// The build's day.
    pub day: Day,
    /// Tells working days from holidays.
    pub calendar: Arc<Calendar>,
    /// The organization and the edition's branches, whether they have published anything or not.
    pub organization: Cleared<Organization>,
    /// The items of 公开目录.
    pub catalogue: Cleared<Catalogue>,
    /// How each item of 公开目录 stands, in its order.
    pub coverage: Vec<ItemCoverage>,
    /// When each item of 公开目录 was disclosed, for looking back.
    pub history: History,
    /// 三会一课, by year.
    pub matrix: BTreeMap<i32, meetings::MatrixYear>,
    /// The site's first day of use; nothing that was owed before is judged.
    pub since: Option<Day>,
    /// `[meetings]` and `[duties]`.
    pub meetings: MeetingRules,
    /// Pledges are for this audience by default, so that who has made none can be said.
    pub judges_pledges: bool,
    /// How much was learnt.
    pub training: study::Training,
    /// `[study]`.
    pub study: StudyRule,
    /// `[terms]`.
    pub terms: TermRule,
    /// The edition carries a summary for the bureau above: `site.toml` asks for it, and everybody may see it.
    pub has_summary: bool,
    /// Every list of entries, each newest first.
    pub lists: BTreeMap<ListKey, List>,
    /// 更正, newest first.
    pub corrections: Vec<Corrected>,
    /// The figures of each year.
    pub statistics: Statistics,
    /// What each month's report tells.
    pub reports: Reports,
    /// The boards of a board edition; none for a web edition.
    pub boards: Vec<Board>,
    /// Where the codes on a board's sheets lead.
    pub codes: QrAddresses,
    entries: Vec<Entry>,
    /// The entries in the order of their files.
    by_file: Vec<EntryId>,
    /// The entry of each file. Every link asks; nobody goes through it.
    of_file: HashMap<SourcePath, EntryId>,
}

impl Site {
    /// Assembles an edition. `entries` is all that was cleared for it, in any order.
    #[must_use]
    pub fn new(config: &Config, edition: &Edition, world: World, entries: Vec<Entry>) -> Self {
        let (entries, by_file) = newest_first(entries);
        let Gathered {
            of_file,
            lists,
            training,
            matrix,
            history,
            coverage,
            statistics,
            reports,
            corrections,
        } = Gathered::of(&entries, config, edition, &world);
        let usual_pledges = config.default_scope(Kind::Pledge);
        Self {
            edition: edition.clone(),
            publisher: config.publisher.clone(),
            home_picture: config.home_picture.clone(),
            supervision: config.supervision.clone(),
            reply_workdays: config.ledgers.reply_workdays,
            day: world.day,
            calendar: world.calendar,
            organization: world.organization,
            catalogue: world.catalogue,
            coverage,
            history,
            matrix,
            since: config.since,
            meetings: config.meetings.clone(),
            judges_pledges: usual_pledges.is_some_and(|scope| scope.reaches(edition.audience)),
            training,
            study: config.study,
            terms: config.terms,
            has_summary: config.disclosure_txt && edition.is_for_everybody(),
            lists,
            statistics,
            reports,
            boards: config.boards_of(edition).cloned().collect(),
            codes: world.codes,
            corrections,
            of_file,
            entries,
            by_file,
        }
    }

    /// The pictures that belong to the site and to no entry.
    pub fn own_pictures(&self) -> impl Iterator<Item = &SourcePath> {
        let home = self.home_picture.iter().map(|picture| &picture.file);
        home.chain(&self.publisher.emblem)
    }

    /// The entry of this id.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0]
    }

    /// All entries, newest first; of one day by address.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The place of an entry in [`Site::entries`].
    #[must_use]
    pub fn index(&self, id: EntryId) -> usize {
        id.0
    }

    /// The ids of all entries, newest first.
    pub fn ids(&self) -> impl Iterator<Item = EntryId> + use<> {
        (0..self.entries.len()).map(EntryId)
    }

    /// The ids of all entries, in the order of the files they were written in.
    #[must_use]
    pub fn ids_by_file(&self) -> &[EntryId] {
        &self.by_file
    }

    /// The entry that was written in this file, when it is published.
    #[must_use]
    pub fn by_source(&self, source: &SourcePath) -> Option<EntryId> {
        self.of_file.get(source).copied()
    }

    /// The branches, in the order of `organization.yaml`.
    #[must_use]
    pub fn branches(&self) -> &[Branch] {
        &self.organization.branches
    }

    /// The branch of this id.
    #[must_use]
    pub fn branch(&self, id: &str) -> Option<&Branch> {
        self.branches().iter().find(|branch| branch.id == id)
    }

    /// The entries of a list, newest first; empty for a list that nothing is in.
    #[must_use]
    pub fn list(&self, key: &ListKey) -> &[EntryId] {
        self.lists.get(key).map_or(&[], |list| &list.ids)
    }

    /// The years that have corrections, newest first.
    #[must_use]
    pub fn correction_years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.corrections.iter().map(|of| of.date.year()).collect();
        years.dedup();
        years
    }

    /// The newest year that has figures; the build's when none has.
    #[must_use]
    pub fn newest_year(&self) -> i32 {
        let newest = self.statistics.keys().next_back();
        newest.copied().unwrap_or_else(|| self.day.year())
    }

    /// The pledges of each year, newest year first; within a year newest first. A sample pledges nothing.
    #[must_use]
    pub fn pledges_by_year(&self) -> BTreeMap<std::cmp::Reverse<i32>, Vec<EntryId>> {
        let mut years: BTreeMap<_, Vec<EntryId>> = BTreeMap::new();
        for id in self.list(&ListKey::Section(Kind::Pledge)) {
            let entry = self.entry(*id);
            if let Detail::Pledge(pledge) = &entry.detail
                && !entry.common.sample
            {
                years.entry(std::cmp::Reverse(pledge.year)).or_default().push(*id);
            }
        }
        years
    }
}

/// What is gathered from all entries.
struct Gathered {
    of_file: HashMap<SourcePath, EntryId>,
    lists: BTreeMap<ListKey, List>,
    training: study::Training,
    matrix: BTreeMap<i32, meetings::MatrixYear>,
    history: History,
    coverage: Vec<ItemCoverage>,
    statistics: Statistics,
    reports: Reports,
    corrections: Vec<Corrected>,
}

impl Gathered {
    /// `entries` are sorted newest first. Each thing goes through all of them once, which is memory's work more than
    /// the processor's; the tree of joins lets both halves help each other.
    fn of(entries: &[Entry], config: &Config, edition: &Edition, world: &World) -> Self {
        let judged_by = coverage::CoverageTerms {
            branches: &world.organization.branches,
            audience: edition.audience,
            since: config.since,
            day: world.day,
        };
        let matrix_by = meetings::MatrixTerms {
            rules: &config.meetings,
            organization: &world.organization,
            audience: edition.audience,
            usual_scope: config.default_scope(Kind::Meeting).unwrap_or(Scope::Restricted),
            day: world.day,
        };
        let about_meetings = || {
            let training = study::training(entries, &config.study);
            (training, meetings::matrix(entries, matrix_by))
        };
        let of_catalogue = || {
            let history = History::of(entries, &world.catalogue, judged_by);
            (history, coverage::coverage(entries, &world.catalogue, judged_by))
        };
        let told = || {
            let corrections = corrections::gather(entries);
            (reports::gather(entries, &corrections, world.day), corrections)
        };
        let listed = || rayon::join(|| lists::gather(entries), about_meetings);
        let counted = || rayon::join(|| statistics::gather(entries), told);
        let one = || rayon::join(|| of_file(entries), listed);
        let other = || rayon::join(of_catalogue, counted);
        let ((of_file, (lists, (training, matrix))), ((history, coverage), (statistics, told))) =
            rayon::join(one, other);
        let (reports, corrections) = told;
        Self {
            of_file,
            lists,
            training,
            matrix,
            history,
            coverage,
            statistics,
            reports,
            corrections,
        }
    }
}

/// The entries, newest first and of one day by address; and their ids in the order of their files.
fn newest_first(mut entries: Vec<Entry>) -> (Vec<Entry>, Vec<EntryId>) {
    // They mostly come so.
    if !entries.is_sorted_by(|a, b| a.source <= b.source) {
        entries.sort_by(|a, b| a.source.cmp(&b.source));
    }
    // The days stand beside each other here; in the entries they are far apart in memory.
    let mut order: Vec<(Day, usize)> = entries.iter().map(|entry| entry.common.date).zip(0..).collect();
    let address = |of: usize| &entries[of].address;
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| address(a.1).cmp(address(b.1))));
    let mut by_file = vec![EntryId(0); order.len()];
    for (id, (_, of)) in order.iter().enumerate() {
        by_file[*of] = EntryId(id);
    }
    let sorted = order.iter().map(|(_, of)| Arc::clone(&entries[*of])).collect();
    (sorted, by_file)
}

/// The entry of each file; `entries` are in the order of their ids.
fn of_file(entries: &[Entry]) -> HashMap<SourcePath, EntryId> {
    let files = entries.iter().map(|entry| entry.source.clone());
    files.zip((0..).map(EntryId)).collect()
}

/// What an edition takes from outside its entries.
#[derive(Debug, Clone)]
pub struct World {
    /// The tree of `organization.yaml`, as far as this edition may show it.
    pub organization: Cleared<Organization>,
    /// 公开目录.
    pub catalogue: Cleared<Catalogue>,
    /// Tells working days from holidays.
    pub calendar: Arc<Calendar>,
    /// The build's day.
    pub day: Day,
    /// Where the codes on a board's sheets lead.
    pub codes: QrAddresses,
}
