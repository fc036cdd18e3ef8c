//! Of meetings: who chaired one, where and when, who came and how they voted.

use std::ops::Range;

use memchr::memmem;
use regex::{Captures, Regex};

use super::{HINT, Text, is_day, number, pattern, whole};
use crate::read::meeting::{GRADES, Meeting, Votes};
use crate::read::person;
use crate::read::titles;
use crate::words::{Code, Day, Labelled, LazyRegex, contains_any, lines_at, place_of};

pub(super) const MEETING: Code = Code::warning("meeting-text");

/// What ends a sentence.
pub(super) const ENDS: [char; 4] = ['。', '！', '？', '\n'];

/// Each of several persons has votes of his own.
pub(super) const OF_PERSONS: [&str; 5] = ["得赞成", "得同意", "得票", "候选人", "当选"];

/// The name in what a pattern found.
type NameOf = fn(&str) -> Option<&str>;

// 会议由支部书记周敬安主持; 主持人：周敬安.
static CHAIR: LazyRegex = pattern(
    r"(?m)(?:会议?|活动|党课|本次\p{Han}{0,6})由(?P<who>\p{Han}{2,14}?)(?:同志|老师)?主持|^\W*主持人?[：:]\s*(?P<named>\p{Han}{2,4})\s*(?:[。；，\n]|$)",
);
static RECORDER: LazyRegex = pattern(
    r"(?m)(?:[，、；]由?|由)(?P<who>\p{Han}{2,4}?)(?:同志|老师)?(?:担任|负责|做|作)?(?:会议)?记录[。；，\n]|^\W*记录人?[：:]\s*(?P<named>\p{Han}{2,4})\s*(?:[。；，\n]|$)",
);
static DAY: LazyRegex = pattern(r"(?P<y>{年})?(?P<m>[0-9]{1,2})月(?P<d>[0-9]{1,2})日");
static HELD: LazyRegex = pattern(
    r"(?m)(?:^|[，。])(?:本次|这次)?(?:\p{Han}{0,4}(?:会议|大会|支委会|党课|活动))于(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日[^。；，\n]{0,16}?(?:召开|举行|开展|进行)",
);
// 11月18日，第一党支部召开党员大会, in the first sentence.
static HELD_FIRST: LazyRegex = pattern(
    r"^\s*(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:[上下]午|晚上?)?[，,]?(?:\p{Han}{0,24}?(?:召开|举行|开展)|[^。\n]{0,50}?讲\p{Han}{0,4}党课)",
);
// 10月8日16:00，第一党支部在三楼会议室召开党员大会, where a paragraph begins.
static HELD_BELOW: LazyRegex = pattern(
    r"(?m)^[ \t\u{3000}]*(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:[上下]午|晚上?)?(?:[0-9]{1,2}(?:[:：][0-9]{2}|[时点](?:半|[0-9]{1,2}分)?))?[，,]?(?P<how>[^。；\n]{0,40}?(?:召开|举行|开展)了?(?P<what>\p{Han}{2,12}))",
);
// 会议时间：2025年9月12日下午3:30; 一、时间：9月12日.
static HELD_AT: LazyRegex = pattern(
    r"(?m)^\W*(?:[0-9一二][、.．]\s?)?(?:会议|召开)?(?:时间|(?:会议|召开)日期)[：:*\s]{1,4}(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日",
);
// 缺席：1人; 实到3人，缺席1人.
static ABSENT: LazyRegex =
    pattern(r"(?m)(?:^\W*|[，,；;、]\s?)缺席(?:人数)?[：:*\s]{0,4}(?P<n>[0-9]{1,3})[人名位]");
// 会议在行政楼210室召开.
static HELD_IN_ROOM: LazyRegex = pattern(
    r"会议(?:于[^，。；\n]{2,24})?在(?P<where>[\p{Han}0-9A-Za-z]{0,12}[0-9]{2,4}[\p{Han}]{0,4}?)(?:召开|举行)",
);
static HELD_IN: LazyRegex = pattern(r"在(?P<where>[\p{Han}0-9A-Za-z]{2,16}?)(?:召开|举行|开展)");
static PLACE: LazyRegex = pattern(
    r"(?m)(?:会议地点(?:设?在|为|是|[：:])|^\W*地点(?:设?在|为|是|[：:]))\s*(?P<where>[^，。；\n（(*]{2,20})",
);
static ALL_CAME: LazyRegex =
    pattern(r"无人缺席|无缺席|全员到[会齐]|全体(?:正式)?党员(?:(?:均|都|全部)(?:到会|出席|参会|参加)|到会)");
static SOME_CAME: LazyRegex = pattern(
    r"(?P<expected>[0-9]{1,3})[名位]\p{Han}{0,4}党员中?(?:有|，)?(?P<present>[0-9]{1,3})[名位人]?(?:党员)?(?:到会|出席|参会|参加了?(?:本次|此次)?(?:会议|大会))",
);
static GRADED: LazyRegex =
    pattern(r"(?P<grade>优秀|基本合格|不合格|合格)(?:等次|票|的)?(?:有|为)?(?P<n>[0-9]{1,3})[名人票]");
pub(super) static COUNTED: LazyRegex = pattern(
    r"(?P<n>[0-9]{1,3})票(?:表示)?(?P<how>赞成|同意|反对|弃权)|(?P<how1>赞成|同意|反对|弃权)票?(?P<n1>[0-9]{1,3})[票张]",
);

impl<'a> Text<'a> {
    fn other(&mut self, range: Range<usize>, (what, typed, field): (&str, &str, &str)) {
        let message = format!("正文里的{what}是“{typed}”，开头的字段写的是“{field}”");
        self.say(MEETING, range, message, HINT);
    }

    pub(super) fn meeting(&mut self, meeting: &Meeting) {
        let of_fields = [meeting.attendance, meeting.voters];
        for (word, fields) in [
            ("应到", of_fields.map(|of| of.map(|of| of.expected))),
            ("实到", of_fields.map(|of| of.map(|of| of.present))),
        ] {
            self.counts((word, fields), meeting);
        }
        self.person(
            ("主持", &CHAIR, person::last_name),
            "主持人",
            meeting.chair.as_deref(),
        );
        self.person(
            ("记录", &RECORDER, whole_name),
            "记录人",
            meeting.recorder.as_deref(),
        );
        self.signed_before(meeting);
        self.came(meeting);
        self.graded(meeting);
        self.place_and_day(meeting);
        let votes = meeting.resolutions.iter().filter_map(|of| of.votes);
        let votes: Vec<Votes> = votes.collect();
        if self.has("票") && !votes.is_empty() {
            self.votes(&votes, meeting);
        }
    }

    /// True where the sentence around a stretch tells of something else than this meeting: an earlier one, another body's, one
    /// of another day.
    pub(super) fn is_of_another(&self, range: &Range<usize>, meeting: &Meeting) -> bool {
        const OTHERS: [&str; 15] = [
            "上次", "上一次", "上届", "上年", "去年", "上半年", "当时", "此前", "前次", "推荐会", "推荐大会",
            "民主推荐", "进行推荐", "自评", "互评",
        ];
        let sentence = self.sentence(range);
        let own = meeting.kind.label();
        let is_other_body = !sentence.contains(own)
            && titles::CALLED
                .iter()
                .any(|(word, kind)| *kind != meeting.kind && sentence.contains(word));
        let last = meeting
            .time
            .map(|time| [time.start.day, time.end.map_or(time.start.day, |end| end.day)]);
        let is_other_day = last.is_some_and(|days| {
            DAY.captures_iter(sentence).any(|found| {
                let told = ["y", "m", "d"].map(|part| number(&found, part));
                !days.into_iter().any(|day| is_day(told, day))
            })
        });
        contains_any(sentence, &OTHERS) || is_other_body || is_other_day
    }

    pub(super) fn sentence(&self, range: &Range<usize>) -> &'a str {
        let begin = self.words[..range.start].rfind(ENDS).unwrap_or(0);
        let end = self.words[range.end..].find(ENDS);
        &self.words[begin..end.map_or(self.words.len(), |end| range.end + end)]
    }

    /// `实到18名` is what 实到 says, unless other numbers beside it are of parts of the meeting.
    fn counts(&mut self, (word, fields): (&str, [Option<u32>; 2]), meeting: &Meeting) {
        let Some(field) = fields.into_iter().flatten().next() else {
            return;
        };
        let of_voters = fields[1];
        let places = memmem::find_iter(self.words.as_bytes(), word).map(|at| at + word.len());
        let counts: Vec<(usize, &str)> = places
            .filter_map(|at| Some((at, counted(&self.words[at..])?)))
            .collect();
        let is_said = |(_, count): &(usize, &str)| fields.iter().flatten().any(|of| of.to_string() == *count);
        let own = counts
            .iter()
            .find(|(at, _)| !self.is_of_another(&(at - word.len()..*at), meeting));
        if let Some((at, count)) = own.filter(|_| !counts.iter().any(is_said)) {
            let length = self.words[*at..].find(count).unwrap_or_default() + count.len();
            let range = at - word.len()..at + length;
            let is_of_voters = self.words[range.clone()].contains("表决权");
            match of_voters.filter(|_| is_of_voters) {
                Some(field) => {
                    let message = format!("这里写有表决权的{word}{count}，开头的“有表决权”写的是{field}");
                    let hint = "请核对哪一处写错了；预备党员没有表决权，不算在里面";
                    self.say(MEETING, range, message, hint);
                }
                None => {
                    let message = format!("这里写{word}{count}，开头的“{word}”写的是{field}");
                    self.say(MEETING, range, message, HINT);
                }
            }
        }
    }

    /// A day alone in one of the last lines is that of the minutes, and those are not written before the meeting.
    fn signed_before(&mut self, meeting: &Meeting) {
        const LAST: usize = 3;
        let told = || {
            HELD_AT.captures_iter(self.words).find_map(|found| {
                let day = ["y", "m", "d"].map(|part| number(&found, part));
                Day::new(i32::try_from(day[0]?).ok()?, day[1]?, day[2]?)
            })
        };
        let Some(held) = meeting.time.map(|time| time.start.day).or_else(told) else {
            return;
        };
        let lines = self.words.rsplit('\n').filter(|line| !line.trim().is_empty());
        let early = lines.take(LAST).find_map(|line| {
            let day = Day::parse(line.trim()).filter(|day| *day < held)?;
            Some((place_of(line, self.words), day))
        });
        if let Some((range, day)) = early {
            let message = format!("落款的日期 {day} 早于会议 {held}");
            self.say(MEETING, range, message, "先开会后成文，请核对这两个日期");
        }
    }

    /// Who chaired or took the minutes, unless several did.
    fn person(&mut self, (word, pattern, name): (&str, &Regex, NameOf), what: &str, field: Option<&str>) {
        let Some(field) = field else { return };
        let mut told: Vec<Range<usize>> = Vec::new();
        for (at, line) in lines_at(self.words, memmem::find_iter(self.words.as_bytes(), word)) {
            let found = pattern.captures_iter(line);
            let found = found.filter_map(|found| found.name("who").or_else(|| found.name("named")));
            told.extend(found.map(|who| at + who.start()..at + who.end()));
        }
        if told.iter().any(|range| {
            self.words[range.clone()].contains(field) || field.contains(&self.words[range.clone()])
        }) {
            return;
        }
        let names = told
            .iter()
            .filter_map(|range| Some((range.clone(), name(&self.words[range.clone()])?)));
        if let Some((range, name)) = names.into_iter().next() {
            self.other(range.end - name.len()..range.end, (what, name, field));
        }
    }

    fn came(&mut self, meeting: &Meeting) {
        let Some(attendance) = meeting.attendance else {
            return;
        };
        let (expected, present) = (attendance.expected, attendance.present);
        let may_tell = present < expected && (self.has("缺席") || self.has("全"));
        if may_tell
            && let Some(found) = ALL_CAME.find(self.words)
            && !self.is_of_another(&found.range(), meeting)
        {
            let message = format!("这里写没有人缺席，开头写的是应到{expected}、实到{present}");
            self.say(MEETING, found.range(), message, HINT);
        }
        let absent: Vec<Captures<'_>> = match self.has("缺席") {
            true => ABSENT.captures_iter(self.words).collect(),
            false => Vec::new(),
        };
        let of_fields = [meeting.attendance, meeting.voters].into_iter().flatten();
        let is_right = |count: u32| {
            of_fields
                .clone()
                .any(|of| of.expected.checked_sub(of.present) == Some(count))
        };
        if let [found] = absent.as_slice()
            && let Some(count) = number(found, "n")
            && !is_right(count)
            && !self.is_of_another(&whole(found), meeting)
        {
            let range = found.name("n").map_or(whole(found), |n| n.range());
            let message = format!("这里写缺席{count}人，开头写的是应到{expected}、实到{present}");
            self.say(MEETING, range, message, HINT);
        }
        let found = self
            .has("名党员")
            .then(|| SOME_CAME.captures(self.words))
            .flatten();
        let Some(found) = found else { return };
        let told = [number(&found, "expected"), number(&found, "present")];
        let mut of_fields = [meeting.attendance, meeting.voters].into_iter().flatten();
        if !of_fields.any(|of| told == [Some(of.expected), Some(of.present)])
            && !self.is_of_another(&whole(&found), meeting)
        {
            let field = format!("应到{expected}、实到{present}");
            let typed = &self.words[whole(&found)];
            self.other(whole(&found), ("人数", typed, &field));
        }
    }

    /// `评定优秀3名、合格7名`, where a single vote is told.
    fn graded(&mut self, meeting: &Meeting) {
        let [appraisal] = meeting.appraisals.as_slice() else {
            return;
        };
        let told = GRADED.captures_iter(self.words).filter_map(|found| {
            let count = number(&found, "n")?;
            let at = GRADES.iter().position(|grade| *grade == &found["grade"])?;
            Some((at, count, whole(&found)))
        });
        let told: Vec<(usize, u32, Range<usize>)> = told.collect();
        let is_right = |grade: usize| {
            told.iter()
                .any(|(at, count, _)| *at == grade && *count == appraisal.grades[grade])
        };
        let other = told
            .iter()
            .find(|(at, _, range)| !is_right(*at) && !self.is_of_another(range, meeting));
        let other = other.map(|(at, _, range)| (range.clone(), GRADES[*at], appraisal.grades[*at]));
        if let Some((range, grade, field)) = other {
            let typed = &self.words[range.clone()];
            let message = format!("这里写“{typed}”，开头的“评议结果”写的是{grade}{field}");
            self.say(MEETING, range, message, HINT);
        }
    }

    fn place_and_day(&mut self, meeting: &Meeting) {
        if let Some(found) = self.has("地点").then(|| PLACE.captures(self.words)).flatten()
            && let Some(field) = &meeting.place
            && let Some(told) = found.name("where")
            && !is_same_place(told.as_str(), field)
        {
            self.other(told.range(), ("地点", told.as_str().trim(), field));
        }
        if let Some(time) = meeting.time
            && let Some(found) = HELD_FIRST
                .captures(self.words)
                .or_else(|| self.held_at())
                .or_else(|| self.has("于").then(|| HELD.captures(self.words)).flatten())
            && !contains_any(&found[0], &["上次", "下次", "上一次", "下一次", "拟于", "将于"])
        {
            let told = ["y", "m", "d"].map(|name| number(&found, name));
            let last = time.end.map_or(time.start.day, |end| end.day);
            if ![time.start.day, last].into_iter().any(|day| is_day(told, day)) {
                let begin = ["y", "m"].iter().find_map(|name| found.name(name));
                let range = begin.map_or(0, |begin| begin.start())
                    ..found.name("d").map_or(0, |d| d.end()) + "日".len();
                let typed = &self.words[range.clone()];
                self.other(range, ("会议日期", typed, &time.start.day.to_string()));
                return;
            }
        }
        self.held_below(meeting);
        let room = self.has("召开") || self.has("举行");
        let room = room
            .then(|| HELD_IN_ROOM.captures(self.words)?.name("where"))
            .flatten();
        if let (Some(told), Some(field)) = (room, &meeting.place)
            && let (Some(room), Some(own)) = (room_number(told.as_str()), room_number(field))
            && room != own
            && !self.is_of_another(&told.range(), meeting)
        {
            self.other(told.range(), ("地点", told.as_str(), field));
        }
    }

    /// The line at the head of minutes that says when it was: one below a sentence, or of what is planned, is of something else.
    fn held_at(&self) -> Option<Captures<'a>> {
        const PLANNED: [&str; 6] = ["。", "安排", "通知", "方案", "计划", "下一"];
        if !self.has("时间") && !self.has("日期") {
            return None;
        }
        let found = HELD_AT.captures(self.words)?;
        let before = &self.words[..found.name("m")?.start()];
        let is_head = !contains_any(before, &PLANNED);
        is_head.then_some(found)
    }

    /// A paragraph that tells when and where a meeting of this kind was held, near its day: one long before is another.
    fn held_below(&mut self, meeting: &Meeting) {
        const NEAR: i64 = 15;
        let Some(time) = meeting.time.filter(|_| self.has("召开") || self.has("举行")) else {
            return;
        };
        let held = time.start.day;
        let last = time.end.map_or(held, |end| end.day);
        let told = HELD_BELOW.captures_iter(self.words).filter_map(|found| {
            let of_kind = found.name("what")?.as_str().contains(meeting.kind.label());
            let day = ["y", "m", "d"].map(|part| number(&found, part));
            let year = day[0].map_or(held.year(), |year| year as i32);
            let days = Day::new(year, day[1]?, day[2]?)?.days_until(held);
            let is_right = [held, last].into_iter().any(|held| is_day(day, held));
            (of_kind && days.abs() <= NEAR).then_some((found, is_right))
        });
        let told: Vec<(Captures<'_>, bool)> = told.collect();
        if let Some((found, _)) = told
            .first()
            .filter(|_| !told.iter().any(|(_, is_right)| *is_right))
        {
            let begin = ["y", "m"].iter().find_map(|name| found.name(name));
            let range =
                begin.map_or(0, |begin| begin.start())..found.name("d").map_or(0, |d| d.end()) + "日".len();
            let typed = &self.words[range.clone()];
            return self.other(range, ("会议日期", typed, &held.to_string()));
        }
        let place = told.iter().find_map(|(found, _)| {
            let how = found.name("how")?;
            let place = HELD_IN.captures(how.as_str())?.name("where")?;
            Some(how.start() + place.start()..how.start() + place.end())
        });
        if let (Some(range), Some(field)) = (place, &meeting.place)
            && !is_same_place(&self.words[range.clone()], field)
        {
            let typed = &self.words[range.clone()];
            self.other(range, ("地点", typed, field));
        }
    }

    /// A number of votes that none of the fields has, where the text tells of no more ballots than they do.
    fn votes(&mut self, votes: &[Votes], meeting: &Meeting) {
        let told: Vec<(u32, &str, Range<usize>)> = COUNTED
            .captures_iter(self.words)
            .filter_map(|found| {
                let how = found.name("how").or_else(|| found.name("how1"))?;
                let count = number(&found, "n").or_else(|| number(&found, "n1"))?;
                Some((count, how.as_str(), whole(&found)))
            })
            .collect();
        let of_field = |vote: &Votes, how: &str| match how {
            "反对" => vote.against,
            "弃权" => vote.abstained,
            _ => vote.in_favour,
        };
        let ways: [&[&str]; 3] = [&["赞成", "同意"], &["反对"], &["弃权"]];
        for way in ways {
            let of_way: Vec<_> = told.iter().filter(|(_, how, _)| way.contains(how)).collect();
            if of_way.len() > votes.len() {
                continue;
            }
            let is_other = |(count, how, range): &&&(u32, &str, Range<usize>)| {
                votes.iter().all(|vote| of_field(vote, how) != *count)
                    && !contains_any(self.sentence(range), &OF_PERSONS)
                    && !self.is_of_another(range, meeting)
            };
            if let Some((count, how, range)) = of_way.iter().find(is_other) {
                let field = of_field(&votes[0], how);
                let message = format!("这里写{how}{count}票，开头“决议”的表决写的是{field}票");
                self.say(MEETING, range.clone(), message, HINT);
                return;
            }
        }
        let all_parted = votes.iter().all(|vote| vote.against + vote.abstained > 0);
        let unanimous = self.words.find("全票").filter(|_| all_parted);
        let unanimous = unanimous.filter(|at| !self.is_of_another(&(*at..at + "全票".len()), meeting));
        if let Some(at) = unanimous {
            let message = "这里写全票，开头“决议”的表决里有反对或者弃权的票".to_owned();
            self.say(MEETING, at..at + "全票".len(), message, HINT);
        }
    }
}

/// 综合楼阅览室 is 综合楼二层阅览室.
pub(in crate::read) fn is_same_place(told: &str, field: &str) -> bool {
    let [told, field] = [told, field].map(|text| text.replace([' ', '　'], ""));
    let last_two = |text: &str| text.chars().rev().take(2).collect::<String>();
    field.contains(&told)
        || told.contains(&field)
        || last_two(&field) == last_two(&told) && field.chars().next() == told.chars().next()
}

/// A text that is a name and nothing else: 全程做好记录 ends like one.
fn whole_name(text: &str) -> Option<&str> {
    person::is_name(text, None).then_some(text)
}

/// The last number of a place: 行政楼210室.
fn room_number(place: &str) -> Option<&str> {
    place
        .rsplit(|c: char| !c.is_ascii_digit())
        .find(|digits| digits.len() >= 2)
}

/// How many persons a text begins with: `党员19名`, `有表决权的正式党员18名`, `人数：2人`.
pub(super) fn counted(text: &str) -> Option<&str> {
    const NEAR: usize = 10;
    let (at, _) = text.char_indices().take(NEAR).find(|(_, c)| !c.is_alphabetic())?;
    let digits = text[at..].trim_start_matches(['：', ':', '*', ' ']);
    let count = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
    let of_persons = digits[count.len()..].starts_with(['名', '人', '位']);
    (of_persons && !count.is_empty()).then_some(count)
}
