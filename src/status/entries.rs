//! What an entry asks for.

use std::collections::BTreeMap;

use super::{Built, DueKind, Known, Task};
use crate::clearance::Reason;
use crate::pipeline::Survey;
use crate::read::ledger::{ColumnRole, Ledger, Preset};
use crate::read::meeting::Meeting;
use crate::read::notice::{Notice, NoticeKind, PeriodState};
use crate::read::pledge::Pledge;
use crate::read::study::Study;
use crate::read::{Detail, Document, is_far_behind};
use crate::site::reports::finished_on;
use crate::words::{Day, quoted_title};

/// Adds what one entry asks for.
pub(super) fn of(document: &Document, survey: &Survey, known: &Known<'_>, tasks: &mut Vec<Task>) {
    let mut asking = Asking {
        document,
        day: survey.day,
        tasks,
    };
    let is_unpublished = asking.unpublished(survey.obstacles(document));
    asking.not_as_built(survey, known, is_unpublished);
    if is_unpublished {
        return;
    }
    match &document.detail {
        Detail::Notice(notice) => {
            asking.notice(notice);
            asking.hung_too_short(notice, known);
        }
        Detail::Pledge(pledge) => asking.pledge(pledge),
        Detail::Ledger(ledger) => asking.ledger(ledger),
        Detail::Meeting(meeting) => asking.meeting(meeting),
        Detail::Study(study) => asking.study(study),
        Detail::Page(_) => {}
    }
}

struct Asking<'a> {
    document: &'a Document,
    day: Day,
    tasks: &'a mut Vec<Task>,
}

impl Asking<'_> {
    fn push(&mut self, matter: DueKind, date: Day, what: String) {
        let who = self.document.common.responsible.clone();
        self.push_for(matter, date, what, who);
    }

    fn push_for(&mut self, matter: DueKind, date: Day, what: String, who: Option<String>) {
        self.tasks.push(Task {
            matter,
            date,
            what,
            file: Some(self.document.source.clone()),
            who,
        });
    }

    fn titled(&self, what: &str) -> String {
        // Cells may have several lines; a matter has one.
        let what: String = what.lines().map(str::trim).collect();
        format!("{}{what}", quoted_title(&self.document.common.title))
    }

    /// What stands in the way of publishing it; true when something does.
    fn unpublished(&mut self, obstacles: &[Reason]) -> bool {
        let common = &self.document.common;
        let words = |reason: &Reason| match reason {
            Reason::Unapproved(_)
            | Reason::NotConsented(_)
            | Reason::ChangedSinceApproval(_)
            | Reason::ApprovedLater(..)
            | Reason::ConditionMetLater(..)
            | Reason::NoPeriod => Some(reason.what()),
            Reason::Draft => Some("还是草稿".to_owned()),
            Reason::Scope(_) | Reason::Branch | Reason::Future(_) | Reason::NotBegun(_) => None,
        };
        let missing: Vec<String> = obstacles.iter().filter_map(words).collect();
        if missing.is_empty() && !self.document.changed_since.is_empty() {
            let steps = self.document.changed_since.clone();
            let words = Reason::ChangedSinceApproval(steps).what();
            let what = self.titled(&format!("{words}，请重新审批"));
            self.push(DueKind::Approval, self.day, what);
        }
        if !missing.is_empty() {
            // What waits since an earlier day is to be seen to today; nothing says until when.
            let date = common.date.max(self.day);
            let what = self.titled(&missing.join("；"));
            self.push(DueKind::Approval, date, what);
            return true;
        }
        for reason in obstacles {
            if let Reason::NotBegun(start) = reason {
                let what = self.titled("开始公示，当天生成并上传");
                self.push(DueKind::Publicity, *start, what);
                return true;
            }
        }
        if obstacles.iter().any(|reason| matches!(reason, Reason::Future(_))) {
            let what = self.titled("到了日期，当天生成并上传");
            self.push(DueKind::Approval, common.date, what);
            return true;
        }
        false
    }

    /// What the editions that were built show of it otherwise than a build of today would.
    fn not_as_built(&mut self, survey: &Survey, known: &Known<'_>, is_unpublished: bool) {
        let document = self.document;
        // Which editions, when not all of them.
        let others = |is_there: bool| {
            let is_other = |built: &&Built<'_>| {
                built.pages.contains(&document.address) == is_there
                    && survey.shows(built.edition, document) != is_there
            };
            let of: Vec<&str> = known
                .built
                .iter()
                .filter(is_other)
                .map(|built| built.edition.id.as_str())
                .collect();
            let which = match of.len() == known.built.len() {
                true => String::new(),
                false => format!("版“{}”", of.join("”“")),
            };
            (!of.is_empty()).then_some(which)
        };
        let period = match &document.detail {
            Detail::Notice(notice) => notice.period,
            _ => None,
        };
        let matter = match period {
            Some(_) => DueKind::Publicity,
            None => DueKind::Approval,
        };
        if let Some(which) = others(true) {
            let what = self.titled(&format!("已经不公开，{which}生成的网页里还有，请重新生成并上传"));
            self.push(matter, self.day, what);
        }
        if let Some(which) = others(false).filter(|_| !is_unpublished) {
            let approved = document.common.approval.iter().map(|step| step.date);
            let start = period.map(|period| period.start);
            let since = approved.chain(start).max().unwrap_or(document.common.date);
            let what = match period {
                Some(_) => self.titled(&format!("到了公示的日子，{which}还没有生成，请生成并上传")),
                None => self.titled(&format!("可以公开了，{which}还没有生成，请生成并上传")),
            };
            self.push(matter, since.max(document.common.date), what);
        }
    }

    /// A 公示 that, by the record, began later than it says, came down meanwhile, or never was public: until its result is written.
    fn hung_too_short(&mut self, notice: &Notice, known: &Known<'_>) {
        let Some(period) = notice
            .period
            .filter(|_| notice.kind == NoticeKind::Publicity && notice.result.is_none())
        else {
            return;
        };
        // What was before the record is not in it.
        if known.recorded_since.is_none_or(|since| since > period.start) {
            return;
        }
        let of_record = known.public_since.get(self.document.source.as_str());
        let mut gaps = known
            .interruptions
            .get(self.document.source.as_str())
            .into_iter()
            .flatten();
        let gap = gaps.find(|(gone, back)| *gone <= period.end && *back > period.start);
        let start = period.start.chinese();
        let what = match (of_record, period.state(self.day)) {
            (Some(Some(first)), _) if *first > period.start => format!(
                "公示期从{start}算起，公开记录里{}才公开，没有公示满，请核实，把“开始”改为这一天，公示期顺延",
                first.chinese()
            ),
            (None, PeriodState::Over) => {
                format!("公示期从{start}算起，公开记录里没有公开过，请核实，重新公示")
            }
            _ => match gap {
                Some((gone, back)) => format!(
                    "公示期间，公开记录里{}撤下、{}才恢复，没有公示满，请核实，把公示期顺延",
                    gone.chinese(),
                    back.chinese()
                ),
                None => return,
            },
        };
        let what = self.titled(&what);
        self.push(DueKind::Publicity, self.day, what);
    }

    fn notice(&mut self, notice: &Notice) {
        match notice.period {
            Some(period) if period.state(self.day) == PeriodState::Running => {
                let what = self.titled("公示的最后一日，次日撤下");
                self.push(DueKind::Publicity, period.end, what);
            }
            Some(period) if notice.result.is_none() && notice.kind == NoticeKind::Publicity => {
                let what = self.titled("已期满，没有写“公示结果”");
                self.push(DueKind::Result, period.end, what);
            }
            _ => {}
        }
        if let Some(deadline) = notice.deadline.filter(|_| notice.period.is_none()) {
            if deadline >= self.day {
                let what = self.titled("征求意见截止");
                self.push(DueKind::Consultation, deadline, what);
            } else if notice.kind == NoticeKind::Consultation
                && notice.response.is_none()
                && !is_far_behind(self.day, deadline)
            {
                let what = self.titled("已截止，没有写“采纳情况”");
                self.push(DueKind::Consultation, deadline, what);
            }
        }
    }

    fn pledge(&mut self, pledge: &Pledge) {
        if pledge.is_evaluated() {
            // What was not kept is told there.
            return;
        }
        let mut open: BTreeMap<Day, usize> = BTreeMap::new();
        for item in pledge.all_items().filter(|item| !item.is_done(self.day)) {
            if let Some(deadline) = item.last_day() {
                *open.entry(deadline).or_default() += 1;
            }
        }
        for (deadline, count) in open {
            let what = self.titled(&format!("有{count}项承诺到期，没有写完成"));
            self.push(DueKind::Pledge, deadline, what);
        }
        if let Some(end) = Day::new(pledge.year, 12, 31) {
            let what = self.titled(&format!("还没有{}年度的评诺", pledge.year));
            self.push(DueKind::Pledge, end, what);
        }
    }

    fn ledger(&mut self, ledger: &Ledger) {
        for (index, row) in ledger.rows.iter().enumerate() {
            if finished_on(ledger, row).is_some_and(|done| done <= self.day) {
                continue;
            }
            let own = ledger.deadline(row);
            let reply = ledger.reply_by.get(index).copied().flatten();
            let Some(deadline) = own.or(reply) else {
                continue;
            };
            let is_waiting = ledger.is_done_in_time(row, self.day);
            let (matter, word) = match ledger.preset {
                Some(Preset::Opinions) => (DueKind::Reply, "未答复"),
                Some(Preset::Rectification) if is_waiting => (DueKind::Ledger, "已完成，待核验销号"),
                Some(Preset::Rectification) => (DueKind::Ledger, "未销号"),
                _ => (DueKind::Ledger, "未完成"),
            };
            // What was done in time is not late; nothing says until when it has to be verified.
            let deadline = if is_waiting {
                deadline.max(self.day)
            } else {
                deadline
            };
            let about = ledger.text(index, ColumnRole::What).unwrap_or_default();
            let what = self.titled(&format!("第{}行“{about}”{word}", index + 1));
            let who = ledger.text(index, ColumnRole::Responsible).map(str::to_owned);
            self.push_for(matter, deadline, what, who);
        }
    }

    /// What everybody has to have studied by a day; nothing says who has.
    fn study(&mut self, study: &Study) {
        if let Some(deadline) = study.deadline.filter(|last| study.required && *last >= self.day) {
            let what = self.titled("必学，学习截止");
            self.push(DueKind::Study, deadline, what);
        }
    }

    /// Resolutions that are due; nothing says whether an earlier one was carried out.
    fn meeting(&mut self, meeting: &Meeting) {
        for resolution in &meeting.resolutions {
            if let Some(deadline) = resolution.deadline.filter(|last| *last >= self.day) {
                let what = self.titled(&format!("的决议“{}”到时限", resolution.matter));
                let who = resolution.responsible.clone();
                self.push_for(DueKind::Resolution, deadline, what, who);
            }
        }
    }
}
