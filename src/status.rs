//! [`Survey`] → what is to be done: today, in the next days, and what is late. Pure: what is online is an argument.
//! Every task names the file to open.

mod duties;
mod entries;

use std::sync::Arc;

use crate::pipeline::Survey;
use crate::read::Document;
use crate::words::{Day, SourcePath};

/// Something that somebody has to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What kind of thing it is.
    pub matter: DueKind,
    /// The day it is due, or was.
    pub date: Day,
    /// What is to be done, in a few words.
    pub what: String,
    /// The file to open.
    pub file: Option<SourcePath>,
    /// Who is responsible, where it is written down.
    pub who: Option<String>,
}

/// What kinds of things fall due; more pressing ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueKind {
    /// 期满未撤: a 公示 is over and, by the manifest, still online.
    Online,
    /// 公示.
    Publicity,
    /// 公示结果 is missing.
    Result,
    /// 征求意见 and 预公开.
    Consultation,
    /// 待审批.
    Approval,
    /// 意见答复.
    Reply,
    /// A row of a ledger.
    Ledger,
    /// 承诺 and 评诺.
    Pledge,
    /// 学习截止.
    Study,
    /// 决议.
    Resolution,
    /// 三会一课.
    Meeting,
    /// 公开目录.
    Catalogue,
    /// 换届.
    Term,
}

impl DueKind {
    /// The word users read; four characters, so that they stand in a column.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Online => "期满未撤",
            Self::Publicity => "公示",
            Self::Result => "公示结果",
            Self::Consultation => "征求意见",
            Self::Approval => "待审批",
            Self::Reply => "意见答复",
            Self::Ledger => "台账时限",
            Self::Pledge => "承诺",
            Self::Study => "学习截止",
            Self::Resolution => "决议时限",
            Self::Meeting => "三会一课",
            Self::Catalogue => "公开目录",
            Self::Term => "换届",
        }
    }

    /// The word for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Publicity => "publicity",
            Self::Result => "result",
            Self::Consultation => "consultation",
            Self::Approval => "approval",
            Self::Reply => "reply",
            Self::Ledger => "ledger",
            Self::Pledge => "pledge",
            Self::Study => "study",
            Self::Resolution => "resolution",
            Self::Meeting => "meeting",
            Self::Catalogue => "catalogue",
            Self::Term => "term",
        }
    }
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// Its last day is over.
    Overdue,
    /// Today.
    Today,
    /// In the next seven days.
    Week,
    /// In the days asked about.
    Soon,
    /// Later, and to be prepared now.
    Later,
}

/// A week.
const WEEK: i64 = 7;

/// How soon a day is.
#[must_use]
pub fn when(day: Day, date: Day, days: u32) -> When {
    match day.days_until(date) {
        ..0 => When::Overdue,
        0 => When::Today,
        1..=WEEK => When::Week,
        left if left <= i64::from(days) => When::Soon,
        _ => When::Later,
    }
}

/// A page that is expired and still online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// Where it lies, as users know it.
    pub page: String,
    /// Its last day.
    pub last: Day,
    /// Its entry's file, when there still is one.
    pub file: Option<SourcePath>,
}

/// Everything that is late, due within so many days, or to be prepared now; what is expired and still online first, then soonest first.
#[must_use]
pub fn tasks(survey: &Survey, online: &[Online], days: u32) -> Vec<Task> {
    let mut tasks: Vec<Task> = online.iter().map(still_online).collect();
    // A sample asks for nothing but to be replaced.
    let own = |document: &&Arc<Document>| !document.common.sample;
    for document in survey.library.documents.iter().filter(own) {
        entries::of(document, survey, &mut tasks);
    }
    duties::catalogue(survey, &mut tasks);
    duties::meetings(survey, &mut tasks);
    duties::terms(survey, &mut tasks);
    tasks.retain(|task| task.matter == DueKind::Term || when(survey.day, task.date, days) != When::Later);
    // What should be gone comes before all else; tasks of one file stay in its order.
    let key = |task: &Task| {
        (
            task.matter != DueKind::Online,
            task.date,
            task.matter,
            task.file.clone(),
        )
    };
    tasks.sort_by_cached_key(key);
    tasks
}

fn still_online(online: &Online) -> Task {
    Task {
        matter: DueKind::Online,
        date: online.last,
        what: format!("{} 已期满，重新生成并上传", online.page),
        file: online.file.clone(),
        who: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_late_today_soon_or_later() {
        let day = |text| Day::parse(text).expect("a day");
        for (date, expected) in [
            ("2026-11-19", When::Overdue),
            ("2026-11-20", When::Today),
            ("2026-11-21", When::Week),
            ("2026-11-27", When::Week),
            ("2026-11-28", When::Soon),
            ("2026-12-20", When::Soon),
            ("2026-12-21", When::Later),
        ] {
            assert_eq!(when(day("2026-11-20"), day(date), 30), expected, "{date}");
        }
    }

    #[test]
    fn labels_fit_their_column() {
        use DueKind::*;
        for matter in [
            Online,
            Publicity,
            Result,
            Consultation,
            Approval,
            Reply,
            Ledger,
            Pledge,
            Study,
            Resolution,
            Meeting,
            Catalogue,
            Term,
        ] {
            assert!(matter.label().chars().count() <= 4, "{matter:?}");
        }
    }
}
