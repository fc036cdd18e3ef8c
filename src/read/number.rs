//! 发文字号: `青禾党发〔2026〕6号`. GB/T 9704-2012 7.2.5: hexagonal brackets around the year, no 第, no
//! leading zero. Wrong forms get a warning and stay as typed.

use super::fields::Fields;
use super::keys::NUMBER;
use super::values;
use crate::words::Code;

const BRACKETS: Code = Code::warning("number-brackets");

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
        let message = "发文字号的年份要用六角括号“〔〕”";
        fields
            .faults
            .say(BRACKETS, number.at, message, format!("写成“{right}”"));
    }
    Some(number.value)
}

/// The number with the right brackets; `None` when it has them.
fn corrected(number: &str) -> Option<String> {
    WRONG.iter().find_map(|(open, close)| {
        let start = number.find(*open)?;
        let rest = &number[start + open.len_utf8()..];
        let end = rest.find(*close)?;
        let year = &rest[..end];
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| {
            let behind = &rest[end + close.len_utf8()..];
            format!("{}〔{year}〕{behind}", &number[..start])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn brackets_around_a_year_are_corrected() {
        for typed in ["青禾党发[2026]6号", "青禾党发（2026）6号", "青禾党发【2026】6号"] {
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
