//! The opening sentence of minutes in prose: `3月12日下午，第一党支部在三楼会议室召开党员大会`. When, where, and what sort of meeting.

use regex::Regex;

use super::days::{self, MeetingTime};
use super::working::WorkingText;
use super::{kinds, labels, only_one};
use crate::words::{Day, LazyRegex, contains_any};

static HELD: LazyRegex = LazyRegex::new(r"召开|举行|开展|组织|进行|集中学习");

/// Before another meeting, which is only spoken of.
static PLANNED: LazyRegex = LazyRegex::new("决定|定于|拟|将于|计划|准备|研究|要求|通知|传达|学习|根据");
static MONTH_AND_DAY: LazyRegex = LazyRegex::new("[0-9]{1,2}月[0-9]{1,2}[日号]");

/// A meeting is written up in these days.
const LATEST: i64 = 62;

/// The first sentences of the first lines that do not begin with a label.
fn sentences(work: &WorkingText) -> Vec<&str> {
    let is_labelled = |said: &str| {
        labels::labels_in(said)
            .first()
            .is_some_and(|label| label.start == 0)
    };
    let lines = work.lines().filter(|(_, said)| !is_labelled(said)).take(6);
    lines.filter_map(|(_, said)| said.split('。').next()).collect()
}

/// When the meeting was. A day without its year is the last one before the day of signing, else of `titled`, the title's
/// year.
pub(super) fn time(work: &WorkingText, signed: Option<Day>, titled: Option<i32>) -> Option<MeetingTime> {
    sentences(work).into_iter().find_map(|sentence| {
        let all = match (signed, titled) {
            (Some(signed), _) => days::days_near(sentence, signed),
            (None, Some(year)) if days::days(sentence).is_empty() => {
                days::month_day(sentence, year).into_iter().collect()
            }
            _ => days::days(sentence),
        };
        let [only] = &all[..] else { return None };
        let before = &sentence[..only.range.start];
        // 为庆祝…，引导…，2026年6月18日下午….
        let before = match before.rsplit_once('，') {
            Some((grounds, before)) if grounds.starts_with('为') => before,
            _ => before,
        };
        let is_opening = HELD.is_match(sentence) && before.chars().count() < 12 && !PLANNED.is_match(before);
        let is_dated = days::days(sentence).len() == 1;
        let age = signed.map_or(0, |signed| only.day.days_until(signed));
        let is_near = is_dated || (0..=LATEST).contains(&age);
        (is_opening && is_near)
            .then(|| days::meeting_time(&sentence[only.range.start..], Some(only.day.year())))
            .flatten()
    })
}

static AT: LazyRegex = LazyRegex::new(
    r"(?:[在于])(?P<place>[^，。；在于]{2,24}?)(?:隆重|顺利|集中|组织|如期|主持)?(?:召开|举行|开展|举办|集中学习)(?P<of>的)?",
);
// 前往烈士陵园开展主题党日.
static WENT: LazyRegex = LazyRegex::new(
    r"(?:前往|赴|走进|来到)(?P<place>[^，。；、]{3,24}?)，?(?:隆重|集中|联合)?(?:开展|举行|召开|举办)(?P<of>的)?",
);
const PLACES: &str = "室 厅 楼 馆 场 堂 基地 园 中心 层 小院 村 社区 纪念碑 故居 旧址 阵地";

/// Where the meeting was.
pub(super) fn place(work: &WorkingText) -> Option<String> {
    let is_place = |place: &&str| {
        PLACES.split(' ').any(|word| place.ends_with(word)) || place.ends_with(|c: char| c.is_ascii_digit())
    };
    let of = |form: &Regex| {
        sentences(work).into_iter().find_map(|sentence| {
            let found = form
                .captures(sentence)
                .filter(|found| found.name("of").is_none())?;
            let place = found.name("place")?;
            // The 理论学习中心组 is who meets.
            let before = sentence[..place.start()].replace("理论学习中心组", "");
            let is_planned = PLANNED.is_match(&before);
            Some(place.as_str())
                .filter(|_| !is_planned)
                .filter(is_place)
                .map(str::to_owned)
        })
    };
    of(&AT).or_else(|| of(&WENT))
}

static WHO: LazyRegex = LazyRegex::new(
    r"(?:^|，)(?P<branch>[\p{Han}0-9]{2,20}支部)(?:全体党员)?(?:组织|召开|开展|举行|举办|在|于|前往|赴)",
);

/// Whose meeting it was, by the sentence that says when it was held: `9月18日下午，第二党支部组织全体党员…`.
pub(super) fn branch(work: &WorkingText) -> Option<&str> {
    let dated = sentences(work).into_iter().filter(|sentence| {
        let day = MONTH_AND_DAY.find(sentence);
        day.is_some_and(|day| !PLANNED.is_match(&sentence[..day.start()]))
    });
    only_one(dated.filter_map(|sentence| Some(WHO.captures(sentence)?.name("branch")?.as_str())))
}

static HELD_AS: LazyRegex =
    LazyRegex::new(r"(?:召开|举行|开展|举办|组织)(?:了|本次)?(?P<what>[^，。；的][^，。；]{1,40})");

/// What the opening says was held: `2025年度组织生活会`.
pub(super) fn held_as(work: &WorkingText) -> Vec<String> {
    let sentences = sentences(work).into_iter().filter(|sentence| {
        let day = MONTH_AND_DAY.find(sentence);
        day.is_some_and(|day| !PLANNED.is_match(&sentence[..day.start()]))
    });
    let held = sentences.flat_map(|sentence| HELD_AS.captures_iter(sentence));
    held.map(|held| held["what"].to_owned()).collect()
}

/// Which sorts of meetings the opening says were held.
pub(super) fn kinds(work: &WorkingText) -> Vec<&'static str> {
    let held = held_as(work);
    let mut found: Vec<&'static str> = held.iter().flat_map(|what| kinds::meeting_types(what)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Who was in the chair: `会议由宋知远主持`, `宋知远主持会议`, `副书记宋知远主持，`.
pub(super) static CHAIRED: LazyRegex = LazyRegex::new(concat!(
    r"(?:^|[，。；])(?:[^，。；由]{0,16}由|(?:本次)?(?:会议|大会|活动|党课)?，?)",
    r"(?P<who>[^，。；、由]{2,24}?)(?:负责|在[^，。；、在]{2,24}?)?主持(?:了?会议|召开|了?本次|[，。；]|$)"
));

/// True where the first sentences say that a meeting of this sort was held on a day, and not that one will be.
pub(super) fn reports(work: &WorkingText, kind: &str) -> bool {
    let is_to_come = |said: &&str| contains_any(said, &["将", "拟", "请", "定于"]);
    kinds(work) == [kind] && !sentences(work).iter().any(is_to_come)
}

/// True for prose that opens as minutes do: a day, one sort of meeting, and who was in the chair.
pub(super) fn is_of_minutes(work: &WorkingText) -> bool {
    let is_dated =
        |sentence: &&str| HELD.is_match(sentence) && sentence.contains('日') && sentence.contains('月');
    let mut lines = work.lines().take(6);
    sentences(work).iter().any(is_dated)
        && kinds::one_sort(&kinds(work)).is_some()
        && lines.any(|(_, said)| CHAIRED.is_match(said))
}
