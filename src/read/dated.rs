//! 日期 of an entry: as it is written, or as its file's name begins. Where both say something they say the same.

use super::faults::Faults;
use super::fields::{Fields, TypedValue};
use super::keys;
use super::values;
use crate::words::{Code, Day, SourcePath};

const DATE_NAME: Code = Code::warning("date-name");

/// 日期, or the date at the beginning of the file's name; and 日期 again when the name has another.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> (Option<Day>, Option<TypedValue<Day>>) {
    let named = day_of_name(&fields.faults.source().path);
    if named.is_some() && fields.take(keys::DATE).is_none() {
        return (named, None);
    }
    let date = fields.required(keys::DATE, values::day, "日期: 2026-03-12");
    let value = date.as_ref().map(|date| date.value);
    (
        value,
        date.filter(|date| named.is_some_and(|named| named != date.value)),
    )
}

/// Complains about a file's name with another day than 日期, unless it is the day on which the meeting was held.
pub(super) fn check_name(faults: &Faults<'_>, misnamed: Option<&TypedValue<Day>>, held: Option<Day>) {
    let named = day_of_name(&faults.source().path);
    if let (Some(date), Some(named)) = (misnamed, named.filter(|named| held != Some(*named))) {
        let message = format!("日期是 {}，文件名里却是 {named}", date.value);
        let hint = "请核对，让两处一致；网页上用的是“日期”";
        faults.say(DATE_NAME, date.at, message, hint);
    }
}

/// The date that a file's name begins with: `2026-03-12-…`, or nothing but a date.
pub(super) fn day_of_name(path: &SourcePath) -> Option<Day> {
    let stem = path.stem();
    let head = stem.get(..10)?;
    let rest = &stem[10..];
    let plain = head.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !plain || !(rest.is_empty() || rest.starts_with('-')) {
        return None;
    }
    Day::parse(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_stand_in_the_name() {
        let day = |name: &str| {
            let path = SourcePath::new(&format!("content/notices/{name}")).expect("valid");
            day_of_name(&path).map(|day| day.to_string())
        };
        assert_eq!(day("2026-03-12-通知.md").as_deref(), Some("2026-03-12"));
        assert_eq!(day("2026-03-12.md").as_deref(), Some("2026-03-12"));
        for name in [
            "2026-03-12通知.md", "2026-3-12-a.md", "2026-02-30-a.md", "通知通知通知.md", "a.md",
        ] {
            assert_eq!(day(name), None, "{name}");
        }
    }
}
