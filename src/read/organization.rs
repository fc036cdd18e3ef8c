//! `organization.yaml`: the Party organization of the school, its branches and groups, committees and terms.
//! Who may see which part is decided in `clearance`.

mod checks;
mod read;

pub use checks::check_elections;
pub use read::organization_alone;
pub(super) use read::{LEVELS, fixed_day, read};

use crate::words::{Acknowledgement, Day, FixedDay, Labelled, Place, Scope};

/// 党组织.
#[derive(Debug, Clone, Default)]
pub struct Organization {
    /// 名称.
    pub name: Option<String>,
    /// 上级: the organization outside the school that this one reports to.
    pub superior: Option<String>,
    /// What it has in common with its branches.
    pub unit: Unit,
    /// The units below it, in the file's order.
    pub branches: Vec<Branch>,
    /// 其他人员: names of persons who are in no list of a unit. They are known, and never shown.
    pub other_persons: Vec<String>,
    /// 已核对.
    pub acknowledged: Vec<Acknowledgement>,
}

impl Organization {
    /// Every text in it that a page may show.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let own = self.name.iter().chain(&self.superior);
        let branches = self.branches.iter();
        let of_branches = branches.flat_map(|branch| {
            let groups = branch.groups.iter();
            let groups = groups.flat_map(|group| std::iter::once(&group.name).chain(&group.leader));
            let own = std::iter::once(&branch.name).chain(&branch.covers).chain(groups);
            own.map(String::as_str).chain(branch.unit.texts())
        });
        own.map(String::as_str)
            .chain(self.unit.texts())
            .chain(of_branches)
    }

    /// The branches that are not dissolved.
    pub fn branches_on(&self, day: Day) -> impl Iterator<Item = &Branch> {
        self.branches
            .iter()
            .filter(move |branch| branch.unit.exists_on(day))
    }
}

/// A unit below the organization: usually a 支部.
#[derive(Debug, Clone, Default)]
pub struct Branch {
    /// 编号: ASCII, lower case in addresses.
    pub id: String,
    /// 名称.
    pub name: String,
    /// 上级: the id of the unit above, when that is not the organization itself. Never a cycle.
    pub superior: Option<String>,
    /// 范围: whom it comprises, for example 小学部.
    pub covers: Option<String>,
    /// 小组.
    pub groups: Vec<Group>,
    /// 主题党日: the fixed day of each month.
    pub theme_day: Option<FixedDay>,
    /// What it has in common with the organization.
    pub unit: Unit,
}

/// What every unit of the organization has.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// 类型.
    pub level: Level,
    /// 电话.
    pub telephone: Option<String>,
    /// 地址.
    pub address: Option<String>,
    /// 成立日期.
    pub founded: Option<Day>,
    /// 撤销日期.
    pub dissolved: Option<Day>,
    /// 党员数, or how many 党员 names.
    pub member_count: Option<u32>,
    /// 党员: the names.
    pub members: Vec<String>,
    /// 委员.
    pub committee: Vec<Officer>,
    /// 任期.
    pub term: Option<Term>,
    /// 公开范围 of its parts.
    pub scopes: UnitScopes,
}

impl Unit {
    fn texts(&self) -> impl Iterator<Item = &str> {
        let officers = self.committee.iter();
        let officers = officers.flat_map(|officer| {
            std::iter::once(&officer.name)
                .chain(std::iter::once(&officer.duty))
                .chain(&officer.work)
        });
        let own = self.telephone.iter().chain(&self.address).chain(&self.members);
        own.chain(officers).map(String::as_str)
    }

    /// True until it is dissolved.
    #[must_use]
    pub fn exists_on(&self, day: Day) -> bool {
        self.dissolved.is_none_or(|dissolved| day < dissolved)
    }

    /// Whoever is 书记: the duty may name others too (书记、组织委员), but 副书记 is another.
    #[must_use]
    pub fn secretary(&self) -> Option<&str> {
        let is_secretary = |duty: &str| {
            let mut parts = duty.split(['、', '，', ',', ' ']);
            parts.any(|part| part.trim() == "书记")
        };
        let mut officers = self.committee.iter();
        let found = officers.find(|officer| is_secretary(&officer.duty));
        found.map(|officer| officer.name.as_str())
    }
}

/// 类型 of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// 党委.
    Committee,
    /// 总支.
    GeneralBranch,
    /// 支部.
    #[default]
    Branch,
}

impl Level {
    /// All, from the top.
    pub const ALL: [Self; 3] = [Self::Committee, Self::GeneralBranch, Self::Branch];

    /// What a name says about it.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        if name.contains("总支") {
            Self::GeneralBranch
        } else if name.contains("支部") {
            Self::Branch
        } else {
            Self::Committee
        }
    }
}

impl Labelled for Level {
    fn id_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::Committee => ("committee", "党委"),
            Self::GeneralBranch => ("general_branch", "总支"),
            Self::Branch => ("branch", "支部"),
        }
    }
}

/// 委员: one member of a committee; nobody is in one committee twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// 分工: what they look after, and whom they keep in touch with.
    pub work: Option<String>,
}

/// 小组.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// 名称.
    pub name: String,
    /// 组长.
    pub leader: Option<String>,
    /// 党员数.
    pub member_count: Option<u32>,
}

/// 任期: from an election to the day it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// 届次.
    pub session: Option<String>,
    /// 选举日期.
    pub elected: Day,
    /// Where that stands, for complaints.
    pub elected_at: Option<Place>,
    /// 年限.
    pub years: u32,
    /// 延期.
    pub extension: Option<Extension>,
}

/// 延期: the election was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// 至: the new last day; after the old one.
    pub until: Day,
    /// 批准: by whom.
    pub approved_by: Option<String>,
    /// 原因.
    pub reason: Option<String>,
}

impl Term {
    /// The day the term ends by its years.
    #[must_use]
    pub fn ends(&self) -> Day {
        self.elected.months_later(12 * self.years)
    }
}

/// 公开范围 of the parts of a unit. Names of committees are public and lists of members the school's own, unless
/// said to be narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitScopes {
    /// 委员: committee members and leaders of groups, with their duties.
    pub committee: Scope,
    /// 党员: the list of members.
    pub members: Scope,
    /// 党员数.
    pub member_count: Scope,
    /// 电话 and 地址.
    pub telephone: Scope,
    /// 任期.
    pub term: Scope,
}

impl Default for UnitScopes {
    fn default() -> Self {
        Self {
            committee: Scope::Public,
            members: Scope::Unit,
            member_count: Scope::Public,
            telephone: Scope::Public,
            term: Scope::Public,
        }
    }
}
