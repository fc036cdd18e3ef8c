//! The organization's page, and what a branch's page says about the branch.

use serde::Serialize;

use super::chart::{self, ChartView};
use super::page::{PageHead, RenderedPage};
use super::view::{NavView, StateView, Word};
use super::{Renderer, detail, shared};
use crate::plan;
use crate::read::config::TermRule;
use crate::read::organization::{Branch, Term, Unit};
use crate::site::Site;
use crate::site::organization::{TermState, standing, tree};
use crate::words::{Address, Day, PageFamily};

/// What the organization is called when it has no name.
const UNNAMED: &str = "党组织";

impl Renderer<'_> {
    /// The organization: its tree, its committee, its units and their terms.
    pub(super) fn organization(&self, address: &Address) -> RenderedPage {
        let site = self.site;
        let organization = &site.organization;
        let name = &unit_name(site, None);
        let units = tree(organization)
            .into_iter()
            .map(|(index, depth)| branch_of(site, &organization.branches[index], depth));
        let view = OrganizationView {
            unit: unit_view(site, name, &organization.unit),
            superior: organization.superior.clone(),
            units: units.collect(),
            chart: chart::chart(name, organization, site.day),
        };
        let description = format!("{name}的组织设置、委员分工、党员人数和任期。");
        let heading = PageHead {
            description: &description,
            section: Some("branches"),
            ..PageHead::titled(&PageFamily::ORGANIZATION, "党组织")
        };
        self.whole_page(address, heading, "organization", &view)
    }
}

/// What a branch, or the whole, is called.
pub(super) fn unit_name(site: &Site, branch: Option<&Branch>) -> String {
    let name = branch
        .map(|branch| &branch.name)
        .or(site.organization.name.as_ref());
    name.map_or_else(|| UNNAMED.to_owned(), String::clone)
}

/// A branch, for its own page.
pub(super) fn branch_view(site: &Site, id: &str) -> Option<UnitView> {
    let branch = site.branch(id)?;
    // No unit is above itself, so that this ends.
    let above = |branch: &&Branch| branch.superior.as_deref().and_then(|id| site.branch(id));
    let depth = std::iter::successors(Some(branch), above).count();
    Some(branch_of(site, branch, depth))
}

fn branch_of(site: &Site, branch: &Branch, depth: usize) -> UnitView {
    let group = |group: &crate::read::organization::Group| GroupView {
        name: group.name.clone(),
        leader: group.leader.clone(),
        member_count: group.member_count,
    };
    UnitView {
        path: Some(plan::branch_list(&branch.id).to_string()),
        depth,
        superior: branch.superior.as_deref().and_then(|id| shared::branch(site, id)),
        covers: branch.covers.clone(),
        groups: branch.groups.iter().map(group).collect(),
        theme_day: branch.theme_day.map(crate::words::FixedDay::label),
        ..unit_view(site, &branch.name, &branch.unit)
    }
}

fn unit_view(site: &Site, name: &str, unit: &Unit) -> UnitView {
    let officer = |officer: &crate::read::organization::Officer| OfficerView {
        name: officer.name.clone(),
        duty: officer.duty.clone(),
        work: officer.work.clone(),
    };
    UnitView {
        name: name.to_owned(),
        path: None,
        level: Word::of(unit.level),
        depth: 0,
        superior: None,
        covers: None,
        telephone: unit.telephone.clone(),
        address: unit.address.clone(),
        founded: detail::text(unit.founded),
        dissolved: detail::text(unit.dissolved.filter(|_| !unit.exists_on(site.day))),
        member_count: unit.member_count.filter(|_| unit.exists_on(site.day)),
        members: unit.members.clone(),
        committee: unit.committee.iter().map(officer).collect(),
        secretary: unit.secretary().map(str::to_owned),
        groups: Vec::new(),
        theme_day: None,
        term: unit
            .term
            .as_ref()
            .filter(|_| unit.exists_on(site.day))
            .map(|term| term_view(term, &site.terms, site.day)),
    }
}

fn term_view(term: &Term, rule: &TermRule, day: Day) -> TermView {
    let standing = standing(term, rule, day);
    let id = match standing.state {
        TermState::Running => "done",
        TermState::Ending => "open",
        TermState::Extended => "over",
        TermState::Over => "late",
    };
    TermView {
        session: term.session.clone(),
        elected: term.elected.to_string(),
        years: term.years,
        ends: term.ends().to_string(),
        last_day: standing.last_day.to_string(),
        notice_from: standing.notice_from.to_string(),
        state: StateView::new(id, standing.state.label()),
        extension: term.extension.as_ref().map(|extension| ExtensionView {
            until: extension.until.to_string(),
            approved_by: extension.approved_by.clone(),
            reason: extension.reason.clone(),
        }),
    }
}

/// `organization`: the organization and all its units.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OrganizationView {
    /// The organization as a whole.
    pub(crate) unit: UnitView,
    /// 上级: outside the school.
    pub(crate) superior: Option<String>,
    /// Every unit below it, each behind the one above it.
    pub(crate) units: Vec<UnitView>,
    /// The tree, to be drawn; null without units.
    pub(crate) chart: Option<ChartView>,
}

/// The organization, or a unit of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct UnitView {
    /// 名称.
    pub(crate) name: String,
    /// Its page; null for the organization as a whole.
    pub(crate) path: Option<String>,
    /// 类型.
    pub(crate) level: Word,
    /// 0 for the organization, 1 for what is directly below it.
    pub(crate) depth: usize,
    /// 上级 inside the school, where it is not the organization itself.
    pub(crate) superior: Option<NavView>,
    /// 范围.
    pub(crate) covers: Option<String>,
    /// 电话.
    pub(crate) telephone: Option<String>,
    /// 地址.
    pub(crate) address: Option<String>,
    /// 成立日期.
    pub(crate) founded: Option<String>,
    /// 撤销日期, once it has come.
    pub(crate) dissolved: Option<String>,
    /// 党员数.
    pub(crate) member_count: Option<u32>,
    /// 党员: the names; empty in editions for a wider audience than 校内公开.
    pub(crate) members: Vec<String>,
    /// 委员.
    pub(crate) committee: Vec<OfficerView>,
    /// The name of whoever has the duty 书记.
    pub(crate) secretary: Option<String>,
    /// 小组.
    pub(crate) groups: Vec<GroupView>,
    /// 主题党日: the fixed day, for example 每月20日.
    pub(crate) theme_day: Option<String>,
    /// 任期.
    pub(crate) term: Option<TermView>,
}

/// 委员.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OfficerView {
    /// 姓名.
    pub(crate) name: String,
    /// 职务.
    pub(crate) duty: String,
    /// 分工, or null.
    pub(crate) work: Option<String>,
}

/// 小组.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView {
    /// 名称.
    pub(crate) name: String,
    /// 组长.
    pub(crate) leader: Option<String>,
    /// 党员数.
    pub(crate) member_count: Option<u32>,
}

/// 任期.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TermView {
    /// 届次.
    pub(crate) session: Option<String>,
    /// 选举日期.
    pub(crate) elected: String,
    /// 年限.
    pub(crate) years: u32,
    /// The day the term ends by its years.
    pub(crate) ends: String,
    /// The last day: that of 延期 where there is one.
    pub(crate) last_day: String,
    /// From this day on the end is announced.
    pub(crate) notice_from: String,
    /// 任期内, 临近换届, 延期换届 or 逾期未换届.
    pub(crate) state: StateView,
    /// 延期.
    pub(crate) extension: Option<ExtensionView>,
}

/// 延期.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ExtensionView {
    /// 至.
    pub(crate) until: String,
    /// 批准.
    pub(crate) approved_by: Option<String>,
    /// 原因.
    pub(crate) reason: Option<String>,
}
