//! What an entry's text says otherwise than its fields: the days of a 公示 and whom to ring about it; who chaired a meeting,
//! where and when, who came and how they voted. Pages show both, and readers do not know which holds.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use regex::{Captures, Regex};

use super::document::Detail;
use super::meeting::{Meeting, Votes};
use super::notice::{
    Contact, NoticeKind, Period, RESULT, RESULT_HINT, RESULT_NAME, WITHIN, in_title, persons,
};
use super::person;
use crate::words::{
    Calendar, Code, Complaint, Day, Place, Report, SourceText, contains_any, lines_at, number_in_han, sound,
};

const PERIOD: Code = Code::warning("notice-period-text");
const CONTACT: Code = Code::warning("notice-contact-text");
const DEADLINE_TEXT: Code = Code::warning("notice-deadline-text");
const MEETING: Code = Code::warning("meeting-text");

const HINT: &str = "请核对哪一处写错了，两处要一致";

/// The name in what a pattern found.
type NameOf = fn(&str) -> Option<&str>;

/// What any entry says of itself.
pub(super) struct Headed<'a> {
    pub(super) title: &'a str,
    pub(super) dated: Day,
    /// It stays when its 公示期 is over.
    pub(super) stays: bool,
}

/// An entry's text, and where complaints about it go.
struct Text<'a> {
    source: &'a SourceText,
    /// Where it begins, in bytes.
    start: usize,
    /// The text itself: places are in bytes of it.
    words: &'a str,
    report: &'a mut Report,
}

/// Complains about the text that begins at a byte of the file. `calendar` is `None` when it could not be read.
pub(super) fn check(
    source: &SourceText,
    start: usize,
    (detail, headed, calendar): (&Detail, Headed<'_>, Option<&Calendar>),
    report: &mut Report,
) {
    let mut text = Text {
        source,
        start,
        words: &source.text[start..],
        report,
    };
    match detail {
        Detail::Meeting(meeting) => text.meeting(meeting),
        Detail::Notice(notice) => {
            if let Some(period) = notice.period.filter(|_| text.has("公示")) {
                text.period(period);
                text.length(period, calendar);
                text.objections_until(period);
            }
            if let Some(contact) = &notice.contact {
                text.contact(contact);
            }
            match notice.kind {
                NoticeKind::Publicity => {
                    let names = persons(headed.title, text.words);
                    let result = notice.result.as_ref();
                    if let Some(explanation) = result.and_then(|result| result.explanation.as_deref()) {
                        text.named_for_ever(&names, headed.title, explanation);
                    }
                    text.names_that_stay(&names, headed.stays);
                    text.result_told(result.is_some());
                }
                NoticeKind::Consultation => {}
                kind => {
                    text.publicity_elsewhere(kind);
                    text.deadline(headed.dated);
                }
            }
        }
        _ => {}
    }
}

/// A pattern, in which `{数}` stands for a number and `{日}` for a day, with its year or without.
fn pattern(pattern: &str) -> Regex {
    let pattern = pattern
        .replace("{数}", r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})")
        .replace("{年}", r"(?:20[0-9]{2}[年.．])")
        .replace("{月}", "[月.．]");
    Regex::new(&pattern).expect("the patterns are constants, and tests use them")
}

// 公示期为2026年3月2日至3月6日.
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"公示(?:期限?|时间)(?:为|是|自|从|：|:|\s){0,3}(?P<y1>{年})?(?P<m1>{数}){月}(?P<d1>{数})日?起?",
        r"(?:至|到|—{1,2}|-|－|~|～)(?P<y2>{年})?(?:(?P<m2>{数}){月})?(?P<d2>{数})(?:日|[，。；）\s]|$)"
    ))
});

// 公示期自2026年11月24日开始.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"公示(?:期限?|时间)?(?:为|是|：|:)?[自从](?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:开始|起)")
});

// 如有异议，请于11月25日前反映.
static OBJECTIONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:异议|不同意见)[^。\n]{0,8}[，,]?请?[于在](?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:\p{Han}{0,2}[0-9:：]{0,5})?(?:之前|以前|前)",
    )
});

// 公示期满，没有收到不同意见.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"公示(?:期|时间)?(?:已|届)?(?:满|结束)[，,](?:均|都)?(?:未|没有)(?:收到|接到)[^。；，,的后\n]{0,14}[。；，,]",
    )
});

// 请于2026年4月10日前报名.
static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"请于(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:\p{Han}{0,5}[0-9:：]{0,5})?(?:之前|以前|前)")
});

// 公示期为7个工作日.
static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"公示(?:期限?|时间)(?:为|是|共|：|:|\s){0,3}(?:[自从](?:即日|今日|发布之日)起[，,]?(?:共)?)?(?P<n>{数})(?:个工作日|个?工作日|天|周)",
    )
});

static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^0-9])(?P<what>(?:(?:[(（]0[0-9]{2,3}[)）]|0[0-9]{2,3})[-—－ ]{0,2})?[2-8][0-9]{6,7})(?:[^0-9]|$)",
    )
});
static MAILBOX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<what>[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"));
static ROOM: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<what>[0-9]{2,4})(?:室|号房|号办公室|办公室)"));

// 会议由支部书记周敬安主持; 主持人：周敬安.
static CHAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)(?:会议?|活动|党课|本次\p{Han}{0,6})由(?P<who>\p{Han}{2,14}?)(?:同志|老师)?主持|^\W*主持人?[：:]\s*(?P<named>\p{Han}{2,4})\s*(?:[。；，\n]|$)",
    )
});
static RECORDER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)(?:[，、；]由?|由)(?P<who>\p{Han}{2,4}?)(?:同志|老师)?(?:担任|负责|做|作)?(?:会议)?记录[。；，\n]|^\W*记录人?[：:]\s*(?P<named>\p{Han}{2,4})\s*(?:[。；，\n]|$)",
    )
});
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)(?:^|[，。])(?:本次|这次)?(?:\p{Han}{0,4}(?:会议|大会|支委会|党课|活动))于(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日[^。；，\n]{0,16}?(?:召开|举行|开展|进行)",
    )
});
// 11月18日，第一党支部召开党员大会, in the first sentence.
static HELD_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:[上下]午|晚上?)?[，,]?\p{Han}{0,24}?(?:召开|举行|开展)",
    )
});
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)(?:会议地点(?:设?在|为|是|[：:])|^\W*地点(?:设?在|为|是|[：:]))\s*(?P<where>[^，。；\n（(*]{2,20})",
    )
});
static ALL_CAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"无人缺席|无缺席|全员到[会齐]|全体(?:正式)?党员(?:(?:均|都|全部)(?:到会|出席|参会|参加)|到会)")
});
static SOME_CAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<expected>[0-9]{1,3})[名位]\p{Han}{0,4}党员中?(?:有|，)?(?P<present>[0-9]{1,3})[名位人]?(?:党员)?(?:到会|出席|参会|参加了?(?:本次|此次)?(?:会议|大会))",
    )
});
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<n>[0-9]{1,3})票(?:表示)?(?P<how>赞成|同意|反对|弃权)|(?P<how1>赞成|同意|反对|弃权)票?(?P<n1>[0-9]{1,3})[票张]",
    )
});

impl<'a> Text<'a> {
    fn has(&self, word: &str) -> bool {
        memmem::find(self.words.as_bytes(), word.as_bytes()).is_some()
    }

    fn say(&mut self, code: Code, range: Range<usize>, message: String, hint: &str) {
        let place = self
            .source
            .place(self.start + range.start..self.start + range.end);
        self.report.push(Complaint::new(code, place, message).hint(hint));
    }

    fn other(&mut self, range: Range<usize>, (what, typed, field): (&str, &str, &str)) {
        let message = format!("正文里的{what}是“{typed}”，开头的字段写的是“{field}”");
        self.say(MEETING, range, message, HINT);
    }

    fn period(&mut self, period: Period) {
        let is_right = |found: &Captures<'_>| {
            let begins = [number(found, "y1"), number(found, "m1"), number(found, "d1")];
            let month = number(found, "m2").or(begins[1]);
            let ends = [number(found, "y2"), month, number(found, "d2")];
            is_day(begins, period.start) && is_day(ends, period.end)
        };
        let told: Vec<Captures<'_>> = DAYS.captures_iter(self.words).collect();
        let Some(found) = told.first().filter(|_| !told.iter().any(is_right)) else {
            return;
        };
        let message = format!(
            "正文写的公示期和字段不一样：字段是 {} 至 {}",
            period.start, period.end
        );
        let hint = "请核对“公示期”和正文，两处写成一样；网页按字段撤下";
        self.say(PERIOD, whole(found), message, hint);
    }

    /// A day on which the text begins the 公示, or until which it takes objections, alone.
    fn objections_until(&mut self, period: Period) {
        let day = |found: &Captures<'_>| ["y", "m", "d"].map(|part| number(found, part));
        let begins = BEGINS
            .captures(self.words)
            .filter(|found| !is_day(day(found), period.start));
        if let Some(found) = begins.filter(|_| !DAYS.is_match(self.words)) {
            let message = format!("正文写的公示开始的日期和字段不一样：字段是 {}", period.start);
            self.say(PERIOD, whole(&found), message, HINT);
        }
        let Some(found) = OBJECTIONS.captures(self.words) else {
            return;
        };
        let [year, month, day] = day(&found);
        let until = year.map_or(period.end.year(), |year| year as i32);
        let until = month
            .zip(day)
            .and_then(|(month, day)| Day::new(until, month, day));
        if until.is_some_and(|until| until < period.end) {
            let message = format!("收意见的日期早于公示期的截止 {}", period.end);
            self.say(
                PERIOD,
                whole(&found),
                message,
                "公示期内都要收意见，请改成公示期的最后一天",
            );
        }
    }

    /// What nobody can know while the 公示 runs, or what has a field of its own.
    fn result_told(&mut self, has_field: bool) {
        if has_field || !self.has("公示") {
            return;
        }
        if let Some(found) = TOLD.find(self.words) {
            let message = "公示的正文里写了公示的结果".to_owned();
            let hint = "请从正文里删去；期满以后把结果写在开头的“公示结果”里";
            self.say(RESULT, found.range(), message, hint);
        }
    }

    /// The names in the text of a 公示 come down with it; 公示结果 stays.
    fn named_for_ever(&mut self, names: &[String], title: &str, explanation: &str) {
        let of_title = in_title(title);
        let mut names = names.iter().filter(|name| !of_title.contains(&name.as_str()));
        let Some(name) = names.find(|name| explanation.contains(name.as_str())) else {
            return;
        };
        let front = &self.source.text[..self.start];
        let from = front.find("公示结果").unwrap_or(0);
        let at = front[from..].find(name.as_str()).map_or(from, |at| from + at);
        let place = self.source.place(at..at + name.len());
        let message = format!("公示结果里写了正文里的姓名“{name}”，期满以后还会留在网上");
        self.report
            .push(Complaint::new(RESULT_NAME, place, message).hint(RESULT_HINT));
    }

    /// The address of a 公示 stays, and all of one that is kept.
    fn names_that_stay(&mut self, names: &[String], is_kept: bool) {
        let spelled = |name: &&String| {
            let letters = sound(name).map(|syllables| syllables.concat());
            letters.is_some_and(|letters| letters.len() > 4 && self.source.path.as_str().contains(&letters))
        };
        let (message, hint) = match names.iter().find(spelled) {
            Some(name) => (
                format!("文件名里有“{name}”的拼音，期满以后网址里还看得出是谁"),
                "文件名写事项，不写姓名，例如 2026-11-18-fazhan-duixiang.md",
            ),
            None if is_kept && !names.is_empty() => (
                format!("期满处理是保留，公示里的“{}”会一直留在网上", names[0]),
                "有姓名的公示期满要撤下，删去“期满处理: 保留”",
            ),
            None => return,
        };
        let kept = self.source.text[..self.start]
            .find("期满处理")
            .filter(|_| is_kept);
        let place = kept.map_or_else(
            || Place::file(&self.source.path),
            |at| self.source.place(at..at + "期满处理".len()),
        );
        self.report
            .push(Complaint::new(RESULT_NAME, place, message).hint(hint));
    }

    /// What says that it is a 公示 and is another kind of notice never comes down.
    fn publicity_elsewhere(&mut self, kind: NoticeKind) {
        const SAYS: [&str; 6] = [
            "公示如下", "现予公示", "现予以公示", "现公示", "进行公示，公示", "予以公示",
        ];
        let says = |word: &&str| self.words.find(*word);
        if (self.has("公示期") || self.has("公示时间"))
            && let Some(at) = SAYS.iter().find_map(says)
        {
            let message = format!("正文写着公示和公示期，类型却是“{}”，期满也不会撤下", kind.label());
            let hint = "是公示的，写成“类型: 公示”，并加上“公示期”";
            self.say(WITHIN, at..at + "公示".len(), message, hint);
        }
    }

    /// Something is asked for by a day before the notice's own: the last year's text, mostly. Without a year it is the one that
    /// is near.
    fn deadline(&mut self, dated: Day) {
        const NEAR: i64 = 90;
        let places = memmem::find_iter(self.words.as_bytes(), "请于");
        let lines = lines_at(self.words, places);
        let late = lines.into_iter().find_map(|(at, line)| {
            let found = DEADLINE.captures(line)?;
            let year = number(&found, "y");
            let (month, day) = (number(&found, "m")?, number(&found, "d")?);
            let last = Day::new(year.map_or(dated.year(), |year| year as i32), month, day)?;
            let ahead = last.days_until(dated);
            let is_late = ahead > 0 && (year.is_some() || ahead < NEAR);
            let range = whole(&found);
            is_late.then_some((at + range.start..at + range.end, last))
        });
        if let Some((range, last)) = late {
            let message = format!("要求的期限 {last} 早于这份通知的日期 {dated}");
            self.say(DEADLINE_TEXT, range, message, HINT);
        }
    }

    /// `公示期为7个工作日`; days that are not said to be working days may be either.
    fn length(&mut self, period: Period, calendar: Option<&Calendar>) {
        let Some((found, calendar)) = LENGTH.captures(self.words).zip(calendar) else {
            return;
        };
        let workdays = calendar.count(period.start, period.end);
        let days = u32::try_from(period.start.days_until(period.end) + 1).unwrap_or(workdays);
        let told = number(&found, "n");
        // 一周 is seven days, and five of them are working days.
        let is_weeks = found[0].ends_with('周')
            && told.is_some_and(|weeks| {
                [(weeks * 5, workdays), (weeks * 7, days)]
                    .iter()
                    .any(|(a, b)| a == b)
            });
        if is_weeks
            || told.is_none()
            || told == Some(workdays) && !found[0].ends_with('周')
            || found[0].ends_with('天') && told == Some(days)
        {
            return;
        }
        let message = format!(
            "正文写公示{}，字段里的公示期是 {} 至 {}，有{workdays}个工作日",
            &self.words[found.name("n").map_or(0..0, |n| n.start()..whole(&found).end)],
            period.start,
            period.end
        );
        let hint = "请核对“公示期”和正文，两处写成一样；网页按字段撤下";
        self.say(PERIOD, whole(&found), message, hint);
    }

    /// Of what the text gives for objections, one is what 受理 gives.
    fn contact(&mut self, contact: &Contact) {
        let place = contact.place.as_deref().filter(|place| ROOM.is_match(place));
        for (what, pattern, field) in [
            ("电话", &TELEPHONE, contact.telephone.as_deref()),
            ("邮箱", &MAILBOX, contact.email.as_deref()),
            ("房间", &ROOM, place),
        ] {
            let Some(field) = field else { continue };
            let told = self.of_objections(pattern);
            let is_same = |range: &Range<usize>| is_same_contact(&self.words[range.clone()], field);
            if let Some(range) = told.first().filter(|_| !told.iter().any(is_same)) {
                let typed = &self.words[range.clone()];
                let message = format!("正文写的{what}“{typed}”和“受理”里的不一样，受理写的是“{field}”");
                self.say(
                    CONTACT,
                    range.clone(),
                    message,
                    "请核对哪一处写错了，有意见的人不知道该信哪一个",
                );
            }
        }
    }

    /// What a pattern finds in sentences about objections.
    fn of_objections(&self, pattern: &Regex) -> Vec<Range<usize>> {
        // Who is above the school has its own.
        const HIGHER: [&str; 7] = ["上级", "教育局", "纪委", "纪检", "县委", "市委", "区委"];
        const WORDS: [&str; 6] = ["异议", "反映", "意见", "受理", "监督", "举报"];
        let is_about = |at: usize| {
            let ends = |c| matches!(c, '。' | '；' | '\n');
            let begin = self.words[..at].rfind(ends).unwrap_or(0);
            let end = self.words[at..]
                .find(ends)
                .map_or(self.words.len(), |end| at + end);
            let sentence = &self.words[begin..end];
            contains_any(sentence, &WORDS) && !contains_any(sentence, &HIGHER)
        };
        let found = pattern
            .captures_iter(self.words)
            .filter_map(|found| found.name("what"));
        let ranges = found.map(|what| what.range());
        ranges.filter(|range| is_about(range.start)).collect()
    }

    fn meeting(&mut self, meeting: &Meeting) {
        let of_fields = [meeting.attendance, meeting.voters];
        for (word, fields) in [
            ("应到", of_fields.map(|of| of.map(|of| of.expected))),
            ("实到", of_fields.map(|of| of.map(|of| of.present))),
        ] {
            self.counts(word, fields);
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
        self.came(meeting);
        self.place_and_day(meeting);
        let votes = meeting.resolutions.iter().filter_map(|of| of.votes);
        let votes: Vec<Votes> = votes.collect();
        if self.has("票") && !votes.is_empty() {
            self.votes(&votes);
        }
    }

    /// `实到18名` is what 实到 says, unless other numbers beside it are of parts of the meeting.
    fn counts(&mut self, word: &str, fields: [Option<u32>; 2]) {
        let Some(field) = fields.into_iter().flatten().next() else {
            return;
        };
        let places = memmem::find_iter(self.words.as_bytes(), word).map(|at| at + word.len());
        let counts: Vec<(usize, &str)> = places
            .filter_map(|at| Some((at, counted(&self.words[at..])?)))
            .collect();
        let is_said = |(_, count): &(usize, &str)| fields.iter().flatten().any(|of| of.to_string() == *count);
        if let Some((at, count)) = counts.first().filter(|_| !counts.iter().any(is_said)) {
            let length = self.words[*at..].find(count).unwrap_or_default() + count.len();
            let message = format!("这里写{word}{count}，开头的“{word}”写的是{field}");
            let range = at - word.len()..at + length;
            self.say(MEETING, range, message, HINT);
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
        if may_tell && let Some(found) = ALL_CAME.find(self.words) {
            let message = format!("这里写没有人缺席，开头写的是应到{expected}、实到{present}");
            self.say(MEETING, found.range(), message, HINT);
        }
        let found = self
            .has("名党员")
            .then(|| SOME_CAME.captures(self.words))
            .flatten();
        let Some(found) = found else { return };
        let told = [number(&found, "expected"), number(&found, "present")];
        let mut of_fields = [meeting.attendance, meeting.voters].into_iter().flatten();
        if !of_fields.any(|of| told == [Some(of.expected), Some(of.present)]) {
            let field = format!("应到{expected}、实到{present}");
            let typed = &self.words[whole(&found)];
            self.other(whole(&found), ("人数", typed, &field));
        }
    }

    fn place_and_day(&mut self, meeting: &Meeting) {
        if let Some(found) = self.has("地点").then(|| PLACE.captures(self.words)).flatten()
            && let Some(field) = &meeting.place
            && let Some(told) = found.name("where")
        {
            let [told_bare, field_bare] = [told.as_str(), field].map(|text| text.replace([' ', '　'], ""));
            // 综合楼阅览室 is 综合楼二层阅览室.
            let last_two = |text: &str| text.chars().rev().take(2).collect::<String>();
            let is_same = field_bare.contains(&told_bare)
                || told_bare.contains(&field_bare)
                || last_two(&field_bare) == last_two(&told_bare)
                    && field_bare.chars().next() == told_bare.chars().next();
            if !is_same {
                self.other(told.range(), ("地点", told.as_str().trim(), field));
            }
        }
        if let Some(time) = meeting.time
            && let Some(found) = HELD_FIRST
                .captures(self.words)
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
            }
        }
    }

    /// A number of votes that none of the fields has, where the text tells of no more ballots than they do.
    fn votes(&mut self, votes: &[Votes]) {
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
            let is_other = |(count, how, _): &&&(u32, &str, Range<usize>)| {
                votes.iter().all(|vote| of_field(vote, how) != *count)
            };
            if let Some((count, how, range)) = of_way.iter().find(is_other) {
                let field = of_field(&votes[0], how);
                let message = format!("这里写{how}{count}票，开头“决议”的表决写的是{field}票");
                self.say(MEETING, range.clone(), message, HINT);
                return;
            }
        }
        let all_parted = votes.iter().all(|vote| vote.against + vote.abstained > 0);
        if let Some(at) = self.words.find("全票").filter(|_| all_parted) {
            let message = "这里写全票，开头“决议”的表决里有反对或者弃权的票".to_owned();
            self.say(MEETING, at..at + "全票".len(), message, HINT);
        }
    }
}

/// Of numbers the last seven digits count: a text may leave the area's code out.
fn is_same_contact(typed: &str, field: &str) -> bool {
    if typed.contains('@') {
        return field.to_lowercase().contains(&typed.to_lowercase());
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let typed = digits(typed);
    digits(field).contains(&typed[typed.len().saturating_sub(7)..])
}

fn whole(found: &Captures<'_>) -> Range<usize> {
    found.get(0).map_or(0..0, |all| all.range())
}

/// A group's number, in digits or in Han; a year may have its 年 behind it.
fn number(found: &Captures<'_>, name: &str) -> Option<u32> {
    let typed = found.name(name)?.as_str().trim_end_matches(['年', '.', '．']);
    typed.parse().ok().or_else(|| number_in_han(typed))
}

/// True when year, month and day are those of a day; a year may be left out.
fn is_day([year, month, day]: [Option<u32>; 3], of: Day) -> bool {
    let is_year = |year| i64::from(year) == i64::from(of.year());
    year.is_none_or(is_year) && (month, day) == (Some(of.month()), Some(of.day()))
}

/// A text that is a name and nothing else: 全程做好记录 ends like one.
fn whole_name(text: &str) -> Option<&str> {
    person::is_name(text, None).then_some(text)
}

/// How many persons a text begins with: `党员19名`, `有表决权的正式党员18名`.
fn counted(text: &str) -> Option<&str> {
    const NEAR: usize = 10;
    let (at, _) = text.char_indices().take(NEAR).find(|(_, c)| !c.is_alphabetic())?;
    let digits = &text[at..];
    let count = &digits[..digits.bytes().take_while(u8::is_ascii_digit).count()];
    let of_persons = digits[count.len()..].starts_with(['名', '人', '位']);
    (of_persons && !count.is_empty()).then_some(count)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::read::meeting::{Attendance, MeetingKind, Resolution, Time};
    use crate::read::notice::{Notice, NoticeKind};
    use crate::words::{Moment, SourcePath};

    fn said(detail: &Detail, text: &str) -> Vec<String> {
        let source = SourceText {
            path: SourcePath::new("content/notices/a.md").expect("a path"),
            text: text.into(),
        };
        let mut report = Report::new();
        let calendar = Calendar::new(BTreeMap::new());
        let headed = Headed {
            title: "",
            dated: day("2026-03-02"),
            stays: false,
        };
        check(&source, 0, (detail, headed, Some(&calendar)), &mut report);
        report.sorted().iter().map(|told| told.message.clone()).collect()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// A 公示 of five working days.
    fn publicity() -> Detail {
        Detail::Notice(Arc::new(Notice {
            kind: NoticeKind::Publicity,
            period: Some(Period {
                start: day("2026-11-23"),
                end: day("2026-11-27"),
            }),
            contact: Some(Contact {
                unit: Some("党建办公室".into()),
                telephone: Some("0799-6523340".into()),
                email: Some("dangban@example.cn".into()),
                place: Some("教学楼112室".into()),
            }),
            result: None,
            deadline: None,
            channel: None,
            response: None,
            plan: None,
            adopted_by: None,
        }))
    }

    /// Ten of twelve came, eight voted for a matter and two abstained.
    fn meeting() -> Detail {
        Detail::Meeting(Arc::new(Meeting {
            kind: MeetingKind::GeneralAssembly,
            year: None,
            time: Some(Time {
                start: Moment::parse("2026-10-09 15:30").expect("a moment"),
                end: None,
            }),
            place: Some("三楼会议室".into()),
            chair: Some("周敬安".into()),
            recorder: Some("李文静".into()),
            attendance: Some(Attendance {
                expected: 12,
                present: 10,
            }),
            absent: Vec::new(),
            observers: Vec::new(),
            voters: None,
            agenda: Vec::new(),
            resolutions: vec![Resolution {
                matter: "采购图书".into(),
                votes: Some(Votes {
                    in_favour: 8,
                    against: 0,
                    abstained: 2,
                }),
                responsible: None,
                deadline: None,
            }],
            study_content: Vec::new(),
            hours: None,
            series: None,
            rotation: None,
            group: None,
            duty: None,
            appraisals: Vec::new(),
        }))
    }

    #[test]
    fn what_a_publicity_says_otherwise_is_told() {
        for (text, told) in [
            ("公示时间：2026年11月16日至11月20日。", "公示期"),
            ("公示期：2025年11月23日—2025年11月27日。", "公示期"),
            ("公示期限从十一月二十三日到十二月一日。", "公示期"),
            ("公示期为7个工作日，自2026年11月23日起。", "5个工作日"),
            ("公示时间：七天。", "5个工作日"),
            ("如有异议，请拨打0799-6523304反映。", "电话“0799-6523304”"),
            ("意见请当面交到教学楼115室。", "房间“115”"),
            ("来信来访请反映到邮箱dangban@example.com。", "邮箱"),
        ] {
            let said = said(&publicity(), text);
            assert!(said.len() == 1 && said[0].contains(told), "{text}: {said:?}");
        }
        for text in [
            "公示时间：2026年11月23日至27日。",
            "公示时间：2026年11月23日至11月27日（5个工作日）。",
            "公示期为五天。公示期五个工作日。",
            "公示期从十一月二十三日到十一月二十七日。",
            "如有异议，请拨打6523340，也可以向县纪委监委反映，电话0799-1234567、（0799）6523340。",
            "意见请交到112室。教学楼115室正在修缮。",
            "电子邮箱：DangBan@example.cn。",
            "公示期满后3个工作日内答复。",
            "原公示期为2026年11月16日至11月20日，现公示时间为2026年11月23日至27日。",
            "也可以向县教育局反映：jiaoyuju@example.cn，行政楼501室。",
        ] {
            assert_eq!(said(&publicity(), text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_minutes_say_otherwise_is_told() {
        for (text, told) in [
            ("会议由支部书记韩淑琴同志主持。", "主持人是“韩淑琴”"),
            ("主持人：韩淑琴\n", "主持人是“韩淑琴”"),
            ("会议由周敬安主持，骆晓峰记录。", "记录人是“骆晓峰”"),
            ("会议于10月8日下午在三楼会议室召开。", "会议日期"),
            ("会议于2025年10月9日召开。", "会议日期"),
            ("地点：图书馆报告厅\n", "地点"),
            ("会议地点在图书馆报告厅。", "地点"),
            ("应到党员12名，实到党员11名。", "实到11"),
            ("12名党员中有11名出席了会议。", "人数"),
            ("全体党员到会，无人缺席。", "没有人缺席"),
            ("经举手表决，9票赞成、2票弃权。", "赞成9票"),
            ("赞成8票，反对1票，弃权2票。", "反对1票"),
            ("采购图书的方案获全票通过。", "全票"),
        ] {
            let said = said(&meeting(), text);
            assert!(said.len() == 1 && said[0].contains(told), "{text}: {said:?}");
        }
        for text in [
            "会议由党支部书记、校长周敬安同志主持，李文静记录。",
            "会议由党支部书记主持。",
            "会议由周敬安主持，第二项议程由韩淑琴主持。",
            "会议于10月9日下午召开。会议决定于10月20日召开家长会。",
            "地点：行政楼三楼会议室\n",
            "12名党员中有10名出席。",
            "应到党员12名，实到10名，其中教师党员实到6名。",
            "赞成8票，反对0票，弃权2票。",
            "第一项赞成8票，第二项赞成9票。",
            "做好会议记录，定期检查，全程做好会议记录。",
            "下次支委会定于12月10日召开。上次党员大会于9月8日召开。",
            "12名党员中有7名参加了献血。要求全体党员参加会议。",
        ] {
            assert_eq!(said(&meeting(), text), Vec::<String>::new(), "{text}");
        }
    }
}
