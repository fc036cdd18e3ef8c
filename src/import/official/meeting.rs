//! What minutes say: when, where, who, how many, what about, what was decided.

use std::sync::LazyLock;

use regex::Regex;

use super::attendance::{self, AbsentPerson, AttendanceFound};
use super::decided::DecidingMeeting;
use super::labels::FormLabel;
use super::working::{LabelPlace, WorkingText};
use super::{
    ImportedField, ImportedValue, days, forms, items, kinds, opening, pattern, persons, resolutions, study,
    topics,
};
use crate::words::Day;

/// Takes what minutes say.
pub(super) fn take(work: &mut WorkingText, title: &str, signed: Option<Day>) {
    let kind = kind(work, title);
    branch(work, title, kind);
    if are_several(work) {
        work.say("文中像是几次会议的记录，只填了标题和类型；请一次会议导入一个文件");
        return;
    }
    let held = time(work, title, signed);
    // 会议主题 | 2025年度组织生活会.
    let theme = work.values(FormLabel::Agenda).into_iter().next();
    let theme = theme.map_or("", |at| &work.labelled[at].value);
    let words = format!("{title} {theme} {}", opening::held_as(work).join(" "));
    let year = kind.zip(held).and_then(|(kind, day)| year(&words, kind, day));
    if let Some(year) = year {
        work.fill("年度", ImportedValue::Number(year));
    }
    place(work);
    person(work, FormLabel::Chair, "主持人", &CHAIRED);
    person(work, FormLabel::Recorder, "记录人", &RECORDED);
    let found = attendance(work);
    observers(work);
    if !agenda(work) {
        topics::take(work, kind);
    }
    let meeting = DecidingMeeting {
        kind,
        day: held.or(signed),
    };
    resolutions::take(work, &found, meeting);
    if !list(work, FormLabel::StudyContent, "学习内容") {
        study::works(work);
    }
    study::hours(work);
    appraisal(work, found.expected);
}

// 评议结果为：优秀5人，合格13人.
static APPRAISAL: LazyLock<Regex> = LazyLock::new(|| {
    let of = |name: &str, word: &str| {
        format!(r"[，、；\s]*{word}(?:等次)?(?:的|票)?[：为有]?\s*(?P<{name}>[0-9]+)\s*[人名票]")
    };
    pattern(&format!(
        r"(?:^|[，。；：为]|结果|等次|其中){}{}(?:{})?(?:{})?(?:$|[。，；）])",
        of("best", "(?:评为|定为|评定)?优秀(?:党员)?"),
        of("good", "(?:评为|定为)?合格(?:党员)?"),
        of("basic", "(?:评为|定为)?基本合格(?:党员)?"),
        of("bad", "(?:评为|定为)?不合格(?:党员)?")
    ))
});
// 参加评议党员18人, 共评议党员16名.
static APPRAISED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:评议|测评|参评)[^0-9，。；]{0,8}(?P<all>[0-9]+)\s*[人名]|(?P<some>[0-9]+)\s*[人名][^0-9，。；]{0,8}(?:参加|接受)[^0-9，。；]{0,6}(?:评议|测评)",
    )
});

/// 评议结果, where the numbers stand once in a text and make up the whole that the same paragraph names, or all `members`.
fn appraisal(work: &mut WorkingText, members: Option<u32>) {
    let lines = work.lines().map(|(_, said)| said.to_owned());
    let lines: Vec<String> = lines.chain(forms::cells(work).map(forms::cell_text)).collect();
    let all = lines.iter();
    let mut all = all.flat_map(|said| APPRAISAL.captures_iter(said).map(move |found| (said, found)));
    let Some((said, found)) = all.next().filter(|_| all.next().is_none()) else {
        return;
    };
    let number = |name: &str| {
        found
            .name(name)
            .map_or(Some(0), |number| number.as_str().parse().ok())
    };
    let grades = ["best", "good", "basic", "bad"].map(number);
    let [Some(best), Some(good), Some(basic), Some(bad)] = grades else {
        return;
    };
    let sum = [best, good, basic, bad]
        .into_iter()
        .try_fold(0_u32, u32::checked_add);
    let named = APPRAISED.captures_iter(said);
    let named = named.filter_map(|found| found.name("all").or_else(|| found.name("some")));
    let named = named.map(|number| number.as_str().parse::<u32>().ok());
    let mut named = named.chain([members]);
    let Some(all) = sum.filter(|sum| *sum > 0 && named.any(|number| number == Some(*sum))) else {
        return;
    };
    let names = ["参加", "优秀", "合格", "基本合格", "不合格"];
    let values = [all, best, good, basic, bad].map(ImportedValue::Number);
    let fields = names
        .into_iter()
        .zip(values)
        .map(|(name, value)| ImportedField::new(name, value));
    let fields: Vec<ImportedField> = fields.collect();
    work.fill("评议结果", ImportedValue::Map(fields));
}

/// True when two days stand where a meeting's does.
fn are_several(work: &WorkingText) -> bool {
    let times = work.values(FormLabel::Time).into_iter();
    let days = times.filter_map(|at| days::meeting_time(&work.labelled[at].value, Some(2000)));
    let mut days: Vec<Day> = days.map(|time| time.day).collect();
    days.dedup();
    days.len() > 1
}

/// 类型.
fn kind(work: &mut WorkingText, title: &str) -> Option<&'static str> {
    let mut kinds = kinds::meeting_types(title);
    if kinds.is_empty()
        && let Some(line) = kinds::subtitle(work)
    {
        kinds = kinds::meeting_types(line);
    }
    if kinds.len() != 1 {
        let named = work.values(FormLabel::MeetingName);
        let named = named
            .iter()
            .flat_map(|at| forms::ticked(&work.labelled[*at].value))
            .flat_map(kinds::meeting_types);
        let named: Vec<_> = named.collect();
        if named.len() == 1 && (kinds.is_empty() || kinds.contains(&named[0])) {
            kinds = named;
        }
    }
    if kinds.is_empty() {
        kinds = opening::kinds(work);
    }
    let kind = kinds::one_sort(&kinds);
    match (kind, &kinds[..]) {
        (_, []) => work.say("标题看不出是哪一种会议，请补上“类型”"),
        (None, _) => work.say(format!("标题里有{}，请选一种填在“类型”里", kinds.join("、"))),
        (Some(kind), _) => {
            if kinds.len() > 1 {
                work.say(format!("标题里有{}，“类型”填了{kind}，请核对", kinds.join("、")));
            }
            work.fill_text("类型", kind);
        }
    }
    kind
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<y>20[0-9]{2})\s*年"));

/// 年度: only of a meeting that belongs to the year before that of its day.
fn year(title: &str, kind: &str, held: Day) -> Option<u32> {
    let year: i32 = YEAR.captures(title)?["y"].parse().ok()?;
    let is_yearly = matches!(kind, "组织生活会" | "民主评议");
    (is_yearly && year + 1 == held.year()).then(|| u32::try_from(year).ok())?
}

/// 时间; gives the day.
fn time(work: &mut WorkingText, title: &str, signed: Option<Day>) -> Option<Day> {
    // 2025年度组织生活会 is held in the year after.
    let titled = YEAR
        .captures(title)
        .filter(|found| {
            !found
                .get(0)
                .is_some_and(|year| title[year.end()..].starts_with('度'))
        })
        .and_then(|found| found["y"].parse::<i32>().ok());
    let year = signed.map(Day::year).or(titled);
    let is_later = |day: Day| signed.is_some_and(|signed| day > signed);
    if let Some(at) = work.only(FormLabel::Time, "时间") {
        let value = work.labelled[at].value.clone();
        let Some(mut time) = days::meeting_time(&value, year).filter(|time| !is_later(time.day)) else {
            work.say(format!("看不懂会议时间“{value}”，没有填“时间”"));
            return None;
        };
        ended(work, &mut time);
        work.fill_text("时间", time.written());
        if time.is_all {
            work.take_value(at);
        } else {
            work.say(format!("会议时间“{value}”只填了{}，请核对", time.written()));
        }
        return Some(time.day);
    }
    let is_of_year_before = ["组织生活会", "民主评议"].iter().any(|word| title.contains(word));
    let mut time = opening::time(work, signed, titled.filter(|_| !is_of_year_before))?;
    ended(work, &mut time);
    work.fill_text("时间", time.written());
    Some(time.day)
}

// 17时30分会议结束, 会议于17:30结束, 散会时间：17:30.
static ENDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:本次)?(?:会议|大会|活动)?(?:于|至|到)?(?P<before>[^，。；：]{0,3}[0-9一二三四五六七八九十][^，。；]{1,8}?)(?:会议|大会|活动)?(?:结束|散会)$",
        r"|^(?:会议)?(?:结束|散会)时间：(?P<behind>[^，。；]{3,12})$"
    ))
});

/// When it ended, by a sentence at the end of the text; it stays.
fn ended(work: &WorkingText, time: &mut days::MeetingTime) {
    // 会议日期 | 2026年1月16日 | 起止时间 | 14:00-17:30.
    if let [at] = work.values(FormLabel::Clocks)[..] {
        time.between(&work.labelled[at].value);
    }
    let lines = work.lines().rev().take(8);
    let sentences = lines.flat_map(|(_, said)| said.split(['。', '，']));
    let mut clocks = sentences.filter_map(|said| {
        let found = ENDED.captures(said.trim())?;
        Some(found.name("before").or_else(|| found.name("behind"))?.as_str())
    });
    if let Some(clock) = clocks.next().filter(|_| clocks.next().is_none()) {
        time.end_at(clock);
    }
}

// 地点：在三楼会议室, 于三楼会议室; 于谦祠 is a name.
static AT_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:在|于)(?P<place>[0-9一二三四五六七八九十学校本我行教综][^，。]{2,})$|^在(?P<other>[^，。]{3,})$",
    )
});

/// 地点.
fn place(work: &mut WorkingText) {
    if let Some(at) = work.only(FormLabel::Place, "地点") {
        let value = work.labelled[at].value.clone();
        if value.chars().count() <= 40 && !value.contains(['\n', '，', '。']) {
            work.take_value(at);
            work.fill_text("地点", AT_PLACE.replace(&value, "${place}${other}"));
        } else {
            work.say(format!("地点写的是“{value}”，没有填，请核对"));
        }
        return;
    }
    if let Some(place) = opening::place(work) {
        work.fill_text("地点", place);
    }
}

static CHAIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；])(?:本次)?(?:会议|大会|活动|党课)?(?:由|，)?(?P<who>[^，。；、由]{2,24}?)(?:负责|在[^，。；、在]{2,24}?)?主持(?:会议|了会议|召开|了?本次|[，。；]|$)",
    )
});
static RECORDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；]|^[（(])(?:会议)?(?:由)?(?P<who>[^，。；、由（(]{2,20}?)(?:同志)?\s*(?:负责|担任|作|做|整理)?(?:会议)?记录(?:人)?(?:[，。；）)]|$)|(?:^|[，。；])记录人(?:为|是)?(?P<named>\p{Han}{2,4})(?:[，。；]|$)",
    )
});

/// A person behind a label, or in a sentence.
fn person(work: &mut WorkingText, label: FormLabel, name: &'static str, form: &Regex) {
    if let Some(at) = work.only_person(label).or_else(|| work.only(label, name)) {
        let value = work.labelled[at].value.clone();
        match persons::person(&value) {
            Some(person) => {
                if person.is_all {
                    work.take_value(at);
                }
                work.fill_text(name, person.name);
            }
            None => work.say(format!("“{name}”写的是“{value}”，看不出是一个人的姓名，没有填")),
        }
        return;
    }
    let found: Vec<String> = work
        .lines()
        .take(12)
        .filter_map(|(_, said)| {
            let sentences = said.split_inclusive('。');
            let hits = sentences.filter_map(|sentence| form.captures(sentence));
            let mut named = hits.filter_map(|hit| hit.name("who").or_else(|| hit.name("named")));
            named
                .find_map(|who| persons::person(who.as_str()))
                .map(|person| person.name)
        })
        .collect();
    // 秦淑仪因病请假。记录：卜丽娟。
    let inside = work
        .labelled
        .iter()
        .filter(|value| value.label == label && matches!(value.at, LabelPlace::Line { is_inside: true, .. }));
    let inside = inside.filter_map(|value| Some(persons::person(&value.value)?.name));
    let found = if found.is_empty() { inside.collect() } else { found };
    if let Some(first) = found
        .first()
        .filter(|first| found.iter().all(|other| other == *first))
    {
        work.fill_text(name, first.clone());
    }
}

/// 应到, 实到, 缺席 and 有表决权, as far as they fit together.
fn attendance(work: &mut WorkingText) -> AttendanceFound {
    let sayings = work.sayings();
    let mut found = attendance::numbers(&sayings);
    voters(work, &mut found);
    let absent = absent(work);
    if found.is_doubtful {
        work.say("应到、实到的人数有几处，写得不一样，没有填，请核对");
        return AttendanceFound::default();
    }
    let (named, labels) = absent.unwrap_or_default();
    let everybody = found.expected.zip(found.present);
    if named.iter().any(|one| one.is_shared) {
        work.say("缺席里几个人合写了一个原因，每个人都照写了，请核对");
    }
    let all_are_named = match everybody {
        None => true,
        Some((expected, present)) if present > expected => {
            work.say(format!("实到{present}人多于应到{expected}人，没有填，请核对"));
            (found.expected, found.present) = (None, None);
            false
        }
        Some((expected, present)) => {
            let away = usize::try_from(expected - present).unwrap_or(usize::MAX);
            if away != named.len() {
                work.say(format!(
                    "应到{expected}人、实到{present}人，写明姓名和原因的缺席有{}人，没有填“缺席”，请逐人补上",
                    named.len()
                ));
            }
            away == named.len()
        }
    };
    fill_attendance(work, &found, all_are_named.then_some(&named));
    if all_are_named {
        for at in labels {
            work.labelled[at].is_taken = true;
        }
    }
    take_numbers(work, &found);
    found
}

/// `有表决权人数 | 应到23人，实到21人`.
fn voters(work: &WorkingText, found: &mut AttendanceFound) {
    let values = work.values(FormLabel::Voters);
    let [at] = values[..] else { return };
    let own = attendance::numbers(std::slice::from_ref(&work.labelled[at].value));
    if let (Some(expected), Some(present), false) = (own.expected, own.present, own.is_doubtful) {
        found.voters_expected = Some(expected);
        found.voters_present = Some(present);
    }
}

fn fill_attendance(work: &mut WorkingText, found: &AttendanceFound, named: Option<&Vec<AbsentPerson>>) {
    match (found.expected, found.present) {
        (Some(expected), Some(present)) => {
            work.fill("应到", ImportedValue::Number(expected));
            work.fill("实到", ImportedValue::Number(present));
        }
        (None, Some(present)) => work.say(format!(
            "文中实到{present}人，没有看出应到几人，没有填“应到”“实到”"
        )),
        _ => {}
    }
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        let people = named.iter().map(|person| {
            ImportedValue::Map(vec![
                ImportedField::text("姓名", person.name.clone()),
                ImportedField::text("原因", person.reason.clone()),
            ])
        });
        work.fill("缺席", ImportedValue::List(people.collect()));
    }
    let Some((expected, present)) = found.voters_expected.zip(found.voters_present) else {
        return;
    };
    let fits = |some: u32, all: Option<u32>| all.is_none_or(|all| some <= all);
    if present > expected || !fits(expected, found.expected) || !fits(present, found.present) {
        work.say("有表决权的人数与应到、实到对不上，没有填，请核对");
        return;
    }
    let numbers = vec![
        ImportedField::new("应到", ImportedValue::Number(expected)),
        ImportedField::new("实到", ImportedValue::Number(present)),
    ];
    work.fill("有表决权", ImportedValue::Map(numbers));
}

/// The labels of numbers that are nothing but the number.
fn take_numbers(work: &mut WorkingText, found: &AttendanceFound) {
    for (label, number) in [
        (FormLabel::Expected, found.expected),
        (FormLabel::Present, found.present),
    ] {
        let Some(number) = number else { continue };
        for value in work.labelled.iter_mut().filter(|value| value.label == label) {
            let bare = value.value.trim_end_matches(['人', '名', '位', ' ']);
            value.is_taken |= bare.parse() == Ok(number);
        }
    }
    for block in &mut work.blocks {
        block.is_taken |= attendance::is_all(&block.said, found);
    }
}

/// Who was absent, and the labels that say nothing else; `None` when somebody is named without a reason.
fn absent(work: &mut WorkingText) -> Option<(Vec<AbsentPerson>, Vec<usize>)> {
    let labels = work.values(FormLabel::Absent);
    let labels: Vec<usize> = labels
        .into_iter()
        .filter(|at| !says_number(&work.labelled[*at].value))
        .collect();
    let mut named: Vec<AbsentPerson> = Vec::new();
    let mut whole = Vec::new();
    for at in &labels {
        let value = work.labelled[*at].value.clone();
        let people = attendance::with_reasons(&value)
            .or_else(|| one_with_reason(work, &value))
            .or_else(|| reasons_elsewhere(work, &value));
        let Some(people) = people else {
            work.say(format!("缺席写的是“{value}”，没有逐人写明姓名和原因，没有填"));
            return None;
        };
        whole.extend(people.iter().all(|one| one.is_all).then_some(*at));
        named.extend(
            people
                .into_iter()
                .filter(|one| !named.iter().any(|known| known.name == one.name))
                .collect::<Vec<_>>(),
        );
    }
    if labels.is_empty() {
        let lines = work.lines().take(12).map(|(_, said)| said);
        let cells = work.values(FormLabel::Attending).into_iter();
        let cells = cells.map(|at| work.labelled[at].value.as_str());
        let mut found: Vec<_> = lines.chain(cells).flat_map(attendance::absent_in).collect();
        found.extend(absent_below(work).unwrap_or_default());
        // 应到9人，实到8人。缺席：宋知远（护理假）.
        let inside = work.labelled.iter().filter(|value| {
            value.label == FormLabel::Absent && matches!(value.at, LabelPlace::Line { is_inside: true, .. })
        });
        let inside = inside.filter_map(|value| value.value.split('。').next());
        found.extend(inside.filter_map(attendance::with_reasons).flatten());
        // 缺席党员 | 1, and 缺席原因 | 宋知远，病假.
        let reasons = work.values(FormLabel::AbsentReason).into_iter();
        let reasons = reasons.filter_map(|at| attendance::with_reasons(&work.labelled[at].value));
        found.extend(reasons.flatten());
        for one in found {
            if !named.iter().any(|known| known.name == one.name) {
                named.push(one);
            }
        }
    }
    Some((named, whole))
}

/// True for nothing, and for how many they were.
fn says_number(value: &str) -> bool {
    let bare = value.trim().trim_end_matches(['人', '名', ' ']);
    bare.is_empty() || bare != "0" && bare.chars().all(|c| c.is_ascii_digit())
}

/// `缺席：`, and in the next line who and why; both stay.
fn absent_below(work: &WorkingText) -> Option<Vec<AbsentPerson>> {
    let labels = work.values(FormLabel::Absent);
    let [at] = labels[..] else { return None };
    let LabelPlace::Line { block, .. } = work.labelled[at].at else {
        return None;
    };
    let (_, below) = work.lines().find(|(line, _)| *line > block)?;
    attendance::absent(below)
}

/// `请假：宋知远`, where a sentence of the first lines says why: the label stays.
fn reasons_elsewhere(work: &WorkingText, value: &str) -> Option<Vec<AbsentPerson>> {
    let (names, _) = persons::people(value)?;
    let told = work.lines().take(12);
    let told: Vec<_> = told.flat_map(|(_, said)| attendance::absent_in(said)).collect();
    let all = names.iter().map(|name| {
        let one = told.iter().find(|one| one.name == *name)?;
        Some(AbsentPerson {
            is_all: false,
            ..one.clone()
        })
    });
    all.collect()
}

/// One name, whose reason stands in a cell of its own.
fn one_with_reason(work: &mut WorkingText, value: &str) -> Option<Vec<AbsentPerson>> {
    let name = persons::person(value).filter(|person| person.is_all)?.name;
    let at = work.only(FormLabel::AbsentReason, "缺席原因")?;
    let reason = work.labelled[at].value.clone();
    let is_short = (2..=24).contains(&reason.chars().count()) && !reason.contains(['\n', '；', '、']);
    is_short.then(|| {
        work.take_value(at);
        vec![AbsentPerson {
            name,
            reason,
            is_all: true,
            is_shared: false,
        }]
    })
}

static OBSERVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；])(?P<who>[^，。；]{2,30}?)(?:等?[0-9一二三四五六七八九十]{0,2}(?:名|人|位)?(?:同志)?)?(?:(?:应邀)?列席(?:了)?(?:会议|本次会议|大会|[，。；]|$)|(?:应邀)?(?:到会|莅会)(?:参加)?指导)",
    )
});

/// Who sat in on the meeting, by a sentence; it stays.
fn observers_in_prose(work: &WorkingText) -> Option<Vec<String>> {
    let lines = work.lines().take(12);
    let mut found = lines.flat_map(|(_, said)| OBSERVES.captures_iter(said));
    let one = found.next().filter(|_| found.next().is_none())?;
    Some(persons::people(&one["who"])?.0)
}

/// 列席.
fn observers(work: &mut WorkingText) {
    let Some(at) = work.only(FormLabel::Observers, "列席") else {
        if let Some(names) = observers_in_prose(work) {
            let names = names.into_iter().map(ImportedValue::Text).collect();
            work.fill("列席", ImportedValue::List(names));
        }
        return;
    };
    let value = work.labelled[at].value.clone();
    let value = value.trim_end_matches("到会指导").to_owned();
    if persons::says_nobody(&value) {
        work.take_value(at);
        return;
    }
    let Some((names, is_all)) = persons::people(&value) else {
        work.say(format!("列席写的是“{value}”，没有看出每一个姓名，没有填"));
        return;
    };
    if is_all {
        work.take_value(at);
    }
    let names = names.into_iter().map(ImportedValue::Text).collect();
    work.fill("列席", ImportedValue::List(names));
}

/// 议题: the items behind their label, or the matters of its sentence: `学习全会精神，讨论工作计划`.
fn agenda(work: &mut WorkingText) -> bool {
    let Some((at, found)) = items::only(work, FormLabel::Agenda, "议题") else {
        return false;
    };
    items::take(work, at, &found);
    let items = match &found.items[..] {
        [one] => topics::matters(one),
        _ => found.items,
    };
    let items = items.into_iter().map(ImportedValue::Text).collect();
    work.fill("议题", ImportedValue::List(items));
    true
}

/// 学习内容; false when there is no such list.
fn list(work: &mut WorkingText, label: FormLabel, name: &'static str) -> bool {
    let Some((at, found)) = items::only(work, label, name) else {
        return false;
    };
    items::take(work, at, &found);
    // 学习内容：学习《…》.
    let bare = |item: &str| match item.strip_prefix("学习") {
        Some(rest) if rest.starts_with('《') && label == FormLabel::StudyContent => rest.to_owned(),
        _ => item.to_owned(),
    };
    let items = found.items.iter().map(|item| ImportedValue::Text(bare(item)));
    let items = items.collect();
    work.fill(name, ImportedValue::List(items));
    true
}

static BRANCH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"第?[一二三四五六七八九十]{1,2}(?:党)?支部|[\p{Han}]{2,8}党支部"));

/// 支部 and 小组 go by names in organization.yaml.
fn branch(work: &mut WorkingText, title: &str, kind: Option<&str>) {
    if BRANCH.is_match(title) || !work.values(FormLabel::Branch).is_empty() {
        work.say(super::ASKS_FOR_BRANCH);
    }
    if kind == Some("党小组会") {
        work.say("是哪个党小组的会，请照 organization.yaml 里的名称填“支部”和“小组”");
    }
}
