//! `[supervision]` of `site.toml`: how readers reach those who receive what they say.

use super::read::key;
use crate::read::fields::Fields;
use crate::words::Code;

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

const TELEPHONE: Code = Code::warning("site-telephone");
/// The number in the form of a new site.
const FORM_NUMBER: &str = "0000-0000000";

/// Whoever has written the school's name and left the form's number would publish a number that nobody answers.
pub(super) fn check_number(fields: &Fields<'_, '_, '_>, title: &str, telephone: Option<&str>) {
    if telephone == Some(FORM_NUMBER) && !title.contains("示例") {
        let message = "监督电话还是模板里的号码，会原样公开，没有人能打通";
        let hint = "改成学校的办公电话；一时定不下来的，删去这一行";
        fields
            .faults
            .say(TELEPHONE, fields.key_at(key("telephone")), message, hint);
    }
}

/// `[supervision]`.
pub(super) fn supervision(fields: &mut Fields<'_, '_, '_>) -> Supervision {
    let Some(mut table) = fields.map(key("supervision"), "[supervision]") else {
        return Supervision::default();
    };
    let supervision = Supervision {
        telephone: table.line(key("telephone")),
        email: table.line(key("email")),
        mailbox: table.line(key("mailbox")),
        hours: table.line(key("hours")),
        person: table.line(key("person")),
    };
    table.finish();
    supervision
}
