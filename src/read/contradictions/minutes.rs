//! Of minutes: what their text says that cannot be so beside the fields, or beside itself: that enough came, more votes than there
//! were persons, a next meeting before this one, other hours, an absentee who spoke.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::meeting::{COUNTED, ENDS, MEETING, OF_PERSONS, counted};
use super::{HINT, Text, number, pattern, whole};
use crate::read::meeting::{Meeting, QUORUM};
use crate::words::{Day, LazyRegex, contains_any, ends_with_any, place_of, starts_with_any};

/// A day without a year is the one that is so near, in days.
const NEAR: i64 = 90;

// 会议有效; 超过半数; 达到三分之二以上.
static ENOUGH: LazyRegex = pattern(
    r"会议有效|符合(?:法定|规定)\p{Han}{0,4}|(?:达到|超过)了?(?:法定|规定)的?人数|超?过(?:应到\p{Han}{0,8}的)?半数|半数以上|三分之二",
);
// 下次会议定于2026年12月1日召开; 下次会议时间：12月1日.
static NEXT: LazyRegex = pattern(
    r"下一?次(?:会议|支委会|支部委员会会议|党员大会|大会|党课|主题党日|活动|党小组会|学习|例会)(?:的?时间)?(?:暂|初步|拟|将|预计|计划|安排|定){0,3}(?:于|在|为|是|：|:|\s){0,2}(?P<what>(?P<y>{年})?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日)",
);
// 本次党课2学时.
static HOURS: LazyRegex =
    pattern(r"(?:本次|这次|此次)[^。；，\n0-9]{0,8}?(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})?)个?学时");

/// Votes that a sentence tells: how, how many, where it stands.
type Told<'t> = (&'t str, u32, Range<usize>);

impl Text<'_> {
    /// Looks at all of it.
    pub(super) fn minutes(&mut self, meeting: &Meeting, dated: Day) {
        if self.has("实到") {
            self.enough(meeting);
        }
        let counts_votes = meeting.resolutions.iter().any(|of| of.votes.is_some());
        if self.has("票") && !counts_votes {
            self.more_votes(meeting);
        }
        if self.has("次") {
            self.next_meeting(meeting.day(dated));
            self.hours(meeting);
        }
        self.absentee_spoke(meeting);
    }

    /// `应到21名，实到10名，会议有效`.
    fn enough(&mut self, meeting: &Meeting) {
        // What is counted in between is of others, or it says that they were too few.
        const NOT: [&str; 12] = [
            "不足", "未达", "没有达", "未超", "没有超", "不到", "未过", "无效", "票", "赞成", "同意", "其中",
        ];
        let places = memmem::find_iter(self.words.as_bytes(), "实到");
        let found = places.into_iter().find_map(|at| {
            let range = at..at + "实到".len();
            let present = counted(&self.words[range.end..])?;
            let sentence = self.sentence(&range);
            let begin = place_of(sentence, self.words).start;
            let before = &sentence[..at - begin];
            let expected = match before.rsplit_once("应到") {
                Some((_, behind)) => counted(behind)?.parse().ok()?,
                None => meeting.attendance?.expected,
            };
            let behind = &sentence[range.end - begin..];
            let enough = ENOUGH.find(behind)?;
            let present: u32 = present.parse().ok()?;
            let (is_less, share) = match enough.as_str() {
                "三分之二" => (u64::from(present) * 3 < u64::from(expected) * 2, "三分之二"),
                _ => (u64::from(present) * 2 < u64::from(expected), "半数"),
            };
            let is_said = !contains_any(behind, &NOT) && !self.is_of_another(&range, meeting);
            let told = range.end + enough.start()..range.end + enough.end();
            (is_less && is_said).then_some((told, [expected, present], share))
        });
        if let Some((range, [expected, present], share)) = found {
            let typed = &self.words[range.clone()];
            let message = format!("应到{expected}人，实到{present}人，不足{share}，这里写“{typed}”");
            self.say(QUORUM, range, message, "请核对应到和实到的人数");
        }
    }

    /// More votes in a sentence than there were persons, where no field counts them.
    fn more_votes(&mut self, meeting: &Meeting) {
        const OTHERS: [&str; 6] = ["群众", "教职工", "测评", "家长", "代表", "学生"];
        let Some(present) = meeting.voters.or(meeting.attendance).map(|of| of.present) else {
            return;
        };
        let mut sentences: BTreeMap<usize, Vec<Told<'_>>> = BTreeMap::new();
        for found in COUNTED.captures_iter(self.words) {
            let how = found.name("how").or_else(|| found.name("how1"));
            let count = number(&found, "n").or_else(|| number(&found, "n1"));
            let range = whole(&found);
            let begin = self.words[..range.start].rfind(ENDS).unwrap_or(0);
            if let Some((how, count)) = how.zip(count) {
                let how = how.as_str().replace("同意", "赞成");
                let how = ["赞成", "反对", "弃权"].into_iter().find(|way| *way == how);
                let of = sentences.entry(begin).or_default();
                of.push((how.unwrap_or_default(), count, range));
            }
        }
        let other = sentences.into_values().find_map(|votes| {
            let ways = votes.iter().map(|(how, ..)| how);
            let is_one_ballot = ways
                .clone()
                .all(|how| ways.clone().filter(|other| *other == how).count() == 1);
            let sum: u32 = votes.iter().map(|(_, count, _)| count).sum();
            let range = votes.first()?.2.start..votes.last()?.2.end;
            let sentence = self.sentence(&range);
            let is_of_others = contains_any(sentence, &OTHERS)
                || contains_any(sentence, &OF_PERSONS)
                || self.is_of_another(&range, meeting);
            (is_one_ballot && sum > present && !is_of_others).then_some((range, sum))
        });
        if let Some((range, sum)) = other {
            let message = format!("这里的票加起来是{sum}票，多于开头写的实到{present}人");
            self.say(MEETING, range, message, HINT);
        }
    }

    /// A next meeting before this one.
    fn next_meeting(&mut self, held: Day) {
        let early = NEXT.captures_iter(self.words).find_map(|found| {
            let year = number(&found, "y");
            let (month, day) = (number(&found, "m")?, number(&found, "d")?);
            let day = Day::new(year.map_or(held.year(), |year| year as i32), month, day)?;
            let ahead = day.days_until(held);
            let is_early = ahead > 0 && (year.is_some() || ahead < NEAR);
            is_early.then(|| found.name("what").map(|what| (what.range(), day)))?
        });
        if let Some((range, day)) = early {
            let message = format!("下次会议的日期 {day} 早于这次会议 {held}");
            self.say(MEETING, range, message, "请核对年份、月份和日期");
        }
    }

    /// `本次党课2学时` beside another 学时.
    fn hours(&mut self, meeting: &Meeting) {
        let Some((found, field)) = HOURS.captures(self.words).zip(meeting.hours) else {
            return;
        };
        let told: Option<f64> = found["n"].parse().ok();
        if told.is_some_and(|told| (told - field).abs() > 0.001) {
            let message = format!("这里写{}学时，开头的“学时”写的是{field}", &found["n"]);
            self.say(MEETING, whole(&found), message, HINT);
        }
    }

    /// Somebody of 缺席 who spoke, read or led.
    fn absentee_spoke(&mut self, meeting: &Meeting) {
        const SPOKE: [&str; 11] = [
            "发言", "作发言", "作了发言", "作交流发言", "首先发言", "领学", "作汇报", "汇报了", "传达了",
            "宣读了", "带领大家",
        ];
        // 发言材料 may be read by another.
        const THINGS: [&str; 5] = ["稿", "材料", "提纲", "的", "人"];
        const OTHERWISE: [&str; 7] = ["代", "替", "书面", "会后", "会前", "下次", "线上"];
        const LOOKED_FOR: usize = 100;
        let names = meeting.absent.iter().map(|absence| absence.name.as_str());
        let names = names.filter(|name| name.chars().count() > 1).take(LOOKED_FOR);
        let words = self.words;
        let spoke = |name: &str| {
            let mut places = memmem::find_iter(words.as_bytes(), name);
            places.find_map(|at| {
                let behind = &words[at + name.len()..];
                let what = behind.trim_start_matches("同志").trim_start_matches("老师");
                let spoken = SPOKE.iter().find(|word| what.starts_with(**word))?;
                let end = words.len() - what.len() + spoken.len();
                let range = at..end;
                let is_other = starts_with_any(&words[end..], &THINGS)
                    || contains_any(self.sentence(&range), &OTHERWISE)
                    || ends_with_any(&words[..at], &["委托"])
                    || self.is_of_another(&range, meeting);
                (!is_other).then(|| (range, name.to_owned()))
            })
        };
        let found = names.filter_map(spoke).next();
        if let Some((range, name)) = found {
            let typed = &self.words[range.clone()];
            let message = format!("“{name}”写在“缺席”里，这里却写了“{typed}”");
            self.say(MEETING, range, message, HINT);
        }
    }
}
