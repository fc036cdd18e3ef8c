//! 发文字号: `青禾党发〔2026〕6号`. GB/T 9704-2012 7.2.5: hexagonal brackets around the year, no 第, no
//! leading zero. Wrong forms get a warning and stay as typed.

use super::fields::Fields;
use super::keys::NUMBER;
use super::values;
use crate::words::{Code, without_space};

const BRACKETS: Code = Code::warning("number-brackets");
const SERIAL: Code = Code::warning("number-serial");
const ORGAN: Code = Code::warning("number-organ");
const SHORT_YEAR: Code = Code::warning("number-year-short");

/// Brackets that are typed where 〔 〕 belong.
const WRONG: [(char, char); 7] = [
    ('[', ']'),
    ('(', ')'),
    ('（', '）'),
    ('［', '］'),
    ('【', '】'),
    ('{', '}'),
    ('〈', '〉'),
];

/// Reads 发文字号.
pub(super) fn read(fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let number = fields.spot(NUMBER, values::line)?;
    if let Some(right) = corrected(&number.value) {
        let (code, message) = if right.strip_suffix('号') == Some(&*number.value) {
            (SERIAL, "发文字号的序号后面少了“号”")
        } else if number.value.contains('〔') {
            (SERIAL, "发文字号的序号前面不加“第”，也不加0")
        } else {
            (BRACKETS, "发文字号的年份要用六角括号“〔〕”")
        };
        fields.faults.rewrite(code, number.at, message, &right);
    } else if let Some(year) = short_year(&number.value) {
        let right = number.value.replacen(year, &format!("20{year}"), 1);
        let message = "发文字号的年份要写四位";
        fields.faults.rewrite(SHORT_YEAR, number.at, message, &right);
    } else if number.value.starts_with('〔') {
        let message = "发文字号的年份前面少了发文单位的代字";
        let hint = format!("写全，例如“党发{}”", values::shown(&number.value));
        fields.faults.say(ORGAN, number.at, message, hint);
    }
    Some(number.value)
}

/// The 26 of 党发〔26〕8号.
fn short_year(number: &str) -> Option<&str> {
    let (year, _) = number.split_once('〔')?.1.split_once('〕')?;
    (year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(year)
}

/// The number as it should be, without white space: two that are one are the same.
pub(super) fn canonical(number: &str) -> String {
    let bare = without_space(number);
    corrected(&bare).unwrap_or(bare)
}

/// The year in its brackets, also in wrong ones.
pub(super) fn year(number: &str) -> Option<i32> {
    let right = corrected(number);
    let (_, behind) = right.as_deref().unwrap_or(number).split_once('〔')?;
    behind.split_once('〕')?.0.parse().ok()
}

/// The number as it should be; `None` when it is.
fn corrected(number: &str) -> Option<String> {
    let mut brackets = [('〔', '〕')].iter().chain(&WRONG);
    brackets
        .find_map(|(open, close)| {
            let start = number.find(*open)?;
            let rest = &number[start + open.len_utf8()..];
            let end = rest.find(*close)?;
            let year = &rest[..end];
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            is_year.then(|| {
                let behind = &rest[end + close.len_utf8()..];
                let serial = behind
                    .strip_prefix('第')
                    .unwrap_or(behind)
                    .trim_start_matches('0');
                format!("{}〔{year}〕{}", &number[..start], with_unit(serial))
            })
        })
        .or_else(|| in_no_brackets(number))
        .filter(|right| right != number)
}

/// A serial number with its 号.
fn with_unit(serial: &str) -> String {
    let is_bare = !serial.is_empty() && serial.bytes().all(|byte| byte.is_ascii_digit());
    format!("{serial}{}", if is_bare { "号" } else { "" })
}

/// 青禾党发2026年6号, of an organ: 2026年第6号 alone is how 公告 are numbered.
fn in_no_brackets(number: &str) -> Option<String> {
    let start = number.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0)?;
    let (organ, rest) = number.split_at(start);
    let (year, serial) = rest.split_once('年')?;
    let serial = serial.strip_prefix('第').unwrap_or(serial).strip_suffix('号')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_organ = organ.ends_with(['发', '字', '函', '办', '通', '纪', '任']);
    let is_one = is_organ && year.len() == 4 && is_number(year) && is_number(serial);
    is_one.then(|| format!("{organ}〔{year}〕{}号", serial.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn a_year_is_known_in_wrong_brackets() {
        for number in ["青禾党发〔2025〕10号", "青禾党发[2025]第010号"] {
            assert_eq!(super::year(number), Some(2025), "{number}");
        }
    }

    #[test]
    fn brackets_around_a_year_are_corrected() {
        for typed in [
            "青禾党发[2026]6号",
            "青禾党发（2026）6号",
            "青禾党发【2026】6号",
            "青禾党发〔2026〕第06号",
            "青禾党发〔2026〕6",
            "青禾党发2026年6号",
            "青禾党发2026年第06号",
        ] {
            assert_eq!(
                corrected(typed).as_deref(),
                Some("青禾党发〔2026〕6号"),
                "{typed}"
            );
        }
        for typed in [
            "青禾党发〔2026〕6号",
            "青禾党（支）发〔2026〕6号",
            "2026年第6号",
            "公告2026年第6号",
            "党发〔2026〕6号文",
        ] {
            assert_eq!(corrected(typed), None, "{typed}");
        }
    }
}
