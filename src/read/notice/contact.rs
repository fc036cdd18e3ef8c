//! 受理 of a 公示: who takes objections. Without a telephone nobody can raise any (domain rules: 公示内容 holds
//! 接受来信来访的单位、地点、联系电话).

use super::Contact;
use crate::read::fields::{Fields, TypedValue};
use crate::read::keys;
use crate::read::node::LineSpan;
use crate::read::values;
use crate::words::Code;

const NONE: Code = Code::warning("notice-contact");
const TELEPHONE: Code = Code::error("notice-telephone");

const FORM: &str = "受理: {单位: 党建办公室, 电话: ……}";

/// Reads 受理. In a draft the form's own telephone may stay.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>, is_draft: bool) -> Option<Contact> {
    let mut map = fields.map(keys::CONTACT, FORM)?;
    let unit = map.line(keys::UNIT);
    let telephone: Option<TypedValue<String>> = map.spot(keys::TELEPHONE, values::line);
    if let Some(typed) = telephone
        .as_ref()
        .filter(|typed| !is_draft && is_blank(&typed.value))
    {
        let message = format!("“{}”是模板里的号码，没有人能打通", values::shown(&typed.value));
        map.faults.say(TELEPHONE, typed.at, message, "换成受理意见的电话");
    }
    let contact = Contact {
        unit,
        telephone: telephone.map(|typed| typed.value),
        email: map.line(keys::EMAIL),
        place: map.line(keys::PLACE),
    };
    map.finish();
    Some(contact)
}

/// A number of nothing but noughts stands in for one, and so does the dots of a hint.
fn is_blank(telephone: &str) -> bool {
    let mut digits = telephone.chars().filter(char::is_ascii_digit).peekable();
    let is_of_dots = telephone.chars().all(|c| matches!(c, '…' | '.'));
    is_of_dots || digits.peek().is_some() && digits.all(|digit| digit == '0')
}

/// Complains about a 公示 to which nobody can object; `at` is where it says what it is.
pub(super) fn check(fields: &Fields<'_, '_, '_>, contact: Option<&Contact>, at: LineSpan) {
    if contact.is_some_and(|contact| contact.telephone.is_some()) {
        return;
    }
    let (at, message) = if fields.has(keys::CONTACT) {
        (fields.key_at(keys::CONTACT), "公示的“受理”没有写电话")
    } else {
        (at, "公示没有写受理，有意见的人不知道向谁反映")
    };
    let hint = format!("写成“{FORM}”，可以加上邮箱和地点");
    fields.faults.say(NONE, at, message, hint);
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn only_noughts_are_nobodys_number() {
        assert!(is_blank("0000-0000000") && is_blank("000") && is_blank("……"));
        for telephone in ["0799-6600123", "总机转 6", "内线"] {
            assert!(!is_blank(telephone), "{telephone}");
        }
    }
}
