//! 公示期 of a 公示: its first day, and its last or how many working days.

use std::ops::Range;

use super::labels::FormLabel;
use super::working::{WorkingText, behind_number};
use super::{ImportedField, days, votes};
use crate::words::{Calendar, Day, LazyRegex, ends_with_any};

static PUBLISHES: LazyRegex = LazyRegex::new("(?:予以|进行|特此|现)公示");

/// True for a text that publishes something for so many days, whatever its title says: a 公示 has to come down.
pub(super) fn gives_notice_of(work: &WorkingText, signed: Option<Day>) -> bool {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let dated =
        |said: &&str| SPEAKS.is_match(said) && !OVER.is_match(said) && period_of(said, signed).is_some();
    let sentences = || lines.iter().flat_map(|said| said.split_inclusive('。'));
    lines.iter().any(|said| PUBLISHES.is_match(said)) && sentences().any(|said| dated(&said))
}

static SPEAKS: LazyRegex = LazyRegex::new(
    r"公示(?:期|时间|时限|日期|起止|从|自|于)|公示[0-9一二三四五六七八九十]+(?:个?工作日|天)|自.{4,20}起.{0,6}公示|(?:自|从|于).{6,60}公示",
);

/// A 公示期 that was changed: which one holds is not for a program to say.
static CHANGED: LazyRegex = LazyRegex::new("延长|延期|顺延|推迟|原定|调整为|改为");

/// 国庆假期顺延: the days off do not count, and the period is the one that is written; 顺延至10月12日 is another one.
static PUT_OFF: LazyRegex = LazyRegex::new(concat!(
    "(?:节假日|法定节日|假期|放假|休息日|双休日|周末|国庆节?|春节|中秋节?|端午节?|清明节?|劳动节|五一|元旦)",
    "[^，。；（()）0-9一二三四五六七八九十]{0,6}顺延(?P<behind>[^至到0-9一二三四五六七八九十]|$)"
));

/// A 公示期 that begins with the day of the 公示 itself.
static FROM_ITSELF: LazyRegex =
    LazyRegex::new("[自从]?(?:本?公示)?(?:发布|公布|张贴|印发|公示)之日(?:起|开始)|[自从]?即日起");

/// The last day of a period that begins with the 公示 itself.
static TO_DAY: LazyRegex = LazyRegex::new(r"^[，\s]*(?:开始[，\s]*)?(?:至|到|—+)\s*$");

/// `从即日起至6月12日止`: from the day of signing.
fn from_itself(text: &str, signed: Day) -> Option<(Option<Day>, Range<usize>)> {
    let itself = FROM_ITSELF.find(text)?;
    let days = days::days_near(text, signed);
    match &days[..] {
        [] => Some((None, itself.range())),
        [last] => {
            let joint = text.get(itself.end()..last.range.start)?;
            let length = signed.days_until(last.day);
            let is_end = TO_DAY.is_match(joint) && (0..=366).contains(&length);
            is_end.then(|| (Some(last.day), itself.start()..last.range.end))
        }
        _ => None,
    }
}

/// What is said of another 公示 that is over.
static OVER: LazyRegex =
    LazyRegex::new(r"了.{0,6}公示|已.{0,6}公示|公示期?满|公示(?:已经?)?结束|无异议|(?:未|没有)(?:收到|接到)");

/// Takes 公示期.
pub(super) fn take(work: &mut WorkingText, signed: Option<Day>) {
    let clear = work.clear(FormLabel::PublicityPeriod, "公示期");
    let labelled = clear.as_ref().ok().copied().flatten();
    let mut found: Vec<PeriodFound> = Vec::new();
    let mut label_is_all = false;
    if let Some(at) = labelled {
        let value = work.labelled[at].value.clone();
        if let Some(period) = period_of(&value, signed) {
            label_is_all = period.is_all;
            found.push(period);
        }
    }
    if found.is_empty() {
        let lines: Vec<(usize, String)> = work.lines().map(|(at, said)| (at, said.to_owned())).collect();
        for (place, (_, said)) in lines.iter().enumerate() {
            let is_heading = |said: &str| said.contains("公示期") || said.contains("公示时间");
            let under =
                place > 0 && lines[place - 1].1.chars().count() < 14 && is_heading(&lines[place - 1].1);
            let told = periods_in(said, |said| under || SPEAKS.is_match(said), signed);
            // 【公示期限】, and below it nothing but the days.
            if under && told.iter().any(|period| period.is_all) {
                let (heading, words) = &lines[place - 1];
                let is_bare = behind_number(words).len() == words.len();
                for at in [*heading, lines[place].0] {
                    work.blocks[at].is_taken |= is_bare;
                }
            }
            found.extend(told);
        }
        // 从公示之日起五个工作日内反映: where nothing else says how long.
        if found.is_empty() {
            let told = lines.iter();
            let told = told.flat_map(|(_, said)| periods_in(said, |said| FROM_ITSELF.is_match(said), signed));
            found = told.collect();
        }
    }
    let is_changed = |said: &str| {
        said.contains("公示")
            && CHANGED.is_match(&PUT_OFF.replace_all(said, "$behind"))
            && !days::spans(said, signed).is_empty()
    };
    if work.sayings().iter().any(|said| is_changed(said)) {
        work.say("公示期改过，没有填，请在“公示期”里写最后定的");
        return;
    }
    let Some(first) = found.first().cloned() else {
        let unclear = clear.err().or_else(|| length_alone(work));
        work.say(unclear.unwrap_or_else(|| "没有找到公示期，或者写得不完整，请补上“公示期”".to_owned()));
        return;
    };
    if found
        .iter()
        .any(|other| other.start != first.start || other.end != first.end)
    {
        work.say("公示期有几处，写得不一样，没有填，请核对");
        return;
    }
    fill_period(work, &first);
    if let Some(at) = labelled.filter(|_| label_is_all) {
        work.take_value(at);
    }
}

// 公示期：自本公示发布之日起七天, 公示期限为3天.
static LENGTH: LazyRegex = LazyRegex::new(
    "公示[^，。；0-9一二三四五六七八九十]{0,16}[，]?(?:为期)?(?P<length>(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\\s*个?(?:天|自然日|日(?:[，。；）]|$)))",
);

/// Fewer days are too short, however they are counted.
const LEAST_DAYS: u32 = 5;

/// Says how long a 公示 is where nothing says from when to when.
fn length_alone(work: &WorkingText) -> Option<String> {
    let sentences = work.lines().flat_map(|(_, said)| said.split_inclusive('。'));
    let found = sentences
        .filter(|said| !OVER.is_match(said))
        .find_map(|said| LENGTH.captures(said))?;
    let length = found["length"]
        .trim_end_matches(['，', '。', '；', '）'])
        .to_owned();
    let days = votes::numeral(&found["n"])?;
    let judged = match days < LEAST_DAYS {
        true => "，不满5个工作日，太短",
        false => "，没有写明从哪一天到哪一天",
    };
    Some(format!("公示期写的是“{length}”{judged}，请核对后补上“公示期”"))
}

/// The periods that the sentences of a line state which speak of a 公示.
fn periods_in(said: &str, speaks: impl Fn(&str) -> bool, signed: Option<Day>) -> Vec<PeriodFound> {
    let sentences = said.split_inclusive('。');
    let meant = sentences.filter(|said| speaks(said) && !OVER.is_match(said));
    meant.filter_map(|said| period_of(said, signed)).collect()
}

fn fill_period(work: &mut WorkingText, period: &PeriodFound) {
    let mut fields = vec![ImportedField::new("开始", period.start)];
    match (period.end, period.workdays) {
        (Some(end), workdays) => {
            fields.push(ImportedField::new("截止", end));
            let calendar = Calendar::default();
            let knows = (period.start.year()..=end.year()).all(|year| calendar.knows(year));
            let count = calendar.count(period.start, end);
            if let Some(said) = workdays.filter(|said| knows && *said != count) {
                work.say(format!(
                    "公示期写的是{said}个工作日，从{}到{}却有{count}个工作日，请核对",
                    period.start, end
                ));
            }
        }
        (None, Some(workdays)) => fields.push(ImportedField::new("工作日", workdays)),
        (None, None) => return,
    }
    work.fill("公示期", fields);
}

/// A 公示期 in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PeriodFound {
    start: Day,
    end: Option<Day>,
    workdays: Option<u32>,
    /// The text says nothing else.
    is_all: bool,
}

static BESIDE: LazyRegex = LazyRegex::new(
    r"[（(]?(?:共|为期|公示期?)?\s*[0-9一二三四五六七八九十]{1,3}\s*个?工作日[）)]?|为?[0-9一二三四五六七八九十]{1,2}天|[0-9]{1,2}[:：][0-9]{2}|自|从|起|开始|止|结束|为|[，、。；（）()\s]|(?:星期|周)[一二三四五六日]|含当日|共|计",
);

/// `（6月19日至21日端午节放假，不计在内）`.
static HOLIDAYS: LazyRegex =
    LazyRegex::new("[（(][^（()）]*(?:放假|假期|休息日|节假日|双休日)[^（()）]*[）)]");

// 6月17日至6月24日，端午节放假除外.
static HOLIDAY_CLAUSE: LazyRegex =
    LazyRegex::new("[，；][^，。；（()）]*(?:放假|假期|休息日|节假日|双休日)[^，。；（()）]*");

/// The 公示期 that a sentence states: its first day, and its last or how many working days.
fn period_of(text: &str, signed: Option<Day>) -> Option<PeriodFound> {
    let text = HOLIDAY_CLAUSE.replace_all(text, "");
    let text = &*HOLIDAYS.replace_all(&text, "");
    let workdays = days::workdays(text);
    let period = |start, end: Option<Day>, range: Range<usize>| {
        let rest = format!("{}{}", &text[..range.start], &text[range.end..]);
        (end.is_some() || workdays.is_some()).then(|| PeriodFound {
            start,
            end,
            workdays,
            is_all: BESIDE.replace_all(&rest, "").trim().is_empty(),
        })
    };
    let spans = days::spans(text, signed);
    let (start, end, range) = match &spans[..] {
        [one] => {
            let year = one.first.days_until(one.last) <= 366;
            (one.first, Some(one.last).filter(|_| year), one.range.clone())
        }
        [] => {
            let itself = signed.and_then(|signed| Some((signed, from_itself(text, signed)?)));
            if let Some((signed, (end, range))) = itself {
                return period(signed, end, range);
            }
            let mut all = days::days(text);
            if let (Some(signed), true) = (signed, all.is_empty()) {
                all = days::days_near(text, signed);
            }
            let [one] = &all[..] else { return None };
            let behind = text[one.range.end..].trim_start();
            let before = &text[..one.range.start];
            let begins = behind.starts_with('起')
                || ends_with_any(before.trim_end(), &["自", "从"])
                || behind.starts_with("开始");
            if !begins {
                return None;
            }
            (one.day, None, one.range.clone())
        }
        _ => return None,
    };
    period(start, end, range)
}
