//! 意见 of a step: whether it consents. A closed list of whole statements, alone or joined by commas, semicolons, full
//! stops and `、`; what the list does not hold consents to nothing. Nothing is guessed from words inside a text.

use unicode_normalization::UnicodeNormalization;

use crate::read::person::{is_name, surname};
use crate::words::{
    Day, Scope, Step, contains_any, ends_with_any, is_han, place_of, starts_with_any, without_space,
};

mod behind;

use behind::Readers;

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
const CONSENTS: [&str; 64] = [
    "同意",
    "一致同意",
    "审核同意",
    "审批同意",
    "审查同意",
    "同意以上意见",
    "同意上述意见",
    "同意提出人意见",
    "同意审核意见",
    "同意审查意见",
    "同意保密审查意见",
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
    "同意照发",
    "可发",
    "审核通过",
    "审查通过",
    "审批通过",
    "保密审查通过",
    "保密审查合格",
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
    "同意印发",
    "同意发出",
    // 《中国共产党发展党员工作细则》: no shorter than that.
    "同意公示5个工作日",
    "同意公示五个工作日",
    "同意公示不少于5个工作日",
    "同意公示7个工作日",
    "同意公示七个工作日",
    "同意公示7天",
    "同意公示七天",
    "同意公示7日",
    "内容属实",
    "真实准确",
    "内容真实",
    "内容真实有效",
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
const HANDED_ON: [&str; 7] = [
    "同意报批", "同意上报", "同意送审", "同意提交审核", "同意提交审批", "同意报请审批", "拟同意",
];

/// Statements of whoever proposes.
const PROPOSED: [&str; 2] = ["提请审核", "按公开目录要求公开"];

/// Whom to ask next, at the steps before the last one; these say nothing by themselves.
const NEXT: [&str; 9] = [
    "请审核", "请审批", "提请审批", "报请审批", "请领导审批", "请书记审批", "请校长审批", "报领导审批",
    "报书记审批",
];

/// Who is to carry it out, how and what, behind a consent: 请 + 办公室 + 尽快 + 发布. It says nothing by itself.
const CARRIERS: [&str; 12] = [
    "党政办公室", "办公室", "党政办", "党务办", "党办", "信息中心", "信息组", "电教组", "宣传委员",
    "组织委员", "各支部", "党支部",
];
const MANNERS: [&str; 16] = [
    "照此", "按期", "按时", "按程序", "按流程", "按规定", "按要求", "依规", "尽快", "抓紧", "及时",
    "注意做好", "注意及时", "注意", "抓好", "做好",
];
const CARRIED_OUT: [&str; 14] = [
    "办理", "公开", "公示", "公布", "发布", "更新", "上传", "落实", "执行", "归档", "存档", "备案", "撤下",
    "解释工作",
];
const OVER: [&str; 5] = ["公示期满后", "公示期满", "期满后", "期满", "到期后"];

/// What is done with it once it is mended: 修改后 + 再 + 公开.
const RELEASED: [&str; 7] = ["", "再", "再行", "即可", "方可", "才可", "才能"];

/// Places where it might be shown. Who sees an entry is said by its 公开范围, not by an opinion.
const PLACES: [&str; 14] = [
    "公开栏", "公告栏", "公示栏", "宣传栏", "校门口", "橱窗", "公众号", "微信群", "党员群", "工作群", "钉钉",
    "电子屏", "楼道", "网站",
];

/// How it was found, before a statement.
const FOUND_BY: [&str; 44] = [
    "经核", "已核", "经初审", "经复核", "已复核", "通读全文", "已通读全文", "手续完备", "程序合规",
    "程序规范", "事实清楚", "数据已与财务核对", "数字与财务账目一致", "已逐条核对", "经集体研究决定",
    "经研究决定", "经总支委会研究", "经党总支研究", "经党支部研究", "经支委会研究", "经班子会研究",
    "经会议研究", "经保密审查", "经集体研究", "经审查", "经审核", "经审阅", "经核实", "经核对", "经研究",
    "经讨论", "经审", "已审查", "已审核", "已审阅", "已核实", "已核对", "已阅", "已看过", "看过", "已审",
    "内容已核实", "情况已核实", "阅",
];

/// What was found to be right, and how: 文字、数据 + 核对无误.
const PARTS: [&str; 16] = [
    "文字", "表述", "内容", "材料", "数据", "数字", "金额", "名单", "姓名", "人员名单", "日期", "时间",
    "格式", "图片", "附件", "照片",
];
const RIGHT: [&str; 10] = [
    "核对无误", "审核无误", "无误", "准确", "准确无误", "属实", "真实", "规范", "完整", "齐全",
];

/// How a meeting found it.
const FOUND_AT: [&str; 15] = [
    "会议通过", "会议已通过", "已研究通过", "集体研究", "集体讨论", "研究", "讨论", "审议", "研究决定",
    "讨论决定", "研究通过", "讨论通过", "审议通过", "集体研究决定", "集体研究通过",
];

/// Meetings that need no 经 before them: 未经支委会讨论通过 is no such thing.
const MEETINGS: [&str; 17] = [
    "总支委员会", "支委会", "支委会会议", "总支委会", "党总支", "党总支会议", "党总支委员会", "党支部",
    "支部委员会", "党委会", "党委会会议", "党员大会", "支部党员大会", "校长办公会", "校务会议", "行政会议",
    "班子会",
];

/// Who may do what, to whom: 同意 + 向社会 + 公开.
const PERMITS: [&str; 14] = [
    "一致同意", "同意予以", "同意", "请予以", "请予", "赞成", "可以", "可", "准予", "准许", "批准", "核准",
    "予以", "照此",
];
/// The same, of steps before the last one, and of whoever proposes: 建议 + 向社会 + 公开.
const ADVISES: [&str; 3] = ["建议予以", "建议", "拟同意"];
const PROPOSES: [&str; 3] = ["拟", "申请", "提请"];
const AUDIENCES: [(&str, Option<Scope>); 43] = [
    ("", None),
    ("按期", None),
    ("按时", None),
    ("按程序", None),
    ("按规定", None),
    ("按规定予以", None),
    ("依规", None),
    ("尽快", None),
    ("以总支名义", None),
    ("以党支部名义", None),
    ("以支部名义", None),
    ("以学校名义", None),
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
    ("学校官网", Some(Scope::Public)),
    ("在学校官网", Some(Scope::Public)),
    ("学校官网上", Some(Scope::Public)),
    ("在学校官网上", Some(Scope::Public)),
    ("学校网站和公开栏", Some(Scope::Public)),
    ("在学校网站和公开栏", Some(Scope::Public)),
    ("学校党务公开网", Some(Scope::Public)),
    ("在学校党务公开网", Some(Scope::Public)),
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
const ACTS: [&str; 11] = [
    "公开发布", "公开", "公示", "公布", "发布", "刊发", "刊登", "上网", "上传", "挂网", "挂网公示",
];

/// What the text does not hold: 不含 + 涉密内容、敏感信息.
const NONE_OF: [&str; 14] = [
    "不属于", "不涉及", "未涉及", "不含有", "不包含", "不含", "未含", "不存在", "未发现", "没有发现", "未见",
    "没有", "没", "无",
];
const HELD: [&str; 34] = [
    "不同意见", "涉密", "秘密", "国家秘密", "工作秘密", "商业秘密", "涉密内容", "涉密信息", "涉密事项",
    "涉密问题", "敏感内容", "敏感信息", "敏感问题", "涉密敏感信息", "涉密敏感内容", "个人隐私", "隐私",
    "隐私内容", "个人信息", "个人敏感信息", "个人隐私信息", "内部信息", "内部资料", "不宜公开内容",
    "不宜公开的内容", "不宜公开的信息", "问题", "意见", "异议", "学生个人信息", "学生隐私", "不当内容",
    "敏感事项", "密级",
];

/// What is spoken of, before 不涉密 and the like.
const SUBJECTS: [&str; 6] = ["该内容", "内容", "该材料", "材料", "本件", "此件"];

/// An opinion without the name, or name and day, below it that are the step's own: 同意（周敬安）, 同意 周敬安 2026-03-12.
pub(crate) fn unsigned<'o>(opinion: &'o str, (name, day): (&str, Day)) -> &'o str {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    let whole = opinion.trim();
    let bracketed = whole.strip_suffix(['）', ')']);
    let text = bracketed.unwrap_or(whole).trim_end();
    let is_own_day =
        |text: &str| Day::parse(text) == Some(day) || text == format!("{}月{}日", day.month(), day.day());
    // 同意公开（2026年3月12日）
    let dated = bracketed.and_then(|text| text.rsplit_once(['（', '(']));
    if let Some((before, _)) = dated.filter(|(_, typed)| is_own_day(typed.trim())) {
        return before.trim_end_matches(is_between);
    }
    let without_day = text.rmatch_indices(name).next().and_then(|(at, _)| {
        let behind = text[at + name.len()..].trim_matches(is_between);
        (behind.is_empty() || is_own_day(behind)).then(|| &text[..at])
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
        && !contains_any(opinion, &behind::REFUSALS)
}

/// What an opinion says at a step of an entry of this scope.
pub(crate) fn judge(opinion: &str, step: Step, scope: Scope) -> Opinion {
    // A sign is no statement, even one that stands for a character: 🉑 is 可 to NFKC.
    if opinion.contains(|c| matches!(c, '\u{3200}'..='\u{32FF}' | '\u{1F100}'..='\u{1F2FF}')) {
        return Opinion::NoConsent;
    }
    let text: String = opinion.trim().nfkc().collect();
    let whole = without_quotes(without_end(&text));
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

fn without_end(text: &str) -> &str {
    text.strip_suffix(['。', '.', '!']).unwrap_or(text)
}

/// What stands between the quotation marks that are around the whole.
fn without_quotes(text: &str) -> &str {
    let inner = [('“', '”'), ('「', '」')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inner.map_or(text, without_end)
}

/// What an opinion says that the list does not hold as a whole: a condition, when it begins with what the list holds, or
/// with what has to be mended before.
fn with_something_else(text: &str, step: Step, scope: Scope) -> Opinion {
    if contains_any(text, &behind::REFUSALS) {
        return Opinion::NoConsent;
    }
    let mut parts = parts_of(text).skip_while(|part| statement(part, step) == Some(StatementMeaning::Remark));
    let Some(first) = parts.next() else {
        return Opinion::NoConsent;
    };
    let (said, rest): (_, Vec<&str>) = match statement(first, step) {
        Some(said) => {
            let rest: Vec<&str> = parts.collect();
            if rest.is_empty() {
                return Opinion::NoConsent;
            }
            (said, rest)
        }
        None => match after_mending(&text[place_of(first, text).start..], step) {
            Some((said, then)) => (said, parts_of(then).skip(1).collect()),
            None => return Opinion::NoConsent,
        },
    };
    let is_listed = |part: &&str| statement(part, step).is_some();
    let audiences = rest.iter().filter_map(|part| match statement(part, step) {
        Some(StatementMeaning::To(audience)) => Some(Readers::Of(audience)),
        Some(StatementMeaning::Consent | StatementMeaning::Remark) => None,
        None => behind::only_to(part),
    });
    let narrowed = audiences.max();
    let rest: Vec<&str> = rest.iter().copied().filter(|part| !is_listed(part)).collect();
    let consents = match said {
        StatementMeaning::Consent => true,
        StatementMeaning::To(audience) => audience <= scope,
        StatementMeaning::Remark => false,
    };
    let is_signed = !rest.is_empty() && behind::is_signature(&rest);
    let is_taken_back = rest.iter().any(|part| behind::takes_back(part)) || behind::finds_something(&rest);
    if !consents || is_signed || is_taken_back {
        return Opinion::NoConsent;
    }
    match narrowed {
        Some(Readers::Board) => Opinion::NoConsent,
        Some(Readers::Of(audience)) if audience > scope => Opinion::Narrower(audience),
        None if rest.iter().any(|part| behind::is_only_for(part)) => Opinion::NoConsent,
        Some(Readers::Of(_)) | None => Opinion::Condition,
    }
}

/// The words of an opinion between its marks.
fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() || c == '但')
        .filter(|part| !part.is_empty())
}

/// For 修改后同意公开: what is consented to when it is mended, and the text from there.
fn after_mending(text: &str, step: Step) -> Option<(StatementMeaning, &str)> {
    text.match_indices('后').find_map(|(at, after)| {
        let then = text[at + after.len()..].trim_start_matches([',', ' ']);
        let next = parts_of(then).next().filter(|next| then.starts_with(next))?;
        let is_released = || {
            let acts = RELEASED.iter().filter_map(|then| next.strip_prefix(then));
            acts.into_iter().any(|act| act == "发" || ACTS.contains(&act))
        };
        let said = statement(next, step).or_else(|| is_released().then_some(StatementMeaning::Consent))?;
        behind::is_mended(&text[..at]).then_some((said, then))
    })
}

/// What stands between two commas: a statement, or several with `、` or white space between them.
fn clause_says(clause: &str, step: Step) -> Option<StatementMeaning> {
    let bare = without_space(clause);
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
    if let Some(permitted) = permitted_to(text, step) {
        return Some(permitted);
    }
    if FOUND_BY.contains(&text)
        || !CONSENTS.contains(&text) && is_found_right(text)
        || is_carried_out(text)
        || is_found_by_meeting(text)
        || !is_last && asks_next(text)
    {
        return Some(StatementMeaning::Remark);
    }
    let found = FOUND_BY.iter().filter(|found| found.starts_with('经'));
    let text = found
        .filter_map(|found| text.strip_prefix(found))
        .next()
        .or_else(|| behind_meeting(text))
        .unwrap_or(text);
    let subject = SUBJECTS.iter().find_map(|subject| text.strip_prefix(subject));
    let consents = CONSENTS.contains(&text)
        || !is_last && (HANDED_ON.contains(&text) || text.strip_prefix("同意").is_some_and(asks_next))
        || agrees_with_somebody(text)
        || step == Step::Proposal && PROPOSED.contains(&text)
        || holds_nothing(subject.unwrap_or(text));
    if ON_THE_WALL.contains(&text) {
        Some(StatementMeaning::To(Scope::Unit))
    } else if consents {
        Some(StatementMeaning::Consent)
    } else {
        permitted_to(text, step)
    }
}

/// True for 文字、数据核对无误.
fn is_found_right(text: &str) -> bool {
    let text = text.strip_prefix('经').unwrap_or(text);
    let parts = RIGHT.iter().filter_map(|right| text.strip_suffix(right));
    parts
        .into_iter()
        .any(|parts| parts.split(['、', '和']).all(|part| PARTS.contains(&part)))
}

/// True for 经校长办公会研究, 经2026年11月20日支委会研究, 支委会讨论通过.
fn is_found_by_meeting(text: &str) -> bool {
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日');
    let is_told = |found: &str| {
        let meeting = text.strip_suffix(found)?;
        let (name, is_found) = match meeting.strip_prefix('经') {
            Some(name) => (name, true),
            None => (meeting, ends_with_any(found, &["通过", "决定"])),
        };
        let name = name.trim_matches(is_of_day);
        let is_meeting = || {
            ends_with_any(name, &["会", "会议", "党支部", "党总支", "总支", "党委"])
                && name.chars().count() <= 12
                && name.chars().all(is_han)
        };
        Some(is_found && (MEETINGS.contains(&name) || meeting.starts_with('经') && is_meeting()))
    };
    FOUND_AT.iter().any(|found| is_told(found).unwrap_or_default())
}

/// The rest of 经总支委会集体研究同意公开, behind how it was found.
fn behind_meeting(text: &str) -> Option<&str> {
    let ends = FOUND_AT
        .iter()
        .filter_map(|found| Some(text.find(found)? + found.len()));
    let end = ends.max()?;
    is_found_by_meeting(&text[..end]).then(|| &text[end..])
}

/// True for 请书记审批, and for 请龚书记审批: whom to ask next.
fn asks_next(text: &str) -> bool {
    let asked = ["提请", "报请", "请", "报", "呈"]
        .iter()
        .find_map(|ask| text.strip_prefix(ask));
    let asked = asked.and_then(|rest| {
        let tasks = ["审批", "审核", "审定"].iter();
        tasks.filter_map(|task| rest.strip_suffix(task)).next()
    });
    NEXT.contains(&text) || asked.is_some_and(is_somebody_in_office)
}

/// True for 同意何主任意见 and 同意何立群同志意见, the step's before.
fn agrees_with_somebody(text: &str) -> bool {
    let whose = text
        .strip_prefix("同意")
        .and_then(|rest| rest.strip_suffix("意见"));
    let whose = whose.map(|whose| whose.trim_end_matches('的'));
    whose.is_some_and(|whose| {
        let named = whose.strip_suffix("同志");
        is_somebody_in_office(whose) || named.is_some_and(|name| is_name(name, None))
    })
}

/// True for 龚书记.
fn is_somebody_in_office(text: &str) -> bool {
    let offices = ["副书记", "书记", "副校长", "校长", "主任"];
    let named = offices.iter().find_map(|office| text.strip_suffix(office));
    named.is_some_and(|named| surname(named) == Some(named))
}

/// True for 请办公室尽快发布, 期满后及时撤下.
fn is_carried_out(text: &str) -> bool {
    let without = |text: &mut &str, words: &[&str]| {
        let rest = words.iter().find_map(|word| text.strip_prefix(word));
        rest.map(|rest| *text = rest).is_some()
    };
    let mut rest = text;
    let is_over = without(&mut rest, &OVER);
    let is_asked = without(&mut rest, &["请"]);
    let has_carrier = is_asked && without(&mut rest, &CARRIERS);
    let has_manner = without(&mut rest, &MANNERS);
    let is_told = is_over || is_asked || has_carrier || has_manner;
    is_told && CARRIED_OUT.contains(&rest) && (!is_over || rest == "撤下")
}

/// True for 不涉密, and for 不含涉密内容和敏感信息.
fn holds_nothing(text: &str) -> bool {
    if ["不涉密", "未涉密", "不涉敏"].contains(&text) {
        return true;
    }
    let held = NONE_OF.iter().filter_map(|none| text.strip_prefix(none));
    held.into_iter().any(|held| {
        held.split(['、', '和', '及', '或', '与'])
            .all(|thing| HELD.contains(&thing))
    })
}

/// For 同意党内公开: whom it may be shown to.
fn permitted_to(text: &str, step: Step) -> Option<StatementMeaning> {
    let advises = ADVISES.iter().filter(|_| step != Step::Approval);
    let proposes = PROPOSES.iter().filter(|_| step == Step::Proposal);
    let permits = PERMITS.iter().chain(advises).chain(proposes);
    let permitted = permits.filter_map(|permit| text.strip_prefix(permit));
    let audiences = permitted.flat_map(|rest| ACTS.iter().filter_map(move |act| rest.strip_suffix(act)));
    let mut found = audiences.filter_map(|typed| AUDIENCES.iter().find(|(word, _)| *word == typed));
    found
        .next()
        .map(|(_, scope)| scope.map_or(StatementMeaning::Consent, StatementMeaning::To))
}

#[cfg(test)]
mod tests;
