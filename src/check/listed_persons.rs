//! What a line or a title says of all those whose names are listed below it: 心理预警学生名单.

use super::beside_names::SEES_TO_IT;
use super::health::HEALTH;
use super::never_public::row;
use super::no_names::may_be_a_name;
use super::opinions::{DISCIPLINE, FAULTS};
use super::patterns::Pattern;
use super::pupils::{HARDSHIP, MARKS, NEEDY, PUNISHED};
use super::sums::cells;
use super::{Match, Rule, Syntax, Wordings, find};
use crate::words::contains_any;

/// What is said of a line above a list begins so.
const LISTED: &str = "下面列了";

/// What a line says of those who are named below it.
const fn listed(rule: &'static Rule, anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern::new(rule, anchors, pattern, "下面列了姓名：“{}”")
}

pub(super) static TABLE: &[Pattern] = &[
    listed(
        &HARDSHIP,
        &NEEDY,
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:家庭)?(?:经济)?{事}(?:子女|家庭)?{名单})\**\s*$",
    ),
    listed(
        &HARDSHIP,
        &[
            "低保家庭", "单亲", "离异家庭", "离异单亲", "残疾人家庭", "脱贫家庭", "特殊家庭", "特殊群体",
            "留守",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}(?:家庭)?的?(?:学生|儿童|子女|孩子|幼儿){名单})\**\s*$",
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
        &[
            "重点关注", "重点关爱", "心理预警", "心理高危", "心理危机", "心理异常", "心理问题", "心理筛查",
            "心理测评", "心理重点",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:重点关[注爱](?:的|以下|下列)?|心理(?:(?:预警|高危|危机|异常|问题|筛查|测评|重点|关[注爱])){1,3}的?)(?:学生|同学|孩子|对象|人员){名单})\**\s*$",
    ),
    listed(
        &HEALTH,
        &[
            "特异体质", "特殊体质", "特殊疾病", "慢性病", "传染病", "肺结核", "患病", "阳性", "密切接触",
            "密接", "抑郁症", "自闭症", "孤独症", "多动症",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}的?(?:筛查|阳性|学生|儿童|幼儿|同学|教师|教职工|职工|党员|人员|者|患者){1,3}{名单})\**\s*$",
    ),
    listed(
        &MARKS,
        &[
            "学困生", "后进生", "待进生", "问题学生", "补考学生", "补考的学生", "补考人员", "不及格学生",
            "不及格的学生", "不合格学生", "挂科学生", "留级学生",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}{名单})\**\s*$",
    ),
    listed(
        &PUNISHED,
        &[
            "处分学生", "处分的学生", "违纪学生", "违纪的学生", "违规学生", "作弊学生", "欺凌学生",
            "打架学生", "施暴学生", "旷课学生",
        ],
        r"^[^。！？；;|\n]{0,24}?(?<what>{事}{名单})\**\s*$",
    ),
    listed(
        &DISCIPLINE,
        &["处分", "不合格党员"],
        r"^[^。！？；;|\n]{0,24}?(?<what>(?:不合格党员|[受被]{事}的?(?:党员|教师|教职工|职工|人员|干部|同志)){名单})\**\s*$",
    ),
    row(
        &["举报人", "检举人", "信访人", "投诉人", "约谈", "被调查", "被谈话"],
        r"^[^。！？；;|\n]{0,16}?(?<what>(?:举报人|检举人|信访人|投诉人|被(?:约谈|调查|谈话)(?:人|的?(?:党员|教师|教职工|人员|干部|同志)))(?:员)?{名单})\**\s*$",
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

/// Drops what is said above a list of no names.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    found.retain(|one| !one.message.starts_with(LISTED) || is_said_below(text, one));
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
    const FAULTY: [&str; 6] = ["听不进", "脾气", "不敢", "不愿", "有待", "较差"];
    let begin = text[..one.range.start].rfind('\n').map_or(0, |end| end + 1);
    let below = text[one.range.end..]
        .split_once('\n')
        .map_or("", |(_, below)| below);
    if !one.content.contains("意见") && !one.content.contains("评价") {
        let is_of_duties =
            !one.content.contains("名单") && contains_any(&text[begin..one.range.start], &DUTIES);
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
