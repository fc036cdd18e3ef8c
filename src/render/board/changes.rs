//! What has to go up and to come down, by the days on which something begins or ends. A day that passes without such
//! an event changes nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::page::RenderedPage;
use super::super::{Renderer, shared};
use crate::plan::{Hanging, Hung};
use crate::read::config::Board;
use crate::read::notice::Period;
use crate::site::{Candidate, Entry, Site, TakeDown};
use crate::words::{Address, Day, PageFamily};

/// How many days with events are shown.
const DAYS: usize = 12;

/// What goes up and comes down on a day.
#[derive(Default)]
struct Events {
    up: Vec<ChangeView>,
    down: Vec<ChangeView>,
}

impl Renderer<'_> {
    /// What has to go up and to come down.
    pub(in super::super) fn changes(&self, address: &Address) -> RenderedPage {
        let hanging = &self.plan.hanging;
        let mut days: BTreeMap<Day, Events> = BTreeMap::new();
        for (board, section, hung) in hanging.all() {
            let Candidate::Entry(id) = hung.what else { continue };
            let board = &hanging.boards[board].board;
            let up = self.site.posted_on(self.site.entry(id));
            days.entry(up)
                .or_default()
                .up
                .push(hung_view(self.site, board, section, hung));
        }
        for of in &hanging.boards {
            for id in self.site.taken_down(&of.board) {
                let (entry, section) = (self.site.entry(id.0), &of.board.sections[id.1]);
                let place = format!("{}，{}", of.board.name, section.name);
                let Some(last) = last_day(entry) else { continue };
                days.entry(last.after(1))
                    .or_default()
                    .down
                    .push(over(entry, place));
            }
        }
        let view = ChangesView {
            days: days
                .into_iter()
                .rev()
                .take(DAYS)
                .map(|(day, events)| ChangeDayView {
                    date: day.to_string(),
                    up: events.up,
                    down: events.down,
                })
                .collect(),
            coming_down: coming_down(self.site, hanging),
        };
        let page = self.paper_page(address, &PageFamily::CHANGES, "换版清单");
        self.fill_page(page, "changes", &view)
    }
}

/// What comes down next, soonest first.
pub(super) fn coming_down(site: &Site, hanging: &Hanging) -> Vec<ChangeView> {
    let mut coming: Vec<(Day, ChangeView)> = Vec::new();
    for (board, section, hung) in hanging.all() {
        let Candidate::Entry(id) = hung.what else { continue };
        if let TakeDown::After(last) = site.take_down(site.entry(id)) {
            let board = &hanging.boards[board].board;
            coming.push((last, hung_view(site, board, section, hung)));
        }
    }
    coming.sort_by_key(|(last, _)| *last);
    coming.into_iter().map(|(_, view)| view).collect()
}

fn hung_view(site: &Site, board: &Board, section: usize, hung: &Hung) -> ChangeView {
    let (first, last) = (hung.slot + 1, hung.slot + hung.count());
    let slots = match first == last {
        true => format!("第{first}格"),
        false => format!("第{first}至{last}格"),
    };
    ChangeView {
        title: super::marked_title(site, hung.what),
        place: format!("{}，{}", board.name, board.sections[section].name),
        slots: Some(slots),
        path: Some(hung.address.to_string()),
        last_day: super::last_day(site, hung.what),
        period: super::entry(site, hung.what).and_then(period),
    }
}

/// Something that hangs no more.
fn over(entry: &Entry, place: String) -> ChangeView {
    ChangeView {
        title: shared::marked_title(entry).into_owned(),
        place,
        slots: None,
        path: None,
        last_day: last_day(entry).map(|day| day.to_string()),
        period: period(entry),
    }
}

/// The last day of a notice's 公示期, or of the time for views.
fn last_day(entry: &Entry) -> Option<Day> {
    let notice = entry.detail.notice()?;
    notice.period.map(|period| period.end).or(notice.deadline)
}

fn period(entry: &Entry) -> Option<String> {
    let words = |Period { start, end }: Period| format!("{}至{}", start.chinese(), end.chinese());
    entry.detail.notice()?.period.map(words)
}

/// `changes`: what has to go up and to come down, by the days of events.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangesView {
    /// The last days on which something went up or came down, newest first.
    pub(crate) days: Vec<ChangeDayView>,
    /// What comes down next, soonest first.
    pub(crate) coming_down: Vec<ChangeView>,
}

/// A day on which something went up or came down.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangeDayView {
    /// The day.
    pub(crate) date: String,
    /// 应上墙.
    pub(crate) up: Vec<ChangeView>,
    /// 应撤下.
    pub(crate) down: Vec<ChangeView>,
}

/// Something that goes up or comes down.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChangeView {
    /// Its title; of a 公示 that is over, that it is.
    pub(crate) title: String,
    /// Where: board and section.
    pub(crate) place: String,
    /// The slots, `第3、4格`; null when it hangs no more.
    pub(crate) slots: Option<String>,
    /// The page with its sheets; null when it hangs no more.
    pub(crate) path: Option<String>,
    /// The last day that it hangs, or null.
    pub(crate) last_day: Option<String>,
    /// Its 公示期 in words, when it had one; or null.
    pub(crate) period: Option<String>,
}
