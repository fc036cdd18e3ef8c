//! What a notice says beside its head and end: 公示期, 受理, 截止, 方式, 年度计划.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::labels::{self, FormLabel};
use super::working::{LabelPlace, LabelledValue, WorkingText, behind_number};
use super::{ImportedField, ImportedValue, closing, days, kinds, pattern};
use crate::import::numbering;
use crate::words::{Calendar, Day, NumberKind, personal_numbers};

static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<y>20[0-9]{2})年(?:度)?(?:(?:学校|总支|支部|党总支|党支部|党委|总支部|基层|党的)?(?:党建|党务|党组织|党总支|总支|党支部|支部|党委|党的建设)?)(?:工作)?(?:计划|要点)(?:》?的(?:通知|公告))?$",
    )
});

/// Takes what the text of a notice says.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>) {
    let said = kinds::notice_type(title);
    let kind = said.or_else(|| gives_notice_of(work, signed).then_some("公示"));
    match kind {
        Some(kind) => {
            work.fill_text("类型", kind);
            if said.is_none() {
                work.say("标题没有写是公示，从正文看是公示，请核对“类型”");
            }
        }
        None => work.say("标题看不出是通知、公告、公示、通报、决定还是征求意见，先写了通知，请核对“类型”"),
    }
    if let Some(plan) = PLAN
        .captures(title)
        .filter(|_| !title.contains("学年") && !title.contains("学期"))
        && let Ok(year) = plan["y"].parse()
    {
        work.fill("年度计划", ImportedValue::Number(year));
        work.say("年度计划由哪次会议通过，请写进“会议”");
    }
    match kind {
        Some("公示") => {
            period(work, signed);
            contact(work, true);
        }
        Some("征求意见") => {
            deadline(work, signed);
            channel(work);
            contact(work, false);
        }
        _ => {}
    }
}

static PUBLISHES: LazyLock<Regex> = LazyLock::new(|| pattern("(?:予以|进行|特此|现)公示"));

/// True for a text that publishes something for so many days, whatever its title says: a 公示 has to come down.
fn gives_notice_of(work: &WorkingText, signed: Option<Day>) -> bool {
    let lines: Vec<&str> = work.lines().map(|(_, said)| said).collect();
    let dated =
        |said: &&str| SPEAKS.is_match(said) && !OVER.is_match(said) && period_of(said, signed).is_some();
    let sentences = || lines.iter().flat_map(|said| said.split_inclusive('。'));
    lines.iter().any(|said| PUBLISHES.is_match(said)) && sentences().any(|said| dated(&said))
}

static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"公示(?:期|时间|时限|日期|起止|从|自|于)|公示[0-9一二三四五六七八九十]+(?:个?工作日|天)|自.{4,20}起.{0,6}公示|(?:自|从|于).{6,60}公示",
    )
});

/// A 公示期 that was changed: which one holds is not for a program to say.
static CHANGED: LazyLock<Regex> = LazyLock::new(|| pattern("延长|延期|顺延|推迟|原定|调整为|改为"));

/// A 公示期 that begins with the day of the 公示 itself.
static FROM_ITSELF: LazyLock<Regex> =
    LazyLock::new(|| pattern("[自从]?(?:本?公示)?(?:发布|公布|张贴|印发|公示)之日(?:起|开始)|[自从]?即日起"));

/// The last day of a period that begins with the 公示 itself.
static TO_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[，\s]*(?:开始[，\s]*)?(?:至|到|—+)\s*$"));

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
static OVER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"了.{0,6}公示|已.{0,6}公示|公示期?满|公示(?:已经?)?结束|无异议|(?:未|没有)(?:收到|接到)")
});

/// 公示期.
fn period(work: &mut WorkingText, signed: Option<Day>) {
    let labelled = work.only(FormLabel::PublicityPeriod, "公示期");
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
            found.extend(periods_in(said, |said| under || SPEAKS.is_match(said), signed));
        }
        // 从公示之日起五个工作日内反映: where nothing else says how long.
        if found.is_empty() {
            let told = lines.iter();
            let told = told.flat_map(|(_, said)| periods_in(said, |said| FROM_ITSELF.is_match(said), signed));
            found = told.collect();
        }
    }
    let is_changed =
        |said: &str| said.contains("公示") && CHANGED.is_match(said) && !days::spans(said, signed).is_empty();
    if work.sayings().iter().any(|said| is_changed(said)) {
        work.say("公示期改过，没有填，请在“公示期”里写最后定的");
        return;
    }
    let Some(first) = found.first().cloned() else {
        work.say("没有找到公示期，或者写得不完整，请补上“公示期”");
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

/// The periods that the sentences of a line state which speak of a 公示.
fn periods_in(said: &str, speaks: impl Fn(&str) -> bool, signed: Option<Day>) -> Vec<PeriodFound> {
    let sentences = said.split_inclusive('。');
    let meant = sentences.filter(|said| speaks(said) && !OVER.is_match(said));
    meant.filter_map(|said| period_of(said, signed)).collect()
}

fn fill_period(work: &mut WorkingText, period: &PeriodFound) {
    let mut fields = vec![ImportedField::new("开始", ImportedValue::Day(period.start))];
    match (period.end, period.workdays) {
        (Some(end), workdays) => {
            fields.push(ImportedField::new("截止", ImportedValue::Day(end)));
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
        (None, Some(workdays)) => fields.push(ImportedField::new("工作日", ImportedValue::Number(workdays))),
        (None, None) => return,
    }
    work.fill("公示期", ImportedValue::Map(fields));
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

static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[（(]?(?:共|为期|公示期?)?\s*[0-9一二三四五六七八九十]{1,3}\s*个?工作日[）)]?|为?[0-9一二三四五六七八九十]{1,2}天|[0-9]{1,2}[:：][0-9]{2}|自|从|起|止|为|[，、。；（）()\s]|(?:星期|周)[一二三四五六日]|含当日|共|计",
    )
});

/// `（6月19日至21日端午节放假，不计在内）`.
static HOLIDAYS: LazyLock<Regex> =
    LazyLock::new(|| pattern("[（(][^（()）]*(?:放假|假期|休息日|节假日|双休日)[^（()）]*[）)]"));

// 6月17日至6月24日，端午节放假除外.
static HOLIDAY_CLAUSE: LazyLock<Regex> =
    LazyLock::new(|| pattern("[，；][^，。；（()）]*(?:放假|假期|休息日|节假日|双休日)[^，。；（()）]*"));

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
            let all = days::days(text);
            let [one] = &all[..] else { return None };
            let behind = text[one.range.end..].trim_start();
            let before = &text[..one.range.start];
            let begins = behind.starts_with('起')
                || ["自", "从"].iter().any(|word| before.trim_end().ends_with(word))
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

static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:[（(]?0[0-9]{2,3}[）)]?\s*[-－—–]?\s*)?[1-9][0-9]{6,7}|0[0-9]{2,3}[-－—–][1-9][0-9]{5})(?:\s*(?:转|-)\s*[0-9]{1,5})?",
    )
});
static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"));
static TOWARDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:向|到)(?P<unit>[\p{Han}0-9、]{3,36}?)(?:[（(](?P<place>[^（）()]{3,20})[）)])?(?:书面|当面|实名|电话|如实)?(?:反映|反馈|提出|举报|反应)",
    )
});
static HANDED_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:反馈|寄送|发送|交|报|送)(?:至|到|给)|(?:送交|报送|提交)(?:至|到|给)?)(?P<unit>[\p{Han}0-9]{3,24})(?:[（(](?P<place>[^（）()]{3,20})[）)])?(?:$|[，。；])",
    )
});

/// 受理.
fn contact(work: &mut WorkingText, is_publicity: bool) {
    let mut fields = Vec::new();
    let mut unit = line_value(work, FormLabel::ContactUnit, "受理单位");
    let mut place = line_value(work, FormLabel::ContactPlace, "受理地点")
        .or_else(|| line_value(work, FormLabel::PostalAddress, "地址"));
    if let Some((bare, at)) = unit.as_deref().and_then(with_place) {
        unit = Some(bare);
        place = place.or(Some(at));
    }
    if unit.is_none() {
        let (towards, at) = if is_publicity {
            towards(work, &TOWARDS, |_| true)
        } else {
            towards(work, &HANDED_TO, asks_for_opinions)
        };
        unit = towards;
        place = place.or(at);
    }
    place = place
        .or_else(|| place_inside(work))
        .or_else(|| place_beside(work));
    if let Some((own, at)) = behind_telephone(work)
        && own.is_none_or(|own| *unit.get_or_insert_with(|| own.clone()) == own)
    {
        place = place.or(at);
    }
    let telephone = telephone(work, unit.as_deref().unwrap_or_default());
    if let Some(unit) = unit {
        fields.push(ImportedField::text("单位", unit));
    }
    if let Some(telephone) = telephone {
        fields.push(ImportedField::text("电话", telephone));
    }
    if let Some(email) = email(work) {
        fields.push(ImportedField::text("邮箱", email));
    }
    if let Some(place) = place {
        fields.push(ImportedField::text("地点", place));
    }
    let has_telephone = fields.iter().any(|field| field.name == "电话");
    if is_publicity && !has_telephone && !work.has_said(SEVERAL) {
        work.say("没有找到受理意见的办公电话，请在“受理”里补上");
    }
    if is_publicity && has_telephone && !fields.iter().any(|field| field.name == "单位") {
        work.say("没有看出受理意见的单位，请在“受理”里补上");
    }
    if !fields.is_empty() {
        work.fill("受理", ImportedValue::Map(fields));
    }
}

/// A short value behind a label.
fn line_value(work: &mut WorkingText, label: FormLabel, name: &str) -> Option<String> {
    let at = work.only(label, name)?;
    let value = work.labelled[at].value.clone();
    let is_short = value.chars().count() <= 60
        && !value.contains(['。', '，', '；', '\n'])
        && !(label == FormLabel::ContactUnit && value.contains(' '))
        && personal_numbers(&value).is_empty();
    if !is_short {
        return None;
    }
    work.take_value(at);
    Some(value)
}

/// True for a sentence that asks readers for opinions; where these go once they are collected is another matter.
fn asks_for_opinions(said: &str) -> bool {
    let is_later = ["汇总", "修改", "整理", "审定", "研究"]
        .iter()
        .any(|word| said.contains(word));
    (said.contains("意见") || said.contains("建议")) && !is_later
}

/// How the place of an office ends.
const ROOMS: [char; 6] = ['室', '楼', '厅', '处', '层', '号'];
static WITH_PLACE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<unit>\p{Han}{3,24})[（(](?P<place>[^（）()，、；]{3,40})[）)]$"));
static BEHIND_TELEPHONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{6,8}[（(](?P<words>\p{Han}[^（）()：]{2,40})[）)]"));

/// `党总支办公室（行政楼305室）`.
fn with_place(unit: &str) -> Option<(String, String)> {
    let found = WITH_PLACE.captures(unit)?;
    let (unit, place) = (found["unit"].to_owned(), found["place"].to_owned());
    let is_place = place.contains('楼') || !closing::is_unit(&place);
    ((place.ends_with(ROOMS) || place.contains('楼')) && is_place).then_some((unit, place))
}

/// `反映（地址：行政楼203室，电话：6600123）`: the only place of a sentence, where it stays.
fn place_inside(work: &WorkingText) -> Option<String> {
    let inside = work.labelled.iter().filter(|value| {
        matches!(value.label, FormLabel::ContactPlace | FormLabel::PostalAddress)
            && matches!(value.at, LabelPlace::Line { is_inside: true, .. })
    });
    let places: Vec<&str> = inside.map(|value| value.value.as_str()).collect();
    let [only] = places[..] else { return None };
    let is_short = (3..=30).contains(&only.chars().count());
    (is_short && only.ends_with(ROOMS) && !only.contains(['，', '；', '。', '（', '）']))
        .then(|| only.to_owned())
}

/// `联系电话：6600123，地点：行政楼203室`, or `地点：行政楼203室` in the next line: not that of a meeting, and it stays.
fn place_beside(work: &WorkingText) -> Option<String> {
    let line_of = |value: &LabelledValue| match value.at {
        LabelPlace::Line { block, .. } => Some(block),
        LabelPlace::Cell { .. } => None,
    };
    let telephones = work
        .labelled
        .iter()
        .filter(|value| value.label == FormLabel::Telephone);
    let lines: Vec<usize> = telephones.filter_map(line_of).collect();
    let is_beside = |value: &&LabelledValue| {
        let at = line_of(value);
        value.label == FormLabel::Place && at.is_some_and(|at| lines.iter().any(|line| line.abs_diff(at) < 2))
    };
    let mut places = work.labelled.iter().filter(is_beside);
    let only = places.next().filter(|_| places.next().is_none())?;
    let ends = ['）', ')', '，', '；', '。'];
    let value = only.value.split(ends).next().unwrap_or_default();
    let is_short = (3..=30).contains(&value.chars().count());
    (is_short && value.ends_with(ROOMS) && !value.contains('（')).then(|| value.to_owned())
}

/// `电话：6600123（党政办公室，行政楼203室）`: whose it is, and where.
fn behind_telephone(work: &WorkingText) -> Option<(Option<String>, Option<String>)> {
    let mut hits: Vec<String> = work
        .lines()
        .flat_map(|(_, said)| BEHIND_TELEPHONE.captures_iter(said))
        .map(|hit| hit["words"].to_owned())
        .collect();
    if hits.len() > 1 {
        hits.retain(|words| !HIGHER.is_match(words));
    }
    let [only] = &hits[..] else { return None };
    let (units, places): (Vec<&str>, Vec<&str>) = only
        .split(['，', '、', ' '])
        .partition(|part| closing::is_unit(part));
    let are_places = places.iter().all(|place| place.ends_with(ROOMS));
    let one = |words: &[&str]| words.first().map(|word| (*word).to_owned());
    (are_places && units.len() < 2 && places.len() < 2).then(|| (one(&units), one(&places)))
}

/// `向学校党总支办公室（行政楼210室）反映`.
fn towards(work: &WorkingText, form: &Regex, is_meant: fn(&str) -> bool) -> (Option<String>, Option<String>) {
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let sentences = work.lines().flat_map(|(_, said)| said.split_inclusive('。'));
    for said in sentences.filter(|said| is_meant(said)) {
        for hit in form.captures_iter(said) {
            let unit = one_of(&hit["unit"]);
            let place = hit.name("place").map(|place| place.as_str().to_owned());
            let place = place.filter(|place| place.ends_with(ROOMS) || place.contains('楼'));
            let is_unit = unit.split('、').all(closing::is_unit);
            if found.len() < 2 && is_unit && !found.iter().any(|known| known.0 == unit) {
                found.push((unit, place));
            }
        }
    }
    let own = found.iter().filter(|(unit, _)| !HIGHER.is_match(unit));
    match &own.collect::<Vec<_>>()[..] {
        [(unit, place)] => return (Some(unit.clone()), place.clone()),
        [] => {}
        _ => return (None, None),
    }
    match &found[..] {
        [(unit, place)] => (Some(unit.clone()), place.clone()),
        _ => (None, None),
    }
}

/// 学校党支部或镇党建办 → the school's own; 学校党支部、纪检组 → both, who take objections alike.
fn one_of(named: &str) -> String {
    let units: Vec<&str> = named.split(['或', '、', '和']).collect();
    let (higher, own): (Vec<&str>, Vec<&str>) = units.iter().partition(|unit| HIGHER.is_match(unit));
    let are_units = units.len() > 1 && units.iter().all(|unit| closing::is_unit(unit));
    match &own[..] {
        [one] if units.len() > 1 && closing::is_unit(one) => (*one).to_owned(),
        [_, _] if are_units && higher.is_empty() => units.join("、"),
        [] if are_units => units.join("、"),
        _ => named.to_owned(),
    }
}

fn add(numbers: &mut Vec<String>, found: Vec<String>) {
    for number in found {
        if numbers.len() < 3 && !numbers.contains(&number) {
            numbers.push(number);
        }
    }
}

/// The numbers of offices in a text, and what else it says.
fn landlines(text: &str) -> (Vec<String>, String) {
    let mut numbers = Vec::new();
    let mut rest = String::new();
    let mut end = 0;
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for found in TELEPHONE.find_iter(text) {
        let is_part = is_digit(text[..found.start()].chars().next_back())
            || is_digit(text[found.end()..].chars().next());
        if is_part {
            continue;
        }
        rest.push_str(&text[end..found.start()]);
        end = found.end();
        let number = found.as_str().replace(['（', '('], "").replace(['）', ')'], "-");
        let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
        numbers.push(number.replace(['－', '—', '–'], "-").replace("--", "-"));
    }
    rest.push_str(&text[end..]);
    (numbers, rest)
}

static BY_TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:电话(?:号码)?\s*(?:为|是|：)?|拨打|致电)\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18}(?:转[0-9]{1,5})?)",
        r"|[：，]\s*(?P<coded>0[0-9]{2,3}[-－—–][0-9]{6,8})"
    ))
});

/// What a sentence speaks of that names the telephone for objections.
static ASKS: LazyLock<Regex> = LazyLock::new(|| pattern("异议|意见|反映|反馈|监督|举报|受理|问题|疑问|联系"));
const SEVERAL: &str = "写了几个电话，没有填，请在“受理”里写明哪一个受理意见";

static WHOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<number>0[0-9]{2,3}[-－—–][0-9]{6,8}|[1-9][0-9]{6,7})\s*[（(](?P<whose>\p{Han}{2,20})[）)]")
});
static HIGHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "教育局|教体局|教育工委|教育和体育局|上级|巡察|纪委监委|组织部|(?:[省市县区州旗镇乡]|街道)(?:党工?委|纪工?委|委|政府|教)|[县镇乡]党|[省市县区州旗]\\p{Han}{2,6}局",
    )
});

/// `0713-6600123（县教育局机关党委）`: the only number, and that of a higher office.
fn is_of_higher(value: &str) -> bool {
    let whose = WHOSE.captures(value);
    whose.is_some_and(|found| HIGHER.is_match(&found["whose"])) && landlines(value).0.len() == 1
}

/// `0775-6600123（学校党总支） 0775-6600456（镇党委组织办）`: the school's own, where all others are those of higher offices.
fn own_number(value: &str) -> Option<String> {
    let all: Vec<_> = WHOSE.captures_iter(value).collect();
    let (higher, own): (Vec<_>, Vec<_>) = all.iter().partition(|found| HIGHER.is_match(&found["whose"]));
    let [own] = own[..] else { return None };
    let is_whole = landlines(value).0.len() == higher.len() + 1;
    let number = || landlines(&own["number"]).0.pop();
    (is_whole && !higher.is_empty()).then(number).flatten()
}

static FOR_IT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"受理(?:联系)?电话：\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18})"));

/// `受理电话：0731-6600123　监督电话：…`: the only number that is called so, beside others; the line stays.
fn named_for_it(work: &WorkingText) -> Option<String> {
    let telephones = work
        .labelled
        .iter()
        .filter(|value| value.label == FormLabel::Telephone);
    let numbers = |said: &str| landlines(said).0;
    let all: usize = telephones.map(|value| numbers(&value.value).len()).sum();
    let lines = work.lines().flat_map(|(_, said)| FOR_IT.captures_iter(said));
    let mut found = lines.flat_map(|found| numbers(&found["number"]));
    found.next().filter(|_| all > 1 && found.next().is_none())
}

static OF_UNIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，；。\s])(?P<whose>\p{Han}{2,14}?)(?:联系|办公|受理)?电话：\s*(?P<number>[（(]?[0-9][0-9（）() －—–-]{6,18})",
    )
});

/// `学校党支部电话：0576-6600123`, `镇党建办电话：…`: the school's own.
fn behind_own_name(work: &WorkingText) -> Option<String> {
    let lines = work.lines().flat_map(|(_, said)| OF_UNIT.captures_iter(said));
    let own = lines.filter(|found| closing::is_unit(&found["whose"]) && !HIGHER.is_match(&found["whose"]));
    let mut numbers = own.flat_map(|found| landlines(&found["number"]).0);
    numbers.next().filter(|_| numbers.next().is_none())
}

/// `向学校政教处反映，联系电话0731-6600123；县教育局监督电话：…`: the only number in the clauses that say where to turn to.
fn beside_unit(work: &WorkingText) -> Option<String> {
    let clauses = work.lines().flat_map(|(_, said)| said.split(['。', '；']));
    let meant = clauses.filter(|said| {
        let unit = TOWARDS.captures(said).map(|found| found["unit"].to_owned());
        unit.is_some_and(|unit| !HIGHER.is_match(&unit)) && personal_numbers(said).is_empty()
    });
    let mut numbers: Vec<String> = meant.flat_map(|said| landlines(said).0).collect();
    numbers.dedup();
    let [number] = &numbers[..] else { return None };
    Some(number.clone())
}

/// `0398-6600123（学校党支部）；0398-6600456（学校纪检组）`: those of the two who take objections, in their order.
fn numbers_of_both(units: &str, value: &str) -> Option<String> {
    let all: Vec<_> = WHOSE.captures_iter(value).collect();
    let whose: Vec<&str> = all
        .iter()
        .filter_map(|found| Some(found.name("whose")?.as_str()))
        .collect();
    let numbers = landlines(value).0;
    (all.len() > 1 && all.len() == numbers.len() && whose.join("、") == units).then(|| numbers.join("、"))
}

/// The telephone of `unit`: behind a label; never a person's.
fn telephone(work: &mut WorkingText, unit: &str) -> Option<String> {
    if let Some(number) = named_for_it(work) {
        return Some(number);
    }
    let mut numbers: Vec<String> = Vec::new();
    let mut used = Vec::new();
    let mut has_mobile = false;
    let telephones = work
        .labelled
        .iter()
        .filter(|value| value.label == FormLabel::Telephone);
    let has_own = telephones.filter(|value| !is_of_higher(&value.value)).count() > 0;
    for at in 0..work.labelled.len() {
        if work.labelled[at].label != FormLabel::Telephone {
            continue;
        }
        let value = work.labelled[at].value.clone();
        let mobiles = personal_numbers(&value);
        has_mobile |= mobiles.iter().any(|number| number.kind == NumberKind::Mobile);
        if !mobiles.is_empty() {
            continue;
        }
        let (found, rest) = landlines(&value);
        let rest = rest.trim_matches(['、', '，', '；', '/', ' ', '或', '）', ')']);
        // 监督电话：0713-6600123（县教育局机关党委）, beside the school's own.
        if has_own && is_of_higher(&value) {
            continue;
        }
        if !found.is_empty() && rest.is_empty() {
            used.push(at);
        }
        // Those of two offices: who takes the objections is not clear.
        let are_two = !numbers.is_empty() && found.iter().any(|number| !numbers.contains(number));
        if are_two || found.len() > 1 && !rest.is_empty() {
            let both = || numbers_of_both(unit, &value);
            return own_number(&value)
                .or_else(both)
                .or_else(|| beside_unit(work))
                .or_else(|| {
                    work.say(SEVERAL);
                    None
                });
        }
        add(&mut numbers, found);
    }
    if numbers.is_empty() && !has_mobile {
        let sentences = work.lines().flat_map(|(_, said)| said.split_inclusive('。'));
        for said in sentences.filter(|said| ASKS.is_match(said) && personal_numbers(said).is_empty()) {
            for hit in BY_TELEPHONE.captures_iter(said) {
                let number = hit.name("number").or_else(|| hit.name("coded"));
                add(
                    &mut numbers,
                    landlines(number.map_or("", |number| number.as_str())).0,
                );
            }
        }
        if numbers.len() > 1 {
            numbers = beside_unit(work).into_iter().collect();
            if numbers.is_empty() {
                work.say(SEVERAL);
            }
        }
    }
    if numbers.is_empty() && !has_mobile && !work.has_said(SEVERAL) {
        numbers.extend(behind_own_name(work));
    }
    if has_mobile {
        work.say("联系电话里有手机号，没有填进“受理”；手机号不得在网上公开，请换成办公电话");
    }
    if numbers.len() > 2 {
        work.say(SEVERAL);
        return None;
    }
    for at in used {
        work.labelled[at].is_taken = true;
    }
    (!numbers.is_empty()).then(|| numbers.join("、"))
}

/// The only address of mail.
fn email(work: &mut WorkingText) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    let lines: Vec<String> = work.lines().map(|(_, said)| said.to_owned()).collect();
    let values = work
        .labelled
        .iter()
        .filter(|value| value.label == FormLabel::Email);
    let values = values.map(|value| value.value.clone());
    for said in lines.into_iter().chain(values) {
        for hit in EMAIL.find_iter(&said) {
            if found.len() < 2 && !found.iter().any(|known| known == hit.as_str()) {
                found.push(hit.as_str().to_owned());
            }
        }
    }
    if found.len() > 1 {
        work.say("写了几个邮箱，没有填，请在“受理”里写明用哪一个");
        return None;
    }
    let email = found.pop()?;
    for value in &mut work.labelled {
        if value.label == FormLabel::Email && value.value == email {
            value.is_taken = true;
        }
    }
    Some(email)
}

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:请|可|应)?(?:于|在)?\s*(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日)(?:[（(](?:星期|周).[）)])?\s*(?:[0-9]{1,2}(?::[0-9]{2}|时)|下午|下班)?\s*(?:之前|以前|前)[^。]{0,40}?(?:反馈|提出|提交|报|发送|发至|发到|送|交|寄|投)",
    )
});
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:截止|截至)(?:时间|日期)?(?:为|到|至|：)?|(?:之日|即日)起，?(?:至|到))\s*(?P<day>(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日|20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})",
    )
});

/// 截止 of a 征求意见.
fn deadline(work: &mut WorkingText, signed: Option<Day>) {
    let mut found: Vec<Day> = Vec::new();
    let mut named: Vec<Day> = Vec::new();
    if let Some(at) = work.only(FormLabel::Deadline, "截止") {
        let value = work.labelled[at].value.clone();
        let spans = days::spans(&value, signed);
        let last = spans
            .first()
            .map(|span| span.last)
            .or_else(|| dated(&value, signed));
        found.extend(last);
        let whole = days::only_day(&value).is_some()
            || spans.first().is_some_and(|span| span.range == (0..value.len()));
        if last.is_some() && whole {
            work.take_value(at);
        }
    }
    if found.is_empty() {
        let lines: Vec<String> = work.lines().map(|(_, said)| said.to_owned()).collect();
        let about = |said: &str| {
            ["意见", "建议", "反馈", "征求"]
                .iter()
                .any(|word| said.contains(word))
        };
        // 三、征求意见时间, and below it the day.
        let is_heading = |at: usize| {
            let before = at
                .checked_sub(1)
                .map_or("", |before| behind_number(&lines[before]));
            labels::label_of(before) == Some(FormLabel::Deadline)
        };
        let sentences = lines
            .iter()
            .enumerate()
            .flat_map(|(at, said)| said.split('。').map(move |said| (at, said)));
        for (at, said) in sentences.filter(|(at, said)| about(said) || is_heading(*at)) {
            let day = [&*BEFORE, &*UNTIL].into_iter().find_map(|form| {
                let hit = form.captures(said)?;
                dated(&hit["day"], signed)
            });
            let span = || {
                let spans = days::spans(said, signed);
                let [one] = &spans[..] else { return None };
                let names_it = ["时间", "期限", "征求意见期"]
                    .iter()
                    .any(|word| said.contains(word));
                (names_it || is_heading(at)).then_some(one.last)
            };
            // 征求意见时间为4月13日至30日 says more than by when the groups hand in theirs.
            named.extend(span().filter(|_| said.contains("征求意见时间") || said.contains("征求意见期")));
            found.extend(day.or_else(span));
        }
        if let [one] = named[..] {
            found = vec![one];
        }
    }
    found.dedup();
    match found[..] {
        [day] if signed.is_none_or(|signed| day >= signed) => work.fill("截止", ImportedValue::Day(day)),
        [] => work.say("没有找到征求意见的截止日期，请补上“截止”"),
        _ => work.say("征求意见的截止日期写得不一样，或者早于成文日期，没有填，请核对"),
    }
}

/// A day; one without a year is that of the signature, when it is not before that.
fn dated(text: &str, signed: Option<Day>) -> Option<Day> {
    let full = days::days(text).first().map(|day| day.day);
    full.or_else(|| {
        let signed = signed?;
        let day = days::month_day(text, signed.year())?.day;
        (day >= signed).then_some(day)
    })
}

static WAYS: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:以下|下列)(?:几种)?(?:方式|途径|渠道)[^，。：]{0,16}：$"));

/// The numbered paragraphs behind `可以通过以下方式提出意见：`; they stay in the text.
fn channels(work: &WorkingText) -> Option<String> {
    let mut lines = work
        .lines()
        .map(|(_, said)| said)
        .skip_while(|said| !WAYS.is_match(said));
    lines.next()?;
    numbered_ways(lines)
}

/// The paragraphs that count up from one in one style, as one text.
fn numbered_ways<'t>(lines: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut style = None;
    let numbered = (1..).zip(lines).map_while(|(place, said)| {
        let number = numbering::number_of(said).filter(|number| number.value == place)?;
        if *style.get_or_insert(number.style) != number.style {
            return None;
        }
        Some(said[number.length..].trim().trim_end_matches(['。', '；']))
    });
    let ways: Vec<&str> = numbered.collect();
    let all = ways.join("；");
    let is_short = (2..=6).contains(&ways.len()) && all.chars().count() <= 160;
    (is_short && personal_numbers(&all).is_empty()).then_some(all)
}

/// The paragraph below the heading 征求意见方式; it stays in the text.
fn below_heading(work: &WorkingText) -> Option<String> {
    let mut lines = work.lines().map(|(_, said)| said);
    lines.find(|said| labels::label_of(behind_number(said)) == Some(FormLabel::Channel))?;
    let below: Vec<&str> = lines.collect();
    // A sentence may lead to the list.
    let begins = |said: &&str| numbering::number_of(said).is_some_and(|number| number.value == 1);
    if let Some(start) = below.iter().take(2).position(begins)
        && (start == 0 || numbering::number_of(below[0]).is_none())
    {
        return numbered_ways(below[start..].iter().copied());
    }
    let said = below.first()?.trim_end_matches('。');
    let is_short =
        said.chars().count() <= 120 && numbering::number_of(said).is_none() && !said.ends_with('：');
    (is_short && personal_numbers(said).is_empty()).then(|| said.to_owned())
}

// 请于6月19日前以书面形式交校办，电子稿发邮箱…; not how opinions were gathered.
static BY_WAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:请|可以?|欢迎)[^。]*?(?P<ways>将书面[^。；]*|(?:以|通过|采[取用]|用|(?:发送?|反馈|寄送?|投)(?:至|到|入))[^，。；以]{0,24}?",
        r"(?:书面|电话|邮件|邮箱|信函|来信|邮寄|传真|当面|意见箱|微信|问卷|平台)[^。；]*)"
    ))
});
static WHAT_ELSE: LazyLock<Regex> =
    LazyLock::new(|| pattern("，(?:逾期|过期|感谢|谢谢|我们|并请|请|同时).*$"));

/// How a sentence asks readers to send opinions; it stays.
fn in_sentence(work: &WorkingText) -> Option<String> {
    let sentences = work.lines().flat_map(|(_, said)| said.split('。'));
    let meant = sentences.filter(|said| said.contains("意见") || said.contains("建议"));
    let mut found = meant.filter_map(|said| BY_WAY.captures(said));
    let found = found.next().filter(|_| found.next().is_none())?;
    let ways = WHAT_ELSE.replace(&found["ways"], "").trim().to_owned();
    (ways.chars().count() <= 120 && personal_numbers(&ways).is_empty()).then_some(ways)
}

/// 方式.
fn channel(work: &mut WorkingText) {
    let Some(at) = work.only(FormLabel::Channel, "方式") else {
        let ways = channels(work)
            .or_else(|| below_heading(work))
            .or_else(|| in_sentence(work));
        if let Some(ways) = ways {
            work.fill_text("方式", ways);
        } else {
            work.say("没有看出意见怎样提出，请看要不要补上“方式”");
        }
        return;
    };
    let value = work.labelled[at].value.clone();
    if value.chars().count() <= 120 && !value.contains('\n') && personal_numbers(&value).is_empty() {
        work.take_value(at);
        work.fill_text("方式", value);
    }
}
