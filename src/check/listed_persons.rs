//! What a line or a title says of all those whose names are listed below it: 心理预警学生名单.

use super::beside_names::SEES_TO_IT;
use super::health::{HEALTH, PREGNANCY};
use super::never_public::row;
use super::no_names::may_be_a_name;
use super::opinions::{DISCIPLINE, FAULTS};
use super::patterns::Pattern;
use super::personal::PAY;
use super::pupils::{HARDSHIP, HARDSHIPS, MARKS, NEEDY, PUNISHED};
use super::sums::cells;
use super::{Match, Rule, Syntax, Wordings, find};
use crate::words::contains_any;

/// What is said of a line above a list begins so.
const LISTED: &str = "下面列了";

/// What a line says of those who are named below it.
const fn listed(rule: &'static Rule, anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern::new(rule, anchors, pattern, "下面列了姓名：“{}”")
}

/// What a line calls a book of persons, behind what it says of them: 留守儿童统计表.
const BOOK: &str =
    r"^[^。！？；;|\n]{0,24}?(?<what>{事}[^。！？；;|\n：:]{0,14}?{名册}(?:如下)?[：:]?)\**\s*$";

/// In such lines those are named who see to others, or what nobody has to keep back.
const OF_OTHERS: [&str; 44] = [
    "小组", "领导", "帮扶", "结对", "负责", "责任", "志愿", "辅导", "指导", "专班", "成员", "机构", "联系",
    "值班", "工作", "先进", "优秀", "慰问", "走访", "家访", "送教", "活动", "宣传", "培训", "物资", "捐",
    "资助", "补助", "认定", "公示", "防控", "防治", "预防", "接种", "攻坚", "支教", "驻村", "代理", "监考",
    "课程", "读书", "报名", "问题台账", "样品",
];

/// A line that holds nothing but what those are who are named below it: 低保家庭学生.
const HEADING: &str = r"^[#*\s]{0,8}(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．])?\s?(?:我校|本校|本班|全校)?(?<what>(?:家庭)?(?:经济)?{事}(?:户|家庭)?的?(?:学生|儿童|子女|幼儿|教师|教职工)?)(?:[（(][0-9一二三四五六七八九十]{1,3}[名人][）)])?[：:]?\**[：:]?\s*$";

pub(super) static TABLE: &[Pattern] = &[
    listed(&HARDSHIP, &NEEDY, HEADING),
    listed(&HARDSHIP, &HARDSHIPS, HEADING),
    listed(
        &HEALTH,
        &["患病", "特异体质", "特殊体质", "过敏体质", "慢性病"],
        HEADING,
    ),
    listed(&MARKS, &["学困生", "后进生", "待进生", "补考", "不及格"], HEADING),
    listed(
        &HARDSHIP,
        &NEEDY,
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:家庭)?(?:经济)?{事}(?:子女|家庭)?{名单})\**\s*$",
    ),
    listed(
        &HARDSHIP,
        &["受助", "助学金"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:受助(?:学生|对象)?|助学金(?:发放|受助|获得|资助)?(?:学生|对象)?)名单[：:]?)\**\s*$",
    ),
    listed(
        &HARDSHIP,
        &["困难党员", "困难教师", "困难教职工", "困难职工", "特困教师"],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}{名单})\**\s*$",
    ),
    listed(
        &HEALTH,
        &["重点关注", "重点关爱", "心理预警", "心理高危", "心理危机"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:重点关[注爱](?:的|以下|下列)?(?:学生|同学|孩子)|心理(?:预警|高危|危机)的?(?:学生|同学|对象|人员)){名单})\**\s*$",
    ),
    listed(
        &MARKS,
        &[
            "学困生", "后进生", "待进生", "补考学生", "补考的学生", "补考人员", "不及格学生", "不及格的学生",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}{名单})\**\s*$",
    ),
    listed(
        &PUNISHED,
        &["处分学生", "处分的学生", "违纪学生", "违纪的学生"],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}{名单})\**\s*$",
    ),
    listed(
        &HARDSHIP,
        &[
            "贫困", "特困", "低保", "建档立卡", "脱贫", "孤儿", "无人抚养", "单亲", "离异", "留守", "残疾",
            "服刑", "涉毒", "特殊学生", "特殊儿童", "特殊家庭", "特殊群体", "困境", "困难学生", "困难家庭",
            "困难职工", "困难教职工", "困难教师", "困难党员",
        ],
        BOOK,
    ),
    listed(
        &HEALTH,
        &[
            "抑郁", "焦虑", "自闭症", "孤独症", "多动症", "阳性", "患病", "患者", "患儿", "传染病", "慢性病",
            "结核", "水痘", "手足口", "乙肝", "癌", "特异体质", "特殊体质", "特殊疾病", "病休", "病假",
            "密切接触", "密接", "体检异常", "视力不良", "肥胖", "重点关注", "重点关爱",
        ],
        BOOK,
    ),
    listed(
        &HEALTH,
        &["心理"],
        r"^[^。！？；;|\n]{0,24}?(?<what>心理[^。！？；;|\n：:]{0,8}?(?:预警|高危|危机|异常|问题|阳性|重点|关注|个案|约谈)[^。！？；;|\n：:师委]{0,8}?{名册}(?:如下)?[：:]?)\**\s*$",
    ),
    listed(&PREGNANCY, &["怀孕", "孕期", "产假"], BOOK),
    listed(
        &MARKS,
        &[
            "学困生", "后进生", "待进生", "问题学生", "补考", "不及格", "挂科", "留级", "后十名",
            "后[二三五]十名", "后[123456789]0名",
        ],
        BOOK,
    ),
    listed(
        &PUNISHED,
        &[
            "处分", "违纪", "违规", "作弊", "欺凌", "打架", "斗殴", "施暴", "旷课", "逃课", "劝退", "开除",
            "沉迷", "早恋", "抽烟", "吸烟",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}[^。！？；;|\n：:]{0,8}?(?:学生|同学|考生)[^。！？；;|\n：:]{0,8}?{名册}(?:如下)?[：:]?)\**\s*$",
    ),
    listed(
        &DISCIPLINE,
        &["处分", "不合格党员"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:不合格党员|[受被给][到予]?{事}的?(?:党员|教师|教职工|职工|人员|干部|同志))[^。！？；;|\n：:]{0,8}?{名册}(?:如下)?[：:]?)\**\s*$",
    ),
    listed(
        &PAY,
        &["党费"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:欠缴|欠交|未缴|未交|漏缴|少缴|拖欠)党费[^。！？；;|\n：:]{0,8}?{名册}(?:如下)?[：:]?)\**\s*$",
    ),
    row(
        &["举报", "检举", "信访", "投诉", "约谈", "诫勉", "函询", "调查"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:(?:举报|检举|信访|投诉)人员?|(?:被|受到?|接受)(?:组织)?{事}(?:谈话)?的?(?:党员|教师|教职工|职工|人员|干部|同志|人)){名册}(?:如下)?[：:]?)\**\s*$",
        "下面列了姓名：“{}”",
    ),
    row(
        &["信教", "参教", "信仰宗教"],
        r"^[^。！？；;|\n]{0,16}?(?<what>{事}的?{教众}{名单})\**\s*$",
        "下面列了姓名：“{}”",
    ),
    row(
        &["的意见", "的批评意见", "出的意见", "提的意见", "的评价"],
        r"^[^。！？；;|\n]{0,12}?(?<what>[对给]{名}{称呼}(?:的|提出的|提的)(?:批评)?(?:意见|评价)(?:和?建议)?)[：:]?\**\s*$",
        "下面列了对一个人的意见：“{}”",
    ),
];

/// Drops what is said above a list of no names, and says of the others that it is the names that have to go.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let is_meant = |one: &Match| !contains_any(&one.content, &OF_OTHERS) && is_said_below(text, one);
    found.retain(|one| !one.message.starts_with(LISTED) || is_meant(one));
    let of_words = [&HEALTH, &PREGNANCY, &MARKS, &PUNISHED, &PAY];
    let told = found.iter_mut().filter(|one| one.message.starts_with(LISTED));
    for one in told.filter(|one| of_words.contains(&one.rule)) {
        one.hint = Some("请删去下面的姓名，只写人数；名单另外存放，不放在网站的文件夹里".to_owned());
    }
}

/// What a title says of all those whom the text below it lists, or its rows: 心理预警学生名单. In bytes of the title.
pub(super) fn told_by_title(title: &str, below: &str) -> Vec<Match> {
    // What a title says shows above any names: few texts have to be looked through for theirs.
    const ANY: &str = "- 王小红\n- 李明轩";
    let found = find(&format!("{title}\n{ANY}"), Syntax::Plain, &Wordings::default());
    let of_title = |one: &Match| one.message.starts_with(LISTED) && one.range.end <= title.len();
    let found: Vec<Match> = found.into_iter().filter(of_title).collect();
    let is_row = |line: &str| line.trim_start().starts_with('|');
    let (mut end, mut in_table) = (0, false);
    let mut begins = below.split_inclusive('\n').filter_map(|line| {
        let goes_on = std::mem::replace(&mut in_table, is_row(line)) && in_table;
        end += line.len();
        (!goes_on).then_some(end - line.len())
    });
    match found.is_empty() || !begins.any(|begin| lists_names(&below[begin..])) {
        true => Vec::new(),
        false => found,
    }
}

/// True for a line above a list of names, or of what is wrong with whom it names.
fn is_said_below(text: &str, one: &Match) -> bool {
    const NEAR: usize = 6;
    /// Those are named who do it.
    const DUTIES: [&str; 8] = ["走访", "联系", "帮扶", "慰问", "负责", "辅导", "结对", "资助"];
    const ON_DUTY: [&str; 3] = ["负责", "监考", "送教"];
    const FAULTY: [&str; 6] = ["听不进", "脾气", "不敢", "不愿", "有待", "较差"];
    let begin = text[..one.range.start].rfind('\n').map_or(0, |end| end + 1);
    let below = text[one.range.end..]
        .split_once('\n')
        .map_or("", |(_, below)| below);
    if !one.content.contains("意见") && !one.content.contains("评价") {
        let first = below.trim_start().lines().next().unwrap_or_default();
        let is_of_duties = !one.content.contains("名单")
            && (contains_any(&text[begin..one.range.start], &DUTIES) || contains_any(first, &ON_DUTY));
        return !is_of_duties && lists_names(below);
    }
    let lines = below.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut lines = lines.take(NEAR).take_while(|line| !line.starts_with('#'));
    lines.any(|line| contains_any(line, &FAULTS) || contains_any(line, &FAULTY))
}

/// True for text that begins with a list of names, a table that has some, or a line of them: 周小雨、陈子涵.
fn lists_names(below: &str) -> bool {
    const LOOKED_AT: usize = 3;
    let lines = below.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take(LOOKED_AT).collect();
    let Some(first) = lines.first() else { return false };
    if first.starts_with('|') {
        let headings: Vec<&str> = cells(first).collect();
        let is_of_others = |column: usize| {
            headings
                .get(column)
                .is_some_and(|heading| contains_any(heading, &SEES_TO_IT))
        };
        let rows = lines.iter().skip(1);
        return rows
            .flat_map(|line| cells(line).enumerate())
            .any(|(column, cell)| may_be_a_name(cell) && !is_of_others(column));
    }
    match item(first) {
        Some(_) => lines.iter().map_while(|line| item(line)).all(names_somebody),
        None => {
            let names = match first.split_once(['：', ':']) {
                Some((class, names)) if class.ends_with(['班', '级']) => names.trim_start(),
                _ => first,
            };
            let mut names = names.split(['、', '，', ' ', '　']).take(2);
            let is_name = |name: &str| {
                let bare = name
                    .split(['（', '(', '。', '；', '等'])
                    .next()
                    .unwrap_or_default();
                may_be_a_name(bare)
            };
            names.all(is_name)
        }
    }
}

/// An item of a list, without its mark: `- 周小雨`, `1. 周小雨`, `（1）周小雨`.
fn item(line: &str) -> Option<&str> {
    const DIGITS: &str = "0123456789一二三四五六七八九十";
    let rest = line
        .strip_prefix(['-', '*', '+'])
        .filter(|rest| rest.starts_with(' '));
    let numbered = || {
        let digits = line.trim_start_matches(['（', '(']);
        let rest = digits.trim_start_matches(|c| DIGITS.contains(c));
        let rest = rest.strip_prefix(['.', '．', '、', '）', ')']);
        rest.filter(|_| digits.starts_with(|c| DIGITS.contains(c)))
    };
    Some(rest.or_else(numbered)?.trim().trim_matches('*'))
}

/// True for an item that is of somebody: 周小雨（四1班）, 四（1）班周小雨.
pub(super) fn names_somebody(item: &str) -> bool {
    const PIECES: usize = 4;
    let pieces = item.split([
        '（', '(', '）', ')', '，', ',', '、', '：', ':', '；', '。', ' ', '　',
    ]);
    let mut pieces = pieces.filter(|piece| !piece.is_empty()).take(PIECES);
    pieces.any(|piece| may_be_a_name(piece.rsplit(['班', '级']).next().unwrap_or(piece)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&'static str> {
        let found = find(text, Syntax::Markdown, &Wordings::default());
        found.iter().map(|one| one.rule.word).collect()
    }

    const LISTS: [&str; 5] = [
        "1. 王小红\n2. 李明轩",
        "- 七（2）班 王小红\n- 七（3）班 李明轩",
        "王小红、李明轩、周芳",
        "王小红 李明轩 周芳",
        "| 序号 | 班级 | 姓名 |\n|---|---|---|\n| 1 | 七（2）班 | 王小红 |",
    ];

    #[test]
    fn what_is_said_of_all_whom_a_list_names_is_found() {
        for (head, word) in [
            ("心理危机预警学生名单", "病情"),
            ("七年级心理重点关注学生台账", "病情"),
            ("肺结核筛查阳性人员名单", "病情"),
            ("特异体质学生登记表", "病情"),
            ("违纪学生名单如下：", "学生处分"),
            ("2026年秋季学期学困生花名册", "学生成绩"),
            ("低保家庭学生花名册", "困难情况"),
            ("留守儿童统计表", "困难情况"),
            ("单亲家庭学生情况表", "困难情况"),
            ("不合格党员名单", "党纪处分"),
            ("受处分教师名单", "党纪处分"),
            ("举报人名单", "不得公开的内容"),
            ("受到诫勉谈话人员名单", "不得公开的内容"),
            ("抑郁倾向学生名单", "病情"),
            ("长期病假教职工名单", "病情"),
            ("怀孕女教师名单", "孕产情况"),
            ("建档立卡学生名单", "困难情况"),
            ("服刑人员子女名单", "困难情况"),
            ("残疾儿童随班就读名单", "困难情况"),
            ("期中考试不及格名单", "学生成绩"),
            ("后二十名学生名单", "学生成绩"),
            ("拟劝退学生名单", "学生处分"),
            ("沉迷网络学生名单", "学生处分"),
            ("欠缴党费党员名单", "工资收入"),
        ] {
            for list in LISTS {
                let text = format!("## {head}\n\n{list}");
                assert!(words(&text).contains(&word), "{text}: {:?}", words(&text));
                // Below a title, other words may stand before the list.
                let below = format!("经核对，现将有关情况说明如下。\n\n{list}");
                let of_title = told_by_title(head, &below);
                assert!(of_title.iter().any(|one| one.rule.word == word), "{head}: {list}");
            }
        }
    }

    #[test]
    fn lists_of_others_and_titles_without_lists_are_left_alone() {
        for head in [
            "优秀学生名单",
            "心理危机干预领导小组名单",
            "学困生帮扶教师名单",
            "家庭经济困难学生认定公示名单",
            "传染病防控工作小组成员名单",
            "心理委员名单",
            "心理健康教育教师名单",
            "留守儿童“代理家长”名单",
            "脱贫攻坚驻村干部名单",
            "困难党员慰问名单",
            "抗癌勇士报告团成员名单",
            "单亲家庭亲子活动报名名单",
            "信访接待人员名单",
            "反欺凌工作委员会名单",
            "作弊防控巡考名单",
            "拟接收预备党员名单",
            "面试不合格人员名单",
        ] {
            for list in LISTS {
                assert_eq!(words(&format!("## {head}\n\n{list}")), [""; 0], "{head}");
                assert_eq!(told_by_title(head, list), [], "{head}");
            }
        }
        for below in [
            "各班按要求报送，不公开姓名。\n\n联系人：王小红",
            "| 年级 | 人数 |\n|---|---|\n| 七年级 | 12 |",
            "| 班级 | 人数 | 班主任 |\n|---|---|---|\n| 七（1）班 | 12 | 王小红 |",
        ] {
            assert_eq!(
                words(&format!("## 留守儿童统计表\n\n{below}")),
                [""; 0],
                "{below}"
            );
            assert_eq!(told_by_title("留守儿童统计表", below), [], "{below}");
        }
    }
}
