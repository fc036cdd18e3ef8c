//! What an entry's text says otherwise than its fields: the days of a 公示 and whom to ring about it; who chaired a meeting,
//! where and when, who came and how they voted. Pages show both, and readers do not know which holds.

mod days;
mod meeting;
mod minutes;
mod notice;
mod persons;
mod stages;

use std::ops::Range;

use memchr::memmem;
use regex::Captures;

pub(super) use meeting::is_same_place;

use super::document::Detail;
use super::notice::{NoticeKind, persons};
use super::titles;
use crate::check::FIGURES;
use crate::words::{Calendar, Code, Complaint, Day, LazyRegex, Place, Report, SourceText, number_in_han};

/// Who is above the school, with a telephone of its own.
pub(super) const HIGHER: [&str; 8] = ["上级", "教育局", "教体局", "纪委", "纪检", "县委", "市委", "区委"];

const HINT: &str = "请核对哪一处写错了，两处要一致";

/// What any entry says of itself.
pub(super) struct Headed<'a> {
    pub(super) title: &'a str,
    pub(super) title_place: &'a Place,
    pub(super) dated: Day,
    /// 成文日期.
    pub(super) signed_on: Option<Day>,
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
        Detail::Meeting(meeting) => {
            text.meeting(meeting);
            text.minutes(meeting, headed.dated);
        }
        Detail::Notice(notice) => {
            if let Some(period) = notice.period.filter(|_| text.has("公示")) {
                text.period(period);
                text.length(period, calendar);
                text.objections_until(period);
            }
            if let Some(contact) = &notice.contact {
                text.contact(contact, notice.period.is_some());
            }
            if headed.signed_on.is_none() {
                text.signed_another_month(headed.dated);
            }
            text.year_of_title(headed.title);
            text.month_of_title(headed.title);
            if notice.period.is_none() && text.has("公示") {
                text.length_of_days(headed.dated, calendar);
            }
            match notice.kind {
                NoticeKind::Publicity => {
                    let names = persons(headed.title, text.words);
                    let result = notice.result.as_ref();
                    if let Some(explanation) = result.and_then(|result| result.explanation.as_deref()) {
                        text.named_for_ever(&names, headed.title, explanation);
                    }
                    text.names_that_stay(&names, headed.stays);
                    text.persons_of_title(headed.title, headed.title_place);
                    text.person_of_title(headed.title);
                    text.result_told(result.is_some());
                    text.counted_list();
                }
                NoticeKind::Consultation => {
                    if let Some(deadline) = notice.deadline {
                        text.views_until(deadline);
                    }
                }
                kind => {
                    text.publicity_elsewhere(kind);
                    text.deadline(kind, headed.dated);
                    if kind == NoticeKind::Notice {
                        text.days_set(headed.dated);
                    }
                }
            }
        }
        Detail::Ledger(_) => text.quarter_of_title(headed.title),
        _ => {}
    }
    if text.has("入党") || text.has("参加工作") || text.has("预备党员") {
        text.stages();
    }
    if text.has("党龄") {
        text.years_of_membership(headed.dated);
    }
}

// 2005年6月入党，党龄20年.
static MEMBER: LazyRegex = pattern(
    r"(?P<y>(?:19|20)[0-9]{2})年(?:{数}月)?(?:{数}日)?入党[，,、；][^。；\n]{0,4}党龄(?:已有?|达|为)?(?P<n>[0-9]{1,2})年",
);

// 第一季度党费收缴情况.
static OF_QUARTER: LazyRegex = pattern(r"第(?P<n>[一二三四])季度(?P<subject>\p{Han}{4})");

/// A pattern, in which `{数}` stands for a number, and `{年}` and `{月}` for parts of a day.
const fn pattern(pattern: &'static str) -> LazyRegex {
    const SHORT: [(&str, &str); 3] = [
        ("{数}", r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"),
        ("{年}", r"(?:20[0-9]{2}[年.．])"),
        ("{月}", "[月.．]"),
    ];
    LazyRegex::with(&SHORT, pattern)
}

impl<'a> Text<'a> {
    fn has(&self, word: &str) -> bool {
        memmem::find(self.words.as_bytes(), word.as_bytes()).is_some()
    }

    /// More years than have gone by since somebody was admitted, or some fewer: they are counted from the end of 预备期, and a text
    /// may be of the year before.
    fn years_of_membership(&mut self, dated: Day) {
        const FEWER: u32 = 3;
        let other = MEMBER.captures_iter(self.words).find_map(|found| {
            let gone = u32::try_from(dated.year())
                .ok()?
                .checked_sub(number(&found, "y")?)?;
            let told = number(&found, "n")?;
            (told > gone || told + FEWER < gone).then(|| (whole(&found), gone))
        });
        if let Some((range, gone)) = other {
            let typed = &self.words[range.clone()];
            let message = format!("“{typed}”，到{}年只算得出{gone}年", dated.year());
            self.say(FIGURES, range, message, "请核对入党的年份和党龄");
        }
    }

    /// A ledger whose text tells another quarter than its title of the same: `第二季度党费收缴`.
    fn quarter_of_title(&mut self, title: &str) {
        let of_title: Vec<Captures<'_>> = OF_QUARTER.captures_iter(title).collect();
        let [of_title] = of_title.as_slice() else { return };
        let subject = &of_title["subject"];
        let told: Vec<Captures<'_>> = OF_QUARTER
            .captures_iter(self.words)
            .filter(|found| &found["subject"] == subject)
            .collect();
        let is_same = |found: &Captures<'_>| found["n"] == of_title["n"];
        if let Some(found) = told.first().filter(|_| !told.iter().any(is_same)) {
            let message = format!(
                "标题写的是第{}季度，正文写的是第{}季度",
                &of_title["n"], &found["n"]
            );
            self.say(titles::DIFFERS, whole(found), message, HINT);
        }
    }

    fn say(&mut self, code: Code, range: Range<usize>, message: String, hint: &str) {
        let place = self
            .source
            .place(self.start + range.start..self.start + range.end);
        self.report.push(Complaint::new(code, place, message).hint(hint));
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::read::ledger::Ledger;
    use crate::read::meeting::{
        Absence, Appraisal, Attendance, Meeting, MeetingKind, Resolution, Subject, Time, Votes,
    };
    use crate::read::notice::{Contact, Notice, NoticeKind, Period};
    use crate::words::{Moment, Scope, rows_hold};

    fn said(detail: &Detail, text: &str) -> Vec<String> {
        said_below("关于拟接收1名预备党员的公示", "2026-03-02", (detail, text))
    }

    fn said_below(title: &str, dated: &str, (detail, text): (&Detail, &str)) -> Vec<String> {
        let source = SourceText::of("content/notices/a.md", text);
        let mut report = Report::new();
        let calendar = Calendar::new(BTreeMap::new());
        let headed = Headed {
            title,
            title_place: &Place::file(&source.path),
            dated: Day::of(dated),
            signed_on: None,
            stays: false,
        };
        check(&source, 0, (detail, headed, Some(&calendar)), &mut report);
        report.sorted().iter().map(|told| told.message.clone()).collect()
    }

    /// Fails with all rows of a table in whose text something else is found than they expect: nothing (`-`), one fault (`+`), or one
    /// whose message holds these words.
    #[track_caller]
    fn tells(table: &str, said: impl Fn(&str) -> Vec<String>) {
        rows_hold(table, said, |said, expected| match (said.as_slice(), expected) {
            ([], expected) => expected == "-",
            ([_], "+") => true,
            ([one], words) => words != "-" && one.contains(words),
            _ => false,
        });
    }

    /// A 公示 of five working days.
    fn publicity() -> Detail {
        Detail::Notice(Arc::new(Notice {
            kind: NoticeKind::Publicity,
            period: Some(Period {
                start: Day::of("2026-11-23"),
                end: Day::of("2026-11-27"),
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

    fn meeting() -> Detail {
        Detail::Meeting(Arc::new(meeting_itself()))
    }

    /// Ten of twelve came, eight voted for a matter and two abstained.
    fn meeting_itself() -> Meeting {
        Meeting {
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
            appraisals: vec![Appraisal {
                subject: Subject::Members,
                participants: 10,
                grades: [3, 7, 0, 0],
            }],
        }
    }

    #[test]
    fn what_a_publicity_says_otherwise_is_told() {
        let table = r"
            公示时间：2026年11月16日至11月20日。 => 公示期
            公示期：2025年11月23日—2025年11月27日。 => 公示期
            现予公示，自11月16日起至11月20日止。 => 公示期
            公示自2026年11月16日起至11月20日止。 => 公示期
            现予公示（11月16日—11月20日）。 => 公示期
            现将人选公示，时间为11月16日至11月20日。 => 公示期
            现予公示，自11月23日起至11月27日止。 => -
            | 项目 | 内容 |\n|---|---|\n| 姓名 | 陆小满 |\n| 性别 | 女 |\n| 单位 | 语文组 | => -
            公示期限从十一月二十三日到十二月一日。 => 公示期
            公示期为7个工作日，自2026年11月23日起。 => 5个工作日
            公示时间：七天。 => 5个工作日
            1.沈佳宁，女，汉族。\n2.孟晓彤，女，汉族。 => 标题写的是1名
            公示期为2026年11月23日至11月27日，共7个工作日。 => 5个工作日
            如有异议，请拨打0799-6523304反映。 => 电话“0799-6523304”
            意见请当面交到教学楼115室。 => 房间“115”
            来信来访请反映到邮箱dangban@example.com。 => 邮箱
            现予以公示。联系电话：0799-6523304。 => 电话“0799-6523304”
            联系人：周敬安，地点：教学楼115室。 => 房间“115”
            拟接收陆小满、郑可同志为中共预备党员。 => 正文里列了2人
            拟接收两名同志为中共预备党员。 => 正文写的是2名
            拟接收陆小满同志为中共预备党员。陆小曼同志政治立场坚定。 => 又写了“陆小曼”
            现将3名同志予以公示：李建国、陈晓芳。 => 后面列了2人
            3名同志名单如下：\n\n- 李建国\n- 陈晓芳\n => 后面列了2人
            公示期间未收到异议。 => 公示的结果
            现予公示。如有异议，请于12月10日前反映。 => 晚于公示期
            公示时间：2026年11月23日至27日。 => -
            公示时间：2026年11月23日至11月27日（5个工作日）。 => -
            公示期为五天。公示期五个工作日。 => -
            公示期从十一月二十三日到十一月二十七日。 => -
            如有异议，请拨打6523340，也可以向县纪委监委反映，电话0799-1234567、（0799）6523340。 => -
            意见请交到112室。教学楼115室正在修缮。 => -
            电子邮箱：DangBan@example.cn。 => -
            公示期满后3个工作日内答复。 => -
            各支部征求党员意见，于11月20日前推荐。 => -
            原公示期为2026年11月16日至11月20日，现公示时间为2026年11月23日至27日。 => -
            也可以向县教育局反映：jiaoyuju@example.cn，行政楼501室。 => -
            面试地点：教学楼115室。 => -
            县教育局监督电话：0799-1234567。 => -
            拟接收陆小满同志为中共预备党员，由许文清、何立群两名同志担任入党介绍人。 => -
            拟接收陆小满同志为中共预备党员。陆小满同志政治立场坚定。 => -
            推荐2名同志予以公示：李建国（第一党支部）、陈晓芳同志。 => -
            3名同志分工：李建国、陈晓芳负责接待。 => -
            公示期间未收到异议的，按程序办理。公示期内没有收到反映，将提交党员大会。 => -
            如有异议，请于11月28日前反映。如有异议，请于11月30日前反映。 => -
        ";
        tells(table, |text| said(&publicity(), text));
    }

    #[test]
    fn the_person_of_the_title_is_that_of_the_text() {
        let title = "关于拟接收陆小曼同志为中共预备党员的公示";
        let table = "
            拟接收陆小满同志为中共预备党员。 => +
            拟接收郑可同志为中共预备党员。 => +
            陆小满，女，1990年5月出生。 => +
            拟接收陆小曼同志为中共预备党员。陆小满同志政治立场坚定。 => +
            拟接收陆小曼同志为中共预备党员，由陆建国同志介绍。 => -
            经许文清、何立群同志推荐，拟接收该同志为中共预备党员。 => -
            拟接收其为中共预备党员，联系人：许文清同志。 => -
        ";
        tells(table, |text| {
            said_below(title, "2026-11-23", (&publicity(), text))
        });
        let title = "关于拟接收陈建国、陈建军同志为中共预备党员的公示";
        let text = "拟接收陈建国、陈建军同志为中共预备党员。陈建军同志政治立场坚定。";
        let said = said_below(title, "2026-11-23", (&publicity(), text));
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn the_last_day_for_views_is_that_of_the_field() {
        let Detail::Notice(notice) = publicity() else {
            return;
        };
        let views = Detail::Notice(Arc::new(Notice {
            kind: NoticeKind::Consultation,
            period: None,
            deadline: Some(Day::of("2026-03-25")),
            ..Notice::clone(&notice)
        }));
        let table = "
            现征求意见。请于3月20日前将意见反馈至总支办公室。 => 截止日期
            现就办法征求意见，时间为3月2日至3月20日。 => 截止日期
            征求意见截止日期为2026年3月30日。 => 截止日期
            征求意见截止到3月20日。 => 截止日期
            公开征求意见至2026年3月30日。 => 截止日期
            征求意见的时间为2026年3月2日至3月31日，共30天。 => 截止日期
            意见反馈截止日期：2026年3月30日。 => 截止日期
            请于3月30日前反馈意见。 => 截止日期
            现征求意见，时间为**2026年3月2日至3月26日**。 => 截止日期
            现公开征求意见，期限为3月2日—3月30日。 => 截止日期
            征求意见。请在2026年3月20日17:00前反馈。 => 截止日期
            征求意见，时间为3月2日至25日。收到的意见将于4月10日前答复。 => -
            请于3月25日前反馈意见。采纳情况在4月的教职工大会上说明。 => -
            先后征求意见3次，至2月10日共收到意见23条。 => -
            请各支部于3月20日前组织讨论。 => -
            征求意见期间，请把意见放进意见箱。 => -
        ";
        tells(table, |text| said(&views, text));
    }

    /// A notice that is none of the special kinds.
    fn notice() -> Detail {
        let Detail::Notice(publicity) = publicity() else {
            unreachable!("publicity makes a notice");
        };
        Detail::Notice(Arc::new(Notice {
            kind: NoticeKind::Notice,
            period: None,
            ..Notice::clone(&publicity)
        }))
    }

    #[test]
    fn a_day_before_which_something_was_done_is_no_deadline() {
        let table = "
            各支部于9月5日前完成自查。 => +
            请于9月5日前报送材料。 => +
            各支部于9月5日前已完成自查，请于9月6日前报送。 => +
            请于9月5日前转出组织关系的，把材料交来。 => +
            各支部于9月5日前已完成自查，现将结果通报。 => -
            各支部于9月5日前完成自查，现就整改工作通知如下。 => -
            请于9月5日前未报送的支部尽快补报。 => -
            请于9月5日前入党的党员填写表格。 => -
            请于9月15日前报送材料。 => -
            各校应于9月5日前完成整改，我校已如期完成。 => -
            根据上级“请于9月5日前完成自查”的要求，我校开展了自查。 => -
            各支部于9月5日前上报的总结已收悉。 => -
        ";
        tells(table, |text| {
            said_below("关于自查的通知", "2025-09-10", (&notice(), text))
        });
    }

    #[test]
    fn days_that_a_notice_sets_are_ahead() {
        let table = r"
            定于2026年3月5日召开党员大会。 => +
            定于3月5日召开党员大会。 => +
            定于2025年3月20日召开党员大会。 => +
            请于2062年3月20日前报送材料。 => +
            报名截止时间为3月10日。 => +
            第一党支部\n\n2026年2月12日\n => +
            第一党支部\n\n2025年3月12日\n => +
            公示期为2026年3月16日至3月20日（7个工作日）。 => +
            公示期为2026年3月16日至3月20日，共7个工作日。 => +
            定于3月20日召开党员大会。拟于2027年1月5日召开。 => -
            将于1月5日召开总结会。 => +
            原定于3月5日召开的党员大会，改在3月20日召开。 => -
            定于3月5日召开的党员大会因故推迟。 => -
            推普周定于3月8日至14日举行。 => -
            展览定于3月1日—3月31日在图书馆举办。 => -
            展览定于3月1日至3月8日在图书馆举办。 => +
            报名截止时间为3月30日。请于2030年3月20日前完成规划。 => -
            第一党支部\n\n2026年3月10日\n => -
            第一党支部\n\n2025年11月3日\n => -
            公示期为2026年3月16日至3月20日（5个工作日）。 => -
            公示期为2026年3月16日至3月22日（7天）。 => -
        ";
        tells(table, |text| {
            said_below("关于召开会议的通知", "2026-03-12", (&notice(), text))
        });
    }

    #[test]
    fn days_of_a_period_are_counted() {
        let table = "
            公示期为5个工作日，自2025年9月8日至2025年9月11日。 => +
            公示期5个工作日：2025年9月8日至9月11日。 => +
            公示期为5天，从2025年9月8日到9月11日。 => +
            公示期为5个工作日，自2025年9月8日至2025年9月12日。 => -
            公示期为7天，从2025年9月8日到9月14日。公示时间：9月8日至9月14日。 => -
            公示期5天：2025年9月8日至9月12日。 => -
            公示期为9个工作日，自2025年9月26日至2025年10月14日。 => -
        ";
        tells(table, |text| {
            said_below("关于评优工作的通知", "2025-09-08", (&notice(), text))
        });
        let table = "
            公示期为5个工作日，自2026年11月23日至2026年11月26日。 => +
            公示期5个工作日：2026年11月23日至11月26日。 => +
            公示期为5天，从2026年11月23日到11月26日。 => +
            公示期为5个工作日，自2026年11月23日至2026年11月27日。 => -
            公示期5个工作日：2026年11月23日至27日。 => -
        ";
        tells(table, |text| said(&publicity(), text));
    }

    #[test]
    fn minutes_are_not_signed_before_the_meeting_that_their_text_tells() {
        let meeting = Detail::Meeting(Arc::new(Meeting {
            time: None,
            ..meeting_itself()
        }));
        let table = r"
            会议时间：2026年10月9日下午3:30\n\n第一党支部\n\n2026年10月8日\n => +
            **时间**：2026年10月9日\n\n第一党支部\n\n2026年10月9日\n => -
            第一党支部\n\n2026年10月8日\n => -
        ";
        tells(table, |text| said(&meeting, text));
    }

    #[test]
    fn years_of_membership_are_those_since_admission() {
        let table = "
            李明，2005年6月入党，党龄25年。 => +
            李明，1985年入党，党龄20年。 => +
            李明，2005年6月入党，党龄20年；周芳，2004年入党，党龄20年。 => -
        ";
        tells(table, |text| {
            said_below("关于评优的通知", "2025-09-08", (&notice(), text))
        });
    }

    #[test]
    fn a_text_is_of_the_month_and_the_quarter_of_its_title() {
        let title = "关于开展9月主题党日活动的通知";
        let table = "
            定于2025年10月17日开展主题党日活动。 => +
            定于2025年9月17日开展主题党日活动。 => -
            定于10月9日召开支委会，9月主题党日由各支部安排。 => -
            因国庆放假，推迟到下月，定于10月10日开展主题党日活动。 => -
            定于9月25日开展主题党日活动，拟于10月17日开展下一次主题党日活动。 => -
        ";
        tells(table, |text| said_below(title, "2025-09-08", (&notice(), text)));
        for title in [
            "关于开展9月至10月主题党日活动的通知",
            "关于报送9月主题党日材料的通知",
        ] {
            let text = "定于2025年10月17日开展主题党日活动。";
            let said = said_below(title, "2025-09-08", (&notice(), text));
            assert!(said.is_empty(), "{title}: {said:?}");
        }
        let ledger = Detail::Ledger(Arc::new(Ledger {
            preset: None,
            columns: Vec::new(),
            rows: Vec::new(),
            detail: Scope::Public,
            stated: Vec::new(),
            charts: Vec::new(),
            reply_by: Vec::new(),
        }));
        let title = "2025年第一季度党费收缴情况";
        let table = "
            现将第二季度党费收缴情况公布如下。 => +
            现将第一季度党费收缴情况公布如下，第二季度党费收缴在7月公布。 => -
            第二季度培训安排另行公布。 => -
        ";
        tells(table, |text| said_below(title, "2025-04-08", (&ledger, text)));
    }

    #[test]
    fn what_a_title_counts_and_dates_is_in_the_text() {
        let table = "
            拟接收唐慧敏、汪立新2名同志为预备党员。 => 正文写的是2名
            拟接收以下4名同志为预备党员。 => 正文写的是4名
            拟接收以下1名同志为预备党员，由2名同志担任入党介绍人。 => -
            经2名入党介绍人推荐。 => -
        ";
        tells(table, |text| said(&publicity(), text));
    }

    #[test]
    fn numbers_of_another_meeting_or_ballot_are_left_alone() {
        let committee = Detail::Meeting(Arc::new(Meeting {
            kind: MeetingKind::Committee,
            attendance: Some(Attendance {
                expected: 3,
                present: 3,
            }),
            resolutions: Vec::new(),
            appraisals: Vec::new(),
            ..meeting_itself()
        }));
        let table = "
            支委会应到5人、实到3人。 => +
            应到3人，实到2人，研究推荐优秀党员。 => +
            10月9日，第一党支部召开支委会，研究党员大会的筹备，应到5人，实到3人。 => +
            党小组推荐会应到12人、实到11人，推荐1名同志，得11票。支委会研究同意。 => -
            在24名党员中（实到22人）进行推荐。 => -
            上次党员大会应到30人，实到28人，本次会议研究其提出的问题。 => -
            9月20日党员大会应到30人、实到28人。 => -
        ";
        tells(table, |text| said(&committee, text));
        let table = "
            表决采购图书，赞成9票。 => +
            龙海涛得赞成票7票，当选。 => -
            会议通报了9月14日党员大会决议的落实情况，当时9票赞成、1票反对，事项已办结。 => -
            会议通报，上次党员大会的决议全票通过，已经办结。 => -
            自评优秀5人；经研究，最终评定优秀3名、合格7名。 => -
            自评优秀5人。最终评定优秀4名、合格7名。 => +
        ";
        tells(table, |text| said(&meeting(), text));
    }

    #[test]
    fn a_room_is_that_of_the_field() {
        let meeting = Detail::Meeting(Arc::new(Meeting {
            place: Some("行政楼305室".into()),
            ..meeting_itself()
        }));
        let table = "
            会议在行政楼210室召开。 => +
            会议于10月9日下午在行政楼210会议室举行。 => +
            会议在行政楼305召开。 => -
            会议在305室召开。 => -
            会议在三楼会议室召开。 => -
            上次会议在行政楼210室召开。 => -
            会议在2026年度工作部署的基础上召开。 => -
        ";
        tells(table, |text| said(&meeting, text));
    }

    #[test]
    fn what_minutes_say_of_themselves_can_be() {
        let meeting = Detail::Meeting(Arc::new(Meeting {
            attendance: Some(Attendance {
                expected: 21,
                present: 10,
            }),
            absent: vec![Absence {
                name: "唐慧敏".to_owned(),
                reason: "病假".to_owned(),
            }],
            hours: Some(1.0),
            resolutions: Vec::new(),
            appraisals: Vec::new(),
            ..meeting_itself()
        }));
        let table = "
            应到党员21名，实到10名，会议有效。 => 不足半数
            应到党员21名，实到10名，超过半数。 => 不足半数
            应到21人，实到10人，符合规定人数。 => 不足半数
            实到10人，达到三分之二以上。 => 不足三分之二
            赞成9票，反对1票，弃权1票。 => 11票，多于
            下次会议定于2026年9月1日召开。 => 早于这次会议
            下次会议时间：10月1日。 => 早于这次会议
            本次党课2学时。 => 2学时
            唐慧敏同志发言。 => 写在“缺席”里
            应到党员21名，实到10名，不足半数，会议改期召开。 => -
            应到党员21名，实到10名，其中正式党员8名，超过半数。 => -
            上次党员大会应到21人，实到10人，超过半数。 => -
            应到21名，实到10名，赞成票超过半数。 => -
            赞成9票，反对1票，弃权0票。群众测评赞成30票。 => -
            候选人李明赞成12票。 => -
            下次会议定于2026年11月1日召开。下次会议定于1月5日召开。 => -
            下次会议研究9月1日收到的来信。 => -
            本次党课1学时，全年累计8学时。 => -
            由江雨禾代唐慧敏发言。唐慧敏作书面发言。唐慧敏发言材料由江雨禾宣读。会后唐慧敏发言。 => -
            唐慧敏因病请假。 => -
        ";
        tells(table, |text| said(&meeting, text));
    }

    #[test]
    fn what_minutes_say_otherwise_is_told() {
        let table = r"
            会议由支部书记韩淑琴同志主持。 => 主持人是“韩淑琴”
            主持人：韩淑琴\n => 主持人是“韩淑琴”
            会议由周敬安主持，骆晓峰记录。 => 记录人是“骆晓峰”
            会议于10月8日下午在三楼会议室召开。 => 会议日期
            会议于2025年10月9日召开。 => 会议日期
            地点：图书馆报告厅\n => 地点
            会议地点在图书馆报告厅。 => 地点
            应到党员12名，实到党员11名。 => 实到11
            12名党员中有11名出席了会议。 => 人数
            全体党员到会，无人缺席。 => 没有人缺席
            经举手表决，9票赞成、2票弃权。 => 赞成9票
            赞成8票，反对1票，弃权2票。 => 反对1票
            采购图书的方案获全票通过。 => 全票
            2026年10月8日16:00，第一党支部在三楼会议室召开党员大会。 => 会议日期
            讨论了工作。\n\n10月8日，第一党支部召开党员大会。 => 会议日期
            10月9日下午，第一党支部在图书馆报告厅召开党员大会。 => 地点
            10月8日下午，周敬安以“好老师”为题，为全体党员讲党课。 => 会议日期
            经研究，评定优秀4名、合格7名。 => 优秀3
            赞成8票。\n\n第一党支部\n\n2026年10月8日\n => 早于会议
            会议时间：2026年10月10日15:30\n => 会议日期
            会议日期：2026年10月10日\n => 会议日期
            时间：2026年10月10日\n => 会议日期
            **时间**：10月10日15:30\n => 会议日期
            - 时间：2026年10月10日15:30\n- 地点：三楼会议室\n => 会议日期
            一、时间：2025年10月9日\n => 会议日期
            应到人数：12人\n实到人数：11人\n => 实到11
            实到：9名\n => 实到9
            缺席：1人\n => 缺席1人
            应到12人，实到10人，缺席3人。 => 缺席3人
            会议由党支部书记、校长周敬安同志主持，李文静记录。 => -
            会议由党支部书记主持。 => -
            会议由周敬安主持，第二项议程由韩淑琴主持。 => -
            会议于10月9日下午召开。会议决定于10月20日召开家长会。 => -
            地点：行政楼三楼会议室\n => -
            12名党员中有10名出席。 => -
            应到党员12名，实到10名，其中教师党员实到6名。 => -
            赞成8票，反对0票，弃权2票。 => -
            第一项赞成8票，第二项赞成9票。 => -
            做好会议记录，定期检查，全程做好会议记录。 => -
            下次支委会定于12月10日召开。上次党员大会于9月8日召开。 => -
            10月9日下午，第一党支部在行政楼三楼会议室召开党员大会。 => -
            会议开始。\n\n6月12日，第一党支部召开党员大会接收其为预备党员。 => -
            会议开始。\n\n10月8日，第一党支部召开支委会。 => -
            12名党员中有7名参加了献血。要求全体党员参加会议。 => -
            赞成8票。\n\n第一党支部\n\n2026年10月10日\n => -
            赞成8票。\n\n2026年10月8日前已经通知。\n\n第一党支部\n2026年10月9日 => -
            会议时间：2026年10月9日15:30\n地点：三楼会议室\n应到：12人　实到：10人　缺席：2人\n => -
            **时间**：10月9日下午\n记录日期：2026年10月10日\n => -
            应到12人，实到10人，缺席1人（病假），缺席1人（事假）。 => -
            会议开始。\n下次会议时间：2026年11月10日\n => -
            议题：研学活动安排\n\n时间：2026年11月10日\n => -
            会议讨论了研学活动。\n\n时间：2026年11月10日\n地点：三楼会议室\n => -
            实到：书记、委员共10名。缺席2人，上次党员大会缺席1人。 => -
            会议在三楼会议室召开，会议要求2027年全部完成。 => -
        ";
        tells(table, |text| said(&meeting(), text));
    }
}
