//! `[supervision]` of `site.toml`: how readers reach those who receive what they say.

use super::read::{email, key};
use crate::read::fields::Fields;

/// Who receives opinions, where and when. Each is shown when it is there.
#[derive(Debug, Clone, Default)]
pub struct Supervision {
    /// 监督电话; that of the publisher unless said otherwise.
    pub telephone: Option<String>,
    /// 监督邮箱; that of the publisher unless said otherwise.
    pub email: Option<String>,
    /// 信箱地点.
    pub mailbox: Option<String>,
    /// 受理时间.
    pub hours: Option<String>,
    /// 受理人.
    pub person: Option<String>,
}

/// `[supervision]`.
pub(super) fn supervision(fields: &mut Fields<'_, '_, '_>) -> Supervision {
    let Some(mut table) = fields.map(key("supervision"), "[supervision]") else {
        return Supervision::default();
    };
    let supervision = Supervision {
        telephone: table.line(key("telephone")),
        email: email(&mut table),
        mailbox: table.line(key("mailbox")),
        hours: table.line(key("hours")),
        person: table.line(key("person")),
    };
    table.finish();
    supervision
}
