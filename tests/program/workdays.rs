//! Working days against the notices: every day of 2018 to 2026, and every period of 1 to 30 working days from
//! each of them against a slow count. The table here was written from the notices, not from the program's data.

use std::collections::BTreeMap;

use gongkai::words::{Calendar, Day, DayOff, Ruling};

/// A year's notice: 放假, first and last day of each; then 调休上班. Month and day as one number, 1005 for 5 October.
type Notice = (i32, &'static [(u32, u32)], &'static [u32]);

/// 国务院办公厅关于部分节假日安排的通知. Days of a notice that lie in the year before stand in that year's row.
/// 2019: with the notice of March that made 五一 four days long. 2020: with the notice of January that made 春节
/// last until 2 February.
const NOTICES: [Notice; 9] = [
    (
        2018,
        &[
            (101, 101),
            (215, 221),
            (405, 407),
            (429, 501),
            (616, 618),
            (922, 924),
            (1001, 1007),
            (1230, 1231),
        ],
        &[211, 224, 408, 428, 929, 930, 1229],
    ),
    (
        2019,
        &[
            (101, 101),
            (204, 210),
            (405, 407),
            (501, 504),
            (607, 609),
            (913, 915),
            (1001, 1007),
        ],
        &[202, 203, 428, 505, 929, 1012],
    ),
    (
        2020,
        &[
            (101, 101),
            (124, 202),
            (404, 406),
            (501, 505),
            (625, 627),
            (1001, 1008),
        ],
        &[119, 426, 509, 628, 927, 1010],
    ),
    (
        2021,
        &[
            (101, 103),
            (211, 217),
            (403, 405),
            (501, 505),
            (612, 614),
            (919, 921),
            (1001, 1007),
        ],
        &[207, 220, 425, 508, 918, 926, 1009],
    ),
    (
        2022,
        &[
            (101, 103),
            (131, 206),
            (403, 405),
            (430, 504),
            (603, 605),
            (910, 912),
            (1001, 1007),
            (1231, 1231),
        ],
        &[129, 130, 402, 424, 507, 1008, 1009],
    ),
    (
        2023,
        &[
            (101, 102),
            (121, 127),
            (405, 405),
            (429, 503),
            (622, 624),
            (929, 1006),
            (1230, 1231),
        ],
        &[128, 129, 423, 506, 625, 1007, 1008],
    ),
    (
        2024,
        &[
            (101, 101),
            (210, 217),
            (404, 406),
            (501, 505),
            (608, 610),
            (915, 917),
            (1001, 1007),
        ],
        &[204, 218, 407, 428, 511, 914, 929, 1012],
    ),
    (
        2025,
        &[
            (101, 101),
            (128, 204),
            (404, 406),
            (501, 505),
            (531, 602),
            (1001, 1008),
        ],
        &[126, 208, 427, 928, 1011],
    ),
    (
        2026,
        &[
            (101, 103),
            (215, 223),
            (404, 406),
            (501, 505),
            (619, 621),
            (925, 927),
            (1001, 1007),
        ],
        &[104, 214, 228, 509, 920, 1010],
    ),
];

/// True when the notices make a day a working day.
fn by_notice(day: Day) -> bool {
    let (_, off, work) = NOTICES
        .iter()
        .find(|(year, _, _)| *year == day.year())
        .expect("a year of the table");
    let number = day.month() * 100 + day.day();
    if work.contains(&number) {
        return true;
    }
    !day.is_weekend() && !off.iter().any(|(first, last)| (*first..=*last).contains(&number))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn every_day_is_as_the_notices_say() {
    let calendar = Calendar::default();
    let mut days = 0;
    for day in day("2018-01-01").through(day("2026-12-31")) {
        assert_eq!(
            calendar.is_workday(day),
            by_notice(day),
            "{day} {}",
            day.weekday()
        );
        days += 1;
    }
    assert_eq!(days, 3287, "nine years with two leap days");
}

/// The slow count: one day after the other, each asked of the table.
fn slow(start: Day, workdays: u32) -> Option<Day> {
    let mut left = workdays;
    let mut day = start;
    loop {
        if day.year() > 2026 {
            return None;
        }
        if by_notice(day) {
            left -= 1;
        }
        if left == 0 {
            return Some(day);
        }
        day = day.after(1);
    }
}

#[test]
fn periods_end_where_a_slow_count_ends() {
    let calendar = Calendar::default();
    let mut compared = 0;
    for start in day("2018-01-01").through(day("2026-12-31")) {
        for workdays in 1..=30 {
            let Some(last) = slow(start, workdays) else {
                continue;
            };
            assert_eq!(
                calendar.last_of(start, workdays),
                Some(last),
                "{start}, {workdays}"
            );
            assert_eq!(calendar.count(start, last), workdays, "{start} to {last}");
            compared += 1;
        }
    }
    assert!(compared > 97_000, "{compared}");
}

#[test]
fn no_day_of_any_year_makes_it_panic() {
    let calendar = Calendar::default();
    for day in day("1900-01-01").through(day("2199-12-31")) {
        let _ = calendar.is_workday(day);
    }
    assert!(calendar.knows(2004) && calendar.knows(2026));
    assert!(!calendar.knows(2003) && !calendar.knows(2027));
    assert_eq!(calendar.last_of(day("2026-12-31"), 1), Some(day("2026-12-31")));
    // What is off by law is off in a year that nobody knows; the days around it are not known.
    assert_eq!(calendar.last_of(day("2026-12-28"), 5), Some(day("2027-01-04")));
    assert_eq!(calendar.last_of(day("2027-09-30"), 2), Some(day("2027-10-04")));
    assert_eq!(calendar.last_of(day("2026-12-31"), 0), None);
    assert_eq!(calendar.last_of(day("2026-12-31"), 1_000_000), None);
}

#[test]
fn a_sites_own_days_come_first() {
    let own = |text: &str, ruling| (day(text), DayOff { ruling, name: None });
    let calendar = Calendar::new(BTreeMap::from([
        own("2026-11-20", Ruling::Off),
        own("2026-11-21", Ruling::Work),
        own("2027-01-01", Ruling::Off),
        own("2027-05-01", Ruling::Off),
    ]));
    assert!(!calendar.is_workday(day("2026-11-20")) && calendar.is_workday(day("2026-11-21")));
    assert!(!calendar.is_workday(day("2027-01-01")) && calendar.is_workday(day("2027-01-04")));
    assert_eq!(calendar.lacks(2027), [day("2027-10-01")]);
}
