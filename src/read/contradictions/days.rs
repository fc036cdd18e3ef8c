//! Of the days that a notice asks for or sets, and of the one that it is signed on: those of a copied text are of another year,
//! or long past.

use std::ops::Range;

use memchr::memmem;
use regex::Captures;

use super::notice::DEADLINE_TEXT;
use super::{Text, number, pattern, whole};
use crate::read::common::SIGNED;
use crate::read::notice::NoticeKind;
use crate::words::{Day, LazyRegex, contains_any, lines_at, place_of, starts_with_any};

/// A day without a year is the one that is so near, in days.
const NEAR: i64 = 90;

/// Nobody sets a day that is so far ahead.
const FAR: i64 = 10 * 365;

// 请于2026年4月10日前报名; 各党支部于4月10日（星期五）前组织学习; 各支部11月18日下班前交.
pub(super) static DEADLINE: LazyRegex = pattern(
    r"(?:请|须|应|务必|(?P<who>支部|教师|党员|老师|部门))(?:[于在]|最[迟晚])?(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:[（(]\p{Han}{2,3}[）)])?(?:\p{Han}{0,5}[0-9:：]{0,5})?(?:之前|以前|前)",
);

// 定于2026年3月5日召开党员大会.
static SET: LazyRegex = pattern(
    r"(?:定于|拟于|将于)(?P<what>(?P<y>{年})?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日)[^。；\n]{0,40}?(?:召开|举行|举办|开展|组织|进行|启动)",
);

// 报名截止时间为3月10日.
static UNTIL: LazyRegex = pattern(
    r"(?:报名|报送|上报|提交|申报|交稿|缴费|填报)[^。；，\n]{0,4}截[止至](?:日期|时间)?(?:为|是|于|至|到|：|:){0,2}\s?(?P<what>(?P<y>{年})?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日)",
);

impl Text<'_> {
    /// Something is asked for by a day before the notice's own: the last year's text, mostly. Without a year it is the one that
    /// is near.
    pub(super) fn deadline(&mut self, kind: NoticeKind, dated: Day) {
        // Behind a day or a time, or as 之前, 下班前, 放学前, 上午前.
        let is_bound = |at: &usize| {
            self.words[..*at].ends_with(|c: char| c.is_ascii_digit() || "日）之以点时班学午".contains(c))
        };
        let places = memmem::find_iter(self.words.as_bytes(), "前").filter(is_bound);
        let lines = lines_at(self.words, places);
        let found = lines
            .into_iter()
            .flat_map(|(at, line)| DEADLINE.captures_iter(line).map(move |found| (at, line, found)));
        let late = found.into_iter().find_map(|(at, line, found)| {
            // Other kinds tell of what somebody has done by then.
            if found.name("who").is_some() && kind != NoticeKind::Notice {
                return None;
            }
            if is_told_of(&line[whole(&found).end..], found.name("who").is_some()) {
                return None;
            }
            let year = number(&found, "y");
            let (month, day) = (number(&found, "m")?, number(&found, "d")?);
            let last = Day::new(year.map_or(dated.year(), |year| year as i32), month, day)?;
            let ahead = last.days_until(dated);
            let is_late = ahead > 0 && (year.is_some() || ahead < NEAR);
            let range = whole(&found);
            (is_late || -ahead > FAR).then_some((at + range.start..at + range.end, last))
        });
        if let Some((range, last)) = late {
            self.say_day(range, "要求的期限", [last, dated]);
        }
    }

    /// A day that the text sets for what is to come, `定于3月5日召开`, before the notice's own or far behind it.
    pub(super) fn days_set(&mut self, dated: Day) {
        // What was set before is put off.
        const MOVED: [&str; 7] = ["原定", "推迟", "延期", "改期", "取消", "提前", "已于"];
        if !["定于", "拟于", "将于", "截"].iter().any(|word| self.has(word)) {
            return;
        }
        let found = [&SET, &UNTIL].into_iter().find_map(|way| {
            way.captures_iter(self.words).find_map(|found| {
                let day = set_day(&found, dated)?;
                let what = found.name("what")?.range();
                let sentence = self.words[..what.start].rsplit(['。', '；', '\n']).next()?;
                let behind = self.words[what.end..].split(['。', '\n']).next()?;
                let is_moved = contains_any(sentence, &MOVED) || contains_any(behind, &MOVED);
                let last = last_day(behind, day).unwrap_or(day);
                let ahead = last.days_until(dated);
                let is_late = ahead > 0 && (found.name("y").is_some() || ahead < NEAR);
                ((is_late || -ahead > FAR) && !is_moved).then_some((what, day))
            })
        });
        if let Some((range, day)) = found {
            self.say_day(range, "定的日期", [day, dated]);
        }
    }

    fn say_day(&mut self, range: Range<usize>, what: &str, [day, dated]: [Day; 2]) {
        let (message, hint) = if day < dated {
            (
                format!("{what} {day} 早于这份通知的日期 {dated}"),
                "请核对月份和日期：期限要在这份通知的日期以后",
            )
        } else {
            (
                format!("{what} {day} 比这份通知的日期 {dated} 晚了十年以上"),
                "请核对年份",
            )
        };
        self.say(DEADLINE_TEXT, range, message, hint);
    }

    /// A day alone in one of the last lines, exactly some months or years from the entry's own in either direction: one of both
    /// was mistyped. What was published some days later is left alone.
    pub(super) fn signed_another_month(&mut self, dated: Day) {
        const LAST: usize = 3;
        let lines = self.words.rsplit('\n').filter(|line| !line.trim().is_empty());
        let other = lines.take(LAST).find_map(|line| {
            let day = Day::parse(line.trim())?;
            Some((place_of(line, self.words), day))
        });
        let Some((range, day)) = other.filter(|(_, day)| {
            let is_same = [day.year() == dated.year(), day.month() == dated.month()];
            day.day() == dated.day() && (is_same == [true, false] || is_same == [false, true])
        }) else {
            return;
        };
        let message = format!("正文最后的日期 {day} 和“日期”{dated} 差了整月、整年");
        let hint = "请核对哪一处写错了；确是那一天成文的，在开头写“成文日期”，删去正文最后的日期";
        self.say(SIGNED, range, message, hint);
    }
}

/// The day of a pattern; without a year it is of the notice's.
fn set_day(found: &Captures<'_>, dated: Day) -> Option<Day> {
    let year = number(found, "y").map_or(dated.year(), |year| year as i32);
    Day::new(year, number(found, "m")?, number(found, "d")?)
}

/// Up to when something goes on that begins on a day: `至14日举行`, `—4月3日`.
fn last_day(behind: &str, first: Day) -> Option<Day> {
    static LAST: LazyRegex =
        LazyRegex::new("^(?:至|到|—{1,2}|-|－|～|~)(?:(?P<m>[0-9]{1,2})月)?(?P<d>[0-9]{1,2})日");
    let found = LAST.captures(behind)?;
    let month = number(&found, "m").unwrap_or(first.month());
    Day::new(first.year(), month, number(&found, "d")?).filter(|last| *last > first)
}

/// True where what stands behind 前 tells whom is meant or what has been done, and asks for nothing by that day: 未报送的支部;
/// of `各支部于9月5日前` also 完成自查，现就….
fn is_told_of(behind: &str, has_subject: bool) -> bool {
    const BEFORE: [&str; 7] = ["已", "未", "没有", "尚未", "均已", "都已", "全部已"];
    const WHO: [&str; 11] = [
        "入党", "转正", "入职", "参加工作", "出生", "退休", "转入", "调入", "转出", "调出", "毕业",
    ];
    const PERSONS: [&str; 7] = [
        "的党员", "的教师", "的老师", "的同志", "的人员", "的教职工", "的职工",
    ];
    const DONE: [&str; 6] = ["已如期", "已按期", "已按时", "已收悉", "”要求", "”的要求"];
    const NOW: [&str; 6] = ["现将", "现就", "现对", "现把", "现予", "现已"];
    let sentence = &behind[..behind.find(['。', '；', '\n']).unwrap_or(behind.len())];
    let clause = sentence.split(['，', ',']).next().unwrap_or_default();
    starts_with_any(clause, &BEFORE)
        || contains_any(sentence, &DONE)
        || starts_with_any(clause, &WHO) && contains_any(clause, &PERSONS)
        || has_subject && contains_any(sentence, &NOW)
}
