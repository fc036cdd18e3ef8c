//! `[ledgers]` of `site.toml`: how ledgers are judged.

use super::read::key;
use crate::read::fields::Fields;
use crate::read::values;
use crate::words::Code;

const LEDGERS: Code = Code::error("site-ledgers");

/// No rule asks for more days.
const MOST: u32 = 180;

/// How ledgers are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRule {
    /// An opinion is answered within so many working days, the day after it came being the first. Default 15
    /// (domain rules: 15 个工作日内反馈).
    pub reply_workdays: u32,
}

impl Default for LedgerRule {
    fn default() -> Self {
        Self { reply_workdays: 15 }
    }
}

/// `[ledgers]`.
pub(super) fn ledgers(fields: &mut Fields<'_, '_, '_>) -> LedgerRule {
    let default = LedgerRule::default();
    let Some(mut table) = fields.map(key("ledgers"), "[ledgers]") else {
        return default;
    };
    let typed = table.spot(key("reply_workdays"), values::count);
    if let Some(days) = typed.filter(|days| !(1..=MOST).contains(&days.value)) {
        let message = format!("reply_workdays 不能是 {}", days.value);
        let hint = format!(
            "写 1 到 {MOST} 的天数；删去这一行，就按默认的 {} 天",
            default.reply_workdays
        );
        table.faults.say(LEDGERS, days.at, message, hint);
    }
    table.finish();
    LedgerRule {
        reply_workdays: typed.map_or(default.reply_workdays, |days| days.value),
    }
}
