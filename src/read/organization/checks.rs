//! What cannot be true in an organization: a unit above itself, a person twice in one committee, numbers that do
//! not add up, a term that is no term.

use super::read::ReadBranch;
use super::{Branch, Extension, Group, Level, Officer, Organization, Term};
use crate::read::config::TermRule;
use crate::read::faults::Faults;
use crate::read::fields::TypedValue;
use crate::read::node::LineSpan;
use crate::read::{suggest, values};
use crate::words::{Code, Complaint, Day, Report};

const SUPERIOR: Code = Code::error("organization-superior");
const CYCLE: Code = Code::error("organization-cycle");
const TWICE: Code = Code::error("organization-twice");
const COUNT: Code = Code::error("organization-count");
const ELECTED: Code = Code::warning("organization-elected");
const FOUNDED: Code = Code::error("organization-founded");
const BRANCHES: Code = Code::warning("organization-person-twice");
const SECRETARIES: Code = Code::warning("organization-secretaries");
const LEVEL: Code = Code::warning("organization-level");
const YEARS: Code = Code::error("organization-years");
const EXTENSION: Code = Code::error("organization-extension");

/// No committee is elected for longer.
const MOST_YEARS: u32 = 10;

/// What is known of the units beside the branches that were read.
#[derive(Clone, Copy)]
pub(super) struct KnownUnits<'a> {
    /// The organization's own name.
    pub(super) whole: Option<&'a str>,
    /// False when a branch was refused: it may be the one that is meant.
    pub(super) all_read: bool,
}

impl KnownUnits<'_> {
    /// True for 上级 that names the organization itself.
    fn is_whole(&self, superior: &TypedValue<String>) -> bool {
        self.whole == Some(superior.value.as_str())
    }
}

/// Finds each branch's unit above; none may be above itself. Then the numbers of members are added up.
pub(super) fn settle_superiors(
    faults: &Faults<'_>,
    read: Vec<ReadBranch>,
    known: KnownUnits<'_>,
    count: Option<TypedValue<u32>>,
) -> Vec<Branch> {
    let found: Vec<Option<usize>> = read
        .iter()
        .map(|branch| superior(faults, branch, &read, known))
        .collect();
    let mut is_settled = known.all_read;
    for (index, branch) in read.iter().enumerate() {
        let is_of_whole = branch.superior.as_ref().is_none_or(|typed| known.is_whole(typed));
        is_settled &= ring(index, &found).is_none() && (found[index].is_some() || is_of_whole);
        // Told once, at the first of the units that form the ring.
        if let (Some(ring), Some(superior)) = (ring(index, &found), &branch.superior)
            && ring.iter().min() == Some(&index)
        {
            let names: Vec<&str> = ring.iter().map(|at| read[*at].name.value.as_str()).collect();
            let message = format!("上级绕成了一圈：{}→{}", names.join("→"), branch.name.value);
            let hint = "请核对这几个党组织的“上级”；直属总支或党委的不写“上级”";
            faults.say(CYCLE, superior.at, message, hint);
        }
    }
    // Of units whose place is not clear, sums say nothing.
    if is_settled {
        members_add_up(faults, &read, &found, count);
    }
    in_one_each(faults, &read, &found);
    let ids: Vec<String> = read.iter().map(|branch| branch.branch.id.clone()).collect();
    read.into_iter()
        .zip(found)
        .map(|(branch, found)| Branch {
            superior: found.map(|at| ids[at].clone()),
            ..branch.branch
        })
        .collect()
}

/// The unit that 上级 names; `None` for the organization itself.
fn superior(
    faults: &Faults<'_>,
    branch: &ReadBranch,
    all: &[ReadBranch],
    known: KnownUnits<'_>,
) -> Option<usize> {
    let typed = branch.superior.as_ref()?;
    if known.is_whole(typed) {
        return None;
    }
    let named = |other: &ReadBranch| {
        other.branch.id.eq_ignore_ascii_case(&typed.value) || other.name.value == typed.value
    };
    let found = all.iter().position(named);
    if found.is_none() && known.all_read {
        let names = all.iter().map(|other| other.name.value.as_str());
        let hint = match suggest::nearest(&typed.value, names.map(|name| (name, name))) {
            Some(near) => format!("是不是想写“{near}”？"),
            None => "写本文件里另一个党组织的编号或名称；直属总支或党委的不写“上级”".to_owned(),
        };
        let message = format!("没有叫“{}”的上级党组织", values::shown(&typed.value));
        faults.say(SUPERIOR, typed.at, message, hint);
    }
    found
}

/// The units from this one up to itself again.
fn ring(from: usize, above: &[Option<usize>]) -> Option<Vec<usize>> {
    let mut passed = vec![from];
    let mut at = above[from]?;
    while at != from {
        // Caught in a ring that this unit only leads to.
        if passed.len() > above.len() {
            return None;
        }
        passed.push(at);
        at = above[at]?;
    }
    Some(passed)
}

/// 党员数 of a unit is the sum of the units below it, when all of these give one; those with a 撤销日期, which may be still to
/// come, may be counted or not.
fn members_add_up(
    faults: &Faults<'_>,
    read: &[ReadBranch],
    above: &[Option<usize>],
    count: Option<TypedValue<u32>>,
) {
    let below = |unit: Option<usize>| {
        let below = read.iter().zip(above).filter(|(_, superior)| **superior == unit);
        let (dissolved, there): (Vec<_>, Vec<_>) = below
            .map(|(branch, _)| &branch.branch.unit)
            .partition(|unit| unit.dissolved.is_some());
        let sum: u32 = there.iter().map(|unit| unit.member_count).sum::<Option<u32>>()?;
        let dissolved: u32 = dissolved.iter().filter_map(|unit| unit.member_count).sum();
        (sum + dissolved > 0).then_some((sum, dissolved))
    };
    let check = |stated: Option<TypedValue<u32>>, sum: Option<(u32, u32)>| {
        let (Some(stated), Some((sum, dissolved))) = (stated, sum) else {
            return;
        };
        if ![sum, sum + dissolved].contains(&stated.value) {
            let message = format!("党员数写的是 {}，下属各支部相加是 {sum}", stated.value);
            faults.say(COUNT, stated.at, message, "请核对各支部的党员数");
        }
    };
    check(count, below(None));
    for (index, branch) in read.iter().enumerate() {
        check(branch.count, below(Some(index)));
    }
}

/// 党员数 of a branch is the sum of its groups, when all of these give one. Of groups that were not all read nothing is
/// said.
pub(super) fn groups_add_up(
    faults: &Faults<'_>,
    (groups, all_read): (&[Group], bool),
    count: Option<TypedValue<u32>>,
) {
    if !all_read {
        return;
    }
    let counts: Option<Vec<u32>> = groups.iter().map(|group| group.member_count).collect();
    let (Some(counts), Some(stated)) = (counts.filter(|counts| !counts.is_empty()), count) else {
        return;
    };
    let sum: u32 = counts.iter().sum();
    if stated.value != sum {
        let message = format!("党员数写的是 {}，各小组相加是 {sum}", stated.value);
        faults.say(COUNT, stated.at, message, "请核对各小组的党员数");
    }
}

/// 党员: nobody twice, and as many as 党员数 says.
pub(super) fn members(faults: &Faults<'_>, members: &[TypedValue<String>], count: Option<TypedValue<u32>>) {
    let mut once_each = true;
    for (index, member) in members.iter().enumerate() {
        if members[..index].iter().any(|other| other.value == member.value) {
            once_each = false;
            let message = format!("党员“{}”写了两次", values::shown(&member.value));
            let hint = "删去重复的一个；同名的两人，在姓名后面用括号注明，例如 张伟（小学部）";
            faults.say(TWICE, member.at, message, hint);
        }
    }
    if let (Some(count), false) = (count, members.is_empty())
        && once_each
        && count.value as usize != members.len()
    {
        let message = format!("党员数写的是 {}，名单上有 {} 人", count.value, members.len());
        faults.say(COUNT, count.at, message, "请核对名单，或者删去“党员数”");
    }
}

/// A member belongs to one 党支部 (党章, article 8): nobody is listed in two that stand beside each other.
fn in_one_each(faults: &Faults<'_>, read: &[ReadBranch], found: &[Option<usize>]) {
    let persons = |of: &ReadBranch| -> Vec<String> {
        let unit = &of.branch.unit;
        let officers = unit.committee.iter().map(|officer| officer.name.clone());
        let persons = officers.chain(unit.members.iter().cloned());
        persons.filter(|_| unit.dissolved.is_none()).collect()
    };
    let all: Vec<Vec<String>> = read.iter().map(persons).collect();
    let is_beside = |one: usize, other: usize| found[one] != Some(other) && found[other] != Some(one);
    for (index, branch) in read.iter().enumerate() {
        for before in (0..index).filter(|before| is_beside(*before, index)) {
            if let Some(name) = all[index].iter().find(|name| all[before].contains(name)) {
                let message = format!(
                    "“{}”既在“{}”，又在“{}”",
                    values::shown(name),
                    read[before].name.value,
                    branch.name.value
                );
                let hint = "一名党员只编入一个党支部，请核对；是同名的两个人，可以不改";
                faults.say(BRANCHES, branch.name.at, message, hint);
            }
        }
    }
}

/// Nobody is in one committee twice.
pub(super) fn once_each(faults: &Faults<'_>, officers: &[(Officer, TypedValue<String>)]) {
    for (index, (officer, name)) in officers.iter().enumerate() {
        let earlier = officers[..index]
            .iter()
            .find(|(other, _)| other.name == officer.name);
        if let Some((earlier, place)) = earlier {
            let message = format!(
                "委员“{}”写了两次，第一次在第 {} 行",
                values::shown(&officer.name),
                place.at.line
            );
            let hint = format!("一人兼几职的写在一起：职务: {}、{}", earlier.duty, officer.duty);
            faults.say(TWICE, name.at, message, hint);
        }
    }
    let mut secretaries = officers.iter().filter(|(officer, _)| officer.duty == "书记");
    if let (Some((first, _)), Some((second, place))) = (secretaries.next(), secretaries.next()) {
        let message = format!(
            "“{}”和“{}”都写成了书记",
            values::shown(&first.name),
            values::shown(&second.name)
        );
        faults.say(
            SECRETARIES,
            place.at,
            message,
            "一个委员会只有一名书记，另一个写副书记或者委员",
        );
    }
}

/// True, or a complaint, when no group had this name before.
pub(super) fn group_once(faults: &Faults<'_>, groups: &[Group], name: &TypedValue<String>) -> bool {
    let once = groups.iter().all(|group| group.name != name.value);
    if !once {
        let message = format!("小组“{}”写了两次", values::shown(&name.value));
        faults.say(TWICE, name.at, message, "每个小组只写一次");
    }
    once
}

/// What has several 支部 below it is a 总支 or a 党委.
pub(super) fn level_fits(faults: &Faults<'_>, name: &TypedValue<String>, level: Level, branches: usize) {
    if level == Level::Branch && branches > 1 {
        let message = format!(
            "“{}”是支部，下面却有 {branches} 个支部",
            values::shown(&name.value)
        );
        let hint = "下面有几个支部的是总支部委员会或者党委，请核对名称；名称没有错的，加上一行“类型: 总支”";
        faults.say(LEVEL, name.at, message, hint);
    }
}

/// Nobody was elected on a day that has not come. (A warning: a build for an earlier day is no slip.)
pub fn check_elections(organization: &Organization, day: Day, report: &mut Report) {
    let branches = organization.branches.iter().map(|branch| &branch.unit);
    let terms = std::iter::once(&organization.unit)
        .chain(branches)
        .filter_map(|unit| unit.term.as_ref());
    for term in terms.filter(|term| term.elected > day) {
        let message = format!("选举日期 {} 还没有到", term.elected);
        let hint = "写已经举行的选举；定了还没有举行的，先写上一届的日期";
        report.push(Complaint::new(ELECTED, term.elected_at.clone(), message).hint(hint));
    }
}

/// Nobody is elected by a unit that does not exist yet.
pub(super) fn elected_after_founding(
    faults: &Faults<'_>,
    elected: TypedValue<Day>,
    founded: Option<TypedValue<Day>>,
) {
    if let Some(founded) = founded.filter(|founded| elected.value < founded.value) {
        let message = format!("选举日期 {} 早于成立日期 {}", elected.value, founded.value);
        faults.say(FOUNDED, elected.at, message, "请核对两个日期");
    }
}

/// 年限: a number of years that a term can have.
pub(super) fn years(faults: &Faults<'_>, years: TypedValue<u32>, usual: u32) -> Option<u32> {
    if (1..=MOST_YEARS).contains(&years.value) {
        return Some(years.value);
    }
    let message = format!("任期年限不能是 {} 年", years.value);
    let hint = format!("这一级一般是 {usual} 年；删去“年限”就按 {usual} 年计算");
    faults.say(YEARS, years.at, message, hint);
    None
}

/// 延期: after the term's end, and not too long.
pub(super) fn extension(
    faults: &Faults<'_>,
    term: &Term,
    extension: Extension,
    at: LineSpan,
    rule: &TermRule,
) -> Option<Extension> {
    let ends = term.ends();
    let last = ends.months_later(rule.extension_months);
    if extension.until <= ends {
        let message = format!("延期至 {}，没有超过届满的 {ends}", extension.until);
        faults.say(
            EXTENSION,
            at,
            message,
            "请核对选举日期、年限和延期的日期；没有延期的删去“延期”",
        );
        return None;
    }
    if extension.until > last {
        let message = format!("延期至 {}，比届满的 {ends} 晚了太多", extension.until);
        let hint = match rule.extension_months {
            12 => format!("延期一般不超过1年，最迟写 {last}"),
            months => format!("延期不超过 {months} 个月，最迟写 {last}"),
        };
        faults.say(EXTENSION, at, message, hint);
        return None;
    }
    Some(extension)
}
