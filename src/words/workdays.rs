//! Working days, as the State Council's yearly notice on holidays says (国务院办公厅关于部分节假日安排的通知),
//! with what a site's own `calendar.yaml` says instead. Pure.
//!
//! The notices are in the crate `chinese_holiday`, which panics outside the days it knows; here is the only
//! call, and its guard. What it lacks of a year that it knows has rows of our own.

use std::collections::BTreeMap;

use chinese_holiday::{Ymd, chinese_holiday};

use super::Day;

/// The years whose notices are built in.
const BUILT_IN: std::ops::RangeInclusive<i32> = 2004..=2026;
/// The day of the newest of them, as it is printed on it (国办发明电〔2025〕7号).
const NEWEST: &str = "2025年11月4日";
/// The last day that the crate can be asked about. Behind it, until New Year's Eve, the notice for 2026 names no
/// day: 1 January 2027 is a Friday, and its holiday takes no working day of December.
const LAST_ASKED: (i32, u32, u32) = (2026, 12, 25);
/// A year's notice always names these days; a `calendar.yaml` that has them has the year.
const ALWAYS_OFF: [(u32, u32); 3] = [(1, 1), (5, 1), (10, 1)];
/// Days off by 《全国年节及纪念日放假办法》 that have a fixed date, whatever a year's notice will say of those around them.
const OFF_BY_LAW: [(u32, u32); 6] = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)];

/// Nobody counts further.
const FURTHEST: u64 = 4000;

/// What is ruled about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// 放假.
    Off,
    /// 调休上班.
    Work,
}

/// A day that `calendar.yaml` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOff {
    /// 放假 or 调休上班.
    pub ruling: Ruling,
    /// 名称, for example 春节.
    pub name: Option<String>,
}

/// Which days are working days.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    own: BTreeMap<Day, DayOff>,
}

impl Calendar {
    /// How a year that nobody knows is counted, for complaints.
    pub const GUESS: &str = "暂时按星期一至星期五算，只扣除元旦、五一、国庆的法定假日";

    /// Which notices are built in, and of which day the newest is, for people.
    #[must_use]
    pub fn edition() -> String {
        format!(
            "{}—{}年（国务院办公厅{NEWEST}的通知为止）",
            BUILT_IN.start(),
            BUILT_IN.end()
        )
    }

    /// The notices, and a site's own days instead of theirs.
    #[must_use]
    pub fn new(own: BTreeMap<Day, DayOff>) -> Self {
        Self { own }
    }

    /// True for a working day. In a year that nobody knows, Monday to Friday are taken for working days, but for
    /// those that are off by law.
    #[must_use]
    pub fn is_workday(&self, day: Day) -> bool {
        let own = self.own.get(&day).map(|day| day.ruling);
        match own.or_else(|| built_in(day)) {
            Some(ruling) => ruling == Ruling::Work,
            None => !day.is_weekend() && !OFF_BY_LAW.contains(&(day.month(), day.day())),
        }
    }

    /// True when a year's notice is built in, or `calendar.yaml` has it.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        BUILT_IN.contains(&year) || self.lacks(year).is_empty()
    }

    /// The days that every notice names as 放假 and `calendar.yaml` does not.
    #[must_use]
    pub fn lacks(&self, year: i32) -> Vec<Day> {
        let days = ALWAYS_OFF
            .iter()
            .filter_map(|(month, day)| Day::new(year, *month, *day));
        days.filter(|day| self.own.get(day).is_none_or(|own| own.ruling != Ruling::Off))
            .collect()
    }

    /// How many working days there are from one day to another, both included.
    #[must_use]
    pub fn count(&self, first: Day, last: Day) -> u32 {
        let days = first.through(last).take(FURTHEST as usize);
        u32::try_from(days.filter(|day| self.is_workday(*day)).count()).unwrap_or(u32::MAX)
    }

    /// The last of so many working days from a day on; the day itself counts when it is one. `None` for no
    /// days, and for more than anybody counts.
    #[must_use]
    pub fn last_of(&self, first: Day, workdays: u32) -> Option<Day> {
        let mut days = (0..FURTHEST)
            .map(|days| first.after(days))
            .filter(|day| self.is_workday(*day));
        days.nth(usize::try_from(workdays).ok()?.checked_sub(1)?)
    }
}

/// What the notices rule about a day; `None` for a year whose notice is not built in.
fn built_in(day: Day) -> Option<Ruling> {
    if !BUILT_IN.contains(&day.year()) {
        return None;
    }
    if (day.year(), day.month(), day.day()) > LAST_ASKED {
        return Some(if day.is_weekend() {
            Ruling::Off
        } else {
            Ruling::Work
        });
    }
    // Every day that exists in those years fits.
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Some(match chinese_holiday(Ymd::new(year, month, day)).is_workday() {
        true => Ruling::Work,
        false => Ruling::Off,
    })
}
