//! What stands behind a consent, or before it: what leaves nothing of it, what narrows it, who has yet to decide, and what is
//! to be mended. What is none of these is a condition, which somebody can meet.

use crate::read::person::surname;
use crate::words::{Scope, contains_any, ends_with_any, starts_with_any};

/// With one of these an opinion is no consent under a condition: nothing was released.
pub(super) const REFUSALS: [&str; 20] = [
    "不同意", "不公开", "不予", "不宜", "先不", "保留", "暂缓", "暂不", "退回", "是否", "外传", "转发",
    "注意保密", "知悉范围", "拒绝", "请示", "不同看法", "不同想法", "吗", "?",
];

/// What may stand before a clause that takes a consent back: 不过 + 我 + 反对.
const LEADS: [&str; 31] = [
    "不过", "只是", "可是", "是", "我", "本人", "个人", "千万", "还是", "坚决", "绝对", "一律", "建议",
    "最好", "希望", "请", "暂时", "暂", "先", "再", "还", "尚", "仍", "也", "本期", "这期", "本次", "这次",
    "目前", "现在", "网上",
];

/// Clauses behind a consent that take it back, nothing that could be met being asked for: 不要 + 上网, and these whole ones.
const NOT: [&str; 37] = [
    "别", "不", "不要", "不必", "不用", "无需", "没必要", "没有必要", "停", "停止", "缓", "禁止", "免",
    "严禁", "勿", "切勿", "莫", "反对", "不赞成", "不支持", "不主张", "不建议", "不希望", "不想", "不愿",
    "不愿意", "不得", "不能", "不可", "不可以", "不许", "不准", "不应", "不应该", "不该", "不便", "不适合",
];
const PUBLISHED: [&str; 26] = [
    "", "发校外", "发到校外", "对校外公开", "发", "放", "挂", "贴", "登", "传", "行", "公开", "公示", "发布",
    "公布", "上网", "挂网", "外传", "上传", "发网上", "挂到网上", "放到网上", "发到网上", "上网公开",
    "上网站", "对外公开",
];
const TAKES_BACK: [&str; 54] = [
    "口头通知", "口头通知即可", "口头传达", "口头传达即可", "范围缩小", "缩小范围", "弃权", "没看", "未看",
    "没有看", "存档即可", "存档备查即可", "重写", "撤回", "撤下", "撤稿", "作废", "代签", "代", "附条件",
    "有条件", "待补", "待议", "暂", "补", "不是现在", "不是目前", "不是这次", "不是本次", "有异议", "有意见",
    "有看法", "有顾虑", "放一放", "放放", "缓一缓", "缓缓", "等一等", "等等", "等一下", "搁一搁", "搁置",
    "涉密", "内容涉密", "材料涉密", "疑似涉密", "可能涉密", "有涉密内容", "含涉密内容", "含有涉密内容",
    "属于国家秘密", "涉及国家秘密", "属于工作秘密", "涉及工作秘密",
];

/// To be written anew by somebody, to whom it goes back (退给石老师重写), or to be shown to somebody first.
const GOES_BACK: [&str; 8] = ["退给", "退还", "发回", "打回", "先内部", "先征求", "先给", "先让"];

/// Not decided: 等龚书记回来再定, 以书记意见为准.
const UNDECIDED: [&str; 11] = [
    "再定", "再说", "再议", "再研究", "再决定", "意见为准", "决定为准", "指示为准", "批示为准", "批复为准",
    "通知为准",
];

/// Somebody else has not decided yet: 报周书记定, 待党委会研究后发布; and 教育局批复 + 后公开, whatever stands before.
const WAITS_FOR: [&str; 14] = [
    "待", "等", "报", "请", "提请", "报请", "须", "需", "要", "由", "经", "听", "看", "候",
];
const DECIDES: [&str; 16] = [
    "定", "审批", "审核", "审查", "审", "批准", "批复", "研究", "讨论", "通过", "表决", "同意", "签", "签字",
    "签发", "点头",
];

/// Nobody knows when: 等通知, 等书记回来, 听周校长的.
const AWAITS: [&str; 5] = ["待", "等", "候", "听", "看"];
const COMES: [&str; 11] = [
    "回来", "返校", "回校", "通知", "消息", "指示", "批示", "答复", "意见", "安排", "决定",
];

/// What other people say first: 征求家长意见后公开.
const ASKS: [&str; 4] = ["征求", "征得", "听取", "问过"];
const AFTERWARDS: [&str; 6] = ["后公开", "后公示", "后公布", "后发", "后上网", "后再"];

/// Not done yet: 保密审查未做.
const PROCEDURES: [&str; 9] = ["审查", "审核", "审批", "签字", "手续", "程序", "会", "表决", "办"];
const UNDONE: [&str; 18] = [
    "未审", "没审", "未通过", "没通过", "未做", "没做", "没有做", "未过", "没过", "未完成", "没完成", "未走",
    "未办", "未履行", "未进行", "后补", "再补", "补办",
];

/// Another day, which nobody set: 年底 + 再 + 发.
const ANOTHER_DAY: [&str; 24] = [
    "以后", "过后", "改日", "改天", "日后", "回头", "过两天", "过几天", "过些天", "过一阵", "过段时间",
    "晚些", "晚点", "迟些", "将来", "今后", "下周", "下月", "下个月", "下学期", "期末", "年底", "年后",
    "明年",
];
const THEN: [&str; 3] = ["再", "才", ""];
const AGAIN: [&str; 8] = ["发", "发布", "公开", "公示", "公布", "上网", "挂网", "放"];

/// Nobody else than these: 仅限 + 党员 + 阅看, 校内 by itself; `None` for a board and for what no audience is.
const ONLY: [&str; 17] = [
    "仅限", "只限", "仅供", "只供", "仅在", "只在", "改为", "改成", "改在", "只贴", "仅贴", "只发", "仅发",
    "只", "仅", "限", "",
];
/// How the readers are spoken of behind that: 只 + 给 + 党员.
const TO_READERS: [char; 5] = ['在', '给', '对', '让', '向'];
const READERS: [(&str, Option<Scope>); 19] = [
    ("校内", Some(Scope::Unit)),
    ("本校", Some(Scope::Unit)),
    ("本单位", Some(Scope::Unit)),
    ("教职工", Some(Scope::Unit)),
    ("教师", Some(Scope::Unit)),
    ("老师", Some(Scope::Unit)),
    ("党内", Some(Scope::Party)),
    ("党员", Some(Scope::Party)),
    ("支部内", Some(Scope::Party)),
    ("本支部", Some(Scope::Party)),
    ("内部", None),
    ("领导", None),
    ("班子", None),
    ("支委", None),
    ("纸质", None),
    ("公开栏", None),
    ("公告栏", None),
    ("公示栏", None),
    ("宣传栏", None),
];
const READING: [&str; 20] = [
    "", "掌握", "掌握即可", "公开", "公示", "公布", "发布", "张贴", "张贴即可", "即可", "看", "看看", "可看",
    "可见", "阅", "阅看", "阅读", "传阅", "查看", "知悉",
];

/// What can be mended before it is shown: 删去 + 家庭住址.
const MENDS: [&str; 25] = [
    "修改", "改好", "改正", "更正", "订正", "删去", "删除", "删掉", "去掉", "隐去", "遮住", "遮盖", "打码",
    "补充", "补齐", "补上", "补全", "完善", "调整", "核对", "核实", "校对", "更换", "换图", "落实",
];
const TO_MEND: [&str; 7] = ["", "请", "待", "同意", "可", "可以", "建议"];

/// Whom a clause behind a consent narrows it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Readers {
    Of(Scope),
    /// Those before a board, or nobody in particular.
    Board,
}

/// For whom alone, in words that no audience is: 仅限教工会上通报, 只给书记看; 仅限本周 is a term.
pub(super) fn is_only_for(clause: &str) -> bool {
    const TERMS: [&str; 8] = ["本", "这", "当", "今", "一", "公示期", "到", "至"];
    let behind = |only: &[&str]| only.iter().find_map(|only| clause.strip_prefix(only));
    let is_for =
        |rest: &str| !starts_with_any(rest, &TERMS) && !rest.starts_with(|c: char| c.is_ascii_digit());
    behind(&["仅限", "只限", "仅供", "只供"]).is_some_and(is_for)
        || behind(&["只给", "仅给", "只让", "仅让"]).is_some() && ends_with_any(clause, &["看", "阅", "知道"])
}

/// True for 闻佩兰代: who signed is not who should.
fn is_signed_for(clause: &str) -> bool {
    let signed = ["代签", "代签字", "代"]
        .iter()
        .find_map(|by| clause.strip_suffix(by));
    signed.is_some_and(|name| surname(name).is_some() && (2..=4).contains(&name.chars().count()))
}

/// True for 何立群 and 2026-03-11: another one's name than the step's, another day.
pub(super) fn is_signature(rest: &[&str]) -> bool {
    let is_of_day = |c: char| c.is_numeric() || matches!(c, '年' | '月' | '日');
    let is_name = |part: &str| surname(part).is_some() && (2..=3).contains(&part.chars().count());
    rest.iter()
        .all(|part| is_name(part) || part.chars().all(is_of_day))
}

/// True for a clause that says who is to decide, which nobody has yet.
fn waits(clause: &str) -> bool {
    // Behind each place of a word.
    let is_then = |word: &str, then: &[&str]| {
        let mut behind = clause
            .match_indices(word)
            .map(|(at, _)| &clause[at + word.len()..]);
        behind.any(|rest| rest.is_empty() && then.contains(&"") || rest.starts_with(['后', '再']))
    };
    let ends = |words: &[&str]| words.iter().any(|word| is_then(word, &[""]));
    // 日期确定后发布 asks nobody.
    let mut whole = DECIDES.iter().filter(|word| word.chars().count() > 1);
    starts_with_any(clause, &WAITS_FOR) && ends(&DECIDES)
        || clause.starts_with("提交") && clause.ends_with('会')
        || starts_with_any(clause, &AWAITS) && ends(&COMES) && !contains_any(clause, &MENDS)
        || clause.starts_with('听') && clause.ends_with('的')
        || whole.any(|word| is_then(word, &[]))
        || starts_with_any(clause, &ASKS) && contains_any(clause, &AFTERWARDS)
}

/// True for a clause that leaves nothing of the consent before it, whatever leads to it: 不过我 + 反对.
pub(super) fn takes_back(clause: &str) -> bool {
    std::iter::successors(Some(clause), |clause| behind_lead(clause)).any(leaves_nothing)
}

/// What stands behind the longest word that leads to it.
fn behind_lead(clause: &str) -> Option<&str> {
    let rests = LEADS.iter().filter_map(|lead| clause.strip_prefix(lead));
    rests.min_by_key(|rest| rest.len())
}

fn leaves_nothing(clause: &str) -> bool {
    let not = NOT.iter().filter_map(|not| clause.strip_prefix(not));
    let another_day = ANOTHER_DAY.iter().filter_map(|day| clause.strip_prefix(day));
    let later = another_day.flat_map(|rest| THEN.iter().filter_map(move |then| rest.strip_prefix(then)));
    // 修改后 + 报书记审定.
    let mut then = clause
        .match_indices(['后', '并', '再'])
        .map(|(at, word)| &clause[at + word.len()..]);
    TAKES_BACK.contains(&clause)
        || is_signed_for(clause)
        || not.into_iter().any(|rest| PUBLISHED.contains(&rest))
        || ends_with_any(clause, &UNDECIDED)
        || waits(clause)
        || then.any(waits)
        || clause.ends_with("敏感")
        || clause.ends_with("反对")
        || clause.contains("与否")
        || is_later(clause)
        || contains_any(clause, &PROCEDURES) && ends_with_any(clause, &UNDONE)
        || starts_with_any(clause, &GOES_BACK)
        || later.into_iter().any(|rest| AGAIN.contains(&rest))
}

/// True for 一周后: a day that comes by itself, and that nobody wrote into the entry.
fn is_later(clause: &str) -> bool {
    let span = clause
        .strip_suffix('后')
        .map(|span| span.trim_end_matches(['以', '之']));
    let is_number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十几半".contains(c);
    span.is_some_and(|span| {
        span.starts_with(is_number) && ends_with_any(span, &["天", "日", "周", "星期", "月", "学期", "年"])
    })
}

/// True for 不涉密，但含有学生姓名: what the text holds is said, and nothing of what is to be done with it.
pub(super) fn finds_something(rest: &[&str]) -> bool {
    let finds = |part: &&str| {
        starts_with_any(part, &["含", "涉及", "存在"]) || ends_with_any(part, &["较多", "过多", "太多"])
    };
    rest.iter().any(finds) && !rest.iter().any(|part| contains_any(part, &MENDS))
}

/// For 仅限党员阅看: the party's members.
pub(super) fn only_to(clause: &str) -> Option<Readers> {
    let rests = ONLY.iter().filter_map(|only| clause.strip_prefix(only));
    let mut readers = rests.filter_map(|rest| {
        let rest = rest.strip_prefix(TO_READERS).unwrap_or(rest);
        let typed = READERS
            .iter()
            .filter_map(|(word, scope)| Some((rest.strip_prefix(word)?, *scope)));
        let mut whole = typed.filter(|(reading, _)| READING.contains(reading));
        whole
            .next()
            .map(|(_, scope)| scope.map_or(Readers::Board, Readers::Of))
    });
    readers.next()
}

/// True for 删去家庭住址, 第三段删去: what whoever keeps the entry can do, without anybody who has to decide again.
pub(super) fn is_mended(what: &str) -> bool {
    let mut clauses = what.split([',', ';', '、', ' ']);
    let begins = TO_MEND
        .iter()
        .filter_map(|word| what.strip_prefix(word))
        .any(|rest| starts_with_any(rest, &MENDS));
    let asks_others = starts_with_any(what, &WAITS_FOR);
    (begins || !asks_others && ends_with_any(what, &MENDS))
        && !what.contains(['。', '\n'])
        && !ends_with_any(what, &DECIDES)
        && !clauses.any(takes_back)
}
