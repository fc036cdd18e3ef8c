//! What is told of people by who they are, how it is said or what was done: 女生李娜, 作了谈话, 提供线索的是; and what schools
//! publish near to it.

use crate::check::{Syntax, Wordings, find};

fn words(text: &str) -> Vec<&'static str> {
    let found = find(text, Syntax::Markdown, &Wordings::default());
    found.iter().map(|one| one.rule.word).collect()
}

/// Those that say nothing of the kind.
fn silent_of(rows: &[(&'static str, &[&'static str])]) -> Vec<String> {
    let texts = rows
        .iter()
        .flat_map(|(word, texts)| texts.iter().map(move |text| (word, text)));
    let silent = texts.filter(|(word, text)| !words(text).contains(word));
    silent
        .map(|(word, text)| format!("{text} → {word}, found {:?}", words(text)))
        .collect()
}

fn told_of(texts: &[&str]) -> Vec<String> {
    let told = texts.iter().filter(|text| !words(text).is_empty());
    told.map(|text| format!("{text}, found {:?}", words(text)))
        .collect()
}

#[test]
fn words_that_end_like_a_surname_are_no_names() {
    let told = told_of(&[
        "秋冬季是手足口病、流感的多发季节。",
        "秋冬季是手足口病、流感、诺如病毒感染的多发季节。",
        "他年轻时身患重病，动过大手术。",
        "户籍或实际居住在服务区内的适龄儿童。",
        "实际居住在学区的儿童，持居住证报名。",
        "参加面试的考生凭准考证号26080101入场。",
        "党支部为患白血病的学生募捐1800元，田国强带头。",
    ]);
    assert!(told.is_empty(), "{}", told.join("\n"));
    let silent = silent_of(&[
        (
            "病情",
            &[
                "时小红患有癫痫。",
                "季小红患有癫痫。",
                "党支部为患白血病的学生王小雨募捐。",
            ],
        ),
        ("家庭住址", &["王小明实际居住在城关镇文化巷12号。"]),
    ]);
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// Whoever is held up to all as a model.
#[test]
fn the_life_of_a_model_is_no_news() {
    let told = told_of(&[
        "学习“中国好人”张玉滚的事迹：他患有胃病，仍挑着扁担给学生送书。",
        "“时代楷模”张玉滚扎根深山17年，患有严重的胃病。",
        "于漪曾被授予“人民教育家”国家荣誉称号。她年轻时身患重病，动过大手术。",
        "于漪十九岁走上讲台，一干就是一辈子。她教过的学生数不清。她患有肝炎，仍坚持上课。",
    ]);
    assert!(told.is_empty(), "{}", told.join("\n"));
    let silent = silent_of(&[(
        "病情",
        &[
            "参加感动中国观影的王芳老师因腰椎手术请假。",
            "学习“时代楷模”张桂梅，王芳老师患乳腺癌仍坚持上课。",
            "张玉滚先进事迹报告会后，王芳因乳腺癌住院。",
        ],
    )]);
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}
