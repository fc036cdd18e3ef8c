//! `[study]`: how much training is asked for. Sources: the national plans for the training of members (32 hours a
//! year for each, everybody once in five years); both are tunable.

use super::read::{key, number};
use crate::read::fields::Fields;
use crate::read::values;
use crate::words::Code;

const RANGE: Code = Code::error("site-study");

/// How much training is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StudyRule {
    /// Hours of each member in a year.
    pub hours: f64,
    /// The first year of the round in which every member takes a turn; `None` when none runs.
    pub rotation_from: Option<i32>,
    /// How many years the round has.
    pub rotation_years: u32,
}

impl Default for StudyRule {
    fn default() -> Self {
        Self {
            hours: 32.0,
            rotation_from: None,
            rotation_years: 5,
        }
    }
}

/// Reads `[study]`.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> StudyRule {
    let default = StudyRule::default();
    let Some(mut table) = fields.map(key("study"), "[study]") else {
        return default;
    };
    let hours = table.read(key("hours"), values::hours);
    let from = table.spot(key("rotation_from"), values::count);
    let years_hint = "写几年轮训一遍，一般是 5";
    let years = number(&mut table, "rotation_years", 1..=20, (RANGE, years_hint));
    let from_year = from.and_then(|from| {
        let year = i32::try_from(from.value).ok();
        let year = year.filter(|year| (1949..2200).contains(year));
        if year.is_none() {
            let message = format!("rotation_from 应当是年份，这里是“{}”", from.value);
            table
                .faults
                .say(RANGE, from.at, message, "写轮训开始的年份，例如 2024");
        }
        year
    });
    table.finish();
    StudyRule {
        hours: hours.unwrap_or(default.hours),
        rotation_from: from_year,
        rotation_years: years.unwrap_or(default.rotation_years),
    }
}
