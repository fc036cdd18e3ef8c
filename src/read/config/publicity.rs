//! `[publicity]` of `site.toml`: how long things are shown before they are settled.

use super::read::{key, number};
use crate::read::fields::Fields;
use crate::words::{Code, Scope};

const PUBLICITY: Code = Code::error("site-publicity");

/// No rule asks for more days.
const MOST: u32 = 180;

/// The shortest times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicityRule {
    /// A 公示期, in working days. Default 5, as 发展党员 asks for (domain rules: 不少于5个工作日).
    pub workdays: u32,
    /// 征求意见 and 预公开 to the public, in days, the first and the last included. Default 15: 不少于半个月.
    pub window_public: u32,
    /// The same within the unit or the Party. Default 7: 不少于一周.
    pub window_unit: u32,
}

impl Default for PublicityRule {
    fn default() -> Self {
        Self {
            workdays: 5,
            window_public: 15,
            window_unit: 7,
        }
    }
}

impl PublicityRule {
    /// The shortest 征求意见 or 预公开 for an audience, in days.
    #[must_use]
    pub fn window(&self, scope: Scope) -> u32 {
        match scope {
            Scope::Public => self.window_public,
            Scope::Unit | Scope::Party | Scope::Restricted => self.window_unit,
        }
    }
}

/// `[publicity]`.
pub(super) fn publicity(fields: &mut Fields<'_, '_, '_>) -> PublicityRule {
    let default = PublicityRule::default();
    let Some(mut table) = fields.map(key("publicity"), "[publicity]") else {
        return default;
    };
    let public_at = table.key_at(key("window_public"));
    let rule = PublicityRule {
        workdays: days(&mut table, "workdays").unwrap_or(default.workdays),
        window_public: days(&mut table, "window_public").unwrap_or(default.window_public),
        window_unit: days(&mut table, "window_unit").unwrap_or(default.window_unit),
    };
    if table.has(key("window_public")) && rule.window_public < rule.window_unit {
        let message = format!(
            "向社会征求意见的 window_public 是 {} 天，比校内的 window_unit {} 天还短",
            rule.window_public, rule.window_unit
        );
        let hint = "向社会的不少于半个月，写 15；校内的不少于一周，写 7；是不是写反了？";
        table.faults.say(PUBLICITY, public_at, message, hint);
    }
    table.finish();
    rule
}

fn days(table: &mut Fields<'_, '_, '_>, name: &'static str) -> Option<u32> {
    let hint = format!("写 1 到 {MOST} 的天数；删去这一行，就按默认的天数");
    number(table, name, 1..=MOST, (PUBLICITY, &hint))
}
