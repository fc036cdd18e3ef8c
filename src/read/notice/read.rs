//! The fields of a notice → [`Notice`].

use super::contact;
use super::period;
use super::persons::{in_title, named};
use super::{Notice, NoticeKind, PublicityResult};
use crate::markdown::Link;
use crate::read::config::{ApprovalRule, PublicityRule};
use crate::read::document::Common;
use crate::read::faults::Faults;
use crate::read::fields::{Fields, TypedValue};
use crate::read::keys;
use crate::read::node::{LineSpan, Value};
use crate::read::values::{self, TermTable};
use crate::words::{Calendar, Code, Day, Kind, Labelled, Scope, SourcePath, contains_any, ends_with_any};

const PERIOD_MISSING: Code = Code::error("notice-period-missing");
const TITLE: Code = Code::error("notice-title-publicity");
const NO_DEADLINE: Code = Code::warning("notice-no-deadline");
pub(in crate::read) const WITHIN: Code = Code::warning("notice-title-within");
pub(in crate::read) const RESULT_HINT: &str = "说明里不写姓名，例如“公示期内没有收到不同意见”";
pub(in crate::read) const RESULT_NAME: Code = Code::warning("notice-result-name");
pub(in crate::read) const RESULT: Code = Code::warning("notice-result-text");
const PLAN: Code = Code::error("notice-plan");
const PLAN_MEETING: Code = Code::warning("notice-plan-meeting");
const ADOPTED_BY: Code = Code::error("notice-meeting");
/// 采纳情况 is no entry.
const RESPONSE: Code = Code::error("notice-response");

pub(in crate::read) const KINDS: TermTable<NoticeKind> = TermTable::of(&NoticeKind::ALL);

/// 结论 of a 公示: true for 有异议.
pub(in crate::read) const CONCLUSIONS: TermTable<bool> = TermTable {
    all: &[false, true],
    label: |raised| if raised { "有异议" } else { "无异议" },
    id: |raised| if raised { "raised" } else { "none" },
    also: &[],
};

/// What a notice is read by.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct NoticeContext<'a> {
    /// `None` when `calendar.yaml` could not be read: then nothing is said about numbers of working days.
    pub(in crate::read) calendar: Option<&'a Calendar>,
    /// The day as of which it is read.
    pub(in crate::read) day: Day,
    /// The shortest times.
    pub(in crate::read) rule: PublicityRule,
    /// Which entries are approved, and by which steps.
    pub(in crate::read) approval: &'a ApprovalRule,
    /// The keys that all kinds share, when they could be read.
    pub(in crate::read) common: Option<&'a Common>,
}

impl NoticeContext<'_> {
    fn title(&self) -> &str {
        self.common.map_or("", |common| &common.title)
    }

    /// 公示期 as it may be typed.
    pub(super) fn period_form(&self) -> String {
        self.period_from(self.first_day())
    }

    /// The same of what is put up already: from its own day on.
    fn period_of_entry(&self) -> String {
        self.period_from(self.common.map_or(self.day, |common| common.date))
    }

    /// The same from a day on.
    pub(super) fn period_from(&self, start: Day) -> String {
        format!("公示期: {{开始: {start}, 工作日: {}}}", self.rule.workdays)
    }

    /// How to add 截止.
    pub(super) fn deadline_hint(&self) -> String {
        let scope = self.common.map_or(Scope::Public, |common| common.scope);
        let last = self.first_day().after(u64::from(self.rule.window(scope)) - 1);
        format!("加上一行“截止: {last}”，写能提意见的最后一天")
    }

    /// The entry's own day, or today where that is over: nothing hangs from a day on that was over when it was put up. What
    /// lies long ago is entered for the record.
    pub(super) fn first_day(&self) -> Day {
        match self.common {
            Some(common) if values::is_far_behind(self.day, common.date) => common.date,
            Some(common) => common.date.max(self.day),
            None => self.day,
        }
    }
}

/// Reads the keys of a notice; `None` when its type is not clear, for a 公示 is not to be taken for
/// something that stays on the web.
pub(in crate::read) fn read(
    fields: &mut Fields<'_, '_, '_>,
    setting: NoticeContext<'_>,
    links: &mut Vec<Link>,
) -> Option<Notice> {
    let typed = fields.take(keys::KIND);
    let kind = match &typed {
        None => Some(NoticeKind::Notice),
        Some(field) => KINDS.read(fields.faults, field),
    };
    let has_period = fields.take(keys::PERIOD).is_some();
    if let (Some(NoticeKind::Publicity), false, Some(field)) = (kind, has_period, &typed) {
        let message = "公示没有写公示期";
        fields.faults.say(
            PERIOD_MISSING,
            field.node.at,
            message,
            format!("加上“{}”", setting.period_form()),
        );
    }
    if let (Some(NoticeKind::Consultation), false, Some(field)) = (kind, fields.has(keys::DEADLINE), &typed) {
        let message = "征求意见没有写截止日期";
        let hint = setting.deadline_hint();
        fields.faults.say(NO_DEADLINE, field.node.at, message, hint);
    }
    let period = has_period.then(|| period::read(fields, setting)).flatten();
    let is_draft = setting.common.is_none_or(|common| common.draft);
    let contact = contact::read(fields, is_draft);
    if let (Some(NoticeKind::Publicity), false) = (kind, is_draft) {
        let at = typed.as_ref().map_or(LineSpan::START, |field| field.node.at);
        contact::check(fields, contact.as_ref(), at);
    }
    let result = result(fields, setting.title());
    if let (Some(period), Some(_), false) = (period, &result, is_draft)
        && (period.start..=period.end).contains(&setting.day)
    {
        let message = format!("公示期到 {} 才满，已经写了公示结果", period.end);
        let hint = "期满以后再写；现在先删去“公示结果”";
        fields
            .faults
            .say(RESULT, fields.key_at(keys::RESULT), message, hint);
    }
    let deadline = fields.spot(keys::DEADLINE, values::day);
    if let (Some(kind), Some(common)) = (kind, setting.common) {
        period::check_window(fields, (kind, common), (period, deadline), setting);
    }
    let (plan, adopted_by) = plan(fields, links);
    let notice = Notice {
        period,
        contact,
        result,
        deadline: deadline.map(|deadline| deadline.value),
        channel: fields.read(keys::CHANNEL, values::text),
        response: response(fields, links),
        plan,
        adopted_by,
        kind: kind?,
    };
    Some(notice)
}

/// 年度计划 and 会议: a plan is adopted by a meeting, to which it links.
fn plan(fields: &mut Fields<'_, '_, '_>, links: &mut Vec<Link>) -> (Option<i32>, Option<SourcePath>) {
    let faults = fields.faults;
    let plan = fields.spot(keys::ANNUAL_PLAN, values::count);
    let year = plan.and_then(|plan| {
        let year = i32::try_from(plan.value).ok();
        let year = year.filter(|year| (1949..2200).contains(year));
        if year.is_none() {
            let message = format!("“年度计划”应当是年份，这里是“{}”", plan.value);
            faults.say(PLAN, plan.at, message, "写四位数的年份，例如 年度计划: 2026");
        }
        year
    });
    let meeting = fields.spot(keys::ADOPTED_BY, values::line);
    if let (Some(plan), None) = (plan, &meeting) {
        let message = "年度计划没有写由哪次会议通过";
        let hint = "加上一行“会议: ../meetings/2026-02-25-zongzhi.md”，写那次会议的文件";
        faults.say(PLAN_MEETING, plan.at, message, hint);
    }
    let adopted_by = meeting.and_then(|meeting| {
        let target = entry_file(faults, links, &meeting, |kind| kind == Kind::Meeting);
        if target.is_none() {
            let message = format!("“{}”不是会议纪要的文件", values::shown(&meeting.value));
            let hint = "从本文件所在的文件夹写起，例如“会议: ../meetings/2026-02-25-zongzhi.md”";
            faults.say(ADOPTED_BY, meeting.at, message, hint);
        }
        target
    });
    (year, adopted_by)
}

/// 采纳情况: an entry, to which it links.
fn response(fields: &mut Fields<'_, '_, '_>, links: &mut Vec<Link>) -> Option<SourcePath> {
    let faults = fields.faults;
    let typed = fields.spot(keys::RESPONSE, values::line)?;
    let target = entry_file(faults, links, &typed, |_| true);
    if target.is_none() {
        let message = format!("“{}”不是条目的文件", values::shown(&typed.value));
        let hint = "从本文件所在的文件夹写起，例如“采纳情况: 2026-04-20-caina-qingkuang.md”";
        faults.say(RESPONSE, typed.at, message, hint);
    }
    target
}

/// The file of an entry of a kind that is wanted, and the link to it.
fn entry_file(
    faults: &Faults<'_>,
    links: &mut Vec<Link>,
    typed: &TypedValue<String>,
    is_wanted: impl Fn(Kind) -> bool,
) -> Option<SourcePath> {
    let target = faults.source().path.resolve(&typed.value)?;
    let kind = Kind::of_folder(target.as_str().split('/').nth(1)?)?;
    let is_text = ends_with_any(target.as_str(), &[".md", ".yaml", ".yml"]);
    (is_wanted(kind) && is_text).then(|| {
        links.push(Link {
            target: target.clone(),
            fragment: None,
            place: faults.place(typed.at),
        });
        target
    })
}

/// What says 公示 stays no longer than one: a title that ends so belongs to a 公示, or is another.
pub(in crate::read) fn check_title(
    fields: &Fields<'_, '_, '_>,
    setting: NoticeContext<'_>,
    title_at: LineSpan,
    kind: NoticeKind,
) {
    let title = setting.title();
    if kind == NoticeKind::Publicity {
        return;
    }
    if !says_publicity(title) {
        if announces_publicity(title) {
            let message = format!("标题像是公示，类型却是“{}”，会一直留在网上", kind.label());
            let hint = format!(
                "是公示的，写成“类型: 公示”，并加上“{}”；不是的，换一个说法，标题里不写“公示的”",
                setting.period_of_entry()
            );
            fields.faults.say(WITHIN, title_at, message, hint);
        }
        return;
    }
    let has_kind = fields.has(keys::KIND);
    let at = if has_kind {
        fields.key_at(keys::KIND)
    } else {
        title_at
    };
    let message = if has_kind {
        format!("标题是公示，类型却是“{}”，会一直留在网上", kind.label())
    } else {
        "标题是公示，却没有写类型，会按通知一直留在网上".to_owned()
    };
    let period = if fields.has(keys::PERIOD) {
        String::new()
    } else {
        format!("，并加上“{}”", setting.period_of_entry())
    };
    let hint = format!("写成“类型: 公示”{period}；不是公示的，标题换一个说法");
    fields.faults.say(TITLE, at, message, hint);
}

/// True for a title such as 关于某某任职公示的公告, and not for one about the work of 公示.
fn announces_publicity(title: &str) -> bool {
    const ABOUT: [&str; 13] = [
        "做好", "开展", "规范", "加强", "进行", "延长", "推迟", "撤销", "取消", "终止", "停止", "改进",
        "实行",
    ];
    let told = ["通知", "公告", "通报", "决定", "通告"];
    let before = told
        .iter()
        .find_map(|word| title.trim_end().strip_suffix(word)?.strip_suffix("公示的"));
    before.is_some_and(|before| !contains_any(before, &ABOUT))
}

/// What is no notice is never taken down.
pub(in crate::read) fn check_title_elsewhere(
    fields: &Fields<'_, '_, '_>,
    setting: NoticeContext<'_>,
    title_at: LineSpan,
) {
    let title = setting.title();
    if says_publicity(title) || announces_publicity(title) {
        let message = "标题像是公示，放在这里期满也不会撤下";
        let hint = format!(
            "是公示的，把文件移到 content/notices，写成“类型: 公示”，并加上“{}”；不是的，标题里换一个说法",
            setting.period_of_entry()
        );
        fields.faults.say(WITHIN, title_at, message, hint);
    }
}

/// True for a title that ends in 公示 or 公示名单, whatever stands behind it in brackets, or begins with 公示：.
fn says_publicity(title: &str) -> bool {
    let title = title.trim_end();
    let bare = match title.rfind(['（', '(', '【', '〔', '[']) {
        Some(at) if title.ends_with(['）', ')', '】', '〕', ']']) => &title[..at],
        _ => title,
    };
    let bare = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
    let begins = bare.trim_start().strip_prefix("公示");
    bare.ends_with("公示")
        || bare.ends_with("公示名单")
        || begins.is_some_and(|rest| rest.starts_with([':', '：']))
}

/// 公示结果: a map, or the conclusion alone.
fn result(fields: &mut Fields<'_, '_, '_>, title: &str) -> Option<PublicityResult> {
    let field = fields.take(keys::RESULT)?;
    let unexplained = |at| {
        let hint = "写成“公示结果: {结论: 有异议, 说明: ……}”，说明怎样核实、怎样处理";
        fields.faults.say(RESULT, at, "写了有异议，没有写说明", hint);
    };
    if let Value::Scalar { .. } = field.node.value {
        let objections = CONCLUSIONS.read(fields.faults, &field)?;
        if objections {
            unexplained(field.node.at);
        }
        return Some(PublicityResult {
            objections,
            explanation: None,
        });
    }
    let mut map = Fields::of_field(fields.faults, &field, "公示结果: {结论: 无异议}")?;
    let conclusion = map.required_word(keys::CONCLUSION, &CONCLUSIONS, "结论: 无异议");
    let explanation = map.spot(keys::EXPLANATION, values::text);
    if let Some(said) = &explanation {
        let mut of_title = in_title(title).into_iter();
        let of_title = of_title.find(|name| said.value.contains(name));
        let of_title = of_title.map(|name| format!("标题里的姓名“{name}”"));
        let told = of_title.or_else(|| named(&said.value).map(|name| format!("姓名“{name}”")));
        if let Some(told) = told {
            let message = format!("公示结果里写了{told}，期满以后还会留在网上");
            map.faults.say(RESULT_NAME, said.at, message, RESULT_HINT);
        }
    }
    match (conclusion, &explanation) {
        (Some(true), None) => unexplained(map.key_at(keys::CONCLUSION)),
        (Some(false), Some(said)) if tells_of_objections(&said.value) => {
            let hint = "有人反映的，结论写“有异议”；没有的，改说明";
            map.faults
                .say(RESULT, said.at, "结论是无异议，说明里却写着收到了反映", hint);
        }
        _ => {}
    }
    let explanation = explanation.map(|said| said.value);
    map.finish();
    Some(PublicityResult {
        objections: conclusion?,
        explanation,
    })
}

/// `收到1名教师反映`, not `没有收到反映` nor `收到1人咨询，没有不同意见`.
fn tells_of_objections(explanation: &str) -> bool {
    const NONE: [&str; 4] = ["未", "没", "无", "0"];
    let mut clauses = explanation.split(['，', '。', '；', ',', ';']);
    !contains_any(explanation, &["无异议", "没有不同意见", "没有意见", "无不同意见"])
        && clauses.any(|clause| {
            let behind = clause.split_once("收到").map(|(_, behind)| behind);
            behind.is_some_and(|behind| contains_any(behind, &["反映", "意见", "异议", "看法"]))
                && !contains_any(clause, &NONE)
        })
}

#[cfg(test)]
mod tests {
    use super::announces_publicity;

    #[test]
    fn a_title_that_announces_a_publicity_is_told_from_one_about_the_work() {
        for title in ["关于张一同志拟任职公示的公告", "关于发展对象公示的通知"] {
            assert!(announces_publicity(title), "{title}");
        }
        for title in [
            "关于做好发展党员公示的通知",
            "关于公示结果的通报",
            "关于公示期满的公告",
            "关于党费公示制度的通知",
            "关于延长发展对象公示的公告",
            "关于主题党日的通知",
        ] {
            assert!(!announces_publicity(title), "{title}");
        }
    }
}
