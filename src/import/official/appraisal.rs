//! 评议结果: how many members were judged how.

use std::sync::LazyLock;

use regex::Regex;

use super::working::WorkingText;
use super::{ImportedField, forms};
use crate::import::text::SourceTable;
use crate::words::{LazyRegex, compiled_pattern};

/// How somebody is graded.
const GRADED: &str = "评为|定为|评定(?:为)?|确定(?:为)?|认定(?:为)?|评出";

// 评议结果为：优秀5人，合格13人.
static APPRAISAL: LazyLock<Regex> = LazyLock::new(|| {
    let of = |name: &str, word: &str| {
        format!(r"[，、；\s]*“?{word}”?(?:等次)?(?:的|票)?[：为有]?\s*(?P<{name}>[0-9]+)\s*[人名票]")
    };
    let graded = |grade: &str| format!("(?:{GRADED})?{grade}");
    compiled_pattern(&format!(
        r"(?:^|[，。；：为]|结果|等次|其中){}{}(?:{})?(?:{})?(?:$|[。，；）])",
        of("best", &graded("优秀(?:党员)?")),
        of("good", &graded("合格(?:党员)?")),
        of("basic", &graded("基本合格(?:党员)?")),
        of("bad", &graded("不合格(?:党员)?"))
    ))
});

// 参加评议党员18人, 共评议党员16名.
static APPRAISED: LazyRegex = LazyRegex::new(
    r"(?:评议|测评|参评)[^0-9，。；]{0,8}(?P<all>[0-9]+)\s*[人名]|(?P<some>[0-9]+)\s*[人名][^0-9，。；]{0,8}(?:参加|接受)[^0-9，。；]{0,6}(?:评议|测评)",
);

static COMMITTEE: LazyRegex =
    LazyRegex::new("^[^，。；]{0,12}班子[^，。；]{0,6}(?:测评|评议)|(?:测评|评议)[^，。；]{0,8}班子");

const NAMES: [&str; 5] = ["参加", "优秀", "合格", "基本合格", "不合格"];

/// How many were judged how, and how many the text beside it says that there were.
struct AppraisalFound {
    grades: [u32; 4],
    named: Vec<u32>,
    /// 班子, not members.
    is_of_committee: bool,
}

impl AppraisalFound {
    /// The fields, where the grades make up what is named, or all members.
    fn fields(&self, members: Option<u32>) -> Option<Vec<ImportedField>> {
        let sum = self.sum().filter(|sum| *sum > 0)?;
        let members = members.filter(|_| !self.is_of_committee);
        let mut named = self.named.iter().copied().chain(members);
        named.find(|number| *number == sum)?;
        let subject = self.is_of_committee.then(|| ImportedField::new("对象", "班子"));
        let numbers = NAMES.into_iter().zip(std::iter::once(sum).chain(self.grades));
        let numbers = numbers.map(|(name, value)| ImportedField::new(name, value));
        Some(subject.into_iter().chain(numbers).collect())
    }

    fn sum(&self) -> Option<u32> {
        let mut grades = self.grades.iter();
        grades.try_fold(0_u32, |sum, grade| sum.checked_add(*grade))
    }
}

/// 评议结果, where the numbers stand once in a text and make up the whole that is named beside them, or all `members`.
pub(super) fn take(work: &mut WorkingText, members: Option<u32>) {
    let lines = work.lines().map(|(_, said)| said.to_owned());
    let lines = lines.chain(forms::cells(work).map(forms::cell_text));
    let mut all: Vec<AppraisalFound> = lines.flat_map(|said| told(&said)).collect();
    all.extend(forms::tables(work).filter_map(counted));
    // One of the members and one of the committee, once each.
    let are_apart = match &all[..] {
        [_] => true,
        [one, other] => one.is_of_committee != other.is_of_committee,
        _ => false,
    };
    if !are_apart {
        return;
    }
    let mut filled = Vec::new();
    for one in &all {
        let Some(fields) = one.fields(members) else {
            let sum = one
                .sum()
                .map_or_else(String::new, |sum| format!("加起来是{sum}人，"));
            return work.say(format!(
                "评议的各等次{sum}与参加评议的、应到的人数都对不上，没有填“评议结果”，请核对"
            ));
        };
        filled.push(fields);
    }
    match filled.len() {
        1 => work.fill("评议结果", filled.remove(0)),
        _ => work.fill_list("评议结果", filled),
    }
}

/// In sentences.
fn told(said: &str) -> Vec<AppraisalFound> {
    let named = APPRAISED.captures_iter(said);
    let named = named.filter_map(|found| found.name("all").or_else(|| found.name("some")));
    let named: Vec<u32> = named.filter_map(|number| number.as_str().parse().ok()).collect();
    let grades = APPRAISAL.captures_iter(said).filter_map(|found| {
        let [best, good, basic, bad] = ["best", "good", "basic", "bad"].map(|name| match found.name(name) {
            Some(number) => number.as_str().parse().ok(),
            None => Some(0),
        });
        Some([best?, good?, basic?, bad?])
    });
    grades
        .map(|grades| AppraisalFound {
            grades,
            named: named.clone(),
            is_of_committee: COMMITTEE.is_match(said),
        })
        .collect()
}

static HEADING: LazyRegex = LazyRegex::new(concat!(
    "^(?:评[为定])?(?:(?P<best>优秀)|(?P<good>合格)|(?P<basic>基本合格)|(?P<bad>不合格)",
    "|(?P<all>(?:参加|参评|应评|实评)(?:民主)?(?:评议|测评)?(?:的)?(?:党员)?))(?:党员|等次)?(?:人?数|票数?|[（(][人名票][）)])?$"
));

/// In the columns of a table with one row of numbers, or in its rows: `优秀 | 5人`.
fn counted(table: &SourceTable) -> Option<AppraisalFound> {
    let rows = table.rows.iter();
    let rows: Vec<Vec<String>> = rows
        .map(|row| row.iter().map(forms::cell_text).collect())
        .collect();
    let pairs: Vec<(&str, &str)> = match &rows[..] {
        [heading, numbers] if heading.len() == numbers.len() => heading
            .iter()
            .zip(numbers)
            .map(|(heading, number)| (heading.as_str(), number.as_str()))
            .collect(),
        _ => rows
            .iter()
            .filter_map(|row| match &row[..] {
                [heading, number] => Some((heading.as_str(), number.as_str())),
                _ => None,
            })
            .collect(),
    };
    // Of one member.
    if rows
        .iter()
        .flatten()
        .any(|cell| cell.contains("姓名") || cell.contains("被评"))
    {
        return None;
    }
    let mut slots: [Option<u32>; 5] = [None; 5];
    for (heading, number) in pairs {
        let number = number.trim_end_matches(['人', '名', '票']).trim().parse().ok();
        let Some(found) = HEADING.captures(heading) else {
            continue;
        };
        let place = ["all", "best", "good", "basic", "bad"]
            .iter()
            .position(|name| found.name(name).is_some())?;
        if slots[place].is_some() {
            return None;
        }
        slots[place] = Some(number?);
    }
    let [all, best, good, basic, bad] = slots;
    Some(AppraisalFound {
        grades: [best?, good?, basic.unwrap_or(0), bad.unwrap_or(0)],
        named: all.into_iter().collect(),
        is_of_committee: false,
    })
}
