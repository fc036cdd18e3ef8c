//! What one kind of entry says beside its text: facts, votes, items, evaluations, as templates see them.

use super::figure;
use super::items::{self, nav};
use super::meetings;
use super::view::{
    AbsenceView, AttendanceView, ContactView, EvaluationView, MeetingView, NoticeView, PledgeItemView,
    PledgeView, PledgerView, ResolutionView, ResultView, ReviewView, StateView, StudyView, VotesView,
};
use crate::plan;
use crate::read::meeting::{Attendance, Meeting, Time, Votes};
use crate::read::notice::Notice;
use crate::read::pledge::{Conclusion, Evaluation, Pledge, PledgeItem, PledgeProgress, Pledger};
use crate::read::study::Study;
use crate::site::Site;
use crate::words::Day;

/// The keys of a notice.
pub(super) fn notice_view(site: &Site, notice: &Notice) -> NoticeView {
    NoticeView {
        contact: notice.contact.as_ref().map(|contact| ContactView {
            unit: contact.unit.clone(),
            telephone: contact.telephone.clone(),
            email: contact.email.clone(),
            place: contact.place.clone(),
        }),
        result: notice.result.as_ref().map(|result| ResultView {
            conclusion: if result.objections {
                "有异议"
            } else {
                "无异议"
            },
            explanation: result.explanation.clone(),
        }),
        deadline: text(notice.deadline),
        channel: notice.channel.clone(),
        plan: notice.plan,
        adopted_by: notice
            .adopted_by
            .as_ref()
            .and_then(|source| site.by_source(source))
            .map(|id| site.entry(id))
            .map(|entry| nav(entry.kind().id(), &entry.common.title, &entry.address)),
    }
}

/// The keys of a meeting.
pub(super) fn meeting_view(site: &Site, meeting: &Meeting) -> MeetingView {
    let resolution = |resolution: &crate::read::meeting::Resolution| ResolutionView {
        matter: resolution.matter.clone(),
        votes: resolution.votes.map(votes_view),
        responsible: resolution.responsible.clone(),
        deadline: text(resolution.deadline),
    };
    let absence = |absence: &crate::read::meeting::Absence| AbsenceView {
        name: absence.name.clone(),
        reason: absence.reason.clone(),
    };
    MeetingView {
        time: meeting.time.map(Time::chinese),
        place: meeting.place.clone(),
        chair: meeting.chair.clone(),
        recorder: meeting.recorder.clone(),
        attendance: meeting.attendance.map(attendance_view),
        absent: meeting.absent.iter().map(absence).collect(),
        observers: meeting.observers.clone(),
        voters: meeting.voters.map(attendance_view),
        agenda: meeting.agenda.clone(),
        resolutions: meeting.resolutions.iter().map(resolution).collect(),
        study_content: meeting.study_content.clone(),
        hours: meeting.hours.map(figure::hours_text),
        series: meeting.series.as_deref().map(items::series),
        group: meeting.group.clone(),
        duty: meeting.duty.as_ref().and_then(|id| {
            let duty = site.meetings.duties.iter().find(|duty| duty.id == *id);
            duty.map(|duty| duty.name.clone())
        }),
        appraisals: meeting.appraisals.iter().map(meetings::appraisal_view).collect(),
    }
}

fn attendance_view(attendance: Attendance) -> AttendanceView {
    let Attendance { expected, present } = attendance;
    AttendanceView {
        expected,
        present,
        absent: expected.saturating_sub(present),
        rate: figure::per_cent(present, expected),
    }
}

fn votes_view(votes: Votes) -> VotesView {
    let all = votes.in_favour + votes.against + votes.abstained;
    VotesView {
        in_favour: votes.in_favour,
        against: votes.against,
        abstained: votes.abstained,
        in_favour_width: figure::per_cent(votes.in_favour, all),
        against_width: figure::per_cent(votes.against, all),
        abstained_width: figure::per_cent(votes.abstained, all),
    }
}

/// The keys of a pledge.
pub(super) fn pledge_view(pledge: &Pledge, day: Day) -> PledgeView {
    let pledgers = pledge.pledgers.iter();
    PledgeView {
        year: pledge.year,
        pledgers: pledgers.map(|pledger| pledger_view(pledger, day)).collect(),
        items: pledge.items.iter().map(|item| item_view(item, day)).collect(),
        items_total: pledge.all_items().count(),
        items_done: items_done(pledge.all_items()),
        review: pledge.review.as_ref().map(|review| ReviewView {
            name: review.name.clone(),
            date: text(review.date),
        }),
        evaluation: pledge.evaluation.as_ref().map(evaluation_view),
        unkept_reason: pledge.unkept_reason.clone(),
        register: plan::register(pledge.year).to_string(),
    }
}

fn evaluation_view(evaluation: &Evaluation) -> EvaluationView {
    EvaluationView {
        own: evaluation.own.clone(),
        peers: evaluation.peers.clone(),
        organization: evaluation.organization.clone(),
        masses: evaluation.masses.clone(),
        conclusion: evaluation.conclusion.map(conclusion_state),
        date: text(evaluation.date),
    }
}

/// How many of the things promised are done.
pub(super) fn items_done<'a>(items: impl IntoIterator<Item = &'a PledgeItem>) -> usize {
    let done = |item: &&PledgeItem| item.progress == PledgeProgress::Done;
    items.into_iter().filter(done).count()
}

fn pledger_view(pledger: &Pledger, day: Day) -> PledgerView {
    PledgerView {
        name: pledger.name.clone(),
        duty: pledger.duty.clone(),
        items: pledger.items.iter().map(|item| item_view(item, day)).collect(),
        evaluation: pledger.evaluation.as_ref().map(evaluation_view),
        unkept_reason: pledger.unkept_reason.clone(),
    }
}

fn item_view(item: &PledgeItem, day: Day) -> PledgeItemView {
    PledgeItemView {
        content: item.content.clone(),
        measure: item.measure.clone(),
        deadline: text(item.deadline),
        progress: item.progress.percent(),
        state: match item.progress {
            _ if item.is_overdue(day) => StateView {
                id: "late",
                label: "逾期",
            },
            PledgeProgress::NotStarted => StateView {
                id: "over",
                label: "未启动",
            },
            PledgeProgress::Underway(_) => StateView {
                id: "open",
                label: "进行中",
            },
            PledgeProgress::Done => StateView {
                id: "done",
                label: "已完成",
            },
        },
        completed_on: text(item.completed_on),
    }
}

/// 结论 as a state.
pub(super) fn conclusion_state(conclusion: Conclusion) -> StateView {
    let id = match conclusion {
        Conclusion::Kept => "done",
        Conclusion::MostlyKept => "open",
        Conclusion::NotKept => "late",
    };
    StateView {
        id,
        label: conclusion.label(),
    }
}

/// The keys of a study item.
pub(super) fn study_view(study: &Study) -> StudyView {
    StudyView {
        source: study.source.clone(),
        author: study.author.clone(),
        required: study.required,
        hours: study.hours.map(figure::hours_text),
        series: study.series.as_deref().map(items::series),
        category: nav(
            study.category.id(),
            study.category.label(),
            &plan::category_list(study.category),
        ),
        deadline: text(study.deadline),
        learners: study.learners,
    }
}

/// A day as templates take it.
pub(super) fn text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}
