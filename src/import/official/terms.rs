//! By when something is to be done: `2026年6月30日前`, `年底前`, `长期坚持`, `每月一次`.

use super::days;
use crate::read::ledger::{LASTING, without_day};
use crate::read::pledge::PledgeDeadline;
use crate::words::{Day, LazyRegex};

/// Before the words of a 时限 that name no day.
pub(super) const TERM_IN_WORDS: &str = "（时限：";

/// What stands beside a day and says nothing more.
pub(super) static DONE: LazyRegex = LazyRegex::new(
    "^(?:底|末|之?前|以前)?(?:全部|全面)?(?:完成|办结|落实|到位|落实到位|实现|兑现|见效|见成效)?$",
);

/// All through a year, or until its end.
static WITHIN: LazyRegex = LazyRegex::new(concat!(
    "^(?:(?:(?P<y>20[0-9]{2})年度?|今年|本年度?|当年|年)内",
    "|(?:(?P<all>20[0-9]{2})年|贯穿)?(?:全年度?|整年|一年)(?:坚持|持续|进行|开展|推进)?|(?P<whole>20[0-9]{2})年度?|本年度)$"
));

/// Again and again; until when is not said, and the promise is that of its year.
static OFTEN: LazyRegex =
    LazyRegex::new("^每(?:个?工作日|天|日|两?周|个?月|季度?|个?学期|学年)[^，。；]{0,12}$");

/// What goes on without an end, in other words than ledgers know: `常态化开展`.
static ON_AND_ON: LazyRegex = LazyRegex::new(
    "^(?:长期|常年|持续|常态化?|经常性|始终|终身|永远)(?:地)?(?:坚持|坚守|开展|推进|执行|进行|落实|保持|实施|有效|抓好?)(?:下去)?$",
);

/// A part of a year that ends with a month, or a third of a month: `第三季度末前`, `上半年`, `5月中旬`. 第二季度前 may mean its beginning.
static PART_OF_YEAR: LazyRegex = LazyRegex::new(concat!(
    "^(?:(?P<y>20[0-9]{2})年度?|今年|本年度?)?",
    "(?:第?(?P<q>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<m>1[0-2]|[1-9])月(?P<third>[上中下])旬)",
    "(?:(?:末|底|内)(?:之?前|以前)?)?$"
));

/// The same at the beginning of a clause: `第三季度完成家访`.
static TOLD_PART: LazyRegex = LazyRegex::new(concat!(
    "(?:^|[，。；：])(?:在|于|力争|争取|确保|务必)?",
    "(?P<part>(?:20[0-9]{2}年度?|今年|本年度?)?(?:第?[一二三四1-4]季度|[上下]半年)(?:(?:末|底|内)(?:之?前|以前)?)?)",
    "(?:，|$|[^前初起开各每至到的和与、，。；])"
));

/// `3月至6月`, `2026年1—12月`: the last of these months.
static MONTHS: LazyRegex = LazyRegex::new(concat!(
    "^(?:(?P<y>20[0-9]{2})年)?(?P<first>[0-9]{1,2})月?(?:份)?[—–－~～至到-]{1,2}(?:(?P<y2>20[0-9]{2})年)?",
    "(?P<m>1[0-2]|[1-9])月(?:份|底)?$"
));

/// Since when, and what holds from then on.
static SINCE: LazyRegex =
    LazyRegex::new("^(?P<since>(?:自|从)?[^，。；]{2,16}(?:起|开始))[，、]?(?P<rest>[^，。；]*)$");

/// What ends words for a 时限 and says nothing more: 年内完成.
static AND_DONE: LazyRegex =
    LazyRegex::new("(?:全部|全面)?(?:完成|办结|落实到位|落实|到位|实现|兑现|见效|完工)$");

/// The same in the promise's own words: so often, or all through the year.
static TOLD_OFTEN: LazyRegex = LazyRegex::new(concat!(
    "每(?:周|月|季度?|个?学期)[^，。；]{0,24}[0-9一二两三四五六七八九十]",
    "|(?:^|[，；。：])(?:在)?(?:20[0-9]{2}年|今年|本年度?)?全年|本年度"
));

/// By when something else is to be done, in words that name no day: 期末前完成汇报课, 暑假里走访. Not 课前, 提前, 3月起.
static OTHER_LIMIT: LazyRegex = LazyRegex::new(concat!(
    r"[\p{Han}0-9][^课提目当面会事生眼空超班餐饭岗]前(?:$|[^进往沿列后提景期辈置瞻来去线方一二三四五六七八九十0-9])",
    "|期末|期中|学期[末初]|[寒暑]假|[0-9一二三四五六七八九十]月份?(?:$|[^起份开])"
));

/// What goes on without an end, in a clause that begins with it: `长期坚持每周三下午接待来访`.
static TOLD_LASTING: LazyRegex = LazyRegex::new("(?:^|[，；。])(?:长期|常年|持续|常态化)坚持(?:[^的]|$)");

/// Until the end of a year, in a clause that begins with it: `年内培养2名`; 三年内 is none.
static TOLD_WITHIN: LazyRegex = LazyRegex::new(
    "(?:^|[，；。])(?:在|于|力争|争取|确保|务必)?(?:(?P<y>20[0-9]{2})年[度年]?|今年|本年度?|当年|年)内",
);

static TERM: LazyRegex = LazyRegex::new(concat!(
    r"(?:(?P<y>20[0-9]{2})年(?:度)?|(?P<this>今年|本年度?|当年)?)\s*",
    r"(?:(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})[日号]|(?P<end>底|末))|(?P<year>年底|底))\s*(?P<mark>之?前|以前|前)?"
));

/// The last day that a text names: `2026年6月30日前`, `2026年12月底前`, `年底前`, `2026.12.15`.
pub(in crate::import) fn term(text: &str, year: Option<i32>) -> Option<(Day, std::ops::Range<usize>)> {
    if !days::spans(text, None).is_empty() {
        return None;
    }
    let bare: Vec<_> = days::days(text);
    if let [only] = &bare[..] {
        let end = &text[only.range.end..];
        let mark = ["之前", "以前", "前"].iter().find(|mark| end.starts_with(**mark));
        return Some((
            only.day,
            only.range.start..only.range.end + mark.map_or(0, |mark| mark.len()),
        ));
    }
    if bare.len() > 1 {
        return None;
    }
    let found: Vec<_> = TERM.captures_iter(text).collect();
    let [found] = &found[..] else { return None };
    let own = found.name("y").and_then(|year| year.as_str().parse().ok());
    let year: i32 = own.or(year)?;
    let whole = found.get(0)?;
    if found.name("year").is_some() {
        // 底 alone is the end of something.
        let is_year = own.is_some() || found.name("this").is_some() || whole.as_str().starts_with("年底");
        return is_year.then(|| Some((Day::new(year, 12, 31)?, whole.range())))?;
    }
    let month = found["m"].parse().ok()?;
    let day = match found.name("d") {
        Some(day) => Day::new(year, month, day.as_str().parse().ok()?)?,
        None => Day::new(year, month, 1)?.end_of_month(),
    };
    Some((day, whole.range()))
}

static MONTH: LazyRegex = LazyRegex::new(
    r"^(?:(?:(?P<y>20[0-9]{2})[年.-])?(?P<m>[0-9]{1,2})月(?:份)?|(?P<y2>20[0-9]{2})[./-](?P<m2>[0-9]{1,2}))$",
);

/// The last of several days by which parts of a promise are done: `7月15日前完成跑道，8月20日前更换桌椅`.
pub(super) fn last_of_several(content: &str, year: Option<i32>) -> Option<Day> {
    let days = content.split(['，', '；', '。']).filter_map(|part| {
        let (day, range) = term(part, year)?;
        is_limit(part, range).then_some(day)
    });
    let days: Vec<Day> = days.collect();
    let are_all = TERM.captures_iter(content).count() == days.len();
    days.iter().max().copied().filter(|_| days.len() > 1 && are_all)
}

/// True where a day is named, or another time by which something is done, understood or not.
pub(super) fn names_day(text: &str) -> bool {
    TERM.is_match(text) || !days::days(text).is_empty() || has_other_limit(text)
}

/// True where a clause that tells nothing else of its time names one that is no day.
fn has_other_limit(content: &str) -> bool {
    let is_told = |clause: &str| TOLD_OFTEN.is_match(clause) || TOLD_PART.is_match(clause);
    let clauses = content.split(['，', '；', '。']);
    let mut others = clauses.filter(|clause| !clause.contains('每') && !is_told(clause));
    others.any(|clause| OTHER_LIMIT.is_match(clause))
}

/// True for a day from which on something holds: `2026年3月1日起`.
pub(super) fn is_since(text: &str, range: std::ops::Range<usize>) -> bool {
    let behind = text[range.end..].trim_start();
    behind.starts_with('起')
        || behind.starts_with("开始")
        || text[..range.start].trim_end().ends_with(['自', '从'])
}

/// True for a day by which something is done: not 3月1日起, nor the day of a meeting.
pub(super) fn is_limit(text: &str, range: std::ops::Range<usize>) -> bool {
    let day = &text[range.clone()];
    let bare = day.trim_end();
    bare.ends_with(['前', '底', '末'])
        || text[..range.start].ends_with("截至")
        || text[range.end..]
            .trim_matches(['）', ')', '。', '；', ' '])
            .is_empty()
}

/// `2026年12月`, `12月`, `2026.12` where a deadline is asked for: the month's last day.
pub(in crate::import) fn whole_month(text: &str, year: Option<i32>) -> Option<Day> {
    let found = MONTH.captures(text.trim())?;
    let number = |one: &str, other: &str| {
        let found = found.name(one).or_else(|| found.name(other))?;
        found.as_str().parse::<i32>().ok()
    };
    let month = u32::try_from(number("m", "m2")?).ok()?;
    Some(Day::new(number("y", "y2").or(year)?, month, 1)?.end_of_month())
}

/// 时限 that names no day of a month, and what of its words says more: how often, or since when.
pub(super) fn term_in_words(words: &str, year: Option<i32>) -> (Option<PledgeDeadline>, &str) {
    let end_of = |year: i32| Day::new(year, 12, 31);
    // 年内完成.
    let done = AND_DONE.find(words).map(|done| words[..done.start()].trim_end());
    let bare = done.filter(|bare| !bare.is_empty()).unwrap_or(words);
    let within = || {
        let found = WITHIN.captures(words).or_else(|| WITHIN.captures(bare))?;
        let named = ["y", "all", "whole"].iter().find_map(|name| found.name(name));
        end_of(named.and_then(|year| year.as_str().parse().ok()).or(year)?)
    };
    let day = whole_month(words, year).or_else(within);
    if let Some(day) = day.or_else(|| end_of_part(bare, year)) {
        return (Some(PledgeDeadline::By(day)), "");
    }
    if is_lasting(words) {
        return (Some(PledgeDeadline::Lasting), "");
    }
    if let Some(since) = SINCE.captures(words) {
        let is_lasting = is_lasting(&since["rest"]);
        let kept = since.name("since").filter(|_| is_lasting);
        return match kept {
            Some(kept) => (Some(PledgeDeadline::Lasting), kept.as_str()),
            None => (None, words),
        };
    }
    // From when to when: the field says the end, the words both.
    if let [span] = &days::spans(words, year.and_then(|year| Day::new(year, 7, 1)))[..]
        && span.range.len() == words.len()
        && span.first.days_until(span.last) < 400
    {
        return (Some(PledgeDeadline::By(span.last)), words);
    }
    if let Some((since, last)) = words.rsplit_once(['，', '、'])
        && is_lasting(last)
    {
        return (Some(PledgeDeadline::Lasting), since);
    }
    let often = year.filter(|_| OFTEN.is_match(words)).and_then(end_of);
    (often.map(PledgeDeadline::By), words)
}

/// True for words that name no end.
fn is_lasting(words: &str) -> bool {
    without_day(words) == Some(LASTING) || ON_AND_ON.is_match(words)
}

/// The last day of a part of a year.
fn end_of_part(words: &str, year: Option<i32>) -> Option<Day> {
    let of = |found: &regex::Captures<'_>, name: &str| {
        found.name(name).and_then(|year| year.as_str().parse().ok())
    };
    if let Some(found) = MONTHS.captures(words) {
        let month = found["m"].parse().ok()?;
        // 11月至次年2月.
        let is_next = month < found["first"].parse().ok()?;
        let begun = of(&found, "y")
            .or(year)
            .map(|year: i32| year + i32::from(is_next));
        return Some(Day::new(of(&found, "y2").or(begun)?, month, 1)?.end_of_month());
    }
    let found = PART_OF_YEAR.captures(words)?;
    let year: i32 = of(&found, "y").or(year)?;
    if let Some(month) = found.name("m") {
        let first = Day::new(year, month.as_str().parse().ok()?, 1)?;
        return match &found["third"] {
            "上" => Day::new(year, first.month(), 10),
            "中" => Day::new(year, first.month(), 20),
            _ => Some(first.end_of_month()),
        };
    }
    let month = match found.name("q").map(|quarter| quarter.as_str()) {
        Some("一" | "1") => 3,
        Some("二" | "2") => 6,
        Some("三" | "3") => 9,
        Some(_) => 12,
        None if &found["half"] == "上" => 6,
        None => 12,
    };
    Some(Day::new(year, month, 1)?.end_of_month())
}

/// 时限 of a sentence that names no day: `…，长期坚持`, `长期坚持…`, `年内…`, `全年…`, `每月…一次`. What lasts and ends says no one
/// term.
pub(super) fn told_in_words(content: &str, year: Option<i32>) -> Option<PledgeDeadline> {
    if names_day(content) || content.contains(TERM_IN_WORDS) {
        return None;
    }
    let last = content.rsplit(['，', '；', '。']).next().unwrap_or_default();
    let is_lasting = is_lasting(last) || TOLD_LASTING.is_match(content);
    let within: Vec<_> = TOLD_WITHIN.captures_iter(content).collect();
    let parts: Vec<_> = TOLD_PART.captures_iter(content).collect();
    if let [part] = &parts[..]
        && !is_lasting
        && within.is_empty()
    {
        return end_of_part(&part["part"], year).map(PledgeDeadline::By);
    }
    if parts.len() > 1 {
        return None;
    }
    match (is_lasting, &within[..]) {
        (true, []) => return Some(PledgeDeadline::Lasting),
        (false, [] | [_]) => {}
        _ => return None,
    }
    let own = within
        .first()
        .and_then(|found| found.name("y")?.as_str().parse().ok());
    let is_within_year = !within.is_empty() || TOLD_OFTEN.is_match(content);
    let year = own.or(year).filter(|_| is_within_year)?;
    Day::new(year, 12, 31).map(PledgeDeadline::By)
}
