//! Whether a text is somebody's name. A closed list of what is one: a person whom `organization.yaml` names, or two to
//! four Han characters that begin with a surname of a table and hold no word of an opinion, an office or a blank. Who
//! bears another name (with “·”, in Latin letters, with a rare surname) is entered in `organization.yaml` first.
//!
//! The words that decide, beside the surnames, stand at the end of this file.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::organization::{Organization, Unit};
use super::values;
use crate::words::{
    COMMON_SURNAMES, COMPOUND_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, ShortHash, WORD_SURNAMES,
    begins_a_word, is_ideograph, sound, without_space,
};

// Names are many and the tables long: what is asked is whether two characters are in one.
static COMPOUNDS: LazyLock<Table<&str>> = LazyLock::new(|| COMPOUND_SURNAMES.iter().copied().collect());
static SINGLES: LazyLock<Table<char>> = LazyLock::new(|| {
    let names = [FREQUENT_SURNAMES, COMMON_SURNAMES, RARE_SURNAMES];
    let names = names.into_iter().flat_map(str::chars);
    names.chain(WORD_SURNAMES.iter().map(|row| row.0)).collect()
});
static UNUSED: LazyLock<Table<char>> = LazyLock::new(|| NEVER.chars().collect());
static EVERYWHERE: LazyLock<Table<&str>> = LazyLock::new(|| WORDS.iter().copied().collect());
static IN_FRONT: LazyLock<Table<&str>> = LazyLock::new(|| ORDINARY.iter().copied().collect());
static WHOLE: LazyLock<Table<&str>> = LazyLock::new(|| ALONE.iter().copied().collect());
static BEHIND: LazyLock<Table<&str>> = LazyLock::new(|| TITLES.iter().copied().collect());

type Table<T> = HashSet<T, ShortHash>;

/// What a text is where a name should stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Person {
    /// A name.
    Named,
    /// A person by a title (周校长, 周敬安书记): the name without it, when that is one.
    Titled(Option<String>),
    /// A name with characters that only look like the usual ones; as it should be typed.
    LookAlike(String),
    /// It may be a name that `organization.yaml` does not know.
    Unknown,
    /// Whom examples name, and `organization.yaml` does not.
    Example,
    /// The names of several people; the first of them.
    Several(String),
    /// No name: an opinion, a blank.
    Nobody,
}

/// What is wrong with a text that is no name.
#[derive(Debug)]
pub(crate) struct NameFault {
    /// What is wrong.
    pub(crate) message: String,
    /// What to type instead; `None` when only whoever asks for the name can say.
    pub(crate) hint: Option<String>,
}

impl Person {
    /// What is wrong with a text where `what` asks for a name; `right` says how a name is typed there.
    pub(crate) fn fault(&self, what: &str, typed: &str, right: impl Fn(&str) -> String) -> Option<NameFault> {
        let typed = values::shown(typed);
        let message = match self {
            Self::Named => return None,
            Self::LookAlike(_) => format!("“{typed}”里有形状相近、编码不同的字"),
            Self::Unknown => format!("{what}写的“{typed}”，organization.yaml 里没有这个人"),
            Self::Example => format!("{what}写的“{typed}”是举例用的名字"),
            Self::Several(_) => format!("{what}只写一个人的姓名，这里写了“{typed}”"),
            Self::Titled(_) | Self::Nobody => format!("{what}要写姓名，不能写“{typed}”"),
        };
        let hint = match self {
            Self::LookAlike(name) | Self::Titled(Some(name)) => Some(format!("写成{}", right(name))),
            Self::Several(first) => Some(format!(
                "写办理的那一个人，例如{}；一起办理的，写负责的一个",
                right(first)
            )),
            Self::Titled(None) => Some(format!("写全名，不写职务，例如{}", right("张三"))),
            Self::Unknown => Some(format!(
                "写中文全名；名字里有“·”、外文或者少见的姓，先写进 content/organization.yaml：名单里没有这个人的，顶格加一行“其他人员: [{typed}]”，不会公开"
            )),
            Self::Example => Some(format!(
                "换成真的姓名；确实有人叫{typed}的，先写进 content/organization.yaml 的“党员”“委员”或者“其他人员”"
            )),
            Self::Nobody if ALONE.contains(&typed.as_ref()) && surname(&typed).is_some() => Some(format!(
                "写{}；确实有人叫{typed}的，先写进 content/organization.yaml 的“党员”“委员”或者“其他人员”",
                right("张三")
            )),
            Self::Named | Self::Nobody => None,
        };
        Some(NameFault { message, hint })
    }
}

/// True for a person's name. `known` is `None` when `organization.yaml` could not be read.
pub(crate) fn is_name(text: &str, known: Option<&Organization>) -> bool {
    of(text, known) == Person::Named
}

/// What a text is.
pub(crate) fn of(text: &str, known: Option<&Organization>) -> Person {
    let text = text.trim();
    let bare = without_space(text);
    // Most names are of the characters that are what they look like.
    let is_usual = bare.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    if !is_usual && is_nfkc_quick(bare.chars()) != IsNormalized::Yes {
        let usual: String = bare.nfkc().collect();
        if usual != bare {
            return match of(&usual, known) {
                Person::Named => Person::LookAlike(usual),
                other => other,
            };
        }
    }
    let is_example = EXAMPLES.contains(&bare.as_str());
    let is_by_surname = !is_example && is_by_surname(text, &bare);
    if is_by_surname || known.is_some_and(|known| is_known(text, &bare, known)) {
        return Person::Named;
    }
    if is_example {
        return Person::Example;
    }
    if let Some(rest) = without_title(&bare) {
        return Person::Titled(is_name(rest, known).then(|| rest.to_owned()));
    }
    if let Some(first) = first_of_several(text, known) {
        return Person::Several(first.to_owned());
    }
    if may_be_known(&bare) {
        Person::Unknown
    } else {
        Person::Nobody
    }
}

/// The first name of a text that is names with marks between them.
fn first_of_several<'t>(text: &'t str, known: Option<&Organization>) -> Option<&'t str> {
    const BETWEEN: [char; 6] = ['、', '，', ',', '；', ';', '和'];
    let (first, rest) = text.split_once(BETWEEN)?;
    let mut all = std::iter::once(first).chain(rest.split(BETWEEN));
    all.all(|name| is_name(name, known)).then(|| first.trim())
}

/// The name at the end of 支部书记周敬安.
pub(crate) fn last_name(text: &str) -> Option<&str> {
    [3, 2, 4].into_iter().find_map(|length| {
        let start = text.char_indices().rev().nth(length - 1)?.0;
        let name = &text[start..];
        is_name(name, None).then_some(name)
    })
}

/// True when two names are the same but for the white space in them.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let letters = |name| str::chars(name).filter(|c| !c.is_whitespace());
    letters(one).eq(letters(other))
}

/// True for two to four Han characters that begin with a surname. White space may stand behind the surname and between
/// the characters behind it, as names are padded in lists; 李明 王芳 are two people.
fn is_by_surname(text: &str, bare: &str) -> bool {
    let Some(surname) = surname(bare) else {
        return false;
    };
    let given = &bare[surname.len()..];
    let (whole, behind) = (bare.chars().count(), given.chars().count());
    let usual = behind > 0 && (behind < 3 || is_of_two_surnames(bare)) && whole < 5;
    let first = text.split_whitespace().next().unwrap_or_default();
    usual
        && (first == surname || first == bare)
        && bare.chars().all(is_ideograph)
        && !holds_a_word(bare, given)
}

/// The surname that a name begins with.
pub(crate) fn surname(bare: &str) -> Option<&str> {
    let compound = pairs(bare).next().filter(|pair| COMPOUNDS.contains(pair));
    if compound.is_some() {
        return compound;
    }
    let first = bare.chars().next().filter(|first| SINGLES.contains(first))?;
    Some(&bare[..first.len_utf8()])
}

/// True for both parents' surnames and two characters more: 陈方安生.
fn is_of_two_surnames(bare: &str) -> bool {
    bare.chars()
        .nth(1)
        .is_some_and(|second| FREQUENT_SURNAMES.contains(second))
}

/// True for a word that is no name although it begins like one.
fn holds_a_word(bare: &str, given: &str) -> bool {
    given.contains(|c| UNUSED.contains(&c))
        || is_of_words(bare)
        || given.chars().count() == 1 && SHORT_TITLES.contains(given)
        || without_title(bare).is_some()
}

/// True for a text with a word in it that no name holds, or with one in front, or that is one.
fn is_of_words(bare: &str) -> bool {
    pairs(bare).any(|pair| EVERYWHERE.contains(pair))
        || pairs(bare).next().is_some_and(|pair| IN_FRONT.contains(pair))
        || WHOLE.contains(bare)
        || begins_a_word(bare)
}

/// Every two characters that stand side by side.
fn pairs(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    starts.zip(ends).map(|(start, end)| &text[start..end])
}

/// What stands before a title.
fn without_title(bare: &str) -> Option<&str> {
    let short = |bare: &str| {
        let last = bare.chars().last().filter(|last| SHORT_TITLES.contains(*last))?;
        (bare.chars().count() == 2).then(|| bare.len() - last.len_utf8())
    };
    let start_of_last = |count: usize| bare.char_indices().rev().nth(count - 1).map(|(start, _)| start);
    // Titles have two or three characters; 副书记 goes before 书记.
    let mut starts = [3, 2].into_iter().filter_map(start_of_last);
    let long = starts.find(|start| BEHIND.contains(&bare[*start..]));
    let rest = match long {
        Some(start) => &bare[..start],
        None => &bare[..short(bare)?],
    };
    (surname(rest).is_some() && rest.chars().count() < 5).then_some(rest)
}

/// True when `organization.yaml` names this person, and what it names is no word either: nobody is called 待定.
fn is_known(text: &str, bare: &str, known: &Organization) -> bool {
    // 许可 is a name where somebody has it.
    (may_be_known(bare) || WHOLE.contains(bare)) && names_in(known).any(|name| is_same(name, text))
}

/// Whom an organization names who sounds so and is written otherwise; `None` where it names this very person.
pub(crate) fn sounding_alike<'k>(name: &str, known: &'k Organization) -> Option<&'k str> {
    let own = sound(name)?;
    if names_in(known).any(|other| is_same(other, name)) {
        return None;
    }
    names_in(known).find(|other| sound(other).as_ref() == Some(&own))
}

/// Whom an organization names who differs by one character from what is no name: 许文请 for 许文清.
pub(crate) fn mistyped<'k>(typed: &str, known: &'k Organization) -> Option<&'k str> {
    let typed: Vec<char> = typed.chars().collect();
    let is_near = |name: &&str| {
        let differing = || name.chars().zip(&typed).filter(|(a, b)| a != *b).count();
        name.chars().count() == typed.len() && typed.len() > 2 && differing() == 1
    };
    let is_no_name = || of(&typed.iter().collect::<String>(), Some(known)) == Person::Unknown;
    names_in(known).find(is_near).filter(|_| is_no_name())
}

/// Whom an organization names.
pub(crate) fn names_in(known: &Organization) -> impl Iterator<Item = &str> {
    let branches = known.branches.iter();
    let units = branches.clone().map(|branch| &branch.unit).chain([&known.unit]);
    let leaders = branches
        .flat_map(|branch| &branch.groups)
        .filter_map(|group| group.leader.as_deref());
    let others = known.other_persons.iter().map(String::as_str);
    units.flat_map(names_of).chain(leaders).chain(others)
}

fn names_of(unit: &Unit) -> impl Iterator<Item = &str> {
    let officers = unit.committee.iter().map(|officer| officer.name.as_str());
    officers.chain(unit.members.iter().map(String::as_str))
}

/// True for letters alone that hold no word of an opinion: what may be a name that the table does not have.
fn may_be_known(bare: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, '·' | '•' | '・' | '-' | '\'' | '’' | '.');
    let is_masked = bare.contains('某') || bare.chars().all(|c| matches!(c, 'X' | 'x'));
    let is_mixed = bare.chars().any(is_ideograph) && bare.contains(|c: char| c.is_ascii_alphabetic());
    let is_word = is_of_words(bare) || surname(bare).is_none() && bare.contains(|c| UNUSED.contains(&c));
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && bare.chars().all(is_letter) && !is_masked && !is_mixed && !is_word
}

/// What stands in no name: characters of opinions, of offices and of speech.
const NEVER: &str = "不未没否驳拒暂缓退撤阅签审批拟略待某勿缺已删误错禁疑无请的了们等部组处室办委级校局厅站队员被把是在给吗呢吧还再须需尚";

/// Words that a name does not hold, wherever they stand: opinions, and words for somebody who is not named.
const WORDS: &[&str] = &[
    "同意", "反对", "赞成", "通过", "公开", "公示", "发布", "可以", "核准", "批准", "准予", "涉密", "保密",
    "秘密", "敏感", "异议", "意见", "属实", "符合", "合格", "完成", "进行", "正在", "照发", "领导", "负责",
    "本人", "他人", "同上", "同前", "如上", "见上", "见附", "支部", "党委", "总支", "小组", "支委", "工会",
    "团委", "学校", "单位", "全体", "集体", "代表", "会议", "机关", "科室", "姓名", "名字", "名称", "盖章",
    "公章", "电话", "口头", "短信", "微信", "邮件", "附件", "原件", "纸质", "文件", "空白", "空缺", "测试",
    "示例", "样例", "匿名", "佚名", "保留", "弃权", "回避", "出差", "外出", "离职", "党员", "群众", "干部",
    "家长", "学生", "师生", "职工", "后勤", "教务", "总务", "德育", "行政", "人事", "财务", "年级", "教研",
    "支书", "书记", "主任", "老师", "教师", "先生", "女士", "同志", "领班", "值班", "中心", "协会", "幼儿",
    "小学", "中学", "大学", "学院",
];

/// Words that begin like a name. Alone, and with something behind them, they are none.
#[rustfmt::skip]
const ORDINARY: &[&str] = &[
    "方案", "应允", "应准", "和议", "解密", "连带", "盛赞", "计分", "来日", "成稿", "雷同", "党龄", "党旗", "钟表", "方式", "方便", "方法", "方面", "方才", "何人", "何时", "何种", "何事", "何故", "何日", "时间", "时候", "时任", "时常",
    "时限", "成绩", "成文", "成品", "安全", "安排", "安置", "安保", "应当", "应该", "应急", "应付",
    "应予", "应邀", "查看", "查收", "查实", "查明", "查询", "查找", "查验", "查对", "查无", "计划", "计算", "计生", "计时", "常规",
    "常年", "常任", "单独", "单项", "关于", "关注", "关闭", "关联", "关系", "关工", "关心", "解释", "解决", "解除", "解聘",
    "包括", "包含", "包干", "文稿", "文字", "文档", "文书", "文本", "文印", "文明", "文号", "纪律", "纪要", "纪检", "纪念", "全文",
    "全国", "全年", "全面", "全程", "全票", "代理", "代签", "代章", "代笔", "代管", "代写", "代收", "代发", "明天", "明日", "明年", 
    "明显", "明细", "向上", "向下", "向全", "向社", "于是", "高中", "高考", "高级", "高层", "和谐", "和解",
    "元旦", "年度", "年底", "年初", "年前", "年内", "年后", "年终", "年月", "金额", "金融", "白天", "白纸", "连续", "连同", "连接",
    "连任", "路过", "路线", "管理", "管辖", "管控", "项目", "顾问", "顾虑", "宗旨", "宗教", "宣传", "宣布", "宣读", "边界", "段落",
    "施工", "施行", "武装", "车辆", "车间", "房产", "房间", "房管", "花名", "费用", "甘愿", "司法", "司机", "司仪", "强调",
    "强制", "强烈", "景区", "景点", "麻烦", "水电", "党风", "党务", "党课", "党费", "党性", "党章", "党内",
    "党外", "党群", "党政", "党纪", "党报", "党组", "党总", "党小", "程度", "严格", "严肃", "严重", "严厉", "任务", "任期",
    "任命", "任职", "任免", "任何", "任课", "幸好", "支持", "支付", "支出", "支援", "支教", "支委", "乐意", "乐于", "游客",
    "谈话", "谈心", "温度", "陈述", "陈列", "许多", "许久", "许诺", "钱款", "夏令", "夏季", "秋季", "冬季", "季度", "季节", "申报",
    "申诉", "申明", "申领", "毕业", "毕竟", "习惯", "习题", "舒适", "商量", "商定", "商议", "商榷", "商讨", "商务", "谈定", 
    "封存", "封面", "原因", "原稿", "原则", "原来", "原文", "原任", "官方", "官网", "保证", "保管", "保存", "保持", "保卫", "冷静",
    "储备", "应答", "劳动", "劳务", "农业", "农村", "权限", "权利", "权益", "易于", "展示", "来访", "来函", "来电", "来源", "来信",
    "盛大", "海报", "海选", "石油", "牛奶", "苗圃", "席位", "米饭", "左侧", "右侧", "年龄", "单价", "柏油", "楼道", "楼层", "练习",
    "广播", "广告", "松散", "平时", "平台", "平均", "平常", "荣誉", "利用", "富余", "班子", "班级", "班主", "班长", "通知", "余下",
    "余额", "尤其", "沙发", "暴露", "终止", "印发", "从速", "容后", "容许", "那个", "那些", "鱼贯", "时刻", "常驻", 
    "阳性", "红色", "水利", "元月", "昌盛", "门卫", "门岗", "项下", "游泳", "叶片", "金牌", "史料",
    "龙头", "万元", "千万", "白板", "黄色", "黑色", "毛病", "高压", "贵州", "云南", "安徽", "宁夏", "海南", "广东", "广西",
    "常州", "温州", "徐州", "杭州", "曲线", "邮箱", "邮寄", "施教", "尹始", "任教", "支行", "支线", "支队", "谢谢", "谢绝", "计入",
    "查阅", "管委", "单据", "成员", "常委", "经办", "盖印", "支撑", "高校", "明确",
    "明知", "宁可", "甘心", "幸亏", "于此", "时效", "应聘", "应届", "应对", "应用", "应诺", "易燃", "连日", "连夜", "步骤", "步行",
    "权衡", "容易", "容量", "慎重", "慎用", "充分", "简单", "简要", "简介", "简历", "简报", "包装", "左边", "钟点", "钟头", "聘用",
    "车队", "柳暗", "那位", "曾经", "曾任", "曾用", "台账", "台历", "强化", "强硬", "纪实", "严防", "解答",
    "解散", "解读", "解说", "温习", "古籍", "符号", "项次", "章节", "段首", "路口", "毛利", "牛年", "马年", "龙年", "虎年", "鱼类",
    "花费", "花销", "水印", "水费", "云端", "云盘",
];

/// Words that are no names alone, and with something behind them may be some: 许可, 许可欣.
const ALONE: &[&str] = &[
    "路人甲", "路人乙", "王小二", "马上补", "马上办", "许可", "党建", "党建办", "万一", "马上", "常务",
    "成立", "成功", "成果", "成熟", "安好", "江苏", "任意", "高度", "高一", "高二", "高三", "那么", "平安",
    "水平", "元素", "明白", "阳光", "红旗", "古代", "左右", "温馨", "平静", "程序", "章程", "方可", "周一",
    "周二", "周三", "周四", "周五", "周六", "周日", "周末", "于会上", "于会后", "于会前", "于本周", "于上周",
    "于下周", "于当日", "于今日", "于近日", "于昨日",
];

/// What stands behind a name, and is no part of it; longer ones before those that they end with.
const TITLES: &[&str] = &[
    "副校长", "校长", "副书记", "书记", "副主任", "班主任", "主任", "老师", "教师", "园长", "院长", "处长",
    "科长", "副组长", "组长", "部长", "局长", "会长", "班长", "所长", "队长", "厅长", "县长", "乡长", "镇长",
    "区长", "站长", "馆长", "股长", "总监", "主席", "委员", "干事", "秘书", "同志", "先生", "女士", "小姐",
    "教授", "讲师", "医生", "经理", "总编", "工程师", "主管", "师傅", "大夫", "律师", "领导", "老板", "会计",
    "出纳", "助理", "指导", "教练", "顾问", "保安", "校医", "警官", "法官", "总裁", "董事", "理事", "监事",
    "常委", "支书", "大姐", "大哥", "阿姨", "叔叔", "督学", "编辑", "记者", "专家", "助教", "博士", "院士",
    "同学", "爸爸", "妈妈",
];

/// The short forms of titles, behind a surname alone: 李总.
const SHORT_TITLES: &str = "总局处校工导氏姐哥叔伯姨嫂董老";

/// Whom examples name: surnames with numbers for names.
const EXAMPLES: &[&str] = &["张三", "李四", "王五", "赵六", "钱七", "孙八"];

#[cfg(test)]
mod tests;
