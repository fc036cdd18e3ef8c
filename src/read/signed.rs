//! 落款 that is typed at the end of the text too: it would stand on the page, and on paper, twice.

use crate::words::{Code, Complaint, Day, Report, SourceText, outside_tags};

const TWICE: Code = Code::warning("signed-twice");

/// So many of the text's last lines are looked at: the name, the day, an empty remark.
const LAST: usize = 4;

/// Complains about a last line that is the 落款 and nothing else, and of another day below it. The text begins at a byte of the file.
pub(super) fn check(
    source: &SourceText,
    start: usize,
    (signed_by, signed_on): (Option<&str>, Option<Day>),
    report: &mut Report,
) {
    let Some(signed_by) = signed_by.map(bare).filter(|name| !name.is_empty()) else {
        return;
    };
    let mut end = source.text.len();
    let (mut looked_at, mut below) = (0, None);
    for line in source.text[start..].split('\n').rev() {
        let begin = end - line.len();
        if !line.trim().is_empty() {
            if bare(line) == signed_by {
                let message = match below.zip(signed_on).filter(|(below, signed)| below != signed) {
                    Some((below, signed)) => format!(
                        "写了“落款”，正文最后又写了一遍，日期也不同：正文是 {below}，“成文日期”是 {signed}"
                    ),
                    None => "写了“落款”，正文最后又写了一遍，网页上会有两个".to_owned(),
                };
                let hint = "删去正文最后的单位和日期，日期写在“成文日期”里；或者删去“落款”";
                report.push(Complaint::new(TWICE, source.place(begin..end), message).hint(hint));
                return;
            }
            below = below.or_else(|| Day::parse(line.trim()));
            looked_at += 1;
            if looked_at == LAST {
                return;
            }
        }
        end = begin.saturating_sub(1);
    }
}

/// The words of a line: without marks, tags and white space.
fn bare(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    words.extend(outside_tags(line).filter(|c| c.is_alphanumeric()));
    words
}
