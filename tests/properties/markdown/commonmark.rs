//! The examples of the CommonMark specification 0.31.2. With all rules off every one passes. With all
//! rules on, those that differ on purpose are in `exceptions.txt`, each with the rules that make the
//! difference, and passes as soon as those are off.

use std::collections::BTreeMap;

use gongkai::markdown::ChineseRules;
use serde::Deserialize;

use super::normal::normal;
use super::{PLAIN, parsed, without};

#[derive(Deserialize)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let examples: Vec<Example> = serde_json::from_str(include_str!("commonmark.json")).expect("readable");
    assert_eq!(examples.len(), 652);
    examples
}

fn passes(example: &Example, rules: &ChineseRules) -> bool {
    normal(&parsed(&example.markdown, rules).0.html) == normal(&example.html)
}

/// Lines `number: rule rule`, `#` for comments.
fn exceptions() -> BTreeMap<usize, &'static str> {
    include_str!("exceptions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (number, rules) = line.split_once(':').expect("number: rules");
            (number.trim().parse().expect("a number"), rules.trim())
        })
        .collect()
}

#[test]
fn every_example_passes_with_the_rules_off() {
    for example in examples() {
        let html = parsed(&example.markdown, &PLAIN).0.html;
        assert_eq!(
            normal(&html),
            normal(&example.html),
            "example {} ({})\n{}\n{html}",
            example.number,
            example.section,
            example.markdown
        );
    }
}

#[test]
fn with_the_rules_on_only_the_listed_examples_differ() {
    let exceptions = exceptions();
    let mut wrong = Vec::new();
    for example in examples() {
        let number = example.number;
        let plain = passes(&example, &ChineseRules::default());
        match exceptions.get(&number) {
            None if !plain => wrong.push(format!("{number} differs and is not listed{}", cause(&example))),
            Some(_) if plain => wrong.push(format!("{number} is listed and does not differ")),
            Some(rules) if !passes(&example, &without(rules)) => {
                wrong.push(format!(
                    "{number} differs with {rules} off as well{}",
                    cause(&example)
                ));
            }
            Some(rules) => {
                // No rule may be named that does not matter.
                for idle in rules.split_whitespace() {
                    let others = rules.replace(idle, "");
                    if passes(&example, &without(&others)) {
                        wrong.push(format!("{number} passes without switching {idle} off"));
                    }
                }
            }
            None => {}
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The fewest rules that must be off for an example to pass; for whoever mends the list.
fn cause(example: &Example) -> String {
    let names = ["sanitise", "cjk", "masks", "paragraphs", "sources", "dress"];
    let mut sets: Vec<Vec<&str>> = (1..64_u32)
        .map(|bits| {
            names
                .iter()
                .enumerate()
                .filter(|(at, _)| bits >> at & 1 == 1)
                .map(|(_, name)| *name)
                .collect()
        })
        .collect();
    sets.sort_by_key(Vec::len);
    let found = sets
        .into_iter()
        .map(|set| set.join(" "))
        .find(|set| passes(example, &without(set)));
    found.map_or(String::new(), |set| format!("\n{}: {set}", example.number))
}
