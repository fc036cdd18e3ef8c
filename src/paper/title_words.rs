//! The words of a title, and how closely each is tied to the one before: by a list of what Party documents are made of,
//! by ICU's dictionary for the rest, and by the particles between them. For paper `title` weighs them; a browser fills its
//! lines and is told where it may break ([`break_places`]).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::breaks::places;
use crate::words::{
    COMPOUND_SURNAMES, ShortHash, compiled_pattern, ends_with_any, starts_with_any, word_ends,
};

/// A word of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TitleWord<'t> {
    /// A slice of the title.
    pub(super) text: &'t str,
    /// How closely it is tied to the word before.
    pub(super) before: BreakKind,
}

/// What stands between two words, from the best place to break to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BreakKind {
    /// Before 关于, behind a mark: a new part begins.
    Clause,
    /// Behind 的, before 和, before 《: the part goes on.
    Phrase,
    /// Between two words.
    Word,
    /// Between what belongs together: a verb and its object, words within 《》.
    Inside,
    /// Behind 关于, 和, 第: nothing ends with these.
    Tight,
    /// Within a word, before 的, where no line may begin.
    Never,
}

/// Words of Party and school documents that no dictionary of everyday Chinese holds whole, or that it cuts apart.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "中国特色社会主义", "廉洁从教", "光荣榜", "党员先锋岗", "党员示范岗", "党员责任区", "中国共产党", "中华人民共和国", "共青团", "少先队", "心理健康教育", "心理健康", "活动经费", "学习强国", "学习平台", "规划纲要", "党员活动经费", "组成人员", "使用情况", "党组织书记", "党支部书记", "党员公开承诺登记表", "公开承诺登记表", "民主评议党员", "师德标兵", "党支部委员会", "有偿补课", "党员公开承诺", "全面从严治党", "抓基层党建工作", "绩效工资", "教职工代表大会", "新教师", "春季学期", "秋季学期", "习近平", "全心全意", "不忘初心", "牢记使命", "主题党日", "主题教育", "三会一课", "民主评议", "组织生活会",
    "专题组织生活会", "民主生活会", "谈心谈话", "党风廉政建设", "党风廉政", "党务公开", "校务公开", "党务工作者", "优秀党务工作者", "共产党员", "优秀共产党员", "预备党员", "入党积极分子",
    "积极分子", "发展对象", "发展党员", "党员大会", "支部大会", "党员代表大会", "代表大会", "支部委员会", "总支部委员会", "党支部", "党总支", "总支部",
    "支委会", "党小组", "党组织", "党委会", "纪律检查", "纪检委员", "组织委员", "宣传委员", "校长负责制", "负责制", "领导小组", "实施方案", "实施细则",
    "实施意见", "工作方案", "工作计划", "工作要点", "工作总结", "工作制度", "工作报告", "管理办法", "使用办法", "情况通报", "党建工作总结", "九年一贯制", "暂行办法", "评选办法", "整改方案", "整改情况",
    "任务清单", "责任清单", "公开承诺", "践诺", "亮诺", "评诺", "述职评议", "双述双评", "党费收缴", "党建工作", "党建", "党课", "党校", "党章", "党徽", "党旗", "廉政", "廉洁",
    "师德师风", "师德", "教职工", "中小学校", "中小学", "教育系统", "实验学校", "思想政治", "意识形态", "理论学习中心组", "中心组", "理论学习", "学习教育", "先进基层党组织",
    "基层党组织", "先锋岗", "示范岗", "责任区", "志愿服务", "征求意见稿", "征求意见", "意见采纳情况", "征得", "问题", "一中全会", "二中全会", "三中全会", "四中全会", "五中全会", "六中全会", "七中全会",
    "中央八项规定", "八项规定", "换届选举", "换届", "按期换届", "候选人", "拟发展", "拟接收", "拟表彰", "转正", "微党课", "红色教育", "读书班", "上半年", "下半年",
    "校园", "校园食堂", "食堂", "幼儿园", "教学楼", "宿舍楼", "综合楼", "办公楼", "实验楼", "师生", "家长", "家长会", "家长学校", "家长委员会", "膳食委员会", "家委会", "班主任", "班集体", "先进班集体", "先进集体", "先进个人", "优秀班主任", "优秀教师", "优秀学生干部",
    "优秀少先队员", "优秀少先队辅导员", "优秀共青团员", "优秀等次", "三好学生", "教学能手", "骨干教师", "学科带头人", "教坛新秀", "名师工作室", "教研组", "备课组", "年级组", "教研组长", "备课组长", "年级组长", "副校长", "校长办公会", "行政办公会", "议定事项", "教书育人", "立德树人",
    "聘用教师", "聘用人员", "编外", "外聘", "教辅人员", "后勤人员", "离退休", "普通话", "推广周", "宣传周", "宣传月", "教师节", "儿童节", "读书节", "艺术节", "科技节", "运动会", "开幕式", "闭幕式", "启动仪式", "优质课", "公开课", "示范课", "思政课", "课程思政",
    "学习用书", "助学金", "奖学金", "免学费", "困难补助", "家庭经济困难", "发放", "修订稿", "送审稿", "固定资产", "高新技术", "产业开发区", "经济技术开发区", "信息技术", "理化生", "政史地", "音体美", "语数外", "维修改造", "竞争性磋商", "竞争性谈判", "食品安全", "消防安全", "消防设施", "安全隐患", "防溺水",
    "反邪教", "反有组织犯罪", "未成年人", "留守儿童", "困境儿童", "结对帮扶", "送教上门", "课后服务", "义务教育", "义务教育阶段", "学前教育", "集团化办学", "教代会", "工代会", "职代会", "提案", "换届大会", "领导班子", "班子成员", "中层干部", "竞聘上岗", "专业技术职务", "任职资格", "岗位设置", "职称评审",
    "第一季度", "第二季度", "第三季度", "第四季度", "第一学期", "第二学期", "通报", "公告", "公示", "通知", "决定", "纪要", "会议纪要", "倡议书", "承诺书", "责任书", "申请书", "一览表",
];

/// A line does not end with these.
const LEADING: &[&str] = &[
    "关于", "中共", "和", "与", "及", "暨", "以及", "并", "或", "对", "为", "在", "向", "以", "从", "由",
    "将", "把", "被", "按", "按照", "根据", "第", "同", "等", "拟", "各", "全",
];

/// Joining words: a line may begin with them.
const JOINING: &[&str] = &["和", "与", "及", "暨", "以及", "并", "或"];

/// Verbs of titles: what they say something of belongs with them.
const VERBS: &[&str] = &[
    "开展", "做好", "召开", "印发", "转发", "举办", "组织", "推进", "加强", "表彰", "公布", "成立", "调整",
    "报送", "落实", "接收", "确定", "给予", "认真", "切实", "进一步", "深入", "扎实", "规范", "同意", "批转",
    "设立", "撤销", "命名", "选拔", "推荐", "授予", "聘任", "严格",
];

/// What a word does in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Leading,
    /// It leads too.
    Joining,
    Verb,
}

/// Each word of each title is asked for several times.
static ROLES: LazyLock<HashMap<&'static str, Role, ShortHash>> = LazyLock::new(|| {
    let of = |words: &'static [&'static str], role| words.iter().map(move |word| (*word, role));
    // What joins is in two lists: the later counts.
    of(VERBS, Role::Verb)
        .chain(of(LEADING, Role::Leading))
        .chain(of(JOINING, Role::Joining))
        .collect()
});

fn role(word: &str) -> Option<Role> {
    ROLES.get(word).copied()
}

fn leads(word: &str) -> bool {
    is_leading(role(word))
}

fn is_leading(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Leading | Role::Joining))
}

/// Words that belong to the one before.
const TRAILING: &[&str] = &["精神", "同志", "（"];

/// The words of a title.
pub(super) fn words(title: &str) -> Vec<TitleWord<'_>> {
    let places = places(title);
    let mut words: Vec<TitleWord<'_>> = Vec::with_capacity(places.len());
    let mut inside = QuoteDepth::default();
    let mut start = 0;
    for text in tied(title, &pieces(title)) {
        let before = match words.last() {
            Some(left) if places.binary_search(&start).is_ok() => break_kind(left.text, text, inside),
            _ => BreakKind::Never,
        };
        inside = inside.behind(text);
        start += text.len();
        match words.last_mut() {
            // What is never parted is one word, so that there are fewer ways to weigh.
            Some(left) if before == BreakKind::Never => {
                left.text = &title[start - text.len() - left.text.len()..start]
            }
            _ => words.push(TitleWord { text, before }),
        }
    }
    words
}

/// Where the words of a text begin, as rising byte offsets.
pub(super) fn beginnings(text: &str) -> Vec<usize> {
    let mut end = 0;
    let begin = |word: TitleWord<'_>| {
        end += word.text.len();
        end - word.text.len()
    };
    words(text).into_iter().map(begin).collect()
}

/// So many characters have room in the narrowest line of a page.
const ROOM: usize = 8;
/// So many have room in every line of a screen that is no phone's.
const WIDE_ROOM: usize = 16;

/// No line ends with fewer characters behind a colon.
const PIECE: usize = 3;

/// Where a browser may break a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakPlace {
    /// A byte offset.
    pub at: usize,
    /// For phones only: it is within a quotation that has room in a line of other screens.
    pub is_narrow: bool,
}

/// Where a browser may break a title, rising: between words, never within a name, a date or a number, nor
/// within a short quotation, nor before one last character. None in a title that is never broken.
#[must_use]
pub fn break_places(title: &str) -> Vec<BreakPlace> {
    if title.chars().nth(ROOM).is_none() {
        return Vec::new();
    }
    let bound = bound_stretches(title);
    let mut at = 0;
    let mut places: Vec<(usize, BreakKind)> = Vec::new();
    for word in words(title) {
        let is_bound = bound.iter().any(|stretch| stretch.start < at && at < stretch.end);
        let is_lone = title[at..].chars().nth(1).is_none();
        // No line ends with a piece of what a mark leads to.
        let is_piece = title[..at]
            .chars()
            .rev()
            .take(PIECE)
            .skip(1)
            .any(|before| before == '：');
        if at > 0 && word.before != BreakKind::Never && !is_bound && !is_lone && !is_piece {
            let before = title[..at].trim_end_matches(char::is_whitespace);
            let leads = || ends_with_any(before, LEADING);
            let is_never = word.before == BreakKind::Tight && leads();
            places.push((at, if is_never { BreakKind::Never } else { word.before }));
        }
        at += word.text.len();
    }
    let good: Vec<usize> = good_places(&places).chain([title.len()]).collect();
    let mut start = 0;
    let mut allowed = Vec::with_capacity(places.len());
    for end in good {
        // Nothing stands out of a line for the sake of a long quotation.
        let length = title[start..end].chars().count();
        if length > ROOM + 2 {
            let is_narrow = length <= WIDE_ROOM;
            let tight = places
                .iter()
                .filter(|(at, kind)| *kind == BreakKind::Tight && start < *at && *at < end);
            allowed.extend(tight.map(|&(at, _)| BreakPlace { at, is_narrow }));
        }
        allowed.push(BreakPlace {
            at: end,
            is_narrow: false,
        });
        start = end;
    }
    allowed.pop();
    allowed
}

fn good_places(places: &[(usize, BreakKind)]) -> impl Iterator<Item = usize> {
    places
        .iter()
        .filter(|(_, kind)| *kind < BreakKind::Tight)
        .map(|(at, _)| *at)
}

/// Dates, and names with a surname of two characters; the dictionary cuts both.
fn bound_stretches(title: &str) -> Vec<Range<usize>> {
    static STRETCHES: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9０-９〇一二三四五六七八九十]+";
        let date = format!("(?:{number}年)?{number}月(?:{number}日)?");
        let name = format!(r"(?:{})\p{{Han}}{{1,2}}", COMPOUND_SURNAMES.join("|"));
        compiled_pattern(&format!("{date}|{name}"))
    });
    STRETCHES.find_iter(title).map(|found| found.range()).collect()
}

/// A year: `2026年`, `2026年度`, `2025—2026学年`. Its unit may be a word of its own here.
fn is_year(word: &str) -> bool {
    word.bytes().take_while(u8::is_ascii_digit).count() == 4
}

/// How deep in 《》, “” or （） a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct QuoteDepth(usize);

impl QuoteDepth {
    fn behind(self, text: &str) -> Self {
        let (deeper, ended) = text.chars().fold((0, 0), |(deeper, ended), c| match c {
            '《' | '“' | '（' | '〔' => (deeper + 1, ended),
            '》' | '”' | '）' | '〕' => (deeper, ended + 1),
            _ => (deeper, ended),
        });
        Self((self.0 + deeper).saturating_sub(ended))
    }
}

/// What stands between two words.
fn break_kind(left: &str, right: &str, inside: QuoteDepth) -> BreakKind {
    let (last, first) = (left.chars().next_back(), right.chars().next());
    let of_left = role(left);
    let is_verb = of_left == Some(Role::Verb);
    // 印发《…》, but 三中全会《决定》.
    let opens = first == Some('“') || (first == Some('《') && is_verb);
    if matches!(right, "的" | "等" | "们" | "了") {
        return BreakKind::Never;
    }
    let break_kind = match last.unwrap_or(' ') {
        _ if is_leading(of_left) => return BreakKind::Tight,
        _ if starts_with_any(right, TRAILING) || left == "党的" => BreakKind::Inside,
        // 教务副主任.
        _ if right.starts_with('副') && last.is_some_and(char::is_alphanumeric) => return BreakKind::Tight,
        _ if right.ends_with("中全会") => BreakKind::Inside,
        // 第一党支部.
        _ if left.starts_with('第') && left.chars().count() == 2 => return BreakKind::Tight,
        '，' | '：' | '；' | '。' | '！' | '？' | ' ' => BreakKind::Clause,
        _ if right == "关于" || left.ends_with("——") => BreakKind::Clause,
        '的' | '》' | '、' | '）' | '”' => BreakKind::Phrase,
        _ if opens || role(right) == Some(Role::Joining) => BreakKind::Phrase,
        // 2026年秋季.
        _ if is_verb || (last == Some('年') && left.contains(|c: char| c.is_ascii_digit())) => {
            BreakKind::Inside
        }
        _ if is_year(right) => BreakKind::Phrase,
        _ => BreakKind::Word,
    };
    match break_kind {
        // The name of a document stays whole where it can.
        BreakKind::Phrase if inside.0 > 0 && last == Some('的') => BreakKind::Word,
        BreakKind::Phrase if inside.0 > 0 => BreakKind::Inside,
        BreakKind::Word | BreakKind::Inside if inside.0 > 0 => BreakKind::Tight,
        break_kind => break_kind,
    }
}

/// The words of a title, by the list and the dictionary.
fn pieces(title: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = title[at..].chars().next() {
        let rest = &title[at..];
        match known(rest).or_else(|| counted(rest)) {
            Some(whole) => {
                pieces.extend(by_dictionary(&title[start..at]));
                pieces.push(whole);
                at += whole.len();
                start = at;
            }
            None => at += c.len_utf8(),
        }
    }
    pieces.extend(by_dictionary(&title[start..]));
    pieces
}

fn by_dictionary(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    // Between two known words there is often nothing.
    let parts = Some(text).filter(|text| !text.is_empty());
    let ends = parts.into_iter().flat_map(word_ends);
    ends.map(move |end| &text[std::mem::replace(&mut start, end)..end])
}

/// How many of what: `5名` is no 名工 in 5名工作人员.
fn counted(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[digits..].chars().next().filter(|_| digits > 0)?;
    "名次个项人条份批届期号"
        .contains(behind)
        .then(|| &text[..digits + behind.len_utf8()])
}

/// The longest known word that a text begins with, unless a shorter one leaves its last character to the next: 中小学校园
/// is 中小学 and 校园.
fn known(text: &str) -> Option<&'static str> {
    let mut words = begun_by(text);
    let longest = words.next()?;
    let last = longest.char_indices().next_back().map_or(0, |(at, _)| at);
    let leaves_last = |word: &&str| word.len() == last && begun_by(&text[last..]).next().is_some();
    words.find(leaves_last).or(Some(longest))
}

/// The known words that a text begins with, the longest first.
fn begun_by(text: &str) -> impl Iterator<Item = &'static str> {
    let first = text.chars().next();
    let words = first.and_then(|first| KNOWN_WORDS.get(&first));
    words
        .into_iter()
        .flatten()
        .copied()
        .filter(|word| text.starts_with(word))
}

/// Known words of more than one character by their first, the longest first: each place of each title is asked.
static KNOWN_WORDS: LazyLock<HashMap<char, Vec<&'static str>, ShortHash>> = LazyLock::new(|| {
    let mut words: Vec<&str> = [KNOWN, LEADING, VERBS].concat();
    words.retain(|word| word.chars().count() > 1);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut by_first: HashMap<char, Vec<&str>, ShortHash> = HashMap::default();
    for word in words {
        by_first
            .entry(word.chars().next().unwrap_or_default())
            .or_default()
            .push(word);
    }
    by_first
});

/// Endings that the dictionary cuts off.
const ENDINGS: &str =
    "会制日者校费部员性化率度室处科组所院级班类项卡表单书册栏奖年月号届次期名个人岗区团队站";

/// Joins single characters that are no words: the dictionary cuts names into characters, and endings off.
fn tied<'t>(title: &'t str, pieces: &[&str]) -> Vec<&'t str> {
    let mut tied: Vec<&'t str> = Vec::with_capacity(pieces.len());
    let mut end = 0;
    // The piece before, and whether it has been joined to the one before it.
    let mut before: Option<(Piece<'_>, bool)> = None;
    for piece in pieces.iter().copied().map(Piece::of) {
        let start = end;
        end += piece.text.len();
        let joined = before.is_some_and(|(left, joined)| joins(left, piece, joined));
        match tied.last_mut() {
            Some(left) if joined => *left = &title[start - left.len()..end],
            _ => tied.push(&title[start..end]),
        }
        before = Some((piece, joined));
    }
    tied
}

/// What the list and the dictionary make of a part of a title.
#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    /// It is one character, and no particle.
    lone: Option<char>,
}

impl<'t> Piece<'t> {
    fn of(text: &'t str) -> Self {
        let mut chars = text.chars();
        let only = chars
            .next()
            .filter(|c| chars.next().is_none() && c.is_alphabetic() && !c.is_ascii());
        Self {
            text,
            lone: only.filter(|_| !is_particle(text)),
        }
    }
}

fn joins(left: Piece<'_>, right: Piece<'_>, joined: bool) -> bool {
    let (from, to) = (left.lone, right.lone);
    let (left, right) = (left.text, right.text);
    match (from, to) {
        _ if matches!(left, "—" | "-" | "～" | "至") || matches!(right, "—" | "-" | "～" | "至") => {
            true
        }
        (_, Some(ending)) if ENDINGS.contains(ending) => {
            left.ends_with(char::is_alphanumeric) && !is_particle(left)
        }
        (Some(_), Some(_)) => true,
        (Some(start), None) => {
            !joined && !ENDINGS.contains(start) && right.starts_with(char::is_alphanumeric)
        }
        _ => false,
    }
}

fn is_particle(piece: &str) -> bool {
    piece == "的" || leads(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_break_titles_between_words_only() {
        for (title, expected) in [
            ("党务公开工作制度", "党务公开工作制度"),
            (
                "关于2026年3月2日至3月6日公示拟发展对象的公示",
                "关于2026年3月2日至3月6日|公示|拟发展|对象的|公示",
            ),
            ("关于欧阳明月同志任职的公示", "关于欧阳明月|同志|任职的|公示"),
            (
                "周敬安、何立群同志拟转为正式党员的公示",
                "周敬安、|何立群|同志|拟转为|正式|党员的|公示",
            ),
            (
                "2026年党员活动经费12,500元使用情况",
                "2026年|党员活动经费|12,500元使用情况",
            ),
            (
                "第一党支部“三会一课”计划表（2026年10月）",
                "第一党支部|“三会一课”|计划表|（2026年10月）",
            ),
            // A long quotation has to break somewhere.
            (
                "《教育强国建设规划纲要（2024—2035年）》导读",
                "《教育|强国|建设|规划纲要|（2024—2035年）》|导读",
            ),
            // No line ends with a piece of what a colon leads to.
            (
                "校史里的党员教师（三）：三里路上的摆渡人",
                "校史|里的|党员|教师|（三）：|三里路上的|摆渡人",
            ),
            (
                "关于规范中小学校园食堂膳食经费和优秀班主任、教学能手评选的通知",
                "关于规范|中小学|校园食堂|膳食|经费|和优秀班主任、|教学能手|评选的|通知",
            ),
            (
                "2026年师生家长意见建议办理台账",
                "2026年|师生|家长|意见|建议|办理|台账",
            ),
            // No line has one character.
            (
                "2023—2024学年优秀共产党员展示台",
                "2023—2024学年|优秀共产党员|展示台",
            ),
            (
                "关于《青禾实验学校党务公开目录》征求意见的公告",
                "关于《青禾~实验学校~党务公开~目录》|征求意见的|公告",
            ),
        ] {
            let mut marked = title.to_owned();
            for place in break_places(title).iter().rev() {
                marked.insert(place.at, if place.is_narrow { '~' } else { '|' });
            }
            assert_eq!(marked, expected);
        }
    }
}
