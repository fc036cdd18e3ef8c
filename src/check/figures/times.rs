//! Of spans of time: which end before they begin, or are not as long as it is said.

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
