//! Entries → what readers may still act on: a running 公示期, 征求意见 or 预公开, with its last day. A page must not
//! change because a day passed, so what is left of it is for a script to count; here is what it counts by.

use super::{Entry, Site};
use crate::read::notice::{Notice, NoticeKind, Period};
use crate::words::{Calendar, Day};

/// What a notice still asks of its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// 公示: objections.
    Objections,
    /// 征求意见: views.
    Views,
    /// 预公开: views before it is decided.
    ViewsInAdvance,
}

impl Asks {
    /// The word users read.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Objections => "公示中",
            Self::Views => "征求意见中",
            Self::ViewsInAdvance => "预公开中",
        }
    }

    /// The words users read when it is over.
    #[must_use]
    pub fn closed_label(self) -> &'static str {
        match self {
            Self::Objections => "公示已期满",
            Self::Views => "征求意见已结束",
            Self::ViewsInAdvance => "预公开已结束",
        }
    }
}

/// A notice on which readers may still act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenUntil {
    /// What it asks.
    pub asks: Asks,
    /// The last day, included.
    pub last: Day,
    /// Its 公示期, when it has one: only then are working days counted.
    pub period: Option<Period>,
    /// Behind the last day nothing is left of it but its remnant.
    pub is_withdrawn: bool,
}

impl Site {
    /// What a notice asked of its readers and asks no longer on the build's day: views. What becomes of a 公示 is said
    /// by its remnant and its 公示结果.
    #[must_use]
    pub fn has_closed(&self, notice: &Notice) -> Option<Asks> {
        let is_over = notice.period.is_none() && notice.deadline? < self.day;
        is_over.then(|| asks(notice))
    }

    /// What a notice still asks of its readers on the build's day.
    #[must_use]
    pub fn is_open(&self, entry: &Entry) -> Option<OpenUntil> {
        let notice = entry.detail.notice()?;
        let asks = asks(notice);
        let last = notice.period.map(|period| period.end).or(notice.deadline)?;
        (self.day <= last).then_some(OpenUntil {
            asks,
            last,
            period: notice.period,
            is_withdrawn: entry.is_passing(),
        })
    }
}

/// What a notice asks, of whatever day.
fn asks(notice: &Notice) -> Asks {
    match (notice.kind, notice.period) {
        (NoticeKind::Consultation, _) => Asks::Views,
        (_, Some(_)) => Asks::Objections,
        (_, None) => Asks::ViewsInAdvance,
    }
}

/// The days of a period for a script: `2026-03-02 1111100`, the first day and then one digit for each day, 1 for a
/// working day.
#[must_use]
pub fn workdays(period: Period, calendar: &Calendar) -> String {
    let digit = |day| if calendar.is_workday(day) { '1' } else { '0' };
    let digits: String = period.start.through(period.end).map(digit).collect();
    format!("{} {digits}", period.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_can_count_by_the_digits() {
        let period = |start, end| Period {
            start: Day::of(start),
            end: Day::of(end),
        };
        let calendar = Calendar::default();
        let text = |start, end| workdays(period(start, end), &calendar);
        assert_eq!(text("2026-03-02", "2026-03-09"), "2026-03-02 11111001");
        // 国庆, and the Saturday that is worked for it.
        assert_eq!(text("2026-09-30", "2026-10-10"), "2026-09-30 10000000111");
        assert_eq!(text("2026-12-31", "2026-12-31"), "2026-12-31 1");
    }
}
