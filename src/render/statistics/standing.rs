//! How things stand: problems put right, 公开目录, members.

use crate::read::Detail;
use crate::read::ledger::{Preset, Status};
use crate::render::Renderer;
use crate::render::figure::{self, Quantity, Scale};
use crate::render::view::report::StatisticsSectionView;
use crate::site::{ListKey, coverage};
use crate::words::Kind;

impl Renderer<'_> {
    /// 整改销号 of the ledgers dated in the year; `None` without any.
    pub(super) fn rectification(&self, year: i32) -> Option<StatisticsSectionView> {
        let mut counts: Vec<(Status, usize)> = Vec::new();
        for id in self.site.list(&ListKey::Section(Kind::Ledger)) {
            let entry = self.site.entry(*id);
            let Detail::Ledger(ledger) = &entry.detail else {
                continue;
            };
            let sums = entry.tally.as_ref().and_then(|tally| tally.sums.as_ref());
            let is_one = ledger.preset == Some(Preset::Rectification) && entry.common.date.year() == year;
            for (status, count) in sums.filter(|_| is_one).map_or(&[][..], |sums| &sums.states) {
                match counts.iter_mut().find(|(of, _)| of == status) {
                    Some((_, sum)) => *sum += count,
                    None => counts.push((*status, *count)),
                }
            }
        }
        counts.sort();
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let closed = counts.iter().find(|(status, _)| *status == Status::Closed);
        let rate = figure::rate_text(closed.map_or(0, |(_, count)| *count) as u64, all as u64);
        let quantities: Vec<Quantity> = counts
            .iter()
            .map(|(status, count)| Quantity::count(status.label(), *count))
            .collect();
        (all > 0).then(|| StatisticsSectionView {
            id: "rectification",
            title: "整改销号",
            note: "整改销号台账中的问题，按状态。",
            figure: figure::bars("整改销号", Scale::Longest, "项", &quantities),
            table: Some(figure::single_row(
                "整改事项和销号率",
                [("共（项）", all.to_string()), ("销号率", rate)],
            )),
        })
    }

    /// How 公开目录 stands, on the newest year's page; earlier years do not change.
    pub(super) fn covered(&self, year: i32) -> Option<StatisticsSectionView> {
        if year != self.site.newest_year() {
            return None;
        }
        let counts = coverage::counts(&self.site.coverage);
        let quantities: Vec<Quantity> = counts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| Quantity::count(state.label(), *count))
            .collect();
        Some(StatisticsSectionView {
            id: "coverage",
            title: "公开目录",
            note: "目录中的事项，按现在的情况。",
            figure: Some(figure::bars("公开目录的事项", Scale::Longest, "项", &quantities)?),
            table: None,
        })
    }

    /// How many members there are, on the newest year's page.
    pub(super) fn members(&self, year: i32) -> Option<StatisticsSectionView> {
        if year != self.site.newest_year() {
            return None;
        }
        let branches = self.site.branches().iter();
        let counted = branches.filter_map(|branch| Some((branch, branch.unit.member_count?)));
        let quantities: Vec<Quantity> = counted
            .map(|(branch, count)| Quantity::count(branch.name.as_str(), count as usize))
            .collect();
        Some(StatisticsSectionView {
            id: "members",
            title: "党员人数",
            note: "各支部现有党员。",
            figure: Some(figure::bars("各支部党员人数", Scale::Longest, "人", &quantities)?),
            table: None,
        })
    }
}
