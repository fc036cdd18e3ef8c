//! The fields of `organization.yaml` → [`Organization`].

use super::checks;
use super::{Branch, Extension, Group, Level, Officer, Organization, Term, Unit, UnitScopes};
use crate::read::acknowledged;
use crate::read::common::SCOPES;
use crate::read::config::TermRule;
use crate::read::decode;
use crate::read::discover::Found;
use crate::read::faults::Faults;
use crate::read::fields::{Fields, TypedValue};
use crate::read::front;
use crate::read::identity::Identities;
use crate::read::keys::{self, FieldName};
use crate::read::values::{self, TermTable};
use crate::words::{Code, FixedDay, Labelled, Report, Scope, SourceText};

const SCOPE: Code = Code::error("organization-scope");
const UNNAMED: Code = Code::warning("organization-unnamed");
const FIXED_DAY: Code = Code::error("fixed-day");

pub(in crate::read) const LEVELS: TermTable<Level> = TermTable {
    also: &[
        ("党总支", Level::GeneralBranch),
        ("总支部", Level::GeneralBranch),
        ("党支部", Level::Branch),
    ],
    ..TermTable::of(&Level::ALL)
};

/// A branch with the places that checks over the whole file speak about.
pub(super) struct ReadBranch {
    /// The branch; its 上级 is not settled yet.
    pub(super) branch: Branch,
    /// 名称.
    pub(super) name: TypedValue<String>,
    /// 上级 as it was typed.
    pub(super) superior: Option<TypedValue<String>>,
    /// 党员数.
    pub(super) count: Option<TypedValue<u32>>,
}

/// `organization.yaml` alone, for whoever writes a new entry; empty when it has errors, which are said by [`read`].
#[must_use]
pub fn organization_alone(file: &Found) -> Organization {
    let source = decode::decode(file, &mut Vec::new(), &mut Report::new());
    let read = source.and_then(|source| read(&source, &TermRule::default(), &mut Report::new()));
    read.unwrap_or_default()
}

/// Reads `organization.yaml`; `None` when it has errors, which the report names.
pub(in crate::read) fn read(
    source: &SourceText,
    rule: &TermRule,
    report: &mut Report,
) -> Option<Organization> {
    front::read_file(source, report, |faults, root| {
        let fields = Fields::of_root(faults, root)?;
        Some(whole(fields, rule))
    })
}

fn whole(mut fields: Fields<'_, '_, '_>, rule: &TermRule) -> Organization {
    let faults = fields.faults;
    let name_spot = fields.spot(keys::CALLED, values::line);
    let name = name_spot.as_ref().map(|name| name.value.clone());
    let superior = fields.line(keys::SUPERIOR);
    let scopes = scopes(&mut fields, UnitScopes::default());
    if name.is_none() && !faults.has_errors() {
        let message = "没有写党组织的名称";
        let hint = "写上一行“名称: 中共……支部委员会”，顶格写；各支部写在“支部:”下面";
        faults.say(UNNAMED, fields.at, message, hint);
    }
    let level = name.as_deref().map_or(Level::Committee, Level::of_name);
    let (unit, count) = unit(&mut fields, level, scopes, rule);
    let mut identities = Identities::default();
    let mut read = Vec::new();
    let items = fields.list(keys::BRANCHES);
    for item in &items {
        let Some(map) = Fields::of_field(faults, item, "{编号: yi, 名称: 第一党支部}") else {
            continue;
        };
        read.extend(branch(map, &mut identities, scopes, rule));
    }
    let other_persons = fields.lines(keys::OTHER_PERSONS);
    let acknowledged = acknowledged::read(&mut fields, Some(&faults.source().path), None);
    fields.finish();
    let known = checks::KnownUnits {
        whole: name.as_deref(),
        all_read: read.len() == items.len(),
    };
    let branches = checks::settle_superiors(faults, read, known, count);
    if let Some(name) = &name_spot {
        checks::level_fits(faults, name, unit.level, branches.len());
    }
    Organization {
        name,
        superior,
        unit,
        branches,
        other_persons: other_persons.into_iter().map(|name| name.value).collect(),
        acknowledged,
    }
}

fn branch(
    mut fields: Fields<'_, '_, '_>,
    identities: &mut Identities,
    scopes_above: UnitScopes,
    rule: &TermRule,
) -> Option<ReadBranch> {
    let identity = identities.take(&mut fields, ["yi", "第一党支部"]);
    let superior = fields.spot(keys::SUPERIOR, values::line);
    let scopes = scopes(&mut fields, scopes_above);
    let level = identity
        .as_ref()
        .map_or(Level::Branch, |(_, name)| Level::of_name(&name.value));
    // A name such as “小学部” says nothing; whatever is listed below the organization is a branch then.
    let level = if level == Level::Committee {
        Level::Branch
    } else {
        level
    };
    let (unit, count) = unit(&mut fields, level, scopes, rule);
    let (groups, all_read) = groups(&mut fields);
    checks::groups_add_up(fields.faults, (&groups, all_read), count);
    let branch = Branch {
        covers: fields.line(keys::COVERS),
        theme_day: theme_day(&mut fields),
        groups,
        unit,
        ..Branch::default()
    };
    fields.finish();
    let (id, name) = identity?;
    Some(ReadBranch {
        branch: Branch {
            id,
            name: name.value.clone(),
            ..branch
        },
        name,
        superior,
        count,
    })
}

/// The fields that every unit has, and where 党员数 stands.
fn unit(
    fields: &mut Fields<'_, '_, '_>,
    level: Level,
    scopes: UnitScopes,
    rule: &TermRule,
) -> (Unit, Option<TypedValue<u32>>) {
    let level = fields.word(keys::KIND, &LEVELS).unwrap_or(level);
    let founded = fields.spot(keys::FOUNDED, values::day);
    let count = fields.spot(keys::MEMBER_COUNT, values::count);
    let members = fields.lines(keys::MEMBERS);
    checks::members(fields.faults, &members, count);
    let years = match level {
        Level::Committee => rule.committee_years,
        Level::GeneralBranch | Level::Branch => rule.branch_years,
    };
    let counted = u32::try_from(members.len()).ok().filter(|count| *count > 0);
    let unit = Unit {
        level,
        telephone: fields.line(keys::TELEPHONE),
        address: fields.line(keys::ADDRESS),
        founded: founded.map(|day| day.value),
        dissolved: fields.spot(keys::DISSOLVED, values::day).map(|day| day.value),
        member_count: count.map(|count| count.value).or(counted),
        members: members.into_iter().map(|name| name.value).collect(),
        committee: committee(fields),
        term: term(fields, years, founded, rule),
        scopes,
    };
    (unit, count)
}

/// 委员: persons with their duties.
fn committee(fields: &mut Fields<'_, '_, '_>) -> Vec<Officer> {
    let mut officers: Vec<(Officer, TypedValue<String>)> = Vec::new();
    for item in fields.list(keys::COMMITTEE) {
        let Some(mut map) = Fields::of_field(fields.faults, &item, "{姓名: 张三, 职务: 书记}") else {
            continue;
        };
        let name = map.required(keys::NAME, values::line, "姓名: 张三");
        let duty = map.required(keys::DUTY, values::line, "职务: 组织委员");
        let work = map.line(keys::WORK);
        map.finish();
        let (Some(name), Some(duty)) = (name, duty) else {
            continue;
        };
        let officer = Officer {
            name: name.value.clone(),
            duty: duty.value,
            work,
        };
        officers.push((officer, name));
    }
    checks::once_each(fields.faults, &officers);
    officers.into_iter().map(|(officer, _)| officer).collect()
}

/// 任期.
fn term(
    fields: &mut Fields<'_, '_, '_>,
    usual_years: u32,
    founded: Option<TypedValue<crate::words::Day>>,
    rule: &TermRule,
) -> Option<Term> {
    let form = "任期: {届次: 第四届, 选举日期: 2024-04-11, 年限: 3}";
    let mut map = fields.map(keys::TERM_OF_OFFICE, form)?;
    let faults = map.faults;
    let session = map.line(keys::SESSION);
    let elected = map.required(keys::ELECTED, values::day, "选举日期: 2024-04-11");
    let years = map.spot(keys::YEARS, values::count);
    let extension = extension(&mut map);
    map.finish();
    let elected = elected?;
    checks::elected_after_founding(faults, elected, founded);
    let years = match years {
        Some(years) => checks::years(faults, years, usual_years)?,
        None => usual_years,
    };
    let term = Term {
        session,
        elected: elected.value,
        elected_at: Some(faults.place(elected.at)),
        years,
        extension: None,
    };
    let extension =
        extension.and_then(|(extension, at)| checks::extension(faults, &term, extension, at, rule));
    Some(Term { extension, ..term })
}

/// 延期, with the place of its day.
fn extension(fields: &mut Fields<'_, '_, '_>) -> Option<(Extension, crate::read::node::LineSpan)> {
    let form = "延期: {至: 2027-10-11, 批准: 上级党组织的名称, 原因: ……}";
    let mut map = fields.map(keys::EXTENSION, form)?;
    let until = map.required(keys::UNTIL, values::day, "至: 2027-10-11");
    let approved_by = map.required(keys::APPROVED_BY, values::line, "批准: 上级党组织的名称");
    let reason = map.read(keys::REASON, values::text);
    map.finish();
    let until = until?;
    let extension = Extension {
        until: until.value,
        approved_by: approved_by.map(|name| name.value),
        reason,
    };
    Some((extension, until.at))
}

/// 小组: names, or names with leader and number of members; and whether all could be read.
fn groups(fields: &mut Fields<'_, '_, '_>) -> (Vec<Group>, bool) {
    let faults = fields.faults;
    let mut groups: Vec<Group> = Vec::new();
    let items = fields.list(keys::GROUPS);
    for item in &items {
        let form = "{名称: 第一党小组, 组长: 张三, 党员数: 7}";
        let Some(mut map) = Fields::of_field(faults, item, form) else {
            continue;
        };
        let name = map.required(keys::CALLED, values::line, "名称: 第一党小组");
        let leader = map.line(keys::LEADER);
        let member_count = map.read(keys::MEMBER_COUNT, values::count);
        map.finish();
        let Some(name) = name else { continue };
        if checks::group_once(faults, &groups, &name) {
            groups.push(Group {
                name: name.value,
                leader,
                member_count,
            });
        }
    }
    let all_read = groups.len() == items.len();
    (groups, all_read)
}

/// 主题党日: the fixed day.
fn theme_day(fields: &mut Fields<'_, '_, '_>) -> Option<FixedDay> {
    let typed = fields.spot(keys::THEME_DAY, values::line)?;
    fixed_day(fields.faults, &typed, "主题党日")
}

/// A fixed day of each month.
pub(in crate::read) fn fixed_day(
    faults: &Faults<'_>,
    typed: &TypedValue<String>,
    what: &str,
) -> Option<FixedDay> {
    let day = FixedDay::parse(&typed.value);
    if day.is_none() {
        let message = format!("看不懂{what}的固定日“{}”", values::shown(&typed.value));
        let hint = "写成“每月20日”“每月第三个星期五”或“每月最后一个星期五”";
        faults.say(FIXED_DAY, typed.at, message, hint);
    }
    day
}

/// 公开范围 of the parts; each may be narrower than usual, never wider.
fn scopes(fields: &mut Fields<'_, '_, '_>, above: UnitScopes) -> UnitScopes {
    let Some(mut map) = fields.map(keys::SCOPES, "公开范围: {委员: 校内公开, 党员: 党内公开}")
    else {
        return above;
    };
    let faults = map.faults;
    let usual = UnitScopes::default();
    let mut part = |key: FieldName, above: Scope, widest: Scope| {
        let Some(typed) = map.spot(key, |faults, field| SCOPES.read(faults, field)) else {
            return above;
        };
        if typed.value < widest {
            let message = format!("“{}”不能比{}更宽", key.name, widest.label());
            let hint = format!("写“{}”或更窄的范围，或者删去这一项", widest.label());
            faults.say(SCOPE, typed.at, message, hint);
        }
        typed.value.max(widest)
    };
    let scopes = UnitScopes {
        committee: part(keys::COMMITTEE, above.committee, usual.committee),
        members: part(keys::MEMBERS, above.members, usual.members),
        member_count: part(keys::MEMBER_COUNT, above.member_count, usual.member_count),
        telephone: part(keys::TELEPHONE, above.telephone, usual.telephone),
        term: part(keys::TERM_OF_OFFICE, above.term, usual.term),
    };
    map.finish();
    scopes
}
