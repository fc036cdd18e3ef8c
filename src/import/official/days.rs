//! Days, spans of days and times of meetings, wherever they stand in a text.

use std::ops::Range;

use crate::import::numbering;
use crate::words::{Day, LazyRegex};

/// A day in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayInText {
    /// Which.
    pub(super) day: Day,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
}

static FULL: LazyRegex = LazyRegex::new(concat!(
    r"(?:(?P<y>(?:19|20|21)[0-9]{2})\s*(?:年\s*(?P<m>[0-9]{1,2}|元)\s*月\s*(?P<d>[0-9]{1,2})\s*[日号]",
    r"|(?P<s>[-./])(?P<m2>[0-9]{1,2})[-./](?P<d2>[0-9]{1,2})日?)",
    r"|(?P<hy>[二〇零○OＯ0一三四五六七八九]{4})年(?P<hm>[一二三四五六七八九十]{1,2}|元)月(?P<hd>[一二三四五六七八九十廿卅]{1,3})日)"
));
static MONTH_DAY: LazyRegex = LazyRegex::new(r"(?P<m>[0-9]{1,2}|元)\s*月\s*(?P<d>[0-9]{1,2})\s*[日号]");
static BETWEEN: LazyRegex = LazyRegex::new(
    r"^\s*(?:起|开始)?，?(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?\s*(?:至|到|[—–－~～-]{1,2})\s*|^\s*开始，(?P<open>)",
);
static SECOND: LazyRegex = LazyRegex::new(concat!(
    r"^(?:(?P<m>[0-9]{1,2}|元)\s*月\s*(?P<d>[0-9]{1,2})\s*[日号]|(?P<m2>[0-9]{1,2})\.(?P<d2>[0-9]{1,2})|(?P<o>[0-9]{1,2})\s*[日号]",
    r"|(?:(?P<hm>[一二三四五六七八九十]{1,2})月)?(?P<hd>[一二三四五六七八九十]{1,3})日)"
));
// 11月23日8:00至11月27日17:30: the time of day behind the first.
static HOUR_OF_DAY: LazyRegex = LazyRegex::new(
    r"^\s*(?:上午|下午|早上|晚上)?\s*[0-9]{1,2}(?:[:：][0-9]{2}|[时点](?:[0-9]{1,2}分|半|整)?)",
);
static WORKDAYS: LazyRegex = LazyRegex::new(r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*个?工作日");

/// All days with a year.
pub(super) fn days(text: &str) -> Vec<DayInText> {
    FULL.captures_iter(text)
        .filter_map(|found| {
            let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
            // 廿八 is 二十八.
            let numeral = |name| {
                let word = found.name(name)?.as_str();
                numbering::numeral(&word.replace('廿', "二十").replace('卅', "三十"))
            };
            let year = number("y").or_else(|| han_year(found.name("hy")?.as_str()))?;
            let month = ["m", "m2", "hm"].iter().find_map(|name| found.name(name))?;
            let month = month_of(month.as_str())?;
            let of_month = number("d").or_else(|| number("d2")).or_else(|| numeral("hd"))?;
            let range = found.get(0)?.range();
            // Part of a longer number.
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let before = text[..range.start].chars().next_back();
            let behind = text[range.end..].chars().next();
            let ends_open = is_digit(text[..range.end].chars().next_back());
            if is_digit(before) || ends_open && is_digit(behind) {
                return None;
            }
            let day = Day::new(i32::try_from(year).ok()?, month, of_month)?;
            Some(DayInText { day, range })
        })
        .collect()
}

/// `6`, `六`, `元`.
fn month_of(word: &str) -> Option<u32> {
    match word {
        "元" => Some(1),
        word => numbering::numeral(word),
    }
}

/// `二〇二六`.
fn han_year(word: &str) -> Option<u32> {
    word.chars().try_fold(0, |year, c| {
        let digit = match c {
            '〇' | '零' | '○' | 'O' | 'Ｏ' | '0' => 0,
            c => numbering::numeral(c.encode_utf8(&mut [0; 4]))?,
        };
        Some(year * 10 + digit)
    })
}

static OF_WEEK: LazyRegex = LazyRegex::new("[（(]?(?:星期|周)[一二三四五六日天][）)]?$");

/// The day that a whole text is, whatever brackets stand around it, and whichever of the week is said behind it.
pub(super) fn only_day(text: &str) -> Option<Day> {
    let bare = text.replace(' ', "");
    let bare = OF_WEEK
        .find(&bare)
        .map_or(bare.as_str(), |found| &bare[..found.start()]);
    let bare = bare.trim_matches(['（', '）', '(', ')']);
    let found = days(bare);
    match &found[..] {
        [one] if one.range == (0..bare.len()) => Some(one.day),
        _ => None,
    }
}

/// A day without its year, where it is the only thing that is missing.
pub(super) fn month_day(text: &str, year: i32) -> Option<DayInText> {
    let found = MONTH_DAY.captures(text)?;
    let range = found.get(0)?.range();
    if text[..range.start].trim_end().ends_with('年') {
        return None;
    }
    let day = Day::new(year, month_of(&found["m"])?, found["d"].parse().ok()?)?;
    Some(DayInText { day, range })
}

/// All days, in their order; those without a year are of the year in which they are nearest to another day.
pub(super) fn days_near(text: &str, near: Day) -> Vec<DayInText> {
    let mut all = days(text);
    all.extend(days_without_year(text, near));
    all.sort_by_key(|day| day.range.start);
    all.dedup_by(|other, day| other.range.start < day.range.end);
    all
}

/// From one day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DaySpan {
    pub(super) first: Day,
    pub(super) last: Day,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
}

/// All spans of days: `2026年3月2日至3月6日`, `2026.3.2—2026.3.6`, and where somebody knows a day near them, `3月2日至6日`.
pub(super) fn spans(text: &str, near: Option<Day>) -> Vec<DaySpan> {
    let all = near.map_or_else(|| days(text), |near| days_near(text, near));
    all.iter()
        .enumerate()
        .filter_map(|(place, first)| {
            let behind = &text[first.range.end..];
            let hour = HOUR_OF_DAY.find(behind).map_or(0, |hour| hour.end());
            let between = BETWEEN.captures(&behind[hour..])?;
            let joint = between.get(0)?;
            let start = first.range.end + hour + joint.end();
            let next = all.get(place + 1).filter(|day| day.range.start == start);
            let full = next.filter(|day| day.day >= first.day);
            let (last, end) = match full {
                Some(full) => (full.day, full.range.end),
                None => {
                    let found = SECOND.captures(&text[start..])?;
                    let number = |name| found.name(name)?.as_str().parse::<u32>().ok();
                    let numeral = |name| numbering::numeral(found.name(name)?.as_str());
                    let month = ["m", "m2", "hm"].iter().find_map(|name| found.name(name));
                    let month = month.and_then(|month| month_of(month.as_str()));
                    let of_month = number("d")
                        .or_else(|| number("d2"))
                        .or_else(|| number("o"))
                        .or_else(|| numeral("hd"))?;
                    let last = following(first.day, month, of_month)?;
                    (last, start + found.get(0)?.end())
                }
            };
            // 5月26日开始，6月1日结束.
            let is_closed = || text[end..].starts_with("结束") || text[end..].starts_with('止');
            let is_span = between.name("open").is_none() || is_closed();
            (is_span && last >= first.day).then_some(DaySpan {
                first: first.day,
                last,
                range: first.range.start..end,
            })
        })
        .collect()
}

/// The last day of a span; one of the winter may lie in the next year.
fn following(first: Day, month: Option<u32>, day: u32) -> Option<Day> {
    const LONGEST: i64 = 92;
    let month = month.unwrap_or(first.month());
    let last = Day::new(first.year(), month, day)?;
    if last >= first {
        return Some(last);
    }
    let last = Day::new(first.year() + 1, month, day)?;
    (first.days_until(last) <= LONGEST).then_some(last)
}

/// Days with nothing but a month, in the year in which they are nearest to another day.
fn days_without_year(text: &str, near: Day) -> Vec<DayInText> {
    let found = MONTH_DAY.captures_iter(text).filter_map(|found| {
        let range = found.get(0)?.range();
        let before = text[..range.start].trim_end();
        if before.ends_with('年') || before.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (month, of_month) = (month_of(&found["m"])?, found["d"].parse().ok()?);
        let years = [near.year(), near.year() + 1, near.year() - 1];
        let days = years
            .into_iter()
            .filter_map(|year| Day::new(year, month, of_month));
        let day = days.min_by_key(|day| day.days_until(near).abs())?;
        Some(DayInText { day, range })
    });
    found.collect()
}

/// How many working days a text speaks of.
pub(super) fn workdays(text: &str) -> Option<u32> {
    let found = WORKDAYS.captures(text)?;
    let number = numbering::numeral(&found["n"])?;
    (1..=250).contains(&number).then_some(number)
}

static CLOCK: LazyRegex = LazyRegex::new(concat!(
    r"^\s*(?P<w>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?\s*",
    r"(?P<h>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[:：]\s*(?P<m>[0-9]{2})|[时点](?:\s*(?P<m2>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*分?|(?P<half>半)|整)?)"
));
static WEEKDAY: LazyRegex = LazyRegex::new(r"^\s*[（(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[）)]?[，,]?");
// 下午第三节课后，15:50.
static LESSON: LazyRegex =
    LazyRegex::new(r"^\s*(?:[上下]午)?(?:第[一二三四五六七八九]节课?后?|放学后|课后|大课间)[，,\s]+");
static UNTIL: LazyRegex = LazyRegex::new(r"^\s*(?:至|到|[—–－~～-]{1,2})\s*");

static HOUR: LazyRegex = LazyRegex::new(r"^.{0,6}(?:[0-9一二三四五六七八九十半]|[时点分刻])");

/// The time of a meeting, as an entry has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MeetingTime {
    /// The day.
    pub(super) day: Day,
    /// Minutes since midnight.
    pub(super) start: Option<u16>,
    /// Minutes since midnight, not before `start`.
    pub(super) end: Option<u16>,
    /// Nothing else stands in the text.
    pub(super) is_all: bool,
}

impl MeetingTime {
    /// `2026-03-05 15:30 至 17:00`.
    pub(super) fn written(&self) -> String {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        match (self.start, self.end) {
            (Some(start), Some(end)) => format!("{} {} 至 {}", self.day, clock(start), clock(end)),
            (Some(start), None) => format!("{} {}", self.day, clock(start)),
            _ => self.day.to_string(),
        }
    }

    /// Its hours, where it has none: `14:00-17:30`.
    pub(super) fn between(&mut self, text: &str) {
        let hours = meeting_time(&format!("{}{text}", self.day.chinese()), None);
        if let Some(hours) = hours.filter(|hours| hours.is_all && self.start.is_none()) {
            self.start = hours.start;
            self.end = hours.end;
        }
    }

    /// Its end, where the text beside it does not say one: a time of day on the same day.
    pub(super) fn end_at(&mut self, text: &str) {
        let Some(start) = self.start.filter(|_| self.end.is_none()) else {
            return;
        };
        let part = if start >= 12 * 60 { "下午" } else { "" };
        if let Some((end, _, behind)) = clock(text, part)
            && behind.trim().is_empty()
            && end > start
        {
            self.end = Some(end);
        }
    }
}

/// The time that a text begins with. Without a year it is that of `year`.
pub(super) fn meeting_time(text: &str, year: Option<i32>) -> Option<MeetingTime> {
    let begins = |found: &DayInText| text[..found.range.start].trim().is_empty();
    let found = days(text).into_iter().next().filter(begins);
    let found = found.or_else(|| month_day(text, year?).filter(begins))?;
    let mut rest = &text[found.range.end..];
    rest = WEEKDAY.find(rest).map_or(rest, |weekday| &rest[weekday.end()..]);
    let mut time = MeetingTime {
        day: found.day,
        start: None,
        end: None,
        is_all: false,
    };
    let rest_of_day = rest.strip_prefix('，').unwrap_or(rest);
    let rest_of_day = LESSON
        .find(rest_of_day)
        .map_or(rest_of_day, |lesson| &rest_of_day[lesson.end()..]);
    if let Some((start, word, behind)) = clock(rest_of_day, "") {
        time.start = Some(start);
        rest = behind;
        if let Some(until) = UNTIL.find(rest)
            && let Some((end, _, behind)) = clock(&rest[until.end()..], word)
            && end >= start
        {
            time.end = Some(end);
            rest = behind;
        }
    }
    let rest = rest.strip_prefix("开始").unwrap_or(rest);
    time.is_all = rest.trim_matches([' ', '。', '，', '；', '.']).is_empty();
    // An end that was not understood makes the beginning doubtful too, as does what is joined to it.
    let is_parted = rest.starts_with([' ', '\n', '。', '，', '；', '、', '（', '(', ',', ';', '在']);
    if !time.is_all && (UNTIL.is_match(rest) || !is_parted && HOUR.is_match(rest)) {
        time.start = None;
        time.end = None;
    }
    Some(time)
}

/// A time of day; one without a word for the part of the day goes by the word before it.
fn clock<'t>(text: &'t str, before: &'t str) -> Option<(u16, &'t str, &'t str)> {
    let found = CLOCK.captures(text)?;
    let own = found.name("w").map(|word| word.as_str());
    let word = own.unwrap_or(before);
    let number = |word: &str| u16::try_from(numbering::numeral(word)?).ok();
    let mut hour = number(&found["h"])?;
    let minute = found.name("m").or_else(|| found.name("m2"));
    let minute = match minute {
        Some(minute) => number(minute.as_str())?,
        None if found.name("half").is_some() => 30,
        None => 0,
    };
    match word {
        "下午" | "傍晚" | "晚上" | "晚" if hour < 12 => hour += 12,
        "中午" if hour < 3 => hour += 12,
        // Three o'clock in the night is no time for a meeting.
        "" if hour < 7 => return None,
        _ => {}
    }
    let behind = &text[found.get(0)?.end()..];
    (hour < 24 && minute < 60).then_some((hour * 60 + minute, word, behind))
}
