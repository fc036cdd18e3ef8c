//! `[ledgers]` of `site.toml`: how ledgers are judged.

use super::read::{key, number};
use crate::read::fields::Fields;
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
    let hint = format!(
        "写 1 到 {MOST} 的天数；删去这一行，就按默认的 {} 天",
        default.reply_workdays
    );
    let typed = number(&mut table, "reply_workdays", 1..=MOST, (LEDGERS, &hint));
    table.finish();
    LedgerRule {
        reply_workdays: typed.unwrap_or(default.reply_workdays),
    }
}
