//! Headings that were pasted as text: `一、学习范围` on a line of its own, which the page and the board show as they show any other.

use super::sections::{SectionNumber, SectionStyle};
use crate::words::{Code, Complaint, Fix, Report, SourceText, TextEdit};

const HEADING: Code = Code::warning("heading-unmarked");

/// A longer line is a sentence.
const LONGEST: usize = 24;

/// What may stand before a paragraph that was pasted.
const INDENT: [char; 3] = [' ', '\t', '\u{3000}'];

/// Tells once of all headings of a text that lack their `## `: two at least, or one where others have it. A list of which one
/// item stands below the other, and sections that are sentences, have none.
pub(super) fn headings(source: &SourceText, start: usize, report: &mut Report) {
    let text = &source.text[start..];
    if !text.contains("一、") || text.contains("```") {
        return;
    }
    let mut at = start;
    let lines = text.split('\n').map(|line| {
        let begin = at;
        at += line.len() + 1;
        (begin, line.trim_end())
    });
    let lines: Vec<(usize, &str)> = lines
        .filter(|(_, line)| !line.trim_matches(INDENT).is_empty())
        .collect();
    let mut found = Vec::new();
    for (index, (begin, line)) in lines.iter().enumerate() {
        let words = line.trim_start_matches(INDENT);
        if !begins_section(words) {
            continue;
        }
        let next = lines
            .get(index + 1)
            .map(|(_, next)| next.trim_start_matches(INDENT));
        if !is_heading(words) || next.is_none_or(begins_section) {
            return;
        }
        found.push((*begin, *line, words));
    }
    let has_marked = lines
        .iter()
        .any(|(_, line)| line.starts_with('#') && begins_section(line.trim_start_matches(['#', ' '])));
    let Some(&(begin, line, words)) = found.first().filter(|_| has_marked || found.len() > 1) else {
        return;
    };
    let place = |begin: usize, line: &str, words: &str| {
        source.place(begin + line.len() - words.len()..begin + line.len())
    };
    let edit = |&(begin, line, words): &(usize, &str, &str)| TextEdit {
        line: place(begin, line, words).line,
        column: 1,
        old: line[..line.len() - words.len()].to_owned(),
        new: "## ".to_owned(),
    };
    let edits: Vec<TextEdit> = found.iter().map(edit).collect();
    let others = match &edits[1..] {
        [] => String::new(),
        others => {
            let others: Vec<String> = others.iter().map(|edit| edit.line.to_string()).collect();
            format!("；第{}行也这样", others.join("、"))
        }
    };
    let message = format!("“{words}”像是小标题，网页和公开栏上却和正文一样");
    let hint = format!("行首加上“## ”，写成“## {words}”{others}");
    let complaint = Complaint::new(HEADING, place(begin, line, words), message).hint(hint);
    report.push(complaint.fix(Fix {
        edits,
        is_certain: false,
    }));
}

/// True of `一、学习范围` and of what goes on so.
fn begins_section(words: &str) -> bool {
    SectionNumber::of(words).is_some_and(|own| own.style == SectionStyle::Han)
}

/// True of what is short and ends as no sentence and no part of one does.
fn is_heading(words: &str) -> bool {
    let ends_well = |c: char| c.is_alphabetic() || matches!(c, '）' | '”' | '》');
    words.chars().count() <= LONGEST && words.ends_with(ends_well)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that get a `## `.
    fn found(text: &str) -> Vec<u32> {
        let source = SourceText::of("content/notices/a.md", text);
        let mut report = Report::default();
        headings(&source, 0, &mut report);
        let fixes = report.sorted().into_iter().filter_map(|told| told.fix.clone());
        fixes.flat_map(|fix| fix.edits).map(|edit| edit.line).collect()
    }

    #[test]
    fn pasted_headings_are_told() {
        for (text, lines) in [
            ("一、范围\n\n全体党员。\n\n二、时间\n\n三月。\n", vec![1, 5]),
            (
                "　　一、范围\n　　全体党员。\n　　二、时间\n　　三月。\n",
                vec![1, 3],
            ),
            ("## 一、范围\n\n全体党员。\n\n二、时间\n\n三月。\n", vec![5]),
            ("## 一、范围\n\n全体党员。\n\n## 二、时间\n\n三月。\n", vec![]),
            // One alone, a list, and sentences.
            ("一、范围\n\n全体党员。\n", vec![]),
            ("一、认真学习\n二、遵守纪律\n三、按时到会\n\n望周知。\n", vec![]),
            (
                "一、认真学习。\n各支部要落实。\n二、遵守纪律。\n各支部要落实。\n",
                vec![],
            ),
            ("一、范围：\n全体党员。\n二、时间：\n三月。\n", vec![]),
            ("```\n一、范围\n甲\n二、时间\n乙\n```\n", vec![]),
        ] {
            assert_eq!(found(text), lines, "{text}");
        }
    }
}
