//! 落款 that is typed at the end of the text too: it would stand on the page, and on paper, twice.

use crate::words::{Code, Complaint, Report, SourceText, outside_tags};

const TWICE: Code = Code::warning("signed-twice");

/// So many of the text's last lines are looked at: the name, the day, an empty remark.
const LAST: usize = 4;

/// Complains about a last line that is the 落款 and nothing else. The text begins at a byte of the file.
pub(super) fn check(source: &SourceText, start: usize, signed_by: Option<&str>, report: &mut Report) {
    let Some(signed_by) = signed_by.map(bare).filter(|name| !name.is_empty()) else {
        return;
    };
    let mut end = source.text.len();
    let mut looked_at = 0;
    for line in source.text[start..].split('\n').rev() {
        let begin = end - line.len();
        if !line.trim().is_empty() {
            if bare(line) == signed_by {
                let message = "写了“落款”，正文最后又写了一遍，网页上会有两个";
                let hint = "删去正文最后的单位和日期，日期写在“成文日期”里；或者删去“落款”";
                report.push(Complaint::new(TWICE, source.place(begin..end), message).hint(hint));
                return;
            }
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
