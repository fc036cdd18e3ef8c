//! What one kind of entry says beside its text: of a notice, a meeting, a pledge and a study item.

use serde::Serialize;

use super::shared::{self, nav};
use super::view::{NavView, StateView};
use super::{figure, matrix};
use crate::plan;
use crate::read::meeting::{Attendance, Meeting, Time, Votes};
use crate::read::notice::{Notice, PublicityResult};
use crate::read::pledge::{
    Conclusion, Evaluation, Pledge, PledgeDeadline, PledgeItem, PledgeProgress, Pledger,
};
use crate::read::study::Study;
use crate::site::{Asks, Site};
use crate::words::{Day, Labelled, SourcePath};

/// How a 公示 ended.
pub(super) fn conclusion(result: &PublicityResult) -> &'static str {
    if result.objections {
        "有异议"
    } else {
        "无异议"
    }
}

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
            conclusion: conclusion(result),
            explanation: result.explanation.clone(),
        }),
        deadline: text(notice.deadline),
        channel: notice.channel.clone(),
        closed: site.has_closed(notice).map(Asks::closed_label),
        response: notice
            .response
            .as_ref()
            .and_then(|source| entry_link(site, source)),
        plan: notice.plan,
        adopted_by: notice
            .adopted_by
            .as_ref()
            .and_then(|source| entry_link(site, source)),
    }
}

/// An entry that this edition shows.
fn entry_link(site: &Site, source: &SourcePath) -> Option<NavView> {
    let entry = site.entry(site.by_source(source)?);
    Some(nav(entry.kind().id(), &entry.common.title, &entry.address))
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
        series: meeting.series.as_deref().map(shared::series),
        group: meeting.group.clone(),
        duty: meeting.duty.as_ref().and_then(|id| {
            let duty = site.meetings.duties.iter().find(|duty| duty.id == *id);
            duty.map(|duty| duty.name.clone())
        }),
        appraisals: meeting.appraisals.iter().map(matrix::appraisal_view).collect(),
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
        deadline: text(item.last_day()),
        is_lasting: item.deadline == Some(PledgeDeadline::Lasting),
        progress: item.progress.percent(),
        state: match item.progress {
            _ if item.is_overdue(day) => StateView::new("late", "逾期"),
            PledgeProgress::NotStarted => StateView::new("over", "未启动"),
            PledgeProgress::Underway(_) => StateView::new("open", "进行中"),
            PledgeProgress::Done => StateView::new("done", "已完成"),
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
    StateView::new(id, conclusion.label())
}

/// The keys of a study item.
pub(super) fn study_view(study: &Study) -> StudyView {
    StudyView {
        source: study.source.clone(),
        author: study.author.clone(),
        required: study.required,
        hours: study.hours.map(figure::hours_text),
        series: study.series.as_deref().map(shared::series),
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

/// The keys of a meeting.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MeetingView {
    /// `2026年3月5日15:30—17:00`.
    pub(crate) time: Option<String>,
    /// 地点.
    pub(crate) place: Option<String>,
    /// 主持人.
    pub(crate) chair: Option<String>,
    /// 记录人.
    pub(crate) recorder: Option<String>,
    /// 应到, 实到, 缺席 in numbers and the rate.
    pub(crate) attendance: Option<AttendanceView>,
    /// Names and reasons; always empty in editions for a wider audience than 党内公开.
    pub(crate) absent: Vec<AbsenceView>,
    /// 列席.
    pub(crate) observers: Vec<String>,
    /// 有表决权.
    pub(crate) voters: Option<AttendanceView>,
    /// 议题.
    pub(crate) agenda: Vec<String>,
    /// 决议.
    pub(crate) resolutions: Vec<ResolutionView>,
    /// 学习内容.
    pub(crate) study_content: Vec<String>,
    /// 学时, for example `1.5`.
    pub(crate) hours: Option<String>,
    /// 系列, with its list.
    pub(crate) series: Option<NavView>,
    /// 小组: the name of the branch's group.
    pub(crate) group: Option<String>,
    /// 例会: the name of the duty.
    pub(crate) duty: Option<String>,
    /// 评议结果.
    pub(crate) appraisals: Vec<AppraisalView>,
}

/// Numbers of persons.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AttendanceView {
    /// 应到.
    pub(crate) expected: u32,
    /// 实到.
    pub(crate) present: u32,
    /// 缺席.
    pub(crate) absent: u32,
    /// 到会率 in per cent with one decimal, `0` and `100` without, for example `92.3`.
    pub(crate) rate: String,
}

/// 缺席.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AbsenceView {
    /// 姓名.
    pub(crate) name: String,
    /// 原因.
    pub(crate) reason: String,
}

/// 决议.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ResolutionView {
    /// 事项.
    pub(crate) matter: String,
    /// The votes, or null when none were counted.
    pub(crate) votes: Option<VotesView>,
    /// 责任人.
    pub(crate) responsible: Option<String>,
    /// 时限.
    pub(crate) deadline: Option<String>,
}

/// Votes; the widths are for bars, in per cent of all votes, and add up to 100.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct VotesView {
    /// 赞成.
    pub(crate) in_favour: u32,
    /// 反对.
    pub(crate) against: u32,
    /// 弃权.
    pub(crate) abstained: u32,
    /// Bar of 赞成.
    pub(crate) in_favour_width: String,
    /// Bar of 反对.
    pub(crate) against_width: String,
    /// Bar of 弃权.
    pub(crate) abstained_width: String,
}

/// 评议结果: numbers only.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AppraisalView {
    /// 党员 or 班子.
    pub(crate) subject: &'static str,
    /// 参加.
    pub(crate) participants: u32,
    /// 优秀, 合格, 基本合格, 不合格.
    pub(crate) grades: Vec<GradeView>,
}

/// One grade.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GradeView {
    /// For example 优秀.
    pub(crate) label: &'static str,
    /// How many.
    pub(crate) count: u32,
    /// The same in per cent with one decimal, `0` and `100` without; also the width of a bar.
    pub(crate) rate: String,
}

/// The keys of a notice.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoticeView {
    /// 受理.
    pub(crate) contact: Option<ContactView>,
    /// 公示结果: 无异议 or 有异议, then 说明; or null.
    pub(crate) result: Option<ResultView>,
    /// 截止 of a 征求意见.
    pub(crate) deadline: Option<String>,
    /// 方式.
    pub(crate) channel: Option<String>,
    /// 征求意见已结束 or 预公开已结束; null while views are still received, and where none are.
    pub(crate) closed: Option<&'static str>,
    /// 采纳情况: the entry that says what became of the views.
    pub(crate) response: Option<NavView>,
    /// 年度计划: the year that it plans.
    pub(crate) plan: Option<i32>,
    /// 会议: the meeting that adopted it.
    pub(crate) adopted_by: Option<NavView>,
}

/// 受理.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ContactView {
    /// 单位.
    pub(crate) unit: Option<String>,
    /// 电话.
    pub(crate) telephone: Option<String>,
    /// 邮箱.
    pub(crate) email: Option<String>,
    /// 地点.
    pub(crate) place: Option<String>,
}

/// 公示结果.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ResultView {
    /// 无异议 or 有异议.
    pub(crate) conclusion: &'static str,
    /// 说明.
    pub(crate) explanation: Option<String>,
}

/// The keys of a pledge.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PledgeView {
    /// 年度.
    pub(crate) year: i32,
    /// 承诺人.
    pub(crate) pledgers: Vec<PledgerView>,
    /// 承诺事项 of a single pledger.
    pub(crate) items: Vec<PledgeItemView>,
    /// How many things are promised, in a register by all together.
    pub(crate) items_total: usize,
    /// How many of them are done.
    pub(crate) items_done: usize,
    /// 审诺.
    pub(crate) review: Option<ReviewView>,
    /// 评诺.
    pub(crate) evaluation: Option<EvaluationView>,
    /// 未兑现说明.
    pub(crate) unkept_reason: Option<String>,
    /// The register of its year.
    pub(crate) register: String,
}

/// 承诺人.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PledgerView {
    /// 姓名.
    pub(crate) name: String,
    /// 职务.
    pub(crate) duty: Option<String>,
    /// 承诺事项 in a register.
    pub(crate) items: Vec<PledgeItemView>,
    /// 评诺 in a register.
    pub(crate) evaluation: Option<EvaluationView>,
    /// 未兑现说明 in a register.
    pub(crate) unkept_reason: Option<String>,
}

/// 承诺事项.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PledgeItemView {
    /// 内容.
    pub(crate) content: String,
    /// 措施.
    pub(crate) measure: Option<String>,
    /// 时限, when it is a day.
    pub(crate) deadline: Option<String>,
    /// True where 时限 is 长期坚持.
    pub(crate) is_lasting: bool,
    /// 0 to 100; null when only 进行中 is stated.
    pub(crate) progress: Option<u8>,
    /// 未启动, 进行中, 逾期 or 已完成.
    pub(crate) state: StateView,
    /// 完成日期.
    pub(crate) completed_on: Option<String>,
}

/// 审诺.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ReviewView {
    /// 姓名.
    pub(crate) name: String,
    /// 日期.
    pub(crate) date: Option<String>,
}

/// 评诺.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EvaluationView {
    /// 自评.
    pub(crate) own: Option<String>,
    /// 互评.
    pub(crate) peers: Option<String>,
    /// 组织评.
    pub(crate) organization: Option<String>,
    /// 群众评.
    pub(crate) masses: Option<String>,
    /// 结论.
    pub(crate) conclusion: Option<StateView>,
    /// 日期.
    pub(crate) date: Option<String>,
}

/// The keys of a study item.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StudyView {
    /// 来源.
    pub(crate) source: Option<String>,
    /// 作者.
    pub(crate) author: Option<String>,
    /// 必学.
    pub(crate) required: bool,
    /// 学时, for example `1.5`.
    pub(crate) hours: Option<String>,
    /// 系列, with its list.
    pub(crate) series: Option<NavView>,
    /// The list of its 类别.
    pub(crate) category: NavView,
    /// 截止.
    pub(crate) deadline: Option<String>,
    /// 学习人数.
    pub(crate) learners: Option<u32>,
}
