//! Texts that stand where a name should.

use proptest::prelude::*;

use super::*;
use crate::read::organization::{Branch, Group, Officer};

#[rustfmt::skip]
const NAMES: &[&str] = &[
    "周敬安", "何立群", "吴静宜", "林书岚", "方一鸣", "郑国安", "安然", "时雨秋", "和凤琴", "何必行",
    "应彩宁", "查良实", "解小东", "单田禾", "党建新", "支月兰", "全智远", "万一鸣", "高一峰", "马上青",
    "常务实", "计春华", "符晓岚", "关小禾", "纪晓岚", "石长生", "钱学书", "孙悟", "李白萍", "杜小鹃",
    "王芳", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄容", "许可欣", "成立秋", "欧阳娜", "欧阳 娜",
    "欧阳　娜", "欧阳修文", "司马青", "诸葛明德", "上官晚晴", "司徒雷鸣", "尉迟敬", "令狐青", "夏侯敦仁",
    "慕容雪", "皇甫松", "单于明", "陈方安宁", "张王思涵", "郑 健", "郑　健", "李 明", "王 晓明", "王 小 明",
    "卜一", "仝卓然", "亓晓东", "禚敬之", "佘文曼", "逄增辉", "覃海川", "冼星远", "瞿秋禾", "麦嘉禾",
    "周㑇明", "王䶮", "赵𬱖", " 周敬安 ", "明道行", "方可欣", "文静", "艾青禾", "程序远", "阳光宇",
    "周一鸣", "周五常", "于会泳", "于本善", "周日升",
    "占小丽", "操文娟", "束长安", "笪志远", "佴秋禾", "禤明珠", "印天成", "满江", "居静娴", "干志成", "展鹏程", "师文轩",
];

#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "", " ", "、", "/", "—", "——", "____", "…", "?", "？", "√", "✓", "❌", "×", "1", "a", "X", "XXX",
    "xx", "某", "某某", "某某某", "王某", "王某某", "李某明", "张X", "张XX", "张Ｘ", "张×", "张**",
    "李〇〇", "李○○", "□□□", "（签字）", "签字", "签名", "已签", "待签", "代签", "何立群（待签）",
    "周敬安（不同意）", "周敬安(代)", "周敬安，同意", "周敬安同意", "同意周敬安", "周敬安 同意",
    "同意 周敬安", "李明同意", "李明 王芳", "陈方 安宁", "李明、王芳", "李明王芳", "张三等", "张三李四", "周敬安等3人",
    "李明审", "李明阅", "李明签", "涉密", "不涉密", "反对", "驳回", "审核中", "待审", "未审", "审批",
    "审核", "提出", "保密审查", "电话同意", "口头同意", "微信同意", "待定", "暂缺", "空缺", "暂缓", "缓",
    "退回", "同意", "不同意", "通过", "已通过", "未通过", "批准", "准予", "许可", "照准", "可以", "可",
    "准", "是", "否", "好", "无", "没有", "略", "同上", "同前", "如上", "见附件", "见纸质件", "见原件",
    "本人", "领导", "校领导", "负责人", "单位负责人", "经办人", "全体委员", "全体", "支委会", "党支部",
    "党总支", "党委", "党办", "党小组", "党员大会", "纪委", "纪检委员", "校务会", "校长室", "办公室",
    "教务处", "德育处", "年级组", "高中部", "高一年级", "第一支部", "工会", "团委", "学校", "方案",
    "方案一", "时间", "时间待定", "何时", "何人", "安排中", "商议中", "商榷", "查实", "查无此人",
    "原则同意", "应公开", "于是", "万一", "明天", "成立", "关于", "代表", "代理", "文件", "来电", "平台",
    "计划", "向上级", "保密办", "公章", "盖章", "待补", "请示", "请假", "出差", "外出", "测试", "示例",
    "示例学校", "姓名", "名字", "空白", "佚名", "匿名", "N/A", "n.a.", "周敬安2", "周-敬安", "周.敬安",
    "‘周敬安’", "“周敬安”", "周敬安。", "周\u{200b}敬安", "周敬安\u{fe0f}", "周敬安周敬安", "曾经",
    "那个", "容后再议", "容后", "易于", "高校", "常委", "应允", "和议", "解密", "尚无", "雷同", "党旗",
    "周一", "周五", "周末", "于会上", "于本周", "于当日",
    "满意", "满三年", "占用", "占总数", "操场", "操作员", "印章", "居民", "归口", "干群", "敬请", "师德", "师生", "索取", "展示",
];

/// Names that nobody in the table's families bears; known or not, they are told apart from opinions.
#[rustfmt::skip]
const RARE: &[&str] = &[
    "阿依古丽", "买买提·艾力", "John Smith", "Max Xu", "通志明", "同小云", "王小明明", "丁不四",
];

fn known() -> Organization {
    let member = |name: &str| name.to_owned();
    let unit = Unit {
        members: RARE
            .iter()
            .map(|name| member(name))
            .chain([member("待定"), member("王某某")])
            .collect(),
        ..Unit::default()
    };
    let officer = Officer {
        name: "不涉密".into(),
        duty: "书记".into(),
        work: None,
    };
    let branch = Branch {
        groups: vec![Group {
            name: "第一党小组".into(),
            leader: Some("阿斯哈尔".into()),
            member_count: None,
        }],
        unit: Unit {
            committee: vec![officer],
            ..unit.clone()
        },
        ..Branch::default()
    };
    Organization {
        branches: vec![branch],
        other_persons: vec!["呼格吉勒".into()],
        ..Organization::default()
    }
}

#[test]
fn names_are_told_from_opinions_offices_and_blanks() {
    assert!(NAMES.len() + NOBODY.len() + RARE.len() > 250);
    let refused: Vec<_> = NAMES.iter().filter(|name| !is_name(name, None)).collect();
    assert!(refused.is_empty(), "{refused:?}");
    for known in [None, Some(&known())] {
        let taken: Vec<_> = NOBODY.iter().filter(|text| is_name(text, known)).collect();
        assert!(taken.is_empty(), "{taken:?}");
    }
}

#[test]
fn words_of_the_tables_have_two_characters() {
    for word in COMPOUND_SURNAMES.iter().chain(WORDS).chain(ORDINARY) {
        assert_eq!(word.chars().count(), 2, "{word}");
    }
}

#[test]
fn rare_names_are_those_of_the_organization() {
    let known = known();
    for name in RARE
        .iter()
        .copied()
        .chain(["阿斯哈尔", "买买提·艾力 ", "呼格吉勒"])
    {
        assert!(!is_name(name, None), "{name}");
        assert_eq!(of(name, Some(&known)), Person::Named, "{name}");
    }
    for name in ["阿依古丽", "买买提·艾力", "John Smith", "TBD", "王小明明"] {
        assert_eq!(of(name, None), Person::Unknown, "{name}");
    }
}

#[test]
fn a_title_is_no_part_of_a_name() {
    for text in [
        "李校长", "张老师", "王主任", "周书记", "刘总", "陈处", "吴局", "赵工", "孙导", "欧阳主任",
        "王副校长", "陈会计", "李老", "王助理",
    ] {
        assert_eq!(of(text, None), Person::Titled(None), "{text}");
    }
    for text in ["周敬安书记", "周敬安同志", "周敬安老师", "王芳校长", "李明阿姨"] {
        let name = text.strip_suffix(&text[text.len() - 6..]).map(str::to_owned);
        assert_eq!(of(text, None), Person::Titled(name), "{text}");
    }
}

#[test]
fn whom_examples_name_is_somebody_only_where_the_organization_knows_them() {
    let mut organization = known();
    for name in ["张三", "李四", "王 五", " 赵六 "] {
        assert_eq!(of(name, None), Person::Example, "{name}");
        assert_eq!(of(name, Some(&organization)), Person::Example, "{name}");
    }
    organization.unit.members.push("张三".into());
    assert_eq!(of("张三", Some(&organization)), Person::Named);
    for name in ["张三丰", "李四光", "王五一"] {
        assert_eq!(of(name, None), Person::Named, "{name}");
    }
}

#[test]
fn characters_that_look_alike_are_refused() {
    for (typed, usual) in [("⽅一鸣", "方一鸣"), ("\u{F9E1}明", "李明"), ("何⽴群", "何立群")]
    {
        assert_eq!(of(typed, None), Person::LookAlike(usual.into()), "{typed}");
    }
    assert_eq!(of("⼤家", None), of("大家", None));
}

#[test]
fn names_are_compared_without_the_space_in_them() {
    assert!(is_same("郑　健", "郑健") && is_same(" 郑 健", "郑健") && !is_same("郑健", "郑建"));
}

proptest! {
    /// Whatever stands before or behind it.
    #[test]
    fn some_words_are_in_no_name(
        before in "[周李王方何]?[明立国]?",
        word in "不同意|同意|涉密|待审|驳回|某|（|？|反对|支部|公开",
        behind in "[明立国安]?",
    ) {
        let text = format!("{before}{word}{behind}");
        prop_assert!(!is_name(&text, None), "{text}");
    }
}
