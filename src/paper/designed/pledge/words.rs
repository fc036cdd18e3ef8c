//! What a pledge's sheets say in words: how and by when a promise is kept and how far it is, what was judged, how who
//! promises signs.

use crate::paper::designed::pieces::short;
use crate::read::ledger::LASTING;
use crate::read::pledge::{
    Evaluation, Pledge, PledgeDeadline, PledgeItem, PledgeProgress, PledgeReview, Pledger,
};
use crate::words::{Day, Labelled, contains_any, ends_with_any};

/// How, and by when and how far, each behind its name; a day of the year that all know without it.
pub(super) fn facts(item: &PledgeItem, day: Day, known: Option<i32>) -> (Option<String>, Vec<String>) {
    let deadline = item.deadline.map(|deadline| match deadline {
        PledgeDeadline::By(day) => format!("时限：{}", known.map_or(day.chinese(), |year| short(day, year))),
        PledgeDeadline::Lasting => format!("时限：{LASTING}"),
    });
    let year = item.last_day().map_or(0, Day::year);
    let progress = format!("进度：{}", progress(item, day, year));
    let measure = item.measure.as_ref().map(|measure| format!("{MEASURE}{measure}"));
    (measure, deadline.into_iter().chain([progress]).collect())
}

/// What stands before how a promise is kept.
const MEASURE: &str = "措施：";

/// How far it is, in words; a day of this year without the year.
pub(in crate::paper::designed) fn progress(item: &PledgeItem, day: Day, year: i32) -> String {
    match (item.progress, item.completed_on) {
        (PledgeProgress::Underway(Some(percent)), _) if item.is_overdue(day) => format!("逾期（{percent}%）"),
        _ if item.is_overdue(day) => "逾期".to_owned(),
        (PledgeProgress::NotStarted, _) => "未启动".to_owned(),
        (PledgeProgress::Underway(Some(percent)), _) => format!("{percent}%"),
        (PledgeProgress::Underway(None), _) => "进行中".to_owned(),
        (PledgeProgress::Done, Some(day)) => format!("已完成（{}）", short(day, year)),
        (PledgeProgress::Done, None) => "已完成".to_owned(),
    }
}

/// 审诺 and 评诺 of all who promise, then of each who is judged alone; each with its name.
pub(in crate::paper::designed) fn judged(pledge: &Pledge) -> Vec<(String, String)> {
    let named = |(name, words): (&str, String)| (name.to_owned(), words);
    let of_all = pledge.evaluation.iter().flat_map(said);
    let all = pledge.review.iter().map(reviewed).chain(of_all);
    let mut judged: Vec<(String, String)> = all.map(named).collect();
    let unkept = |reason: &String| ("未兑现说明".to_owned(), reason.clone());
    judged.extend(pledge.unkept_reason.as_ref().map(unkept));
    for pledger in &pledge.pledgers {
        if let Some(of) = &pledger.evaluation {
            let mut said: Vec<String> = said(of).map(|(name, words)| format!("{name}{words}")).collect();
            said.extend(
                pledger
                    .unkept_reason
                    .iter()
                    .map(|reason| format!("未兑现说明：{reason}")),
            );
            judged.push((format!("{}评诺", pledger.name), said.join("；")));
        }
    }
    judged
}

/// 审诺.
pub(super) fn reviewed(review: &PledgeReview) -> (&'static str, String) {
    let day = review
        .date
        .map_or(String::new(), |day| format!("（{}）", day.chinese()));
    ("审诺", format!("{}{day}", review.name))
}

/// Each thing that was said, with its name.
pub(super) fn said(of: &Evaluation) -> impl Iterator<Item = (&'static str, String)> {
    let said = [
        ("自评", &of.own),
        ("互评", &of.peers),
        ("组织评", &of.organization),
        ("群众评", &of.masses),
    ];
    let said = said
        .into_iter()
        .filter_map(|(name, words)| Some((name, words.clone()?)));
    let conclusion = of
        .conclusion
        .map(|conclusion| ("评诺结论", conclusion.label().to_owned()));
    let day = of.date.map(|day| (super::JUDGED_ON, day.chinese()));
    said.chain(conclusion).chain(day)
}

/// How whoever promises signs: a unit with its seal, several by one of them.
pub(super) fn signs(pledger: &Pledger) -> &'static str {
    const UNITS: [&str; 12] = [
        "委员会", "支部", "总支", "党委", "党组", "学校", "中学", "小学", "幼儿园", "办公室", "工会", "处室",
    ];
    const SEVERAL: [&str; 5] = ["全体", "班子", "小组", "教研组", "年级组"];
    let name = pledger.name.as_str();
    if ends_with_any(name, &UNITS) {
        "承诺人（盖章）："
    } else if contains_any(name, &SEVERAL) {
        "承诺人代表（签名）："
    } else {
        "承诺人（签名）："
    }
}
