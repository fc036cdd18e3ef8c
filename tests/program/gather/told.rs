//! Summaries in the test's own words: written here as the documentation says, not by the program.

use std::fmt::Write as _;

use super::DAY;

/// A summary in the test's own words.
#[derive(Default)]
pub(super) struct Told {
    pub(super) school: String,
    pub(super) day: &'static str,
    pub(super) items: Vec<ToldItem>,
}

/// An item of it.
pub(super) struct ToldItem {
    pub(super) id: String,
    pub(super) state: &'static str,
    pub(super) latest: &'static str,
    pub(super) due: &'static str,
    /// By quarter.
    pub(super) counts: Vec<(&'static str, u32)>,
}

impl Told {
    pub(super) fn of(school: &str) -> Self {
        Self {
            school: school.to_owned(),
            day: DAY,
            items: vec![ToldItem {
                id: "A-1".to_owned(),
                state: "按期",
                latest: "2026-11-01",
                due: "2026-12-31",
                counts: vec![("2026-q4", 1)],
            }],
        }
    }

    pub(super) fn text(&self) -> String {
        let Self { school, day, items } = self;
        let mut text =
            format!("\u{feff}gongkai-disclosure 1\n学校\t{school}\n网站\t{school}党务公开网\n截至\t{day}\n");
        for item in items {
            let ToldItem {
                id,
                state,
                latest,
                due,
                counts,
            } = item;
            let behind = u32::from(matches!(*state, "逾期" | "未公开"));
            let _ = writeln!(
                text,
                "事项\t{id}\t{state}\t{latest}\t{due}\t{behind}\t1\t事项{id}"
            );
            for (quarter, count) in counts {
                let _ = writeln!(text, "次数\t{id}\t{quarter}\t{count}");
            }
        }
        let _ = writeln!(text, "结束\t{}", items.len());
        text
    }
}
