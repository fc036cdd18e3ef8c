//! The same told in sentences of other forms: before the name, behind a colon, in the sentence after the name; and what is
//! near to it in form and tells nothing of anybody.

use crate::check::{Syntax, Wordings, find};

fn told(text: &str) -> Vec<(&'static str, String)> {
    let found = find(text, Syntax::Markdown, &Wordings::default());
    found
        .into_iter()
        .map(|one| (one.rule.word, one.content))
        .collect()
}

fn are_told(word: &str, texts: &[&str]) {
    let is_silent = |text: &&&str| !told(text).iter().any(|(other, _)| *other == word);
    let silent: Vec<_> = texts.iter().filter(is_silent).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

fn are_left_alone(texts: &[&str]) {
    let wrong: Vec<_> = texts.iter().filter(|text| !told(text).is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_said_of_everybody_is_left_alone() {
    are_left_alone(&[
        "请党员于10月20日到血站献血，患有高血压、糖尿病等慢性病的同志不宜参加。",
        "请各位同志安排好时间，患有心脏病的党员不参加登山活动。",
        "报名时间为10月9日，患有哮喘的学生须由家长陪同。",
        "周红梅主任讲解了高血压、糖尿病的危害。",
        "校医王芳介绍了糖尿病的早期症状。",
        "张医生介绍，儿童哮喘多在秋冬发作。",
        "王医生提醒，乙肝是一种可防可控的病。",
        "志愿者陈立新为白血病患儿募捐。",
        "周航为白血病病人捐款500元。",
        "健康教育课教案：什么是乙肝？（何红）",
        "健康讲座：远离癌症",
        "孙文静同志光荣入党20周年，领取纪念品。",
        "王芳同志成为中共党员10年来，一直坚守讲台。",
        "王梓涵以年级第一名的成绩获得跳绳冠军。",
        "陈可欣以全校第二名的成绩获得踢毽亚军。",
        "地址：青禾市城北路18号教育大厦502室。",
        "地址：青禾市人民路9号科技中心3号楼201室",
        "培训机构地址：青禾市城北路18号远洋大厦5号楼302室。",
        "志愿服务在枫林新村12幢楼下广场开展。",
        "党员志愿者在翠湖小区5号楼前集合。",
    ]);
}
