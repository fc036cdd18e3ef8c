//! What schools write near to what is told of a person.

use crate::check::{Syntax, Wordings, find};

fn told(text: &str) -> Vec<(&'static str, String)> {
    let found = find(text, Syntax::Markdown, &Wordings::default());
    found
        .into_iter()
        .map(|one| (one.rule.word, one.message))
        .collect()
}

#[test]
fn what_schools_write_near_to_it_is_left_alone() {
    let mut wrong = Vec::new();
    for text in [
        "标题：支委会讨论发展对象纪要",
        "标题：支委会讨论接收预备党员纪要",
        "标题：支部大会讨论接收预备党员纪要",
        "标题：支委会讨论确定积极分子纪要",
        "标题：支委会慰问困难党员纪要",
        "标题：支委会研究劝退纪要",
        "标题：慰问困难党员纪实",
        "单亲家庭常遇到的问题，家长学校开一次讲座。",
        "困难党员包户联系制度。",
    ] {
        let found = told(text);
        if !found.is_empty() {
            wrong.push(format!("{text}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
