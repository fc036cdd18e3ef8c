//! What stands apart from the name that it is told of: in another cell of the row, or in the column below a heading. Rows of
//! the rules that tell the same in a sentence.

use std::cell::LazyCell;
use std::ops::Range;

use super::applicants::NAMED;
use super::health::{HEALTH, OF_ALL, PREGNANCY};
use super::listed_persons::names_somebody;
use super::never_public::row;
use super::no_names::may_be_a_name;
use super::opinions::{BLAME, DISCIPLINE, DISCUSSED};
use super::patterns::{Pattern, around, column, unless, unless_in_line};
use super::personal::{HOME, PAY};
use super::pupils::{CONTESTS, HARDSHIP, MARKS};
use super::sums::cells;
use super::{Match, Rule, is_of_a_column};
use crate::words::{contains_any, starts_with_any};

/// What is said of a cell begins so.
const CELL: &str = "姓名旁边的格里写了";
/// What is said of a pupil in the rows of a ledger begins so.
const COUNSELLED: &str = "心理辅导的台账";

/// What a cell says of whom its row names.
const fn cell(rule: &'static Rule, anchors: &'static [&'static str], pattern: &'static str) -> Pattern {
    Pattern::new(rule, anchors, pattern, "姓名旁边的格里写了“{}”")
}

pub(super) static TABLE: &[Pattern] = &[
    cell(
        &DISCIPLINE,
        &[
            "警告", "记过", "记大过", "留党察看", "开除党籍", "撤销党内", "撤职",
        ],
        r"{格}(?<what>(?:因(?:[^|，,\n]{1,20}?[，,]?)?)?(?:已|曾)?(?:被给予|被处以|受到?|给予)其?(?:党内警告|党内严重警告|严重警告|撤销党内职务|留党察看[一二两]?年?|开除党籍|(?:政务)?(?:警告|记大?过|降级|撤职|开除))(?:处分)?(?:[一1]次)?)\s*[|，,；;。]",
    ),
    row(
        &["诫勉", "函询", "立案", "留置", "提醒谈话"],
        r"{格}(?<what>(?:因(?:[^|，,\n]{1,20}?[，,]?)?)?(?:已被|被|曾?受到?|予以|给予)(?:组织|纪委|[区县市]纪委|总支)?(?:诫勉(?:谈话)?|谈话函询|函询|提醒谈话|立案(?:审查)?(?:调查)?|留置)(?:处理)?|诫勉(?:谈话)?)(?:[一两二1-3]次)?\s*[|，,；;。]",
        "姓名旁边的格里写了“{}”",
    ),
    unless(
        &OF_ALL,
        cell(
            &PREGNANCY,
            &["怀孕", "孕期", "身孕"],
            r"{格}(?:[^|，,\n]{0,6}[，,])?(?<what>因?(?:身怀有孕|怀有身孕|怀孕|孕期)(?:期间|[0-9一二三四五六七八九十两几多]{1,3}个?[月周])?)(?:仍|还|依然|依旧|坚持|不|请假|在家|[，,；;。]|\s*\|)",
        ),
    ),
    cell(
        &HARDSHIP,
        &[
            "家庭困难", "经济困难", "生活困难", "家境困难", "较困难", "分困难", "别困难", "致贫", "返贫",
        ],
        r"{格}(?<what>(?:家庭|家庭经济|经济|家庭生活|生活|家境)(?:特别|比较|较|十分)?困难|因(?:病|残|学|灾|伤|意外|事故)(?:致贫|返贫)(?:户|家庭)?)\s*[|，,；;。]",
    ),
    cell(
        &HARDSHIP,
        &["打工", "务工"],
        r"{格}(?<what>(?:父母|父亲|母亲)(?:均|都|双双|长期|常年){0,2}(?:在{句中}{1,8}?|外出)(?:打工|务工))\s*[|，,；;。]",
    ),
    cell(
        &PAY,
        &["缴党费", "交党费", "欠党费"],
        r"{格}(?<what>(?:欠|欠缴|未缴|少缴|漏缴|拖欠|欠交|未交)党费(?:[0-9一二两三四五六七八九十]{1,2}个(?:月|季度)|[0-9][0-9.,]{0,8}元)?)\s*[|，,；;。]",
    ),
    row(
        &["基本合格", "基本称职", "不称职"],
        r"{格}(?<what>基本合格|基本称职|不称职)(?:等次)?\s*\|",
        "姓名旁边的格里写了“{}”",
    ),
    cell(
        &DISCUSSED,
        &["反对", "弃权", "不同意", "不赞成"],
        r"{格}(?<what>投?(?:反对|弃权)票?|不同意|不赞成)\s*\|",
    ),
    cell(
        &DISCUSSED,
        &BLAME,
        r"{格}(?:[^|\n]*\|){0,4}?\s*(?:[^|\n]{0,12}[，,、；;])?(?<what>{事})\s*[|，,、；;。]",
    ),
    cell(
        &DISCUSSED,
        &["不民主", "不够民主", "意见大", "意见较大", "意见很大"],
        r"{格}(?:[^|\n]*\|){0,4}?\s*(?:[^|\n]{0,12}[，,、；;])?(?<what>(?:民主)?作风不够?民主|(?:群众|教师|家长|学生)意见较?很?大)\s*[|，,；;。]",
    ),
    unless(
        &OF_ALL,
        cell(
            &HEALTH,
            &["倾向", "情绪低落", "自伤行为", "自残行为"],
            r"{格}(?<what>(?:有|轻度|中度|重度|疑似)?(?:抑郁|焦虑|自闭|自杀|自伤)倾向|情绪低落|有?自[伤残]行为)\s*[|，,、；;。]",
        ),
    ),
    column(
        &MARKS,
        r"^\s*\|\s*(?:序号\s*\|\s*)?(?:(?:考号|考生号)\s*\|\s*(?:班级\s*\|\s*)?(?:学生)?姓名|姓名\s*\|\s*(?:考号|考生号))\s*\|(?:[^|\n]*\|)*?\s*(?<what>总分|分数|名次|成绩|排名|总成绩)\s*\|",
    ),
    column(
        &MARKS,
        r"^\s*\|\s*(?:序号\s*\|\s*)?姓名\s*\|\s*(?<what>(?:考试|测试|期[中末])?成绩|得分|分数)\s*\|",
    ),
    column(
        &PAY,
        r"{列}(?<what>(?:[0-9]{1,2}月|每月|本月|上月|月)份?(?:应发|实发|基本|岗位|薪级|绩效|税前|税后|平均)工资(?:总额|收入|金额|基数|标准|合计)?|(?:税前|应发|实发)工资合计)(?:[（(][^（）()|\n]{1,6}[）)])?\s*\|",
    ),
    column(
        &NAMED,
        r"{列}(?<what>政审(?:结论|情况|结果|意见)|政治审查(?:结论|情况|结果|意见)?|函调(?:情况|结果))\s*\|",
    ),
    column(&PREGNANCY, r"{列}(?<what>假别|请假(?:类别|类型|种类))\s*\|"),
    row(
        &["姓名[| ]", "[| ]党员[| ]", "[| ]教师[| ]", "被评议人[| ]"],
        r"{列}(?<what>(?:(?:群众|党员|教师|同志)的?)?意见|存在的?问题|问题)\s*\|",
        "表里有“{}”一列",
    ),
    // What class of it somebody gets.
    column(&HARDSHIP, r"{列}(?<what>档次|档位)\s*\|"),
    // Whoever comes to be counselled stands there with his class.
    Pattern::new(
        &HEALTH,
        &[
            "来访学生[| 姓]", "咨询学生[| 姓]", "求助学生[| 姓]", "来访者[| 姓]",
        ],
        r"\|\s*(?:(?:来访|咨询|求助)学生|来访者)(?:姓名)?\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:主要|咨询)?(?:问题|内容)|主要(?:困扰|诉求|情况))\s*\|",
        "表里有“{}”一列",
    ),
    unless_in_line(
        &["课题", "课例", "授课", "作品", "论文", "听课"],
        column(
            &DISCUSSED,
            r"{列}(?<what>(?:主要)?(?:不足之处|缺点)|(?:存在的?)?(?:主要)?不足)\s*\|",
        ),
    ),
    Pattern::new(
        &HEALTH,
        &["| 心理", "|心理"],
        r"{列}(?<what>心理(?:健康)?(?:状况|状态|情况|问题|(?:测评|筛查|评估)结果|预警(?:等级|级别)?))\s*\|",
        "表里有“{}”一列",
    ),
    Pattern::new(
        &HOME,
        &["家长[| ]", "家长姓名[| ]", "监护人[| ]", "监护人姓名[| ]"],
        r"(?:^\s*\||\|)\s*(?<what>(?:学生)?(?:家长|监护人)(?:姓名)?\s*\|(?:[^|\n]*\|){0,3}?\s*(?:联系)?(?:电话|方式|手机号?码?))\s*\|",
        "表里有“{}”一列",
    ),
    row(
        &["姓名[| ]", "[| ]党员[| ]", "[| ]教师[| ]", "被评议人[| ]"],
        r"{列}(?<what>(?:年度)?(?:考核)?等次|(?:年度)?考核结果|考核档次|(?:综合|评定)等次)\s*\|",
        "表里有“{}”一列",
    ),
    row(
        &["话对象[| ]", "被谈话人[| ]"],
        r"\|\s*(?:谈(?:心谈)?话对象|被谈话人)\s*\|(?:[^|\n]*\|)*?\s*(?<what>(?:主要|谈话)?内容|谈话情况|(?:主要)?意见(?:和?建议)?|(?:反映|提出)的?(?:主要)?(?:问题|意见))\s*\|",
        "表里有“{}”一列",
    ),
    Pattern::new(
        &HEALTH,
        &["重点关注", "重点关爱"],
        r"{事}的?(?:学生|同学)(?:名单)?(?:有|是|为|[：:])\s*(?<what>{近名})(?:[^\p{Han}]|$|和|与|及|等|同学)",
        "这里写了重点关注的学生是谁：“{}”",
    ),
    // Where the ledger's title says what it is of.
    Pattern::new(
        &HEALTH,
        &["学生：", "学生姓名："],
        r"(?:^|[：，、])学生(?:姓名)?：(?<what>{近名})(?:[，、（(]|$)",
        "心理辅导的台账里写了学生是谁：“{}”",
    ),
];

/// Drops what is nobody's: in a row of whoever has to see to it, at the heading of a column that says nothing of the kind.
pub(super) fn settle(text: &str, found: &mut Vec<Match>) {
    let is_of_counselling = LazyCell::new(|| is_of_counselling(text));
    found.retain(|one| match one.message.as_str() {
        message if message.starts_with(COUNSELLED) => *is_of_counselling,
        message if message.starts_with(CELL) => is_of_its_row(text, one),
        _ if is_of_a_column(one) => is_told_by_its_column(text, one),
        _ => true,
    });
}

/// What is checked of rooms, papers and things: who sees to one stands beside what it was found to be.
const CHECKED: [&str; 14] = [
    "卫生", "教案", "备课", "作业", "检查", "抽查", "抽检", "验收", "寝室", "宿舍", "办公室", "食品", "设备",
    "体检",
];

/// Parts of headings of columns that name who sees to something.
pub(super) const SEES_TO_IT: [&str; 23] = [
    "责任", "负责", "谈话人", "承办", "主讲", "联系人", "牵头", "分管", "班主任", "指导", "帮扶人",
    "帮扶党员", "帮扶教师", "结对党员", "结对教师", "包联", "记录人", "检查人", "排查人", "主持", "值班",
    "授课", "经办",
];

/// True for a cell of a row that is about somebody: the name before it is not that of whoever has to see to something.
fn is_of_its_row(text: &str, one: &Match) -> bool {
    /// So far up a heading is looked for.
    const FAR: usize = 1000;
    if one.content == "基本合格" && contains_any(around(text, &one.range, &[]), &CHECKED) {
        return false;
    }
    let begin = text[..one.range.start].rfind('\n').map_or(0, |end| end + 1);
    let is_row = |line: &&str| line.trim_start().starts_with('|');
    let next = text[one.range.end..].lines().nth(1);
    if next.is_some_and(|next| is_row(&next) && !next.contains(char::is_alphanumeric)) {
        return false;
    }
    let above = text[..begin].lines().rev().take(FAR).take_while(is_row);
    let Some(headings) = above.last() else { return true };
    let headings: Vec<&str> = cells(headings).collect();
    let is_of_somebody = |column: usize| {
        let heading = headings.get(column).copied().unwrap_or_default();
        heading.contains("被谈话人") || !contains_any(heading, &SEES_TO_IT)
    };
    let mut before = cells(&text[begin..one.range.start]).enumerate();
    before.any(|(column, cell)| may_be_a_name(cell) && is_of_somebody(column))
}

/// True for the fields of a ledger whose title says that pupils are counselled in it: 2026年心理辅导登记.
fn is_of_counselling(text: &str) -> bool {
    const MATTERS: [&str; 5] = ["心理辅导", "心理咨询", "心理个案", "心理约谈", "心理访谈"];
    const REGISTERS: [&str; 7] = ["登记", "记录", "台账", "名单", "情况", "统计", "汇总"];
    let mut titles = text.lines().filter_map(|line| line.strip_prefix("标题："));
    titles.any(|title| contains_any(title, &MATTERS) && contains_any(title, &REGISTERS))
}

/// Headings that are told where a cell below says one of these.
const TELLING: [(&[&str], &[&str]); 3] = [
    (
        &[
            "等次", "考核等次", "年度等次", "年度考核等次", "考核结果", "年度考核结果", "考核档次",
            "综合等次", "评定等次",
        ],
        &[
            "基本合格", "不合格", "基本称职", "不称职", "不确定等次", "不定等次",
        ],
    ),
    (
        &["假别", "请假类别", "请假类型", "请假种类"],
        &["产假", "流产", "保胎", "哺乳", "孕"],
    ),
    (
        &[
            "意见", "群众意见", "党员意见", "教师意见", "同志意见", "群众的意见", "党员的意见", "教师的意见",
            "同志的意见", "存在问题", "存在的问题", "问题",
        ],
        &[
            "关系紧张", "不团结", "不合群", "拖拉", "推诿", "敷衍", "急躁", "霸道", "粗暴", "散漫", "私心",
            "脾气", "听不进", "老好人", "责任心不", "原则性不", "主动性不", "理论学习不", "不敢抓", "不敢管",
            "作风漂浮", "作风不",
        ],
    ),
];

/// True for a heading of no table, as attachments have it, or of a column that says of somebody what the heading is told for.
/// Headings that are told whatever stands below them are left to their own rules.
fn is_told_by_its_column(text: &str, heading: &Match) -> bool {
    const PUPILS: [&str; 5] = ["班级", "学生", "学号", "考号", "年级"];
    let name = heading.content.as_str();
    let row = around(text, &heading.range, &['\n']);
    let below = || said_below(text, &heading.range);
    if let Some((_, words)) = TELLING.iter().find(|(headings, _)| headings.contains(&name)) {
        let is_of_leave = contains_any(name, &["假别", "请假"]);
        // Whoever is to mend a fault has not got it.
        return !row.contains("责任人")
            && (is_of_leave || !contains_any(row, &PUPILS))
            && (is_of_leave && is_alone(text, heading) || below().any(|cell| contains_any(cell, words)));
    }
    match heading.rule {
        rule if *rule == MARKS => is_of_pupils(text, heading),
        rule if *rule == DISCUSSED || *rule == NAMED || *rule == HEALTH && name.starts_with("心理") => {
            is_alone(text, heading) || below().any(is_filled)
        }
        rule if *rule == HARDSHIP && ["档次", "档位"].contains(&name) => {
            let near = || around(text, &heading.range, &[]);
            contains_any(row, &PUPILS)
                && contains_any(near(), &["助学金", "资助", "补助"])
                && below().any(is_filled)
        }
        rule if *rule == HEALTH && contains_any(name, &["问题", "内容", "困扰", "诉求", "主要"]) => {
            let (_, mut rows) = rows_below(text, &heading.range);
            rows.any(|row| cells(row).any(names_somebody))
        }
        rule if *rule == HOME && name.contains('|') => is_alone(text, heading) || below().any(is_filled),
        _ if row.contains("谈话对象") || row.contains("被谈话人") => match name {
            "主要内容" | "内容" | "谈话情况" => below().any(is_of_a_talk),
            name if starts_with_any(name, &["意见", "主要意见", "反映", "提出"]) => {
                is_alone(text, heading) || below().any(is_filled)
            }
            _ => true,
        },
        _ => true,
    }
}

/// True for marks in an examination of pupils: numbers, in a text that speaks of classes or terms and of no contest.
fn is_of_pupils(text: &str, heading: &Match) -> bool {
    const PUPILS: [&str; 14] = [
        "学生", "同学", "考号", "考生号", "班级", "年级", "期中", "期末", "月考", "单元", "（1）班",
        "（2）班", "1班", "2班",
    ];
    const OTHERS: [&str; 14] = [
        "教师", "职工", "培训", "跳", "赛", "跑", "投", "米", "秒", "球", "等奖", "评比", "体测", "普通话",
    ];
    let near = around(text, &heading.range, &[]);
    let is_mark = |cell: &str| {
        let digits = cell.trim_end_matches('分');
        digits.len() > 1 && digits.parse::<f32>().is_ok_and(|mark| mark <= 1000.0)
    };
    // 考号 have only pupils, and those who apply for a post.
    let has_numbers = around(text, &heading.range, &['\n']).contains('考');
    let is_of_class = has_numbers || contains_any(near, &PUPILS) && !contains_any(near, &OTHERS);
    let is_told = said_below(text, &heading.range).any(is_mark) || has_numbers && is_alone(text, heading);
    is_told && is_of_class && !contains_any(near, &CONTESTS)
}

/// What somebody said in a talk; 了解思想动态 is what one is held for.
fn is_of_a_talk(cell: &str) -> bool {
    const BEGIN: [&str; 10] = [
        "想", "反映", "认为", "觉得", "表示", "坦言", "要求调", "要求换", "希望调", "希望换",
    ];
    const WITHIN: [&str; 7] = ["压力大", "有意见", "有想法", "有顾虑", "有情绪", "不满", "闹矛盾"];
    let mut clauses = cell.split(['，', ',', '、', '；', '。']);
    clauses.any(|clause| starts_with_any(clause.trim(), &BEGIN) || contains_any(clause, &WITHIN))
}

fn is_filled(cell: &str) -> bool {
    cell.contains(char::is_alphanumeric)
}

/// True for a heading below which no table stands.
fn is_alone(text: &str, heading: &Match) -> bool {
    rows_below(text, &heading.range).1.next().is_none()
}

/// What stands in the column below a heading, beside a name. Where a ledger's heading is asked about, `—` stands for each.
fn said_below<'t>(text: &'t str, heading: &Range<usize>) -> impl Iterator<Item = &'t str> {
    let (column, rows) = rows_below(text, heading);
    let named = rows.filter(move |row| {
        let mut others = cells(row).enumerate().filter(|(at, _)| *at != column);
        others.any(|(_, cell)| cell == "—" || may_be_a_name(cell))
    });
    named.filter_map(move |row| cells(row).nth(column))
}

/// The column of a heading, and the lines of its table below it.
pub(super) fn rows_below<'t>(
    text: &'t str,
    heading: &Range<usize>,
) -> (usize, impl Iterator<Item = &'t str>) {
    let begin = text[..heading.start].rfind('\n').map_or(0, |before| before + 1);
    let column = cells(&text[begin..heading.end]).count().saturating_sub(1);
    let below = text[heading.end..].lines().skip(1);
    (
        column,
        below.take_while(|line| line.trim_start().starts_with('|')),
    )
}
