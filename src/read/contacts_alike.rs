//! A telephone or a mailbox of an entry that is nearly the one of `site.toml`: two digits changed places, a letter is missing.
//! Whoever rings or writes reaches nobody. Offices beside each other have numbers that differ in one digit, so that such a
//! number is told only where it is said to be for supervision.

use std::ops::Range;

use memchr::memmem;
use strsim::damerau_levenshtein;

use super::config::Supervision;
use super::contradictions::HIGHER;
use crate::words::{Code, Complaint, Report, SourceText, contains_any};

const ALIKE: Code = Code::warning("contact-alike");

/// Complains about what an entry's file says otherwise than `site.toml` does.
pub(super) fn check(source: &SourceText, own: &Supervision, report: &mut Report) {
    let mut say = |range: Range<usize>, own: &str, what: &str| {
        let typed = &source.text[range.clone()];
        let message = format!("{what}“{typed}”和 site.toml 里的“{own}”只差一两位");
        let hint = format!("请核对是不是写错了；是同一个的，写成“{own}”");
        report.push(Complaint::new(ALIKE, source.place(range), message).hint(hint));
    };
    if let Some(own) = &own.telephone {
        for range in numbers_like(&source.text, own) {
            say(range, own, "电话");
        }
    }
    if let Some(own) = &own.email {
        for range in mailboxes_like(&source.text, own) {
            say(range, own, "邮箱");
        }
    }
}

/// Numbers of the same area as a telephone, `0799-6600123`, that were meant as it.
fn numbers_like(text: &str, own: &str) -> Vec<Range<usize>> {
    let own = own.split('转').next().unwrap_or_default();
    let Some((area, number)) = own
        .split_once('-')
        .filter(|(area, number)| area.starts_with('0') && is_all_digits(area) && is_all_digits(number))
    else {
        return Vec::new();
    };
    let found = memmem::find_iter(text.as_bytes(), &own[..=area.len()]).filter_map(|at| {
        let begin = at + area.len() + 1;
        let digits = text[begin..].bytes().take_while(u8::is_ascii_digit).count();
        let typed = &text[begin..begin + digits];
        let before = part_before(text, at);
        let changed = (0..number.len()).filter(|at| typed.as_bytes()[*at] != number.as_bytes()[*at]);
        let is_other = typed.len() == number.len() && typed != number;
        let is_meant = is_other
            && match changed.count() {
                // Two digits that changed places.
                2 if damerau_levenshtein(typed, number) == 1 => true,
                1 | 2 => before.contains("监督"),
                _ => false,
            };
        (is_meant && !contains_any(before, &HIGHER)).then(|| at..begin + digits)
    });
    found.collect()
}

/// Mailboxes that were meant as this one: a slip in the name, or two in what stands behind it.
fn mailboxes_like(text: &str, own: &str) -> Vec<Range<usize>> {
    let lower = own.to_ascii_lowercase();
    let Some((name, host)) = lower.split_once('@') else {
        return Vec::new();
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let found = memchr::memchr_iter(b'@', text.as_bytes()).filter_map(|at| {
        let begin = text[..at].trim_end_matches(is_part).len();
        let behind = text[at + 1..].trim_start_matches(is_part);
        let typed = text[begin..text.len() - behind.len()].trim_end_matches('.');
        let lower = typed.to_ascii_lowercase();
        let (typed_name, typed_host) = lower.split_once('@')?;
        let in_name = damerau_levenshtein(typed_name, name);
        let in_host = damerau_levenshtein(typed_host, host);
        (in_name < 2 && in_host < 3 && in_name + in_host > 0).then(|| begin..begin + typed.len())
    });
    found.collect()
}

fn is_all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is said of a number before it: behind another number, or a mark, somebody else is told of.
fn part_before(text: &str, at: usize) -> &str {
    let is_end = |c: char| matches!(c, '\n' | '。' | '；' | ';' | '，' | '|') || c.is_ascii_digit();
    text[..at].rsplit(is_end).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_the_sites_own_is_told() {
        let own = Supervision {
            telephone: Some("0799-6600123".to_owned()),
            email: Some("dangwu@qinghe.example.edu.cn".to_owned()),
            ..Supervision::default()
        };
        for (text, told) in [
            ("请拨打0799-6600132。", 1),
            ("监督电话：0799-6600124", 1),
            ("监督电话：0799-6600923、0799-6600123", 1),
            ("监督电话：0799-6600923转8", 1),
            ("来信寄 dangwu@qinghe.example.edu.com。", 1),
            ("来信寄 danwgu@qinghe.example.edu.cn", 1),
            // Another office, another school's, and the right ones.
            ("教务处：0799-6600124", 0),
            ("监督电话：0799-6600123；教务处：0799-6600124", 0),
            ("区教育局监督电话：0799-6600132", 0),
            ("监督电话：0799-6612345", 0),
            ("监督电话：0799-66001234", 0),
            ("监督电话：0799-6600123，邮箱 Dangwu@qinghe.example.edu.cn。", 0),
            ("教务处 jiaowu@qinghe.example.edu.cn", 0),
            ("工会 dangqun@qinghe.example.edu.cn", 0),
        ] {
            let mut report = Report::new();
            check(&SourceText::of("content/notices/a.md", text), &own, &mut report);
            assert_eq!(report.sorted().len(), told, "{text}");
        }
    }
}
