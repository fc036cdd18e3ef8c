//! 落款 that is typed at the end of the text too: it would stand on the page, and on paper, twice. And one, in its field or at the
//! end of the text, that is not this organization's.

use std::ops::Range;

use super::faults::Faults;
use super::node::LineSpan;
use super::organization::Organization;
use crate::words::{Code, Complaint, Day, Report, SourceText, outside_tags, place_of, without_space};

const TWICE: Code = Code::warning("signed-twice");
const OTHER: Code = Code::warning("signed-other");

/// So many of the text's last lines are looked at: the name, the day, an empty remark.
const LAST: usize = 4;

/// Complains about a last line that is the 落款 and nothing else, and of another day below it. The text begins at a byte of the file.
pub(super) fn check(
    source: &SourceText,
    start: usize,
    (signed_by, signed_on): (Option<&str>, Option<Day>),
    report: &mut Report,
) {
    let Some(signed_by) = signed_by.map(bare).filter(|name| !name.is_empty()) else {
        return;
    };
    let mut end = source.text.len();
    let (mut looked_at, mut below) = (0, None);
    for line in source.text[start..].split('\n').rev() {
        let begin = end - line.len();
        if !line.trim().is_empty() {
            if bare(line) == signed_by {
                let message = match below.zip(signed_on).filter(|(below, signed)| below != signed) {
                    Some((below, signed)) => format!(
                        "写了“落款”，正文最后又写了一遍，日期也不同：正文是 {below}，“成文日期”是 {signed}"
                    ),
                    None => "写了“落款”，正文最后又写了一遍，网页上会有两个".to_owned(),
                };
                let hint = "删去正文最后的单位和日期，日期写在“成文日期”里；或者删去“落款”";
                report.push(Complaint::new(TWICE, source.place(begin..end), message).hint(hint));
                return;
            }
            below = below.or_else(|| Day::parse(line.trim()));
            looked_at += 1;
            if looked_at == LAST {
                return;
            }
        }
        end = begin.saturating_sub(1);
    }
}

/// The words of a line: without marks, tags and white space.
fn bare(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    words.extend(outside_tags(line).filter(|c| c.is_alphanumeric()));
    words
}

/// Complains about 落款 that names another branch than 支部, or the organization otherwise than `organization.yaml`. The text may
/// begin at a byte of the file.
pub(super) fn check_unit(
    source: &SourceText,
    start: Option<usize>,
    (signed_by, branch): (Option<&str>, Option<&str>),
    organization: &Organization,
    report: &mut Report,
) {
    let front = &source.text[..start.unwrap_or(source.text.len())];
    let typed = signed_by.and_then(|name| {
        let from = front.find("落款").or_else(|| front.find("signed_by"))?;
        let at = from + front[from..].find(name)?;
        Some(at..at + name.len())
    });
    let last = start.and_then(|start| last_name(&source.text, start));
    let known = Known::of(organization);
    for range in typed.into_iter().chain(last) {
        let name = &source.text[range.clone()];
        if let Some((message, hint)) = known.fault(name, branch) {
            let message = format!("落款{message}");
            report.push(Complaint::new(OTHER, source.place(range), message).hint(hint));
        }
    }
}

/// Complains about `organizer` of `site.toml`, where it is the organization's name and not as `organization.yaml` has it.
pub(super) fn check_organizer(faults: &Faults<'_>, at: LineSpan, name: &str, organization: &Organization) {
    if let Some((message, hint)) = Known::of(organization).fault(name, None) {
        faults.say(OTHER, at, format!("organizer {message}"), hint);
    }
}

/// The only one of the last lines that is the name of a Party organization and nothing else: two sign together.
fn last_name(text: &str, start: usize) -> Option<Range<usize>> {
    const ENDINGS: [&str; 4] = ["支部委员会", "支部", "总支", "委员会"];
    const LONGEST: usize = 40;
    let lines = text[start..].lines().rev().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty()).take(LAST);
    let mut names = lines.filter(|line| {
        let is_name = line.chars().all(char::is_alphanumeric) && line.chars().count() <= LONGEST;
        let is_of_party = line.contains("支部") || line.starts_with("中共");
        is_name && is_of_party && ENDINGS.iter().any(|end| line.ends_with(end))
    });
    let line = names.next().filter(|_| names.next().is_none())?;
    Some(place_of(line, text))
}

/// What a name says of the body behind the school's, the longest first.
const BODIES: [&str; 8] = [
    "党总支部委员会", "总支部委员会", "党总支委员会", "总支委员会", "党支部委员会", "支部委员会", "党委员会",
    "委员会",
];

/// The names that a 落款 may have.
struct Known<'a> {
    organization: &'a Organization,
    /// The school's name and what its organization is.
    own: Option<(&'a str, &'a str)>,
}

impl<'a> Known<'a> {
    fn of(organization: &'a Organization) -> Self {
        let own = organization.name.as_deref().and_then(parts);
        Self { organization, own }
    }

    /// What is wrong with a name in an entry of a branch.
    fn fault(&self, name: &str, branch: Option<&str>) -> Option<(String, String)> {
        // A school's shortest name of which one character may be mistyped.
        const SHORTEST: usize = 4;
        let name = without_space(name);
        if let Some(fault) = branch.and_then(|branch| self.other_branch(&name, branch)) {
            return Some(fault);
        }
        let full = self.organization.name.as_deref()?;
        let (school, body) = self.own?;
        let behind = name.strip_prefix("中共").unwrap_or(&name);
        let hint = format!("请核对，organization.yaml 里的名称是“{full}”");
        if full == format!("中共{name}") {
            return Some((format!("“{name}”少了“中共”"), hint));
        }
        let is_other_body = parts(&name)
            .is_some_and(|(typed, of)| typed == school && of.replace('党', "") != body.replace('党', ""));
        if is_other_body && branch.is_none() {
            return Some((format!("“{name}”和党组织的名称不一致"), hint));
        }
        let length = school.chars().count();
        let pairs = behind.chars().zip(school.chars());
        let others = pairs.clone().filter(|(one, other)| one != other).count();
        let is_nearly = length >= SHORTEST && pairs.count() == length && others == 1;
        is_nearly.then(|| (format!("“{name}”的校名和党组织名称里的差一个字"), hint))
    }

    /// The name of another branch than the entry's.
    fn other_branch(&self, name: &str, branch: &str) -> Option<(String, String)> {
        let name_short = short(name);
        let branches = self.organization.branches.iter();
        let named = branches.filter(|of| name_short.contains(&short(&of.name)));
        let named: Vec<_> = named.collect();
        let own = self.organization.branches.iter().find(|of| of.id == branch)?;
        let longest = named.iter().max_by_key(|of| of.name.len())?;
        if longest.id == branch || named.iter().any(|of| of.id == branch) {
            return None;
        }
        let message = format!("“{name}”是{}的，“支部”写的是{}", longest.name, own.name);
        Some((message, "请核对哪一处写错了，两处要一致".to_owned()))
    }
}

/// 第二支部 of 第二党支部 and 第二支部委员会.
fn short(name: &str) -> String {
    name.replace("党支部", "支部").replace("支部委员会", "支部")
}

/// The school's name in that of its Party organization.
pub(super) fn school(name: &str) -> Option<&str> {
    parts(name).map(|(school, _)| school)
}

/// The school's name and the body's, of 中共青禾实验学校总支部委员会.
fn parts(name: &str) -> Option<(&str, &str)> {
    let bare = name.strip_prefix("中共")?;
    let body = BODIES.iter().find(|body| bare.ends_with(**body))?;
    Some((&bare[..bare.len() - body.len()], body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Branch;

    #[test]
    fn a_name_below_a_text_is_that_of_the_organization_and_the_branch() {
        let branch = |id: &str, name: &str| Branch {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Branch::default()
        };
        let organization = Organization {
            name: Some("中共青禾实验学校总支部委员会".to_owned()),
            branches: vec![branch("yi", "第一党支部"), branch("er", "第二党支部")],
            ..Organization::default()
        };
        let known = Known::of(&organization);
        for (name, branch, told) in [
            ("中共青禾实验学校第二支部委员会", Some("yi"), "是第二党支部的"),
            ("中共青山实验学校总支部委员会", None, "差一个字"),
            ("中共青禾实验学校支部委员会", None, "不一致"),
            ("中共青禾实验学校总支委员会", None, "不一致"),
            ("青禾实验学校总支部委员会", None, "少了“中共”"),
            ("中共青山实验学校第一支部委员会", Some("yi"), "差一个字"),
        ] {
            let fault = known.fault(name, branch);
            assert!(fault.is_some_and(|(message, _)| message.contains(told)), "{name}");
        }
        for (name, branch) in [
            ("中共青禾实验学校总支部委员会", None),
            ("中共青禾实验学校总支部委员会", Some("yi")),
            ("中共青禾实验学校党总支部委员会", None),
            ("青禾实验学校党总支", None),
            ("中共青禾实验学校第一支部委员会", Some("yi")),
            ("第一党支部", Some("yi")),
            ("第一党支部第二党支部", Some("yi")),
            ("中共青禾区教育局委员会", None),
            ("青禾实验学校工会委员会", None),
        ] {
            assert_eq!(known.fault(name, branch), None, "{name}");
        }
    }
}
