//! What the day makes of a pledge: what is dated later than the build has not happened, and reads as though nobody
//! had written it down.

use std::sync::Arc;

use crate::read::pledge::{Evaluation, Pledge, PledgeItem, PledgeProgress};
use crate::words::Day;

/// The pledge as it stands on a day; itself, not copied, where there is nothing to leave out.
pub(super) fn on_day(pledge: &mut Arc<Pledge>, day: Day) {
    let reviewed_later = pledge
        .review
        .as_ref()
        .is_some_and(|review| is_later(review.date, day));
    // Nothing is judged before the 审诺.
    let judged_later = |evaluation: &Option<Evaluation>| {
        let later = |found: &Evaluation| reviewed_later || is_later(found.date, day);
        evaluation.as_ref().is_some_and(later)
    };
    let is_ahead = |item: &PledgeItem| is_later(item.completed_on, day);
    let is_told = !reviewed_later
        && !judged_later(&pledge.evaluation)
        && !pledge
            .pledgers
            .iter()
            .any(|pledger| judged_later(&pledger.evaluation))
        && !pledge.all_items().any(is_ahead);
    if is_told {
        return;
    }
    let pledge = Arc::make_mut(pledge);
    if reviewed_later {
        pledge.review = None;
    }
    if judged_later(&pledge.evaluation) {
        pledge.evaluation = None;
    }
    for pledger in &mut pledge.pledgers {
        if judged_later(&pledger.evaluation) {
            pledger.evaluation = None;
            pledger.unkept_reason = None;
        }
    }
    let own = pledge.pledgers.iter_mut().flat_map(|pledger| &mut pledger.items);
    for item in pledge.items.iter_mut().chain(own).filter(|item| is_ahead(item)) {
        item.completed_on = None;
        item.progress = PledgeProgress::NotStarted;
    }
}

fn is_later(date: Option<Day>, day: Day) -> bool {
    date.is_some_and(|date| date > day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pledge::{Conclusion, PledgeDeadline, PledgeKind, PledgeReview, Pledger};

    fn evaluated(date: Option<&str>) -> Option<Evaluation> {
        Some(Evaluation {
            conclusion: Some(Conclusion::NotKept),
            date: date.map(Day::of),
            ..Evaluation::default()
        })
    }

    fn item(completed_on: &str) -> PledgeItem {
        PledgeItem {
            content: "甲".into(),
            measure: None,
            deadline: Some(PledgeDeadline::By(Day::of("2026-06-30"))),
            progress: PledgeProgress::Done,
            completed_on: Some(Day::of(completed_on)),
        }
    }

    /// Reviewed on 2026-01-10; one thing done on 2026-05-01 and one by somebody on 2026-05-02, who was judged on
    /// 2026-05-03; all were judged on 2026-12-20.
    fn pledge() -> Arc<Pledge> {
        Arc::new(Pledge {
            kind: PledgeKind::Member,
            year: 2026,
            pledgers: vec![Pledger {
                name: "乙".into(),
                duty: None,
                items: vec![item("2026-05-02")],
                evaluation: evaluated(Some("2026-05-03")),
                unkept_reason: Some("丙".into()),
            }],
            items: vec![item("2026-05-01")],
            review: Some(PledgeReview {
                name: "丁".into(),
                date: Some(Day::of("2026-01-10")),
            }),
            evaluation: evaluated(Some("2026-12-20")),
            unkept_reason: None,
        })
    }

    /// What is told on a day: the 审诺, the two completions, the one evaluation with its reason, and that of all.
    fn told(on: &str) -> [bool; 6] {
        let mut pledge = pledge();
        on_day(&mut pledge, Day::of(on));
        let done = |item: &PledgeItem| {
            let said = (item.progress == PledgeProgress::Done, item.completed_on.is_some());
            assert_eq!(said.0, said.1);
            said.0
        };
        let pledger = &pledge.pledgers[0];
        [
            pledge.review.is_some(),
            done(&pledge.items[0]),
            done(&pledger.items[0]),
            pledger.evaluation.is_some(),
            pledger.unkept_reason.is_some(),
            pledge.evaluation.is_some(),
        ]
    }

    #[test]
    fn what_is_dated_ahead_is_not_told_before_its_day() {
        for (on, expected) in [
            ("2026-01-09", [false; 6]),
            ("2026-01-10", [true, false, false, false, false, false]),
            ("2026-05-01", [true, true, false, false, false, false]),
            ("2026-05-02", [true, true, true, false, false, false]),
            ("2026-05-03", [true, true, true, true, true, false]),
            ("2026-12-20", [true; 6]),
        ] {
            assert_eq!(told(on), expected, "{on}");
        }
    }

    #[test]
    fn an_evaluation_without_a_day_waits_for_the_review() {
        let mut pledge = pledge();
        Arc::make_mut(&mut pledge).evaluation = evaluated(None);
        let on = |text: &str| {
            let mut pledge = Arc::clone(&pledge);
            on_day(&mut pledge, Day::of(text));
            pledge.evaluation.is_some()
        };
        assert!(!on("2026-01-09"));
        assert!(on("2026-01-10"));
    }

    #[test]
    fn a_promise_past_its_day_is_overdue_until_it_is_done() {
        let late = item("2026-07-02");
        for (on, done, overdue) in [
            ("2026-06-30", false, false),
            ("2026-07-01", false, true),
            ("2026-07-02", true, false),
        ] {
            assert_eq!(
                (late.is_done(Day::of(on)), late.is_overdue(Day::of(on))),
                (done, overdue),
                "{on}"
            );
        }
        let lasting = PledgeItem {
            deadline: Some(PledgeDeadline::Lasting),
            progress: PledgeProgress::NotStarted,
            completed_on: None,
            ..late
        };
        assert!(!lasting.is_overdue(Day::of("2036-07-01")), "长期坚持");
    }
}
