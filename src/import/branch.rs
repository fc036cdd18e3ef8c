//! Which branch of the site's own organization, and which group of it, a title or a 落款 names.

use crate::read::{Branch, Organization};

/// The 编号 of the branch that one of the texts begins with, behind nothing but the school's name; `None` when they name two.
pub(super) fn named<'a>(texts: &[&str], organization: &'a Organization) -> Option<&'a str> {
    let mut found = texts.iter().filter_map(|text| beginning(text, organization));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The name of the only 党小组 of a branch that a text names.
pub(super) fn group_named<'a>(text: &str, branch: &str, organization: &'a Organization) -> Option<&'a str> {
    let own = organization.branches.iter().find(|own| own.id == branch)?;
    let mut named = own.groups.iter().filter(|group| text.contains(&group.name));
    let first = named.next()?;
    named.next().is_none().then_some(first.name.as_str())
}

fn beginning<'a>(text: &str, organization: &'a Organization) -> Option<&'a str> {
    let whole = organization.name.as_deref().unwrap_or_default();
    let all = organization.branches.iter();
    let begins = |branch: &&Branch| {
        // 第一党支部 signs as 第一支部委员会 too.
        let formal = branch.name.replace("党支部", "支部委员会");
        [branch.name.as_str(), &formal].into_iter().any(|name| {
            text.split_once(name).is_some_and(|(before, behind)| {
                let school = before.strip_prefix("中共").unwrap_or(before);
                let is_own = school.is_empty() || school.chars().count() > 3 && whole.contains(school);
                is_own && !behind.starts_with(['、', '和', '与', '及', '暨', '，'])
            })
        })
    };
    all.clone().find(begins).map(|branch| branch.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::organization::Group;

    #[test]
    fn a_group_is_one_of_its_branch() {
        let groups = ["第一党小组", "第二党小组", "语文党小组"].map(|name| Group {
            name: name.to_owned(),
            leader: None,
            member_count: None,
        });
        let branch = Branch {
            id: "yi".to_owned(),
            groups: groups.to_vec(),
            ..Branch::default()
        };
        let organization = Organization {
            branches: vec![branch],
            ..Organization::default()
        };
        for (title, expected) in [
            ("第一党支部第二党小组会记录", Some("第二党小组")),
            ("第一党支部第一党小组、第二党小组学习记录", None),
            ("第一党支部第三党小组会记录", None),
        ] {
            assert_eq!(group_named(title, "yi", &organization), expected, "{title}");
        }
        assert_eq!(group_named("第一党小组会记录", "er", &organization), None);
    }

    #[test]
    fn a_branch_is_the_one_that_a_text_begins_with() {
        let branches =
            [("yi", "第一党支部"), ("er", "第二党支部"), ("xz", "行政支部")].map(|(id, name)| Branch {
                id: id.to_owned(),
                name: name.to_owned(),
                ..Branch::default()
            });
        let organization = Organization {
            name: Some("中共青禾实验学校总支部委员会".to_owned()),
            branches: branches.to_vec(),
            ..Organization::default()
        };
        for (texts, expected) in [
            (["第一党支部三月支委会纪要", ""], Some("yi")),
            (["青禾实验学校第二党支部党员大会纪要", ""], Some("er")),
            (["主题党日活动记录", "中共青禾实验学校第一支部委员会"], Some("yi")),
            (["行政支部党课记录", "青禾实验学校行政支部"], Some("xz")),
            (["第一党支部三月支委会纪要", "青禾实验学校第二党支部"], None),
            (["第一党支部、第二党支部联合主题党日记录", ""], None),
            (["第一、第二党支部联合主题党日记录", ""], None),
            (["高一第一党支部支委会纪要", ""], None),
            (["关于第一党支部换届的通知", "中共青禾实验学校总支部委员会"], None),
            (["支委会纪要", "中共白鹭学校第一支部委员会"], None),
            (["第三党支部支委会纪要", ""], None),
        ] {
            assert_eq!(named(&texts, &organization), expected, "{texts:?}");
        }
    }
}
