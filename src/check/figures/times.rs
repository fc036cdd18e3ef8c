//! Of spans of time: which end before they begin, or are longer or shorter than it is said.

use super::numbers;
use crate::words::{Day, number_in_han};

/// 12月28日至1月3日 goes on in the next year, and 18:00—8:00 over night: what lies further apart is left alone.
pub(super) fn are_reversed(period: &str) -> bool {
    const NEAR: u32 = 2;
    if let Some(period) = period.strip_suffix('天') {
        let in_han = period
            .chars()
            .next_back()
            .and_then(|c| number_in_han(c.to_string().replace('两', "二").as_str()));
        let numbers: Vec<u32> = numbers(period).into_iter().chain(in_han).collect();
        // Fewer may be working days.
        return match numbers[..] {
            [_, begin, end, days] => end >= begin && days > end - begin + 1,
            [month, begin, other, end, days] => month == other && end >= begin && days > end - begin + 1,
            _ => false,
        };
    }
    if let ([begin, end], true) = (&numbers(period)[..], period.ends_with("学年")) {
        return *end != begin + 1;
    }
    let (begin, end) = match numbers(period)[..] {
        [year, a, b, other, c, d] => return (other, c, d) < (year, a, b),
        [_, month, day, other] if period.contains('年') => ((month, day), (month, other)),
        [_, a, b, c, d] => ((a, b), (c, d)),
        [month, day, other] if period.contains('月') => ((month, day), (month, other)),
        [a, b, c, d] => ((a, b), (c, d)),
        // A time that no day has.
        _ => return true,
    };
    end < begin && begin.0 - end.0 <= NEAR
}

/// Until the day before that of the next year, or that day: both are written.
pub(super) fn is_no_year(period: &str) -> bool {
    let day = |of: &[u32]| Day::new(i32::try_from(of[0]).ok()?, of[1], of[2]);
    let days: Vec<Day> = numbers(period).chunks_exact(3).filter_map(day).collect();
    let [first, last] = days[..] else { return false };
    let year_later = first.months_later(12);
    last != year_later && last != year_later.before()
}

/// True for `公示5天（11月23日至11月28日）`: neither so many days, nor so many working days from one of them to another.
pub(super) fn are_other_days(told: &str) -> bool {
    const WEEK: u32 = 7;
    let mut told_numbers = numbers(told);
    let days = match told.ends_with('天') {
        true => told_numbers.pop(),
        false => Some(told_numbers.remove(0)),
    };
    let (years, dates): (Vec<u32>, Vec<u32>) = told_numbers.iter().partition(|number| **number > 100);
    let (begin, end) = match dates[..] {
        [month, first, last] => ((month, first), (month, last)),
        [month, first, other, last] => ((month, first), (other, last)),
        _ => return false,
    };
    // Which year it is counts for the weekdays alone, and for New Year.
    let year = i32::try_from(years.first().copied().unwrap_or(2026)).unwrap_or_default();
    let first = Day::new(year, begin.0, begin.1);
    let last = Day::new(year + i32::from(end < begin), end.0, end.1);
    let (Some(first), Some(last), Some(days)) = (first, last, days) else {
        return false;
    };
    let Ok(length) = u32::try_from(first.days_until(last) + 1) else {
        return false;
    };
    // Holidays of several days lie there.
    let has_holidays = [begin.0, end.0]
        .into_iter()
        .any(|month| matches!(month, 1 | 2 | 5 | 9 | 10));
    let working = |weekday: u32| (weekday..weekday + length).filter(|day| day % WEEK < 5).count() as u32;
    let is_of_week = |weekday: u32| weekday < 5 && (weekday + length - 1) % WEEK < 5;
    let known = years.first().map(|_| first.day_of_week().num_days_from_monday());
    let mut weekdays = (0..WEEK).filter(|weekday| known.is_none_or(|known| known == *weekday));
    let may_be_working =
        told.starts_with('公') && weekdays.any(|weekday| is_of_week(weekday) && working(weekday) == days);
    days != length && !(may_be_working || has_holidays && days < length)
}
