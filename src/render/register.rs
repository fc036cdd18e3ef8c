//! The register of a year: all of its pledges in one table, and who has pledged, unit by unit.

use serde::Serialize;

use super::page::{PageHead, RenderedPage};
use super::shared::{self};
use super::view::{NavView, StateView, Word};
use super::{Renderer, detail, organization};
use crate::plan;
use crate::read::Detail;
use crate::read::pledge::{Pledge, PledgeKind};
use crate::site::duties::{UnitPledges, pledges};
use crate::site::{Entry, EntryId, Site};
use crate::words::{Address, Kind, Labelled, PageFamily};

/// Who has pledged in a year, unit by unit.
pub(super) fn pledges_view(site: &Site, year: i32) -> Vec<UnitPledgesView> {
    pledges(site, year)
        .iter()
        .map(|unit| unit_view(site, unit))
        .collect()
}

fn unit_view(site: &Site, of: &UnitPledges) -> UnitPledgesView {
    let branch = of.branch.map(|index| &site.branches()[index]);
    let path = |id: Option<EntryId>| id.map(|id| site.entry(id).address.to_string());
    let officers = of.officers.iter().map(|(name, duty, pledge)| PledgedView {
        name: name.clone(),
        duty: Some(duty.clone()),
        path: path(*pledge),
    });
    let members = of.members.iter().map(|(name, pledge)| PledgedView {
        name: name.clone(),
        duty: None,
        path: path(*pledge),
    });
    UnitPledgesView {
        name: organization::unit_name(site, branch),
        path: branch.map(|branch| plan::branch_list(&branch.id).to_string()),
        officers: officers.collect(),
        officers_pledged: of.officers.iter().filter(|officer| officer.2.is_some()).count(),
        members: members.collect(),
        pledged: of.pledged,
        member_count: branch.and_then(|branch| branch.unit.member_count),
    }
}

/// `register`: all pledges of one year in one table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RegisterView {
    /// 年度.
    pub(crate) year: i32,
    /// The last day of which it tells; null for a year that is over.
    pub(crate) as_of: Option<String>,
    /// The years there are, newest first; the year shown has a null path.
    pub(crate) years: Vec<NavView>,
    /// A row per pledger, by 类型 and then in the entries' order.
    pub(crate) rows: Vec<RegisterRowView>,
    /// Who of each unit has pledged, and who has not.
    pub(crate) units: Vec<UnitPledgesView>,
}

/// One pledger in a register.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RegisterRowView {
    /// 承诺人.
    pub(crate) name: String,
    /// 职务.
    pub(crate) duty: Option<String>,
    /// 类型.
    #[serde(rename = "type")]
    pub(crate) type_: Word,
    /// 支部.
    pub(crate) branch: Option<NavView>,
    /// How many things are promised.
    pub(crate) items: usize,
    /// How many are done.
    pub(crate) items_done: usize,
    /// 评诺结论, or null while none is there.
    pub(crate) conclusion: Option<StateView>,
    /// The entry's page.
    pub(crate) path: String,
}

/// Who of a unit has pledged in a year.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct UnitPledgesView {
    /// 名称.
    pub(crate) name: String,
    /// Its page; null for the organization as a whole.
    pub(crate) path: Option<String>,
    /// The committee.
    pub(crate) officers: Vec<PledgedView>,
    /// How many of the committee have pledged.
    pub(crate) officers_pledged: usize,
    /// The members; empty in editions for a wider audience than 校内公开.
    pub(crate) members: Vec<PledgedView>,
    /// How many persons of the branch have pledged; null for the whole.
    pub(crate) pledged: Option<usize>,
    /// 党员数.
    pub(crate) member_count: Option<u32>,
}

/// A person who has pledged, or has not.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PledgedView {
    /// 姓名.
    pub(crate) name: String,
    /// 职务; null for a member.
    pub(crate) duty: Option<String>,
    /// The pledge, or null.
    pub(crate) path: Option<String>,
}

impl Renderer<'_> {
    /// The registers there are; that of the year shown has no path.
    pub(super) fn registers(&self, shown: Option<i32>) -> Vec<NavView> {
        let link = |year: i32| shared::year_nav(year, shown, &plan::register(year));
        self.site
            .pledges_by_year()
            .keys()
            .map(|year| link(year.0))
            .collect()
    }

    /// All pledges of a year.
    pub(super) fn register(&self, address: &Address, year: i32) -> RenderedPage {
        let ids: Vec<EntryId> = self
            .site
            .pledges_by_year()
            .remove(&std::cmp::Reverse(year))
            .unwrap_or_default();
        // From the day behind it on a promise is 逾期.
        let day = self.site.day;
        let pledges = ids.iter().filter_map(|id| self.site.entry(*id).detail.pledge());
        let overdue = pledges
            .flat_map(|pledge| &pledge.items)
            .filter(|item| item.is_overdue(day));
        let last_due = overdue
            .filter_map(|item| item.last_day())
            .map(|due| due.after(1))
            .max();
        let mut rows = Vec::new();
        for id in ids.iter().rev() {
            let entry = self.site.entry(*id);
            if let Detail::Pledge(pledge) = &entry.detail {
                let kind = PledgeKind::ALL.iter().position(|kind| *kind == pledge.kind);
                let own = entry.common.branch.as_ref();
                let branch = self
                    .site
                    .branches()
                    .iter()
                    .position(|branch| Some(&branch.id) == own);
                rows.push(((kind, branch), self.register_rows(entry, pledge)));
            }
        }
        rows.sort_by_key(|(place, _)| *place);
        let view = RegisterView {
            year,
            as_of: shared::as_of(self.site, year, |entry| entry.kind() == Kind::Pledge, last_due),
            years: self.registers(Some(year)),
            rows: rows.into_iter().flat_map(|(_, rows)| rows).collect(),
            units: pledges_view(self.site, year),
        };
        let title = format!("{year}年公开承诺登记册");
        let heading = PageHead {
            section: Some(Kind::Pledge.id()),
            breadcrumb: vec![self.shared.ways.section(Kind::Pledge)],
            ..PageHead::titled(&PageFamily::REGISTER, &title)
        };
        self.whole_page(address, heading, "register", &view)
    }

    fn register_rows(&self, entry: &Entry, pledge: &Pledge) -> Vec<RegisterRowView> {
        let row = |pledger: &crate::read::pledge::Pledger| RegisterRowView {
            name: pledger.name.clone(),
            duty: pledger.duty.clone(),
            type_: Word::of(pledge.kind),
            branch: entry
                .common
                .branch
                .as_deref()
                .and_then(|id| shared::branch(self.site, id)),
            items: pledge.items_of(pledger).len(),
            items_done: detail::items_done(pledge.items_of(pledger)),
            conclusion: pledge
                .evaluation_of(pledger)
                .and_then(|evaluation| evaluation.conclusion)
                .map(detail::conclusion_state),
            path: entry.address.to_string(),
        };
        pledge.pledgers.iter().map(row).collect()
    }
}
