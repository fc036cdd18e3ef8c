//! What keeps a site from being uploaded: sample entries, and what `init` wrote in the place of the school's own names,
//! numbers and addresses. Takes a decoded file; says each in the report, and gives it for whoever uploads.

use std::ops::Range;

use super::faults::Faults;
use super::node::LineSpan;
use crate::words::{Code, Complaint, Place, Report, STAND_INS, SourceText, StandIn};

const SAMPLE: Code = Code::warning("sample");
const STAND_IN: Code = Code::warning("stand-in");

/// One thing that has to be changed before the site is uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unready {
    /// Where it is written.
    pub place: Place,
    /// What it is, as a sentence without its end.
    pub what: String,
}

/// Says that an entry is a sample; `at` is where it says so.
pub(super) fn sample(faults: &Faults<'_>, at: LineSpan) -> Unready {
    let what = "这是新建网站时附带的样例，不是本校的内容";
    let hint = "照着写自己的内容，写好后删去“样例: 是”这一行；用不着的，删去这个文件";
    faults.say(SAMPLE, at, what, hint);
    Unready {
        place: faults.place(at),
        what: what.to_owned(),
    }
}

/// What stands in for something in `site.toml`, `organization.yaml` or `catalogue.yaml`.
pub(super) fn in_register(source: &SourceText, report: &mut Report) -> Vec<Unready> {
    find(source, source.text.len(), &|_| true, report)
}

/// The same in an entry; `markdown_start` is where its Markdown begins, where there is any: comments end there.
pub(super) fn in_entry(
    source: &SourceText,
    markdown_start: Option<usize>,
    report: &mut Report,
) -> Vec<Unready> {
    let fields = markdown_start.unwrap_or(source.text.len());
    find(source, fields, &|stand_in| stand_in.everywhere, report)
}

/// Looks for stand-ins. Up to the byte `fields`, lines that begin with `#` are comments.
fn find(
    source: &SourceText,
    fields: usize,
    is_wanted: &dyn Fn(&StandIn) -> bool,
    report: &mut Report,
) -> Vec<Unready> {
    let text = &*source.text;
    let mut found: Vec<(Range<usize>, &StandIn)> = Vec::new();
    for stand_in in STAND_INS.iter().filter(|stand_in| is_wanted(stand_in)) {
        let places = memchr::memmem::find_iter(text.as_bytes(), stand_in.text);
        let places = places.filter(|at| *at >= fields || !is_in_comment(text, *at));
        found.extend(places.filter_map(|at| Some((whole(text, at, stand_in.text)?, stand_in))));
    }
    found.sort_by_key(|(range, _)| range.start);
    let unready = |(range, stand_in): (Range<usize>, &StandIn)| {
        let what = format!("“{}”是代用的{}，还没有换掉", &text[range.clone()], stand_in.of);
        let hint = format!("换成真实的{}；可以不写的，也可以先删去这一行", stand_in.of);
        let place = source.place(range);
        report.push(Complaint::new(STAND_IN, place.clone(), what.as_str()).hint(hint));
        Unready { place, what }
    };
    found.into_iter().map(unready).collect()
}

fn is_in_comment(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..].trim_start().starts_with('#')
}

/// The whole of a stand-in that was found: a number with the digits behind it, if it is no part of a longer one.
fn whole(text: &str, at: usize, found: &str) -> Option<Range<usize>> {
    let end = at + found.len();
    if !found.ends_with('-') {
        return Some(at..end);
    }
    let is_part = text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '-');
    let more = text[end..].bytes().take_while(u8::is_ascii_digit).count();
    (!is_part && more > 0).then_some(at..end + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, markdown_start: Option<usize>) -> Vec<(u32, u32, String)> {
        let source = SourceText::of("content/a.md", text);
        let mut report = Report::new();
        let found = in_entry(&source, markdown_start, &mut report);
        assert_eq!(found.len(), report.sorted().len());
        let word = |of: &Unready| of.what.split('”').next().unwrap_or_default().replace('“', "");
        let told = |of: &Unready| (of.place.line, of.place.column, word(of));
        found.iter().map(told).collect()
    }

    #[test]
    fn stand_ins_are_found_at_their_places_and_not_in_comments() {
        let text =
            "---\n# 受理: {电话: 0000-0000000}\n落款: 示例学校党支部\n---\n# 示例学校\n拨打0000-0000000。\n";
        let body = text.rfind("---").expect("it is there");
        let expected = [(3, 5, "示例学校"), (5, 3, "示例学校"), (6, 3, "0000-0000000")];
        let expected = expected.map(|(line, column, word)| (line, column, word.to_owned()));
        assert_eq!(said(text, Some(body)), expected);
        assert_eq!(said(text, None).len(), 2);
    }

    #[test]
    fn what_only_looks_like_a_stand_in_is_left_alone() {
        for text in [
            "编号 10000-20000", "2026-0000-1", "0000-", "示范学校", "wudang@example.edu.cn", "示例区",
        ] {
            assert_eq!(said(text, Some(0)), [], "{text}");
        }
    }
}
