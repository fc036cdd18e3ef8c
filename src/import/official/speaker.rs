//! Who speaks in a pledge, where its first sentences say `我叫…` or `我是…`.

use super::persons;
use super::working::WorkingText;
use crate::words::{LazyRegex, ends_with_any};

/// `我叫蓝天佑，是第一支部党员，现任备课组长`, `我是第一支部党员蓝天佑，担任…`: who, and in which office.
static I_AM: LazyRegex = LazyRegex::new(concat!(
    r"^(?:我叫(?P<name>\p{Han}{2,4}?)|本人(?P<own>\p{Han}{2,4}?)|(?:我是|(?:本人|我)系)(?P<who>[^，。；]{2,30}))[，。]",
    // 曾担任 is over, and 责任 is none.
    r"(?:(?:[^。]{0,40}?[，、])?(?:我|本人)?(?:目前|现在?|同时|主要)?(?:现任|担任|任)(?P<duty>[^，。；何务凭劳由][^，。；]{2,29}))?"
));

/// Who says `我叫…` or `我是…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SpeakerFound {
    pub(super) name: String,
    /// The office, as the sentence says it.
    pub(super) duty: Option<String>,
    /// Else it may be somebody in a story: 我是江雨禾.
    pub(super) is_sure: bool,
}

// 我是一名共产党员，现任四年级语文教师、班主任.
static AS_MEMBER: LazyRegex = LazyRegex::new(
    "^(?:我|本人)(?:是|作为)[^，。；]{0,8}党员，(?:我|本人)?(?:目前|现在?)?(?:现任|担任)(?P<duty>[^，。；何务凭劳由][^，。；]{2,29})[，。]",
);

/// In which office is who speaks of oneself.
pub(super) fn duty(work: &WorkingText) -> Option<String> {
    let of_member = || {
        let mut lines = work.lines().take(4);
        lines.find_map(|(_, said)| Some(AS_MEMBER.captures(said)?["duty"].trim().to_owned()))
    };
    match find(work) {
        Some(speaker) => speaker.duty,
        None => of_member(),
    }
}

/// The one who speaks of oneself in one of the first lines, with the office.
pub(super) fn find(work: &WorkingText) -> Option<SpeakerFound> {
    let lines: Vec<&str> = work.lines().take(4).map(|(_, said)| said).collect();
    let found = lines.iter().find_map(|said| I_AM.captures(said))?;
    let names = ["name", "own", "who"].into_iter();
    let who = names.filter_map(|name| found.name(name)).next()?.as_str();
    // 党支部书记、校长宋知远: the offices of one.
    let (offices, last) = who.rsplit_once('、').unwrap_or(("", who));
    let are_offices = offices
        .split('、')
        .all(|office| office.is_empty() || persons::is_office(office));
    let name = persons::person(last).filter(|_| are_offices)?.name;
    let is_office = |duty: &&str| {
        // 担任高二年级语文教学工作 is no office.
        !ends_with_any(duty, &["时", "后", "期间", "以来", "工作", "教学"])
    };
    let said = found
        .name("duty")
        .map(|duty| duty.as_str().trim())
        .filter(is_office);
    // 我是青山学校党支部书记宋知远.
    let before = who.strip_suffix(name.as_str()).unwrap_or_default();
    let is_duty = persons::is_office(before) && !ends_with_any(before, &["党员", "老师", "同志"]);
    let is_sure = found.name("name").is_some() || said.is_some() || is_duty || who.contains("党员");
    let duty = said.or(Some(before).filter(|_| is_duty)).map(str::to_owned);
    Some(SpeakerFound { name, duty, is_sure })
}
