//! A meeting beside what is around it: its own date and approval, the rules of `site.toml`. What cannot be is an error;
//! what makes pages say something else than was meant is a warning.

use std::ops::Range;

use super::read::OBSERVERS;
use super::{Meeting, MeetingKind};
use crate::read::common::{SIGNED, Surroundings};
use crate::read::config::Owed;
use crate::read::document::Common;
use crate::read::fields::{Fields, TypedValue};
use crate::read::keys;
use crate::read::node::LineSpan;
use crate::read::organization::{Branch, Organization, Unit};
use crate::read::person;
use crate::read::values;
use crate::words::{
    Code, Kind, Labelled, LazyRegex, Scope, Step, contains_any, is_ideograph, lines_at, starts_with_any,
};

const CHAIR: Code = Code::warning("meeting-chair");
const AHEAD: Code = Code::error("meeting-ahead");
const YEAR: Code = Code::error("meeting-year");
const DUTY_BRANCH: Code = Code::warning("meeting-duty-branch");
const ABSENT_NAMED: Code = Code::warning("meeting-absent-named");
const SCOPE: Code = Code::warning("meeting-scope");
const WIDER: Code = Code::warning("meeting-scope-wider");
const TERM_EARLY: Code = Code::warning("meeting-term-early");

/// So many absentees are looked for in the text; each costs a look through it.
const LOOKED_FOR: usize = 100;

/// Looks at one meeting.
pub(in crate::read) fn check(
    fields: &Fields<'_, '_, '_>,
    meeting: &Meeting,
    common: &Common,
    around: Surroundings<'_>,
) {
    check_year(fields, meeting, common);
    check_duty(fields, meeting, common, around);
    check_scope(fields, meeting, common, around);
    check_terms(fields, meeting, common);
    check_signed(fields, meeting, common);
    check_listed(fields, meeting, common, around);
    if !common.draft {
        check_held(fields, meeting, common, around);
    }
}

/// Nothing is resolved to be done before the meeting, nor many years behind it.
fn check_terms(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common) {
    const FAR_YEARS: i32 = 10;
    let held = meeting.day(common.date);
    let terms = meeting.resolutions.iter().filter_map(|of| of.deadline);
    if let Some(far) = terms.clone().find(|term| term.year() - held.year() > FAR_YEARS) {
        let message = format!("决议的时限 {far} 比会议 {held} 晚了十年以上");
        let at = fields.key_at(keys::RESOLUTIONS);
        fields.faults.say(values::FAR, at, message, "请核对“时限”的年份");
    }
    if let Some(early) = terms.filter(|term| *term < held).min() {
        let message = format!("决议的时限 {early} 早于会议 {held}");
        let hint = "请核对“时限”的年份和月份";
        fields
            .faults
            .say(TERM_EARLY, fields.key_at(keys::RESOLUTIONS), message, hint);
    }
}

/// Minutes are signed when the meeting is over.
fn check_signed(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common) {
    let Some(held) = meeting.time.map(|time| time.start.day) else {
        return;
    };
    if let Some(signed) = common.signed_on.filter(|signed| *signed < held) {
        let message = format!("成文日期 {signed} 早于会议 {held}");
        let hint = "先开会后成文，请核对这两个日期";
        fields
            .faults
            .say(SIGNED, fields.key_at(keys::SIGNED_ON), message, hint);
    }
}

/// Nobody is absent twice, and whoever sits on the committee of those who meet does not look on.
fn check_listed(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common, around: Surroundings<'_>) {
    let absent: Vec<&str> = meeting
        .absent
        .iter()
        .map(|absence| absence.name.as_str())
        .collect();
    let twice = absent
        .iter()
        .enumerate()
        .find(|(at, name)| absent[..*at].contains(name));
    if let Some((_, name)) = twice {
        let message = format!("“缺席”里“{name}”写了两次");
        let hint = "请核对另一次是不是别的人；是同名的两个人，可以不改";
        fields
            .faults
            .say(ABSENT_NAMED, fields.key_at(keys::ABSENT), message, hint);
    }
    let Some(organization) = around.organization else {
        return;
    };
    let branch = common.branch.as_deref();
    let branch = branch.and_then(|id| organization.branches.iter().find(|branch| branch.id == id));
    let of_whole = [MeetingKind::GeneralBranchCommittee, MeetingKind::PartyCommittee];
    let committee = match branch {
        Some(branch) => &branch.unit.committee,
        None if of_whole.contains(&meeting.kind) => &organization.unit.committee,
        None => return,
    };
    // Committees change; who looked on long ago may sit on it now.
    let is_now = !values::is_far_behind(around.day, meeting.day(common.date));
    let mut officers = committee.iter().filter(|_| is_now);
    if let Some(officer) = officers.find(|officer| meeting.observers.contains(&officer.name)) {
        let message = format!("“列席”里写了“{}”，organization.yaml 里是这里的委员", officer.name);
        let hint = "委员是参加会议的人，从“列席”里删去，算在应到、实到里；委员有变动的，改 organization.yaml";
        fields
            .faults
            .say(OBSERVERS, fields.key_at(keys::OBSERVERS), message, hint);
    }
    let is_joint = contains_any(&common.title, &["联合", "联席", "联学"]);
    if let (Some(own), Some(chair)) = (branch, &meeting.chair)
        && is_now
        && !is_joint
        && let Some(other) = branch_of_another(organization, own, chair)
    {
        let message = format!("主持人“{chair}”是{}的委员，这里是{}的会议", other.name, own.name);
        let hint = "请核对“主持人”和“支部”，是不是照别的支部的纪要改的；委员有变动的，改 organization.yaml";
        fields
            .faults
            .say(CHAIR, fields.key_at(keys::CHAIR), message, hint);
    }
}

/// The branch that somebody sits on the committee of, who sits on none that may chair a meeting of this one.
fn branch_of_another<'o>(organization: &'o Organization, own: &Branch, name: &str) -> Option<&'o Branch> {
    let sits_on = |unit: &Unit| unit.committee.iter().any(|officer| officer.name == name);
    let above = |of: &Branch| own.superior.as_ref() == Some(&of.id) || of.superior.as_ref() == Some(&own.id);
    let may_chair = |of: &Branch| of.id == own.id || above(of);
    let is_near = organization
        .branches
        .iter()
        .any(|of| may_chair(of) && sits_on(&of.unit));
    let is_own =
        sits_on(&organization.unit) || is_near || own.unit.members.iter().any(|member| member == name);
    // Who lists no committee cannot be asked.
    let is_listed = !own.unit.committee.is_empty() && !is_own;
    let mut branches = organization.branches.iter().filter(|_| is_listed);
    branches.find(|of| sits_on(&of.unit))
}

/// Names and reasons of absentees are for the Party's editions; no other text of the meeting may tell them to all.
pub(in crate::read) fn check_absent(
    fields: &Fields<'_, '_, '_>,
    meeting: &Meeting,
    scope: Scope,
    body: Option<usize>,
) {
    if scope >= Scope::Party {
        return;
    }
    let source = &fields.faults.source().text;
    let told = body
        .into_iter()
        .flat_map(|start| others_absent(source, start, meeting));
    for name in told.take(TOLD) {
        say_told(fields, name.start, &source[name.clone()]);
    }
    let is_name = |name: &str| name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
    let names = meeting.absent.iter().map(|absence| absence.name.as_str());
    for name in names.filter(|name| is_name(name)).take(LOOKED_FOR) {
        let beside = [
            (keys::CHAIR, meeting.chair.as_deref() == Some(name)),
            (keys::RECORDER, meeting.recorder.as_deref() == Some(name)),
            (
                keys::OBSERVERS,
                meeting.observers.iter().any(|observer| observer == name),
            ),
        ];
        if let Some((key, _)) = beside.into_iter().find(|(_, is_there)| *is_there) {
            let message = format!("“{name}”写在“缺席”里，又写在“{}”里", key.name);
            let hint = "没有到会的，只写在“缺席”里；到了会的，从“缺席”里删去";
            fields.faults.say(ABSENT_NAMED, fields.key_at(key), message, hint);
        }
        if let Some(at) = body.and_then(|start| told_absent(source, start, name)) {
            say_told(fields, at, name);
        }
    }
}

fn say_told(fields: &Fields<'_, '_, '_>, at: usize, name: &str) {
    let message = format!("正文里写了“{name}”没有到会，会对党外公开");
    let hint = "缺席人的姓名和原因只在党内公开：从正文里删去，或者改成“公开范围: 党内公开”";
    let at = fields.faults.at(at..at + name.len());
    fields.faults.say(ABSENT_NAMED, at, message, hint);
}

/// So many of whom the text alone says that they were absent are told.
const TOLD: usize = 5;

// 傅红霞因病请假, 汪立新同志（病假）.
static ABSENT: LazyRegex = LazyRegex::new(concat!(
    r"(?:^|[^\p{Han}]|党员|委员|组长|书记|主任|老师|教师|其中)(?P<name>\p{Han}{2,4}?)(?:同志|老师|书记|委员|主任)?[ 　\t]*",
    r"(?:[（(][ 　]*)?(?:(?:因|由于)[^，。；、！？\n]{1,16}?(?:原因)?[，]?)?",
    r"(?:请假|请病假|请事假|缺席|病假|事假|产假|未到会|未能到会|未能参加|未参加会议|未参会|未出席|没有到会|没能到会|没有参加|没来)"
));

// 请假：罗海、韦东升; a row of a list with 病假 behind the name.
static LISTED_AS_ABSENT: LazyRegex = LazyRegex::new(concat!(
    r"(?m)(?:缺席|请假|病假|事假|未到会?|未参会|未参加|未出席)(?:人员|党员|同志|的?有|[0-9一二三四五六七八九十]{1,2}[人名])?[：:][ 　\t]*(?P<names>[^。；;：:\n]{2,80})",
    r"|^\|(?:[^|\n]*\|)??\s*(?P<row>\p{Han}{2,4})\s*\|(?:[^|\n]*\|){0,3}?\s*(?:病假|事假|请假|缺席|公假|产假|未到会?)[^|\n]{0,12}\|"
));

/// Those of whom the text of a meeting says that they were absent, and 缺席 does not: where their names stand.
fn others_absent<'t>(
    text: &'t str,
    start: usize,
    meeting: &'t Meeting,
) -> impl Iterator<Item = Range<usize>> + 't {
    let is_listed = |name: &str| meeting.absent.iter().any(|absence| absence.name == name);
    let body = &text[start..];
    absent_in(body)
        .filter(move |name| !is_listed(&body[name.clone()]))
        .map(move |name| start + name.start..start + name.end)
}

// In lines with such a word alone names are looked for, which takes longer.
static TELLS_OF_ABSENCE: LazyRegex =
    LazyRegex::new("请假|病假|事假|产假|公假|缺席|未到|未能|未参|未出席|没有到|没有参|没能|没来");

/// Behind such a word it is a label, or no absence from this meeting.
const NO_ABSENCE: [&str; 10] = [
    "：", ":", "人", "期间", "制度", "手续", "条", "规定", "流程", "的",
];

fn absent_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words = TELLS_OF_ABSENCE.find_iter(text).map(|word| word.start());
    let mut names: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines_at(text, words) {
        // 丁若兰 请假：罗海 names who came last.
        let is_label = |found: &regex::Captures<'_>| {
            let all = found.get(0);
            all.is_some_and(|all| starts_with_any(&line[all.end()..], &NO_ABSENCE))
        };
        let said = ABSENT.captures_iter(line).filter(|found| !is_label(found));
        let said = said.filter_map(|found| found.name("name"));
        let listed = LISTED_AS_ABSENT.captures_iter(line).flat_map(|found| {
            let row = found.name("row").map(|name| name.range()).into_iter();
            let names = found.name("names").map(|names| parts(line, names.range()));
            row.chain(names.into_iter().flatten())
        });
        let found = said.map(|name| name.range()).chain(listed);
        let found = found.filter(|name| is_absentee(&line[name.clone()]));
        names.extend(found.map(|name| at + name.start..at + name.end));
    }
    names.sort_by_key(|name| name.start);
    names.dedup();
    names.into_iter()
}

/// True for a name, and not one with the word that goes on to 产假: 王芳休产假 tells of no meeting.
fn is_absentee(name: &str) -> bool {
    !name.ends_with(['休', '请']) && person::is_name(name, None)
}

/// The parts of a list of names, each without what stands behind it in brackets.
fn parts(text: &str, list: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = list.start;
    text[list]
        .split_inclusive(['、', '，', ',', ' ', '　', '）', ')'])
        .filter_map(move |part| {
            let begin = at;
            at += part.len();
            let name = part.trim_end_matches(|c: char| !is_ideograph(c));
            let name = name.split(['（', '(']).next().unwrap_or_default();
            let name = name.trim_end_matches("同志");
            (!name.is_empty()).then_some(begin..begin + name.len())
        })
}

/// Where a body, from a byte of the file on, tells of an absentee that they were not there. Their name alone may stand for
/// whoever has something to do.
fn told_absent(text: &str, start: usize, name: &str) -> Option<usize> {
    const ABSENT: [&str; 16] = [
        "请假", "缺席", "未到", "未能", "未参加", "没有到", "没有参加", "没能", "病假", "事假", "公假",
        "因病", "住院", "出差", "公出", "外出",
    ];
    if !text[start..].contains(name) {
        return None;
    }
    let mut from = start;
    text[start..]
        .split_inclusive(['。', '；', '\n'])
        .find_map(|sentence| {
            let begin = from;
            from += sentence.len();
            let at = sentence.find(name)?;
            // 重申了请假制度 tells of nobody.
            let tells = |word: &&str| {
                let mut behind = sentence
                    .match_indices(*word)
                    .map(|(at, _)| &sentence[at + word.len()..]);
                behind.any(|behind| !starts_with_any(behind, &["制度", "手续", "规定", "流程"]))
            };
            ABSENT.iter().any(tells).then_some(begin + at)
        })
}

/// No summary comes before its meeting, and none a year behind it.
fn check_held(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common, around: Surroundings<'_>) {
    let Some(held) = meeting.time.map(|time| time.start.day) else {
        return;
    };
    let asked = around.config.approval.kinds.contains(&Kind::Meeting);
    let last = common
        .approval
        .iter()
        .find(|approval| asked && approval.step == Step::Approval);
    let message = match last {
        _ if held > common.date => format!("会议在 {held} 召开，日期却是 {}", common.date),
        Some(last) if held > last.date => format!("会议在 {held} 召开，“审批”却在 {}", last.date),
        // Told beside the approval.
        Some(last) if values::is_far_behind(common.date, last.date) => return,
        Some(last) if values::is_far_behind(last.date, held) => {
            let right = held.to_string();
            let right = right.replacen(&held.year().to_string(), &last.date.year().to_string(), 1);
            let message = format!("会议在 {held} 召开，“审批”在 {}，晚了一年以上", last.date);
            let hint = format!("请核对“时间”的年份，是不是“{right}”？没有写错的可以不改");
            fields
                .faults
                .say(values::FAR, fields.key_at(keys::TIME), message, hint);
            return;
        }
        _ => {
            let date = TypedValue {
                value: common.date,
                at: fields.key_at(keys::DATE),
            };
            values::check_near(fields.faults, &date, "日期", (held, "会议的日期"));
            return;
        }
    };
    let hint = "会议开过以后才有纪要，请核对“时间”和“日期”；预告会议的，写成通知";
    fields.faults.say(AHEAD, fields.key_at(keys::TIME), message, hint);
}

/// What is owed once a year may be held early in the next one, and no later.
fn check_year(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common) {
    let held = meeting.day(common.date).year();
    let Some(year) = meeting.year.filter(|year| ![held, held - 1].contains(year)) else {
        return;
    };
    let message = format!("会议在{held}年召开，年度却是{year}");
    let hint = format!("写 {} 或 {held}；就是当年的，这一行可以删去", held - 1);
    fields.faults.say(YEAR, fields.key_at(keys::YEAR), message, hint);
}

/// A meeting counts for a duty only when the unit that held it has it.
fn check_duty(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common, around: Surroundings<'_>) {
    let duties = &around.config.meetings.duties;
    let duty = duties.iter().find(|duty| meeting.duty.as_ref() == Some(&duty.id));
    let (Some(duty), Some(organization)) = (duty, around.organization) else {
        return;
    };
    let name = |id: &str| {
        let branch = organization.branches.iter().find(|branch| branch.id == id);
        branch.map_or_else(|| id.to_owned(), |branch| branch.name.clone())
    };
    let (own, owing) = match &common.branch {
        None if duty.branches.is_empty() => return,
        Some(branch) if duty.branches.contains(branch) => return,
        None => ("没有写支部".to_owned(), &duty.branches),
        Some(branch) => (format!("写的是{}", name(branch)), &duty.branches),
    };
    let owing: Vec<String> = owing.iter().map(|id| name(id)).collect();
    let owing = if owing.is_empty() {
        "全校".to_owned()
    } else {
        owing.join("、")
    };
    let message = format!("“{}”是{owing}的例会，这里{own}，不会计数", duty.name);
    let hint = "请核对“支部”和“例会”，或者改 site.toml 里 [duties] 的 branches";
    fields
        .faults
        .say(DUTY_BRANCH, fields.key_at(keys::ROUTINE), message, hint);
}

/// A meeting that is for fewer than its type is said to be for counts as missing where the type is judged; one that is
/// for more is shown where its type is not judged.
fn check_scope(fields: &Fields<'_, '_, '_>, meeting: &Meeting, common: &Common, around: Surroundings<'_>) {
    let rules = &around.config.meetings;
    let kind = rules.kinds.iter().find(|rule| rule.kind == meeting.kind);
    let declared = kind.and_then(|rule| rule.owed).and_then(|owed: Owed| owed.scope);
    let Some(declared) = declared.filter(|declared| common.scope != *declared) else {
        return;
    };
    let label = meeting.kind.label();
    if common.scope < declared {
        let message = format!(
            "这次{label}是{}，site.toml 里的{label}是{}",
            common.scope.label(),
            declared.label()
        );
        let hint = format!(
            "这次不应{}的，写“公开范围: {}”；{label}都{}的，改 site.toml 里 [meetings.{}] 的 scope",
            common.scope.label(),
            declared.label(),
            common.scope.label(),
            meeting.kind.id()
        );
        return fields.faults.say(WIDER, scope_at(fields), message, hint);
    }
    let message = format!(
        "这次{label}是{}，site.toml 里的{label}是{}，{}的网页上会算作没有开",
        common.scope.label(),
        declared.label(),
        declared.label()
    );
    let hint = format!(
        "请核对公开范围；{label}都不对外的，改 site.toml 里 [meetings.{}] 的 scope",
        meeting.kind.id()
    );
    fields.faults.say(SCOPE, scope_at(fields), message, hint);
}

/// Where 公开范围 is written, or 类型 where the section's default holds.
fn scope_at(fields: &Fields<'_, '_, '_>) -> LineSpan {
    match fields.has(keys::SCOPE) {
        true => fields.key_at(keys::SCOPE),
        false => fields.key_at(keys::KIND),
    }
}

#[cfg(test)]
mod tests {
    use super::absent_in;
    use crate::words::rows_give;

    #[test]
    fn who_was_absent_is_found_behind_the_name_behind_a_label_and_in_a_row() {
        let table = r"
            傅红霞因病请假。 => 傅红霞
            汪立新同志（病假） => 汪立新
            出席：秦岚、邵文婷、丁若兰\n请假：罗海、韦东升\n => 罗海、韦东升
            参加人员：龙晓芸、谭梅 缺席人员：罗海（病假）、韦东升（出差） => 罗海、韦东升
            缺席2人：张伟、王建国。 => 张伟、王建国
            |韦东升|委员| |病假|\n|秦岚|书记|到| |\n => 韦东升
            |1|赵大伟|病假|\n => 赵大伟
            王建国没有参加会议。 => 王建国
            请假制度：严格执行。未参加：无。 => -
            教师王芳休产假，由周航代课。 => -
            | 姓名 | 请假 |\n => -
        ";
        rows_give(table, |text| {
            let found: Vec<&str> = absent_in(text).map(|range| &text[range]).collect();
            if found.is_empty() {
                "-".to_owned()
            } else {
                found.join("、")
            }
        });
    }
}
