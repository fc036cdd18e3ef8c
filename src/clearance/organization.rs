//! What the audience of one edition may see of the organization and of 公开目录: projections with what is for
//! narrower audiences taken out.

use super::Cleared;
use crate::read::config::Edition;
use crate::read::organization::Unit;
use crate::read::{Catalogue, Organization};
use crate::words::Scope;

/// The organization as the audience of an edition sees it, with the edition's branches.
#[must_use]
pub fn organization(organization: &Organization, edition: &Edition) -> Cleared<Organization> {
    let mut shown = organization.clone();
    shown.branches.retain(|branch| edition.takes(Some(&branch.id)));
    let ids: Vec<String> = shown.branches.iter().map(|branch| branch.id.clone()).collect();
    for branch in &mut shown.branches {
        branch.superior = branch.superior.take().filter(|id| ids.contains(id));
    }
    for_audience(shown, edition.audience)
}

fn for_audience(mut shown: Organization, audience: Scope) -> Cleared<Organization> {
    narrow(&mut shown.unit, audience);
    for branch in &mut shown.branches {
        narrow(&mut branch.unit, audience);
        let scopes = branch.unit.scopes;
        for group in &mut branch.groups {
            group.leader = group.leader.take().filter(|_| scopes.committee.reaches(audience));
            group.member_count = group
                .member_count
                .filter(|_| scopes.member_count.reaches(audience));
        }
    }
    Cleared(shown)
}

fn narrow(unit: &mut Unit, audience: Scope) {
    let scopes = unit.scopes;
    if !scopes.committee.reaches(audience) {
        unit.committee.clear();
    }
    if !scopes.members.reaches(audience) {
        unit.members.clear();
    }
    if !scopes.member_count.reaches(audience) {
        unit.member_count = None;
    }
    if !scopes.telephone.reaches(audience) {
        unit.telephone = None;
        unit.address = None;
    }
    if !scopes.term.reaches(audience) {
        unit.term = None;
    }
}

/// 公开目录 as an audience sees it: that an item is for others is said, what it holds is not.
#[must_use]
pub fn catalogue(catalogue: &Catalogue, audience: Scope) -> Cleared<Catalogue> {
    let mut shown = catalogue.clone();
    for item in &mut shown.items {
        if !item.scope.reaches(audience) {
            item.content = None;
            item.responsible = None;
        }
    }
    Cleared(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::organization::{Branch, Group, Officer};

    #[test]
    fn lists_of_members_stay_inside_the_school_and_what_was_narrowed_too() {
        let mut branch = Branch {
            id: "yi".into(),
            groups: vec![Group {
                name: "第一党小组".into(),
                leader: Some("甲".into()),
                member_count: Some(7),
            }],
            ..Branch::default()
        };
        branch.unit.members = vec!["乙".into()];
        branch.unit.member_count = Some(7);
        branch.unit.telephone = Some("0799-6600123".into());
        branch.unit.committee = vec![Officer {
            name: "丙".into(),
            duty: "书记".into(),
            work: None,
        }];
        let mut all = Organization {
            branches: vec![branch],
            ..Organization::default()
        };
        let public = for_audience(all.clone(), Scope::Public);
        assert!(public.branches[0].unit.members.is_empty());
        assert_eq!(public.branches[0].unit.committee.len(), 1);
        assert_eq!(
            for_audience(all.clone(), Scope::Unit).branches[0]
                .unit
                .members
                .len(),
            1
        );

        let scopes = &mut all.branches[0].unit.scopes;
        scopes.committee = Scope::Unit;
        scopes.member_count = Scope::Party;
        scopes.telephone = Scope::Unit;
        let public = for_audience(all.clone(), Scope::Public);
        let branch = &public.branches[0];
        assert!(branch.unit.committee.is_empty() && branch.groups[0].leader.is_none());
        assert!(branch.unit.member_count.is_none() && branch.groups[0].member_count.is_none());
        assert!(branch.unit.telephone.is_none());
    }
}
