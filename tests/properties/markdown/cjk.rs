//! Emphasis in Chinese text, compared with the reference implementation of the markdown-cjk-friendly
//! specification. The cases that differ on purpose are in `differing.txt`, each with its reason.

use gongkai::markdown::ChineseRules;
use serde::Deserialize;

use super::normal::normal;
use super::{on_windows, parsed};

#[derive(Deserialize)]
struct Case {
    markdown: String,
    html: String,
}

/// The flanking rule and nothing else that would make a difference.
fn rules(masks: bool) -> ChineseRules {
    ChineseRules {
        sanitise: false,
        cjk: true,
        masks,
        paragraphs: false,
        sources: false,
        dress: false,
    }
}

fn agrees(case: &Case, masks: bool) -> bool {
    // The reference knows nothing of line breaks between Han characters.
    let html = |text: &str| normal(&parsed(text, &rules(masks)).0.html).replace(' ', "");
    let ours = html(&case.markdown);
    assert_eq!(ours, html(&on_windows(&case.markdown)), "{:?}", case.markdown);
    let expected = normal(&case.html.replace("<s>", "<del>").replace("</s>", "</del>"));
    ours == expected.replace(' ', "")
}

/// Lines `reason<tab>case`.
fn reason(markdown: &str) -> Option<&'static str> {
    let lines = include_str!("differing.txt").lines();
    let mut rows = lines.filter_map(|line| line.split_once('\t'));
    rows.find(|(_, case)| *case == markdown).map(|(reason, _)| reason)
}

#[test]
fn emphasis_agrees_with_the_reference() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("cjk.json")).expect("readable");
    assert!(cases.len() >= 200);
    let mut wrong = Vec::new();
    for case in &cases {
        let right = match (reason(&case.markdown), agrees(case, true), agrees(case, false)) {
            (None, with, without) => with && without,
            (Some("masks"), with, without) => !with && without,
            (Some("strike"), with, without) => !with && !without && case.markdown.contains("~~"),
            (Some(unknown), ..) => panic!("no reason is called {unknown}"),
        };
        if !right {
            wrong.push(format!(
                "{}\n    ours      {}\n    reference {}",
                case.markdown,
                parsed(&case.markdown, &rules(false)).0.html.trim(),
                case.html.trim()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_listed_difference_is_a_case() {
    let cases = include_str!("cjk.json");
    for (_, case) in include_str!("differing.txt")
        .lines()
        .filter_map(|line| line.split_once('\t'))
    {
        let written = serde_json::to_string(case).expect("text");
        assert!(cases.contains(&format!("{{\"markdown\":{written},")), "{case}");
    }
}
