//! Whether a meeting's numbers can be true together. What cannot be is an error; a missed quorum is
//! a warning, because the numbers may be right and the decision void.
//! Sources: 《中国共产党支部工作条例（试行）》第十一条 (党员大会: half of those entitled to vote), 第十二条 (支委会: half).
//!
//! 应到 against the members that `organization.yaml` counts now. Members come and go, so that only meetings of the last
//! months can be held to it.

use std::sync::Arc;

use super::super::document::{Detail, Document};
use super::super::faults::Faults;
use super::super::fields::{Fields, TypedValue};
use super::super::node::LineSpan;
use super::super::organization::Organization;
use super::super::{keys, values};
use super::{Absence, Attendance, Meeting, MeetingKind, Votes};
use crate::words::{Code, Complaint, Day, Report, contains_any, starts_with_any};

const MORE_PRESENT: Code = Code::error("meeting-present");
const HALF_SAID: Code = Code::error("meeting-attendance");
const ABSENT: Code = Code::error("meeting-absent");
const ABSENT_UNNAMED: Code = Code::warning("meeting-absent-unnamed");
const VOTERS: Code = Code::error("meeting-voters");
const VOTES: Code = Code::error("meeting-votes");
const FEWER_VOTES: Code = Code::warning("meeting-votes-fewer");
pub(in crate::read) const QUORUM: Code = Code::warning("meeting-quorum");
const LOST: Code = Code::warning("meeting-votes-lost");

/// Who was there.
#[derive(Debug)]
pub(super) struct Attended {
    /// 类型, when it is clear.
    pub(super) kind: Option<MeetingKind>,
    /// 应到 and 实到; the place is that of 实到.
    pub(super) everybody: Option<TypedValue<Attendance>>,
    /// 缺席; `None` for an item that could not be read.
    pub(super) absent: Vec<Option<Absence>>,
    /// 有表决权; the place is that of 实到.
    pub(super) voters: Option<TypedValue<Attendance>>,
}

/// 应到 and 实到 of the meeting.
pub(super) fn attendance(fields: &mut Fields<'_, '_, '_>) -> Option<TypedValue<Attendance>> {
    let said = (fields.has(keys::EXPECTED), fields.has(keys::PRESENT));
    let expected = fields.spot(keys::EXPECTED, values::count);
    let present = fields.spot(keys::PRESENT, values::count);
    match (expected, present) {
        (Some(expected), Some(present)) => checked(fields.faults, "", expected, present),
        (Some(expected), None) if !said.1 => {
            let hint = "加上“实到: ……”，或者把“应到”也删去";
            fields
                .faults
                .say(HALF_SAID, expected.at, "写了“应到”，没有写“实到”", hint);
            None
        }
        (None, Some(present)) if !said.0 => {
            let hint = "加上“应到: ……”，或者把“实到”也删去";
            fields
                .faults
                .say(HALF_SAID, present.at, "写了“实到”，没有写“应到”", hint);
            None
        }
        _ => None,
    }
}

/// Two numbers of persons, of whom not more came than were expected.
pub(super) fn checked(
    faults: &Faults<'_>,
    whose: &str,
    expected: TypedValue<u32>,
    present: TypedValue<u32>,
) -> Option<TypedValue<Attendance>> {
    if present.value > expected.value {
        let message = format!("{whose}实到 {} 人，多于应到 {} 人", present.value, expected.value);
        faults.say(
            MORE_PRESENT,
            present.at,
            message,
            "请核对两个数；不在应到之内的人写在“列席”里",
        );
        return None;
    }
    Some(TypedValue {
        value: Attendance {
            expected: expected.value,
            present: present.value,
        },
        at: present.at,
    })
}

/// Everybody who did not come is named. Where nobody is, the numbers may be true all the same.
pub(super) fn check_absent(fields: &Fields<'_, '_, '_>, attended: &Attended) {
    let Some(everybody) = &attended.everybody else {
        return;
    };
    let away = (everybody.value.expected - everybody.value.present) as usize;
    let named = attended.absent.len();
    if away == named {
        return;
    }
    let (code, at, message) = if fields.has(keys::ABSENT) {
        let message = format!("“缺席”列了 {named} 人，应到减实到是 {away} 人");
        (ABSENT, fields.key_at(keys::ABSENT), message)
    } else {
        let message = format!("有 {away} 人缺席，没有写明是谁、为什么");
        (ABSENT_UNNAMED, everybody.at, message)
    };
    let hint = if away == 0 {
        "请核对应到、实到和缺席".to_owned()
    } else {
        "在“缺席”里逐人写“- {姓名: 张三, 原因: 病假}”；姓名和原因只在面向党内的版里显示".to_owned()
    };
    fields.faults.say(code, at, message, hint);
}

/// Those entitled to vote are some of those who were expected.
pub(super) fn check_voters(fields: &Fields<'_, '_, '_>, attended: &Attended) {
    let (Some(voters), Some(everybody)) = (&attended.voters, &attended.everybody) else {
        return;
    };
    for (word, some, all) in [
        ("应到", voters.value.expected, everybody.value.expected),
        ("实到", voters.value.present, everybody.value.present),
    ] {
        if some > all {
            let message = format!("有表决权的{word} {some} 人，多于会议{word} {all} 人");
            fields.faults.say(
                VOTERS,
                fields.key_at(keys::VOTERS),
                message,
                "请核对“有表决权”和会议的人数",
            );
            return;
        }
    }
}

/// Nobody votes twice, and nobody who is not there.
pub(super) fn check_votes(faults: &Faults<'_>, at: LineSpan, votes: Votes, attended: &Attended) {
    let sum = votes.sum();
    let (who, present) = match (&attended.voters, &attended.everybody) {
        (Some(voters), _) => ("有表决权的实到人数", voters.value.present),
        (None, Some(everybody)) => ("实到人数", everybody.value.present),
        (None, None) => return,
    };
    if sum > u64::from(present) {
        let message = format!("赞成、反对、弃权共 {sum} 票，多于{who} {present}");
        faults.say(VOTES, at, message, "请核对票数和到会人数");
    } else if attended.voters.is_some() && sum < u64::from(present) {
        let message = format!("赞成、反对、弃权共 {sum} 票，少于{who} {present}");
        faults.say(
            FEWER_VOTES,
            at,
            message,
            "没有投票的也计入“弃权”；如果有人中途离会，可以不改",
        );
    }
}

/// What a resolution says of a matter that was not lost.
const CARRIED: [&str; 6] = ["通过", "同意", "批准", "接收", "吸收", "确定"];

/// A matter that more than half did not vote for is not carried: half of those who were expected to a 党员大会 and may vote
/// (《中国共产党支部工作条例（试行）》第十一条), elsewhere half of the votes.
pub(super) fn check_carried(
    faults: &Faults<'_>,
    at: LineSpan,
    (matter, votes): (&str, Votes),
    attended: &Attended,
) {
    let sum = votes.sum();
    // Where only 应到 is told, some of them may have no vote.
    let expected = attended.voters.map(|spot| spot.value.expected);
    let (whose, all) = match (attended.kind, expected) {
        (Some(MeetingKind::GeneralAssembly), Some(expected)) => (
            format!("应到会有表决权的党员（{expected} 人）"),
            u64::from(expected),
        ),
        _ => (format!("{sum} 票"), sum),
    };
    let is_negative = ["不", "未", "没有"].iter().any(|word| matter.contains(word));
    let is_carried = !is_negative && starts_with_any(matter, &CARRIED);
    if sum > 0 && is_carried && u64::from(votes.in_favour) * 2 <= all {
        let message = format!(
            "赞成 {} 票，没有超过{whose}的半数，事项却写着通过",
            votes.in_favour
        );
        let hint = "请核对票数；没有通过的，事项写成“……没有通过”";
        faults.say(LOST, at, message, hint);
    }
}

/// Half of those entitled to vote must be there for a vote to count, and half of a committee for it to meet at all. `resolves` is
/// true of a meeting that resolved something, counted or not; who counts those entitled to vote had them vote.
pub(super) fn check_quorum(fields: &Fields<'_, '_, '_>, attended: &Attended, resolves: bool) {
    let resolves = resolves || attended.voters.is_some();
    let who = match attended.kind {
        Some(MeetingKind::GeneralAssembly) if resolves => "有表决权的党员",
        Some(MeetingKind::Committee | MeetingKind::GeneralBranchCommittee) => "委员",
        _ => return,
    };
    let (what, may) = match resolves {
        true => ("表决", "进行表决"),
        false => ("开会", "开会"),
    };
    let Some(spot) = attended.voters.or(attended.everybody) else {
        return;
    };
    let Attendance { expected, present } = spot.value;
    if u64::from(present) * 2 < u64::from(expected) {
        let message = format!("应到 {expected} 人，实到 {present} 人，不足半数，不能{what}");
        let hint = format!("《中国共产党支部工作条例（试行）》规定，半数以上{who}到会方可{may}，请核对人数");
        fields.faults.say(QUORUM, spot.at, message, hint);
    }
}

const EXPECTED: Code = Code::warning("meeting-expected");

/// So many months back a meeting is held to today's number of members.
const MONTHS: u32 = 3;

/// Complains about meetings to which more were expected than the unit has members.
pub fn check_expected(
    documents: &[Arc<Document>],
    organization: &Organization,
    day: Day,
    report: &mut Report,
) {
    let mut say = |document: &Document, message: String, hint: &str| {
        let common = &document.common;
        let place = common.expected_place.as_ref().unwrap_or(&common.title_place);
        report.push(Complaint::new(EXPECTED, place.clone(), message).hint(hint));
    };
    for document in documents.iter().filter(|document| !document.common.draft) {
        let branch = document.common.branch.as_deref();
        let meeting = match &document.detail {
            Detail::Meeting(meeting) => meeting,
            Detail::Study(study) => {
                let is_near = document.common.date.months_later(MONTHS) > day;
                if let (Some(learners), Some((name, members))) =
                    (study.learners, members_of(branch, organization))
                    && (is_near && learners > members || learners > members.saturating_mul(2))
                {
                    let message = format!("学习人数 {learners}，{name}只有党员 {members} 人");
                    let hint = "学习人数写学完的党员人数，不写人次；党员数有变化的，改 organization.yaml";
                    say(document, message, hint);
                }
                continue;
            }
            _ => continue,
        };
        let Some(attendance) = meeting.attendance else {
            continue;
        };
        let is_near = meeting.day(document.common.date).months_later(MONTHS) > day;
        if let Some((name, officers)) = committee(meeting, branch, organization)
            && (is_near && attendance.expected > officers || attendance.expected > officers.saturating_mul(2))
            && !document.common.title.contains("扩大")
        {
            let message = format!("应到 {} 人，{name}只有委员 {officers} 人", attendance.expected);
            let hint = "委员以外的人写在“列席”里；开的是扩大会议的，标题里写明“扩大”；委员有变动的，改 organization.yaml";
            say(document, message, hint);
            continue;
        }
        // A branch may have been parted since.
        let Some((name, members)) = unit(meeting, branch, organization).filter(|_| is_near) else {
            continue;
        };
        if attendance.expected > members && !is_of_others(meeting, &document.common.title) {
            let message = format!("应到 {} 人，{name}只有党员 {members} 人", attendance.expected);
            let hint = "应到只数本单位的党员，别的人写在“列席”里；党员数有变化的，改 organization.yaml";
            say(document, message, hint);
        }
    }
}

/// True for a meeting of others than members, which a branch keeps too: 教职工大会, 座谈会.
fn is_of_others(meeting: &Meeting, title: &str) -> bool {
    const OTHERS: [&str; 6] = ["教职工", "全体教师", "师生", "家长", "座谈", "联席"];
    meeting.kind == MeetingKind::Other && contains_any(title, &OTHERS)
}

/// A branch, or the organization, and how many members it has.
fn members_of<'a>(branch: Option<&str>, organization: &'a Organization) -> Option<(&'a str, u32)> {
    let Some(id) = branch else {
        let name = organization.name.as_deref().unwrap_or("党组织");
        return Some((name, organization.unit.member_count?));
    };
    let branch = organization.branches.iter().find(|branch| branch.id == id)?;
    Some((&branch.name, branch.unit.member_count?))
}

/// Whose committee met, and how many sit on it, where `organization.yaml` names them.
fn committee<'a>(
    meeting: &Meeting,
    branch: Option<&str>,
    organization: &'a Organization,
) -> Option<(&'a str, u32)> {
    use MeetingKind::{Committee, GeneralBranchCommittee, PartyCommittee};
    let (name, unit) = match (meeting.kind, branch) {
        (Committee, Some(id)) => {
            let branch = organization.branches.iter().find(|branch| branch.id == id)?;
            (branch.name.as_str(), &branch.unit)
        }
        (GeneralBranchCommittee | PartyCommittee, None) => {
            let name = organization.name.as_deref().unwrap_or("党组织");
            (name, &organization.unit)
        }
        _ => return None,
    };
    let officers = u32::try_from(unit.committee.len()).ok()?;
    // Who lists the secretary alone has not listed a committee.
    (officers > 2).then_some((name, officers))
}

/// Who met, and how many members they have.
fn unit<'a>(
    meeting: &Meeting,
    branch: Option<&str>,
    organization: &'a Organization,
) -> Option<(&'a str, u32)> {
    let (Some(id), Some(group)) = (branch, &meeting.group) else {
        return members_of(branch, organization);
    };
    let branch = organization.branches.iter().find(|branch| branch.id == id)?;
    let group = branch.groups.iter().find(|of| of.name == *group)?;
    Some((&group.name, group.member_count?))
}
