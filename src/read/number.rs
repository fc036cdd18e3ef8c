//! 发文字号: `青禾党发〔2026〕6号`. GB/T 9704-2012 7.2.5: hexagonal brackets around the year, no 第, no
//! leading zero. Wrong forms get a warning and stay as typed.

use super::fields::Fields;
use super::keys::NUMBER;
use super::values;
use crate::words::Code;

const BRACKETS: Code = Code::warning("number-brackets");
const SERIAL: Code = Code::warning("number-serial");
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
        let (code, message) = if number.value.contains('〔') {
            (SERIAL, "发文字号的序号前面不加“第”，也不加0")
        } else {
            (BRACKETS, "发文字号的年份要用六角括号“〔〕”")
        };
        fields.faults.rewrite(code, number.at, message, &right);
    } else if let Some(year) = short_year(&number.value) {
        let right = number.value.replacen(year, &format!("20{year}"), 1);
        let message = "发文字号的年份要写四位";
        fields.faults.rewrite(SHORT_YEAR, number.at, message, &right);
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
    let bare: String = number.chars().filter(|c| !c.is_whitespace()).collect();
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
                format!("{}〔{year}〕{serial}", &number[..start])
            })
        })
        .filter(|right| right != number)
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
        ] {
            assert_eq!(
                corrected(typed).as_deref(),
                Some("青禾党发〔2026〕6号"),
                "{typed}"
            );
        }
        for typed in ["青禾党发〔2026〕6号", "青禾党（支）发〔2026〕6号", "2026年第6号"] {
            assert_eq!(corrected(typed), None, "{typed}");
        }
    }
}
