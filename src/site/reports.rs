//! Entries → what a 月通报 tells: what happened in a month, and what falls due in the next. A month's report is made
//! of what is dated in the month, so that a finished month's page stays what it is.

use std::collections::BTreeMap;

use super::corrections::Corrected;
use super::{Entry, EntryId};
use crate::read::Detail;
use crate::read::ledger::{Cell, ColumnRole, Ledger, Preset, Row};
use crate::read::pledge::PledgeItem;
use crate::words::{Day, Kind, Month};

/// The report of each month that has anything to tell; none lies behind the build's month.
pub type Reports = BTreeMap<Month, MonthReport>;

/// What a month's report tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthReport {
    /// Entries dated in the month, oldest first.
    pub disclosed: Vec<EntryId>,
    /// 公示 and 征求意见 that begin or end in it, by their last day. 征求意见 begins with its notice.
    pub periods: Vec<EntryId>,
    /// Corrections made in it, oldest first.
    pub corrections: Vec<Corrected>,
    /// Rows of ledgers that were finished in it, by day.
    pub finished: Vec<Finished>,
    /// What falls due in the month after, of what was there before it; by day.
    pub due: Vec<Due>,
}

/// A row of a ledger that came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finished {
    /// When.
    pub date: Day,
    /// The ledger that the row is in.
    pub entry: EntryId,
    /// Index into the ledger's rows, from 0.
    pub row: usize,
}

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day on which it is in time.
    pub date: Day,
    /// The entry that says so.
    pub entry: EntryId,
    /// What is due.
    pub what: DueWhat,
}

/// What falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueWhat {
    /// A 公示期 ends.
    Period,
    /// A 征求意见 or 预公开 ends.
    Consultation,
    /// A study item's 截止.
    Study,
    /// A resolution, by its place.
    Resolution(usize),
    /// So many things promised.
    Promises(usize),
    /// A row of a ledger, by its place.
    Row(usize),
}

/// Puts everything into the months it is dated in.
pub(super) fn gather(entries: &[Entry], corrections: &[Corrected], day: Day) -> Reports {
    let mut gathering = Gathering {
        reports: Reports::new(),
        due: Vec::new(),
        last: Month::of(day),
    };
    // Entries are sorted newest first; a report tells things in the order they happened in.
    for (index, entry) in entries.iter().enumerate().rev() {
        gathering.entry(EntryId(index), entry);
    }
    for corrected in corrections.iter().rev() {
        gathering.at(corrected.date, |report| report.corrections.push(*corrected));
    }
    gathering.settle(entries)
}

struct Gathering {
    reports: Reports,
    /// With the date of the entry that says so.
    due: Vec<(Day, Due)>,
    /// The build's month.
    last: Month,
}

impl Gathering {
    /// The report of the month that a day lies in, unless the month is yet to come.
    fn at(&mut self, day: Day, put: impl FnOnce(&mut MonthReport)) {
        let month = Month::of(day);
        if month <= self.last {
            put(self.reports.entry(month).or_default());
        }
    }

    fn entry(&mut self, id: EntryId, entry: &Entry) {
        if entry.kind() == Kind::Page {
            return;
        }
        self.at(entry.common.date, |report| report.disclosed.push(id));
        match &entry.detail {
            Detail::Notice(notice) => {
                let end = notice.period.map(|period| period.end).or(notice.deadline);
                let (start, what) = match notice.period {
                    Some(period) => (Some(period.start), DueWhat::Period),
                    None => (notice.deadline.map(|_| entry.common.date), DueWhat::Consultation),
                };
                for date in start.into_iter().chain(end) {
                    self.at(date, |report| {
                        if report.periods.last() != Some(&id) {
                            report.periods.push(id);
                        }
                    });
                }
                self.owe(id, entry, end, what);
            }
            Detail::Study(study) => self.owe(id, entry, study.deadline, DueWhat::Study),
            Detail::Meeting(meeting) => {
                for (index, resolution) in meeting.resolutions.iter().enumerate() {
                    self.owe(id, entry, resolution.deadline, DueWhat::Resolution(index));
                }
            }
            Detail::Pledge(pledge) => {
                let mut days: BTreeMap<Day, usize> = BTreeMap::new();
                let deadlines = pledge.all_items().filter_map(PledgeItem::last_day);
                deadlines.for_each(|day| *days.entry(day).or_default() += 1);
                for (day, count) in days {
                    self.owe(id, entry, Some(day), DueWhat::Promises(count));
                }
            }
            Detail::Ledger(ledger) => self.ledger(id, entry, ledger),
            Detail::Page(_) => {}
        }
    }

    fn ledger(&mut self, id: EntryId, entry: &Entry, ledger: &Ledger) {
        for (index, row) in ledger.rows.iter().enumerate() {
            let done = finished_on(ledger, row);
            if let Some(date) = done {
                let finished = Finished {
                    date,
                    entry: id,
                    row: index,
                };
                self.at(date, |report| report.finished.push(finished));
            }
            let deadline = ledger.deadline(row);
            // What was done before its month came was not due in it.
            let open = deadline.filter(|last| done.is_none_or(|done| Month::of(done) >= Month::of(*last)));
            self.owe(id, entry, open, DueWhat::Row(index));
        }
    }

    fn owe(&mut self, entry: EntryId, of: &Entry, date: Option<Day>, what: DueWhat) {
        if let Some(date) = date {
            self.due.push((of.common.date, Due { date, entry, what }));
        }
    }

    /// Gives what falls due to the report of the month before, when there is one and the entry was there by then.
    fn settle(mut self, entries: &[Entry]) -> Reports {
        for (said, due) in self.due {
            let month = Month::of(due.date);
            let before = self
                .reports
                .range_mut(..month)
                .next_back()
                .filter(|(before, _)| before.next() == month && Month::of(said) <= **before);
            if let Some((_, report)) = before {
                report.due.push(due);
            }
        }
        for report in self.reports.values_mut() {
            report.finished.sort();
            report.due.sort_by_key(|due| due.date);
            report.periods.sort_by_key(|id| match &entries[id.0].detail {
                Detail::Notice(notice) => notice.period.map(|period| period.end).or(notice.deadline),
                _ => None,
            });
        }
        self.reports
    }
}

/// The day on which nothing more had to happen with a row.
#[must_use]
pub fn finished_on(ledger: &Ledger, row: &Row) -> Option<Day> {
    match ledger.preset? {
        Preset::Rectification => date_of(ledger, row, ColumnRole::Closed),
        Preset::Tasks | Preset::Opinions => date_of(ledger, row, ColumnRole::Completed),
        _ => None,
    }
}

fn date_of(ledger: &Ledger, row: &Row, role: ColumnRole) -> Option<Day> {
    row.cell(ledger.column(role)?).and_then(Cell::date)
}
