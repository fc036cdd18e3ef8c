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

#[test]
fn a_pupils_hardship_is_told_behind_a_colon_in_brackets_and_in_cells() {
    are_told(
        "困难情况",
        &[
            "王梓涵：单亲",
            "林可欣：留守儿童",
            "周嘉怡（出身单亲家庭）",
            "唐小雨（家中是建档立卡户）",
            "张明轩（父亲在服刑，跟爷爷生活）",
            "万小宝：父母离异",
            "吴晨曦（父亡母改嫁）",
            "钱多多——孤儿，跟叔叔住",
            "| 姓名 | 备注 |\n| --- | --- |\n| 王梓涵 | 父亲正在服刑 |",
            "| 姓名 | 备注 |\n| --- | --- |\n| 冯子涵 | 属于留守儿童 |",
        ],
    );
    are_left_alone(&[
        "赵主任：孤儿院之行让我们懂得感恩。",
        "党员李建国：残疾人保障法宣讲志愿者",
        "周明（负责留守儿童之家管理）",
        "侯老师：父母离异对孩子的影响有哪些？",
        "刘芳：单亲家庭学生的心理疏导（讲座）",
        "| 姓名 | 负责工作 |\n| --- | --- |\n| 王红霞 | 留守儿童之家建设 |",
    ]);
}

#[test]
fn what_is_told_of_the_pupil_named_before_is_found() {
    are_told(
        "困难情况",
        &[
            "结对对象是陈可欣。该生是留守儿童。",
            "田雨欣同学成绩优异。该同学家庭困难，建议资助。",
            "万小宝，五（3）班，该生父亲病故。",
        ],
    );
    are_told(
        "病情",
        &[
            "王梓涵，七（3）班。该生患有白血病。",
            "沈佳宜同学近期请假。该生确诊糖尿病。",
        ],
    );
    are_told("学生成绩", &["冯子豪，九（1）班。该生期中考试数学不及格。"]);
    are_left_alone(&[
        "申请资助的，由班主任何红填写。该生属于低保户的，附低保证。",
        "请班主任张敏说明。如该生患有传染病，应及时就医。",
        "李明轩同学获奖。该生热心帮助残疾同学。",
        "钱多多同学捐款。该生为白血病患儿捐出压岁钱。",
    ]);
}

#[test]
fn a_heading_says_what_those_are_who_are_named_below_it() {
    are_told(
        "困难情况",
        &[
            "## 低保家庭学生\n\n- 王梓涵\n- 刘洋",
            "**离异家庭学生**\n\n1. 龙小天\n2. 万小宝",
            "## 困境儿童（2人）\n\n- 汪小洋\n- 石小磊",
            "一、特困学生\n\n贾宇轩、石小磊、田雨欣",
        ],
    );
    are_told("病情", &["## 特异体质学生\n\n- 唐子墨\n- 许浩然"]);
    are_told("学生成绩", &["### 不及格学生\n\n孟小凡、钱多多"]);
    are_left_alone(&[
        "## 关爱留守儿童\n\n- 王红霞\n- 何莉",
        "## 学困生辅导教师\n\n- 王红霞\n- 何莉",
        "## 留守儿童\n\n- 每周与家长通话一次\n- 每月家访一次",
        "## 残疾儿童\n\n- 王芳（资源教师）负责送教",
        "补考\n\n王芳、李明监考",
    ]);
}
