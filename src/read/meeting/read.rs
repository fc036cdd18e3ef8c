//! The fields of a meeting → [`Meeting`]. What the numbers mean together is in `arithmetic`.

use super::appraisal;
use super::arithmetic::{self, Attended};
use super::{Absence, Meeting, MeetingKind, Resolution, Time, Votes};
use crate::read::config::Duty;
use crate::read::document::Common;
use crate::read::faults::Faults;
use crate::read::fields::{Field, Fields, TypedValue};
use crate::read::keys;
use crate::read::node::Value;
use crate::read::organization::{Branch, Organization};
use crate::read::person::{self, Person};
use crate::read::values::{self, TermTable};
use crate::words::{Code, Day, Moment, parse_time};

const TIME_ORDER: Code = Code::error("meeting-time-order");
const TIME: Code = Code::error("meeting-time");
const NIGHT: Code = Code::warning("meeting-night");
const FOUNDED: Code = Code::error("meeting-founded");
const ROTATION: Code = Code::error("meeting-rotation");
const DUTY: Code = Code::error("meeting-duty");
const GROUP: Code = Code::error("meeting-group");
const PERSON: Code = Code::warning("meeting-person");
pub(super) const OBSERVERS: Code = Code::warning("meeting-observers");

pub(in crate::read) const KINDS: TermTable<MeetingKind> = TermTable {
    also: &[
        ("支部党员大会", MeetingKind::GeneralAssembly),
        ("支部大会", MeetingKind::GeneralAssembly),
        ("支部委员会", MeetingKind::Committee),
        ("总支部委员会", MeetingKind::GeneralBranchCommittee),
    ],
    ..TermTable::of(&MeetingKind::ALL)
};

const TIME_FORM: &str = "时间: 2026-03-05 15:30 至 17:00";

/// Reads the keys of a meeting; `None` when its type is not clear.
pub(in crate::read) fn read(fields: &mut Fields<'_, '_, '_>, duties: Option<&[Duty]>) -> Option<Meeting> {
    let kind = fields.required_word(keys::KIND, &KINDS, "类型: 党员大会");
    let time = time(fields);
    let attended = Attended {
        kind,
        everybody: arithmetic::attendance(fields),
        absent: absent(fields),
        voters: voters(fields),
    };
    arithmetic::check_absent(fields, &attended);
    arithmetic::check_voters(fields, &attended);
    let resolutions = resolutions(fields, &attended);
    let attendance = attended.everybody.map(|spot| spot.value);
    let present = attendance.map(|attendance| attendance.present);
    let meeting = Meeting {
        year: fields
            .spot(keys::YEAR, values::count)
            .and_then(|year| i32::try_from(year.value).ok()),
        time,
        place: fields.line(keys::PLACE),
        chair: person_of(fields, keys::CHAIR),
        recorder: person_of(fields, keys::RECORDER),
        attendance,
        absent: attended.absent.into_iter().flatten().collect(),
        observers: observers(fields),
        voters: attended.voters.map(|spot| spot.value),
        agenda: sentences(fields, keys::AGENDA),
        resolutions,
        study_content: sentences(fields, keys::STUDY_CONTENT),
        hours: fields.read(keys::HOURS, values::hours_of_one),
        series: fields.line(keys::SERIES),
        rotation: rotation(fields, present),
        group: fields.line(keys::GROUP),
        duty: duty(fields, duties),
        appraisals: appraisal::read(fields, attendance),
        kind: kind?,
    };
    Some(meeting)
}

/// 轮训: not more than were there.
fn rotation(fields: &mut Fields<'_, '_, '_>, present: Option<u32>) -> Option<u32> {
    let typed = fields.spot(keys::ROTATION, values::count)?;
    if let Some(present) = present.filter(|present| typed.value > *present) {
        let message = format!("轮训 {} 人，实到只有 {present} 人", typed.value);
        let hint = "轮训写本次到会的人中，本轮第一次完成集中培训的人数";
        fields.faults.say(ROTATION, typed.at, message, hint);
    }
    Some(typed.value)
}

/// 例会: a duty of `site.toml`, by its id or its name.
fn duty(fields: &mut Fields<'_, '_, '_>, duties: Option<&[Duty]>) -> Option<String> {
    let typed = fields.spot(keys::ROUTINE, values::line)?;
    let duties = duties?;
    let known = duties
        .iter()
        .find(|duty| duty.id == typed.value || duty.name == typed.value);
    if known.is_none() {
        let message = format!("没有叫“{}”的例会", values::shown(&typed.value));
        let names: Vec<&str> = duties.iter().map(|duty| duty.name.as_str()).collect();
        let hint = if names.is_empty() {
            "请先在 site.toml 里写一节 [duties.lihui]，写明 name 和 frequency".to_owned()
        } else {
            format!("site.toml 的 [duties] 里有：{}", names.join("、"))
        };
        fields.faults.say(DUTY, typed.at, message, hint);
    }
    known.map(|duty| duty.id.clone())
}

/// No branch meets before it was founded or after it was dissolved, and a group is one of the branch's.
pub(in crate::read) fn check_branch(
    fields: &Fields<'_, '_, '_>,
    meeting: &Meeting,
    common: &Common,
    organization: Option<&Organization>,
) {
    let Some(organization) = organization else {
        return;
    };
    let branch = common.branch.as_deref();
    let branch = branch.and_then(|id| organization.branches.iter().find(|branch| branch.id == id));
    if let Some(name) = &meeting.group {
        check_group(fields, name, branch);
    }
    let Some(branch) = branch else { return };
    let day = meeting.day(common.date);
    let unit = &branch.unit;
    let is_ahead = unit.founded.filter(|founded| day < *founded);
    let is_behind = unit.dissolved.filter(|dissolved| day > *dissolved);
    let told = is_ahead.map(|founded| (format!("{founded} 才成立"), "成立日期"));
    let told = told.or_else(|| Some((format!("{} 已经撤销", is_behind?), "撤销日期")));
    if let Some((what, named)) = told {
        let key = if meeting.time.is_some() {
            keys::TIME
        } else {
            keys::DATE
        };
        let message = format!("会议在 {day} 召开，{}在 {what}", branch.name);
        let hint = format!("请核对会议时间、支部，以及 organization.yaml 里的{named}");
        fields.faults.say(FOUNDED, fields.key_at(key), message, hint);
    }
}

/// 小组: one of the branch's.
fn check_group(fields: &Fields<'_, '_, '_>, name: &str, branch: Option<&Branch>) {
    if branch.is_some_and(|branch| branch.groups.iter().any(|group| group.name == name)) {
        return;
    }
    let typed = values::shown(name);
    let (message, hint) = match branch {
        None => (
            format!("写了小组“{typed}”，没有写是哪个支部的"),
            "加上“支部: ……”，写这个小组所在的支部".to_owned(),
        ),
        Some(branch) if branch.groups.is_empty() => (
            format!("{}没有小组“{typed}”", branch.name),
            "请先在 content/organization.yaml 里写这个支部的“小组”，或者删去这一行".to_owned(),
        ),
        Some(branch) => {
            let names: Vec<&str> = branch.groups.iter().map(|group| group.name.as_str()).collect();
            (
                format!("{}没有小组“{typed}”", branch.name),
                format!("organization.yaml 里这个支部的小组：{}", names.join("、")),
            )
        }
    };
    fields
        .faults
        .say(GROUP, fields.key_at(keys::GROUP), message, hint);
}

/// 主持人 and 记录人: a name, not a post.
fn person_of(fields: &mut Fields<'_, '_, '_>, key: keys::FieldName) -> Option<String> {
    let typed = fields.spot(key, values::line)?;
    let refers = ["同上", "同前", "略", "见签到表"].contains(&typed.value.as_str());
    let fault = match person::of(&typed.value, None) {
        titled @ Person::Titled(_) => titled.fault(&format!("“{}”", key.name), &typed.value, |name| {
            format!("“{}: {name}”", key.name)
        }),
        other if refers => other.fault(&format!("“{}”", key.name), &typed.value, str::to_owned),
        _ => None,
    };
    if let Some(fault) = fault {
        let hint = fault
            .hint
            .unwrap_or_else(|| "写全名；不公开姓名的，删去这一行".to_owned());
        fields.faults.say(PERSON, typed.at, fault.message, hint);
    }
    Some(typed.value)
}

/// 列席: names.
fn observers(fields: &mut Fields<'_, '_, '_>) -> Vec<String> {
    let faults = fields.faults;
    let is_number = |text: &str| {
        let digits = text.trim_end_matches(['人', '名', '位']);
        !digits.is_empty()
            && digits
                .chars()
                .all(|c| c.is_numeric() || "一二两三四五六七八九十".contains(c))
    };
    let lines = fields.lines(keys::OBSERVERS).into_iter();
    let names = lines.filter(|spot| !NOBODY.contains(&spot.value.as_str()));
    let names = names.map(|spot| {
        if is_number(&spot.value) {
            let message = format!("“列席”要写姓名，这里是“{}”", values::shown(&spot.value));
            faults.say(
                OBSERVERS,
                spot.at,
                message,
                "写成“列席: [张三, 李四]”；不写姓名的，删去这一行",
            );
        }
        spot.value
    });
    names.collect()
}

/// A list of sentences, in which 、 and ， are what they are.
fn sentences(fields: &mut Fields<'_, '_, '_>, key: keys::FieldName) -> Vec<String> {
    let items = fields.list(key);
    items
        .iter()
        .filter_map(|item| values::text(fields.faults, item))
        .collect()
}

/// 时间: a map, or two times in one text.
fn time(fields: &mut Fields<'_, '_, '_>) -> Option<Time> {
    let field = fields.take(keys::TIME)?;
    let faults = fields.faults;
    if let Value::Scalar { .. } = field.node.value {
        let typed = values::line(faults, &field)?;
        let Some(time) = span(&typed) else {
            let day = typed
                .split_whitespace()
                .next()
                .filter(|day| values::looks_like_day(day));
            match day.filter(|day| Day::parse(day).is_none()) {
                Some(day) => {
                    let message = format!("“时间”里的“{}”不存在", values::shown(day));
                    faults.say(
                        values::NO_SUCH_DAY,
                        field.node.at,
                        message,
                        values::month_hint(day),
                    );
                }
                None => {
                    let message = format!("看不懂会议时间“{}”", values::shown(&typed));
                    faults.say(TIME, field.node.at, message, format!("写成“{TIME_FORM}”"));
                }
            }
            return None;
        };
        return ordered(faults, &field, time);
    }
    let mut map = Fields::of_field(faults, &field, TIME_FORM)?;
    let start = map.required(keys::START, values::moment, "开始: 2026-03-05 15:30");
    let end = map.take(keys::END);
    map.finish();
    let start = start?.value;
    let Some(end) = end else {
        return Some(Time { start, end: None });
    };
    let typed = values::line(faults, &end)?;
    let moment = match later(start, &typed) {
        Some(moment) => moment,
        None => values::moment(faults, &end)?,
    };
    ordered(
        faults,
        &end,
        Time {
            start,
            end: Some(moment),
        },
    )
}

/// Nobody meets before that; in minutes since midnight.
const MORNING: u16 = 6 * 60;

/// The time, unless it ends before it begins.
fn ordered(faults: &Faults<'_>, field: &Field<'_, '_>, time: Time) -> Option<Time> {
    if time.end.is_some_and(|end| end < time.start) {
        let message = "会议的结束时间早于开始时间";
        faults.say(
            TIME_ORDER,
            field.node.at,
            message,
            "请核对，时间用 24 小时制，例如下午三点半写 15:30",
        );
        return None;
    }
    if let Some(minute) = time.start.minute.filter(|minute| *minute < MORNING) {
        let message = format!("会议在凌晨{}点开始", minute / 60);
        let hint = format!(
            "请核对，时间用 24 小时制：下午{}点写成 {}:00",
            minute / 60,
            minute / 60 + 12
        );
        faults.say(NIGHT, field.node.at, message, hint);
    }
    Some(time)
}

/// Two moments with a word or a stroke between them, or one moment.
fn span(typed: &str) -> Option<Time> {
    if let Some(start) = Moment::parse(typed) {
        return Some(Time { start, end: None });
    }
    let separators = ["至", "到", "—", "–", "～", "~", "－", "-"];
    separators.iter().find_map(|separator| {
        typed.rmatch_indices(separator).find_map(|(at, _)| {
            let start = Moment::parse(typed[..at].trim_end_matches(*separator))?;
            let end = later(start, &typed[at + separator.len()..])?;
            Some(Time {
                start,
                end: Some(end),
            })
        })
    })
}

/// A moment, or a time of the day of `start`.
fn later(start: Moment, typed: &str) -> Option<Moment> {
    match parse_time(typed) {
        Some(minute) => Some(Moment {
            day: start.day,
            minute: Some(minute),
        }),
        None => Moment::parse(typed),
    }
}

/// 缺席. `None` for each item that was typed and could not be read, so that they can be counted.
fn absent(fields: &mut Fields<'_, '_, '_>) -> Vec<Option<Absence>> {
    let items = fields.list(keys::ABSENT);
    items
        .iter()
        .filter(|item| !says_nobody(item))
        .map(|item| {
            let mut map = Fields::of_field(fields.faults, item, "{姓名: 张三, 原因: 病假}")?;
            let name = map.required(keys::NAME, values::line, "姓名: 张三");
            let reason = map.required(keys::REASON, values::line, "原因: 病假");
            map.finish();
            Some(Absence {
                name: name?.value,
                reason: reason?.value,
            })
        })
        .collect()
}

/// What people type where a list of people would be empty.
const NOBODY: [&str; 6] = ["无", "没有", "无人", "0", "0人", "零"];

/// 缺席: 无.
fn says_nobody(item: &Field<'_, '_>) -> bool {
    matches!(&item.node.value, Value::Scalar { text, .. } if NOBODY.contains(&text.trim()))
}

/// 有表决权.
fn voters(fields: &mut Fields<'_, '_, '_>) -> Option<TypedValue<super::Attendance>> {
    let mut map = fields.map(keys::VOTERS, "有表决权: {应到: 12, 实到: 11}")?;
    let expected = map.required(keys::EXPECTED, values::count, "应到: 12");
    let present = map.required(keys::PRESENT, values::count, "实到: 11");
    let faults = map.faults;
    map.finish();
    arithmetic::checked(faults, "有表决权的", expected?, present?)
}

/// 决议.
fn resolutions(fields: &mut Fields<'_, '_, '_>, attended: &Attended) -> Vec<Resolution> {
    let items = fields.list(keys::RESOLUTIONS);
    let faults = fields.faults;
    let resolutions: Vec<Resolution> = items
        .iter()
        .filter_map(|item| {
            let form = "{事项: 通过……}";
            let mut map = Fields::of_field(faults, item, form)?;
            let matter = map.required(keys::MATTER, values::text, "事项: 通过……");
            let at = map.key_at(keys::FOR);
            let votes = votes(&mut map, attended);
            if let (Some(matter), Some(votes)) = (&matter, votes) {
                arithmetic::check_carried(faults, at, (&matter.value, votes), attended);
            }
            let responsible = map.line(keys::RESPONSIBLE);
            let deadline = map.read(keys::TERM, values::day);
            map.finish();
            Some(Resolution {
                matter: matter?.value,
                votes,
                responsible,
                deadline,
            })
        })
        .collect();
    arithmetic::check_quorum(fields, attended, !resolutions.is_empty());
    resolutions
}

/// The votes on one matter, when they were counted.
fn votes(map: &mut Fields<'_, '_, '_>, attended: &Attended) -> Option<Votes> {
    let at = map.key_at(keys::FOR);
    let read =
        |map: &mut Fields<'_, '_, '_>, key| map.take(key).map(|field| values::count(map.faults, &field));
    let typed = [keys::FOR, keys::AGAINST, keys::ABSTAIN].map(|key| read(map, key));
    if typed.iter().all(Option::is_none) {
        return None;
    }
    let mut counts = [0; 3];
    for (count, typed) in counts.iter_mut().zip(typed) {
        *count = typed.unwrap_or(Some(0))?;
    }
    let votes = Votes {
        in_favour: counts[0],
        against: counts[1],
        abstained: counts[2],
    };
    arithmetic::check_votes(map.faults, at, votes, attended);
    Some(votes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_be_typed_in_one_text() {
        let minutes =
            |typed| span(typed).map(|time| (time.start.minute, time.end.and_then(|end| end.minute)));
        for typed in [
            "2026-03-05 15:30 至 17:00",
            "2026-03-05 15:30-17:00",
            "2026-03-05 15:30 — 17:00",
            "2026-03-05 15:30——17:00",
            "2026年3月5日15时30分到17时",
            "2026-03-05 15：30～17：00",
            "2026-03-05 15:30 至 2026-03-05 17:00",
        ] {
            assert_eq!(minutes(typed), Some((Some(930), Some(1020))), "{typed}");
        }
        assert_eq!(minutes("2026-03-05 15:30"), Some((Some(930), None)));
        assert_eq!(minutes("2026-03-05"), Some((None, None)));
        assert_eq!(minutes("下午三点"), None);
    }
}
