//! Of notices: the days of a 公示 and whom to ring about it, what its text must not tell, and days that were before it.

use std::ops::Range;

use memchr::memmem;
use regex::{Captures, Regex};

use super::days::DEADLINE;
use super::{HIGHER, HINT, Text, is_day, number, pattern, whole};
use crate::read::notice::{
    Contact, NoticeKind, Period, RESULT, RESULT_HINT, RESULT_NAME, WITHIN, in_title, named,
};
use crate::read::titles::DIFFERS as TITLE;
use crate::words::{
    Calendar, Code, Complaint, Day, Labelled, LazyRegex, Place, contains_any, ends_with_any, sound,
    starts_with_any,
};

const PERIOD: Code = Code::warning("notice-period-text");
const CONTACT: Code = Code::warning("notice-contact-text");
pub(super) const DEADLINE_TEXT: Code = Code::warning("notice-deadline-text");

// 公示期为2026年3月2日至3月6日.
static DAYS: LazyRegex = pattern(concat!(
    r"公示(?:期限?|时间|日期|[，,]?(?:时间|期限|公示期)|[，,]?[自从]|[（(])(?:(?:为|是|共|：|:|\s){0,3}(?P<n>{数})(?P<unit>个?工作日|天|日)[，,：:（(、]\s?)?(?:为|是|自|从|即|：|:|\s){0,3}(?P<y1>{年})?(?P<m1>{数}){月}(?P<d1>{数})日?起?",
    r"(?:至|到|—{1,2}|-|－|~|～)(?P<y2>{年})?(?:(?P<m2>{数}){月})?(?P<d2>{数})(?:日|[，。；）\s]|$)"
));

// 公示期为2026年3月2日至3月6日（5个工作日）.
static DAYS_AND_LENGTH: LazyRegex = pattern(concat!(
    r"公示(?:期限?|时间)(?:为|是|自|从|即|：|:|\s){0,3}(?P<y1>{年})?(?P<m1>{数}){月}(?P<d1>{数})日?起?(?:至|到|—{1,2}|-|－|~|～)",
    r"(?P<y2>{年})?(?:(?P<m2>{数}){月})?(?P<d2>{数})日?(?:止)?(?:[，,]\s?(?:共|计|为期)|[（(](?:共|计|为期)?)(?P<n>{数})(?P<unit>个?工作日)",
));

// 关于开展9月主题党日活动的通知, and 定于10月17日开展主题党日活动.
const HELD: &str = "(?P<held>主题党日|支委会|支部委员会|党员大会|支部党员大会|党小组会|党课|组织生活会)";
static OF_MONTH: LazyRegex = LazyRegex::with(
    &[("{举行}", HELD)],
    r"(?:^|[^0-9—～~至到-])(?:(?P<y>20[0-9]{2})年)?(?P<m>1[0-2]|[1-9])月份?(?:支部)?{举行}(?:活动|会议)?的?(?:安排的?)?(?:通知|$)",
);
static SET_FOR: LazyRegex = LazyRegex::with(
    &[("{举行}", HELD)],
    r"(?:定|拟|将)[于在](?P<what>(?:(?P<y>20[0-9]{2})年)?(?P<m>1[0-2]|[1-9])月[0-9]{1,2}日)[^。\n]{0,40}?(?:开展|召开|举行|举办|组织)[^。\n，]{0,20}?{举行}",
);

// 公示期自2026年11月24日开始.
static BEGINS: LazyRegex = pattern(
    r"公示(?:期限?|时间)?(?:为|是|：|:|，|,)?[自从](?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:开始|起)",
);

// 如有异议，请于11月25日前反映; 意见请在12月4日前提出.
static OBJECTIONS: LazyRegex = pattern(
    r"(?:(?:异议|不同意见)[^。\n]{0,8}[，,]?请?|(?:意见|建议)[^。\n]{0,8}[，,]?请)[于在](?P<y>{年})?(?P<m>{数})月(?P<d>{数})日(?:\p{Han}{0,2}[0-9:：]{0,5})?(?:之前|以前|前)",
);

// 征求意见，时间为11月20日至12月7日; 意见反馈截止日期：12月20日.
static VIEWS: LazyRegex = pattern(concat!(
    r"(?:(?:征求|听取|征集|收集|反馈)[^。\n]{0,24}?(?:时间|期限|截止|截至|[至到])|(?:意见|建议|反馈|[，；。\n])截[止至])(?:日期|时间)?[为是于至到：:*\s]{0,4}",
    r"(?P<y>{年})?(?P<m>{数})月(?P<d>{数})日?(?:起?(?:至|到|—{1,2}|-|－|~|～)(?P<y2>{年})?(?:(?P<m2>{数})月)?(?P<d2>{数})日?)?"
));

// 公示期满，没有收到不同意见.
static TOLD: LazyRegex = pattern(
    r"公示(?:期|时间)?(?:已|届)?(?:满|结束)[，,](?:均|都)?(?:未|没有)(?:收到|接到)[^。；，,的后\n]{0,14}[。；，,]|公示(?:期间|期内)[，,]?(?:均|都)?(?:未|没有)(?:收到|接到)(?:任何)?[^。；，,的后\n]{0,10}(?:异议|意见|反映)(?:[。；]|\n|$)",
);

// 公示期为7个工作日; 公示期为2026年3月2日至3月6日，共5个工作日.
static LENGTH: LazyRegex = pattern(
    r"公示(?:期限?|时间)(?:为|是|共|：|:|\s){0,3}(?:[自从](?:即日|今日|发布之日)起[，,]?(?:共)?)?(?P<n>{数})(?:个工作日|个?工作日|天|周)|公示(?:期限?|时间)[^。；\n]{0,60}?(?:[，,（(](?:共|计|为期)|[（(])(?P<n1>{数})(?:个?工作日|天|周)",
);

// 关于做好2025年度民主评议党员工作的通知.
static OF_YEAR: LazyRegex = pattern(r"(?:^|[^《0-9])(?P<year>20[0-9]{2})年度?(?P<subject>\p{Han}{4})");
static TELEPHONE: LazyRegex = pattern(
    r"(?:^|[^0-9])(?P<what>(?:(?:[(（]0[0-9]{2,3}[)）]|0[0-9]{2,3})[-—－ ]{0,2})?[2-8][0-9]{6,7})(?:[^0-9]|$)",
);
static MAILBOX: LazyRegex =
    pattern(r"(?P<what>[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)");
static ROOM: LazyRegex = pattern(r"(?P<what>[0-9]{2,4})(?:室|号房|号办公室|办公室)");

impl Text<'_> {
    pub(super) fn period(&mut self, period: Period) {
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
    pub(super) fn objections_until(&mut self, period: Period) {
        let day = |found: &Captures<'_>| ["y", "m", "d"].map(|part| number(found, part));
        let begins = BEGINS
            .captures(self.words)
            .filter(|found| !is_day(day(found), period.start));
        if let Some(found) = begins.filter(|_| !DAYS.is_match(self.words)) {
            let message = format!("正文写的公示开始的日期和字段不一样：字段是 {}", period.start);
            self.say(PERIOD, whole(&found), message, HINT);
        }
        // 12月7日前 may be the Monday behind the last day.
        const LATER: i64 = 3;
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
        } else if until.is_some_and(|until| period.end.days_until(until) > LATER) {
            let message = format!("收意见的日期晚于公示期的截止 {}", period.end);
            self.say(PERIOD, whole(&found), message, HINT);
        }
    }

    /// The last day for views is the field's, in whichever way the text tells it.
    pub(super) fn views_until(&mut self, deadline: Day) {
        // 先后征求意见3次，至11月10日共收到23条 tells what has been.
        const PAST: [&str; 7] = ["共收", "，共收", "共征", "，共征", "，已", "收到", "，收到"];
        let ways = [&OBJECTIONS, &DEADLINE, &VIEWS].into_iter();
        let found = ways.flat_map(|way| way.captures_iter(self.words));
        let told = found.filter(|found| {
            let range = whole(found);
            found.name("who").is_none() && !starts_with_any(&self.words[range.end..], &PAST)
        });
        let mut told: Vec<(Range<usize>, bool)> = told
            .map(|found| (whole(&found), is_day(last_day(&found), deadline)))
            .collect();
        told.sort_by_key(|(range, _)| range.start);
        if let Some((range, _)) = told
            .first()
            .filter(|_| !told.iter().any(|(_, is_right)| *is_right))
        {
            let message = format!("正文写的截止日期和字段不一样：字段是 {deadline}");
            self.say(DEADLINE_TEXT, range.clone(), message, HINT);
        }
    }

    /// What nobody can know while the 公示 runs, or what has a field of its own.
    pub(super) fn result_told(&mut self, has_field: bool) {
        if has_field || !self.has("公示") {
            return;
        }
        if let Some(found) = TOLD.find(self.words) {
            let message = "公示的正文里写了公示的结果".to_owned();
            let hint = "请从正文里删去；期满以后把结果写在开头的“公示结果”里";
            self.say(RESULT, found.range(), message, hint);
        }
    }

    /// `2026年度民主评议…` in the text, where the title has another year before the same words: one of both was copied.
    pub(super) fn year_of_title(&mut self, title: &str) {
        let Some((typed, subject)) = OF_YEAR.captures(title).and_then(|found| {
            let subject = found.name("subject")?;
            Some((
                found.name("year")?.as_str().to_owned(),
                subject.as_str().to_owned(),
            ))
        }) else {
            return;
        };
        let mut other = None;
        for at in memmem::find_iter(self.words.as_bytes(), &subject) {
            let before = self.words[..at].trim_end_matches(['度', '年']);
            let year = before.get(before.len().saturating_sub(4)..).unwrap_or_default();
            if year == typed {
                return;
            }
            let behind = &before[..before.len() - year.len()];
            let begins =
                behind.is_empty() || ends_with_any(behind, &["\n", "现将", "做好", "开展", "现就", "对"]);
            if begins && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit()) {
                other = other.or(Some(before.len() - year.len()..at));
            }
        }
        if let Some(range) = other {
            let message = format!("标题写的是{typed}年，正文写的是{}", &self.words[range.clone()]);
            self.say(TITLE, range, message, HINT);
        }
    }

    /// The names in the text of a 公示 come down with it; 公示结果 stays.
    pub(super) fn named_for_ever(&mut self, names: &[String], title: &str, explanation: &str) {
        let mut told = in_title(title);
        told.extend(named(explanation));
        let mut names = names.iter().filter(|name| !told.contains(&name.as_str()));
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
    pub(super) fn names_that_stay(&mut self, names: &[String], is_kept: bool) {
        let path = self.source.path.as_str();
        let spelled = |name: &&String| sound(name).is_some_and(|syllables| is_spelled(path, &syllables));
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
    pub(super) fn publicity_elsewhere(&mut self, kind: NoticeKind) {
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

    /// `9月主题党日` in a title, where the text sets none for that month.
    pub(super) fn month_of_title(&mut self, title: &str) {
        // One that is held another time is set anew.
        const MOVED: [&str; 6] = ["推迟", "延期", "提前", "改为", "改在", "补"];
        let Some(of_title) = OF_MONTH.captures(title) else {
            return;
        };
        if contains_any(self.words, &MOVED) {
            return;
        }
        let is_same = |found: &Captures<'_>| {
            let years = number(&of_title, "y").zip(number(found, "y"));
            number(found, "m") == number(&of_title, "m") && years.is_none_or(|(one, other)| one == other)
        };
        let of_kind = SET_FOR
            .captures_iter(self.words)
            .filter(|found| found["held"] == of_title["held"]);
        let told: Vec<Captures<'_>> = of_kind.collect();
        let Some(what) = told
            .first()
            .filter(|_| !told.iter().any(is_same))
            .and_then(|found| found.name("what"))
        else {
            return;
        };
        let message = format!("标题写的是{}月，正文写的是{}", &of_title["m"], what.as_str());
        self.say(TITLE, what.range(), message, HINT);
    }

    /// `公示期为5个工作日，自2025年9月8日至9月11日`, where there is no field to compare both with. Days that are not said to be
    /// working days may be either.
    pub(super) fn length_of_days(&mut self, dated: Day, calendar: Option<&Calendar>) {
        let Some(calendar) = calendar else { return };
        let ways = [&DAYS, &DAYS_AND_LENGTH].into_iter();
        let mut found = ways.flat_map(|way| way.captures_iter(self.words));
        let other = found.find_map(|found| {
            let (told, unit) = (number(&found, "n")?, found.name("unit")?);
            let year = number(&found, "y1").map_or(dated.year(), |year| year as i32);
            let month = number(&found, "m1")?;
            let start = Day::new(year, month, number(&found, "d1")?)?;
            let year = number(&found, "y2").map_or(year, |year| year as i32);
            let end = Day::new(year, number(&found, "m2").unwrap_or(month), number(&found, "d2")?)?;
            let workdays = calendar.count(start, end);
            let days = start.days_until(end) + 1;
            let is_right =
                told == workdays || !unit.as_str().ends_with("工作日") && i64::from(told) == days || days < 1;
            let typed = &found[0][..unit.end() - whole(&found).start];
            let message = format!("“{typed}”，写的日期是 {start} 至 {end}，共{days}天，有{workdays}个工作日");
            (!is_right).then(|| (whole(&found), message))
        });
        if let Some((range, message)) = other {
            self.say(PERIOD, range, message, "请核对天数和起止日期，两处要一致");
        }
    }

    /// `公示期为7个工作日`; days that are not said to be working days may be either.
    pub(super) fn length(&mut self, period: Period, calendar: Option<&Calendar>) {
        let Some((found, calendar)) = LENGTH.captures(self.words).zip(calendar) else {
            return;
        };
        let workdays = calendar.count(period.start, period.end);
        let days = u32::try_from(period.start.days_until(period.end) + 1).unwrap_or(workdays);
        let count = found.name("n").or_else(|| found.name("n1"));
        let told = number(&found, "n").or_else(|| number(&found, "n1"));
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
            &self.words[count.map_or(0..0, |n| n.start()..whole(&found).end)],
            period.start,
            period.end
        );
        let hint = "请核对“公示期”和正文，两处写成一样；网页按字段撤下";
        self.say(PERIOD, whole(&found), message, hint);
    }

    /// Of what the text gives for objections, one is what 受理 gives.
    pub(super) fn contact(&mut self, contact: &Contact, is_publicity: bool) {
        let place = contact.place.as_deref().filter(|place| ROOM.is_match(place));
        for (what, pattern, field) in [
            ("电话", &TELEPHONE, contact.telephone.as_deref()),
            ("邮箱", &MAILBOX, contact.email.as_deref()),
            ("房间", &ROOM, place),
        ] {
            let Some(field) = field else { continue };
            let told = self.of_objections(pattern, is_publicity);
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
    fn of_objections(&self, pattern: &Regex, is_publicity: bool) -> Vec<Range<usize>> {
        // What a 公示 gives behind these is for objections.
        const LABELS: [&str; 10] = [
            "电话：", "联系电话：", "咨询电话：", "办公电话：", "地点：", "联系地点：", "地址：",
            "联系地址：", "邮箱：", "电子邮箱：",
        ];
        const WORDS: [&str; 6] = ["异议", "反映", "意见", "受理", "监督", "举报"];
        let is_about = |at: usize| {
            let ends = |c| matches!(c, '。' | '；' | '\n');
            let begin = self.words[..at].rfind(ends).unwrap_or(0);
            let end = self.words[at..]
                .find(ends)
                .map_or(self.words.len(), |end| at + end);
            let sentence = &self.words[begin..end];
            let part = self.words[..at]
                .rsplit(['，', '。', '；', '、', '（', '\n'])
                .next();
            let part = part.unwrap_or_default().trim_start_matches(['-', '*', ' ', '　']);
            let is_labelled = is_publicity && starts_with_any(part, &LABELS);
            (is_labelled || contains_any(sentence, &WORDS)) && !contains_any(sentence, &HIGHER)
        };
        let found = pattern
            .captures_iter(self.words)
            .filter_map(|found| found.name("what"));
        let ranges = found.map(|what| what.range());
        ranges.filter(|range| is_about(range.start)).collect()
    }
}

/// `wangxiaoming`, `wang-xiaoming` or `wang-xiao-ming` in a file's path; parted ones stand between marks, for a part may begin
/// another word.
fn is_spelled(path: &str, syllables: &[&str]) -> bool {
    let letters = syllables.concat();
    let [surname, given @ ..] = syllables else {
        return false;
    };
    let parted = [format!("{surname}-{}", given.concat()), syllables.join("-")];
    let path_of_parts = path.replace(['_', ' '], "-");
    let is_parted = |spelled: &String| {
        path_of_parts.match_indices(spelled.as_str()).any(|(at, _)| {
            let begins = path_of_parts[..at].ends_with(['-', '/']);
            begins && path_of_parts[at + spelled.len()..].starts_with(['-', '.', '/'])
        })
    };
    letters.len() > 4 && (path.contains(&letters) || !given.is_empty() && parted.iter().any(is_parted))
}

/// Year, month and day of the last day that a pattern found: `11月20日至28日`.
fn last_day(found: &Captures<'_>) -> [Option<u32>; 3] {
    let first = ["y", "m", "d"].map(|part| number(found, part));
    let last = ["y2", "m2", "d2"].map(|part| number(found, part));
    match last[2] {
        Some(_) => [last[0].or(first[0]), last[1].or(first[1]), last[2]],
        None => first,
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

#[cfg(test)]
mod tests {
    use super::is_spelled;

    #[test]
    fn a_name_is_spelled_in_one_word_or_in_parts() {
        let name = ["wang", "xiao", "ming"];
        for path in [
            "content/notices/wangxiaoming.md",
            "content/notices/2026-11-18-wang-xiaoming.md",
            "content/notices/wang-xiao-ming-gongshi.md",
            "content/notices/a_wang_xiaoming.md",
        ] {
            assert!(is_spelled(path, &name), "{path}");
        }
        assert!(!is_spelled("content/notices/huwang-xiaoming.md", &name));
        // 李安 in 党建林安排.
        assert!(!is_spelled("content/notices/dangjian-li-anpai.md", &["li", "an"]));
    }
}
