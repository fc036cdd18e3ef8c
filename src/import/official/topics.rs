//! 议题 where the sections of minutes are called by them: `一、讨论接收预备党员事宜`, `议题一：…`. The headings stay in the text.

use super::labels::{self, FormLabel};
use super::only_one;
use super::working::WorkingText;
use crate::import::numbering::{self, NumberStyle};
use crate::words::LazyRegex;

static TOPIC: LazyRegex = LazyRegex::new(
    r"^(?:第[一二三四五六七八九十]{1,2}项议题|议题[一二三四五六七八九十0-9]{1,2})\s*[：、.]?\s*(?P<topic>[^。：]{4,60})$",
);

/// What a section is about, when it is about a matter; 强调, 要求 and 认为 are none.
static MATTER: LazyRegex = LazyRegex::new(concat!(
    r"^(?:集体|传达|专题|集中|认真|再次)?(?:关于|讨论|研究|审议|审定|审核|听取|传达|学习|通报|部署|布置|安排|酝酿|推选|推荐|选举|表决|商议|总结|宣布|宣读|民主评议|评选|评议)",
    r"[^。；：！？]{3,50}$|^(?:集体|集中|理论|专题|政治)学习$"
));

const MAY_BE_TOPICS: &str = "小标题里像是有议题，没有填“议题”，请看要不要补上";

/// Meetings that go through an agenda; the sections of an activity are its course.
pub(super) const WITH_AGENDA: [&str; 6] = ["党员大会", "支委会", "总支委会", "党委会", "党小组会", "其他"];

/// 议题 of the sections.
pub(super) fn take(work: &mut WorkingText, kind: Option<&str>) {
    if !work.values(FormLabel::Agenda).is_empty() || !work.values(FormLabel::Theme).is_empty() {
        return;
    }
    if let Some(topics) = in_prose(work) {
        work.fill_list("议题", topics);
        return;
    }
    let named = |said: &str| Some(TOPIC.captures(said)?["topic"].trim().to_owned());
    let mut topics: Vec<String> = work.lines().filter_map(|(_, said)| named(said)).collect();
    // One alone may be any line.
    if topics.len() < 2 {
        topics.clear();
    }
    match kind {
        Some(kind) if topics.is_empty() && WITH_AGENDA.contains(&kind) => topics = numbered(work),
        None if topics.is_empty() && !numbered(work).is_empty() => work.say(MAY_BE_TOPICS),
        _ => {}
    }
    if !topics.is_empty() {
        work.fill_list("议题", topics);
    }
}

// 会议有三项议程：一是…；二是…；三是….
static COUNTED: LazyRegex = LazyRegex::new(
    r"^(?:本次|这次)?(?:会议|大会)(?:共|主要)?(?:有|安排了?|设)(?P<n>[二三四五六七八九])项(?:议程|议题)：(?P<list>一是[^。]+)。?$",
);
static NEXT: LazyRegex = LazyRegex::new("(?:^|[；，])[一二三四五六七八九]是");

/// The agenda that a sentence counts.
fn in_prose(work: &WorkingText) -> Option<Vec<String>> {
    let found = only_one(work.lines().filter_map(|(_, said)| COUNTED.captures(said)))?;
    let parts = NEXT.split(found.name("list")?.as_str());
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    let count = numbering::numeral(&found["n"])?;
    let is_whole = usize::try_from(count) == Ok(parts.len());
    is_whole.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// The matters of a sentence, when each of its parts is one; else the sentence.
pub(super) fn matters(said: &str) -> Vec<String> {
    let parts: Vec<&str> = said.split(['，', '；']).map(str::trim).collect();
    let are_matters = parts.len() > 1 && parts.iter().all(|part| MATTER.is_match(part));
    match are_matters {
        true => parts.into_iter().map(str::to_owned).collect(),
        false => vec![said.to_owned()],
    }
}

// 四、会议议定事项: what was decided on the matters before it.
static DECIDED: LazyRegex =
    LazyRegex::new("^(?:会议|大会)?(?:议定|决定|决议|形成(?:的)?(?:决议|决定))(?:事项|意见|内容)?：?$");

/// The sections' matters, when every section is about one, but for those that a label heads: 学习内容, 议定事项.
fn numbered(work: &mut WorkingText) -> Vec<String> {
    for style in [NumberStyle::Han, NumberStyle::HanInBrackets] {
        let all: Vec<&str> = work
            .lines()
            .filter_map(|(_, said)| {
                let number = numbering::number_of(said).filter(|number| number.style == style)?;
                Some(said[number.length..].trim())
            })
            .collect();
        let is_other = |said: &str| {
            said.starts_with("其他事项")
                || said == "其他"
                || DECIDED.is_match(said)
                || labels::label_of(said).is_some()
        };
        let sections: Vec<&str> = all.iter().copied().filter(|said| !is_other(said)).collect();
        let matters: Vec<String> = sections.iter().filter_map(|said| matter(said)).collect();
        let are_sections = all.len() > 1 && matters.len() == sections.len();
        if !matters.is_empty() && are_sections && counts_up(work, style) {
            return matters;
        }
        if matters.len() > 1 {
            work.say(MAY_BE_TOPICS);
        }
    }
    Vec::new()
}

/// The matter that a heading is, or that a section begins with: `关于发展党员。会议同意…`.
pub(super) fn matter(said: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let first = said.split('。').next().unwrap_or_default().trim();
    let is_matter = first.chars().count() <= LONGEST && MATTER.is_match(first) && !first.contains('，');
    is_matter.then(|| first.to_owned())
}

/// True when the sections count from one without a hole.
fn counts_up(work: &WorkingText, style: NumberStyle) -> bool {
    let numbers = work.lines().filter_map(|(_, said)| {
        let number = numbering::number_of(said).filter(|number| number.style == style)?;
        Some(number.value)
    });
    (1..).zip(numbers).all(|(place, number)| place == number)
}
