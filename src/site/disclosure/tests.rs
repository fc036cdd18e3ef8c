//! Summaries, written and read.

use super::*;

fn item(id: &str, state: CoverageState, due: Option<&str>) -> ItemSummary {
    let behind = matches!(state, CoverageState::Late | CoverageState::Never);
    ItemSummary {
        id: id.into(),
        name: format!("事项{id}"),
        state,
        latest: Some(Day::of("2026-03-01")),
        due: due.map(Day::of),
        behind: behind.into(),
        owed: 1,
        counts: [(Quarter::parse("2026-Q1").expect("a quarter"), 3)].into(),
    }
}

fn summary() -> DisclosureSummary {
    DisclosureSummary {
        school: "青禾实验学校".into(),
        title: "青禾实验学校党务公开网".into(),
        address: Some("https://qinghe.example.edu.cn/".into()),
        day: Day::of("2026-04-01"),
        items: vec![
            item("A-1", CoverageState::OnTime, Some("2026-06-30")),
            item("A-2", CoverageState::Quiet, Some("2026-06-30")),
            item("A-3", CoverageState::OnTime, None),
            item("A-4", CoverageState::Late, Some("2026-03-31")),
        ],
    }
}

#[test]
fn what_is_written_is_read() {
    let summary = summary();
    assert_eq!(DisclosureSummary::parse(&summary.to_text()), Ok(summary.clone()));
    let windows = summary.to_text().replace('\n', "\r\n");
    assert_eq!(DisclosureSummary::parse(&windows), Ok(summary));
}

#[test]
fn a_name_stays_on_its_line() {
    let mut odd = summary();
    odd.items[0].name = "甲\t乙\n事项\u{b}丙".into();
    let read = DisclosureSummary::parse(&odd.to_text()).expect("read");
    assert_eq!(read.items[0].name, "甲 乙 事项 丙");
    assert_eq!(read.items.len(), 4);
}

#[test]
fn what_falls_due_after_the_build_is_late_on_the_day() {
    let states = |on: &str| -> Vec<&str> {
        let items = summary().on(Day::of(on)).items;
        items.iter().map(|item| item.state.label()).collect()
    };
    assert_eq!(states("2026-06-30"), ["按期", "暂无", "按期", "逾期"]);
    assert_eq!(states("2026-07-01"), ["逾期", "未公开", "按期", "逾期"]);
    let later = summary().on(Day::of("2026-07-01"));
    assert_eq!((later.behind(), later.count(CoverageState::OnTime)), (3, 1));
    assert_eq!(later.items[0].behind, 1);
}

#[test]
fn every_text_that_was_cut_off_is_noticed() {
    let text = summary().to_text();
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    for end in ends {
        assert!(
            DisclosureSummary::parse(&text[..end]).is_err(),
            "{}",
            &text[..end]
        );
    }
}

#[test]
fn what_no_program_writes_is_refused() {
    let text = summary().to_text();
    let of = |old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        DisclosureSummary::parse(&text.replacen(old, new, 1))
    };
    for (old, new, fault) in [
        (
            "gongkai-disclosure 1",
            "gongkai-disclosure 2",
            SummaryFault::Newer(2),
        ),
        (
            "gongkai-disclosure 1",
            "gongkai-disclosure 0",
            SummaryFault::Other,
        ),
        (
            "gongkai-disclosure 1",
            "gongkai-disclosure x",
            SummaryFault::Other,
        ),
        ("gongkai-disclosure 1", "<!doctype html>", SummaryFault::Page),
        ("学校\t", "别的\t", SummaryFault::Line(2)),
        (
            "学校\t青禾实验学校",
            "学校\t\u{202e}\u{200b}",
            SummaryFault::Line(2),
        ),
        ("网站\t", "学校\t", SummaryFault::Line(3)),
        ("截至\t2026-04-01", "截至\t2026-02-30", SummaryFault::Line(5)),
        ("截至\t2026-04-01", "截至\t2026年4月1日", SummaryFault::Line(5)),
        ("A-1\t按期", "A-1\t很好", SummaryFault::Line(6)),
        ("\t0\t1\t事项A-1", "\t2\t1\t事项A-1", SummaryFault::Line(6)),
        ("\t0\t1\t事项A-1", "\t-1\t1\t事项A-1", SummaryFault::Line(6)),
        (
            "\t0\t1\t事项A-1",
            "\t0\t99999999999999999999\t事项A-1",
            SummaryFault::Line(6),
        ),
        ("2026-q1\t3", "2026-q5\t3", SummaryFault::Line(7)),
        ("2026-q1\t3", "2026-q1\t3e9", SummaryFault::Line(7)),
        ("2026-q1\t3", "2026-q1\t+3", SummaryFault::Line(7)),
        ("次数\tA-1", "次数\tB-9", SummaryFault::Line(7)),
        ("事项\tA-2", "事项\tA-1", SummaryFault::Line(8)),
        ("结束\t4", "结束\t3", SummaryFault::Cut),
        ("结束\t4\n", "结束\t4\n\n", SummaryFault::Line(15)),
        ("截至\t2026-04-01\n", "", SummaryFault::Cut),
    ] {
        assert_eq!(of(old, new), Err(fault), "{old} → {new}");
    }
    let many: String = (0..=MOST_ITEMS)
        .map(|index| format!("事项\tX-{index}\t暂无\t-\t-\t0\t1\t名称\n"))
        .collect();
    assert!(matches!(
        of("结束", &format!("{many}结束")),
        Err(SummaryFault::Line(_))
    ));
}

#[test]
fn what_a_stranger_writes_is_shown_as_it_is() {
    for (text, as_shown) in [
        ("青禾实验学校", Some("青禾实验学校")),
        ("<b>甲</b>", Some("<b>甲</b>")),
        ("甲\u{202e}乙\u{200b}\u{feff}丙\u{7}", Some("甲乙丙")),
        (" \u{2066} ", None),
    ] {
        assert_eq!(shown(text).as_deref(), as_shown, "{text:?}");
    }
    let long = shown(&"长".repeat(100_000)).expect("shown");
    assert_eq!(long.chars().count(), LONGEST + 1);
}
