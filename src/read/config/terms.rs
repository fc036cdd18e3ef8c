//! `[terms]`: how long a term is and when its end is announced.
//! Source: 《关于党的基层组织任期的意见》 (2018): 党委 five years, 总支 and 支部 three, put off by at most one year;
//! the reminder half a year before is the usual practice.

use super::read::{self, key};
use crate::read::fields::Fields;
use crate::words::Code;

const RANGE: Code = Code::error("site-terms");

/// How long a term is and when its end is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRule {
    /// Years of a 党委.
    pub committee_years: u32,
    /// Years of a 总支 or 支部.
    pub branch_years: u32,
    /// How many days before its end a term is said to be ending.
    pub notice_days: u32,
    /// By how many months an election may be put off at most.
    pub extension_months: u32,
}

impl Default for TermRule {
    fn default() -> Self {
        Self {
            committee_years: 5,
            branch_years: 3,
            notice_days: 180,
            extension_months: 12,
        }
    }
}

/// Reads `[terms]`.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> TermRule {
    let default = TermRule::default();
    let Some(mut table) = fields.map(key("terms"), "[terms]") else {
        return default;
    };
    let mut number = |name: &'static str, most: u32, default: u32| {
        let hint = format!("写 1 到 {most} 的整数，一般是 {default}");
        let typed = read::number(&mut table, name, 1..=most, (RANGE, &hint));
        typed
            .filter(|typed| (1..=most).contains(typed))
            .unwrap_or(default)
    };
    let rule = TermRule {
        committee_years: number("committee_years", 10, default.committee_years),
        branch_years: number("branch_years", 10, default.branch_years),
        notice_days: number("notice_days", 730, default.notice_days),
        extension_months: number("extension_months", 24, default.extension_months),
    };
    table.finish();
    rule
}
