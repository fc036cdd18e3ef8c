//! 应到 against the members that `organization.yaml` counts now. Members come and go, so that only meetings of the last
//! months can be held to it.

use std::sync::Arc;

use super::Meeting;
use crate::read::document::{Detail, Document};
use crate::read::organization::Organization;
use crate::words::{Code, Complaint, Day, Report};

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
    for document in documents.iter().filter(|document| !document.common.draft) {
        let Detail::Meeting(meeting) = &document.detail else {
            continue;
        };
        let held = meeting.day(document.common.date);
        let Some(attendance) = meeting.attendance.filter(|_| held.months_later(MONTHS) > day) else {
            continue;
        };
        let Some((name, members)) = unit(meeting, document.common.branch.as_deref(), organization) else {
            continue;
        };
        if attendance.expected > members {
            let message = format!("应到 {} 人，{name}只有党员 {members} 人", attendance.expected);
            let hint = "应到只数本单位的党员，别的人写在“列席”里；党员数有变化的，改 organization.yaml";
            report.push(Complaint::new(EXPECTED, document.common.title_place.clone(), message).hint(hint));
        }
    }
}

/// Who met, and how many members they have.
fn unit<'a>(
    meeting: &Meeting,
    branch: Option<&str>,
    organization: &'a Organization,
) -> Option<(&'a str, u32)> {
    let Some(id) = branch else {
        let name = organization.name.as_deref().unwrap_or("党组织");
        return Some((name, organization.unit.member_count?));
    };
    let branch = organization.branches.iter().find(|branch| branch.id == id)?;
    let Some(group) = &meeting.group else {
        return Some((&branch.name, branch.unit.member_count?));
    };
    let group = branch.groups.iter().find(|of| of.name == *group)?;
    Some((&group.name, group.member_count?))
}
