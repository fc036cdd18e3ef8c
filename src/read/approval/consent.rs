//! 意见 of a step: whether it consents. A closed list of whole statements, alone or joined by commas, semicolons, full
//! stops and `、`; what the list does not hold consents to nothing. Nothing is guessed from words inside a text.

use unicode_normalization::UnicodeNormalization;

use crate::read::person::surname;
use crate::words::{Day, Scope, Step, contains_any, ends_with_any, is_han, starts_with_any};

/// What an opinion says about publishing an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opinion {
    /// It may be published.
    Consent,
    /// It may be shown to this audience, which is narrower than the entry's.
    Narrower(Scope),
    /// It may be published, with something else behind that, which has to be seen to.
    Condition,
    /// Anything else.
    NoConsent,
}

/// What one statement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StatementMeaning {
    /// It may be shown to whoever the entry is for.
    Consent,
    /// It may be shown to this audience.
    To(Scope),
    /// How it was found, or whom to ask next: nothing by itself.
    Remark,
}

/// Statements that consent at every step.
const CONSENTS: [&str; 49] = [
    "同意",
    "赞成",
    "可",
    "可以",
    "准",
    "照准",
    "核准",
    "准予",
    "批准",
    "认可",
    "通过",
    "照发",
    "可发",
    "审核通过",
    "审查通过",
    "审批通过",
    "保密审查通过",
    "审核合格",
    "审查合格",
    "无误",
    "核对无误",
    "审核无误",
    "审查无误",
    "内容无误",
    "属实",
    "情况属实",
    "以上内容属实",
    "以上情况属实",
    "无保密内容",
    "同意全文公开",
    "同意按期公开",
    "同意按程序公开",
    "同意按规定公开",
    "同意印发",
    "同意发出",
    // 《中国共产党发展党员工作细则》: no shorter than that.
    "同意公示5个工作日",
    "同意公示五个工作日",
    "同意公示不少于5个工作日",
    "内容属实",
    "真实准确",
    "内容真实",
    "内容准确",
    "内容真实准确",
    "符合公开要求",
    "符合公开条件",
    "符合保密要求",
    "符合保密规定",
    "符合要求",
    "符合规定",
];

/// What hangs in a corridor is for those who pass there.
const ON_THE_WALL: [&str; 4] = ["同意张贴", "同意上墙", "可以张贴", "可以上墙"];

/// Statements of the steps before the last one: they hand the entry on.
const HANDED_ON: [&str; 9] = [
    "同意报批", "同意上报", "同意送审", "同意提交审核", "同意提交审批", "同意报请审批", "建议公开",
    "建议发布", "建议公示",
];

/// Statements of whoever proposes.
const PROPOSED: [&str; 6] = ["拟公开", "拟发布", "拟公示", "申请公开", "提请公开", "提请审核"];

/// Whom to ask next, at the steps before the last one; these say nothing by themselves.
const NEXT: [&str; 9] = [
    "请审核", "请审批", "提请审批", "报请审批", "请领导审批", "请书记审批", "请校长审批", "报领导审批",
    "报书记审批",
];

/// Who is to carry it out, and how, behind a consent; these say nothing by themselves.
const CARRIED_OUT: [&str; 15] = [
    "请按程序公开", "请办公室办理", "请党务办办理", "请党办办理", "请办理", "请按程序办理", "按程序公开",
    "按程序办理", "按规定公开", "按规定办理", "请按规定公开", "请尽快发布", "请尽快公开", "请及时发布",
    "请及时公开",
];

/// Places where it might be shown. Who sees an entry is said by its 公开范围, not by an opinion.
const PLACES: [&str; 14] = [
    "公开栏", "公告栏", "公示栏", "宣传栏", "校门口", "橱窗", "公众号", "微信群", "党员群", "工作群", "钉钉",
    "电子屏", "楼道", "网站",
];

/// How it was found, before a statement.
const FOUND_BY: [&str; 27] = [
    "经总支委会研究", "经党总支研究", "经党支部研究", "经支委会研究", "经班子会研究", "经会议研究",
    "经保密审查", "经集体研究", "经审查", "经审核", "经审阅", "经核实", "经核对", "经研究", "经讨论", "经审",
    "已审查", "已审核", "已审阅", "已核实", "已核对", "已阅", "已看过", "看过", "已审", "内容已核实",
    "情况已核实",
];

/// Who may do what, to whom: 同意 + 向社会 + 公开.
const PERMITS: [&str; 10] = [
    "同意予以", "同意", "赞成", "可以", "可", "准予", "准许", "批准", "核准", "予以",
];
const AUDIENCES: [(&str, Option<Scope>); 26] = [
    ("", None),
    ("上网", None),
    ("在网上", None),
    ("网上", None),
    ("社会", Some(Scope::Public)),
    ("向社会", Some(Scope::Public)),
    ("面向社会", Some(Scope::Public)),
    ("学校网站", Some(Scope::Public)),
    ("在学校网站", Some(Scope::Public)),
    ("学校网站上", Some(Scope::Public)),
    ("在学校网站上", Some(Scope::Public)),
    ("学校网站和公开栏", Some(Scope::Public)),
    ("在学校网站和公开栏", Some(Scope::Public)),
    ("校园网", Some(Scope::Unit)),
    ("在校园网", Some(Scope::Unit)),
    ("在校园网上", Some(Scope::Unit)),
    ("对外", Some(Scope::Public)),
    ("校内", Some(Scope::Unit)),
    ("在校内", Some(Scope::Unit)),
    ("校内范围", Some(Scope::Unit)),
    ("本单位", Some(Scope::Unit)),
    ("在本单位", Some(Scope::Unit)),
    ("党内", Some(Scope::Party)),
    ("在党内", Some(Scope::Party)),
    ("党内范围", Some(Scope::Party)),
    ("向党员", Some(Scope::Party)),
];
const ACTS: [&str; 8] = ["公开发布", "公开", "公示", "公布", "发布", "刊发", "上网", "挂网"];

/// What the text does not hold: 不含 + 涉密内容、敏感信息.
const NONE_OF: [&str; 12] = [
    "不涉及", "未涉及", "不含有", "不包含", "不含", "未含", "不存在", "未发现", "没有发现", "未见", "没有",
    "无",
];
const HELD: [&str; 32] = [
    "不同意见", "涉密", "秘密", "国家秘密", "工作秘密", "商业秘密", "涉密内容", "涉密信息", "涉密事项",
    "涉密问题", "敏感内容", "敏感信息", "敏感问题", "涉密敏感信息", "涉密敏感内容", "个人隐私", "隐私",
    "个人信息", "个人敏感信息", "个人隐私信息", "内部信息", "内部资料", "不宜公开内容", "不宜公开的内容",
    "不宜公开的信息", "问题", "意见", "异议", "学生个人信息", "学生隐私", "不当内容", "敏感事项",
];

/// What is spoken of, before 不涉密 and the like.
const SUBJECTS: [&str; 6] = ["该内容", "内容", "该材料", "材料", "本件", "此件"];

/// With one of these an opinion is no consent under a condition: nothing was released.
const REFUSALS: [&str; 15] = [
    "不同意", "不公开", "不予", "不宜", "先不", "保留", "暂缓", "暂不", "退回", "是否", "外传", "转发",
    "注意保密", "知悉范围", "?",
];

/// Clauses behind a consent that take it back, nothing that could be met being asked for: 不要 + 上网, and these whole ones.
const NOT_NOW: [&str; 6] = ["本期", "这期", "本次", "这次", "目前", "网上"];
const NOT: [&str; 16] = [
    "别", "先别", "暂时别", "不", "不要", "不必", "不用", "无需", "没必要", "没有必要", "停", "停止", "缓",
    "禁止", "免", "严禁",
];
const PUBLISHED: [&str; 15] = [
    "发", "放", "公开", "发布", "公布", "上网", "挂网", "外传", "上传", "发网上", "挂到网上", "放到网上",
    "发到网上", "上网公开", "上网站",
];
const TAKES_BACK: [&str; 8] = ["重写", "撤回", "撤下", "撤稿", "作废", "代签", "附条件", "有条件"];

/// To be written anew by somebody, to whom it goes back (退给石老师重写), or to be shown to somebody first.
const GOES_BACK: [&str; 6] = ["退给", "退还", "发回", "打回", "先内部", "先征求"];

/// Not decided: 等龚书记回来再定.
const UNDECIDED: [&str; 5] = ["再定", "再说", "再议", "再研究", "再决定"];

/// Somebody else has not decided yet: 报周书记定, 待党委会研究后发布.
const WAITS_FOR: [&str; 8] = ["待", "等", "报", "请", "提请", "报请", "须", "需"];
const DECIDES: [&str; 9] = ["定", "审批", "审核", "批准", "批复", "研究", "同意", "签", "签字"];

/// Another day, which nobody set: 年底 + 再 + 发.
const ANOTHER_DAY: [&str; 10] = [
    "以后", "过后", "改日", "下周", "下月", "下学期", "期末", "年底", "年后", "明年",
];
const AGAIN: [&str; 5] = ["再发", "再发布", "再公开", "再上网", "再挂网"];

/// Nobody else than these: 仅限 + 党员 + 阅看, 校内 by itself; `None` for a board and for what no audience is.
const ONLY: [&str; 17] = [
    "仅限", "只限", "仅供", "只供", "仅在", "只在", "改为", "改成", "改在", "只贴", "仅贴", "只发", "仅发",
    "只", "仅", "限", "",
];
const READERS: [(&str, Option<Scope>); 13] = [
    ("校内", Some(Scope::Unit)),
    ("本校", Some(Scope::Unit)),
    ("本单位", Some(Scope::Unit)),
    ("教职工", Some(Scope::Unit)),
    ("教师", Some(Scope::Unit)),
    ("党内", Some(Scope::Party)),
    ("党员", Some(Scope::Party)),
    ("支部内", Some(Scope::Party)),
    ("内部", None),
    ("公开栏", None),
    ("公告栏", None),
    ("公示栏", None),
    ("宣传栏", None),
];
const READING: [&str; 15] = [
    "", "公开", "公示", "公布", "发布", "张贴", "张贴即可", "即可", "可看", "可见", "阅看", "阅读", "传阅",
    "查看", "知悉",
];

/// An opinion without the name, or name and day, below it that are the step's own: 同意（周敬安）, 同意 周敬安 2026-03-12.
pub(crate) fn unsigned<'o>(opinion: &'o str, (name, day): (&str, Day)) -> &'o str {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    let whole = opinion.trim();
    let bracketed = whole.strip_suffix(['）', ')']);
    let text = bracketed.unwrap_or(whole).trim_end();
    let without_day = text.rmatch_indices(name).next().and_then(|(at, _)| {
        let behind = text[at + name.len()..].trim_matches(is_between);
        let is_day =
            || Day::parse(behind) == Some(day) || behind == format!("{}月{}日", day.month(), day.day());
        (behind.is_empty() || is_day()).then(|| &text[..at])
    });
    let said = without_day.and_then(|before| match bracketed {
        Some(_) => before.trim_end().strip_suffix(['（', '(']),
        None => before.ends_with(is_between).then_some(before),
    });
    said.map_or(opinion, |said| said.trim_end_matches(is_between))
}

/// True for an opinion that consents to showing it in a place, which no entry has.
pub(crate) fn names_a_place(opinion: &str) -> bool {
    starts_with_any(opinion.trim(), &["同意", "可以", "可", "赞成", "批准"])
        && contains_any(opinion, &PLACES)
        && !contains_any(opinion, &REFUSALS)
}

/// What an opinion says at a step of an entry of this scope.
pub(crate) fn judge(opinion: &str, step: Step, scope: Scope) -> Opinion {
    // A sign is no statement, even one that stands for a character: 🉑 is 可 to NFKC.
    if opinion.contains(|c| matches!(c, '\u{3200}'..='\u{32FF}' | '\u{1F100}'..='\u{1F2FF}')) {
        return Opinion::NoConsent;
    }
    let text: String = opinion.trim().nfkc().collect();
    let whole = text.strip_suffix(['。', '.', '!']).unwrap_or(&text);
    let mut narrower = None;
    let mut consents = false;
    for clause in whole.split([',', ';', '。', '\n']) {
        let Some(said) = clause_says(clause, step) else {
            return with_something_else(&text, step, scope);
        };
        match said {
            StatementMeaning::To(audience) if audience > scope => narrower = Some(audience),
            StatementMeaning::Consent | StatementMeaning::To(_) => consents = true,
            StatementMeaning::Remark => {}
        }
    }
    match narrower {
        Some(audience) => Opinion::Narrower(audience),
        None if consents => Opinion::Consent,
        None => Opinion::NoConsent,
    }
}

/// What an opinion says that the list does not hold as a whole: a condition, when it begins with what the list holds.
fn with_something_else(text: &str, step: Step, scope: Scope) -> Opinion {
    if contains_any(text, &REFUSALS) {
        return Opinion::NoConsent;
    }
    let mut parts = text
        .split(|c: char| !c.is_alphanumeric() || c == '但')
        .filter(|part| !part.is_empty())
        .skip_while(|part| statement(part, step) == Some(StatementMeaning::Remark));
    let first = parts.next().and_then(|part| statement(part, step));
    let consents = match first {
        Some(StatementMeaning::Consent) => true,
        Some(StatementMeaning::To(audience)) => audience <= scope,
        Some(StatementMeaning::Remark) | None => false,
    };
    let rest: Vec<&str> = parts.collect();
    if !consents || rest.is_empty() || is_signature(&rest) || rest.iter().any(|part| takes_back(part)) {
        return Opinion::NoConsent;
    }
    let narrowed = rest.iter().filter_map(|part| only_to(part));
    match narrowed.max() {
        Some(Readers::Board) => Opinion::NoConsent,
        Some(Readers::Of(audience)) if audience > scope => Opinion::Narrower(audience),
        None if rest.iter().any(|part| is_only_for(part)) => Opinion::NoConsent,
        Some(Readers::Of(_)) | None => Opinion::Condition,
    }
}

/// Whom a clause behind a consent narrows it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Readers {
    Of(Scope),
    /// Those before a board, or nobody in particular.
    Board,
}

/// For whom alone, in words that no audience is: 仅限教工会上通报; 仅限本周 is a term.
fn is_only_for(clause: &str) -> bool {
    const TERMS: [&str; 8] = ["本", "这", "当", "今", "一", "公示期", "到", "至"];
    let rest = ["仅限", "只限", "仅供", "只供"]
        .iter()
        .find_map(|only| clause.strip_prefix(only));
    rest.is_some_and(|rest| !starts_with_any(rest, &TERMS) && !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// True for 闻佩兰代: who signed is not who should.
fn is_signed_for(clause: &str) -> bool {
    let signed = ["代签", "代签字", "代"]
        .iter()
        .find_map(|by| clause.strip_suffix(by));
    signed.is_some_and(|name| surname(name).is_some() && (2..=4).contains(&name.chars().count()))
}

/// True for 何立群 and 2026-03-11: another one's name than the step's, another day.
fn is_signature(rest: &[&str]) -> bool {
    let is_of_day = |c: char| c.is_numeric() || matches!(c, '年' | '月' | '日');
    let is_name = |part: &str| surname(part).is_some() && (2..=3).contains(&part.chars().count());
    rest.iter()
        .all(|part| is_name(part) || part.chars().all(is_of_day))
}

/// True for a clause that says who is to decide, which nobody has yet.
fn waits(clause: &str) -> bool {
    let is_decided_then = |word: &str| {
        let then = clause.split_once(word).map(|(_, rest)| rest);
        then.is_some_and(|rest| rest.is_empty() || rest.starts_with('后'))
    };
    starts_with_any(clause, &WAITS_FOR) && DECIDES.iter().any(|word| is_decided_then(word))
}

/// True for a clause that leaves nothing of the consent before it.
fn takes_back(clause: &str) -> bool {
    let another_day = ANOTHER_DAY.iter().filter_map(|day| clause.strip_prefix(day));
    let not_now = NOT_NOW.iter().find_map(|now| clause.strip_prefix(now));
    let not = NOT
        .iter()
        .filter_map(|not| not_now.unwrap_or(clause).strip_prefix(not));
    TAKES_BACK.contains(&clause)
        || is_signed_for(clause)
        || not.into_iter().any(|rest| PUBLISHED.contains(&rest))
        || ends_with_any(clause, &UNDECIDED)
        || waits(clause)
        || clause.ends_with("敏感")
        || starts_with_any(clause, &GOES_BACK)
        || another_day.into_iter().any(|rest| AGAIN.contains(&rest))
}

/// For 仅限党员阅看: the party's members.
fn only_to(clause: &str) -> Option<Readers> {
    let rests = ONLY.iter().filter_map(|only| clause.strip_prefix(only));
    let mut readers = rests.filter_map(|rest| {
        let rest = rest.strip_prefix('在').unwrap_or(rest);
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

/// What stands between two commas: a statement, or several with `、` or white space between them.
fn clause_says(clause: &str, step: Step) -> Option<StatementMeaning> {
    let bare: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    statement(&bare, step).or_else(|| {
        let mut said = clause
            .split(|c: char| c == '、' || c.is_whitespace())
            .map(|part| statement(part, step));
        said.try_fold(StatementMeaning::Remark, |all, said| Some(joined(all, said?)))
    })
}

/// What two statements say together: that the narrower audience may see it.
fn joined(one: StatementMeaning, other: StatementMeaning) -> StatementMeaning {
    match (one, other) {
        (StatementMeaning::To(one), StatementMeaning::To(other)) => StatementMeaning::To(one.max(other)),
        (StatementMeaning::To(audience), _) | (_, StatementMeaning::To(audience)) => {
            StatementMeaning::To(audience)
        }
        (StatementMeaning::Consent, _) | (_, StatementMeaning::Consent) => StatementMeaning::Consent,
        (StatementMeaning::Remark, StatementMeaning::Remark) => StatementMeaning::Remark,
    }
}

/// What a whole statement says; `None` for one that the list does not hold.
fn statement(text: &str, step: Step) -> Option<StatementMeaning> {
    let is_last = step == Step::Approval;
    if FOUND_BY.contains(&text)
        || CARRIED_OUT.contains(&text)
        || is_found_by_meeting(text)
        || !is_last && (NEXT.contains(&text) || asks_somebody(text))
    {
        return Some(StatementMeaning::Remark);
    }
    let found = FOUND_BY.iter().filter(|found| found.starts_with('经'));
    let text = found
        .filter_map(|found| text.strip_prefix(found))
        .next()
        .unwrap_or(text);
    let subject = SUBJECTS.iter().find_map(|subject| text.strip_prefix(subject));
    let consents = CONSENTS.contains(&text)
        || !is_last && HANDED_ON.contains(&text)
        || step == Step::Proposal && PROPOSED.contains(&text)
        || holds_nothing(subject.unwrap_or(text));
    if ON_THE_WALL.contains(&text) {
        Some(StatementMeaning::To(Scope::Unit))
    } else if consents {
        Some(StatementMeaning::Consent)
    } else {
        permitted_to(text)
    }
}

/// True for 经校长办公会研究.
fn is_found_by_meeting(text: &str) -> bool {
    let found = ["集体研究", "研究", "讨论", "审议"]
        .iter()
        .find_map(|found| text.strip_suffix(found));
    let meeting = found.and_then(|found| found.strip_prefix('经'));
    meeting.is_some_and(|meeting| {
        ends_with_any(meeting, &["会", "会议"])
            && meeting.chars().count() <= 12
            && meeting.chars().all(is_han)
    })
}

/// For 请龚书记审批: whom to ask next, by name.
fn asks_somebody(text: &str) -> bool {
    let asked = ["提请", "报请", "请", "报"]
        .iter()
        .find_map(|ask| text.strip_prefix(ask));
    let asked = asked.and_then(|rest| rest.strip_suffix("审批").or_else(|| rest.strip_suffix("审核")));
    let offices = ["副书记", "书记", "副校长", "校长", "主任"];
    let named = asked.and_then(|rest| offices.iter().find_map(|office| rest.strip_suffix(office)));
    named.is_some_and(|named| surname(named) == Some(named))
}

/// True for 不涉密, and for 不含涉密内容和敏感信息.
fn holds_nothing(text: &str) -> bool {
    if ["不涉密", "未涉密"].contains(&text) {
        return true;
    }
    let held = NONE_OF.iter().filter_map(|none| text.strip_prefix(none));
    held.into_iter().any(|held| {
        held.split(['、', '和', '及', '或', '与'])
            .all(|thing| HELD.contains(&thing))
    })
}

/// For 同意党内公开: whom it may be shown to.
fn permitted_to(text: &str) -> Option<StatementMeaning> {
    let permitted = PERMITS.iter().filter_map(|permit| text.strip_prefix(permit));
    let audiences = permitted.flat_map(|rest| ACTS.iter().filter_map(move |act| rest.strip_suffix(act)));
    let mut found = audiences.filter_map(|typed| AUDIENCES.iter().find(|(word, _)| *word == typed));
    found
        .next()
        .map(|(_, scope)| scope.map_or(StatementMeaning::Consent, StatementMeaning::To))
}

#[cfg(test)]
mod tests;
