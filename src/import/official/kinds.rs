//! A title → what the entry is and of which type.

use super::labels::FormLabel;
use super::working::WorkingText;
use super::{opening, study};
use crate::words::{Kind, LazyRegex, contains_any, ends_with_any};

/// What a text was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindGuess {
    pub(super) kind: Kind,
    pub(super) is_clear: bool,
}

static TAIL: LazyRegex = LazyRegex::new(r"[（(〔\[【][^（()）]{0,30}[）)〕\]】]$");
static ASKS: LazyRegex = LazyRegex::new(
    r"(?:征求|征集|听取).{0,60}(?:意见|建议|征求意见稿[）)]?》?)(?:和建议|、建议|与建议|建议)?的?(?:通知|公告|函|通告|启事)?$",
);

/// The ends of titles of notices, and their types; those that stand in no other end first.
const NOTICES: [(&str, &str); 15] = [
    ("公示名单", "公示"),
    ("公示表", "公示"),
    ("公示公告", "公示"),
    ("公示的公告", "公示"),
    ("公示的通知", "公示"),
    ("公示的通告", "公示"),
    ("公示的通报", "公示"),
    ("公示的决定", "公示"),
    ("公示", "公示"),
    ("通知", "通知"),
    ("公告", "公告"),
    ("通告", "公告"),
    ("启事", "公告"),
    ("通报", "通报"),
    ("决定", "决定"),
];

/// Work about 公示 is none.
const ABOUT: [&str; 13] = [
    "做好", "开展", "规范", "加强", "进行", "延长", "推迟", "撤销", "取消", "终止", "停止", "改进", "实行",
];

static CALLED: LazyRegex =
    LazyRegex::new("^[【\\[]?(?P<type>公示|公告|通知|通报)(?:】|\\]|\\s*[！!丨｜|：]|——|（)");

/// `公示！…拟表彰对象`, as titles begin on the web.
pub(super) fn called(title: &str) -> Option<&'static str> {
    let called = CALLED.captures(title)?;
    let rows = NOTICES.iter().map(|row| row.1);
    rows.into_iter().find(|kind| *kind == &called["type"])
}

/// 类型 of a notice; `None` when the title does not say.
pub(super) fn notice_type(title: &str) -> Option<&'static str> {
    if let Some(called) = called(title) {
        return Some(called);
    }
    let bare = bare(title);
    if ASKS.is_match(&bare) {
        return Some("征求意见");
    }
    let rows = NOTICES.iter();
    let mut rows = rows.filter(|(end, kind)| {
        let of_work = *kind == "公示" && end.contains('的') && contains_any(&bare, &ABOUT);
        bare.ends_with(end) && !of_work
    });
    rows.next().map(|row| row.1)
}

/// A title without what stands in brackets at its end.
pub(super) fn bare(title: &str) -> String {
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric() && !"）)〕]】》”".contains(c));
    let bare = TAIL.replace(title, "");
    bare.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '》')
        .to_owned()
}

/// Types of meetings, and words for each.
const MEETINGS: [(&str, &str); 11] = [
    ("理论学习中心组", "理论学习中心组 中心组学习"),
    ("党员大会", "党员大会"),
    ("总支委会", "总支部委员会 总支委员会 总支委会 总支委"),
    ("支委会", "支部委员会 支委会 支委扩大会 支委（扩大）会 支委会议"),
    ("党委会", "党委会 党委会议 党委扩大会 党委（扩大）会"),
    ("组织生活会", "组织生活会"),
    ("民主评议", "民主评议 民主评议党员大会"),
    ("党小组会", "党小组会 党小组学习 小组会议"),
    ("党课", "专题党课 讲党课 党课"),
    ("主题党日", "主题党日 主题党员活动日"),
    (
        "其他",
        "联席会 联席会议 校长办公会 校长办公会议 行政办公会 校务会议 校务委员会",
    ),
];

static BODY_MEETS: LazyRegex = LazyRegex::new(
    r"^[（(]?(?:扩大)?[）)]?[0-9年度月第次届期〔〕（）()一二三四五六七八九十\s]*(?:扩大|（扩大）|工作)?(?:会|记录|纪要|议事|$)",
);

// 中共青山学校委员会2026年第9次会议纪要: a committee alone meets as 党委会.
static COMMITTEE_MEETS: LazyRegex = LazyRegex::new(concat!(
    r"(?:^中共(?P<whose>\p{Han}{2,40})委员会|党委)",
    r"(?:20[0-9]{2}年度?)?(?:(?:[〔（(]20[0-9]{2}[〕）)])?第?[0-9一二三四五六七八九十]{1,3}[次期])?(?:扩大|（扩大）)?(?:会议)?(?:议事)?(?:记录|纪要|会议情况)"
));

/// True for the minutes of a 党委; not for those of the committees of branches and of discipline.
fn is_of_committee(words: &str) -> bool {
    let Some(found) = COMMITTEE_MEETS.captures(words) else {
        return false;
    };
    let whose = found.name("whose").map_or("", |whose| whose.as_str());
    let others = ["支部", "总支", "纪律检查", "纪检", "工作", "党小组"];
    !others.iter().any(|other| whose.ends_with(other))
}

/// Which types the words of a text name. A committee's name may be that of who met.
pub(super) fn meeting_types(words: &str) -> Vec<&'static str> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    let rows = MEETINGS.into_iter();
    for (kind, word) in rows.flat_map(|(kind, words)| words.split(' ').map(move |word| (kind, word))) {
        if let Some(at) = words.rfind(word) {
            let end = at + word.len();
            let inside = found.iter().any(|(start, stop, _)| *start <= at && end <= *stop);
            if !inside {
                found.retain(|(start, stop, _)| !(at <= *start && *stop <= end));
                found.push((at, end, kind));
            }
        }
    }
    // 中共…支部委员会 may be who holds a meeting of another sort.
    found.retain(|(_, end, _)| !words[..*end].ends_with("委员会") || BODY_MEETS.is_match(&words[*end..]));
    found.sort_unstable();
    let last = found.last().map_or(0, |last| last.0);
    let is_body = |kind: &str| matches!(kind, "支委会" | "总支委会" | "党委会");
    found.retain(|(at, _, kind)| *at == last || !is_body(kind));
    let mut kinds: Vec<&'static str> = found.into_iter().map(|(_, _, kind)| kind).collect();
    kinds.dedup();
    let meets = contains_any(words, &["会议", "学习会", "学习记录"]);
    if kinds.is_empty() && words.contains("党小组") && !words.contains("党小组长") && meets {
        kinds.push("党小组会");
    }
    if kinds.is_empty() && is_of_committee(words) {
        kinds.push("党委会");
    }
    kinds
}

/// The one sort of meeting that these are: 组织生活会暨民主评议 is one, and the first is its name.
pub(super) fn one_sort(kinds: &[&'static str]) -> Option<&'static str> {
    match kinds {
        [kind] => Some(kind),
        ["组织生活会", "民主评议"] | ["民主评议", "组织生活会"] => Some("组织生活会"),
        _ => None,
    }
}

/// Said where a pledge's title names nobody.
pub(in crate::import) const NO_PLEDGE_TYPE: &str =
    "标题看不出是谁的承诺，请补上“类型”：书记岗位、班子、党员或者师德";

// 党支部2026年公开承诺书.
static OF_BRANCH: LazyRegex = LazyRegex::new(
    r"(?:党支部|党总支|党委|党组织)(?:20[0-9]{2}(?:[—-]20[0-9]{2})?\s*(?:学年|年)度?)?公开承诺",
);

/// 类型 of a pledge; `None` when the title does not say, or says two things.
pub(in crate::import) fn pledge_type(title: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let by_words = [
        (
            "师德",
            has(&[
                "师德", "师风", "教师职业", "教师规范", "规范从教", "廉洁从教", "从教行为", "有偿补课",
                "有偿家教",
            ]),
        ),
        ("书记岗位", has(&["书记"])),
        (
            "班子",
            has(&["班子", "委员会", "支委", "党支部承诺", "总支承诺"]) || OF_BRANCH.is_match(title),
        ),
        ("党员", has(&["党员"])),
    ];
    let mut found = by_words.iter().filter(|row| row.1);
    let first = found.next()?.0;
    // 党员教师师德承诺 is both; 党委书记 and 支部委员会书记 are of one.
    let second = found.next().map(|row| row.0);
    match (first, second) {
        (kind, None) => Some(kind),
        ("师德" | "书记岗位", Some("党员")) => Some(first),
        ("班子", Some("党员")) if !title.contains("班子") => Some("党员"),
        ("书记岗位", Some("班子")) if title.contains("委员会书记") => Some("书记岗位"),
        _ => None,
    }
}

const MINUTES: &str = "纪要 记录 记录表 记录簿 纪实 会议情况";
const LISTS: &str = "表 卡 册 单 一览 台账 汇总";
const PLEDGES: &str = "承诺书 承诺 承诺事项";
const STUDIES: &str = "学习提要 学习资料 学习材料 读本 导读 解读 讲稿 讲话 讲话稿 条例 准则 学习要点 知识要点 学习提纲 知识摘编 应知应会 辅导材料 辅导资料 辅导读本 学习辅导 摘编 选编 摘录 讲义 书目 书单 节选 知识问答 学习问答 学习篇目 学习清单 阅读清单";
const PLANS: &str = "计划 要点 方案 办法 制度 细则 安排";

/// True for a title that ends with one of these words.
fn ends(title: &str, words: &str) -> bool {
    words.split(' ').any(|word| title.ends_with(word))
}

/// What a text is, by its title first.
pub(super) fn classify(title: &str, work: &WorkingText) -> KindGuess {
    let bare = bare(title);
    let clear = |kind| KindGuess { kind, is_clear: true };
    let ends_with = |words: &str| ends(&bare, words);
    if notice_type(title).is_some() {
        return clear(Kind::Notice);
    }
    if ends_with(MINUTES) {
        return clear(Kind::Meeting);
    }
    let is_of_pledges = contains_any(&bare, &["承诺", "践诺", "亮诺"]);
    if ends_with(PLEDGES) || is_of_pledges && ends_with(LISTS) {
        return clear(Kind::Pledge);
    }
    // …应知应会 第二专题 组织生活制度.
    let series = bare.split(' ').next().unwrap_or_default();
    let is_of_series = ends(series, STUDIES);
    // 学习《党章》要点 is no plan.
    let is_of_book = bare.starts_with("学习《") && ends_with("要点 笔记 摘录 》");
    let is_to_learn =
        ends_with(STUDIES) || is_of_book || is_of_series || bare.contains("应知应会") || is_rule_book(&bare);
    if ends_with(PLANS) && !is_to_learn {
        return clear(Kind::Notice);
    }
    if says_minutes(work)
        && (!meeting_types(&bare).is_empty() || bare.ends_with("会议") || bare.ends_with('会'))
    {
        return clear(Kind::Meeting);
    }
    if says_minutes_in_full(work) {
        return clear(Kind::Meeting);
    }
    let is_studied = study::is_to_be_studied(work) || study::asks_questions(work);
    if is_to_learn || says(work, FormLabel::StudyHours) || is_studied {
        return clear(Kind::Study);
    }
    if opening::is_of_minutes(work) || names_meeting(&bare).is_some_and(|kind| opening::reports(work, kind)) {
        return clear(Kind::Meeting);
    }
    if reports_meeting(&bare) || subtitle(work).is_some_and(|line| reports_meeting(&self::bare(line))) {
        return clear(Kind::Meeting);
    }
    KindGuess {
        kind: Kind::Notice,
        is_clear: false,
    }
}

/// How the title of a report on a meeting ends.
const REPORTS: &str = "活动 主题党日 党课 会议 党员大会 生活会 学习 简报 侧记 掠影 回顾 圆满结束 顺利召开";
static HOLDS: LazyRegex = LazyRegex::new("开展|召开|举行|举办|组织|主题党日");

/// `第二支部开展11月主题党日活动`: a report on a meeting of one sort.
fn reports_meeting(bare: &str) -> bool {
    ends(bare, REPORTS) && HOLDS.is_match(bare) && one_sort(&meeting_types(bare)).is_some()
}

/// `书记讲党课：守一颗初心`, `主题党日｜重温入党誓词`: the sort of meeting that a title begins with, and what it was about.
fn names_meeting(bare: &str) -> Option<&'static str> {
    let (head, _) = bare.split_once(['：', '｜', '丨', '|'])?;
    let mut words = MEETINGS.iter().flat_map(|(_, words)| words.split(' '));
    let is_meeting = words.any(|word| head.ends_with(word)) && head.chars().count() <= 12;
    one_sort(&meeting_types(head)).filter(|_| is_meeting)
}

/// `——《…》学习辅导` below a title.
pub(super) fn is_of_study(subtitle: &str) -> bool {
    ends(&bare(subtitle), STUDIES)
}

/// The line below the title that begins with a dash.
pub(super) fn subtitle(work: &WorkingText) -> Option<&str> {
    let (_, line) = work.lines().next()?;
    let bare = line.trim_start_matches(['—', '－', '-', '―']);
    (bare.len() < line.len()).then(|| bare.trim())
}

/// `《中国共产党章程》`.
fn is_rule_book(bare: &str) -> bool {
    let inside = bare.trim_matches(['《', '》']);
    inside.starts_with("中国共产党")
        && ends_with_any(inside, &["章程", "条例", "准则", "规则", "规定", "条例（试行）"])
}

/// True when there is no doubt that the text is minutes, whatever its title says.
fn says_minutes_in_full(work: &WorkingText) -> bool {
    use FormLabel::{Chair, Place, Present, Recorder, Time};
    let has = |label| says(work, label);
    has(Time) && has(Place) && (has(Chair) || has(Recorder) || has(Present))
}

/// True for a label with a value; a heading alone says nothing.
fn says(work: &WorkingText, label: FormLabel) -> bool {
    let found = work.values(label);
    found.iter().any(|at| !work.labelled[*at].value.is_empty())
}

/// True when the text has the lines of minutes.
fn says_minutes(work: &WorkingText) -> bool {
    use FormLabel::{Agenda, Chair, Expected, Place, Present, Recorder, Time};
    let labels = [Time, Place, Chair, Recorder, Expected, Present, Agenda];
    labels.into_iter().filter(|label| says(work, *label)).count() > 1
}
