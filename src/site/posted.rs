//! Entries → what goes to which section of a board, in the order in which it gets the slots. Pure.
//!
//! 上墙 decides where it says something; otherwise an entry goes where its type is taken, or else its kind. What
//! is left of an expired 公示 never hangs, nor does a 征求意见 whose time is over.

use std::collections::BTreeSet;

use super::{Asks, Entry, EntryId, Site};
use crate::read::Detail;
use crate::read::config::{Board, Designed, Take};
use crate::read::document::{Duration, Posted};
use crate::words::{Day, Labelled, SourcePath};

/// Something that may hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Candidate {
    /// A sheet that is made of the whole site.
    Designed(Designed),
    /// An entry.
    Entry(EntryId),
}

impl Candidate {
    /// The entry; none is a sheet that is made of the whole site.
    #[must_use]
    pub fn entry(self) -> Option<EntryId> {
        match self {
            Self::Entry(id) => Some(id),
            Self::Designed(_) => None,
        }
    }
}

/// What a board may show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posting {
    /// For each of the board's sections, what goes there: sheets of the whole site, running 公示, what has to hang
    /// (置顶, 上墙), the rest; each newest first.
    pub sections: Vec<Vec<Candidate>>,
    /// 上墙 is 是, and no section takes it; newest first.
    pub homeless: Vec<EntryId>,
}

/// When an entry is to be taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeDown {
    /// Behind this day, its last one.
    After(Day),
    /// Not by a date; what 公开时限 says, or 长期.
    By(Duration),
}

impl Site {
    /// What goes to which section of a board.
    #[must_use]
    pub fn posting(&self, board: &Board) -> Posting {
        let mut posting = Posting {
            sections: board.sections.iter().map(|_| Vec::new()).collect(),
            homeless: Vec::new(),
        };
        for (section, list) in board.sections.iter().zip(&mut posting.sections) {
            list.extend(section.takes.iter().filter_map(|take| match take {
                Take::Designed(sheet) => Some(Candidate::Designed(*sheet)),
                Take::Kind(_) | Take::Type(_) => None,
            }));
        }
        let mut ids: Vec<EntryId> = self.ids().filter(|id| self.may_hang(*id, board)).collect();
        // Entries come newest first, and stay so among equals.
        ids.sort_by_key(|id| self.rank(*id));
        for id in ids {
            let entry = self.entry(id);
            match self.section_of(entry, board) {
                Some(index) => posting.sections[index].push(Candidate::Entry(id)),
                None if entry.common.posted == Posted::Yes => posting.homeless.push(id),
                None => {}
            }
        }
        posting
    }

    /// The pictures of entries that may get a slot; more candidates than `most` for each slot are not looked at.
    #[must_use]
    pub fn pictures_to_hang(&self, most: usize) -> BTreeSet<SourcePath> {
        let mut pictures = BTreeSet::new();
        for board in &self.boards {
            let sections = self.posting(board).sections.into_iter().zip(&board.sections);
            for (candidates, section) in sections {
                let entries = candidates.iter().filter_map(|candidate| candidate.entry());
                let entries = entries.map(|id| self.entry(id));
                let images = entries
                    .take(section.slots as usize + most)
                    .flat_map(|entry| &entry.body.images);
                pictures.extend(images.map(|image| image.file.clone()));
            }
        }
        pictures
    }

    /// What would hang on a board if its time were not over, with the section; newest first.
    #[must_use]
    pub fn taken_down(&self, board: &Board) -> Vec<(EntryId, usize)> {
        let over = self.ids().filter(|id| {
            let entry = self.entry(*id);
            is_theirs(entry, board) && self.is_over(entry) && entry.common.posted != Posted::No
        });
        over.filter_map(|id| Some((id, self.section_of(self.entry(id), board)?)))
            .collect()
    }

    fn may_hang(&self, id: EntryId, board: &Board) -> bool {
        let entry = self.entry(id);
        is_theirs(entry, board) && !self.is_over(entry) && entry.common.posted != Posted::No
    }

    /// True behind the last day of what is taken down by a date.
    #[must_use]
    pub fn is_over(&self, entry: &Entry) -> bool {
        matches!(self.take_down(entry), TakeDown::After(last) if last < self.day)
    }

    /// True when an entry has to hang: its 公示期 runs, or its author says so.
    #[must_use]
    pub fn must_hang(&self, id: EntryId) -> bool {
        self.rank(id) < 2
    }

    /// Who comes first.
    fn rank(&self, id: EntryId) -> u8 {
        let entry = self.entry(id);
        let asks = self.is_open(entry).map(|open| open.asks);
        let said = matches!(entry.common.posted, Posted::Yes | Posted::Section(_));
        match asks {
            Some(Asks::Objections) => 0,
            _ if entry.common.pinned || said => 1,
            _ => 2,
        }
    }

    /// The section that an entry goes to.
    fn section_of(&self, entry: &Entry, board: &Board) -> Option<usize> {
        let at = |wanted: &dyn Fn(&Take) -> bool| {
            let mut sections = board.sections.iter();
            sections.position(|section| section.takes.iter().any(wanted))
        };
        if let Posted::Section(name) = &entry.common.posted {
            return board.sections.iter().position(|section| section.name == *name);
        }
        let label = entry.detail.of_type().map(|(_, label)| label);
        let by_type = label.and_then(|label| at(&|take| *take == Take::Type(label)));
        by_type.or_else(|| at(&|take| *take == Take::Kind(entry.kind())))
    }

    /// What something that may hang is called.
    #[must_use]
    pub fn title_of(&self, what: Candidate) -> &str {
        match what {
            Candidate::Entry(id) => &self.entry(id).common.title,
            Candidate::Designed(sheet) => sheet.label(),
        }
    }

    /// The first day on which an entry may hang: nothing was public before it was approved, and a 公示 begins with
    /// its period.
    #[must_use]
    pub fn posted_on(&self, entry: &Entry) -> Day {
        if let Detail::Notice(notice) = &entry.detail
            && let Some(period) = notice.period
        {
            return period.start;
        }
        let common = &entry.common;
        common.approved_on.map_or(common.date, |day| day.max(common.date))
    }

    /// When an entry is to be taken down.
    #[must_use]
    pub fn take_down(&self, entry: &Entry) -> TakeDown {
        let Detail::Notice(notice) = &entry.detail else {
            return TakeDown::By(entry.common.duration.unwrap_or(Duration::LongTerm));
        };
        let ends = notice.period.map(|period| period.end).or(notice.deadline);
        match ends.filter(|_| !entry.common.keep_after_expiry) {
            Some(last) => TakeDown::After(last),
            None => TakeDown::By(entry.common.duration.unwrap_or(Duration::LongTerm)),
        }
    }
}

/// A branch's board takes its own entries and the school's; the school's takes all.
fn is_theirs(entry: &Entry, board: &Board) -> bool {
    match (&board.branch, &entry.common.branch) {
        (Some(board), Some(entry)) => board == entry,
        (None, _) | (_, None) => true,
    }
}
